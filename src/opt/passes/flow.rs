//! Simplifies control flow where branches are decided, and joins the blocks that are left.
//!
//! - a `branch` or `switch` on a constant, or on a condition that a dominating branch decided, becomes a `jump`
//! - a `branch` on `not` exchanges its edges

use crate::dominating::decided_condition;
use crate::join::{join_blocks, leads_one_way, make_jump};
use crate::{Changes, Scratch};
use juliette_ir::{Block, Cfg, Function, Inst, Op, Value};
use juliette_support::Id;

/// Simplifies control flow and drops blocks that cannot be reached.
pub fn simplify_flow(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let mut changed = false;
    let conditions = turn_branches(func, scratch, &mut changed);
    if conditions == Conditions::Repeated {
        scratch.cfg.add_dominators();
    }
    let Scratch { cfg, marks, values, .. } = scratch;
    if conditions != Conditions::None {
        for &block in cfg.order() {
            changed |= decide(func, block, cfg, marks, values);
        }
    }
    if changed {
        scratch.flow_changed();
    }
    join_blocks(func, scratch).and(Changes::EDGES.and(Changes::UNUSED).when(changed))
}

/// What the branches of a function ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conditions {
    /// There are none.
    None,
    /// Each something else.
    Different,
    /// Some the same.
    Repeated,
}

/// Makes every `branch` on `not` one on what is negated, and marks the conditions: 1 for those of one branch, 2 for those
/// of several.
fn turn_branches(func: &mut Function, scratch: &mut Scratch, turned: &mut bool) -> Conditions {
    let Scratch { cfg, marks, .. } = scratch;
    let mut found = Conditions::None;
    for &block in cfg.order() {
        let last = func.last_inst(block);
        if func.op(last) == Op::Branch {
            if found == Conditions::None {
                found = Conditions::Different;
                marks.clear();
                marks.resize(func.value_bound(), 0);
            }
            *turned |= negate_edges(func, last);
            let mark = &mut marks[func.arg(last, 0).index()];
            if *mark > 0 {
                found = Conditions::Repeated;
            }
            *mark = if *mark > 0 { 2 } else { 1 };
        } else if func.op(last) == Op::Switch && found == Conditions::None {
            found = Conditions::Different;
            marks.clear();
            marks.resize(func.value_bound(), 0);
        }
    }
    found
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

/// Turns a decided terminator into a jump. Tells whether it did.
fn decide(func: &mut Function, block: Block, cfg: &Cfg, marks: &[u8], args: &mut Vec<Value>) -> bool {
    let last = func.last_inst(block);
    let op = func.op(last);
    let taken = if op == Op::Branch {
        let condition = func.arg(last, 0);
        let known = func.const_bits(condition).map(|bits| bits & 1 != 0);
        let known = known.or_else(|| match marks[condition.index()] {
            2 => decided_condition(func, cfg, block, condition),
            _ => None,
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
