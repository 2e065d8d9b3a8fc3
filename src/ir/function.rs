//! The container of machine-level SSA: a function of blocks with parameters, in flat arenas.
//!
//! Values are results of instructions or parameters of blocks. Every edge passes arguments for its target's
//! parameters; there are no phi instructions. Operands, parameters and edge arguments lie in one shared pool, and
//! an instruction is 32 bytes and its place, so building a function allocates nothing per instruction.
//!
//! Ids are stable: removing an instruction unlinks it and leaves its number unused. This file holds the data and
//! reading access; `edit.rs` changes functions, `builder.rs` makes them, `verify.rs` says what is well formed.

use crate::ops::{Op, TrapReason};
use crate::tables::{BlockData, EdgeData, Link, Range, ValueData};
use crate::ty::Ty;
use core::fmt;
use juliette_support::{Arena, Id, Shared, define_id};

define_id! {
    /// An SSA value.
    pub struct Value; "v"
}
define_id! {
    /// A basic block.
    pub struct Block; "block"
}
define_id! {
    /// An instruction.
    pub struct Inst; "inst"
}
define_id! {
    /// An edge: it keeps its id for as long as its terminator is not given other edges.
    pub struct EdgeId; "e"
}
define_id! {
    /// A function that can be called, or a signature.
    pub struct FuncRef; "f"
}
define_id! {
    /// A stack slot.
    pub struct StackSlot; "s"
}
define_id! {
    /// A source position: an index into the function's table of positions.
    pub struct Loc; "l"
}

impl Loc {
    /// The position of what has no position.
    pub const NONE: Loc = Loc(u32::MAX);

    /// Whether this is a position.
    #[inline]
    pub fn is_some(self) -> bool {
        self != Loc::NONE
    }
}

impl Inst {
    /// Stands for the absence of an instruction.
    pub const NONE: Inst = Inst(u32::MAX);

    /// Whether this is an instruction.
    #[inline]
    pub fn is_some(self) -> bool {
        self != Inst::NONE
    }
}

impl Block {
    /// Stands for the absence of a block.
    pub const NONE: Block = Block(u32::MAX);
}

impl Value {
    /// Stands for the absence of a value.
    pub const NONE: Value = Value(u32::MAX);
}

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueDef {
    /// Result number `.1` of an instruction.
    Result(Inst, u32),
    /// Parameter number `.1` of a block.
    Param(Block, u32),
    /// Another name for a value; see [`Function::replace_value`].
    Alias(Value),
    /// Nothing any more, or not yet.
    None,
}

/// An instruction's data without its operands, and which instruction follows: what a walk through a block reads.
#[derive(Clone, Copy, Debug)]
pub struct InstData {
    /// The operation.
    pub op: Op,
    /// The controlling type, `ptr` for operations without one.
    pub ty: Ty,
    /// A conversion's source type, else the same as `ty`.
    pub from: Ty,
    /// The instruction after it in its block, or [`Inst::NONE`].
    pub(crate) next: Inst,
    /// Bits 0 and 1: how many results; bits 2 and up: the region of memory.
    pub(crate) packed: u8,
    /// Where its operands are in the pool.
    pub(crate) args: Range,
    pub(crate) results: [Value; 2],
    pub(crate) imm: u64,
}

impl InstData {
    /// The region of memory that a load or store touches.
    #[inline]
    pub fn region(&self) -> Region {
        Region::ALL[usize::from(self.packed >> 2)]
    }
}

/// A part of memory, told by what the front end knows of an access. Accesses of different regions never touch the same
/// bytes, unless one of them is [`Region::Any`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Region {
    /// Anywhere.
    Any,
    /// Fields of objects, lengths of buffers: at a place of an object's that is told from its address, so whoever can
    /// read one of them can read those before it.
    Field,
    /// Elements of buffers.
    Element,
}

impl Region {
    /// Every region.
    pub const ALL: [Region; 3] = [Region::Any, Region::Field, Region::Element];

