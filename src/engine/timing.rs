//! Where the time goes: one clock per phase of the way of a program.

use std::time::{Duration, Instant};

/// A phase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Phase {
    /// Text to trees.
    Parse,
    /// Trees to generic SSA.
    Lower,
    /// Types.
    Infer,
    /// Legalization and the passes over machine-level SSA.
    Optimize,
    /// The backend: machine-level SSA to code.
    Generate,
    /// Running the program.
    Run,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Phase; 6] =
        [Phase::Parse, Phase::Lower, Phase::Infer, Phase::Optimize, Phase::Generate, Phase::Run];

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Parse => "parse",
            Phase::Lower => "lower",
            Phase::Infer => "infer",
            Phase::Optimize => "optimize",
            Phase::Generate => "generate",
            Phase::Run => "run",
        }
    }
}

/// Time per phase; nested phases (a compilation during the run) count for the inner one only.
#[derive(Clone, Debug)]
pub struct Timings {
    times: [Duration; Phase::ALL.len()],
    /// The phases entered, and when the innermost was entered or returned to.
    stack: Vec<Phase>,
    since: Instant,
    /// Functions that the backend compiled.
    pub functions: u32,
    /// Bytes of code.
    pub code_bytes: u64,
}

impl Default for Timings {
    fn default() -> Self {
        let times = [Duration::ZERO; Phase::ALL.len()];
        Self { times, stack: Vec::new(), since: Instant::now(), functions: 0, code_bytes: 0 }
    }
}

impl Timings {
    /// Enters a phase.
    pub fn enter(&mut self, phase: Phase) {
        let now = Instant::now();
        if let Some(&outer) = self.stack.last() {
            self.times[outer as usize] += now - self.since;
        }
        self.stack.push(phase);
        self.since = now;
    }

    /// Leaves the innermost phase.
    pub fn leave(&mut self) {
        let now = Instant::now();
        if let Some(phase) = self.stack.pop() {
            self.times[phase as usize] += now - self.since;
        }
        self.since = now;
    }

    /// How deep phases are nested; [`Timings::leave_to`] returns to it when an exception skipped the leaving.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Leaves phases until `depth` are left.
    pub fn leave_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.leave();
        }
    }

    /// The time spent in a phase.
    pub fn of(&self, phase: Phase) -> Duration {
        let mut time = self.times[phase as usize];
        if self.stack.last() == Some(&phase) {
            time += self.since.elapsed();
        }
        time
    }
}
