//! Every program in `examples/` prints what real Julia prints, on each backend, and can be compared: its phases add up and
//! its report follows the schema.
//!
//! The outputs in `tests/examples` are real Julia's: `julia examples/NAME.jl >tests/examples/NAME.out`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("examples")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jl"));
    paths.sort();
    assert!(paths.len() >= 8, "the examples are there");
    paths
}

#[test]
fn examples_print_what_julia_prints() {
    for path in examples() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(root().join(format!("tests/examples/{name}.out"))).unwrap();
        for options in [&["--backend=stencil"][..], &["--backend=llvm", "-O1"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_juliette"));
            let output = command.args(options).arg("--no-cache").arg(&path).output().unwrap();
            let printed = String::from_utf8_lossy(&output.stdout);
            assert!(
                printed == expected,
                "{name} {options:?} printed\n{printed}\nwhere Julia prints\n{expected}"
            );
            assert!(output.status.success() && output.stderr.is_empty(), "{name}: {output:?}");
        }
    }
}

#[test]
fn examples_can_be_compared() {
    let schema = std::fs::read_to_string(root().join("docs/compare.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("report.json");
    for path in examples() {
        let mut command = Command::new(env!("CARGO_BIN_EXE_juliette"));
        command
            .args(["compare", "--runs", "1", "--backends", "stencil,llvm-O0", "--json"])
            .arg(&json)
            .arg(&path);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}: {output:?}", path.display());
        let report: Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        for configuration in report["configurations"].as_array().unwrap() {
            let wall = configuration["wall_ms"]["median"].as_f64().unwrap();
            let phases = configuration["phases_ms"].as_object().unwrap();
            let sum: f64 = phases.values().map(|time| time.as_f64().unwrap()).sum();
            assert!((sum - wall).abs() <= 0.03 * wall, "{}: {sum} of {wall} ms", path.display());
        }
    }
}
