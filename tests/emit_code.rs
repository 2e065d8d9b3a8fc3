//! `juliette emit` shows each stage of a function's code, and says what it cannot show.

use std::process::{Command, Output};

fn emit(arguments: &[&str]) -> Output {
    let path = std::env::temp_dir().join(format!(
        "juliette-emit-{}-{:?}.jl",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::write(&path, "f(x, y) = x * y + 1\n").expect("the temporary folder can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_juliette")).arg("emit").args(arguments).arg(&path).output();
    output.expect("it runs")
}

#[test]
fn every_stage_is_shown() {
    let expected = [
        ("lowered", "call"),
        ("typed", ":: Int64"),
        ("ssa", "add.i64"),
        ("llvm", "define"),
        ("asm", "ret"),
        ("stencil", "imul"),
    ];
    for (stage, part) in expected {
        let stage = format!("--stage={stage}");
        let output = emit(&[&stage, "--function", "f", "--types", "(Int64, Int64)"]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains(part), "{stage}: {text}");
    }
}

#[test]
fn what_is_not_there_is_named() {
    for (arguments, part) in [
        (&["--stage=nonsense", "--function", "f", "--types", "()"][..], "there is no stage `nonsense`"),
        (&["--stage=typed", "--types", "()"], "--function"),
        (&["--stage=typed", "--function", "f"], "--types"),
        (&["--stage=typed", "--function", "f", "--types", "(Int64,)"], "no method matches"),
        (&["--stage=typed", "--function", "nope", "--types", "(Int64,)"], "`nope` not defined"),
        (&["--stage=typed", "--function", "f", "--types", "(Nope,)"], "`Nope` not defined"),
    ] {
        let output = emit(arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && text.contains(part), "{arguments:?}: {text}");
    }
}
