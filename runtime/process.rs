//! Entry points for output, input, files, time, arguments and exit.
//!
//! Invariant: as in `entries`: callers pass what the rows of [`crate::calls`] say, and the unsafe blocks rely on it.

use crate::object::Ref;
use crate::runtime::current;
use crate::strings::{bytes, new_string};
use std::io::Write;

pub(crate) unsafe extern "C" fn write_bytes(stream: i64, text: *const u8, length: i64) {
    // SAFETY: see the head of this file.
    let text = unsafe { core::slice::from_raw_parts(text, length.max(0) as usize) };
    current().streams.write(stream, text);
}

pub(crate) unsafe extern "C" fn write_string(stream: i64, string: Ref) {
    // SAFETY: see the head of this file.
    current().streams.write(stream, unsafe { bytes(string) });
}

pub(crate) unsafe extern "C" fn write_byte(stream: i64, byte: i64) {
    current().streams.write(stream, &[byte as u8]);
}

pub(crate) unsafe extern "C" fn write_char(stream: i64, bits: u32) {
    let text = bits.to_be_bytes();
    let len = text.iter().rposition(|&byte| byte != 0).map_or(1, |last| last + 1);
    current().streams.write(stream, &text[..len]);
}

pub(crate) unsafe extern "C" fn write_int64(stream: i64, value: i64) {
    let mut out = Vec::with_capacity(20);
    crate::format::write_i64(&mut out, value);
    current().streams.write(stream, &out);
}

pub(crate) unsafe extern "C" fn write_uint64(stream: i64, value: i64) {
    let mut out = Vec::with_capacity(20);
    crate::format::write_u128(&mut out, (value as u64).into());
    current().streams.write(stream, &out);
}

pub(crate) unsafe extern "C" fn write_float64(stream: i64, value: f64, style: i64) {
    let mut out = Vec::with_capacity(32);
    crate::format::write_f64(&mut out, value, crate::numbers::style(style));
    current().streams.write(stream, &out);
}

pub(crate) unsafe extern "C" fn write_float32(stream: i64, value: f32, style: i64) {
    let mut out = Vec::with_capacity(32);
    crate::format::write_f32(&mut out, value, crate::numbers::style(style));
    current().streams.write(stream, &out);
}

pub(crate) unsafe extern "C" fn flush(_stream: i64) {
    current().streams.flush_all();
}

pub(crate) unsafe extern "C" fn read_until(delimiter: i64) -> Ref {
    let line = current().streams.read_until(delimiter as u8);
    let object = new_string(&line);
    drop(line);
    object
}

pub(crate) unsafe extern "C" fn read_bytes(count: i64) -> Ref {
    let found = current().streams.read(usize::try_from(count).unwrap_or(usize::MAX));
    new_string(&found)
}

pub(crate) unsafe extern "C" fn at_end() -> bool {
    let streams = &mut current().streams;
    streams.flush_all();
    streams.is_at_end()
}

pub(crate) unsafe extern "C" fn time() -> f64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0.0, |since| since.as_micros() as f64 / 1e6)
}

/// The bytes of the processor's widest vectors.
pub(crate) unsafe extern "C" fn vector_bytes() -> i64 {
    if std::arch::is_x86_feature_detected!("avx512f") {
        64
    } else if std::arch::is_x86_feature_detected!("avx") {
        32
    } else {
        16
    }
}

pub(crate) unsafe extern "C" fn clock_ns() -> i64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call fills in the structure.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) };
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

pub(crate) unsafe extern "C" fn sleep_ns(ns: i64) {
    current().streams.flush_all();
    let ns = ns.max(0);
    let mut left = libc::timespec { tv_sec: ns / 1_000_000_000, tv_nsec: ns % 1_000_000_000 };
    // A signal ends the sleep early: Ctrl-C then throws, after anything else the rest is slept.
    // SAFETY: the call only reads and writes `left`.
    while unsafe { libc::nanosleep(&left, &mut left) } != 0 {
        // SAFETY: this is a call of compiled code, from which an exception may be thrown.
        unsafe { crate::signals::safepoint_slow() };
    }
}

