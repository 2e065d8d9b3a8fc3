//! One walk over the function: where each value is used last, how much it is used, and which comparisons become
//! part of the branch that uses them.
//!
//! A live range is one stretch of positions, from the definition to the last use in block order; a use inside a loop of
//! a value from outside counts until the loop's end. So ranges are too long where control flow forks, never too
//! short, and need no sets and no iteration. Definitions come before uses in block order, so the walk goes forwards:
//! a use overwrites what was the last one before it, and one comparison tells whether the definition is before the
//! loop at hand. Only such values are listed, and get the loop's end as their last use when the walk comes there.
//! Positions count what needs code, and the begins of blocks.
//!
//! One case is too common to leave it at that: a value of a loop's header that is used after the loop (a sum, a
//! counter). It is not needed in the rest of the loop's body if the loop is left at its header only; so such a
//! value has a gap in its range, from its last use inside the loop to the loop's end.
//!
//! That nobody uses a value is known at the end only: whoever emits code asks for it.

use crate::input::{Input, extend};
use crate::order::{Loop, NO_LOOP, NONE, Node, Order};
use crate::pass::INT_ARGUMENTS;
use crate::state::{File, file_of};
use crate::table::Table;
use core::mem::offset_of;
use juliette_ir::{Block, Class, Inst, InstData, Op, Ty, Value};
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

/// How the walk takes an operation: a plain one has two operands and one result, of a type that the operation's types tell.
/// Bits, which are asked for one after the other: a jump by a table would be predicted worse.
const PLAIN: u8 = 0;
const CONST: u8 = 1 << 0;
/// It has one operand or two and at most one result, of a type that the operation's types tell.
const SHORT: u8 = 1 << 1;
const JUMP: u8 = 1 << 2;
const BRANCH: u8 = 1 << 3;
/// Another terminator; it has at most two operands.
const END: u8 = 1 << 4;
/// It has any operands and results.
const LONG: u8 = 1 << 5;
/// The same, and something else is to be noted.
const SPECIAL: u8 = 1 << 6;

/// What the walk has to know of operations and types.
struct Facts {
    /// For each operation how it is taken, and those bits of the number of its type that tell its result's if it is plain.
    steps: [(u8, u8); Op::ALL.len()],
    /// For each type the last eight bytes of a value of which nothing is known, and what its definition adds to
    /// [`Cursor::count`] if it is the only one at its position.
    fresh: [(u64, u64); Ty::ALL.len()],
    /// For each type that integer constants have how large one that may be part of the code may be; others may not.
    limits: [u32; Ty::ALL.len()],
}

static FACTS: Facts = {
    let mut steps = [(0, u8::MAX); Op::ALL.len()];
    let mut at = 0;
    while at < steps.len() {
        let op = Op::ALL[at];
        let row = op.row();
        steps[at].0 = match op {
            Op::Const => CONST,
            Op::Jump => JUMP,
            Op::Branch => BRANCH,
            Op::TryEnter | Op::TryLeave | Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem => SPECIAL,
            _ if op.is_terminator() => END,
            _ if op.is_call() => SPECIAL,
            _ => match (row.operands, row.results) {
                ([_, _], [Class::T | Class::Ptr]) => PLAIN,
                ([_, _], [Class::I1]) => {
                    steps[at].1 = Ty::I1 as u8;
                    PLAIN
                }
                ([_] | [_, _], [] | [Class::T | Class::Ptr]) => SHORT,
                _ => LONG,
            },
        };
        at += 1;
    }
    let (mut fresh, mut limits) = ([(0, 0); Ty::ALL.len()], [i32::MAX as u32 - 1; Ty::ALL.len()]);
    let mut at = 0;
    while at < fresh.len() {
        let file = file_of(Ty::ALL[at]);
        let count = match file {
            File::Int => 1 << INTS_AT,
            File::Float => 1 << FLOATS_AT,
            File::Wide => 0,
        };
        fresh[at] = ((file as u64) << (8 * (offset_of!(Val, file) - 24)), 1 + count);
        at += 1;
    }
    limits[Ty::I8 as usize] = i8::MAX as u32 - 1;
    limits[Ty::I16 as usize] = i16::MAX as u32 - 1;
    assert!(Ty::I1 as u8 == 0);
    assert!(size_of::<Val>() == 32 && offset_of!(Val, def) == 4);
    assert!(NO_REG == 0 && Kind::Plain as u8 == 0 && File::Int as u8 == 0);
    Facts { steps, fresh, limits }
};

