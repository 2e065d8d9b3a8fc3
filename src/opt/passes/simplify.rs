//! Constant folding and algebraic simplification, one instruction at a time, in reverse post-order.
//!
//! An instruction of constants becomes a constant (`evaluate_op` computes it). Otherwise `rewrite` looks for a rule
//! of its operation: the instruction becomes another one in place, or its result becomes another name for an
//! existing value. Rules look at operands' definitions, so chains fold in one sweep. An instruction is tried again
//! after a rule, for one rule can make room for the next.

use crate::{Changes, Scratch};
use juliette_ir::{Function, Imm, Inst, InstSpec, Op, Ty, Value, evaluate_op};

/// Folds constants and applies algebraic rules.
pub fn simplify_instructions(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let mut changed = false;
    for &block in scratch.cfg.order() {
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            if !has_rules(func.op(inst)) {
                inst = next;
                continue;
            }
            // A bound, lest two rules undo each other for ever.
            for _ in 0..8 {
                func.resolve_args(inst);
                match simplify(func, inst) {
                    Outcome::Same => break,
                    Outcome::Changed => changed = true,
                    Outcome::Value(value) => {
                        let result = func.result(inst);
                        func.replace_value(result, value);
                        func.remove_inst(inst);
                        break;
                    }
                    Outcome::Gone => break,
                }
            }
            inst = next;
        }
    }
    changed |= func.has_aliases();
    func.resolve_aliases();
    Changes::VALUES.and(Changes::UNUSED).when(changed)
}

/// What became of an instruction.
enum Outcome {
    /// No rule applies.
    Same,
    /// It is another one now.
    Changed,
    /// Its one result is this value.
    Value(Value),
    /// It was removed.
    Gone,
}

/// Whether there may be something to do for an operation.
#[inline]
fn has_rules(op: Op) -> bool {
    op.is_removable() && op != Op::Const || op == Op::Store || op == Op::StoreIndexed
}

fn simplify(func: &mut Function, inst: Inst) -> Outcome {
    let op = func.op(inst);
    if op == Op::Store || op == Op::StoreIndexed {
        return address(func, inst, 1);
    }
    if let Some(outcome) = fold(func, inst) {
        return outcome;
    }
    if op.is_commutative() && func.is_const(func.arg(inst, 0)) {
        let (a, b) = (func.arg(inst, 0), func.arg(inst, 1));
        if !func.is_const(b) {
            func.set_arg(inst, 0, b);
            func.set_arg(inst, 1, a);
        }
    }
    rewrite(func, inst)
}

fn fold(func: &mut Function, inst: Inst) -> Option<Outcome> {
    let args = func.args(inst);
    if args.is_empty() || args.len() > 3 || !args.iter().all(|&arg| func.is_const(arg)) {
        return None;
    }
    let data = *func.inst(inst);
    let mut bits = [0; 3];
    for (bits, &arg) in bits.iter_mut().zip(args) {
        *bits = func.const_bits(arg)?;
    }
    let results = evaluate_op(data.op, data.ty, data.from, &bits[..args.len()])?;
    if let [first, second] = *func.results(inst) {
        for (old, bits) in [(first, results[0]), (second, results[1])] {
            let new = constant_before(func, inst, func.ty(old), bits);
            func.replace_value(old, new);
        }
        func.remove_inst(inst);
        return Some(Outcome::Gone);
    }
    let ty = func.ty(func.result(inst));
    func.rewrite_inst(inst, Op::Const, ty, ty, Imm::Const(results[0] & ty.mask()), &[]);
    Some(Outcome::Changed)
}

fn insert_before(func: &mut Function, place: Inst, op: Op, ty: Ty, imm: Imm, args: &[Value]) -> Value {
    let loc = func.loc(place);
    let inst = func.make_inst(InstSpec { op, ty, from: ty, imm, loc }, args);
    func.insert_before(place, inst);
    func.result(inst)
}

fn constant_before(func: &mut Function, place: Inst, ty: Ty, bits: u128) -> Value {
    insert_before(func, place, Op::Const, ty, Imm::Const(bits & ty.mask()), &[])
}

