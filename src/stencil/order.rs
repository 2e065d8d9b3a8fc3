//! Block order: reverse post-order with loops kept together, their nesting, and which blocks are cold.
//!
//! Invariant: in the order, every edge goes forward except those back to a loop's first block, each loop is one
//! stretch of blocks, and stretches nest. For graphs that no such order exists for (irreducible ones), stretches
//! are widened until they nest, which costs registers but stays correct: whoever asks for live ranges may take
//! "inside the stretch of a back edge" for "in the loop".
//!
//! One depth-first search finds everything: the order, and for each block the header of the innermost loop around it,
//! in the way of Wei, Mao, Zou and Chen ("A New Algorithm for Identifying Loops in Decompilation", SAS 2007): each
//! edge that is met hands the loops that its target is in, as far as their headers are on the search's path, to its
//! source. If reverse post-order tears a loop apart, the blocks are then grouped by these headers.
//! The search writes the edges down as a flat list, and all later steps read that.

use crate::table::Table;
use juliette_ir::{Block, Function, Inst, Op};
use juliette_support::Id;

/// Stands for no loop and for no position.
pub(crate) const NONE: u32 = u32::MAX;

/// Marks a block that the search has left; blocks on its path are marked with their depth, from 1.
const DONE: u32 = 0;

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
    /// For each block number how many edges lead to the block.
    pub(crate) edges_to: Table<u32>,
    /// For each index whether the block is cold.
    pub(crate) cold: Table<bool>,
    /// For each index the next block that is not cold, or [`NONE`].
    pub(crate) next_hot: Table<u32>,
    /// The loops, outer ones before inner ones.
    pub(crate) loops: Table<Loop>,
    stack: Vec<Visit>,
    edges: Edges,
    headers: Headers,
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

/// The loops that the search has found so far.
#[derive(Default)]
struct Headers {
    /// For each block number that of the header of the innermost loop around it, itself not counted; or [`NONE`].
    of: Table<u32>,
    /// Edges back, by the numbers of their blocks.
    back_edges: Table<(u32, u32)>,
    /// Whether control enters a loop other than by its header.
    irreducible: bool,
}

impl Headers {
    /// Notes that `block` is inside the loop of `header`, which is on the path.
    fn add(&mut self, mark: &Table<u32>, block: u32, header: u32) {
        let (mut block, mut header) = (block, header);
        if block == header {
            return;
        }
        loop {
            let known = self.of[block as usize];
            if known == header {
                return;
            }
            if known == NONE {
                self.of[block as usize] = header;
                return;
            }
            // The deeper one is the inner one.
            if mark[known as usize] < mark[header as usize] {
                self.of[block as usize] = header;
                (block, header) = (header, known);
            } else {
                block = known;
            }
            if block == header {
                return;
            }
        }
    }

    /// Hands on the loops of `target` to `source`, from which an edge leads to it.
    #[inline]
    fn hand_on(&mut self, mark: &Table<u32>, source: u32, target: u32) {
        let mut header = self.of[target as usize];
        while header != NONE {
            if mark[header as usize] != DONE {
                self.add(mark, source, header);
                return;
            }
            self.irreducible = true;
            header = self.of[header as usize];
        }
    }
}

