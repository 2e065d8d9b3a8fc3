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
use juliette_ir::{Block, Cfg, Effects, Function, Imm, Inst, InstSpec, Loc, Op, Region, Ty, ValueDef};
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
    let mut changes = Changes::NONE;
    if add_preheaders(func, &scratch.cfg) {
        scratch.flow_changed();
        scratch.lay_out(func);
        scratch.cfg.add_loops();
        changes = Changes::EDGES;
    }
    let cfg = &scratch.cfg;
    // Which regions each loop, by its header, writes.
    let mut writes = vec![Writes::default(); func.block_bound()];
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
            writes[outer.index()].0 |= own.0;
            header = cfg.outer_loop(outer);
        }
    }
    // Every loop's blocks, inner loops' included, in reverse post-order; then loop by loop.
    let mut members: Vec<(usize, Block)> = Vec::new();
    for &block in cfg.order() {
        let mut header = cfg.loop_header(block);
        while let Some(outer) = header {
            members.push((cfg.position(outer), block));
            header = cfg.outer_loop(outer);
        }
    }
    members.sort_by_key(|&(position, _)| position);
    // Reverse post-order visits outer headers first, so going backwards visits inner loops first.
    for members in members.chunk_by(|a, b| a.0 == b.0).rev() {
        let header = cfg.order()[members[0].0];
        if hoist_from(func, cfg, header, members, writes[header.index()]) {
            changes = changes.and(Changes::PLACES);
        }
    }
    changes
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
        let outside: Vec<Block> =
            cfg.preds(header).iter().copied().filter(|&pred| !cfg.dominates(header, pred)).collect();
        if let [only] = outside[..]
            && func.edge_count(func.last_inst(only)) == 1
        {
            continue;
        }
        added = true;
        let front = func.make_block();
        let mut params = Vec::new();
        for i in 0..func.params(header).len() {
            let ty = func.ty(func.params(header)[i]);
            params.push(func.append_param(front, ty));
        }
        let spec = InstSpec { op: Op::Jump, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc: Loc::NONE };
        let jump = func.make_inst(spec, &[]);
        func.append_inst(front, jump);
        func.set_edges(jump, [(header, &params[..], 0)]);
        let mut done = None;
        for pred in outside {
            if done.replace(pred) == Some(pred) {
                continue;
            }
            let last = func.last_inst(pred);
            for edge in 0..func.edge_count(last) {
                if func.edge_target(last, edge) == header {
                    func.redirect_edge(last, edge, front);
                }
            }
        }
    }
    added
}

/// Hoists from one loop. Tells whether there was something.
fn hoist_from(
    func: &mut Function,
    cfg: &Cfg,
    header: Block,
    members: &[(usize, Block)],
    writes: Writes,
) -> bool {
    let Some(front) = cfg.idom(header) else { return false };
    let place = func.last_inst(front);
    if func.op(place) != Op::Jump {
        return false;
    }
    let mut hoisted = false;
    for &(_, block) in members {
        let mut may_leave = block != header;
        let mut inst = func.first_inst(block);
        while inst.is_some() {
            let next = func.next_inst(inst);
            let op = func.op(inst);
            if can_hoist(func, inst, writes)
                && has_outside_args(func, cfg, header, inst)
                && (op.is_speculatable() || !may_leave || is_readable(func, cfg, front, inst))
            {
                for i in 0..func.args(inst).len() {
                    let def = func.def_inst(func.args(inst)[i]);
                    if let Some(def) = def.filter(|&def| is_inside(func, cfg, header, def)) {
                        func.unlink_inst(def);
                        func.insert_before(place, def);
                    }
                }
                func.unlink_inst(inst);
                func.insert_before(place, inst);
                hoisted = true;
            }
            may_leave |= op.effects().has(Effects::EXIT);
            inst = next;
        }
    }
    hoisted
}

/// Whether the instruction does the same before the loop, if it runs at all.
fn can_hoist(func: &Function, inst: Inst, writes: Writes) -> bool {
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
            Some((func.args(inst)[0], i64::from(offset), i64::from(offset) + size))
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
