//! Tests of the run-time system from Rust, in the place of compiled code.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::calls::{CALLS, find};
use crate::entries::{allocate, box_bool, box_char, box_float64, box_int64, new_memory};
use crate::exceptions::{run_protected, throw, throw_message};
use crate::object::{Kind, Leaf, MEMORY_DATA_OFFSET, Ref, TypeLayout, type_id};
use crate::runtime::{Attached, ErrorKind, Known, Runtime};
use crate::strings::{bytes, new_string};

const STRING: u32 = 1;
const SYMBOL: u32 = 2;
const INT64: u32 = 3;
const FLOAT64: u32 = 4;
const BOOL: u32 = 5;
const CHAR: u32 = 6;
const PAIR: u32 = 7;
const NODE: u32 = 8;
const REFERENCES: u32 = 9;
const BYTES: u32 = 10;
const ERROR: u32 = 11;
const EMPTY_ERROR: u32 = 12;

fn reference(offset: u32) -> Leaf {
    Leaf { offset, size: 8, is_reference: true }
}

fn attach(limit: Option<usize>) -> Attached {
    let mut runtime = Runtime::attach(limit);
    let text = TypeLayout { kind: Kind::Bytes, is_mutable: true };
    runtime.register_type(STRING, text.clone());
    runtime.register_type(SYMBOL, text);
    for ty in [INT64, FLOAT64] {
        runtime.register_type(ty, TypeLayout::bits(8));
    }
    runtime.register_type(BOOL, TypeLayout::bits(1));
    runtime.register_type(CHAR, TypeLayout::bits(4));
    runtime.register_type(PAIR, TypeLayout::fixed(16, vec![reference(0), reference(8)], false));
    runtime.register_type(NODE, TypeLayout::fixed(16, vec![reference(0), reference(8)], true));
    let memory = |stride, leaves| TypeLayout { kind: Kind::Memory { stride, leaves }, is_mutable: true };
    runtime.register_type(REFERENCES, memory(8, vec![reference(0)]));
    runtime.register_type(BYTES, memory(1, vec![]));
    runtime.register_type(ERROR, TypeLayout::fixed(8, vec![reference(0)], false));
    runtime.register_type(EMPTY_ERROR, TypeLayout::fixed(0, vec![], false));
    for (known, ty) in [
        (Known::String, STRING),
        (Known::Symbol, SYMBOL),
        (Known::Int64, INT64),
        (Known::Float64, FLOAT64),
        (Known::Bool, BOOL),
        (Known::Char, CHAR),
    ] {
        runtime.register_known(known, ty);
    }
    runtime.register_error(ErrorKind::Error, ERROR);
    for kind in [ErrorKind::OutOfMemory, ErrorKind::StackOverflow, ErrorKind::Divide, ErrorKind::Interrupt] {
        runtime.register_error(kind, EMPTY_ERROR);
    }
    runtime
}

unsafe fn set_field(object: Ref, index: usize, value: Ref) {
    // SAFETY: tests pass objects that have the field.
    unsafe { object.cast::<Ref>().add(index).write(value) }
}

unsafe fn field(object: Ref, index: usize) -> Ref {
    // SAFETY: tests pass objects that have the field.
    unsafe { object.cast::<Ref>().add(index).read() }
}

#[test]
fn objects_have_headers_and_zeroed_aligned_payloads() {
    let _runtime = attach(None);
    for size in [0, 1, 8, 16, 100, 5000, 9000, 100_000] {
        let object = allocate(BYTES, size);
        assert_eq!(object as usize % 16, 0);
        // SAFETY: the object was just made.
        unsafe {
            assert_eq!(type_id(object), BYTES);
            assert!(core::slice::from_raw_parts(object, size).iter().all(|&byte| byte == 0));
            core::slice::from_raw_parts_mut(object, size).fill(0xff);
        }
    }
}

