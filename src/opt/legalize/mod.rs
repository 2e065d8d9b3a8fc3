//! Legalization: an inferred body becomes a function in machine-level SSA.
//!
//! The generic body is walked in reverse post-order together with its types. Each Julia value becomes scalars
//! (`shape.rs`, `value.rs`); constants cost nothing until they are needed as scalars; functions of Core become
//! operations and explicit checks (`intrinsic.rs`); calls become direct calls through entry slots, tests on tags,
//! or the callee's body itself (`call.rs`).
//!
//! Because values are split while the body is walked, there is no separate scalar replacement: a tuple that a
//! callee returns and a caller takes apart is never a tuple in the result.
//!
//! Invariant: the function that comes out passes the verifier; a signature depends only on the types of
//! arguments and result.

mod call;
mod intrinsic;
pub mod runtime;
pub mod shape;
mod value;

use crate::legalize::runtime::RuntimeFacts;
use crate::legalize::shape::{Shape, Shapes};
use crate::legalize::value::{JuliaValue, Scalars};
use juliette_infer::{Inferred, Lattice, Program};
use juliette_ir::generic::{Edge, GenericBlock, GenericValue, Op, Terminator};
use juliette_ir::{
    Block, Builder, External, Function, HANDLER_RECORD, Loc, Position, Signature, StackSlot, Target, Ty,
    Value,
};
use juliette_methods::Binding;
use juliette_support::{Id, Shared, SideTable, SourceMap, sym};
use juliette_types::{Const, TypeId, known};
use smallvec::SmallVec;

/// What the code of an inferred body takes and gives, and how.
#[derive(Clone, Debug)]
pub struct CallingConvention {
    /// Types of the Julia parameters, the function itself first; those without scalars included.
    pub params: Vec<TypeId>,
    /// Type of the result.
    pub result: TypeId,
    /// The machine signature.
    pub signature: Signature,
    /// Whether the result is stored at the address that is the first machine parameter, 16 bytes a scalar.
    pub by_address: bool,
}

/// Bytes between the scalars of a result that is returned by address.
pub const RESULT_STRIDE: u32 = 16;

/// How to call the code of an inferred body.
pub fn calling_convention(
    program: &mut Program,
    shapes: &mut Shapes,
    inferred: &Inferred,
) -> CallingConvention {
    let params: Vec<TypeId> =
        inferred.arguments.iter().map(|argument| argument.dispatch_type(&mut program.types)).collect();
    let result = inferred.result.outside().dispatch_type(&mut program.types);
    let mut signature = Signature::default();
    for &param in &params {
        signature
            .params
            .extend(shapes.of(&mut program.types, param).scalars().iter().map(|&ty| passed_as(ty)));
    }
    let results = shapes.of(&mut program.types, result).scalars().to_vec();
    let by_address = results.len() > 2 || (results.len() == 2 && results.contains(&Ty::I128));
    if by_address {
        signature.params.insert(0, Ty::Ptr);
    } else {
        signature.results = results.into_iter().map(passed_as).collect();
    }
    CallingConvention { params, result, signature, by_address }
}

/// The type by which a scalar is passed: a half-precision float goes as its bits.
fn passed_as(ty: Ty) -> Ty {
    if ty == Ty::F16 { Ty::I16 } else { ty }
}

/// A scalar as it is passed.
fn passed(builder: &mut Builder<'_>, value: Value) -> Value {
    if builder.func.ty(value) == Ty::F16 { builder.bitcast(Ty::I16, value) } else { value }
}

/// A passed scalar as a value of its own type.
fn received(builder: &mut Builder<'_>, ty: Ty, value: Value) -> Value {
    if ty == Ty::F16 { builder.bitcast(ty, value) } else { value }
}

