//! Calls: direct through an entry slot, inlined, by tags, or dynamic.

use super::runtime::{CALL_SITE_IDS, CALL_SITE_TESTS};
use super::shape::Shape;
use super::value::{JuliaValue, Parts, Scalars, Values};
use super::walk::{Returns, is_straight};
use super::{CallingConvention, ENTRY, Legalizer, RESULT_STRIDE, calling_convention, passed, received};
use juliette_infer::{
    ArgumentSource, CallTarget, CaseTarget, Inferred, InferredId, Lattice, SplitCase, is_inlined,
};
use juliette_ir::generic::{GenericValue, Inst, Op};
use juliette_ir::{External, Region, Signature, SlotData, Target, Ty, Value};
use juliette_types::{Const, Storage, TypeId, known};
use smallvec::SmallVec;

/// Bodies are inlined into each other at most so deep.
const MAX_INLINE_DEPTH: usize = 24;

impl Legalizer<'_, '_> {
    /// A call of any kind.
    pub(crate) fn call(
        &mut self,
        inferred: &Inferred,
        at: GenericValue,
        inst: &Inst,
        lattice: Lattice,
    ) -> JuliaValue {
        let info = &inferred.calls[at];
        let (operands, mask) = match inst.op {
            Op::Call(operands) => (operands, 0),
            Op::CallSplat(operands, mask) => (operands, mask),
            _ => unreachable!("legalize: only calls come here"),
        };
        if let Lattice::Const(constant) = lattice {
            // Purity is no property of a call whose arguments have to be taken apart.
            let is_pure = match info.target {
                CallTarget::Static(callee) => self.program.inferred.is_pure(callee),
                CallTarget::Intrinsic(intrinsic) => intrinsic.is_pure() && info.spliced.is_none(),
                CallTarget::Unreached | CallTarget::Split(_) | CallTarget::Dynamic | CallTarget::NoMethod => {
                    false
                }
            };
            if is_pure {
                return JuliaValue::Const(constant);
            }
        }
        let operands = inferred.body.list(operands);
        let mut values = Values::new();
        match (&info.spliced, &info.target) {
            (None, &CallTarget::Static(callee)) => {
                let callee = self.program.inferred.get(callee);
                if !callee.body.is_vararg && self.is_inlined_here(&callee) {
                    return self.inline_call(inferred, operands, &callee, inst.in_bounds);
                }
                operands.iter().for_each(|&operand| values.push(self.value(inferred, operand)));
            }
            (None, CallTarget::Intrinsic(intrinsic)) => {
                for &operand in &operands[1..] {
                    let value = self.value(inferred, operand);
                    values.push(value);
                }
                return self.intrinsic(*intrinsic, &values, lattice);
            }
            (None, _) => operands.iter().for_each(|&operand| values.push(self.value(inferred, operand))),
            (Some(sources), _) => {
                sources.iter().for_each(|&source| values.push(self.source(inferred, source)));
            }
        }
        match &info.target {
            CallTarget::Unreached => JuliaValue::NOTHING,
            CallTarget::Intrinsic(intrinsic) => self.intrinsic(*intrinsic, &values[1..], lattice),
            CallTarget::Static(callee) => self.call_inferred(*callee, &values, inst.in_bounds, lattice),
            CallTarget::Split(cases) => self.call_split(cases, &values, inst.in_bounds, lattice),
            CallTarget::Dynamic if mask != 0 && info.spliced.is_none() => self.apply(&values, mask),
            CallTarget::NoMethod => self.call_dynamic(&values),
            CallTarget::Dynamic => {
                let result = self.call_dynamic(&values);
                if lattice.is_bottom() { result } else { self.narrowed(result, lattice) }
            }
        }
    }

    fn source(&mut self, inferred: &Inferred, source: ArgumentSource) -> JuliaValue {
        match source {
            ArgumentSource::Value(value) => self.value(inferred, value),
            ArgumentSource::Element(tuple, index) => {
                let tuple = self.value(inferred, tuple);
                let ty = tuple.ty();
                if self.program.types.is_concrete(ty) || matches!(tuple, JuliaValue::Const(_)) {
                    return self.field(&tuple, index as usize);
                }
                // Of a tuple whose elements' types are not all known, the element is read as an object.
                let element =
                    self.program.types.spliced_elements(ty).map_or(known::ANY, |all| all[index as usize]);
                let number = JuliaValue::Const(Const::int64(i64::from(index) + 1));
                let getfield = self.core_function("getfield");
                let object = self.call_dynamic(&[getfield, tuple, number]);
                self.narrowed(object, Lattice::Type(element))
            }
        }
    }

