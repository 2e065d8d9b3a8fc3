//! Juliette's embedding interface.
pub use juliette_engine as engine;
