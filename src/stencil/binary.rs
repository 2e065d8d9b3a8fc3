//! The short way through selection for operations of two operands and one result, which are most of any program.
//!
//! It decides as `select` does, in straight line and without tables of its own; what is not regular (wide values,
//! stencils that overwrite further registers) it leaves to that one, before anything has changed.

use crate::emit::OPERANDS;
use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use crate::select::{Selected, is_encodable, is_shift};
use crate::state::{File, INTS, RAX, RBP, Reg, is_small};
use juliette_ir::{InstData, Op, Ty, Value};
use juliette_stencil_format::library::BARE_SUM;
use juliette_stencil_format::list::{Base, Branching, Shape};
use juliette_support::Id as _;

impl Pass<'_> {
    /// Chooses the stencil of a comparison as a branch and settles its operands, or tells that it must go the long way.
    #[inline]
    pub(crate) fn select_test(&mut self, op: Op, ty: Ty, list: &[Value]) -> Option<Selected> {
        let pos = self.pos;
        let (mut a, mut b) = (list[0], list[1]);
        if op.is_commutative() && self.should_swap(list) {
            (a, b) = (b, a);
        }
        let vals = &self.s.live.vals;
        let (first, second) = (&vals[a.index()], &vals[b.index()]);
        if first.file == File::Wide {
            return None;
        }
        let form = self.lib.form(op, ty, ty);
        let find =
            |base: Base, small: bool| form.get(Shape::of(base).small(small).branching(Branching::IfTrue));
        let (mut id, mut last, mut shape) = (0, 0, Shape::REG);
        if second.kind == Kind::Const && second.file == File::Int {
            let number = self.input.signed_constant(b, ty);
            last = number as u64;
            shape = Shape::of(Base::Imm).small(true);
            if is_encodable(op, Ty::I8, number) {
                id = find(Base::Imm, true);
            }
            if id == 0 && is_encodable(op, ty, number) {
                shape = Shape::of(Base::Imm);
                id = find(Base::Imm, false);
            }
        } else if second.reg == NO_REG
            && second.kind == Kind::Plain
            && second.slot != 0
            && (!second.is_needed_after(pos) || self.free(second.file) == 0)
        {
            last = second.slot as u64;
            shape = Shape::of(Base::Frame).small(is_small(second.slot));
            id = find(Base::Frame, shape.small);
        }
        let in_register = id == 0;
        if in_register {
            shape = Shape::REG;
            id = find(Base::Reg, false);
        }
        let stencil = self.lib.stencil(id);
        if id == 0 || stencil.int_clobbers | stencil.float_clobbers != 0 {
            return None;
        }
        let second_reg = second.reg;
        if in_register && second_reg != NO_REG {
            self.s.locked |= 1 << second_reg;
        }
        let mut values = [0; OPERANDS];
        values[0] = u64::from(self.ensure(a) & 15);
        values[1] = if in_register { u64::from(self.ensure(b) & 15) } else { last };
        self.release(a, pos);
        self.release(b, pos);
        Some(Selected { id, values, shape })
    }

    /// Compiles the operation, or tells that it must go the long way.
    #[inline]
    pub(crate) fn compile_two(&mut self, data: &InstData, list: [Value; 2], result: Value) -> bool {
        let (op, ty, pos) = (data.op, data.ty, self.pos);
        let vals = &self.s.live.vals;
        let (x, y) = (&vals[list[0].index()], &vals[list[1].index()]);
        if x.file == File::Wide || y.file == File::Wide {
            return false;
        }
        let (x_ends, y_ends) = (!x.is_needed_after(pos), !y.is_needed_after(pos));
        let swaps = op.is_commutative()
            && if x.kind == Kind::Const || y.kind == Kind::Const {
                y.kind != Kind::Const
            } else if x.reg == NO_REG || y.reg == NO_REG {
                y.reg != NO_REG
            } else {
                !x_ends && y_ends
            };
        let [a, b] = if swaps { [list[1], list[0]] } else { list };
        let (first, first_ends) = if swaps { (y, y_ends) } else { (x, x_ends) };
        let (second, second_ends) = if swaps { (x, x_ends) } else { (y, y_ends) };
        let form = self.lib.form(op, ty, data.from);
        let find = |base: Base, small: bool| form.get(Shape::of(base).small(small));
        let tied = first_ends
            && a != b
            && first.file == File::Int
            && find(Base::Tied, false) != 0
            // An addition can put its sum where it is wanted at no cost.
            && !((op == Op::Add || op == Op::Sub && second.kind == Kind::Const)
                && self.is_wanted_elsewhere(result));
        let (mut id, mut last) = (0, 0);
        if second.kind == Kind::Const {
            if second.file == File::Int {
                let number_ty = self.input.ty(b);
                let number = self.input.signed_constant(b, number_ty);
                let base = if tied { Base::TiedImm } else { Base::Imm };
                last = number as u64;
                if is_shift(op) {
                    if (0..i64::from(ty.bits())).contains(&number) {
                        id = find(base, true);
                    }
                } else if is_encodable(op, Ty::I8, number) {
                    id = find(base, true);
                } else if is_encodable(op, number_ty, number) {
                    id = find(base, false);
                }
            }
        } else if second.reg == NO_REG
            && second.kind == Kind::Plain
            && second.slot != 0
            && (second_ends || self.free(second.file) == 0)
        {
            last = second.slot as u64;
            id = find(if tied { Base::TiedFrame } else { Base::Frame }, is_small(second.slot));
        }
        let in_register = id == 0;
        if in_register {
            id = find(if tied { Base::Tied } else { Base::Reg }, false);
        }
        let stencil = self.lib.stencil(id);
        if id == 0 || stencil.int_clobbers | stencil.float_clobbers != 0 {
            return false;
        }

        let (mut first_reg, mut second_reg) = (first.reg, if in_register { second.reg } else { NO_REG });
        self.s.locked |= 1 << first_reg | 1 << second_reg;
        if first_reg == NO_REG || in_register && second_reg == NO_REG {
            first_reg = self.ensure(a);
            if in_register {
                second_reg = self.ensure(b);
            }
        }
        let mut values = [0; 4];
        let target;
        if tied {
            target = first_reg;
            values[0] = u64::from(target & 15);
            values[1] = if in_register { u64::from(second_reg & 15) } else { last };
        } else {
            // An operand that ends here gives its register, if it is read before the result is written.
            let overlap = stencil.overlap;
            let first_gives = first_ends && overlap & 2 != 0;
            let second_gives = in_register && second_ends && overlap & 4 != 0;
            let dying = if first_reg == second_reg {
                u32::from(first_gives && second_gives) << first_reg
            } else {
                u32::from(first_gives) << first_reg | u32::from(second_gives) << second_reg
            };
            target = self.result_register(result, dying);
            values[0] = u64::from(target & 15);
            values[1] = u64::from(first_reg & 15);
            values[2] = if in_register { u64::from(second_reg & 15) } else { last };
        }
        if first_ends {
            self.retire(a);
        }
        if second_ends && b != a {
            self.retire(b);
        }
        debug_assert!(target < 16 || self.file(result) == File::Float, "register {target} of {INTS:x}");
        self.assign(result, target);
        if stencil.flags & BARE_SUM != 0 {
            self.settle_sum(&mut values);
        }
        self.s.code.stream().stencil(&self.lib, id, &values);
        true
    }

    /// Makes the operands of a sum such that its stencil can name them: the first must be neither in r13 nor rbp.
    #[inline]
    pub(crate) fn settle_sum<const N: usize>(&mut self, values: &mut [u64; N]) {
        const SHORT: u64 = 5;
        if values[1] & 7 != SHORT {
            return;
        }
        if values[2] & 7 == SHORT {
            self.move_reg(RAX, values[2] as Reg);
            values[2] = u64::from(RAX);
        }
        values.swap(1, 2);
    }

    /// Whether a result is wanted in a register that is free.
    fn is_wanted_elsewhere(&self, result: Value) -> bool {
        let wanted = self.wanted_register(result);
        wanted != NO_REG && self.free(File::Int) >> wanted & 1 != 0
    }

    /// Forgets where a value is that is not needed any more.
    #[inline(always)]
    fn retire(&mut self, value: Value) {
        let val = &mut self.s.live.vals[value.index()];
        let reg = core::mem::replace(&mut val.reg, NO_REG);
        let slot = val.slot;
        // No register is that of rax, which is never used.
        self.s.regs.used &= !(1 << reg);
        if slot < 0 {
            self.give_back_slot(value, self.pos);
        }
    }

    /// Compiles a load, a store or address arithmetic, or tells that it must go the long way.
    #[inline]
    pub(crate) fn compile_access(&mut self, data: &InstData) -> bool {
        let (op, ty, pos) = (data.op, data.ty, self.pos);
        let args = self.input.args(data);
        let word = data.imm_word();
        let stores = op == Op::Store || op == Op::StoreIndexed;
        let indexed = op == Op::LoadIndexed || op == Op::StoreIndexed || op == Op::PtrIndex;
        let shape = if indexed {
            match word >> 32 {
                1 => Base::Scale1,
                2 => Base::Scale2,
                4 => Base::Scale4,
                8 => Base::Scale8,
                _ => Base::ScaleAny,
            }
        } else {
            Base::Reg
        };
        let vals = &self.s.live.vals;
        let stored = &vals[args[0].index()];
        if ty == Ty::I128 || op == Op::TypeId || stores && stored.kind == Kind::Const {
            return false;
        }
        let mut offset = word as i32;
        let base = args[usize::from(stores)];
        let index = if indexed { args[usize::from(stores) + 1] } else { base };
        // A place in the frame is addressed from the frame pointer.
        let place = &vals[base.index()];
        let in_frame = place.kind == Kind::Frame && place.reg == NO_REG;
        if in_frame {
            match place.slot.checked_add(offset) {
                Some(sum) => offset = sum,
                None => return false,
            }
        }
        let odd = shape == Base::ScaleAny;
        let id = self.lib.find(op, ty, ty, Shape::of(shape).small(is_small(offset) && !odd));
        let stencil = self.lib.stencil(id);
        if id == 0 || stencil.int_clobbers | stencil.float_clobbers != 0 {
            return false;
        }
        let in_registers = [stored.reg, place.reg, vals[index.index()].reg];
        let [mut stored_reg, mut base_reg, mut index_reg] = in_registers;
        self.s.locked |= in_registers.iter().fold(0, |locked, reg| locked | 1 << reg);
        if stored_reg == NO_REG || base_reg == NO_REG || index_reg == NO_REG {
            if stores {
                stored_reg = self.ensure(args[0]);
            }
            if !in_frame {
                base_reg = self.ensure(base);
            }
            if indexed {
                index_reg = self.ensure(index);
            }
        }
        let base_place = if in_frame { RBP } else { u64::from(base_reg) };
        let mut values = [0; OPERANDS];
        (values[0], values[1], values[2]) = (u64::from(stored_reg & 15), base_place, offset as u64);
        if indexed {
            (values[2], values[3], values[4]) = (u64::from(index_reg), offset as u64, offset as u64);
            if odd {
                values[3] = word >> 32;
            }
        }
        if stores {
            self.release(args[0], pos);
            self.release(base, pos);
            if indexed {
                self.release(index, pos);
            }
        } else {
            let result = data.result_pair()[0];
            let vals = &self.s.live.vals;
            let base_ends = !in_frame && !vals[base.index()].is_needed_after(pos);
            let index_ends = indexed && !vals[index.index()].is_needed_after(pos);
            let gives = |ends: bool, number: u32| u32::from(ends) & u32::from(stencil.overlap) >> number;
            let dying = gives(base_ends, 1) << base_reg | gives(index_ends, 2) << index_reg;
            let target = self.result_register(result, dying);
            values[0] = u64::from(target & 15);
            if base_ends {
                self.retire(base);
            }
            if index_ends && index != base {
                self.retire(index);
            }
            self.assign(result, target);
            if stencil.flags & BARE_SUM != 0 {
                self.settle_sum(&mut values);
            }
        }
        self.s.code.stream().stencil(&self.lib, id, &values);
        true
    }
}
