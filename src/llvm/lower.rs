//! What each operation means in LLVM IR: one lowering per row of the op table, used by the LLVM backend for whole
//! functions and by the stencil generator for one operation at a time.
//!
//! The interface: [`Lowering::lower_op`] takes the operation and its types, LLVM values for the operands in the
//! order of the op table, and the immediate as an [`Immediate`]: *LLVM values too*. The backend passes constants; the
//! generator passes whatever stands for a hole. No lowering looks inside an immediate. It appends instructions where
//! the builder stands and gives the results. It makes no blocks: every lowering is straight-line code.
//!
//! Values have the LLVM type of [`Lowering::llvm_type`]. Operations that need to know the function or the process
//! (calls, control, `safepoint`, `try_*`) are for the engine: they give [`Lowered::ByEngine`].
//!
//! With [`Style::constants_in_code`] no lowering needs a constant pool or a call to a helper function, except
//! `i128` division and overflow-checked `i128` products; that is what stencils ask for.

use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::intrinsics::Intrinsic;
use inkwell::module::Module;
use inkwell::types::{BasicTypeEnum, FloatType, IntType, VectorType};
use inkwell::values::{
    BasicValue, BasicValueEnum, CallSiteValue, FloatValue, FunctionValue, InstructionValue, IntValue,
    MetadataValue, PointerValue,
};
use inkwell::{AddressSpace, FloatPredicate, InlineAsmDialect, IntPredicate};
use juliette_ir::{Op, Region, Ty};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Where a lowering appends its instructions, and how.
pub struct Lowering<'a, 'ctx> {
    /// The LLVM context.
    pub context: &'ctx Context,
    /// The module that intrinsics are declared in.
    pub module: &'a Module<'ctx>,
    /// The builder, standing where instructions are to be appended.
    pub builder: &'a Builder<'ctx>,
    /// How to lower.
    pub style: Style,
    /// Whether loads and stores are volatile from here on.
    pub volatile: Cell<bool>,
    /// The region of memory that loads and stores touch from here on.
    pub region: Cell<Region>,
    aliases: RefCell<Option<[MetadataValue<'ctx>; 2]>>,
    declared: RefCell<HashMap<(&'static str, Ty), FunctionValue<'ctx>>>,
}

/// Choices that leave the meaning as it is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Style {
    /// Keep constants in the instructions, not in a constant pool.
    pub constants_in_code: bool,
}

/// An instruction's immediate as LLVM values; which one is told by the op table's kind of immediate.
#[derive(Clone, Copy, Debug)]
pub enum Immediate<'ctx> {
    /// No immediate.
    None,
    /// The constant of `const`, of the operation's type.
    Const(BasicValueEnum<'ctx>),
    /// A byte offset, as `i64`. For `context`, the offset from the thread pointer.
    Offset(IntValue<'ctx>),
    /// A scale and a byte offset, both `i64`.
    Scaled(IntValue<'ctx>, IntValue<'ctx>),
    /// The address that `stack_addr` (offset included) or `slot_addr` gives.
    Address(PointerValue<'ctx>),
}

/// An operation's results.
#[derive(Clone, Copy, Debug)]
pub enum Lowered<'ctx> {
    /// No result.
    Nothing,
    /// One result.
    One(BasicValueEnum<'ctx>),
    /// Two results.
    Two(BasicValueEnum<'ctx>, BasicValueEnum<'ctx>),
    /// The engine lowers this operation itself.
    ByEngine,
}

type Made<T> = Result<T, BuilderError>;

/// The address space of addresses relative to the thread pointer (the segment register fs).
pub const THREAD_SPACE: u16 = 257;

impl<'a, 'ctx> Lowering<'a, 'ctx> {
    /// A lowering into `module`.
    pub fn new(
        context: &'ctx Context,
        module: &'a Module<'ctx>,
        builder: &'a Builder<'ctx>,
        style: Style,
    ) -> Self {
        Lowering {
            context,
            module,
            builder,
            style,
            volatile: Cell::new(false),
            region: Cell::new(Region::Any),
            aliases: RefCell::default(),
            declared: RefCell::default(),
        }
    }

    /// The LLVM type of values of a type.
    pub fn llvm_type(&self, ty: Ty) -> BasicTypeEnum<'ctx> {
        match ty {
            Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 => self.int_type(ty).into(),
            Ty::F16 | Ty::F32 | Ty::F64 => self.float_type(ty).into(),
            Ty::Ptr => self.context.ptr_type(AddressSpace::default()).into(),
        }
    }

    /// The LLVM integer type with a type's number of bits.
    pub fn int_type(&self, ty: Ty) -> IntType<'ctx> {
        match ty.bits() {
            1 => self.context.bool_type(),
            8 => self.context.i8_type(),
            16 => self.context.i16_type(),
            32 => self.context.i32_type(),
            64 => self.context.i64_type(),
            _ => self.context.i128_type(),
        }
    }

    fn float_type(&self, ty: Ty) -> FloatType<'ctx> {
        match ty.bits() {
            16 => self.context.f16_type(),
            32 => self.context.f32_type(),
            _ => self.context.f64_type(),
        }
    }

