//! Conditions that are decided where they are asked, because a branch that dominates the place asked before: the same, or
//! the opposite. (A loop over `1:n` asks whether `1 <= n` when the range is made, and then whether `n < 1`.)

use crate::simplify::inverse_of;
use juliette_ir::{Block, Cfg, Function, Op, Ty, Value};

/// How far up the dominator tree to look.
const STEPS: usize = 24;

/// What a condition asks, in a form that is the same for all conditions that ask the same or the opposite.
#[derive(Clone, Copy)]
struct Question {
    /// The comparison and the type of its operands; none if the first operand is the condition itself.
    comparison: Option<(Op, Ty)>,
    args: [Value; 2],
    /// Whether the condition is true where the answer is no.
    is_opposite: bool,
}

impl Question {
    /// What `condition` asks.
    fn of(func: &Function, condition: Value) -> Question {
        let condition = func.resolve(condition);
        let itself = Question { comparison: None, args: [condition, Value::NONE], is_opposite: false };
        let Some(inst) = func.def_inst(condition) else { return itself };
        let (op, ty) = (func.op(inst), func.inst(inst).ty);
        let Some((inverse, swaps)) = inverse_of(op) else { return itself };
        let (a, b) = (func.resolve(func.arg(inst, 0)), func.resolve(func.arg(inst, 1)));
        if op < inverse {
            Question { comparison: Some((op, ty)), args: [a, b], is_opposite: false }
        } else {
            let args = if swaps { [b, a] } else { [a, b] };
            Question { comparison: Some((inverse, ty)), args, is_opposite: true }
        }
    }

    fn is_same(&self, func: &Function, other: &Question) -> bool {
        let are_same = |a: Value, b: Value| {
            a == b
                || a != Value::NONE && b != Value::NONE && {
                    let bits = func.const_word(a);
                    bits.is_some() && bits == func.const_word(b)
                }
        };
        self.comparison == other.comparison
            && are_same(self.args[0], other.args[0])
            && are_same(self.args[1], other.args[1])
    }
}

/// A number that is the same for conditions that ask the same or the opposite.
pub(crate) fn number_of_question(func: &Function, condition: Value) -> u32 {
    let word = |value: Value| func.const_word(value).unwrap_or(u64::from(value.0) << 32);
    let sum = match func.def_inst(condition) {
        Some(inst) if inverse_of(func.op(inst)).is_some() => {
            word(func.arg(inst, 0)).wrapping_add(word(func.arg(inst, 1)))
        }
        Some(_) | None => word(condition),
    };
    (sum.wrapping_mul(0xf135_7aea_2e62_a9c5) >> 40) as u32
}

/// What a condition is in `block`, if every way there leads through one edge of a branch that asks the same.
pub(crate) fn decided_condition(func: &Function, cfg: &Cfg, block: Block, condition: Value) -> Option<bool> {
    let asked = Question::of(func, condition);
    let mut place = block;
    for _ in 0..STEPS {
        let above = cfg.idom(place)?;
        // The edge from above is the only one in: being in `place` means that it was taken.
        if let [pred] = *cfg.preds(place)
            && pred == above
        {
            let last = func.last_inst(above);
            if func.op(last) == Op::Branch {
                let before = Question::of(func, func.arg(last, 0));
                if before.is_same(func, &asked) {
                    let was_true = func.edge_target(last, 0) == place;
                    return Some(was_true ^ before.is_opposite ^ asked.is_opposite);
                }
            }
        }
        place = above;
    }
    None
}
