//! Numeric literals: where they end, and what they mean.

use crate::ast::Kind;

/// The value of a numeric literal.
pub(crate) enum Value {
    /// It fits a node.
    Node(Kind),
    /// It is too large and becomes a call of this macro, with its digits.
    Macro(&'static str, String),
}

/// Where the literal ends that begins at `start` with a digit or with a point and a digit.
pub(crate) fn scan(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let mut i = start;
    if at(i) == b'0' && matches!(at(i + 1), b'x' | b'o' | b'b') {
        let hex = at(i + 1) == b'x';
        let is_digit: fn(u8) -> bool = match at(i + 1) {
            b'x' => |b| b.is_ascii_hexdigit(),
            b'o' => |b| matches!(b, b'0'..=b'7'),
            _ => |b| matches!(b, b'0' | b'1'),
        };
        let digits = if is_digit(at(i + 2)) { scan_digits(bytes, i + 2, is_digit) } else { i + 2 };
        let point =
            hex && at(digits) == b'.' && (is_digit(at(digits + 1)) || matches!(at(digits + 1), b'p' | b'P'));
        if digits == i + 2 && !point {
            return if hex || at(i + 2).is_ascii_digit() {
                scan_digits(bytes, i + 2, |b| b.is_ascii_digit())
            } else {
                i + 1
            };
        }
        i = digits;
        if point {
            i = scan_digits(bytes, i + 1, is_digit);
        }
        if hex && matches!(at(i), b'p' | b'P') {
            let sign = usize::from(matches!(at(i + 1), b'+' | b'-'));
            if at(i + 1 + sign).is_ascii_digit() {
                i = scan_digits(bytes, i + 1 + sign, |b| b.is_ascii_digit());
            }
        }
        // Further digits make it invalid, but they belong to it.
        return scan_digits(bytes, i, |b| b.is_ascii_digit());
    }
    i = scan_digits(bytes, i, |b| b.is_ascii_digit());
    if at(i) == b'.' && (i == start || !begins_dotted_operator(text, i + 1)) {
        i = if at(i + 1).is_ascii_digit() {
            scan_digits(bytes, i + 1, |b| b.is_ascii_digit())
        } else {
            i + 1
        };
    }
    if matches!(at(i), b'e' | b'E' | b'f') {
        let sign = if matches!(at(i + 1), b'+' | b'-') { 1 } else { 0 };
        let minus = if sign == 0 && text[i + 1..].starts_with('−') { '−'.len_utf8() } else { sign };
        if at(i + 1 + minus).is_ascii_digit() {
            i = scan_digits(bytes, i + 1 + minus, |b| b.is_ascii_digit());
        }
    }
    i
}

/// Digits, with single `_` between them.
fn scan_digits(bytes: &[u8], mut i: usize, is_digit: fn(u8) -> bool) -> usize {
    loop {
        let next = if bytes.get(i) == Some(&b'_') { i + 1 } else { i };
        match bytes.get(next) {
            Some(&b) if is_digit(b) => i = next + 1,
            Some(_) | None => return i,
        }
    }
}

/// Whether the text at `i`, which follows a point, makes that point part of an operator.
fn begins_dotted_operator(text: &str, i: usize) -> bool {
    match text[i..].chars().next() {
        Some(c) if c.is_ascii() => ".*^/\\+-'<>!=%&|~÷".contains(c),
        Some(c) => crate::chars::operator(c).is_some(),
        None => false,
    }
}

/// What most literals are: a few digits, or digits on both sides of a point.
fn plain(text: &str) -> Option<Kind> {
    let (mut value, mut points) = (0i64, 0);
    for &byte in text.as_bytes() {
        match byte {
            b'0'..=b'9' => value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0')),
            b'.' => points += 1,
            _ => return None,
        }
    }
    match points {
        // That many digits are no overflow.
        0 if text.len() <= 18 => Some(Kind::Int64(value)),
        1 => text.parse().ok().filter(|value: &f64| value.is_finite()).map(Kind::Float64),
        _ => None,
    }
}

/// What the literal `text` means, or what is wrong with it.
pub(crate) fn evaluate(text: &str) -> Result<Value, String> {
    if let Some(value) = plain(text) {
        return Ok(Value::Node(value));
    }
    if text.get(1..3).is_some_and(|start| matches!(start, "x_" | "o_" | "b_")) {
        return Err(format!("`{text}` is not a number: a digit must follow its prefix"));
    }
    if text.contains('_') || text.contains('−') {
        return evaluate(&text.replace('_', "").replace('−', "-"));
    }
    let invalid = || format!("`{text}` is not a number");
    let radix = match text.as_bytes() {
        [b'0', b'x', ..] => 16,
        [b'0', b'o', ..] => 8,
        [b'0', b'b', ..] => 2,
        _ => 10,
    };
    if radix == 16 && text.contains(['p', 'P', '.']) {
        return hex_float(text).map(|value| Value::Node(Kind::Float64(value))).ok_or_else(invalid);
    }
    if radix != 10 {
        return unsigned(text, radix);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(match text.parse::<i64>() {
            Ok(value) => Value::Node(Kind::Int64(value)),
            Err(_) if text.parse::<i128>().is_ok() => Value::Macro("@int128_str", text.to_owned()),
            Err(_) => Value::Macro("@big_str", text.to_owned()),
        });
    }
    let single = text.contains('f');
    if single {
        let value: f32 = text.replace('f', "e").parse().map_err(|_| invalid())?;
        if value.is_infinite() {
            return Err(format!("`{text}` is too large for a Float32"));
        }
        return Ok(Value::Node(Kind::Float32(value)));
    }
    let value: f64 = text.parse().map_err(|_| invalid())?;
    if value.is_infinite() {
        return Err(format!("`{text}` is too large for a Float64"));
    }
    Ok(Value::Node(Kind::Float64(value)))
}

/// A hexadecimal, octal or binary integer; the digits written tell its size.
fn unsigned(text: &str, radix: u32) -> Result<Value, String> {
    let digits = &text[2..];
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(format!("`{text}` is not a number: its digits are 0 to {:x}", radix - 1));
    }
    let Ok(value) = u128::from_str_radix(digits, radix) else {
        return Err(format!("`{text}` is too large for a UInt128"));
    };
    // The digits as written tell the size, leading zeros included. An octal digit has three bits, of which the
    // first one of a full-sized number uses fewer.
    let bits = match radix {
        16 => digits.len() * 4,
        2 => digits.len(),
        _ => {
            let top = digits.as_bytes()[0];
            (digits.len() - 1) * 3 + usize::from(top >= b'2') + usize::from(top >= b'4') + 1
        }
    };
    let narrow = u64::try_from(value).ok();
    let node = match (bits, narrow) {
        (0..=8, Some(value)) => Kind::UInt8(value as u8),
        (9..=16, Some(value)) => Kind::UInt16(value as u16),
        (17..=32, Some(value)) => Kind::UInt32(value as u32),
        (33..=64, Some(value)) => Kind::UInt64(value),
        (65..=128, _) => return Ok(Value::Macro("@uint128_str", text.to_owned())),
        (129.., _) | (_, None) => return Err(format!("`{text}` is too large for a UInt128")),
    };
    Ok(Value::Node(node))
}

