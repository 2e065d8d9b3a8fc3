//! The layout pass: raw tokens to layout tokens, whose meaning no longer depends on context.
//!
//! One walk over the raw tokens with a stack of [`Level`]s and one bit of state: whether an operand has just ended.
//! From these follow: what a line break or a space separates, whether an operator is infix or prefix, whether a bracket
//! calls, indexes or groups, what `:`, `=`, `in`, `for`, `if` and `end` mean. Constructs that extend as far as
//! they can (`->`, `? :`, `where`, `return`, macro calls) get a `Close` token at their end, so that the grammar
//! has no ambiguities. `grammar/README.md` lists the rules.
//!
//! Brackets and blocks always balance in the output: what is missing is reported and added.

mod brackets;
mod literals;
mod operators;
mod words;

use crate::ast::{Ast, Kind, NodeId};
use crate::context::{BlockKind, Context, Level, Shape};
use crate::names::Names;
use crate::raw::{Prec, Raw, RawToken, Word};
use crate::tok::{Tok, Token};
use juliette_diag::{Code, Diagnostic};
use juliette_support::{Interner, Span, Symbol};

/// Levels that may be open at once. Beyond, the text is refused: no person writes it, and later stages recurse.
const DEEPEST: usize = 1000;

/// Layout tokens made at once, unless one line has more; few in debug builds, so that tests see the seams.
const BATCH: usize = if cfg!(debug_assertions) { 32 } else { 4096 };

/// What came last, as far as the next token cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Last {
    /// An operator or a comma: an operand must follow, on whatever line.
    Operator,
    /// Something was opened or separated: an operand may follow.
    Opened,
    /// An operand.
    Operand,
    /// A numeric literal.
    Number,
    /// The end of a block, or a statement without an operand: nothing can follow directly.
    Finished,
}

pub(crate) struct Layout<'a> {
    text: &'a str,
    raw: &'a [RawToken],
    ast: &'a mut Ast,
    names: Names<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    out: Vec<Token>,
    stack: Vec<Context>,
    last: Last,
    /// Where the last token ended in the text.
    last_end: u32,
    /// The next token is a name, whatever it is: after the `:` of a quotation.
    quoted: bool,
    /// Output index at which the current statement began.
    statement_at: usize,
    /// Output indices at which the last string began and ended.
    last_string: (usize, usize),
    /// Where the nodes of strings with interpolations go: text chunks (raw index, output index).
    chunks: Vec<(usize, usize)>,
    chunk_marks: Vec<usize>,
    /// Ends of lines of the top level in the output (the line break belongs to the next line).
    breaks: Vec<usize>,
    /// The raw token that comes next.
    at: usize,
    finished: bool,
    too_deep: bool,
    /// Where the last mistake was reported.
    last_report: Option<u32>,
    /// A block whose `end` stands where an outer block's would: it may be the one that lacks its own.
    suspect: Option<Suspect>,
}

/// See [`Layout::suspect`].
#[derive(Clone, Copy)]
struct Suspect {
    kind: BlockKind,
    start: u32,
    end: u32,
    /// The `end` that it took.
    taken: u32,
}

