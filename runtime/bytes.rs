//! `memcpy` and its like for a program that is linked with musl, whose own copy eight bytes at a time after a slow start,
//! and compare byte by byte.
//!
//! Short blocks are moved by loads and stores that overlap: all of a block of up to 64 bytes is loaded before anything is
//! stored, so the same code serves `memmove`. Long blocks go to the processor's own loop.
//!
//! Invariant: nothing here is written in Rust, whose compiler makes calls of these functions of loops that look like them.

core::arch::global_asm!(
    // void* memcpy(to: rdi, from: rsi, count: rdx), and memmove.
    ".p2align 5",
    ".globl juliette_memcpy",
    ".hidden juliette_memcpy",
    ".type juliette_memcpy, @function",
    "juliette_memcpy:",
    "mov rax, rdi",
    "cmp rdx, 16",
    "jb 3f",
    "cmp rdx, 32",
    "ja 2f",
    "movups xmm0, [rsi]",
    "movups xmm1, [rsi + rdx - 16]",
    "movups [rdi], xmm0",
    "movups [rdi + rdx - 16], xmm1",
    "ret",
    "2:",
    "cmp rdx, 64",
    "ja 6f",
    "movups xmm0, [rsi]",
    "movups xmm1, [rsi + 16]",
    "movups xmm2, [rsi + rdx - 32]",
    "movups xmm3, [rsi + rdx - 16]",
    "movups [rdi], xmm0",
    "movups [rdi + 16], xmm1",
    "movups [rdi + rdx - 32], xmm2",
    "movups [rdi + rdx - 16], xmm3",
    "ret",
    "3:",
    "cmp edx, 8",
    "jae 4f",
    "cmp edx, 4",
    "jae 5f",
    "test edx, edx",
    "je 7f",
    // One to three bytes: the first, the middle one, the last.
    "movzx ecx, byte ptr [rsi]",
    "movzx r8d, byte ptr [rsi + rdx - 1]",
    "mov r9, rdx",
    "shr r9, 1",
    "movzx r10d, byte ptr [rsi + r9]",
    "mov [rdi], cl",
    "mov [rdi + r9], r10b",
    "mov [rdi + rdx - 1], r8b",
    "7:",
    "ret",
    "4:",
    "mov rcx, [rsi]",
    "mov r8, [rsi + rdx - 8]",
    "mov [rdi], rcx",
    "mov [rdi + rdx - 8], r8",
    "ret",
    "5:",
    "mov ecx, [rsi]",
    "mov r8d, [rsi + rdx - 4]",
    "mov [rdi], ecx",
    "mov [rdi + rdx - 4], r8d",
    "ret",
    "6:",
    // More than 64 bytes. Where the target begins within the source, from the end.
    "mov rcx, rdi",
    "sub rcx, rsi",
    "cmp rcx, rdx",
    "jb 9f",
    "cmp rdx, 1024",
    "ja 10f",
    // The last 64 bytes are loaded now, for the loop may write over them.
    "movups xmm4, [rsi + rdx - 64]",
    "movups xmm5, [rsi + rdx - 48]",
    "movups xmm6, [rsi + rdx - 32]",
    "movups xmm7, [rsi + rdx - 16]",
    "lea r8, [rdi + rdx - 64]",
    "8:",
    "movups xmm0, [rsi]",
    "movups xmm1, [rsi + 16]",
    "movups xmm2, [rsi + 32]",
    "movups xmm3, [rsi + 48]",
    "movups [rdi], xmm0",
    "movups [rdi + 16], xmm1",
    "movups [rdi + 32], xmm2",
    "movups [rdi + 48], xmm3",
    "add rsi, 64",
    "add rdi, 64",
    "cmp rdi, r8",
    "jb 8b",
    "movups [r8], xmm4",
    "movups [r8 + 16], xmm5",
    "movups [r8 + 32], xmm6",
    "movups [r8 + 48], xmm7",
    "ret",
    "10:",
    "mov rcx, rdx",
    "rep movsb",
    "ret",
    "9:",
    "movups xmm4, [rsi]",
    "movups xmm5, [rsi + 16]",
    "movups xmm6, [rsi + 32]",
    "movups xmm7, [rsi + 48]",
    "11:",
    "movups xmm0, [rsi + rdx - 16]",
    "movups xmm1, [rsi + rdx - 32]",
    "movups xmm2, [rsi + rdx - 48]",
    "movups xmm3, [rsi + rdx - 64]",
    "movups [rdi + rdx - 16], xmm0",
    "movups [rdi + rdx - 32], xmm1",
    "movups [rdi + rdx - 48], xmm2",
    "movups [rdi + rdx - 64], xmm3",
    "sub rdx, 64",
    "cmp rdx, 64",
    "ja 11b",
    "movups [rdi], xmm4",
    "movups [rdi + 16], xmm5",
    "movups [rdi + 32], xmm6",
    "movups [rdi + 48], xmm7",
    "ret",
    // void* memset(to: rdi, byte: esi, count: rdx).
    ".p2align 5",
    ".globl juliette_memset",
    ".hidden juliette_memset",
    ".type juliette_memset, @function",
    "juliette_memset:",
    "mov rax, rdi",
    "movzx ecx, sil",
    "mov r8, 0x0101010101010101",
    "imul rcx, r8",
    "cmp rdx, 16",
    "jb 3f",
    "movq xmm0, rcx",
    "punpcklqdq xmm0, xmm0",
    "cmp rdx, 1024",
    "ja 6f",
    "movups [rdi + rdx - 16], xmm0",
    "lea r8, [rdi + rdx - 16]",
    "2:",
    "movups [rdi], xmm0",
    "add rdi, 16",
    "cmp rdi, r8",
    "jb 2b",
    "ret",
    "3:",
    "cmp edx, 8",
    "jae 4f",
    "cmp edx, 4",
    "jae 5f",
    "test edx, edx",
    "je 7f",
    "mov [rdi], cl",
    "mov [rdi + rdx - 1], cl",
    "shr rdx, 1",
    "mov [rdi + rdx], cl",
    "7:",
    "ret",
    "4:",
    "mov [rdi], rcx",
    "mov [rdi + rdx - 8], rcx",
    "ret",
    "5:",
    "mov [rdi], ecx",
    "mov [rdi + rdx - 4], ecx",
    "ret",
    "6:",
    "mov r8, rax",
    "mov eax, esi",
    "mov rcx, rdx",
    "rep stosb",
    "mov rax, r8",
    "ret",
    // int memcmp(a: rdi, b: rsi, count: rdx), and bcmp.
    ".p2align 5",
    ".globl juliette_memcmp",
    ".hidden juliette_memcmp",
    ".type juliette_memcmp, @function",
    "juliette_memcmp:",
    "xor ecx, ecx",
    "sub rdx, 16",
    "jb 4f",
    "2:",
    "movups xmm0, [rdi + rcx]",
    "movups xmm1, [rsi + rcx]",
    "pcmpeqb xmm0, xmm1",
    "pmovmskb eax, xmm0",
    "xor eax, 0xffff",
    "jne 3f",
    "cmp rcx, rdx",
    "jae 7f",
    "add rcx, 16",
    "cmp rcx, rdx",
    "cmova rcx, rdx",
    "jmp 2b",
    "3:",
    "bsf eax, eax",
    "add rcx, rax",
    "movzx eax, byte ptr [rdi + rcx]",
    "movzx edx, byte ptr [rsi + rcx]",
    "sub eax, edx",
    "ret",
    "7:",
    "xor eax, eax",
    "ret",
    "4:",
    "add rdx, 16",
    "cmp edx, 8",
    "jae 8f",
    "cmp edx, 4",
    "jae 9f",
    "5:",
    "cmp rcx, rdx",
    "je 7b",
    "movzx eax, byte ptr [rdi + rcx]",
    "movzx r8d, byte ptr [rsi + rcx]",
    "inc rcx",
    "sub eax, r8d",
    "je 5b",
    "ret",
    "8:",
    "mov rax, [rdi]",
    "mov r8, [rsi]",
    "cmp rax, r8",
    "jne 10f",
    "mov rax, [rdi + rdx - 8]",
    "mov r8, [rsi + rdx - 8]",
    "cmp rax, r8",
    "jne 10f",
    "xor eax, eax",
    "ret",
    "9:",
    "mov eax, [rdi]",
    "mov r8d, [rsi]",
    "cmp eax, r8d",
    "jne 11f",
    "mov eax, [rdi + rdx - 4]",
    "mov r8d, [rsi + rdx - 4]",
    "cmp eax, r8d",
    "jne 11f",
    "xor eax, eax",
    "ret",
    // The first byte that differs is the highest once the bytes are turned round.
    "10:",
    "bswap rax",
    "bswap r8",
    "cmp rax, r8",
    "sbb eax, eax",
    "or eax, 1",
    "ret",
    "11:",
    "bswap eax",
    "bswap r8d",
    "cmp eax, r8d",
    "sbb eax, eax",
    "or eax, 1",
    "ret",
);