fn become_op(func: &mut Function, inst: Inst, op: Op, ty: Ty, args: &[Value]) -> Outcome {
    func.rewrite_inst(inst, op, ty, ty, Imm::None, args);
    Outcome::Changed
}

fn become_conversion(func: &mut Function, inst: Inst, op: Op, value: Value) -> Outcome {
    let (ty, from) = (func.inst(inst).ty, func.ty(value));
    func.rewrite_inst(inst, op, ty, from, Imm::None, &[value]);
    Outcome::Changed
}

fn become_constant(func: &mut Function, inst: Inst, bits: u128) -> Outcome {
    let ty = func.ty(func.result(inst));
    func.rewrite_inst(inst, Op::Const, ty, ty, Imm::Const(bits & ty.mask()), &[]);
    Outcome::Changed
}

/// `op value, constant` in place of the instruction.
fn with_constant(
    func: &mut Function,
    inst: Inst,
    op: Op,
    value: Value,
    constant_ty: Ty,
    bits: u128,
) -> Outcome {
    let constant = constant_before(func, inst, constant_ty, bits);
    let ty = func.ty(value);
    become_op(func, inst, op, ty, &[value, constant])
}

/// The operation and first operands of a value's definition.
fn def(func: &Function, value: Value) -> Option<(Op, Inst)> {
    let inst = func.def_inst(value)?;
    Some((func.op(inst), inst))
}

fn arg_of(func: &Function, inst: Inst, index: usize) -> Value {
    func.resolve(func.arg(inst, index))
}

