//! Builds a generic body in SSA form while statements are lowered in order.
//!
//! The construction is that of Braun et al., "Simple and Efficient Construction of Static Single Assignment
//! Form" (CC 2013): a variable is looked up in the current block, then in its predecessors; a block whose
//! predecessors are not all known yet (a loop head) gets parameters that are filled in when it is sealed.
//! At the end, parameters that always receive the same value are removed.
//!
//! Most of these never come into being: the head of a loop has none for a variable that the loop does not assign, and
//! where only paths forward meet, a parameter is made if they bring different values.
//!
//! Invariant: every block is sealed exactly once, after its last predecessor's terminator was set.

use juliette_ir::generic::{Body, Edge, GenericBlock, GenericValue, Inst, Literal, Op, Storage, Terminator};
use juliette_support::{Id, define_id};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

define_id! {
    /// A local variable of the body under construction.
    pub struct Variable; "var"
}

/// Control flow of a block under construction, kept apart from the body until the arguments are known.
#[derive(Clone, Debug, Default)]
struct Construction {
    predecessors: SmallVec<[GenericBlock; 2]>,
    sealed: bool,
    /// Whether it was under construction before all its predecessors were known: control may come back to it.
    is_head: bool,
    /// The block before the loop of which this is the head, and where in `assigned` the loop's variables are.
    entry: Option<(GenericBlock, u32, u32)>,
    /// Parameters that stand for variables, in the order of the block's parameters.
    variables: SmallVec<[Option<Variable>; 4]>,
}

/// Working memory of a builder.
#[derive(Default)]
pub(crate) struct Tables {
    blocks: Vec<Construction>,
    definitions: FxHashMap<(Variable, GenericBlock), GenericValue>,
    assigned: Vec<Variable>,
    storage: Storage,
}

/// The body under construction and the block at which instructions are appended.
pub struct Builder {
    /// The body.
    pub body: Body,
    /// Where instructions are appended.
    pub current: GenericBlock,
    /// The line given to new instructions.
    pub line: u32,
    /// Whether new instructions stand under `@inbounds`.
    pub in_bounds: bool,
    blocks: Vec<Construction>,
    /// The variables' values at the ends of blocks.
    definitions: FxHashMap<(Variable, GenericBlock), GenericValue>,
    /// The variables that loops assign, loop after loop.
    assigned: Vec<Variable>,
    terminated: bool,
}

/// The arguments of an edge.
type Arguments = SmallVec<[GenericValue; 8]>;

/// A jump whose arguments are found when the target is sealed.
#[derive(Clone, Copy)]
enum Exit {
    Jump(GenericBlock),
    Branch(GenericValue, GenericBlock, GenericBlock),
}

impl Builder {
    /// Starts in a sealed entry block.
    pub(crate) fn new(body: Body, tables: Tables) -> Self {
        let line = body.line;
        let Tables { blocks, definitions, assigned, storage } = tables;
        let body = body.with_storage(storage);
        let mut builder = Self {
            body,
            current: GenericBlock(0),
            line,
            in_bounds: false,
            blocks,
            definitions,
            assigned,
            terminated: false,
        };
        builder.current = builder.new_block();
        builder.seal(builder.current);
        builder
    }

    /// A block that is neither reached nor sealed yet.
    pub fn new_block(&mut self) -> GenericBlock {
        self.blocks.push(Construction::default());
        self.body.add_block()
    }

    /// Appends an instruction to the current block.
    ///
    /// What stands behind a terminator is in no block: it never runs.
    pub fn push(&mut self, op: Op) -> GenericValue {
        let inst = Inst { op, line: self.line, in_bounds: self.in_bounds };
        if self.terminated {
            return self.body.insts.push(inst);
        }
        self.body.add_inst(self.current, inst)
    }

    /// A literal.
    pub fn literal(&mut self, literal: Literal) -> GenericValue {
        self.push(Op::Literal(literal))
    }

    /// A call; `values[0]` is called with the others.
    pub fn call(&mut self, values: &[GenericValue]) -> GenericValue {
        let operands = self.body.operands(values);
        self.push(Op::Call(operands))
    }

    /// A call of `callee`.
    pub fn call_of(&mut self, callee: GenericValue, arguments: &[GenericValue]) -> GenericValue {
        let operands = self.body.operands_of_call(callee, arguments);
        self.push(Op::Call(operands))
    }

    /// A parameter of a block that is no variable (an expression's value where paths meet).
    pub fn value_param(&mut self, block: GenericBlock) -> GenericValue {
        self.blocks[block.index()].variables.push(None);
        self.body.add_param(block, self.line)
    }

    /// Whether the current block has ended; what is appended then is unreachable.
    pub fn is_terminated(&self) -> bool {
        self.terminated
    }

