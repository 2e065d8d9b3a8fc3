//! From the start of a process to the first result of native code: `start_first stencil`, or an LLVM level.
//! `startup` measures it as a whole process.
#![allow(unsafe_code, clippy::unwrap_used, reason = "a benchmark")]

use juliette_exec::memory::CodeSpace;
use juliette_ir::{Environment, Function, SupportRoutine, parse_function};
use juliette_llvm_client::{CompileOptions, Level, LlvmCompiler, SessionOptions, plugin_path};
use juliette_stencil::{Options, StencilCompiler};

const TEXT: &str = "function %triangle(i64) -> i64 {
block0(v0: i64):
    v1 = const.i64 0
    v2 = const.i64 -1
    jump block1(v1, v0)
block1(v3: i64, v4: i64):
    v5 = eq.i64 v4, v1
    branch v5, block2, block3
block2:
    return v3
block3:
    v6 = add.i64 v3, v4
    v7 = add.i64 v4, v2
    jump block1(v6, v7)
}
";

/// The function calls nothing.
struct Nothing;

impl Environment for Nothing {
    fn slot_cell(&self, _slot: u32) -> u64 {
        0
    }

    fn runtime_address(&self, _index: u32) -> u64 {
        0
    }

    fn support_address(&self, _routine: SupportRoutine) -> u64 {
        0
    }

    fn context_offset(&self) -> i32 {
        0
    }

    fn safepoint_flag_offset(&self) -> i32 {
        0
    }
}

/// # Safety
/// `code` must be the address of the code of `TEXT`.
unsafe fn call(code: usize) -> i64 {
    // SAFETY: by the contract, and the signature in `TEXT`.
    let function: extern "C" fn(i64) -> i64 = unsafe { core::mem::transmute(code) };
    function(10)
}

fn main() {
    let backend = std::env::args().nth(1).unwrap_or_default();
    let func: Function = parse_function(TEXT).unwrap();
    let result = if backend == "stencil" {
        let mut space = CodeSpace::new(256 << 20).unwrap();
        let mut compiler = StencilCompiler::new(Options::default()).unwrap();
        let code = compiler.compile(&func, &Nothing, &mut space, &[]).unwrap();
        // SAFETY: compiled from `TEXT`; the space lives on.
        unsafe { call(code.address) }
    } else {
        let level = Level::from_name(&backend).unwrap();
        let mut llvm = LlvmCompiler::open(&plugin_path(), SessionOptions::default()).unwrap();
        let options = CompileOptions { level, positions: false };
        let batch = llvm.compile(&[&func], &Nothing, options).unwrap();
        // SAFETY: compiled from `TEXT`; the session lives on.
        let result = unsafe { call(batch.functions[0].address as usize) };
        // The process ends here; taking LLVM apart first would only cost time.
        core::mem::forget(llvm);
        result
    };
    std::process::exit(i32::from(result != 55));
}
