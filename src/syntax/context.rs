//! The layout pass's stack: what the current token is inside of.

use crate::raw::Word;

/// What a block is, for its `end` and for the words that may continue it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BlockKind {
    Begin,
    Quote,
    If,
    Else,
    While,
    For,
    Let,
    Function,
    Macro,
    Struct,
    Abstract,
    Primitive,
    Module,
    Do,
    Try,
    Catch,
    TryElse,
    Finally,
}

impl BlockKind {
    /// The word that the user wrote.
    pub(crate) fn word(self) -> &'static str {
        match self {
            BlockKind::Begin => "begin",
            BlockKind::Quote => "quote",
            BlockKind::If => "if",
            BlockKind::Else | BlockKind::TryElse => "else",
            BlockKind::While => "while",
            BlockKind::For => "for",
            BlockKind::Let => "let",
            BlockKind::Function => "function",
            BlockKind::Macro => "macro",
            BlockKind::Struct => "struct",
            BlockKind::Abstract => "abstract type",
            BlockKind::Primitive => "primitive type",
            BlockKind::Module => "module",
            BlockKind::Do => "do",
            BlockKind::Try => "try",
            BlockKind::Catch => "catch",
            BlockKind::Finally => "finally",
        }
    }

    /// Whether a string before a statement documents it.
    pub(crate) fn has_docs(self) -> bool {
        matches!(self, BlockKind::Begin | BlockKind::Quote | BlockKind::Module)
    }
}

/// How the inside of `[ ]` or `{ }` is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// Nothing tells yet.
    Unknown,
    /// A comma was seen: line breaks do not count.
    List,
    /// A space, a semicolon or a line break separated elements.
    Rows,
    /// As in parentheses: after `for`, or after the semicolon of a list.
    Plain,
}

/// One level of the stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    Top,
    Block(BlockKind),
    /// Between a block's word and its first statement.
    Head(BlockKind),
    /// `( )`, of a call or not, and `{ }` after a type.
    Paren(Paren),
    Square {
        index: bool,
        shape: Shape,
    },
    /// `{ }` that follows nothing.
    Brace(Shape),
    /// Inside of a string, between its parts.
    String,
    /// The levels from here on extend as far as they can and end in a `Close` token, if they need one.
    Lambda,
    /// Between `?` and its `:`.
    Then,
    /// After that.
    Otherwise,
    Where {
        decl: bool,
    },
    Macro {
        doc: bool,
    },
    /// `return`, `const`, `global`, `local`.
    Statement(Word),
    Import,
    /// `export`, `public`.
    Names,
    /// The ranges of `for`: before or after the `in` of one.
    Ranges {
        before_in: bool,
        generator: bool,
    },
    /// The condition of a generator.
    Filter,
}

/// What closes a parenthesis-like level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Paren {
    Round,
    Curly,
    Interpolation,
}

impl Level {
    /// Whether the level has an end of its own in the text, so that it bounds those above it.
    pub(crate) fn is_base(self) -> bool {
        match self {
            Level::Top
            | Level::Block(_)
            | Level::Head(_)
            | Level::Paren(_)
            | Level::Square { .. }
            | Level::Brace(_)
            | Level::String => true,
            Level::Lambda
            | Level::Then
            | Level::Otherwise
            | Level::Where { .. }
            | Level::Macro { .. }
            | Level::Statement(_)
            | Level::Import
            | Level::Names
            | Level::Ranges { .. }
            | Level::Filter => false,
        }
    }

    /// Whether the level's end is a `Close` token.
    pub(crate) fn needs_close(self) -> bool {
        match self {
            Level::Lambda
            | Level::Otherwise
            | Level::Where { .. }
            | Level::Macro { .. }
            | Level::Statement(_)
            | Level::Import
            | Level::Names => true,
            Level::Top
            | Level::Block(_)
            | Level::Head(_)
            | Level::Paren(_)
            | Level::Square { .. }
            | Level::Brace(_)
            | Level::String
            | Level::Then
            | Level::Ranges { .. }
            | Level::Filter => false,
        }
    }

    /// Whether the level is a bracket.
    pub(crate) fn is_bracket(self) -> bool {
        matches!(self, Level::Paren(_) | Level::Square { .. } | Level::Brace(_))
    }
}

/// A level with what the layout pass needs to know about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    pub(crate) level: Level,
    /// The text that opened it.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The output token that opened it, for brackets.
    pub(crate) opened_at: usize,
    /// The unary operator right before this parenthesis, in the output, if it may turn out to be called.
    pub(crate) operator_at: Option<usize>,
    /// A comma, or a semicolon first of all, makes it a list of arguments.
    pub(crate) is_list: bool,
    /// The last operator here was `::`.
    pub(crate) after_decl: bool,
    /// Elements of a `primitive type`'s head so far, or of a macro call.
    pub(crate) parts: u32,
}
