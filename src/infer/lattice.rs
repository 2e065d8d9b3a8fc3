//! What inference knows of a value: its type, or more.

use juliette_ir::generic::GenericValue;
use juliette_types::{Const, TypeId, Types, known};

/// An element of the lattice, from nothing (`Type(BOTTOM)`) to anything (`Type(ANY)`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lattice {
    /// A value of this type.
    Type(TypeId),
    /// This value.
    Const(Const),
    /// A `Bool` that tells something about another value of the same body.
    Conditional {
        /// The value.
        value: GenericValue,
        /// Its type where this is `true`.
        on_true: TypeId,
        /// Its type where this is `false`.
        on_false: TypeId,
    },
}

impl Lattice {
    /// No value: code that is not reached.
    pub const BOTTOM: Lattice = Lattice::Type(known::BOTTOM);
    /// Any value.
    pub const ANY: Lattice = Lattice::Type(known::ANY);

    /// The type, as precise as `typeof` is: a type as a value has its kind, not `Type{T}`.
    #[inline]
    pub fn ty(self) -> TypeId {
        match self {
            Lattice::Type(ty) => ty,
            Lattice::Const(value) => value.ty,
            Lattice::Conditional { .. } => known::BOOL,
        }
    }

    /// The type for dispatch: a type known as a value has `Type{T}`.
    pub fn dispatch_type(self, types: &mut Types) -> TypeId {
        match self {
            Lattice::Const(value) => match value.as_type() {
                Some(ty) => types.type_of(ty),
                None => value.ty,
            },
            Lattice::Type(_) | Lattice::Conditional { .. } => self.ty(),
        }
    }

    /// The value, if only one is possible.
    #[inline]
    pub fn constant(self, types: &mut Types) -> Option<Const> {
        match self {
            Lattice::Const(value) => Some(value),
            Lattice::Type(ty) => types.singleton(ty),
            Lattice::Conditional { .. } => None,
        }
    }

    /// Whether no value is possible.
    #[inline]
    pub fn is_bottom(self) -> bool {
        matches!(self, Lattice::Type(known::BOTTOM))
    }

    /// The least element above both.
    pub fn join(self, other: Lattice, types: &mut Types) -> Lattice {
        if self == other || other.is_bottom() {
            return self;
        }
        if self.is_bottom() {
            return other;
        }
        let (a, b) = (self.dispatch_type(types), other.dispatch_type(types));
        if a == b { Lattice::Type(a) } else { Lattice::Type(types.join(a, b)) }
    }

    /// Without what holds only inside one body.
    #[inline]
    pub fn outside(self) -> Lattice {
        match self {
            Lattice::Conditional { .. } => Lattice::Type(known::BOOL),
            other => other,
        }
    }
}
