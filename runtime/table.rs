//! Compares numbers and strings as text with the table that real Julia made: `tests/runtime`.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::format::{Style, write_f16, write_f32, write_f64};
use crate::parse::{ParseError, parse_float, parse_integer};
use crate::{escape, murmur};

const TABLE: &str = include_str!("../tests/runtime/numbers.txt");

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn hexed(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    out.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn integer(result: Result<i128, ParseError>) -> String {
    match result {
        Ok(value) => value.to_string(),
        Err(ParseError::Invalid) => "none".to_owned(),
        Err(ParseError::Overflow) => "overflow".to_owned(),
    }
}

/// What we make of a row's input, in the form of the rest of the row.
fn ours(kind: &str, fields: &[&str]) -> String {
    let bits = || u64::from_str_radix(fields[0], 16).unwrap();
    let styles = [Style::Print, Style::Show, Style::Compact];
    let all =
        |write: &dyn Fn(&mut Vec<u8>, Style)| styles.map(|style| text(|out| write(out, style))).join(" ");
    match kind {
        "f64" => all(&|out, style| write_f64(out, f64::from_bits(bits()), style)),
        "f32" => all(&|out, style| write_f32(out, f32::from_bits(bits() as u32), style)),
        "f16" => all(&|out, style| write_f16(out, bits() as u16, style)),
        "str" => hexed(|out| escape::write_quoted(out, &unhex(fields[0]))),
        "chr" => hexed(|out| escape::write_char_literal(out, bits() as u32)),
        "hash" => {
            let seed = 0x71e7_29fd_5641_9c81_u64;
            let hash = murmur::hash(&unhex(fields[0]), seed as u32).wrapping_add(seed);
            format!("{:x}", hash.wrapping_sub(seed))
        }
        "int" => integer(parse_integer(&unhex(fields[0]), 0, i64::MIN.into(), i64::MAX.into())),
        "u8" => integer(parse_integer(&unhex(fields[0]), 0, 0, 255)),
        "base" => {
            let base: u32 = fields[1].parse().unwrap();
            format!(
                "{base} {}",
                integer(parse_integer(&unhex(fields[0]), base, i64::MIN.into(), i64::MAX.into()))
            )
        }
        "flt" => {
            parse_float(&unhex(fields[0])).map_or("none".to_owned(), |value| format!("{:x}", value.to_bits()))
        }
        other => panic!("no such kind of row: {other}"),
    }
}

/// Rows in which Julia 1.5 differs from later versions: a `Float16` zero shows its type now, and a compact number
/// has no zeros at the end of its fraction and is rounded once.
const OUTDATED: &[(&str, &str)] =
    &[("f16", "0"), ("f32", "cbc9e18e"), ("f32", "4bc428be"), ("f64", "c34913b1208526de")];

#[test]
fn text_of_values_agrees_with_julia() {
    let mut wrong = Vec::new();
    for line in TABLE.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let expected = fields[2..].join(" ");
        let ours = ours(fields[0], &fields[1..]);
        if ours != expected && !OUTDATED.contains(&(fields[0], fields[1])) {
            wrong.push(format!("{} {}: Julia {expected}, ours {ours}", fields[0], fields[1]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), TABLE.lines().count(), wrong.join("\n"));
}
