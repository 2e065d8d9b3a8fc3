//! Entry points for objects, boxes, strings and exceptions.
//!
//! Invariant: these functions are called by compiled code with what their rows in [`crate::calls`] say: references
//! to live objects of the right type, pointers to as many readable bytes as the length beside them. That is
//! the precondition of each, so their unsafe blocks do not repeat it.

use crate::context::context;
use crate::exceptions::{symbol as intern, throw_out_of_memory};
use crate::object::{
    HEADER_SIZE, Kind, MEMORY_DATA_OFFSET, Ref, STRING_DATA_OFFSET, length, total_size, type_id,
};
use crate::runtime::{ErrorKind, Known, SMALL_INT_MAX, SMALL_INT_MIN, current};
use crate::strings::{bytes, memory_payload, new_string};

/// An object of `payload` zero bytes; raises `OutOfMemoryError` if there is no room.
pub fn allocate(ty: u32, payload: usize) -> Ref {
    let total = total_size(payload.min(isize::MAX as usize));
    let context = context();
    // SAFETY: the context is this thread's own; memory up to `lim` is free for its objects.
    unsafe {
        if !(*(*context).runtime).is_traceable(ty) {
            // The collector must know every type of which there is an object.
            current().layout(ty);
        }
        let header = (*context).cur;
        if total < crate::heap::LARGE_SIZE && total <= (*context).lim as usize - header as usize {
            (*context).cur = header.add(total);
            header.cast::<u32>().write(ty);
            return header.add(HEADER_SIZE);
        }
    }
    let object = current().heap.alloc_slow(ty, payload);
    if object.is_null() {
        throw_out_of_memory();
    }
    object
}

/// An object of a type of fixed size.
pub(crate) fn allocate_fixed(ty: u32) -> Ref {
    let Kind::Fixed { size, .. } = current().layout(ty).kind else {
        crate::runtime::fatal("an object of fixed size of a type that has none");
    };
    allocate(ty, size as usize)
}

pub(crate) unsafe extern "C" fn alloc(ty: u32) -> Ref {
    let context = context();
    // SAFETY: the context is this thread's own; memory up to `lim` is free for its objects.
    unsafe {
        let total = (*(*context).runtime).fixed_size(ty);
        let header = (*context).cur;
        if total != 0 && total <= (*context).lim as usize - header as usize {
            (*context).cur = header.add(total);
            header.cast::<u32>().write(ty);
            return header.add(HEADER_SIZE);
        }
    }
    allocate_fixed(ty)
}

pub(crate) unsafe extern "C" fn alloc_memory(ty: u32, count: i64) -> Ref {
    new_memory(ty, count)
}

/// A `Memory` of `count` zero elements.
pub fn new_memory(ty: u32, count: i64) -> Ref {
    let Kind::Memory { stride, .. } = current().layout(ty).kind else {
        crate::runtime::fatal("a buffer of a type that is no Memory");
    };
    if count < 0 {
        crate::exceptions::throw_message(ErrorKind::Argument, b"invalid Array dimensions");
    }
    let object = allocate(ty, memory_payload(count as usize, stride as usize));
    // SAFETY: the payload begins with the length.
    unsafe { object.cast::<i64>().write(count) };
    object
}

pub(crate) unsafe extern "C" fn alloc_string(length: i64) -> Ref {
    crate::strings::alloc_string(length.max(0) as usize)
}

pub(crate) unsafe extern "C" fn alloc_simple_vector(count: i64) -> Ref {
    let ty = current().known(Known::SimpleVector);
    let object = allocate(ty, 8 + 8 * count as usize);
    // SAFETY: the payload begins with the length.
    unsafe { object.cast::<i64>().write(count) };
    object
}

pub(crate) unsafe extern "C" fn memory_copy(to: *mut u8, from: *const u8, bytes: i64) {
    // SAFETY: see the head of this file; the ranges may overlap.
    unsafe { core::ptr::copy(from, to, bytes.max(0) as usize) }
}

