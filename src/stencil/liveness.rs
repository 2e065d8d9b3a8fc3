//! One walk backwards over the function: where each value is used last, how much it is used, which comparisons become
//! part of the branch that uses them, and what is not needed at all.
//!
//! A live range is one stretch of positions, from the definition to the last use in block order; a use inside a loop of
//! a value from outside counts until the loop's end. So ranges are too long where control flow forks, never too
//! short, and need no sets and no iteration: the first use met on the way backwards is the last one.
//!
//! Whether a value that a loop uses comes from outside is not asked at the use, where the definition would have to be
//! looked up: each value that is met in a loop for the first time is listed, and at the loop's begin those whose
//! definition has not been met are the ones from outside. They live until the loop's end, and stay in the list for the loop
//! around it.
//!
//! One case is too common to leave it at that: a value of a loop's header that is used after the loop (a sum, a
//! counter). It is not needed in the rest of the loop's body if the loop is left at its header only; so such a
//! value has a gap in its range, from its last use inside the loop to the loop's end.

use crate::input::{Input, extend};
use crate::order::{NONE, Order};
use crate::pass::INT_ARGUMENTS;
use crate::state::{File, file_of};
use crate::table::Table;
use core::mem::offset_of;
use juliette_ir::{Function, Inst, InstData, Op, Ty, Value, ValueDef};
use juliette_stencil_format::list::{is_compare, is_overflow};
use juliette_support::Id;

/// No register. It is the number of rax, which never holds a value.
pub(crate) const NO_REG: u8 = 0;

/// What is known of one value while a function is compiled.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct Val {
    /// The position of its last use; 0 if it is not used.
    pub(crate) last: u32,
    /// The position of its definition; 0 as long as the walk has not come to it.
    pub(crate) def: u32,
    /// The gap in its range: it is not needed after any position from here … Until the walk comes to its definition: its
    /// last use in the innermost loop at hand.
    pub(crate) gap_start: u32,
    /// … and before here; 0 if there is no gap.
    pub(crate) gap_end: u32,
    /// Uses, weighted by loop depth.
    pub(crate) weight: u32,
    /// Where it lies relative to the frame pointer; 0 if it has no place there.
    pub(crate) slot: i32,
    /// Where the value is to go: one more than the number of the block parameter that it becomes, or see [`ARGUMENT`].
    /// 0 if nowhere.
    pub(crate) hint: u32,
    /// Whether it was seen in the sweep of this number; sweeps up to the number of loops are the loops'.
    pub(crate) mark: u32,
    /// The register it is in now.
    pub(crate) reg: u8,
    pub(crate) kind: Kind,
    /// The register in which a block parameter is at its block's begin. Of an integer constant, which has its number in `hint`
    /// then: [`FITS`], [`FITS_BYTE`] or 0.
    pub(crate) home: u8,
    pub(crate) file: File,
    /// Whether a cold block uses it.
    pub(crate) in_cold: bool,
}

/// A constant that may be part of the code, as 32 bits or as as many as its type has, and one that may be so as 8 bits. Those at
/// the ends of the range may not: LLVM may have compared with the number next to them.
pub(crate) const FITS: u8 = 1;
pub(crate) const FITS_BYTE: u8 = 2;

/// Marks a hint as a register: that of the argument as which the value is passed at its last use.
pub(crate) const ARGUMENT: u32 = 1 << 31;

/// How a value is produced when it is needed in a register and is in none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Kind {
    /// Loaded from its frame slot.
    Plain,
    /// Made from the constant's bits.
    Const,
    /// Computed as an address in the frame; `slot` is the displacement.
    Frame,
    /// A comparison that is done by the branch at the end of its block.
    Fused,
}

/// What the walk backwards has to look at in an operation, beside its operands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing.
    Plain,
    Const,
    /// Its truth result may become part of a branch.
    Test,
    Branch,
    /// A call, and what else takes the registers that calls take.
    Call,
    /// A division, which takes rdx.
    Divide,
}

/// For each operation its step, and whether it is left out if nobody needs its results.
pub(crate) const STEPS: [(Step, bool); Op::ALL.len()] = {
    let mut steps = [(Step::Plain, false); Op::ALL.len()];
    let mut at = 0;
    while at < steps.len() {
        let op = Op::ALL[at];
        let step = if is_compare(op) || is_overflow(op) {
            Step::Test
        } else if op.is_call() || matches!(op, Op::TryEnter | Op::TryLeave) {
            Step::Call
        } else if matches!(op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem) {
            Step::Divide
        } else if matches!(op, Op::Branch) {
            Step::Branch
        } else if matches!(op, Op::Const) {
            Step::Const
        } else {
            Step::Plain
        };
        steps[at] = (step, op.is_removable());
        at += 1;
    }
    steps
};

