//! The short way through selection for operations of two operands and one result, which are most of any program.
//!
//! It decides as `select` does, in straight line and without tables of its own; what is not regular (wide values,
//! stencils that overwrite further registers) it leaves to that one, before anything has changed.

use crate::emit::OPERANDS;
use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use crate::select::{Selected, is_encodable, is_shift};
use crate::state::{File, INTS, is_small};
use juliette_ir::{Inst, Op, Ty, Value};
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
        let find = |base: Base, small: bool| {
            let shape = Shape::of(base).small(small).branching(Branching::IfTrue);
            form.get(shape.number()).copied().unwrap_or(0)
        };
        let (mut id, mut last, mut shape) = (0, 0, Shape::REG);
        if second.kind == Kind::Const && second.file == File::Int {
            let number = ty.signed(u128::from(self.constant(b))) as i64;
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
    pub(crate) fn compile_two(&mut self, inst: Inst, list: &[Value], result: Value) -> bool {
        let func = self.func;
        let data = func.inst(inst);
        let (op, ty, pos) = (data.op, data.ty, self.pos);
        let (mut a, mut b) = (list[0], list[1]);
        if op.is_commutative() && self.should_swap(list) {
            (a, b) = (b, a);
        }
        let vals = &self.s.live.vals;
        let (first, second) = (&vals[a.index()], &vals[b.index()]);
        if first.file == File::Wide || second.file == File::Wide {
            return false;
        }
        let form = self.lib.form(op, ty, data.from);
        let find =
            |base: Base, small: bool| form.get(Shape::of(base).small(small).number()).copied().unwrap_or(0);
        let first_ends = !first.is_needed_after(pos);
        let second_ends = !second.is_needed_after(pos);
        // An addition can put its sum where it is wanted at no cost.
        let adds = op == Op::Add || op == Op::Sub && second.kind == Kind::Const;
        let wanted = if adds { self.wanted_register(result) } else { NO_REG };
        let elsewhere = wanted != NO_REG && self.free(File::Int) >> wanted & 1 != 0;
        let tied =
            first_ends && !elsewhere && a != b && first.file == File::Int && find(Base::Tied, false) != 0;
        let (mut id, mut last) = (0, 0);
        if second.kind == Kind::Const && second.file == File::Int {
            let number_ty = func.ty(b);
            let number = number_ty.signed(u128::from(self.constant(b))) as i64;
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

        let second_reg = second.reg;
        if in_register && second_reg != NO_REG {
            self.s.locked |= 1 << second_reg;
        }
        let first_reg = self.ensure(a);
        let second_reg = if in_register { self.ensure(b) } else { NO_REG };
        let mut values = [0; OPERANDS];
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
                u32::from(first_gives) << first_reg | if second_gives { 1 << second_reg } else { 0 }
            };
            target = self.result_register(result, dying);
            values[0] = u64::from(target & 15);
            values[1] = u64::from(first_reg & 15);
            values[2] = if in_register { u64::from(second_reg & 15) } else { last };
        }
        if first_ends {
            self.clear(first_reg);
            self.give_back_slot(a, pos);
        }
        if second_ends && b != a {
            let reg = self.s.live.vals[b.index()].reg;
            if reg != NO_REG {
                self.clear(reg);
            }
            self.give_back_slot(b, pos);
        }
        debug_assert!(target < 16 || self.file(result) == File::Float, "register {target} of {INTS:x}");
        self.assign(result, target);
        self.s.code.stream().stencil(&self.lib, id, &values);
        true
    }
}
