//! The maker of the parser's tables: what LALRPOP's tables become of small grammars, and what is said of grammars, and of
//! texts from LALRPOP, that are mistaken.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "the tests use a part of what the build uses")]

#[path = "../tables/automaton.rs"]
mod automaton;
#[path = "../tables/generated.rs"]
mod generated;
#[path = "../tables/notation.rs"]
mod notation;
#[path = "../tables/productions.rs"]
mod productions;

use automaton::{Action, Automaton};
use notation::Grammar;
use productions::Production;
use std::sync::atomic::{AtomicU32, Ordering};

/// The text of a grammar with these rules; its terminals are `a`, `b`, `c`, `d` and `e`.
fn grammar(rules: &str) -> String {
    let terminals: String =
        ["a", "b", "c", "d", "e"].map(|name| format!("{name} => Tok::{},", name.to_uppercase())).concat();
    let head = "grammar(b: &mut B); extern { type Location = u32; type Error = ();";
    format!("{head} enum Tok {{ {terminals} }} }} {rules}")
}

/// The grammar as it is read here.
fn read(rules: &str) -> Result<(Grammar, Vec<Production>), String> {
    let grammar = notation::read(&grammar(rules))?;
    let productions = productions::expand(&grammar)?;
    Ok((grammar, productions))
}

