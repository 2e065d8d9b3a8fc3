//! The evaluator: runs verified SSA, slowly and with every precondition checked. It is what the backends are
//! compared with.
//!
//! Memory is modelled (see `memory.rs`), traps are values, and fuel bounds the work. Functions of the same text
//! module call each other; everything else outside is the business of a [`World`].

use crate::fold::evaluate_op;
use crate::function::{Block, External, Function, Imm, Inst, StackSlot, Target, Value};
use crate::memory::Memory;
use crate::ops::{Op, TrapReason};
use crate::ty::Ty;
use juliette_support::Id;

/// Why an evaluation did not return.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop {
    /// A `trap`.
    Trap(TrapReason),
    /// Something outside threw.
    Thrown,
    /// The fuel is used up.
    Fuel,
    /// The program broke a rule that the verifier cannot check.
    Broken(String),
}

/// What is outside of the evaluated functions.
pub trait World {
    /// Calls a function behind an entry slot or in the call table. Arguments and results are bits.
    fn call(&mut self, external: &External, args: &[u128], memory: &mut Memory) -> Result<Vec<u128>, Stop>;
}

/// A world without functions.
#[derive(Clone, Copy, Debug)]
pub struct EmptyWorld;

impl World for EmptyWorld {
    fn call(&mut self, external: &External, _: &[u128], _: &mut Memory) -> Result<Vec<u128>, Stop> {
        Err(Stop::Broken(format!("%{} is not known to the evaluator", external.name)))
    }
}

/// Calls nest no deeper.
const DEPTH_LIMIT: u32 = 1000;
/// The code address of function 0 of the module; function n's is n higher.
const CODE: u64 = 0xc0de_0000_0000_0000;
/// The size of the thread's context.
const CONTEXT_BYTES: usize = 4096;

/// Runs functions of a module.
pub struct Evaluator<'m, W> {
    functions: &'m [Function],
    world: W,
    /// The memory; allocate here what is passed by address.
    pub memory: Memory,
    /// How many more instructions may run.
    pub fuel: u64,
    /// What fresh stack slots are filled with. A function whose answer depends on it reads what it never wrote.
    pub stack_fill: u8,
    registers: Vec<u128>,
    depth: u32,
    context: u64,
    /// The address of each function's entry slot cell, 0 if not asked for yet.
    cells: Vec<u64>,
}

/// One activation of a function.
struct Frame<'m> {
    func: &'m Function,
    /// Where the function's values begin in `registers`.
    base: usize,
    /// The slots' addresses.
    slots: Vec<u64>,
    /// Installed handler records, outermost first, each with its `try_enter`.
    handlers: Vec<(StackSlot, Inst)>,
}

impl<'m, W: World> Evaluator<'m, W> {
    /// An evaluator for functions that were verified.
    pub fn new(functions: &'m [Function], world: W, fuel: u64) -> Self {
        let mut memory = Memory::new();
        let context = memory.allocate(vec![0; CONTEXT_BYTES]);
        let cells = vec![0; functions.len()];
        Evaluator {
            functions,
            world,
            memory,
            fuel,
            stack_fill: 0xa5,
            registers: Vec::new(),
            depth: 0,
            context,
            cells,
        }
    }

    /// Calls a function. Arguments and results are bits, one per type of the signature.
    pub fn call(&mut self, func: &'m Function, args: &[u128]) -> Result<Vec<u128>, Stop> {
        if args.len() != func.signature.params.len() {
            return Err(Stop::Broken(format!("%{} called with {} arguments", func.name, args.len())));
        }
        if self.depth == DEPTH_LIMIT {
            return Err(Stop::Broken("calls nest too deeply".to_string()));
        }
        self.depth += 1;
        let base = self.registers.len();
        self.registers.resize(base + func.value_bound(), 0);
        let fill = self.stack_fill;
        let slots =
            func.slots.values().map(|slot| self.memory.allocate(vec![fill; slot.size as usize])).collect();
        let mut frame = Frame { func, base, slots, handlers: Vec::new() };
        for (i, &param) in func.params(func.entry()).iter().enumerate() {
            self.registers[base + param.index()] = args[i] & func.ty(param).mask();
        }
        let result = self.run(&mut frame);
        for &slot in &frame.slots {
            self.memory.release(slot);
        }
        self.registers.truncate(base);
        self.depth -= 1;
        result
    }

