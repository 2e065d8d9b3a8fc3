//! Profilers and debuggers that are told of compiled functions, on request: perf by its map or by a dump, GDB by object
//! files in memory. Both backends' functions are told of alike; those that came with an image are told of at the start.
//!
//! A line is that of the function itself, not of a library's function that was inlined there: it is the one whose source
//! the user has.

use juliette_exec::code_map::CodeObject;
use juliette_exec::debugger::{DebuggedFunction, register};
use juliette_exec::jitdump::{DumpedFunction, JitDump};
use juliette_exec::perf_map::PerfMap;
use juliette_support::SourceMap;
use std::path::Path;

/// Who is to be told.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Observe {
    /// perf, by names in `/tmp/perf-PID.map`.
    pub perf_map: bool,
    /// perf, by names, code and lines in `jit-PID.dump`.
    pub jitdump: bool,
    /// GDB or LLDB.
    pub debugger: bool,
}

/// Those who are told.
pub(crate) struct Observers {
    map: Option<PerfMap>,
    dump: Option<JitDump>,
    debugger: bool,
}

impl Observers {
    /// Opens what was asked for; none if nothing was.
    pub(crate) fn open(observe: Observe) -> Result<Option<Observers>, String> {
        if observe == Observe::default() {
            return Ok(None);
        }
        let map = observe.perf_map.then(PerfMap::open).transpose();
        // Where perf's own documents put it, or else where the user is.
        let folder = std::env::var_os("JITDUMPDIR").unwrap_or_else(|| ".".into());
        let dump = observe.jitdump.then(|| JitDump::open(Path::new(&folder))).transpose();
        Ok(Some(Observers {
            map: map.map_err(|error| format!("the perf map cannot be made: {error}"))?,
            dump: dump.map_err(|error| format!("the dump for perf cannot be made: {error}"))?,
            debugger: observe.debugger,
        }))
    }

    /// Tells of a function. `lines` are offsets in its code and positions.
    pub(crate) fn tell(&mut self, object: &CodeObject, lines: &[(u32, u32)], sources: &SourceMap) {
        let outermost = object.outermost();
        let name = match outermost {
            Some(position) if position.function.starts_with(&*object.name) => &*position.function,
            _ => &*object.name,
        };
        let name = name.replace('\n', " ");
        let file = outermost.map_or("", |position| &*position.file);
        let path = sources.find(file).map_or(file, |source| &source.path);
        let mut own: Vec<(u32, u32)> = Vec::new();
        for &(offset, position) in lines {
            let line = object.own_line(position);
            if line != 0 && own.last().is_none_or(|&(_, last)| last != line) {
                own.push((offset, line));
            }
        }
        // A profile that lacks a function is better than a program that ends.
        if let Some(map) = &mut self.map {
            let _ = map.add(object.start, object.len, &name);
        }
        if let Some(dump) = &mut self.dump {
            // SAFETY: compiled code stays where it is, and its bytes can be read.
            let code = unsafe { core::slice::from_raw_parts(object.start as *const u8, object.len) };
            let function =
                DumpedFunction { address: object.start, code, name: &name, file: path, lines: &own };
            let _ = dump.add(&function);
        }
        if self.debugger {
            let (address, len) = (object.start, object.len);
            register(&DebuggedFunction { address, len, name: &name, file: path, lines: &own });
        }
    }
}
