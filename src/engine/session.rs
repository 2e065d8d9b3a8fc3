//! The state of a run, and compilation on demand.
//!
//! Code is made the first time it is called: a call goes through an entry slot, whose stub asks
//! [`compile_slot`], which builds, passes, compiles and installs the code of the slot's body. So a body is
//! compiled at most once, and only if it runs.
//!
//! There is one session per thread, reached through a pointer, because compiled code calls back into it.
//! Invariant: no reference into the session is held while compiled code runs.

use crate::backend::{Backend, BackendChoice};
use crate::batch::surely_called;
use crate::call_sites::CallSites;
use crate::evaluate::Evaluated;
use crate::image::ImageChoice;
use crate::objects::Objects;
use crate::observers::Observers;
use crate::options::Options;
use crate::remembered::Remembered;
use crate::timing::{FunctionRecord, Phase, Timings};
use juliette_exec::code_map::CodeMap;
use juliette_exec::memory::CodeSpace;
use juliette_exec::slots::{SlotTable, set_compile_hook};
use juliette_infer::{Inference, Inferred, InferredId, Lattice, Program};
use juliette_ir::generic::Body;
use juliette_ir::{Cfg, Environment, Function, SupportRoutine};
use juliette_opt::legalize::shape::Shapes;
use juliette_opt::legalize::{
    display_name, legalize, legalize_continuation, legalize_statement, legalize_wrapper,
};
use juliette_passes::PassRunner;
use juliette_runtime::calls::CALLS;
use juliette_runtime::exceptions::run_protected;
use juliette_runtime::object::Ref;
use juliette_runtime::runtime::{Attached, Runtime};
use juliette_runtime::sampling;
use juliette_support::{FileId, ModuleId, Shared, SideTable, SourceMap, Symbol};
use juliette_types::TypeId;
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::fmt;

/// Bytes reserved for code; pages are touched on demand.
const CODE_RESERVE: usize = 256 << 20;
/// Functions that LLVM is given together, at most.
const LARGEST_BATCH: usize = 16;

/// Why a program did not run to its end.
#[derive(Clone, Debug)]
pub enum EngineError {
    /// It cannot be read: the path and the reason.
    File(String, String),
    /// It was refused before it ran: the rendered messages.
    Refused(String),
    /// It threw an exception that nothing caught; the message was printed.
    Uncaught,
    /// The engine could not go on.
    Engine(String),
    /// The program looks at code through LLVM, which this process does without. Nothing of it has run.
    NeedsLlvm,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineError::File(path, reason) => write!(f, "cannot read {path}: {reason}"),
            EngineError::Refused(messages) => f.write_str(messages),
            EngineError::Uncaught => Ok(()),
            EngineError::Engine(reason) => f.write_str(reason),
            EngineError::NeedsLlvm => f.write_str("the program needs LLVM, which this process does without"),
        }
    }
}

impl std::error::Error for EngineError {}

/// What an entry slot stands for.
#[derive(Clone)]
pub(crate) enum SlotUse {
    /// The code of an inferred method.
    Method(InferredId),
    /// The wrapper for dynamic calls of the code in another slot.
    Wrapper(InferredId, u32),
    /// The rest of a frame of a function of this module that was carried out; it has its code from the beginning.
    Rest(ModuleId),
}

/// Run-time memory: what legalization asks for and adds to while it works on the program.
pub(crate) struct Machine {
    pub(crate) runtime: Attached,
    pub(crate) space: CodeSpace,
    pub(crate) slots: SlotTable,
    pub(crate) objects: Objects,
    pub(crate) sites: CallSites,
    pub(crate) slot_uses: Vec<SlotUse>,
    pub(crate) method_slots: SideTable<InferredId, Option<u32>>,
    pub(crate) wrapper_slots: SideTable<InferredId, Option<u32>>,
}