    fn call_inferred(
        &mut self,
        callee: InferredId,
        values: &[JuliaValue],
        in_bounds: bool,
        lattice: Lattice,
    ) -> JuliaValue {
        let inferred = self.program.inferred.get(callee);
        if inferred.is_pure
            && let Lattice::Const(constant) = lattice
        {
            return JuliaValue::Const(constant);
        }
        let mut collected = Values::new();
        let values = if inferred.body.is_vararg {
            let (fixed, rest) = values.split_at(inferred.body.param_names.len() - 1);
            let ty = inferred.arguments.last().map_or(known::ANY, |argument| argument.ty());
            let tuple = self.tuple(rest, ty);
            collected.extend_from_slice(fixed);
            collected.push(tuple);
            &collected[..]
        } else {
            values
        };
        if self.is_inlined_here(&inferred) {
            return self.inline(&inferred, values, in_bounds);
        }
        let convention = calling_convention(self.program, self.shapes, &inferred);
        let slot = self.runtime.slot(self.program, callee);
        let name = super::display_name(self.program, &inferred);
        let result = self.call_slot(slot, &convention, values, &name);
        if inferred.result.is_bottom() {
            self.builder.unreachable();
        }
        result
    }

    /// Whether calls of this body in the one being walked are replaced by it.
    fn is_inlined_here(&self, callee: &Inferred) -> bool {
        // A statement at top level runs once: the user's functions are compiled for themselves, to be called again.
        let runs_once =
            self.depth() == 1 && self.is_statement && callee.body.module != juliette_support::ModuleId::BASE;
        is_inlined(callee) && self.depth() < MAX_INLINE_DEPTH && !runs_once
    }

    /// A direct call of the code in an entry slot.
    pub(crate) fn call_slot(
        &mut self,
        slot: u32,
        convention: &CallingConvention,
        values: &[JuliaValue],
        name: &str,
    ) -> JuliaValue {
        let mut arguments = Scalars::new();
        let result_shape = self.shape(convention.result);
        let result_shape = result_shape.scalars();
        let buffer = convention.by_address.then(|| {
            let size = result_shape.len() as u32 * RESULT_STRIDE;
            let slot = self.builder.func.slots.push(SlotData { size, align: 16 });
            self.builder.stack_addr(slot, 0)
        });
        arguments.extend(buffer);
        for (value, &ty) in values.iter().zip(&convention.params) {
            let parts = self.as_type(value, ty);
            for &part in self.pool.of(&parts) {
                arguments.push(passed(&mut self.builder, part));
            }
        }
        let external = External {
            name: name.to_owned(),
            signature: convention.signature.clone(),
            target: Target::Slot(slot),
            noreturn: convention.result == known::BOTTOM,
            may_throw: true,
        };
        let func = self.builder.func.import(external);
        let inst = self.builder.call(func, &arguments);
        let parts: Scalars = match buffer {
            None => {
                let results = Scalars::from_slice(self.builder.func.results(inst));
                let each = result_shape.iter().zip(&results);
                each.map(|(&ty, &value)| received(&mut self.builder, ty, value)).collect()
            }
            Some(buffer) => result_shape
                .iter()
                .enumerate()
                .map(|(i, &ty)| self.builder.load(ty, buffer, (i as u32 * RESULT_STRIDE) as i32))
                .collect(),
        };
        JuliaValue::new(convention.result, self.pool.keep(&parts))
    }

    /// Puts the callee's body in place of a call with these operands of the body being walked.
    fn inline_call(
        &mut self,
        inferred: &Inferred,
        operands: &[GenericValue],
        callee: &Inferred,
        in_bounds: bool,
    ) -> JuliaValue {
        let values = self.make_values(callee);
        let params = &callee.body.blocks[ENTRY].params;
        for ((&operand, &lattice), &param) in operands.iter().zip(&callee.arguments).zip(params) {
            // A parameter that is known is never asked for here.
            if !matches!(lattice, Lattice::Const(_)) {
                let value = self.value(inferred, operand);
                let argument = self.as_parameter(value, lattice);
                self.set_value(values, param, argument);
            }
        }
        self.inline_body(values, callee, in_bounds)
    }

