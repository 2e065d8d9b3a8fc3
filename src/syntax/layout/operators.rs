//! Operators: infix, prefix, postfix, or a name; and the punctuation that works like them.

use super::{Last, Layout};
use crate::ast::{Head, Kind};
use crate::context::{BlockKind, Level, Paren};
use crate::number::Value;
use crate::raw::{Prec, Raw, RawToken};
use crate::tok::Tok;
use juliette_diag::Code;
use juliette_support::{Symbol, sym};

impl Layout<'_> {
    fn next(&self, at: usize) -> RawToken {
        self.raw[(at + 1).min(self.raw.len() - 1)]
    }

    /// Whether the operator at `token` is a prefix although an operand stands before it: `a -b` in an array.
    fn splits(&self, at: usize, token: &RawToken) -> bool {
        token.space && !self.next(at).space && self.next(at).newlines == 0 && self.space_separates()
    }

    /// The head of a definition ends before an operator that cannot belong to it.
    fn ends_signature(&mut self) {
        if matches!(self.top().level, Level::Head(BlockKind::Function | BlockKind::Macro))
            && self.at_operand()
        {
            self.end_head();
        }
    }

    fn emit_infix(&mut self, tok: Tok, token: &RawToken) {
        self.emit(tok, token.start, token.end);
        self.top_mut().after_decl = false;
        self.last = Last::Operator;
    }

    /// `where` clauses end before operators that bind less than comparisons.
    fn close_where(&mut self) {
        while matches!(self.top().level, Level::Where { .. }) {
            self.close_open();
        }
    }

    pub(super) fn operator(&mut self, at: usize, token: &RawToken, class: Prec) -> usize {
        self.ends_signature();
        let text = self.text_of(token);
        let after_comma = class == Prec::Assign && self.out.last().is_some_and(|t| t.tok == Tok::Comma);
        if !self.at_operand() && !after_comma {
            return self.prefix_operator(at, token, class);
        }
        let both =
            matches!(text, "+" | "-" | "~" | "&" | ".+" | ".-" | ".~" | "⋆" | "±" | "∓" | ".⋆" | ".±" | ".∓");
        if class == Prec::Prefix || both && self.splits(at, token) {
            if class == Prec::Prefix
                && !token.space
                && matches!(self.last, Last::Number)
                && !text.starts_with(['!', '.'])
            {
                self.emit_virtual(Tok::Juxtapose);
                self.last = Last::Operator;
            } else {
                self.before_operand(token);
            }
            return self.prefix_operator(at, token, class);
        }
        let loose = matches!(
            class,
            Prec::Assign
                | Prec::Update
                | Prec::OtherAssign
                | Prec::Tilde
                | Prec::Pair
                | Prec::Arrow
                | Prec::LongArrow
                | Prec::Or
                | Prec::And
        );
        if loose {
            self.close_where();
        }
        if let Level::Ranges { before_in: true, generator } = self.top().level
            && matches!(text, "=" | "∈")
        {
            self.top_mut().level = Level::Ranges { before_in: false, generator };
            self.emit_infix(Tok::ForIn, token);
            return at + 1;
        }
        let tok = self.infix_tok(class, token);
        self.emit_infix(tok, token);
        at + 1
    }

    fn infix_tok(&mut self, class: Prec, token: &RawToken) -> Tok {
        let text = self.text_of(token);
        let dotted = text.starts_with('.') && text != "..";
        match class {
            Prec::Assign => Tok::Assign(if dotted { Head::DotAssign } else { Head::Assign }),
            Prec::Update => {
                let op = text.trim_start_matches('.').strip_suffix('=').unwrap_or(text);
                let op = self.names.interner.intern(op);
                Tok::Assign(if dotted { Head::DotUpdate(op) } else { Head::Update(op) })
            }
            Prec::OtherAssign => Tok::Assign(Head::OtherAssign(self.symbol_of(token))),
            Prec::LongArrow => Tok::LongArrow,
            Prec::Or => Tok::Or(dotted),
            Prec::And => Tok::And(dotted),
            Prec::Tilde => Tok::Tilde(self.operator_symbol(token)),
            Prec::Pair => Tok::Pair(self.operator_symbol(token)),
            Prec::Arrow => Tok::Arrow(self.operator_symbol(token)),
            Prec::Comparison => Tok::Comparison(self.operator_symbol(token)),
            Prec::PipeLeft => Tok::PipeLeft(self.operator_symbol(token)),
            Prec::PipeRight => Tok::PipeRight(self.operator_symbol(token)),
            Prec::Range => Tok::Range(self.operator_symbol(token)),
            Prec::Plus => Tok::Plus(self.operator_symbol(token)),
            Prec::Times => Tok::Times(self.operator_symbol(token)),
            Prec::Rational => Tok::Rational(self.operator_symbol(token)),
            Prec::Shift => Tok::Shift(self.operator_symbol(token)),
            Prec::Power => Tok::Power(self.operator_symbol(token)),
            Prec::Prefix => Tok::Unary(self.operator_symbol(token)),
        }
    }

    /// An operator's name; look-alikes become the usual character.
    pub(super) fn operator_symbol(&mut self, token: &RawToken) -> Symbol {
        let text = self.text_of(token);
        if text.is_ascii() {
            return self.symbol_of(token);
        }
        let usual: String = text
            .chars()
            .map(|c| match c {
                '·' | '\u{387}' => '⋅',
                '−' => '-',
                other => other,
            })
            .collect();
        self.names.interner.intern(&usual)
    }

    /// An operator where an operand is expected.
    fn prefix_operator(&mut self, at: usize, token: &RawToken, class: Prec) -> usize {
        let text = self.text_of(token);
        let next = self.next(at);
        let adjacent = !next.space;
        let name = self.operator_symbol(token);
        let bare = text.trim_start_matches('.');
        let stem = bare.trim_end_matches(crate::chars::is_operator_suffix);
        let unary = matches!(stem, "+" | "-" | "~" | "!" | "¬" | "√" | "∛" | "∜" | "⋆" | "±" | "∓" | "−");
        if self.in_signature_name() && next.kind == Raw::ParenOpen && adjacent {
            self.emit_name(name, token);
            return at + 1;
        }
        // Operators that are syntax are no names, unless they are quoted.
        if matches!(class, Prec::Assign | Prec::Update | Prec::LongArrow | Prec::Or | Prec::And)
            || text == ":="
        {
            self.misplaced(token);
            return at + 1;
        }
        let stands_alone = if text == "&" {
            self.stands_for_itself(&next)
        } else {
            self.ends_operator_name(&next) || next.kind == Raw::BraceOpen && adjacent
        };
        if stands_alone {
            self.emit_name(name, token);
            return at + 1;
        }
        if text == "&" {
            self.emit(Tok::Ampersand, token.start, token.end);
            self.top_mut().after_decl = true;
            self.last = Last::Operator;
            return at + 1;
        }
        if (text == "-" || text == "+")
            && next.kind == Raw::Number
            && next.start == token.end
            && let Some(taken) = self.signed_number(at, token)
        {
            return taken;
        }
        if unary {
            self.emit(Tok::Unary(name), token.start, token.end);
            self.last = Last::Operator;
            return at + 1;
        }
        if next.kind == Raw::ParenOpen && adjacent {
            self.emit_name(name, token);
            return at + 1;
        }
        self.misplaced(token);
        at + 1
    }

    /// Whether `&` or `$` before `token` is a name: these bind to whatever else follows.
    fn stands_for_itself(&self, token: &RawToken) -> bool {
        self.closes(token) || token.newlines > 0 && !self.breaks_are_spaces()
    }

    /// Whether the name of a definition stands here.
    fn in_signature_name(&self) -> bool {
        matches!(self.top().level, Level::Head(BlockKind::Function | BlockKind::Macro))
            && self.last == Last::Opened
    }

    fn misplaced(&mut self, token: &RawToken) {
        let text = self.text_of(token).to_owned();
        self.report(
            Code::UnexpectedToken,
            token.start,
            token.end,
            format!("`{text}` has nothing to its left"),
        )
        .hints
        .push("an operand is expected before it".into());
        self.emit(Tok::Error, token.start, token.end);
        self.last = Last::Operator;
        // Put an operator, so that what follows can be its other side.
        self.last_end = token.end;
        self.emit_virtual(Tok::Plus(sym::PLUS));
    }

    /// `-1` is a literal, unless what follows binds tighter than the sign.
    fn signed_number(&mut self, at: usize, token: &RawToken) -> Option<usize> {
        let number = self.raw[at + 1];
        let after = self.next(at + 1);
        let tighter = matches!(after.kind, Raw::Op(Prec::Power))
            || matches!(after.kind, Raw::BracketOpen | Raw::BraceOpen) && !after.space;
        let digits = self.text_of(&number);
        let radix = digits.starts_with("0x") && !digits.contains(['p', 'P'])
            || digits.starts_with("0o")
            || digits.starts_with("0b");
        if tighter || radix {
            return None;
        }
        let negative = self.text_of(token) == "-";
        let value = match crate::number::evaluate(digits).ok()? {
            Value::Node(Kind::Int64(value)) => {
                Value::Node(Kind::Int64(if negative { -value } else { value }))
            }
            Value::Node(Kind::Float64(value)) => {
                Value::Node(Kind::Float64(if negative { -value } else { value }))
            }
            Value::Node(Kind::Float32(value)) => {
                Value::Node(Kind::Float32(if negative { -value } else { value }))
            }
            Value::Node(other) => Value::Node(other),
            Value::Macro(_, digits) if negative && digits.parse::<u64>().ok() == Some(1 << 63) => {
                Value::Node(Kind::Int64(i64::MIN))
            }
            Value::Macro(_, digits) if negative && digits.parse::<u128>().ok() == Some(1 << 127) => {
                Value::Macro("@int128_str", format!("-{digits}"))
            }
            Value::Macro(name, digits) => {
                Value::Macro(name, if negative { format!("-{digits}") } else { digits })
            }
        };
        let whole = RawToken { start: token.start, end: number.end, ..*token };
        self.emit_number(value, &whole);
        Some(at + 2)
    }

    // ---- punctuation ----

    pub(super) fn subtype(&mut self, at: usize, token: &RawToken) -> usize {
        self.ends_signature();
        let name = self.symbol_of(token);
        let next = self.next(at);
        if self.at_operand() {
            self.emit_infix(Tok::Comparison(name), token);
        } else if self.ends_operator_name(&next)
            || !next.space && next.kind == Raw::BraceOpen
            || self.in_signature_name() && next.kind == Raw::ParenOpen
        {
            self.before_operand(token);
            self.emit_name(name, token);
        } else {
            self.before_operand(token);
            self.emit(Tok::UnarySubtype(name), token.start, token.end);
            self.last = Last::Operator;
        }
        at + 1
    }

    pub(super) fn splat(&mut self, at: usize, token: &RawToken) -> usize {
        if self.at_operand() {
            self.emit(Tok::Splat, token.start, token.end);
            self.last = Last::Operand;
        } else {
            self.misplaced(token);
        }
        at + 1
    }

    pub(super) fn prime(&mut self, at: usize, token: &RawToken) -> usize {
        let name = self.symbol_of(token);
        self.emit(Tok::Prime(name), token.start, token.end);
        self.last = Last::Operand;
        at + 1
    }

    pub(super) fn question(&mut self, at: usize, token: &RawToken) -> usize {
        self.ends_signature();
        if !self.at_operand() {
            self.misplaced(token);
            return at + 1;
        }
        self.close_where();
        if !token.space || !self.next(at).space {
            self.report(Code::Whitespace, token.start, token.end, "`?` needs a space on both sides");
        }
        self.emit_infix(Tok::Question, token);
        self.push_level(Level::Then, token.start, token.end);
        self.last = Last::Operator;
        at + 1
    }

    pub(super) fn lambda(&mut self, at: usize, token: &RawToken) -> usize {
        self.ends_signature();
        if !self.at_operand() {
            self.misplaced(token);
            return at + 1;
        }
        self.emit_infix(Tok::Lambda, token);
        self.push_level(Level::Lambda, token.start, token.end);
        self.last = Last::Operator;
        at + 1
    }

    pub(super) fn decl(&mut self, at: usize, token: &RawToken) -> usize {
        if self.at_operand() {
            self.emit_infix(Tok::Decl, token);
            self.top_mut().after_decl = true;
            return at + 1;
        }
        let next = self.next(at);
        if self.ends_operator_name(&next) {
            self.misplaced(token);
        } else {
            self.emit(Tok::DeclPrefix, token.start, token.end);
            self.top_mut().after_decl = true;
            self.last = Last::Operator;
        }
        at + 1
    }

    pub(super) fn dollar(&mut self, at: usize, token: &RawToken) -> usize {
        self.ends_signature();
        if self.at_operand() && !self.splits(at, token) && !self.interpolation_begins(at, token) {
            self.emit_infix(Tok::Plus(sym::DOLLAR), token);
            return at + 1;
        }
        self.before_operand(token);
        let next = self.next(at);
        if self.stands_for_itself(&next) {
            self.emit_name(sym::DOLLAR, token);
        } else {
            self.emit(Tok::Dollar, token.start, token.end);
            self.last = Last::Operator;
        }
        at + 1
    }

    /// In a block's head, `$x` after a complete one begins the block.
    fn interpolation_begins(&self, at: usize, token: &RawToken) -> bool {
        token.space && !self.next(at).space && matches!(self.top().level, Level::Head(BlockKind::Struct))
    }

    pub(super) fn colon(&mut self, at: usize, token: &RawToken) -> usize {
        self.ends_signature();
        let next = self.next(at);
        if self.at_operand() {
            if let Some(then) = self.pending_ternary() {
                self.close_to(then + 1);
                if !token.space || !next.space {
                    self.report(
                        Code::Whitespace,
                        token.start,
                        token.end,
                        "the `:` of `? :` needs a space on both sides",
                    );
                }
                self.emit(Tok::TernaryColon, token.start, token.end);
                self.top_mut().level = Level::Otherwise;
                self.top_mut().after_decl = false;
                self.last = Last::Operator;
                return at + 1;
            }
            if !self.splits(at, token) {
                self.emit_infix(Tok::RangeColon, token);
                return at + 1;
            }
        }
        if self.closes(&next) && (next.space || !matches!(next.kind, Raw::Word(_))) || next.newlines > 0 {
            self.colon_name(token);
        } else {
            self.before_operand(token);
            if next.space {
                self.report(
                    Code::Whitespace,
                    token.start,
                    token.end,
                    "no space may stand after the `:` of a quotation",
                );
            }
            self.emit(Tok::Quote, token.start, token.end);
            self.quoted = true;
            self.last = Last::Operator;
        }
        at + 1
    }

    /// The `?` whose `:` can stand here.
    fn pending_ternary(&self) -> Option<usize> {
        let found = self.stack.iter().rposition(|c| c.level == Level::Then || c.level.is_base())?;
        (self.stack[found].level == Level::Then).then_some(found)
    }

    /// After the `:` of a quotation: words and operators are names.
    pub(super) fn quoted_name(&mut self, at: usize, token: &RawToken) -> Option<usize> {
        match token.kind {
            Raw::Name if self.text_of(token) == "var" => None,
            Raw::Name => {
                let name = self.names.name(self.text, token.start, token.end);
                self.emit_name(name, token);
                Some(at + 1)
            }
            Raw::Word(crate::raw::Word::True | crate::raw::Word::False) => None,
            Raw::Word(_)
            | Raw::Op(_)
            | Raw::Subtype
            | Raw::Lambda
            | Raw::Decl
            | Raw::Splat
            | Raw::Question
            | Raw::Dollar
            | Raw::Dot => {
                let name = self.operator_symbol(token);
                self.emit_name(name, token);
                Some(at + 1)
            }
            Raw::ParenOpen => {
                // `:(=)`: any operator in parentheses.
                let (inner, close) = (self.next(at), self.next(at + 1));
                let lone = matches!(
                    inner.kind,
                    Raw::Op(_)
                        | Raw::Lambda
                        | Raw::Decl
                        | Raw::Splat
                        | Raw::Dot
                        | Raw::Colon
                        | Raw::Subtype
                        | Raw::Question
                        | Raw::Dollar
                );
                if lone && close.kind == Raw::ParenClose {
                    self.open_paren(Tok::ParenOpen, Paren::Round, token);
                    let name = self.operator_symbol(&inner);
                    self.emit_name(name, &inner);
                    return Some(at + 2);
                }
                None
            }
            _ => None,
        }
    }

    pub(super) fn dot(&mut self, at: usize, token: &RawToken) -> usize {
        let next = self.next(at);
        if !self.at_operand() {
            self.misplaced(token);
            return at + 1;
        }
        if token.space {
            self.report(
                Code::Whitespace,
                token.start,
                token.end,
                "no space may stand before the `.` of a field",
            );
        }
        if next.kind == Raw::ParenOpen {
            self.open_paren(Tok::DotCallOpen, Paren::Round, &next);
            return at + 2;
        }
        self.emit(Tok::Dot, token.start, token.end);
        self.last = Last::Operator;
        match next.kind {
            Raw::Name if self.text_of(&next) != "var" => {
                let name = self.names.name(self.text, next.start, next.end);
                self.emit_name(name, &next);
                at + 2
            }
            Raw::Word(_) => {
                let name = self.symbol_of(&next);
                self.emit_name(name, &next);
                at + 2
            }
            Raw::Op(_) | Raw::Subtype => {
                let name = self.operator_symbol(&next);
                self.emit_name(name, &next);
                at + 2
            }
            Raw::Dollar => {
                self.emit(Tok::Dollar, next.start, next.end);
                at + 2
            }
            Raw::Colon => {
                self.emit(Tok::Quote, next.start, next.end);
                self.quoted = true;
                at + 2
            }
            _ => at + 1,
        }
    }
}
