//! The syntax tree: a mirror of Julia's own `Expr` trees, in an arena.
//!
//! Invariants: a node's children have smaller ids than the node (trees are built from the leaves up, and nothing
//! is changed afterwards), so a loop over ids visits children first and no walk needs to recurse. Where
//! Julia's tree has line number nodes, every node here has a span instead; a macro call's arguments begin
//! right after its name.

use std::borrow::Cow;

use juliette_support::{FileId, Id, ModuleId, Span, Symbol, define_id};

define_id! {
    /// A node of an [`Ast`].
    pub struct NodeId; "n"
}

define_id! {
    /// A text of an [`Ast`]: the contents of a string literal, escapes resolved.
    pub struct StrId; "s"
}

/// What a node is. Only `Expr` and `Inert` have children.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// An `Expr` with this head; its arguments are the children.
    Expr(Head),
    /// A name.
    Symbol(Symbol),
    /// A `QuoteNode`; its value is the one child.
    Inert,
    /// A string.
    String(StrId),
    /// A character as Julia stores it: its UTF-8 bytes, the first one in the highest byte, the rest zero.
    Char(u32),
    /// An `Int64`. Larger literals are calls of `@int128_str` and `@big_str`, as in Julia.
    Int64(i64),
    /// A hexadecimal, octal or binary literal of at most 8 bits.
    UInt8(u8),
    /// The same of at most 16 bits.
    UInt16(u16),
    /// The same of at most 32 bits.
    UInt32(u32),
    /// The same of at most 64 bits. Larger ones are calls of `@uint128_str`.
    UInt64(u64),
    /// A `Float64`.
    Float64(f64),
    /// A `Float32`.
    Float32(f32),
    /// `true` or `false`.
    Bool(bool),
    /// The value `nothing` (not the name).
    Nothing,
    /// A name of a module, whatever is in scope: the parser refers so to `Core.@doc`, macros to their module's names.
    GlobalRef {
        /// The module.
        module: ModuleId,
        /// The name in it.
        name: Symbol,
    },
    /// Any other value that a macro or `eval` put into a tree, by the engine's number for it.
    Value(u32),
    /// A line number node; only trees that are to be printed have them.
    Line {
        /// The line.
        line: u32,
        /// The file's name.
        file: Symbol,
    },
    /// Text that stands for a value in a tree that is to be printed.
    Verbatim(StrId),
}

macro_rules! heads {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)*) => {
        /// The head of an `Expr`, named as Julia names it where that is possible.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Head {
            $($(#[doc = $doc])+ $name,)*
            /// `a += b`; the operator without its `=`.
            Update(Symbol),
            /// `a .+= b`; the operator without its dot and its `=`.
            DotUpdate(Symbol),
            /// `a := b` and its Unicode variants; the whole operator.
            OtherAssign(Symbol),
        }

        impl Head {
            /// The spelling in Julia, except for the heads that are made of an operator.
            pub fn text(self) -> Option<&'static str> {
                match self {
                    $(Head::$name => Some($text),)*
                    Head::Update(_) | Head::DotUpdate(_) | Head::OtherAssign(_) => None,
                }
            }

            /// The heads that are spelled in one way only.
            pub const FIXED: &[Head] = &[$(Head::$name,)*];
        }
    };
}

