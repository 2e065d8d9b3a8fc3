//! Collection: mark what is reachable, find the free lines.
//!
//! Invariant: an object survives if a root or a surviving object refers to it. Stacks and registers are roots
//! conservatively: any word that points at or into an object keeps it alive. The fields of objects are read
//! precisely, by their types' layouts.
//!
//! To resolve an interior pointer, the objects' beginnings are looked up in a bitmap. For what survived the last
//! collection it is that collection's mark bits. Of the regions filled since, those that a conservative root
//! points into are walked from header to header; most never are, because references between objects are exact.
//! Lines are noted as used while marking; what is left is free, without a look at the dead.
//! Objects that have a type but were not yet filled in are no danger: their memory is zero.

use crate::block::{BLOCK_SIZE, BlockInfo, Use, has_bit, last_bit_at_or_before, set_bit};
use crate::heap::{Heap, Region};
use crate::object::{HEADER_SIZE, Kind, Leaf, Ref, TypeLayout, length, total_size};
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

/// How objects of a type are traced.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    shape: Shape,
    /// Of objects of fixed size the size with header; of buffers the distance between elements.
    size: u32,
    /// Where references are in the object or element.
    pointers: Box<[u32]>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Shape {
    #[default]
    Unknown,
    Fixed,
    Memory,
    Bytes,
    References,
}

impl Trace {
    pub(crate) fn new(layout: &TypeLayout) -> Self {
        let references = |leaves: &[Leaf]| {
            leaves.iter().filter(|leaf| leaf.is_reference).map(|leaf| leaf.offset).collect()
        };
        match &layout.kind {
            Kind::Fixed { size, leaves } => Self {
                shape: Shape::Fixed,
                size: total_size(*size as usize) as u32,
                pointers: references(leaves),
            },
            Kind::Memory { stride, leaves } => {
                Self { shape: Shape::Memory, size: *stride, pointers: references(leaves) }
            }
            Kind::Bytes => Self { shape: Shape::Bytes, ..Self::default() },
            Kind::References => Self { shape: Shape::References, ..Self::default() },
            Kind::Type => Self { shape: Shape::Fixed, size: total_size(8) as u32, ..Self::default() },
        }
    }

    /// Whether the type was registered.
    pub(crate) fn is_known(&self) -> bool {
        self.shape != Shape::Unknown
    }

    /// The bytes that each object takes, if all take the same and few.
    pub(crate) fn small_fixed_size(&self) -> usize {
        let size = self.size as usize;
        if self.shape == Shape::Fixed && size < crate::heap::LARGE_SIZE { size } else { 0 }
    }

    /// The bytes an object takes, header included.
    ///
    /// # Safety
    /// `object` is a reference to an object of this type.
    unsafe fn size_of(&self, object: Ref) -> usize {
        // SAFETY: given by the caller; the first word of objects of variable size is their length.
        let length = || unsafe { length(object) };
        match self.shape {
            Shape::Fixed => self.size as usize,
            Shape::Memory => total_size(crate::strings::memory_payload(length(), self.size as usize)),
            Shape::Bytes => total_size(crate::strings::bytes_payload(length())),
            Shape::References => total_size(8 + 8 * length()),
            Shape::Unknown => crate::runtime::fatal("an object of a type without a layout"),
        }
    }
}

unsafe extern "C" fn collect_from(heap: *mut u8, stack_pointer: usize) {
    // SAFETY: `collect` passes its own exclusive reference.
    let heap = unsafe { &mut *heap.cast::<Heap>() };
    let began = std::time::Instant::now();
    let runtime = crate::runtime::current();
    heap.count_regions();
    heap.regions.sort_unstable_by_key(|region| region.start);
    heap.retire_current();
    for block in &mut heap.blocks {
        block.marks = BlockInfo::FREE.marks;
        block.used_lines = BlockInfo::FREE.used_lines;
    }
    let mut stack = core::mem::take(&mut heap.mark_stack);
    mark_roots(heap, runtime, stack_pointer, &mut stack);
    drain(heap, runtime, &mut stack);
    heap.mark_stack = stack;
    heap.regions.clear();
    let live = sweep(heap);
    heap.sort_blocks(live);
    heap.stats.live = live as u64;
    heap.stats.collections += 1;
    heap.stats.collecting_ns += began.elapsed().as_nanos() as u64;
}

