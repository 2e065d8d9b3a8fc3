//! Small blocks of the program's allocator, when nothing is recorded.
//!
//! A compiler asks for many blocks of a few words and gives most of them back soon. Here each thread keeps the free ones
//! of each size in lists of its own and cuts new ones from a piece of memory, so asking and giving back take a few
//! instructions and no lock. Pieces come from the system's allocator and stay for good; so does what a thread that
//! ends has in its lists (the program has threads by the handful, if any). Pages that nothing was in yet are dear: each takes the
//! system as long as a thousand instructions. So those of a piece are asked for a few at a time, and blocks are cut from free ones of
//! pages and more before.
//!
//! A block belongs here by its layout alone, see [`is_small`], so no block has a header.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use std::alloc::System;

/// The largest block.
const LARGEST: usize = 128 << 10;
/// Up to here there is a list for each multiple of `UNIT`; beyond, four for each doubling.
const FINE: usize = 1024;
/// Sizes are multiples of this, and blocks are aligned to it.
const UNIT: usize = 16;
const LISTS: usize = FINE / UNIT + 4 * (LARGEST / FINE).ilog2() as usize;
/// What is asked of the system's allocator at a time.
const PIECE: usize = 1 << 20;
/// A thread's first pages; each further stretch of a piece is twice the last one, up to `LARGEST_STEP`.
const FIRST_STEP: usize = 16 << 10;
const LARGEST_STEP: usize = 32 << 10;
const PAGE: usize = 4096;

struct Blocks {
    /// Where the next block is cut, and the end of what it is cut from: of a free block, or of the piece's pages.
    next: usize,
    end: usize,
    /// The rest of the piece, which has no pages yet.
    fresh: usize,
    limit: usize,
    /// How much of the piece gets pages next.
    step: usize,
    /// Free blocks by size, linked through their first words; 0 ends a list.
    free: [usize; LISTS],
}

thread_local! {
    static BLOCKS: UnsafeCell<Blocks> =
        const { UnsafeCell::new(Blocks { next: 0, end: 0, fresh: 0, limit: 0, step: FIRST_STEP, free: [0; LISTS] }) };
}

/// Whether blocks of this layout are cut here.
#[inline(always)]
pub(crate) fn is_small(layout: Layout) -> bool {
    layout.size() <= LARGEST && layout.align() <= UNIT
}

/// The list of blocks for so many bytes.
#[inline(always)]
fn list(size: usize) -> usize {
    if size <= FINE { size.saturating_sub(1) / UNIT } else { large_list(size) }
}

fn large_list(size: usize) -> usize {
    let doubling = (size - 1).ilog2() - FINE.ilog2();
    let quarter = ((size - 1) >> (doubling + FINE.ilog2() - 2)) - 4;
    FINE / UNIT + 4 * doubling as usize + quarter
}

/// The size of a list's blocks.
#[inline(always)]
fn size_of(list: usize) -> usize {
    if list < FINE / UNIT {
        return (list + 1) * UNIT;
    }
    let (doubling, quarter) = ((list - FINE / UNIT) / 4, (list - FINE / UNIT) % 4);
    (quarter + 5) << (doubling + FINE.ilog2() as usize - 2)
}

/// Whether a small block of one size can serve as one of another size.
#[inline(always)]
pub(crate) fn is_as_large(size: usize, other: usize) -> bool {
    list(size) == list(other)
}

/// A block for a small layout, null if there is no memory.
#[inline(always)]
pub(crate) fn allocate(layout: Layout) -> *mut u8 {
    let list = list(layout.size());
    BLOCKS.with(|blocks| {
        // SAFETY: the thread's own lists, which nothing here enters twice.
        let blocks = unsafe { &mut *blocks.get() };
        let block = blocks.free[list];
        if block != 0 {
            // SAFETY: a free block begins with its link.
            blocks.free[list] = unsafe { (block as *const usize).read() };
            return block as *mut u8;
        }
        let size = size_of(list);
        while blocks.end - blocks.next < size {
            if !blocks.refill(size) {
                return core::ptr::null_mut();
            }
        }
        let block = blocks.next;
        blocks.next += size;
        block as *mut u8
    })
}

