//! Compares engines on random modules, and makes a module on which they differ small.

use crate::engines::{Answer, Call, Engine};
use crate::random::{BUFFER_BYTES, Random, Size, random_module};
use juliette_ir::testfile::same_bits;
use juliette_ir::{Block, Function, Imm, Inst, Op, Ty, Value, verify};
use juliette_passes::{Scratch, eliminate_dead_code};

/// How often a module is called.
const CALLS: usize = 3;

/// A module on which an engine differs from the evaluator.
#[derive(Debug)]
pub struct Mismatch {
    /// The functions, the called one first.
    pub functions: Vec<Function>,
    /// The calls.
    pub calls: Vec<Call>,
    /// The engine.
    pub engine: String,
    /// What was found.
    pub message: String,
}

/// A random module and calls of it.
pub fn random_case(seed: u64, size: Size) -> (Vec<Function>, Vec<Call>) {
    let mut random = Random::new(seed);
    let functions = random_module(&mut random, size);
    let params = functions[0].signature.params[1..].to_vec();
    let calls = (0..CALLS).map(|_| Call {
        buffer: (0..BUFFER_BYTES).map(|i| if i % 4 == 0 { random.bits() as u8 } else { 0 }).collect(),
        args: params.iter().map(|&ty| random.value(ty)).collect(),
    });
    let calls = calls.collect();
    (functions, calls)
}

/// Runs a case on the reference and on the engines.
pub fn compare(
    functions: &[Function],
    calls: &[Call],
    reference: &mut dyn Engine,
    engines: &mut [Box<dyn Engine>],
) -> Result<(), Mismatch> {
    let fail = |engine: &str, message: String| {
        Err(Mismatch {
            functions: functions.to_vec(),
            calls: calls.to_vec(),
            engine: engine.to_string(),
            message,
        })
    };
    for func in functions {
        if let Err(violation) = verify(func) {
            return fail("verifier", format!("%{}: {violation}", func.name));
        }
    }
    let wanted = match reference.run(functions, calls) {
        Ok(wanted) => wanted,
        Err(message) => return fail("evaluator", message),
    };
    for answer in &wanted {
        match answer {
            Answer::Stopped(juliette_ir::Stop::Fuel) => return Ok(()),
            Answer::Stopped(stop) => return fail("evaluator", format!("{stop:?}")),
            Answer::Returned(..) | Answer::Trapped(..) => {}
        }
    }
    for engine in engines {
        match engine.run(functions, calls) {
            Err(message) => return fail(engine.name(), message),
            Ok(answers) => {
                for (i, (given, wanted)) in answers.iter().zip(&wanted).enumerate() {
                    if !is_same(&functions[0].signature.results, given, wanted) {
                        let message = format!("call {i}: got {given:x?}\nbut evaluator {wanted:x?}");
                        return fail(engine.name(), message);
                    }
                }
            }
        }
    }
    Ok(())
}

fn is_same(types: &[Ty], a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::Returned(x, bytes), Answer::Returned(y, others)) => {
            bytes == others && x.iter().zip(y).zip(types).all(|((&x, &y), &ty)| same_bits(ty, x, y))
        }
        (Answer::Trapped(x, bytes), Answer::Trapped(y, others)) => x == y && bytes == others,
        _ => false,
    }
}

/// Makes a case smaller as long as `differs` says that engines still differ on it.
pub fn shrink(
    functions: Vec<Function>,
    calls: Vec<Call>,
    mut differs: impl FnMut(&[Function], &[Call]) -> bool,
) -> (Vec<Function>, Vec<Call>) {
    let (mut best, mut calls) = (functions, calls);
    let mut scratch = Scratch::default();
    // One call is enough.
    if let Some(one) = calls.iter().map(|call| vec![call.clone()]).find(|one| differs(&best, one)) {
        calls = one;
    }
    let mut progress = true;
    while progress {
        progress = false;
        for index in 0..best.len() {
            let mut step = 0;
            // Each candidate is a change at one instruction; a good one is kept and the next is tried from there.
            loop {
                let mut functions = best.clone();
                let Some(changed) = change(&mut functions[index], step) else { break };
                step += 1;
                if !changed {
                    continue;
                }
                eliminate_dead_code(&mut functions[index], &mut scratch);
                if functions.iter().all(|func| verify(func).is_ok()) && differs(&functions, &calls) {
                    best = functions;
                    progress = true;
                    step = step.saturating_sub(1);
                }
            }
        }
    }
    (best, calls)
}

/// Change number `step` of a function: instructions become constants or go, branches become jumps. The answer is whether
/// something changed; none after the last step.
fn change(func: &mut Function, step: usize) -> Option<bool> {
    let order: Vec<Block> = func.blocks().to_vec();
    let insts: Vec<Inst> = order.iter().flat_map(|&block| func.insts(block).collect::<Vec<_>>()).collect();
    let (index, variant) = (step / 4, step % 4);
    let inst = *insts.get(index)?;
    let op = func.op(inst);
    Some(match (op, variant) {
        (Op::Branch | Op::Switch, variant) if variant < func.edge_count(inst) => {
            let edge = func.edge(inst, variant);
            let (target, args): (Block, Vec<Value>) = (edge.block, edge.args.to_vec());
            func.rewrite_inst(inst, Op::Jump, Ty::Ptr, Ty::Ptr, Imm::Edges, &[]);
            func.set_edges(inst, [(target, &args[..], 0)]);
            true
        }
        (op, _) if op.is_terminator() || matches!(op, Op::Const | Op::TryEnter | Op::TryLeave) => false,
        (_, 0 | 1) => match *func.results(inst) {
            [] => {
                func.remove_inst(inst);
                variant == 0
            }
            [result] => {
                let ty = func.ty(result);
                if ty == Ty::Ptr && variant == 0 {
                    return Some(false);
                }
                func.rewrite_inst(inst, Op::Const, ty, ty, Imm::Const(variant as u128), &[]);
                true
            }
            _ => false,
        },
        // The first operand of the same type in place of the result.
        (_, variant) => {
            let arg = func.args(inst).get(variant - 2).copied();
            match (arg, func.results(inst)) {
                (Some(arg), &[result]) if func.ty(arg) == func.ty(result) => {
                    func.replace_value(result, arg);
                    func.remove_inst(inst);
                    func.resolve_aliases();
                    true
                }
                _ => false,
            }
        }
    })
}

/// The case as a text file.
pub fn as_text(found: &Mismatch) -> String {
    let mut text = format!("; {} differs: {}\n", found.engine, found.message.replace('\n', "\n; "));
    for call in &found.calls {
        let args: Vec<String> = call.args.iter().map(|bits| format!("{bits:#x}")).collect();
        let buffer: Vec<String> = call.buffer.iter().map(|byte| (*byte as i8).to_string()).collect();
        text += &format!("; call: %f0([i8 {}], {})\n", buffer.join(" "), args.join(", "));
    }
    for func in &found.functions {
        text += &func.to_string();
    }
    text
}
