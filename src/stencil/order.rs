//! Block order: reverse post-order with loops kept together, their nesting, and which blocks are cold.
//!
//! Invariant: in the order, every edge goes forward except those back to a loop's first block, each loop is one
//! stretch of blocks, and stretches nest. For graphs that no such order exists for (irreducible ones), stretches
//! are widened until they nest, which costs registers but stays correct: whoever asks for live ranges may take
//! "inside the stretch of a back edge" for "in the loop".
//!
//! One depth-first search finds the order, and for each block the header of the innermost loop around it,
//! in the way of Wei, Mao, Zou and Chen ("A New Algorithm for Identifying Loops in Decompilation", SAS 2007): each
//! edge that is met hands the loops that its target is in, as far as their headers are on the search's path, to its
//! source. A walk down the order finds where loops end and what is cold, a walk up makes the loops. If that one meets a
//! block which is not in the loop whose stretch it lies in, the blocks are grouped anew by the headers.

use crate::input::Input;
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
    edges: Range,
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
}

/// A block of the depth-first search with edges still to visit.
#[derive(Clone, Copy)]
struct Visit {
    block: Block,
    edges: Range,
    /// How many edges are still to be visited.
    step: u32,
    /// 1 if a branch's edges are exchanged.
    swap: u32,
}

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
    back_edges: bool,
    /// Whether control enters a loop other than by its header.
    irreducible: bool,
    group: Grouping,
}

impl Order {
    pub(crate) fn compute(&mut self, input: &Input<'_>) {
        self.loops.clear();
        if input.edge_count() == 0 {
            self.only_entry(input);
            return;
        }
        self.search(input);
        self.survey(input);
        if self.back_edges && !self.find_loops(input, !self.irreducible) {
            self.group.regroup(&mut self.nodes, &mut self.spots);
            self.survey(input);
            self.find_loops(input, false);
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
        self.spots.resize(bound, Spot { index: NONE, edges_to: 0, header: NONE });
        self.spots[block.index()].index = 0;
        self.nodes.clear();
        self.nodes.push(Node { block, ..FRESH });
    }

    /// The search. The edge visited last has its target next in the order: a branch's first edge, unless that one ends
    /// badly.
    fn search(&mut self, input: &Input<'_>) {
        let bound = input.0.blocks.len();
        let fresh = Spot { index: NONE, edges_to: 0, header: NONE };
        self.spots.clear();
        self.spots.resize(bound, fresh);
        let no_visit = Visit { block: Block(0), edges: Range::default(), step: 0, swap: 0 };
        let no_node = FRESH;
        self.stack.grow(bound + 1, no_visit);
        self.nodes.grow(bound, no_node);
        self.back_edges = false;
        self.irreducible = false;
        // Blocks are numbered from the end, as the search leaves them.
        let (mut next, mut depth) = (bound, 0);
        let mut enter = input.entry();
        'enter: loop {
            let last = input.last(enter);
            let edges = if last != Inst::NONE { input.inst(last).edge_range() } else { Range::default() };
            let swap = u32::from(edges.len == 2 && ends_badly(input, input.edges(edges)[0].block));
            depth += 1;
            self.stack[depth] = Visit { block: enter, edges, step: edges.len, swap };
            self.spots[enter.index()].index = PATH | depth as u32;
            loop {
                let visit = &mut self.stack[depth];
                let block = visit.block;
                if visit.step == 0 {
                    next -= 1;
                    self.nodes[next] = Node { block, edges: visit.edges, ..no_node };
                    self.spots[block.index()].index = next as u32;
                    depth -= 1;
                    if depth == 0 {
                        break 'enter;
                    }
                    if self.spots[block.index()].header != NONE {
                        let outer = self.stack[depth].block;
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
                    self.back_edges = true;
                    self.add(block.0, enter.0);
                } else if spot.header != NONE {
                    self.hand_on(block, enter);
                }
            }
        }
        if next != 0 {
            // Some blocks cannot be reached.
            self.nodes.copy_within(next..bound, 0);
            for index in 0..bound - next {
                self.spots[self.nodes[index].block.index()].index = index as u32;
            }
        }
        self.nodes.truncate(bound - next);
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

    /// Walks down the order: where the last edge back to a block is, and what is cold. A block is cold if it ends
    /// badly, or if only cold blocks follow it.
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

    /// Makes the loops, nested. If `check` is set and a block is found in the stretch of a loop that it is not in, gives
    /// up and tells so.
    fn find_loops(&mut self, input: &Input<'_>, check: bool) -> bool {
        self.loops.clear();
        let mut current = NONE;
        for index in 0..self.nodes.len() as u32 {
            while current != NONE && self.loops[current as usize].last < index {
                current = self.loops[current as usize].parent;
            }
            let Node { block, edges, back: end, .. } = self.nodes[index as usize];
            if check {
                let header = match current {
                    NONE => NONE,
                    inner => self.nodes[self.loops[inner as usize].first as usize].block.0,
                };
                if header != self.spots[block.index()].header {
                    return false;
                }
            }
            if end != NONE {
                let mut outer = current;
                while outer != NONE && self.loops[outer as usize].last < end {
                    self.loops[outer as usize].last = end;
                    outer = self.loops[outer as usize].parent;
                }
                let depth = if current == NONE { 1 } else { self.loops[current as usize].depth + 1 };
                let exits_at_header = !self.irreducible;
                self.loops.push(Loop {
                    first: index,
                    last: end,
                    parent: current,
                    depth,
                    exits_at_header,
                    end: 0,
                });
                current = self.loops.len() as u32 - 1;
            }
            self.nodes[index as usize].in_loop = current;
            if current != NONE {
                for edge in input.edges(edges) {
                    self.note_exit(index, current, self.index(edge.block) as u32);
                }
            }
        }
        true
    }

    /// Notes which loops an edge from `index`, in loop `inner`, to `target` leaves.
    #[inline]
    fn note_exit(&mut self, index: u32, inner: u32, target: u32) {
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
    last != Inst::NONE && matches!(input.inst(last).op, Op::Trap | Op::Unreachable)
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
