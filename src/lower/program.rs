//! What lowering hands to the engine: definitions and statements in the order of the source.

use juliette_ir::generic::{Body, Literal};
use juliette_support::{ModuleId, Span, Symbol};

/// A type expression of a signature or a field, to be evaluated when its definition is reached.
#[derive(Clone, Debug)]
pub struct TypeExpr {
    /// Its form.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of type expressions.
#[derive(Clone, Debug)]
pub enum TypeExprKind {
    /// A name: of a type, a static parameter, or a constant.
    Name(Symbol),
    /// `Module.name`.
    Qualified(Symbol, Symbol),
    /// A name of that module, whatever is in scope.
    Global(ModuleId, Symbol),
    /// A type that is a value already.
    Value(u32),
    /// `Name{…}`; the arguments may be [`TypeExprKind::Below`].
    Apply(Box<TypeExpr>, Vec<TypeExpr>),
    /// `T where …`.
    Where(Box<TypeExpr>, Vec<StaticParam>),
    /// `<:T` among the arguments of [`TypeExprKind::Apply`].
    Below(Box<TypeExpr>),
    /// `>:T` there.
    Above(Box<TypeExpr>),
    /// A number, `Bool` or `Symbol` among the arguments of [`TypeExprKind::Apply`].
    Literal(Literal),
    /// `typeof(name)` of a function.
    TypeOf(Box<TypeExpr>),
    /// `T...` as the last argument of a signature, or `Vararg{T}`.
    Vararg(Box<TypeExpr>),
    /// `Vararg{T, N}`.
    VarargOf(Box<TypeExpr>, Box<TypeExpr>),
    /// A closure's type: its global name applied to nothing.
    Closure(Symbol),
}

/// A name bound by `where` or by a type's parameter list.
#[derive(Clone, Debug)]
pub struct StaticParam {
    /// The name.
    pub name: Symbol,
    /// `Lower <:` it.
    pub lower: Option<TypeExpr>,
    /// It `<: Upper`.
    pub upper: Option<TypeExpr>,
}

/// The function that a method is added to.
#[derive(Clone, Debug)]
pub enum MethodOwner {
    /// A name of the current module: a function made now if there is none, or a type's constructor.
    Name(Symbol),
    /// `Module.name`, which must exist.
    Qualified(Symbol, Symbol),
    /// A name of that module, as a macro refers to it: made now if there is none.
    Global(ModuleId, Symbol),
    /// Anything whose type is written out: `(x::T)(…)`, `T{P}(…)`, a closure.
    Callable(TypeExpr),
}

/// A method to be defined.
#[derive(Clone, Debug)]
pub struct MethodDefinition {
    /// Whose method it is.
    pub owner: MethodOwner,
    /// Whether it is the owner's method for calls with keywords: `kwcall(::NamedTuple, owner, arguments…)`.
    pub takes_keywords: bool,
    /// Types of the arguments, without the function itself.
    pub arguments: Vec<TypeExpr>,
    /// Static parameters, outermost first.
    pub static_params: Vec<StaticParam>,
    /// Its code.
    pub body: Body,
    /// The whole definition's place.
    pub span: Span,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct FieldDefinition {
    /// Its name.
    pub name: Symbol,
    /// Its type; `Any` without.
    pub ty: Option<TypeExpr>,
    /// Declared `const` in a mutable struct.
    pub is_const: bool,
}

/// A struct type to be defined.
#[derive(Clone, Debug)]
pub struct StructDefinition {
    /// Its name.
    pub name: Symbol,
    /// Its type parameters.
    pub params: Vec<StaticParam>,
    /// Its supertype; `Any` without.
    pub supertype: Option<TypeExpr>,
    /// Its fields in order.
    pub fields: Vec<FieldDefinition>,
    /// `mutable struct`.
    pub is_mutable: bool,
    /// Constructors, written or implied.
    pub constructors: Vec<MethodDefinition>,
    /// Where it stands.
    pub span: Span,
}

/// A module named by a path such as `Base.Iterators`; leading dots counted apart.
#[derive(Clone, Debug)]
pub struct ModulePath {
    /// Leading dots.
    pub dots: u32,
    /// The names.
    pub names: Vec<Symbol>,
}

/// One thing that the engine does on the way through a program.
#[derive(Clone, Debug)]
pub enum TopLevel {
    /// Runs a statement; its value is dropped.
    Run(Body),
    /// Runs a statement and makes its value a constant of the module.
    Const(Symbol, Body, Span),
    /// Makes a type expression's value a constant of the module.
    TypeAlias(Symbol, TypeExpr),
    /// Declares a function without methods.
    Function(Symbol, Span),
    /// Defines a method.
    Method(MethodDefinition),
    /// Defines a struct type with its constructors.
    Struct(StructDefinition),
    /// Defines the type of a closure: so many captured values.
    Closure {
        /// The type's name.
        name: Symbol,
        /// The fields: the captured variables.
        fields: Vec<Symbol>,
        /// Where the closure stands.
        span: Span,
    },
    /// Defines an abstract type.
    Abstract {
        /// Its name.
        name: Symbol,
        /// Its type parameters.
        params: Vec<StaticParam>,
        /// Its supertype; `Any` without.
        supertype: Option<TypeExpr>,
        /// Where it stands.
        span: Span,
    },
    /// Defines a primitive type of so many bits.
    Primitive {
        /// Its name.
        name: Symbol,
        /// Its supertype; `Any` without.
        supertype: Option<TypeExpr>,
        /// Its size in bits.
        bits: u32,
        /// Where it stands.
        span: Span,
    },
    /// Enters the text of another file in place.
    Include(Symbol, Span),
    /// Exports names of the current module.
    Export(Vec<Symbol>),
    /// Makes a module's exported names visible.
    Using(ModulePath, Span),
    /// Makes the listed names of a module visible, each perhaps under another name.
    Import {
        /// The module.
        path: ModulePath,
        /// Names and what they are called here.
        names: Vec<(Symbol, Symbol)>,
        /// Whether methods may be added to them unqualified.
        extend: bool,
        /// Where it stands.
        span: Span,
    },
    /// A message for standard error, before the next statement runs.
    Warning(String),
}