/// For each type the last eight bytes of a value of which nothing is known; the others are zero.
static FRESH: [u64; Ty::ALL.len()] = {
    let mut fresh = [0; Ty::ALL.len()];
    let mut at = 0;
    while at < fresh.len() {
        fresh[at] = (file_of(Ty::ALL[at]) as u64) << (8 * (offset_of!(Val, file) - 32));
        at += 1;
    }
    assert!(size_of::<Val>() == 40 && NO_REG == 0 && Kind::Plain as u8 == 0 && File::Int as u8 == 0);
    fresh
};

/// How a constant may be part of the code.
#[inline(always)]
fn fit(number: i64, ty: Ty) -> u8 {
    const LIMITS: [i64; Ty::ALL.len()] = {
        let mut limits = [i32::MAX as i64 - 1; Ty::ALL.len()];
        limits[Ty::I8 as usize] = i8::MAX as i64 - 1;
        limits[Ty::I16 as usize] = i16::MAX as i64 - 1;
        limits
    };
    let is_within = |limit: i64| number.wrapping_add(limit) as u64 <= 2 * limit as u64;
    if is_within(i64::from(i8::MAX) - 1) {
        FITS_BYTE
    } else if is_within(LIMITS[ty as usize]) {
        FITS
    } else {
        0
    }
}

/// What an innermost loop needs registers for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need {
    /// Where in `Liveness::invariants` the values are that it uses and does not define.
    pub(crate) first: u32,
    pub(crate) len: u32,
    /// How many of these there are of each file, and most of its own values that live at once.
    pub(crate) invariants: [u32; 2],
    pub(crate) own: [u32; 2],
}

/// Values and positions of a function. Reused from function to function.
#[derive(Default)]
pub(crate) struct Liveness {
    pub(crate) vals: Table<Val>,
    /// For each loop its needs, if it is an innermost one.
    pub(crate) needs: Table<Need>,
    /// Lists of values that loops use and do not define.
    pub(crate) invariants: Vec<Value>,
    /// Positions of calls in blocks that are not cold, descending.
    pub(crate) calls: Vec<u32>,
    /// Whether the function sets up an exception handler.
    pub(crate) has_try: bool,
    /// Whether it divides integers, which takes rdx.
    pub(crate) divides: bool,
    /// The instructions that need code, from the last one to the first one.
    pub(crate) plan: Table<Planned>,
    /// The values that the loops at hand use, those of inner loops on top.
    seen: Table<Seen>,
}

/// An instruction that needs code.
#[derive(Clone, Copy)]
pub(crate) struct Planned {
    pub(crate) inst: Inst,
    pub(crate) pos: u32,
}

/// A value that a loop uses, and how it was marked before that use was met.
#[derive(Clone, Copy)]
struct Seen {
    value: Value,
    mark: u32,
    gap_start: u32,
}

impl Val {
    /// Whether the value is needed after position `pos`.
    #[inline]
    pub(crate) fn is_needed_after(&self, pos: u32) -> bool {
        self.last > pos && !(self.gap_start <= pos && pos < self.gap_end)
    }
}

impl Liveness {
    pub(crate) fn compute(&mut self, func: &Function, input: &Input<'_>, order: &mut Order) {
        let count = input.0.values.len();
        self.vals.clear();
        self.vals.reserve(count);
        // SAFETY: there is room for as many, and all of them are written.
        unsafe {
            let mut place = self.vals.as_mut_ptr();
            for value in input.0.values {
                // All is zero but the file: two vectors and a word.
                place.cast::<[u128; 2]>().write_unaligned([0; 2]);
                place.cast::<u64>().add(4).write_unaligned(FRESH[value.ty as usize]);
                place = place.add(1);
            }
            self.vals.set_len(count);
        }
        self.needs.clear();
        self.needs.resize(order.loops.len(), Need::default());
        self.invariants.clear();
        self.calls.clear();
        self.seen.clear();
        self.plan.clear();
        self.plan.reserve(input.0.insts.len());
        self.has_try = false;
        self.divides = false;
        let begin = self.plan.as_mut_ptr();
        let mut walk = Walk {
            plan: begin,
            live: self,
            input,
            pos: (func.inst_bound() + 2 * func.block_bound() + 4) as u32,
            current: NONE,
            mark: OUTSIDE,
            weight: 1,
            cold: false,
            alive: [0; 3],
            most: [0; 2],
            most_at: [0; 2],
        };
        for index in (0..order.nodes.len()).rev() {
            walk.block(order, index);
        }
        // SAFETY: as many were written.
        unsafe {
            let len = walk.plan.offset_from_unsigned(begin);
            self.plan.set_len(len);
        }
    }
}

