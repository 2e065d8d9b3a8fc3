//! Prints the LLVM IR of a file's functions before code generation: `emit_llvm FILE LEVEL`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use juliette_engine_tests::native::TestEnvironment;
use juliette_ir::parse_module;
use juliette_llvm::Session;
use juliette_llvm_client::{CompileOptions, Level, SessionOptions};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let module = parse_module(&std::fs::read_to_string(&args[0]).unwrap()).unwrap();
    let functions: Vec<_> = module.functions.iter().collect();
    let mut session = Session::new(SessionOptions::default()).unwrap();
    let options = CompileOptions { level: Level::from_name(&args[1]).unwrap(), positions: false };
    println!("{}", session.llvm_ir(&functions, &TestEnvironment::default(), options).unwrap());
}