    /// An LLVM constant of a type.
    pub fn constant(&self, ty: Ty, bits: u128) -> Made<BasicValueEnum<'ctx>> {
        let words = [bits as u64, (bits >> 64) as u64];
        let count = if ty == Ty::I128 { 2 } else { 1 };
        let int = self.int_type(ty).const_int_arbitrary_precision(&words[..count]);
        match ty {
            Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 => Ok(int.into()),
            Ty::F16 | Ty::F32 | Ty::F64 => self.builder.build_bit_cast(int, self.float_type(ty), ""),
            Ty::Ptr => Ok(int.const_to_pointer(self.context.ptr_type(AddressSpace::default())).into()),
        }
    }

    /// Appends an operation and gives its results. `ty` and `from` are as [`Op::allows`] takes them.
    pub fn lower_op(
        &self,
        op: Op,
        ty: Ty,
        from: Ty,
        args: &[BasicValueEnum<'ctx>],
        imm: Immediate<'ctx>,
    ) -> Made<Lowered<'ctx>> {
        let b = self.builder;
        let int = |i: usize| args[i].into_int_value();
        let float = |i: usize| args[i].into_float_value();
        let one = |value: BasicValueEnum<'ctx>| Ok(Lowered::One(value));
        match op {
            Op::Const => match imm {
                Immediate::Const(value) => one(value),
                _ => Ok(Lowered::ByEngine),
            },
            Op::Add => one(b.build_int_add(int(0), int(1), "")?.into()),
            Op::Sub => one(b.build_int_sub(int(0), int(1), "")?.into()),
            Op::Mul => one(b.build_int_mul(int(0), int(1), "")?.into()),
            Op::Sdiv => one(b.build_int_signed_div(int(0), int(1), "")?.into()),
            Op::Udiv => one(b.build_int_unsigned_div(int(0), int(1), "")?.into()),
            Op::Srem => one(b.build_int_signed_rem(int(0), int(1), "")?.into()),
            Op::Urem => one(b.build_int_unsigned_rem(int(0), int(1), "")?.into()),
            Op::Neg => one(b.build_int_neg(int(0), "")?.into()),
            Op::And => one(b.build_and(int(0), int(1), "")?.into()),
            Op::Or => one(b.build_or(int(0), int(1), "")?.into()),
            Op::Xor => one(b.build_xor(int(0), int(1), "")?.into()),
            Op::Not => one(b.build_not(int(0), "")?.into()),
            Op::Shl | Op::Lshr | Op::Ashr => one(self.shift(op, ty, int(0), int(1))?),
            Op::Rotl => one(self.rotate("llvm.fshl", ty, int(0), int(1))?),
            Op::Rotr => one(self.rotate("llvm.fshr", ty, int(0), int(1))?),
            Op::Popcount => one(self.intrinsic("llvm.ctpop", ty, &args[..1])?),
            Op::Clz => one(self.count_zeros("llvm.ctlz", ty, args[0])?),
            Op::Ctz => one(self.count_zeros("llvm.cttz", ty, args[0])?),
            Op::Bswap => one(self.intrinsic("llvm.bswap", ty, &args[..1])?),
            Op::SaddOverflow => self.flagged("llvm.sadd.with.overflow", ty, args),
            Op::UaddOverflow => self.flagged("llvm.uadd.with.overflow", ty, args),
            Op::SsubOverflow => self.flagged("llvm.ssub.with.overflow", ty, args),
            Op::UsubOverflow => self.flagged("llvm.usub.with.overflow", ty, args),
            Op::SmulOverflow => self.flagged("llvm.smul.with.overflow", ty, args),
            Op::UmulOverflow => self.flagged("llvm.umul.with.overflow", ty, args),
            Op::Eq => one(self.compare(IntPredicate::EQ, args)?),
            Op::Ne => one(self.compare(IntPredicate::NE, args)?),
            Op::Slt => one(self.compare(IntPredicate::SLT, args)?),
            Op::Sle => one(self.compare(IntPredicate::SLE, args)?),
            Op::Ult => one(self.compare(IntPredicate::ULT, args)?),
            Op::Ule => one(self.compare(IntPredicate::ULE, args)?),
            Op::Feq => one(b.build_float_compare(FloatPredicate::OEQ, float(0), float(1), "")?.into()),
            Op::Fne => one(b.build_float_compare(FloatPredicate::UNE, float(0), float(1), "")?.into()),
            Op::Flt => one(b.build_float_compare(FloatPredicate::OLT, float(0), float(1), "")?.into()),
            Op::Fle => one(b.build_float_compare(FloatPredicate::OLE, float(0), float(1), "")?.into()),
            Op::Fadd => one(b.build_float_add(float(0), float(1), "")?.into()),
            Op::Fsub => one(b.build_float_sub(float(0), float(1), "")?.into()),
            Op::Fmul => one(b.build_float_mul(float(0), float(1), "")?.into()),
            Op::Fdiv => one(b.build_float_div(float(0), float(1), "")?.into()),
            Op::Fneg | Op::Fabs | Op::Fcopysign => one(self.sign_op(op, ty, args)?),
            Op::Fsqrt => one(self.intrinsic("llvm.sqrt", ty, args)?),
            Op::Ffma => one(self.intrinsic("llvm.fma", ty, args)?),
            Op::Ffloor => one(self.intrinsic("llvm.floor", ty, args)?),
            Op::Fceil => one(self.intrinsic("llvm.ceil", ty, args)?),
            Op::Ftrunc => one(self.intrinsic("llvm.trunc", ty, args)?),
            Op::Frint => one(self.intrinsic("llvm.roundeven", ty, args)?),
            Op::Fmin => one(self.intrinsic("llvm.minimum", ty, args)?),
            Op::Fmax => one(self.intrinsic("llvm.maximum", ty, args)?),
            Op::Trunc => one(b.build_int_truncate(int(0), self.int_type(ty), "")?.into()),
            Op::Zext => one(b.build_int_z_extend(int(0), self.int_type(ty), "")?.into()),
            Op::Sext => one(b.build_int_s_extend(int(0), self.int_type(ty), "")?.into()),
            Op::Sitofp => one(b.build_signed_int_to_float(int(0), self.float_type(ty), "")?.into()),
            Op::Uitofp if from == Ty::I64 && self.style.constants_in_code => {
                one(self.unsigned_to_float(ty, int(0))?)
            }
            Op::Uitofp => one(b.build_unsigned_int_to_float(int(0), self.float_type(ty), "")?.into()),
            Op::Fptosi => one(self.float_to_signed(ty, from, float(0))?.into()),
            Op::Fptoui => one(self.float_to_unsigned(ty, from, float(0))?.into()),
            Op::Fpext => one(b.build_float_ext(float(0), self.float_type(ty), "")?.into()),
            Op::Fptrunc if from == Ty::F64 && ty == Ty::F16 => one(self.double_to_half(float(0))?.into()),
            Op::Fptrunc => one(b.build_float_trunc(float(0), self.float_type(ty), "")?.into()),
            Op::Bitcast => one(self.same_bits(ty, from, args[0])?),
            Op::Select => one(b.build_select(int(0), args[1], args[2], "")?),
            Op::Load => one(self.load(ty, self.offset(args[0].into_pointer_value(), imm)?)?),
            Op::Store => self.store(ty, args[0], self.offset(args[1].into_pointer_value(), imm)?),
            Op::LoadIndexed => one(self.load(ty, self.scaled(args[0].into_pointer_value(), int(1), imm)?)?),
            Op::StoreIndexed => {
                self.store(ty, args[0], self.scaled(args[1].into_pointer_value(), int(2), imm)?)
            }
            Op::Prefetch => {
                // For reading, to all levels of cache, of data.
                let [read, level, data] =
                    [0, 3, 1].map(|n| self.context.i32_type().const_int(n, false).into());
                self.call_intrinsic("llvm.prefetch", Ty::Ptr, &[args[0], read, level, data])?;
                Ok(Lowered::Nothing)
            }
            Op::StackAddr | Op::SlotAddr => match imm {
                Immediate::Address(address) => one(address.into()),
                _ => Ok(Lowered::ByEngine),
            },
            Op::PtrAdd => one(self.add_bytes(args[0].into_pointer_value(), int(1))?.into()),
            Op::PtrOffset => one(self.offset(args[0].into_pointer_value(), imm)?.into()),
            Op::PtrIndex => one(self.scaled(args[0].into_pointer_value(), int(1), imm)?.into()),
            Op::TypeId => {
                let header = self.context.i64_type().const_int(-8_i64 as u64, true);
                one(self.load(Ty::I32, self.add_bytes(args[0].into_pointer_value(), header)?)?)
            }
            Op::Context => {
                let thread = self.context.ptr_type(AddressSpace::from(THREAD_SPACE));
                let pointer = self.context.ptr_type(AddressSpace::default());
                // The thread pointer is stored where it points to.
                let base = b.build_load(pointer, thread.const_null(), "")?.into_pointer_value();
                one(self.offset(base, imm)?.into())
            }
            Op::Call
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
            | Op::Unreachable => Ok(Lowered::ByEngine),
        }
    }

    /// A call of an intrinsic that is overloaded by one type and gives a value.
    fn intrinsic(
        &self,
        name: &'static str,
        ty: Ty,
        args: &[BasicValueEnum<'ctx>],
    ) -> Made<BasicValueEnum<'ctx>> {
        let call = self.call_intrinsic(name, ty, args)?;
        Ok(call.try_as_basic_value().expect_basic("the intrinsics named here give a value"))
    }

    fn call_intrinsic(
        &self,
        name: &'static str,
        ty: Ty,
        args: &[BasicValueEnum<'ctx>],
    ) -> Made<CallSiteValue<'ctx>> {
        let function = *self.declared.borrow_mut().entry((name, ty)).or_insert_with(|| {
            let intrinsic = Intrinsic::find(name).expect("LLVM 22 knows the intrinsics named here");
            let types = [self.llvm_type(ty)];
            let types = if intrinsic.is_overloaded() { &types[..] } else { &[] };
            intrinsic
                .get_declaration(self.module, types)
                .expect("the intrinsics named here exist for their types")
        });
        let mut values = [self.context.bool_type().const_zero().into(); 4];
        for (value, &arg) in values.iter_mut().zip(args) {
            *value = arg.into();
        }
        self.builder.build_call(function, &values[..args.len()], "")
    }

    fn shift(
        &self,
        op: Op,
        ty: Ty,
        value: IntValue<'ctx>,
        amount: IntValue<'ctx>,
    ) -> Made<BasicValueEnum<'ctx>> {
        let (b, int_type) = (self.builder, self.int_type(ty));
        let width = self.context.i64_type().const_int(u64::from(ty.bits()), false);
        if op == Op::Ashr {
            let most = self.context.i64_type().const_int(u64::from(ty.bits()) - 1, false);
            let fits = b.build_int_compare(IntPredicate::ULT, amount, most, "")?;
            let least = b.build_select(fits, amount, most, "")?.into_int_value();
            let least = b.build_int_cast_sign_flag(least, int_type, false, "")?;
            return Ok(b.build_right_shift(value, least, true, "")?.into());
        }
        let narrow = b.build_int_cast_sign_flag(amount, int_type, false, "")?;
        let shifted = if op == Op::Shl {
            b.build_left_shift(value, narrow, "")?
        } else {
            b.build_right_shift(value, narrow, false, "")?
        };
        let fits = b.build_int_compare(IntPredicate::ULT, amount, width, "")?;
        b.build_select(fits, shifted, int_type.const_zero(), "")
    }

    fn rotate(
        &self,
        name: &'static str,
        ty: Ty,
        value: IntValue<'ctx>,
        amount: IntValue<'ctx>,
    ) -> Made<BasicValueEnum<'ctx>> {
        // Widths are powers of two, so the amount's low bits say all.
        let amount = self.builder.build_int_cast_sign_flag(amount, self.int_type(ty), false, "")?;
        self.intrinsic(name, ty, &[value.into(), value.into(), amount.into()])
    }

    fn count_zeros(
        &self,
        name: &'static str,
        ty: Ty,
        value: BasicValueEnum<'ctx>,
    ) -> Made<BasicValueEnum<'ctx>> {
        let defined_for_zero = self.context.bool_type().const_zero();
        self.intrinsic(name, ty, &[value, defined_for_zero.into()])
    }

    fn flagged(&self, name: &'static str, ty: Ty, args: &[BasicValueEnum<'ctx>]) -> Made<Lowered<'ctx>> {
        let pair = self.intrinsic(name, ty, args)?.into_struct_value();
        let value = self.builder.build_extract_value(pair, 0, "")?;
        Ok(Lowered::Two(value, self.builder.build_extract_value(pair, 1, "")?))
    }

    fn compare(&self, predicate: IntPredicate, args: &[BasicValueEnum<'ctx>]) -> Made<BasicValueEnum<'ctx>> {
        if args[0].is_pointer_value() {
            let (a, c) = (args[0].into_pointer_value(), args[1].into_pointer_value());
            return Ok(self.builder.build_int_compare(predicate, a, c, "")?.into());
        }
        Ok(self
            .builder
            .build_int_compare(predicate, args[0].into_int_value(), args[1].into_int_value(), "")?
            .into())
    }

    /// A constant that LLVM cannot see through, when constants are to stay in the code.
    fn mask(&self, ty: Ty, bits: u128) -> Made<IntValue<'ctx>> {
        let int_type = self.int_type(ty);
        let value = int_type.const_int(bits as u64, false);
        if !self.style.constants_in_code {
            return Ok(value);
        }
        let signature = int_type.fn_type(&[int_type.into()], false);
        let opaque = self.context.create_inline_asm(
            signature,
            String::new(),
            "=r,0".to_string(),
            false,
            false,
            Some(InlineAsmDialect::ATT),
            false,
        );
        let call = self.builder.build_indirect_call(signature, opaque, &[value.into()], "")?;
        Ok(call.try_as_basic_value().expect_basic("the assembly gives a value").into_int_value())
    }

    fn sign_op(&self, op: Op, ty: Ty, args: &[BasicValueEnum<'ctx>]) -> Made<BasicValueEnum<'ctx>> {
        let b = self.builder;
        if !self.style.constants_in_code {
            if op == Op::Fneg {
                return Ok(b.build_float_neg(args[0].into_float_value(), "")?.into());
            }
            return self.intrinsic(if op == Op::Fabs { "llvm.fabs" } else { "llvm.copysign" }, ty, args);
        }
        if ty != Ty::F16 {
            return self.sign_in_vector(op, ty, args);
        }
        let bits_of =
            |i: usize| b.build_bit_cast(args[i], self.int_type(ty), "").map(|bits| bits.into_int_value());
        let sign = self.mask(ty, 1 << (ty.bits() - 1))?;
        let bits = if op == Op::Fneg {
            b.build_xor(bits_of(0)?, sign, "")?
        } else {
            let magnitude = b.build_and(bits_of(0)?, b.build_not(sign, "")?, "")?;
            if op == Op::Fabs {
                magnitude
            } else {
                b.build_or(magnitude, b.build_and(bits_of(1)?, sign, "")?, "")?
            }
        };
        b.build_bit_cast(bits, self.float_type(ty), "")
    }

    /// Such an operation in float registers alone, where the mask is made from nothing: all bits set, then shifted.
    fn sign_in_vector(&self, op: Op, ty: Ty, args: &[BasicValueEnum<'ctx>]) -> Made<BasicValueEnum<'ctx>> {
        let b = self.builder;
        let element = self.int_type(ty);
        let lanes = 128 / ty.bits();
        let vector = element.vec_type(lanes);
        let signature = vector.fn_type(&[], false);
        let opaque = self.context.create_inline_asm(
            signature,
            "vpcmpeqd $0, $0, $0".to_string(),
            "={xmm15}".to_string(),
            false,
            false,
            Some(InlineAsmDialect::ATT),
            false,
        );
        let ones = b.build_indirect_call(signature, opaque, &[], "")?;
        let ones = ones.try_as_basic_value().expect_basic("the assembly gives a value").into_vector_value();
        let splat = |count: u32| {
            VectorType::const_vector(&vec![element.const_int(u64::from(count), false); lanes as usize])
        };
        let zero = self.context.i32_type().const_zero();
        let bits_of = |i: usize| {
            let place = self.float_type(ty).vec_type(lanes).get_poison();
            let filled = b.build_insert_element(place, args[i], zero, "")?;
            b.build_bit_cast(filled, vector, "").map(|bits| bits.into_vector_value())
        };
        let bits = if op == Op::Fneg {
            let sign = b.build_left_shift(ones, splat(ty.bits() - 1), "")?;
            b.build_xor(bits_of(0)?, sign, "")?
        } else {
            let rest = b.build_right_shift(ones, splat(1), false, "")?;
            let magnitude = b.build_and(bits_of(0)?, rest, "")?;
            if op == Op::Fabs {
                magnitude
            } else {
                b.build_or(magnitude, b.build_and(bits_of(1)?, b.build_not(rest, "")?, "")?, "")?
            }
        };
        let floats = b.build_bit_cast(bits, self.float_type(ty).vec_type(lanes), "")?;
        b.build_extract_element(floats.into_vector_value(), zero, "")
    }

    /// From an unsigned `i64`: large numbers are halved, keeping the lost bit sticky, converted and doubled.
    fn unsigned_to_float(&self, ty: Ty, value: IntValue<'ctx>) -> Made<BasicValueEnum<'ctx>> {
        let (b, int_type) = (self.builder, self.context.i64_type());
        let one = int_type.const_int(1, false);
        let is_large = b.build_int_compare(IntPredicate::SLT, value, int_type.const_zero(), "")?;
        let half =
            b.build_or(b.build_right_shift(value, one, false, "")?, b.build_and(value, one, "")?, "")?;
        let number = b.build_select(is_large, half, value, "")?.into_int_value();
        let float = b.build_signed_int_to_float(number, self.float_type(ty), "")?;
        let double = b.build_float_add(float, float, "")?;
        b.build_select(is_large, double, float, "")
    }

    fn float_to_signed(&self, ty: Ty, from: Ty, value: FloatValue<'ctx>) -> Made<IntValue<'ctx>> {
        let number = self.truncate_to_int(ty == Ty::I64, from, value)?;
        self.builder.build_int_cast_sign_flag(number, self.int_type(ty), true, "")
    }

    /// The hardware's conversion with truncation, to `i64` or `i32`.
    fn truncate_to_int(&self, wide: bool, from: Ty, value: FloatValue<'ctx>) -> Made<IntValue<'ctx>> {
        let name = match (wide, from) {
            (true, Ty::F32) => "llvm.x86.sse.cvttss2si64",
            (false, Ty::F32) => "llvm.x86.sse.cvttss2si",
            (true, _) => "llvm.x86.sse2.cvttsd2si64",
            (false, _) => "llvm.x86.sse2.cvttsd2si",
        };
        let lanes = if from == Ty::F32 { 4 } else { 2 };
        let vector = self.float_type(from).vec_type(lanes).get_poison();
        let first = self.context.i32_type().const_zero();
        let vector = self.builder.build_insert_element(vector, value, first, "")?;
        let result = self.intrinsic(name, if wide { Ty::I64 } else { Ty::I32 }, &[vector.into()])?;
        Ok(result.into_int_value())
    }

    fn float_to_unsigned(&self, ty: Ty, from: Ty, value: FloatValue<'ctx>) -> Made<IntValue<'ctx>> {
        let b = self.builder;
        if ty != Ty::I64 {
            let number = self.truncate_to_int(ty == Ty::I32, from, value)?;
            return b.build_int_cast_sign_flag(number, self.int_type(ty), false, "");
        }
        let bits = if from == Ty::F32 { 0x5f00_0000 } else { 0x43e0_0000_0000_0000 };
        let limit = b.build_bit_cast(self.mask(from, bits)?, self.float_type(from), "")?.into_float_value();
        let small = self.truncate_to_int(true, from, value)?;
        let rest = self.truncate_to_int(true, from, b.build_float_sub(value, limit, "")?)?;
        let top = self.context.i64_type().const_int(1 << 63, false);
        let large = b.build_xor(rest, top, "")?;
        let is_small = b.build_float_compare(FloatPredicate::OLT, value, limit, "")?;
        Ok(b.build_select(is_small, small, large, "")?.into_int_value())
    }

    /// Rounds once by way of `f32` rounded to odd: an inexact `f32` gets its last bit set, toward zero, so that the
    /// second rounding sees on which side of the middle the number lies.
    fn double_to_half(&self, value: FloatValue<'ctx>) -> Made<FloatValue<'ctx>> {
        let (b, i32_type, i64_type) = (self.builder, self.context.i32_type(), self.context.i64_type());
        let single = b.build_float_trunc(value, self.context.f32_type(), "")?;
        let back = b.build_float_ext(single, self.context.f64_type(), "")?;
        let inexact = b.build_float_compare(FloatPredicate::ONE, value, back, "")?;
        let one = i64_type.const_int(1, false);
        let magnitude = |x: FloatValue<'ctx>| {
            let bits = b.build_bit_cast(x, i64_type, "")?.into_int_value();
            b.build_left_shift(bits, one, "")
        };
        let away = b.build_int_compare(IntPredicate::ULT, magnitude(value)?, magnitude(back)?, "")?;
        let bits = b.build_bit_cast(single, i32_type, "")?.into_int_value();
        let toward = b.build_int_sub(bits, b.build_int_z_extend(away, i32_type, "")?, "")?;
        let odd = b.build_or(toward, i32_type.const_int(1, false), "")?;
        let bits = b.build_select(inexact, odd, bits, "")?;
        let single = b.build_bit_cast(bits, self.context.f32_type(), "")?.into_float_value();
        b.build_float_trunc(single, self.context.f16_type(), "")
    }

    fn same_bits(&self, ty: Ty, from: Ty, value: BasicValueEnum<'ctx>) -> Made<BasicValueEnum<'ctx>> {
        let b = self.builder;
        match (ty, from) {
            (Ty::Ptr, from) => {
                let bits =
                    if from.is_float() { b.build_bit_cast(value, self.int_type(from), "")? } else { value };
                let pointer = self.context.ptr_type(AddressSpace::default());
                Ok(b.build_int_to_ptr(bits.into_int_value(), pointer, "")?.into())
            }
            (ty, Ty::Ptr) => {
                let bits = b.build_ptr_to_int(value.into_pointer_value(), self.context.i64_type(), "")?;
                if ty.is_float() { b.build_bit_cast(bits, self.float_type(ty), "") } else { Ok(bits.into()) }
            }
            (ty, _) => b.build_bit_cast(value, self.llvm_type(ty), ""),
        }
    }

    /// An address plus a number of bytes.
    pub fn add_bytes(&self, base: PointerValue<'ctx>, bytes: IntValue<'ctx>) -> Made<PointerValue<'ctx>> {
        if bytes.is_const() && bytes.is_null() {
            return Ok(base);
        }
        // SAFETY: an element of one byte can be indexed by any number; the result may be any address.
        unsafe { self.builder.build_gep(self.context.i8_type(), base, &[bytes], "") }
    }

    fn offset(&self, base: PointerValue<'ctx>, imm: Immediate<'ctx>) -> Made<PointerValue<'ctx>> {
        match imm {
            Immediate::Offset(offset) => self.add_bytes(base, offset),
            _ => Ok(base),
        }
    }

    fn scaled(
        &self,
        base: PointerValue<'ctx>,
        index: IntValue<'ctx>,
        imm: Immediate<'ctx>,
    ) -> Made<PointerValue<'ctx>> {
        let Immediate::Scaled(scale, offset) = imm else { return Ok(base) };
        let bytes = self.builder.build_int_mul(index, scale, "")?;
        self.add_bytes(self.add_bytes(base, bytes)?, offset)
    }

    /// Tells LLVM the region of a load or store: type-based alias information with a type for each region.
    fn tell_region(&self, inst: InstructionValue<'ctx>) {
        let index = match self.region.get() {
            Region::Any => return,
            Region::Field => 0,
            Region::Element => 1,
        };
        let tags = *self.aliases.borrow_mut().get_or_insert_with(|| {
            let zero = self.context.i64_type().const_zero();
            let root = self.context.metadata_node(&[self.context.metadata_string("memory").into()]);
            [Region::Field, Region::Element].map(|region| {
                let name = self.context.metadata_string(region.name());
                let ty = self.context.metadata_node(&[name.into(), root.into(), zero.into()]);
                self.context.metadata_node(&[ty.into(), ty.into(), zero.into()])
            })
        });
        inst.set_metadata(tags[index], self.context.get_kind_id("tbaa")).expect("this is a load or store");
    }

    /// Loads a value; an `i1` is the low bit of a byte. No alignment is assumed.
    fn load(&self, ty: Ty, address: PointerValue<'ctx>) -> Made<BasicValueEnum<'ctx>> {
        let in_memory = if ty == Ty::I1 { self.context.i8_type().into() } else { self.llvm_type(ty) };
        let value = self.builder.build_load(in_memory, address, "")?;
        if let Some(inst) = value.as_instruction_value() {
            inst.set_alignment(1).expect("1 is a power of two and this is a load");
            if self.volatile.get() {
                inst.set_volatile(true).expect("this is a load");
            }
            self.tell_region(inst);
        }
        if ty == Ty::I1 {
            return Ok(self
                .builder
                .build_int_truncate(value.into_int_value(), self.context.bool_type(), "")?
                .into());
        }
        Ok(value)
    }

    fn store(&self, ty: Ty, value: BasicValueEnum<'ctx>, address: PointerValue<'ctx>) -> Made<Lowered<'ctx>> {
        let value = match ty {
            Ty::I1 => {
                self.builder.build_int_z_extend(value.into_int_value(), self.context.i8_type(), "")?.into()
            }
            _ => value,
        };
        let inst = self.builder.build_store(address, value)?;
        inst.set_alignment(1).expect("1 is a power of two and this is a store");
        if self.volatile.get() {
            inst.set_volatile(true).expect("this is a store");
        }
        self.tell_region(inst);
        Ok(Lowered::Nothing)
    }
}
