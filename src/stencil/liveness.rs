//! One walk over the function: where each value is used last, how much it is used, and which comparisons become
//! part of the branch that uses them.
//!
//! A live range is one stretch of positions, from the definition to the last use in block order; a use inside a loop of
//! a value from outside counts until the loop's end. So ranges are too long where control flow forks, never too
//! short, and need no sets and no iteration. Definitions come before uses in block order, so the walk goes forwards:
//! a use overwrites what was the last one before it, and one comparison tells whether the definition is before the
//! loop at hand. Only such values are listed, when they are first used there, and get the loop's end as their last use
//! when the walk comes there.
//! Positions count what needs code, and the begins of blocks.
//!
//! One case is too common to leave it at that: a value of a loop's header that is used after the loop (a sum, a
//! counter). It is not needed in the rest of the loop's body if the loop is left at its header only; so such a
//! value has a gap in its range, from its last use inside the loop to the loop's end.
//!
//! That nobody uses a value is known at the end only: whoever emits code asks for it.

use crate::input::{Input, extend};
use crate::order::{NO_LOOP, NONE, Node, Order};
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
    /// The position of its definition; or [`ANYWHERE`]. Of a comparison that a branch carries out [`FUSED`]; `gap_start` has the
    /// position then.
    pub(crate) def: u32,
    /// Where the gap in its range begins; anything if there is none.
    pub(crate) gap_start: u32,
    /// The register it is in now.
    pub(crate) reg: u8,
    pub(crate) kind: Kind,
    /// The register in which a block parameter is at its block's begin. Of an integer constant, which has its number in `hint`
    /// then: [`FITS`], [`FITS_BYTE`] or 0.
    pub(crate) home: u8,
    pub(crate) file: File,
    /// Where the value is to go: one more than the number of the block parameter that it becomes, or see [`ARGUMENT`].
    /// 0 if nowhere.
    pub(crate) hint: u32,
    /// The position of its last use; 0 if it is not used.
    pub(crate) last: u32,
    /// It is not needed after any position from `gap_start` and before here; 0 if there is no gap.
    pub(crate) gap_end: u32,
    /// Uses, weighted by loop depth.
    pub(crate) weight: u32,
    /// Where it lies relative to the frame pointer; 0 if it has no place there.
    pub(crate) slot: i32,
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

/// How the walk takes an operation: those bits of the number of its type that tell its result's, and bits above these. A plain one
/// has none of them, but two operands and one result.
/// They are asked for one after the other: a jump by a table would be predicted worse.
const OWN_TYPE: u16 = 0xff;
const CONST: u16 = 1 << 8;
/// It has one operand and one result.
const UNARY: u16 = 1 << 9;
/// It has two operands, or three, and perhaps a result, which a flag may follow.
const MORE: u16 = 1 << 10;
const THIRD: u16 = MORE | 1 << 11;
const FLAG: u16 = MORE | 1 << 12;
/// A terminator with edges: without operands, with a condition, or with another operand.
const JUMP: u16 = 1 << 13;
const BRANCH: u16 = JUMP | 1 << 14;
const SWITCH: u16 = JUMP | 1 << 15;
/// A terminator without edges; it has at most two operands.
const END: u16 = 1 << 14;
/// It has any operands and results, and something else may have to be noted.
const LONG: u16 = 1 << 15;

/// What the walk has to know of operations and types.
struct Facts {
    /// For each operation how it is taken.
    steps: [u16; Op::ALL.len()],
    /// For each type the bytes from `reg` on of a value of which nothing is known.
    fresh: [u32; Ty::ALL.len()],
    /// What its definition adds to a [`Count`].
    counts: [u64; Ty::ALL.len()],
    /// The same if it is the only one at its position, which ends with it.
    steps_on: [u64; Ty::ALL.len()],
    /// For each type that integer constants have how large one that may be part of the code may be; others may not.
    limits: [u32; Ty::ALL.len()],
}

