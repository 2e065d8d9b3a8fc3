//! Random verified functions whose meaning is the same on every engine.
//!
//! A module has a root function, which takes the address of a buffer first, and some functions that it may call;
//! functions call only later ones. Code is made statement by statement from the op table: plain operations, memory
//! accesses inside the buffer and the stack slots, branches, loops with a bounded count, switches, calls,
//! handlers around calls, traps. Preconditions of divisions are made true.
//!
//! Engines may return different NaNs, so a float that may be a new NaN is *tainted*: it may be computed and compared
//! with and returned, but not stored, reinterpreted or used for its sign; before that it is cleaned by a selection.

use juliette_ir::{
    Block, Builder, External, FuncRef, Function, HANDLER_RECORD, Imm, Op, Region, Signature, SlotData,
    StackSlot, Target, TrapReason, Ty, TypeRule, Value,
};

/// Bytes of the buffer that the root function gets.
pub const BUFFER_BYTES: u32 = 256;
/// Bytes of each stack slot.
const SLOT_BYTES: u32 = 64;

/// A small generator of random numbers (splitmix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of the items.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A value of a type: often one at an edge.
    pub fn value(&mut self, ty: Ty) -> u128 {
        let wide = u128::from(self.bits()) << 64 | u128::from(self.bits());
        let bits = if ty.is_float() {
            let number = match self.below(8) {
                0 => return wide & ty.mask() & !quiet_nan_bits(ty),
                1 => self.pick(&[0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::MIN_POSITIVE]),
                2 => {
                    self.pick(&[1e300, -1e300, 1.8e19, -9.3e18, 4294967296.5, 2147483648.0, -129.5, 65520.0])
                }
                3 => self.below(64) as f64 + 0.5,
                _ => self.below(200) as f64 - 100.0,
            };
            match ty {
                Ty::F16 => u128::from(self.pick(&[0_u16, 0x3c00, 0xbc00, 0x7bff, 0x0001, 0x7c00, 0xfc00])),
                Ty::F32 => u128::from((number as f32).to_bits()),
                _ => u128::from(number.to_bits()),
            }
        } else {
            match self.below(6) {
                0 => wide,
                1 => 1 << self.below(ty.bits() as usize),
                2 => (1_u128 << self.below(ty.bits() as usize)).wrapping_sub(1),
                3 => (ty.mask() >> 1) + self.below(3) as u128,
                _ => (self.below(40) as i128 - 10) as u128,
            }
        };
        bits & ty.mask()
    }
}

/// Bits that, cleared, keep random float bits from being a NaN.
fn quiet_nan_bits(ty: Ty) -> u128 {
    match ty {
        Ty::F16 => 0x4000,
        Ty::F32 => 0x4000_0000,
        _ => 0x4000_0000_0000_0000,
    }
}

/// How large modules are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Functions beside the root.
    pub callees: usize,
    /// Statements of a function, about.
    pub statements: usize,
    /// Whether there are `i128` values.
    pub wide: bool,
}

/// A random module: the root function first.
pub fn random_module(random: &mut Random, size: Size) -> Vec<Function> {
    let callees = random.below(size.callees + 1);
    let mut functions: Vec<Function> = Vec::new();
    let signatures: Vec<Signature> = (0..=callees).map(|_| random_signature(random, size.wide)).collect();
    for index in 0..=callees {
        let mut func = Function::new(format!("f{index}"), signatures[index].clone());
        let mut maker = Maker {
            random,
            b: Builder::new(&mut func),
            values: Vec::new(),
            slots: Vec::new(),
            callees: Vec::new(),
            budget: size.statements,
            depth: 0,
            in_try: false,
            wide: size.wide,
        };
        for (later, signature) in signatures.iter().enumerate().skip(index + 1) {
            let external = External {
                name: format!("f{later}"),
                signature: signature.clone(),
                target: Target::Local,
                noreturn: false,
                may_throw: true,
            };
            maker.callees.push(maker.b.func.import(external));
        }
        maker.body();
        functions.push(func);
    }
    functions
}

