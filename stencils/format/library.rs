//! The stencil library's file: a header, then tables of little-endian numbers, each aligned to 8 bytes.
//!
//! | part | contents |
//! |---|---|
//! | header | [`HEADER_WORDS`] `u32`: magic, version, then offset in bytes and length in elements of each table |
//! | starts | `u32` for each form and one more: where the form's shapes start in `ids` |
//! | ids | `u16` for each shape number of each form: the stencil, or 0 for none; then those of the extras |
//! | stencils | [`Stencil`] records; number 0 is empty |
//! | patches | `u32` patch words |
//! | code | bytes, padded so that 64 bytes can be read from any stencil's start |
//! | rows | [`Row`]s: what each register's number does to the first eight bytes of a stencil; number 0 does nothing |
//!
//! A stencil's patch words are its register words, its constant words and its branch words, in this order.
//! Registers are patched by exclusive-or into code that names register 0 everywhere, constants by a store.

/// The first word of a library.
pub const MAGIC: u32 = u32::from_le_bytes(*b"JuSt");
/// The format's version.
pub const VERSION: u32 = 3;
/// Tables in a library.
pub const TABLES: usize = 6;
/// Words of the header.
pub const HEADER_WORDS: usize = 2 + 2 * TABLES;
/// Bytes that can be read beyond the end of the last stencil's code.
pub const PADDING: usize = 64;

/// One stencil.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Stencil {
    /// Offset of its code in the code table.
    pub code: u32,
    /// Index of its first patch word.
    pub patches: u32,
    /// Bytes of code.
    pub len: u16,
    /// Integer registers that it overwrites beside its results and rax, as a mask.
    pub int_clobbers: u16,
    /// Float registers that it overwrites beside its results, xmm14 and xmm15, as a mask.
    pub float_clobbers: u16,
    /// Operands (bit per operand number) whose register the first (low byte) and second (high byte) result may
    /// take over.
    pub overlap: u16,
    /// Number of register words.
    pub registers: u8,
    /// Number of constant words.
    pub constants: u8,
    /// Number of branch words.
    pub branches: u8,
    /// See [`IS_QUICK`] and [`BARE_SUM`].
    pub flags: u8,
    /// The register words of a stencil that has at most [`QUICK`] of them, all in its first eight bytes: the operand's
    /// number, and in the upper half the row's number times the length of a row.
    pub quick: [u32; QUICK],
}

/// Flag of stencils whose register words are all in `quick`.
pub const IS_QUICK: u8 = 1;
/// Flag of stencils that add operands 1 and 2 by an instruction which can name neither r13 nor rbp as the first of them.
pub const BARE_SUM: u8 = 2;

/// Most register words that a stencil has in its record.
pub const QUICK: usize = 3;

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