    fn run(&mut self, frame: &mut Frame<'m>) -> Result<Vec<u128>, Stop> {
        let mut inst = frame.func.first_inst(frame.func.entry());
        loop {
            match self.step(frame, inst) {
                Ok(Next::Inst(next)) => inst = next,
                Ok(Next::Return(results)) => return Ok(results),
                Err(stop @ (Stop::Trap(_) | Stop::Thrown)) => {
                    let Some((_, enter)) = frame.handlers.pop() else { return Err(stop) };
                    self.set(frame, frame.func.result(enter), 1);
                    inst = frame.func.next_inst(enter);
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    fn get(&self, frame: &Frame<'_>, value: Value) -> u128 {
        self.registers[frame.base + value.index()]
    }

    fn set(&mut self, frame: &Frame<'_>, value: Value, bits: u128) {
        self.registers[frame.base + value.index()] = bits & frame.func.ty(value).mask();
    }

    fn step(&mut self, frame: &mut Frame<'m>, inst: Inst) -> Result<Next, Stop> {
        if self.fuel == 0 {
            return Err(Stop::Fuel);
        }
        self.fuel -= 1;
        let func = frame.func;
        let data = func.inst(inst);
        let args = func.args(inst);
        let ty = data.ty;
        let offset_of = |bits: u128, offset: i32| (bits as u64).wrapping_add_signed(i64::from(offset));
        match (data.op, func.imm(inst)) {
            (Op::Const, Imm::Const(bits)) => self.set(frame, func.result(inst), bits),
            (Op::Load, Imm::Offset(offset)) => {
                let address = offset_of(self.get(frame, args[0]), offset);
                let bits = self.load(ty, address)?;
                self.set(frame, func.result(inst), bits);
            }
            (Op::Store, Imm::Offset(offset)) => {
                let address = offset_of(self.get(frame, args[1]), offset);
                self.store(ty, address, self.get(frame, args[0]))?;
            }
            (Op::LoadIndexed, Imm::Scaled { scale, offset }) => {
                let address = self.scaled(frame, args[0], args[1], scale, offset);
                let bits = self.load(ty, address)?;
                self.set(frame, func.result(inst), bits);
            }
            (Op::StoreIndexed, Imm::Scaled { scale, offset }) => {
                let address = self.scaled(frame, args[1], args[2], scale, offset);
                self.store(ty, address, self.get(frame, args[0]))?;
            }
            (Op::PtrIndex, Imm::Scaled { scale, offset }) => {
                let address = self.scaled(frame, args[0], args[1], scale, offset);
                self.set(frame, func.result(inst), u128::from(address));
            }
            (Op::PtrOffset, Imm::Offset(offset)) => {
                let address = offset_of(self.get(frame, args[0]), offset);
                self.set(frame, func.result(inst), u128::from(address));
            }
            (Op::StackAddr, Imm::Slot { slot, offset }) => {
                let address = frame.slots[slot.index()].wrapping_add_signed(i64::from(offset));
                self.set(frame, func.result(inst), u128::from(address));
            }
            (Op::TypeId, _) => {
                let bits = self.load(Ty::I32, offset_of(self.get(frame, args[0]), -8))?;
                self.set(frame, func.result(inst), bits);
            }
            (Op::Context, _) => self.set(frame, func.result(inst), u128::from(self.context)),
            (Op::SlotAddr, Imm::Func(callee)) => {
                let cell = self.cell(&func.externals[callee])?;
                self.set(frame, func.result(inst), u128::from(cell));
            }
            (Op::Call | Op::CallRuntime | Op::CallIndirect, Imm::Func(callee)) => {
                let values: Vec<u128> = args.iter().map(|&arg| self.get(frame, arg)).collect();
                let external = &func.externals[callee];
                let results = match external.target {
                    Target::Local => self.call(self.local(&external.name)?, &values)?,
                    Target::Indirect => {
                        let number = (values[0] as u64).wrapping_sub(CODE) as usize;
                        match self.functions.get(number) {
                            Some(callee) => self.call(callee, &values[1..])?,
                            None => return Err(Stop::Broken("an indirect call to no code".to_string())),
                        }
                    }
                    Target::Slot(_) | Target::Runtime(_) => {
                        self.world.call(external, &values, &mut self.memory)?
                    }
                };
                for (&value, &bits) in func.results(inst).iter().zip(&results) {
                    self.set(frame, value, bits);
                }
            }
            (Op::Safepoint | Op::Prefetch, _) => {}
            (Op::TryEnter, Imm::Slot { slot, .. }) => {
                frame.handlers.push((slot, inst));
                self.set(frame, func.result(inst), 0);
            }
            (Op::TryLeave, Imm::Slot { slot, .. }) => match frame.handlers.pop() {
                Some((innermost, _)) if innermost == slot => {}
                _ => {
                    return Err(Stop::Broken("try_leave of a handler that is not the innermost".to_string()));
                }
            },
            (Op::Jump, _) => return Ok(Next::Inst(self.follow(frame, inst, 0))),
            (Op::Branch, _) => {
                let taken = self.get(frame, args[0]) & 1 != 0;
                return Ok(Next::Inst(self.follow(frame, inst, usize::from(!taken))));
            }
            (Op::Switch, _) => {
                let number = self.get(frame, args[0]) as i64;
                let index = func.edges(inst).skip(1).position(|edge| edge.case == number);
                return Ok(Next::Inst(self.follow(frame, inst, index.map_or(0, |index| index + 1))));
            }
            (Op::Return, _) => {
                return Ok(Next::Return(args.iter().map(|&arg| self.get(frame, arg)).collect()));
            }
            (Op::Trap, Imm::Trap(reason)) => return Err(Stop::Trap(reason)),
            (Op::Unreachable, _) => return Err(Stop::Broken("unreachable was reached".to_string())),
            (
                op @ (Op::Add
                | Op::Sub
                | Op::Mul
                | Op::Sdiv
                | Op::Udiv
                | Op::Srem
                | Op::Urem
                | Op::Neg
                | Op::And
                | Op::Or
                | Op::Xor
                | Op::Not
                | Op::Shl
                | Op::Lshr
                | Op::Ashr
                | Op::Rotl
                | Op::Rotr
                | Op::Popcount
                | Op::Clz
                | Op::Ctz
                | Op::Bswap
                | Op::SaddOverflow
                | Op::UaddOverflow
                | Op::SsubOverflow
                | Op::UsubOverflow
                | Op::SmulOverflow
                | Op::UmulOverflow
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
                | Op::Fneg
                | Op::Fabs
                | Op::Fsqrt
                | Op::Ffma
                | Op::Fcopysign
                | Op::Ffloor
                | Op::Fceil
                | Op::Ftrunc
                | Op::Frint
                | Op::Fmin
                | Op::Fmax
                | Op::Trunc
                | Op::Zext
                | Op::Sext
                | Op::Sitofp
                | Op::Uitofp
                | Op::Fptosi
                | Op::Fptoui
                | Op::Fpext
                | Op::Fptrunc
                | Op::Bitcast
                | Op::Select
                | Op::PtrAdd),
                _,
            ) => {
                let mut values = [0; 3];
                for (value, &arg) in values.iter_mut().zip(args) {
                    *value = self.get(frame, arg);
                }
                let Some(results) = evaluate_op(op, ty, data.from, &values[..args.len()]) else {
                    return Err(Stop::Broken(format!("the precondition of {op} does not hold")));
                };
                for (&value, bits) in func.results(inst).iter().zip(results) {
                    self.set(frame, value, bits);
                }
            }
            (
                Op::Const
                | Op::Load
                | Op::Store
                | Op::LoadIndexed
                | Op::StoreIndexed
                | Op::PtrIndex
                | Op::PtrOffset
                | Op::StackAddr
                | Op::SlotAddr
                | Op::Call
                | Op::CallRuntime
                | Op::CallIndirect
                | Op::TryEnter
                | Op::TryLeave
                | Op::Trap,
                imm,
            ) => {
                unreachable!("{} with the immediate {imm:?} is not well formed", data.op)
            }
        }
        Ok(Next::Inst(func.next_inst(inst)))
    }

    /// Passes an edge's arguments, all at once, and gives the target's first instruction.
    fn follow(&mut self, frame: &Frame<'m>, inst: Inst, index: usize) -> Inst {
        let edge = frame.func.edge(inst, index);
        let target: Block = edge.block;
        let start = self.registers.len();
        for &arg in edge.args {
            let bits = self.get(frame, arg);
            self.registers.push(bits);
        }
        for (i, &param) in frame.func.params(target).iter().enumerate() {
            self.registers[frame.base + param.index()] = self.registers[start + i];
        }
        self.registers.truncate(start);
        frame.func.first_inst(target)
    }

    fn scaled(&self, frame: &Frame<'_>, base: Value, index: Value, scale: u32, offset: i32) -> u64 {
        let index = self.get(frame, index) as u64;
        let base = self.get(frame, base) as u64;
        base.wrapping_add(index.wrapping_mul(u64::from(scale))).wrapping_add_signed(i64::from(offset))
    }

    fn load(&mut self, ty: Ty, address: u64) -> Result<u128, Stop> {
        self.memory
            .load(ty, address)
            .ok_or_else(|| Stop::Broken(format!("a load from {address:#x}, outside of memory")))
    }

    fn store(&mut self, ty: Ty, address: u64, bits: u128) -> Result<(), Stop> {
        let stored = self.memory.store(ty, address, bits);
        stored.ok_or_else(|| Stop::Broken(format!("a store to {address:#x}, outside of memory")))
    }

    fn local(&self, name: &str) -> Result<&'m Function, Stop> {
        let found = self.functions.iter().find(|func| func.name == name);
        found.ok_or_else(|| Stop::Broken(format!("%{name} is not in the module")))
    }

    fn cell(&mut self, external: &External) -> Result<u64, Stop> {
        let Some(number) = self.functions.iter().position(|func| func.name == external.name) else {
            return Err(Stop::Broken(format!("%{} is not in the module", external.name)));
        };
        if self.cells[number] == 0 {
            self.cells[number] = self.memory.allocate((CODE + number as u64).to_le_bytes().to_vec());
        }
        Ok(self.cells[number])
    }
}

enum Next {
    Inst(Inst),
    Return(Vec<u128>),
}
