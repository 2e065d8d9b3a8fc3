//! Compiles the functions of a file again and again: something to look at with a profiler.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_stencil::{Options, StencilCompiler};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&args[0]).unwrap();
    let module = juliette_ir::parse_module(&text).unwrap();
    let mut compiler = StencilCompiler::new(Options::default()).unwrap();
    let mut space = CodeSpace::new(64 << 20).unwrap();
    let mut slots = SlotTable::new(&space);
    let mut env = TestEnvironment::default();
    let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
    for _ in &module.functions {
        let slot = slots.add(&mut space).unwrap();
        env.cells.push(slots.cell(slot) as u64);
    }
    if std::env::var("LENGTHS").is_ok() {
        for func in &module.functions {
            println!(
                "%{}: {} bytes",
                func.name,
                compiler.compile(func, &env, &mut space, &names).unwrap().len
            );
        }
    }
    let insts: usize = module
        .functions
        .iter()
        .map(|func| func.blocks().iter().map(|&b| func.insts(b).count()).sum::<usize>())
        .sum();
    let mut best = f64::MAX;
    let rounds = if insts > 20_000 {
        1
    } else if insts > 300 {
        5
    } else {
        std::env::var("ROUNDS").map_or(200, |rounds| rounds.parse().unwrap())
    };
    for _ in 0..rounds {
        let start = std::time::Instant::now();
        for _ in 0..(if insts > 20_000 { 1 } else { 100 }) {
            for func in &module.functions {
                let code = compiler.compile(func, &env, &mut space, &names).unwrap();
                space.give_back(code.range);
            }
        }
        best = best.min(start.elapsed().as_nanos() as f64 / (if insts > 20_000 { 1.0 } else { 100.0 }));
    }
    println!("{:.1} ns per instruction", best / insts as f64);
}