/// What marks values that were met outside of loops. Values that were not met are marked with 0.
const OUTSIDE: u32 = u32::MAX;

/// What marks values that were met in a loop, or outside of all.
fn mark_of(number: u32) -> u32 {
    if number == NONE { OUTSIDE } else { number + 1 }
}

/// The walk under way.
struct Walk<'a> {
    /// Where the next instruction that needs code is noted.
    plan: *mut Planned,
    live: &'a mut Liveness,
    input: &'a Input<'a>,
    pos: u32,
    /// The innermost loop at hand.
    current: u32,
    /// What marks values that were met in it.
    mark: u32,
    weight: u32,
    cold: bool,
    /// How many values of each file live at this place that were met in this loop.
    alive: [u32; 3],
    /// The most that ever did, and how many had been listed then.
    most: [u32; 2],
    most_at: [u32; 2],
}

impl Walk<'_> {
    fn block(&mut self, order: &mut Order, index: usize) {
        let node = &mut order.nodes[index];
        node.end = self.pos;
        let (block, in_loop) = (node.block, node.in_loop);
        self.cold = node.cold;
        if in_loop != self.current {
            self.open_loops(order, in_loop);
        }
        let terminator = self.input.last(block);
        let data = self.input.inst(terminator);
        for edge in self.input.edges(data.edge_range()) {
            if edge.args.len == 0 {
                continue;
            }
            let forward = order.index(edge.block) > index;
            for (&arg, &param) in self.input.edge_args(edge).iter().zip(self.input.params(edge.block)) {
                // All uses of a parameter of a later block were met.
                if forward && self.live.vals[param.index()].last == 0 {
                    continue;
                }
                self.touch(arg).hint = param.0 + 1;
            }
        }
        // In a header that alone leaves the loop, values get their gaps.
        let heads = in_loop != NONE && order.loops[in_loop as usize].first as usize == index;
        let gap = if heads && order.loops[in_loop as usize].exits_at_header {
            (order.nodes[index].end, order.loops[in_loop as usize].end)
        } else {
            (0, u32::MAX)
        };
        let mut inst = terminator;
        while inst != Inst::NONE {
            let data = self.input.inst(inst);
            self.instruction(inst, data, gap);
            self.pos -= 1;
            inst = self.input.link(inst).prev;
        }
        for &param in self.input.params(block) {
            self.define(param, gap);
        }
        order.nodes[index].start = self.pos;
        self.pos -= 1;
        if heads {
            self.close_loop(order);
        }
    }

    #[inline(always)]
    fn instruction(&mut self, inst: Inst, data: &InstData, gap: (u32, u32)) {
        let (step, removable) = STEPS[data.op as usize];
        let args = self.input.args(data);
        let (results, count) = (data.result_pair(), data.result_count());
        if step == Step::Const {
            let value = results[0];
            let unused = self.define(value, gap);
            let val = &mut self.live.vals[value.index()];
            if val.file == File::Wide {
                if !unused {
                    self.plan(inst);
                }
            } else {
                val.kind = Kind::Const;
                if val.file == File::Int {
                    let number = extend(data.imm_word(), data.ty);
                    (val.hint, val.home) = (number as u32, fit(number, data.ty));
                }
            }
            return;
        }
        if count != 0 {
            let mut unused = self.define(results[0], gap);
            if count == 2 {
                unused &= self.define(results[1], gap);
            }
            if unused && removable {
                return;
            }
        }
        if step != Step::Plain && self.take_step(step, inst, data, args) {
            return;
        }
        self.plan(inst);
        match *args {
            [a, b] => {
                self.touch(a);
                self.touch(b);
            }
            _ => {
                for &arg in args {
                    self.touch(arg);
                }
            }
        }
    }

    /// Notes that the instruction at hand needs code.
    #[inline(always)]
    fn plan(&mut self, inst: Inst) {
        // SAFETY: there is room for all instructions of the function, and each comes once.
        unsafe {
            self.plan.write(Planned { inst, pos: self.pos });
            self.plan = self.plan.add(1);
        }
    }

    /// Does what an operation needs beside its operands' uses. Tells whether these were noted already.
    #[inline(always)]
    fn take_step(&mut self, step: Step, inst: Inst, data: &InstData, args: &[Value]) -> bool {
        match step {
            Step::Plain | Step::Const => {}
            Step::Test => {
                let val = &mut self.live.vals[data.result_pair()[data.result_count() - 1].index()];
                if val.kind == Kind::Fused {
                    // Used once, by the branch at the end of this block: then that touched the operands.
                    if val.weight == self.weight {
                        return true;
                    }
                    val.kind = Kind::Plain;
                }
            }
            Step::Branch => self.fuse(args[0], inst),
            Step::Call => {
                self.live.has_try |= data.op == Op::TryEnter;
                if !self.cold {
                    self.live.calls.push(self.pos);
                    self.live.hint_arguments(&args[usize::from(data.op == Op::CallIndirect)..]);
                }
            }
            Step::Divide => {
                self.live.divides = true;
                if data.ty == Ty::I128 {
                    self.live.calls.push(self.pos);
                }
            }
        }
        false
    }

    /// Notes a use at the position at hand.
    #[inline(always)]
    fn touch(&mut self, value: Value) -> &mut Val {
        let val = &mut self.live.vals[value.index()];
        val.weight = val.weight.saturating_add(self.weight);
        val.in_cold |= self.cold;
        // A value that was met here was met at its last use before or then.
        if val.mark != self.mark {
            if val.last == 0 {
                val.last = self.pos;
            }
            let before = Seen { value, mark: val.mark, gap_start: val.gap_start };
            val.mark = self.mark;
            if self.mark != OUTSIDE {
                self.live.seen.push(before);
                val.gap_start = self.pos;
                let file = val.file as usize;
                self.alive[file] = self.alive[file].wrapping_add(1);
                if file < 2 && self.alive[file] > self.most[file] {
                    self.most[file] = self.alive[file];
                    self.most_at[file] = self.live.seen.len() as u32;
                }
            }
        }
        val
    }

    /// Notes that a value is defined at the position at hand. `gap` is from where and until where its range may have a
    /// gap. Tells whether nobody uses the value.
    #[inline(always)]
    fn define(&mut self, value: Value, gap: (u32, u32)) -> bool {
        let val = &mut self.live.vals[value.index()];
        val.def = self.pos;
        let seen = val.mark == self.mark;
        // Values that were not met count neither here nor there, outside of loops they count for nothing.
        self.alive[val.file as usize] = self.alive[val.file as usize].wrapping_sub(u32::from(seen));
        if val.last > gap.1 && !val.in_cold {
            // The header's own edges still need it.
            val.gap_start = if seen { val.gap_start.max(gap.0) } else { gap.0 };
            val.gap_end = gap.1;
        }
        val.last == 0
    }

    /// Begins with the loops from `inner` outwards that end in the block at hand.
    fn open_loops(&mut self, order: &mut Order, inner: u32) {
        while self.current != inner {
            let mut next = inner;
            while order.loops[next as usize].parent != self.current {
                next = order.loops[next as usize].parent;
            }
            order.loops[next as usize].end = self.pos;
            self.live.needs[next as usize].first = self.live.seen.len() as u32;
            self.enter(order, next);
        }
        (self.alive, self.most, self.most_at) = ([0; 3], [0; 2], [0; 2]);
    }

    fn enter(&mut self, order: &Order, number: u32) {
        self.current = number;
        self.mark = mark_of(number);
        let depth = if number == NONE { 0 } else { order.loops[number as usize].depth };
        self.weight = 1 << (3 * depth.min(7));
    }

    /// Ends with the innermost loop: settles which values come from outside.
    fn close_loop(&mut self, order: &Order) {
        let number = self.current;
        let data = &order.loops[number as usize];
        let leaf = order.is_innermost(number);
        let first = self.live.needs[number as usize].first as usize;
        let first_invariant = self.live.invariants.len() as u32;
        let mut invariants = [0u32; 2];
        let mut met_before = [0u32; 2];
        let mut kept = first;
        let outer = mark_of(data.parent);
        for at in first..self.live.seen.len() {
            let seen = self.live.seen[at];
            let val = &mut self.live.vals[seen.value.index()];
            if val.def != 0 {
                continue;
            }
            val.last = val.last.max(data.end);
            val.mark = outer;
            if leaf && val.file != File::Wide {
                let file = val.file as usize;
                self.live.invariants.push(seen.value);
                invariants[file] += 1;
                met_before[file] += u32::from((at as u32) < self.most_at[file]);
            }
            if seen.mark == outer {
                val.gap_start = seen.gap_start;
            } else {
                val.gap_start = data.end;
                self.live.seen[kept] = seen;
                kept += 1;
            }
        }
        // What had not been met where most values lived did live there too.
        let len = self.live.invariants.len() as u32 - first_invariant;
        let need = &mut self.live.needs[number as usize];
        (need.first, need.len, need.invariants) = (first_invariant, len, invariants);
        need.own = [self.most[0] - met_before[0], self.most[1] - met_before[1]];
        self.live.seen.truncate(if data.parent == NONE { 0 } else { kept });
        self.enter(order, data.parent);
    }

    /// Lets a branch do the comparison that gives its condition, if nobody else needs the condition.
    fn fuse(&mut self, condition: Value, branch: Inst) {
        if self.live.vals[condition.index()].last != 0 {
            return;
        }
        let ValueDef::Result(inst, number) = self.input.def(condition) else { return };
        let data = self.input.inst(inst);
        if STEPS[data.op as usize].0 != Step::Test {
            return;
        }
        let next_to_it = self.input.link(inst).next == branch;
        let checked = is_overflow(data.op);
        if checked {
            // One of 128 bits is done by a routine, which cannot branch.
            let routine = matches!(data.op, Op::SmulOverflow | Op::UmulOverflow) && data.ty == Ty::I128;
            if number != 1 || routine || !next_to_it && !self.can_sink(inst, branch) {
                return;
            }
        } else if !next_to_it && self.input.link(inst).block != self.input.link(branch).block {
            return;
        }
        self.live.vals[condition.index()].kind = Kind::Fused;
        // A comparison moves down to the branch; a checked operation moves at most past others that leave its operands
        // alone, so that these end before the branch.
        self.pos -= u32::from(checked);
        for &arg in self.input.args(data) {
            self.touch(arg);
        }
        self.pos += u32::from(checked);
    }
}

