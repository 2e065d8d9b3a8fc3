//! Each pass on its own: text before, text after.
#![allow(clippy::unwrap_used, reason = "tests")]

use expect_test::{Expect, expect};
use juliette_ir::{parse_function, verify};
use juliette_passes::{PASSES, PassRunner, Scratch};

fn check(passes: &[&str], text: &str, expected: Expect) {
    expected.assert_eq(&after(passes, text));
}

fn after(passes: &[&str], text: &str) -> String {
    let mut func = parse_function(text).unwrap();
    verify(&func).unwrap();
    let mut scratch = Scratch::default();
    for name in passes {
        let pass = PASSES.iter().find(|pass| pass.name == *name).unwrap();
        pass.work.run(&mut func, &mut scratch);
        verify(&func).unwrap_or_else(|e| panic!("after {name}: {e}\n{func}"));
    }
    func.to_string()
}

#[test]
fn constants_fold_and_rules_apply() {
    check(
        &["simplify", "dead"],
        "function %f(i64, ptr) -> i64, i1 {
block0(v0: i64, v1: ptr):
    v2 = const.i64 3
    v3 = const.i64 5
    v4 = mul.i64 v2, v3
    v5 = add.i64 v4, v0
    v6 = sub.i64 v5, v2
    v7 = const.i64 8
    v8 = mul.i64 v0, v7
    v9 = ptr_add v1, v8
    v10 = load.i64 v9 + 16
    v11 = add.i64 v6, v10
    v12 = slt.i64 v0, v2
    v13 = not.i1 v12
    return v11, v13
}
",
        expect![[r#"
            function %f(i64, ptr) -> i64, i1 {
            block0(v0: i64, v1: ptr):
                v2 = const.i64 3
                v15 = const.i64 12
                v6 = add.i64 v0, v15
                v10 = load_indexed.i64 v1, v0 * 8 + 16
                v11 = add.i64 v6, v10
                v13 = sle.i64 v2, v0
                return v11, v13
            }
        "#]],
    );
}

#[test]
fn fields_of_elements_share_the_product_of_the_index() {
    check(
        &["simplify", "numbers", "dead"],
        "function %f(i64, ptr) -> i64, i64 {
block0(v0: i64, v1: ptr):
    v2 = const.i64 -1
    v3 = add.i64 v0, v2
    v4 = load_indexed.i64 v1, v3 * 24 + 8
    v5 = load_indexed.i64 v1, v3 * 24 + 16
    return v4, v5
}
",
        expect![[r#"
            function %f(i64, ptr) -> i64, i64 {
            block0(v0: i64, v1: ptr):
                v6 = const.i64 3
                v7 = mul.i64 v0, v6
                v4 = load_indexed.i64 v1, v7 * 8 - 16
                v5 = load_indexed.i64 v1, v7 * 8 - 8
                return v4, v5
            }
        "#]],
    );
}

#[test]
fn division_by_powers_of_two() {
    check(
        &["simplify", "dead"],
        "function %f(i64) -> i64, i64 {
block0(v0: i64):
    v1 = const.i64 8
    v2 = sdiv.i64 v0, v1
    v3 = urem.i64 v0, v1
    return v2, v3
}
",
        expect![[r#"
            function %f(i64) -> i64, i64 {
            block0(v0: i64):
                v4 = const.i64 63
                v5 = ashr.i64 v0, v4
                v6 = const.i64 61
                v7 = lshr.i64 v5, v6
                v8 = add.i64 v0, v7
                v9 = const.i64 3
                v2 = ashr.i64 v8, v9
                v10 = const.i64 7
                v3 = and.i64 v0, v10
                return v2, v3
            }
        "#]],
    );
}

#[test]
fn repeated_computations_are_shared_where_they_dominate() {
    check(
        &["numbers"],
        "function %f(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    v2 = add.i64 v0, v1
    v3 = slt.i64 v0, v1
    branch v3, block1, block2
block1:
    v4 = add.i64 v1, v0
    v5 = mul.i64 v4, v0
    return v5
block2:
    v6 = mul.i64 v2, v0
    return v6
}
",
        expect![[r#"
            function %f(i64, i64) -> i64 {
            block0(v0: i64, v1: i64):
                v2 = add.i64 v0, v1
                v3 = slt.i64 v0, v1
                branch v3, block1, block2
            block1:
                v5 = mul.i64 v0, v2
                return v5
            block2:
                v6 = mul.i64 v0, v2
                return v6
            }
        "#]],
    );
}

#[test]
fn invariants_leave_all_loops() {
    check(
        &["invariant"],
        "function %f(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    v2 = const.i64 0
    jump block1(v2, v2)
block1(v3: i64, v4: i64):
    v5 = slt.i64 v3, v0
    branch v5, block2(v2, v4), block4
block2(v6: i64, v7: i64):
    v8 = mul.i64 v0, v1
    v9 = add.i64 v7, v8
    v10 = add.i64 v3, v8
    v11 = const.i64 1
    v12 = add.i64 v6, v11
    v13 = slt.i64 v12, v10
    branch v13, block2(v12, v9), block3
block3:
    v14 = add.i64 v3, v11
    jump block1(v14, v9)
block4:
    return v4
}
",
        expect![[r#"
            function %f(i64, i64) -> i64 {
            block0(v0: i64, v1: i64):
                v2 = const.i64 0
                v8 = mul.i64 v0, v1
                jump block1(v2, v2)
            block1(v3: i64, v4: i64):
                v5 = slt.i64 v3, v0
                branch v5, block5, block4
            block5:
                v10 = add.i64 v3, v8
                jump block2(v2, v4)
            block2(v6: i64, v7: i64):
                v9 = add.i64 v7, v8
                v11 = const.i64 1
                v12 = add.i64 v6, v11
                v13 = slt.i64 v12, v10
                branch v13, block2(v12, v9), block3
            block3:
                v14 = add.i64 v3, v11
                jump block1(v14, v9)
            block4:
                return v4
            }
        "#]],
    );
}

#[test]
fn fields_are_read_before_the_loop_if_one_behind_them_is() {
    let text = |offset: i32| {
        format!(
            "function %f(ptr, i64) -> i64 {{
block0(v0: ptr, v1: i64):
    v2 = const.i64 0
    v3 = load.i64 v0 + {offset} @field
    jump block1(v2)
block1(v4: i64):
    v5 = ult.i64 v4, v3
    branch v5, block2, block3
block2:
    v6 = load.ptr v0 + 8 @field
    v7 = load_indexed.i64 v6, v4 * 8 @element
    v8 = add.i64 v4, v7
    v9 = slt.i64 v8, v1
    branch v9, block1(v8), block3
block3:
    return v4
}}
"
        )
    };
    for (offset, moves) in [(16, true), (8, true), (0, false)] {
        let shown = after(&["invariant"], &text(offset));
        let (load, header) = (shown.find("load.ptr").unwrap(), shown.find("block1(v4").unwrap());
        assert_eq!(load < header, moves, "{shown}");
    }
}

#[test]
fn loads_move_only_out_of_loops_without_writes() {
    check(
        &["invariant"],
        "function %f(ptr, ptr, i64) {
block0(v0: ptr, v1: ptr, v2: i64):
    v3 = const.i64 0
    jump block1(v3)
block1(v4: i64):
    v5 = load.i64 v0
    v6 = slt.i64 v4, v5
    branch v6, block1(v5), block2(v3)
block2(v7: i64):
    v8 = load.i64 v0
    store_indexed.i64 v8, v1, v7 * 8
    v9 = slt.i64 v7, v8
    branch v9, block2(v8), block3
block3:
    return
}
",
        expect![[r#"
            function %f(ptr, ptr, i64) {
            block0(v0: ptr, v1: ptr, v2: i64):
                v3 = const.i64 0
                v5 = load.i64 v0
                jump block1(v3)
            block1(v4: i64):
                v6 = slt.i64 v4, v5
                branch v6, block1(v5), block4
            block4:
                jump block2(v3)
            block2(v7: i64):
                v8 = load.i64 v0
                store_indexed.i64 v8, v1, v7 * 8
                v9 = slt.i64 v7, v8
                branch v9, block2(v8), block3
            block3:
                return
            }
        "#]],
    );
}

#[test]
fn the_opposite_of_what_was_asked_is_known() {
    check(
        &["flow", "dead"],
        "function %f(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    v2 = const.i64 1
    v3 = sle.i64 v2, v0
    branch v3, block1, block4
block1:
    v4 = const.i64 1
    v5 = slt.i64 v0, v4
    branch v5, block4, block2
block2:
    v6 = ult.i64 v0, v1
    branch v6, block3, block4
block3:
    v7 = ule.i64 v0, v1
    branch v7, block5, block4
block5:
    v8 = ule.i64 v1, v0
    branch v8, block4, block6
block6:
    return v1
block4:
    return v0
}
",
        expect![[r#"
            function %f(i64, i64) -> i64 {
            block0(v0: i64, v1: i64):
                v2 = const.i64 1
                v3 = sle.i64 v2, v0
                branch v3, block1, block4
            block1:
                v6 = ult.i64 v0, v1
                branch v6, block3, block4
            block3:
                v7 = ule.i64 v0, v1
                branch v7, block5, block4
            block5:
                return v1
            block4:
                return v0
            }
        "#]],
    );
}

#[test]
fn flow_is_simplified() {
    check(
        &["flow"],
        "function %f(i64) -> i64 {
block0(v0: i64):
    v1 = const.i1 1
    branch v1, block1, block2
block1:
    v2 = const.i64 3
    v3 = slt.i64 v0, v2
    branch v3, block3, block4
block2:
    return v0
block3:
    branch v3, block5(v0), block6
block4:
    jump block6
block5(v4: i64):
    return v4
block6:
    v5 = const.i64 9
    return v5
}
",
        expect![[r#"
            function %f(i64) -> i64 {
            block0(v0: i64):
                v1 = const.i1 1
                v2 = const.i64 3
                v3 = slt.i64 v0, v2
                branch v3, block5(v0), block6
            block5(v4: i64):
                return v4
            block6:
                v5 = const.i64 9
                return v5
            }
        "#]],
    );
}

#[test]
fn an_iteration_protocol_becomes_a_plain_loop() {
    check(
        &["thread", "params", "flow", "simplify", "dead"],
        "function %sum_to(i64) -> i64 {
block0(v0: i64):
    v1 = const.i64 1
    v2 = const.i64 0
    v3 = const.i8 0
    v4 = const.i8 1
    v5 = sle.i64 v1, v0
    branch v5, block1, block2
block1:
    jump block3(v4, v1, v2)
block2:
    jump block3(v3, v2, v2)
block3(v6: i8, v7: i64, v8: i64):
    v9 = eq.i8 v6, v3
    branch v9, block7, block4
block4:
    v10 = add.i64 v8, v7
    v11 = eq.i64 v7, v0
    branch v11, block5, block6
block5:
    jump block3(v3, v2, v10)
block6:
    v12 = add.i64 v7, v1
    jump block3(v4, v12, v10)
block7:
    return v8
}
",
        expect![[r#"
            function %sum_to(i64) -> i64 {
            block0(v0: i64):
                v1 = const.i64 1
                v2 = const.i64 0
                v5 = sle.i64 v1, v0
                branch v5, block8, block9
            block8:
                jump block4(v2, v1)
            block4(v29: i64, v30: i64):
                v10 = add.i64 v29, v30
                v11 = eq.i64 v30, v0
                branch v11, block10, block6
            block10:
                jump block7(v10)
            block6:
                v12 = add.i64 v30, v1
                jump block4(v10, v12)
            block9:
                jump block7(v2)
            block7(v31: i64):
                return v31
            }
        "#]],
    );
}

#[test]
fn parameters_with_one_value_go() {
    check(
        &["params"],
        "function %f(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    jump block1(v0, v1)
block1(v2: i64, v3: i64):
    v4 = add.i64 v2, v3
    v5 = slt.i64 v4, v2
    branch v5, block1(v2, v4), block2(v2)
block2(v6: i64):
    v7 = add.i64 v6, v3
    return v7
}
",
        expect![[r#"
            function %f(i64, i64) -> i64 {
            block0(v0: i64, v1: i64):
                jump block1(v1)
            block1(v3: i64):
                v4 = add.i64 v0, v3
                v5 = slt.i64 v4, v0
                branch v5, block1(v4), block2
            block2:
                v7 = add.i64 v0, v3
                return v7
            }
        "#]],
    );
}

#[test]
fn memory_is_forwarded() {
    check(
        &["memory"],
        "function %f(ptr, ptr, i64) -> i64 {
    slot s0 = 16 align 8
    slot s1 = 16 align 8
    extern f0 = slot 0 %g(ptr)
block0(v0: ptr, v1: ptr, v2: i64):
    v3 = stack_addr s0
    v4 = stack_addr s1
    store.i64 v2, v3 + 8
    store.i64 v2, v0
    v5 = load.i64 v0
    v6 = load.i64 v1
    v7 = load.i64 v1
    store.i64 v6, v0 + 8
    v8 = load.i64 v0
    v9 = load.i64 v1
    call f0(v4)
    v10 = load.i64 v3 + 8
    v11 = load.i64 v0
    v12 = add.i64 v5, v7
    v13 = add.i64 v8, v9
    v14 = add.i64 v10, v11
    v15 = add.i64 v12, v13
    v16 = add.i64 v14, v15
    return v16
}
",
        expect![[r#"
            function %f(ptr, ptr, i64) -> i64 {
                slot s0 = 16 align 8
                slot s1 = 16 align 8
                extern f0 = slot 0 %g(ptr)
            block0(v0: ptr, v1: ptr, v2: i64):
                v3 = stack_addr s0
                v4 = stack_addr s1
                store.i64 v2, v3 + 8
                store.i64 v2, v0
                v6 = load.i64 v1
                store.i64 v6, v0 + 8
                v9 = load.i64 v1
                call f0(v4)
                v11 = load.i64 v0
                v12 = add.i64 v2, v6
                v13 = add.i64 v2, v9
                v14 = add.i64 v2, v11
                v15 = add.i64 v12, v13
                v16 = add.i64 v14, v15
                return v16
            }
        "#]],
    );
}

#[test]
fn cycles_of_unneeded_parameters_go() {
    check(
        &["dead"],
        "function %f(i64) -> i64 {
block0(v0: i64):
    v1 = const.i64 1
    jump block1(v0, v1)
block1(v2: i64, v3: i64):
    v4 = mul.i64 v3, v3
    v5 = sub.i64 v2, v1
    v6 = slt.i64 v1, v5
    branch v6, block1(v5, v4), block2
block2:
    return v2
}
",
        expect![[r#"
            function %f(i64) -> i64 {
            block0(v0: i64):
                v1 = const.i64 1
                jump block1(v0)
            block1(v2: i64):
                v5 = sub.i64 v2, v1
                v6 = slt.i64 v1, v5
                branch v6, block1(v5), block2
            block2:
                return v2
            }
        "#]],
    );
}

#[test]
fn the_whole_pipeline_is_timed() {
    let mut func =
        parse_function("function %f() -> i64 {\nblock0:\n v0 = const.i64 1\n return v0\n}\n").unwrap();
    let mut runner = PassRunner::new();
    let mut seen = 0;
    runner.run_observed(&mut func, &mut |_, _| seen += 1);
    assert_eq!(seen, PASSES.len());
    assert_eq!(runner.timings().count(), PASSES.len());
}

#[test]
fn of_twin_parameters_one_stays() {
    // The loop carries one number twice, and another that begins alike but goes its own way.
    check(
        &["params"],
        "function %f(i64) -> i64, i64 {
block0(v0: i64):
    v1 = const.i64 1
    jump block1(v1, v1, v1)
block1(v2: i64, v3: i64, v4: i64):
    v5 = add.i64 v4, v2
    v6 = eq.i64 v3, v0
    branch v6, block3, block2
block2:
    v7 = add.i64 v3, v1
    jump block1(v7, v7, v5)
block3:
    return v2, v4
}
",
        expect![[r#"
            function %f(i64) -> i64, i64 {
            block0(v0: i64):
                v1 = const.i64 1
                jump block1(v1, v1)
            block1(v2: i64, v4: i64):
                v5 = add.i64 v4, v2
                v6 = eq.i64 v2, v0
                branch v6, block3, block2
            block3:
                return v2, v4
            block2:
                v7 = add.i64 v2, v1
                jump block1(v7, v5)
            }
        "#]],
    );
}
