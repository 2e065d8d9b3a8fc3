//! `juliette run`: one program, one backend.

use super::account::{self, Account};
use super::arguments::{RunRequest, Source};
use crate::cli::Status;
use juliette::{Engine, EngineError};
use std::time::Instant;

/// Runs a program; the exit status.
pub(crate) fn run(request: RunRequest) -> Status {
    let began = if request.timings_to.is_some() { account::now() } else { 0 };
    let start = Instant::now();
    let mut engine = match Engine::new(request.options) {
        Ok(engine) => engine,
        Err(error) => return fail(&error),
    };
    let loaded = engine.timings();
    let startup = start.elapsed();
    let file = match &request.source {
        Source::File(path) => Some(path.clone()),
        Source::Text(_) => None,
    };
    let result = match request.source {
        Source::File(path) => engine.run_file(&path),
        Source::Text(text) => engine.run_text("none", text),
    };
    if request.timings {
        report(&Account::of(&engine, began, startup, &loaded));
    }
    if let Some(path) = request.timings_to {
        let account = Account::of(&engine, began, startup, &loaded);
        let text = serde_json::to_string(&account).expect("an account has no maps with odd keys");
        if let Err(error) = std::fs::write(&path, text) {
            eprintln!("juliette: cannot write {path}: {error}");
            return Status::Failed;
        }
    }
    if let Some(path) = &file
        && matches!(result, Ok(()) | Err(EngineError::Uncaught))
        && let Some(calls) = engine.calls_for_cache()
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
        EngineError::File(..) | EngineError::Engine(_) => eprintln!("juliette: {error}"),
    }
    Status::Failed
}
