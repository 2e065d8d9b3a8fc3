//! Removes block parameters for which every edge passes the same value (or the parameter itself), and such that have a
//! twin: another parameter of the block for which every edge passes the same as for them (a loop over a range carries
//! its element and its state, which are one number).
//!
//! One sweep in reverse post-order finds all where there are no cycles: what edges pass is known by then. Where there
//! are, removing a parameter can make one redundant that an edge leads back to; so sweeps repeat until none of these
//! is, which is soon.

use crate::{Changes, Scratch};
use juliette_ir::{Block, Cfg, EdgeId, Function, Value};

/// Removes parameters that always have the same value.
pub fn drop_redundant_params(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.lay_out(func);
    let Scratch { cfg, marks, .. } = scratch;
    let mut changed = false;
    for &block in &cfg.order()[1..] {
        changed |= drop_params(func, cfg, block, marks);
    }
    let mut again = changed && cfg.has_cycles();
    while again {
        again = false;
        for (header, _) in cfg.retreating() {
            again |= header != cfg.order()[0] && drop_params(func, cfg, header, marks);
        }
        if again {
            for &block in &cfg.order()[1..] {
                drop_params(func, cfg, block, marks);
            }
        }
    }
    func.resolve_aliases();
    Changes::VALUES.and(Changes::UNUSED).when(changed)
}

/// Removes the redundant ones of a block's parameters. Tells whether there were any.
fn drop_params(func: &mut Function, cfg: &Cfg, block: Block, redundant: &mut Vec<u8>) -> bool {
    let count = func.params(block).len();
    if count == 0 {
        return false;
    }
    let edges = cfg.in_edges(block);
    if let [edge] = *edges {
        for i in 0..count {
            let (param, arg) = (func.param(block, i), func.edge_arg(edge, i));
            func.replace_value(param, arg);
        }
        func.remove_edge_args(edge);
        func.remove_params(block);
        return true;
    }
    redundant.clear();
    let mut found = false;
    for i in 0..count {
        let param = func.param(block, i);
        let mut only = Value::NONE;
        let same = edges.iter().all(|&edge| {
            let value = func.resolve(func.edge_arg(edge, i));
            if value != param && only == Value::NONE {
                only = value;
            }
            value == param || value == only
        });
        if !same || only == Value::NONE {
            only = twin(func, block, i, edges);
        }
        redundant.push(u8::from(only != Value::NONE));
        if only != Value::NONE {
            found = true;
            func.replace_value(param, only);
        }
    }
    if found {
        for &edge in edges {
            func.retain_edge_args(edge, |i| redundant[i] == 0);
        }
        func.retain_params(block, |i, _| redundant[i] == 0);
    }
    found
}

/// The parameter before number `i` that always has the same value as that one, or none.
fn twin(func: &Function, block: Block, i: usize, edges: &[EdgeId]) -> Value {
    let param = func.param(block, i);
    for j in 0..i {
        let other = func.param(block, j);
        let same = edges.iter().all(|&edge| {
            let args = func.edge_of(edge).args;
            let (a, b) = (func.resolve(args[i]), func.resolve(args[j]));
            a == b || a == param && b == other
        });
        // One that was replaced already is the twin of whatever it was replaced by.
        if same && func.ty(other) == func.ty(param) && func.resolve(other) == other {
            return other;
        }
    }
    Value::NONE
}
