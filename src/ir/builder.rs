//! The builder: appends instructions to a block, one method per operation of the op table.
//!
//! Methods of plain operations (`add`, `slt`, `fsqrt`, …) are made from the op table: their types follow from their
//! operands. Operations with immediates have methods written here. Types are not checked: the verifier does.

use crate::edit::InstSpec;
use crate::for_each_op;
use crate::function::{Block, FuncRef, Function, Imm, Inst, Loc, Region, StackSlot, Value};
use crate::ops::{Op, TrapReason};
use crate::ty::Ty;

/// Appends instructions to a function.
#[derive(Debug)]
pub struct Builder<'f> {
    /// The function being built.
    pub func: &'f mut Function,
    block: Option<Block>,
    loc: Loc,
    region: Region,
}

impl<'f> Builder<'f> {
    /// A builder for `func`, at no block yet.
    pub fn new(func: &'f mut Function) -> Self {
        Builder { func, block: None, loc: Loc::NONE, region: Region::Any }
    }

    /// Makes the entry block, with the signature's parameters, and goes there.
    pub fn entry_block(&mut self) -> Block {
        let block = self.func.make_block();
        for i in 0..self.func.signature.params.len() {
            let ty = self.func.signature.params[i];
            self.func.append_param(block, ty);
        }
        self.switch_to(block);
        block
    }

    /// Makes a block, last in the layout order.
    pub fn create_block(&mut self) -> Block {
        self.func.make_block()
    }

    /// Appends a parameter to a block.
    pub fn append_param(&mut self, block: Block, ty: Ty) -> Value {
        self.func.append_param(block, ty)
    }

    /// Appends to `block` from now on.
    pub fn switch_to(&mut self, block: Block) {
        self.block = Some(block);
    }

    /// The block that instructions are appended to.
    pub fn block(&self) -> Block {
        self.block.expect("the builder is at a block")
    }

    /// Whether the block has its terminator.
    pub fn is_terminated(&self) -> bool {
        self.func.terminator(self.block()).is_some()
    }

    /// Gives the instructions made from now on this source position.
    #[inline]
    pub fn set_loc(&mut self, loc: Loc) {
        self.loc = loc;
    }

    /// The source position of the instructions made now.
    pub fn loc(&self) -> Loc {
        self.loc
    }

    /// Says that loads and stores made from now on touch this region of memory.
    pub fn set_region(&mut self, region: Region) {
        self.region = region;
    }

    /// Appends any instruction. `ty` and `from` are as [`Op::allows`] takes them.
    pub fn push(&mut self, op: Op, ty: Ty, from: Ty, imm: Imm, args: &[Value]) -> Inst {
        let block = self.block();
        let inst = self.func.make_inst(InstSpec { op, ty, from, imm, loc: self.loc }, args);
        self.func.append_inst(block, inst);
        if self.region != Region::Any && op.touches_memory() {
            self.func.set_region(inst, self.region);
        }
        inst
    }

    fn one(&mut self, op: Op, ty: Ty, imm: Imm, args: &[Value]) -> Value {
        let inst = self.push(op, ty, ty, imm, args);
        self.func.result(inst)
    }

    /// A plain operation with one result, whose controlling type is the first operand's.
    pub fn plain(&mut self, op: Op, args: &[Value]) -> Value {
        let ty = self.func.ty(args[0]);
        self.one(op, ty, Imm::None, args)
    }

    /// A conversion to `ty`.
    pub fn convert(&mut self, op: Op, ty: Ty, value: Value) -> Value {
        let from = self.func.ty(value);
        let inst = self.push(op, ty, from, Imm::None, &[value]);
        self.func.result(inst)
    }

    /// An operation that gives a value and an overflow flag.
    pub fn checked(&mut self, op: Op, a: Value, b: Value) -> (Value, Value) {
        let ty = self.func.ty(a);
        let inst = self.push(op, ty, ty, Imm::None, &[a, b]);
        let results = self.func.results(inst);
        (results[0], results[1])
    }

    /// A constant by its bits.
    pub fn const_bits(&mut self, ty: Ty, bits: u128) -> Value {
        if ty == Ty::I128 {
            return self.one(Op::Const, ty, Imm::Const(bits), &[]);
        }
        let block = self.block();
        let (inst, value) = self.func.make_const(ty, (bits & ty.mask()) as u64, self.loc);
        self.func.append_inst(block, inst);
        value
    }

    /// An integer constant; higher bits than the type's are dropped.
    pub fn const_int(&mut self, ty: Ty, value: i128) -> Value {
        self.const_bits(ty, value as u128)
    }