/// Builds the code of an inferred body.
pub fn legalize(
    program: &mut Program,
    shapes: &mut Shapes,
    runtime: &mut dyn RuntimeFacts,
    sources: &SourceMap,
    inferred: &Shared<Inferred>,
    name: &str,
) -> Function {
    let convention = calling_convention(program, shapes, inferred);
    let mut func = Function::new(name, convention.signature.clone());
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let mut params = builder.func.params(entry).to_vec().into_iter();
    let result_address = if convention.by_address { params.next() } else { None };
    let mut legalizer =
        Legalizer { program, shapes, runtime, sources, builder, frames: Vec::new(), tables: Vec::new() };
    let mut arguments = Vec::new();
    for (&ty, &lattice) in convention.params.iter().zip(&inferred.arguments) {
        let shape = legalizer.shape(ty);
        let parts: Scalars = shape
            .scalars()
            .iter()
            .zip(params.by_ref())
            .map(|(&ty, param)| received(&mut legalizer.builder, ty, param))
            .collect();
        arguments.push(match lattice.constant(&mut legalizer.program.types) {
            Some(constant) => JuliaValue::Const(constant),
            None => JuliaValue::new(ty, parts),
        });
    }
    let returns = Returns::Function { result: convention.result, address: result_address };
    legalizer.body(inferred, arguments, returns, Loc::NONE, true);
    func
}

/// Builds the code of a top-level statement, which takes nothing and returns its value as an object.
pub fn legalize_statement(
    program: &mut Program,
    shapes: &mut Shapes,
    runtime: &mut dyn RuntimeFacts,
    sources: &SourceMap,
    inferred: &Shared<Inferred>,
    name: &str,
) -> Function {
    let signature = Signature { params: Vec::new(), results: vec![Ty::Ptr] };
    let mut func = Function::new(name, signature);
    let mut builder = Builder::new(&mut func);
    builder.entry_block();
    let mut legalizer =
        Legalizer { program, shapes, runtime, sources, builder, frames: Vec::new(), tables: Vec::new() };
    let returns = Returns::Function { result: known::ANY, address: None };
    legalizer.body(inferred, Vec::new(), returns, Loc::NONE, true);
    func
}

/// Builds the wrapper by which dynamic calls reach the code in `slot`: it takes an array of boxed arguments and
/// returns the boxed result.
pub fn legalize_wrapper(
    program: &mut Program,
    shapes: &mut Shapes,
    runtime: &mut dyn RuntimeFacts,
    sources: &SourceMap,
    inferred: &Shared<Inferred>,
    slot: u32,
    name: &str,
) -> Function {
    let convention = calling_convention(program, shapes, inferred);
    let signature = Signature { params: vec![Ty::Ptr], results: vec![Ty::Ptr] };
    let mut func = Function::new(format!("{name} (boxed)"), signature);
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let array = builder.func.params(entry)[0];
    let mut legalizer =
        Legalizer { program, shapes, runtime, sources, builder, frames: Vec::new(), tables: Vec::new() };
    let mut arguments = Vec::new();
    for (i, &ty) in convention.params.iter().enumerate() {
        if inferred.body.is_vararg && i + 1 == convention.params.len() {
            // Calls pass each further argument by itself; the code takes them as a tuple.
            let elements = legalizer.program.types.tuple_elements(ty).unwrap_or(&[]).to_vec();
            let mut fields = Vec::with_capacity(elements.len());
            for (j, &element) in elements.iter().enumerate() {
                let object = legalizer.builder.load(Ty::Ptr, array, (i + j) as i32 * 8);
                let parts = legalizer.as_type(&JuliaValue::one(known::ANY, object), element);
                fields.push(JuliaValue::new(element, parts));
            }
            arguments.push(legalizer.assemble(ty, &fields));
            continue;
        }
        let shape = legalizer.shape(ty);
        let parts = if matches!(*shape, Shape::Ghost) {
            Scalars::new()
        } else {
            let object = legalizer.builder.load(Ty::Ptr, array, i as i32 * 8);
            legalizer.as_type(&JuliaValue::one(known::ANY, object), ty)
        };
        arguments.push(JuliaValue::new(ty, parts));
    }
    let result = legalizer.call_slot(slot, &convention, &arguments, name);
    if convention.result == known::BOTTOM {
        legalizer.builder.unreachable();
    } else {
        let boxed = legalizer.boxed(&result);
        legalizer.builder.ret(&[boxed]);
    }
    func
}

