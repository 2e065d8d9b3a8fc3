//! The short way through selection for operations of two operands and one result, which are most of any program.
//!
//! It decides as `select` does, in straight line and without tables of its own; what is not regular (wide values,
//! stencils that overwrite further registers) it leaves to that one, before anything has changed.

use crate::emit::{NONE, ODD};
use crate::library::{self, Id, Library};
use crate::liveness::{FITS_BYTE, Kind, NO_REG, Val};
use crate::pass::Pass;
use crate::select::{is_encodable, is_shift};
use crate::state::{File, INTS, RAX, Reg, SAVED, is_small};
use core::hint::cold_path;
use juliette_ir::{Inst, InstData, Op, Ty, Value};
use juliette_stencil_format::library::Stencil;
use juliette_stencil_format::list::{Base, Branching, Shape};
use juliette_support::Id as _;

/// What selection has to know of an operation, as bits.
pub(crate) static TRAITS: [u8; Op::ALL.len()] = {
    let mut all = [0; Op::ALL.len()];
    let mut at = 0;
    while at < all.len() {
        let op = Op::ALL[at];
        let mut traits = 0;
        if op.is_commutative() {
            traits |= COMMUTES;
        }
        if is_shift(op) {
            traits |= SHIFTS;
        }
        if matches!(op, Op::Add | Op::Sub) {
            traits |= ADDS;
        }
        if matches!(op, Op::Ult | Op::Ule) {
            traits |= UNSIGNED;
        }
        if matches!(op, Op::Store | Op::StoreIndexed) {
            traits |= STORES;
        }
        if matches!(op, Op::LoadIndexed | Op::StoreIndexed | Op::PtrIndex) {
            traits |= INDEXED;
        }
        if matches!(op, Op::Load | Op::Store | Op::PtrOffset) || traits & INDEXED != 0 {
            traits |= ACCESS;
        }
        let plain = matches!(
            op,
            Op::Add
                | Op::Sub
                | Op::Mul
                | Op::Sdiv
                | Op::Udiv
                | Op::Srem
                | Op::Urem
                | Op::And
                | Op::Or
                | Op::Xor
                | Op::Shl
                | Op::Lshr
                | Op::Ashr
                | Op::Rotl
                | Op::Rotr
                | Op::Eq
                | Op::Ne
                | Op::Slt
                | Op::Sle
                | Op::Ult
                | Op::Ule
                | Op::Feq
                | Op::Fne
                | Op::Flt
                | Op::Fle
                | Op::Fadd
                | Op::Fsub
                | Op::Fmul
                | Op::Fdiv
                | Op::Fcopysign
                | Op::Fmin
                | Op::Fmax
                | Op::PtrAdd
        );
        if plain {
            traits |= PLAIN;
        }
        all[at] = traits;
        at += 1;
    }
    all
};
const COMMUTES: u8 = 1 << 0;
const SHIFTS: u8 = 1 << 1;
const ADDS: u8 = 1 << 2;
/// An unsigned comparison: LLVM may have compared with the number next to the constant, of which 0 has none.
const UNSIGNED: u8 = 1 << 3;
pub(crate) const STORES: u8 = 1 << 4;
pub(crate) const INDEXED: u8 = 1 << 5;
pub(crate) const ACCESS: u8 = 1 << 6;
/// Has two operands and one result, and no other way than this one unless they are wide.
pub(crate) const PLAIN: u8 = 1 << 7;

/// How an integer constant may be part of the operation's code: [`FITS`](crate::liveness::FITS), [`FITS_BYTE`] or 0.
#[inline(always)]
fn encodable(traits: u8, constant: &Val) -> u8 {
    if traits & UNSIGNED != 0 && matches!(constant.hint as i32, -1 | 0) { 0 } else { constant.home }
}

/// A comparison as a branch.
pub(crate) struct Test {
    /// The stencils that branch if it holds, and if it does not.
    pub(crate) ids: [Id; 2],
    pub(crate) regs: [u32; 3],
    pub(crate) constant: u64,
}

/// A stencil for an operation.
#[derive(Clone, Copy)]
struct Choice {
    id: Id,
    /// The result takes over the first operand's register.
    tied: bool,
    /// The second operand is in a register, too.
    in_register: bool,
    /// The operands were exchanged.
    swapped: bool,
}

