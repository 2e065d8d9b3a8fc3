//! The LLVM backend through its plugin: opening, compiling, positions, removal, and what goes wrong.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests that run compiled code")]

use juliette_engine_tests::native::{TestEnvironment, call, set_safepoint_flag};
use juliette_ir::{Loc, parse_module};
use juliette_llvm_client::{CompileOptions, Level, LlvmCompiler, LlvmError, SessionOptions, plugin_path};
use std::path::Path;

// The plugin is built with the tests because it is among their dependencies.
use juliette_llvm_plugin as _;

fn open() -> LlvmCompiler {
    LlvmCompiler::open(&plugin_path(), SessionOptions { verify: true, ..SessionOptions::default() }).unwrap()
}

#[test]
fn a_missing_plugin_is_an_error() {
    let error = LlvmCompiler::open(Path::new("no/such/plugin.so"), SessionOptions::default()).unwrap_err();
    assert!(matches!(error, LlvmError::Missing(..)));
    assert!(error.to_string().contains("no/such/plugin.so"), "{error}");
}

#[test]
fn positions_of_calls_are_found_by_return_address() {
    let text = r#"
function %leaf(i64) -> i64 {
block0(v0: i64):
    return v0
}
function %f(i64) -> i64 {
    extern f0 = local %leaf(i64) -> i64
    loc l0 = "outer" "a.jl" 10
    loc l1 = "inner" "b.jl" 20 in l0
block0(v0: i64):
    v1 = call f0(v0) !0
    v2 = call f0(v1) !1
    v3 = call f0(v2)
    v4 = add.i64 v3, v1
    return v4
}
"#;
    let module = parse_module(text).unwrap();
    let functions: Vec<_> = module.functions.iter().collect();
    let env = TestEnvironment::default();
    let mut llvm = open();
    for level in Level::ALL {
        let batch = llvm.compile(&functions, &env, CompileOptions { level, positions: true }).unwrap();
        let locs: Vec<Loc> = batch.functions[1].positions.iter().map(|position| position.loc).collect();
        let mut seen = locs.clone();
        seen.dedup();
        let wanted = [Loc(0), Loc(1), Loc::NONE];
        assert!(seen.windows(3).any(|three| three == wanted), "{}: {locs:?}", level.name());
        assert!(batch.functions.iter().all(|func| func.size > 0));
        // SAFETY: compiled just now from a function with this signature.
        let result = unsafe { call(batch.functions[1].address, &functions[1].signature, &[21]) };
        assert_eq!(result, Ok(vec![42]));
        assert!(!llvm.last_object().is_empty());
        llvm.remove(batch.id).unwrap();
    }
}

#[test]
fn a_raised_flag_calls_the_safepoint_routine() {
    let module = parse_module("function %f() {\nblock0:\n safepoint\n return\n}\n").unwrap();
    let mut llvm = open();
    let options = CompileOptions { level: Level::O2, positions: false };
    let batch = llvm.compile(&[&module.functions[0]], &TestEnvironment::default(), options).unwrap();
    let signature = &module.functions[0].signature;
    let before = set_safepoint_flag(true);
    // SAFETY: compiled just now from a function with this signature.
    assert_eq!(unsafe { call(batch.functions[0].address, signature, &[]) }, Ok(vec![]));
    assert_eq!(set_safepoint_flag(false), before + 1);
    // SAFETY: as above.
    assert_eq!(unsafe { call(batch.functions[0].address, signature, &[]) }, Ok(vec![]));
    assert_eq!(set_safepoint_flag(false), before + 1);
}

#[test]
fn slots_and_runtime_functions_are_called_by_address() {
    extern "C" fn twice(x: i64, y: f64) -> f64 {
        2.0 * x as f64 + y
    }
    let text = "function %f(i64) -> f64 {
    extern f0 = slot 1 %g(i64, f64) -> f64
    extern f1 = runtime 0 %twice(i64, f64) -> f64
block0(v0: i64):
    v1 = const.f64 0.5
    v2 = call f0(v0, v1)
    v3 = call_runtime f1(v0, v2)
    return v3
}
";
    let module = parse_module(text).unwrap();
    let cell = Box::new(twice as *const () as u64);
    let env =
        TestEnvironment { cells: vec![0, &raw const *cell as u64], runtime: vec![twice as *const () as u64] };
    let mut llvm = open();
    for level in Level::ALL {
        let options = CompileOptions { level, positions: false };
        let batch = llvm.compile(&[&module.functions[0]], &env, options).unwrap();
        // SAFETY: compiled just now from a function with this signature; the cell lives.
        let result = unsafe { call(batch.functions[0].address, &module.functions[0].signature, &[3]) };
        assert_eq!(result, Ok(vec![u128::from(12.5_f64.to_bits())]));
    }
}

#[test]
fn code_can_be_registered_with_a_debugger() {
    let options = SessionOptions { debugger: true, verify: true };
    let mut llvm = LlvmCompiler::open(&plugin_path(), options).unwrap();
    let module = parse_module("function %f(i64) -> i64 {\nblock0(v0: i64):\n return v0\n}\n").unwrap();
    let options = CompileOptions { level: Level::O0, positions: true };
    let batch = llvm.compile(&[&module.functions[0]], &TestEnvironment::default(), options).unwrap();
    // SAFETY: compiled just now from a function with this signature.
    let result = unsafe { call(batch.functions[0].address, &module.functions[0].signature, &[5]) };
    assert_eq!(result, Ok(vec![5]));
}
