//! Entry points for files and folders.
//!
//! Invariant: as in `entries`: callers pass what the rows of [`crate::calls`] say, and the unsafe blocks rely on it. A file is known
//! by its number, from 3 on; numbers are not used again. What is read and written is buffered; a position that the program
//! sees is that of its next byte, whatever the buffers hold.

use crate::object::Ref;
use crate::runtime::current;
use crate::strings::{bytes, new_string};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;

const BUFFER: usize = 32 << 10;
/// The number of the first file: behind the standard streams.
const FIRST: i64 = 3;

/// A file that the program has opened.
#[derive(Debug)]
struct Open {
    file: File,
    input: Vec<u8>,
    used: usize,
    output: Vec<u8>,
}

/// The open files, by number.
#[derive(Debug, Default)]
pub struct Files(Vec<Option<Open>>);

impl Files {
    fn get(&mut self, number: i64) -> Option<&mut Open> {
        self.0.get_mut(usize::try_from(number - FIRST).ok()?)?.as_mut()
    }

    /// Writes what the files' buffers hold.
    pub fn flush_all(&mut self) {
        for open in self.0.iter_mut().flatten() {
            open.flush();
        }
    }
}

impl Open {
    fn flush(&mut self) {
        if !self.output.is_empty() {
            let _ = self.file.write_all(&self.output);
            self.output.clear();
        }
    }

    /// Reads more behind what is buffered, dropping what was used; false at the end.
    fn fill(&mut self) -> bool {
        self.flush();
        self.input.drain(..self.used);
        self.used = 0;
        let start = self.input.len();
        self.input.resize(start + BUFFER, 0);
        let count = self.file.read(&mut self.input[start..]).unwrap_or(0);
        self.input.truncate(start + count);
        count > 0
    }

    fn take(&mut self, end: usize) -> Vec<u8> {
        let taken = self.input[self.used..end].to_vec();
        self.used = end;
        taken
    }

    fn read_until(&mut self, delimiter: u8) -> Vec<u8> {
        let mut searched = self.used;
        loop {
            if let Some(at) = self.input[searched..].iter().position(|&byte| byte == delimiter) {
                return self.take(searched + at + 1);
            }
            let pending = self.input.len() - self.used;
            if !self.fill() {
                return self.take(self.input.len());
            }
            searched = pending;
        }
    }

    fn read(&mut self, count: usize) -> Vec<u8> {
        while self.input.len() - self.used < count && self.fill() {}
        self.take(self.input.len().min(self.used.saturating_add(count)))
    }

    /// Forgets what was read ahead, so that the file's own position is the program's.
    fn settle(&mut self) {
        self.flush();
        let ahead = (self.input.len() - self.used) as i64;
        if ahead > 0 {
            let _ = self.file.seek(SeekFrom::Current(-ahead));
        }
        self.input.clear();
        self.used = 0;
    }
}

unsafe fn path<'a>(string: Ref) -> &'a OsStr {
    // SAFETY: see the head of this file.
    OsStr::from_bytes(unsafe { bytes(string) })
}

/// The negative of the system's number for an error.
fn code(error: &std::io::Error) -> i64 {
    -i64::from(error.raw_os_error().unwrap_or(libc::EIO))
}

fn status(result: std::io::Result<()>) -> i64 {
    result.map_or_else(|error| code(&error), |()| 0)
}

/// A file's number, or the negative of an error's. Flags: 1 read, 2 write, 4 create, 8 truncate, 16 append.
pub(crate) unsafe extern "C" fn file_open(name: Ref, flags: i64) -> i64 {
    let has = |flag: i64| flags & flag != 0;
    let opened = std::fs::OpenOptions::new()
        .read(has(1))
        .write(has(2) && !has(16))
        .append(has(16))
        .create(has(4))
        .truncate(has(8))
        // SAFETY: see the head of this file.
        .open(unsafe { path(name) });
    match opened {
        Ok(file) => {
            let files = &mut current().files.0;
            files.push(Some(Open { file, input: Vec::new(), used: 0, output: Vec::new() }));
            files.len() as i64 - 1 + FIRST
        }
        Err(error) => code(&error),
    }
}

pub(crate) unsafe extern "C" fn file_close(number: i64) {
    if let Some(open) = current().files.get(number) {
        open.flush();
    }
    if let Some(slot) = usize::try_from(number - FIRST).ok().and_then(|at| current().files.0.get_mut(at)) {
        *slot = None;
    }
}

pub(crate) unsafe extern "C" fn file_is_open(number: i64) -> bool {
    current().files.get(number).is_some()
}

pub(crate) unsafe extern "C" fn file_write(number: i64, text: *const u8, length: i64) {
    // SAFETY: see the head of this file.
    let text = unsafe { core::slice::from_raw_parts(text, length.max(0) as usize) };
    if let Some(open) = current().files.get(number) {
        open.settle_input();
        open.output.extend_from_slice(text);
        if open.output.len() >= BUFFER {
            open.flush();
        }
    }
}

impl Open {
    /// Before writing: what was read ahead does not count.
    fn settle_input(&mut self) {
        if !self.input.is_empty() {
            self.settle();
        }
    }
}

