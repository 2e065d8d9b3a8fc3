//! Values during legalization, and their conversions between shapes: boxing, unboxing, tagging, narrowing.

use super::Legalizer;
use super::shape::{Shape, primitive};
use juliette_ir::{Op, Region, Ty, Value};
use juliette_types::{Const, ConstValue, Storage, TypeId, known};
use smallvec::{SmallVec, smallvec};

/// The scalars of a value: mostly one to four.
pub(crate) type Scalars = SmallVec<[Value; 4]>;

/// A Julia value: a constant that needs no code, or scalars in the shape of a type.
#[derive(PartialEq, Debug)]
pub(crate) enum JuliaValue {
    /// This constant.
    Const(Const),
    /// The scalars of a value of the type.
    Parts {
        /// The type that decides the shape.
        ty: TypeId,
        /// The scalars.
        parts: Scalars,
    },
}

impl Clone for JuliaValue {
    // What is derived copies scalars one by one, and values are copied for each use.
    fn clone(&self) -> JuliaValue {
        match self {
            JuliaValue::Const(constant) => JuliaValue::Const(*constant),
            JuliaValue::Parts { ty, parts } => JuliaValue::new(*ty, Scalars::from_slice(parts)),
        }
    }
}

impl JuliaValue {
    pub(crate) const NOTHING: JuliaValue = JuliaValue::Const(Const::NOTHING);

    pub(crate) fn new(ty: TypeId, parts: Scalars) -> JuliaValue {
        JuliaValue::Parts { ty, parts }
    }

    pub(crate) fn one(ty: TypeId, part: Value) -> JuliaValue {
        JuliaValue::Parts { ty, parts: smallvec![part] }
    }

    /// The type that decides the shape (of a constant: its own type).
    pub(crate) fn ty(&self) -> TypeId {
        match self {
            JuliaValue::Const(value) => value.ty,
            JuliaValue::Parts { ty, .. } => *ty,
        }
    }
}

impl Legalizer<'_, '_> {
    pub(crate) fn shape(&mut self, ty: TypeId) -> juliette_support::Shared<Shape> {
        self.shapes.of(&mut self.program.types, ty)
    }

    /// The scalars of `value` in the shape of `ty`, of which it must be a value (checked before, or known).
    pub(crate) fn as_type(&mut self, value: &JuliaValue, ty: TypeId) -> Scalars {
        let target = self.shape(ty);
        match value {
            JuliaValue::Const(constant) => self.constant(*constant, ty),
            JuliaValue::Parts { ty: own, parts } if *own == ty => Scalars::from_slice(parts),
            JuliaValue::Parts { ty: own, parts } => {
                let source = self.shape(*own);
                match (&*source, &*target) {
                    (_, Shape::Ghost) => Scalars::new(),
                    (Shape::Ghost, _) => match self.program.types.singleton(*own) {
                        Some(constant) => self.constant(constant, ty),
                        None => self.undefined(&target),
                    },
                    (_, Shape::Reference) => smallvec![self.boxed(value)],
                    (Shape::Reference, Shape::Parts(_)) => self.unboxed(parts[0], ty),
                    (Shape::Reference, Shape::Union { members, .. }) => {
                        self.unboxed_union(parts[0], ty, &members.clone())
                    }
                    (Shape::Parts(_), Shape::Parts(_)) => parts.clone(),
                    (Shape::Parts(_), Shape::Union { members, .. }) => {
                        let members = members.clone();
                        match members.iter().position(|member| member == own) {
                            Some(index) => self.tagged(&members, index, parts),
                            None => self.undefined(&target),
                        }
                    }
                    (Shape::Union { members, .. }, Shape::Parts(_)) => {
                        let members = members.clone();
                        match members.iter().position(|&member| member == ty) {
                            Some(index) => {
                                let range =
                                    self.shapes.member_range(&mut self.program.types, &members, index);
                                Scalars::from_slice(&parts[range])
                            }
                            None => self.undefined(&target),
                        }
                    }
                    (Shape::Union { members: from, .. }, Shape::Union { members: to, .. }) => {
                        self.retagged(&from.clone(), &to.clone(), parts)
                    }
                }
            }
        }
    }

    /// Scalars that are never looked at.
    pub(crate) fn undefined(&mut self, shape: &Shape) -> Scalars {
        shape.scalars().iter().map(|&ty| self.builder.const_bits(ty, 0)).collect()
    }

    /// A constant's scalars in the shape of `ty`.
    pub(crate) fn constant(&mut self, constant: Const, ty: TypeId) -> Scalars {
        let target = self.shape(ty);
        match &*target {
            Shape::Ghost => Scalars::new(),
            Shape::Reference => {
                let address = self.runtime.object(self.program, constant);
                smallvec![self.builder.const_ptr(address)]
            }
            Shape::Parts(parts) => match constant.value {
                ConstValue::Bits(bits) => smallvec![self.builder.const_bits(parts[0], bits.get())],
                ConstValue::Aggregate(items) => self.constant_fields(constant.ty, items),
                ConstValue::Symbol(_) | ConstValue::Type(_) | ConstValue::Text(_) | ConstValue::Singleton => {
                    self.undefined(&target)
                }
                // The bits are in the object, which is immutable.
                ConstValue::Object(_) => {
                    let address = self.runtime.object(self.program, constant);
                    let object = self.builder.const_ptr(address);
                    self.unboxed(object, constant.ty)
                }
            },
            Shape::Union { members, .. } => {
                let members = members.clone();
                match members.iter().position(|&member| member == constant.ty) {
                    Some(index) => {
                        let parts = self.constant(constant, constant.ty);
                        self.tagged(&members, index, &parts)
                    }
                    None => self.undefined(&target),
                }
            }
        }
    }

