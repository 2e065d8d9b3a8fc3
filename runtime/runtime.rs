//! The state of a run-time system: type table, immortal objects, streams, hooks.
//!
//! Invariant: a thread is attached to at most one [`Runtime`], which stays where it is until the thread is detached;
//! only that thread touches it. The type table has an entry for every type of which an object exists.

use crate::collect::Trace;
use crate::context::context;
use crate::heap::Heap;
use crate::hooks::Hooks;
use crate::object::{Kind, Ref, TypeLayout};
use crate::streams::Streams;
use juliette_support::LayeredMap;

/// Types whose ids the run-time system itself needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
#[allow(missing_docs, reason = "each is the Julia type of its name")]
pub enum Known {
    String,
    Symbol,
    DataType,
    Nothing,
    Bool,
    Char,
    Int8,
    Int16,
    Int32,
    Int64,
    Int128,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    UInt128,
    Float16,
    Float32,
    Float64,
    SimpleVector,
    MemoryUInt8,
}

/// The number of [`Known`] types.
pub const KNOWN_COUNT: usize = Known::MemoryUInt8 as usize + 1;

/// Exceptions that the run-time system raises, each with the fields that its constructor takes, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum ErrorKind {
    /// `DivideError()`
    Divide,
    /// `StackOverflowError()`
    StackOverflow,
    /// `OutOfMemoryError()`
    OutOfMemory,
    /// `InterruptException()`
    Interrupt,
    /// `UndefRefError()`
    UndefRef,
    /// `UndefVarError(var::Symbol)`
    UndefVar,
    /// `BoundsError(a, i)`
    Bounds,
    /// `MethodError(f, args)`
    Method,
    /// `TypeError(func::Symbol, context, expected, got)`
    Type,
    /// `InexactError(func::Symbol, T, val)`
    Inexact,
    /// `DomainError(val, msg)`
    Domain,
    /// `OverflowError(msg)`
    Overflow,
    /// `ArgumentError(msg)`
    Argument,
    /// `ErrorException(msg)`
    Error,
    /// `AssertionError(msg)`
    Assertion,
    /// `UndefKeywordError(var::Symbol)`
    UndefKeyword,
    /// `FieldError(type, field::Symbol)`
    Field,
}

/// The number of [`ErrorKind`]s.
pub const ERROR_KIND_COUNT: usize = ErrorKind::Field as usize + 1;

/// The smallest integer with a preallocated box.
pub const SMALL_INT_MIN: i64 = -512;
/// The largest integer with a preallocated box.
pub const SMALL_INT_MAX: i64 = 1023;
const SMALL_INTS: usize = (SMALL_INT_MAX - SMALL_INT_MIN + 1) as usize;
const BYTE_TYPES: usize = 4;

/// A run-time system.
#[derive(Debug)]
pub struct Runtime {
    /// The garbage-collected heap.
    pub heap: Heap,
    /// Calls up to the compiler.
    pub hooks: Hooks,
    /// Output, input and their buffers.
    pub streams: Streams,
    /// The files that the program has opened.
    pub files: crate::files::Files,
    /// The program's arguments.
    pub args: Vec<Vec<u8>>,
    /// The program's file as it was named; empty if the program is no file.
    pub program_file: Vec<u8>,
    /// The program's tasks.
    pub tasks: crate::tasks::Tasks,
    /// Whether the program asked for functions to be called when it ends.
    pub has_exit_hooks: bool,
    /// Return addresses from the last throw, the innermost first.
    pub backtrace: Vec<usize>,
    pub(crate) types: Vec<Option<TypeLayout>>,
    /// The same facts in the form that the collector reads.
    pub(crate) traces: Vec<Trace>,
    known: [u32; KNOWN_COUNT],
    errors: [u32; ERROR_KIND_COUNT],
    symbols: LayeredMap<Box<[u8]>, usize>,
    type_objects: Vec<usize>,
    singletons: LayeredMap<u32, usize>,
    small_ints: Box<[usize; SMALL_INTS]>,
    small_bytes: Box<[[usize; 256]; BYTE_TYPES]>,
    /// The unused rest of the newest chunk of immortal memory.
    immortal: (usize, usize),
}

