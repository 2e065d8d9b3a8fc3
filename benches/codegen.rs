//! Code generation compared: stencils, LLVM at its levels and Cranelift, on the functions of `ssa/*.ssa` and on
//! generated ones. Prints a table and writes `target/bench/codegen.json`.
//!
//! Run time is the least at several places in memory: where a branch lies decides how well the processor predicts it, and
//! that alone can make a factor of four. Compile time is from verified SSA to a callable address, warm, each function by itself as a JIT meets it; the least
//! of several rounds over all functions and engines, so that what else the machine does for a while slows none of them alone. `; bench: %f(…)` says how a function is run; `[n]` is a buffer of n zeroed words. `; slower: %f
//! reason` says why stencils' code is so much slower than LLVM's at O2, where it is.
#![allow(unsafe_code, clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

mod clif;
mod generated;

use juliette_engine_tests::native::{TestEnvironment, call};
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::SlotTable;
use juliette_ir::{Environment, Function, Module, parse_module, verify};
use juliette_llvm::Session;
use juliette_llvm_client::{CompileOptions, Level, SessionOptions};
use juliette_stencil::{Options, StencilCompiler};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

const ENGINES: [&str; 6] = ["stencil", "llvm-O0", "llvm-min", "llvm-O1", "llvm-O2", "cranelift"];
const LEVELS: [Level; 4] = [Level::O0, Level::Min, Level::O1, Level::O2];

/// At how many places in memory the code of each engine is run.
const PLACES: usize = 4;

/// In how many rounds each compile time is measured.
const ROUNDS: usize = 8;

/// A function's name, how many instructions it has, and its figures on each engine.
type Row = (String, usize, [Option<Figures>; 6]);

/// One function's figures on one engine.
#[derive(Clone, Copy)]
struct Figures {
    compile_ns: f64,
    code_bytes: usize,
    run_ns: f64,
}

/// The least time of a call of `run` within `budget`.
fn least(budget: Duration, mut run: impl FnMut()) -> f64 {
    let (mut least, begin) = (f64::MAX, Instant::now());
    while begin.elapsed() < budget || least == f64::MAX {
        let start = Instant::now();
        run();
        least = least.min(start.elapsed().as_nanos() as f64);
    }
    least
}

fn modules() -> Vec<Module> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ssa");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut modules: Vec<Module> =
        paths.iter().map(|path| parse_module(&std::fs::read_to_string(path).unwrap()).unwrap()).collect();
    let mut made = Module::default();
    for func in [
        generated::straight_line(100),
        generated::straight_line(1000),
        generated::many_blocks(60),
        generated::many_blocks(200),
    ] {
        let text = format!("%{}(123456789)", func.name);
        made.directives.push(juliette_ir::Directive { line: 0, word: "bench".to_string(), text });
        made.functions.push(func);
    }
    modules.push(made);
    modules
}

/// The names of a module's functions.
fn names(module: &Module) -> Vec<String> {
    module.functions.iter().map(|func| func.name.clone()).collect()
}

/// The functions of a module that are measured: each one's number and its arguments, with the parenthesis that ends them.
fn benched(module: &Module) -> impl Iterator<Item = (usize, &str)> {
    module.directives.iter().filter(|directive| directive.word == "bench").map(|directive| {
        let (name, args) = directive.text.trim()[1..].split_once('(').unwrap();
        (module.functions.iter().position(|func| func.name == name).unwrap(), args)
    })
}

/// Everything that compiles.
struct Bench {
    compiler: StencilCompiler,
    space: CodeSpace,
    slots: SlotTable,
    env: TestEnvironment,
    session: Session,
    cranelift: clif::Cranelift,
    budget: Duration,
}

