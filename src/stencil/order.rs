//! Block order: reverse post-order with loops kept together, their nesting, and which blocks are cold.
//!
//! Invariant: in the order, every edge goes forward except those back to a loop's first block, each loop is one
//! stretch of blocks (cold ones may lie among them), and stretches nest. For graphs that no such order exists for (irreducible ones), stretches
//! are widened until they nest, which costs registers but stays correct: whoever asks for live ranges may take
//! "inside the stretch of a back edge" for "in the loop".
//!
//! Mostly the order in which the function lists its blocks is such an order. One walk up it, from its end, tells, and finds all that is
//! asked for: an edge to a block that the walk has not come to leads back, and begins a loop that ends with the block
//! at hand. Otherwise one depth-first search finds an order (`search`), and the same walk goes up that.

use crate::input::Input;
use crate::liveness::{FIRST, Need};
use crate::search::Search;
use crate::table::Table;
use juliette_ir::{Block, Op};
use juliette_support::Id;

/// Stands for no block and for no position.
pub(crate) const NONE: u32 = u32::MAX;

/// The number of the loop that stands for no loop: it is around all blocks, and ends nowhere.
pub(crate) const NO_LOOP: u32 = 0;

/// A loop: a stretch of the order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loop {
    /// The number of its first block, the header.
    pub(crate) header: u32,
    /// The header's place in the order; 0 until the walk up has come there.
    first: u32,
    /// The place of its last block.
    pub(crate) last: u32,
    /// The loop around it.
    pub(crate) parent: u32,
    /// The weight of a use in it.
    pub(crate) weight: u32,
    /// Whether a loop is inside.
    pub(crate) has_inner: bool,
    /// Whether control leaves it from its header only (to blocks that are cold from anywhere).
    pub(crate) exits_at_header: bool,
    /// The positions of its begin and its end, once liveness knows them.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What it needs registers for.
    pub(crate) need: Need,
}

/// What is around all loops.
const OUTSIDE: Loop = Loop {
    header: NONE,
    first: 0,
    last: NONE,
    parent: NO_LOOP,
    weight: 1,
    has_inner: false,
    exits_at_header: false,
    start: FIRST,
    end: 0,
    need: Need { first: 0, len: 0, defines: 0 },
};

/// What is known of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// The position of its begin, once liveness knows it.
    pub(crate) start: u32,
    /// The position of its terminator, once liveness knows it.
    pub(crate) end: u32,
    /// Its place in the order, or [`NONE`].
    pub(crate) index: u32,
    /// The number of the next block in the order, or [`NONE`].
    pub(crate) next: u32,
    /// The number of the next one that is not cold, or [`NONE`].
    pub(crate) next_hot: u32,
    /// The innermost loop around it.
    pub(crate) in_loop: u32,
    /// The same, but of a header the loop around its own.
    around: u32,
    /// How many edges lead to it.
    pub(crate) edges_to: u32,
    /// The number of what is known of the registers at its begin, or [`NONE`].
    pub(crate) entry: u32,
    /// The number of its `Rotation`, or [`NONE`].
    pub(crate) rotation: u32,
    pub(crate) cold: bool,
    /// Whether an edge leads back to it, and whether one leads forward.
    pub(crate) is_header: bool,
    is_reached: bool,
}

/// A block of which nothing is known.
const FRESH: Node = Node {
    start: 0,
    end: 0,
    index: NONE,
    next: NONE,
    next_hot: NONE,
    in_loop: NO_LOOP,
    around: NO_LOOP,
    edges_to: 0,
    entry: NONE,
    rotation: NONE,
    cold: false,
    is_header: false,
    is_reached: false,
};

/// The order of a function's blocks and what goes with it. Reused from function to function.
#[derive(Default)]
pub(crate) struct Order {
    /// The blocks by number. Those that can be reached are linked in order.
    pub(crate) nodes: Table<Node>,
    /// The loops, outer ones before inner ones; the first is [`NO_LOOP`].
    pub(crate) loops: Table<Loop>,
    search: Search,
}

impl Order {
    pub(crate) fn compute(&mut self, input: &Input<'_>, layout: &[Block]) {
        if !self.walk_up::<true>(input, layout) {
            self.search(input);
        }
    }

    /// Finds an order and takes that.
    #[inline(never)]
    fn search(&mut self, input: &Input<'_>) {
        let mut search = core::mem::take(&mut self.search);
        let (order, is_irreducible) = search.find(input);
        if !self.walk_up::<false>(input, order) {
            self.widen(input, order, is_irreducible);
        }
        self.search = search;
    }

