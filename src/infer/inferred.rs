//! What inference found out about bodies, kept by method and arguments.

use crate::intrinsic::Intrinsic;
use crate::lattice::Lattice;
use hashbrown::HashMap;
use juliette_ir::generic::{Body, GenericBlock, GenericValue};
use juliette_methods::MethodId;
use juliette_support::{Arena, SideTable, define_id};
use juliette_types::TypeId;
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
}

impl Store {
    /// What was inferred under that id.
    pub fn get(&self, id: InferredId) -> Rc<Inferred> {
        Rc::clone(&self.entries[id])
    }

    /// Forgets everything that depended on one of the looked-up signatures for which `changed` holds, and
    /// says whether there was any. The ids stay valid, but nothing new will refer to them.
    pub fn invalidate(&mut self, mut changed: impl FnMut(TypeId) -> bool) -> bool {
        let entries = &self.entries;
        let mut answers: HashMap<TypeId, bool, FxBuildHasher> = HashMap::default();
        let before = self.keys.len();
        self.keys.retain(|_, id| {
            let mut is_stale =
                |&signature: &TypeId| *answers.entry(signature).or_insert_with(|| changed(signature));
            !entries[*id].lookups.iter().any(&mut is_stale)
        });
        self.keys.len() < before
    }
}
