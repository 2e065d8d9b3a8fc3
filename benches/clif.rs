//! The same SSA through Cranelift, for comparison.
//!
//! Everything maps one to one but shifts by the width or more, which Cranelift defines otherwise. What the benchmark
//! functions do not use (handlers, the context, half floats) is refused.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{
    AbiParam, Block as ClifBlock, BlockArg, InstBuilder, MemFlagsData, Signature as ClifSignature,
    StackSlot as ClifSlot, StackSlotData, StackSlotKind, TrapCode, Type, UserFuncName, Value as ClifValue,
    types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Switch};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{Linkage, Module};
use juliette_ir::{Block, Cfg, Environment, Function, Imm, Inst, Op, Signature, Target, Ty, Value};
use juliette_support::Id;

/// A Cranelift JIT that keeps its tables from function to function.
pub struct Cranelift {
    module: JITModule,
    context: cranelift_codegen::Context,
    builder: FunctionBuilderContext,
    cfg: Cfg,
    count: usize,
}

/// Code that Cranelift made.
pub struct Made {
    /// The address.
    pub address: u64,
    /// Bytes.
    pub size: usize,
}

fn clif_type(ty: Ty) -> Result<Type, String> {
    Ok(match ty {
        Ty::I1 | Ty::I8 => types::I8,
        Ty::I16 => types::I16,
        Ty::I32 => types::I32,
        Ty::I64 | Ty::Ptr => types::I64,
        Ty::I128 => types::I128,
        Ty::F32 => types::F32,
        Ty::F64 => types::F64,
        Ty::F16 => return Err("f16".to_string()),
    })
}

fn clif_signature(signature: &Signature) -> Result<ClifSignature, String> {
    let mut made = ClifSignature::new(CallConv::SystemV);
    for &ty in &signature.params {
        made.params.push(AbiParam::new(clif_type(ty)?));
    }
    for &ty in &signature.results {
        made.returns.push(AbiParam::new(clif_type(ty)?));
    }
    Ok(made)
}

impl Cranelift {
    /// A JIT for this processor, optimizing for speed.
    pub fn new() -> Result<Cranelift, String> {
        let mut flags = settings::builder();
        for (name, value) in
            [("opt_level", "speed"), ("preserve_frame_pointers", "true"), ("is_pic", "false")]
        {
            flags.set(name, value).map_err(|e| e.to_string())?;
        }
        let isa = cranelift_native::builder()?;
        let isa = isa.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())?;
        let builder = JITBuilder::with_isa(isa, cranelift_module::default_libcall_names());
        let module = JITModule::new(builder);
        let context = module.make_context();
        Ok(Cranelift { module, context, builder: FunctionBuilderContext::new(), cfg: Cfg::new(), count: 0 })
    }

    /// Compiles a function; `cell_of` gives the address of the cell of a local function's entry slot.
    pub fn compile(
        &mut self,
        func: &Function,
        env: &dyn Environment,
        cell_of: &dyn Fn(&str) -> u64,
    ) -> Result<Made, String> {
        self.module.clear_context(&mut self.context);
        self.context.func.signature = clif_signature(&func.signature)?;
        self.context.func.name = UserFuncName::user(0, self.count as u32);
        self.count += 1;
        self.cfg.compute(func);
        let mut lower = Lower {
            b: FunctionBuilder::new(&mut self.context.func, &mut self.builder),
            func,
            env,
            cell_of,
            values: vec![None; func.value_bound()],
            blocks: vec![None; func.block_bound()],
            slots: Vec::new(),
        };
        lower.function(&self.cfg)?;
        let config = self.module.target_config();
        lower.b.finalize(config);
        let name = format!("f{}", self.count);
        let id = self.module.declare_function(&name, Linkage::Local, &self.context.func.signature);
        let id = id.map_err(|e| e.to_string())?;
        self.module.define_function(id, &mut self.context).map_err(|e| format!("{e:?}"))?;
        let size = self.context.compiled_code().map_or(0, |code| code.code_buffer().len());
        self.module.finalize_definitions().map_err(|e| e.to_string())?;
        Ok(Made { address: self.module.get_finalized_function(id) as u64, size })
    }
}