    /// Puts the callee's body in place of a call with these arguments.
    pub(super) fn inline(
        &mut self,
        callee: &Inferred,
        arguments: &[JuliaValue],
        in_bounds: bool,
    ) -> JuliaValue {
        let values = self.make_values(callee);
        let params = &callee.body.blocks[ENTRY].params;
        for ((&value, &lattice), &param) in arguments.iter().zip(&callee.arguments).zip(params) {
            let argument = self.as_parameter(value, lattice);
            self.set_value(values, param, argument);
        }
        self.inline_body(values, callee, in_bounds)
    }

    fn as_parameter(&mut self, value: JuliaValue, lattice: Lattice) -> JuliaValue {
        match lattice.constant(&mut self.program.types) {
            Some(constant) => JuliaValue::Const(constant),
            None => self.narrowed(value, lattice),
        }
    }

    /// Walks a callee whose table of values begins at `values` and has the arguments.
    fn inline_body(&mut self, values: usize, callee: &Inferred, in_bounds: bool) -> JuliaValue {
        let loc = self.builder.loc();
        if is_straight(callee) {
            self.enter(values, Returns::Straight, loc, !in_bounds);
            let result = self.straight_body(callee);
            self.builder.set_loc(loc);
            return result.expect("a straight body returns");
        }
        let result = callee.result.outside().ty();
        let done = self.builder.create_block();
        let constant = callee.result.constant(&mut self.program.types);
        let parts = if constant.is_some() { Parts::NONE } else { self.append_params(done, result) };
        let target = if constant.is_some() { known::BOTTOM } else { result };
        self.enter(values, Returns::Block { block: done, result: target }, loc, !in_bounds);
        self.body(callee);
        self.builder.switch_to(done);
        self.builder.set_loc(loc);
        match constant {
            Some(constant) => JuliaValue::Const(constant),
            None => JuliaValue::new(result, parts),
        }
    }

    /// Tests the arguments' types, one combination after the other; the last one is what is left.
    fn call_split(
        &mut self,
        cases: &[SplitCase],
        values: &[JuliaValue],
        in_bounds: bool,
        lattice: Lattice,
    ) -> JuliaValue {
        let result = lattice.ty();
        let done = self.builder.create_block();
        let constant = lattice.constant(&mut self.program.types);
        let parts = if constant.is_some() { Parts::NONE } else { self.append_params(done, result) };
        for (number, case) in cases.iter().enumerate() {
            let is_last = number + 1 == cases.len();
            let mut matches: Option<Value> = None;
            let mut narrowed = Values::new();
            let mut tests = Scalars::new();
            // Where the callee is written out more is known of a value than inference knew: a case may be ruled out.
            let mut is_possible = true;
            for (value, &ty) in values.iter().zip(&case.types) {
                match self.is_a(value, ty) {
                    Ok(test) => tests.push(test),
                    Err(answer) => is_possible &= answer,
                }
            }
            if !is_possible {
                if is_last && !self.builder.is_terminated() {
                    self.builder.unreachable();
                }
                continue;
            }
            for test in tests {
                matches = Some(match matches {
                    Some(before) => self.builder.and(before, test),
                    None => test,
                });
            }
            let next = match matches {
                Some(matches) if !is_last => {
                    let (this, next) = (self.builder.create_block(), self.builder.create_block());
                    self.builder.branch(matches, (this, &[]), (next, &[]));
                    self.builder.switch_to(this);
                    Some(next)
                }
                _ => None,
            };
            for (value, &ty) in values.iter().zip(&case.types) {
                let lattice = match self.program.types.singleton(ty) {
                    Some(constant) => Lattice::Const(constant),
                    None => Lattice::Type(ty),
                };
                narrowed.push(self.narrowed(*value, lattice));
            }
            match case.target {
                CaseTarget::NoMethod => {
                    self.call_dynamic(&narrowed);
                }
                CaseTarget::Dynamic => {
                    let value = self.call_dynamic(&narrowed);
                    if !lattice.is_bottom() {
                        let value = self.narrowed(value, lattice);
                        let parts =
                            if constant.is_some() { Parts::NONE } else { self.as_type(&value, result) };
                        self.builder.jump(done, self.pool.of(&parts));
                    }
                }
                CaseTarget::Method(callee) => {
                    let one = self.program.inferred.get(callee).result;
                    let value = self.call_inferred(callee, &narrowed, in_bounds, one.outside());
                    if !one.is_bottom() && !self.builder.is_terminated() {
                        let parts =
                            if constant.is_some() { Parts::NONE } else { self.as_type(&value, result) };
                        self.builder.jump(done, self.pool.of(&parts));
                    }
                }
            }
            if !self.builder.is_terminated() {
                self.builder.unreachable();
            }
            match next {
                Some(next) => self.builder.switch_to(next),
                None => break,
            }
        }
        self.builder.switch_to(done);
        match constant {
            Some(constant) => JuliaValue::Const(constant),
            None => JuliaValue::new(result, parts),
        }
    }

