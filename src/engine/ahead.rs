//! Which definitions of a program can be carried out before the statements that stand in front of them.
//!
//! A definition changes nothing for a statement that cannot come upon it: if neither the statement, nor any function that it
//! may call, names what is defined. So the names that the statements can reach are followed through the bodies of the
//! functions they name. A method of a function that is not the program's own is reached by values of a
//! type of the program's own only, and stands under the names of those types in its signature.
//!
//! Invariant: the answer is "no" in doubt. What looks names up by other ways (reflection) is told by the program's text, and nothing
//! of such a program is moved.

use crate::load::Step;
use crate::session::Session;
use juliette_ir::generic::{Body, Op};
use juliette_lower::{
    MethodDefinition, MethodOwner, StaticParam, StructDefinition, TopLevel, TypeExpr, TypeExprKind,
};
use juliette_methods::Binding;
use juliette_support::{ModuleId, Symbol};
use juliette_syntax::{Ast, NodeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// What programs look definitions up with, other than by their names.
const REFLECTION: &[&str] = &[
    "methods",
    "hasmethod",
    "applicable",
    "which",
    "isdefined",
    "names",
    "subtypes",
    "varinfo",
    "Main",
    "getglobal",
    "include",
    "invokelatest",
    "parentmodule",
    "nameof",
];

/// Which definitions may be carried out before statements in front of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moves {
    /// Closures, whose names nobody can write.
    Closures,
    /// What has a name of the program's own, too.
    Own,
    /// All that is found by such a name only.
    All,
}

impl Moves {
    /// What a program with this text allows. The messages of errors list methods that would have fitted, so a program that prints
    /// them, or ended with one, keeps methods of functions not its own where they are.
    pub(crate) fn of(text: &str, was_thrown: bool) -> Moves {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut prints_errors = was_thrown;
        let is_reflected = words.any(|word| {
            prints_errors |= word == "showerror";
            REFLECTION.contains(&word)
        });
        match (is_reflected, prints_errors) {
            (true, _) => Moves::Closures,
            (false, true) => Moves::Own,
            (false, false) => Moves::All,
        }
    }
}

/// The names that statements which were passed over can reach.
pub(crate) struct Reach {
    moves: Moves,
    /// Whether a statement was passed over.
    is_past_statement: bool,
    reached: FxHashSet<Symbol>,
    /// What the definitions under a name mention.
    mentions: FxHashMap<Symbol, Vec<Symbol>>,
    /// All that definitions mention.
    mentioned: FxHashSet<Symbol>,
    /// The program's own types.
    own_types: FxHashSet<Symbol>,
    /// Constants whose values only statements give that stay behind.
    late: FxHashSet<Symbol>,
    /// The names in bodies of definitions, and the modules that they are seen from.
    used: FxHashSet<(ModuleId, Symbol)>,
}

impl Reach {
    /// Nothing was passed over yet.
    pub(crate) fn new(moves: Moves) -> Reach {
        Reach {
            moves,
            is_past_statement: false,
            reached: FxHashSet::default(),
            mentions: FxHashMap::default(),
            mentioned: FxHashSet::default(),
            own_types: FxHashSet::default(),
            late: FxHashSet::default(),
            used: FxHashSet::default(),
        }
    }

    /// Whether a statement was passed over.
    pub(crate) fn is_past_statement(&self) -> bool {
        self.is_past_statement
    }

    /// Whether code of a definition names something that has no meaning yet, and that no statement assigns.
    pub(crate) fn awaits(&self, session: &Session, assigned: &FxHashSet<Symbol>) -> bool {
        self.used.iter().any(|&(module, name)| {
            !assigned.contains(&name) && session.program.modules.resolve(module, name).is_none()
        })
    }

    /// Passes over a statement that stays behind.
    pub(crate) fn pass(&mut self, body: &Body) {
        self.is_past_statement = true;
        for name in names_of(body) {
            self.reach(name);
        }
    }

    /// Passes over a constant whose value must be computed. False if code of a definition that was carried out would be made
    /// without knowing its value.
    pub(crate) fn pass_const(&mut self, name: Symbol, body: &Body) -> bool {
        self.pass(body);
        self.reach(name);
        self.late.insert(name);
        !self.mentioned.contains(&name)
    }

    /// Whether a statement or definition that came so far may have come upon the name.
    pub(crate) fn is_mentioned(&self, name: Symbol) -> bool {
        self.reached.contains(&name) || self.mentioned.contains(&name)
    }

    fn reach(&mut self, name: Symbol) {
        let mut left = vec![name];
        while let Some(name) = left.pop() {
            if self.reached.insert(name)
                && let Some(mentioned) = self.mentions.get(&name)
            {
                left.extend(mentioned);
            }
        }
    }

