//! Compares engines on random functions: `juliette-fuzz [--seed N] [--count N] [--statements N] [--engines a,b,…]`.
//!
//! Seeds count up from the first. At a mismatch the case is made small, written to `target/fuzz-SEED.ssa`, and the
//! program ends with status 1.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use juliette_engine_tests::compare::{as_text, compare, random_case, shrink};
use juliette_engine_tests::engines::{EvaluatorEngine, FUEL, engine};
use juliette_engine_tests::random::Size;
use std::process::ExitCode;

const DEFAULT_ENGINES: &str = "passes+evaluator,stencil,stencil-few,passes+stencil,llvm-O0,llvm-O2";

struct Settings {
    seed: u64,
    count: u64,
    statements: usize,
    engines: String,
    keep_large: bool,
}

fn settings() -> Result<Settings, String> {
    let mut settings = Settings {
        seed: 1,
        count: 1000,
        statements: 30,
        engines: DEFAULT_ENGINES.to_string(),
        keep_large: false,
    };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        if name == "--keep-large" {
            settings.keep_large = true;
            continue;
        }
        let value = args.next().ok_or_else(|| format!("{name} wants a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{name} wants a number, not {value}"));
        match name.as_str() {
            "--seed" => settings.seed = number()?,
            "--count" => settings.count = number()?,
            "--statements" => settings.statements = number()? as usize,
            "--engines" => settings.engines = value,
            _ => return Err(format!("unknown option {name}")),
        }
    }
    Ok(settings)
}

fn run() -> Result<bool, String> {
    let Settings { seed, count, statements, engines: names, keep_large } = settings()?;
    let mut engines = names.split(',').map(engine).collect::<Result<Vec<_>, _>>()?;
    let mut reference = EvaluatorEngine { fuel: FUEL };
    for number in seed..seed + count {
        let (functions, calls) = random_case(number, Size { callees: 3, statements });
        let Err(found) = compare(&functions, &calls, &mut reference, &mut engines) else { continue };
        println!("seed {number}: {} differs: {}", found.engine, found.message);
        let small = match engine(&found.engine) {
            Ok(engine) if !keep_large => shrink(found, &mut reference, engine),
            _ => found,
        };
        let path = format!("target/fuzz-{number}.ssa");
        std::fs::write(&path, as_text(&small)).map_err(|e| format!("cannot write {path}: {e}"))?;
        println!("{}\nwritten to {path}", as_text(&small));
        return Ok(false);
    }
    println!("{count} modules from seed {seed} agree on evaluator,{names}");
    Ok(true)
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("juliette-fuzz: {message}");
            ExitCode::FAILURE
        }
    }
}
