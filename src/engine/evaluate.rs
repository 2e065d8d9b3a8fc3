//! Carries out functions and top-level statements without making code for them.
//!
//! Most statements of a program run once, and many of its functions too; compiling one takes longer than all that it
//! does. So a body of the program is carried out here at first, instruction by instruction, on boxed values: every call
//! is looked up when it runs, and what it calls is either carried out in the same way or is compiled code. A
//! body that has done more than its code would cost is compiled: a function the next time it is called, and a frame
//! within a loop goes on as compiled code from the head of the loop on ([`juliette_ir::continuation`]).
//!
//! Only calls that come from here are carried out here; what compiled code calls is compiled. The library is compiled,
//! too: it is full of Core's functions, which are machine instructions once they are.
//!
//! Invariant: what a body does, the stack trace of what it throws included, is the same in both ways. Nothing that
//! needs dropping is alive while a called function runs, since it may throw past these frames.

use crate::call_sites::{Key, call_found};
use crate::dynamic::Callee;
use crate::evaluator::{Frame, Plan};
use crate::session::{Session, session};
use juliette_infer::Lattice;
use juliette_ir::continuation;
use juliette_ir::generic::{Body, BodyId, GenericBlock, GenericValue};
use juliette_methods::{Group, Match};
use juliette_opt::legalize::frame_name;
use juliette_runtime::evaluated::{Record, check_stack, marker};
use juliette_runtime::object::Ref;
use juliette_support::{FileId, ModuleId, Shared, Symbol};
use juliette_types::TypeId;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// So many steps of a body are carried out before it is compiled for stencils: the code of a function takes some
/// hundred thousand machine instructions to make, and a step some hundred more than its code would.
pub(crate) const STENCIL_BUDGET: u32 = 2000;
/// As long as nothing was compiled it takes so many times as many, because the first function takes longest.
pub(crate) const FIRST_FACTOR: u32 = 3;
/// The same for LLVM, which takes a hundred times as long to make code.
pub(crate) const LLVM_BUDGET: u32 = 20_000;

/// What a program measures itself with.
const MEASURES: &[&str] = &["@time", "@elapsed", "@allocated", "@showtime", "time_ns", "time()"];

/// A body that is carried out.
pub(crate) struct Code {
    pub(crate) body: Shared<Body>,
    pub(crate) plan: Plan,
    /// The method's static parameters.
    static_params: Vec<TypeId>,
    /// The types of the called function and the arguments; none for a statement.
    types: Vec<TypeId>,
    /// Steps carried out so far.
    pub(crate) spent: Cell<u32>,
    /// The cell of the entry slot by which it is called since it was compiled; 0 before.
    cell: Cell<usize>,
}

impl Code {
    /// The code of a statement.
    pub(crate) fn of_statement(body: Shared<Body>, plan: Plan) -> Code {
        let (static_params, types) = (Vec::new(), Vec::new());
        Code { body, plan, static_params, types, spent: Cell::new(0), cell: Cell::new(0) }
    }
}

/// What was carried out so far.
#[derive(Default)]
pub(crate) struct Evaluated {
    /// Functions, by number.
    functions: Vec<Shared<Code>>,
    /// Their numbers by what calls them.
    numbers: FxHashMap<Key, u32>,
    keys: FxHashMap<Group, Vec<Key>>,
    /// The objects of constants, by the name and the module that uses it.
    pub(crate) named: FxHashMap<(ModuleId, Symbol), Ref>,
}

impl Evaluated {
    /// Whether nothing but statements was carried out.
    pub(crate) fn is_empty(&self) -> bool {
        self.functions.is_empty()
    }

    /// The function that a call leads to, unless it was compiled meanwhile.
    pub(crate) fn find(&self, key: &[u32]) -> Option<u32> {
        self.numbers.get(key).copied().filter(|&number| !self.is_compiled(number))
    }

    /// Whether a function was compiled.
    pub(crate) fn is_compiled(&self, number: u32) -> bool {
        self.functions[number as usize].cell.get() != 0
    }

    /// A new function for calls of a group.
    pub(crate) fn add(&mut self, group: Group, key: Key, code: Code) -> u32 {
        let number = self.functions.len() as u32;
        self.functions.push(Shared::new(code));
        self.keys.entry(group).or_default().push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// Forgets what calls of a group lead to, because a definition may have changed the answers.
    pub(crate) fn forget(&mut self, group: Group) {
        if group == Group::Wide {
            self.numbers.clear();
            self.keys.clear();
        }
        for key in self.keys.remove(&group).unwrap_or_default() {
            self.numbers.remove(&key);
        }
    }

    /// The module, the file and the line of a function that has come to a value.
    pub(crate) fn place(&self, number: usize, value: usize) -> Option<(ModuleId, FileId, u32)> {
        let body = &self.functions.get(number)?.body;
        let line = body.insts.values().nth(value).map_or(body.line, |inst| inst.line);
        Some((body.module, body.file, line))
    }
}

impl Session {
    /// The code of a call that leads to a method, if it is to be carried out.
    pub(crate) fn code_to_evaluate(&mut self, found: &Match, types: &[TypeId]) -> Option<Code> {
        let body = BodyId(self.program.methods.method(found.method).body);
        if self.budget == 0 || self.program.bodies[body].file < self.first_file {
            return None;
        }
        let body = self.program.bodies[body].clone();
        let plan = Plan::of(self, &body, &found.static_params)?;
        let (static_params, types) = (found.static_params.clone(), types.to_vec());
        Some(Code { body, plan, static_params, types, spent: Cell::new(0), cell: Cell::new(0) })
    }

