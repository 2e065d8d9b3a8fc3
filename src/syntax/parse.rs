//! Drives the stages over a file, one line of the top level at a time, and goes on after mistakes.

use crate::actions::{Builder, List, Stacks, Statements};
use crate::ast::{Ast, Head, NodeId};
use crate::layout::Layout;
use crate::lex::lex;
use crate::tok::{Tok, Token};
use crate::{Parsed, message};
use juliette_diag::{Code, Diagnostic, Severity};
use juliette_support::{FileId, Interner, Span};

#[allow(
    clippy::all,
    unused,
    missing_docs,
    unreachable_pub,
    clippy::undocumented_unsafe_blocks,
    clippy::unwrap_used,
    clippy::allow_attributes_without_reason,
    reason = "generated code"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/julia.rs"));
}

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
    let parser = generated::LineParser::new();
    let mut statements: Vec<NodeId> = Vec::new();
    let mut stacks = Stacks::default();
    // The last statement is a string that may document the next one.
    let mut documents = false;
    while let Some((mut tokens, breaks)) = layout.next_lines() {
        let (ast, interner, diagnostics) = layout.parts();
        let mut builder = Builder::new(ast, interner, text, diagnostics, stacks);
        let mut begin = 0;
        for end in breaks {
            let line = &mut tokens[begin..end];
            begin = end;
            documents = add_line(&parser, line, &mut builder, &mut statements, documents);
        }
        stacks = builder.into_stacks();
    }
    statements
}

/// Parses one line of the top level and adds its statements; `documents` tells whether the last statement may document
/// the next one, before and after.
fn add_line(
    parser: &generated::LineParser,
    line: &mut [Token],
    builder: &mut Builder<'_>,
    statements: &mut Vec<NodeId>,
    documents: bool,
) -> bool {
    let near = line.iter().find(|t| !matches!(t.tok, Tok::Newline | Tok::BlankLine));
    let Some(first) = near.map(|t| t.start) else { return documents };
    let last = line[line.len() - 1].end;
    let blank = line.first().is_some_and(|t| t.tok == Tok::BlankLine);
    let Some(parsed) = parse_line(parser, line, builder) else {
        builder.reset();
        statements.push(builder.error((first, last)));
        return false;
    };
    let mut from = statements.len();
    statements.extend_from_slice(builder.items_of(List { mark: parsed.mark }));
    if documents && !blank && statements.len() > from {
        let text = statements.remove(from - 1);
        from -= 1;
        statements[from] = builder.document(text, statements[from]);
    }
    builder.stacks.scratch.truncate(parsed.mark);
    if parsed.semicolon {
        let list = builder.empty();
        builder.stacks.scratch.extend(statements.drain(from..));
        statements.push(builder.list(Head::TopLevel, list));
        return false;
    }
    statements.len() == from + 1 && builder.is_string(statements[from])
}

/// Parses one line. Where it has a mistake, the smallest statement around that is left out, and the rest is tried
/// again to find others. `None` if nothing can be made of it. A statement in which the layout pass reported
/// something is not reported again: one mistake often leads to others.
fn parse_line(
    parser: &generated::LineParser,
    line: &mut [Token],
    builder: &mut Builder<'_>,
) -> Option<Statements> {
    let by_layout = builder.diagnostics.len();
    for _ in 0..MOST_MISTAKES {
        let kept = line.iter().filter(|t| t.tok != Tok::Skipped);
        let diagnostics = builder.diagnostics.len();
        let error = match parser.parse(builder, kept.map(|t| Ok((t.start, t.tok, t.end)))) {
            Ok(statements) => {
                builder.refuse_bare_constants();
                return Some(statements);
            }
            Err(error) => error,
        };
        // The next attempt repeats what the actions reported.
        builder.diagnostics.truncate(diagnostics);
        builder.reset();
        let mistake = message::locate(line, &error);
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
        if !message::leave_out(line, statement) {
            return None;
        }
    }
    None
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
