//! One walk backwards over the function: where each value is used last, how much it is used, and which
//! comparisons become part of the branch that uses them.
//!
//! A live range is one stretch of positions, from the definition to the last use in block order; a use inside a loop of
//! a value from outside counts until the loop's end. So ranges are too long where control flow forks, never too
//! short, and need no sets and no iteration: the first use met on the way backwards is the last one.
//!
//! One case is too common to leave it at that: a value of a loop's header that is used after the loop (a sum, a
//! counter). It is not needed in the rest of the loop's body if the loop is left at its header only; so such a
//! value has a gap in its range, from its last use inside the loop to the loop's end.

use crate::order::{NONE, Order};
use crate::pass::INT_ARGUMENTS;
use crate::state::{File, file_of};
use crate::table::Table;
use juliette_ir::{Function, Inst, Op, Ty, Value, ValueDef};
use juliette_stencil_format::list::{is_compare, is_overflow};
use juliette_support::Id;

/// No register. It is the number of rax, which never holds a value.
pub(crate) const NO_REG: u8 = 0;

/// What is known of one value while a function is compiled. All zero stands for a value of which nothing is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Val {
    /// The position of its last use; 0 if it is not used.
    pub(crate) last: u32,
    /// The position of its definition, once that is compiled.
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
    /// Whether it was seen in the sweep of this number; sweeps up to the number of loops are the innermost loops'.
    pub(crate) mark: u32,
    /// The register it is in now.
    pub(crate) reg: u8,
    pub(crate) kind: Kind,
    /// The register in which a block parameter is at its block's begin.
    pub(crate) home: u8,
    pub(crate) file: File,
}

/// Marks a hint as a register: that of the argument as which the value is passed at its last use.
pub(crate) const ARGUMENT: u32 = 1 << 31;

/// How a value is produced when it is needed in a register and is in none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// Its truth result may become part of a branch.
    Test,
    Branch,
    /// A call, and what else takes the registers that calls take.
    Call,
    /// A division, which takes rdx.
    Divide,
}

/// For each operation its step.
pub(crate) const STEPS: [Step; Op::ALL.len()] = {
    let mut steps = [Step::Plain; Op::ALL.len()];
    let mut at = 0;
    while at < steps.len() {
        let op = Op::ALL[at];
        steps[at] = if is_compare(op) || is_overflow(op) {
            Step::Test
        } else if op.is_call() || matches!(op, Op::TryEnter | Op::TryLeave) {
            Step::Call
        } else if matches!(op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem) {
            Step::Divide
        } else if matches!(op, Op::Branch) {
            Step::Branch
        } else {
            Step::Plain
        };
        at += 1;
    }
    steps
};

/// For each type where its values are kept.
const FILES: [File; 10] = {
    let mut files = [File::Int; 10];
    let mut at = 0;
    while at < files.len() {
        files[at] = file_of(Ty::ALL[at]);
        at += 1;
    }
    files
};

/// What an innermost loop needs registers for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Need {
    /// Where in `Liveness::invariants` the values are that it uses and does not define.
    pub(crate) first: u32,
    pub(crate) len: u32,
    /// How many of these there are of each file, and most of its own values that live at once.
    pub(crate) invariants: [u32; 2],
    pub(crate) own: [u32; 2],
    live: [u32; 2],
}

/// Values and positions of a function. Reused from function to function.
#[derive(Default)]
pub(crate) struct Liveness {
    pub(crate) vals: Table<Val>,
    /// For each block index the position of its begin.
    pub(crate) start: Table<u32>,
    /// For each block index the position of its terminator.
    pub(crate) end: Table<u32>,
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
}

impl Val {
    /// Whether the value is needed after position `pos`.
    #[inline]
    pub(crate) fn is_needed_after(&self, pos: u32) -> bool {
        self.last > pos && !(self.gap_start <= pos && pos < self.gap_end)
    }
}

impl Liveness {
    pub(crate) fn compute(&mut self, func: &Function, order: &Order) {
        self.vals.clear();
        self.vals.reserve(func.value_bound());
        // SAFETY: there is room for them, and a `Val` may be all zero: numbers, and enums that have a variant 0.
        unsafe {
            self.vals.as_mut_ptr().write_bytes(0, func.value_bound());
            self.vals.set_len(func.value_bound());
        }
        for (val, ty) in self.vals.iter_mut().zip(func.types()) {
            val.file = FILES[ty as usize];
        }
        for list in [&mut self.start, &mut self.end] {
            list.clear();
            list.resize(order.blocks.len(), 0);
        }
        self.needs.clear();
        self.needs.resize(order.loops.len(), Need::default());
        self.invariants.clear();
        self.calls.clear();
        self.has_try = false;
        self.divides = false;
        if order.loops.is_empty() {
            self.walk::<false>(func, order);
        } else {
            self.walk::<true>(func, order);
        }
    }

