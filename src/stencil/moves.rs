//! Parallel moves: many places get new contents at once, as if all were read before any is written.
//!
//! Stores to the frame come first (they only read registers), then moves between registers, each as soon as
//! nobody needs its target's old content any more, a cycle broken by a scratch register; loads and constants come last.
//! A frame slot that is both read and written is copied aside first.

use crate::liveness::{Kind, NO_REG, Val};
use crate::pass::Pass;
use crate::state::{FLOAT_TEMP, File, RAX, Reg, bits};
use juliette_ir::Value;
use juliette_support::Id;

/// What a register or slot gets.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// The content of a register.
    Reg(Reg),
    /// A frame slot of 8 bytes.
    Slot(i32),
    /// A constant.
    Bits(u64),
    /// The address of a place in the frame.
    Frame(i32),
}

/// A set of moves that happen at once.
pub(crate) struct Moves {
    /// The registers that get another register's content, and from which.
    regs: u32,
    from: [Reg; 32],
    /// The registers that get something else, and what.
    others: u32,
    sources: [Source; 32],
    /// (target slot, source); 8 bytes each.
    slots: Vec<(i32, Source)>,
}

impl Default for Moves {
    fn default() -> Self {
        Self { regs: 0, from: [0; 32], others: 0, sources: [Source::Bits(0); 32], slots: Vec::new() }
    }
}

impl Moves {
    pub(crate) fn clear(&mut self) {
        (self.regs, self.others) = (0, 0);
        self.slots.clear();
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.regs | self.others == 0 && self.slots.is_empty()
    }

    #[inline]
    pub(crate) fn put_reg(&mut self, reg: Reg, source: Source) {
        debug_assert!((self.regs | self.others) >> reg & 1 == 0, "two moves to register {reg}");
        match source {
            Source::Reg(from) => self.put_move(reg, from),
            source => {
                self.sources[reg as usize & 31] = source;
                self.others |= 1 << reg;
            }
        }
    }

    #[inline(always)]
    pub(crate) fn put_move(&mut self, to: Reg, from: Reg) {
        debug_assert!((self.regs | self.others) >> to & 1 == 0, "two moves to register {to}");
        if from != to {
            self.from[to as usize & 31] = from;
            self.regs |= 1 << to;
        }
    }

    /// Lists the move of a value that is in a register, or is a constant and has these `bits`. Tells whether it is.
    #[inline(always)]
    pub(crate) fn put_value(&mut self, to: Reg, val: &Val, bits: impl FnOnce() -> u64) -> bool {
        if val.reg != NO_REG {
            self.put_move(to, val.reg);
        } else if val.kind == Kind::Const {
            debug_assert!((self.regs | self.others) >> to & 1 == 0, "two moves to register {to}");
            self.sources[to as usize & 31] = Source::Bits(bits());
            self.others |= 1 << to;
        } else {
            return false;
        }
        true
    }

    pub(crate) fn put_slot(&mut self, slot: i32, source: Source) {
        if !matches!(source, Source::Slot(from) if from == slot) {
            self.slots.push((slot, source));
        }
    }
}