impl Bench {
    fn module(&mut self, module: &Module, rows: &mut Vec<Row>) {
        for func in &module.functions {
            verify(func).unwrap_or_else(|e| panic!("%{}: {e}", func.name));
        }
        let names = names(module);
        while self.slots.len() < names.len() {
            let slot = self.slots.add(&mut self.space).unwrap();
            self.env.cells.push(self.slots.cell(slot) as u64);
        }
        for (index, args) in benched(module) {
            let name = &names[index];
            let func = &module.functions[index];
            let insts = func.blocks().iter().map(|&block| func.insts(block).count()).sum();
            let mut figures = [None; 6];
            let mut answers = Vec::new();
            for (engine, figures) in figures.iter_mut().enumerate() {
                let Some(compile_ns) = self.compile(engine, module, index, &names) else { continue };
                let (mut code_bytes, mut run_ns) = (0, f64::MAX);
                for _ in 0..PLACES {
                    let codes = self.place(engine, module, &names);
                    for (slot, &(address, _)) in codes.iter().enumerate() {
                        self.slots.set(slot as u32, address as usize);
                    }
                    let (answer, time) = self.run(codes[index].0, func, args);
                    answers.push(answer);
                    (code_bytes, run_ns) = (codes[index].1, time.min(run_ns));
                }
                *figures = Some(Figures { compile_ns, code_bytes, run_ns });
            }
            assert!(
                answers.windows(2).all(|pair| pair[0] == pair[1]),
                "{name}: results differ: {answers:x?}"
            );
            rows.push((name.to_string(), insts, figures));
        }
    }

    /// Measures the compile times of a module's functions once more, and keeps the least.
    fn compile_again<'r>(&mut self, module: &Module, rows: &mut impl Iterator<Item = &'r mut Row>) {
        let names = names(module);
        for ((index, _), (_, _, figures)) in benched(module).zip(rows) {
            for (engine, figures) in figures.iter_mut().enumerate() {
                if let Some(figures) = figures
                    && let Some(time) = self.compile(engine, module, index, &names)
                {
                    figures.compile_ns = figures.compile_ns.min(time);
                }
            }
        }
    }

    /// Puts the code of all functions of a module somewhere: address and bytes of each.
    fn place(&mut self, engine: usize, module: &Module, names: &[String]) -> Vec<(u64, usize)> {
        match engine {
            0 => {
                let (compiler, space, env) = (&mut self.compiler, &mut self.space, &self.env);
                let once = |func: &Function| compiler.compile(func, env, space, names).unwrap();
                module.functions.iter().map(once).map(|code| (code.address as u64, code.len)).collect()
            }
            5 => {
                let (cranelift, env) = (&mut self.cranelift, &self.env);
                let cell_of =
                    |name: &str| env.slot_cell(names.iter().position(|other| other == name).unwrap() as u32);
                let once = |func: &Function| cranelift.compile(func, env, &cell_of).unwrap();
                module.functions.iter().map(once).map(|made| (made.address, made.size)).collect()
            }
            level => {
                let options = CompileOptions { level: LEVELS[level - 1], positions: false };
                // Calls between functions of a module go through entry slots here too.
                let through_slots: Vec<Function> =
                    module.functions.iter().map(|f| with_slots(f, names)).collect();
                let list: Vec<&Function> = through_slots.iter().collect();
                let batch = self.session.compile(&list, &self.env, options).unwrap();
                batch.functions.iter().map(|made| (made.address, made.size as usize)).collect()
            }
        }
    }

    /// Compile time of one function on one engine.
    fn compile(&mut self, engine: usize, module: &Module, index: usize, names: &[String]) -> Option<f64> {
        let func = &module.functions[index];
        let budget = self.budget;
        match engine {
            0 => {
                let (compiler, space, env) = (&mut self.compiler, &mut self.space, &self.env);
                let time = least(budget, || {
                    for _ in 0..16 {
                        let code = compiler.compile(func, env, space, names).unwrap();
                        space.give_back(code.range);
                    }
                });
                Some(time / 16.0)
            }
            5 => {
                let (cranelift, env) = (&mut self.cranelift, &self.env);
                let cell_of =
                    |name: &str| env.slot_cell(names.iter().position(|other| other == name).unwrap() as u32);
                for func in &module.functions {
                    let made = cranelift.compile(func, env, &cell_of);
                    made.inspect_err(|e| println!("%{}: not for Cranelift: {e}", func.name)).ok()?;
                }
                Some(least(budget, || {
                    let _ = cranelift.compile(func, env, &cell_of).unwrap().address;
                }))
            }
            level => {
                let options = CompileOptions { level: LEVELS[level - 1], positions: false };
                let through_slots = with_slots(func, names);
                Some(least(budget, || {
                    let batch = self.session.compile(&[&through_slots], &self.env, options).unwrap();
                    let _ = batch.id;
                }))
            }
        }
    }

    fn run(&self, code: u64, func: &Function, args: &str) -> (Vec<u128>, f64) {
        let mut buffers: Vec<Vec<u64>> = Vec::new();
        let args: Vec<u128> = args
            .trim_end_matches(')')
            .split(',')
            .map(|arg| match arg.trim().strip_prefix('[') {
                Some(length) => {
                    buffers.push(vec![0; length.trim_end_matches(']').parse().unwrap()]);
                    buffers.last().unwrap().as_ptr() as u128
                }
                None => u128::from(arg.trim().parse::<i64>().unwrap() as u64),
            })
            .collect();
        // SAFETY: compiled from this function; the buffers are as large as the directive says.
        let once = || unsafe { call(code, &func.signature, &args) }.unwrap();
        let answer = once();
        // The clock counts in steps of some nanoseconds: short functions are called often enough to outlast them.
        let first = least(Duration::ZERO, || drop(once()));
        let calls = (5000.0 / first).ceil().clamp(1.0, 100.0);
        let time = least(self.budget, || (0..calls as u32).for_each(|_| drop(once())));
        (answer, time / calls)
    }
}

