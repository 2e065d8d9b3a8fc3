//! Carries out bodies: generic SSA in a form that can be walked quickly, and the walk.
//!
//! A [`Plan`] has a body's instructions as steps on numbered slots. What is constant (literals, constants of modules) is in its
//! slot from the beginning, and values that are other values have none, so most steps are calls. Each call
//! remembers what it came to for the types that it last saw.
//!
//! Invariant: nothing that needs dropping is alive while a called function runs, since it may throw past these frames.

use crate::boxed::make_tuple;
use crate::call_sites::{call_found, find_to_evaluate, near_cell, near_code, read_near};
use crate::dynamic::{Callee, core_function, dispatch_type, is_kind};
use crate::evaluate::Code;
use crate::remembered::Place;
use crate::session::{Session, session};
use juliette_infer::intrinsic::Intrinsic;
use juliette_ir::generic::{Body, Edge, GenericBlock, GenericValue, Literal, Op, Operands, Terminator};
use juliette_methods::{Binding, Lookup, World};
use juliette_runtime::egal::egal;
use juliette_runtime::entries::box_bool;
use juliette_runtime::evaluated::{Record, poll};
use juliette_runtime::exceptions::{new_error, throw, throw_message};
use juliette_runtime::object::{Ref, type_id};
use juliette_runtime::runtime::ErrorKind;
use juliette_support::{ModuleId, Symbol, sym};
use juliette_types::{Const, ConstValue, TypeId, known};
use std::cell::Cell;
use std::mem::MaybeUninit;

/// Bodies of more values than this are compiled.
const MAX_VALUES: usize = 1024;
/// Bodies with a block of more parameters than this are compiled.
const MAX_PARAMS: usize = 32;
/// Calls of more values than this are compiled.
const MAX_ARGUMENTS: usize = 12;
/// Calls of more values than this remember nothing. Four types are compared at once.
const SITE_VALUES: usize = 4;
/// So many steps of a body are carried out before wrappers are made for the functions that it calls.
const DIRECT_CALLS: u32 = 200;

/// The number of a value's slot: the value's own.
type Slot = u16;

/// A list of slots, or of steps.
#[derive(Clone, Copy, Default)]
struct List {
    start: u32,
    len: u32,
}

impl List {
    #[inline(always)]
    fn of<T>(self, pool: &[T]) -> &[T] {
        debug_assert!((self.start + self.len) as usize <= pool.len());
        // SAFETY: lists are made together with the pools that they lie in.
        unsafe { pool.get_unchecked(self.start as usize..(self.start + self.len) as usize) }
    }
}

/// What is done for an instruction; `to` is its value's slot.
#[derive(Clone, Copy)]
enum Step {
    /// Calls the first of at most [`SITE_VALUES`] values with the others. The first stands for those that are not there.
    Call { to: Slot, count: u8, values: [Slot; SITE_VALUES], site: u32 },
    /// Calls the first value with the others.
    LongCall { to: Slot, values: List },
    /// Reads the field that a literal names or numbers.
    GetField { to: Slot, from: Slot, field: Slot, place: u32 },
    /// Makes an object of the type that is the first value.
    New { to: Slot, values: List },
    /// Reads a global that is no constant, or may be none.
    Global { to: Slot, module: ModuleId, name: Symbol },
    /// Assigns a global.
    SetGlobal { to: Slot, from: Slot, module: ModuleId, name: Symbol },
    /// Tells whether a value is `nothing`.
    IsNothing { to: Slot, from: Slot },
    /// Throws if a local variable has no value.
    CheckDefined { to: Slot, from: Slot, name: Symbol },
}

/// Where control goes, and the slots of the values for the target's parameters.
#[derive(Clone, Copy)]
struct Way {
    block: u32,
    values: List,
}

/// How a block ends.
#[derive(Clone, Copy)]
enum End {
    Jump(Way),
    Branch(Slot, Way, Way),
    Return(Slot),
    Unreachable,
}

struct Block {
    params: List,
    steps: List,
    end: End,
}

