//! Raw tokens: what the text alone tells, before the layout pass looks at context.

/// How tightly an infix operator binds, lowest first. Operators that are syntax have kinds of their own in [`Raw`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Prec {
    /// `=` and `.=`.
    Assign,
    /// `+=` and its like.
    Update,
    /// `:=`, `≔` and their like.
    OtherAssign,
    Tilde,
    Pair,
    Arrow,
    /// `-->`, which is a head and no function.
    LongArrow,
    Or,
    And,
    Comparison,
    PipeLeft,
    PipeRight,
    /// `..` and its like; `:` is [`Raw::Colon`].
    Range,
    Plus,
    Times,
    Rational,
    Shift,
    Power,
    /// Operators without an infix form: `!`, `√`.
    Prefix,
}

/// Reserved words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Word {
    Baremodule,
    Begin,
    Break,
    Catch,
    Const,
    Continue,
    Do,
    Else,
    Elseif,
    End,
    Export,
    False,
    Finally,
    For,
    Function,
    Global,
    If,
    Import,
    Let,
    Local,
    Macro,
    Module,
    Quote,
    Return,
    Struct,
    True,
    Try,
    Using,
    While,
}

impl Word {
    /// The reserved word spelled `name`.
    pub(crate) fn from_name(name: &[u8]) -> Option<Word> {
        Some(match name {
            b"baremodule" => Word::Baremodule,
            b"begin" => Word::Begin,
            b"break" => Word::Break,
            b"catch" => Word::Catch,
            b"const" => Word::Const,
            b"continue" => Word::Continue,
            b"do" => Word::Do,
            b"else" => Word::Else,
            b"elseif" => Word::Elseif,
            b"end" => Word::End,
            b"export" => Word::Export,
            b"false" => Word::False,
            b"finally" => Word::Finally,
            b"for" => Word::For,
            b"function" => Word::Function,
            b"global" => Word::Global,
            b"if" => Word::If,
            b"import" => Word::Import,
            b"let" => Word::Let,
            b"local" => Word::Local,
            b"macro" => Word::Macro,
            b"module" => Word::Module,
            b"quote" => Word::Quote,
            b"return" => Word::Return,
            b"struct" => Word::Struct,
            b"true" => Word::True,
            b"try" => Word::Try,
            b"using" => Word::Using,
            b"while" => Word::While,
            _ => return None,
        })
    }
}

/// The quotes around a literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quote {
    String,
    TripleString,
    Command,
    TripleCommand,
}

impl Quote {
    pub(crate) fn delimiter(self) -> u8 {
        match self {
            Quote::String | Quote::TripleString => b'"',
            Quote::Command | Quote::TripleCommand => b'`',
        }
    }

    pub(crate) fn is_triple(self) -> bool {
        matches!(self, Quote::TripleString | Quote::TripleCommand)
    }

    /// Bytes of the quotes on one side.
    pub(crate) fn width(self) -> usize {
        if self.is_triple() { 3 } else { 1 }
    }
}

/// The kind of a raw token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Raw {
    Name,
    Word(Word),
    Number,
    Character,
    /// Opening quotes.
    Open(Quote),
    /// Opening quotes of a literal whose text is taken as it is: a command or a literal with a prefix.
    OpenVerbatim(Quote),
    /// A stretch of a literal's text.
    Chunk,
    /// A name after `$` in a string.
    ChunkName,
    /// `$(` in a string.
    ChunkParen,
    /// Closing quotes.
    Close(Quote),
    ParenOpen,
    ParenClose,
    BracketOpen,
    BracketClose,
    BraceOpen,
    BraceClose,
    Comma,
    Semicolon,
    At,
    Dot,
    Splat,
    Colon,
    Decl,
    Lambda,
    Question,
    Dollar,
    /// `'` after an operand, with its suffix if it has one.
    Prime,
    /// `<:` or `>:`.
    Subtype,
    Op(Prec),
    /// Text that was reported as wrong.
    Invalid,
    EndOfFile,
}

/// A raw token: the text between `start` and `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawToken {
    pub(crate) kind: Raw,
    /// White space or a comment stands before it.
    pub(crate) space: bool,
    /// Line breaks before it, at most 2.
    pub(crate) newlines: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
}