#[test]
fn small_boxes_are_shared() {
    let _runtime = attach(None);
    // SAFETY: boxes hold what was put in.
    unsafe {
        assert_eq!(box_int64(7), box_int64(7));
        assert_eq!(box_int64(-512).cast::<i64>().read(), -512);
        assert_ne!(box_int64(1024), box_int64(1024));
        assert_eq!(box_bool(1).read(), 1);
        assert_eq!(box_char(u32::from(b'a') << 24).cast::<u32>().read(), u32::from(b'a') << 24);
        assert_eq!(box_float64(1.5).cast::<f64>().read(), 1.5);
        assert_eq!(type_id(box_float64(0.0)), FLOAT64);
    }
}

#[test]
fn identity_is_by_contents_for_immutables() {
    let mut runtime = attach(None);
    // SAFETY: all references are to objects made here.
    unsafe {
        let pair = |a, b| {
            let pair = allocate(PAIR, 16);
            set_field(pair, 0, a);
            set_field(pair, 1, b);
            pair
        };
        let a = pair(new_string(b"one"), box_int64(100_000));
        let b = pair(new_string(b"one"), box_int64(100_000));
        let c = pair(new_string(b"two"), box_int64(100_000));
        assert!(crate::egal::egal(a, b));
        assert!(!crate::egal::egal(a, c));
        assert_eq!(crate::egal::object_id(a), crate::egal::object_id(b));
        assert!(!crate::egal::egal(allocate(NODE, 16), allocate(NODE, 16)));
        assert!(!crate::egal::egal(box_float64(0.0), box_float64(-0.0)));
        assert!(crate::egal::egal(box_float64(f64::NAN), box_float64(f64::NAN)));
        assert_eq!(runtime.symbol(b"abc"), runtime.symbol(b"abc"));
        assert_ne!(runtime.symbol(b"abc"), runtime.symbol(b"abd"));
    }
}

#[test]
fn exceptions_reach_the_innermost_handler() {
    let _runtime = attach(None);
    let caught = run_protected(|| {
        let inner = run_protected(|| throw_message(ErrorKind::Error, b"inner"));
        let inner: Result<(), _> = inner;
        // SAFETY: the exception has a message.
        let message = unsafe { bytes(field(inner.unwrap_err().value, 0)) }.to_vec();
        assert_eq!(message, b"inner");
        throw(new_string(b"outer"))
    });
    let caught: Result<(), _> = caught;
    let exception = caught.unwrap_err();
    // SAFETY: the exception is the string.
    assert_eq!(unsafe { bytes(exception.value) }, b"outer");
    assert_eq!(run_protected(|| 5).unwrap(), 5);
}

/// A list of `length` nodes, each holding a boxed number, deep enough to need several blocks.
unsafe fn list(length: i64) -> Ref {
    let mut head = core::ptr::null_mut();
    for i in 0..length {
        // SAFETY: the node was just made.
        unsafe {
            let number = box_int64(i + 10_000);
            let node = allocate(NODE, 16);
            set_field(node, 0, number);
            set_field(node, 1, head);
            head = node;
        }
    }
    head
}

unsafe fn check_list(mut head: Ref, length: i64) {
    for i in (0..length).rev() {
        // SAFETY: the list has this many nodes.
        unsafe {
            assert_eq!(field(head, 0).cast::<i64>().read(), i + 10_000);
            head = field(head, 1);
        }
    }
    assert!(head.is_null());
}