    /// An `i1` constant.
    pub fn const_bool(&mut self, value: bool) -> Value {
        self.const_bits(Ty::I1, u128::from(value))
    }

    /// An `f64` constant.
    pub fn const_f64(&mut self, value: f64) -> Value {
        self.const_bits(Ty::F64, u128::from(value.to_bits()))
    }

    /// An `f32` constant.
    pub fn const_f32(&mut self, value: f32) -> Value {
        self.const_bits(Ty::F32, u128::from(value.to_bits()))
    }

    /// An address constant.
    pub fn const_ptr(&mut self, address: u64) -> Value {
        self.const_bits(Ty::Ptr, u128::from(address))
    }

    /// `a` if `condition`, else `b`.
    pub fn select(&mut self, condition: Value, a: Value, b: Value) -> Value {
        let ty = self.func.ty(a);
        self.one(Op::Select, ty, Imm::None, &[condition, a, b])
    }

    /// Loads from `base + offset`.
    pub fn load(&mut self, ty: Ty, base: Value, offset: i32) -> Value {
        self.one(Op::Load, ty, Imm::Offset(offset), &[base])
    }

    /// Stores to `base + offset`.
    pub fn store(&mut self, value: Value, base: Value, offset: i32) -> Inst {
        let ty = self.func.ty(value);
        self.push(Op::Store, ty, ty, Imm::Offset(offset), &[value, base])
    }

    /// Loads from `base + index * scale + offset`.
    pub fn load_indexed(&mut self, ty: Ty, base: Value, index: Value, scale: u32, offset: i32) -> Value {
        self.one(Op::LoadIndexed, ty, Imm::Scaled { scale, offset }, &[base, index])
    }

    /// Stores to `base + index * scale + offset`.
    pub fn store_indexed(
        &mut self,
        value: Value,
        base: Value,
        index: Value,
        scale: u32,
        offset: i32,
    ) -> Inst {
        let ty = self.func.ty(value);
        self.push(Op::StoreIndexed, ty, ty, Imm::Scaled { scale, offset }, &[value, base, index])
    }

    /// The address of a place in a stack slot.
    pub fn stack_addr(&mut self, slot: StackSlot, offset: i32) -> Value {
        self.one(Op::StackAddr, Ty::Ptr, Imm::Slot { slot, offset }, &[])
    }

    /// `base + bytes`.
    pub fn ptr_add(&mut self, base: Value, bytes: Value) -> Value {
        self.one(Op::PtrAdd, Ty::Ptr, Imm::None, &[base, bytes])
    }

    /// `base + offset`.
    pub fn ptr_offset(&mut self, base: Value, offset: i32) -> Value {
        self.one(Op::PtrOffset, Ty::Ptr, Imm::Offset(offset), &[base])
    }

    /// `base + index * scale + offset`.
    pub fn ptr_index(&mut self, base: Value, index: Value, scale: u32, offset: i32) -> Value {
        self.one(Op::PtrIndex, Ty::Ptr, Imm::Scaled { scale, offset }, &[base, index])
    }

    /// The type id of an object.
    pub fn type_id(&mut self, object: Value) -> Value {
        self.one(Op::TypeId, Ty::I32, Imm::None, &[object])
    }

    /// The thread's context.
    pub fn context(&mut self) -> Value {
        self.one(Op::Context, Ty::Ptr, Imm::None, &[])
    }

    /// The address of the cell of a function's entry slot.
    pub fn slot_addr(&mut self, func: FuncRef) -> Value {
        self.one(Op::SlotAddr, Ty::Ptr, Imm::Func(func), &[])
    }

    /// Calls through an entry slot, or a function of the same text module.
    pub fn call(&mut self, func: FuncRef, args: &[Value]) -> Inst {
        self.push(Op::Call, Ty::Ptr, Ty::Ptr, Imm::Func(func), args)
    }

    /// Calls the run-time system.
    pub fn call_runtime(&mut self, func: FuncRef, args: &[Value]) -> Inst {
        self.push(Op::CallRuntime, Ty::Ptr, Ty::Ptr, Imm::Func(func), args)
    }

    /// Calls the code at `args[0]` with the other arguments; `signature` does not count the address.
    pub fn call_indirect(&mut self, signature: FuncRef, args: &[Value]) -> Inst {
        self.push(Op::CallIndirect, Ty::Ptr, Ty::Ptr, Imm::Func(signature), args)
    }

