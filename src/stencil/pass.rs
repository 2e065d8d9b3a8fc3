//! One function's way through the backend: order, live ranges, then one walk over the blocks that allocates registers,
//! selects stencils and emits them, and at last prologue, epilogue and branches.
//!
//! All tables are kept from function to function, so that nothing is allocated once they have grown.

use crate::binary::{ACCESS, PLAIN, TRAITS};
use crate::emit::{Code, Label};
use crate::input::Input;
use crate::liveness::{FIRST, Liveness, NO_REG, Val};
use crate::moves::{Moves, Source};
use crate::order::{NONE, Node, Order};
use crate::state::{ALLOCATABLE, Entry, File, Reg, Registers, SAVED, bits};
use crate::table::Table;
use juliette_exec::memory::{CODE_ALIGN, CodeRange, CodeSpace};
use juliette_ir::{Block, Environment, Function, Inst, InstData, Op, Ty, Value};
use juliette_support::Id;

use crate::explain::Watch;
use crate::{CompiledCode, Error, Options};

/// A loop header whose code is short and ends in the branch that leaves the loop.
#[derive(Clone, Copy)]
pub(crate) struct Rotation {
    /// Its code in the hot stream, the branch included: where it begins and how long it is.
    pub(crate) code: (u32, u32),
    /// Where the code behind the branch is, in the loop.
    pub(crate) body: u32,
    /// Where the branch goes, and index of the block that it is or leads to.
    pub(crate) exit: (Label, u32),
}

/// A compilation under way, and the tables that it leaves to the next one.
pub(crate) struct Pass<'a> {
    pub(crate) func: &'a Function,
    pub(crate) input: Input<'a>,
    pub(crate) env: &'a dyn Environment,
    /// How many blocks the tables have room for, and how many values, operands and positions.
    block_room: usize,
    room: usize,
    pub(crate) order: Order,
    pub(crate) live: Liveness,
    pub(crate) code: Code,
    /// What is known of blocks that control has not come to yet, or will come back to.
    pub(crate) entries: Table<Entry>,
    /// How many of them were ever in use, and which of these are free again.
    used_entries: u32,
    free_entries: Vec<u32>,
    /// Slots of 8 and of 16 bytes that nobody needs any more.
    pub(crate) free_slots: [Vec<i32>; 2],
    /// Displacements of the function's stack slots.
    pub(crate) stack_slots: Vec<i32>,
    pub(crate) moves: [Moves; 2],
    /// The arguments of the call at hand that go to the stack.
    pub(crate) stack_arguments: Vec<Source>,
    /// Loop headers that can be repeated at the end of their loops.
    pub(crate) rotations: Vec<Rotation>,
    /// How many integers, and in the upper half floats, end at each position of a loop, while that is counted; zero otherwise.
    pub(crate) ends: Table<u64>,
    /// What is noted for an explanation, if there is to be one.
    pub(crate) watch: Option<Box<Watch>>,
    /// Where the code region begins.
    pub(crate) code_base: usize,
    /// The functions of the text module, by the numbers of their entry slots.
    pub(crate) locals: &'a [String],
    /// The number of the block at hand.
    pub(crate) index: usize,
    /// The position of the instruction at hand.
    pub(crate) pos: u32,
    pub(crate) regs: Registers,
    /// Registers that the instruction at hand uses.
    pub(crate) locked: u32,
    /// Registers that it overwrites.
    pub(crate) avoid: u32,
    pub(crate) allocatable: u32,
    /// Those of them that any result may have which is not wanted elsewhere: none in functions that divide integers, as these
    /// spare rdx.
    pub(crate) quick_registers: u32,
    /// Whether registers may hold values that are not needed any more: after a block's begin, until somebody has looked. Those
    /// that end later in the block leave their registers there.
    pub(crate) may_hold_dead: bool,
    /// Registers that were ever given out.
    pub(crate) touched: u32,
    /// The position of the next call in hot code, or the highest number.
    pub(crate) next_call: u32,
    /// The position from which on something is to be done before an instruction: that of the next call, or 0 if each
    /// instruction is to be noted.
    pub(crate) attention: u32,
    /// Bytes of the frame below the frame pointer.
    pub(crate) frame: u32,
    /// Whether anything is called.
    pub(crate) calls: bool,
    /// The block whose entry the registers are as they are when the block before it has been compiled; with [`OPENED`] if that
    /// holds but for the block's parameters and what is not needed there.
    pub(crate) in_place: u32,
    /// How many calls in hot code were passed.
    pub(crate) calls_passed: usize,
    /// The code that returns.
    pub(crate) epilogue: Label,
    /// The block that follows the one at hand in the hot stream; [`NONE`] if there is none.
    pub(crate) follower: u32,
    /// Length of the code and its notes at the begin of the loop header at hand.
    pub(crate) begin: (u32, usize),
}

