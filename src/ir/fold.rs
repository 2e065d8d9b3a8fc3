//! What pure operations compute, as a function of constants: for the evaluator and for constant folding.
//!
//! Values are bits in a `u128` of which only those of the type's width count; arguments may carry garbage above,
//! results carry none. Engines may return any NaN from arithmetic; here it is the one that the host computes.

use crate::ops::Op;
use crate::ty::Ty;

/// The results of a pure operation on constants: the second is 0 where there is one result only. None if the
/// operation is not a function of its operands, or if its precondition does not hold.
///
/// `ty` and `from` are as [`Op::allows`] takes them. Immediates play no part: `const` is not asked here.
pub fn evaluate_op(op: Op, ty: Ty, from: Ty, args: &[u128]) -> Option<[u128; 2]> {
    let bits = ty.bits();
    let mask = ty.mask();
    let a = || args[0] & mask;
    let b = || args[1] & mask;
    let sa = || ty.signed(args[0]);
    let sb = || ty.signed(args[1]);
    let amount = || Ty::I64.mask() & args[1];
    let value = |result: u128| Some([result & mask, 0]);
    let truth = |result: bool| Some([u128::from(result), 0]);
    let flagged = |result: u128, overflow: bool| Some([result & mask, u128::from(overflow)]);
    let signed =
        |(result, lost): (i128, bool)| flagged(result as u128, lost || ty.signed(result as u128) != result);
    let unsigned = |(result, lost): (u128, bool)| flagged(result, lost || result & mask != result);
    match op {
        Op::Add => value(a().wrapping_add(b())),
        Op::Sub => value(a().wrapping_sub(b())),
        Op::Mul => value(a().wrapping_mul(b())),
        Op::Sdiv | Op::Srem if b() == 0 || sb() == -1 && a() == 1 << (bits - 1) => None,
        Op::Sdiv => value(sa().wrapping_div(sb()) as u128),
        Op::Srem => value(sa().wrapping_rem(sb()) as u128),
        Op::Udiv => value(a().checked_div(b())?),
        Op::Urem => value(a().checked_rem(b())?),
        Op::Neg => value(a().wrapping_neg()),
        Op::And => value(a() & b()),
        Op::Or => value(a() | b()),
        Op::Xor => value(a() ^ b()),
        Op::Not => value(!a()),
        Op::Shl => value(if amount() >= u128::from(bits) { 0 } else { a() << amount() }),
        Op::Lshr => value(if amount() >= u128::from(bits) { 0 } else { a() >> amount() }),
        Op::Ashr => value((sa() >> amount().min(u128::from(bits) - 1)) as u128),
        Op::Rotl => value(rotate_left(a(), (amount() % u128::from(bits)) as u32, bits)),
        Op::Rotr => value(rotate_left(a(), bits - (amount() % u128::from(bits)) as u32, bits)),
        Op::Popcount => value(u128::from(a().count_ones())),
        Op::Clz => value(u128::from(a().leading_zeros() - (128 - bits))),
        Op::Ctz => value(u128::from(a().trailing_zeros().min(bits))),
        Op::Bswap => value(a().swap_bytes() >> (128 - bits)),
        Op::SaddOverflow => signed(sa().overflowing_add(sb())),
        Op::UaddOverflow => unsigned(a().overflowing_add(b())),
        Op::SsubOverflow => signed(sa().overflowing_sub(sb())),
        Op::UsubOverflow => unsigned(a().overflowing_sub(b())),
        Op::SmulOverflow => signed(sa().overflowing_mul(sb())),
        Op::UmulOverflow => unsigned(a().overflowing_mul(b())),
        Op::Eq => truth(a() == b()),
        Op::Ne => truth(a() != b()),
        Op::Slt => truth(sa() < sb()),
        Op::Sle => truth(sa() <= sb()),
        Op::Ult => truth(a() < b()),
        Op::Ule => truth(a() <= b()),
        Op::Feq => truth(float(ty, args[0]) == float(ty, args[1])),
        Op::Fne => truth(float(ty, args[0]) != float(ty, args[1])),
        Op::Flt => truth(float(ty, args[0]) < float(ty, args[1])),
        Op::Fle => truth(float(ty, args[0]) <= float(ty, args[1])),
        Op::Fneg => value(a() ^ 1 << (bits - 1)),
        Op::Fabs => value(a() & !(1 << (bits - 1))),
        Op::Fcopysign => value(a() & !(1 << (bits - 1)) | b() & 1 << (bits - 1)),
        Op::Fadd
        | Op::Fsub
        | Op::Fmul
        | Op::Fdiv
        | Op::Fsqrt
        | Op::Ffma
        | Op::Ffloor
        | Op::Fceil
        | Op::Ftrunc
        | Op::Frint
        | Op::Fmin
        | Op::Fmax => {
            if ty == Ty::F32 {
                let arg = |i: usize| args.get(i).map_or(0.0, |&bits| f32::from_bits(bits as u32));
                value(u128::from(arithmetic32(op, arg(0), arg(1), arg(2)).to_bits()))
            } else {
                let arg = |i: usize| args.get(i).map_or(0.0, |&bits| f64::from_bits(bits as u64));
                value(u128::from(arithmetic64(op, arg(0), arg(1), arg(2)).to_bits()))
            }
        }
        Op::Trunc | Op::Bitcast => value(args[0]),
        Op::Zext => value(args[0] & from.mask()),
        Op::Sext => value(from.signed(args[0]) as u128),
        Op::Sitofp if ty == Ty::F32 => value(u128::from((from.signed(args[0]) as f32).to_bits())),
        Op::Sitofp => value(u128::from((from.signed(args[0]) as f64).to_bits())),
        Op::Uitofp if ty == Ty::F32 => value(u128::from(((args[0] & from.mask()) as f32).to_bits())),
        Op::Uitofp => value(u128::from(((args[0] & from.mask()) as f64).to_bits())),
        Op::Fptosi => value(float_to_int(float(from, args[0]), bits == 64) as u128),
        Op::Fptoui => value(float_to_unsigned(float(from, args[0]), bits) as u128),
        Op::Fpext if from == Ty::F16 => {
            let wide = half_to_single(args[0] as u16);
            value(from_float(ty, wide))
        }
        Op::Fpext => value(u128::from(f64::from(f32::from_bits(args[0] as u32)).to_bits())),
        Op::Fptrunc if ty == Ty::F16 && from == Ty::F32 => {
            value(u128::from(double_to_half(f64::from(f32::from_bits(args[0] as u32)))))
        }
        Op::Fptrunc if ty == Ty::F16 => value(u128::from(double_to_half(f64::from_bits(args[0] as u64)))),
        Op::Fptrunc => value(u128::from((f64::from_bits(args[0] as u64) as f32).to_bits())),
        Op::Select => value(if args[0] & 1 != 0 { args[1] } else { args[2] }),
        Op::PtrAdd => value(a().wrapping_add(b())),
        Op::Const
        | Op::Load
        | Op::Store
        | Op::LoadIndexed
        | Op::StoreIndexed
        | Op::Prefetch
        | Op::StackAddr
        | Op::PtrOffset
        | Op::PtrIndex
        | Op::TypeId
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
        | Op::Unreachable => None,
    }
}

