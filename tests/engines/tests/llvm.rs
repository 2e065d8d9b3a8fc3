//! The text tests on the LLVM backend, at every level.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests that run compiled code")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_engine_tests::text::{for_each_file, run_directives};
use juliette_ir::Function;
use juliette_llvm::Session;
use juliette_llvm_client::{CompileOptions, Level, SessionOptions};

fn run_at(level: Level) {
    let mut session = Session::new(SessionOptions { verify: true, ..SessionOptions::default() }).unwrap();
    let env = TestEnvironment::default();
    let mut wrong = Vec::new();
    let mut count = 0;
    for_each_file(|name, module| {
        let functions: Vec<&Function> = module.functions.iter().collect();
        let options = CompileOptions { level, positions: true };
        let batch = session.compile(&functions, &env, options).unwrap_or_else(|e| panic!("{name}: {e}"));
        let code_of = |name: &str| {
            let index = functions.iter().position(|func| func.name == name).unwrap();
            batch.functions[index].address
        };
        // SAFETY: the functions were compiled just now.
        let (mistakes, runs) = unsafe { run_directives(name, module, code_of) };
        wrong.extend(mistakes);
        count += runs;
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "only {count} runs");
}

#[test]
fn text_tests_at_o0() {
    run_at(Level::O0);
}

#[test]
fn text_tests_at_min() {
    run_at(Level::Min);
}

#[test]
fn text_tests_at_o1() {
    run_at(Level::O1);
}

#[test]
fn text_tests_at_o2() {
    run_at(Level::O2);
}

#[test]
fn text_tests_at_o3() {
    run_at(Level::O3);
}
