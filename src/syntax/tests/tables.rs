//! The maker of the parser's tables: what it accepts, and what it says of grammars that are ambiguous or mistaken. LALRPOP,
//! whose notation the grammar is written in, has to accept the grammar too.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "the tests use a part of what the build uses")]

#[path = "../tables/automaton.rs"]
mod automaton;
#[path = "../tables/notation.rs"]
mod notation;
#[path = "../tables/productions.rs"]
mod productions;

use automaton::{Action, Automaton};
use productions::Production;

/// A grammar with these rules; its terminals are `a`, `b`, `c`, `d` and `e`.
fn read(rules: &str) -> Result<(Vec<Production>, Automaton), String> {
    let terminals: String =
        ["a", "b", "c", "d", "e"].map(|name| format!("{name} => Tok::{},", name.to_uppercase())).concat();
    let head = format!("grammar(b: &mut B); extern {{ type Error = (); enum Tok {{ {terminals} }} }}");
    let grammar = notation::read(&format!("{head} {rules}"))?;
    let productions = productions::expand(&grammar)?;
    let automaton = automaton::build(&grammar, &productions)?;
    Ok((productions, automaton))
}

/// How many reductions it takes to accept the text, a letter for each token; none if it is refused.
fn reductions(rules: &str, text: &str) -> Option<usize> {
    let (productions, automaton) = read(rules).unwrap();
    let mut stack = vec![0];
    let mut tokens = text.bytes().map(|letter| usize::from(letter - b'a')).chain([5]).peekable();
    let mut count = 0;
    loop {
        let state = *stack.last().unwrap();
        match automaton.actions[state][*tokens.peek().unwrap()] {
            Action::Error => return None,
            Action::Accept => return Some(count),
            Action::Shift(next) => {
                stack.push(next);
                tokens.next();
            }
            Action::Reduce(production) => {
                count += 1;
                let production = &productions[production];
                stack.truncate(stack.len() - production.symbols.len());
                let began = *stack.last().unwrap();
                stack.push(automaton.gotos[began][production.nonterminal].unwrap());
            }
        }
    }
}

fn takes(rules: &str, text: &str) -> bool {
    reductions(rules, text).is_some()
}

fn error(rules: &str) -> String {
    read(rules).err().unwrap()
}

#[test]
fn lists_and_nesting() {
    let rules = "pub L: () = { () => (), L T => (), }; T: () = { a => (), b L c => (), };";
    for text in ["", "a", "aa", "bc", "bacabbacca"] {
        assert!(takes(rules, text), "{text}");
    }
    for text in ["b", "c", "bcc", "d"] {
        assert!(!takes(rules, text), "{text}");
    }
}

#[test]
fn what_follows_decides_though_states_look_alike() {
    // LR(1), but not LALR(1): the states after `e` may not be merged.
    let rules = "pub S: () = { a X d => (), b Y d => (), a Y c => (), b X c => (), }; \
                 X: () = { e => (), }; Y: () = { e => (), };";
    for text in ["aed", "bed", "aec", "bec"] {
        assert!(takes(rules, text), "{text}");
    }
    assert!(!takes(rules, "aee"));
}

#[test]
fn values_that_are_passed_on_take_no_step() {
    let rules = "pub S: u32 = { <x:Y> c => x, }; Y: u32 = { <Z>, }; Z: u32 = { a => 1, };";
    assert_eq!(reductions(rules, "ac"), Some(2));
    let computed = "pub S: u32 = { <x:Y> c => x, }; Y: u32 = { <z:Z> => z + 1, }; Z: u32 = { a => 1, };";
    assert_eq!(reductions(computed, "ac"), Some(3));
}

#[test]
fn conflicts_are_refused() {
    assert_eq!(
        error("pub S: () = { S a S => (), b => (), };"),
        "ambiguous before `a`: either `S = S a S` ends or what goes on"
    );
    assert_eq!(
        error("pub S: () = { X => (), Y => (), }; X: () = { a => (), }; Y: () = { a => (), };"),
        "ambiguous before `the end of the text`: either `Y = a` ends or `X = a` ends"
    );
}

#[test]
fn mistakes_are_refused_with_their_line() {
    assert_eq!(error("\npub S: () = { x => (), };"), "line 2 of the grammar: nothing is called `x`");
    assert_eq!(error("S: () = { a => (), };"), "no nonterminal is `pub`");
    assert_eq!(
        error("pub S: () = { a b, };"),
        "an alternative without an action has not one value: [\"a\", \"b\"]"
    );
    assert!(error("pub S: () = { a => (), }; S: () = { b => (), };").contains("`S` is defined twice"));
}

#[test]
fn lalrpop_accepts_the_grammar() {
    let grammar = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar");
    let out = std::env::temp_dir().join(format!("juliette-grammar-{}", std::process::id()));
    let done = lalrpop::Configuration::new().set_in_dir(grammar).set_out_dir(&out).process();
    let removed = std::fs::remove_dir_all(&out);
    assert!(done.is_ok(), "{:?}", done.err());
    removed.unwrap();
}