fn rotate_left(value: u128, amount: u32, bits: u32) -> u128 {
    match amount % bits {
        0 => value,
        amount => value << amount | value >> (bits - amount),
    }
}

/// The exact value of an `f32` or `f64`.
fn float(ty: Ty, bits: u128) -> f64 {
    if ty == Ty::F32 { f64::from(f32::from_bits(bits as u32)) } else { f64::from_bits(bits as u64) }
}

/// The bits of a number that `ty` represents exactly.
fn from_float(ty: Ty, number: f32) -> u128 {
    if ty == Ty::F32 { u128::from(number.to_bits()) } else { u128::from(f64::from(number).to_bits()) }
}

macro_rules! arithmetic {
    ($name:ident, $float:ty) => {
        fn $name(op: Op, a: $float, b: $float, c: $float) -> $float {
            match op {
                Op::Fadd => a + b,
                Op::Fsub => a - b,
                Op::Fmul => a * b,
                Op::Fdiv => a / b,
                Op::Fsqrt => a.sqrt(),
                Op::Ffma => a.mul_add(b, c),
                Op::Ffloor => a.floor(),
                Op::Fceil => a.ceil(),
                Op::Ftrunc => a.trunc(),
                Op::Frint => a.round_ties_even(),
                Op::Fmin | Op::Fmax if a.is_nan() || b.is_nan() => a + b,
                Op::Fmin if a < b || a == b && a.is_sign_negative() => a,
                Op::Fmin => b,
                Op::Fmax if a > b || a == b && b.is_sign_negative() => a,
                Op::Fmax => b,
                other => unreachable!("{other} is no float arithmetic"),
            }
        }
    };
}

arithmetic!(arithmetic32, f32);
arithmetic!(arithmetic64, f64);

/// `fptosi.i64` if `wide`, else `fptosi.i32`: the smallest number for what does not fit.
fn float_to_int(x: f64, wide: bool) -> i64 {
    let limit = if wide { 9_223_372_036_854_775_808.0 } else { 2_147_483_648.0 };
    let x = x.trunc();
    let fits = x >= -limit && x < limit;
    match (fits, wide) {
        (true, _) => x as i64,
        (false, true) => i64::MIN,
        (false, false) => i64::from(i32::MIN),
    }
}

fn float_to_unsigned(x: f64, bits: u32) -> i64 {
    let limit = 9_223_372_036_854_775_808.0;
    match bits {
        64 if x < limit => float_to_int(x, true),
        64 => float_to_int(x - limit, true) ^ i64::MIN,
        32 => float_to_int(x, true),
        _ => float_to_int(x, false),
    }
}

