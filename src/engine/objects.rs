//! Types and constants as the run-time system has them, and the facts that legalization asks for.

use crate::session::{Machine, Session, fatal, session};
use juliette_infer::{InferredId, Program};
use juliette_ir::{Signature, Ty};
use juliette_methods::GlobalId;
use juliette_opt::legalize::runtime::{RuntimeEntry, RuntimeFacts};
use juliette_opt::legalize::shape::{Shapes, primitive};
use juliette_runtime::calls::{self, CallType};
use juliette_runtime::heap::Roots;
use juliette_runtime::object::{Kind, Leaf, Ref, STRING_DATA_OFFSET, TypeLayout};
use juliette_runtime::runtime::{ErrorKind, Known, Runtime};
use juliette_support::{LayeredMap, SourceMap};
use juliette_types::{Const, ConstValue, Storage, TypeId, Types, known};

/// Cells for global variables are reserved in pieces of this many, which stay where they are.
const CELLS_PER_PIECE: usize = 4096;

/// Objects that last as long as the session.
#[derive(Default)]
pub(crate) struct Objects {
    pub(crate) constants: LayeredMap<Const, usize>,
    cells: Vec<Box<[usize; CELLS_PER_PIECE]>>,
}

impl Session {
    /// Tells the run-time system the types that it must know, and how to ask for others.
    pub(crate) fn register_types(&mut self) {
        use known as k;
        let runtime = &mut *self.machine.runtime;
        for (known, ty) in [
            (Known::String, k::STRING),
            (Known::Symbol, k::SYMBOL),
            (Known::DataType, k::DATATYPE),
            (Known::Nothing, k::NOTHING),
            (Known::Bool, k::BOOL),
            (Known::Char, k::CHAR),
            (Known::Int8, k::INT8),
            (Known::Int16, k::INT16),
            (Known::Int32, k::INT32),
            (Known::Int64, k::INT64),
            (Known::Int128, k::INT128),
            (Known::UInt8, k::UINT8),
            (Known::UInt16, k::UINT16),
            (Known::UInt32, k::UINT32),
            (Known::UInt64, k::UINT64),
            (Known::UInt128, k::UINT128),
            (Known::Float16, k::FLOAT16),
            (Known::Float32, k::FLOAT32),
            (Known::Float64, k::FLOAT64),
            (Known::SimpleVector, k::SIMPLE_VECTOR),
        ] {
            runtime.register_known(known, ty.0);
        }
        let bytes = self.program.types.data_type(k::names::MEMORY, &[k::UINT8]);
        runtime.register_known(Known::MemoryUInt8, bytes.0);
        for (kind, ty) in [
            (ErrorKind::Divide, k::DIVIDE_ERROR),
            (ErrorKind::StackOverflow, k::STACK_OVERFLOW_ERROR),
            (ErrorKind::OutOfMemory, k::OUT_OF_MEMORY_ERROR),
            (ErrorKind::Interrupt, k::INTERRUPT_EXCEPTION),
            (ErrorKind::UndefRef, k::UNDEF_REF_ERROR),
            (ErrorKind::UndefVar, k::UNDEF_VAR_ERROR),
            (ErrorKind::Bounds, k::BOUNDS_ERROR),
            (ErrorKind::Method, k::METHOD_ERROR),
            (ErrorKind::Type, k::TYPE_ERROR),
            (ErrorKind::Inexact, k::INEXACT_ERROR),
            (ErrorKind::Domain, k::DOMAIN_ERROR),
            (ErrorKind::Overflow, k::OVERFLOW_ERROR),
            (ErrorKind::Argument, k::ARGUMENT_ERROR),
            (ErrorKind::Error, k::ERROR_EXCEPTION),
            (ErrorKind::Assertion, k::ASSERTION_ERROR),
            (ErrorKind::UndefKeyword, k::UNDEF_KEYWORD_ERROR),
            (ErrorKind::Field, k::FIELD_ERROR),
        ] {
            runtime.register_error(kind, ty.0);
        }
        runtime.hooks.kind_of = kind_of;
        runtime.hooks.describe_type = describe_type;
        runtime.hooks.is_code = is_code;
        runtime.hooks.compiling_ns = crate::session::compiling_ns;
        runtime.hooks.before_exit = crate::session::before_exit;
        runtime.hooks.tuple_dynamic = tuple_dynamic;
        runtime.hooks.dynamic_call = crate::call_sites::dynamic_call;
        runtime.hooks.dynamic_call_site = crate::call_sites::dynamic_call_site;
        runtime.hooks.apply_dynamic = crate::dynamic::apply_dynamic;
        runtime.hooks.new_dynamic = crate::dynamic::new_dynamic;
    }

