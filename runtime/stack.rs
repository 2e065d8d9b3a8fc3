//! Where this thread's stack lies, and walks along its frames.
//!
//! Compiled code keeps frame pointers; the run-time system itself need not have been compiled with them. So a walk
//! that begins in the run-time system may have to look for the first frame of compiled code.
//!
//! Invariant: a program that told where its arguments lie reads no /proc for the main thread's stack.

use crate::evaluated::Records;
use std::cell::Cell;
use std::ffi::{CStr, OsStr, OsString, c_char, c_int};
use std::os::unix::ffi::OsStrExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The stack kept free for handlers and run-time functions below [`limit`].
const RESERVE: usize = 128 << 10;

/// The end of the main thread's stack, if the program told it.
static MAIN_END: AtomicUsize = AtomicUsize::new(0);

/// The process's arguments, from what the C library gives `main`. Rust's own list is empty where Rust's start is left out,
/// unless the C library helps it.
///
/// # Safety
/// `arguments` points to `count` C strings, and lies on the main thread's stack, above all its frames.
pub unsafe fn main_arguments(count: c_int, arguments: *const *const c_char) -> Vec<OsString> {
    MAIN_END.store(arguments as usize & !15, Ordering::Relaxed);
    (0..usize::try_from(count).unwrap_or(0))
        // SAFETY: the caller's promise.
        .map(|number| unsafe { CStr::from_ptr(*arguments.add(number)) })
        .map(|argument| OsStr::from_bytes(argument.to_bytes()).to_owned())
        .collect()
}

thread_local! {
    static BOUNDS: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// The lowest and the end address of this thread's stack.
pub fn bounds() -> (usize, usize) {
    let known = BOUNDS.get();
    if known.1 != 0 {
        return known;
    }
    let end = MAIN_END.load(Ordering::Relaxed);
    let found = if end != 0 && is_main_thread() { main_bounds(end) } else { thread_bounds() };
    BOUNDS.set(found);
    found
}

/// Notes that the thread goes on with another stack.
pub(crate) fn set_bounds(bounds: (usize, usize)) {
    BOUNDS.set(bounds);
}

/// The end of this thread's stack: all frames are below.
pub fn base() -> usize {
    bounds().1
}

/// Stack pointers below this count as overflow.
pub fn limit() -> usize {
    bounds().0 + RESERVE
}

fn is_main_thread() -> bool {
    // SAFETY: these calls have no preconditions.
    unsafe { libc::gettid() == libc::getpid() }
}

fn main_bounds(end: usize) -> (usize, usize) {
    // SAFETY: getrlimit fills the struct.
    let size = unsafe {
        let mut size = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        let failed = libc::getrlimit(libc::RLIMIT_STACK, &raw mut size) != 0;
        let unknown = failed || size.rlim_cur == libc::RLIM_INFINITY;
        if unknown { 8 << 20 } else { size.rlim_cur as usize }
    };
    // What lies above the first frame (arguments, environment) counts against the limit too; a megabyte is a
    // generous share for it.
    let size = size.min(1 << 30);
    (end.saturating_sub(size) + (64 << 10), end)
}

fn thread_bounds() -> (usize, usize) {
    // SAFETY: the calls fill in what they are given pointers to.
    unsafe {
        let mut attributes: libc::pthread_attr_t = core::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) != 0 {
            crate::runtime::fatal("the thread's stack is unknown");
        }
        let mut start = core::ptr::null_mut();
        let mut size = 0;
        libc::pthread_attr_getstack(&raw const attributes, &raw mut start, &raw mut size);
        libc::pthread_attr_destroy(&raw mut attributes);
        (start as usize, start as usize + size)
    }
}

/// Most frames that a walk records.
pub const MAX_FRAMES: usize = 80_000;

/// The return addresses of the frames from `frame_pointer` outwards, appended to `out`, and the markers of functions that
/// are carried out. Stops at the first frame
/// that does not lie above the one before it on this stack.
pub fn walk(frame_pointer: usize, out: &mut Vec<usize>) {
    let (start, end) = bounds();
    let mut frame = frame_pointer;
    let mut evaluated = Records::innermost();
    while frame >= start && frame + 16 <= end && frame.is_multiple_of(8) && out.len() < MAX_FRAMES {
        // SAFETY: both words lie on this thread's stack.
        let (next, address) =
            unsafe { ((frame as *const usize).read(), (frame as *const usize).add(1).read()) };
        if address == 0 {
            break;
        }
        evaluated.below(frame, out);
        out.push(address);
        if next <= frame {
            break;
        }
        frame = next;
    }
    evaluated.below(end, out);
}

/// The return addresses into compiled code from a frame of the run-time system outwards, up to the address `end`, and the
/// markers of functions that are carried out, each in its place.
///
/// Compiled functions call each other and the run-time system, which calls compiled functions again; only the
/// former are sure to link their frames. Where the links lead to no compiled function, the stack is searched upwards for
/// the next word that is a return address into one.
pub fn walk_from_runtime(
    frame_pointer: usize,
    end: usize,
    is_code: impl Fn(usize) -> bool,
    out: &mut Vec<usize>,
) {
    let end = end.min(bounds().1);
    // SAFETY: the words between a live frame and the end of the stack are readable.
    let word = |at: usize| unsafe { (at as *const usize).read() };
    let is_frame =
        |frame: usize, above: usize| frame >= above && frame + 16 <= end && frame.is_multiple_of(8);
    let mut evaluated = Records::innermost();
    // Everything below `seen` has been dealt with.
    let mut seen = frame_pointer & !7;
    let mut frame = seen;
    while out.len() < MAX_FRAMES {
        let mut linked = frame;
        let mut steps = 0;
        while steps < MAX_LINKS && is_frame(linked, seen) && !is_code(word(linked + 8)) {
            let next = word(linked);
            linked = if next > linked { next } else { 0 };
            steps += 1;
        }
        if steps < MAX_LINKS && is_frame(linked, seen) {
            evaluated.below(linked, out);
            out.push(word(linked + 8));
            frame = word(linked);
            seen = linked + 16;
            continue;
        }
        while seen + 8 <= end && !is_code(word(seen)) {
            seen = evaluated.skip(seen + 8);
            evaluated.below(seen, out);
        }
        if seen + 8 > end {
            break;
        }
        evaluated.below(seen, out);
        out.push(word(seen));
        seen += 8;
        // If that function was called by compiled code, its frame is a pair of a link and a return address.
        let last = end.min(seen + MAX_FRAME_SIZE);
        let is_link = |&at: &usize| word(at) > at && word(at) < end && is_code(word(at + 8));
        frame = (seen..last.saturating_sub(15)).step_by(8).find(is_link).unwrap_or(0);
    }
    evaluated.below(end, out);
}

/// Frames of compiled code are hardly larger than this.
const MAX_FRAME_SIZE: usize = 64 << 10;
/// Run-time functions between two compiled ones are hardly more than this.
const MAX_LINKS: usize = 64;
