//! From source text to definitions and statements, carried out in order.
//!
//! A file is parsed and lowered whole before anything in it runs, so that a program with a mistake, or with
//! something that is not supported, is refused before it has done anything. Its statements then run one by one,
//! each seeing the definitions before it.

use crate::define::Refusal;
use crate::session::{EngineError, Session, session};
use crate::timing::Phase;
use juliette_diag::{Code, Diagnostic, Severity, render};
use juliette_infer::{Inference, Inferred};
use juliette_ir::generic::{Body, Op};
use juliette_lower::{Lowering, Tables, TopLevel, find_typed_globals};
use juliette_runtime::exceptions::{Exception, run_protected};
use juliette_runtime::object::Ref;
use juliette_runtime::streams::STDERR;
use juliette_support::{FileId, ModuleId, Shared, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use juliette_types::{Const, TypeKind};
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The library's files, by name.
const LIBRARY: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The standard library's files, by their paths under `runtime`.
const STDLIB: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/stdlib.rs"));

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

/// Whether a file is one of Base's own.
pub(crate) fn is_library_file(name: &str) -> bool {
    LIBRARY.iter().any(|(file, _)| *file == name)
}

fn library_file(name: &str) -> Option<&'static str> {
    LIBRARY.iter().chain(STDLIB).find(|(file, _)| *file == name).map(|(_, text)| *text)
}

/// Runs a program in Main.
pub(crate) fn run(name: &str, text: String) -> Result<(), EngineError> {
    let folder = Path::new(name).parent().map(Path::to_path_buf);
    let prepared = session().prepared.take();
    let result = match prepared.filter(|prepared| prepared.name == name) {
        Some(prepared) => run_prepared(prepared, folder),
        None => run_in(ModuleId::MAIN, name, text, folder),
    };
    if session().machine.runtime.has_exit_hooks {
        // SAFETY: there are no arguments.
        let done = run_protected(|| unsafe { crate::dynamic::call_base("run_exit_hooks", &[]) });
        if let Err(exception) = done {
            crate::errors::report(&exception, &[], None);
        }
    }
    session().machine.runtime.streams.flush_all();
    result
}

/// Goes on with a program whose leading definitions were carried out in another process.
fn run_prepared(prepared: crate::cache::Prepared, folder: Option<PathBuf>) -> Result<(), EngineError> {
    let state = session();
    state.program.modules.forget_reads();
    if let Ok(path) = std::path::absolute(&prepared.name) {
        state.sources.set_path(prepared.file, path.to_string_lossy().into_owned());
    }
    state.folder = folder;
    let result = run_read(ModuleId::MAIN, prepared.file, prepared.steps, true);
    session().folder = None;
    shown(result)
}

/// Runs a file or text in a module; what comes out of it is shown to the user.
pub(crate) fn run_in(
    module: ModuleId,
    name: &str,
    text: String,
    folder: Option<PathBuf>,
) -> Result<(), EngineError> {
    shown(run_text(module, name, text, folder))
}

fn shown(result: Result<Value, Failure>) -> Result<(), EngineError> {
    match result {
        Ok(_) => Ok(()),
        Err(Failure::Engine(error)) => Err(error),
        Err(Failure::Thrown(thrown)) => {
            session().machine.runtime.streams.flush_all();
            crate::errors::report(&thrown.exception, &thrown.places, thrown.scope);
            Err(EngineError::Uncaught)
        }
    }
}

/// Why a statement was not carried out.
pub(crate) enum Failure {
    /// The engine refused it.
    Engine(EngineError),
    /// It threw.
    Thrown(Thrown),
}

/// What was thrown, and the statements of files that led there, the innermost first.
pub(crate) struct Thrown {
    pub(crate) exception: Exception,
    pub(crate) places: Vec<(String, u32)>,
    /// The place in the statement, if there is no code of it that the back trace could pass.
    pub(crate) scope: Option<String>,
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Failure::Engine(error)
    }
}

/// What a statement came to.
pub(crate) enum Value {
    Const(Const),
    Object(Ref),
}

const NOTHING: Value = Value::Const(Const::NOTHING);

/// Runs a file or text in a module; the value of its last statement.
pub(crate) fn run_text(
    module: ModuleId,
    name: &str,
    text: String,
    folder: Option<PathBuf>,
) -> Result<Value, Failure> {
    let state = session();
    let outer = core::mem::replace(&mut state.folder, folder);
    let result = match read_program(state, module, name, text) {
        Ok((file, steps)) => run_read(module, file, steps, name != TEXT_NAME),
        Err(error) => Err(error.into()),
    };
    session().folder = outer;
    result
}

