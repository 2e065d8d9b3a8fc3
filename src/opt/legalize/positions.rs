//! Source positions of the function being built.
//!
//! Most bodies that are inlined leave no instruction behind, so a position is first just a line of a body, noted with a
//! few words. When the function is done, those that an instruction has, and those that these were inlined at, become
//! the function's positions with names and files.
//!
//! Invariant: a position comes behind the one that it is inlined at; the first one is the function's own.

use super::shape::Shapes;
use juliette_infer::{Inferred, Program};
use juliette_ir::{Function, Loc, Position};
use juliette_support::{FileId, Id, Shared, SourceMap, Symbol, sym};

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
    const WANTED: Loc = Loc(0);
    if lines.is_empty() {
        return;
    }
    numbers.clear();
    numbers.resize(lines.len(), Loc::NONE);
    numbers[0] = WANTED;
    func.renumber_positions(|loc| {
        numbers[loc.index()] = WANTED;
        loc
    });
    for number in (0..lines.len()).rev() {
        let outer = lines[number].inlined_at;
        if numbers[number] == WANTED && outer.is_some() {
            numbers[outer.index()] = WANTED;
        }
    }
    let own = function_text(program, shapes, inferred);
    let mut file = None;
    for (number, line) in lines.iter().enumerate() {
        if numbers[number] != WANTED {
            continue;
        }
        let function = match line.inlined_at.is_some() {
            false => own.clone(),
            true if line.name == sym::EMPTY => ANONYMOUS.into(),
            true => shapes.name(&program.interner, line.name),
        };
        let file = match &file {
            Some((id, text)) if *id == line.file => Shared::clone(text),
            _ => {
                let text = shapes.file(sources, line.file);
                file = Some((line.file, text.clone()));
                text
            }
        };
        let inlined_at = line.inlined_at.is_some().then(|| numbers[line.inlined_at.index()]);
        let position = Position { function, file, line: line.line, inlined_at };
        numbers[number] = func.positions.push(position);
    }
    func.renumber_positions(|loc| numbers[loc.index()]);
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
    let mut text = display_name(program, inferred);
    text.push('(');
    let names = inferred.body.param_names.iter().skip(1);
    for (i, (&argument, &lattice)) in names.zip(&inferred.arguments[1..]).enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        let ty = lattice.dispatch_type(&mut program.types);
        text.push_str(program.interner.name(argument));
        text.push_str("::");
        program.types.show_into(ty, &program.interner, &mut text);
    }
    text.push(')');
    text.into()
}

/// The name under which a body's code is known.
pub fn display_name(program: &Program, inferred: &Inferred) -> String {
    match inferred.body.name {
        sym::EMPTY => ANONYMOUS.to_owned(),
        name => program.interner.name(name).to_owned(),
    }
}