/// Where in a value's last eight bytes its home is, and these bytes of a constant.
const HOME_AT: usize = 8 * (offset_of!(Val, home) - 24);
const CONST_BYTES: u64 = (Kind::Const as u64) << (8 * (offset_of!(Val, kind) - 24));

/// How a constant of type `ty` may be part of the code.
#[inline(always)]
fn fit(number: i64, ty: Ty) -> u8 {
    let is_within = |limit: u32| number.wrapping_add(i64::from(limit)) as u64 <= 2 * u64::from(limit);
    let fits = if is_within(FACTS.limits[ty as usize]) { FITS } else { 0 };
    if is_within(i8::MAX as u32 - 1) { FITS_BYTE } else { fits }
}

/// What an innermost loop needs registers for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need {
    /// Where in `Liveness::outer` the values are that it uses and does not define.
    pub(crate) first: u32,
    pub(crate) len: u32,
    /// How many values it defines, as [`Cursor::count`] has it.
    pub(crate) defines: u64,
}

impl Need {
    /// How many integers and how many floats the loop defines. Beyond 65,535 these are wrong, which costs registers at most.
    pub(crate) fn defines(&self) -> [u32; 2] {
        [INTS_AT, FLOATS_AT].map(|at| u32::from((self.defines >> at) as u16))
    }
}

/// Values and positions of a function. Reused from function to function.
#[derive(Default)]
pub(crate) struct Liveness {
    /// Those that no block defines which control can reach are left as they were.
    pub(crate) vals: Table<Val>,
    /// Lists of values that loops use and do not define: for an innermost loop each such value once, for another one those
    /// of the loops inside among its own.
    pub(crate) outer: Table<Value>,
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
    /// By position the instructions that need code. A block's begin has a position without one.
    pub(crate) plan: Table<Inst>,
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
pub(crate) const FIRST: u32 = 1;
/// What stands at the begin of the gap of a value that may have none.
const NO_GAP: u32 = u32::MAX;

impl Liveness {
    pub(crate) fn compute(&mut self, input: &Input<'_>, order: &mut Order) {
        let tables = &input.0;
        self.vals.grow(tables.values.len(), Val::default());
        self.marks.grow(tables.values.len(), 0);
        if self.last_mark > u32::MAX / 2 {
            self.marks.fill(0);
            self.last_mark = 0;
        }
        self.outer.grow(tables.pool.len() + 1, Value::NONE);
        self.plan.grow(FIRST as usize + tables.insts.len() + tables.blocks.len(), Inst::NONE);
        self.calls.clear();
        (self.has_try, self.divides) = (false, false);
        let first_mark = self.last_mark;
        self.last_mark += order.loops.len() as u32;
        let at = Cursor { count: u64::from(FIRST), listed: 0 };
        Walk { live: self, order, input, current: NO_LOOP, loop_begin: FIRST, weight: 1, first_mark }.run(at);
    }

    /// Forgets what is known of the values of the function compiled before.
    pub(crate) fn forget_values(&mut self) {
        self.vals.clear();
    }
}

/// The walk under way.
struct Walk<'a> {
    live: &'a mut Liveness,
    order: &'a mut Order,
    input: &'a Input<'a>,
    /// The innermost loop at hand.
    current: u32,
    /// Where it begins.
    loop_begin: u32,
    /// The weight of a use in it.
    weight: u32,
    /// The mark of the first loop.
    first_mark: u32,
}

/// How far the walk is.
#[derive(Clone, Copy)]
struct Cursor {
    /// The position in the lower half; in the upper one how many integers and how many floats were defined so far.
    count: u64,
    /// How many values are listed.
    listed: usize,
}

