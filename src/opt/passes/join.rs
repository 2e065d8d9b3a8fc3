//! Joins blocks: jumps to jumps, blocks with one way in.
//!
//! - an edge to a block that does nothing but jump on leads to where that goes
//! - a block whose only way in is a `jump` becomes part of the block before it

use crate::{Changes, Scratch};
use juliette_ir::{Block, EdgeId, Function, Imm, Inst, Op, Tables, Ty, Value};
use juliette_support::Id;

/// Joins blocks and drops those that cannot be reached.
pub fn join_blocks(func: &mut Function, scratch: &mut Scratch) -> Changes {
    let mut changes = Changes::NONE;
    let tables = func.tables();
    if func.blocks().iter().any(|&block| onward(&tables, block).is_some()) {
        changes = skip_empty_blocks(func, &mut scratch.values);
    }
    if changes != Changes::NONE {
        scratch.flow_changed();
    }
    scratch.lay_out(func);
    changes = changes.and(merge_chains(func, scratch));
    if func.has_aliases() {
        changes = changes.and(Changes::VALUES);
        func.resolve_aliases();
    }
    changes
}

/// Whether an instruction is a `branch` of which both edges do the same.
pub(crate) fn leads_one_way(func: &Function, last: Inst) -> bool {
    if func.op(last) != Op::Branch {
        return false;
    }
    let (yes, no) = (func.edge(last, 0), func.edge(last, 1));
    yes.block == no.block && yes.args == no.args
}

/// Turns a terminator into a jump along one of its edges.
pub(crate) fn make_jump(func: &mut Function, last: Inst, taken: usize, args: &mut Vec<Value>) {
    let edge = func.edge(last, taken);
    let target = edge.block;
    args.clear();
    args.extend_from_slice(edge.args);
    func.rewrite_inst(last, Op::Jump, Ty::Ptr, Ty::Ptr, Imm::Edges, &[]);
    func.set_edges(last, [(target, &args[..], 0)]);
}

/// Where a block jumps on, if it has no parameters and does nothing else: the jump and its edge.
#[inline]
fn onward(tables: &Tables<'_>, block: Block) -> Option<(Inst, EdgeId)> {
    let data = &tables.blocks[block.index()];
    let first = &tables.insts[data.first.index()];
    (first.op == Op::Jump && data.params.len == 0).then(|| (data.first, EdgeId(first.edge_range().start)))
}

/// Leads edges past empty blocks. A `branch` whose edges do the same then becomes a jump.
fn skip_empty_blocks(func: &mut Function, args: &mut Vec<Value>) -> Changes {
    let mut changes = Changes::NONE;
    for at in 0..func.blocks().len() {
        let last = func.last_inst(func.blocks()[at]);
        let edges = func.edge_ids(last);
        let mut changed = false;
        for edge in edges {
            // A bound on steps, for empty blocks can jump in circles.
            for _ in 0..8 {
                let tables = func.tables();
                let through = tables.edges[edge.index()].block;
                let Some((jump, on)) = onward(&tables, through) else { break };
                let next = &tables.edges[on.index()];
                let target = next.block;
                if jump == last || target == through {
                    break;
                }
                if next.args.len == 0 {
                    func.redirect_edge(edge, target);
                } else {
                    args.clear();
                    args.extend_from_slice(&tables.pool[next.args.of()]);
                    func.set_edge(edge, target, args);
                }
                changed = true;
            }
        }
        if changed {
            changes = changes.and(Changes::EDGES);
            if leads_one_way(func, last) {
                make_jump(func, last, 0, args);
                changes = changes.and(Changes::UNUSED);
            }
        }
    }
    changes
}

/// Merges blocks into the one before them where that is their only way in and has no other way out.
fn merge_chains(func: &mut Function, scratch: &mut Scratch) -> Changes {
    let Scratch { cfg, head_of, .. } = &mut *scratch;
    let mut some = false;
    for at in 0..cfg.order().len() {
        let block = cfg.order()[at];
        // A block merges with what follows unless it was merged itself, and then its head did.
        if some && head_of[block.index()] != Block::NONE {
            continue;
        }
        loop {
            let last = func.last_inst(block);
            if func.op(last) != Op::Jump {
                break;
            }
            let next = func.edge_target(last, 0);
            if next == block || cfg.preds(next).len() != 1 {
                break;
            }
            if !some {
                some = true;
                head_of.clear();
                head_of.resize(func.block_bound(), Block::NONE);
            }
            for i in 0..func.params(next).len() {
                let (param, arg) = (func.param(next, i), func.edge(last, 0).args[i]);
                func.replace_value(param, arg);
            }
            func.remove_inst(last);
            func.move_all(next, block);
            head_of[next.index()] = block;
        }
    }
    if some {
        cfg.merge(head_of);
        func.set_block_order(cfg.order());
    }
    Changes::EDGES.when(some)
}
