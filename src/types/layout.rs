//! How values of concrete types lie in memory.
//!
//! Invariant: a field or array element is stored inline if its type is a concrete immutable struct, tuple or
//! primitive type that does not contain itself; everything else is an 8-byte reference. A struct that contains
//! references is itself inline in its container only if its constructors set all fields (so that a null
//! reference always means an undefined field of just one type). Small unions of bits types are references for now.

use crate::{Term, TypeId, TypeKind, Types, known};
use core::num::NonZeroU32;
use juliette_support::Shared;

/// The layouts that were asked for, in that order; types have their numbers, from 1.
pub(crate) type Layouts = Vec<Shared<Layout>>;

/// Where a field or element is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Storage {
    /// The value itself.
    Inline,
    /// A reference to a boxed value, null if undefined.
    Reference,
}

/// One field of a [`Layout`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldLayout {
    /// Bytes from the beginning of the value.
    pub offset: u32,
    /// The declared type, with parameters filled in.
    pub ty: TypeId,
    /// Whether the value or a reference is there.
    pub storage: Storage,
}

/// Size, alignment and fields of a concrete type's values. Sizes are in bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The size, a multiple of the alignment.
    pub size: u32,
    /// The alignment, at most 16.
    pub align: u32,
    /// The fields, in order; none for primitive types.
    pub fields: Vec<FieldLayout>,
    /// The offsets of all references, those within inline fields included, ascending.
    pub pointers: Vec<u32>,
}

/// Size, alignment, storage and references of one array element or field of some declared type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ElementLayout {
    /// Whether values or references are stored.
    pub storage: Storage,
    /// The distance from one element to the next; 0 for singletons.
    pub stride: u32,
    /// The alignment.
    pub align: u32,
    /// The offsets of references in one element.
    pub pointers: Vec<u32>,
}

impl Types {
    /// The layout of values of `ty`: a concrete primitive type, tuple or struct whose fields are known. Absent
    /// for every other type, and for built-in objects of variable size (`String`, `Memory`, `Symbol`, …).
    pub fn layout(&mut self, ty: TypeId) -> Option<Shared<Layout>> {
        if let Some(number) = self.shapes[ty.0 as usize].layout {
            return Some(self.layouts[number.get() as usize - 1].clone());
        }
        let layout = self.compute_layout(ty)?;
        self.layouts.push(layout.clone());
        self.shapes[ty.0 as usize].layout = NonZeroU32::new(self.layouts.len() as u32);
        Some(layout)
    }

    /// Whether `ty` is concrete, immutable and free of references: `isbitstype`.
    pub fn is_bits(&mut self, ty: TypeId) -> bool {
        !self.is_mutable(ty) && self.layout(ty).is_some_and(|layout| layout.pointers.is_empty())
    }

    /// How a field or array element declared as `ty` is stored.
    pub fn element_layout(&mut self, ty: TypeId) -> ElementLayout {
        match self.inline_layout(ty) {
            Some(layout) => ElementLayout {
                storage: Storage::Inline,
                stride: layout.size,
                align: layout.align,
                pointers: layout.pointers.clone(),
            },
            None => ElementLayout { storage: Storage::Reference, stride: 8, align: 8, pointers: vec![0] },
        }
    }

    /// Whether a field or array element declared as `ty` holds the value or a reference.
    pub fn storage(&mut self, ty: TypeId) -> Storage {
        if self.inline_layout(ty).is_some() { Storage::Inline } else { Storage::Reference }
    }

    fn inline_layout(&mut self, ty: TypeId) -> Option<Shared<Layout>> {
        let (name, _) = self.data(ty)?;
        let decl = &self.names[name];
        let can_be_undefined = (decl.initialized as usize) < decl.fields.len();
        if !self.is_concrete(ty) || decl.is_recursive || decl.kind == TypeKind::Mutable {
            return None;
        }
        let layout = self.layout(ty)?;
        (layout.pointers.is_empty() || !can_be_undefined).then_some(layout)
    }

    fn compute_layout(&mut self, ty: TypeId) -> Option<Shared<Layout>> {
        let Term::Data { name, params } = self.term(ty) else { return None };
        if !self.is_concrete(ty) || !self.names[name].is_defined {
            return None;
        }
        match self.names[name].kind {
            TypeKind::Abstract => None,
            TypeKind::Primitive(bits) => {
                let size = u32::from(bits).div_ceil(8);
                let align = size.next_power_of_two().min(16);
                let size = size.next_multiple_of(align);
                Some(Shared::new(Layout { size, align, ..Layout::default() }))
            }
            TypeKind::Mutable if self.names[name].fields.is_empty() && is_built_in(ty, name) => None,
            TypeKind::Struct | TypeKind::Mutable => {
                if name == known::names::NAMED_TUPLE {
                    let elements = self.list_item(params, 1);
                    return self.layout(elements);
                }
                let fields = self.field_types(ty);
                Some(Shared::new(self.place_fields(&fields)))
            }
        }
    }

    fn place_fields(&mut self, fields: &[TypeId]) -> Layout {
        let mut layout = Layout { align: 1, ..Layout::default() };
        for &field in fields {
            let element = self.element_layout(field);
            let offset = layout.size.next_multiple_of(element.align.max(1));
            layout.fields.push(FieldLayout { offset, ty: field, storage: element.storage });
            layout.pointers.extend(element.pointers.iter().map(|pointer| offset + pointer));
            layout.size = offset + element.stride;
            layout.align = layout.align.max(element.align);
        }
        layout.size = layout.size.next_multiple_of(layout.align);
        layout
    }
}

/// Whether this is one of Core's objects that only the run-time system knows from inside.
fn is_built_in(ty: TypeId, name: crate::TypeNameId) -> bool {
    ty.0 < known::COUNT || name == known::names::MEMORY
}
