//! Removes block parameters for which every edge passes the same value (or the parameter itself), and such that have a
//! twin: another parameter of the block for which every edge passes the same as for them (a loop over a range carries
//! its element and its state, which are one number).
//!
//! One sweep in reverse post-order finds most; removing one can make another redundant, so sweeps repeat
//! until nothing changes, which is soon.

use crate::Scratch;
use juliette_ir::{Block, Cfg, Function, Value};

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
                if !same || only == Value::NONE {
                    only = twin(func, &scratch.cfg, block, i);
                }
                if only != Value::NONE {
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

/// The parameter before number `i` that always has the same value as that one, or none.
fn twin(func: &Function, cfg: &Cfg, block: Block, i: usize) -> Value {
    let param = func.params(block)[i];
    for (j, &other) in func.params(block)[..i].iter().enumerate() {
        // One that was replaced already is the twin of whatever it was replaced by.
        if func.ty(other) != func.ty(param) || func.resolve(other) != other {
            continue;
        }
        let same = cfg.preds(block).iter().all(|&pred| {
            let mut edges = func.edges(func.last_inst(pred)).filter(|edge| edge.block == block);
            edges.all(|edge| {
                let (a, b) = (func.resolve(edge.args[i]), func.resolve(edge.args[j]));
                a == b || a == param && b == other
            })
        });
        if same {
            return other;
        }
    }
    Value::NONE
}
