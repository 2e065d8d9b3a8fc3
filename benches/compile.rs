//! What the stencil backend needs to compile each function of `ssa/*.ssa`, without any other engine beside it: a quick
//! measure while the backend is worked on: instructions, bytes of code and their checksum, nanoseconds, and nanoseconds per
//! instruction. `compile [FUNCTION] [TIMES]` compiles one function so many times and prints nothing but its time, for a
//! profiler.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

mod generated;

use juliette_engine_tests::native::TestEnvironment;
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_ir::{Function, Module, parse_module};
use juliette_stencil::{Options, StencilCompiler};
use std::path::Path;
use std::time::{Duration, Instant};

/// Compilations measured at once.
const ROUND: u32 = 64;

fn modules() -> Vec<Module> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ssa");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut modules: Vec<Module> =
        paths.iter().map(|path| parse_module(&std::fs::read_to_string(path).unwrap()).unwrap()).collect();
    let functions = vec![
        generated::straight_line(100),
        generated::straight_line(1000),
        generated::many_blocks(60),
        generated::many_blocks(200),
    ];
    modules.push(Module { functions, directives: Vec::new() });
    modules
}

/// A number that tells whether code is the same (Fowler, Noll and Vo's, of 32 bits).
fn checksum(code: &[u8]) -> u32 {
    code.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn main() {
    let mut args = std::env::args().skip(1);
    let only = args.next();
    let times: u32 = args.next().map_or(0, |times| times.parse().unwrap());
    let mut space = CodeSpace::new(64 << 20).unwrap();
    let mut slots = SlotTable::new(&space);
    let mut env = TestEnvironment::default();
    let mut compiler = StencilCompiler::new(Options::default()).unwrap();
    let (mut sum, mut count) = (0.0, 0);
    for module in &modules() {
        let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
        while env.cells.len() < names.len() {
            let slot = slots.add(&mut space).unwrap();
            env.cells.push(slots.cell(slot) as u64);
        }
        for func in &module.functions {
            if only.as_ref().is_some_and(|only| *only != func.name) {
                continue;
            }
            let insts: usize = func.blocks().iter().map(|&block| func.insts(block).count()).sum();
            let mut round = |times: u32| {
                let start = Instant::now();
                for _ in 0..times {
                    let code = compiler.compile(func, &env, &mut space, &names).unwrap();
                    space.give_back(code.range);
                }
                start.elapsed().as_nanos() as f64 / f64::from(times)
            };
            if times != 0 {
                println!("{:14} {:8.1}", func.name, round(times));
                continue;
            }
            let (mut least, begin) = (f64::MAX, Instant::now());
            while begin.elapsed() < Duration::from_millis(20) {
                least = least.min(round(ROUND));
            }
            let code = compiler.compile(func, &env, &mut space, &names).unwrap();
            let check =
                checksum(&space.bytes(code.range)[code.address - space.address(code.range)..][..code.len]);
            space.give_back(code.range);
            let each = least / insts as f64;
            println!("{:14} {insts:6} {:6} {check:08x} {least:10.0} {each:8.1}", func.name, code.len);
            let benched = |module: &Module, func: &Function| {
                module.directives.is_empty()
                    || module.directives.iter().any(|directive| {
                        directive.word == "bench"
                            && directive.text.trim()[1..].split('(').next() == Some(&func.name)
                    })
            };
            if benched(module, func) {
                sum += (least / insts as f64).ln();
                count += 1;
            }
        }
    }
    if count > 0 {
        println!("{count} functions: {:.1} ns per instruction", (sum / f64::from(count)).exp());
    }
}
