//! Every kernel that Juliette is measured with gives real Julia's result, with every backend and level.
//!
//! The kernels are those of `benches/suite`, joined with its timing loop as `benches/suite/run` does it; the sizes and
//! the expected results stand in `tests/kernels/expected`, made by `tests/kernels/generate`. Times are not compared.

mod base_image;

use std::path::Path;
use std::process::Command;

/// Runs each kernel twice in one process, as the figures are taken; both calls must give the expected result.
fn check(options: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| {
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let suite = root.join("benches/suite");
    let timing = read(&suite.join("bench.jl"));
    let folder =
        std::env::temp_dir().join(format!("juliette-kernels-{}-{}", std::process::id(), options.join("")));
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let mut checked = Vec::new();
    for line in read(&root.join("tests/kernels/expected")).lines() {
        let [name, size, expected] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("a line of `expected` is a name, a size and a result: {line}");
        };
        let program = folder.join(format!("{name}.jl"));
        let text = read(&suite.join(format!("kernels/{name}.jl"))) + &timing;
        std::fs::write(&program, text).expect("the temporary folder can be written");
        let output = Command::new(env!("CARGO_BIN_EXE_juliette"))
            .arg(base_image::option())
            .args(options)
            .arg(&program)
            .args([size, "2"])
            .output()
            .expect("juliette starts");
        let printed = String::from_utf8_lossy(&output.stdout);
        let results: Vec<&str> = printed.lines().filter_map(|line| line.split(' ').nth(3)).collect();
        assert!(
            output.status.success() && results == [expected, expected],
            "{name} at {size} with {options:?}: expected {expected}, printed\n{printed}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        checked.push(format!("{name}.jl"));
    }
    std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    for entry in std::fs::read_dir(suite.join("kernels")).expect("the kernels' folder can be read") {
        let name = entry.expect("a folder's entry can be read").file_name().to_string_lossy().into_owned();
        assert!(
            !name.ends_with(".jl") || checked.contains(&name),
            "{name} has no line in tests/kernels/expected"
        );
    }
}

#[test]
fn kernels_on_stencils() {
    check(&["--backend=stencil"]);
}

#[test]
fn kernels_on_llvm_o0() {
    check(&["--backend=llvm", "-O0"]);
}

#[test]
fn kernels_on_llvm_o2() {
    check(&["--backend=llvm", "-O2"]);
}