    /// The spelling in text IR; [`Region::Any`] is not written.
    pub const fn name(self) -> &'static str {
        match self {
            Region::Any => "any",
            Region::Field => "field",
            Region::Element => "element",
        }
    }

    /// Whether accesses of the two regions may touch the same bytes.
    pub fn may_meet(self, other: Region) -> bool {
        self == other || self == Region::Any || other == Region::Any
    }
}

/// One edge of a terminator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge<'f> {
    /// The target.
    pub block: Block,
    /// The arguments for its parameters.
    pub args: &'f [Value],
    /// The number for which `switch` takes the edge; 0 for its default and for other terminators.
    pub case: i64,
}

/// A stack slot's shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotData {
    /// Bytes.
    pub size: u32,
    /// Alignment in bytes: a power of two up to 16.
    pub align: u32,
}

/// Size and alignment of the stack slot that `try_enter` and `try_leave` use: rbx, rbp, r12–r15, rsp, the resume
/// address, the link to the outer record, and one word for the run-time system.
pub const HANDLER_RECORD: SlotData = SlotData { size: 80, align: 16 };

/// Which code an external function stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// The function whose entry slot has this number.
    Slot(u32),
    /// The entry of this number in the run-time system's call table.
    Runtime(u32),
    /// The function of this name in the same text module (tests).
    Local,
    /// None: a signature for `call_indirect`.
    Indirect,
}

/// The types that a function takes and gives.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Signature {
    /// The parameters.
    pub params: Vec<Ty>,
    /// At most two results; an `i128` must be alone.
    pub results: Vec<Ty>,
}

/// Something that can be called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct External {
    /// A name for people; it identifies the function only for [`Target::Local`].
    pub name: String,
    /// Parameters and results.
    pub signature: Signature,
    /// The code.
    pub target: Target,
    /// Never returns.
    pub noreturn: bool,
    /// May throw.
    pub may_throw: bool,
}

/// A source position: the innermost function's name, file and line, and where that one was inlined.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Position {
    /// The function's name as stack traces show it.
    pub function: Shared<str>,
    /// The file.
    pub file: Shared<str>,
    /// The line, from 1.
    pub line: u32,
    /// The call that was replaced by this function's body.
    pub inlined_at: Option<Loc>,
}

/// An instruction's immediate, decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Imm {
    /// None.
    None,
    /// The bits of a constant.
    Const(u128),
    /// A byte offset.
    Offset(i32),
    /// A scale and a byte offset.
    Scaled {
        /// Bytes per index.
        scale: u32,
        /// Bytes added.
        offset: i32,
    },
    /// A place in a stack slot.
    Slot {
        /// The slot.
        slot: StackSlot,
        /// Bytes from the slot's begin.
        offset: i32,
    },
    /// An external function.
    Func(FuncRef),
    /// A trap's reason.
    Trap(TrapReason),
    /// Edges, which [`Function::edges`] gives.
    Edges,
}

/// A function in machine-level SSA.
#[derive(Clone, Default)]
pub struct Function {
    /// The name, for people and for text modules.
    pub name: String,
    /// The parameters' and results' types. The entry block has the same parameters.
    pub signature: Signature,
    /// What the function may call.
    pub externals: Arena<FuncRef, External>,
    /// The stack slots.
    pub slots: Arena<StackSlot, SlotData>,
    /// The source positions.
    pub positions: Arena<Loc, Position>,
    pub(crate) values: Vec<ValueData>,
    pub(crate) insts: Vec<InstData>,
    pub(crate) links: Vec<Link>,
    pub(crate) blocks: Vec<BlockData>,
    /// The blocks in layout order; the entry block first.
    pub(crate) order: Vec<Block>,
    pub(crate) pool: Vec<Value>,
    pub(crate) edge_pool: Vec<EdgeData>,
    pub(crate) wide: Vec<u128>,
    /// The values that are aliases.
    pub(crate) aliases: Vec<Value>,
}

