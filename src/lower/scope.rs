//! Decides for every name in a statement what it stands for: a local variable, a static parameter or a global.
//!
//! Julia's rules: a name assigned anywhere in a function (outside nested scopes) is local to all of it; the
//! bodies of `for`, `while`, `let` and `try` are scopes of their own, in which an assignment means the
//! variable of an enclosing scope of the same function if there is one; inner functions see, and may assign,
//! the variables of outer ones. Names that no scope knows are globals.
//!
//! The result also says which variables closures capture, and which of those must live in a box because
//! they are assigned more than once or after the capture. Emission (`emit.rs`) follows it node by node.

use crate::assigned::Assigned;
use crate::form;
use crate::resolution::{Function, FunctionInfo, LocalFunction, Meaning, Path, Resolution, VariableInfo};
use crate::ssa::Variable;
use juliette_support::{Id, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use smallvec::SmallVec;

struct Scope {
    function: Function,
    names: SmallVec<[(Symbol, Meaning); 4]>,
    /// The global scope of a statement, or a loop directly in it: assignments to globals are special there.
    is_top: bool,
}

/// Resolves the names of the statement at `root`. `is_global` tells whether the module has a global of that
/// name already. `spare` is the result for another statement, whose memory is used again.
pub fn resolve(
    ast: &Ast,
    root: NodeId,
    is_global: &dyn Fn(Symbol) -> bool,
    spare: Box<Resolution>,
) -> Box<Resolution> {
    let mut resolver = Resolver {
        ast,
        is_global,
        out: spare.emptied(),
        scopes: SmallVec::new(),
        bound: 0,
        path: SmallVec::new(),
        conditionals: 0,
        loops: 0,
        nested_loops: 0,
        tries: 0,
    };
    resolver.out.make_room(ast.len());
    let function = resolver.out.functions.push(FunctionInfo::default());
    resolver.scopes.push(Scope { function, names: SmallVec::new(), is_top: true });
    resolver.statement(root);
    resolver.scopes.pop();
    resolver.join_methods();
    resolver.out
}

/// The bit of a name in [`Resolver::bound`], which others may share.
fn bit(name: Symbol) -> u64 {
    1 << (name.0 % 64)
}

struct Resolver<'a> {
    ast: &'a Ast,
    is_global: &'a dyn Fn(Symbol) -> bool,
    out: Box<Resolution>,
    scopes: SmallVec<[Scope; 4]>,
    /// A bit for the names that were bound in any scope, which most of those that are looked for were not: functions.
    bound: u64,
    path: Path,
    conditionals: u32,
    loops: u32,
    /// The loops around, those outside of the function too.
    nested_loops: u32,
    tries: u32,
}