    /// Calls `f` with the parts of the session that legalization works on.
    pub(crate) fn with_facts<R>(
        &mut self,
        f: impl FnOnce(&mut Program, &mut Shapes, &mut dyn RuntimeFacts, &SourceMap) -> R,
    ) -> R {
        let mut facts = Facts { machine: &mut self.machine };
        f(&mut self.program, &mut self.shapes, &mut facts, &self.sources)
    }
}

impl Machine {
    /// The address of a global variable's cell.
    pub(crate) fn cell(&mut self, global: GlobalId) -> *mut usize {
        let (piece, index) = (global.0 as usize / CELLS_PER_PIECE, global.0 as usize % CELLS_PER_PIECE);
        while self.objects.cells.len() <= piece {
            let cells = Box::new([0; CELLS_PER_PIECE]);
            self.runtime.heap.add_roots(Roots { start: cells.as_ptr(), words: CELLS_PER_PIECE });
            self.objects.cells.push(cells);
        }
        &raw mut self.objects.cells[piece][index]
    }
}

/// Whether a return address is in compiled code.
unsafe extern "C" fn is_code(address: usize) -> bool {
    session().code_map.find(address).is_some()
}

/// A tuple of boxed elements.
unsafe extern "C" fn tuple_dynamic(elements: *const Ref, count: i64) -> Ref {
    // SAFETY: compiled code passes an array of `count` references to live objects, which stays in its frame.
    let elements = unsafe { core::slice::from_raw_parts(elements, count as usize) };
    crate::boxed::make_tuple(session(), elements)
}

/// The kind of a type: the type of its type object.
unsafe extern "C" fn kind_of(ty: u32) -> u32 {
    session().program.types.kind_of(TypeId(ty)).0
}

/// The layout of a type's objects.
unsafe extern "C" fn describe_type(ty: u32, layout: &mut Option<TypeLayout>) {
    *layout = describe(&mut session().program.types, TypeId(ty));
}

fn describe(types: &mut Types, ty: TypeId) -> Option<TypeLayout> {
    let is_mutable = types.is_mutable(ty);
    let kind = match ty {
        known::STRING | known::SYMBOL => Kind::Bytes,
        known::SIMPLE_VECTOR => Kind::References,
        known::DATATYPE | known::UNION_ALL | known::UNION | known::TYPEOF_BOTTOM => Kind::Type,
        _ if types.name_of(ty) == Some(known::names::MEMORY) => {
            let element = *types.params(ty).first()?;
            let stride = types.element_layout(element).stride;
            let mut leaves = Vec::new();
            match types.storage(element) {
                Storage::Reference => leaves.push(Leaf { offset: 0, size: 8, is_reference: true }),
                Storage::Inline => add_leaves(types, element, 0, &mut leaves),
            }
            Kind::Memory { stride, leaves }
        }
        _ => {
            let layout = types.layout(ty)?;
            let mut leaves = Vec::new();
            add_leaves(types, ty, 0, &mut leaves);
            Kind::Fixed { size: layout.size, leaves }
        }
    };
    Some(TypeLayout { kind, is_mutable: is_mutable && ty != known::STRING })
}

fn add_leaves(types: &mut Types, ty: TypeId, base: u32, leaves: &mut Vec<Leaf>) {
    let Some(layout) = types.layout(ty) else { return };
    if primitive(types, ty).is_some() {
        leaves.push(Leaf { offset: base, size: layout.size, is_reference: false });
        return;
    }
    for field in &layout.fields {
        match field.storage {
            Storage::Reference => {
                leaves.push(Leaf { offset: base + field.offset, size: 8, is_reference: true })
            }
            Storage::Inline => add_leaves(types, field.ty, base + field.offset, leaves),
        }
    }
}

/// The lasting object of a constant.
pub(crate) fn constant_object(machine: &mut Machine, program: &mut Program, constant: Const) -> Ref {
    // What the run-time system knows itself needs no table.
    if constant.value == ConstValue::Singleton || is_small(constant) {
        return make_constant(machine, program, constant);
    }
    if let Some(&object) = machine.objects.constants.get(&constant) {
        return object as Ref;
    }
    let object = make_constant(machine, program, constant);
    machine.objects.constants.insert(constant, object as usize);
    object
}

