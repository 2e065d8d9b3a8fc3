//! Numbers from text, by the rules of Julia's `parse`.
//!
//! Invariant: blanks around the number are skipped; anything else that is no part of it makes the text invalid.
//! Overflow is invalid too, and told apart, because Julia raises another exception for it.

/// Why a text is no integer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseError {
    /// Not a number at all.
    Invalid,
    /// Too large for the type.
    Overflow,
}

/// An integer within `min..=max`. With `base` 0 a prefix `0x`, `0o` or `0b` chooses it, else 10.
///
/// # Errors
/// If the text is no such integer.
pub fn parse_integer(text: &[u8], base: u32, min: i128, max: i128) -> Result<i128, ParseError> {
    let (is_negative, magnitude) = parse_magnitude(text, base, min == 0)?;
    let value = if is_negative {
        if magnitude > 1 << 127 { None } else { Some((magnitude as i128).wrapping_neg()) }
    } else {
        i128::try_from(magnitude).ok()
    };
    value.filter(|value| (min..=max).contains(value)).ok_or(ParseError::Overflow)
}

/// A `UInt128`.
///
/// # Errors
/// If the text is none.
pub fn parse_u128(text: &[u8], base: u32) -> Result<u128, ParseError> {
    match parse_magnitude(text, base, true)? {
        (true, 1..) => Err(ParseError::Overflow),
        (_, value) => Ok(value),
    }
}

fn parse_magnitude(text: &[u8], base: u32, is_unsigned: bool) -> Result<(bool, u128), ParseError> {
    let mut rest = trim(text);
    let mut is_negative = false;
    if let [sign @ (b'+' | b'-'), after @ ..] = rest {
        is_negative = *sign == b'-';
        if is_unsigned {
            return Err(ParseError::Invalid);
        }
        rest = trim_start(after);
    }
    let mut base = base;
    if base == 0 {
        base = 10;
        for (prefix, of) in [(b"0x", 16), (b"0o", 8), (b"0b", 2)] {
            if rest.len() > 2 && rest.starts_with(prefix) {
                base = of;
                rest = &rest[2..];
                break;
            }
        }
    }
    if rest.is_empty() {
        return Err(ParseError::Invalid);
    }
    let mut value: u128 = 0;
    let mut has_overflowed = false;
    for &byte in rest {
        let digit = digit_value(byte, base).ok_or(ParseError::Invalid)?;
        let next = value.checked_mul(base.into()).and_then(|value| value.checked_add(digit.into()));
        has_overflowed |= next.is_none();
        value = next.unwrap_or(value);
    }
    if has_overflowed { Err(ParseError::Overflow) } else { Ok((is_negative, value)) }
}

/// The value of a digit. Up to base 36 letters of either case count from 10 on; above, small letters from 36 on.
fn digit_value(byte: u8, base: u32) -> Option<u32> {
    let value = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' if base <= 36 => byte - b'a' + 10,
        b'a'..=b'z' => byte - b'a' + 36,
        _ => return None,
    };
    (u32::from(value) < base).then_some(value.into())
}

/// A `Float64`: decimal or hexadecimal digits with point and exponent, `Inf`, `Infinity` or `NaN` in any case.
pub fn parse_float(text: &[u8]) -> Option<f64> {
    let text = core::str::from_utf8(trim(text)).ok()?;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if let Some(hexadecimal) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let value = parse_hexadecimal(hexadecimal)?;
        return Some(if text.starts_with('-') { -value } else { value });
    }
    let lower = digits.to_ascii_lowercase();
    if !matches!(lower.as_str(), "inf" | "infinity" | "nan")
        && !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    // Out of range is no number, unless zero or infinity is what it says.
    let says_zero =
        lower.split('e').next().is_some_and(|mantissa| mantissa.chars().all(|c| matches!(c, '0' | '.')));
    let is_lost = (value == 0.0 && !says_zero) || (value.is_infinite() && !lower.starts_with("inf"));
    (!is_lost).then_some(value)
}

/// A `Float32`, rounded once.
pub fn parse_float32(text: &[u8]) -> Option<f32> {
    let text = core::str::from_utf8(trim(text)).ok()?;
    let is_plain = text.contains(|c: char| c.is_ascii_digit()) && !text.contains(['x', 'X']);
    if !is_plain {
        return parse_float(text.as_bytes()).map(|value| value as f32);
    }
    let wide = parse_float(text.as_bytes())?;
    let value: f32 = text.parse().ok()?;
    let is_lost = value.is_infinite() || (value == 0.0 && wide != 0.0);
    (!is_lost).then_some(value)
}

/// Hexadecimal digits with a point and a binary exponent: `1.8p3`.
fn parse_hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value: u128 = 0;
    let mut scale = exponent;
    for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = c.to_digit(16)?;
        let is_fraction = i >= whole.len();
        if value >> 120 == 0 {
            value = value << 4 | u128::from(digit);
            scale -= if is_fraction { 4 } else { 0 };
        } else {
            // Digits beyond all precision only matter for rounding.
            value |= u128::from(digit != 0);
            scale += if is_fraction { 0 } else { 4 };
        }
    }
    // Two steps, so that neither power of two overflows by itself.
    let half = scale / 2;
    Some(value as f64 * 2f64.powi(half) * 2f64.powi(scale - half))
}

fn trim(text: &[u8]) -> &[u8] {
    let text = trim_start(text);
    let end = text.iter().rposition(|&byte| !is_space(byte)).map_or(0, |last| last + 1);
    &text[..end]
}

fn trim_start(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|&byte| !is_space(byte)).unwrap_or(text.len());
    &text[start..]
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
