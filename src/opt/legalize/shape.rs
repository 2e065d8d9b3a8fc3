//! How values of a Julia type lie in SSA: which scalars they are split into.
//!
//! - A type with a single value needs no scalar at all.
//! - Primitive types are one scalar; concrete immutable structs and tuples are their fields' scalars in order,
//!   a field stored by reference being one address.
//! - A union of a few such types is a tag (the member's position, `i8`) and the scalars of every member.
//! - Everything else is the address of an object with a header.
//!
//! Invariant: the shape depends on the type alone, so caller and callee agree on arguments and results.

use super::walk::Tables;
use juliette_ir::{Function, Ty};
use juliette_support::{FileId, Interner, Shared, SourceMap, Symbol};
use juliette_types::{FieldLayout, Storage, TypeId, TypeKind, Types, known};

/// Structs and tuples of more scalars than this are kept as objects.
const MAX_PARTS: usize = 32;
/// Unions of more scalars than this (the tag not counted) are kept as objects.
const MAX_UNION_PARTS: usize = 12;
/// Room for so many further types is kept when the shapes are sealed.
const SPARE: usize = 2048;

/// How values of a type are represented.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// No scalar: there is only one value (or none).
    Ghost,
    /// These scalars.
    Parts(Vec<Ty>),
    /// The address of an object.
    Reference,
    /// A tag and the scalars of each member, one after the other.
    Union {
        /// The members; the tag is a position here.
        members: Vec<TypeId>,
        /// The tag and the scalars of all members.
        scalars: Vec<Ty>,
    },
}

impl Shape {
    /// The scalars, a union's tag first.
    pub fn scalars(&self) -> &[Ty] {
        match self {
            Shape::Ghost => &[],
            Shape::Parts(parts) => parts,
            Shape::Reference => &[Ty::Ptr],
            Shape::Union { scalars, .. } => scalars,
        }
    }
}

/// What legalization keeps from one function to the next: shapes by type and the texts of names, each made once, and the
/// memory of its tables.
#[derive(Default)]
pub struct Shapes {
    /// One more than a type's place in `known`; 0 where that is not known yet.
    places: Vec<u32>,
    known: Vec<Shared<Shape>>,
    /// One more than a name's place in `texts`; 0 where nobody asked yet.
    names: Vec<u32>,
    texts: Vec<Shared<str>>,
    files: Vec<Option<Shared<str>>>,
    pub(crate) tables: Tables,
}

impl Shapes {
    /// The shape of values of `ty`.
    #[inline]
    pub fn of(&mut self, types: &mut Types, ty: TypeId) -> &Shared<Shape> {
        let place = match self.places.get(ty.0 as usize) {
            Some(&place) if place > 0 => place,
            _ => self.add(types, ty),
        };
        &self.known[place as usize - 1]
    }

    #[cold]
    fn add(&mut self, types: &mut Types, ty: TypeId) -> u32 {
        let shape = self.compute(types, ty);
        // Many types are held alike.
        let same = match shape {
            Shape::Ghost | Shape::Reference => self.known.iter().take(8).position(|known| **known == shape),
            Shape::Parts(_) | Shape::Union { .. } => None,
        };
        let place = same.unwrap_or_else(|| {
            self.known.push(Shared::new(shape));
            self.known.len() - 1
        });
        if self.places.len() <= ty.0 as usize {
            self.places.resize(types.len().max(ty.0 as usize + 1), 0);
        }
        self.places[ty.0 as usize] = place as u32 + 1;
        place as u32 + 1
    }

    /// A name's text, kept for the positions of all code.
    pub(crate) fn name(&mut self, interner: &Interner, name: Symbol) -> Shared<str> {
        let index = name.0 as usize;
        if index >= self.names.len() {
            self.names.resize(interner.len().max(index + 1), 0);
        }
        if self.names[index] == 0 {
            self.texts.push(interner.name(name).into());
            self.names[index] = self.texts.len() as u32;
        }
        self.texts[self.names[index] as usize - 1].clone()
    }

    /// A file's name, kept for the positions of all code.
    pub(crate) fn file(&mut self, sources: &SourceMap, file: FileId) -> Shared<str> {
        let index = file.0 as usize;
        if index >= self.files.len() {
            self.files.resize(index + 1, None);
        }
        self.files[index].get_or_insert_with(|| sources.file(file).name.as_str().into()).clone()
    }

