//! Names and reserved words: blocks, statements, generators, and words that are reserved only in places.

use super::{Last, Layout};
use crate::ast::Kind;
use crate::context::{BlockKind, Level, Shape};
use crate::raw::{Prec, Raw, RawToken, Word};
use crate::tok::Tok;
use juliette_diag::Code;
use juliette_support::sym;

/// Whether a name may be one of those that mean something in places, by its first letter.
fn may_be_word(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a' | b'i' | b'm' | b'o' | b'p' | b'v' | b'w', _, ..])
}

impl Layout<'_> {
    fn following(&self, at: usize) -> RawToken {
        self.raw[(at + 1).min(self.raw.len() - 1)]
    }

    // ---- names ----

    pub(super) fn name(&mut self, at: usize, token: &RawToken) -> usize {
        let text = match self.text_of(token) {
            text if may_be_word(text) => text,
            // None of the words below.
            _ => "",
        };
        if self.at_operand() {
            match text {
                "in" | "isa" => return self.word_operator(at, token),
                "where" => return self.where_word(at, token),
                _ => {}
            }
            if !token.space && token.newlines == 0 && self.last != Last::Finished && self.can_be_factor(at) {
                self.emit_virtual(Tok::Juxtapose);
                self.last = Last::Operator;
            } else {
                self.before_operand(token);
            }
        }
        let next = self.following(at);
        match text {
            "abstract" if self.is_word_type(&next) => {
                return self.open_head(at + 1, Tok::Abstract, BlockKind::Abstract, token, next.end);
            }
            "primitive" if self.is_word_type(&next) => {
                return self.open_head(at + 1, Tok::Primitive, BlockKind::Primitive, token, next.end);
            }
            "mutable" if next.kind == Raw::Word(Word::Struct) && next.newlines == 0 => {
                return self.open_head(at + 1, Tok::MutableStruct, BlockKind::Struct, token, next.end);
            }
            "outer" if self.is_outer(&next) => {
                self.emit(Tok::Outer, token.start, token.end);
                self.last = Last::Operator;
                return at + 1;
            }
            "public" if self.is_public(&next) => {
                self.emit(Tok::Public, token.start, token.end);
                self.push_level(Level::Names, token.start, token.end);
                self.last = Last::Opened;
                return at + 1;
            }
            "var" => {
                if !next.space
                    && let Some(next) = self.var_name(at)
                {
                    return next;
                }
            }
            _ => {}
        }
        let name = self.names.name(self.text, token.start, token.end);
        self.emit_name(name, token);
        at + 1
    }

    fn is_word_type(&self, token: &RawToken) -> bool {
        token.kind == Raw::Name && token.newlines == 0 && self.text_of(token) == "type"
    }

    /// Whether a name right after the operand before it is a factor, as in `2x` and `(a)b`.
    fn can_be_factor(&mut self, at: usize) -> bool {
        let before = self.raw[at.saturating_sub(1)];
        match before.kind {
            Raw::Number => {
                let prefixed =
                    self.text_of(&before).get(..2).is_some_and(|start| matches!(start, "0x" | "0o" | "0b"));
                if prefixed {
                    let text = &self.text[before.start as usize..self.raw[at].end as usize];
                    let message = format!("`{text}` is not a number");
                    self.report(Code::InvalidNumber, before.start, self.raw[at].end, message)
                        .hints
                        .push("write `*` between a number and a name".into());
                }
                let syntax = self.out.len().checked_sub(2).map(|i| self.out[i].tok);
                !matches!(syntax, Some(Tok::DeclPrefix | Tok::Ampersand | Tok::Dollar | Tok::Quote))
            }
            Raw::Character | Raw::ParenClose | Raw::BracketClose | Raw::BraceClose | Raw::Prime => true,
            _ => false,
        }
    }

    fn word_operator(&mut self, at: usize, token: &RawToken) -> usize {
        if matches!(self.top().level, Level::Head(BlockKind::Function | BlockKind::Macro)) {
            self.end_head();
        }
        let text = self.text_of(token);
        if let Level::Ranges { before_in: true, generator } = self.top().level
            && text == "in"
        {
            self.top_mut().level = Level::Ranges { before_in: false, generator };
            self.emit(Tok::ForIn, token.start, token.end);
        } else {
            let name = self.symbol_of(token);
            self.emit(Tok::Comparison(name), token.start, token.end);
        }
        self.top_mut().after_decl = false;
        self.last = Last::Operator;
        at + 1
    }

    fn where_word(&mut self, at: usize, token: &RawToken) -> usize {
        let mut decl = None;
        while let Level::Where { decl: inner } = self.top().level {
            decl = Some(inner);
            self.close_open();
        }
        let signature = matches!(self.top().level, Level::Head(BlockKind::Function | BlockKind::Macro));
        let decl = decl.unwrap_or(self.top().after_decl && !signature);
        self.emit(if decl { Tok::WhereDecl } else { Tok::Where }, token.start, token.end);
        self.push_level(Level::Where { decl }, token.start, token.end);
        self.last = Last::Operator;
        at + 1
    }

    fn is_outer(&self, next: &RawToken) -> bool {
        let name = match next.kind {
            Raw::Name => !matches!(self.text_of(next), "in" | "isa"),
            Raw::ParenOpen => next.space,
            _ => false,
        };
        name && matches!(self.top().level, Level::Ranges { before_in: true, .. }) && !self.at_operand()
    }

    fn is_public(&self, next: &RawToken) -> bool {
        self.last == Last::Opened
            && matches!(self.top().level, Level::Top | Level::Block(_))
            && self.statement_at == self.out.len()
            && next.newlines == 0
            && next.space
            && (matches!(next.kind, Raw::At)
                || next.kind == Raw::Name && !matches!(self.text_of(next), "in" | "isa" | "where"))
    }

    // ---- reserved words ----

    pub(super) fn word(&mut self, at: usize, token: &RawToken, word: Word) -> usize {
        if matches!(word, Word::End | Word::Begin) && self.indexes() {
            self.before_operand(token);
            let name = if word == Word::End { sym::END } else { sym::BEGIN };
            self.emit_name(name, token);
            return at + 1;
        }
        if self.is_meant_as_name(at, token, word) {
            return self.reserved_word(at, token);
        }
        match word {
            Word::End => return self.end(at, token),
            Word::Else | Word::Elseif | Word::Catch | Word::Finally => return self.clause(at, token, word),
            Word::For if self.at_operand() && self.in_brackets() => return self.generator_for(at, token),
            Word::If if self.at_operand() && self.in_generator() => return self.generator_if(at, token),
            Word::Do if self.at_operand() => {
                return self.open_head(at, Tok::Do, BlockKind::Do, token, token.end);
            }
            _ => {}
        }
        self.before_operand(token);
        match word {
            Word::True | Word::False => {
                let node = self.leaf(Kind::Bool(word == Word::True), token);
                self.emit(Tok::Leaf(node), token.start, token.end);
                self.last = Last::Operand;
                at + 1
            }
            Word::Begin => self.open_block(at, Tok::Begin, BlockKind::Begin, token),
            Word::Quote => self.open_block(at, Tok::QuoteBlock, BlockKind::Quote, token),
            Word::Try => self.open_block(at, Tok::Try, BlockKind::Try, token),
            Word::If => self.open_head(at, Tok::If, BlockKind::If, token, token.end),
            Word::While => self.open_head(at, Tok::While, BlockKind::While, token, token.end),
            Word::For => {
                let next = self.open_head(at, Tok::For, BlockKind::For, token, token.end);
                self.push_level(Level::Ranges { before_in: true, generator: false }, token.start, token.end);
                self.last = Last::Operator;
                next
            }
            Word::Let => self.open_head(at, Tok::Let, BlockKind::Let, token, token.end),
            Word::Function => self.open_head(at, Tok::Function, BlockKind::Function, token, token.end),
            Word::Macro => self.open_head(at, Tok::MacroWord, BlockKind::Macro, token, token.end),
            Word::Struct => self.open_head(at, Tok::Struct, BlockKind::Struct, token, token.end),
            Word::Module => self.open_head(at, Tok::Module, BlockKind::Module, token, token.end),
            Word::Baremodule => self.open_head(at, Tok::Baremodule, BlockKind::Module, token, token.end),
            Word::Return => self.open_statement(at, Tok::Return, Level::Statement(word), token),
            Word::Const => self.open_statement(at, Tok::Const, Level::Statement(word), token),
            Word::Global => self.open_statement(at, Tok::Global, Level::Statement(word), token),
            Word::Local => self.open_statement(at, Tok::Local, Level::Statement(word), token),
            Word::Import => self.open_statement(at, Tok::Import, Level::Import, token),
            Word::Using => self.open_statement(at, Tok::Using, Level::Import, token),
            Word::Export => self.open_statement(at, Tok::Export, Level::Names, token),
            Word::Break | Word::Continue => {
                let tok = if word == Word::Break { Tok::Break } else { Tok::Continue };
                self.emit(tok, token.start, token.end);
                self.last = Last::Finished;
                at + 1
            }
            Word::Do => {
                self.report(Code::UnexpectedToken, token.start, token.end, "`do` must follow a call");
                self.emit(Tok::Error, token.start, token.end);
                self.open_head(at, Tok::Do, BlockKind::Do, token, token.end)
            }
            Word::End | Word::Else | Word::Elseif | Word::Catch | Word::Finally => at + 1,
        }
    }

    fn open_block(&mut self, at: usize, tok: Tok, kind: BlockKind, token: &RawToken) -> usize {
        self.push_level(Level::Block(kind), token.start, token.end);
        self.emit(tok, token.start, token.end);
        self.statement_at = self.out.len();
        self.last = Last::Opened;
        at + 1
    }

    fn open_head(&mut self, at: usize, tok: Tok, kind: BlockKind, token: &RawToken, end: u32) -> usize {
        self.push_level(Level::Head(kind), token.start, end);
        self.emit(tok, token.start, end);
        self.last = Last::Opened;
        at + 1
    }

    fn open_statement(&mut self, at: usize, tok: Tok, level: Level, token: &RawToken) -> usize {
        self.emit(tok, token.start, token.end);
        self.push_level(level, token.start, token.end);
        self.last = if matches!(level, Level::Import | Level::Names) { Last::Operator } else { Last::Opened };
        at + 1
    }

    // ---- ends and continuations of blocks ----

    /// The innermost block, closing what is above it; reports brackets in between. `None` if there is none.
    fn innermost_block(&mut self, token: &RawToken) -> Option<BlockKind> {
        let is_block = |level: Level| matches!(level, Level::Block(_) | Level::Head(_));
        // The code of an interpolation is closed by its `)` only.
        let limit = self.stack.iter().rposition(|c| c.level == Level::String).unwrap_or(0);
        if !self.stack[limit..].iter().any(|c| is_block(c.level)) {
            return None;
        }
        loop {
            self.close_to_base();
            match self.top().level {
                Level::Head(kind) => {
                    self.end_head();
                    return Some(kind);
                }
                Level::Block(kind) => return Some(kind),
                _ => {
                    self.unclosed_bracket(Some(token));
                    let here = RawToken { end: token.start, ..*token };
                    self.close_bracket_here(&here);
                }
            }
        }
    }

    fn end(&mut self, at: usize, token: &RawToken) -> usize {
        if self.innermost_block(token).is_none() {
            self.report(Code::StrayKeyword, token.start, token.end, "this `end` closes nothing")
                .hints
                .push("remove it, or look for a block above that was closed too early".into());
            return at + 1;
        }
        self.emit(Tok::End, token.start, token.end);
        self.suspect_missing_end(token);
        // The value of a call with `do` can be indexed and so on; other blocks end an operand for good.
        let call = self.top().level == Level::Block(BlockKind::Do);
        self.stack.pop();
        self.last = if call { Last::Operand } else { Last::Finished };
        at + 1
    }

    /// Remembers a block whose `end` is indented less than the block's first line, as if it were an outer block's.
    fn suspect_missing_end(&mut self, token: &RawToken) {
        if token.newlines == 0 || self.suspect.is_some() {
            return;
        }
        let Level::Block(kind) = self.top().level else { return };
        let block = *self.top();
        let column = self.indentation(token.start);
        let outer =
            self.stack[..self.stack.len() - 1].iter().rev().find(|c| matches!(c.level, Level::Block(_)));
        let Some(outer) = outer.copied() else { return };
        if self.indentation(block.start) > column && self.indentation(outer.start) >= column {
            self.suspect =
                Some(super::Suspect { kind, start: block.start, end: block.end, taken: token.start });
        }
    }

    /// A reserved word where a name must stand: reported, and taken as that name.
    fn reserved_word(&mut self, at: usize, token: &RawToken) -> usize {
        let text = self.text_of(token).to_owned();
        self.report(Code::ReservedWord, token.start, token.end, format!("`{text}` is a reserved word"))
            .hints
            .push("choose another name".into());
        let name = self.symbol_of(token);
        self.emit_name(name, token);
        at + 1
    }

    /// Whether a reserved word at `at` is meant as a name: a definition's, or a variable's that is assigned.
    fn is_meant_as_name(&self, at: usize, token: &RawToken, word: Word) -> bool {
        let next = self.following(at);
        let assigned = next.kind == Raw::Op(Prec::Assign) && next.newlines == 0 && self.text_of(&next) == "=";
        let defines = matches!(
            self.top().level,
            Level::Head(BlockKind::Function | BlockKind::Macro | BlockKind::Struct | BlockKind::Module)
        ) && self.last == Last::Opened
            && token.newlines == 0;
        match word {
            Word::True | Word::False => false,
            Word::End => {
                assigned && !self.stack.iter().any(|c| matches!(c.level, Level::Block(_) | Level::Head(_)))
            }
            Word::Else | Word::Elseif | Word::Catch | Word::Finally => false,
            _ => !self.at_operand() && (assigned || defines),
        }
    }

    /// `else`, `elseif`, `catch`, `finally`.
    fn clause(&mut self, at: usize, token: &RawToken, word: Word) -> usize {
        let kind = self.innermost_block(token);
        let (tok, next, head) = match (word, kind) {
            (Word::Else, Some(BlockKind::If)) => (Tok::Else, BlockKind::Else, false),
            (Word::Elseif, Some(BlockKind::If)) => (Tok::ElseIf, BlockKind::If, true),
            (Word::Else, Some(BlockKind::Catch)) => (Tok::Else, BlockKind::TryElse, false),
            (Word::Catch, Some(BlockKind::Try | BlockKind::Finally)) => (Tok::Catch, BlockKind::Catch, true),
            (Word::Finally, Some(BlockKind::Try | BlockKind::Catch | BlockKind::TryElse)) => {
                (Tok::Finally, BlockKind::Finally, false)
            }
            _ => {
                let text = self.text_of(token).to_owned();
                let place = kind.map(|kind| (kind, self.top().start, self.top().end));
                let file = self.ast.file();
                let diagnostic = self.report(
                    Code::StrayKeyword,
                    token.start,
                    token.end,
                    format!("this `{text}` does not belong to the block it is in"),
                );
                if let Some((kind, start, end)) = place {
                    let span = juliette_support::Span::new(file, start, end);
                    let text = format!("the block is this `{}`", kind.word());
                    diagnostic.secondary.push(juliette_diag::Label { span, text });
                }
                self.last = Last::Opened;
                return at + 1;
            }
        };
        if word == Word::Else
            && self.following(at).kind == Raw::Word(Word::If)
            && self.following(at).newlines == 0
        {
            let follows = self.following(at);
            self.report(Code::StrayKeyword, token.start, follows.end, "`else if` begins another `if`")
                .hints
                .push("write `elseif`".into());
        }
        self.top_mut().level = if head { Level::Head(next) } else { Level::Block(next) };
        self.top_mut().start = token.start;
        self.top_mut().end = token.end;
        self.emit(tok, token.start, token.end);
        self.statement_at = self.out.len();
        self.last = Last::Opened;
        at + 1
    }

    // ---- generators ----

    fn in_generator(&self) -> bool {
        let base = self.base();
        self.stack[base].level.is_bracket()
            && self.stack[base + 1..].iter().any(|c| matches!(c.level, Level::Ranges { generator: true, .. }))
    }

    fn generator_for(&mut self, at: usize, token: &RawToken) -> usize {
        self.close_to_base();
        self.set_shape(Shape::Plain);
        if !token.space {
            self.report(Code::Whitespace, token.start, token.end, "a space must stand before this `for`");
        }
        self.emit(Tok::GeneratorFor, token.start, token.end);
        self.push_level(Level::Ranges { before_in: true, generator: true }, token.start, token.end);
        self.last = Last::Operator;
        at + 1
    }

    fn generator_if(&mut self, at: usize, token: &RawToken) -> usize {
        self.close_to_base();
        self.emit(Tok::GeneratorIf, token.start, token.end);
        self.push_level(Level::Filter, token.start, token.end);
        self.last = Last::Operator;
        at + 1
    }

    // ---- imports and exports ----

    /// A token of an import or export; `None` leaves it to the general rules, which may end the statement.
    pub(super) fn import_token(&mut self, at: usize, token: &RawToken) -> Option<usize> {
        let text = self.text_of(token);
        match token.kind {
            Raw::Name if text == "as" && self.at_operand() => {
                self.emit(Tok::As, token.start, token.end);
                self.last = Last::Operator;
            }
            Raw::Name if text == "var" && !self.following(at).space => return None,
            Raw::Name => {
                self.before_operand(token);
                let name = self.names.name(self.text, token.start, token.end);
                self.emit_name(name, token);
            }
            Raw::At => {
                self.before_operand(token);
                let next = self.following(at);
                let name = format!("@{}", self.text_of(&next));
                let name = self.names.interner.intern(&name);
                let whole = RawToken { end: next.end, ..*token };
                self.emit_name(name, &whole);
                return Some((at + 2).min(self.raw.len() - 1));
            }
            Raw::Dot if self.at_operand() => {
                self.emit(Tok::Dot, token.start, token.end);
                self.last = Last::Operator;
            }
            Raw::Dot | Raw::Splat | Raw::Op(Prec::Range) if text.starts_with('.') && !self.at_operand() => {
                self.emit(Tok::ImportDots(text.len() as u32), token.start, token.end);
                self.last = Last::Operator;
            }
            Raw::Op(_) if text.len() > 1 && text.starts_with('.') && self.at_operand() && !token.space => {
                self.emit(Tok::Dot, token.start, token.start + 1);
                let rest = RawToken { start: token.start + 1, ..*token };
                let name = self.operator_symbol(&rest);
                self.emit_name(name, &rest);
            }
            Raw::Op(_) | Raw::Subtype | Raw::Lambda | Raw::Decl => {
                self.before_operand(token);
                let name = self.operator_symbol(token);
                self.emit_name(name, token);
            }
            Raw::Colon if self.at_operand() && self.top().level == Level::Import => {
                self.emit(Tok::ImportColon, token.start, token.end);
                self.last = Last::Operator;
            }
            Raw::Colon => {
                self.before_operand(token);
                self.emit_name(sym::COLON, token);
            }
            _ => return None,
        }
        Some(at + 1)
    }
}