/// Where a body's returns go.
#[derive(Clone)]
enum Returns {
    /// Out of the machine function.
    Function { result: TypeId, address: Option<Value> },
    /// To the code behind an inlined call, the result in the block's parameters.
    Block { block: Block, result: TypeId },
    /// Nowhere: the body is a single block, and its result is taken as it is.
    Straight,
}

type ValueTable = SideTable<GenericValue, Option<JuliaValue>>;
type BlockTable = SideTable<GenericBlock, Option<Block>>;

/// A body being walked: the function itself, or one inlined into it.
struct Frame {
    inferred: Shared<Inferred>,
    values: ValueTable,
    blocks: BlockTable,
    returns: Returns,
    /// Where it was inlined.
    inlined_at: Loc,
    locs: SmallVec<[(u32, Loc); 4]>,
    /// The function's name for positions, once asked for.
    text: Option<Shared<str>>,
    bounds_checks: bool,
    /// The handler records of its `try`s.
    handlers: Vec<(u32, StackSlot)>,
    /// The result of a body without blocks.
    straight: Option<JuliaValue>,
}

/// The state of legalizing one machine function.
pub(crate) struct Legalizer<'a, 'f> {
    program: &'a mut Program,
    shapes: &'a mut Shapes,
    runtime: &'a mut dyn RuntimeFacts,
    sources: &'a SourceMap,
    builder: Builder<'f>,
    frames: Vec<Frame>,
    /// Tables of bodies that are done, for the next ones.
    tables: Vec<(ValueTable, BlockTable)>,
}

