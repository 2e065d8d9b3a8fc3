//! Machine code as text, by LLVM's disassembler, in Intel's notation.

use inkwell::llvm_sys::disassembler::{
    LLVMCreateDisasm, LLVMDisasmDispose, LLVMDisasmInstruction, LLVMSetDisasmOptions,
};
use inkwell::targets::{InitializationConfig, Target};
use std::ffi::{CStr, c_char};
use std::fmt::Write;

/// The option that asks for Intel's notation.
const INTEL: u64 = 4;

/// The instructions of `code`, which lies at `address`, one a line. Bytes that are none are shown as they are.
///
/// # Errors
/// If LLVM has no disassembler for this processor.
pub fn disassemble(code: &[u8], address: u64) -> Result<String, String> {
    Target::initialize_x86(&InitializationConfig::default());
    let mut out = String::new();
    // SAFETY: the triple is a C string, and there are no callbacks to pass anything to.
    let context =
        unsafe { LLVMCreateDisasm(crate::session::TRIPLE_C.as_ptr(), core::ptr::null_mut(), 0, None, None) };
    if context.is_null() {
        return Err("there is no disassembler for this processor".to_owned());
    }
    // SAFETY: the context is live.
    unsafe { LLVMSetDisasmOptions(context, INTEL) };
    let mut at = 0;
    while at < code.len() {
        let mut text = [0 as c_char; 256];
        let mut rest = code[at..].to_vec();
        // SAFETY: both buffers live through the call, and their lengths are passed.
        let size = unsafe {
            LLVMDisasmInstruction(
                context,
                rest.as_mut_ptr(),
                rest.len() as u64,
                address + at as u64,
                text.as_mut_ptr(),
                text.len(),
            )
        };
        if size == 0 {
            let _ = writeln!(out, "{at:6x}  .byte {:#04x}", code[at]);
            at += 1;
            continue;
        }
        // SAFETY: the disassembler ends the text with a NUL.
        let text = unsafe { CStr::from_ptr(text.as_ptr()) }.to_string_lossy();
        let _ = writeln!(out, "{at:6x}  {}", text.trim().replace('\t', " "));
        at += size;
    }
    // SAFETY: the context is live, and not used any more.
    unsafe { LLVMDisasmDispose(context) };
    Ok(out)
}
