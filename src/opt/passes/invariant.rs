//! Moves loop-invariant instructions in front of their loops.
//!
//! An instruction can move if its operands are defined outside the loop and it may run where it did not run before.
//! What may not (divisions, loads) moves only from the loop's header, and only if nothing before it in the header
//! can leave the function: then entering the loop means running it. Loads moreover need a loop that writes nothing in
//! their region of memory. A load of an object's field moves from anywhere in the loop if on the way to the loop
//! the same field, or one behind it, is read anyway: an array's elements are found where its length was.
//! Inner loops come first, so that an instruction can move out of several. Constants stay where they are used.

use crate::value_numbers::is_cheap;
use crate::{Changes, Scratch};
use juliette_ir::{
    Block, Cfg, EdgeId, Effects, Function, Imm, Inst, InstSpec, Loc, Op, Region, Ty, ValueDef,
};
use juliette_support::Id;

/// How far up the dominator tree to look for loads of an object.
const STEPS: usize = 8;

/// Hoists loop invariants.
pub fn hoist_loop_invariants(func: &mut Function, scratch: &mut Scratch) -> Changes {
    scratch.compute_order(func);
    if !scratch.cfg.has_cycles() {
        return Changes::NONE;
    }
    scratch.cfg.add_loops();
    find_members(func, scratch);
    // Most loops have nothing to give away, and need no block in front.
    if !loops(scratch).any(|of| has_invariants(func, &scratch.cfg, of)) {
        return Changes::NONE;
    }
    let mut changes = Changes::PLACES;
    if add_preheaders(func, &scratch.cfg) {
        scratch.flow_changed();
        scratch.lay_out(func);
        scratch.cfg.add_loops();
        find_members(func, scratch);
        changes = changes.and(Changes::EDGES);
    }
    // Reverse post-order visits outer headers first, so going backwards visits inner loops first.
    for of in loops(scratch).rev() {
        hoist_from(func, &scratch.cfg, of);
    }
    changes
}

/// A loop.
#[derive(Clone, Copy)]
struct Loop<'s> {
    header: Block,
    /// The block that dominates the header.
    front: Block,
    writes: Writes,
    /// Its blocks, inner loops' included, in reverse post-order.
    members: &'s [(u32, Block)],
}

/// The loops, by the positions of their headers.
fn loops(scratch: &Scratch) -> impl DoubleEndedIterator<Item = Loop<'_>> {
    let Scratch { cfg, marks: writes, members, .. } = scratch;
    members.chunk_by(|a, b| a.0 == b.0).filter_map(|members| {
        let header = cfg.order()[members[0].0 as usize];
        let front = cfg.idom(header)?;
        Some(Loop { header, front, writes: Writes(writes[header.index()]), members })
    })
}

/// Lists every loop's blocks, inner loops' included, in reverse post-order, loop by loop; each with the position of the
/// loop's header. And finds out which regions each loop, by its header, writes.
fn find_members(func: &Function, scratch: &mut Scratch) {
    let Scratch { cfg, marks: writes, members, .. } = scratch;
    members.clear();
    writes.clear();
    writes.resize(func.block_bound(), 0);
    for &block in cfg.order() {
        let mut header = cfg.loop_header(block);
        if header.is_none() {
            continue;
        }
        let mut own = Writes::default();
        for inst in func.insts(block) {
            own.add(func, inst);
        }
        while let Some(outer) = header {
            writes[outer.index()] |= own.0;
            members.push((cfg.position(outer) as u32, block));
            header = cfg.outer_loop(outer);
        }
    }
    members.sort_by_key(|&(position, _)| position);
}

/// A set of regions that are written.
#[derive(Clone, Copy, Default)]
struct Writes(u8);

impl Writes {
    fn add(&mut self, func: &Function, inst: Inst) {
        let effects = func.op(inst).effects();
        if effects.has(Effects::EXIT) {
            self.0 |= 1 << Region::Any as u8;
        } else if effects.has(Effects::WRITE) {
            self.0 |= 1 << func.inst(inst).region() as u8;
        }
    }

    fn may_meet(self, region: Region) -> bool {
        Region::ALL.into_iter().any(|other| self.0 >> other as u8 & 1 != 0 && region.may_meet(other))
    }
}

