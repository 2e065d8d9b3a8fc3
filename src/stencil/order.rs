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
#[repr(C)]
pub(crate) struct Node {
    /// The position of its begin, once liveness knows it.
    pub(crate) start: u32,
    /// The position of its terminator, once liveness knows it.
    pub(crate) end: u32,
    /// Its place in the order. Places of one function are above those of the functions before.
    pub(crate) index: u32,
    /// The number of the next block in the order, or [`NONE`].
    pub(crate) next: u32,
    /// The number of the next one that is not cold, or [`NONE`].
    pub(crate) next_hot: u32,
    /// The innermost loop around it.
    pub(crate) in_loop: u32,
    /// How many edges lead to it; those that lead back count as one.
    pub(crate) edges_to: u32,
    /// The number of what is known of the registers at its begin, or [`NONE`].
    pub(crate) entry: u32,
    /// The number of its `Rotation`, or [`NONE`].
    pub(crate) rotation: u32,
    pub(crate) cold: bool,
    /// Whether an edge leads back to it.
    pub(crate) is_header: bool,
}

/// A block that no walk came to.
const FRESH: Node = Node {
    start: 0,
    end: 0,
    index: 0,
    next: NONE,
    next_hot: NONE,
    in_loop: NO_LOOP,
    edges_to: 0,
    entry: NONE,
    rotation: NONE,
    cold: false,
    is_header: false,
};

/// The order of a function's blocks and what goes with it. Reused from function to function.
#[derive(Default)]
pub(crate) struct Order {
    /// The blocks by number. Those that can be reached are linked in order.
    pub(crate) nodes: Table<Node>,
    /// The loops, outer ones before inner ones; the first is [`NO_LOOP`].
    pub(crate) loops: Table<Loop>,
    /// How many there are.
    count: u32,
    /// The last place that was given to a block.
    last: u32,
    search: Search,
}

impl Order {
    /// Makes room for so many blocks.
    pub(crate) fn make_room(&mut self, blocks: usize) {
        self.nodes.grow(blocks, FRESH);
        self.loops.grow(blocks + 1, OUTSIDE);
    }

