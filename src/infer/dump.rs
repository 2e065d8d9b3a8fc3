//! Inferred bodies as text: the generic instructions, each with its type and what it calls.

use crate::inferred::{CallTarget, Inferred};
use crate::lattice::Lattice;
use crate::program::Program;
use core::fmt::Write as _;
use juliette_ir::generic::GenericValue;
use juliette_support::Id;
use juliette_types::{Const, ConstValue};

impl Inferred {
    /// The body as text, for `emit --stage=typed` and traces.
    pub fn print(&self, program: &Program) -> String {
        let text = self.body.print(&program.interner);
        let mut out = String::new();
        let mut lines = text.lines();
        if let Some(first) = lines.next() {
            let arguments: Vec<String> =
                self.arguments.iter().map(|&lattice| show(program, lattice)).collect();
            let _ = writeln!(out, "{first} with {} -> {}", arguments.join(", "), show(program, self.result));
            let _ =
                writeln!(out, "; pure {}, recursive {}, cost {}", self.is_pure, self.is_recursive, self.cost);
        }
        for line in lines {
            let value = line.trim_start().split(' ').next().and_then(|name| name.strip_prefix('%'));
            let value = value.and_then(|number| number.parse::<usize>().ok()).map(GenericValue::from_index);
            match value {
                Some(value) => {
                    let lattice = show(program, self.values[value]);
                    let call = match &self.calls[value].target {
                        CallTarget::Unreached => String::new(),
                        CallTarget::Intrinsic(intrinsic) => format!(" [core {}]", intrinsic.name()),
                        CallTarget::Static(callee) => format!(" [static {callee}]"),
                        CallTarget::Split(cases) => format!(" [split in {}]", cases.len()),
                        CallTarget::Dynamic => " [dynamic]".to_owned(),
                        CallTarget::NoMethod => " [no method]".to_owned(),
                    };
                    let _ = writeln!(out, "{line} :: {lattice}{call}");
                }
                None => {
                    let _ = writeln!(out, "{line}");
                }
            }
        }
        out
    }
}

fn show(program: &Program, lattice: Lattice) -> String {
    match lattice {
        Lattice::Type(ty) => program.types.show(ty, &program.interner),
        Lattice::Const(constant) => show_const(program, constant),
        Lattice::Conditional { value, on_true, on_false } => format!(
            "Bool({value}: {} else {})",
            program.types.show(on_true, &program.interner),
            program.types.show(on_false, &program.interner)
        ),
    }
}

fn show_const(program: &Program, constant: Const) -> String {
    let ty = program.types.show(constant.ty, &program.interner);
    match constant.value {
        ConstValue::Bits(bits) => format!("{ty}({})", bits.get()),
        ConstValue::Symbol(name) => format!(":{}", program.interner.name(name)),
        ConstValue::Type(of) => format!("Type{{{}}}", program.types.show(of, &program.interner)),
        ConstValue::Text(text) => format!("{:?}", program.interner.name(text)),
        ConstValue::Singleton => format!("the {ty}"),
        ConstValue::Aggregate(_) => format!("a constant {ty}"),
        ConstValue::Object(number) => format!("object {number} of {ty}"),
    }
}
