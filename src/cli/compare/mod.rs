//! `juliette compare`: one program under every configuration, each in fresh processes, side by side.
//!
//! A configuration is a backend with its level. Configurations take turns, so that a change of the machine's speed does
//! not favour one. A turn is one run, or for short programs as many runs as fit in [`TURN`] after one that is not timed:
//! in a few milliseconds a program would mostly see the caches that another configuration has left. The outputs must
//! agree. One run of each configuration comes before the timed ones and brings its files into memory; one comes after
//! them, in which its functions are recorded and its program counter is sampled.
//!
//! - `child`: one process and its account
//! - `report`: the figures that are told, and how they follow from the accounts
//! - `table`, `html`, `charts`: the report for a terminal and for a browser

mod charts;
mod child;
pub(crate) mod html;
mod report;
mod table;

use crate::cli::Status;
use crate::{BackendChoice, Compile, Level};
use child::{Child, Detail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use report::Report;
use std::path::Path;
use std::time::Duration;

/// What to compare.
pub(crate) struct CompareRequest {
    pub(crate) file: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) runs: usize,
    pub(crate) backends: Vec<BackendChoice>,
    /// What is compiled before it runs: by default everything, since code generation is what is compared.
    pub(crate) compile: Compile,
    /// A run that takes longer is ended, and with it the comparison.
    pub(crate) timeout: Duration,
    /// Outputs may differ: the program prints times, say.
    pub(crate) any_output: bool,
    /// What the program finds on its standard input; nothing by default.
    pub(crate) stdin: Option<String>,
    /// Where the report goes as JSON.
    pub(crate) json: Option<String>,
    /// Where the report goes as a page.
    pub(crate) html: Option<String>,
}

/// The configurations that are compared unless others are asked for.
pub(crate) const ALL: [BackendChoice; 5] = [
    BackendChoice::Stencil,
    BackendChoice::Llvm(Level::O0),
    BackendChoice::Llvm(Level::O1),
    BackendChoice::Llvm(Level::O2),
    BackendChoice::Llvm(Level::O3),
];

/// How long a turn of one configuration is, if more than one run of it fits.
const TURN: Duration = Duration::from_millis(100);

/// The time limit of a run unless another is asked for.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(300);

/// The configuration of that name, such as `stencil` or `llvm-O2`.
pub(crate) fn backend(name: &str) -> Option<BackendChoice> {
    let level = name.strip_prefix("llvm-").and_then(Level::from_name);
    if name == "stencil" { Some(BackendChoice::Stencil) } else { level.map(BackendChoice::Llvm) }
}

/// Compares; the exit status is 1 if a run failed, took too long or printed something else, or a file could not be
/// read or written.
pub(crate) fn compare(request: &CompareRequest) -> Status {
    for path in std::iter::once(&request.file).chain(&request.stdin) {
        if !Path::new(path).is_file() {
            eprintln!("juliette: cannot read {path}: there is no such file");
            return Status::Failed;
        }
    }
    match measure(request) {
        Ok(report) => publish(request, &report),
        Err(message) => {
            eprintln!("juliette: {message}");
            Status::Failed
        }
    }
}

fn measure(request: &CompareRequest) -> Result<Report, String> {
    let progress = progress_bar(request.backends.len() * (request.runs + 2));
    let measured = measure_with(request, &progress);
    progress.finish_and_clear();
    measured
}

fn measure_with(request: &CompareRequest, progress: &ProgressBar) -> Result<Report, String> {
    let mut outputs = Outputs::default();
    let mut run = |choice: BackendChoice, detail: Detail| {
        let mut run = child::run(request, choice, detail).map_err(|f| f.describe(&choice.name(), request))?;
        outputs.see(choice, std::mem::take(&mut run.output), request.any_output)?;
        Ok::<Child, String>(run)
    };
    // The warming runs tell how long a turn is.
    let mut turns = Vec::new();
    for &choice in &request.backends {
        progress.set_message(choice.name());
        let wall = run(choice, Detail::None)?.wall();
        turns.push(usize::try_from(TURN.as_nanos() as u64 / wall.max(1)).map_or(1, |count| count.max(1)));
        progress.inc(1);
    }
    let mut runs: Vec<Vec<Child>> = request.backends.iter().map(|_| Vec::new()).collect();
    while runs.iter().any(|list| list.len() < request.runs) {
        for ((list, &choice), &turn) in runs.iter_mut().zip(&request.backends).zip(&turns) {
            progress.set_message(choice.name());
            let turn = turn.min(request.runs - list.len());
            if turn > 1 {
                run(choice, Detail::None)?;
            }
            for _ in 0..turn {
                list.push(run(choice, Detail::None)?);
                progress.inc(1);
            }
        }
    }
    let mut details = Vec::new();
    for &choice in &request.backends {
        progress.set_message(format!("{} in detail", choice.name()));
        details.push(run(choice, Detail::Functions)?.account);
        progress.inc(1);
    }
    Ok(Report::new(request, runs, details, (outputs.bytes(), outputs.agree)))
}

/// What the runs printed.
struct Outputs {
    /// The first run's, and its configuration.
    first: Option<(BackendChoice, Vec<u8>)>,
    agree: bool,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs { first: None, agree: true }
    }
}

impl Outputs {
    /// Takes a run's output; an error in words if it differs from the first one's and may not.
    fn see(&mut self, choice: BackendChoice, output: Vec<u8>, may_differ: bool) -> Result<(), String> {
        match &self.first {
            None => self.first = Some((choice, output)),
            Some((_, first)) if *first != output && may_differ => self.agree = false,
            Some((one, first)) if *first != output => {
                let what = difference(first, &output, &one.name(), &choice.name());
                return Err(format!("{what}\n`--any-output` compares it all the same"));
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Bytes of the first output.
    fn bytes(&self) -> usize {
        self.first.as_ref().map_or(0, |(_, output)| output.len())
    }
}

fn publish(request: &CompareRequest, report: &Report) -> Status {
    print!("{}", table::render(report));
    let mut status = Status::Done;
    let mut write = |path: &Option<String>, text: &dyn Fn() -> String| {
        if let Some(path) = path
            && let Err(error) = std::fs::write(path, text())
        {
            eprintln!("juliette: cannot write {path}: {error}");
            status = Status::Failed;
        }
    };
    write(&request.json, &|| {
        let text = serde_json::to_string_pretty(report).expect("a report has no maps with odd keys");
        text + "\n"
    });
    write(&request.html, &|| html::render(report));
    status
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar(steps: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    bar.set_style(style.expect("the template is valid"));
    bar
}

/// Where two outputs differ first, in words.
fn difference(expected: &[u8], output: &[u8], one: &str, other: &str) -> String {
    let (expected, output) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(output));
    let mut lines = output.lines();
    for (number, line) in expected.lines().enumerate() {
        let found = lines.next();
        if found != Some(line) {
            let found = found.unwrap_or("(nothing)");
            let number = number + 1;
            return format!(
                "{one} and {other} print differently from line {number} on:\n  {one}: {line}\n  {other}: {found}"
            );
        }
    }
    format!("{other} prints more than {one}: {}", lines.next().unwrap_or("(another line end)"))
}