impl Order {
    pub(crate) fn compute(&mut self, func: &Function) {
        let any_bad = self.visit(func);
        let count = self.blocks.len();
        let back_edges = !self.headers.back_edges.is_empty();
        if back_edges {
            self.find_ends();
            if !self.headers.irreducible && !self.is_grouped() {
                self.group.regroup(&self.headers.of, &mut self.blocks, &mut self.index);
                self.find_ends();
            }
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

    /// The search; tells whether a block was met that ends badly. The edge visited last has its target next in the
    /// order: a branch's first edge, unless that one ends badly.
    fn visit(&mut self, func: &Function) -> bool {
        let bound = func.block_bound();
        let Self { index: mark, edges, headers, edges_to, stack, blocks, .. } = self;
        mark.clear();
        mark.resize(bound, NONE);
        edges_to.clear();
        edges_to.resize(bound, 0);
        headers.of.clear();
        headers.of.resize(bound, NONE);
        headers.back_edges.clear();
        headers.irreducible = false;
        if edges.ranges.len() < bound {
            edges.ranges.resize(bound, (0, 0));
        }
        edges.targets.clear();
        stack.clear();
        blocks.clear();
        let mut any_bad = false;
        let mut enter = func.entry();
        'enter: loop {
            let first = edges.targets.len() as u32;
            edges.targets.extend(func.successors(enter));
            let count = edges.targets.len() as u32 - first;
            edges.ranges[enter.index()] = (first, count);
            let mut swap = false;
            if count == 2 {
                swap = ends_badly(func, edges.targets[first as usize]);
            } else if count == 0 {
                any_bad |= ends_badly(func, enter);
            }
            stack.push(Visit { block: enter, edges: first, step: count, swap });
            let mut depth = stack.len() as u32;
            mark[enter.index()] = depth;
            while let Some(visit) = stack.last_mut() {
                let block = visit.block;
                if visit.step == 0 {
                    mark[block.index()] = DONE;
                    blocks.push(block);
                    stack.pop();
                    depth -= 1;
                    if let Some(outer) = stack.last() {
                        headers.hand_on(mark, outer.block.0, block.0);
                    }
                    continue;
                }
                visit.step -= 1;
                let edge = visit.edges + (visit.step ^ u32::from(visit.swap));
                enter = edges.targets[edge as usize];
                edges_to[enter.index()] += 1;
                match mark[enter.index()] {
                    NONE => continue 'enter,
                    DONE => headers.hand_on(mark, block.0, enter.0),
                    _ => {
                        headers.back_edges.push((block.0, enter.0));
                        headers.add(mark, block.0, enter.0);
                    }
                }
            }
            debug_assert!(depth == 0);
            break;
        }
        blocks.reverse();
        for (at, block) in blocks.iter().enumerate() {
            mark[block.index()] = at as u32;
        }
        any_bad
    }

    /// Whether each loop is one stretch of the order. The blocks of the loops at hand are a path outwards; a loop that
    /// was left may not come again.
    fn is_grouped(&mut self) -> bool {
        let (of, ends) = (&self.headers.of, &self.group.ends);
        let mut current = NONE;
        for (block, &end) in self.blocks.iter().zip(ends.iter()) {
            let header = of[block.index()];
            while current != header {
                if current == NONE {
                    return false;
                }
                current = of[current as usize];
            }
            if end != NONE {
                current = block.0;
            }
        }
        true
    }

    /// Finds for each header where the last edge back to it is.
    fn find_ends(&mut self) {
        let ends = &mut self.group.ends;
        ends.clear();
        ends.resize(self.blocks.len(), NONE);
        for &(block, header) in self.headers.back_edges.iter() {
            let (from, header) = (self.index[block as usize], self.index[header as usize]);
            let end = &mut ends[header as usize];
            *end = if *end == NONE { from } else { from.max(*end) };
        }
    }

    /// Makes the stretches, nested, in one walk.
    fn find_loops(&mut self) {
        let ends = &self.group.ends;
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

/// Makes each loop one stretch.
#[derive(Default)]
struct Grouping {
    ends: Table<u32>,
    work: Vec<u32>,
    /// Lists of items (blocks, or loops by their header): first, last and next.
    first: Table<u32>,
    last: Table<u32>,
    next: Table<u32>,
    order: Table<Block>,
}

impl Grouping {
    /// Reorders the blocks, given for each block number the header of the innermost loop around it.
    fn regroup(&mut self, headers: &Table<u32>, blocks: &mut Table<Block>, index: &mut Table<u32>) {
        let count = blocks.len();
        // Every block goes to the end of its loop's list; then lists are written out, inner ones in place.
        for list in [&mut self.first, &mut self.last, &mut self.next] {
            list.clear();
            list.resize(count + 1, NONE);
        }
        for block in 1..count {
            let list = match headers[blocks[block].index()] {
                NONE => 0,
                head => index[head as usize] as usize,
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
}