pub(crate) unsafe extern "C" fn memory_fill(to: *mut u8, byte: i64, bytes: i64) {
    // SAFETY: see the head of this file.
    unsafe { core::ptr::write_bytes(to, byte as u8, bytes.max(0) as usize) }
}

/// A `Memory` of the same type with `count` elements, the first `used` of them copied.
pub(crate) unsafe extern "C" fn memory_grow(memory: Ref, used: i64, count: i64) -> Ref {
    // SAFETY: see the head of this file.
    unsafe {
        let ty = type_id(memory);
        let grown = new_memory(ty, count);
        let Kind::Memory { stride, .. } = current().layout(ty).kind else {
            crate::runtime::fatal("growing what is no Memory");
        };
        let bytes = used.min(count).max(0) as usize * stride as usize;
        core::ptr::copy_nonoverlapping(memory.add(MEMORY_DATA_OFFSET), grown.add(MEMORY_DATA_OFFSET), bytes);
        grown
    }
}

pub(crate) unsafe extern "C" fn write_barrier(object: Ref) {
    current().heap.write_slow(object);
}

pub(crate) unsafe extern "C" fn collect() {
    current().heap.collect();
}

pub(crate) unsafe extern "C" fn count_allocations(change: i64) {
    current().heap.count_allocations(change);
}

pub(crate) unsafe extern "C" fn counted_objects() -> i64 {
    current().heap.stats.counted_objects as i64
}

pub(crate) unsafe extern "C" fn counted_bytes() -> i64 {
    current().heap.stats.counted_bytes as i64
}

pub(crate) unsafe extern "C" fn collecting_ns() -> i64 {
    current().heap.stats.collecting_ns as i64
}

pub(crate) unsafe extern "C" fn compiling_ns() -> i64 {
    // SAFETY: the hook has no preconditions.
    unsafe { (current().hooks.compiling_ns)() }
}

pub(crate) unsafe extern "C" fn type_object(ty: u32) -> Ref {
    current().type_object(ty)
}

pub(crate) unsafe extern "C" fn type_of(object: Ref) -> Ref {
    // SAFETY: see the head of this file.
    let ty = unsafe { type_id(object) };
    current().type_object(ty)
}

pub(crate) unsafe extern "C" fn singleton(ty: u32) -> Ref {
    current().singleton(ty)
}

pub(crate) unsafe extern "C" fn symbol(name: *const u8, length: i64) -> Ref {
    // SAFETY: see the head of this file.
    intern(unsafe { core::slice::from_raw_parts(name, length as usize) })
}

pub(crate) unsafe extern "C" fn hash_bytes(text: *const u8, length: i64, seed: i32) -> i64 {
    // SAFETY: see the head of this file.
    let text = unsafe { core::slice::from_raw_parts(text, length as usize) };
    crate::murmur::hash(text, seed as u32) as i64
}

/// An `Int64` as an object.
pub extern "C" fn box_int64(value: i64) -> Ref {
    if (SMALL_INT_MIN..=SMALL_INT_MAX).contains(&value) {
        return current().small_int(value);
    }
    box_word(Known::Int64, value as u64)
}

/// A `Float64` as an object.
pub extern "C" fn box_float64(value: f64) -> Ref {
    box_word(Known::Float64, value.to_bits())
}

pub(crate) unsafe extern "C" fn box_float32(value: f32) -> Ref {
    box_word(Known::Float32, value.to_bits().into())
}

/// A `Bool` as an object; only the lowest bit counts.
pub extern "C" fn box_bool(value: u8) -> Ref {
    current().small_byte(Known::Bool, value & 1)
}

/// A `Char` as an object.
pub extern "C" fn box_char(bits: u32) -> Ref {
    if bits & 0x80ff_ffff == 0 {
        return current().small_byte(Known::Char, (bits >> 24) as u8);
    }
    box_word(Known::Char, bits.into())
}

fn box_word(known: Known, bits: u64) -> Ref {
    let ty = current().known(known);
    let object = allocate(ty, 8);
    // SAFETY: the payload has 8 bytes.
    unsafe { object.cast::<u64>().write(bits) };
    object
}

