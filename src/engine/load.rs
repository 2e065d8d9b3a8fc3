//! From source text to definitions and statements, carried out in order.
//!
//! A file is parsed and lowered whole before anything in it runs, so that a program with a mistake, or with
//! something that is not supported, is refused before it has done anything. Its statements then run one by one,
//! each seeing the definitions before it.

use crate::define::Refusal;
use crate::session::{EngineError, Session, session};
use crate::timing::Phase;
use juliette_diag::{Diagnostic, Severity, render};
use juliette_infer::Inference;
use juliette_ir::generic::{Body, Op};
use juliette_lower::{Lowering, TopLevel};
use juliette_runtime::exceptions::run_protected;
use juliette_runtime::streams::STDERR;
use juliette_support::{ModuleId, Symbol};
use juliette_types::{Const, TypeKind};
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The library's files, by name.
const LIBRARY: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The name of program text that comes from no file.
const TEXT_NAME: &str = "none";

/// Reads a file of the user's.
pub(crate) fn read(path: &str) -> Result<String, EngineError> {
    let failed = |reason: String| EngineError::File(path.to_owned(), reason);
    let bytes = std::fs::read(path).map_err(|error| failed(describe(&error)))?;
    String::from_utf8(bytes)
        .map_err(|error| failed(format!("it is not valid UTF-8 ({})", error.utf8_error())))
}

fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}

/// Loads the library into Base. For work on the library itself, `JULIETTE_LIBRARY` names a folder to load it from
/// instead of the text within the program.
pub(crate) fn load_library() -> Result<(), EngineError> {
    if let Some(folder) = std::env::var_os("JULIETTE_LIBRARY") {
        let main = PathBuf::from(folder).join("base.jl");
        let text = read(&main.to_string_lossy())?;
        return run_in(ModuleId::BASE, "base.jl", text, main.parent().map(Path::to_path_buf));
    }
    let main = library_file("base.jl").expect("the library has its main file");
    run_in(ModuleId::BASE, "base.jl", main.to_owned(), None)
}

fn library_file(name: &str) -> Option<&'static str> {
    LIBRARY.iter().find(|(file, _)| *file == name).map(|(_, text)| *text)
}

/// Runs a program in Main.
pub(crate) fn run(name: &str, text: String) -> Result<(), EngineError> {
    let folder = Path::new(name).parent().map(Path::to_path_buf);
    let prepared = session().prepared.take();
    let result = match prepared.filter(|prepared| prepared.name == name) {
        Some(prepared) => carry_out_all(ModuleId::MAIN, prepared.items, folder),
        None => run_in(ModuleId::MAIN, name, text, folder),
    };
    session().machine.runtime.streams.flush_all();
    result
}

pub(crate) fn run_in(
    module: ModuleId,
    name: &str,
    text: String,
    folder: Option<PathBuf>,
) -> Result<(), EngineError> {
    let items = lower(session(), module, name, text)?;
    carry_out_all(module, items, folder)
}

fn carry_out_all(module: ModuleId, items: Vec<TopLevel>, folder: Option<PathBuf>) -> Result<(), EngineError> {
    let outer = core::mem::replace(&mut session().module, module);
    let mut modules = Vec::new();
    let mut result = Ok(());
    for item in items {
        result = carry_out(item, folder.as_deref(), &mut modules);
        if result.is_err() {
            break;
        }
    }
    session().module = outer;
    result
}

/// Parses and lowers a file.
pub(crate) fn lower(
    session: &mut Session,
    module: ModuleId,
    name: &str,
    text: String,
) -> Result<Vec<TopLevel>, EngineError> {
    if text.len() >= u32::MAX as usize {
        return Err(EngineError::File(name.to_owned(), "it is too large".to_owned()));
    }
    let file = session.sources.add(name.to_owned(), text);
    session.timings.enter(Phase::Parse);
    let text = &session.sources.file(file).text;
    let parsed = juliette_syntax::parse_file(file, text, &mut session.program.interner);
    session.timings.leave();
    if parsed.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(refused(session, &parsed.diagnostics));
    }
    session.timings.enter(Phase::Lower);
    juliette_lower::find_typed_globals(&parsed.ast, &parsed.statements, module, &mut session.typed_globals);
    let mut defined = FxHashSet::default();
    let mut items = Vec::new();
    let mut diagnostics = Vec::new();
    for &statement in &parsed.statements {
        let known: FxHashSet<Symbol> = core::mem::take(&mut defined);
        let mut closures = session.closures;
        let source = session.sources.file(file);
        let mut lowering =
            Lowering::new(&parsed.ast, source, &mut session.program.interner, module, &mut closures);
        lowering.typed_globals = Some(&session.typed_globals);
        let made = lowering.statement(statement, &|name| known.contains(&name));
        diagnostics.append(&mut lowering.diagnostics);
        session.closures = closures;
        defined = known;
        made.iter().for_each(|item| note_defined(item, &mut defined));
        items.extend(made);
    }
    session.timings.leave();
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(refused(session, &diagnostics));
    }
    Ok(items)
}

/// Notes which globals a statement gives a meaning.
fn note_defined(item: &TopLevel, defined: &mut FxHashSet<Symbol>) {
    match item {
        TopLevel::Run(body) => {
            defined.extend(body.insts.values().filter_map(|inst| match inst.op {
                Op::SetGlobal(_, name, _) => Some(name),
                _ => None,
            }));
        }
        TopLevel::Const(name, ..) | TopLevel::TypeAlias(name, _) | TopLevel::Function(name, _) => {
            defined.insert(*name);
        }
        TopLevel::Struct(definition) => {
            defined.insert(definition.name);
        }
        TopLevel::Abstract { name, .. } | TopLevel::Primitive { name, .. } => {
            defined.insert(*name);
        }
        TopLevel::Method(definition) => {
            if let juliette_lower::MethodOwner::Name(name) = definition.owner {
                defined.insert(name);
            }
        }
        TopLevel::Closure { .. }
        | TopLevel::Include(..)
        | TopLevel::Export(_)
        | TopLevel::Using(..)
        | TopLevel::Import { .. }
        | TopLevel::Module(..)
        | TopLevel::EndModule
        | TopLevel::Warning(_) => {}
    }
}

