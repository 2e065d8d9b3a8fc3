//! Entry slots: 8-byte cells that hold a function's current code address, and the stubs they start at.
//!
//! A static call is `call [cell]`. A fresh cell holds the address of a small stub which loads the slot's
//! number and enters `enter_hook`; that saves every argument register, asks the registered hook for code
//! and jumps to it with the arguments as they were. So a function is compiled when it is first called, and
//! is replaced or invalidated by one store into its cell.
//!
//! Invariant: a cell never moves and always holds an address that can be called with any C signature.

use crate::ExecError;
use crate::memory::CodeSpace;
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// What is called when a slot without code is entered: gives the address to go on at.
pub type CompileHook = extern "C" fn(slot: u32) -> *const u8;

/// Stubs are written for this many slots at a time.
const CHUNK: usize = 64;
/// `mov eax, imm32; jmp [rip+disp32]`, padded.
const STUB_BYTES: usize = 16;

static HOOK: AtomicUsize = AtomicUsize::new(0);

/// Registers the function that compiles slots. All slot tables of the process share it.
pub fn set_compile_hook(hook: CompileHook) {
    HOOK.store(hook as usize, Ordering::Release);
}

/// The entry slots that live in one `CodeSpace`.
pub struct SlotTable {
    cells: *mut u64,
    limit: usize,
    len: usize,
    /// Address of the stub of each chunk's first slot.
    chunks: Vec<usize>,
    /// Address of the code word that holds `enter_hook`'s address, once written.
    hook_word: usize,
}

// SAFETY: cells are only touched through atomic accesses; the rest is plain data.
unsafe impl Send for SlotTable {}

