//! Methods and the tables that hold them.
//!
//! Invariant: each live method is in exactly one table, found from what its signature says about the
//! called value: a function's or callable's type name, or for constructors the name of the constructed type. What
//! says neither (`(f::Function)(x)`, `(::Type{T})(x) where T`) is in the open table, searched after the named one.

use juliette_support::{Arena, LayeredLists, LayeredMap, Symbol, define_id};
use juliette_types::{Term, TypeId, TypeKind, TypeNameId, Types, known};

use crate::lookup::{Lookup, Reached};

define_id! {
    /// A method, live or replaced.
    pub struct MethodId; "m"
}

/// A moment between definitions: counts them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct World(pub u32);

/// What the engine says of a method it defines.
#[derive(Clone, Copy, Debug)]
pub struct NewMethod {
    /// `Tuple{typeof(f), arguments...}`, under a `UnionAll` for each static parameter.
    pub signature: TypeId,
    /// The function's name, for messages.
    pub name: Symbol,
    /// The full name of the module that defines it.
    pub module: Symbol,
    /// The source file's name.
    pub file: Symbol,
    /// The line of the definition, from 1.
    pub line: u32,
    /// The engine's number for the method's code.
    pub body: u32,
}

/// A method.
#[derive(Clone, Debug)]
pub struct Method {
    /// `Tuple{typeof(f), arguments...}`, under a `UnionAll` for each static parameter.
    pub signature: TypeId,
    /// The function's name, for messages.
    pub name: Symbol,
    /// The full name of the module that defines it.
    pub module: Symbol,
    /// The source file's name.
    pub file: Symbol,
    /// The line of the definition, from 1.
    pub line: u32,
    /// The engine's number for the method's code.
    pub body: u32,
    /// The number of parameters, the called value included; a last `Vararg` counts as one.
    pub nargs: u32,
    /// Whether the last parameter takes any number of arguments.
    pub is_vararg: bool,
    /// The first world that sees the method.
    pub first_world: World,
    /// The first world that no longer sees it, once it is replaced.
    pub end_world: Option<World>,
    /// The parameters' types with the static parameters free; a last `Vararg` is as it is.
    pub(crate) params: Vec<TypeId>,
    pub(crate) key: Key,
}

impl Method {
    /// Whether code of `world` sees the method.
    pub fn is_visible(&self, world: World) -> bool {
        self.first_world <= world && self.end_world.is_none_or(|end| world < end)
    }
}

/// What a definition changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defined {
    /// The new method.
    pub method: MethodId,
    /// The method of an equal signature that it replaces.
    pub replaces: Option<MethodId>,
}

/// Which table a method is in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// That of the methods of functions and callable objects whose types have this name.
    Callable(TypeNameId),
    /// That of the constructors of types of this name.
    Constructor(TypeNameId),
    /// That of methods which name neither.
    Open,
}

/// What can be seen of a parameter's type at once. Types with different heads are not equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Head {
    /// A declared type, applied or not.
    Named(TypeNameId),
    /// The type of a type with this name, as a value.
    TypeOf(TypeNameId),
    /// The elements of a last parameter that takes any number of arguments.
    Rest(Option<TypeNameId>),
    /// Anything else.
    Other,
}

impl Head {
    fn of(types: &Types, ty: TypeId) -> Head {
        // A variable that stands for an argument's type says as much as its bound.
        let bound = |ty: TypeId| match types.term(ty) {
            Term::Var(var) => types.var(var).upper,
            _ => ty,
        };
        let name = |ty: TypeId| types.name_of(types.under_binders(bound(ty)));
        if let Term::Vararg { elem, .. } = types.term(ty) {
            return Head::Rest(name(elem));
        }
        match types.data(types.under_binders(bound(ty))) {
            Some((known::names::TYPE, params)) => match params.first().and_then(|&param| name(param)) {
                Some(name) => Head::TypeOf(name),
                None => Head::Other,
            },
            Some((name, _)) => Head::Named(name),
            None => Head::Other,
        }
    }
}

/// How many parameters, behind the called value, a [`Quick`] row tells of.
pub(crate) const QUICK: usize = 2;

/// What a call's argument must be for a method to be worth a closer look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Need {
    /// Anything.
    Any,
    /// Of a type of this name, or below it.
    Below(TypeNameId),
    /// Of exactly this type.
    Exact(TypeId),
}

