//! What scoping finds out about a statement: its variables and functions, and what each name in it stands for.
//!
//! `scope.rs` fills it in; emission asks it node by node.

use crate::ssa::Variable;
use juliette_support::{Arena, Id, Span, Symbol, define_id};
use juliette_syntax::NodeId;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

define_id! {
    /// A function of the statement: the statement itself is the first, closures follow.
    pub struct Function; "function"
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A local variable.
    Local(Variable),
    /// A static parameter of a method: the function that binds it and its position.
    Static(Function, u32),
    /// A global.
    Global,
}

/// Conditional blocks, the outermost first.
pub(crate) type Path = SmallVec<[u32; 6]>;

/// A local variable.
#[derive(Clone, Debug)]
pub struct VariableInfo {
    /// Its name.
    pub name: Symbol,
    /// The function it belongs to.
    pub function: Function,
    /// Whether an inner function mentions it.
    pub captured: bool,
    /// Whether it must live in a box: captured, and assigned more than once or not surely before.
    pub boxed: bool,
    /// Its declared type.
    pub declared: Option<NodeId>,
    /// Whether it is a local function (or the argument of a method), assigned where it is introduced.
    pub is_argument: bool,
    pub(crate) assignments: u32,
    /// The conditional blocks around the only assignment.
    pub(crate) path: Path,
    /// How many conditional blocks are around the first statement that assigns it, and the innermost of them: what is
    /// in that block too, and comes later, finds a value.
    pub(crate) assigned_in: Option<(usize, u32)>,
    /// The number of loops around its scope.
    pub(crate) loops: u32,
    /// The number of `try`s around its scope.
    pub(crate) tries: u32,
}

/// A function of the statement.
#[derive(Clone, Debug, Default)]
pub struct FunctionInfo {
    /// The variables of outer functions that it (or a function inside it) mentions, in order of mention.
    pub captures: Vec<Variable>,
    /// The static parameters of outer functions that it mentions.
    pub static_captures: Vec<(Function, u32)>,
    /// The variable that the function itself is assigned to.
    pub self_variable: Option<Variable>,
    /// Names bound by `where`.
    pub statics: Vec<Symbol>,
    /// The definitions that make one local function of several methods, this one among them; empty for one method.
    pub group: Vec<NodeId>,
}

/// The meaning of every name of one statement.
#[derive(Debug, Default)]
pub struct Resolution {
    /// The variables.
    pub variables: Arena<Variable, VariableInfo>,
    /// The functions.
    pub functions: Arena<Function, FunctionInfo>,
    /// Meaning of the symbol at a node, where it is no global; and whether it is a variable that surely has a value.
    uses: Uses,
    /// Variables that come into being at a scope's node.
    pub(crate) introduced: FxHashMap<NodeId, SmallVec<[Variable; 4]>>,
    /// What the body of a loop over several ranges has of the variables of all ranges but the last: copies of its own,
    /// by the node of the ranges.
    pub(crate) copies: FxHashMap<NodeId, Vec<(Variable, Variable)>>,
    /// The function that a definition node makes.
    pub(crate) function_of: FxHashMap<NodeId, Function>,
    /// The definitions of each local function, in order, and how many variables there were at the first; those without
    /// a value then.
    pub(crate) local_functions: FxHashMap<Variable, LocalFunction>,
    /// The variables that loops assign or introduce, in the order of the text, as often as they do.
    pub(crate) assigned: Vec<Variable>,
    /// The part of `assigned` that belongs to the loop at a node.
    pub(crate) loops: FxHashMap<NodeId, (u32, u32)>,
    /// Whether control may jump into a loop: there are labels.
    pub(crate) has_labels: bool,
    /// Globals that a loop at top level assigns without saying so.
    pub ambiguous: Vec<(Symbol, Span)>,
    /// What is wrong with the statement's scopes.
    pub errors: Vec<(Span, String)>,
}

impl Resolution {
    /// What the symbol at `node` stands for.
    pub fn meaning(&self, node: NodeId) -> Meaning {
        self.uses.get(node).0
    }

