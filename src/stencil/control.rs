//! Edges and terminators.
//!
//! The first edge to a block decides in which registers the block finds its values: those they are in, with the
//! block's parameters in their arguments' registers where those end here. Every later edge moves values to where the
//! block expects them. Moves stand on the edge: before a jump, after a branch that is not taken, or out of line.

use crate::binary::Test;
use crate::call::RDX;
use crate::emit::{Label, ODD, PIECE, Stream};
use crate::library::{self, Id};
use crate::liveness::{Kind, NO_REG, Val};
use crate::moves::Source;
use crate::order::{Loop, NO_LOOP, NONE, Node};
use crate::pass::{OPENED, Pass, Rotation};
use crate::select::Selected;
use crate::state::{ALLOCATABLE, FLOATS, File, INTS, RAX, Reg, SAVED, bits, mask_of};
use crate::table::Table;
use core::ops::Range;
use juliette_ir::{Block, EdgeData, Inst, InstData, Op, Ty, Value, ValueDef};
use juliette_stencil_format::list::{Base, Branching, Extra, Shape, is_compare};
use juliette_support::Id as _;

/// For each file what one value adds to a count of integers in the lower half and of floats in the upper one.
const ONE: [u64; 3] = [1, 1 << 32, 0];

/// xmm0.
const FLOAT_RESULT: Reg = 16;

/// How many integer and how many float registers are in a mask.
fn count(mask: u32) -> [u32; 2] {
    let twos = mask - (mask >> 1 & 0x5555_5555);
    let fours = (twos & 0x3333_3333) + (twos >> 2 & 0x3333_3333);
    let eights = (fours + (fours >> 4)) & 0x0f0f_0f0f;
    let halves = eights + (eights >> 8);
    [halves & 0xff, halves >> 16 & 0xff]
}

/// The two halves of such a count.
fn split(count: u64) -> [u32; 2] {
    [count as u32, (count >> 32) as u32]
}

