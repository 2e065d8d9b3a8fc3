//! Sampling of the program counter: which code the processor's time goes to.
//!
//! A timer over the process's time sends SIGPROF, whose handler notes where the thread was. Whoever started it asks
//! afterwards what was noted, and knows which addresses are whose.
//!
//! Invariant: the handler touches nothing but a buffer that was made before the timer was started. When the buffer is
//! full, further samples are dropped.

use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// Room for samples: more than an hour of processor time at one a millisecond.
const ROOM: usize = 1 << 22;

/// The buffer, null before [`start`].
static SAMPLES: AtomicPtr<AtomicUsize> = AtomicPtr::new(core::ptr::null_mut());
/// How many were taken, dropped ones included.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// Starts sampling once in `interval` microseconds of the process's time.
pub fn start(interval: u32) {
    // SAFETY: an anonymous mapping of its own; the structures are filled in as the system calls ask.
    unsafe {
        let bytes = ROOM * size_of::<usize>();
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let room = libc::mmap(core::ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
        if room == libc::MAP_FAILED {
            return;
        }
        SAMPLES.store(room.cast(), Ordering::Release);
        let mut action: libc::sigaction = core::mem::zeroed();
        action.sa_sigaction = sample as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(libc::SIGPROF, &raw const action, core::ptr::null_mut());
        let every = libc::timeval {
            tv_sec: i64::from(interval / 1_000_000),
            tv_usec: i64::from(interval % 1_000_000),
        };
        let timer = libc::itimerval { it_interval: every, it_value: every };
        libc::setitimer(libc::ITIMER_PROF, &raw const timer, core::ptr::null_mut());
    }
}

unsafe extern "C" fn sample(_signal: i32, _info: *mut libc::siginfo_t, ucontext: *mut libc::c_void) {
    let samples = SAMPLES.load(Ordering::Acquire);
    let index = TAKEN.fetch_add(1, Ordering::Relaxed);
    if samples.is_null() || index >= ROOM {
        return;
    }
    // SAFETY: the kernel passes a valid context; the index lies in the buffer.
    unsafe {
        let registers = &(*ucontext.cast::<libc::ucontext_t>()).uc_mcontext.gregs;
        let counter = registers[libc::REG_RIP as usize] as usize;
        (*samples.add(index)).store(counter, Ordering::Relaxed);
    }
}

/// The program counters that were noted so far; empty if sampling was not started.
pub fn taken() -> Vec<usize> {
    let samples = SAMPLES.load(Ordering::Acquire);
    if samples.is_null() {
        return Vec::new();
    }
    let count = TAKEN.load(Ordering::Relaxed).min(ROOM);
    // SAFETY: the first `count` elements lie in the buffer and are only accessed atomically.
    (0..count).map(|index| unsafe { (*samples.add(index)).load(Ordering::Relaxed) }).collect()
}
