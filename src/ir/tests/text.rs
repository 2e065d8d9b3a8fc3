//! Runs the text tests under `tests/ir` in the evaluator, and checks that text IR survives printing and reading.
#![allow(clippy::unwrap_used, reason = "tests")]

use juliette_ir::testfile::{Argument, Expected, Run, runs};
use juliette_ir::{EmptyWorld, Evaluator, Stop, parse_module, verify};
use std::fs;
use std::path::Path;

fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ir");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ssa"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn printed_text_reads_back() {
    for (name, text) in files() {
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for func in &module.functions {
            let printed = func.to_string();
            let again = parse_module(&printed).unwrap_or_else(|e| panic!("{name}: {e}\n{printed}"));
            assert_eq!(printed, again.functions[0].to_string(), "{name}");
        }
    }
}

#[test]
fn files_run_in_the_evaluator() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for func in &module.functions {
            verify(func).unwrap_or_else(|e| panic!("{name}: %{}: {e}", func.name));
        }
        for run in runs(&module).unwrap_or_else(|e| panic!("{name}: {e}")) {
            let func = module.function(&run.function).unwrap();
            let mut evaluator = Evaluator::new(&module.functions, EmptyWorld, 10_000_000);
            let args: Vec<u128> = run
                .args
                .iter()
                .map(|arg| match arg {
                    Argument::Bits(bits) => *bits,
                    Argument::Buffer(bytes) => u128::from(evaluator.memory.allocate(bytes.clone())),
                })
                .collect();
            let result = evaluator.call(func, &args);
            let right = match (&result, &run.expected) {
                (Ok(results), expected) => expected.accepts(func, results),
                (Err(Stop::Trap(reason)), Expected::Trap(wanted)) => reason == wanted,
                (Err(_), _) => false,
            };
            if !right {
                let Run { line, expected, .. } = run;
                wrong.push(format!("{name}, line {line}: got {result:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
