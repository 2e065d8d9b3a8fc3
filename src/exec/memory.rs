//! Executable memory: one piece of shared memory mapped twice, a writable view and an executable view.
//!
//! Invariant: no byte is ever reachable through a mapping that is both writable and executable. Code and
//! slot cells lie in one stretch of addresses, placed within ±1 GB of the program's own code where the
//! address space allows it, so that a 32-bit displacement reaches the runtime; `near_program` says whether
//! it does. Allocation bumps; a block that was freed is offered again to requests of its size class.
//!
//! What lies in a base image is mapped by whoever opens the image, and is never written to again: after [`CodeSpace::resume`]
//! new code goes behind it, to a file of its own that is made when the first byte is wanted.

use crate::ExecError;
use core::ptr;

/// Bytes set aside for entry-slot cells, in front of the code.
const SLOT_BYTES: usize = 8 << 20;
const PAGE: usize = 4096;
/// The alignment of every block of code.
pub const CODE_ALIGN: usize = 64;
/// Classes of block sizes, enough for blocks of 4 GB.
const FREE_CLASSES: usize = 112;
/// Bytes beyond an allocation which a writer may overwrite (block copies write whole chunks).
pub const OVERRUN: usize = 64;

/// A piece of code memory: offset from the start of the region, and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRange {
    /// Offset of the first byte from the start of the code region.
    pub offset: u32,
    /// Length in bytes.
    pub len: u32,
}

/// The code region and the slot cells that go with it.
pub struct CodeSpace {
    cells: *mut u64,
    /// The writable view; null as long as nothing was allocated behind an image's code.
    writable: *mut u8,
    executable: *const u8,
    reserved: usize,
    used: usize,
    /// Bytes at the beginning that an image holds; the views begin behind them.
    imaged: usize,
    near_program: bool,
    free: [Vec<CodeRange>; FREE_CLASSES],
}

// SAFETY: the pointers are to mappings owned by this value; nothing in them is tied to a thread.
unsafe impl Send for CodeSpace {}

impl CodeSpace {
    /// Reserves room for `reserved` bytes of code (rounded up to pages; pages are touched on demand).
    pub fn new(reserved: usize) -> Result<Self, ExecError> {
        let reserved = reserved.next_multiple_of(4096);
        let (base, near_program) = reserve_near_program(SLOT_BYTES + reserved)?;
        // SAFETY: the reservation has at least that many bytes.
        let code = unsafe { base.add(SLOT_BYTES) };
        let views = open_cells(base).and_then(|()| map_views(code, reserved));
        let (writable, executable) = match views {
            Ok(views) => views,
            Err(error) => {
                // SAFETY: the reservation was made above and nothing points into it yet.
                unsafe { libc::munmap(base.cast(), SLOT_BYTES + reserved) };
                return Err(error);
            }
        };
        Ok(Self {
            cells: base.cast(),
            writable,
            executable,
            reserved,
            used: 0,
            imaged: 0,
            near_program,
            free: [const { Vec::new() }; FREE_CLASSES],
        })
    }

    /// What an image is to hold of this space: its cells' bytes with those that `cells` of them take, and the code's.
    /// Each is an address and a length in whole pages. None if the space does not lie where images are mapped.
    pub fn image_parts(&self, cells: usize) -> Option<[(usize, usize); 2]> {
        if self.cells as usize != juliette_image::place::CODE {
            return None;
        }
        let cells = (cells * 8).next_multiple_of(PAGE);
        let code = self.used.next_multiple_of(PAGE);
        Some([(self.cells as usize, cells), (self.executable as usize, code)])
    }

    /// Goes on with a space that was mapped from an image, of which `cells` cells are in use.
    pub fn resume(&mut self, cells: usize) -> Result<(), ExecError> {
        self.free = [const { Vec::new() }; FREE_CLASSES];
        self.used = self.used.next_multiple_of(PAGE);
        self.imaged = self.used;
        self.writable = ptr::null_mut();
        let mapped = (cells * 8).next_multiple_of(PAGE);
        let rest = self.cells as usize + mapped;
        if !juliette_image::place::map_at(rest, SLOT_BYTES - mapped, libc::PROT_READ | libc::PROT_WRITE) {
            return Err(last_error("the entry slots"));
        }
        Ok(())
    }

    /// Maps the two views of the code behind an image's.
    fn open_views(&mut self) -> Result<(), ExecError> {
        let len = self.reserved - self.imaged;
        let rest = self.executable as usize + self.imaged;
        if !juliette_image::place::map_at(rest, len, libc::PROT_NONE) {
            return Err(last_error("the code region"));
        }
        (self.writable, _) = map_views(rest as *mut u8, len)?;
        Ok(())
    }

    /// Whether code here reaches the program's own code with a 32-bit displacement.
    pub fn near_program(&self) -> bool {
        self.near_program
    }

    /// Bytes of code handed out so far, freed ones included.
    pub fn used(&self) -> usize {
        self.used
    }

