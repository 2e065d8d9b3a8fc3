//! The thread's context: what compiled code reaches through the thread segment register.
//!
//! Invariant: the fields' offsets are part of the interface to compiled code. The context lies at the same
//! distance from the thread pointer in every thread, given by [`offset`].

use crate::evaluated::Record;
use crate::exceptions::Handler;
use crate::object::Ref;
use crate::runtime::Runtime;
use core::cell::UnsafeCell;
use core::mem::offset_of;

/// A thread's context.
#[repr(C)]
#[derive(Debug)]
pub struct Context {
    /// Where the next object's header goes; 8 modulo 16.
    pub cur: *mut u8,
    /// The end of the free space at `cur`.
    pub lim: *mut u8,
    /// The innermost exception handler.
    pub handler: *mut Handler,
    /// Non-zero if the next safepoint has something to do.
    pub safepoint: u32,
    /// Bits of [`crate::signals`] that say what.
    pub pending: u32,
    /// Stack pointers below this mean overflow.
    pub stack_limit: usize,
    /// The exception in flight, or last caught.
    pub exception: Ref,
    /// The run-time system that the thread is attached to.
    pub runtime: *mut Runtime,
    /// The innermost function that is carried out without code.
    pub evaluated: *mut Record,
}

/// Offset of [`Context::cur`].
pub const CUR_OFFSET: usize = offset_of!(Context, cur);
/// Offset of [`Context::lim`].
pub const LIM_OFFSET: usize = offset_of!(Context, lim);
/// Offset of [`Context::handler`].
pub const HANDLER_OFFSET: usize = offset_of!(Context, handler);
/// Offset of [`Context::safepoint`].
pub const SAFEPOINT_OFFSET: usize = offset_of!(Context, safepoint);
/// Offset of [`Context::stack_limit`].
pub const STACK_LIMIT_OFFSET: usize = offset_of!(Context, stack_limit);
/// Offset of [`Context::exception`].
pub const EXCEPTION_OFFSET: usize = offset_of!(Context, exception);

thread_local! {
    static CONTEXT: UnsafeCell<Context> = const {
        UnsafeCell::new(Context {
            cur: core::ptr::null_mut(),
            lim: core::ptr::null_mut(),
            handler: core::ptr::null_mut(),
            safepoint: 0,
            pending: 0,
            stack_limit: 0,
            exception: core::ptr::null_mut(),
            runtime: core::ptr::null_mut(),
            evaluated: core::ptr::null_mut(),
        })
    };
}

/// This thread's context.
#[inline]
pub fn context() -> *mut Context {
    CONTEXT.with(UnsafeCell::get)
}

/// The context's distance from the thread pointer: `fs:[offset]` is its first byte.
pub fn offset() -> i32 {
    let thread_pointer: usize;
    // SAFETY: on x86-64 Linux the word at fs:0 is the thread pointer itself.
    unsafe {
        core::arch::asm!("mov {}, qword ptr fs:[0]", out(reg) thread_pointer, options(nostack, preserves_flags, readonly));
    }
    i32::try_from(context() as isize - thread_pointer as isize)
        .expect("static thread storage is near the thread pointer")
}