    /// An array on the stack of the addresses of boxed values, and these addresses.
    fn boxed_array(&mut self, values: &[JuliaValue]) -> (Value, Scalars) {
        let size = (values.len().max(1) * 8) as u32;
        let slot = self.builder.func.slots.push(SlotData { size, align: 8 });
        let objects: Scalars = values.iter().map(|value| self.boxed(value)).collect();
        for (i, &object) in objects.iter().enumerate() {
            let base = self.builder.stack_addr(slot, 0);
            self.builder.store(object, base, i as i32 * 8);
        }
        (self.builder.stack_addr(slot, 0), objects)
    }

    /// A call that is looked up when it runs.
    ///
    /// Each such call has a cache of its own: code, and the type ids it is for. If the headers of the values whose
    /// types are not known have those ids, the code is called without asking the engine.
    pub(crate) fn call_dynamic(&mut self, values: &[JuliaValue]) -> JuliaValue {
        let (array, objects) = self.boxed_array(values);
        let count = self.builder.const_int(Ty::I64, values.len() as i128);
        let tested: Vec<usize> = (0..values.len()).filter(|&i| !self.has_fixed_type(&values[i])).collect();
        if tested.is_empty() || tested.len() > CALL_SITE_TESTS || *tested.last().unwrap_or(&0) >= 32 {
            let result = self.runtime_call("dynamic_call", &[array, count]).expect("it returns an address");
            return JuliaValue::one(known::ANY, result);
        }
        let address = self.runtime.call_site(tested.iter().fold(0, |bits, &i| bits | 1 << i));
        let site = self.builder.const_ptr(address);
        let (missed, done) = (self.builder.create_block(), self.builder.create_block());
        let result = self.builder.append_param(done, Ty::Ptr);
        for (number, &i) in tested.iter().enumerate() {
            let own = self.builder.type_id(objects[i]);
            let cached = self.builder.load(Ty::I32, site, CALL_SITE_IDS as i32 + number as i32 * 4);
            let is_same = self.builder.eq(own, cached);
            let next = self.builder.create_block();
            self.builder.branch(is_same, (next, &[]), (missed, &[]));
            self.builder.switch_to(next);
        }
        let cell = self.builder.load(Ty::Ptr, site, 0);
        let code = self.builder.load(Ty::Ptr, cell, 0);
        let wrapper = self.builder.func.import(External {
            name: "(boxed)".to_owned(),
            signature: Signature { params: vec![Ty::Ptr], results: vec![Ty::Ptr] },
            target: Target::Indirect,
            noreturn: false,
            may_throw: true,
        });
        let call = self.builder.call_indirect(wrapper, &[code, array]);
        let found = self.builder.func.results(call)[0];
        self.builder.jump(done, &[found]);
        self.builder.switch_to(missed);
        let found =
            self.runtime_call("dynamic_call_site", &[array, count, site]).expect("it returns an address");
        self.builder.jump(done, &[found]);
        self.builder.switch_to(done);
        JuliaValue::one(known::ANY, result)
    }

    /// Whether every value that can be here has the same type for dispatch.
    fn has_fixed_type(&self, value: &JuliaValue) -> bool {
        match value {
            JuliaValue::Const(_) => true,
            // Values of these types are types themselves, and dispatch looks at which.
            JuliaValue::Parts {
                ty: known::DATATYPE | known::UNION_ALL | known::UNION | known::TYPEOF_BOTTOM,
                ..
            } => false,
            JuliaValue::Parts { ty, .. } => self.program.types.is_concrete(*ty),
        }
    }

    /// A call with spliced arguments whose number is not known.
    fn apply(&mut self, values: &[JuliaValue], mask: u64) -> JuliaValue {
        let (array, _) = self.boxed_array(values);
        let count = self.builder.const_int(Ty::I64, values.len() as i128);
        let mask = self.builder.const_int(Ty::I64, mask.into());
        let result =
            self.runtime_call("apply_dynamic", &[array, count, mask]).expect("it returns an address");
        JuliaValue::one(known::ANY, result)
    }

