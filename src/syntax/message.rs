//! What the grammar refuses, in the user's words; and what to leave out to go on.

use crate::actions::Builder;
use crate::machine::Refused;
use crate::tok::{Tok, Token};
use juliette_diag::{Code, Diagnostic};
use juliette_support::Span;

/// The index of the token that the grammar refuses; the length of `line` if it ends too early.
pub(crate) fn locate(line: &[Token], refused: &Refused) -> usize {
    line.iter().position(|token| *token == refused.0).unwrap_or(line.len())
}

/// The part a token plays in the nesting of brackets and blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    OpenBracket,
    CloseBracket,
    /// Opens a block that begins with a head.
    OpenHead,
    /// Opens a block without one.
    OpenBlock,
    /// The end of a head.
    HeadEnd,
    /// Goes on with a block: `else`, `finally`.
    Middle,
    /// Goes on with a block, with a head: `elseif`, `catch`.
    MiddleHead,
    End,
    Separator,
    Other,
}

pub(crate) fn part(tok: Tok) -> Part {
    match tok {
        Tok::ParenOpen
        | Tok::CallOpen
        | Tok::DotCallOpen
        | Tok::BracketOpen
        | Tok::IndexOpen
        | Tok::BraceOpen
        | Tok::CurlyOpen
        | Tok::StringBegin
        | Tok::InterpolateOpen => Part::OpenBracket,
        Tok::ParenClose | Tok::BracketClose | Tok::BraceClose | Tok::StringEnd => Part::CloseBracket,
        Tok::If
        | Tok::While
        | Tok::For
        | Tok::Let
        | Tok::Function
        | Tok::MacroWord
        | Tok::Struct
        | Tok::MutableStruct
        | Tok::Abstract
        | Tok::Primitive
        | Tok::Module
        | Tok::Baremodule
        | Tok::Do => Part::OpenHead,
        Tok::Begin | Tok::QuoteBlock | Tok::Try => Part::OpenBlock,
        Tok::HeadEnd => Part::HeadEnd,
        Tok::Else | Tok::Finally => Part::Middle,
        Tok::ElseIf | Tok::Catch => Part::MiddleHead,
        Tok::End => Part::End,
        Tok::Semicolon | Tok::Newline | Tok::BlankLine => Part::Separator,
        Tok::Name(_)
        | Tok::Leaf(_)
        | Tok::PrefixedString(_)
        | Tok::PrefixedCommand(_)
        | Tok::Suffix(_)
        | Tok::Command(_)
        | Tok::Macro(_)
        | Tok::Comma
        | Tok::IterComma
        | Tok::Space
        | Tok::Row(_)
        | Tok::Dot
        | Tok::Splat
        | Tok::Quote
        | Tok::RangeColon
        | Tok::Question
        | Tok::TernaryColon
        | Tok::ImportColon
        | Tok::ImportDots(_)
        | Tok::As
        | Tok::Decl
        | Tok::DeclPrefix
        | Tok::Lambda
        | Tok::Dollar
        | Tok::Ampersand
        | Tok::Unary(_)
        | Tok::UnarySubtype(_)
        | Tok::Prime(_)
        | Tok::Assign(_)
        | Tok::Tilde(_)
        | Tok::Pair(_)
        | Tok::Arrow(_)
        | Tok::LongArrow
        | Tok::Or(_)
        | Tok::And(_)
        | Tok::Comparison(_)
        | Tok::PipeLeft(_)
        | Tok::PipeRight(_)
        | Tok::Range(_)
        | Tok::Plus(_)
        | Tok::Times(_)
        | Tok::Rational(_)
        | Tok::Shift(_)
        | Tok::Power(_)
        | Tok::Juxtapose
        | Tok::Where
        | Tok::WhereDecl
        | Tok::Close
        | Tok::GeneratorFor
        | Tok::GeneratorIf
        | Tok::ForIn
        | Tok::Outer
        | Tok::Return
        | Tok::Const
        | Tok::Global
        | Tok::Local
        | Tok::Import
        | Tok::Using
        | Tok::Export
        | Tok::Public
        | Tok::Break
        | Tok::Continue
        | Tok::Error
        | Tok::LineEnd
        | Tok::Skipped => Part::Other,
    }
}

/// A bracket or block around the token in question.
struct Frame {
    block: bool,
    /// Where the current statement of a block's body begins; `None` in a bracket or a head.
    statement: Option<usize>,
}

