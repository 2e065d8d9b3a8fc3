//! Runs SSA text and random functions on every engine and compares.
//!
//! - `native`: a small process environment in which compiled test functions run: traps become values
//! - `text`: the `; run:` directives of text files, on any engine
//! - `random`: random functions; `engines`: every engine behind one interface; `compare`: mismatches, made small
//! - `isolate`: work in child processes, which may crash
//!
//! It stands beside the compiler: it may know every engine, and nothing depends on it.
#![allow(unsafe_code, reason = "runs compiled code")]

pub mod native;
pub mod text;

pub mod random;

pub mod engines;

pub mod compare;
pub mod isolate;
