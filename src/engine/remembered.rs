//! What was found out about objects whose types the code does not know, so that the next time nothing is looked up: where
//! fields lie that were read, by name or number, and how tuples of two are put together, which iteration makes.
//!
//! Invariant: what is noted stays true: a type's layout does not change, and symbols are neither moved nor freed. The
//! tables are this process's own; a session that was mapped from an image begins with empty ones.

use crate::session::Session;
use juliette_runtime::entries::{allocate, box_bits};
use juliette_runtime::object::{Ref, type_id};
use juliette_types::{FieldLayout, Storage, TypeId, known};

/// Entries of each table at first, and at most: one for each remainder of a key's hash. Fresh pages are dear in
/// a program that is over soon.
const FIRST_ENTRIES: usize = 32;
const MAX_ENTRIES: usize = 512;

/// What a field holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Held {
    /// A reference.
    #[default]
    Reference,
    /// So many bytes of a primitive type, at most 16.
    Bits { ty: u32, size: u32 },
    /// So many bytes of another type.
    Copy { ty: u32, size: u32 },
}

/// A field of a type.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    /// The symbol's address, or the field's number; 0 for none.
    field: usize,
    /// The object's type.
    ty: u32,
    /// Bytes from the beginning of the object.
    offset: u32,
    held: Held,
}

/// A type of tuples of two.
#[derive(Clone, Copy, Default)]
struct PairType {
    /// The elements' types; 0 for none.
    of: [u32; 2],
    ty: u32,
    size: u32,
    /// Where the elements lie, and how many bytes they have; 0 bytes stand for a reference.
    places: [(u32, u32); 2],
}

/// The fields that were read and the pairs that were made.
#[derive(Default)]
pub(crate) struct Remembered {
    /// Both are empty until something is noted.
    places: Vec<Place>,
    pairs: Vec<PairType>,
}

impl Remembered {
    /// Where a field lies, if that is known.
    ///
    /// # Safety
    /// Both are references to live objects.
    #[inline]
    pub(crate) unsafe fn place(&self, object: Ref, field: Ref) -> Option<Place> {
        // SAFETY: the caller's promise.
        let (ty, field) = unsafe { (type_id(object), field_key(field)) };
        let place = self.places.get(index(self.places.len(), ty, field))?;
        (place.field == field && place.ty == ty).then_some(*place)
    }

    /// The value of a field, boxed, if it is known where it lies; none if it is undefined, too.
    ///
    /// # Safety
    /// As for [`Remembered::place`].
    #[inline]
    pub(crate) unsafe fn read(&self, object: Ref, field: Ref) -> Option<Ref> {
        // SAFETY: the caller's promise; an object of that type has a field there.
        unsafe { self.place(object, field)?.read(object) }
    }

    /// Notes where a field lies in objects of type `ty`.
    ///
    /// # Safety
    /// `field` is a reference to a symbol or an `Int64`.
    unsafe fn note(&mut self, ty: u32, field: Ref, offset: u32, held: Held) {
        // SAFETY: the caller's promise.
        let field = unsafe { field_key(field) };
        note(&mut self.places, Place { field, ty, offset, held });
    }

    /// A tuple of two elements, if one of such types was made before.
    ///
    /// # Safety
    /// Both are references to live objects.
    #[inline]
    pub(crate) unsafe fn pair(&self, elements: [Ref; 2]) -> Option<Ref> {
        // SAFETY: the caller's promise; the places lie in a tuple of that type.
        unsafe {
            let of = elements.map(|element| type_id(element));
            let pair = self.pairs.get(index(self.pairs.len(), of[0], of[1] as usize))?;
            if pair.of != of {
                return None;
            }
            let tuple = allocate(pair.ty, pair.size as usize);
            for ((offset, size), element) in pair.places.into_iter().zip(elements) {
                let at = tuple.add(offset as usize);
                match size {
                    0 => at.cast::<Ref>().write(element),
                    _ => core::ptr::copy_nonoverlapping(element, at, size as usize),
                }
            }
            Some(tuple)
        }
    }

    /// Notes how tuples of two such elements are made.
    fn note_pair(&mut self, pair: PairType) {
        note(&mut self.pairs, pair);
    }
}

impl Place {
    /// The type of objects that have the field; 0, which is no object's, if there is none.
    #[inline]
    pub(crate) fn of(&self) -> u32 {
        self.ty
    }

