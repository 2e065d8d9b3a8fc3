//! Bad input of every kind: one clear message, exit status 1, never a panic.
//!
//! The programs of `tests/errors` run until they throw; NAME.err, made by `tests/errors/generate` from what real Julia
//! says, holds the message and, last, the statement that led there. The other cases are refused before they run.

mod base_image;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn juliette(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juliette")).args(arguments).output().expect("juliette starts")
}

/// The standard error of a run that must end with status 1 and without a panic.
fn message(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "the exit status; {text}");
    assert!(!text.contains("panicked"), "{text}");
    text
}

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the programs' folder can be read")
        .map(|entry| entry.expect("a folder's entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jl"))
        .collect();
    paths.sort();
    paths
}

fn check_thrown(options: &[&str]) {
    let mut failures = String::new();
    let programs = programs();
    assert!(programs.len() >= 15, "the programs are there");
    for program in programs {
        let expected =
            std::fs::read_to_string(program.with_extension("err")).expect("the message is recorded");
        let path = program.to_string_lossy();
        let mut arguments = options.to_vec();
        arguments.extend(["--verify", &path]);
        let output = juliette(&arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        let folder = format!("{}/", program.parent().expect("a folder").display());
        let text = text.replace(&folder, "");
        let lines: Vec<&str> = expected.lines().collect();
        let (last, first) = lines.split_last().expect("a message has lines");
        let is_right = text.starts_with(&format!("{}\n", first.join("\n")))
            && text.ends_with(&format!("{last}\n"))
            && output.status.code() == Some(1);
        if !is_right {
            let name = program.file_name().unwrap_or_default().to_string_lossy();
            failures.push_str(&format!("{name}: {}\nexpected\n{expected}printed\n{text}\n", output.status));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn thrown_on_stencils() {
    check_thrown(&[base_image::option()]);
}

#[test]
fn thrown_by_compiled_code() {
    check_thrown(&[base_image::option(), "--compile=all"]);
}

#[test]
fn thrown_by_loops_that_were_compiled_in_the_middle() {
    check_thrown(&[base_image::option(), "--compile=after-1"]);
}

#[test]
fn thrown_on_llvm() {
    check_thrown(&[base_image::option(), "--backend=llvm", "-O2", "--compile=all"]);
}

#[test]
fn a_syntax_error_names_its_place() {
    let text = message(&juliette(&["-e", "println(1)\nx = (1, 2"]));
    assert!(text.contains("error") && text.contains("none:2:"), "{text}");
}

#[test]
fn a_program_that_is_refused_does_nothing() {
    let output = juliette(&["-e", "println(1)\nx = Core.add_int(1, 2)"]);
    let text = message(&output);
    assert!(text.contains("not supported yet") && text.contains("none:2:"), "{text}");
    assert!(output.stdout.is_empty(), "it must not run half");
}

#[test]
fn an_unsupported_construct_is_named() {
    let cases = [
        ("baremodule M\nend", "baremodule"),
        ("@generated f(x) = x", "@generated"),
        ("x = Core.add_int(1, 2)", "a name of `Core`"),
    ];
    for (program, name) in cases {
        let text = message(&juliette(&["-e", program]));
        assert!(text.contains(name) && text.contains("none:1:"), "{text}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let text = message(&juliette(&["no_such_file.jl"]));
    assert!(text.contains("no_such_file.jl") && text.contains("no such file"), "{text}");
}

#[test]
fn text_of_the_command_line_throws_without_a_file() {
    let text = message(&juliette(&["-e", "sqrt(-1.0)"]));
    assert!(text.starts_with("ERROR: DomainError with -1.0:\n"), "{text}");
    assert!(!text.contains("in expression starting at"), "{text}");
}

/// A copy of the programs of these names in a folder of their own.
fn copied(folder: &str, names: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for name in names {
        let program = Path::new(env!("CARGO_BIN_EXE_juliette")).with_file_name(name);
        std::fs::copy(program, folder.join(name)).expect("the program can be copied");
    }
    folder.join("juliette")
}

#[test]
fn a_missing_plugin_is_named() {
    let program = copied("without-plugin", &["juliette", "juliette-llvm"]);
    let output = Command::new(program).args(["--backend=llvm", "-e", "println(1)"]).output();
    let text = message(&output.expect("the copy starts"));
    assert!(text.contains("libjuliette_llvm_plugin.so"), "{text}");
}

#[test]
fn a_missing_companion_is_named() {
    let program = copied("alone", &["juliette"]);
    let run = |arguments: &[&str]| Command::new(&program).args(arguments).output().expect("the copy starts");
    let shown = "using InteractiveUtils; print(2); @code_llvm 1 + 1";
    for arguments in [&["--backend=llvm", "-e", "println(1)"], &["--no-cache", "-e", shown]] {
        let output = run(arguments);
        let text = message(&output);
        // Linked dynamically, it needs no companion, only the plugin.
        assert!(text.contains("`juliette-llvm`") || text.contains("libjuliette_llvm_plugin.so"), "{text}");
    }
    let output = run(&["-e", "println(1)"]);
    assert!(output.status.success(), "stencils need neither companion nor plugin");
    assert_eq!(output.stdout, b"1\n");
}

#[test]
fn ctrl_c_ends_with_a_trace() {
    for code in ["function spin()\n  n = 0\n  while true\n    n += 1\n  end\nend\nspin()", "sleep(30)"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_juliette"))
            .args([base_image::option(), "-e", code])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("juliette starts");
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        let status = child.wait().expect("it ends");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().expect("it is piped"), &mut text)
            .expect("the message is text");
        assert!(text.starts_with("ERROR: InterruptException:\nStacktrace:\n"), "{text}");
        assert_eq!(status.code(), Some(1));
    }
}

#[test]
fn memory_that_is_not_there_is_an_exception() {
    let text = message(&juliette(&["-e", "v = Vector{Int}(undef, 10^14)\nprintln(length(v))"]));
    assert!(text.starts_with("ERROR: OutOfMemoryError()\nStacktrace:\n"), "{text}");
    let caught = juliette(&[
        "--heap-size-hint=200M",
        "-e",
        "v = Any[]\ntry\n  while true\n    push!(v, zeros(10^6))\n  end\ncatch e\n  println(typeof(e), ' ', length(v) > 5)\nend",
    ]);
    assert_eq!(String::from_utf8_lossy(&caught.stdout), "OutOfMemoryError true\n");
}

#[test]
fn frames_are_shown_with_their_modules_and_refused_keywords_by_name() {
    let code = "module M\n@noinline g(x) = [1][x]\nend\n@noinline f(x) = M.g(x) + 1\nf(3)";
    let text = message(&juliette(&["-e", code]));
    assert!(text.contains("   @ Base ./array.jl:"), "{text}");
    assert!(text.contains("] g(x::Int64)\n   @ M none:2\n"), "{text}");
    assert!(text.contains("] f(x::Int64)\n   @ Main none:4\n"), "{text}");
    let text = message(&juliette(&["-e", "f(x; a = 1, b = 0) = x\nf(1, c = 2, d = 3)"]));
    let expected = "f(::Any; a, b) got unsupported keyword arguments \"c\", \"d\"\n   @ Main none:1\n";
    assert!(text.contains(expected), "{text}");
}
