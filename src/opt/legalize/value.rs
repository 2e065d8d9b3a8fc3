//! Values during legalization, and their conversions between shapes: boxing, unboxing, tagging, narrowing.

use super::Legalizer;
use super::shape::{Shape, primitive};
use juliette_ir::{Op, Region, Ty, Value};
use juliette_types::{Const, ConstValue, Storage, TypeId, known};
use smallvec::{SmallVec, smallvec};

/// Scalars that are being put together: mostly one to four.
pub(crate) type Scalars = SmallVec<[Value; 4]>;
/// The values of a call's arguments.
pub(crate) type Values = SmallVec<[JuliaValue; 4]>;

/// The scalars of a value: one by itself, any other number as a stretch of the legalizer's [`Pool`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    first: Value,
    len: u32,
}

impl Parts {
    /// No scalar.
    pub(crate) const NONE: Parts = Parts { first: Value(0), len: 0 };

    #[inline]
    pub(crate) fn one(value: Value) -> Parts {
        Parts { first: value, len: 1 }
    }
}

/// The scalars of the values of one function.
#[derive(Default)]
pub(crate) struct Pool(Vec<Value>);

impl Pool {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps these scalars.
    pub(crate) fn keep(&mut self, scalars: &[Value]) -> Parts {
        match scalars {
            [] => Parts::NONE,
            &[one] => Parts::one(one),
            _ => {
                let first = Value(self.0.len() as u32);
                self.0.extend_from_slice(scalars);
                Parts { first, len: scalars.len() as u32 }
            }
        }
    }

    /// The scalars of a value.
    #[inline]
    pub(crate) fn of<'p>(&'p self, parts: &'p Parts) -> &'p [Value] {
        match parts.len {
            1 => core::slice::from_ref(&parts.first),
            len => &self.0[parts.first.0 as usize..][..len as usize],
        }
    }

    /// The first scalar.
    #[inline]
    pub(crate) fn first(&self, parts: Parts) -> Value {
        match parts.len {
            1 => parts.first,
            _ => self.0[parts.first.0 as usize],
        }
    }

    /// Some of a value's scalars.
    pub(crate) fn some(&self, parts: Parts, range: core::ops::Range<usize>) -> Parts {
        match range.len() {
            0 => Parts::NONE,
            1 => Parts::one(self.of(&parts)[range.start]),
            len => {
                debug_assert!(range.end <= parts.len as usize);
                Parts { first: Value(parts.first.0 + range.start as u32), len: len as u32 }
            }
        }
    }
}

/// A Julia value: a constant that needs no code, or scalars in the shape of a type.
#[derive(Clone, Copy, Debug)]
pub(crate) enum JuliaValue {
    /// This constant.
    Const(Const),
    /// The scalars of a value of the type.
    Parts {
        /// The type that decides the shape.
        ty: TypeId,
        /// The scalars.
        parts: Parts,
    },
}

impl JuliaValue {
    pub(crate) const NOTHING: JuliaValue = JuliaValue::Const(Const::NOTHING);

    #[inline]
    pub(crate) fn new(ty: TypeId, parts: Parts) -> JuliaValue {
        JuliaValue::Parts { ty, parts }
    }

    #[inline]
    pub(crate) fn one(ty: TypeId, part: Value) -> JuliaValue {
        JuliaValue::Parts { ty, parts: Parts::one(part) }
    }

    /// The type that decides the shape (of a constant: its own type).
    #[inline]
    pub(crate) fn ty(&self) -> TypeId {
        match self {
            JuliaValue::Const(value) => value.ty,
            JuliaValue::Parts { ty, .. } => *ty,
        }
    }
}

impl Legalizer<'_, '_> {
    #[inline]
    pub(crate) fn shape(&mut self, ty: TypeId) -> juliette_support::Shared<Shape> {
        self.shapes.of(&mut self.program.types, ty).clone()
    }

