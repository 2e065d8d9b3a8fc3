//! Drives the stages over a file, one line of the top level at a time, and goes on after mistakes.

use crate::actions::{Builder, Stacks, Statements};
use crate::ast::{Ast, Head, NodeId};
use crate::layout::Layout;
use crate::lex::lex;
use crate::machine::{Machine, Refused};
use crate::tok::{Tok, Token};
use crate::{Parsed, message};
use juliette_diag::{Code, Diagnostic, Severity};
use juliette_support::{FileId, Interner, Span};

/// The largest text that offsets can number, with room for ends.
const LARGEST: usize = u32::MAX as usize - 16;

/// Expressions nested deeper than this are refused: later stages recurse.
const DEEPEST: u32 = 4000;

/// Mistakes reported for one line of the top level; beyond, it is given up.
const MOST_MISTAKES: usize = 20;

/// Mistakes reported for one file.
const MOST_DIAGNOSTICS: usize = 100;

/// Mistakes kept until the first ones can be told from the others.
pub(crate) const KEPT_DIAGNOSTICS: usize = 1000;

/// What became of the lines of the top level so far.
#[derive(Default)]
pub(crate) struct Lines {
    /// Their statements.
    statements: Vec<NodeId>,
    /// The last statement is a string that may document the next one.
    documents: bool,
    /// How many lines were taken since parsing began.
    taken: usize,
    /// How many diagnostics there were when the last of them was taken.
    diagnostics: usize,
}

/// Adds a diagnostic to a list that does not grow without end.
pub(crate) fn keep(diagnostics: &mut Vec<Diagnostic>, diagnostic: Diagnostic) -> &mut Diagnostic {
    if diagnostics.len() >= KEPT_DIAGNOSTICS {
        diagnostics.pop();
    }
    diagnostics.push(diagnostic);
    diagnostics.last_mut().expect("one was just added")
}

/// Parses the text of `file`.
pub fn parse_file(file: FileId, text: &str, interner: &mut Interner) -> Parsed {
    let mut diagnostics = Vec::new();
    let mut ast = Ast::new(file);
    ast.is_parsed = true;
    ast.make_room(text.len());
    if text.len() > LARGEST {
        let span = Span::new(file, 0, 0);
        diagnostics.push(Diagnostic::error(Code::TextTooLarge, span, "this file is larger than 4 GiB"));
        return Parsed { ast, statements: Vec::new(), diagnostics };
    }
    let raw = lex(file, text, &mut diagnostics);
    let layout = Layout::new(text, &raw, &mut ast, interner, &mut diagnostics);
    let statements = parse_lines(layout, text);
    drop(raw);
    check_depth(&ast, &mut diagnostics);
    diagnostics.sort_by_key(|d| d.primary.span.start);
    diagnostics.truncate(MOST_DIAGNOSTICS);
    Parsed { ast, statements, diagnostics }
}

fn parse_lines(mut layout: Layout<'_>, text: &str) -> Vec<NodeId> {
    let mut machine = Machine::default();
    let mut stacks = Stacks::default();
    while let Some((mut tokens, breaks)) = layout.next_lines() {
        let (ast, interner, diagnostics) = layout.parts();
        let mut builder = Builder::new(ast, interner, text, diagnostics, stacks);
        // All lines are parsed at once, and again from the one after a line with a mistake.
        let mut from = 0;
        while from < breaks.len() {
            let begin = if from == 0 { 0 } else { breaks[from - 1] };
            builder.begin_lines();
            let Err(refused) = parse_run(&mut machine, &mut builder, &tokens, begin, &breaks[from..]) else {
                break;
            };
            let failed = from + builder.stacks.lines.taken;
            let begin = if failed == 0 { 0 } else { breaks[failed - 1] };
            mend_line(&mut machine, &mut tokens[begin..breaks[failed]], refused, &mut builder);
            from = failed + 1;
        }
        stacks = builder.into_stacks();
    }
    stacks.lines.statements
}

/// Parses lines that begin at `at` and end at `ends`, in one run.
fn parse_run(
    machine: &mut Machine,
    builder: &mut Builder<'_>,
    tokens: &[Token],
    mut at: usize,
    ends: &[usize],
) -> Result<(), Refused> {
    machine.begin();
    for &end in ends {
        machine.take(builder, &tokens[at..end])?;
        let place = if end == 0 { 0 } else { tokens[end - 1].end };
        machine.take(builder, &[Token { tok: Tok::LineEnd, start: place, end: place }])?;
        at = end;
    }
    Ok(())
}

