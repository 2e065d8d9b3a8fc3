//! Changes to functions: making and unlinking instructions, redirecting edges, replacing values.
//!
//! Nothing here checks types: the verifier does. Replaced values become aliases, which [`Function::resolve`]
//! follows; a pass that replaces values calls [`Function::resolve_aliases`] once before it returns.

use crate::function::{Block, EdgeId, FuncRef, Function, Imm, Inst, InstData, Loc, Region, Value, ValueDef};
use crate::ops::Op;
use crate::tables::{BlockData, EdgeData, Link, Range, ValueData};
use crate::ty::Ty;
use juliette_support::Id;

/// What [`Function::make_inst`] needs to know beside operands and results.
#[derive(Clone, Copy, Debug)]
pub struct InstSpec {
    /// The operation.
    pub op: Op,
    /// The controlling type, `ptr` for operations without one.
    pub ty: Ty,
    /// A conversion's source type, else the same as `ty`.
    pub from: Ty,
    /// The immediate; edges are set later.
    pub imm: Imm,
    /// The source position.
    pub loc: Loc,
}

impl Function {
    /// Makes a block and puts it last in the layout order.
    pub fn make_block(&mut self) -> Block {
        let block = self.make_block_outside();
        self.append_block(block);
        block
    }

    /// Makes a block that is not yet in the layout order.
    pub fn make_block_outside(&mut self) -> Block {
        let block = Block::from_index(self.blocks.len());
        let params = Range::default();
        self.blocks.push(BlockData { params, first: Inst::NONE, last: Inst::NONE, in_order: false });
        block
    }

    /// Puts a block last in the layout order.
    pub fn append_block(&mut self, block: Block) {
        if !self.blocks[block.index()].in_order {
            self.blocks[block.index()].in_order = true;
            self.order.push(block);
        }
    }

    /// Whether a block is in the layout order.
    pub fn is_block_in_order(&self, block: Block) -> bool {
        self.blocks[block.index()].in_order
    }

    /// Makes `order` the layout order. Blocks that it does not name are no longer part of the function.
    pub fn set_block_order(&mut self, order: &[Block]) {
        for &block in &self.order {
            self.blocks[block.index()].in_order = false;
        }
        self.order.clear();
        self.order.extend_from_slice(order);
        for &block in order {
            self.blocks[block.index()].in_order = true;
        }
    }

    /// Appends a parameter to a block. Its incoming edges need one more argument.
    pub fn append_param(&mut self, block: Block, ty: Ty) -> Value {
        let index = self.blocks[block.index()].params.len;
        let value = self.make_value(ty, ValueDef::Param(block, index));
        self.blocks[block.index()].params = self.push_to(self.blocks[block.index()].params, value);
        value
    }

    /// Keeps only the parameters of a block for which `keep` is true. Its incoming edges are the caller's to fix.
    pub fn retain_params(&mut self, block: Block, mut keep: impl FnMut(usize, Value) -> bool) {
        let range = self.blocks[block.index()].params;
        let mut len = 0;
        for i in 0..range.len {
            let value = self.pool[(range.start + i) as usize];
            if keep(i as usize, value) {
                self.pool[(range.start + len) as usize] = value;
                self.values[value.index()].def = ValueDef::Param(block, len);
                len += 1;
            } else if self.values[value.index()].def == ValueDef::Param(block, i) {
                self.values[value.index()].def = ValueDef::None;
            }
        }
        self.blocks[block.index()].params.len = len;
    }

    /// Removes all parameters of a block, which must have been replaced. Its incoming edges are the caller's to fix.
    pub fn remove_params(&mut self, block: Block) {
        self.blocks[block.index()].params.len = 0;
    }

    /// Makes an instruction that is in no block. Results of a call take their types from the callee.
    pub fn make_inst(&mut self, spec: InstSpec, args: &[Value]) -> Inst {
        let loc = spec.loc;
        let inst = self.push_inst_data(spec, args);
        self.links.push(Link { block: None, prev: Inst::NONE, loc });
        inst
    }

    /// Makes an instruction at the end of a block.
    pub fn append_new_inst(&mut self, block: Block, spec: InstSpec, args: &[Value]) -> Inst {
        let loc = spec.loc;
        let inst = self.push_inst_data(spec, args);
        let data = &mut self.blocks[block.index()];
        let prev = core::mem::replace(&mut data.last, inst);
        self.links.push(Link { block: Some(block), prev, loc });
        match prev.is_some() {
            true => self.insts[prev.index()].next = inst,
            false => data.first = inst,
        }
        inst
    }