/// Carries out the steps of a file or text that was read.
pub(crate) fn run_read(
    module: ModuleId,
    file: FileId,
    steps: Vec<Step>,
    is_file: bool,
) -> Result<Value, Failure> {
    let state = session();
    let outer = (state.module, state.file, state.line);
    (state.module, state.file) = (module, file);
    let result = run_steps(steps, is_file);
    let state = session();
    (state.module, state.file, state.line) = outer;
    result
}

/// One thing to be done on the way through a file.
pub(crate) struct Step {
    action: Action,
    /// The line of the statement that it comes from.
    line: u32,
    /// What was made ahead of the statement.
    ready: Option<Ready>,
}

/// What was found out about a statement, and its code, before its turn came. It holds as long as nothing is defined.
#[derive(Clone)]
pub(crate) struct Ready {
    inferred: Shared<Inferred>,
    /// The address of its code; 0 if it needs none.
    code: usize,
}

impl Step {
    fn new(action: Action, line: u32) -> Step {
        Step { action, line, ready: None }
    }

    /// The macro calls that are to be expanded when the step's turn comes.
    pub(crate) fn late(&self) -> Option<(&Rc<Ast>, NodeId)> {
        match &self.action {
            Action::Late(ast, node) => Some((ast, *node)),
            Action::Item(_) | Action::If(..) | Action::Module(..) | Action::EndModule => None,
        }
    }

    /// Whether a module begins.
    pub(crate) fn opens_module(&self) -> bool {
        matches!(self.action, Action::Module(..))
    }

    /// Whether a module begins or ends.
    pub(crate) fn bounds_module(&self) -> bool {
        matches!(self.action, Action::Module(..) | Action::EndModule)
    }

    /// The step as one that comes from another's line.
    pub(crate) fn at_line_of(self, other: &Step) -> Step {
        Step { line: other.line, ..self }
    }

    /// Makes code for the statement, if it needs any, that is used if nothing is defined until its turn.
    pub(crate) fn make_ready(&mut self, session: &mut Session) {
        let Action::Item(item) = &self.action else { return };
        let TopLevel::Run(body) = &**item else { return };
        if !crate::evaluate::has_loop(body) && session.plan_of_statement(body).is_some() {
            return;
        }
        let body = Shared::new(body.clone());
        let inferred = Inference::new(&mut session.program).statement(body);
        let is_done = inferred.is_pure && inferred.result.constant(&mut session.program.types).is_some();
        let code = if is_done { 0 } else { session.compile_statement(&inferred) };
        self.ready = Some(Ready { inferred, code });
    }

    /// What the step carries out, if it is lowered already.
    pub(crate) fn item(&self) -> Option<&TopLevel> {
        match &self.action {
            Action::Item(item) => Some(item),
            Action::Late(..) | Action::If(..) | Action::Module(..) | Action::EndModule => None,
        }
    }
}

enum Action {
    Item(Box<TopLevel>),
    /// A statement that calls macros: expanded and lowered when its turn comes.
    Late(Rc<Ast>, NodeId),
    /// An `if` with definitions in it: the statements of the branch that is taken are carried out one by one.
    If(Rc<Ast>, NodeId, bool),
    /// Opens a module; what follows up to the matching `EndModule` is in it.
    Module(Symbol, ModuleId),
    EndModule,
}

/// Parses a file, and lowers what can be lowered before anything in it runs.
pub(crate) fn read_program(
    session: &mut Session,
    module: ModuleId,
    name: &str,
    text: String,
) -> Result<(FileId, Vec<Step>), EngineError> {
    if text.len() >= u32::MAX as usize {
        return Err(EngineError::File(name.to_owned(), "it is too large".to_owned()));
    }
    session.look_for_measuring(&text);
    let file = session.sources.add(name.to_owned(), text);
    if session.folder.is_some()
        && name != TEXT_NAME
        && let Ok(path) = std::path::absolute(name)
    {
        session.sources.set_path(file, path.to_string_lossy().into_owned());
    }
    session.timings.enter(Phase::Parse);
    let text = &session.sources.file(file).text;
    let parsed = juliette_syntax::parse_file(file, text, &mut session.program.interner);
    session.timings.leave();
    if parsed.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(refused(session, &parsed.diagnostics));
    }
    let mut planner = Planner::new(module, FxHashSet::default(), false);
    let ast = Rc::new(parsed.ast);
    session.timings.enter(Phase::Lower);
    find_typed_globals(&ast, &parsed.statements, module, &mut session.typed_globals);
    for &statement in &parsed.statements {
        planner.statement(session, &ast, statement);
    }
    session.timings.leave();
    Ok((file, planner.finish(session)?))
}

