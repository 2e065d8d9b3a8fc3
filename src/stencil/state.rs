//! The register file while a block is compiled: which value is where, and how one gets a register.
//!
//! Registers are numbered 0–15 (integer) and 16–31 (float). A value is in at most one register. A value in no register
//! is in its frame slot, or can be made anew; a register is `clean` if that holds for its value too, so
//! that taking its register away costs nothing.

use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use juliette_ir::{Ty, Value, ValueDef};
use juliette_stencil_format::list::Extra;
use juliette_stencil_format::{CALL_SAVED, FLOAT_REGISTERS, INT_REGISTERS};
use juliette_support::Id;

/// A register number.
pub(crate) type Reg = u8;

/// All integer registers.
pub(crate) const INTS: u32 = 0xffff;
/// All float registers.
pub(crate) const FLOATS: u32 = 0xffff_0000;
/// Registers that hold values.
pub(crate) const ALLOCATABLE: u32 = INT_REGISTERS as u32 | (FLOAT_REGISTERS as u32) << 16;
/// Registers that calls keep.
pub(crate) const SAVED: u32 = CALL_SAVED as u32;
/// rdx.
const RDX_MASK: u32 = 1 << 2;
/// rax.
pub(crate) const RAX: Reg = 0;
/// xmm15.
pub(crate) const FLOAT_TEMP: Reg = 31;
/// rbp.
pub(crate) const RBP: Reg = 5;

/// The registers' contents.
#[derive(Clone, Copy, Default)]
pub(crate) struct Registers {
    /// The value in each register, where `used` says so.
    pub(crate) values: [u32; 32],
    pub(crate) used: u32,
    /// Registers whose value is also in its frame slot, or can be made anew.
    pub(crate) clean: u32,
}

impl Registers {
    /// Notes that `value` is in `reg`.
    #[inline(always)]
    pub(crate) fn put(&mut self, reg: u32, value: Value) {
        debug_assert!((reg as usize) < self.values.len());
        // SAFETY: registers have numbers below 32.
        unsafe { *self.values.get_unchecked_mut(reg as usize) = value.0 };
    }

    /// Those of the registers `among` that hold the same value in both.
    #[inline(always)]
    pub(crate) fn same(&self, other: &Registers, among: u32) -> u32 {
        let used = self.used & other.used & among;
        let mut same = equal::<0>(&self.values, &other.values);
        if used & FLOATS != 0 {
            same |= equal::<16>(&self.values, &other.values) << 16;
        }
        same & used
    }

    /// Takes over the values that `other` has.
    #[inline(always)]
    pub(crate) fn take_values(&mut self, other: &Registers) {
        let (ints, floats) = self.values.split_at_mut(16);
        let (other_ints, other_floats) = other.values.split_at(16);
        ints.copy_from_slice(other_ints);
        if other.used & FLOATS != 0 {
            floats.copy_from_slice(other_floats);
        }
    }
}

/// Which of the 16 registers from number `FIRST` have equal values, as a mask.
#[inline(always)]
fn equal<const FIRST: usize>(values: &[u32; 32], others: &[u32; 32]) -> u32 {
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi32, _mm_loadu_si128, _mm_movemask_epi8, _mm_packs_epi16, _mm_packs_epi32,
    };
    const { assert!(FIRST + 16 <= 32) };
    // SAFETY: every x86-64 processor has SSE2, and 16 numbers from the first are in either list.
    unsafe {
        let [values, others] = [values, others].map(|list| list.as_ptr().add(FIRST).cast::<__m128i>());
        let compare = |at| _mm_cmpeq_epi32(_mm_loadu_si128(values.add(at)), _mm_loadu_si128(others.add(at)));
        let (low, high) = (_mm_packs_epi32(compare(0), compare(1)), _mm_packs_epi32(compare(2), compare(3)));
        _mm_movemask_epi8(_mm_packs_epi16(low, high)) as u32
    }
}

/// The registers at a block's begin, once the first edge to it has been compiled.
#[derive(Clone, Copy, Default)]
pub(crate) struct Entry {
    pub(crate) regs: Registers,
    /// Registers that hold parameters of the block.
    pub(crate) params: u32,
}

/// Where values of a type are kept.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum File {
    #[default]
    Int,
    Float,
    /// In the frame, never in a register.
    Wide,
}

pub(crate) const fn file_of(ty: Ty) -> File {
    match ty {
        Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::Ptr => File::Int,
        Ty::F16 | Ty::F32 | Ty::F64 => File::Float,
        Ty::I128 => File::Wide,
    }
}

