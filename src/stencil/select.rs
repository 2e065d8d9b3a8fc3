//! Selection: from an operation and where its operands are to a stencil and the contents of its holes.
//!
//! An operand is a register, a constant in the code, or a place in the frame. The result takes over the first
//! operand's register where that one is not needed any more (a tied stencil), or an operand's that is read before the
//! result is written (the library says which), or an empty one.

use crate::emit::OPERANDS;
use crate::library::{self, Id};
use crate::liveness::{ARGUMENT, Kind, NO_REG};
use crate::pass::Pass;
use crate::state::{File, RAX, RBP, Reg, SAVED, file_of, is_small, mask_of};
use juliette_ir::{Imm, Inst, InstData, Op, Target, Ty, Value, ValueDef};
use juliette_stencil_format::library::Stencil;
use juliette_stencil_format::list::{Base, Branching, Extra, Shape};
use juliette_support::Id as _;

/// A stencil with its holes filled.
pub(crate) struct Selected {
    pub(crate) id: Id,
    pub(crate) values: [u64; OPERANDS],
    pub(crate) shape: Shape,
}

/// The holes of a stencil while they are filled.
struct Holes {
    values: [u64; OPERANDS],
    len: usize,
}

impl Holes {
    fn new() -> Self {
        Self { values: [0; OPERANDS], len: 0 }
    }

    fn push(&mut self, value: u64) {
        self.values[self.len] = value;
        self.len += 1;
    }
}

/// Constants that a stencil may not have in its code: LLVM may have compared with the number next to them.
pub(crate) fn is_encodable(op: Op, ty: Ty, value: i64) -> bool {
    let (low, high) = match ty {
        Ty::I8 => (i64::from(i8::MIN), i64::from(i8::MAX)),
        Ty::I16 => (i64::from(i16::MIN), i64::from(i16::MAX)),
        _ => (i64::from(i32::MIN), i64::from(i32::MAX)),
    };
    if !(low < value && value < high) {
        return false;
    }
    !matches!(op, Op::Ult | Op::Ule) || !matches!(value, -1 | 0)
}

/// Whether the second operand is a shift amount.
pub(crate) const fn is_shift(op: Op) -> bool {
    matches!(op, Op::Shl | Op::Lshr | Op::Ashr | Op::Rotl | Op::Rotr)
}

/// Whether a routine does the operation on 128 bits.
fn has_routine(op: Op) -> bool {
    use Op::{Rotl, Rotr, Sdiv, SmulOverflow, Srem, Udiv, UmulOverflow, Urem};
    matches!(op, Sdiv | Udiv | Srem | Urem | SmulOverflow | UmulOverflow | Rotl | Rotr)
}

