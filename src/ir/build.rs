//! Gives the crate a hash of its own sources and of the compiler, so that a program and a plugin that exchange
//! functions by reference can tell whether they were built alike.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::process::Command;
use std::{env, fs};

fn main() {
    let mut hasher = DefaultHasher::new();
    let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "rs")) {
        println!("cargo::rerun-if-changed={}", file.display());
        fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    let compiler = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_string());
    let version = Command::new(compiler).arg("-vV").output().map(|output| output.stdout).unwrap_or_default();
    version.hash(&mut hasher);
    println!("cargo::rustc-env=JULIETTE_IR_BUILD_HASH={:016x}", hasher.finish());
}