static FACTS: Facts = {
    let mut steps = [0; Op::ALL.len()];
    let mut at = 0;
    while at < steps.len() {
        let op = Op::ALL[at];
        let row = op.row();
        steps[at] = match op {
            Op::Const => CONST | OWN_TYPE,
            Op::Jump => JUMP,
            Op::Branch => BRANCH,
            Op::Switch => SWITCH,
            _ if is_special(op) => LONG,
            _ if op.is_terminator() => END,
            _ => match (row.operands, row.results) {
                ([_, _], [Class::T | Class::Ptr]) => OWN_TYPE,
                ([_, _], [Class::I1]) => Ty::I1 as u16,
                ([_], [Class::T | Class::Ptr]) => UNARY | OWN_TYPE,
                ([_, _], []) => MORE,
                ([_, _], [Class::T, Class::I1]) => FLAG | OWN_TYPE,
                ([_, _, _], [] | [Class::T]) => THIRD | OWN_TYPE,
                _ => LONG,
            },
        };
        at += 1;
    }
    let mut facts = Facts {
        steps,
        fresh: [0; Ty::ALL.len()],
        counts: [0; Ty::ALL.len()],
        steps_on: [0; Ty::ALL.len()],
        limits: [i32::MAX as u32 - 1; Ty::ALL.len()],
    };
    let mut at = 0;
    while at < Ty::ALL.len() {
        let file = file_of(Ty::ALL[at]);
        let count = match file {
            File::Int => 1 << INTS_AT,
            File::Float => 1 << FLOATS_AT,
            File::Wide => 0,
        };
        facts.fresh[at] = (file as u32) << (8 * (offset_of!(Val, file) - BYTES_AT));
        (facts.counts[at], facts.steps_on[at]) = (count, 1 + count);
        at += 1;
    }
    facts.limits[Ty::I8 as usize] = i8::MAX as u32 - 1;
    facts.limits[Ty::I16 as usize] = i16::MAX as u32 - 1;
    assert!(Ty::I1 as u8 == 0);
    assert!(size_of::<Val>() == 32 && offset_of!(Val, def) == 0 && offset_of!(Val, gap_start) == 4);
    assert!(BYTES_AT == 8 && offset_of!(Val, hint) == 12);
    assert!(NO_REG == 0 && Kind::Plain as u8 == 0 && File::Int as u8 == 0);
    facts
};

/// Whether something is to be noted of an operation beside its operands and results.
const fn is_special(op: Op) -> bool {
    op.is_call() || matches!(op, Op::TryEnter | Op::TryLeave | Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem)
}

/// Where these bytes are.
const BYTES_AT: usize = offset_of!(Val, reg);
/// These bytes of a constant, and where in them its home is.
const CONST_BYTES: u32 = (Kind::Const as u32) << (8 * (offset_of!(Val, kind) - BYTES_AT));
const HOME_AT: usize = 8 * (offset_of!(Val, home) - BYTES_AT);

/// How a constant of type `ty` may be part of the code.
#[inline(always)]
fn fit(number: i64, ty: Ty) -> u8 {
    let is_within = |limit: u32| number.wrapping_add(i64::from(limit)) as u64 <= 2 * u64::from(limit);
    if is_within(i8::MAX as u32 - 1) {
        FITS_BYTE
    } else if is_within(FACTS.limits[ty as usize]) {
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
    /// How many values it defines, as a [`Count`] has it; the lower half is of no use.
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
        self.last > pos && (self.gap_end <= pos || pos < self.gap_start)
    }
}

/// The position of a comparison that a branch carries out: before all others, so that a further use of it is not taken for
/// an ordinary one.
const FUSED: u32 = 0;
/// The position of an integer constant that may be part of the code: behind all others, since it is made anew wherever it is
/// needed in a register, and no loop has to keep it.
const ANYWHERE: u64 = u64::MAX;
/// The position at which a function begins.
pub(crate) const FIRST: u32 = 1;
/// What stands at the begin of the gap of a value that may have none.
const NO_GAP: u32 = u32::MAX;

impl Liveness {
    /// Makes room for `size` values, operands and positions.
    pub(crate) fn make_room(&mut self, size: usize) {
        self.vals.grow(size, Val::default());
        self.outer.grow(size, Value::NONE);
        self.plan.grow(size, Inst::NONE);
    }

    /// There must be room for the function's values, operands and positions.
    pub(crate) fn compute(&mut self, input: &Input<'_>, order: &mut Order) {
        self.calls.clear();
        (self.has_try, self.divides) = (false, false);
        Walk { live: self, order, input, listed: 0 }.run();
    }
}

/// The walk under way.
struct Walk<'a> {
    live: &'a mut Liveness,
    order: &'a mut Order,
    input: &'a Input<'a>,
    /// How many values are listed.
    listed: u32,
}

/// What uses have to know of the loop that they are in.
#[derive(Clone, Copy)]
struct Inside {
    /// Where it begins.
    begin: u32,
    /// The weight of a use in it.
    weight: u32,
}

/// How far the walk is: the position in the lower half; in the upper one how many integers and how many floats were defined
/// so far.
type Count = u64;

