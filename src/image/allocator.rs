//! The program's allocator.
//!
//! As a rule small blocks come from `small`, large ones from the system's allocator. While it *records*, which only the making of an image does, everything comes from
//! the arena: blocks of size classes, reused when they are freed, and zero outside of what is in use, so that an
//! image holds nothing accidental. In a process that mapped an image, what lies in the arena is not the system's to
//! free: freeing it does nothing, and growing it moves it out.
//!
//! Invariant: a block in the arena's range is never handed to the system's allocator or reused as a small one.

use crate::place::{ARENA, ARENA_SIZE};
use crate::small;
use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};
use std::alloc::System;

/// The allocator; the program's only one.
pub struct Allocator;

static RECORDING: AtomicBool = AtomicBool::new(false);
static RECORDER: Recorder = Recorder { locked: AtomicBool::new(false), arena: UnsafeCell::new(Arena::EMPTY) };

/// Blocks of up to this many bytes have a class for each multiple of 16.
const FINE: usize = 1024;
const CLASSES: usize = FINE / 16 + 4 * 24;
/// Fresh memory is taken in multiples of this.
const PIECE: usize = 64 << 10;

struct Arena {
    /// Where the next block is cut, and the end of the piece it is cut from.
    next: usize,
    end: usize,
    /// All of the arena from here on is untouched.
    top: usize,
    /// Free blocks by class, linked through their first words.
    free: [usize; CLASSES],
    /// A bit for each class that has free blocks.
    has_free: [u64; CLASSES.div_ceil(64)],
}

struct Recorder {
    locked: AtomicBool,
    arena: UnsafeCell<Arena>,
}

// SAFETY: the arena is only reached through `with`, under the lock.
unsafe impl Sync for Recorder {}

/// Makes the system's allocator, where that can be asked for it, take memory in steps of a megabyte, and keep what was freed:
/// a run is short.
pub fn grow_in_large_steps() {
    #[cfg(target_env = "gnu")]
    keep_freed();
}

#[cfg(target_env = "gnu")]
fn keep_freed() {
    const STEP: i32 = 1 << 20;
    // SAFETY: these calls have no preconditions.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, STEP);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 64 * STEP);
        libc::mallopt(libc::M_MMAP_THRESHOLD, 4 * STEP);
    }
}

/// Begins to record. Says why if it cannot.
///
/// # Errors
/// If the arena's addresses are taken.
pub fn start_recording() -> Result<(), String> {
    if !crate::place::map_at(ARENA, ARENA_SIZE, libc::PROT_READ | libc::PROT_WRITE) {
        return Err(format!("the addresses from {ARENA:#x} on are taken"));
    }
    RECORDING.store(true, Ordering::Release);
    Ok(())
}

/// Begins to record behind an image that was mapped, of which `len` bytes are the arena's.
///
/// # Errors
/// If the addresses behind it are taken.
pub fn continue_recording(len: usize) -> Result<(), String> {
    let start = ARENA + len;
    if !crate::place::map_at(start, ARENA_SIZE - len, libc::PROT_READ | libc::PROT_WRITE) {
        return Err(format!("the addresses from {start:#x} on are taken"));
    }
    RECORDER.with(|arena| (arena.next, arena.end, arena.top) = (start, start, start));
    RECORDING.store(true, Ordering::Release);
    Ok(())
}

/// Ends recording for good: returns the bytes of the arena that are in use. Free blocks are all zero afterwards.
pub fn stop_recording() -> usize {
    RECORDING.store(false, Ordering::Release);
    RECORDER.with(|arena| {
        arena.has_free = Arena::EMPTY.has_free;
        for class in &mut arena.free {
            let mut block = core::mem::take(class);
            while block != 0 {
                // SAFETY: free blocks begin with a link, and nobody else uses them.
                unsafe {
                    let next = (block as *const usize).read();
                    (block as *mut usize).write(0);
                    block = next;
                }
            }
        }
        arena.top - ARENA
    })
}

/// Does something while nothing is recorded. What it leaves behind must not get into the image.
pub fn unrecorded<R>(action: impl FnOnce() -> R) -> R {
    let was_recording = RECORDING.swap(false, Ordering::AcqRel);
    let result = action();
    RECORDING.store(was_recording, Ordering::Release);
    result
}

