//! Allocation: bump allocation in the free lines of blocks, large objects in runs of blocks.
//!
//! Invariant: memory between `cur` and `lim` of the context is zero and belongs to this thread. Every object ever
//! handed out since the last collection lies in a *region*, a stretch filled from its beginning by bumping, so
//! that the collector can find all objects by walking from header to header; compiled code that bumps
//! `cur` by itself need record nothing. Objects do not move.
//!
//! The interface to the rest is narrow, so that another collector could take this one's place: `new` (attach),
//! `alloc_slow`, `alloc_large`, `write_slow`, `collect`, `find_object`, `add_roots`, `stats`.

use crate::block::{BLOCK_SIZE, BlockInfo, LINE_SIZE, Use};
use crate::context::context;
use crate::object::{GRANULE, HEADER_SIZE, Ref, total_size};

/// Objects of this many bytes and more, header included, get blocks of their own.
pub const LARGE_SIZE: usize = BLOCK_SIZE / 4;
/// Allocation between two collections, at least.
const MIN_THRESHOLD: usize = 32 << 20;
/// The size of a huge page.
pub(crate) const HUGE_PAGE: usize = 2 << 20;
/// Beyond so many bytes the heap is put into huge pages, if the system has some. Smaller heaps are not, for the sake of
/// programs that end soon: a page's memory must be cleared.
const SMALL_HEAP: usize = 8 << 20;
/// Address space for the heap, if the system gives it.
const RESERVED: usize = 1 << 38;

/// An image has room for what is known of so many more blocks.
const BLOCKS_BEHIND: usize = 16;

/// What the heap holds and has done.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Stats {
    /// Bytes handed out since the beginning, up to the last change of region.
    pub allocated: u64,
    /// Bytes that the last collection found alive, rounded up to lines.
    pub live: u64,
    /// Collections so far.
    pub collections: u64,
    /// Nanoseconds spent collecting.
    pub collecting_ns: u64,
    /// Blocks in use, in bytes.
    pub heap: u64,
    /// Objects that were allocated while somebody counted, and large ones always.
    pub counted_objects: u64,
    /// Their bytes, headers included.
    pub counted_bytes: u64,
}

/// A stretch of memory filled by bumping: objects from `start`, up to `end` or the first zero header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether its objects' beginnings are in the blocks' bitmaps.
    pub(crate) is_walked: bool,
    /// Up to here its objects were counted, or are not to be.
    pub(crate) counted: usize,
}

/// A range of memory that holds references, scanned conservatively.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Roots {
    /// The first word.
    pub start: *const usize,
    /// The number of words.
    pub words: usize,
}

/// The heap.
#[derive(Debug)]
pub struct Heap {
    pub(crate) base: usize,
    /// Blocks that fit in the reserved range.
    reserved: usize,
    pub(crate) blocks: Vec<BlockInfo>,
    /// The first blocks that were mapped from an image, and how many: their memory does not read as zero when it is
    /// given back.
    pub(crate) imaged: usize,
    free: Vec<u32>,
    /// Up to this block huge pages were asked for.
    huge_end: usize,
    /// Blocks with free lines, and the line to look from in the last of them.
    recyclable: Vec<u32>,
    next_line: usize,
    pub(crate) regions: Vec<Region>,
    /// Where objects go that do not fit in the current hole but are not large.
    overflow: Region,
    pub(crate) since_collection: usize,
    threshold: usize,
    limit: usize,
    /// Collect at every slow allocation (for tests).
    stress: bool,
    /// No collection now: references are where the collector does not look.
    is_paused: bool,
    pub(crate) roots: Vec<Roots>,
    pub(crate) handles: Vec<Ref>,
    /// The collector's work list, kept for its memory.
    pub(crate) mark_stack: Vec<Ref>,
    pub(crate) stats: Stats,
    /// How many are counting allocations.
    counting: i64,
    /// The end of the stack that is scanned.
    pub(crate) stack_base: usize,
}

