//! `/tmp/perf-PID.map`: the names by which `perf` shows compiled functions. Written on request only.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;

/// An open perf map of this process.
pub struct PerfMap {
    file: File,
}

impl PerfMap {
    /// Opens the map, empty. Refuses to write through a link that someone else left there.
    pub fn open() -> io::Result<Self> {
        let path = format!("/tmp/perf-{}.map", std::process::id());
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600).custom_flags(libc::O_NOFOLLOW);
        Ok(Self { file: options.open(path)? })
    }

    /// Adds one function.
    pub fn add(&mut self, start: usize, len: usize, name: &str) -> io::Result<()> {
        writeln!(self.file, "{start:x} {len:x} {name}")
    }
}
