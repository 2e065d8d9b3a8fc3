//! What a debugger is told of compiled functions: object files in memory, with names, lines and how to unwind, handed over
//! by the interface that GDB and LLDB know (`__jit_debug_register_code`). Done on request only.
//!
//! An object has a section that stands for the code (it has an address and no contents), a symbol for the function, frame
//! descriptions, and a line table with the least debug information that makes a debugger look at it. Frames are alike in
//! all functions of both backends: `push rbp; mov rbp, rsp` comes first, so one description fits them all. It does not hold
//! at a function's very last instruction, behind `leave`, where nobody is for long.

use core::ffi::c_char;
use core::ptr;

/// A list element, as the interface defines it.
#[repr(C)]
struct Entry {
    next: *mut Entry,
    prev: *mut Entry,
    object: *const c_char,
    len: u64,
}

/// The list's head, as the interface defines it.
#[repr(C)]
struct Descriptor {
    version: u32,
    action: u32,
    relevant: *mut Entry,
    first: *mut Entry,
}

const REGISTER: u32 = 1;

// Weak, because LLVM brings the same symbols, and some programs (tests, benchmarks) link it too.
core::arch::global_asm!(
    ".pushsection .data.__jit_debug_descriptor, \"aw\"",
    ".weak __jit_debug_descriptor",
    ".type __jit_debug_descriptor, @object",
    ".size __jit_debug_descriptor, 24",
    ".balign 8",
    "__jit_debug_descriptor:",
    ".long 1, 0",
    ".quad 0, 0",
    ".popsection",
    ".pushsection .text.__jit_debug_register_code, \"ax\"",
    ".weak __jit_debug_register_code",
    ".type __jit_debug_register_code, @function",
    "__jit_debug_register_code:",
    "ret",
    ".size __jit_debug_register_code, 1",
    ".popsection",
);

unsafe extern "C" {
    /// What debuggers look for. Written by the one thread that compiles, read by debuggers while the process stands still.
    static mut __jit_debug_descriptor: Descriptor;
    /// Debuggers stop here to look at the descriptor.
    safe fn __jit_debug_register_code();
}

/// A function as a debugger is to see it.
pub struct DebuggedFunction<'a> {
    /// Its address.
    pub address: usize,
    /// Bytes.
    pub len: usize,
    /// Its name.
    pub name: &'a str,
    /// The file of its source, with its folder.
    pub file: &'a str,
    /// (offset in the code, line), ascending.
    pub lines: &'a [(u32, u32)],
}

/// Tells the debugger of a function, now and when it comes later. It stays known until the process ends.
pub fn register(function: &DebuggedFunction<'_>) {
    let object = Box::leak(object_file(function).into_boxed_slice());
    let entry = Box::leak(Box::new(Entry {
        next: ptr::null_mut(),
        prev: ptr::null_mut(),
        object: object.as_ptr().cast(),
        len: object.len() as u64,
    }));
    let descriptor = &raw mut __jit_debug_descriptor;
    // SAFETY: only the thread that compiles comes here; entries are leaked, so the list's pointers stay valid.
    unsafe {
        entry.next = (*descriptor).first;
        if !entry.next.is_null() {
            (*entry.next).prev = entry;
        }
        (*descriptor).first = entry;
        (*descriptor).relevant = entry;
        (*descriptor).action = REGISTER;
    }
    __jit_debug_register_code();
}

/// A section of an object file.
struct Section {
    name: &'static str,
    kind: u32,
    flags: u64,
    address: u64,
    /// Length, for the section without contents.
    size: u64,
    bytes: Vec<u8>,
    /// Number of the section that belongs to it, and one more number.
    link: u32,
    info: u32,
    entry_size: u64,
}

impl Section {
    fn new(name: &'static str, kind: u32, bytes: Vec<u8>) -> Section {
        let size = bytes.len() as u64;
        Section { name, kind, flags: 0, address: 0, size, bytes, link: 0, info: 0, entry_size: 0 }
    }
}