    /// Continues at `block`.
    pub fn switch_to(&mut self, block: GenericBlock) {
        self.current = block;
        self.terminated = false;
        let construction = &mut self.blocks[block.index()];
        construction.is_head |= !construction.sealed;
    }

    /// Declares that `head`, which was jumped to once, begins a loop that is entered nowhere else and assigns no more than
    /// these variables.
    pub fn begin_loop(&mut self, head: GenericBlock, assigned: &[Variable]) {
        let from = self.assigned.len() as u32;
        self.assigned.extend_from_slice(assigned);
        let construction = &mut self.blocks[head.index()];
        let entry = construction.predecessors.first();
        construction.entry = entry.map(|&entry| (entry, from, from + assigned.len() as u32));
    }

    /// Ends the current block by a jump that carries `values` for the target's value parameters.
    pub fn jump(&mut self, target: GenericBlock, values: &[GenericValue]) {
        self.exit(Exit::Jump(target), values);
    }

    /// Ends the current block by a branch to two blocks without value parameters.
    pub fn branch(&mut self, condition: GenericValue, on_true: GenericBlock, on_false: GenericBlock) {
        self.exit(Exit::Branch(condition, on_true, on_false), &[]);
    }

    /// Ends the current block by returning `value`.
    pub fn ret(&mut self, value: GenericValue) {
        if !self.terminated {
            self.body.blocks[self.current].terminator = Terminator::Return(value);
        }
        self.terminated = true;
    }

    /// Ends the current block, which control never leaves.
    pub fn unreachable(&mut self) {
        self.terminated = true;
    }

    /// Starts a block that nothing jumps to, for the statements behind a `return` or `break`.
    pub fn continue_unreachable(&mut self) {
        let block = self.new_block();
        self.seal(block);
        self.switch_to(block);
    }

    fn exit(&mut self, exit: Exit, values: &[GenericValue]) {
        if self.terminated {
            return;
        }
        self.terminated = true;
        let from = self.current;
        let terminator = match exit {
            Exit::Jump(target) => Terminator::Jump(self.edge(from, target, values)),
            Exit::Branch(condition, on_true, on_false) => {
                let first = self.edge(from, on_true, &[]);
                let second = self.edge(from, on_false, &[]);
                Terminator::Branch(condition, first, second)
            }
        };
        self.body.blocks[from].terminator = terminator;
    }

    fn edge(&mut self, from: GenericBlock, target: GenericBlock, values: &[GenericValue]) -> Edge {
        let construction = &mut self.blocks[target.index()];
        assert!(!construction.sealed, "a sealed block gets no new predecessor");
        construction.predecessors.push(from);
        Edge { block: target, arguments: self.body.operands(values) }
    }

    /// Declares that every jump to `block` has been made.
    pub fn seal(&mut self, block: GenericBlock) {
        let mut next = 0;
        while next < self.blocks[block.index()].variables.len() {
            if let Some(variable) = self.blocks[block.index()].variables[next] {
                self.add_arguments(block, variable);
            }
            next += 1;
        }
        self.blocks[block.index()].sealed = true;
    }

    /// Assigns a variable in the current block.
    pub fn define(&mut self, variable: Variable, value: GenericValue) {
        self.definitions.insert((variable, self.current), value);
    }

    /// The variable's value at the end of the current block so far; `Undefined` where it may have none.
    pub fn use_variable(&mut self, variable: Variable) -> GenericValue {
        self.read(variable, self.current)
    }

    fn read(&mut self, variable: Variable, block: GenericBlock) -> GenericValue {
        // A chain of single predecessors is walked without recursion: straight-line code can be long.
        let mut at = block;
        let value = loop {
            if let Some(&value) = self.definitions.get(&(variable, at)) {
                break value;
            }
            let construction = &self.blocks[at.index()];
            if construction.sealed && construction.predecessors.len() == 1 {
                at = construction.predecessors[0];
                continue;
            }
            if let Some((entry, from, to)) = construction.entry
                && !self.assigned[from as usize..to as usize].contains(&variable)
            {
                at = entry;
                continue;
            }
            break self.read_at_join(variable, at);
        };
        if at != block {
            self.definitions.insert((variable, block), value);
        }
        value
    }

    fn read_at_join(&mut self, variable: Variable, block: GenericBlock) -> GenericValue {
        let construction = &self.blocks[block.index()];
        if construction.sealed && construction.predecessors.is_empty() {
            let inst = Inst { op: Op::Literal(Literal::Undefined), line: self.line, in_bounds: false };
            let value = self.body.insts.push(inst);
            self.body.blocks[block].insts.insert(0, value);
            self.definitions.insert((variable, block), value);
            return value;
        }
        let (sealed, is_head) = (construction.sealed, construction.is_head);
        if sealed && !is_head {
            return self.read_where_paths_meet(variable, block);
        }
        let value = self.body.add_param(block, self.line);
        self.definitions.insert((variable, block), value);
        if sealed {
            self.blocks[block.index()].variables.push(None);
            self.add_arguments(block, variable);
        } else {
            self.blocks[block.index()].variables.push(Some(variable));
        }
        value
    }

