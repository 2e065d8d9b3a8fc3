//! `juliette compare`: one program under every configuration, each in fresh processes, side by side.
//!
//! A configuration is a backend with its level. Its runs take turns with those of the others, so that a change of
//! the machine's speed does not favour one; the row shows the run of median wall time. The outputs must agree.

use super::Status;
use juliette::{BackendChoice, Level};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What to compare.
pub(crate) struct CompareRequest {
    pub(crate) file: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) runs: usize,
    pub(crate) backends: Vec<BackendChoice>,
}

/// The configurations that are compared unless others are asked for.
pub(crate) const ALL: [BackendChoice; 5] = [
    BackendChoice::Stencil,
    BackendChoice::Llvm(Level::O0),
    BackendChoice::Llvm(Level::O1),
    BackendChoice::Llvm(Level::O2),
    BackendChoice::Llvm(Level::O3),
];

/// The configuration of that name, such as `stencil` or `llvm-O2`.
pub(crate) fn backend(name: &str) -> Option<BackendChoice> {
    let level = name.strip_prefix("llvm-").and_then(Level::from_name);
    if name == "stencil" { Some(BackendChoice::Stencil) } else { level.map(BackendChoice::Llvm) }
}

/// One run of the program.
struct Run {
    wall: Duration,
    output: Vec<u8>,
    figures: Vec<(String, f64)>,
}

impl Run {
    fn figure(&self, name: &str) -> f64 {
        self.figures.iter().find(|(known, _)| known == name).map_or(f64::NAN, |&(_, value)| value)
    }
}

/// Compares; the exit status is 1 if a run failed or outputs differ.
pub(crate) fn compare(request: &CompareRequest) -> Status {
    if !Path::new(&request.file).is_file() {
        eprintln!("juliette: cannot read {}: there is no such file", request.file);
        return Status::Failed;
    }
    let mut runs: Vec<Vec<Run>> = request.backends.iter().map(|_| Vec::new()).collect();
    for _ in 0..request.runs {
        for (list, &choice) in runs.iter_mut().zip(&request.backends) {
            match run_once(request, choice) {
                Ok(run) => list.push(run),
                Err(message) => {
                    eprintln!("juliette: under {} the program failed: {message}", choice.name());
                    return Status::Failed;
                }
            }
        }
    }
    let expected = &runs[0][0].output;
    for (list, choice) in runs.iter().zip(&request.backends) {
        for run in list {
            if run.output != *expected {
                report_difference(expected, &run.output, &request.backends[0].name(), &choice.name());
                return Status::Failed;
            }
        }
    }
    println!(
        "{}: {} runs each, medians; outputs agree ({} bytes)",
        request.file,
        request.runs,
        expected.len()
    );
    println!();
    println!(
        "{:<10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>9} {:>10}",
        "", "wall ms", "start ms", "front ms", "opt ms", "codegen ms", "run ms", "functions", "code bytes"
    );
    for (list, choice) in runs.iter_mut().zip(&request.backends) {
        list.sort_by_key(|run| run.wall);
        let run = &list[list.len() / 2];
        println!(
            "{:<10} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {:>9} {:>10}",
            choice.name(),
            run.wall.as_secs_f64() * 1e3,
            run.figure("startup") / 1e3,
            (run.figure("parse") + run.figure("lower") + run.figure("infer")) / 1e3,
            run.figure("optimize") / 1e3,
            run.figure("generate") / 1e3,
            run.figure("run") / 1e3,
            run.figure("functions"),
            run.figure("code_bytes"),
        );
    }
    Status::Done
}

fn run_once(request: &CompareRequest, choice: BackendChoice) -> Result<Run, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let figures = figures_file();
    let mut command = Command::new(program);
    command.arg("run");
    match choice {
        BackendChoice::Stencil => {
            command.arg("--backend=stencil");
        }
        BackendChoice::Llvm(level) => {
            command.arg("--backend=llvm").arg(format!("-{}", level.name()));
        }
    }
    command
        .arg(format!("--timings-to={}", figures.display()))
        .arg("--")
        .arg(&request.file)
        .args(&request.arguments);
    command.stdin(Stdio::null());
    let start = Instant::now();
    let done = command.output().map_err(|error| error.to_string())?;
    let wall = start.elapsed();
    let text = std::fs::read_to_string(&figures).unwrap_or_default();
    // Whether it can be removed does not matter: it lies in the system's folder for such files.
    let _ = std::fs::remove_file(&figures);
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).trim_end().to_owned());
    }
    let figures = text.lines().filter_map(|line| {
        let (name, value) = line.split_once(' ')?;
        Some((name.to_owned(), value.parse().ok()?))
    });
    Ok(Run { wall, output: done.stdout, figures: figures.collect() })
}

fn figures_file() -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("juliette-compare-{}-{number}", std::process::id()))
}

fn report_difference(expected: &[u8], output: &[u8], one: &str, other: &str) {
    let (expected, output) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(output));
    let mut lines = output.lines();
    for (number, line) in expected.lines().enumerate() {
        let found = lines.next();
        if found != Some(line) {
            eprintln!("juliette: {one} and {other} print differently from line {} on:", number + 1);
            eprintln!("  {one}: {line}");
            eprintln!("  {other}: {}", found.unwrap_or("(nothing)"));
            return;
        }
    }
    eprintln!("juliette: {other} prints more than {one}: {}", lines.next().unwrap_or("(another line end)"));
}