/// Leaves out of a line the smallest statement around a mistake, and tries the rest again to find others. If nothing
/// can be made of it, an error takes the line's place. A statement in which the layout pass reported something is not
/// reported again: one mistake often leads to others.
fn mend_line(machine: &mut Machine, line: &mut [Token], mut refused: Refused, builder: &mut Builder<'_>) {
    let first = line.iter().find(|t| !matches!(t.tok, Tok::Newline | Tok::BlankLine));
    let (Some(first), Some(last)) = (first.map(|t| t.start), line.last().map(|t| t.end)) else { return };
    let by_layout = builder.stacks.lines.diagnostics;
    let mut diagnostics = by_layout;
    for attempt in 1..=MOST_MISTAKES {
        // The next attempt repeats what the actions reported.
        builder.diagnostics.truncate(diagnostics);
        builder.reset();
        let mistake = message::locate(line, &refused);
        let statement = message::statement_around(line, mistake);
        let place = line.get(statement.clone()).and_then(|t| Some((t.first()?.start, t.last()?.end)));
        let known = place.is_some_and(|(start, end)| {
            let reported = &builder.diagnostics[..by_layout.min(builder.diagnostics.len())];
            reported.iter().any(|d| (start..=end).contains(&d.primary.span.start))
        });
        if !known && builder.diagnostics.len() < KEPT_DIAGNOSTICS {
            let diagnostic = message::describe(line, mistake, builder);
            builder.diagnostics.push(diagnostic);
        }
        if !message::leave_out(line, statement) || attempt == MOST_MISTAKES {
            break;
        }
        diagnostics = builder.diagnostics.len();
        match parse_run(machine, builder, line, 0, &[line.len()]) {
            Ok(()) => return,
            Err(again) => refused = again,
        }
    }
    let node = builder.error((first, last));
    builder.stacks.lines.statements.push(node);
    builder.stacks.lines.documents = false;
}

impl Builder<'_> {
    /// Notes that lines follow.
    fn begin_lines(&mut self) {
        self.stacks.lines.taken = 0;
        self.stacks.lines.diagnostics = self.diagnostics.len();
    }

    /// Takes the statements of one line of the top level.
    pub(crate) fn take_line(&mut self, parsed: Statements) {
        self.refuse_bare_constants();
        let (from, scratch) = (parsed.list.mark(), &mut self.stacks.scratch);
        let lines = &mut self.stacks.lines;
        lines.taken += 1;
        lines.diagnostics = self.diagnostics.len();
        if scratch.len() == from && !parsed.semicolon {
            return;
        }
        if lines.documents && !parsed.blank && scratch.len() > from {
            let text = lines.statements.pop().expect("what documents is a statement");
            let thing = scratch[from];
            self.stacks.scratch[from] = self.document(text, thing);
        }
        if parsed.semicolon {
            let statement = self.list(Head::TopLevel, parsed.list);
            self.stacks.lines.statements.push(statement);
            self.stacks.lines.documents = false;
            return;
        }
        let lone = self.stacks.scratch.len() == from + 1;
        self.stacks.lines.documents = lone && self.is_string(self.stacks.scratch[from]);
        self.stacks.lines.statements.extend(self.stacks.scratch.drain(from..));
    }
}

/// Refuses trees that are too deep for those who recurse on them.
fn check_depth(ast: &Ast, diagnostics: &mut Vec<Diagnostic>) {
    if ast.len() <= DEEPEST as usize {
        return;
    }
    let mut depths = vec![0u16; ast.len()];
    for node in ast.ids() {
        let below = ast.args(node).iter().map(|&arg| depths[arg.0 as usize]).max();
        let depth = below.map_or(0, |d| d + 1);
        depths[node.0 as usize] = depth.min(DEEPEST as u16 + 1);
        if u32::from(depth) == DEEPEST {
            let message = "this expression is nested too deeply";
            diagnostics.push(Diagnostic::error(Code::NestedTooDeeply, ast.span(node), message));
        }
    }
}

impl Parsed {
    /// Whether the text has a mistake.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}
