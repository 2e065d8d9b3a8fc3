//! An order of the blocks where the function's own will not do: one depth-first search finds reverse post-order, and for each
//! block the header of the innermost loop around it, in the way of Wei, Mao, Zou and Chen ("A New Algorithm for
//! Identifying Loops in Decompilation", SAS 2007): each edge that is met hands the loops that its target is in, as far
//! as their headers are on the search's path, to its source. It counts the blocks of each loop: where these do not make
//! the loop's stretch, because another block lies among them, the blocks are grouped anew by the headers.

use crate::input::Input;
use crate::order::{NONE, is_bad};
use crate::table::Table;
use juliette_ir::{Block, Inst, Range};
use juliette_support::Id;

/// Marks a block that is on the search's path; the other bits are its depth there.
const PATH: u32 = 1 << 31;

/// What is known of a block by its number.
#[derive(Clone, Copy)]
struct Spot {
    /// Its place in the order, or [`NONE`]; while it is on the search's path, its depth there and [`PATH`].
    index: u32,
    /// The number of the block that is the header of the innermost loop around it, itself not counted; or [`NONE`].
    header: u32,
    /// The place of the last edge back to it that was found so far, or [`NONE`].
    back: u32,
    /// How many blocks, itself not counted, are in the loop that it is the header of.
    size: u32,
}

/// What is known of a block that was not met.
const UNMET: Spot = Spot { index: NONE, header: NONE, back: NONE, size: 0 };

/// A block of the search with edges still to visit.
#[derive(Clone, Copy)]
struct Visit {
    block: Block,
    edges: Range,
    /// How many edges are still to be visited.
    step: u32,
    /// 1 if a branch's edges are exchanged.
    swap: u32,
    /// Whether an edge of it leads back.
    goes_back: bool,
}

const NO_VISIT: Visit =
    Visit { block: Block(0), edges: Range { start: 0, len: 0 }, step: 0, swap: 0, goes_back: false };

/// The search's tables. Reused from function to function.
#[derive(Default)]
pub(crate) struct Search {
    spots: Table<Spot>,
    stack: Table<Visit>,
    /// The blocks in the order found, at the table's end.
    order: Table<Block>,
    /// Whether control enters a loop other than by its header.
    is_irreducible: bool,
    /// Whether a block lies in the stretch of a loop that it is not in.
    is_torn: bool,
    group: Grouping,
}

impl Search {
    /// Gives the blocks that can be reached in order, and whether control enters a loop other than by its header.
    ///
    /// The edge visited last has its target next in the order: a branch's first edge, unless that one ends badly.
    pub(crate) fn find(&mut self, input: &Input<'_>) -> (&[Block], bool) {
        let bound = input.0.blocks.len();
        self.spots.clear();
        self.spots.resize(bound, UNMET);
        self.stack.grow(bound + 1, NO_VISIT);
        self.order.grow(bound, Block(0));
        (self.is_irreducible, self.is_torn) = (false, false);
        // Blocks are numbered from the end, as the search leaves them.
        let (mut next, mut depth) = (bound, 0);
        let mut enter = input.entry();
        'enter: loop {
            let edges = input.inst(input.last(enter)).edge_range();
            let swap = u32::from(edges.len == 2 && ends_badly(input, input.edges(edges)[0].block));
            depth += 1;
            self.stack[depth] = Visit { block: enter, edges, step: edges.len, swap, goes_back: false };
            self.spots[enter.index()].index = PATH | depth as u32;
            loop {
                let visit = &mut self.stack[depth];
                let block = visit.block;
                if visit.step == 0 {
                    let Visit { edges, goes_back, .. } = *visit;
                    next -= 1;
                    if goes_back {
                        self.note_back(input, edges, next as u32);
                    }
                    let spot = &mut self.spots[block.index()];
                    spot.index = next as u32;
                    let Spot { header, back, size, .. } = *spot;
                    self.is_torn |= back != NONE && back != next as u32 + size;
                    self.order[next] = block;
                    depth -= 1;
                    if depth == 0 {
                        break 'enter;
                    }
                    if header != NONE {
                        let outer = self.stack[depth].block;
                        self.spots[header as usize].size += 1 + size;
                        self.hand_on(outer, block);
                    }
                    continue;
                }
                visit.step -= 1;
                enter = input.edges(visit.edges)[(visit.step ^ visit.swap) as usize].block;
                let spot = &mut self.spots[enter.index()];
                if spot.index == NONE {
                    continue 'enter;
                }
                if spot.index & PATH != 0 {
                    visit.goes_back = true;
                    self.add(block.0, enter.0);
                } else if spot.header != NONE {
                    self.hand_on(block, enter);
                }
            }
        }
        let order = &mut self.order.as_mut_slice()[next..bound];
        if self.is_torn && !self.is_irreducible {
            self.group.regroup(order, &self.spots);
        }
        (order, self.is_irreducible)
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
            self.is_irreducible = true;
            header = self.spots[header as usize].header;
        }
    }
}

fn ends_badly(input: &Input<'_>, block: Block) -> bool {
    let last = input.last(block);
    last != Inst::NONE && is_bad(input.inst(last).op)
}

/// Makes each loop one stretch.
#[derive(Default)]
struct Grouping {
    work: Vec<Block>,
    /// Lists of blocks, and of loops by their header: by number the first and the last of the loop, and the next one in the same
    /// list. The entry block, which is no header, has the list of what is in no loop.
    first: Table<Block>,
    last: Table<Block>,
    next: Table<Block>,
}

impl Grouping {
    /// Reorders the blocks by the headers of the loops around them.
    fn regroup(&mut self, order: &mut [Block], spots: &Table<Spot>) {
        // Every block goes to the end of its loop's list; then lists are written out, inner ones in place.
        for list in [&mut self.first, &mut self.last, &mut self.next] {
            list.clear();
            list.resize(spots.len(), Block::NONE);
        }
        let entry = order[0];
        for &block in &order[1..] {
            let header = spots[block.index()].header;
            let list = if header == NONE { entry.index() } else { header as usize };
            match self.last[list] {
                Block::NONE => self.first[list] = block,
                last => self.next[last.index()] = block,
            }
            self.last[list] = block;
        }
        self.work.clear();
        self.work.push(entry);
        for place in order {
            let Some(block) = self.work.pop() else { unreachable!("a block is in no list") };
            *place = block;
            self.work.extend(
                [self.next[block.index()], self.first[block.index()]]
                    .iter()
                    .filter(|&&next| next != Block::NONE),
            );
        }
    }
}
