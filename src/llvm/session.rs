//! A session with LLVM: target machines per level, an LLJIT, batches of functions.
//!
//! A batch is built as one module, run through its level's passes, and compiled to an object file in memory, which is
//! then given to the LLJIT to link. (Handing the LLJIT modules would do the same inside it, but the object's bytes are
//! wanted for caching and for sizes and source positions.) Each batch has its own resource tracker.

use crate::emit::{Attributes, emit_module};
use crate::helpers;
use crate::level::{codegen_level, pipeline};
use crate::object_file;
use inkwell::context::Context;
use inkwell::llvm_sys::core::LLVMCreateMemoryBufferWithMemoryRangeCopy;
use inkwell::llvm_sys::error::{LLVMDisposeErrorMessage, LLVMErrorRef, LLVMGetErrorMessage};
use inkwell::llvm_sys::orc2::lljit::*;
use inkwell::llvm_sys::orc2::*;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple,
};
use juliette_ir::{Environment, Function};
use juliette_llvm_client::{Batch, BatchId, CompileOptions, CompiledFunction, Level, SessionOptions};
use std::ffi::{CStr, CString};
use std::mem::ManuallyDrop;
use std::time::Instant;

/// A session: compiles functions and keeps their code.
pub struct Session {
    options: SessionOptions,
    jit: LLVMOrcLLJITRef,
    context: Context,
    attributes: Attributes,
    /// By level, made when first used.
    machines: [Option<TargetMachine>; Level::ALL.len()],
    cpu: String,
    features: String,
    /// By batch number; null for removed ones.
    trackers: Vec<LLVMOrcResourceTrackerRef>,
    last_object: Vec<u8>,
}

/// The triple that code is made for.
const TRIPLE: &str = "x86_64-unknown-linux-gnu";

/// The same for C.
pub(crate) const TRIPLE_C: &CStr = c"x86_64-unknown-linux-gnu";

impl Session {
    /// Starts LLVM for this process's CPU.
    pub fn new(options: SessionOptions) -> Result<Session, String> {
        Target::initialize_x86(&InitializationConfig::default());
        let context = Context::create();
        let attributes = Attributes::new(&context);
        let cpu = TargetMachine::get_host_cpu_name().to_string();
        let features = TargetMachine::get_host_cpu_features().to_string();
        let mut session = Session {
            options,
            jit: std::ptr::null_mut(),
            context,
            attributes,
            machines: [const { None }; Level::ALL.len()],
            cpu,
            features,
            trackers: Vec::new(),
            last_object: Vec::new(),
        };
        session.start_jit()?;
        Ok(session)
    }

    fn start_jit(&mut self) -> Result<(), String> {
        // The LLJIT compiles nothing itself, but would search the host for a target machine if given none.
        let machine = ManuallyDrop::new(self.make_machine(Level::O0)?);
        // SAFETY: the builder takes the machine and the machine's builder; the LLJIT takes its builder.
        unsafe {
            let builder = LLVMOrcCreateLLJITBuilder();
            let machine = LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine(machine.as_mut_ptr());
            LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(builder, machine);
            check(LLVMOrcCreateLLJIT(&mut self.jit, builder))?;
            helpers::define(self.jit)?;
            if self.options.debugger {
                check(LLVMOrcLLJITEnableDebugSupport(self.jit))?;
            }
        }
        Ok(())
    }

    fn make_machine(&self, level: Level) -> Result<TargetMachine, String> {
        let triple = TargetTriple::create(TRIPLE);
        let target = Target::from_triple(&triple).map_err(|e| e.to_string())?;
        let machine = target.create_target_machine(
            &triple,
            &self.cpu,
            &self.features,
            codegen_level(level),
            RelocMode::PIC,
            CodeModel::Small,
        );
        machine.ok_or_else(|| format!("LLVM has no target machine for {TRIPLE}"))
    }

    fn prepare(&mut self, level: Level) -> Result<(), String> {
        if self.machines[level as usize].is_none() {
            self.machines[level as usize] = Some(self.make_machine(level)?);
        }
        Ok(())
    }

