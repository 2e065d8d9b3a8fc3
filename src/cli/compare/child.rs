//! One run of the program in a process of its own: its output, its account, and when it began and ended.
//!
//! Output goes to files in memory, so that a program cannot be held up by a full pipe or a slow disk.

use super::CompareRequest;
use crate::cli::account::{self, Account};
use crate::cli::memory_file::MemoryFile;
use crate::{BackendChoice, Level};
use std::fs::File;
use std::process::{Command, Stdio};
use wait_timeout::ChildExt;

/// Microseconds between samples of the program counter.
const SAMPLE_EVERY: u32 = 500;

/// Whether a run tells of its functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Times only.
    None,
    /// Each function, with samples.
    Functions,
}

/// A run that went well.
pub(super) struct Child {
    pub(super) output: Vec<u8>,
    pub(super) account: Account,
    /// Moments of the monotonic clock, nanoseconds: before the process was started, after it was waited for, less the
    /// time that it took to make its account.
    pub(super) started: u64,
    pub(super) finished: u64,
}

impl Child {
    /// Nanoseconds from start to end.
    pub(super) fn wall(&self) -> u64 {
        self.finished - self.started
    }
}

/// Why there is nothing to compare.
pub(super) enum Failure {
    /// The system refused something.
    System(String),
    /// The program ended with this status, and this on standard error.
    Program(String, String),
    /// It ran longer than allowed.
    Timeout,
    /// It ended well but left no account.
    NoAccount,
}

impl Failure {
    /// The failure in words.
    pub(super) fn describe(&self, configuration: &str, request: &CompareRequest) -> String {
        match self {
            Failure::System(reason) => reason.clone(),
            Failure::Program(status, messages) => {
                let mut text = format!("under {configuration} the program failed ({status}):\n{messages}");
                // What a program says that reads from nothing, and one that makes a number of the empty line it got.
                let signs = ["EOFError", "input string is empty"];
                if request.stdin.is_none() && signs.iter().any(|sign| messages.contains(sign)) {
                    text.push_str("\nits standard input was empty; `--stdin FILE` gives it one");
                }
                text
            }
            Failure::Timeout => format!(
                "under {configuration} the program ran longer than {} seconds (`--timeout` allows more)",
                request.timeout.as_secs_f64()
            ),
            Failure::NoAccount => format!("under {configuration} the program ended without its figures"),
        }
    }
}

/// A variable in a run's environment, of another length each time. The environment lies above the stack, so its length moves
/// all that is on it; some programs are a tenth faster at one place than at another, and a figure should not depend on how
/// long the user's environment happens to be.
const OFFSET: &str = "JULIETTE_COMPARE_OFFSET";
/// It is shorter than this: a page, after which places are the same again.
const MAX_OFFSET: usize = 4096;

/// Runs the program once.
pub(super) fn run(request: &CompareRequest, choice: BackendChoice, detail: Detail) -> Result<Child, Failure> {
    let system = |error: std::io::Error| Failure::System(error.to_string());
    let program = std::env::current_exe().map_err(system)?;
    let mut figures = MemoryFile::new().map_err(system)?;
    let (mut output, mut messages) = (MemoryFile::new().map_err(system)?, MemoryFile::new().map_err(system)?);
    let mut command = Command::new(program);
    command.arg("run").arg("--no-cache").arg(format!("--compile={}", request.compile.name()));
    match choice {
        BackendChoice::Stencil => {
            command.arg("--backend=stencil");
        }
        BackendChoice::Llvm(level) => {
            let level = if level == Level::Min { "Omin" } else { level.name() };
            command.arg("--backend=llvm").arg(format!("-{level}"));
        }
    }
    command.arg(format!("--timings-to={}", figures.path()));
    if detail == Detail::Functions {
        command.arg("--timings-functions").arg(format!("--timings-sample={SAMPLE_EVERY}"));
    }
    command.arg("--").arg(&request.file).args(&request.arguments);
    command.stdin(match &request.stdin {
        Some(path) => Stdio::from(File::open(path).map_err(system)?),
        None => Stdio::null(),
    });
    command.stdout(output.as_output().map_err(system)?).stderr(messages.as_output().map_err(system)?);
    command.env(OFFSET, "x".repeat(random_below(MAX_OFFSET)));
    let started = account::now();
    let mut process = command.spawn().map_err(system)?;
    let status = match process.wait_timeout(request.timeout).map_err(system)? {
        Some(status) => status,
        None => {
            process.kill().map_err(system)?;
            process.wait().map_err(system)?;
            return Err(Failure::Timeout);
        }
    };
    let finished = account::now();
    if !status.success() {
        let messages = messages.contents().map_err(system)?;
        let messages = String::from_utf8_lossy(&messages).trim_end().to_owned();
        return Err(Failure::Program(status.to_string(), messages));
    }
    let account = Account::read(&figures.contents().map_err(system)?).ok_or(Failure::NoAccount)?;
    // The program would not have made it.
    let finished = finished - account.accounting;
    Ok(Child { output: output.contents().map_err(system)?, account, started, finished })
}

/// A number below another, different each time.
fn random_below(limit: usize) -> usize {
    use std::hash::{BuildHasher as _, Hasher as _};
    std::collections::hash_map::RandomState::new().build_hasher().finish() as usize % limit
}
