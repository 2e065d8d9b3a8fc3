//! A small process environment for compiled test functions.
//!
//! It has what `Environment` asks for and no more: a thread context, handler records, a trap routine. A call that
//! ends in a trap comes back as the trap's reason: the outermost handler record is the caller's own. Frames between
//! are simply left, as a `throw` in Julia code leaves them.

use core::cell::{Cell, UnsafeCell};
use core::ffi::c_void;
use juliette_exec::invoke::{Arguments, Class};
use juliette_exec::thread::thread_pointer_offset;
use juliette_ir::{Environment, HANDLER_RECORD, Signature, SupportRoutine, TrapReason, Ty};

/// What `try_enter` saves: rbx, rbp, r12–r15, rsp, the resume address, the outer record.
#[repr(C, align(16))]
#[derive(Debug)]
struct Record {
    registers: [u64; 6],
    stack: u64,
    resume: u64,
    outer: *mut Record,
    reason: u64,
}

const _: () = assert!(size_of::<Record>() == HANDLER_RECORD.size as usize);

/// The thread's context: the safepoint flag comes first.
#[repr(C, align(16))]
struct Context {
    flag: u32,
    rest: [u32; 63],
}

thread_local! {
    static CONTEXT: UnsafeCell<Context> = const { UnsafeCell::new(Context { flag: 0, rest: [0; 63] }) };
    static INNERMOST: Cell<*mut Record> = const { Cell::new(core::ptr::null_mut()) };
    static SAFEPOINTS: Cell<u64> = const { Cell::new(0) };
}

/// The environment, with the addresses of entry slots' cells.
#[derive(Clone, Debug, Default)]
pub struct TestEnvironment {
    /// By slot number.
    pub cells: Vec<u64>,
    /// By number in the call table.
    pub runtime: Vec<u64>,
}

impl Environment for TestEnvironment {
    fn slot_cell(&self, slot: u32) -> u64 {
        self.cells[slot as usize]
    }

    fn runtime_address(&self, index: u32) -> u64 {
        self.runtime[index as usize]
    }

    fn support_address(&self, routine: SupportRoutine) -> u64 {
        match routine {
            SupportRoutine::Trap => trap as *const () as u64,
            SupportRoutine::TryEnter => try_enter as *const () as u64,
            SupportRoutine::TryLeave => try_leave as *const () as u64,
            SupportRoutine::Safepoint => safepoint as *const () as u64,
        }
    }

    fn context_offset(&self) -> i32 {
        CONTEXT
            .with(|context| thread_pointer_offset(context.get()))
            .expect("the program's own thread-locals are near")
    }

    fn safepoint_flag_offset(&self) -> i32 {
        0
    }
}

/// Raises or lowers this thread's safepoint flag and gives how often compiled code saw it raised so far.
pub fn set_safepoint_flag(raised: bool) -> u64 {
    // SAFETY: only this thread touches its context, and no reference to it lives.
    CONTEXT.with(|context| unsafe { (*context.get()).flag = u32::from(raised) });
    SAFEPOINTS.get()
}

/// Calls compiled code by a signature. Arguments and results are bits; memory is the process's.
///
/// # Safety
/// `code` must be the address of compiled code with that signature, and pointers among the arguments valid for it.
pub unsafe fn call(code: u64, signature: &Signature, args: &[u128]) -> Result<Vec<u128>, TrapReason> {
    let mut arguments = Arguments::new();
    for (&ty, &bits) in signature.params.iter().zip(args) {
        // Bits above a type's width are undefined: make them visibly so.
        let dirty = if ty.bits() < 64 && !ty.is_float() { bits & ty.mask() | !ty.mask() } else { bits };
        match ty {
            Ty::I128 => {
                arguments.push(Class::Int, bits as u64);
                arguments.push(Class::Int, (bits >> 64) as u64);
            }
            Ty::F16 | Ty::F32 | Ty::F64 => arguments.push(Class::Float, bits as u64),
            Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::Ptr => {
                arguments.push(Class::Int, dirty as u64)
            }
        }
    }
    let mut job = Job { code, arguments: Some(arguments), image: None };
    let outer = INNERMOST.get();
    let mut record = Record { registers: [0; 6], stack: 0, resume: 0, outer, reason: 0 };
    INNERMOST.set(&raw mut record);
    // SAFETY: `run` takes a job; the record lives until the handler is uninstalled below.
    let thrown = unsafe { call_guarded(&raw mut record, run, (&raw mut job).cast()) };
    INNERMOST.set(outer);
    if thrown != 0 {
        return Err(TrapReason::ALL[record.reason as usize]);
    }
    let image = job.image.expect("the call returned");
    let (mut ints, mut floats) = (image.int_results.into_iter(), image.float_results.into_iter());
    let mut int = || u128::from(ints.next().unwrap_or(0));
    let results = signature.results.iter().map(|&ty| match ty {
        Ty::I128 => int() | int() << 64,
        Ty::F16 | Ty::F32 | Ty::F64 => u128::from(floats.next().unwrap_or(0)) & ty.mask(),
        Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::Ptr => int() & ty.mask(),
    });
    Ok(results.collect())
}