/// The registers of a file.
pub(crate) fn mask_of(file: File) -> u32 {
    match file {
        File::Int => INTS,
        File::Float => FLOATS,
        File::Wide => 0,
    }
}

/// The registers of a mask, lowest first.
pub(crate) fn bits(mut mask: u32) -> impl Iterator<Item = Reg> {
    core::iter::from_fn(move || {
        if mask == 0 {
            return None;
        }
        let reg = mask.trailing_zeros() as Reg;
        mask &= mask - 1;
        Some(reg)
    })
}

/// Whether a displacement fits the stencils with 8-bit displacements.
#[inline]
pub(crate) fn is_small(displacement: i32) -> bool {
    i8::try_from(displacement).is_ok()
}

/// Which of the free registers to take, preferring `prefer`, then such as cost nothing to use: all but those that calls keep,
/// and those that were given out before.
#[inline(always)]
pub(crate) fn choose(free: u32, prefer: u32, divides: bool, touched: u32) -> Reg {
    // Where integers are divided, rdx is the last choice.
    let free = if divides && free & !RDX_MASK != 0 { free & !RDX_MASK } else { free };
    let good = free & prefer;
    let cheap = free & (!SAVED | touched);
    let from = if good != 0 {
        good
    } else if cheap != 0 {
        cheap
    } else {
        free
    };
    from.trailing_zeros() as Reg
}

