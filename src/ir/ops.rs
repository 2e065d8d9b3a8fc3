//! THE op table: one row per operation of machine-level SSA.
//!
//! Everything that must know all operations is driven by [`for_each_op!`]: the [`Op`] enum, builder methods,
//! printer, parser, verifier, and, through exhaustive matches, evaluator, constant folder, LLVM lowering and the
//! list of stencils. There is no other list of operations; a new row does not compile until each has handled it.
//!
//! A row reads: builder name (which is also the text IR's and the stencil's), enum variant, type rule, operand
//! classes, result classes, immediate, effects. What each operation computes is said in the variant's
//! documentation and done by `fold.rs` (pure operations) and `eval.rs` (the others).
//!
//! Notes that bind every engine:
//! - Shifts take an unsigned `i64` amount. An amount of the width or more gives zero (`shl`, `lshr`) or the sign
//!   (`ashr`). Rotations take the amount modulo the width.
//! - `sdiv udiv srem urem` have preconditions: the divisor is not zero, and for the signed ones the operands are
//!   not the smallest number and -1. The front end emits explicit checks; only the evaluator checks again.
//! - `fptosi` and `fptoui` truncate toward zero. What does not fit is defined as what x86-64 computes cheaply.
//!   `fptosi.i64/i32`: NaN and out-of-range give the smallest number of the type. `fptosi.i8/i16` are the low
//!   bits of `fptosi.i32`. `fptoui.i8/i16` are the low bits of `fptosi.i32`; `fptoui.i32` of `fptosi.i64`.
//!   `fptoui.i64`: with s = `fptosi.i64`, it is s(x) if x < 2^63, else s(x - 2^63) xor 2^63.
//! - `fmin`, `fmax` are Julia's: a NaN operand gives a NaN, and -0.0 is less than 0.0.
//! - Which NaN an arithmetic operation returns is not defined; `fneg fabs fcopysign` and moves keep all bits.

use crate::ty::{Ty, TySet};
use core::fmt;

