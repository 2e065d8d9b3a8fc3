//! Frames of functions that are carried out without code, on the stack among those of compiled functions.
//!
//! Such a frame is run-time code's own. So that a back trace shows the function at its place, a frame like a compiled
//! function's is put below it: a link, and instead of a return address a marker, which says who it is and how far it
//! has come.
//!
//! Invariant: no code has a marker's address, since it is no canonical one.

use crate::object::Ref;

/// The highest bits of markers.
const TAG: usize = 0xe7a1 << 48;
const TAG_BITS: usize = 0xffff << 48;
/// Bits of a marker that say how far its function has come.
const PLACE_BITS: u32 = 20;

core::arch::global_asm!(
    // Ref enter_evaluated(data, function): function(data, address of the frame's marker).
    ".globl juliette_enter_evaluated",
    ".hidden juliette_enter_evaluated",
    "juliette_enter_evaluated:",
    "push rbp",
    "mov rbp, rsp",
    "push 0",
    "push rbp",
    "mov rbp, rsp",
    "mov rax, rsi",
    "lea rsi, [rsp + 8]",
    "call rax",
    "mov qword ptr [rsp + 8], 0",
    "add rsp, 16",
    "pop rbp",
    "ret",
);

unsafe extern "C" {
    fn juliette_enter_evaluated(
        data: *mut u8,
        function: unsafe extern "C" fn(*mut u8, *mut usize) -> Ref,
    ) -> Ref;
}

/// Calls `function` with `data` and the place of its frame's marker, which is 0 as long as the frame is not to be seen.
///
/// # Safety
/// `function` may be called with `data`.
pub unsafe fn enter_evaluated(
    data: *mut u8,
    function: unsafe extern "C" fn(*mut u8, *mut usize) -> Ref,
) -> Ref {
    // SAFETY: the caller's promise.
    unsafe { juliette_enter_evaluated(data, function) }
}

/// The marker of the function of that number at that place, both as far as there is room for them.
#[inline]
pub fn marker(function: usize, place: usize) -> usize {
    let place = place.min((1 << PLACE_BITS) - 1);
    TAG | (function << PLACE_BITS & !TAG_BITS) | place
}

/// The function and the place of a marker; none if the address is not one.
pub fn read_marker(address: usize) -> Option<(usize, usize)> {
    let content = address & !TAG_BITS;
    (address & TAG_BITS == TAG).then_some((content >> PLACE_BITS, content & ((1 << PLACE_BITS) - 1)))
}

/// Throws `StackOverflowError` if the stack is nearly used up.
#[inline]
pub fn check_stack() {
    let here = 0u8;
    // SAFETY: the context is this thread's own.
    if (&raw const here as usize) < unsafe { (*crate::context::context()).stack_limit } {
        crate::exceptions::throw_error(crate::runtime::ErrorKind::StackOverflow, &[]);
    }
}

/// Does what a safepoint does.
#[inline]
pub fn poll() {
    // SAFETY: the context is this thread's own; a signal may write the flag.
    unsafe {
        if (&raw const (*crate::context::context()).safepoint).read_volatile() != 0 {
            crate::signals::safepoint_slow();
        }
    }
}