impl Walk<'_> {
    fn is_constant(&self, value: Value) -> bool {
        matches!(self.input.def(value), ValueDef::Result(inst, _) if self.input.inst(inst).op == Op::Const)
    }

    /// Whether a checked operation can as well be done just before the branch at the end of its block: the few
    /// instructions between have nothing to do with it.
    #[cold]
    fn can_sink(&self, inst: Inst, branch: Inst) -> bool {
        const MOST: usize = 4;
        let data = self.input.inst(inst);
        let result = data.result_pair()[0];
        let operands = self.input.args(data);
        let mut next = self.input.link(inst).next;
        for _ in 0..MOST {
            if next == branch {
                return true;
            }
            if next == Inst::NONE {
                return false;
            }
            let between = self.input.inst(next);
            let touches = |arg: &Value| *arg == result || operands.contains(arg) && !self.is_constant(*arg);
            // What calls, as some operations on 128 bits do, saves what is needed after it, which these operands are not.
            let calls = STEPS[between.op as usize].0 == Step::Call || between.ty == Ty::I128;
            if calls || self.input.args(between).iter().any(touches) {
                return false;
            }
            next = self.input.link(next).next;
        }
        false
    }
}

impl Liveness {
    /// Values that end at a call are best computed in their argument's register.
    fn hint_arguments(&mut self, args: &[Value]) {
        let (mut ints, mut floats) = (0, 0);
        for &arg in args {
            let val = &mut self.vals[arg.index()];
            let reg = match val.file {
                File::Int => {
                    ints += 1;
                    INT_ARGUMENTS.get(ints - 1).copied()
                }
                File::Float => {
                    floats += 1;
                    (floats <= 8).then_some(15 + floats)
                }
                File::Wide => {
                    ints += 2;
                    None
                }
            };
            if let (Some(reg), 0) = (reg, val.last) {
                val.hint = ARGUMENT | u32::from(reg);
            }
        }
    }
}
