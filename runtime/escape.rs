//! Strings and characters as `show` writes them.
//!
//! Invariant: what is written reads back as the same string: printable characters stand for themselves, others
//! and bytes that are no valid UTF-8 are escaped, with as few digits as the next character allows.

use std::io::Write;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Appends a string in quotes.
pub(crate) fn write_quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    write_escaped(out, bytes, b"\"$");
    out.push(b'"');
}

/// Appends a string's characters, escaped; those of `also` get a backslash, as does the backslash itself.
pub(crate) fn write_escaped(out: &mut Vec<u8>, bytes: &[u8], also: &[u8]) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (unit, len) = next_char(rest);
        let next = rest.get(len).copied();
        match unit {
            Some(c) if c.is_ascii() && (c == '\\' || also.contains(&(c as u8))) => {
                out.push(b'\\');
                out.push(c as u8);
            }
            Some(c) => write_char_escaped(out, c, next),
            None => write_invalid(out, &rest[..len]),
        }
        rest = &rest[len..];
    }
}

/// Appends a character literal; `bits` is a `Char` in Julia's form.
pub(crate) fn write_char_literal(out: &mut Vec<u8>, bits: u32) {
    let bytes = bits.to_be_bytes();
    let len = bytes.iter().rposition(|&byte| byte != 0).map_or(1, |last| last + 1);
    out.push(b'\'');
    match next_char(&bytes[..len]) {
        (Some(c), used) if used == len => match c {
            '\\' | '\'' => {
                out.push(b'\\');
                out.push(c as u8);
            }
            _ => write_char_escaped(out, c, None),
        },
        _ => write_invalid(out, &bytes[..len]),
    }
    out.push(b'\'');
}

/// Bytes that are no character: one by one, unless they have a character's form but too large a number.
fn write_invalid(out: &mut Vec<u8>, bytes: &[u8]) {
    if let &[first @ 0xf4..=0xf7, a, b, c] = bytes {
        let low = |byte: u8| u32::from(byte & 0x3f);
        let code = u32::from(first & 7) << 18 | low(a) << 12 | low(b) << 6 | low(c);
        let _ = write!(out, "\\U{code:x}");
        return;
    }
    // Half of a surrogate pair has a number, though it is no character.
    if let &[0xed, a @ 0xa0..=0xbf, b] = bytes {
        let _ = write!(out, "\\u{:x}", 0xd000 | u32::from(a & 0x3f) << 6 | u32::from(b & 0x3f));
        return;
    }
    for byte in bytes {
        let _ = write!(out, "\\x{byte:02x}");
    }
}

/// One character, escaped if it is not printable; `next` is the byte after it.
fn write_char_escaped(out: &mut Vec<u8>, c: char, next: Option<u8>) {
    let is_digit_next = next.is_some_and(|byte| byte.is_ascii_hexdigit());
    match c {
        '\0' if next.is_some_and(|byte| (b'0'..=b'7').contains(&byte)) => out.extend_from_slice(b"\\x00"),
        '\0' => out.extend_from_slice(b"\\0"),
        '\x1b' => out.extend_from_slice(b"\\e"),
        '\x07'..='\x0d' => {
            out.push(b'\\');
            out.push(b"abtnvfr"[c as usize - 7]);
        }
        _ if is_printable(c) => {
            let mut buffer = [0; 4];
            out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
        _ => {
            let code = u32::from(c);
            let _ = match code {
                0..=0x7f => write!(out, "\\x{code:02x}"),
                0x80..=0xffff if is_digit_next => write!(out, "\\u{code:04x}"),
                0x80..=0xffff => write!(out, "\\u{code:x}"),
                _ if is_digit_next => write!(out, "\\U{code:08x}"),
                _ => write!(out, "\\U{code:x}"),
            };
        }
    }
}

/// Whether a character is written as itself.
pub(crate) fn is_printable(c: char) -> bool {
    !matches!(
        get_general_category(c),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Surrogate
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// The character at the beginning of `bytes` and its length. What is no valid character comes in the pieces that
/// Julia iterates: a leading byte with the continuation bytes that belong to it.
pub(crate) fn next_char(bytes: &[u8]) -> (Option<char>, usize) {
    let first = bytes[0];
    if first < 0x80 {
        return (Some(char::from(first)), 1);
    }
    let wanted = match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return (None, 1),
    };
    let len = 1 + bytes[1..].iter().take(wanted - 1).take_while(|&&byte| byte & 0xc0 == 0x80).count();
    if len < wanted {
        return (None, len);
    }
    match core::str::from_utf8(&bytes[..len]) {
        Ok(text) => (text.chars().next(), len),
        Err(_) => (None, len),
    }
}
