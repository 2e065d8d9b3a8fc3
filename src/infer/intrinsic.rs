//! THE table of what Core defines as functions: intrinsics and builtins, one row each.
//!
//! A row gives the Julia name, the enum variant, the number of arguments, the rule for the result's type and
//! the effects. Inference reads types from it (`transfer.rs`), the effects decide what may be dropped or
//! evaluated early, and legalization matches on the enum without a catch-all, so a new row does not compile
//! until it has a meaning.
//!
//! Effects: `p` pure and total (no effect, never throws, always returns), `t` may throw, otherwise no effect,
//! `w` writes or depends on memory.

/// How the type of a result follows from the arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultRule {
    /// The type of the first argument.
    First,
    /// `Bool`.
    Bool,
    /// `Int64`.
    Int64,
    /// The type that is the first argument.
    TypeArgument,
    /// A tuple of the type of the first argument and `Bool`.
    WithOverflow,
    /// `nothing`.
    Nothing,
    /// It does not return.
    Never,
    /// A rule of its own in `transfer.rs`.
    Special,
}

macro_rules! intrinsics {
    ($($name:literal $variant:ident $min:literal..$max:literal $rule:ident $effects:literal;)*) => {
        /// A function of Core.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Intrinsic { $(#[doc = concat!("`", $name, "`.")] $variant,)* }

        impl Intrinsic {
            /// All of them, in the table's order.
            pub const ALL: &[Intrinsic] = &[$(Intrinsic::$variant,)*];

            /// The name in Core.
            pub const fn name(self) -> &'static str {
                match self { $(Intrinsic::$variant => $name,)* }
            }

            /// The smallest and largest number of arguments; 255 means any.
            pub const fn arity(self) -> (u8, u8) {
                match self { $(Intrinsic::$variant => ($min, $max),)* }
            }

            /// Whether it can be called with so many arguments.
            pub const fn takes(self, count: usize) -> bool {
                let (min, max) = self.arity();
                count >= min as usize && (max == 255 || count <= max as usize)
            }

            /// The rule for the result's type.
            pub const fn rule(self) -> ResultRule {
                match self { $(Intrinsic::$variant => ResultRule::$rule,)* }
            }

            /// The effects' letters.
            pub const fn effects(self) -> &'static str {
                match self { $(Intrinsic::$variant => $effects,)* }
            }
        }
    };
}

