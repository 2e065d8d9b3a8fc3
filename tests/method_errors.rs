//! What a `MethodError` says. `types/method_errors.txt` has Julia's text in its newer form: what the oracle prints, with
//! `at FILE:LINE` as a line `@ Main FILE:LINE` of its own and empty lines around the lists.

use std::process::Command;

#[test]
fn candidates_are_listed_as_julia_does() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/types");
    let output = Command::new(env!("CARGO_BIN_EXE_juliette"))
        .current_dir(folder)
        .arg("method_errors.jl")
        .output()
        .expect("it runs");
    let expected = std::fs::read_to_string(format!("{folder}/method_errors.txt")).expect("the file is there");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        expected,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
