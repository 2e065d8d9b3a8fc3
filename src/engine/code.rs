//! Code as values: macro expansion, `eval`, and Core's functions for trees and modules.
//!
//! Trees cross between the compiler and the program as text (see `src/lower/tree.rs`); the library's `expr.jl` and
//! `expand.jl` make `Expr` objects of it and expand macros. What a tree carries beside names and literals is kept in
//! the program's table of values.

use crate::load::{Failure, Planner, Step, Thrown, Value, run_steps};
use crate::session::{EngineError, Session, fatal, session};
use juliette_infer::intrinsic::Intrinsic;
use juliette_lower::{ReadTree, find_typed_globals, read_tree, read_tree_to_print, write_tree};
use juliette_methods::Binding;
use juliette_runtime::entries::{box_bits, box_int64};
use juliette_runtime::exceptions::{new_error, rethrow, run_protected};
use juliette_runtime::object::{Ref, STRING_DATA_OFFSET, length};
use juliette_runtime::runtime::ErrorKind;
use juliette_support::{ModuleId, Symbol};
use juliette_syntax::{Ast, NodeId};
use juliette_types::known;
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// Expands the macros in a statement, lowers it and carries it out.
pub(crate) fn run_late(ast: &Ast, node: NodeId) -> Result<Value, Failure> {
    run_steps(expand(ast, node, &FxHashSet::default())?, false)
}

/// Expands the macros in a statement and lowers it; `known` are names that have a value by then although they have none
/// now.
pub(crate) fn expand(ast: &Ast, node: NodeId, known: &FxHashSet<Symbol>) -> Result<Vec<Step>, Failure> {
    let state = session();
    let source = state.sources.file(ast.file());
    let line = source.line(ast.span(node).start);
    let (text, _) = write_tree(ast, node, source, &state.program.interner, false);
    let module = module_object(state.module);
    let text = string_object(&text);
    let expanded = run_protected(|| {
        // SAFETY: both are objects.
        unsafe { crate::dynamic::call_base("expand_tree", &[module, text]) }
    });
    match expanded {
        // SAFETY: `expand_tree` returns a string.
        Ok(Some(text)) => lower_tree(unsafe { bytes_of(text) }, line, known),
        Ok(None) => Err(EngineError::Engine("the library has no `expand_tree`".into()).into()),
        Err(exception) => Err(Failure::Thrown(Thrown { exception, places: Vec::new(), scope: None })),
    }
}

/// Lowers a tree in the current module and carries it out.
fn run_tree(text: &[u8], line: u32) -> Result<Value, Failure> {
    run_steps(lower_tree(text, line, &FxHashSet::default())?, false)
}

fn lower_tree(text: &[u8], line: u32, more: &FxHashSet<Symbol>) -> Result<Vec<Step>, Failure> {
    let state = session();
    let source = state.sources.file(state.file);
    let read = read_tree(text, Ast::new(state.file), source, &mut state.program.interner, line);
    let ReadTree { ast, root } = match read {
        Ok(read) => read,
        Err(reason) => {
            let exception = error_object(&format!("syntax: {reason}"));
            return Err(thrown(exception));
        }
    };
    find_typed_globals(&ast, &[root], state.module, &mut state.typed_globals);
    let mut known = state.defined_names();
    known.extend(more);
    let mut planner = Planner::new(state.module, known, true);
    planner.statement(state, &Rc::new(ast), root);
    Ok(planner.finish(state)?)
}

fn thrown(value: Ref) -> Failure {
    let exception = juliette_runtime::exceptions::Exception { value, backtrace: Vec::new() };
    Failure::Thrown(Thrown { exception, places: Vec::new(), scope: None })
}

impl Session {
    /// The current module's own names that have a value.
    pub(crate) fn defined_names(&mut self) -> FxHashSet<Symbol> {
        let names: Vec<Symbol> = self.program.modules.names(self.module).collect();
        names.into_iter().filter(|&name| self.is_defined(name)).collect()
    }