/// The state of a run.
pub(crate) struct Session {
    pub(crate) options: Options,
    pub(crate) program: Program,
    pub(crate) sources: SourceMap,
    pub(crate) shapes: Shapes,
    pub(crate) machine: Machine,
    pub(crate) code_map: CodeMap,
    pub(crate) backend: Backend,
    pub(crate) passes: PassRunner,
    pub(crate) timings: Timings,
    /// What is known of each compiled function, if that was asked for.
    pub(crate) records: Option<Vec<FunctionRecord>>,
    /// Whoever else is told of compiled functions.
    pub(crate) observers: Option<Box<Observers>>,
    pub(crate) closures: u32,
    /// The globals that have a declared type.
    pub(crate) typed_globals: juliette_lower::TypedGlobals,
    pub(crate) module: ModuleId,
    /// The file whose statements run, and the line of the current one.
    pub(crate) file: FileId,
    pub(crate) line: u32,
    /// Where `include` finds files; none while the library is loaded.
    pub(crate) folder: Option<std::path::PathBuf>,
    /// The standard library's modules that were loaded.
    pub(crate) packages: FxHashMap<Symbol, ModuleId>,
    /// What is carried out without code.
    pub(crate) evaluated: Evaluated,
    /// So many steps of a body are carried out before it is compiled.
    pub(crate) budget: u32,
    /// So many if nothing was compiled yet.
    pub(crate) first_budget: u32,
    /// The first file that is not the library's.
    pub(crate) first_file: FileId,
    /// What a statement that is carried out without code has come to ([`crate::evaluate::line_of_statement`]).
    pub(crate) statement_place: usize,
    /// The first entry slot that was made in this process.
    pub(crate) first_slot: usize,
    /// The entry slots of the image for which code was made in this process.
    pub(crate) filled_slots: Vec<u32>,
    /// Whether anything was defined at top level since the session was made or mapped.
    pub(crate) has_defined: bool,
    /// What was found out about objects whose types the code does not know.
    pub(crate) remembered: Remembered,
    /// A program that the code cache has brought to its first statement.
    pub(crate) prepared: Option<crate::cache::Prepared>,
}

thread_local! {
    static SESSION: Cell<*mut Session> = const { Cell::new(std::ptr::null_mut()) };
}

/// This thread's session. The reference must not live across a call of compiled code.
#[inline]
pub(crate) fn session<'a>() -> &'a mut Session {
    let session = SESSION.get();
    assert!(!session.is_null(), "engine: compiled code runs only in a session");
    // SAFETY: the session lives as long as its engine; entries use the reference one at a time.
    unsafe { &mut *session }
}

/// Makes a session that was mapped this thread's.
pub(crate) fn enter(session: *mut Session) {
    assert!(SESSION.get().is_null(), "engine: a thread runs one engine at a time");
    SESSION.set(session);
}

/// Makes the thread's session nobody's.
pub(crate) fn leave() {
    SESSION.set(core::ptr::null_mut());
}

/// Runs programs.
pub struct Engine {
    session: *mut Session,
    /// Whether the session lies in an image, whose memory is not this process's to free.
    is_mapped: bool,
    /// The path and the text of a program that was read before the engine started.
    program: Option<(String, String)>,
    /// Whether the code cache has no entry of the program, and may have.
    may_cache: bool,
}

/// A program whose text has more bytes than this, some fifteen lines, is taken to use much of the library before it is read:
/// the fewer page faults are worth more than the memory that they count as its own.
const LONG_PROGRAM: usize = 400;

impl Engine {
    /// An engine with the library loaded.
    ///
    /// # Errors
    /// If the processor or the system lacks what compiled code needs.
    pub fn new(options: Options) -> Result<Engine, EngineError> {
        // What cannot be read is told when it is to be run.
        let program = options.program.clone().and_then(|path| {
            let text = crate::load::read(&path).ok()?;
            Some((path, text))
        });
        let mut cached = None;
        let mut may_cache = false;
        if let Some((path, text)) = &program {
            if text.len() > LONG_PROGRAM {
                juliette_image::file::expect_wide_use();
            }
            let is_usual = options.image == ImageChoice::Beside && !crate::image::is_library_elsewhere();
            if options.uses_cache && is_usual {
                cached = crate::cache::open(path, text.as_bytes());
                may_cache = cached.is_none();
            }
        }
        let engine = match cached.or_else(|| crate::image::open(&options.image)) {
            Some(session) => {
                enter(session);
                let engine = Engine { session, is_mapped: true, program, may_cache };
                crate::session::session().resume(options)?;
                engine
            }
            None => Engine::from_source(options)?,
        };
        let session = session();
        session.evaluated = Evaluated::default();
        session.first_file = session.sources.next();
        (session.budget, session.first_budget) = session.options.budgets();
        session.records = session.options.record_functions.then(Vec::new);
        session.observers = match Observers::open(session.options.observe) {
            Ok(observers) => observers.map(Box::new),
            Err(reason) => return Err(EngineError::Engine(reason)),
        };
        if let Some(observers) = &mut session.observers {
            for object in session.code_map.objects() {
                let lines: Vec<(u32, u32)> = object.sites.to_vec();
                observers.tell(object, &lines, &session.sources);
            }
        }
        if session.options.collect_always {
            session.machine.runtime.heap.set_stress(true);
        }
        juliette_runtime::signals::install();
        if let Some(interval) = session.options.sample_every {
            sampling::start(interval);
        }
        Ok(engine)
    }