impl Resolver<'_> {
    fn scope(&mut self) -> &mut Scope {
        self.scopes.last_mut().expect("a scope is open")
    }

    /// Gives a name a meaning in the innermost scope.
    fn bind(&mut self, name: Symbol, meaning: Meaning) {
        self.bound |= bit(name);
        self.scope().names.push((name, meaning));
    }

    fn find(&self, name: Symbol) -> Option<Meaning> {
        if self.bound & bit(name) == 0 {
            return None;
        }
        let found = |scope: &Scope| scope.names.iter().rev().find(|&&(n, _)| n == name).map(|&(_, m)| m);
        self.scopes.iter().rev().find_map(found)
    }

    fn mention(&mut self, node: NodeId, name: Symbol) {
        if let Some(meaning) = self.find(name) {
            self.mention_as(node, meaning);
        }
    }

    fn mention_as(&mut self, node: NodeId, meaning: Meaning) {
        let mut is_assigned = false;
        let owner = match meaning {
            Meaning::Local(variable) => {
                let info = &self.out.variables[variable];
                is_assigned = info.assigned_in.is_some_and(|(depth, block)| {
                    depth == 0 || self.path.get(depth - 1).is_some_and(|&around| around == block)
                });
                info.function
            }
            Meaning::Static(function, _) => function,
            Meaning::Global => {
                self.out.set_meaning(node, meaning, false);
                return;
            }
        };
        self.out.set_meaning(node, meaning, is_assigned);
        if self.scopes.last().is_some_and(|scope| scope.function == owner) {
            return;
        }
        let mut inner: Vec<Function> = self.scopes.iter().map(|scope| scope.function).collect();
        inner.dedup();
        let outside = inner.iter().position(|&function| function == owner).map_or(0, |i| i + 1);
        if let (Meaning::Static(function, index), true) = (meaning, outside < inner.len()) {
            for &inner in &inner[outside..] {
                let captures = &mut self.out.functions[inner].static_captures;
                if !captures.contains(&(function, index)) {
                    captures.push((function, index));
                }
            }
        }
        if let (Meaning::Local(variable), true) = (meaning, outside < inner.len()) {
            let info = &mut self.out.variables[variable];
            info.captured = true;
            // Boxed unless the one assignment surely came before.
            if info.assignments == 0 && !info.is_argument || !self.path.starts_with(&info.path) {
                info.boxed = true;
            }
            for &function in &inner[outside..] {
                let captures = &mut self.out.functions[function].captures;
                if !captures.contains(&variable) {
                    captures.push(variable);
                }
            }
        }
    }

    fn assign(&mut self, node: NodeId, name: Symbol) {
        let Some(meaning) = self.find(name) else { return };
        self.mention_as(node, meaning);
        let function = self.scope().function;
        let (loops, tries) = (self.loops, self.tries);
        if let Meaning::Local(variable) = meaning {
            self.note_assigned(variable);
            let info = &mut self.out.variables[variable];
            info.assignments += 1;
            if info.assignments > 1 || info.is_argument || info.function != function || info.loops != loops {
                // No path starts with this: a later capture finds that there is more than one assignment.
                info.path = SmallVec::from_slice(&[u32::MAX]);
            } else {
                info.path.clone_from(&self.path);
            }
            // What a `try` assigns must be where its handler finds it, whatever was thrown when.
            if info.captured || info.tries < tries {
                info.boxed = true;
            }
        }
    }

    fn declare(&mut self, at: NodeId, name: Symbol, is_argument: bool) -> Variable {
        let function = self.scope().function;
        let variable = self.out.variables.push(VariableInfo {
            name,
            function,
            captured: false,
            boxed: false,
            declared: None,
            is_argument,
            assignments: 0,
            path: SmallVec::new(),
            assigned_in: None,
            loops: self.loops,
            tries: self.tries,
        });
        self.note_assigned(variable);
        self.bind(name, Meaning::Local(variable));
        self.out.introduced.entry(at).or_default().push(variable);
        variable
    }

    /// Notes for the loops around that they assign a variable.
    fn note_assigned(&mut self, variable: Variable) {
        if self.nested_loops > 0 {
            self.out.assigned.push(variable);
        }
    }

    /// Walks the loop at `node`, noting what it assigns.
    fn walk_loop(&mut self, node: NodeId, walk: impl FnOnce(&mut Self)) {
        let from = self.out.assigned.len() as u32;
        self.nested_loops += 1;
        walk(self);
        self.nested_loops -= 1;
        self.out.loops.insert(node, (from, self.out.assigned.len() as u32));
    }

    /// Opens a scope at `at` in which the names assigned by `body` are looked up or made.
    fn open(&mut self, at: NodeId, function: Function, arguments: &[Symbol], body: &[NodeId]) {
        self.open_within(at, function, arguments, body, &[]);
    }

    /// The same for the body of a loop or of a `let`: what that binds is not made anew if `body` declares it.
    fn open_within(
        &mut self,
        at: NodeId,
        function: Function,
        arguments: &[Symbol],
        body: &[NodeId],
        bound: &[Symbol],
    ) {
        let is_function = self.scope().function != function;
        let was_top = self.scope().is_top && !is_function;
        self.scopes.push(Scope { function, names: SmallVec::new(), is_top: was_top });
        for &name in arguments {
            self.declare(at, name, true);
        }
        let mut names = Assigned::default();
        body.iter().for_each(|&node| names.collect(self.ast, node));
        for &(name, span) in &names.globals {
            if names.locals.iter().any(|&(local, _)| local == name) {
                self.out.errors.push((span, "a variable cannot be declared both local and global".into()));
            }
            self.bind(name, Meaning::Global);
        }
        for &(name, _) in &names.locals {
            if !bound.contains(&name) && !self.scope().names.iter().any(|&(n, _)| n == name) {
                self.declare(at, name, false);
            }
        }
        for &(name, span) in &names.assigned {
            if self.find(name).is_none() {
                if was_top && (self.is_global)(name) {
                    self.out.ambiguous.push((name, span));
                }
                self.declare(at, name, false);
            }
        }
    }

    fn close(&mut self) {
        self.scopes.pop();
    }

    fn conditional(&mut self, nodes: &[NodeId]) {
        for &node in nodes {
            self.conditionals += 1;
            self.path.push(self.conditionals);
            self.statement(node);
            self.path.pop();
        }
    }

    /// Walks what stands at the beginning of a conditional block or of a function, or between statements of one. Its order
    /// of evaluation is that of the text; within an expression it need not be.
    fn statement(&mut self, node: NodeId) {
        let ast = self.ast;
        match ast.kind(node) {
            Kind::Expr(Head::Block) => ast.args(node).iter().for_each(|&statement| self.statement(statement)),
            Kind::Expr(Head::Assign) => {
                self.walk(node);
                self.note_value(ast.args(node)[0]);
            }
            _ => self.walk(node),
        }
    }

    /// Notes that the variables of a target have values from here on.
    fn note_value(&mut self, target: NodeId) {
        match self.ast.kind(target) {
            Kind::Symbol(name) => {
                if let Some(Meaning::Local(variable)) = self.find(name) {
                    let place = (self.path.len(), self.path.last().copied().unwrap_or(0));
                    self.out.variables[variable].assigned_in.get_or_insert(place);
                }
            }
            Kind::Expr(Head::Tuple) => {
                self.ast.args(target).iter().for_each(|&part| self.note_value(part));
            }
            _ => {}
        }
    }

    fn walk_all(&mut self, nodes: &[NodeId]) {
        nodes.iter().for_each(|&node| self.walk(node));
    }

    fn walk(&mut self, node: NodeId) {
        let ast = self.ast;
        let head = match ast.kind(node) {
            Kind::Symbol(name) => return self.mention(node, name),
            Kind::Expr(head) => head,
            _ => return,
        };
        let args = ast.args(node);
        match head {
            Head::SymbolicLabel => self.out.has_labels = true,
            Head::Break | Head::Continue | Head::Export | Head::Meta | Head::SymbolicGoto => {}
            Head::Quote => {
                for node in crate::quote::interpolations(ast, args[0]) {
                    for &inner in ast.args(node) {
                        match ast.kind(inner) {
                            Kind::Expr(Head::Splat) => self.walk_all(ast.args(inner)),
                            _ => self.walk(inner),
                        }
                    }
                }
            }
            Head::Dot => {
                self.walk(args[0]);
                if let Some(&name) = args.get(1)
                    && !matches!(ast.kind(name), Kind::Inert)
                {
                    self.walk(name);
                }
            }
            Head::Kw => self.walk(args[1]),
            // `@. x = y` is `x .= y`, which assigns no variable.
            Head::MacroCall if form::dotted_assignment(ast, node).is_some() => {
                let parts = ast.args(args[1]);
                self.walk(parts[1]);
                self.walk(parts[0]);
            }
            Head::Tuple | Head::Parameters => {
                // `(a = 1, b = 2)` is a named tuple.
                for &arg in args {
                    match ast.kind(arg) {
                        Kind::Expr(Head::Assign) => self.walk(ast.args(arg)[1]),
                        _ => self.walk(arg),
                    }
                }
            }
            Head::Assign if form::is_call_definition(ast, args[0]) => self.walk_definition(node),
            Head::Assign => {
                self.walk(args[1]);
                self.walk_target(args[0]);
            }
            Head::Update(_) => {
                self.walk(args[1]);
                self.walk(args[0]);
                self.walk_target(args[0]);
            }
            Head::Local | Head::Global | Head::Const => {
                for &arg in args {
                    match ast.kind(arg) {
                        Kind::Symbol(_) => {}
                        Kind::Expr(Head::TypeAssert) => self.walk_target(arg),
                        _ => self.walk(arg),
                    }
                }
            }
            Head::Function | Head::Arrow => self.walk_definition(node),
            Head::Do => {
                self.walk(args[0]);
                self.walk(args[1]);
            }
            Head::If | Head::ElseIf => {
                self.walk(args[0]);
                self.conditional(&args[1..]);
            }
            Head::AndAnd | Head::OrOr => {
                self.walk(args[0]);
                self.conditional(&args[1..]);
            }
            Head::While => self.walk_loop(node, |this| {
                this.walk(args[0]);
                let function = this.scope().function;
                this.loops += 1;
                this.open(node, function, &[], &args[1..]);
                this.conditional(&args[1..]);
                this.close();
                this.loops -= 1;
            }),
            Head::For => self.walk_loop(node, |this| this.walk_for(node)),
            Head::Where => self.walk_where(node),
            Head::Let => self.walk_let(node),
            Head::Try => self.walk_try(node),
            Head::Generator => self.walk_definition(node),
            _ => self.walk_all(args),
        }
    }

    /// Each loop variable is local to an iteration; a later range may mention an earlier variable.
    fn walk_for(&mut self, node: NodeId) {
        let ast = self.ast;
        let args = ast.args(node);
        let function = self.scope().function;
        let specs = form::loop_specs(ast, &args[0]);
        let mut bound: SmallVec<[Symbol; 4]> = SmallVec::new();
        for &spec in specs {
            let parts = ast.args(spec);
            self.walk(parts[1]);
            let mut names = Assigned::default();
            names.collect_target(ast, parts[0]);
            let targets: SmallVec<[Symbol; 4]> = names.assigned.iter().map(|&(name, _)| name).collect();
            bound.extend_from_slice(&targets);
            self.loops += 1;
            self.open(spec, function, &[], &[]);
            for name in targets {
                self.declare(spec, name, false);
            }
            self.conditionals += 1;
            self.path.push(self.conditionals);
            self.walk_target(parts[0]);
            self.note_value(parts[0]);
        }
        self.open(args[0], function, &[], &[]);
        for &spec in &specs[..specs.len() - 1] {
            self.copy_targets(args[0], ast.args(spec)[0]);
        }
        self.open_within(node, function, &[], &args[1..], &bound);
        self.statement(args[1]);
        self.close();
        self.close();
        for _ in specs {
            self.loops -= 1;
            self.path.pop();
            self.close();
        }
    }

    /// Gives the body of a loop its own copies of the variables in `target`, so that the next round of the inner range
    /// does not see what the body makes of them.
    fn copy_targets(&mut self, ranges: NodeId, target: NodeId) {
        if let Kind::Expr(Head::Outer) = self.ast.kind(target) {
            return;
        }
        let mut names = Assigned::default();
        names.collect_target(self.ast, target);
        for (name, _) in names.assigned {
            let Some(Meaning::Local(variable)) = self.find(name) else { continue };
            let copy = self.declare(ranges, name, false);
            let path = self.path.clone();
            let info = &mut self.out.variables[copy];
            (info.assignments, info.path) = (1, path);
            self.out.copies.entry(ranges).or_default().push((variable, copy));
        }
    }

    /// `T where {S <: R}`: the names are known in what follows them and in the type.
    fn walk_where(&mut self, node: NodeId) {
        let args = self.ast.args(node);
        let function = self.scope().function;
        self.open(node, function, &[], &[]);
        for &param in &args[1..] {
            form::static_bounds(self.ast, param).into_iter().flatten().for_each(|bound| self.walk(bound));
            let Some(name) = form::static_name(self.ast, param) else {
                self.out
                    .errors
                    .push((self.ast.span(param), "invalid variable expression in \"where\"".into()));
                continue;
            };
            let variable = self.declare(node, name, false);
            let path = self.path.clone();
            let info = &mut self.out.variables[variable];
            (info.assignments, info.path) = (1, path);
        }
        self.walk(args[0]);
        self.close();
    }

    fn walk_let(&mut self, node: NodeId) {
        let ast = self.ast;
        let args = ast.args(node);
        let function = self.scope().function;
        let bindings = form::let_bindings(ast, &args[0]);
        let mut bound: SmallVec<[Symbol; 4]> = SmallVec::new();
        let outside = self.scopes.len();
        for &binding in bindings {
            let mut names = Assigned::default();
            match ast.kind(binding) {
                Kind::Expr(Head::Assign) => {
                    let parts = ast.args(binding);
                    if !form::is_call_definition(ast, parts[0]) {
                        // What the value assigns besides belongs to the `let`.
                        let was_top = core::mem::replace(&mut self.scope().is_top, false);
                        self.open(parts[1], function, &[], &[parts[1]]);
                        let inner = self.scopes.len() - 2;
                        self.scopes[inner].is_top = was_top;
                        self.walk(parts[1]);
                    }
                    names.collect_target(ast, form::definition_name(ast, parts[0]).unwrap_or(parts[0]));
                }
                _ => names.collect_target(ast, binding),
            }
            let targets: SmallVec<[Symbol; 4]> = names.assigned.iter().map(|&(name, _)| name).collect();
            bound.extend_from_slice(&targets);
            self.open(binding, function, &[], &[]);
            self.scope().is_top = false;
            for name in targets {
                self.declare(binding, name, false);
            }
            if let Kind::Expr(Head::Assign) = ast.kind(binding) {
                if form::is_call_definition(ast, ast.args(binding)[0]) {
                    self.walk_definition(binding);
                } else {
                    self.walk_target(ast.args(binding)[0]);
                }
            }
        }
        // A `let` is a hard scope: what it assigns is local, whatever globals there are.
        let was_top = core::mem::replace(&mut self.scope().is_top, false);
        self.open_within(node, function, &[], &args[1..], &bound);
        let inner = self.scopes.len() - 2;
        self.scopes[inner].is_top = was_top;
        self.scope().is_top = false;
        self.walk_all(&args[1..]);
        self.scopes.truncate(outside);
    }

    fn walk_try(&mut self, node: NodeId) {
        let ast = self.ast;
        let args = ast.args(node);
        let function = self.scope().function;
        self.tries += 1;
        self.open(args[0], function, &[], &args[..1]);
        self.conditional(&args[..1]);
        self.close();
        if args.len() > 2 {
            let name = match ast.kind(args[1]) {
                Kind::Symbol(name) => Some(name),
                _ => None,
            };
            self.open(args[2], function, &[], &args[2..3]);
            if let Some(name) = name {
                self.declare(args[1], name, false);
                self.assign(args[1], name);
            }
            self.conditional(&args[2..3]);
            self.close();
        }
        for &rest in args.get(3..).unwrap_or(&[]) {
            self.open(rest, function, &[], &[rest]);
            self.conditional(&[rest]);
            self.close();
        }
        self.tries -= 1;
    }

    fn walk_target(&mut self, node: NodeId) {
        let ast = self.ast;
        match ast.kind(node) {
            Kind::Symbol(name) => self.assign(node, name),
            Kind::Expr(Head::Tuple | Head::Parameters) => {
                ast.args(node).iter().for_each(|&part| self.walk_target(part));
            }
            Kind::Expr(Head::Splat) => self.walk_target(ast.args(node)[0]),
            // `for outer i` assigns the variable around the loop.
            Kind::Expr(Head::Outer) => {
                let inner = ast.args(node)[0];
                if !ast.symbol(inner).is_some_and(|name| matches!(self.find(name), Some(Meaning::Local(_)))) {
                    let message = "no outer local variable declaration exists for \"for outer\"";
                    self.out.errors.push((ast.span(node), message.into()));
                }
                self.walk_target(inner);
            }
            Kind::Expr(Head::TypeAssert) => {
                let args = ast.args(node);
                self.walk(*args.last().expect("a type"));
                if args.len() == 2 {
                    if let Kind::Symbol(name) = ast.kind(args[0])
                        && let Some(Meaning::Local(variable)) = self.find(name)
                    {
                        self.out.variables[variable].declared = Some(args[1]);
                    }
                    self.walk_target(args[0]);
                }
            }
            _ => self.walk(node),
        }
    }

    /// A method, a closure, or the body of a generator (whose loop variables are its arguments).
    fn walk_definition(&mut self, node: NodeId) {
        let ast = self.ast;
        let definition = form::definition(ast, node);
        if let Some(name) = definition.name {
            if let (Kind::Symbol(symbol), false) =
                (ast.kind(name), self.scope().is_top && self.scopes.len() == 1)
            {
                let is_further = matches!(self.find(symbol), Some(Meaning::Local(variable))
                    if self.out.local_functions.contains_key(&variable));
                if is_further {
                    if let Some(Meaning::Local(variable)) = self.find(symbol) {
                        self.note_assigned(variable);
                    }
                    self.mention(name, symbol);
                } else {
                    self.assign(name, symbol);
                }
            } else {
                self.walk(name);
            }
        }
        for &outer in &definition.outer {
            self.walk(outer);
        }
        let function = self.out.functions.push(FunctionInfo::default());
        self.out.function_of.insert(node, function);
        if let Some(name) = definition.name.and_then(|name| ast.symbol(name))
            && let Some(Meaning::Local(variable)) = self.find(name)
        {
            self.out.functions[function].self_variable = Some(variable);
            self.note_method(variable, node, function);
        }
        let path = core::mem::take(&mut self.path);
        let tries = core::mem::take(&mut self.tries);
        // The static parameters are in scope of the argument types, the arguments only of the body; a
        // default value sees the arguments before it, which is why all are declared first.
        self.scopes.push(Scope { function, names: SmallVec::new(), is_top: false });
        for (index, param) in definition.statics.iter().enumerate() {
            if let Some(name) = form::static_name(ast, *param) {
                self.bind(name, Meaning::Static(function, index as u32));
                self.out.functions[function].statics.push(name);
            }
            self.walk_static_bounds(*param);
        }
        self.path = path.clone();
        for argument in &definition.arguments {
            argument.ty.iter().for_each(|&ty| self.walk(ty));
        }
        definition.return_type.iter().for_each(|&ty| self.walk(ty));
        let mut names: SmallVec<[Symbol; 6]> = SmallVec::new();
        let mut patterns = Assigned::default();
        for argument in &definition.arguments {
            match argument.name.map(|name| (name, ast.kind(name))) {
                Some((_, Kind::Symbol(name))) if name != sym::UNDERSCORE => names.push(name),
                Some((name, Kind::Expr(_))) => patterns.collect_target(ast, name),
                _ => {}
            }
        }
        names.extend(definition.itself.and_then(|name| ast.symbol(name)));
        names.extend(patterns.assigned.iter().map(|&(name, _)| name));
        let body: SmallVec<[NodeId; 2]> =
            definition.condition.iter().chain(&definition.body).copied().collect();
        self.open(node, function, &names, &body);
        if let Some(itself) = definition.itself
            && let Some(symbol) = ast.symbol(itself)
        {
            self.mention(itself, symbol);
        }
        for argument in &definition.arguments {
            if let Some(name) = argument.name {
                match ast.kind(name) {
                    Kind::Symbol(symbol) => self.mention(name, symbol),
                    _ => self.walk_target(name),
                }
            }
        }
        let mut seen: SmallVec<[Symbol; 6]> =
            definition.itself.and_then(|name| ast.symbol(name)).into_iter().collect();
        for argument in &definition.arguments {
            if let Some(default) = argument.default {
                // Of the scope's names a default sees those of the arguments before, and no variable of the body.
                let all = self.scope().names.clone();
                self.scope().names.retain(|(name, _)| seen.contains(name));
                self.walk(default);
                self.scope().names = all;
            }
            match argument.name.map(|name| (name, ast.kind(name))) {
                Some((_, Kind::Symbol(name))) => seen.push(name),
                Some((name, Kind::Expr(_))) => {
                    let mut parts = Assigned::default();
                    parts.collect_target(ast, name);
                    seen.extend(parts.assigned.iter().map(|&(name, _)| name));
                }
                _ => {}
            }
        }
        body.iter().for_each(|&statement| self.statement(statement));
        self.close();
        self.scopes.pop();
        self.path = path;
        self.tries = tries;
    }

    fn note_method(&mut self, variable: Variable, node: NodeId, function: Function) {
        let variables = &self.out.variables;
        let local = self.out.local_functions.entry(variable).or_insert_with(|| LocalFunction {
            definitions: Vec::new(),
            unassigned: variables
                .iter()
                .filter(|(_, info)| info.assignments == 0 && !info.is_argument)
                .map(|(variable, _)| variable)
                .collect(),
            variables: variables.len(),
        });
        local.definitions.push((node, function));
    }

    /// The methods of one local function share a closure, made where the first of them stands: what any of them
    /// captures, all do.
    fn join_methods(&mut self) {
        let mut all: Vec<LocalFunction> = self.out.local_functions.drain().map(|(_, local)| local).collect();
        all.retain(|local| local.definitions.len() > 1);
        all.sort_by_key(|local| local.definitions[0].0);
        for local in all {
            let mut captures: Vec<Variable> = Vec::new();
            let mut statics: Vec<(Function, u32)> = Vec::new();
            for &(node, function) in &local.definitions {
                let info = &self.out.functions[function];
                for &variable in &info.captures {
                    if variable.index() >= local.variables {
                        let message =
                            "a method of a local function that captures a variable of an inner scope";
                        self.out.errors.push((self.ast.span(node), format!("not supported yet: {message}")));
                    }
                    if !captures.contains(&variable) {
                        captures.push(variable);
                    }
                }
                statics.extend(
                    info.static_captures
                        .iter()
                        .filter(|&capture| !statics.contains(capture))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            for &variable in &captures {
                if local.unassigned.contains(&variable) {
                    self.out.variables[variable].boxed = true;
                }
            }
            let group: Vec<NodeId> = local.definitions.iter().map(|&(node, _)| node).collect();
            for (_, function) in local.definitions {
                let info = &mut self.out.functions[function];
                info.captures.clone_from(&captures);
                info.static_captures.clone_from(&statics);
                info.group.clone_from(&group);
            }
        }
    }

    fn walk_static_bounds(&mut self, param: NodeId) {
        if let Kind::Expr(_) = self.ast.kind(param) {
            for &arg in self.ast.args(param) {
                self.walk(arg);
            }
        }
    }
}

/// The index of a function, for closure names.
pub fn number(function: Function) -> usize {
    function.index()
}
