//! Runs the built program as a user does: specializations, what it loads, comparisons, and the command line.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Output};

fn juliette(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juliette")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const FIVE_TYPES: &str = "
function work(x)
    total = x
    for i in 1:10
        total = total * x + x
    end
    return total
end
for round in 1:3
    println(work(2), \" \", work(0.5), \" \", work(Int32(3)), \" \", work(true), \" \", work(0x02))
end
";

#[test]
fn five_type_tuples_make_five_specializations_each_compiled_once() {
    for backend in [&["--backend=stencil"][..], &["--backend=llvm", "-O0"], &["--backend=llvm", "-O2"]] {
        let mut arguments = backend.to_vec();
        arguments.extend(["--verify", "--trace=specialize", "-e", FIVE_TYPES]);
        let output = juliette(&arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let trace = text(&output.stderr);
        let mut made: Vec<&str> = trace.lines().filter(|line| line.starts_with("specialize work(")).collect();
        made.sort_unstable();
        let expected =
            ["Bool", "Float64", "Int32", "Int64", "UInt8"].map(|ty| format!("specialize work(::{ty})"));
        assert_eq!(made, expected, "under {backend:?}");
        assert_eq!(text(&output.stdout).lines().count(), 3);
    }
}

/// The libraries that the loader opens for the program that is linked dynamically, by its own account.
fn opened(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_juliette-llvm"))
        .args(arguments)
        .env("LD_DEBUG", "files")
        .output()
        .unwrap();
    assert!(output.status.success());
    text(&output.stderr)
}

#[test]
fn stencils_open_no_llvm_library() {
    let program = "println(length([1, 2, 3]))";
    let on_stencils = opened(&["-e", program]);
    assert!(on_stencils.contains("libc.so"), "the loader reports what it opens");
    assert!(!on_stencils.to_lowercase().contains("llvm_plugin"), "a run on stencils opened LLVM");
    assert!(!on_stencils.contains("libLLVM"), "a run on stencils opened LLVM");
    let on_llvm = opened(&["--backend=llvm", "-O0", "-e", program]);
    assert!(on_llvm.contains("libjuliette_llvm_plugin.so"), "a run on LLVM opens the plugin");
}

#[test]
fn a_senseless_command_line_is_explained() {
    for (arguments, message) in [
        (&[][..], "no program was given"),
        (&["--backend=other", "x.jl"], "there is no backend `other`"),
        (&["--nonsense", "x.jl"], "there is no option `--nonsense`"),
        (&["-O2", "x.jl"], "goes with `--backend=llvm`"),
        (&["compare"], "`compare` needs a program"),
        (&["compare", "--runs", "0", "x.jl"], "takes a positive number"),
    ] {
        let output = juliette(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn arguments_reach_the_program() {
    let output = juliette(&["-e", "println(ARGS, length(ARGS))", "a", "--b", "3"]);
    assert_eq!(text(&output.stdout), "[\"a\", \"--b\", \"3\"]3\n");
}

/// Syntax that came after the version of Julia that makes the other tests' outputs; the results follow from its manual.
#[test]
fn newer_syntax_runs() {
    let cases = [
        ("x::Int = 1\nx = 2.0\nprintln(x)", "2\n"),
        ("x::Float64 = 1\nf() = (global x = 3)\nf()\nprintln(x)", "3.0\n"),
        ("a, b... = 1, 2, 3\nprintln(a, b)", "1(2, 3)\n"),
        ("a..., b = [1, 2, 3]\nprintln(a, b)", "[1, 2]3\n"),
        ("a, b..., c = 1, 2, 3, 4\nprintln(a, b, c)", "1(2, 3)4\n"),
        ("(; y, x) = (x = 1, y = 2)\nprintln(x, y)", "12\n"),
        ("f((; x, y)) = x + y\nprintln(f((x = 1, y = 2)))", "3\n"),
        ("mutable struct M\n const a::Int\n b\nend\nm = M(1, 2)\nm.b = 3\nprintln(m)", "M(1, 3)\n"),
        ("nt = (a = 1, b = 2, c = 3)\nprintln(nt[(:c, :a)])", "(c = 3, a = 1)\n"),
    ];
    for (program, expected) in cases {
        let output = juliette(&["--verify", "-e", program]);
        assert_eq!(text(&output.stdout), expected, "{program}: {}", text(&output.stderr));
    }
}

#[test]
fn stages_are_printed() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mandelbrot.jl");
    let tree = text(&juliette(&["emit", "--stage=ast", example]).stdout);
    assert!(tree.starts_with("(function (call escape cr ci limit)"), "{tree}");
    for stage in ["tokens", "layout"] {
        let shown = text(&juliette(&["emit", &format!("--stage={stage}"), example]).stdout);
        assert!(shown.lines().count() > 100, "{stage}: {shown}");
    }
    let output = juliette(&["emit", "--stage=ast", "/nowhere/at/all.jl"]);
    assert_eq!(output.status.code(), Some(1));
}
