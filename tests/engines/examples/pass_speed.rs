//! Measures the machine-level passes on random modules: nanoseconds per instruction, each pass by itself.
#![allow(clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::compare::random_case;
use juliette_engine_tests::random::Size;
use juliette_ir::Function;
use juliette_passes::PassRunner;

fn count(func: &Function) -> usize {
    func.blocks().iter().map(|&block| func.insts(block).count()).sum()
}

fn main() {
    let cases =
        (0..300).flat_map(|seed| random_case(seed, Size { callees: 3, statements: 30, wide: false }).0);
    let functions: Vec<Function> = cases.collect();
    let insts: usize = functions.iter().map(count).sum();
    let mut runner = PassRunner::new();
    let rounds = 20;
    for _ in 0..rounds {
        for func in &functions {
            let mut func = func.clone();
            runner.run_observed(&mut func, &mut |_, _| {});
        }
    }
    let mut sum = 0.0;
    for (name, time) in runner.timings() {
        let each = time.as_nanos() as f64 / (insts * rounds) as f64;
        sum += each;
        println!("{name:12} {each:7.1}");
    }
    println!(
        "{:12} {sum:7.1} ns per instruction, {} functions of {insts} instructions",
        "all",
        functions.len()
    );
}