impl Function {
    /// A function without blocks, with room for what most functions have.
    pub fn new(name: impl Into<String>, signature: Signature) -> Function {
        Function {
            name: name.into(),
            signature,
            values: Vec::with_capacity(96),
            insts: Vec::with_capacity(96),
            links: Vec::with_capacity(96),
            blocks: Vec::with_capacity(32),
            order: Vec::with_capacity(32),
            pool: Vec::with_capacity(192),
            edge_pool: Vec::with_capacity(48),
            ..Function::default()
        }
    }

    /// Makes it a function without blocks, in the memory that it has.
    pub fn reset(&mut self, name: &str, signature: Signature) {
        self.name.clear();
        self.name.push_str(name);
        self.signature = signature;
        self.externals.clear();
        self.slots.clear();
        self.positions.clear();
        self.values.clear();
        self.insts.clear();
        self.links.clear();
        self.blocks.clear();
        self.order.clear();
        self.pool.clear();
        self.edge_pool.clear();
        self.wide.clear();
        self.aliases.clear();
    }

    /// Makes room for a function of about so many instructions.
    pub fn reserve(&mut self, insts: usize) {
        self.values.reserve(insts);
        self.insts.reserve(insts);
        self.links.reserve(insts);
        self.blocks.reserve(insts / 4);
        self.order.reserve(insts / 4);
        self.pool.reserve(insts * 2);
        self.edge_pool.reserve(insts / 4);
    }

    /// The entry block. The function must have one.
    #[inline]
    pub fn entry(&self) -> Block {
        self.order[0]
    }

    /// The blocks in layout order, the entry block first.
    #[inline]
    pub fn blocks(&self) -> &[Block] {
        &self.order
    }

    /// One more than the highest block number in use: the size of a side table.
    #[inline]
    pub fn block_bound(&self) -> usize {
        self.blocks.len()
    }

    /// One more than the highest value number in use.
    #[inline]
    pub fn value_bound(&self) -> usize {
        self.values.len()
    }

    /// One more than the highest instruction number in use.
    #[inline]
    pub fn inst_bound(&self) -> usize {
        self.insts.len()
    }

    /// A block's parameters.
    #[inline]
    pub fn params(&self, block: Block) -> &[Value] {
        &self.pool[self.blocks[block.index()].params.of()]
    }

    /// A block's parameter number `index`, which must be one of [`Function::params`].
    #[inline]
    pub fn param(&self, block: Block, index: usize) -> Value {
        let params = self.blocks[block.index()].params;
        debug_assert!(index < params.len as usize);
        self.pool[params.start as usize + index]
    }

