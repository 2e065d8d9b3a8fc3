//! Restores SSA form after definitions were copied: a value with several definitions in different blocks gets block
//! parameters where they meet, and every use the definition that reaches it.
//!
//! The way is Braun et al., "Simple and Efficient Construction of Static Single Assignment Form" (2013), on a finished
//! graph, with a list of open parameters in place of recursion. One sweep over the function serves all values.
//! Parameters that turn out to be redundant are left to `drop_redundant_params`.

use juliette_ir::{Block, Cfg, Function, Inst, Ty, Value, ValueDef};
use juliette_support::Id;
use rustc_hash::FxHashMap;

/// A value with several definitions.
pub(crate) struct Repair {
    value: Value,
    ty: Ty,
    /// The block of the first definition. Uses there see that one; only its edges pass values on.
    home: Block,
    at_end: FxHashMap<Block, Value>,
    at_begin: FxHashMap<Block, Value>,
    /// Blocks with a new parameter of this number whose arguments are not known yet; edges pass the parameter itself
    /// until then, so that arguments stand in the parameters' order whichever value is done first.
    open: Vec<(Block, usize)>,
}

/// The values to repair.
#[derive(Default)]
pub(crate) struct Repairs {
    list: Vec<Repair>,
    place_of: FxHashMap<Value, usize>,
}

impl Repairs {
    /// Says that `value`, defined in `home`, has another definition `copy` that holds at the end of `block`.
    pub(crate) fn add(&mut self, func: &Function, value: Value, home: Block, block: Block, copy: Value) {
        let place = *self.place_of.entry(value).or_insert_with(|| {
            let at_end = FxHashMap::from_iter([(home, value)]);
            let (at_begin, open) = (FxHashMap::default(), Vec::new());
            self.list.push(Repair { value, ty: func.ty(value), home, at_end, at_begin, open });
            self.list.len() - 1
        });
        self.list[place].at_end.insert(block, copy);
    }

    /// Gives every use outside a value's home block the definition that reaches it. `cfg` is the present graph's.
    pub(crate) fn apply(mut self, func: &mut Function, cfg: &Cfg) {
        if self.list.is_empty() {
            return;
        }
        // By value: its place in the list plus 1. Values made below need no repair.
        let mut place_of: Vec<u32> = vec![0; func.value_bound()];
        for (place, repair) in self.list.iter().enumerate() {
            place_of[repair.value.index()] = place as u32 + 1;
        }
        let repair_of = |value: Value| place_of.get(value.index()).map_or(0, |&place| place) as usize;
        for &block in cfg.order() {
            let mut inst = func.first_inst(block);
            while inst.is_some() {
                for i in 0..func.args(inst).len() {
                    let place = repair_of(func.args(inst)[i]);
                    if place > 0 && self.list[place - 1].home != block {
                        let new = self.list[place - 1].value_at_begin(func, cfg, block);
                        func.set_arg(inst, i, new);
                    }
                }
                inst = func.next_inst(inst);
            }
            let last = func.last_inst(block);
            for edge in 0..func.edge_count(last) {
                for i in 0..func.edge(last, edge).args.len() {
                    let place = repair_of(func.edge(last, edge).args[i]);
                    if place > 0 && self.list[place - 1].home != block {
                        let new = self.list[place - 1].value_at_end(func, cfg, block);
                        func.set_edge_arg(last, edge, i, new);
                    }
                }
            }
        }
        for repair in &mut self.list {
            repair.close(func, cfg);
        }
    }
}

impl Repair {
    fn value_at_end(&mut self, func: &mut Function, cfg: &Cfg, block: Block) -> Value {
        if let Some(&value) = self.at_end.get(&block) {
            return value;
        }
        let value = self.value_at_begin(func, cfg, block);
        self.at_end.insert(block, value);
        value
    }

    /// Walks up single predecessors to a definition or to a block where ways meet, which gets a parameter.
    fn value_at_begin(&mut self, func: &mut Function, cfg: &Cfg, block: Block) -> Value {
        let mut place = block;
        let value = loop {
            if let Some(&value) = self.at_begin.get(&place) {
                break value;
            }
            if let [pred] = *cfg.preds(place) {
                if let Some(&value) = self.at_end.get(&pred) {
                    break value;
                }
                place = pred;
                continue;
            }
            let param = func.append_param(place, self.ty);
            self.at_begin.insert(place, param);
            self.open.push((place, func.params(place).len() - 1));
            for_each_edge(func, cfg, place, |func, last, edge| func.append_edge_arg(last, edge, param));
            break param;
        };
        self.at_begin.insert(block, value);
        value
    }

    /// Gives the new parameters their arguments, which can need further parameters.
    fn close(&mut self, func: &mut Function, cfg: &Cfg) {
        while let Some((block, index)) = self.open.pop() {
            let mut done = None;
            for i in 0..cfg.preds(block).len() {
                let pred = cfg.preds(block)[i];
                // Predecessors are listed once per edge, in a row.
                if done.replace(pred) == Some(pred) {
                    continue;
                }
                let arg = self.value_at_end(func, cfg, pred);
                let last = func.last_inst(pred);
                for edge in 0..func.edge_count(last) {
                    if func.edge(last, edge).block == block {
                        func.set_edge_arg(last, edge, index, arg);
                    }
                }
            }
        }
    }
}

/// Calls `visit` with the terminator and number of each edge to a block.
fn for_each_edge(
    func: &mut Function,
    cfg: &Cfg,
    block: Block,
    mut visit: impl FnMut(&mut Function, Inst, usize),
) {
    let mut done = None;
    for &pred in cfg.preds(block) {
        if done.replace(pred) == Some(pred) {
            continue;
        }
        let last = func.last_inst(pred);
        for edge in 0..func.edge_count(last) {
            if func.edge(last, edge).block == block {
                visit(func, last, edge);
            }
        }
    }
}

/// For each value whether it is used in another block than it is defined in.
pub(crate) fn used_outside(func: &Function, cfg: &Cfg, marks: &mut Vec<bool>) {
    marks.clear();
    marks.resize(func.value_bound(), false);
    for &block in cfg.order() {
        let mut visit = |values: &[Value]| {
            for &value in values {
                let home = match func.def(value) {
                    ValueDef::Result(def, _) => func.inst_block(def),
                    ValueDef::Param(home, _) => Some(home),
                    ValueDef::Alias(_) | ValueDef::None => None,
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
