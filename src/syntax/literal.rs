//! Characters and strings: escapes, line breaks, the indentation of triple-quoted strings.

/// The length of the character literal that `text` begins with, quotes included; or of what to skip if none.
pub(crate) fn scan_character(text: &str) -> Result<usize, usize> {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        None | Some((_, '\n')) => return Err(1),
        Some((at, first)) if first != '\\' => {
            // The easy case, which is also how `'''` is read.
            let next = at + first.len_utf8();
            if text[next..].starts_with('\'') {
                return Ok(next + 1);
            }
        }
        Some(_) => {}
    }
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at) {
            Some(b'\'') => return Ok(at + 1),
            Some(b'\\') => at += 2,
            // Never closed: what looks like its contents goes with it.
            Some(b'\n') | None => {
                let contents = text[1..].find(|c: char| !c.is_alphanumeric() && c != '\\');
                return Err(1 + contents.unwrap_or(text.len() - 1));
            }
            Some(_) => at += 1,
        }
    }
}

/// The bits of the character literal `text` (quotes included), or what is wrong with it.
pub(crate) fn evaluate_character(text: &str) -> Result<u32, String> {
    let inner = &text[1..text.len() - 1];
    let mut bytes = Vec::new();
    unescape(inner, &mut bytes).map_err(|(_, message)| message)?;
    let first = match bytes.utf8_chunks().next() {
        None => return Err("a character literal cannot be empty".into()),
        Some(chunk) => match chunk.valid().chars().next() {
            Some(c) => c.len_utf8(),
            None => chunk.invalid().len(),
        },
    };
    if first != bytes.len() && !(bytes.len() <= 4 && is_one_invalid(&bytes)) {
        return Err("a character literal holds one character; strings stand between double quotes".into());
    }
    let mut bits = [0; 4];
    bits[..bytes.len()].copy_from_slice(&bytes);
    Ok(u32::from_be_bytes(bits))
}

/// Whether these bytes are a leading byte with continuation bytes: one character to Julia, though not valid.
fn is_one_invalid(bytes: &[u8]) -> bool {
    let expected = bytes[0].leading_ones() as usize;
    (2..=4).contains(&expected) && bytes.len() <= expected && bytes[1..].iter().all(|b| b & 0xc0 == 0x80)
}

/// Resolves escapes and line breaks of a string's text into `out`. A mistake is returned with its offset.
pub(crate) fn unescape(text: &str, out: &mut Vec<u8>) -> Result<(), (usize, String)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let plain = bytes[at..].iter().position(|b| matches!(b, b'\\' | b'\r')).unwrap_or(bytes.len() - at);
        out.extend_from_slice(&bytes[at..at + plain]);
        at += plain;
        match bytes.get(at) {
            None => {}
            Some(b'\r') => {
                out.push(b'\n');
                at += if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
            }
            Some(_) => at += escape(text, at, out).map_err(|message| (at, message))?,
        }
    }
    Ok(())
}

