//! The order in which a body's blocks are interpreted, and which of them are to be looked at again.
//!
//! In reverse post-order every block comes after the blocks that dominate it, so after the definitions of what it uses.

use juliette_ir::generic::{Body, GenericBlock, Terminator};
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
    /// The way to the block in hand while the order is made: blocks, and how many of their edges were followed.
    way: Vec<(GenericBlock, u8)>,
}

impl Flow {
    /// Makes it that of a body.
    pub(crate) fn set(&mut self, body: &Body) {
        const UNSEEN: usize = usize::MAX;
        let Flow { order, position, is_header, dirty, way, .. } = self;
        order.clear();
        position.clear();
        position.resize(body.blocks.len(), UNSEEN);
        way.push((GenericBlock(0), 0));
        position[0] = 0;
        while let Some((block, followed)) = way.last_mut() {
            let edge = edge(body, *block, *followed);
            *followed += 1;
            match edge {
                Some(target) if position[target.index()] != UNSEEN => {}
                Some(target) => {
                    position[target.index()] = 0;
                    way.push((target, 0));
                }
                None => {
                    order.push(*block);
                    way.pop();
                }
            }
        }
        order.reverse();
        for (number, &block) in order.iter().enumerate() {
            position[block.index()] = number;
        }
        dirty.clear();
        dirty.resize(order.len(), true);
        is_header.clear();
        is_header.resize(order.len(), false);
        for (number, &block) in order.iter().enumerate() {
            for which in 0..2 {
                if let Some(target) = edge(body, block, which) {
                    let target = position[target.index()];
                    is_header[target] |= target <= number;
                }
            }
        }
        self.current = 0;
        self.again = false;
    }
}

/// Where one of a block's edges leads.
fn edge(body: &Body, block: GenericBlock, which: u8) -> Option<GenericBlock> {
    match (body.blocks[block].terminator, which) {
        (Terminator::Jump(edge), 0)
        | (Terminator::Branch(_, edge, _), 0)
        | (Terminator::Branch(_, _, edge), 1) => Some(edge.block),
        (
            Terminator::Jump(_) | Terminator::Branch(..) | Terminator::Return(_) | Terminator::Unreachable,
            _,
        ) => None,
    }
}
