//! What inference finds that calls return is what real Julia finds, or narrower.
//!
//! `types/pairs.txt` lists functions and argument types, `types/answers.txt` real Julia's answers to them (made by
//! `types/generate`), `types/functions.jl` the functions that the library does not have.

use std::fmt::Write as _;
use std::process::Command;

/// The lines whose types are wider than real Julia's, as they are printed: a range with known ends is no constant
/// here, and a reduction with keywords asks for its function too late.
const KNOWN_TO_BE_WIDER: &[&str] = &[
    "converge(Float64): Union{Float64, Int64} is wider than Float64",
    "sum(Tuple{Int64, Int64}): Any is wider than Int64",
];

#[test]
fn return_types_are_those_of_julia_or_narrower() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/types");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).expect("the file is there");
    let (pairs, answers) = (read("pairs.txt"), read("answers.txt"));
    assert_eq!(pairs.lines().count(), answers.lines().count(), "run tests/types/generate");
    assert!(pairs.lines().count() >= 200);
    let mut program = read("functions.jl");
    program.push_str(
        "function compare(name, types, f, signature, expected)\n\
         for found in Base.return_types(f, signature)\n\
         found <: expected || println(name, \"(\", types, \"): \", found, \" is wider than \", expected)\n\
         end\nend\n",
    );
    for (pair, answer) in pairs.lines().zip(answers.lines()) {
        let (name, types) = pair.split_once('\t').expect("a line has a name and types");
        let _ = writeln!(program, "compare({name:?}, {types:?}, ({name}), Tuple{{{types}}}, {answer})");
    }
    let path = std::env::temp_dir().join(format!("juliette-return-types-{}.jl", std::process::id()));
    std::fs::write(&path, program).expect("the temporary folder can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_juliette")).arg(&path).output().expect("it runs");
    let _ = std::fs::remove_file(&path);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = String::from_utf8_lossy(&output.stdout);
    let wider: Vec<&str> = found.lines().filter(|line| !KNOWN_TO_BE_WIDER.contains(line)).collect();
    assert!(wider.is_empty(), "{} of the types are wider:\n{}", wider.len(), wider.join("\n"));
}