/// Calls the macro `$mac` with all rows of the op table.
#[macro_export]
macro_rules! for_each_op {
    ($mac:ident) => {
        $mac! {
            /// The immediate's value.
            const Const, One(ALL), [] -> [T], Const, "";

            /// Wrapping sum.
            add Add, One(INT), [T, T] -> [T], None, "k";
            /// Wrapping difference.
            sub Sub, One(INT), [T, T] -> [T], None, "";
            /// Wrapping product.
            mul Mul, One(INT), [T, T] -> [T], None, "k";
            /// Signed quotient, truncated. Preconditions: divisor not 0, not (MIN, -1).
            sdiv Sdiv, One(INT), [T, T] -> [T], None, "t";
            /// Unsigned quotient. Precondition: divisor not 0.
            udiv Udiv, One(INT), [T, T] -> [T], None, "t";
            /// Signed remainder, with the dividend's sign. Preconditions as `sdiv`.
            srem Srem, One(INT), [T, T] -> [T], None, "t";
            /// Unsigned remainder. Precondition: divisor not 0.
            urem Urem, One(INT), [T, T] -> [T], None, "t";
            /// Wrapping negation.
            neg Neg, One(INT), [T] -> [T], None, "";
            /// Bitwise and.
            and And, One(INT_OR_BOOL), [T, T] -> [T], None, "k";
            /// Bitwise or.
            or Or, One(INT_OR_BOOL), [T, T] -> [T], None, "k";
            /// Bitwise exclusive or.
            xor Xor, One(INT_OR_BOOL), [T, T] -> [T], None, "k";
            /// Bitwise complement.
            not Not, One(INT_OR_BOOL), [T] -> [T], None, "";
            /// Left shift; zero when the amount is the width or more.
            shl Shl, One(INT), [T, I64] -> [T], None, "";
            /// Logical right shift; zero when the amount is the width or more.
            lshr Lshr, One(INT), [T, I64] -> [T], None, "";
            /// Arithmetic right shift; all sign bits when the amount is the width or more.
            ashr Ashr, One(INT), [T, I64] -> [T], None, "";
            /// Rotation to the left.
            rotl Rotl, One(INT), [T, I64] -> [T], None, "";
            /// Rotation to the right.
            rotr Rotr, One(INT), [T, I64] -> [T], None, "";
            /// Number of set bits.
            popcount Popcount, One(INT), [T] -> [T], None, "";
            /// Number of leading zero bits; the width for zero.
            clz Clz, One(INT), [T] -> [T], None, "";
            /// Number of trailing zero bits; the width for zero.
            ctz Ctz, One(INT), [T] -> [T], None, "";
            /// Bytes in reverse order.
            bswap Bswap, One(SWAPPABLE), [T] -> [T], None, "";

            /// Wrapping sum, and whether the signed sum overflowed.
            sadd_overflow SaddOverflow, One(INT), [T, T] -> [T, I1], None, "k";
            /// Wrapping sum, and whether the unsigned sum overflowed.
            uadd_overflow UaddOverflow, One(INT), [T, T] -> [T, I1], None, "k";
            /// Wrapping difference, and whether the signed difference overflowed.
            ssub_overflow SsubOverflow, One(INT), [T, T] -> [T, I1], None, "";
            /// Wrapping difference, and whether the unsigned difference overflowed.
            usub_overflow UsubOverflow, One(INT), [T, T] -> [T, I1], None, "";
            /// Wrapping product, and whether the signed product overflowed.
            smul_overflow SmulOverflow, One(INT), [T, T] -> [T, I1], None, "k";
            /// Wrapping product, and whether the unsigned product overflowed.
            umul_overflow UmulOverflow, One(INT), [T, T] -> [T, I1], None, "k";

            /// Whether the operands are equal.
            eq Eq, One(EQUATABLE), [T, T] -> [I1], None, "k";
            /// Whether the operands differ.
            ne Ne, One(EQUATABLE), [T, T] -> [I1], None, "k";
            /// Signed less than.
            slt Slt, One(INT), [T, T] -> [I1], None, "";
            /// Signed less than or equal.
            sle Sle, One(INT), [T, T] -> [I1], None, "";
            /// Unsigned less than.
            ult Ult, One(INT_OR_PTR), [T, T] -> [I1], None, "";
            /// Unsigned less than or equal.
            ule Ule, One(INT_OR_PTR), [T, T] -> [I1], None, "";
            /// Ordered and equal.
            feq Feq, One(FLOAT), [T, T] -> [I1], None, "k";
            /// Unordered or different.
            fne Fne, One(FLOAT), [T, T] -> [I1], None, "k";
            /// Ordered and less than.
            flt Flt, One(FLOAT), [T, T] -> [I1], None, "";
            /// Ordered and less than or equal.
            fle Fle, One(FLOAT), [T, T] -> [I1], None, "";

            /// Sum.
            fadd Fadd, One(FLOAT), [T, T] -> [T], None, "k";
            /// Difference.
            fsub Fsub, One(FLOAT), [T, T] -> [T], None, "";
            /// Product.
            fmul Fmul, One(FLOAT), [T, T] -> [T], None, "k";
            /// Quotient.
            fdiv Fdiv, One(FLOAT), [T, T] -> [T], None, "";
            /// The sign bit flipped.
            fneg Fneg, One(FLOAT), [T] -> [T], None, "";
            /// The sign bit cleared.
            fabs Fabs, One(FLOAT), [T] -> [T], None, "";
            /// Square root; NaN for negative numbers.
            fsqrt Fsqrt, One(FLOAT), [T] -> [T], None, "";
            /// First times second plus third, rounded once.
            ffma Ffma, One(FLOAT), [T, T, T] -> [T], None, "";
            /// The first's magnitude with the second's sign.
            fcopysign Fcopysign, One(FLOAT), [T, T] -> [T], None, "";
            /// Rounded toward negative infinity.
            ffloor Ffloor, One(FLOAT), [T] -> [T], None, "";
            /// Rounded toward positive infinity.
            fceil Fceil, One(FLOAT), [T] -> [T], None, "";
            /// Rounded toward zero.
            ftrunc Ftrunc, One(FLOAT), [T] -> [T], None, "";
            /// Rounded to nearest, ties to even.
            frint Frint, One(FLOAT), [T] -> [T], None, "";
            /// The smaller one by Julia's rules.
            fmin Fmin, One(FLOAT), [T, T] -> [T], None, "k";
            /// The larger one by Julia's rules.
            fmax Fmax, One(FLOAT), [T, T] -> [T], None, "k";

            /// The low bits (to `i1`: bit 0).
            trunc Trunc, Two(Narrow), [F] -> [T], None, "";
            /// Extended with zeros.
            zext Zext, Two(Widen), [F] -> [T], None, "";
            /// Extended with the sign.
            sext Sext, Two(Widen), [F] -> [T], None, "";
            /// From a signed integer, rounded to nearest, ties to even.
            sitofp Sitofp, Two(IntToFloat), [F] -> [T], None, "";
            /// From an unsigned integer, rounded to nearest, ties to even.
            uitofp Uitofp, Two(IntToFloat), [F] -> [T], None, "";
            /// To a signed integer, truncated; see the file's head for what does not fit.
            fptosi Fptosi, Two(FloatToInt), [F] -> [T], None, "";
            /// To an unsigned integer, truncated; see the file's head for what does not fit.
            fptoui Fptoui, Two(FloatToInt), [F] -> [T], None, "";
            /// To a wider float.
            fpext Fpext, Two(FloatWiden), [F] -> [T], None, "";
            /// To a narrower float, rounded to nearest, ties to even.
            fptrunc Fptrunc, Two(FloatNarrow), [F] -> [T], None, "";
            /// The same bits as another type of the same size; also between `ptr` and `i64`.
            bitcast Bitcast, Two(SameBits), [F] -> [T], None, "";

            /// The second operand if the first is true, else the third.
            select Select, One(ALL), [I1, T, T] -> [T], None, "";

            /// Loads from base + offset.
            load Load, One(ALL), [Ptr] -> [T], Offset, "rt";
            /// Stores the first operand to base + offset.
            store Store, One(ALL), [T, Ptr] -> [], Offset, "w";
            /// Loads from base + index * scale + offset.
            load_indexed LoadIndexed, One(ALL), [Ptr, I64] -> [T], Scaled, "rt";
            /// Stores the first operand to base + index * scale + offset.
            store_indexed StoreIndexed, One(ALL), [T, Ptr, I64] -> [], Scaled, "w";
            /// A hint that what is at the address will be read soon. Any address will do.
            prefetch Prefetch, Mono, [Ptr] -> [], None, "w";
            /// The address of a stack slot plus an offset.
            stack_addr StackAddr, Mono, [] -> [Ptr], Slot, "";
            /// Address plus a number of bytes.
            ptr_add PtrAdd, Mono, [Ptr, I64] -> [Ptr], None, "";
            /// Address plus a constant.
            ptr_offset PtrOffset, Mono, [Ptr] -> [Ptr], Offset, "";
            /// Base + index * scale + offset.
            ptr_index PtrIndex, Mono, [Ptr, I64] -> [Ptr], Scaled, "";
            /// The type id in an object's header: the `u32` 8 bytes before the payload. It never changes.
            type_id TypeId, One(I32), [Ptr] -> [T], None, "t";
            /// The address of the thread's context.
            context Context, Mono, [] -> [Ptr], None, "";
            /// The address of the entry slot's cell of a function.
            slot_addr SlotAddr, Mono, [] -> [Ptr], Func, "";

            /// Calls a function through its entry slot (or a function of the same text module).
            call Call, Mono, [Rest] -> [Rest], Func, "rwx";
            /// Calls a function of the run-time system.
            call_runtime CallRuntime, Mono, [Rest] -> [Rest], Func, "rwx";
            /// Calls the code at the first operand, an address; the immediate gives only the signature.
            call_indirect CallIndirect, Mono, [Ptr, Rest] -> [Rest], Func, "rwx";
            /// Polls the safepoint flag: the run-time system may collect, interrupt or throw here.
            safepoint Safepoint, Mono, [] -> [], None, "rwx";
            /// Installs the handler record in a stack slot and gives 0; gives 1 when control comes back by a throw.
            try_enter TryEnter, Mono, [] -> [I32], Slot, "rwx";
            /// Uninstalls the handler record in a stack slot.
            try_leave TryLeave, Mono, [] -> [], Slot, "rwx";

            /// Goes to a block.
            jump Jump, Mono, [] -> [], Edges, "c";
            /// Goes to the first block if the operand is true, else to the second.
            branch Branch, Mono, [I1] -> [], Edges, "c";
            /// Goes to the block whose case equals the operand, else to the default.
            switch Switch, Mono, [I64] -> [], Edges, "c";
            /// Returns the operands.
            return Return, Mono, [Rest] -> [], None, "c";
            /// Ends with a reason: the run-time system raises the matching exception.
            trap Trap, Mono, [] -> [], Trap, "c";
            /// Control never comes here.
            unreachable Unreachable, Mono, [] -> [], None, "c";
        }
    };
}

macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident $variant:ident, $rule:ident $(($arg:ident))?, [$($operand:ident),*] -> [$($result:ident),*],
       $imm:ident, $effects:literal;)*) => {
        /// An operation. The rows are in this file's table.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[$doc])* $variant,)* }

        impl Op {
            /// Every operation, in the table's order.
            pub const ALL: &'static [Op] = &[$(Op::$variant,)*];

            /// The operation's row.
            #[inline]
            pub const fn row(self) -> &'static OpRow {
                &ROWS[self as usize]
            }
        }

        const ROWS: &[OpRow] = &[$(OpRow {
            name: stringify!($name),
            rule: rule!($rule $($arg)?),
            operands: &[$(Class::$operand,)*],
            results: &[$(Class::$result,)*],
            imm: ImmKind::$imm,
            effects: Effects::from_letters($effects),
        },)*];

        // What is asked for most of a row, close together.
        const EFFECTS: [Effects; Op::ALL.len()] = [$(Effects::from_letters($effects),)*];
        const IMM_KINDS: [ImmKind; Op::ALL.len()] = [$(ImmKind::$imm,)*];
        const RESULTS: [[Class; 2]; Op::ALL.len()] = [$(first_two(&[$(Class::$result,)*]),)*];
    };
}

const fn first_two(classes: &[Class]) -> [Class; 2] {
    match *classes {
        [] => [Class::Rest, Class::Rest],
        [one] => [one, Class::Rest],
        [one, two] => [one, two],
        _ => panic!("an operation has at most two results"),
    }
}

