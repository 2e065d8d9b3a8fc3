//! Global value numbering: an instruction that repeats one that dominates it is replaced by that one's results.
//!
//! Blocks are visited in reverse post-order with one hash table for the whole function. An entry is good where its
//! instruction dominates; where it does not, the later instruction takes the entry over. Operands of commutative
//! operations are ordered by value number first, so that `a + b` meets `b + a`.

use crate::{Changes, Scratch};
use juliette_ir::{Cfg, Function, Inst, Op, Ty};

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
pub fn number_values(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let Scratch { cfg, numbers, .. } = scratch;
    cfg.add_dominators();
    numbers.reset(func.inst_bound());
    let mut changes = Changes::NONE;
    for &block in cfg.order() {
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            func.resolve_args(inst);
            let op = func.op(inst);
            if op.is_repeatable() {
                order_args(func, inst);
                if visit(func, inst, cfg, numbers) {
                    changes = changes.and(match op {
                        Op::Const => Changes::CONSTANTS,
                        _ => Changes::VALUES.and(Changes::UNUSED),
                    });
                }
            }
            inst = next;
        }
    }
    func.resolve_aliases();
    changes
}

fn order_args(func: &mut Function, inst: Inst) {
    if func.op(inst).is_commutative() {
        let (a, b) = (func.arg(inst, 0), func.arg(inst, 1));
        // Constants stay on the right, where backends look for them.
        if !func.is_const(b) && (func.is_const(a) || b < a) {
            func.set_arg(inst, 0, b);
            func.set_arg(inst, 1, a);
        }
    }
}

/// Replaces the instruction by an earlier one. Tells whether there was one.
fn visit(func: &mut Function, inst: Inst, cfg: &Cfg, table: &mut Table) -> bool {
    let slots = &mut table.slots;
    let mask = slots.len() - 1;
    let mut place = hash(func, inst) as usize & mask;
    loop {
        let found = slots[place];
        if found == 0 {
            slots[place] = inst.0 + 1;
            return false;
        }
        let known = Inst(found - 1);
        if is_same(func, known, inst) {
            let (Some(home), Some(here)) = (func.inst_block(known), func.inst_block(inst)) else {
                return false;
            };
            if !cfg.dominates(home, here) {
                slots[place] = inst.0 + 1;
                return false;
            }
            for i in 0..func.results(inst).len() {
                let (old, new) = (func.results(inst)[i], func.results(known)[i]);
                func.replace_value(old, new);
            }
            func.remove_inst(inst);
            return true;
        }
        place = (place + 1) & mask;
    }
}

fn is_same(func: &Function, a: Inst, b: Inst) -> bool {
    let (x, y) = (func.inst(a), func.inst(b));
    if (x.op, x.ty, x.from) != (y.op, y.ty, y.from) {
        return false;
    }
    match x.op == Op::Const && x.ty == Ty::I128 {
        true => func.imm(a) == func.imm(b),
        false => x.imm_word() == y.imm_word() && func.args(a) == func.args(b),
    }
}

fn hash(func: &Function, inst: Inst) -> u64 {
    // The number that the hash functions of `rustc` multiply by: of 64 bits, odd, without a pattern.
    const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
    let data = func.inst(inst);
    let head = u64::from(data.op as u32 | (data.ty as u32) << 8 | (data.from as u32) << 16);
    let mut hash = head.wrapping_mul(FACTOR);
    // Wide constants are told apart by comparison only; their word is a place in a table.
    if data.ty != Ty::I128 || data.op != Op::Const {
        hash = (hash.rotate_left(5) ^ data.imm_word()).wrapping_mul(FACTOR);
    }
    for arg in func.args(inst) {
        hash = (hash.rotate_left(5) ^ u64::from(arg.0)).wrapping_mul(FACTOR);
    }
    // The table's mask takes low bits, and this hash's good bits are the high ones.
    hash ^ hash >> 32
}

/// Whether an operation is worth keeping in a register instead of computing again.
pub(crate) fn is_cheap(op: Op) -> bool {
    matches!(op, Op::Const | Op::StackAddr | Op::Context | Op::SlotAddr)
}
