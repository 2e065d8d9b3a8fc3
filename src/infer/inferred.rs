//! What inference found out about bodies, kept by method and arguments.

use crate::calls::Calls;
use crate::intrinsic::Intrinsic;
use crate::lattice::Lattice;
use juliette_ir::generic::{Body, GenericBlock, GenericValue};
use juliette_methods::{Key, MethodId, World, is_kind, key_of};
use juliette_support::{Arena, Id, LayeredLists, LayeredMap, Shared, SideTable, define_id};
use juliette_types::{TypeId, TypeKind, Types, known};
use rustc_hash::FxHashMap;

define_id! {
    /// A body inferred for certain arguments.
    pub struct InferredId; "inferred"
}

/// Where an argument of a call comes from, `...` spliced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgumentSource {
    /// A value.
    Value(GenericValue),
    /// An element (from 0) of a tuple.
    Element(GenericValue, u32),
}

/// One combination of argument types at a call, and what it calls.
#[derive(Clone, Debug)]
pub struct SplitCase {
    /// The types of callee and arguments for dispatch.
    pub types: Vec<TypeId>,
    /// What it calls.
    pub target: CaseTarget,
}

/// What a call does with one combination of argument types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseTarget {
    /// One method for sure.
    Method(InferredId),
    /// No method fits: it throws `MethodError`.
    NoMethod,
    /// Looked up when it runs.
    Dynamic,
}

/// What a call does.
#[derive(Clone, Debug, Default)]
pub enum CallTarget {
    /// It is not reached, or not looked at yet.
    #[default]
    Unreached,
    /// A function of Core.
    Intrinsic(Intrinsic),
    /// One method for sure.
    Static(InferredId),
    /// One of a few methods, by the types of arguments of union type.
    Split(Shared<Vec<SplitCase>>),
    /// Looked up when it runs.
    Dynamic,
    /// No method fits: it throws `MethodError`.
    NoMethod,
}

/// A call and its arguments, `...` spliced.
#[derive(Clone, Debug, Default)]
pub struct CallInfo {
    /// What it calls.
    pub target: CallTarget,
    /// Callee and arguments, where splicing changed them; else the call's own operands.
    pub spliced: Option<Shared<Vec<ArgumentSource>>>,
}

/// How far control comes in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// It never gets there.
    None,
    /// To an instruction that never gives a value.
    Inside,
    /// To its end.
    End,
}

/// The types of one body for certain arguments.
#[derive(Clone, Debug)]
pub struct Inferred {
    /// The method; none for a top-level statement.
    pub method: Option<MethodId>,
    /// The code.
    pub body: Shared<Body>,
    /// The values of the static parameters.
    pub static_params: Vec<TypeId>,
    /// What is known of the parameters, the function itself first; a vararg parameter is a tuple.
    pub arguments: Vec<Lattice>,
    /// What is known of each value.
    pub values: SideTable<GenericValue, Lattice>,
    /// How far control comes in each block.
    pub reach: SideTable<GenericBlock, Reach>,
    /// The calls.
    pub calls: Calls,
    /// What is known of the result.
    pub result: Lattice,
    /// Whether it has no effect, cannot throw and always returns.
    pub is_pure: bool,
    /// Whether it has no loops and no calls that are looked up when they run: then more exact types of its arguments
    /// would make no better code.
    pub is_settled: bool,
    /// Whether it may call itself.
    pub is_recursive: bool,
    /// A measure of its size, callees that would be inlined included.
    pub cost: u32,
    /// The signatures looked up for it: what must not change.
    pub lookups: Vec<TypeId>,
}

/// How far the inference of an entry has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// Final.
    Done,
    /// Being inferred, at this depth.
    Active(usize),
    /// Depends on the result of the active entry at this depth.
    Provisional(usize),
    /// To be inferred again.
    Stale,
}

/// Method and arguments.
pub(crate) type EntryKey = (MethodId, Vec<Lattice>);

/// Room for so many further entries is kept when the store is sealed.
const SPARE: usize = 1024;

/// All that was inferred.
#[derive(Default)]
pub struct Store {
    pub(crate) entries: Arena<InferredId, Shared<Inferred>>,
    pub(crate) states: Vec<State>,
    pub(crate) keys: LayeredMap<EntryKey, InferredId>,
    pub(crate) results: Vec<Lattice>,
    /// Answers to calls, by signature, without the values of arguments; and the worlds in which they were found.
    pub(crate) plain: LayeredMap<TypeId, (World, InferredId)>,
    /// Who looked up which signatures, by the table of their methods.
    users: LayeredLists<Key, (TypeId, InferredId)>,
    /// The keys of `users` that methods of other tables may be for, too.
    wide: Vec<Key>,
    /// Who relies on an entry.
    callers: LayeredLists<InferredId, InferredId>,
    /// Lookups and callees that are not in `users` and `callers` yet: most programs define no more methods.
    new_users: Vec<(TypeId, InferredId)>,
    new_callers: Vec<(InferredId, InferredId)>,
}