/// A value of any type of at most 16 bytes without references, from its bits.
pub extern "C" fn box_bits(ty: u32, low: i64, high: i64) -> Ref {
    let runtime = current();
    if ty == runtime.known(Known::Int64) {
        return box_int64(low);
    }
    for known in [Known::Bool, Known::Int8, Known::UInt8] {
        if ty == runtime.known(known) {
            return runtime.small_byte(known, low as u8);
        }
    }
    if ty == runtime.known(Known::Char) {
        return box_char(low as u32);
    }
    let Kind::Fixed { size, .. } = runtime.layout(ty).kind else {
        crate::runtime::fatal("a box of a type that is no bits type");
    };
    if size == 0 {
        return runtime.singleton(ty);
    }
    let object = allocate(ty, size as usize);
    let mut value = [0; 16];
    value[..8].copy_from_slice(&low.to_le_bytes());
    value[8..].copy_from_slice(&high.to_le_bytes());
    // SAFETY: the payload has `size` bytes.
    unsafe { core::ptr::copy_nonoverlapping(value.as_ptr(), object, (size as usize).min(16)) };
    object
}

pub(crate) unsafe extern "C" fn string_from_bytes(text: *const u8, length: i64) -> Ref {
    let object = crate::strings::alloc_string(length.max(0) as usize);
    // SAFETY: see the head of this file; the source is kept alive by the caller's reference to it.
    unsafe { core::ptr::copy_nonoverlapping(text, object.add(STRING_DATA_OFFSET), length.max(0) as usize) };
    object
}

/// The strings (or symbols) `parts[0..count]` one after the other.
pub(crate) unsafe extern "C" fn string_concat(parts: *const Ref, count: i64) -> Ref {
    // SAFETY: see the head of this file.
    unsafe {
        let parts = core::slice::from_raw_parts(parts, count as usize);
        let total = parts.iter().map(|&part| length(part)).sum();
        let object = crate::strings::alloc_string(total);
        let mut at = object.add(STRING_DATA_OFFSET);
        for &part in parts {
            core::ptr::copy_nonoverlapping(part.add(STRING_DATA_OFFSET), at, length(part));
            at = at.add(length(part));
        }
        object
    }
}

pub(crate) unsafe extern "C" fn string_equal(a: Ref, b: Ref) -> bool {
    // SAFETY: see the head of this file.
    a == b || unsafe { bytes(a) == bytes(b) }
}

pub(crate) unsafe extern "C" fn string_compare(a: Ref, b: Ref) -> i64 {
    // SAFETY: see the head of this file.
    unsafe { bytes(a).cmp(bytes(b)) as i64 }
}

pub(crate) unsafe extern "C" fn bytes_compare(
    a: *const u8,
    a_length: i64,
    b: *const u8,
    b_length: i64,
) -> i64 {
    // SAFETY: see the head of this file.
    unsafe {
        let a = core::slice::from_raw_parts(a, a_length as usize);
        a.cmp(core::slice::from_raw_parts(b, b_length as usize)) as i64
    }
}

/// The offset of the first occurrence at or after offset `from`; -1 if there is none.
pub(crate) unsafe extern "C" fn bytes_find(
    text: *const u8,
    text_length: i64,
    wanted: *const u8,
    wanted_length: i64,
    from: i64,
) -> i64 {
    // SAFETY: see the head of this file.
    let (text, wanted) = unsafe {
        (
            core::slice::from_raw_parts(text, text_length as usize),
            core::slice::from_raw_parts(wanted, wanted_length as usize),
        )
    };
    let from = from.max(0) as usize;
    if from > text.len() {
        return -1;
    }
    let Some((&first, rest)) = wanted.split_first() else { return from as i64 };
    let mut at = from;
    while let Some(step) = text[at..].iter().position(|&byte| byte == first) {
        at += step;
        if text[at + 1..].starts_with(rest) {
            return at as i64;
        }
        at += 1;
    }
    -1
}

