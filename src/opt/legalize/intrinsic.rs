//! What each function of Core becomes in machine-level SSA.
//!
//! The match over the table's enum has no catch-all. A call whose arguments' types are not known well enough for
//! operations is left to the run-time system, which has the same functions for boxed values.
//!
//! The file is long because each of Core's functions has its meaning here.

use super::Legalizer;
use super::shape::{Shape, primitive};
use super::value::{JuliaValue, Parts, Scalars, Values};
use juliette_infer::Lattice;
use juliette_infer::intrinsic::Intrinsic;
use juliette_infer::named::{FieldSource, named_fields};
use juliette_ir::{Op, Region, SlotData, TrapReason, Ty, Value};
use juliette_types::{Const, Storage, TypeId, known};

/// Where the elements of a `Memory` begin; the length is at 0. See `runtime/object.rs`.
const MEMORY_DATA_OFFSET: i32 = juliette_runtime::object::MEMORY_DATA_OFFSET as i32;
/// Where the bytes of a `String` begin; the length is at 0.
const STRING_DATA_OFFSET: i32 = juliette_runtime::object::STRING_DATA_OFFSET as i32;

impl Legalizer<'_, '_> {
    /// Calls a function of Core.
    pub(crate) fn intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        values: &[JuliaValue],
        lattice: Lattice,
    ) -> JuliaValue {
        if let (true, Lattice::Const(constant)) = (intrinsic.is_pure(), lattice) {
            return JuliaValue::Const(constant);
        }
        let known = match intrinsic.takes(values.len()) {
            true => self.known_intrinsic(intrinsic, values, lattice),
            false => None,
        };
        match known {
            Some(result) => result,
            None => {
                let mut all = Values::new();
                all.push(self.core_function(intrinsic.name()));
                all.extend_from_slice(values);
                let result = self.call_dynamic(&all);
                if lattice.is_bottom() { result } else { self.narrowed(result, lattice) }
            }
        }
    }

    /// None where the arguments are not known well enough.
    fn known_intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        values: &[JuliaValue],
        lattice: Lattice,
    ) -> Option<JuliaValue> {
        use Intrinsic as I;
        match intrinsic {
            I::AddInt => self.arithmetic(Op::Add, values),
            I::SubInt => self.arithmetic(Op::Sub, values),
            I::MulInt => self.arithmetic(Op::Mul, values),
            I::NegInt => self.arithmetic(Op::Neg, values),
            I::CheckedSdivInt => self.division(Op::Sdiv, values),
            I::CheckedUdivInt => self.division(Op::Udiv, values),
            I::CheckedSremInt => self.division(Op::Srem, values),
            I::CheckedUremInt => self.division(Op::Urem, values),
            I::AndInt => self.arithmetic(Op::And, values),
            I::OrInt => self.arithmetic(Op::Or, values),
            I::XorInt => self.arithmetic(Op::Xor, values),
            I::NotInt => self.arithmetic(Op::Not, values),
            I::ShlInt => self.shift(Op::Shl, values),
            I::LshrInt => self.shift(Op::Lshr, values),
            I::AshrInt => self.shift(Op::Ashr, values),
            I::CtpopInt => self.arithmetic(Op::Popcount, values),
            I::CtlzInt => self.arithmetic(Op::Clz, values),
            I::CttzInt => self.arithmetic(Op::Ctz, values),
            I::BswapInt => self.arithmetic(Op::Bswap, values),
            I::CheckedSaddInt => self.with_overflow(Op::SaddOverflow, values),
            I::CheckedUaddInt => self.with_overflow(Op::UaddOverflow, values),
            I::CheckedSsubInt => self.with_overflow(Op::SsubOverflow, values),
            I::CheckedUsubInt => self.with_overflow(Op::UsubOverflow, values),
            I::CheckedSmulInt => self.with_overflow(Op::SmulOverflow, values),
            I::CheckedUmulInt => self.with_overflow(Op::UmulOverflow, values),
            I::EqInt => self.compare(Op::Eq, values),
            I::NeInt => self.compare(Op::Ne, values),
            I::SltInt => self.compare(Op::Slt, values),
            I::SleInt => self.compare(Op::Sle, values),
            I::UltInt => self.compare(Op::Ult, values),
            I::UleInt => self.compare(Op::Ule, values),
            I::AddFloat => self.arithmetic(Op::Fadd, values),
            I::SubFloat => self.arithmetic(Op::Fsub, values),
            I::MulFloat => self.arithmetic(Op::Fmul, values),
            I::DivFloat => self.arithmetic(Op::Fdiv, values),
            I::NegFloat => self.arithmetic(Op::Fneg, values),
            I::AbsFloat => self.arithmetic(Op::Fabs, values),
            I::CopysignFloat => self.arithmetic(Op::Fcopysign, values),
            I::SqrtLlvm => self.arithmetic(Op::Fsqrt, values),
            I::FloorLlvm => self.arithmetic(Op::Ffloor, values),
            I::CeilLlvm => self.arithmetic(Op::Fceil, values),
            I::TruncLlvm => self.arithmetic(Op::Ftrunc, values),
            I::RintLlvm => self.arithmetic(Op::Frint, values),
            I::FmaFloat => self.arithmetic(Op::Ffma, values),
            I::MinFloat => self.arithmetic(Op::Fmin, values),
            I::MaxFloat => self.arithmetic(Op::Fmax, values),
            I::EqFloat => self.compare(Op::Feq, values),
            I::NeFloat => self.compare(Op::Fne, values),
            I::LtFloat => self.compare(Op::Flt, values),
            I::LeFloat => self.compare(Op::Fle, values),
            I::TruncInt => self.conversion(Op::Trunc, values),
            I::ZextInt => self.conversion(Op::Zext, values),
            I::SextInt => self.conversion(Op::Sext, values),
            I::Sitofp => self.conversion(Op::Sitofp, values),
            I::Uitofp => self.conversion(Op::Uitofp, values),
            I::Fptosi => self.conversion(Op::Fptosi, values),
            I::Fptoui => self.conversion(Op::Fptoui, values),
            I::Fpext => self.conversion(Op::Fpext, values),
            I::Fptrunc => self.conversion(Op::Fptrunc, values),
            I::Bitcast => self.conversion(Op::Bitcast, values),
            I::IfElse => self.if_else(values, lattice),
            I::MemoryNew => self.memory_new(values),
            I::MemoryData => self.memory_word(values, MEMORY_DATA_OFFSET, lattice),
            I::MemoryLength => self.memory_word(values, 0, lattice),
            I::PointerLoad => self.pointer_load(values),
            I::PointerStore => self.pointer_store(values),
            I::Prefetch => {
                let address = self.scalar(&values[0])?.1;
                self.builder.prefetch(address);
                Some(JuliaValue::NOTHING)
            }
            I::PointerAdd => self.pointer_add(values),
            I::StringSizeof => self.memory_word(values, 0, lattice),
            I::StringData => self.string_data(values, lattice),
            I::Runtime => self.runtime_function(values),
            I::Egal => Some(self.egal(&values[0], &values[1])),
            I::TypeOf => self.type_of(&values[0]),
            I::Isa => {
                let ty = known_type(&values[1])?;
                let result = self.is_a(&values[0], ty);
                Some(self.bool_value(result))
            }
            I::IsSubtype
            | I::IsConcreteType
            | I::HasField
            | I::TypeJoin
            | I::Apply
            | I::IteratedType
            | I::TypeText
            | I::MethodMatches
            | I::MethodInfo
            | I::MethodResult
            | I::MethodCode
            | I::MethodCall
            | I::FunctionName
            | I::MethodErrorText
            | I::IsDefined
            | I::EvalTree
            | I::KeepValue
            | I::KeptValue
            | I::PrintTree
            | I::ParseTree
            | I::IncludeFile
            | I::SetModuleGlobal
            | I::IsGlobalDefined
            | I::ModuleName
            | I::ModuleParent
            | I::ModuleNames
            | I::FunctionModule
            | I::SetHome => None,
            I::ModuleGlobal => match (&values[0], known_symbol(&values[1])) {
                (JuliaValue::Const(module), Some(name)) => {
                    let module = module.as_module()?;
                    Some(self.global(module, name))
                }
                _ => None,
            },
            I::TypeAssert => self.type_assert(values, lattice),
            I::Tuple => Some(self.tuple(values)),
            I::NamedTuple | I::MergeNamed | I::WithoutNames | I::SelectNames => {
                self.named_tuple(intrinsic, values, lattice)
            }
            I::GetField => self.get_field(values, lattice),
            I::SetField => self.set_field(values),
            I::FieldType
            | I::FieldName
            | I::ApplyType
            | I::ApplyBounded
            | I::TypeVariable
            | I::UnionAllOf
            | I::VarargOf
            | I::IntersectTypes
            | I::FieldCount
            | I::SizeOf
            | I::ElementStride => match lattice {
                Lattice::Const(constant) => Some(JuliaValue::Const(constant)),
                Lattice::Type(_) | Lattice::Conditional { .. } => None,
            },
            I::NFields | I::TypeQuery => match lattice {
                Lattice::Const(constant) => Some(JuliaValue::Const(constant)),
                Lattice::Type(_) | Lattice::Conditional { .. } => None,
            },
            I::NewDynamic => {
                let ty = known_type(&values[0])?;
                let fields = self.program.types.field_types(ty);
                let fits = fields
                    .iter()
                    .zip(&values[1..])
                    .all(|(&field, value)| self.program.types.subtype(value.ty(), field));
                (fits && lattice.ty() == ty).then(|| self.assemble(ty, &values[1..]))
            }
            I::Throw => {
                let object = self.boxed(&values[0]);
                self.runtime_call("throw", &[object]);
                Some(JuliaValue::NOTHING)
            }
            I::MakeBox => {
                let ty = self.program.captured_box;
                let object = self.allocate(ty);
                Some(JuliaValue::one(ty, object))
            }
            I::BoxGet => {
                let holder = self.boxed(&values[0]);
                let object = self.builder.load(Ty::Ptr, holder, 0);
                let null = self.builder.const_ptr(0);
                let is_null = self.builder.eq(object, null);
                let name = known_symbol(&values[1])?;
                self.throw_if(is_null, |legalizer| legalizer.throw_undefined(name));
                Some(JuliaValue::one(known::ANY, object))
            }
            I::BoxSet => {
                let holder = self.boxed(&values[0]);
                let object = self.boxed(&values[1]);
                self.builder.store(object, holder, 0);
                Some(JuliaValue::NOTHING)
            }
        }
    }

    /// The one scalar of a value of primitive type.
    fn scalar(&mut self, value: &JuliaValue) -> Option<(TypeId, Value)> {
        let ty = value.ty();
        primitive(&self.program.types, ty)?;
        Some((ty, self.scalar_as(value, ty)))
    }

    /// The scalars of values that are all of one primitive type.
    fn same_scalars(&mut self, values: &[JuliaValue]) -> Option<(TypeId, Scalars)> {
        let ty = values[0].ty();
        if values.iter().any(|value| value.ty() != ty) {
            return None;
        }
        primitive(&self.program.types, ty)?;
        let mut scalars = Scalars::new();
        values.iter().for_each(|value| scalars.push(self.scalar_as(value, ty)));
        Some((ty, scalars))
    }

    fn arithmetic(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (ty, scalars) = self.same_scalars(values)?;
        let scalar = self.builder.func.ty(scalars[0]);
        op.allows(scalar, scalar).then(|| JuliaValue::one(ty, self.builder.plain(op, &scalars)))
    }

    fn compare(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (_, mut scalars) = self.same_scalars(values)?;
        if self.builder.func.ty(scalars[0]) == Ty::I1 && !op.allows(Ty::I1, Ty::I1) {
            // Ordering of truth values: as bytes.
            scalars = scalars.into_iter().map(|value| self.builder.zext(Ty::I8, value)).collect();
        }
        let scalar = self.builder.func.ty(scalars[0]);
        op.allows(scalar, scalar).then(|| JuliaValue::one(known::BOOL, self.builder.plain(op, &scalars)))
    }

    fn with_overflow(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (ty, scalars) = self.same_scalars(values)?;
        let scalar = self.builder.func.ty(scalars[0]);
        if !op.allows(scalar, scalar) {
            return None;
        }
        let (value, overflow) = self.builder.checked(op, scalars[0], scalars[1]);
        let tuple = self.program.types.tuple(&[ty, known::BOOL]);
        Some(JuliaValue::new(tuple, self.pool.keep(&[value, overflow])))
    }

    /// Division throws for a zero divisor; the quotient also for the smallest number by -1, whose remainder is 0.
    fn division(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (ty, scalars) = self.same_scalars(values)?;
        let (dividend, divisor) = (scalars[0], scalars[1]);
        let scalar = self.builder.func.ty(dividend);
        if !op.allows(scalar, scalar) {
            return None;
        }
        let is_signed = matches!(op, Op::Sdiv | Op::Srem);
        let minus_one_bits = scalar.mask();
        let known = match &values[1] {
            JuliaValue::Const(constant) => constant.as_bits(),
            JuliaValue::Parts { .. } => None,
        };
        if known.is_none() || known == Some(0) {
            let zero = self.builder.const_int(scalar, 0);
            let is_zero = self.builder.eq(divisor, zero);
            self.throw_if(is_zero, |legalizer| {
                legalizer.builder.trap(TrapReason::Divide);
            });
        }
        if !is_signed || known.is_some_and(|bits| bits != minus_one_bits) {
            return Some(JuliaValue::one(ty, self.builder.plain(op, &scalars)));
        }
        let minus_one = self.builder.const_bits(scalar, minus_one_bits);
        let is_minus_one = self.builder.eq(divisor, minus_one);
        if op == Op::Srem {
            // x % -1 is 0; dividing by 1 instead gives that without the trap of the smallest number.
            let one = self.builder.const_int(scalar, 1);
            let safe = self.builder.select(is_minus_one, one, divisor);
            return Some(JuliaValue::one(ty, self.builder.srem(dividend, safe)));
        }
        let smallest = self.builder.const_bits(scalar, 1 << (scalar.bits() - 1));
        let is_smallest = self.builder.eq(dividend, smallest);
        let overflows = self.builder.and(is_minus_one, is_smallest);
        self.throw_if(overflows, |legalizer| {
            legalizer.builder.trap(TrapReason::Divide);
        });
        Some(JuliaValue::one(ty, self.builder.sdiv(dividend, divisor)))
    }

    /// The amount can be of any integer type and counts as unsigned.
    fn shift(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (ty, value) = self.scalar(&values[0])?;
        let (_, amount) = self.scalar(&values[1])?;
        let amount = self.word(amount)?;
        let scalar = self.builder.func.ty(value);
        op.allows(scalar, scalar).then(|| JuliaValue::one(ty, self.builder.plain(op, &[value, amount])))
    }

    /// An integer scalar as an `i64`, extended with zeros or cut off.
    fn word(&mut self, value: Value) -> Option<Value> {
        match self.builder.func.ty(value) {
            Ty::I64 => Some(value),
            Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 => Some(self.builder.zext(Ty::I64, value)),
            Ty::I128 => Some(self.builder.trunc(Ty::I64, value)),
            Ty::F16 | Ty::F32 | Ty::F64 | Ty::Ptr => None,
        }
    }

    fn conversion(&mut self, op: Op, values: &[JuliaValue]) -> Option<JuliaValue> {
        let ty = known_type(&values[0])?;
        let to = primitive(&self.program.types, ty)?;
        let (_, mut value) = self.scalar(&values[1])?;
        let mut from = self.builder.func.ty(value);
        if from == to && matches!(op, Op::Bitcast | Op::Trunc | Op::Zext | Op::Sext | Op::Fpext | Op::Fptrunc)
        {
            return Some(JuliaValue::one(ty, value));
        }
        if from == Ty::I1 && matches!(op, Op::Bitcast | Op::Sitofp | Op::Uitofp) {
            value = self.builder.zext(Ty::I8, value);
            from = Ty::I8;
            if to == Ty::I8 {
                return Some(JuliaValue::one(ty, value));
            }
        }
        if to == Ty::I1 && op == Op::Bitcast && from == Ty::I8 {
            return Some(JuliaValue::one(ty, self.builder.trunc(Ty::I1, value)));
        }
        op.allows(to, from).then(|| JuliaValue::one(ty, self.builder.convert(op, to, value)))
    }

    fn if_else(&mut self, values: &[JuliaValue], lattice: Lattice) -> Option<JuliaValue> {
        let ty = lattice.ty();
        if values[0].ty() != known::BOOL {
            return None;
        }
        let condition = self.scalar_as(&values[0], known::BOOL);
        let (a, b) = (self.as_type(&values[1], ty), self.as_type(&values[2], ty));
        let pairs = self.pool.of(&a).iter().zip(self.pool.of(&b));
        let parts: Scalars = pairs.map(|(&a, &b)| self.builder.select(condition, a, b)).collect();
        Some(JuliaValue::new(ty, self.pool.keep(&parts)))
    }

    fn memory_new(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let ty = known_type(&values[0])?;
        let length = self.scalar(&values[1]).filter(|&(ty, _)| ty == known::INT64)?.1;
        let number = self.runtime.type_number(self.program, ty);
        let number = self.builder.const_int(Ty::I32, number.into());
        let memory = self.runtime_call("alloc_memory", &[number, length]).expect("it returns an address");
        Some(JuliaValue::one(ty, memory))
    }

    /// A word of a `Memory`, or of a string: see the object layouts of the run-time system.
    fn memory_word(&mut self, values: &[JuliaValue], offset: i32, lattice: Lattice) -> Option<JuliaValue> {
        let JuliaValue::Parts { .. } = &values[0] else {
            let object = self.boxed(&values[0]);
            return Some(self.load_word(object, offset, lattice));
        };
        let Shape::Reference = **self.shapes.of(&mut self.program.types, values[0].ty()) else { return None };
        let object = self.boxed(&values[0]);
        Some(self.load_word(object, offset, lattice))
    }

    fn load_word(&mut self, object: Value, offset: i32, lattice: Lattice) -> JuliaValue {
        let ty = lattice.ty();
        if ty == known::INT64 {
            self.builder.set_region(Region::Field);
            let word = self.builder.load(Ty::I64, object, offset);
            self.builder.set_region(Region::Any);
            return JuliaValue::one(ty, word);
        }
        // The elements follow the length.
        JuliaValue::one(ty, self.builder.ptr_offset(object, offset))
    }

    fn string_data(&mut self, values: &[JuliaValue], lattice: Lattice) -> Option<JuliaValue> {
        let object = self.boxed(&values[0]);
        Some(self.load_word(object, STRING_DATA_OFFSET, lattice))
    }

    fn element(&mut self, pointer: &JuliaValue) -> Option<(TypeId, Value)> {
        let ty = pointer.ty();
        let &[element] = self.program.types.params(ty) else { return None };
        Some((element, self.scalar(pointer)?.1))
    }

    fn pointer_load(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (element, base) = self.element(&values[0])?;
        let index = self.scalar(&values[1]).filter(|&(ty, _)| ty == known::INT64)?.1;
        let layout = self.program.types.element_layout(element);
        if layout.storage == Storage::Reference {
            self.builder.set_region(Region::Element);
            let object = self.builder.load_indexed(Ty::Ptr, base, index, 8, 0);
            self.builder.set_region(Region::Any);
            return Some(self.loaded_reference(object, element, true));
        }
        if let Some(constant) = self.program.types.singleton(element) {
            return Some(JuliaValue::Const(constant));
        }
        if let Some(scalar) = primitive(&self.program.types, element) {
            self.builder.set_region(Region::Element);
            let value = self.builder.load_indexed(scalar, base, index, layout.stride, 0);
            self.builder.set_region(Region::Any);
            return Some(JuliaValue::one(element, value));
        }
        let address = self.builder.ptr_index(base, index, layout.stride, 0);
        let parts = match *self.shape(element) {
            Shape::Reference => {
                let object = self.allocate(element);
                self.copy_words(address, object, element);
                Parts::one(object)
            }
            _ => {
                self.builder.set_region(Region::Element);
                let parts = self.load_parts(address, 0, element);
                self.builder.set_region(Region::Any);
                parts
            }
        };
        Some(JuliaValue::new(element, parts))
    }

    fn copy_words(&mut self, from: Value, to: Value, ty: TypeId) {
        let size = self.program.types.layout(ty).map_or(0, |layout| layout.size);
        for at in (0..size).step_by(8) {
            let word = self.builder.load(Ty::I64, from, at as i32);
            self.builder.store(word, to, at as i32);
        }
    }

    /// `pointer_store(owner, pointer, index, value)`: the owner keeps the memory alive.
    fn pointer_store(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (element, base) = self.element(&values[1])?;
        let index = self.scalar(&values[2]).filter(|&(ty, _)| ty == known::INT64)?.1;
        let layout = self.program.types.element_layout(element);
        if layout.storage == Storage::Reference {
            let object = self.boxed(&values[3]);
            self.builder.set_region(Region::Element);
            self.builder.store_indexed(object, base, index, 8, 0);
            self.builder.set_region(Region::Any);
            return Some(JuliaValue::NOTHING);
        }
        if self.program.types.singleton(element).is_some() {
            return Some(JuliaValue::NOTHING);
        }
        let parts = self.as_type(&values[3], element);
        if primitive(&self.program.types, element).is_some() {
            self.builder.set_region(Region::Element);
            self.builder.store_indexed(self.pool.first(parts), base, index, layout.stride, 0);
            self.builder.set_region(Region::Any);
            return Some(JuliaValue::NOTHING);
        }
        let address = self.builder.ptr_index(base, index, layout.stride, 0);
        match *self.shape(element) {
            Shape::Reference => self.copy_words(self.pool.first(parts), address, element),
            _ => {
                self.builder.set_region(Region::Element);
                self.store_parts(address, 0, element, parts);
                self.builder.set_region(Region::Any);
            }
        }
        Some(JuliaValue::NOTHING)
    }

    fn pointer_add(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let (ty, base) = self.scalar(&values[0])?;
        let bytes = self.scalar(&values[1]).filter(|&(ty, _)| ty == known::INT64)?.1;
        Some(JuliaValue::one(ty, self.builder.ptr_add(base, bytes)))
    }

    /// `runtime(:name, T, arguments…)`.
    fn runtime_function(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let name = known_symbol(&values[0])?;
        let ty = known_type(&values[1])?;
        let name = self.program.interner.name(name).to_owned();
        let params = self.runtime.entry(&name).map(|entry| entry.signature.params).unwrap_or_default();
        let mut arguments = Vec::new();
        for (index, value) in values[2..].iter().enumerate() {
            let own = value.ty();
            let is_object = match primitive(&self.program.types, own) {
                // What is wanted as an object is passed as one, whatever it is made of.
                Some(scalar) => params.get(index) == Some(&Ty::Ptr) && scalar != Ty::Ptr,
                None => true,
            };
            if is_object {
                arguments.push(self.boxed(value));
                continue;
            }
            let scalar = self.scalar_as(value, own);
            // The run-time system takes truth values as bytes.
            let scalar = match self.builder.func.ty(scalar) {
                Ty::I1 => self.builder.zext(Ty::I8, scalar),
                _ => scalar,
            };
            arguments.push(scalar);
        }
        let results = self.runtime_results(&name, &arguments);
        if ty == known::BOTTOM {
            return Some(JuliaValue::NOTHING);
        }
        if ty == known::BOOL {
            return Some(JuliaValue::one(ty, self.byte_to_bool(self.pool.first(results))));
        }
        if let Some(constant) = self.program.types.singleton(ty) {
            return Some(JuliaValue::Const(constant));
        }
        let elements = self.program.types.tuple_elements(ty).map(<[TypeId]>::to_vec);
        let Some(elements) = elements else { return Some(JuliaValue::new(ty, results)) };
        let results = Scalars::from_slice(self.pool.of(&results));
        let parts: Scalars = elements
            .iter()
            .zip(results)
            .map(|(&element, part)| if element == known::BOOL { self.byte_to_bool(part) } else { part })
            .collect();
        Some(JuliaValue::new(ty, self.pool.keep(&parts)))
    }

    fn type_of(&mut self, value: &JuliaValue) -> Option<JuliaValue> {
        let JuliaValue::Parts { ty, parts } = value else { return None };
        let shape = self.shape(*ty);
        match &*shape {
            Shape::Union { members, .. } => {
                let members = members.clone();
                let constants: Vec<Const> =
                    members.iter().map(|&member| self.program.types.type_const(member)).collect();
                let tag = self.pool.first(*parts);
                let mut result = self.constant_object(constants[0]);
                for (i, &constant) in constants.iter().enumerate().skip(1) {
                    let number = self.builder.const_int(Ty::I8, i as i128);
                    let is_this = self.builder.eq(tag, number);
                    let object = self.constant_object(constant);
                    result = self.builder.select(is_this, object, result);
                }
                Some(JuliaValue::one(known::DATATYPE, result))
            }
            Shape::Reference => {
                let object = self.pool.first(*parts);
                let object = self.runtime_call("type_of", &[object]).expect("it returns an address");
                Some(JuliaValue::one(known::DATATYPE, object))
            }
            Shape::Ghost | Shape::Parts(_) => None,
        }
    }

    fn type_assert(&mut self, values: &[JuliaValue], lattice: Lattice) -> Option<JuliaValue> {
        let ty = known_type(&values[1])?;
        let fail = |legalizer: &mut Self| {
            let object = legalizer.boxed(&values[0]);
            legalizer.throw_type_error("typeassert", ty, object);
        };
        match self.is_a(&values[0], ty) {
            Err(true) => Some(values[0]),
            Err(false) => {
                fail(self);
                Some(JuliaValue::NOTHING)
            }
            Ok(holds) => {
                let fails = self.not(holds);
                self.throw_if(fails, fail);
                Some(self.narrowed(values[0], lattice))
            }
        }
    }

    /// A named tuple from its parts, where their names are known.
    fn named_tuple(
        &mut self,
        intrinsic: Intrinsic,
        values: &[JuliaValue],
        lattice: Lattice,
    ) -> Option<JuliaValue> {
        let Lattice::Type(ty) = lattice else { return None };
        if !self.program.types.is_concrete(ty) {
            return None;
        }
        let given: Vec<TypeId> = values.iter().map(JuliaValue::ty).collect();
        let symbols: Vec<_> = values.iter().map(known_symbol).collect();
        let fields = named_fields(&self.program.types, intrinsic, &given, &symbols)?;
        let fields: Values = fields
            .into_iter()
            .map(|(_, source)| match source {
                FieldSource::Argument(index) => values[index],
                FieldSource::Field(argument, index) => self.field(&values[argument], index),
            })
            .collect();
        Some(self.assemble(ty, &fields))
    }

    fn field_position(&mut self, ty: TypeId, index: &JuliaValue) -> Option<usize> {
        let JuliaValue::Const(constant) = index else { return None };
        let count = match self.program.types.layout(ty) {
            Some(layout) => layout.fields.len(),
            None => self.program.types.field_types(ty).len(),
        };
        let position = match (constant.as_int64(), constant.as_symbol()) {
            (Some(number), _) => usize::try_from(number - 1).ok(),
            (_, Some(name)) => self.program.types.field_index(ty, name),
            _ => None,
        };
        position.filter(|&position| position < count)
    }

    fn get_field(&mut self, values: &[JuliaValue], lattice: Lattice) -> Option<JuliaValue> {
        let ty = values[0].ty();
        if self.program.types.is_union(ty) {
            return self.union_field(values, lattice);
        }
        if !self.program.types.is_concrete(ty) || self.program.types.layout(ty).is_none() {
            return None;
        }
        if let Some(position) = self.field_position(ty, &values[1]) {
            return Some(self.field(&values[0], position));
        }
        if values[1].ty() == known::INT64 && matches!(values[1], JuliaValue::Parts { .. }) {
            return self.computed_field(&values[0], &values[1], lattice);
        }
        None
    }

    /// A field of each member of a union that is held as a tag and scalars.
    fn union_field(&mut self, values: &[JuliaValue], lattice: Lattice) -> Option<JuliaValue> {
        let (ty, parts) = match &values[0] {
            JuliaValue::Parts { ty, parts } => (*ty, *parts),
            JuliaValue::Const(_) => return None,
        };
        let Shape::Union { members, .. } = &*self.shape(ty) else { return None };
        let members = members.clone();
        for &member in &members {
            self.field_position(member, &values[1])?;
        }
        let tag = self.pool.first(parts);
        let result = lattice.ty();
        let done = self.builder.create_block();
        let results = self.append_params(done, result);
        for (i, &member) in members.iter().enumerate() {
            let next = (i + 1 < members.len()).then(|| {
                let (this, next) = (self.builder.create_block(), self.builder.create_block());
                let number = self.builder.const_int(Ty::I8, i as i128);
                let is_this = self.builder.eq(tag, number);
                self.builder.branch(is_this, (this, &[]), (next, &[]));
                self.builder.switch_to(this);
                next
            });
            let position = self.field_position(member, &values[1])?;
            let one = self.as_type(&values[0], member);
            let field = self.field(&JuliaValue::new(member, one), position);
            let field = self.as_type(&field, result);
            self.builder.jump(done, self.pool.of(&field));
            if let Some(next) = next {
                self.builder.switch_to(next);
            }
        }
        self.builder.switch_to(done);
        Some(JuliaValue::new(result, results))
    }

    /// An element of a tuple of equal types, by a computed index: through the stack.
    fn computed_field(
        &mut self,
        tuple: &JuliaValue,
        index: &JuliaValue,
        lattice: Lattice,
    ) -> Option<JuliaValue> {
        let JuliaValue::Parts { ty, parts } = tuple else { return None };
        let fields = self.program.types.field_types(*ty);
        let element = *fields.first()?;
        if fields.iter().any(|&field| field != element) || lattice.ty() != element {
            return None;
        }
        let Shape::Parts(_) = *self.shape(*ty) else { return None };
        if self.program.types.storage(element) == Storage::Reference {
            return None;
        }
        let shape = self.shape(element);
        let scalars = shape.scalars();
        let stride = scalars.len() as u32 * 16;
        let slot = self.builder.func.slots.push(SlotData { size: stride * fields.len() as u32, align: 16 });
        for (i, &part) in self.pool.of(parts).iter().enumerate() {
            let base = self.builder.stack_addr(slot, 0);
            self.builder.store(part, base, i as i32 * 16);
        }
        let index = self.scalar_as(index, known::INT64);
        let one = self.builder.const_int(Ty::I64, 1);
        let position = self.builder.sub(index, one);
        let count = self.builder.const_int(Ty::I64, fields.len() as i128);
        let inside = self.builder.ult(position, count);
        let outside = self.not(inside);
        let (shown, number) = (*tuple, JuliaValue::one(known::INT64, index));
        self.throw_if(outside, |legalizer| {
            let object = legalizer.boxed(&shown);
            let number = legalizer.boxed(&number);
            legalizer.runtime_call("throw_bounds", &[object, number]);
        });
        let base = self.builder.stack_addr(slot, 0);
        let loaded: Scalars = scalars
            .iter()
            .enumerate()
            .map(|(i, &scalar)| self.builder.load_indexed(scalar, base, position, stride, i as i32 * 16))
            .collect();
        Some(JuliaValue::new(element, self.pool.keep(&loaded)))
    }

    fn set_field(&mut self, values: &[JuliaValue]) -> Option<JuliaValue> {
        let ty = values[0].ty();
        if !self.program.types.is_concrete(ty) || !self.program.types.is_mutable(ty) {
            return None;
        }
        let position = self.field_position(ty, &values[1])?;
        let layout = self.program.types.layout(ty)?;
        let field = layout.fields[position];
        let name = self.program.types.name_of(ty)?;
        if self.program.types.name(name).fields.get(position).is_none_or(|field| field.is_const) {
            return None;
        }
        // A value of another type than the field's is a TypeError, which the run-time system raises.
        match self.is_a(&values[2], field.ty) {
            Err(true) => {}
            Err(false) | Ok(_) => return None,
        }
        let object = self.boxed(&values[0]);
        self.store_field(object, field.offset, field.ty, field.storage, &values[2]);
        Some(values[2])
    }

    /// `===`.
    fn egal(&mut self, a: &JuliaValue, b: &JuliaValue) -> JuliaValue {
        let (a_ty, b_ty) = (a.ty(), b.ty());
        // Against the only value of a type: a test of the type.
        for (value, other) in [(a, b), (b, a)] {
            if let JuliaValue::Const(constant) = value
                && self.program.types.singleton(constant.ty) == Some(*constant)
            {
                let result = self.is_a(other, constant.ty);
                return self.bool_value(result);
            }
        }
        if a_ty == b_ty
            && let Shape::Parts(_) = *self.shape(a_ty)
        {
            let (a_parts, b_parts) = (self.as_type(a, a_ty), self.as_type(b, b_ty));
            if primitive(&self.program.types, a_ty) == Some(Ty::Ptr) {
                let (a, b) = (self.pool.first(a_parts), self.pool.first(b_parts));
                return JuliaValue::one(known::BOOL, self.builder.eq(a, b));
            }
            let (a_parts, b_parts) =
                (Scalars::from_slice(self.pool.of(&a_parts)), Scalars::from_slice(self.pool.of(&b_parts)));
            let same = self.egal_parts(&a_parts, &b_parts);
            return JuliaValue::one(known::BOOL, same);
        }
        let types = &mut self.program.types;
        if types.is_concrete(a_ty) && types.is_concrete(b_ty) && a_ty != b_ty {
            return JuliaValue::Const(Const::FALSE);
        }
        let by_address = |types: &mut juliette_types::Types, ty: TypeId| {
            ty == known::SYMBOL || (types.is_concrete(ty) && types.is_mutable(ty) && ty != known::STRING)
        };
        let identity = by_address(types, a_ty) || by_address(types, b_ty);
        let (a, b) = (self.boxed(a), self.boxed(b));
        // Equal types need not be one object.
        let is_kind = |ty| matches!(ty, known::DATATYPE | known::UNION | known::UNION_ALL);
        if identity && !is_kind(a_ty) && !is_kind(b_ty) {
            return JuliaValue::one(known::BOOL, self.builder.eq(a, b));
        }
        let byte = self.runtime_call("egal", &[a, b]).expect("it returns a byte");
        JuliaValue::one(known::BOOL, self.byte_to_bool(byte))
    }

    fn egal_parts(&mut self, a: &[Value], b: &[Value]) -> Value {
        let mut same: Option<Value> = None;
        for (&a, &b) in a.iter().zip(b) {
            let bits = match self.builder.func.ty(a) {
                Ty::F64 => Some(Ty::I64),
                Ty::F32 => Some(Ty::I32),
                Ty::F16 => Some(Ty::I16),
                _ => None,
            };
            let one = match (bits, self.builder.func.ty(a)) {
                (Some(bits), _) => {
                    let (a, b) = (self.builder.bitcast(bits, a), self.builder.bitcast(bits, b));
                    self.builder.eq(a, b)
                }
                (None, Ty::Ptr) => {
                    let byte = self.runtime_call("egal", &[a, b]).expect("it returns a byte");
                    self.byte_to_bool(byte)
                }
                (None, _) => self.builder.eq(a, b),
            };
            same = Some(match same {
                Some(before) => self.builder.and(before, one),
                None => one,
            });
        }
        same.unwrap_or_else(|| self.builder.const_bool(true))
    }
}

fn known_type(value: &JuliaValue) -> Option<TypeId> {
    match value {
        JuliaValue::Const(constant) => constant.as_type(),
        JuliaValue::Parts { .. } => None,
    }
}

fn known_symbol(value: &JuliaValue) -> Option<juliette_support::Symbol> {
    match value {
        JuliaValue::Const(constant) => constant.as_symbol(),
        JuliaValue::Parts { .. } => None,
    }
}
