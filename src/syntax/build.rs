//! Generates the parser from `grammar/julia.lalrpop`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    let grammar = std::path::Path::new(&root).join("../../grammar");
    println!("cargo::rerun-if-changed={}", grammar.join("julia.lalrpop").display());
    lalrpop::Configuration::new()
        .set_in_dir(&grammar)
        .set_out_dir(std::env::var("OUT_DIR")?)
        .emit_rerun_directives(false)
        .process()
}
