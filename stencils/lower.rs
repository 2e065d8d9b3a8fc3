//! Bodies of stencils for operations: the LLVM backend's lowering of the operation.

use crate::spec::{Body, Key, Spec};
use inkwell::values::BasicValueEnum;
use juliette_ir::Op;

/// Builds an operation.
pub(crate) fn body<'ctx>(
    body: &Body<'_, 'ctx>, spec: &Spec, inputs: &[Option<BasicValueEnum<'ctx>>], values: &[u64],
) -> Result<Vec<BasicValueEnum<'ctx>>, String> {
    let Key::Op(op, ty, _, shape) = spec.key else { return Err("not an operation".into()) };
    let b = body.builder;
    let text = |error: inkwell::builder::BuilderError| error.to_string();
    let ins: Vec<_> = inputs.iter().flatten().copied().collect();
    let _ = (values, ty, shape);
    Ok(match op {
        Op::Add => vec![b.build_int_add(ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::Sub => vec![b.build_int_sub(ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::And => vec![b.build_and(ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::Mul => vec![b.build_int_mul(ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::Sdiv => vec![b.build_int_signed_div(ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::Fadd => vec![b.build_float_add(ins[0].into_float_value(), ins[1].into_float_value(), "").map_err(text)?.into()],
        Op::Slt if ins[0].is_int_value() => vec![b.build_int_compare(inkwell::IntPredicate::SLT, ins[0].into_int_value(), ins[1].into_int_value(), "").map_err(text)?.into()],
        Op::Feq  => vec![b.build_float_compare(inkwell::FloatPredicate::OEQ, ins[0].into_float_value(), ins[1].into_float_value(), "").map_err(text)?.into()],
        _ => return Err("no lowering".into()),
    })
}
