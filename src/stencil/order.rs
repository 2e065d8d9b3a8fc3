//! Block order: reverse post-order with loops kept together, their nesting, and which blocks are cold.
//!
//! Invariant: in the order, every edge goes forward except those back to a loop's first block, each loop is one
//! stretch of blocks (cold ones may lie among them), and stretches nest. For graphs that no such order exists for (irreducible ones), stretches
//! are widened until they nest, which costs registers but stays correct: whoever asks for live ranges may take
//! "inside the stretch of a back edge" for "in the loop".
//!
//! Mostly the order in which the function lists its blocks is such an order; two walks along it tell. Otherwise
//! one depth-first search finds the order, what is cold, and for each block the header of the innermost loop around it,
//! in the way of Wei, Mao, Zou and Chen ("A New Algorithm for Identifying Loops in Decompilation", SAS 2007): each
//! edge that is met hands the loops that its target is in, as far as their headers are on the search's path, to its
//! source. It counts the blocks of each loop: where these do not make the loop's stretch, because another block lies
//! among them, the blocks are grouped anew by the headers. The loops themselves are made by the walk up the order that
//! finds live ranges.

use crate::input::Input;
use crate::liveness::Need;
use crate::table::Table;
use juliette_ir::{Block, Inst, Op, Range};
use juliette_support::Id;

/// Stands for no loop and for no position.
pub(crate) const NONE: u32 = u32::MAX;

/// Marks a block that is on the search's path; the other bits are its depth there.
const PATH: u32 = 1 << 31;

/// A loop: a stretch of the order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loop {
    /// Index of its first block, the header.
    pub(crate) first: u32,
    /// Index of its last block.
    pub(crate) last: u32,
    /// The loop around it.
    pub(crate) parent: u32,
    pub(crate) depth: u32,
    /// Whether control leaves it from its header only (to blocks that are cold from anywhere).
    pub(crate) exits_at_header: bool,
    /// The position of its end, once liveness knows it.
    pub(crate) end: u32,
    /// What it needs registers for.
    pub(crate) need: Need,
}

/// A block in the order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) block: Block,
    /// The innermost loop around it.
    pub(crate) in_loop: u32,
    /// The position of its begin, once liveness knows it.
    pub(crate) start: u32,
    /// The position of its terminator, once liveness knows it.
    pub(crate) end: u32,
    /// The next block that is not cold, or [`NONE`].
    pub(crate) next_hot: u32,
    /// Its edges.
    pub(crate) edges: Range,
    /// Where the last edge back to it is, or [`NONE`].
    pub(crate) back: u32,
    /// The number of what is known of the registers at its begin, or [`NONE`].
    pub(crate) entry: u32,
    /// The number of its `Rotation`, or [`NONE`].
    pub(crate) rotation: u32,
    pub(crate) cold: bool,
}

/// A block of which nothing is known.
const FRESH: Node = Node {
    block: Block(0),
    in_loop: NONE,
    start: 0,
    end: 0,
    next_hot: NONE,
    edges: Range { start: 0, len: 0 },
    back: NONE,
    entry: NONE,
    rotation: NONE,
    cold: false,
};

/// What is known of a block by its number.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    /// Its index in the order, or [`NONE`]; while it is on the search's path, its depth there and [`PATH`].
    pub(crate) index: u32,
    /// How many edges lead to it.
    pub(crate) edges_to: u32,
    /// The number of the block that is the header of the innermost loop around it, itself not counted; or [`NONE`].
    header: u32,
    /// Where the last edge back to it is that was found so far, or [`NONE`].
    back: u32,
    /// How many blocks, itself not counted, are in the loop that it is the header of. In the function's own order: the block
    /// that the first edge to it comes from.
    size: u32,
}

/// What is known of a block that was not met.
const UNMET: Spot = Spot { index: NONE, edges_to: 0, header: NONE, back: NONE, size: 0 };

/// A block of the depth-first search with edges still to visit.
#[derive(Clone, Copy)]
struct Visit {
    block: Block,
    edges: Range,
    /// How many edges are still to be visited.
    step: u32,
    /// 1 if a branch's edges are exchanged.
    swap: u32,
    /// Whether all blocks behind it that were met are cold.
    cold: bool,
    /// Whether an edge of it leads back.
    goes_back: bool,
}

const NO_VISIT: Visit = Visit {
    block: Block(0),
    edges: Range { start: 0, len: 0 },
    step: 0,
    swap: 0,
    cold: false,
    goes_back: false,
};