/// What a call came to when it was last made.
#[derive(Clone, Default)]
struct Site {
    /// The world in which that was found.
    world: Cell<World>,
    /// The types of its values; 0, which is no object's, while nothing was found.
    types: Cell<[u32; SITE_VALUES]>,
    /// As in the direct-mapped table.
    found: Cell<usize>,
}

/// A body ready to be carried out.
pub(crate) struct Plan {
    blocks: Vec<Block>,
    steps: Vec<Step>,
    slots: Vec<Slot>,
    sites: Vec<Site>,
    /// Where fields that were read last lay.
    places: Vec<Cell<Place>>,
    /// What is in slots from the beginning.
    constants: Vec<(Slot, Ref)>,
}

/// The value that a value is.
fn stripped(body: &Body, mut value: GenericValue) -> Slot {
    while let Op::Narrow { value: narrowed, .. } = body.insts[value].op {
        value = narrowed;
    }
    value.0 as Slot
}

impl Plan {
    /// The plan of a body; none if only compiled code can carry it out.
    pub(crate) fn of(session: &mut Session, body: &Body, static_params: &[TypeId]) -> Option<Plan> {
        if body.insts.len() > MAX_VALUES {
            return None;
        }
        let mut plan = Plan {
            blocks: Vec::with_capacity(body.blocks.len()),
            steps: Vec::with_capacity(body.insts.len()),
            slots: Vec::with_capacity(body.insts.len() * 3),
            sites: Vec::new(),
            places: Vec::new(),
            constants: Vec::with_capacity(body.insts.len()),
        };
        // A statement reads no names where it does not come to.
        let is_statement = body.param_names.is_empty();
        for (block, data) in body.blocks.iter() {
            if data.params.len() > MAX_PARAMS {
                return None;
            }
            let start = plan.steps.len() as u32;
            let is_first = block == GenericBlock(0);
            for &value in &data.insts {
                plan.add(session, body, value, static_params, is_first || !is_statement)?;
            }
            let steps = List { start, len: plan.steps.len() as u32 - start };
            let params = plan.list(body, &data.params);
            let end = match data.terminator {
                Terminator::Jump(edge) => End::Jump(plan.way(body, edge)),
                Terminator::Branch(condition, on_true, on_false) => {
                    let on_true = plan.way(body, on_true);
                    End::Branch(stripped(body, condition), on_true, plan.way(body, on_false))
                }
                Terminator::Return(value) => End::Return(stripped(body, value)),
                Terminator::Unreachable => End::Unreachable,
            };
            plan.blocks.push(Block { params, steps, end });
        }
        Some(plan)
    }

    fn list(&mut self, body: &Body, values: &[GenericValue]) -> List {
        let start = self.slots.len() as u32;
        self.slots.extend(values.iter().map(|&value| stripped(body, value)));
        List { start, len: values.len() as u32 }
    }

    fn way(&mut self, body: &Body, edge: Edge) -> Way {
        Way { block: edge.block.0, values: self.list(body, body.list(edge.arguments)) }
    }