macro_rules! rule {
    (Mono) => {
        TypeRule::Mono
    };
    (One $set:ident) => {
        TypeRule::One(TySet::$set)
    };
    (Two $conversion:ident) => {
        TypeRule::Two(Conversion::$conversion)
    };
}

for_each_op!(define_ops);

/// One row of the op table.
#[derive(Debug)]
pub struct OpRow {
    /// The name in text IR, builder and stencils.
    pub name: &'static str,
    /// For which types the operation exists.
    pub rule: TypeRule,
    /// The operands' classes.
    pub operands: &'static [Class],
    /// The results' classes.
    pub results: &'static [Class],
    /// The kind of immediate.
    pub imm: ImmKind,
    /// What the operation does beside computing its results.
    pub effects: Effects,
}

/// For which types an operation exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeRule {
    /// One form: the classes say all.
    Mono,
    /// One form per type of the set, which is the controlling type `T`.
    One(TySet),
    /// A conversion from type `F` to type `T`.
    Two(Conversion),
}

/// Which pairs of types a conversion exists for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    /// From an integer to a narrower one, `i1` included.
    Narrow,
    /// From an integer to a wider one, from `i1` included.
    Widen,
    /// From `i8`…`i64` to `f32`, `f64`.
    IntToFloat,
    /// From `f32`, `f64` to `i8`…`i64`.
    FloatToInt,
    /// From a float to a wider one.
    FloatWiden,
    /// From a float to a narrower one.
    FloatNarrow,
    /// Between different types of the same size.
    SameBits,
}

impl Conversion {
    /// Whether the conversion exists.
    pub const fn allows(self, to: Ty, from: Ty) -> bool {
        let (ints, floats) = (TySet::INT_OR_BOOL, TySet::FLOAT.with(Ty::F16));
        match self {
            Conversion::Narrow => ints.contains(to) && ints.contains(from) && to.bits() < from.bits(),
            Conversion::Widen => ints.contains(to) && ints.contains(from) && to.bits() > from.bits(),
            Conversion::IntToFloat => TySet::FLOAT.contains(to) && TySet::INT64.contains(from),
            Conversion::FloatToInt => TySet::INT64.contains(to) && TySet::FLOAT.contains(from),
            Conversion::FloatWiden => floats.contains(to) && floats.contains(from) && to.bits() > from.bits(),
            Conversion::FloatNarrow => {
                floats.contains(to) && floats.contains(from) && to.bits() < from.bits()
            }
            Conversion::SameBits => to.bits() == from.bits() && to as u8 != from as u8,
        }
    }
}