    /// An engine that loads the library from source.
    pub(crate) fn from_source(options: Options) -> Result<Engine, EngineError> {
        let failed = |error: juliette_exec::ExecError| EngineError::Engine(error.to_string());
        let space = CodeSpace::new(CODE_RESERVE).map_err(failed)?;
        let slots = SlotTable::new(&space);
        let mut runtime = Runtime::attach(options.heap_limit);
        runtime.args = options.arguments.iter().map(|argument| argument.clone().into_bytes()).collect();
        let backend = Backend::Closed(options.backend);
        let mut session = Box::new(Session {
            options,
            program: Program::new(),
            sources: SourceMap::default(),
            shapes: Shapes::default(),
            machine: Machine {
                runtime,
                space,
                slots,
                objects: Objects::default(),
                sites: CallSites::default(),
                slot_uses: Vec::new(),
                method_slots: SideTable::default(),
                wrapper_slots: SideTable::default(),
            },
            code_map: CodeMap::new(),
            backend,
            passes: PassRunner::default(),
            timings: Timings::default(),
            records: None,
            observers: None,
            closures: 0,
            typed_globals: juliette_lower::TypedGlobals::default(),
            module: ModuleId::BASE,
            file: FileId(0),
            line: 0,
            folder: None,
            packages: FxHashMap::default(),
            evaluated: Evaluated::default(),
            budget: 0,
            first_budget: 0,
            first_file: FileId(0),
            statement_place: 0,
            first_slot: 0,
            filled_slots: Vec::new(),
            has_defined: false,
            remembered: Remembered::default(),
            prepared: None,
        });
        session.register_types();
        let session = Box::into_raw(session);
        assert!(SESSION.get().is_null(), "engine: a thread runs one engine at a time");
        SESSION.set(session);
        set_compile_hook(compile_slot);
        let engine = Engine { session, is_mapped: false, program: None, may_cache: false };
        crate::load::load_library()?;
        crate::session::session().module = ModuleId::MAIN;
        Ok(engine)
    }

    /// The session itself, for the image that it is put into; it is never freed.
    pub(crate) fn into_session(self) -> *mut Session {
        let session = self.session;
        core::mem::forget(self);
        leave();
        session
    }

    /// If an entry of the code cache would have spared this run work: what its maker is to be told, the calls that were
    /// looked up in the run, and the image's functions that had no code.
    /// `was_thrown` says whether an exception ended it.
    pub fn calls_for_cache(&self, was_thrown: bool) -> Option<String> {
        let session = session();
        let has_worked = session.timings.functions > 0 || !session.evaluated.is_empty();
        (self.may_cache && has_worked).then(|| crate::cache::told(session, was_thrown))
    }

    /// Runs the program in a file.
    ///
    /// # Errors
    /// See [`EngineError`].
    pub fn run_file(&mut self, path: &str) -> Result<(), EngineError> {
        session().machine.runtime.program_file = path.as_bytes().to_vec();
        let text = match self.program.take() {
            Some((read, text)) if read == path => text,
            _ => crate::load::read(path)?,
        };
        crate::reflect::require_llvm_for(&text)?;
        crate::load::run(path, text)
    }

    /// Runs program text; `name` stands for the file in messages.
    ///
    /// # Errors
    /// See [`EngineError`].
    pub fn run_text(&mut self, name: &str, text: String) -> Result<(), EngineError> {
        crate::reflect::require_llvm_for(&text)?;
        crate::load::run(name, text)
    }

    /// The functions compiled since the library was loaded, if [`Options::record_functions`] asked for them, with
    /// the samples that fell on them so far; and how many samples fell on none of them.
    pub fn functions(&self) -> (Vec<FunctionRecord>, u32) {
        let mut records = session().records.clone().unwrap_or_default();
        let elsewhere = crate::timing::count_samples(&mut records, &sampling::taken());
        (records, elsewhere)
    }