    /// Adds an instruction.
    fn add(
        &mut self,
        session: &mut Session,
        body: &Body,
        value: GenericValue,
        static_params: &[TypeId],
        may_read: bool,
    ) -> Option<()> {
        let to = value.0 as Slot;
        match body.insts[value].op {
            Op::Param | Op::Narrow { .. } => {}
            Op::Literal(literal) => {
                let constant = session.program.literal(literal);
                self.constants.push((to, session.object_to_evaluate(constant)?));
            }
            Op::StaticParam(index) => {
                let param = static_params[index as usize];
                if session.program.types.has_free_vars(param) {
                    return None;
                }
                let constant = session.program.types.parameter_const(param);
                self.constants.push((to, object(session, constant)));
            }
            Op::Global(module, name) => match session.constant_of_name(module, name, may_read)? {
                Some(object) => self.constants.push((to, object)),
                None => self.steps.push(Step::Global { to, module, name }),
            },
            Op::Call(operands) => {
                let list = body.list(operands);
                if let Some(constant) = session.constant_in_module(body, list) {
                    self.constants.push((to, session.object_to_evaluate(constant)?));
                    return Some(());
                }
                if list.len() > SITE_VALUES {
                    let values = self.arguments(body, operands)?;
                    self.steps.push(Step::LongCall { to, values });
                    return Some(());
                }
                if let &[callee, object, field] = list
                    && let (Op::Global(ModuleId::CORE, sym::GETFIELD), Op::Literal(_)) =
                        (body.insts[callee].op, body.insts[field].op)
                {
                    let (from, field) = (stripped(body, object), field.0 as Slot);
                    self.steps.push(Step::GetField { to, from, field, place: self.places.len() as u32 });
                    self.places.push(Cell::default());
                    return Some(());
                }
                if let &[callee, object, other] = list
                    && let (Op::Global(ModuleId::CORE, sym::EGAL), Op::Literal(Literal::Nothing)) =
                        (body.insts[callee].op, body.insts[other].op)
                {
                    self.steps.push(Step::IsNothing { to, from: stripped(body, object) });
                    return Some(());
                }
                let mut values = [stripped(body, list[0]); SITE_VALUES];
                values.iter_mut().zip(list).for_each(|(slot, &value)| *slot = stripped(body, value));
                let site = self.sites.len() as u32;
                self.sites.push(Site::default());
                self.steps.push(Step::Call { to, count: list.len() as u8, values, site });
            }
            Op::New(operands) => {
                let values = self.arguments(body, operands)?;
                self.steps.push(Step::New { to, values });
            }
            Op::SetGlobal(module, name, from) => {
                self.steps.push(Step::SetGlobal { to, from: stripped(body, from), module, name });
            }
            Op::CheckDefined(from, name) => {
                self.steps.push(Step::CheckDefined { to, from: stripped(body, from), name });
            }
            Op::CallSplat(..) | Op::TryEnter(_) | Op::TryLeave(_) | Op::BoundsCheck => return None,
        }
        Some(())
    }

    fn arguments(&mut self, body: &Body, operands: Operands) -> Option<List> {
        let values = body.list(operands);
        (values.len() <= MAX_ARGUMENTS).then(|| self.list(body, values))
    }
}

impl Session {
    /// The constant, if a call asks a module for what it knows under a name and that is one.
    fn constant_in_module(&self, body: &Body, list: &[GenericValue]) -> Option<Const> {
        let &[callee, module, name] = list else { return None };
        let (Op::Global(ModuleId::BASE, sym::GETPROPERTY), Op::Literal(Literal::Symbol(name))) =
            (body.insts[callee].op, body.insts[name].op)
        else {
            return None;
        };
        let constant = |module, name| match self.program.modules.resolve(module, name) {
            Some(Binding::Const(constant)) => Some(constant),
            Some(Binding::Variable(_) | Binding::Alias(..)) | None => None,
        };
        let module = if let Op::Global(module, name) = body.insts[module].op {
            constant(module, name)?.as_module()?
        } else if let Op::Literal(Literal::Module(module)) = body.insts[module].op {
            module
        } else {
            return None;
        };
        constant(module, name)
    }

    /// The object of a constant that a module knows under a name. `None` if only compiled code can do with it, and
    /// `Some(None)` if the name stands for no constant, or must not be read yet.
    fn constant_of_name(&mut self, module: ModuleId, name: Symbol, may_read: bool) -> Option<Option<Ref>> {
        if let Some(&object) = self.evaluated.named.get(&(module, name)) {
            return Some(Some(object));
        }
        let binding = match may_read {
            true => self.program.modules.read(module, name),
            false => self.program.modules.resolve(module, name),
        };
        let Some(Binding::Const(constant)) = binding else { return Some(None) };
        let object = self.object_to_evaluate(constant)?;
        if !may_read {
            return Some(None);
        }
        self.evaluated.named.insert((module, name), object);
        Some(Some(object))
    }

    /// The object of a constant; none if it is a function of Core that only compiled code can carry out.
    fn object_to_evaluate(&mut self, constant: Const) -> Option<Ref> {
        let is_compiled = constant.value == ConstValue::Singleton
            && self.program.intrinsics.get(&constant.ty).is_some_and(|&intrinsic| !is_carried_out(intrinsic));
        (!is_compiled).then(|| object(self, constant))
    }
}

