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
use juliette_ir::{Function, Op, Ty, Value, ValueDef};
use juliette_stencil_format::list::{is_compare, is_overflow};
use juliette_support::Id;

/// No register.
pub(crate) const NO_REG: u8 = 255;

/// What is known of one value while a function is compiled.
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
    /// What the register of this value (a block parameter) is should be the hint's, if it is free.
    pub(crate) hint: u32,
    /// Whether it was seen in the sweep of this number; sweeps up to the number of loops are the innermost loops'.
    pub(crate) mark: u32,
    /// The register it is in now.
    pub(crate) reg: u8,
    /// Number of uses, up to 255.
    pub(crate) uses: u8,
    pub(crate) kind: Kind,
    /// The register in which a block parameter is at its block's begin.
    pub(crate) home: u8,
    pub(crate) file: File,
    /// Whether its frame slot holds it, or it can be made anew; always so while it is in no register.
    pub(crate) clean: bool,
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

const EMPTY: Val = Val {
    last: 0,
    def: 0,
    gap_start: 0,
    gap_end: 0,
    weight: 0,
    slot: 0,
    hint: NONE,
    mark: 0,
    reg: NO_REG,
    uses: 0,
    kind: Kind::Plain,
    home: NO_REG,
    file: File::Int,
    clean: false,
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
        self.vals.extend(
            (0..func.value_bound() as u32).map(|value| Val { file: file_of(func.ty(Value(value))), ..EMPTY }),
        );
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
        let mut pos = (func.inst_bound() + 2 * func.block_bound() + 4) as u32;
        for index in (0..order.blocks.len()).rev() {
            let block = order.blocks[index];
            let inner = order.in_loop[index];
            let leaf = if inner != NONE && order.is_innermost(inner) { inner } else { NONE };
            if leaf != NONE && order.loops[leaf as usize].last == index as u32 {
                self.needs[leaf as usize].first = self.invariants.len() as u32;
            }
            let context = Place {
                func,
                order,
                in_loop: order.in_loop[index],
                weight: weight(order.depth(index)),
                cold: order.cold[index],
                leaf,
                index: index as u32,
            };
            self.end[index] = pos;
            let terminator = func.last_inst(block);
            for edge in func.edges(terminator) {
                let params = func.params(edge.block);
                for (&arg, &param) in edge.args.iter().zip(params) {
                    self.touch(&context, arg, pos);
                    self.vals[arg.index()].hint = param.0;
                }
            }
            let mut inst = terminator;
            while inst.is_some() {
                let op = func.op(inst);
                let args = func.args(inst);
                let mut skip = false;
                if op == Op::Branch {
                    self.fuse(&context, args[0], inst, pos);
                } else if op.is_call() || matches!(op, Op::TryEnter | Op::TryLeave) {
                    self.has_try |= op == Op::TryEnter;
                    if !order.cold[index] {
                        self.calls.push(pos);
                        self.hint_arguments(if op == Op::CallIndirect { &args[1..] } else { args });
                    }
                } else if matches!(op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem) {
                    self.divides = true;
                    if func.inst(inst).ty == Ty::I128 {
                        self.calls.push(pos);
                    }
                } else if let Some(&flag) = func.results(inst).last()
                    && self.vals[flag.index()].kind == Kind::Fused
                {
                    skip = self.vals[flag.index()].uses == 1;
                    if !skip {
                        self.vals[flag.index()].kind = Kind::Plain;
                    }
                }
                if leaf != NONE {
                    for &result in func.results(inst) {
                        self.end_in_loop(leaf, result);
                    }
                }
                if !skip {
                    for &arg in args {
                        self.touch(&context, arg, pos);
                    }
                }
                pos -= 1;
                inst = func.prev_inst(inst);
            }
            if leaf != NONE {
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
    fn fuse(&mut self, context: &Place<'_>, condition: Value, branch: juliette_ir::Inst, pos: u32) {
        let func = context.func;
        if self.vals[condition.index()].uses != 0 {
            return;
        }
        let ValueDef::Result(inst, number) = func.def(condition) else { return };
        let op = func.op(inst);
        let next_to_it = func.next_inst(inst) == branch;
        let same_block = next_to_it || func.inst_block(inst) == func.inst_block(branch);
        if matches!(op, Op::SmulOverflow | Op::UmulOverflow) && func.inst(inst).ty == Ty::I128 {
            // Done by a routine, which cannot branch.
            return;
        }
        if !(is_compare(op) && same_block || is_overflow(op) && next_to_it && number == 1) {
            return;
        }
        self.vals[condition.index()].kind = Kind::Fused;
        // A comparison moves down to the branch; a checked operation is next to it and stays in its place.
        let pos = if is_overflow(op) { pos - 1 } else { pos };
        for &arg in func.args(inst) {
            self.touch(context, arg, pos);
        }
    }

    #[inline]
    fn touch(&mut self, place: &Place<'_>, value: Value, pos: u32) {
        let val = &mut self.vals[value.index()];
        val.weight = val.weight.saturating_add(place.weight);
        val.uses = val.uses.saturating_add(1);
        if place.leaf != NONE && val.mark != place.leaf + 1 {
            val.mark = place.leaf + 1;
            self.count_in_loop(place, value);
        }
        let val = &mut self.vals[value.index()];
        if val.last == 0 {
            val.last = pos;
            if !place.order.loops.is_empty() {
                self.first_touch(place, value, pos);
            }
        } else if val.gap_end != 0 {
            if place.cold {
                val.gap_end = 0;
            } else if val.gap_start == 0 {
                let end = self.end[place.order.loops[val.gap_end as usize - 1].last as usize];
                // Until the walk comes to the loop its end is not known: then the use is behind it.
                if end != 0 && pos <= end {
                    let (last, _) = self.end_of_use(place, value, pos);
                    self.vals[value.index()].gap_start = last;
                }
            }
        }
    }

    /// Counts the first touch of a value in an innermost loop, which is its last use there.
    fn count_in_loop(&mut self, place: &Place<'_>, value: Value) {
        let defined = place.order.index[match place.func.def(value) {
            ValueDef::Result(inst, _) => place.func.inst_block(inst).map_or(0, Id::index),
            ValueDef::Param(block, _) => block.index(),
            ValueDef::Alias(_) | ValueDef::None => 0,
        }];
        let need = &mut self.needs[place.leaf as usize];
        let file = match self.vals[value.index()].file {
            File::Int => 0,
            File::Float => 1,
            File::Wide => return,
        };
        if defined >= place.order.loops[place.leaf as usize].first {
            need.live[file] += 1;
            need.own[file] = need.own[file].max(need.live[file]);
        } else {
            need.invariants[file] += 1;
            self.invariants.push(value);
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

    /// Settles the end of a value's range, and whether it has a gap.
    fn first_touch(&mut self, place: &Place<'_>, value: Value, pos: u32) {
        let (last, defined) = self.end_of_use(place, value, pos);
        let val = &mut self.vals[value.index()];
        val.last = last;
        let inner = place.order.in_loop[defined as usize];
        if inner != NONE && !place.cold {
            let stretch = &place.order.loops[inner as usize];
            let inside = place.in_loop != NONE && (stretch.first..=stretch.last).contains(&place.index);
            if stretch.first == defined && stretch.exits_at_header && !inside {
                // For now the loop's number; `define` puts the position of its end.
                val.gap_end = inner + 1;
            }
        }
    }

    /// The end of the outermost loop around the use that does not contain the definition, and the definition's block.
    fn end_of_use(&self, place: &Place<'_>, value: Value, pos: u32) -> (u32, u32) {
        let block = match place.func.def(value) {
            ValueDef::Result(inst, _) => place.func.inst_block(inst),
            ValueDef::Param(block, _) => Some(block),
            ValueDef::Alias(_) | ValueDef::None => None,
        };
        let defined = block.map_or(0, |block| place.order.index[block.index()]);
        let (mut inner, mut last) = (place.in_loop, pos);
        while inner != NONE && place.order.loops[inner as usize].first > defined {
            last = self.end[place.order.loops[inner as usize].last as usize];
            inner = place.order.loops[inner as usize].parent;
        }
        (last, defined)
    }

    /// Notes where a value is defined, which is in the block at `index`.
    #[inline]
    pub(crate) fn define(&mut self, order: &Order, value: Value, pos: u32, index: usize) {
        let end = self.end[index];
        let val = &mut self.vals[value.index()];
        val.def = pos;
        if val.gap_end != 0 {
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