/// What LALRPOP generates for the grammar; none if it refuses it.
fn generated(rules: &str) -> Option<String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("juliette-grammar-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("test.lalrpop"), grammar(rules)).unwrap();
    let mut configuration = lalrpop::Configuration::new();
    let done = configuration.set_in_dir(&folder).set_out_dir(&folder).log_quiet().process();
    let text = done.ok().map(|()| std::fs::read_to_string(folder.join("test.rs")).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    text
}

/// How many reductions it takes to accept the text, a letter for each token; none if it is refused.
fn reductions(productions: &[Production], automaton: &Automaton, text: &str) -> Option<usize> {
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

/// How many reductions each text takes.
fn counts<const N: usize>(rules: &str, texts: [&str; N]) -> [Option<usize>; N] {
    let (grammar, productions) = read(rules).unwrap();
    let automaton = automaton::read(&grammar, &productions, &generated(rules).unwrap()).unwrap();
    texts.map(|text| reductions(&productions, &automaton, text))
}

fn error(rules: &str) -> String {
    read(rules).err().unwrap()
}

#[test]
fn lists_and_nesting() {
    let rules = "pub L: () = { () => (), L T => (), }; T: () = { a => (), b L c => (), };";
    let taken = ["", "a", "aa", "bc", "bacabbacca"];
    assert!(counts(rules, taken).iter().all(Option::is_some));
    assert_eq!(counts(rules, ["b", "c", "bcc", "d"]), [None; 4]);
}

#[test]
fn inline_nonterminals_are_not_in_the_tables() {
    let rules = "pub S: u32 = { <x:X> <y:Y> => x + y, }; #[inline] X: u32 = { a => 1, () => 2, b <Y>, }; \
                 Y: u32 = { c => 3, d => 4, };";
    assert_eq!(counts(rules, ["ac", "d", "bcc", "ab"]), [Some(2), Some(2), Some(3), None]);
}

#[test]
fn what_follows_decides_though_states_look_alike() {
    // LR(1), but not LALR(1): the states after `e` may not be merged.
    let rules = "pub S: () = { a X d => (), b Y d => (), a Y c => (), b X c => (), }; \
                 X: () = { e => (), }; Y: () = { e => (), };";
    let texts = ["aed", "bed", "aec", "bec", "aee"];
    assert_eq!(counts(rules, texts), [Some(2), Some(2), Some(2), Some(2), None]);
}

#[test]
fn values_that_are_passed_on_take_no_step() {
    let rules = "pub S: u32 = { <x:Y> c => x, }; Y: u32 = { <Z>, }; Z: u32 = { a => 1, };";
    assert_eq!(counts(rules, ["ac"]), [Some(2)]);
    let computed = "pub S: u32 = { <x:Y> c => x, }; Y: u32 = { <z:Z> => z + 1, }; Z: u32 = { a => 1, };";
    assert_eq!(counts(computed, ["ac"]), [Some(3)]);
}

#[test]
fn conflicts_are_refused() {
    assert!(generated("pub S: () = { S a S => (), b => (), };").is_none());
    assert!(
        generated("pub S: () = { X => (), Y => (), }; X: () = { a => (), }; Y: () = { a => (), };").is_none()
    );
}

#[test]
fn mistakes_are_refused_with_their_line() {
    assert_eq!(error("\npub S: () = { x => (), };"), "line 2 of the grammar: nothing is called `x`");
    assert_eq!(error("\npub S: () = { \"a\" => (), };"), "line 2 of the grammar: nothing is called `\"a\"`");
    assert_eq!(error("S: () = { a => (), };"), "no nonterminal is `pub`");
    assert!(
        error("pub S: () = { a => (), }; pub T: () = { b => (), };").contains("two nonterminals are `pub`")
    );
    assert_eq!(
        error("pub S: () = { a b, };"),
        "an alternative without an action has not one value: [\"a\", \"b\"]"
    );
    assert!(error("pub S: () = { a => (), }; S: () = { b => (), };").contains("`S` is defined twice"));
}

/// What is said of a text from LALRPOP in which `to` stands in place of the first `from`.
fn altered(from: &str, to: &str) -> String {
    let rules = "pub S: () = { a T => (), S a T => (), }; T: () = { b => (), c S d => (), };";
    let (grammar, productions) = read(rules).unwrap();
    let text = generated(rules).unwrap();
    assert!(text.contains(from), "{text}");
    automaton::read(&grammar, &productions, &text.replacen(from, to, 1)).err().unwrap()
}

#[test]
fn texts_that_are_not_as_expected_are_refused_with_their_line() {
    assert!(altered("const __ACTION", "const ACTION").ends_with("begins with `const __ACTION: &[`"));
    let message = altered("// State 1\n", "// Zustand 1\n");
    assert!(message.ends_with("`// State 1` is expected, not `// Zustand 1`"), "{message}");
    assert!(message.starts_with("line "), "{message}");
    let message = altered("\n        0,\n", "\n        no,\n");
    assert!(message.ends_with("a number in place of `no` is expected, not `no,`"), "{message}");
    let message = altered("states_to_pop: 2,", "states: 2,");
    assert!(message.contains("`states_to_pop: `, something, and `,` is expected"), "{message}");
    let message = altered("r###\"a\"###,", "\"a\",");
    assert!(message.contains("is expected, not `\"a\",`"), "{message}");
}

#[test]
fn tables_that_do_not_fit_the_grammar_are_refused() {
    let message = altered("r###\"a\"###", "r###\"x\"###");
    assert!(message.starts_with("terminal 0 is `a` (Tok::A) here, for LALRPOP "), "{message}");
    assert_eq!(altered("// S = a, T =>", "// S = a, S =>"), "LALRPOP knows nothing of `S = a, T`");
    let message = altered("// S = a, T =>", "// S = S, a, T =>");
    assert_eq!(message, "LALRPOP's numbers for `S = S, a, T` do not fit");
    assert!(altered("Some(4)", "Some(3)").contains("Some(4)"));
}

#[test]
fn every_wrong_number_in_a_table_of_states_is_refused() {
    let rules = "pub S: () = { a T => (), S a T => (), }; T: () = { b => (), c S d => (), };";
    let (grammar, productions) = read(rules).unwrap();
    let text = generated(rules).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.contains("const __ACTION")).unwrap();
    let last = lines.iter().position(|line| line.contains("const __EOF_ACTION")).unwrap();
    let mut tried = 0;
    for at in (first..last).filter(|&at| lines[at].trim_end().ends_with(',')) {
        let cells: Vec<&str> = lines[at].trim().trim_end_matches(',').split(", ").collect();
        for cell in 0..cells.len() {
            // A number that is not 0 becomes another of its kind, or 0; a 0, an action where there is none.
            let number: i32 = cells[cell].parse().unwrap();
            let (next, none) = (number + if number < 0 { -1 } else { 1 }, (number > 0).then_some(0));
            for wrong in [Some(next), none].into_iter().flatten() {
                let mut row: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
                row[cell] = wrong.to_string();
                let row = format!("{},", row.join(", "));
                let mut lines = lines.clone();
                lines[at] = &row;
                let made = automaton::read(&grammar, &productions, &lines.join("\n"));
                assert!(made.is_err(), "line {at}: {number} became {wrong}");
                tried += 1;
            }
        }
    }
    assert!(tried > 40, "{tried}");
}