/// Turns statements into steps.
pub(crate) struct Planner {
    module: ModuleId,
    /// The globals that the module has by the time of the statement.
    known: FxHashSet<Symbol>,
    /// Macros were expanded already.
    is_expanded: bool,
    steps: Vec<Step>,
    diagnostics: Vec<Diagnostic>,
    tables: Tables,
}

impl Planner {
    pub(crate) fn new(module: ModuleId, known: FxHashSet<Symbol>, is_expanded: bool) -> Self {
        let (steps, diagnostics) = (Vec::new(), Vec::new());
        Self { module, known, is_expanded, steps, diagnostics, tables: Tables::default() }
    }

    /// The steps, unless something was refused.
    pub(crate) fn finish(self, session: &Session) -> Result<Vec<Step>, EngineError> {
        if self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(refused(session, &self.diagnostics));
        }
        Ok(self.steps)
    }

    /// Adds the steps of a statement.
    pub(crate) fn statement(&mut self, session: &mut Session, ast: &Rc<Ast>, node: NodeId) {
        let args = ast.args(node);
        let line = session.sources.file(ast.file()).line(ast.span(node).start);
        match ast.kind(node) {
            Kind::Expr(Head::TopLevel) => {
                self.is_expanded = false;
                args.iter().for_each(|&arg| self.statement(session, ast, arg));
            }
            Kind::Expr(Head::Module) => self.module(session, ast, node, line),
            // Documentation is dropped.
            Kind::Expr(Head::MacroCall)
                if matches!(ast.kind(args[0]), Kind::GlobalRef { name: sym::AT_DOC, .. })
                    && args.len() == 3
                    && matches!(ast.kind(args[2]), Kind::Expr(_)) =>
            {
                self.statement(session, ast, args[2]);
            }
            Kind::Expr(Head::Macro)
                if !juliette_lower::calls_macros(ast, node, &session.program.interner) =>
            {
                let made = juliette_lower::macro_as_function(ast, node, &mut session.program.interner);
                self.lower(session, &made.ast, made.root, line);
            }
            _ if !self.is_expanded && juliette_lower::calls_macros(ast, node, &session.program.interner) => {
                self.steps.push(Step::new(Action::Late(Rc::clone(ast), node), line));
            }
            Kind::Expr(Head::If) if juliette_lower::defines_in_branches(ast, node) => {
                if let Some(inner) = juliette_lower::module_in_branches(ast, node) {
                    let message = "`module` is only allowed at top level";
                    self.diagnostics.push(Diagnostic::error(Code::InvalidUse, ast.span(inner), message));
                }
                juliette_lower::assigned_in_branches(ast, node, &mut self.known);
                let action = Action::If(Rc::clone(ast), node, self.is_expanded);
                self.steps.push(Step::new(action, line));
            }
            _ => self.lower(session, ast, node, line),
        }
    }

    fn module(&mut self, session: &mut Session, ast: &Rc<Ast>, node: NodeId, line: u32) {
        let args = ast.args(node);
        if ast.kind(args[0]) == Kind::Bool(false) {
            self.diagnostics.push(juliette_lower::unsupported(ast.span(node), "`baremodule`"));
            return;
        }
        let Some(name) = ast.symbol(args[1]) else { return };
        let made = session.make_module(name, self.module);
        self.steps.push(Step::new(Action::Module(name, made), line));
        let outer = core::mem::replace(&mut self.module, made);
        let known = core::mem::take(&mut self.known);
        self.is_expanded = false;
        find_typed_globals(ast, ast.args(args[2]), made, &mut session.typed_globals);
        for &statement in ast.args(args[2]) {
            self.statement(session, ast, statement);
        }
        (self.module, self.known) = (outer, known);
        self.known.insert(name);
        self.steps.push(Step::new(Action::EndModule, line));
    }

    fn lower(&mut self, session: &mut Session, ast: &Ast, node: NodeId, line: u32) {
        let mut closures = session.closures;
        let source = session.sources.file(ast.file());
        let tables = core::mem::take(&mut self.tables);
        let mut lowering =
            Lowering::new(ast, source, &mut session.program.interner, self.module, &mut closures, tables);
        lowering.is_library |= session.folder.is_none();
        lowering.typed_globals = Some(&session.typed_globals);
        let made = lowering.statement(node, &|name| self.known.contains(&name));
        self.diagnostics.append(&mut lowering.diagnostics);
        self.tables = lowering.into_tables();
        session.closures = closures;
        made.iter().for_each(|item| note_defined(item, &mut self.known));
        for item in &made {
            self.check_package(session, item);
        }
        self.steps.extend(made.into_iter().map(|item| Step::new(Action::Item(Box::new(item)), line)));
    }
}

