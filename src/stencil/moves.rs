//! Parallel moves: many places get new contents at once, as if all were read before any is written.
//!
//! Stores to the frame come first (they only read registers), then moves between registers, each as soon as
//! nobody needs its target's old content any more, a cycle broken by a scratch register; loads and constants come last.
//! A frame slot that is both read and written is copied aside first.

use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use crate::state::{FLOAT_TEMP, File, RAX, Reg};
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
#[derive(Default)]
pub(crate) struct Moves {
    /// (target register, source).
    regs: Vec<(Reg, Source)>,
    /// (target slot, source); 8 bytes each.
    slots: Vec<(i32, Source)>,
}

impl Moves {
    pub(crate) fn clear(&mut self) {
        self.regs.clear();
        self.slots.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.regs.is_empty() && self.slots.is_empty()
    }

    pub(crate) fn put_reg(&mut self, reg: Reg, source: Source) {
        if !matches!(source, Source::Reg(from) if from == reg) {
            self.regs.push((reg, source));
        }
    }

    pub(crate) fn put_slot(&mut self, slot: i32, source: Source) {
        if !matches!(source, Source::Slot(from) if from == slot) {
            self.slots.push((slot, source));
        }
    }
}

impl Pass<'_> {
    /// Where a value of at most 64 bits can be read from now.
    pub(crate) fn source(&self, value: Value) -> Source {
        let val = &self.s.live.vals[value.index()];
        if val.reg != NO_REG {
            return Source::Reg(val.reg);
        }
        match val.kind {
            Kind::Plain => {
                assert!(val.slot != 0, "stencil backend: {value} of {} is nowhere", self.func.name);
                Source::Slot(val.slot)
            }
            Kind::Const => Source::Bits(self.constant(value)),
            Kind::Frame => Source::Frame(val.slot),
            Kind::Fused => unreachable!("{}: a fused comparison is moved", self.func.name),
        }
    }

    /// Adds the move of `value` (of any type) to `slot`.
    pub(crate) fn add_to_slot(&self, moves: &mut Moves, slot: i32, value: Value) {
        if self.file(value) == File::Wide {
            let from = self.s.live.vals[value.index()].slot;
            moves.put_slot(slot, Source::Slot(from));
            moves.put_slot(slot + 8, Source::Slot(from + 8));
        } else {
            moves.put_slot(slot, self.source(value));
        }
    }

    /// Emits the moves and empties the list.
    pub(crate) fn perform(&mut self, moves: &mut Moves) {
        if !moves.slots.is_empty() {
            self.set_aside(moves);
            for &(slot, source) in &moves.slots {
                let reg = match source {
                    Source::Reg(reg) => reg,
                    source => {
                        self.fetch(RAX, source);
                        RAX
                    }
                };
                self.store_slot(slot, reg);
            }
        }
        self.move_registers(moves);
        for &(reg, source) in &moves.regs {
            if !matches!(source, Source::Reg(_)) {
                self.fetch(reg, source);
            }
        }
        moves.clear();
    }

    /// Copies slots that are read and written to fresh ones, and reads those instead.
    fn set_aside(&mut self, moves: &mut Moves) {
        for at in 0..moves.slots.len() {
            let target = moves.slots[at].0;
            let mut aside = 0;
            let read_by_slots = moves.slots.len();
            for other in 0..read_by_slots + moves.regs.len() {
                let source = if other < read_by_slots {
                    // What is written before is read before.
                    if other <= at {
                        continue;
                    }
                    moves.slots[other].1
                } else {
                    moves.regs[other - read_by_slots].1
                };
                if !matches!(source, Source::Slot(slot) if slot == target) {
                    continue;
                }
                if aside == 0 {
                    aside = self.new_slot(8, 8);
                    self.load_slot(RAX, target);
                    self.store_slot(aside, RAX);
                }
                if other < read_by_slots {
                    moves.slots[other].1 = Source::Slot(aside);
                } else {
                    moves.regs[other - read_by_slots].1 = Source::Slot(aside);
                }
            }
        }
    }

    /// Puts a source that is no register into a register.
    fn fetch(&mut self, reg: Reg, source: Source) {
        match source {
            Source::Reg(from) => self.move_reg(reg, from),
            Source::Slot(slot) => self.load_slot(reg, slot),
            Source::Bits(bits) => self.constant_to(reg, bits),
            Source::Frame(slot) => self.frame_address(reg, slot),
        }
    }

    fn move_registers(&mut self, moves: &Moves) {
        let mut from = [NO_REG; 32];
        let mut readers = [0u8; 32];
        let mut pending = 0u32;
        for &(to, source) in &moves.regs {
            if let Source::Reg(source) = source {
                from[to as usize] = source;
                readers[source as usize] += 1;
                pending |= 1 << to;
            }
        }
        while pending != 0 {
            let mut ready = pending;
            let mut progress = false;
            while ready != 0 {
                let to = ready.trailing_zeros() as Reg;
                ready &= ready - 1;
                if readers[to as usize] != 0 || pending >> to & 1 == 0 {
                    continue;
                }
                let source = from[to as usize];
                self.move_reg(to, source);
                pending &= !(1 << to);
                progress = true;
                readers[source as usize] -= 1;
                if readers[source as usize] == 0 {
                    ready |= pending & 1 << source;
                }
            }
            if !progress && pending != 0 {
                // Only cycles are left: keep one register's content in scratch, and let its readers read that.
                let broken = pending.trailing_zeros() as Reg;
                let scratch = if broken < 16 { RAX } else { FLOAT_TEMP };
                self.move_reg(scratch, broken);
                for to in crate::state::bits(pending) {
                    if from[to as usize] == broken {
                        from[to as usize] = scratch;
                        readers[broken as usize] -= 1;
                        readers[scratch as usize] += 1;
                    }
                }
            }
        }
    }
}
