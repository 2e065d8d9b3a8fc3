//! Executable memory, entry slots and the code map.
