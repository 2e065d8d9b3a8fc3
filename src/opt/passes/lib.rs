//! The passes over machine-level SSA, and their order.
//!
//! Each pass is one file with one public function, named for its effect, from a verified function to a verified
//! function. [`PASSES`] is the pipeline: driver, dumps and timings follow from it. Passes keep their tables in
//! [`Scratch`], which is reused from one function to the next, and take time about linear in the function's size.
//!
//! Architecture invariant: no Julia types, no method tables, no files. What the passes know of an operation is its
//! row in the op table and what `evaluate_op` says.

mod dead_code;
mod dominating;
mod flow;
mod invariant;
mod memory;
mod params;
mod repair;
mod rotate;
mod simplify;
mod thread;
mod value_numbers;

pub use dead_code::eliminate_dead_code;
pub use flow::simplify_flow;
pub use invariant::hoist_loop_invariants;
pub use memory::forward_memory;
pub use params::drop_redundant_params;
pub use rotate::rotate_loops;
pub use simplify::simplify_instructions;
pub use thread::thread_jumps;
pub use value_numbers::number_values;

use juliette_ir::{Cfg, Function};
use std::time::{Duration, Instant};

/// Tables that passes reuse.
#[derive(Default)]
pub struct Scratch {
    pub(crate) cfg: Cfg,
    pub(crate) numbers: value_numbers::Table,
    pub(crate) marks: Vec<bool>,
    /// Whether `cfg` is that of the function in hand as it is now. Only a [`PassRunner`] keeps it from pass to pass.
    cfg_is_current: bool,
    keeps_cfg: bool,
}

impl Scratch {
    /// Brings `cfg` up to date.
    pub(crate) fn compute_cfg(&mut self, func: &Function) {
        if !(self.keeps_cfg && self.cfg_is_current) {
            self.cfg.compute(func);
            self.cfg_is_current = true;
        }
    }

    /// Says that edges or blocks were changed since `compute_cfg`.
    pub(crate) fn flow_changed(&mut self) {
        self.cfg_is_current = false;
    }
}

/// A pass.
pub struct Pass {
    /// The name in options, dumps and timings.
    pub name: &'static str,
    /// What it does.
    pub run: fn(&mut Function, &mut Scratch),
}

/// The pipeline. Order constraints:
/// - `params` before `flow` and `thread`: they look at what edges pass
/// - `dead` before `flow` where blocks were copied: what is left over would make blocks look busy
/// - `simplify` after `thread`: it copies blocks with constants in them
/// - `rotate` before `invariant`: bodies become headers, which loads can leave
/// - `numbers` before `memory` and `invariant`: equal addresses are one value then
/// - `numbers` after `memory` and `invariant`: what was computed from repeated loads is one value then
/// - `params` after `invariant`, which gives loops blocks in front
/// - `dead` last: the others leave unused instructions behind
pub const PASSES: &[Pass] = &[
    Pass { name: "params", run: drop_redundant_params },
    Pass { name: "simplify", run: simplify_instructions },
    Pass { name: "flow", run: simplify_flow },
    Pass { name: "thread", run: thread_jumps },
    Pass { name: "dead", run: eliminate_dead_code },
    Pass { name: "flow-2", run: simplify_flow },
    Pass { name: "rotate", run: rotate_loops },
    Pass { name: "simplify-2", run: simplify_instructions },
    Pass { name: "numbers", run: number_values },
    Pass { name: "memory", run: forward_memory },
    Pass { name: "invariant", run: hoist_loop_invariants },
    Pass { name: "numbers-2", run: number_values },
    Pass { name: "simplify-3", run: simplify_instructions },
    Pass { name: "params-2", run: drop_redundant_params },
    Pass { name: "dead-2", run: eliminate_dead_code },
    Pass { name: "flow-3", run: simplify_flow },
    Pass { name: "dead-3", run: eliminate_dead_code },
];

/// Runs the pipeline and keeps its tables and timings.
#[derive(Default)]
pub struct PassRunner {
    scratch: Scratch,
    timings: [Duration; PASSES.len()],
}

/// Sees a function after each pass.
pub type PassHook<'h> = &'h mut dyn FnMut(&Pass, &Function);

impl PassRunner {
    /// A runner with empty tables.
    pub fn new() -> PassRunner {
        PassRunner::default()
    }

    /// Runs all passes.
    pub fn run(&mut self, func: &mut Function) {
        self.begin();
        for pass in PASSES {
            (pass.run)(func, &mut self.scratch);
        }
    }

    /// Runs all passes, measures them, and calls `hook` after each.
    pub fn run_observed(&mut self, func: &mut Function, hook: PassHook<'_>) {
        self.begin();
        for (pass, time) in PASSES.iter().zip(&mut self.timings) {
            let start = Instant::now();
            (pass.run)(func, &mut self.scratch);
            *time += start.elapsed();
            hook(pass, func);
        }
    }

    /// From here on the shape of the function in hand is kept between passes.
    fn begin(&mut self) {
        self.scratch.keeps_cfg = true;
        self.scratch.cfg_is_current = false;
    }

    /// How long each pass took in all observed runs.
    pub fn timings(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        PASSES.iter().map(|pass| pass.name).zip(self.timings)
    }
}