pub(crate) unsafe extern "C" fn file_flush(number: i64) {
    if let Some(open) = current().files.get(number) {
        open.flush();
    }
}

pub(crate) unsafe extern "C" fn file_read(number: i64, count: i64) -> Ref {
    let found = current().files.get(number).map(|open| open.read(count.max(0) as usize));
    new_string(&found.unwrap_or_default())
}

pub(crate) unsafe extern "C" fn file_read_until(number: i64, delimiter: i64) -> Ref {
    let found = current().files.get(number).map(|open| open.read_until(delimiter as u8));
    new_string(&found.unwrap_or_default())
}

pub(crate) unsafe extern "C" fn file_at_end(number: i64) -> bool {
    current().files.get(number).is_none_or(|open| open.used == open.input.len() && !open.fill())
}

/// Goes to a position; -1 for the end.
pub(crate) unsafe extern "C" fn file_seek(number: i64, position: i64) {
    if let Some(open) = current().files.get(number) {
        open.settle();
        let to = u64::try_from(position).map_or(SeekFrom::End(0), SeekFrom::Start);
        let _ = open.file.seek(to);
    }
}

pub(crate) unsafe extern "C" fn file_position(number: i64) -> i64 {
    current().files.get(number).map_or(-1, |open| {
        open.settle();
        open.file.stream_position().map_or(-1, |position| position as i64)
    })
}

/// The size of a file or folder by name, or the negative of an error's number.
pub(crate) unsafe extern "C" fn path_size(name: Ref) -> i64 {
    // SAFETY: see the head of this file.
    std::fs::metadata(unsafe { path(name) }).map_or_else(|error| code(&error), |data| data.len() as i64)
}

/// Removes a file or folder, with what is in it if `recursive`.
pub(crate) unsafe extern "C" fn path_remove(name: Ref, recursive: i64) -> i64 {
    // SAFETY: see the head of this file.
    let name = unsafe { path(name) };
    let is_folder = std::fs::symlink_metadata(name).is_ok_and(|data| data.is_dir());
    status(if is_folder && recursive & 1 == 1 {
        std::fs::remove_dir_all(name)
    } else if is_folder {
        std::fs::remove_dir(name)
    } else {
        std::fs::remove_file(name)
    })
}

pub(crate) unsafe extern "C" fn path_make(name: Ref, parents: i64) -> i64 {
    // SAFETY: see the head of this file.
    let name = unsafe { path(name) };
    status(if parents & 1 == 1 { std::fs::create_dir_all(name) } else { std::fs::create_dir(name) })
}

pub(crate) unsafe extern "C" fn path_rename(from: Ref, to: Ref) -> i64 {
    // SAFETY: see the head of this file.
    status(std::fs::rename(unsafe { path(from) }, unsafe { path(to) }))
}

pub(crate) unsafe extern "C" fn path_copy(from: Ref, to: Ref) -> i64 {
    // SAFETY: see the head of this file.
    status(std::fs::copy(unsafe { path(from) }, unsafe { path(to) }).map(|_| ()))
}

/// The names in a folder, sorted, each followed by a NUL.
pub(crate) unsafe extern "C" fn path_list(name: Ref) -> Ref {
    // SAFETY: see the head of this file.
    let entries = std::fs::read_dir(unsafe { path(name) });
    let mut names: Vec<_> =
        entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let mut out = Vec::new();
    for name in names {
        out.extend_from_slice(name.as_bytes());
        out.push(0);
    }
    new_string(&out)
}

pub(crate) unsafe extern "C" fn current_folder() -> Ref {
    let folder = std::env::current_dir().unwrap_or_default();
    new_string(folder.as_os_str().as_bytes())
}

pub(crate) unsafe extern "C" fn change_folder(name: Ref) -> i64 {
    // SAFETY: see the head of this file.
    status(std::env::set_current_dir(unsafe { path(name) }))
}

/// What the system says of an error's number.
pub(crate) unsafe extern "C" fn error_text(number: i64) -> Ref {
    let text = std::io::Error::from_raw_os_error(number as i32).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    new_string(text.as_bytes())
}

pub(crate) unsafe extern "C" fn environment_has(name: Ref) -> bool {
    // SAFETY: see the head of this file.
    std::env::var_os(unsafe { path(name) }).is_some()
}

/// The names of all variables, sorted, each followed by a NUL.
pub(crate) unsafe extern "C" fn environment_names() -> Ref {
    let mut names: Vec<_> = std::env::vars_os().map(|(name, _)| name).collect();
    names.sort();
    let mut out = Vec::new();
    for name in names {
        out.extend_from_slice(name.as_bytes());
        out.push(0);
    }
    new_string(&out)
}

pub(crate) unsafe extern "C" fn environment_set(name: Ref, value: Ref) {
    // SAFETY: see the head of this file; no other thread reads the environment.
    unsafe { std::env::set_var(path(name), path(value)) };
}

pub(crate) unsafe extern "C" fn environment_remove(name: Ref) {
    // SAFETY: see the head of this file; no other thread reads the environment.
    unsafe { std::env::remove_var(path(name)) };
}