impl SlotTable {
    /// The slot table of `space`; there must be only one. It must not outlive the space.
    pub fn new(space: &CodeSpace) -> Self {
        let (cells, limit) = space.cells();
        Self { cells, limit, len: 0, chunks: Vec::new(), hook_word: 0 }
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no slot yet.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Makes a slot that starts at its stub.
    pub fn add(&mut self, space: &mut CodeSpace) -> Result<u32, ExecError> {
        if self.len == self.limit {
            return Err(ExecError::OutOfSlots(self.limit));
        }
        if self.len == self.chunks.len() * CHUNK {
            self.write_chunk(space)?;
        }
        let slot = self.len as u32;
        self.len += 1;
        self.reset(slot);
        Ok(slot)
    }

    /// The address of a slot's cell.
    pub fn cell(&self, slot: u32) -> usize {
        assert!((slot as usize) < self.len, "slot {slot} does not exist");
        self.cells as usize + slot as usize * 8
    }

    /// The code a slot leads to now: its stub, or what was set last.
    pub fn target(&self, slot: u32) -> usize {
        self.atomic(slot).load(Ordering::Acquire) as usize
    }

    /// Makes calls through `slot` go to `code`.
    pub fn set(&self, slot: u32, code: usize) {
        self.atomic(slot).store(code as u64, Ordering::Release);
    }

    /// Sends calls through every slot to its stub again.
    pub fn reset_all(&self) {
        (0..self.len as u32).for_each(|slot| self.reset(slot));
    }

    /// Sends calls through `slot` to its stub again, so that the next one compiles.
    pub fn reset(&self, slot: u32) {
        self.set(slot, self.stub(slot));
    }

    /// The address of a slot's stub.
    pub fn stub(&self, slot: u32) -> usize {
        self.chunks[slot as usize / CHUNK] + slot as usize % CHUNK * STUB_BYTES
    }

    fn atomic(&self, slot: u32) -> &AtomicU64 {
        // SAFETY: `cell` checks the bound; cells are 8-aligned, mapped and used atomically only (compiled
        // code reads them with one aligned 8-byte load).
        unsafe { AtomicU64::from_ptr(self.cell(slot) as *mut u64) }
    }

    fn write_chunk(&mut self, space: &mut CodeSpace) -> Result<(), ExecError> {
        if self.hook_word == 0 {
            let word = space.install(&(enter_hook as extern "C" fn() as usize as u64).to_le_bytes())?;
            self.hook_word = space.address(word);
        }
        let range = space.allocate(CHUNK * STUB_BYTES)?;
        let start = space.address(range);
        let first = (self.chunks.len() * CHUNK) as u32;
        for (index, stub) in space.bytes_mut(range).chunks_exact_mut(STUB_BYTES).enumerate() {
            let end = start + index * STUB_BYTES + 11;
            let displacement = self.hook_word.wrapping_sub(end) as u32;
            stub[0] = 0xb8;
            stub[1..5].copy_from_slice(&(first + index as u32).to_le_bytes());
            stub[5..7].copy_from_slice(&[0xff, 0x25]);
            stub[7..11].copy_from_slice(&displacement.to_le_bytes());
            stub[11..].fill(0xcc);
        }
        self.chunks.push(start);
        Ok(())
    }
}

extern "C" fn ask_hook(slot: u32) -> *const u8 {
    let hook = HOOK.load(Ordering::Acquire);
    assert!(hook != 0, "slot {slot} was entered before a compile hook was registered");
    // SAFETY: only `set_compile_hook` stores here, and only functions of this type.
    let hook: CompileHook = unsafe { core::mem::transmute(hook) };
    hook(slot)
}

/// Entered by a stub with the slot in `eax` and the caller's arguments in their registers.
#[unsafe(naked)]
extern "C" fn enter_hook() {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rdi",
        "push rsi",
        "push rdx",
        "push rcx",
        "push r8",
        "push r9",
        "sub rsp, 64",
        "movsd [rsp], xmm0",
        "movsd [rsp + 8], xmm1",
        "movsd [rsp + 16], xmm2",
        "movsd [rsp + 24], xmm3",
        "movsd [rsp + 32], xmm4",
        "movsd [rsp + 40], xmm5",
        "movsd [rsp + 48], xmm6",
        "movsd [rsp + 56], xmm7",
        "mov edi, eax",
        "call {ask}",
        "movsd xmm0, [rsp]",
        "movsd xmm1, [rsp + 8]",
        "movsd xmm2, [rsp + 16]",
        "movsd xmm3, [rsp + 24]",
        "movsd xmm4, [rsp + 32]",
        "movsd xmm5, [rsp + 40]",
        "movsd xmm6, [rsp + 48]",
        "movsd xmm7, [rsp + 56]",
        "add rsp, 64",
        "pop r9",
        "pop r8",
        "pop rcx",
        "pop rdx",
        "pop rsi",
        "pop rdi",
        "pop rbp",
        "jmp rax",
        ask = sym ask_hook,
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use core::sync::atomic::AtomicU32;

    static ASKED: AtomicU32 = AtomicU32::new(0);

    extern "C" fn sum(a: i64, b: i64, c: f64, d: i64, e: f64) -> f64 {
        (a + b + d) as f64 + c * e
    }

    extern "C" fn hook(slot: u32) -> *const u8 {
        ASKED.fetch_add(slot, Ordering::Relaxed);
        sum as extern "C" fn(i64, i64, f64, i64, f64) -> f64 as *const u8
    }

    #[test]
    fn a_stub_compiles_and_keeps_the_arguments() {
        let mut space = CodeSpace::new(1 << 20).unwrap();
        let mut slots = SlotTable::new(&space);
        for expected in 0..100 {
            assert_eq!(slots.add(&mut space).unwrap(), expected);
        }
        set_compile_hook(hook);
        // SAFETY: the slot's code has this signature.
        let call: extern "C" fn(i64, i64, f64, i64, f64) -> f64 =
            unsafe { core::mem::transmute(slots.target(77)) };
        assert_eq!(call(1, 2, 1.5, 3, 4.0), 12.0);
        assert_eq!(ASKED.load(Ordering::Relaxed), 77);
        slots.set(77, 0x1234);
        assert_eq!(slots.target(77), 0x1234);
        slots.reset(77);
        assert_eq!(slots.target(77), slots.stub(77));
    }
}
