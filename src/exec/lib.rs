//! Executable memory, entry slots, the code map, and the way in and out of compiled code.
//!
//! Invariant: a page that can be executed is never writable through the same mapping, and an address
//! that this crate has handed out (code, slot cell, stub) stays where it is for the life of its `CodeSpace`.
//! The crate knows nothing of SSA, of either backend or of Julia: functions are bytes, a name and tables.
#![allow(unsafe_code, reason = "mapping memory, patching code and calling it cannot be said otherwise")]

pub mod code_map;
pub mod debugger;
pub mod invoke;
pub mod jitdump;
pub mod memory;
pub mod perf_map;
pub mod slots;
pub mod thread;

use core::fmt;

/// Why executable memory or slots could not be provided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExecError {
    /// The operating system refused a mapping: which one, and its error number.
    Mapping(&'static str, i32),
    /// The reserved code region is full: bytes asked for, bytes reserved in all.
    OutOfCodeMemory(usize, usize),
    /// All entry slots are taken.
    OutOfSlots(usize),
}

impl fmt::Display for ExecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mapping(what, errno) => write!(f, "the system refused to map {what} (error {errno})"),
            Self::OutOfCodeMemory(wanted, reserved) => {
                write!(f, "out of executable memory: {wanted} bytes wanted, {reserved} reserved in all")
            }
            Self::OutOfSlots(limit) => write!(f, "out of entry slots: all {limit} are taken"),
        }
    }
}

impl std::error::Error for ExecError {}