fn random_signature(random: &mut Random, wide: bool) -> Signature {
    let types: [Ty; 12] = [
        Ty::I64,
        Ty::I64,
        Ty::I64,
        Ty::F64,
        Ty::F64,
        Ty::I32,
        Ty::I8,
        Ty::I16,
        Ty::I1,
        Ty::F32,
        if wide { Ty::I128 } else { Ty::I32 },
        Ty::I64,
    ];
    let mut params = vec![Ty::Ptr];
    for _ in 0..random.below(10) {
        params.push(random.pick(&types));
    }
    let first = random.pick(&types);
    let mut results = vec![first];
    if first != Ty::I128 && random.once_in(3) {
        let second = random.pick(&types);
        if second != Ty::I128 {
            results.push(second);
        }
    }
    if random.once_in(16) {
        results.clear();
    }
    Signature { params, results }
}

/// A value in scope.
#[derive(Clone, Copy)]
struct Known {
    value: Value,
    ty: Ty,
    tainted: bool,
}

struct Maker<'r, 'f> {
    random: &'r mut Random,
    b: Builder<'f>,
    values: Vec<Known>,
    slots: Vec<StackSlot>,
    callees: Vec<FuncRef>,
    budget: usize,
    depth: usize,
    in_try: bool,
    wide: bool,
}

impl Maker<'_, '_> {
    fn body(&mut self) {
        let entry = self.b.entry_block();
        for i in 0..self.b.func.params(entry).len() {
            let value = self.b.func.params(entry)[i];
            let ty = self.b.func.ty(value);
            self.values.push(Known { value, ty, tainted: ty.is_float() });
        }
        for _ in 0..self.random.below(3) {
            let slot = self.b.func.slots.push(SlotData { size: SLOT_BYTES, align: 8 });
            let address = self.b.stack_addr(slot, 0);
            for offset in (0..SLOT_BYTES).step_by(8) {
                let bits = self.random.value(Ty::I64);
                let word = self.b.const_bits(Ty::I64, bits);
                self.b.store(word, address, offset as i32);
            }
            self.slots.push(slot);
        }
        self.statements();
        let results = self.b.func.signature.results.clone();
        let values: Vec<Value> = results.iter().map(|&ty| self.any(ty)).collect();
        self.b.ret(&values);
    }

    fn statements(&mut self) {
        let count = 1 + self.random.below(self.budget.clamp(1, 12));
        for _ in 0..count {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            let nested = self.depth < 4;
            match self.random.below(40) {
                0..=4 if nested => self.choice(),
                5..=6 if nested && self.depth < 2 => self.counted_loop(),
                7 if nested => self.switch(),
                8..=10 => self.call(),
                11 if nested && !self.in_try => self.guarded_call(),
                12 if self.random.once_in(4) => self.rare_trap(),
                13..=17 => self.memory(),
                18 => {
                    self.b.safepoint();
                }
                _ => self.operation(),
            }
        }
    }

    fn add(&mut self, value: Value, tainted: bool) {
        let ty = self.b.func.ty(value);
        self.values.push(Known { value, ty, tainted: tainted && ty.is_float() });
    }

    fn constant(&mut self, ty: Ty) -> Value {
        let bits = self.random.value(ty);
        self.b.const_bits(ty, bits)
    }

    fn known(&mut self, ty: Ty, clean: bool) -> Option<Known> {
        let fits = |known: &&Known| known.ty == ty && !(clean && known.tainted);
        let count = self.values.iter().filter(fits).count();
        if count == 0 {
            return None;
        }
        // Recent values rather than old ones.
        let index = self.random.below(count).max(self.random.below(count));
        self.values.iter().filter(fits).nth(index).copied()
    }

