//! One walk over the function: where each value is used last, how much it is used, and which comparisons become
//! part of the branch that uses them.
//!
//! A live range is one stretch of positions, from the definition to the last use in block order; a use inside a loop of
//! a value from outside counts until the loop's end. So ranges are too long where control flow forks, never too
//! short, and need no sets and no iteration. Definitions come before uses in block order, so the walk goes forwards:
//! a use overwrites what was the last one before it, and one comparison tells whether the definition is before the
//! loop at hand. Only such values are listed, and get the loop's end as their last use when the walk comes there.
//!
//! One case is too common to leave it at that: a value of a loop's header that is used after the loop (a sum, a
//! counter). It is not needed in the rest of the loop's body if the loop is left at its header only; so such a
//! value has a gap in its range, from its last use inside the loop to the loop's end.
//!
//! That nobody uses a value is known at the end only: whoever emits code asks for it.

use crate::input::{Input, extend};
use crate::order::{Loop, NONE, Node, Order};
use crate::pass::INT_ARGUMENTS;
use crate::state::{File, file_of};
use crate::table::Table;
use core::mem::offset_of;
use juliette_ir::{Inst, InstData, Op, Ty, Value, ValueDef};
use juliette_stencil_format::list::{is_compare, is_overflow};
use juliette_support::Id;

/// No register. It is the number of rax, which never holds a value.
pub(crate) const NO_REG: u8 = 0;

/// What is known of one value while a function is compiled.
#[derive(Clone, Copy, Default, Debug)]
#[repr(C)]
pub(crate) struct Val {
    /// The position of its last use; 0 if it is not used.
    pub(crate) last: u32,
    /// The position of its definition; or [`ANYWHERE`]. Of a comparison that a branch carries out [`FUSED`]; `gap_start` has the
    /// position then.
    pub(crate) def: u32,
    /// The gap in its range: it is not needed after any position from here …
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
    /// The register it is in now.
    pub(crate) reg: u8,
    pub(crate) kind: Kind,
    /// The register in which a block parameter is at its block's begin. Of an integer constant, which has its number in `hint`
    /// then: [`FITS`], [`FITS_BYTE`] or 0.
    pub(crate) home: u8,
    pub(crate) file: File,
}

/// A constant that may be part of the code, as 32 bits or as as many as its type has, and one that may be so as 8 bits. Those at
/// the ends of the range may not: LLVM may have compared with the number next to them.
pub(crate) const FITS: u8 = 1;
pub(crate) const FITS_BYTE: u8 = 2;

/// Marks a hint as a register: that of the argument as which the value is passed at its last use.
pub(crate) const ARGUMENT: u32 = 1 << 31;

/// How a value is produced when it is needed in a register and is in none.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Kind {
    #[default]
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
    Branch,
    /// A call, and what else takes the registers that calls take.
    Call,
    /// A division, which takes rdx.
    Divide,
}

/// For each operation its step.
const STEPS: [Step; Op::ALL.len()] = {
    let mut steps = [Step::Plain; Op::ALL.len()];
    let mut at = 0;
    while at < steps.len() {
        let op = Op::ALL[at];
        if op.is_call() || matches!(op, Op::TryEnter | Op::TryLeave) {
            steps[at] = Step::Call;
        } else if matches!(op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem) {
            steps[at] = Step::Divide;
        } else if matches!(op, Op::Branch) {
            steps[at] = Step::Branch;
        } else if matches!(op, Op::Const) {
            steps[at] = Step::Const;
        }
        at += 1;
    }
    steps
};

/// Whether an operation's truth result may become part of a branch.
const TESTS: [bool; Op::ALL.len()] = {
    let mut tests = [false; Op::ALL.len()];
    let mut at = 0;
    while at < tests.len() {
        tests[at] = is_compare(Op::ALL[at]) || is_overflow(Op::ALL[at]);
        at += 1;
    }
    tests
};

