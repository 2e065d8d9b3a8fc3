//! `juliette --startup-report FILE`: where the time of a whole process goes, from its creation to its end.
//!
//! The program is run several times, each in a process of its own that writes its account; the moments before and
//! after a process are this one's. Rows are medians, so they need not add up to the microsecond.

use super::Status;
use super::account::{self, Account};
use super::memory_file::MemoryFile;
use std::process::{Command, Stdio};

/// Runs of the program.
const RUNS: usize = 31;

/// One run's rows, in microseconds.
type Rows = [(&'static str, f64); 10];

/// Prints the report; the exit status.
pub(crate) fn report(path: &str) -> Status {
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        match run(path) {
            Ok(rows) => runs.push(rows),
            Err(message) => {
                eprintln!("juliette: {message}");
                return Status::Failed;
            }
        }
    }
    println!("{path}: {RUNS} runs, medians, without the code cache");
    println!();
    for row in 0..runs[0].len() {
        println!("{:<46} {:>9.0} us", runs[0][row].0, median(runs.iter().map(|rows| rows[row].1).collect()));
    }
    let total = |rows: &Rows| rows.iter().map(|&(_, time)| time).sum();
    println!("{:<46} {:>9.0} us", "whole process", median(runs.iter().map(total).collect()));
    Status::Done
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn run(path: &str) -> Result<Rows, String> {
    let failed = |error: std::io::Error| error.to_string();
    let program = std::env::current_exe().map_err(failed)?;
    let mut figures = MemoryFile::new().map_err(failed)?;
    let mut command = Command::new(program);
    command.arg("run").arg("--no-cache").arg(format!("--timings-to={}", figures.path()));
    command.arg("--").arg(path).stdin(Stdio::null()).stdout(Stdio::null());
    let started = account::now();
    let status = command.status().map_err(failed)?;
    let finished = account::now();
    if !status.success() {
        return Err(format!("{path} did not run to its end ({status})"));
    }
    let account = Account::read(&figures.contents().map_err(failed)?).ok_or("the run left no account")?;
    let micros = |from: u64, to: u64| to.saturating_sub(from) as f64 / 1e3;
    let phases = &account.phases;
    let inside = micros(account.began, account.ended);
    Ok([
        ("created, execve, dynamic linking", micros(started, account.began)),
        ("base image mapped, process's own state made", account.startup),
        ("parse", phases.parse),
        ("lower", phases.lower),
        ("infer", phases.infer),
        ("optimize", phases.optimize),
        ("generate code", phases.generate + phases.link),
        ("run", phases.run),
        ("read the file, write out", (inside - account.startup - phases.sum()).max(0.0)),
        ("exit, address space taken down", micros(account.ended + account.accounting, finished)),
    ])
}
