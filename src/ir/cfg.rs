//! The shape of a function: predecessors, reverse post-order, dominators, loops.
//!
//! [`Cfg::compute`] reads blocks and edges only, and its vectors are reused from one function to the next. Who needs
//! less asks for less: [`Cfg::compute_order`] finds order and predecessors, [`Cfg::add_dominators`] and
//! [`Cfg::add_loops`] the rest of what that order belongs to.
//!
//! Dominators follow Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001): linear in practice
//! for the reducible graphs that Julia's control flow gives. A loop is a set of blocks with one header that
//! dominates the sources of its back edges; other cycles are no loops here, and nothing relies on finding them.

use crate::function::{Block, EdgeId, Function};
use crate::tables::{Range, Tables};
use juliette_support::Id;

/// Stands for "no position" in the tables of [`Cfg`].
const NONE: u32 = u32::MAX;

/// What is known of a function's shape. Blocks that cannot be reached have no part in it.
#[derive(Clone, Default, Debug)]
pub struct Cfg {
    order: Vec<Block>,
    /// Position of a block in `order`.
    position: Vec<u32>,
    /// Predecessors: `preds[pred_start[p]..pred_start[p + 1]]`, by position.
    pred_start: Vec<u32>,
    preds: Vec<Block>,
    /// The edges that come from these predecessors.
    in_edges: Vec<EdgeId>,
    /// Edges that do not lead forward in `order`, as positions: target and source.
    retreating: Vec<(u32, u32)>,
    /// Immediate dominator, as a position, by position; the entry's is itself.
    idom: Vec<u32>,
    /// Begin and end of a position's subtree in a depth-first numbering of the dominator tree.
    enter: Vec<u32>,
    leave: Vec<u32>,
    /// Innermost loop's header, as a position, by position, and nesting depth. Empty if there are no loops.
    header: Vec<u32>,
    depth: Vec<u32>,
    /// Enclosing loop's header of a header.
    outer: Vec<u32>,
    has_dominators: bool,
    has_loops: bool,
    visits: Vec<Visit>,
    /// By block: how many edges lead to it, then where its next predecessor is written. Scratch otherwise.
    cursor: Vec<u32>,
}

/// A block on the way of the depth-first search, and which of its edges were not followed yet.
#[derive(Clone, Copy, Debug)]
struct Visit {
    block: Block,
    edges: Range,
}

impl Cfg {
    /// Tables without content, for [`Cfg::compute`] to fill.
    pub fn new() -> Cfg {
        Cfg::default()
    }

    /// The shape of `func`.
    pub fn of(func: &Function) -> Cfg {
        let mut cfg = Cfg::new();
        cfg.compute(func);
        cfg
    }

    /// Fills the tables for `func`, which must have an entry block.
    pub fn compute(&mut self, func: &Function) {
        self.compute_order(func);
        self.add_dominators();
        self.add_loops();
    }

    /// Finds the order and the predecessors, for `func`, which must have an entry block. What else was known is forgotten.
    pub fn compute_order(&mut self, func: &Function) {
        (self.has_dominators, self.has_loops) = (false, false);
        let tables = func.tables();
        self.find_order(&tables, func.entry());
        self.find_preds(&tables);
    }

    /// Follows a change of the function: each block of which `head_of` names one, by block, was its only successor, had no other
    /// predecessor, and is part of it now. Only order and predecessors are known then.
    pub fn merge(&mut self, head_of: &[Block]) {
        (self.has_dominators, self.has_loops) = (false, false);
        let (mut kept, mut preds) = (0, 0);
        self.cursor.clear();
        for p in 0..self.order.len() {
            let block = self.order[p];
            let from = self.pred_start[p] as usize..self.pred_start[p + 1] as usize;
            if head_of[block.index()] != Block::NONE {
                // In reverse post-order such a block follows at once, so its head is the last one kept.
                self.cursor.push(kept - 1);
                self.position[block.index()] = NONE;
                continue;
            }
            self.cursor.push(kept);
            self.position[block.index()] = kept;
            self.order[kept as usize] = block;
            self.pred_start[kept as usize] = preds as u32;
            for from in from {
                let pred = self.preds[from];
                let head = head_of[pred.index()];
                self.preds[preds] = if head == Block::NONE { pred } else { head };
                self.in_edges[preds] = self.in_edges[from];
                preds += 1;
            }
            kept += 1;
        }
        self.order.truncate(kept as usize);
        self.pred_start.truncate(kept as usize);
        self.pred_start.push(preds as u32);
        self.preds.truncate(preds);
        self.in_edges.truncate(preds);
        for (target, source) in &mut self.retreating {
            (*target, *source) = (self.cursor[*target as usize], self.cursor[*source as usize]);
        }
    }

