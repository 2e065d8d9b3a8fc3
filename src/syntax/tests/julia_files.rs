//! Every `.jl` file of real Julia's installation gives the tree that real Julia gives: some 750 files, 12 MB of trees.
//!
//! The installation is at `$JULIA_ORACLE` (default `$HOME/.cache/julia-oracle`); `julia` and `sexpr.jl`, which run it
//! and print trees, are in `$JULIA_ORACLE_TOOLS` (default `../shared/oracle` beside the repository). Where they are
//! missing the test says so and checks nothing.

use juliette_support::{Interner, SourceMap};
use juliette_syntax::{parse_file, print_sexprs};
use std::path::{Path, PathBuf};
use std::process::Command;

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() {
            collect(&path, files);
        } else if kind.is_file() && path.extension().is_some_and(|e| e == "jl") {
            files.push(path);
        }
    }
}

fn from_environment(name: &str, otherwise: PathBuf) -> PathBuf {
    std::env::var_os(name).map_or(otherwise, PathBuf::from)
}

/// Where the trees first differ.
fn difference(ours: &str, theirs: &str) -> String {
    let (line, (a, b)) = ours
        .lines()
        .zip(theirs.lines())
        .enumerate()
        .find(|(_, (a, b))| a != b)
        .unwrap_or((ours.lines().count().min(theirs.lines().count()), ("", "")));
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| {
        let from = text.floor_char_boundary(at.saturating_sub(60));
        text[from..text.floor_char_boundary(at + 60)].to_owned()
    };
    format!("tree {}:\n  ours   {}\n  theirs {}", line + 1, near(a), near(b))
}

#[test]
fn files_of_real_julia_have_its_trees() {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let oracle = from_environment("JULIA_ORACLE", home.join(".cache/julia-oracle"));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tools = from_environment("JULIA_ORACLE_TOOLS", repository.join("../shared/oracle"));
    let (Ok(tools), true) = (tools.canonicalize(), oracle.join("usr/bin/julia").exists()) else {
        eprintln!("skipped: real Julia is not installed here");
        return;
    };
    let mut files = Vec::new();
    collect(&oracle.join("usr"), &mut files);
    files.sort();
    assert!(files.len() > 700, "only {} files were found", files.len());

    let folder = std::env::temp_dir().join(format!("juliette-syntax-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let names: Vec<String> = (0..files.len()).map(|i| format!("{i}.jl")).collect();
    for (file, name) in files.iter().zip(&names) {
        std::fs::copy(file, folder.join(name)).expect("the file can be copied");
    }
    let running: Vec<_> = names
        .chunks(names.len().div_ceil(3))
        .map(|names| {
            let mut julia = Command::new(tools.join("julia"));
            julia.arg(tools.join("sexpr.jl")).args(names).current_dir(&folder);
            julia.spawn().expect("the oracle's `julia` can be started")
        })
        .collect();
    for mut julia in running {
        let status = julia.wait().expect("real Julia runs to its end");
        assert!(status.success(), "real Julia failed");
    }

    let mut wrong = Vec::new();
    let mut interner = Interner::new();
    for (file, name) in files.iter().zip(&names) {
        let expected =
            std::fs::read_to_string(folder.join(format!("{name}.sexpr"))).expect("a tree was written");
        let text = String::from_utf8_lossy(&std::fs::read(file).expect("the file can be read")).into_owned();
        let mut sources = SourceMap::default();
        let id = sources.add(file.display().to_string(), text);
        let parsed = parse_file(id, &sources.file(id).text, &mut interner);
        let ours = if parsed.has_errors() {
            "error\n".to_owned()
        } else {
            print_sexprs(&parsed.ast, &parsed.statements, &interner)
        };
        if ours != expected {
            wrong.push(format!("{}: {}", file.display(), difference(&ours, &expected)));
        }
    }
    // What fails to be removed is in the system's folder for such things.
    let _ = std::fs::remove_dir_all(&folder);
    assert!(wrong.is_empty(), "{} of {} files differ:\n{}", wrong.len(), files.len(), wrong.join("\n"));
    eprintln!("{} files have the same trees", files.len());
}