/// `0x1.8p3`: the digits, rounded to a float, times a power of two.
fn hex_float(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text[2..].split_once(['p', 'P'])?;
    let exponent: i64 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // Keep 31 significant digits; whether anything was cut off only matters for rounding.
    let (mut value, mut shift, mut rest) = (0u128, 0i64, false);
    for (c, after_point) in whole.chars().map(|c| (c, false)).chain(fraction.chars().map(|c| (c, true))) {
        let digit = c.to_digit(16)?;
        if value >> 120 == 0 {
            value = value << 4 | u128::from(digit);
            shift -= if after_point { 4 } else { 0 };
        } else {
            rest |= digit != 0;
            shift += if after_point { 0 } else { 4 };
        }
    }
    if value == 0 {
        return Some(0.0);
    }
    value |= u128::from(rest);
    let exponent = exponent.saturating_add(shift);
    let top = 127 - i64::from(value.leading_zeros());
    // Round once, to as many bits as the result has (fewer for subnormal numbers).
    let lowest = (top + exponent - 52).max(-1074);
    let drop = lowest - exponent;
    let rounded = if drop <= 0 {
        (value as f64) * 1.0
    } else if drop >= 128 {
        0.0
    } else {
        let (kept, lost) = (value >> drop, value & ((1u128 << drop) - 1));
        let half = 1u128 << (drop - 1);
        (kept + u128::from(lost > half || (lost == half && kept & 1 == 1))) as f64
    };
    let power = if drop <= 0 { exponent } else { lowest };
    Some(scale(rounded, power))
}

/// `value * 2^power`, exactly where that is possible.
fn scale(mut value: f64, mut power: i64) -> f64 {
    while power > 1000 && value.is_finite() && value != 0.0 {
        value *= 2f64.powi(1000);
        power -= 1000;
    }
    while power < -1000 && value != 0.0 {
        value *= 2f64.powi(-1000);
        power += 1000;
    }
    value * 2f64.powi(power.clamp(-1074, 1000) as i32)
}
