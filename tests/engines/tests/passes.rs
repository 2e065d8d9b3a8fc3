//! The text tests after the passes: verified after each, and run in the evaluator.
#![allow(clippy::unwrap_used, reason = "tests")]

use juliette_engine_tests::text::{evaluate_directives, for_each_file};
use juliette_ir::verify;
use juliette_passes::PassRunner;

#[test]
fn passes_keep_functions_verified_and_their_meaning() {
    let mut runner = PassRunner::new();
    let mut wrong = Vec::new();
    for_each_file(|name, module| {
        let mut functions = module.functions.clone();
        for func in &mut functions {
            let mut before = func.clone();
            runner.run_observed(func, &mut |pass, after| {
                if let Err(violation) = verify(after) {
                    panic!("{name}: %{} after {}: {violation}\n{before}\n{after}", after.name, pass.name);
                }
                before = after.clone();
            });
        }
        wrong.extend(evaluate_directives(name, module, &functions));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