/// Gives every loop a block in front that leads to nothing but its header. Tells whether blocks were added.
fn add_preheaders(func: &mut Function, cfg: &Cfg) -> bool {
    let mut added = false;
    for &header in cfg.order() {
        if !cfg.is_loop_header(header) {
            continue;
        }
        let edges = cfg.preds(header).iter().zip(cfg.in_edges(header));
        let outside: Vec<(Block, EdgeId)> = edges
            .filter(|&(&pred, _)| !cfg.dominates(header, pred))
            .map(|(&pred, &edge)| (pred, edge))
            .collect();
        if let [(only, _)] = outside[..]
            && func.edge_count(func.last_inst(only)) == 1
        {
            continue;
        }
        added = true;
        let front = func.make_block();
        let spec = InstSpec { op: Op::Jump, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc: Loc::NONE };
        let jump = func.make_inst(spec, &[]);
        func.append_inst(front, jump);
        // Where there is one way in, what it passes is known in front, too.
        let is_only = outside.len() == 1;
        let mut passed = Vec::new();
        if !is_only {
            for i in 0..func.params(header).len() {
                let ty = func.ty(func.param(header, i));
                passed.push(func.append_param(front, ty));
            }
        }
        for (_, edge) in outside {
            func.redirect_edge(edge, front);
            if is_only {
                passed.extend_from_slice(func.edge_of(edge).args);
                func.remove_edge_args(edge);
            }
        }
        func.set_edges(jump, [(header, &passed[..], 0)]);
    }
    added
}

/// Whether something can be hoisted from a loop.
fn has_invariants(func: &Function, cfg: &Cfg, of: Loop<'_>) -> bool {
    of.members.iter().any(|&(_, block)| {
        let mut may_leave = block != of.header;
        func.insts(block).any(|inst| {
            let found = can_hoist(func, cfg, of, inst, may_leave);
            may_leave |= func.op(inst).effects().has(Effects::EXIT);
            found
        })
    })
}

/// Hoists what can be from one loop with a block in front.
fn hoist_from(func: &mut Function, cfg: &Cfg, of: Loop<'_>) {
    let place = func.last_inst(of.front);
    if func.op(place) != Op::Jump {
        return;
    }
    for &(_, block) in of.members {
        let mut may_leave = block != of.header;
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            may_leave |= func.op(inst).effects().has(Effects::EXIT);
            if can_hoist(func, cfg, of, inst, may_leave) {
                for i in 0..func.args(inst).len() {
                    let def = func.def_inst(func.arg(inst, i));
                    if let Some(def) = def.filter(|&def| is_inside(func, cfg, of.header, def)) {
                        func.unlink_inst(def);
                        func.insert_before(place, def);
                    }
                }
                func.unlink_inst(inst);
                func.insert_before(place, inst);
            }
            inst = next;
        }
    }
}

/// Whether the instruction can stand in front of the loop. `may_leave` tells whether control can leave the function
/// between there and the instruction.
fn can_hoist(func: &Function, cfg: &Cfg, of: Loop<'_>, inst: Inst, may_leave: bool) -> bool {
    does_the_same(func, inst, of.writes)
        && has_outside_args(func, cfg, of.header, inst)
        && (func.op(inst).is_speculatable() || !may_leave || is_readable(func, cfg, of.front, inst))
}

/// Whether the instruction does the same before the loop, if it runs at all.
fn does_the_same(func: &Function, inst: Inst, writes: Writes) -> bool {
    let op = func.op(inst);
    if is_cheap(op) || !op.is_removable() {
        return false;
    }
    let is_stable = !op.effects().has(Effects::READ) || !writes.may_meet(func.inst(inst).region());
    op.is_speculatable() || is_stable
}

/// Whether the instruction loads a field of an object of which this field or one behind it was loaded by the end of
/// block `front`.
fn is_readable(func: &Function, cfg: &Cfg, front: Block, inst: Inst) -> bool {
    let field = |inst: Inst| match func.imm(inst) {
        Imm::Offset(offset) if func.op(inst) == Op::Load && func.inst(inst).region() == Region::Field => {
            let size = i64::from(func.inst(inst).ty.bytes());
            Some((func.arg(inst, 0), i64::from(offset), i64::from(offset) + size))
        }
        _ => None,
    };
    let Some((object, begin, end)) = field(inst) else { return false };
    let mut place = Some(front);
    for _ in 0..STEPS {
        let Some(block) = place else { return false };
        let is_behind = |other: Inst| {
            field(other).is_some_and(|(other, _, other_end)| other == object && end <= other_end)
        };
        if begin >= 0 && func.insts(block).any(is_behind) {
            return true;
        }
        place = cfg.idom(block);
    }
    false
}

fn is_inside(func: &Function, cfg: &Cfg, header: Block, inst: Inst) -> bool {
    func.inst_block(inst).is_some_and(|block| cfg.is_in_loop(block, header))
}

/// Whether all operands are defined outside of the loop, or are constants and the like, which move along.
fn has_outside_args(func: &Function, cfg: &Cfg, header: Block, inst: Inst) -> bool {
    func.args(inst).iter().all(|&arg| match func.def(arg) {
        ValueDef::Result(def, _) => is_cheap(func.op(def)) || !is_inside(func, cfg, header, def),
        ValueDef::Param(block, _) => !cfg.is_in_loop(block, header),
        ValueDef::Alias(_) | ValueDef::None => false,
    })
}
