//! Collection: mark what is reachable, find the free lines.
//!
//! Invariant: an object survives if a root or a surviving object refers to it. Stacks and registers are roots
//! conservatively: any word that points at or into an object keeps it alive. The fields of objects are read
//! precisely, by their types' layouts.
//!
//! A collection first walks the regions filled since the last one from header to header, which gives the bitmap of
//! objects' beginnings; with it an interior pointer is resolved by a search backwards for a set bit. Then it
//! marks, and keeps of the beginnings only the marked ones. Lines without a part of a marked object are
//! free. Objects that have a type but were not yet filled in are no danger: their memory is zero.

use crate::block::{BLOCK_SIZE, BlockInfo, Use, each_bit, has_bit, last_bit_at_or_before, set_bit};
use crate::heap::Heap;
use crate::object::{HEADER_SIZE, Kind, Ref, total_size};
use crate::runtime::Runtime;

core::arch::global_asm!(
    // Puts the registers that calls preserve on the stack, then collects with the stack pointer as argument.
    ".globl juliette_collect_with_registers",
    ".hidden juliette_collect_with_registers",
    "juliette_collect_with_registers:",
    "push rbp",
    "mov rbp, rsp",
    "push rbx",
    "push r12",
    "push r13",
    "push r14",
    "push r15",
    "sub rsp, 8",
    "mov rsi, rsp",
    "call {inner}",
    "add rsp, 8",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
    inner = sym collect_from,
);

unsafe extern "C" {
    fn juliette_collect_with_registers(heap: *mut u8);
}

pub(crate) fn collect(heap: &mut Heap) {
    // SAFETY: the function keeps to the C calling convention.
    unsafe { juliette_collect_with_registers(core::ptr::from_mut(heap).cast()) }
}

unsafe extern "C" fn collect_from(heap: *mut u8, stack_pointer: usize) {
    // SAFETY: `collect` passes its own exclusive reference.
    let heap = unsafe { &mut *heap.cast::<Heap>() };
    let began = std::time::Instant::now();
    let runtime = crate::runtime::current();
    find_new_objects(heap, runtime);
    heap.retire_current();
    for block in &mut heap.blocks {
        block.marks = BlockInfo::FREE.marks;
    }
    let mut stack = Vec::new();
    mark_roots(heap, stack_pointer, &mut stack);
    while let Some(object) = stack.pop() {
        mark_fields(heap, runtime, object, &mut stack);
    }
    let live = sweep(heap, runtime);
    heap.sort_blocks(live);
    heap.stats.live = live as u64;
    heap.stats.collections += 1;
    heap.stats.collecting_ns += began.elapsed().as_nanos() as u64;
}

/// The bytes an object takes, header included.
///
/// # Safety
/// `object` is a reference to an object of this heap.
unsafe fn size_of(runtime: &Runtime, object: Ref) -> usize {
    // SAFETY: given by the caller; the layouts say what the first word is.
    unsafe {
        let ty = crate::object::type_id(object);
        let layout = runtime.types[ty as usize].as_ref().expect("objects have registered types");
        total_size(match &layout.kind {
            Kind::Fixed { size, .. } => *size as usize,
            Kind::Memory { stride, .. } => {
                crate::strings::memory_payload(crate::object::length(object), *stride as usize)
            }
            Kind::Bytes => crate::strings::bytes_payload(crate::object::length(object)),
            Kind::References => 8 + 8 * crate::object::length(object),
            Kind::Type => 8,
        })
    }
}

fn find_new_objects(heap: &mut Heap, runtime: &Runtime) {
    for region in core::mem::take(&mut heap.regions) {
        let mut header = region.start;
        while header + crate::object::GRANULE <= region.end {
            // SAFETY: regions lie in the heap; objects fill them from the start, zeros follow.
            let total = unsafe {
                if (header as *const u32).read() == 0 {
                    break;
                }
                size_of(runtime, (header + HEADER_SIZE) as Ref)
            };
            let offset = header + HEADER_SIZE - heap.base;
            set_bit(&mut heap.blocks[offset / BLOCK_SIZE].starts, offset % BLOCK_SIZE);
            header += total;
        }
    }
}

pub(crate) fn find_object(heap: &Heap, address: usize) -> Option<Ref> {
    if heap.base == 0 || address < heap.base {
        return None;
    }
    let offset = address - heap.base;
    let block = heap.blocks.get(offset / BLOCK_SIZE)?;
    match block.usage {
        Use::Free => None,
        Use::Small => {
            let start = last_bit_at_or_before(&block.starts, offset % BLOCK_SIZE)?;
            // An address past the end of the object is taken for it too: that keeps at most one object too many.
            Some((offset / BLOCK_SIZE * BLOCK_SIZE + start + heap.base) as Ref)
        }
        Use::LargeStart(_) => Some((heap.address(offset / BLOCK_SIZE) + 2 * HEADER_SIZE) as Ref),
        Use::LargeRest(first) => Some((heap.address(first as usize) + 2 * HEADER_SIZE) as Ref),
    }
}

