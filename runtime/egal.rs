//! Identity: `===`, and the hash that goes with it.
//!
//! Invariant: mutable objects are identical if they are one object; immutable ones if they have one type and their
//! fields are identical, floats by their bits, strings by their bytes. Identical objects have equal `objectid`.

use crate::object::{Kind, Leaf, MEMORY_DATA_OFFSET, Ref, length, type_id};
use crate::runtime::current;

/// `a === b` for references; null (undefined) is identical to itself only.
///
/// # Safety
/// Both are null or references to objects.
pub unsafe extern "C" fn egal(a: Ref, b: Ref) -> bool {
    if a == b {
        return true;
    }
    if a.is_null() || b.is_null() {
        return false;
    }
    // SAFETY: given by the caller; layouts say what the objects hold.
    unsafe {
        let ty = type_id(a);
        if ty != type_id(b) {
            return false;
        }
        let runtime = current();
        if runtime.is_bytes(ty) {
            // Symbols are unique, so this compares strings only.
            return !is_symbol(ty) && crate::strings::bytes(a) == crate::strings::bytes(b);
        }
        if runtime.is_mutable(ty) {
            return false;
        }
        match &runtime.layout(ty).kind {
            Kind::Fixed { leaves, .. } => leaves.iter().all(|&leaf| leaf_egal(a, b, leaf)),
            Kind::References => {
                length(a) == length(b)
                    && (0..length(a)).all(|i| {
                        let leaf = Leaf { offset: 8 + 8 * i as u32, size: 8, is_reference: true };
                        leaf_egal(a, b, leaf)
                    })
            }
            Kind::Memory { .. } | Kind::Bytes | Kind::Type => false,
        }
    }
}

unsafe fn leaf_egal(a: Ref, b: Ref, leaf: Leaf) -> bool {
    // SAFETY: the caller's objects have this leaf.
    unsafe {
        let (a, b) = (a.add(leaf.offset as usize), b.add(leaf.offset as usize));
        if leaf.is_reference {
            return egal(a.cast::<Ref>().read(), b.cast::<Ref>().read());
        }
        let size = leaf.size as usize;
        core::slice::from_raw_parts(a, size) == core::slice::from_raw_parts(b, size)
    }
}

fn is_symbol(ty: u32) -> bool {
    ty == current().known(crate::runtime::Known::Symbol)
}

/// `objectid(object)`.
///
/// # Safety
/// `object` is null or a reference to an object.
pub unsafe extern "C" fn object_id(object: Ref) -> i64 {
    // SAFETY: given by the caller.
    unsafe { identity_hash(object) as i64 }
}

unsafe fn identity_hash(object: Ref) -> u64 {
    if object.is_null() {
        return 0;
    }
    // SAFETY: given by the caller; layouts say what the objects hold.
    unsafe {
        let ty = type_id(object);
        let runtime = current();
        if runtime.is_bytes(ty) {
            return mix(u64::from(ty), crate::murmur::hash(crate::strings::bytes(object), 0));
        }
        if runtime.is_mutable(ty) {
            return mix(0, object as u64 >> 4);
        }
        let mut hash = u64::from(ty);
        match &runtime.layout(ty).kind {
            Kind::Fixed { leaves, .. } => {
                for leaf in leaves {
                    let at = object.add(leaf.offset as usize);
                    hash = mix(
                        hash,
                        if leaf.is_reference {
                            identity_hash(at.cast::<Ref>().read())
                        } else {
                            read_bits(at, leaf.size)
                        },
                    );
                }
            }
            Kind::References => {
                for i in 0..length(object) {
                    hash = mix(hash, identity_hash(object.add(8 + 8 * i).cast::<Ref>().read()));
                }
            }
            Kind::Type => hash = mix(hash, u64::from(object.cast::<u32>().read())),
            Kind::Memory { .. } | Kind::Bytes => hash = mix(hash, object.add(MEMORY_DATA_OFFSET) as u64),
        }
        hash
    }
}

unsafe fn read_bits(at: Ref, size: u32) -> u64 {
    // SAFETY: the caller's object has `size` bytes there.
    unsafe {
        let bytes = core::slice::from_raw_parts(at, size as usize);
        bytes.chunks(8).fold(0, |hash, chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            if hash == 0 { u64::from_le_bytes(word) } else { mix(hash, u64::from_le_bytes(word)) }
        })
    }
}

/// Combines two hashes.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03 | 1);
    (product as u64 ^ (product >> 64) as u64).wrapping_add(a.rotate_left(17))
}
