//! What the user sees when something was thrown: Julia's message and a stack trace in Julia's form.

use crate::session::{Session, SlotUse, session};
use juliette_methods::{Candidate, MethodId};
use juliette_runtime::evaluated::read_marker;
use juliette_runtime::exceptions::{Exception, new_error, run_protected};
use juliette_runtime::object::{Ref, STRING_DATA_OFFSET, length, type_id};
use juliette_runtime::runtime::ErrorKind;
use juliette_runtime::streams::STDERR;
use juliette_types::{Term, TypeId, TypeKind, known};

/// Prints an exception that nothing caught, where it was thrown, and which statements of files (path and line, the
/// innermost first) led there. `scope` is the place in the statement, if there is no code of it that the back trace
/// could pass.
pub(crate) fn report(exception: &Exception, statements: &[(String, u32)], scope: Option<String>) {
    let value = exception.value;
    let head = format!("ERROR: {}", "LoadError: ".repeat(statements.len()));
    session().machine.runtime.streams.write(STDERR, head.as_bytes());
    let printed = run_protected(|| {
        // SAFETY: the exception is an object.
        unsafe { crate::dynamic::call_base("display_error", &[value]).is_some() }
    });
    let session = session();
    if !printed.unwrap_or(false) {
        // SAFETY: the exception is an object.
        let ty = TypeId(unsafe { type_id(value) });
        let shown = session.program.types.show(ty, &session.program.interner);
        let text = format!("{shown} (its message could not be shown)\n");
        session.machine.runtime.streams.write(STDERR, text.as_bytes());
    }
    let trace = stack_trace(session, &exception.backtrace, scope);
    session.machine.runtime.streams.write(STDERR, trace.as_bytes());
    for (path, line) in statements {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let text = format!("in expression starting at {}:{line}\n", path.display());
        session.machine.runtime.streams.write(STDERR, text.as_bytes());
    }
}

/// The frames behind the return addresses, the innermost first; inlined ones are marked.
fn stack_trace(session: &mut Session, addresses: &[usize], scope: Option<String>) -> String {
    let mut frames: Vec<(String, String, bool)> = Vec::new();
    for &address in addresses {
        if let Some((number, value)) = read_marker(address) {
            let name = session.evaluated_name(number);
            if let Some((module, file, line)) = session.evaluated.place(number, value) {
                let module = session.program.interner.name(session.program.modules.module(module).name);
                let file = &session.sources.file(file).name;
                frames.push((name, format!("{module} {file}:{line}"), false));
            }
            continue;
        }
        let mut inner: Vec<(String, String)> = Vec::new();
        let mut module = None;
        session.code_map.frames_at(address, |object, position| {
            // Julia's own files are named from the folder of its library.
            let folder = if crate::load::is_library_file(&position.file) { "./" } else { "" };
            inner.push((
                position.function.to_string(),
                format!("{folder}{}:{}", position.file, position.line),
            ));
            module = session.machine.slot_uses.get(object.tag as usize);
        });
        // Only the frame that is called, not what was inlined into it, is shown with its module.
        let module = module.map(|slot_use| match *slot_use {
            SlotUse::Method(id) | SlotUse::Wrapper(id, _) => session.program.inferred.get(id).body.module,
            SlotUse::Rest(module) => module,
        });
        if let (Some(module), Some((_, place))) = (module, inner.last_mut()) {
            let name = session.program.interner.name(session.program.modules.module(module).name);
            place.insert_str(0, &format!("{name} "));
        }
        let count = inner.len();
        for (i, (function, place)) in inner.into_iter().enumerate() {
            frames.push((function, place, i + 1 < count));
        }
    }
    frames.extend(scope.map(|place| ("top-level scope".to_owned(), place, false)));
    if frames.is_empty() {
        return String::new();
    }
    let mut text = String::from("Stacktrace:\n");
    let width = frames.len().to_string().len();
    let mut shown = 0;
    let mut at = 0;
    while at < frames.len() {
        let (function, place, is_inlined) = &frames[at];
        shown += 1;
        let number = format!("[{shown}]");
        let note = if *is_inlined { " [inlined]" } else { "" };
        text.push_str(&format!(" {number:>w$} {function}\n", w = width + 2));
        text.push_str(&format!(" {:w$}@ {place}{note}\n", "", w = width + 1));
        let repeats = frames[at..].iter().take_while(|frame| *frame == &frames[at]).count();
        if repeats > 2 {
            text.push_str(&format!(" --- the above 1 lines are repeated {} more times ---\n", repeats - 1));
            at += repeats;
        } else {
            at += 1;
        }
    }
    text
}

