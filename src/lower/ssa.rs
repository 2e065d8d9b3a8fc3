//! Builds a generic body in SSA form while statements are lowered in order.
//!
//! The construction is that of Braun et al., "Simple and Efficient Construction of Static Single Assignment
//! Form" (CC 2013): a variable is looked up in the current block, then in its predecessors; a block whose
//! predecessors are not all known yet (a loop head) gets parameters that are filled in when it is sealed.
//! At the end, parameters that always receive the same value are removed.
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
    /// Parameters that stand for variables, in the order of the block's parameters.
    variables: SmallVec<[Option<Variable>; 4]>,
}

/// Working memory of a builder.
#[derive(Default)]
pub(crate) struct Tables {
    blocks: Vec<Construction>,
    definitions: FxHashMap<(Variable, GenericBlock), GenericValue>,
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
        let Tables { blocks, definitions, storage } = tables;
        let body = body.with_storage(storage);
        let mut builder = Self {
            body,
            current: GenericBlock(0),
            line,
            in_bounds: false,
            blocks,
            definitions,
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
        let sealed = construction.sealed;
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

    /// Appends the variable's value in each predecessor to that predecessor's edges to `block`.
    fn add_arguments(&mut self, block: GenericBlock, variable: Variable) {
        let mut predecessors = self.blocks[block.index()].predecessors.clone();
        predecessors.dedup();
        for from in predecessors {
            let value = self.read(variable, from);
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
    }

    /// The finished body, its needless parameters removed; and the working memory, unless it is large: it would have to
    /// be cleared every time.
    pub(crate) fn finish(mut self) -> (Body, Tables) {
        remove_needless(&mut self.body);
        let mut tables = Tables::default();
        if self.definitions.capacity() <= 1024 {
            let storage = self.body.take_storage();
            tables = Tables { blocks: self.blocks, definitions: self.definitions, storage };
            tables.blocks.clear();
            tables.definitions.clear();
        }
        (self.body, tables)
    }
}

/// What a block parameter receives, as far as was seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Incoming {
    Nothing,
    One(GenericValue),
    Several,
}

fn resolve(alias: &[GenericValue], mut value: GenericValue) -> GenericValue {
    while alias[value.index()] != value {
        value = alias[value.index()];
    }
    value
}

/// Removes block parameters and checks that nothing needs.
fn remove_needless(body: &mut Body) {
    let has_params = body.blocks.values().skip(1).any(|block| !block.params.is_empty());
    let has_checks = body.insts.values().any(|inst| matches!(inst.op, Op::CheckDefined(..)));
    if !has_params && !has_checks {
        return;
    }
    // What stands for each value that is removed.
    let mut alias: Vec<GenericValue> = body.insts.ids().collect();
    let mut is_changed = has_params && remove_needless_params(body, &mut alias);
    is_changed |= has_checks && remove_needless_checks(body, &mut alias);
    if is_changed {
        body.edit_operands(|value| *value = resolve(&alias, *value));
    }
}

/// Removes block parameters that receive one and the same value (or themselves) on every edge, until none is
/// left, so that a loop carries only the variables that it changes. Whether there were any.
fn remove_needless_params(body: &mut Body, alias: &mut [GenericValue]) -> bool {
    // Where each block's parameters begin among all.
    let mut first: SmallVec<[u32; 16]> = SmallVec::with_capacity(body.blocks.len());
    let mut count = 0;
    for block in body.blocks.values() {
        first.push(count);
        count += block.params.len() as u32;
    }
    let mut incoming: SmallVec<[Incoming; 32]> = SmallVec::from_elem(Incoming::Nothing, count as usize);
    let mut changed = true;
    let mut dropped = false;
    while changed {
        changed = false;
        incoming.fill(Incoming::Nothing);
        for block in body.blocks.ids() {
            for edge in body.edges(block) {
                let arguments = body.list(edge.arguments);
                let at = first[edge.block.index()] as usize;
                let params = body.blocks[edge.block].params.iter().zip(&mut incoming[at..]);
                for ((&param, slot), &argument) in params.zip(arguments) {
                    if alias[param.index()] != param {
                        continue;
                    }
                    let argument = resolve(alias, argument);
                    if argument == param {
                        continue;
                    }
                    *slot = match *slot {
                        Incoming::Nothing => Incoming::One(argument),
                        Incoming::One(same) if same == argument => continue,
                        Incoming::One(_) | Incoming::Several => Incoming::Several,
                    };
                }
            }
        }
        for (block, &first) in body.blocks.values().zip(&first).skip(1) {
            for (&param, &slot) in block.params.iter().zip(&incoming[first as usize..]) {
                if alias[param.index()] == param
                    && let Incoming::One(value) = slot
                {
                    let value = resolve(alias, value);
                    if value != param {
                        alias[param.index()] = value;
                        changed = true;
                        dropped = true;
                    }
                }
            }
        }
    }
    if !dropped {
        return false;
    }
    let filter = |edge: &mut Edge, body: &mut Body| {
        let params = &body.blocks[edge.block].params;
        if params.iter().all(|&param| alias[param.index()] == param) {
            return;
        }
        let arguments = body.list(edge.arguments).iter().zip(params);
        let kept = arguments.filter(|&(_, &param)| alias[param.index()] == param);
        let kept: Arguments = kept.map(|(&argument, _)| argument).collect();
        edge.arguments = body.operands(&kept);
    };
    for block in body.blocks.ids() {
        let mut terminator = body.blocks[block].terminator;
        match &mut terminator {
            Terminator::Jump(edge) => filter(edge, body),
            Terminator::Branch(_, on_true, on_false) => {
                filter(on_true, body);
                filter(on_false, body);
            }
            Terminator::Return(_) | Terminator::Unreachable => continue,
        }
        body.blocks[block].terminator = terminator;
    }
    for block in body.blocks.ids() {
        body.blocks[block].params.retain(|&param| alias[param.index()] == param);
    }
    true
}

/// Removes `CheckDefined` of values that cannot be `Undefined`: neither the literal nor a parameter that may
/// receive it. Whether there were any.
fn remove_needless_checks(body: &mut Body, alias: &mut [GenericValue]) -> bool {
    let is_undefined = |inst: &Inst| matches!(inst.op, Op::Literal(Literal::Undefined));
    // A list where there is nothing to be marked is not worth its making.
    let mut maybe: Vec<bool> = Vec::new();
    if body.insts.values().any(is_undefined) {
        maybe.extend(body.insts.values().map(is_undefined));
    }
    let mut changed = !maybe.is_empty();
    while changed {
        changed = false;
        for block in body.blocks.ids() {
            for &value in &body.blocks[block].insts {
                if let Op::Narrow { value: source, .. } = body.insts[value].op
                    && maybe[resolve(alias, source).index()]
                    && !maybe[value.index()]
                {
                    maybe[value.index()] = true;
                    changed = true;
                }
            }
            for edge in body.edges(block) {
                for (&param, &argument) in
                    body.blocks[edge.block].params.iter().zip(body.list(edge.arguments))
                {
                    if maybe[resolve(alias, argument).index()] && !maybe[param.index()] {
                        maybe[param.index()] = true;
                        changed = true;
                    }
                }
            }
        }
    }
    let mut dropped = false;
    for block in body.blocks.ids() {
        let mut insts = core::mem::take(&mut body.blocks[block].insts);
        insts.retain(|&value| match body.insts[value].op {
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
