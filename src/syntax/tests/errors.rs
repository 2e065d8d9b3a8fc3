//! The messages for malformed programs, as the user sees them.
//!
//! `tests/syntax/errors.txt` has each program with its rendered messages. `JULIETTE_BLESS=1` writes the messages anew;
//! review the difference.

use juliette_diag::render;
use juliette_support::{Interner, SourceMap};
use juliette_syntax::parse_file;
use std::fmt::Write;
use std::path::Path;

fn messages(source: &str) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("program.jl".into(), source.to_owned());
    let parsed = parse_file(file, source, &mut Interner::new());
    assert!(parsed.has_errors(), "this program was accepted:\n{source}");
    let mut text = String::new();
    for diagnostic in &parsed.diagnostics {
        text.push_str(render(diagnostic, &sources, false).trim_end());
        text.push_str("\n\n");
    }
    text
}

#[test]
fn messages_are_as_recorded() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax/errors.txt");
    let recorded = std::fs::read_to_string(&path).expect("the file is in the repository");
    let mut current = String::new();
    let mut count = 0;
    for part in recorded.split(">>>\n").skip(1) {
        let source = part.split("===\n").next().unwrap_or_default();
        count += 1;
        write!(current, ">>>\n{source}===\n{}", messages(source)).expect("writing to a string cannot fail");
    }
    assert!(count >= 80, "only {count} malformed programs were found");
    if std::env::var_os("JULIETTE_BLESS").is_some() {
        std::fs::write(&path, &current).expect("the file can be written");
    }
    if current != recorded {
        let first = current.lines().zip(recorded.lines()).position(|(a, b)| a != b).unwrap_or_default();
        let near =
            |text: &str| text.lines().skip(first.saturating_sub(6)).take(16).collect::<Vec<_>>().join("\n");
        panic!(
            "messages differ near line {}\n-- now:\n{}\n-- recorded:\n{}",
            first + 1,
            near(&current),
            near(&recorded)
        );
    }
}
