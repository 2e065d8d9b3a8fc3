//! The copy-and-patch backend: from verified SSA to machine code, by copying stencils and filling their holes.
//!
//! - `library`: the stencils, embedded in the program
//! - `order`, `liveness`: block order and live ranges; `search`: an order where the function's own will not do
//! - `pass`: one function's way through; `state`: the register file; `select`: operations, `binary` and `access`: the most common ones; `control`: edges and
//!   terminators; `call`: calls; `moves`: parallel moves
//! - `emit`: copying, patching, branches
//! - `explain`: what it did, for people
//! - `routines`: what is too long for a stencil; `table`: tables without bounds checks; `input`: the function's
//!
//! Invariant: it reads SSA and writes code, in one walk over the blocks, and looks at each instruction's
//! operands, never at what the instruction is for. No LLVM, no Julia types.
#![allow(
    unsafe_code,
    reason = "emission writes through raw pointers, and routines are called by compiled code"
)]

mod access;
mod binary;
mod call;
mod control;
mod emit;
mod explain;
mod input;
mod library;
mod liveness;
mod moves;
mod order;
mod pass;
mod routines;
mod search;
mod select;
mod state;
mod table;

pub use explain::{Explanation, Filling, Hole, Made, Piece, Spill, Step, register_name};

use core::fmt;
use juliette_exec::ExecError;
use juliette_exec::memory::{CodeRange, CodeSpace};
use juliette_ir::{Environment, Function};
use pass::Pass;

/// rbx, rcx, rsi, r8, r12 and xmm1, xmm2, xmm3, xmm9: as few registers as every stencil can do with.
pub(crate) const FEW_REGISTERS: u32 = 1 << 1 | 1 << 3 | 1 << 6 | 1 << 8 | 1 << 12 | (0b1110 | 1 << 9) << 16;

/// How to compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Use a register file so small that values must move and be spilled: for tests.
    pub few_registers: bool,
}

/// Why a function was not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The processor lacks a feature that the stencils use.
    Processor(&'static str),
    /// No room for the code.
    Memory(ExecError),
    /// A called address is farther away than code can reach: the function's name.
    OutOfReach(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Processor(feature) => {
                write!(f, "stencils need a processor with {feature}; use the LLVM backend on this one")
            }
            Self::Memory(error) => error.fmt(f),
            Self::OutOfReach(name) => write!(f, "{name} calls code that is out of reach"),
        }
    }
}

impl std::error::Error for Error {}

impl From<ExecError> for Error {
    fn from(error: ExecError) -> Self {
        Self::Memory(error)
    }
}

/// Code that was made.
#[derive(Clone, Debug)]
pub struct CompiledCode {
    /// Where it lies in the code region.
    pub range: CodeRange,
    /// The address at which it runs.
    pub address: usize,
    /// Bytes.
    pub len: usize,
    /// For each call the offset of its return address and the number of its position (`Loc`) in the function.
    pub sites: Vec<(u32, u32)>,
}

/// The backend. It keeps its tables from function to function.
pub struct StencilCompiler {
    options: Options,
    /// None until something is compiled. What it refers to, its last function first of all, may be gone by now.
    pass: Option<Box<Pass<'static>>>,
}

impl StencilCompiler {
    /// A compiler; refuses if the processor lacks what stencils use.
    pub fn new(options: Options) -> Result<Self, Error> {
        macro_rules! require {
            ($($feature:tt),*) => {
                $(if !std::arch::is_x86_feature_detected!($feature) {
                    return Err(Error::Processor($feature));
                })*
            };
        }
        require!("avx", "bmi1", "bmi2", "f16c", "fma", "lzcnt", "popcnt", "sse4.2");
        Ok(Self { options, pass: None })
    }

    /// Gives up the tables that are reused from function to function.
    pub fn drop_tables(&mut self) {
        self.pass = None;
    }

    /// Compiles a verified function and puts its code into `space`. `locals` gives the names of a text module's
    /// functions: calls of a function by name go through the entry slot of its number in this list.
    pub fn compile(
        &mut self,
        func: &Function,
        env: &dyn Environment,
        space: &mut CodeSpace,
        locals: &[String],
    ) -> Result<CompiledCode, Error> {
        let options = self.options;
        let pass = self.begin(func, env, space, locals);
        pass.run(&options);
        pass.install(space)
    }

    /// Does the same, and tells what it did.
    pub fn explain(
        &mut self,
        func: &Function,
        env: &dyn Environment,
        space: &mut CodeSpace,
        locals: &[String],
    ) -> Result<(CompiledCode, Explanation), Error> {
        let options = self.options;
        let pass = self.begin(func, env, space, locals);
        pass.begin_watch(true);
        pass.run(&options);
        let code = pass.install(space);
        let explanation = pass.end_watch();
        let code = code?;
        Ok((code.clone(), explanation.finish(func, space.bytes(code.range), code.len)))
    }

    /// Does the same as `compile`, and tells which position the code from each offset on has: (offset, number of the
    /// position), ascending.
    pub fn compile_with_lines(
        &mut self,
        func: &Function,
        env: &dyn Environment,
        space: &mut CodeSpace,
        locals: &[String],
    ) -> Result<(CompiledCode, Vec<(u32, u32)>), Error> {
        let options = self.options;
        let pass = self.begin(func, env, space, locals);
        pass.begin_watch(false);
        pass.run(&options);
        let code = pass.install(space);
        let notes = pass.end_watch();
        let code = code?;
        let lines = notes.lines(func, code.len);
        Ok((code, lines))
    }

    /// Makes the pass one over `func`.
    #[inline(always)]
    fn begin<'a>(
        &'a mut self,
        func: &'a Function,
        env: &'a dyn Environment,
        space: &CodeSpace,
        locals: &'a [String],
    ) -> &'a mut Pass<'a> {
        let slot = &raw mut self.pass;
        // SAFETY: lifetimes leave no trace in memory. What the pass refers to is set here, before anybody looks at it, and it is
        // looked at in this compilation only.
        let slot = unsafe { &mut *slot.cast::<Option<Box<Pass<'a>>>>() };
        if slot.is_none() {
            first_pass(slot, func, env, locals);
        }
        let Some(pass) = slot else { unreachable!("it was made above") };
        (pass.func, pass.input, pass.env, pass.locals) = (func, input::Input::new(func), env, locals);
        pass.code_base = space.address(CodeRange { offset: 0, len: 0 });
        pass
    }
}

/// Makes the first pass of a compiler.
#[cold]
#[inline(never)]
fn first_pass<'a>(
    slot: &mut Option<Box<Pass<'a>>>,
    func: &'a Function,
    env: &'a dyn Environment,
    locals: &'a [String],
) {
    *slot = Some(Box::new(Pass::new(func, env, locals)));
}