heads! {
    /// Statements of one line at the top level: `a; b`.
    TopLevel = "toplevel",
    /// Statements.
    Block = "block",
    /// `f(x)`: function, arguments. Operators are calls too.
    Call = "call",
    /// `(a, b)`.
    Tuple = "tuple",
    /// What follows the `;` of an argument list; the first argument of its call or tuple.
    Parameters = "parameters",
    /// `k = v` in a call.
    Kw = "kw",
    /// `x...`.
    Splat = "...",
    /// `a.b` (second child an `Inert`), `f.(x)` (second child a tuple), and the path of an import.
    Dot = ".",
    /// `a[i]`.
    Ref = "ref",
    /// `A{T}`.
    Curly = "curly",
    /// `{a, b}`.
    Braces = "braces",
    /// `{a b; c d}`.
    BracesCat = "bracescat",
    /// `a = b`.
    Assign = "=",
    /// `a .= b`.
    DotAssign = ".=",
    /// `args -> body`.
    Arrow = "->",
    /// `a --> b`.
    LongArrow = "-->",
    /// `a && b`.
    AndAnd = "&&",
    /// `a || b`.
    OrOr = "||",
    /// `a .&& b`.
    DotAndAnd = ".&&",
    /// `a .|| b`.
    DotOrOr = ".||",
    /// A chain of at least two comparisons: operand, operator, operand, …
    Comparison = "comparison",
    /// `x::T` or `::T`.
    TypeAssert = "::",
    /// `A <: B` or `<: B`.
    Subtype = "<:",
    /// `A >: B` or `>: B`.
    Supertype = ">:",
    /// `A where T`.
    Where = "where",
    /// `if`, and `a ? b : c`.
    If = "if",
    /// The part of an `if` that begins with `elseif`; its condition is a block.
    ElseIf = "elseif",
    /// `while`.
    While = "while",
    /// `for`: one `=` or a block of them, body.
    For = "for",
    /// `outer x` as a loop variable.
    Outer = "outer",
    /// `break`.
    Break = "break",
    /// `continue`.
    Continue = "continue",
    /// `return`; always with a child.
    Return = "return",
    /// `let`: one binding or a block of them, body.
    Let = "let",
    /// `local`.
    Local = "local",
    /// `global`.
    Global = "global",
    /// `const`.
    Const = "const",
    /// `function`: signature and body, or only a name.
    Function = "function",
    /// `macro`.
    Macro = "macro",
    /// `struct`: whether it is mutable, signature, block.
    Struct = "struct",
    /// `abstract type`.
    Abstract = "abstract",
    /// `primitive type`: signature, size in bits.
    Primitive = "primitive",
    /// `module`: `false` for a `baremodule`, name, block.
    Module = "module",
    /// `import`.
    Import = "import",
    /// `using`.
    Using = "using",
    /// `export`.
    Export = "export",
    /// `public`.
    Public = "public",
    /// `path as name` in an import.
    As = "as",
    /// `module: names` in an import.
    Colon = ":",
    /// `f(x) do y … end`: call, function.
    Do = "do",
    /// `try`: block, variable or `false`, catch block or `false`, and then finally and else blocks.
    Try = "try",
    /// `:(…)` and `quote … end`.
    Quote = "quote",
    /// `$x`.
    Interpolate = "$",
    /// `&x`.
    AddressOf = "&",
    /// `x'`.
    Adjoint = "'",
    /// `"a$(b)"`.
    String = "string",
    /// `@m x`: name, arguments (without Julia's line node).
    MacroCall = "macrocall",
    /// `x for i in r`.
    Generator = "generator",
    /// The ranges of a generator with a condition: condition, ranges.
    Filter = "filter",
    /// A generator of generators: `x for i in r for j in s`.
    Flatten = "flatten",
    /// `[x for i in r]`.
    Comprehension = "comprehension",
    /// `T[x for i in r]`.
    TypedComprehension = "typed_comprehension",
    /// `[a, b]`.
    Vect = "vect",
    /// `[a b]`.
    HCat = "hcat",
    /// `[a; b]`.
    VCat = "vcat",
    /// One row of a `vcat`: `a b`.
    Row = "row",
    /// `[a;;; b]`: dimension, parts.
    NCat = "ncat",
    /// A part of an `ncat`: dimension, parts.
    NRow = "nrow",
    /// `T[a b]`.
    TypedHCat = "typed_hcat",
    /// `T[a; b]`.
    TypedVCat = "typed_vcat",
    /// `T[a;;; b]`.
    TypedNCat = "typed_ncat",
    /// Advice to the compiler, made by macros; it has no value.
    Meta = "meta",
    /// Whether a variable has a value: what `@isdefined` becomes.
    IsDefined = "isdefined",
    /// What `@label` becomes.
    SymbolicLabel = "symboliclabel",
    /// What `@goto` becomes.
    SymbolicGoto = "symbolicgoto",
    /// Stands where the program has a mistake that was reported.
    Error = "error",
}

#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Where the children are in `children`.
    first: u32,
    count: u32,
    /// Its place in the file.
    start: u32,
    end: u32,
}

/// The trees of one file.
#[derive(Clone, Debug)]
pub struct Ast {
    file: FileId,
    nodes: Vec<Node>,
    children: Vec<NodeId>,
    text: Vec<u8>,
    /// Where each text ends in `text`; it begins where the one before ends.
    text_ends: Vec<u32>,
    /// The calls and definitions of macros.
    macros: Vec<NodeId>,
    /// Whether the trees come from the parser, so that those of a statement follow those of the one before it.
    pub(crate) is_parsed: bool,
}

impl Ast {
    /// An empty arena for trees of `file`.
    pub fn new(file: FileId) -> Self {
        let (nodes, children) = (Vec::new(), Vec::new());
        let (text, text_ends, macros) = (Vec::new(), Vec::new(), Vec::new());
        Self { file, nodes, children, text, text_ends, macros, is_parsed: false }
    }

