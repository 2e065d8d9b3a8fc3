//! `juliette run`: one program, one backend.
//!
//! Figures that were asked for are told when the program ends, also when it ends the process itself.

use super::account::{self, Account};
use super::arguments::{RunRequest, Source, TimingsForm};
use super::companion;
use crate::cli::Status;
use crate::{Engine, EngineError, Timings};
use serde_json::json;
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// What is told at the end, to whom.
struct Ending {
    began: u64,
    startup: Duration,
    /// The engine's timings when its library was there.
    loaded: Timings,
    backend: String,
    shown: Option<TimingsForm>,
    to: Option<String>,
}

thread_local! {
    static ENDING: RefCell<Option<Ending>> = const { RefCell::new(None) };
}

/// Runs a program; the exit status.
pub(crate) fn run(request: RunRequest) -> Status {
    let is_timed = request.timings.is_some() || request.timings_to.is_some();
    let began = if is_timed { account::now() } else { 0 };
    let start = Instant::now();
    let mut options = request.options;
    let backend = options.backend.name();
    if is_timed {
        options.at_exit = Some(|engine| {
            tell(engine);
        });
    }
    let mut engine = match Engine::new(options) {
        Ok(engine) => engine,
        Err(error) => return fail(&error),
    };
    if is_timed {
        let (loaded, startup) = (engine.timings(), start.elapsed());
        let (shown, to) = (request.timings, request.timings_to);
        ENDING.set(Some(Ending { began, startup, loaded, backend, shown, to }));
    }
    let file = match &request.source {
        Source::File(path) => Some(path.clone()),
        Source::Text(_) => None,
    };
    let result = match request.source {
        Source::File(path) => engine.run_file(&path),
        Source::Text(text) => engine.run_text("none", text),
    };
    if matches!(result, Err(EngineError::NeedsLlvm)) {
        return companion::turn_into_it();
    }
    if !tell(&engine) {
        return Status::Failed;
    }
    if let Some(path) = &file
        && matches!(result, Ok(()) | Err(EngineError::Uncaught))
        && let Some(calls) = engine.calls_for_cache(result.is_err())
    {
        super::image::build_entry_in_background(path, &calls);
    }
    // The process ends here: to free what the engine holds, piece by piece, would only take time.
    std::mem::forget(engine);
    match result {
        Ok(()) => Status::Done,
        Err(error) => fail(&error),
    }
}

/// Tells the figures that were asked for, once; whether that went well.
fn tell(engine: &Engine) -> bool {
    let Some(ending) = ENDING.take() else { return true };
    let account = Account::of(engine, ending.began, ending.startup, &ending.loaded);
    match ending.shown {
        Some(TimingsForm::Text) => report(&account),
        Some(TimingsForm::Json) => eprintln!("{}", object(engine, &account, &ending.backend)),
        None => {}
    }
    if let Some(path) = ending.to
        && let Err(error) = account.write(&path)
    {
        eprintln!("juliette: cannot write {path}: {error}");
        return false;
    }
    true
}

/// The figures as an object for tools; docs/timings.schema.json describes it.
fn object(engine: &Engine, account: &Account, backend: &str) -> serde_json::Value {
    let millis = |micros: f64| micros / 1e3;
    let phases = &account.phases;
    let heap = engine.heap_stats();
    json!({
        "format": 1,
        "version": env!("CARGO_PKG_VERSION"),
        "backend": backend,
        "total_ms": account.ended.saturating_sub(account.began) as f64 / 1e6,
        "startup_ms": millis(account.startup),
        "phases_ms": {
            "parse": millis(phases.parse),
            "lower": millis(phases.lower),
            "infer": millis(phases.infer),
            "optimize": millis(phases.optimize),
            "generate": millis(phases.generate),
            "link": millis(phases.link),
            "run": millis(phases.run),
        },
        "functions": account.functions,
        "code_bytes": account.code_bytes,
        "peak_memory_bytes": account.peak_memory,
        "heap_bytes": heap.heap,
        "collections": heap.collections,
        "collecting_ms": heap.collecting_ns as f64 / 1e6,
    })
}

fn report(account: &Account) {
    let phases = &account.phases;
    for (name, time) in [
        ("start-up", account.startup),
        ("parse", phases.parse),
        ("lower", phases.lower),
        ("infer", phases.infer),
        ("optimize", phases.optimize),
        ("generate", phases.generate),
        ("link", phases.link),
        ("run", phases.run),
    ] {
        eprintln!("{name:<8} {:>10.3} ms", time / 1e3);
    }
    eprintln!("functions {}, code {} bytes", account.functions, account.code_bytes);
}

fn fail(error: &EngineError) -> Status {
    match error {
        EngineError::Uncaught => {}
        EngineError::Refused(messages) => eprint!("{messages}"),
        EngineError::File(..) | EngineError::Engine(_) | EngineError::NeedsLlvm => {
            eprintln!("juliette: {error}")
        }
    }
    Status::Failed
}