/// The order of a function's blocks and what goes with it. Reused from function to function.
#[derive(Default)]
pub(crate) struct Order {
    /// The blocks that can be reached, in order.
    pub(crate) nodes: Table<Node>,
    /// The blocks by number.
    pub(crate) spots: Table<Spot>,
    /// The loops, outer ones before inner ones.
    pub(crate) loops: Table<Loop>,
    stack: Table<Visit>,
    /// Loops around the one at hand in the function's own order: where they begin and end.
    around: Table<(u32, u32)>,
    /// Whether control enters a loop other than by its header.
    irreducible: bool,
    /// Whether a block lies in the stretch of a loop that it is not in.
    torn: bool,
    group: Grouping,
}

impl Order {
    pub(crate) fn compute(&mut self, input: &Input<'_>, layout: &[Block]) {
        self.loops.clear();
        (self.irreducible, self.torn) = (false, false);
        if input.edge_count() == 0 {
            self.only_entry(input);
            return;
        }
        // Mostly the function's own order does; going along it costs half as much as a search.
        if self.take_layout(input, layout) {
            return;
        }
        self.search(input);
        if self.torn && !self.irreducible {
            self.group.regroup(&mut self.nodes, &mut self.spots);
            self.survey(input);
        }
    }

    /// The number of a block's place.
    #[inline(always)]
    pub(crate) fn index(&self, block: Block) -> usize {
        self.spots[block.index()].index as usize
    }

    /// The order of a function without edges.
    fn only_entry(&mut self, input: &Input<'_>) {
        let block = input.entry();
        let bound = input.0.blocks.len();
        self.spots.clear();
        self.spots.resize(bound, UNMET);
        self.spots[block.index()].index = 0;
        self.nodes.clear();
        self.nodes.push(Node { block, ..FRESH });
    }

    /// Takes the order in which the function lists its blocks, if that is as the invariant says. Tells whether it is.
    fn take_layout(&mut self, input: &Input<'_>, layout: &[Block]) -> bool {
        self.spots.clear();
        self.spots.resize(input.0.blocks.len(), UNMET);
        self.nodes.grow(layout.len(), FRESH);
        for (index, &block) in layout.iter().enumerate() {
            let spot = &mut self.spots[block.index()];
            // An edge to a block without a number goes forward.
            spot.index = index as u32;
            if spot.edges_to == 0 && index != 0 {
                return false;
            }
            let data = input.inst(input.last(block));
            let edges = data.edge_range();
            let cold = edges.len != 0 || is_bad(data.op);
            self.nodes[index] = Node { block, edges, cold, ..FRESH };
            for edge in input.edges(edges) {
                let spot = &mut self.spots[edge.block.index()];
                if spot.edges_to == 0 {
                    spot.size = index as u32;
                }
                spot.edges_to += 1;
                if spot.index != NONE {
                    self.nodes[spot.index as usize].back = index as u32;
                }
            }
        }
        self.nodes.truncate(layout.len());
        self.survey_layout(input)
    }

    /// Walks down the order: what is cold. Tells whether loops are stretches that nest, are entered at their begin only, and
    /// have no block among theirs that all edges lead out of; but cold ones may lie there, since what they use lives
    /// through the loop wherever they lie.
    fn survey_layout(&mut self, input: &Input<'_>) -> bool {
        let mut next_hot = NONE;
        // The headers of the loops around the block at hand, the innermost one's last, and where that one's loop ends.
        let (mut depth, mut header, mut last) = (0, 0, NONE);
        for at in (0..self.nodes.len()).rev() {
            let index = at as u32;
            let Node { block, edges, mut cold, .. } = self.nodes[at];
            let mut stays = false;
            for edge in input.edges(edges) {
                let target = self.spots[edge.block.index()].index;
                cold &= target > index && self.nodes[target as usize].cold;
                if target <= index
                    && self.nodes[target as usize].back == index
                    && (target != header || depth == 0)
                {
                    // Another loop ends here: inside of the one at hand, if in any.
                    if depth != 0 && target < header {
                        return false;
                    }
                    self.around.grow(depth + 1, (0, 0));
                    self.around[depth] = (header, last);
                    depth += 1;
                    (header, last) = (target, index);
                }
                stays |= (header..=last).contains(&target);
            }
            if depth != 0 {
                if !(stays || cold) || header > index {
                    return false;
                }
                if index == header {
                    depth -= 1;
                    (header, last) = self.around[depth];
                }
                if depth != 0 && self.spots[block.index()].size < header {
                    return false;
                }
            }
            cold &= index != 0;
            let node = &mut self.nodes[at];
            (node.cold, node.next_hot) = (cold, next_hot);
            if !cold {
                next_hot = index;
            }
        }
        depth == 0
    }

