//! Makes the parser's tables and actions of `grammar/julia.lalrpop`. `machine.rs` is what runs them.

#[path = "tables/automaton.rs"]
mod automaton;
#[path = "tables/emit.rs"]
mod emit;
#[path = "tables/notation.rs"]
mod notation;
#[path = "tables/productions.rs"]
mod productions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    let path = std::path::Path::new(&root).join("../../grammar/julia.lalrpop");
    println!("cargo::rerun-if-changed={}", path.display());
    let grammar = notation::read(&std::fs::read_to_string(path)?)?;
    let productions = productions::expand(&grammar)?;
    let automaton = automaton::build(&grammar, &productions)?;
    let out = std::path::Path::new(&std::env::var("OUT_DIR")?).join("julia.rs");
    std::fs::write(out, emit::emit(&grammar, &productions, &automaton))?;
    Ok(())
}