/// For each type the last eight bytes of a value of which nothing is known, and what it adds to [`Walk::defines`].
static FRESH: [(u64, u64); Ty::ALL.len()] = {
    let mut fresh = [(0, 0); Ty::ALL.len()];
    let mut at = 0;
    while at < fresh.len() {
        let file = file_of(Ty::ALL[at]);
        let count = match file {
            File::Int => 1,
            File::Float => 1 << 32,
            File::Wide => 0,
        };
        fresh[at] = ((file as u64) << (8 * (offset_of!(Val, file) - 24)), count);
        at += 1;
    }
    assert!(size_of::<Val>() == 32 && offset_of!(Val, def) == 4);
    assert!(NO_REG == 0 && Kind::Plain as u8 == 0 && File::Int as u8 == 0);
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
    /// Where in `Liveness::outer` the values are that it uses and does not define.
    pub(crate) first: u32,
    pub(crate) len: u32,
    /// How many values of each file it defines: of integers, and of floats.
    pub(crate) defines: [u32; 2],
}

/// Values and positions of a function. Reused from function to function.
#[derive(Default)]
pub(crate) struct Liveness {
    /// Those that no block defines which control can reach are left as they were.
    pub(crate) vals: Table<Val>,
    /// Lists of values that loops use and do not define: for an innermost loop each such value once, for another one those
    /// of the loops inside among its own.
    pub(crate) outer: Vec<Value>,
    /// For each value the mark of the last loop in whose list it is.
    marks: Table<u32>,
    /// The highest mark in use.
    last_mark: u32,
    /// Positions of calls in blocks that are not cold, ascending.
    pub(crate) calls: Vec<u32>,
    /// Whether the function sets up an exception handler.
    pub(crate) has_try: bool,
    /// Whether it divides integers, which takes rdx.
    pub(crate) divides: bool,
    /// The instructions that need code, in order.
    pub(crate) plan: Table<Planned>,
}

/// An instruction that needs code.
#[derive(Clone, Copy)]
pub(crate) struct Planned {
    pub(crate) inst: Inst,
    pub(crate) pos: u32,
}

impl Val {
    /// Whether the value is needed after position `pos`.
    #[inline]
    pub(crate) fn is_needed_after(&self, pos: u32) -> bool {
        self.last > pos && !(self.gap_start <= pos && pos < self.gap_end)
    }
}

/// The position of a comparison that a branch carries out: before all others, so that a further use of it is not taken for
/// an ordinary one.
const FUSED: u32 = 0;
/// The position of an integer constant that may be part of the code: behind all others, since it is made anew wherever it is
/// needed in a register, and no loop has to keep it.
const ANYWHERE: u32 = u32::MAX;
/// The position at which a function begins.
const FIRST: u32 = 1;
/// What stands at the begin of the gap of a value that may have none.
const NO_GAP: u32 = u32::MAX;

impl Liveness {
    pub(crate) fn compute(&mut self, input: &Input<'_>, order: &mut Order) {
        let count = input.0.values.len();
        self.vals.grow(count, Val::default());
        self.marks.grow(count, 0);
        if self.last_mark > u32::MAX / 2 {
            self.marks.fill(0);
            self.last_mark = 0;
        }
        self.outer.clear();
        self.calls.clear();
        self.plan.clear();
        self.plan.reserve(input.0.insts.len());
        self.has_try = false;
        self.divides = false;
        let begin = self.plan.as_mut_ptr();
        let first_mark = self.last_mark + 1;
        let mut walk = Walk {
            plan: begin,
            live: self,
            input,
            pos: FIRST,
            current: NONE,
            last: NONE,
            first_mark,
            loop_begin: FIRST,
            weight: 1,
            cold: false,
            defines: 0,
        };
        for index in 0..order.nodes.len() {
            walk.block(order, index);
        }
        while walk.current != NONE {
            walk.close_loop(order);
        }
        // SAFETY: as many were written.
        unsafe {
            let len = walk.plan.offset_from_unsigned(begin);
            self.plan.set_len(len);
        }
        self.last_mark += order.loops.len() as u32;
    }