impl Heap {
    /// An empty heap. No memory is taken before the first allocation.
    pub fn new(limit: Option<usize>) -> Self {
        Self {
            base: 0,
            reserved: 0,
            blocks: Vec::new(),
            imaged: 0,
            free: Vec::new(),
            huge_end: 0,
            recyclable: Vec::new(),
            next_line: 0,
            regions: Vec::new(),
            overflow: Region { start: 0, end: 0, is_walked: true, counted: 0 },
            since_collection: 0,
            threshold: MIN_THRESHOLD.min(limit.unwrap_or(usize::MAX) / 4),
            limit: limit.unwrap_or(usize::MAX),
            stress: false,
            is_paused: false,
            roots: Vec::new(),
            handles: Vec::new(),
            mark_stack: Vec::new(),
            stats: Stats::default(),
            counting: 0,
            stack_base: crate::stack::base(),
        }
    }

    /// Whether to collect at every allocation that leaves compiled code. In this mode `cur` is kept at `lim`.
    pub fn set_stress(&mut self, stress: bool) {
        self.stress = stress;
    }

    /// Stops collections while Rust code holds references outside of the stack, in a `Vec` say; returns whether they
    /// were stopped before. Throwing an exception lets them go on.
    pub fn set_paused(&mut self, is_paused: bool) -> bool {
        core::mem::replace(&mut self.is_paused, is_paused)
    }

    /// Adds memory that holds references, such as the program's global variables.
    pub fn add_roots(&mut self, roots: Roots) {
        self.roots.push(roots);
    }

    /// Keeps an object alive for ever, and returns its number.
    pub fn add_handle(&mut self, object: Ref) -> u32 {
        self.handles.push(object);
        self.handles.len() as u32 - 1
    }

    /// The object of that number.
    pub fn handle(&self, number: u32) -> Ref {
        self.handles[number as usize]
    }

    /// Figures.
    pub fn stats(&self) -> Stats {
        let used = self.blocks.iter().filter(|block| block.usage != Use::Free).count();
        Stats { heap: (used * BLOCK_SIZE) as u64, ..self.stats }
    }

    /// An object of `payload` bytes, zeroed, with its header; the fast path is in [`crate::entries`]. Null if memory
    /// is exhausted even after a collection.
    pub fn alloc_slow(&mut self, ty: u32, payload: usize) -> Ref {
        let total = total_size(payload);
        if payload > isize::MAX as usize / 2 {
            return core::ptr::null_mut();
        }
        if self.stress || self.since_collection >= self.threshold {
            self.collect();
        }
        if total >= LARGE_SIZE {
            return self.alloc_large(ty, total);
        }
        let header = match self.small_space(total) {
            Some(header) => header,
            None => {
                self.collect();
                match self.small_space(total) {
                    Some(header) => header,
                    None => return core::ptr::null_mut(),
                }
            }
        };
        if self.stress {
            self.retire_current();
        }
        // SAFETY: `small_space` returns `total` zeroed bytes for this object alone.
        unsafe {
            header.cast::<u32>().write(ty);
            header.add(HEADER_SIZE)
        }
    }

    /// One more who counts allocations (`change` 1), or one less (-1). What was allocated since the last call is counted
    /// now, if somebody was counting: allocation itself keeps no account, but objects can be found from header to header.
    pub fn count_allocations(&mut self, change: i64) {
        self.count_regions();
        self.counting = (self.counting + change).max(0);
    }

    /// Brings the count of allocations up to date.
    pub(crate) fn count_regions(&mut self) {
        // SAFETY: the context is this thread's own.
        let cur = unsafe { (*context()).cur as usize };
        let mut regions = core::mem::take(&mut self.regions);
        for region in &mut regions {
            if self.counting > 0 {
                let (objects, bytes) = crate::collect::count_region(crate::runtime::current(), region);
                self.stats.counted_objects += objects;
                self.stats.counted_bytes += bytes;
                continue;
            }
            let ends = [cur, self.overflow.start];
            let filled = ends.into_iter().find(|at| (region.start..=region.end).contains(at));
            region.counted = filled.unwrap_or(region.end);
        }
        self.regions = regions;
    }

    /// Called before a reference is stored in an object whose header says that it is old. This collector marks
    /// the whole heap each time, so no object ever is.
    pub fn write_slow(&mut self, _object: Ref) {}

