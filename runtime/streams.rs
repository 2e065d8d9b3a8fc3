//! Standard output, error and input.
//!
//! Invariant: what is written to stdout is buffered and appears in order with what is written to stderr and
//! asked of stdin: it is flushed before either, when the buffer is full, after each line on a terminal, and at exit.

use std::io::Write;

/// The stream number of standard output.
pub const STDOUT: i64 = 1;
/// The stream number of standard error.
pub const STDERR: i64 = 2;

const BUFFER: usize = 64 << 10;

/// The process's streams.
#[derive(Debug, Default)]
pub struct Streams {
    out: Vec<u8>,
    is_terminal: Option<bool>,
    input: Vec<u8>,
    input_used: usize,
    input_ended: bool,
    /// Everything written to stdout goes here instead, if present (for tests and the comparison of backends).
    pub capture: Option<Vec<u8>>,
}

impl Streams {
    /// Writes bytes to stdout or stderr.
    pub fn write(&mut self, stream: i64, bytes: &[u8]) {
        if stream == STDERR {
            self.flush_all();
            write_all(2, bytes);
            return;
        }
        if let Some(capture) = &mut self.capture {
            capture.extend_from_slice(bytes);
            return;
        }
        if self.out.len() + bytes.len() > BUFFER {
            self.flush_all();
        }
        if bytes.len() > BUFFER {
            write_all(1, bytes);
        } else {
            self.out.extend_from_slice(bytes);
        }
        if bytes.contains(&b'\n') && self.is_terminal() {
            self.flush_all();
        }
    }

    /// Writes what stdout's buffer holds.
    pub fn flush_all(&mut self) {
        if !self.out.is_empty() {
            write_all(1, &self.out);
            self.out.clear();
        }
    }

    /// Bytes of stdin up to and including the next `delimiter`, fewer at the end.
    pub fn read_until(&mut self, delimiter: u8) -> Vec<u8> {
        self.flush_all();
        let mut searched = self.input_used;
        loop {
            if let Some(at) = self.input[searched..].iter().position(|&byte| byte == delimiter) {
                let end = searched + at + 1;
                let line = self.input[self.input_used..end].to_vec();
                self.input_used = end;
                return line;
            }
            searched = self.input.len();
            let dropped = self.input_used;
            if !self.fill_input() {
                let rest = self.input[self.input_used..].to_vec();
                self.input_used = self.input.len();
                return rest;
            }
            searched -= dropped;
        }
    }

    /// At most `count` bytes of stdin; fewer only at the end.
    pub fn read(&mut self, count: usize) -> Vec<u8> {
        self.flush_all();
        while self.input.len() - self.input_used < count && self.fill_input() {}
        let end = self.input.len().min(self.input_used.saturating_add(count));
        let found = self.input[self.input_used..end].to_vec();
        self.input_used = end;
        found
    }

    /// Whether stdin has no more bytes.
    pub fn is_at_end(&mut self) -> bool {
        self.input_used == self.input.len() && !self.fill_input()
    }

    /// Reads more of stdin behind what is buffered, dropping what was used; false at the end.
    fn fill_input(&mut self) -> bool {
        if self.input_ended {
            return false;
        }
        self.input.drain(..self.input_used);
        self.input_used = 0;
        let start = self.input.len();
        self.input.resize(start + BUFFER, 0);
        let count = loop {
            // SAFETY: the buffer has room for as many bytes.
            let count = unsafe { libc::read(0, self.input[start..].as_mut_ptr().cast(), BUFFER) };
            if count >= 0 || std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
                break count.max(0) as usize;
            }
        };
        self.input.truncate(start + count);
        self.input_ended = count == 0;
        count > 0
    }

    fn is_terminal(&mut self) -> bool {
        // SAFETY: the call has no preconditions.
        *self.is_terminal.get_or_insert_with(|| unsafe { libc::isatty(1) == 1 })
    }
}

/// Writes bytes to a file descriptor; gives up silently on errors, as a closed pipe leaves nobody to tell.
fn write_all(descriptor: i32, bytes: &[u8]) {
    use std::os::fd::FromRawFd;
    // SAFETY: descriptors 1 and 2 are never closed by this process; the file is not dropped.
    let mut file = core::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(descriptor) });
    let _ = file.write_all(bytes);
}