impl Need {
    fn of(types: &Types, param: TypeId) -> Need {
        if matches!(types.term(param), Term::Vararg { .. }) {
            return Need::Any;
        }
        let param = match types.term(param) {
            Term::Var(var) => types.var(var).upper,
            _ => param,
        };
        match types.data(types.under_binders(param)) {
            None | Some((known::names::ANY, _)) => Need::Any,
            Some((name, [])) if name != known::names::TUPLE && types.is_dispatch_leaf(param) => {
                Need::Exact(param)
            }
            Some((name, _)) => Need::Below(name),
        }
    }
}

/// A method's part in the search for candidates, in few bytes: most methods of a function are ruled out by it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quick {
    pub(crate) nargs: u16,
    pub(crate) is_vararg: bool,
    /// Whether only types are called: the first parameter is `Type{…}`.
    pub(crate) is_for_types: bool,
    /// Whether the rank says all of how it compares with others of the table that have one.
    pub(crate) is_clear: bool,
    /// The place in its table's order by specificity, from 1; 0 if it has none. See `rank`.
    pub(crate) rank: u32,
    pub(crate) needs: [Need; QUICK],
    pub(crate) key: Key,
}

impl Quick {
    fn of(types: &Types, params: &[TypeId], is_vararg: bool, key: Key) -> Quick {
        let need = |number: usize| params.get(number).map_or(Need::Any, |&param| Need::of(types, param));
        let nargs = params.len().min(u16::MAX.into()) as u16;
        let called = params.first().and_then(|&called| types.type_parameter(types.under_binders(called)));
        let is_for_types = called.is_some();
        Quick { nargs, is_vararg, is_for_types, is_clear: false, rank: 0, needs: [need(1), need(2)], key }
    }
}

/// Room for so many further methods is kept when the tables are sealed.
const SPARE: usize = 512;

/// All methods of a session.
#[derive(Clone, Debug, Default)]
pub struct Methods {
    pub(crate) methods: Arena<MethodId, Method>,
    /// A row for each method.
    pub(crate) quick: Arena<MethodId, Quick>,
    /// The live methods; those that have a rank first, the most specific ones in front, then the others by age.
    pub(crate) tables: LayeredLists<Key, MethodId>,
    world: u32,
    /// The last world in which a method of the group was defined or deleted.
    changed: LayeredMap<Group, World>,
    /// The same for methods that calls of any group may reach.
    changed_wide: World,
    /// Answers to calls, and the worlds in which they were found.
    pub(crate) lookups: LayeredMap<TypeId, (World, Lookup)>,
    pub(crate) matches: LayeredMap<TypeId, (World, Reached)>,
    pub(crate) more_specific: LayeredMap<(MethodId, MethodId), bool>,
}

impl Methods {
    /// No methods yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many methods were ever defined; ids are below it.
    pub fn count(&self) -> u32 {
        self.methods.len() as u32
    }

    /// The current world.
    pub fn world(&self) -> World {
        World(self.world)
    }

    /// The method of that id.
    pub fn method(&self, id: MethodId) -> &Method {
        &self.methods[id]
    }

    /// The live methods of the function type, callable or constructed type `name`, oldest first.
    pub fn methods_of(&self, name: TypeNameId) -> Vec<MethodId> {
        let tables = [Key::Callable(name), Key::Constructor(name)];
        tables.into_iter().flat_map(|key| self.in_order_of_definition(key)).collect()
    }

