//! Conditions that are decided where they are asked, because a branch that dominates the place asked before.

use juliette_ir::{Block, Cfg, Function, Op, Value};

/// How far up the dominator tree to look.
const STEPS: usize = 24;

/// What `condition` is in `block`, if every way there leads through one edge of a branch on the same condition.
pub(crate) fn decided_condition(func: &Function, cfg: &Cfg, block: Block, condition: Value) -> Option<bool> {
    let mut place = block;
    for _ in 0..STEPS {
        let above = cfg.idom(place)?;
        // The edge from above is the only one in: being in `place` means that it was taken.
        if let [pred] = *cfg.preds(place)
            && pred == above
        {
            let last = func.last_inst(above);
            if func.op(last) == Op::Branch && func.resolve(func.arg(last, 0)) == condition {
                return Some(func.edge(last, 0).block == place);
            }
        }
        place = above;
    }
    None
}
