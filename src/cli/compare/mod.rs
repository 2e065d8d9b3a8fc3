//! `juliette compare`: one program under every configuration, each in fresh processes, side by side.
//!
//! A configuration is a backend with its level. Its runs take turns with those of the others, so that a change of the
//! machine's speed does not favour one. The outputs must agree. After the runs that are timed, each configuration has
//! one more, in which its functions are recorded and its program counter is sampled; that run is not timed.
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
use child::{Child, Detail, Failure};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use juliette::{BackendChoice, Level};
use report::Report;
use std::path::Path;
use std::time::Duration;

/// What to compare.
pub(crate) struct CompareRequest {
    pub(crate) file: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) runs: usize,
    pub(crate) backends: Vec<BackendChoice>,
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
    let progress = progress_bar(request.backends.len() * (request.runs + 1));
    let failed = |choice: BackendChoice, failure: Failure| {
        progress.finish_and_clear();
        failure.describe(&choice.name(), request)
    };
    let mut runs: Vec<Vec<Child>> = request.backends.iter().map(|_| Vec::new()).collect();
    let mut expected: Option<Vec<u8>> = None;
    let mut outputs_agree = true;
    for _ in 0..request.runs {
        for (list, &choice) in runs.iter_mut().zip(&request.backends) {
            progress.set_message(choice.name());
            let mut run = child::run(request, choice, Detail::None).map_err(|f| failed(choice, f))?;
            let output = std::mem::take(&mut run.output);
            match &expected {
                None => expected = Some(output),
                Some(expected) if *expected != output && request.any_output => outputs_agree = false,
                Some(expected) if *expected != output => {
                    progress.finish_and_clear();
                    let what = difference(expected, &output, &request.backends[0].name(), &choice.name());
                    return Err(format!("{what}\n`--any-output` compares it all the same"));
                }
                Some(_) => {}
            }
            list.push(run);
            progress.inc(1);
        }
    }
    let mut details = Vec::new();
    for &choice in &request.backends {
        progress.set_message(format!("{} in detail", choice.name()));
        let run = child::run(request, choice, Detail::Functions).map_err(|f| failed(choice, f))?;
        details.push(run.account);
        progress.inc(1);
    }
    progress.finish_and_clear();
    let output_bytes = expected.map_or(0, |output| output.len());
    Ok(Report::new(request, runs, details, (output_bytes, outputs_agree)))
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
