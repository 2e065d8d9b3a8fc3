//! Runs the directives of one file of SSA text on stencils, one by one, and prints the code of its functions on request:
//! `run_text FILE [FUNCTION] [few]`.
#![allow(unsafe_code, clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_engine_tests::text::run_directives;
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_stencil::{Options, StencilCompiler};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let few_registers = args.iter().any(|arg| arg == "few");
    let text = std::fs::read_to_string(&args[0]).unwrap();
    let module = juliette_ir::parse_module(&text).unwrap();
    let mut compiler = StencilCompiler::new(Options { few_registers }).unwrap();
    let mut space = CodeSpace::new(16 << 20).unwrap();
    let mut slots = SlotTable::new(&space);
    let mut env = TestEnvironment::default();
    let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
    for func in &module.functions {
        let slot = slots.add(&mut space).unwrap();
        env.cells.push(slots.cell(slot) as u64);
        let _ = func;
    }
    for (slot, func) in module.functions.iter().enumerate() {
        let code = compiler.compile(func, &env, &mut space, &names).unwrap();
        slots.set(slot as u32, code.address);
        if args.get(1).is_some_and(|name| *name == func.name) {
            std::fs::write("/tmp/code.bin", space.bytes(code.range)).unwrap();
            println!("{func:?}: {} bytes at {:x}", code.len, code.address);
        }
    }
    let code_of =
        |name: &str| slots.target(names.iter().position(|other| other == name).unwrap() as u32) as u64;
    for directive in module.directives.iter() {
        let mut one = module.clone();
        one.directives = vec![directive.clone()];
        println!("{} {}", directive.line, directive.text);
        // SAFETY: the functions were compiled just now.
        let (wrong, _) = unsafe { run_directives(&args[0], &one, code_of) };
        for line in wrong {
            println!("{line}");
        }
    }
}
