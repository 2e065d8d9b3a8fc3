//! Which build of the program this is, and which processor it runs on.
//!
//! The linker writes a hash of the whole program, the library's sources within it included, into a note
//! that is part of the program in memory. The processor's features are those that the dynamic linker has asked
//! for already: asking again takes microseconds a question on a virtual machine.
use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The length of a build's hash.
pub const BUILD_LEN: usize = 20;

/// A build's hash.
pub type Build = [u8; BUILD_LEN];

unsafe extern "C" {
    /// The first byte of the program's file in memory, by the linker.
    static __ehdr_start: libc::Elf64_Ehdr;
    /// The processor's answers as the dynamic linker keeps them.
    #[cfg(target_env = "gnu")]
    fn __x86_get_cpuid_feature_leaf(leaf: u32) -> *const [u32; 8];
}

const NOTE: u32 = 4;
const NOTE_BUILD_ID: u32 = 3;

/// The hash of this build; none if the program was linked without one, or may be loaded at any address.
pub fn build() -> Option<Build> {
    const AT_ANY_ADDRESS: u16 = 3;
    // SAFETY: the program's headers lie behind its first byte, as the first header says; notes are words, and the
    // program's segments are mapped.
    unsafe {
        let head = &raw const __ehdr_start;
        if (*head).e_type == AT_ANY_ADDRESS {
            return None;
        }
        let headers = head.byte_add((*head).e_phoff as usize).cast::<libc::Elf64_Phdr>();
        for index in 0..(*head).e_phnum as usize {
            let header = headers.add(index);
            if (*header).p_type != NOTE {
                continue;
            }
            let mut at = (*header).p_vaddr as usize;
            let end = at + (*header).p_memsz as usize;
            while at + 12 <= end {
                let [name, len, kind] = (at as *const [u32; 3]).read();
                let text = at + 12 + (name as usize).next_multiple_of(4);
                if kind == NOTE_BUILD_ID && len as usize == BUILD_LEN {
                    return Some((text as *const Build).read());
                }
                at = text + (len as usize).next_multiple_of(4);
            }
        }
    }
    None
}

/// What the processor offers, as one number; it differs between processors that offer different things.
pub fn processor() -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for leaf in 0..2 {
        // Of the first leaf, the second word has the number of the core that was asked, which does not matter.
        let words = features(leaf).into_iter().enumerate().filter(|&(word, _)| (leaf, word) != (0, 1));
        for (_, word) in words {
            hash = (hash ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// The processor's answer about its features, as the C library has it already: to ask the processor takes a virtual machine
/// some microseconds.
#[cfg(target_env = "gnu")]
fn features(leaf: u32) -> [u32; 4] {
    // SAFETY: the dynamic linker has an answer for every leaf; the first four words are the processor's own.
    let answer = unsafe { *__x86_get_cpuid_feature_leaf(leaf) };
    core::array::from_fn(|word| answer[word])
}

/// The processor's answer about its features.
#[cfg(not(target_env = "gnu"))]
fn features(leaf: u32) -> [u32; 4] {
    let answer = core::arch::x86_64::__cpuid_count(if leaf == 0 { 1 } else { 7 }, 0);
    [answer.eax, answer.ebx, answer.ecx, answer.edx]
}

/// The folder of the path that the program was started by, links in it not followed.
pub fn started_from() -> Option<PathBuf> {
    // SAFETY: the system's answer is null or a string that lasts as long as the process.
    let path = unsafe {
        let path = libc::getauxval(libc::AT_EXECFN) as *const libc::c_char;
        if path.is_null() {
            return None;
        }
        CStr::from_ptr(path)
    };
    Some(Path::new(OsStr::from_bytes(path.to_bytes())).parent()?.to_path_buf())
}
