//! The stencil library as it lies in the program: tables read in place, opened at no cost.
//!
//! Invariant: the file was made by this very build, so its tables are well formed; one assertion at compile
//! time looks at magic and version, and tests walk the whole table.

use juliette_ir::{Op, Ty};
use juliette_stencil_format::library::{DIRECT, HEADER_WORDS, MAGIC, Row, Stencil, VERSION};
use juliette_stencil_format::list::{Extra, Form, Shape};

/// Gives the file the alignment of its tables.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/stencils.bin")));

const fn word(index: usize) -> u32 {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/stencils.bin"));
    u32::from_le_bytes([bytes[index * 4], bytes[index * 4 + 1], bytes[index * 4 + 2], bytes[index * 4 + 3]])
}

const _: () = assert!(word(0) == MAGIC && word(1) == VERSION && HEADER_WORDS == 16);

/// Table number `table` of the file: where it starts and how many elements it has.
const fn table(table: usize) -> (usize, usize) {
    (word(2 + 2 * table) as usize, word(3 + 2 * table) as usize)
}

fn slice<T>(number: usize) -> &'static [T] {
    let (offset, len) = table(number);
    assert!(offset + len * size_of::<T>() <= FILE.0.len() && offset.is_multiple_of(align_of::<T>()));
    // SAFETY: inside the file and aligned (checked above; the file itself is aligned to 16); `T` is one of the plain
    // number records of the format, for which every bit pattern is valid.
    unsafe { core::slice::from_raw_parts(FILE.0.as_ptr().add(offset).cast(), len) }
}

/// A stencil's number; 0 stands for none.
pub(crate) type Id = u16;

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

/// The tables of the library.
#[derive(Clone, Copy)]
pub(crate) struct Library {
    starts: &'static [u32],
    direct: &'static [u32],
    ids: &'static [u16],
    /// Where the stencils beside the op table begin in `ids`.
    extras: usize,
    pub(crate) stencils: &'static [Stencil],
    pub(crate) patches: &'static [u32],
    pub(crate) code: &'static [u8],
    pub(crate) rows: &'static [Row],
}

impl Library {
    /// Opens the library.
    pub(crate) fn open() -> Library {
        let starts: &[u32] = slice(0);
        Library {
            starts,
            direct: slice(1),
            extras: starts[Form::COUNT as usize] as usize,
            ids: slice(2),
            stencils: slice(3),
            patches: slice(4),
            code: slice(5),
            rows: slice(6),
        }
    }

    /// The stencils of an operation's form by shape number.
    #[inline(always)]
    pub(crate) fn form(&self, op: Op, ty: Ty, from: Ty) -> Shapes {
        self.shapes(self.starts, Form::of(op, ty, from).0 as usize)
    }

    /// The same for an operation of one type or none.
    #[inline(always)]
    pub(crate) fn simple_form(&self, op: Op, ty: Ty) -> Shapes {
        self.shapes(self.direct, op as usize * DIRECT + ty as usize)
    }

    #[inline(always)]
    fn shapes(&self, starts: &'static [u32], at: usize) -> Shapes {
        debug_assert!(at < starts.len());
        // SAFETY: there is a start for each form, and for each operation and type.
        let start = unsafe { *starts.get_unchecked(at) as usize };
        debug_assert!(start + Shape::COUNT <= self.ids.len());
        // SAFETY: a start is one of the ids, with a stretch of all shapes behind it.
        Shapes(unsafe { self.ids.as_ptr().add(start) })
    }

    /// The stencil of an operation's form in a shape, or 0.
    #[inline]
    pub(crate) fn find(&self, op: Op, ty: Ty, from: Ty, shape: Shape) -> Id {
        self.form(op, ty, from).get(shape)
    }

    /// A stencil beside the op table.
    #[inline(always)]
    pub(crate) fn extra(&self, extra: Extra, small: bool) -> Id {
        let at = self.extras + extra as usize * 2 + usize::from(small);
        debug_assert!(at < self.ids.len());
        // SAFETY: the extras' stretch has a place for each.
        unsafe { *self.ids.get_unchecked(at) }
    }

    /// A stencil's record.
    #[inline(always)]
    pub(crate) fn stencil(&self, id: Id) -> &'static Stencil {
        debug_assert!((id as usize) < self.stencils.len());
        // SAFETY: ids are from the library itself, which numbers its stencils by them.
        unsafe { self.stencils.get_unchecked(id as usize) }
    }
}
