//! Numbers as text, to the last character as Julia writes them.
//!
//! Invariant: a float's digits are the fewest that read back as the same float, the closest ones if there are several.
//! They are laid out plainly if the decimal point falls behind at most six digits (three for `Float16`) and at
//! most four zeros precede them, and with an exponent otherwise.

use std::io::Write;

/// How a float is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `print`: digits alone.
    Print,
    /// `show`: marks the type of `Float32` and `Float16`.
    Show,
    /// `show` in a compact context: at most six digits.
    Compact,
}

/// A float's width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Width {
    Half,
    Single,
    Double,
}

/// Appends a `Float64`.
pub fn write_f64(out: &mut Vec<u8>, value: f64, style: Style) {
    let mut buffer = zmij::Buffer::new();
    let digits = value.is_finite().then(|| Decimal::parse(buffer.format_finite(value.abs())));
    write_float(out, value, digits, Width::Double, style);
}

/// Appends a `Float32`.
pub fn write_f32(out: &mut Vec<u8>, value: f32, style: Style) {
    let mut buffer = zmij::Buffer::new();
    let digits = value.is_finite().then(|| Decimal::parse(buffer.format_finite(value.abs())));
    write_float(out, f64::from(value), digits, Width::Single, style);
}

/// Appends a `Float16`, given by its bits.
pub fn write_f16(out: &mut Vec<u8>, bits: u16, style: Style) {
    let value = f16_to_f64(bits);
    let digits = value.is_finite().then(|| shortest_f16(bits, value.abs()));
    let is_typed = style == Style::Show && value.is_finite();
    if is_typed {
        out.extend_from_slice(b"Float16(");
    }
    write_float(out, value, digits, Width::Half, style);
    if is_typed {
        out.push(b')');
    }
}

/// The value of a half-precision float.
pub fn f16_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> 10 & 31);
    let fraction = f64::from(bits & 1023);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (fraction + 1024.0) * 2f64.powi(exponent - 25),
    }
}

/// Decimal digits without leading or trailing zeros, and the power of ten of the last one.
#[derive(Clone, Copy, Debug)]
struct Decimal {
    digits: [u8; 20],
    len: usize,
    exponent: i32,
}

impl Decimal {
    /// Reads what a float formatter wrote: digits, perhaps a point, perhaps an exponent.
    fn parse(text: &str) -> Self {
        let mut decimal = Self { digits: [0; 20], len: 0, exponent: 0 };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        decimal.exponent = exponent.parse().expect("a formatted float has a decimal exponent");
        let mut is_fraction = false;
        let mut pending_zeros = 0;
        for byte in mantissa.bytes() {
            match byte {
                b'.' => is_fraction = true,
                _ => {
                    if is_fraction {
                        decimal.exponent -= 1;
                    }
                    if byte == b'0' {
                        pending_zeros += usize::from(decimal.len > 0);
                        continue;
                    }
                    for _ in 0..pending_zeros {
                        decimal.push(b'0');
                    }
                    pending_zeros = 0;
                    decimal.push(byte);
                }
            }
        }
        decimal.exponent += pending_zeros as i32;
        if decimal.len == 0 {
            decimal.push(b'0');
            decimal.exponent = 0;
        }
        decimal
    }

    fn push(&mut self, digit: u8) {
        self.digits[self.len] = digit;
        self.len += 1;
    }
}

/// The shortest digits that round to this half, by trying ever more of them.
fn shortest_f16(bits: u16, value: f64) -> Decimal {
    for places in 0..8 {
        let text = format!("{value:.places$e}");
        let parsed: f64 = text.parse().expect("Rust reads what it writes");
        if f16_bits_of(parsed) == bits & 0x7fff {
            return Decimal::parse(&text);
        }
    }
    Decimal::parse(&format!("{value:e}"))
}

/// The bits of the half closest to `value`, ties to even.
pub fn f16_from_f64(value: f64) -> u16 {
    let sign = u16::from(value.is_sign_negative()) << 15;
    if value.is_nan() { sign | 0x7e00 } else { sign | f16_bits_of(value.abs()) }
}

