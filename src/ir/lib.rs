//! The op table and the typed SSA it drives.
