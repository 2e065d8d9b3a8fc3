//! The stencil library as it lies in the program: tables read in place, opened at no cost.
//!
//! Invariant: the file was made by this very build, so its tables are well formed; one assertion at compile
//! time looks at magic and version, and tests walk the whole table.

use juliette_ir::{Op, Ty};
use juliette_stencil_format::library::{HEADER_WORDS, MAGIC, Row, Stencil, VERSION};
use juliette_stencil_format::list::{Extra, Form, Shape};

/// Gives the file the alignment of its tables.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/stencils.bin")));

const fn word(index: usize) -> u32 {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/stencils.bin"));
    u32::from_le_bytes([bytes[index * 4], bytes[index * 4 + 1], bytes[index * 4 + 2], bytes[index * 4 + 3]])
}

const _: () = assert!(word(0) == MAGIC && word(1) == VERSION && HEADER_WORDS == 14);

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

/// The stencils of a form by shape number.
#[derive(Clone, Copy)]
pub(crate) struct Shapes(&'static [u16]);

impl Shapes {
    /// The stencil in a shape, or 0.
    #[inline(always)]
    pub(crate) fn get(self, shape: Shape) -> Id {
        self.0.get(shape.number()).copied().unwrap_or(0)
    }
}

/// The tables of the library.
#[derive(Clone, Copy)]
pub(crate) struct Library {
    starts: &'static [u32],
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
            extras: starts[Form::COUNT as usize] as usize,
            ids: slice(1),
            stencils: slice(2),
            patches: slice(3),
            code: slice(4),
            rows: slice(5),
        }
    }

    /// The stencils of an operation's form by shape number; shapes beyond the end have none.
    #[inline(always)]
    pub(crate) fn form(&self, op: Op, ty: Ty, from: Ty) -> Shapes {
        let form = Form::of(op, ty, from).0 as usize;
        debug_assert!(form + 1 < self.starts.len());
        // SAFETY: there is a start for each form and one more.
        let (start, end) = unsafe {
            (*self.starts.get_unchecked(form) as usize, *self.starts.get_unchecked(form + 1) as usize)
        };
        debug_assert!(start <= end && end <= self.ids.len());
        // SAFETY: forms are stretches of the ids, in order.
        Shapes(unsafe { self.ids.get_unchecked(start..end) })
    }

    /// The stencil of an operation's form in a shape, or 0.
    #[inline]
    pub(crate) fn find(&self, op: Op, ty: Ty, from: Ty, shape: Shape) -> Id {
        self.form(op, ty, from).get(shape)
    }

    /// A stencil beside the op table.
    #[inline]
    pub(crate) fn extra(&self, extra: Extra, small: bool) -> Id {
        self.ids[self.extras + extra as usize * 2 + usize::from(small)]
    }

    /// A stencil's record.
    #[inline(always)]
    pub(crate) fn stencil(&self, id: Id) -> &'static Stencil {
        debug_assert!((id as usize) < self.stencils.len());
        // SAFETY: ids are from the library itself, which numbers its stencils by them.
        unsafe { self.stencils.get_unchecked(id as usize) }
    }
}
