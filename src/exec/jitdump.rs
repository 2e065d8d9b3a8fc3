//! `jit-PID.dump`: compiled functions with their bytes and their source lines, from which `perf inject --jit` makes object
//! files that `perf annotate` can show. Written on request only.
//!
//! The file is a header and records in the order of time; times are those of the system's monotonic clock, so `perf record`
//! must be told `-k 1`. perf learns of the file because this process maps a page of it executable. A function's lines come
//! right before its code.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const MAGIC: u32 = 0x4a69_5444;
const VERSION: u32 = 1;
const HEADER_BYTES: u32 = 40;
/// x86-64, as ELF numbers machines.
const MACHINE: u32 = 62;
const CODE_LOAD: u32 = 0;
const DEBUG_INFO: u32 = 2;
/// Bytes of a record before its own contents: kind, length, time.
const PREFIX: usize = 16;

/// An open dump of this process.
pub struct JitDump {
    file: File,
    /// Functions so far.
    count: u64,
}

/// A function for the dump.
pub struct DumpedFunction<'a> {
    /// Its address.
    pub address: usize,
    /// Its bytes.
    pub code: &'a [u8],
    /// Its name.
    pub name: &'a str,
    /// The file of its source.
    pub file: &'a str,
    /// (offset in the code, line), ascending.
    pub lines: &'a [(u32, u32)],
}

impl JitDump {
    /// Opens the dump in a folder, empty.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!("jit-{}.dump", std::process::id()));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true).mode(0o600).custom_flags(libc::O_NOFOLLOW);
        let mut file = options.open(path)?;
        let mut header = Vec::new();
        for word in [MAGIC, VERSION, HEADER_BYTES, MACHINE, 0, std::process::id()] {
            header.extend(word.to_le_bytes());
        }
        header.extend(now().to_le_bytes());
        header.extend(0u64.to_le_bytes());
        file.write_all(&header)?;
        // SAFETY: a private mapping of its own, which nobody touches; it stays until the process ends.
        let mapped = unsafe {
            let (protection, flags) = (libc::PROT_READ | libc::PROT_EXEC, libc::MAP_PRIVATE);
            libc::mmap(core::ptr::null_mut(), 4096, protection, flags, file.as_raw_fd(), 0)
        };
        if mapped == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(Self { file, count: 0 })
    }

    /// Adds a function.
    pub fn add(&mut self, function: &DumpedFunction<'_>) -> io::Result<()> {
        let time = now();
        let mut out = Vec::with_capacity(256 + function.code.len());
        if !function.lines.is_empty() {
            let at = begin(&mut out, DEBUG_INFO, time);
            out.extend((function.address as u64).to_le_bytes());
            out.extend((function.lines.len() as u64).to_le_bytes());
            for &(offset, line) in function.lines {
                out.extend((function.address as u64 + u64::from(offset)).to_le_bytes());
                out.extend(line.to_le_bytes());
                out.extend(0u32.to_le_bytes());
                out.extend(function.file.as_bytes());
                out.push(0);
            }
            out.resize(out.len().next_multiple_of(8), 0);
            end(&mut out, at);
        }
        let at = begin(&mut out, CODE_LOAD, time);
        out.extend(std::process::id().to_le_bytes());
        // SAFETY: asks for the thread's number, which cannot fail.
        out.extend(unsafe { libc::gettid() }.to_le_bytes());
        let (address, len) = (function.address as u64, function.code.len() as u64);
        for word in [address, address, len, self.count] {
            out.extend(word.to_le_bytes());
        }
        out.extend(function.name.as_bytes());
        out.push(0);
        out.extend(function.code);
        end(&mut out, at);
        self.count += 1;
        self.file.write_all(&out)
    }
}

/// Begins a record; where it begins.
fn begin(out: &mut Vec<u8>, kind: u32, time: u64) -> usize {
    let at = out.len();
    out.extend(kind.to_le_bytes());
    out.extend(0u32.to_le_bytes());
    out.extend(time.to_le_bytes());
    debug_assert_eq!(out.len() - at, PREFIX);
    at
}

/// Fills in a record's length.
fn end(out: &mut [u8], at: usize) {
    let len = (out.len() - at) as u32;
    out[at + 4..at + 8].copy_from_slice(&len.to_le_bytes());
}

/// The system's monotonic clock, nanoseconds.
fn now() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the structure is there to be filled.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn records_follow_each_other() {
        let folder = std::env::temp_dir();
        let mut dump = JitDump::open(&folder).unwrap();
        let function = DumpedFunction {
            address: 0x1000,
            code: &[0x90, 0xc3],
            name: "f",
            file: "/a.jl",
            lines: &[(0, 3), (1, 4)],
        };
        dump.add(&function).unwrap();
        dump.add(&function).unwrap();
        let path = folder.join(format!("jit-{}.dump", std::process::id()));
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((word(0), word(8)), (MAGIC, HEADER_BYTES));
        let mut at = HEADER_BYTES as usize;
        let mut kinds = Vec::new();
        while at < bytes.len() {
            kinds.push(word(at));
            at += word(at + 4) as usize;
        }
        assert_eq!(at, bytes.len());
        assert_eq!(kinds, [DEBUG_INFO, CODE_LOAD, DEBUG_INFO, CODE_LOAD]);
    }
}