    /// The walk, for functions without loops or for all.
    fn walk<const LOOPS: bool>(&mut self, func: &Function, order: &Order) {
        let mut pos = (func.inst_bound() + 2 * func.block_bound() + 4) as u32;
        for index in (0..order.blocks.len()).rev() {
            let block = order.blocks[index];
            let inner = order.in_loop[index];
            let leaf = if LOOPS && inner != NONE && order.is_innermost(inner) { inner } else { NONE };
            if leaf != NONE && order.loops[leaf as usize].last == index as u32 {
                self.needs[leaf as usize].first = self.invariants.len() as u32;
            }
            let place = Place {
                func,
                order,
                in_loop: inner,
                weight: if LOOPS { weight(order.depth(index)) } else { 1 },
                cold: order.cold[index],
                leaf,
                index: index as u32,
            };
            self.end[index] = pos;
            let terminator = func.last_inst(block);
            for edge in func.edges(terminator) {
                for (&arg, &param) in edge.args.iter().zip(func.params(edge.block)) {
                    self.touch::<LOOPS>(&place, arg, pos);
                    self.vals[arg.index()].hint = param.0 + 1;
                }
            }
            let mut inst = terminator;
            while inst.is_some() {
                let data = func.inst(inst);
                let args = func.args(inst);
                let mut skip = false;
                match STEPS[data.op as usize] {
                    Step::Plain => {}
                    Step::Test => {
                        let flag = func.results(inst)[func.results(inst).len() - 1];
                        let val = &mut self.vals[flag.index()];
                        if val.kind == Kind::Fused {
                            // Used once, by the branch at the end of this block: then that touched the operands.
                            skip = val.weight == place.weight;
                            if !skip {
                                val.kind = Kind::Plain;
                            }
                        }
                    }
                    Step::Branch => self.fuse::<LOOPS>(&place, args[0], inst, pos),
                    Step::Call => {
                        self.has_try |= data.op == Op::TryEnter;
                        if !place.cold {
                            self.calls.push(pos);
                            self.hint_arguments(&args[usize::from(data.op == Op::CallIndirect)..]);
                        }
                    }
                    Step::Divide => {
                        self.divides = true;
                        if data.ty == Ty::I128 {
                            self.calls.push(pos);
                        }
                    }
                }
                if LOOPS && leaf != NONE {
                    for &result in func.results(inst) {
                        self.end_in_loop(leaf, result);
                    }
                }
                if !skip {
                    for &arg in args {
                        self.touch::<LOOPS>(&place, arg, pos);
                    }
                }
                pos -= 1;
                inst = func.prev_inst(inst);
            }
            if LOOPS && leaf != NONE {
                for &param in func.params(block) {
                    self.end_in_loop(leaf, param);
                }
                let need = &mut self.needs[leaf as usize];
                need.len = self.invariants.len() as u32 - need.first;
            }
            self.start[index] = pos;
            pos -= 1;
        }
    }

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

    /// Lets a branch do the comparison that gives its condition, if nobody else needs the condition.
    fn fuse<const LOOPS: bool>(&mut self, place: &Place<'_>, condition: Value, branch: Inst, pos: u32) {
        let func = place.func;
        if self.vals[condition.index()].last != 0 {
            return;
        }
        let ValueDef::Result(inst, number) = func.def(condition) else { return };
        let data = func.inst(inst);
        if STEPS[data.op as usize] != Step::Test {
            return;
        }
        let next_to_it = func.next_inst(inst) == branch;
        let checked = is_overflow(data.op);
        if checked {
            // One of 128 bits is done by a routine, which cannot branch.
            let routine = matches!(data.op, Op::SmulOverflow | Op::UmulOverflow) && data.ty == Ty::I128;
            if !next_to_it || number != 1 || routine {
                return;
            }
        } else if !next_to_it && func.inst_block(inst) != func.inst_block(branch) {
            return;
        }
        self.vals[condition.index()].kind = Kind::Fused;
        // A comparison moves down to the branch; a checked operation is next to it and stays in its place.
        let pos = pos - u32::from(checked);
        for &arg in func.args(inst) {
            self.touch::<LOOPS>(place, arg, pos);
        }
    }