/// Whether a function of Core does the same for boxed values as in compiled code.
fn is_carried_out(intrinsic: Intrinsic) -> bool {
    use Intrinsic as I;
    matches!(
        intrinsic,
        I::Egal
            | I::TypeOf
            | I::Isa
            | I::IsSubtype
            | I::TypeAssert
            | I::Tuple
            | I::NamedTuple
            | I::IfElse
            | I::GetField
            | I::SetField
            | I::ApplyType
            | I::Throw
            | I::MakeBox
            | I::BoxGet
            | I::BoxSet
    )
}

/// Who carries out a body, and how far it has come.
pub(crate) struct Frame<'c> {
    pub(crate) code: &'c Code,
    /// The world in which the function was called; none for a statement, which sees every definition.
    pub(crate) world: Option<World>,
    /// What the marker is for the value of slot 0.
    pub(crate) first_place: usize,
    /// Where the stack's walker, or who runs the statement, finds the frame's marker.
    pub(crate) marker: *mut usize,
    /// The frame's record on the stack; a statement has none.
    pub(crate) record: *mut Record,
}

impl Frame<'_> {
    /// Carries out the body for these arguments, the function itself first.
    pub(crate) fn carry_out(&self, arguments: &[Ref]) -> Ref {
        match self.code.body.insts.len() {
            ..=16 => self.in_slots::<16>(arguments),
            17..=64 => self.in_slots::<64>(arguments),
            65..=256 => self.in_slots::<256>(arguments),
            _ => self.in_slots::<MAX_VALUES>(arguments),
        }
    }

    #[inline(never)]
    fn in_slots<const N: usize>(&self, arguments: &[Ref]) -> Ref {
        // On the stack, where the collector finds them. What was there before could pass for frames in a back trace.
        let mut values: [Ref; N] = [core::ptr::null_mut(); N];
        self.run(arguments, Values(values.as_mut_ptr()))
    }

    fn run(&self, arguments: &[Ref], values: Values) -> Ref {
        let plan = &self.code.plan;
        let here = 0u8;
        // SAFETY: the record is the frame's own.
        if let Some(record) = unsafe { self.record.as_mut() } {
            record.reach_to((&raw const here as usize).next_multiple_of(8));
        }
        for &(slot, object) in &plan.constants {
            values.set(slot, object);
        }
        let mut block = &plan.blocks[0];
        let params = block.params.of(&plan.slots);
        for (&param, &argument) in params.iter().zip(arguments) {
            values.set(param, argument);
        }
        if self.code.body.is_vararg {
            let fixed = params.len() - 1;
            values.set(params[fixed], make_tuple(session(), &arguments[fixed..]));
        }
        let mut number = 0;
        loop {
            let spent = self.code.spent.get().saturating_add(block.steps.len + 1);
            self.code.spent.set(spent);
            for step in block.steps.of(&plan.steps) {
                match *step {
                    Step::Call { to, count, values: slots, site } => {
                        let [a, b, c, d] = slots;
                        let arguments = [values.get(a), values.get(b), values.get(c), values.get(d)];
                        self.note_place(to);
                        // SAFETY: a step's site is one of its plan.
                        let site = unsafe { plan.sites.get_unchecked(site as usize) };
                        values.set(to, self.call(site, &arguments, count.into()));
                    }
                    Step::GetField { to, from, field, place } => {
                        let (object, place) = (values.get(from), &plan.places[place as usize]);
                        // SAFETY: both are live objects; the place is one of objects of this type.
                        let known = unsafe {
                            if place.get().of() == type_id(object) { place.get().read(object) } else { None }
                        };
                        values.set(
                            to,
                            match known {
                                Some(value) => value,
                                None => self.field(to, place, object, values.get(field)),
                            },
                        );
                    }
                    Step::IsNothing { to, from } => {
                        // SAFETY: values are objects.
                        let is_nothing = unsafe { type_id(values.get(from)) } == known::NOTHING.0;
                        values.set(to, box_bool(u8::from(is_nothing)));
                    }
                    ref other => self.other_step(plan, other, values),
                }
            }
            let way = match block.end {
                End::Return(result) => return values.get(result),
                End::Jump(way) => way,
                End::Branch(condition, on_true, on_false) => {
                    if self.is_true(condition, values.get(condition)) { on_true } else { on_false }
                }
                End::Unreachable => unreachable!("evaluator: a call before this does not return"),
            };
            // SAFETY: ways lead to blocks of their plan.
            block = unsafe { plan.blocks.get_unchecked(way.block as usize) };
            values.assign(block.params.of(&plan.slots), way.values.of(&plan.slots));
            if way.block <= number {
                poll();
                let state = session();
                // Compiled now, the rest would know methods that the function does not.
                let is_current = self.world.is_none_or(|world| world == state.program.methods.world());
                if state.is_hot(spent) && is_current {
                    return self.go_on(GenericBlock(way.block), values);
                }
            }
            number = way.block;
        }
    }

    /// Goes on as compiled code from a block on, whose parameters have their values already.
    #[cold]
    #[inline(never)]
    fn go_on(&self, block: GenericBlock, values: Values) -> Ref {
        let mut taken: [Ref; MAX_VALUES] = [core::ptr::null_mut(); MAX_VALUES];
        let address = {
            let body = &*self.code.body;
            let object = |value: GenericValue| values.get(stripped(body, value));
            let (address, of) = session().compile_rest(self.code, block, |state, value| {
                // SAFETY: the value was computed: it is alive.
                let ty = unsafe { dispatch_type(state, object(value)) };
                state.lattice_of(ty)
            });
            taken.iter_mut().zip(of).for_each(|(taken, value)| *taken = object(value));
            address
        };
        // SAFETY: the marker is the frame's own, and the rest has a frame to be seen; the code was made for an array of
        // these objects.
        unsafe {
            self.marker.write_volatile(0);
            let rest: crate::dynamic::Wrapper = core::mem::transmute(address);
            rest(taken.as_ptr())
        }
    }

    /// Notes which value is being computed, for back traces.
    #[inline(always)]
    fn note_place(&self, to: Slot) {
        // SAFETY: the marker is the frame's own.
        unsafe { self.marker.write_volatile(self.first_place + to as usize) }
    }

    /// Does a step that is rare.
    #[inline(never)]
    fn other_step(&self, plan: &Plan, step: &Step, values: Values) {
        match *step {
            Step::Call { .. } | Step::GetField { .. } | Step::IsNothing { .. } => {
                unreachable!("evaluator: these are frequent")
            }
            Step::LongCall { to, values: list } => {
                let (arguments, count) = values.gather(list.of(&plan.slots));
                self.note_place(to);
                let world = session().program.methods.world();
                values.set(to, self.call_anew(None, world, &arguments[..count]));
            }
            Step::New { to, values: list } => {
                let (arguments, count) = values.gather(list.of(&plan.slots));
                self.note_place(to);
                // SAFETY: the arguments are references to live objects.
                let object = unsafe { core_function(Intrinsic::NewDynamic, arguments.as_ptr(), count) };
                values.set(to, object);
            }
            Step::Global { to, module, name } => {
                self.note_place(to);
                values.set(to, global(module, name));
            }
            Step::SetGlobal { to, from, module, name } => {
                self.note_place(to);
                let object = values.get(from);
                set_global(module, name, object);
                values.set(to, object);
            }
            Step::CheckDefined { to, from, name } => {
                let object = values.get(from);
                // SAFETY: values are objects.
                if unsafe { type_id(object) } == session().program.undefined.0 {
                    self.note_place(to);
                    throw_undefined(name);
                }
                values.set(to, object);
            }
        }
    }

    /// Reads a field, and notes where it lies.
    #[inline(never)]
    fn field(&self, to: Slot, place: &Cell<Place>, object: Ref, field: Ref) -> Ref {
        self.note_place(to);
        // SAFETY: both are references to live objects.
        unsafe {
            let value = core_function(Intrinsic::GetField, [object, field].as_ptr(), 2);
            place.set(session().remembered.place(object, field).unwrap_or_default());
            value
        }
    }

    /// Calls the first of these objects with the rest; those beyond `count` are the first again.
    #[inline(always)]
    fn call(&self, site: &Site, arguments: &[Ref; SITE_VALUES], count: usize) -> Ref {
        let world = session().program.methods.world();
        let [a, b, c, d] = *arguments;
        // SAFETY: the arguments are references to live objects.
        let types = unsafe { [type_id(a), type_id(b), type_id(c), type_id(d)] };
        let [t, u, v, w] = site.types.get();
        let is_same = types[0] == t && types[1] == u && types[2] == v && types[3] == w;
        if !is_same || site.world.get() != world || self.world.is_some_and(|own| own != world) {
            return self.call_anew(Some((site, types)), world, &arguments[..count]);
        }
        let found = site.found.get();
        // SAFETY: it was found for values of these types.
        unsafe {
            if let Some(wrapper) = near_code(found) {
                return wrapper(arguments.as_ptr());
            }
            call_known(read_near(found), &arguments[..count])
        }
    }

    /// Finds what a call comes to, notes it if there is a site, and calls it.
    #[inline(never)]
    fn call_anew(&self, site: Option<(&Site, [u32; SITE_VALUES])>, world: World, arguments: &[Ref]) -> Ref {
        let state = session();
        if self.world.is_some_and(|own| own != world) {
            return self.call_in_world(arguments);
        }
        // SAFETY: the arguments are references to live objects; what is called was found for them.
        unsafe {
            let found = find_to_evaluate(state, arguments);
            if let Callee::Code(cell) = found
                && self.code.spent.get() < DIRECT_CALLS
            {
                let slot = (cell - state.machine.slots.cell(0)) / size_of::<usize>();
                if let Some(result) = crate::direct::call_directly(slot as u32, arguments) {
                    return result;
                }
            }
            // Types are told apart by more than their headers.
            if let Some((site, types)) = site
                && !types.iter().any(|&ty| is_kind(TypeId(ty)))
                && !matches!(found, Callee::None)
            {
                site.types.set(types);
                site.world.set(world);
                site.found.set(near_cell(&found));
            }
            call_known(found, arguments)
        }
    }

    /// Calls what the objects meant when the function was called: methods were defined since.
    #[cold]
    #[inline(never)]
    fn call_in_world(&self, arguments: &[Ref]) -> Ref {
        let state = session();
        let found = {
            // SAFETY: the arguments are references to live objects.
            let types: Vec<TypeId> =
                arguments.iter().map(|&object| unsafe { dispatch_type(state, object) }).collect();
            let program = &mut state.program;
            let signature = program.types.tuple(&types);
            let world = self.world.unwrap_or(program.methods.world());
            if let Some(&intrinsic) = program.intrinsics.get(&types[0]) {
                Callee::Core(intrinsic)
            } else if let Lookup::One(found) = program.methods.lookup(&mut program.types, signature, world) {
                let slot = state.wrapper_of(&found, &types);
                Callee::Code(state.machine.slots.cell(slot))
            } else {
                Callee::None
            }
        };
        // SAFETY: it was found for these arguments.
        unsafe { call_found(found, arguments.as_ptr(), arguments.len()) }
    }

    /// Whether a condition holds; throws if it is no `Bool`.
    #[inline(always)]
    fn is_true(&self, slot: Slot, condition: Ref) -> bool {
        // SAFETY: values are objects; that of a `Bool` is one byte.
        unsafe {
            if type_id(condition) == known::BOOL.0 {
                return condition.read() & 1 == 1;
            }
        }
        self.note_place(slot);
        throw_no_bool(condition)
    }
}