impl Planner {
    /// Refuses packages that are not there.
    fn check_package(&mut self, session: &Session, item: &TopLevel) {
        let (path, span) = match item {
            TopLevel::Using(path, span) => (path, *span),
            TopLevel::Import { path, span, names, .. } => match names.first() {
                Some(&(name, _)) if path.names.is_empty() && path.dots == 0 => {
                    return self.check_package_name(session, name, *span);
                }
                _ => (path, *span),
            },
            _ => return,
        };
        if let (0, Some(&name)) = (path.dots, path.names.first()) {
            self.check_package_name(session, name, span);
        }
    }

    fn check_package_name(&mut self, session: &Session, name: Symbol, span: juliette_support::Span) {
        let is_known = crate::define::root_module(name).is_some()
            || session.packages.contains_key(&name)
            || package_source(session.program.interner.name(name)).is_some();
        if !is_known {
            let name = session.program.interner.name(name);
            let text = format!("package `{name}` (Juliette has no packages beside its own library)");
            self.diagnostics.push(juliette_lower::unsupported(span, &text));
        }
    }
}

/// Carries out steps in order; the value of the last one. `is_file` tells that the statements stand in a file, whose
/// lines are named when something is thrown.
pub(crate) fn run_steps(steps: Vec<Step>, is_file: bool) -> Result<Value, Failure> {
    let mut modules = Vec::new();
    let mut value = NOTHING;
    for step in steps {
        session().line = step.line;
        let result = match step.action {
            Action::Item(item) => carry_out(*item, step.ready),
            Action::Late(ast, node) => crate::code::run_late(&ast, node),
            Action::If(ast, node, is_expanded) => run_if(&ast, node, is_expanded),
            Action::Module(name, module) => {
                let state = session();
                state.has_defined = true;
                modules.push(state.module);
                state.enter_module(name, module).map(|()| NOTHING)
            }
            Action::EndModule => {
                let state = session();
                let inner = state.module;
                state.module = modules.pop().unwrap_or(inner);
                Ok(Value::Const(Const::bits(juliette_types::known::MODULE, inner.0.into())))
            }
        };
        match result {
            Ok(done) => value = done,
            Err(failure) => {
                let state = session();
                if let Some(&outermost) = modules.first() {
                    state.module = outermost;
                }
                return Err(match failure {
                    Failure::Thrown(mut thrown) if is_file => {
                        let place = (state.sources.file(state.file).name.clone(), step.line);
                        thrown.places.push(place);
                        Failure::Thrown(thrown)
                    }
                    other => other,
                });
            }
        }
    }
    Ok(value)
}

/// Carries out an `if` of the top level: first its condition, then the branch's statements, each in its turn.
fn run_if(ast: &Rc<Ast>, node: NodeId, is_expanded: bool) -> Result<Value, Failure> {
    let args = ast.args(node);
    let is_taken = match run_planned(ast, &args[..1], is_expanded)? {
        Value::Const(constant) => constant.as_bool(),
        Value::Object(object) => crate::dynamic::constant_of(session(), object).as_bool(),
    };
    let Some(is_taken) = is_taken else {
        let text = "TypeError: non-boolean used in boolean context";
        let value = juliette_runtime::exceptions::new_error(
            juliette_runtime::runtime::ErrorKind::Error,
            &[juliette_runtime::strings::new_string(text.as_bytes())],
        );
        let exception = Exception { value, backtrace: Vec::new() };
        return Err(Failure::Thrown(Thrown { exception, places: Vec::new(), scope: None }));
    };
    let branch = if is_taken { Some(args[1]) } else { args.get(2).copied() };
    let Some(branch) = branch else { return Ok(NOTHING) };
    match ast.kind(branch) {
        Kind::Expr(Head::Block) => run_planned(ast, ast.args(branch), is_expanded),
        Kind::Expr(Head::ElseIf) => run_if(ast, branch, is_expanded),
        _ => run_planned(ast, &[branch], is_expanded),
    }
}

