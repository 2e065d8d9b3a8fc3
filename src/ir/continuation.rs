//! The rest of a body from one of its blocks on, as a body of its own: how a frame that was carried out instruction by
//! instruction goes on as compiled code in the middle of a loop.
//!
//! What is alive at the block becomes the new body's parameters. A live value whose definition the rest comes upon again
//! (the block is within an outer loop) has two definitions then, the parameter and the old one; each block where it is
//! alive gets it as a block parameter, so that every use sees the right one.

use crate::generic::{Body, Edge, GenericBlock, GenericValue, Op, Operands, Terminator};
use rustc_hash::FxHashMap;

/// A set of values.
#[derive(Clone, PartialEq)]
struct Values(Vec<u64>);

impl Values {
    fn none(body: &Body) -> Values {
        Values(vec![0; body.insts.len().div_ceil(64)])
    }

    fn has(&self, value: GenericValue) -> bool {
        self.0[value.0 as usize / 64] >> (value.0 % 64) & 1 == 1
    }

    fn add(&mut self, value: GenericValue) {
        self.0[value.0 as usize / 64] |= 1 << (value.0 % 64);
    }

    fn remove(&mut self, value: GenericValue) {
        self.0[value.0 as usize / 64] &= !(1 << (value.0 % 64));
    }

    fn extend(&mut self, other: &Values) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    fn iter(&self) -> impl Iterator<Item = GenericValue> {
        let bits = |(index, &word): (usize, &u64)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index as u32 * 64 + bit)
        };
        self.0.iter().enumerate().flat_map(bits).map(GenericValue)
    }
}

/// The rest of `body` from block `start` on, and the values of `body` that its parameters stand for, in their order:
/// first the parameters of `start`.
pub fn continuation(body: &Body, start: GenericBlock) -> (Body, Vec<GenericValue>) {
    let reached = reached(body, start);
    let live = live_values(body, &reached);
    let crossing: Vec<GenericValue> = live[&start].iter().collect();
    let mut again = Values::none(body);
    for &block in &reached {
        defined(body, block).for_each(|value| again.add(value));
    }

    let mut rest = Body::new(body.name, body.module, body.file, body.line);
    rest.static_params.clone_from(&body.static_params);
    let mut copy = Copy {
        body,
        blocks: FxHashMap::default(),
        plain: FxHashMap::default(),
        joined: FxHashMap::default(),
    };
    let entry = rest.add_block();
    let mut taken = body.blocks[start].params.to_vec();
    taken.extend(&crossing);
    let given: Vec<GenericValue> =
        taken.iter().map(|&value| rest.add_param(entry, body.insts[value].line)).collect();
    let params = body.blocks[start].params.len();
    for (&value, &param) in crossing.iter().zip(&given[params..]) {
        if !again.has(value) {
            copy.plain.insert(value, param);
        }
    }
    let joined = |block: GenericBlock| -> Vec<GenericValue> {
        crossing.iter().copied().filter(|&value| again.has(value) && live[&block].has(value)).collect()
    };
    for &block in &reached {
        let new = rest.add_block();
        copy.blocks.insert(block, new);
        for &param in &body.blocks[block].params {
            let param_copy = rest.add_param(new, body.insts[param].line);
            copy.plain.insert(param, param_copy);
        }
        for value in joined(block) {
            let param = rest.add_param(new, body.insts[value].line);
            copy.joined.insert((block, value), param);
        }
        for &value in &body.blocks[block].insts {
            let inst_copy = rest.add_inst(new, body.insts[value]);
            copy.plain.insert(value, inst_copy);
        }
    }

    for &block in &reached {
        for &value in &body.blocks[block].insts {
            let op = copy.op(&mut rest, block, body.insts[value].op);
            rest.insts[copy.plain[&value]].op = op;
        }
        let mut edge = |edge: Edge, copy: &Copy<'_>| {
            let mut arguments = copy.list(block, edge.arguments);
            arguments.extend(joined(edge.block).into_iter().map(|value| copy.value(block, value)));
            Edge { block: copy.blocks[&edge.block], arguments: rest.operands(&arguments) }
        };
        let terminator = match body.blocks[block].terminator {
            Terminator::Jump(to) => Terminator::Jump(edge(to, &copy)),
            Terminator::Branch(condition, on_true, on_false) => {
                Terminator::Branch(copy.value(block, condition), edge(on_true, &copy), edge(on_false, &copy))
            }
            Terminator::Return(value) => Terminator::Return(copy.value(block, value)),
            Terminator::Unreachable => Terminator::Unreachable,
        };
        rest.blocks[copy.blocks[&block]].terminator = terminator;
    }
    let joins = joined(start);
    let again_given = crossing.iter().zip(&given[params..]).filter(|(value, _)| joins.contains(value));
    let mut arguments = given[..params].to_vec();
    arguments.extend(again_given.map(|(_, &param)| param));
    let arguments = rest.operands(&arguments);
    rest.blocks[entry].terminator = Terminator::Jump(Edge { block: copy.blocks[&start], arguments });
    (rest, taken)
}

