//! Strings, symbols and buffers as objects.
//!
//! Invariant: the bytes of a string are followed by a NUL, which its length does not count. Strings are not changed
//! once the program can see them. A buffer has room for one element more than its length, so that a pointer
//! past its last element is still within the object.

use crate::object::{MEMORY_DATA_OFFSET, Ref, STRING_DATA_OFFSET, length};
use crate::runtime::Known;

/// The payload of a `Memory` of `length` elements.
pub(crate) fn memory_payload(length: usize, stride: usize) -> usize {
    length.saturating_add(1).saturating_mul(stride).saturating_add(MEMORY_DATA_OFFSET)
}

/// The payload of a string of `length` bytes.
pub(crate) fn bytes_payload(length: usize) -> usize {
    length.saturating_add(STRING_DATA_OFFSET + 1)
}

/// Writes length, bytes and NUL.
///
/// # Safety
/// `object` has room for them.
pub(crate) unsafe fn fill(object: Ref, bytes: &[u8]) {
    // SAFETY: given by the caller.
    unsafe {
        object.cast::<i64>().write(bytes.len() as i64);
        let data = object.add(STRING_DATA_OFFSET);
        core::ptr::copy_nonoverlapping(bytes.as_ptr(), data, bytes.len());
        data.add(bytes.len()).write(0);
    }
}

/// A new string of these bytes. They must not be in the collected heap, unless something else keeps them alive.
pub fn new_string(bytes: &[u8]) -> Ref {
    let object = alloc_string(bytes.len());
    // SAFETY: the string was made for this many bytes.
    unsafe { fill(object, bytes) };
    object
}

/// A new string of `length` zero bytes, to be filled in before anyone else sees it.
pub(crate) fn alloc_string(length: usize) -> Ref {
    let ty = crate::runtime::current().known(Known::String);
    let object = crate::entries::allocate(ty, bytes_payload(length));
    // SAFETY: the payload begins with the length.
    unsafe { object.cast::<i64>().write(length as i64) };
    object
}

/// The bytes of a `String` or `Symbol`.
///
/// # Safety
/// `object` is a reference to one, which stays alive as long as the slice is used.
pub unsafe fn bytes<'a>(object: Ref) -> &'a [u8] {
    // SAFETY: given by the caller.
    unsafe { core::slice::from_raw_parts(object.add(STRING_DATA_OFFSET), length(object)) }
}

/// The elements of a `Memory` as bytes.
///
/// # Safety
/// `object` is a reference to a `Memory` of elements of `stride` bytes, alive and not resized as long as the
/// slice is used.
pub unsafe fn memory_bytes<'a>(object: Ref, stride: usize) -> &'a mut [u8] {
    // SAFETY: given by the caller.
    unsafe { core::slice::from_raw_parts_mut(object.add(MEMORY_DATA_OFFSET), length(object) * stride) }
}