    /// Makes room for what a text of so many bytes usually comes to.
    pub(crate) fn make_room(&mut self, bytes: usize) {
        self.nodes.reserve(bytes / 3);
        self.children.reserve(bytes / 4);
    }

    /// What `node` is.
    #[inline]
    pub fn kind(&self, node: NodeId) -> Kind {
        self.nodes[node.index()].kind
    }

    /// The children of `node`; none unless it is an `Expr` or `Inert`.
    #[inline]
    pub fn args(&self, node: NodeId) -> &[NodeId] {
        let Node { first, count, .. } = self.nodes[node.index()];
        &self.children[first as usize..first as usize + count as usize]
    }

    /// The place of `node` in the file.
    #[inline]
    pub fn span(&self, node: NodeId) -> Span {
        let Node { start, end, .. } = self.nodes[node.index()];
        Span::new(self.file, start, end)
    }

    /// The head of `node`, if it is an `Expr`.
    #[inline]
    pub fn head(&self, node: NodeId) -> Option<Head> {
        if let Kind::Expr(head) = self.kind(node) { Some(head) } else { None }
    }

    /// The name that `node` is, if it is a `Symbol`.
    #[inline]
    pub fn symbol(&self, node: NodeId) -> Option<Symbol> {
        if let Kind::Symbol(symbol) = self.kind(node) { Some(symbol) } else { None }
    }

    /// The contents of a string; usually, but not necessarily, UTF-8.
    pub fn bytes(&self, id: StrId) -> &[u8] {
        let i = id.index();
        let start = if i == 0 { 0 } else { self.text_ends[i - 1] as usize };
        &self.text[start..self.text_ends[i] as usize]
    }

    /// The contents of a string, with a replacement character for what is not UTF-8.
    pub fn text(&self, id: StrId) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(id))
    }

    /// The file that the trees come from.
    #[inline]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The number of nodes.
    #[inline]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds an `Expr` (or an `Inert`) with these children.
    pub fn push(&mut self, kind: Kind, args: &[NodeId], span: (u32, u32)) -> NodeId {
        debug_assert!(
            args.is_empty() || matches!(kind, Kind::Expr(_) | Kind::Inert),
            "{kind:?} has no children"
        );
        let first = u32::try_from(self.children.len()).expect("an arena holds fewer than 2^32 elements");
        if !args.is_empty() {
            self.children.extend_from_slice(args);
        }
        let id = NodeId::from_index(self.nodes.len());
        if matches!(kind, Kind::Expr(Head::MacroCall | Head::Macro)) {
            self.macros.push(id);
        }
        // Where a mistake was mended, places can be out of order.
        let (start, end) = (span.0, span.1.max(span.0));
        self.nodes.push(Node { kind, first, count: args.len() as u32, start, end });
        id
    }

    /// Adds an `Expr`.
    pub fn expr(&mut self, head: Head, args: &[NodeId], span: (u32, u32)) -> NodeId {
        self.push(Kind::Expr(head), args, span)
    }

    /// Adds a node without children.
    #[inline]
    pub fn leaf(&mut self, kind: Kind, span: (u32, u32)) -> NodeId {
        debug_assert!(!matches!(kind, Kind::Expr(_)), "what has a head may have to be noted");
        let id = NodeId::from_index(self.nodes.len());
        let (start, end) = (span.0, span.1.max(span.0));
        self.nodes.push(Node { kind, first: 0, count: 0, start, end });
        id
    }

    /// Changes the head of an `Expr`, when only its surroundings tell what it is.
    pub(crate) fn set_head(&mut self, node: NodeId, head: Head) {
        self.nodes[node.index()].kind = Kind::Expr(head);
    }

    /// Adds a text.
    pub fn add_text(&mut self, text: &[u8]) -> StrId {
        self.text.extend_from_slice(text);
        let id = StrId::from_index(self.text_ends.len());
        self.text_ends.push(u32::try_from(self.text.len()).expect("texts take less than 4 GiB"));
        id
    }

    /// Whether a macro may be called or defined in the statement at `root`; if not, nobody has to look for one.
    pub fn may_have_macros(&self, root: NodeId) -> bool {
        let before = self.macros.partition_point(|&node| node <= root);
        let Some(&last) = self.macros[..before].last() else { return false };
        let (at, statement) = (self.span(last), self.span(root));
        !self.is_parsed || (statement.start..=statement.end).contains(&at.start)
    }

    /// The ids of all nodes, children before parents.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator + use<> {
        (0..self.nodes.len()).map(NodeId::from_index)
    }
}
