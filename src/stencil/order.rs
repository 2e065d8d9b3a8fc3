//! Block order: reverse post-order with loops kept together, their nesting, and which blocks are cold.
//!
//! Invariant: in the order, every edge goes forward except those back to a loop's first block, each loop is one
//! stretch of blocks, and stretches nest. For graphs that no such order exists for (irreducible ones), stretches
//! are widened until they nest, which costs registers but stays correct: whoever asks for live ranges may take
//! "inside the stretch of a back edge" for "in the loop".
//!
//! A function without back edges, the most frequent kind, pays for one depth-first search and nothing else. The
//! search writes the edges down as a flat list, and all later steps read that.

use crate::table::Table;
use juliette_ir::{Block, Function, Inst, Op};
use juliette_support::Id;

/// Stands for no loop and for no position.
pub(crate) const NONE: u32 = u32::MAX;

/// Marks a block on the search's path, and one that the search has left.
const ACTIVE: u32 = NONE - 1;
const DONE: u32 = NONE - 2;

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
}

/// A block of the depth-first search with edges still to visit.
struct Visit {
    block: Block,
    /// Where its edges are in the list, and how many are still to be visited.
    edges: u32,
    step: u32,
    /// Whether a branch's edges are exchanged.
    swap: bool,
}

/// The order of a function's blocks and what goes with it. Reused from function to function.
#[derive(Default)]
pub(crate) struct Order {
    /// The blocks that can be reached, in order.
    pub(crate) blocks: Table<Block>,
    /// For each block number its index in `blocks`, or [`NONE`].
    pub(crate) index: Table<u32>,
    /// For each index the innermost loop.
    pub(crate) in_loop: Table<u32>,
    /// For each index whether the block is cold.
    pub(crate) cold: Table<bool>,
    /// For each index the next block that is not cold, or [`NONE`].
    pub(crate) next_hot: Table<u32>,
    /// The loops, outer ones before inner ones.
    pub(crate) loops: Table<Loop>,
    stack: Vec<Visit>,
    post: Vec<Block>,
    edges: Edges,
    group: Grouping,
}

/// The targets of each block's edges, in one list.
#[derive(Default)]
struct Edges {
    /// For each block number where its targets are: first one and number.
    ranges: Table<(u32, u32)>,
    targets: Table<Block>,
}

impl Edges {
    #[inline]
    fn of(&self, block: Block) -> &[Block] {
        let (first, count) = self.ranges[block.index()];
        &self.targets.as_slice()[first as usize..(first + count) as usize]
    }
}

impl Order {
    pub(crate) fn compute(&mut self, func: &Function) {
        let (any_bad, back_edges) = self.visit(func);
        let count = self.blocks.len();
        if back_edges {
            self.group.regroup(&self.edges, &mut self.blocks, &mut self.index);
        }
        self.cold.clear();
        self.cold.resize(count, false);
        if any_bad {
            self.find_cold(func);
        }
        self.loops.clear();
        self.in_loop.clear();
        self.in_loop.resize(count, NONE);
        if back_edges {
            self.find_loops();
            self.find_exits();
        }
        self.next_hot.clear();
        self.next_hot.resize(count, NONE);
        let mut next = NONE;
        for index in (0..count).rev() {
            self.next_hot[index] = next;
            if !self.cold[index] {
                next = index as u32;
            }
        }
    }

    /// Depth-first search; tells whether a block was met that ends badly, and whether an edge goes back. The edge
    /// visited last has its target next in the order: a branch's first edge, unless that one ends badly.
    fn visit(&mut self, func: &Function) -> (bool, bool) {
        let bound = func.block_bound();
        self.index.clear();
        self.index.resize(bound, NONE);
        if self.edges.ranges.len() < bound {
            self.edges.ranges.resize(bound, (0, 0));
        }
        self.edges.targets.clear();
        self.post.clear();
        self.stack.clear();
        let (mut any_bad, mut back_edges) = (false, false);
        let mut enter = func.entry();
        'enter: loop {
            self.index[enter.index()] = ACTIVE;
            let first = self.edges.targets.len() as u32;
            self.edges.targets.extend(func.successors(enter));
            let count = self.edges.targets.len() as u32 - first;
            self.edges.ranges[enter.index()] = (first, count);
            let mut swap = false;
            if count == 2 {
                swap = ends_badly(func, self.edges.targets[first as usize]);
            } else if count == 0 {
                any_bad |= ends_badly(func, enter);
            }
            self.stack.push(Visit { block: enter, edges: first, step: count, swap });
            while let Some(visit) = self.stack.last_mut() {
                if visit.step == 0 {
                    self.index[visit.block.index()] = DONE;
                    self.post.push(visit.block);
                    self.stack.pop();
                    continue;
                }
                visit.step -= 1;
                let edge = visit.edges + (visit.step ^ u32::from(visit.swap));
                enter = self.edges.targets[edge as usize];
                match self.index[enter.index()] {
                    NONE => continue 'enter,
                    ACTIVE => back_edges = true,
                    _ => {}
                }
            }
            break;
        }
        self.blocks.clear();
        self.blocks.extend(self.post.iter().rev());
        for (index, block) in self.blocks.iter().enumerate() {
            self.index[block.index()] = index as u32;
        }
        (any_bad, back_edges)
    }

    fn find_loops(&mut self) {
        // First the stretch of each header, then nesting in one walk.
        let ends = &mut self.group.ends;
        ends.clear();
        ends.resize(self.blocks.len(), NONE);
        for (index, &block) in self.blocks.iter().enumerate() {
            for target in self.edges.of(block) {
                let header = self.index[target.index()];
                if header <= index as u32 {
                    ends[header as usize] = index as u32;
                }
            }
        }
        let mut current = NONE;
        for index in 0..self.blocks.len() as u32 {
            while current != NONE && self.loops[current as usize].last < index {
                current = self.loops[current as usize].parent;
            }
            let end = ends[index as usize];
            if end != NONE {
                let mut outer = current;
                while outer != NONE && self.loops[outer as usize].last < end {
                    self.loops[outer as usize].last = end;
                    outer = self.loops[outer as usize].parent;
                }
                let depth = if current == NONE { 1 } else { self.loops[current as usize].depth + 1 };
                let exits_at_header = true;
                self.loops.push(Loop { first: index, last: end, parent: current, depth, exits_at_header });
                current = self.loops.len() as u32 - 1;
            }
            self.in_loop[index as usize] = current;
        }
    }

    fn find_exits(&mut self) {
        for index in 0..self.blocks.len() as u32 {
            let inner = self.in_loop[index as usize];
            if inner == NONE {
                continue;
            }
            for target in self.edges.of(self.blocks[index as usize]) {
                let target = self.index[target.index()];
                let mut left = inner;
                while left != NONE {
                    let stretch = &mut self.loops[left as usize];
                    if (stretch.first..=stretch.last).contains(&target) || self.cold[target as usize] {
                        break;
                    }
                    stretch.exits_at_header &= stretch.first == index;
                    left = stretch.parent;
                }
            }
        }
    }

    /// A block is cold if it ends badly, or if only cold blocks follow it.
    fn find_cold(&mut self, func: &Function) {
        for index in (1..self.blocks.len()).rev() {
            let block = self.blocks[index];
            let targets = self.edges.of(block);
            self.cold[index] = if targets.is_empty() {
                ends_badly(func, block)
            } else {
                targets.iter().all(|target| {
                    let target = self.index[target.index()] as usize;
                    target > index && self.cold[target]
                })
            };
        }
    }

    /// Whether a loop has no loop inside.
    #[inline]
    pub(crate) fn is_innermost(&self, number: u32) -> bool {
        self.loops.get(number as usize + 1).is_none_or(|next| next.parent != number)
    }

    /// The loop depth of the block at `index`.
    pub(crate) fn depth(&self, index: usize) -> u32 {
        match self.in_loop[index] {
            NONE => 0,
            inner => self.loops[inner as usize].depth,
        }
    }
}

