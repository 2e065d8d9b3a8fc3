//! Signals: stack overflow, Ctrl-C, arithmetic faults.
//!
//! Invariant: handlers run on a stack of their own. They only note what is to be done at the next safepoint, or
//! redirect interrupted compiled code to its innermost exception handler; a fault that is not ours goes to whoever
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
/// That thread, as pthreads know it.
static INTERRUPTED_THREAD: AtomicUsize = AtomicUsize::new(0);
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
    // SAFETY: the call has no preconditions.
    INTERRUPTED_THREAD.store(unsafe { libc::pthread_self() } as usize, Ordering::Relaxed);
    // The handler cannot allocate, so what it throws is made now.
    crate::exceptions::new_error(ErrorKind::StackOverflow, &[]);
    crate::exceptions::new_error(ErrorKind::Divide, &[]);
    crate::exceptions::new_error(ErrorKind::Interrupt, &[]);
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
        set_handler(libc::SIGALRM, interrupt as *const () as usize, core::ptr::null_mut());
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

/// How long after Ctrl-C the next look at the interrupted code is taken, in microseconds.
const LOOK_AGAIN: i64 = 5_000;

/// Ctrl-C, and the alarm that it sets. A loop need not reach a safepoint: code that was compiled is redirected to its
/// handler at once; other code may not be left anywhere, so it is looked at again a little later.
unsafe extern "C" fn interrupt(signal: i32, _info: *mut libc::siginfo_t, ucontext: *mut libc::c_void) {
    let context = INTERRUPTED.load(Ordering::Relaxed);
    // SAFETY: the context is that of a thread that lives as long as the process; the writes are single words.
    unsafe {
        let thread = INTERRUPTED_THREAD.load(Ordering::Relaxed) as libc::pthread_t;
        if libc::pthread_self() != thread {
            // The kernel gives the signal to any thread.
            libc::pthread_kill(thread, signal);
            return;
        }
        let is_pending = (*context).pending & PENDING_INTERRUPT != 0;
        if signal == libc::SIGINT && is_pending {
            // Asked twice, and nothing came of it: give up.
            libc::_exit(130);
        }
        if signal == libc::SIGALRM && !is_pending {
            return;
        }
        let registers = &mut (*ucontext.cast::<libc::ucontext_t>()).uc_mcontext.gregs;
        let is_attached = !(*context).runtime.is_null() && !(*context).handler.is_null();
        if is_attached && is_compiled(registers[libc::REG_RIP as usize] as usize) {
            let runtime = current();
            let ty = runtime.error_type(ErrorKind::Interrupt);
            let exception = runtime.singleton(ty);
            note_trace(registers);
            (&raw mut (*context).pending).write_volatile((*context).pending & !PENDING_INTERRUPT);
            if crate::exceptions::redirect(registers, exception) {
                return;
            }
        }
        (&raw mut (*context).pending).write_volatile((*context).pending | PENDING_INTERRUPT);
        (&raw mut (*context).safepoint).write_volatile(1);
        let once = libc::timeval { tv_sec: 0, tv_usec: 0 };
        let timer =
            libc::itimerval { it_interval: once, it_value: libc::timeval { tv_usec: LOOK_AGAIN, ..once } };
        libc::setitimer(libc::ITIMER_REAL, &raw const timer, core::ptr::null_mut());
    }
}

/// Notes the addresses of the interrupted frames as the trace of what is about to be thrown.
///
/// # Safety
/// The registers are those of compiled code, or of code that keeps frame pointers.
unsafe fn note_trace(registers: &[libc::greg_t]) {
    let trace = &mut current().backtrace;
    trace.clear();
    // Room for the trace was made by an earlier one, or is made now: the heap of malloc is not in use by compiled code.
    trace.push(registers[libc::REG_RIP as usize] as usize);
    crate::stack::walk(registers[libc::REG_RBP as usize] as usize, trace);
}

/// Whether an address lies in compiled code: in executable memory that is neither this program's own text nor a shared
/// library. A signal handler asks, so the kernel's list of mappings is read piece by piece, without allocating.
fn is_compiled(pc: usize) -> bool {
    let own = is_compiled as *const () as usize;
    let mut line = [0u8; 256];
    let mut length = 0;
    let mut result = false;
    let mut piece = [0u8; 4096];
    // SAFETY: the path is closed by a NUL, the buffer is as long as it is said to be.
    unsafe {
        let file = libc::open(c"/proc/self/maps".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return false;
        }
        loop {
            let count = libc::read(file, piece.as_mut_ptr().cast(), piece.len());
            if count <= 0 {
                break;
            }
            for &byte in &piece[..count as usize] {
                if byte != b'\n' {
                    if length < line.len() {
                        line[length] = byte;
                        length += 1;
                    }
                    continue;
                }
                let mapping = &line[..length];
                length = 0;
                if let Some((start, end)) = mapping_range(mapping)
                    && (start..end).contains(&pc)
                {
                    let is_library = mapping.windows(3).any(|part| part == b".so");
                    result = !(start..end).contains(&own) && !is_library && !mapping.ends_with(b"]");
                }
            }
        }
        libc::close(file);
    }
    result
}

/// The addresses of a line like `7f0000-7f1000 r-xp …`.
fn mapping_range(line: &[u8]) -> Option<(usize, usize)> {
    let text = core::str::from_utf8(line.split(|&byte| byte == b' ').next()?).ok()?;
    let (start, end) = text.split_once('-')?;
    Some((usize::from_str_radix(start, 16).ok()?, usize::from_str_radix(end, 16).ok()?))
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
                note_trace(registers);
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
