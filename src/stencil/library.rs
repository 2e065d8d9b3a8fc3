//! The stencil library as it lies in the program: tables read in place, at addresses that the program knows when it is built.
//!
//! Invariant: the file was made by this very build, so its tables are well formed; assertions at compile
//! time look at magic, version and the tables' places, and tests walk the whole table.

use core::mem::offset_of;
use juliette_ir::{Op, Ty};
use juliette_stencil_format::library::{
    Class, DIRECT, FIRST_CLASS_WORD, HEADER_WORDS, MAGIC, QUICK, Row, Stencil, TABLE_ALIGN, VERSION,
};
use juliette_stencil_format::list::{Extra, Form, Shape};

/// Gives the file the alignment of its tables.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stencils.bin"));

type File = Aligned<[u8; BYTES.len()]>;

static FILE: File = {
    let mut file = [0; BYTES.len()];
    file.copy_from_slice(BYTES);
    Aligned(file)
};

const fn word(index: usize) -> u32 {
    u32::from_le_bytes([BYTES[index * 4], BYTES[index * 4 + 1], BYTES[index * 4 + 2], BYTES[index * 4 + 3]])
}

const _: () = assert!(word(0) == MAGIC && word(1) == VERSION && HEADER_WORDS == 19);
const _: () = assert!(align_of::<Aligned<u8>>() == TABLE_ALIGN);

/// The library by its address. Where that is a value at run time rather than a constant, look-ups are short: code that
/// may lie anywhere in memory has to compute a constant address first, each time anew.
#[derive(Clone, Copy)]
pub(crate) struct Library(&'static File);

impl Default for Library {
    fn default() -> Self {
        LIBRARY
    }
}

/// The library by its constant address.
const LIBRARY: Library = Library(&FILE);

impl Library {
    /// Table number `NUMBER` of the file.
    #[inline(always)]
    fn table<T, const NUMBER: usize>(self) -> &'static [T] {
        const {
            let (offset, len) = (word(2 + 2 * NUMBER) as usize, word(3 + 2 * NUMBER) as usize);
            assert!(offset + len * size_of::<T>() <= BYTES.len() && offset.is_multiple_of(align_of::<T>()));
            assert!(align_of::<T>() <= TABLE_ALIGN);
        }
        let (offset, len) = const { (word(2 + 2 * NUMBER) as usize, word(3 + 2 * NUMBER) as usize) };
        // SAFETY: inside the file and aligned (checked above); `T` is one of the plain number records of the format, for which
        // every bit pattern is valid.
        unsafe { core::slice::from_raw_parts(self.0.0.as_ptr().add(offset).cast(), len) }
    }

    #[inline(always)]
    fn ids(self) -> &'static [Id] {
        self.table::<_, 2>()
    }

    /// What to combine into the first eight bytes for register `number` by the row that begins at word `row`.
    #[inline(always)]
    pub(crate) fn row(self, row: u16, number: u32) -> u64 {
        let rows: &[Row] = self.table::<_, 6>();
        // A sum of 32 bits, so that it is made once and not added to the address in two steps.
        let at = (u32::from(row) + number) as usize;
        debug_assert!(number < 32 && at < rows.as_flattened().len());
        // SAFETY: rows are the library's, those of float registers given 16 words early, and registers have numbers below 32; a
        // row that does nothing is given by 0, behind which the same row is again.
        unsafe { *rows.as_ptr().cast::<u64>().add(at) }
    }

    /// The stencils of the form of an operation of one type or none, by shape number.
    #[inline(always)]
    pub(crate) fn simple_form(self, op: Op, ty: Ty) -> Shapes {
        self.shapes(self.table::<_, 1>(), op as usize * DIRECT + ty as usize)
    }

    #[inline(always)]
    fn shapes(self, starts: &'static [u32], at: usize) -> Shapes {
        debug_assert!(at < starts.len());
        // SAFETY: there is a start for each form, and for each operation and type.
        let start = unsafe { *starts.get_unchecked(at) as usize };
        debug_assert!(start + Shape::COUNT <= self.ids().len());
        // SAFETY: a start is one of the ids, with a stretch of all shapes behind it.
        Shapes(unsafe { self.ids().as_ptr().add(start) })
    }

    /// A stencil's record.
    #[inline(always)]
    pub(crate) fn stencil(self, id: Id) -> &'static Stencil {
        let stencils: &[Stencil] = self.table::<_, 3>();
        debug_assert!((id as usize) < stencils.len());
        // SAFETY: ids are from the library itself, which numbers its stencils by them.
        unsafe { stencils.get_unchecked(id as usize) }
    }
}

/// The stencils' records.
#[inline(always)]
pub(crate) fn stencils() -> &'static [Stencil] {
    LIBRARY.table::<_, 3>()
}

/// The patch words.
#[inline(always)]
pub(crate) fn patches() -> &'static [u32] {
    LIBRARY.table::<_, 4>()
}

/// The code behind the first bytes of stencils.
#[inline(always)]
pub(crate) fn code() -> &'static [u8] {
    LIBRARY.table::<_, 5>()
}

/// Where the stencils beside the op table begin in `ids`.
const EXTRAS: usize = word((word(2) / 4 + Form::COUNT) as usize) as usize;

/// A stencil's number; 0 stands for none.
pub(crate) type Id = u16;

