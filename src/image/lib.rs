//! The base image: what the library's loading leaves in memory, kept in a file and mapped at the next start.
//!
//! - `place`: where in the address space everything lies that an image holds
//! - `allocator`: the program's allocator, which can *record*: then all it hands out lies in the image's arena
//! - `small`: its small blocks while it does not
//! - `identity`: which build of the program this is, and which processor
//! - `file`: the image file: writing, checking, mapping
//! - `stamp`: which image file was checked in full already
//!
//! Invariant: an image holds pointers into itself and into the program of the build that made it, and no others. So
//! it is good for that build only, is mapped at the addresses it was made at, or not used at all. The crate does
//! not know what the memory means.
#![allow(unsafe_code, reason = "an allocator, and mappings at fixed addresses")]

pub mod allocator;
pub mod file;
pub mod identity;
pub mod place;
mod small;
pub mod stamp;

#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;