    /// Collects now, unless collections are stopped.
    pub fn collect(&mut self) {
        if !self.is_paused {
            crate::collect::collect(self);
        }
    }

    /// The object that the address points at or into.
    pub fn find_object(&mut self, address: usize) -> Option<Ref> {
        self.regions.sort_unstable_by_key(|region| region.start);
        crate::collect::find_object(self, crate::runtime::current(), address)
    }

    fn alloc_large(&mut self, ty: u32, total: usize) -> Ref {
        let blocks = (total + HEADER_SIZE).div_ceil(BLOCK_SIZE);
        let mut first = self.take_blocks(blocks);
        if first.is_none() {
            self.collect();
            first = self.take_blocks(blocks);
        }
        let Some(first) = first else { return core::ptr::null_mut() };
        self.blocks[first].usage = Use::LargeStart(blocks as u32);
        for block in &mut self.blocks[first + 1..first + blocks] {
            block.usage = Use::LargeRest(first as u32);
        }
        for block in first..first + blocks {
            self.clear_block(block);
            self.blocks[block].is_dirty = true;
        }
        self.since_collection += total;
        self.stats.allocated += total as u64;
        self.stats.counted_objects += 1;
        self.stats.counted_bytes += total as u64;
        let start = self.address(first);
        let header = (start + HEADER_SIZE) as *mut u8;
        crate::block::set_bit(&mut self.blocks[first].starts, GRANULE);
        // SAFETY: the blocks are this object's, and zeroed.
        unsafe {
            header.cast::<u32>().write(ty);
            header.add(HEADER_SIZE)
        }
    }

    /// `total` zeroed bytes, from the current hole or a new one.
    fn small_space(&mut self, total: usize) -> Option<*mut u8> {
        let context = context();
        // SAFETY: the context is this thread's own.
        let (cur, lim) = unsafe { ((*context).cur as usize, (*context).lim as usize) };
        if cur + total <= lim {
            // SAFETY: as above.
            unsafe { (*context).cur = (cur + total) as *mut u8 };
            return Some(cur as *mut u8);
        }
        if total > LINE_SIZE && lim - cur > LINE_SIZE {
            // Too large for the hole, but others will fit there.
            return self.overflow_space(total);
        }
        self.retire_current();
        while let Some(hole) = self.next_hole() {
            if hole.end - hole.start >= total {
                // SAFETY: as above.
                unsafe {
                    (*context).cur = (hole.start + total) as *mut u8;
                    (*context).lim = hole.end as *mut u8;
                }
                return Some(hole.start as *mut u8);
            }
            if total > LINE_SIZE {
                // Keep the hole for small objects.
                // SAFETY: as above.
                unsafe {
                    (*context).cur = hole.start as *mut u8;
                    (*context).lim = hole.end as *mut u8;
                }
                return self.overflow_space(total);
            }
        }
        let block = self.take_blocks(1)?;
        let region = self.whole_block(block);
        // SAFETY: as above.
        unsafe {
            (*context).cur = (region.start + total) as *mut u8;
            (*context).lim = region.end as *mut u8;
        }
        Some(region.start as *mut u8)
    }

    fn overflow_space(&mut self, total: usize) -> Option<*mut u8> {
        if self.overflow.start + total > self.overflow.end {
            let block = self.take_blocks(1)?;
            self.overflow = self.whole_block(block);
        }
        let start = self.overflow.start;
        self.overflow.start += total;
        Some(start as *mut u8)
    }

    /// A free block as a region.
    fn whole_block(&mut self, block: usize) -> Region {
        self.blocks[block].usage = Use::Small;
        self.clear_block(block);
        self.blocks[block].is_dirty = true;
        let start = self.address(block) + HEADER_SIZE;
        // The last 8 bytes cannot begin a payload.
        let end = self.address(block) + BLOCK_SIZE - HEADER_SIZE;
        let region = Region { start, end, is_walked: false, counted: start };
        self.open_region(region);
        region
    }

    fn open_region(&mut self, region: Region) {
        self.regions.push(region);
        self.since_collection += region.end - region.start;
        self.stats.allocated += (region.end - region.start) as u64;
    }