    fn push_inst_data(&mut self, spec: InstSpec, args: &[Value]) -> Inst {
        let inst = Inst::from_index(self.insts.len());
        let mut results = [Value::NONE; 2];
        let mut count = 0;
        if spec.op.is_call() {
            let Imm::Func(func) = spec.imm else { unreachable!("a call names a function") };
            while let Some(&ty) = self.externals[func].signature.results.get(count) {
                results[count] = self.make_value(ty, ValueDef::Result(inst, count as u32));
                count += 1;
            }
        } else {
            for class in spec.op.result_classes() {
                let Some(ty) = class.ty(spec.ty, spec.from) else { break };
                results[count] = self.make_value(ty, ValueDef::Result(inst, count as u32));
                count += 1;
            }
        }
        let InstSpec { op, ty, from, imm, .. } = spec;
        let imm = self.encode_imm(ty, imm);
        let args = self.list(args);
        let next = Inst::NONE;
        self.insts.push(InstData { op, ty, from, next, packed: count as u8, args, results, imm });
        inst
    }

    /// Makes a constant of at most 64 bits that is in no block: what is made most often.
    pub(crate) fn make_const(&mut self, ty: Ty, bits: u64, loc: Loc) -> (Inst, Value) {
        let inst = Inst::from_index(self.insts.len());
        let value = self.make_value(ty, ValueDef::Result(inst, 0));
        let args = Range { start: self.pool.len() as u32, len: 0 };
        let results = [value, Value::NONE];
        let next = Inst::NONE;
        self.insts.push(InstData { op: Op::Const, ty, from: ty, next, packed: 1, args, results, imm: bits });
        self.links.push(Link { block: None, prev: Inst::NONE, loc });
        (inst, value)
    }

    /// Makes an instruction that is in no block and has no results yet.
    pub(crate) fn make_inst_without_results(&mut self, spec: InstSpec, args: &[Value]) -> Inst {
        let inst = Inst::from_index(self.insts.len());
        let InstSpec { op, ty, from, imm, loc } = spec;
        let (imm, args) = (self.encode_imm(ty, imm), self.list(args));
        let (next, results) = (Inst::NONE, [Value::NONE; 2]);
        self.insts.push(InstData { op, ty, from, next, packed: 0, args, results, imm });
        self.links.push(Link { block: None, prev: Inst::NONE, loc });
        inst
    }

    /// Makes a copy of an instruction that is in no block. `rename` says by which values its operands are replaced. It must
    /// not be a terminator.
    pub fn copy_inst(&mut self, inst: Inst, mut rename: impl FnMut(Value) -> Value) -> Inst {
        let copy = Inst::from_index(self.insts.len());
        let mut data = self.insts[inst.index()];
        let start = self.pool.len() as u32;
        for i in data.args.of() {
            let arg = rename(self.pool[i]);
            self.pool.push(arg);
        }
        data.args.start = start;
        for i in 0..data.result_count() {
            let ty = self.ty(data.results[i]);
            data.results[i] = self.make_value(ty, ValueDef::Result(copy, i as u32));
        }
        data.next = Inst::NONE;
        self.insts.push(data);
        self.links.push(Link { block: None, prev: Inst::NONE, loc: self.loc(inst) });
        copy
    }

    fn encode_imm(&mut self, ty: Ty, imm: Imm) -> u64 {
        let pair = |low: i32, high: u32| u64::from(low as u32) | u64::from(high) << 32;
        match imm {
            Imm::None | Imm::Edges => 0,
            Imm::Const(bits) if ty == Ty::I128 => {
                self.wide.push(bits);
                self.wide.len() as u64 - 1
            }
            Imm::Const(bits) => (bits & ty.mask()) as u64,
            Imm::Offset(offset) => pair(offset, 0),
            Imm::Scaled { scale, offset } => pair(offset, scale),
            Imm::Slot { slot, offset } => pair(offset, slot.0),
            Imm::Func(func) => u64::from(func.0),
            Imm::Trap(reason) => reason as u64,
        }
    }

    /// Turns an instruction into another one in place, keeping its results. Their number and types must be those
    /// of the new operation. Edges, if the new one has some, must be set anew.
    pub fn rewrite_inst(&mut self, inst: Inst, op: Op, ty: Ty, from: Ty, imm: Imm, args: &[Value]) {
        let args = self.list(args);
        let imm = self.encode_imm(ty, imm);
        let data = &mut self.insts[inst.index()];
        (data.op, data.ty, data.from, data.args, data.imm) = (op, ty, from, args, imm);
        if !op.touches_memory() {
            data.packed &= 3;
        }
    }