fn rewrite(func: &mut Function, inst: Inst) -> Outcome {
    let data = *func.inst(inst);
    let (op, ty) = (data.op, data.ty);
    let arg = |index: usize| func.arg(inst, index);
    let known = |index: usize| func.const_bits(func.arg(inst, index)).map(|bits| bits & ty.mask());
    match op {
        Op::Add | Op::Sub => {
            let (a, b) = (arg(0), arg(1));
            match known(1) {
                Some(0) => Outcome::Value(a),
                Some(c) if op == Op::Sub => with_constant(func, inst, Op::Add, a, ty, c.wrapping_neg()),
                Some(c) => match reassociated(func, Op::Add, a) {
                    Some((inner, d)) => with_constant(func, inst, Op::Add, inner, ty, c.wrapping_add(d)),
                    None => Outcome::Same,
                },
                None if op == Op::Sub && a == b => become_constant(func, inst, 0),
                None => Outcome::Same,
            }
        }
        Op::Mul => match known(1) {
            Some(0) => Outcome::Value(arg(1)),
            Some(1) => Outcome::Value(arg(0)),
            Some(c) if c.is_power_of_two() => {
                let a = arg(0);
                with_constant(func, inst, Op::Shl, a, Ty::I64, u128::from(c.trailing_zeros()))
            }
            _ => Outcome::Same,
        },
        Op::Udiv | Op::Urem => match known(1) {
            Some(1) if op == Op::Udiv => Outcome::Value(arg(0)),
            Some(c) if c.is_power_of_two() => {
                let a = arg(0);
                if op == Op::Udiv {
                    with_constant(func, inst, Op::Lshr, a, Ty::I64, u128::from(c.trailing_zeros()))
                } else {
                    with_constant(func, inst, Op::And, a, ty, c - 1)
                }
            }
            _ => Outcome::Same,
        },
        Op::Sdiv | Op::Srem => signed_division(func, inst),
        Op::And => match known(1) {
            Some(0) => Outcome::Value(arg(1)),
            Some(c) if c == ty.mask() => Outcome::Value(arg(0)),
            _ if arg(0) == arg(1) => Outcome::Value(arg(0)),
            Some(c) => match reassociated(func, Op::And, arg(0)) {
                Some((inner, d)) => with_constant(func, inst, Op::And, inner, ty, c & d),
                None => Outcome::Same,
            },
            None => Outcome::Same,
        },
        Op::Or => match known(1) {
            Some(0) => Outcome::Value(arg(0)),
            Some(c) if c == ty.mask() => Outcome::Value(arg(1)),
            _ if arg(0) == arg(1) => Outcome::Value(arg(0)),
            _ => Outcome::Same,
        },
        Op::Xor => match known(1) {
            Some(0) => Outcome::Value(arg(0)),
            Some(c) if c == ty.mask() => {
                let a = arg(0);
                become_op(func, inst, Op::Not, ty, &[a])
            }
            _ if arg(0) == arg(1) => become_constant(func, inst, 0),
            _ => Outcome::Same,
        },
        Op::Not => negation(func, inst),
        Op::Neg => match def(func, arg(0)) {
            Some((Op::Neg, inner)) => Outcome::Value(arg_of(func, inner, 0)),
            _ => Outcome::Same,
        },
        Op::Shl | Op::Lshr | Op::Ashr => match func.const_bits(arg(1)).map(|bits| bits & Ty::I64.mask()) {
            Some(0) => Outcome::Value(arg(0)),
            Some(amount) if amount >= u128::from(ty.bits()) && op != Op::Ashr => {
                become_constant(func, inst, 0)
            }
            _ => Outcome::Same,
        },
        Op::Rotl | Op::Rotr => match func.const_bits(arg(1)) {
            Some(0) => Outcome::Value(arg(0)),
            _ => Outcome::Same,
        },
        Op::Eq | Op::Ne => equality(func, inst),
        Op::Slt | Op::Ult if arg(0) == arg(1) => become_constant(func, inst, 0),
        Op::Sle | Op::Ule if arg(0) == arg(1) => become_constant(func, inst, 1),
        Op::Ult if known(1) == Some(0) => become_constant(func, inst, 0),
        Op::Ule if known(0) == Some(0) => become_constant(func, inst, 1),
        Op::SaddOverflow | Op::UaddOverflow | Op::SsubOverflow | Op::UsubOverflow if known(1) == Some(0) => {
            no_overflow(func, inst)
        }
        Op::SmulOverflow | Op::UmulOverflow if known(1) == Some(1) => no_overflow(func, inst),
        Op::Select => {
            let (condition, a, b) = (arg(0), arg(1), arg(2));
            match func.const_bits(condition) {
                Some(bits) => Outcome::Value(if bits & 1 != 0 { a } else { b }),
                None if is_same(func, a, b) => Outcome::Value(a),
                None if ty == Ty::I1 && func.const_bits(a) == Some(1) && func.const_bits(b) == Some(0) => {
                    Outcome::Value(condition)
                }
                None if ty == Ty::I1 && func.const_bits(a) == Some(0) && func.const_bits(b) == Some(1) => {
                    become_op(func, inst, Op::Not, Ty::I1, &[condition])
                }
                None => match def(func, condition) {
                    Some((Op::Not, inner)) => {
                        let condition = arg_of(func, inner, 0);
                        become_op(func, inst, Op::Select, ty, &[condition, b, a])
                    }
                    _ => Outcome::Same,
                },
            }
        }
        Op::Trunc | Op::Zext | Op::Sext | Op::Bitcast => conversion(func, inst),
        Op::Fneg => match def(func, arg(0)) {
            Some((Op::Fneg, inner)) => Outcome::Value(arg_of(func, inner, 0)),
            _ => Outcome::Same,
        },
        Op::Fabs => match def(func, arg(0)) {
            Some((Op::Fneg | Op::Fabs, inner)) => {
                let a = arg_of(func, inner, 0);
                become_op(func, inst, Op::Fabs, ty, &[a])
            }
            _ => Outcome::Same,
        },
        Op::Load | Op::LoadIndexed | Op::PtrOffset | Op::PtrIndex | Op::TypeId => address(func, inst, 0),
        Op::PtrAdd => pointer_sum(func, inst),
        Op::Const
        | Op::Popcount
        | Op::Clz
        | Op::Ctz
        | Op::Bswap
        | Op::SaddOverflow
        | Op::UaddOverflow
        | Op::SsubOverflow
        | Op::UsubOverflow
        | Op::SmulOverflow
        | Op::UmulOverflow
        | Op::Slt
        | Op::Sle
        | Op::Ult
        | Op::Ule
        | Op::Feq
        | Op::Fne
        | Op::Flt
        | Op::Fle
        | Op::Fadd
        | Op::Fsub
        | Op::Fmul
        | Op::Fdiv
        | Op::Fsqrt
        | Op::Ffma
        | Op::Fcopysign
        | Op::Ffloor
        | Op::Fceil
        | Op::Ftrunc
        | Op::Frint
        | Op::Fmin
        | Op::Fmax
        | Op::Sitofp
        | Op::Uitofp
        | Op::Fptosi
        | Op::Fptoui
        | Op::Fpext
        | Op::Fptrunc
        | Op::Store
        | Op::StoreIndexed
        | Op::Prefetch
        | Op::StackAddr
        | Op::Context
        | Op::SlotAddr
        | Op::Call
        | Op::CallRuntime
        | Op::CallIndirect
        | Op::Safepoint
        | Op::TryEnter
        | Op::TryLeave
        | Op::Jump
        | Op::Branch
        | Op::Switch
        | Op::Return
        | Op::Trap
        | Op::Unreachable => Outcome::Same,
    }
}

