//! Exceptions: the chain of handlers, throwing, and entry from Rust.
//!
//! Invariant: entering `try` saves the registers that calls preserve, and the place to return to, in a handler
//! record in the frame; `throw` restores the innermost record, so that `try_enter` returns a second time, with 1.
//! Frames in between are dropped without running anything: run-time functions that may throw hold nothing
//! that needs dropping when they do.

use crate::context::{EXCEPTION_OFFSET, HANDLER_OFFSET, context};
use crate::evaluated::Record;
use crate::object::Ref;
use crate::runtime::{ErrorKind, Known, current};
use core::mem::offset_of;

/// A handler record, in the frame of the function that entered `try`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// The handler around this one.
    pub previous: *mut Handler,
    rbx: usize,
    rbp: usize,
    r12: usize,
    r13: usize,
    r14: usize,
    r15: usize,
    rsp: usize,
    pc: usize,
    evaluated: *mut Record,
}

/// The size of a handler record in bytes; its alignment is 8.
pub const HANDLER_SIZE: usize = size_of::<Handler>();

core::arch::global_asm!(
    // i32 try_enter(Handler*): 0, and later 1 if something was thrown.
    ".globl juliette_try_enter",
    ".hidden juliette_try_enter",
    "juliette_try_enter:",
    "mov [rdi + {rbx}], rbx",
    "mov [rdi + {rbp}], rbp",
    "mov [rdi + {r12}], r12",
    "mov [rdi + {r13}], r13",
    "mov [rdi + {r14}], r14",
    "mov [rdi + {r15}], r15",
    "lea rax, [rsp + 8]",
    "mov [rdi + {rsp}], rax",
    "mov rax, [rsp]",
    "mov [rdi + {pc}], rax",
    "push rdi",
    "call {link}",
    "pop rdi",
    "xor eax, eax",
    "ret",
    // noreturn restore(Handler*): goes back to where the record was made.
    ".globl juliette_restore",
    ".hidden juliette_restore",
    "juliette_restore:",
    "mov rbx, [rdi + {rbx}]",
    "mov rbp, [rdi + {rbp}]",
    "mov r12, [rdi + {r12}]",
    "mov r13, [rdi + {r13}]",
    "mov r14, [rdi + {r14}]",
    "mov r15, [rdi + {r15}]",
    "mov rsp, [rdi + {rsp}]",
    "mov eax, 1",
    "jmp qword ptr [rdi + {pc}]",
    // i32 protect(Handler*, function, data): function(data) under a handler; 1 if it threw.
    ".globl juliette_protect",
    ".hidden juliette_protect",
    "juliette_protect:",
    "push rbp",
    "mov rbp, rsp",
    "push rbx",
    "push r12",
    "mov rbx, rsi",
    "mov r12, rdx",
    "call juliette_try_enter",
    "test eax, eax",
    "jne 2f",
    "mov rdi, r12",
    "call rbx",
    "xor eax, eax",
    "2:",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
    // noreturn throw(exception): notes the trace from the caller's frame on, then raises.
    ".globl juliette_throw",
    ".hidden juliette_throw",
    "juliette_throw:",
    "push rbp",
    "mov rbp, rsp",
    "mov rsi, rbp",
    "call {throw}",
    "ud2",
    rbx = const offset_of!(Handler, rbx),
    rbp = const offset_of!(Handler, rbp),
    r12 = const offset_of!(Handler, r12),
    r13 = const offset_of!(Handler, r13),
    r14 = const offset_of!(Handler, r14),
    r15 = const offset_of!(Handler, r15),
    rsp = const offset_of!(Handler, rsp),
    pc = const offset_of!(Handler, pc),
    link = sym link,
    throw = sym throw_from,
);

const _: () = assert!(HANDLER_OFFSET == 16 && EXCEPTION_OFFSET == 40, "offsets that the backends were told");

unsafe extern "C" {
    fn juliette_try_enter(record: *mut Handler) -> i32;
    fn juliette_restore(record: *const Handler) -> !;
    fn juliette_protect(record: *mut Handler, function: unsafe extern "C" fn(*mut u8), data: *mut u8) -> i32;
    fn juliette_throw(exception: Ref) -> !;
}

unsafe extern "C" fn link(record: *mut Handler) {
    let context = context();
    // SAFETY: the record is in the caller's frame, and the context this thread's own.
    unsafe {
        (*record).previous = (*context).handler;
        (*record).evaluated = (*context).evaluated;
        (*context).handler = record;
    }
}

/// Address of `try_enter`, for the call table.
pub(crate) fn try_enter_address() -> *const () {
    juliette_try_enter as *const ()
}

/// Address of `throw`, for the call table.
pub(crate) fn throw_address() -> *const () {
    juliette_throw as *const ()
}

/// Leaves `try`: the handler of this record is no longer in force.
pub(crate) unsafe extern "C" fn try_leave(record: *mut Handler) {
    // SAFETY: the record was entered by the calling frame.
    unsafe { (*context()).handler = (*record).previous };
}

/// Raises an exception. Nothing that needs dropping may be alive in the frames up to the handler.
#[allow(clippy::not_unsafe_ptr_arg_deref, reason = "the reference is passed on, not read")]
pub fn throw(exception: Ref) -> ! {
    // SAFETY: a handler is in force, or `throw_from` ends the process.
    unsafe { juliette_throw(exception) }
}

unsafe extern "C" fn throw_from(exception: Ref, frame_pointer: usize) -> ! {
    let runtime = current();
    runtime.backtrace.clear();
    let is_code = runtime.hooks.is_code;
    // SAFETY: the engine's hook takes any address.
    let is_code = |address| unsafe { is_code(address) };
    let end = outermost_handler();
    crate::stack::walk_from_runtime(frame_pointer, end, is_code, &mut runtime.backtrace);
    unwind(exception)
}

