//! The function at hand as its tables, read without bounds checks in release builds, for the same reason as `table.rs`
//! gives: reading them is most of what the backend does, and a verified function's ids are inside its tables.

use juliette_ir::{Block, EdgeData, Function, Inst, InstData, Range, Tables, Ty, Value, ValueDef};
use juliette_support::Id;

/// A function's tables.
#[derive(Clone, Copy)]
pub(crate) struct Input<'f>(pub(crate) Tables<'f>, Block);

#[inline(always)]
fn at<T>(list: &[T], index: usize) -> &T {
    debug_assert!(index < list.len());
    // SAFETY: an id of a verified function is below the length of the table that it is an index of.
    unsafe { list.get_unchecked(index) }
}

#[inline(always)]
fn part<T>(list: &[T], range: Range) -> &[T] {
    debug_assert!(range.of().end <= list.len());
    // SAFETY: the ranges in a function's tables are inside its pools.
    unsafe { core::slice::from_raw_parts(list.as_ptr().add(range.start as usize), range.len as usize) }
}

impl<'f> Input<'f> {
    pub(crate) fn new(func: &'f Function) -> Self {
        Self(func.tables(), func.entry())
    }

    /// The entry block.
    #[inline(always)]
    pub(crate) fn entry(&self) -> Block {
        self.1
    }

    #[inline(always)]
    pub(crate) fn inst(&self, inst: Inst) -> &'f InstData {
        at(self.0.insts, inst.index())
    }

    #[inline(always)]
    pub(crate) fn first(&self, block: Block) -> Inst {
        at(self.0.blocks, block.index()).first
    }

    #[inline(always)]
    pub(crate) fn last(&self, block: Block) -> Inst {
        at(self.0.blocks, block.index()).last
    }

    #[inline(always)]
    pub(crate) fn params(&self, block: Block) -> &'f [Value] {
        part(self.0.pool, at(self.0.blocks, block.index()).params)
    }

    #[inline(always)]
    pub(crate) fn args(&self, data: &InstData) -> &'f [Value] {
        part(self.0.pool, data.arg_range())
    }

    #[inline(always)]
    pub(crate) fn edges(&self, range: Range) -> &'f [EdgeData] {
        part(self.0.edges, range)
    }

    /// The operands of an instruction that has `N` of them.
    #[inline(always)]
    pub(crate) fn operands<const N: usize>(&self, data: &InstData) -> &'f [Value; N] {
        let operands = self.args(data);
        debug_assert!(operands.len() == N);
        // SAFETY: a verified instruction has as many operands as its operation's row says.
        unsafe { &*operands.as_ptr().cast() }
    }

    /// The edges of a terminator that has `N` of them.
    #[inline(always)]
    pub(crate) fn targets<const N: usize>(&self, data: &InstData) -> &'f [EdgeData; N] {
        let range = data.edge_range();
        debug_assert!(range.len as usize == N);
        // SAFETY: a verified jump has one edge and a branch has two, inside the pool.
        unsafe { &*self.0.edges.as_ptr().add(data.imm_word() as u32 as usize).cast() }
    }

    #[inline(always)]
    pub(crate) fn edge_args(&self, edge: &EdgeData) -> &'f [Value] {
        part(self.0.pool, edge.args)
    }

    #[inline(always)]
    pub(crate) fn def(&self, value: Value) -> ValueDef {
        at(self.0.values, value.index()).def
    }

    /// The bits of a constant of type `ty`, at most 64, extended with zeros.
    #[inline(always)]
    pub(crate) fn constant(&self, value: Value, ty: Ty) -> u64 {
        let unused = UNUSED[ty as usize];
        self.constant_word(value) << unused >> unused
    }

    /// The same, extended with its sign.
    #[inline(always)]
    pub(crate) fn signed_constant(&self, value: Value, ty: Ty) -> i64 {
        extend(self.constant_word(value), ty)
    }

    #[inline(always)]
    fn constant_word(&self, value: Value) -> u64 {
        match self.def(value) {
            ValueDef::Result(inst, _) => self.inst(inst).imm_word(),
            ValueDef::Param(..) | ValueDef::Alias(_) | ValueDef::None => {
                unreachable!("a constant has an instruction")
            }
        }
    }

    #[inline(always)]
    pub(crate) fn ty(&self, value: Value) -> Ty {
        at(self.0.values, value.index()).ty
    }
}

/// A constant's bits extended with its sign.
#[inline(always)]
pub(crate) fn extend(word: u64, ty: Ty) -> i64 {
    let unused = UNUSED[ty as usize];
    (word << unused) as i64 >> unused
}

/// For each type how many bits of a word it does not use.
const UNUSED: [u32; Ty::ALL.len()] = {
    let mut unused = [0; Ty::ALL.len()];
    let mut at = 0;
    while at < unused.len() {
        unused[at] = 64u32.saturating_sub(Ty::ALL[at].bits());
        at += 1;
    }
    unused
};