/// Whether two operands of one type are one value, or equal constants.
fn is_same(func: &Function, a: Value, b: Value) -> bool {
    a == b || func.const_bits(a).is_some_and(|bits| func.const_bits(b) == Some(bits))
}

/// If `value` is `op x, constant`: x and the constant.
fn reassociated(func: &Function, op: Op, value: Value) -> Option<(Value, u128)> {
    let (found, inst) = def(func, value)?;
    if found != op {
        return None;
    }
    Some((arg_of(func, inst, 0), func.const_bits(func.arg(inst, 1))?))
}

fn no_overflow(func: &mut Function, inst: Inst) -> Outcome {
    let a = func.arg(inst, 0);
    let flag = constant_before(func, inst, Ty::I1, 0);
    let (value, overflow) = (func.results(inst)[0], func.results(inst)[1]);
    func.replace_value(value, a);
    func.replace_value(overflow, flag);
    func.remove_inst(inst);
    Outcome::Gone
}

/// Signed division by a power of two: negative dividends are raised by the divisor less one before the shift, so that
/// the quotient is truncated and not rounded down.
fn signed_division(func: &mut Function, inst: Inst) -> Outcome {
    let data = *func.inst(inst);
    let (op, ty) = (data.op, data.ty);
    let a = func.arg(inst, 0);
    let Some(c) = func.const_bits(func.arg(inst, 1)).map(|bits| bits & ty.mask()) else {
        return Outcome::Same;
    };
    let shift = c.trailing_zeros();
    if c == 1 {
        return if op == Op::Sdiv { Outcome::Value(a) } else { become_constant(func, inst, 0) };
    }
    // The smallest number is a power of two by its bits only.
    if !c.is_power_of_two() || shift == ty.bits() - 1 || ty == Ty::I128 {
        return Outcome::Same;
    }
    let by = |func: &mut Function, amount: u32| constant_before(func, inst, Ty::I64, u128::from(amount));
    let sign_shift = by(func, ty.bits() - 1);
    let sign = insert_before(func, inst, Op::Ashr, ty, Imm::None, &[a, sign_shift]);
    let bias_shift = by(func, ty.bits() - shift);
    let bias = insert_before(func, inst, Op::Lshr, ty, Imm::None, &[sign, bias_shift]);
    let raised = insert_before(func, inst, Op::Add, ty, Imm::None, &[a, bias]);
    if op == Op::Sdiv {
        let shift = by(func, shift);
        return become_op(func, inst, Op::Ashr, ty, &[raised, shift]);
    }
    let mask = constant_before(func, inst, ty, (c - 1) ^ ty.mask());
    let multiple = insert_before(func, inst, Op::And, ty, Imm::None, &[raised, mask]);
    become_op(func, inst, Op::Sub, ty, &[a, multiple])
}