/// The smallest statement around the token at `at`, as a range of `line`.
pub(crate) fn statement_around(line: &[Token], at: usize) -> core::ops::Range<usize> {
    let mut frames = vec![Frame { block: true, statement: Some(0) }];
    for (i, token) in line.iter().enumerate().take(at) {
        match part(token.tok) {
            Part::OpenBracket => frames.push(Frame { block: false, statement: None }),
            Part::OpenHead => frames.push(Frame { block: true, statement: None }),
            Part::OpenBlock => frames.push(Frame { block: true, statement: Some(i + 1) }),
            Part::CloseBracket | Part::End => {
                if frames.len() > 1 {
                    frames.pop();
                }
            }
            Part::HeadEnd | Part::Middle => set_statement(&mut frames, Some(i + 1)),
            Part::MiddleHead => set_statement(&mut frames, None),
            Part::Separator => {
                if frames.last().is_some_and(|f| f.statement.is_some()) {
                    set_statement(&mut frames, Some(i + 1));
                }
            }
            Part::Other => {}
        }
    }
    // Leave brackets and heads; count how many ends lie ahead.
    let mut depth = 0usize;
    let mut start = 0;
    while let Some(frame) = frames.pop() {
        if let (true, Some(statement)) = (frame.block, frame.statement) {
            start = statement;
            break;
        }
        depth += 1;
    }
    let bottom = frames.is_empty();
    let mut end = at;
    while end < line.len() {
        match part(line[end].tok) {
            Part::OpenBracket | Part::OpenHead | Part::OpenBlock => depth += 1,
            Part::CloseBracket | Part::End => {
                if depth == 0 && !bottom {
                    break;
                }
                depth = depth.saturating_sub(1);
            }
            Part::Middle | Part::MiddleHead => {
                if depth == 0 && !bottom && end > at {
                    break;
                }
            }
            Part::Separator => {
                if depth == 0 {
                    break;
                }
            }
            Part::HeadEnd | Part::Other => {}
        }
        end += 1;
    }
    start..end.max(start)
}

fn set_statement(frames: &mut [Frame], statement: Option<usize>) {
    if let Some(frame) = frames.last_mut() {
        frame.statement = statement;
    }
}

/// Replaces a statement by an error token. `false` if there is nothing left to replace.
pub(crate) fn leave_out(line: &mut [Token], statement: core::ops::Range<usize>) -> bool {
    let mut tokens = line[statement.clone()].iter().filter(|t| t.tok != Tok::Skipped);
    match (tokens.next(), tokens.next()) {
        (None, _) => return false,
        (Some(only), None) if only.tok == Tok::Error => return false,
        (Some(_), _) => {}
    }
    let (start, end) = (line[statement.start].start, line[statement.end - 1].end);
    for (i, token) in line[statement].iter_mut().enumerate() {
        token.tok = if i == 0 { Tok::Error } else { Tok::Skipped };
        if i == 0 {
            (token.start, token.end) = (start, end.max(start));
        }
    }
    true
}

/// The message for the token at `at`.
pub(crate) fn describe(line: &[Token], at: usize, builder: &Builder<'_>) -> Diagnostic {
    let file = builder.ast.file();
    let text = |token: &Token| {
        let shown = &builder.text[token.start as usize..token.end as usize];
        shown.lines().next().unwrap_or_default()
    };
    let spanned = |token: &Token| Span::new(file, token.start, token.end);
    let before = line[..at].iter().rev().find(|t| t.tok != Tok::Skipped && t.end > t.start);
    let before_tok = line[..at].iter().rev().find(|t| t.tok != Tok::Skipped).map(|t| t.tok);
    // An operator or a comma before it lacks its right side.
    if let Some(before) = before
        && let Some(what) = wants_operand(before.tok)
        && before_tok == Some(before.tok)
    {
        let span = spanned(before);
        let message = format!("an expression is expected after {what} `{}`", text(before));
        let mut diagnostic = Diagnostic::error(Code::UnexpectedEnd, span, message);
        if let Some(token) = line.get(at)
            && token.end > token.start
        {
            diagnostic = diagnostic.also(spanned(token), format!("found `{}`", text(token)));
        }
        return diagnostic;
    }
    let Some(token) = line.get(at) else {
        let span = before.map_or(Span::new(file, 0, 0), spanned);
        return Diagnostic::error(Code::UnexpectedEnd, span, "the text ends in the middle of an expression");
    };
    let loops = line[..at].iter().rposition(|t| matches!(t.tok, Tok::For | Tok::GeneratorFor | Tok::ForIn));
    if let Some(keyword) = loops.map(|i| line[i])
        && keyword.tok != Tok::ForIn
        && matches!(
            token.tok,
            Tok::HeadEnd | Tok::ParenClose | Tok::BracketClose | Tok::GeneratorIf | Tok::IterComma
        )
    {
        return Diagnostic::error(Code::InvalidIteration, spanned(&keyword), "this `for` has no range")
            .hint("a loop is written `for x in range`");
    }
    if token.end == token.start {
        return describe_virtual(token, before, before_tok, spanned, text, builder);
    }
    let (span, shown) = (spanned(token), text(token));
    let error = |code, message: String| Diagnostic::error(code, span, message);
    match token.tok {
        Tok::Assign(_) => error(Code::InvalidAssignment, format!("`{shown}` cannot stand here"))
            .label("there is nothing here that can be assigned")
            .hint("to compare, write `==`"),
        Tok::Comma | Tok::IterComma
            if line[..at].iter().any(|t| matches!(t.tok, Tok::Row(_) | Tok::Space)) =>
        {
            error(
                Code::InvalidArray,
                "a comma cannot follow elements that spaces or semicolons separate".into(),
            )
            .hint("use commas for a vector, spaces and semicolons for a matrix")
        }
        Tok::Comma | Tok::IterComma => error(Code::UnexpectedToken, "a comma cannot stand here".into())
            .label("an expression is expected"),
        Tok::Semicolon | Tok::Row(_) => error(Code::UnexpectedToken, "a semicolon cannot stand here".into())
            .label("an expression is expected"),
        Tok::ForIn => error(Code::InvalidIteration, format!("`{shown}` cannot stand here"))
            .hint("a loop is written `for x in range`"),
        Tok::Splat => error(Code::UnexpectedToken, "`...` cannot stand here".into())
            .hint("`x...` splats into a call, a tuple or an array"),
        Tok::ParenClose | Tok::BracketClose | Tok::BraceClose => {
            error(Code::UnexpectedToken, format!("`{shown}` closes too early"))
                .label("an expression is expected before it")
        }
        Tok::End => error(Code::UnexpectedToken, "`end` comes too early".into())
            .label("something is expected before it"),
        Tok::Comparison(_) | Tok::Range(_) | Tok::Pair(_) | Tok::PipeLeft(_) | Tok::PipeRight(_) => {
            error(Code::UnexpectedToken, format!("the operator `{shown}` cannot stand here"))
                .hint("put parentheses around what belongs together")
        }
        _ => error(Code::UnexpectedToken, format!("`{shown}` cannot stand here")),
    }
}

