//! Simplifies control flow: branches that are decided, jumps to jumps, blocks with one way in.
//!
//! - a `branch` or `switch` on a constant, or on a condition that a dominating branch decided, becomes a `jump`
//! - a `branch` on `not` exchanges its edges
//! - an edge to a block that does nothing but jump on leads to where that goes
//! - a block whose only way in is a `jump` becomes part of the block before it

use crate::Scratch;
use crate::dominating::decided_condition;
use juliette_ir::{Block, Cfg, Function, Imm, Inst, Op, Ty, Value};
use juliette_support::Id;

/// Simplifies control flow and drops blocks that cannot be reached.
pub fn simplify_flow(func: &mut Function, scratch: &mut Scratch) {
    scratch.compute_cfg(func);
    let mut changed = false;
    for &block in scratch.cfg.order() {
        changed |= decide(func, block, &scratch.cfg);
    }
    for &block in scratch.cfg.order() {
        changed |= skip_empty_blocks(func, block);
    }
    if changed {
        scratch.flow_changed();
        scratch.compute_cfg(func);
    }
    if merge_chains(func, &scratch.cfg) {
        scratch.flow_changed();
    }
    func.resolve_aliases();
}

/// Turns a decided terminator into a jump. Tells whether edges changed.
fn decide(func: &mut Function, block: Block, cfg: &Cfg) -> bool {
    let last = func.last_inst(block);
    let mut changed = false;
    let op = func.op(last);
    let taken = if op == Op::Branch {
        changed = negate_edges(func, last);
        let condition = func.args(last)[0];
        let known = func.const_bits(condition).map(|bits| bits & 1 != 0);
        let same = func.edge(last, 0).block == func.edge(last, 1).block
            && func.edge(last, 0).args == func.edge(last, 1).args;
        match known.or_else(|| decided_condition(func, cfg, block, condition)) {
            Some(truth) => Some(usize::from(!truth)),
            None if same => Some(0),
            None => None,
        }
    } else if op == Op::Switch {
        func.const_bits(func.args(last)[0]).map(|bits| {
            let case = func.edges(last).skip(1).position(|edge| edge.case == bits as u64 as i64);
            case.map_or(0, |case| case + 1)
        })
    } else {
        None
    };
    let Some(taken) = taken else { return changed };
    let edge = func.edge(last, taken);
    let (target, args) = (edge.block, edge.args.to_vec());
    make_jump(func, last, target, &args);
    true
}

fn make_jump(func: &mut Function, terminator: Inst, target: Block, args: &[Value]) {
    func.rewrite_inst(terminator, Op::Jump, Ty::Ptr, Ty::Ptr, Imm::Edges, &[]);
    func.set_edges(terminator, [(target, args, 0)]);
}

/// A branch on `not c` becomes one on `c` with its edges exchanged.
fn negate_edges(func: &mut Function, branch: Inst) -> bool {
    let mut changed = false;
    while let Some(not) = func.def_inst(func.args(branch)[0]).filter(|&inst| func.op(inst) == Op::Not) {
        let condition = func.args(not)[0];
        let (yes, no) = (func.edge(branch, 0), func.edge(branch, 1));
        let (yes_block, yes_args) = (yes.block, yes.args.to_vec());
        let (no_block, no_args) = (no.block, no.args.to_vec());
        func.set_edge(branch, 0, no_block, &no_args);
        func.set_edge(branch, 1, yes_block, &yes_args);
        func.set_arg(branch, 0, condition);
        changed = true;
    }
    changed
}

/// Leads each edge of a block past blocks without parameters that only jump on.
fn skip_empty_blocks(func: &mut Function, block: Block) -> bool {
    let mut changed = false;
    let last = func.last_inst(block);
    for index in 0..func.edge_count(last) {
        // A bound on steps, for empty blocks can jump in circles.
        for _ in 0..8 {
            let edge = func.edge(last, index);
            let through = edge.block;
            let jump = func.first_inst(through);
            if func.op(jump) != Op::Jump || !func.params(through).is_empty() || through == block {
                break;
            }
            let next = func.edge(jump, 0);
            if next.block == through {
                break;
            }
            let (target, args) = (next.block, next.args.to_vec());
            func.set_edge(last, index, target, &args);
            changed = true;
        }
    }
    changed
}

/// Merges blocks into the one before them where that is their only way in and has no other way out.
fn merge_chains(func: &mut Function, cfg: &Cfg) -> bool {
    let mut order = Vec::with_capacity(cfg.order().len());
    // By block: merged into another one.
    let mut merged = vec![false; func.block_bound()];
    for &block in cfg.order() {
        if merged[block.index()] {
            continue;
        }
        order.push(block);
        loop {
            let last = func.last_inst(block);
            if func.op(last) != Op::Jump {
                break;
            }
            let edge = func.edge(last, 0);
            let next = edge.block;
            if next == block || merged[next.index()] || cfg.preds(next).len() != 1 {
                break;
            }
            let args = edge.args.to_vec();
            for (param, arg) in func.params(next).to_vec().into_iter().zip(args) {
                func.replace_value(param, arg);
            }
            func.remove_inst(last);
            append_all(func, block, next);
            merged[next.index()] = true;
        }
    }
    func.set_block_order(&order);
    order.len() != cfg.order().len()
}

fn append_all(func: &mut Function, block: Block, from: Block) {
    let mut inst = func.first_inst(from);
    while inst.is_some() {
        let next = func.next_inst(inst);
        func.unlink_inst(inst);
        func.append_inst(block, inst);
        inst = next;
    }
}