    /// Finds the dominators, unless they are known.
    pub fn add_dominators(&mut self) {
        if !self.has_dominators {
            self.has_dominators = true;
            self.find_dominators();
        }
    }

    /// Finds dominators and loops, unless they are known.
    pub fn add_loops(&mut self) {
        if !self.has_loops {
            self.add_dominators();
            self.has_loops = true;
            self.find_loops();
        }
    }

    /// The reachable blocks in reverse post-order, so every block after its dominators.
    #[inline]
    pub fn order(&self) -> &[Block] {
        &self.order
    }

    /// Whether control can come to `block`.
    #[inline]
    pub fn is_reachable(&self, block: Block) -> bool {
        self.at(block) != NONE
    }

    /// A reachable block's position in [`Cfg::order`].
    #[inline]
    pub fn position(&self, block: Block) -> usize {
        self.at(block) as usize
    }

    /// The reachable predecessors, once per edge.
    #[inline]
    pub fn preds(&self, block: Block) -> &[Block] {
        let p = self.position(block);
        &self.preds[self.pred_start[p] as usize..self.pred_start[p + 1] as usize]
    }

    /// The edges that lead to a block, in the order of [`Cfg::preds`].
    #[inline]
    pub fn in_edges(&self, block: Block) -> &[EdgeId] {
        let p = self.position(block);
        &self.in_edges[self.pred_start[p] as usize..self.pred_start[p + 1] as usize]
    }

    /// Whether control can come to a block again.
    #[inline]
    pub fn has_cycles(&self) -> bool {
        !self.retreating.is_empty()
    }