    /// Whether a name has a value as seen from the module.
    fn has_value(&mut self, module: ModuleId, name: Symbol) -> bool {
        match self.program.modules.resolve(module, name) {
            Some(Binding::Const(_)) => true,
            Some(Binding::Variable(global)) => {
                let cell = self.machine.cell(global);
                // SAFETY: cells live as long as the session.
                unsafe { cell.read() != 0 }
            }
            Some(Binding::Alias(..)) | None => false,
        }
    }

    fn symbol_of(&mut self, object: Ref) -> Symbol {
        // SAFETY: callers pass a symbol, whose bytes follow its length.
        let text = unsafe { bytes_of(object) };
        self.program.interner.intern(&String::from_utf8_lossy(text))
    }
}

fn module_object(module: ModuleId) -> Ref {
    box_bits(known::MODULE.0, module.0.into(), 0)
}

fn module_of(object: Ref) -> ModuleId {
    // SAFETY: callers pass a module, which is its number.
    ModuleId(unsafe { object.cast::<u32>().read() })
}

fn string_object(text: &str) -> Ref {
    juliette_runtime::strings::new_string(text.as_bytes())
}

fn error_object(text: &str) -> Ref {
    let text = string_object(text);
    new_error(ErrorKind::Error, &[text])
}

/// The bytes of a string or symbol.
///
/// # Safety
/// `object` is a reference to one, and stays alive while the bytes are looked at.
unsafe fn bytes_of<'a>(object: Ref) -> &'a [u8] {
    // SAFETY: the caller's promise; the bytes follow the length.
    unsafe { core::slice::from_raw_parts(object.add(STRING_DATA_OFFSET), length(object)) }
}

/// Whether the intrinsic runs the program's code, so that nothing may be borrowed or waiting to be dropped.
pub(crate) fn runs_code(intrinsic: Intrinsic) -> bool {
    matches!(intrinsic, Intrinsic::EvalTree | Intrinsic::IncludeFile)
}

/// `eval_tree(module, text)` and `include_file(module, path)`.
///
/// # Safety
/// `args` points to two references to objects: a module and a string.
pub(crate) unsafe fn run_code(intrinsic: Intrinsic, args: *const Ref) -> Ref {
    // SAFETY: the caller's promise.
    let (module, text) = unsafe { (module_of(*args), *args.add(1)) };
    match evaluate(intrinsic, module, text) {
        Ok(object) => object,
        // SAFETY: the exception is an object, and what `evaluate` held is dropped.
        Err(exception) => unsafe { rethrow(exception) },
    }
}

fn evaluate(intrinsic: Intrinsic, module: ModuleId, text: Ref) -> Result<Ref, Ref> {
    let state = session();
    let outer = (state.module, state.file, state.line);
    state.module = module;
    // SAFETY: the text is a string, alive in the caller's frame.
    let bytes = unsafe { bytes_of(text) };
    let result = if intrinsic == Intrinsic::EvalTree {
        run_tree(bytes, state.line)
    } else {
        crate::load::include(module, &String::from_utf8_lossy(bytes))
    };
    let state = session();
    (state.module, state.file, state.line) = outer;
    match result {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Const(constant)) => {
            Ok(crate::objects::constant_object(&mut state.machine, &mut state.program, constant))
        }
        Err(Failure::Thrown(thrown)) => {
            let mut exception = thrown.exception.value;
            for (path, line) in thrown.places {
                let (path, line) = (string_object(&path), box_int64(line.into()));
                // SAFETY: all are objects.
                let wrapped = unsafe { crate::dynamic::call_base("load_error", &[path, line, exception]) };
                if let Some(wrapped) = wrapped {
                    exception = wrapped;
                }
            }
            Err(exception)
        }
        Err(Failure::Engine(EngineError::File(path, _))) => {
            let code = std::fs::File::open(&path).err().and_then(|error| error.raw_os_error()).unwrap_or(0);
            let full = std::path::absolute(&path).map_or(path, |path| path.to_string_lossy().into_owned());
            let prefix = string_object(&format!("opening file {full:?}"));
            let code = box_int64(code.into());
            // SAFETY: both are objects.
            let error = unsafe { crate::dynamic::call_base("system_error", &[prefix, code]) };
            Err(error.unwrap_or_else(|| error_object("a file cannot be opened")))
        }
        // What is not supported ends the program: caught like an exception, it would make a silent difference.
        Err(Failure::Engine(error)) => fatal_refusal(&error),
    }
}

