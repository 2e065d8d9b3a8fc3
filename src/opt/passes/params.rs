//! Removes block parameters for which every edge passes the same value (or the parameter itself).
//!
//! One sweep in reverse post-order finds most; removing one can make another redundant, so sweeps repeat
//! until nothing changes, which is soon.

use crate::Scratch;
use juliette_ir::{Function, Value};

/// Removes parameters that always have the same value.
pub fn drop_redundant_params(func: &mut Function, scratch: &mut Scratch) {
    scratch.compute_cfg(func);
    func.set_block_order(scratch.cfg.order());
    let mut redundant: Vec<bool> = Vec::new();
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &scratch.cfg.order()[1..] {
            let count = func.params(block).len();
            redundant.clear();
            redundant.resize(count, false);
            for (i, flag) in redundant.iter_mut().enumerate() {
                let param = func.params(block)[i];
                let mut only = Value::NONE;
                let same = scratch.cfg.preds(block).iter().all(|&pred| {
                    let mut edges = func.edges(func.last_inst(pred)).filter(|edge| edge.block == block);
                    edges.all(|edge| {
                        let value = func.resolve(edge.args[i]);
                        if value != param && only == Value::NONE {
                            only = value;
                        }
                        value == param || value == only
                    })
                });
                if same && only != Value::NONE {
                    *flag = true;
                    func.replace_value(param, only);
                }
            }
            if !redundant.contains(&true) {
                continue;
            }
            changed = true;
            let mut done = None;
            for &pred in scratch.cfg.preds(block) {
                // Predecessors are listed once per edge, in a row.
                if done.replace(pred) == Some(pred) {
                    continue;
                }
                let last = func.last_inst(pred);
                for edge in 0..func.edge_count(last) {
                    if func.edge(last, edge).block == block {
                        func.retain_edge_args(last, edge, |i, _| !redundant[i]);
                    }
                }
            }
            func.retain_params(block, |i, _| !redundant[i]);
        }
    }
    func.resolve_aliases();
}
