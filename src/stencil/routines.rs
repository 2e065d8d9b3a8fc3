//! Routines for operations on 128 bits that are too long for a stencil. They work on places in the frame.

use juliette_ir::Op;

/// A routine: where the result goes, where the first operand is, and the second operand: a place or a number. It gives
/// whether the operation overflowed.
pub(crate) type Routine = unsafe extern "C" fn(*mut i128, *const i128, *const i128) -> u64;

const ROUTINES: [(Op, Routine); 8] = [
    (Op::Sdiv, sdiv),
    (Op::Udiv, udiv),
    (Op::Srem, srem),
    (Op::Urem, urem),
    (Op::SmulOverflow, smul_overflow),
    (Op::UmulOverflow, umul_overflow),
    (Op::Rotl, rotl),
    (Op::Rotr, rotr),
];

/// The routine of an operation. The operation must be one of those that have one.
pub(crate) fn wide(op: Op) -> Routine {
    match ROUTINES.iter().find(|row| row.0 == op) {
        Some(&(_, routine)) => routine,
        None => unreachable!("{op} is done by a stencil"),
    }
}

macro_rules! routine {
    ($name:ident, $kind:ty, |$a:ident, $b:ident| $result:expr) => {
        unsafe extern "C" fn $name(out: *mut i128, a: *const i128, b: *const i128) -> u64 {
            // SAFETY: compiled code passes places of 16 bytes in its frame, aligned to 8.
            let ($a, $b) = unsafe { (a.read_unaligned() as $kind, b.read_unaligned() as $kind) };
            let (value, flag): ($kind, bool) = $result;
            // SAFETY: as above.
            unsafe { out.write_unaligned(value as i128) };
            u64::from(flag)
        }
    };
}

// A division by zero has no meaning here (the front end checks before); it must not panic either.
routine!(sdiv, i128, |a, b| (if b == 0 { 0 } else { a.wrapping_div(b) }, false));
routine!(udiv, u128, |a, b| (a.checked_div(b).unwrap_or(0), false));
routine!(srem, i128, |a, b| (if b == 0 { 0 } else { a.wrapping_rem(b) }, false));
routine!(urem, u128, |a, b| (a.checked_rem(b).unwrap_or(0), false));
routine!(smul_overflow, i128, |a, b| a.overflowing_mul(b));
routine!(umul_overflow, u128, |a, b| a.overflowing_mul(b));

macro_rules! rotation {
    ($name:ident, $method:ident) => {
        unsafe extern "C" fn $name(out: *mut i128, a: *const i128, amount: *const i128) -> u64 {
            // SAFETY: compiled code passes a place in its frame and a number.
            let value = unsafe { a.read_unaligned() as u128 };
            // SAFETY: compiled code passes a place in its frame for the result.
            unsafe { out.write_unaligned(value.$method(amount as usize as u32 % 128) as i128) };
            0
        }
    };
}

rotation!(rotl, rotate_left);
rotation!(rotr, rotate_right);
