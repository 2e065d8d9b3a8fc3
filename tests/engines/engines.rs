//! Every engine behind one interface: compile the functions of a module, call the first.

use crate::native::{self, TestEnvironment};
use juliette_exec::memory::{CodeRange, CodeSpace};
use juliette_exec::slots::SlotTable;
use juliette_ir::{EmptyWorld, Evaluator, Function, Stop, TrapReason};
use juliette_llvm::Session;
use juliette_llvm_client::{CompileOptions, Level, SessionOptions};
use juliette_passes::PassRunner;
use juliette_stencil::{Options, StencilCompiler};

/// What a call of a module's first function gave.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Results and the buffer's bytes after the call.
    Returned(Vec<u128>, Vec<u8>),
    /// A trap, and the buffer.
    Trapped(TrapReason, Vec<u8>),
    /// The evaluator stopped for a reason of its own: nothing to compare.
    Stopped(Stop),
}

/// An engine under test.
pub trait Engine {
    /// The name in messages and options.
    fn name(&self) -> &str;

    /// Calls the first function of a verified module for each list of arguments. The first argument is the address of
    /// a buffer with these bytes; `args` are the others.
    fn run(&mut self, functions: &[Function], calls: &[Call]) -> Result<Vec<Answer>, String>;
}

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The buffer's bytes.
    pub buffer: Vec<u8>,
    /// The arguments after the buffer's address.
    pub args: Vec<u128>,
}

/// The evaluator, on functions as they are.
#[derive(Debug)]
pub struct EvaluatorEngine {
    /// How many instructions may run.
    pub fuel: u64,
    /// What stack slots hold at first.
    pub stack_fill: u8,
}

impl Default for EvaluatorEngine {
    fn default() -> Self {
        EvaluatorEngine { fuel: FUEL, stack_fill: 0xa5 }
    }
}

impl Engine for EvaluatorEngine {
    fn name(&self) -> &str {
        "evaluator"
    }

    fn run(&mut self, functions: &[Function], calls: &[Call]) -> Result<Vec<Answer>, String> {
        let answers = calls.iter().map(|call| {
            let mut evaluator = Evaluator::new(functions, EmptyWorld, self.fuel);
            evaluator.stack_fill = self.stack_fill;
            let buffer = evaluator.memory.allocate(call.buffer.clone());
            let mut args = vec![u128::from(buffer)];
            args.extend(&call.args);
            let result = evaluator.call(&functions[0], &args);
            let bytes = evaluator.memory.bytes(buffer, call.buffer.len() as u64).map(|b| b.to_vec());
            let bytes = bytes.unwrap_or_default();
            match result {
                Ok(results) => Answer::Returned(results, bytes),
                Err(Stop::Trap(reason)) => Answer::Trapped(reason, bytes),
                Err(stop) => Answer::Stopped(stop),
            }
        });
        Ok(answers.collect())
    }
}

/// An engine after the machine-level passes.
pub struct AfterPasses<E> {
    engine: E,
    name: String,
    runner: PassRunner,
}

impl<E: Engine> AfterPasses<E> {
    /// `engine` on optimized functions.
    pub fn new(engine: E) -> Self {
        let name = format!("passes+{}", engine.name());
        AfterPasses { engine, name, runner: PassRunner::new() }
    }
}

impl<E: Engine> Engine for AfterPasses<E> {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(&mut self, functions: &[Function], calls: &[Call]) -> Result<Vec<Answer>, String> {
        let mut optimized = functions.to_vec();
        for func in &mut optimized {
            let mut broken = None;
            self.runner.run_observed(func, &mut |pass, func| {
                if broken.is_none()
                    && let Err(violation) = juliette_ir::verify(func)
                {
                    broken = Some(format!("after {}: {violation}\n{func}", pass.name));
                }
            });
            if let Some(message) = broken {
                return Err(message);
            }
        }
        self.engine.run(&optimized, calls)
    }
}

/// Calls compiled code.
///
/// # Safety
/// `code` must be the code of `func`.
unsafe fn call_native(code: u64, func: &Function, call: &Call) -> Answer {
    let mut buffer: Vec<u128> = vec![0; call.buffer.len().div_ceil(16)];
    for (i, &byte) in call.buffer.iter().enumerate() {
        buffer[i / 16] |= u128::from(byte) << (i % 16 * 8);
    }
    let mut args = vec![buffer.as_mut_ptr() as u128];
    args.extend(&call.args);
    // SAFETY: by this function's contract; the buffer is as large as the call says.
    let result = unsafe { native::call(code, &func.signature, &args) };
    let mut bytes: Vec<u8> = buffer.iter().flat_map(|word| word.to_le_bytes()).collect();
    bytes.truncate(call.buffer.len());
    match result {
        Ok(results) => Answer::Returned(results, bytes),
        Err(reason) => Answer::Trapped(reason, bytes),
    }
}

