//! The stencil library's file: a header, then tables of little-endian numbers, each aligned to 64 bytes.
//!
//! | part | contents |
//! |---|---|
//! | header | [`HEADER_WORDS`] `u32`: magic, version, offset in bytes and length in elements of each table, then where each of the later [`Class`]es of stencils begins |
//! | starts | `u32` for each form and one more (the extras): where its shapes start in `ids` |
//! | direct | `u32` for each operation and [`DIRECT`] types: the same for an operation of one type or none |
//! | ids | `u16` for each shape number, all of them for each form: the stencil, or 0 for none; the first stretch is that of all forms without a stencil, the last one that of the extras |
//! | stencils | [`Stencil`] records by [`Class`]; number 0 is empty |
//! | patches | `u32` patch words |
//! | code | the code of stencils behind their first [`FIRST`] bytes, which are in their records; padded so that as many can be read from any place |
//! | rows | [`Row`]s: what each register's number does to the first eight bytes of a stencil; the first two do nothing |
//!
//! A stencil's patch words are its register words, its constant words and its branch words, in this order.
//! Registers are patched by exclusive-or into code that names register 0 everywhere, constants by a store.

/// The first word of a library.
pub const MAGIC: u32 = u32::from_le_bytes(*b"JuSt");
/// The format's version.
pub const VERSION: u32 = 6;
/// Tables in a library.
pub const TABLES: usize = 7;
/// Words of the header.
pub const HEADER_WORDS: usize = FIRST_CLASS_WORD + Class::COUNT - 1;
/// The header's word from which on it tells where classes begin.
pub const FIRST_CLASS_WORD: usize = 2 + 2 * TABLES;
/// Bytes of code in a stencil's record, and by how many the table of code is padded.
pub const FIRST: usize = 32;
/// What the file's tables are aligned to: the records, so that each is in one line of the cache.
pub const TABLE_ALIGN: usize = 64;

/// One stencil: what a copy of it needs comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, align(64))]
pub struct Stencil {
    /// Its first bytes of code.
    pub code: [u8; FIRST],
    /// For each of the first operands the number of its row times the length of a row, less 16 if the operand is a float
    /// register, as these are numbered from 16: what its register does to the first eight bytes. 0 for operands that are no
    /// registers: whatever their number, nothing.
    pub quick: [u16; QUICK],
    /// Bytes of code.
    pub len: u16,
    /// [`Stencil::SLOW`] and others.
    pub flags: u8,
    /// Which operand the constant is, if there is one only; otherwise [`NO_OPERAND`].
    pub constant: u8,
    /// The byte from which that is stored as eight bytes. Where there is nothing to store, the end of the code, behind which
    /// anything may be written.
    pub tail: u8,
    /// What is added to the constant of a stencil that is [`Stencil::ADJUSTED`].
    pub addend: i8,
    /// By how much the constant of a [`Stencil::WORD`] is shifted left and then right to be combined into the first eight bytes.
    pub word: [u8; 2],
    /// Operands (bit per operand number) whose register the first (low byte) and second (high byte) result may
    /// take over.
    pub overlap: u16,
    /// Integer registers that it overwrites beside its results and rax, as a mask.
    pub int_clobbers: u16,
    /// Float registers that it overwrites beside its results, xmm14 and xmm15, as a mask.
    pub float_clobbers: u16,
    /// Index of its first patch word.
    pub patches: u32,
    /// Offset in the code table of what is behind the first bytes.
    pub rest: u32,
    /// Number of register words.
    pub registers: u8,
    /// Number of constant words.
    pub constants: u8,
    /// Number of branch words.
    pub branches: u8,
}

impl Stencil {
    /// The record does not say all: the stencil has more than [`FIRST`] bytes, or registers elsewhere, or constants other than
    /// one that is stored at its end or is a [`Stencil::WORD`].
    pub const SLOW: u8 = 1;
    /// Its constant is in the first eight bytes, in which zeros stand for it.
    pub const WORD: u8 = 2;
    /// Its constant is negated or something is added to it.
    pub const ADJUSTED: u8 = 32;
    /// Its constant is negated first.
    pub const NEGATED: u8 = 64;
    /// It has one branch field, which is its last four bytes.
    pub const BRANCH: u8 = 4;
    /// It adds operands 1 and 2 by an instruction which can name neither r13 nor rbp as the first of them.
    pub const BARE_SUM: u8 = 8;
}

