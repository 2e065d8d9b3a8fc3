//! The shape of a function: predecessors, reverse post-order, dominators, loops.
//!
//! [`Cfg::compute`] reads blocks and edges only, and its vectors are reused from one function to the next.
//! Dominators follow Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001): linear in practice
//! for the reducible graphs that Julia's control flow gives. A loop is a set of blocks with one header that
//! dominates the sources of its back edges; other cycles are no loops here, and nothing relies on finding them.

use crate::function::{Block, Function};
use juliette_support::Id;

/// Stands for "no position" in the tables of [`Cfg`].
const NONE: u32 = u32::MAX;

/// What is known of a function's shape. Blocks that cannot be reached have no part in it.
#[derive(Clone, Default, Debug)]
pub struct Cfg {
    order: Vec<Block>,
    /// Position of a block in `order`.
    position: Vec<u32>,
    /// Immediate dominator, as a position, by position; the entry's is itself.
    idom: Vec<u32>,
    /// Begin and end of a position's subtree in a depth-first numbering of the dominator tree.
    enter: Vec<u32>,
    leave: Vec<u32>,
    /// Predecessors: `preds[pred_start[p]..pred_start[p + 1]]`, by position.
    pred_start: Vec<u32>,
    preds: Vec<Block>,
    /// Innermost loop's header, as a position, by position, and nesting depth.
    header: Vec<u32>,
    depth: Vec<u32>,
    /// Enclosing loop's header of a header.
    outer: Vec<u32>,
    stack: Vec<(Block, u32)>,
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
        self.find_order(func);
        self.find_preds(func);
        self.find_dominators();
        self.find_loops();
    }

    /// The reachable blocks in reverse post-order, so every block after its dominators.
    pub fn order(&self) -> &[Block] {
        &self.order
    }

    /// Whether control can come to `block`.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.at(block) != NONE
    }

    /// A reachable block's position in [`Cfg::order`].
    pub fn position(&self, block: Block) -> usize {
        self.at(block) as usize
    }

    /// The reachable predecessors, once per edge.
    pub fn preds(&self, block: Block) -> &[Block] {
        let p = self.position(block);
        &self.preds[self.pred_start[p] as usize..self.pred_start[p + 1] as usize]
    }

    /// The immediate dominator; none for the entry.
    pub fn idom(&self, block: Block) -> Option<Block> {
        let p = self.position(block);
        (p != 0).then(|| self.order[self.idom[p] as usize])
    }

    /// Whether every way to `b` leads through `a`; a block dominates itself. Both must be reachable.
    pub fn dominates(&self, a: Block, b: Block) -> bool {
        let (a, b) = (self.position(a), self.position(b));
        self.enter[a] <= self.enter[b] && self.leave[b] <= self.leave[a]
    }

    /// The header of the innermost loop that a block is in; a header is in its own loop.
    pub fn loop_header(&self, block: Block) -> Option<Block> {
        let header = self.header[self.position(block)];
        (header != NONE).then(|| self.order[header as usize])
    }

    /// Whether a block is a loop's header.
    pub fn is_loop_header(&self, block: Block) -> bool {
        self.header[self.position(block)] == self.at(block)
    }

    /// The header of the loop around the loop of a header.
    pub fn outer_loop(&self, header: Block) -> Option<Block> {
        let outer = self.outer[self.position(header)];
        (outer != NONE).then(|| self.order[outer as usize])
    }

    /// How many loops a block is in.
    pub fn loop_depth(&self, block: Block) -> u32 {
        self.depth[self.position(block)]
    }

    /// Whether a block is in the loop of a header, inner loops included.
    pub fn is_in_loop(&self, block: Block, header: Block) -> bool {
        let wanted = self.at(header);
        let mut current = self.header[self.position(block)];
        while current != NONE && current != wanted {
            current = self.outer[current as usize];
        }
        current == wanted
    }

    fn at(&self, block: Block) -> u32 {
        self.position.get(block.index()).copied().unwrap_or(NONE)
    }

    fn find_order(&mut self, func: &Function) {
        self.order.clear();
        self.position.clear();
        self.position.resize(func.block_bound(), NONE);
        self.stack.clear();
        let entry = func.entry();
        // While a block is on the stack its position is 0: "seen". Successors are visited last one first, so
        // that in reverse post-order the first one follows its block.
        self.position[entry.index()] = 0;
        self.stack.push((entry, 0));
        while let Some((block, visited)) = self.stack.last_mut() {
            let last = func.last_inst(*block);
            let count = if last.is_some() { func.edge_count(last) as u32 } else { 0 };
            if *visited == count {
                self.order.push(*block);
                self.stack.pop();
                continue;
            }
            let next = func.edge_target(last, (count - 1 - *visited) as usize);
            *visited += 1;
            if self.position[next.index()] == NONE {
                self.position[next.index()] = 0;
                self.stack.push((next, 0));
            }
        }
        self.order.reverse();
        for (i, block) in self.order.iter().enumerate() {
            self.position[block.index()] = i as u32;
        }
    }

    fn find_preds(&mut self, func: &Function) {
        let count = self.order.len();
        self.pred_start.clear();
        self.pred_start.resize(count + 1, 0);
        for &block in &self.order {
            for next in func.successors(block) {
                self.pred_start[self.position[next.index()] as usize] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.pred_start {
            sum += *start;
            *start = sum;
        }
        self.preds.clear();
        self.preds.resize(sum as usize, Block(0));
        // Filled from each range's end, so the starts end up where they belong.
        for &block in self.order.iter().rev() {
            for next in func.successors(block).rev() {
                let start = &mut self.pred_start[self.position[next.index()] as usize];
                *start -= 1;
                self.preds[*start as usize] = block;
            }
        }
    }

    fn find_dominators(&mut self) {
        let count = self.order.len();
        self.idom.clear();
        self.idom.resize(count, NONE);
        self.idom[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for p in 1..count {
                let range = self.pred_start[p] as usize..self.pred_start[p + 1] as usize;
                let mut new = NONE;
                for pred in &self.preds[range] {
                    let pred = self.position[pred.index()];
                    if self.idom[pred as usize] == NONE {
                        continue;
                    }
                    new = if new == NONE { pred } else { self.meet(new, pred) };
                }
                if self.idom[p] != new {
                    self.idom[p] = new;
                    changed = true;
                }
            }
        }
        self.number_tree();
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
        let mut size = core::mem::take(&mut self.leave);
        size.clear();
        size.resize(count, 1);
        for p in (1..count).rev() {
            size[self.idom[p] as usize] += size[p];
        }
        self.enter.clear();
        self.enter.resize(count, 0);
        // `outer` is scratch here: the number that a position's next child gets.
        self.outer.clear();
        self.outer.resize(count, 1);
        for (p, &size) in size.iter().enumerate().skip(1) {
            let parent = self.idom[p] as usize;
            self.enter[p] = self.outer[parent];
            self.outer[parent] += size;
            self.outer[p] = self.enter[p] + 1;
        }
        for (p, end) in size.iter_mut().enumerate() {
            *end += self.enter[p];
        }
        self.leave = size;
    }

    /// Finds loops from the innermost out: headers in descending order of position, each walking backwards from
    /// its back edges and stepping over the loops found already by their headers.
    fn find_loops(&mut self) {
        let count = self.order.len();
        for table in [&mut self.header, &mut self.outer] {
            table.clear();
            table.resize(count, NONE);
        }
        self.depth.clear();
        self.depth.resize(count, 0);
        let mut work = Vec::new();
        for head in (0..count as u32).rev() {
            let header = self.order[head as usize];
            for i in self.pred_start[head as usize]..self.pred_start[head as usize + 1] {
                let source = self.preds[i as usize];
                if self.dominates(header, source) {
                    work.push(self.at(source));
                }
            }
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
                    let pred = self.preds[i as usize];
                    // A predecessor outside the header's subtree belongs to an irreducible cycle.
                    if self.dominates(header, pred) {
                        work.push(self.at(pred));
                    }
                }
            }
        }
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