/// The slots of a frame.
#[derive(Clone, Copy)]
struct Values(*mut Ref);

impl Values {
    #[inline(always)]
    fn get(self, slot: Slot) -> Ref {
        // SAFETY: plans have no slot beyond a frame's, and use none before it has a value.
        unsafe { self.0.add(slot.into()).read() }
    }

    #[inline(always)]
    fn set(self, slot: Slot, object: Ref) {
        // SAFETY: plans have no slot beyond a frame's.
        unsafe { self.0.add(slot.into()).write(object) }
    }

    /// Gives the parameters of a block the values in as many slots, of which some may be parameters, too.
    #[inline(always)]
    fn assign(self, params: &[Slot], from: &[Slot]) {
        if let ([param], [from]) = (params, from) {
            return self.set(*param, self.get(*from));
        }
        let mut moved = [const { MaybeUninit::<Ref>::uninit() }; MAX_PARAMS];
        for (moved, &from) in moved.iter_mut().zip(from) {
            moved.write(self.get(from));
        }
        for (&param, moved) in params.iter().zip(&moved) {
            // SAFETY: there are as many values as parameters.
            self.set(param, unsafe { moved.assume_init() });
        }
    }

    /// The values in some slots, and how many they are.
    fn gather(self, slots: &[Slot]) -> ([Ref; MAX_ARGUMENTS], usize) {
        let mut objects = [core::ptr::null_mut(); MAX_ARGUMENTS];
        objects.iter_mut().zip(slots).for_each(|(object, &slot)| *object = self.get(slot));
        (objects, slots.len())
    }
}

