//! Names that the compiler itself looks for, each with a constant, so that no stage compares text.

use crate::define_id;

define_id! {
    /// An interned name.
    pub struct Symbol; "sym"
}

macro_rules! known_symbols {
    ($($name:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "variants only number the constants")]
        enum Number { $($name,)* }
        $(
            #[doc = concat!("The name `", $text, "`.")]
            pub const $name: Symbol = Symbol(Number::$name as u32);
        )*
        /// The known names' spellings, in the order of their symbols.
        pub(crate) const KNOWN: &[&str] = &[$($text,)*];
    };
}

known_symbols! {
    EMPTY = "",
    CORE = "Core", BASE = "Base", MAIN = "Main",
    // Functions that syntax turns into calls.
    ITERATE = "iterate", GETINDEX = "getindex", SETINDEX = "setindex!", GETPROPERTY = "getproperty",
    SETPROPERTY = "setproperty!", GETFIELD = "getfield", STRING = "string", VECT = "vect", TYPED_VECT = "typed_vect",
    HCAT = "hcat", VCAT = "vcat", HVCAT = "hvcat",
    INDEXED_ITERATE = "indexed_iterate", CONVERT = "convert", TYPEASSERT = "typeassert",
    TUPLE = "tuple", LASTINDEX = "lastindex", FIRSTINDEX = "firstindex",
    COLON = ":", PLUS = "+", MINUS = "-", STAR = "*", SLASH = "/", CARET = "^", PERCENT = "%", BANG = "!",
    LT = "<", LE = "<=", GT = ">", GE = ">=", EQ = "==", NE = "!=", EGAL = "===", NOT_EGAL = "!==",
    SUBTYPE = "<:", SUPERTYPE = ">:", ISA = "isa", IN = "in", ADJOINT = "'",
    ASSIGN = "=", ARROW = "->", PAIR = "=>", DOLLAR = "$", AMPERSAND = "&", PIPE = "|",
    LITERAL_POW = "literal_pow", NOTHING = "nothing", TRUE = "true", FALSE = "false",
    BEGIN = "begin", END = "end", NEW = "new", ANY = "Any",
    // Macros known to the compiler.
    AT_INBOUNDS = "@inbounds", AT_INLINE = "@inline", AT_NOINLINE = "@noinline", AT_CMD = "@cmd", AT_DOC = "@doc",
    AT_INT128 = "@int128_str", AT_UINT128 = "@uint128_str", AT_BIG = "@big_str",
    CCALL = "ccall", ISNOTHING = "isnothing", ISMISSING = "ismissing", TYPE = "Type", VARARG = "Vararg",
    TYPEOF = "typeof", INCLUDE = "include", DOT = ".", HASH_SELF = "#self#", TOP_LEVEL_SCOPE = "top-level scope",
    UNDERSCORE = "_", ANONYMOUS_VAR = "#s", AT_DOT = "@__dot__", PROGRAM_FILE = "PROGRAM_FILE",
}