struct Job {
    code: u64,
    arguments: Option<Arguments>,
    image: Option<juliette_exec::invoke::RegisterImage>,
}

unsafe extern "C" fn run(job: *mut c_void) {
    // SAFETY: `call` passes a job of its own.
    let job = unsafe { &mut *job.cast::<Job>() };
    let arguments = job.arguments.take().unwrap_or_default();
    // SAFETY: by the contract of `call`.
    job.image = Some(unsafe { arguments.call(job.code as usize) });
}

/// Calls `function(data)` and gives 0, or gives 1 when control comes back through the record.
///
/// # Safety
/// The record must live until this returns.
#[unsafe(naked)]
unsafe extern "C" fn call_guarded(
    record: *mut Record,
    function: unsafe extern "C" fn(*mut c_void),
    data: *mut c_void,
) -> i32 {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "mov [rdi], rbx",
        "mov [rdi + 8], rbp",
        "mov [rdi + 16], r12",
        "mov [rdi + 24], r13",
        "mov [rdi + 32], r14",
        "mov [rdi + 40], r15",
        "mov [rdi + 48], rsp",
        "lea rax, [rip + 2f]",
        "mov [rdi + 56], rax",
        "mov rdi, rdx",
        "call rsi",
        "xor eax, eax",
        "2:",
        "pop rbp",
        "ret",
    )
}

/// Saves the caller's state in the record and installs it.
#[unsafe(naked)]
unsafe extern "C" fn try_enter(record: *mut Record) -> i32 {
    core::arch::naked_asm!(
        "mov [rdi], rbx",
        "mov [rdi + 8], rbp",
        "mov [rdi + 16], r12",
        "mov [rdi + 24], r13",
        "mov [rdi + 32], r14",
        "mov [rdi + 40], r15",
        "lea rax, [rsp + 8]",
        "mov [rdi + 48], rax",
        "mov rax, [rsp]",
        "mov [rdi + 56], rax",
        "jmp {install}",
        install = sym install,
    )
}

unsafe extern "C" fn install(record: *mut Record) -> i32 {
    // SAFETY: compiled code passes a stack slot large enough for a record.
    unsafe { (*record).outer = INNERMOST.get() };
    INNERMOST.set(record);
    0
}

unsafe extern "C" fn try_leave(record: *mut Record) {
    // SAFETY: compiled code passes the record that it installed.
    INNERMOST.set(unsafe { (*record).outer });
}

unsafe extern "C" fn trap(reason: u32) -> ! {
    let record = INNERMOST.get();
    // SAFETY: `call` installed a record before compiled code ran, and every record is left in order.
    unsafe {
        INNERMOST.set((*record).outer);
        (*record).reason = u64::from(reason);
        resume(record)
    }
}

/// Goes back to where the record was made, where 1 is the answer.
#[unsafe(naked)]
unsafe extern "C" fn resume(record: *mut Record) -> ! {
    core::arch::naked_asm!(
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "mov rsp, [rdi + 48]",
        "mov eax, 1",
        "jmp [rdi + 56]",
    )
}

unsafe extern "C" fn safepoint() {
    SAFEPOINTS.set(SAFEPOINTS.get() + 1);
}
