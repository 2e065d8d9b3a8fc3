//! `juliette compare` as a user sees it: its figures, its files, and what it says of programs that cannot be compared.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn compare(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juliette")).arg("compare").args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a comparison of this program on two backends says on standard error, and its status.
fn refused(program: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("program.jl");
    std::fs::write(&file, program).unwrap();
    let mut arguments = vec!["--runs", "1", "--backends", "stencil,llvm-O0"];
    arguments.extend(options);
    arguments.push(file.to_str().unwrap());
    let output = compare(&arguments);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "", "nothing is reported of a comparison that failed");
    text(&output.stderr)
}

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mandelbrot.jl");

fn read_json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_report_follows_its_schema_and_phases_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let (json, html) = (folder.path().join("report.json"), folder.path().join("report.html"));
    let backends = ["stencil", "llvm-O0", "llvm-min", "llvm-O2"];
    let output = compare(&[
        "--runs",
        "2",
        "--backends",
        &backends.join(","),
        "--json",
        json.to_str().unwrap(),
        "--html",
        html.to_str().unwrap(),
        EXAMPLE,
        "20",
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let table = text(&output.stdout);
    assert!(table.contains("outputs agree"), "{table}");
    let report = read_json(&json);
    let schema = read_json(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/compare.schema.json")));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let configurations = report["configurations"].as_array().unwrap();
    assert_eq!(configurations.len(), backends.len());
    for (configuration, name) in configurations.iter().zip(backends) {
        assert_eq!(configuration["name"], name);
        assert!(table.contains(&format!("\n{name} ")), "{table}");
        let wall = configuration["wall_ms"]["median"].as_f64().unwrap();
        let phases = configuration["phases_ms"].as_object().unwrap();
        let sum: f64 = phases.values().map(|time| time.as_f64().unwrap()).sum();
        assert!((sum - wall).abs() < wall * 1e-3, "{name}: phases take {sum} ms of {wall}");
        assert!(
            configuration["functions"].as_u64().unwrap() > 0 && phases["generate"].as_f64().unwrap() > 0.0
        );
    }
    let draws = report["functions"].as_array().unwrap().iter().find(|row| row["name"] == "draw").unwrap();
    assert_eq!(draws["by_configuration"].as_object().unwrap().len(), backends.len());
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg") && !page.contains("NaN"));
    assert!(!page.contains("http://") && !page.contains("https://"), "the page needs no network");
}

#[test]
fn different_outputs_are_noticed() {
    // The time of day differs from run to run.
    let message = refused("println(1)\nprintln(time())\n", &[]);
    assert!(message.contains("print differently from line 2 on"), "{message}");
    assert!(message.contains("--any-output"), "{message}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("timed.jl");
    std::fs::write(&file, "println(time())\n").unwrap();
    let backends = ["--any-output", "--runs", "1", "--backends", "stencil,llvm-O0"];
    let output = compare(&[&backends[..], &[file.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("outputs differ"), "{}", text(&output.stdout));
}

#[test]
fn a_program_that_fails_is_reported_with_its_message() {
    let message = refused("println(1)\nerror(\"gone wrong\")\n", &[]);
    assert!(message.contains("under stencil the program failed (exit status: 1)"), "{message}");
    assert!(message.contains("gone wrong"), "{message}");
}

#[test]
fn a_program_that_hangs_is_ended() {
    let message = refused("while true\nend\n", &["--timeout", "0.3"]);
    assert!(message.contains("under stencil the program ran longer than 0.3 seconds"), "{message}");
}

#[test]
fn files_that_are_not_there_are_named() {
    let output = compare(&["/nowhere/at/all.jl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot read /nowhere/at/all.jl"));
    let output =
        compare(&["--runs", "1", "--backends", "stencil", "--json", "/nowhere/report.json", EXAMPLE, "5"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot write /nowhere/report.json"));
}

#[test]
fn a_program_reads_the_standard_input_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let (file, input) = (folder.path().join("reads.jl"), folder.path().join("input"));
    std::fs::write(&file, "println(parse(Int, readline()) + parse(Int, readline()))\n").unwrap();
    std::fs::write(&input, "40\n2\n").unwrap();
    let base = ["--runs", "2", "--backends", "stencil,llvm-O0"];
    let mut arguments = base.to_vec();
    arguments.extend(["--stdin", input.to_str().unwrap(), file.to_str().unwrap()]);
    let output = compare(&arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("outputs agree"));

    let mut arguments = base.to_vec();
    arguments.push(file.to_str().unwrap());
    let output = compare(&arguments);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("under stencil the program failed"), "{message}");
    assert!(message.contains("`--stdin FILE` gives it one"), "{message}");

    let mut arguments = base.to_vec();
    arguments.extend(["--stdin", "/nowhere/input", file.to_str().unwrap()]);
    let output = compare(&arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("/nowhere/input"), "{}", text(&output.stderr));
}

#[test]
fn programs_that_end_badly_in_other_ways_are_reported() {
    let message = refused("println(1)\nexit(3)\n", &[]);
    assert!(message.contains("under stencil the program failed (exit status: 3)"), "{message}");
    let message = refused("println(1\n", &[]);
    assert!(message.contains("under stencil the program failed (exit status: 1)"), "{message}");
    assert!(message.contains("program.jl"), "what is wrong with it is told, and where: {message}");
    // What is printed without end is as much a hang.
    let message = refused("while true\n    println(1)\nend\n", &["--timeout", "0.3"]);
    assert!(message.contains("ran longer than 0.3 seconds"), "{message}");
    // A recursion without end is an exception like others.
    let message = refused("f(x) = 1 + f(x + 1)\nf(1)\n", &[]);
    assert!(message.contains("StackOverflowError"), "{message}");
    let output = compare(&["--runs", "1", "/"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot read /"), "{}", text(&output.stderr));
}