/// Room for so many further types is kept when a run-time system is sealed.
const SPARE: usize = 2048;

impl Runtime {
    /// Makes a run-time system and attaches this thread to it. `heap_limit` is the most that live objects may take,
    /// in bytes. With `JULIETTE_GC_STRESS=1` in the environment, every allocation collects.
    pub fn attach(heap_limit: Option<usize>) -> Attached {
        let runtime = Box::new(Self {
            heap: Heap::new(heap_limit),
            hooks: Hooks::default(),
            streams: Streams::default(),
            files: crate::files::Files::default(),
            args: Vec::new(),
            program_file: Vec::new(),
            tasks: crate::tasks::Tasks::default(),
            has_exit_hooks: false,
            backtrace: Vec::new(),
            types: Vec::new(),
            traces: Vec::new(),
            known: [0; KNOWN_COUNT],
            errors: [0; ERROR_KIND_COUNT],
            symbols: LayeredMap::default(),
            type_objects: Vec::new(),
            singletons: LayeredMap::default(),
            small_ints: Box::new([0; SMALL_INTS]),
            small_bytes: Box::new([[0; 256]; BYTE_TYPES]),
            immortal: (0, 0),
        });
        let runtime = Box::into_raw(runtime);
        // SAFETY: it was just made, and nothing else holds a reference to it.
        unsafe { attach_thread(runtime) };
        Attached { runtime }
    }

    /// Goes on, in this thread, with a run-time system that was mapped from an image.
    ///
    /// # Safety
    /// Its process made it ready by [`Runtime::rest`], and nothing uses it in this one.
    pub unsafe fn resume(&mut self, heap_limit: Option<usize>) {
        self.heap.resume(heap_limit);
        // SAFETY: the caller's promise.
        unsafe { attach_thread(self) };
    }

    /// Makes the lasting objects known now the base of the processes that will map them.
    pub fn seal(&mut self) {
        // Whoever maps the image finds them made, and writes to none of their pages.
        for value in SMALL_INT_MIN..=SMALL_INT_MAX {
            self.small_int(value);
        }
        for byte in 0..128 {
            self.small_byte(Known::Char, byte);
        }
        self.symbols.seal();
        self.singletons.seal();
        self.type_objects.reserve_exact(SPARE);
        self.types.reserve_exact(SPARE);
        self.traces.reserve_exact(SPARE);
    }

    /// Makes a run-time system ready to be written to an image: what belongs to the process is forgotten. Returns the
    /// heap's part of the image.
    pub fn rest(&mut self) -> Option<(usize, usize)> {
        self.streams = Streams::default();
        self.args = Vec::new();
        self.program_file = Vec::new();
        self.has_exit_hooks = false;
        self.tasks = crate::tasks::Tasks::default();
        self.backtrace = Vec::new();
        // SAFETY: the context is this thread's own.
        unsafe { (*context()).exception = core::ptr::null_mut() };
        let part = self.heap.image_part();
        // SAFETY: as above.
        unsafe { (*context()).runtime = core::ptr::null_mut() };
        part
    }

    /// Says how objects of a type look. The type's objects are made only afterwards.
    pub fn register_type(&mut self, ty: u32, layout: TypeLayout) {
        let index = ty as usize;
        if index >= self.types.len() {
            self.types.resize(index + 1, None);
            self.traces.resize_with(index + 1, Trace::default);
        }
        self.traces[index] = Trace::new(&layout);
        self.types[index] = Some(layout);
    }

    /// Whether the type's layout is registered.
    pub fn has_type(&self, ty: u32) -> bool {
        self.types.get(ty as usize).is_some_and(Option::is_some)
    }

    /// Gives the id of a type that the run-time system needs.
    pub fn register_known(&mut self, known: Known, ty: u32) {
        self.known[known as usize] = ty;
    }

    /// Gives the id of an exception type.
    pub fn register_error(&mut self, kind: ErrorKind, ty: u32) {
        self.errors[kind as usize] = ty;
    }

