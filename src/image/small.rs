//! Small blocks of the program's allocator, when nothing is recorded.
//!
//! A compiler asks for many blocks of a few words and gives most of them back soon. Here each thread keeps the free ones
//! of each size in lists of its own and cuts new ones from a piece of memory, so asking and giving back take a few
//! instructions and no lock. Pieces come from the system's allocator and stay for good; so does what a thread that
//! ends has in its lists (the program has threads by the handful, if any).
//!
//! A block belongs here by its layout alone, see [`is_small`], so no block has a header.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use std::alloc::System;

/// The largest block.
const LARGEST: usize = 1024;
/// Sizes are multiples of this, and blocks are aligned to it.
const UNIT: usize = 16;
/// A thread's first piece; each further one is twice the last one, up to `LARGEST_PIECE`.
const FIRST_PIECE: usize = 64 << 10;
const LARGEST_PIECE: usize = 1 << 20;

struct Blocks {
    /// Where the next block is cut, and the end of the piece it is cut from.
    next: usize,
    end: usize,
    /// The size of the next piece.
    piece: usize,
    /// Free blocks by size, linked through their first words; 0 ends a list.
    free: [usize; LARGEST / UNIT],
}

thread_local! {
    static BLOCKS: UnsafeCell<Blocks> =
        const { UnsafeCell::new(Blocks { next: 0, end: 0, piece: FIRST_PIECE, free: [0; LARGEST / UNIT] }) };
}

/// Whether blocks of this layout are cut here.
#[inline(always)]
pub(crate) fn is_small(layout: Layout) -> bool {
    layout.size() <= LARGEST && layout.align() <= UNIT
}

/// The list of blocks for so many bytes.
#[inline(always)]
fn list(size: usize) -> usize {
    size.saturating_sub(1) / UNIT
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
        let size = (list + 1) * UNIT;
        if blocks.end - blocks.next < size && !blocks.refill() {
            return core::ptr::null_mut();
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
    /// Takes a new piece; what is left of the last one becomes a free block.
    #[cold]
    fn refill(&mut self) -> bool {
        let left = self.end - self.next;
        if left >= UNIT {
            // SAFETY: the rest of a piece, a multiple of the unit, less than the largest block.
            unsafe { (self.next as *mut usize).write(self.free[left / UNIT - 1]) };
            self.free[left / UNIT - 1] = self.next;
        }
        // SAFETY: the size is not zero.
        let piece = unsafe { System.alloc(Layout::from_size_align_unchecked(self.piece, UNIT)) };
        if piece.is_null() {
            (self.next, self.end) = (0, 0);
            return false;
        }
        self.next = piece as usize;
        self.end = self.next + self.piece;
        self.piece = (2 * self.piece).min(LARGEST_PIECE);
        true
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
        for round in 0..20_000 {
            let size = round * 7 % LARGEST + 1;
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
        assert!(is_as_large(0, 16) && is_as_large(17, 32) && !is_as_large(16, 17) && list(LARGEST) == 63);
        assert!(is_small(layout(LARGEST)) && !is_small(layout(LARGEST + 1)));
        assert!(!is_small(Layout::from_size_align(64, 64).expect("a good layout")));
    }
}
