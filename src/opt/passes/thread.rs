//! Jump threading: an edge to a block that ends in a branch leads straight on where the edge decides the branch.
//!
//! Julia's `iterate` gives `nothing` or a pair, and a loop asks which. Inlined, this is a block with a parameter
//! (the tag) that is constant on each edge in, and a branch on it:
//!
//! ```text
//! block1: … jump block3(1, v5)
//! block2: … jump block3(0, v0)
//! block3(v7: i8, v8: i64): v9 = eq.i8 v7, 0; branch v9, block5, block4
//! ```
//!
//! For an edge whose arguments, folded through the block's few instructions, decide the branch, the pass copies the
//! block for that edge alone, with a jump in place of the branch. Values of the
//! block that are used elsewhere have two definitions then, which `repair.rs` joins again.
//!
//! Loops stay loops with one entry: an edge from outside to a loop's header may be led into the loop's middle only if
//! every edge to the header is decided, so that the header goes away. Blocks with many instructions, or with calls,
//! are not copied.

use crate::Scratch;
use crate::params::drop_redundant_params;
use crate::repair::{Repairs, used_outside};
use juliette_ir::{Block, Cfg, Effects, Function, Imm, Inst, InstSpec, Op, Ty, Value, evaluate_op};
use juliette_support::Id;
use rustc_hash::FxHashMap;

/// Blocks with more instructions are not copied.
const MOST_COPIED: usize = 8;
/// How often to look for chances, each time for the function's whole graph.
const ROUNDS: usize = 4;
/// A function gets no more copies than this in a round.
const MOST_COPIES: usize = 256;

/// Threads jumps.
pub fn thread_jumps(func: &mut Function, scratch: &mut Scratch) {
    for _ in 0..ROUNDS {
        scratch.compute_cfg(func);
        func.set_block_order(scratch.cfg.order());
        let plan = find_chances(func, &scratch.cfg);
        if plan.is_empty() {
            return;
        }
        used_outside(func, &scratch.cfg, &mut scratch.marks);
        let needs_repair = |value: Value| scratch.marks.get(value.index()) == Some(&true);
        let mut repairs = Repairs::default();
        for chance in &plan {
            let mut copied: Vec<(Value, Block, Value)> = Vec::new();
            copy(func, chance, |value, block, copy| copied.push((value, block, copy)));
            for (value, block, copy) in copied.into_iter().filter(|&(value, _, _)| needs_repair(value)) {
                repairs.add(func, value, chance.through, block, copy);
            }
        }
        scratch.flow_changed();
        scratch.compute_cfg(func);
        func.set_block_order(scratch.cfg.order());
        repairs.apply(func, &scratch.cfg);
        // Constants come to light for the next round.
        drop_redundant_params(func, scratch);
    }
}

/// An edge that decides the branch of the block it leads to.
struct Chance {
    /// The terminator with the edge.
    from: Inst,
    /// The edge's number.
    edge: usize,
    /// Where it leads.
    through: Block,
    /// Which edge of that block's terminator is taken.
    taken: usize,
}

fn find_chances(func: &Function, cfg: &Cfg) -> Vec<Chance> {
    let mut plan = Vec::new();
    let mut decided: Vec<(Chance, bool)> = Vec::new();
    for &block in &cfg.order()[1..] {
        if plan.len() >= MOST_COPIES {
            break;
        }
        let last = func.last_inst(block);
        if !matches!(func.op(last), Op::Branch | Op::Switch) || !can_copy(func, block) {
            continue;
        }
        let is_header = cfg.is_loop_header(block);
        decided.clear();
        let mut all = true;
        let mut done = None;
        for &pred in cfg.preds(block) {
            if done.replace(pred) == Some(pred) {
                continue;
            }
            let from = func.last_inst(pred);
            for edge in 0..func.edge_count(from) {
                if func.edge(from, edge).block != block {
                    continue;
                }
                let taken =
                    if pred == block { None } else { decide(func, block, func.edge(from, edge).args) };
                match taken {
                    Some(taken) => {
                        let target = func.edge(last, taken).block;
                        let enters =
                            is_header && !cfg.dominates(block, pred) && cfg.is_in_loop(target, block);
                        decided.push((Chance { from, edge, through: block, taken }, enters));
                    }
                    None => all = false,
                }
            }
        }
        plan.extend(decided.drain(..).filter(|(_, enters)| all || !enters).map(|(chance, _)| chance));
    }
    // A block that is copied in this round stays as it is until the next.
    let mut touched: Vec<Block> = plan.iter().map(|chance| chance.through).collect();
    touched.sort_unstable();
    touched.dedup();
    plan.retain(|chance| {
        func.inst_block(chance.from).is_some_and(|from| touched.binary_search(&from).is_err())
    });
    plan
}

/// Whether a block is small and free of calls.
pub(crate) fn can_copy(func: &Function, block: Block) -> bool {
    let mut count = 0;
    func.insts(block).all(|inst| {
        count += 1;
        let op = func.op(inst);
        count <= MOST_COPIED && (op.is_terminator() || !op.effects().has(Effects::EXIT))
    })
}