    /// A tuple of these values, which is likely of the type `ty`.
    pub(crate) fn tuple(&mut self, values: &[JuliaValue], ty: TypeId) -> JuliaValue {
        let types = &mut self.program.types;
        let is_it = |elements: &[TypeId]| {
            elements.len() == values.len() && elements.iter().zip(values).all(|(&ty, value)| ty == value.ty())
        };
        let ty = if types.tuple_elements(ty).is_some_and(is_it) {
            ty
        } else {
            let elements: SmallVec<[TypeId; 8]> = values.iter().map(JuliaValue::ty).collect();
            types.tuple(&elements)
        };
        if !self.program.types.is_concrete(ty) {
            // Its type depends on what the elements are when it runs.
            let (array, _) = self.boxed_array(values);
            let count = self.builder.const_int(Ty::I64, values.len() as i128);
            let object = self.runtime_call("tuple_dynamic", &[array, count]).expect("it returns an address");
            return JuliaValue::one(ty, object);
        }
        self.assemble(ty, values)
    }

    /// A value of a struct or tuple type from its fields' values.
    pub(crate) fn assemble(&mut self, ty: TypeId, values: &[JuliaValue]) -> JuliaValue {
        if let Some(constant) = self.program.types.singleton(ty) {
            return JuliaValue::Const(constant);
        }
        let layout = self.program.types.layout(ty).expect("a struct or tuple type has a layout");
        if let Shape::Reference = **self.shapes.of(&mut self.program.types, ty) {
            let object = self.allocate(ty);
            for (value, field) in values.iter().zip(&layout.fields) {
                self.store_field(object, field.offset, field.ty, field.storage, value);
            }
            return JuliaValue::one(ty, object);
        }
        let mut parts = Scalars::new();
        for (i, field) in layout.fields.iter().enumerate() {
            let field = match (field.storage, values.get(i)) {
                (Storage::Inline, Some(value)) => self.as_type(value, field.ty),
                (Storage::Reference, Some(value)) => Parts::one(self.boxed(value)),
                (Storage::Inline, None) => {
                    let shape = self.shape(field.ty);
                    self.undefined(&shape)
                }
                (Storage::Reference, None) => Parts::one(self.builder.const_ptr(0)),
            };
            parts.extend_from_slice(self.pool.of(&field));
        }
        JuliaValue::new(ty, self.pool.keep(&parts))
    }

    /// Stores a value into a field of an object.
    pub(crate) fn store_field(
        &mut self,
        object: Value,
        offset: u32,
        ty: TypeId,
        storage: Storage,
        value: &JuliaValue,
    ) {
        match storage {
            Storage::Reference => {
                let reference = self.boxed(value);
                self.builder.set_region(Region::Field);
                self.builder.store(reference, object, offset as i32);
                self.builder.set_region(Region::Any);
            }
            Storage::Inline => {
                let parts = self.as_type(value, ty);
                match &*self.shape(ty) {
                    Shape::Ghost => {}
                    Shape::Reference => self.copy_object(self.pool.first(parts), object, offset, ty),
                    Shape::Parts(_) | Shape::Union { .. } => {
                        self.builder.set_region(Region::Field);
                        self.store_parts(object, offset, ty, parts);
                        self.builder.set_region(Region::Any);
                    }
                }
            }
        }
    }

    fn copy_object(&mut self, from: Value, to: Value, offset: u32, ty: TypeId) {
        let size = self.program.types.layout(ty).map_or(0, |layout| layout.size);
        for at in (0..size).step_by(8) {
            let word = self.builder.load(Ty::I64, from, at as i32);
            self.builder.store(word, to, (offset + at) as i32);
        }
    }

    /// `new(T, fields…)`.
    pub(crate) fn new_object(&mut self, lattice: Lattice, values: &[JuliaValue]) -> JuliaValue {
        let ty = match values[0] {
            JuliaValue::Const(constant) => constant.as_type(),
            JuliaValue::Parts { .. } => None,
        };
        match ty {
            Some(ty) if self.program.types.is_concrete(ty) && lattice != Lattice::ANY => {
                self.assemble(ty, &values[1..])
            }
            _ => {
                let mut all = Values::new();
                all.push(self.core_function("_new"));
                all.extend_from_slice(values);
                self.call_dynamic(&all)
            }
        }
    }

    /// The function of Core of that name, as a value.
    pub(crate) fn core_function(&mut self, name: &str) -> JuliaValue {
        let name = self.program.interner.intern(name);
        match self.program.modules.own(juliette_support::ModuleId::CORE, name) {
            Some(juliette_methods::Binding::Const(constant)) => JuliaValue::Const(constant),
            _ => JuliaValue::Const(Const::NOTHING),
        }
    }
}
