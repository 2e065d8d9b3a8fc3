//! The LLVM backend: what operations mean in LLVM IR, pass pipelines, ORC.
//!
//! - `lower`: one lowering per operation, shared with the stencil generator
//! - `emit`: whole functions
//! - `level`: pass pipelines
//! - `disassemble`: machine code as text
//! - `session`, `object_file`, `helpers`: compilation, linking, what is known of the code
//!
//! Architecture invariant: this crate is never linked into the main program. The program opens it as a plugin
//! (`plugin/`) through `client/`; the stencil generator links it when Juliette is built.
#![allow(unsafe_code, reason = "LLVM's C interface")]

mod disassemble;
mod emit;
mod helpers;
mod level;
mod lower;
mod object_file;
mod session;

pub use disassemble::disassemble;
pub use lower::{Immediate, Lowered, Lowering, Style, THREAD_SPACE};
pub use session::Session;
