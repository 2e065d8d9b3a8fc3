//! Methods and types as values of the program, and the code of methods as text, stage by stage.
//!
//! Julia code knows a method by its number. What is asked here is asked of the methods as they are now.

use crate::backend::{Backend, BackendChoice, Level};
use crate::boxed::make_tuple;
use crate::dynamic::{string_object, type_value};
use crate::session::{Engine, EngineError, Session, session};
use juliette_infer::intrinsic::Intrinsic;
use juliette_infer::{Inference, InferredId, Lattice};
use juliette_ir::Function;
use juliette_llvm_client::{CompileOptions, LlvmCompiler, SessionOptions, does_without_llvm, plugin_path};
use juliette_methods::{Match, MethodId};
use juliette_opt::legalize::{display_name, legalize};
use juliette_runtime::entries::{box_bool, box_int64};
use juliette_runtime::exceptions::new_error;
use juliette_runtime::object::{Ref, STRING_DATA_OFFSET, length, type_id};
use juliette_runtime::runtime::ErrorKind;
use juliette_support::{ModuleId, Symbol};
use juliette_types::{Const, TypeId, TypeKind, known};

/// The functions that show LLVM's view of code.
const SHOWN_BY_LLVM: [&str; 2] = ["code_llvm", "code_native"];

/// Refuses a program that names one of the functions which show code through LLVM, if this process does without it: another
/// one can run the program from its begin.
pub(crate) fn require_llvm_for(text: &str) -> Result<(), EngineError> {
    if does_without_llvm() && SHOWN_BY_LLVM.iter().any(|name| text.contains(name)) {
        return Err(EngineError::NeedsLlvm);
    }
    Ok(())
}

/// A stage of a method's code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeStage {
    /// Generic SSA, as lowered.
    Lowered,
    /// The same with types and targets.
    Typed,
    /// Machine-level SSA after the passes.
    Ssa,
    /// LLVM IR after its passes.
    Llvm,
    /// The machine code that LLVM makes of it.
    Asm,
    /// The machine code that is put together from stencils.
    Stencil,
}

