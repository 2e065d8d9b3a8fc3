//! Recognizes the forms of definitions and loops in the tree, so that scoping and emission agree on them.
//!
//! Nothing here decides meaning; it only names the parts of a node.

use juliette_support::{Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use smallvec::SmallVec;

/// An argument of a definition.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    /// Its name (a symbol, or a tuple to be destructured); without, the argument is only matched by type.
    pub name: Option<NodeId>,
    /// Its declared type.
    pub ty: Option<NodeId>,
    /// Its default value.
    pub default: Option<NodeId>,
    /// `x...`.
    pub is_vararg: bool,
    /// Stands behind `;`.
    pub is_keyword: bool,
}

/// The parts of a function definition of any form.
#[derive(Clone, Debug, Default)]
pub struct Definition {
    /// The function's name: a symbol, `Module.name`, `Name{…}` or `(x::T)`; none for anonymous functions.
    pub name: Option<NodeId>,
    /// What the called object itself is known as: `x` in `(x::T)(…)`.
    pub itself: Option<NodeId>,
    /// The condition of a generator.
    pub condition: Option<NodeId>,
    /// Of a generator: whether it gives the loop variable itself. Its body is then the condition, if it has one.
    pub is_identity: bool,
    /// The ranges of a generator, which belong to the scope outside.
    pub outer: SmallVec<[NodeId; 2]>,
    /// The parameters of all `where`s, outermost first.
    pub statics: SmallVec<[NodeId; 2]>,
    /// The arguments.
    pub arguments: SmallVec<[Argument; 4]>,
    /// The declared return type.
    pub return_type: Option<NodeId>,
    /// The body.
    pub body: SmallVec<[NodeId; 2]>,
}

/// Whether the node is the left side of a short definition, `f(x)`, `f(x)::T` or `f(x) where T`.
pub fn is_call_definition(ast: &Ast, node: NodeId) -> bool {
    match ast.kind(node) {
        Kind::Expr(Head::Call) => true,
        Kind::Expr(Head::Where) => is_call_definition(ast, ast.args(node)[0]),
        Kind::Expr(Head::TypeAssert) => {
            ast.args(node).len() == 2 && matches!(ast.kind(ast.args(node)[0]), Kind::Expr(Head::Call))
        }
        _ => false,
    }
}

/// The name in a definition's signature, if it has one.
pub fn definition_name(ast: &Ast, signature: NodeId) -> Option<NodeId> {
    match ast.kind(signature) {
        Kind::Symbol(_) | Kind::GlobalRef { .. } => Some(signature),
        Kind::Expr(Head::Call | Head::Where | Head::TypeAssert) => {
            let first = *ast.args(signature).first()?;
            match ast.kind(signature) {
                Kind::Expr(Head::Call) => Some(first),
                _ => definition_name(ast, first),
            }
        }
        _ => None,
    }
}

/// Whether the definition at `node`, a `function`, is one of a function that has a name.
pub fn has_name(ast: &Ast, node: NodeId) -> bool {
    let mut signature = ast.args(node)[0];
    loop {
        let args = ast.args(signature);
        match ast.kind(signature) {
            Kind::Expr(Head::Where) => signature = args[0],
            Kind::Expr(Head::TypeAssert) if is_call_definition(ast, signature) => signature = args[0],
            Kind::Expr(Head::Call) => return true,
            _ => return definition(ast, node).name.is_some(),
        }
    }
}

/// Takes a definition node apart.
pub fn definition(ast: &Ast, node: NodeId) -> Definition {
    let args = ast.args(node);
    let mut definition = Definition::default();
    if let Kind::Expr(Head::Generator) = ast.kind(node) {
        definition.body.push(args[0]);
        let mut specs = &args[1..];
        if let [filter] = *specs
            && let Kind::Expr(Head::Filter) = ast.kind(filter)
        {
            definition.condition = Some(ast.args(filter)[0]);
            specs = &ast.args(filter)[1..];
        }
        for &spec in specs {
            let parts = ast.args(spec);
            definition.outer.push(parts[1]);
            definition.arguments.push(Argument {
                name: Some(parts[0]),
                ty: None,
                default: None,
                is_vararg: false,
                is_keyword: false,
            });
        }
        // `x for x in xs` is xs under `identity`, which tells a reduction what an empty one gives.
        definition.is_identity = matches!(
            (specs, ast.kind(args[0])),
            (&[spec], Kind::Symbol(body)) if matches!(ast.kind(ast.args(spec)[0]), Kind::Symbol(name) if name == body)
        );
        if definition.is_identity
            && let Some(condition) = definition.condition.take()
        {
            definition.body[0] = condition;
        }
        return definition;
    }
    definition.body.extend(args.get(1).copied());
    let mut signature = args[0];
    let is_arrow = matches!(ast.kind(node), Kind::Expr(Head::Arrow));
    let mut levels: SmallVec<[&[NodeId]; 2]> = SmallVec::new();
    loop {
        match ast.kind(signature) {
            Kind::Expr(Head::Where) => {
                levels.push(&ast.args(signature)[1..]);
                signature = ast.args(signature)[0];
            }
            Kind::Expr(Head::TypeAssert)
                if ast.args(signature).len() == 2
                    && matches!(
                        ast.kind(ast.args(signature)[0]),
                        Kind::Expr(Head::Call | Head::Where | Head::Tuple)
                    ) =>
            {
                definition.return_type = Some(ast.args(signature)[1]);
                signature = ast.args(signature)[0];
            }
            _ => break,
        }
    }
    definition.statics = levels.into_iter().flatten().copied().collect();
    match ast.kind(signature) {
        Kind::Expr(Head::Call) => {
            definition.name = Some(ast.args(signature)[0]);
            add_arguments(ast, &ast.args(signature)[1..], &mut definition.arguments);
        }
        Kind::Expr(Head::Tuple) => add_arguments(ast, ast.args(signature), &mut definition.arguments),
        // `(x; k = 1) -> x` reads as a block of statements.
        Kind::Expr(Head::Block) if !ast.args(signature).is_empty() => {
            let parts = ast.args(signature);
            definition.arguments.push(argument(ast, parts[0], false));
            definition.arguments.extend(parts[1..].iter().map(|&node| argument(ast, node, true)));
        }
        _ if is_arrow => add_arguments(ast, &[signature], &mut definition.arguments),
        _ => definition.name = Some(signature),
    }
    if let Some(name) = definition.name
        && let Kind::Expr(Head::TypeAssert) = ast.kind(name)
        && let &[itself, _] = ast.args(name)
    {
        definition.itself = Some(itself);
    }
    definition
}

