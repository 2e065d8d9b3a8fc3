//! Benchmark functions that are too long to write down.

use juliette_ir::{Builder, Function, Op, Signature, Ty, Value};

/// About `count` instructions in one block: sums and products of four values in turn.
pub fn straight_line(count: usize) -> Function {
    let mut func = function(format!("straight_{count}"));
    let mut b = Builder::new(&mut func);
    let entry = b.entry_block();
    let mut live: [Value; 4] = [b.func.params(entry)[0]; 4];
    for (i, value) in live.iter_mut().enumerate() {
        let seed = b.const_int(Ty::I64, i as i128 * 7 + 3);
        *value = b.add(*value, seed);
    }
    const OPS: [Op; 6] = [Op::Add, Op::Xor, Op::Mul, Op::Sub, Op::And, Op::Or];
    for i in 0..count.saturating_sub(12) {
        live[i % 4] = b.plain(OPS[i % OPS.len()], &[live[i % 4], live[(i + 1) % 4]]);
    }
    let sum = live[1..].iter().fold(live[0], |sum, &value| b.add(sum, value));
    b.ret(&[sum]);
    func
}

/// A chain of `count` blocks, each a choice of two ways that meet in the next.
pub fn many_blocks(count: usize) -> Function {
    let mut func = function(format!("blocks_{count}"));
    let mut b = Builder::new(&mut func);
    let entry = b.entry_block();
    let n = b.func.params(entry)[0];
    let mut value = n;
    for i in 0..count / 3 {
        let bit = b.const_int(Ty::I64, i as i128 % 63);
        let shifted = b.lshr(n, bit);
        let low = b.trunc(Ty::I1, shifted);
        let (yes, no, next) = (b.create_block(), b.create_block(), b.create_block());
        let merged = b.append_param(next, Ty::I64);
        b.branch(low, (yes, &[]), (no, &[]));
        b.switch_to(yes);
        let more = b.add(value, shifted);
        b.jump(next, &[more]);
        b.switch_to(no);
        let other = b.xor(value, bit);
        b.jump(next, &[other]);
        b.switch_to(next);
        value = merged;
    }
    b.ret(&[value]);
    func
}

fn function(name: String) -> Function {
    Function::new(name, Signature { params: vec![Ty::I64], results: vec![Ty::I64] })
}