    /// What the heap holds and has done.
    pub fn heap_stats(&self) -> juliette_runtime::heap::Stats {
        session().machine.runtime.heap.stats()
    }

    /// Writes out what the program printed and its streams still hold.
    pub fn flush(&mut self) {
        session().machine.runtime.streams.flush_all();
    }

    /// Where the time went so far.
    pub fn timings(&self) -> Timings {
        session().timings.clone()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if self.is_mapped {
            // Nobody can open another engine at these addresses; the process is about to end.
            return session().machine.runtime.streams.flush_all();
        }
        SESSION.set(std::ptr::null_mut());
        // SAFETY: the session was made by `new`, and nothing reaches it any more.
        drop(unsafe { Box::from_raw(self.session) });
    }
}

impl Machine {
    /// The entry slot of a method's code.
    pub(crate) fn slot_of(&mut self, callee: InferredId) -> u32 {
        if let Some(slot) = self.method_slots[callee] {
            return slot;
        }
        let slot = self.new_slot(SlotUse::Method(callee));
        self.method_slots[callee] = Some(slot);
        slot
    }

    /// The entry slot of the wrapper by which a method's code is called with boxed values.
    pub(crate) fn wrapper_slot_of(&mut self, callee: InferredId) -> u32 {
        if let Some(slot) = self.wrapper_slots[callee] {
            return slot;
        }
        let code = self.slot_of(callee);
        let slot = self.new_slot(SlotUse::Wrapper(callee, code));
        self.wrapper_slots[callee] = Some(slot);
        slot
    }

    pub(crate) fn new_slot(&mut self, slot_use: SlotUse) -> u32 {
        match self.slots.add(&mut self.space) {
            Ok(slot) => {
                debug_assert_eq!(slot as usize, self.slot_uses.len());
                self.slot_uses.push(slot_use);
                slot
            }
            Err(error) => fatal(&error.to_string()),
        }
    }
}

impl Session {
    /// Makes what is known the base of the processes that will map it: they add to it in memory of their own.
    pub(crate) fn seal(&mut self) {
        // What is reused from one function to the next is better made anew, close together.
        self.passes = PassRunner::default();
        if let Backend::Stencil(compiler) = &mut self.backend {
            compiler.drop_tables();
        }
        self.program.seal();
        self.shapes.seal(&self.program.types, &self.program.interner);
        self.machine.objects.constants.seal();
        self.machine.sites.seal();
        self.machine.runtime.seal();
    }

    /// Goes on with a session that was mapped from an image.
    pub(crate) fn resume(&mut self, options: Options) -> Result<(), EngineError> {
        let failed = |error: juliette_exec::ExecError| EngineError::Engine(error.to_string());
        self.timings = Timings::default();
        self.first_slot = self.machine.slots.len();
        self.filled_slots = Vec::new();
        self.has_defined = false;
        self.remembered = Remembered::default();
        self.machine.space.resume(self.machine.slots.len()).map_err(failed)?;
        // SAFETY: the image's maker put the run-time system to rest, and nothing in this process uses it yet.
        unsafe { self.machine.runtime.resume(options.heap_limit) };
        self.machine.runtime.args =
            options.arguments.iter().map(|argument| argument.clone().into_bytes()).collect();
        set_compile_hook(compile_slot);
        let is_stencil = options.backend == BackendChoice::Stencil;
        if !is_stencil {
            self.backend = Backend::Closed(options.backend);
        }
        let is_observed = options.observe.perf_map;
        if !is_stencil || is_observed || options.trace_specialize || options.trace_typed {
            // The image's code is of stencils, silent, and in a file to which perf gives no names: what runs is compiled
            // again.
            self.machine.slots.reset_all();
        }
        let has_arguments = !options.arguments.is_empty();
        self.options = options;
        if has_arguments {
            // SAFETY: there are no arguments.
            let result = run_protected(|| unsafe { crate::dynamic::call_base("take_arguments", &[]) });
            assert!(matches!(result, Ok(Some(_))), "engine: the library has `take_arguments`");
        }
        Ok(())
    }

    /// Compiles a top-level statement; the address of its code.
    pub(crate) fn compile_statement(&mut self, inferred: &Shared<Inferred>) -> usize {
        self.trace_types(inferred);
        self.timings.enter(Phase::Optimize);
        let mut func = self.with_facts(|program, shapes, facts, sources| {
            legalize_statement(program, shapes, facts, sources, inferred, "top-level scope")
        });
        self.optimize(&mut func);
        self.timings.leave();
        self.generate(vec![(func, None)])
    }