#[test]
fn collection_keeps_what_is_reachable_and_reuses_the_rest() {
    let mut runtime = attach(None);
    // SAFETY: all references are to objects made here.
    unsafe {
        let kept = list(5000);
        let handle = runtime.heap.add_handle(kept);
        let large = new_memory(REFERENCES, 20_000);
        let large_handle = runtime.heap.add_handle(large);
        set_field(large.add(MEMORY_DATA_OFFSET), 19_999, new_string(b"in a large object"));
        for _ in 0..5 {
            for _ in 0..20 {
                list(5000);
                new_memory(BYTES, 50_000);
            }
            runtime.heap.collect();
            check_list(runtime.heap.handle(handle), 5000);
            let large = runtime.heap.handle(large_handle);
            assert_eq!(bytes(field(large.add(MEMORY_DATA_OFFSET), 19_999)), b"in a large object");
        }
        let stats = runtime.heap.stats();
        assert_eq!(stats.collections, 5);
        assert!(stats.live < 4 << 20, "{stats:?}");
        assert!(stats.heap < 64 << 20, "{stats:?}");
    }
}

#[test]
fn collecting_at_every_allocation_changes_nothing() {
    let mut runtime = attach(None);
    runtime.heap.set_stress(true);
    // SAFETY: all references are to objects made here.
    unsafe {
        let head = list(300);
        check_list(head, 300);
        let text = new_string(b"some text");
        let other = list(50);
        assert_eq!(bytes(text), b"some text");
        check_list(other, 50);
        check_list(head, 300);
    }
}

#[test]
fn the_heap_limit_raises_out_of_memory() {
    let _runtime = attach(Some(16 << 20));
    // Deep in the stack, so that no later frame holds a stale reference to the list.
    #[inline(never)]
    fn deeper(depth: u32) {
        let frame = core::hint::black_box([0u8; 4096]);
        if depth > 0 {
            deeper(depth - 1);
        } else {
            // SAFETY: the list is never read.
            unsafe { list(10_000_000) };
        }
        core::hint::black_box(frame);
    }
    let caught = run_protected(|| deeper(10));
    // SAFETY: the exception is an object.
    assert_eq!(unsafe { type_id(caught.unwrap_err().value) }, EMPTY_ERROR);
    // What was garbage then can be used again.
    let caught = run_protected(|| {
        // SAFETY: the list has this many nodes.
        unsafe { check_list(list(10_000), 10_000) }
    });
    assert!(caught.is_ok());
}

#[test]
#[allow(unconditional_recursion, reason = "overflows the stack")]
fn stack_overflow_is_an_exception() {
    #[inline(never)]
    extern "C" fn recurse(depth: u64) -> u64 {
        let frame = core::hint::black_box([depth; 16]);
        recurse(depth + 1) + frame[(depth % 16) as usize]
    }
    let _runtime = attach(None);
    crate::signals::install();
    for _ in 0..3 {
        let caught = run_protected(|| recurse(0));
        // SAFETY: the exception is an object.
        assert_eq!(unsafe { type_id(caught.unwrap_err().value) }, EMPTY_ERROR);
    }
}

#[test]
fn output_can_be_captured() {
    let mut runtime = attach(None);
    runtime.streams.capture = Some(Vec::new());
    let write: unsafe extern "C" fn(i64, i64) =
        // SAFETY: the row has this signature.
        unsafe { core::mem::transmute(find("write_int64").unwrap().1.address()) };
    // SAFETY: as above.
    unsafe { write(1, i64::MIN) };
    assert_eq!(runtime.streams.capture.take().unwrap(), b"-9223372036854775808");
}

#[test]
fn rows_are_distinct_and_indexed_by_name() {
    for (i, call) in CALLS.iter().enumerate() {
        assert_eq!(find(call.name).unwrap().0 as usize, i);
        assert!(call.results.len() <= 2);
    }
    assert_eq!(crate::calls::index::box_int64, find("box_int64").unwrap().0);
    assert!(find("throw").unwrap().1.is_noreturn());
}

#[test]
fn the_context_is_at_its_offset_from_the_thread_pointer() {
    let found: usize;
    let offset = crate::context::offset() as isize;
    // SAFETY: reads the thread pointer.
    unsafe { core::arch::asm!("mov {}, qword ptr fs:[0]", out(reg) found) };
    assert_eq!(found.wrapping_add_signed(offset), crate::context::context() as usize);
}