/// Comparisons, what tells the opposite, and whether that takes the operands the other way round.
const INVERSES: [(Op, Op, bool); 8] = [
    (Op::Eq, Op::Ne, false),
    (Op::Ne, Op::Eq, false),
    (Op::Slt, Op::Sle, true),
    (Op::Sle, Op::Slt, true),
    (Op::Ult, Op::Ule, true),
    (Op::Ule, Op::Ult, true),
    (Op::Feq, Op::Fne, false),
    (Op::Fne, Op::Feq, false),
];

/// The same by operation.
const INVERSE_OF: [Option<(Op, bool)>; Op::ALL.len()] = {
    let mut table = [None; Op::ALL.len()];
    let mut at = 0;
    while at < INVERSES.len() {
        table[INVERSES[at].0 as usize] = Some((INVERSES[at].1, INVERSES[at].2));
        at += 1;
    }
    table
};

/// What tells the opposite of a comparison, and whether it takes the operands the other way round.
#[inline]
pub(crate) fn inverse_of(op: Op) -> Option<(Op, bool)> {
    INVERSE_OF[op as usize]
}

fn negation(func: &mut Function, inst: Inst) -> Outcome {
    let (ty, a) = (func.inst(inst).ty, func.arg(inst, 0));
    let Some((op, inner)) = def(func, a) else { return Outcome::Same };
    if op == Op::Not {
        return Outcome::Value(arg_of(func, inner, 0));
    }
    if ty != Ty::I1 {
        return Outcome::Same;
    }
    // The comparison itself may have other uses; a second one costs no more than the negation.
    let Some((inverse, swaps)) = inverse_of(op) else { return Outcome::Same };
    let (x, y) = (arg_of(func, inner, 0), arg_of(func, inner, 1));
    let compared = func.inst(inner).ty;
    let args = if swaps { [y, x] } else { [x, y] };
    become_op(func, inst, inverse, compared, &args)
}

fn equality(func: &mut Function, inst: Inst) -> Outcome {
    let data = *func.inst(inst);
    let (op, ty) = (data.op, data.ty);
    let (a, b) = (func.arg(inst, 0), func.arg(inst, 1));
    if a == b {
        return become_constant(func, inst, u128::from(op == Op::Eq));
    }
    let Some(c) = func.const_bits(b).map(|bits| bits & ty.mask()) else { return Outcome::Same };
    if ty == Ty::I1 {
        let keeps = (c != 0) == (op == Op::Eq);
        return if keeps { Outcome::Value(a) } else { become_op(func, inst, Op::Not, Ty::I1, &[a]) };
    }
    let Some((found, inner)) = def(func, a) else { return Outcome::Same };
    if found == Op::Zext {
        let (x, from) = (arg_of(func, inner, 0), func.inst(inner).from);
        if c & !from.mask() != 0 {
            return become_constant(func, inst, u128::from(op == Op::Ne));
        }
        let constant = constant_before(func, inst, from, c);
        become_op(func, inst, op, from, &[x, constant])
    } else if found == Op::Select {
        // A choice between two constants, compared with a constant, is the condition or its negation.
        let condition = arg_of(func, inner, 0);
        let (yes, no) = (func.const_bits(func.arg(inner, 1)), func.const_bits(func.arg(inner, 2)));
        let (Some(yes), Some(no)) = (yes, no) else { return Outcome::Same };
        match ((yes == c) == (op == Op::Eq), (no == c) == (op == Op::Eq)) {
            (true, true) => become_constant(func, inst, 1),
            (false, false) => become_constant(func, inst, 0),
            (true, false) => Outcome::Value(condition),
            (false, true) => become_op(func, inst, Op::Not, Ty::I1, &[condition]),
        }
    } else if found == Op::Add
        && let Some(d) = func.const_bits(func.arg(inner, 1))
    {
        let x = arg_of(func, inner, 0);
        with_constant(func, inst, op, x, ty, c.wrapping_sub(d))
    } else {
        Outcome::Same
    }
}