/// Plans and carries out statements in the current module, one after the other.
fn run_planned(ast: &Rc<Ast>, statements: &[NodeId], is_expanded: bool) -> Result<Value, Failure> {
    let mut value = NOTHING;
    for &statement in statements {
        let state = session();
        find_typed_globals(ast, &[statement], state.module, &mut state.typed_globals);
        let mut planner = Planner::new(state.module, state.defined_names(), is_expanded);
        planner.statement(state, ast, statement);
        value = run_steps(planner.finish(state)?, false)?;
    }
    Ok(value)
}

/// Notes which globals a statement gives a meaning.
pub(crate) fn note_defined(item: &TopLevel, defined: &mut FxHashSet<Symbol>) {
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

fn carry_out(item: TopLevel, ready: Option<Ready>) -> Result<Value, Failure> {
    let state = session();
    if let TopLevel::Run(body) = item {
        return run_statement(body, false, ready.filter(|_| !state.has_defined));
    }
    state.has_defined |= !matches!(item, TopLevel::Warning(_));
    let done = match item {
        TopLevel::Run(_) => unreachable!("carry_out: statements were run above"),
        TopLevel::Const(name, body, span) => {
            let value = run_statement(body, true, None)?;
            let state = session();
            let constant = match value {
                Value::Const(constant) => constant,
                Value::Object(object) => crate::dynamic::constant_of(state, object),
            };
            state.define_const(name, constant, span).map(|()| constant)
        }
        TopLevel::TypeAlias(name, ty) => state.define_alias(name, &ty).map(|()| Const::NOTHING),
        TopLevel::Function(name, span) => state.define_function(name, span),
        TopLevel::Method(definition) => state.define_method(definition),
        TopLevel::Struct(definition) => state.define_struct(definition).map(|()| Const::NOTHING),
        TopLevel::Closure { name, fields, span } => {
            state.define_closure(name, &fields, span).map(|()| Const::NOTHING)
        }
        TopLevel::Abstract { name, params, supertype, span } => state
            .define_plain_type(name, &params, supertype.as_ref(), TypeKind::Abstract, span)
            .map(|()| Const::NOTHING),
        TopLevel::Primitive { name, supertype, bits, span } => {
            let kind = TypeKind::Primitive(bits as u16);
            state.define_plain_type(name, &[], supertype.as_ref(), kind, span).map(|()| Const::NOTHING)
        }
        TopLevel::Include(path, _) => {
            let path = state.program.interner.name(path).to_owned();
            return include(state.module, &path);
        }
        TopLevel::Export(names) => {
            let module = state.module;
            state.export(module, &names);
            Ok(Const::NOTHING)
        }
        TopLevel::Using(path, span) => {
            load_packages(&path)?;
            session().define_using(&path, span).map(|()| Const::NOTHING)
        }
        TopLevel::Import { path, names, extend, span } => {
            load_packages(&path)?;
            if path.names.is_empty() && path.dots == 0 {
                for &(name, _) in &names {
                    load_package(name)?;
                }
            }
            session().define_import(&path, &names, extend, span).map(|()| Const::NOTHING)
        }
        TopLevel::Warning(text) => {
            state.machine.runtime.streams.write(STDERR, format!("{text}\n").as_bytes());
            Ok(Const::NOTHING)
        }
    };
    match done {
        Ok(value) => Ok(Value::Const(value)),
        Err(error) => Err(Failure::Engine(refusal(&error))),
    }
}

/// Loads the package that a path begins with, if it is one of the standard library's and not loaded yet.
fn load_packages(path: &juliette_lower::ModulePath) -> Result<(), Failure> {
    match path.names.first() {
        Some(&name) if path.dots == 0 => load_package(name),
        _ => Ok(()),
    }
}

/// The main file of a package of the standard library.
fn package_source(name: &str) -> Option<String> {
    library_text(&format!("stdlib/{name}/{name}.jl"))
}

/// The text of a file of the standard library's packages.
fn library_text(file: &str) -> Option<String> {
    match std::env::var_os("JULIETTE_LIBRARY") {
        Some(folder) => read(&PathBuf::from(folder).join("..").join(file).to_string_lossy()).ok(),
        None => library_file(file).map(str::to_owned),
    }
}

fn load_package(name: Symbol) -> Result<(), Failure> {
    let state = session();
    let text = state.program.interner.name(name);
    if state.packages.contains_key(&name) || crate::define::root_module(name).is_some() {
        return Ok(());
    }
    let file = format!("stdlib/{text}/{text}.jl");
    let Some(source) = package_source(text) else { return Ok(()) };
    let (outer, folder) = (state.module, state.folder.take());
    let result = run_text(ModuleId::BASE, &file, source, None);
    let state = session();
    (state.module, state.folder) = (outer, folder);
    if let Some(juliette_methods::Binding::Const(module)) = state.program.modules.own(ModuleId::BASE, name)
        && let Some(module) = module.as_module()
    {
        state.packages.insert(name, module);
        state.program.modules.set_root(module);
    }
    result.map(drop)
}

/// Enters the text of another file, found from the folder of the current one, in a module.
pub(crate) fn include(module: ModuleId, path: &str) -> Result<Value, Failure> {
    let Some(folder) = session().folder.clone() else {
        let state = session();
        let beside = Path::new(&state.sources.file(state.file).name).with_file_name(path);
        let beside = beside.to_string_lossy();
        // A package's file is named from the folder of the file that includes it.
        let (name, text) = if beside.starts_with("stdlib/") {
            (&*beside, library_text(&beside))
        } else {
            (path, library_file(path).map(str::to_owned))
        };
        return match text {
            Some(text) => run_text(module, name, text, None),
            None => include_from(module, Path::new(path)),
        };
    };
    include_from(module, &folder.join(path))
}

fn include_from(module: ModuleId, path: &Path) -> Result<Value, Failure> {
    let shown = path.to_string_lossy().into_owned();
    let text = read(&shown)?;
    run_text(module, &shown, text, path.parent().map(Path::to_path_buf))
}

/// Runs a statement; with `is_value_wanted` its value is a constant if it can be.
fn run_statement(body: Body, is_value_wanted: bool, ready: Option<Ready>) -> Result<Value, Failure> {
    let state = session();
    let module = state.module;
    let body = Shared::new(body);
    let has_code = ready.as_ref().is_some_and(|ready| ready.code != 0);
    let plan = if has_code { None } else { state.plan_of_statement(&body) };
    let is_evaluated = plan.is_some();
    let mut code = 0;
    if is_value_wanted || !is_evaluated {
        let inferred = match &ready {
            Some(ready) => ready.inferred.clone(),
            None => {
                juliette_image::file::expect_wide_use();
                state.timings.enter(Phase::Infer);
                let found = Inference::new(&mut state.program).statement(body.clone());
                state.timings.leave();
                found
            }
        };
        if inferred.is_pure
            && let Some(constant) = inferred.result.constant(&mut state.program.types)
        {
            return Ok(Value::Const(constant));
        }
        code = match ready {
            Some(ready) if has_code => ready.code,
            _ if is_evaluated => 0,
            _ => state.compile_statement(&inferred),
        };
    }
    let depth = state.timings.depth();
    let evaluated = plan.map(|plan| crate::evaluate::Code::of_statement(body.clone(), plan));
    state.timings.enter(Phase::Run);
    let result = run_protected(|| {
        if let Some(code) = &evaluated {
            return crate::evaluate::evaluate_statement(code);
        }
        // SAFETY: the code was made for a function without parameters that returns an address.
        unsafe {
            let code: unsafe extern "C" fn() -> Ref = core::mem::transmute(code);
            code()
        }
    });
    let state = session();
    state.timings.leave_to(depth);
    state.module = module;
    match result {
        Ok(object) => Ok(Value::Object(object)),
        Err(exception) => {
            let name = &state.sources.file(body.file).name;
            let place = if is_evaluated { state.statement_place } else { 0 };
            let line = crate::evaluate::line_of_statement(&body, place);
            let scope = line.map(|line| format!("{name}:{line}"));
            Err(Failure::Thrown(Thrown { exception, places: Vec::new(), scope }))
        }
    }
}
