//! The lexer: text to raw tokens.
//!
//! logos finds the next token where program text is expected; string contents, numbers and names with characters
//! beyond ASCII are scanned by hand from there. Whether a `'` begins a character or transposes, and whether a
//! literal is taken raw, is decided by the token before it; nothing else here depends on context. Mistakes
//! are reported and become [`Raw::Invalid`] or a shortened token, so that the lexer always reaches the end.

use crate::chars;
use crate::raw::{Prec, Quote, Raw, RawToken, Word};
use juliette_diag::{Code, Diagnostic};
use juliette_support::{FileId, Span};
use logos::Logos;

/// What logos tells apart.
#[derive(Logos, Clone, Copy, PartialEq, Debug)]
#[logos(skip r"[ \t\r\x0b\x0c]+")]
enum Lex {
    #[token("\n")]
    Newline,
    #[token("#")]
    Comment,
    #[regex("[A-Za-z_][A-Za-z0-9_]*")]
    Name,
    #[regex("[0-9]")]
    #[regex(r"\.[0-9]")]
    Digit,
    #[token("\"")]
    DoubleQuote,
    #[token("`")]
    Backtick,
    #[token("'")]
    SingleQuote,
    #[token("(")]
    ParenOpen,
    #[token(")")]
    ParenClose,
    #[token("[")]
    BracketOpen,
    #[token("]")]
    BracketClose,
    #[token("{")]
    BraceOpen,
    #[token("}")]
    BraceClose,
    #[token(",")]
    Comma,
    #[token(";")]
    Semicolon,
    #[token("@")]
    At,
    #[token(".")]
    Dot,
    #[token("...")]
    Splat,
    #[token(":")]
    Colon,
    #[token("::")]
    Decl,
    #[token("->")]
    Lambda,
    #[token("?")]
    Question,
    #[token("$")]
    Dollar,
    #[regex(r"\.?[<>]:")]
    Subtype,
    #[regex(r"\.?=")]
    Assign,
    #[regex(r"\.?(\+|-|\*|/|//|\\|\^|%|<<|>>|>>>|\||&)=")]
    #[token("$=")]
    Update,
    #[token(":=")]
    OtherAssign,
    #[regex(r"\.?~")]
    Tilde,
    #[regex(r"\.?=>")]
    Pair,
    #[regex(r"\.?<--")]
    #[regex(r"\.?<-->")]
    #[token(".-->")]
    Arrow,
    #[token("-->")]
    LongArrow,
    #[regex(r"\.?\|\|")]
    Or,
    #[regex(r"\.?&&")]
    And,
    #[regex(r"\.?(<|>|<=|>=|==|===|!=|!==)")]
    Comparison,
    #[regex(r"\.?<\|")]
    PipeLeft,
    #[regex(r"\.?\|>")]
    PipeRight,
    #[token("..")]
    Range,
    #[regex(r"\.?(\+|-|\+\+|\|)")]
    Plus,
    #[regex(r"\.?(\*|/|%|&|\\)")]
    Times,
    #[regex(r"\.?//")]
    Rational,
    #[regex(r"\.?(<<|>>|>>>)")]
    Shift,
    #[regex(r"\.?\^")]
    Power,
    #[regex(r"\.?!")]
    Not,
    #[token("--")]
    #[regex(r"\.?\*\*")]
    Foreign,
    #[regex(r"[^\x00-\x7f]")]
    Wide,
}

/// A literal that the lexer is inside of, or whose interpolation it is inside of.
struct Literal {
    quote: Quote,
    raw: bool,
    start: u32,
    /// Parentheses open in the current interpolation.
    parens: u32,
}

struct Lexer<'a> {
    text: &'a str,
    file: FileId,
    tokens: Vec<RawToken>,
    literals: Vec<Literal>,
    diagnostics: &'a mut Vec<Diagnostic>,
    space: bool,
    newlines: u8,
}