    /// Takes `len` bytes aligned to [`CODE_ALIGN`]. At least [`OVERRUN`] bytes beyond stay inside the mapping.
    #[inline]
    pub fn allocate(&mut self, len: usize) -> Result<CodeRange, ExecError> {
        let (rounded, class) = block_of(len);
        match self.free.get_mut(class).and_then(Vec::pop) {
            Some(range) => Ok(CodeRange { offset: range.offset, len: len as u32 }),
            None => self.take(len, rounded),
        }
    }

    /// Takes as much from what was never handed out: `len` bytes, which a block of `rounded` bytes holds.
    #[inline(never)]
    fn take(&mut self, len: usize, rounded: usize) -> Result<CodeRange, ExecError> {
        let offset = self.used;
        if offset + rounded + OVERRUN > self.reserved {
            return Err(ExecError::OutOfCodeMemory(len, self.reserved));
        }
        if self.writable.is_null() {
            self.open_views()?;
        }
        self.used = offset + rounded;
        Ok(CodeRange { offset: offset as u32, len: len as u32 })
    }

    /// Gives a block back. The caller answers for nobody running in it or returning into it.
    pub fn give_back(&mut self, range: CodeRange) {
        let (_, class) = block_of(range.len as usize);
        if let Some(list) = self.free.get_mut(class) {
            list.push(range);
        }
    }

    /// The bytes of a block, for writing.
    #[inline]
    pub fn bytes_mut(&mut self, range: CodeRange) -> &mut [u8] {
        assert!(range.offset as usize + range.len as usize <= self.reserved, "code range outside its region");
        assert!(range.offset as usize >= self.imaged, "code of an image is never changed");
        // SAFETY: inside the writable mapping (checked above; a range behind the image's was allocated, so the mapping
        // is there); `&mut self` excludes other writers.
        unsafe {
            let start = self.writable.add(range.offset as usize - self.imaged);
            core::slice::from_raw_parts_mut(start, range.len as usize)
        }
    }

    /// The bytes of a block as they are now.
    pub fn bytes(&self, range: CodeRange) -> &[u8] {
        assert!(range.offset as usize + range.len as usize <= self.reserved, "code range outside its region");
        // SAFETY: inside the mapping (checked above); writers need `&mut self`.
        unsafe { core::slice::from_raw_parts(self.executable.add(range.offset as usize), range.len as usize) }
    }

    /// The address at which a block runs.
    pub fn address(&self, range: CodeRange) -> usize {
        self.executable as usize + range.offset as usize
    }

    /// Copies `code` into fresh memory and returns where it lies.
    pub fn install(&mut self, code: &[u8]) -> Result<CodeRange, ExecError> {
        let range = self.allocate(code.len())?;
        self.bytes_mut(range).copy_from_slice(code);
        Ok(range)
    }

    /// The cells of the entry slots: first cell and how many there are.
    pub(crate) fn cells(&self) -> (*mut u64, usize) {
        (self.cells, SLOT_BYTES / 8)
    }
}

impl Drop for CodeSpace {
    fn drop(&mut self) {
        // SAFETY: both mappings were made by `new` with these sizes; the owner ends their use by dropping.
        unsafe {
            libc::munmap(self.cells.cast(), SLOT_BYTES + self.reserved);
            if !self.writable.is_null() {
                libc::munmap(self.writable.cast(), self.reserved - self.imaged);
            }
        }
    }
}

/// The size of the block that `len` bytes get, and its class: all blocks of a class have the same size. There are four
/// classes to each doubling, so at most a fifth of a block is lost.
#[inline]
fn block_of(len: usize) -> (usize, usize) {
    // One less than it takes of the smallest blocks.
    let more = len.saturating_sub(1) / CODE_ALIGN;
    if more < 4 {
        return ((more + 1) * CODE_ALIGN, more);
    }
    let step = more.ilog2() - 2;
    let quarters = more >> step;
    (((quarters + 1) * CODE_ALIGN) << step, 4 * step as usize + quarters)
}

fn last_error(what: &'static str) -> ExecError {
    ExecError::Mapping(what, std::io::Error::last_os_error().raw_os_error().unwrap_or(0))
}

/// Reserves `len` inaccessible bytes, below the program's code and within 1 GB of it where possible.
fn reserve_near_program(len: usize) -> Result<(*mut u8, bool), ExecError> {
    const STEP: usize = 32 << 20;
    const REACH: usize = 1 << 30;
    let program = (reserve_near_program as fn(usize) -> _ as usize) & !(STEP - 1);
    // A program at a fixed address near zero has its code where images are mapped.
    let place = juliette_image::place::CODE;
    if program < place && place + len < 1 << 31 && juliette_image::place::map_at(place, len, libc::PROT_NONE)
    {
        return Ok((place as *mut u8, true));
    }
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    let mut distance = len.next_multiple_of(STEP) + STEP;
    while distance < REACH && distance < program {
        let hint = (program - distance) as *mut libc::c_void;
        // SAFETY: MAP_FIXED_NOREPLACE never replaces a mapping that is there.
        let at = unsafe { libc::mmap(hint, len, libc::PROT_NONE, flags | libc::MAP_FIXED_NOREPLACE, -1, 0) };
        if at == hint {
            return Ok((at.cast(), true));
        }
        if at != libc::MAP_FAILED {
            // SAFETY: an old kernel took the address for a hint; the mapping is ours and unused.
            unsafe { libc::munmap(at, len) };
        }
        distance += STEP;
    }
    // SAFETY: a fresh anonymous mapping anywhere.
    let at = unsafe { libc::mmap(ptr::null_mut(), len, libc::PROT_NONE, flags, -1, 0) };
    if at == libc::MAP_FAILED { Err(last_error("the code region")) } else { Ok((at.cast(), false)) }
}

