//! `juliette run`: one program, one backend.

use super::Status;
use super::arguments::{RunRequest, Source};
use juliette::{Engine, EngineError, Phase, Timings};
use std::time::Instant;

/// Runs a program; the exit status.
pub(crate) fn run(request: RunRequest) -> Status {
    let start = Instant::now();
    let mut engine = match Engine::new(request.options) {
        Ok(engine) => engine,
        Err(error) => return fail(&error),
    };
    let loaded = engine.timings();
    let startup = start.elapsed();
    let result = match request.source {
        Source::File(path) => engine.run_file(&path),
        Source::Text(text) => engine.run_text("none", text),
    };
    if request.timings {
        report(startup, &loaded, &engine.timings());
    }
    if let Some(path) = request.timings_to
        && let Err(error) = std::fs::write(&path, figures(startup, &loaded, &engine.timings()))
    {
        eprintln!("juliette: cannot write {path}: {error}");
        return Status::Failed;
    }
    match result {
        Ok(()) => Status::Done,
        Err(error) => fail(&error),
    }
}

fn report(startup: std::time::Duration, loaded: &Timings, all: &Timings) {
    eprintln!("start-up {:>10.3} ms", startup.as_secs_f64() * 1e3);
    for phase in Phase::ALL {
        let time = all.of(phase) - loaded.of(phase);
        eprintln!("{:<8} {:>10.3} ms", phase.name(), time.as_secs_f64() * 1e3);
    }
    eprintln!(
        "functions {}, code {} bytes",
        all.functions - loaded.functions,
        all.code_bytes - loaded.code_bytes
    );
}

/// The figures, one a line: a name and a number. Times are in microseconds.
fn figures(startup: std::time::Duration, loaded: &Timings, all: &Timings) -> String {
    let mut text = format!("startup {}\n", startup.as_secs_f64() * 1e6);
    for phase in Phase::ALL {
        let time = all.of(phase) - loaded.of(phase);
        text.push_str(&format!("{} {}\n", phase.name(), time.as_secs_f64() * 1e6));
    }
    text.push_str(&format!("functions {}\n", all.functions - loaded.functions));
    text.push_str(&format!("code_bytes {}\n", all.code_bytes - loaded.code_bytes));
    text
}

fn fail(error: &EngineError) -> Status {
    match error {
        EngineError::Uncaught => {}
        EngineError::Refused(messages) => eprint!("{messages}"),
        EngineError::File(..) | EngineError::Engine(_) => eprintln!("juliette: {error}"),
    }
    Status::Failed
}