/// Whether an image is being made.
pub fn is_recording() -> bool {
    RECORDING.load(Ordering::Relaxed)
}

/// Whether the address is in the arena.
#[inline(always)]
pub fn is_recorded(address: usize) -> bool {
    address.wrapping_sub(ARENA) < ARENA_SIZE
}

// SAFETY: blocks come from the system's allocator, or from the arena, where they do not overlap.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if RECORDING.load(Ordering::Relaxed) {
            return RECORDER.with(|arena| arena.allocate(layout));
        }
        if small::is_small(layout) {
            return small::allocate(layout);
        }
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if RECORDING.load(Ordering::Relaxed) {
            return RECORDER.with(|arena| arena.allocate(layout));
        }
        if small::is_small(layout) {
            let block = small::allocate(layout);
            if !block.is_null() {
                // SAFETY: the block has that many bytes.
                unsafe { block.write_bytes(0, layout.size()) };
            }
            return block;
        }
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !is_recorded(block as usize) {
            // SAFETY: the caller's promise; all blocks outside of the arena are small ones or the system's.
            return unsafe {
                if small::is_small(layout) {
                    small::free(block, layout)
                } else {
                    System.dealloc(block, layout)
                }
            };
        }
        if RECORDING.load(Ordering::Relaxed) {
            RECORDER.with(|arena| arena.free(block, layout));
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the layout is valid for the new size.
        let larger = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        if !is_recorded(block as usize) && !RECORDING.load(Ordering::Relaxed) {
            match (small::is_small(layout), small::is_small(larger)) {
                // SAFETY: the caller's promise; all blocks outside of the arena that are not small are the system's.
                (false, false) => return unsafe { System.realloc(block, layout, size) },
                (true, true) if small::is_as_large(layout.size(), size) => return block,
                _ => {}
            }
        }
        // SAFETY: the caller's promise.
        let new = unsafe { self.alloc(larger) };
        if !new.is_null() {
            // SAFETY: both blocks have that many bytes, and the new one is fresh.
            unsafe {
                core::ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
        }
        new
    }
}

impl Recorder {
    fn with<R>(&self, f: impl FnOnce(&mut Arena) -> R) -> R {
        while self.locked.swap(true, Ordering::Acquire) {
            core::hint::spin_loop();
        }
        // SAFETY: the lock is held.
        let result = f(unsafe { &mut *self.arena.get() });
        self.locked.store(false, Ordering::Release);
        result
    }
}

impl Arena {
    const EMPTY: Arena = Arena {
        next: ARENA,
        end: ARENA,
        top: ARENA,
        free: [0; CLASSES],
        has_free: [0; CLASSES.div_ceil(64)],
    };

    /// A block, all zero.
    fn allocate(&mut self, layout: Layout) -> *mut u8 {
        let (size, class) = class_of(layout.size());
        if layout.align() <= 16
            && let Some(found) = self.first_free(class)
        {
            let block = self.take(found);
            self.give_back(block + size, size_of_class(found) - size);
            return block as *mut u8;
        }
        let mut start = self.next.next_multiple_of(layout.align().max(16));
        if start + size > self.end {
            if !self.refill(size + layout.align()) {
                return core::ptr::null_mut();
            }
            start = self.next.next_multiple_of(layout.align().max(16));
        }
        self.next = start + size;
        start as *mut u8
    }

    /// The first class from this one on that has a free block.
    fn first_free(&self, class: usize) -> Option<usize> {
        let (first, bit) = (class / 64, class % 64);
        let here = self.has_free[first] & (u64::MAX << bit);
        if here != 0 {
            return Some(first * 64 + here.trailing_zeros() as usize);
        }
        let word = (first + 1..self.has_free.len()).find(|&word| self.has_free[word] != 0)?;
        Some(word * 64 + self.has_free[word].trailing_zeros() as usize)
    }