    /// A value of a type, tainted or not.
    fn any(&mut self, ty: Ty) -> Value {
        self.any_known(ty).0
    }

    fn any_known(&mut self, ty: Ty) -> (Value, bool) {
        if ty != Ty::Ptr && self.random.once_in(6) {
            return (self.constant(ty), false);
        }
        match self.known(ty, false) {
            Some(known) => (known.value, known.tainted),
            None if ty == Ty::Ptr => (self.buffer(), false),
            None => (self.constant(ty), false),
        }
    }

    /// A value of a type that is the same bits on every engine.
    fn clean(&mut self, ty: Ty) -> Value {
        if let Some(known) = self.known(ty, true)
            && !self.random.once_in(6)
        {
            return known.value;
        }
        if matches!(ty, Ty::F32 | Ty::F64)
            && let Some(known) = self.known(ty, false)
        {
            let is_nan = self.b.plain(Op::Fne, &[known.value, known.value]);
            let zero = self.b.const_bits(ty, 0);
            let value = self.b.select(is_nan, zero, known.value);
            self.add(value, false);
            return value;
        }
        if ty == Ty::Ptr { self.buffer() } else { self.constant(ty) }
    }

    fn buffer(&mut self) -> Value {
        let entry = self.b.func.entry();
        self.b.func.params(entry)[0]
    }

    fn operation(&mut self) {
        let op = self.random.pick(Op::ALL);
        let is_plain = op.is_removable() && op.row().imm == juliette_ir::ImmKind::None;
        if !is_plain || matches!(op, Op::PtrAdd | Op::TypeId | Op::Context) {
            return self.operation();
        }
        let forms: Vec<(Ty, Ty)> = op.forms().collect();
        let (ty, from) = self.random.pick(&forms);
        let is_common = |ty| !matches!(ty, Ty::I128 | Ty::F16);
        // Addresses differ between engines, so they take part in nothing here.
        let is_rare = !(is_common(ty) && is_common(from));
        if ty == Ty::Ptr || from == Ty::Ptr || (is_rare && !self.random.once_in(4)) {
            return;
        }
        if !self.wide && (ty == Ty::I128 || from == Ty::I128) {
            return;
        }
        if let TypeRule::Mono = op.row().rule {
            return;
        }
        let needs_clean = matches!(op, Op::Bitcast | Op::Fcopysign);
        let mut tainted = makes_nan(op);
        let mut args = Vec::new();
        for class in op.row().operands {
            let Some(ty) = class.ty(ty, from) else { return };
            if needs_clean {
                args.push(self.clean(ty));
            } else {
                let (value, taint) = self.any_known(ty);
                tainted |= taint;
                args.push(value);
            }
        }
        if matches!(op, Op::Udiv | Op::Urem | Op::Sdiv | Op::Srem) {
            args[1] = self.divisor(args[1], ty, matches!(op, Op::Sdiv | Op::Srem));
        }
        if matches!(op, Op::Shl | Op::Lshr | Op::Ashr | Op::Rotl | Op::Rotr) && self.random.once_in(2) {
            let amount = self.random.below(ty.bits() as usize + 2);
            args[1] = self.b.const_int(Ty::I64, amount as i128);
        }
        let inst = self.b.push(op, ty, from, Imm::None, &args);
        for i in 0..self.b.func.results(inst).len() {
            let value = self.b.func.results(inst)[i];
            self.add(value, tainted);
        }
    }

    /// A divisor that meets the preconditions: odd, and for signed division not negative.
    fn divisor(&mut self, value: Value, ty: Ty, signed: bool) -> Value {
        if self.random.once_in(2) {
            let mut bits = self.random.value(ty);
            if bits == 0 || signed && bits == ty.mask() {
                bits = 7;
            }
            return self.b.const_bits(ty, bits);
        }
        let one = self.b.const_bits(ty, 1);
        let odd = self.b.or(value, one);
        if !signed {
            return odd;
        }
        let positive = self.b.const_bits(ty, ty.mask() >> 1);
        self.b.and(odd, positive)
    }

