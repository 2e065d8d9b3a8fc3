//! Source positions of the function being built.
//!
//! Most bodies that are inlined leave no instruction behind, so a position is first just a line of a body, noted with a
//! few words. When the function is done, those that an instruction has, and those that these were inlined at, become
//! the function's positions with names and files.
//!
//! Invariant: a position comes behind the one that it is inlined at; the first one is the function's own.

use super::shape::Shapes;
use juliette_infer::{Inferred, Program};
use juliette_ir::generic::Body;
use juliette_ir::{Function, Loc, Position};
use juliette_support::{FileId, Id, Shared, SourceMap, Symbol, sym};
use juliette_types::TypeId;
use smallvec::SmallVec;

/// A line of a body that is walked.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    /// The body's name.
    pub(crate) name: Symbol,
    pub(crate) file: FileId,
    pub(crate) line: u32,
    /// The line of the call that the body was inlined at, by its number.
    pub(crate) inlined_at: Loc,
}

/// Gives a function the positions that its instructions refer to, of these lines. `numbers` is memory for the
/// positions' numbers by line.
pub(crate) fn place(
    func: &mut Function,
    lines: &[Line],
    numbers: &mut Vec<Loc>,
    program: &mut Program,
    shapes: &mut Shapes,
    sources: &SourceMap,
    inferred: &Inferred,
) {
    if lines.is_empty() {
        return;
    }
    numbers.clear();
    numbers.resize(lines.len(), Loc::NONE);
    let own = function_text(program, shapes, inferred);
    let mut positions = core::mem::take(&mut func.positions);
    let mut way: SmallVec<[Loc; 8]> = SmallVec::new();
    let mut number_of = |wanted: Loc| {
        let mut at = wanted;
        while at.is_some() && !numbers[at.index()].is_some() {
            way.push(at);
            at = lines[at.index()].inlined_at;
        }
        // The outermost first: what another was inlined at has its number before.
        while let Some(at) = way.pop() {
            let line = lines[at.index()];
            let function = match line.inlined_at.is_some() {
                false => own.clone(),
                true if line.name == sym::EMPTY => ANONYMOUS.into(),
                true => shapes.name(&program.interner, line.name),
            };
            let inlined_at = line.inlined_at.is_some().then(|| numbers[line.inlined_at.index()]);
            let file = shapes.file(sources, line.file);
            numbers[at.index()] = positions.push(Position { function, file, line: line.line, inlined_at });
        }
        numbers[wanted.index()]
    };
    number_of(Loc(0));
    func.renumber_positions(number_of);
    func.positions = positions;
}

const ANONYMOUS: &str = "#anonymous";

/// How stack traces name a function: with its arguments, unless it is a statement.
fn function_text(program: &mut Program, shapes: &mut Shapes, inferred: &Inferred) -> Shared<str> {
    if inferred.method.is_none() {
        return match inferred.body.name {
            sym::EMPTY => ANONYMOUS.into(),
            name => shapes.name(&program.interner, name),
        };
    }
    let types: SmallVec<[TypeId; 8]> =
        inferred.arguments.iter().map(|argument| argument.dispatch_type(&mut program.types)).collect();
    frame_name(program, &inferred.body, &types).into()
}

/// How stack traces name a method's body for parameters of these types, the function itself first.
pub fn frame_name(program: &mut Program, body: &Body, types: &[TypeId]) -> String {
    let mut text = body_name(program, body);
    text.push('(');
    for (i, (&argument, &ty)) in body.param_names.iter().zip(types).enumerate().skip(1) {
        if i > 1 {
            text.push_str(", ");
        }
        text.push_str(program.interner.name(argument));
        text.push_str("::");
        program.types.show_into(ty, &program.interner, &mut text);
    }
    text.push(')');
    text
}

/// The name under which a body's code is known.
pub fn display_name(program: &Program, inferred: &Inferred) -> String {
    body_name(program, &inferred.body)
}

fn body_name(program: &Program, body: &Body) -> String {
    match body.name {
        sym::EMPTY => ANONYMOUS.to_owned(),
        name => program.interner.name(name).to_owned(),
    }
}
