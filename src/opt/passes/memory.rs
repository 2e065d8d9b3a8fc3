//! Forwards stores and loads to later loads of the same place, block by block.
//!
//! A place is a base address and an offset; a base is what is left of an address when constant offsets are taken off.
//! Different stack slots are different places, and a slot whose address goes nowhere but into loads and stores is
//! out of reach for calls and for stores through other addresses. Accesses of
//! different regions do not meet. Everything else may be the same place as anything else. In functions with handlers nothing is forwarded: control can come back to a block's middle.

use crate::{Changes, Scratch};
use juliette_ir::{Block, Effects, Function, Imm, Inst, Op, Region, StackSlot, Ty, Value};
use juliette_support::Id;

/// What is known to be in memory.
#[derive(Clone, Copy)]
struct Known {
    base: Base,
    offset: i32,
    ty: Ty,
    region: Region,
    value: Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Slot(StackSlot),
    Address(Value),
}

/// More known places than this are not kept.
const MOST_KNOWN: usize = 16;

/// Replaces loads of known places.
pub fn forward_memory(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    let Scratch { cfg, marks: escaped, .. } = scratch;
    let order = cfg.order();
    if !has_loads(func, order) || !find_escaped_slots(func, order, escaped) {
        return Changes::NONE;
    }
    let mut known: Vec<Known> = Vec::with_capacity(MOST_KNOWN);
    let mut before = None;
    for &block in order {
        // What was known at the end of the only block before is known still.
        if !matches!(*cfg.preds(block), [pred] if before == Some(pred)) {
            known.clear();
        }
        before = Some(block);
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            visit(func, inst, &mut known, escaped);
            inst = next;
        }
    }
    let changed = func.has_aliases();
    func.resolve_aliases();
    Changes::VALUES.and(Changes::UNUSED).when(changed)
}

fn has_loads(func: &Function, order: &[Block]) -> bool {
    order.iter().any(|&block| func.insts(block).any(|inst| func.op(inst) == Op::Load))
}

fn visit(func: &mut Function, inst: Inst, known: &mut Vec<Known>, escaped: &[u8]) {
    let op = func.op(inst);
    if !op.effects().has(Effects::READ.and(Effects::WRITE).and(Effects::EXIT)) {
        return;
    }
    let (ty, region) = (func.inst(inst).ty, func.inst(inst).region());
    match func.imm(inst) {
        Imm::Offset(offset) if op == Op::Load => {
            let (base, offset) = place(func, func.arg(inst, 0), offset);
            let found = known.iter().find(|k| k.base == base && k.offset == offset && k.ty == ty);
            if let Some(&Known { value, .. }) = found {
                let result = func.result(inst);
                func.replace_value(result, value);
                func.remove_inst(inst);
            } else {
                remember(known, Known { base, offset, ty, region, value: func.result(inst) });
            }
        }
        Imm::Offset(offset) if op == Op::Store => {
            let (base, offset) = place(func, func.arg(inst, 1), offset);
            let end = i64::from(offset) + i64::from(ty.bytes());
            known.retain(|k| {
                if k.base == base {
                    let known_end = i64::from(k.offset) + i64::from(k.ty.bytes());
                    known_end <= i64::from(offset) || end <= i64::from(k.offset)
                } else {
                    !k.region.may_meet(region) || are_apart(k.base, base, escaped)
                }
            });
            let value = func.resolve(func.arg(inst, 0));
            // An i1 in memory is 0 or 1; in a register only bit 0 counts. Both are the same value.
            remember(known, Known { base, offset, ty, region, value });
        }
        Imm::Scaled { .. } if op == Op::StoreIndexed => {
            let (base, _) = place(func, func.arg(inst, 1), 0);
            known
                .retain(|k| !k.region.may_meet(region) || k.base != base && are_apart(k.base, base, escaped));
        }
        Imm::None
        | Imm::Const(_)
        | Imm::Offset(_)
        | Imm::Scaled { .. }
        | Imm::Slot { .. }
        | Imm::Func(_)
        | Imm::Trap(_)
        | Imm::Edges => {
            if op.effects().has(Effects::EXIT.and(Effects::WRITE)) {
                known.retain(|k| matches!(k.base, Base::Slot(slot) if escaped[slot.index()] == 0));
            }
        }
    }
}

fn remember(known: &mut Vec<Known>, new: Known) {
    if known.len() == MOST_KNOWN {
        known.remove(0);
    }
    known.push(new);
}

fn are_apart(a: Base, b: Base, escaped: &[u8]) -> bool {
    match (a, b) {
        (Base::Slot(a), Base::Slot(b)) => a != b,
        (Base::Slot(slot), Base::Address(_)) | (Base::Address(_), Base::Slot(slot)) => {
            escaped[slot.index()] == 0
        }
        (Base::Address(_), Base::Address(_)) => false,
    }
}

/// An address as base and offset.
fn place(func: &Function, address: Value, mut offset: i32) -> (Base, i32) {
    let mut value = func.resolve(address);
    while let Some(inst) = func.def_inst(value) {
        let op = func.op(inst);
        if op != Op::PtrOffset && op != Op::StackAddr {
            break;
        }
        match func.imm(inst) {
            Imm::Offset(more) if op == Op::PtrOffset => {
                let Some(sum) = offset.checked_add(more) else { break };
                offset = sum;
                value = func.resolve(func.arg(inst, 0));
            }
            Imm::Slot { slot, offset: more } if op == Op::StackAddr => match offset.checked_add(more) {
                Some(sum) => return (Base::Slot(slot), sum),
                None => break,
            },
            Imm::None
            | Imm::Const(_)
            | Imm::Offset(_)
            | Imm::Scaled { .. }
            | Imm::Slot { .. }
            | Imm::Func(_)
            | Imm::Trap(_)
            | Imm::Edges => break,
        }
    }
    (Base::Address(value), offset)
}

/// Marks the slots whose addresses are used for more than constant loads and stores. False if there are handlers.
fn find_escaped_slots(func: &Function, order: &[Block], escaped: &mut Vec<u8>) -> bool {
    escaped.clear();
    escaped.resize(func.slots.len(), 0);
    if func.slots.is_empty() {
        return true;
    }
    let mut mark = |values: &[Value]| {
        for &value in values.iter().filter(|&&value| func.ty(value) == Ty::Ptr) {
            if let (Base::Slot(slot), _) = place(func, value, 0) {
                escaped[slot.index()] = 1;
            }
        }
    };
    for &block in order {
        for inst in func.insts(block) {
            let op = func.op(inst);
            if op == Op::TryEnter {
                return false;
            }
            // Of a load's or store's operands the address itself does not escape.
            if op == Op::Store {
                mark(&func.args(inst)[..1]);
            } else if op != Op::Load && op != Op::PtrOffset {
                mark(func.args(inst));
            }
        }
        for edge in func.edges(func.last_inst(block)) {
            mark(edge.args);
        }
    }
    true
}