    /// Compiles the rest of a body for parameters of these types; the address of its code.
    pub(crate) fn compile_continuation(
        &mut self,
        rest: Body,
        static_params: &[TypeId],
        arguments: Vec<Lattice>,
        is_statement: bool,
    ) -> usize {
        juliette_image::file::expect_wide_use();
        let module = rest.module;
        self.timings.enter(Phase::Infer);
        let rest = Shared::new(rest);
        let inferred = Inference::new(&mut self.program).continuation(rest, static_params, arguments);
        self.timings.leave();
        self.trace_types(&inferred);
        self.timings.enter(Phase::Optimize);
        let mut func = self.with_facts(|program, shapes, facts, sources| {
            legalize_continuation(program, shapes, facts, sources, &inferred, is_statement)
        });
        self.optimize(&mut func);
        self.timings.leave();
        let slot = (!is_statement).then(|| self.machine.new_slot(SlotUse::Rest(module)));
        self.generate(vec![(func, slot)])
    }

    pub(crate) fn compile(&mut self, slot: u32) -> usize {
        let mut functions = vec![(self.build(slot), Some(slot))];
        let mut at = 0;
        while self.backend.gains_by_batches() && at < functions.len() {
            for callee in surely_called(&functions[at].0) {
                let is_new = self.machine.slots.target(callee) == self.machine.slots.stub(callee)
                    && functions.iter().all(|&(_, slot)| slot != Some(callee));
                if is_new && functions.len() < LARGEST_BATCH {
                    functions.push((self.build(callee), Some(callee)));
                }
            }
            at += 1;
        }
        self.generate(functions)
    }

    /// The function of a slot in machine-level SSA, after the passes.
    fn build(&mut self, slot: u32) -> Function {
        if (slot as usize) < self.first_slot {
            self.filled_slots.push(slot);
        }
        let mut func = match self.machine.slot_uses[slot as usize].clone() {
            SlotUse::Method(callee) => {
                let inferred = self.program.inferred.get(callee);
                let name = display_name(&self.program, &inferred);
                if self.options.trace_specialize {
                    self.trace(&inferred, &name);
                }
                self.trace_types(&inferred);
                self.timings.enter(Phase::Optimize);
                self.with_facts(|program, shapes, facts, sources| {
                    legalize(program, shapes, facts, sources, &inferred, &name)
                })
            }
            SlotUse::Wrapper(callee, target) => {
                let inferred = self.program.inferred.get(callee);
                let name = display_name(&self.program, &inferred);
                self.timings.enter(Phase::Optimize);
                self.with_facts(|program, shapes, facts, sources| {
                    legalize_wrapper(program, shapes, facts, sources, &inferred, target, &name)
                })
            }
            SlotUse::Rest(_) => fatal("the rest of a frame is compiled once"),
        };
        self.optimize(&mut func);
        self.timings.leave();
        func
    }

    fn optimize(&mut self, func: &mut Function) {
        self.passes.run(func);
        if self.options.verify
            && let Err(violation) = juliette_ir::verify(func)
        {
            fatal(&format!("legalize: {violation:?} in {}:\n{func}", func.name));
        }
    }

    fn trace_types(&self, inferred: &Inferred) {
        if self.options.trace_typed {
            eprintln!("{}", inferred.print(&self.program));
        }
    }

    fn trace(&mut self, inferred: &Inferred, name: &str) {
        let mut shown = Vec::new();
        for argument in &inferred.arguments[1..] {
            let ty = argument.dispatch_type(&mut self.program.types);
            shown.push(format!("::{}", self.program.types.show(ty, &self.program.interner)));
        }
        eprintln!("specialize {name}({})", shown.join(", "));
    }