/// What is most asked of a stencil. They are numbered in this order, so that a number answers before its record is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// None of the below.
    Simple,
    /// Its constant is a [`Stencil::WORD`] or [`Stencil::ADJUSTED`].
    Odd,
    /// It is [`Stencil::SLOW`].
    Slow,
    /// It overwrites registers beside its results, whatever else it is.
    Clobbering,
}

impl Class {
    /// How many there are.
    pub const COUNT: usize = Self::Clobbering as usize + 1;

    /// That of a stencil.
    pub fn of(stencil: &Stencil) -> Self {
        if stencil.int_clobbers | stencil.float_clobbers != 0 {
            Self::Clobbering
        } else if stencil.flags & Stencil::SLOW != 0 {
            Self::Slow
        } else if stencil.flags & (Stencil::WORD | Stencil::ADJUSTED) != 0 {
            Self::Odd
        } else {
            Self::Simple
        }
    }
}

/// No operand, but fewer than any stencil's list of operands has room for.
pub const NO_OPERAND: u8 = 7;

/// How many operands may be registers in the first eight bytes.
pub const QUICK: usize = 3;

/// Types that the table `direct` has room for.
pub const DIRECT: usize = 16;

/// What to combine into eight bytes for each register's number.
pub type Row = [u64; 16];

/// Where a register's number goes: the eight bytes from `byte`, the number's high bit to bit `high` of
/// them, the low three bits from bit `low`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterPatch {
    /// The operand's number.
    pub operand: u32,
    /// The window's first byte.
    pub byte: u32,
    /// Bit of the window for the register's high bit.
    pub high: u32,
    /// Bit of the window for the register's low three bits.
    pub low: u32,
}

impl RegisterPatch {
    /// As a patch word.
    pub const fn encode(self) -> u32 {
        self.operand | self.byte << 4 | self.high << 16 | self.low << 22
    }

    /// From a patch word.
    #[inline(always)]
    pub const fn decode(word: u32) -> Self {
        Self { operand: word & 15, byte: word >> 4 & 0xfff, high: word >> 16 & 63, low: word >> 22 & 63 }
    }

    /// The same patch in the window that begins at the stencil's first byte, if it fits.
    pub const fn at_begin(self) -> Option<Self> {
        let (high, low) = (self.high + 8 * self.byte, self.low + 8 * self.byte);
        if high < 64 && low + 2 < 64 { Some(Self { byte: 0, high, low, ..self }) } else { None }
    }

    /// What to combine into the window for each register.
    pub const fn row(self) -> Row {
        let mut row = [0; 16];
        let mut number = 0;
        while number < row.len() {
            row[number] = self.bits(number as u64);
            number += 1;
        }
        row
    }

    /// What to combine into the window for register `number`.
    #[inline(always)]
    pub const fn bits(self, number: u64) -> u64 {
        (number >> 3) << self.high | (number & 7) << self.low
    }
}

/// Where a constant goes: `size` bytes from `byte` get the operand plus `addend`, or `addend` minus the operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConstantPatch {
    /// The operand's number.
    pub operand: u32,
    /// The first byte.
    pub byte: u32,
    /// Bytes: 1, 2, 4 or 8.
    pub size: u32,
    /// Whether the operand is subtracted.
    pub negate: bool,
    /// What is added.
    pub addend: i8,
}

impl ConstantPatch {
    /// As a patch word.
    pub const fn encode(self) -> u32 {
        self.operand
            | self.byte << 4
            | self.size.trailing_zeros() << 16
            | (self.negate as u32) << 18
            | (self.addend as u8 as u32) << 24
    }

    /// From a patch word.
    #[inline(always)]
    pub const fn decode(word: u32) -> Self {
        Self {
            operand: word & 15,
            byte: word >> 4 & 0xfff,
            size: 1 << (word >> 16 & 3),
            negate: word >> 18 & 1 != 0,
            addend: (word >> 24) as u8 as i8,
        }
    }

    /// The number to store for operand value `value`.
    #[inline(always)]
    pub const fn value(self, value: u64) -> u64 {
        let value = if self.negate { value.wrapping_neg() } else { value };
        value.wrapping_add(self.addend as i64 as u64)
    }
}