/// Resolves the escape sequence at `start`; returns its length.
fn escape(text: &str, start: usize, out: &mut Vec<u8>) -> Result<usize, String> {
    let rest = &text[start + 1..];
    let Some(c) = rest.chars().next() else { return Err("`\\` at the end of the text".into()) };
    let simple = match c {
        'n' => b'\n',
        't' => b'\t',
        'r' => b'\r',
        'e' => 0x1b,
        'a' => 0x07,
        'b' => 0x08,
        'f' => 0x0c,
        'v' => 0x0b,
        '\\' | '"' | '\'' | '$' | '`' => c as u8,
        'x' | 'u' | 'U' => {
            let most = match c {
                'x' => 2,
                'u' => 4,
                _ => 8,
            };
            let digits = rest[1..].bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
            if digits == 0 {
                return Err(format!("`\\{c}` must be followed by hexadecimal digits"));
            }
            let value = u32::from_str_radix(&rest[1..1 + digits], 16).map_err(|error| error.to_string())?;
            if c == 'x' {
                out.push(value as u8);
            } else {
                push_code_point(value, out)?;
            }
            return Ok(2 + digits);
        }
        '0'..='7' => {
            let digits = rest.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
            let value = u32::from_str_radix(&rest[..digits], 8).map_err(|error| error.to_string())?;
            let byte =
                u8::try_from(value).map_err(|_| format!("`\\{}` is larger than a byte", &rest[..digits]))?;
            out.push(byte);
            return Ok(1 + digits);
        }
        '\n' | '\r' => {
            // A backslash at the end of a line joins it with the next one, without that one's indentation.
            let line_break = if rest.starts_with("\r\n") { 2 } else { 1 };
            let indent = rest[line_break..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
            return Ok(1 + line_break + indent);
        }
        _ => return Err(format!("`\\{}` is not an escape sequence", c.escape_debug())),
    };
    out.push(simple);
    Ok(2)
}

fn push_code_point(value: u32, out: &mut Vec<u8>) -> Result<(), String> {
    match char::from_u32(value) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        // A surrogate: encoded as if it were a character.
        None if value <= 0xffff => {
            out.extend([
                0xe0 | (value >> 12) as u8,
                0x80 | (value >> 6 & 0x3f) as u8,
                0x80 | (value & 0x3f) as u8,
            ]);
        }
        None => return Err(format!("U+{value:X} is not a character")),
    }
    Ok(())
}

/// The text of a raw literal: backslashes count only before the delimiter.
pub(crate) fn unescape_raw(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                let count = bytes[at..].iter().take_while(|&&b| b == b'\\').count();
                let before_delimiter = bytes.get(at + count).is_none_or(|&b| b == delimiter);
                let kept = if before_delimiter { count / 2 } else { count };
                out.extend(core::iter::repeat_n(b'\\', kept));
                at += count;
                if before_delimiter && count % 2 == 1 && at < bytes.len() {
                    out.push(delimiter);
                    at += 1;
                }
            }
            b'\r' => {
                out.push(b'\n');
                at += if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

/// The indentation common to all lines of a triple-quoted string but the first and the blank ones, as the
/// range of bytes in `chunks[..].1`; `chunks` are the stretches of text between interpolations.
/// A line that ends in an interpolation, and the one before the closing quotes, count.
pub(crate) fn common_indent<'a>(chunks: &[&'a str]) -> &'a [u8] {
    let mut common: Option<&'a [u8]> = None;
    for (i, chunk) in chunks.iter().enumerate() {
        let last = i + 1 == chunks.len();
        let bytes = chunk.as_bytes();
        let mut at = 0;
        while let Some(line) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r')) {
            at += line + 1;
            let indent = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let next = bytes.get(at + indent);
            let blank = matches!(next, Some(b'\n' | b'\r'));
            let _ = last;
            if blank || (at > 1 && bytes[at - 1] == b'\r' && bytes.get(at) == Some(&b'\n')) {
                continue;
            }
            let indent = &bytes[at..at + indent];
            common = Some(match common {
                None => indent,
                Some(so_far) => {
                    let same = so_far.iter().zip(indent).take_while(|(a, b)| a == b).count();
                    &so_far[..same]
                }
            });
        }
    }
    common.unwrap_or_default()
}

/// `chunk` without `indent` after its line breaks, and without its first line break if `first`.
pub(crate) fn dedent(chunk: &str, indent: &[u8], first: bool) -> String {
    let mut text = String::with_capacity(chunk.len());
    let mut rest = chunk;
    if first {
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
        if rest.len() < chunk.len() {
            rest = strip_indent(rest, indent);
        }
    }
    while let Some(line) = rest.find('\n') {
        text.push_str(&rest[..=line]);
        rest = strip_indent(&rest[line + 1..], indent);
    }
    text.push_str(rest);
    text
}

fn strip_indent<'a>(line: &'a str, indent: &[u8]) -> &'a str {
    if line.as_bytes().starts_with(indent) { &line[indent.len()..] } else { line }
}