    /// The scalars of `value` in the shape of `ty`, of which it must be a value (checked before, or known).
    pub(crate) fn as_type(&mut self, value: &JuliaValue, ty: TypeId) -> Parts {
        match value {
            JuliaValue::Const(constant) => self.constant(*constant, ty),
            JuliaValue::Parts { ty: own, parts } if *own == ty => *parts,
            JuliaValue::Parts { ty: own, parts } => self.converted(value, *own, *parts, ty),
        }
    }

    /// The first scalar of `value` in the shape of `ty`.
    pub(crate) fn scalar_as(&mut self, value: &JuliaValue, ty: TypeId) -> Value {
        let parts = self.as_type(value, ty);
        self.pool.first(parts)
    }

    fn converted(&mut self, value: &JuliaValue, own: TypeId, parts: Parts, ty: TypeId) -> Parts {
        let target = self.shape(ty);
        let source = self.shape(own);
        match (&*source, &*target) {
            (_, Shape::Ghost) => Parts::NONE,
            (Shape::Ghost, _) => match self.program.types.singleton(own) {
                Some(constant) => self.constant(constant, ty),
                None => self.undefined(&target),
            },
            (_, Shape::Reference) => Parts::one(self.boxed(value)),
            (Shape::Reference, Shape::Parts(_)) => {
                let object = self.pool.first(parts);
                self.unboxed(object, ty)
            }
            (Shape::Reference, Shape::Union { members, .. }) => {
                let object = self.pool.first(parts);
                self.unboxed_union(object, ty, members)
            }
            (Shape::Parts(_), Shape::Parts(_)) => parts,
            (Shape::Parts(_), Shape::Union { members, .. }) => {
                match members.iter().position(|&member| member == own) {
                    Some(index) => self.tagged(members, index, parts),
                    None => self.undefined(&target),
                }
            }
            (Shape::Union { members, .. }, Shape::Parts(_)) => {
                match members.iter().position(|&member| member == ty) {
                    Some(index) => {
                        let range = self.shapes.member_range(&mut self.program.types, members, index);
                        self.pool.some(parts, range)
                    }
                    None => self.undefined(&target),
                }
            }
            (Shape::Union { members: from, .. }, Shape::Union { members: to, .. }) => {
                self.retagged(from, to, parts)
            }
        }
    }

    /// Scalars that are never looked at.
    pub(crate) fn undefined(&mut self, shape: &Shape) -> Parts {
        let scalars: Scalars = shape.scalars().iter().map(|&ty| self.builder.const_bits(ty, 0)).collect();
        self.pool.keep(&scalars)
    }

    /// A constant's scalars in the shape of `ty`.
    pub(crate) fn constant(&mut self, constant: Const, ty: TypeId) -> Parts {
        let target = self.shape(ty);
        match &*target {
            Shape::Ghost => Parts::NONE,
            Shape::Reference => Parts::one(self.constant_object(constant)),
            Shape::Parts(parts) => match constant.value {
                ConstValue::Bits(bits) => Parts::one(self.builder.const_bits(parts[0], bits.get())),
                ConstValue::Aggregate(items) => self.constant_fields(constant.ty, items),
                ConstValue::Symbol(_) | ConstValue::Type(_) | ConstValue::Text(_) | ConstValue::Singleton => {
                    self.undefined(&target)
                }
                // The bits are in the object, which is immutable.
                ConstValue::Object(_) => {
                    let object = self.constant_object(constant);
                    self.unboxed(object, constant.ty)
                }
            },
            Shape::Union { members, .. } => match members.iter().position(|&member| member == constant.ty) {
                Some(index) => {
                    let parts = self.constant(constant, constant.ty);
                    self.tagged(members, index, parts)
                }
                None => self.undefined(&target),
            },
        }
    }

    /// The address of a lasting object with this value.
    pub(crate) fn constant_object(&mut self, constant: Const) -> Value {
        let address = self.runtime.object(self.program, constant);
        self.builder.const_ptr(address)
    }

