//! The thread segment: where a thread-local of the program lies relative to `fs`.
//!
//! Compiled code reaches the thread's context as `fs:[offset]`. In the thread control block the word at
//! `fs:0` holds its own address, so the offset of a thread-local of the program is its address less
//! that word; it is the same in every thread as long as the variable is in the program itself (static model).

/// The `fs`-relative offset of a thread-local variable whose address in this thread is `variable`.
/// None if it does not fit in 32 bits.
pub fn thread_pointer_offset<T>(variable: *const T) -> Option<i32> {
    i32::try_from(variable as i64 - thread_pointer() as i64).ok()
}

/// The address in the `fs` segment base of this thread.
pub fn thread_pointer() -> usize {
    let base: usize;
    // SAFETY: on x86-64 Linux `fs:0` is the first word of the thread control block, always readable.
    unsafe {
        core::arch::asm!("mov {}, fs:[0]", out(reg) base, options(nostack, preserves_flags, readonly));
    }
    base
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use core::cell::Cell;

    thread_local! {
        static CELL: Cell<u64> = const { Cell::new(5) };
    }

    #[test]
    fn the_offset_is_the_same_in_every_thread() {
        let offset = || CELL.with(|cell| thread_pointer_offset(cell).unwrap());
        let here = offset();
        let there = std::thread::spawn(offset).join().unwrap();
        assert_eq!(here, there);
        // SAFETY: reads the thread-local through the offset that was just computed.
        let value = unsafe { *((thread_pointer() as i64 + i64::from(here)) as *const u64) };
        assert_eq!(value, 5);
    }
}
