//! Compiles stencils with LLVM: wraps an operation's lowering in a function and takes its machine code out.
//!
//! The wrapper has the calling convention `ghccc`, which passes twelve integer and six float arguments in fixed
//! registers and calls no register preserved: each argument *is* a register, rbp among them. The body takes its
//! operands from those of the assignment's registers, and ends in `musttail` calls to `next` (and `taken`) with
//! the results in their registers and every other argument passed on, so that LLVM must leave the other registers
//! alone. Registers that the stencil may overwrite are passed on as poison. What LLVM has for itself
//! without asking are rax, r10, r11 and the other xmm registers.

use crate::assign::Assignment;
use crate::normalize::{File, Reg, Target};
use crate::spec::{Body, Spec};
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::builder::Builder;
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target as LlvmTarget, TargetMachine,
};
use inkwell::types::{BasicType, BasicTypeEnum};
use inkwell::values::{BasicMetadataValueEnum, BasicValue, BasicValueEnum, FunctionValue, PointerValue};
use inkwell::{AddressSpace, OptimizationLevel};
use juliette_ir::Ty;
use juliette_stencil_format::{Branching, HoleKind, Operand, Role};
use object::{Object, ObjectSection, ObjectSymbol, RelocationTarget, SymbolSection};

/// The integer registers of `ghccc` in the order of its arguments, by hardware number: r13 rbp r12 rbx r14
/// rsi rdi r8 r9 r15 rdx rcx.
const INT_ARGUMENTS: [u8; 12] = [13, 5, 12, 3, 14, 6, 7, 8, 9, 15, 2, 1];
/// The float registers.
const FLOAT_ARGUMENTS: [u8; 6] = [1, 2, 3, 4, 5, 6];
const FRAME: u8 = 5;
const GHC: u32 = 10;

/// The features that stencils are compiled for.
const FEATURES: &str = "+avx,+bmi,+bmi2,+f16c,+fma,+lzcnt,+popcnt,+sse4.2,+cx16,-vzeroupper,-idivq-to-divl";

/// Makes a target machine for stencils.
pub fn target_machine() -> Result<TargetMachine, String> {
    LlvmTarget::initialize_x86(&InitializationConfig::default());
    let triple = inkwell::targets::TargetTriple::create("x86_64-unknown-linux-gnu");
    let target = LlvmTarget::from_triple(&triple).map_err(|error| error.to_string())?;
    target
        .create_target_machine(
            &triple,
            "x86-64",
            FEATURES,
            OptimizationLevel::Aggressive,
            RelocMode::Static,
            CodeModel::Small,
        )
        .ok_or_else(|| "LLVM has no target machine for x86-64".to_string())
}

/// One function's code and its relocations.
pub struct Code {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// (offset of a 32-bit field, where it points).
    pub targets: Vec<(u32, Target)>,
}

/// Compiles each spec under its assignment; a function each.
pub fn compile(
    machine: &TargetMachine,
    jobs: &[(&Spec, &Assignment, &[u8])],
) -> Result<Vec<Result<Code, String>>, String> {
    let context = Context::create();
    let module = context.create_module("stencils");
    module.set_triple(&machine.get_triple());
    module.set_data_layout(&machine.get_target_data().get_data_layout());
    let builder = context.create_builder();
    let mut errors = Vec::new();
    for (index, (spec, assignment, clobbers)) in jobs.iter().enumerate() {
        let wrapper = Wrapper { context: &context, module: &module, builder: &builder };
        errors.push(wrapper.build(spec, assignment, clobbers, &format!("s{index}")).err());
    }
    for (index, error) in errors.iter().enumerate() {
        if error.is_some()
            && let Some(function) = module.get_function(&format!("s{index}"))
        {
            while let Some(block) = function.get_last_basic_block() {
                // A function left unfinished would not verify.
                if block.remove_from_function().is_err() {
                    break;
                }
            }
        }
    }
    module.verify().map_err(|error| error.to_string())?;
    let object =
        machine.write_to_memory_buffer(&module, FileType::Object).map_err(|error| error.to_string())?;
    extract(&object, errors)
}

