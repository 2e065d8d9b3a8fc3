//! The table of message kinds. A stage adds its rows here; numbers are never reused.
//!
//! Hundreds: 0xx reading files and text, 1xx tokens, 2xx structure of the program text, 3xx meaning of names and
//! definitions (lowering), 9xx what Juliette does not support.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal,)*) => {
        /// The kind of a message. It prints as `J` and three digits.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Code {
            /// All kinds, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The number that the user sees.
            pub fn number(self) -> u16 {
                match self { $(Code::$name => $number,)* }
            }

            /// One sentence about the kind, for documentation.
            pub fn about(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// The text is too large to be numbered.
    TextTooLarge = 1,
    /// A character that cannot be part of a program.
    InvalidCharacter = 100,
    /// A numeric literal that is malformed or too large.
    InvalidNumber = 101,
    /// A string, character or command literal that never ends.
    UnterminatedLiteral = 102,
    /// An escape sequence that does not exist or is incomplete.
    InvalidEscape = 103,
    /// A character literal that is empty or has several characters.
    InvalidCharacterLiteral = 104,
    /// A block comment that never ends.
    UnterminatedComment = 105,
    /// A `$` in a string that is followed by nothing that can be interpolated.
    InvalidInterpolation = 106,
    /// An operator that exists in other languages, or is no operator at all.
    InvalidOperator = 107,
    /// An opening bracket without its closing one.
    UnclosedBracket = 200,
    /// A closing bracket that does not match, or that nothing opened.
    UnmatchedBracket = 201,
    /// A block without its `end`.
    MissingEnd = 202,
    /// An `end`, `else` or `catch` that belongs to no block.
    StrayKeyword = 203,
    /// A token that cannot stand where it stands.
    UnexpectedToken = 204,
    /// The text ends in the middle of an expression.
    UnexpectedEnd = 205,
    /// Two expressions on one line without anything between them.
    MissingSeparator = 206,
    /// White space where it changes the meaning or is not allowed, or is missing where it is needed.
    Whitespace = 207,
    /// A reserved word used as a name.
    ReservedWord = 208,
    /// Something that cannot be assigned to or defined.
    InvalidAssignment = 209,
    /// A definition whose head is not one.
    InvalidDefinition = 210,
    /// Brackets, blocks or operators nested too deeply.
    NestedTooDeeply = 211,
    /// A `try` without `catch` or `finally`.
    IncompleteTry = 212,
    /// A malformed `import`, `using`, `export` or `public`.
    InvalidImport = 213,
    /// A malformed list of `for` ranges.
    InvalidIteration = 214,
    /// A malformed array literal.
    InvalidArray = 215,
    /// A malformed macro call.
    InvalidMacroCall = 216,
    /// A use of a name, scope or definition that has no meaning.
    InvalidUse = 300,
    /// Correct Julia that Juliette does not support.
    Unsupported = 900,
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "J{:03}", self.number())
    }
}
