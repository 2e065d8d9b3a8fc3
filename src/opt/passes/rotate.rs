//! Loop rotation: an innermost loop that tests at its top tests at its bottom instead, behind a copy of the test.
//!
//! ```text
//! block1: test; branch body, exit             block1': test; branch body, exit      (once, from outside)
//! body:   …; jump block1              →       body:    …; jump block1
//!                                             block1:  test; branch body, exit
//! ```
//!
//! The loop's header is then the body, which runs whenever the loop is entered: what may not run where it did not run
//! before, such as a load, can leave the loop from there. The copied block's values have two definitions, which
//! `repair.rs` joins. Loops that test at their bottom already, and headers with many instructions or calls, stay.

use crate::Scratch;
use crate::params::drop_redundant_params;
use crate::repair::{Repairs, used_outside};
use crate::thread::{can_copy, copy_insts};
use juliette_ir::{Block, Cfg, Function, Imm, InstSpec, Op, Ty, Value};
use juliette_support::Id;
use rustc_hash::FxHashMap;

/// Rotates innermost loops.
pub fn rotate_loops(func: &mut Function, scratch: &mut Scratch) {
    scratch.compute_cfg(func);
    func.set_block_order(scratch.cfg.order());
    let headers = candidates(func, &scratch.cfg);
    if headers.is_empty() {
        return;
    }
    used_outside(func, &scratch.cfg, &mut scratch.marks);
    let mut repairs = Repairs::default();
    for header in headers {
        let outside: Vec<Block> = scratch
            .cfg
            .preds(header)
            .iter()
            .copied()
            .filter(|&pred| !scratch.cfg.dominates(header, pred))
            .collect();
        let mut copied: Vec<(Value, Block, Value)> = Vec::new();
        copy(func, header, &outside, |value, block, copy| copied.push((value, block, copy)));
        for (value, block, copy) in copied {
            if scratch.marks.get(value.index()) == Some(&true) {
                repairs.add(func, value, header, block, copy);
            }
        }
    }
    scratch.flow_changed();
    scratch.compute_cfg(func);
    func.set_block_order(scratch.cfg.order());
    repairs.apply(func, &scratch.cfg);
    drop_redundant_params(func, scratch);
}

fn candidates(func: &Function, cfg: &Cfg) -> Vec<Block> {
    let mut headers: Vec<Block> = Vec::new();
    let mut has_inner = vec![false; func.block_bound()];
    let mut is_taken = vec![false; func.block_bound()];
    for &header in cfg.order().iter().filter(|&&block| cfg.is_loop_header(block)) {
        if let Some(outer) = cfg.outer_loop(header) {
            has_inner[outer.index()] = true;
        }
    }
    for &header in cfg.order() {
        let last = func.last_inst(header);
        let is_loop = cfg.is_loop_header(header) && !has_inner[header.index()];
        if !is_loop || func.op(last) != Op::Branch || !can_copy(func, header) {
            continue;
        }
        let is_inside = |block: Block| cfg.is_in_loop(block, header);
        let inside = func.edges(last).filter(|edge| is_inside(edge.block) && edge.block != header).count();
        let outside = func.edges(last).filter(|edge| !is_inside(edge.block)).count();
        let good = cfg.preds(header).iter().all(|&pred| {
            if cfg.dominates(header, pred) {
                func.op(func.last_inst(pred)) == Op::Jump
            } else {
                !is_taken[pred.index()]
            }
        });
        if inside == 1 && outside == 1 && good {
            is_taken[header.index()] = true;
            headers.push(header);
        }
    }
    headers
}

/// Copies the header for the edges from outside.
fn copy(func: &mut Function, header: Block, outside: &[Block], mut record: impl FnMut(Value, Block, Value)) {
    let new = func.make_block();
    let mut names: FxHashMap<Value, Value> = FxHashMap::default();
    copy_insts(func, header, new, &mut names, &mut |value, copied| record(value, new, copied));
    let last = func.last_inst(header);
    let rename = |value: &Value| names.get(value).copied().unwrap_or(*value);
    let condition = rename(&func.args(last)[0]);
    let edges: Vec<(Block, Vec<Value>)> =
        func.edges(last).map(|edge| (edge.block, edge.args.iter().map(rename).collect())).collect();
    let loc = func.inst(last).loc;
    let spec = InstSpec { op: Op::Branch, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc };
    let branch = func.make_inst(spec, &[condition]);
    func.append_inst(new, branch);
    func.set_edges(branch, edges.iter().map(|(block, args)| (*block, &args[..], 0)));
    for &pred in outside {
        let last = func.last_inst(pred);
        for index in 0..func.edge_count(last) {
            if func.edge(last, index).block == header {
                let args = func.edge(last, index).args.to_vec();
                func.set_edge(last, index, new, &args);
            }
        }
    }
}