    /// Sets the edges of a terminator: target, arguments and case of each.
    pub fn set_edges<'a>(&mut self, inst: Inst, edges: impl IntoIterator<Item = (Block, &'a [Value], i64)>) {
        let start = self.edge_pool.len() as u32;
        for (block, args, case) in edges {
            let args = self.list(args);
            self.edge_pool.push(EdgeData { block, args, case });
        }
        let len = self.edge_pool.len() as u32 - start;
        self.insts[inst.index()].imm = u64::from(start) | u64::from(len) << 32;
    }

    /// Redirects an edge to another block with other arguments; the case stays.
    pub fn set_edge(&mut self, id: EdgeId, block: Block, args: &[Value]) {
        let args = self.list(args);
        let edge = &mut self.edge_pool[id.index()];
        (edge.block, edge.args) = (block, args);
    }

    /// Redirects an edge to another block, to which it passes the same.
    pub fn redirect_edge(&mut self, id: EdgeId, block: Block) {
        self.edge_pool[id.index()].block = block;
    }

    /// Exchanges the two edges of a `branch`.
    pub fn exchange_edges(&mut self, branch: Inst) {
        let edges = self.edge_range(branch);
        self.edge_pool[edges].reverse();
    }

    /// Adds an argument to an edge.
    pub fn append_edge_arg(&mut self, id: EdgeId, value: Value) {
        self.edge_pool[id.index()].args = self.push_to(self.edge_pool[id.index()].args, value);
    }

    /// Replaces argument `arg` of an edge.
    pub fn set_edge_arg(&mut self, id: EdgeId, arg: usize, value: Value) {
        let range = self.edge_pool[id.index()].args.of();
        self.pool[range][arg] = value;
    }

    /// Keeps only the arguments of an edge for which `keep` is true.
    pub fn retain_edge_args(&mut self, id: EdgeId, mut keep: impl FnMut(usize) -> bool) {
        let range = self.edge_pool[id.index()].args;
        let mut len = 0;
        for i in 0..range.len {
            if keep(i as usize) {
                self.pool[(range.start + len) as usize] = self.pool[(range.start + i) as usize];
                len += 1;
            }
        }
        self.edge_pool[id.index()].args.len = len;
    }

    /// Removes all arguments of an edge.
    pub fn remove_edge_args(&mut self, id: EdgeId) {
        self.edge_pool[id.index()].args.len = 0;
    }

    /// Puts an instruction that is in no block at the end of one.
    pub fn append_inst(&mut self, block: Block, inst: Inst) {
        let last = self.blocks[block.index()].last;
        self.link(block, last, inst, Inst::NONE);
    }

    /// Puts an instruction that is in no block at the begin of one.
    pub fn prepend_inst(&mut self, block: Block, inst: Inst) {
        let first = self.blocks[block.index()].first;
        self.link(block, Inst::NONE, inst, first);
    }

    /// Puts an instruction that is in no block before another one.
    pub fn insert_before(&mut self, place: Inst, inst: Inst) {
        let Link { block, prev, .. } = self.links[place.index()];
        self.link(block.expect("the place is in a block"), prev, inst, place);
    }

    /// Puts an instruction that is in no block after another one.
    pub fn insert_after(&mut self, place: Inst, inst: Inst) {
        let block = self.inst_block(place);
        self.link(block.expect("the place is in a block"), place, inst, self.next_inst(place));
    }

    fn link(&mut self, block: Block, prev: Inst, inst: Inst, next: Inst) {
        debug_assert!(self.links[inst.index()].block.is_none(), "{inst} is in a block already");
        let link = &mut self.links[inst.index()];
        (link.block, link.prev) = (Some(block), prev);
        self.insts[inst.index()].next = next;
        match prev.is_some() {
            true => self.insts[prev.index()].next = inst,
            false => self.blocks[block.index()].first = inst,
        }
        match next.is_some() {
            true => self.links[next.index()].prev = inst,
            false => self.blocks[block.index()].last = inst,
        }
    }

    /// Takes an instruction out of its block, so that it can be put elsewhere. Its results stay.
    pub fn unlink_inst(&mut self, inst: Inst) {
        let link = &mut self.links[inst.index()];
        let Some(block) = link.block.take() else { return };
        let prev = core::mem::replace(&mut link.prev, Inst::NONE);
        let next = core::mem::replace(&mut self.insts[inst.index()].next, Inst::NONE);
        match prev.is_some() {
            true => self.insts[prev.index()].next = next,
            false => self.blocks[block.index()].first = next,
        }
        match next.is_some() {
            true => self.links[next.index()].prev = prev,
            false => self.blocks[block.index()].last = prev,
        }
    }

    /// Removes an instruction. Results that have no alias are undefined from then on.
    pub fn remove_inst(&mut self, inst: Inst) {
        self.unlink_inst(inst);
        for i in 0..self.insts[inst.index()].result_count() {
            let value = self.insts[inst.index()].results[i];
            if let ValueDef::Result(..) = self.values[value.index()].def {
                self.values[value.index()].def = ValueDef::None;
            }
        }
    }

    /// Moves all instructions of a block to the end of another one.
    pub fn move_all(&mut self, from: Block, to: Block) {
        let BlockData { first, last, .. } = self.blocks[from.index()];
        if !first.is_some() {
            return;
        }
        let mut inst = first;
        while inst.is_some() {
            self.links[inst.index()].block = Some(to);
            inst = self.next_inst(inst);
        }
        let before = self.blocks[to.index()].last;
        self.links[first.index()].prev = before;
        match before.is_some() {
            true => self.insts[before.index()].next = first,
            false => self.blocks[to.index()].first = first,
        }
        self.blocks[to.index()].last = last;
        (self.blocks[from.index()].first, self.blocks[from.index()].last) = (Inst::NONE, Inst::NONE);
    }

    /// Moves the instructions after `inst` to the end of `to`.
    pub fn move_tail(&mut self, inst: Inst, to: Block) {
        while self.next_inst(inst).is_some() {
            let moved = self.next_inst(inst);
            self.unlink_inst(moved);
            self.append_inst(to, moved);
        }
    }

    /// Makes `old` another name for `new`, and so replaces all its uses.
    pub fn replace_value(&mut self, old: Value, new: Value) {
        let new = self.resolve(new);
        debug_assert_ne!(old, new, "a value cannot replace itself");
        self.aliases.push(old);
        self.values[old.index()].def = ValueDef::Alias(new);
    }

    /// Writes the replaced values' new names into all operands and edges.
    pub fn resolve_aliases(&mut self) {
        if self.aliases.is_empty() {
            return;
        }
        for i in 0..self.aliases.len() {
            let alias = self.aliases[i];
            let target = self.resolve(alias);
            self.values[alias.index()].def = ValueDef::Alias(target);
        }
        for place in &mut self.pool {
            if let Some(ValueData { def: ValueDef::Alias(target), .. }) = self.values.get(place.index()) {
                *place = *target;
            }
        }
        for alias in self.aliases.drain(..) {
            self.values[alias.index()].def = ValueDef::None;
        }
    }

    /// Writes the present names of an instruction's operands, which were replaced perhaps.
    #[inline]
    pub fn resolve_args(&mut self, inst: Inst) {
        if self.aliases.is_empty() {
            return;
        }
        for i in self.insts[inst.index()].args.of() {
            self.pool[i] = self.resolve(self.pool[i]);
        }
    }

    /// Replaces operand `index` of an instruction.
    pub fn set_arg(&mut self, inst: Inst, index: usize, value: Value) {
        let range = self.insts[inst.index()].args.of();
        self.pool[range][index] = value;
    }

    /// Says which region of memory a load or store touches.
    pub fn set_region(&mut self, inst: Inst, region: Region) {
        let data = &mut self.insts[inst.index()];
        data.packed = data.packed & 3 | (region as u8) << 2;
    }

    /// Gives the positions that instructions refer to other numbers.
    pub fn renumber_positions(&mut self, mut number: impl FnMut(Loc) -> Loc) {
        for link in &mut self.links {
            if link.loc.is_some() {
                link.loc = number(link.loc);
            }
        }
    }

    /// Sets an instruction's source position.
    pub fn set_loc(&mut self, inst: Inst, loc: Loc) {
        self.links[inst.index()].loc = loc;
    }

    /// The number of an external function equal to `external`, which is added if there is none.
    pub fn import(&mut self, external: crate::function::External) -> FuncRef {
        let known = self.externals.iter().find(|(_, known)| **known == external).map(|(func, _)| func);
        known.unwrap_or_else(|| self.externals.push(external))
    }

    pub(crate) fn make_value(&mut self, ty: Ty, def: ValueDef) -> Value {
        let value = Value::from_index(self.values.len());
        self.values.push(ValueData { ty, def });
        value
    }

    fn list(&mut self, values: &[Value]) -> Range {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(values);
        Range { start, len: values.len() as u32 }
    }

    /// The range with one more value, moved to the pool's end unless it is there.
    fn push_to(&mut self, range: Range, value: Value) -> Range {
        let start = if range.of().end == self.pool.len() {
            range.start
        } else {
            let start = self.pool.len() as u32;
            self.pool.extend_from_within(range.of());
            start
        };
        self.pool.push(value);
        Range { start, len: range.len + 1 }
    }
}
