//! Calls by the C convention: what is live goes out of the registers that a call may overwrite, arguments go to theirs,
//! results come back in rax, rdx, xmm0, xmm1.
//!
//! The bytes of `call` and of pushing stack arguments are written here by hand, like prologue and epilogue: they
//! are the frame around the stencils, not operations.

use crate::library;
use crate::liveness::{Kind, NO_REG};
use crate::moves::Source;
use crate::pass::{INT_ARGUMENTS, Pass};
use crate::routines;
use crate::state::{File, RAX, Reg, SAVED, bits};
use juliette_ir::{Imm, Inst, InstData, Op, SupportRoutine, Target, Value};
use juliette_stencil_format::list::Extra;
use juliette_support::Id as _;

/// What is called.
#[derive(Clone, Copy)]
enum Callee {
    /// The code whose address is in the cell at this address.
    Cell(u64),
    /// The code at this address.
    Address(u64),
    /// The code whose address is in r11.
    Register,
}

const R11: Reg = 11;
pub(crate) const RDX: Reg = 2;
const XMM0: Reg = 16;

/// The number of float argument registers of the C convention, which begin with xmm0.
const FLOAT_ARGUMENTS: usize = 8;

/// How many arguments of a call went to integer and to float registers.
#[derive(Default)]
struct Placed {
    ints: usize,
    floats: usize,
}

impl Placed {
    /// The register of the next integer, or none if that goes to the stack.
    #[inline(always)]
    fn int(&mut self) -> Option<Reg> {
        let reg = INT_ARGUMENTS.get(self.ints).copied();
        self.ints += usize::from(reg.is_some());
        reg
    }

    /// The same for a float.
    #[inline(always)]
    fn float(&mut self) -> Option<Reg> {
        let reg = (self.floats < FLOAT_ARGUMENTS).then_some(16 + self.floats as Reg);
        self.floats += usize::from(reg.is_some());
        reg
    }
}

