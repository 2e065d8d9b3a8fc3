//! The `; run:` directives of text files, on any engine that gives addresses for functions.

use crate::native;
use juliette_ir::testfile::{Argument, Expected, Run, runs};
use juliette_ir::{EmptyWorld, Evaluator, Function, Module, Stop, parse_module, verify};
use std::path::Path;

/// Calls `check` with the name and module of every file of text tests, which were read and verified.
pub fn for_each_file(mut check: impl FnMut(&str, &Module)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ir");
    let entries = std::fs::read_dir(folder).expect("the folder of text tests is there");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "ssa"));
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&path).expect("a text test can be read");
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for func in &module.functions {
            verify(func).unwrap_or_else(|e| panic!("{name}: %{}: {e}", func.name));
        }
        check(&name, &module);
    }
}

/// Runs a module's directives natively; `code_of` gives the address of a function by its name. The answer lists what
/// went wrong, and how many runs there were.
///
/// # Safety
/// The addresses must be those of the module's functions, compiled.
pub unsafe fn run_directives(
    name: &str,
    module: &Module,
    code_of: impl Fn(&str) -> u64,
) -> (Vec<String>, usize) {
    let runs = runs(module).unwrap_or_else(|e| panic!("{name}: {e}"));
    let mut wrong = Vec::new();
    for Run { line, function, args, expected } in &runs {
        let Some(func) = module.function(function) else { continue };
        let mut buffers: Vec<Vec<u128>> = Vec::new();
        let args: Vec<u128> = args
            .iter()
            .map(|arg| match arg {
                Argument::Bits(bits) => *bits,
                Argument::Buffer(bytes) => {
                    // A vector of `u128` is aligned to 16 bytes.
                    let word =
                        |chunk: &[u8]| chunk.iter().rev().fold(0, |word, &b| word << 8 | u128::from(b));
                    buffers.push(bytes.chunks(16).map(word).collect());
                    buffers.last().map_or(0, |buffer| buffer.as_ptr() as u128)
                }
            })
            .collect();
        // SAFETY: by this function's contract; buffers live through the call.
        let result = unsafe { native::call(code_of(function), &func.signature, &args) };
        let right = match (&result, expected) {
            (Ok(results), expected) => expected.accepts(func, results),
            (Err(reason), Expected::Trap(wanted)) => reason == wanted,
            (Err(_), Expected::Results(_)) => false,
        };
        if !right {
            wrong.push(format!("{name}, line {line}: got {result:x?}, expected {expected:x?}"));
        }
    }
    (wrong, runs.len())
}

/// Runs a module's directives in the evaluator, on these versions of its functions. The answer lists what went wrong.
pub fn evaluate_directives(name: &str, module: &Module, functions: &[Function]) -> Vec<String> {
    let runs = runs(module).unwrap_or_else(|e| panic!("{name}: {e}"));
    let mut wrong = Vec::new();
    for Run { line, function, args, expected } in &runs {
        let Some(func) = functions.iter().find(|func| func.name == *function) else { continue };
        let mut evaluator = Evaluator::new(functions, EmptyWorld, 10_000_000);
        let args: Vec<u128> = args
            .iter()
            .map(|arg| match arg {
                Argument::Bits(bits) => *bits,
                Argument::Buffer(bytes) => u128::from(evaluator.memory.allocate(bytes.clone())),
            })
            .collect();
        let result = evaluator.call(func, &args);
        let right = match (&result, expected) {
            (Ok(results), expected) => expected.accepts(func, results),
            (Err(Stop::Trap(reason)), Expected::Trap(wanted)) => reason == wanted,
            (Err(_), _) => false,
        };
        if !right {
            wrong.push(format!("{name}, line {line}: got {result:x?}, expected {expected:x?}"));
        }
    }
    wrong
}
