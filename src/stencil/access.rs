//! The short way through selection for loads, stores and address arithmetic, as `binary` is it for operations.

use crate::binary::{INDEXED, STORES, TRAITS};
use crate::emit::{LAST, OPERANDS};
use crate::library::{self, Library};
use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use crate::state::{RBP, is_small};
use core::hint::cold_path;
use juliette_ir::{InstData, Op, Ty, Value};
use juliette_stencil_format::library::Stencil;
use juliette_stencil_format::list::{Base, Shape};
use juliette_support::Id as _;

/// For each scale of an index that stencils have the number of their shape's base; 0 for others.
static SCALED: [u8; 9] =
    [0, Base::Scale1 as u8, Base::Scale2 as u8, 0, Base::Scale4 as u8, 0, 0, 0, Base::Scale8 as u8];

impl Pass<'_> {
    /// Compiles a load, a store or address arithmetic whose operands are in registers; tells that it must go another way before
    /// it has changed anything.
    #[inline(always)]
    pub(crate) fn compile_access(&mut self, library: Library, data: &InstData) -> bool {
        let traits = TRAITS[data.op as usize];
        match (traits & STORES != 0, traits & INDEXED != 0) {
            (false, false) => {
                let &[base] = self.input.operands(data);
                self.compile_access_of::<false, false>(library, data, [base; 3])
            }
            (false, true) => {
                let &[base, index] = self.input.operands(data);
                self.compile_access_of::<false, true>(library, data, [base, base, index])
            }
            (true, false) => {
                let &[stored, base] = self.input.operands(data);
                self.compile_access_of::<true, false>(library, data, [stored, base, base])
            }
            (true, true) => self.compile_access_of::<true, true>(library, data, *self.input.operands(data)),
        }
    }

    /// The same for one that stores its first operand, or makes something, at an address with an index or without: which
    /// value is stored if any, where, and the index if there is one.
    #[inline(always)]
    fn compile_access_of<const STORES: bool, const INDEXED: bool>(
        &mut self,
        library: Library,
        data: &InstData,
        [stored, base, index]: [Value; 3],
    ) -> bool {
        let pos = self.pos;
        let vals = &self.live.vals;
        if !STORES && vals[data.result_pair()[0].index()].last == 0 {
            return true;
        }
        let (content, place, other) = (&vals[stored.index()], &vals[base.index()], &vals[index.index()]);
        if place.reg == NO_REG || STORES && content.reg == NO_REG || INDEXED && other.reg == NO_REG {
            cold_path();
            return false;
        }
        if data.ty == Ty::I128 || STORES && content.kind == Kind::Const {
            cold_path();
            return false;
        }
        let [stored_reg, base_reg, index_reg] = [content.reg, place.reg, other.reg].map(u32::from);
        let word = data.imm_word();
        let offset = word as i32;
        let shape = if INDEXED {
            match SCALED.get((word >> 32) as usize) {
                None | Some(0) => {
                    cold_path();
                    return false;
                }
                Some(&shape) => shape,
            }
        } else {
            Base::Reg as u8
        };
        let id = library.simple_form(data.op, data.ty).plain(shape as usize, is_small(offset));
        if library::is_odd(id) {
            cold_path();
            return false;
        }
        let constant = offset as u64;
        if !STORES {
            self.finish::<INDEXED, LAST>(
                library, data, id, base, index, base_reg, index_reg, false, constant,
            );
            return true;
        }
        let mut ended = 0;
        if !content.is_needed_after(pos) {
            ended = 1 << stored_reg;
            self.live.vals[stored.index()].reg = NO_REG;
        }
        if !self.live.vals[base.index()].is_needed_after(pos) {
            ended |= 1 << base_reg;
            self.live.vals[base.index()].reg = NO_REG;
        }
        if INDEXED {
            let other = &self.live.vals[index.index()];
            if !other.is_needed_after(pos) {
                ended |= 1 << index_reg;
                self.live.vals[index.index()].reg = NO_REG;
            }
            self.code.out.append_short::<3, LAST>(library, id, [stored_reg, base_reg, index_reg], constant);
        } else {
            self.code.out.append_short::<2, LAST>(library, id, [stored_reg, base_reg], constant);
        }
        self.regs.used &= !ended;
        self.give_back_slots(data);
        true
    }

    /// Compiles any of them, or tells that it must go the long way.
    pub(crate) fn compile_access_any(&mut self, data: &InstData) -> bool {
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
        let vals = &self.live.vals;
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
        let id = library::find(op, ty, ty, Shape::of(shape).small(is_small(offset) && !odd));
        let stencil = library::stencil(id);
        if id == 0 || stencil.int_clobbers | stencil.float_clobbers != 0 {
            return false;
        }
        let in_registers = [stored.reg, place.reg, vals[index.index()].reg];
        let [mut stored_reg, mut base_reg, mut index_reg] = in_registers;
        self.locked |= in_registers.iter().fold(0, |locked, reg| locked | 1 << reg);
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
        let base_place = if in_frame { RBP } else { base_reg };
        let mut regs = [stored_reg, base_place, if indexed { index_reg } else { 0 }];
        if stores {
            self.release(args[0], pos);
            self.release(base, pos);
            if indexed {
                self.release(index, pos);
            }
        } else {
            let result = data.result_pair()[0];
            let vals = &self.live.vals;
            let base_ends = !in_frame && !vals[base.index()].is_needed_after(pos);
            let index_ends = indexed && !vals[index.index()].is_needed_after(pos);
            let gives = |ends: bool, number: u32| u32::from(ends) & u32::from(stencil.overlap) >> number;
            let dying = gives(base_ends, 1) << base_reg | gives(index_ends, 2) << index_reg;
            let target = self.result_register(result, dying);
            regs[0] = target;
            if base_ends {
                self.retire(base);
            }
            if index_ends && index != base {
                self.retire(index);
            }
            self.assign(result, target);
            if stencil.flags & Stencil::BARE_SUM != 0 {
                self.settle_sum(&mut regs);
            }
        }
        if odd {
            let mut values = [0; OPERANDS];
            for (value, reg) in values.iter_mut().zip(regs) {
                *value = u64::from(reg);
            }
            (values[3], values[4]) = (word >> 32, offset as u64);
            self.code.out.stencil(id, &values);
        } else {
            self.code.out.quick(id, regs, offset as u64);
        }
        true
    }
}
