//! Prints files as `show` prints their trees.
//! Usage: unparse FILE...

use juliette_support::{Interner, SourceMap};
use juliette_syntax::{parse_file, unparse};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let mut sources = SourceMap::default();
        let file = sources.add(path, text);
        let mut interner = Interner::new();
        let parsed = parse_file(file, &sources.file(file).text, &mut interner);
        for &statement in &parsed.statements {
            println!("{}\n", unparse(&parsed.ast, statement, &interner));
        }
        for diagnostic in &parsed.diagnostics {
            eprintln!("{}", juliette_diag::render(diagnostic, &sources, false));
        }
    }
    Ok(())
}