fn mark_roots(heap: &mut Heap, stack_pointer: usize, stack: &mut Vec<Ref>) {
    let mut word = stack_pointer & !7;
    while word < heap.stack_base {
        // SAFETY: the words between the stack pointer and the stack's base are readable.
        let value = unsafe { (word as *const usize).read() };
        mark_address(heap, value, stack);
        word += 8;
    }
    for i in 0..heap.roots.len() {
        let roots = heap.roots[i];
        for word in 0..roots.words {
            // SAFETY: whoever added the roots keeps them readable.
            let value = unsafe { roots.start.add(word).read() };
            mark_address(heap, value, stack);
        }
    }
    for i in 0..heap.handles.len() {
        mark_address(heap, heap.handles[i] as usize, stack);
    }
    // SAFETY: the context is this thread's own.
    let exception = unsafe { (*crate::context::context()).exception };
    mark_address(heap, exception as usize, stack);
}

/// Marks the object that a word points at or into, if it does.
fn mark_address(heap: &mut Heap, address: usize, stack: &mut Vec<Ref>) {
    if let Some(object) = find_object(heap, address) {
        mark(heap, object, stack);
    }
}

/// Marks an object of which `object` is the exact address, if it is in the heap.
fn mark(heap: &mut Heap, object: Ref, stack: &mut Vec<Ref>) {
    let offset = (object as usize).wrapping_sub(heap.base);
    let number = offset / BLOCK_SIZE;
    if number >= heap.blocks.len() {
        return;
    }
    let block = &mut heap.blocks[number];
    if !has_bit(&block.marks, offset % BLOCK_SIZE) {
        set_bit(&mut block.marks, offset % BLOCK_SIZE);
        stack.push(object);
    }
}

fn mark_fields(heap: &mut Heap, runtime: &Runtime, object: Ref, stack: &mut Vec<Ref>) {
    // SAFETY: marked objects are objects of the heap, with the fields that their layouts say.
    unsafe {
        let ty = crate::object::type_id(object);
        let layout = runtime.types[ty as usize].as_ref().expect("objects have registered types");
        let mut field = |address: Ref| {
            let value = address.cast::<Ref>().read();
            if !value.is_null() {
                mark(heap, value, stack);
            }
        };
        match &layout.kind {
            Kind::Fixed { leaves, .. } => {
                leaves
                    .iter()
                    .filter(|leaf| leaf.is_reference)
                    .for_each(|leaf| field(object.add(leaf.offset as usize)));
            }
            Kind::Memory { stride, leaves } => {
                if leaves.iter().any(|leaf| leaf.is_reference) {
                    let data = object.add(crate::object::MEMORY_DATA_OFFSET);
                    for i in 0..crate::object::length(object) {
                        let element = data.add(i * *stride as usize);
                        leaves
                            .iter()
                            .filter(|leaf| leaf.is_reference)
                            .for_each(|leaf| field(element.add(leaf.offset as usize)));
                    }
                }
            }
            Kind::References => {
                for i in 0..crate::object::length(object) {
                    field(object.add(8 + 8 * i));
                }
            }
            Kind::Bytes | Kind::Type => {}
        }
    }
}

/// Forgets what is not marked; returns the bytes alive.
fn sweep(heap: &mut Heap, runtime: &Runtime) -> usize {
    let mut live = 0;
    let mut number = 0;
    while number < heap.blocks.len() {
        let start = heap.address(number);
        match heap.blocks[number].usage {
            Use::Free | Use::LargeRest(_) => {}
            Use::Small => {
                let block = &mut heap.blocks[number];
                block.starts = block.marks;
                block.used_lines = BlockInfo::FREE.used_lines;
                let marks = block.marks;
                each_bit(&marks, |offset| {
                    // SAFETY: marked objects are objects of the heap.
                    let total = unsafe { size_of(runtime, (start + offset) as Ref) };
                    block.use_lines(offset - HEADER_SIZE, offset - HEADER_SIZE + total);
                });
                let lines: u32 = block.used_lines.iter().map(|word| word.count_ones()).sum();
                live += lines as usize * crate::block::LINE_SIZE;
            }
            Use::LargeStart(count) => {
                if has_bit(&heap.blocks[number].marks, 2 * HEADER_SIZE) {
                    live += count as usize * BLOCK_SIZE;
                } else {
                    for block in &mut heap.blocks[number..number + count as usize] {
                        block.usage = Use::Free;
                    }
                    free_pages(start, count as usize);
                    heap.blocks[number..number + count as usize]
                        .iter_mut()
                        .for_each(|block| block.is_dirty = false);
                }
            }
        }
        number += 1;
    }
    live
}

/// Gives a large object's memory back to the system; it reads as zero afterwards.
fn free_pages(start: usize, blocks: usize) {
    // SAFETY: the blocks hold no live object.
    unsafe { libc::madvise(start as *mut libc::c_void, blocks * BLOCK_SIZE, libc::MADV_DONTNEED) };
}
