//! What a backend must know of the process that compiled code will run in. Numbers only: no pointer is followed here.

/// Routines of the run-time system that operations need beside its call table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SupportRoutine {
    /// `extern "C" fn(reason: u32) -> !`: raises the exception for a [`crate::TrapReason`].
    Trap,
    /// `extern "C" fn(record: ptr) -> i32`: installs a handler record and gives 0, and gives 1 after a throw.
    TryEnter,
    /// `extern "C" fn(record: ptr)`: uninstalls a handler record.
    TryLeave,
    /// `extern "C" fn()`: what a raised safepoint flag asks for.
    Safepoint,
}

/// Addresses and offsets that are constant for the process.
pub trait Environment {
    /// The address of the 8-byte cell that holds the code address of entry slot `slot`.
    fn slot_cell(&self, slot: u32) -> u64;

    /// The address of entry `index` of the run-time system's call table.
    fn runtime_address(&self, index: u32) -> u64;

    /// The address of a support routine.
    fn support_address(&self, routine: SupportRoutine) -> u64;

    /// The thread's context is at `fs:0` plus this many bytes.
    fn context_offset(&self) -> i32;

    /// Where in the context the safepoint flag is: a `u32` that is not 0 when something is asked for.
    fn safepoint_flag_offset(&self) -> i32;
}
