//! Method tables: definition, lookup by argument types, worlds, and the cache of specializations.
//!
//! Invariant: a lookup's answer depends only on the argument types and the world. Every definition begins a new
//! world; what was compiled under an older one stays valid unless a lookup that it relied on would now be answered
//! differently, which `define` finds out and reports. This crate knows no code: bodies and compiled code are
//! numbers that the engine owns.

mod candidates;
mod lookup;
mod modules;
mod rank;
mod specializations;
mod table;

pub use candidates::Candidate;
pub use lookup::{Lookup, Match};
pub use modules::{Binding, Global, GlobalId, Module, Modules};
pub use rank::Ranking;
pub use specializations::{CodeInstance, CodeInstanceId, DispatchCache, Specializations};
pub use table::{Defined, Group, Key, Method, MethodId, Methods, NewMethod, World, is_kind, key_of};

#[cfg(test)]
mod tests;
