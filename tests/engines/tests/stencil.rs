//! The text tests on stencils, with all registers and with few.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests that run compiled code")]

use juliette_engine_tests::native::{TestEnvironment, call, set_safepoint_flag};
use juliette_engine_tests::text::{for_each_file, run_directives};
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_ir::Function;
use juliette_stencil::{CompiledCode, Error, Options, StencilCompiler};

fn run_with(options: Options) {
    let mut compiler = StencilCompiler::new(options).unwrap();
    let mut space = CodeSpace::new(16 << 20).unwrap();
    let mut slots = SlotTable::new(&space);
    let mut env = TestEnvironment::default();
    let mut wrong = Vec::new();
    let mut count = 0;
    for_each_file(|name, module| {
        let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
        while slots.len() < names.len() {
            let slot = slots.add(&mut space).unwrap();
            env.cells.push(slots.cell(slot) as u64);
        }
        for (slot, func) in module.functions.iter().enumerate() {
            let code = compiler.compile(func, &env, &mut space, &names);
            let code = code.unwrap_or_else(|e| panic!("{name}: {e}"));
            slots.set(slot as u32, code.address);
        }
        let code_of =
            |name: &str| slots.target(names.iter().position(|other| other == name).unwrap() as u32) as u64;
        // SAFETY: the functions were compiled just now.
        let (mistakes, runs) = unsafe { run_directives(name, module, code_of) };
        wrong.extend(mistakes);
        count += runs;
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "only {count} runs");
}

#[test]
fn text_tests_with_all_registers() {
    run_with(Options::default());
}

#[test]
fn text_tests_with_few_registers() {
    run_with(Options { few_registers: true });
}

/// Compiles the functions of a text and gives the first one's code.
fn compile(text: &str, env: &TestEnvironment, space: &mut CodeSpace) -> (CompiledCode, Function) {
    let module = juliette_ir::parse_module(text).unwrap();
    let func = module.functions[0].clone();
    juliette_ir::verify(&func).unwrap();
    let mut compiler = StencilCompiler::new(Options::default()).unwrap();
    (compiler.compile(&func, env, space, &[]).unwrap(), func)
}

#[test]
fn positions_are_known_by_return_address() {
    extern "C" fn leaf(x: i64) -> i64 {
        x
    }
    let text = r#"
function %f(i64) -> i64 {
    extern f0 = runtime 0 %leaf(i64) -> i64
    loc l0 = "outer" "a.jl" 10
    loc l1 = "inner" "b.jl" 20 in l0
block0(v0: i64):
    v1 = call_runtime f0(v0) !0
    v2 = call_runtime f0(v1) !1
    v3 = call_runtime f0(v2)
    v4 = add.i64 v3, v1
    return v4
}
"#;
    let env = TestEnvironment { cells: vec![], runtime: vec![leaf as *const () as u64] };
    let mut space = CodeSpace::new(1 << 20).unwrap();
    let (code, func) = compile(text, &env, &mut space);
    let positions: Vec<u32> = code.sites.iter().map(|&(_, loc)| loc).collect();
    assert_eq!(positions, [0, 1]);
    assert!(code.sites[0].0 < code.sites[1].0 && code.sites[1].0 <= code.len as u32);
    // SAFETY: compiled just now from a function with this signature.
    let result = unsafe { call(code.address as u64, &func.signature, &[21]) };
    assert_eq!(result, Ok(vec![42]));
}

#[test]
fn a_raised_flag_calls_the_safepoint_routine_and_loses_no_value() {
    let text =
        "function %f(i64, f64) -> i64, f64 {\nblock0(v0: i64, v1: f64):\n safepoint\n return v0, v1\n}\n";
    let env = TestEnvironment::default();
    let mut space = CodeSpace::new(1 << 20).unwrap();
    let (code, func) = compile(text, &env, &mut space);
    let before = set_safepoint_flag(true);
    for seen in [1, 1] {
        // SAFETY: compiled just now from a function with this signature.
        let result = unsafe { call(code.address as u64, &func.signature, &[77, 1.5f64.to_bits().into()]) };
        assert_eq!(result, Ok(vec![77, 1.5f64.to_bits().into()]));
        assert_eq!(set_safepoint_flag(false), before + seen);
    }
}

#[test]
fn no_room_for_code_is_an_error() {
    let text = "function %f() {\nblock0:\n return\n}\n";
    let module = juliette_ir::parse_module(text).unwrap();
    let mut compiler = StencilCompiler::new(Options::default()).unwrap();
    let mut space = CodeSpace::new(4096).unwrap();
    let env = TestEnvironment::default();
    let result =
        (0..1000).try_for_each(|_| compiler.compile(&module.functions[0], &env, &mut space, &[]).map(drop));
    assert!(matches!(result, Err(Error::Memory(_))), "{result:?}");
}