    /// A load or store in the buffer or in a slot.
    fn memory(&mut self) {
        // Buffer and slots are apart, so they can be different regions.
        let (base, size) = match self.slots.is_empty() || self.random.once_in(2) {
            true => {
                let region = self.random.pick(&[Region::Any, Region::Element]);
                self.b.set_region(region);
                (self.buffer(), BUFFER_BYTES)
            }
            false => {
                let region = self.random.pick(&[Region::Any, Region::Field]);
                self.b.set_region(region);
                let slot = self.random.pick(&self.slots);
                let offset = self.random.below(2) as u32 * 8;
                (self.b.stack_addr(slot, offset as i32), SLOT_BYTES - offset)
            }
        };
        const TYPES: [Ty; 9] =
            [Ty::I8, Ty::I16, Ty::I32, Ty::I64, Ty::I64, Ty::F32, Ty::F64, Ty::I128, Ty::F16];
        let ty = self.random.pick(&TYPES);
        let ty = if ty == Ty::I128 && !self.wide { Ty::I64 } else { ty };
        // Four indexes of the scale and the access must fit.
        let scale = self.random.pick(&[1_u32, 2, 3, 4, 8, 8]);
        let room = size - ty.bytes() - 3 * scale;
        let offset = self.random.below(room as usize + 1) as i32;
        let index = self.random.once_in(2).then(|| {
            let (number, _) = self.any_known(Ty::I64);
            let three = self.b.const_int(Ty::I64, 3);
            self.b.and(number, three)
        });
        if self.random.once_in(2) {
            // Random bits as floats may be signaling NaNs, which moves keep and conversions do not.
            let loaded = match index {
                Some(index) => self.b.load_indexed(ty, base, index, scale, offset),
                None => self.b.load(ty, base, offset),
            };
            self.add(loaded, false);
        } else {
            let value = self.clean(ty);
            match index {
                Some(index) => self.b.store_indexed(value, base, index, scale, offset),
                None => self.b.store(value, base, offset),
            };
        }
        self.b.set_region(Region::Any);
    }

    /// Types of values that are passed to a block where ways meet.
    fn meeting_types(&mut self) -> Vec<Ty> {
        let count = self.random.below(4);
        let types = [
            Ty::I64,
            Ty::I64,
            Ty::F64,
            Ty::I32,
            Ty::I8,
            Ty::I1,
            Ty::F32,
            if self.wide { Ty::I128 } else { Ty::I8 },
            Ty::I16,
        ];
        (0..count).map(|_| self.random.pick(&types)).collect()
    }

    fn pass(&mut self, types: &[Ty]) -> Vec<Value> {
        types.iter().map(|&ty| self.any(ty)).collect()
    }

    fn meet(&mut self, types: &[Ty]) -> Block {
        let block = self.b.create_block();
        for &ty in types {
            self.b.append_param(block, ty);
        }
        block
    }

    fn go_on(&mut self, block: Block) {
        self.b.switch_to(block);
        for i in 0..self.b.func.params(block).len() {
            let value = self.b.func.params(block)[i];
            self.add(value, true);
        }
    }

    /// Statements in a block of their own, which ends by passing values to `next`.
    fn arm(&mut self, block: Block, next: Block, types: &[Ty]) {
        let scope = self.values.len();
        self.depth += 1;
        self.go_on(block);
        self.statements();
        let ends = self.random.once_in(24);
        if ends {
            self.finish();
        } else {
            let args = self.pass(types);
            self.b.jump(next, &args);
        }
        self.depth -= 1;
        self.values.truncate(scope);
    }

