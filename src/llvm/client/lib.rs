//! The LLVM backend as the main program sees it: a shared library that is opened when it is first needed.
//!
//! Nothing here links LLVM. [`LlvmCompiler::open`] loads the plugin and checks that both were built from the same IR
//! crate, because functions cross the boundary as plain references; `abi.rs` is that boundary.
#![allow(unsafe_code, reason = "calls through the plugin's table of C functions")]

pub mod abi;

use abi::{CompileRequest, CompileResponse, ENTRY_NAME, EntryPoint, PluginTable, Text};
use core::ffi::c_void;
use core::fmt;
use juliette_ir::{Environment, Function, Loc};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// How much LLVM optimizes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Level {
    /// No passes, the fast code generator.
    O0,
    /// A handful of passes.
    Min,
    /// Scalar and simple loop passes.
    O1,
    /// With vectorization and unrolling.
    O2,
    /// What O2 does, more eagerly.
    O3,
}

impl Level {
    /// Every level, in order.
    pub const ALL: [Level; 5] = [Level::O0, Level::Min, Level::O1, Level::O2, Level::O3];

    /// The name in options and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Level::O0 => "O0",
            Level::Min => "min",
            Level::O1 => "O1",
            Level::O2 => "O2",
            Level::O3 => "O3",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// Choices for a session with LLVM.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[repr(C)]
pub struct SessionOptions {
    /// Register code with a debugger (GDB).
    pub debugger: bool,
    /// Verify LLVM IR before it is compiled (slow; for tests).
    pub verify: bool,
}

/// What is asked of a compilation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct CompileOptions {
    /// The level.
    pub level: Level,
    /// Whether to give source positions.
    pub positions: bool,
}

/// Number of a batch of functions compiled together, by which they are removed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct BatchId(pub u32);

/// The code from here to the next entry has this position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct CodePosition {
    /// Bytes from the function's begin.
    pub offset: u32,
    /// The position, [`Loc::NONE`] for none.
    pub loc: Loc,
}

/// A function's code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompiledFunction {
    /// The address.
    pub address: u64,
    /// Bytes.
    pub size: u32,
    /// Positions by ascending offset, if they were asked for. A return address is looked up less 1.
    pub positions: Vec<CodePosition>,
}

/// A batch of compiled functions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// For [`LlvmCompiler::remove`].
    pub id: BatchId,
    /// In the order of the request.
    pub functions: Vec<CompiledFunction>,
    /// Time that linking took of the whole, in nanoseconds.
    pub link_ns: u64,
}

/// Why LLVM did not do what was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LlvmError {
    /// The plugin is not there or cannot be opened: its path and the system's message.
    Missing(PathBuf, String),
    /// The plugin was built from other sources than the program.
    Foreign(PathBuf),
    /// LLVM's message.
    Failed(String),
    /// This process does without LLVM.
    Without,
}

/// Whether this process does without LLVM.
static WITHOUT: AtomicBool = AtomicBool::new(false);

/// Says that this process does without LLVM, because it is linked statically and cannot open libraries.
pub fn do_without_llvm() {
    WITHOUT.store(true, Ordering::Relaxed);
}

/// Whether it was said that this process does without LLVM.
pub fn does_without_llvm() -> bool {
    WITHOUT.load(Ordering::Relaxed)
}

impl fmt::Display for LlvmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LlvmError::Missing(path, reason) => {
                write!(f, "the LLVM backend is not available: cannot open {}: {reason}", path.display())
            }
            LlvmError::Foreign(path) => {
                write!(f, "the LLVM backend at {} belongs to another build of this program", path.display())
            }
            LlvmError::Failed(message) => write!(f, "LLVM failed: {message}"),
            LlvmError::Without => {
                f.write_str("the LLVM backend is not available in this program: `juliette-llvm` has it")
            }
        }
    }
}

impl core::error::Error for LlvmError {}

/// A session with LLVM through the plugin. The code it made lives as long as the session, unless removed.
#[derive(Debug)]
pub struct LlvmCompiler {
    table: &'static PluginTable,
    session: *mut c_void,
}

// SAFETY: a session is used by one thread at a time (`&mut self`) and is bound to no thread.
unsafe impl Send for LlvmCompiler {}

/// The plugin's file name.
pub const PLUGIN_FILE: &str = "libjuliette_llvm_plugin.so";

/// Where the plugin lies: beside the program, or in `../lib/juliette` from there, or where a build leaves it (`deps`).
/// If it is in none of these places, the first is the answer.
pub fn plugin_path() -> PathBuf {
    let folder = std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_path_buf));
    let folder = folder.unwrap_or_default();
    let places = [".", "../lib/juliette", "deps"].map(|place| folder.join(place).join(PLUGIN_FILE));
    places.iter().find(|place| place.exists()).unwrap_or(&places[0]).clone()
}