    /// An instruction's first result.
    pub fn result(&self, inst: Inst) -> Value {
        self.func.result(inst)
    }

    /// A hint that what is at the address will be read soon.
    pub fn prefetch(&mut self, address: Value) -> Inst {
        self.push(Op::Prefetch, Ty::Ptr, Ty::Ptr, Imm::None, &[address])
    }

    /// Polls the safepoint flag.
    pub fn safepoint(&mut self) -> Inst {
        self.push(Op::Safepoint, Ty::Ptr, Ty::Ptr, Imm::None, &[])
    }

    /// Installs the handler record in `slot`; see [`Op::TryEnter`].
    pub fn try_enter(&mut self, slot: StackSlot) -> Value {
        self.one(Op::TryEnter, Ty::Ptr, Imm::Slot { slot, offset: 0 }, &[])
    }

    /// Uninstalls the handler record in `slot`.
    pub fn try_leave(&mut self, slot: StackSlot) -> Inst {
        self.push(Op::TryLeave, Ty::Ptr, Ty::Ptr, Imm::Slot { slot, offset: 0 }, &[])
    }

    /// Goes to `block`.
    pub fn jump(&mut self, block: Block, args: &[Value]) -> Inst {
        let inst = self.push(Op::Jump, Ty::Ptr, Ty::Ptr, Imm::Edges, &[]);
        self.func.set_edges(inst, [(block, args, 0)]);
        inst
    }

    /// Goes to the first block if `condition`, else to the second.
    pub fn branch(&mut self, condition: Value, yes: (Block, &[Value]), no: (Block, &[Value])) -> Inst {
        let inst = self.push(Op::Branch, Ty::Ptr, Ty::Ptr, Imm::Edges, &[condition]);
        self.func.set_edges(inst, [(yes.0, yes.1, 0), (no.0, no.1, 0)]);
        inst
    }

    /// Goes to the block whose case is `value`, else to the default.
    pub fn switch(
        &mut self,
        value: Value,
        default: (Block, &[Value]),
        cases: &[(i64, Block, &[Value])],
    ) -> Inst {
        let inst = self.push(Op::Switch, Ty::Ptr, Ty::Ptr, Imm::Edges, &[value]);
        let cases = cases.iter().map(|&(case, block, args)| (block, args, case));
        self.func.set_edges(inst, [(default.0, default.1, 0)].into_iter().chain(cases));
        inst
    }

    /// Returns.
    pub fn ret(&mut self, values: &[Value]) -> Inst {
        self.push(Op::Return, Ty::Ptr, Ty::Ptr, Imm::None, values)
    }

    /// Ends with a reason.
    pub fn trap(&mut self, reason: TrapReason) -> Inst {
        self.push(Op::Trap, Ty::Ptr, Ty::Ptr, Imm::Trap(reason), &[])
    }

    /// Ends a block that control never leaves.
    pub fn unreachable(&mut self) -> Inst {
        self.push(Op::Unreachable, Ty::Ptr, Ty::Ptr, Imm::None, &[])
    }
}

macro_rules! builder_methods {
    ($($(#[$doc:meta])* $name:ident $variant:ident, $rule:ident $(($arg:ident))?, $operands:tt -> $results:tt, $imm:ident, $effects:literal;)*) => {
        impl Builder<'_> {
            $(builder_method!($rule $operands $results $imm, $name $variant, $(#[$doc])*);)*
        }
    };
}

macro_rules! builder_method {
    (One [T] [T] None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, value: Value) -> Value {
            self.plain(Op::$op, &[value])
        }
    };
    (One [T, T] [T, I1] None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, a: Value, b: Value) -> (Value, Value) {
            self.checked(Op::$op, a, b)
        }
    };
    (One [T, T] $result:tt None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, a: Value, b: Value) -> Value {
            self.plain(Op::$op, &[a, b])
        }
    };
    (One [T, I64] [T] None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, value: Value, amount: Value) -> Value {
            self.plain(Op::$op, &[value, amount])
        }
    };
    (One [T, T, T] [T] None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, a: Value, b: Value, c: Value) -> Value {
            self.plain(Op::$op, &[a, b, c])
        }
    };
    (Two [F] [T] None, $name:ident $op:ident, $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub fn $name(&mut self, ty: Ty, value: Value) -> Value {
            self.convert(Op::$op, ty, value)
        }
    };
    // Operations with immediates or other shapes have hand-written methods.
    ($rule:ident $operands:tt $results:tt $imm:ident, $name:ident $op:ident, $(#[$doc:meta])*) => {};
}

for_each_op!(builder_methods);
