//! Where fields lie that were read by name from objects whose types the code does not know, so that the next read of the
//! same field of the same type looks nothing up.
//!
//! Invariant: what is noted stays true: a type's layout does not change, and symbols are neither moved nor freed. The
//! table is this process's own; a session that was mapped from an image begins with an empty one.

use juliette_runtime::entries::box_bits;
use juliette_runtime::object::{Ref, type_id};

/// Fields that are remembered: one for each remainder of their hashes.
const PLACES: usize = 512;

/// A field of a type.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The symbol's address; 0 for none.
    name: usize,
    /// The object's type.
    ty: u32,
    /// Bytes from the beginning of the object.
    offset: u32,
    held: Held,
}

/// What a field holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Held {
    /// A reference.
    #[default]
    Reference,
    /// So many bytes of a primitive type, at most 16.
    Bits { ty: u32, size: u32 },
}

/// The fields that were read.
#[derive(Default)]
pub(crate) struct FieldPlaces {
    /// Empty until something is noted.
    places: Vec<Place>,
}

impl FieldPlaces {
    /// The value of a field, boxed, if it is known where it lies; none if it is undefined, too.
    ///
    /// # Safety
    /// Both are references to live objects.
    #[inline]
    pub(crate) unsafe fn read(&self, object: Ref, name: Ref) -> Option<Ref> {
        // SAFETY: the caller's promise; an object of that type has a field there.
        unsafe {
            let ty = type_id(object);
            let place = self.places.get(index(ty, name))?;
            if place.name != name as usize || place.ty != ty {
                return None;
            }
            let at = object.add(place.offset as usize);
            match place.held {
                Held::Reference => Some(at.cast::<Ref>().read()).filter(|value| !value.is_null()),
                Held::Bits { ty, size } => {
                    let mut bits = [0u8; 16];
                    core::ptr::copy_nonoverlapping(at, bits.as_mut_ptr(), size as usize);
                    let bits = u128::from_le_bytes(bits);
                    Some(box_bits(ty, bits as i64, (bits >> 64) as i64))
                }
            }
        }
    }

    /// Notes where the field called `name`, a symbol, lies in objects of type `ty`.
    pub(crate) fn note(&mut self, ty: u32, name: Ref, offset: u32, held: Held) {
        if self.places.is_empty() {
            self.places = vec![Place::default(); PLACES];
        }
        self.places[index(ty, name)] = Place { name: name as usize, ty, offset, held };
    }
}

/// Where the field of a type is noted.
fn index(ty: u32, name: Ref) -> usize {
    // Symbols lie at multiples of 16.
    ((name as usize >> 4) ^ (ty as usize).wrapping_mul(0x9e37_79b1)) % PLACES
}
