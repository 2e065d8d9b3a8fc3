//! Calls by the C convention: what is live goes out of the registers that a call may overwrite, arguments go to theirs,
//! results come back in rax, rdx, xmm0, xmm1.
//!
//! The bytes of `call` and of pushing stack arguments are written here by hand, like prologue and epilogue: they
//! are the frame around the stencils, not operations.

use crate::library;
use crate::liveness::{Kind, NO_REG};
use crate::moves::{Moves, Source};
use crate::pass::{INT_ARGUMENTS, Pass};
use crate::routines;
use crate::state::{File, RAX, Reg, SAVED, bits};
use juliette_ir::{Imm, Inst, Op, SupportRoutine, Target, Value};
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
const RDX: Reg = 2;

/// The arguments of a call while they are placed.
#[derive(Default)]
struct Placing {
    ints: usize,
    floats: usize,
    stack: Vec<Source>,
}

impl Placing {
    fn int(&mut self, moves: &mut Moves, source: Source) {
        match INT_ARGUMENTS.get(self.ints) {
            Some(&reg) => {
                moves.put_reg(reg, source);
                self.ints += 1;
            }
            None => self.stack.push(source),
        }
    }

    fn float(&mut self, moves: &mut Moves, source: Source) {
        if self.floats < 8 {
            moves.put_reg(16 + self.floats as Reg, source);
            self.floats += 1;
        } else {
            self.stack.push(source);
        }
    }
}

