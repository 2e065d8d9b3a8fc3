//! Texts that nest without end are refused with a message, at any stage, and quickly.

use juliette_diag::Code;
use juliette_support::{Interner, SourceMap};
use juliette_syntax::{parse_file, print_sexprs, unparse};

const MANY: usize = 100_000;

fn codes(text: &str) -> Vec<Code> {
    let mut sources = SourceMap::default();
    let file = sources.add("deep".into(), String::new());
    let mut interner = Interner::new();
    let parsed = parse_file(file, text, &mut interner);
    // Printing has no limits, but must not recurse either.
    let printed = print_sexprs(&parsed.ast, &parsed.statements, &interner);
    assert!(printed.len() >= parsed.statements.len());
    parsed.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn deep_nesting_is_refused() {
    let many = |text: &str| text.repeat(MANY);
    let texts = [
        format!("{}{}", many("("), many(")")),
        many("("),
        many("["),
        many("f("),
        many("f(\n"),
        many("{"),
        many("a["),
        many("x -> "),
        many("a ? "),
        many("begin "),
        many("if a\n"),
        many("return "),
        many("@m "),
        format!("{}x", many("!")),
        format!("x{}", many("'")),
        format!("x{}", many(".y")),
        format!("x{}", many(" - y")),
        format!("{}x", many("x = ")),
        format!("{}x", many("x ^ ")),
        format!("{}x", many("a where ")),
        format!("if a\n{}end", many("elseif b\n")),
        format!("{}1", many(":")),
    ];
    for text in texts {
        let start = &text[..text.floor_char_boundary(20)];
        let codes = codes(&text);
        assert!(!codes.is_empty(), "`{start}…` was accepted");
        if !text.starts_with(':') && !text.contains("where") {
            assert!(codes.contains(&Code::NestedTooDeeply), "`{start}…` gave {codes:?}");
        }
    }
}

#[test]
fn nested_literals_are_reported_once() {
    let codes = codes(&"\"$(".repeat(MANY));
    assert!(codes.contains(&Code::NestedTooDeeply) && codes.len() < 10, "{codes:?}");
}

#[test]
fn long_lists_are_no_nesting() {
    for text in
        [format!("x{}", " + y".repeat(MANY)), format!("f({})", "x, ".repeat(MANY)), "x\n".repeat(MANY)]
    {
        assert_eq!(codes(&text), []);
    }
}

#[test]
fn source_is_printed_from_deep_trees() {
    let text = format!("{}x", "!".repeat(3000));
    let mut sources = SourceMap::default();
    let file = sources.add("deep".into(), String::new());
    let mut interner = Interner::new();
    let parsed = parse_file(file, &text, &mut interner);
    assert!(!parsed.has_errors());
    assert!(unparse(&parsed.ast, parsed.statements[0], &interner).len() > 3000);
}