    /// There must be room for the function's blocks.
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
        if self.last > u32::MAX / 2 {
            self.nodes.fill(FRESH);
            self.last = 0;
        }
        // Blocks that the walk has not come to are at lower places than the one at hand; those that an edge back to was found at
        // this one.
        let back = self.last + 1;
        self.last = back + order.len() as u32;
        let (nodes, loops) = (self.nodes.as_mut_ptr(), self.loops.as_mut_ptr());
        // SAFETY: there is a node for each block and room for a loop of each; no reference to one is kept where another one to the
        // same is asked for.
        let node = |block: Block| unsafe { &mut *nodes.add(block.index()) };
        // SAFETY: as above.
        let stretch = |number: u32| unsafe { &mut *loops.add(number as usize) };
        // SAFETY: as above; it is a pointer to one of these.
        let innermost = |inner: *mut Loop| unsafe { &mut *inner };
        // Whether a loop around a block, other than the one that it is the header of, begins before the block at `index`.
        let is_open = |node: &Node, index: u32| {
            let around = stretch(node.in_loop);
            let around = if node.is_header { stretch(around.parent) } else { around };
            around.first <= index
        };
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
        let mut count = 1;
        // How many blocks no edge was found to that leads forward.
        let mut missing = order.len() as u32 - 1;
        let (mut next, mut next_hot) = (NONE, NONE);
        // The innermost loop around the block at hand.
        let (mut current, mut inner) = (NO_LOOP, loops);
        let mut index = self.last + 1;
        for &block in order.iter().rev() {
            index -= 1;
            let data = input.inst(input.last(block));
            // Whether all edges lead to cold blocks, and whether one stays in the loop.
            let (mut cold, mut stays) = (true, false);
            if matches!(data.op, Op::Jump | Op::Branch | Op::Switch) {
                for edge in input.edges(data.own_edge_range()) {
                    let target = node(edge.block);
                    if target.index > index {
                        missing -= u32::from(target.edges_to == 0);
                        target.edges_to += 1;
                        require!(target.in_loop == current || is_open(target, index));
                        cold &= target.cold;
                        if target.index <= innermost(inner).last {
                            stays = true;
                        } else if !target.cold {
                            let place = target.index;
                            // SAFETY: as above.
                            unsafe { note_exit(loops, current, block, |around| place <= around.last) };
                        }
                    } else if target.index != back {
                        target.index = back;
                        let exits_at_header = cold || edge.block == block;
                        let parent = core::mem::replace(&mut current, count);
                        count += 1;
                        let new =
                            Loop { header: edge.block.0, last: index, parent, exits_at_header, ..OUTSIDE };
                        let new = inside(innermost(inner), new);
                        inner = stretch(current);
                        *innermost(inner) = new;
                        (cold, stays) = (false, true);
                    } else {
                        cold = false;
                        if edge.block.0 == innermost(inner).header {
                            stays = true;
                        } else {
                            let header = edge.block.0;
                            // SAFETY: as above.
                            unsafe { note_exit(loops, current, block, |around| header == around.header) };
                        }
                    }
                }
            } else {
                debug_assert!(data.edge_range().len == 0);
                cold = is_bad(data.op);
            }
            let node = node(block);
            let is_header = node.index == back;
            (node.index, node.edges_to) = (index, 0);
            (node.entry, node.rotation) = (NONE, NONE);
            (node.next, node.next_hot) = (next, next_hot);
            (node.cold, node.is_header, node.in_loop) = (cold, is_header, current);
            next = block.0;
            if !cold {
                next_hot = next;
            }
            if current != NO_LOOP {
                require!(stays || cold);
                if is_header {
                    let ended = innermost(inner);
                    require!(ended.header == next);
                    ended.first = index;
                    current = ended.parent;
                    inner = stretch(current);
                }
            }
        }
        for number in 1..count {
            node(Block(stretch(number).header)).edges_to += 1;
        }
        // Where control begins is not cold, wherever it leads.
        node(input.entry()).cold = false;
        self.count = count;
        is_good && missing == 0
    }

    /// Makes the loops of an order in which they do not nest, or are entered elsewhere than at their begin.
    fn widen(&mut self, input: &Input<'_>, order: &[Block], is_irreducible: bool) {
        let Self { nodes, loops, count, .. } = self;
        for stretch in &loops.as_slice()[1..*count as usize] {
            // What it was is not needed any more; now it tells where the loop ends.
            nodes[stretch.header as usize].start = stretch.last;
        }
        *count = 1;
        let mut current = NO_LOOP;
        for &block in order {
            let index = nodes[block.index()].index;
            while loops[current as usize].last < index {
                current = loops[current as usize].parent;
            }
            let node = &mut nodes[block.index()];
            if node.is_header {
                let (last, mut outer) = (node.start, current);
                while loops[outer as usize].last < last {
                    loops[outer as usize].last = last;
                    outer = loops[outer as usize].parent;
                }
                let (parent, exits_at_header) = (current, !is_irreducible);
                let inner = Loop { header: block.0, first: index, last, parent, exits_at_header, ..OUTSIDE };
                current = *count;
                *count += 1;
                loops[current as usize] = inside(&mut loops[parent as usize], inner);
            }
            node.in_loop = current;
            for edge in input.edges(input.inst(input.last(block)).edge_range()) {
                let Node { index: target, cold, .. } = nodes[edge.block.index()];
                if !cold {
                    let contains = |around: &Loop| (around.first..=around.last).contains(&target);
                    // SAFETY: no reference to a loop lives.
                    unsafe { note_exit(loops.as_mut_ptr(), current, block, contains) };
                }
            }
        }
    }
}

/// Makes a loop one inside of another one.
#[inline(always)]
fn inside(around: &mut Loop, inner: Loop) -> Loop {
    const MOST: u32 = 1 << 21;
    around.has_inner = true;
    Loop { weight: (around.weight << 3).min(MOST), ..inner }
}

/// Notes which loops an edge leaves that leads from `block`, in loop `inner`, to a block which `contains` says to be in a loop or
/// not.
///
/// # Safety
///
/// `loops` is the table of loops, and no reference to one of them lives.
#[inline(always)]
unsafe fn note_exit(loops: *mut Loop, inner: u32, block: Block, contains: impl Fn(&Loop) -> bool) {
    let mut left = inner;
    while left != NO_LOOP {
        // SAFETY: it is one of the loops.
        let stretch = unsafe { &mut *loops.add(left as usize) };
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
