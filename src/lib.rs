//! Juliette's embedding interface: an engine that runs Julia programs; and the command line of its programs.
//!
//! ```
//! use juliette::{Engine, Options};
//! let mut engine = Engine::new(Options::default()).expect("this processor runs stencils");
//! engine.run_text("none", "x = 6 * 7".to_owned()).expect("it runs");
//! ```

mod cli;
mod emit;

pub use cli::{Linking, enter};
pub use emit::{Stage, emit};
pub use juliette_engine::{
    BackendChoice, CodeStage, Compile, Engine, EngineError, Explained, ExplainedPiece, FunctionRecord,
    ImageChoice, ImageReport, Level, MachineLine, Observe, Options, Phase, Timings, build_entry, build_image,
    cache_info, clear_cache, do_without_llvm, does_without_llvm, end_process, grow_in_large_steps,
    ignore_closed_pipes, main_arguments,
};

/// The entry of a program, which is all that it consists of.
///
/// The C library enters `main` directly: Rust's own start reads /proc to find the stack, and sets up signal handlers
/// that the run-time system would replace.
#[macro_export]
macro_rules! program {
    ($linking:expr) => {
        /// The program's entry.
        #[cfg(not(test))]
        #[unsafe(no_mangle)]
        extern "C" fn main(
            count: std::os::raw::c_int,
            arguments: *const *const std::os::raw::c_char,
        ) -> std::os::raw::c_int {
            // SAFETY: they are what the C library gives `main`.
            let arguments = unsafe { $crate::main_arguments(count, arguments) };
            $crate::enter($linking, arguments)
        }

        /// The power function that a library for progress bars asks the C library for. With one of our own, the program
        /// needs no `libm`, which every start would open, map and bind.
        #[cfg(not(test))]
        #[unsafe(no_mangle)]
        extern "C" fn pow(base: f64, exponent: f64) -> f64 {
            libm::pow(base, exponent)
        }
    };
}
