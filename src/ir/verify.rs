//! What is well formed. Every later stage relies on these invariants and does not check them again.
//!
//! Blocks
//! 1. There is an entry block. Its parameters are the signature's, and no edge leads to it.
//! 2. Every block ends in exactly one terminator, its last instruction.
//! 3. Edges lead to blocks of the function.
//! 4. An edge passes one argument for each parameter of its target, of the same type.
//!
//! Instructions
//! 5. The operation exists for the instruction's types.
//! 6. Operands have the number and types that the op table or the callee's signature say; so have results.
//! 7. Immediates name existing slots, externals and positions; a constant has no bits beyond its type; scales are
//!    positive; a stack slot's offset lies inside the slot. Only loads and stores have a region of memory.
//! 8. A call's target fits the operation: `call` an entry slot or local function, `call_runtime` an entry of the
//!    call table, `call_indirect` a signature; `slot_addr` an entry slot or local function.
//! 9. `return` gives the signature's results.
//! 10. `jump` has one edge, `branch` two, `switch` one or more, whose cases are distinct.
//! 11. `try_enter` and `try_leave` name a slot as large and as aligned as a handler record.
//!
//! Values
//! 12. A value is defined exactly once, and its definition dominates its uses. (In blocks that cannot be reached
//!     a use needs only some definition.)
//! 13. There are no aliases.
//!
//! Signatures
//! 14. No `f16`; at most two results, and an `i128` result is alone. Parameters of run-time functions are `i32`,
//!     `i64`, `i128`, `f32`, `f64` or `ptr`: the bits above a narrow type's width are undefined in registers, so what
//!     is narrower must be extended explicitly first.
//! 15. Slots' alignments are powers of two up to 16. A position is inlined at an earlier one.
//!
//! Not checked, because it is a matter of values: divisions' preconditions, and that addresses are valid.

use crate::cfg::Cfg;
use crate::function::{
    Block, Function, HANDLER_RECORD, Imm, Inst, Region, Signature, Target, Value, ValueDef,
};
use crate::ops::{Class, ImmKind, Op};
use crate::ty::Ty;
use core::fmt;
use juliette_support::Id;