    fn constant_fields(&mut self, ty: TypeId, items: juliette_types::List) -> Parts {
        let layout = self.program.types.layout(ty).expect("a split type has a layout");
        let mut parts = Scalars::new();
        for (i, field) in layout.fields.iter().enumerate() {
            let item = self.program.types.list_item(items, i);
            let item = self.program.types.parameter_const(item);
            let field = match field.storage {
                Storage::Inline => self.constant(item, field.ty),
                Storage::Reference => self.constant(item, known::ANY),
            };
            parts.extend_from_slice(self.pool.of(&field));
        }
        self.pool.keep(&parts)
    }

    /// Member `index` of a union of these members, from the member's scalars.
    fn tagged(&mut self, members: &[TypeId], index: usize, parts: Parts) -> Parts {
        let mut all: Scalars = smallvec![self.builder.const_int(Ty::I8, index as i128)];
        for (i, &member) in members.iter().enumerate() {
            if i == index {
                all.extend_from_slice(self.pool.of(&parts));
            } else {
                let shape = self.shape(member);
                for &ty in shape.scalars() {
                    all.push(self.builder.const_bits(ty, 0));
                }
            }
        }
        self.pool.keep(&all)
    }

    fn retagged(&mut self, from: &[TypeId], to: &[TypeId], parts: Parts) -> Parts {
        let own = self.pool.first(parts);
        let mut tag = self.builder.const_int(Ty::I8, 0);
        for (old, member) in from.iter().enumerate() {
            if let Some(new) = to.iter().position(|other| other == member) {
                let old = self.builder.const_int(Ty::I8, old as i128);
                let is_this = self.builder.eq(own, old);
                let new = self.builder.const_int(Ty::I8, new as i128);
                tag = self.builder.select(is_this, new, tag);
            }
        }
        let mut all: Scalars = smallvec![tag];
        for &member in to {
            let parts = match from.iter().position(|&other| other == member) {
                Some(index) => {
                    let range = self.shapes.member_range(&mut self.program.types, from, index);
                    self.pool.some(parts, range)
                }
                None => {
                    let shape = self.shape(member);
                    self.undefined(&shape)
                }
            };
            all.extend_from_slice(self.pool.of(&parts));
        }
        self.pool.keep(&all)
    }

    /// The address of an object with this value.
    pub(crate) fn boxed(&mut self, value: &JuliaValue) -> Value {
        let (ty, parts) = match value {
            JuliaValue::Const(constant) => return self.constant_object(*constant),
            JuliaValue::Parts { ty, parts } => (*ty, *parts),
        };
        let shape = self.shape(ty);
        match &*shape {
            Shape::Reference => self.pool.first(parts),
            Shape::Ghost => match self.program.types.singleton(ty) {
                Some(constant) => self.constant_object(constant),
                None => self.builder.const_ptr(0),
            },
            Shape::Parts(_) if ty == known::BOOL => {
                let yes = self.constant_object(Const::TRUE);
                let no = self.constant_object(Const::FALSE);
                self.builder.select(self.pool.first(parts), yes, no)
            }
            Shape::Parts(_) => self.boxed_parts(ty, parts),
            Shape::Union { members, .. } => {
                let tag = self.pool.first(parts);
                let done = self.builder.create_block();
                let result = self.builder.append_param(done, Ty::Ptr);
                for (i, &member) in members.iter().enumerate() {
                    let range = self.shapes.member_range(&mut self.program.types, members, i);
                    let one = JuliaValue::new(member, self.pool.some(parts, range));
                    if i + 1 == members.len() {
                        let boxed = self.boxed(&one);
                        self.builder.jump(done, &[boxed]);
                    } else {
                        let next = self.builder.create_block();
                        let this = self.builder.create_block();
                        let number = self.builder.const_int(Ty::I8, i as i128);
                        let is_this = self.builder.eq(tag, number);
                        self.builder.branch(is_this, (this, &[]), (next, &[]));
                        self.builder.switch_to(this);
                        let boxed = self.boxed(&one);
                        self.builder.jump(done, &[boxed]);
                        self.builder.switch_to(next);
                    }
                }
                self.builder.switch_to(done);
                result
            }
        }
    }