    /// A block's instructions, in order.
    #[inline]
    pub fn insts(&self, block: Block) -> Insts<'_> {
        Insts { func: self, next: self.blocks[block.index()].first }
    }

    /// A block's first instruction, or [`Inst::NONE`].
    #[inline]
    pub fn first_inst(&self, block: Block) -> Inst {
        self.blocks[block.index()].first
    }

    /// A block's last instruction, or [`Inst::NONE`].
    #[inline]
    pub fn last_inst(&self, block: Block) -> Inst {
        self.blocks[block.index()].last
    }

    /// The instruction after this one in its block, or [`Inst::NONE`].
    #[inline]
    pub fn next_inst(&self, inst: Inst) -> Inst {
        self.insts[inst.index()].next
    }

    /// The instruction before this one in its block, or [`Inst::NONE`].
    #[inline]
    pub fn prev_inst(&self, inst: Inst) -> Inst {
        self.links[inst.index()].prev
    }

    /// The block that an instruction is in; none if it was removed.
    #[inline]
    pub fn inst_block(&self, inst: Inst) -> Option<Block> {
        self.links[inst.index()].block
    }

    /// The block's terminator, if its last instruction is one.
    #[inline]
    pub fn terminator(&self, block: Block) -> Option<Inst> {
        let last = self.last_inst(block);
        (last.is_some() && self.inst(last).op.is_terminator()).then_some(last)
    }

    /// An instruction's operation and types.
    #[inline]
    pub fn inst(&self, inst: Inst) -> &InstData {
        &self.insts[inst.index()]
    }

    /// An instruction's source position.
    #[inline]
    pub fn loc(&self, inst: Inst) -> Loc {
        self.links[inst.index()].loc
    }

    /// An instruction's operation.
    #[inline]
    pub fn op(&self, inst: Inst) -> Op {
        self.insts[inst.index()].op
    }

    /// An instruction's operands, edge arguments not included.
    #[inline]
    pub fn args(&self, inst: Inst) -> &[Value] {
        &self.pool[self.insts[inst.index()].args.of()]
    }

    /// An instruction's operand number `index`, which must be one of [`Function::args`].
    #[inline]
    pub fn arg(&self, inst: Inst, index: usize) -> Value {
        let args = self.insts[inst.index()].args;
        debug_assert!(index < args.len as usize);
        self.pool[args.start as usize + index]
    }

    /// An instruction's results.
    #[inline]
    pub fn results(&self, inst: Inst) -> &[Value] {
        let data = &self.insts[inst.index()];
        &data.results[..data.result_count()]
    }

    /// The first result. The instruction must have one.
    #[inline]
    pub fn result(&self, inst: Inst) -> Value {
        self.results(inst)[0]
    }

    /// An instruction's immediate.
    #[inline]
    pub fn imm(&self, inst: Inst) -> Imm {
        use crate::ops::ImmKind;
        let data = &self.insts[inst.index()];
        let (low, high) = (data.imm as u32, (data.imm >> 32) as u32);
        match data.op.imm_kind() {
            ImmKind::None => Imm::None,
            ImmKind::Const if data.ty == Ty::I128 => Imm::Const(self.wide[data.imm as usize]),
            ImmKind::Const => Imm::Const(u128::from(data.imm)),
            ImmKind::Offset => Imm::Offset(low as i32),
            ImmKind::Scaled => Imm::Scaled { scale: high, offset: low as i32 },
            ImmKind::Slot => Imm::Slot { slot: StackSlot(high), offset: low as i32 },
            ImmKind::Func => Imm::Func(FuncRef(low)),
            ImmKind::Trap => Imm::Trap(TrapReason::ALL[low as usize]),
            ImmKind::Edges => Imm::Edges,
        }
    }

    /// The number of edges that leave an instruction.
    #[inline]
    pub fn edge_count(&self, inst: Inst) -> usize {
        self.edge_range(inst).len()
    }

    /// Edge `index` of an instruction.
    #[inline]
    pub fn edge(&self, inst: Inst, index: usize) -> Edge<'_> {
        let edge = &self.edge_pool[self.edge_range(inst)][index];
        Edge { block: edge.block, args: &self.pool[edge.args.of()], case: edge.case }
    }

    /// The ids of the edges that leave an instruction.
    #[inline]
    pub fn edge_ids(&self, inst: Inst) -> impl ExactSizeIterator<Item = EdgeId> + use<> {
        self.edge_range(inst).map(|place| EdgeId(place as u32))
    }

    /// An edge.
    #[inline]
    pub fn edge_of(&self, id: EdgeId) -> Edge<'_> {
        let edge = &self.edge_pool[id.index()];
        Edge { block: edge.block, args: &self.pool[edge.args.of()], case: edge.case }
    }

    /// An edge's argument number `index`, which must be one of those it passes.
    #[inline]
    pub fn edge_arg(&self, id: EdgeId, index: usize) -> Value {
        let args = self.edge_pool[id.index()].args;
        debug_assert!(index < args.len as usize);
        self.pool[args.start as usize + index]
    }

    /// The target of edge `index` of an instruction.
    #[inline]
    pub fn edge_target(&self, inst: Inst, index: usize) -> Block {
        self.edge_pool[self.edge_range(inst)][index].block
    }

    /// The edges that leave an instruction: `jump` one, `branch` taken and not taken, `switch` default and cases.
    #[inline]
    pub fn edges(&self, inst: Inst) -> impl DoubleEndedIterator<Item = Edge<'_>> + ExactSizeIterator {
        let edges = &self.edge_pool[self.edge_range(inst)];
        edges.iter().map(|e| Edge { block: e.block, args: &self.pool[e.args.of()], case: e.case })
    }

    /// The blocks that a block's terminator leads to; a block can occur more than once.
    #[inline]
    pub fn successors(&self, block: Block) -> impl DoubleEndedIterator<Item = Block> + '_ {
        let last = self.last_inst(block);
        let range = if last.is_some() { self.edge_range(last) } else { 0..0 };
        self.edge_pool[range].iter().map(|e| e.block)
    }

    #[inline]
    pub(crate) fn edge_range(&self, inst: Inst) -> core::ops::Range<usize> {
        self.insts[inst.index()].edge_range().of()
    }

    /// A value's type.
    #[inline]
    pub fn ty(&self, value: Value) -> Ty {
        self.values[value.index()].ty
    }

    /// The type of each value, by its number.
    #[inline]
    pub fn types(&self) -> impl ExactSizeIterator<Item = Ty> + '_ {
        self.values.iter().map(|value| value.ty)
    }

    /// Where a value comes from.
    #[inline]
    pub fn def(&self, value: Value) -> ValueDef {
        self.values[value.index()].def
    }

    /// The instruction that a value is a result of.
    #[inline]
    pub fn def_inst(&self, value: Value) -> Option<Inst> {
        match self.def(self.resolve(value)) {
            ValueDef::Result(inst, _) => Some(inst),
            ValueDef::Param(..) | ValueDef::Alias(_) | ValueDef::None => None,
        }
    }

    /// Whether a `const` defines the value.
    #[inline]
    pub fn is_const(&self, value: Value) -> bool {
        self.def_inst(value).is_some_and(|inst| self.op(inst) == Op::Const)
    }

    /// The value's bits if a `const` defines it.
    #[inline]
    pub fn const_bits(&self, value: Value) -> Option<u128> {
        let data = &self.insts[self.def_inst(value)?.index()];
        if data.op != Op::Const {
            return None;
        }
        Some(if data.ty == Ty::I128 { self.wide[data.imm as usize] } else { u128::from(data.imm) })
    }

    /// The value's bits if a `const` of at most 64 bits defines it.
    #[inline]
    pub fn const_word(&self, value: Value) -> Option<u64> {
        let ValueDef::Result(inst, _) = self.values[value.index()].def else { return None };
        let data = &self.insts[inst.index()];
        (data.op == Op::Const && data.ty != Ty::I128).then_some(data.imm)
    }

    /// The value that `value` is another name for, or itself.
    #[inline]
    pub fn resolve(&self, mut value: Value) -> Value {
        while let ValueDef::Alias(other) = self.values[value.index()].def {
            value = other;
        }
        value
    }

    /// Whether some values are only other names for values.
    #[inline]
    pub fn has_aliases(&self) -> bool {
        !self.aliases.is_empty()
    }

    /// The external function that an instruction names.
    #[inline]
    pub fn callee(&self, inst: Inst) -> Option<&External> {
        match self.imm(inst) {
            Imm::Func(func) => Some(&self.externals[func]),
            _ => None,
        }
    }

    /// The frames of a position, innermost first.
    pub fn frames(&self, loc: Loc) -> impl Iterator<Item = &Position> {
        let first = loc.is_some().then(|| &self.positions[loc]);
        core::iter::successors(first, |position| position.inlined_at.map(|outer| &self.positions[outer]))
    }
}

/// The instructions of a block, in order.
#[derive(Clone)]
pub struct Insts<'f> {
    func: &'f Function,
    next: Inst,
}

impl Iterator for Insts<'_> {
    type Item = Inst;
    #[inline]
    fn next(&mut self) -> Option<Inst> {
        let inst = self.next;
        if !inst.is_some() {
            return None;
        }
        self.next = self.func.next_inst(inst);
        Some(inst)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
