//! Writes the tables and the actions as Rust, for `machine.rs`, which explains them.

use crate::automaton::{Action, Automaton};
use crate::notation::{Grammar, Symbol};
use crate::productions::{Part, Production, Value};
use std::collections::HashMap;
use std::fmt::Write;

/// The Rust text for an automaton.
pub fn emit(grammar: &Grammar, productions: &[Production], automaton: &Automaton) -> String {
    let mut types: Vec<String> = Vec::new();
    let all = grammar.terminals.iter().filter_map(|terminal| terminal.ty.as_ref());
    let rules = grammar.nonterminals.iter().filter(|nonterminal| !nonterminal.inline);
    for ty in all.chain(rules.map(|nonterminal| &nonterminal.ty)) {
        if ty != "()" && !types.contains(ty) {
            types.push(ty.clone());
        }
    }
    // Productions that pass a value on come first, so that a comparison tells them from the others.
    let mut order: Vec<usize> = (0..productions.len()).collect();
    order.sort_by_key(|&number| !productions[number].is_unit(grammar));
    let units = productions.iter().filter(|production| production.is_unit(grammar)).count();
    let mut out = grammar.uses.clone();
    values(&mut out, grammar, &types);
    terminals(&mut out, grammar);
    tables(&mut out, grammar, productions, automaton, &order);
    writeln!(out, "/// The productions up to here pass the value of their one symbol on.").ok();
    writeln!(out, "pub(super) const UNITS: usize = {units};").ok();
    actions(&mut out, grammar, productions, &order[units..], units);
    out
}

/// The name of a type as a variant of `Value`.
fn variant(ty: &str) -> String {
    let mut letters = ty.chars().filter(|c| c.is_alphanumeric());
    letters.next().map_or("Nothing".into(), |first| first.to_uppercase().chain(letters).collect())
}

fn values(out: &mut String, grammar: &Grammar, types: &[String]) {
    out.push_str(
        "/// What a token is, or the value of a phrase.\n#[derive(Clone, Copy)]\npub(super) enum Value {\n",
    );
    out.push_str("    Nothing,\n    Token(Tok),\n");
    for ty in types {
        writeln!(out, "    {}({ty}),", variant(ty)).ok();
    }
    out.push_str("}\n\nimpl Entry {\n");
    for ty in types {
        let variant = variant(ty);
        writeln!(out, "    #[inline]\n    pub(super) fn {}(&self) -> {ty} {{", variant.to_lowercase()).ok();
        writeln!(out, "        match self.value {{\n            Value::{variant}(value) => value,").ok();
        for terminal in grammar.terminals.iter().filter(|terminal| terminal.ty.as_ref() == Some(ty)) {
            writeln!(out, "            Value::Token(Tok::{}(value)) => value,", terminal.variant).ok();
        }
        out.push_str("            _ => mistaken(),\n        }\n    }\n");
    }
    out.push_str("}\n");
}

fn terminals(out: &mut String, grammar: &Grammar) {
    out.push_str("/// The number of a token's kind.\n#[inline]\npub(super) fn terminal_of(tok: Tok) -> usize {\n    match tok {\n");
    for (number, terminal) in grammar.terminals.iter().enumerate() {
        writeln!(out, "        {} => {number},", terminal.pattern()).ok();
    }
    // What the grammar does not know is an error in all states.
    writeln!(out, "        _ => {},\n    }}\n}}", grammar.terminals.len()).ok();
}

fn tables(
    out: &mut String,
    grammar: &Grammar,
    productions: &[Production],
    automaton: &Automaton,
    order: &[usize],
) {
    let mut number = vec![0; productions.len()];
    for (i, &production) in order.iter().enumerate() {
        number[production] = i;
    }
    let actions = automaton.actions.iter().map(|row| {
        let code = |action: &Action| match *action {
            Action::Error => 0,
            Action::Shift(state) => state as i64,
            Action::Reduce(production) => -1 - number[production] as i64,
            // The end of the text is not asked for: a run just ends.
            Action::Accept => 0,
        };
        row[..grammar.terminals.len()].iter().map(code).chain([0]).collect()
    });
    rows(out, "ACTION", "i16", actions);
    // Nonterminals that the automaton knows nothing of have no column.
    let kept: Vec<usize> =
        (0..grammar.nonterminals.len()).filter(|&i| !grammar.nonterminals[i].inline).collect();
    let gotos = automaton
        .gotos
        .iter()
        .map(|row| kept.iter().map(|&nonterminal| row[nonterminal].unwrap_or(0) as i64).collect());
    rows(out, "GOTO", "u16", gotos);
    let column = |production: &usize| {
        let nonterminal = productions[*production].nonterminal;
        kept.iter().position(|&other| other == nonterminal).unwrap_or(0) as i64
    };
    array(out, "NONTERMINALS", "u8", order.iter().map(column));
    array(out, "LENGTHS", "u8", order.iter().map(|&production| productions[production].symbols.len() as i64));
}