    /// The search. The edge visited last has its target next in the order: a branch's first edge, unless that one ends
    /// badly. A block is cold if it ends badly, or if only cold blocks follow it.
    fn search(&mut self, input: &Input<'_>) {
        let bound = input.0.blocks.len();
        self.spots.clear();
        self.spots.resize(bound, UNMET);
        self.stack.grow(bound + 1, NO_VISIT);
        self.nodes.grow(bound, FRESH);
        // Blocks are numbered from the end, as the search leaves them.
        let (mut next, mut depth, mut next_hot) = (bound, 0, NONE);
        let mut enter = input.entry();
        'enter: loop {
            let last = input.last(enter);
            let (edges, bad) = if last != Inst::NONE {
                let data = input.inst(last);
                (data.edge_range(), is_bad(data.op))
            } else {
                (Range::default(), false)
            };
            let swap = u32::from(edges.len == 2 && ends_badly(input, input.edges(edges)[0].block));
            depth += 1;
            let cold = edges.len != 0 || bad;
            self.stack[depth] = Visit { block: enter, edges, step: edges.len, swap, cold, goes_back: false };
            self.spots[enter.index()].index = PATH | depth as u32;
            loop {
                let visit = &mut self.stack[depth];
                let block = visit.block;
                if visit.step == 0 {
                    let Visit { edges, cold, goes_back, .. } = *visit;
                    let cold = cold && depth != 1;
                    next -= 1;
                    if goes_back {
                        self.note_back(input, edges, next as u32);
                    }
                    let spot = &mut self.spots[block.index()];
                    spot.index = next as u32;
                    let Spot { header, back, size, .. } = *spot;
                    self.torn |= back != NONE && back != next as u32 + size;
                    self.nodes[next] = Node { block, edges, back, next_hot, cold, ..FRESH };
                    if !cold {
                        next_hot = next as u32;
                    }
                    depth -= 1;
                    if depth == 0 {
                        break 'enter;
                    }
                    let outer = &mut self.stack[depth];
                    outer.cold &= cold;
                    if header != NONE {
                        let outer = outer.block;
                        self.spots[header as usize].size += 1 + size;
                        self.hand_on(outer, block);
                    }
                    continue;
                }
                visit.step -= 1;
                enter = input.edges(visit.edges)[(visit.step ^ visit.swap) as usize].block;
                let spot = &mut self.spots[enter.index()];
                spot.edges_to += 1;
                if spot.index == NONE {
                    continue 'enter;
                }
                if spot.index & PATH != 0 {
                    (visit.cold, visit.goes_back) = (false, true);
                    self.add(block.0, enter.0);
                } else {
                    visit.cold &= self.nodes[spot.index as usize].cold;
                    if spot.header != NONE {
                        self.hand_on(block, enter);
                    }
                }
            }
        }
        if next != 0 {
            self.close_up(input, next, bound);
        }
        self.nodes.truncate(bound - next);
    }

    /// Notes the edges back of the block at `index`. Later blocks were met before.
    fn note_back(&mut self, input: &Input<'_>, edges: Range, index: u32) {
        for edge in input.edges(edges) {
            let spot = &mut self.spots[edge.block.index()];
            if spot.index & PATH != 0 && spot.back == NONE {
                spot.back = index;
            }
        }
    }

    /// Moves the blocks to the begin of the table: `first` of them cannot be reached.
    #[cold]
    fn close_up(&mut self, input: &Input<'_>, first: usize, bound: usize) {
        self.nodes.copy_within(first..bound, 0);
        self.nodes.truncate(bound - first);
        for index in 0..bound - first {
            self.spots[self.nodes[index].block.index()].index = index as u32;
            self.nodes[index].back = NONE;
        }
        self.survey(input);
    }

    /// Notes that `block` is inside the loop of `header`, which is on the path.
    fn add(&mut self, block: u32, header: u32) {
        let (mut block, mut header) = (block, header);
        while block != header {
            let known = self.spots[block as usize].header;
            if known == header {
                return;
            }
            if known == NONE {
                self.spots[block as usize].header = header;
                return;
            }
            // The deeper one is the inner one.
            if self.spots[known as usize].index < self.spots[header as usize].index {
                self.spots[block as usize].header = header;
                (block, header) = (header, known);
            } else {
                block = known;
            }
        }
    }

    /// Hands on the loops of `target` to `source`, from which an edge leads to it.
    fn hand_on(&mut self, source: Block, target: Block) {
        let mut header = self.spots[target.index()].header;
        while header != NONE {
            if self.spots[header as usize].index & PATH != 0 {
                self.add(source.0, header);
                return;
            }
            self.irreducible = true;
            header = self.spots[header as usize].header;
        }
    }

    /// Walks down an order that has changed: where the last edge back to a block is, and what is cold.
    fn survey(&mut self, input: &Input<'_>) {
        let mut next_hot = NONE;
        for index in (0..self.nodes.len()).rev() {
            let node = &self.nodes[index];
            let (block, edges) = (node.block, node.edges);
            let mut cold = edges.len != 0 || ends_badly(input, block);
            for edge in input.edges(edges) {
                let target = self.index(edge.block);
                if target <= index {
                    cold = false;
                    let back = &mut self.nodes[target].back;
                    if *back == NONE {
                        *back = index as u32;
                    }
                } else {
                    cold &= self.nodes[target].cold;
                }
            }
            let cold = cold && index != 0;
            let node = &mut self.nodes[index];
            (node.cold, node.next_hot) = (cold, next_hot);
            if !cold {
                next_hot = index as u32;
            }
        }
    }

    /// Begins a loop whose header is the block at `index`, in loop `parent`. Gives its number.
    pub(crate) fn begin_loop(&mut self, index: u32, parent: u32, need: Need) -> u32 {
        let last = self.nodes[index as usize].back;
        let mut outer = parent;
        while outer != NONE && self.loops[outer as usize].last < last {
            self.loops[outer as usize].last = last;
            outer = self.loops[outer as usize].parent;
        }
        let depth = if parent == NONE { 1 } else { self.loops[parent as usize].depth + 1 };
        let exits_at_header = !self.irreducible;
        self.loops.push(Loop { first: index, last, parent, depth, exits_at_header, end: 0, need });
        self.loops.len() as u32 - 1
    }

    /// Notes which loops an edge from `index`, in loop `inner`, to `target` leaves.
    pub(crate) fn note_exit(&mut self, index: u32, inner: u32, target: u32) {
        let mut left = inner;
        while left != NONE {
            let stretch = &mut self.loops[left as usize];
            if (stretch.first..=stretch.last).contains(&target) || self.nodes[target as usize].cold {
                break;
            }
            stretch.exits_at_header &= stretch.first == index;
            left = stretch.parent;
        }
    }

    /// Whether a loop has no loop inside.
    #[inline]
    pub(crate) fn is_innermost(&self, number: u32) -> bool {
        let next = number as usize + 1;
        next == self.loops.len() || self.loops[next].parent != number
    }
}

