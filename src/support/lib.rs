//! Typed ids, two-part arenas, the symbol interner and source spans: what every stage shares.
//!
//! Invariant: everything here is plain data addressed by `u32` ids, never by pointer, so that it can be
//! mapped from a base image. This crate knows nothing of Julia but the spelling of a few names.

mod arena;
mod id;
mod intern;
mod module;
mod span;
pub mod sym;

pub use arena::{Arena, SideTable};
pub use id::Id;
pub use intern::Interner;
pub use module::ModuleId;
pub use span::{FileId, SourceFile, SourceMap, Span};
pub use sym::Symbol;
