//! Removes what nothing needs: instructions whose results are not used, block parameters likewise (cycles of them
//! included), and blocks that control cannot reach.
//!
//! Needed is what an instruction with effects uses; then what needed instructions use; and an argument of an edge
//! if the parameter that takes it is needed. Blocks are visited last one first, and so are their instructions: all uses
//! come before what they use then, but for edges that lead back, which are followed when it is known which
//! of their targets' parameters are needed.

use crate::{Changes, Scratch};
use juliette_ir::{Block, Cfg, Function, Inst, Value, ValueDef};
use juliette_support::Id;

/// Removes unneeded instructions, parameters and blocks.
pub fn eliminate_dead_code(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.lay_out(func);
    let Scratch { cfg, marks: needed, values: work, .. } = scratch;
    needed.clear();
    needed.resize(func.value_bound(), 0);
    let mut changed = false;
    for &block in cfg.order().iter().rev() {
        mark_edges(func, cfg, block, needed);
        let mut inst = func.last_inst(block);
        while inst.is_some() {
            let before = func.prev_inst(inst);
            if is_needed(func, inst, needed) {
                for &arg in func.args(inst) {
                    needed[arg.index()] = 1;
                }
            } else if !cfg.has_cycles() {
                func.remove_inst(inst);
                changed = true;
            }
            inst = before;
        }
    }
    if cfg.has_cycles() {
        mark_cycles(func, cfg, needed, work);
        for &block in cfg.order() {
            let mut inst = func.first_inst(block);
            while inst.is_some() {
                let next = func.next_inst(inst);
                if !is_needed(func, inst, needed) {
                    func.remove_inst(inst);
                    changed = true;
                }
                inst = next;
            }
        }
    }
    for &block in &cfg.order()[1..] {
        if func.params(block).iter().all(|&param| needed[param.index()] != 0) {
            continue;
        }
        changed = true;
        // Edge arguments first, while parameters still stand at their places.
        work.clear();
        work.extend_from_slice(func.params(block));
        for &edge in cfg.in_edges(block) {
            func.retain_edge_args(edge, |i| needed[work[i].index()] != 0);
        }
        func.retain_params(block, |_, value| needed[value.index()] != 0);
    }
    Changes::REMOVED.when(changed)
}

#[inline]
fn is_needed(func: &Function, inst: Inst, needed: &[u8]) -> bool {
    let data = func.inst(inst);
    let [first, second] = *data.result_pair();
    let is_used = |value: Value| needed.get(value.index()).is_some_and(|&mark| mark != 0);
    !data.op.is_removable() || is_used(first) || is_used(second)
}

/// Marks what a block's edges that lead forward pass to needed parameters.
fn mark_edges(func: &Function, cfg: &Cfg, block: Block, needed: &mut [u8]) {
    for edge in func.edges(func.last_inst(block)) {
        if cfg.position(edge.block) > cfg.position(block) {
            for (&param, &arg) in func.params(edge.block).iter().zip(edge.args) {
                needed[arg.index()] |= needed[param.index()];
            }
        }
    }
}

/// Marks what the other edges pass to needed parameters, and all that is needed for it.
fn mark_cycles(func: &Function, cfg: &Cfg, needed: &mut [u8], work: &mut Vec<Value>) {
    work.clear();
    for (target, _) in cfg.retreating() {
        for (i, &param) in func.params(target).iter().enumerate() {
            if needed[param.index()] != 0 {
                mark_passed(func, cfg, target, i, needed, work);
            }
        }
    }
    while let Some(value) = work.pop() {
        match func.def(value) {
            ValueDef::Result(inst, _) => mark(func.args(inst), needed, work),
            ValueDef::Param(block, i) => mark_passed(func, cfg, block, i as usize, needed, work),
            ValueDef::Alias(_) | ValueDef::None => {}
        }
    }
}

/// Marks what edges pass to parameter number `i` of a block.
fn mark_passed(func: &Function, cfg: &Cfg, block: Block, i: usize, needed: &mut [u8], work: &mut Vec<Value>) {
    for &edge in cfg.in_edges(block) {
        mark(&[func.edge_arg(edge, i)], needed, work);
    }
}

fn mark(values: &[Value], needed: &mut [u8], work: &mut Vec<Value>) {
    for &value in values {
        if core::mem::replace(&mut needed[value.index()], 1) == 0 {
            work.push(value);
        }
    }
}