/// Where in [`Cursor::count`] integers and floats are counted.
const INTS_AT: u32 = 32;
const FLOATS_AT: u32 = 48;

impl Cursor {
    #[inline(always)]
    fn pos(self) -> u32 {
        self.count as u32
    }
}

/// The tables that the walk writes.
#[derive(Clone, Copy)]
struct Places {
    nodes: *mut Node,
    vals: *mut Val,
    outer: *mut Value,
    plan: *mut Inst,
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
    #[inline(never)]
    fn run(&mut self, mut at: Cursor) {
        let input = *self.input;
        let places = Places {
            nodes: self.order.nodes.as_mut_ptr(),
            vals: self.live.vals.as_mut_ptr(),
            outer: self.live.outer.as_mut_ptr(),
            plan: self.live.plan.as_mut_ptr(),
        };
        let mut block = input.entry();
        loop {
            // SAFETY: the order has a node for each block, and nobody else refers to this one.
            let node = unsafe { &mut *places.nodes.add(block.index()) };
            let Node { next, in_loop, cold, .. } = *node;
            node.start = at.pos();
            if in_loop != self.current {
                at = self.change_loop(block, at);
            }
            at = if cold {
                self.cold_block(places, block, at)
            } else {
                self.block::<false>(input, places, block, at)
            };
            // SAFETY: as above.
            unsafe { (*places.nodes.add(block.index())).end = at.pos() - 1 };
            if next == NONE {
                break;
            }
            block = Block(next);
        }
        while self.current != NO_LOOP {
            at = self.close_loop(at);
        }
        self.settle(at, 0, 0);
    }

    /// Walks through a cold block. Values that it uses have no gap: it may be anywhere in their loop.
    #[inline(never)]
    fn cold_block(&mut self, places: Places, block: Block, at: Cursor) -> Cursor {
        let first = at.listed;
        let mut at = self.block::<true>(*self.input, places, block, at);
        let end = core::mem::replace(&mut at.listed, first);
        for place in first..end {
            let value = self.live.outer[place];
            let val = &mut self.live.vals[value.index()];
            unfuse(val);
            (val.gap_start, val.gap_end) = (NO_GAP, 0);
            // Those that its own loop has to keep stay in the list.
            self.live.outer[at.listed] = value;
            at.listed += usize::from(val.def < self.loop_begin && self.current != NO_LOOP);
        }
        at
    }