#[cfg(target_env = "musl")]
core::arch::global_asm!(
    ".globl memcpy",
    ".set memcpy, juliette_memcpy",
    ".globl memmove",
    ".set memmove, juliette_memcpy",
    ".globl memset",
    ".set memset, juliette_memset",
    ".globl memcmp",
    ".set memcmp, juliette_memcmp",
    ".globl bcmp",
    ".set bcmp, juliette_memcmp",
);

#[cfg(test)]
mod tests {
    unsafe extern "C" {
        fn juliette_memcpy(to: *mut u8, from: *const u8, count: usize) -> *mut u8;
        fn juliette_memset(to: *mut u8, byte: i32, count: usize) -> *mut u8;
        fn juliette_memcmp(a: *const u8, b: *const u8, count: usize) -> i32;
    }

    /// Lengths around every place where the code goes another way.
    fn lengths() -> impl Iterator<Item = usize> {
        (0..=200).chain([255, 256, 257, 1000, 1023, 1024, 1025, 1088, 1200, 4000, 5000])
    }

    #[test]
    fn blocks_are_moved_wherever_they_overlap() {
        let pattern: Vec<u8> = (0..12_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for count in lengths() {
            for (from, to) in [
                (3, 6000),
                (6000, 3),
                (100, 101),
                (101, 100),
                (100, 131),
                (131, 100),
                (100, 100),
                (100, 165),
                (165, 100),
            ] {
                let mut bytes = pattern.clone();
                let mut expected = pattern.clone();
                expected.copy_within(from..from + count, to);
                // SAFETY: both blocks lie in the vector.
                let result = unsafe {
                    let start = bytes.as_mut_ptr();
                    juliette_memcpy(start.add(to), start.add(from), count) == start.add(to)
                };
                assert!(result && bytes == expected, "{count} bytes from {from} to {to}");
            }
        }
    }

    #[test]
    fn blocks_are_filled_and_nothing_beside_them() {
        for count in lengths() {
            let mut bytes = vec![7u8; count + 40];
            // SAFETY: the block lies in the vector.
            let result = unsafe { juliette_memset(bytes.as_mut_ptr().add(20), 0x1c3, count) };
            assert_eq!(result, bytes[20..].as_mut_ptr());
            let is_right =
                |(at, &byte): (usize, &u8)| byte == if (20..20 + count).contains(&at) { 0xc3 } else { 7 };
            assert!(bytes.iter().enumerate().all(is_right), "{count} bytes");
        }
    }

    #[test]
    fn the_first_byte_that_differs_decides() {
        for count in lengths() {
            let a = vec![100u8; count + 1];
            // SAFETY: both blocks lie in their vectors.
            assert_eq!(unsafe { juliette_memcmp(a.as_ptr(), a.clone().as_ptr(), count) }, 0);
            for at in 0..=count {
                let mut b = a.clone();
                b[at] = if at % 2 == 0 { 200 } else { 3 };
                if at + 1 < count {
                    b[at + 1] = if at % 2 == 0 { 3 } else { 200 };
                }
                // SAFETY: as above.
                let found = unsafe { juliette_memcmp(a.as_ptr(), b.as_ptr(), count) };
                let expected = if at == count {
                    0
                } else if at % 2 == 0 {
                    -1
                } else {
                    1
                };
                assert_eq!(found.signum(), expected, "{count} bytes, another one at {at}");
            }
        }
    }
}