    /// The variable's value in a block with several predecessors, none of which it leads to.
    fn read_where_paths_meet(&mut self, variable: Variable, block: GenericBlock) -> GenericValue {
        let mut predecessors = self.blocks[block.index()].predecessors.clone();
        predecessors.dedup();
        let values: Arguments = predecessors.iter().map(|&from| self.read(variable, from)).collect();
        if values.iter().all(|&value| value == values[0]) {
            self.definitions.insert((variable, block), values[0]);
            return values[0];
        }
        let param = self.body.add_param(block, self.line);
        self.definitions.insert((variable, block), param);
        self.blocks[block.index()].variables.push(None);
        for (&from, &value) in predecessors.iter().zip(&values) {
            self.add_argument(from, block, value);
        }
        param
    }

    /// Appends the variable's value in each predecessor to that predecessor's edges to `block`.
    fn add_arguments(&mut self, block: GenericBlock, variable: Variable) {
        let mut predecessors = self.blocks[block.index()].predecessors.clone();
        predecessors.dedup();
        for from in predecessors {
            let value = self.read(variable, from);
            self.add_argument(from, block, value);
        }
    }

    /// Appends a value to the edges from one block to another.
    fn add_argument(&mut self, from: GenericBlock, block: GenericBlock, value: GenericValue) {
        let mut terminator = self.body.blocks[from].terminator;
        let extend = |edge: &mut Edge, body: &mut Body| {
            if edge.block == block {
                let mut arguments: Arguments = SmallVec::from_slice(body.list(edge.arguments));
                arguments.push(value);
                edge.arguments = body.operands(&arguments);
            }
        };
        match &mut terminator {
            Terminator::Jump(edge) => extend(edge, &mut self.body),
            Terminator::Branch(_, on_true, on_false) => {
                extend(on_true, &mut self.body);
                extend(on_false, &mut self.body);
            }
            Terminator::Return(_) | Terminator::Unreachable => {}
        }
        self.body.blocks[from].terminator = terminator;
    }

    /// The finished body, its needless parameters removed; and the working memory, unless it is large: it would have to
    /// be cleared every time.
    pub(crate) fn finish(mut self) -> (Body, Tables) {
        remove_needless(&mut self.body, &self.blocks);
        let mut tables = Tables::default();
        if self.definitions.capacity() <= 1024 {
            let storage = self.body.take_storage();
            let (blocks, definitions, assigned) = (self.blocks, self.definitions, self.assigned);
            tables = Tables { blocks, definitions, assigned, storage };
            tables.blocks.clear();
            tables.definitions.clear();
            tables.assigned.clear();
        }
        (self.body, tables)
    }
}

fn resolve(alias: &[GenericValue], mut value: GenericValue) -> GenericValue {
    while alias[value.index()] != value {
        value = alias[value.index()];
    }
    value
}

/// Removes block parameters and checks that nothing needs.
fn remove_needless(body: &mut Body, blocks: &[Construction]) {
    // Where paths meet with parameters, and the edges that lead there.
    let mut joins: SmallVec<[(GenericBlock, &[GenericBlock]); 16]> = SmallVec::new();
    for (block, data) in body.blocks.iter().skip(1) {
        if !data.params.is_empty() {
            joins.push((block, &blocks[block.index()].predecessors));
        }
    }
    let has_checks = body.insts.values().any(|inst| matches!(inst.op, Op::CheckDefined(..)));
    if joins.is_empty() && !has_checks {
        return;
    }
    // What stands for each value that is removed.
    let mut alias: Vec<GenericValue> = body.insts.ids().collect();
    let mut is_changed = remove_needless_params(body, &joins, &mut alias);
    is_changed |= has_checks && remove_needless_checks(body, &joins, &mut alias);
    if is_changed {
        body.edit_operands(|value| *value = resolve(&alias, *value));
    }
}

/// Calls `see` with the arguments of every edge from `from` to `block`.
fn for_edges(body: &Body, from: GenericBlock, block: GenericBlock, mut see: impl FnMut(&[GenericValue])) {
    match body.blocks[from].terminator {
        Terminator::Jump(edge) if edge.block == block => see(body.list(edge.arguments)),
        Terminator::Branch(_, on_true, on_false) => {
            for edge in [on_true, on_false] {
                if edge.block == block {
                    see(body.list(edge.arguments));
                }
            }
        }
        Terminator::Jump(_) | Terminator::Return(_) | Terminator::Unreachable => {}
    }
}