/// Whether a stencil is of class `CLASS`, which is not the first one, or of a later one. So is 0, which is no stencil.
#[inline(always)]
pub(crate) fn is_at_least<const CLASS: usize>(id: Id) -> bool {
    let first = const { word(FIRST_CLASS_WORD + CLASS - 1) as Id };
    id.wrapping_sub(1) >= first - 1
}

/// Whether a stencil is of class [`Class::Slow`] or a later one. So is 0, which is no stencil.
#[inline(always)]
pub(crate) fn is_slow(id: Id) -> bool {
    is_at_least::<{ Class::Slow as usize }>(id)
}

/// Whether a stencil is of class [`Class::Odd`] or a later one. So is 0, which is no stencil.
#[inline(always)]
pub(crate) fn is_odd(id: Id) -> bool {
    is_at_least::<{ Class::Odd as usize }>(id)
}

/// Whether a stencil overwrites registers beside its results. So does 0, which is no stencil.
#[inline(always)]
pub(crate) fn clobbers(id: Id) -> bool {
    is_at_least::<{ Class::Clobbering as usize }>(id)
}

/// The stencils of a form: where its stretch of shape numbers begins.
#[derive(Clone, Copy)]
pub(crate) struct Shapes(*const u16);

impl Shapes {
    /// The stencil in a shape, or 0.
    #[inline(always)]
    pub(crate) fn get(self, shape: Shape) -> Id {
        debug_assert!(shape.number() < Shape::COUNT);
        // SAFETY: every form's stretch in the library has a place for each shape.
        unsafe { *self.0.add(shape.number()) }
    }

    /// The stencil in the shape of that base, which is no branch, or 0.
    #[inline(always)]
    pub(crate) fn plain(self, base: usize, small: bool) -> Id {
        let number = base * 2 + usize::from(small);
        debug_assert!(number < Shape::COUNT);
        // SAFETY: as above.
        unsafe { *self.0.add(number) }
    }
}

/// The stencils of an operation's form by shape number.
#[inline(always)]
pub(crate) fn form(op: Op, ty: Ty, from: Ty) -> Shapes {
    LIBRARY.shapes(LIBRARY.table::<_, 0>(), Form::of(op, ty, from).0 as usize)
}

/// The same for an operation of one type or none.
#[inline(always)]
pub(crate) fn simple_form(op: Op, ty: Ty) -> Shapes {
    LIBRARY.simple_form(op, ty)
}

/// The stencil of an operation's form in a shape, or 0.
#[inline]
pub(crate) fn find(op: Op, ty: Ty, from: Ty, shape: Shape) -> Id {
    form(op, ty, from).get(shape)
}

/// A stencil beside the op table.
#[inline(always)]
pub(crate) fn extra(extra: Extra, small: bool) -> Id {
    let at = EXTRAS + extra as usize * 2 + usize::from(small);
    debug_assert!(at < LIBRARY.ids().len());
    // SAFETY: the extras' stretch has a place for each.
    unsafe { *LIBRARY.ids().get_unchecked(at) }
}

/// A stencil that is chosen when the program is built, so that emitting it looks nothing up but its registers' rows.
pub(crate) struct Known {
    pub(crate) id: Id,
    /// Its first bytes; those behind, if there are any, are its constant's.
    pub(crate) code: u64,
    /// As the record has it.
    pub(crate) quick: [u16; QUICK],
    pub(crate) len: usize,
    /// The byte from which its constant is stored, if it has one.
    pub(crate) constant: Option<usize>,
}

/// That of a stencil beside the op table: [`Extra`] number `EXTRA`, in the shape that is `SMALL` or not.
pub(crate) const fn known<const EXTRA: usize, const SMALL: bool>() -> Known {
    const fn half_at(at: usize) -> u16 {
        u16::from_le_bytes([BYTES[at], BYTES[at + 1]])
    }
    let id = half_at(word(6) as usize + 2 * (EXTRAS + EXTRA * 2 + SMALL as usize));
    let record = word(8) as usize + id as usize * size_of::<Stencil>();
    let (mut code, mut quick, mut at) = ([0; 8], [0; QUICK], 0);
    while at < code.len() {
        code[at] = BYTES[record + offset_of!(Stencil, code) + at];
        at += 1;
    }
    at = 0;
    while at < QUICK {
        quick[at] = half_at(record + offset_of!(Stencil, quick) + 2 * at);
        at += 1;
    }
    let len = half_at(record + offset_of!(Stencil, len)) as usize;
    let tail = BYTES[record + offset_of!(Stencil, tail)] as usize;
    assert!(id != 0 && id < word(FIRST_CLASS_WORD) as Id);
    assert!(len <= 8 || tail < len && tail + 8 >= len);
    Known {
        id,
        code: u64::from_le_bytes(code),
        quick,
        len,
        constant: if tail < len { Some(tail) } else { None },
    }
}

/// A stencil's record.
#[inline(always)]
pub(crate) fn stencil(id: Id) -> &'static Stencil {
    LIBRARY.stencil(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_what_the_records_say() {
        assert!(is_odd(0) && is_slow(0) && clobbers(0), "0 is no stencil");
        for (id, record) in stencils().iter().enumerate().skip(1) {
            let class = Class::of(record);
            let told = [is_odd, is_slow, clobbers].map(|ask| ask(id as Id));
            assert_eq!(
                told,
                [Class::Odd, Class::Slow, Class::Clobbering].map(|other| class >= other),
                "{id}"
            );
        }
        assert!(stencils().iter().any(|record| Class::of(record) == Class::Clobbering));
    }
}
