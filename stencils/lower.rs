//! Bodies of stencils for operations: the LLVM backend's lowering of the operation, with the holes for operands.

use crate::spec::{Body, Key, Spec};
use inkwell::values::BasicValueEnum;
use juliette_ir::{ImmKind, Op, Ty};
use juliette_llvm::{Immediate, Lowered, Lowering, Style};
use juliette_stencil_format::{Base, Role};

/// Builds an operation.
pub(crate) fn body<'ctx>(
    body: &Body<'_, 'ctx>,
    spec: &Spec,
    inputs: &[Option<BasicValueEnum<'ctx>>],
    values: &[u64],
) -> Result<Vec<BasicValueEnum<'ctx>>, String> {
    let Key::Op(op, ty, from, shape) = spec.key else { return Err("not an operation".into()) };
    let row = op.row();
    let count = row.operands.len();
    // Results' own places have no input, except that of a tied result, which is the first operand.
    let mut args: Vec<BasicValueEnum<'ctx>> = inputs.iter().flatten().copied().take(count).collect();
    if matches!(shape.base, Base::Imm) && op == Op::Store {
        // A store's constant comes after its address.
        args.rotate_right(1);
    }
    if op == Op::Branch {
        return Ok(args);
    }
    let i64_type = body.context.i64_type();
    let last = spec.operands.iter().rposition(|operand| operand.role == Role::Const);
    let offset = |index: Option<usize>| {
        index.map(|index| i64_type.const_int(values[index], true)).ok_or("a stencil without its offset")
    };
    let imm = match row.imm {
        ImmKind::Offset => Immediate::Offset(offset(last)?),
        ImmKind::Scaled => {
            let scale = match shape.base {
                Base::Scale1 => i64_type.const_int(1, false),
                Base::Scale2 => i64_type.const_int(2, false),
                Base::Scale4 => i64_type.const_int(4, false),
                Base::Scale8 => i64_type.const_int(8, false),
                _ => offset(last.map(|last| last - 1))?,
            };
            Immediate::Scaled(scale, offset(last)?)
        }
        ImmKind::None | ImmKind::Const | ImmKind::Slot | ImmKind::Func | ImmKind::Trap | ImmKind::Edges => {
            Immediate::None
        }
    };
    let style = Style { constants_in_code: true };
    let lowering = Lowering::new(body.context, body.module, body.builder, style);
    if matches!(op, Op::Srem | Op::Urem) && ty == Ty::I8 {
        // x86-64 leaves an 8-bit remainder in ah, which no instruction with r8–r15 can name: divide 32 bits.
        let (widen, i32_type) = (if op == Op::Srem { Op::Sext } else { Op::Zext }, Ty::I32);
        let mut wide = Vec::new();
        for arg in &args {
            let widened = lowering.lower_op(widen, i32_type, ty, &[*arg], Immediate::None);
            if let Lowered::One(value) = widened.map_err(|error| error.to_string())? {
                wide.push(value);
            }
        }
        let wide = lowering.lower_op(op, i32_type, i32_type, &wide, Immediate::None);
        let Lowered::One(wide) = wide.map_err(|error| error.to_string())? else {
            return Err("a remainder has one result".into());
        };
        let narrow = lowering.lower_op(Op::Trunc, ty, i32_type, &[wide], Immediate::None);
        return match narrow.map_err(|error| error.to_string())? {
            Lowered::One(value) => Ok(vec![value]),
            _ => Err("a truncation has one result".into()),
        };
    }
    match lowering.lower_op(op, ty, from, &args, imm).map_err(|error| error.to_string())? {
        Lowered::Nothing => Ok(Vec::new()),
        Lowered::One(value) => Ok(vec![value]),
        Lowered::Two(first, second) => Ok(vec![first, second]),
        Lowered::ByEngine => Err("lowered by the engine".into()),
    }
}
