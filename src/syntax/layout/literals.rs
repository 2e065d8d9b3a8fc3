//! Literals and macro names: they leave the layout pass as nodes.

use super::{Last, Layout};
use crate::ast::{Head, Kind, NodeId};
use crate::context::{Level, Paren};
use crate::literal;
use crate::number::Value;
use crate::raw::{Quote, Raw, RawToken, Word};
use crate::tok::Tok;
use juliette_diag::Code;
use juliette_support::{ModuleId, sym};

impl Layout<'_> {
    fn raw_at(&self, at: usize) -> RawToken {
        self.raw[at.min(self.raw.len() - 1)]
    }

    // ---- numbers and characters ----

    pub(super) fn number(&mut self, at: usize, token: &RawToken) -> usize {
        self.before_operand(token);
        let value = crate::number::evaluate(self.text_of(token)).unwrap_or_else(|message| {
            self.report(Code::InvalidNumber, token.start, token.end, message);
            Value::Node(Kind::Int64(0))
        });
        self.emit_number(value, token);
        at + 1
    }

    pub(super) fn emit_number(&mut self, value: Value, token: &RawToken) {
        let place = (token.start, token.end);
        let node = match value {
            Value::Node(kind) => self.ast.leaf(kind, place),
            Value::Macro(name, digits) => {
                let name = self.names.interner.intern(name);
                let name = self
                    .ast
                    .leaf(Kind::GlobalRef { module: ModuleId::CORE, name }, (token.start, token.start));
                let text = self.ast.add_text(digits.as_bytes());
                let text = self.ast.leaf(Kind::String(text), place);
                self.ast.expr(Head::MacroCall, &[name, text], place)
            }
        };
        self.emit(Tok::Leaf(node), token.start, token.end);
        self.last = Last::Number;
    }

    pub(super) fn character(&mut self, at: usize, token: &RawToken) -> usize {
        self.before_operand(token);
        let bits = literal::evaluate_character(self.text_of(token)).unwrap_or_else(|message| {
            self.report(Code::InvalidCharacterLiteral, token.start, token.end, message);
            0
        });
        let node = self.leaf(Kind::Char(bits), token);
        self.emit(Tok::Leaf(node), token.start, token.end);
        self.last = Last::Operand;
        at + 1
    }

    // ---- strings and commands ----

    /// The node of a stretch of text; `raw` leaves escapes alone.
    fn text_node(&mut self, text: &str, start: u32, end: u32, raw: Option<u8>) -> NodeId {
        let mut bytes = Vec::with_capacity(text.len());
        match raw {
            Some(delimiter) => literal::unescape_raw(text, delimiter, &mut bytes),
            None => {
                if let Err((offset, message)) = literal::unescape(text, &mut bytes) {
                    // The offset is exact unless indentation was removed.
                    let shift = (end - start) as usize == text.len();
                    let at = if shift { start + offset as u32 } else { start };
                    let stop = if shift { (at + 2).min(end) } else { end };
                    self.report(Code::InvalidEscape, at, stop, message)
                        .hints
                        .push("write `\\\\` for a backslash, or use a raw string: raw\"…\"".into());
                }
            }
        }
        let id = self.ast.add_text(&bytes);
        self.ast.leaf(Kind::String(id), (start, end))
    }

    /// A literal at its opening quotes.
    pub(super) fn literal(&mut self, at: usize, token: &RawToken) -> usize {
        let (quote, raw) = match token.kind {
            Raw::OpenVerbatim(quote) => (quote, true),
            Raw::Open(quote) => (quote, false),
            _ => return at + 1,
        };
        let first = self.raw_at(at + 1);
        let (chunk, close_at) = match first.kind {
            Raw::Close(_) => (None, at + 1),
            Raw::Chunk if matches!(self.raw_at(at + 2).kind, Raw::Close(_)) => (Some(first), at + 2),
            _ => return self.string_begin(at, token),
        };
        let close = self.raw_at(close_at);
        let text = chunk.map_or("", |chunk| self.text_of(&chunk));
        let dedented;
        let text = if quote.is_triple() {
            dedented = literal::dedent(text, literal::common_indent(&[text]), true);
            &dedented
        } else {
            text
        };
        let (start, end) = chunk.map_or((token.end, token.end), |c| (c.start, c.end));
        let node = self.text_node(text, start, end, raw.then_some(quote.delimiter()));
        let command = matches!(quote, Quote::Command | Quote::TripleCommand);
        let prefixed =
            raw && !token.space && self.at_operand() && at > 0 && self.raw[at - 1].kind == Raw::Name;
        if prefixed {
            let tok = if command { Tok::PrefixedCommand(node) } else { Tok::PrefixedString(node) };
            self.emit(tok, token.start, close.end);
            self.last = Last::Operand;
            let suffix = self.raw_at(close_at + 1);
            if matches!(suffix.kind, Raw::Name | Raw::Word(_)) && !suffix.space && suffix.newlines == 0 {
                let text = self.text_of(&suffix);
                let id = self.ast.add_text(text.as_bytes());
                let node = self.leaf(Kind::String(id), &suffix);
                self.emit(Tok::Suffix(node), suffix.start, suffix.end);
                return close_at + 2;
            }
            return close_at + 1;
        }
        self.before_string(token);
        let began = self.out.len();
        self.emit(if command { Tok::Command(node) } else { Tok::Leaf(node) }, token.start, close.end);
        if !command {
            self.last_string = (began, self.out.len());
        }
        self.last = Last::Operand;
        close_at + 1
    }

    fn before_string(&mut self, token: &RawToken) {
        if self.at_operand() && !token.space && self.last != Last::Finished {
            self.report(
                Code::MissingSeparator,
                token.start,
                token.end,
                "a string cannot follow an operand directly",
            )
            .hints
            .push("write `*` to join strings".into());
            self.emit_virtual(Tok::Times(sym::STAR));
            self.last = Last::Operator;
        }
        self.before_operand(token);
    }

    fn string_begin(&mut self, at: usize, token: &RawToken) -> usize {
        self.before_string(token);
        self.push_level(Level::String, token.start, token.end);
        self.emit(Tok::StringBegin, token.start, token.end);
        self.chunk_marks.push(self.chunks.len());
        self.last = Last::Opened;
        at + 1
    }

    /// A part of a string with interpolations, or its end.
    pub(super) fn string_part(&mut self, at: usize, token: &RawToken) -> usize {
        match token.kind {
            Raw::Chunk => {
                self.chunks.push((at, self.out.len()));
                self.emit(Tok::Error, token.start, token.end);
            }
            Raw::ChunkName => {
                let place = (token.start + 1, token.end);
                let name = self.names.name(self.text, place.0, place.1);
                let node = self.ast.leaf(Kind::Symbol(name), place);
                self.emit(Tok::Name(node), place.0, place.1);
            }
            Raw::ChunkParen => {
                self.open_paren(Tok::InterpolateOpen, Paren::Interpolation, token);
                self.top_mut().start = token.start + 1;
            }
            _ => self.string_end(token),
        }
        at + 1
    }

    fn string_end(&mut self, token: &RawToken) {
        if self.top().level != Level::String {
            return;
        }
        let opened = *self.top();
        let mark = self.chunk_marks.pop().unwrap_or(0);
        let chunks: Vec<(usize, usize)> = self.chunks.drain(mark..).collect();
        let texts: Vec<&str> = chunks.iter().map(|&(raw, _)| self.text_of(&self.raw[raw])).collect();
        let triple = matches!(token.kind, Raw::Close(quote) if quote.is_triple());
        let indent = if triple { literal::common_indent(&texts) } else { &[] };
        for (i, &(raw, out)) in chunks.iter().enumerate() {
            let chunk = self.raw[raw];
            let first = i == 0 && out == opened.opened_at + 1;
            let dedented = triple.then(|| literal::dedent(texts[i], indent, first));
            let text = dedented.as_deref().unwrap_or(texts[i]);
            let node = self.text_node(text, chunk.start, chunk.end, None);
            self.out[out].tok = Tok::Leaf(node);
        }
        let began = opened.opened_at;
        self.close_bracket_here(token);
        self.last_string = (began, self.out.len());
    }

    // ---- names ----

    /// `var"…"` at the name `var`: any text as a name.
    pub(super) fn var_name(&mut self, at: usize) -> Option<usize> {
        let open = self.raw_at(at + 1);
        let Raw::OpenVerbatim(quote @ (Quote::String | Quote::TripleString)) = open.kind else { return None };
        let chunk = self.raw_at(at + 2);
        let (text, close_at) = match chunk.kind {
            Raw::Chunk => (self.text_of(&chunk), at + 3),
            _ => ("", at + 2),
        };
        let mut bytes = Vec::new();
        literal::unescape_raw(text, quote.delimiter(), &mut bytes);
        let name = self.names.interner.intern(&String::from_utf8_lossy(&bytes));
        let whole = RawToken { end: self.raw_at(close_at).end, ..self.raw[at] };
        self.emit_name(name, &whole);
        Some(close_at + 1)
    }

    fn opens_var_name(&self, at: usize) -> bool {
        let open = self.raw_at(at);
        !open.space && matches!(open.kind, Raw::OpenVerbatim(Quote::String | Quote::TripleString))
    }

    /// `@name`, `@A.name`, `@.`: the name becomes a node, and its arguments begin.
    pub(super) fn macro_name(&mut self, at: usize, token: &RawToken) -> usize {
        if self.last != Last::Operator || !self.out.last().is_some_and(|t| t.tok == Tok::Dot) {
            self.before_operand(token);
        }
        let mut path: Vec<NodeId> = Vec::new();
        let mut next = at + 1;
        let mut last_name = String::new();
        let mut end = token.end;
        loop {
            let part = self.raw_at(next);
            if part.space {
                break;
            }
            let text = self.text_of(&part);
            let name = match part.kind {
                Raw::Name if text == "var" && self.opens_var_name(next + 1) => {
                    let emitted = self.out.len();
                    let after = self.var_name(next);
                    let name = match self.out[emitted].tok {
                        Tok::Name(node) => self.ast.symbol(node).map(|name| self.names.interner.name(name)),
                        _ => None,
                    };
                    let name = name.unwrap_or_default().to_owned();
                    self.out.truncate(emitted);
                    next = after.unwrap_or(next + 1) - 1;
                    name
                }
                Raw::Name | Raw::Word(_) => {
                    let symbol = self.names.name(self.text, part.start, part.end);
                    self.names.interner.name(symbol).to_owned()
                }
                Raw::Op(_) | Raw::Subtype | Raw::Lambda if path.is_empty() => text.to_owned(),
                Raw::Dot if path.is_empty() && last_name.is_empty() => "__dot__".to_owned(),
                _ => break,
            };
            end = self.raw_at(next).end;
            let more = self.raw_at(next + 1);
            let after = self.raw_at(next + 2);
            let goes_on = part.kind == Raw::Name
                && more.kind == Raw::Dot
                && !more.space
                && !after.space
                && matches!(after.kind, Raw::Name | Raw::Word(_));
            last_name = if goes_on { name } else { format!("@{name}") };
            let symbol = self.names.interner.intern(&last_name);
            let leaf = self.ast.leaf(Kind::Symbol(symbol), (part.start, end));
            path.push(leaf);
            next += if goes_on { 2 } else { 1 };
            if !goes_on {
                break;
            }
        }
        let Some((&first, rest)) = path.split_first() else {
            self.report(
                Code::InvalidMacroCall,
                token.start,
                token.end,
                "`@` must be followed by the name of a macro",
            )
            .hints
            .push("no space may stand after `@`".into());
            self.emit(Tok::Error, token.start, token.end);
            self.last = Last::Operand;
            return at + 1;
        };
        let mut node = first;
        for &part in rest {
            let place = (token.start, self.ast.span(part).end);
            let field = self.ast.push(Kind::Inert, &[part], place);
            node = self.ast.expr(Head::Dot, &[node, field], place);
        }
        self.emit(Tok::Macro(node), token.start, end);
        self.last_end = end;
        self.last = Last::Opened;
        let follows = self.raw_at(next);
        if !follows.space {
            match follows.kind {
                Raw::ParenOpen => {
                    self.open_paren(Tok::CallOpen, Paren::Round, &follows);
                    return next + 1;
                }
                Raw::BracketOpen => {
                    self.open_square(Tok::BracketOpen, false, &follows);
                    return next + 1;
                }
                Raw::BraceOpen => {
                    self.open_brace(&follows);
                    return next + 1;
                }
                _ => {}
            }
        }
        // Its arguments begin here, unless it has none.
        let none = self.closes(&follows)
            || follows.newlines > 0
            || follows.kind == Raw::Word(Word::For) && self.in_brackets();
        if none {
            self.emit_virtual(Tok::Close);
            self.last = Last::Operand;
        } else {
            self.push_level(Level::Macro { doc: last_name == "@doc" }, token.start, end);
            self.emit_virtual(Tok::Space);
            self.top_mut().parts = 1;
        }
        next
    }

    /// Whether the innermost level with an end of its own is a bracket.
    pub(super) fn in_brackets(&self) -> bool {
        self.stack[self.base()].level.is_bracket()
    }
}