impl LlvmCompiler {
    /// Opens the plugin at `path` and starts a session.
    pub fn open(path: &Path, options: SessionOptions) -> Result<LlvmCompiler, LlvmError> {
        if does_without_llvm() {
            return Err(LlvmError::Without);
        }
        let missing = |error: libloading::Error| LlvmError::Missing(path.to_path_buf(), error.to_string());
        // SAFETY: the plugin's initializers are LLVM's, which have no preconditions.
        let library = unsafe { libloading::Library::new(path) }.map_err(missing)?;
        // SAFETY: every plugin exports the entry point with this type.
        let entry = *unsafe { library.get::<EntryPoint>(ENTRY_NAME) }.map_err(missing)?;
        // SAFETY: the entry point only reads its argument.
        let table = unsafe { entry(Text::of(juliette_ir::BUILD_HASH)).as_ref() };
        // LLVM cannot be unloaded safely, and the process keeps what it compiled.
        core::mem::forget(library);
        let table = table.ok_or_else(|| LlvmError::Foreign(path.to_path_buf()))?;
        let mut session = core::ptr::null_mut();
        let mut message = Text::EMPTY;
        // SAFETY: the table is of this build; all pointers are valid for the call.
        if !unsafe { (table.create)(&options, &mut session, &mut message) } {
            // SAFETY: on failure the plugin set the message to a text that lives on.
            return Err(LlvmError::Failed(unsafe { message.to_string() }));
        }
        Ok(LlvmCompiler { table, session })
    }

    /// Compiles functions that were verified, in one module. Functions of target `Local` must be among them.
    pub fn compile(
        &mut self,
        functions: &[&Function],
        env: &dyn Environment,
        options: CompileOptions,
    ) -> Result<Batch, LlvmError> {
        let request = CompileRequest { functions: functions.as_ptr(), count: functions.len(), env, options };
        let mut response = CompileResponse::EMPTY;
        // SAFETY: the session is live, the request's pointers are valid for the call.
        if !unsafe { (self.table.compile)(self.session, &request, &mut response) } {
            // SAFETY: on failure the plugin set the message, which lives until the next call.
            return Err(LlvmError::Failed(unsafe { response.message.to_string() }));
        }
        // SAFETY: on success the plugin set the lists, which live until the next call.
        let (made, positions) = unsafe { (response.functions.as_slice(), response.positions.as_slice()) };
        let functions = made.iter().map(|made| CompiledFunction {
            address: made.address,
            size: made.size,
            positions: positions[made.first_position as usize..][..made.position_count as usize].to_vec(),
        });
        Ok(Batch { id: response.id, functions: functions.collect(), link_ns: response.link_ns })
    }

    /// Removes a batch's code. Nothing may run in it, or come to it, any more.
    pub fn remove(&mut self, batch: BatchId) -> Result<(), LlvmError> {
        let mut message = Text::EMPTY;
        // SAFETY: the session is live.
        if unsafe { (self.table.remove)(self.session, batch, &mut message) } {
            return Ok(());
        }
        // SAFETY: on failure the plugin set the message, which lives until the next call.
        Err(LlvmError::Failed(unsafe { message.to_string() }))
    }

    /// Machine code as text, one instruction a line.
    ///
    /// # Errors
    /// If LLVM has no disassembler for this processor.
    pub fn disassemble(&mut self, code: &[u8], address: u64) -> Result<String, LlvmError> {
        let mut text = Text::EMPTY;
        // SAFETY: the session is live, and the text lives until the next call.
        let (good, text) = unsafe {
            let good = (self.table.disassemble)(self.session, abi::List::of(code), address, &mut text);
            (good, text.to_string())
        };
        if good { Ok(text) } else { Err(LlvmError::Failed(text)) }
    }

    /// The object file of the batch compiled last.
    pub fn last_object(&self) -> Vec<u8> {
        // SAFETY: the session is live, and the bytes live until the next call.
        unsafe { (self.table.last_object)(self.session).as_slice().to_vec() }
    }

    /// The LLVM IR of functions after the level's passes, as text.
    pub fn llvm_ir(
        &mut self,
        functions: &[&Function],
        env: &dyn Environment,
        options: CompileOptions,
    ) -> Result<String, LlvmError> {
        let request = CompileRequest { functions: functions.as_ptr(), count: functions.len(), env, options };
        let mut text = Text::EMPTY;
        // SAFETY: the session is live, the request's pointers are valid for the call.
        let good = unsafe { (self.table.llvm_ir)(self.session, &request, &mut text) };
        // SAFETY: the plugin set the text, which lives until the next call.
        let text = unsafe { text.to_string() };
        if good { Ok(text) } else { Err(LlvmError::Failed(text)) }
    }
}

impl Drop for LlvmCompiler {
    fn drop(&mut self) {
        // SAFETY: the session is live and not used again.
        unsafe { (self.table.destroy)(self.session) };
    }
}
