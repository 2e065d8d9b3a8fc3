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

use crate::params::drop_redundant_params;
use crate::thread::{can_copy, copy_insts};
use crate::{Changes, Scratch};
use juliette_ir::{Block, Function, Imm, InstSpec, Op, Ty};
use juliette_support::Id;

/// Rotates innermost loops.
pub fn rotate_loops(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.lay_out(func);
    if !scratch.cfg.has_cycles() {
        return Changes::NONE;
    }
    scratch.cfg.add_loops();
    let headers = candidates(func, scratch);
    if headers.is_empty() {
        return Changes::NONE;
    }
    scratch.repairs.begin(func);
    scratch.names.begin(func);
    for header in headers {
        copy(func, header, scratch);
    }
    scratch.flow_changed();
    scratch.lay_out(func);
    scratch.repairs.apply(func, &scratch.cfg);
    drop_redundant_params(func, scratch);
    Changes::ALL
}

/// A loop that contains another one.
const HAS_INNER: u8 = 1;
/// A loop that is to be rotated.
const TAKEN: u8 = 2;

fn candidates(func: &Function, scratch: &mut Scratch) -> Vec<Block> {
    let Scratch { cfg, marks, .. } = scratch;
    let mut headers: Vec<Block> = Vec::new();
    marks.clear();
    marks.resize(func.block_bound(), 0);
    for (header, _) in cfg.retreating().filter(|&(header, _)| cfg.is_loop_header(header)) {
        if let Some(outer) = cfg.outer_loop(header) {
            marks[outer.index()] = HAS_INNER;
        }
    }
    for &header in cfg.order() {
        let is_loop = cfg.is_loop_header(header) && marks[header.index()] & HAS_INNER == 0;
        if !is_loop {
            continue;
        }
        let last = func.last_inst(header);
        if func.op(last) != Op::Branch || !can_copy(func, header) {
            continue;
        }
        let is_inside = |block: Block| cfg.is_in_loop(block, header);
        let inside = func.edges(last).filter(|edge| is_inside(edge.block) && edge.block != header).count();
        let outside = func.edges(last).filter(|edge| !is_inside(edge.block)).count();
        let good = cfg.preds(header).iter().all(|&pred| {
            if cfg.dominates(header, pred) {
                func.op(func.last_inst(pred)) == Op::Jump
            } else {
                marks[pred.index()] & TAKEN == 0
            }
        });
        if inside == 1 && outside == 1 && good {
            marks[header.index()] |= TAKEN;
            headers.push(header);
        }
    }
    headers
}

/// Copies the header for the edges from outside.
fn copy(func: &mut Function, header: Block, scratch: &mut Scratch) {
    let new = func.make_block();
    copy_insts(func, header, new, scratch);
    let Scratch { cfg, names, values, .. } = scratch;
    let last = func.last_inst(header);
    let condition = names.renamed(func.arg(last, 0));
    let loc = func.loc(last);
    let spec = InstSpec { op: Op::Branch, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc };
    let branch = func.make_inst(spec, &[condition]);
    func.append_inst(new, branch);
    let (yes, no) = (func.edge(last, 0), func.edge(last, 1));
    let (yes_block, no_block, split) = (yes.block, no.block, yes.args.len());
    values.clear();
    values.extend(yes.args.iter().chain(no.args).map(|&arg| names.renamed(arg)));
    let (yes_args, no_args) = values.split_at(split);
    func.set_edges(branch, [(yes_block, yes_args, 0), (no_block, no_args, 0)]);
    names.forget();
    for (&pred, &edge) in cfg.preds(header).iter().zip(cfg.in_edges(header)) {
        if !cfg.dominates(header, pred) {
            func.redirect_edge(edge, new);
        }
    }
}
