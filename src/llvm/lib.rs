//! The LLVM backend: what operations mean in LLVM IR, pass pipelines, ORC.
//!
//! - `lower`: one lowering per operation, shared with the stencil generator
//!
//! Architecture invariant: this crate is never linked into the main program. The program opens it as a plugin; the
//! stencil generator links it when Juliette is built.
#![allow(unsafe_code, reason = "LLVM's C interface")]

mod lower;

pub use lower::{Immediate, Lowered, Lowering, Style, THREAD_SPACE};
