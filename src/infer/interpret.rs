//! The abstract interpreter: types for the values of a body, given its arguments.
//!
//! A body is interpreted block by block until nothing changes. Because bodies are in SSA form and tests rename
//! the variables they tell something about (`Narrow`), one lattice element per value suffices.
//!
//! Recursion: asking for a body that is being interpreted gives what is known of its result so far (at first:
//! nothing), and everything between the two is provisional. When the outer one's result has grown at the end,
//! it is interpreted again, and what was provisional with it, until the result is stable. This is the
//! fixed-point iteration over strongly connected components that Julia's own inference does.
//!
//! Termination: a constant is passed into a callee only if the callee is not active already; a callee that is
//! active with other types several times, its arguments not shrinking, is called dynamically.

use crate::calls::Calls;
use crate::flow::Flow;
use crate::inferred::{ArgumentSource, CallInfo, CallTarget, CaseTarget, Inferred, InferredId, Reach, State};
use crate::lattice::Lattice;
use crate::program::Program;
use juliette_ir::generic::{Body, BodyId, GenericBlock, GenericValue, Op, Operands, Terminator};
use juliette_methods::{Binding, MethodId};
use juliette_support::{Id, Shared, SideTable};
use juliette_types::{ConstValue, TypeId, known};
use smallvec::SmallVec;

/// After so many rounds over a body, types may only widen.
const MAX_ROUNDS: u32 = 16;
/// Inlined callees cost what they cost; other calls cost this.
const CALL_COST: u32 = 8;
/// Callees up to this cost are inlined.
pub const INLINE_COST: u32 = 40;

/// A body being interpreted.
pub(crate) struct Frame {
    pub(crate) inferred: Inferred,
    /// The lowest depth of an active body whose unfinished result was used.
    head: usize,
    /// Whether its own unfinished result was used.
    was_read: bool,
    changed: bool,
    /// How often the body was gone through since it was entered.
    rounds: u32,
    flow: Flow,
    /// Whether arguments are of types that have subtypes.
    pub(crate) is_open: bool,
}

/// Infers bodies of a program.
pub struct Inference<'p> {
    pub(crate) program: &'p mut Program,
    pub(crate) frames: Vec<Frame>,
    provisional: Vec<InferredId>,
    /// The memory of bodies that are done.
    flows: Vec<Flow>,
}

impl<'p> Inference<'p> {
    /// Starts with nothing active.
    pub fn new(program: &'p mut Program) -> Self {
        Self { program, frames: Vec::new(), provisional: Vec::new(), flows: Vec::new() }
    }

    /// The types of a top-level statement.
    pub fn statement(&mut self, body: Shared<Body>) -> Shared<Inferred> {
        self.once(unknown(None, body, Vec::new(), Vec::new()))
    }

    /// The types of the rest of a body ([`juliette_ir::continuation`]), for parameters of these types.
    pub fn continuation(
        &mut self,
        body: Shared<Body>,
        static_params: &[TypeId],
        arguments: Vec<Lattice>,
    ) -> Shared<Inferred> {
        self.once(unknown(None, body, static_params.to_vec(), arguments))
    }

    /// The types of a body that nobody else calls.
    fn once(&mut self, inferred: Inferred) -> Shared<Inferred> {
        self.push(inferred, false);
        self.interpret();
        let mut frame = self.frames.pop().expect("it was pushed above");
        self.finish(&mut frame);
        Shared::new(frame.inferred)
    }

    /// The types of a method for arguments of these types, the function itself first.
    pub fn method(
        &mut self,
        method: MethodId,
        static_params: &[TypeId],
        arguments: &[Lattice],
    ) -> InferredId {
        let arguments = self.collect_varargs(method, arguments);
        self.infer(method, static_params, arguments)
    }

    /// Puts the arguments beyond the last parameter of a vararg method into a tuple.
    pub(crate) fn collect_varargs(&mut self, method: MethodId, arguments: &[Lattice]) -> Vec<Lattice> {
        let body = &self.program.bodies[BodyId(self.program.methods.method(method).body)];
        if !body.is_vararg {
            return arguments.to_vec();
        }
        let fixed = body.param_names.len() - 1;
        let mut collected = Vec::with_capacity(fixed + 1);
        collected.extend_from_slice(&arguments[..fixed]);
        let rest: SmallVec<[TypeId; 8]> = arguments[fixed..].iter().map(|argument| argument.ty()).collect();
        collected.push(Lattice::Type(self.program.types.tuple(&rest)));
        collected
    }