    /// The next run of free lines in blocks that have some.
    fn next_hole(&mut self) -> Option<Region> {
        while let Some(&block) = self.recyclable.last() {
            let block = block as usize;
            match self.blocks[block].next_hole(self.next_line) {
                Some((first, end)) => {
                    self.next_line = end;
                    let base = self.address(block);
                    let start = base + first * LINE_SIZE + HEADER_SIZE;
                    let end = base + end * LINE_SIZE - HEADER_SIZE;
                    // SAFETY: the lines hold no object.
                    unsafe {
                        core::ptr::write_bytes(
                            (start - HEADER_SIZE) as *mut u8,
                            0,
                            end + 2 * HEADER_SIZE - start,
                        )
                    };
                    let region = Region { start, end, is_walked: false, counted: start };
                    self.open_region(region);
                    return Some(region);
                }
                None => {
                    self.recyclable.pop();
                    self.next_line = 0;
                }
            }
        }
        None
    }

    /// Gives the current hole up.
    pub(crate) fn retire_current(&mut self) {
        let context = context();
        // SAFETY: the context is this thread's own.
        unsafe {
            (*context).cur = core::ptr::null_mut();
            (*context).lim = core::ptr::null_mut();
        }
    }

    /// The first of `count` free blocks in a row; none if the limit or the address space is exhausted.
    fn take_blocks(&mut self, count: usize) -> Option<usize> {
        let used = self.blocks.len() - self.free.len();
        if (used + count).saturating_mul(BLOCK_SIZE) > self.limit.saturating_add(BLOCK_SIZE) {
            return None;
        }
        if count == 1 {
            if let Some(block) = self.free.pop() {
                return Some(block as usize);
            }
        } else if let Some(position) = self.find_run(count) {
            return Some(
                self.free.drain(position..position + count).next().expect("runs are not empty") as usize
            );
        }
        self.reserve();
        let first = self.blocks.len();
        if first + count > self.reserved {
            return None;
        }
        self.blocks.resize(first + count, BlockInfo::FREE);
        self.ask_for_huge_pages();
        Some(first)
    }

    /// Where in the ascending list of free blocks `count` neighbours begin.
    fn find_run(&self, count: usize) -> Option<usize> {
        if self.free.len() < count {
            return None;
        }
        (0..=self.free.len() - count).find(|&i| self.free[i + count - 1] == self.free[i] + count as u32 - 1)
    }

    /// Asks the system for huge pages once the heap is not small: one page fault instead of 512, and look-ups all over a
    /// large object miss fewer translations. The next quarter is asked for at once, so that this happens seldom.
    fn ask_for_huge_pages(&mut self) {
        let end = self.blocks.len();
        if end <= self.huge_end || (end - self.imaged) * BLOCK_SIZE < SMALL_HEAP {
            return;
        }
        let unit = HUGE_PAGE / BLOCK_SIZE;
        let from = self.huge_end.max(self.imaged).next_multiple_of(unit);
        let to = (end + (end - self.imaged) / 4).next_multiple_of(unit).min(self.reserved / unit * unit);
        if from < to {
            let (start, len) = (self.address(from), (to - from) * BLOCK_SIZE);
            // SAFETY: the range is the heap's; the call changes how it is backed and nothing that is in it.
            unsafe { libc::madvise(start as *mut libc::c_void, len, libc::MADV_HUGEPAGE) };
            self.huge_end = to;
        }
    }

    fn clear_block(&mut self, block: usize) {
        if self.blocks[block].is_dirty {
            // SAFETY: the block is free, so nothing refers to its memory.
            unsafe { core::ptr::write_bytes(self.address(block) as *mut u8, 0, BLOCK_SIZE) };
        }
        self.blocks[block].starts = BlockInfo::FREE.starts;
        self.blocks[block].marks = BlockInfo::FREE.marks;
    }

    pub(crate) fn address(&self, block: usize) -> usize {
        self.base + block * BLOCK_SIZE
    }

