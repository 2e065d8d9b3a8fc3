//! Calling compiled code from Rust with a signature that is only known at run time.
//!
//! The System V C convention passes integers and pointers in six registers, floats in eight, and the rest on
//! the stack in order; `RegisterImage` is that picture as plain data. Used by tests, by the engine's
//! dynamic entry, and by nothing that is hot.

/// The arguments of one call, placed, and its results.
#[derive(Clone, Debug, Default)]
#[repr(C)]
pub struct RegisterImage {
    /// rdi, rsi, rdx, rcx, r8, r9.
    pub ints: [u64; 6],
    /// The low 8 bytes of xmm0 to xmm7.
    pub floats: [u64; 8],
    /// rax and rdx after the call.
    pub int_results: [u64; 2],
    /// The low 8 bytes of xmm0 and xmm1 after the call.
    pub float_results: [u64; 2],
}

/// Which register file an argument or result travels in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Integers and pointers.
    Int,
    /// Floats.
    Float,
}

/// The arguments of a call while they are being placed.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    image: RegisterImage,
    stack: Vec<u64>,
    ints: usize,
    floats: usize,
}

impl Arguments {
    /// No arguments yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next argument, as its bits.
    pub fn push(&mut self, class: Class, bits: u64) {
        match class {
            Class::Int if self.ints < 6 => {
                self.image.ints[self.ints] = bits;
                self.ints += 1;
            }
            Class::Float if self.floats < 8 => {
                self.image.floats[self.floats] = bits;
                self.floats += 1;
            }
            Class::Int | Class::Float => self.stack.push(bits),
        }
    }

    /// Calls `code` and returns the image with its results filled in.
    ///
    /// # Safety
    /// `code` must be the address of code with the C convention that takes arguments of these classes.
    pub unsafe fn call(mut self, code: usize) -> RegisterImage {
        // SAFETY: the image and the stack words live through the call; the caller vouches for `code`.
        unsafe { call_with_image(code, &raw mut self.image, self.stack.as_ptr(), self.stack.len()) };
        self.image
    }
}

/// Loads the registers, pushes the stack words, calls, and stores the results.
///
/// # Safety
/// As for [`Arguments::call`]; `image` must be valid and `stack` point at `words` readable words.
#[unsafe(naked)]
unsafe extern "C" fn call_with_image(
    code: usize,
    image: *mut RegisterImage,
    stack: *const u64,
    words: usize,
) {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "mov rbx, rsi",
        "mov r11, rdi",
        "test cl, 1",
        "jz 2f",
        "push 0",
        "2:",
        "test rcx, rcx",
        "jz 3f",
        "push [rdx + rcx*8 - 8]",
        "dec rcx",
        "jmp 2b",
        "3:",
        "mov rdi, [rbx]",
        "mov rsi, [rbx + 8]",
        "mov rdx, [rbx + 16]",
        "mov rcx, [rbx + 24]",
        "mov r8, [rbx + 32]",
        "mov r9, [rbx + 40]",
        "movsd xmm0, [rbx + 48]",
        "movsd xmm1, [rbx + 56]",
        "movsd xmm2, [rbx + 64]",
        "movsd xmm3, [rbx + 72]",
        "movsd xmm4, [rbx + 80]",
        "movsd xmm5, [rbx + 88]",
        "movsd xmm6, [rbx + 96]",
        "movsd xmm7, [rbx + 104]",
        "xor eax, eax",
        "call r11",
        "mov [rbx + 112], rax",
        "mov [rbx + 120], rdx",
        "movsd [rbx + 128], xmm0",
        "movsd [rbx + 136], xmm1",
        "lea rsp, [rbp - 16]",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::too_many_arguments, reason = "stack arguments are what is tested")]
    extern "C" fn many(
        a: i64,
        x: f64,
        b: i64,
        c: i64,
        d: i64,
        e: i64,
        f: i64,
        g: i64,
        h: i64,
        i: i64,
        y: f64,
    ) -> f64 {
        (a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i) as f64 + x * y
    }

    #[test]
    fn arguments_go_to_registers_then_to_the_stack() {
        let mut arguments = Arguments::new();
        arguments.push(Class::Int, 1);
        arguments.push(Class::Float, 2.0f64.to_bits());
        for value in 2..=9 {
            arguments.push(Class::Int, value);
        }
        arguments.push(Class::Float, 0.5f64.to_bits());
        // SAFETY: `many` takes nine integers and two floats in this order.
        let image = unsafe { arguments.call(many as *const () as usize) };
        assert_eq!(f64::from_bits(image.float_results[0]), 286.0);
    }
}