    /// Takes an order of the blocks. Tells whether every block is reached from one before it, and whether loops are
    /// stretches that nest, are entered at their begin only, and have no block among theirs that all edges lead out of;
    /// but cold ones may lie there, since what they use lives through the loop wherever they lie. If it is to be `STRICT`, it stops where
    /// that is not so.
    fn walk_up<const STRICT: bool>(&mut self, input: &Input<'_>, order: &[Block]) -> bool {
        let Self { nodes, loops, .. } = self;
        nodes.grow(input.0.blocks.len(), FRESH);
        for &block in order {
            nodes[block.index()] = FRESH;
        }
        loops.clear();
        loops.push(OUTSIDE);
        let mut is_good = true;
        macro_rules! require {
            ($condition:expr) => {
                if !$condition {
                    if STRICT {
                        return false;
                    }
                    is_good = false;
                }
            };
        }
        // How many blocks no edge was found to that leads forward.
        let mut missing = order.len() - 1;
        let (mut next, mut next_hot) = (NONE, NONE);
        // The innermost loop around the block at hand, its header and the place of its last block.
        let (mut current, mut header, mut last) = (NO_LOOP, NONE, NONE);
        for (index, &block) in (0..order.len() as u32).zip(order).rev() {
            let data = input.inst(input.last(block));
            let edges = input.edges(data.edge_range());
            // Whether all edges lead to cold blocks, and whether one stays in the loop.
            let (mut cold, mut stays) = (!edges.is_empty() || is_bad(data.op), false);
            for edge in edges {
                let target = &mut nodes[edge.block.index()];
                target.edges_to += 1;
                if target.index != NONE {
                    missing -= usize::from(!target.is_reached);
                    target.is_reached = true;
                    require!(loops[target.around as usize].first <= index);
                    cold &= target.cold;
                    if target.index <= last {
                        stays = true;
                    } else if !target.cold {
                        let place = target.index;
                        note_exit(loops, current, block, |around| place <= around.last);
                    }
                } else if !target.is_header {
                    target.is_header = true;
                    let exits_at_header = cold || edge.block == block;
                    (header, last) = (edge.block.0, index);
                    current = push_inner(loops, current, Loop { header, last, exits_at_header, ..OUTSIDE });
                    (cold, stays) = (false, true);
                } else {
                    cold = false;
                    if edge.block.0 == header {
                        stays = true;
                    } else {
                        note_exit(loops, current, block, |around| edge.block.0 == around.header);
                    }
                }
            }
            cold &= index != 0;
            let node = &mut nodes[block.index()];
            node.index = index;
            (node.next, node.next_hot) = (next, next_hot);
            (node.cold, node.in_loop) = (cold, current);
            next = block.0;
            if !cold {
                next_hot = next;
            }
            if current != NO_LOOP {
                require!(stays || cold);
                if node.is_header {
                    require!(header == next);
                    let inner = &mut loops[current as usize];
                    inner.first = index;
                    current = inner.parent;
                    Loop { header, last, .. } = loops[current as usize];
                }
                node.around = current;
            }
        }
        is_good && missing == 0
    }

    /// Makes the loops of an order in which they do not nest, or are entered elsewhere than at their begin.
    fn widen(&mut self, input: &Input<'_>, order: &[Block], is_irreducible: bool) {
        let Self { nodes, loops, .. } = self;
        for stretch in loops.drain(1..) {
            // What it was is not needed any more; now it tells where the loop ends.
            nodes[stretch.header as usize].around = stretch.last;
        }
        let mut current = NO_LOOP;
        for (index, &block) in (0..).zip(order) {
            while loops[current as usize].last < index {
                current = loops[current as usize].parent;
            }
            let node = &mut nodes[block.index()];
            if node.is_header {
                let (last, mut outer) = (node.around, current);
                while loops[outer as usize].last < last {
                    loops[outer as usize].last = last;
                    outer = loops[outer as usize].parent;
                }
                let inner =
                    Loop { header: block.0, first: index, last, exits_at_header: !is_irreducible, ..OUTSIDE };
                current = push_inner(loops, current, inner);
            }
            node.in_loop = current;
            for edge in input.edges(input.inst(input.last(block)).edge_range()) {
                let Node { index: target, cold, .. } = nodes[edge.block.index()];
                if !cold {
                    note_exit(loops, current, block, |around| (around.first..=around.last).contains(&target));
                }
            }
        }
    }
}

/// Makes a loop inside of loop `outer`. Gives its number.
#[inline(always)]
fn push_inner(loops: &mut Table<Loop>, outer: u32, inner: Loop) -> u32 {
    const MOST: u32 = 1 << 21;
    let around = &mut loops[outer as usize];
    around.has_inner = true;
    let weight = (around.weight << 3).min(MOST);
    loops.push(Loop { parent: outer, weight, ..inner });
    loops.len() as u32 - 1
}

/// Notes which loops an edge leaves that leads from `block`, in loop `inner`, to a block which `contains` says to be in a loop or
/// not.
fn note_exit(loops: &mut Table<Loop>, inner: u32, block: Block, contains: impl Fn(&Loop) -> bool) {
    let mut left = inner;
    while left != NO_LOOP {
        let stretch = &mut loops[left as usize];
        if contains(stretch) {
            return;
        }
        stretch.exits_at_header &= stretch.header == block.0;
        left = stretch.parent;
    }
}

/// Whether a block that ends so is cold.
#[inline(always)]
pub(crate) fn is_bad(op: Op) -> bool {
    matches!(op, Op::Trap | Op::Unreachable)
}
