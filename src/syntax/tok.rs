//! Layout tokens: the terminals of the grammar. What they mean no longer depends on context.

use crate::ast::{Head, NodeId};
use juliette_support::Symbol;

/// A layout token. Names and literals are nodes already.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Tok {
    /// A name, or anything else that stands as a name: an operator, `end` in an index.
    Name(NodeId),
    /// A literal.
    Leaf(NodeId),
    /// Begins a string with interpolations; its parts follow.
    StringBegin,
    /// Ends it.
    StringEnd,
    /// `$(` in a string.
    InterpolateOpen,
    /// The text of a literal with a prefix, right after its prefix.
    PrefixedString(NodeId),
    /// The same between backticks.
    PrefixedCommand(NodeId),
    /// The flags right after such a literal.
    Suffix(NodeId),
    /// A command: the text between backticks.
    Command(NodeId),
    /// `@` and the name of a macro.
    Macro(NodeId),
    /// `(` of an expression.
    ParenOpen,
    /// `(` of a call.
    CallOpen,
    /// `.(`.
    DotCallOpen,
    /// `)`.
    ParenClose,
    /// `[` of an array.
    BracketOpen,
    /// `[` of an index.
    IndexOpen,
    /// `]`.
    BracketClose,
    /// `{` of a list.
    BraceOpen,
    /// `{` of type parameters.
    CurlyOpen,
    /// `}`.
    BraceClose,
    /// `,`.
    Comma,
    /// `,` between the ranges of `for`.
    IterComma,
    /// `;` between statements or before keyword arguments.
    Semicolon,
    /// White space between the elements of an array or the arguments of a macro.
    Space,
    /// The end of a row: that many semicolons, or 0 for a line break.
    Row(u32),
    /// One line break between statements.
    Newline,
    /// Several.
    BlankLine,
    /// The `.` of a field.
    Dot,
    /// `...`.
    Splat,
    /// The `:` of a quotation.
    Quote,
    /// The `:` of a range.
    RangeColon,
    /// `?`.
    Question,
    /// The `:` that belongs to a `?`.
    TernaryColon,
    /// The `:` of an import.
    ImportColon,
    /// The leading dots of an import.
    ImportDots(u32),
    /// The `as` of an import.
    As,
    /// `x::T`.
    Decl,
    /// `::T`.
    DeclPrefix,
    /// `->`.
    Lambda,
    /// `$` before an operand.
    Dollar,
    /// `&` before an operand.
    Ampersand,
    /// An operator before its operand.
    Unary(Symbol),
    /// `<:` or `>:` before its operand.
    UnarySubtype(Symbol),
    /// `'` and its like after the operand.
    Prime(Symbol),
    /// `=`, `+=` and so on.
    Assign(Head),
    /// `~`.
    Tilde(Symbol),
    /// `=>`.
    Pair(Symbol),
    /// Arrows.
    Arrow(Symbol),
    /// `-->`.
    LongArrow,
    /// `||`, and whether it has a dot.
    Or(bool),
    /// `&&`, and whether it has a dot.
    And(bool),
    /// Comparisons.
    Comparison(Symbol),
    /// `<|`.
    PipeLeft(Symbol),
    /// `|>`.
    PipeRight(Symbol),
    /// `..` and its like.
    Range(Symbol),
    /// Like `+`.
    Plus(Symbol),
    /// Like `*`.
    Times(Symbol),
    /// `//`.
    Rational(Symbol),
    /// `<<`, `>>`, `>>>`.
    Shift(Symbol),
    /// Like `^`.
    Power(Symbol),
    /// The product of a number and what follows it directly.
    Juxtapose,
    /// `where`.
    Where,
    /// `where` that belongs to the type after `::`.
    WhereDecl,
    /// The end of something that extends as far as it can: `->`, `? :`, `where`, `return`, a macro call.
    Close,
    /// The end of a block's head.
    HeadEnd,
    /// `begin`.
    Begin,
    /// `quote`.
    QuoteBlock,
    /// `if`.
    If,
    /// `elseif`.
    ElseIf,
    /// `else`.
    Else,
    /// `while`.
    While,
    /// `for` of a loop.
    For,
    /// `for` of a generator.
    GeneratorFor,
    /// `if` of a generator.
    GeneratorIf,
    /// `=`, `in` or `∈` between a loop variable and its range.
    ForIn,
    /// `outer`.
    Outer,
    /// `let`.
    Let,
    /// `function`.
    Function,
    /// `macro`.
    MacroWord,
    /// `struct`.
    Struct,
    /// `mutable struct`.
    MutableStruct,
    /// `abstract type`.
    Abstract,
    /// `primitive type`.
    Primitive,
    /// `module`.
    Module,
    /// `baremodule`.
    Baremodule,
    /// `do`.
    Do,
    /// `try`.
    Try,
    /// `catch`.
    Catch,
    /// `finally`.
    Finally,
    /// `end` of a block.
    End,
    /// `return`.
    Return,
    /// `const`.
    Const,
    /// `global`.
    Global,
    /// `local`.
    Local,
    /// `import`.
    Import,
    /// `using`.
    Using,
    /// `export`.
    Export,
    /// `public`.
    Public,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// Something that was reported.
    Error,
    /// The end of a line of the top level.
    LineEnd,
    /// Left out while going on after a mistake; never seen by the grammar.
    Skipped,
}

/// A layout token with the bytes it covers; virtual tokens cover none.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Token {
    /// The token.
    pub(crate) tok: Tok,
    /// Offset of its first byte.
    pub(crate) start: u32,
    /// Offset after its last byte.
    pub(crate) end: u32,
}

// A text of short tokens has one for each byte: they must not grow by accident.
const _: () = assert!(size_of::<Token>() == 16);
