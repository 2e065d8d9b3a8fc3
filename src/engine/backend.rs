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

/// What a backend made of a function.
pub(crate) struct Made {
    /// What the code map is to know of it; its start is the function's address.
    pub(crate) object: CodeObject,
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

    /// Makes code for a verified function.
    pub(crate) fn compile(
        &mut self,
        func: &Function,
        env: &dyn Environment,
        space: &mut CodeSpace,
        tag: u32,
    ) -> Result<Made, String> {
        self.open()?;
        let mut link = Duration::ZERO;
        let (start, len, sites) = match self {
            Backend::Stencil(compiler) => {
                let code = compiler.compile(func, env, space, &[]).map_err(|e| e.to_string())?;
                (code.address, code.len, code.sites)
            }
            Backend::Llvm(compiler, level) => {
                let options = CompileOptions { level: *level, positions: true };
                let batch = compiler.compile(&[func], env, options).map_err(|e| e.to_string())?;
                link = Duration::from_nanos(batch.link_ns);
                let made = batch.functions.into_iter().next().ok_or("LLVM returned no function")?;
                // LLVM's positions hold from their offset on; a return address lies behind its call.
                let sites =
                    made.positions.iter().filter(|p| p.loc.is_some()).map(|p| (p.offset + 1, p.loc.0));
                (made.address as usize, made.size as usize, sites.collect())
            }
            Backend::Closed(_) => unreachable!("it was opened above"),
        };
        let positions = func.positions.values().map(|position| Position {
            function: position.function.as_str().into(),
            file: position.file.as_str().into(),
            line: position.line,
            inlined_at: position.inlined_at.map(|loc| loc.0),
        });
        let object = CodeObject {
            start,
            len,
            name: func.name.as_str().into(),
            tag,
            positions: positions.collect(),
            sites: sites.into_boxed_slice(),
        };
        Ok(Made { object, link })
    }
}
