//! What the backend did, for people: each piece of a function's code with the stencil it was copied from, what its holes
//! were filled with, which instruction it serves, which values were in which registers, and what was spilled.
//!
//! Nothing here decides anything: the emission streams keep a log and the pass notes its steps while an explanation is
//! asked for, and the rest is read off the finished code. A compilation that nobody watches pays one test a block and
//! one a spill.
//!
//! Invariant: pieces follow each other without gaps from the first byte of the code to the last.

use crate::emit::{BY_HAND, Emission, REPEATED};
use crate::library::{self, Id};
use crate::liveness::{Kind, NO_REG};
use crate::pass::Pass;
use crate::state::{Reg, bits};
use juliette_ir::{Block, Function, Inst, Op, Ty, Value};
use juliette_stencil_format::list::{Extra, stencil_name};
use juliette_stencil_format::{HoleKind, Operand, Role, operands, shapes};
use juliette_support::Id as _;

/// What the backend did with a function.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The steps of the walk, in order.
    pub steps: Vec<Step>,
    /// The code, by offset.
    pub pieces: Vec<Piece>,
    /// What went from a register to the frame because the register was wanted.
    pub spills: Vec<Spill>,
}

/// A step: entering the function, an instruction, leaving the function.
#[derive(Clone, Debug)]
pub struct Step {
    /// The instruction; none for entering and leaving.
    pub inst: Option<Inst>,
    /// The values in registers when the step begins: register number (0–15, and 16–31 for floats) and value.
    pub held: Vec<(u8, Value)>,
    /// The values in the frame when the step begins: displacement from the frame pointer and value.
    pub kept: Vec<(i32, Value)>,
}

/// Where a piece of code comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Made {
    /// Written by hand: calls, jumps, prologue and epilogue.
    ByHand,
    /// A copy of a loop's header, with its branch the other way.
    Repeated,
    /// A stencil.
    Stencil {
        /// Its name.
        name: String,
        /// Its holes.
        holes: Vec<Hole>,
    },
}

/// A piece of code.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Offset of its first byte in the code.
    pub offset: u32,
    /// Bytes.
    pub len: u32,
    /// The step that it was made for.
    pub step: usize,
    /// Whether it lies out of line.
    pub is_cold: bool,
    /// Where it comes from.
    pub made: Made,
}

/// A hole, filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hole {
    /// How the stencil uses it.
    pub role: &'static str,
    /// What is in it.
    pub filling: Filling,
}

/// What a hole is filled with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filling {
    /// A register: 0–15, and 16–31 for floats.
    Register(u8),
    /// A place in the frame.
    Frame(i32),
    /// A constant.
    Constant(i64),
    /// A branch's target: its offset in the code.
    Target(i64),
}

/// A value that went to the frame because its register was wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spill {
    /// The value.
    pub value: Value,
    /// The register it was in.
    pub register: u8,
    /// Its place in the frame.
    pub slot: i32,
    /// The step.
    pub step: usize,
    /// Why.
    pub reason: &'static str,
}

/// What is noted during a compilation.
#[derive(Default)]
pub(crate) struct Watch {
    /// Whether to note where values are, too.
    with_values: bool,
    steps: Vec<Step>,
    /// For each step the lengths of both streams' logs when it began.
    begins: Vec<[usize; 2]>,
    spills: Vec<Spill>,
}

/// What was noted, with the logs.
pub(crate) struct Notes {
    watch: Watch,
    logs: [Vec<Emission>; 2],
    /// Bytes of the hot stream.
    hot: usize,
    /// Bytes of the cold stream.
    cold: usize,
}