/// Calls what was found for these arguments.
///
/// # Safety
/// It was, and the arguments are references to live objects.
#[inline(always)]
unsafe fn call_known(found: Callee, arguments: &[Ref]) -> Ref {
    match found {
        // SAFETY: the caller's promise.
        Callee::Core(Intrinsic::Egal) if arguments.len() == 3 => unsafe {
            box_bool(u8::from(egal(arguments[1], arguments[2])))
        },
        // SAFETY: the caller's promise.
        _ => unsafe { call_found(found, arguments.as_ptr(), arguments.len()) },
    }
}

#[cold]
#[inline(never)]
fn throw_no_bool(condition: Ref) -> ! {
    let state = session();
    let function = state.program.interner.intern("if");
    let expected = state.program.types.type_const(known::BOOL);
    let function = object(state, Const::symbol(function));
    let context = object(state, Const::text(sym::EMPTY));
    let expected = object(state, expected);
    throw(new_error(ErrorKind::Type, &[function, context, expected, condition]))
}

fn object(session: &mut Session, constant: Const) -> Ref {
    crate::objects::constant_object(&mut session.machine, &mut session.program, constant)
}

fn throw_undefined(name: Symbol) -> ! {
    let session = session();
    let name = session.machine.runtime.symbol(session.program.interner.name(name).as_bytes());
    throw(new_error(ErrorKind::UndefVar, &[name]))
}