    /// Takes back a function whose code is made: the next one is built in its memory.
    pub fn recycle(&mut self, func: Function) {
        self.tables.spare = Some(func);
    }

    /// Makes all that is known the base of a process to come.
    pub fn seal(&mut self, types: &Types, interner: &Interner) {
        self.tables = Tables::default();
        self.places.resize(types.len(), 0);
        self.places.reserve_exact(SPARE);
        self.known.reserve_exact(SPARE / 4);
        self.names.resize(interner.len(), 0);
        self.names.reserve_exact(SPARE / 2);
        self.texts.reserve_exact(SPARE / 8);
        self.files.reserve_exact(SPARE / 64);
    }

    fn compute(&mut self, types: &mut Types, ty: TypeId) -> Shape {
        if ty == known::BOTTOM || types.singleton(ty).is_some() {
            return Shape::Ghost;
        }
        let members = types.union_members(ty);
        if members.len() > 1 {
            return self.union(types, members);
        }
        if !types.is_concrete(ty) || types.is_mutable(ty) {
            return Shape::Reference;
        }
        if let Some(scalar) = primitive(types, ty) {
            return Shape::Parts(vec![scalar]);
        }
        let Some(layout) = types.layout(ty) else { return Shape::Reference };
        let mut parts = Vec::new();
        for field in &layout.fields {
            match field.storage {
                Storage::Inline => match &**self.of(types, field.ty) {
                    Shape::Reference => return Shape::Reference,
                    shape => parts.extend_from_slice(shape.scalars()),
                },
                Storage::Reference => parts.push(Ty::Ptr),
            }
            if parts.len() > MAX_PARTS {
                return Shape::Reference;
            }
        }
        Shape::Parts(parts)
    }

    fn union(&mut self, types: &mut Types, members: Vec<TypeId>) -> Shape {
        let mut scalars = vec![Ty::I8];
        let mut all_references = true;
        for &member in &members {
            if !types.is_concrete(member) {
                return Shape::Reference;
            }
            let shape = self.of(types, member);
            all_references &= matches!(**shape, Shape::Ghost | Shape::Reference);
            scalars.extend(shape.scalars());
        }
        if all_references || scalars.len() > 1 + MAX_UNION_PARTS {
            return Shape::Reference;
        }
        Shape::Union { members, scalars }
    }

    /// Where the scalars of field `index` of a split struct or tuple with these fields begin and end.
    pub fn field_range(
        &mut self,
        types: &mut Types,
        fields: &[FieldLayout],
        index: usize,
    ) -> core::ops::Range<usize> {
        let mut count = |field: &FieldLayout| match field.storage {
            Storage::Inline => self.of(types, field.ty).scalars().len(),
            Storage::Reference => 1,
        };
        let start = fields[..index].iter().map(&mut count).sum();
        start..start + count(&fields[index])
    }

    /// Where the scalars of member `index` of a split union begin (behind the tag), and how many they are.
    pub fn member_range(
        &mut self,
        types: &mut Types,
        members: &[TypeId],
        index: usize,
    ) -> core::ops::Range<usize> {
        let mut start = 1;
        for &member in &members[..index] {
            start += self.of(types, member).scalars().len();
        }
        start..start + self.of(types, members[index]).scalars().len()
    }
}

/// The scalar type of a primitive Julia type.
pub fn primitive(types: &Types, ty: TypeId) -> Option<Ty> {
    Some(match ty {
        known::BOOL => Ty::I1,
        known::FLOAT16 => Ty::F16,
        known::FLOAT32 => Ty::F32,
        known::FLOAT64 => Ty::F64,
        known::INT64 => Ty::I64,
        _ => {
            let name = types.name_of(ty)?;
            if name == known::names::PTR {
                return Some(Ty::Ptr);
            }
            match types.name(name).kind {
                TypeKind::Primitive(8) => Ty::I8,
                TypeKind::Primitive(16) => Ty::I16,
                TypeKind::Primitive(32) => Ty::I32,
                TypeKind::Primitive(64) => Ty::I64,
                TypeKind::Primitive(128) => Ty::I128,
                TypeKind::Primitive(_) | TypeKind::Abstract | TypeKind::Struct | TypeKind::Mutable => {
                    return None;
                }
            }
        }
    })
}
