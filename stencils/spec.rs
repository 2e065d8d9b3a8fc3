//! What is to be compiled: the list of stencils with their holes and bodies.

use crate::assign::ConstantRange;
use inkwell::builder::Builder;
use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::values::{BasicValueEnum, FunctionValue};
use juliette_ir::{Op, Ty};
use juliette_stencil_format::list::{Extra, Form, stencil_name};
use juliette_stencil_format::{Base, Branching, Operand, Shape};

/// Where a body builds its code.
pub struct Body<'a, 'ctx> {
    /// The context.
    pub context: &'ctx Context,
    /// The module.
    pub module: &'a Module<'ctx>,
    /// The builder, at the end of the code so far.
    pub builder: &'a Builder<'ctx>,
    /// The function that is being built.
    pub function: FunctionValue<'ctx>,
}

/// Builds a stencil's results from its inputs (none for results' own places) and the constants' values.
pub type BuildBody = for<'a, 'ctx> fn(
    &Body<'a, 'ctx>,
    &Spec,
    &[Option<BasicValueEnum<'ctx>>],
    &[u64],
) -> Result<Vec<BasicValueEnum<'ctx>>, String>;

/// Which stencil it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// An operation's form in a shape.
    Op(Op, Ty, Ty, Shape),
    /// One beside the op table; true for 8-bit displacements.
    Extra(Extra, bool),
}

impl Key {
    /// The name in reports.
    pub fn name(self) -> String {
        match self {
            Key::Op(op, ty, from, shape) => stencil_name(op, ty, from, shape),
            Key::Extra(extra, small) => format!("{extra:?}{}", if small { " small" } else { "" }),
        }
    }
}

/// A stencil's holes.
pub fn operands(key: Key) -> Vec<Operand> {
    match key {
        Key::Op(op, ty, from, shape) => juliette_stencil_format::operands(op, ty, from, shape),
        Key::Extra(extra, _) => extra.operands().to_vec(),
    }
}

/// One stencil to compile.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Which one.
    pub key: Key,
    /// Its holes.
    pub operands: Vec<Operand>,
    /// The type of the operand that shares its place with the first result.
    pub tied_ty: Option<Ty>,
    /// How it branches.
    pub branch: Branching,
    /// What constants it is compiled with.
    pub range: ConstantRange,
    /// Builds its body.
    pub body: BuildBody,
}

/// All stencils, in the order of the library.
pub fn specs(op_body: BuildBody) -> Vec<Spec> {
    let mut specs = Vec::new();
    for extra in Extra::ALL {
        for small in [false, true] {
            if small && !extra.has_small() {
                continue;
            }
            let negative = matches!(extra, Extra::ConstSigned32 | Extra::StoreConst);
            let wide = extra == Extra::Const64;
            let key = Key::Extra(extra, small);
            specs.push(Spec {
                key,
                operands: operands(key),
                tied_ty: None,
                branch: if extra == Extra::BranchFlag { Branching::IfTrue } else { Branching::Never },
                range: ConstantRange { small, op: None, ty: Ty::I64, wide, negative },
                body: extra_body,
            });
        }
    }
    for &op in Op::ALL {
        for (ty, from) in op.forms() {
            for shape in juliette_stencil_format::shapes(op, ty, from) {
                let key = Key::Op(op, ty, from, shape);
                let tied = matches!(shape.base, Base::Tied | Base::TiedImm | Base::TiedFrame);
                let types = juliette_stencil_format::list::operand_types(op, ty, from);
                specs.push(Spec {
                    key,
                    operands: operands(key),
                    tied_ty: tied.then(|| types[0]),
                    branch: shape.branch,
                    range: ConstantRange {
                        small: shape.small,
                        op: Some(op),
                        ty,
                        wide: false,
                        negative: false,
                    },
                    body: op_body,
                });
            }
        }
    }
    specs
}

/// The place of a form's shape in the list of ids, relative to its form, and the form's number.
pub fn place(key: Key) -> (u32, usize) {
    match key {
        Key::Op(op, ty, from, shape) => (Form::of(op, ty, from).0, shape.number()),
        Key::Extra(extra, small) => (Form::COUNT, extra as usize * 2 + usize::from(small)),
    }
}

fn extra_body<'ctx>(
    body: &Body<'_, 'ctx>,
    spec: &Spec,
    inputs: &[Option<BasicValueEnum<'ctx>>],
    values: &[u64],
) -> Result<Vec<BasicValueEnum<'ctx>>, String> {
    let Key::Extra(extra, _) = spec.key else { return Err("not an extra".into()) };
    let (builder, i64_type) = (body.builder, body.context.i64_type());
    let text = |error: inkwell::builder::BuilderError| error.to_string();
    let pointer = body.context.ptr_type(inkwell::AddressSpace::default());
    let thread = body.context.ptr_type(inkwell::AddressSpace::from(257u16));
    Ok(match extra {
        Extra::MoveInt
        | Extra::MoveFloat
        | Extra::LoadInt
        | Extra::StoreInt
        | Extra::StoreFloat
        | Extra::Const32
        | Extra::ConstSigned32
        | Extra::Const64
        | Extra::StoreConst => inputs.iter().flatten().copied().collect(),
        Extra::LoadFloat => {
            let bits = inputs[1].ok_or("no input")?;
            vec![builder.build_bit_cast(bits, body.context.f64_type(), "").map_err(text)?]
        }
        Extra::Zero => vec![i64_type.const_zero().into()],
        Extra::ZeroFloat => vec![body.context.f64_type().const_zero().into()],
        Extra::FrameAddress => {
            let frame = body.function.get_nth_param(1).ok_or("no frame")?.into_pointer_value();
            let bits = builder.build_ptr_to_int(frame, i64_type, "").map_err(text)?;
            vec![builder.build_int_add(bits, i64_type.const_int(values[1], true), "").map_err(text)?.into()]
        }
        Extra::Context => {
            let zero = i64_type.const_zero().const_to_pointer(thread);
            let base = builder.build_load(pointer, zero, "").map_err(text)?.into_pointer_value();
            let bits = builder.build_ptr_to_int(base, i64_type, "").map_err(text)?;
            vec![builder.build_int_add(bits, i64_type.const_int(values[1], true), "").map_err(text)?.into()]
        }
        Extra::BranchFlag => {
            let place = i64_type.const_int(values[0], true).const_to_pointer(thread);
            let flag = builder.build_load(body.context.i32_type(), place, "").map_err(text)?.into_int_value();
            let zero = body.context.i32_type().const_zero();
            let raised =
                builder.build_int_compare(inkwell::IntPredicate::NE, flag, zero, "").map_err(text)?;
            vec![raised.into()]
        }
        Extra::IntToFloat => {
            let bits = inputs[1].ok_or("no input")?;
            vec![builder.build_bit_cast(bits, body.context.f64_type(), "").map_err(text)?]
        }
        Extra::FloatToInt => {
            let float = inputs[1].ok_or("no input")?;
            vec![builder.build_bit_cast(float, i64_type, "").map_err(text)?]
        }
    })
}