    /// What an image is to hold of the heap: address and length. None if the heap does not lie where images are
    /// mapped. What is to survive must be reachable otherwise than from the stack.
    pub fn image_part(&mut self) -> Option<(usize, usize)> {
        self.collect();
        self.retire_current();
        self.overflow = Region { start: 0, end: 0, is_walked: true, counted: 0 };
        // Whatever is not alive must not be in the image.
        for number in 0..self.blocks.len() {
            if self.blocks[number].usage == Use::Free {
                self.clear_block(number);
            }
        }
        while self.blocks.last().is_some_and(|block| block.usage == Use::Free) {
            self.blocks.pop();
        }
        // What a process allocates goes to fresh memory, which is zeroed as it is touched; holes in these blocks would have
        // to be copied from the image's file and cleared. The first collection finds them again.
        self.free.clear();
        self.recyclable.clear();
        self.next_line = 0;
        self.blocks.reserve(BLOCKS_BEHIND);
        let len = self.blocks.len() * BLOCK_SIZE;
        if len == 0 {
            self.reserve();
        }
        self.mark_stack = Vec::new();
        self.stats = Stats::default();
        (self.base == juliette_image::place::HEAP).then_some((self.base, len))
    }

    /// Goes on with a heap that was mapped from an image, in another process.
    pub(crate) fn resume(&mut self, limit: Option<usize>) {
        self.imaged = self.blocks.len();
        self.threshold = MIN_THRESHOLD.min(limit.unwrap_or(usize::MAX) / 4);
        self.limit = limit.unwrap_or(usize::MAX);
        self.stack_base = crate::stack::base();
        let mapped = self.imaged * BLOCK_SIZE;
        let mut size = RESERVED;
        while size > mapped {
            let protection = libc::PROT_READ | libc::PROT_WRITE;
            if juliette_image::place::map_at(self.base + mapped, size - mapped, protection) {
                self.reserved = size / BLOCK_SIZE;
                return;
            }
            size /= 2;
        }
        self.reserved = self.imaged;
    }

    fn reserve(&mut self) {
        let mut size = RESERVED;
        // Where images are mapped, if that is free and the system gives so much.
        let place = juliette_image::place::HEAP;
        if self.base == 0 && juliette_image::place::map_at(place, size, libc::PROT_READ | libc::PROT_WRITE) {
            self.base = place;
            self.reserved = size / BLOCK_SIZE;
        }
        while self.base == 0 && size >= BLOCK_SIZE {
            // SAFETY: an anonymous mapping at an address of the kernel's choice.
            let found = unsafe {
                libc::mmap(
                    core::ptr::null_mut(),
                    size,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                    -1,
                    0,
                )
            };
            if found == libc::MAP_FAILED {
                size /= 2;
                continue;
            }
            self.base = (found as usize).next_multiple_of(HUGE_PAGE);
            self.reserved = (found as usize + size - self.base) / BLOCK_SIZE;
        }
    }

    /// After marking: which blocks are free, which have free lines, and when to collect next.
    pub(crate) fn sort_blocks(&mut self, live: usize) {
        self.free.clear();
        self.recyclable.clear();
        self.next_line = 0;
        for (number, block) in self.blocks.iter_mut().enumerate() {
            match block.usage {
                Use::Free => self.free.push(number as u32),
                Use::Small => {
                    if block.used_lines.iter().all(|&word| word == 0) {
                        block.usage = Use::Free;
                        self.free.push(number as u32);
                    } else if block.used_lines.iter().any(|&word| word != u64::MAX) {
                        self.recyclable.push(number as u32);
                    }
                }
                Use::LargeStart(_) | Use::LargeRest(_) => {}
            }
        }
        self.overflow = Region { start: 0, end: 0, is_walked: true, counted: 0 };
        self.since_collection = 0;
        let room = self.limit.saturating_sub(live) / 2;
        self.threshold = (2 * live).max(MIN_THRESHOLD).min(room.max(BLOCK_SIZE));
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        if self.base != 0 {
            // SAFETY: the range was mapped by `reserve`; no object outlives the run-time system.
            unsafe { libc::munmap(self.base as *mut libc::c_void, self.reserved * BLOCK_SIZE) };
        }
    }
}