    fn boxed_parts(&mut self, ty: TypeId, parts: Parts) -> Value {
        if ty == known::INT64 {
            // Small integers have lasting boxes.
            let number = self.pool.first(parts);
            return self.runtime_call("box_int64", &[number]).expect("it returns an address");
        }
        let object = self.allocate(ty);
        self.store_parts(object, 0, ty, parts);
        object
    }

    /// A new object of a concrete type, its contents not yet set (references are null).
    pub(crate) fn allocate(&mut self, ty: TypeId) -> Value {
        let number = self.runtime.type_number(self.program, ty);
        let number = self.builder.const_int(Ty::I32, number.into());
        self.runtime_call("alloc", &[number]).expect("it returns an address")
    }

    /// Stores the scalars of a split value of `ty` at `base + offset`, as the type's layout has it.
    pub(crate) fn store_parts(&mut self, base: Value, offset: u32, ty: TypeId, parts: Parts) {
        if primitive(&self.program.types, ty).is_some() {
            self.builder.store(self.pool.first(parts), base, offset as i32);
            return;
        }
        let Some(layout) = self.program.types.layout(ty) else { return };
        let mut next = 0;
        for field in &layout.fields {
            match field.storage {
                Storage::Reference => {
                    let reference = self.pool.of(&parts)[next];
                    self.builder.store(reference, base, (offset + field.offset) as i32);
                    next += 1;
                }
                Storage::Inline => {
                    let count = self.shapes.of(&mut self.program.types, field.ty).scalars().len();
                    if count > 0 {
                        let parts = self.pool.some(parts, next..next + count);
                        self.store_parts(base, offset + field.offset, field.ty, parts);
                    }
                    next += count;
                }
            }
        }
    }

    /// Loads the scalars of a value of `ty` that lies at `base + offset`.
    pub(crate) fn load_parts(&mut self, base: Value, offset: u32, ty: TypeId) -> Parts {
        if let Some(scalar) = primitive(&self.program.types, ty) {
            return Parts::one(self.builder.load(scalar, base, offset as i32));
        }
        let mut scalars = Scalars::new();
        self.load_fields(base, offset, ty, &mut scalars);
        self.pool.keep(&scalars)
    }

    fn load_fields(&mut self, base: Value, offset: u32, ty: TypeId, scalars: &mut Scalars) {
        let Some(layout) = self.program.types.layout(ty) else { return };
        for field in &layout.fields {
            let offset = offset + field.offset;
            match field.storage {
                Storage::Reference => scalars.push(self.builder.load(Ty::Ptr, base, offset as i32)),
                Storage::Inline => {
                    if let Some(scalar) = primitive(&self.program.types, field.ty) {
                        scalars.push(self.builder.load(scalar, base, offset as i32));
                    } else if !matches!(*self.shape(field.ty), Shape::Ghost) {
                        self.load_fields(base, offset, field.ty, scalars);
                    }
                }
            }
        }
    }

    /// The scalars of the object at an address, whose type is known to be `ty`.
    fn unboxed(&mut self, object: Value, ty: TypeId) -> Parts {
        self.load_parts(object, 0, ty)
    }

    fn unboxed_union(&mut self, object: Value, ty: TypeId, members: &[TypeId]) -> Parts {
        let done = self.builder.create_block();
        let results = self.append_params(done, ty);
        for (i, &member) in members.iter().enumerate() {
            let next = if i + 1 == members.len() {
                None
            } else {
                let (this, next) = (self.builder.create_block(), self.builder.create_block());
                let is_this = self.has_type(object, member);
                self.builder.branch(is_this, (this, &[]), (next, &[]));
                self.builder.switch_to(this);
                Some(next)
            };
            let value = JuliaValue::one(known::ANY, object);
            let parts = self.as_type(&value, member);
            let parts = self.tagged(members, i, parts);
            self.builder.jump(done, self.pool.of(&parts));
            if let Some(next) = next {
                self.builder.switch_to(next);
            }
        }
        self.builder.switch_to(done);
        results
    }

