//! `juliette --build-image` makes the base image that other runs start from; `juliette cache` looks after the code cache.

use super::memory_file::MemoryFile;
use super::{Status, companion};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

/// What a process that makes an entry is told at most, in bytes.
const MAX_CALLS: u64 = 4 << 20;

/// Makes a base image at the path, or beside the program; the exit status.
pub(crate) fn build(path: Option<String>) -> Status {
    let start = Instant::now();
    let companion = companion::build_image(path.as_deref());
    let path = path.map(|path| companion::image_at(&path));
    let status = match crate::build_image(path.as_deref().map(Path::new)) {
        Ok(report) => {
            println!(
                "{}: {} KB ({} KB of data, {} KB of objects, {} KB of code of {} functions), {} ms",
                report.path.display(),
                report.bytes >> 10,
                report.data >> 10,
                report.heap >> 10,
                report.code >> 10,
                report.functions,
                start.elapsed().as_millis()
            );
            Status::Done
        }
        Err(error) => {
            eprintln!("juliette: no base image was made: {error}");
            Status::Failed
        }
    };
    match companion.map(|mut companion| companion.wait()) {
        None => status,
        Some(Ok(ended)) if ended.success() => status,
        Some(_) => Status::Failed,
    }
}

/// Makes the code cache's entry of the program in a file. It is started in the background, where nobody reads what it says.
pub(crate) fn build_entry(path: &str) -> Status {
    let mut calls = String::new();
    // Without them the entry holds less.
    let _ = std::io::stdin().take(MAX_CALLS).read_to_string(&mut calls);
    match crate::build_entry(path, &calls) {
        Ok(()) => Status::Done,
        Err(error) => {
            eprintln!("juliette: no cache entry was made: {error}");
            Status::Failed
        }
    }
}

/// Lets a process of its own make the entry of the program in a file.
pub(crate) fn build_entry_in_background(path: &str, calls: &str) {
    use std::os::unix::process::CommandExt as _;
    let Ok(program) = std::env::current_exe() else { return };
    let calls = &calls.as_bytes()[..calls.len().min(MAX_CALLS as usize)];
    let whole = calls.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    // A file, so that nobody waits until it is read.
    let told = MemoryFile::new().and_then(|file| file.into_input(&calls[..whole]));
    let Ok(told) = told else { return };
    let mut command = std::process::Command::new(program);
    command.arg("--build-cache-entry").arg(path).process_group(0).stdin(told);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    // Without an entry the next run takes as long as this one.
    let _ = command.spawn();
}

/// Prints where the code cache is and how much it holds.
pub(crate) fn cache_info() -> Status {
    match crate::cache_info() {
        Some((folder, programs, bytes)) => {
            println!("{}: {programs} programs, {} KB", folder.display(), bytes >> 10);
            Status::Done
        }
        None => {
            eprintln!("juliette: there is no place for a code cache: neither XDG_CACHE_HOME nor HOME is set");
            Status::Failed
        }
    }
}

/// Empties the code cache.
pub(crate) fn cache_clear() -> Status {
    println!("{} files removed", crate::clear_cache());
    Status::Done
}
