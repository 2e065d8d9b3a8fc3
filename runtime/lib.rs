//! The run-time system: objects, allocation and collection, strings, numbers as text, output, exceptions.
//!
//! Invariant: this crate knows no compiler. A type is a `u32` whose layout the engine registers; what only the
//! compiler can do (dispatch, compilation) is called through [`hooks`]. Compiled code enters by the
//! table in [`calls`] and by the offsets that [`context`] and [`object`] fix, and by nothing else.
#![allow(unsafe_code, reason = "this crate implements memory, stacks and signals for compiled code")]

pub mod calls;
pub mod context;
pub mod egal;
pub mod entries;
pub mod evaluated;
pub mod exceptions;
pub mod files;
pub mod format;
pub mod heap;
pub mod hooks;
pub mod object;
pub mod parse;
pub mod runtime;
pub mod sampling;
pub mod signals;
pub mod stack;
pub mod streams;
pub mod strings;
pub mod tasks;

mod bigint;
mod block;
#[cfg(any(test, target_env = "musl"))]
mod bytes;
mod collect;
mod escape;
mod murmur;
mod numbers;
mod process;
mod regex;
mod seed;
mod tables;
mod unicode;

#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
