//! Inference: what is known of every value of a generic body, given its arguments.
//!
//! [`Program`] holds the program; [`Inference`] interprets bodies abstractly and leaves [`Inferred`] entries in
//! the program's store. Legalization builds machine-level SSA from them. Nothing here has side effects beyond
//! the store: no files, no threads, no machine code.

mod dispatch;
mod dump;
mod flow;
mod inferred;
mod interpret;
pub mod intrinsic;
mod lattice;
pub mod named;
mod program;
mod transfer;

pub use inferred::{
    ArgumentSource, CallInfo, CallTarget, CaseTarget, Inferred, InferredId, Reach, SplitCase, Store,
};
pub use interpret::{INLINE_COST, Inference, is_inlined};
pub use lattice::Lattice;
pub use program::Program;