/// The function with its calls of local functions through entry slots by number.
fn with_slots(func: &Function, names: &[String]) -> Function {
    let mut func = func.clone();
    let ids: Vec<_> = func.externals.ids().collect();
    for id in ids {
        let external = &mut func.externals[id];
        if let Some(slot) = names.iter().position(|name| *name == external.name) {
            external.target = juliette_ir::Target::Slot(slot as u32);
        }
    }
    func
}

fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value.ln(), count + 1));
    (sum / f64::from(count.max(1))).exp()
}

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let space = CodeSpace::new(512 << 20).unwrap();
    let slots = SlotTable::new(&space);
    let mut bench = Bench {
        compiler: StencilCompiler::new(Options::default()).unwrap(),
        space,
        slots,
        env: TestEnvironment::default(),
        session: Session::new(SessionOptions::default()).unwrap(),
        cranelift: clif::Cranelift::new().unwrap(),
        budget: Duration::from_millis(if quick { 2 } else { 10 }),
    };
    let mut rows = Vec::new();
    let modules = modules();
    for module in &modules {
        bench.module(module, &mut rows);
    }
    for _ in 1..ROUNDS {
        let mut rows = rows.iter_mut();
        for module in &modules {
            bench.compile_again(module, &mut rows);
        }
    }
    print_tables(&rows, &reasons(&modules));
    batches(&mut bench, &modules);
    growth(&mut bench);
    let json = as_json(&rows);
    std::fs::create_dir_all("target/bench").unwrap();
    std::fs::write("target/bench/codegen.json", json).unwrap();
}

/// For each function that has one, why its code from stencils is slow.
fn reasons(modules: &[Module]) -> Vec<(&str, &str)> {
    let directives = modules.iter().flat_map(|module| &module.directives);
    let slower = directives.filter(|directive| directive.word == "slower");
    slower.filter_map(|directive| directive.text.trim()[1..].split_once(' ')).collect()
}

/// What a function costs LLVM if all functions of a file are compiled as one module.
fn batches(bench: &mut Bench, modules: &[Module]) {
    let count: usize = modules.iter().map(|module| module.functions.len()).sum();
    println!("\n{count} functions, each file's in one module, and one module each: µs a function");
    for level in LEVELS {
        let options = CompileOptions { level, positions: false };
        let (mut together, mut apart) = (0.0, 0.0);
        for module in modules {
            let names: Vec<String> = module.functions.iter().map(|func| func.name.clone()).collect();
            let functions: Vec<Function> = module.functions.iter().map(|f| with_slots(f, &names)).collect();
            let list: Vec<&Function> = functions.iter().collect();
            let mut time = |list: &[&Function]| {
                least(bench.budget, || {
                    let _ = bench.session.compile(list, &bench.env, options).unwrap().id;
                })
            };
            together += time(&list);
            apart += list.iter().map(|func| time(&[func])).sum::<f64>();
        }
        let each = |time: f64| time / 1e3 / count as f64;
        println!("llvm-{:4}{:10.1}{:10.1}", level.name(), each(together), each(apart));
    }
}

