//! Measures how long the LLVM plugin takes to open and to give a first function: `plugin_start [PLUGIN]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_ir::parse_function;
use juliette_llvm_client::{CompileOptions, Level, LlvmCompiler, SessionOptions, plugin_path};
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let path = std::env::args().nth(1).map_or_else(plugin_path, PathBuf::from);
    let func =
        parse_function("function %f(i64) -> i64 {\nblock0(v0: i64):\n v1 = add.i64 v0, v0\n return v1\n}\n");
    let func = func.unwrap();
    let start = Instant::now();
    let mut llvm = LlvmCompiler::open(&path, SessionOptions::default()).unwrap();
    println!("open           {:8.3} ms", start.elapsed().as_secs_f64() * 1e3);
    for level in [Level::O0, Level::O0, Level::Min, Level::Min, Level::O1, Level::O1, Level::O2, Level::O2] {
        let start = Instant::now();
        let options = CompileOptions { level, positions: false };
        llvm.compile(&[&func], &TestEnvironment::default(), options).unwrap();
        println!("compile at {:3} {:8.3} ms", level.name(), start.elapsed().as_secs_f64() * 1e3);
    }
}