/// The half closest to a value that is not negative, ties to even.
fn f16_bits_of(value: f64) -> u16 {
    if value.is_infinite() {
        return 0x7c00;
    }
    let mut best = (f64::INFINITY, 0);
    // The candidates around it, found by halving.
    let (mut low, mut high) = (0u16, 0x7c00u16);
    while high - low > 1 {
        let middle = u16::midpoint(low, high);
        if f16_to_f64(middle) <= value { low = middle } else { high = middle }
    }
    for bits in [low, high] {
        let reference = if bits == 0x7c00 { 65536.0 } else { f16_to_f64(bits) };
        let distance = (reference - value).abs();
        if distance < best.0 || (distance == best.0 && bits % 2 == 0) {
            best = (distance, bits);
        }
    }
    best.1
}

fn write_float(out: &mut Vec<u8>, value: f64, digits: Option<Decimal>, width: Width, style: Style) {
    let suffix: &[u8] = match (style, width) {
        (Style::Show, Width::Single) => b"32",
        (Style::Show, Width::Half) => b"16",
        _ => b"",
    };
    let Some(mut decimal) = digits else {
        out.extend_from_slice(match value {
            v if v.is_nan() => b"NaN",
            v if v > 0.0 => b"Inf",
            _ => b"-Inf".as_slice(),
        });
        out.extend_from_slice(suffix);
        return;
    };
    if value.is_sign_negative() {
        out.push(b'-');
    }
    if style == Style::Compact && decimal.len > 6 {
        decimal = Decimal::parse(&format!("{:.5e}", value.abs()));
    }
    // `point` digits come before the decimal point.
    let point = decimal.len as i32 + decimal.exponent;
    let most = if width == Width::Half { 3 } else { 6 };
    let digits = &decimal.digits[..decimal.len];
    let is_zero = digits == b"0";
    let mut is_plain = is_zero || (-4 < point && point <= most);
    if is_plain && !is_zero && style == Style::Compact && point >= decimal.len as i32 {
        // Rounded to whole tens or units: only written plainly if that is what it is.
        let unit = 10f64.powi(point - decimal.len as i32);
        let off = (value.abs() + 0.05).rem_euclid(unit) - 0.05;
        is_plain = off.abs() <= 0.05;
    }
    if is_plain {
        if point <= 0 {
            out.extend_from_slice(b"0.");
            out.extend(core::iter::repeat_n(b'0', (-point) as usize));
            out.extend_from_slice(digits);
        } else if point as usize >= digits.len() {
            out.extend_from_slice(digits);
            out.extend(core::iter::repeat_n(b'0', point as usize - digits.len()));
            out.extend_from_slice(b".0");
        } else {
            out.extend_from_slice(&digits[..point as usize]);
            out.push(b'.');
            out.extend_from_slice(&digits[point as usize..]);
        }
        if width == Width::Single && style == Style::Show {
            out.extend_from_slice(b"f0");
        }
        return;
    }
    out.push(digits[0]);
    out.push(b'.');
    out.extend_from_slice(if digits.len() > 1 { &digits[1..] } else { b"0" });
    out.push(if width == Width::Single && style != Style::Print { b'f' } else { b'e' });
    let _ = write!(out, "{}", point - 1);
}

/// Appends a signed integer of any size.
pub fn write_i128(out: &mut Vec<u8>, value: i128) {
    let _ = write!(out, "{value}");
}

/// Appends an unsigned integer of any size, in decimal.
pub fn write_u128(out: &mut Vec<u8>, value: u128) {
    let _ = write!(out, "{value}");
}

/// Appends an `Int64`.
pub fn write_i64(out: &mut Vec<u8>, value: i64) {
    let mut buffer = [0; 20];
    let mut at = buffer.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&buffer[at..]);
}

/// Appends an unsigned integer as `show` writes it: all hexadecimal digits of its `bytes` bytes.
pub fn write_hex(out: &mut Vec<u8>, value: u128, bytes: usize) {
    let _ = write!(out, "0x{value:0digits$x}", digits = bytes * 2);
}