fn add_arguments(ast: &Ast, nodes: &[NodeId], out: &mut SmallVec<[Argument; 4]>) {
    // The tree has `; keywords` first; they belong behind the positional arguments.
    let is_keywords = |&&node: &&NodeId| matches!(ast.kind(node), Kind::Expr(Head::Parameters));
    out.extend(nodes.iter().filter(|node| !is_keywords(node)).map(|&node| argument(ast, node, false)));
    for &list in nodes.iter().filter(is_keywords) {
        out.extend(ast.args(list).iter().map(|&node| argument(ast, node, true)));
    }
}

fn argument(ast: &Ast, node: NodeId, is_keyword: bool) -> Argument {
    let bare = Argument { name: Some(node), ty: None, default: None, is_vararg: false, is_keyword };
    match ast.kind(node) {
        Kind::Expr(Head::Kw | Head::Assign) => {
            Argument { default: Some(ast.args(node)[1]), ..argument(ast, ast.args(node)[0], is_keyword) }
        }
        Kind::Expr(Head::Splat) => {
            Argument { is_vararg: true, ..argument(ast, ast.args(node)[0], is_keyword) }
        }
        Kind::Expr(Head::TypeAssert) => match *ast.args(node) {
            [name, ty] => {
                Argument { name: Some(name), ty: Some(ty), is_vararg: is_vararg_type(ast, ty), ..bare }
            }
            [ty] => Argument { name: None, ty: Some(ty), is_vararg: is_vararg_type(ast, ty), ..bare },
            _ => bare,
        },
        _ => bare,
    }
}

/// Whether a declared type is `Vararg`, `Vararg{T}` or `Vararg{T, N}`, so that the argument takes all that follow.
fn is_vararg_type(ast: &Ast, ty: NodeId) -> bool {
    let name = if matches!(ast.kind(ty), Kind::Expr(Head::Curly)) { ast.args(ty)[0] } else { ty };
    ast.symbol(name) == Some(sym::VARARG)
}

/// The name that a `where` parameter binds: `T`, `T<:U`, `T>:L`, `L<:T<:U`.
pub fn static_name(ast: &Ast, param: NodeId) -> Option<Symbol> {
    match ast.kind(param) {
        Kind::Symbol(name) => Some(name),
        Kind::Expr(Head::Subtype | Head::Supertype) => static_name(ast, *ast.args(param).first()?),
        Kind::Expr(Head::Comparison) => static_name(ast, *ast.args(param).get(2)?),
        _ => None,
    }
}

/// The lower and upper bound of a parameter of `where`.
pub fn static_bounds(ast: &Ast, param: NodeId) -> [Option<NodeId>; 2] {
    let args = ast.args(param);
    match ast.kind(param) {
        Kind::Expr(Head::Subtype) => [None, args.get(1).copied()],
        Kind::Expr(Head::Supertype) => [args.get(1).copied(), None],
        Kind::Expr(Head::Comparison) if matches!(ast.kind(args[1]), Kind::Symbol(sym::SUBTYPE)) => {
            [args.first().copied(), args.get(4).copied()]
        }
        Kind::Expr(Head::Comparison) => [args.get(4).copied(), args.first().copied()],
        _ => [None, None],
    }
}

/// The assignment in `@. x = y` or `@. x += y`.
pub fn dotted_assignment(ast: &Ast, node: NodeId) -> Option<NodeId> {
    let args = ast.args(node);
    let is_dot = matches!(ast.kind(args[0]), Kind::Symbol(juliette_support::sym::AT_DOT));
    let inner = *args.get(1)?;
    (is_dot && matches!(ast.kind(inner), Kind::Expr(Head::Assign | Head::Update(_)))).then_some(inner)
}

/// The `i = range` parts of a `for`, whose first part this is.
pub fn loop_specs<'a>(ast: &'a Ast, node: &'a NodeId) -> &'a [NodeId] {
    match ast.kind(*node) {
        Kind::Expr(Head::Block) => ast.args(*node),
        _ => core::slice::from_ref(node),
    }
}

/// The bindings of a `let`, whose first part this is.
pub fn let_bindings<'a>(ast: &'a Ast, node: &'a NodeId) -> &'a [NodeId] {
    match ast.kind(*node) {
        Kind::Expr(Head::Block) => ast.args(*node),
        _ => core::slice::from_ref(node),
    }
}