/// Removes block parameters that receive one and the same value (or themselves) on every edge, until none is
/// left, so that a loop carries only the variables that it changes. Whether there were any.
fn remove_needless_params(
    body: &mut Body,
    joins: &[(GenericBlock, &[GenericBlock])],
    alias: &mut [GenericValue],
) -> bool {
    let mut dropped: SmallVec<[GenericBlock; 8]> = SmallVec::new();
    let mut changed = true;
    while changed {
        changed = false;
        for &(block, predecessors) in joins {
            for (position, &param) in body.blocks[block].params.iter().enumerate() {
                if alias[param.index()] != param {
                    continue;
                }
                // The one value that it receives, as far as was seen.
                let (mut same, mut is_needed) = (None, false);
                for &from in predecessors {
                    for_edges(body, from, block, |arguments| {
                        let argument = resolve(alias, arguments[position]);
                        is_needed |= argument != param && same.is_some_and(|same| same != argument);
                        same = if argument == param { same } else { Some(argument) };
                    });
                    if is_needed {
                        break;
                    }
                }
                if let Some(value) = same
                    && !is_needed
                {
                    alias[param.index()] = value;
                    changed = true;
                    dropped.push(block);
                }
            }
        }
    }
    dropped.sort_unstable();
    dropped.dedup();
    for &block in &dropped {
        let (_, predecessors) = joins.iter().find(|&&(join, _)| join == block).expect("it was among them");
        let params = core::mem::take(&mut body.blocks[block].params);
        let is_kept = |&param: &GenericValue| alias[param.index()] == param;
        for (i, &from) in predecessors.iter().enumerate() {
            // Both edges of a branch are seen to at once.
            if predecessors[..i].contains(&from) {
                continue;
            }
            let filter = |edge: &mut Edge, body: &mut Body| {
                if edge.block == block {
                    let arguments = body.list(edge.arguments).iter().zip(&params);
                    let kept = arguments.filter(|&(_, param)| is_kept(param));
                    let kept: Arguments = kept.map(|(&argument, _)| argument).collect();
                    edge.arguments = body.operands(&kept);
                }
            };
            let mut terminator = body.blocks[from].terminator;
            match &mut terminator {
                Terminator::Jump(edge) => filter(edge, body),
                Terminator::Branch(_, on_true, on_false) => {
                    filter(on_true, body);
                    filter(on_false, body);
                }
                Terminator::Return(_) | Terminator::Unreachable => continue,
            }
            body.blocks[from].terminator = terminator;
        }
        body.blocks[block].params = params;
        body.blocks[block].params.retain(|param| is_kept(param));
    }
    !dropped.is_empty()
}

/// Removes `CheckDefined` of values that cannot be `Undefined`: neither the literal nor a parameter that may
/// receive it. Whether there were any.
fn remove_needless_checks(
    body: &mut Body,
    joins: &[(GenericBlock, &[GenericBlock])],
    alias: &mut [GenericValue],
) -> bool {
    let is_undefined = |inst: &Inst| matches!(inst.op, Op::Literal(Literal::Undefined));
    // A list where there is nothing to be marked is not worth its making.
    let mut maybe: Vec<bool> = Vec::new();
    if body.insts.values().any(is_undefined) {
        maybe.extend(body.insts.values().map(is_undefined));
    }
    let mut narrowed: SmallVec<[(GenericValue, GenericValue); 8]> = SmallVec::new();
    if !maybe.is_empty() {
        for (value, inst) in body.insts.iter() {
            if let Op::Narrow { value: source, .. } = inst.op {
                narrowed.push((value, source));
            }
        }
    }
    let mut changed = !maybe.is_empty();
    while changed {
        changed = false;
        for &(value, source) in &narrowed {
            if maybe[resolve(alias, source).index()] && !maybe[value.index()] {
                maybe[value.index()] = true;
                changed = true;
            }
        }
        for &(block, predecessors) in joins {
            for (position, &param) in body.blocks[block].params.iter().enumerate() {
                let mut is_marked = maybe[param.index()];
                for &from in predecessors {
                    if is_marked {
                        break;
                    }
                    for_edges(body, from, block, |arguments| {
                        is_marked |= maybe[resolve(alias, arguments[position]).index()];
                    });
                    changed |= is_marked;
                }
                maybe[param.index()] = is_marked;
            }
        }
    }
    let mut dropped = false;
    for block in body.blocks.ids() {
        let mut insts = core::mem::take(&mut body.blocks[block].insts);
        insts.retain(|&mut value| match body.insts[value].op {
            Op::CheckDefined(checked, _) => {
                let checked = resolve(alias, checked);
                let is_needed = maybe.get(checked.index()).copied().unwrap_or(false);
                if !is_needed {
                    alias[value.index()] = checked;
                    dropped = true;
                }
                is_needed
            }
            _ => true,
        });
        body.blocks[block].insts = insts;
    }
    dropped
}