/// Marks everything that the objects of the work list reach. Each object passes through a short queue after it is
/// asked for from memory: scanning it at once would wait for its cache line, which takes most of the time.
fn drain(heap: &mut Heap, runtime: &Runtime, stack: &mut Vec<Ref>) {
    const AHEAD: usize = 16;
    let mut queue = [core::ptr::null_mut(); AHEAD];
    let (mut first, mut count) = (0, 0);
    loop {
        while count < AHEAD
            && let Some(object) = stack.pop()
        {
            // SAFETY: a prefetch has no effect but on the cache.
            unsafe {
                core::arch::x86_64::_mm_prefetch::<{ core::arch::x86_64::_MM_HINT_T0 }>(
                    object.sub(HEADER_SIZE).cast(),
                );
            }
            queue[(first + count) % AHEAD] = object;
            count += 1;
        }
        if count == 0 {
            return;
        }
        let object = queue[first];
        first = (first + 1) % AHEAD;
        count -= 1;
        scan(heap, runtime, object, stack);
    }
}

/// Notes the beginnings of the objects of the region that the address lies in, if there is one.
fn walk_region_of(heap: &mut Heap, runtime: &Runtime, address: usize) {
    let after = heap.regions.partition_point(|region| region.start <= address);
    let Some(region) = after.checked_sub(1).map(|index| &mut heap.regions[index]) else { return };
    if region.is_walked || address >= region.end {
        return;
    }
    region.is_walked = true;
    let (mut header, end) = (region.start, region.end);
    while header + crate::object::GRANULE <= end {
        // SAFETY: regions lie in the heap; objects fill them from the start, zeros follow.
        let total = unsafe {
            let ty = (header as *const u32).read();
            if ty == 0 {
                break;
            }
            runtime.traces[ty as usize].size_of((header + HEADER_SIZE) as Ref)
        };
        let offset = header + HEADER_SIZE - heap.base;
        set_bit(&mut heap.blocks[offset / BLOCK_SIZE].starts, offset % BLOCK_SIZE);
        header += total;
    }
}

/// Counts the objects of a region that were not counted yet: how many there are, and their bytes.
pub(crate) fn count_region(runtime: &Runtime, region: &mut Region) -> (u64, u64) {
    let (mut objects, mut bytes) = (0, 0);
    while region.counted + crate::object::GRANULE <= region.end {
        // SAFETY: regions lie in the heap; objects fill them from the start, zeros follow.
        let total = unsafe {
            let ty = (region.counted as *const u32).read();
            if ty == 0 {
                break;
            }
            runtime.traces[ty as usize].size_of((region.counted + HEADER_SIZE) as Ref)
        };
        objects += 1;
        bytes += total as u64;
        region.counted += total;
    }
    (objects, bytes)
}

/// The object that the address points at or into. The heap's regions are sorted.
pub(crate) fn find_object(heap: &mut Heap, runtime: &Runtime, address: usize) -> Option<Ref> {
    if heap.base == 0 || address < heap.base {
        return None;
    }
    let offset = address - heap.base;
    let number = offset / BLOCK_SIZE;
    match heap.blocks.get(number)?.usage {
        Use::Free => None,
        Use::Small => {
            walk_region_of(heap, runtime, address);
            let start = last_bit_at_or_before(&heap.blocks[number].starts, offset % BLOCK_SIZE)?;
            // An address past the end of the object is taken for it too: that keeps at most one object too many.
            Some((number * BLOCK_SIZE + start + heap.base) as Ref)
        }
        Use::LargeStart(_) => Some((heap.address(number) + 2 * HEADER_SIZE) as Ref),
        Use::LargeRest(first) => Some((heap.address(first as usize) + 2 * HEADER_SIZE) as Ref),
    }
}

fn mark_roots(heap: &mut Heap, runtime: &Runtime, stack_pointer: usize, stack: &mut Vec<Ref>) {
    let mut word = stack_pointer & !7;
    while word < heap.stack_base {
        // SAFETY: the words between the stack pointer and the stack's base are readable.
        let value = unsafe { (word as *const usize).read() };
        mark_address(heap, runtime, value, stack);
        word += 8;
    }
    runtime.tasks.each_root(|start, end| {
        for word in (start..end).step_by(8) {
            // SAFETY: the stack of a task that waits is readable from its pointer up, and so is its record.
            let value = unsafe { (word as *const usize).read() };
            mark_address(heap, runtime, value, stack);
        }
    });
    for i in 0..heap.roots.len() {
        let roots = heap.roots[i];
        for word in 0..roots.words {
            // SAFETY: whoever added the roots keeps them readable.
            let value = unsafe { roots.start.add(word).read() };
            mark_address(heap, runtime, value, stack);
        }
    }
    for i in 0..heap.handles.len() {
        mark_address(heap, runtime, heap.handles[i] as usize, stack);
    }
    // SAFETY: the context is this thread's own.
    let exception = unsafe { (*crate::context::context()).exception };
    mark_address(heap, runtime, exception as usize, stack);
}

