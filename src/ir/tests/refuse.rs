//! Text that the reader or the verifier must refuse, one case for each invariant, with position and reason.
#![allow(clippy::unwrap_used, reason = "tests")]

use juliette_ir::{Builder, External, Function, Signature, Target, Ty, parse_function, verify};

/// Reads and verifies; the answer is the message of what is refused.
fn refusal(text: &str) -> String {
    match parse_function(text) {
        Err(error) => error.to_string(),
        Ok(func) => match verify(&func) {
            Err(violation) => violation.to_string(),
            Ok(()) => panic!("accepted:\n{text}"),
        },
    }
}

fn check(text: &str, message: &str) {
    assert_eq!(refusal(text), message, "\n{text}");
}

fn check_body(body: &str, message: &str) {
    check(&format!("function %f(i64) -> i64 {{\n{body}\n}}\n"), message);
}

#[test]
fn the_reader_says_where() {
    check_body("block0(v0: i64):\n v1 = frob.i64 v0", "line 3, column 11: there is no operation \"frob\"");
    check_body("block0(v0: i64):\n v1 = add.i65 v0, v0", "line 3, column 11: expected a type");
    check_body("block0(v0: i64):\n v0 = add.i64 v0, v0", "line 3, column 21: v0 is defined twice");
    check_body("block0(v0: i64):\nblock0:", "line 3, column 7: block0 is defined twice");
    check_body(" v1 = const.i64 1", "line 2, column 2: expected a block before the first instruction");
    check_body("block0(v0: i64):\n v1 = const.i8 300", "line 3, column 16: expected a constant of type i8");
    check_body("block0(v0: i64):\n return v0 v0", "line 3, column 12: unexpected text");
    check_body("block0(v0: i64):\n v1 = call f0(v0)", "line 3, column 14: f0 is not declared");
    check_body("block0(v0: i64):\n v99999999 = const.i8 1", "line 3, column 12: numbers go up to 4194304");
    check_body(
        "block0(v0: i64):\n v1, v2 = add.i64 v0, v0",
        "line 3, column 25: add gives 1 results here, not 2",
    );
    check("function %f() {\nblock0:\n return\n", "line 3, column 1: missing `}`");
}

#[test]
fn entry_block() {
    check("function %f() {\n}\n", "the function has no entry block");
    check(
        "function %f(i64) {\nblock0:\n return\n}\n",
        "in block0: the entry block's parameters are not the signature's",
    );
    check_body(
        "block0(v0: i64):\n jump block0(v0)",
        "in block0: `jump block0(v0)`: an edge to the entry block",
    );
}

#[test]
fn terminators() {
    check_body(
        "block0(v0: i64):\n return v0\n return v0",
        "in block0: `return v0`: a terminator in the middle of a block",
    );
    check_body(
        "block0(v0: i64):\n jump block1\nblock1:",
        "in block1: the block does not end in a terminator",
    );
    check_body(
        "block0(v0: i64):\n v1 = neg.i64 v0",
        "in block0: `v1 = neg.i64 v0`: the block does not end in a terminator",
    );
}

#[test]
fn edges() {
    check_body(
        "block0(v0: i64):\n jump block7",
        "in block0: `jump block7`: block7 is not a block of the function",
    );
    check_body(
        "block0(v0: i64):\n jump block1(v0)\nblock1:\n return v0",
        "in block0: `jump block1(v0)`: arguments for block1 should be ()",
    );
    check_body(
        "block0(v0: i64):\n jump block1(v0)\nblock1(v1: i8):\n return v0",
        "in block0: `jump block1(v0)`: arguments for block1 should be (i8)",
    );
    check_body(
        "block0(v0: i64):\n jump block1, block1\nblock1:\n return v0",
        "in block0: `jump block1, block1`: 2 edges",
    );
    check_body(
        "block0(v0: i64):\n switch v0, block1, 3 => block1, 3 => block1\nblock1:\n return v0",
        "in block0: `switch v0, block1, 3 => block1, 3 => block1`: a case occurs twice",
    );
}

#[test]
fn types() {
    check_body(
        "block0(v0: i64):\n v1 = add.f64 v0, v0\n return v0",
        "in block0: `v1 = add.f64 v0, v0`: add does not exist for f64 and f64",
    );
    check_body(
        "block0(v0: i64):\n v1 = zext.i8.i64 v0\n return v0",
        "in block0: `v1 = zext.i8.i64 v0`: zext does not exist for i8 and i64",
    );
    check_body(
        "block0(v0: i64):\n v1 = add.i64 v0\n return v0",
        "in block0: `v1 = add.i64 v0`: operands should be (i64, i64)",
    );
    check_body(
        "block0(v0: i64):\n v1 = const.i32 1\n v2 = add.i64 v0, v1\n return v0",
        "in block0: `v2 = add.i64 v0, v1`: operands should be (i64, i64)",
    );
    check_body("block0(v0: i64):\n return", "in block0: `return`: the signature's results are (i64)");
    check_body(
        "extern f0 = slot 0 %g(f64) -> i64\nblock0(v0: i64):\n v1 = call f0(v0)\n return v1",
        "in block0: `v1 = call f0(v0)`: operands should be (f64)",
    );
}