/// The address of the outermost handler's record: no compiled code runs in the frames beyond.
fn outermost_handler() -> usize {
    // SAFETY: records in the chain are in live frames.
    unsafe {
        let mut record = (*context()).handler;
        while !record.is_null() && !(*record).previous.is_null() {
            record = (*record).previous;
        }
        if record.is_null() { usize::MAX } else { record as usize }
    }
}

/// Raises the exception again, with the back trace that it has.
///
/// # Safety
/// Nothing that needs dropping may be alive in the frames up to the handler.
pub unsafe extern "C" fn rethrow(exception: Ref) -> ! {
    unwind(exception)
}

fn unwind(exception: Ref) -> ! {
    current().heap.set_paused(false);
    let context = context();
    // SAFETY: records in the chain are in live frames.
    unsafe {
        (*context).exception = exception;
        let record = (*context).handler;
        if record.is_null() {
            crate::runtime::fatal("an exception was thrown outside of any handler");
        }
        (*context).handler = (*record).previous;
        (*context).evaluated = (*record).evaluated;
        juliette_restore(record)
    }
}

/// For a signal handler: what the registers must become to raise `exception` in the interrupted code.
///
/// # Safety
/// The interrupted code is compiled code, or run-time code that holds nothing to be dropped.
pub(crate) unsafe fn redirect(registers: &mut [libc::greg_t], exception: Ref) -> bool {
    let context = context();
    // SAFETY: records in the chain are in live frames.
    unsafe {
        let record = (*context).handler;
        if record.is_null() {
            return false;
        }
        (*context).exception = exception;
        (*context).handler = (*record).previous;
        (*context).evaluated = (*record).evaluated;
        let saved = &*record;
        for (register, value) in [
            (libc::REG_RBX, saved.rbx),
            (libc::REG_RBP, saved.rbp),
            (libc::REG_R12, saved.r12),
            (libc::REG_R13, saved.r13),
            (libc::REG_R14, saved.r14),
            (libc::REG_R15, saved.r15),
            (libc::REG_RSP, saved.rsp),
            (libc::REG_RIP, saved.pc),
            (libc::REG_RAX, 1),
        ] {
            registers[register as usize] = value as libc::greg_t;
        }
        true
    }
}

/// An exception that came out of protected code, with the return addresses of the frames it passed.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The exception object. The heap keeps it alive until the next one is thrown.
    pub value: Ref,
    /// Return addresses, the innermost first.
    pub backtrace: Vec<usize>,
}

/// Calls compiled code through `function`, catching what it throws.
///
/// # Errors
/// The exception, if one was thrown and not caught within.
pub fn run_protected<F: FnOnce() -> R, R>(function: F) -> Result<R, Exception> {
    struct Call<F, R> {
        function: Option<F>,
        result: Option<R>,
    }
    unsafe extern "C" fn enter<F: FnOnce() -> R, R>(data: *mut u8) {
        // SAFETY: `run_protected` passes its own call.
        let call = unsafe { &mut *data.cast::<Call<F, R>>() };
        let function = call.function.take().expect("a call is entered once");
        call.result = Some(function());
    }
    let mut call = Call { function: Some(function), result: None };
    let mut record = Handler {
        previous: core::ptr::null_mut(),
        rbx: 0,
        rbp: 0,
        r12: 0,
        r13: 0,
        r14: 0,
        r15: 0,
        rsp: 0,
        pc: 0,
        evaluated: core::ptr::null_mut(),
    };
    // SAFETY: record and call live until `protect` returns.
    let threw = unsafe { juliette_protect(&raw mut record, enter::<F, R>, (&raw mut call).cast()) };
    if threw == 0 {
        // SAFETY: the record is the innermost again.
        unsafe { try_leave(&raw mut record) };
        return Ok(call.result.expect("the call returned"));
    }
    // SAFETY: the context is this thread's own.
    let value = unsafe { (*context()).exception };
    Err(Exception { value, backtrace: current().backtrace.clone() })
}

/// Makes and throws an exception with these fields, all references.
pub(crate) fn throw_error(kind: ErrorKind, fields: &[Ref]) -> ! {
    let exception = new_error(kind, fields);
    throw(exception)
}

/// An exception of the given kind. Fields of its type beyond the given ones are undefined.
pub fn new_error(kind: ErrorKind, fields: &[Ref]) -> Ref {
    let runtime = current();
    let ty = runtime.error_type(kind);
    let object = match runtime.layout(ty).kind {
        crate::object::Kind::Fixed { size: 0, .. } => runtime.singleton(ty),
        _ => crate::entries::allocate_fixed(ty),
    };
    let runtime = current();
    let crate::object::Kind::Fixed { leaves, .. } = &runtime.layout(ty).kind else {
        crate::runtime::fatal("an exception type is no struct");
    };
    for (leaf, &field) in leaves.iter().filter(|leaf| leaf.is_reference).zip(fields) {
        // SAFETY: the object has a reference at the leaf's offset.
        unsafe { object.add(leaf.offset as usize).cast::<Ref>().write(field) };
    }
    object
}

/// `OutOfMemoryError()`.
pub(crate) fn throw_out_of_memory() -> ! {
    throw_error(ErrorKind::OutOfMemory, &[])
}

/// An exception of a kind whose one field is a message.
pub fn throw_message(kind: ErrorKind, message: &[u8]) -> ! {
    let text = crate::strings::new_string(message);
    throw_error(kind, &[text])
}

/// The symbol of that spelling.
pub(crate) fn symbol(name: &[u8]) -> Ref {
    debug_assert_ne!(current().known(Known::Symbol), 0);
    current().symbol(name)
}
