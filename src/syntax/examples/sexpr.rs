//! Prints the syntax trees of files as S-expressions; mistakes go to standard error.
//! Usage: sexpr FILE...

use juliette_support::{Interner, SourceMap};
use juliette_syntax::{parse_file, print_sexprs};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let mut sources = SourceMap::default();
        let file = sources.add(path, text);
        let mut interner = Interner::new();
        let parsed = parse_file(file, &sources.file(file).text, &mut interner);
        print!("{}", print_sexprs(&parsed.ast, &parsed.statements, &interner));
        for diagnostic in &parsed.diagnostics {
            eprintln!("{}", juliette_diag::render(diagnostic, &sources, false));
        }
    }
    Ok(())
}