#[test]
fn immediates() {
    check_body(
        "block0(v0: i64):\n v1 = stack_addr s0\n return v0",
        "in block0: `v1 = stack_addr s0`: a stack slot that does not exist",
    );
    check_body(
        "slot s0 = 8 align 8\nblock0(v0: i64):\n v1 = stack_addr s0 + 9\n return v0",
        "in block0: `v1 = stack_addr s0 + 9`: the offset is outside the stack slot",
    );
    check_body(
        "slot s0 = 8 align 8\nblock0(v0: i64):\n v1 = try_enter s0\n return v0",
        "in block0: `v1 = try_enter s0`: the slot is too small or too little aligned for a handler record",
    );
    check_body(
        "slot s0 = 8 align 3\nblock0(v0: i64):\n return v0",
        "s0 is aligned to 3, no power of two up to 16",
    );
    check(
        "function %f(ptr, i64) {\nblock0(v0: ptr, v1: i64):\n v2 = ptr_index v0, v1 * 0\n return\n}\n",
        "in block0: `v2 = ptr_index v0, v1 * 0`: the scale is zero",
    );
    check_body(
        "block0(v0: i64):\n return v0 !4",
        "in block0: `return v0 !4`: a position that is not in the table",
    );
    check_body(
        "loc l0 = \"f\" \"f.jl\" 1 in l0\nblock0(v0: i64):\n return v0",
        "l0 is inlined at a position that is not before it",
    );
}

#[test]
fn targets() {
    check_body(
        "extern f0 = runtime 0 %g(i64) -> i64\nblock0(v0: i64):\n v1 = call f0(v0)\n return v1",
        "in block0: `v1 = call f0(v0)`: the operation does not fit the external function's target",
    );
    check_body(
        "extern f0 = slot 0 %g(i64) -> i64\nblock0(v0: i64):\n v1 = call_runtime f0(v0)\n return v1",
        "in block0: `v1 = call_runtime f0(v0)`: the operation does not fit the external function's target",
    );
}

#[test]
fn definitions() {
    check_body("block0(v0: i64):\n return v7", "in block0: `return v7`: v7 does not exist");
    check_body(
        "block0(v0: i64):\n v2 = add.i64 v0, v1\n v1 = const.i64 1\n return v2",
        "in block0: `v2 = add.i64 v0, v1`: the definition of v1 does not dominate this use",
    );
    check_body(
        "block0(v0: i64):\n v1 = trunc.i1.i64 v0\n branch v1, block1, block2\nblock1:\n v2 = neg.i64 v0\n jump block2\n\
         block2:\n return v2",
        "in block2: `return v2`: the definition of v2 does not dominate this use",
    );
    check_body(
        "block0(v0: i64):\n v5 = neg.i64 v3\n return v0",
        "in block0: `v5 = neg.i64 v3`: v3 is not defined",
    );
}

#[test]
fn aliases() {
    let mut func =
        parse_function("function %f(i64) -> i64 {\nblock0(v0: i64):\n v1 = neg.i64 v0\n return v1\n}\n")
            .unwrap();
    let (old, new) = (juliette_ir::Value(1), juliette_ir::Value(0));
    func.replace_value(old, new);
    assert_eq!(
        verify(&func).unwrap_err().to_string(),
        "in block0: `v1 = neg.i64 v0`: v1 is defined twice or not as this result"
    );
    func.remove_inst(func.first_inst(func.entry()));
    assert_eq!(verify(&func).unwrap_err().to_string(), "in block0: `return v1`: v1 is an alias");
    func.resolve_aliases();
    assert_eq!(verify(&func), Ok(()));
}

#[test]
fn signatures() {
    check("function %f(f16) {\nblock0(v0: f16):\n return\n}\n", "f16 in a signature");
    check(
        "function %f() -> i64, i64, i64 {\nblock0:\n unreachable\n}\n",
        "more results than two registers hold",
    );
    check("function %f() -> i128, i64 {\nblock0:\n unreachable\n}\n", "more results than two registers hold");
    check_body(
        "extern f0 = runtime 0 %g(i8)\nblock0(v0: i64):\n return v0",
        "a run-time function takes i8: extend it explicitly",
    );
}

#[test]
fn what_the_builder_makes_verifies() {
    let signature = Signature { params: vec![Ty::I64], results: vec![Ty::I64] };
    let mut func = Function::new("count", signature.clone());
    let callee = func.import(External {
        name: "g".to_string(),
        signature,
        target: Target::Slot(3),
        noreturn: false,
        may_throw: true,
    });
    let mut b = Builder::new(&mut func);
    let entry = b.entry_block();
    let n = b.func.params(entry)[0];
    let (head, body, exit) = (b.create_block(), b.create_block(), b.create_block());
    let i = b.append_param(head, Ty::I64);
    let sum = b.append_param(head, Ty::I64);
    let zero = b.const_int(Ty::I64, 0);
    b.jump(head, &[zero, zero]);
    b.switch_to(head);
    let more = b.slt(i, n);
    b.branch(more, (body, &[]), (exit, &[]));
    b.switch_to(body);
    let call = b.call(callee, &[i]);
    let part = b.result(call);
    let next_sum = b.add(sum, part);
    let one = b.const_int(Ty::I64, 1);
    let next = b.add(i, one);
    b.jump(head, &[next, next_sum]);
    b.switch_to(exit);
    b.ret(&[sum]);
    assert_eq!(verify(&func), Ok(()));
    let text = func.to_string();
    assert_eq!(parse_function(&text).unwrap().to_string(), text);
}
