//! Prints trees as S-expressions, in the form that the oracle's `sexpr.jl` prints real Julia's.
//!
//! The walk keeps its own stack, so that deep trees are printed too.

use crate::{Ast, Head, Kind, NodeId};
use core::fmt::Write;
use juliette_support::Interner;

/// One S-expression a line for each of `statements`.
pub fn print_sexprs(ast: &Ast, statements: &[NodeId], interner: &Interner) -> String {
    let mut out = String::new();
    for &statement in statements {
        write_tree(ast, statement, interner, &mut out);
        out.push('\n');
    }
    out
}

/// The S-expression of one tree.
pub fn print_sexpr(ast: &Ast, node: NodeId, interner: &Interner) -> String {
    let mut out = String::new();
    write_tree(ast, node, interner, &mut out);
    out
}

enum Step {
    Open(NodeId),
    Close,
    Space,
}

fn write_tree(ast: &Ast, root: NodeId, interner: &Interner, out: &mut String) {
    let mut steps = vec![Step::Open(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Close => out.push(')'),
            Step::Space => out.push(' '),
            Step::Open(node) => {
                match ast.kind(node) {
                    Kind::Expr(head) => {
                        out.push('(');
                        write_name(&head_name(head, interner), out);
                    }
                    Kind::Inert => out.push_str("(inert"),
                    leaf => {
                        write_leaf(ast, leaf, interner, out);
                        continue;
                    }
                }
                steps.push(Step::Close);
                for &arg in ast.args(node).iter().rev() {
                    steps.push(Step::Open(arg));
                    steps.push(Step::Space);
                }
            }
        }
    }
}

/// A head as Julia spells it.
pub(crate) fn head_name(head: Head, interner: &Interner) -> String {
    match head {
        Head::Update(op) => format!("{}=", interner.name(op)),
        Head::DotUpdate(op) => format!(".{}=", interner.name(op)),
        Head::OtherAssign(op) => interner.name(op).to_owned(),
        fixed => fixed.text().unwrap_or_default().to_owned(),
    }
}

fn write_leaf(ast: &Ast, kind: Kind, interner: &Interner, out: &mut String) {
    let written = match kind {
        Kind::Expr(_) | Kind::Inert => Ok(()),
        Kind::Symbol(symbol) => {
            write_name(interner.name(symbol), out);
            Ok(())
        }
        Kind::String(id) => {
            out.push('"');
            escape(ast.bytes(id), out);
            out.push('"');
            Ok(())
        }
        Kind::Char(bits) => {
            out.push('\'');
            escape(char_bytes(bits, &mut [0; 4]), out);
            out.push('\'');
            Ok(())
        }
        Kind::Int64(value) => write!(out, "{value}"),
        Kind::UInt8(value) => write!(out, "(UInt8 {value:#x})"),
        Kind::UInt16(value) => write!(out, "(UInt16 {value:#x})"),
        Kind::UInt32(value) => write!(out, "(UInt32 {value:#x})"),
        Kind::UInt64(value) => write!(out, "(UInt64 {value:#x})"),
        Kind::Float64(value) => {
            write_float(value, out);
            Ok(())
        }
        Kind::Float32(value) => {
            out.push_str("(Float32 ");
            write_float(f64::from(value), out);
            out.push(')');
            Ok(())
        }
        Kind::Bool(value) => write!(out, "{value}"),
        Kind::Nothing => out.write_str("nothing"),
        Kind::GlobalRef { module, name } => {
            write!(out, "{}.{}", crate::unparse::module_name(module), interner.name(name))
        }
        Kind::Value(number) => write!(out, "(value {number})"),
        Kind::Line { line, file } => write!(out, "(line {line} {})", interner.name(file)),
        Kind::Verbatim(text) => write!(out, "{}", ast.text(text)),
    };
    written.expect("writing to a string cannot fail");
}

/// The bytes of a character's bits: the first one, and those that follow it until only zeros are left.
pub(crate) fn char_bytes(bits: u32, buffer: &mut [u8; 4]) -> &[u8] {
    *buffer = bits.to_be_bytes();
    let used = 4 - (bits.trailing_zeros() / 8).min(3) as usize;
    &buffer[..used]
}

fn write_name(name: &str, out: &mut String) {
    let plain = !name.is_empty()
        && name.chars().all(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | '#' | '\\' | '\0'));
    if plain {
        out.push_str(name);
    } else {
        out.push_str("var\"");
        escape(name.as_bytes(), out);
        out.push('"');
    }
}

/// Writes text with escapes; bytes that are no UTF-8 as `\xHH`.
fn escape(bytes: &[u8], out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' | '"' | '$' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\0'..' ' | '\x7f' => {
                    let _ = write!(out, "\\x{:02x}", c as u32);
                }
                _ => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
}

/// A float in Julia's notation: shortest digits, an exponent below 1e-4 and from 1e6 on.
pub(crate) fn write_float(value: f64, out: &mut String) {
    if value.is_nan() {
        return out.push_str("NaN");
    }
    if value.is_infinite() {
        return out.push_str(if value < 0.0 { "-Inf" } else { "Inf" });
    }
    // Ryu settles ties between equally short candidates as Julia does.
    let mut buffer = ryu::Buffer::new();
    let shortest = buffer.format_finite(value.abs());
    let (digits, exponent) = shortest.split_once('e').unwrap_or((shortest, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = if fraction == "0" { "" } else { fraction };
    let exponent: i32 = exponent.parse().expect("ryu prints a decimal exponent");
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    let leading = (all.len() - all.trim_start_matches('0').len()) as i32;
    let exponent = exponent + whole.len() as i32 - 1 - leading;
    if value.is_sign_negative() {
        out.push('-');
    }
    if value == 0.0 {
        out.push_str("0.0");
    } else if (0..6).contains(&exponent) {
        let point = exponent as usize + 1;
        let padded = format!("{significant:0<point$}");
        let (whole, fraction) = padded.split_at(point);
        let fraction = if fraction.is_empty() { "0" } else { fraction };
        let _ = write!(out, "{whole}.{fraction}");
    } else if (-4..0).contains(&exponent) {
        let _ = write!(out, "0.{}{significant}", "0".repeat((-exponent - 1) as usize));
    } else {
        let (first, rest) = significant.split_at(1);
        let rest = if rest.is_empty() { "0" } else { rest };
        let _ = write!(out, "{first}.{rest}e{exponent}");
    }
}
