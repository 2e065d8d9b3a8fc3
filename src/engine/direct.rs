//! Calls of compiled code with boxed values, without a wrapper of its own.
//!
//! A wrapper takes its arguments out of their boxes, calls the method's code and boxes the result. Making one costs as
//! much as making the code of a small method, and for a call from a top-level statement, which runs once, that is
//! never earned back. So such a call is put together here: the arguments' bits go to the registers that the calling
//! convention names, as long as that is simple.
//!
//! Invariant: what is called, and what comes back, is the same as through the wrapper.

use crate::session::{SlotUse, session};
use juliette_exec::invoke::{Arguments, Class};
use juliette_ir::Ty;
use juliette_opt::legalize::calling_convention;
use juliette_opt::legalize::shape::{Shape, Shapes, primitive};
use juliette_runtime::entries::box_bits;
use juliette_runtime::object::Ref;
use juliette_types::{TypeId, Types};

/// So many arguments of each class travel in registers.
const REGISTERS: [usize; 2] = [6, 8];

/// How a value is passed.
#[derive(Clone, Copy)]
enum Passed {
    /// Not at all: its type tells what it is.
    Nothing,
    /// Its object.
    Object,
    /// Its bits.
    Bits(Ty),
}

/// Calls the method behind the slot of a wrapper that is not compiled yet. None, and nothing was done, if it is
/// compiled or the convention is not simple.
///
/// # Safety
/// The slot is that of a wrapper for arguments of these objects' types.
pub(crate) unsafe fn call_directly(wrapper: u32, objects: &[Ref]) -> Option<Ref> {
    // Whoever maps an image is spared the wrapper's making.
    if juliette_image::allocator::is_recording() {
        return None;
    }
    let state = session();
    let SlotUse::Wrapper(callee, code) = state.machine.slot_uses[wrapper as usize] else { return None };
    if state.machine.slots.target(wrapper) != state.machine.slots.stub(wrapper) {
        return None;
    }
    let mut arguments = Arguments::new();
    let (result, result_type) = {
        let inferred = state.program.inferred.get(callee);
        if inferred.body.is_vararg {
            return None;
        }
        let convention = calling_convention(&mut state.program, &mut state.shapes, &inferred);
        if convention.by_address {
            return None;
        }
        let (types, shapes) = (&mut state.program.types, &mut state.shapes);
        let result = passed(types, shapes, convention.result)?;
        let mut used = [0; 2];
        for (&ty, &object) in convention.params.iter().zip(objects) {
            let (class, bits) = match passed(types, shapes, ty)? {
                Passed::Nothing => continue,
                Passed::Object => (Class::Int, object as u64),
                // SAFETY: the object is of this primitive type.
                Passed::Bits(scalar) => (class_of(scalar), unsafe { read(object, scalar) }),
            };
            used[class as usize] += 1;
            arguments.push(class, bits);
        }
        if used[0] > REGISTERS[0] || used[1] > REGISTERS[1] {
            return None;
        }
        (result, convention.result)
    };
    let code = state.machine.slots.target(code);
    // Nothing that needs dropping is alive from here on: the arguments are all in registers.
    // SAFETY: the code has the convention by which the arguments were placed.
    let image = unsafe { arguments.call(code) };
    Some(match result {
        Passed::Object => image.int_results[0] as Ref,
        Passed::Nothing => {
            let state = session();
            let constant =
                state.program.types.singleton(result_type).expect("a type without bits has one value");
            crate::objects::constant_object(&mut state.machine, &mut state.program, constant)
        }
        Passed::Bits(scalar) => {
            let bits = match class_of(scalar) {
                Class::Int => image.int_results[0],
                Class::Float => image.float_results[0],
            };
            let bits = bits & u64::MAX >> (64 - scalar.bits());
            box_bits(result_type.0, bits as i64, 0)
        }
    })
}

fn passed(types: &mut Types, shapes: &mut Shapes, ty: TypeId) -> Option<Passed> {
    match &**shapes.of(types, ty) {
        Shape::Ghost => Some(Passed::Nothing),
        Shape::Reference => Some(Passed::Object),
        Shape::Parts(_) => match primitive(types, ty) {
            Some(Ty::I128 | Ty::F16) | None => None,
            Some(scalar) => Some(Passed::Bits(scalar)),
        },
        Shape::Union { .. } => None,
    }
}

fn class_of(scalar: Ty) -> Class {
    match scalar {
        Ty::F16 | Ty::F32 | Ty::F64 => Class::Float,
        Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 | Ty::Ptr => Class::Int,
    }
}

/// The bits of a primitive value.
///
/// # Safety
/// `object` is one of a primitive type of this scalar.
unsafe fn read(object: Ref, scalar: Ty) -> u64 {
    let mut bits = [0; 8];
    // SAFETY: the object has so many bytes.
    unsafe { core::ptr::copy_nonoverlapping(object, bits.as_mut_ptr(), scalar.bytes() as usize) };
    u64::from_le_bytes(bits)
}
