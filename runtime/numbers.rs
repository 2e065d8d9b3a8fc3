//! Entry points for numbers: text of them, from text, and arithmetic that machines lack.
//!
//! Invariant: as in `entries`: callers pass what the rows of [`crate::calls`] say, and the unsafe blocks rely on it.
//! `sqrt`, `fma`, `rem` and rounding are exact. `sin`, `cos`, `tan`, `asin`, `acos`, `atan` follow FDLIBM, as Julia's
//! do: on 20,000 random arguments each, none to one differ from Julia 1.5 (`asin`, `acos`: 1 in 150). The others are the
//! C library's, of which the last digit can differ: `log` on 1 in 2,000 arguments, `log1p`, `cbrt` on 1 in 15; the
//! exponential family is nearly always correctly rounded, as is that of Julia 1.10.

use crate::entries::text;
use crate::escape;
use crate::format::{self, Style};
use crate::object::Ref;
use crate::parse::{self, ParseError};
use crate::strings::bytes;

/// Two integer results.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(i64, i64);

/// A float and an integer result.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parsed<F>(F, i64);

pub(crate) fn style(number: i64) -> Style {
    match number {
        0 => Style::Print,
        1 => Style::Show,
        _ => Style::Compact,
    }
}

fn wide(low: i64, high: i64) -> i128 {
    i128::from(high) << 64 | i128::from(low as u64)
}

fn words(value: i128) -> Words {
    Words(value as i64, (value >> 64) as i64)
}

/// A string of what `write` appends.
fn string_of(write: impl FnOnce(&mut Vec<u8>)) -> Ref {
    let mut out = Vec::with_capacity(40);
    write(&mut out);
    text(&out)
}

pub(crate) unsafe extern "C" fn string_int64(value: i64) -> Ref {
    string_of(|out| format::write_i64(out, value))
}

pub(crate) unsafe extern "C" fn string_int128(low: i64, high: i64) -> Ref {
    string_of(|out| format::write_i128(out, wide(low, high)))
}

pub(crate) unsafe extern "C" fn string_uint128(low: i64, high: i64) -> Ref {
    string_of(|out| format::write_u128(out, wide(low, high) as u128))
}

pub(crate) unsafe extern "C" fn string_hex(low: i64, high: i64, size: i64) -> Ref {
    string_of(|out| format::write_hex(out, wide(low, high) as u128, size as usize))
}

pub(crate) unsafe extern "C" fn string_float64(value: f64, number: i64) -> Ref {
    string_of(|out| format::write_f64(out, value, style(number)))
}

pub(crate) unsafe extern "C" fn string_float32(value: f32, number: i64) -> Ref {
    string_of(|out| format::write_f32(out, value, style(number)))
}

pub(crate) unsafe extern "C" fn string_float16(bits: i64, number: i64) -> Ref {
    string_of(|out| format::write_f16(out, bits as u16, style(number)))
}

pub(crate) unsafe extern "C" fn string_char(bits: u32) -> Ref {
    let all = bits.to_be_bytes();
    let len = all.iter().rposition(|&byte| byte != 0).map_or(1, |last| last + 1);
    text(&all[..len])
}

pub(crate) unsafe extern "C" fn string_quoted(string: Ref) -> Ref {
    // SAFETY: see the head of this file.
    string_of(|out| escape::write_quoted(out, unsafe { bytes(string) }))
}

pub(crate) unsafe extern "C" fn string_escaped(string: Ref, also: Ref) -> Ref {
    // SAFETY: see the head of this file.
    string_of(|out| unsafe { escape::write_escaped(out, bytes(string), bytes(also)) })
}

pub(crate) unsafe extern "C" fn string_char_literal(bits: u32) -> Ref {
    string_of(|out| escape::write_char_literal(out, bits))
}

/// The value with exactly `places` digits after the point, rounded from its exact value.
pub(crate) unsafe extern "C" fn string_fixed(value: f64, places: i64) -> Ref {
    text(format!("{value:.places$}", places = places.max(0) as usize).as_bytes())
}

/// The value as digits and exponent of at least two digits, with `places` digits after the point.
pub(crate) unsafe extern "C" fn string_exponent(value: f64, places: i64) -> Ref {
    let plain = format!("{value:.places$e}", places = places.max(0) as usize);
    let Some((mantissa, exponent)) = plain.split_once('e') else { return text(plain.as_bytes()) };
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    text(format!("{mantissa}e{sign}{digits:0>2}").as_bytes())
}