    /// The edges that do not lead forward in [`Cfg::order`], as target and source. Every cycle has one, and every loop's
    /// back edges are among them.
    #[inline]
    pub fn retreating(&self) -> impl ExactSizeIterator<Item = (Block, Block)> + '_ {
        self.retreating.iter().map(|&(to, from)| (self.order[to as usize], self.order[from as usize]))
    }

    /// The immediate dominator; none for the entry.
    #[inline]
    pub fn idom(&self, block: Block) -> Option<Block> {
        debug_assert!(self.has_dominators);
        let p = self.position(block);
        (p != 0).then(|| self.order[self.idom[p] as usize])
    }

    /// Whether every way to `b` leads through `a`; a block dominates itself. Both must be reachable.
    #[inline]
    pub fn dominates(&self, a: Block, b: Block) -> bool {
        debug_assert!(self.has_dominators);
        self.is_above(self.at(a), self.at(b))
    }

    #[inline]
    fn is_above(&self, a: u32, b: u32) -> bool {
        let (a, b) = (a as usize, b as usize);
        self.enter[a] <= self.enter[b] && self.leave[b] <= self.leave[a]
    }

    /// The header of the innermost loop that a block is in; a header is in its own loop.
    pub fn loop_header(&self, block: Block) -> Option<Block> {
        let header = self.header_of(self.at(block));
        (header != NONE).then(|| self.order[header as usize])
    }

    /// Whether a block is a loop's header.
    #[inline]
    pub fn is_loop_header(&self, block: Block) -> bool {
        let position = self.at(block);
        self.header_of(position) == position
    }

    /// The header of the loop around the loop of a header.
    pub fn outer_loop(&self, header: Block) -> Option<Block> {
        debug_assert!(self.has_loops);
        let outer = self.outer.get(self.position(header)).copied().unwrap_or(NONE);
        (outer != NONE).then(|| self.order[outer as usize])
    }

    /// How many loops a block is in.
    pub fn loop_depth(&self, block: Block) -> u32 {
        debug_assert!(self.has_loops);
        self.depth.get(self.position(block)).copied().unwrap_or(0)
    }

    /// Whether a block is in the loop of a header, inner loops included.
    pub fn is_in_loop(&self, block: Block, header: Block) -> bool {
        let wanted = self.at(header);
        let mut current = self.header_of(self.at(block));
        while current != NONE && current != wanted {
            current = self.outer[current as usize];
        }
        current == wanted
    }

    #[inline]
    fn header_of(&self, position: u32) -> u32 {
        debug_assert!(self.has_loops);
        self.header.get(position as usize).copied().unwrap_or(NONE)
    }

    #[inline]
    fn at(&self, block: Block) -> u32 {
        self.position.get(block.index()).copied().unwrap_or(NONE)
    }

    fn find_order(&mut self, tables: &Tables<'_>, entry: Block) {
        let count = tables.blocks.len();
        for (table, empty) in [(&mut self.position, NONE), (&mut self.cursor, 0)] {
            table.clear();
            table.resize(count, empty);
        }
        self.order.clear();
        self.visits.clear();
        // While a block is on the stack its position is 0: "seen". Successors are visited last one first, so
        // that in reverse post-order the first one follows its block.
        self.position[entry.index()] = 0;
        self.visits.push(Visit { block: entry, edges: edges_of(tables, entry) });
        while let Some(Visit { block, edges }) = self.visits.last_mut() {
            if edges.len == 0 {
                self.order.push(*block);
                self.visits.pop();
                continue;
            }
            edges.len -= 1;
            let next = tables.edges[(edges.start + edges.len) as usize].block;
            self.cursor[next.index()] += 1;
            let position = &mut self.position[next.index()];
            if *position == NONE {
                *position = 0;
                self.visits.push(Visit { block: next, edges: edges_of(tables, next) });
            }
        }
        self.order.reverse();
    }

    fn find_preds(&mut self, tables: &Tables<'_>) {
        self.pred_start.clear();
        let mut sum = 0;
        for (i, block) in self.order.iter().enumerate() {
            self.position[block.index()] = i as u32;
            self.pred_start.push(sum);
            let cursor = &mut self.cursor[block.index()];
            let count = core::mem::replace(cursor, sum);
            sum += count;
        }
        self.pred_start.push(sum);
        self.preds.clear();
        self.preds.resize(sum as usize, Block::NONE);
        self.in_edges.clear();
        self.in_edges.resize(sum as usize, EdgeId(0));
        self.retreating.clear();
        for (i, &block) in self.order.iter().enumerate() {
            let edges = edges_of(tables, block);
            for (id, edge) in (edges.start..).zip(&tables.edges[edges.of()]) {
                let cursor = &mut self.cursor[edge.block.index()];
                self.preds[*cursor as usize] = block;
                self.in_edges[*cursor as usize] = EdgeId(id);
                *cursor += 1;
                let target = self.position[edge.block.index()];
                if target <= i as u32 {
                    self.retreating.push((target, i as u32));
                }
            }
        }
    }

    fn find_dominators(&mut self) {
        let count = self.order.len();
        self.idom.clear();
        self.idom.push(0);
        // Predecessors further on are not known yet the first time. In a reducible graph they are below the block.
        for p in 1..count as u32 {
            let mut new = NONE;
            for pred in
                &self.preds[self.pred_start[p as usize] as usize..self.pred_start[p as usize + 1] as usize]
            {
                let pred = self.position[pred.index()];
                if pred < p {
                    new = if new == NONE { pred } else { self.meet(new, pred) };
                }
            }
            self.idom.push(new);
        }
        let is_below = |&(target, source): &(u32, u32)| self.meet(target, source) == target;
        if !self.retreating.iter().all(is_below) {
            self.refine_dominators();
        }
        self.number_tree();
    }

    /// Looks at all predecessors until nothing changes any more.
    fn refine_dominators(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for p in 1..self.order.len() {
                let preds = self.pred_start[p] as usize..self.pred_start[p + 1] as usize;
                let mut new = NONE;
                for pred in &self.preds[preds] {
                    let pred = self.position[pred.index()];
                    new = if new == NONE { pred } else { self.meet(new, pred) };
                }
                changed |= core::mem::replace(&mut self.idom[p], new) != new;
            }
        }
    }

    fn meet(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            while a > b {
                a = self.idom[a as usize];
            }
            while b > a {
                b = self.idom[b as usize];
            }
        }
        a
    }

    /// Numbers the dominator tree so that subtrees are ranges: sizes bottom-up, then begins top-down.
    fn number_tree(&mut self) {
        let count = self.order.len();
        let Cfg { idom, enter, leave, outer, .. } = self;
        leave.clear();
        leave.resize(count, 1);
        for p in (1..count).rev() {
            leave[idom[p] as usize] += leave[p];
        }
        enter.clear();
        enter.push(0);
        // `outer` is scratch here: the number that a position's next child gets. `leave` has sizes until the end.
        outer.clear();
        outer.push(1);
        for p in 1..count {
            let next = &mut outer[idom[p] as usize];
            let begin = *next;
            *next += leave[p];
            leave[p] += begin;
            enter.push(begin);
            outer.push(begin + 1);
        }
    }

    /// Finds loops from the innermost out: headers in descending order of position, each walking backwards from
    /// its back edges and stepping over the loops found already by their headers.
    fn find_loops(&mut self) {
        for table in [&mut self.header, &mut self.outer, &mut self.depth] {
            table.clear();
        }
        if self.retreating.is_empty() {
            return;
        }
        let count = self.order.len();
        self.header.resize(count, NONE);
        self.outer.resize(count, NONE);
        self.depth.resize(count, 0);
        // Descending by target; the sources of one target stay in their order.
        let mut back = core::mem::take(&mut self.retreating);
        back.sort_by_key(|&(target, _)| core::cmp::Reverse(target));
        let mut work = core::mem::take(&mut self.cursor);
        for edges in back.chunk_by(|a, b| a.0 == b.0) {
            let head = edges[0].0;
            work.clear();
            work.extend(
                edges.iter().map(|&(_, source)| source).filter(|&source| self.is_above(head, source)),
            );
            if work.is_empty() {
                continue;
            }
            self.header[head as usize] = head;
            while let Some(p) = work.pop() {
                // The outermost loop found so far that `p` is in stands for its blocks.
                let mut top = p;
                if self.header[p as usize] != NONE {
                    top = self.header[p as usize];
                    while self.outer[top as usize] != NONE {
                        top = self.outer[top as usize];
                    }
                }
                if top == head {
                    continue;
                }
                if self.header[top as usize] == NONE {
                    self.header[top as usize] = head;
                } else {
                    self.outer[top as usize] = head;
                }
                for i in self.pred_start[top as usize]..self.pred_start[top as usize + 1] {
                    let pred = self.at(self.preds[i as usize]);
                    // A predecessor outside the header's subtree belongs to an irreducible cycle.
                    if self.is_above(head, pred) {
                        work.push(pred);
                    }
                }
            }
        }
        (self.retreating, self.cursor) = (back, work);
        for p in 0..count {
            let header = self.header[p];
            self.depth[p] = match header {
                NONE => 0,
                h if h as usize != p => self.depth[h as usize],
                h if self.outer[h as usize] == NONE => 1,
                h => self.depth[self.outer[h as usize] as usize] + 1,
            };
        }
    }
}

/// The edges that leave a block.
#[inline]
fn edges_of(tables: &Tables<'_>, block: Block) -> Range {
    let last = tables.blocks[block.index()].last;
    if last.is_some() { tables.insts[last.index()].edge_range() } else { Range::default() }
}