/// How values and blocks of the old body are called in the new one.
struct Copy<'b> {
    body: &'b Body,
    blocks: FxHashMap<GenericBlock, GenericBlock>,
    /// Values with one definition, and those with two from their old definition on.
    plain: FxHashMap<GenericValue, GenericValue>,
    /// Values with two definitions, in blocks that are not their old definition's.
    joined: FxHashMap<(GenericBlock, GenericValue), GenericValue>,
}

impl Copy<'_> {
    fn value(&self, block: GenericBlock, value: GenericValue) -> GenericValue {
        self.joined.get(&(block, value)).copied().unwrap_or_else(|| self.plain[&value])
    }

    fn list(&self, block: GenericBlock, operands: Operands) -> Vec<GenericValue> {
        self.body.list(operands).iter().map(|&value| self.value(block, value)).collect()
    }

    fn op(&self, rest: &mut Body, block: GenericBlock, op: Op) -> Op {
        match op {
            Op::Call(operands) => Op::Call(rest.operands(&self.list(block, operands))),
            Op::CallSplat(operands, mask) => Op::CallSplat(rest.operands(&self.list(block, operands)), mask),
            Op::New(operands) => Op::New(rest.operands(&self.list(block, operands))),
            Op::SetGlobal(module, name, value) => Op::SetGlobal(module, name, self.value(block, value)),
            Op::Narrow { value, condition, sense } => {
                Op::Narrow { value: self.value(block, value), condition: self.value(block, condition), sense }
            }
            Op::CheckDefined(value, name) => Op::CheckDefined(self.value(block, value), name),
            Op::Param
            | Op::Literal(_)
            | Op::Global(..)
            | Op::StaticParam(_)
            | Op::TryEnter(_)
            | Op::TryLeave(_)
            | Op::BoundsCheck => op,
        }
    }
}

/// The blocks that control can come to from `start`, which is the first.
fn reached(body: &Body, start: GenericBlock) -> Vec<GenericBlock> {
    let mut reached = vec![start];
    let mut next = 0;
    while let Some(&block) = reached.get(next) {
        for edge in body.edges(block) {
            if !reached.contains(&edge.block) {
                reached.push(edge.block);
            }
        }
        next += 1;
    }
    reached
}

/// The values that are alive where each block begins, its own parameters left out.
fn live_values(body: &Body, reached: &[GenericBlock]) -> FxHashMap<GenericBlock, Values> {
    let mut live: FxHashMap<GenericBlock, Values> =
        reached.iter().map(|&block| (block, Values::none(body))).collect();
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for &block in reached.iter().rev() {
            let mut values = Values::none(body);
            for edge in body.edges(block) {
                values.extend(&live[&edge.block]);
                body.list(edge.arguments).iter().for_each(|&value| values.add(value));
            }
            match body.blocks[block].terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value) => values.add(value),
                Terminator::Jump(_) | Terminator::Unreachable => {}
            }
            for &value in body.blocks[block].insts.iter().rev() {
                values.remove(value);
                uses(body, body.insts[value].op, |used| values.add(used));
            }
            body.blocks[block].params.iter().for_each(|&param| values.remove(param));
            if live[&block] != values {
                live.insert(block, values);
                has_changed = true;
            }
        }
    }
    live
}

fn uses(body: &Body, op: Op, mut each: impl FnMut(GenericValue)) {
    match op {
        Op::Call(operands) | Op::CallSplat(operands, _) | Op::New(operands) => {
            body.list(operands).iter().copied().for_each(each);
        }
        Op::SetGlobal(_, _, value) | Op::CheckDefined(value, _) => each(value),
        Op::Narrow { value, condition, .. } => {
            each(value);
            each(condition);
        }
        Op::Param
        | Op::Literal(_)
        | Op::Global(..)
        | Op::StaticParam(_)
        | Op::TryEnter(_)
        | Op::TryLeave(_)
        | Op::BoundsCheck => {}
    }
}

/// The values that a block defines.
fn defined(body: &Body, block: GenericBlock) -> impl Iterator<Item = GenericValue> {
    let data = &body.blocks[block];
    data.params.iter().chain(&data.insts).copied()
}