    /// The live methods of a table, oldest first.
    pub(crate) fn in_order_of_definition(&self, key: Key) -> Vec<MethodId> {
        let mut ids: Vec<MethodId> = self.tables.get(&key).copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Defines a method, which begins a new world. A method of an equal signature is replaced. The caller then asks
    /// [`crate::Specializations::invalidate`] for what no longer holds.
    pub fn define(&mut self, types: &mut Types, new: NewMethod) -> Defined {
        self.world += 1;
        let world = self.world();
        let body = types.under_binders(new.signature);
        let params = types.tuple_elements(body).expect("a method's signature is a tuple type").to_vec();
        let key = key_of(types, params[0]);
        let is_vararg = params.last().is_some_and(|&last| matches!(types.term(last), Term::Vararg { .. }));
        let replaces = self.find_equal(types, key, new.signature);
        if let Some(old) = replaces {
            self.methods[old].end_world = Some(world);
            self.tables.retain(&key, |&id| id != old);
        }
        self.quick.push(Quick::of(types, &params, is_vararg, key));
        let method = self.methods.push(Method {
            signature: new.signature,
            name: new.name,
            module: new.module,
            file: new.file,
            line: new.line,
            body: new.body,
            nargs: params.len() as u32,
            is_vararg,
            first_world: world,
            end_world: None,
            params,
            key,
        });
        self.tables.push(key, method);
        self.forget_lookups(types, new.signature);
        Defined { method, replaces }
    }

    /// Removes a method, which begins a new world.
    pub fn delete(&mut self, types: &Types, id: MethodId) {
        self.world += 1;
        self.methods[id].end_world = Some(self.world());
        let key = self.methods[id].key;
        self.tables.retain(&key, |&other| other != id);
        self.forget_lookups(types, self.methods[id].signature);
    }

    /// What was found for calls that a method of this signature may take part in no longer holds.
    fn forget_lookups(&mut self, types: &Types, signature: TypeId) {
        let world = self.world();
        match Group::of(types, signature) {
            Group::Wide => self.changed_wide = world,
            group => self.changed.insert(group, world),
        }
    }

    /// Whether what was found in the world `since` for a call with these argument types is what would be found now.
    #[inline]
    pub fn still_holds(&self, types: &Types, args: TypeId, since: World) -> bool {
        since == self.world() || self.last_change(Group::of(types, args)) <= since
    }

    /// The last world in which a definition could change the answer to calls of this group.
    fn last_change(&self, group: Group) -> World {
        match group {
            Group::Wide => self.world(),
            group => self.changed.get(&group).copied().unwrap_or_default().max(self.changed_wide),
        }
    }

    /// Makes all methods the base of a process to come.
    pub fn seal(&mut self) {
        self.tables.seal();
        self.changed.seal();
        self.lookups.seal();
        self.matches.seal();
        self.more_specific.seal();
        self.methods.reserve_exact(SPARE);
        self.quick.reserve_exact(SPARE);
    }

    fn find_equal(&mut self, types: &mut Types, key: Key, signature: TypeId) -> Option<MethodId> {
        let body = types.under_binders(signature);
        let heads: Vec<Head> = types.tuple_elements(body)?.iter().map(|&ty| Head::of(types, ty)).collect();
        // Most methods of a function differ in what can be seen at once.
        let is_alike = |&&id: &&MethodId| {
            let params = &self.methods[id].params;
            params.len() == heads.len()
                && params.iter().zip(&heads).all(|(&param, head)| Head::of(types, param) == *head)
        };
        let alike: Vec<MethodId> = self.tables.get(&key).filter(is_alike).copied().collect();
        alike.into_iter().find(|&id| {
            let other = self.methods[id].signature;
            other == signature || types.type_equal(other, signature)
        })
    }
}

/// A coarse division of methods and calls by what is called: in different groups that are both narrow, no method
/// applies to any call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// One function, or the objects of one concrete type.
    Callable(TypeNameId),
    /// The constructors of one concrete type.
    Constructor(TypeNameId),
    /// Anything, or one of several.
    Wide,
}

impl Group {
    /// The group of a signature, or of a call's types.
    pub fn of(types: &Types, signature: TypeId) -> Group {
        let body = types.under_binders(signature);
        let Some(&called) = types.tuple_elements(body).and_then(|elements| elements.first()) else {
            return Group::Wide;
        };
        match key_of(types, called) {
            // Types are called as objects of their kinds, too.
            Key::Callable(name) if is_kind(name) => Group::Wide,
            Key::Callable(name) => Group::Callable(name),
            Key::Constructor(name) if types.name(name).kind != TypeKind::Abstract => Group::Constructor(name),
            Key::Constructor(_) | Key::Open => Group::Wide,
        }
    }
}

/// Whether methods for objects of the type of this name are for types.
pub fn is_kind(name: TypeNameId) -> bool {
    use juliette_types::known::names::{DATATYPE, TYPEOF_BOTTOM, UNION, UNION_ALL};
    [DATATYPE, UNION_ALL, UNION, TYPEOF_BOTTOM].contains(&name)
}

/// The table for methods and calls whose called value is of type `ty`.
pub fn key_of(types: &Types, ty: TypeId) -> Key {
    let ty = match types.term(ty) {
        Term::Var(var) => types.var(var).upper,
        _ => ty,
    };
    let body = types.under_binders(ty);
    match types.data(body) {
        Some((name, params)) if name == known::names::TYPE => {
            let param = match types.term(params[0]) {
                Term::Var(var) => types.var(var).upper,
                _ => params[0],
            };
            match types.name_of(param) {
                Some(name) if types.name(name).kind != TypeKind::Abstract || param != known::ANY => {
                    Key::Constructor(name)
                }
                Some(_) | None => Key::Open,
            }
        }
        Some((name, _)) if types.name(name).kind != TypeKind::Abstract => Key::Callable(name),
        Some(_) | None => Key::Open,
    }
}
