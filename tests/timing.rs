//! What programs and runs tell of their own time: `@time` and its companions, `--timings=json`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(options: &[&str], program: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("timed.jl");
    std::fs::write(&file, program).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_juliette"));
    command.arg("--no-cache").args(options).arg(&file).output().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// A line of `@time` with its numbers as `#`: those with a point, and others.
fn shape(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        if !char.is_ascii_digit() {
            out.push(char);
            continue;
        }
        out.push('#');
        while chars.peek().is_some_and(|next| next.is_ascii_digit()) {
            chars.next();
        }
    }
    out
}

const PROGRAM: &str = "\
mutable struct Cell
    x::Int
end
function cells(n)
    kept = Any[]
    for i in 1:n
        push!(kept, Cell(i))
    end
    length(kept)
end
twice(x) = 2x
bytes_of_one() = @allocated Cell(1)
bytes_of_none() = @allocated twice(1)
@time twice(21)
@time twice(21)
@time \"titled\" cells(3)
@time cells(2000)
bytes_of_one()
bytes_of_none()
println(bytes_of_one(), \" \", bytes_of_none())
try
    @time error(\"thrown out of a measurement\")
catch
end
measured = @timed cells(100)
println(keys(measured), \" \", measured.value, \" \", measured.bytes > 100 * 16, \" \", measured.gcstats.poolalloc > 100)
println(@elapsed(cells(1)) >= 0)
cells(1_000_000)
@time for round in 1:12 cells(1_000_000) end
";

#[test]
fn time_is_told_as_julia_tells_it() {
    for backend in [&["--backend=stencil"][..], &["--backend=llvm", "-O1"]] {
        let found = lines(&run(backend, PROGRAM));
        let shapes: Vec<String> = found.iter().map(|line| shape(line)).collect();
        assert!(
            shapes[0].starts_with("  #.# seconds (") && shapes[0].ends_with("#.#% compilation time)"),
            "{found:?}"
        );
        assert_eq!(shapes[1], "  #.# seconds", "the second call neither compiles nor allocates: {found:?}");
        assert!(shapes[2].starts_with("titled: #.# seconds (#"), "{found:?}");
        assert_eq!(shapes[3], "  #.# seconds (#.# k allocations: #.# KiB)", "{found:?}");
        assert!(found[3].contains("(2.0") && found[1].len() == 18, "{found:?}");
        assert_eq!(found[4], "16 0");
        assert_eq!(found[5], "(:value, :time, :bytes, :gctime, :gcstats) 100 true true");
        assert_eq!(found[6], "true");
        assert!(
            shapes[7].starts_with("  #.# seconds (#.# M allocations: #.# MiB, #.#% gc time"),
            "{found:?}"
        );
        assert!(found[7].contains("(12.00 M"), "collections do not lose the count: {found:?}");
    }
}

#[test]
fn an_account_for_tools_follows_its_schema() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/timings.schema.json"));
    let schema: Value = serde_json::from_str(&text.unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (options, program, status) in [
        (&["--timings=json"][..], "println(sum(i * i for i in 1:10))", 0),
        (&["--timings=json", "--backend=llvm", "-O1"], "println(1)", 0),
        (&["--timings=json"], "println(1)\nexit(3)", 3),
        (&["--timings=json"], "error(\"x\")", 1),
    ] {
        let output = run(options, program);
        assert_eq!(output.status.code(), Some(status));
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = text.lines().find(|line| line.starts_with('{')).unwrap();
        let account: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = validator.iter_errors(&account).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let phases = account["phases_ms"].as_object().unwrap();
        let sum: f64 = phases.values().map(|time| time.as_f64().unwrap()).sum();
        let whole = account["total_ms"].as_f64().unwrap();
        assert!(sum + account["startup_ms"].as_f64().unwrap() <= whole, "{account}");
    }
}

#[test]
fn a_program_that_exits_can_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("exits.jl");
    std::fs::write(&file, "println(42)\nexit()\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_juliette"));
    command.args(["compare", "--runs", "1", "--backends", "stencil,llvm-O0"]).arg(&file);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("outputs agree"), "{output:?}");
}
