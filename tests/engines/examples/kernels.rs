//! Measures code for the kernels: time to compile and to run, for stencils and LLVM: `kernels FILE [FUNCTION]`.
#![allow(unsafe_code, clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::native::{TestEnvironment, call};
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_ir::Function;
use juliette_llvm::Session;
use juliette_llvm_client::{CompileOptions, Level, SessionOptions};
use juliette_stencil::{Options, StencilCompiler};
use std::time::Instant;

fn best(mut run: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    let begin = Instant::now();
    while begin.elapsed().as_millis() < 60 {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed().as_nanos() as f64);
    }
    best
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&args[0]).unwrap();
    let module = juliette_ir::parse_module(&text).unwrap();
    for func in &module.functions {
        juliette_ir::verify(func).unwrap();
    }
    let mut compiler = StencilCompiler::new(Options::default()).unwrap();
    let mut space = CodeSpace::new(512 << 20).unwrap();
    let mut slots = SlotTable::new(&space);
    let mut env = TestEnvironment::default();
    let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
    for _ in &module.functions {
        let slot = slots.add(&mut space).unwrap();
        env.cells.push(slots.cell(slot) as u64);
    }
    if let Ok(pad) = std::env::var("PAD") {
        space.allocate(pad.parse().unwrap()).unwrap();
    }
    let mut lens = Vec::new();
    for (slot, func) in module.functions.iter().enumerate() {
        let code = compiler.compile(func, &env, &mut space, &names).unwrap();
        slots.set(slot as u32, code.address);
        lens.push(code.len);
        if args.get(1).is_some_and(|name| *name == func.name) {
            std::fs::write("/tmp/code.bin", space.bytes(code.range)).unwrap();
        }
    }
    let functions: Vec<&Function> = module.functions.iter().collect();
    let mut session = Session::new(SessionOptions { verify: false, ..SessionOptions::default() }).unwrap();
    let levels = [Level::O0, Level::O1, Level::O2];
    let batches: Vec<_> = levels
        .iter()
        .map(|&level| session.compile(&functions, &env, CompileOptions { level, positions: false }).unwrap())
        .collect();
    println!(
        "function       insts  ns/inst  bytes |  stencil        O0        O1        O2 us | vs O0  vs O1"
    );
    let mut ratios: Vec<f64> = Vec::new();
    let (mut product, mut count) = ([1.0f64; 3], 0);
    for directive in module.directives.iter().filter(|directive| directive.word == "bench") {
        let (name, list) = directive.text.trim()[1..].split_once('(').unwrap();
        let func = module.function(name).unwrap();
        let index = names.iter().position(|other| other == name).unwrap();
        let mut buffers: Vec<Vec<u64>> = Vec::new();
        let list: Vec<u128> = list
            .trim_end_matches(')')
            .split(',')
            .map(|arg| match arg.trim().strip_prefix('[') {
                Some(len) => {
                    buffers.push(vec![0; len.trim_end_matches(']').parse().unwrap()]);
                    buffers.last().unwrap().as_ptr() as u128
                }
                None => arg.trim().parse::<i64>().unwrap() as u64 as u128,
            })
            .collect();
        let insts: usize = func.blocks().iter().map(|&block| func.insts(block).count()).sum();
        let compile = best(|| {
            for _ in 0..100 {
                let code = compiler.compile(func, &env, &mut space, &names).unwrap();
                space.give_back(code.range);
            }
        }) / 100.0;
        let slow = best(|| {
            let options = CompileOptions { level: Level::O0, positions: false };
            let one = [functions[index]];
            // A function that calls others does not link alone.
            let all = if func.externals.is_empty() { &one[..] } else { &functions[..] };
            let batch = session.compile(all, &env, options).unwrap();
            drop(session.remove(batch.id));
        });
        if func.externals.is_empty() {
            ratios.push(slow / compile);
        }
        let mut times = Vec::new();
        let mut results = Vec::new();
        let stencil = slots.target(index as u32) as u64;
        for code in std::iter::once(stencil).chain(batches.iter().map(|batch| batch.functions[index].address))
        {
            // SAFETY: compiled above from this function.
            results.push(unsafe { call(code, &func.signature, &list) });
            // SAFETY: as above.
            times.push(best(|| drop(unsafe { call(code, &func.signature, &list) })) / 1000.0);
        }
        if results.iter().any(|result| *result != results[0]) {
            println!("{name}: results differ: {results:?}");
        }
        println!(
            "{name:14} {insts:5} {:8.1} {:6} | {:8.2}  {:8.2}  {:8.2}  {:8.2}    | {:5.2}  {:5.2}",
            compile / insts as f64,
            lens[index],
            times[0],
            times[1],
            times[2],
            times[3],
            times[0] / times[1],
            times[0] / times[2]
        );
        product[0] *= times[0] / times[1];
        product[1] *= times[0] / times[2];
        product[2] *= compile / insts as f64;
        count += 1;
    }
    let mean = |product: f64| product.powf(1.0 / f64::from(count));
    println!(
        "geometric means: {:.2} of O0, {:.2} of O1, {:.1} ns per instruction",
        mean(product[0]),
        mean(product[1]),
        mean(product[2])
    );
    let ratio = ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64;
    println!(
        "LLVM O0 takes {:.0} times as long to compile (functions without calls, a module each)",
        ratio.exp()
    );
}
