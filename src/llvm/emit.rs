//! From functions of machine-level SSA to LLVM functions in one module.
//!
//! Blocks become basic blocks in reverse post-order and block parameters become phi nodes. An `i128` in a signature is
//! two `i64`. What the process defines (entry slots' cells, run-time functions, support routines) is a constant
//! address in the code.
//!
//! A function with `try_enter` calls a routine that returns twice. SSA values are safe then, for they never change,
//! but LLVM would keep stack slots in registers; so in such functions every access that may be to a stack slot is
//! volatile.

use crate::lower::{Immediate, Lowered, Lowering, Style, THREAD_SPACE};
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::basic_block::BasicBlock;
use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::debug_info::{
    AsDIScope, DICompileUnit, DIFlags, DIFlagsConstants, DISubroutineType, DWARFEmissionKind,
    DWARFSourceLanguage, DebugInfoBuilder,
};
use inkwell::module::{FlagBehavior, Linkage, Module};
use inkwell::types::{BasicMetadataTypeEnum, BasicTypeEnum, FunctionType};
use inkwell::values::{
    BasicMetadataValueEnum, BasicValue, BasicValueEnum, CallSiteValue, FunctionValue, PhiValue, PointerValue,
};
use inkwell::{AddressSpace, IntPredicate};
use juliette_ir::{
    Block, Cfg, Edge, Effects, Environment, External, Function, Imm, Inst, Op, Signature, SupportRoutine,
    Target, Ty, Value, ValueDef,
};
use juliette_llvm_client::{CompileOptions, Level};
use juliette_support::Id;

/// Attributes that are the same for all functions of a context.
#[derive(Clone, Copy)]
pub(crate) struct Attributes {
    nounwind: Attribute,
    frame_pointer: Attribute,
    no_tail_calls: Attribute,
    probe_stack: Attribute,
    cold: Attribute,
    noreturn: Attribute,
    returns_twice: Attribute,
}

impl Attributes {
    pub(crate) fn new(context: &Context) -> Attributes {
        let kind = |name| context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0);
        Attributes {
            nounwind: kind("nounwind"),
            frame_pointer: context.create_string_attribute("frame-pointer", "all"),
            no_tail_calls: context.create_string_attribute("disable-tail-calls", "true"),
            probe_stack: context.create_string_attribute("probe-stack", "inline-asm"),
            cold: kind("cold"),
            noreturn: kind("noreturn"),
            returns_twice: kind("returns_twice"),
        }
    }
}

/// Builds one module.
pub(crate) struct Emitter<'a, 'ctx> {
    context: &'ctx Context,
    module: &'a Module<'ctx>,
    builder: &'a Builder<'ctx>,
    lowering: Lowering<'a, 'ctx>,
    env: &'a dyn Environment,
    attributes: Attributes,
    functions: &'a [&'a Function],
    declared: Vec<FunctionValue<'ctx>>,
    lines: Option<Lines<'ctx>>,
    /// See `part_from_flag`.
    parts_flags: bool,
    cfg: Cfg,
}

/// The debug information that carries source positions: an instruction's line is its position's number plus 1.
struct Lines<'ctx> {
    debug: DebugInfoBuilder<'ctx>,
    unit: DICompileUnit<'ctx>,
    ty: DISubroutineType<'ctx>,
}

type Made<T> = Result<T, BuilderError>;

/// Builds LLVM functions named by `name_of(0)`, `name_of(1)`, … into `module`.
pub(crate) fn emit_module<'ctx>(
    context: &'ctx Context,
    module: &Module<'ctx>,
    attributes: Attributes,
    functions: &[&Function],
    env: &dyn Environment,
    options: CompileOptions,
    name_of: impl Fn(usize) -> String,
) -> Made<()> {
    let builder = context.create_builder();
    let lowering = Lowering::new(context, module, &builder, Style::default());
    let lines = options.positions.then(|| Lines::new(context, module));
    let mut emitter = Emitter {
        context,
        module,
        builder: &builder,
        lowering,
        env,
        attributes,
        functions,
        declared: Vec::with_capacity(functions.len()),
        lines,
        parts_flags: options.level == Level::O0,
        cfg: Cfg::new(),
    };
    for (index, func) in functions.iter().enumerate() {
        let declared = emitter.declare(&name_of(index), &func.signature);
        emitter.declared.push(declared);
    }
    for (index, func) in functions.iter().enumerate() {
        emitter.define(func, index)?;
    }
    if let Some(lines) = &emitter.lines {
        lines.debug.finalize();
    }
    Ok(())
}

