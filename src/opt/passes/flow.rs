//! Simplifies control flow where branches are decided, and joins the blocks that are left.
//!
//! - a `branch` or `switch` on a constant, or on a condition that a dominating branch decided, becomes a `jump`
//! - a `branch` on `not` exchanges its edges

use crate::dominating::{decided_condition, number_of_question};
use crate::join::{join_blocks, leads_one_way, make_jump};
use crate::{Changes, Scratch};
use juliette_ir::{Block, Cfg, Function, Inst, Op, Value};

/// Simplifies control flow and drops blocks that cannot be reached.
pub fn simplify_flow(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let Scratch { cfg, marks, values, .. } = &mut *scratch;
    let (mut branches, mut changed) = (0, false);
    for &block in cfg.order() {
        let last = func.last_inst(block);
        if func.op(last) == Op::Branch {
            branches += 1;
            changed |= negate_edges(func, last);
        }
    }
    marks.clear();
    if branches > 1 && mark_questions(func, cfg, branches, marks) {
        cfg.add_dominators();
    } else {
        marks.clear();
    }
    for &block in cfg.order() {
        changed |= decide(func, block, cfg, marks, values);
    }
    if changed {
        scratch.flow_changed();
    }
    join_blocks(func, scratch).and(Changes::EDGES.and(Changes::UNUSED).when(changed))
}

/// Marks what branches ask, by numbers: 1 for what one branch asks, 2 for what several do, or what shares its mark with
/// something else. Tells whether there is such.
fn mark_questions(func: &Function, cfg: &Cfg, branches: usize, marks: &mut Vec<u8>) -> bool {
    marks.resize((branches * 4).next_power_of_two(), 0);
    let mut some = false;
    for &block in cfg.order() {
        let last = func.last_inst(block);
        if func.op(last) == Op::Branch {
            let place = number_of_question(func, func.arg(last, 0)) as usize & (marks.len() - 1);
            some |= marks[place] > 0;
            marks[place] = if marks[place] > 0 { 2 } else { 1 };
        }
    }
    some
}

/// A branch on `not c` becomes one on `c` with its edges exchanged.
fn negate_edges(func: &mut Function, branch: Inst) -> bool {
    let mut turned = false;
    while let Some(not) = func.def_inst(func.arg(branch, 0)).filter(|&inst| func.op(inst) == Op::Not) {
        let condition = func.arg(not, 0);
        func.exchange_edges(branch);
        func.set_arg(branch, 0, condition);
        turned = true;
    }
    turned
}

/// Turns a decided terminator into a jump. Tells whether it did. `marks` is empty if no question is asked twice.
fn decide(func: &mut Function, block: Block, cfg: &Cfg, marks: &[u8], args: &mut Vec<Value>) -> bool {
    let last = func.last_inst(block);
    let op = func.op(last);
    let taken = if op == Op::Branch {
        let condition = func.arg(last, 0);
        let known = func.const_bits(condition).map(|bits| bits & 1 != 0);
        let known = known.or_else(|| {
            let mask = marks.len().checked_sub(1)?;
            match marks[number_of_question(func, condition) as usize & mask] {
                2 => decided_condition(func, cfg, block, condition),
                _ => None,
            }
        });
        match known {
            Some(truth) => usize::from(!truth),
            None if leads_one_way(func, last) => 0,
            None => return false,
        }
    } else if op == Op::Switch {
        let Some(bits) = func.const_bits(func.arg(last, 0)) else { return false };
        let case = func.edges(last).skip(1).position(|edge| edge.case == bits as u64 as i64);
        case.map_or(0, |case| case + 1)
    } else {
        return false;
    };
    make_jump(func, last, taken, args);
    true
}