/// Marks the object that a word points at or into, if it does.
fn mark_address(heap: &mut Heap, runtime: &Runtime, address: usize, stack: &mut Vec<Ref>) {
    if let Some(object) = find_object(heap, runtime, address) {
        mark(heap, object, stack);
    }
}

/// Marks an object of which `object` is the exact address, if it is in the heap.
#[inline]
fn mark(heap: &mut Heap, object: Ref, stack: &mut Vec<Ref>) {
    let offset = (object as usize).wrapping_sub(heap.base);
    let Some(block) = heap.blocks.get_mut(offset / BLOCK_SIZE) else { return };
    if !has_bit(&block.marks, offset % BLOCK_SIZE) {
        set_bit(&mut block.marks, offset % BLOCK_SIZE);
        stack.push(object);
    }
}

/// Marks what a marked object refers to, and notes the lines that it takes.
fn scan(heap: &mut Heap, runtime: &Runtime, object: Ref, stack: &mut Vec<Ref>) {
    // SAFETY: marked objects are objects of the heap, with the fields that their layouts say.
    unsafe {
        let trace = &runtime.traces[crate::object::type_id(object) as usize];
        let offset = object as usize - heap.base;
        let block = &mut heap.blocks[offset / BLOCK_SIZE];
        if block.usage == Use::Small {
            let start = offset % BLOCK_SIZE - HEADER_SIZE;
            block.use_lines(start, start + trace.size_of(object));
        }
        let mut field = |address: Ref| {
            let value = address.cast::<Ref>().read();
            if !value.is_null() {
                mark(heap, value, stack);
            }
        };
        match trace.shape {
            Shape::Fixed => trace.pointers.iter().for_each(|&pointer| field(object.add(pointer as usize))),
            Shape::Memory if trace.pointers.is_empty() => {}
            Shape::Memory => {
                let data = object.add(crate::object::MEMORY_DATA_OFFSET);
                for i in 0..length(object) {
                    let element = data.add(i * trace.size as usize);
                    trace.pointers.iter().for_each(|&pointer| field(element.add(pointer as usize)));
                }
            }
            Shape::References => (0..length(object)).for_each(|i| field(object.add(8 + 8 * i))),
            Shape::Bytes | Shape::Unknown => {}
        }
    }
}

/// Forgets what is not marked; returns the bytes alive.
fn sweep(heap: &mut Heap) -> usize {
    let mut live = 0;
    for number in 0..heap.blocks.len() {
        match heap.blocks[number].usage {
            Use::Free | Use::LargeRest(_) => {}
            Use::Small => {
                let block = &mut heap.blocks[number];
                block.starts = block.marks;
                let lines: u32 = block.used_lines.iter().map(|word| word.count_ones()).sum();
                live += lines as usize * crate::block::LINE_SIZE;
            }
            Use::LargeStart(count) => {
                let count = count as usize;
                if has_bit(&heap.blocks[number].marks, 2 * HEADER_SIZE) {
                    live += count * BLOCK_SIZE;
                } else {
                    for block in &mut heap.blocks[number..number + count] {
                        block.usage = Use::Free;
                    }
                    if number >= heap.imaged {
                        free_pages(heap, number, count);
                    }
                }
            }
        }
    }
    live
}

/// Gives the whole huge pages of a large object's memory back to the system; they read as zero afterwards. To give back
/// a part of one would break it up.
fn free_pages(heap: &mut Heap, first: usize, count: usize) {
    const UNIT: usize = crate::heap::HUGE_PAGE / BLOCK_SIZE;
    let (from, to) = (first.next_multiple_of(UNIT), (first + count) / UNIT * UNIT);
    if from < to {
        // SAFETY: the blocks hold no live object.
        unsafe {
            libc::madvise(
                heap.address(from) as *mut libc::c_void,
                (to - from) * BLOCK_SIZE,
                libc::MADV_DONTNEED,
            )
        };
        heap.blocks[from..to].iter_mut().for_each(|block| block.is_dirty = false);
    }
}