#[inline(always)]
fn ends_badly(input: &Input<'_>, block: Block) -> bool {
    let last = input.last(block);
    last != Inst::NONE && is_bad(input.inst(last).op)
}

#[inline(always)]
fn is_bad(op: Op) -> bool {
    matches!(op, Op::Trap | Op::Unreachable)
}

/// Makes each loop one stretch.
#[derive(Default)]
struct Grouping {
    work: Vec<u32>,
    /// Lists of items (blocks, or loops by their header): first, last and next.
    first: Table<u32>,
    last: Table<u32>,
    next: Table<u32>,
    order: Table<Node>,
}

impl Grouping {
    /// Reorders the blocks by the headers of the loops around them.
    fn regroup(&mut self, nodes: &mut Table<Node>, spots: &mut Table<Spot>) {
        let count = nodes.len();
        // Every block goes to the end of its loop's list; then lists are written out, inner ones in place.
        for list in [&mut self.first, &mut self.last, &mut self.next] {
            list.clear();
            list.resize(count + 1, NONE);
        }
        for block in 1..count {
            let list = match spots[nodes[block].block.index()].header {
                NONE => 0,
                head => spots[head as usize].index as usize,
            };
            match self.last[list] {
                NONE => self.first[list] = block as u32,
                last => self.next[last as usize] = block as u32,
            }
            self.last[list] = block as u32;
        }
        self.order.clear();
        self.work.clear();
        self.work.push(0);
        while let Some(block) = self.work.pop() {
            let node = nodes[block as usize];
            spots[node.block.index()].index = self.order.len() as u32;
            self.order.push(Node { in_loop: NONE, back: NONE, ..node });
            if block != 0 && self.next[block as usize] != NONE {
                self.work.push(self.next[block as usize]);
            }
            if self.first[block as usize] != NONE {
                self.work.push(self.first[block as usize]);
            }
        }
        core::mem::swap(nodes, &mut self.order);
    }
}