    #[inline(always)]
    fn touch<const LOOPS: bool>(&mut self, place: &Place<'_>, value: Value, pos: u32) {
        let val = &mut self.vals[value.index()];
        val.weight = val.weight.saturating_add(place.weight);
        if !LOOPS {
            if val.last == 0 {
                val.last = pos;
            }
        } else if val.last == 0 || val.gap_end != 0 || place.leaf != NONE && val.mark != place.leaf + 1 {
            self.touch_anew(place, value, pos);
        }
    }

    /// A touch that is the last one of all, or in an innermost loop, or of a value with a gap.
    fn touch_anew(&mut self, place: &Place<'_>, value: Value, pos: u32) {
        let block = match place.func.def(value) {
            ValueDef::Result(inst, _) => place.func.inst_block(inst),
            ValueDef::Param(block, _) => Some(block),
            ValueDef::Alias(_) | ValueDef::None => None,
        };
        let defined = block.map_or(0, |block| place.order.index[block.index()]);
        let val = &mut self.vals[value.index()];
        if place.leaf != NONE && val.mark != place.leaf + 1 {
            val.mark = place.leaf + 1;
            let file = match val.file {
                File::Int => Some(0),
                File::Float => Some(1),
                File::Wide => None,
            };
            if let Some(file) = file {
                // The first touch on the way backwards is the last use in the loop.
                let need = &mut self.needs[place.leaf as usize];
                if defined >= place.order.loops[place.leaf as usize].first {
                    need.live[file] += 1;
                    need.own[file] = need.own[file].max(need.live[file]);
                } else {
                    need.invariants[file] += 1;
                    self.invariants.push(value);
                }
            }
        }
        if val.last == 0 {
            // A use inside a loop of a value from outside counts until the loop's end.
            let (mut inner, mut last) = (place.in_loop, pos);
            while inner != NONE && place.order.loops[inner as usize].first > defined {
                last = self.end[place.order.loops[inner as usize].last as usize];
                inner = place.order.loops[inner as usize].parent;
            }
            val.last = last;
            let around = place.order.in_loop[defined as usize];
            if around != NONE && !place.cold {
                let stretch = &place.order.loops[around as usize];
                let inside = place.in_loop != NONE && (stretch.first..=stretch.last).contains(&place.index);
                if stretch.first == defined && stretch.exits_at_header && !inside {
                    // For now the loop's number; `define` puts the position of its end.
                    val.gap_end = around + 1;
                }
            }
        } else if val.gap_end != 0 {
            if place.cold {
                val.gap_end = 0;
            } else if val.gap_start == 0 {
                let end = self.end[place.order.loops[val.gap_end as usize - 1].last as usize];
                // Until the walk comes to the loop its end is not known: then the use is behind it.
                if end != 0 && pos <= end {
                    let (mut inner, mut last) = (place.in_loop, pos);
                    while inner != NONE && place.order.loops[inner as usize].first > defined {
                        last = self.end[place.order.loops[inner as usize].last as usize];
                        inner = place.order.loops[inner as usize].parent;
                    }
                    val.gap_start = last;
                }
            }
        }
    }

    /// Counts that a value is defined in an innermost loop: before this it needs no register there.
    fn end_in_loop(&mut self, leaf: u32, value: Value) {
        let val = &self.vals[value.index()];
        if val.mark == leaf + 1 && val.file != File::Wide {
            let live = &mut self.needs[leaf as usize].live[usize::from(val.file == File::Float)];
            *live = live.saturating_sub(1);
        }
    }

    /// Notes where a value is defined, which is in the block at `index`.
    #[inline]
    pub(crate) fn define(&mut self, order: &Order, value: Value, pos: u32, index: usize) {
        let val = &mut self.vals[value.index()];
        val.def = pos;
        if val.gap_end != 0 {
            let end = self.end[index];
            // The header's own edges still need it.
            val.gap_start = val.gap_start.max(end);
            val.gap_end = self.end[order.loops[val.gap_end as usize - 1].last as usize];
        }
    }

    /// Whether a value lives beyond the next call after position `pos`.
    #[inline]
    pub(crate) fn crosses_call(&self, value: Value, next_call: u32) -> bool {
        next_call < self.vals[value.index()].last
    }
}

struct Place<'f> {
    func: &'f Function,
    order: &'f Order,
    in_loop: u32,
    weight: u32,
    cold: bool,
    /// The innermost loop that the place is in, if that has no loop inside.
    leaf: u32,
    index: u32,
}

fn weight(depth: u32) -> u32 {
    1 << (3 * depth.min(7))
}