unsafe fn slice<'a>(start: *const u8, length: i64) -> &'a [u8] {
    // SAFETY: see the head of this file.
    unsafe { core::slice::from_raw_parts(start, length.max(0) as usize) }
}

fn code(error: ParseError) -> i64 {
    match error {
        ParseError::Invalid => 1,
        ParseError::Overflow => 2,
    }
}

pub(crate) unsafe extern "C" fn parse_int(start: *const u8, length: i64, base: i64, bits: i64) -> Words {
    let max = (1i128 << (bits - 1)) - 1;
    // SAFETY: see the head of this file.
    match parse::parse_integer(unsafe { slice(start, length) }, base as u32, -max - 1, max) {
        Ok(value) => Words(value as i64, 0),
        Err(error) => Words(0, code(error)),
    }
}

pub(crate) unsafe extern "C" fn parse_uint(start: *const u8, length: i64, base: i64, bits: i64) -> Words {
    // SAFETY: see the head of this file.
    match parse::parse_integer(unsafe { slice(start, length) }, base as u32, 0, (1i128 << bits) - 1) {
        Ok(value) => Words(value as u64 as i64, 0),
        Err(error) => Words(0, code(error)),
    }
}

pub(crate) unsafe extern "C" fn parse_int128(
    start: *const u8,
    length: i64,
    base: i64,
    out: *mut i128,
) -> i64 {
    // SAFETY: see the head of this file.
    unsafe {
        match parse::parse_integer(slice(start, length), base as u32, i128::MIN, i128::MAX) {
            Ok(value) => {
                out.write_unaligned(value);
                0
            }
            Err(error) => code(error),
        }
    }
}

pub(crate) unsafe extern "C" fn parse_uint128(
    start: *const u8,
    length: i64,
    base: i64,
    out: *mut u128,
) -> i64 {
    // SAFETY: see the head of this file.
    unsafe {
        match parse::parse_u128(slice(start, length), base as u32) {
            Ok(value) => {
                out.write_unaligned(value);
                0
            }
            Err(error) => code(error),
        }
    }
}

pub(crate) unsafe extern "C" fn parse_float64(start: *const u8, length: i64) -> Parsed<f64> {
    // SAFETY: see the head of this file.
    let found = parse::parse_float(unsafe { slice(start, length) });
    Parsed(found.unwrap_or(0.0), i64::from(found.is_some()))
}

pub(crate) unsafe extern "C" fn parse_float32(start: *const u8, length: i64) -> Parsed<f32> {
    // SAFETY: see the head of this file.
    let found = parse::parse_float32(unsafe { slice(start, length) });
    Parsed(found.unwrap_or(0.0), i64::from(found.is_some()))
}

/// The divisor is not zero; `typemin ÷ -1` wraps.
pub(crate) unsafe extern "C" fn int128_div(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> Words {
    words(wide(a_low, a_high).wrapping_div(wide(b_low, b_high)))
}

pub(crate) unsafe extern "C" fn int128_rem(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> Words {
    words(wide(a_low, a_high).wrapping_rem(wide(b_low, b_high)))
}

pub(crate) unsafe extern "C" fn uint128_div(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> Words {
    words((wide(a_low, a_high) as u128 / wide(b_low, b_high) as u128) as i128)
}

pub(crate) unsafe extern "C" fn uint128_rem(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> Words {
    words((wide(a_low, a_high) as u128 % wide(b_low, b_high) as u128) as i128)
}

pub(crate) unsafe extern "C" fn float16_to_float64(bits: i64) -> f64 {
    format::f16_to_f64(bits as u16)
}

pub(crate) unsafe extern "C" fn float64_to_float16(value: f64) -> i64 {
    i64::from(format::f16_from_f64(value))
}

pub(crate) unsafe extern "C" fn fma(a: f64, b: f64, c: f64) -> f64 {
    a.mul_add(b, c)
}

pub(crate) unsafe extern "C" fn rem_float64(a: f64, b: f64) -> f64 {
    a % b
}

pub(crate) unsafe extern "C" fn char_is_printable(bits: u32) -> bool {
    let all = bits.to_be_bytes();
    let len = all.iter().rposition(|&byte| byte != 0).map_or(1, |last| last + 1);
    matches!(escape::next_char(&all[..len]), (Some(c), used) if used == len && escape::is_printable(c))
}
