//! What the user sees when something was thrown: Julia's message and a stack trace in Julia's form.

use crate::session::{Session, session};
use juliette_runtime::exceptions::{Exception, run_protected};
use juliette_runtime::object::{Ref, type_id};
use juliette_runtime::streams::STDERR;
use juliette_types::TypeId;

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
fn stack_trace(session: &Session, addresses: &[usize], scope: Option<String>) -> String {
    let mut frames: Vec<(String, String, bool)> = Vec::new();
    for &address in addresses {
        let mut inner: Vec<(String, String)> = Vec::new();
        session.code_map.frames_at(address, |_, position| {
            inner.push((position.function.to_string(), format!("{}:{}", position.file, position.line)));
        });
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
                format!("{}::{}", interner.name(name), session.program.types.show(ty, interner))
            })
            .collect();
        keywords = format!("; {}", shown.join(", "));
        function = crate::dynamic::read_field(session, arguments, tuple, 1);
        // SAFETY: a tuple's elements are objects.
        function_type = TypeId(unsafe { type_id(function) });
        first = 2;
    }
    for index in first..count {
        let argument = crate::dynamic::read_field(session, arguments, tuple, index);
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
    let is_callable = session
        .program
        .types
        .name_of(function_type)
        .is_some_and(|name| session.program.types.name(name).function.is_some())
        || session.program.types.type_parameter(callee).is_some();
    if !is_callable {
        let shown = session.program.types.show(function_type, &session.program.interner);
        return format!("MethodError: objects of type {shown} are not callable");
    }
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
        Some((a, b)) => {
            let mut text = format!("MethodError: {name}({}) is ambiguous.\n\nCandidates:", shown.join(", "));
            for id in [a, b] {
                text.push_str(&format!("\n  {}", describe(session, id)));
            }
            text
        }
        None => {
            let mut text = format!("MethodError: no method matching {name}({}{keywords})", shown.join(", "));
            let tables = session.program.types.name_of(match session.program.types.type_parameter(callee) {
                Some(ty) => ty,
                None => function_type,
            });
            let methods = tables.map(|name| session.program.methods.methods_of(name)).unwrap_or_default();
            if !methods.is_empty() {
                text.push_str("\n\nClosest candidates are:");
                for id in methods.into_iter().take(3) {
                    text.push_str(&format!("\n  {}", describe(session, id)));
                }
            }
            text
        }
    }
}

fn describe(session: &Session, id: juliette_methods::MethodId) -> String {
    let method = session.program.methods.method(id);
    let interner = &session.program.interner;
    let (vars, body) = session.program.types.unwrap_union_all(method.signature);
    let elements = session.program.types.tuple_elements(body).unwrap_or(&[]);
    let arguments: Vec<String> = elements
        .iter()
        .skip(1)
        .map(|&ty| format!("::{}", session.program.types.show(ty, interner)))
        .collect();
    let names: Vec<&str> =
        vars.iter().map(|&var| interner.name(session.program.types.var(var).name)).collect();
    let bound = if names.is_empty() { String::new() } else { format!(" where {{{}}}", names.join(", ")) };
    format!(
        "{}({}){bound}\n   @ {} {}:{}\n",
        interner.name(method.name),
        arguments.join(", "),
        interner.name(method.module),
        interner.name(method.file),
        method.line
    )
}
