//! Removes what nothing needs: instructions whose results are not used, block parameters likewise (cycles of them
//! included), and blocks that control cannot reach.
//!
//! Needed is what an instruction with effects uses; then what needed instructions use; and an argument of an edge
//! if the parameter that takes it is needed.

use crate::Scratch;
use juliette_ir::{Function, Value, ValueDef};
use juliette_support::Id;

/// Removes unneeded instructions, parameters and blocks.
pub fn eliminate_dead_code(func: &mut Function, scratch: &mut Scratch) {
    scratch.compute_cfg(func);
    let needed = &mut scratch.marks;
    needed.clear();
    needed.resize(func.value_bound(), false);
    let mut work: Vec<Value> = Vec::new();
    let mark = |value: Value, needed: &mut Vec<bool>, work: &mut Vec<Value>| {
        if !core::mem::replace(&mut needed[value.index()], true) {
            work.push(value);
        }
    };
    for &block in scratch.cfg.order() {
        for inst in func.insts(block) {
            if !func.op(inst).is_removable() {
                for &arg in func.args(inst) {
                    mark(arg, needed, &mut work);
                }
            }
        }
    }
    while let Some(value) = work.pop() {
        match func.def(value) {
            ValueDef::Result(inst, _) => {
                for &arg in func.args(inst) {
                    mark(arg, needed, &mut work);
                }
            }
            ValueDef::Param(block, index) if block != func.entry() => {
                for &pred in scratch.cfg.preds(block) {
                    let edges = func.edges(func.last_inst(pred)).filter(|edge| edge.block == block);
                    for edge in edges {
                        mark(edge.args[index as usize], needed, &mut work);
                    }
                }
            }
            ValueDef::Param(..) | ValueDef::Alias(_) | ValueDef::None => {}
        }
    }
    func.set_block_order(scratch.cfg.order());
    for &block in scratch.cfg.order() {
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            if func.op(inst).is_removable() && !func.results(inst).iter().any(|&v| needed[v.index()]) {
                func.remove_inst(inst);
            }
            inst = next;
        }
        // Edge arguments first, while parameters still stand at their places.
        let last = func.last_inst(block);
        for edge in 0..func.edge_count(last) {
            let target = func.edge(last, edge).block;
            if func.params(target).iter().any(|&v| !needed[v.index()]) {
                let params = func.params(target).to_vec();
                func.retain_edge_args(last, edge, |i, _| needed[params[i].index()]);
            }
        }
    }
    for &block in &scratch.cfg.order()[1..] {
        func.retain_params(block, |_, value| needed[value.index()]);
    }
}
