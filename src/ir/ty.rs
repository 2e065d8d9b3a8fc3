//! The types of machine-level values and sets of them.
//!
//! Invariant: a type says how a value lies in registers and memory, nothing of what it means in Julia.
//! Signedness belongs to operations. `F16` is a storage type: no arithmetic, only moves and conversions.

use core::fmt;

/// The type of an SSA value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Ty {
    /// A truth value; a byte that is 0 or 1 in memory. In a register only bit 0 is defined.
    I1,
    /// 8 bits.
    I8,
    /// 16 bits.
    I16,
    /// 32 bits.
    I32,
    /// 64 bits.
    I64,
    /// 128 bits; 16-byte aligned in memory only by choice of the front end, never required.
    I128,
    /// IEEE half precision, for storage.
    F16,
    /// IEEE single precision.
    F32,
    /// IEEE double precision.
    F64,
    /// An address of 64 bits.
    Ptr,
}

/// For each type its significant bits.
const MASKS: [u128; Ty::ALL.len()] = {
    let mut masks = [0; Ty::ALL.len()];
    let mut at = 0;
    while at < masks.len() {
        masks[Ty::ALL[at] as usize] = u128::MAX >> (128 - Ty::ALL[at].bits());
        at += 1;
    }
    masks
};

impl Ty {
    /// Every type, in order of declaration.
    pub const ALL: [Ty; 10] =
        [Ty::I1, Ty::I8, Ty::I16, Ty::I32, Ty::I64, Ty::I128, Ty::F16, Ty::F32, Ty::F64, Ty::Ptr];

    /// The spelling in text IR.
    pub const fn name(self) -> &'static str {
        match self {
            Ty::I1 => "i1",
            Ty::I8 => "i8",
            Ty::I16 => "i16",
            Ty::I32 => "i32",
            Ty::I64 => "i64",
            Ty::I128 => "i128",
            Ty::F16 => "f16",
            Ty::F32 => "f32",
            Ty::F64 => "f64",
            Ty::Ptr => "ptr",
        }
    }

    /// The type spelled `name`.
    pub fn from_name(name: &str) -> Option<Ty> {
        Ty::ALL.into_iter().find(|ty| ty.name() == name)
    }

    /// The number of significant bits.
    #[inline]
    pub const fn bits(self) -> u32 {
        match self {
            Ty::I1 => 1,
            Ty::I8 => 8,
            Ty::I16 | Ty::F16 => 16,
            Ty::I32 | Ty::F32 => 32,
            Ty::I64 | Ty::F64 | Ty::Ptr => 64,
            Ty::I128 => 128,
        }
    }

    /// The number of bytes in memory.
    #[inline]
    pub const fn bytes(self) -> u32 {
        self.bits().div_ceil(8)
    }

    /// Whether values are kept in integer registers and are numbers (not addresses).
    #[inline]
    pub const fn is_int(self) -> bool {
        TySet::INT_OR_BOOL.contains(self)
    }

    /// Whether values are kept in floating-point registers.
    #[inline]
    pub const fn is_float(self) -> bool {
        matches!(self, Ty::F16 | Ty::F32 | Ty::F64)
    }

    /// The significant bits of a value of this type, set.
    #[inline]
    pub const fn mask(self) -> u128 {
        MASKS[self as usize]
    }

    /// `bits` (of which only the significant ones count) as a signed number.
    #[inline]
    pub const fn signed(self, bits: u128) -> i128 {
        let shift = 128 - self.bits();
        ((bits << shift) as i128) >> shift
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TySet(u16);

impl TySet {
    /// `i8` to `i128`.
    pub const INT: TySet = TySet::of(&[Ty::I8, Ty::I16, Ty::I32, Ty::I64, Ty::I128]);
    /// `i8` to `i64`.
    pub const INT64: TySet = TySet::of(&[Ty::I8, Ty::I16, Ty::I32, Ty::I64]);
    /// `i1` to `i128`.
    pub const INT_OR_BOOL: TySet = TySet::INT.with(Ty::I1);
    /// `i1` to `i128`, and `ptr`.
    pub const EQUATABLE: TySet = TySet::INT_OR_BOOL.with(Ty::Ptr);
    /// `i8` to `i128`, and `ptr`.
    pub const INT_OR_PTR: TySet = TySet::INT.with(Ty::Ptr);
    /// Types of more than one byte that can be reversed.
    pub const SWAPPABLE: TySet = TySet::of(&[Ty::I16, Ty::I32, Ty::I64, Ty::I128]);
    /// `f32` and `f64`.
    pub const FLOAT: TySet = TySet::of(&[Ty::F32, Ty::F64]);
    /// Every type.
    pub const ALL: TySet = TySet::of(&Ty::ALL);
    /// `i32` alone.
    pub const I32: TySet = TySet::of(&[Ty::I32]);

    /// The set of these types.
    pub const fn of(types: &[Ty]) -> TySet {
        let mut set = TySet(0);
        let mut i = 0;
        while i < types.len() {
            set = set.with(types[i]);
            i += 1;
        }
        set
    }

    /// This set and `ty`.
    pub const fn with(self, ty: Ty) -> TySet {
        TySet(self.0 | 1 << ty as u16)
    }

    /// Whether `ty` is in the set.
    #[inline]
    pub const fn contains(self, ty: Ty) -> bool {
        self.0 >> ty as u16 & 1 != 0
    }

    /// The types of the set, in order of declaration.
    pub fn iter(self) -> impl Iterator<Item = Ty> {
        Ty::ALL.into_iter().filter(move |&ty| self.contains(ty))
    }
}