impl Pass<'_> {
    /// Begins to note what is done.
    pub(crate) fn begin_watch(&mut self, with_values: bool) {
        self.code.clear();
        self.code.begin_logs();
        let mut watch = Watch { with_values, ..Watch::default() };
        watch.steps.push(Step { inst: None, held: Vec::new(), kept: Vec::new() });
        watch.begins.push([0, 0]);
        self.watch = Some(Box::new(watch));
    }

    /// Notes the steps of the block at hand that were not noted yet, up to `last`.
    #[cold]
    pub(crate) fn watch_until(&mut self, last: Inst) {
        let block = Block(self.index as u32);
        let noted = self.watch.as_ref().and_then(|watch| watch.steps.last()?.inst);
        let mut inst = match noted {
            Some(inst) if self.func.inst_block(inst) == Some(block) => self.input.inst(inst).next(),
            _ => self.input.first(block),
        };
        while inst != Inst::NONE {
            self.watch_step(Some(inst));
            if inst == last {
                return;
            }
            inst = self.input.inst(inst).next();
        }
    }

    /// Notes that a step begins.
    #[cold]
    pub(crate) fn watch_step(&mut self, inst: Option<Inst>) {
        let with_values = self.watch.as_ref().is_some_and(|watch| watch.with_values);
        let step =
            if with_values { self.state(inst) } else { Step { inst, held: Vec::new(), kept: Vec::new() } };
        let begin = [self.code.hot().log().len(), self.code.cold().log().len()];
        if let Some(watch) = &mut self.watch {
            watch.steps.push(step);
            watch.begins.push(begin);
        }
    }

    fn state(&self, inst: Option<Inst>) -> Step {
        let (regs, vals) = (&self.regs, &self.live.vals);
        let held = bits(regs.used).map(|reg| (reg, Value(regs.values[reg as usize]))).collect();
        let all = (0..self.func.value_bound() as u32).map(Value);
        let kept = all.filter_map(|value| {
            let val = &vals[value.index()];
            (val.slot != 0 && val.kind == Kind::Plain).then_some((val.slot, value))
        });
        Step { inst, held, kept: kept.collect() }
    }

    /// Notes that a value goes from its register to the frame, because the register is wanted.
    #[cold]
    pub(crate) fn watch_spill(&mut self, value: Value, register: Reg, slot: i32) {
        let func = self.func;
        let avoided = self.avoid >> register & 1 != 0;
        let Some(watch) = &mut self.watch else { return };
        let inst = watch.steps.last().and_then(|step| step.inst);
        let reason = match inst.map(|inst| func.op(inst)) {
            None => "it came in a register that holds no values",
            Some(Op::Call | Op::CallRuntime | Op::CallIndirect | Op::TryEnter | Op::TryLeave) => {
                "it is needed after the call, and no register that calls keep is free"
            }
            Some(_) if avoided => "the operation overwrites its register, and no other is free",
            Some(_) => "all registers are in use, and it is used least in loops",
        };
        watch.spills.push(Spill { value, register, slot, step: watch.steps.len() - 1, reason });
    }

    /// Ends the watch. Must come after `install`.
    pub(crate) fn end_watch(&mut self) -> Notes {
        let code = &mut self.code;
        let logs = code.end_logs();
        let watch = self.watch.take().map(|watch| *watch).unwrap_or_default();
        Notes { watch, logs, hot: code.hot().len(), cold: code.cold().len() }
    }
}

impl Notes {
    /// Where the code of each step begins, by offset in code of `len` bytes, with the number of the step's position.
    pub(crate) fn lines(&self, func: &Function, len: usize) -> Vec<(u32, u32)> {
        let start = self.hot + self.cold - len;
        let mut lines = Vec::new();
        for (number, log) in self.logs.iter().enumerate() {
            let base = if number == 0 { 0 } else { self.hot };
            for (at, emission) in log.iter().enumerate() {
                let step = self.watch.begins.partition_point(|begin| begin[number] <= at) - 1;
                let loc = self.watch.steps[step].inst.map(|inst| func.loc(inst));
                let offset = ((base + emission.at as usize).max(start) - start) as u32;
                if let Some(loc) = loc.filter(|loc| loc.is_some())
                    && lines.last().is_none_or(|&(_, last)| last != loc.0)
                {
                    lines.push((offset, loc.0));
                }
            }
        }
        lines
    }

    /// Reads the rest off the code, the last `len` of `bytes`.
    pub(crate) fn finish(self, func: &Function, bytes: &[u8], len: usize) -> Explanation {
        let code = &bytes[bytes.len() - len..];
        let names = Names::of();
        // Where the hot stream's bytes begin: what is before was not used for the prologue.
        let start = self.hot + self.cold - len;
        let mut pieces = Vec::new();
        for (number, log) in self.logs.iter().enumerate() {
            let (base, end) = if number == 0 { (0, self.hot) } else { (self.hot, self.hot + self.cold) };
            for (at, emission) in log.iter().enumerate() {
                let from = (base + emission.at as usize).max(start) - start;
                let to = log.get(at + 1).map_or(end, |next| base + next.at as usize) - start;
                let step = self.watch.begins.partition_point(|begin| begin[number] <= at) - 1;
                let inst = self.watch.steps[step].inst;
                let made = match emission.id {
                    BY_HAND => Made::ByHand,
                    REPEATED => Made::Repeated,
                    id => {
                        let (name, holes) = names.find(id, func, inst);
                        let filled = fill(emission, holes, from, &code[from..to]);
                        Made::Stencil { name: name.to_owned(), holes: filled }
                    }
                };
                let (offset, len) = (from as u32, (to - from) as u32);
                pieces.push(Piece { offset, len, step, is_cold: number == 1, made });
            }
        }
        Explanation { steps: self.watch.steps, pieces, spills: self.watch.spills }
    }
}

