//! Legalization of typed programs to machine-level SSA, and the passes over it.