    /// Notes a definition that is carried out now. False if it cannot be, because a statement that was passed over may
    /// come upon it.
    pub(crate) fn admit(&mut self, session: &Session, item: &TopLevel) -> bool {
        let is_admitted = self.admit_item(session, item);
        if is_admitted {
            match item {
                TopLevel::Method(definition) => self.used.extend(uses(&definition.body)),
                TopLevel::Struct(definition) => {
                    let bodies = definition.constructors.iter().map(|constructor| &constructor.body);
                    self.used.extend(bodies.flat_map(uses));
                }
                TopLevel::Run(_)
                | TopLevel::Const(..)
                | TopLevel::TypeAlias(..)
                | TopLevel::Function(..)
                | TopLevel::Closure { .. }
                | TopLevel::Abstract { .. }
                | TopLevel::Primitive { .. }
                | TopLevel::Include(..)
                | TopLevel::Export(_)
                | TopLevel::Using(..)
                | TopLevel::Import { .. }
                | TopLevel::Warning(_) => {}
            }
        }
        is_admitted
    }

    fn admit_item(&mut self, session: &Session, item: &TopLevel) -> bool {
        let mut mentioned = Vec::new();
        let mut needs = Moves::Own;
        let under = match item {
            TopLevel::Function(name, _) => vec![*name],
            TopLevel::TypeAlias(name, ty) => {
                of_type(ty, &mut mentioned);
                vec![*name]
            }
            TopLevel::Method(definition) => {
                of_method(definition, &mut mentioned);
                match self.owners(session, definition) {
                    Some((owners, moves)) => {
                        needs = moves;
                        owners
                    }
                    None if self.is_past_statement => return false,
                    None => {
                        self.mentioned.extend(&mentioned);
                        mentioned.into_iter().for_each(|name| self.reach(name));
                        return true;
                    }
                }
            }
            TopLevel::Struct(definition) => {
                of_struct(definition, &mut mentioned);
                self.own_types.insert(definition.name);
                vec![definition.name]
            }
            TopLevel::Closure { name, .. } => {
                self.own_types.insert(*name);
                return true;
            }
            TopLevel::Abstract { name, params, supertype, .. } => {
                of_params(params, &mut mentioned);
                supertype.iter().for_each(|ty| of_type(ty, &mut mentioned));
                self.own_types.insert(*name);
                vec![*name]
            }
            TopLevel::Primitive { name, supertype, .. } => {
                supertype.iter().for_each(|ty| of_type(ty, &mut mentioned));
                self.own_types.insert(*name);
                vec![*name]
            }
            TopLevel::Export(_) => return true,
            TopLevel::Const(name, body, _) => {
                mentioned.extend(names_of(body));
                vec![*name]
            }
            TopLevel::Using(..) | TopLevel::Import { .. } => return !self.is_past_statement,
            TopLevel::Run(_) | TopLevel::Include(..) | TopLevel::Warning(_) => return false,
        };
        if mentioned.iter().any(|name| self.late.contains(name)) {
            return false;
        }
        if self.is_past_statement && needs > self.moves {
            return false;
        }
        // One name that cannot be reached is enough to keep it from being found.
        if self.is_past_statement && under.iter().all(|name| self.reached.contains(name)) {
            return false;
        }
        self.mentioned.extend(&mentioned);
        for name in under {
            if self.reached.contains(&name) {
                mentioned.iter().for_each(|&name| self.reach(name));
            }
            self.mentions.entry(name).or_default().extend(&mentioned);
        }
        true
    }

    /// The names without which a method is not found, and what must be allowed for it to be moved; none if that cannot be told.
    fn owners(&self, session: &Session, definition: &MethodDefinition) -> Option<(Vec<Symbol>, Moves)> {
        if let MethodOwner::Name(name) = definition.owner {
            let is_own = match session.program.modules.own(ModuleId::MAIN, name) {
                Some(Binding::Const(_) | Binding::Variable(_)) => true,
                Some(Binding::Alias(..)) => false,
                None => session.program.modules.resolve(ModuleId::MAIN, name).is_none_or(
                    |binding| !matches!(binding, Binding::Const(value) if value.as_type().is_some()),
                ),
            };
            if is_own {
                return Some((vec![name], Moves::Own));
            }
        }
        let mut owners = Vec::new();
        if let MethodOwner::Callable(ty) = &definition.owner {
            if let TypeExprKind::Closure(name) = ty.kind {
                return Some((vec![name], Moves::Closures));
            }
            owners.extend(self.own_type(ty));
        }
        owners.extend(definition.arguments.iter().filter_map(|argument| self.own_type(argument)));
        (!owners.is_empty()).then_some((owners, Moves::All))
    }