impl<'ctx> Lines<'ctx> {
    fn new(context: &'ctx Context, module: &Module<'ctx>) -> Self {
        let version = |number| context.i32_type().const_int(number, false);
        module.add_basic_value_flag("Debug Info Version", FlagBehavior::Warning, version(3));
        module.add_basic_value_flag("Dwarf Version", FlagBehavior::Warning, version(4));
        let (debug, unit) = module.create_debug_info_builder(
            false,
            DWARFSourceLanguage::Julia,
            "code",
            "",
            "",
            false,
            "",
            0,
            "",
            DWARFEmissionKind::LineTablesOnly,
            0,
            false,
            false,
            "",
            "",
        );
        let ty = debug.create_subroutine_type(unit.get_file(), None, &[], DIFlags::ZERO);
        Lines { debug, unit, ty }
    }
}

/// One function's state.
struct Body<'f, 'ctx> {
    func: &'f Function,
    llvm: FunctionValue<'ctx>,
    values: Vec<Option<BasicValueEnum<'ctx>>>,
    /// Where each block begins.
    blocks: Vec<Option<BasicBlock<'ctx>>>,
    /// The phi nodes of parameters.
    phis: Vec<Option<PhiValue<'ctx>>>,
    slots: Vec<PointerValue<'ctx>>,
    /// Whether accesses to stack slots are volatile.
    has_try: bool,
}

impl<'ctx> Body<'_, 'ctx> {
    fn value(&self, value: Value) -> BasicValueEnum<'ctx> {
        self.values[value.index()].expect("in reverse post-order a verified definition comes before its uses")
    }

    fn block(&self, block: Block) -> BasicBlock<'ctx> {
        self.blocks[block.index()].expect("edges of reachable blocks lead to reachable blocks")
    }

    /// Whether an address may be a stack slot's.
    fn may_be_slot(&self, mut address: Value) -> bool {
        loop {
            let ValueDef::Result(inst, _) = self.func.def(address) else {
                // Parameters of other blocks may carry a slot's address; the function's own can not.
                return !matches!(self.func.def(address), ValueDef::Param(b, _) if b == self.func.entry());
            };
            let op = self.func.op(inst);
            if op.moves_address() {
                address = self.func.args(inst)[0];
                continue;
            }
            // Loaded, returned or constant addresses: a slot's address that was stored or passed escaped, and LLVM
            // keeps such a slot in memory.
            return !(op.touches_memory()
                || op.is_call()
                || matches!(op, Op::Const | Op::Context | Op::SlotAddr));
        }
    }
}

