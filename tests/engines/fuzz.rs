//! Compares engines on random functions: `juliette-fuzz [--seed N] [--count N] [--statements N] [--engines a,b,…]
//! [--no-wide] [--keep-large]`.
//!
//! Seeds count up from the first. At a mismatch the case is made small, written to `target/fuzz-SEED.ssa`, and the
//! program ends with status 1.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use juliette_engine_tests::compare::{Mismatch, as_text, compare, random_case, shrink};
use juliette_engine_tests::engines::{Engine, EvaluatorEngine, engine};
use juliette_engine_tests::isolate::{Ending, SharedWords, in_child, set_alarm};
use juliette_engine_tests::random::Size;
use std::process::ExitCode;

const DEFAULT_ENGINES: &str = "passes+evaluator,stencil,stencil-few,passes+stencil,llvm-O0,llvm-O2";

struct Settings {
    seed: u64,
    count: u64,
    statements: usize,
    engines: String,
    keep_large: bool,
    wide: bool,
}

fn settings() -> Result<Settings, String> {
    let mut settings = Settings {
        seed: 1,
        count: 1000,
        statements: 30,
        engines: DEFAULT_ENGINES.to_string(),
        keep_large: false,
        wide: true,
    };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        if name == "--no-wide" {
            settings.wide = false;
            continue;
        }
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

/// The words that a child leaves: the seed and the engine it is at.
const SEED: usize = 0;
const ENGINE: usize = 1;
/// How many functions were compared.
const FUNCTIONS: usize = 2;
/// One module may take so many seconds.
const SECONDS: u32 = 5;

fn run() -> Result<bool, String> {
    let Settings { seed, count, statements, engines: names, keep_large, wide } = settings()?;
    let size = Size { callees: 3, statements, wide };
    let names: Vec<&str> = names.split(',').collect();
    let mut engines = names.iter().map(|name| engine(name)).collect::<Result<Vec<_>, _>>()?;
    let mut reference = EvaluatorEngine::default();
    let words = SharedWords::new().ok_or("no shared memory")?;
    let ending = in_child(SECONDS, || {
        (seed..seed + count).all(|number| {
            let (functions, calls) = random_case(number, size);
            words.set(SEED, number);
            words.set(FUNCTIONS, words.get(FUNCTIONS) + functions.len() as u64);
            set_alarm(SECONDS);
            engines.iter_mut().enumerate().all(|(index, engine)| {
                words.set(ENGINE, index as u64);
                compare(&functions, &calls, &mut reference, core::slice::from_mut(engine)).is_ok()
            })
        })
    });
    match ending {
        Some(Ending::Said(true)) => {
            let (functions, names) = (words.get(FUNCTIONS), names.join(","));
            println!("{count} modules of {functions} functions from seed {seed} agree on evaluator,{names}");
            return Ok(true);
        }
        Some(ending) => {
            println!("seed {}: {} {ending:?}", words.get(SEED), names[words.get(ENGINE) as usize])
        }
        None => return Err("cannot start a child process".to_string()),
    }
    let (number, index) = (words.get(SEED), words.get(ENGINE) as usize);
    let (mut functions, mut calls) = random_case(number, size);
    let engine = core::slice::from_mut(&mut engines[index]);
    if !keep_large {
        (functions, calls) = shrink(functions, calls, |functions, calls| {
            // A case that reads what it never wrote means nothing.
            let other: Box<dyn Engine> =
                Box::new(EvaluatorEngine { stack_fill: 0x3c, ..EvaluatorEngine::default() });
            let content = compare(functions, calls, &mut reference, &mut [other]).is_ok();
            let same = || compare(functions, calls, &mut reference, engine).is_ok();
            content && in_child(1, same) != Some(Ending::Said(true))
        });
    }
    let message = if in_child(1, || compare(&functions, &calls, &mut reference, engine).is_err())
        == Some(Ending::Said(true))
    {
        compare(&functions, &calls, &mut reference, engine).err().map(|found| found.message)
    } else {
        None
    };
    let engine = names[index].to_string();
    let message = message.unwrap_or_else(|| "it crashes".to_string());
    let text = as_text(&Mismatch { functions, calls, engine, message });
    let path = format!("target/fuzz-{number}.ssa");
    std::fs::write(&path, &text).map_err(|e| format!("cannot write {path}: {e}"))?;
    println!("{text}\nwritten to {path}");
    Ok(false)
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
