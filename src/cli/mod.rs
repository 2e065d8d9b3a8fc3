//! The command line: what the user asked for, and exit statuses.
//!
//! Status 0: the program ran to its end. Status 1: it was refused, could not be read, or threw. Status 2: the
//! command line makes no sense.

use std::ffi::OsString;

mod account;
mod arguments;
mod companion;
mod compare;
mod explain;
mod image;
mod memory_file;
mod run;
mod startup;

/// How the program is linked, which decides whether it can open LLVM's plugin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Linking {
    /// `juliette`, statically: it turns into its companion when LLVM is asked for.
    Static,
    /// `juliette`, dynamically.
    Dynamic,
    /// `juliette-llvm`, the companion, dynamically.
    Companion,
}

/// Runs the command with the process's arguments, its name first, and ends the process.
pub fn enter(linking: Linking, all: Vec<OsString>) -> ! {
    let arguments: Vec<String> =
        all.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    companion::remember(all);
    crate::ignore_closed_pipes();
    crate::grow_in_large_steps();
    match linking {
        Linking::Static => crate::do_without_llvm(),
        Linking::Dynamic => {}
        Linking::Companion => companion::be_it(),
    }
    let status = std::panic::catch_unwind(|| main(&arguments) as i32);
    // What Rust's own end would do: tell of a panic by the status.
    crate::end_process(status.unwrap_or(101))
}

/// How the command ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// All went well.
    Done = 0,
    /// The program was refused, could not be read, or threw.
    Failed = 1,
    /// The command line makes no sense.
    Misused = 2,
}

const USAGE: &str = "\
usage: juliette [run] [options] FILE [arguments]
       juliette [options] -e CODE [arguments]
       juliette emit --stage=tokens|layout|ast FILE
       juliette emit --stage=lowered|typed|ssa|llvm|asm|stencil --function NAME --types TYPES [-O2] FILE
       juliette explain --function NAME --types TYPES [-O2] [--html FILE] FILE
       juliette --build-image [PATH]
       juliette --startup-report FILE
       juliette cache info|clear
       juliette compare [--runs N] [--backends stencil,llvm-O0,...] [--timeout SECONDS] [--stdin FILE]
                        [--any-output] [--compile=yes|all] [--json FILE] [--html FILE] FILE [arguments]

options:
  --backend=stencil|llvm    which backend makes the code (default: stencil)
  -O0, -O1, -O2, -O3, -Omin how much LLVM optimizes (default: -O2)
  --compile=yes|all|min     compile what runs often, everything, or as little as possible (default: yes)
  --compile=after-N         compile what has carried out N steps
  --trace=specialize        print each specialization as it is made
  --trace=typed             print the types of each body that is compiled
  --timings[=json]          print where the time went, on the standard error stream
  --timings-to=PATH         write the same figures to a file, as JSON
  --timings-functions       tell of each compiled function there, too
  --timings-sample=N        sample the program counter every N microseconds
  --perf=map                name compiled functions for perf, in /tmp/perf-PID.map
  --perf=jitdump            and their lines, in jit-PID.dump (perf record -k 1, perf inject --jit)
  --debugger                tell GDB of compiled functions, so that back traces name them
  --verify                  check the SSA of every function
  --no-cache                neither use nor fill the code cache
  --image=PATH|none         start from this base image, or from the library's source
  --heap-size-hint=N[K|M|G] the most that live objects may take
  --version, --help
";

/// Runs the command with these arguments.
pub(crate) fn main(arguments: &[String]) -> Status {
    let command = match arguments::parse(arguments) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("juliette: {message}\n\n{USAGE}");
            return Status::Misused;
        }
    };
    if command.needs_llvm() && crate::does_without_llvm() {
        return companion::turn_into_it();
    }
    let status = match command {
        arguments::Command::Run(request) => return run::run(request),
        arguments::Command::Help => {
            print!("{USAGE}");
            Status::Done
        }
        arguments::Command::Version => {
            println!("juliette {}", env!("CARGO_PKG_VERSION"));
            Status::Done
        }
        arguments::Command::Emit(stage, file) => emit(stage, &file),
        arguments::Command::EmitCode(request) => emit_code(request),
        arguments::Command::Explain(request) => explain::explain(request),
        arguments::Command::BuildImage(path) => image::build(path),
        arguments::Command::BuildEntry(path) => image::build_entry(&path),
        arguments::Command::StartupReport(path) => startup::report(&path),
        arguments::Command::CacheInfo => image::cache_info(),
        arguments::Command::CacheClear => image::cache_clear(),
        arguments::Command::Compare(request) => compare::compare(&request),
    };
    // What `print!` holds is written out here, because the process ends without further ado.
    let _ = std::io::Write::flush(&mut std::io::stdout());
    status
}

/// Runs a program and prints a stage of the code of one of its functions.
fn emit_code(request: arguments::CodeRequest) -> Status {
    let shown = crate::Engine::new(request.options).and_then(|mut engine| {
        engine.run_file(&request.file)?;
        engine.code(request.stage, &request.function, &request.types)
    });
    match shown {
        Ok(text) => {
            print!("{text}");
            Status::Done
        }
        Err(error) => {
            let message = error.to_string();
            if !message.is_empty() {
                eprintln!("juliette: {message}");
            }
            Status::Failed
        }
    }
}

/// Prints a stage of the program in a file.
fn emit(stage: crate::Stage, file: &str) -> Status {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("juliette: cannot read {file}: {error}");
            return Status::Failed;
        }
    };
    match crate::emit(stage, file, text) {
        Ok(shown) => {
            print!("{shown}");
            Status::Done
        }
        Err(messages) => {
            eprint!("{messages}");
            Status::Failed
        }
    }
}