    /// Walks through a block.
    #[inline(always)]
    fn block<const COLD: bool>(
        &mut self,
        input: Input<'_>,
        places: Places,
        block: Block,
        mut at: Cursor,
    ) -> Cursor {
        // Uses of values that were defined before the loop are listed, and all in cold blocks.
        let (near, weight) = if COLD { (u32::MAX, 1) } else { (self.loop_begin, self.weight) };
        let Places { vals, outer, plan, .. } = places;
        let start = at.pos();
        // Notes a use.
        macro_rules! touch {
            ($value:expr) => {{
                let value: Value = $value;
                // SAFETY: no reference to a value is kept beyond a statement. There is room in the list for all operands and one more.
                unsafe {
                    let val = val(vals, value);
                    val.last = at.pos();
                    val.weight = val.weight.wrapping_add(weight);
                    outer.add(at.listed).write(value);
                    at.listed += usize::from(val.def < near);
                }
            }};
        }
        // Notes a definition of which nothing is known but the position and the last eight bytes.
        macro_rules! define {
            ($value:expr, $def:expr, $bytes:expr) => {{
                let value: Value = $value;
                // SAFETY: all of the value is written; its parts are numbers and enumerations for which these are valid.
                unsafe {
                    let words = vals.add(value.index()).cast::<u64>();
                    words.write_unaligned($def << (8 * offset_of!(Val, def)));
                    words.add(1).cast::<u128>().write_unaligned(0);
                    words.add(3).write_unaligned($bytes);
                }
            }};
        }
        // Notes that an instruction needs code.
        macro_rules! plan {
            ($inst:expr) => {{
                // SAFETY: there is room for all instructions and blocks of the function, and each comes once.
                unsafe { plan.add(at.pos() as usize).write($inst) };
            }};
        }
        for &param in input.params(block) {
            let (bytes, count) = FACTS.fresh[input.ty(param) as usize];
            define!(param, at.count, bytes);
            at.count = at.count.wrapping_add(count - 1);
        }
        let mut inst = input.first(block);
        at.count += 1;
        let edges = loop {
            let data = input.inst(inst);
            let (step, mask) = FACTS.steps[data.op as usize];
            if step == CONST {
                let (mut bytes, count) = FACTS.fresh[data.ty as usize];
                let mut def = at.count;
                if data.ty != Ty::I128 {
                    bytes |= CONST_BYTES;
                    if !data.ty.is_float() {
                        let number = extend(data.imm_word(), data.ty);
                        let home = fit(number, data.ty);
                        bytes |= u64::from(home) << HOME_AT | u64::from(number as u32);
                        if home != 0 {
                            def = u64::from(ANYWHERE);
                        }
                    }
                    define!(data.result_pair()[0], def, bytes);
                    at.count = at.count.wrapping_add(count - 1);
                    inst = data.next();
                    continue;
                }
            }
            plan!(inst);
            // Notes the only result.
            macro_rules! result {
                () => {{
                    let (bytes, count) = FACTS.fresh[usize::from(data.ty as u8 & mask)];
                    define!(data.result_pair()[0], at.count, bytes);
                    at.count = at.count.wrapping_add(count);
                }};
            }
            if step == PLAIN {
                let args = input.args(data);
                debug_assert!(args.len() == 2 && data.result_count() == 1);
                // SAFETY: such an operation has two operands.
                let (first, second) = unsafe { (*args.get_unchecked(0), *args.get_unchecked(1)) };
                touch!(first);
                touch!(second);
                result!();
            } else if step & SHORT != 0 {
                let args = input.args(data);
                debug_assert!(matches!(args.len(), 1..=2) && data.result_count() <= 1);
                // SAFETY: such an operation has an operand.
                touch!(unsafe { *args.get_unchecked(0) });
                if let Some(&second) = args.get(1) {
                    touch!(second);
                }
                if data.result_count() != 0 {
                    result!();
                } else {
                    at.count += 1;
                }
            } else if step & (JUMP | BRANCH) != 0 {
                if step & BRANCH != 0 {
                    // SAFETY: a branch has an operand.
                    let condition = unsafe { *input.args(data).get_unchecked(0) };
                    match self.fuse(vals, condition, start, at.pos()) {
                        Some(pos) => {
                            at.count -= 1 << INTS_AT;
                            if pos != at.pos() {
                                at.count -= 1;
                                plan!(inst);
                            }
                        }
                        None => touch!(condition),
                    }
                }
                break data.own_edge_range();
            } else if step & END != 0 {
                let args = input.args(data);
                debug_assert!(args.len() <= 2);
                if let Some(&first) = args.first() {
                    touch!(first);
                }
                if let Some(&second) = args.get(1) {
                    touch!(second);
                }
                break data.edge_range();
            } else {
                let args = input.args(data);
                if step & SPECIAL != 0 {
                    self.note_special(data, args, at.pos(), COLD);
                }
                for &arg in args {
                    touch!(arg);
                }
                for &result in &data.result_pair()[..data.result_count()] {
                    let (bytes, count) = FACTS.fresh[input.ty(result) as usize];
                    define!(result, at.count, bytes);
                    at.count = at.count.wrapping_add(count - 1);
                }
                at.count += 1;
            }
            inst = data.next();
        };
        for edge in input.edges(edges) {
            if edge.args.len == 0 {
                continue;
            }
            let params = input.params(edge.block);
            debug_assert!(params.len() == edge.args.len as usize);
            for (number, &arg) in input.edge_args(edge).iter().enumerate() {
                touch!(arg);
                // SAFETY: as above; and an edge has as many arguments as its target has parameters.
                let (val, param) = unsafe { (val(vals, arg), params.get_unchecked(number)) };
                if val.kind != Kind::Const && (val.hint == 0 || val.hint & ARGUMENT != 0) {
                    val.hint = param.0 + 1;
                }
            }
        }
        at.count += 1;
        at
    }

