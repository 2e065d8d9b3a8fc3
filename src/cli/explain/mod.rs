//! `juliette explain`: a function's SSA, its stencils and LLVM's code side by side, as text or as a page.
//!
//! The program is run first, because its methods exist only then; what it prints is not shown.

mod html;
mod text;

use super::Status;
use super::arguments::ExplainRequest;
use crate::{Engine, Explained};

/// Runs a program and explains the code of one of its functions; the exit status.
pub(crate) fn explain(request: ExplainRequest) -> Status {
    let (file, function, types, level) = (request.file, request.function, request.types, request.level);
    let shown = Engine::new(request.options).and_then(|mut engine| {
        silently(|| {
            let ran = engine.run_file(&file);
            // What it printed last is still in its streams.
            engine.flush();
            ran
        })?;
        engine.explain(&function, &types, level)
    });
    let explained = match shown {
        Ok(explained) => explained,
        Err(error) => {
            let message = error.to_string();
            if !message.is_empty() {
                eprintln!("juliette: {message}");
            }
            return Status::Failed;
        }
    };
    match request.html {
        Some(path) => {
            if let Err(error) = std::fs::write(&path, html::render(&explained)) {
                eprintln!("juliette: cannot write {path}: {error}");
                return Status::Failed;
            }
        }
        None => print!("{}", text::render(&explained)),
    }
    Status::Done
}

/// Does something with the process's output led to nowhere.
fn silently<R>(act: impl FnOnce() -> R) -> R {
    let led = std::fs::File::options().write(true).open("/dev/null").and_then(|nowhere| {
        let kept = std::io::Write::flush(&mut std::io::stdout());
        kept.and_then(|()| std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned()).and_then(
            |own| {
                rustix::stdio::dup2_stdout(&nowhere)?;
                Ok(own)
            },
        )
    });
    let result = act();
    if let Ok(own) = led {
        // If it cannot be led back, there is nobody to tell.
        let _ = rustix::stdio::dup2_stdout(&own);
    }
    result
}

/// What one line of the source became: indices of instructions, of pieces of stencil code, of LLVM's instructions.
struct LineCode {
    instructions: Vec<usize>,
    pieces: Vec<usize>,
    llvm: Vec<usize>,
}

fn code_of_line(explained: &Explained, line: u32) -> LineCode {
    let (instructions, pieces) = (explained.instructions.iter(), explained.pieces.iter());
    LineCode {
        instructions: numbers(instructions.map(|one| one.line), line),
        pieces: numbers(pieces.map(|one| one.line), line),
        llvm: numbers(explained.llvm.iter().map(|one| one.line), line),
    }
}

fn numbers(lines: impl Iterator<Item = u32>, wanted: u32) -> Vec<usize> {
    lines.enumerate().filter(|&(_, line)| line == wanted).map(|(number, _)| number).collect()
}

/// A sentence on sizes.
fn sizes(explained: &Explained) -> String {
    let stencils = explained.pieces.iter().filter(|piece| piece.is_stencil).count();
    format!(
        "{} instructions of SSA became {} bytes of {stencils} stencils and {} pieces written by hand; LLVM at {} made {} \
         bytes of them.",
        explained.instructions.len(),
        explained.stencil_bytes,
        explained.pieces.len() - stencils,
        explained.level,
        explained.llvm_bytes
    )
}

/// What code without a line of its own is.
const NO_LINE: &str = "entering and leaving";