/// Where in a [`Count`] integers and floats are counted.
const INTS_AT: u32 = 32;
const FLOATS_AT: u32 = 48;

/// The tables that the walk writes.
#[derive(Clone, Copy)]
struct Places {
    nodes: *mut Node,
    vals: *mut Val,
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

/// Notes a definition of which nothing is known but the position and the bytes.
#[inline(always)]
fn define(vals: *mut Val, value: Value, def: Count, bytes: u32) {
    // SAFETY: all of the value is written; its parts are numbers and enumerations for which these are valid.
    unsafe {
        let words = vals.add(value.index()).cast::<u64>();
        words.write_unaligned(def);
        words.add(1).write_unaligned(u64::from(bytes));
        words.add(2).cast::<u128>().write_unaligned(0);
    }
}

/// The same of an integer constant.
#[inline(always)]
fn define_number(vals: *mut Val, value: Value, def: Count, home: u8, number: i64) {
    // SAFETY: as above.
    unsafe {
        let parts = vals.add(value.index()).cast::<u32>();
        parts.cast::<Count>().write_unaligned(def);
        parts.add(2).write(CONST_BYTES | u32::from(home) << HOME_AT);
        parts.add(3).write(number as u32);
        parts.add(4).cast::<u128>().write_unaligned(0);
    }
}

/// Notes a constant.
#[inline(always)]
fn constant(vals: *mut Val, data: &InstData, count: Count) -> Count {
    let (ty, value) = (data.ty, data.result_pair()[0]);
    if matches!(ty, Ty::I128 | Ty::F16 | Ty::F32 | Ty::F64) {
        let (kind, counts) = if ty == Ty::I128 { (0, &FACTS.steps_on) } else { (CONST_BYTES, &FACTS.counts) };
        define(vals, value, count, FACTS.fresh[ty as usize] | kind);
        return count.wrapping_add(counts[ty as usize]);
    }
    let number = extend(data.imm_word(), ty);
    match fit(number, ty) {
        FITS_BYTE => define_number(vals, value, ANYWHERE, FITS_BYTE, number),
        FITS => define_number(vals, value, ANYWHERE, FITS, number),
        _ => define_number(vals, value, count, 0, number),
    }
    count.wrapping_add(1 << INTS_AT)
}

impl Walk<'_> {
    #[inline(never)]
    fn run(&mut self) {
        let input = *self.input;
        let places = Places {
            nodes: self.order.nodes.as_mut_ptr(),
            vals: self.live.vals.as_mut_ptr(),
            plan: self.live.plan.as_mut_ptr(),
        };
        let mut count = u64::from(FIRST);
        let (mut current, mut inside) = (NO_LOOP, Inside { begin: FIRST, weight: 1 });
        let mut block = input.entry();
        // SAFETY: the order has a node for each block.
        let mut node = unsafe { places.nodes.add(block.index()) };
        loop {
            // SAFETY: no reference to this one or to a loop lives beyond a statement.
            let cold = unsafe {
                (*node).start = count as u32;
                let in_loop = (*node).in_loop;
                if in_loop != current {
                    let stretch = self.order.loops.as_mut_ptr().add(in_loop as usize);
                    if (*stretch).parent != current {
                        current = self.close_loops((*node).index, current, count);
                    }
                    let stretch = &mut *stretch;
                    if in_loop != current {
                        (stretch.need.first, stretch.need.defines) = (self.listed, count);
                        stretch.start = count as u32;
                        current = in_loop;
                    }
                    inside = Inside { begin: stretch.start, weight: stretch.weight };
                }
                (*node).cold
            };
            count = if cold {
                self.cold_block(places, block, node, inside, count)
            } else {
                self.block::<false>(input, places, block, node, inside, count)
            };
            // SAFETY: as above.
            unsafe {
                (*node).end = count as u32 - 1;
                block = Block((*node).next);
                if block.0 == NONE {
                    break;
                }
                node = places.nodes.add(block.index());
            }
        }
        if current != NO_LOOP {
            self.close_loops(NONE, current, count);
        }
    }

    #[cold]
    #[inline(never)]
    fn cold_block(
        &mut self,
        places: Places,
        block: Block,
        node: *const Node,
        inside: Inside,
        count: Count,
    ) -> Count {
        self.block::<true>(*self.input, places, block, node, inside, count)
    }

    /// Notes a use at position `pos`.
    #[inline(always)]
    fn touch<const COLD: bool>(&mut self, vals: *mut Val, value: Value, pos: u32, inside: Inside) {
        // SAFETY: no other reference to a value lives.
        let val = unsafe { val(vals, value) };
        if COLD {
            self.use_in_cold(value, val, inside.begin);
        } else if val.def < inside.begin && val.last < inside.begin {
            self.list(value, val, inside.begin);
        }
        val.last = pos;
        val.weight = val.weight.wrapping_add(if COLD { 1 } else { inside.weight });
    }

