//! Every snippet of `tests/syntax` gives the tree that real Julia gives, or is refused as Julia refuses it.
//!
//! The trees are written by `tests/syntax/make.jl`. Where Julia 1.10 differs from the Julia that wrote them,
//! `tests/syntax/newer.txt` has the snippet again with its newer tree, by hand, and that counts.

use juliette_support::{Interner, SourceMap};
use juliette_syntax::{parse_file, print_sexprs, unparse};
use std::collections::HashMap;
use std::path::Path;

/// Sources and trees of a file of snippets.
fn snippets(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut source, mut tree, mut in_tree) = (String::new(), String::new(), false);
    for line in text.split_inclusive('\n').skip_while(|line| *line != ">>>\n").chain([">>>\n"]) {
        match line {
            ">>>\n" => {
                if in_tree {
                    found.push((core::mem::take(&mut source), core::mem::take(&mut tree)));
                }
                in_tree = false;
            }
            "===\n" => in_tree = true,
            line if in_tree => tree.push_str(line),
            line => source.push_str(line),
        }
    }
    found
}

fn parse(source: &str) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("snippet".into(), source.to_owned());
    let mut interner = Interner::new();
    let parsed = parse_file(file, source, &mut interner);
    if parsed.has_errors() {
        return "error\n".into();
    }
    print_sexprs(&parsed.ast, &parsed.statements, &interner)
}

#[test]
fn snippets_have_the_trees_of_real_julia() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax");
    let read =
        |name: &str| std::fs::read_to_string(folder.join(name)).expect("the file is in the repository");
    let newer: HashMap<String, String> = snippets(&read("newer.txt")).into_iter().collect();
    let mut count = 0;
    let mut wrong = Vec::new();
    for name in [
        "arrays",
        "calls",
        "generators",
        "layout",
        "literals",
        "names",
        "newer",
        "chains",
        "operators",
        "statements",
        "tuples_and_parens",
    ] {
        for (source, tree) in snippets(&read(&format!("{name}.txt"))) {
            count += 1;
            let expected = newer.get(&source).unwrap_or(&tree);
            let ours = parse(&source);
            if ours != *expected {
                wrong.push(format!("{name}: {source}  expected {expected}  found    {ours}"));
            }
        }
    }
    assert!(count >= 1500, "only {count} snippets were found");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn trees_are_printed_as_real_julia_shows_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax/unparse.txt");
    let mut wrong = Vec::new();
    let cases = snippets(&std::fs::read_to_string(path).expect("the file is in the repository"));
    assert!(cases.len() > 100, "only {} cases were found", cases.len());
    for (source, expected) in cases {
        let mut sources = SourceMap::default();
        let file = sources.add("snippet".into(), source.clone());
        let mut interner = Interner::new();
        let parsed = parse_file(file, &source, &mut interner);
        assert!(!parsed.has_errors() && parsed.statements.len() == 1, "{source} is one statement");
        let ours = unparse(&parsed.ast, parsed.statements[0], &interner) + "\n";
        if ours != expected {
            wrong.push(format!("{source}  expected:\n{expected}  found:\n{ours}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
