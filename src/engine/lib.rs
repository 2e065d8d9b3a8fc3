//! Joins the stages into an engine that runs programs: the only crate that knows them all.
//!
//! - `options`: how to run programs
//! - `session`: the state of a run, and compilation on demand
//! - `backend`: stencils or LLVM behind one interface
//! - `load`: source text to definitions and statements, carried out in order
//! - `evaluate`: functions and statements carried out without code
//! - `evaluator`: how they are carried out
//! - `define`: types, functions and methods
//! - `modules`: modules, `using` and `import`
//! - `code`: macro expansion, `eval`, and trees as values
//! - `objects`: constants and types as run-time objects
//! - `call_sites`: how calls of boxed values find their code: inline caches and tables
//! - `boxed`: objects of boxed values
//! - `dynamic`: what they find: wrappers, and Core's functions for boxed values
//! - `image`: the base image: made, and opened
//! - `observers`: profilers and debuggers that are told of compiled functions
//! - `direct`: calls from there, without a wrapper
//! - `reflect`: methods and types as values, code as text
//! - `explain`: one method's code by both backends, taken apart
//! - `ahead`: which definitions may be carried out before statements in front of them
//! - `keys`: types by their names, for another process
//! - `cache`: the code cache: images of programs about to begin
//! - `errors`: what the user sees when something was thrown
#![allow(
    unsafe_code,
    reason = "hooks are entered from compiled code, and objects are read and made by their layout"
)]

mod ahead;
mod backend;
mod batch;
mod boxed;
mod cache;
mod call_sites;
mod code;
mod define;
mod direct;
mod dynamic;
mod errors;
mod evaluate;
mod evaluator;
mod explain;
mod image;
mod keys;
mod load;
mod modules;
mod objects;
mod observers;
mod options;
mod reflect;
mod remembered;
mod session;
mod timing;

pub use backend::{BackendChoice, Level};
pub use cache::{build_entry, cache_info, clear_cache};
pub use juliette_image::allocator::grow_in_large_steps;
pub use juliette_llvm_client::{do_without_llvm, does_without_llvm};
pub use juliette_runtime::signals::{end_process, ignore_closed_pipes};
pub use juliette_runtime::stack::main_arguments;

pub use explain::{
    Explained, ExplainedBlock, ExplainedInstruction, ExplainedPiece, ExplainedValue, MachineLine, SourceLine,
};
pub use image::{ImageChoice, ImageReport, build_image};
pub use observers::Observe;
pub use options::{Compile, Options};
pub use reflect::CodeStage;
pub use session::{Engine, EngineError};
pub use timing::{FunctionRecord, Phase, Timings};