/// The holes of a stencil with what the emission put there.
fn fill(emission: &Emission, holes: &[Operand], offset: usize, code: &[u8]) -> Vec<Hole> {
    let mut filled = Vec::new();
    for (operand, &value) in holes.iter().zip(&emission.values) {
        let role = match operand.role {
            Role::Use => "reads",
            Role::Def => "sets",
            Role::Tied => "changes",
            Role::Const => match operand.kind {
                HoleKind::Offset => "offset",
                HoleKind::Int | HoleKind::Float | HoleKind::Frame | HoleKind::Const => "constant",
            },
        };
        let filling = match operand.kind {
            HoleKind::Int => Filling::Register(value as u8 & 15),
            HoleKind::Float => Filling::Register(16 + (value as u8 & 15)),
            HoleKind::Frame => Filling::Frame(value as i32),
            HoleKind::Const | HoleKind::Offset => Filling::Constant(value as i64),
        };
        filled.push(Hole { role, filling });
    }
    let stencil = library::stencil(emission.id);
    let first = stencil.patches as usize + stencil.registers as usize + stencil.constants as usize;
    for &at in &library::patches()[first..first + stencil.branches as usize] {
        let at = at as usize;
        let field = code.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        let displacement = i32::from_le_bytes(field.unwrap_or_default());
        let target = (offset + at + 4) as i64 + i64::from(displacement);
        filled.push(Hole { role: "goes to", filling: Filling::Target(target) });
    }
    filled
}

/// One of the uses of a stencil: whose it is, its name and its holes. Stencils of equal code are one.
struct Named {
    op: Option<Op>,
    ty: Ty,
    name: String,
    holes: Vec<Operand>,
}

/// The names of the stencils, by number.
struct Names(Vec<Vec<Named>>);

impl Names {
    fn of() -> Names {
        let mut names: Vec<Vec<Named>> = library::stencils().iter().map(|_| Vec::new()).collect();
        for extra in Extra::ALL {
            for small in [false, true] {
                if small && !extra.has_small() {
                    continue;
                }
                let name = format!("{extra:?}{}", if small { " small" } else { "" });
                let holes = extra.operands().to_vec();
                let named = Named { op: None, ty: Ty::I64, name, holes };
                names[library::extra(extra, small) as usize].push(named);
            }
        }
        for &op in Op::ALL {
            for (ty, from) in op.forms() {
                for shape in shapes(op, ty, from) {
                    let id = library::find(op, ty, from, shape);
                    let name = stencil_name(op, ty, from, shape);
                    let named = Named { op: Some(op), ty, name, holes: operands(op, ty, from, shape) };
                    names[id as usize].push(named);
                }
            }
        }
        Names(names)
    }

    /// The name that suits the instruction which the stencil serves: its own operation's, or that of a comparison which
    /// its branch carries out, or a move's.
    fn find(&self, id: Id, func: &Function, inst: Option<Inst>) -> (&str, &[Operand]) {
        let all = &self.0[id as usize];
        let own = |inst: Inst| {
            let data = func.inst(inst);
            all.iter().find(|named| named.op == Some(data.op) && named.ty == data.ty)
        };
        let compared = |inst: Inst| func.args(inst).iter().find_map(|&arg| own(func.def_inst(arg)?));
        let found = inst.and_then(own).or_else(|| inst.and_then(compared));
        let found = found.or_else(|| all.iter().find(|named| named.op.is_none())).or_else(|| all.first());
        found.map_or(("", &[]), |named| (&named.name, &named.holes))
    }
}

impl Step {
    /// Where a value is when the step begins, in registers and in the frame.
    pub fn places_of(&self, value: Value) -> (Option<u8>, Option<i32>) {
        let register = self.held.iter().find(|(_, held)| *held == value).map(|&(reg, _)| reg);
        let slot = self.kept.iter().find(|(_, kept)| *kept == value).map(|&(slot, _)| slot);
        (register.filter(|&reg| reg != NO_REG), slot)
    }
}

/// The name of a register.
pub fn register_name(register: u8) -> &'static str {
    const NAMES: [&str; 32] = [
        "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
        "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
        "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
    ];
    NAMES[register as usize & 31]
}
