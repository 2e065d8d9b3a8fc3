//! The order in which a body's blocks are interpreted, and which of them are to be looked at again.
//!
//! In reverse post-order every block comes after the blocks that dominate it, so after the definitions of what it uses.

use juliette_ir::generic::{Body, GenericBlock};
use juliette_support::Id;

/// The order of a body's blocks, and which are to be looked at.
#[derive(Default)]
pub(crate) struct Flow {
    /// Reverse post-order.
    pub(crate) order: Vec<GenericBlock>,
    /// A block's position in it.
    pub(crate) position: Vec<usize>,
    /// Whether a later block leads to the one at a position.
    pub(crate) is_header: Vec<bool>,
    /// What is to be looked at, by position.
    pub(crate) dirty: Vec<bool>,
    /// The position of the block in hand.
    pub(crate) current: usize,
    /// Whether something before the block in hand is to be looked at.
    pub(crate) again: bool,
}

impl Flow {
    pub(crate) fn of(body: &Body) -> Flow {
        let count = body.blocks.len();
        let mut flow = Flow { position: vec![usize::MAX; count], ..Flow::default() };
        let mut seen = vec![false; count];
        let mut stack = vec![(GenericBlock(0), body.edges(GenericBlock(0)))];
        seen[0] = true;
        while let Some((block, edges)) = stack.last_mut() {
            match edges.next() {
                Some(edge) if seen[edge.block.index()] => {}
                Some(edge) => {
                    seen[edge.block.index()] = true;
                    stack.push((edge.block, body.edges(edge.block)));
                }
                None => {
                    flow.order.push(*block);
                    stack.pop();
                }
            }
        }
        flow.order.reverse();
        for (position, &block) in flow.order.iter().enumerate() {
            flow.position[block.index()] = position;
        }
        flow.dirty = vec![true; flow.order.len()];
        flow.is_header = vec![false; flow.order.len()];
        for (position, &block) in flow.order.iter().enumerate() {
            for edge in body.edges(block) {
                let target = flow.position[edge.block.index()];
                flow.is_header[target] |= target <= position;
            }
        }
        flow
    }
}
