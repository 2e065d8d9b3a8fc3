//! The account of one run: what a process tells of itself in the file that `--timings-to` names.
//!
//! `juliette run` writes it and `juliette compare` reads it; docs/comparison.md explains the figures. Times are in
//! microseconds, moments in nanoseconds of the system's monotonic clock, so that the process that started the run can
//! place them between its own.

use crate::{Engine, Phase, Timings};
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::time::Duration;

/// The system's monotonic clock, nanoseconds.
pub(crate) fn now() -> u64 {
    let time = clock_gettime(ClockId::Monotonic);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// What a run tells of itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Account {
    /// When `main` began.
    pub(crate) began: u64,
    /// When the program had ended.
    pub(crate) ended: u64,
    /// Nanoseconds that it took from then to make and write the account; whoever reads it takes them off.
    #[serde(skip)]
    pub(crate) accounting: u64,
    /// From the begin to an engine with its library.
    pub(crate) startup: f64,
    /// Time per phase since then.
    pub(crate) phases: Phases,
    /// Functions that the backend compiled, the library's included.
    pub(crate) functions: u32,
    /// Bytes of their code.
    pub(crate) code_bytes: u64,
    /// The most memory that the process had resident, bytes; 0 if the system does not tell.
    pub(crate) peak_memory: u64,
    /// Every compiled function, if that was asked for.
    pub(crate) table: Vec<FunctionAccount>,
    /// Samples of the program counter that fell on no compiled function: the run-time system, the compiler.
    pub(crate) samples_elsewhere: u32,
}

/// Microseconds per phase.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Phases {
    pub(crate) parse: f64,
    pub(crate) lower: f64,
    pub(crate) infer: f64,
    pub(crate) optimize: f64,
    pub(crate) generate: f64,
    pub(crate) link: f64,
    pub(crate) run: f64,
}

/// One compiled function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FunctionAccount {
    pub(crate) name: String,
    /// Machine-level SSA instructions.
    pub(crate) instructions: u32,
    /// Microseconds in the backend.
    pub(crate) generate: f64,
    pub(crate) code_bytes: u32,
    /// Samples of the program counter.
    pub(crate) samples: u32,
}

impl Phases {
    fn between(before: &Timings, after: &Timings) -> Phases {
        let of = |phase| micros(after.of(phase) - before.of(phase));
        Phases {
            parse: of(Phase::Parse),
            lower: of(Phase::Lower),
            infer: of(Phase::Infer),
            optimize: of(Phase::Optimize),
            generate: of(Phase::Generate),
            link: of(Phase::Link),
            run: of(Phase::Run),
        }
    }

    /// All of them.
    pub(crate) fn sum(&self) -> f64 {
        self.parse + self.lower + self.infer + self.optimize + self.generate + self.link + self.run
    }
}

impl Account {
    /// Writes the account to a file: a line of JSON, and one with the moment at which that was written.
    pub(crate) fn write(&self, path: &str) -> std::io::Result<()> {
        let mut text = serde_json::to_string(self).expect("an account has no maps with odd keys");
        text.push('\n');
        let mut file = std::fs::File::create(path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(now().to_string().as_bytes())
    }

    /// What a process wrote; none if that is no account.
    pub(crate) fn read(written: &[u8]) -> Option<Account> {
        let text = str::from_utf8(written).ok()?;
        let (account, written) = text.split_once('\n')?;
        let mut account: Account = serde_json::from_str(account).ok()?;
        account.accounting = written.parse::<u64>().ok()?.saturating_sub(account.ended);
        Some(account)
    }

    /// The account of a run that has ended: `began` and `startup` as they were measured, `loaded` the engine's
    /// timings when its library was there.
    pub(crate) fn of(engine: &Engine, began: u64, startup: Duration, loaded: &Timings) -> Account {
        let ended = now();
        let timings = engine.timings();
        let (records, samples_elsewhere) = engine.functions();
        let table = records.into_iter().map(|record| FunctionAccount {
            name: record.name,
            instructions: record.instructions,
            generate: micros(record.generate),
            code_bytes: record.code_bytes,
            samples: record.samples,
        });
        Account {
            began,
            startup: micros(startup),
            phases: Phases::between(loaded, &timings),
            functions: timings.functions - loaded.functions,
            code_bytes: timings.code_bytes - loaded.code_bytes,
            table: table.collect(),
            samples_elsewhere,
            peak_memory: peak_memory(),
            ended,
            accounting: 0,
        }
    }
}

fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e3
}

/// The peak of resident memory as the system counts it, in bytes.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kibibytes.unwrap_or(0) << 10
}