/// The message of a `MethodError` for these boxed arguments (a tuple).
pub(crate) fn method_error_text(session: &mut Session, function: Ref, arguments: Ref) -> String {
    // SAFETY: both are objects.
    let (mut function_type, tuple) = unsafe { (TypeId(type_id(function)), TypeId(type_id(arguments))) };
    let mut function = function;
    let count = session.program.types.field_types(tuple).len();
    let mut types = Vec::with_capacity(count);
    // A call with keywords is shown as it was written: `kwcall(keywords, f, arguments…)` as `f(arguments…; keywords…)`.
    let mut keywords = String::new();
    let mut keyword_names = Vec::new();
    let mut first = 0;
    if count >= 2 && crate::dynamic::function_name(session, function_type) == "kwcall" {
        let given = session.program.types.field_types(tuple)[0];
        let (names, types) =
            (session.program.types.field_names(given), session.program.types.field_types(given));
        let shown: Vec<String> = names
            .into_iter()
            .zip(types)
            .map(|(name, ty)| {
                let interner = &session.program.interner;
                keyword_names.push(interner.name(name).to_owned());
                format!("{}::{}", interner.name(name), session.program.types.show(ty, interner))
            })
            .collect();
        keywords = format!("; {}", shown.join(", "));
        function = crate::boxed::read_field(session, arguments, tuple, 1);
        // SAFETY: a tuple's elements are objects.
        function_type = TypeId(unsafe { type_id(function) });
        first = 2;
    }
    for index in first..count {
        let argument = crate::boxed::read_field(session, arguments, tuple, index);
        // SAFETY: a tuple's elements are objects.
        let ty = unsafe { crate::dynamic::dispatch_type(session, argument) };
        types.push(ty);
    }
    let shown: Vec<String> = types
        .iter()
        .map(|&ty| format!("::{}", session.program.types.show(ty, &session.program.interner)))
        .collect();
    // SAFETY: the function is an object.
    let callee = unsafe { crate::dynamic::dispatch_type(session, function) };
    let name = match session.program.types.type_parameter(callee) {
        Some(ty) => session.program.types.show(ty, &session.program.interner),
        None => crate::dynamic::function_name(session, function_type),
    };
    let is_named = session.program.types.type_parameter(callee).is_some()
        || session
            .program
            .types
            .name_of(function_type)
            .is_some_and(|name| session.program.types.name(name).function.is_some());
    let own = session.program.types.show(function_type, &session.program.interner);
    let methods = session.program.types.name_of(function_type);
    // Constructors are methods of the type, not of its objects.
    let is_call = |&id: &MethodId| {
        let types = &session.program.types;
        let (_, body) = types.unwrap_union_all(session.program.methods.method(id).signature);
        types.tuple_elements(body).is_some_and(|elements| types.type_parameter(elements[0]).is_none())
    };
    let has_methods =
        methods.is_some_and(|name| session.program.methods.methods_of(name).iter().any(is_call));
    if !is_named && !has_methods {
        let mut text = format!("MethodError: objects of type {own} are not callable");
        if session.program.types.subtype(function_type, known::NUMBER) {
            text.push_str("\nMaybe you forgot to use an operator such as *, ^, %, / etc. ?");
        }
        return text;
    }
    let name = if is_named && name != ":" { name } else { format!("(::{own})") };
    let mut all = vec![callee];
    all.extend(&types);
    let signature = session.program.types.tuple(&all);
    let world = session.program.methods.world();
    let found = session.program.methods.lookup(&mut session.program.types, signature, world);
    let ambiguous = match found {
        juliette_methods::Lookup::Ambiguous(a, b) => Some((a, b)),
        juliette_methods::Lookup::One(_) | juliette_methods::Lookup::None => None,
    };
    match ambiguous {
        Some((a, b)) => ambiguity_text(session, &name, &shown, a, b),
        None => {
            let mut text = format!("MethodError: no method matching {name}({}{keywords})", shown.join(", "));
            let program = &mut session.program;
            let candidates = program.methods.closest_candidates(&mut program.types, signature);
            let question = session.program.interner.intern("isabstract");
            if candidates.is_empty()
                && let Some(ty) = session.program.types.type_parameter(callee)
                && session.program.type_query(ty, question) == Some(true)
            {
                return format!("MethodError: no constructors have been defined for {name}");
            }
            if !candidates.is_empty() {
                text.push_str("\n\nClosest candidates are:");
            }
            for (i, candidate) in candidates.iter().enumerate() {
                if i == MOST_CANDIDATES {
                    text.push_str("\n  ...");
                    break;
                }
                text.push_str(&format!(
                    "\n  {}",
                    candidate_text(session, candidate, types.len(), &keyword_names)
                ));
            }
            if !candidates.is_empty() {
                text.push('\n');
            }
            text
        }
    }
}

/// So many candidates are listed.
const MOST_CANDIDATES: usize = 3;

