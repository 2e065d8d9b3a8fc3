//! `juliette explain` shows SSA, stencils and LLVM's code of a function side by side, and says what it cannot explain.

use std::process::{Command, Output};

const PROGRAM: &str = "\
function sumsq(n)
    s = 0
    for i in 1:n
        s += i * i
    end
    s
end
function crowded(n, a, b, c)
    s = 0
    for i in 1:n
        s += gcd(i, a) * b - c
        push!(seen, s)
    end
    s
end
const seen = Int[]
println(sumsq(10), crowded(3, 2, 1, 0))
";

fn explain(name: &str, arguments: &[&str]) -> Output {
    let folder = std::env::temp_dir().join(format!("juliette-explain-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let path = folder.join(format!("{name}.jl"));
    std::fs::write(&path, PROGRAM).expect("the temporary folder can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_juliette"));
    command.arg("explain").args(arguments).arg(&path).output().expect("it runs")
}

#[test]
fn stencils_are_named_with_their_holes_and_lines() {
    let output = explain("sumsq", &["--function", "sumsq", "--types", "(Int64,)", "-O1"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for part in [
        "sumsq(n::Int64)",
        "LLVM at O1 made",
        "4 |         s += i * i",
        "mul.i64 v",
        "imul ",
        "[add.i64 ",
        "sets r",
        "goes to ",
        "→ iterate (range.jl:",
        "argument               rdi 0–",
        "What was spilled, and why",
        "  nothing",
    ] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    assert!(!text.contains("3850"), "the program's own output is not shown:\n{text}");
}

#[test]
fn spills_have_their_reasons() {
    let output = explain("crowded", &["--function=crowded", "--types=(Int64, Int64, Int64, Int64)"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("(call): it is needed after the call, and no register that calls keep is free"),
        "{text}"
    );
    assert!(text.contains("; entry of gcd") || text.contains("; entry of push!"), "calls are named:\n{text}");
}

/// The pieces of code follow each other without gaps, whatever the function.
#[test]
fn every_byte_is_explained() {
    for (function, types) in
        [("sumsq", "(Int64,)"), ("crowded", "(Int64, Int64, Int64, Int64)"), ("sumsq", "(Float64,)")]
    {
        let output = explain("bytes", &["--function", function, "--types", types]);
        let text = String::from_utf8_lossy(&output.stdout);
        let (_, order) = text.split_once("The stencils in order").expect("there is such a part");
        let (order, _) = order.split_once("Where values were").expect("there is such a part");
        let mut next = 0;
        for line in order.lines().filter(|line| line.starts_with("    ")) {
            let mut words = line.split_whitespace();
            let offset = words.next().and_then(|word| usize::from_str_radix(word, 16).ok());
            assert_eq!(offset, Some(next), "{line}\n{order}");
            next += line[11..].chars().take(30).collect::<String>().split_whitespace().count();
        }
        assert!(next > 40, "{order}");
    }
}

#[test]
fn the_page_stands_alone() {
    let page = std::env::temp_dir().join(format!("juliette-explain-{}.html", std::process::id()));
    let path = page.to_string_lossy().into_owned();
    let output = explain("page", &["--function", "sumsq", "--types", "(Int64,)", "--html", &path]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let text = std::fs::read_to_string(&page).expect("the page was written");
    for part in ["<!DOCTYPE html>", "prefers-color-scheme: dark", "imul", "s += i * i", "</html>"] {
        assert!(text.contains(part), "{part} is missing");
    }
    assert!(!text.contains("src=") && !text.contains("http"), "the page needs nothing else");
    let _ = std::fs::remove_file(page);
}

#[test]
fn what_is_not_there_is_named() {
    for (arguments, part) in [
        (&["--types", "()"][..], "--function"),
        (&["--function", "sumsq"], "--types"),
        (&["--function", "sumsq", "--types", "()"], "no method matches"),
        (&["--function", "nope", "--types", "()"], "`nope` not defined"),
        (&["--function", "sumsq", "--types", "(Int64,)", "-O7"], "no level"),
        (
            &["--function", "sumsq", "--types", "(Int64,)", "--html=/nowhere/page"],
            "cannot write /nowhere/page",
        ),
        (&["--nonsense"], "no option"),
    ] {
        let output = explain("bad", arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && text.contains(part), "{arguments:?}: {text}");
    }
}
