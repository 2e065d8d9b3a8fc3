//! Restores SSA form after a definition was copied: a value with several definitions in different blocks gets block
//! parameters where they meet, and every use the definition that reaches it.
//!
//! The way is Braun et al., "Simple and Efficient Construction of Static Single Assignment Form" (2013), for one value
//! at a time and on a finished graph, with a list of open parameters in place of recursion. Parameters that turn
//! out to be redundant are left to `drop_redundant_params`.

use juliette_ir::{Block, Cfg, Function, Value};
use juliette_support::Id;
use rustc_hash::FxHashMap;

/// Gives every use of `definitions[0]`'s value outside its own block the definition that reaches it.
/// `definitions` are pairs of a block and the value that holds at its end. `cfg` is the present graph's.
pub(crate) fn repair_uses(func: &mut Function, cfg: &Cfg, value: Value, definitions: &[(Block, Value)]) {
    let home = definitions[0].0;
    let ty = func.ty(value);
    let mut at_end: FxHashMap<Block, Value> = definitions.iter().copied().collect();
    let mut at_begin: FxHashMap<Block, Value> = FxHashMap::default();
    let mut open: Vec<Block> = Vec::new();
    for &block in cfg.order() {
        if block == home {
            // Uses in the defining block see its own definition; only its edges pass on.
            continue;
        }
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            for i in 0..func.args(inst).len() {
                if func.args(inst)[i] == value {
                    let new = value_at_begin(func, cfg, block, ty, &mut at_begin, &mut at_end, &mut open);
                    func.set_arg(inst, i, new);
                }
            }
            for edge in 0..func.edge_count(inst) {
                for i in 0..func.edge(inst, edge).args.len() {
                    if func.edge(inst, edge).args[i] == value {
                        let new = value_at_end(func, cfg, block, ty, &mut at_begin, &mut at_end, &mut open);
                        func.set_edge_arg(inst, edge, i, new);
                    }
                }
            }
            inst = func.next_inst(inst);
        }
    }
    while let Some(block) = open.pop() {
        let mut done = None;
        for &pred in cfg.preds(block) {
            if done.replace(pred) == Some(pred) {
                continue;
            }
            let arg = value_at_end(func, cfg, pred, ty, &mut at_begin, &mut at_end, &mut open);
            let last = func.last_inst(pred);
            for edge in 0..func.edge_count(last) {
                if func.edge(last, edge).block == block {
                    func.append_edge_arg(last, edge, arg);
                }
            }
        }
    }
}

fn value_at_end(
    func: &mut Function,
    cfg: &Cfg,
    block: Block,
    ty: juliette_ir::Ty,
    at_begin: &mut FxHashMap<Block, Value>,
    at_end: &mut FxHashMap<Block, Value>,
    open: &mut Vec<Block>,
) -> Value {
    if let Some(&value) = at_end.get(&block) {
        return value;
    }
    let value = value_at_begin(func, cfg, block, ty, at_begin, at_end, open);
    at_end.insert(block, value);
    value
}

/// Walks up single predecessors to a definition or to a block where ways meet, which gets a parameter.
fn value_at_begin(
    func: &mut Function,
    cfg: &Cfg,
    block: Block,
    ty: juliette_ir::Ty,
    at_begin: &mut FxHashMap<Block, Value>,
    at_end: &mut FxHashMap<Block, Value>,
    open: &mut Vec<Block>,
) -> Value {
    let mut place = block;
    let value = loop {
        if let Some(&value) = at_begin.get(&place) {
            break value;
        }
        if let [pred] = *cfg.preds(place) {
            if let Some(&value) = at_end.get(&pred) {
                break value;
            }
            place = pred;
            continue;
        }
        let param = func.append_param(place, ty);
        at_begin.insert(place, param);
        open.push(place);
        break param;
    };
    at_begin.insert(block, value);
    value
}

/// For each value whether it is used in another block than it is defined in.
pub(crate) fn used_outside(func: &Function, cfg: &Cfg, marks: &mut Vec<bool>) {
    marks.clear();
    marks.resize(func.value_bound(), false);
    for &block in cfg.order() {
        let mut visit = |values: &[Value]| {
            for &value in values {
                let home = match func.def(value) {
                    juliette_ir::ValueDef::Result(def, _) => func.inst_block(def),
                    juliette_ir::ValueDef::Param(home, _) => Some(home),
                    juliette_ir::ValueDef::Alias(_) | juliette_ir::ValueDef::None => None,
                };
                if home != Some(block) {
                    marks[value.index()] = true;
                }
            }
        };
        for inst in func.insts(block) {
            visit(func.args(inst));
        }
        for edge in func.edges(func.last_inst(block)) {
            visit(edge.args);
        }
    }
}