/// A table by state, in which each distinct row is written once, and where each state's row begins.
fn rows(out: &mut String, name: &str, ty: &str, rows: impl Iterator<Item = Vec<i64>>) {
    let mut known: HashMap<Vec<i64>, usize> = HashMap::new();
    let (mut cells, mut starts) = (Vec::new(), Vec::new());
    for row in rows {
        let start = *known.entry(row).or_insert_with_key(|row| {
            cells.extend_from_slice(row);
            cells.len() - row.len()
        });
        starts.push(start as i64);
    }
    array(out, &format!("{name}S"), ty, cells.into_iter());
    let ty = if starts.iter().all(|&start| u16::try_from(start).is_ok()) { "u16" } else { "u32" };
    array(out, &format!("{name}_ROWS"), ty, starts.into_iter());
}

fn array(out: &mut String, name: &str, ty: &str, cells: impl ExactSizeIterator<Item = i64>) {
    write!(out, "pub(super) static {name}: [{ty}; {}] = [", cells.len()).ok();
    for (i, cell) in cells.enumerate() {
        write!(out, "{}{cell},", if i % 64 == 0 { "\n    " } else { "" }).ok();
    }
    out.push_str("\n];\n");
}

fn actions(out: &mut String, grammar: &Grammar, productions: &[Production], order: &[usize], from: usize) {
    out.push_str(
        "/// The value of a phrase: what `production` makes of `symbols`, before a token at `at`.\n",
    );
    out.push_str("#[inline]\npub(super) fn reduce(b: &mut Builder<'_>, production: usize, symbols: &[Entry], at: u32) -> Value {\n");
    out.push_str("    match production {\n");
    for (i, &number) in order.iter().enumerate() {
        let production = &productions[number];
        let names: Vec<String> = (0..production.symbols.len()).map(|i| format!("s{i}")).collect();
        writeln!(out, "        // {}", production.show(grammar)).ok();
        writeln!(out, "        {} => {{", from + i).ok();
        if !names.is_empty() {
            writeln!(out, "            let [{}] = symbols else {{ mistaken() }};", names.join(", ")).ok();
        }
        let value = expression(grammar, production, &production.value);
        match &grammar.nonterminals[production.nonterminal].ty[..] {
            "()" => writeln!(out, "            let () = {value};\n            Value::Nothing").ok(),
            ty => writeln!(out, "            Value::{}({value})", variant(ty)).ok(),
        };
        out.push_str("        }\n");
    }
    out.push_str("        _ => mistaken(),\n    }\n}\n");
}

/// The Rust expression for a value.
fn expression(grammar: &Grammar, production: &Production, value: &Value) -> String {
    let part = |part: &Part| match part {
        Part::Symbol(i) => match production.symbols[*i] {
            Symbol::Terminal(terminal) => accessor(*i, grammar.terminals[terminal].ty.as_deref()),
            Symbol::Nonterminal(inner) => accessor(*i, Some(&grammar.nonterminals[inner].ty)),
        },
        Part::Inline(inner) => expression(grammar, production, inner),
        Part::Start(i) if *i < production.symbols.len() => format!("s{i}.start"),
        Part::End(0) if !production.symbols.is_empty() => "s0.start".into(),
        Part::Start(0) | Part::End(0) => "at".into(),
        Part::Start(i) | Part::End(i) => format!("s{}.end", i - 1),
    };
    let Some(code) = &value.code else { return part(&value.parts[0].1) };
    let mut out = String::from("{ ");
    for (name, source) in &value.parts {
        if let Some(name) = name {
            write!(out, "let {name} = {}; ", part(source)).ok();
        }
    }
    out + code + " }"
}

fn accessor(symbol: usize, ty: Option<&str>) -> String {
    match ty {
        Some("()") | None => "()".into(),
        Some(ty) => format!("s{symbol}.{}()", variant(ty).to_lowercase()),
    }
}