    /// The id of a known type.
    pub fn known(&self, known: Known) -> u32 {
        self.known[known as usize]
    }

    /// The id of an exception type.
    pub fn error_type(&self, kind: ErrorKind) -> u32 {
        self.errors[kind as usize]
    }

    /// The layout of a type; asks the engine for it if it is not registered yet.
    pub fn layout(&mut self, ty: u32) -> &TypeLayout {
        if !self.has_type(ty) {
            let mut layout = None;
            // SAFETY: the engine's hook takes any type id.
            unsafe { (self.hooks.describe_type)(ty, &mut layout) };
            match layout {
                Some(layout) => self.register_type(ty, layout),
                None => fatal(&format!("no layout for type {ty}")),
            }
        }
        self.types[ty as usize].as_ref().expect("just registered")
    }

    /// An object that is never collected. The payload is zero.
    pub fn alloc_immortal(&mut self, ty: u32, payload: usize) -> Ref {
        const CHUNK: usize = 64 << 10;
        let total = crate::object::total_size(payload);
        if self.immortal.0 + total > self.immortal.1 {
            let size = CHUNK.max(total + 16);
            let layout = std::alloc::Layout::from_size_align(size, 16).expect("a size below isize::MAX");
            // SAFETY: the size is not zero.
            let chunk = unsafe { std::alloc::alloc_zeroed(layout) };
            if chunk.is_null() {
                fatal("out of memory for immortal objects");
            }
            self.immortal = (chunk as usize + 8, chunk as usize + size);
        }
        let header = self.immortal.0 as *mut u8;
        self.immortal.0 += total;
        // SAFETY: the header and `payload` bytes after it lie within the chunk.
        unsafe {
            header.cast::<u32>().write(ty);
            header.cast::<u32>().add(1).write(crate::object::FLAG_IMMORTAL);
            header.add(crate::object::HEADER_SIZE)
        }
    }

    /// The symbol spelled `name`. There is one object per spelling.
    pub fn symbol(&mut self, name: &[u8]) -> Ref {
        if let Some(&found) = self.symbols.get(name) {
            return found as Ref;
        }
        let ty = self.known(Known::Symbol);
        let object = self.alloc_immortal(ty, crate::object::STRING_DATA_OFFSET + name.len() + 1);
        // SAFETY: the object has room for the length, the name and a NUL.
        unsafe { crate::strings::fill(object, name) };
        self.symbols.insert(name.into(), object as usize);
        object
    }

    /// The object that is the type `ty` as a value. There is one per type.
    pub fn type_object(&mut self, ty: u32) -> Ref {
        let index = ty as usize;
        if index >= self.type_objects.len() {
            self.type_objects.resize(index + 1, 0);
        }
        if self.type_objects[index] == 0 {
            // SAFETY: the engine's hook takes any type id.
            let kind = unsafe { (self.hooks.kind_of)(ty) };
            let object = self.alloc_immortal(kind, 8);
            // SAFETY: the payload has 8 bytes.
            unsafe { object.cast::<u32>().write(ty) };
            self.type_objects[index] = object as usize;
        }
        self.type_objects[index] as Ref
    }

    /// The one instance of the singleton type `ty`.
    pub fn singleton(&mut self, ty: u32) -> Ref {
        if let Some(&found) = self.singletons.get(&ty) {
            return found as Ref;
        }
        let object = self.alloc_immortal(ty, 0);
        self.singletons.insert(ty, object as usize);
        object
    }

    /// The preallocated box of a small `Int64`.
    pub(crate) fn small_int(&mut self, value: i64) -> Ref {
        let index = (value - SMALL_INT_MIN) as usize;
        if self.small_ints[index] == 0 {
            let ty = self.known(Known::Int64);
            let object = self.alloc_immortal(ty, 8);
            // SAFETY: the payload has 8 bytes.
            unsafe { object.cast::<i64>().write(value) };
            self.small_ints[index] = object as usize;
        }
        self.small_ints[index] as Ref
    }