impl Pass<'_> {
    /// Where a value of at most 64 bits can be read from now. Put in its place, so that it never lies in memory as a whole.
    #[inline(always)]
    pub(crate) fn source(&self, value: Value) -> Source {
        let val = &self.live.vals[value.index()];
        if val.reg != NO_REG {
            return Source::Reg(val.reg);
        }
        match val.kind {
            Kind::Plain if val.slot != 0 => Source::Slot(val.slot),
            Kind::Const => Source::Bits(self.constant(value)),
            Kind::Frame => Source::Frame(val.slot),
            Kind::Plain | Kind::Fused => self.is_nowhere(value),
        }
    }

    #[cold]
    pub(crate) fn is_nowhere(&self, value: Value) -> ! {
        panic!("stencil backend: {value} of {} is nowhere", self.func.name)
    }

    /// Adds the move of `value` (of any type) to `slot`, to list number `list`.
    pub(crate) fn add_to_slot(&mut self, list: usize, slot: i32, value: Value) {
        if self.file(value) == File::Wide {
            let from = self.live.vals[value.index()].slot;
            self.moves[list].put_slot(slot, Source::Slot(from));
            self.moves[list].put_slot(slot + 8, Source::Slot(from + 8));
        } else {
            let source = self.source(value);
            self.moves[list].put_slot(slot, source);
        }
    }

    /// Emits the moves of list number `list` and empties it.
    #[inline(always)]
    pub(crate) fn perform(&mut self, list: usize) {
        if !self.moves[list].is_empty() {
            self.perform_some(list);
        }
    }

    /// The same for a list that is not empty.
    #[inline(never)]
    pub(crate) fn perform_some(&mut self, list: usize) {
        if !self.moves[list].slots.is_empty() {
            self.store_slots(list);
        }
        let pending = core::mem::take(&mut self.moves[list].regs);
        if pending != 0 {
            if pending & (pending - 1) == 0 {
                let to = pending.trailing_zeros() as Reg;
                self.move_reg(to, self.moves[list].from[to as usize & 31]);
            } else {
                self.move_registers(list, pending);
            }
        }
        let others = core::mem::take(&mut self.moves[list].others);
        for reg in bits(others) {
            match self.moves[list].sources[reg as usize & 31] {
                Source::Bits(bits) => self.constant_to(reg, bits),
                source => self.fetch(reg, source),
            }
        }
    }

    /// Emits the moves to slots.
    #[inline(never)]
    fn store_slots(&mut self, list: usize) {
        self.set_aside(list);
        for at in 0..self.moves[list].slots.len() {
            let (slot, source) = self.moves[list].slots[at];
            let reg = match source {
                Source::Reg(reg) => reg,
                source => {
                    self.fetch(RAX, source);
                    RAX
                }
            };
            self.store_slot(slot, reg);
        }
        self.moves[list].slots.clear();
    }

    /// Copies slots that are read and written to fresh ones, and reads those instead.
    fn set_aside(&mut self, list: usize) {
        let count = self.moves[list].slots.len();
        for at in 0..count {
            let target = self.moves[list].slots[at].0;
            let mut aside = 0;
            // What is written before is read before.
            for other in at + 1..count {
                let source = self.moves[list].slots[other].1;
                if matches!(source, Source::Slot(slot) if slot == target) {
                    aside = self.copy_of(target, aside);
                    self.moves[list].slots[other].1 = Source::Slot(aside);
                }
            }
            for reg in bits(self.moves[list].others) {
                let source = self.moves[list].sources[reg as usize & 31];
                if matches!(source, Source::Slot(slot) if slot == target) {
                    aside = self.copy_of(target, aside);
                    self.moves[list].sources[reg as usize & 31] = Source::Slot(aside);
                }
            }
        }
    }

    /// The slot with the old content of `slot`, which is `aside` if there is one.
    fn copy_of(&mut self, slot: i32, aside: i32) -> i32 {
        if aside != 0 {
            return aside;
        }
        let aside = self.new_slot(8, 8);
        self.load_slot(RAX, slot);
        self.store_slot(aside, RAX);
        aside
    }

    /// Puts a source that is no register into a register. In its place, as the source was written in parts: reading it as a
    /// whole would wait for these.
    #[inline(never)]
    fn fetch(&mut self, reg: Reg, source: Source) {
        match source {
            Source::Reg(from) => self.move_reg(reg, from),
            Source::Slot(slot) => self.load_slot(reg, slot),
            Source::Bits(bits) => self.constant_to(reg, bits),
            Source::Frame(slot) => self.frame_address(reg, slot),
        }
    }

    /// Emits the moves between registers, of which there are more than one, to those `pending`.
    #[inline(never)]
    fn move_registers(&mut self, list: usize, mut pending: u32) {
        // The registers that are still to be read, and those that more than one move reads.
        let (mut read, mut shared) = (0u32, 0u32);
        for to in bits(pending) {
            let bit = 1 << self.moves[list].from[to as usize & 31];
            shared |= read & bit;
            read |= bit;
        }
        while pending != 0 {
            let ready = pending & !read;
            if ready == 0 {
                // Only cycles are left: keep one register's content in scratch, and let its readers read that.
                let broken = pending.trailing_zeros() as Reg;
                let scratch = if broken < 16 { RAX } else { FLOAT_TEMP };
                self.move_reg(scratch, broken);
                for to in bits(pending) {
                    let from = &mut self.moves[list].from[to as usize & 31];
                    if *from == broken {
                        *from = scratch;
                    }
                }
                read &= !(1 << broken);
                continue;
            }
            let to = ready.trailing_zeros() as Reg;
            let source = self.moves[list].from[to as usize & 31];
            self.move_reg(to, source);
            pending &= !(1 << to);
            let from = &self.moves[list].from;
            if shared >> source & 1 == 0 || !bits(pending).any(|to| from[to as usize & 31] == source) {
                read &= !(1 << source);
            }
        }
    }
}