/// The raw tokens of `text`, the last one being [`Raw::EndOfFile`].
pub(crate) fn lex(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<RawToken> {
    let tokens = Vec::with_capacity(text.len() / 3 + 1);
    let mut lexer =
        Lexer { text, file, tokens, literals: Vec::new(), diagnostics, space: false, newlines: 0 };
    lexer.run();
    lexer.tokens
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        let mut lexer = Lex::lexer(self.text);
        let mut last_end = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        lexer.bump(last_end);
        loop {
            let next = lexer.next();
            let (start, end) = match next {
                Some(_) => (lexer.span().start, lexer.span().end),
                None => (self.text.len(), self.text.len()),
            };
            self.space |= start > last_end;
            let Some(token) = next else { break };
            let stop = match token {
                Ok(token) => self.token(token, start, end),
                Err(()) => self.invalid_character(start, end),
            };
            if stop > end {
                lexer.bump(stop - end);
            }
            last_end = stop;
        }
        // Only the innermost of nested literals is reported.
        let mut innermost = true;
        while let Some(literal) = self.literals.pop() {
            if core::mem::take(&mut innermost) {
                self.unterminated(&literal);
            }
            self.push(Raw::ParenClose, self.text.len(), self.text.len());
            self.push(Raw::Close(literal.quote), self.text.len(), self.text.len());
        }
        self.push(Raw::EndOfFile, self.text.len(), self.text.len());
    }

    fn push(&mut self, kind: Raw, start: usize, end: usize) -> usize {
        let (start, end_offset) = (start as u32, end as u32);
        let (space, newlines) = (self.space, self.newlines);
        self.tokens.push(RawToken { kind, space, newlines, start, end: end_offset });
        self.space = false;
        self.newlines = 0;
        end
    }

    fn report(&mut self, code: Code, start: usize, end: usize, message: &str) -> &mut Diagnostic {
        let span = Span::new(self.file, start as u32, end as u32);
        crate::parse::keep(self.diagnostics, Diagnostic::error(code, span, message))
    }

    /// Handles one token of logos; returns where the next one begins.
    fn token(&mut self, token: Lex, start: usize, end: usize) -> usize {
        match token {
            Lex::Newline => {
                self.newlines = (self.newlines + 1).min(2);
                self.space = true;
                end
            }
            Lex::Comment => {
                self.space = true;
                self.comment(start)
            }
            // logos took what is ASCII.
            Lex::Name => match self.text.as_bytes().get(end) {
                Some(&next) if next == b'!' || !next.is_ascii() => self.name(start, end),
                Some(_) | None => self.whole_name(start, end),
            },
            Lex::Digit => {
                let stop = crate::number::scan(self.text, start);
                self.push(Raw::Number, start, stop)
            }
            Lex::DoubleQuote => self.open_literal(start, b'"'),
            Lex::Backtick => self.open_literal(start, b'`'),
            Lex::SingleQuote => self.single_quote(start),
            Lex::ParenOpen => {
                if let Some(literal) = self.literals.last_mut() {
                    literal.parens += 1;
                }
                self.push(Raw::ParenOpen, start, end)
            }
            Lex::ParenClose => {
                self.push(Raw::ParenClose, start, end);
                match self.literals.last_mut() {
                    Some(literal) => {
                        literal.parens -= 1;
                        if literal.parens == 0 { self.literal_text(end) } else { end }
                    }
                    None => end,
                }
            }
            Lex::BracketOpen => self.push(Raw::BracketOpen, start, end),
            Lex::BracketClose => self.push(Raw::BracketClose, start, end),
            Lex::BraceOpen => self.push(Raw::BraceOpen, start, end),
            Lex::BraceClose => self.push(Raw::BraceClose, start, end),
            Lex::Comma => self.push(Raw::Comma, start, end),
            Lex::Semicolon => self.push(Raw::Semicolon, start, end),
            Lex::At => self.push(Raw::At, start, end),
            Lex::Dot => self.dot(start, end),
            Lex::Splat => self.push(Raw::Splat, start, end),
            Lex::Colon => self.push(Raw::Colon, start, end),
            Lex::Decl => self.push(Raw::Decl, start, end),
            Lex::Lambda => self.push(Raw::Lambda, start, end),
            Lex::Question => self.push(Raw::Question, start, end),
            Lex::Dollar => self.push(Raw::Dollar, start, end),
            Lex::Subtype => {
                let kind = if end - start == 3 { Raw::Op(Prec::Comparison) } else { Raw::Subtype };
                self.push(kind, start, end)
            }
            Lex::Assign => self.push(Raw::Op(Prec::Assign), start, end),
            Lex::Update => self.push(Raw::Op(Prec::Update), start, end),
            Lex::OtherAssign => self.push(Raw::Op(Prec::OtherAssign), start, end),
            Lex::Tilde => self.push(Raw::Op(Prec::Tilde), start, end),
            Lex::Pair => self.operator(Prec::Pair, start, end),
            Lex::Arrow => self.operator(Prec::Arrow, start, end),
            Lex::LongArrow => self.push(Raw::Op(Prec::LongArrow), start, end),
            Lex::Or => self.push(Raw::Op(Prec::Or), start, end),
            Lex::And => self.push(Raw::Op(Prec::And), start, end),
            Lex::Comparison => self.operator(Prec::Comparison, start, end),
            Lex::PipeLeft => self.operator(Prec::PipeLeft, start, end),
            Lex::PipeRight => self.operator(Prec::PipeRight, start, end),
            Lex::Range => self.push(Raw::Op(Prec::Range), start, end),
            Lex::Plus => self.operator(Prec::Plus, start, end),
            Lex::Times => self.operator(Prec::Times, start, end),
            Lex::Rational => self.operator(Prec::Rational, start, end),
            Lex::Shift => self.operator(Prec::Shift, start, end),
            Lex::Power => self.operator(Prec::Power, start, end),
            Lex::Not => self.operator(Prec::Prefix, start, end),
            Lex::Foreign => {
                let (message, hint, class) = if self.text[start..end].ends_with("--") {
                    ("`--` is not an operator", "write `x -= 1` to subtract one", Prec::Plus)
                } else {
                    ("`**` is not an operator", "write `x^y` for a power and `x...` to splat", Prec::Power)
                };
                let hint = hint.to_owned();
                self.report(Code::InvalidOperator, start, end, message).hints.push(hint);
                self.push(Raw::Op(class), start, end)
            }
            Lex::Wide => self.wide(start, end),
        }
    }

    /// Skips a comment; block comments nest.
    fn comment(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes.get(start + 1) != Some(&b'=') {
            let rest = &bytes[start..];
            return start + rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
        }
        let (mut depth, mut at) = (1, start + 2);
        while depth > 0 {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'='), Some(b'#')) => (depth, at) = (depth - 1, at + 2),
                (Some(b'#'), Some(b'=')) => (depth, at) = (depth + 1, at + 2),
                (Some(_), _) => at += 1,
                (None, _) => {
                    let message = "this block comment is never closed";
                    let hint = "end it with `=#`".to_owned();
                    self.report(Code::UnterminatedComment, start, start + 2, message).hints.push(hint);
                    return bytes.len();
                }
            }
        }
        at
    }

    /// A name whose first `end - start` bytes are known.
    fn name(&mut self, start: usize, end: usize) -> usize {
        let stop = name_end(self.text, end);
        self.whole_name(start, stop)
    }

    fn whole_name(&mut self, start: usize, stop: usize) -> usize {
        let name = &self.text.as_bytes()[start..stop];
        // The reserved words are no longer and begin with no other letter.
        let word = match name {
            [b'b'..=b'w', _, ..] if name.len() <= 10 => Word::from_name(name),
            _ => None,
        };
        self.push(word.map_or(Raw::Name, Raw::Word), start, stop)
    }

    /// An operator with the suffix that may follow it.
    fn operator(&mut self, class: Prec, start: usize, mut end: usize) -> usize {
        while let Some(c) = self.text[end..].chars().next().filter(|&c| chars::is_operator_suffix(c)) {
            end += c.len_utf8();
        }
        self.push(Raw::Op(class), start, end)
    }

    /// `.`: the beginning of a dotted operator beyond ASCII, or a dot.
    fn dot(&mut self, start: usize, end: usize) -> usize {
        let next = self.text[end..].chars().next().filter(|c| !c.is_ascii());
        match next.and_then(|c| chars::operator(c).map(|class| (c, class))) {
            Some((c, class)) => self.wide_operator(class, c, start, end + c.len_utf8()),
            None => self.push(Raw::Dot, start, end),
        }
    }

    /// A character beyond ASCII.
    fn wide(&mut self, start: usize, end: usize) -> usize {
        let c = self.text[start..].chars().next().expect("logos matched a character");
        if let Some(class) = chars::operator(c) {
            self.wide_operator(class, c, start, end)
        } else if chars::begins_name(c) {
            self.name(start, end)
        } else if c.is_whitespace() || c == '\u{feff}' {
            self.space = true;
            end
        } else {
            self.invalid_character(start, end)
        }
    }

    fn wide_operator(&mut self, class: Prec, c: char, start: usize, end: usize) -> usize {
        if matches!(c, '÷' | '⊻') && self.text[end..].starts_with('=') && !self.text[end..].starts_with("==")
        {
            return self.push(Raw::Op(Prec::Update), start, end + 1);
        }
        match class {
            Prec::OtherAssign | Prec::Range => self.push(Raw::Op(class), start, end),
            Prec::Assign
            | Prec::Update
            | Prec::Tilde
            | Prec::Pair
            | Prec::Arrow
            | Prec::LongArrow
            | Prec::Or
            | Prec::And
            | Prec::Comparison
            | Prec::PipeLeft
            | Prec::PipeRight
            | Prec::Plus
            | Prec::Times
            | Prec::Rational
            | Prec::Shift
            | Prec::Power
            | Prec::Prefix => self.operator(class, start, end),
        }
    }

    fn invalid_character(&mut self, start: usize, end: usize) -> usize {
        let c = self.text[start..].chars().next().unwrap_or(' ');
        let message =
            format!("the character `{}` (U+{:04X}) cannot be used here", c.escape_debug(), c as u32);
        self.report(Code::InvalidCharacter, start, end, &message);
        self.push(Raw::Invalid, start, end)
    }

    /// `'`: transposition right after an operand, else a character.
    fn single_quote(&mut self, start: usize) -> usize {
        let after_operand = self.tokens.last().is_some_and(|token| {
            !self.space
                && match token.kind {
                    Raw::Name
                    | Raw::Number
                    | Raw::Character
                    | Raw::Close(_)
                    | Raw::ParenClose
                    | Raw::BracketClose
                    | Raw::BraceClose
                    | Raw::Prime
                    | Raw::Word(Word::End | Word::True | Word::False) => true,
                    // A field or a symbol may be named like a reserved word.
                    Raw::Word(_) => {
                        let before = self.tokens.len().checked_sub(2).map(|i| self.tokens[i].kind);
                        matches!(before, Some(Raw::Dot | Raw::Colon))
                    }
                    Raw::Splat
                    | Raw::Open(_)
                    | Raw::OpenVerbatim(_)
                    | Raw::Chunk
                    | Raw::ChunkName
                    | Raw::ChunkParen
                    | Raw::ParenOpen
                    | Raw::BracketOpen
                    | Raw::BraceOpen
                    | Raw::Comma
                    | Raw::Semicolon
                    | Raw::At
                    | Raw::Dot
                    | Raw::Colon
                    | Raw::Decl
                    | Raw::Lambda
                    | Raw::Question
                    | Raw::Dollar
                    | Raw::Subtype
                    | Raw::Op(_)
                    | Raw::Invalid
                    | Raw::EndOfFile => false,
                }
        });
        if after_operand {
            let mut end = start + 1;
            while let Some(c) = self.text[end..].chars().next().filter(|&c| chars::is_operator_suffix(c)) {
                end += c.len_utf8();
            }
            return self.push(Raw::Prime, start, end);
        }
        match crate::literal::scan_character(&self.text[start..]) {
            Ok(length) => self.push(Raw::Character, start, start + length),
            Err(length) => {
                let message = "this character literal is never closed";
                let hint =
                    "a character stands between single quotes, a string between double quotes".to_owned();
                self.report(Code::UnterminatedLiteral, start, start + length, message).hints.push(hint);
                self.push(Raw::Invalid, start, start + length)
            }
        }
    }

    fn open_literal(&mut self, start: usize, delimiter: u8) -> usize {
        let rest = &self.text.as_bytes()[start..];
        let triple = rest.len() >= 3 && rest[1] == delimiter && rest[2] == delimiter;
        let quote = match (delimiter, triple) {
            (b'"', false) => Quote::String,
            (b'"', true) => Quote::TripleString,
            (_, false) => Quote::Command,
            (_, true) => Quote::TripleCommand,
        };
        let prefixed = !self.space && self.tokens.last().is_some_and(|token| token.kind == Raw::Name);
        let raw = prefixed || delimiter == b'`';
        let end = start + quote.width();
        self.push(if raw { Raw::OpenVerbatim(quote) } else { Raw::Open(quote) }, start, end);
        self.literals.push(Literal { quote, raw, start: start as u32, parens: 0 });
        self.literal_text(end)
    }

    /// Scans the text of the innermost literal from `at` up to its end or to the next interpolation of code.
    fn literal_text(&mut self, mut at: usize) -> usize {
        let literal = self.literals.last().expect("a literal is open");
        let (quote, raw) = (literal.quote, literal.raw);
        let bytes = self.text.as_bytes();
        let delimiter = quote.delimiter();
        let mut chunk = at;
        loop {
            let skipped =
                bytes[at..].iter().position(|&b| b == delimiter || b == b'\\' || (b == b'$' && !raw));
            let Some(skipped) = skipped else {
                if chunk < bytes.len() {
                    self.push(Raw::Chunk, chunk, bytes.len());
                }
                let literal = self.literals.pop().expect("a literal is open");
                self.unterminated(&literal);
                return self.push(Raw::Close(quote), bytes.len(), bytes.len());
            };
            at += skipped;
            match bytes[at] {
                b'\\' => at = (at + 2).min(bytes.len()),
                b'$' => {
                    if chunk < at {
                        self.push(Raw::Chunk, chunk, at);
                    }
                    let next = self.text[at + 1..].chars().next();
                    match next {
                        Some('(') => {
                            self.literals.last_mut().expect("a literal is open").parens = 1;
                            return self.push(Raw::ChunkParen, at, at + 2);
                        }
                        Some(c) if chars::begins_name(c) => {
                            let stop = name_end(self.text, at + 1);
                            self.push(Raw::ChunkName, at, stop);
                            at = stop;
                        }
                        Some(_) | None => {
                            let message = "`$` in a string must be followed by a name or by `(`";
                            let hint = "write `\\$` for the character itself".to_owned();
                            self.report(Code::InvalidInterpolation, at, at + 1, message).hints.push(hint);
                            at += 1;
                        }
                    }
                    chunk = at;
                }
                _ => {
                    let quotes = bytes[at..].iter().take_while(|&&b| b == delimiter).count();
                    if !quote.is_triple() || quotes >= 3 {
                        if chunk < at {
                            self.push(Raw::Chunk, chunk, at);
                        }
                        self.literals.pop();
                        return self.push(Raw::Close(quote), at, at + quote.width());
                    }
                    at += quotes;
                }
            }
            at = self.text.ceil_char_boundary(at);
        }
    }

    fn unterminated(&mut self, literal: &Literal) {
        let what = match literal.quote {
            Quote::String | Quote::TripleString => "string",
            Quote::Command | Quote::TripleCommand => "command",
        };
        let start = literal.start as usize;
        let message = format!("this {what} is never closed");
        let quotes = &self.text[start..start + literal.quote.width()];
        let hint = format!("end it with `{quotes}`");
        let end = start + literal.quote.width();
        self.report(Code::UnterminatedLiteral, start, end, &message).hints.push(hint);
    }
}

/// Where the name ends that goes on at `end`. A `!` before `=` belongs to the operator.
fn name_end(text: &str, mut end: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(end) {
            Some(b'!') if bytes.get(end + 1) == Some(&b'=') => {
                // `a!==b` and `a!=b` compare, `a! = b` assigns.
                return end;
            }
            Some(b) if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'!') => end += 1,
            Some(b) if b.is_ascii() => return end,
            Some(_) => match text[end..].chars().next().filter(|&c| chars::continues_name(c)) {
                Some(c) => end += c.len_utf8(),
                None => return end,
            },
            None => return end,
        }
    }
}
