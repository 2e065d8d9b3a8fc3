//! Abstract interpretation of generic SSA.