    /// Returns or traps early.
    fn finish(&mut self) {
        // A handler must be left before the function is.
        if self.random.once_in(3) || self.in_try {
            let reason = self.random.pick(TrapReason::ALL);
            self.b.trap(reason);
            return;
        }
        let results = self.b.func.signature.results.clone();
        let values = self.pass(&results);
        self.b.ret(&values);
    }

    fn condition(&mut self) -> Value {
        if self.random.once_in(2) {
            let op = self.random.pick(&[Op::Slt, Op::Ult, Op::Eq, Op::Sle, Op::Ne]);
            let ty = self.random.pick(&[Ty::I64, Ty::I64, Ty::I32, Ty::I8]);
            let (a, b) = (self.any(ty), self.any(ty));
            return self.b.plain(op, &[a, b]);
        }
        if self.random.once_in(3) {
            let op = self.random.pick(&[Op::Flt, Op::Feq, Op::Fle, Op::Fne]);
            let ty = self.random.pick(&[Ty::F64, Ty::F32]);
            let (a, b) = (self.any(ty), self.any(ty));
            return self.b.plain(op, &[a, b]);
        }
        self.any(Ty::I1)
    }

    fn choice(&mut self) {
        let condition = self.condition();
        let types = self.meeting_types();
        let next = self.meet(&types);
        let (yes_types, no_types) = (self.meeting_types(), self.meeting_types());
        let yes = self.meet(&yes_types);
        let yes_args = self.pass(&yes_types);
        if self.random.once_in(3) {
            let args = self.pass(&types);
            self.b.branch(condition, (yes, &yes_args), (next, &args));
        } else {
            let no = self.meet(&no_types);
            let no_args = self.pass(&no_types);
            self.b.branch(condition, (yes, &yes_args), (no, &no_args));
            self.arm(no, next, &types);
        }
        self.arm(yes, next, &types);
        self.go_on(next);
    }

    fn counted_loop(&mut self) {
        let types = self.meeting_types();
        let mut head_types = vec![Ty::I64];
        head_types.extend(&types);
        let head = self.meet(&head_types);
        let exit = self.meet(&types);
        let start = self.b.const_int(Ty::I64, 0);
        let count = self.random.below(7) as i128;
        let limit = if self.random.once_in(2) {
            self.b.const_int(Ty::I64, count)
        } else {
            let number = self.any(Ty::I64);
            let mask = self.b.const_int(Ty::I64, 7);
            self.b.and(number, mask)
        };
        let mut args = vec![start];
        args.extend(self.pass(&types));
        self.b.jump(head, &args);
        let scope = self.values.len();
        self.go_on(head);
        let counter = self.b.func.params(head)[0];
        let more = self.b.slt(counter, limit);
        let body = self.b.create_block();
        let out = self.pass(&types);
        self.b.branch(more, (body, &[]), (exit, &out));
        self.b.switch_to(body);
        self.depth += 2;
        self.statements();
        self.depth -= 2;
        if self.random.once_in(3) {
            self.b.safepoint();
        }
        let one = self.b.const_int(Ty::I64, 1);
        let mut args = vec![self.b.add(counter, one)];
        args.extend(self.pass(&types));
        if self.random.once_in(4) {
            let leave = self.condition();
            let out = self.pass(&types);
            self.b.branch(leave, (exit, &out), (head, &args));
        } else {
            self.b.jump(head, &args);
        }
        self.values.truncate(scope);
        self.go_on(exit);
    }

