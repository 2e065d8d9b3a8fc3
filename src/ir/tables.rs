//! A function's tables as they lie in memory, for who reads all of it many times over and cannot afford a check of bounds
//! for each look-up. Everything that an id leads to is an element of one of these lists.
//!
//! Invariant: reading only; what a function is made of changes through `edit.rs`.

use crate::function::{Block, Function, Inst, InstData, Loc, Value, ValueDef};
use crate::ops::{ImmKind, Op};
use crate::ty::Ty;

/// A range of the pool of values, or of edges.
#[derive(Clone, Copy, Default, Debug)]
pub struct Range {
    /// The first element.
    pub start: u32,
    /// How many.
    pub len: u32,
}

impl Range {
    /// As indices.
    #[inline]
    pub fn of(self) -> core::ops::Range<usize> {
        // Added as words, so that the compiler sees that the end is not before the begin.
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// What is known of a value.
#[derive(Clone, Copy, Debug)]
pub struct ValueData {
    /// Its type.
    pub ty: Ty,
    /// Where it comes from.
    pub def: ValueDef,
}

/// An instruction's place, beside which one follows.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The block that it is in.
    pub block: Option<Block>,
    /// The instruction before it, or [`Inst::NONE`].
    pub prev: Inst,
    /// The source position.
    pub loc: Loc,
}

/// A block.
#[derive(Clone, Copy, Debug)]
pub struct BlockData {
    /// Its parameters in the pool.
    pub params: Range,
    /// Its first instruction, or [`Inst::NONE`].
    pub first: Inst,
    /// Its last instruction, or [`Inst::NONE`].
    pub last: Inst,
    pub(crate) in_order: bool,
}

/// An edge as it is stored: the case's number is used by `switch` only.
#[derive(Clone, Copy, Debug)]
pub struct EdgeData {
    /// The target.
    pub block: Block,
    /// The arguments in the pool.
    pub args: Range,
    /// The number for which `switch` takes the edge.
    pub case: i64,
}

/// For each operation whether it ends a block by edges.
const HAS_EDGES: [bool; Op::ALL.len()] = {
    let mut has = [false; Op::ALL.len()];
    let mut at = 0;
    while at < has.len() {
        has[at] = matches!(Op::ALL[at].row().imm, ImmKind::Edges);
        at += 1;
    }
    has
};

/// All tables of a function.
#[derive(Clone, Copy)]
pub struct Tables<'f> {
    /// By value number.
    pub values: &'f [ValueData],
    /// By instruction number.
    pub insts: &'f [InstData],
    /// By instruction number.
    pub links: &'f [Link],
    /// By block number.
    pub blocks: &'f [BlockData],
    /// Operands, parameters and edge arguments; each list has its own place.
    pub pool: &'f [Value],
    /// The edges of terminators.
    pub edges: &'f [EdgeData],
}

impl Function {
    /// The function's tables.
    #[inline]
    pub fn tables(&self) -> Tables<'_> {
        Tables {
            values: &self.values,
            insts: &self.insts,
            links: &self.links,
            blocks: &self.blocks,
            pool: &self.pool,
            edges: &self.edge_pool,
        }
    }
}

impl InstData {
    /// Where the operands are in the pool.
    #[inline(always)]
    pub fn arg_range(&self) -> Range {
        self.args
    }

    /// The instruction after it in its block, or [`Inst::NONE`].
    #[inline(always)]
    pub fn next(&self) -> Inst {
        self.next
    }

    /// How many results there are.
    #[inline(always)]
    pub fn result_count(&self) -> usize {
        usize::from(self.packed & 3)
    }

    /// The results, as many as there are.
    #[inline(always)]
    pub fn result_pair(&self) -> &[Value; 2] {
        &self.results
    }

    /// The immediate as it is stored.
    #[inline(always)]
    pub fn imm_word(&self) -> u64 {
        self.imm
    }

    /// Where a terminator's edges are in the table of edges.
    #[inline(always)]
    pub fn edge_range(&self) -> Range {
        if HAS_EDGES[self.op as usize] { self.own_edge_range() } else { Range::default() }
    }

    /// The same, of a terminator that has edges.
    #[inline(always)]
    pub fn own_edge_range(&self) -> Range {
        debug_assert!(HAS_EDGES[self.op as usize]);
        Range { start: self.imm as u32, len: (self.imm >> 32) as u32 }
    }
}