const PROGBITS: u32 = 1;
const SYMTAB: u32 = 2;
const STRTAB: u32 = 3;
const NOBITS: u32 = 8;
const ALLOCATED: u64 = 2;
const EXECUTABLE: u64 = 4;
const HEADER: usize = 64;
const SECTION_HEADER: usize = 64;

/// An ELF file that describes one function.
fn object_file(function: &DebuggedFunction<'_>) -> Vec<u8> {
    let mut names = vec![0u8];
    names.extend(function.name.as_bytes());
    names.push(0);
    let mut symbols = vec![0u8; 24];
    symbols.extend(1u32.to_le_bytes());
    // A global function at the begin of section 1.
    symbols.extend([0x12, 0, 1, 0]);
    symbols.extend(0u64.to_le_bytes());
    symbols.extend((function.len as u64).to_le_bytes());
    let text = Section {
        flags: ALLOCATED | EXECUTABLE,
        address: function.address as u64,
        size: function.len as u64,
        ..Section::new(".text", NOBITS, Vec::new())
    };
    let mut sections = vec![
        Section::new("", 0, Vec::new()),
        text,
        Section::new(".debug_frame", PROGBITS, frames(function)),
        Section { link: 4, info: 1, entry_size: 24, ..Section::new(".symtab", SYMTAB, symbols) },
        Section::new(".strtab", STRTAB, names),
    ];
    if !function.lines.is_empty() {
        sections.push(Section::new(".debug_abbrev", PROGBITS, abbreviations()));
        sections.push(Section::new(".debug_info", PROGBITS, information(function)));
        sections.push(Section::new(".debug_line", PROGBITS, line_table(function)));
    }
    let mut section_names = Vec::new();
    let mut name_places = Vec::new();
    let count = sections.len() + 1;
    sections.push(Section::new(".shstrtab", STRTAB, Vec::new()));
    for section in &sections {
        name_places.push(section_names.len() as u32);
        section_names.extend(section.name.as_bytes());
        section_names.push(0);
    }
    sections[count - 1].size = section_names.len() as u64;
    sections[count - 1].bytes = section_names;

    let mut out = vec![0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    // A relocatable file for x86-64, without anything to relocate; then version, entry, program headers.
    out.extend([1, 0, 62, 0, 1, 0, 0, 0]);
    out.extend([0; 16]);
    let headers_at = out.len();
    out.extend([0; 8]);
    out.extend(0u32.to_le_bytes());
    for half in [HEADER as u16, 0, 0, SECTION_HEADER as u16, count as u16, count as u16 - 1] {
        out.extend(half.to_le_bytes());
    }
    debug_assert_eq!(out.len(), HEADER);
    let mut offsets = Vec::new();
    for section in &sections {
        out.resize(out.len().next_multiple_of(8), 0);
        offsets.push(out.len() as u64);
        out.extend(&section.bytes);
    }
    out.resize(out.len().next_multiple_of(8), 0);
    let headers = out.len() as u64;
    out[headers_at..headers_at + 8].copy_from_slice(&headers.to_le_bytes());
    for (number, section) in sections.iter().enumerate() {
        out.extend(name_places[number].to_le_bytes());
        out.extend(section.kind.to_le_bytes());
        for word in [section.flags, section.address, offsets[number], section.size] {
            out.extend(word.to_le_bytes());
        }
        out.extend(section.link.to_le_bytes());
        out.extend(section.info.to_le_bytes());
        out.extend(if number == 0 { 0u64 } else { 8 }.to_le_bytes());
        out.extend(section.entry_size.to_le_bytes());
    }
    out
}

const RBP: u8 = 6;
const RSP: u8 = 7;
const RETURN_ADDRESS: u8 = 16;

/// How frames are unwound: the caller's stack pointer is the frame pointer plus 16.
fn frames(function: &DebuggedFunction<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut record = |body: &[u8]| {
        let len = body.len().next_multiple_of(8) + 4;
        out.extend((len as u32).to_le_bytes());
        out.extend(body);
        // Instructions that do nothing.
        out.resize(out.len() + len - body.len(), 0);
    };
    // The common part: version 4, no augmentation, addresses of 8 bytes, factors 1 and -8, then: the frame is at rsp + 8,
    // the return address 8 below.
    record(&[
        0xff,
        0xff,
        0xff,
        0xff,
        4,
        0,
        8,
        0,
        1,
        0x78,
        RETURN_ADDRESS,
        0x0c,
        RSP,
        8,
        0x80 | RETURN_ADDRESS,
        1,
    ]);
    let mut body = 0u32.to_le_bytes().to_vec();
    body.extend((function.address as u64).to_le_bytes());
    body.extend((function.len as u64).to_le_bytes());
    // Behind `push rbp`: 16 above, rbp is saved 16 below; behind `mov rbp, rsp`: rbp takes rsp's place.
    body.extend([0x41, 0x0e, 16, 0x80 | RBP, 2, 0x43, 0x0d, RBP]);
    record(&body);
    out
}

/// The shapes of the two entries of [`information`].
fn abbreviations() -> Vec<u8> {
    const UNIT: u8 = 0x11;
    const SUBPROGRAM: u8 = 0x2e;
    let [name, statements, low, high, frame_base] = [0x03, 0x10, 0x11, 0x12, 0x40];
    let [address, text, word, offset, expression] = [0x01, 0x08, 0x07, 0x17, 0x18];
    vec![
        1, UNIT, 1, name, text, statements, offset, low, address, high, word, 0, 0, //
        2, SUBPROGRAM, 0, name, text, low, address, high, word, frame_base, expression, 0, 0, //
        0,
    ]
}

/// The debug information: a unit and a function.
fn information(function: &DebuggedFunction<'_>) -> Vec<u8> {
    let mut out = vec![0; 4];
    // Version 4, abbreviations at 0, addresses of 8 bytes.
    out.extend([4, 0, 0, 0, 0, 0, 8]);
    let place = |out: &mut Vec<u8>| {
        out.extend((function.address as u64).to_le_bytes());
        out.extend((function.len as u64).to_le_bytes());
    };
    out.push(1);
    out.extend(function.file.as_bytes());
    out.extend([0, 0, 0, 0, 0]);
    place(&mut out);
    out.push(2);
    out.extend(function.name.as_bytes());
    out.push(0);
    place(&mut out);
    // The frame's base is rbp.
    out.extend([1, 0x50 + RBP, 0]);
    let len = out.len() as u32 - 4;
    out[..4].copy_from_slice(&len.to_le_bytes());
    out
}

/// The line table: a program that sets the address and the line of each row.
fn line_table(function: &DebuggedFunction<'_>) -> Vec<u8> {
    const OPERAND_COUNTS: [u8; 12] = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];
    let mut header = vec![1, 1, 1, 0xfb, 14, 13];
    header.extend(OPERAND_COUNTS);
    // No folders; one file.
    header.push(0);
    header.extend(function.file.as_bytes());
    header.extend([0, 0, 0, 0, 0]);
    let mut program = vec![0, 9, 2];
    program.extend((function.address as u64).to_le_bytes());
    let (mut at, mut line) = (0u32, 1i64);
    for &(offset, next) in function.lines {
        program.push(2);
        unsigned(u64::from(offset - at), &mut program);
        program.push(3);
        signed(i64::from(next) - line, &mut program);
        program.push(1);
        (at, line) = (offset, i64::from(next));
    }
    program.push(2);
    unsigned(function.len as u64 - u64::from(at), &mut program);
    program.extend([0, 1, 1]);
    let mut out = Vec::new();
    out.extend(((2 + 4 + header.len() + program.len()) as u32).to_le_bytes());
    out.extend([4, 0]);
    out.extend((header.len() as u32).to_le_bytes());
    out.extend(header);
    out.extend(program);
    out
}

fn unsigned(mut number: u64, out: &mut Vec<u8>) {
    loop {
        let byte = number as u8 & 0x7f;
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

fn signed(mut number: i64, out: &mut Vec<u8>) {
    loop {
        let byte = number as u8 & 0x7f;
        number >>= 7;
        if number == 0 && byte & 0x40 == 0 || number == -1 && byte & 0x40 != 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}