impl Legalizer<'_, '_> {
    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a body is being legalized")
    }

    /// Walks a body whose entry is the builder's current block.
    fn body(
        &mut self,
        inferred: &Shared<Inferred>,
        arguments: Vec<JuliaValue>,
        returns: Returns,
        inlined_at: Loc,
        bounds_checks: bool,
    ) -> Option<JuliaValue> {
        let body = inferred.body.clone();
        let (mut values, mut blocks) = self.tables.pop().unwrap_or_default();
        values.fit(body.insts.len());
        blocks.fit(body.blocks.len());
        self.frames.push(Frame {
            inferred: inferred.clone(),
            values,
            blocks,
            returns,
            inlined_at,
            locs: SmallVec::new(),
            text: None,
            bounds_checks,
            handlers: Vec::new(),
            straight: None,
        });
        let entry = GenericBlock(0);
        for (&param, argument) in body.blocks[entry].params.iter().zip(arguments) {
            self.frame().values[param] = Some(argument);
        }
        // The entry can be a loop's head only through a block of its own.
        let current = self.builder.block();
        self.frame().blocks[entry] = Some(current);
        for block in self.order(inferred, bounds_checks) {
            if block != entry {
                let machine = self.block(block);
                self.builder.switch_to(machine);
            }
            self.walk_block(block);
        }
        let mut frame = self.frames.pop().expect("it was pushed above");
        frame.values.clear();
        frame.blocks.clear();
        self.tables.push((frame.values, frame.blocks));
        frame.straight
    }

    /// The reached blocks in reverse post-order.
    fn order(&self, inferred: &Inferred, bounds_checks: bool) -> Vec<GenericBlock> {
        let entry = GenericBlock(0);
        let edges = taken_edges(inferred, entry, bounds_checks);
        if edges == [None; 2] {
            return vec![entry];
        }
        let mut order = Vec::with_capacity(inferred.body.blocks.len());
        let mut seen = vec![false; inferred.body.blocks.len()];
        let mut stack = vec![(entry, edges)];
        seen[0] = true;
        while let Some((block, edges)) = stack.last_mut() {
            let next = edges[0].take().or_else(|| edges[1].take());
            match next {
                Some(edge) => {
                    let target = edge.block;
                    if !core::mem::replace(&mut seen[target.index()], true) {
                        stack.push((target, taken_edges(inferred, target, bounds_checks)));
                    }
                }
                None => {
                    order.push(*block);
                    stack.pop();
                }
            }
        }
        order.reverse();
        order
    }

    /// The machine block of a generic block, made with the parameters that its values need.
    fn block(&mut self, block: GenericBlock) -> Block {
        if let Some(machine) = self.frame().blocks[block] {
            return machine;
        }
        let machine = self.builder.create_block();
        self.frame().blocks[block] = Some(machine);
        let inferred = Shared::clone(&self.frame().inferred);
        for &param in &inferred.body.blocks[block].params {
            let value = match inferred.values[param].constant(&mut self.program.types) {
                Some(constant) => JuliaValue::Const(constant),
                None => {
                    let ty = inferred.values[param].ty();
                    let parts = self.append_params(machine, ty);
                    JuliaValue::new(ty, parts)
                }
            };
            self.frame().values[param] = Some(value);
        }
        machine
    }

    /// Parameters of a block for the scalars of a value of this type.
    pub(crate) fn append_params(&mut self, block: Block, ty: TypeId) -> Scalars {
        let shape = self.shape(ty);
        shape.scalars().iter().map(|&scalar| self.builder.append_param(block, scalar)).collect()
    }

    fn walk_block(&mut self, block: GenericBlock) {
        let inferred = Shared::clone(&self.frame().inferred);
        let body = inferred.body.clone();
        for &value in &body.blocks[block].insts {
            // Most constants need no code and no position.
            if let (Op::Literal(_) | Op::Global(..), Lattice::Const(constant)) =
                (body.insts[value].op, inferred.values[value])
            {
                self.frame().values[value] = Some(JuliaValue::Const(constant));
                continue;
            }
            let loc = self.loc(body.insts[value].line);
            self.builder.set_loc(loc);
            let result = self.instruction(&inferred, value);
            if inferred.values[value].is_bottom() {
                if !self.builder.is_terminated() {
                    self.builder.unreachable();
                }
                return;
            }
            let result = match inferred.values[value] {
                Lattice::Const(constant) => JuliaValue::Const(constant),
                Lattice::Type(_) | Lattice::Conditional { .. } => result,
            };
            self.frame().values[value] = Some(result);
        }
        match body.blocks[block].terminator {
            Terminator::Jump(edge) => {
                let (target, arguments) = self.edge(&inferred, edge);
                self.builder.jump(target, &arguments);
            }
            Terminator::Branch(condition, on_true, on_false) => {
                self.branch(&inferred, condition, on_true, on_false)
            }
            Terminator::Return(value) => self.return_value(value),
            Terminator::Unreachable => {
                self.builder.unreachable();
            }
        }
    }

    fn branch(&mut self, inferred: &Inferred, condition: GenericValue, on_true: Edge, on_false: Edge) {
        let condition = self.value(condition);
        let known = match &condition {
            JuliaValue::Const(constant) => constant.as_bool(),
            JuliaValue::Parts { .. } => None,
        };
        if let Some(known) = known {
            let (target, arguments) = self.edge(inferred, if known { on_true } else { on_false });
            self.builder.jump(target, &arguments);
            return;
        }
        let condition = match self.is_a(&condition, known::BOOL) {
            Err(true) => condition,
            Err(false) => {
                self.throw_not_bool(&condition);
                return;
            }
            Ok(is_bool) => {
                let not_bool = self.not(is_bool);
                let shown = condition.clone();
                self.throw_if(not_bool, |legalizer| legalizer.throw_not_bool(&shown));
                let parts = self.as_type(&condition, known::BOOL);
                JuliaValue::new(known::BOOL, parts)
            }
        };
        let condition = self.as_type(&condition, known::BOOL)[0];
        let (yes, yes_arguments) = self.edge(inferred, on_true);
        let (no, no_arguments) = self.edge(inferred, on_false);
        self.builder.branch(condition, (yes, &yes_arguments), (no, &no_arguments));
    }

    fn throw_not_bool(&mut self, value: &JuliaValue) {
        let object = self.boxed(value);
        self.throw_type_error("if", known::BOOL, object);
    }

    /// Throws `TypeError`: `object` is no `expected`.
    pub(crate) fn throw_type_error(&mut self, function: &str, expected: TypeId, object: Value) {
        let name = self.program.interner.intern(function);
        let name = self.constant(Const::symbol(name), known::ANY)[0];
        let context = self.constant(Const::text(sym::EMPTY), known::ANY)[0];
        let expected = self.program.types.type_const(expected);
        let expected = self.constant(expected, known::ANY)[0];
        self.runtime_call("throw_type", &[name, context, expected, object]);
    }

    /// The complement of an `i1`.
    pub(crate) fn not(&mut self, value: Value) -> Value {
        let one = self.builder.const_bool(true);
        self.builder.xor(value, one)
    }

    /// The target of an edge and the scalars for its parameters.
    fn edge(&mut self, inferred: &Inferred, edge: Edge) -> (Block, Scalars) {
        let target = self.block(edge.block);
        let body = &inferred.body;
        let mut arguments = Scalars::new();
        for (&param, &argument) in body.blocks[edge.block].params.iter().zip(body.list(edge.arguments)) {
            let lattice = inferred.values[param];
            if lattice.constant(&mut self.program.types).is_none() {
                let value = self.value(argument);
                arguments.extend_from_slice(&self.as_type(&value, lattice.ty()));
            }
        }
        (target, arguments)
    }

    fn return_value(&mut self, value: GenericValue) {
        let value = self.value(value);
        match self.frame().returns.clone() {
            Returns::Straight => self.frame().straight = Some(value),
            Returns::Block { block, result } => {
                let parts = self.as_type(&value, result);
                self.builder.jump(block, &parts);
            }
            Returns::Function { result, address } => {
                let parts = self.as_type(&value, result);
                match address {
                    Some(address) => {
                        for (i, &part) in parts.iter().enumerate() {
                            self.builder.store(part, address, (i as u32 * RESULT_STRIDE) as i32);
                        }
                        self.builder.ret(&[]);
                    }
                    None => {
                        let parts: Scalars =
                            parts.iter().map(|&part| passed(&mut self.builder, part)).collect();
                        self.builder.ret(&parts);
                    }
                }
            }
        }
    }

    pub(crate) fn value(&mut self, value: GenericValue) -> JuliaValue {
        self.frame().values[value].clone().expect("a value is defined before its uses")
    }

    /// The position of a line of the current body.
    fn loc(&mut self, line: u32) -> Loc {
        if let Some(&(_, loc)) = self.frame().locs.iter().find(|&&(known, _)| known == line) {
            return loc;
        }
        let function = self.function_text();
        let frame = self.frames.last().expect("a body is being legalized");
        let body = &frame.inferred.body;
        let position = Position {
            function,
            file: self.shapes.file(self.sources, body.file),
            line,
            inlined_at: frame.inlined_at.is_some().then_some(frame.inlined_at),
        };
        let loc = self.builder.func.positions.push(position);
        self.frame().locs.push((line, loc));
        loc
    }

    /// How stack traces name the current body: with its arguments, if it has a frame of its own.
    fn function_text(&mut self) -> Shared<str> {
        let frame = self.frames.last().expect("a body is being legalized");
        if let Some(text) = &frame.text {
            return text.clone();
        }
        let text = self.make_function_text();
        self.frame().text = Some(text.clone());
        text
    }

    fn make_function_text(&mut self) -> Shared<str> {
        let frame = self.frames.last().expect("a body is being legalized");
        let inferred = frame.inferred.clone();
        if frame.inlined_at.is_some() && inferred.body.name != sym::EMPTY {
            return self.shapes.name(&self.program.interner, inferred.body.name);
        }
        let name = display_name(self.program, &inferred);
        if frame.inlined_at.is_some() || inferred.method.is_none() {
            return name.into();
        }
        let names = inferred.body.param_names.iter().skip(1);
        let mut arguments = Vec::with_capacity(inferred.arguments.len());
        for (&argument, &lattice) in names.zip(&inferred.arguments[1..]) {
            let ty = lattice.dispatch_type(&mut self.program.types);
            let shown = self.program.types.show(ty, &self.program.interner);
            arguments.push(format!("{}::{shown}", self.program.interner.name(argument)));
        }
        format!("{name}({})", arguments.join(", ")).into()
    }

    /// Goes on only if `condition` is false; else runs `throw`, which does not return.
    pub(crate) fn throw_if(&mut self, condition: Value, throw: impl FnOnce(&mut Self)) {
        let (bad, good) = (self.builder.create_block(), self.builder.create_block());
        self.builder.branch(condition, (bad, &[]), (good, &[]));
        self.builder.switch_to(bad);
        throw(self);
        if !self.builder.is_terminated() {
            self.builder.unreachable();
        }
        self.builder.switch_to(good);
    }

    /// Calls an entry point of the run-time system. The first result, if it has one.
    pub(crate) fn runtime_call(&mut self, name: &str, arguments: &[Value]) -> Option<Value> {
        self.runtime_results(name, arguments).first().copied()
    }

    pub(crate) fn runtime_results(&mut self, name: &str, arguments: &[Value]) -> Scalars {
        let entry = self.runtime.entry(name);
        let Some(entry) = entry else { panic!("legalize: the run-time system has no entry point `{name}`") };
        let external = External {
            name: name.to_owned(),
            signature: entry.signature,
            target: Target::Runtime(entry.index),
            noreturn: entry.noreturn,
            may_throw: true,
        };
        let func = self.builder.func.import(external);
        let inst = self.builder.call_runtime(func, arguments);
        let results = Scalars::from_slice(self.builder.func.results(inst));
        if entry.noreturn {
            self.builder.unreachable();
        }
        results
    }

    fn instruction(&mut self, inferred: &Inferred, at: GenericValue) -> JuliaValue {
        let body = &inferred.body;
        let lattice = inferred.values[at];
        match body.insts[at].op {
            Op::Param => self.value(at),
            Op::Literal(literal) => JuliaValue::Const(self.program.literal(literal)),
            Op::Global(module, name) => self.global(module, name),
            Op::StaticParam(index) => match lattice.constant(&mut self.program.types) {
                Some(constant) => JuliaValue::Const(constant),
                None => {
                    let name = body.static_params[index as usize];
                    self.throw_undefined(name);
                    JuliaValue::NOTHING
                }
            },
            Op::Call(_) | Op::CallSplat(..) => self.call(inferred, at),
            Op::New(operands) => {
                let values: Vec<JuliaValue> =
                    body.list(operands).iter().map(|&operand| self.value(operand)).collect();
                self.new_object(lattice, &values)
            }
            Op::SetGlobal(module, name, value) => {
                let value = self.value(value);
                self.set_global(module, name, &value);
                value
            }
            Op::Narrow { value, .. } => {
                let value = self.value(value);
                self.narrowed(value, lattice)
            }
            Op::CheckDefined(checked, name) => {
                let value = self.value(checked);
                self.check_defined(value, lattice, name)
            }
            Op::TryEnter(number) => {
                let slot = self.handler_slot(number);
                let came_back = self.builder.try_enter(slot);
                let zero = self.builder.const_int(Ty::I32, 0);
                JuliaValue::one(known::BOOL, self.builder.ne(came_back, zero))
            }
            Op::TryLeave(number) => {
                let slot = self.handler_slot(number);
                self.builder.try_leave(slot);
                JuliaValue::NOTHING
            }
            Op::BoundsCheck => JuliaValue::Const(Const::bool(self.frame().bounds_checks)),
        }
    }

    /// The handler record of a `try` of the current body.
    fn handler_slot(&mut self, number: u32) -> StackSlot {
        if let Some(&(_, slot)) = self.frame().handlers.iter().find(|&&(known, _)| known == number) {
            return slot;
        }
        let slot = self.builder.func.slots.push(HANDLER_RECORD);
        self.frame().handlers.push((number, slot));
        slot
    }

    /// A value that is now known to be of a narrower type.
    pub(crate) fn narrowed(&mut self, value: JuliaValue, lattice: Lattice) -> JuliaValue {
        match (lattice, &value) {
            (Lattice::Const(constant), _) => JuliaValue::Const(constant),
            (_, JuliaValue::Const(_)) => value,
            (_, JuliaValue::Parts { ty, .. }) if *ty == lattice.ty() => value,
            _ => {
                let ty = lattice.ty();
                let parts = self.as_type(&value, ty);
                JuliaValue::new(ty, parts)
            }
        }
    }

    fn check_defined(
        &mut self,
        value: JuliaValue,
        lattice: Lattice,
        name: juliette_support::Symbol,
    ) -> JuliaValue {
        let undefined = self.program.undefined;
        match self.is_a(&value, undefined) {
            Err(false) => value,
            Err(true) => {
                self.throw_undefined(name);
                JuliaValue::NOTHING
            }
            Ok(is_undefined) => {
                self.throw_if(is_undefined, |legalizer| legalizer.throw_undefined(name));
                self.narrowed(value, lattice)
            }
        }
    }

    pub(crate) fn throw_undefined(&mut self, name: juliette_support::Symbol) {
        let symbol = self.constant(Const::symbol(name), known::SYMBOL)[0];
        self.runtime_call("throw_undef_var", &[symbol]);
    }

    pub(crate) fn global(
        &mut self,
        module: juliette_support::ModuleId,
        name: juliette_support::Symbol,
    ) -> JuliaValue {
        let global = match self.program.modules.resolve(module, name) {
            Some(Binding::Const(constant)) => return JuliaValue::Const(constant),
            Some(Binding::Variable(global)) => Some(global),
            Some(Binding::Alias(..)) | None => self.program.modules.variable(module, name),
        };
        let Some(global) = global else {
            self.throw_undefined(name);
            return JuliaValue::NOTHING;
        };
        let cell = self.runtime.global_cell(global);
        let cell = self.builder.const_ptr(cell);
        let object = self.builder.load(Ty::Ptr, cell, 0);
        let null = self.builder.const_ptr(0);
        let is_null = self.builder.eq(object, null);
        self.throw_if(is_null, |legalizer| legalizer.throw_undefined(name));
        JuliaValue::one(known::ANY, object)
    }

    fn set_global(
        &mut self,
        module: juliette_support::ModuleId,
        name: juliette_support::Symbol,
        value: &JuliaValue,
    ) {
        let Some(global) = self.program.modules.variable(module, name) else {
            let program = &self.program;
            let text = program.modules.assignment_error(module, name, &program.interner);
            let text = self.program.interner.intern(&text);
            let text = self.constant(Const::text(text), known::ANY)[0];
            self.runtime_call("throw_error", &[text]);
            let next = self.builder.create_block();
            self.builder.switch_to(next);
            return;
        };
        let object = self.boxed(value);
        let cell = self.runtime.global_cell(global);
        let cell = self.builder.const_ptr(cell);
        self.builder.store(object, cell, 0);
    }
}