/// The message for a token that the layout pass put where something ends.
fn describe_virtual<'a>(
    token: &Token,
    before: Option<&Token>,
    before_tok: Option<Tok>,
    spanned: impl Fn(&Token) -> Span,
    text: impl Fn(&Token) -> &'a str,
    builder: &Builder<'_>,
) -> Diagnostic {
    let span = before.map_or(Span::new(builder.ast.file(), token.start, token.end), &spanned);
    let shown = before.map_or("", text);
    let error = |code, message: String| Diagnostic::error(code, span, message);
    match (token.tok, before_tok) {
        (Tok::HeadEnd, Some(Tok::If | Tok::ElseIf | Tok::While)) => {
            error(Code::UnexpectedEnd, format!("this `{shown}` has no condition"))
                .hint("the condition stands on the same line")
        }
        (Tok::HeadEnd, Some(Tok::For)) => error(Code::InvalidIteration, "this `for` has no range".into())
            .hint("a loop is written `for x in range`"),
        (
            Tok::HeadEnd,
            Some(
                Tok::Function
                | Tok::MacroWord
                | Tok::Struct
                | Tok::MutableStruct
                | Tok::Module
                | Tok::Abstract
                | Tok::Primitive
                | Tok::Baremodule,
            ),
        ) => error(Code::InvalidDefinition, format!("this `{shown}` has no name")),
        (Tok::HeadEnd, _) => error(Code::UnexpectedEnd, format!("the line ends too early after `{shown}`"))
            .label("something is missing here"),
        (Tok::Close, Some(Tok::Const | Tok::Global | Tok::Local)) => {
            error(Code::InvalidDefinition, format!("`{shown}` must be followed by a name or an assignment"))
        }
        (Tok::Close, Some(Tok::Import | Tok::Using | Tok::Export | Tok::Public)) => {
            error(Code::InvalidImport, format!("`{shown}` must be followed by a name"))
        }
        (Tok::Space, _) => error(Code::Whitespace, "a space cannot separate expressions here".into()),
        (Tok::Row(_), _) => error(Code::InvalidArray, "a line break cannot stand here".into()),
        _ => error(Code::UnexpectedEnd, format!("an expression is expected after `{shown}`")),
    }
}

/// What to call `tok`, if an operand must follow it.
fn wants_operand(tok: Tok) -> Option<&'static str> {
    match tok {
        Tok::Comma | Tok::IterComma => Some("the comma"),
        Tok::Plus(_)
        | Tok::Times(_)
        | Tok::Rational(_)
        | Tok::Shift(_)
        | Tok::Power(_)
        | Tok::Comparison(_)
        | Tok::PipeLeft(_)
        | Tok::PipeRight(_)
        | Tok::Range(_)
        | Tok::RangeColon
        | Tok::Pair(_)
        | Tok::Arrow(_)
        | Tok::LongArrow
        | Tok::Or(_)
        | Tok::And(_)
        | Tok::Assign(_)
        | Tok::Tilde(_)
        | Tok::Unary(_)
        | Tok::UnarySubtype(_)
        | Tok::Ampersand
        | Tok::Dollar
        | Tok::Decl
        | Tok::DeclPrefix
        | Tok::Lambda
        | Tok::Question
        | Tok::TernaryColon
        | Tok::Where
        | Tok::WhereDecl
        | Tok::ForIn
        | Tok::As => Some("the operator"),
        Tok::Dot => Some("the dot"),
        Tok::Quote => Some("the quotation"),
        Tok::GeneratorFor | Tok::GeneratorIf => Some("the word"),
        _ => None,
    }
}