    /// Whether the object at an address is of this concrete type.
    pub(crate) fn has_type(&mut self, object: Value, ty: TypeId) -> Value {
        if let Some(constant) = self.program.types.singleton(ty) {
            let only = self.constant_object(constant);
            return self.builder.eq(object, only);
        }
        let number = self.runtime.type_number(self.program, ty);
        let number = self.builder.const_int(Ty::I32, number.into());
        let own = self.builder.type_id(object);
        self.builder.eq(own, number)
    }

    /// Whether a value is of type `ty`, as an `i1`; `None` where that is known, with the answer.
    pub(crate) fn is_a(&mut self, value: &JuliaValue, ty: TypeId) -> Result<Value, bool> {
        let (own, parts) = match value {
            JuliaValue::Const(constant) => {
                let types = &mut self.program.types;
                let is_type = constant.as_type().map(|of| types.type_of(of));
                return Err(types.subtype(constant.ty, ty) || is_type.is_some_and(|of| types.subtype(of, ty)));
            }
            JuliaValue::Parts { ty, parts } => (*ty, *parts),
        };
        if own == ty || self.program.types.subtype(own, ty) {
            return Err(true);
        }
        let shape = self.shape(own);
        match &*shape {
            Shape::Ghost | Shape::Parts(_) => Err(false),
            Shape::Union { members, .. } => {
                let tag = self.pool.first(parts);
                let mut found: Option<Value> = None;
                for (i, &member) in members.iter().enumerate() {
                    if self.program.types.subtype(member, ty) {
                        let number = self.builder.const_int(Ty::I8, i as i128);
                        let is_this = self.builder.eq(tag, number);
                        found = Some(match found {
                            Some(before) => self.builder.or(before, is_this),
                            None => is_this,
                        });
                    }
                }
                found.ok_or(false)
            }
            Shape::Reference => {
                let object = self.pool.first(parts);
                let members = self.program.types.union_members(own);
                // Only of concrete members is it known which of them are in `ty`.
                let is_closed = members.iter().all(|&member| self.program.types.is_concrete(member));
                let wanted: Vec<TypeId> = if members.len() > 1 && is_closed {
                    members.into_iter().filter(|&member| self.program.types.subtype(member, ty)).collect()
                } else {
                    self.program.types.union_members(ty)
                };
                if wanted.is_empty() {
                    return Err(false);
                }
                let concrete = wanted.iter().all(|&member| self.program.types.is_concrete(member));
                if concrete && wanted.len() <= 4 {
                    let mut found = self.has_type(object, wanted[0]);
                    for &member in &wanted[1..] {
                        let other = self.has_type(object, member);
                        found = self.builder.or(found, other);
                    }
                    return Ok(found);
                }
                // The compiler knows the subtypes.
                let wanted = JuliaValue::Const(self.program.types.type_const(ty));
                let isa = self.core_function("isa");
                let result = self.call_dynamic(&[isa, JuliaValue::one(known::ANY, object), wanted]);
                let result = self.boxed(&result);
                let yes = self.constant_object(Const::TRUE);
                Ok(self.builder.eq(result, yes))
            }
        }
    }

    /// A byte that is 0 or 1, as an `i1`.
    pub(crate) fn byte_to_bool(&mut self, byte: Value) -> Value {
        let zero = self.builder.const_int(Ty::I8, 0);
        self.builder.ne(byte, zero)
    }

    /// A constant or computed `Bool`.
    pub(crate) fn bool_value(&mut self, value: Result<Value, bool>) -> JuliaValue {
        match value {
            Ok(value) => JuliaValue::one(known::BOOL, value),
            Err(known) => JuliaValue::Const(Const::bool(known)),
        }
    }