/// The edges that a block can take, given what is known of its condition.
fn taken_edges(inferred: &Inferred, block: GenericBlock, bounds_checks: bool) -> [Option<Edge>; 2] {
    let body = &inferred.body;
    let data = &body.blocks[block];
    if data.insts.iter().any(|&value| inferred.values[value].is_bottom()) {
        return [None; 2];
    }
    match data.terminator {
        Terminator::Jump(edge) => [Some(edge), None],
        Terminator::Branch(condition, on_true, on_false) => {
            let known = match (inferred.values[condition], body.insts[condition].op) {
                (Lattice::Const(constant), _) => constant.as_bool(),
                (_, Op::BoundsCheck) => Some(bounds_checks),
                _ => None,
            };
            match known {
                Some(true) => [Some(on_true), None],
                Some(false) => [Some(on_false), None],
                None => [Some(on_true), Some(on_false)],
            }
        }
        Terminator::Return(_) | Terminator::Unreachable => [None; 2],
    }
}

/// Whether a body is one block that returns: such a one is inlined without new blocks.
pub(crate) fn is_straight(inferred: &Inferred) -> bool {
    let body = &inferred.body;
    let data = &body.blocks[GenericBlock(0)];
    matches!(data.terminator, Terminator::Return(_))
        && !data.insts.iter().any(|&value| inferred.values[value].is_bottom())
}

/// The name under which a body's code is known.
pub fn display_name(program: &Program, inferred: &Inferred) -> String {
    let name = inferred.body.name;
    match name {
        sym::EMPTY => "#anonymous".to_owned(),
        _ => program.interner.name(name).to_owned(),
    }
}
