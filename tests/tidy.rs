//! Checks the source tree itself: what style.md asks for that a program can see.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut work: Vec<PathBuf> = ["src", "runtime", "stencils", "tests", "benches", "examples", "grammar"]
        .map(|name| Path::new(ROOT).join(name))
        .into();
    while let Some(folder) = work.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != "target" {
                    work.push(path);
                }
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 5, "the tree is searched from the right place");
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(ROOT).unwrap().display().to_string()
}

#[test]
fn every_rust_file_says_what_it_does() {
    let silent: Vec<String> = files("rs")
        .iter()
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!"))
        .map(|path| shown(path))
        .collect();
    assert!(silent.is_empty(), "files that do not begin with `//!`: {silent:?}");
}

#[test]
fn files_are_short_or_say_why_not() {
    let long: Vec<String> = files("rs")
        .iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
            text.lines().count() > 800 && !head.contains("long")
        })
        .map(|path| shown(path))
        .collect();
    assert!(long.is_empty(), "files of more than 800 lines without a word about it at their head: {long:?}");
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("#[ig", "nore"),
    ];
    let mut found = Vec::new();
    for path in files("rs").into_iter().chain(files("jl")) {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{}:{}", shown(&path), number + 1));
            }
        }
    }
    assert!(found.is_empty(), "unfinished marks: {found:?}");
}

#[test]
fn every_decision_and_document_is_linked_from_the_index() {
    let index = fs::read_to_string(Path::new(ROOT).join("docs/README.md")).unwrap();
    let mut missing = Vec::new();
    for folder in ["docs", "docs/decisions"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(Path::new(ROOT).join("docs")).unwrap().display().to_string();
            if name.ends_with(".md") && name != "README.md" && !index.contains(&format!("({name})")) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "documents that docs/README.md does not list: {missing:?}");
}