    /// The value of the field, boxed; none if it is undefined.
    ///
    /// # Safety
    /// The object is a live one of the field's type.
    #[inline]
    pub(crate) unsafe fn read(self, object: Ref) -> Option<Ref> {
        // SAFETY: the caller's promise.
        unsafe {
            let at = object.add(self.offset as usize);
            match self.held {
                Held::Reference => Some(at.cast::<Ref>().read()).filter(|value| !value.is_null()),
                Held::Bits { ty, size: 8 } => Some(box_bits(ty, at.cast::<i64>().read(), 0)),
                Held::Bits { ty, size } => {
                    let mut bits = [0u8; 16];
                    core::ptr::copy_nonoverlapping(at, bits.as_mut_ptr(), size as usize);
                    let bits = u128::from_le_bytes(bits);
                    Some(box_bits(ty, bits as i64, (bits >> 64) as i64))
                }
                Held::Copy { ty, size } => {
                    let copy = allocate(ty, size as usize);
                    core::ptr::copy_nonoverlapping(at, copy, size as usize);
                    Some(copy)
                }
            }
        }
    }
}

/// What is noted under a hash.
trait Entry: Copy + Default {
    /// The two words that it is found by; the first of none is 0.
    fn key(&self) -> (u32, usize);
}

impl Entry for Place {
    fn key(&self) -> (u32, usize) {
        (self.ty, self.field)
    }
}

impl Entry for PairType {
    fn key(&self) -> (u32, usize) {
        (self.of[0], self.of[1] as usize)
    }
}

/// Notes an entry, in the place of another one if there is no more room for both.
fn note<T: Entry>(entries: &mut Vec<T>, entry: T) {
    if entries.is_empty() {
        *entries = vec![T::default(); FIRST_ENTRIES];
    }
    loop {
        let (first, second) = entry.key();
        let at = index(entries.len(), first, second);
        let found = entries[at].key();
        if found.0 == 0 || found == entry.key() || entries.len() == MAX_ENTRIES {
            entries[at] = entry;
            return;
        }
        let larger = vec![T::default(); entries.len() * 2];
        for old in core::mem::replace(entries, larger).into_iter().filter(|old| old.key().0 != 0) {
            let (first, second) = old.key();
            let at = index(entries.len(), first, second);
            entries[at] = old;
        }
    }
}

/// What stands for a field: a number, or a symbol's address, which no number of a field is as large as.
///
/// # Safety
/// `field` is a reference to a live object.
unsafe fn field_key(field: Ref) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        match type_id(field) {
            ty if ty == known::INT64.0 => field.cast::<i64>().read() as usize,
            _ => field as usize,
        }
    }
}

/// Where something is noted in a table of so many entries.
#[inline(always)]
fn index(entries: usize, ty: u32, other: usize) -> usize {
    let hash = (ty ^ (other as u32).rotate_left(16)).wrapping_mul(0x9e37_79b1);
    (hash >> 16) as usize & entries.wrapping_sub(1)
}

/// Notes how tuples of two elements of these types are made.
pub(crate) fn note_pair(session: &mut Session, ty: TypeId, of: [TypeId; 2]) {
    let types = &mut session.program.types;
    let Some(layout) = types.layout(ty).filter(|_| types.singleton(ty).is_none()) else { return };
    let mut places = [(0, 0); 2];
    for (place, field) in places.iter_mut().zip(&layout.fields) {
        let size = types.layout(field.ty).map_or(0, |layout| layout.size);
        *place = match field.storage {
            Storage::Reference => (field.offset, 0),
            // A value without bytes would read as a reference.
            Storage::Inline if size == 0 => return,
            Storage::Inline => (field.offset, size),
        };
    }
    let pair = PairType { of: of.map(|ty| ty.0), ty: ty.0, size: layout.size, places };
    session.remembered.note_pair(pair);
}

/// Notes where a field that was read lies, if the next time it can be read without knowing more.
///
/// # Safety
/// `index` is a reference to a symbol or an `Int64`.
pub(crate) unsafe fn note_field(session: &mut Session, ty: TypeId, index: Ref, field: FieldLayout) {
    let types = &mut session.program.types;
    let size = types.layout(field.ty).map_or(0, |layout| layout.size);
    let held = match field.storage {
        Storage::Reference => Held::Reference,
        Storage::Inline if size == 0 || types.singleton(field.ty).is_some() => return,
        Storage::Inline
            if juliette_opt::legalize::shape::primitive(types, field.ty).is_some() && size <= 16 =>
        {
            Held::Bits { ty: field.ty.0, size }
        }
        Storage::Inline => Held::Copy { ty: field.ty.0, size },
    };
    // SAFETY: the caller's promise.
    unsafe { session.remembered.note(ty.0, index, field.offset, held) };
}