    fn switch(&mut self) {
        let mut value = self.any(Ty::I64);
        if self.random.once_in(2) {
            let mask = self.b.const_int(Ty::I64, 7);
            value = self.b.and(value, mask);
        }
        let types = self.meeting_types();
        let next = self.meet(&types);
        let arms: Vec<Block> = (0..1 + self.random.below(3)).map(|_| self.b.create_block()).collect();
        let default = self.pass(&types);
        let mut numbers: Vec<i64> =
            (0..1 + self.random.below(7)).map(|_| self.random.below(12) as i64 - 2).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut passed: Vec<(i64, Block, Vec<Value>)> = Vec::new();
        for number in numbers {
            if self.random.once_in(4) {
                let args = self.pass(&types);
                passed.push((number, next, args));
            } else {
                passed.push((number, self.random.pick(&arms), Vec::new()));
            }
        }
        let cases: Vec<(i64, Block, &[Value])> =
            passed.iter().map(|(n, block, args)| (*n, *block, &args[..])).collect();
        self.b.switch(value, (next, &default), &cases);
        for arm in arms {
            self.arm(arm, next, &types);
        }
        self.go_on(next);
    }

    fn call_one(&mut self) -> Option<Vec<Value>> {
        if self.callees.is_empty() {
            return None;
        }
        let callee = self.random.pick(&self.callees);
        let params = self.b.func.externals[callee].signature.params.clone();
        let mut args = vec![self.buffer()];
        args.extend(self.pass(&params[1..]));
        let inst = if self.random.once_in(4) {
            let cell = self.b.slot_addr(callee);
            let code = self.b.load(Ty::Ptr, cell, 0);
            let signature = self.b.func.externals[callee].signature.clone();
            let indirect = External {
                name: "any".to_string(),
                signature,
                target: Target::Indirect,
                noreturn: false,
                may_throw: true,
            };
            let indirect = self.b.func.import(indirect);
            let mut all = vec![code];
            all.extend(args);
            self.b.call_indirect(indirect, &all)
        } else {
            self.b.call(callee, &args)
        };
        Some(self.b.func.results(inst).to_vec())
    }

    fn call(&mut self) {
        for value in self.call_one().unwrap_or_default() {
            self.add(value, true);
        }
    }

    /// A call in a handler. What is passed on from there was known before.
    fn guarded_call(&mut self) {
        if self.callees.is_empty() {
            return;
        }
        let types = self.meeting_types();
        let next = self.meet(&types);
        let (body, handler) = (self.b.create_block(), self.b.create_block());
        let record = self.b.func.slots.push(HANDLER_RECORD);
        let came = self.b.try_enter(record);
        let zero = self.b.const_int(Ty::I32, 0);
        let first = self.b.eq(came, zero);
        self.b.branch(first, (body, &[]), (handler, &[]));
        let scope = self.values.len();
        self.b.switch_to(body);
        self.in_try = true;
        self.depth += 2;
        self.statements();
        self.call();
        self.statements();
        self.depth -= 2;
        self.in_try = false;
        self.b.try_leave(record);
        let args = self.pass(&types);
        self.b.jump(next, &args);
        self.values.truncate(scope);
        self.arm(handler, next, &types);
        self.go_on(next);
    }

    fn rare_trap(&mut self) {
        let ty = self.random.pick(&[Ty::I64, Ty::I32, Ty::I16]);
        let (a, b) = (self.any(ty), self.any(ty));
        let op = self.random.pick(&[Op::SaddOverflow, Op::SmulOverflow, Op::SsubOverflow]);
        let (value, overflow) = self.b.checked(op, a, b);
        let (cold, next) = (self.b.create_block(), self.b.create_block());
        self.b.branch(overflow, (cold, &[]), (next, &[]));
        self.b.switch_to(cold);
        self.b.trap(TrapReason::Overflow);
        self.b.switch_to(next);
        self.add(value, false);
    }
}

/// Whether an operation may give a NaN that was not among its operands, or change one.
fn makes_nan(op: Op) -> bool {
    matches!(
        op,
        Op::Fadd
            | Op::Fsub
            | Op::Fmul
            | Op::Fdiv
            | Op::Fsqrt
            | Op::Ffma
            | Op::Ffloor
            | Op::Fceil
            | Op::Ftrunc
            | Op::Frint
            | Op::Fmin
            | Op::Fmax
            | Op::Fpext
            | Op::Fptrunc
    )
}
