//! Text tests: what `; run:` directives ask for. Every engine runs the same files.
//!
//! `; run: %f(1, -2.5, [i64 1 2 3]) == 4, 0` calls a function of the file. Arguments are constants of the
//! parameters' types; brackets make a buffer in memory, 16-byte aligned, and pass its address. Results are
//! constants, or `nan` for any NaN, or `trap "divide"`. A function without results gives `== ()`.
//!
//! `; refuse: text` says that the file must be refused, by the reader or the verifier, with a message that
//! contains the text.

use crate::function::Function;
use crate::ops::TrapReason;
use crate::parse::{Directive, Module, parse_constant};
use crate::ty::Ty;

/// One `; run:` directive.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// The line, from 1.
    pub line: u32,
    /// The function's name.
    pub function: String,
    /// The arguments.
    pub args: Vec<Argument>,
    /// What must come out.
    pub expected: Expected,
}

/// An argument of a run.
#[derive(Clone, PartialEq, Debug)]
pub enum Argument {
    /// A constant's bits.
    Bits(u128),
    /// The content of a buffer whose address is passed.
    Buffer(Vec<u8>),
}

/// What a run must give.
#[derive(Clone, PartialEq, Debug)]
pub enum Expected {
    /// These results; `None` is any NaN.
    Results(Vec<Option<u128>>),
    /// A trap.
    Trap(TrapReason),
}

impl Expected {
    /// Whether these results of `func` are as expected. NaNs are all alike.
    pub fn accepts(&self, func: &Function, results: &[u128]) -> bool {
        let Expected::Results(wanted) = self else { return false };
        wanted.len() == results.len()
            && wanted.iter().zip(results).zip(&func.signature.results).all(|((wanted, &given), &ty)| {
                match wanted {
                    Some(wanted) => same_bits(ty, *wanted, given),
                    None => is_nan(ty, given),
                }
            })
    }
}

/// Whether two values of a type are the same, all NaNs being alike.
pub fn same_bits(ty: Ty, a: u128, b: u128) -> bool {
    (a ^ b) & ty.mask() == 0 || is_nan(ty, a) && is_nan(ty, b)
}

fn is_nan(ty: Ty, bits: u128) -> bool {
    match ty {
        Ty::F16 => bits & 0x7fff > 0x7c00,
        Ty::F32 => f32::from_bits(bits as u32).is_nan(),
        Ty::F64 => f64::from_bits(bits as u64).is_nan(),
        Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 | Ty::Ptr => false,
    }
}

/// The runs that a module asks for.
pub fn runs(module: &Module) -> Result<Vec<Run>, String> {
    let asked = module.directives.iter().filter(|directive| directive.word == "run");
    asked
        .map(|directive| parse_run(module, directive).map_err(|e| format!("line {}: {e}", directive.line)))
        .collect()
}

fn parse_run(module: &Module, directive: &Directive) -> Result<Run, String> {
    let (call, expected) = directive.text.rsplit_once("==").ok_or("expected `==`")?;
    let call = call.trim().strip_prefix('%').ok_or("expected `%` and a function's name")?;
    let (name, args) = call.split_once('(').ok_or("expected `(`")?;
    let args = args.trim().strip_suffix(')').ok_or("expected `)`")?;
    let func = module.function(name).ok_or_else(|| format!("there is no function %{name}"))?;
    let texts = split_list(args);
    if texts.len() != func.signature.params.len() {
        return Err(format!("%{name} takes {} arguments", func.signature.params.len()));
    }
    let args = texts.iter().zip(&func.signature.params).map(|(text, &ty)| argument(ty, text));
    let args = args.collect::<Result<_, _>>()?;
    let expected = expectation(func, expected.trim())?;
    Ok(Run { line: directive.line, function: name.to_string(), args, expected })
}

/// The parts between commas that are not in brackets.
fn split_list(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let parts = text.split(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn argument(ty: Ty, text: &str) -> Result<Argument, String> {
    let Some(content) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return parse_constant(ty, text).map(Argument::Bits).map_err(|e| e.reason);
    };
    let mut words = content.split_whitespace();
    let name = words.next().ok_or("expected a type and elements in `[ ]`")?;
    let element = Ty::from_name(name).ok_or_else(|| format!("there is no type {name}"))?;
    let mut bytes = Vec::new();
    for word in words {
        let bits = parse_constant(element, word).map_err(|e| e.reason)?;
        bytes.extend_from_slice(&bits.to_le_bytes()[..element.bytes() as usize]);
    }
    Ok(Argument::Buffer(bytes))
}

fn expectation(func: &Function, text: &str) -> Result<Expected, String> {
    if let Some(reason) = text.strip_prefix("trap") {
        let name = reason.trim().trim_matches('"');
        let reason =
            TrapReason::from_name(name).ok_or_else(|| format!("there is no trap reason {name:?}"))?;
        return Ok(Expected::Trap(reason));
    }
    let texts = if text == "()" { Vec::new() } else { split_list(text) };
    if texts.len() != func.signature.results.len() {
        return Err(format!("%{} gives {} results", func.name, func.signature.results.len()));
    }
    let bits = texts.iter().zip(&func.signature.results).map(|(&text, &ty)| match text {
        "nan" => Ok(None),
        _ => parse_constant(ty, text).map(Some).map_err(|e| e.reason),
    });
    Ok(Expected::Results(bits.collect::<Result<_, _>>()?))
}