    /// Notes the first use in the loop at hand of a value that was defined before.
    #[inline(always)]
    fn list(&mut self, value: Value, val: &mut Val, begin: u32) {
        if val.kind == Kind::Fused {
            unfuse(val);
            if val.def >= begin {
                return;
            }
        }
        // SAFETY: there is room for all operands of the function, and none is listed more than once.
        unsafe { self.live.outer.as_mut_ptr().add(self.listed as usize).write(value) };
        self.listed += 1;
    }

    /// Values that a cold block uses have no gap: it may be anywhere in their loop.
    #[inline(never)]
    fn use_in_cold(&mut self, value: Value, val: &mut Val, begin: u32) {
        if val.kind == Kind::Fused {
            unfuse(val);
        }
        (val.gap_start, val.gap_end) = (NO_GAP, 0);
        if val.def < begin && val.last < begin {
            self.list(value, val, begin);
        }
    }

    /// Walks through a block.
    #[inline(always)]
    fn block<const COLD: bool>(
        &mut self,
        input: Input<'_>,
        places: Places,
        block: Block,
        node: *const Node,
        inside: Inside,
        mut count: Count,
    ) -> Count {
        let Places { vals, plan, .. } = places;
        // Notes a use.
        macro_rules! touch {
            ($value:expr) => {
                self.touch::<COLD>(vals, $value, count as u32, inside)
            };
        }
        for &param in input.params(block) {
            let ty = input.ty(param) as usize;
            define(vals, param, count, FACTS.fresh[ty]);
            count = count.wrapping_add(FACTS.counts[ty]);
        }
        let mut next = input.first(block);
        count += 1;
        let edges = loop {
            let data = input.inst(next);
            let step = FACTS.steps[data.op as usize];
            // SAFETY: there is room for all instructions and blocks of the function, and each comes once.
            unsafe { plan.add(count as u32 as usize).write(next) };
            next = data.next();
            let own_type = || usize::from(data.ty as u16 & step) & usize::from(OWN_TYPE);
            if step <= OWN_TYPE {
                debug_assert!(data.result_count() == 1);
                let &[first, second] = input.operands(data);
                touch!(first);
                touch!(second);
                define(vals, data.result_pair()[0], count, FACTS.fresh[own_type()]);
                count = count.wrapping_add(FACTS.steps_on[own_type()]);
            } else if step & CONST != 0 {
                count = constant(vals, data, count);
            } else if step & UNARY != 0 {
                debug_assert!(data.result_count() == 1);
                let &[only] = input.operands(data);
                touch!(only);
                define(vals, data.result_pair()[0], count, FACTS.fresh[own_type()]);
                count = count.wrapping_add(FACTS.steps_on[own_type()]);
            } else if step & JUMP != 0 {
                if step == BRANCH {
                    let &[condition] = input.operands(data);
                    // SAFETY: the node is that of the block, and no reference to it lives.
                    let start = unsafe { (*node).start };
                    match self.fuse(input, places, condition, start, count as u32) {
                        Some(pos) => {
                            count = count.wrapping_sub(FACTS.counts[Ty::I1 as usize]);
                            if pos != count as u32 {
                                // SAFETY: as above.
                                unsafe { plan.add(pos as usize).write(*plan.add(count as u32 as usize)) };
                                count -= 1;
                            }
                        }
                        None => touch!(condition),
                    }
                    let edges = input.targets::<2>(data);
                    if edges[0].args.len | edges[1].args.len == 0 {
                        return count + 1;
                    }
                    break edges.as_slice();
                }
                if step == SWITCH {
                    let &[operand] = input.operands(data);
                    touch!(operand);
                }
                break input.edges(data.own_edge_range());
            } else if step & MORE != 0 {
                let args = input.args(data);
                debug_assert!(args.len() >= 2);
                // SAFETY: such an operation has two operands, or three.
                unsafe {
                    touch!(*args.get_unchecked(0));
                    touch!(*args.get_unchecked(1));
                    if step & THIRD == THIRD {
                        touch!(*args.get_unchecked(2));
                    }
                }
                if data.result_count() != 0 {
                    define(vals, data.result_pair()[0], count, FACTS.fresh[own_type()]);
                    count = count.wrapping_add(FACTS.counts[own_type()]);
                    if step & FLAG == FLAG {
                        define(vals, data.result_pair()[1], count, FACTS.fresh[Ty::I1 as usize]);
                        count = count.wrapping_add(FACTS.counts[Ty::I1 as usize]);
                    }
                }
                count += 1;
            } else if step & LONG != 0 {
                count = self.long::<COLD>(places, data, inside, count);
            } else {
                let args = input.args(data);
                debug_assert!(args.len() <= 2);
                if let Some(&first) = args.first() {
                    touch!(first);
                }
                if let Some(&second) = args.get(1) {
                    touch!(second);
                }
                return count + 1;
            }
        };
        for edge in edges {
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
        count + 1
    }

    /// Walks past an operation that may have any operands and results.
    #[cold]
    #[inline(never)]
    fn long<const COLD: bool>(
        &mut self,
        Places { vals, .. }: Places,
        data: &InstData,
        inside: Inside,
        mut count: Count,
    ) -> Count {
        let args = self.input.args(data);
        if is_special(data.op) {
            self.note_special(data, args, count as u32, COLD);
        }
        for &arg in args {
            self.touch::<COLD>(vals, arg, count as u32, inside);
        }
        for &result in &data.result_pair()[..data.result_count()] {
            let ty = self.input.ty(result) as usize;
            define(vals, result, count, FACTS.fresh[ty]);
            count = count.wrapping_add(FACTS.counts[ty]);
        }
        count + 1
    }

    /// Notes what a call or a division needs.
    #[cold]
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

    /// Ends with loop `current`, and those around it, that do not reach as far as the block at `index`. Gives the innermost one
    /// that does.
    #[cold]
    #[inline(never)]
    fn close_loops(&mut self, index: u32, mut current: u32, count: Count) -> u32 {
        let input = *self.input;
        let (loops, nodes) = (self.order.loops.as_mut_ptr(), self.order.nodes.as_ptr());
        let (vals, plan) = (self.live.vals.as_mut_ptr(), self.live.plan.as_ptr());
        let (outer, listed) = (self.live.outer.as_ptr(), self.listed);
        let end = count as u32 - 1;
        loop {
            // SAFETY: this is a loop of the order, and nobody else refers to it.
            let stretch = unsafe { &mut *loops.add(current as usize) };
            if stretch.last >= index {
                return current;
            }
            stretch.end = end;
            let (start, need) = (stretch.start, &mut stretch.need);
            need.len = listed - need.first;
            need.defines = count.wrapping_sub(need.defines);
            // Values that it uses and does not define are needed until its end.
            for place in need.first..listed {
                // SAFETY: so many values are listed; no other reference to a value lives.
                let val = unsafe { val(vals, *outer.add(place as usize)) };
                if val.def < start {
                    val.last = end;
                }
            }
            if stretch.exits_at_header {
                // Values of a header that alone leaves its loop: after the loop they are needed again, if at all.
                let header = Block(stretch.header);
                // SAFETY: the order has a node for each block.
                let header_end = unsafe { (*nodes.add(header.index())).end };
                let make_gap = |value: Value| {
                    // SAFETY: no other reference to a value lives.
                    let val = unsafe { val(vals, value) };
                    if val.gap_start != NO_GAP && val.kind != Kind::Fused {
                        (val.gap_start, val.gap_end) = (val.last.max(header_end), end);
                    }
                };
                for &param in input.params(header) {
                    make_gap(param);
                }
                for pos in start + 1..header_end {
                    // SAFETY: an instruction has this position.
                    let data = input.inst(unsafe { *plan.add(pos as usize) });
                    for &result in &data.result_pair()[..data.result_count()] {
                        make_gap(result);
                    }
                }
            }
            current = stretch.parent;
        }
    }

    /// Lets a branch do the comparison that gives its condition, if nobody else needs the condition so far. Gives where
    /// the branch is then: it was at `pos`, in a block that begins at `start`.
    #[inline(always)]
    fn fuse(
        &mut self,
        input: Input<'_>,
        Places { vals, plan, .. }: Places,
        condition: Value,
        start: u32,
        pos: u32,
    ) -> Option<u32> {
        // SAFETY: no other reference to a value lives.
        let val = unsafe { val(vals, condition) };
        let def = val.def;
        if val.last != 0 || val.kind != Kind::Plain || def <= start {
            return None;
        }
        // SAFETY: an instruction has this position.
        let data = input.inst(unsafe { *plan.add(def as usize) });
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
    #[cold]
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
    (val.kind, val.def, val.gap_start) = (Kind::Plain, val.gap_start, 0);
}