    /// Whether a body that has carried out so many steps is to be compiled.
    #[inline]
    pub(crate) fn is_hot(&self, spent: u32) -> bool {
        spent >= self.budget && (spent >= self.first_budget || self.timings.functions > 0)
    }

    /// Compiles everything from now on if a program measures itself: what is measured, and was called before so that it is not
    /// measured, is compiled code.
    pub(crate) fn look_for_measuring(&mut self, text: &str) {
        if MEASURES.iter().any(|word| text.contains(word)) {
            (self.budget, self.first_budget) = (0, 0);
        }
    }

    /// The plan of a statement that is to be carried out. One with a loop is not where everything is to be compiled.
    pub(crate) fn plan_of_statement(&mut self, body: &Body) -> Option<Plan> {
        let is_compiled = self.options.trace_typed || (self.budget == 0 && has_loop(body));
        if is_compiled { None } else { Plan::of(self, body, &[]) }
    }

    /// Compiles a function that was carried out, or finds the code that was made meanwhile; the cell of its entry slot. None
    /// if its calls lead nowhere.
    fn compile_evaluated(&mut self, number: u32) -> Option<usize> {
        let types = self.evaluated.functions[number as usize].types.clone();
        let cell = crate::call_sites::prepare(self, &types)?;
        self.evaluated.functions[number as usize].cell.set(cell);
        Some(cell)
    }

    /// How stack traces name a function that is carried out.
    pub(crate) fn evaluated_name(&mut self, number: usize) -> String {
        let Some(code) = self.evaluated.functions.get(number) else { return String::new() };
        let (body, types) = (code.body.clone(), code.types.clone());
        self.name_of_frame(&body, types)
    }

    fn name_of_frame(&mut self, body: &Body, mut types: Vec<TypeId>) -> String {
        if body.is_vararg {
            let rest = types.split_off(body.param_names.len() - 1);
            types.push(self.program.types.tuple(&rest));
        }
        frame_name(&mut self.program, body, &types)
    }

    /// Compiles the rest of a body from a block on for values of these types; the address of the code, and which of the body's
    /// values it is called with.
    pub(crate) fn compile_rest(
        &mut self,
        code: &Code,
        block: GenericBlock,
        type_of: impl Fn(&mut Session, GenericValue) -> Lattice,
    ) -> (usize, Vec<GenericValue>) {
        let (mut rest, taken) = continuation(&code.body, block);
        let is_statement = code.types.is_empty();
        if !is_statement {
            let name = self.name_of_frame(&code.body, code.types.clone());
            rest.name = self.program.interner.intern(&name);
        }
        let arguments = taken.iter().map(|&value| type_of(self, value)).collect();
        let address = self.compile_continuation(rest, &code.static_params, arguments, is_statement);
        (address, taken)
    }
}

/// Whether control can come to a block again.
pub(crate) fn has_loop(body: &Body) -> bool {
    // Any way that leads back has an edge to the same block or one before.
    body.blocks.ids().any(|block| body.edges(block).any(|edge| edge.block <= block))
}

/// What [`Session::statement_place`] is for a statement's first value.
const STATEMENT: usize = 1 << 32;

/// The line that a statement has come to; none if it goes on as compiled code.
pub(crate) fn line_of_statement(body: &Body, place: usize) -> Option<u32> {
    let value = body.insts.values().nth(place.checked_sub(STATEMENT)?);
    Some(value.map_or(body.line, |inst| inst.line))
}

/// Calls a function that is carried out, or was compiled meanwhile.
///
/// # Safety
/// The arguments are references to live objects, the callee first, and lead to this function.
pub(crate) unsafe fn call_evaluated(number: u32, arguments: *const Ref, count: usize) -> Ref {
    let state = session();
    let code: *const Code = &raw const *state.evaluated.functions[number as usize];
    // SAFETY: functions stay where they are.
    let (spent, compiled) = unsafe { ((*code).spent.get(), (*code).cell.get()) };
    if state.is_hot(spent) {
        let cell = if compiled != 0 { Some(compiled) } else { state.compile_evaluated(number) };
        if let Some(cell) = cell {
            // SAFETY: the cell is that of a wrapper for arguments of these types.
            return unsafe { call_found(Callee::Code(cell), arguments, count) };
        }
    }
    check_stack();
    let mut record = Record::new();
    // SAFETY: the record is left below, or thrown past; functions stay where they are, and the array has so many
    // references.
    unsafe {
        let frame = Frame {
            code: &*code,
            world: Some(state.program.methods.world()),
            first_place: marker(number as usize, 0),
            marker: record.enter(),
            record: &raw mut record,
        };
        let result = frame.carry_out(core::slice::from_raw_parts(arguments, count));
        record.leave();
        result
    }
}

/// Carries out a statement and returns its value. What it throws is caught by whoever has its code.
pub(crate) fn evaluate_statement(code: &Code) -> Ref {
    let state = session();
    state.statement_place = STATEMENT + u32::MAX as usize;
    let marker = &raw mut state.statement_place;
    let record = core::ptr::null_mut();
    Frame { code, world: None, first_place: STATEMENT, marker, record }.carry_out(&[])
}