/// Eight random bytes from the system.
pub(crate) unsafe extern "C" fn random_seed() -> i64 {
    let mut seed = [0; 8];
    // SAFETY: the buffer has as many bytes.
    unsafe { libc::getrandom(seed.as_mut_ptr().cast(), seed.len(), 0) };
    i64::from_le_bytes(seed)
}

pub(crate) unsafe extern "C" fn arg_count() -> i64 {
    current().args.len() as i64
}

/// By how many seconds the local time is ahead of UTC, at a time in seconds since 1970.
pub(crate) unsafe extern "C" fn utc_offset(seconds: i64) -> i64 {
    // SAFETY: the broken-down time is plain data, which the call fills.
    unsafe {
        let mut parts: libc::tm = core::mem::zeroed();
        if libc::localtime_r(&seconds, &mut parts).is_null() { 0 } else { parts.tm_gmtoff }
    }
}

/// The program's file as it was named; empty if the program is no file.
pub(crate) unsafe extern "C" fn program_file() -> Ref {
    let text = current().program_file.clone();
    new_string(&text)
}

/// Notes that the program asked for functions to be called when it ends.
pub(crate) unsafe extern "C" fn note_exit_hooks() -> i64 {
    current().has_exit_hooks = true;
    0
}

/// An argument, counted from 0.
pub(crate) unsafe extern "C" fn arg(index: i64) -> Ref {
    let text = current().args[index as usize].clone();
    new_string(&text)
}

/// An environment variable; null if it is not set.
pub(crate) unsafe extern "C" fn environment(name: Ref) -> Ref {
    // SAFETY: see the head of this file.
    let name = unsafe { os_text(name) };
    match std::env::var_os(name) {
        Some(value) => new_string(std::os::unix::ffi::OsStrExt::as_bytes(value.as_os_str())),
        None => core::ptr::null_mut(),
    }
}

/// A file's contents as a string; null if it cannot be read.
pub(crate) unsafe extern "C" fn read_file(name: Ref) -> Ref {
    // SAFETY: see the head of this file.
    let name = unsafe { os_text(name) };
    match std::fs::read(name) {
        Ok(contents) => new_string(&contents),
        Err(_) => core::ptr::null_mut(),
    }
}

/// Writes or appends to a file; false if that fails.
pub(crate) unsafe extern "C" fn write_file(name: Ref, text: *const u8, length: i64, append: u8) -> bool {
    // SAFETY: see the head of this file.
    let (name, text) = unsafe { (os_text(name), core::slice::from_raw_parts(text, length as usize)) };
    let append = append & 1 == 1;
    let file =
        std::fs::OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(name);
    file.and_then(|mut file| file.write_all(text)).is_ok()
}

/// 0 if there is no such file, 1 for a file, 2 for a folder, 3 for anything else.
pub(crate) unsafe extern "C" fn file_kind(name: Ref) -> i64 {
    // SAFETY: see the head of this file.
    match std::fs::metadata(unsafe { os_text(name) }) {
        Ok(data) if data.is_file() => 1,
        Ok(data) if data.is_dir() => 2,
        Ok(_) => 3,
        Err(_) => 0,
    }
}

pub(crate) unsafe extern "C" fn exit(code: i64) -> ! {
    current().streams.flush_all();
    current().files.flush_all();
    // SAFETY: neither has preconditions.
    unsafe {
        (current().hooks.before_exit)();
        libc::_exit(code as i32)
    }
}

unsafe fn os_text<'a>(string: Ref) -> &'a std::ffi::OsStr {
    // SAFETY: see the head of this file.
    std::os::unix::ffi::OsStrExt::from_bytes(unsafe { bytes(string) })
}
