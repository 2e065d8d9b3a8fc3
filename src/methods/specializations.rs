//! The cache of specializations, what each relies on, and the table behind dynamic calls.
//!
//! Invariant: a valid code instance relies only on lookups that the current world answers as when it was
//! compiled, and on valid instances. An instance keeps its entry slot for ever; when it is invalidated the
//! engine points the slot at code that specializes anew.

use crate::table::{MethodId, Methods, World, key_of};
use hashbrown::{HashMap, HashTable};
use juliette_support::{Arena, define_id};
use juliette_types::{TypeId, Types};
use rustc_hash::{FxBuildHasher, FxHasher};
use std::hash::{Hash, Hasher};

define_id! {
    /// A specialization of a method.
    pub struct CodeInstanceId; "ci"
}

/// A method specialized for a tuple of argument types.
#[derive(Clone, Debug)]
pub struct CodeInstance {
    /// The method.
    pub method: MethodId,
    /// The tuple of argument types, the called value first.
    pub args: TypeId,
    /// The values of the method's static parameters.
    pub static_params: Vec<TypeId>,
    /// The number of its entry slot, which the engine allots.
    pub slot: u32,
    /// False once a definition made it wrong.
    pub is_valid: bool,
}

/// A lookup that an instance relies on.
#[derive(Clone, Copy, Debug)]
struct Edge {
    instance: CodeInstanceId,
    args: TypeId,
    world: World,
}

/// The specializations of a session.
#[derive(Clone, Debug, Default)]
pub struct Specializations {
    instances: Arena<CodeInstanceId, CodeInstance>,
    table: HashMap<(MethodId, TypeId), CodeInstanceId, FxBuildHasher>,
    edges: Vec<Edge>,
    /// Who relies on an instance: (callee, caller).
    callers: HashMap<CodeInstanceId, Vec<CodeInstanceId>, FxBuildHasher>,
}

impl Specializations {
    /// No specializations yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The valid specialization of `method` for `args`.
    pub fn find(&self, method: MethodId, args: TypeId) -> Option<CodeInstanceId> {
        self.table.get(&(method, args)).copied()
    }

    /// Adds a specialization, in the place of one that was invalidated.
    pub fn add(
        &mut self,
        method: MethodId,
        args: TypeId,
        static_params: Vec<TypeId>,
        slot: u32,
    ) -> CodeInstanceId {
        let id = self.instances.push(CodeInstance { method, args, static_params, slot, is_valid: true });
        self.table.insert((method, args), id);
        id
    }

    /// The instance of that id.
    pub fn instance(&self, id: CodeInstanceId) -> &CodeInstance {
        &self.instances[id]
    }

    /// All instances, in order of making, the invalid ones included.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = CodeInstanceId> + ExactSizeIterator + use<> {
        self.instances.ids()
    }

    /// Says that `instance` relies on the answer to the lookup of `args` (which may be abstract) in `world`.
    pub fn rely_on_lookup(&mut self, instance: CodeInstanceId, args: TypeId, world: World) {
        self.edges.push(Edge { instance, args, world });
    }

    /// Says that `caller` relies on `callee`: it inlined it or used its return type.
    pub fn rely_on_instance(&mut self, caller: CodeInstanceId, callee: CodeInstanceId) {
        let callers = self.callers.entry(callee).or_default();
        if !callers.contains(&caller) {
            callers.push(caller);
        }
    }

    /// After `method` was defined: marks invalid, and returns, every instance that relied on a lookup whose
    /// answer changed, with all that rely on those.
    pub fn invalidate(
        &mut self,
        types: &mut Types,
        methods: &mut Methods,
        method: MethodId,
    ) -> Vec<CodeInstanceId> {
        let signature = methods.method(method).signature;
        let key = methods.method(method).key;
        let mut work = Vec::new();
        for i in 0..self.edges.len() {
            let edge = self.edges[i];
            if !self.instances[edge.instance].is_valid || work.contains(&edge.instance) {
                continue;
            }
            let body = types.under_binders(edge.args);
            let called = types.tuple_elements(body).and_then(|elements| elements.first().copied());
            let edge_key = called.map(|called| key_of(types, called));
            // Different named functions never meet; everything else is compared as types.
            let is_apart = edge_key.is_some_and(|edge_key| {
                use crate::table::Key::Callable;
                matches!((edge_key, key), (Callable(a), Callable(b)) if a != b)
            });
            if is_apart || types.is_disjoint(edge.args, signature) {
                continue;
            }
            let before: Vec<MethodId> = methods
                .find_matches(types, edge.args, edge.world, usize::MAX)
                .iter()
                .flatten()
                .map(|m| m.method)
                .collect();
            let now: Vec<MethodId> = methods
                .find_matches(types, edge.args, methods.world(), usize::MAX)
                .iter()
                .flatten()
                .map(|m| m.method)
                .collect();
            if before != now {
                work.push(edge.instance);
            }
        }
        let mut invalid = Vec::new();
        while let Some(id) = work.pop() {
            let instance = &mut self.instances[id];
            if !instance.is_valid {
                continue;
            }
            instance.is_valid = false;
            let key = (instance.method, instance.args);
            if self.table.get(&key) == Some(&id) {
                self.table.remove(&key);
            }
            invalid.push(id);
            work.extend(self.callers.remove(&id).unwrap_or_default());
        }
        self.edges.retain(|edge| self.instances[edge.instance].is_valid);
        invalid.sort_unstable();
        invalid
    }
}

/// What dynamic calls look up: the argument types' ids, one after the other, to the engine's number for the target.
#[derive(Clone, Debug, Default)]
pub struct DispatchCache {
    entries: HashTable<Entry>,
    keys: Vec<TypeId>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    len: u32,
    target: u32,
}

impl DispatchCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// The target for these argument types.
    pub fn find(&self, args: &[TypeId]) -> Option<u32> {
        self.entries.find(hash(args), |entry| self.key(entry) == args).map(|entry| entry.target)
    }

    /// Remembers the target for these argument types.
    pub fn insert(&mut self, args: &[TypeId], target: u32) {
        if let Some(entry) = self.entries.find_mut(hash(args), |entry| key(&self.keys, entry) == args) {
            entry.target = target;
            return;
        }
        let entry = Entry { start: self.keys.len() as u32, len: args.len() as u32, target };
        self.keys.extend_from_slice(args);
        let keys = &self.keys;
        self.entries.insert_unique(hash(args), entry, |entry| hash(key(keys, entry)));
    }

    /// Forgets everything: called when a definition may have changed an answer.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.keys.clear();
    }

    fn key(&self, entry: &Entry) -> &[TypeId] {
        key(&self.keys, entry)
    }
}

fn key<'a>(keys: &'a [TypeId], entry: &Entry) -> &'a [TypeId] {
    &keys[entry.start as usize..][..entry.len as usize]
}

fn hash(args: &[TypeId]) -> u64 {
    let mut hasher = FxHasher::default();
    args.hash(&mut hasher);
    hasher.finish()
}