/// The stencil backend.
pub struct StencilEngine {
    name: &'static str,
    compiler: StencilCompiler,
    space: CodeSpace,
    slots: SlotTable,
    env: TestEnvironment,
    runs: u32,
}

/// After so many runs a backend starts afresh, for what is removed leaves gaps.
const RUNS: u32 = 20_000;

impl StencilEngine {
    /// The backend with all or with few registers.
    pub fn new(few_registers: bool) -> Result<Self, String> {
        let space = CodeSpace::new(64 << 20).map_err(|e| e.to_string())?;
        let slots = SlotTable::new(&space);
        Ok(StencilEngine {
            name: if few_registers { "stencil-few" } else { "stencil" },
            compiler: StencilCompiler::new(Options { few_registers }).map_err(|e| e.to_string())?,
            space,
            slots,
            env: TestEnvironment::default(),
            runs: 0,
        })
    }
}

impl Engine for StencilEngine {
    fn name(&self) -> &str {
        self.name
    }

    fn run(&mut self, functions: &[Function], calls: &[Call]) -> Result<Vec<Answer>, String> {
        self.runs += 1;
        if self.runs > RUNS {
            *self = StencilEngine::new(self.name == "stencil-few")?;
        }
        let names: Vec<String> = functions.iter().map(|func| func.name.clone()).collect();
        while self.slots.len() < names.len() {
            let slot = self.slots.add(&mut self.space).map_err(|e| e.to_string())?;
            self.env.cells.push(self.slots.cell(slot) as u64);
        }
        let mut ranges: Vec<CodeRange> = Vec::new();
        let mut code = Vec::new();
        for (slot, func) in functions.iter().enumerate() {
            let made =
                self.compiler.compile(func, &self.env, &mut self.space, &names).map_err(|e| e.to_string())?;
            self.slots.set(slot as u32, made.address);
            code.push(made.address as u64);
            ranges.push(made.range);
        }
        // SAFETY: the code was made just now from these functions.
        let answers = calls.iter().map(|call| unsafe { call_native(code[0], &functions[0], call) }).collect();
        for range in ranges.into_iter().rev() {
            self.space.give_back(range);
        }
        Ok(answers)
    }
}

/// The LLVM backend at a level.
pub struct LlvmEngine {
    name: String,
    session: Session,
    level: Level,
    env: TestEnvironment,
    runs: u32,
}

impl LlvmEngine {
    /// The backend at `level`.
    pub fn new(level: Level) -> Result<Self, String> {
        Ok(LlvmEngine {
            name: format!("llvm-{}", level.name()),
            session: Session::new(SessionOptions::default())?,
            level,
            env: TestEnvironment::default(),
            runs: 0,
        })
    }
}

impl Engine for LlvmEngine {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(&mut self, functions: &[Function], calls: &[Call]) -> Result<Vec<Answer>, String> {
        self.runs += 1;
        if self.runs > RUNS {
            *self = LlvmEngine::new(self.level)?;
        }
        let list: Vec<&Function> = functions.iter().collect();
        let options = CompileOptions { level: self.level, positions: false };
        let batch = self.session.compile(&list, &self.env, options)?;
        let code = batch.functions[0].address;
        // SAFETY: the code was made just now from these functions.
        let answers = calls.iter().map(|call| unsafe { call_native(code, &functions[0], call) }).collect();
        self.session.remove(batch.id)?;
        Ok(answers)
    }
}

/// The engine of that name.
pub fn engine(name: &str) -> Result<Box<dyn Engine>, String> {
    if let Some(inner) = name.strip_prefix("passes+") {
        return Ok(match inner {
            "evaluator" => Box::new(AfterPasses::new(EvaluatorEngine::default())),
            "stencil" => Box::new(AfterPasses::new(StencilEngine::new(false)?)),
            "stencil-few" => Box::new(AfterPasses::new(StencilEngine::new(true)?)),
            other => Box::new(AfterPasses::new(llvm_engine(other)?)),
        });
    }
    Ok(match name {
        "evaluator" => Box::new(EvaluatorEngine::default()),
        "stencil" => Box::new(StencilEngine::new(false)?),
        "stencil-few" => Box::new(StencilEngine::new(true)?),
        other => Box::new(llvm_engine(other)?),
    })
}

fn llvm_engine(name: &str) -> Result<LlvmEngine, String> {
    let level = name.strip_prefix("llvm-").and_then(Level::from_name);
    LlvmEngine::new(level.ok_or_else(|| format!("there is no engine {name}"))?)
}

/// How many instructions an evaluation may run.
pub const FUEL: u64 = 200_000;
