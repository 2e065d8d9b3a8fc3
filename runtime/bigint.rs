//! Entry points for integers of any size.
//!
//! Invariant: as in `entries`: callers pass what the rows of [`crate::calls`] say, and the unsafe blocks rely on it. A number is a string
//! object whose bytes are 64-bit words: the first is 1 for a negative number and 0 otherwise, then the magnitude, the low word
//! first, without leading zeros. Divisors are not zero. The arithmetic is `dashu`'s.

use crate::object::Ref;
use crate::strings::{bytes, new_string};
use dashu_base::{BitTest, Sign};
use dashu_int::ops::{DivRem, Gcd};
use dashu_int::{IBig, UBig, Word};

fn store(value: &IBig) -> Ref {
    let (sign, words) = value.as_sign_words();
    let mut out = Vec::with_capacity(8 + 8 * words.len());
    out.extend_from_slice(&u64::from(sign == Sign::Negative).to_le_bytes());
    for word in words {
        out.extend_from_slice(&word.to_le_bytes());
    }
    new_string(&out)
}

unsafe fn load(number: Ref) -> IBig {
    // SAFETY: see the head of this file.
    let bytes = unsafe { bytes(number) };
    let mut words =
        bytes.chunks_exact(8).map(|chunk| u64::from_le_bytes(chunk.try_into().expect("a chunk has 8 bytes")));
    let is_negative = words.next() == Some(1);
    let magnitude: Vec<Word> = words.collect();
    let sign = if is_negative { Sign::Negative } else { Sign::Positive };
    IBig::from_parts(sign, UBig::from_words(&magnitude))
}

pub(crate) unsafe extern "C" fn big_from_int128(low: i64, high: i64) -> Ref {
    store(&IBig::from(i128::from(high) << 64 | i128::from(low as u64)))
}

pub(crate) unsafe extern "C" fn big_from_uint128(low: i64, high: i64) -> Ref {
    store(&IBig::from((u128::from(high as u64) << 64) | u128::from(low as u64)))
}

/// Of a whole number.
pub(crate) unsafe extern "C" fn big_from_float64(value: f64) -> Ref {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let significand = bits & ((1 << 52) - 1) | 1 << 52;
    let magnitude = if exponent >= 0 {
        UBig::from(significand) << exponent as usize
    } else if exponent > -64 {
        UBig::from(significand >> -exponent)
    } else {
        UBig::ZERO
    };
    store(&IBig::from_parts(if value < 0.0 { Sign::Negative } else { Sign::Positive }, magnitude))
}

/// 0 +, 1 -, 2 *, 3 ÷, 4 %, 5 fld, 6 mod, 7 and, 8 or, 9 xor, 10 gcd.
pub(crate) unsafe extern "C" fn big_binary(operation: i64, a: Ref, b: Ref) -> Ref {
    // SAFETY: see the head of this file.
    let (a, b) = unsafe { (load(a), load(b)) };
    let floored = |a: IBig, b: IBig| {
        let is_negative = b < IBig::ZERO;
        let (q, r) = a.div_rem(&b);
        let is_off = r != IBig::ZERO && (r < IBig::ZERO) != is_negative;
        if is_off { (q - 1, r + b) } else { (q, r) }
    };
    store(&match operation {
        0 => a + b,
        1 => a - b,
        2 => a * b,
        3 => a / b,
        4 => a % b,
        5 => floored(a, b).0,
        6 => floored(a, b).1,
        7 => a & b,
        8 => a | b,
        9 => a ^ b,
        _ if a == IBig::ZERO => IBig::from(magnitude(b)),
        _ if b == IBig::ZERO => IBig::from(magnitude(a)),
        _ => IBig::from(magnitude(a).gcd(magnitude(b))),
    })
}

fn magnitude(value: IBig) -> UBig {
    value.into_parts().1
}

/// Shifts to the left, or by a negative number to the right, towards minus infinity.
pub(crate) unsafe extern "C" fn big_shift(a: Ref, by: i64) -> Ref {
    // SAFETY: see the head of this file.
    let a = unsafe { load(a) };
    store(&if by >= 0 { a << by as usize } else { a >> by.unsigned_abs() as usize })
}

pub(crate) unsafe extern "C" fn big_power(a: Ref, exponent: i64) -> Ref {
    // SAFETY: see the head of this file.
    store(&unsafe { load(a) }.pow(exponent as usize))
}

/// The root of a number that is not negative, rounded down.
pub(crate) unsafe extern "C" fn big_root(a: Ref) -> Ref {
    use dashu_base::SquareRoot;
    // SAFETY: see the head of this file.
    store(&IBig::from(magnitude(unsafe { load(a) }).sqrt()))
}

pub(crate) unsafe extern "C" fn big_compare(a: Ref, b: Ref) -> i64 {
    // SAFETY: see the head of this file.
    unsafe { load(a).cmp(&load(b)) as i64 }
}

/// The nearest float, ties to even.
pub(crate) unsafe extern "C" fn big_to_float64(a: Ref) -> f64 {
    // SAFETY: see the head of this file.
    unsafe { load(a) }.to_f64().value()
}

/// The number of bits of the magnitude.
pub(crate) unsafe extern "C" fn big_bits(a: Ref) -> i64 {
    // SAFETY: see the head of this file.
    magnitude(unsafe { load(a) }).bit_len() as i64
}

/// A word of the two's complement, counted from the lowest.
pub(crate) unsafe extern "C" fn big_word(a: Ref, index: i64) -> i64 {
    // SAFETY: see the head of this file.
    let (a, shift) = (unsafe { load(a) }, 64 * index.max(0) as usize);
    let word = (a >> shift) & IBig::from(u64::MAX);
    u64::try_from(&word).unwrap_or(0) as i64
}

pub(crate) unsafe extern "C" fn big_text(a: Ref, base: i64) -> Ref {
    // SAFETY: see the head of this file.
    let text = unsafe { load(a) }.in_radix(base.clamp(2, 36) as u32).to_string();
    new_string(text.as_bytes())
}

/// Of digits, which are valid in the base.
pub(crate) unsafe extern "C" fn big_parse(text: *const u8, length: i64, base: i64) -> Ref {
    // SAFETY: see the head of this file.
    let text = unsafe { core::slice::from_raw_parts(text, length.max(0) as usize) };
    let digits = core::str::from_utf8(text).unwrap_or("0");
    store(&IBig::from_str_radix(digits, base.clamp(2, 36) as u32).unwrap_or(IBig::ZERO))
}