/// A violated invariant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The block, if the violation is in one.
    pub block: Option<Block>,
    /// The instruction, if the violation is in one, as text.
    pub inst: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(block) = self.block {
            write!(f, "in {block}: ")?;
        }
        if let Some(inst) = &self.inst {
            write!(f, "`{inst}`: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl core::error::Error for Violation {}

/// Checks a function; the first violation found is the answer.
pub fn verify(func: &Function) -> Result<(), Violation> {
    let mut verifier = Verifier { func, block: None, inst: None, seen: vec![None; func.value_bound()] };
    verifier.check_tables()?;
    verifier.check_blocks()?;
    verifier.check_dominance()
}

struct Verifier<'f> {
    func: &'f Function,
    block: Option<Block>,
    inst: Option<Inst>,
    /// Where each value was met as a definition: block and running number of the instruction in it.
    seen: Vec<Option<(Block, u32)>>,
}

impl Verifier<'_> {
    fn fail<T>(&self, reason: impl Into<String>) -> Result<T, Violation> {
        let inst = self.inst.map(|inst| self.func.show_inst(inst).to_string());
        Err(Violation { block: self.block, inst, reason: reason.into() })
    }

    fn check_tables(&self) -> Result<(), Violation> {
        let func = self.func;
        self.check_signature(&func.signature, false)?;
        for (_, external) in func.externals.iter() {
            self.check_signature(&external.signature, matches!(external.target, Target::Runtime(_)))?;
        }
        for (slot, data) in func.slots.iter() {
            if !data.align.is_power_of_two() || data.align > 16 {
                return self.fail(format!("{slot} is aligned to {}, no power of two up to 16", data.align));
            }
        }
        for (loc, position) in func.positions.iter() {
            if position.inlined_at.is_some_and(|outer| outer >= loc) {
                return self.fail(format!("{loc} is inlined at a position that is not before it"));
            }
        }
        Ok(())
    }

    fn check_signature(&self, signature: &Signature, runtime: bool) -> Result<(), Violation> {
        let Signature { params, results } = signature;
        if params.iter().chain(results).any(|&ty| ty == Ty::F16) {
            return self.fail("f16 in a signature");
        }
        if results.len() > 2 || results.len() == 2 && results.contains(&Ty::I128) {
            return self.fail("more results than two registers hold");
        }
        if let (true, Some(ty)) = (runtime, params.iter().find(|ty| matches!(ty, Ty::I1 | Ty::I8 | Ty::I16)))
        {
            return self.fail(format!("a run-time function takes {ty}: extend it explicitly"));
        }
        Ok(())
    }

    fn check_blocks(&mut self) -> Result<(), Violation> {
        let func = self.func;
        let Some(&entry) = func.blocks().first() else { return self.fail("the function has no entry block") };
        let types = func.params(entry).iter().map(|&v| func.ty(v));
        if !types.eq(func.signature.params.iter().copied()) {
            self.block = Some(entry);
            return self.fail("the entry block's parameters are not the signature's");
        }
        for &block in func.blocks() {
            (self.block, self.inst) = (Some(block), None);
            for (i, &param) in func.params(block).iter().enumerate() {
                if func.def(param) != ValueDef::Param(block, i as u32) {
                    return self.fail(format!("{param} is defined twice or not as this parameter"));
                }
                self.define(param, block, 0)?;
            }
            let mut number = 0;
            for inst in func.insts(block) {
                number += 1;
                self.inst = Some(inst);
                let is_last = !func.next_inst(inst).is_some();
                match (func.op(inst).is_terminator(), is_last) {
                    (true, false) => return self.fail("a terminator in the middle of a block"),
                    (false, true) => return self.fail("the block does not end in a terminator"),
                    (true, true) | (false, false) => {}
                }
                self.check_inst(inst)?;
                for (i, &result) in func.results(inst).iter().enumerate() {
                    if func.def(result) != ValueDef::Result(inst, i as u32) {
                        return self.fail(format!("{result} is defined twice or not as this result"));
                    }
                    self.define(result, block, number)?;
                }
            }
            if number == 0 {
                self.inst = None;
                return self.fail("the block does not end in a terminator");
            }
        }
        Ok(())
    }

    fn define(&mut self, value: Value, block: Block, number: u32) -> Result<(), Violation> {
        if self.seen[value.index()].replace((block, number)).is_some() {
            return self.fail(format!("{value} is defined twice"));
        }
        Ok(())
    }

    fn check_inst(&self, inst: Inst) -> Result<(), Violation> {
        let (func, data) = (self.func, self.func.inst(inst));
        let (op, row) = (data.op, data.op.row());
        if !op.allows(data.ty, data.from) {
            return self.fail(format!("{op} does not exist for {} and {}", data.ty, data.from));
        }
        let loc = func.loc(inst);
        if loc.is_some() && loc.index() >= func.positions.len() {
            return self.fail("a position that is not in the table");
        }
        if data.region() != Region::Any && !op.touches_memory() {
            return self.fail("only loads and stores have a region");
        }
        self.check_imm(inst)?;
        for &arg in func.args(inst) {
            self.check_use(arg)?;
        }
        let mut wanted: Vec<Ty> =
            row.operands.iter().filter_map(|class| class.ty(data.ty, data.from)).collect();
        let mut given: Vec<Ty> =
            row.results.iter().filter_map(|class| class.ty(data.ty, data.from)).collect();
        if row.operands.contains(&Class::Rest) {
            match func.callee(inst) {
                Some(callee) => {
                    wanted.extend(&callee.signature.params);
                    given.extend(&callee.signature.results);
                }
                None => wanted.extend(&func.signature.results),
            }
        }
        let what = if op == Op::Return { "the signature's results are" } else { "operands should be" };
        if !func.args(inst).iter().map(|&v| func.ty(v)).eq(wanted.iter().copied()) {
            return self.fail(format!("{what} {}", list(&wanted)));
        }
        if !func.results(inst).iter().map(|&v| func.ty(v)).eq(given.iter().copied()) {
            return self.fail(format!("results should be {}", list(&given)));
        }
        self.check_edges(inst)
    }

    fn check_imm(&self, inst: Inst) -> Result<(), Violation> {
        let (func, data) = (self.func, self.func.inst(inst));
        match func.imm(inst) {
            Imm::None | Imm::Offset(_) | Imm::Trap(_) | Imm::Edges => Ok(()),
            Imm::Const(bits) if bits & !data.ty.mask() != 0 => {
                self.fail("the constant has more bits than its type")
            }
            Imm::Const(_) => Ok(()),
            Imm::Scaled { scale: 0, .. } => self.fail("the scale is zero"),
            Imm::Scaled { .. } => Ok(()),
            Imm::Slot { slot, offset } => {
                if slot.index() >= func.slots.len() {
                    return self.fail("a stack slot that does not exist");
                }
                let shape = func.slots[slot];
                let is_handler = matches!(data.op, Op::TryEnter | Op::TryLeave);
                if is_handler
                    && (shape.size < HANDLER_RECORD.size || shape.align < HANDLER_RECORD.align || offset != 0)
                {
                    return self.fail("the slot is too small or too little aligned for a handler record");
                }
                if offset < 0 || offset as u32 > shape.size {
                    return self.fail("the offset is outside the stack slot");
                }
                Ok(())
            }
            Imm::Func(callee) => {
                if callee.index() >= func.externals.len() {
                    return self.fail("an external function that does not exist");
                }
                let fits = match (&func.externals[callee].target, data.op) {
                    (Target::Slot(_) | Target::Local, op) => matches!(op, Op::Call | Op::SlotAddr),
                    (Target::Runtime(_), op) => op == Op::CallRuntime,
                    (Target::Indirect, op) => op == Op::CallIndirect,
                };
                if !fits {
                    return self.fail("the operation does not fit the external function's target");
                }
                Ok(())
            }
        }
    }

    fn check_edges(&self, inst: Inst) -> Result<(), Violation> {
        let (func, op) = (self.func, self.func.op(inst));
        let count = func.edge_count(inst);
        let least = match op.row().imm {
            ImmKind::Edges if op == Op::Branch => 2,
            ImmKind::Edges => 1,
            _ => 0,
        };
        if count < least || count > least && op != Op::Switch {
            return self.fail(format!("{count} edges"));
        }
        for edge in func.edges(inst) {
            if edge.block.index() >= func.block_bound() || !func.is_block_in_order(edge.block) {
                return self.fail(format!("{} is not a block of the function", edge.block));
            }
            if edge.block == func.entry() {
                return self.fail("an edge to the entry block");
            }
            for &arg in edge.args {
                self.check_use(arg)?;
            }
            let params = func.params(edge.block).iter().map(|&v| func.ty(v));
            if !params.clone().eq(edge.args.iter().map(|&v| func.ty(v))) {
                let wanted: Vec<Ty> = params.collect();
                return self.fail(format!("arguments for {} should be {}", edge.block, list(&wanted)));
            }
        }
        if op == Op::Switch {
            let mut cases: Vec<i64> = func.edges(inst).skip(1).map(|edge| edge.case).collect();
            cases.sort_unstable();
            if cases.windows(2).any(|pair| pair[0] == pair[1]) {
                return self.fail("a case occurs twice");
            }
        }
        Ok(())
    }

    fn check_use(&self, value: Value) -> Result<(), Violation> {
        if value.index() >= self.func.value_bound() {
            return self.fail(format!("{value} does not exist"));
        }
        match self.func.def(value) {
            ValueDef::Result(..) | ValueDef::Param(..) => Ok(()),
            ValueDef::Alias(_) => self.fail(format!("{value} is an alias")),
            ValueDef::None => self.fail(format!("{value} is not defined")),
        }
    }

    fn check_dominance(&mut self) -> Result<(), Violation> {
        let func = self.func;
        let cfg = Cfg::of(func);
        for &block in func.blocks() {
            self.block = Some(block);
            let mut number = 0;
            for inst in func.insts(block) {
                number += 1;
                self.inst = Some(inst);
                let edge_args = func.edges(inst).flat_map(|edge| edge.args);
                for &value in func.args(inst).iter().chain(edge_args) {
                    let Some((home, place)) = self.seen[value.index()] else {
                        return self.fail(format!("{value} is defined in no block"));
                    };
                    let before = if home == block {
                        place < number
                    } else {
                        !cfg.is_reachable(block) || cfg.is_reachable(home) && cfg.dominates(home, block)
                    };
                    if !before {
                        return self.fail(format!("the definition of {value} does not dominate this use"));
                    }
                }
            }
        }
        Ok(())
    }
}

fn list(types: &[Ty]) -> String {
    let names: Vec<_> = types.iter().map(|ty| ty.name()).collect();
    format!("({})", names.join(", "))
}