    /// The scalars of field `index` of a value.
    pub(crate) fn field(&mut self, value: &JuliaValue, index: usize) -> JuliaValue {
        let (ty, parts) = match value {
            JuliaValue::Const(constant) => return self.constant_field(*constant, index),
            JuliaValue::Parts { ty, parts } => (*ty, *parts),
        };
        let layout = self.program.types.layout(ty).expect("a value with fields has a layout");
        let field = layout.fields[index];
        if let Some(constant) = self.program.types.singleton(field.ty) {
            return JuliaValue::Const(constant);
        }
        if let Shape::Reference = **self.shapes.of(&mut self.program.types, ty) {
            let base = self.pool.first(parts);
            return match field.storage {
                Storage::Reference => {
                    self.builder.set_region(Region::Field);
                    let object = self.builder.load(Ty::Ptr, base, field.offset as i32);
                    self.builder.set_region(Region::Any);
                    self.loaded_reference(object, field.ty, self.may_be_null(ty, index))
                }
                Storage::Inline => {
                    let is_object =
                        matches!(**self.shapes.of(&mut self.program.types, field.ty), Shape::Reference);
                    let parts = if is_object {
                        // An inline field too large to be split becomes an object of its own.
                        Parts::one(self.copied_object(base, field.offset, field.ty))
                    } else {
                        self.builder.set_region(Region::Field);
                        let parts = self.load_parts(base, field.offset, field.ty);
                        self.builder.set_region(Region::Any);
                        parts
                    };
                    JuliaValue::new(field.ty, parts)
                }
            };
        }
        let range = self.shapes.field_range(&mut self.program.types, &layout.fields, index);
        match field.storage {
            Storage::Inline => JuliaValue::new(field.ty, self.pool.some(parts, range)),
            Storage::Reference => {
                let object = self.pool.of(&parts)[range.start];
                self.loaded_reference(object, field.ty, self.may_be_null(ty, index))
            }
        }
    }

    fn constant_field(&mut self, constant: Const, index: usize) -> JuliaValue {
        if let ConstValue::Aggregate(items) = constant.value {
            let item = self.program.types.list_item(items, index);
            return JuliaValue::Const(self.program.types.parameter_const(item));
        }
        let parts = self.constant(constant, constant.ty);
        self.field(&JuliaValue::new(constant.ty, parts), index)
    }

    fn copied_object(&mut self, base: Value, offset: u32, ty: TypeId) -> Value {
        let object = self.allocate(ty);
        let size = self.program.types.layout(ty).map_or(0, |layout| layout.size);
        for at in (0..size).step_by(8) {
            let part = if size - at >= 8 { Ty::I64 } else { Ty::I8 };
            let step = part.bytes();
            for byte in (at..(at + 8).min(size)).step_by(step as usize) {
                let word = self.builder.load(part, base, (offset + byte) as i32);
                self.builder.store(word, object, byte as i32);
            }
        }
        object
    }

    /// Whether a constructor may have left the field without a value.
    fn may_be_null(&self, ty: TypeId, index: usize) -> bool {
        self.program.types.name_of(ty).is_some_and(|name| {
            let name = self.program.types.name(name);
            !name.fields.is_empty() && index as u32 >= name.initialized
        })
    }

    /// A reference read from memory, as a value of the declared type; throws if it may be and is null.
    pub(crate) fn loaded_reference(&mut self, object: Value, ty: TypeId, check: bool) -> JuliaValue {
        if check {
            self.check_not_null(object);
        }
        let value = JuliaValue::one(known::ANY, object);
        let parts = self.as_type(&value, ty);
        JuliaValue::new(ty, parts)
    }

    pub(crate) fn check_not_null(&mut self, object: Value) {
        let null = self.builder.const_ptr(0);
        let is_null = self.builder.plain(Op::Eq, &[object, null]);
        self.throw_if(is_null, |legalizer| {
            legalizer.runtime_call("throw_undef_ref", &[]);
        });
    }
}
