//! The shapes of type terms, and constants: plain data, addressed by ids.
//!
//! Invariant: a [`Term`] says all that there is to say about a type, and two equal types have one [`TypeId`]
//! (bound variables' names aside: `Array{T} where T` and `Array{S} where S` are one type).

use crate::known;
use juliette_support::{Bits128, Symbol, define_id};

define_id! {
    /// A type, or whatever can stand as a type parameter.
    pub struct TypeId; "t"
}
define_id! {
    /// A declared type name: `Int64`, `Tuple`, a user's struct.
    pub struct TypeNameId; "tn"
}
define_id! {
    /// A type variable. Every `UnionAll` owns one; others are free until a `UnionAll` closes over them.
    pub struct TypeVarId; "tv"
}

/// A list of types in the store's pool. Equal lists are one list. Read it with `Types::list`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct List {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl List {
    /// The number of elements.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there are no elements.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// What a type is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Term {
    /// `Union{}`, which has no values.
    Bottom,
    /// A declared name applied to all its parameters: `Int64`, `Array{Int64, 1}`, `Tuple{Int64, Vararg{Any}}`.
    Data {
        /// The name.
        name: TypeNameId,
        /// Its parameters, as many as the name has variables (any number for `Tuple`).
        params: List,
    },
    /// A normalized union of two or more types, in Julia's order.
    Union(List),
    /// A type variable that no enclosing `UnionAll` binds.
    Var(TypeVarId),
    /// `body where var`; the body mentions the variable as [`Term::Var`].
    UnionAll {
        /// The variable.
        var: TypeVarId,
        /// The type under the binder.
        body: TypeId,
    },
    /// The last parameter of a tuple: `Vararg{elem}` or `Vararg{elem, len}`.
    Vararg {
        /// The type of each element.
        elem: TypeId,
        /// How many: a variable, or (outside tuples) a value; absent means any number.
        len: Option<TypeId>,
    },
    /// A parameter that is not a type, such as the 2 of `Array{Int64, 2}`.
    Value(Const),
}

/// A Julia value known at compile time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Const {
    /// Its type: `typeof(value)`. For a type as a value this is its kind, such as `DataType`.
    pub ty: TypeId,
    /// Its contents.
    pub value: ConstValue,
}

/// The contents of a [`Const`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConstValue {
    /// A primitive value of at most 128 bits, zero-extended.
    Bits(Bits128),
    /// A symbol.
    Symbol(Symbol),
    /// A type as a value.
    Type(TypeId),
    /// A string, by its interned text.
    Text(Symbol),
    /// The one instance of a singleton type.
    Singleton,
    /// A tuple or immutable struct: its fields, each a [`Term::Value`] or, for types as values, the type itself.
    Aggregate(List),
    /// An object that the engine owns, by the engine's number for it.
    Object(u32),
}

impl Const {
    /// `nothing`.
    pub const NOTHING: Const = Const { ty: known::NOTHING, value: ConstValue::Singleton };
    /// `true`.
    pub const TRUE: Const = Const::bool(true);
    /// `false`.
    pub const FALSE: Const = Const::bool(false);

    /// An `Int64`.
    pub const fn int64(value: i64) -> Const {
        Const { ty: known::INT64, value: ConstValue::Bits(Bits128::new(value as u64 as u128)) }
    }

    /// A `Bool`.
    pub const fn bool(value: bool) -> Const {
        Const { ty: known::BOOL, value: ConstValue::Bits(Bits128::new(value as u128)) }
    }

    /// A `Float64`.
    pub const fn float64(value: f64) -> Const {
        Const { ty: known::FLOAT64, value: ConstValue::Bits(Bits128::new(value.to_bits() as u128)) }
    }

    /// A `Char`, in Julia's form: its UTF-8 bytes, left-aligned in 32 bits.
    pub fn char(value: char) -> Const {
        let mut bytes = [0; 4];
        value.encode_utf8(&mut bytes);
        Const::bits(known::CHAR, u32::from_be_bytes(bytes).into())
    }

    /// A value of primitive type `ty`, from its bits.
    pub const fn bits(ty: TypeId, bits: u128) -> Const {
        Const { ty, value: ConstValue::Bits(Bits128::new(bits)) }
    }

    /// A `Symbol`.
    pub const fn symbol(symbol: Symbol) -> Const {
        Const { ty: known::SYMBOL, value: ConstValue::Symbol(symbol) }
    }

    /// A `String`.
    pub const fn text(text: Symbol) -> Const {
        Const { ty: known::STRING, value: ConstValue::Text(text) }
    }

    /// The one instance of the singleton type `ty`.
    pub const fn singleton(ty: TypeId) -> Const {
        Const { ty, value: ConstValue::Singleton }
    }

    /// The bits, if this is a primitive value.
    pub const fn as_bits(self) -> Option<u128> {
        match self.value {
            ConstValue::Bits(bits) => Some(bits.get()),
            _ => None,
        }
    }

    /// The integer, if this is an `Int64`.
    pub fn as_int64(self) -> Option<i64> {
        if self.ty == known::INT64 { self.as_bits().map(|bits| bits as u64 as i64) } else { None }
    }

    /// The truth value, if this is a `Bool`.
    pub fn as_bool(self) -> Option<bool> {
        if self.ty == known::BOOL { self.as_bits().map(|bits| bits != 0) } else { None }
    }

    /// The module, if this is one.
    pub fn as_module(self) -> Option<juliette_support::ModuleId> {
        if self.ty != known::MODULE {
            return None;
        }
        self.as_bits().map(|bits| juliette_support::ModuleId(bits as u32))
    }

    /// The symbol, if this is one.
    pub const fn as_symbol(self) -> Option<Symbol> {
        match self.value {
            ConstValue::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// The type, if this is a type as a value.
    pub const fn as_type(self) -> Option<TypeId> {
        match self.value {
            ConstValue::Type(ty) => Some(ty),
            _ => None,
        }
    }
}
