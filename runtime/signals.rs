//! Signals: stack overflow, Ctrl-C, arithmetic faults.
//!
//! Invariant: handlers run on a stack of their own. They only note what is to be done at the next safepoint, or
//! redirect the interrupted code to its innermost exception handler; a fault that is not ours goes to whoever
//! handled the signal before.

use crate::context::{Context, context};
use crate::runtime::{ErrorKind, current};
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// Bit of [`Context::pending`]: raise `InterruptException`.
pub const PENDING_INTERRUPT: u32 = 1;
/// Bit of [`Context::pending`]: collect.
pub const PENDING_COLLECT: u32 = 2;

/// The context of the thread that gets interrupts.
static INTERRUPTED: AtomicPtr<Context> = AtomicPtr::new(core::ptr::null_mut());
/// SIGSEGV's former action, and whether it is known.
static FORMER: AtomicUsize = AtomicUsize::new(0);

const ALTERNATE_STACK: usize = 64 << 10;
/// Faults this far below the stack pointer's page still count as overflow.
const OVERFLOW_REACH: usize = 1 << 20;

/// Installs the handlers for this thread, which becomes the one that Ctrl-C interrupts. The exception types must
/// be registered.
pub fn install() {
    let context = context();
    INTERRUPTED.store(context, Ordering::Relaxed);
    // The handler cannot allocate, so what it throws is made now.
    crate::exceptions::new_error(ErrorKind::StackOverflow, &[]);
    crate::exceptions::new_error(ErrorKind::Divide, &[]);
    // SAFETY: the structures are filled in as the system calls ask; the stack is never freed.
    unsafe {
        // Fresh pages, which cost nothing before they are needed.
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let stack = libc::mmap(core::ptr::null_mut(), ALTERNATE_STACK, protection, flags, -1, 0);
        if stack == libc::MAP_FAILED {
            crate::runtime::fatal("no memory for the signal handlers' stack");
        }
        let alternate = libc::stack_t { ss_sp: stack, ss_flags: 0, ss_size: ALTERNATE_STACK };
        libc::sigaltstack(&raw const alternate, core::ptr::null_mut());
        let mut former: libc::sigaction = core::mem::zeroed();
        set_handler(libc::SIGSEGV, fault as *const () as usize, &raw mut former);
        if former.sa_sigaction != fault as *const () as usize {
            FORMER.store(Box::into_raw(Box::new(former)) as usize, Ordering::Relaxed);
        }
        set_handler(libc::SIGBUS, fault as *const () as usize, core::ptr::null_mut());
        set_handler(libc::SIGFPE, fault as *const () as usize, core::ptr::null_mut());
        set_handler(libc::SIGINT, interrupt as *const () as usize, core::ptr::null_mut());
    }
}

/// Makes writing to a pipe that nobody reads an error instead of the process's end.
pub fn ignore_closed_pipes() {
    // SAFETY: the call has no preconditions.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// Ends the process at once: nothing that is registered to run at its end does.
pub fn end_process(status: i32) -> ! {
    // SAFETY: the call has no preconditions.
    unsafe { libc::_exit(status) }
}

unsafe fn set_handler(signal: i32, handler: usize, former: *mut libc::sigaction) {
    // SAFETY: the structure is filled in completely.
    unsafe {
        let mut action: libc::sigaction = core::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, former);
    }
}

unsafe extern "C" fn interrupt(_signal: i32, _info: *mut libc::siginfo_t, _context: *mut libc::c_void) {
    let context = INTERRUPTED.load(Ordering::Relaxed);
    // SAFETY: the context is that of a thread that lives as long as the process; the writes are single words.
    unsafe {
        if (*context).pending & PENDING_INTERRUPT != 0 {
            // Asked twice, and no safepoint in between: give up.
            libc::_exit(130);
        }
        (&raw mut (*context).pending).write_volatile((*context).pending | PENDING_INTERRUPT);
        (&raw mut (*context).safepoint).write_volatile(1);
    }
}

unsafe extern "C" fn fault(signal: i32, info: *mut libc::siginfo_t, ucontext: *mut libc::c_void) {
    // SAFETY: the kernel passes valid pointers.
    unsafe {
        let registers = &mut (*ucontext.cast::<libc::ucontext_t>()).uc_mcontext.gregs;
        let is_attached = !(*context()).runtime.is_null() && !(*context()).handler.is_null();
        if is_attached {
            let stack_pointer = registers[libc::REG_RSP as usize] as usize;
            let kind = match signal {
                libc::SIGFPE => Some(ErrorKind::Divide),
                _ => {
                    is_overflow((*info).si_addr() as usize, stack_pointer).then_some(ErrorKind::StackOverflow)
                }
            };
            if let Some(kind) = kind {
                let runtime = current();
                let ty = runtime.error_type(kind);
                let exception = runtime.singleton(ty);
                runtime.backtrace.clear();
                // Room for the trace was made by an earlier one, or is made now: the heap of malloc is not in use by
                // compiled code.
                runtime.backtrace.push(registers[libc::REG_RIP as usize] as usize);
                crate::stack::walk(registers[libc::REG_RBP as usize] as usize, &mut runtime.backtrace);
                if crate::exceptions::redirect(registers, exception) {
                    return;
                }
            }
        }
        let former = FORMER.load(Ordering::Relaxed) as *const libc::sigaction;
        if signal == libc::SIGSEGV && !former.is_null() {
            libc::sigaction(signal, former, core::ptr::null_mut());
        } else {
            libc::signal(signal, libc::SIG_DFL);
        }
    }
}

fn is_overflow(address: usize, stack_pointer: usize) -> bool {
    let (start, end) = crate::stack::bounds();
    let lowest = start.saturating_sub(OVERFLOW_REACH);
    (lowest..end).contains(&address)
        && (lowest..end).contains(&stack_pointer)
        && address < stack_pointer.saturating_add(4096)
        && address < start + OVERFLOW_REACH
}

/// What a safepoint does when its flag is set.
pub(crate) unsafe extern "C" fn safepoint_slow() {
    let context = context();
    // SAFETY: the context is this thread's own; a signal between the reads and writes sets the flag again.
    let pending = unsafe {
        let pending = (&raw const (*context).pending).read_volatile();
        (&raw mut (*context).safepoint).write_volatile(0);
        (&raw mut (*context).pending).write_volatile(0);
        pending
    };
    if pending & PENDING_COLLECT != 0 {
        current().heap.collect();
    }
    if pending & PENDING_INTERRUPT != 0 {
        crate::exceptions::throw_error(ErrorKind::Interrupt, &[]);
    }
}

/// Asks for a collection at the next safepoint.
pub fn request_collection() {
    // SAFETY: the context is this thread's own.
    unsafe {
        (*context()).pending |= PENDING_COLLECT;
        (*context()).safepoint = 1;
    }
}