impl CodeStage {
    /// Every stage, in order.
    pub const ALL: [CodeStage; 6] = [
        CodeStage::Lowered,
        CodeStage::Typed,
        CodeStage::Ssa,
        CodeStage::Llvm,
        CodeStage::Asm,
        CodeStage::Stencil,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            CodeStage::Lowered => "lowered",
            CodeStage::Typed => "typed",
            CodeStage::Ssa => "ssa",
            CodeStage::Llvm => "llvm",
            CodeStage::Asm => "asm",
            CodeStage::Stencil => "stencil",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<CodeStage> {
        CodeStage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// The names under which `emit` binds what it is asked about.
const ASKED_FUNCTION: &str = "#emit_function";
const ASKED_TYPES: &str = "#emit_types";

impl Engine {
    /// A stage of the code of a function's methods for arguments of these types (`"(Int64, Float64)"`), in the program
    /// that was run. Function and types are expressions in Main.
    ///
    /// # Errors
    /// See [`EngineError`].
    pub fn code(&mut self, stage: CodeStage, function: &str, types: &str) -> Result<String, EngineError> {
        let mut out = String::new();
        for one in self.methods_for(function, types)? {
            out.push_str(&session().code_text(stage, &one).map_err(EngineError::Engine)?);
        }
        Ok(out)
    }

    /// The methods of a function that a call with arguments of these types can reach; at least one.
    pub(crate) fn methods_for(&mut self, function: &str, types: &str) -> Result<Vec<Match>, EngineError> {
        let inner = types.trim();
        let inner = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(inner);
        let inner = inner.trim().trim_end_matches(',');
        let text = format!(
            "const var\"{ASKED_FUNCTION}\" = ({function})\nconst var\"{ASKED_TYPES}\" = Tuple{{{inner}}}\n"
        );
        self.run_text("none", text)?;
        let session = session();
        let failed = |reason: &str| EngineError::Engine(reason.to_owned());
        let function =
            session.main_constant(ASKED_FUNCTION).ok_or_else(|| failed("there is no such function"))?;
        let asked = session.main_constant(ASKED_TYPES).and_then(|types| types.as_type());
        let asked =
            asked.and_then(|types| session.program.types.tuple_elements(types).map(<[TypeId]>::to_vec));
        let asked = asked.ok_or_else(|| failed("the argument types make no tuple type"))?;
        let mut all = vec![Lattice::Const(function).dispatch_type(&mut session.program.types)];
        for ty in asked {
            // A kind's only known value is a type: `Type{T}` is asked for as such.
            all.push(ty);
        }
        let signature = session.program.types.tuple(&all);
        let found = session.matches(signature);
        if found.is_empty() {
            return Err(failed("no method matches these argument types"));
        }
        Ok(found)
    }
}

impl Session {
    fn main_constant(&mut self, name: &str) -> Option<Const> {
        let name = self.program.interner.intern(name);
        match self.program.modules.own(ModuleId::MAIN, name) {
            Some(juliette_methods::Binding::Const(value)) => Some(value),
            _ => None,
        }
    }

    /// The methods that a call with arguments of these types can reach.
    fn matches(&mut self, signature: TypeId) -> Vec<Match> {
        let program = &mut self.program;
        program.methods.matches(&mut program.types, signature, usize::MAX).unwrap_or_default()
    }

    /// What inference finds out about a method for arguments of these types.
    pub(crate) fn infer_match(&mut self, found: &Match) -> InferredId {
        let types = self.program.types.tuple_elements(found.args).map(<[TypeId]>::to_vec).unwrap_or_default();
        let mut arguments = Vec::with_capacity(types.len());
        for ty in types {
            arguments.push(match self.program.types.singleton(ty) {
                Some(constant) => Lattice::Const(constant),
                None => Lattice::Type(ty),
            });
        }
        Inference::new(&mut self.program).method(found.method, &found.static_params, &arguments)
    }

    fn code_text(&mut self, stage: CodeStage, found: &Match) -> Result<String, String> {
        if stage == CodeStage::Lowered {
            let body = juliette_ir::generic::BodyId(self.program.methods.method(found.method).body);
            return Ok(self.program.bodies[body].print(&self.program.interner));
        }
        let id = self.infer_match(found);
        if stage == CodeStage::Typed {
            let inferred = self.program.inferred.get(id);
            return Ok(inferred.print(&self.program));
        }
        let func = self.machine_ssa(id);
        match stage {
            CodeStage::Lowered | CodeStage::Typed | CodeStage::Ssa => Ok(func.to_string()),
            CodeStage::Llvm | CodeStage::Asm => self.llvm_text(stage, &func),
            CodeStage::Stencil => {
                let (start, len) = self.machine_code(BackendChoice::Stencil, &func)?;
                self.disassembly(start, len)
            }
        }
    }

    /// Machine-level SSA after the passes.
    pub(crate) fn machine_ssa(&mut self, id: InferredId) -> Function {
        let inferred = self.program.inferred.get(id);
        let name = display_name(&self.program, &inferred);
        let mut func = self.with_facts(|program, shapes, facts, sources| {
            legalize(program, shapes, facts, sources, &inferred, &name)
        });
        self.passes.run(&mut func);
        func
    }

    /// LLVM's level: that of the run, or the highest usual one.
    fn level(&self) -> Level {
        match self.options.backend {
            BackendChoice::Llvm(level) => level,
            BackendChoice::Stencil => Level::O2,
        }
    }

    fn llvm_text(&mut self, stage: CodeStage, func: &Function) -> Result<String, String> {
        let level = self.level();
        if stage == CodeStage::Asm {
            let (start, len) = self.machine_code(BackendChoice::Llvm(level), func)?;
            return self.disassembly(start, len);
        }
        let mut compiler = LlvmCompiler::open(&plugin_path(), SessionOptions::default())
            .map_err(|error| error.to_string())?;
        let options = CompileOptions { level, positions: false };
        compiler.llvm_ir(&[func], &self.cells(), options).map_err(|error| error.to_string())
    }

    /// Makes code that is not installed anywhere: where it lies, and its length.
    fn machine_code(&mut self, choice: BackendChoice, func: &Function) -> Result<(usize, usize), String> {
        let mut backend = Backend::Closed(choice);
        let cells = crate::session::Cells { slots: &self.machine.slots };
        let made = backend.compile(&[(func, u32::MAX)], &cells, &mut self.machine.space, false, false)?;
        let place = made.objects.first().map(|object| (object.start, object.len));
        let place = place.ok_or("the backend made nothing")?;
        // The code must outlive its listing.
        core::mem::forget(backend);
        Ok(place)
    }

    fn disassembly(&mut self, start: usize, len: usize) -> Result<String, String> {
        // SAFETY: a backend just made that many bytes of code there, which stay.
        let code = unsafe { core::slice::from_raw_parts(start as *const u8, len) };
        let mut compiler = LlvmCompiler::open(&plugin_path(), SessionOptions::default())
            .map_err(|error| error.to_string())?;
        compiler.disassemble(code, start as u64).map_err(|error| error.to_string())
    }

    fn cells(&self) -> crate::session::Cells<'_> {
        crate::session::Cells { slots: &self.machine.slots }
    }

    /// A tuple of objects.
    fn objects_of(&mut self, constants: &[Const]) -> Ref {
        let objects: Vec<Ref> = constants
            .iter()
            .map(|&one| crate::objects::constant_object(&mut self.machine, &mut self.program, one))
            .collect();
        make_tuple(self, &objects)
    }

    /// How a method is shown: its name, parameters and static parameters.
    pub(crate) fn method_text(&self, id: MethodId) -> String {
        let method = self.program.methods.method(id);
        let interner = &self.program.interner;
        let types = &self.program.types;
        let (vars, body) = types.unwrap_union_all(method.signature);
        let elements = types.tuple_elements(body).unwrap_or(&[]);
        let names = &self.program.bodies[juliette_ir::generic::BodyId(method.body)].param_names;
        let mut arguments = Vec::with_capacity(elements.len());
        for (i, &ty) in elements.iter().enumerate().skip(1) {
            let name = names.get(i).map_or("", |&name| interner.name(name));
            let name = if name.starts_with('#') || name == "_" { "" } else { name };
            arguments.push(match types.term(ty) {
                juliette_types::Term::Vararg { elem: known::ANY, .. } => format!("{name}..."),
                juliette_types::Term::Vararg { elem, .. } => {
                    format!("{name}::{}...", types.show(elem, interner))
                }
                _ if ty == known::ANY && !name.is_empty() => name.to_owned(),
                _ => format!("{name}::{}", types.show(ty, interner)),
            });
        }
        let bounds: Vec<String> = vars.iter().map(|&var| types.show_var(var, interner)).collect();
        let bounds = match &bounds[..] {
            [] => String::new(),
            [one] => format!(" where {one}"),
            _ => format!(" where {{{}}}", bounds.join(", ")),
        };
        let called = elements.first().copied().unwrap_or(known::ANY);
        let name = match types.type_parameter(called) {
            Some(of) => types.show(of, interner),
            None if types.name_of(called).is_some_and(|name| types.name(name).function.is_some()) => {
                interner.name(method.name).to_owned()
            }
            None => {
                let name = names.first().map_or("", |&name| interner.name(name));
                let name = if name.starts_with('#') { "" } else { name };
                format!("({name}::{})", types.show(called, interner))
            }
        };
        let keywords = self.keyword_names(id);
        let keywords = if keywords.is_empty() { String::new() } else { format!("; {}", keywords.join(", ")) };
        format!("{name}({}{keywords}){bounds}", arguments.join(", "))
    }

    /// The names of the keyword arguments that a method takes.
    pub(crate) fn keyword_names(&self, id: MethodId) -> Vec<&str> {
        let body = juliette_ir::generic::BodyId(self.program.methods.method(id).body);
        let names = &self.program.bodies[body].keyword_names;
        names.iter().map(|&name| self.program.interner.name(name)).collect()
    }
}

/// Answers a question of the library about methods and types.
pub(crate) fn answer(session: &mut Session, intrinsic: Intrinsic, args: &[Ref]) -> Result<Ref, Ref> {
    let bad = |session: &mut Session| {
        let text = string_object("a question about methods or types that makes no sense");
        let _ = session;
        Err(new_error(ErrorKind::Argument, &[text]))
    };
    // SAFETY: the arguments are references to objects.
    let types: Vec<Option<TypeId>> = args.iter().map(|&arg| unsafe { type_value(arg) }).collect();
    // SAFETY: as above; an `Int64` holds its value.
    let number = unsafe { (type_id(args[0]) == known::INT64.0).then(|| args[0].cast::<i64>().read()) };
    let count = session.program.methods.count();
    let method = number.and_then(|number| u32::try_from(number).ok()).filter(|&number| number < count);
    let method = method.map(MethodId);
    match (intrinsic, method) {
        (Intrinsic::MethodMatches, _) => {
            let Some(mut signature) = types[0] else { return bad(session) };
            if session.program.types.tuple_elements(signature).is_none() {
                // All methods of what is of this type.
                let rest = session.program.types.vararg(known::ANY, None);
                signature = session.program.types.tuple(&[signature, rest]);
            }
            let mut found = session.matches(signature);
            // SAFETY: a `Bool` is one byte.
            if unsafe { args[1].read() } != 0 {
                found.retain(|one| one.fully_covers);
            }
            let numbers: Vec<Const> = found.iter().map(|one| Const::int64(one.method.0.into())).collect();
            Ok(session.objects_of(&numbers))
        }
        (Intrinsic::MethodInfo, Some(id)) => {
            let method = session.program.methods.method(id).clone();
            let text = session.method_text(id);
            let text = session.program.interner.intern(&text);
            let signature = session.program.types.type_const(method.signature);
            Ok(session.objects_of(&[
                Const::symbol(method.name),
                Const::symbol(method.module),
                Const::text(method.file),
                Const::int64(method.line.into()),
                signature,
                Const::text(text),
            ]))
        }
        (Intrinsic::MethodResult | Intrinsic::MethodCode, Some(id)) => {
            let Some(signature) = types[1] else { return bad(session) };
            let found = session.matches(signature).into_iter().find(|one| one.method == id);
            let Some(found) = found else { return bad(session) };
            if intrinsic == Intrinsic::MethodResult {
                let inferred = session.infer_match(&found);
                let result = session.program.inferred.get(inferred).result;
                let result = result.dispatch_type(&mut session.program.types);
                return Ok(session.machine.runtime.type_object(result.0));
            }
            let stage = symbol_text(args[2]).and_then(|name| CodeStage::from_name(&name));
            let Some(stage) = stage else { return bad(session) };
            match session.code_text(stage, &found) {
                Ok(text) => Ok(string_object(&text)),
                Err(reason) => Err(new_error(ErrorKind::Error, &[string_object(&reason)])),
            }
        }
        (Intrinsic::TypeQuery, _) => {
            let (Some(ty), Some(question)) = (types[0], symbol_text(args[1])) else { return bad(session) };
            type_query(session, ty, &question).map_or_else(|| bad(session), Ok)
        }
        _ => bad(session),
    }
}

/// Calls a method by its number: `args` are the number, the function and the arguments.
///
/// # Safety
/// `args` points to `count` references to objects.
pub(crate) unsafe fn call_method(args: *const Ref, count: usize) -> Ref {
    let cell = {
        let session = session();
        // SAFETY: the caller's promise; an `Int64` holds its value.
        let types: Vec<TypeId> =
            (1..count).map(|i| unsafe { crate::dynamic::dispatch_type(session, *args.add(i)) }).collect();
        // SAFETY: as above.
        let method = MethodId(unsafe { (*args).cast::<i64>().read() } as u32);
        let given = session.program.types.tuple(&types);
        let signature = session.program.methods.method(method).signature;
        match session.program.types.match_signature(given, signature) {
            Some(static_params) => {
                let found = Match { method, static_params, args: given, fully_covers: true };
                let id = session.infer_match(&found);
                let slot = session.machine.wrapper_slot_of(id);
                Some(session.machine.slots.cell(slot))
            }
            None => None,
        }
    };
    match cell {
        // SAFETY: the cell is that of a wrapper for arguments of these types.
        Some(cell) => unsafe {
            let wrapper: crate::dynamic::Wrapper = core::mem::transmute((cell as *const usize).read());
            wrapper(args.add(1))
        },
        // SAFETY: the caller's promise.
        None => unsafe { crate::dynamic::throw_method_error(args.add(1), count - 1) },
    }
}

fn symbol_text(object: Ref) -> Option<String> {
    // SAFETY: callers pass references to objects; a symbol's bytes follow its length.
    unsafe {
        (type_id(object) == known::SYMBOL.0).then(|| {
            let bytes = core::slice::from_raw_parts(object.add(STRING_DATA_OFFSET), length(object));
            String::from_utf8_lossy(bytes).into_owned()
        })
    }
}

fn type_query(session: &mut Session, ty: TypeId, question: &str) -> Option<Ref> {
    let symbol = session.program.interner.intern(question);
    if let Some(answer) = session.program.type_query(ty, symbol) {
        return Some(box_bool(answer.into()));
    }
    let types = &mut session.program.types;
    let (_, body) = types.unwrap_union_all(ty);
    let name = types.name_of(body);
    match question {
        "supertype" => {
            let above = types.supertype(ty);
            Some(session.machine.runtime.type_object(above.0))
        }
        "name" => {
            let name: Symbol = types.name(name?).name;
            Some(session.objects_of(&[Const::symbol(name)]))
        }
        "parameters" => {
            let items: Vec<TypeId> = types.params(body).to_vec();
            let constants: Vec<Const> = items.into_iter().map(|item| types.parameter_const(item)).collect();
            Some(session.objects_of(&constants))
        }
        "members" => {
            let members = types.union_members(ty);
            let constants: Vec<Const> = members.into_iter().map(|one| types.type_const(one)).collect();
            Some(session.objects_of(&constants))
        }
        "wrapper" => {
            let wrapper = types.name(name?).wrapper;
            Some(session.machine.runtime.type_object(wrapper.0))
        }
        "fieldnames" => {
            let names = match types.tuple_elements(body) {
                Some(elements) => (1..=elements.len() as i64).map(Const::int64).collect(),
                None => types.field_names(ty).into_iter().map(Const::symbol).collect::<Vec<Const>>(),
            };
            Some(session.objects_of(&names))
        }
        "fieldtypes" => {
            let fields = types.field_types(body);
            let constants: Vec<Const> = fields.into_iter().map(|one| types.type_const(one)).collect();
            Some(session.objects_of(&constants))
        }
        "subtypes" => {
            let name = name?;
            let mut found = Vec::new();
            for id in types.name_ids().collect::<Vec<_>>() {
                let one = types.name(id);
                let above = types.unwrap_union_all(one.supertype).1;
                let is_function = one.function.is_some();
                if id != name && !is_function && types.name_of(above) == Some(name) {
                    found.push(types.name(id).wrapper);
                }
            }
            let interner = &session.program.interner;
            found.sort_by_key(|&one| types.show(one, interner));
            let constants: Vec<Const> = found.into_iter().map(|one| types.type_const(one)).collect();
            Some(session.objects_of(&constants))
        }
        "kind" => {
            let kind = name.map(|name| types.name(name).kind);
            Some(box_int64(match kind {
                Some(TypeKind::Abstract) => 0,
                Some(TypeKind::Struct) => 1,
                Some(TypeKind::Mutable) => 2,
                Some(TypeKind::Primitive(_)) => 3,
                None => 4,
            }))
        }
        _ => None,
    }
}