fn half_to_single(half: u16) -> f32 {
    let sign = u32::from(half >> 15) << 31;
    let exponent = u32::from(half >> 10 & 31);
    let fraction = u32::from(half & 1023);
    match (exponent, fraction) {
        (0, _) => {
            let magnitude = fraction as f32 / 16_777_216.0;
            f32::from_bits(magnitude.to_bits() | sign)
        }
        (31, 0) => f32::from_bits(sign | 0x7f80_0000),
        // A quiet NaN that keeps its payload.
        (31, _) => f32::from_bits(sign | 0x7fc0_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

fn double_to_half(x: f64) -> u16 {
    let bits = x.to_bits();
    let sign = (bits >> 48 & 0x8000) as u16;
    let magnitude = x.abs();
    if x.is_nan() {
        return sign | 0x7e00 | (bits >> 42 & 0x1ff) as u16;
    }
    // Half of the last place above the largest finite number rounds to infinity.
    if magnitude >= 65520.0 {
        return sign | 0x7c00;
    }
    if magnitude < 6.103_515_625e-5 {
        // Below the smallest normal number halfs are multiples of 2^-24, and rounding up to 1024 of them is right.
        return sign | (magnitude * 16_777_216.0).round_ties_even() as u16;
    }
    let exponent = (bits >> 52 & 0x7ff) as u32 - 1008;
    let fraction = bits & 0x000f_ffff_ffff_ffff;
    let (kept, lost, half) = (fraction >> 42, fraction & ((1 << 42) - 1), 1 << 41);
    let round_up = lost > half || lost == half && kept & 1 == 1;
    // A carry out of the fraction goes into the exponent, as it should.
    sign | ((exponent << 10) as u16 + kept as u16 + u16::from(round_up))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(op: Op, ty: Ty, args: &[u128]) -> Option<u128> {
        evaluate_op(op, ty, ty, args).map(|results| results[0])
    }

    #[test]
    fn shifts_past_the_width() {
        assert_eq!(one(Op::Shl, Ty::I8, &[1, 8]), Some(0));
        assert_eq!(one(Op::Lshr, Ty::I8, &[0x80, 1 << 40]), Some(0));
        assert_eq!(one(Op::Ashr, Ty::I8, &[0x80, u128::from(u64::MAX)]), Some(0xff));
        assert_eq!(one(Op::Ashr, Ty::I128, &[1 << 127, 500]), Some(u128::MAX));
    }

    #[test]
    fn overflow_flags_at_the_edges() {
        assert_eq!(
            evaluate_op(Op::SmulOverflow, Ty::I128, Ty::I128, &[1 << 127, u128::MAX]),
            Some([1 << 127, 1])
        );
        assert_eq!(evaluate_op(Op::SaddOverflow, Ty::I8, Ty::I8, &[127, 1]), Some([128, 1]));
        assert_eq!(evaluate_op(Op::UsubOverflow, Ty::I16, Ty::I16, &[0, 1]), Some([0xffff, 1]));
        assert_eq!(evaluate_op(Op::UmulOverflow, Ty::I64, Ty::I64, &[1 << 32, 1 << 32]), Some([0, 1]));
    }

    #[test]
    fn division_has_preconditions() {
        assert_eq!(one(Op::Sdiv, Ty::I8, &[0x80, 0xff]), None);
        assert_eq!(one(Op::Urem, Ty::I64, &[3, 0]), None);
        assert_eq!(one(Op::Srem, Ty::I8, &[0xf9, 2]), Some(0xff));
    }

    #[test]
    fn halves_round_trip() {
        for half in 0..=u16::MAX {
            let single = half_to_single(half);
            if !single.is_nan() {
                assert_eq!(double_to_half(f64::from(single)), half);
            }
        }
        assert_eq!(double_to_half(65519.9), 0x7bff);
        assert_eq!(double_to_half(1.0 + 1.0 / 2048.0), 0x3c00);
        assert_eq!(double_to_half(5.96e-8 / 2.0), 0);
    }

    #[test]
    fn minimum_of_zeros_and_nans() {
        let bits = |x: f64| u128::from(x.to_bits());
        assert_eq!(one(Op::Fmin, Ty::F64, &[bits(0.0), bits(-0.0)]), Some(bits(-0.0)));
        assert_eq!(one(Op::Fmax, Ty::F64, &[bits(-0.0), bits(0.0)]), Some(bits(0.0)));
        let nan = one(Op::Fmax, Ty::F64, &[bits(1.0), bits(f64::NAN)]);
        assert!(nan.is_some_and(|bits| f64::from_bits(bits as u64).is_nan()));
    }

    #[test]
    fn conversions_out_of_range() {
        let bits = |x: f64| u128::from(x.to_bits());
        let convert = |op, ty, x| evaluate_op(op, ty, Ty::F64, &[bits(x)]).map(|r| r[0]);
        assert_eq!(convert(Op::Fptosi, Ty::I64, f64::NAN), Some(1 << 63));
        assert_eq!(convert(Op::Fptosi, Ty::I8, 300.5), Some(44));
        assert_eq!(convert(Op::Fptoui, Ty::I64, 1.8e19), Some(18_000_000_000_000_000_000));
        assert_eq!(convert(Op::Fptoui, Ty::I64, -1.0), Some(u128::from(u64::MAX)));
        assert_eq!(convert(Op::Fptoui, Ty::I64, 1e30), Some(0));
    }
}
