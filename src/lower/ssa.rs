//! Builds a generic body in SSA form while statements are lowered in order.
//!
//! The construction is that of Braun et al., "Simple and Efficient Construction of Static Single Assignment
//! Form" (CC 2013): a variable is looked up in the current block, then in its predecessors; a block whose
//! predecessors are not all known yet (a loop head) gets parameters that are filled in when it is sealed.
//! At the end, parameters that always receive the same value are removed.
//!
//! Invariant: every block is sealed exactly once, after its last predecessor's terminator was set.

use juliette_ir::generic::{Body, Edge, GenericBlock, GenericValue, Inst, Literal, Op, Operands, Terminator};
use juliette_support::{Id, define_id};
use rustc_hash::FxHashMap;

define_id! {
    /// A local variable of the body under construction.
    pub struct Variable; "var"
}

/// Control flow of a block under construction, kept apart from the body until the arguments are known.
#[derive(Clone, Debug, Default)]
struct Construction {
    predecessors: Vec<GenericBlock>,
    sealed: bool,
    /// Parameters that stand for variables, in the order of the block's parameters.
    variables: Vec<Option<Variable>>,
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
    definitions: FxHashMap<(Variable, GenericBlock), GenericValue>,
    terminated: bool,
}

/// A jump whose arguments are found when the target is sealed.
#[derive(Clone, Copy)]
enum Exit {
    Jump(GenericBlock),
    Branch(GenericValue, GenericBlock, GenericBlock),
}

impl Builder {
    /// Starts in a sealed entry block.
    pub fn new(body: Body) -> Self {
        let line = body.line;
        let mut builder = Self {
            body,
            current: GenericBlock(0),
            line,
            in_bounds: false,
            blocks: Vec::new(),
            definitions: FxHashMap::default(),
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
        self.definitions.insert((variable, block), value);
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
                    let mut arguments = body.list(edge.arguments).to_vec();
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

    /// The finished body, its needless parameters removed.
    pub fn finish(mut self) -> Body {
        remove_needless_params(&mut self.body);
        remove_needless_checks(&mut self.body);
        self.body
    }
}

/// Removes block parameters that receive one and the same value (or themselves) on every edge, until none is
/// left, so that a loop carries only the variables that it changes.
fn remove_needless_params(body: &mut Body) {
    let mut alias: Vec<GenericValue> = body.insts.ids().collect();
    let resolve = |alias: &[GenericValue], mut value: GenericValue| {
        while alias[value.index()] != value {
            value = alias[value.index()];
        }
        value
    };
    let mut changed = true;
    let mut dropped = false;
    while changed {
        changed = false;
        // What each parameter receives: nothing yet, one value, or several.
        let mut incoming: Vec<Option<Option<GenericValue>>> = vec![None; alias.len()];
        for block in body.blocks.ids() {
            for edge in body.edges(block) {
                let arguments = body.list(edge.arguments);
                for (&param, &argument) in body.blocks[edge.block].params.iter().zip(arguments) {
                    let argument = resolve(&alias, argument);
                    if resolve(&alias, param) != param || argument == param {
                        continue;
                    }
                    let slot = &mut incoming[param.index()];
                    *slot = match *slot {
                        None => Some(Some(argument)),
                        Some(Some(same)) if same == argument => Some(Some(same)),
                        Some(_) => Some(None),
                    };
                }
            }
        }
        let entry = GenericBlock(0);
        for block in body.blocks.ids().filter(|&block| block != entry) {
            for &param in &body.blocks[block].params {
                if alias[param.index()] == param
                    && let Some(Some(value)) = incoming[param.index()]
                {
                    let value = resolve(&alias, value);
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
        return;
    }
    let keep: Vec<Vec<bool>> = body
        .blocks
        .values()
        .map(|data| data.params.iter().map(|&param| alias[param.index()] == param).collect())
        .collect();
    for block in body.blocks.ids() {
        let mut terminator = body.blocks[block].terminator;
        let filter = |edge: &mut Edge, body: &mut Body| edge.arguments = kept(body, edge, &keep);
        match &mut terminator {
            Terminator::Jump(edge) => filter(edge, body),
            Terminator::Branch(_, on_true, on_false) => {
                filter(on_true, body);
                filter(on_false, body);
            }
            Terminator::Return(_) | Terminator::Unreachable => {}
        }
        body.blocks[block].terminator = terminator;
    }
    for block in body.blocks.ids() {
        let mut flags = keep[block.index()].iter();
        body.blocks[block].params.retain(|_| *flags.next().expect("a flag per parameter"));
    }
    body.edit_operands(|value| *value = resolve(&alias, *value));
}

fn kept(body: &mut Body, edge: &Edge, keep: &[Vec<bool>]) -> Operands {
    let arguments: Vec<_> = body
        .list(edge.arguments)
        .iter()
        .zip(&keep[edge.block.index()])
        .filter_map(|(&argument, &kept)| kept.then_some(argument))
        .collect();
    body.operands(&arguments)
}

/// Removes `CheckDefined` of values that cannot be `Undefined`: neither the literal nor a parameter that may
/// receive it.
fn remove_needless_checks(body: &mut Body) {
    if !body.insts.values().any(|inst| matches!(inst.op, Op::CheckDefined(..))) {
        return;
    }
    let mut maybe: Vec<bool> =
        body.insts.values().map(|inst| matches!(inst.op, Op::Literal(Literal::Undefined))).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for block in body.blocks.ids() {
            for &value in &body.blocks[block].insts {
                if let Op::Narrow { value: source, .. } = body.insts[value].op
                    && maybe[source.index()]
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
                    if maybe[argument.index()] && !maybe[param.index()] {
                        maybe[param.index()] = true;
                        changed = true;
                    }
                }
            }
        }
    }
    let mut alias: Vec<GenericValue> = body.insts.ids().collect();
    for block in body.blocks.ids() {
        let mut insts = core::mem::take(&mut body.blocks[block].insts);
        insts.retain(|&value| match body.insts[value].op {
            Op::CheckDefined(checked, _) if !maybe[checked.index()] => {
                alias[value.index()] = checked;
                false
            }
            _ => true,
        });
        body.blocks[block].insts = insts;
    }
    body.edit_operands(|value| {
        while alias[value.index()] != *value {
            *value = alias[value.index()];
        }
    });
}
