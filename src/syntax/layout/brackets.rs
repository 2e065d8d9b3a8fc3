//! Brackets, commas, semicolons, and line breaks in arrays.

use super::{Last, Layout};
use crate::ast::Kind;
use crate::context::{Level, Paren, Shape};
use crate::raw::{Raw, RawToken};
use crate::tok::{Tok, Token};
use juliette_diag::Code;
use juliette_support::{Span, sym};

impl Layout<'_> {
    /// What `(`, `[` or `{` means at `token`: whether it belongs to the operand before it.
    fn attaches(&mut self, token: &RawToken) -> bool {
        if !self.at_operand() {
            return false;
        }
        if !token.space {
            return self.last != Last::Finished;
        }
        if self.space_separates() || self.stands_alone_as_string() || self.last == Last::Finished {
            return false;
        }
        // Julia refuses `f (x)`; whoever writes it means a call.
        let bracket = self.text_of(token).to_owned();
        let before = self.last_end;
        self.report(
            Code::Whitespace,
            before,
            token.end,
            format!("no space may stand before this `{bracket}`"),
        )
        .hints
        .push("remove the space, or put an operator or a new line there".into());
        true
    }

    pub(super) fn paren_open(&mut self, at: usize, token: &RawToken) -> usize {
        let number = self.last == Last::Number && !token.space;
        let mut operator = None;
        let tok = if number {
            self.emit_virtual(Tok::Juxtapose);
            Tok::ParenOpen
        } else if self.attaches(token) {
            Tok::CallOpen
        } else {
            if !token.space && matches!(self.out.last().map(|t| t.tok), Some(Tok::Unary(_))) {
                operator = Some(self.out.len() - 1);
            }
            self.before_operand(token);
            Tok::ParenOpen
        };
        self.open_paren(tok, Paren::Round, token);
        self.top_mut().operator_at = operator;
        at + 1
    }

    pub(super) fn open_paren(&mut self, tok: Tok, kind: Paren, token: &RawToken) {
        self.push_level(Level::Paren(kind), token.start, token.end);
        self.emit(tok, token.start, token.end);
        self.last = Last::Opened;
    }

    pub(super) fn bracket_open(&mut self, at: usize, token: &RawToken) -> usize {
        let index = self.attaches(token);
        if !index {
            self.before_operand(token);
        }
        self.open_square(if index { Tok::IndexOpen } else { Tok::BracketOpen }, index, token);
        at + 1
    }

    pub(super) fn open_square(&mut self, tok: Tok, index: bool, token: &RawToken) {
        self.push_level(Level::Square { index, shape: Shape::Unknown }, token.start, token.end);
        self.emit(tok, token.start, token.end);
        self.last = Last::Opened;
    }

    pub(super) fn brace_open(&mut self, at: usize, token: &RawToken) -> usize {
        if self.attaches(token) {
            self.open_paren(Tok::CurlyOpen, Paren::Curly, token);
        } else {
            self.before_operand(token);
            self.open_brace(token);
        }
        at + 1
    }

    pub(super) fn open_brace(&mut self, token: &RawToken) {
        self.push_level(Level::Brace(Shape::Unknown), token.start, token.end);
        self.emit(Tok::BraceOpen, token.start, token.end);
        self.last = Last::Opened;
    }

    pub(super) fn bracket_close(&mut self, at: usize, token: &RawToken) -> usize {
        loop {
            let base = self.base();
            let level = self.stack[base].level;
            if closes(level, token.kind) {
                self.close_to_base();
                self.close_bracket_here(token);
                return at + 1;
            }
            // Is there such a bracket further down? Then what is above it was not closed; else this one is too much.
            let wanted = self.stack.iter().rposition(|c| closes(c.level, token.kind));
            let interpolation =
                self.stack.iter().rposition(|c| c.level == Level::Paren(Paren::Interpolation));
            let reachable = wanted.filter(|&w| interpolation.is_none_or(|i| i <= w));
            if reachable.is_none() {
                return self.unmatched(at, token);
            }
            self.close_to_base();
            match self.top().level {
                Level::Block(kind) | Level::Head(kind) => {
                    self.missing_end(kind);
                    self.end_head();
                    self.emit_virtual(Tok::End);
                    self.stack.pop();
                    self.last = Last::Finished;
                }
                _ => {
                    self.unclosed_bracket(Some(token));
                    let virtual_close = RawToken { start: token.start, end: token.start, ..*token };
                    self.close_bracket_here(&virtual_close);
                }
            }
        }
    }

    /// A closing bracket that nothing opened. If another bracket is open, that one is taken to be meant.
    fn unmatched(&mut self, at: usize, token: &RawToken) -> usize {
        let bracket = self.text_of(token).to_owned();
        let base = self.stack[self.base()];
        let file = self.ast.file();
        if base.level.is_bracket() {
            let opener = self.text[base.start as usize..base.end as usize].to_owned();
            let span = Span::new(file, base.start, base.end);
            let message = format!("this `{bracket}` does not match");
            self.report(Code::UnmatchedBracket, token.start, token.end, message).secondary.push(
                juliette_diag::Label { span, text: format!("the bracket that is open is this `{opener}`") },
            );
            self.close_to_base();
            self.close_bracket_here(token);
            return at + 1;
        }
        self.report(
            Code::UnmatchedBracket,
            token.start,
            token.end,
            format!("nothing opens this `{bracket}`"),
        );
        if !self.at_operand() {
            self.emit(Tok::Error, token.start, token.end);
            self.last = Last::Operand;
        }
        at + 1
    }

    /// Closes the innermost level, a bracket, with the token that belongs to it.
    pub(super) fn close_bracket_here(&mut self, token: &RawToken) {
        let empty = self.out.len() == self.top().opened_at + 1;
        let after_splat = self.out.last().is_some_and(|t| t.tok == Tok::Splat);
        let context = self.stack.pop().expect("the top level is never popped");
        let tok = match context.level {
            Level::Square { .. } => Tok::BracketClose,
            Level::Brace(_) | Level::Paren(Paren::Curly) => Tok::BraceClose,
            Level::String => Tok::StringEnd,
            _ => Tok::ParenClose,
        };
        if let Some(operator) = context.operator_at
            && (context.is_list || empty || after_splat)
            && let Tok::Unary(name) = self.out[operator].tok
        {
            // `+(a, b)` calls the operator.
            let Token { start, end, .. } = self.out[operator];
            self.out[operator].tok = Tok::Name(self.ast.leaf(Kind::Symbol(name), (start, end)));
            self.out[context.opened_at].tok = Tok::CallOpen;
        }
        self.emit(tok, token.start, token.end);
        self.last = Last::Operand;
    }

    pub(super) fn unclosed_bracket(&mut self, at: Option<&RawToken>) {
        let (start, end) = (self.top().start, self.top().end);
        let bracket = self.text[start as usize..end as usize].to_owned();
        let file = self.ast.file();
        let closer = match self.top().level {
            Level::Square { .. } => "]",
            Level::Brace(_) | Level::Paren(Paren::Curly) => "}",
            Level::String => return,
            _ => ")",
        };
        let place = at.map(|t| Span::new(file, t.start, t.end));
        let diagnostic =
            self.report(Code::UnclosedBracket, start, end, format!("this `{bracket}` is never closed"));
        diagnostic.primary.text = format!("`{closer}` expected for this");
        if let Some(place) = place {
            diagnostic.secondary.push(juliette_diag::Label {
                span: place,
                text: format!("before this, a `{closer}` is missing"),
            });
        }
    }

    pub(super) fn comma(&mut self, at: usize, token: &RawToken) -> usize {
        loop {
            match self.top().level {
                Level::Lambda | Level::Then | Level::Otherwise | Level::Where { .. } | Level::Filter => {
                    self.close_open();
                }
                Level::Ranges { before_in, generator } => {
                    if before_in && !self.at_operand() {
                        self.close_open();
                        continue;
                    }
                    self.top_mut().level = Level::Ranges { before_in: true, generator };
                    self.emit(Tok::IterComma, token.start, token.end);
                    break;
                }
                Level::Square { shape: Shape::Unknown, .. } | Level::Brace(Shape::Unknown) => {
                    self.set_shape(Shape::List);
                    self.emit(Tok::Comma, token.start, token.end);
                    break;
                }
                Level::Square { .. } | Level::Brace(_) | Level::Paren(_) => {
                    self.top_mut().is_list = true;
                    self.emit(Tok::Comma, token.start, token.end);
                    break;
                }
                Level::Top
                | Level::Block(_)
                | Level::Head(_)
                | Level::String
                | Level::Macro { .. }
                | Level::Statement(_)
                | Level::Import
                | Level::Names => {
                    self.emit(Tok::Comma, token.start, token.end);
                    break;
                }
            }
        }
        self.top_mut().after_decl = false;
        self.last = Last::Operator;
        at + 1
    }

    pub(super) fn semicolon(&mut self, at: usize, token: &RawToken) -> usize {
        self.close_to_base();
        match self.top().level {
            Level::Square { shape: Shape::Unknown | Shape::Rows, .. }
            | Level::Brace(Shape::Unknown | Shape::Rows) => {
                return self.row(at);
            }
            Level::Square { shape: Shape::List, .. } | Level::Brace(Shape::List) => {
                self.set_shape(Shape::Plain)
            }
            Level::Head(_) => self.end_head(),
            Level::Paren(Paren::Round) => {
                let first = self.out.len() == self.top().opened_at + 1;
                let after_splat = self.out.last().is_some_and(|t| t.tok == Tok::Splat);
                self.top_mut().is_list |= first || after_splat;
            }
            _ => {}
        }
        self.emit(Tok::Semicolon, token.start, token.end);
        self.statement_at = self.out.len();
        self.last = Last::Opened;
        self.top_mut().after_decl = false;
        at + 1
    }

    /// Semicolons between rows: adjacent ones count, with line breaks around them they are one separator.
    fn row(&mut self, mut at: usize) -> usize {
        let (start, mut end) = (self.raw[at].start, self.raw[at].end);
        let mut count = 1;
        while self.raw[at + 1].kind == Raw::Semicolon && self.raw[at + 1].start == end {
            at += 1;
            count += 1;
            end = self.raw[at].end;
        }
        self.set_shape(Shape::Rows);
        self.emit(Tok::Row(count), start, end);
        self.last = Last::Opened;
        at + 1
    }

    pub(super) fn line_break_in_array(&mut self, shape: Shape, token: &RawToken) {
        let nothing = match shape {
            Shape::List | Shape::Plain => true,
            Shape::Unknown | Shape::Rows => {
                !self.at_operand()
                    || matches!(token.kind, Raw::BracketClose | Raw::BraceClose | Raw::Comma | Raw::Semicolon)
                    || shape == Shape::Unknown && token.kind == Raw::Word(crate::raw::Word::For)
            }
        };
        if !nothing {
            self.close_to_base();
            self.set_shape(Shape::Rows);
            self.emit_virtual(Tok::Row(0));
            self.last = Last::Opened;
        }
    }

    /// Sets the shape of the array that is the innermost level.
    pub(super) fn set_shape(&mut self, to: Shape) {
        let top = self.top_mut();
        top.after_decl = false;
        match &mut top.level {
            Level::Square { shape, .. } | Level::Brace(shape) => *shape = to,
            _ => {}
        }
    }

    /// `:` as a name, for `a[:, 1]`.
    pub(super) fn colon_name(&mut self, token: &RawToken) {
        self.before_operand(token);
        self.emit_name(sym::COLON, token);
    }
}

/// Whether the bracket `kind` closes `level`.
fn closes(level: Level, kind: Raw) -> bool {
    matches!(
        (level, kind),
        (Level::Paren(Paren::Round | Paren::Interpolation), Raw::ParenClose)
            | (Level::Paren(Paren::Curly) | Level::Brace(_), Raw::BraceClose)
            | (Level::Square { .. }, Raw::BracketClose)
    )
}