    /// Notes what a call or a division needs.
    #[inline(never)]
    fn note_special(&mut self, data: &InstData, args: &[Value], pos: u32, cold: bool) {
        if matches!(data.op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem) {
            self.live.divides = true;
            if data.ty == Ty::I128 && !cold {
                self.live.calls.push(pos);
            }
            return;
        }
        self.live.has_try |= data.op == Op::TryEnter;
        if !cold {
            self.live.calls.push(pos);
            self.hint_arguments(&args[usize::from(data.op == Op::CallIndirect)..]);
        }
    }

    /// Comes from the loop at hand to that of a block, which is the loop's header if the loop is not around this one.
    #[inline(never)]
    fn change_loop(&mut self, block: Block, mut at: Cursor) -> Cursor {
        let Node { index, in_loop, .. } = self.order.nodes[block.index()];
        while self.order.loops[self.current as usize].last < index {
            at = self.close_loop(at);
        }
        if self.current != in_loop {
            if self.current == NO_LOOP {
                at.listed = self.settle(at, 0, 0);
            }
            let stretch = &mut self.order.loops[in_loop as usize];
            (stretch.need.first, stretch.need.defines) = (at.listed as u32, at.count);
            stretch.start = at.pos();
            self.enter(in_loop);
        }
        at
    }

    fn enter(&mut self, number: u32) {
        let stretch = &self.order.loops[number as usize];
        (self.current, self.loop_begin, self.weight) = (number, stretch.start, stretch.weight);
    }

    /// Ends with the innermost loop, whose last block was the one before: values that it uses and does not define are needed
    /// until here.
    fn close_loop(&mut self, mut at: Cursor) -> Cursor {
        let end = at.pos() - 1;
        at.listed = self.settle(at, self.loop_begin, end);
        let stretch = &mut self.order.loops[self.current as usize];
        stretch.end = end;
        let need = &mut stretch.need;
        need.len = at.listed as u32 - need.first;
        need.defines = at.count.wrapping_sub(need.defines);
        let Loop { header, parent, exits_at_header, .. } = *stretch;
        if exits_at_header {
            self.make_gaps(Block(header), end);
        }
        if parent == NO_LOOP {
            self.order.loops[NO_LOOP as usize].need.first = at.listed as u32;
        }
        self.enter(parent);
        at
    }

    /// Goes through the values listed in the loop at hand: those that were defined before it begins are needed until `end`.
    /// Keeps only these, and each once, if there is no loop inside. Gives how many values are listed then.
    #[inline(always)]
    fn settle(&mut self, at: Cursor, begin: u32, end: u32) -> usize {
        let stretch = &self.order.loops[self.current as usize];
        let (first, mark) = (stretch.need.first as usize, self.first_mark + self.current);
        let vals = self.live.vals.as_mut_ptr();
        if self.current != NO_LOOP && stretch.has_inner {
            for &value in &self.live.outer.as_slice()[first..at.listed] {
                // SAFETY: no other reference to a value lives.
                let val = unsafe { val(vals, value) };
                unfuse(val);
                if val.def < begin {
                    val.last = end;
                }
            }
            return at.listed;
        }
        let (outer, marks) = (self.live.outer.as_mut_ptr(), self.live.marks.as_mut_ptr());
        let mut kept = first;
        for place in first..at.listed {
            // SAFETY: so many values are listed; no other reference to one of them lives, or to its mark.
            unsafe {
                let value = *outer.add(place);
                let (val, known) = (val(vals, value), &mut *marks.add(value.index()));
                unfuse(val);
                if val.def < begin {
                    val.last = end;
                    outer.add(kept).write(value);
                    kept += usize::from(*known != mark);
                    *known = mark;
                }
            }
        }
        kept
    }

