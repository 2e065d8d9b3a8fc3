//! How to run programs: what the command line, or whoever has an engine, may choose.

use crate::backend::BackendChoice;
use crate::evaluate::{FIRST_FACTOR, LLVM_BUDGET, STENCIL_BUDGET};
use crate::image::ImageChoice;
use crate::observers::Observe;
use crate::session::Engine;

/// How to run programs.
#[derive(Clone, Debug)]
pub struct Options {
    /// The backend.
    pub backend: BackendChoice,
    /// The program's arguments.
    pub arguments: Vec<String>,
    /// Print each specialization as it is made.
    pub trace_specialize: bool,
    /// Print the types of each body that is compiled.
    pub trace_typed: bool,
    /// The most that live objects may take, in bytes.
    pub heap_limit: Option<usize>,
    /// Collect at every allocation (tests).
    pub collect_always: bool,
    /// Run the SSA verifier over every function.
    pub verify: bool,
    /// Which base image to start from.
    pub image: ImageChoice,
    /// The file of the program that is to be run, if it is known when the engine starts.
    pub program: Option<String>,
    /// Whether the program's entry in the code cache may be used and made.
    pub uses_cache: bool,
    /// Keep what [`Engine::functions`] tells.
    pub record_functions: bool,
    /// What is compiled.
    pub compile: Compile,
    /// Which profiler or debugger is told of compiled functions.
    pub observe: Observe,
    /// What is to be done when the program ends the process itself.
    pub at_exit: Option<fn(&Engine)>,
    /// Sample the program counter of compiled code once in this many microseconds of processor time.
    pub sample_every: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            backend: BackendChoice::Stencil,
            arguments: Vec::new(),
            trace_specialize: false,
            trace_typed: false,
            heap_limit: None,
            collect_always: false,
            verify: cfg!(debug_assertions),
            image: ImageChoice::Source,
            program: None,
            uses_cache: false,
            record_functions: false,
            compile: Compile::Hot,
            observe: Observe::default(),
            at_exit: None,
            sample_every: None,
        }
    }
}

/// What of a program is compiled before it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Compile {
    /// What has run for a while without being compiled.
    #[default]
    Hot,
    /// Everything.
    All,
    /// What cannot be carried out otherwise.
    Min,
    /// What has carried out so many steps.
    After(u32),
}

impl Compile {
    /// As the command line has it.
    pub fn name(self) -> String {
        match self {
            Compile::Hot => "yes".to_owned(),
            Compile::All => "all".to_owned(),
            Compile::Min => "min".to_owned(),
            Compile::After(steps) => format!("after-{steps}"),
        }
    }

    /// What a name on the command line stands for.
    pub fn from_name(name: &str) -> Option<Compile> {
        match name {
            "yes" => Some(Compile::Hot),
            "all" => Some(Compile::All),
            "min" => Some(Compile::Min),
            _ => name.strip_prefix("after-")?.parse().ok().map(Compile::After),
        }
    }
}

impl Options {
    /// So many steps of a body are carried out before it is compiled, and so many before the first one is.
    pub(crate) fn budgets(&self) -> (u32, u32) {
        // Who looks at compiled code wants to see it.
        let is_watched = self.trace_specialize || self.trace_typed || self.observe != Observe::default();
        if is_watched || juliette_image::allocator::is_recording() {
            return (0, 0);
        }
        match (self.compile, self.backend) {
            (Compile::All, _) => (0, 0),
            (Compile::Min, _) => (u32::MAX, u32::MAX),
            (Compile::After(steps), _) => (steps, steps),
            (Compile::Hot, BackendChoice::Stencil) => (STENCIL_BUDGET, STENCIL_BUDGET * FIRST_FACTOR),
            (Compile::Hot, BackendChoice::Llvm(_)) => (LLVM_BUDGET, LLVM_BUDGET * FIRST_FACTOR),
        }
    }
}