/// The integer argument registers of the C convention.
pub(crate) const INT_ARGUMENTS: [Reg; 6] = [7, 6, 2, 1, 8, 9];

/// See [`Pass::in_place`].
pub(crate) const OPENED: u32 = 1 << 31;

/// Room for the longest prologue in front of the code.
const PROLOGUE: usize = 128;
/// push rbp; mov rbp, rsp
const NEW_FRAME: [u8; 4] = [0x55, 0x48, 0x89, 0xe5];
/// Length of the code that touches the pages of a frame.
const PROBE: u32 = 24;
/// Bytes of a page: a frame that is larger touches each of its pages in order, so that it cannot step over the guard page.
const PAGE: u32 = 4096;

/// Whether an operation ends its block: those that do are the last ones of the table.
#[inline(always)]
const fn is_end(op: Op) -> bool {
    op as u8 >= Op::Jump as u8
}

const _: () = {
    let mut at = 0;
    while at < Op::ALL.len() {
        assert!(is_end(Op::ALL[at]) == Op::ALL[at].is_terminator());
        at += 1;
    }
    // Those that `compile_end` names.
    assert!(Op::ALL.len() - Op::Jump as usize == 6);
};

impl<'a> Pass<'a> {
    /// One with empty tables.
    pub(crate) fn new(func: &'a Function, env: &'a dyn Environment, locals: &'a [String]) -> Self {
        Self {
            func,
            input: Input::new(func),
            env,
            block_room: 0,
            room: 0,
            order: Order::default(),
            live: Liveness::default(),
            code: Code::default(),
            entries: Table::default(),
            used_entries: 0,
            free_entries: Vec::new(),
            free_slots: Default::default(),
            stack_slots: Vec::new(),
            moves: Default::default(),
            stack_arguments: Vec::new(),
            rotations: Vec::new(),
            ends: Table::default(),
            watch: None,
            code_base: 0,
            locals,
            index: 0,
            pos: 0,
            regs: Registers::default(),
            locked: 0,
            avoid: 0,
            allocatable: 0,
            quick_registers: 0,
            may_hold_dead: true,
            touched: 0,
            next_call: u32::MAX,
            attention: 0,
            frame: 0,
            calls: false,
            in_place: NONE,
            calls_passed: 0,
            epilogue: Label(0),
            follower: NONE,
            begin: (0, 0),
        }
    }