fn extract(object: &MemoryBuffer, errors: Vec<Option<String>>) -> Result<Vec<Result<Code, String>>, String> {
    let file = object::File::parse(object.as_slice()).map_err(|error| error.to_string())?;
    let text = file.section_by_name(".text").ok_or("the object has no code")?;
    let data = text.data().map_err(|error| error.to_string())?;
    let mut relocations = Vec::new();
    for (offset, relocation) in text.relocations() {
        let name = match relocation.target() {
            RelocationTarget::Symbol(symbol) => {
                let symbol = file.symbol_by_index(symbol).map_err(|error| error.to_string())?;
                symbol.name().unwrap_or("").to_string()
            }
            _ => String::new(),
        };
        relocations.push((offset, name, relocation.addend()));
    }
    relocations.sort();
    let mut found: Vec<Result<Code, String>> = errors
        .into_iter()
        .map(|error| Err(error.unwrap_or_else(|| "LLVM made no code".to_string())))
        .collect();
    for symbol in file.symbols() {
        let (Ok(name), SymbolSection::Section(section)) = (symbol.name(), symbol.section()) else { continue };
        let Some(index) = name.strip_prefix('s').and_then(|number| number.parse::<usize>().ok()) else {
            continue;
        };
        if section != text.index() || found[index].as_ref().is_err_and(|error| error != "LLVM made no code") {
            continue;
        }
        let (start, end) = (symbol.address(), symbol.address() + symbol.size());
        let mut code = Code { bytes: data[start as usize..end as usize].to_vec(), targets: Vec::new() };
        let mut problem = None;
        let first = relocations.partition_point(|relocation| relocation.0 < start);
        for (offset, name, addend) in &relocations[first..] {
            if *offset >= end {
                break;
            }
            match (name.as_str(), addend) {
                ("next", -4) => code.targets.push(((offset - start) as u32, Target::Next)),
                ("taken", -4) => code.targets.push(((offset - start) as u32, Target::Taken)),
                (name, _) => problem = Some(format!("refers to `{name}`")),
            }
        }
        found[index] = problem.map_or(Ok(code), Err);
    }
    Ok(found)
}

/// LLVM's type for values of a type, as operands of operations.
pub fn llvm_type<'ctx>(context: &'ctx Context, ty: Ty) -> BasicTypeEnum<'ctx> {
    match ty {
        Ty::I1 => context.bool_type().into(),
        Ty::I8 => context.i8_type().into(),
        Ty::I16 => context.i16_type().into(),
        Ty::I32 => context.i32_type().into(),
        Ty::I64 => context.i64_type().into(),
        Ty::I128 => context.i128_type().into(),
        Ty::F16 => context.f16_type().into(),
        Ty::F32 => context.f32_type().into(),
        Ty::F64 => context.f64_type().into(),
        Ty::Ptr => context.ptr_type(AddressSpace::default()).into(),
    }
}

struct Wrapper<'a, 'ctx> {
    context: &'ctx Context,
    module: &'a Module<'ctx>,
    builder: &'a Builder<'ctx>,
}

type Made<T> = Result<T, String>;

fn text(error: impl core::fmt::Display) -> String {
    error.to_string()
}

