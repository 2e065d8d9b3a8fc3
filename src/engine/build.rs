//! Embeds the library's files and the workload's: lists of (name, text) for `load.rs` and `image.rs`.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    embed(&["base"], "library.rs");
    embed(&["workload"], "workload.rs");
    let stdlib = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/stdlib");
    println!("cargo::rerun-if-changed={}", stdlib.display());
    let mut packages: Vec<String> = std::fs::read_dir(&stdlib)
        .expect("the library is in the source tree")
        .filter_map(|entry| Some(format!("stdlib/{}", entry.ok()?.file_name().into_string().ok()?)))
        .collect();
    packages.sort();
    let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
    embed(&packages, "stdlib.rs");
}

/// Writes the list of the Julia files of folders under `runtime`: their names, after the folder's if there are several.
fn embed(folders: &[&str], list_name: &str) {
    let mut list = String::from("[");
    for folder in folders {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime").join(folder);
        println!("cargo::rerun-if-changed={}", path.display());
        let mut names: Vec<_> = std::fs::read_dir(&path)
            .expect("the library is in the source tree")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".jl"))
            .collect();
        names.sort();
        for name in names {
            let text = path.join(&name).display().to_string();
            let name = if folder.contains('/') { format!("{folder}/{name}") } else { name };
            let _ = write!(list, "({name:?}, include_str!({text:?})),");
        }
    }
    list.push(']');
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join(list_name), list).expect("OUT_DIR can be written");
}