    pub(crate) fn body_of(&self, method: MethodId) -> Shared<Body> {
        self.program.bodies[BodyId(self.program.methods.method(method).body)].clone()
    }

    pub(crate) fn infer(
        &mut self,
        method: MethodId,
        static_params: &[TypeId],
        arguments: Vec<Lattice>,
    ) -> InferredId {
        let key = (method, arguments);
        let known = self.program.inferred.keys.get(&key).copied();
        if let Some(id) = known {
            match self.program.inferred.states[id.index()] {
                State::Done => return id,
                State::Active(depth) => {
                    self.frames[depth].was_read = true;
                    self.depend_on(depth);
                    return id;
                }
                State::Provisional(depth) => {
                    self.depend_on(depth);
                    return id;
                }
                State::Stale => {}
            }
        }
        let body = self.body_of(method);
        let store = &mut self.program.inferred;
        let arguments = key.1.clone();
        let id = known.unwrap_or_else(|| {
            // Who asks for it before it is done looks at the body alone.
            let unfinished = unknown(Some(method), body.clone(), Vec::new(), Vec::new());
            let id = store.entries.push(Shared::new(unfinished));
            store.states.push(State::Stale);
            store.results.push(Lattice::BOTTOM);
            store.keys.insert(key, id);
            id
        });
        let depth = self.frames.len();
        store.states[id.index()] = State::Active(depth);
        store.results[id.index()] = Lattice::BOTTOM;
        let is_leaf = |argument: &Lattice| self.program.types.is_dispatch_leaf(argument.ty());
        let is_open = !arguments.iter().all(is_leaf);
        let inferred = unknown(Some(method), body, static_params.to_vec(), arguments);
        self.push(inferred, is_open);
        let first_provisional = self.provisional.len();
        let mut rounds = 0;
        loop {
            let before = self.program.inferred.results[id.index()];
            self.interpret();
            let frame = &mut self.frames[depth];
            let mut result = frame.inferred.result;
            let was_read = frame.was_read;
            rounds += 1;
            if rounds > 8 {
                result = Lattice::ANY;
                frame.inferred.result = result;
            }
            self.program.inferred.results[id.index()] = result;
            if !was_read || result == before {
                break;
            }
            for &stale in &self.provisional[first_provisional..] {
                self.program.inferred.states[stale.index()] = State::Stale;
            }
            self.provisional.truncate(first_provisional);
        }
        let mut frame = self.frames.pop().expect("it was pushed above");
        frame.inferred.is_recursive = frame.was_read || frame.head < depth;
        let callees = self.finish(&mut frame);
        let program = &mut *self.program;
        program.inferred.rely(id, &frame.inferred.lookups, &callees);
        if frame.head < depth {
            self.program.inferred.states[id.index()] = State::Provisional(frame.head);
            self.provisional.push(id);
            self.depend_on(frame.head);
        } else {
            self.program.inferred.states[id.index()] = State::Done;
            for member in self.provisional.drain(first_provisional..) {
                self.program.inferred.states[member.index()] = State::Done;
            }
        }
        self.program.inferred.entries[id] = Shared::new(frame.inferred);
        self.flows.push(frame.flow);
        id
    }

    /// Makes a body the innermost one.
    fn push(&mut self, inferred: Inferred, is_open: bool) {
        let flow = self.flows.pop().unwrap_or_default();
        self.frames.push(Frame {
            inferred,
            head: usize::MAX,
            was_read: false,
            changed: false,
            rounds: 0,
            flow,
            is_open,
        });
    }