    /// What the symbol at `node` stands for, and whether it is a variable that was surely assigned before.
    pub(crate) fn meaning_and_state(&self, node: NodeId) -> (Meaning, bool) {
        let (meaning, is_assigned) = self.uses.get(node);
        (meaning, is_assigned && !self.has_labels)
    }

    /// Notes what the symbol at `node` stands for, and whether it is a variable that was surely assigned before.
    pub(crate) fn set_meaning(&mut self, node: NodeId, meaning: Meaning, is_assigned: bool) {
        self.uses.set(node, meaning, is_assigned);
    }

    /// Makes room for what is said of the nodes of a tree.
    pub(crate) fn make_room(&mut self, nodes: usize) {
        self.uses.make_room(nodes);
    }

    /// The variables whose life begins at the scope of `node`.
    pub fn introduced(&self, node: NodeId) -> &[Variable] {
        self.introduced.get(&node).map_or(&[], SmallVec::as_slice)
    }

    /// The loop variables that the body of the loop with these ranges has copies of, each with its copy.
    pub fn copies(&self, ranges: NodeId) -> &[(Variable, Variable)] {
        self.copies.get(&ranges).map_or(&[], Vec::as_slice)
    }

    /// The variables that the loop at `node` may assign, if it is entered at its head only.
    pub(crate) fn assigned_in(&self, node: NodeId) -> Option<&[Variable]> {
        let &(from, to) = self.loops.get(&node).filter(|_| !self.has_labels)?;
        Some(&self.assigned[from as usize..to as usize])
    }

    /// Nothing, with the memory of what there was unless it is large: it would have to be cleared every time.
    pub(crate) fn emptied(mut self: Box<Self>) -> Box<Resolution> {
        if self.uses.entries.len() > 4096 || self.variables.len() > 256 {
            return Box::default();
        }
        self.variables.clear();
        self.functions.clear();
        self.uses.clear();
        self.introduced.clear();
        self.copies.clear();
        self.function_of.clear();
        self.local_functions.clear();
        self.assigned.clear();
        self.loops.clear();
        self.has_labels = false;
        self.ambiguous.clear();
        self.errors.clear();
        self
    }

    /// The function that the definition at `node` makes.
    pub fn function(&self, node: NodeId) -> Function {
        self.function_of[&node]
    }
}

/// Meanings of nodes. Most of a tree's nodes have none, and each statement's are forgotten one by one, so that a tree of
/// many statements has one list of nodes.
#[derive(Debug, Default)]
struct Uses {
    /// By node: 0, or where the entry is, counted from 1.
    places: Vec<u32>,
    entries: Vec<(NodeId, Meaning, bool)>,
}

impl Uses {
    fn make_room(&mut self, nodes: usize) {
        if self.places.len() < nodes {
            debug_assert!(self.entries.is_empty(), "room is made before anything is noted");
            self.places = vec![0; nodes];
        }
    }

    #[inline]
    fn get(&self, node: NodeId) -> (Meaning, bool) {
        match self.places.get(node.index()) {
            None | Some(0) => (Meaning::Global, false),
            Some(&place) => {
                let (_, meaning, is_assigned) = self.entries[place as usize - 1];
                (meaning, is_assigned)
            }
        }
    }

    fn set(&mut self, node: NodeId, meaning: Meaning, is_assigned: bool) {
        let entry = (node, meaning, is_assigned);
        match self.places[node.index()] {
            0 => {
                self.entries.push(entry);
                self.places[node.index()] = self.entries.len() as u32;
            }
            place => self.entries[place as usize - 1] = entry,
        }
    }

    fn clear(&mut self) {
        for (node, ..) in self.entries.drain(..) {
            self.places[node.index()] = 0;
        }
    }
}

/// A local function under construction.
#[derive(Debug)]
pub(crate) struct LocalFunction {
    pub(crate) definitions: Vec<(NodeId, Function)>,
    pub(crate) unassigned: Vec<Variable>,
    pub(crate) variables: usize,
}