fn print_tables(rows: &[Row], reasons: &[(&str, &str)]) {
    let header = ENGINES.map(|name| format!("{name:>10}")).join("");
    println!("compile time, µs\n{:14} {:>6}{header}   stencil ns/inst", "function", "insts");
    for (name, insts, figures) in rows {
        let cells =
            figures.map(|f| f.map_or("         -".to_string(), |f| format!("{:10.2}", f.compile_ns / 1e3)));
        let per_inst = figures[0].map_or(0.0, |f| f.compile_ns / *insts as f64);
        println!("{name:14} {insts:6}{}   {per_inst:8.1}", cells.join(""));
    }
    println!("\nrun time, µs\n{:14} {:>6}{header}", "function", "insts");
    for (name, insts, figures) in rows {
        let cells =
            figures.map(|f| f.map_or("         -".to_string(), |f| format!("{:10.2}", f.run_ns / 1e3)));
        println!("{name:14} {insts:6}{}", cells.join(""));
    }
    println!("\ncode, bytes\n{:14} {:>6}{header}", "function", "insts");
    for (name, insts, figures) in rows {
        let cells = figures.map(|f| f.map_or("         -".to_string(), |f| format!("{:10}", f.code_bytes)));
        println!("{name:14} {insts:6}{}", cells.join(""));
    }
    println!("\ngeometric means over {} functions", rows.len());
    for (engine, name) in ENGINES.iter().enumerate().skip(1) {
        let pairs = || rows.iter().filter_map(|(_, _, f)| f[0].zip(f[engine]));
        let compile = geometric_mean(pairs().map(|(s, o)| o.compile_ns / s.compile_ns));
        let run = geometric_mean(pairs().map(|(s, o)| s.run_ns / o.run_ns));
        let size = geometric_mean(pairs().map(|(s, o)| s.code_bytes as f64 / o.code_bytes.max(1) as f64));
        println!(
            "stencil against {name:10} compiles {compile:7.1}x faster, runs in {run:5.2}x the time, code {size:5.2}x"
        );
    }
    let each = rows.iter().filter_map(|(_, insts, f)| f[0].map(|f| f.compile_ns / *insts as f64));
    println!("stencil: {:.1} ns per instruction", geometric_mean(each));
    for (name, _, figures) in rows {
        if let (Some(stencil), Some(best)) = (figures[0], figures[4])
            && stencil.run_ns > 2.0 * best.run_ns
        {
            let reason = reasons.iter().find(|(of, _)| of == name).map_or("not explained", |(_, why)| why);
            println!("%{name} runs {:.1}x as long as at O2: {reason}", stencil.run_ns / best.run_ns);
        }
    }
}

/// How compile time grows with size.
fn growth(bench: &mut Bench) {
    println!(
        "\ncompile time by size, ns per instruction: one block, and blocks of two or three instructions\n\
         {:>8}{:>10}{:>10}{:>10}{:>12}{:>10}{:>10}",
        "insts", "stencil", "llvm-O0", "cranelift", "stencil", "llvm-O0", "cranelift"
    );
    for count in [10, 100, 1000, 10_000, 100_000] {
        let mut cells = String::new();
        for func in [generated::straight_line(count), generated::many_blocks(count * 3 / 8)] {
            let insts: usize = func.blocks().iter().map(|&block| func.insts(block).count()).sum();
            let module = Module { functions: vec![func], directives: Vec::new() };
            let names = [module.functions[0].name.clone()];
            for engine in [0, 1, 5] {
                let time = bench.compile(engine, &module, 0, &names);
                let _ = write!(cells, "{:10.1}", time.map_or(f64::NAN, |time| time / insts as f64));
            }
            cells.push_str("  ");
        }
        println!("{count:8}{cells}");
    }
}

fn as_json(rows: &[Row]) -> String {
    let mut objects = Vec::new();
    for (name, insts, figures) in rows {
        for (engine, figures) in ENGINES.iter().zip(figures) {
            let Some(f) = figures else { continue };
            objects.push(format!(
                "{{\"function\": \"{name}\", \"engine\": \"{engine}\", \"instructions\": {insts}, \
                 \"compile_ns\": {:.0}, \"code_bytes\": {}, \"run_ns\": {:.0}}}",
                f.compile_ns, f.code_bytes, f.run_ns
            ));
        }
    }
    format!("[\n{}\n]\n", objects.join(",\n"))
}
