//! The edges that lead to a block, and what they pass.

use juliette_ir::{Block, Cfg, Function, Inst, Range, Value};

/// An edge to a block.
#[derive(Clone, Copy)]
pub(crate) struct InEdge {
    /// The terminator that it leaves.
    pub(crate) from: Inst,
    /// Its number there.
    pub(crate) number: usize,
    /// Where its arguments are in the function's pool.
    args: Range,
}

impl InEdge {
    /// Argument number `i`. None may have been added to the edge or taken from it since it was found.
    #[inline]
    pub(crate) fn arg(&self, func: &Function, i: usize) -> Value {
        func.tables().pool[self.args.start as usize + i]
    }
}

/// Lists the edges that lead to a block: by predecessor, and those of one in their order.
pub(crate) fn find_in_edges(func: &Function, cfg: &Cfg, block: Block, list: &mut Vec<InEdge>) {
    list.clear();
    let tables = func.tables();
    let mut done = None;
    for &pred in cfg.preds(block) {
        // Predecessors are listed once per edge, in a row.
        if done.replace(pred) == Some(pred) {
            continue;
        }
        let from = func.last_inst(pred);
        let edges = func.inst(from).edge_range().of();
        for (number, edge) in tables.edges[edges].iter().enumerate() {
            if edge.block == block {
                list.push(InEdge { from, number, args: edge.args });
            }
        }
    }
}