    /// The preallocated box of a `Bool`, `Int8`, `UInt8` or ASCII `Char` (`byte` is its character code).
    pub(crate) fn small_byte(&mut self, known: Known, byte: u8) -> Ref {
        let row = match known {
            Known::Bool => 0,
            Known::Int8 => 1,
            Known::UInt8 => 2,
            Known::Char => 3,
            other => fatal(&format!("no byte-sized boxes for {other:?}")),
        };
        if self.small_bytes[row][byte as usize] == 0 {
            let ty = self.known(known);
            let object = self.alloc_immortal(ty, 8);
            let value = if known == Known::Char { u32::from(byte) << 24 } else { u32::from(byte) };
            // SAFETY: the payload has 8 bytes.
            unsafe { object.cast::<u32>().write(value) };
            self.small_bytes[row][byte as usize] = object as usize;
        }
        self.small_bytes[row][byte as usize] as Ref
    }

    /// The bytes that an object of a type of fixed size takes, header included; 0 if that is not known yet, or more
    /// than is allocated by bumping.
    pub(crate) fn fixed_size(&self, ty: u32) -> usize {
        self.traces.get(ty as usize).map_or(0, Trace::small_fixed_size)
    }

    /// Whether the collector knows the type.
    pub(crate) fn is_traceable(&self, ty: u32) -> bool {
        self.traces.get(ty as usize).is_some_and(Trace::is_known)
    }

    /// Whether the type's objects are compared by address.
    pub(crate) fn is_mutable(&mut self, ty: u32) -> bool {
        self.layout(ty).is_mutable
    }

    /// Whether objects of the type are strings of bytes.
    pub(crate) fn is_bytes(&mut self, ty: u32) -> bool {
        matches!(self.layout(ty).kind, Kind::Bytes)
    }
}

/// # Safety
/// The run-time system is used by nobody else.
unsafe fn attach_thread(runtime: *mut Runtime) {
    let is_stressed = std::env::var_os("JULIETTE_GC_STRESS").is_some_and(|value| value == "1");
    let context = context();
    // SAFETY: the context is this thread's own, and nothing else holds a reference to the run-time system.
    unsafe {
        assert!((*context).runtime.is_null(), "a thread is attached to one run-time system");
        (*runtime).heap.set_stress(is_stressed);
        (*context).runtime = runtime;
        (*context).cur = core::ptr::null_mut();
        (*context).lim = core::ptr::null_mut();
        (*context).stack_limit = crate::stack::limit();
    }
}

/// A thread's attachment; dropping it ends the run-time system.
#[derive(Debug)]
pub struct Attached {
    runtime: *mut Runtime,
}

impl core::ops::Deref for Attached {
    type Target = Runtime;
    fn deref(&self) -> &Runtime {
        // SAFETY: the runtime lives as long as its attachment, and is this thread's only.
        unsafe { &*self.runtime }
    }
}

impl core::ops::DerefMut for Attached {
    fn deref_mut(&mut self) -> &mut Runtime {
        // SAFETY: the runtime lives as long as its attachment, and is this thread's only.
        unsafe { &mut *self.runtime }
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        self.streams.flush_all();
        self.files.flush_all();
        // SAFETY: the runtime was made by `attach`, and the context forgets it.
        unsafe {
            (*context()).runtime = core::ptr::null_mut();
            (*context()).cur = core::ptr::null_mut();
            (*context()).lim = core::ptr::null_mut();
            drop(Box::from_raw(self.runtime));
        }
    }
}

/// The run-time system of this thread.
///
/// The reference is for the duration of one entry; no entry keeps it across a call into compiled code.
#[inline]
pub fn current<'a>() -> &'a mut Runtime {
    // SAFETY: attached threads have a runtime of their own, and entries use the reference one at a time.
    unsafe {
        let runtime = (*context()).runtime;
        if runtime.is_null() {
            fatal("this thread has no run-time system");
        }
        &mut *runtime
    }
}

/// Ends the process: the program or the compiler broke a rule that cannot be reported otherwise.
pub fn fatal(message: &str) -> ! {
    eprintln!("juliette: internal error in the run-time system: {message}");
    std::process::abort()
}
