//! What inference found out about bodies, kept by method and arguments.

use crate::intrinsic::Intrinsic;
use crate::lattice::Lattice;
use hashbrown::HashMap;
use juliette_ir::generic::{Body, GenericBlock, GenericValue};
use juliette_methods::{Group, MethodId};
use juliette_support::{Arena, SideTable, define_id};
use juliette_types::{TypeId, Types, known};
use rustc_hash::FxBuildHasher;
use std::rc::Rc;

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
    /// The callee; none if no method fits.
    pub callee: Option<InferredId>,
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
    Split(Rc<[SplitCase]>),
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
    pub spliced: Option<Rc<[ArgumentSource]>>,
}

/// The types of one body for certain arguments.
#[derive(Clone, Debug)]
pub struct Inferred {
    /// The method; none for a top-level statement.
    pub method: Option<MethodId>,
    /// The code.
    pub body: Rc<Body>,
    /// The values of the static parameters.
    pub static_params: Vec<TypeId>,
    /// What is known of the parameters, the function itself first; a vararg parameter is a tuple.
    pub arguments: Vec<Lattice>,
    /// What is known of each value.
    pub values: SideTable<GenericValue, Lattice>,
    /// Which blocks are reached.
    pub reachable: SideTable<GenericBlock, bool>,
    /// The calls.
    pub calls: SideTable<GenericValue, CallInfo>,
    /// What is known of the result.
    pub result: Lattice,
    /// Whether it has no effect, cannot throw and always returns.
    pub is_pure: bool,
    /// Whether it may call itself.
    pub is_recursive: bool,
    /// A measure of its size, callees that would be inlined included.
    pub cost: u32,
    /// The signatures looked up for it, its callees' included: what must not change.
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
pub(crate) type Key = (MethodId, Vec<Lattice>);

/// All that was inferred.
#[derive(Default)]
pub struct Store {
    pub(crate) entries: Arena<InferredId, Rc<Inferred>>,
    pub(crate) states: Vec<State>,
    pub(crate) keys: HashMap<Key, InferredId, FxBuildHasher>,
    pub(crate) results: Vec<Lattice>,
    /// The looked-up signatures by what is called in them.
    lookups_of: HashMap<Group, Vec<TypeId>, FxBuildHasher>,
    /// The entries that depend on a looked-up signature.
    dependents: HashMap<TypeId, Vec<InferredId>, FxBuildHasher>,
    /// How many entries are in these.
    indexed: usize,
}

impl Store {
    /// What was inferred under that id.
    pub fn get(&self, id: InferredId) -> Rc<Inferred> {
        Rc::clone(&self.entries[id])
    }

    /// Forgets everything that depended on a looked-up signature which a new method's signature meets, and says whether
    /// there was any. The ids stay valid, but nothing new will refer to them.
    pub fn invalidate(&mut self, types: &mut Types, signature: TypeId) -> bool {
        self.index(types);
        let group = Group::of(types, signature);
        let groups: Vec<Group> = match group {
            Group::Wide => self.lookups_of.keys().copied().collect(),
            Group::Callable(_) | Group::Constructor(_) => vec![group, Group::Wide],
        };
        let mut is_any = false;
        for group in groups {
            let Some(lookups) = self.lookups_of.get_mut(&group) else { continue };
            let mut met = Vec::new();
            lookups.retain(|&lookup| {
                let is_met = types.intersect(lookup, signature) != known::BOTTOM;
                if is_met {
                    met.push(lookup);
                }
                !is_met
            });
            for lookup in met {
                for id in self.dependents.remove(&lookup).unwrap_or_default() {
                    is_any |= self.forget(id);
                }
            }
        }
        is_any
    }

    /// Notes what the entries depend on that were added since the last time. To be called when no inference is under way.
    pub fn index(&mut self, types: &Types) {
        for id in self.entries.ids().skip(self.indexed) {
            for &lookup in &self.entries[id].lookups {
                let dependents = self.dependents.entry(lookup).or_insert_with(|| {
                    self.lookups_of.entry(Group::of(types, lookup)).or_default().push(lookup);
                    Vec::new()
                });
                dependents.push(id);
            }
        }
        self.indexed = self.entries.len();
    }

    /// Makes nothing new refer to an entry; false if nothing would have.
    fn forget(&mut self, id: InferredId) -> bool {
        let entry = &self.entries[id];
        let Some(method) = entry.method else { return false };
        let key = (method, entry.arguments.clone());
        let is_current = self.keys.get(&key) == Some(&id);
        if is_current {
            self.keys.remove(&key);
        }
        is_current
    }
}
