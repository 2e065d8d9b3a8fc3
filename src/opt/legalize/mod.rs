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
mod positions;
pub mod runtime;
pub mod shape;
mod value;
mod walk;

pub use crate::legalize::positions::{display_name, frame_name};

use crate::legalize::runtime::RuntimeFacts;
use crate::legalize::shape::{Shape, Shapes};
use crate::legalize::value::{JuliaValue, Parts, Pool, Scalars, Values};
use crate::legalize::walk::{Returns, Tables};
use juliette_infer::{Inferred, Lattice, Program, is_inlined};
use juliette_ir::generic::{GenericBlock, GenericValue, Inst, Op};
use juliette_ir::{
    Builder, External, Function, HANDLER_RECORD, Loc, Signature, StackSlot, Target, Ty, Value,
};
use juliette_methods::Binding;
use juliette_support::{Shared, SourceMap, sym};
use juliette_types::{Const, TypeId, known};

/// A body's entry.
const ENTRY: GenericBlock = GenericBlock(0);

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
    let mut func = shapes.tables.function(name, convention.signature);
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let params = Scalars::from_slice(builder.func.params(entry));
    let mut params = params.into_iter();
    let result_address = if convention.by_address { params.next() } else { None };
    let mut legalizer = Legalizer::new(program, shapes, runtime, builder);
    let values = legalizer.make_values(inferred);
    let own = &inferred.body.blocks[ENTRY].params;
    for ((&ty, &lattice), &place) in convention.params.iter().zip(&inferred.arguments).zip(own) {
        let shape = legalizer.shape(ty);
        let parts: Scalars = shape
            .scalars()
            .iter()
            .zip(params.by_ref())
            .map(|(&ty, param)| received(&mut legalizer.builder, ty, param))
            .collect();
        let value = match lattice.constant(&mut legalizer.program.types) {
            Some(constant) => JuliaValue::Const(constant),
            None => JuliaValue::new(ty, legalizer.pool.keep(&parts)),
        };
        legalizer.set_value(values, place, value);
    }
    let returns = Returns::Function { result: convention.result, address: result_address };
    legalizer.enter(values, returns, Loc::NONE, true);
    legalizer.body(inferred);
    legalizer.finish(sources, Some(inferred));
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
    let mut func = shapes.tables.function(name, signature);
    let mut builder = Builder::new(&mut func);
    builder.entry_block();
    let mut legalizer = Legalizer::new(program, shapes, runtime, builder);
    legalizer.is_statement = inferred.method.is_none();
    let returns = Returns::Function { result: known::ANY, address: None };
    let values = legalizer.make_values(inferred);
    legalizer.enter(values, returns, Loc::NONE, true);
    legalizer.body(inferred);
    legalizer.finish(sources, Some(inferred));
    func
}

/// Builds the code of the rest of a body ([`juliette_ir::continuation`]), of a statement's or of a function's: it takes an
/// array of boxed parameters and returns the boxed result.
pub fn legalize_continuation(
    program: &mut Program,
    shapes: &mut Shapes,
    runtime: &mut dyn RuntimeFacts,
    sources: &SourceMap,
    inferred: &Shared<Inferred>,
    is_statement: bool,
) -> Function {
    let name = display_name(program, inferred);
    let signature = Signature { params: vec![Ty::Ptr], results: vec![Ty::Ptr] };
    let mut func = shapes.tables.function(&name, signature);
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let array = builder.func.params(entry)[0];
    let mut legalizer = Legalizer::new(program, shapes, runtime, builder);
    legalizer.is_statement = is_statement;
    let values = legalizer.make_values(inferred);
    let own = &inferred.body.blocks[ENTRY].params;
    for (i, (&lattice, &place)) in inferred.arguments.iter().zip(own).enumerate() {
        let value = match lattice.constant(&mut legalizer.program.types) {
            Some(constant) => JuliaValue::Const(constant),
            None => {
                let ty = lattice.dispatch_type(&mut legalizer.program.types);
                let parts = legalizer.boxed_argument(array, i, ty);
                JuliaValue::new(ty, parts)
            }
        };
        legalizer.set_value(values, place, value);
    }
    let returns = Returns::Function { result: known::ANY, address: None };
    legalizer.enter(values, returns, Loc::NONE, true);
    legalizer.body(inferred);
    legalizer.finish(sources, Some(inferred));
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
    let mut func = shapes.tables.function(name, signature);
    func.name.push_str(" (boxed)");
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let array = builder.func.params(entry)[0];
    let mut legalizer = Legalizer::new(program, shapes, runtime, builder);
    let mut arguments = Values::new();
    for (i, &ty) in convention.params.iter().enumerate() {
        if inferred.body.is_vararg && i + 1 == convention.params.len() {
            // Calls pass each further argument by itself; the code takes them as a tuple.
            let elements = legalizer.program.types.tuple_elements(ty).unwrap_or(&[]).to_vec();
            let mut fields = Values::new();
            for (j, &element) in elements.iter().enumerate() {
                let parts = legalizer.boxed_argument(array, i + j, element);
                fields.push(JuliaValue::new(element, parts));
            }
            arguments.push(legalizer.assemble(ty, &fields));
            continue;
        }
        let parts = legalizer.boxed_argument(array, i, ty);
        arguments.push(JuliaValue::new(ty, parts));
    }
    // What is small stands here itself: as a rule nobody else calls it.
    let is_written_out = is_inlined(inferred);
    let result = match is_written_out {
        true => legalizer.inline(inferred, &arguments, false),
        false => legalizer.call_slot(slot, &convention, &arguments, name),
    };
    if convention.result == known::BOTTOM {
        legalizer.builder.unreachable();
    } else {
        let boxed = legalizer.boxed(&result);
        legalizer.builder.ret(&[boxed]);
    }
    legalizer.finish(sources, is_written_out.then_some(&**inferred));
    func
}