/// Whether the stencils of sums cannot name a register as their first operand: r13 or rbp.
#[inline(always)]
fn is_unnameable(reg: u32) -> bool {
    reg & 7 == 5
}

impl Pass<'_> {
    /// Chooses the stencils of a comparison as a branch and settles its operands; nothing if that must go the long way.
    #[inline(always)]
    pub(crate) fn select_test(&mut self, op: Op, ty: Ty, list: &[Value; 2]) -> Option<Test> {
        let pos = self.pos;
        let (mut a, mut b) = (list[0], list[1]);
        if op.is_commutative() && self.should_swap(list) {
            (a, b) = (b, a);
        }
        let vals = &self.live.vals;
        let (first, second) = (&vals[a.index()], &vals[b.index()]);
        if first.file == File::Wide {
            return None;
        }
        let form = library::simple_form(op, ty);
        let has = |shape: Shape| form.get(shape.branching(Branching::IfTrue)) != 0;
        let (mut shape, mut constant) = (Shape::REG, 0);
        if second.kind == Kind::Const && second.file == File::Int {
            if encodable(TRAITS[op as usize], second) != 0 {
                let imm = Shape::of(Base::Imm);
                let fits = imm.small(second.home == FITS_BYTE);
                if has(fits) {
                    shape = fits;
                } else if has(imm) {
                    shape = imm;
                }
                constant = second.hint as i32 as u64;
            }
        } else if second.reg == NO_REG
            && second.kind == Kind::Plain
            && second.slot != 0
            && (!second.is_needed_after(pos) || self.free(second.file) == 0)
        {
            let frame = Shape::of(Base::Frame).small(is_small(second.slot));
            if has(frame) {
                shape = frame;
            }
            constant = second.slot as u64;
        }
        let [id, other] =
            [Branching::IfTrue, Branching::IfFalse].map(|branch| form.get(shape.branching(branch)));
        if library::clobbers(id) {
            return None;
        }
        let in_register = shape == Shape::REG;
        let second_reg = second.reg;
        if in_register && second_reg != NO_REG {
            self.locked |= 1 << second_reg;
        }
        let first_reg = self.ensure(a);
        let second_reg = if in_register { self.ensure(b) } else { 0 };
        // Nothing ends here: the branch comes later, and the operands count as used there.
        debug_assert!([a, b].iter().all(|value| {
            let val = &self.live.vals[value.index()];
            val.is_needed_after(pos) || val.kind == Kind::Const
        }));
        Some(Test { ids: [id, other], regs: [first_reg, second_reg, 0].map(u32::from), constant })
    }

    /// The same for a checked operation, whose result is settled, too.
    #[inline(never)]
    pub(crate) fn select_checked(&mut self, data: &InstData) -> Option<Test> {
        let (traits, result) = (TRAITS[data.op as usize], data.result_pair()[0]);
        let list = self.input.operands(data);
        let swapped = traits & COMMUTES != 0 && self.should_swap(list);
        let [a, b] = if swapped { [list[1], list[0]] } else { *list };
        let (first, second) = (&self.live.vals[a.index()], &self.live.vals[b.index()]);
        let is_const = second.kind == Kind::Const;
        if first.reg == NO_REG
            || self.live.vals[result.index()].last == 0
            || !is_const && second.reg == NO_REG
        {
            return None;
        }
        let form = library::simple_form(data.op, data.ty);
        let find = |shape: Shape, branch| form.get(shape.branching(branch));
        let has = |shape: Shape| find(shape, Branching::IfTrue) != 0;
        let tied = !first.is_needed_after(self.pos) && a != b && has(Shape::of(Base::Tied));
        let shape = if is_const {
            let imm = Shape::of(if tied { Base::TiedImm } else { Base::Imm });
            let fits = imm.small(second.home == FITS_BYTE);
            if encodable(traits, second) == 0 {
                return None;
            }
            if has(fits) { fits } else { imm }
        } else {
            Shape::of(if tied { Base::Tied } else { Base::Reg })
        };
        let [id, other] = [Branching::IfTrue, Branching::IfFalse].map(|branch| find(shape, branch));
        if library::clobbers(id) {
            return None;
        }
        let constant = if is_const { second.hint as i32 as u64 } else { 0 };
        let regs = self.settle_registers(data, Choice { id, tied, in_register: !is_const, swapped });
        Some(Test { ids: [id, other], regs: regs.map(u32::from), constant })
    }

    /// Compiles an operation of two operands in registers, or of one in a register and one that is a constant in the code;
    /// tells that it must go another way before it has changed anything.
    #[inline(always)]
    pub(crate) fn compile_two(&mut self, library: Library, data: &InstData) -> bool {
        let (traits, result) = (TRAITS[data.op as usize], data.result_pair()[0]);
        let &[a, b] = self.input.operands(data);
        let vals = &self.live.vals;
        if vals[result.index()].last == 0 {
            return true;
        }
        let (first, second) = (&vals[a.index()], &vals[b.index()]);
        if second.kind == Kind::Const {
            self.compile_with_constant(library, data, traits, [a, b], false)
        } else if first.kind == Kind::Const {
            traits & COMMUTES != 0 && self.compile_with_constant(library, data, traits, [b, a], true)
        } else {
            self.compile_registers(library, data, traits, a, b, false, traits & COMMUTES != 0)
        }
    }

    /// The same for an operation whose second operand is a constant.
    #[inline(always)]
    fn compile_with_constant(
        &mut self,
        library: Library,
        data: &InstData,
        traits: u8,
        [a, b]: [Value; 2],
        swapped: bool,
    ) -> bool {
        let (pos, result) = (self.pos, data.result_pair()[0]);
        let (first, second) = (&self.live.vals[a.index()], &self.live.vals[b.index()]);
        let reg = u32::from(first.reg);
        if first.reg == NO_REG || encodable(traits, second) == 0 {
            cold_path();
            return false;
        }
        let number = second.hint as i32;
        let small = second.home == FITS_BYTE;
        if traits & SHIFTS != 0 && !(small && (0..data.ty.bits() as i32).contains(&number)) {
            cold_path();
            return false;
        }
        let form = library.simple_form(data.op, data.ty);
        let (loaded, constant) = (second.reg != NO_REG, number as u64);
        let tied = !first.is_needed_after(pos)
            && a != b
            && form.get(Shape::of(Base::Tied)) != 0
            // An addition can put its sum where it is wanted at no cost.
            && !(traits & ADDS != 0 && self.is_wanted_elsewhere(result));
        let id = form.plain(if tied { Base::TiedImm } else { Base::Imm } as usize, small);
        if library::is_slow(id) {
            cold_path();
            return false;
        }
        if loaded {
            cold_path();
            self.finish_any(data, Choice { id, tied, in_register: false, swapped }, constant);
        } else if tied {
            self.hand_over(a, reg, result);
            self.code.out.append_short::<1, ODD>(library, id, [reg], constant);
            self.give_back_slots(data);
        } else {
            self.finish::<false, ODD>(library, data, id, a, a, reg, 0, swapped, constant);
        }
        true
    }

    /// The same for an operation whose operands are both in registers, which may be exchanged if `commutes`.
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "inlined; what is in arrays is packed into words")]
    fn compile_registers(
        &mut self,
        library: Library,
        data: &InstData,
        traits: u8,
        mut a: Value,
        mut b: Value,
        mut swapped: bool,
        commutes: bool,
    ) -> bool {
        let pos = self.pos;
        let (first, second) = (&self.live.vals[a.index()], &self.live.vals[b.index()]);
        let (mut first_reg, mut second_reg) = (u32::from(first.reg), u32::from(second.reg));
        if first.reg == NO_REG || second.reg == NO_REG {
            cold_path();
            return false;
        }
        let form = library.simple_form(data.op, data.ty);
        let tied = form.get(Shape::of(Base::Tied));
        if !first.is_needed_after(pos) {
            if a != b && self.can_tie(data, traits, tied) {
                return self.compile_tied(library, data, tied, [a, b], [first_reg, second_reg], false);
            }
        } else if commutes && !second.is_needed_after(pos) {
            if self.can_tie(data, traits, tied) {
                return self.compile_tied(library, data, tied, [b, a], [second_reg, first_reg], true);
            }
            (a, b) = (b, a);
            (first_reg, second_reg) = (second_reg, first_reg);
            swapped = true;
        }
        let id = form.get(Shape::REG);
        if library::is_odd(id) {
            cold_path();
            return false;
        }
        self.finish::<true, NONE>(library, data, id, a, b, first_reg, second_reg, swapped, 0);
        true
    }

    /// Whether the result of an operation is to take over its first operand's register by the stencil `tied`, if there is such
    /// a stencil.
    #[inline(always)]
    fn can_tie(&self, data: &InstData, traits: u8, tied: Id) -> bool {
        let sums = traits & (COMMUTES | ADDS) == COMMUTES | ADDS;
        tied != 0 && !(sums && self.is_wanted_elsewhere(data.result_pair()[0]))
    }

    /// Compiles an operation whose result takes over the register of the first operand, and tells whether that is possible. The
    /// second one is needed later if the two were exchanged.
    #[inline(always)]
    fn compile_tied(
        &mut self,
        library: Library,
        data: &InstData,
        id: Id,
        [a, b]: [Value; 2],
        regs: [u32; 2],
        swapped: bool,
    ) -> bool {
        if library::is_odd(id) {
            cold_path();
            return false;
        }
        if !swapped && !self.live.vals[b.index()].is_needed_after(self.pos) {
            self.live.vals[b.index()].reg = NO_REG;
            self.regs.used &= !(1 << regs[1]);
        }
        self.hand_over(a, regs[0], data.result_pair()[0]);
        self.code.out.append_short::<2, NONE>(library, id, regs, 0);
        self.give_back_slots(data);
        true
    }

    /// Compiles an operation of two operands that [`compile_two`](Self::compile_two) has left alone.
    #[inline(never)]
    pub(crate) fn compile_two_slow(&mut self, data: &InstData) {
        let (traits, result) = (TRAITS[data.op as usize], data.result_pair()[0]);
        let list = *self.input.operands(data);
        let library = Library::default();
        let is_const = list.map(|value: Value| self.live.vals[value.index()].kind == Kind::Const);
        // A constant that cannot be in the code may be in a register.
        let done = is_const != [false; 2] && {
            let swaps = traits & COMMUTES != 0 && !is_const[1];
            let [a, b] = if swaps { [list[1], list[0]] } else { list };
            self.compile_registers(library, data, traits, a, b, swaps, false)
        };
        if !done && !self.compile_two_any(data, list, result) {
            self.compile_any(self.inst(), data);
        }
    }

    /// Compiles an operation of one operand.
    #[inline(never)]
    pub(crate) fn compile_unary(&mut self, inst: Inst, data: &InstData) {
        let (&[operand], result) = (self.input.operands(data), data.result_pair()[0]);
        let (val, made) = (&self.live.vals[operand.index()], &self.live.vals[result.index()]);
        if made.last == 0 {
            return;
        }
        let (library, form) = (Library::default(), library::form(data.op, data.ty, data.from));
        let ends = !val.is_needed_after(self.pos);
        let tied = ends && form.get(Shape::of(Base::Tied)) != 0;
        let id = form.get(Shape::of(if tied { Base::Tied } else { Base::Reg }));
        let is_odd = library::clobbers(id);
        let reg = u32::from(val.reg);
        // Where registers are short, it is worth while to look which values are not needed any more.
        if val.reg == NO_REG || self.free(made.file) & !SAVED == 0 || is_odd {
            self.compile_any(inst, data);
        } else if tied {
            self.hand_over(operand, reg, result);
            self.code.out.append::<1, ODD>(library, id, [reg], 0);
            self.give_back_slots(data);
        } else if library::is_slow(id) {
            self.finish_any(data, Choice { id, tied, in_register: false, swapped: false }, 0);
        } else {
            self.finish::<false, ODD>(library, data, id, operand, operand, reg, 0, false, 0);
        }
    }

    /// Finishes an operation whose stencil is chosen, which has one operand in a register or (if `TWO`) two, and a constant in
    /// the code as `CONSTANT` tells: gives the result a register and emits the code.
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "inlined; what is in arrays is packed into words")]
    pub(crate) fn finish<const TWO: bool, const CONSTANT: u8>(
        &mut self,
        library: Library,
        data: &InstData,
        id: Id,
        a: Value,
        b: Value,
        first_reg: u32,
        second_reg: u32,
        swapped: bool,
        constant: u64,
    ) {
        let result = data.result_pair()[0];
        let stencil = library.stencil(id);
        // Most let the result have either operand's register, or none's.
        let operands = if TWO { 0b110 } else { 0b010 };
        let overlap = stencil.overlap & operands;
        let must_settle = TWO && stencil.flags & Stencil::BARE_SUM != 0 && is_unnameable(first_reg);
        if overlap != 0 && overlap != operands || must_settle {
            cold_path();
            let choice = Choice { id, tied: false, in_register: TWO, swapped };
            return self.finish_any(data, choice, constant);
        }
        let (pos, first) = (self.pos, &self.live.vals[a.index()]);
        let mut ended = 0;
        if !first.is_needed_after(pos) {
            ended = 1 << first_reg;
            self.live.vals[a.index()].reg = NO_REG;
        }
        if TWO {
            let second = &self.live.vals[b.index()];
            if !second.is_needed_after(pos) {
                ended |= 1 << second_reg;
                self.live.vals[b.index()].reg = NO_REG;
            }
        }
        let dying = if overlap != 0 { ended } else { 0 };
        let from = self.quick_choice(result, dying);
        let target = if from != 0 {
            from.trailing_zeros()
        } else {
            self.slow_register(result, dying, [first_reg, second_reg])
        };
        self.regs.used = self.regs.used & !ended | 1 << target;
        self.regs.clean &= !(1 << target);
        self.regs.put(target, result);
        self.live.vals[result.index()].reg = target as Reg;
        if TWO {
            self.code.out.append_short::<3, CONSTANT>(library, id, [target, first_reg, second_reg], constant);
        } else {
            self.code.out.append_short::<2, CONSTANT>(library, id, [target, first_reg], constant);
        }
        self.give_back_slots(data);
    }

    /// Finishes it in any case, also where registers are to be emptied.
    #[cold]
    #[inline(never)]
    fn finish_any(&mut self, data: &InstData, choice: Choice, constant: u64) {
        let id = choice.id;
        let regs = self.settle_registers(data, choice);
        self.code.out.quick_odd(id, regs, constant);
    }

    /// Gives the result of an operation whose stencil is chosen a register, and takes operands that end here out of theirs. Gives
    /// the registers of the result and the operands.
    #[inline(always)]
    fn settle_registers(&mut self, data: &InstData, choice: Choice) -> [Reg; 3] {
        let Choice { id, tied, in_register, swapped } = choice;
        let (pos, stencil, result) = (self.pos, library::stencil(id), data.result_pair()[0]);
        let list = self.input.args(data);
        let (mut a, mut b) = (list[0], list[list.len() - 1]);
        if swapped {
            (a, b) = (b, a);
        }
        let (first, second) = (&self.live.vals[a.index()], &self.live.vals[b.index()]);
        let sources = [first.reg, if in_register { second.reg } else { NO_REG }];
        let ends = [!first.is_needed_after(pos), !second.is_needed_after(pos)];
        let mut regs = [sources[0], sources[1], 0];
        if !tied {
            // An operand that ends here gives its register, if it is read before the result is written.
            let overlap = u32::from(stencil.overlap);
            let first_gives = u32::from(ends[0]) & overlap >> 1;
            let second_gives = u32::from(in_register && ends[1]) & overlap >> 2;
            let dying = if sources[0] == sources[1] {
                (first_gives & second_gives) << sources[0]
            } else {
                first_gives << sources[0] | second_gives << sources[1]
            };
            let from = self.quick_choice(result, dying);
            let target = if from != 0 {
                from.trailing_zeros()
            } else {
                self.slow_register(result, dying, sources.map(u32::from))
            };
            regs = [target as Reg, sources[0], sources[1]];
        }
        if ends[0] {
            self.retire(a);
        }
        if ends[1] && b != a {
            self.retire(b);
        }
        self.assign(result, regs[0]);
        if stencil.flags & Stencil::BARE_SUM != 0 {
            self.settle_sum(&mut regs);
        }
        regs
    }

    /// Lets a result have the register of an operand that ends here.
    #[inline(always)]
    fn hand_over(&mut self, operand: Value, reg: u32, result: Value) {
        self.regs.put(reg, result);
        self.regs.clean &= !(1 << reg);
        self.live.vals[operand.index()].reg = NO_REG;
        self.live.vals[result.index()].reg = reg as Reg;
    }

    /// Lets other values have the frame slots of operands that end here.
    #[inline(always)]
    pub(crate) fn give_back_slots(&mut self, data: &InstData) {
        if self.frame != 0 {
            let slot = |operand: &Value| self.live.vals[operand.index()].slot;
            if self.input.args(data).iter().fold(0, |slots, operand| slots | slot(operand)) < 0 {
                self.give_back_operands(data);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn give_back_operands(&mut self, data: &InstData) {
        for &operand in self.input.args(data) {
            if self.live.vals[operand.index()].slot < 0 {
                self.give_back_slot(operand, self.pos);
            }
        }
    }

    /// Registers of which a result gets the lowest, as `result_register` chooses it; none if that is not told at once.
    #[inline(always)]
    pub(crate) fn quick_choice(&mut self, result: Value, dying: u32) -> u32 {
        let val = &self.live.vals[result.index()];
        let file = INTS << (val.file as u32 * 16);
        let mut quick = file & self.quick_registers;
        let mut quick_dying = dying & quick;
        if val.hint != 0 {
            let all = file & self.allocatable;
            let free = all & !self.regs.used;
            if free & !SAVED == 0 {
                return 0;
            }
            let home = self.wanted_register(result);
            if home != NO_REG {
                let home = 1 << home;
                if (free | dying & all) & home != 0 {
                    self.touched |= home;
                    return home;
                }
                quick_dying = 0;
            }
        }
        if self.next_call < val.last {
            return 0;
        }
        quick &= !self.regs.used;
        if quick_dying != 0 { quick_dying } else { quick }
    }

    /// The register for a result where that is not told at once; `operands` are registers in use.
    #[cold]
    #[inline(never)]
    fn slow_register(&mut self, result: Value, dying: u32, operands: [u32; 2]) -> u32 {
        self.locked = 1 << operands[0] | 1 << operands[1];
        let target = self.result_register(result, dying);
        self.touched |= 1 << target;
        u32::from(target)
    }

    /// Compiles any such operation, or tells that it must go the long way.
    fn compile_two_any(&mut self, data: &InstData, list: [Value; 2], result: Value) -> bool {
        let (op, ty, pos) = (data.op, data.ty, self.pos);
        let vals = &self.live.vals;
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
        let form = library::form(op, ty, data.from);
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
        let stencil = library::stencil(id);
        if id == 0 || stencil.int_clobbers | stencil.float_clobbers != 0 {
            return false;
        }

        let (mut first_reg, mut second_reg) = (first.reg, if in_register { second.reg } else { NO_REG });
        self.locked |= 1 << first_reg | 1 << second_reg;
        if first_reg == NO_REG || in_register && second_reg == NO_REG {
            first_reg = self.ensure(a);
            if in_register {
                second_reg = self.ensure(b);
            }
        }
        let mut regs = [first_reg, if in_register { second_reg } else { 0 }, 0];
        let mut target = first_reg;
        if !tied {
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
            regs = [target, regs[0], regs[1]];
        }
        if first_ends {
            self.retire(a);
        }
        if second_ends && b != a {
            self.retire(b);
        }
        debug_assert!(target < 16 || self.file(result) == File::Float, "register {target} of {INTS:x}");
        self.assign(result, target);
        if stencil.flags & Stencil::BARE_SUM != 0 {
            self.settle_sum(&mut regs);
        }
        self.code.out.quick(id, regs, last);
        true
    }

    /// Makes the operands of a sum such that its stencil can name them.
    #[inline]
    pub(crate) fn settle_sum(&mut self, regs: &mut [Reg; 3]) {
        if !is_unnameable(u32::from(regs[1])) {
            return;
        }
        if is_unnameable(u32::from(regs[2])) {
            self.move_reg(RAX, regs[2]);
            regs[2] = RAX;
        }
        regs.swap(1, 2);
    }

    /// Whether a result is wanted in a register that is free.
    fn is_wanted_elsewhere(&self, result: Value) -> bool {
        let wanted = self.wanted_register(result);
        wanted != NO_REG && self.free(File::Int) >> wanted & 1 != 0
    }

    /// Forgets where a value is that is not needed any more.
    #[inline(always)]
    pub(crate) fn retire(&mut self, value: Value) {
        let val = &mut self.live.vals[value.index()];
        let reg = core::mem::replace(&mut val.reg, NO_REG);
        let slot = val.slot;
        // No register is that of rax, which is never used.
        self.regs.used &= !(1 << reg);
        if slot < 0 {
            self.give_back_slot(value, self.pos);
        }
    }
}