/// Which edge the block's terminator takes when the block is entered with these arguments, if that can be told.
fn decide(func: &Function, block: Block, args: &[Value]) -> Option<usize> {
    let mut known: [(Value, u128); MOST_COPIED + 16] = [(Value::NONE, 0); MOST_COPIED + 16];
    let mut count = 0;
    for (&param, &arg) in func.params(block).iter().zip(args) {
        if let (Some(bits), true) = (func.const_bits(arg), count < 16) {
            known[count] = (param, bits);
            count += 1;
        }
    }
    if count == 0 {
        return None;
    }
    let last = func.last_inst(block);
    for inst in func.insts(block) {
        if inst == last {
            break;
        }
        let data = func.inst(inst);
        let args = func.args(inst);
        if args.is_empty() || args.len() > 3 || !data.op.is_repeatable() {
            continue;
        }
        let mut bits = [0; 3];
        let mut all = true;
        for (bits, &arg) in bits.iter_mut().zip(args) {
            match lookup(func, &known[..count], arg) {
                Some(found) => *bits = found,
                None => all = false,
            }
        }
        let args_count = args.len();
        // A choice needs only its condition and the chosen one.
        if data.op == Op::Select && !all {
            let condition = lookup(func, &known[..count], args[0]);
            let chosen = condition.map(|bits| if bits & 1 != 0 { args[1] } else { args[2] });
            if let Some(bits) = chosen.and_then(|chosen| lookup(func, &known[..count], chosen))
                && count < known.len()
            {
                known[count] = (func.result(inst), bits);
                count += 1;
            }
            continue;
        }
        if let (true, [result]) = (all, func.results(inst))
            && let Some([value, _]) = evaluate_op(data.op, data.ty, data.from, &bits[..args_count])
            && count < known.len()
        {
            known[count] = (*result, value);
            count += 1;
        }
    }
    let bits = lookup(func, &known[..count], func.args(last)[0])?;
    if func.op(last) == Op::Branch {
        return Some(usize::from(bits & 1 == 0));
    }
    let case = func.edges(last).skip(1).position(|edge| edge.case == bits as u64 as i64);
    Some(case.map_or(0, |case| case + 1))
}

fn lookup(func: &Function, known: &[(Value, u128)], value: Value) -> Option<u128> {
    let found = known.iter().find(|(known, _)| *known == value).map(|&(_, bits)| bits);
    found.or_else(|| func.const_bits(value))
}

/// Makes a copy of the block for the edge. `record` learns of each value of the block, the copied
/// block, and the value there.
fn copy(func: &mut Function, chance: &Chance, mut record: impl FnMut(Value, Block, Value)) {
    let block = chance.through;
    let new = func.make_block();
    let mut names: FxHashMap<Value, Value> = FxHashMap::default();
    copy_insts(func, block, new, &mut names, &mut |value, copied| record(value, new, copied));
    let last = func.last_inst(block);
    let edge = func.edge(last, chance.taken);
    let target = edge.block;
    let args: Vec<Value> = edge.args.iter().map(|arg| names.get(arg).copied().unwrap_or(*arg)).collect();
    let loc = func.inst(last).loc;
    let jump =
        func.make_inst(InstSpec { op: Op::Jump, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc }, &[]);
    func.append_inst(new, jump);
    func.set_edges(jump, [(target, &args[..], 0)]);
    let args = func.edge(chance.from, chance.edge).args.to_vec();
    func.set_edge(chance.from, chance.edge, new, &args);
}

/// Copies a block's parameters and instructions, but not its terminator, to a new block. `names` gets the copies' names,
/// and `record` learns of each.
pub(crate) fn copy_insts(
    func: &mut Function,
    block: Block,
    new: Block,
    names: &mut FxHashMap<Value, Value>,
    record: &mut dyn FnMut(Value, Value),
) {
    // The copy has parameters of its own. (Were the arguments put in their places, a definition recorded for one value
    // could be a value that is itself repaired later.)
    for i in 0..func.params(block).len() {
        let param = func.params(block)[i];
        let ty = func.ty(param);
        let copied = func.append_param(new, ty);
        names.insert(param, copied);
        record(param, copied);
    }
    let last = func.last_inst(block);
    let mut inst = func.first_inst(block);
    while inst != last {
        let data = *func.inst(inst);
        let args: Vec<Value> =
            func.args(inst).iter().map(|arg| names.get(arg).copied().unwrap_or(*arg)).collect();
        let spec = InstSpec { op: data.op, ty: data.ty, from: data.from, imm: func.imm(inst), loc: data.loc };
        let made = func.make_inst(spec, &args);
        func.append_inst(new, made);
        func.set_region(made, data.region());
        for i in 0..func.results(inst).len() {
            let (old, copied) = (func.results(inst)[i], func.results(made)[i]);
            names.insert(old, copied);
            record(old, copied);
        }
        inst = func.next_inst(inst);
    }
}