    /// Makes room in the tables that are indexed by a function's ids: for so many blocks, and for `size` values, operands and
    /// positions.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self, blocks: usize, size: usize) {
        self.order.make_room(blocks);
        self.code.make_room(blocks);
        self.live.make_room(size);
        (self.block_room, self.room) = (self.block_room.max(blocks), self.room.max(size));
    }

    pub(crate) fn run(&mut self, options: &Options) {
        if self.watch.is_some() {
            // Nothing of the values of the function before is to be told.
            self.live.vals.clear();
            self.room = 0;
        }
        let tables = &self.input.0;
        let blocks = tables.blocks.len();
        let size =
            (tables.insts.len() + blocks + FIRST as usize).max(tables.values.len()).max(tables.pool.len());
        if blocks > self.block_room || size > self.room {
            self.make_room(blocks, size);
        }
        self.order.compute(&self.input, self.func.blocks());
        self.live.compute(&self.input, &mut self.order);
        self.reset(options);
        self.enter_function();
        self.compile_blocks();
        self.code.set_cold(false);
        if self.watch.is_some() {
            self.watch_step(None);
        }
        self.emit_epilogue();
        self.code.resolve();
    }

    fn reset(&mut self, options: &Options) {
        self.code.clear();
        self.code.block_labels(self.func.block_bound() + 1);
        self.free_entries.clear();
        self.used_entries = 0;
        self.stack_slots.clear();
        self.free_slots.iter_mut().for_each(Vec::clear);
        self.rotations.clear();
        self.epilogue = Label(self.func.block_bound() as u32);
        (self.regs.used, self.regs.clean) = (0, 0);
        (self.locked, self.avoid) = (0, 0);
        self.may_hold_dead = true;
        (self.frame, self.calls, self.calls_passed) = (0, false, 0);
        self.allocatable = if options.few_registers { crate::FEW_REGISTERS } else { ALLOCATABLE };
        self.quick_registers = if self.live.divides { 0 } else { self.allocatable & !SAVED };
        // What lies in front of this is written when more is known, or is never run.
        self.code.out.begin::<PROLOGUE>(NEW_FRAME);
        for at in 0..self.func.slots.len() {
            let slot = self.func.slots[juliette_ir::StackSlot(at as u32)];
            let place = self.new_slot(slot.size, slot.align.max(8));
            self.stack_slots.push(place);
        }
    }

    /// Puts the parameters where the convention has them, then where they do best.
    fn enter_function(&mut self) {
        let input = self.input;
        let (mut ints, mut floats, mut stack) = (0, 0, 16);
        let params = input.params(input.entry());
        self.pos = FIRST;
        self.next_call();
        let mut used = 0;
        let mut put = |pass: &mut Self, param: Value, reg: Reg| {
            pass.regs.put(u32::from(reg), param);
            pass.live.vals[param.index()].reg = reg;
            used |= 1 << reg;
        };
        for &param in params {
            let val = &self.live.vals[param.index()];
            let unused = val.last == 0;
            match val.file {
                File::Int if ints < 6 => {
                    if !unused {
                        put(self, param, INT_ARGUMENTS[ints]);
                    }
                    ints += 1;
                }
                File::Float if floats < 8 => {
                    if !unused {
                        put(self, param, 16 + floats as Reg);
                    }
                    floats += 1;
                }
                File::Wide => {
                    let slot = self.slot_of(param);
                    for half in 0..2 {
                        if ints < 6 {
                            self.moves[0].put_slot(slot + 8 * half, Source::Reg(INT_ARGUMENTS[ints]));
                            ints += 1;
                        } else {
                            self.moves[0].put_slot(slot + 8 * half, Source::Slot(stack));
                            stack += 8;
                        }
                    }
                }
                File::Int | File::Float => {
                    let val = &mut self.live.vals[param.index()];
                    val.slot = stack;
                    stack += 8;
                }
            }
        }
        self.regs.used = used;
        self.perform(0);
        self.touched = 0;
        self.in_place = input.entry().0;
        if self.next_call == u32::MAX && self.allocatable == ALLOCATABLE {
            return;
        }
        for &param in params {
            let &Val { reg, file, .. } = &self.live.vals[param.index()];
            if reg == NO_REG {
                continue;
            }
            let crosses = self.crosses_call(param);
            let free = self.free(file) & self.kept_registers(param);
            let homeless = self.allocatable >> reg & 1 == 0;
            if crosses && free != 0 {
                let to = self.choose(free, SAVED);
                self.clear(reg);
                self.assign(param, to);
                self.move_reg(to, reg);
            } else if homeless {
                self.save(reg);
                self.clear(reg);
            }
        }
    }

    /// Makes room for one more entry.
    #[cold]
    #[inline(never)]
    fn more_entries(&mut self) {
        self.entries.push(Entry::default());
    }

    /// An entry for block `target`, which has none.
    #[inline(always)]
    fn new_entry(&mut self, target: usize) -> usize {
        let at = match self.free_entries.pop() {
            Some(at) => at,
            None => {
                let at = self.used_entries;
                self.used_entries += 1;
                if at as usize == self.entries.len() {
                    self.more_entries();
                }
                at
            }
        };
        self.order.nodes[target].entry = at;
        at as usize
    }

    /// Makes the registers as they are now the entry of block `target`, to which there is one edge, this one.
    #[inline(always)]
    pub(crate) fn pass_on(&mut self, target: usize) {
        if target as u32 == self.order.nodes[self.index].next {
            self.in_place = target as u32;
        } else {
            self.pass_over(target);
        }
    }

    /// The same where another block comes between.
    #[inline(never)]
    fn pass_over(&mut self, target: usize) {
        let at = self.new_entry(target);
        let entry = &mut self.entries[at];
        (entry.regs.used, entry.regs.clean, entry.params) = (self.regs.used, self.regs.clean, 0);
        entry.regs.take_values(&self.regs);
    }

    /// Makes the registers as they are now, without what is dead there, the entry of block `target`. Gives its number. What is in
    /// the registers `needed` is known to be needed there.
    #[inline(always)]
    pub(crate) fn snapshot(&mut self, target: usize, needed: u32) -> usize {
        let start = self.order.nodes[target].start;
        let at = self.new_entry(target);
        let entry = &mut self.entries[at];
        if needed != 0 {
            entry.regs.take_values(&self.regs);
        }
        let mut used = self.regs.used & needed;
        for reg in bits(self.regs.used & !needed) {
            let value = self.regs.values[reg as usize & 31];
            if self.live.vals[value as usize].is_needed_after(start) {
                entry.regs.values[reg as usize & 31] = value;
                used |= 1 << reg;
            }
        }
        (entry.regs.used, entry.regs.clean, entry.params) = (used, self.regs.clean & used, 0);
        at
    }

    /// Sets `next_call` for the position at hand.
    pub(crate) fn next_call(&mut self) {
        let calls = &self.live.calls;
        while calls.get(self.calls_passed).is_some_and(|&call| call <= self.pos) {
            self.calls_passed += 1;
        }
        self.next_call = calls.get(self.calls_passed).copied().unwrap_or(u32::MAX);
        self.attention = if self.watch.is_some() { 0 } else { self.next_call };
    }

    /// Does what is to be done before instruction `inst`.
    #[cold]
    #[inline(never)]
    fn attend(&mut self) {
        if self.watch.is_some() {
            self.watch_until(self.inst());
        }
        if self.next_call <= self.pos {
            self.next_call();
        }
    }

    fn compile_blocks(&mut self) {
        let mut block = self.input.entry();
        loop {
            let index = block.index();
            let cold = self.order.nodes[index].cold;
            self.code.set_cold(cold);
            self.code.bind(Label(block.0));
            let &Node { start, next, next_hot, is_header, .. } = &self.order.nodes[index];
            self.index = index;
            self.follower = next_hot;
            self.pos = start;
            self.may_hold_dead = true;
            if is_header {
                self.begin = (self.code.out.len() as u32, self.code.notes());
            }
            // The first instruction is looked up before anything is done, so that nothing has to wait for it.
            let mut data = self.input.inst(self.live.plan[start as usize + 1]);
            self.enter_block(index);
            self.advance();
            if !is_end(data.op) {
                data = self.compile_body(data);
            }
            self.compile_end(data);
            if next == NONE {
                break;
            }
            block = Block(next);
        }
    }

    /// The instruction at hand.
    #[inline(always)]
    pub(crate) fn inst(&self) -> Inst {
        self.live.plan[self.pos as usize]
    }

    /// Goes on to the next instruction that needs code.
    #[inline(always)]
    fn advance(&mut self) {
        self.pos += 1;
        if self.attention <= self.pos {
            self.attend();
        }
        (self.locked, self.avoid) = (0, 0);
    }

    /// Compiles a block's instructions from this one on, and gives the one that ends the block.
    #[inline(always)]
    fn compile_body(&mut self, mut data: &'a InstData) -> &'a InstData {
        let library = self.code.library;
        // SAFETY: the instruction that ends the block is behind this one.
        let mut place = unsafe { self.live.plan.as_ptr().add(self.pos as usize + 1) };
        loop {
            // The next one is looked up now, so that nothing has to wait for it later.
            // SAFETY: as above, at each instruction that does not end the block.
            let ahead = unsafe {
                let ahead = *place;
                place = place.add(1);
                self.input.inst(ahead)
            };
            // The most common ones first: rather two tests than a jump by a table.
            let traits = TRAITS[data.op as usize];
            if traits & PLAIN != 0 {
                if !self.compile_two(library, data) {
                    self.compile_two_slow(data);
                }
            } else if traits & ACCESS != 0 {
                if !self.compile_access(library, data) {
                    self.compile_access_slow(data);
                }
            } else {
                self.compile_inst(data);
            }
            self.advance();
            data = ahead;
            if is_end(data.op) {
                return data;
            }
        }
    }

    /// Makes the registers what they are at the begin of block `index`.
    fn enter_block(&mut self, index: usize) {
        // Values that are not needed here stay where they are until their register is wanted.
        if self.in_place == index as u32 {
            return;
        }
        let is_opened = self.in_place == index as u32 | OPENED;
        let node = &mut self.order.nodes[index];
        let at = node.entry;
        if at == NONE {
            self.is_not_reached(index);
        }
        // Only edges back to a block come after the block.
        if !node.is_header {
            node.entry = NONE;
            self.free_entries.push(at);
        }
        let entry = &self.entries[at as usize];
        let same = if is_opened {
            entry.regs.used & !entry.params
        } else {
            self.regs.same(&entry.regs, entry.regs.used)
        };
        debug_assert!(same == self.regs.same(&entry.regs, same), "block {index} was opened elsewhere");
        for reg in bits(self.regs.used & !same) {
            self.live.vals[self.regs.values[reg as usize & 31] as usize].reg = NO_REG;
        }
        (self.regs.used, self.regs.clean) = (entry.regs.used, entry.regs.clean);
        for reg in bits(entry.regs.used & !same) {
            let value = entry.regs.values[reg as usize & 31];
            self.regs.values[reg as usize & 31] = value;
            self.live.vals[value as usize].reg = reg;
        }
    }

    #[cold]
    fn is_not_reached(&self, index: usize) -> ! {
        panic!("{}: block {index} is reached by no edge that was compiled", self.func.name)
    }

    /// Notes where an instruction's call returns to.
    pub(crate) fn site(&mut self, inst: Inst) {
        let loc = self.func.loc(inst);
        if loc.is_some() {
            let place = self.code.here();
            self.code.sites.push((place, loc.0));
        }
    }

    /// The displacement of a value's place in the frame; the value is of 128 bits.
    pub(crate) fn wide(&mut self, value: Value) -> i32 {
        debug_assert_eq!(self.func.ty(value), Ty::I128);
        self.slot_of(value)
    }

    fn emit_epilogue(&mut self) {
        let epilogue = self.epilogue;
        self.code.bind(epilogue);
        let touched = self.touched & SAVED;
        for reg in bits(touched) {
            let slot = self.new_slot(8, 8);
            self.load_slot(reg, slot);
        }
        let has_frame = self.has_frame();
        self.code.out.raw(&[if has_frame { 0xc9 } else { 0x5d }, 0xc3]);
    }

    fn has_frame(&self) -> bool {
        // A function that calls nothing may use the 128 bytes below the stack pointer.
        self.frame > 128 || self.calls && self.frame > 0
    }

    /// Writes the prologue in front of the code; gives where it begins.
    pub(crate) fn emit_prologue(&mut self) -> usize {
        let touched = self.touched & SAVED;
        let has_frame = self.has_frame();
        if touched == 0 && !has_frame {
            return PROLOGUE - NEW_FRAME.len();
        }
        let count = touched.count_ones();
        let frame = self.frame;
        // The saved registers were given the last slots, in order of their numbers.
        let first = frame - 8 * count;
        let size = frame.next_multiple_of(16);
        let frame_len = match (has_frame, size) {
            (false, _) => 0,
            (true, ..128) => 4,
            (true, ..=PAGE) => 7,
            (true, _) => 7 + PROBE,
        };
        // Those within 128 bytes have short displacements.
        let near = (128u32.saturating_sub(first) / 8).min(count);
        let start = PROLOGUE - (4 + frame_len + 4 * near + 7 * (count - near)) as usize;
        let prologue = &mut self.code.out.bytes_mut()[start..PROLOGUE];
        prologue[..4].copy_from_slice(&NEW_FRAME);
        let mut len = 4;
        if has_frame {
            if size > PAGE {
                // mov rax, rsp; lea r11, [rsp - size]; again: sub rax, 4096; test [rax], al; cmp rax, r11; ja again
                let [a, b, c, d] = (-(size as i32)).to_le_bytes();
                let probe: [u8; PROBE as usize] = [
                    0x48, 0x89, 0xe0, 0x4c, 0x8d, 0x9c, 0x24, a, b, c, d, 0x48, 0x2d, 0x00, 0x10, 0x00, 0x00,
                    0x84, 0x00, 0x4c, 0x39, 0xd8, 0x77, 0xf3,
                ];
                prologue[len..len + probe.len()].copy_from_slice(&probe);
                len += probe.len();
            }
            if size < 128 {
                prologue[len..len + 4].copy_from_slice(&[0x48, 0x83, 0xec, size as u8]);
                len += 4;
            } else {
                prologue[len..len + 3].copy_from_slice(&[0x48, 0x81, 0xec]);
                prologue[len + 3..len + 7].copy_from_slice(&size.to_le_bytes());
                len += 7;
            }
        }
        for (number, reg) in bits(touched).enumerate() {
            let slot = -((first + 8 * (number as u32 + 1)) as i32);
            let (rex, modrm) = (0x48 | (reg >> 3) << 2, (reg & 7) << 3 | 5);
            prologue[len..len + 2].copy_from_slice(&[rex, 0x89]);
            if crate::state::is_small(slot) {
                prologue[len + 2..len + 4].copy_from_slice(&[modrm | 0x40, slot as u8]);
                len += 4;
            } else {
                prologue[len + 2] = modrm | 0x80;
                prologue[len + 3..len + 7].copy_from_slice(&slot.to_le_bytes());
                len += 7;
            }
        }
        debug_assert!(start + len == PROLOGUE);
        start
    }

    /// Copies the code to where it will run.
    pub(crate) fn install(&mut self, space: &mut CodeSpace) -> Result<CompiledCode, Error> {
        let start = self.emit_prologue();
        let code = &mut self.code;
        debug_assert!(!code.in_cold);
        let (hot_len, cold_len) = (code.out.len() - start, code.cold().len());
        // What is aligned in the hot stream must be aligned in memory.
        let lead = start % CODE_ALIGN;
        let len = hot_len + cold_len;
        let range: CodeRange = space.allocate(lead + len)?;
        let address = space.address(range) + lead;
        if !code.resolve_externals(address - start) {
            return Err(Error::OutOfReach(self.func.name.clone()));
        }
        let (hot, cold) = space.bytes_mut(range).split_at_mut(lead + hot_len);
        hot.copy_from_slice(&code.out.bytes()[start - lead..]);
        if cold_len != 0 {
            cold.copy_from_slice(code.cold().bytes());
        }
        let mut sites = Vec::new();
        if !code.sites.is_empty() {
            let offsets = code.sites.iter().map(|&(place, loc)| ((code.offset(place) - start) as u32, loc));
            sites.extend(offsets);
            sites.sort_unstable();
        }
        Ok(CompiledCode { range, address, len, sites })
    }

    /// Compiles an instruction that ends its block.
    #[inline(always)]
    fn compile_end(&mut self, data: &'a InstData) {
        let inst = self.inst();
        match data.op {
            Op::Jump => self.compile_jump(data),
            Op::Branch => self.compile_branch(data),
            Op::Switch => self.compile_switch(inst),
            Op::Return => self.compile_return(data),
            Op::Trap => self.compile_trap(inst),
            Op::Unreachable => self.code.out.raw(&[0x0f, 0x0b]),
            _ => unreachable!("{} does not end a block", data.op),
        }
    }

    /// Compiles an instruction that neither ends its block nor is one of the most common ones.
    #[inline(never)]
    fn compile_inst(&mut self, data: &'a InstData) {
        let inst = self.inst();
        match data.op {
            Op::Const | Op::Context | Op::SlotAddr if self.is_unneeded(data) => {}
            Op::Const => self.compile_const(inst),
            Op::StackAddr => self.compile_stack_addr(inst),
            Op::Context => self.compile_context(inst),
            Op::SlotAddr => self.compile_slot_addr(inst),
            Op::TypeId => self.compile_memory_any(inst),
            Op::Trunc | Op::Bitcast if self.is_copy(inst) => self.compile_copy(inst),
            Op::Zext if self.is_extended(inst) => self.compile_copy(inst),
            Op::Call | Op::CallRuntime | Op::CallIndirect => self.compile_call(inst),
            Op::Safepoint => self.compile_safepoint(inst),
            // A hint that may be left out: without a load behind it at once, it gains little.
            Op::Prefetch => self.release(self.func.args(inst)[0], self.pos),
            Op::TryEnter | Op::TryLeave => self.compile_try(inst),
            Op::Neg
            | Op::Not
            | Op::Popcount
            | Op::Clz
            | Op::Ctz
            | Op::Bswap
            | Op::Fneg
            | Op::Fabs
            | Op::Fsqrt
            | Op::Ffloor
            | Op::Fceil
            | Op::Ftrunc
            | Op::Frint
            | Op::Trunc
            | Op::Zext
            | Op::Sext
            | Op::Sitofp
            | Op::Uitofp
            | Op::Fptosi
            | Op::Fptoui
            | Op::Fpext
            | Op::Fptrunc
            | Op::Bitcast => self.compile_unary(inst, data),
            Op::SaddOverflow
            | Op::UaddOverflow
            | Op::SsubOverflow
            | Op::UsubOverflow
            | Op::SmulOverflow
            | Op::UmulOverflow
            | Op::Ffma
            | Op::Select => self.compile_any(inst, data),
            // Those of `compile_body` and of `compile_end`.
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
            | Op::Load
            | Op::Store
            | Op::LoadIndexed
            | Op::StoreIndexed
            | Op::PtrOffset
            | Op::PtrIndex
            | Op::Jump
            | Op::Branch
            | Op::Switch
            | Op::Return
            | Op::Trap
            | Op::Unreachable => unreachable!("{} is compiled by another function", data.op),
        }
    }

    /// Forgets the values that are not needed after this instruction.
    #[inline]
    pub(crate) fn release_all(&mut self, args: &[Value]) {
        for &arg in args {
            self.release(arg, self.pos);
        }
    }
}
