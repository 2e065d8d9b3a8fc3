//! Global value numbering: an instruction that repeats one that dominates it is replaced by that one's results.
//!
//! Blocks are visited in reverse post-order with one hash table for the whole function. An entry is good where its
//! instruction dominates; where it does not, the later instruction takes the entry over. Operands of commutative
//! operations are ordered by value number first, so that `a + b` meets `b + a`.

use crate::Scratch;
use juliette_ir::{Cfg, Function, Inst, Op};
use juliette_support::Id;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// An open hash table of instructions, kept from one function to the next.
#[derive(Default)]
pub(crate) struct Table {
    /// Instruction numbers plus 1; 0 for free.
    slots: Vec<u32>,
}

impl Table {
    fn reset(&mut self, capacity: usize) {
        self.slots.clear();
        self.slots.resize((capacity * 2).next_power_of_two().max(16), 0);
    }
}

/// Replaces repeated computations.
pub fn number_values(func: &mut Function, scratch: &mut Scratch) {
    scratch.compute_cfg(func);
    scratch.numbers.reset(func.inst_bound());
    for &block in scratch.cfg.order() {
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            resolve_args(func, inst);
            if func.op(inst).is_repeatable() {
                order_args(func, inst);
                visit(func, inst, &scratch.cfg, &mut scratch.numbers);
            }
            inst = next;
        }
    }
    func.resolve_aliases();
}

/// Writes the operands' current names.
fn resolve_args(func: &mut Function, inst: Inst) {
    for i in 0..func.args(inst).len() {
        let arg = func.args(inst)[i];
        let resolved = func.resolve(arg);
        if resolved != arg {
            func.set_arg(inst, i, resolved);
        }
    }
}

fn order_args(func: &mut Function, inst: Inst) {
    if func.op(inst).is_commutative() {
        let (a, b) = (func.args(inst)[0], func.args(inst)[1]);
        // Constants stay on the right, where backends look for them.
        let is_const = |value| func.const_bits(value).is_some();
        if !is_const(b) && (is_const(a) || b < a) {
            func.set_arg(inst, 0, b);
            func.set_arg(inst, 1, a);
        }
    }
}

fn visit(func: &mut Function, inst: Inst, cfg: &Cfg, table: &mut Table) {
    let slots = &mut table.slots;
    let mask = slots.len() - 1;
    let mut place = hash(func, inst) as usize & mask;
    loop {
        let found = slots[place];
        if found == 0 {
            slots[place] = inst.0 + 1;
            return;
        }
        let known = Inst(found - 1);
        if is_same(func, known, inst) {
            let (Some(home), Some(here)) = (func.inst_block(known), func.inst_block(inst)) else { return };
            if cfg.dominates(home, here) {
                for i in 0..func.results(inst).len() {
                    let (old, new) = (func.results(inst)[i], func.results(known)[i]);
                    func.replace_value(old, new);
                }
                func.remove_inst(inst);
            } else {
                slots[place] = inst.0 + 1;
            }
            return;
        }
        place = (place + 1) & mask;
    }
}

fn is_same(func: &Function, a: Inst, b: Inst) -> bool {
    let (x, y) = (func.inst(a), func.inst(b));
    (x.op, x.ty, x.from) == (y.op, y.ty, y.from) && func.imm(a) == func.imm(b) && func.args(a) == func.args(b)
}

fn hash(func: &Function, inst: Inst) -> u64 {
    let data = func.inst(inst);
    let mut hasher = FxHasher::default();
    (data.op as u32 | (data.ty as u32) << 8 | (data.from as u32) << 16).hash(&mut hasher);
    match func.imm(inst) {
        juliette_ir::Imm::Const(bits) => bits.hash(&mut hasher),
        juliette_ir::Imm::Offset(offset) => offset.hash(&mut hasher),
        juliette_ir::Imm::Scaled { scale, offset } => (scale, offset).hash(&mut hasher),
        juliette_ir::Imm::Slot { slot, offset } => (slot.0, offset).hash(&mut hasher),
        juliette_ir::Imm::Func(func) => func.0.hash(&mut hasher),
        juliette_ir::Imm::None | juliette_ir::Imm::Trap(_) | juliette_ir::Imm::Edges => {}
    }
    for arg in func.args(inst) {
        arg.index().hash(&mut hasher);
    }
    // The table's mask takes low bits, and this hash's good bits are the high ones.
    let hash = hasher.finish();
    hash ^ hash >> 32
}

/// Whether an operation is worth keeping in a register instead of computing again.
pub(crate) fn is_cheap(op: Op) -> bool {
    matches!(op, Op::Const | Op::StackAddr | Op::Context | Op::SlotAddr)
}
