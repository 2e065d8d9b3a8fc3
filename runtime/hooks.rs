//! Calls up to the compiler.
//!
//! Invariant: the run-time system calls the compiler through this table only. Until the engine registers its own,
//! every hook raises an internal error, so that a missing one is never silent.

use crate::object::Ref;

/// The table. All functions may allocate and throw.
#[derive(Clone, Copy, Debug)]
pub struct Hooks {
    /// Calls `args[0]` with the rest of the `count` boxed arguments; returns the boxed result.
    pub dynamic_call: unsafe extern "C" fn(args: *const Ref, count: i64) -> Ref,
    /// The same for a call site with a cache, which did not hold the code for these arguments.
    pub dynamic_call_site: unsafe extern "C" fn(args: *const Ref, count: i64, site: *mut u8) -> Ref,
    /// Calls `args[0]` with the rest of the `count` boxed arguments, of which those whose bit in `spliced` is set
    /// (bit 0 is `args[0]`'s) stand for the elements they iterate; returns the boxed result.
    pub apply_dynamic: unsafe extern "C" fn(args: *const Ref, count: i64, spliced: i64) -> Ref,
    /// Makes a tuple of `count` boxed elements, of the type that they give it.
    pub tuple_dynamic: unsafe extern "C" fn(elements: *const Ref, count: i64) -> Ref,
    /// Makes an object of the type `args[0]` with the rest of the `count` boxed arguments as fields.
    pub new_dynamic: unsafe extern "C" fn(args: *const Ref, count: i64) -> Ref,
    /// Compiles what the entry slot stands for and returns its code.
    pub compile_slot: unsafe extern "C" fn(slot: u32) -> *const u8,
    /// The kind (`DataType`, `Union`, …) of a type, as a type id: the header of its type object.
    pub kind_of: unsafe extern "C" fn(ty: u32) -> u32,
    /// Nanoseconds spent compiling so far.
    pub compiling_ns: unsafe extern "C" fn() -> i64,
    /// Called when the program ends the process, before it does.
    pub before_exit: unsafe extern "C" fn(),
    /// Whether a return address is in compiled code. Called only where the engine's state is at rest.
    pub is_code: unsafe extern "C" fn(address: usize) -> bool,
    /// The layout of a concrete type that has none registered yet, if it can have one. It must not touch the
    /// run-time system, which is waiting for it.
    pub describe_type: unsafe extern "C" fn(ty: u32, layout: &mut Option<crate::object::TypeLayout>),
}

unsafe extern "C" fn no_dynamic_call(_args: *const Ref, _count: i64) -> Ref {
    crate::runtime::fatal("a dynamic call without a compiler")
}

unsafe extern "C" fn no_dynamic_call_site(_args: *const Ref, _count: i64, _site: *mut u8) -> Ref {
    crate::runtime::fatal("a dynamic call without a compiler")
}

unsafe extern "C" fn no_apply_dynamic(_args: *const Ref, _count: i64, _spliced: i64) -> Ref {
    crate::runtime::fatal("a dynamic call without a compiler")
}

unsafe extern "C" fn no_tuple_dynamic(_elements: *const Ref, _count: i64) -> Ref {
    crate::runtime::fatal("a tuple of unknown type without a compiler")
}

unsafe extern "C" fn no_new_dynamic(_args: *const Ref, _count: i64) -> Ref {
    crate::runtime::fatal("a dynamic construction without a compiler")
}

unsafe extern "C" fn no_compile_slot(_slot: u32) -> *const u8 {
    crate::runtime::fatal("an uncompiled entry slot without a compiler")
}

unsafe extern "C" fn no_kind_of(_ty: u32) -> u32 {
    crate::runtime::fatal("a type object without a compiler")
}

unsafe extern "C" fn no_compiling_ns() -> i64 {
    0
}

unsafe extern "C" fn nothing_before_exit() {}

unsafe extern "C" fn any_is_code(_address: usize) -> bool {
    true
}

unsafe extern "C" fn no_describe_type(_ty: u32, _layout: &mut Option<crate::object::TypeLayout>) {}

impl Default for Hooks {
    fn default() -> Self {
        Self {
            dynamic_call: no_dynamic_call,
            dynamic_call_site: no_dynamic_call_site,
            apply_dynamic: no_apply_dynamic,
            tuple_dynamic: no_tuple_dynamic,
            new_dynamic: no_new_dynamic,
            compile_slot: no_compile_slot,
            kind_of: no_kind_of,
            compiling_ns: no_compiling_ns,
            before_exit: nothing_before_exit,
            is_code: any_is_code,
            describe_type: no_describe_type,
        }
    }
}

core::arch::global_asm!(
    // The slot's number is in r11d. Saves what may hold arguments, asks the compiler for the code, goes there.
    ".globl juliette_resolve_slot",
    ".hidden juliette_resolve_slot",
    "juliette_resolve_slot:",
    "push rbp",
    "mov rbp, rsp",
    "sub rsp, 192",
    "mov [rsp + 128], rdi",
    "mov [rsp + 136], rsi",
    "mov [rsp + 144], rdx",
    "mov [rsp + 152], rcx",
    "mov [rsp + 160], r8",
    "mov [rsp + 168], r9",
    "mov [rsp + 176], rax",
    "movups [rsp], xmm0",
    "movups [rsp + 16], xmm1",
    "movups [rsp + 32], xmm2",
    "movups [rsp + 48], xmm3",
    "movups [rsp + 64], xmm4",
    "movups [rsp + 80], xmm5",
    "movups [rsp + 96], xmm6",
    "movups [rsp + 112], xmm7",
    "mov edi, r11d",
    "call {compile}",
    "mov r11, rax",
    "mov rdi, [rsp + 128]",
    "mov rsi, [rsp + 136]",
    "mov rdx, [rsp + 144]",
    "mov rcx, [rsp + 152]",
    "mov r8, [rsp + 160]",
    "mov r9, [rsp + 168]",
    "mov rax, [rsp + 176]",
    "movups xmm0, [rsp]",
    "movups xmm1, [rsp + 16]",
    "movups xmm2, [rsp + 32]",
    "movups xmm3, [rsp + 48]",
    "movups xmm4, [rsp + 64]",
    "movups xmm5, [rsp + 80]",
    "movups xmm6, [rsp + 96]",
    "movups xmm7, [rsp + 112]",
    "leave",
    "jmp r11",
    compile = sym compile_slot,
);

unsafe extern "C" {
    fn juliette_resolve_slot();
}

/// Where an entry slot's first code jumps, with the slot's number in `r11d` and everything else as the caller left
/// it: compiles the function and goes on in its code.
pub fn resolver() -> *const u8 {
    juliette_resolve_slot as *const u8
}

unsafe extern "C" fn compile_slot(slot: u32) -> *const u8 {
    let hook = crate::runtime::current().hooks.compile_slot;
    // SAFETY: the engine's hook takes any slot number that its stubs pass.
    unsafe { hook(slot) }
}