/// What type an operand or result has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// The controlling type.
    T,
    /// A conversion's source type.
    F,
    /// `i1`.
    I1,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `ptr`.
    Ptr,
    /// Any number of further ones: those of the callee's or of the function's own signature.
    Rest,
}

impl Class {
    /// The type in an instruction of controlling type `ty` and source type `from`; none for [`Class::Rest`].
    #[inline]
    pub const fn ty(self, ty: Ty, from: Ty) -> Option<Ty> {
        match self {
            Class::T => Some(ty),
            Class::F => Some(from),
            Class::I1 => Some(Ty::I1),
            Class::I32 => Some(Ty::I32),
            Class::I64 => Some(Ty::I64),
            Class::Ptr => Some(Ty::Ptr),
            Class::Rest => None,
        }
    }
}

/// The kind of an instruction's immediate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImmKind {
    /// None.
    None,
    /// The bits of a constant of the controlling type.
    Const,
    /// A signed 32-bit byte offset.
    Offset,
    /// A positive 32-bit scale and a signed 32-bit byte offset.
    Scaled,
    /// A stack slot and a byte offset in it.
    Slot,
    /// An external function.
    Func,
    /// A trap's reason.
    Trap,
    /// A terminator's edges.
    Edges,
}

/// What an operation does beside computing its results, as a set of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(u8);

impl Effects {
    /// `r`: reads memory that may change.
    pub const READ: Effects = Effects(1);
    /// `w`: writes memory.
    pub const WRITE: Effects = Effects(2);
    /// `t`: has a precondition, so it must not run where it did not run before.
    pub const TRAP: Effects = Effects(4);
    /// `c`: ends a block.
    pub const CONTROL: Effects = Effects(8);
    /// `k`: the first two operands can be exchanged.
    pub const COMMUTES: Effects = Effects(16);
    /// `x`: leaves the function for a while: may collect, throw, never come back.
    pub const EXIT: Effects = Effects(32);

    const fn from_letters(letters: &str) -> Effects {
        let (bytes, mut set, mut i) = (letters.as_bytes(), 0, 0);
        while i < bytes.len() {
            set |= match bytes[i] {
                b'r' => Effects::READ.0,
                b'w' => Effects::WRITE.0,
                b't' => Effects::TRAP.0,
                b'c' => Effects::CONTROL.0,
                b'k' => Effects::COMMUTES.0,
                b'x' => Effects::EXIT.0,
                _ => panic!("unknown effect letter in the op table"),
            };
            i += 1;
        }
        Effects(set)
    }

    /// Whether any of `other`'s effects is among these.
    #[inline]
    pub const fn has(self, other: Effects) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[inline]
    pub const fn and(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }
}

impl Op {
    /// The name in text IR.
    #[inline]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The operation of that name.
    pub fn from_name(name: &str) -> Option<Op> {
        Op::ALL.iter().copied().find(|op| op.name() == name)
    }

    /// The row's effects.
    #[inline]
    pub const fn effects(self) -> Effects {
        EFFECTS[self as usize]
    }

    /// The classes of the row's results, and [`Class::Rest`] where there is none.
    #[inline]
    pub(crate) const fn result_classes(self) -> [Class; 2] {
        RESULTS[self as usize]
    }

    /// The kind of the row's immediate.
    #[inline]
    pub const fn imm_kind(self) -> ImmKind {
        IMM_KINDS[self as usize]
    }

    /// Whether the operation ends a block.
    #[inline]
    pub const fn is_terminator(self) -> bool {
        self.effects().has(Effects::CONTROL)
    }

    /// Whether the instruction may be removed when its results are not used.
    #[inline]
    pub const fn is_removable(self) -> bool {
        !self.effects().has(Effects::WRITE.and(Effects::EXIT).and(Effects::CONTROL))
    }

    /// Whether equal operands always give equal results, wherever the instruction stands.
    #[inline]
    pub const fn is_repeatable(self) -> bool {
        self.is_removable() && !self.effects().has(Effects::READ)
    }