impl<'ctx> Wrapper<'_, 'ctx> {
    /// The type in which a narrow value passes through a register whose upper bits do not matter.
    fn storage(&self, ty: Ty) -> BasicTypeEnum<'ctx> {
        match ty {
            Ty::I1 => self.context.i8_type().into(),
            Ty::F16 | Ty::F32 => self.context.f32_type().into(),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 | Ty::F64 | Ty::Ptr => {
                llvm_type(self.context, ty)
            }
        }
    }

    /// The type of the argument in register `reg`.
    fn argument_type(&self, spec: &Spec, assignment: &Assignment, reg: Reg) -> BasicTypeEnum<'ctx> {
        let Some(index) = assignment.operand_of(reg) else {
            return match reg.0 {
                File::Int => self.context.i64_type().into(),
                File::Float => self.context.f64_type().into(),
            };
        };
        let operand = spec.operands[index];
        match (operand.role, operand.kind, operand.ty) {
            (_, HoleKind::Float, ty) => self.storage(ty),
            (_, _, Ty::Ptr) if !matches!(operand.role, Role::Tied) || spec.tied_ty == Some(Ty::Ptr) => {
                self.storage(Ty::Ptr)
            }
            // A 32-bit result is extended, which costs nothing, so that LLVM need not choose how to copy it.
            (Role::Def | Role::Tied, _, Ty::I32) => self.context.i64_type().into(),
            (Role::Def, _, ty) => self.storage(ty),
            (Role::Tied, _, ty) if spec.tied_ty == Some(ty) => self.storage(ty),
            (Role::Tied | Role::Use | Role::Const, ..) => self.context.i64_type().into(),
        }
    }

    fn build(&self, spec: &Spec, assignment: &Assignment, clobbers: &[u8], name: &str) -> Made<()> {
        let ints = INT_ARGUMENTS.iter().map(|&number| Reg(File::Int, number));
        let floats = FLOAT_ARGUMENTS.iter().map(|&number| Reg(File::Float, number));
        let registers: Vec<Reg> = ints.chain(floats).collect();
        let pointer: BasicTypeEnum = self.context.ptr_type(AddressSpace::default()).into();
        let types: Vec<_> = registers
            .iter()
            .map(|&reg| {
                if reg == Reg(File::Int, FRAME) { pointer } else { self.argument_type(spec, assignment, reg) }
                    .into()
            })
            .collect();
        let function_type = self.context.i64_type().fn_type(&types, false);
        let function = self.module.add_function(name, function_type, None);
        function.set_call_conventions(GHC);
        let nounwind = Attribute::get_named_enum_kind_id("nounwind");
        function.add_attribute(AttributeLoc::Function, self.context.create_enum_attribute(nounwind, 0));
        let tables = self.context.create_string_attribute("no-jump-tables", "true");
        function.add_attribute(AttributeLoc::Function, tables);
        let arguments: Vec<BasicValueEnum<'ctx>> = function.get_param_iter().collect();
        self.builder.position_at_end(self.context.append_basic_block(function, "body"));

        let frame = arguments[1].into_pointer_value();
        let argument = |operand: usize| {
            let reg = assignment.reg(operand, spec.operands[operand].kind);
            registers.iter().position(|other| *other == reg).map(|index| arguments[index])
        };
        let mut inputs = Vec::new();
        for (index, operand) in spec.operands.iter().enumerate() {
            let input = match (operand.role, operand.kind) {
                (Role::Def, _) => None,
                (Role::Tied, _) => {
                    let ty = spec.tied_ty.ok_or("a tied operand without a type")?;
                    Some(self.input(argument(index).ok_or("no register")?, ty)?)
                }
                (_, HoleKind::Int | HoleKind::Float) => {
                    Some(self.input(argument(index).ok_or("no register")?, operand.ty)?)
                }
                (_, HoleKind::Frame) => Some(self.load_frame(frame, assignment.values[index], operand.ty)?),
                (_, HoleKind::Const | HoleKind::Offset) => {
                    Some(self.constant(assignment.values[index], operand.ty)?)
                }
            };
            inputs.push(input);
        }
        let body = Body { context: self.context, module: self.module, builder: self.builder, function };
        let outputs = (spec.body)(&body, spec, &inputs, &assignment.values)?;

        let mut passed: Vec<BasicValueEnum<'ctx>> = arguments.clone();
        for (reg, value) in registers.iter().zip(&mut passed) {
            if reg.0 == File::Int && clobbers.contains(&reg.1) && assignment.operand_of(*reg).is_none() {
                *value = self.context.i64_type().get_poison().into();
            }
        }
        let definitions = spec
            .operands
            .iter()
            .enumerate()
            .filter(|(_, operand)| matches!(operand.role, Role::Def | Role::Tied));
        for ((index, operand), &output) in definitions.zip(&outputs) {
            if operand.kind == HoleKind::Frame {
                self.store_frame(frame, assignment.values[index], output)?;
                continue;
            }
            let reg = assignment.reg(index, operand.kind);
            let position = registers.iter().position(|other| *other == reg).ok_or("no register")?;
            passed[position] = self.output(output, operand, arguments[position].get_type())?;
        }
        let passed: Vec<BasicMetadataValueEnum> = passed.into_iter().map(Into::into).collect();
        let goto = |name: &str| -> Made<()> {
            let target = self.symbol(name).as_global_value().as_pointer_value();
            let call = self.builder.build_indirect_call(function_type, target, &passed, "").map_err(text)?;
            call.set_call_convention(GHC);
            call.set_tail_call_kind(inkwell::values::LLVMTailCallKind::LLVMTailCallKindMustTail);
            let value = call.try_as_basic_value().basic().ok_or("a call without a value")?;
            self.builder.build_return(Some(&value as &dyn BasicValue)).map_err(text)?;
            Ok(())
        };
        if spec.branch == Branching::Never {
            return goto("next");
        }
        let condition = outputs.last().ok_or("a branch without a condition")?.into_int_value();
        let next = self.context.append_basic_block(function, "next");
        let taken = self.context.append_basic_block(function, "taken");
        let (yes, no) = if spec.branch == Branching::IfTrue { (taken, next) } else { (next, taken) };
        self.builder.build_conditional_branch(condition, yes, no).map_err(text)?;
        self.builder.position_at_end(next);
        goto("next")?;
        self.builder.position_at_end(taken);
        goto("taken")
    }

    fn symbol(&self, name: &str) -> FunctionValue<'ctx> {
        self.module.get_function(name).unwrap_or_else(|| {
            let function = self.module.add_function(name, self.context.i64_type().fn_type(&[], false), None);
            function.set_call_conventions(GHC);
            function
        })
    }

    /// A value of type `ty` out of a register argument.
    fn input(&self, argument: BasicValueEnum<'ctx>, ty: Ty) -> Made<BasicValueEnum<'ctx>> {
        let builder = self.builder;
        let wanted = llvm_type(self.context, ty);
        if argument.get_type() == wanted {
            return Ok(argument);
        }
        match ty {
            Ty::F16 => {
                let bits = builder.build_bit_cast(argument, self.context.i32_type(), "").map_err(text)?;
                let bits = builder.build_int_truncate(bits.into_int_value(), self.context.i16_type(), "");
                builder.build_bit_cast(bits.map_err(text)?, wanted, "").map_err(text)
            }
            Ty::Ptr => {
                let pointer =
                    builder.build_int_to_ptr(argument.into_int_value(), wanted.into_pointer_type(), "");
                Ok(pointer.map_err(text)?.into())
            }
            _ => {
                let value = builder.build_int_truncate(argument.into_int_value(), wanted.into_int_type(), "");
                Ok(value.map_err(text)?.into())
            }
        }
    }

    /// A result as a register argument of type `wanted`.
    fn output(
        &self,
        value: BasicValueEnum<'ctx>,
        operand: &Operand,
        wanted: BasicTypeEnum<'ctx>,
    ) -> Made<BasicValueEnum<'ctx>> {
        let builder = self.builder;
        if value.get_type() == wanted {
            return Ok(value);
        }
        match operand.ty {
            Ty::F16 => {
                let bits = builder.build_bit_cast(value, self.context.i16_type(), "").map_err(text)?;
                let bits = builder.build_int_z_extend(bits.into_int_value(), self.context.i32_type(), "");
                builder.build_bit_cast(bits.map_err(text)?, wanted, "").map_err(text)
            }
            Ty::Ptr => {
                let bits = builder.build_ptr_to_int(value.into_pointer_value(), wanted.into_int_type(), "");
                Ok(bits.map_err(text)?.into())
            }
            _ => {
                let bits = builder.build_int_z_extend(value.into_int_value(), wanted.into_int_type(), "");
                Ok(bits.map_err(text)?.into())
            }
        }
    }

    #[allow(unsafe_code, reason = "inkwell marks building an address computation unsafe")]
    fn place(&self, frame: PointerValue<'ctx>, displacement: u64) -> Made<PointerValue<'ctx>> {
        let offset = self.context.i64_type().const_int(displacement, true);
        // SAFETY: only builds an instruction; nothing is dereferenced here.
        unsafe { self.builder.build_gep(self.context.i8_type(), frame, &[offset], "") }.map_err(text)
    }

    fn load_frame(&self, frame: PointerValue<'ctx>, displacement: u64, ty: Ty) -> Made<BasicValueEnum<'ctx>> {
        let place = self.place(frame, displacement)?;
        let stored = if ty == Ty::I1 { self.context.i8_type().into() } else { llvm_type(self.context, ty) };
        let value = self.builder.build_load(stored, place, "").map_err(text)?;
        let load = value.as_instruction_value().ok_or("a load without instruction")?;
        load.set_alignment(1).map_err(text)?;
        if ty == Ty::I1 { self.input(value, ty) } else { Ok(value) }
    }

    fn store_frame(
        &self,
        frame: PointerValue<'ctx>,
        displacement: u64,
        value: BasicValueEnum<'ctx>,
    ) -> Made<()> {
        let place = self.place(frame, displacement)?;
        let store = self.builder.build_store(place, value).map_err(text)?;
        store.set_alignment(1).map_err(text)?;
        Ok(())
    }

    fn constant(&self, value: u64, ty: Ty) -> Made<BasicValueEnum<'ctx>> {
        match llvm_type(self.context, ty) {
            BasicTypeEnum::IntType(ty) => Ok(ty.const_int(value, true).into()),
            BasicTypeEnum::PointerType(ty) => {
                let bits = self.context.i64_type().const_int(value, true);
                Ok(bits.const_to_pointer(ty).as_basic_value_enum())
            }
            other => Err(format!("no constants of {}", other.as_basic_type_enum())),
        }
    }
}
