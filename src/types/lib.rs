//! Julia's types: terms, declared names, subtyping, intersection, specificity, printing and memory layout.
//!
//! Invariant: everything is plain data in one store ([`Types`]), addressed by ids; equal types have equal
//! ids. Only the types of Core are known here (see [`known`]); all others are declared through the store by the
//! library's Julia source. This crate knows no methods, no syntax and no run-time objects.

pub mod known;

mod core_types;
mod declare;
mod direct;
mod intersect;
mod layout;
mod show;
mod specificity;
mod store;
mod subtype;
mod term;
mod union;

pub use declare::{ApplyError, Bound, FieldDecl, NameDecl, TypeKind, TypeName};
pub use layout::{ElementLayout, FieldLayout, Layout, Storage};
pub(crate) use store::Stored;
pub use store::{TypeVar, Types};
pub use term::{Const, ConstValue, List, Term, TypeId, TypeNameId, TypeVarId};
pub use union::MAX_UNION_LENGTH;

#[cfg(test)]
mod relations;
#[cfg(test)]
mod tests;
