//! Profilers and debuggers see compiled functions by their names and lines. What is not installed, or not allowed here, is
//! named on the standard error stream and not tested.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = "\
function inner(n)
    s = 0.0
    for i in 1:n
        s += sqrt(i) * 0.5
        s -= 1.0 / i
    end
    s
end

function outer(k)
    t = 0.0
    for j in 1:k
        t += inner(200000 + j)
    end
    println(stderr, \"done\")
    t
end
println(outer(200))
";

const BACKENDS: [&[&str]; 2] = [&["--backend=stencil"], &["--backend=llvm", "-O1"]];

/// A folder of its own with the program in it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = std::env::temp_dir().join(format!("juliette-observers-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("the temporary folder can be written");
        std::fs::write(path.join("observed.jl"), PROGRAM).expect("the temporary folder can be written");
        Place(path)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Option<Output> {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.0).env_remove("JITDUMPDIR").stdin(Stdio::null());
        command.output().ok()
    }

    /// What `perf record` makes of a run; none if there is no perf, or none that may count.
    fn record(&self, before: &[&str], options: &[&str]) -> bool {
        let mut all = vec!["record", "-q", "-e", "cpu-clock:u", "-o", "perf.data"];
        all.extend(before);
        all.push(env!("CARGO_BIN_EXE_juliette"));
        all.extend(options);
        all.push("observed.jl");
        let trial = self.run("perf", &["record", "-q", "-e", "cpu-clock:u", "-o", "trial.data", "true"]);
        if !trial.is_some_and(|output| output.status.success()) {
            skip("perf is not installed, or may not record here");
            return false;
        }
        let output = self.run("perf", &all).expect("perf runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        true
    }

    fn perf(&self, arguments: &[&str]) -> String {
        let output = self.run("perf", arguments).expect("perf runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The name of the function that the program spends its time in.
const OBSERVED: &str = "inner(n::Int64)";

/// Says what is not tested, past the test harness, which would keep it to itself.
fn skip(reason: &str) {
    let _ = writeln!(std::io::stderr(), "not tested: {reason}");
}

fn files(folder: &Path, end: &str) -> usize {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries.flatten().filter(|entry| entry.file_name().to_string_lossy().ends_with(end)).count()
}

#[test]
fn perf_names_functions_by_the_map() {
    for backend in BACKENDS {
        let place = Place::new("map");
        let mut options = vec!["--perf=map"];
        options.extend(backend);
        if !place.record(&[], &options) {
            return;
        }
        let report = place.perf(&["report", "-i", "perf.data", "--stdio"]);
        // perf wants the map in /tmp, under the process's number.
        if let Some((_, rest)) = report.split_once("[JIT] tid ") {
            let number = rest.split_whitespace().next().unwrap_or_default();
            let _ = std::fs::remove_file(format!("/tmp/perf-{number}.map"));
        }
        assert!(report.contains(OBSERVED), "{backend:?}: {report}");
    }
}

#[test]
fn perf_shows_lines_by_the_dump() {
    for backend in BACKENDS {
        let place = Place::new("dump");
        let mut options = vec!["--perf=jitdump"];
        options.extend(backend);
        if !place.record(&["-k", "1"], &options) {
            return;
        }
        assert_eq!(files(&place.0, ".dump"), 1);
        let injected = place.run("perf", &["inject", "--jit", "-i", "perf.data", "-o", "jit.data"]);
        if !injected.is_some_and(|output| output.status.success()) {
            return skip("this perf cannot inject");
        }
        let report = place.perf(&["report", "-i", "jit.data", "--stdio"]);
        assert!(report.contains(OBSERVED), "{backend:?}: {report}");
        let annotated = place.perf(&["annotate", "-i", "jit.data", "--stdio", "-l", "-s", "inner(n::Int64)"]);
        if !annotated.contains("Percent") {
            return skip("this perf cannot annotate");
        }
        assert!(
            annotated.contains("observed.jl:4") || annotated.contains("sqrt(i)"),
            "{backend:?}: {annotated}"
        );
    }
}

#[test]
fn gdb_walks_through_compiled_frames() {
    for backend in BACKENDS {
        let place = Place::new("gdb");
        let mut arguments =
            vec!["-q", "-batch", "-nx", "-ex", "catch syscall write", "-ex", "run", "-ex", "bt", "--args"];
        arguments.push(env!("CARGO_BIN_EXE_juliette"));
        arguments.push("--debugger");
        arguments.extend(backend);
        arguments.push("observed.jl");
        let Some(output) = place.run("gdb", &arguments) else { return skip("gdb is not installed") };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !text.contains("(call to syscall write)") {
            return skip("gdb may not run programs here");
        }
        let frame = text.lines().find(|line| line.contains("in outer(k::Int64)"));
        assert!(frame.is_some_and(|line| line.contains("observed.jl:15")), "{backend:?}: {text}");
        assert!(text.contains("main"), "the trace goes on behind compiled frames: {backend:?}: {text}");
    }
}