impl Pass<'_> {
    /// Whether block `target` follows what is emitted now.
    #[inline(always)]
    fn follows(&self, target: usize) -> bool {
        self.follower == target as u32 && !self.code.in_cold
    }

    /// The position of the first call after `pos` in hot code.
    #[inline(always)]
    pub(crate) fn call_after(&self, pos: u32) -> u32 {
        if self.next_call > pos { self.next_call } else { self.later_call_after(pos) }
    }

    #[inline(never)]
    fn later_call_after(&self, pos: u32) -> u32 {
        let calls = &self.live.calls[self.calls_passed..];
        calls.get(calls.partition_point(|&call| call <= pos)).copied().unwrap_or(u32::MAX)
    }

    /// Before a loop that calls something: values that live through it go to registers that calls keep, or to the
    /// frame, once and for all. Tells whether one must move for that.
    #[inline(never)]
    fn favour_calls(&mut self, at: usize, next_call: u32) -> bool {
        let regs = &mut self.entries[at].regs;
        let mut changed = false;
        for reg in bits(regs.used & !SAVED) {
            let value = regs.values[reg as usize & 31];
            let val = &self.live.vals[value as usize];
            if val.last <= next_call {
                continue;
            }
            let free = self.allocatable & SAVED & !regs.used & mask_of(val.file);
            let clean = regs.clean >> reg & 1;
            regs.used &= !(1 << reg);
            regs.clean &= !(1 << reg);
            if free != 0 && val.kind == Kind::Plain {
                let to = free.trailing_zeros();
                regs.values[to as usize & 31] = value;
                regs.used |= 1 << to;
                regs.clean |= clean << to;
                self.touched |= 1 << to;
            }
            changed = true;
        }
        changed
    }

    /// The places in the list of values from outside that a loop uses.
    #[inline(always)]
    fn uses(&self, inner: u32) -> Range<usize> {
        let need = &self.order.loops[inner as usize].need;
        need.first as usize..(need.first + need.len) as usize
    }

    /// The registers of the values from outside that a loop uses, and [`NO_REG`] if one of them is in none.
    #[inline(always)]
    fn in_use(&self, inner: u32) -> u32 {
        let mut in_use = 0;
        for number in self.uses(inner) {
            in_use |= 1 << self.live.vals[self.live.outer[number].index()].reg;
        }
        in_use
    }

    /// Before an innermost loop without calls: values that it does not use leave their registers if it needs those,
    /// and values that it uses, which are in the registers `in_use`, get registers if there are some to spare. So nothing is
    /// spilled in each round. Tells whether one must move for that.
    #[inline(always)]
    fn favour_uses(&mut self, at: usize, inner: u32, in_use: u32) -> bool {
        let need = &self.order.loops[inner as usize].need;
        // Mostly all are in registers, which would do even if all values that the loop knows of lived at once.
        const FEWEST: u32 = if (ALLOCATABLE & INTS).count_ones() < (ALLOCATABLE & FLOATS).count_ones() {
            (ALLOCATABLE & INTS).count_ones()
        } else {
            (ALLOCATABLE & FLOATS).count_ones()
        };
        let others = self.entries[at].regs.used & !in_use;
        let most = need.len + need.defines().iter().sum::<u32>() + bits(others).count() as u32;
        let missing = in_use >> NO_REG & 1 != 0 && self.lacks_used(inner);
        if !missing && self.allocatable == ALLOCATABLE && most <= FEWEST {
            return false;
        }
        self.settle_uses(at, inner, others, missing)
    }

    /// Whether one of the values from outside that a loop uses is missing.
    #[inline(never)]
    fn lacks_used(&self, inner: u32) -> bool {
        self.uses(inner).any(|number| self.is_missing(self.live.outer[number]))
    }

    /// Whether a value is in no register and does better in one in a loop that uses it.
    #[inline(always)]
    fn is_missing(&self, value: Value) -> bool {
        let val = &self.live.vals[value.index()];
        val.reg == NO_REG
            && match val.kind {
                Kind::Plain => val.file != File::Wide && val.slot != 0,
                // Integer constants of 32 bits are part of the code, mostly; others never are.
                Kind::Const if val.file == File::Float => true,
                Kind::Const => val.file == File::Int && i32::try_from(self.constant(value) as i64).is_err(),
                Kind::Frame | Kind::Fused => false,
            }
    }

    /// The same where registers may be short, or something has to be loaded: if values are `missing`. Values that the loop
    /// does not use are in the registers `others`.
    #[inline(never)]
    fn settle_uses(&mut self, at: usize, inner: u32, others: u32, missing: bool) -> bool {
        let outer = self.uses(inner).map(|number| ONE[self.file(self.live.outer[number]) as usize]);
        let outer = split(outer.sum());
        let entry = &self.entries[at];
        let [all, others_in, free] =
            [u32::MAX, others, !entry.regs.used].map(|set| count(self.allocatable & set));
        let lacks =
            |own: [u32; 2]| [0, 1].map(|at| (outer[at] + own[at] + others_in[at]).saturating_sub(all[at]));
        // Rarely is it necessary to look how many of the loop's own values live at once.
        let mut own = self.order.loops[inner as usize].need.defines();
        if lacks(own) != [0; 2] || missing && (free[0] < own[0] + outer[0] || free[1] < own[1] + outer[1]) {
            own = self.most_alive(inner);
        } else if !missing {
            return false;
        }
        let lacking = lacks(own);
        let evicted = lacking != [0; 2] && self.evict_unused(at, others, lacking);
        missing && self.load_used(at, inner, own) || evicted
    }

    /// How many integers and how many floats that a loop defines live at once, at most.
    #[inline(never)]
    fn most_alive(&mut self, inner: u32) -> [u32; 2] {
        let Self { order, live, ends, .. } = self;
        let Loop { header, last, start, end, .. } = order.loops[inner as usize];
        let (mut alive, mut most) = (0u64, [0u32; 2]);
        // How many values end at each position; all zero before and after.
        ends.grow((end - start + 1) as usize, 0);
        let begin = |alive: &mut u64, ends: &mut Table<u64>, value: Value| {
            let val = &live.vals[value.index()];
            if val.last != 0 && val.kind == Kind::Plain {
                *alive += ONE[val.file as usize];
                let last = if val.gap_end != 0 { val.gap_start } else { val.last };
                if last < end {
                    ends[(last - start) as usize] += ONE[val.file as usize];
                }
            }
        };
        let mut note = |alive: u64| {
            let [ints, floats] = split(alive);
            most = [most[0].max(ints), most[1].max(floats)];
        };
        let mut block = header;
        loop {
            let node = &order.nodes[block as usize];
            let params = self.input.params(Block(block));
            if !params.is_empty() {
                for &param in params {
                    begin(&mut alive, ends, param);
                }
                note(alive);
            }
            for pos in node.start + 1..node.end + 1 {
                alive -= core::mem::take(&mut ends[(pos - start) as usize]);
                let data = self.input.inst(live.plan[pos as usize]);
                let count = data.result_count();
                if count != 0 {
                    for &result in data.result_pair().iter().take(count) {
                        begin(&mut alive, ends, result);
                    }
                    note(alive);
                }
            }
            if node.index == last {
                break;
            }
            block = node.next;
        }
        most
    }

    /// Takes values that a loop does not use, which are in the registers `unused`, out of as many registers of each
    /// file as are lacking.
    fn evict_unused(&mut self, at: usize, unused: u32, lacking: [u32; 2]) -> bool {
        let regs = &mut self.entries[at].regs;
        let mut changed = false;
        for (file, mut lacking) in [File::Int, File::Float].into_iter().zip(lacking) {
            let unused = unused & self.allocatable & mask_of(file);
            // Those that cost nothing to take out come first.
            for round in [regs.clean, u32::MAX] {
                for reg in bits(unused & round & regs.used) {
                    if lacking == 0 {
                        break;
                    }
                    regs.used &= !(1 << reg);
                    regs.clean &= !(1 << reg);
                    lacking -= 1;
                    changed = true;
                }
            }
        }
        changed
    }

    /// Brings values that a loop uses into registers that are to spare.
    fn load_used(&mut self, at: usize, inner: u32, own: [u32; 2]) -> bool {
        let mut changed = false;
        for number in self.uses(inner) {
            let value = self.live.outer[number];
            if !self.is_missing(value) {
                continue;
            }
            let val = &self.live.vals[value.index()];
            let all = self.allocatable & mask_of(val.file);
            let free = all & !self.entries[at].regs.used;
            if free.count_ones() > own[val.file as usize] {
                let reg = self.choose(free, !SAVED);
                let entry = &mut self.entries[at];
                entry.regs.values[reg as usize] = value.0;
                entry.regs.used |= 1 << reg;
                entry.regs.clean |= 1 << reg;
                self.touched |= 1 << reg;
                changed = true;
            }
        }
        changed
    }

    /// Lists the moves of an edge to block `target`. Tells whether there are any.
    #[inline(never)]
    fn prepare_edge(&mut self, target: usize, edge: &EdgeData, list: usize) -> bool {
        if self.order.nodes[target].entry == NONE {
            self.first_edge(target, edge, list)
        } else {
            self.later_edge(target, edge, list)
        }
    }

    /// Decides where the values are at the begin of block `target`, of which no edge was compiled before, and lists the
    /// moves of this edge. Tells whether there are any.
    #[inline(never)]
    fn first_edge(&mut self, target: usize, edge: &EdgeData, list: usize) -> bool {
        let &Node { start, is_header, in_loop, .. } = &self.order.nodes[target];
        let next_call = self.call_after(start);
        // Everything is in place, except what a loop wants elsewhere.
        let (mut calls, mut is_plain, mut in_use) = (false, false, 0);
        if is_header {
            let &Loop { end, has_inner, .. } = &self.order.loops[in_loop as usize];
            calls = next_call <= end;
            is_plain = !calls && !has_inner;
            if is_plain {
                in_use = self.in_use(in_loop);
            }
        }
        let at = self.snapshot(target, in_use);
        if calls && self.favour_calls(at, next_call) || is_plain && self.favour_uses(at, in_loop, in_use) {
            let wanted = self.conform(at, list);
            self.save_left(wanted, start, list);
        } else if target as u32 == self.order.nodes[self.index].next {
            self.in_place = target as u32 | OPENED;
        }
        // A register that nothing is in now, and that suits a value which ends before the next call.
        let spared = if self.live.divides { SAVED | 1 << RDX } else { SAVED };
        let Self { entries, moves, .. } = self;
        let (entry, moves) = (&mut entries[at], &mut moves[list]);
        let free = self.allocatable & !entry.regs.used;
        let quick = free & !self.regs.used & !spared;
        let (mut left, mut rest) = (free, false);
        for (&param, &arg) in self.input.params(edge.block).iter().zip(self.input.edge_args(edge)) {
            let val = &self.live.vals[param.index()];
            if val.last == 0 {
                continue;
            }
            let lives_on = next_call < val.last;
            let argument = &self.live.vals[arg.index()];
            let from = argument.reg;
            let home = if left >> from & 1 != 0
                && (!lives_on || SAVED >> from & 1 != 0 || left & mask_of(val.file) & SAVED == 0)
            {
                from
            } else {
                let quick = left & quick & mask_of(val.file);
                let home = quick.trailing_zeros() as Reg;
                let bits = || self.input.constant(arg, self.input.ty(arg));
                if lives_on || quick == 0 || rest || !moves.put_value(home, argument, bits) {
                    rest = true;
                    continue;
                }
                home
            };
            left &= !(1 << home);
            entry.regs.values[home as usize & 31] = param.0;
            self.live.vals[param.index()].home = home;
        }
        entry.params = free & !left;
        entry.regs.used |= entry.params;
        if rest {
            self.place_rest(at, next_call, edge, list);
        }
        !self.moves[list].is_empty()
    }

    /// The same for the parameters that have no register yet.
    #[inline(never)]
    fn place_rest(&mut self, at: usize, next_call: u32, edge: &EdgeData, list: usize) {
        let input = self.input;
        for (&param, &arg) in input.params(edge.block).iter().zip(input.edge_args(edge)) {
            let &Val { last, file, mut home, .. } = &self.live.vals[param.index()];
            if last == 0 || home != NO_REG {
                continue;
            }
            let free = self.allocatable & mask_of(file) & !self.entries[at].regs.used;
            if free != 0 {
                // Rather a register that nothing is in now: then no other move waits for it.
                let quiet = free & !self.regs.used;
                let prefer = if next_call < last { SAVED } else { !SAVED };
                let good = if quiet & prefer != 0 { quiet & prefer } else { free & prefer };
                home = self.choose(free, good);
                let entry = &mut self.entries[at];
                entry.regs.values[home as usize & 31] = param.0;
                entry.regs.used |= 1 << home;
                entry.params |= 1 << home;
                self.touched |= 1 << home;
                self.live.vals[param.index()].home = home;
                let bits = || input.constant(arg, input.ty(arg));
                if self.moves[list].put_value(home, &self.live.vals[arg.index()], bits) {
                    continue;
                }
            }
            self.put_argument(home, param, arg, list);
        }
    }

    /// Lists the moves of an edge to block `target`, of which an edge was compiled before. Tells whether there are any.
    #[inline(never)]
    fn later_edge(&mut self, target: usize, edge: &EdgeData, list: usize) -> bool {
        let &Node { start, entry, .. } = &self.order.nodes[target];
        let wanted = self.conform(entry as usize, list);
        // What lives there and is in no register got a slot at the first edge at the latest. Without any, what is left is only
        // taken to be needed, since ranges are too long where control forks.
        if self.frame != 0 {
            self.save_left(wanted, start, list);
        }
        let moves = &mut self.moves[list];
        let mut rest = false;
        for (&param, &arg) in self.input.params(edge.block).iter().zip(self.input.edge_args(edge)) {
            let home = self.live.vals[param.index()].home;
            let bits = || self.input.constant(arg, self.input.ty(arg));
            rest |= home == NO_REG || !moves.put_value(home, &self.live.vals[arg.index()], bits);
        }
        if rest {
            self.put_rest(edge, list);
        }
        !self.moves[list].is_empty()
    }

    /// Lists the moves of an edge's arguments that are in the frame or go there.
    #[inline(never)]
    fn put_rest(&mut self, edge: &EdgeData, list: usize) {
        let input = self.input;
        for (&param, &arg) in input.params(edge.block).iter().zip(input.edge_args(edge)) {
            let &Val { last, home, .. } = &self.live.vals[param.index()];
            let &Val { reg, kind, .. } = &self.live.vals[arg.index()];
            if home == NO_REG && last != 0 || home != NO_REG && reg == NO_REG && kind != Kind::Const {
                self.put_argument(home, param, arg, list);
            }
        }
    }

    /// Lists the move of an edge's argument to register `home`, or to a slot if there is none.
    fn put_argument(&mut self, home: Reg, param: Value, arg: Value, list: usize) {
        if home == NO_REG {
            let slot = self.slot_of(param);
            self.add_to_slot(list, slot, arg);
        } else {
            let source = self.source(arg);
            self.moves[list].put_reg(home, source);
        }
    }

    /// Lists the moves that bring values, parameters not counted, to the registers where entry `at` has them. Gives the registers
    /// where these are.
    #[inline(always)]
    fn conform(&mut self, at: usize, list: usize) -> u32 {
        let entry = &self.entries[at];
        let used = entry.regs.used & !entry.params;
        let same = self.regs.same(&entry.regs, used);
        let settled = same & !(entry.regs.clean & !self.regs.clean);
        if settled == used { same } else { same | self.bring(used & !settled, at, list) }
    }

    /// The same for the values that it has in the registers `others`.
    #[inline(never)]
    fn bring(&mut self, others: u32, at: usize, list: usize) -> u32 {
        let clean = self.entries[at].regs.clean;
        let mut wanted = 0;
        for reg in bits(others) {
            let value = Value(self.entries[at].regs.values[reg as usize & 31]);
            let val = &self.live.vals[value.index()];
            let from = val.reg;
            if from == NO_REG {
                // A value that is nowhere does not reach this block by this edge.
                if val.kind != Kind::Plain || val.slot != 0 {
                    let source = self.source(value);
                    self.moves[list].put_reg(reg, source);
                }
                continue;
            }
            wanted |= 1 << from;
            self.moves[list].put_move(reg, from);
            if clean >> reg & !self.regs.clean >> from & 1 != 0 {
                let slot = self.slot_of(value);
                self.moves[list].put_slot(slot, Source::Reg(from));
            }
        }
        wanted
    }

    /// Lists the stores of values that a block which begins at `start` needs, but has in no register: they are in others than
    /// those `wanted`.
    #[inline(never)]
    fn save_left(&mut self, wanted: u32, start: u32, list: usize) {
        for reg in bits(self.regs.used & !self.regs.clean & !wanted) {
            let value = Value(self.regs.values[reg as usize & 31]);
            let val = &self.live.vals[value.index()];
            if val.def < start && val.is_needed_after(start) {
                let slot = self.slot_of(value);
                self.moves[list].put_slot(slot, Source::Reg(reg));
            }
        }
    }

    /// Prepares to go along an edge; gives the target and whether moves are listed for that.
    #[inline(always)]
    fn prepare(&mut self, edge: &EdgeData, list: usize) -> (usize, bool) {
        let target = edge.block.index();
        let node = &self.order.nodes[target];
        if edge.args.len == 0 && node.edges_to == 1 {
            self.pass_on(target);
            (target, false)
        } else {
            (target, self.prepare_edge(target, edge, list))
        }
    }

    /// Goes to a block, when the moves for that are done.
    #[inline(always)]
    fn go(&mut self, target: usize) {
        if !self.follows(target) {
            self.go_far(target);
        }
    }

    /// The same where the block does not follow.
    #[inline(always)]
    fn go_far(&mut self, target: usize) {
        let rotation = self.order.nodes[target].rotation;
        if rotation == NONE {
            self.code.jump(Label(target as u32));
        } else {
            self.rotate(rotation);
        }
    }

    /// Instead of a jump back to a loop's header, repeats the header's code with its branch the other way: one branch
    /// less in each round. What the header did is done again, so the body finds everything as it expects it.
    #[inline(never)]
    fn rotate(&mut self, number: u32) {
        let Rotation { code, body, exit: (label, exit) } = self.rotations[number as usize];
        self.code.repeat_inverted(code, body);
        if !self.follows(exit as usize) || label != Label(exit) {
            self.code.jump(label);
        }
    }

    /// Whether an edge from this block to that one leaves a loop.
    fn leaves_loop(&self, target: usize) -> bool {
        let inner = self.order.nodes[self.index].in_loop;
        inner != NO_LOOP
            && (self.order.nodes[target].cold
                || self.order.loops[inner as usize].last < self.order.nodes[target].index)
    }

    /// Notes a loop header that was compiled just now and ends in a branch to `label`, and goes on with `body`.
    /// `aside` of the code's notes are of the way to `label`, out of line.
    #[inline(always)]
    fn note_header(&mut self, body: usize, label: Label, exit: usize, aside: usize) {
        if self.order.nodes[self.index].is_header {
            self.note_loop_header(body, label, exit, aside);
        }
    }

    #[inline(never)]
    fn note_loop_header(&mut self, body: usize, label: Label, exit: usize, aside: usize) {
        let (start, notes) = self.begin;
        let node = &self.order.nodes[self.index];
        let inner = node.in_loop;
        let len = self.code.out.len() - start as usize;
        if !node.cold
            && self.order.loops[inner as usize].last >= self.order.nodes[body].index
            && node.next as usize == body
            && self.code.notes() == notes + aside + 1
            && len <= PIECE
        {
            let inverts = self.code.out.ends_in_branch();
            // Where a loop begins in memory makes up to a factor of two for small ones.
            if !self.order.loops[inner as usize].has_inner {
                self.code.out.align();
            }
            if inverts {
                self.order.nodes[self.index].rotation = self.rotations.len() as u32;
                let body = self.code.out.len() as u32;
                self.rotations.push(Rotation { code: (start, len as u32), body, exit: (label, exit as u32) });
            }
        }
    }

    /// Goes along an edge out of line; gives the label of that code.
    #[inline(never)]
    fn stub(&mut self, target: usize, list: usize) -> Label {
        let label = self.code.label();
        let back = self.begin_out_of_line();
        self.code.bind(label);
        self.perform_some(list);
        self.go(target);
        self.end_out_of_line(back);
        label
    }

    /// Switches to the cold stream. Where that is in use already, its code jumps over what comes now.
    pub(crate) fn begin_out_of_line(&mut self) -> Option<Label> {
        if !self.code.in_cold {
            self.code.set_cold(true);
            return None;
        }
        let over = self.code.label();
        self.code.jump(over);
        Some(over)
    }

    /// Goes on where `begin_out_of_line` was called.
    pub(crate) fn end_out_of_line(&mut self, over: Option<Label>) {
        match over {
            Some(over) => self.code.bind(over),
            None => self.code.set_cold(false),
        }
    }

    pub(crate) fn compile_jump(&mut self, data: &InstData) {
        let (target, moves) = self.prepare(&self.input.targets::<1>(data)[0], 0);
        if moves {
            self.perform_some(0);
        }
        self.go(target);
    }

    pub(crate) fn compile_branch(&mut self, data: &InstData) {
        let input = self.input;
        let &[condition] = input.operands(data);
        let [first, second] = input.targets(data);
        // Nothing ends at the comparison: the edges may need it.
        self.pos -= 1;
        let kind = self.live.vals[condition.index()].kind;
        let test = if kind == Kind::Fused {
            let ValueDef::Result(compare, _) = input.def(condition) else {
                unreachable!("{}: a comparison has a result", self.func.name)
            };
            let data = input.inst(compare);
            let test = if is_compare(data.op) {
                self.select_test(data.op, data.ty, input.operands(data))
            } else {
                self.select_checked(data)
            };
            let Some(test) = test else { return self.compile_branch_any(compare, [first, second]) };
            test
        } else if kind == Kind::Const {
            self.pos += 1;
            return self.compile_branch_of_constant(condition, [first, second]);
        } else {
            let val = &self.live.vals[condition.index()];
            if val.reg == NO_REG
                && val.slot == 0
                && let ValueDef::Result(compare, _) = input.def(condition)
            {
                // A comparison whose place the branch took, but that somebody else needs too.
                debug_assert!(is_compare(input.inst(compare).op));
                self.compile_any(compare, input.inst(compare));
                self.locked = 0;
            }
            let reg = self.ensure(condition);
            let find = |branch| library::find(Op::Branch, Ty::Ptr, Ty::Ptr, Shape::REG.branching(branch));
            let ids = [find(Branching::IfTrue), find(Branching::IfFalse)];
            Test { ids, regs: [u32::from(reg), 0, 0], constant: 0 }
        };
        self.pos += 1;
        let Test { ids, regs, constant } = test;
        let library = self.code.library;
        self.branch([first, second], ids, |out, id| out.append::<3, ODD>(library, id, regs, constant));
    }

    /// The same for a branch that carries out an operation which has no short way.
    #[inline(never)]
    fn compile_branch_any(&mut self, inst: Inst, edges: [&EdgeData; 2]) {
        let data = self.input.inst(inst);
        let Selected { id, values, shape } = self.select(inst, Branching::IfTrue);
        let other = library::find(data.op, data.ty, data.from, shape.branching(Branching::IfFalse));
        self.pos += 1;
        self.branch(edges, [id, other], |out, id| out.stencil(id, &values));
    }

    /// The same for a branch whose condition is known.
    #[inline(never)]
    fn compile_branch_of_constant(&mut self, condition: Value, [first, second]: [&EdgeData; 2]) {
        let (edge, other) = if self.constant(condition) == 0 { (second, first) } else { (first, second) };
        // The other edge's target may have no edge but this one; it must know where its values are.
        let _ = self.prepare(other, 0);
        self.moves[0].clear();
        let (target, _) = self.prepare(edge, 0);
        self.perform(0);
        self.go(target);
    }

    /// Branches: `ids` are the stencils that branch along the first edge and along the second one, which `emit` appends.
    #[inline(always)]
    fn branch(&mut self, edges: [&EdgeData; 2], ids: [Id; 2], emit: impl FnOnce(&mut Stream, Id)) {
        const YES: usize = 0;
        const NO: usize = 1;
        let (taken, yes_moves) = self.prepare(edges[YES], YES);
        let (fallen, no_moves) = self.prepare(edges[NO], NO);
        let is_cold = |pass: &Self, target: usize| pass.order.nodes[target].cold;
        let follower = if self.code.in_cold { NONE } else { self.follower } as usize;
        // Whether to go on along the first edge, and to branch along the second one.
        let inverts = if follower == taken {
            !no_moves || self.leaves_loop(fallen) || yes_moves && is_cold(self, fallen)
        } else {
            yes_moves && !is_cold(self, taken) && (!no_moves || is_cold(self, fallen))
        };
        let (id, away, away_moves, target, moves, list) = if inverts {
            (ids[NO], fallen, no_moves, taken, yes_moves, YES)
        } else {
            (ids[YES], taken, yes_moves, fallen, no_moves, NO)
        };
        let (mut label, mut aside) = (Label(away as u32), 0);
        if away_moves {
            let before = self.code.notes();
            label = self.stub(away, list ^ 1);
            aside = self.code.notes() - before;
        }
        emit(&mut self.code.out, id);
        self.code.stencil_branches(id, label);
        if follower == target {
            self.note_header(target, label, away, aside);
        }
        if moves {
            self.perform_some(list);
        }
        if follower != target {
            self.go_far(target);
        }
    }

    pub(crate) fn compile_switch(&mut self, inst: Inst) {
        let func = self.func;
        let operand = func.args(inst)[0];
        let edges = self.input.edges(func.inst(inst).edge_range());
        let reg = self.ensure(operand);
        for edge in &edges[1..] {
            let case = edge.case;
            let (target, moves) = self.prepare(edge, 0);
            let label = if moves { self.stub(target, 0) } else { Label(target as u32) };
            let shape = if i8::try_from(case).is_ok() {
                Shape::of(Base::Imm).small(true)
            } else if i32::try_from(case).is_ok() {
                Shape::of(Base::Imm)
            } else {
                Shape::REG
            };
            if shape == Shape::REG {
                self.constant_to(RAX, case as u64);
            }
            let id = library::find(Op::Eq, Ty::I64, Ty::I64, shape.branching(Branching::IfTrue));
            // The second operand is rax, or the constant.
            self.code.out.quick_odd(id, [reg, RAX, 0], case as u64);
            self.code.stencil_branches(id, label);
        }
        let (target, _) = self.prepare(&edges[0], 0);
        self.perform(0);
        self.go(target);
    }

    pub(crate) fn compile_return(&mut self, data: &InstData) {
        let results = self.input.args(data);
        match results {
            [result] if self.live.vals[result.index()].reg != NO_REG => {
                let from = self.live.vals[result.index()].reg;
                if from > FLOAT_RESULT {
                    self.extra::<{ Extra::MoveFloat as usize }>([FLOAT_RESULT, from, 0], 0);
                } else if from < FLOAT_RESULT {
                    self.extra::<{ Extra::MoveInt as usize }>([RAX, from, 0], 0);
                }
            }
            _ => self.move_results(results),
        }
        let last = !self.code.in_cold && self.follower == NONE;
        if !last {
            let epilogue = self.epilogue;
            self.code.jump(epilogue);
        }
    }

    /// Brings results to where the convention has them.
    #[inline(never)]
    fn move_results(&mut self, results: &[Value]) {
        // A float constant is made by way of rax, so it is made before rax has its result.
        for &result in results {
            let val = &self.live.vals[result.index()];
            if results.len() > 1 && val.kind == Kind::Const && val.file == File::Float {
                self.ensure(result);
            }
        }
        let (mut ints, mut floats) = (0, 0);
        for &result in results {
            match self.live.vals[result.index()].file {
                File::Int => {
                    let source = self.source(result);
                    self.moves[0].put_reg([RAX, 2][ints], source);
                    ints += 1;
                }
                File::Float => {
                    let source = self.source(result);
                    self.moves[0].put_reg(FLOAT_RESULT + floats, source);
                    floats += 1;
                }
                File::Wide => {
                    let slot = self.wide(result);
                    self.moves[0].put_reg(RAX, Source::Slot(slot));
                    self.moves[0].put_reg(2, Source::Slot(slot + 8));
                }
            }
        }
        self.perform(0);
    }
}
