//! Entry points for regular expressions, which are PCRE2's, as Julia's are.
//!
//! Invariant: as in `entries`: callers pass what the rows of [`crate::calls`] say, and the unsafe blocks rely on it. A compiled pattern is known
//! by its number and lives as long as the process; the same pattern with the same options is compiled once.

use crate::object::Ref;
use crate::strings::{bytes, new_string};
use core::ptr::{null, null_mut};
use pcre2_sys as pcre;
use std::cell::RefCell;
use std::collections::HashMap;

struct Pattern {
    code: *mut pcre::pcre2_code_8,
    data: *mut pcre::pcre2_match_data_8,
}

#[derive(Default)]
struct Patterns {
    all: Vec<Pattern>,
    known: HashMap<(Vec<u8>, u32), i64>,
    /// Where the last pattern that did not compile is wrong.
    error_offset: usize,
}

thread_local! {
    static PATTERNS: RefCell<Patterns> = RefCell::default();
}

/// The pattern's number, or the negative of 1000 plus an error's number.
pub(crate) unsafe extern "C" fn regex_compile(pattern: Ref, options: i64) -> i64 {
    // SAFETY: see the head of this file.
    let text = unsafe { bytes(pattern) };
    let options = options as u32;
    PATTERNS.with_borrow_mut(|patterns| {
        if let Some(&number) = patterns.known.get(&(text.to_vec(), options)) {
            return number;
        }
        let (mut error, mut offset) = (0, 0);
        // SAFETY: the text is as long as is said, and the results are on the stack.
        let code = unsafe {
            pcre::pcre2_compile_8(
                text.as_ptr(),
                text.len(),
                options,
                &raw mut error,
                &raw mut offset,
                null_mut(),
            )
        };
        if code.is_null() {
            patterns.error_offset = offset;
            return -1000 - i64::from(error);
        }
        // SAFETY: the code was just made. Without compilation to machine code it is interpreted.
        let data = unsafe {
            pcre::pcre2_jit_compile_8(code, pcre::PCRE2_JIT_COMPLETE);
            pcre::pcre2_match_data_create_from_pattern_8(code, null_mut())
        };
        let number = patterns.all.len() as i64;
        patterns.all.push(Pattern { code, data });
        patterns.known.insert((text.to_vec(), options), number);
        number
    })
}

pub(crate) unsafe extern "C" fn regex_error_offset() -> i64 {
    PATTERNS.with_borrow(|patterns| patterns.error_offset as i64)
}

pub(crate) unsafe extern "C" fn regex_error_text(number: i64) -> Ref {
    let mut text = [0; 256];
    // SAFETY: the buffer is as long as is said.
    let length = unsafe { pcre::pcre2_get_error_message_8(number as i32, text.as_mut_ptr(), text.len()) };
    new_string(&text[..length.max(0) as usize])
}

/// How many groups matched, counting the whole; 0 if nothing did, negative for an error.
pub(crate) unsafe extern "C" fn regex_match(
    number: i64,
    text: *const u8,
    length: i64,
    from: i64,
    options: i64,
) -> i64 {
    PATTERNS.with_borrow_mut(|patterns| {
        let pattern = &patterns.all[number as usize];
        // SAFETY: see the head of this file.
        let count = unsafe {
            pcre::pcre2_match_8(
                pattern.code,
                text,
                length as usize,
                from as usize,
                options as u32,
                pattern.data,
                null_mut(),
            )
        };
        if count == pcre::PCRE2_ERROR_NOMATCH { 0 } else { count.into() }
    })
}

/// Where a group of the last match begins (`2 * group`) or ends (`2 * group + 1`), counted from 0; -1 if it did not match.
pub(crate) unsafe extern "C" fn regex_offset(number: i64, index: i64) -> i64 {
    PATTERNS.with_borrow(|patterns| {
        let pattern = &patterns.all[number as usize];
        // SAFETY: the match data has two offsets for each group of the pattern, and the index is one of them.
        unsafe { *pcre::pcre2_get_ovector_pointer_8(pattern.data).add(index as usize) as i64 }
    })
}

fn info(pattern: &Pattern, what: u32) -> u32 {
    let mut value = 0u32;
    // SAFETY: what is asked for is a 32-bit number.
    unsafe { pcre::pcre2_pattern_info_8(pattern.code, what, (&raw mut value).cast()) };
    value
}

pub(crate) unsafe extern "C" fn regex_group_count(number: i64) -> i64 {
    PATTERNS
        .with_borrow(|patterns| info(&patterns.all[number as usize], pcre::PCRE2_INFO_CAPTURECOUNT).into())
}

/// The name of a group; empty if it has none.
pub(crate) unsafe extern "C" fn regex_group_name(number: i64, group: i64) -> Ref {
    let name = PATTERNS.with_borrow(|patterns| {
        let pattern = &patterns.all[number as usize];
        let (count, size) = (
            info(pattern, pcre::PCRE2_INFO_NAMECOUNT) as usize,
            info(pattern, pcre::PCRE2_INFO_NAMEENTRYSIZE) as usize,
        );
        let mut table: *const u8 = null();
        // SAFETY: what is asked for is a pointer; the table has `count` entries of `size` bytes.
        let table = unsafe {
            pcre::pcre2_pattern_info_8(pattern.code, pcre::PCRE2_INFO_NAMETABLE, (&raw mut table).cast());
            if count == 0 { &[] } else { core::slice::from_raw_parts(table, count * size) }
        };
        // An entry is the group's number, the high byte first, then the name and a NUL.
        let entry = table
            .chunks_exact(size.max(1))
            .find(|entry| entry.len() > 2 && i64::from(entry[0]) << 8 | i64::from(entry[1]) == group);
        entry.map(|entry| entry[2..].split(|&byte| byte == 0).next().unwrap_or_default().to_vec())
    });
    new_string(&name.unwrap_or_default())
}