struct Lower<'a> {
    b: FunctionBuilder<'a>,
    func: &'a Function,
    env: &'a dyn Environment,
    cell_of: &'a dyn Fn(&str) -> u64,
    values: Vec<Option<ClifValue>>,
    blocks: Vec<Option<ClifBlock>>,
    slots: Vec<ClifSlot>,
}

impl Lower<'_> {
    fn function(&mut self, cfg: &Cfg) -> Result<(), String> {
        let func = self.func;
        for slot in func.slots.values() {
            let shift = slot.align.trailing_zeros() as u8;
            let data = StackSlotData::new(StackSlotKind::ExplicitSlot, slot.size, shift);
            self.slots.push(self.b.create_sized_stack_slot(data));
        }
        for &block in cfg.order() {
            let made = self.b.create_block();
            self.blocks[block.index()] = Some(made);
            for &param in func.params(block) {
                let value = self.b.append_block_param(made, clif_type(func.ty(param))?);
                self.values[param.index()] = Some(value);
            }
        }
        for &block in cfg.order() {
            self.b.switch_to_block(self.block(block));
            for inst in func.insts(block) {
                self.inst(inst)?;
            }
        }
        self.b.seal_all_blocks();
        Ok(())
    }

    fn block(&self, block: Block) -> ClifBlock {
        self.blocks[block.index()].expect("a reachable block")
    }

    fn value(&self, value: Value) -> ClifValue {
        self.values[value.index()].expect("defined before")
    }

    fn constant(&mut self, value: i64) -> ClifValue {
        self.b.ins().iconst(types::I64, value)
    }

    fn scaled(&mut self, base: Value, index: Value, scale: u32) -> ClifValue {
        let (base, index) = (self.value(base), self.value(index));
        let bytes = if scale.is_power_of_two() {
            self.b.ins().ishl_imm_s(index, i64::from(scale.trailing_zeros()))
        } else {
            self.b.ins().imul_imm_s(index, i64::from(scale))
        };
        self.b.ins().iadd(base, bytes)
    }

    fn args(&self, args: &[Value]) -> Vec<BlockArg> {
        args.iter().map(|&arg| BlockArg::Value(self.value(arg))).collect()
    }

    fn inst(&mut self, inst: Inst) -> Result<(), String> {
        let func = self.func;
        let data = *func.inst(inst);
        let ty = data.ty;
        let flags = MemFlagsData::trusted();
        let arg = |index: usize, this: &Self| this.value(func.args(inst)[index]);
        macro_rules! binary {
            ($name:ident) => {{
                let (a, b) = (arg(0, self), arg(1, self));
                self.b.ins().$name(a, b)
            }};
        }
        macro_rules! unary {
            ($name:ident) => {{
                let a = arg(0, self);
                self.b.ins().$name(a)
            }};
        }
        macro_rules! compare {
            ($name:ident, $code:expr) => {{
                let (a, b) = (arg(0, self), arg(1, self));
                self.b.ins().$name($code, a, b)
            }};
        }
        let value = match data.op {
            Op::Const => {
                let Imm::Const(bits) = func.imm(inst) else { return Err("constant".to_string()) };
                match ty {
                    Ty::F32 => self.b.ins().f32const(f32::from_bits(bits as u32)),
                    Ty::F64 => self.b.ins().f64const(f64::from_bits(bits as u64)),
                    Ty::I128 => {
                        let (low, high) = (self.constant(bits as i64), self.constant((bits >> 64) as i64));
                        self.b.ins().iconcat(low, high)
                    }
                    Ty::F16 => return Err("f16".to_string()),
                    Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::Ptr => {
                        self.b.ins().iconst(clif_type(ty)?, bits as i64)
                    }
                }
            }
            Op::Add => binary!(iadd),
            Op::Sub => binary!(isub),
            Op::Mul => binary!(imul),
            Op::Sdiv => binary!(sdiv),
            Op::Udiv => binary!(udiv),
            Op::Srem => binary!(srem),
            Op::Urem => binary!(urem),
            Op::Neg => unary!(ineg),
            Op::And => binary!(band),
            Op::Or => binary!(bor),
            Op::Xor => binary!(bxor),
            Op::Not if ty == Ty::I1 => {
                let a = arg(0, self);
                self.b.ins().bxor_imm_s(a, 1)
            }
            Op::Not => unary!(bnot),
            Op::Shl | Op::Lshr | Op::Ashr => self.shift(inst)?,
            Op::Rotl => binary!(rotl),
            Op::Rotr => binary!(rotr),
            Op::Popcount => unary!(popcnt),
            Op::Clz => unary!(clz),
            Op::Ctz => unary!(ctz),
            Op::Bswap => unary!(bswap),
            Op::SaddOverflow
            | Op::UaddOverflow
            | Op::SsubOverflow
            | Op::UsubOverflow
            | Op::SmulOverflow
            | Op::UmulOverflow => {
                let (a, b) = (arg(0, self), arg(1, self));
                let (value, flag) = match data.op {
                    Op::SaddOverflow => self.b.ins().sadd_overflow(a, b),
                    Op::UaddOverflow => self.b.ins().uadd_overflow(a, b),
                    Op::SsubOverflow => self.b.ins().ssub_overflow(a, b),
                    Op::UsubOverflow => self.b.ins().usub_overflow(a, b),
                    Op::SmulOverflow => self.b.ins().smul_overflow(a, b),
                    _ => self.b.ins().umul_overflow(a, b),
                };
                self.values[func.results(inst)[0].index()] = Some(value);
                self.values[func.results(inst)[1].index()] = Some(flag);
                return Ok(());
            }
            Op::Eq => compare!(icmp, IntCC::Equal),
            Op::Ne => compare!(icmp, IntCC::NotEqual),
            Op::Slt => compare!(icmp, IntCC::SignedLessThan),
            Op::Sle => compare!(icmp, IntCC::SignedLessThanOrEqual),
            Op::Ult => compare!(icmp, IntCC::UnsignedLessThan),
            Op::Ule => compare!(icmp, IntCC::UnsignedLessThanOrEqual),
            Op::Feq => compare!(fcmp, FloatCC::Equal),
            Op::Fne => compare!(fcmp, FloatCC::NotEqual),
            Op::Flt => compare!(fcmp, FloatCC::LessThan),
            Op::Fle => compare!(fcmp, FloatCC::LessThanOrEqual),
            Op::Fadd => binary!(fadd),
            Op::Fsub => binary!(fsub),
            Op::Fmul => binary!(fmul),
            Op::Fdiv => binary!(fdiv),
            Op::Fneg => unary!(fneg),
            Op::Fabs => unary!(fabs),
            Op::Fsqrt => unary!(sqrt),
            Op::Ffma => {
                let (a, b, c) = (arg(0, self), arg(1, self), arg(2, self));
                self.b.ins().fma(a, b, c)
            }
            Op::Fcopysign => binary!(fcopysign),
            Op::Ffloor => unary!(floor),
            Op::Fceil => unary!(ceil),
            Op::Ftrunc => unary!(trunc),
            Op::Frint => unary!(nearest),
            Op::Fmin => binary!(fmin),
            Op::Fmax => binary!(fmax),
            Op::Trunc if ty == Ty::I1 => {
                let a = arg(0, self);
                let low = if data.from == Ty::I8 { a } else { self.b.ins().ireduce(types::I8, a) };
                self.b.ins().band_imm_s(low, 1)
            }
            Op::Trunc => {
                let a = arg(0, self);
                self.b.ins().ireduce(clif_type(ty)?, a)
            }
            Op::Zext | Op::Sext if data.from == Ty::I1 => {
                let a = arg(0, self);
                let bit = self.b.ins().band_imm_s(a, 1);
                let wide = if ty == Ty::I8 { bit } else { self.b.ins().uextend(clif_type(ty)?, bit) };
                if data.op == Op::Sext { self.b.ins().ineg(wide) } else { wide }
            }
            Op::Zext => {
                let a = arg(0, self);
                self.b.ins().uextend(clif_type(ty)?, a)
            }
            Op::Sext => {
                let a = arg(0, self);
                self.b.ins().sextend(clif_type(ty)?, a)
            }
            Op::Sitofp | Op::Uitofp => {
                let mut a = arg(0, self);
                let signed = data.op == Op::Sitofp;
                if data.from.bits() < 32 {
                    let wide = types::I32;
                    a = if signed { self.b.ins().sextend(wide, a) } else { self.b.ins().uextend(wide, a) };
                }
                let to = clif_type(ty)?;
                if signed { self.b.ins().fcvt_from_sint(to, a) } else { self.b.ins().fcvt_from_uint(to, a) }
            }
            Op::Fptosi => {
                let a = arg(0, self);
                self.b.ins().fcvt_to_sint_sat(clif_type(ty)?, a)
            }
            Op::Fptoui => {
                let a = arg(0, self);
                self.b.ins().fcvt_to_uint_sat(clif_type(ty)?, a)
            }
            Op::Fpext => {
                let a = arg(0, self);
                self.b.ins().fpromote(clif_type(ty)?, a)
            }
            Op::Fptrunc => {
                let a = arg(0, self);
                self.b.ins().fdemote(clif_type(ty)?, a)
            }
            Op::Bitcast => {
                let (a, to, from) = (arg(0, self), clif_type(ty)?, clif_type(data.from)?);
                if to == from { a } else { self.b.ins().bitcast(to, MemFlagsData::new(), a) }
            }
            Op::Select => {
                let (c, a, b) = (arg(0, self), arg(1, self), arg(2, self));
                self.b.ins().select(c, a, b)
            }
            Op::Load => {
                let Imm::Offset(offset) = func.imm(inst) else { return Err("offset".to_string()) };
                let base = arg(0, self);
                self.b.ins().load(clif_type(ty)?, flags, base, offset)
            }
            Op::Store => {
                let Imm::Offset(offset) = func.imm(inst) else { return Err("offset".to_string()) };
                let (value, base) = (arg(0, self), arg(1, self));
                self.b.ins().store(flags, value, base, offset);
                return Ok(());
            }
            Op::LoadIndexed => {
                let Imm::Scaled { scale, offset } = func.imm(inst) else { return Err("scale".to_string()) };
                let address = self.scaled(func.args(inst)[0], func.args(inst)[1], scale);
                self.b.ins().load(clif_type(ty)?, flags, address, offset)
            }
            Op::StoreIndexed => {
                let Imm::Scaled { scale, offset } = func.imm(inst) else { return Err("scale".to_string()) };
                let address = self.scaled(func.args(inst)[1], func.args(inst)[2], scale);
                let value = arg(0, self);
                self.b.ins().store(flags, value, address, offset);
                return Ok(());
            }
            Op::StackAddr => {
                let Imm::Slot { slot, offset } = func.imm(inst) else { return Err("slot".to_string()) };
                self.b.ins().stack_addr(types::I64, self.slots[slot.index()], offset)
            }
            Op::PtrAdd => binary!(iadd),
            Op::PtrOffset => {
                let Imm::Offset(offset) = func.imm(inst) else { return Err("offset".to_string()) };
                let base = arg(0, self);
                self.b.ins().iadd_imm_s(base, i64::from(offset))
            }
            Op::PtrIndex => {
                let Imm::Scaled { scale, offset } = func.imm(inst) else { return Err("scale".to_string()) };
                let address = self.scaled(func.args(inst)[0], func.args(inst)[1], scale);
                self.b.ins().iadd_imm_s(address, i64::from(offset))
            }
            Op::TypeId => {
                let base = arg(0, self);
                self.b.ins().load(types::I32, flags, base, -8)
            }
            Op::Call => {
                let external = func.callee(inst).ok_or("callee")?;
                let cell = match external.target {
                    Target::Slot(slot) => self.env.slot_cell(slot),
                    _ => (self.cell_of)(&external.name),
                };
                let signature = self.b.import_signature(clif_signature(&external.signature)?);
                let cell = self.constant(cell as i64);
                let code = self.b.ins().load(types::I64, flags, cell, 0);
                let args: Vec<ClifValue> = func.args(inst).iter().map(|&arg| self.value(arg)).collect();
                let call = self.b.ins().call_indirect(signature, code, &args);
                for (i, &result) in func.results(inst).iter().enumerate() {
                    self.values[result.index()] = Some(self.b.inst_results(call)[i]);
                }
                return Ok(());
            }
            Op::Jump => {
                let edge = func.edge(inst, 0);
                let (target, args) = (self.block(edge.block), self.args(edge.args));
                self.b.ins().jump(target, &args);
                return Ok(());
            }
            Op::Branch => {
                let mut condition = arg(0, self);
                let is_compare = func.def_inst(func.args(inst)[0]).is_some_and(|def| {
                    let results = func.op(def).row().results;
                    results == [juliette_ir::Class::I1] || results.len() == 2
                });
                if !is_compare {
                    condition = self.b.ins().band_imm_s(condition, 1);
                }
                let (yes, no) = (func.edge(inst, 0), func.edge(inst, 1));
                let (yes_block, yes_args) = (self.block(yes.block), self.args(yes.args));
                let (no_block, no_args) = (self.block(no.block), self.args(no.args));
                self.b.ins().brif(condition, yes_block, &yes_args, no_block, &no_args);
                return Ok(());
            }
            Op::Switch => {
                let value = arg(0, self);
                if func.edges(inst).any(|edge| !edge.args.is_empty()) {
                    return Err("switch with arguments".to_string());
                }
                let mut switch = Switch::new();
                for edge in func.edges(inst).skip(1) {
                    switch.set_entry(u128::from(edge.case as u64), self.block(edge.block));
                }
                let default = self.block(func.edge(inst, 0).block);
                switch.emit(&mut self.b, value, default);
                return Ok(());
            }
            Op::Return => {
                let values: Vec<ClifValue> = func.args(inst).iter().map(|&arg| self.value(arg)).collect();
                self.b.ins().return_(&values);
                return Ok(());
            }
            Op::Trap | Op::Unreachable => {
                self.b.ins().trap(TrapCode::unwrap_user(1));
                return Ok(());
            }
            Op::Prefetch => return Ok(()),
            Op::Safepoint
            | Op::Context
            | Op::SlotAddr
            | Op::CallRuntime
            | Op::CallIndirect
            | Op::TryEnter
            | Op::TryLeave => return Err(data.op.name().to_string()),
        };
        self.values[func.result(inst).index()] = Some(value);
        Ok(())
    }

    fn shift(&mut self, inst: Inst) -> Result<ClifValue, String> {
        let func = self.func;
        let data = func.inst(inst);
        let (value, amount) = (self.value(func.args(inst)[0]), self.value(func.args(inst)[1]));
        let known = func.const_bits(func.args(inst)[1]);
        let plain = |this: &mut Self, amount: ClifValue| match data.op {
            Op::Shl => this.b.ins().ishl(value, amount),
            Op::Lshr => this.b.ins().ushr(value, amount),
            _ => this.b.ins().sshr(value, amount),
        };
        if known.is_some_and(|bits| bits < u128::from(data.ty.bits())) {
            return Ok(plain(self, amount));
        }
        let width = i64::from(data.ty.bits());
        let fits = self.b.ins().icmp_imm_s(IntCC::UnsignedLessThan, amount, width);
        if data.op == Op::Ashr {
            let most = self.constant(width - 1);
            let amount = self.b.ins().select(fits, amount, most);
            return Ok(plain(self, amount));
        }
        let shifted = plain(self, amount);
        let zero = self.b.ins().iconst(clif_type(data.ty)?, 0);
        Ok(self.b.ins().select(fits, shifted, zero))
    }
}