fn conversion(func: &mut Function, inst: Inst) -> Outcome {
    let data = *func.inst(inst);
    let a = func.arg(inst, 0);
    let Some((inner_op, inner)) = def(func, a) else { return Outcome::Same };
    if !matches!(inner_op, Op::Trunc | Op::Zext | Op::Sext | Op::Bitcast) {
        return Outcome::Same;
    }
    let x = arg_of(func, inner, 0);
    let origin = func.ty(x);
    match (data.op, inner_op) {
        (Op::Trunc, Op::Zext | Op::Sext) if origin == data.ty => Outcome::Value(x),
        (Op::Trunc, Op::Zext | Op::Sext) if origin.bits() > data.ty.bits() => {
            become_conversion(func, inst, Op::Trunc, x)
        }
        (Op::Trunc, Op::Zext | Op::Sext) => become_conversion(func, inst, inner_op, x),
        (Op::Trunc, Op::Trunc) => become_conversion(func, inst, Op::Trunc, x),
        (Op::Zext, Op::Zext) | (Op::Sext, Op::Sext) => become_conversion(func, inst, data.op, x),
        (Op::Sext, Op::Zext) => become_conversion(func, inst, Op::Zext, x),
        (Op::Bitcast, Op::Bitcast) if origin == data.ty => Outcome::Value(x),
        (Op::Bitcast, Op::Bitcast) => become_conversion(func, inst, Op::Bitcast, x),
        _ => Outcome::Same,
    }
}

/// `ptr_add` of a constant or of a product.
fn pointer_sum(func: &mut Function, inst: Inst) -> Outcome {
    let (base, bytes) = (func.arg(inst, 0), func.arg(inst, 1));
    if let Some(bits) = func.const_bits(bytes) {
        let Ok(offset) = i32::try_from(bits as u64 as i64) else { return Outcome::Same };
        func.rewrite_inst(inst, Op::PtrOffset, Ty::Ptr, Ty::Ptr, Imm::Offset(offset), &[base]);
        return Outcome::Changed;
    }
    func.rewrite_inst(
        inst,
        Op::PtrIndex,
        Ty::Ptr,
        Ty::Ptr,
        Imm::Scaled { scale: 1, offset: 0 },
        &[base, bytes],
    );
    Outcome::Changed
}