    fn constant_fields(&mut self, ty: TypeId, items: juliette_types::List) -> Scalars {
        let layout = self.program.types.layout(ty).expect("a split type has a layout");
        let mut parts = Scalars::new();
        for (i, field) in layout.fields.iter().enumerate() {
            let item = self.program.types.list_item(items, i);
            let item = self.program.types.parameter_const(item);
            match field.storage {
                Storage::Inline => parts.extend(self.constant(item, field.ty)),
                Storage::Reference => parts.extend(self.constant(item, known::ANY)),
            }
        }
        parts
    }

    /// Member `index` of a union of these members, from the member's scalars.
    fn tagged(&mut self, members: &[TypeId], index: usize, parts: &[Value]) -> Scalars {
        let mut all = smallvec![self.builder.const_int(Ty::I8, index as i128)];
        for (i, &member) in members.iter().enumerate() {
            if i == index {
                all.extend_from_slice(parts);
            } else {
                let shape = self.shape(member);
                all.extend(self.undefined(&shape));
            }
        }
        all
    }

    fn retagged(&mut self, from: &[TypeId], to: &[TypeId], parts: &[Value]) -> Scalars {
        let mut tag = self.builder.const_int(Ty::I8, 0);
        for (old, member) in from.iter().enumerate() {
            if let Some(new) = to.iter().position(|other| other == member) {
                let old = self.builder.const_int(Ty::I8, old as i128);
                let is_this = self.builder.eq(parts[0], old);
                let new = self.builder.const_int(Ty::I8, new as i128);
                tag = self.builder.select(is_this, new, tag);
            }
        }
        let mut all = smallvec![tag];
        for &member in to {
            match from.iter().position(|&other| other == member) {
                Some(index) => {
                    let range = self.shapes.member_range(&mut self.program.types, from, index);
                    all.extend_from_slice(&parts[range]);
                }
                None => {
                    let shape = self.shape(member);
                    all.extend(self.undefined(&shape));
                }
            }
        }
        all
    }