fn refused(session: &Session, diagnostics: &[Diagnostic]) -> EngineError {
    let messages: Vec<String> =
        diagnostics.iter().map(|diagnostic| render(diagnostic, &session.sources, false)).collect();
    EngineError::Refused(messages.join("\n"))
}

fn refusal(refusal: &Refusal) -> EngineError {
    refused(session(), core::slice::from_ref(refusal))
}

pub(crate) fn carry_out(
    item: TopLevel,
    folder: Option<&Path>,
    modules: &mut Vec<ModuleId>,
) -> Result<(), EngineError> {
    let state = session();
    let done = match item {
        TopLevel::Run(body) => return run_statement(body, false).map(drop),
        TopLevel::Const(name, body, span) => {
            let value = run_statement(body, true)?;
            session().define_const(name, value, span)
        }
        TopLevel::TypeAlias(name, ty) => state.define_alias(name, &ty),
        TopLevel::Function(name, span) => state.define_function(name, span).map(drop),
        TopLevel::Method(definition) => state.define_method(definition),
        TopLevel::Struct(definition) => state.define_struct(definition),
        TopLevel::Closure { name, fields, span } => state.define_closure(name, &fields, span),
        TopLevel::Abstract { name, params, supertype, span } => {
            state.define_plain_type(name, &params, supertype.as_ref(), TypeKind::Abstract, span)
        }
        TopLevel::Primitive { name, supertype, bits, span } => {
            let kind = TypeKind::Primitive(bits as u16);
            state.define_plain_type(name, &[], supertype.as_ref(), kind, span)
        }
        TopLevel::Include(path, _) => return include(path, folder),
        TopLevel::Export(names) => {
            let module = state.module;
            state.export(module, &names);
            Ok(())
        }
        TopLevel::Using(path, span) => state.define_using(&path, span),
        TopLevel::Import { path, names, span, .. } => state.define_import(&path, &names, span),
        TopLevel::Module(_, span) => {
            modules.push(state.module);
            Err(Box::new(juliette_lower::unsupported(span, "`module`")))
        }
        TopLevel::EndModule => {
            if let Some(outer) = modules.pop() {
                state.module = outer;
            }
            Ok(())
        }
        TopLevel::Warning(text) => {
            state.machine.runtime.streams.write(STDERR, format!("{text}\n").as_bytes());
            Ok(())
        }
    };
    done.map_err(|error| refusal(&error))
}

fn include(path: Symbol, folder: Option<&Path>) -> Result<(), EngineError> {
    let name = session().program.interner.name(path).to_owned();
    let module = session().module;
    let Some(folder) = folder else {
        let text = library_file(&name).unwrap_or_else(|| panic!("the library has no file {name}"));
        return run_in(module, &name, text.to_owned(), None);
    };
    let path = folder.join(&name);
    let shown = path.to_string_lossy().into_owned();
    let text = read(&shown)?;
    run_in(module, &shown, text, path.parent().map(Path::to_path_buf))
}

/// Runs a statement; its value, if that is wanted, as a constant that keeps its object alive.
fn run_statement(body: Body, is_value_wanted: bool) -> Result<Const, EngineError> {
    let state = session();
    let module = state.module;
    let (file, line) = (body.file, body.line);
    let body = Rc::new(body);
    let may_evaluate = !state.options.trace_typed;
    let is_plain = may_evaluate && !is_value_wanted && crate::evaluate::is_plain(state, &body);
    let mut inferred = None;
    if !is_plain {
        state.timings.enter(Phase::Infer);
        let found = Inference::new(&mut state.program).statement(Rc::clone(&body));
        state.timings.leave();
        if found.is_pure
            && let Some(constant) = found.result.constant(&mut state.program.types)
        {
            return Ok(constant);
        }
        inferred = Some(found);
    }
    let is_simple =
        may_evaluate && inferred.as_ref().is_none_or(|inferred| crate::evaluate::is_simple(state, inferred));
    let code = match &inferred {
        Some(inferred) if !is_simple => state.compile_statement(inferred),
        _ => 0,
    };
    let depth = state.timings.depth();
    state.timings.enter(Phase::Run);
    let result = run_protected(|| {
        if is_simple {
            return crate::evaluate::evaluate(&body, inferred.as_deref());
        }
        // SAFETY: the code was made for a function without parameters that returns an address.
        unsafe {
            let code: unsafe extern "C" fn() -> juliette_runtime::object::Ref = core::mem::transmute(code);
            code()
        }
    });
    let state = session();
    state.timings.leave_to(depth);
    state.module = module;
    match result {
        Ok(object) if is_value_wanted => Ok(state.value_of(object)),
        Ok(_) => Ok(Const::NOTHING),
        Err(exception) => {
            state.machine.runtime.streams.flush_all();
            let path = state.sources.file(file).name.clone();
            let statement = (path != TEXT_NAME).then_some((path.as_str(), line));
            let scope = is_simple.then(|| format!("{path}:{}", state.statement_line));
            crate::errors::report(&exception, statement, scope);
            Err(EngineError::Uncaught)
        }
    }
}

impl Session {
    /// A value that a statement returned, as a constant: by its bits if it is small, else by its object.
    fn value_of(&mut self, object: juliette_runtime::object::Ref) -> Const {
        crate::dynamic::constant_of(self, object)
    }
}
