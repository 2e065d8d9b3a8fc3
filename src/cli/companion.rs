//! The companion: `juliette-llvm`, the same program linked dynamically. `juliette` is linked statically, starts faster for
//! it, and cannot open LLVM's plugin.

use super::Status;
use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// The companion's file name.
const NAME: &str = "juliette-llvm";

/// Whether this process is the companion.
static IS_COMPANION: AtomicBool = AtomicBool::new(false);

/// Says that this process is the companion.
pub(super) fn be_it() {
    IS_COMPANION.store(true, Ordering::Relaxed);
}

/// The process's arguments, its name first.
static ARGUMENTS: OnceLock<Vec<OsString>> = OnceLock::new();

/// Notes the process's arguments.
pub(super) fn remember(arguments: Vec<OsString>) {
    let is_first = ARGUMENTS.set(arguments).is_ok();
    debug_assert!(is_first, "a process is entered once");
}

/// Where it lies: beside the program or in `../lib/juliette` from there; none if this is it, or needs none, or it is not there.
fn path() -> Option<PathBuf> {
    if !crate::does_without_llvm() {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    [".", "../lib/juliette"].map(|place| folder.join(place).join(NAME)).into_iter().find(|path| path.exists())
}

/// Goes on as the companion, with the same arguments. Comes back only if that cannot be.
pub(super) fn turn_into_it() -> Status {
    match path() {
        Some(path) => {
            let arguments = ARGUMENTS.get().into_iter().flatten().skip(1);
            let error = Command::new(&path).args(arguments).exec();
            eprintln!("juliette: {} cannot be started: {error}", path.display());
        }
        None => eprintln!(
            "juliette: the LLVM backend is not available: there is no `{NAME}` beside the program or in ../lib/juliette"
        ),
    }
    Status::Failed
}

/// The base image at a path that the user gave: each program has its own.
pub(super) fn image_at(path: &str) -> String {
    if IS_COMPANION.load(Ordering::Relaxed) { format!("{path}.llvm") } else { path.to_owned() }
}

/// Lets the companion, if there is one, make its base image too; gives the process.
pub(super) fn build_image(path: Option<&str>) -> Option<std::process::Child> {
    let mut command = Command::new(self::path()?);
    command.arg("--build-image").args(path);
    command.spawn().ok()
}
