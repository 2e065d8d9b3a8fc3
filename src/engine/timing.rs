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
    /// Making code callable: LLVM's linking of an object file, the code map, the entry slot. Stencils are patched
    /// as they are copied, which counts as generating.
    Link,
    /// Running the program.
    Run,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Phase; 7] =
        [Phase::Parse, Phase::Lower, Phase::Infer, Phase::Optimize, Phase::Generate, Phase::Link, Phase::Run];

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Parse => "parse",
            Phase::Lower => "lower",
            Phase::Infer => "infer",
            Phase::Optimize => "optimize",
            Phase::Generate => "generate",
            Phase::Link => "link",
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

    /// Counts time that was measured inside the current phase for another one.
    pub fn reassign(&mut self, to: Phase, time: Duration) {
        if let Some(&current) = self.stack.last() {
            // The current phase's share is added when it is left: what is taken away here moves its begin.
            self.since += time;
            self.times[to as usize] += time;
            debug_assert!(current != to, "time is reassigned to another phase");
        }
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

/// What is known of one compiled function.
#[derive(Clone, Debug)]
pub struct FunctionRecord {
    /// Its name, with the types of its arguments where they tell it from others.
    pub name: String,
    /// Instructions of the machine-level SSA that the backend was given.
    pub instructions: u32,
    /// Time in the backend.
    pub generate: Duration,
    /// Bytes of code.
    pub code_bytes: u32,
    /// The address of the code.
    pub address: usize,
    /// Samples that fell on it.
    pub samples: u32,
}

/// Adds each sample to the function that its program counter lies in; how many lie in none.
pub(crate) fn count_samples(records: &mut [FunctionRecord], samples: &[usize]) -> u32 {
    let mut elsewhere = 0;
    records.sort_by_key(|record| record.address);
    for &sample in samples {
        let after = records.partition_point(|record| record.address <= sample);
        match records[..after].last_mut() {
            Some(record) if sample < record.address + record.code_bytes as usize => record.samples += 1,
            _ => elsewhere += 1,
        }
    }
    elsewhere
}
