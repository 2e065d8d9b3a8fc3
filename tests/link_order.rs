//! The order in which the program calls its functions, for the linker.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the tool on a file; none, with a message, if programs cannot be traced here.
fn order(list: &Path, file: &str) -> Option<Output> {
    let program = Path::new(env!("CARGO_BIN_EXE_juliette"));
    let tool = program.with_file_name("juliette-link-order");
    let output = Command::new(tool).arg(program).arg(list).arg(file).output().expect("the tool starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("cannot be traced") {
        eprintln!("skipped: {said}");
        return None;
    }
    Some(output)
}

#[test]
fn functions_are_listed_in_order_of_their_first_calls() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("there is room");
    let (list, file) = (folder.path().join("list"), folder.path().join("program.jl"));
    std::fs::write(&file, "f(x) = 2x\nprintln(f(21))\n").expect("there is room");
    let Some(output) = order(&list, &file.to_string_lossy()) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&list).expect("the list was written");
    let place = |name: &str| {
        let found = text.lines().position(|line| line.contains(name));
        found.unwrap_or_else(|| panic!("{name} is not in the list"))
    };
    let stages = ["_start", "parse_file", "legalize", "StencilCompiler"].map(place);
    assert!(stages.is_sorted(), "{stages:?}");
    let lines: std::collections::HashSet<&str> = text.lines().collect();
    assert_eq!(lines.len(), text.lines().count(), "a function is called for the first time once");
    // The same calls: the list is left alone.
    let written = std::fs::metadata(&list).and_then(|data| data.modified()).expect("it is there");
    let Some(output) = order(&list, &file.to_string_lossy()) else { return };
    assert!(output.status.success());
    let again = std::fs::metadata(&list).and_then(|data| data.modified()).expect("it is there");
    assert_eq!(written, again);
}

#[test]
fn a_program_that_fails_gives_no_list() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("there is room");
    let list = folder.path().join("list");
    let Some(output) = order(&list, "no_such_file.jl") else { return };
    assert_eq!(output.status.code(), Some(1));
    assert!(!list.exists());
}