impl<'a> Layout<'a> {
    /// A pass over `raw`, which ends with [`Raw::EndOfFile`]. Literals become nodes of `ast`.
    pub(crate) fn new(
        text: &'a str,
        raw: &'a [RawToken],
        ast: &'a mut Ast,
        interner: &'a mut Interner,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut layout = Self {
            text,
            raw,
            ast,
            names: Names::new(interner),
            diagnostics,
            // A text has more layout tokens than raw ones.
            out: Vec::with_capacity((raw.len() + raw.len() / 2).min(BATCH + BATCH / 4)),
            stack: Vec::with_capacity(16),
            last: Last::Opened,
            last_end: 0,
            quoted: false,
            statement_at: 0,
            last_string: (usize::MAX, usize::MAX),
            chunks: Vec::new(),
            chunk_marks: Vec::new(),
            breaks: Vec::with_capacity(raw.len() / 16 + 1),
            at: 0,
            finished: false,
            too_deep: false,
            last_report: None,
            suspect: None,
        };
        layout.push_level(Level::Top, 0, 0);
        layout
    }

    /// Goes on to the end of a line of the top level, or of several short ones. Returns their layout tokens and where
    /// each ends in them; `None` after the last. So the tokens of only some lines are in memory, however long the
    /// text.
    pub(crate) fn next_lines(&mut self) -> Option<(Vec<Token>, Vec<usize>)> {
        if self.finished {
            return None;
        }
        let raw = self.raw;
        while (self.breaks.is_empty() || self.out.len() < BATCH) && !self.finished {
            let at = self.at;
            let token = &raw[at];
            if token.newlines > 0 {
                self.line_break(token, at);
            }
            if token.kind == Raw::EndOfFile {
                self.finish(token);
                self.finished = true;
                break;
            }
            let next = self.token(at, token);
            debug_assert!(next > at, "every step takes a token");
            self.last_end = if next == at + 1 { token.end } else { raw[next - 1].end };
            self.at = next;
            self.finished = self.too_deep;
        }
        let mut breaks = core::mem::take(&mut self.breaks);
        if self.finished && breaks.last().is_none_or(|&last| last < self.out.len()) {
            breaks.push(self.out.len());
        }
        let taken = *breaks.last().unwrap_or(&0);
        let rest = self.out.split_off(taken);
        let tokens = core::mem::replace(&mut self.out, rest);
        self.statement_at = self.statement_at.saturating_sub(taken);
        self.last_string = match self.last_string {
            (began, ended) if began >= taken && ended != usize::MAX => (began - taken, ended - taken),
            _ => (usize::MAX, usize::MAX),
        };
        for (_, at) in &mut self.chunks {
            *at = at.saturating_sub(taken);
        }
        for context in &mut self.stack {
            context.opened_at = context.opened_at.saturating_sub(taken);
            context.operator_at = context.operator_at.map(|at| at.saturating_sub(taken));
        }
        Some((tokens, breaks))
    }

    /// What the parser needs while the pass rests.
    pub(crate) fn parts(&mut self) -> (&mut Ast, &mut Interner, &mut Vec<Diagnostic>) {
        (self.ast, self.names.interner, self.diagnostics)
    }

    // ---- output and stack ----

    fn emit(&mut self, tok: Tok, start: u32, end: u32) {
        self.out.push(Token { tok, start, end });
    }

    /// Emits a token of no width after the last one.
    fn emit_virtual(&mut self, tok: Tok) {
        self.emit(tok, self.last_end, self.last_end);
    }

    fn push_level(&mut self, level: Level, start: u32, end: u32) {
        if self.stack.len() >= DEEPEST && !self.too_deep {
            self.too_deep = true;
            self.report(Code::NestedTooDeeply, start, end, "this is nested too deeply")
                .hints
                .push(format!("at most {DEEPEST} brackets and blocks can be open at once"));
        }
        self.stack.push(Context {
            level,
            start,
            end,
            opened_at: self.out.len(),
            operator_at: None,
            is_list: false,
            after_decl: false,
            parts: 0,
        });
    }

    fn top(&self) -> &Context {
        self.stack.last().expect("the top level is never popped")
    }

    fn top_mut(&mut self) -> &mut Context {
        self.stack.last_mut().expect("the top level is never popped")
    }

    /// The index of the innermost level that has an end of its own.
    fn base(&self) -> usize {
        self.stack.iter().rposition(|c| c.level.is_base()).unwrap_or(0)
    }

    fn report(&mut self, code: Code, start: u32, end: u32, message: impl Into<String>) -> &mut Diagnostic {
        self.last_report = Some(start);
        let span = Span::new(self.ast.file(), start, end);
        crate::parse::keep(self.diagnostics, Diagnostic::error(code, span, message))
    }

    fn text_of(&self, token: &RawToken) -> &'a str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn symbol_of(&mut self, token: &RawToken) -> Symbol {
        self.names.symbol(self.text, token.start, token.end)
    }

    fn at_operand(&self) -> bool {
        match self.last {
            Last::Operand | Last::Number | Last::Finished => true,
            Last::Operator | Last::Opened => false,
        }
    }

    fn leaf(&mut self, kind: Kind, token: &RawToken) -> NodeId {
        self.ast.leaf(kind, (token.start, token.end))
    }

    fn emit_name(&mut self, name: Symbol, token: &RawToken) {
        let node = self.leaf(Kind::Symbol(name), token);
        self.emit(Tok::Name(node), token.start, token.end);
        self.last = Last::Operand;
    }

    // ---- closing what extends as far as it can ----

    /// Ends the innermost level, which has no end of its own.
    fn close_open(&mut self) {
        let context = self.stack.pop().expect("the top level is never popped");
        if context.level == Level::Then {
            self.report(Code::UnexpectedToken, context.start, context.end, "this `?` has no `:`")
                .hints
                .push("write `condition ? value : other`, with spaces around both".into());
            self.emit_virtual(Tok::TernaryColon);
            self.emit_virtual(Tok::Error);
            self.emit_virtual(Tok::Close);
        } else if context.level.needs_close() {
            self.emit_virtual(Tok::Close);
        }
    }

    /// Ends levels until `depth` are left.
    fn close_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.close_open();
        }
    }

    /// Ends everything above the innermost level that has an end of its own.
    fn close_to_base(&mut self) {
        let depth = self.base() + 1;
        self.close_to(depth);
    }

    // ---- what separates ----

    /// Line breaks before `token`.
    fn line_break(&mut self, token: &RawToken, at: usize) {
        if self.last == Last::Operator || self.quoted {
            return;
        }
        loop {
            // The innermost level that decides for itself.
            let deciding = self.stack.iter().rposition(|c| match c.level {
                Level::Lambda
                | Level::Then
                | Level::Otherwise
                | Level::Where { .. }
                | Level::Ranges { .. }
                | Level::Filter => false,
                Level::Top
                | Level::Block(_)
                | Level::Head(_)
                | Level::Paren(_)
                | Level::Square { .. }
                | Level::Brace(_)
                | Level::String
                | Level::Macro { .. }
                | Level::Statement(_)
                | Level::Import
                | Level::Names => true,
            });
            let deciding = deciding.unwrap_or(0);
            match self.stack[deciding].level {
                Level::Paren(_) | Level::String => return,
                Level::Square { shape, .. } | Level::Brace(shape) => {
                    return self.line_break_in_array(shape, token);
                }
                Level::Macro { doc: true } if self.doc_goes_on(token, deciding, at) => {
                    self.close_to(deciding + 1);
                    self.top_mut().parts += 1;
                    return self.space();
                }
                Level::Macro { .. } | Level::Statement(_) | Level::Import | Level::Names => {
                    self.close_to(deciding);
                }
                Level::Head(_) => self.end_head(),
                Level::Top | Level::Block(_) => return self.statement_break(token.newlines),
                Level::Lambda
                | Level::Then
                | Level::Otherwise
                | Level::Where { .. }
                | Level::Ranges { .. }
                | Level::Filter => unreachable!("these levels do not decide"),
            }
        }
    }

    /// Whether `@doc "…"` goes on with the definition on the next line.
    fn doc_goes_on(&self, token: &RawToken, level: usize, _at: usize) -> bool {
        token.newlines == 1
            && self.stack[level].parts == 1
            && !self.closes(token)
            && token.kind != Raw::EndOfFile
    }

    fn statement_break(&mut self, newlines: u8) {
        self.close_to_base();
        let docs = match self.top().level {
            Level::Block(kind) => kind.has_docs(),
            _top => true,
        };
        if self.stack.len() == 1 && self.out.len() > self.breaks.last().copied().unwrap_or(0) {
            self.breaks.push(self.out.len());
        }
        self.emit_virtual(if newlines == 1 && docs { Tok::Newline } else { Tok::BlankLine });
        self.statement_at = self.out.len();
        self.top_mut().after_decl = false;
        self.last = Last::Opened;
    }

    /// The end of a block's head: whatever follows is a statement of the block.
    fn end_head(&mut self) {
        self.close_to_base();
        if let Level::Head(kind) = self.top().level {
            self.emit_virtual(Tok::HeadEnd);
            self.top_mut().level = Level::Block(kind);
            self.top_mut().after_decl = false;
            self.last = Last::Opened;
            self.statement_at = self.out.len();
        }
    }

    /// Called when an operand begins at `token`: if one has just ended, puts what must stand between them.
    fn before_operand(&mut self, token: &RawToken) {
        if !self.at_operand() {
            return;
        }
        for depth in (0..self.stack.len()).rev() {
            match self.stack[depth].level {
                Level::Lambda
                | Level::Then
                | Level::Otherwise
                | Level::Where { .. }
                | Level::Ranges { .. }
                | Level::Filter
                | Level::Statement(_) => {}
                Level::Macro { .. } => {
                    self.close_to(depth + 1);
                    self.top_mut().parts += 1;
                    return self.space();
                }
                Level::Square { shape: Shape::Unknown | Shape::Rows, .. }
                | Level::Brace(Shape::Unknown | Shape::Rows)
                    if token.space =>
                {
                    self.close_to(depth + 1);
                    self.set_shape(Shape::Rows);
                    return self.space();
                }
                Level::Head(BlockKind::Primitive) if self.stack[depth].parts == 0 => {
                    self.close_to(depth + 1);
                    self.top_mut().parts = 1;
                    return self.space();
                }
                Level::Head(kind) => {
                    if kind == BlockKind::Let {
                        self.missing_separator(
                            token,
                            "a line break or a semicolon must stand after the variables of `let`",
                        );
                    }
                    return self.end_head();
                }
                Level::Top | Level::Block(_) => {
                    if token.space && self.stands_alone_as_string() {
                        return self.statement_break(1);
                    }
                    self.missing_separator(token, "this does not belong to the statement before it");
                    return self.statement_break(2);
                }
                Level::Paren(_) | Level::Square { .. } | Level::Brace(_)
                    if token.newlines > 0 && self.begins_line_of_statement(token) =>
                {
                    return self.leave_brackets(token);
                }
                Level::Paren(_) | Level::Square { .. } | Level::Brace(_) | Level::String => {
                    self.missing_separator(token, "a comma or a closing bracket is missing before this");
                    self.close_to(depth + 1);
                    self.emit_virtual(Tok::Comma);
                    self.last = Last::Operator;
                    return;
                }
                Level::Import | Level::Names => {
                    self.missing_separator(token, "names are separated by commas here");
                    self.close_to(depth + 1);
                    self.emit_virtual(Tok::Comma);
                    self.last = Last::Operator;
                    return;
                }
            }
        }
    }

    /// Whether `token` begins a line that is not indented more than the one on which the brackets were opened: then it
    /// is a statement, and a bracket was forgotten.
    fn begins_line_of_statement(&self, token: &RawToken) -> bool {
        let outermost =
            self.stack.iter().rposition(|c| !c.level.is_bracket() && c.level.is_base()).unwrap_or(0);
        let Some(bracket) = self.stack[outermost..].iter().find(|c| c.level.is_bracket()) else {
            return false;
        };
        let inside_string = self.stack[outermost].level == Level::String;
        !inside_string && self.indentation(token.start) <= self.indentation(bracket.start)
    }

    /// How far the line around `offset` is indented.
    fn indentation(&self, offset: u32) -> usize {
        // Looking no further than this keeps the pass linear on endless lines.
        const FURTHEST: usize = 400;
        let bytes = self.text.as_bytes();
        let from = (offset as usize).saturating_sub(FURTHEST);
        let line =
            bytes[from..offset as usize].iter().rposition(|&b| b == b'\n').map_or(from, |i| from + i + 1);
        bytes[line..].iter().take(FURTHEST).take_while(|b| matches!(b, b' ' | b'\t')).count()
    }

    /// Closes forgotten brackets before `token`, which begins a statement.
    fn leave_brackets(&mut self, token: &RawToken) {
        let mut first = true;
        loop {
            self.close_to_base();
            match self.top().level {
                Level::Paren(_) | Level::Square { .. } | Level::Brace(_) => {
                    if core::mem::take(&mut first) {
                        self.unclosed_bracket(Some(token));
                    }
                    let here = RawToken { start: self.last_end, end: self.last_end, ..*token };
                    self.close_bracket_here(&here);
                }
                _ => return self.statement_break(2),
            }
        }
    }

    fn space(&mut self) {
        self.top_mut().after_decl = false;
        self.emit_virtual(Tok::Space);
        self.last = Last::Opened;
    }

    fn stands_alone_as_string(&self) -> bool {
        let docs = match self.top().level {
            Level::Block(kind) => kind.has_docs(),
            Level::Top => true,
            _ => false,
        };
        docs && self.last_string == (self.statement_at, self.out.len())
    }

    /// Reports that something is missing before `token`, unless its line has a mistake already: one often leads to
    /// others.
    fn missing_separator(&mut self, token: &RawToken, message: &str) {
        let invalid = token.kind == Raw::Invalid;
        let near = self.last_report.is_some_and(|at| {
            let between = self.text.as_bytes().get(at as usize..token.start as usize);
            between.is_some_and(|between| between.len() < 1000 && !between.contains(&b'\n'))
        });
        if invalid || near {
            return;
        }
        let shown = self.text_of(token).to_owned();
        let end = token.end.max(token.start);
        let diagnostic = self.report(Code::MissingSeparator, token.start, end, message);
        diagnostic.primary.text = format!("unexpected `{}`", shown.lines().next().unwrap_or_default());
    }

    /// Whether white space separates operands here, so that `a -b` is two of them.
    fn space_separates(&self) -> bool {
        for context in self.stack.iter().rev() {
            match context.level {
                Level::Lambda
                | Level::Then
                | Level::Otherwise
                | Level::Where { .. }
                | Level::Ranges { .. }
                | Level::Filter => {}
                Level::Macro { .. } | Level::Head(BlockKind::Primitive) => return true,
                Level::Square { shape, .. } | Level::Brace(shape) => return shape != Shape::Plain,
                Level::Top
                | Level::Block(_)
                | Level::Head(_)
                | Level::Paren(_)
                | Level::String
                | Level::Statement(_)
                | Level::Import
                | Level::Names => return false,
            }
        }
        false
    }

    /// Whether `end` and `begin` are names here: the ends of what is indexed.
    fn indexes(&self) -> bool {
        for context in self.stack.iter().rev() {
            match context.level {
                // An index with rows is the array of a type, in which `end` is nothing special.
                Level::Square { index: true, shape: Shape::Unknown | Shape::List | Shape::Plain } => {
                    return true;
                }
                Level::Lambda
                | Level::Then
                | Level::Otherwise
                | Level::Where { .. }
                | Level::Ranges { .. }
                | Level::Filter
                | Level::Macro { .. }
                | Level::Square { .. }
                | Level::Brace(_)
                | Level::Paren(_)
                | Level::String => {}
                Level::Top
                | Level::Block(_)
                | Level::Head(_)
                | Level::Statement(_)
                | Level::Import
                | Level::Names => return false,
            }
        }
        false
    }

    /// Whether `token` can only end something.
    fn closes(&self, token: &RawToken) -> bool {
        match token.kind {
            Raw::ParenClose
            | Raw::BracketClose
            | Raw::BraceClose
            | Raw::Comma
            | Raw::Semicolon
            | Raw::EndOfFile
            | Raw::Word(Word::Else | Word::Elseif | Word::Catch | Word::Finally) => true,
            Raw::Word(Word::End) => !self.indexes(),
            _ => false,
        }
    }

    /// Whether an operator before `token` stands for itself, as in `map(+, a)`.
    fn ends_operator_name(&self, token: &RawToken) -> bool {
        self.closes(token)
            || token.kind == Raw::Op(Prec::Assign) && self.text_of(token) == "="
            || token.newlines > 0 && !self.breaks_are_spaces()
    }

    /// Whether line breaks count as spaces here.
    fn breaks_are_spaces(&self) -> bool {
        matches!(
            self.stack[self.base()].level,
            Level::Paren(_)
                | Level::String
                | Level::Square { shape: Shape::Plain, .. }
                | Level::Brace(Shape::Plain)
        )
    }

    // ---- dispatch ----

    /// Handles the raw token at `at`; returns the index of the next one to handle.
    fn token(&mut self, at: usize, token: &RawToken) -> usize {
        if matches!(self.top().level, Level::Import | Level::Names)
            && let Some(next) = self.import_token(at, token)
        {
            return next;
        }
        if core::mem::take(&mut self.quoted)
            && let Some(next) = self.quoted_name(at, token)
        {
            return next;
        }
        match token.kind {
            Raw::Name => self.name(at, token),
            Raw::Word(word) => self.word(at, token, word),
            Raw::Number => self.number(at, token),
            Raw::Character => self.character(at, token),
            Raw::Open(_) | Raw::OpenVerbatim(_) => self.literal(at, token),
            Raw::Chunk | Raw::ChunkName | Raw::ChunkParen | Raw::Close(_) => self.string_part(at, token),
            Raw::ParenOpen => self.paren_open(at, token),
            Raw::BracketOpen => self.bracket_open(at, token),
            Raw::BraceOpen => self.brace_open(at, token),
            Raw::ParenClose | Raw::BracketClose | Raw::BraceClose => self.bracket_close(at, token),
            Raw::Comma => self.comma(at, token),
            Raw::Semicolon => self.semicolon(at, token),
            Raw::At => self.macro_name(at, token),
            Raw::Dot => self.dot(at, token),
            Raw::Splat => self.splat(at, token),
            Raw::Colon => self.colon(at, token),
            Raw::Decl => self.decl(at, token),
            Raw::Lambda => self.lambda(at, token),
            Raw::Question => self.question(at, token),
            Raw::Dollar => self.dollar(at, token),
            Raw::Prime => self.prime(at, token),
            Raw::Subtype => self.subtype(at, token),
            Raw::Op(class) => self.operator(at, token, class),
            Raw::Invalid => {
                self.last_report = Some(token.start);
                self.before_operand(token);
                self.emit(Tok::Error, token.start, token.end);
                self.last = Last::Operand;
                at + 1
            }
            Raw::EndOfFile => at,
        }
    }

    /// The end of the text: everything that is open is reported and closed.
    fn finish(&mut self, token: &RawToken) {
        loop {
            self.close_to_base();
            match self.top().level {
                Level::Top => return,
                Level::Head(kind) | Level::Block(kind) => {
                    self.missing_end(kind);
                    self.end_head();
                    self.emit(Tok::End, token.start, token.end);
                    self.stack.pop();
                }
                _ => {
                    self.unclosed_bracket(None);
                    self.close_bracket_here(token);
                }
            }
            self.last = Last::Finished;
        }
    }

    fn missing_end(&mut self, kind: BlockKind) {
        let (mut start, mut end) = (self.top().start, self.top().end);
        let mut word = kind.word();
        if kind == BlockKind::Try {
            // It would not be complete even with its `end`.
            self.end_head();
            self.emit_virtual(Tok::Finally);
        }
        if let Some(suspect) = self.suspect.take() {
            (start, end, word) = (suspect.start, suspect.end, suspect.kind.word());
            let taken = Span::new(self.ast.file(), suspect.taken, suspect.taken + 3);
            self.report(Code::MissingEnd, start, end, format!("this `{word}` has no `end`")).secondary.push(
                juliette_diag::Label {
                    span: taken,
                    text: "this `end` is indented like an outer block's".into(),
                },
            );
            return;
        }
        self.report(Code::MissingEnd, start, end, format!("this `{word}` has no `end`"))
            .hints
            .push("every block is closed by an `end` of its own".into());
    }
}