fn global(module: ModuleId, name: Symbol) -> Ref {
    let state = session();
    let global = match state.program.modules.read(module, name) {
        Some(Binding::Const(constant)) => return object(state, constant),
        Some(Binding::Variable(global)) => Some(global),
        Some(Binding::Alias(..)) | None => state.program.modules.variable(module, name),
    };
    if let Some(global) = global {
        // SAFETY: cells live as long as the session.
        let found = unsafe { state.machine.cell(global).read() };
        if found != 0 {
            return found as Ref;
        }
    }
    throw_undefined(name)
}

/// Whether the module's own constant of that name has this very value.
fn is_own_constant(session: &mut Session, module: ModuleId, name: Symbol, object: Ref) -> bool {
    let Some(Binding::Const(constant)) = session.program.modules.own(module, name) else { return false };
    let own = self::object(session, constant);
    // SAFETY: both are objects.
    unsafe { egal(own, object) }
}

fn set_global(module: ModuleId, name: Symbol, object: Ref) {
    let session = session();
    match session.program.modules.variable(module, name) {
        // SAFETY: cells live as long as the session.
        Some(global) => unsafe { session.machine.cell(global).write(object as usize) },
        // The same value again is no change.
        None if is_own_constant(session, module, name, object) => {}
        None => {
            // The text is interned, because it could not be dropped.
            let program = &session.program;
            let text = program.modules.assignment_error(module, name, &program.interner);
            let text = session.program.interner.intern(&text);
            throw_message(ErrorKind::Error, session.program.interner.name(text).as_bytes())
        }
    }
}
