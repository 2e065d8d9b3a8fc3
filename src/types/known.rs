//! The types of module Core, which the compiler itself must know, each with a constant id.
//!
//! Invariant: a new store holds exactly these types at exactly these ids. All other types are declared by
//! `runtime/base`. Fields and type variables of Core types are set up in `core_types.rs`.

use crate::{TypeId, TypeNameId};

/// How a row of the table below is stored: the kinds of declared names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Row {
    Abstract,
    Primitive(u16),
    Struct,
    Mutable,
}

macro_rules! known_types {
    ($($id:ident $text:literal $kind:ident $(($bits:literal))? < $parent:ident;)* --- $($pid:ident $ptext:literal $pkind:ident $(($pbits:literal))? < $pparent:ident;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "variants only number the constants")]
        enum Number { Bottom, $($id,)* $($pid,)* END }
        $(
            #[doc = concat!("The type `", $text, "`.")]
            pub const $id: TypeId = TypeId(Number::$id as u32);
        )*
        $(
            #[doc = concat!("The type `", $ptext, "` without parameters.")]
            pub const $pid: TypeId = TypeId(Number::$pid as u32);
        )*
        /// The type `Union{}`.
        pub const BOTTOM: TypeId = TypeId(Number::Bottom as u32);
        /// The number of types with constant ids.
        pub const COUNT: u32 = Number::END as u32;

        /// The declared names of Core. The name of a type `known::X` without parameters is `known::names::X`.
        pub mod names {
            use super::{Number, TypeNameId};
            $(
                #[doc = concat!("The name `", $text, "`.")]
                pub const $id: TypeNameId = TypeNameId(Number::$id as u32 - 1);
            )*
            $(
                #[doc = concat!("The name `", $ptext, "`.")]
                pub const $pid: TypeNameId = TypeNameId(Number::$pid as u32 - 1);
            )*
        }

        pub(crate) const PLAIN: &[(&str, Row, TypeId)] = &[$(($text, Row::$kind $(($bits))?, $parent),)*];
        pub(crate) const PARAMETRIC: &[(&str, Row, TypeId)] = &[$(($ptext, Row::$pkind $(($pbits))?, $pparent),)*];
    };
}

known_types! {
    ANY "Any" Abstract < ANY;
    // Kinds of types.
    DATATYPE "DataType" Mutable < TYPE;
    UNION_ALL "UnionAll" Mutable < TYPE;
    UNION "Union" Mutable < TYPE;
    TYPEOF_BOTTOM "TypeofBottom" Struct < TYPE;
    TYPE_VAR "TypeVar" Mutable < ANY;
    TYPEOF_VARARG "TypeofVararg" Struct < ANY;
    TYPE_NAME "TypeName" Mutable < ANY;
    // Functions.
    FUNCTION "Function" Abstract < ANY;
    BUILTIN "Builtin" Abstract < FUNCTION;
    INTRINSIC_FUNCTION "IntrinsicFunction" Primitive(32) < BUILTIN;
    // Numbers.
    NUMBER "Number" Abstract < ANY;
    REAL "Real" Abstract < NUMBER;
    ABSTRACT_FLOAT "AbstractFloat" Abstract < REAL;
    INTEGER "Integer" Abstract < REAL;
    SIGNED "Signed" Abstract < INTEGER;
    UNSIGNED "Unsigned" Abstract < INTEGER;
    BOOL "Bool" Primitive(8) < INTEGER;
    INT8 "Int8" Primitive(8) < SIGNED;
    INT16 "Int16" Primitive(16) < SIGNED;
    INT32 "Int32" Primitive(32) < SIGNED;
    INT64 "Int64" Primitive(64) < SIGNED;
    INT128 "Int128" Primitive(128) < SIGNED;
    UINT8 "UInt8" Primitive(8) < UNSIGNED;
    UINT16 "UInt16" Primitive(16) < UNSIGNED;
    UINT32 "UInt32" Primitive(32) < UNSIGNED;
    UINT64 "UInt64" Primitive(64) < UNSIGNED;
    UINT128 "UInt128" Primitive(128) < UNSIGNED;
    FLOAT16 "Float16" Primitive(16) < ABSTRACT_FLOAT;
    FLOAT32 "Float32" Primitive(32) < ABSTRACT_FLOAT;
    FLOAT64 "Float64" Primitive(64) < ABSTRACT_FLOAT;
    // Text, names and other single objects.
    ABSTRACT_CHAR "AbstractChar" Abstract < ANY;
    CHAR "Char" Primitive(32) < ABSTRACT_CHAR;
    ABSTRACT_STRING "AbstractString" Abstract < ANY;
    STRING "String" Mutable < ABSTRACT_STRING;
    SYMBOL "Symbol" Mutable < ANY;
    NOTHING "Nothing" Struct < ANY;
    MODULE "Module" Primitive(32) < ANY;
    SIMPLE_VECTOR "SimpleVector" Mutable < ANY;
    IO "IO" Abstract < ANY;
    // Exceptions that the run-time system raises.
    EXCEPTION "Exception" Abstract < ANY;
    ERROR_EXCEPTION "ErrorException" Struct < EXCEPTION;
    ARGUMENT_ERROR "ArgumentError" Struct < EXCEPTION;
    ASSERTION_ERROR "AssertionError" Struct < EXCEPTION;
    BOUNDS_ERROR "BoundsError" Struct < EXCEPTION;
    DIVIDE_ERROR "DivideError" Struct < EXCEPTION;
    DOMAIN_ERROR "DomainError" Struct < EXCEPTION;
    INEXACT_ERROR "InexactError" Struct < EXCEPTION;
    INTERRUPT_EXCEPTION "InterruptException" Struct < EXCEPTION;
    METHOD_ERROR "MethodError" Struct < EXCEPTION;
    OUT_OF_MEMORY_ERROR "OutOfMemoryError" Struct < EXCEPTION;
    OVERFLOW_ERROR "OverflowError" Struct < EXCEPTION;
    STACK_OVERFLOW_ERROR "StackOverflowError" Struct < EXCEPTION;
    TYPE_ERROR "TypeError" Struct < EXCEPTION;
    UNDEF_KEYWORD_ERROR "UndefKeywordError" Struct < EXCEPTION;
    UNDEF_REF_ERROR "UndefRefError" Struct < EXCEPTION;
    UNDEF_VAR_ERROR "UndefVarError" Struct < EXCEPTION;
    FIELD_ERROR "FieldError" Struct < EXCEPTION;
    LOAD_ERROR "LoadError" Struct < EXCEPTION;
    // Code as values.
    LINE_NUMBER_NODE "LineNumberNode" Struct < ANY;
    QUOTE_NODE "QuoteNode" Struct < ANY;
    GLOBAL_REF "GlobalRef" Struct < ANY;
    METHOD "Method" Mutable < ANY;
    ---
    TYPE "Type" Abstract < ANY;
    TUPLE "Tuple" Struct < ANY;
    NAMED_TUPLE "NamedTuple" Struct < ANY;
    REF "Ref" Abstract < ANY;
    PTR "Ptr" Primitive(64) < REF;
    MEMORY "Memory" Mutable < ANY;
}
