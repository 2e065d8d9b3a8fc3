//! Blocks, lines and the bits that describe them.
//!
//! Invariant: the heap is one reserved range of address space, cut into blocks of 32 KB, so that an address's
//! block is found by a subtraction and a shift. Each block has one entry of [`BlockInfo`] beside the heap.

/// The size of a block in bytes.
pub(crate) const BLOCK_SIZE: usize = 32 << 10;
/// The size of a line in bytes: the unit in which a block's free space is found again.
pub(crate) const LINE_SIZE: usize = 128;
/// Lines of a block.
pub(crate) const LINES: usize = BLOCK_SIZE / LINE_SIZE;
const GRANULE: usize = crate::object::GRANULE;
const WORDS: usize = BLOCK_SIZE / GRANULE / 64;

/// What a block is used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Use {
    Free,
    /// Objects of less than a quarter block.
    Small,
    /// The first block of a large object, and how many blocks it takes.
    LargeStart(u32),
    /// A further block of the large object that starts at this block.
    LargeRest(u32),
}

/// One bit for each possible payload of a block.
pub(crate) type Bits = [u64; WORDS];

/// The facts of one block.
#[derive(Clone, Debug)]
pub(crate) struct BlockInfo {
    pub(crate) usage: Use,
    /// Whether some of its memory was used before, so that it must be cleared.
    pub(crate) is_dirty: bool,
    /// Payloads of the objects known at the last collection, and found at the beginning of this one.
    pub(crate) starts: Bits,
    pub(crate) marks: Bits,
    /// Lines that hold a part of a marked object.
    pub(crate) used_lines: [u64; LINES / 64],
}

impl BlockInfo {
    pub(crate) const FREE: Self = Self {
        usage: Use::Free,
        is_dirty: false,
        starts: [0; WORDS],
        marks: [0; WORDS],
        used_lines: [0; LINES / 64],
    };

    /// The unused lines from `line` on: first and end of the next run of them.
    pub(crate) fn next_hole(&self, mut line: usize) -> Option<(usize, usize)> {
        while line < LINES && self.is_used(line) {
            line += 1;
        }
        if line == LINES {
            return None;
        }
        let start = line;
        while line < LINES && !self.is_used(line) {
            line += 1;
        }
        Some((start, line))
    }

    /// Notes that the bytes `start..end` of the block are in use.
    pub(crate) fn use_lines(&mut self, start: usize, end: usize) {
        for line in start / LINE_SIZE..end.div_ceil(LINE_SIZE).min(LINES) {
            self.used_lines[line / 64] |= 1 << (line % 64);
        }
    }

    pub(crate) fn is_used(&self, line: usize) -> bool {
        self.used_lines[line / 64] & (1 << (line % 64)) != 0
    }
}

pub(crate) fn set_bit(bits: &mut Bits, offset: usize) {
    let bit = offset / GRANULE;
    bits[bit / 64] |= 1 << (bit % 64);
}

pub(crate) fn has_bit(bits: &Bits, offset: usize) -> bool {
    let bit = offset / GRANULE;
    bits[bit / 64] & (1 << (bit % 64)) != 0
}

/// The offset of the last set bit at or before `offset`.
pub(crate) fn last_bit_at_or_before(bits: &Bits, offset: usize) -> Option<usize> {
    let bit = offset / GRANULE;
    let mut word = bit / 64;
    let mut masked = bits[word] & (u64::MAX >> (63 - bit % 64));
    loop {
        if masked != 0 {
            return Some((word * 64 + 63 - masked.leading_zeros() as usize) * GRANULE);
        }
        if word == 0 {
            return None;
        }
        word -= 1;
        masked = bits[word];
    }
}