fn fatal_refusal(error: &EngineError) -> ! {
    if let EngineError::Refused(messages) = error {
        session().machine.runtime.streams.flush_all();
        eprintln!("{messages}");
        std::process::exit(1);
    }
    fatal(&error.to_string())
}

/// The other functions of Core for trees and modules; none if the intrinsic is not one of them.
///
/// # Safety
/// The arguments are references to objects of the types that the library passes.
pub(crate) unsafe fn function(
    state: &mut Session,
    intrinsic: Intrinsic,
    args: &[Ref],
) -> Option<Result<Ref, Ref>> {
    let object = match intrinsic {
        Intrinsic::KeepValue => {
            let constant = crate::dynamic::constant_of(state, args[0]);
            state.program.values.push(constant);
            box_int64(state.program.values.len() as i64 - 1)
        }
        Intrinsic::KeptValue => {
            // SAFETY: the library passes a number that `keep_value` returned.
            let number = unsafe { args[0].cast::<i64>().read() };
            let constant = state.program.values[number as usize];
            crate::objects::constant_object(&mut state.machine, &mut state.program, constant)
        }
        Intrinsic::PrintTree => {
            // SAFETY: the library passes a string.
            let text = unsafe { bytes_of(args[0]) };
            let source = state.sources.file(state.file);
            let read = read_tree_to_print(text, Ast::new(state.file), source, &mut state.program.interner);
            match read {
                Ok(ReadTree { ast, root }) => {
                    string_object(&juliette_syntax::unparse(&ast, root, &state.program.interner))
                }
                Err(_) => string_object(""),
            }
        }
        // SAFETY: as above.
        Intrinsic::ParseTree => string_object(&unsafe { parse(state, args) }),
        Intrinsic::ModuleGlobal => match module_global(state, args[0], args[1]) {
            Ok(value) => value,
            Err(exception) => return Some(Err(exception)),
        },
        Intrinsic::SetModuleGlobal => {
            let (module, name) = (module_of(args[0]), state.symbol_of(args[1]));
            match state.program.modules.variable(module, name) {
                Some(global) => {
                    let cell = state.machine.cell(global);
                    // SAFETY: cells live as long as the session, and are roots.
                    unsafe { cell.write(args[2] as usize) };
                    args[2]
                }
                None => {
                    let program = &state.program;
                    let text = program.modules.assignment_error(module, name, &program.interner);
                    return Some(Err(error_object(&text)));
                }
            }
        }
        Intrinsic::IsGlobalDefined => {
            let (module, name) = (module_of(args[0]), state.symbol_of(args[1]));
            let defined = state.has_value(module, name);
            juliette_runtime::entries::box_bool(u8::from(defined))
        }
        Intrinsic::ModuleName => {
            let name = state.program.modules.module(module_of(args[0])).name;
            let name = state.program.interner.name(name).as_bytes().to_vec();
            state.machine.runtime.symbol(&name)
        }
        Intrinsic::ModuleParent => module_object(state.program.modules.module(module_of(args[0])).parent),
        Intrinsic::ModuleNames => {
            let module = module_of(args[0]);
            // SAFETY: the library passes a `Bool`.
            let all = unsafe { args[1].read() } & 1 == 1;
            let modules = &state.program.modules;
            let mut names: Vec<&str> = if all {
                modules.names(module).map(|name| state.program.interner.name(name)).collect()
            } else {
                let exported = modules.exported(module);
                let own = modules.module(module).name;
                exported.into_iter().chain([own]).map(|name| state.program.interner.name(name)).collect()
            };
            names.sort_unstable();
            names.dedup();
            string_object(&names.join("\n"))
        }
        Intrinsic::FunctionModule => {
            // SAFETY: the argument is an object.
            let ty = unsafe { crate::dynamic::dispatch_type(state, args[0]) };
            let ty = state.program.types.type_parameter(ty).unwrap_or(ty);
            let path = state.program.types.name_of(ty).map(|name| state.program.types.name(name).module);
            let found = path.and_then(|path| state.program.modules.by_path(path));
            module_object(found.unwrap_or(ModuleId::CORE))
        }
        Intrinsic::SetHome => {
            // SAFETY: the library passes a type and a symbol.
            let ty = unsafe { crate::dynamic::type_value(args[0]) };
            let path = state.symbol_of(args[1]);
            if let Some(name) = ty.and_then(|ty| state.program.types.name_of(ty)) {
                state.program.types.set_home(name, path);
                if let Some(&given) = args.get(2) {
                    let given = state.symbol_of(given);
                    state.program.types.rename(name, given, &state.program.interner);
                }
            }
            args[0]
        }
        Intrinsic::IsDefined => {
            // SAFETY: the arguments are objects.
            let found = unsafe { crate::dynamic::get_field(state, args[0], args[1]) };
            juliette_runtime::entries::box_bool(u8::from(found.is_ok()))
        }
        _ => return None,
    };
    Some(Ok(object))
}