    /// Builds a batch's module and runs the level's passes.
    fn build(
        &self,
        machine: &TargetMachine,
        functions: &[&Function],
        env: &dyn Environment,
        options: CompileOptions,
        prefix: &str,
    ) -> Result<Module<'_>, String> {
        let module = self.context.create_module("");
        module.set_triple(&machine.get_triple());
        module.set_data_layout(&machine.get_target_data().get_data_layout());
        let name_of = |index: usize| format!("{prefix}{index}");
        emit_module(&self.context, &module, self.attributes, functions, env, options, name_of)
            .map_err(|e| e.to_string())?;
        if self.options.verify {
            module.verify().map_err(|e| format!("{e}\n{}", module.print_to_string()))?;
        }
        let passes = pipeline(options.level);
        if !passes.is_empty() {
            module.run_passes(passes, machine, PassBuilderOptions::create()).map_err(|e| e.to_string())?;
        }
        Ok(module)
    }

    /// Compiles functions that were verified, in one module.
    pub fn compile(
        &mut self,
        functions: &[&Function],
        env: &dyn Environment,
        options: CompileOptions,
    ) -> Result<Batch, String> {
        let id = BatchId(self.trackers.len() as u32);
        let prefix = format!("j{}.", id.0);
        self.prepare(options.level)?;
        let Some(machine) = &self.machines[options.level as usize] else {
            return Err("no target machine".into());
        };
        let object = {
            let module = self.build(machine, functions, env, options, &prefix)?;
            machine.write_to_memory_buffer(&module, FileType::Object).map_err(|e| e.to_string())?
        };
        let bytes = object.as_slice();
        let code = object_file::read(bytes, &prefix, functions.len(), options.positions)?;
        self.last_object.clear();
        self.last_object.extend_from_slice(bytes);
        let start = Instant::now();
        let base =
            self.link(&prefix, functions.len())?.wrapping_sub(code.places.first().map_or(0, |p| p.offset));
        let link_ns = start.elapsed().as_nanos() as u64;
        let functions = code.places.iter().map(|&place| {
            let mut positions = Vec::new();
            code.positions_of(place, &mut positions);
            CompiledFunction { address: base.wrapping_add(place.offset), size: place.size as u32, positions }
        });
        Ok(Batch { id, functions: functions.collect(), link_ns })
    }

    /// Links the last object and gives the address of its first function.
    fn link(&mut self, prefix: &str, count: usize) -> Result<u64, String> {
        let name = CString::new(format!("{prefix}0")).map_err(|e| e.to_string())?;
        let mut address = 0;
        // SAFETY: the LLJIT is live; it takes the buffer; the tracker is released by `remove` or with the session.
        unsafe {
            let tracker = LLVMOrcJITDylibCreateResourceTracker(LLVMOrcLLJITGetMainJITDylib(self.jit));
            self.trackers.push(tracker);
            if count == 0 {
                return Ok(0);
            }
            let bytes = self.last_object.as_ptr().cast();
            let buffer =
                LLVMCreateMemoryBufferWithMemoryRangeCopy(bytes, self.last_object.len(), c"".as_ptr());
            check(LLVMOrcLLJITAddObjectFileWithRT(self.jit, tracker, buffer))?;
            check(LLVMOrcLLJITLookup(self.jit, &mut address, name.as_ptr()))?;
        }
        Ok(address)
    }

    /// Removes a batch's code.
    pub fn remove(&mut self, batch: BatchId) -> Result<(), String> {
        let Some(tracker) = self.trackers.get_mut(batch.0 as usize) else { return Ok(()) };
        let tracker = std::mem::replace(tracker, std::ptr::null_mut());
        if tracker.is_null() {
            return Ok(());
        }
        // SAFETY: the tracker is live and forgotten here.
        unsafe {
            let result = check(LLVMOrcResourceTrackerRemove(tracker));
            LLVMOrcReleaseResourceTracker(tracker);
            result
        }
    }

    /// The object file of the batch compiled last.
    pub fn last_object(&self) -> &[u8] {
        &self.last_object
    }

    /// The LLVM IR of functions after the level's passes.
    pub fn llvm_ir(
        &mut self,
        functions: &[&Function],
        env: &dyn Environment,
        options: CompileOptions,
    ) -> Result<String, String> {
        self.prepare(options.level)?;
        let Some(machine) = &self.machines[options.level as usize] else {
            return Err("no target machine".into());
        };
        Ok(self.build(machine, functions, env, options, "f")?.print_to_string().to_string())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // SAFETY: trackers and LLJIT are live and not used again. A failure to free leaves memory mapped, no more.
        unsafe {
            for &tracker in self.trackers.iter().filter(|tracker| !tracker.is_null()) {
                LLVMOrcReleaseResourceTracker(tracker);
            }
            if !self.jit.is_null() {
                let _ = check(LLVMOrcDisposeLLJIT(self.jit));
            }
        }
    }
}

/// An LLVM error as a message.
pub(crate) fn check(error: LLVMErrorRef) -> Result<(), String> {
    if error.is_null() {
        return Ok(());
    }
    // SAFETY: taking the message consumes the error; the message is a C string that is disposed of once.
    unsafe {
        let message = LLVMGetErrorMessage(error);
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeErrorMessage(message);
        Err(text)
    }
}