/// The state of legalizing one machine function.
pub(crate) struct Legalizer<'a, 'f> {
    program: &'a mut Program,
    shapes: &'a mut Shapes,
    runtime: &'a mut dyn RuntimeFacts,
    builder: Builder<'f>,
    pool: Pool,
    tables: Tables,
    /// Whether the function is a top-level statement's.
    is_statement: bool,
}

impl<'a, 'f> Legalizer<'a, 'f> {
    fn new(
        program: &'a mut Program,
        shapes: &'a mut Shapes,
        runtime: &'a mut dyn RuntimeFacts,
        builder: Builder<'f>,
    ) -> Self {
        let mut tables = core::mem::take(&mut shapes.tables);
        let pool = core::mem::take(&mut tables.pool);
        Legalizer { program, shapes, runtime, builder, pool, tables, is_statement: false }
    }

    /// An argument, of a type that is known, in an array of boxed ones.
    fn boxed_argument(&mut self, array: Value, index: usize, ty: TypeId) -> Parts {
        if matches!(*self.shape(ty), Shape::Ghost) {
            return Parts::NONE;
        }
        let object = self.builder.load(Ty::Ptr, array, index as i32 * 8);
        self.as_type(&JuliaValue::one(known::ANY, object), ty)
    }

    /// Ends the function, whose own body this was.
    fn finish(mut self, sources: &SourceMap, inferred: Option<&Inferred>) {
        let Tables { lines, numbers, .. } = &mut self.tables;
        if let Some(inferred) = inferred {
            positions::place(self.builder.func, lines, numbers, self.program, self.shapes, sources, inferred);
        }
        self.tables.lines.clear();
        self.pool.clear();
        self.tables.pool = self.pool;
        self.shapes.tables = self.tables;
    }
}

impl Legalizer<'_, '_> {
    fn throw_not_bool(&mut self, value: &JuliaValue) {
        let object = self.boxed(value);
        self.throw_type_error("if", known::BOOL, object);
    }

    /// Throws `TypeError`: `object` is no `expected`.
    pub(crate) fn throw_type_error(&mut self, function: &str, expected: TypeId, object: Value) {
        let name = self.program.interner.intern(function);
        let name = self.constant_object(Const::symbol(name));
        let context = self.constant_object(Const::text(sym::EMPTY));
        let expected = self.program.types.type_const(expected);
        let expected = self.constant_object(expected);
        self.runtime_call("throw_type", &[name, context, expected, object]);
    }

    /// The complement of an `i1`.
    pub(crate) fn not(&mut self, value: Value) -> Value {
        let one = self.builder.const_bool(true);
        self.builder.xor(value, one)
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
        let results = self.runtime_results(name, arguments);
        self.pool.of(&results).first().copied()
    }

    pub(crate) fn runtime_results(&mut self, name: &str, arguments: &[Value]) -> Parts {
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
        let results = self.pool.keep(self.builder.func.results(inst));
        if entry.noreturn {
            self.builder.unreachable();
        }
        results
    }

    fn instruction(
        &mut self,
        inferred: &Inferred,
        at: GenericValue,
        inst: &Inst,
        lattice: Lattice,
    ) -> JuliaValue {
        let body = &*inferred.body;
        match inst.op {
            Op::Param => self.value(inferred, at),
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
            Op::Call(_) | Op::CallSplat(..) => self.call(inferred, at, inst, lattice),
            Op::New(operands) => {
                let mut values = Values::new();
                body.list(operands).iter().for_each(|&operand| values.push(self.value(inferred, operand)));
                self.new_object(lattice, &values)
            }
            Op::SetGlobal(module, name, value) => {
                let value = self.value(inferred, value);
                self.set_global(module, name, &value);
                value
            }
            Op::Narrow { value, .. } => {
                let value = self.value(inferred, value);
                self.narrowed(value, lattice)
            }
            Op::CheckDefined(checked, name) => {
                let value = self.value(inferred, checked);
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
        let depth = self.depth();
        let known = self.tables.handlers.iter().find(|&&(of, known, _)| (of, known) == (depth, number));
        if let Some(&(.., slot)) = known {
            return slot;
        }
        let slot = self.builder.func.slots.push(HANDLER_RECORD);
        self.tables.handlers.push((depth, number, slot));
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
        let symbol = self.constant_object(Const::symbol(name));
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
            let text = self.constant_object(Const::text(text));
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
