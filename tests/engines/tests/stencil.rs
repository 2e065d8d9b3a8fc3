//! The text tests on stencils, with all registers and with few.
#![allow(unsafe_code, clippy::unwrap_used, reason = "tests that run compiled code")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_engine_tests::text::{for_each_file, run_directives};
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_stencil::{Options, StencilCompiler};

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