    /// Passes functions through the backend, so that their slots lead to their code; the address of the first one's. A
    /// function without a slot is a statement's, which runs once.
    fn generate(&mut self, functions: Vec<(Function, Option<u32>)>) -> usize {
        let once = self.backend.gains_by_batches()
            && functions.iter().all(|(func, slot)| slot.is_none() && !has_loop(func));
        let before = self.timings.of(Phase::Generate);
        self.timings.enter(Phase::Generate);
        let cells = Cells { slots: &self.machine.slots };
        let list: Vec<(&Function, u32)> =
            functions.iter().map(|(func, slot)| (func, slot.unwrap_or(u32::MAX))).collect();
        let made = match self.backend.compile(
            &list,
            &cells,
            &mut self.machine.space,
            once,
            self.observers.is_some(),
        ) {
            Ok(made) => made,
            Err(reason) => fatal(&reason),
        };
        self.timings.reassign(Phase::Link, made.link);
        self.timings.leave();
        let each = (self.timings.of(Phase::Generate) - before) / functions.len() as u32;
        self.timings.enter(Phase::Link);
        let first = made.objects[0].start;
        for (number, (object, (func, slot))) in made.objects.into_iter().zip(&functions).enumerate() {
            let address = object.start;
            self.timings.functions += 1;
            self.timings.code_bytes += object.len as u64;
            if let Some(records) = &mut self.records {
                records.push(FunctionRecord {
                    name: func.name.clone(),
                    instructions: func.blocks().iter().map(|&block| func.insts(block).count() as u32).sum(),
                    generate: each,
                    code_bytes: object.len as u32,
                    address,
                    samples: 0,
                });
            }
            if let Some(observers) = &mut self.observers {
                observers.tell(&object, &made.lines[number], &self.sources);
            }
            self.code_map.add(object);
            if let Some(slot) = *slot {
                self.machine.slots.set(slot, address);
            }
        }
        self.timings.leave();
        if let Some((func, _)) = functions.into_iter().next() {
            self.shapes.recycle(func);
        }
        first
    }
}

/// Whether control can come back to a block.
fn has_loop(func: &Function) -> bool {
    let cfg = Cfg::of(func);
    cfg.order().iter().any(|&block| cfg.is_loop_header(block))
}

/// The stub of an entry slot asks for its code.
extern "C" fn compile_slot(slot: u32) -> *const u8 {
    session().compile(slot) as *const u8
}

/// Nanoseconds spent on everything but running.
pub(crate) unsafe extern "C" fn compiling_ns() -> i64 {
    let timings = &session().timings;
    let compiling = Phase::ALL.iter().filter(|&&phase| phase != Phase::Run);
    compiling.map(|&phase| timings.of(phase).as_nanos() as i64).sum()
}

/// The program ends the process.
pub(crate) unsafe extern "C" fn before_exit() {
    if let Some(act) = session().options.at_exit {
        let engine = Engine { session: SESSION.get(), is_mapped: true, program: None, may_cache: false };
        // The engine that this one stands for is on the stack below, and is never dropped.
        act(&std::mem::ManuallyDrop::new(engine));
    }
}

/// What both backends are told of the process.
pub(crate) struct Cells<'s> {
    pub(crate) slots: &'s SlotTable,
}

impl Environment for Cells<'_> {
    fn slot_cell(&self, slot: u32) -> u64 {
        self.slots.cell(slot) as u64
    }

    fn runtime_address(&self, index: u32) -> u64 {
        CALLS[index as usize].address() as u64
    }

    fn support_address(&self, routine: SupportRoutine) -> u64 {
        let name = match routine {
            SupportRoutine::Trap => return raise_trap as *const () as u64,
            SupportRoutine::TryEnter => "try_enter",
            SupportRoutine::TryLeave => "try_leave",
            SupportRoutine::Safepoint => "safepoint",
        };
        let (_, call) = juliette_runtime::calls::find(name).expect("the call table has the support routines");
        call.address() as u64
    }

    fn context_offset(&self) -> i32 {
        juliette_runtime::context::offset()
    }

    fn safepoint_flag_offset(&self) -> i32 {
        juliette_runtime::context::SAFEPOINT_OFFSET as i32
    }
}

/// Raises the exception of a trap.
extern "C" fn raise_trap(reason: u32) -> ! {
    use juliette_ir::TrapReason;
    use juliette_runtime::exceptions::{new_error, throw};
    use juliette_runtime::runtime::ErrorKind;
    let kind = match TrapReason::ALL[reason as usize] {
        TrapReason::Divide => ErrorKind::Divide,
        TrapReason::Undefined => ErrorKind::UndefRef,
        other => fatal(&format!("compiled code trapped: {}", other.name())),
    };
    let exception: Ref = new_error(kind, &[]);
    throw(exception)
}

/// Ends the process: the engine cannot go on, and compiled code is waiting for it.
pub(crate) fn fatal(reason: &str) -> ! {
    session().machine.runtime.streams.flush_all();
    eprintln!("juliette: {reason}");
    std::process::exit(1)
}
