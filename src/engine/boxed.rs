//! Objects put together of boxed values, and taken apart into them.

use crate::remembered::note_pair;
use crate::session::Session;
use juliette_runtime::entries::{allocate, box_bits};
use juliette_runtime::object::{Ref, type_id};
use juliette_types::{Storage, TypeId, Types};

/// A tuple object of these objects.
pub(crate) fn make_tuple(session: &mut Session, fields: &[Ref]) -> Ref {
    if let &[first, second] = fields
        // SAFETY: the fields are references to objects.
        && let Some(pair) = unsafe { session.remembered.pair([first, second]) }
    {
        return pair;
    }
    // SAFETY: as above.
    let types: Vec<TypeId> = fields.iter().map(|&field| TypeId(unsafe { type_id(field) })).collect();
    let ty = session.program.types.tuple(&types);
    if let &[first, second] = &types[..] {
        note_pair(session, ty, [first, second]);
    }
    make_object(session, ty, fields)
}

/// An object of a concrete type with these fields; fields beyond are undefined.
pub(crate) fn make_object(session: &mut Session, ty: TypeId, fields: &[Ref]) -> Ref {
    if session.program.types.singleton(ty).is_some() {
        return session.machine.runtime.singleton(ty.0);
    }
    let size = session.program.types.layout(ty).map_or(0, |layout| layout.size);
    let object = allocate(ty.0, size as usize);
    fill_fields(&mut session.program.types, object, ty, fields);
    object
}

/// Stores fields into an object, each a boxed value of the field's type.
pub(crate) fn fill_fields(types: &mut Types, object: Ref, ty: TypeId, fields: &[Ref]) {
    let Some(layout) = types.layout(ty) else { return };
    for (field, &value) in layout.fields.iter().zip(fields) {
        // SAFETY: the object has the type's layout, and the value is an object of the field's type.
        unsafe {
            let place = object.add(field.offset as usize);
            match field.storage {
                Storage::Reference => place.cast::<Ref>().write(value),
                Storage::Inline => {
                    let size = types.layout(field.ty).map_or(0, |layout| layout.size);
                    core::ptr::copy_nonoverlapping(value, place, size as usize);
                }
            }
        }
    }
}

/// The fields of an object, boxed; null where undefined.
pub(crate) fn read_field(session: &mut Session, object: Ref, ty: TypeId, index: usize) -> Ref {
    let layout = session.program.types.layout(ty).expect("an object with fields has a layout");
    let field = layout.fields[index];
    // SAFETY: the object has the type's layout.
    unsafe {
        let place = object.add(field.offset as usize);
        if field.storage == Storage::Reference {
            return place.cast::<Ref>().read();
        }
        if let Some(constant) = session.program.types.singleton(field.ty) {
            return crate::objects::constant_object(&mut session.machine, &mut session.program, constant);
        }
        let size = session.program.types.layout(field.ty).map_or(0, |layout| layout.size);
        if juliette_opt::legalize::shape::primitive(&session.program.types, field.ty).is_some() && size <= 16
        {
            let mut bits = [0u8; 16];
            core::ptr::copy_nonoverlapping(place, bits.as_mut_ptr(), size as usize);
            let bits = u128::from_le_bytes(bits);
            return box_bits(field.ty.0, bits as i64, (bits >> 64) as i64);
        }
        let copy = allocate(field.ty.0, size as usize);
        core::ptr::copy_nonoverlapping(object.add(field.offset as usize), copy, size as usize);
        copy
    }
}