/// The message for a call that two methods fit equally well.
fn ambiguity_text(session: &mut Session, name: &str, shown: &[String], a: MethodId, b: MethodId) -> String {
    let mut text = format!("MethodError: {name}({}) is ambiguous.\n\nCandidates:", shown.join(", "));
    for id in [a, b] {
        text.push_str(&format!("\n  {}\n    {}", session.method_text(id), place(session, id)));
    }
    let program = &mut session.program;
    let (first, second) = (program.methods.method(a).signature, program.methods.method(b).signature);
    let both = program.types.intersect(first, second);
    let is_fix = program.types.more_specific(both, first) && program.types.more_specific(both, second);
    match program.types.tuple_elements(both) {
        Some(elements) if is_fix => {
            let arguments: Vec<String> =
                elements[1..].iter().map(|&ty| format!("::{}", program.types.show(ty, &program.interner))).collect();
            text.push_str(&format!("\n\nPossible fix, define\n  {name}({})", arguments.join(", ")));
        }
        _ => text.push_str(
            "\n\nTo resolve the ambiguity, try making one of the methods more specific, or adding a new method more \
             specific than any of the existing applicable methods.",
        ),
    }
    text
}

/// Where a method was defined.
fn place(session: &Session, id: MethodId) -> String {
    let method = session.program.methods.method(id);
    let interner = &session.program.interner;
    format!("@ {} {}:{}", interner.name(method.module), interner.name(method.file), method.line)
}

/// A method that nearly fits, with marks at the arguments that do not.
fn candidate_text(
    session: &Session,
    candidate: &Candidate,
    given: usize,
    given_keywords: &[String],
) -> String {
    let (interner, types) = (&session.program.interner, &session.program.types);
    let method = session.program.methods.method(candidate.method);
    let (vars, body) = types.unwrap_union_all(method.signature);
    let elements = types.tuple_elements(body).unwrap_or(&[]);
    let mut arguments = Vec::with_capacity(elements.len());
    for (i, (&ty, &is_matched)) in elements.iter().skip(1).zip(&candidate.is_matched).enumerate() {
        let (ty, dots) = match types.term(ty) {
            Term::Vararg { elem, .. } => (elem, "..."),
            _ => (ty, ""),
        };
        let is_there = i < given || !dots.is_empty();
        let mark = if is_matched && is_there { "" } else { "!Matched" };
        arguments.push(format!("{mark}::{}{dots}", types.show(ty, interner)));
    }
    let bounds: Vec<String> = vars.iter().map(|&var| types.show_var(var, interner)).collect();
    let bounds = match &bounds[..] {
        [] => String::new(),
        [one] => format!(" where {one}"),
        _ => format!(" where {{{}}}", bounds.join(", ")),
    };
    let text = session.method_text(candidate.method);
    let name = called_part(&text);
    let known = session.keyword_names(candidate.method);
    let keywords = if known.is_empty() { String::new() } else { format!("; {}", known.join(", ")) };
    let refused: Vec<&str> = given_keywords
        .iter()
        .map(String::as_str)
        .filter(|name| !known.contains(name) && !known.iter().any(|known| known.ends_with("...")))
        .collect();
    let refused = match refused.len() {
        0 => String::new(),
        n => format!(
            " got unsupported keyword argument{} \"{}\"",
            if n > 1 { "s" } else { "" },
            refused.join("\", \"")
        ),
    };
    format!(
        "{name}({}{keywords}){bounds}{refused}\n   {}",
        arguments.join(", "),
        place(session, candidate.method)
    )
}

/// What stands before the parameters in a method's text.
fn called_part(text: &str) -> &str {
    // Callable objects are in parentheses themselves.
    let skip = if text.starts_with('(') { text.find(')').map_or(0, |at| at + 1) } else { 0 };
    let end = text[skip..].find('(').map_or(text.len(), |at| skip + at);
    // Operators such as `:(` do not occur.
    &text[..end]
}

/// What is said of types that do not tell how many fields their values have.
pub(crate) const INDEFINITE_FIELDS: &str = "type does not have a definite number of fields";

/// Whether a type does not tell how many fields its values have.
pub(crate) fn has_indefinite_fields(types: &juliette_types::Types, ty: TypeId) -> bool {
    let is_abstract = types.name_of(ty).is_some_and(|name| types.name(name).kind == TypeKind::Abstract);
    is_abstract || types.further_fields(ty).is_some()
}

/// A type's name without its module and parameters.
pub(crate) fn bare_name(session: &Session, ty: TypeId) -> String {
    let types = &session.program.types;
    match types.name_of(ty) {
        Some(name) => session.program.interner.name(types.name(name).name).to_owned(),
        None => types.show(ty, &session.program.interner),
    }
}

/// The exception that a type has no such field, by name or number.
pub(crate) fn no_field(session: &mut Session, ty: TypeId, index: Ref) -> Ref {
    // SAFETY: callers pass references to objects; a symbol's bytes follow its length.
    unsafe {
        if TypeId(type_id(index)) == known::SYMBOL {
            let name = core::slice::from_raw_parts(index.add(STRING_DATA_OFFSET), length(index));
            let shown = bare_name(session, ty);
            let text = format!("type {shown} has no field {}", String::from_utf8_lossy(name));
            return crate::dynamic::error_text(ErrorKind::Error, &text);
        }
    }
    let ty = session.machine.runtime.type_object(ty.0);
    new_error(ErrorKind::Bounds, &[ty, index])
}
