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

use crate::params::drop_redundant_params;
use crate::{Changes, Scratch};
use juliette_ir::{Block, EdgeId, Effects, Function, Imm, InstSpec, Op, Ty, Value, evaluate_op};
use juliette_support::Id;

/// Blocks with more instructions are not copied.
const MOST_COPIED: usize = 8;
/// Of so many parameters a block's arguments are looked at.
const MOST_PARAMS: usize = 16;
/// How often to look for chances, each time for the function's whole graph.
const ROUNDS: usize = 4;
/// A function gets no more copies than this in a round.
const MOST_COPIES: usize = 256;

/// Threads jumps.
pub fn thread_jumps(func: &mut Function, scratch: &mut Scratch) -> Changes {
    let mut changes = Changes::NONE;
    for _ in 0..ROUNDS {
        scratch.lay_out(func);
        let plan = find_chances(func, scratch);
        if plan.is_empty() {
            break;
        }
        changes = Changes::ALL;
        scratch.repairs.begin(func);
        scratch.names.begin(func);
        for chance in &plan {
            copy(func, chance, scratch);
        }
        scratch.flow_changed();
        scratch.lay_out(func);
        scratch.repairs.apply(func, &scratch.cfg);
        // Constants come to light for the next round.
        drop_redundant_params(func, scratch);
    }
    changes
}

/// An edge that decides the branch of the block it leads to.
struct Chance {
    edge: EdgeId,
    /// The block that it leaves.
    from: Block,
    /// Where it leads.
    through: Block,
    /// Which edge of that block's terminator is taken.
    taken: usize,
}

fn find_chances(func: &Function, scratch: &mut Scratch) -> Vec<Chance> {
    let Scratch { cfg, known, .. } = scratch;
    let mut plan: Vec<Chance> = Vec::new();
    for at in 1..cfg.order().len() {
        let block = cfg.order()[at];
        // Without parameters, an edge tells nothing.
        if func.params(block).is_empty() {
            continue;
        }
        if plan.len() >= MOST_COPIES {
            break;
        }
        let last = func.last_inst(block);
        if !matches!(func.op(last), Op::Branch | Op::Switch) || !can_copy(func, block) {
            continue;
        }
        let first = plan.len();
        let edges = cfg.in_edges(block);
        for (&from, &edge) in cfg.preds(block).iter().zip(edges).filter(|(from, _)| **from != block) {
            if let Some(taken) = decide(func, block, func.edge_of(edge).args, known) {
                plan.push(Chance { edge, from, through: block, taken });
            }
        }
        let some_are_open = plan.len() - first < edges.len();
        if plan.len() > first && some_are_open && cfg.retreating().any(|(target, _)| target == block) {
            cfg.add_loops();
            if cfg.is_loop_header(block) {
                let enters = |chance: &Chance| {
                    !cfg.dominates(block, chance.from)
                        && cfg.is_in_loop(func.edge_target(last, chance.taken), block)
                };
                let mut i = first;
                while i < plan.len() {
                    if enters(&plan[i]) {
                        plan.remove(i);
                    } else {
                        i += 1;
                    }
                }
            }
        }
    }
    if plan.is_empty() {
        return plan;
    }
    // A block that is copied in this round stays as it is until the next.
    let touched = &mut scratch.marks;
    touched.clear();
    touched.resize(func.block_bound(), 0);
    for chance in &plan {
        touched[chance.through.index()] = 1;
    }
    plan.retain(|chance| touched[chance.from.index()] == 0);
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

/// Which edge the block's terminator takes when the block is entered with these arguments, if that can be told. `known`
/// is for the values that are constants then.
fn decide(func: &Function, block: Block, args: &[Value], known: &mut Vec<(Value, u128)>) -> Option<usize> {
    known.clear();
    for (&param, &arg) in func.params(block).iter().zip(args) {
        if let (Some(bits), true) = (func.const_bits(arg), known.len() < MOST_PARAMS) {
            known.push((param, bits));
        }
    }
    if known.is_empty() {
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
            match lookup(func, known, arg) {
                Some(found) => *bits = found,
                None => all = false,
            }
        }
        // A choice needs only its condition and the chosen one.
        if data.op == Op::Select && !all {
            let condition = lookup(func, known, args[0]);
            let chosen = condition.map(|bits| if bits & 1 != 0 { args[1] } else { args[2] });
            if let Some(bits) = chosen.and_then(|chosen| lookup(func, known, chosen)) {
                known.push((func.result(inst), bits));
            }
            continue;
        }
        if let (true, [result]) = (all, func.results(inst))
            && let Some([value, _]) = evaluate_op(data.op, data.ty, data.from, &bits[..args.len()])
        {
            known.push((*result, value));
        }
    }
    let bits = lookup(func, known, func.arg(last, 0))?;
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

/// Makes a copy of the block for the edge.
fn copy(func: &mut Function, chance: &Chance, scratch: &mut Scratch) {
    let block = chance.through;
    let new = func.make_block();
    copy_insts(func, block, new, scratch);
    let last = func.last_inst(block);
    let edge = func.edge(last, chance.taken);
    let target = edge.block;
    let args = &mut scratch.values;
    args.clear();
    args.extend(edge.args.iter().map(|&arg| scratch.names.renamed(arg)));
    let loc = func.loc(last);
    let jump =
        func.make_inst(InstSpec { op: Op::Jump, ty: Ty::Ptr, from: Ty::Ptr, imm: Imm::Edges, loc }, &[]);
    func.append_inst(new, jump);
    func.set_edges(jump, [(target, &args[..], 0)]);
    func.redirect_edge(chance.edge, new);
    scratch.names.forget();
}

/// Copies a block's parameters and instructions, but not its terminator, to a new block. The names of the copies are
/// entered in the scratch, and what is to be repaired with them.
pub(crate) fn copy_insts(func: &mut Function, block: Block, new: Block, scratch: &mut Scratch) {
    let Scratch { names, repairs, .. } = scratch;
    // The copy has parameters of its own. (Were the arguments put in their places, a definition recorded for one value
    // could be a value that is itself repaired later.)
    for i in 0..func.params(block).len() {
        let param = func.param(block, i);
        let copied = func.append_param(new, func.ty(param));
        names.set(param, copied);
        repairs.add(param, block, new, copied);
    }
    let last = func.last_inst(block);
    let mut inst = func.first_inst(block);
    while inst != last {
        let made = func.copy_inst(inst, |arg| names.renamed(arg));
        func.append_inst(new, made);
        for i in 0..func.results(inst).len() {
            let (old, copied) = (func.results(inst)[i], func.results(made)[i]);
            names.set(old, copied);
            repairs.add(old, block, new, copied);
        }
        inst = func.next_inst(inst);
    }
}
