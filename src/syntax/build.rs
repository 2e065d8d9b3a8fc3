//! Makes the parser's tables and actions of `grammar/julia.lalrpop`. LALRPOP makes the automaton; `machine.rs` is what runs
//! it, with the actions of the grammar.

#[path = "tables/automaton.rs"]
mod automaton;
#[path = "tables/emit.rs"]
mod emit;
#[path = "tables/generated.rs"]
mod generated;
#[path = "tables/notation.rs"]
mod notation;
#[path = "tables/productions.rs"]
mod productions;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    let folder = Path::new(&root).join("../../grammar");
    let path = folder.join("julia.lalrpop");
    println!("cargo::rerun-if-changed={}", path.display());
    let out = std::env::var("OUT_DIR")?;
    let generated = Path::new(&out).join("lalrpop");
    lalrpop::Configuration::new()
        .set_in_dir(&folder)
        .set_out_dir(&generated)
        .emit_rerun_directives(false)
        .process()?;
    let grammar = notation::read(&std::fs::read_to_string(path)?)?;
    let productions = productions::expand(&grammar)?;
    let text = std::fs::read_to_string(generated.join("julia.rs"))?;
    let automaton = automaton::read(&grammar, &productions, &text)?;
    std::fs::write(Path::new(&out).join("julia.rs"), emit::emit(&grammar, &productions, &automaton))?;
    Ok(())
}
