//! Finds the order in which a program calls its functions for the first time, and writes it as a list for the linker's
//! `--symbol-ordering-file`. A program linked in that order has what a start needs side by side, and so touches few pages.
//!
//! `juliette-link-order PROGRAM LIST FILE…` runs `PROGRAM run --no-cache FILE` for each file under `ptrace`, with a breakpoint at the
//! begin of every function that was not called yet; each breakpoint goes when it is met. A list that is much the same as
//! before is left as it was, so that nothing is linked anew for nothing: what is called depends on the time, too.
//!
//! Exit status: 0, also if this system does not allow tracing, which is told; 1 if a program failed or a file cannot be used.
#![allow(unsafe_code, reason = "a traced process asks to be traced between fork and exec")]
#![allow(clippy::print_stderr, reason = "a command")]

use nix::sys::ptrace;
use nix::sys::signal::Signal;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::Pid;
use object::{Object, ObjectSection, ObjectSymbol, Symbol, SymbolKind};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// The instruction that stops a traced process.
const BREAKPOINT: u8 = 0xcc;

/// Functions by their addresses, with their names and first bytes; those that were called leave it.
type Uncalled = BTreeMap<u64, Function>;

struct Function {
    names: Vec<String>,
    first_byte: u8,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, list, files @ ..] = &arguments[..] else {
        eprintln!("usage: juliette-link-order PROGRAM LIST FILE...");
        return ExitCode::FAILURE;
    };
    match order(program, files).and_then(|order| replace(Path::new(list), &order)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::NotAllowed(reason)) => {
            eprintln!(
                "juliette-link-order: programs cannot be traced here ({reason}); the order of functions stays as it is"
            );
            ExitCode::SUCCESS
        }
        Err(Failure::Other(reason)) => {
            eprintln!("juliette-link-order: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Why there is no order.
enum Failure {
    /// The system does not let a process be traced.
    NotAllowed(String),
    Other(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Other(error.to_string())
    }
}

/// The names of the functions that are called when the program runs the files, a line each, in order of their first calls.
fn order(program: &str, files: &[String]) -> Result<String, Failure> {
    let mut uncalled = functions(program)?;
    let mut order = String::new();
    for file in files {
        let mut command = Command::new(program);
        command.args(["run", "--no-cache", file]).stdin(Stdio::null()).stdout(Stdio::null());
        // SAFETY: the call is a single system call, which may be made between fork and exec.
        unsafe { command.pre_exec(|| Ok(ptrace::traceme()?)) };
        let child = command.spawn().map_err(|error| Failure::NotAllowed(error.to_string()))?;
        let child = Pid::from_raw(i32::try_from(child.id())?);
        let status = trace(child, &mut uncalled, &mut order)?;
        if status != 0 {
            return Err(Failure::Other(format!("{program} fails on {file} with status {status}")));
        }
    }
    // Functions of different files may have the same name; the linker takes the names' first mention for all of them.
    let mut seen = HashSet::new();
    Ok(order.lines().filter(|name| seen.insert(*name)).flat_map(|name| [name, "\n"]).collect())
}

/// The functions of a program that is linked at a fixed address. Some of those in assembly language have no length; where the program
/// begins has no type either.
fn functions(program: &str) -> Result<Uncalled, Failure> {
    let bytes = std::fs::read(program)?;
    let file = object::File::parse(&*bytes)?;
    let mut functions = Uncalled::new();
    let is_function = |symbol: &Symbol<'_, '_>| {
        symbol.is_definition() && symbol.kind() == SymbolKind::Text || symbol.address() == file.entry()
    };
    for symbol in file.symbols().filter(is_function) {
        let Some(section) = symbol.section_index() else { continue };
        let code = file.section_by_index(section)?.data_range(symbol.address(), 1)?;
        let (Some(&[first_byte]), Ok(name)) = (code, symbol.name()) else { continue };
        let function = Function { names: Vec::new(), first_byte };
        functions.entry(symbol.address()).or_insert(function).names.push(name.to_owned());
    }
    Ok(functions)
}

/// Follows a process from its `exec` to its end, whose status is the answer, and appends the functions that it calls.
fn trace(child: Pid, uncalled: &mut Uncalled, order: &mut String) -> Result<i32, Failure> {
    waitpid(child, None)?;
    let memory = File::options().write(true).open(format!("/proc/{child}/mem"))?;
    for &address in uncalled.keys() {
        memory.write_all_at(&[BREAKPOINT], address)?;
    }
    let mut signal = None;
    loop {
        ptrace::cont(child, signal.take())?;
        match waitpid(child, None)? {
            WaitStatus::Exited(_, status) => return Ok(status),
            WaitStatus::Signaled(_, signal, _) => {
                return Err(Failure::Other(format!("the process was ended by {signal}")));
            }
            WaitStatus::Stopped(_, Signal::SIGTRAP) => {
                let mut registers = ptrace::getregs(child)?;
                let address = registers.rip - 1;
                let Some(function) = uncalled.remove(&address) else {
                    return Err(Failure::Other(format!(
                        "the process stopped at {address:#x}, where no function begins"
                    )));
                };
                memory.write_all_at(&[function.first_byte], address)?;
                registers.rip = address;
                ptrace::setregs(child, registers)?;
                for name in function.names {
                    order.push_str(&name);
                    order.push('\n');
                }
            }
            WaitStatus::Stopped(_, other) => signal = Some(other),
            WaitStatus::PtraceEvent(..)
            | WaitStatus::PtraceSyscall(_)
            | WaitStatus::Continued(_)
            | WaitStatus::StillAlive => {}
        }
    }
}

/// Writes a list, unless the one that is there has nearly the same lines.
fn replace(path: &Path, list: &str) -> Result<(), Failure> {
    /// One line of so many may be another one.
    const TOLERANCE: usize = 100;
    let before = std::fs::read_to_string(path).unwrap_or_default();
    let (old, new): (HashSet<&str>, HashSet<&str>) = (before.lines().collect(), list.lines().collect());
    if old.symmetric_difference(&new).count() * TOLERANCE <= new.len() {
        return Ok(());
    }
    let next = path.with_extension("new");
    std::fs::write(&next, list)?;
    Ok(std::fs::rename(&next, path)?)
}
