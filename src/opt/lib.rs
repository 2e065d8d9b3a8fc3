//! From inferred bodies to machine-level SSA, and the passes over it.
//!
//! [`legalize`] turns an inferred method or statement into a function of `juliette_ir`: values become scalars
//! (tuples and immutable structs are split, constants vanish, unions get tags), small callees are inlined, and
//! Julia's checks become explicit branches. The passes in `passes` then work on machine-level SSA alone.

pub mod legalize;
