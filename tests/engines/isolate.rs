//! Runs work in a child process, because what is tested may crash or loop: that is then an answer like another.

use core::ffi::c_int;

/// How a child's work ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It said true or false.
    Said(bool),
    /// A signal ended it.
    Crashed(i32),
}

/// Words that parent and children share: children leave word there of how far they are.
#[derive(Debug)]
pub struct SharedWords(*mut u64);

impl SharedWords {
    /// A page of words, all 0.
    pub fn new() -> Option<SharedWords> {
        let (access, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
        // SAFETY: a new mapping overlaps nothing.
        let page = unsafe { libc::mmap(core::ptr::null_mut(), 4096, access, kind, -1, 0) };
        (page != libc::MAP_FAILED).then(|| SharedWords(page.cast()))
    }

    /// Sets a word below 512.
    pub fn set(&self, index: usize, value: u64) {
        // SAFETY: the page lives as long as the process and has 512 words.
        unsafe { self.0.add(index % 512).write_volatile(value) };
    }

    /// Reads a word below 512.
    pub fn get(&self, index: usize) -> u64 {
        // SAFETY: as for `set`.
        unsafe { self.0.add(index % 512).read_volatile() }
    }
}

/// Gives this process so many more seconds of processor time to live.
pub fn set_alarm(seconds: u32) {
    let none = libc::timeval { tv_sec: 0, tv_usec: 0 };
    let limit = libc::itimerval {
        it_interval: none,
        it_value: libc::timeval { tv_sec: i64::from(seconds), tv_usec: 0 },
    };
    // SAFETY: sets this process's timer from a value that lives through the call.
    unsafe { libc::setitimer(libc::ITIMER_VIRTUAL, &raw const limit, core::ptr::null_mut()) };
}

/// Does `work` in a child process of this single-threaded one, for at most `seconds`.
pub fn in_child(seconds: u32, work: impl FnOnce() -> bool) -> Option<Ending> {
    // SAFETY: this process has one thread, so the child has all of it.
    let child = unsafe { libc::fork() };
    if child == 0 {
        // SAFETY: sets this process's timer, whose signal ends it; and ends it without running destructors.
        unsafe {
            set_alarm(seconds);
            let said = work();
            libc::_exit(c_int::from(!said));
        }
    }
    let mut status: c_int = 0;
    // SAFETY: waits for the child made above.
    if child < 0 || unsafe { libc::waitpid(child, &raw mut status, 0) } != child {
        return None;
    }
    Some(if libc::WIFEXITED(status) {
        Ending::Said(libc::WEXITSTATUS(status) == 0)
    } else {
        Ending::Crashed(libc::WTERMSIG(status))
    })
}