impl Pass<'_> {
    #[inline]
    pub(crate) fn file(&self, value: Value) -> File {
        self.live.vals[value.index()].file
    }

    /// Puts `value` into `reg`, of which nothing is in it.
    #[inline]
    pub(crate) fn assign(&mut self, value: Value, reg: Reg) {
        debug_assert!(self.regs.used >> reg & 1 == 0, "register {reg} is taken");
        self.regs.put(u32::from(reg), value);
        self.regs.used |= 1 << reg;
        self.regs.clean &= !(1 << reg);
        self.touched |= 1 << reg;
        self.live.vals[value.index()].reg = reg;
    }

    /// Takes whatever is in `reg` out of it, without saving it.
    #[inline]
    pub(crate) fn clear(&mut self, reg: Reg) {
        let value = self.regs.values[reg as usize & 31];
        self.regs.used &= !(1 << reg);
        self.live.vals[value as usize].reg = NO_REG;
    }

    /// Forgets the register of a value that is not needed after position `pos`.
    #[inline(always)]
    pub(crate) fn release(&mut self, value: Value, pos: u32) {
        if !self.live.vals[value.index()].is_needed_after(pos) {
            self.release_dead(value, pos);
        }
    }

    fn release_dead(&mut self, value: Value, pos: u32) {
        let val = &self.live.vals[value.index()];
        let (reg, slot) = (val.reg, val.slot);
        if reg != NO_REG {
            self.clear(reg);
        }
        if slot != 0 {
            self.give_back_slot(value, pos);
        }
    }

    /// Registers that could be given out without taking one away.
    #[inline]
    pub(crate) fn free(&self, file: File) -> u32 {
        self.allocatable & mask_of(file) & !(self.regs.used | self.locked | self.avoid)
    }

    /// Which of the free registers to take, preferring `prefer`, then such as cost nothing to use.
    #[inline]
    pub(crate) fn choose(&self, free: u32, prefer: u32) -> Reg {
        choose(free, prefer, self.live.divides, self.touched)
    }

    /// An empty register, by taking the least useful value out of one if need be.
    pub(crate) fn take(&mut self, file: File, prefer: u32) -> Reg {
        if self.free(file) & !SAVED == 0 {
            self.forget_dead();
        }
        self.take_needed(file, prefer)
    }

    /// The same where registers hold no values that are not needed any more, or enough are empty.
    pub(crate) fn take_needed(&mut self, file: File, prefer: u32) -> Reg {
        let free = self.free(file);
        if free != 0 {
            return self.choose(free, prefer);
        }
        let candidates = self.allocatable & mask_of(file) & !(self.locked | self.avoid) & self.regs.used;
        let cost = |reg: Reg| {
            let val = &self.live.vals[self.regs.values[reg as usize & 31] as usize];
            let dirty = !self.regs.clean >> reg & 1;
            // Of equal ones the lowest register.
            (u64::from(val.weight) * 2 + u64::from(dirty)) << 8 | u64::from(reg)
        };
        let Some(best) = bits(candidates).map(cost).min() else {
            panic!("{}: every register is locked", self.func.name)
        };
        let reg = best as Reg;
        self.save(reg);
        self.clear(reg);
        reg
    }

    /// Empties registers of values that were left in them where control went another way than to where they are needed.
    #[inline(never)]
    pub(crate) fn forget_dead(&mut self) {
        if !core::mem::take(&mut self.may_hold_dead) {
            return;
        }
        for reg in bits(self.regs.used & !self.locked) {
            // What the instruction at hand uses is needed.
            if !self.live.vals[self.regs.values[reg as usize & 31] as usize].is_needed_after(self.pos - 1) {
                self.clear(reg);
            }
        }
    }

    /// Makes sure that the value in `reg` can be had without the register.
    pub(crate) fn save(&mut self, reg: Reg) {
        let value = Value(self.regs.values[reg as usize]);
        if self.regs.clean >> reg & 1 == 0 {
            let slot = self.slot_of(value);
            self.store_slot(slot, reg);
            self.regs.clean |= 1 << reg;
            if self.watch.is_some() {
                self.watch_spill(value, reg, slot);
            }
        }
    }

    /// The frame slot of a value, made if it has none.
    pub(crate) fn slot_of(&mut self, value: Value) -> i32 {
        let slot = self.live.vals[value.index()].slot;
        if slot != 0 {
            return slot;
        }
        let wide = self.file(value) == File::Wide;
        let slot = match self.free_slots[usize::from(wide)].pop() {
            Some(slot) => slot,
            None => self.new_slot(if wide { 16 } else { 8 }, 8),
        };
        self.live.vals[value.index()].slot = slot;
        slot
    }

    /// Lets another value have the slot of one that ends here.
    ///
    /// Blocks are compiled in one order, and what is live where is a stretch of that order: so two values of which
    /// one gets the slot after the other has ended never need it at the same place. Control that comes back by
    /// a throw knows no such order; functions with handlers keep every slot.
    #[inline]
    pub(crate) fn give_back_slot(&mut self, value: Value, pos: u32) {
        // Edges still to come bring a parameter to its slot.
        let keep = self.live.has_try || matches!(self.func.def(value), ValueDef::Param(..));
        let val = &mut self.live.vals[value.index()];
        if val.slot < 0 && val.kind == Kind::Plain && val.last <= pos && !keep {
            let list = usize::from(val.file == File::Wide);
            self.free_slots[list].push(val.slot);
            val.slot = 0;
        }
    }

    /// Room in the frame; its displacement.
    pub(crate) fn new_slot(&mut self, size: u32, align: u32) -> i32 {
        self.frame = (self.frame + size).next_multiple_of(align);
        -(self.frame as i32)
    }

    /// Gets out of the registers in `mask`: into others, or into the frame.
    pub(crate) fn vacate(&mut self, mask: u32) {
        if mask & self.regs.used != 0 {
            self.forget_dead();
        }
        for reg in bits(mask & self.regs.used) {
            let value = Value(self.regs.values[reg as usize]);
            let file = self.file(value);
            let free = self.free(file) & !mask;
            if free == 0 {
                self.save(reg);
                self.clear(reg);
            } else {
                let to = self.choose(free, 0);
                let clean = self.regs.clean >> reg & 1;
                self.clear(reg);
                self.assign(value, to);
                self.regs.clean |= clean << to;
                self.move_reg(to, reg);
            }
        }
    }

    /// The register of `value`, loading it if it is in none; locked until the instruction is done.
    #[inline]
    pub(crate) fn ensure(&mut self, value: Value) -> Reg {
        let reg = self.live.vals[value.index()].reg;
        if reg != NO_REG {
            self.locked |= 1 << reg;
            return reg;
        }
        self.load(value)
    }

    fn load(&mut self, value: Value) -> Reg {
        let prefer = self.preference(value);
        let reg = self.take(self.file(value), prefer);
        self.materialize(value, reg);
        self.assign(value, reg);
        self.regs.clean |= 1 << reg;
        self.locked |= 1 << reg;
        reg
    }

    /// Whether a value lives beyond the next call.
    #[inline(always)]
    pub(crate) fn crosses_call(&self, value: Value) -> bool {
        self.next_call < self.live.vals[value.index()].last
    }

    /// Registers that suit a value: those that survive the next call, if it does.
    #[inline]
    pub(crate) fn preference(&self, value: Value) -> u32 {
        if self.crosses_call(value) {
            match self.kept_registers(value) {
                0 => !SAVED,
                kept => kept,
            }
        } else {
            !SAVED
        }
    }

    /// Of the registers that calls keep those that are worth it for a value which outlives a call. The first use of such
    /// a register costs a store and a load each time the function runs, whichever way it goes; a value of few uses
    /// is better off in the frame, where only the way with the call puts it.
    #[inline]
    pub(crate) fn kept_registers(&self, value: Value) -> u32 {
        const FEW_USES: u32 = 4;
        if self.live.vals[value.index()].weight > FEW_USES { SAVED } else { SAVED & self.touched }
    }

    /// Emits code that makes `value` in `reg`. The value is in no register.
    pub(crate) fn materialize(&mut self, value: Value, reg: Reg) {
        let val = self.live.vals[value.index()];
        match val.kind {
            Kind::Plain if val.slot != 0 => self.load_slot(reg, val.slot),
            Kind::Frame => self.frame_address(reg, val.slot),
            Kind::Const => {
                let bits = self.constant(value);
                self.constant_to(reg, bits);
            }
            Kind::Plain | Kind::Fused => self.is_nowhere(value),
        }
    }

    /// The bits of a constant of at most 64 bits.
    #[inline]
    pub(crate) fn constant(&self, value: Value) -> u64 {
        self.input.constant(value, self.input.ty(value))
    }

    /// Emits code that puts a constant's bits into any register.
    pub(crate) fn constant_to(&mut self, reg: Reg, bits: u64) {
        if reg >= 16 {
            if bits == 0 {
                self.extra::<{ Extra::ZeroFloat as usize }>([reg, 0, 0], 0);
            } else {
                self.constant_to(RAX, bits);
                self.extra::<{ Extra::IntToFloat as usize }>([reg, RAX, 0], 0);
            }
        } else if bits == 0 {
            self.extra::<{ Extra::Zero as usize }>([reg, 0, 0], 0);
        } else if bits >> 32 == 0 {
            self.extra::<{ Extra::Const32 as usize }>([reg, 0, 0], bits);
        } else if i32::try_from(bits as i64).is_ok() {
            self.extra::<{ Extra::ConstSigned32 as usize }>([reg, 0, 0], bits);
        } else {
            self.extra::<{ Extra::Const64 as usize }>([reg, 0, 0], bits);
        }
    }

    pub(crate) fn load_slot(&mut self, reg: Reg, slot: i32) {
        if reg < 16 {
            self.extra_at::<{ Extra::LoadInt as usize }>([reg, 0, 0], slot);
        } else {
            self.extra_at::<{ Extra::LoadFloat as usize }>([reg, 0, 0], slot);
        }
    }

    pub(crate) fn store_slot(&mut self, slot: i32, reg: Reg) {
        if reg < 16 {
            self.extra_at::<{ Extra::StoreInt as usize }>([0, reg, 0], slot);
        } else {
            self.extra_at::<{ Extra::StoreFloat as usize }>([0, reg, 0], slot);
        }
    }

    /// Copies a register to another of any file.
    pub(crate) fn move_reg(&mut self, to: Reg, from: Reg) {
        match (to < 16, from < 16) {
            (true, true) => self.extra::<{ Extra::MoveInt as usize }>([to, from, 0], 0),
            (false, false) => self.extra::<{ Extra::MoveFloat as usize }>([to, from, 0], 0),
            (false, true) => self.extra::<{ Extra::IntToFloat as usize }>([to, from, 0], 0),
            (true, false) => self.extra::<{ Extra::FloatToInt as usize }>([to, from, 0], 0),
        }
    }

    /// Emits the stencil beside the op table that is [`Extra`] number `EXTRA`: the registers among its operands by their numbers,
    /// and its constant.
    #[inline(always)]
    pub(crate) fn extra<const EXTRA: usize>(&mut self, regs: [Reg; 3], constant: u64) {
        self.code.out.extra::<EXTRA, false>(regs, constant);
    }

    /// The same for one whose constant is a place in the frame.
    #[inline(always)]
    pub(crate) fn extra_at<const EXTRA: usize>(&mut self, regs: [Reg; 3], slot: i32) {
        if is_small(slot) {
            self.code.out.extra::<EXTRA, true>(regs, slot as u64);
        } else {
            self.code.out.extra::<EXTRA, false>(regs, slot as u64);
        }
    }
}