/// Takes back a block of a small layout.
///
/// # Safety
/// It came from [`allocate`], for a layout with as large blocks, and nobody uses it any more.
#[inline(always)]
pub(crate) unsafe fn free(block: *mut u8, layout: Layout) {
    let list = list(layout.size());
    BLOCKS.with(|blocks| {
        // SAFETY: as above; the block is at least as large as a link and nobody's.
        unsafe {
            let blocks = &mut *blocks.get();
            block.cast::<usize>().write(blocks.free[list]);
            blocks.free[list] = block as usize;
        }
    });
}

impl Blocks {
    /// Finds memory to cut a block of this size from: a larger free block, more of the piece, or a new one.
    #[cold]
    fn refill(&mut self, size: usize) -> bool {
        let smallest = list(size.max(PAGE));
        if let Some(list) = (smallest..LISTS).find(|&list| self.free[list] != 0) {
            let block = self.free[list];
            // SAFETY: a free block begins with its link.
            self.free[list] = unsafe { (block as *const usize).read() };
            self.give_up(self.next, self.end);
            (self.next, self.end) = (block, block + size_of(list));
            return true;
        }
        if self.fresh == self.limit {
            // SAFETY: the size is not zero.
            let piece = unsafe { System.alloc(Layout::from_size_align_unchecked(PIECE, UNIT)) } as usize;
            if piece == 0 {
                return false;
            }
            (self.fresh, self.limit) = (piece, piece + PIECE);
        }
        if self.end != self.fresh {
            self.give_up(self.next, self.end);
            self.next = self.fresh;
        }
        let pages = self.fresh.next_multiple_of(PAGE);
        self.end = ((self.fresh + self.step) & !(PAGE - 1)).min(self.limit);
        self.fresh = self.end;
        self.step = (2 * self.step).min(LARGEST_STEP);
        if let Some(len) = (self.end & !(PAGE - 1)).checked_sub(pages) {
            // SAFETY: the pages lie in the piece, and keep what they have. Where the system does not know the call they come
            // one by one, as ever.
            unsafe { libc::madvise(pages as *mut libc::c_void, len, libc::MADV_POPULATE_WRITE) };
        }
        true
    }

    /// Makes free blocks of a stretch that nobody uses.
    fn give_up(&mut self, mut start: usize, end: usize) {
        while end - start >= UNIT {
            let left = end - start;
            let list = match list(left) {
                list if size_of(list) > left => list - 1,
                list => list,
            };
            // SAFETY: the stretch is as long as a block of the list, and so at least as a link.
            unsafe { (start as *mut usize).write(self.free[list]) };
            self.free[list] = start;
            start += size_of(list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size, 8).expect("a good layout")
    }

    #[test]
    fn blocks_are_apart_aligned_and_reused() {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for round in 0..2_000 {
            let size = round * 37 % LARGEST + 1;
            let block = allocate(layout(size));
            assert!((block as usize).is_multiple_of(UNIT));
            // SAFETY: the block has that many bytes.
            unsafe { block.write_bytes(round as u8, size) };
            taken.push((block as usize, size));
        }
        let mut sorted = taken.clone();
        sorted.sort_unstable();
        assert!(sorted.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0));
        for (round, &(block, size)) in taken.iter().enumerate() {
            // SAFETY: the block is in use and was filled.
            unsafe {
                assert!((0..size).all(|at| (block as *const u8).add(at).read() == round as u8));
                free(block as *mut u8, layout(size));
            }
        }
        let (last, size) = taken[taken.len() - 1];
        assert_eq!(allocate(layout(size)) as usize, last);
    }

    #[test]
    fn sizes_share_lists_by_their_blocks() {
        assert!(is_as_large(0, 16) && is_as_large(17, 32) && !is_as_large(16, 17));
        for size in 1..=LARGEST {
            let list = list(size);
            assert!(
                size_of(list) >= size && (list == 0 || size_of(list - 1) < size) && list < LISTS,
                "{size}"
            );
        }
        assert!(is_small(layout(LARGEST)) && !is_small(layout(LARGEST + 1)));
        assert!(!is_small(Layout::from_size_align(64, 64).expect("a good layout")));
    }
}
