//! Makes the stencil library and puts it where the crate includes it.

use std::path::PathBuf;

fn main() -> Result<(), String> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let outcomes = juliette_stencils::generate()?;
    std::fs::write(out.join("stencils.bin"), juliette_stencils::library(&outcomes))
        .map_err(|e| e.to_string())?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
