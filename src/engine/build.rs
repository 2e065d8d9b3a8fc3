//! Embeds the library's files and the workload's: lists of (name, text) for `load.rs` and `image.rs`.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    embed("base", "library.rs");
    embed("workload", "workload.rs");
}

/// Writes the list of the Julia files of a folder under `runtime`.
fn embed(folder: &str, list_name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime").join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the library is in the source tree")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".jl"))
        .collect();
    names.sort();
    let mut list = String::from("[");
    for name in names {
        let path = folder.join(&name);
        let _ = write!(list, "({name:?}, include_str!({:?})),", path.display().to_string());
    }
    list.push(']');
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join(list_name), list).expect("OUT_DIR can be written");
}
