//! The op table and the typed SSA it drives.
//!
//! - `ty`, `ops`: types and THE op table, one row per operation
//! - `function`, `edit`, `builder`: the container, its changes, its maker; `tables`: what it is made of
//! - `cfg`: predecessors, orders, dominators, loops
//! - `continuation`: the rest of a generic body as a body of its own
//! - `print`, `parse`: text form; `verify`: what is well formed
//! - `fold`: what pure operations compute; `eval`: an evaluator for whole functions; `testfile`: text tests
//! - `env`: what backends must know of the process
//!
//! Architecture invariant: pure data and pure functions. No unsafe code, no files, no threads, no LLVM, no AST, no
//! Julia types: a value's type says how it lies in registers and memory and no more.

mod builder;
mod cfg;
mod continuation;
mod edit;
mod env;
mod eval;
mod fold;
mod function;
pub mod generic;
mod memory;
mod ops;
mod parse;
mod print;
mod tables;
pub mod testfile;
mod ty;
mod verify;

pub use builder::Builder;
pub use cfg::Cfg;
pub use continuation::continuation;
pub use edit::InstSpec;
pub use env::{Environment, SupportRoutine};
pub use eval::{EmptyWorld, Evaluator, Stop, World};
pub use fold::evaluate_op;
pub use function::{
    Block, Edge, EdgeId, External, FuncRef, Function, HANDLER_RECORD, Imm, Inst, InstData, Insts, Loc,
    Position, Region, Signature, SlotData, StackSlot, Target, Value, ValueDef,
};
pub use memory::Memory;
pub use ops::{Class, Conversion, Effects, ImmKind, Op, OpRow, TrapReason, TypeRule};
pub use parse::{Directive, Module, ParseError, parse_constant, parse_function, parse_module};
pub use tables::{BlockData, EdgeData, Link, Range, Tables, ValueData};
pub use ty::{Ty, TySet};
pub use verify::{Violation, verify};

/// A hash of this crate's sources and of the compiler that built it.
pub const BUILD_HASH: &str = env!("JULIETTE_IR_BUILD_HASH");