fn ends_badly(func: &Function, block: Block) -> bool {
    let last = func.last_inst(block);
    last != Inst::NONE && matches!(func.op(last), Op::Trap | Op::Unreachable)
}

/// Finds natural loops and makes each one stretch.
#[derive(Default)]
struct Grouping {
    ends: Table<u32>,
    pred_start: Table<u32>,
    preds: Table<u32>,
    /// For each block index the header of the innermost loop found so far that contains it, itself not counted.
    header: Table<u32>,
    work: Vec<u32>,
    /// Lists of items (blocks, or loops by their header): first, last and next.
    first: Table<u32>,
    last: Table<u32>,
    next: Table<u32>,
    order: Table<Block>,
}

impl Grouping {
    /// Reorders the blocks.
    fn regroup(&mut self, edges: &Edges, blocks: &mut Table<Block>, index: &mut Table<u32>) {
        let count = blocks.len();
        self.list_preds(edges, blocks, index);
        self.header.clear();
        self.header.resize(count, NONE);
        for head in (0..count as u32).rev() {
            self.work.clear();
            for at in self.pred_start[head as usize]..self.pred_start[head as usize + 1] {
                let pred = self.preds[at as usize];
                if pred >= head {
                    self.work.push(pred);
                }
            }
            while let Some(mut block) = self.work.pop() {
                // Up to the outermost loop found so far; that is a unit now.
                while block != head
                    && self.header[block as usize] != NONE
                    && self.header[block as usize] != head
                {
                    block = self.header[block as usize];
                }
                // A block before the header: the loop has another entry.
                if block == head || self.header[block as usize] == head || block < head {
                    continue;
                }
                self.header[block as usize] = head;
                for at in self.pred_start[block as usize]..self.pred_start[block as usize + 1] {
                    self.work.push(self.preds[at as usize]);
                }
            }
        }
        // Every block goes to the end of its loop's list; then lists are written out, inner ones in place.
        for list in [&mut self.first, &mut self.last, &mut self.next] {
            list.clear();
            list.resize(count + 1, NONE);
        }
        for block in 1..count {
            let list = match self.header[block] {
                NONE => 0,
                head => head as usize,
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
            self.order.push(blocks[block as usize]);
            if block != 0 && self.next[block as usize] != NONE {
                self.work.push(self.next[block as usize]);
            }
            if self.first[block as usize] != NONE {
                self.work.push(self.first[block as usize]);
            }
        }
        core::mem::swap(blocks, &mut self.order);
        for (at, block) in blocks.iter().enumerate() {
            index[block.index()] = at as u32;
        }
    }

    fn list_preds(&mut self, edges: &Edges, blocks: &Table<Block>, index: &Table<u32>) {
        self.pred_start.clear();
        self.pred_start.resize(blocks.len() + 2, 0);
        for &target in edges.targets.iter() {
            self.pred_start[index[target.index()] as usize + 2] += 1;
        }
        for at in 2..self.pred_start.len() {
            self.pred_start[at] += self.pred_start[at - 1];
        }
        self.preds.clear();
        self.preds.resize(edges.targets.len(), 0);
        for (source, &block) in blocks.iter().enumerate() {
            for target in edges.of(block) {
                let place = &mut self.pred_start[index[target.index()] as usize + 1];
                self.preds[*place as usize] = source as u32;
                *place += 1;
            }
        }
    }
}