/// Makes the cells at the beginning of a reservation usable.
fn open_cells(base: *mut u8) -> Result<(), ExecError> {
    // SAFETY: `base` is our reservation of more than that many bytes.
    match unsafe { libc::mprotect(base.cast(), SLOT_BYTES, libc::PROT_READ | libc::PROT_WRITE) } {
        0 => Ok(()),
        _ => Err(last_error("the entry slots")),
    }
}

/// Maps `len` bytes of shared memory twice: the writable view anywhere, the executable one at `code`, which is reserved.
///
/// The memory belongs to no file that has a name, so that perf takes it for what it is: code that was made at run time,
/// whose names are in the perf map. Where a mapping cannot be doubled (in valgrind), both views are of a memfd.
fn map_views(code: *mut u8, len: usize) -> Result<(*mut u8, *const u8), ExecError> {
    // SAFETY: a new mapping; its second view (what `mremap` makes of a shared mapping if the old length is 0) replaces our
    // own reservation only.
    unsafe {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_SHARED | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let writable = libc::mmap(ptr::null_mut(), len, protection, flags, -1, 0);
        if writable == libc::MAP_FAILED {
            return Err(last_error("the code memory"));
        }
        let flags = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
        let executable = libc::mremap(writable, 0, len, flags, code);
        if executable == libc::MAP_FAILED {
            libc::munmap(writable, len);
            return map_file_views(code, len);
        }
        if libc::mprotect(executable, len, libc::PROT_READ | libc::PROT_EXEC) != 0 {
            return Err(last_error("the views of code"));
        }
        Ok((writable.cast(), executable.cast_const().cast()))
    }
}

/// The same with a memfd.
fn map_file_views(code: *mut u8, len: usize) -> Result<(*mut u8, *const u8), ExecError> {
    // SAFETY: the name is a C string, the flag is a valid one; MAP_FIXED replaces only our own reservation.
    unsafe {
        let fd = libc::memfd_create(c"juliette-code".as_ptr(), libc::MFD_CLOEXEC);
        if fd < 0 || libc::ftruncate(fd, len as i64) != 0 {
            return Err(last_error("a code file"));
        }
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let writable = libc::mmap(ptr::null_mut(), len, protection, libc::MAP_SHARED, fd, 0);
        let protection = libc::PROT_READ | libc::PROT_EXEC;
        let executable = libc::mmap(code.cast(), len, protection, libc::MAP_SHARED | libc::MAP_FIXED, fd, 0);
        let error = last_error("the views of code");
        // The mappings keep the file alive.
        libc::close(fd);
        if writable == libc::MAP_FAILED || executable == libc::MAP_FAILED {
            return Err(error);
        }
        Ok((writable.cast(), executable.cast_const().cast()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn code_written_through_one_view_runs_through_the_other() {
        let mut space = CodeSpace::new(1 << 20).unwrap();
        let range = space.install(&[0xb8, 42, 0, 0, 0, 0xc3]).unwrap();
        // SAFETY: the bytes are `mov eax, 42; ret`.
        let run: extern "C" fn() -> i32 = unsafe { core::mem::transmute(space.address(range)) };
        assert_eq!(run(), 42);
        space.bytes_mut(range)[1] = 7;
        assert_eq!(run(), 7);
    }

    #[test]
    fn a_full_region_is_an_error_and_freed_blocks_come_back() {
        let mut space = CodeSpace::new(12288).unwrap();
        let first = space.allocate(4000).unwrap();
        assert!(space.allocate(4000).is_ok());
        assert_eq!(space.allocate(4000), Err(ExecError::OutOfCodeMemory(4000, 12288)));
        space.give_back(first);
        assert_eq!(space.allocate(4001).unwrap().offset, first.offset);
    }

    #[test]
    fn blocks_of_a_class_have_one_size() {
        let mut last = (0, 0);
        for len in 1..100_000 {
            let (size, class) = block_of(len);
            assert!(size >= len && size.is_multiple_of(CODE_ALIGN) && class < FREE_CLASSES);
            assert!((size, class) == last || size > last.0 && (class > last.1 || last == (0, 0)), "{len}");
            last = (size, class);
        }
    }

    #[test]
    fn code_lies_near_the_program() {
        let space = CodeSpace::new(64 << 20).unwrap();
        if space.near_program() {
            let here = a_full_region_is_an_error_and_freed_blocks_come_back as fn() as usize;
            let there = space.address(CodeRange { offset: 0, len: 0 });
            assert!(here.abs_diff(there) < 1 << 31);
        }
    }
}
