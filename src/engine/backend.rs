//! The two backends behind one interface.
//!
//! LLVM's plugin is opened when it is first asked for and not before: a run on stencils never loads it.

use juliette_exec::code_map::{CodeObject, Position};
use juliette_exec::memory::CodeSpace;
use juliette_ir::{Environment, Function};
use juliette_llvm_client::{CompileOptions, LlvmCompiler, SessionOptions, plugin_path};
use juliette_stencil::{Options as StencilOptions, StencilCompiler};
use std::time::Duration;

pub use juliette_llvm_client::Level;

/// Which backend makes the code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackendChoice {
    /// Copy-and-patch.
    Stencil,
    /// LLVM at a level.
    Llvm(Level),
}

impl BackendChoice {
    /// The name in reports: `stencil`, `llvm-O2`.
    pub fn name(self) -> String {
        match self {
            BackendChoice::Stencil => "stencil".to_owned(),
            BackendChoice::Llvm(level) => format!("llvm-{}", level.name()),
        }
    }
}

/// What a backend made of functions.
pub(crate) struct Made {
    /// What the code map is to know of each; its start is the function's address.
    pub(crate) objects: Vec<CodeObject>,
    /// For each, if that was wanted, which position its code from each offset on has.
    pub(crate) lines: Vec<Vec<(u32, u32)>>,
    /// Time that linking took of the whole.
    pub(crate) link: Duration,
}

/// A backend at work.
pub(crate) enum Backend {
    /// Not asked for anything yet.
    Closed(BackendChoice),
    /// Stencils.
    Stencil(Box<StencilCompiler>),
    /// LLVM.
    Llvm(LlvmCompiler, Level),
}

impl Backend {
    pub(crate) fn open(&mut self) -> Result<(), String> {
        if let Backend::Closed(choice) = *self {
            *self = match choice {
                BackendChoice::Stencil => {
                    let compiler =
                        StencilCompiler::new(StencilOptions::default()).map_err(|e| e.to_string())?;
                    Backend::Stencil(Box::new(compiler))
                }
                BackendChoice::Llvm(level) => {
                    let compiler = LlvmCompiler::open(&plugin_path(), SessionOptions::default());
                    Backend::Llvm(compiler.map_err(|e| e.to_string())?, level)
                }
            };
        }
        Ok(())
    }

    /// Whether it costs less to compile functions together than one by one.
    pub(crate) fn gains_by_batches(&self) -> bool {
        match self {
            Backend::Closed(BackendChoice::Llvm(_)) | Backend::Llvm(..) => true,
            Backend::Closed(BackendChoice::Stencil) | Backend::Stencil(_) => false,
        }
    }

    /// Makes code for verified functions, each with its tag. Functions that run only `once` are not worth optimizing.
    pub(crate) fn compile(
        &mut self,
        functions: &[(&Function, u32)],
        env: &dyn Environment,
        space: &mut CodeSpace,
        once: bool,
        with_lines: bool,
    ) -> Result<Made, String> {
        self.open()?;
        let mut lines = Vec::new();
        let mut link = Duration::ZERO;
        let mut objects = Vec::with_capacity(functions.len());
        match self {
            Backend::Stencil(compiler) => {
                for &(func, tag) in functions {
                    let code = if with_lines {
                        compiler.compile_with_lines(func, env, space, &[]).map(|(code, of_code)| {
                            lines.push(of_code);
                            code
                        })
                    } else {
                        compiler.compile(func, env, space, &[])
                    };
                    let code = code.map_err(|e| e.to_string())?;
                    objects.push(code_object(func, tag, code.address, code.len, code.sites));
                }
            }
            Backend::Llvm(compiler, level) => {
                let level = if once { Level::O0 } else { *level };
                let options = CompileOptions { level, positions: true };
                let list: Vec<&Function> = functions.iter().map(|&(func, _)| func).collect();
                let batch = compiler.compile(&list, env, options).map_err(|e| e.to_string())?;
                link = Duration::from_nanos(batch.link_ns);
                for (made, &(func, tag)) in batch.functions.iter().zip(functions) {
                    if with_lines {
                        let known = made.positions.iter().filter(|position| position.loc.is_some());
                        lines.push(known.map(|position| (position.offset, position.loc.0)).collect());
                    }
                    // LLVM's positions hold from their offset on; a return address lies behind its call.
                    let sites = made.positions.iter().filter(|p| p.loc.is_some());
                    let sites = sites.map(|p| (p.offset + 1, p.loc.0)).collect();
                    objects.push(code_object(func, tag, made.address as usize, made.size as usize, sites));
                }
            }
            Backend::Closed(_) => unreachable!("it was opened above"),
        }
        Ok(Made { objects, lines, link })
    }
}

/// What the code map is to know of a function's code.
fn code_object(func: &Function, tag: u32, start: usize, len: usize, sites: Vec<(u32, u32)>) -> CodeObject {
    let positions = func.positions.values().map(|position| Position {
        function: position.function.clone(),
        file: position.file.clone(),
        line: position.line,
        inlined_at: position.inlined_at.map(|loc| loc.0),
    });
    CodeObject {
        start,
        len,
        name: func.name.as_str().into(),
        tag,
        positions: positions.collect(),
        sites: sites.into_boxed_slice(),
    }
}
