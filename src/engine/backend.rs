//! The two backends behind one interface.
//!
//! LLVM's plugin is opened when it is first asked for and not before: a run on stencils never loads it.

use juliette_exec::code_map::{CodeObject, Position};
use juliette_exec::memory::CodeSpace;
use juliette_ir::{Environment, Function, Loc};
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
                    objects.push(code_object(func, tag, code.address, code.len, code.sites, with_lines));
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
                    objects.push(code_object(
                        func,
                        tag,
                        made.address as usize,
                        made.size as usize,
                        sites,
                        with_lines,
                    ));
                }
            }
            Backend::Closed(_) => unreachable!("it was opened above"),
        }
        Ok(Made { objects, lines, link })
    }
}

/// What the code map is to know of a function's code: `all` of its positions, or those that a return address leads to
/// and the function's own.
fn code_object(
    func: &Function,
    tag: u32,
    start: usize,
    len: usize,
    mut sites: Vec<(u32, u32)>,
    all: bool,
) -> CodeObject {
    const UNKNOWN: u32 = u32::MAX;
    let mut numbers = vec![UNKNOWN; func.positions.len()];
    let mut kept = Vec::new();
    let mut keep = |wanted: u32| {
        // Wrappers have none.
        if wanted as usize >= numbers.len() {
            return wanted;
        }
        let mut chain = Vec::new();
        let mut at = Some(wanted);
        while let Some(position) = at.filter(|&position| numbers[position as usize] == UNKNOWN) {
            chain.push(position);
            at = func.positions[Loc(position)].inlined_at.map(|loc| loc.0);
        }
        // The outermost first: what another was inlined at has its number before.
        for position in chain.into_iter().rev() {
            let data = &func.positions[Loc(position)];
            numbers[position as usize] = kept.len() as u32;
            kept.push(Position {
                function: data.function.clone(),
                file: data.file.clone(),
                line: data.line,
                inlined_at: data.inlined_at.map(|loc| numbers[loc.0 as usize]),
            });
        }
        numbers[wanted as usize]
    };
    if all {
        for position in 0..func.positions.len() as u32 {
            let number = keep(position);
            debug_assert_eq!(number, position, "a position comes behind the one that it is inlined at");
        }
    } else if let Some(own) = func.positions.values().position(|position| position.inlined_at.is_none()) {
        keep(own as u32);
    }
    for (_, site) in &mut sites {
        *site = keep(*site);
    }
    CodeObject {
        start,
        len,
        name: func.name.as_str().into(),
        tag,
        positions: kept.into_boxed_slice(),
        sites: sites.into_boxed_slice(),
    }
}