pub(crate) unsafe extern "C" fn bytes_are_valid(text: *const u8, length: i64) -> bool {
    // SAFETY: see the head of this file.
    core::str::from_utf8(unsafe { core::slice::from_raw_parts(text, length as usize) }).is_ok()
}

pub(crate) unsafe extern "C" fn current_exception() -> Ref {
    // SAFETY: the context is this thread's own.
    unsafe { (*context()).exception }
}

pub(crate) unsafe extern "C" fn throw_divide() -> ! {
    crate::exceptions::throw_error(ErrorKind::Divide, &[])
}

pub(crate) unsafe extern "C" fn throw_undef_ref() -> ! {
    crate::exceptions::throw_error(ErrorKind::UndefRef, &[])
}

pub(crate) unsafe extern "C" fn throw_undef_var(name: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::UndefVar, &[name])
}

pub(crate) unsafe extern "C" fn throw_bounds(array: Ref, index: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Bounds, &[array, index])
}

pub(crate) unsafe extern "C" fn throw_method(function: Ref, args: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Method, &[function, args])
}

pub(crate) unsafe extern "C" fn throw_type(function: Ref, context: Ref, expected: Ref, got: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Type, &[function, context, expected, got])
}

pub(crate) unsafe extern "C" fn throw_inexact(function: Ref, ty: Ref, value: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Inexact, &[function, ty, value])
}

pub(crate) unsafe extern "C" fn throw_domain(value: Ref, message: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Domain, &[value, message])
}

pub(crate) unsafe extern "C" fn throw_overflow(message: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Overflow, &[message])
}

pub(crate) unsafe extern "C" fn throw_argument(message: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Argument, &[message])
}

pub(crate) unsafe extern "C" fn throw_error(message: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Error, &[message])
}

pub(crate) unsafe extern "C" fn throw_undef_keyword(name: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::UndefKeyword, &[name])
}

pub(crate) unsafe extern "C" fn throw_field(ty: Ref, field: Ref) -> ! {
    crate::exceptions::throw_error(ErrorKind::Field, &[ty, field])
}

pub(crate) unsafe extern "C" fn throw_stack_overflow() -> ! {
    crate::exceptions::throw_error(ErrorKind::StackOverflow, &[])
}

pub(crate) unsafe extern "C" fn throw_out_of_memory_entry() -> ! {
    throw_out_of_memory()
}

pub(crate) unsafe extern "C" fn dynamic_call(args: *const Ref, count: i64) -> Ref {
    let hook = current().hooks.dynamic_call;
    // SAFETY: see the head of this file.
    unsafe { hook(args, count) }
}

pub(crate) unsafe extern "C" fn dynamic_call_site(args: *const Ref, count: i64, site: *mut u8) -> Ref {
    let hook = current().hooks.dynamic_call_site;
    // SAFETY: see the head of this file.
    unsafe { hook(args, count, site) }
}

pub(crate) unsafe extern "C" fn apply_dynamic(args: *const Ref, count: i64, spliced: i64) -> Ref {
    let hook = current().hooks.apply_dynamic;
    // SAFETY: see the head of this file.
    unsafe { hook(args, count, spliced) }
}

pub(crate) unsafe extern "C" fn tuple_dynamic(elements: *const Ref, count: i64) -> Ref {
    let hook = current().hooks.tuple_dynamic;
    // SAFETY: see the head of this file.
    unsafe { hook(elements, count) }
}

pub(crate) unsafe extern "C" fn new_dynamic(args: *const Ref, count: i64) -> Ref {
    let hook = current().hooks.new_dynamic;
    // SAFETY: see the head of this file.
    unsafe { hook(args, count) }
}

pub(crate) unsafe extern "C" fn internal_error(message: *const u8, length: i64) -> ! {
    // SAFETY: see the head of this file.
    let message = unsafe { core::slice::from_raw_parts(message, length as usize) };
    crate::runtime::fatal(&String::from_utf8_lossy(message))
}

/// A string from text that was put together outside the heap.
pub(crate) fn text(out: &[u8]) -> Ref {
    new_string(out)
}
