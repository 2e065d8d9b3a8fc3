//! The shape of objects, which compiled code relies on.
//!
//! Invariant: a reference points at the payload, which is aligned to 16 bytes; the 8 bytes before it are the
//! header: `u32` type id, `u32` flags. An object takes a multiple of 16 bytes, header included. Fresh memory is
//! zero. Type id 0 is no object's.

/// A reference: the address of a payload, or null for an undefined field.
pub type Ref = *mut u8;

/// The header lies this far before the payload.
pub const HEADER_SIZE: usize = 8;
/// Objects' sizes are multiples of this.
pub const GRANULE: usize = 16;
/// Where a `Memory`'s length is, as an `i64`.
pub const MEMORY_LENGTH_OFFSET: usize = 0;
/// Where a `Memory`'s elements begin.
pub const MEMORY_DATA_OFFSET: usize = 16;
/// Where the length in bytes of a `String` or `Symbol` is, as an `i64`.
pub const STRING_LENGTH_OFFSET: usize = 0;
/// Where the bytes of a `String` or `Symbol` begin; a NUL follows them.
pub const STRING_DATA_OFFSET: usize = 8;
/// Where a type object's type id is, as a `u32`.
pub const TYPE_OBJECT_ID_OFFSET: usize = 0;
/// Header flag: the object is old, so that storing a reference in it calls `write_slow`.
pub const FLAG_OLD: u32 = 1;
/// Header flag: the object lives for ever, outside the collected heap.
pub const FLAG_IMMORTAL: u32 = 2;

/// The bytes that an object with `payload` bytes takes, header included.
pub const fn total_size(payload: usize) -> usize {
    (payload + HEADER_SIZE).next_multiple_of(GRANULE)
}

/// The type id of an object.
///
/// # Safety
/// `object` is a reference to an object.
#[inline]
pub unsafe fn type_id(object: Ref) -> u32 {
    // SAFETY: the header lies before every object's payload.
    unsafe { object.sub(HEADER_SIZE).cast::<u32>().read() }
}

/// The length word of a `String`, `Symbol`, `Memory` or `SimpleVector`.
///
/// # Safety
/// `object` is a reference to an object of such a type.
#[inline]
pub unsafe fn length(object: Ref) -> usize {
    // SAFETY: the length is the first word of the payload.
    unsafe { object.cast::<i64>().read() as usize }
}

/// A scalar within a fixed-size object, as the layout of its type says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leaf {
    /// Bytes from the beginning of the payload.
    pub offset: u32,
    /// Its size in bytes: 1, 2, 4, 8 or 16; 8 for references.
    pub size: u32,
    /// Whether it is a reference.
    pub is_reference: bool,
}

/// What the run-time system knows of a type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A struct, tuple or primitive value of fixed size: its scalars, those of inline fields included.
    Fixed {
        /// The size of the payload in bytes.
        size: u32,
        /// The scalars, by ascending offset; padding is in none of them.
        leaves: Vec<Leaf>,
    },
    /// `Memory{T}`: a length, then elements.
    Memory {
        /// Bytes from one element to the next.
        stride: u32,
        /// The scalars of one element.
        leaves: Vec<Leaf>,
    },
    /// `String` or `Symbol`: a length, then bytes and a NUL.
    Bytes,
    /// `SimpleVector`: a length, then references from offset 8 on.
    References,
    /// A type object.
    Type,
}

/// A registered type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeLayout {
    /// The shape of its objects.
    pub kind: Kind,
    /// Whether objects have identity: `===` compares their addresses.
    pub is_mutable: bool,
}

impl TypeLayout {
    /// A fixed layout.
    pub fn fixed(size: u32, leaves: Vec<Leaf>, is_mutable: bool) -> Self {
        Self { kind: Kind::Fixed { size, leaves }, is_mutable }
    }

    /// The layout of an immutable value of `size` bytes without references or padding.
    pub fn bits(size: u32) -> Self {
        let leaf = Leaf { offset: 0, size, is_reference: false };
        Self::fixed(size, if size == 0 { Vec::new() } else { vec![leaf] }, false)
    }
}
