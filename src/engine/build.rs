//! Embeds the library's files: a list of (name, text) for `load.rs`.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/base");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("runtime/base is in the source tree")
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
    std::fs::write(Path::new(&out).join("library.rs"), list).expect("OUT_DIR can be written");
}
