//! Functions that LLVM's code generator may call without being told to: block moves, wide division, conversions and
//! rounding where the CPU has no instruction. Their addresses are given to the LLJIT as symbols.

use crate::session::check;
use inkwell::llvm_sys::orc2::lljit::{
    LLVMOrcLLJITGetMainJITDylib, LLVMOrcLLJITMangleAndIntern, LLVMOrcLLJITRef,
};
use inkwell::llvm_sys::orc2::{
    LLVMJITEvaluatedSymbol, LLVMJITSymbolFlags, LLVMOrcAbsoluteSymbols, LLVMOrcCSymbolMapPair,
    LLVMOrcJITDylibDefine,
};
use std::ffi::CString;

macro_rules! helpers {
    ($($name:ident)*) => {
        // Only addresses are taken, so the types do not matter.
        #[allow(clashing_extern_declarations, reason = "only the addresses are taken")]
        unsafe extern "C" {
            $(fn $name();)*
        }
        const HELPERS: &[(&str, unsafe extern "C" fn())] = &[$((stringify!($name), $name)),*];
    };
}

helpers! {
    memcpy memmove memset memcmp bcmp
    __divti3 __udivti3 __modti3 __umodti3 __muloti4
    fma fmaf floor floorf ceil ceilf trunc truncf rint rintf
}

/// LLVM's bits for symbols that are exported and callable.
const EXPORTED_CALLABLE: LLVMJITSymbolFlags = LLVMJITSymbolFlags { GenericFlags: 1 | 4, TargetFlags: 0 };

/// Defines the helpers in the LLJIT's main library.
///
/// # Safety
/// The LLJIT must be live.
pub(crate) unsafe fn define(jit: LLVMOrcLLJITRef) -> Result<(), String> {
    let mut pairs = Vec::with_capacity(HELPERS.len());
    for &(name, function) in HELPERS {
        let name = CString::new(name).map_err(|e| e.to_string())?;
        // SAFETY: the LLJIT is live by this function's contract, and the name ends in NUL.
        let name = unsafe { LLVMOrcLLJITMangleAndIntern(jit, name.as_ptr()) };
        let symbol = LLVMJITEvaluatedSymbol { Address: function as usize as u64, Flags: EXPORTED_CALLABLE };
        pairs.push(LLVMOrcCSymbolMapPair { Name: name, Sym: symbol });
    }
    // SAFETY: the LLJIT is live; the unit takes the names, the library takes the unit.
    unsafe {
        let unit = LLVMOrcAbsoluteSymbols(pairs.as_mut_ptr(), pairs.len());
        check(LLVMOrcJITDylibDefine(LLVMOrcLLJITGetMainJITDylib(jit), unit))
    }
}