impl<'a, 'ctx> Emitter<'a, 'ctx> {
    fn machine_types(&self, types: &[Ty]) -> Vec<BasicTypeEnum<'ctx>> {
        let mut list = Vec::with_capacity(types.len() + 1);
        for &ty in types {
            if ty == Ty::I128 {
                list.extend::<[BasicTypeEnum; 2]>([self.context.i64_type().into(); 2]);
            } else {
                list.push(self.lowering.llvm_type(ty));
            }
        }
        list
    }

    fn function_type(&self, signature: &Signature) -> FunctionType<'ctx> {
        let params: Vec<BasicMetadataTypeEnum> =
            self.machine_types(&signature.params).into_iter().map(Into::into).collect();
        let results = self.machine_types(&signature.results);
        match results[..] {
            [] => self.context.void_type().fn_type(&params, false),
            [BasicTypeEnum::IntType(ty)] => ty_fn(ty.into(), &params),
            [ty] => ty_fn(ty, &params),
            _ => ty_fn(self.context.struct_type(&results, false).into(), &params),
        }
    }

    fn declare(&self, name: &str, signature: &Signature) -> FunctionValue<'ctx> {
        let function = self.module.add_function(name, self.function_type(signature), None);
        let attributes = self.attributes;
        for attribute in
            [attributes.nounwind, attributes.frame_pointer, attributes.no_tail_calls, attributes.probe_stack]
        {
            function.add_attribute(AttributeLoc::Function, attribute);
        }
        function
    }

    fn define(&mut self, func: &Function, index: usize) -> Made<()> {
        let llvm = self.declared[index];
        let mut cfg = core::mem::take(&mut self.cfg);
        cfg.compute(func);
        let mut body = Body {
            func,
            llvm,
            values: vec![None; func.value_bound()],
            blocks: vec![None; func.block_bound()],
            phis: vec![None; func.value_bound()],
            slots: Vec::with_capacity(func.slots.len()),
            has_try: false,
        };
        for &block in cfg.order() {
            body.blocks[block.index()] = Some(self.context.append_basic_block(llvm, ""));
            body.has_try |= func.insts(block).any(|inst| func.op(inst) == Op::TryEnter);
        }
        if let Some(lines) = &self.lines {
            let file = lines.unit.get_file();
            let scope = lines.debug.create_function(
                lines.unit.as_debug_info_scope(),
                &func.name,
                None,
                file,
                1,
                lines.ty,
                true,
                true,
                1,
                DIFlags::ZERO,
                true,
            );
            llvm.set_subprogram(scope);
        }
        self.builder.unset_current_debug_location();
        for &block in &cfg.order()[1..] {
            self.builder.position_at_end(body.block(block));
            for &param in func.params(block) {
                let phi = self.builder.build_phi(self.lowering.llvm_type(func.ty(param)), "")?;
                body.values[param.index()] = Some(phi.as_basic_value());
                body.phis[param.index()] = Some(phi);
            }
        }
        for (i, &block) in cfg.order().iter().enumerate() {
            self.builder.position_at_end(body.block(block));
            self.builder.unset_current_debug_location();
            if i == 0 {
                self.enter(&mut body)?;
            }
            for inst in func.insts(block) {
                self.set_line(&body, inst);
                self.inst(&mut body, inst)?;
            }
        }
        self.cfg = cfg;
        Ok(())
    }

    /// Makes the stack slots and joins the halves of wide parameters.
    fn enter(&self, body: &mut Body<'_, 'ctx>) -> Made<()> {
        let func = body.func;
        for slot in func.slots.values() {
            let ty = self.context.i8_type().array_type(slot.size);
            let address = self.builder.build_alloca(ty, "")?;
            let inst = address.as_instruction().expect("a stack slot is an instruction");
            inst.set_alignment(slot.align).expect("verified slots have alignments that are powers of two");
            body.slots.push(address);
        }
        let mut next = 0;
        let mut take = || {
            next += 1;
            body.llvm.get_nth_param(next - 1).expect("the LLVM function has the signature's parameters")
        };
        for &param in func.params(func.entry()) {
            let value = match func.ty(param) {
                Ty::I128 => self.join(take(), take())?,
                _ => take(),
            };
            body.values[param.index()] = Some(value);
        }
        Ok(())
    }

    fn join(&self, low: BasicValueEnum<'ctx>, high: BasicValueEnum<'ctx>) -> Made<BasicValueEnum<'ctx>> {
        let (b, wide) = (self.builder, self.context.i128_type());
        let low = b.build_int_z_extend(low.into_int_value(), wide, "")?;
        let high = b.build_int_z_extend(high.into_int_value(), wide, "")?;
        let high = b.build_left_shift(high, wide.const_int(64, false), "")?;
        Ok(b.build_or(high, low, "")?.into())
    }

    fn split(&self, value: BasicValueEnum<'ctx>) -> Made<[BasicValueEnum<'ctx>; 2]> {
        let (b, wide) = (self.builder, self.context.i128_type());
        let value = value.into_int_value();
        let low = b.build_int_truncate(value, self.context.i64_type(), "")?;
        let high = b.build_right_shift(value, wide.const_int(64, false), false, "")?;
        let high = b.build_int_truncate(high, self.context.i64_type(), "")?;
        Ok([low.into(), high.into()])
    }

    /// Positions are looked up by return addresses, so only what may call needs one.
    fn set_line(&self, body: &Body<'_, 'ctx>, inst: Inst) {
        let (Some(lines), Some(scope)) = (&self.lines, body.llvm.get_subprogram()) else { return };
        if !body.func.op(inst).effects().has(Effects::EXIT.and(Effects::CONTROL)) {
            return;
        }
        let loc = body.func.loc(inst);
        let line = if loc.is_some() { loc.0 + 1 } else { 0 };
        let place =
            lines.debug.create_debug_location(self.context, line, 0, scope.as_debug_info_scope(), None);
        self.builder.set_current_debug_location(place);
    }

    fn inst(&self, body: &mut Body<'_, 'ctx>, inst: Inst) -> Made<()> {
        let func = body.func;
        let data = func.inst(inst);
        let mut args = [self.context.bool_type().const_zero().into(); 3];
        if data.op.is_call() || data.op == Op::Return {
            return self.call_or_return(body, inst);
        }
        for (arg, &value) in args.iter_mut().zip(func.args(inst)) {
            *arg = body.value(value);
        }
        let args = &args[..func.args(inst).len()];
        if body.has_try {
            let address = data.op.address_operand().map(|operand| func.args(inst)[operand]);
            self.lowering.volatile.set(address.is_some_and(|address| body.may_be_slot(address)));
        }
        self.lowering.region.set(data.region());
        let imm = self.immediate(body, inst)?;
        let lowered = self.lowering.lower_op(data.op, data.ty, data.from, args, imm)?;
        self.lowering.volatile.set(false);
        match (lowered, func.results(inst)) {
            (Lowered::Nothing, _) => {}
            (Lowered::One(value), &[result]) => body.values[result.index()] = Some(value),
            (Lowered::Two(a, b), &[first, second]) => {
                body.values[first.index()] = Some(a);
                body.values[second.index()] = Some(b);
                self.part_from_flag(body, inst)?;
            }
            (Lowered::ByEngine, _) => self.engine_op(body, inst)?,
            (Lowered::One(_) | Lowered::Two(..), _) => {
                unreachable!("the lowering of {} has as many results as its row", data.op)
            }
        }
        Ok(())
    }

    /// LLVM 22 without optimization fails ("Unable to copy EFLAGS") where an overflow flag is branched on at the end of
    /// its block and something between needs the flags register, as a call does. In a block of its own, the flag is a
    /// value like others. This is not needed where the branch follows at once.
    fn part_from_flag(&self, body: &Body<'_, 'ctx>, inst: Inst) -> Made<()> {
        let next = body.func.next_inst(inst);
        if self.parts_flags && !body.func.op(next).is_terminator() {
            let rest = self.context.append_basic_block(body.llvm, "");
            self.builder.build_unconditional_branch(rest)?;
            self.builder.position_at_end(rest);
        }
        Ok(())
    }

    fn immediate(&self, body: &Body<'_, 'ctx>, inst: Inst) -> Made<Immediate<'ctx>> {
        let func = body.func;
        let i64_type = self.context.i64_type();
        let number = |n: i32| i64_type.const_int(i64::from(n) as u64, true);
        Ok(match func.imm(inst) {
            Imm::Const(bits) => Immediate::Const(self.lowering.constant(func.inst(inst).ty, bits)?),
            Imm::Offset(offset) => Immediate::Offset(number(offset)),
            Imm::Scaled { scale, offset } => {
                Immediate::Scaled(i64_type.const_int(u64::from(scale), false), number(offset))
            }
            Imm::Slot { slot, offset } => {
                Immediate::Address(self.lowering.add_bytes(body.slots[slot.index()], number(offset))?)
            }
            Imm::Func(callee) if func.op(inst) == Op::SlotAddr => {
                let external = &func.externals[callee];
                Immediate::Address(match external.target {
                    Target::Slot(slot) => self.address(self.env.slot_cell(slot)),
                    _ => self.local_cell(external),
                })
            }
            Imm::None if func.op(inst) == Op::Context => Immediate::Offset(number(self.env.context_offset())),
            Imm::None | Imm::Func(_) | Imm::Trap(_) | Imm::Edges => Immediate::None,
        })
    }

    fn address(&self, address: u64) -> PointerValue<'ctx> {
        let pointer = self.context.ptr_type(AddressSpace::default());
        self.context.i64_type().const_int(address, false).const_to_pointer(pointer)
    }

    fn local(&self, external: &External) -> FunctionValue<'ctx> {
        let index = self.functions.iter().position(|func| func.name == external.name);
        self.declared[index.expect("a local function is in the batch")]
    }

    /// A cell with the address of a function of the batch, as an entry slot's cell.
    fn local_cell(&self, external: &External) -> PointerValue<'ctx> {
        let function = self.local(external);
        let name = format!("{}.cell", function.get_name().to_string_lossy());
        if let Some(cell) = self.module.get_global(&name) {
            return cell.as_pointer_value();
        }
        let cell = self.module.add_global(self.context.ptr_type(AddressSpace::default()), None, &name);
        cell.set_linkage(Linkage::Private);
        cell.set_initializer(&function.as_global_value().as_pointer_value());
        cell.as_pointer_value()
    }

    fn call_or_return(&self, body: &mut Body<'_, 'ctx>, inst: Inst) -> Made<()> {
        let func = body.func;
        let op = func.op(inst);
        let mut values = func.args(inst);
        let mut code = None;
        if op == Op::CallIndirect {
            code = Some(body.value(values[0]).into_pointer_value());
            values = &values[1..];
        }
        let mut args: Vec<BasicValueEnum<'ctx>> = Vec::with_capacity(values.len() + 1);
        for &value in values {
            match func.ty(value) {
                Ty::I128 => args.extend(self.split(body.value(value))?),
                _ => args.push(body.value(value)),
            }
        }
        if op == Op::Return {
            match args[..] {
                [] => self.builder.build_return(None)?,
                [value] => self.builder.build_return(Some(&value))?,
                _ => self.builder.build_aggregate_return(&args)?,
            };
            return Ok(());
        }
        let external = func.callee(inst).expect("a call names its callee or signature");
        let args: Vec<BasicMetadataValueEnum<'ctx>> = args.into_iter().map(Into::into).collect();
        let call = match (&external.target, code) {
            (Target::Local, _) => self.builder.build_call(self.local(external), &args, "")?,
            (target, code) => {
                let code = match (target, code) {
                    (&Target::Slot(slot), _) => {
                        let pointer = self.context.ptr_type(AddressSpace::default());
                        let cell = self.address(self.env.slot_cell(slot));
                        self.builder.build_load(pointer, cell, "")?.into_pointer_value()
                    }
                    (&Target::Runtime(index), _) => self.address(self.env.runtime_address(index)),
                    (_, code) => code.expect("only an indirect call has no target"),
                };
                self.builder.build_indirect_call(self.function_type(&external.signature), code, &args, "")?
            }
        };
        call.add_attribute(AttributeLoc::Function, self.attributes.nounwind);
        if external.noreturn {
            call.add_attribute(AttributeLoc::Function, self.attributes.noreturn);
            call.add_attribute(AttributeLoc::Function, self.attributes.cold);
        }
        self.take_results(body, inst, call)
    }

    fn take_results(&self, body: &mut Body<'_, 'ctx>, inst: Inst, call: CallSiteValue<'ctx>) -> Made<()> {
        let func = body.func;
        match *func.results(inst) {
            [] => {}
            [result] => {
                let value = call.try_as_basic_value().expect_basic("a call with a result gives a value");
                let value = match func.ty(result) {
                    Ty::I128 => {
                        let pair = value.into_struct_value();
                        let low = self.builder.build_extract_value(pair, 0, "")?;
                        self.join(low, self.builder.build_extract_value(pair, 1, "")?)?
                    }
                    _ => value,
                };
                body.values[result.index()] = Some(value);
            }
            ref results => {
                let pair = call.try_as_basic_value().expect_basic("a call with results gives a struct");
                for (i, result) in results.iter().enumerate() {
                    let value = self.builder.build_extract_value(pair.into_struct_value(), i as u32, "")?;
                    body.values[result.index()] = Some(value);
                }
            }
        }
        Ok(())
    }

    /// A call of a support routine.
    fn support(
        &self,
        routine: SupportRoutine,
        args: &[BasicMetadataValueEnum<'ctx>],
    ) -> Made<CallSiteValue<'ctx>> {
        let pointer: BasicMetadataTypeEnum = self.context.ptr_type(AddressSpace::default()).into();
        let int = self.context.i32_type();
        let ty = match routine {
            SupportRoutine::Trap => self.context.void_type().fn_type(&[int.into()], false),
            SupportRoutine::TryEnter => int.fn_type(&[pointer], false),
            SupportRoutine::TryLeave => self.context.void_type().fn_type(&[pointer], false),
            SupportRoutine::Safepoint => self.context.void_type().fn_type(&[], false),
        };
        let code = self.address(self.env.support_address(routine));
        let call = self.builder.build_indirect_call(ty, code, args, "")?;
        call.add_attribute(AttributeLoc::Function, self.attributes.nounwind);
        Ok(call)
    }

    /// The operations that lowering leaves to the engine. Edges' arguments are connected when all blocks are there.
    fn engine_op(&self, body: &mut Body<'_, 'ctx>, inst: Inst) -> Made<()> {
        let (func, b) = (body.func, self.builder);
        let function_attribute = |call: CallSiteValue<'ctx>, attribute| {
            call.add_attribute(AttributeLoc::Function, attribute);
        };
        match func.op(inst) {
            Op::Safepoint => {
                let int = self.context.i32_type();
                let thread = self.context.ptr_type(AddressSpace::from(THREAD_SPACE));
                let offset = self.env.context_offset().wrapping_add(self.env.safepoint_flag_offset());
                let offset = self.context.i64_type().const_int(i64::from(offset) as u64, true);
                let flag = b.build_load(int, offset.const_to_pointer(thread), "")?;
                if let Some(load) = flag.as_instruction_value() {
                    load.set_volatile(true).expect("this is a load");
                }
                let raised =
                    b.build_int_compare(IntPredicate::NE, flag.into_int_value(), int.const_zero(), "")?;
                let slow = self.context.append_basic_block(body.llvm, "");
                let rest = self.context.append_basic_block(body.llvm, "");
                b.build_conditional_branch(raised, slow, rest)?;
                b.position_at_end(slow);
                let call = self.support(SupportRoutine::Safepoint, &[])?;
                function_attribute(call, self.attributes.cold);
                b.build_unconditional_branch(rest)?;
                // The SSA block goes on in another basic block from here.
                b.position_at_end(rest);
            }
            Op::TryEnter => {
                let Immediate::Address(record) = self.immediate(body, inst)? else { return Ok(()) };
                let call = self.support(SupportRoutine::TryEnter, &[record.into()])?;
                function_attribute(call, self.attributes.returns_twice);
                self.take_results(body, inst, call)?;
            }
            Op::TryLeave => {
                let Immediate::Address(record) = self.immediate(body, inst)? else { return Ok(()) };
                self.support(SupportRoutine::TryLeave, &[record.into()])?;
            }
            Op::Trap => {
                let Imm::Trap(reason) = func.imm(inst) else { return Ok(()) };
                let number = self.context.i32_type().const_int(reason as u64, false);
                let call = self.support(SupportRoutine::Trap, &[number.into()])?;
                function_attribute(call, self.attributes.noreturn);
                function_attribute(call, self.attributes.cold);
                b.build_unreachable()?;
            }
            Op::Unreachable => {
                b.build_unreachable()?;
            }
            Op::Jump => {
                let target = self.follow(body, func.edge(inst, 0), &[])?;
                b.build_unconditional_branch(target)?;
            }
            Op::Branch => {
                let condition = body.value(func.args(inst)[0]).into_int_value();
                let yes = func.edge(inst, 0);
                let no = self.follow(body, func.edge(inst, 1), &[yes])?;
                let yes = self.follow(body, yes, &[])?;
                b.build_conditional_branch(condition, yes, no)?;
            }
            Op::Switch => {
                let value = body.value(func.args(inst)[0]).into_int_value();
                let edges: Vec<Edge<'_>> = func.edges(inst).collect();
                let mut targets = Vec::with_capacity(edges.len());
                for (i, &edge) in edges.iter().enumerate() {
                    let case = self.context.i64_type().const_int(edge.case as u64, true);
                    targets.push((case, self.follow(body, edge, &edges[..i])?));
                }
                b.build_switch(value, targets[0].1, &targets[1..])?;
            }
            other => unreachable!("{other} has a lowering"),
        }
        Ok(())
    }

    /// The basic block that an edge leads to from here, its arguments passed. Where an `earlier` edge of the same
    /// terminator passes other arguments to the same block, a basic block is put in between, for phi nodes
    /// tell their sources only by basic block.
    fn follow(&self, body: &Body<'_, 'ctx>, edge: Edge<'_>, earlier: &[Edge<'_>]) -> Made<BasicBlock<'ctx>> {
        let target = body.block(edge.block);
        let here = self.builder.get_insert_block().expect("the builder stands in a block");
        let is_ambiguous = earlier.iter().any(|other| other.block == edge.block && other.args != edge.args);
        let source = if is_ambiguous { self.context.append_basic_block(body.llvm, "") } else { here };
        for (&param, &arg) in body.func.params(edge.block).iter().zip(edge.args) {
            let phi = body.phis[param.index()].expect("parameters of blocks have phi nodes");
            phi.add_incoming(&[(&body.value(arg), source)]);
        }
        if !is_ambiguous {
            return Ok(target);
        }
        self.builder.position_at_end(source);
        self.builder.build_unconditional_branch(target)?;
        self.builder.position_at_end(here);
        Ok(source)
    }
}

fn ty_fn<'ctx>(ty: BasicTypeEnum<'ctx>, params: &[BasicMetadataTypeEnum<'ctx>]) -> FunctionType<'ctx> {
    use inkwell::types::BasicType;
    ty.fn_type(params, false)
}
