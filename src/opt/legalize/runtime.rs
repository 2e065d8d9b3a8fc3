//! What legalization must know of run-time memory and of other code; the engine answers.

use juliette_infer::InferredId;
use juliette_ir::Signature;
use juliette_methods::GlobalId;
use juliette_types::{Const, TypeId};

/// An entry point of the run-time system.
#[derive(Clone, Debug)]
pub struct RuntimeEntry {
    /// Its number in the call table.
    pub index: u32,
    /// Its parameters and results.
    pub signature: Signature,
    /// Whether it never returns.
    pub noreturn: bool,
}

/// A call site's cache tells at most so many values apart.
pub const CALL_SITE_TESTS: usize = 5;
/// Where the type ids begin in a call site's cache; the cell's address is at its beginning.
pub const CALL_SITE_IDS: u32 = 8;

/// Facts about the process that the code will run in.
pub trait RuntimeFacts {
    /// The entry point of that name.
    fn entry(&mut self, name: &str) -> Option<RuntimeEntry>;
    /// The address of a lasting object with this value.
    fn object(&mut self, program: &mut juliette_infer::Program, value: Const) -> u64;
    /// The address of a global variable's cell.
    fn global_cell(&mut self, global: GlobalId) -> u64;
    /// The number that objects of this concrete type have in their headers.
    fn type_number(&mut self, program: &mut juliette_infer::Program, ty: TypeId) -> u32;
    /// The address of a new call site's cache, for a dynamic call that tells apart the callee and arguments whose bits
    /// are set (at most [`CALL_SITE_TESTS`]): the cell of an entry slot, then the type ids it is for, in order.
    fn call_site(&mut self, tested: u32) -> u64;
    /// The entry slot of the code for an inferred body.
    fn slot(&mut self, program: &mut juliette_infer::Program, callee: InferredId) -> u32;
}