impl Pass<'_> {
    #[inline(always)]
    pub(crate) fn compile_call(&mut self, inst: Inst) {
        let func = self.func;
        let data = self.input.inst(inst);
        let all = self.input.args(data);
        let Some(external) = func.callee(inst) else { unreachable!("a call names its callee") };
        self.save_for_call(external.noreturn);
        let (callee, args) = match (data.op, &external.target) {
            (Op::CallIndirect, _) => {
                let source = self.source(all[0]);
                self.moves[0].put_reg(R11, source);
                (Callee::Register, &all[1..])
            }
            (_, Target::Slot(slot)) => (Callee::Cell(self.env.slot_cell(*slot)), all),
            (_, Target::Runtime(entry)) => (Callee::Address(self.env.runtime_address(*entry)), all),
            (_, Target::Local) => {
                let slot = self.local_slot(&external.name);
                (Callee::Cell(self.env.slot_cell(slot)), all)
            }
            (_, Target::Indirect) => unreachable!("{}: a direct call of a signature", func.name),
        };
        let mut placed = Placed::default();
        for &arg in args {
            let val = &self.live.vals[arg.index()];
            let place = match val.file {
                File::Int => placed.int(),
                File::Float => placed.float(),
                File::Wide => {
                    let slot = self.wide(arg);
                    self.place(placed.int(), Source::Slot(slot));
                    self.place(placed.int(), Source::Slot(slot + 8));
                    continue;
                }
            };
            match place {
                Some(reg) if val.reg != NO_REG => self.moves[0].put_move(reg, val.reg),
                _ => {
                    let source = self.source(arg);
                    self.place(place, source);
                }
            }
        }
        let pushed = if self.stack_arguments.is_empty() { 0 } else { self.push_arguments() };
        self.perform(0);
        self.emit_call(callee);
        self.site(inst);
        self.pop_arguments(pushed);
        self.after_call(data);
    }

    /// Lists an argument: the move to its register, or what goes to the stack.
    #[inline(always)]
    fn place(&mut self, reg: Option<Reg>, source: Source) {
        match reg {
            Some(reg) => self.moves[0].put_reg(reg, source),
            None => self.stack_arguments.push(source),
        }
    }

    /// Finds the slot of a function of the same text module.
    pub(crate) fn local_slot(&self, name: &str) -> u32 {
        match self.locals.iter().position(|local| local == name) {
            Some(slot) => slot as u32,
            None => panic!("{}: no function %{name} in the module", self.func.name),
        }
    }

    /// Saves what a call would overwrite and is needed after it, if it returns.
    #[inline(always)]
    fn save_for_call(&mut self, noreturn: bool) {
        self.calls = true;
        let lost = self.regs.used & !SAVED & !self.regs.clean;
        if !noreturn && lost != 0 {
            self.save_lost(lost);
        }
    }

    /// The same for the values in the registers `lost`.
    #[inline(never)]
    fn save_lost(&mut self, lost: u32) {
        for reg in bits(lost) {
            let value = Value(self.regs.values[reg as usize & 31]);
            let val = &self.live.vals[value.index()];
            if !val.is_needed_after(self.pos) {
                continue;
            }
            let free = if reg < 16 { self.free(File::Int) & self.kept_registers(value) } else { 0 };
            if free != 0 && val.kind == Kind::Plain {
                let to = self.choose(free, SAVED);
                self.clear(reg);
                self.assign(value, to);
                self.move_reg(to, reg);
            } else {
                self.save(reg);
            }
        }
    }

    /// Pushes the stack arguments, of which there are some; gives how many words the stack moved.
    #[inline(never)]
    fn push_arguments(&mut self) -> u32 {
        // The list is kept from call to call, so that it is not allocated each time.
        let mut stack = core::mem::take(&mut self.stack_arguments);
        if stack.len() % 2 == 1 {
            self.code.out.raw(&[0x48, 0x83, 0xec, 0x08]);
        }
        for &source in stack.iter().rev() {
            match source {
                Source::Reg(reg) if reg < 8 => self.code.out.raw(&[0x50 | reg]),
                Source::Reg(reg) if reg < 16 => self.code.out.raw(&[0x41, 0x50 | (reg & 7)]),
                Source::Reg(reg) => {
                    self.move_reg(RAX, reg);
                    self.code.out.raw(&[0x50]);
                }
                Source::Slot(slot) => {
                    let [a, b, c, d] = slot.to_le_bytes();
                    self.code.out.raw(&[0xff, 0xb5, a, b, c, d]);
                }
                Source::Bits(bits) => {
                    self.constant_to(RAX, bits);
                    self.code.out.raw(&[0x50]);
                }
                Source::Frame(slot) => {
                    self.frame_address(RAX, slot);
                    self.code.out.raw(&[0x50]);
                }
            }
        }
        let words = stack.len().next_multiple_of(2) as u32;
        stack.clear();
        self.stack_arguments = stack;
        words
    }

    fn pop_arguments(&mut self, words: u32) {
        if words != 0 {
            let [a, b, c, d] = (words * 8).to_le_bytes();
            self.code.out.raw(&[0x48, 0x81, 0xc4, a, b, c, d]);
        }
    }

    fn reaches(&self, address: u64) -> bool {
        (address as i64).wrapping_sub(self.code_base as i64).unsigned_abs() < 1 << 30
    }

    #[inline(always)]
    fn emit_call(&mut self, callee: Callee) {
        match callee {
            Callee::Cell(cell) if self.reaches(cell) => {
                self.code.out.raw(&[0xff, 0x15, 0, 0, 0, 0]);
                self.code.external_field(cell);
            }
            Callee::Cell(cell) => {
                self.constant_to(RAX, cell);
                self.code.out.raw(&[0xff, 0x10]);
            }
            Callee::Address(address) if self.reaches(address) => {
                self.code.out.raw(&[0xe8, 0, 0, 0, 0]);
                self.code.external_field(address);
            }
            Callee::Address(address) => {
                self.constant_to(RAX, address);
                self.code.out.raw(&[0xff, 0xd0]);
            }
            Callee::Register => self.code.out.raw(&[0x41, 0xff, 0xd3]),
        }
    }

    /// Settles the registers after a call and takes its results.
    #[inline(always)]
    fn after_call(&mut self, data: &InstData) {
        self.settle_call(self.input.args(data));
        match data.result_pair()[..data.result_count()] {
            [] => {}
            [result] if self.file(result) == File::Int => self.take_returned(result, RAX),
            [result] if self.file(result) == File::Float => self.take_returned(result, XMM0),
            ref results => self.take_results(results),
        }
    }

    /// Empties the registers that a call may have overwritten, and forgets its operands that are not needed any more.
    #[inline(always)]
    fn settle_call(&mut self, args: &[Value]) {
        for reg in bits(self.regs.used & !SAVED) {
            self.live.vals[self.regs.values[reg as usize & 31] as usize].reg = NO_REG;
        }
        self.regs.used &= SAVED;
        for &arg in args {
            let val = &self.live.vals[arg.index()];
            if val.reg != NO_REG || val.slot != 0 {
                self.release(arg, self.pos);
            }
        }
    }

    /// Takes the results of a call, of any number and types.
    #[inline(never)]
    fn take_results(&mut self, results: &[Value]) {
        let (mut ints, mut floats) = ([RAX, RDX].into_iter(), [XMM0, XMM0 + 1].into_iter());
        if results.len() > 1 {
            // The second one waits in its register until the first one has moved.
            let count = |file| results.iter().filter(|&&result| self.file(result) == file).count();
            let [two_ints, two_floats] = [File::Int, File::Float].map(|file| u32::from(count(file) == 2));
            self.locked |= two_ints << RDX | two_floats << (XMM0 + 1);
        }
        for &result in results {
            let from = match self.file(result) {
                File::Int => ints.next(),
                File::Float => floats.next(),
                File::Wide => {
                    let slot = self.wide(result);
                    self.store_slot(slot, RAX);
                    self.store_slot(slot + 8, RDX);
                    continue;
                }
            };
            let Some(from) = from else { unreachable!("a call has two results of a file at most") };
            self.locked &= !(1 << from);
            self.take_returned(result, from);
        }
    }

    /// Takes one result, which is in register `from`, if it is used.
    #[inline(always)]
    fn take_returned(&mut self, result: Value, from: Reg) {
        let val = &self.live.vals[result.index()];
        if val.last == 0 {
            return;
        }
        if from != RAX && self.free(val.file) >> from & 1 != 0 {
            self.assign(result, from);
            self.locked |= 1 << from;
        } else {
            let to = self.take_result(result);
            self.move_reg(to, from);
        }
    }

    /// Calls a routine with places in the frame and the like as arguments.
    fn call_with(&mut self, inst: Inst, callee: Callee, sources: &[Source]) {
        for (&source, reg) in sources.iter().zip(INT_ARGUMENTS) {
            self.moves[0].put_reg(reg, source);
        }
        self.perform(0);
        self.emit_call(callee);
        self.site(inst);
    }

    fn support(&self, routine: SupportRoutine) -> Callee {
        Callee::Address(self.env.support_address(routine))
    }

    pub(crate) fn compile_try(&mut self, inst: Inst) {
        let Imm::Slot { slot, offset } = self.func.imm(inst) else { unreachable!("a handler has a slot") };
        let place = self.stack_slots[slot.0 as usize] + offset;
        let entering = self.func.op(inst) == Op::TryEnter;
        let routine = if entering { SupportRoutine::TryEnter } else { SupportRoutine::TryLeave };
        self.save_for_call(false);
        let callee = self.support(routine);
        self.call_with(inst, callee, &[Source::Frame(place)]);
        self.after_call(self.input.inst(inst));
    }

    pub(crate) fn compile_trap(&mut self, inst: Inst) {
        let Imm::Trap(reason) = self.func.imm(inst) else { unreachable!("a trap has a reason") };
        self.save_for_call(true);
        let callee = self.support(SupportRoutine::Trap);
        self.call_with(inst, callee, &[Source::Bits(reason as u64)]);
    }

    /// Polls the flag; the call is out of line and keeps every register.
    pub(crate) fn compile_safepoint(&mut self, inst: Inst) {
        self.calls = true;
        let offset = self.env.context_offset() + self.env.safepoint_flag_offset();
        let (slow, back) = (self.code.label(), self.code.label());
        let id = library::extra(Extra::BranchFlag, false);
        let mut values = [0; crate::emit::OPERANDS];
        values[0] = offset as u64;
        self.code.out.stencil(id, &values);
        self.code.stencil_branches(id, slow);
        self.code.bind(back);
        let over = self.begin_out_of_line();
        self.code.bind(slow);
        self.forget_dead();
        let lost = self.regs.used & !SAVED;
        for reg in bits(lost) {
            let value = Value(self.regs.values[reg as usize]);
            if self.regs.clean >> reg & 1 == 0 {
                let slot = self.slot_of(value);
                self.store_slot(slot, reg);
            }
        }
        let callee = self.support(SupportRoutine::Safepoint);
        self.emit_call(callee);
        self.site(inst);
        for reg in bits(lost) {
            let value = Value(self.regs.values[reg as usize]);
            let held = core::mem::replace(&mut self.live.vals[value.index()].reg, NO_REG);
            self.materialize(value, reg);
            self.live.vals[value.index()].reg = held;
        }
        self.code.jump(back);
        self.end_out_of_line(over);
    }

    /// Operations on 128 bits that x86-64 has no short code for: routines that work on the frame.
    pub(crate) fn compile_wide_routine(&mut self, inst: Inst) {
        let func = self.func;
        let (args, results) = (func.args(inst), func.results(inst));
        self.save_for_call(false);
        let out = self.wide(results[0]);
        let first = self.wide(args[0]);
        let second = match self.file(args[1]) {
            File::Wide => Source::Frame(self.wide(args[1])),
            File::Int | File::Float => self.source(args[1]),
        };
        let address = routines::wide(func.op(inst)) as usize as u64;
        self.call_with(inst, Callee::Address(address), &[Source::Frame(out), Source::Frame(first), second]);
        self.settle_call(args);
        if let Some(&flag) = results.get(1)
            && self.live.vals[flag.index()].last != 0
        {
            let reg = self.take_result(flag);
            self.move_reg(reg, RAX);
        }
    }
}