    /// Forgets what is known of the values of the function compiled before.
    pub(crate) fn forget_values(&mut self) {
        self.vals.clear();
    }
}

/// The walk under way.
struct Walk<'a> {
    /// Where the next instruction that needs code is noted.
    plan: *mut Planned,
    live: &'a mut Liveness,
    input: &'a Input<'a>,
    pos: u32,
    /// The innermost loop at hand and where it ends.
    current: u32,
    last: u32,
    /// The mark of the first loop.
    first_mark: u32,
    /// Where that loop begins.
    loop_begin: u32,
    /// The weight of a use in it.
    weight: u32,
    cold: bool,
    /// How many integers, and in the upper half how many floats, were defined so far.
    defines: u64,
}

/// What is known of a value.
///
/// # Safety
///
/// `vals` is the table of the function's values, and nobody else refers to this one.
#[inline(always)]
unsafe fn val<'v>(vals: *mut Val, value: Value) -> &'v mut Val {
    // SAFETY: a value of the function is an index of its table.
    unsafe { &mut *vals.add(value.index()) }
}

impl Walk<'_> {
    /// Walks through a block. What changes at each instruction is kept in variables, not in memory.
    fn block(&mut self, order: &mut Order, index: usize) {
        while index > self.last as usize {
            self.close_loop(order);
        }
        if order.nodes[index].back != NONE {
            self.open_loop(order, index as u32);
        }
        let node = &mut order.nodes[index];
        let (block, cold, node_edges) = (node.block, node.cold, node.edges);
        node.in_loop = self.current;
        self.cold = cold;
        let (near, weight) = if cold { (u32::MAX, 1) } else { (self.loop_begin, self.weight) };
        let (input, vals) = (*self.input, self.live.vals.as_mut_ptr());
        let (mut pos, mut plan, mut defines) = (self.pos, self.plan, self.defines);
        node.start = pos;
        // Notes a use. Those of values that were defined before the loop are looked at closely, and all in cold blocks.
        macro_rules! touch {
            ($value:expr) => {{
                let value = $value;
                // SAFETY: no reference to a value is kept beyond a statement.
                let val = unsafe { val(vals, value) };
                val.last = pos;
                val.weight = val.weight.wrapping_add(weight);
                if val.def < near {
                    self.touch_closely(value);
                }
            }};
        }
        // Notes a definition.
        macro_rules! define {
            ($value:expr) => {{
                let value = $value;
                let (bytes, count) = FRESH[input.ty(value) as usize];
                defines += count;
                // SAFETY: all of the value is written; its parts are numbers and enumerations for which these are valid.
                unsafe {
                    let words = vals.add(value.index()).cast::<u64>();
                    words.write_unaligned(u64::from(pos) << (8 * offset_of!(Val, def)));
                    words.add(1).cast::<u128>().write_unaligned(0);
                    words.add(3).write_unaligned(bytes);
                }
            }};
        }
        // Notes that an instruction needs code.
        macro_rules! plan {
            ($inst:expr) => {{
                // SAFETY: there is room for all instructions of the function, and each comes once.
                unsafe {
                    plan.write(Planned { inst: $inst, pos });
                    plan = plan.add(1);
                }
            }};
        }
        for &param in input.params(block) {
            define!(param);
        }
        let mut inst = input.first(block);
        let edges = loop {
            pos += 1;
            let data = input.inst(inst);
            let args = input.args(data);
            let step = STEPS[data.op as usize];
            if step == Step::Const {
                let value = data.result_pair()[0];
                define!(value);
                // SAFETY: as above.
                let val = unsafe { val(vals, value) };
                if val.file == File::Wide {
                    plan!(inst);
                } else {
                    val.kind = Kind::Const;
                    if val.file == File::Int {
                        let number = extend(data.imm_word(), data.ty);
                        (val.hint, val.home) = (number as u32, fit(number, data.ty));
                        if val.home != 0 {
                            val.def = ANYWHERE;
                        }
                    }
                }
            } else {
                plan!(inst);
                // Most are plain: rather one test more than a jump by a table.
                if step != Step::Plain && self.take_step(step, inst, data, args, pos) {
                    defines -= 1;
                    break node_edges;
                }
                for &arg in args {
                    touch!(arg);
                }
                let (results, count) = (data.result_pair(), data.result_count());
                if count != 0 {
                    define!(results[0]);
                    if count == 2 {
                        define!(results[1]);
                    }
                }
            }
            let next = input.link(inst).next;
            if next == Inst::NONE {
                break node_edges;
            }
            inst = next;
        };
        for edge in input.edges(edges) {
            if self.current != NONE {
                order.note_exit(index as u32, self.current, order.index(edge.block) as u32);
            }
            if edge.args.len == 0 {
                continue;
            }
            for (&arg, &param) in input.edge_args(edge).iter().zip(input.params(edge.block)) {
                touch!(arg);
                // SAFETY: as above.
                let val = unsafe { val(vals, arg) };
                if val.kind != Kind::Const && (val.hint == 0 || val.hint & ARGUMENT != 0) {
                    val.hint = param.0 + 1;
                }
            }
        }
        order.nodes[index].end = pos;
        (self.pos, self.plan, self.defines) = (pos + 1, plan, defines);
    }

    /// Does what an operation needs beside its operands' uses. Tells whether these were noted already.
    #[inline(never)]
    fn take_step(&mut self, step: Step, inst: Inst, data: &InstData, args: &[Value], pos: u32) -> bool {
        match step {
            Step::Plain | Step::Const => {}
            Step::Branch => return self.fuse(args[0], inst, pos),
            Step::Call => self.call(data, args, pos),
            Step::Divide => self.divide(data, pos),
        }
        false
    }

    /// What a call needs.
    fn call(&mut self, data: &InstData, args: &[Value], pos: u32) {
        self.live.has_try |= data.op == Op::TryEnter;
        if !self.cold {
            self.live.calls.push(pos);
            self.hint_arguments(&args[usize::from(data.op == Op::CallIndirect)..]);
        }
    }

    /// What a division needs.
    fn divide(&mut self, data: &InstData, pos: u32) {
        self.live.divides = true;
        if data.ty == Ty::I128 {
            self.live.calls.push(pos);
        }
    }

    /// Notes what is special about a use: the value comes from outside of the loop, a cold block uses it, or it is a
    /// comparison which a branch was to carry out.
    #[inline(never)]
    fn touch_closely(&mut self, value: Value) {
        let val = &mut self.live.vals[value.index()];
        if val.kind == Kind::Fused {
            (val.kind, val.def, val.gap_start) = (Kind::Plain, val.gap_start, 0);
        }
        if self.cold {
            (val.gap_start, val.gap_end) = (NO_GAP, 0);
        }
        if val.def < self.loop_begin && self.current != NONE {
            let mark = &mut self.live.marks[value.index()];
            if *mark != self.first_mark + self.current {
                *mark = self.first_mark + self.current;
                self.live.outer.push(value);
            }
        }
    }

    /// Begins the loop of the header at hand.
    #[inline(never)]
    fn open_loop(&mut self, order: &mut Order, index: u32) {
        let need = Need {
            first: self.live.outer.len() as u32,
            len: 0,
            defines: [self.defines as u32, (self.defines >> 32) as u32],
        };
        let number = order.begin_loop(index, self.current, need);
        let new = &order.loops[number as usize];
        (self.last, self.loop_begin) = (new.last, self.pos);
        self.enter(number, new.depth);
    }

    fn enter(&mut self, number: u32, depth: u32) {
        self.current = number;
        self.weight = 1 << (3 * depth.min(7));
    }

    /// Ends with the innermost loop, whose last block was the one before: values that it uses and does not define are needed
    /// until here.
    #[inline(never)]
    fn close_loop(&mut self, order: &mut Order) {
        let end = self.pos - 1;
        let data = &mut order.loops[self.current as usize];
        data.end = end;
        let need = &mut data.need;
        need.len = self.live.outer.len() as u32 - need.first;
        let [ints, floats] = need.defines;
        need.defines = [self.defines as u32 - ints, (self.defines >> 32) as u32 - floats];
        let Loop { first: header, parent, exits_at_header, need, .. } = *data;
        for &value in &self.live.outer[need.first as usize..] {
            let val = &mut self.live.vals[value.index()];
            if val.def < self.loop_begin {
                val.last = end;
            }
        }
        if exits_at_header {
            self.make_gaps(&order.nodes[header as usize], end);
        }
        let depth = if parent == NONE {
            (self.last, self.loop_begin) = (NONE, FIRST);
            0
        } else {
            let outer = &order.loops[parent as usize];
            (self.last, self.loop_begin) = (outer.last, order.nodes[outer.first as usize].start);
            outer.depth
        };
        self.enter(parent, depth);
    }

    /// Values of a header that alone leaves its loop: after the loop they are needed again, if at all.
    #[inline(always)]
    fn make_gaps(&mut self, header: &Node, end: u32) {
        for &param in self.input.params(header.block) {
            self.make_gap(param, header.end, end);
        }
        let mut inst = self.input.first(header.block);
        while inst != Inst::NONE {
            let data = self.input.inst(inst);
            for &result in &data.result_pair()[..data.result_count()] {
                self.make_gap(result, header.end, end);
            }
            inst = self.input.link(inst).next;
        }
    }

    #[inline(always)]
    fn make_gap(&mut self, value: Value, header_end: u32, end: u32) {
        let val = &mut self.live.vals[value.index()];
        if val.gap_start != NO_GAP && val.kind != Kind::Fused {
            (val.gap_start, val.gap_end) = (val.last.max(header_end), end);
        }
    }

    /// Lets a branch do the comparison that gives its condition, if nobody else needs the condition so far. Tells whether.
    #[inline(always)]
    fn fuse(&mut self, condition: Value, branch: Inst, pos: u32) -> bool {
        if self.live.vals[condition.index()].last != 0 {
            return false;
        }
        let ValueDef::Result(inst, number) = self.input.def(condition) else { return false };
        let data = self.input.inst(inst);
        if !TESTS[data.op as usize] {
            return false;
        }
        let next_to_it = self.input.link(inst).next == branch;
        let checked = is_overflow(data.op);
        if checked {
            // One of 128 bits is done by a routine, which cannot branch.
            let routine = matches!(data.op, Op::SmulOverflow | Op::UmulOverflow) && data.ty == Ty::I128;
            if number != 1 || routine || !next_to_it && !self.can_sink(inst, branch) {
                return false;
            }
        } else if !next_to_it && self.input.link(inst).block != self.input.link(branch).block {
            return false;
        }
        let val = &mut self.live.vals[condition.index()];
        (val.kind, val.gap_start, val.def) = (Kind::Fused, val.def, FUSED);
        // A comparison moves down to the branch; a checked operation moves at most past others that leave its operands
        // alone, so that these end before the branch.
        let pos = pos - u32::from(checked);
        for &arg in self.input.args(data) {
            self.live.vals[arg.index()].last = pos;
        }
        true
    }

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
            let calls = STEPS[between.op as usize] == Step::Call || between.ty == Ty::I128;
            if calls || self.input.args(between).iter().any(touches) {
                return false;
            }
            next = self.input.link(next).next;
        }
        false
    }

    /// Values that end at a call are best computed in their argument's register. Whether they do end there is asked when
    /// the hint is followed.
    fn hint_arguments(&mut self, args: &[Value]) {
        let (mut ints, mut floats) = (0, 0);
        for &arg in args {
            let val = &mut self.live.vals[arg.index()];
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
            if let Some(reg) = reg
                && val.kind != Kind::Const
                && (val.hint == 0 || val.hint & ARGUMENT != 0)
            {
                val.hint = ARGUMENT | u32::from(reg);
            }
        }
    }
}
