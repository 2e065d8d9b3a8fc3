//! Where in the address space everything lies that an image holds.
//!
//! The program is linked at a fixed address near zero, so code within the first two gigabytes reaches it by 32-bit
//! displacements. All ranges lie in the first 512 GB, which share one page of the page table's top level, far from
//! where the system puts stacks, libraries and mappings without an address; only the heap of `malloc` is near, and
//! the system starts it at most one gigabyte behind the program. Valgrind keeps its own things from 64 to 128 GB: those
//! are left to it.

/// Where entry-slot cells, and the code behind them, lie.
pub const CODE: usize = 0x6000_0000;
/// Where everything lies that is allocated while the allocator records: as far behind a large page's beginning as in the
/// file, so that the processor can map it in large pages.
pub const ARENA: usize = 0x30_0000_1000;
/// The bytes reserved for it while an image is made.
pub const ARENA_SIZE: usize = 4 << 30;
/// Where the collected heap lies.
pub const HEAP: usize = 0x40_0000_0000;

/// Maps `len` anonymous bytes at exactly this address; false if something is there already.
pub fn map_at(address: usize, len: usize, protection: i32) -> bool {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_FIXED_NOREPLACE;
    // SAFETY: MAP_FIXED_NOREPLACE never replaces a mapping that is there.
    let at = unsafe { libc::mmap(address as *mut libc::c_void, len, protection, flags, -1, 0) };
    if at as usize == address {
        return true;
    }
    if at != libc::MAP_FAILED {
        // SAFETY: an old kernel took the address for a hint; the mapping is ours and unused.
        unsafe { libc::munmap(at, len) };
    }
    false
}
