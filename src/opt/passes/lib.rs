//! The passes over machine-level SSA, and their order.
//!
//! Each pass is one file with one public function, named for its effect, from a verified function to a verified
//! function. [`PASSES`] is the pipeline: driver, dumps and timings follow from it. Passes keep their tables in
//! [`Scratch`], which is reused from one function to the next, and take time about linear in the function's size.
//!
//! Most functions are small, and most passes find nothing to do in most of them. So a pass tells what it changed, and
//! work that stands in the list again is left out if nothing changed since that it could make something of.
//!
//! Architecture invariant: no Julia types, no method tables, no files. What the passes know of an operation is its
//! row in the op table and what `evaluate_op` says.

mod changes;
mod dead_code;
mod dominating;
mod flow;
mod invariant;
mod join;
mod memory;
mod names;
mod params;
mod repair;
mod rotate;
mod scratch;
mod simplify;
mod thread;
mod value_numbers;

pub use changes::Changes;
pub use dead_code::eliminate_dead_code;
pub use flow::simplify_flow;
pub use invariant::hoist_loop_invariants;
pub use join::join_blocks;
pub use memory::forward_memory;
pub use params::drop_redundant_params;
pub use rotate::rotate_loops;
pub use scratch::Scratch;
pub use simplify::simplify_instructions;
pub use thread::thread_jumps;
pub use value_numbers::number_values;

use juliette_ir::Function;
use std::time::{Duration, Instant};

/// A place in the pipeline.
pub struct Pass {
    /// The name in options, dumps and timings.
    pub name: &'static str,
    /// What is done there.
    pub work: Work,
}

/// What a pass does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// [`join_blocks`]
    Join,
    /// [`simplify_flow`]
    Flow,
    /// [`drop_redundant_params`]
    Params,
    /// [`simplify_instructions`]
    Simplify,
    /// [`thread_jumps`]
    Thread,
    /// [`eliminate_dead_code`]
    Dead,
    /// [`rotate_loops`]
    Rotate,
    /// [`number_values`]
    Numbers,
    /// [`forward_memory`]
    Memory,
    /// [`hoist_loop_invariants`]
    Invariant,
}

/// The pipeline. Order constraints:
/// - `join` first: much of what inlining leaves is blocks that only pass something on
/// - `params` before `thread`: it looks at what edges pass
/// - `dead` before `flow` where blocks were copied: what is left over would make blocks look busy
/// - `flow` after `thread`: most of what it finds, threading brings to light
/// - `simplify` after `thread`: it copies blocks with constants in them
/// - `rotate` before `invariant`: bodies become headers, which loads can leave
/// - `numbers` before `memory` and `invariant`: equal addresses are one value then
/// - `numbers` after `memory` and `invariant`: what was computed from repeated loads is one value then
/// - `params` after `invariant`, which gives loops blocks in front
/// - `dead` last: the others leave unused instructions behind
pub const PASSES: &[Pass] = &[
    Pass { name: "join", work: Work::Join },
    Pass { name: "params", work: Work::Params },
    Pass { name: "simplify", work: Work::Simplify },
    Pass { name: "thread", work: Work::Thread },
    Pass { name: "dead", work: Work::Dead },
    Pass { name: "flow", work: Work::Flow },
    Pass { name: "rotate", work: Work::Rotate },
    Pass { name: "simplify-2", work: Work::Simplify },
    Pass { name: "numbers", work: Work::Numbers },
    Pass { name: "memory", work: Work::Memory },
    Pass { name: "invariant", work: Work::Invariant },
    Pass { name: "numbers-2", work: Work::Numbers },
    Pass { name: "simplify-3", work: Work::Simplify },
    Pass { name: "params-2", work: Work::Params },
    Pass { name: "dead-2", work: Work::Dead },
    Pass { name: "flow-2", work: Work::Flow },
    Pass { name: "dead-3", work: Work::Dead },
];

impl Work {
    const COUNT: usize = Work::Invariant as usize + 1;

    /// Does the work.
    pub fn run(self, func: &mut Function, scratch: &mut Scratch) -> Changes {
        match self {
            Work::Join => join_blocks(func, scratch),
            Work::Flow => simplify_flow(func, scratch),
            Work::Params => drop_redundant_params(func, scratch),
            Work::Simplify => simplify_instructions(func, scratch),
            Work::Thread => thread_jumps(func, scratch),
            Work::Dead => eliminate_dead_code(func, scratch),
            Work::Rotate => rotate_loops(func, scratch),
            Work::Numbers => number_values(func, scratch),
            Work::Memory => forward_memory(func, scratch),
            Work::Invariant => hoist_loop_invariants(func, scratch),
        }
    }

    /// The changes after which it is worth doing again.
    fn watches(self) -> Changes {
        match self {
            Work::Simplify => Changes::VALUES,
            Work::Numbers => Changes::VALUES.and(Changes::PLACES),
            Work::Params => Changes::VALUES.and(Changes::CONSTANTS).and(Changes::EDGES),
            Work::Dead => Changes::UNUSED,
            Work::Join | Work::Flow | Work::Thread | Work::Rotate | Work::Memory | Work::Invariant => {
                Changes::ALL
            }
        }
    }
}

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
        self.scratch.begin();
        let mut news = News::default();
        for pass in PASSES {
            news.run(pass.work, func, &mut self.scratch);
        }
    }

    /// Runs all passes, measures them, and calls `hook` after each.
    pub fn run_observed(&mut self, func: &mut Function, hook: PassHook<'_>) {
        self.scratch.begin();
        let mut news = News::default();
        for (pass, time) in PASSES.iter().zip(&mut self.timings) {
            let start = Instant::now();
            news.run(pass.work, func, &mut self.scratch);
            *time += start.elapsed();
            hook(pass, func);
        }
    }

    /// How long each pass took in all observed runs.
    pub fn timings(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        PASSES.iter().map(|pass| pass.name).zip(self.timings)
    }
}

/// For each work what others changed since it was done.
struct News([Changes; Work::COUNT]);

impl Default for News {
    fn default() -> News {
        News([Changes::ALL; Work::COUNT])
    }
}

impl News {
    fn run(&mut self, work: Work, func: &mut Function, scratch: &mut Scratch) {
        if self.0[work as usize].has(work.watches()) {
            let changes = work.run(func, scratch);
            for news in &mut self.0 {
                *news = news.and(changes);
            }
            self.0[work as usize] = Changes::NONE;
        }
    }
}