impl Pass<'_> {
    /// Whether nobody needs the results of an operation that has no other effect, or a branch carries it out.
    #[inline]
    pub(crate) fn is_unneeded(&self, data: &InstData) -> bool {
        let results = &data.result_pair()[..data.result_count()];
        results.iter().all(|result| self.live.vals[result.index()].last == 0)
            || results.last().is_some_and(|flag| self.live.vals[flag.index()].kind == Kind::Fused)
    }

    /// Compiles a wide constant; others have no code of their own.
    pub(crate) fn compile_const(&mut self, inst: Inst) {
        let value = self.func.result(inst);
        let Imm::Const(bits) = self.func.imm(inst) else { unreachable!("a constant has bits") };
        let slot = self.wide(value);
        for (half, word) in [(0, bits as u64), (8, (bits >> 64) as u64)] {
            self.constant_to(RAX, word);
            self.store_slot(slot + half, RAX);
        }
    }

    pub(crate) fn compile_stack_addr(&mut self, inst: Inst) {
        let Imm::Slot { slot, offset } = self.func.imm(inst) else {
            unreachable!("a stack address has a slot")
        };
        let place = self.stack_slots[slot.0 as usize] + offset;
        let val = &mut self.live.vals[self.func.result(inst).index()];
        (val.kind, val.slot) = (Kind::Frame, place);
    }

    pub(crate) fn compile_context(&mut self, inst: Inst) {
        let reg = self.take_result(self.func.result(inst));
        let offset = self.env.context_offset();
        self.code.out.quick(library::extra(Extra::Context, false), [reg, 0, 0], offset as u64);
    }

    pub(crate) fn compile_slot_addr(&mut self, inst: Inst) {
        let Some(callee) = self.func.callee(inst) else { unreachable!("a slot address has a function") };
        let address = match callee.target {
            Target::Slot(slot) => self.env.slot_cell(slot),
            Target::Local => self.env.slot_cell(self.local_slot(&callee.name)),
            Target::Runtime(_) | Target::Indirect => {
                unreachable!("{}: a function without an entry slot", self.func.name)
            }
        };
        let reg = self.take_result(self.func.result(inst));
        self.constant_to(reg, address);
    }

    pub(crate) fn frame_address(&mut self, reg: Reg, slot: i32) {
        self.extra_at::<{ Extra::FrameAddress as usize }>([reg, 0, 0], slot);
    }

    /// A register for a result, in which it is from now on.
    pub(crate) fn take_result(&mut self, value: Value) -> Reg {
        let reg = self.result_register(value, 0);
        self.assign(value, reg);
        self.locked |= 1 << reg;
        reg
    }

    /// The register that a value is to be in later: that of the block parameter or the argument that it becomes.
    #[inline]
    pub(crate) fn wanted_register(&self, value: Value) -> Reg {
        let val = &self.live.vals[value.index()];
        if val.hint == 0 {
            NO_REG
        } else if val.hint & ARGUMENT == 0 {
            self.live.vals[val.hint as usize - 1].home
        } else if val.last == self.next_call {
            (val.hint & !ARGUMENT) as Reg
        } else {
            NO_REG
        }
    }

    /// A register for a result; one of `dying` (registers of operands that end here) is as good as an empty one.
    pub(crate) fn result_register(&mut self, value: Value, dying: u32) -> Reg {
        let file = self.file(value);
        if self.free(file) & !SAVED == 0 {
            self.forget_dead();
        }
        let home = self.wanted_register(value);
        if home != NO_REG && ((self.free(file) | dying) & mask_of(file)) >> home & 1 != 0 {
            return home;
        }
        let prefer = self.preference(value);
        // A value that will move to a register still in use stays out of the registers that end here: other values are
        // about to move into those, likely, and the moves would make a cycle.
        let quiet = self.free(file) & !SAVED;
        let dying = if home != NO_REG && quiet != 0 { 0 } else { dying };
        let dying = dying & mask_of(file) & self.allocatable & !self.avoid;
        if dying & prefer != 0 {
            return (dying & prefer).trailing_zeros() as Reg;
        }
        let free = self.free(file);
        if free & prefer == 0 && dying != 0 {
            return dying.trailing_zeros() as Reg;
        }
        self.take_needed(file, prefer)
    }

    /// Puts a result into a register that may hold an operand which ends here.
    fn put_result(&mut self, value: Value, reg: Reg) {
        if self.regs.used >> reg & 1 != 0 {
            self.clear(reg);
        }
        self.assign(value, reg);
    }

    /// Whether a shift moves one half of a wide value to the other.
    pub(crate) fn moves_half(&self, inst: Inst) -> bool {
        let amount = self.func.args(inst)[1];
        self.live.vals[amount.index()].kind == Kind::Const && self.constant(amount) == 64
    }

    /// Compiles such a shift: a move in the frame.
    pub(crate) fn compile_half(&mut self, inst: Inst) {
        let (arg, result) = (self.func.args(inst)[0], self.func.result(inst));
        let (from, to) = (self.wide(arg), self.wide(result));
        let (read, written) = if self.func.op(inst) == Op::Lshr { (8, 0) } else { (0, 8) };
        self.load_slot(RAX, from + read);
        self.store_slot(to + written, RAX);
        self.constant_to(RAX, 0);
        self.store_slot(to + 8 - written, RAX);
        self.release_all(self.func.args(inst));
    }

    /// Whether a conversion only copies a register.
    pub(crate) fn is_copy(&self, inst: Inst) -> bool {
        let data = self.func.inst(inst);
        file_of(data.ty) == File::Int && file_of(data.from) == File::Int
    }

    /// Whether an extension with zeros only copies a register, because what computed the operand extended it already:
    /// every load does so, and every stencil with a result of 32 bits.
    pub(crate) fn is_extended(&self, inst: Inst) -> bool {
        let data = self.input.inst(inst);
        let ValueDef::Result(from, 0) = self.input.def(self.input.args(data)[0]) else { return false };
        let op = self.input.inst(from).op;
        let loads = matches!(op, Op::Load | Op::LoadIndexed | Op::TypeId);
        // These have no stencil, or none for each case.
        let other = op.is_call() || matches!(op, Op::Const | Op::Trunc | Op::Bitcast);
        data.ty != Ty::I128 && (loads || data.from == Ty::I32 && !other)
    }

    pub(crate) fn compile_copy(&mut self, inst: Inst) {
        let data = self.input.inst(inst);
        let (&[arg], result) = (self.input.operands(data), data.result_pair()[0]);
        if self.live.vals[result.index()].last == 0 {
            return;
        }
        let from = self.ensure(arg);
        if !self.live.vals[arg.index()].is_needed_after(self.pos) {
            self.put_result(result, from);
            return;
        }
        let to = match self.quick_choice(result, 0) {
            0 => self.result_register(result, 0),
            choice => choice.trailing_zeros() as Reg,
        };
        self.assign(result, to);
        self.move_reg(to, from);
    }

    /// Compiles it the long way.
    #[inline(never)]
    pub(crate) fn compile_any(&mut self, inst: Inst, data: &InstData) {
        if self.is_unneeded(data) {
            return;
        }
        if data.ty == Ty::I128 {
            if has_routine(data.op) {
                return self.compile_wide_routine(inst);
            }
            if matches!(data.op, Op::Shl | Op::Lshr) && self.moves_half(inst) {
                return self.compile_half(inst);
            }
        }
        let mut selected = self.select(inst, Branching::Never);
        if library::stencil(selected.id).flags & Stencil::BARE_SUM != 0 {
            self.settle_sum_of(&mut selected.values);
        }
        self.code.out.stencil(selected.id, &selected.values);
    }

    /// Chooses the stencil of a regular operation and settles its operands and results. Code that brings operands to
    /// their places is emitted; the stencil itself is not.
    pub(crate) fn select(&mut self, inst: Inst, branch: Branching) -> Selected {
        let data = self.input.inst(inst);
        let (op, ty, from, pos) = (data.op, data.ty, data.from, self.pos);
        let list = self.input.args(data);
        let mut args = [Value::NONE; 3];
        for (arg, &value) in args.iter_mut().zip(list) {
            *arg = value;
        }
        let args = &mut args[..list.len()];
        let results = &data.result_pair()[..data.result_count()];
        let results = if branch == Branching::Never { results } else { &results[..results.len() - 1] };
        let dies = |pass: &Self, value: Value| !pass.live.vals[value.index()].is_needed_after(pos);
        if args.len() == 2 && op.is_commutative() && self.should_swap(args) {
            args.swap(0, 1);
        }
        let form = library::form(op, ty, from);
        let find = |base: Base, small: bool| form.get(Shape::of(base).small(small).branching(branch));
        let tied = !results.is_empty()
            && !args.is_empty()
            && dies(self, args[0])
            && self.file(args[0]) == File::Int
            && args[1..].iter().all(|&other| other != args[0])
            && find(Base::Tied, false) != 0;

        // The last operand: a constant in the code, a place in the frame, or a register.
        let mut shape = (if tied { Base::Tied } else { Base::Reg }, false);
        let mut last = None;
        if let Some(&value) = args.last()
            && args.len() >= 2
        {
            let val = self.live.vals[value.index()];
            if val.kind == Kind::Const && self.file(value) == File::Int {
                let bits = self.input.signed_constant(value, self.input.ty(value));
                let base = if tied { Base::TiedImm } else { Base::Imm };
                for small in [true, false] {
                    let fits = if is_shift(op) {
                        small && (0..i64::from(ty.bits())).contains(&bits)
                    } else {
                        is_encodable(op, if small { Ty::I8 } else { ty }, bits)
                    };
                    if fits && find(base, small) != 0 {
                        (shape, last) = ((base, small), Some(bits as u64));
                        break;
                    }
                }
            } else if val.reg == NO_REG && val.kind == Kind::Plain && self.file(value) != File::Wide {
                let base = if tied { Base::TiedFrame } else { Base::Frame };
                let worth = dies(self, value) || self.free(self.file(value)) == 0;
                let small = is_small(val.slot);
                if worth && val.slot != 0 && find(base, small) != 0 {
                    (shape, last) = ((base, small), Some(val.slot as u64));
                }
            }
        }
        let id = find(shape.0, shape.1);
        debug_assert!(id != 0, "no stencil for {op}.{ty}.{from} {shape:?} {branch:?}");
        let stencil = library::stencil(id);
        let clobbers = u32::from(stencil.int_clobbers) | u32::from(stencil.float_clobbers) << 16;
        if clobbers != 0 {
            self.avoid = clobbers;
            self.vacate(clobbers);
        }

        // Operands first (loading one may take registers), then results.
        let mut places = [0u64; 3];
        // The operands' registers as masks, and those of operands that end here.
        let (mut masks, mut ended) = ([0u32; 3], 0);
        let in_registers = if last.is_some() { args.len() - 1 } else { args.len() };
        for ((place, mask), &arg) in places.iter_mut().zip(&mut masks).zip(&args[..in_registers]) {
            *place = match self.file(arg) {
                File::Wide => self.wide(arg) as u64,
                File::Int | File::Float => {
                    let reg = self.ensure(arg);
                    *mask = 1 << reg;
                    if dies(self, arg) {
                        ended |= *mask;
                    }
                    u64::from(reg)
                }
            };
        }
        let tied_register = if tied { self.live.vals[args[0].index()].reg } else { NO_REG };
        let mut holes = Holes::new();
        let mut taken = 0u32;
        for (number, &result) in results.iter().enumerate() {
            if self.file(result) == File::Wide {
                holes.push(self.wide(result) as u64);
                continue;
            }
            let reg = if tied && number == 0 {
                tied_register
            } else {
                // It may have the register of an operand that ends here, unless the register is read after it is written.
                let first_use = results.len() - usize::from(tied);
                let overlap = stencil.overlap >> (8 * number) >> first_use;
                let read_later = masks
                    .iter()
                    .enumerate()
                    .fold(0, |read, (at, mask)| if overlap >> at & 1 == 0 { read | mask } else { read });
                self.result_register(result, ended & !read_later & !taken)
            };
            taken |= 1 << reg;
            self.locked |= 1 << reg;
            holes.push(u64::from(reg));
        }
        for (at, &place) in places[..in_registers].iter().enumerate() {
            if !(tied && at == 0) {
                holes.push(place);
            }
        }
        if let Some(last) = last {
            holes.push(last);
        }
        let values = holes.values;
        self.settle(list, results, tied_register, &values);
        Selected { id, values, shape: Shape::of(shape.0).small(shape.1) }
    }

    /// After an instruction: its operands' registers are given back, its results are where they are.
    fn settle(&mut self, args: &[Value], results: &[Value], tied_register: Reg, values: &[u64; OPERANDS]) {
        for &arg in args {
            self.release(arg, self.pos);
        }
        for (number, &result) in results.iter().enumerate() {
            if self.file(result) == File::Wide {
                continue;
            }
            let reg =
                if number == 0 && tied_register != NO_REG { tied_register } else { values[number] as Reg };
            self.put_result(result, reg);
            if self.live.vals[result.index()].last == 0 {
                self.release(result, self.pos);
            }
        }
    }

    /// Makes the operands of a sum such that its stencil can name them.
    fn settle_sum_of(&mut self, values: &mut [u64; OPERANDS]) {
        let mut regs = [0, 1, 2].map(|operand| values[operand] as Reg);
        self.settle_sum(&mut regs);
        for (value, reg) in values.iter_mut().zip(regs) {
            *value = u64::from(reg);
        }
    }

    /// Whether exchanging the operands of a commutative operation helps.
    pub(crate) fn should_swap(&self, args: &[Value]) -> bool {
        let (a, b) = (&self.live.vals[args[0].index()], &self.live.vals[args[1].index()]);
        if a.kind == Kind::Const || b.kind == Kind::Const {
            return a.kind == Kind::Const && b.kind != Kind::Const;
        }
        if a.reg == NO_REG || b.reg == NO_REG {
            return a.reg == NO_REG && b.reg != NO_REG;
        }
        a.is_needed_after(self.pos) && !b.is_needed_after(self.pos)
    }

    /// Compiles a load, a store or address arithmetic that [`compile_access`](Self::compile_access) has left alone.
    #[inline(never)]
    pub(crate) fn compile_access_slow(&mut self, data: &InstData) {
        if !self.compile_access_any(data) {
            self.compile_memory_any(self.inst());
        }
    }

    /// Does so the long way.
    #[inline(never)]
    pub(crate) fn compile_memory_any(&mut self, inst: Inst) {
        let func = self.func;
        let data = func.inst(inst);
        let (op, ty) = (data.op, data.ty);
        let args = func.args(inst);
        let results = func.results(inst);
        let (scale, mut offset) = match func.imm(inst) {
            Imm::Offset(offset) => (None, offset),
            Imm::Scaled { scale, offset } => (Some(scale), offset),
            _ => (None, 0),
        };
        let stores = matches!(op, Op::Store | Op::StoreIndexed);
        let base = args[usize::from(stores)];
        // A place in the frame is addressed from the frame pointer.
        let in_frame = self.live.vals[base.index()];
        let mut base_place = None;
        if in_frame.kind == Kind::Frame
            && in_frame.reg == NO_REG
            && op != Op::TypeId
            && let Some(sum) = in_frame.slot.checked_add(offset)
        {
            offset = sum;
            base_place = Some(u64::from(RBP));
        }
        // In the stencils of wide values the frame places would have 8 bits too.
        let small = is_small(offset) && file_of(ty) != File::Wide;
        let mut shape_base = match scale {
            None => Base::Reg,
            Some(1) => Base::Scale1,
            Some(2) => Base::Scale2,
            Some(4) => Base::Scale4,
            Some(8) => Base::Scale8,
            Some(_) => Base::ScaleAny,
        };
        // A constant that is stored can be part of the code.
        let mut stored = None;
        let mut ty_used = ty;
        if op == Op::Store && self.live.vals[args[0].index()].kind == Kind::Const && file_of(ty) == File::Int
        {
            let bits = self.input.signed_constant(args[0], ty);
            let bits = if ty == Ty::I1 { bits & 1 } else { bits };
            ty_used = if ty == Ty::I1 { Ty::I8 } else { ty };
            if i32::try_from(bits).is_ok() {
                stored = Some(bits as u64);
                shape_base = Base::Imm;
            } else {
                ty_used = ty;
            }
        }
        let small_shape = small && shape_base != Base::ScaleAny && op != Op::TypeId;
        let shape = Shape::of(shape_base).small(small_shape);
        let id = library::find(op, ty_used, ty_used, shape);
        debug_assert!(id != 0, "no stencil for {op}.{ty} {shape:?}");
        let stencil = library::stencil(id);
        let clobbers = u32::from(stencil.int_clobbers) | u32::from(stencil.float_clobbers) << 16;
        if clobbers != 0 {
            self.avoid = clobbers;
            self.vacate(clobbers);
        }
        let mut holes = Holes::new();
        let mut places = [0u64; 3];
        for (at, &arg) in args.iter().enumerate() {
            if at == 0 && stored.is_some() {
                continue;
            }
            places[at] = match (base_place, file_of(func.ty(arg))) {
                (Some(place), _) if at == usize::from(stores) => place,
                (_, File::Wide) => self.wide(arg) as u64,
                (_, File::Int | File::Float) => u64::from(self.ensure(arg)),
            };
        }
        if let Some(&result) = results.first() {
            if self.file(result) == File::Wide {
                holes.push(self.wide(result) as u64);
            } else {
                let mut dying = 0;
                for (at, &arg) in args.iter().enumerate() {
                    let val = &self.live.vals[arg.index()];
                    if val.reg != NO_REG
                        && !val.is_needed_after(self.pos)
                        && stencil.overlap >> (1 + at) & 1 != 0
                    {
                        dying |= 1 << val.reg;
                    }
                }
                let reg = self.result_register(result, dying);
                holes.push(u64::from(reg));
            }
        }
        let skip = usize::from(stored.is_some());
        for &place in &places[skip..args.len()] {
            holes.push(place);
        }
        if let Some(bits) = stored {
            holes.push(bits);
        }
        if shape_base == Base::ScaleAny {
            holes.push(u64::from(scale.unwrap_or(1)));
        }
        if op != Op::TypeId {
            holes.push(offset as u64);
        }
        let mut values = holes.values;
        self.settle(args, results, NO_REG, &values);
        if stencil.flags & Stencil::BARE_SUM != 0 {
            self.settle_sum_of(&mut values);
        }
        self.code.out.stencil(id, &values);
    }
}