/// Whether a constant has a box that the run-time system hands out.
fn is_small(constant: Const) -> bool {
    constant.ty == known::BOOL || matches!(constant.as_int64(), Some(-512..1024))
}

fn make_constant(machine: &mut Machine, program: &mut Program, constant: Const) -> Ref {
    let ty = constant.ty.0;
    match constant.value {
        ConstValue::Symbol(name) => {
            let name = program.interner.name(name).as_bytes();
            machine.runtime.symbol(name)
        }
        ConstValue::Type(of) => machine.runtime.type_object(of.0),
        ConstValue::Singleton => machine.runtime.singleton(ty),
        ConstValue::Text(text) => {
            let text = program.interner.name(text).as_bytes().to_vec();
            lasting_string(&mut machine.runtime, &text)
        }
        ConstValue::Bits(bits) => {
            let bits = bits.get();
            if is_small(constant) {
                // These have the boxes that the run-time system itself hands out.
                return juliette_runtime::entries::box_bits(ty, bits as i64, (bits >> 64) as i64);
            }
            let size = program.types.layout(constant.ty).map_or(16, |layout| layout.size);
            let object = machine.runtime.alloc_immortal(ty, size as usize);
            let bytes = bits.to_le_bytes();
            // SAFETY: the object has `size` bytes, and the size of bits constants is at most 16.
            unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), object, size.min(16) as usize) };
            object
        }
        ConstValue::Aggregate(items) => {
            let items = program.types.list(items).to_vec();
            let fields: Vec<Ref> = items
                .into_iter()
                .map(|item| {
                    let item = program.types.parameter_const(item);
                    constant_object(machine, program, item)
                })
                .collect();
            let size = program.types.layout(constant.ty).map_or(0, |layout| layout.size);
            let object = machine.runtime.alloc_immortal(ty, size as usize);
            crate::boxed::fill_fields(&mut program.types, object, constant.ty, &fields);
            object
        }
        ConstValue::Object(number) => machine.runtime.heap.handle(number),
    }
}

/// A string that is never collected.
pub(crate) fn lasting_string(runtime: &mut Runtime, text: &[u8]) -> Ref {
    let ty = runtime.known(Known::String);
    let object = runtime.alloc_immortal(ty, STRING_DATA_OFFSET + text.len() + 1);
    // SAFETY: the object has room for the length, the text and a NUL, which fresh memory holds already.
    unsafe {
        object.cast::<i64>().write(text.len() as i64);
        core::ptr::copy_nonoverlapping(text.as_ptr(), object.add(STRING_DATA_OFFSET), text.len());
    }
    object
}

/// Answers legalization's questions from the session.
struct Facts<'s> {
    machine: &'s mut Machine,
}

impl RuntimeFacts for Facts<'_> {
    fn entry(&mut self, name: &str) -> Option<RuntimeEntry> {
        let (index, call) = calls::find(name)?;
        let machine = |ty: &CallType| match ty {
            CallType::I8 => Ty::I8,
            CallType::I16 => Ty::I16,
            CallType::I32 => Ty::I32,
            CallType::I64 => Ty::I64,
            CallType::F32 => Ty::F32,
            CallType::F64 => Ty::F64,
            CallType::Ptr => Ty::Ptr,
        };
        let signature = Signature {
            params: call.params.iter().map(machine).collect(),
            results: call.results.iter().map(machine).collect(),
        };
        Some(RuntimeEntry { index, signature, noreturn: call.is_noreturn() })
    }

    fn object(&mut self, program: &mut Program, value: Const) -> u64 {
        constant_object(self.machine, program, value) as u64
    }

    fn global_cell(&mut self, global: GlobalId) -> u64 {
        self.machine.cell(global) as u64
    }

    fn type_number(&mut self, program: &mut Program, ty: TypeId) -> u32 {
        if !self.machine.runtime.has_type(ty.0) {
            match describe(&mut program.types, ty) {
                Some(layout) => self.machine.runtime.register_type(ty.0, layout),
                None => fatal("an object of a type without a layout is to be made"),
            }
        }
        ty.0
    }

    fn call_site(&mut self, tested: u32) -> u64 {
        self.machine.sites.add(tested)
    }

    fn slot(&mut self, program: &mut Program, callee: InferredId) -> u32 {
        let _ = program;
        self.machine.slot_of(callee)
    }
}
