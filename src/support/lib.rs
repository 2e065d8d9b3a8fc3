//! Typed ids, two-part arenas, the symbol interner and source spans: what every stage shares.
//!
//! Invariant: everything here is plain data addressed by `u32` ids, never by pointer, so that it can be
//! mapped from a base image. This crate knows nothing of Julia but the spelling of a few names.

#![allow(unsafe_code, reason = "references that know which memory is an image's")]

mod arena;
mod bits128;
mod id;
mod intern;
mod layered;
mod module;
mod shared;
mod span;
pub mod sym;

pub use arena::{Arena, SideTable};
pub use bits128::Bits128;
pub use id::Id;
pub use intern::Interner;
pub use layered::{LayeredLists, LayeredMap, LayeredTable};
pub use module::ModuleId;
pub use shared::{Shared, set_immortal};
pub use span::{FileId, SourceFile, SourceMap, Span};
pub use sym::Symbol;