intrinsics! {
    "add_int" AddInt 2..2 First "p";
    "sub_int" SubInt 2..2 First "p";
    "mul_int" MulInt 2..2 First "p";
    "neg_int" NegInt 1..1 First "p";
    "checked_sdiv_int" CheckedSdivInt 2..2 First "t";
    "checked_udiv_int" CheckedUdivInt 2..2 First "t";
    "checked_srem_int" CheckedSremInt 2..2 First "t";
    "checked_urem_int" CheckedUremInt 2..2 First "t";
    "and_int" AndInt 2..2 First "p";
    "or_int" OrInt 2..2 First "p";
    "xor_int" XorInt 2..2 First "p";
    "not_int" NotInt 1..1 First "p";
    "shl_int" ShlInt 2..2 First "p";
    "lshr_int" LshrInt 2..2 First "p";
    "ashr_int" AshrInt 2..2 First "p";
    "ctpop_int" CtpopInt 1..1 First "p";
    "ctlz_int" CtlzInt 1..1 First "p";
    "cttz_int" CttzInt 1..1 First "p";
    "bswap_int" BswapInt 1..1 First "p";
    "checked_sadd_int" CheckedSaddInt 2..2 WithOverflow "p";
    "checked_uadd_int" CheckedUaddInt 2..2 WithOverflow "p";
    "checked_ssub_int" CheckedSsubInt 2..2 WithOverflow "p";
    "checked_usub_int" CheckedUsubInt 2..2 WithOverflow "p";
    "checked_smul_int" CheckedSmulInt 2..2 WithOverflow "p";
    "checked_umul_int" CheckedUmulInt 2..2 WithOverflow "p";
    "eq_int" EqInt 2..2 Bool "p";
    "ne_int" NeInt 2..2 Bool "p";
    "slt_int" SltInt 2..2 Bool "p";
    "sle_int" SleInt 2..2 Bool "p";
    "ult_int" UltInt 2..2 Bool "p";
    "ule_int" UleInt 2..2 Bool "p";
    "add_float" AddFloat 2..2 First "p";
    "sub_float" SubFloat 2..2 First "p";
    "mul_float" MulFloat 2..2 First "p";
    "div_float" DivFloat 2..2 First "p";
    "neg_float" NegFloat 1..1 First "p";
    "abs_float" AbsFloat 1..1 First "p";
    "copysign_float" CopysignFloat 2..2 First "p";
    "sqrt_llvm" SqrtLlvm 1..1 First "p";
    "floor_llvm" FloorLlvm 1..1 First "p";
    "ceil_llvm" CeilLlvm 1..1 First "p";
    "trunc_llvm" TruncLlvm 1..1 First "p";
    "rint_llvm" RintLlvm 1..1 First "p";
    "fma_float" FmaFloat 3..3 First "p";
    "min_float" MinFloat 2..2 First "p";
    "max_float" MaxFloat 2..2 First "p";
    "eq_float" EqFloat 2..2 Bool "p";
    "ne_float" NeFloat 2..2 Bool "p";
    "lt_float" LtFloat 2..2 Bool "p";
    "le_float" LeFloat 2..2 Bool "p";
    "trunc_int" TruncInt 2..2 TypeArgument "p";
    "zext_int" ZextInt 2..2 TypeArgument "p";
    "sext_int" SextInt 2..2 TypeArgument "p";
    "sitofp" Sitofp 2..2 TypeArgument "p";
    "uitofp" Uitofp 2..2 TypeArgument "p";
    "fptosi" Fptosi 2..2 TypeArgument "p";
    "fptoui" Fptoui 2..2 TypeArgument "p";
    "fpext" Fpext 2..2 TypeArgument "p";
    "fptrunc" Fptrunc 2..2 TypeArgument "p";
    "bitcast" Bitcast 2..2 TypeArgument "p";
    "ifelse" IfElse 3..3 Special "p";

    // Memory: `memory_new(Memory{T}, n)`; pointers count elements from 0, and do no bounds check.
    "memory_new" MemoryNew 2..2 TypeArgument "w";
    "memory_data" MemoryData 1..1 Special "p";
    "memory_length" MemoryLength 1..1 Int64 "p";
    "pointer_load" PointerLoad 2..2 Special "w";
    "pointer_store" PointerStore 4..4 Nothing "w";
    // A hint that what is there will be read soon.
    "prefetch" Prefetch 1..1 Nothing "w";
    "pointer_add" PointerAdd 2..2 First "p";
    "string_sizeof" StringSizeof 1..1 Int64 "p";
    "string_data" StringData 1..1 Special "p";

    // `runtime(:name, T, arguments…)` calls an entry point of the run-time system that returns a `T`.
    "runtime" Runtime 2..255 Special "w";

    "===" Egal 2..2 Bool "p";
    "typeof" TypeOf 1..1 Special "p";
    "isa" Isa 2..2 Bool "p";
    "<:" IsSubtype 2..2 Bool "p";
    "isconcretetype" IsConcreteType 1..1 Bool "p";
    "typejoin" TypeJoin 2..2 Special "p";
    "typeassert" TypeAssert 2..2 Special "t";
    "tuple" Tuple 0..255 Special "p";
    // `named_tuple(:a, x, :b, y)` is `(a = x, b = y)`.
    "named_tuple" NamedTuple 0..255 Special "p";
    // The second's fields in place of the first's of the same names, and the rest of them behind.
    "merge_named" MergeNamed 2..2 Special "p";
    // The first without the fields of these names.
    "without_names" WithoutNames 1..255 Special "p";
    // The fields of these names, in this order.
    "select_names" SelectNames 1..255 Special "t";
    "has_field" HasField 2..2 Bool "p";
    "getfield" GetField 2..3 Special "t";
    "setfield!" SetField 3..3 Special "w";
    "fieldtype" FieldType 2..2 Special "t";
    "fieldname" FieldName 2..2 Special "t";
    "nfields" NFields 1..1 Int64 "p";
    "fieldcount" FieldCount 1..1 Int64 "t";
    "apply_type" ApplyType 1..255 Special "t";
    // `apply_bounded(A, b, x, …)`: each `x` is a parameter (`b` 0) or the upper (1) or lower (2) bound of one.
    "apply_bounded" ApplyBounded 1..255 Special "t";
    // `type_variable(name, lower, upper)` and `union_all(variable, body)` make up a `where`.
    "type_variable" TypeVariable 3..3 Special "t";
    "union_all" UnionAllOf 2..2 Special "t";
    // `Vararg`, `Vararg{T}` and `Vararg{T, N}`.
    "vararg" VarargOf 0..2 Special "t";
    "intersect_types" IntersectTypes 2..2 Special "t";
    "element_stride" ElementStride 1..1 Int64 "t";
    "sizeof" SizeOf 1..1 Int64 "t";
    // The type of the elements, as inferred, of what `iterate` returns: a pair or nothing.
    "iterated_type" IteratedType 1..1 Special "p";
    // These work on boxed values only: the engine carries them out.
    "_apply" Apply 2..255 Special "w";
    "_new" NewDynamic 1..255 Special "w";
    // The second argument says whether modules are left out.
    "type_text" TypeText 1..2 Special "w";
    // Methods and types as values, in `src/engine/reflect.rs`; methods go by their numbers.
    "method_matches" MethodMatches 2..2 Special "w";
    "method_info" MethodInfo 1..1 Special "w";
    "method_result" MethodResult 2..2 Special "w";
    "method_code" MethodCode 3..3 Special "w";
    "method_call" MethodCall 2..255 Special "w";
    "type_query" TypeQuery 2..2 Special "w";
    "function_name" FunctionName 1..1 Special "w";
    "method_error_text" MethodErrorText 2..2 Special "w";
    "isdefined" IsDefined 2..2 Bool "w";
    // Code as values and modules, in `src/engine/code.rs`.
    "eval_tree" EvalTree 2..2 Special "w";
    "keep_value" KeepValue 1..1 Int64 "w";
    "kept_value" KeptValue 1..1 Special "w";
    "print_tree" PrintTree 1..1 Special "w";
    "parse_tree" ParseTree 4..4 Special "w";
    "include_file" IncludeFile 2..2 Special "w";
    "module_global" ModuleGlobal 2..2 Special "w";
    "set_module_global" SetModuleGlobal 3..3 Special "w";
    "is_global_defined" IsGlobalDefined 2..2 Bool "w";
    "module_name" ModuleName 1..1 Special "w";
    "module_parent" ModuleParent 1..1 Special "w";
    "module_names" ModuleNames 2..2 Special "w";
    "function_module" FunctionModule 1..1 Special "w";
    // `set_home(T, path, name)`: the library's type `T` is Julia's of the module of that path, with that name if one is
    // given, and is shown so.
    "set_home" SetHome 2..3 Special "w";
    "throw" Throw 1..1 Never "t";
    "Box" MakeBox 0..0 Special "w";
    "box_get" BoxGet 2..2 Special "w";
    "box_set" BoxSet 2..2 Nothing "w";
}

impl Intrinsic {
    /// Whether it has no effect, never throws and always returns.
    pub fn is_pure(self) -> bool {
        self.effects().contains('p')
    }
}