/// Operations with an address: offsets of the address move into the operation, indexes too. Address arithmetic wraps,
/// so index and offset can be split and joined freely as long as the offset fits.
fn address(func: &mut Function, inst: Inst, base_at: usize) -> Outcome {
    let data = *func.inst(inst);
    let base = func.arg(inst, base_at);
    let value = (base_at == 1).then(|| func.arg(inst, 0));
    let list = |base: Value, index: Option<Value>| -> ([Value; 3], usize) {
        let mut args = [Value::NONE; 3];
        let mut count = 0;
        for arg in value.into_iter().chain([base]).chain(index) {
            args[count] = arg;
            count += 1;
        }
        (args, count)
    };
    match func.imm(inst) {
        Imm::Offset(0) if data.op == Op::PtrOffset => Outcome::Value(base),
        Imm::Offset(offset) => {
            let Some((op, inner)) = def(func, base) else { return Outcome::Same };
            if !matches!(op, Op::PtrOffset | Op::StackAddr | Op::PtrIndex) {
                return Outcome::Same;
            }
            let inner_base = || arg_of(func, inner, 0);
            match (op, func.imm(inner)) {
                (Op::PtrOffset, Imm::Offset(more)) => {
                    let Some(offset) = offset.checked_add(more) else { return Outcome::Same };
                    let (args, count) = list(inner_base(), None);
                    func.rewrite_inst(inst, data.op, data.ty, data.from, Imm::Offset(offset), &args[..count]);
                    Outcome::Changed
                }
                (Op::StackAddr, Imm::Slot { slot, offset: more }) if data.op == Op::PtrOffset => {
                    let Some(offset) = offset.checked_add(more) else { return Outcome::Same };
                    // Only addresses in the slot can be written as such.
                    if offset < 0 || offset as u32 > func.slots[slot].size {
                        return Outcome::Same;
                    }
                    func.rewrite_inst(inst, Op::StackAddr, Ty::Ptr, Ty::Ptr, Imm::Slot { slot, offset }, &[]);
                    Outcome::Changed
                }
                (Op::PtrIndex, Imm::Scaled { scale, offset: more }) => {
                    let Some(offset) = offset.checked_add(more) else { return Outcome::Same };
                    let indexed = if data.op == Op::Load {
                        Op::LoadIndexed
                    } else if data.op == Op::Store {
                        Op::StoreIndexed
                    } else {
                        Op::PtrIndex
                    };
                    let (args, count) = list(inner_base(), Some(arg_of(func, inner, 1)));
                    let imm = Imm::Scaled { scale, offset };
                    func.rewrite_inst(inst, indexed, data.ty, data.from, imm, &args[..count]);
                    Outcome::Changed
                }
                _ => Outcome::Same,
            }
        }
        Imm::Scaled { scale, offset } => {
            let index = func.arg(inst, base_at + 1);
            let with_offset = |more: i64| i32::try_from(i64::from(offset).checked_add(more)?).ok();
            if let Some(bits) = func.const_bits(index) {
                let bytes = (bits as u64 as i64).checked_mul(i64::from(scale));
                let Some(offset) = bytes.and_then(with_offset) else { return Outcome::Same };
                let plain = if data.op == Op::LoadIndexed {
                    Op::Load
                } else if data.op == Op::StoreIndexed {
                    Op::Store
                } else {
                    Op::PtrOffset
                };
                let (args, count) = list(base, None);
                func.rewrite_inst(inst, plain, data.ty, data.from, Imm::Offset(offset), &args[..count]);
                return Outcome::Changed;
            }
            if let Some((index, more)) = reassociated(func, Op::Add, index) {
                let bytes = (more as u64 as i64).checked_mul(i64::from(scale));
                if let Some(offset) = bytes.and_then(with_offset) {
                    let (args, count) = list(base, Some(index));
                    let imm = Imm::Scaled { scale, offset };
                    func.rewrite_inst(inst, data.op, data.ty, data.from, imm, &args[..count]);
                    return Outcome::Changed;
                }
            }
            if let Some((index, amount)) = reassociated(func, Op::Shl, index)
                && amount < 4
                && scale <= 8
                && scale << amount <= 8
            {
                let (args, count) = list(base, Some(index));
                let imm = Imm::Scaled { scale: scale << amount, offset };
                func.rewrite_inst(inst, data.op, data.ty, data.from, imm, &args[..count]);
                return Outcome::Changed;
            }
            // What no addressing mode multiplies by, the index is multiplied by: once for all fields of an element.
            if !matches!(scale, 1 | 2 | 4 | 8) {
                let part = 1 << scale.trailing_zeros().min(3);
                let factor = scale / part;
                let (op, by) = match factor.is_power_of_two() {
                    true => (Op::Shl, factor.trailing_zeros()),
                    false => (Op::Mul, factor),
                };
                let by = constant_before(func, inst, Ty::I64, u128::from(by));
                let index = insert_before(func, inst, op, Ty::I64, Imm::None, &[index, by]);
                let (args, count) = list(base, Some(index));
                let imm = Imm::Scaled { scale: part, offset };
                func.rewrite_inst(inst, data.op, data.ty, data.from, imm, &args[..count]);
                return Outcome::Changed;
            }
            let Some((Op::PtrOffset, inner)) = def(func, base) else { return Outcome::Same };
            let Imm::Offset(more) = func.imm(inner) else { return Outcome::Same };
            let Some(offset) = with_offset(i64::from(more)) else { return Outcome::Same };
            let (args, count) = list(arg_of(func, inner, 0), Some(index));
            let imm = Imm::Scaled { scale, offset };
            func.rewrite_inst(inst, data.op, data.ty, data.from, imm, &args[..count]);
            Outcome::Changed
        }
        Imm::None | Imm::Const(_) | Imm::Slot { .. } | Imm::Func(_) | Imm::Trap(_) | Imm::Edges => {
            Outcome::Same
        }
    }
}
