//! The copy-and-patch backend.
