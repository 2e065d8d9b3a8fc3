//! Joins blocks: jumps to jumps, blocks with one way in.
//!
//! - an edge to a block that does nothing but jump on leads to where that goes
//! - a block whose only way in is a `jump` becomes part of the block before it

use crate::{Changes, Scratch};
use juliette_ir::{Block, Function, Op, Value};
use juliette_support::Id;

/// Joins blocks and drops those that cannot be reached.
pub fn join_blocks(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let mut changed = false;
    for &block in scratch.cfg.order() {
        changed |= skip_empty_blocks(func, block, &mut scratch.values);
    }
    if changed {
        scratch.flow_changed();
        scratch.compute_order(func);
    }
    changed |= merge_chains(func, scratch);
    let has_new_names = func.has_aliases();
    func.resolve_aliases();
    Changes::EDGES.when(changed).and(Changes::VALUES.when(has_new_names))
}

/// Leads each edge of a block past blocks without parameters that only jump on.
fn skip_empty_blocks(func: &mut Function, block: Block, args: &mut Vec<Value>) -> bool {
    let mut changed = false;
    let last = func.last_inst(block);
    for index in 0..func.edge_count(last) {
        // A bound on steps, for empty blocks can jump in circles.
        for _ in 0..8 {
            let through = func.edge_target(last, index);
            let jump = func.first_inst(through);
            if func.op(jump) != Op::Jump || !func.params(through).is_empty() || through == block {
                break;
            }
            let next = func.edge(jump, 0);
            let target = next.block;
            if target == through {
                break;
            }
            args.clear();
            args.extend_from_slice(next.args);
            func.set_edge(last, index, target, args);
            changed = true;
        }
    }
    changed
}

/// Merges blocks into the one before them where that is their only way in and has no other way out. Tells whether there
/// were such.
fn merge_chains(func: &mut Function, scratch: &mut Scratch) -> bool {
    let Scratch { cfg, marks: merged, blocks: order, .. } = &mut *scratch;
    order.clear();
    merged.clear();
    merged.resize(func.block_bound(), 0);
    for &block in cfg.order() {
        if merged[block.index()] != 0 {
            continue;
        }
        order.push(block);
        loop {
            let last = func.last_inst(block);
            if func.op(last) != Op::Jump {
                break;
            }
            let next = func.edge_target(last, 0);
            if next == block || merged[next.index()] != 0 || cfg.preds(next).len() != 1 {
                break;
            }
            for i in 0..func.params(next).len() {
                let (param, arg) = (func.params(next)[i], func.edge(last, 0).args[i]);
                func.replace_value(param, arg);
            }
            func.remove_inst(last);
            func.move_all(next, block);
            merged[next.index()] = 1;
        }
    }
    let some = order.len() != cfg.order().len();
    if some {
        func.set_block_order(order);
        scratch.flow_changed();
    } else {
        scratch.lay_out(func);
    }
    some
}
