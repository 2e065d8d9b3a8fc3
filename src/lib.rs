//! Juliette's embedding interface: an engine that runs Julia programs.
//!
//! ```
//! use juliette::{Engine, Options};
//! let mut engine = Engine::new(Options::default()).expect("this processor runs stencils");
//! engine.run_text("none", "x = 6 * 7".to_owned()).expect("it runs");
//! ```

mod emit;

pub use emit::{Stage, emit};
pub use juliette_engine::{
    BackendChoice, CodeStage, Engine, EngineError, Explained, ExplainedPiece, FunctionRecord, ImageChoice,
    ImageReport, Level, MachineLine, Observe, Options, Phase, Timings, build_entry, build_image, cache_info,
    clear_cache, end_process, grow_in_large_steps, ignore_closed_pipes,
};