impl Pass<'_> {
    pub(crate) fn compile_call(&mut self, inst: Inst) {
        let func = self.func;
        let op = func.op(inst);
        let all = func.args(inst);
        let Some(external) = func.callee(inst) else { unreachable!("a call names its callee") };
        let noreturn = external.noreturn;
        self.save_for_call(noreturn);
        let (callee, args) = match (op, &external.target) {
            (Op::CallIndirect, _) => {
                let source = self.source(all[0]);
                self.s.moves[0].put_reg(R11, source);
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
        // The list is kept from call to call, so that it is not allocated each time.
        let mut placing =
            Placing { stack: core::mem::take(&mut self.s.stack_arguments), ..Placing::default() };
        placing.stack.clear();
        for &arg in args {
            match self.file(arg) {
                File::Int => {
                    let source = self.source(arg);
                    placing.int(&mut self.s.moves[0], source);
                }
                File::Float => {
                    let source = self.source(arg);
                    placing.float(&mut self.s.moves[0], source);
                }
                File::Wide => {
                    let slot = self.wide(arg);
                    placing.int(&mut self.s.moves[0], Source::Slot(slot));
                    placing.int(&mut self.s.moves[0], Source::Slot(slot + 8));
                }
            }
        }
        let pushed = self.push_arguments(&placing.stack);
        self.s.stack_arguments = placing.stack;
        self.perform(0);
        self.emit_call(callee);
        self.site(inst);
        self.pop_arguments(pushed);
        self.after_call(inst);
    }

    /// Finds the slot of a function of the same text module.
    pub(crate) fn local_slot(&self, name: &str) -> u32 {
        match self.locals.iter().position(|local| local == name) {
            Some(slot) => slot as u32,
            None => panic!("{}: no function %{name} in the module", self.func.name),
        }
    }

    /// Saves what a call would overwrite and is needed after it.
    fn save_for_call(&mut self, noreturn: bool) {
        self.calls = true;
        if noreturn {
            return;
        }
        for reg in bits(self.regs.used & !SAVED) {
            let value = Value(self.regs.values[reg as usize]);
            let val = self.vals[value.index()];
            if !val.is_needed_after(self.pos) || self.regs.clean >> reg & 1 != 0 {
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

    /// Pushes the stack arguments; gives how many words the stack moved.
    fn push_arguments(&mut self, stack: &[Source]) -> u32 {
        if stack.len() % 2 == 1 {
            self.s.code.out.raw(&[0x48, 0x83, 0xec, 0x08]);
        }
        for &source in stack.iter().rev() {
            match source {
                Source::Reg(reg) if reg < 8 => self.s.code.out.raw(&[0x50 | reg]),
                Source::Reg(reg) if reg < 16 => self.s.code.out.raw(&[0x41, 0x50 | (reg & 7)]),
                Source::Reg(reg) => {
                    self.move_reg(RAX, reg);
                    self.s.code.out.raw(&[0x50]);
                }
                Source::Slot(slot) => {
                    let [a, b, c, d] = slot.to_le_bytes();
                    self.s.code.out.raw(&[0xff, 0xb5, a, b, c, d]);
                }
                Source::Bits(bits) => {
                    self.constant_to(RAX, bits);
                    self.s.code.out.raw(&[0x50]);
                }
                Source::Frame(slot) => {
                    self.frame_address(RAX, slot);
                    self.s.code.out.raw(&[0x50]);
                }
            }
        }
        stack.len().next_multiple_of(2) as u32
    }

    fn pop_arguments(&mut self, words: u32) {
        if words != 0 {
            let [a, b, c, d] = (words * 8).to_le_bytes();
            self.s.code.out.raw(&[0x48, 0x81, 0xc4, a, b, c, d]);
        }
    }

    fn reaches(&self, address: u64) -> bool {
        (address as i64).wrapping_sub(self.code_base as i64).unsigned_abs() < 1 << 30
    }

    fn emit_call(&mut self, callee: Callee) {
        match callee {
            Callee::Cell(cell) if self.reaches(cell) => {
                self.s.code.out.raw(&[0xff, 0x15, 0, 0, 0, 0]);
                self.s.code.external_field(cell);
            }
            Callee::Cell(cell) => {
                self.constant_to(RAX, cell);
                self.s.code.out.raw(&[0xff, 0x10]);
            }
            Callee::Address(address) if self.reaches(address) => {
                self.s.code.out.raw(&[0xe8, 0, 0, 0, 0]);
                self.s.code.external_field(address);
            }
            Callee::Address(address) => {
                self.constant_to(RAX, address);
                self.s.code.out.raw(&[0xff, 0xd0]);
            }
            Callee::Register => self.s.code.out.raw(&[0x41, 0xff, 0xd3]),
        }
    }

    /// Settles the registers after a call and takes its results.
    fn after_call(&mut self, inst: Inst) {
        let func = self.func;
        self.release_all(func.args(inst));
        for reg in bits(self.regs.used & !SAVED) {
            self.clear(reg);
        }
        let (mut ints, mut floats) = (0, 0);
        let results = func.results(inst);
        if results.len() > 1 {
            // The second one waits in its register until the first one has moved.
            let count = |file| results.iter().filter(|&&result| self.file(result) == file).count();
            let [two_ints, two_floats] = [File::Int, File::Float].map(|file| u32::from(count(file) == 2));
            self.locked |= two_ints << RDX | two_floats << 17;
        }
        for &result in results {
            let unused = self.vals[result.index()].last == 0;
            let from = match self.file(result) {
                File::Int => {
                    ints += 1;
                    [RAX, RDX][ints - 1]
                }
                File::Float => {
                    floats += 1;
                    15 + floats
                }
                File::Wide => {
                    let slot = self.wide(result);
                    self.store_slot(slot, RAX);
                    self.store_slot(slot + 8, RDX);
                    continue;
                }
            };
            self.locked &= !(1 << from);
            if unused {
                continue;
            }
            if from != RAX && self.free(self.file(result)) >> from & 1 != 0 {
                self.assign(result, from);
                self.locked |= 1 << from;
            } else {
                let to = self.take_result(result);
                self.move_reg(to, from);
            }
        }
    }

    /// Calls a routine with places in the frame and the like as arguments.
    fn call_with(&mut self, inst: Inst, callee: Callee, sources: &[Source]) {
        let mut placing = Placing::default();
        for &source in sources {
            placing.int(&mut self.s.moves[0], source);
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
        let place = self.s.stack_slots[slot.0 as usize] + offset;
        let entering = self.func.op(inst) == Op::TryEnter;
        let routine = if entering { SupportRoutine::TryEnter } else { SupportRoutine::TryLeave };
        self.save_for_call(false);
        let callee = self.support(routine);
        self.call_with(inst, callee, &[Source::Frame(place)]);
        self.after_call(inst);
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
        let (slow, back) = (self.s.code.label(), self.s.code.label());
        let id = library::extra(Extra::BranchFlag, false);
        let mut values = [0; crate::emit::OPERANDS];
        values[0] = offset as u64;
        self.s.code.out.stencil(id, &values);
        self.s.code.stencil_branches(id, slow);
        self.s.code.bind(back);
        let over = self.begin_out_of_line();
        self.s.code.bind(slow);
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
            let held = core::mem::replace(&mut self.vals[value.index()].reg, NO_REG);
            self.materialize(value, reg);
            self.vals[value.index()].reg = held;
        }
        self.s.code.jump(back);
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
        self.release_all(args);
        for reg in bits(self.regs.used & !SAVED) {
            self.clear(reg);
        }
        if let Some(&flag) = results.get(1)
            && self.vals[flag.index()].last != 0
        {
            let reg = self.take_result(flag);
            self.move_reg(reg, RAX);
        }
    }
}
