//! A bounded number of random modules on all engines; `juliette-fuzz` runs more.
#![allow(clippy::unwrap_used, reason = "tests")]

use juliette_engine_tests::compare::{as_text, compare, random_case};
use juliette_engine_tests::engines::{EvaluatorEngine, engine};
use juliette_engine_tests::random::Size;

fn check(names: &[&str], seed: u64, count: u64) {
    let mut engines: Vec<_> = names.iter().map(|name| engine(name).unwrap()).collect();
    let mut reference = EvaluatorEngine::default();
    for seed in seed..seed + count {
        let (functions, calls) = random_case(seed, Size { callees: 3, statements: 30, wide: true });
        if let Err(found) = compare(&functions, &calls, &mut reference, &mut engines) {
            panic!("seed {seed}: {}", as_text(&found));
        }
    }
}

#[test]
fn random_modules_agree_without_llvm() {
    check(&["passes+evaluator", "stencil", "stencil-few", "passes+stencil", "passes+stencil-few"], 1, 2000);
}

#[test]
fn random_modules_agree_with_llvm() {
    check(&["llvm-O0", "llvm-O2", "passes+llvm-O1"], 10_000, 150);
}