/// `parse_tree(text, file, from, is_whole)`: the position behind the statement that begins at byte `from` of the text
/// (from 1), `;`, and the statement's text; or `0;` and what is wrong. With `is_whole` the text is one statement or,
/// if it has several, all of them.
unsafe fn parse(state: &mut Session, args: &[Ref]) -> String {
    // SAFETY: the library passes two strings, an `Int64` and a `Bool`.
    let (text, name, from, is_whole) = unsafe {
        let text = String::from_utf8_lossy(bytes_of(args[0])).into_owned();
        let name = String::from_utf8_lossy(bytes_of(args[1])).into_owned();
        (text, name, args[2].cast::<i64>().read(), args[3].read() & 1 == 1)
    };
    let from = (from.max(1) as usize - 1).min(text.len());
    let file = state.sources.add(name, text[from..].to_owned());
    let source_text = state.sources.file(file).text.clone();
    let parsed = juliette_syntax::parse_file(file, &source_text, &mut state.program.interner);
    if let Some(diagnostic) =
        parsed.diagnostics.iter().find(|diagnostic| diagnostic.severity == juliette_diag::Severity::Error)
    {
        return format!("0;{}", diagnostic.message);
    }
    let source = state.sources.file(file);
    let write = |node| write_tree(&parsed.ast, node, source, &state.program.interner, false).0;
    match parsed.statements[..] {
        [] => format!("{};N", text.len() + 1),
        [only] if is_whole => format!("{};{}", text.len() + 1, write(only)),
        [first, ..] if !is_whole => {
            let end = parsed.ast.span(first).end as usize;
            let rest = &source.text[end..];
            let skipped = rest.find('\n').map_or(rest.len(), |at| at + 1);
            let skipped = if rest[..skipped].trim().is_empty() {
                skipped
            } else {
                rest.len() - rest.trim_start_matches([' ', ';']).len()
            };
            format!("{};{}", from + end + skipped + 1, write(first))
        }
        _ => {
            let all: Vec<String> = parsed.statements.iter().map(|&statement| write(statement)).collect();
            format!("{};x{};8;toplevel{}", text.len() + 1, all.len(), all.concat())
        }
    }
}

/// The value of a module's global variable, or the exception that it has none.
pub(crate) fn module_global(state: &mut Session, module: Ref, name: Ref) -> Result<Ref, Ref> {
    let (home, symbol) = (module_of(module), state.symbol_of(name));
    match state.program.modules.resolve(home, symbol) {
        Some(Binding::Const(constant)) => {
            Ok(crate::objects::constant_object(&mut state.machine, &mut state.program, constant))
        }
        Some(Binding::Variable(global)) if state.has_value(home, symbol) => {
            let cell = state.machine.cell(global);
            // SAFETY: cells live as long as the session.
            Ok(unsafe { cell.read() as Ref })
        }
        Some(Binding::Variable(_) | Binding::Alias(..)) | None => {
            Err(new_error(ErrorKind::UndefVar, &[name]))
        }
    }
}