    /// The program's own type that all values of a type are of.
    fn own_type(&self, ty: &TypeExpr) -> Option<Symbol> {
        match &ty.kind {
            TypeExprKind::Name(name) | TypeExprKind::Closure(name) => {
                self.own_types.contains(name).then_some(*name)
            }
            TypeExprKind::Apply(base, _) => self.own_type(base),
            TypeExprKind::Where(inner, _) => self.own_type(inner),
            TypeExprKind::Qualified(..)
            | TypeExprKind::Global(..)
            | TypeExprKind::Value(_)
            | TypeExprKind::Below(_)
            | TypeExprKind::Above(_)
            | TypeExprKind::Literal(_)
            | TypeExprKind::TypeOf(_)
            | TypeExprKind::Vararg(_)
            | TypeExprKind::VarargOf(..) => None,
        }
    }
}

/// The names that a statement sets only if control comes there.
pub(crate) fn uncertain_names(body: &Body, names: &mut FxHashSet<Symbol>) {
    if body.blocks.len() > 1 {
        names.extend(body.insts.values().filter_map(|inst| match inst.op {
            Op::SetGlobal(_, name, _) => Some(name),
            _ => None,
        }));
    }
}

/// Whether a tree has one of the names.
pub(crate) fn has_any(ast: &Ast, root: NodeId, names: &FxHashSet<Symbol>) -> bool {
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        if ast.symbol(node).is_some_and(|name| names.contains(&name)) {
            return true;
        }
        left.extend(ast.args(node));
    }
    false
}

/// The global names in a body.
fn names_of(body: &Body) -> impl Iterator<Item = Symbol> {
    uses(body).map(|(_, name)| name)
}

/// The global names in a body, each with the module that it is seen from.
fn uses(body: &Body) -> impl Iterator<Item = (ModuleId, Symbol)> {
    body.insts.values().filter_map(|inst| match inst.op {
        Op::Global(module, name) | Op::SetGlobal(module, name, _) => Some((module, name)),
        Op::Param
        | Op::Literal(_)
        | Op::StaticParam(_)
        | Op::Call(_)
        | Op::CallSplat(..)
        | Op::New(_)
        | Op::Narrow { .. }
        | Op::CheckDefined(..)
        | Op::TryEnter(_)
        | Op::TryLeave(_)
        | Op::BoundsCheck => None,
    })
}

/// Names that a statement which stays behind assigns although they mean another module's thing so far.
pub(crate) fn taken_names(session: &Session, step: &Step) -> Vec<Symbol> {
    let Some(TopLevel::Run(body)) = step.item() else { return Vec::new() };
    let modules = &session.program.modules;
    let taken = body.insts.values().filter_map(|inst| match inst.op {
        Op::SetGlobal(module, name, _) => {
            (modules.own(module, name).is_none() && modules.home(module, name).is_some()).then_some(name)
        }
        _ => None,
    });
    taken.collect()
}

fn of_method(definition: &MethodDefinition, names: &mut Vec<Symbol>) {
    definition.arguments.iter().for_each(|argument| of_type(argument, names));
    of_params(&definition.static_params, names);
    names.extend(names_of(&definition.body));
}

fn of_struct(definition: &StructDefinition, names: &mut Vec<Symbol>) {
    of_params(&definition.params, names);
    definition.supertype.iter().for_each(|ty| of_type(ty, names));
    definition.fields.iter().filter_map(|field| field.ty.as_ref()).for_each(|ty| of_type(ty, names));
    definition.constructors.iter().for_each(|constructor| of_method(constructor, names));
}

fn of_params(params: &[StaticParam], names: &mut Vec<Symbol>) {
    for param in params {
        param.lower.iter().chain(&param.upper).for_each(|ty| of_type(ty, names));
    }
}

fn of_type(ty: &TypeExpr, names: &mut Vec<Symbol>) {
    match &ty.kind {
        TypeExprKind::Name(name)
        | TypeExprKind::Qualified(_, name)
        | TypeExprKind::Global(_, name)
        | TypeExprKind::Closure(name) => names.push(*name),
        TypeExprKind::Value(_) | TypeExprKind::Literal(_) => {}
        TypeExprKind::Apply(base, arguments) => {
            of_type(base, names);
            arguments.iter().for_each(|argument| of_type(argument, names));
        }
        TypeExprKind::Where(inner, params) => {
            of_type(inner, names);
            of_params(params, names);
        }
        TypeExprKind::Below(inner)
        | TypeExprKind::Above(inner)
        | TypeExprKind::TypeOf(inner)
        | TypeExprKind::Vararg(inner) => of_type(inner, names),
        TypeExprKind::VarargOf(element, length) => {
            of_type(element, names);
            of_type(length, names);
        }
    }
}