    /// Takes a class's first free block, all zero.
    fn take(&mut self, class: usize) -> usize {
        let block = self.free[class];
        // SAFETY: free blocks begin with a link, and are zero else.
        unsafe {
            self.free[class] = (block as *const usize).read();
            (block as *mut usize).write(0);
        }
        if self.free[class] == 0 {
            self.has_free[class / 64] &= !(1 << (class % 64));
        }
        block
    }

    /// Puts a block of a class, all zero, among the free ones.
    fn put(&mut self, block: usize, class: usize) {
        // SAFETY: the memory is the arena's, and nobody uses it.
        unsafe { (block as *mut usize).write(self.free[class]) };
        self.free[class] = block;
        self.has_free[class / 64] |= 1 << (class % 64);
    }

    /// Makes free blocks of memory that is all zero, a multiple of 16 bytes.
    fn give_back(&mut self, mut start: usize, mut len: usize) {
        while len >= 16 {
            let (size, class) = class_of(len);
            let class = if size > len { class - 1 } else { class };
            self.put(start, class);
            start += size_of_class(class);
            len -= size_of_class(class);
        }
    }

    /// Finds a piece of at least `size` bytes to cut blocks from.
    fn refill(&mut self, size: usize) -> bool {
        let piece = size.next_multiple_of(PIECE);
        if self.top + piece > ARENA + ARENA_SIZE {
            return false;
        }
        if self.end != self.top {
            self.next = self.top;
        }
        self.top += piece;
        self.end = self.top;
        true
    }

    fn free(&mut self, block: *mut u8, layout: Layout) {
        let (size, class) = class_of(layout.size());
        // SAFETY: the block has this size, and its owner gave it up.
        unsafe {
            core::ptr::write_bytes(block, 0, size);
        }
        self.put(block as usize, class);
    }
}

/// The size of the block that `len` bytes get, and its class: all blocks of a class have the same size.
fn class_of(len: usize) -> (usize, usize) {
    let units = len.max(1).div_ceil(16);
    if units <= FINE / 16 {
        return (units * 16, units - 1);
    }
    // Four classes to each doubling.
    let step = (units - 1).ilog2() - 2;
    let quarters = (units - 1) >> step;
    let class = FINE / 16 + 4 * (step as usize - 4) + quarters - 4;
    (((quarters + 1) << step) * 16, class)
}

fn size_of_class(class: usize) -> usize {
    if class < FINE / 16 {
        return (class + 1) * 16;
    }
    let (step, quarters) = ((class - FINE / 16) / 4 + 4, (class - FINE / 16) % 4 + 4);
    ((quarters + 1) << step) * 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_in_order_and_know_their_sizes() {
        let mut last = (16, 0);
        for len in 1..3_000_000 {
            let (size, class) = class_of(len);
            assert!(size >= len && size.is_multiple_of(16) && class < CLASSES, "{len}");
            assert_eq!(size_of_class(class), size, "{len}");
            assert!((size, class) == last || size > last.0 && class == last.1 + 1, "{len}");
            last = (size, class);
        }
    }

    #[test]
    fn what_is_recorded_is_zero_aligned_and_reused() {
        let mut arena = Arena::EMPTY;
        assert!(crate::place::map_at(ARENA, ARENA_SIZE, libc::PROT_READ | libc::PROT_WRITE));
        let layout = |size, align| Layout::from_size_align(size, align).expect("a good layout");
        let first = arena.allocate(layout(100, 8));
        let aligned = arena.allocate(layout(100, 4096));
        assert!((aligned as usize).is_multiple_of(4096));
        // SAFETY: the block has a hundred bytes.
        unsafe { first.write_bytes(7, 100) };
        arena.free(first, layout(100, 8));
        let again = arena.allocate(layout(97, 16));
        assert_eq!(first, again);
        // SAFETY: as above.
        assert!(unsafe { core::slice::from_raw_parts(again, 100) }.iter().all(|&byte| byte == 0));
        let large = arena.allocate(layout(300_000, 8));
        arena.free(large, layout(300_000, 8));
        let (start, end) = (large as usize, large as usize + 300_000);
        let mut reused = false;
        for _ in 0..10_000 {
            reused |= (start..end).contains(&(arena.allocate(layout(48, 8)) as usize));
        }
        assert!(reused, "the memory of a large block serves small ones");
    }
}