    fn depend_on(&mut self, depth: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.head = frame.head.min(depth);
        }
    }

    pub(crate) fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a body is being interpreted")
    }

    pub(crate) fn value(&self, value: GenericValue) -> Lattice {
        self.frames.last().expect("a body is being interpreted").inferred.values[value]
    }

    fn set(&mut self, value: GenericValue, lattice: Lattice) {
        let mut lattice = lattice;
        if self.frame().rounds > MAX_ROUNDS {
            // What oscillates is joined with what it was.
            lattice = self.value(value).outside().join(lattice.outside(), &mut self.program.types);
        }
        let frame = self.frame();
        let place = &mut frame.inferred.values[value];
        // Mostly nothing was known.
        let is_same = if place.is_bottom() { lattice.is_bottom() } else { *place == lattice };
        if !is_same {
            *place = lattice;
            frame.changed = true;
        }
    }

    /// Interprets the innermost body until nothing changes.
    ///
    /// Blocks are gone through in reverse post-order, so that without loops one round is enough. A block is looked at
    /// again if its parameters changed, or any value of a block before it: whatever it uses is defined before.
    fn interpret(&mut self) {
        let body = Shared::clone(&self.frame().inferred.body);
        let count = body.insts.len();
        let inferred = &mut self.frame().inferred;
        inferred.values.fit(count);
        inferred.reach.fit(body.blocks.len());
        let entry = GenericBlock(0);
        mark_reached(&mut inferred.reach[entry]);
        for (i, &param) in body.blocks[entry].params.iter().enumerate() {
            if let Some(&argument) = self.frame().inferred.arguments.get(i) {
                self.set(param, argument);
            }
        }
        let frame = self.frame();
        frame.rounds = 0;
        frame.flow.set(&body);
        loop {
            let frame = self.frame();
            frame.rounds += 1;
            frame.flow.again = false;
            for position in 0..frame.flow.order.len() {
                let frame = self.frame();
                let block = frame.flow.order[position];
                if frame.inferred.reach[block] == Reach::None
                    || !core::mem::take(&mut frame.flow.dirty[position])
                {
                    continue;
                }
                frame.flow.current = position;
                frame.changed = false;
                self.block(&body, block);
                let frame = self.frame();
                if frame.changed {
                    frame.flow.dirty[position + 1..].fill(true);
                }
            }
            if !self.frame().flow.again {
                break;
            }
        }
    }

    fn block(&mut self, body: &Body, block: GenericBlock) {
        for &value in &body.blocks[block].insts {
            let result = self.instruction(body, value);
            self.set(value, result);
            if result.is_bottom() {
                self.frame().inferred.reach[block] = Reach::Inside;
                return;
            }
        }
        self.frame().inferred.reach[block] = Reach::End;
        match body.blocks[block].terminator {
            Terminator::Jump(edge) => self.edge(body, edge),
            Terminator::Branch(condition, on_true, on_false) => {
                let condition = self.value(condition);
                let known = condition.constant(&mut self.program.types).map(|value| value.as_bool());
                if known != Some(Some(false)) {
                    self.edge(body, on_true);
                }
                if known != Some(Some(true)) {
                    self.edge(body, on_false);
                }
            }
            Terminator::Return(value) => {
                let value = self.value(value);
                let value = self.returned(body, value);
                let frame = self.frames.last_mut().expect("a body is being interpreted");
                let joined = match frame.inferred.result {
                    same if same == value => same,
                    old => old.outside().join(value.outside(), &mut self.program.types),
                };
                let joined = if frame.inferred.result.is_bottom() { value } else { joined };
                if joined != frame.inferred.result {
                    frame.inferred.result = joined;
                    frame.changed = true;
                }
            }
            Terminator::Unreachable => {}
        }
    }

    /// A returned condition says something to the caller only if it is about an argument.
    fn returned(&self, body: &Body, value: Lattice) -> Lattice {
        match value {
            Lattice::Conditional { value: about, .. }
                if !body.blocks[GenericBlock(0)].params.contains(&about) || body.is_vararg =>
            {
                value.outside()
            }
            other => other,
        }
    }

    fn edge(&mut self, body: &Body, edge: juliette_ir::generic::Edge) {
        let frame = self.frame();
        let target = frame.flow.position[edge.block.index()];
        let mut is_changed = mark_reached(&mut frame.inferred.reach[edge.block]);
        let is_header = frame.flow.is_header[target];
        for (&param, &argument) in body.blocks[edge.block].params.iter().zip(body.list(edge.arguments)) {
            let mut argument = self.value(argument).outside();
            if is_header {
                // A variable that a loop assigns does not stay what it is at first.
                argument = self.without_value(argument);
            }
            let old = self.value(param);
            let joined = old.outside().join(argument, &mut self.program.types);
            if joined != old {
                self.set(param, joined);
                is_changed |= self.value(param) != old;
            }
        }
        if is_changed {
            let flow = &mut self.frame().flow;
            // Its parameters are used there and in what comes behind.
            flow.dirty[target..].fill(true);
            flow.again |= target <= flow.current;
        }
    }

    /// The type of a value that numbers or texts can take the place of.
    fn without_value(&self, lattice: Lattice) -> Lattice {
        match lattice {
            Lattice::Const(constant) => match constant.value {
                // Flags often stay what they are, because what would change them is not reached.
                ConstValue::Bits(_) if constant.ty == known::BOOL => lattice,
                ConstValue::Bits(_)
                | ConstValue::Text(_)
                | ConstValue::Object(_)
                | ConstValue::Aggregate(_) => Lattice::Type(constant.ty),
                ConstValue::Type(_) | ConstValue::Symbol(_) | ConstValue::Singleton => lattice,
            },
            Lattice::Type(_) | Lattice::Conditional { .. } => lattice,
        }
    }

    fn instruction(&mut self, body: &Body, value: GenericValue) -> Lattice {
        match body.insts[value].op {
            Op::Param => self.value(value),
            // What was read in an earlier round stays.
            Op::Literal(_) | Op::Global(..) if !self.value(value).is_bottom() => self.value(value),
            Op::Literal(literal) => Lattice::Const(self.program.literal(literal)),
            Op::Global(module, name) => match self.program.modules.read(module, name) {
                Some(Binding::Const(constant)) => Lattice::Const(constant),
                Some(Binding::Variable(_) | Binding::Alias(..)) | None => Lattice::ANY,
            },
            Op::StaticParam(index) => {
                let param = self.frame().inferred.static_params[index as usize];
                if self.program.types.has_free_vars(param) {
                    return Lattice::ANY;
                }
                Lattice::Const(self.program.types.parameter_const(param))
            }
            Op::Call(operands) => {
                let mut sources: SmallVec<[ArgumentSource; 8]> = SmallVec::new();
                body.list(operands).iter().for_each(|&operand| sources.push(ArgumentSource::Value(operand)));
                self.call(value, &sources, false)
            }
            Op::CallSplat(operands, mask) => match self.splice(body, operands, mask) {
                Some(sources) => self.call(value, &sources, true),
                None => {
                    let info = CallInfo { target: CallTarget::Dynamic, spliced: None };
                    self.frame().inferred.calls.set(value, info);
                    Lattice::ANY
                }
            },
            Op::New(operands) => self.new_object(body, operands),
            Op::SetGlobal(_, _, value) => self.value(value).outside(),
            Op::Narrow { value, condition, sense } => self.narrow(body, value, condition, sense),
            Op::CheckDefined(checked, _) => {
                let undefined = self.program.undefined;
                let checked = self.value(checked);
                let members = self.program.types.union_members(checked.ty());
                if !members.contains(&undefined) {
                    return checked;
                }
                let defined: Vec<TypeId> =
                    members.into_iter().filter(|&member| member != undefined).collect();
                Lattice::Type(self.program.types.union(&defined))
            }
            Op::TryEnter(_) | Op::BoundsCheck => Lattice::Type(known::BOOL),
            Op::TryLeave(_) => Lattice::Const(juliette_types::Const::NOTHING),
        }
    }

    /// Operands with tuples spliced in; none if a spliced one's length is not known.
    fn splice(&mut self, body: &Body, operands: Operands, mask: u64) -> Option<Vec<ArgumentSource>> {
        let mut sources = Vec::new();
        for (i, &operand) in body.list(operands).iter().enumerate() {
            if i == 0 || mask >> (i - 1) & 1 == 0 {
                sources.push(ArgumentSource::Value(operand));
                continue;
            }
            let ty = self.value(operand).ty();
            let elements = self.program.types.spliced_elements(ty)?;
            let is_open = |&element: &TypeId| {
                matches!(self.program.types.term(element), juliette_types::Term::Vararg { .. })
            };
            if elements.iter().any(is_open) {
                return None;
            }
            sources.extend((0..elements.len() as u32).map(|i| ArgumentSource::Element(operand, i)));
        }
        Some(sources)
    }

    /// What is known of an argument.
    pub(crate) fn source(&mut self, source: ArgumentSource) -> Lattice {
        match source {
            ArgumentSource::Value(value) => self.value(value),
            ArgumentSource::Element(tuple, index) => match self.value(tuple) {
                Lattice::Const(constant) => match constant.value {
                    ConstValue::Aggregate(items) => {
                        let item = self.program.types.list_item(items, index as usize);
                        Lattice::Const(self.program.types.parameter_const(item))
                    }
                    _ => self.element_type(constant.ty, index),
                },
                other => self.element_type(other.ty(), index),
            },
        }
    }

    fn element_type(&self, tuple: TypeId, index: u32) -> Lattice {
        let elements = self.program.types.spliced_elements(tuple).unwrap_or(&[]);
        elements.get(index as usize).map_or(Lattice::BOTTOM, |&element| Lattice::Type(element))
    }

    fn call(&mut self, at: GenericValue, sources: &[ArgumentSource], is_spliced: bool) -> Lattice {
        let mut lattices: SmallVec<[Lattice; 8]> = SmallVec::new();
        sources.iter().for_each(|&source| lattices.push(self.source(source)));
        let (result, target) = if lattices.iter().any(|lattice| lattice.is_bottom()) {
            (Lattice::BOTTOM, CallTarget::Unreached)
        } else {
            self.dispatch(&lattices, sources)
        };
        let result = self.about_arguments(result, &target, sources);
        let spliced = is_spliced.then(|| Shared::new(sources.to_vec()));
        self.frame().inferred.calls.set(at, CallInfo { target, spliced });
        result
    }

    /// A condition about the callee's parameter becomes one about the caller's argument.
    fn about_arguments(&self, result: Lattice, target: &CallTarget, sources: &[ArgumentSource]) -> Lattice {
        let (Lattice::Conditional { value, on_true, on_false }, CallTarget::Static(callee)) =
            (result, target)
        else {
            return result;
        };
        let inferred = &self.program.inferred.entries[*callee];
        let params = &inferred.body.blocks[GenericBlock(0)].params;
        match params.iter().position(|&param| param == value).and_then(|index| sources.get(index)) {
            Some(&ArgumentSource::Value(value)) => Lattice::Conditional { value, on_true, on_false },
            _ => result.outside(),
        }
    }

    /// A new object: its type, if that is known.
    fn new_object(&mut self, body: &Body, operands: Operands) -> Lattice {
        let ty = self.value(body.list(operands)[0]);
        if body.list(operands).iter().any(|&operand| self.value(operand).is_bottom()) {
            return Lattice::BOTTOM;
        }
        match ty.constant(&mut self.program.types).and_then(|value| value.as_type()) {
            Some(ty) if self.program.types.is_concrete(ty) => match self.program.types.singleton(ty) {
                Some(value) => Lattice::Const(value),
                None => Lattice::Type(ty),
            },
            _ => Lattice::ANY,
        }
    }

    fn narrow(&mut self, body: &Body, value: GenericValue, condition: GenericValue, sense: bool) -> Lattice {
        let known = self.value(value);
        let Lattice::Conditional { value: about, on_true, on_false } = self.value(condition) else {
            return known;
        };
        let stripped = |value: GenericValue| match body.insts[value].op {
            Op::CheckDefined(inner, _) => inner,
            _ => value,
        };
        if stripped(about) != stripped(value) || matches!(known, Lattice::Const(_)) {
            return known;
        }
        let narrowed = if sense { on_true } else { on_false };
        match self.program.types.singleton(narrowed) {
            Some(constant) => Lattice::Const(constant),
            None => Lattice::Type(narrowed),
        }
    }

    /// Sums up a body whose types are final: size and purity. Returns what it calls.
    fn finish(&mut self, frame: &mut Frame) -> Vec<InferredId> {
        let (inferred, flow) = (&mut frame.inferred, &frame.flow);
        let body = inferred.body.clone();
        let mut cost = 0;
        let mut is_pure = !inferred.is_recursive && !inferred.result.is_bottom();
        let mut callees = Vec::new();
        let mut is_settled = !inferred.is_recursive;
        for block in body.blocks.ids().filter(|&block| inferred.reach[block] != Reach::None) {
            // A loop need not end.
            let is_header = flow.is_header[flow.position[block.index()]];
            is_pure &= !is_header;
            is_settled &= !is_header;
            for &value in &body.blocks[block].insts {
                match body.insts[value].op {
                    Op::Call(_) | Op::CallSplat(..) => {
                        let call = &inferred.calls[value];
                        let (pure, size) = self.call_cost(&call.target, &mut callees);
                        is_pure &= pure;
                        is_settled &= match &call.target {
                            CallTarget::Unreached | CallTarget::Intrinsic(_) => true,
                            CallTarget::Static(callee) => self.program.inferred.entries[*callee].is_settled,
                            CallTarget::Split(_) | CallTarget::Dynamic | CallTarget::NoMethod => false,
                        };
                        // What is known before it runs leaves no code.
                        if !pure || !matches!(inferred.values[value], Lattice::Const(_)) {
                            cost += size;
                        }
                    }
                    Op::New(operands) => {
                        let is_mutable = self.program.types.is_mutable(inferred.values[value].ty());
                        is_pure &= !is_mutable && inferred.values[value] != Lattice::ANY;
                        cost += 1 + body.list(operands).len() as u32;
                    }
                    Op::SetGlobal(..) | Op::CheckDefined(..) | Op::Global(..)
                        if !matches!(inferred.values[value], Lattice::Const(_)) =>
                    {
                        is_pure = false;
                        cost += 2;
                    }
                    Op::SetGlobal(..) | Op::TryEnter(_) | Op::TryLeave(_) => is_pure = false,
                    Op::Param
                    | Op::Literal(_)
                    | Op::Global(..)
                    | Op::StaticParam(_)
                    | Op::Narrow { .. }
                    | Op::CheckDefined(..)
                    | Op::BoundsCheck => {}
                }
            }
        }
        inferred.lookups.sort_unstable();
        inferred.lookups.dedup();
        callees.sort_unstable();
        callees.dedup();
        inferred.cost = cost;
        inferred.is_pure = is_pure;
        inferred.is_settled = is_settled;
        let (values, reach) = (&inferred.values, &inferred.reach);
        debug_assert!(
            body.blocks.iter().all(|(block, data)| reach[block] == Reach::None
                || data.params.iter().all(|&param| !values[param].is_bottom() || block == GenericBlock(0))),
            "a reached block's parameters have types"
        );
        callees
    }

    fn call_cost(&self, target: &CallTarget, callees: &mut Vec<InferredId>) -> (bool, u32) {
        match target {
            CallTarget::Intrinsic(intrinsic) => (intrinsic.is_pure(), 1),
            CallTarget::Static(callee) => {
                callees.push(*callee);
                let callee = &self.program.inferred.entries[*callee];
                (callee.is_pure, if is_inlined(callee) { callee.cost } else { CALL_COST })
            }
            CallTarget::Split(cases) => {
                callees.extend(cases.iter().filter_map(|case| match case.target {
                    CaseTarget::Method(callee) => Some(callee),
                    CaseTarget::NoMethod | CaseTarget::Dynamic => None,
                }));
                (false, CALL_COST * cases.len() as u32)
            }
            CallTarget::Dynamic | CallTarget::NoMethod => (false, CALL_COST),
            CallTarget::Unreached => (true, 0),
        }
    }
}

/// Whether calls of this body are replaced by the body itself.
pub fn is_inlined(callee: &Inferred) -> bool {
    match callee.body.inline {
        Some(false) => false,
        hint => !callee.is_recursive && (hint == Some(true) || callee.cost <= INLINE_COST),
    }
}

/// Notes that control gets to a block; whether that is new.
fn mark_reached(reach: &mut Reach) -> bool {
    let is_new = *reach == Reach::None;
    if is_new {
        *reach = Reach::Inside;
    }
    is_new
}

fn unknown(
    method: Option<MethodId>,
    body: Shared<Body>,
    static_params: Vec<TypeId>,
    arguments: Vec<Lattice>,
) -> Inferred {
    let calls = Calls::of(&body);
    Inferred {
        method,
        body,
        static_params,
        arguments,
        values: SideTable::with_default(Lattice::BOTTOM),
        reach: SideTable::with_default(Reach::None),
        calls,
        result: Lattice::BOTTOM,
        is_pure: false,
        is_settled: false,
        is_recursive: false,
        cost: 0,
        lookups: Vec::new(),
    }
}
