//! The boundary between program and plugin: a table of C functions. Functions of the IR and the environment cross it
//! as Rust references, which is why both sides must be of one build.

use crate::{BatchId, CodePosition, CompileOptions, SessionOptions};
use core::ffi::c_void;
use juliette_ir::{Environment, Function};

/// The name of the plugin's entry point.
pub const ENTRY_NAME: &[u8] = b"juliette_llvm_plugin";

/// The plugin's entry point: takes the program's build hash and gives the table, or null if its own is another.
pub type EntryPoint = unsafe extern "C" fn(build: Text) -> *const PluginTable;

/// What a plugin can do. Functions that return `bool` give false on failure and set a message.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PluginTable {
    /// Starts a session.
    pub create: unsafe extern "C" fn(&SessionOptions, &mut *mut c_void, &mut Text) -> bool,
    /// Ends a session, and its code.
    pub destroy: unsafe extern "C" fn(*mut c_void),
    /// Compiles a batch.
    pub compile: unsafe extern "C" fn(*mut c_void, &CompileRequest<'_>, &mut CompileResponse) -> bool,
    /// Removes a batch.
    pub remove: unsafe extern "C" fn(*mut c_void, BatchId, &mut Text) -> bool,
    /// The object file of the last batch.
    pub last_object: unsafe extern "C" fn(*mut c_void) -> List<u8>,
    /// LLVM IR as text.
    pub llvm_ir: unsafe extern "C" fn(*mut c_void, &CompileRequest<'_>, &mut Text) -> bool,
    /// Machine code that is to lie at an address, as text.
    pub disassemble: unsafe extern "C" fn(*mut c_void, List<u8>, u64, &mut Text) -> bool,
}

/// A batch to compile.
#[repr(C)]
pub struct CompileRequest<'a> {
    /// The functions.
    pub functions: *const &'a Function,
    /// Their number.
    pub count: usize,
    /// The process.
    #[allow(improper_ctypes, reason = "both sides are of one build")]
    pub env: &'a dyn Environment,
    /// How.
    pub options: CompileOptions,
}

/// What came of it. Lists and message live until the next call of the session.
#[repr(C)]
#[derive(Debug)]
pub struct CompileResponse {
    /// The batch's number.
    pub id: BatchId,
    /// The functions.
    pub functions: List<FunctionCode>,
    /// All functions' positions.
    pub positions: List<CodePosition>,
    /// Time that linking took, in nanoseconds.
    pub link_ns: u64,
    /// The reason of a failure.
    pub message: Text,
}

impl CompileResponse {
    /// A response to be filled.
    pub const EMPTY: CompileResponse = CompileResponse {
        id: BatchId(0),
        functions: List::EMPTY,
        positions: List::EMPTY,
        link_ns: 0,
        message: Text::EMPTY,
    };
}

/// Where a function's code is.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FunctionCode {
    /// The address.
    pub address: u64,
    /// Bytes.
    pub size: u32,
    /// Its part of the list of positions.
    pub first_position: u32,
    /// How many.
    pub position_count: u32,
}

/// A borrowed slice without lifetime.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct List<T> {
    start: *const T,
    len: usize,
}

impl<T> List<T> {
    /// An empty list.
    pub const EMPTY: List<T> = List { start: core::ptr::NonNull::dangling().as_ptr(), len: 0 };

    /// The list of a slice's elements.
    pub const fn of(slice: &[T]) -> List<T> {
        List { start: slice.as_ptr(), len: slice.len() }
    }

    /// The elements.
    ///
    /// # Safety
    /// The slice that the list was made of must live as long as the answer is used.
    pub unsafe fn as_slice<'a>(&self) -> &'a [T] {
        // SAFETY: the list was made of a slice, which lives by this function's contract.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }
}

/// A borrowed text without lifetime.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Text(List<u8>);

impl Text {
    /// No text.
    pub const EMPTY: Text = Text(List::EMPTY);

    /// The text of a string.
    pub const fn of(text: &str) -> Text {
        Text(List::of(text.as_bytes()))
    }

    /// A copy of the text.
    ///
    /// # Safety
    /// The string that it was made of must still live.
    pub unsafe fn to_string(self) -> String {
        // SAFETY: the string lives by this function's contract.
        String::from_utf8_lossy(unsafe { self.0.as_slice() }).into_owned()
    }
}