    /// Values of a header that alone leaves its loop: after the loop they are needed again, if at all.
    #[inline(always)]
    fn make_gaps(&mut self, header: Block, end: u32) {
        let Node { start, end: header_end, .. } = self.order.nodes[header.index()];
        let vals = self.live.vals.as_mut_ptr();
        let make_gap = |value: Value| {
            // SAFETY: no other reference to a value lives.
            let val = unsafe { val(vals, value) };
            if val.gap_start != NO_GAP && val.kind != Kind::Fused {
                (val.gap_start, val.gap_end) = (val.last.max(header_end), end);
            }
        };
        for &param in self.input.params(header) {
            make_gap(param);
        }
        for pos in start + 1..header_end {
            let data = self.input.inst(self.live.plan[pos as usize]);
            for &result in &data.result_pair()[..data.result_count()] {
                make_gap(result);
            }
        }
    }

    /// Lets a branch do the comparison that gives its condition, if nobody else needs the condition so far. Gives where
    /// the branch is then: it was at `pos`, in a block that begins at `start`.
    #[inline(always)]
    fn fuse(&mut self, vals: *mut Val, condition: Value, start: u32, pos: u32) -> Option<u32> {
        // SAFETY: no other reference to a value lives.
        let val = unsafe { val(vals, condition) };
        let def = val.def;
        if val.last != 0 || val.kind != Kind::Plain || def <= start {
            return None;
        }
        let data = self.input.inst(self.live.plan[def as usize]);
        if !is_compare(data.op) {
            return (is_overflow(data.op) && self.fuse_checked(condition, data, pos)).then_some(pos);
        }
        (val.kind, val.gap_start, val.def) = (Kind::Fused, def, FUSED);
        if def + 1 == pos {
            // The branch takes the comparison's place.
            return Some(def);
        }
        // The comparison moves down to the branch.
        self.move_uses(data, pos);
        Some(pos)
    }

    /// Makes an operation of two operands use them at `pos`.
    #[inline(always)]
    fn move_uses(&mut self, data: &InstData, pos: u32) {
        let &[first, second] = self.input.args(data) else {
            unreachable!("what a branch carries out has two operands")
        };
        self.live.vals[first.index()].last = pos;
        self.live.vals[second.index()].last = pos;
    }

    /// The same for a checked operation.
    #[inline(never)]
    fn fuse_checked(&mut self, condition: Value, data: &InstData, pos: u32) -> bool {
        // One of 128 bits is done by a routine, which cannot branch.
        let routine = matches!(data.op, Op::SmulOverflow | Op::UmulOverflow) && data.ty == Ty::I128;
        if condition != data.result_pair()[1] || routine || !self.can_sink(condition, data, pos) {
            return false;
        }
        // It moves at most past others that leave its operands alone, so that these end before the branch.
        self.move_uses(data, pos - 1);
        let val = &mut self.live.vals[condition.index()];
        (val.kind, val.gap_start, val.def) = (Kind::Fused, val.def, FUSED);
        true
    }

    /// Whether a checked operation can as well be done just before the branch at the end of its block: the few
    /// instructions between have nothing to do with it.
    fn can_sink(&self, condition: Value, data: &InstData, branch: u32) -> bool {
        const MOST: u32 = 4;
        let first = self.live.vals[condition.index()].def + 1;
        let result = data.result_pair()[0];
        let operands = self.input.args(data);
        branch - first < MOST
            && (first..branch).all(|pos| {
                let between = self.input.inst(self.live.plan[pos as usize]);
                let is_constant = |value: Value| self.live.vals[value.index()].kind == Kind::Const;
                let touches = |arg: &Value| *arg == result || operands.contains(arg) && !is_constant(*arg);
                // What calls, as some operations on 128 bits do, saves what is needed after it, which these operands are not.
                let calls = between.op.is_call()
                    || matches!(between.op, Op::TryEnter | Op::TryLeave)
                    || between.ty == Ty::I128;
                !calls && !self.input.args(between).iter().any(touches)
            })
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

/// A comparison that a branch was to carry out, and that somebody else needs too, is done where it stands; or where the branch
/// stands that took its place.
#[inline(always)]
fn unfuse(val: &mut Val) {
    if val.kind == Kind::Fused {
        (val.kind, val.def, val.gap_start) = (Kind::Plain, val.gap_start, 0);
    }
}