    /// The address of an object with this value.
    pub(crate) fn boxed(&mut self, value: &JuliaValue) -> Value {
        let (ty, parts) = match value {
            JuliaValue::Const(constant) => return self.constant(*constant, known::ANY)[0],
            JuliaValue::Parts { ty, parts } => (*ty, parts),
        };
        let shape = self.shape(ty);
        match &*shape {
            Shape::Reference => parts[0],
            Shape::Ghost => match self.program.types.singleton(ty) {
                Some(constant) => self.constant(constant, known::ANY)[0],
                None => self.builder.const_ptr(0),
            },
            Shape::Parts(_) if ty == known::BOOL => {
                let yes = self.constant(Const::TRUE, known::ANY)[0];
                let no = self.constant(Const::FALSE, known::ANY)[0];
                self.builder.select(parts[0], yes, no)
            }
            Shape::Parts(_) => self.boxed_parts(ty, parts),
            Shape::Union { members, .. } => {
                let members = members.clone();
                let done = self.builder.create_block();
                let result = self.builder.append_param(done, Ty::Ptr);
                for (i, &member) in members.iter().enumerate() {
                    let range = self.shapes.member_range(&mut self.program.types, &members, i);
                    let one = JuliaValue::new(member, Scalars::from_slice(&parts[range]));
                    if i + 1 == members.len() {
                        let boxed = self.boxed(&one);
                        self.builder.jump(done, &[boxed]);
                    } else {
                        let next = self.builder.create_block();
                        let this = self.builder.create_block();
                        let number = self.builder.const_int(Ty::I8, i as i128);
                        let is_this = self.builder.eq(parts[0], number);
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

    fn boxed_parts(&mut self, ty: TypeId, parts: &[Value]) -> Value {
        if ty == known::INT64 {
            // Small integers have lasting boxes.
            return self.runtime_call("box_int64", parts).expect("it returns an address");
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
    pub(crate) fn store_parts(&mut self, base: Value, offset: u32, ty: TypeId, parts: &[Value]) {
        if primitive(&self.program.types, ty).is_some() {
            self.builder.store(parts[0], base, offset as i32);
            return;
        }
        let Some(layout) = self.program.types.layout(ty) else { return };
        let mut next = 0;
        for field in &layout.fields {
            match field.storage {
                Storage::Reference => {
                    self.builder.store(parts[next], base, (offset + field.offset) as i32);
                    next += 1;
                }
                Storage::Inline => {
                    let count = self.shape(field.ty).scalars().len();
                    if count > 0 {
                        self.store_parts(base, offset + field.offset, field.ty, &parts[next..next + count]);
                    }
                    next += count;
                }
            }
        }
    }

    /// Loads the scalars of a value of `ty` that lies at `base + offset`.
    pub(crate) fn load_parts(&mut self, base: Value, offset: u32, ty: TypeId) -> Scalars {
        if let Some(scalar) = primitive(&self.program.types, ty) {
            return smallvec![self.builder.load(scalar, base, offset as i32)];
        }
        let Some(layout) = self.program.types.layout(ty) else { return Scalars::new() };
        let mut parts = Scalars::new();
        for field in &layout.fields {
            match field.storage {
                Storage::Reference => {
                    parts.push(self.builder.load(Ty::Ptr, base, (offset + field.offset) as i32))
                }
                Storage::Inline => {
                    if !matches!(*self.shape(field.ty), Shape::Ghost) {
                        parts.extend(self.load_parts(base, offset + field.offset, field.ty));
                    }
                }
            }
        }
        parts
    }

    /// The scalars of the object at an address, whose type is known to be `ty`.
    fn unboxed(&mut self, object: Value, ty: TypeId) -> Scalars {
        self.load_parts(object, 0, ty)
    }

    fn unboxed_union(&mut self, object: Value, ty: TypeId, members: &[TypeId]) -> Scalars {
        let shape = self.shape(ty);
        let done = self.builder.create_block();
        let results: Scalars =
            shape.scalars().iter().map(|&ty| self.builder.append_param(done, ty)).collect();
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
            let parts = self.tagged(members, i, &parts);
            self.builder.jump(done, &parts);
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
            let only = self.constant(constant, known::ANY)[0];
            return self.builder.eq(object, only);
        }
        let number = self.runtime.type_number(self.program, ty);
        let number = self.builder.const_int(Ty::I32, number.into());
        let own = self.builder.type_id(object);
        self.builder.eq(own, number)
    }

    /// Whether a value is of type `ty`, as an `i1`; `None` where that is known, with the answer.
    pub(crate) fn is_a(&mut self, value: &JuliaValue, ty: TypeId) -> Result<Value, bool> {
        let own = match value {
            JuliaValue::Const(constant) => {
                let types = &mut self.program.types;
                let is_type = constant.as_type().map(|of| types.type_of(of));
                return Err(types.subtype(constant.ty, ty) || is_type.is_some_and(|of| types.subtype(of, ty)));
            }
            JuliaValue::Parts { ty, .. } => *ty,
        };
        if self.program.types.subtype(own, ty) {
            return Err(true);
        }
        let JuliaValue::Parts { parts, .. } = value else { return Err(false) };
        let shape = self.shape(own);
        match &*shape {
            Shape::Ghost | Shape::Parts(_) => Err(false),
            Shape::Union { members, .. } => {
                let mut found: Option<Value> = None;
                for (i, &member) in members.clone().iter().enumerate() {
                    if self.program.types.subtype(member, ty) {
                        let number = self.builder.const_int(Ty::I8, i as i128);
                        let is_this = self.builder.eq(parts[0], number);
                        found = Some(match found {
                            Some(before) => self.builder.or(before, is_this),
                            None => is_this,
                        });
                    }
                }
                found.ok_or(false)
            }
            Shape::Reference => {
                let object = parts[0];
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
                let yes = self.constant(Const::TRUE, known::ANY)[0];
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
            JuliaValue::Parts { ty, parts } => (*ty, parts.clone()),
        };
        let fields = self.program.types.field_types(ty);
        let field_ty = fields[index];
        if let Some(constant) = self.program.types.singleton(field_ty) {
            return JuliaValue::Const(constant);
        }
        let layout = self.program.types.layout(ty).expect("a value with fields has a layout");
        let field = layout.fields[index];
        if let Shape::Reference = *self.shape(ty) {
            return match field.storage {
                Storage::Reference => {
                    self.builder.set_region(Region::Field);
                    let object = self.builder.load(Ty::Ptr, parts[0], field.offset as i32);
                    self.builder.set_region(Region::Any);
                    self.loaded_reference(object, field_ty, self.may_be_null(ty, index))
                }
                Storage::Inline => {
                    let parts = match &*self.shape(field_ty) {
                        // An inline field too large to be split becomes an object of its own.
                        Shape::Reference => smallvec![self.copied_object(parts[0], field.offset, field_ty)],
                        _ => {
                            self.builder.set_region(Region::Field);
                            let parts = self.load_parts(parts[0], field.offset, field_ty);
                            self.builder.set_region(Region::Any);
                            parts
                        }
                    };
                    JuliaValue::new(field_ty, parts)
                }
            };
        }
        let range = self.shapes.field_range(&mut self.program.types, ty, index);
        match field.storage {
            Storage::Inline => JuliaValue::new(field_ty, Scalars::from_slice(&parts[range])),
            Storage::Reference => {
                self.loaded_reference(parts[range.start], field_ty, self.may_be_null(ty, index))
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