    /// Whether the instruction may run where it did not run before.
    #[inline]
    pub const fn is_speculatable(self) -> bool {
        self.is_repeatable() && !self.effects().has(Effects::TRAP)
    }

    /// Whether the first two operands can be exchanged.
    #[inline]
    pub const fn is_commutative(self) -> bool {
        self.effects().has(Effects::COMMUTES)
    }

    /// Whether the operation is a load or store, which touches a region of memory.
    #[inline]
    pub const fn touches_memory(self) -> bool {
        matches!(self, Op::Load | Op::Store | Op::LoadIndexed | Op::StoreIndexed)
    }

    /// Which operand of a load or store is the address.
    #[inline]
    pub const fn address_operand(self) -> Option<usize> {
        if self.touches_memory() { Some(self.effects().has(Effects::WRITE) as usize) } else { None }
    }

    /// Whether the result is the first operand, an address, moved by some bytes.
    #[inline]
    pub const fn moves_address(self) -> bool {
        matches!(self, Op::PtrAdd | Op::PtrOffset | Op::PtrIndex)
    }

    /// Whether the operation is one of the calls with a signature.
    #[inline]
    pub const fn is_call(self) -> bool {
        matches!(self, Op::Call | Op::CallRuntime | Op::CallIndirect)
    }

    /// Whether the operation exists for controlling type `ty` and source type `from`. A form without a source
    /// type repeats `ty`, and a form without any type has [`Ty::Ptr`] twice.
    pub const fn allows(self, ty: Ty, from: Ty) -> bool {
        match self.row().rule {
            TypeRule::Mono => matches!((ty, from), (Ty::Ptr, Ty::Ptr)),
            TypeRule::One(set) => set.contains(ty) && ty as u8 == from as u8,
            TypeRule::Two(conversion) => conversion.allows(ty, from),
        }
    }

    /// All forms of the operation: pairs of controlling type and source type, as [`Op::allows`] takes them.
    pub fn forms(self) -> impl Iterator<Item = (Ty, Ty)> {
        let pairs = Ty::ALL.into_iter().flat_map(|ty| Ty::ALL.into_iter().map(move |from| (ty, from)));
        pairs.filter(move |&(ty, from)| self.allows(ty, from))
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! define_traps {
    ($($(#[$doc:meta])* $name:literal $variant:ident;)*) => {
        /// Why a `trap` ends a function.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum TrapReason { $($(#[$doc])* $variant,)* }

        impl TrapReason {
            /// Every reason; a reason's number is its position.
            pub const ALL: &'static [TrapReason] = &[$(TrapReason::$variant,)*];

            /// The spelling in text IR.
            pub const fn name(self) -> &'static str {
                match self { $(TrapReason::$variant => $name,)* }
            }
        }
    };
}

define_traps! {
    /// Integer division by zero, or of the smallest number by -1.
    "divide" Divide;
    /// Checked arithmetic overflowed.
    "overflow" Overflow;
    /// An index out of bounds.
    "bounds" Bounds;
    /// A conversion that would lose information.
    "inexact" Inexact;
    /// A reference that was never set.
    "undefined" Undefined;
    /// A value of the wrong type.
    "type" Type;
    /// An argument outside a function's domain.
    "domain" Domain;
    /// A field or variable that must not be written.
    "constant" Constant;
    /// Code that inference proved unreachable was reached: a bug in the compiler.
    "unreachable" Unreachable;
}

impl TrapReason {
    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<TrapReason> {
        TrapReason::ALL.iter().copied().find(|reason| reason.name() == name)
    }
}

impl fmt::Display for TrapReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for &op in Op::ALL {
            assert_eq!(Op::from_name(op.name()), Some(op));
            assert!(op.forms().count() > 0, "{op} has no form");
        }
    }

    #[test]
    fn conversions_name_pairs() {
        assert!(Op::Trunc.allows(Ty::I1, Ty::I8) && !Op::Trunc.allows(Ty::I8, Ty::I8));
        assert!(Op::Bitcast.allows(Ty::I64, Ty::Ptr) && Op::Bitcast.allows(Ty::F16, Ty::I16));
        assert!(!Op::Fptosi.allows(Ty::I128, Ty::F64));
    }
}