impl Store {
    /// What was inferred under that id.
    pub fn get(&self, id: InferredId) -> Shared<Inferred> {
        self.entries[id].clone()
    }

    /// Whether calls of what was inferred under that id do nothing but give a value.
    #[inline]
    pub fn is_pure(&self, id: InferredId) -> bool {
        self.entries[id].is_pure
    }

    /// Makes all entries the base of a process to come.
    pub fn seal(&mut self, types: &Types) {
        self.index_users(types);
        self.index_callers();
        (self.new_users, self.new_callers) = (Vec::new(), Vec::new());
        self.entries.reserve_exact(SPARE);
        self.states.reserve_exact(SPARE);
        self.results.reserve_exact(SPARE);
        self.keys.seal();
        self.plain.seal();
        self.users.seal();
        self.callers.seal();
    }

    /// Notes what an entry that was just inferred relies on.
    pub(crate) fn rely(&mut self, id: InferredId, lookups: &[TypeId], callees: &[InferredId]) {
        self.new_users.extend(lookups.iter().map(|&signature| (signature, id)));
        self.new_callers.extend(callees.iter().map(|&callee| (callee, id)));
    }

    /// Enters the notes of what entries looked up into the tables by which they are found.
    fn index_users(&mut self, types: &Types) {
        for (signature, id) in self.new_users.drain(..) {
            let key = called_by(types, signature).map_or(Key::Open, |called| key_of(types, called));
            if is_wide(types, key) && !self.wide.contains(&key) {
                self.wide.push(key);
            }
            self.users.push(key, (signature, id));
        }
    }

    /// The same for the callees of entries, which are only asked for if something has changed.
    fn index_callers(&mut self) {
        for (callee, id) in self.new_callers.drain(..) {
            self.callers.push_new(callee, id);
        }
    }

    /// Forgets everything that depended on a looked-up signature which a new method's signature meets, and says whether
    /// there was any. What a method of one function, or of the constructors of one type, can change is in its own list
    /// and in those for many. The ids stay valid, but nothing new will refer to them.
    pub fn invalidate(&mut self, types: &mut Types, signature: TypeId) -> bool {
        self.index_users(types);
        let key = called_by(types, signature).map_or(Key::Open, |called| key_of(types, called));
        let users: Vec<(TypeId, InferredId)> = if is_wide(types, key) {
            self.users.lists().flat_map(|(_, list)| list).copied().collect()
        } else {
            let others = self.wide.iter().filter(|&&other| other != key && may_meet(key, other));
            [key].iter().chain(others).flat_map(|key| self.users.get(key)).copied().collect()
        };
        let mut answers: FxHashMap<TypeId, bool> = FxHashMap::default();
        let mut stale: Vec<InferredId> = Vec::new();
        let mut any = false;
        for (looked_up, id) in users {
            let is_met = || types.intersect(looked_up, signature) != known::BOTTOM;
            if *answers.entry(looked_up).or_insert_with(is_met) {
                stale.push(id);
            }
        }
        if !stale.is_empty() {
            self.index_callers();
        }
        while let Some(id) = stale.pop() {
            let entry = &self.entries[id];
            let Some(method) = entry.method else { continue };
            let key = (method, entry.arguments.clone());
            if self.keys.get(&key) == Some(&id) {
                self.keys.remove(&key);
                self.states[id.index()] = State::Stale;
                stale.append(&mut self.callers.take(&id));
                any = true;
            }
        }
        any
    }
}

/// The type of what a signature calls; none for no tuple.
fn called_by(types: &Types, signature: TypeId) -> Option<TypeId> {
    let body = types.under_binders(signature);
    types.tuple_elements(body).and_then(|elements| elements.first().copied())
}

/// Whether a method in this table, which is not wide, may be for calls that were looked up in that other, wide one: a
/// function is no type.
fn may_meet(key: Key, wide: Key) -> bool {
    match (key, wide) {
        (Key::Callable(_), Key::Callable(_) | Key::Constructor(_)) => false,
        (Key::Callable(_), Key::Open) | (Key::Constructor(_) | Key::Open, _) => true,
    }
}

/// Whether calls of other tables may reach a method in this one, or calls of this one the methods of others.
fn is_wide(types: &Types, key: Key) -> bool {
    match key {
        Key::Callable(name) => is_kind(name),
        Key::Constructor(name) => types.name(name).kind == TypeKind::Abstract,
        Key::Open => true,
    }
}
