//! Base image and code cache under bad conditions: damaged, cut short, foreign, not writable, used by many at once.
//! Whatever happens to them, a program prints what it prints without them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const PROGRAM: &str = "
struct Point
    x::Int
    y::Int
end
Base.show(io::IO, p::Point) = print(io, p.x, '/', p.y)
scale(p, k) = Point(p.x * k, p.y * k)
function total(n)
    s = 0
    for i in 1:n
        s += scale(Point(i, 2), 3).x
    end
    return s
end
println(total(10), ' ', Point(1, 2))
println([total(i) for i in 1:3])
";
const EXPECTED: &str = "165 1/2\n[3, 9, 18]\n";

/// A folder with a copy of the program, its base image, a Julia program and room for a cache.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let place = Place { folder };
        fs::copy(env!("CARGO_BIN_EXE_juliette"), place.path("juliette")).unwrap();
        fs::write(place.path("program.jl"), PROGRAM).unwrap();
        let made = place.juliette(&["--build-image"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path("juliette"));
        command.args(arguments).env("XDG_CACHE_HOME", self.path("cache")).env_remove("JULIETTE_LIBRARY");
        command.current_dir(self.folder.path());
        command
    }

    fn juliette(&self, arguments: &[&str]) -> Output {
        loop {
            match self.command(arguments).output() {
                // Another test's child, just forked, may still hold the copy of the program open.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                result => return result.unwrap(),
            }
        }
    }

    /// The one file of the folder whose name begins so and ends in `.image`.
    fn image(&self, folder: &str, prefix: &str) -> Option<PathBuf> {
        let entries = fs::read_dir(self.path(folder)).ok()?;
        entries.map(|entry| entry.unwrap().path()).find(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with(prefix) && name.ends_with(".image")
        })
    }

    fn base_image(&self) -> PathBuf {
        self.image(".", "juliette-").expect("the image lies beside the program")
    }

    /// Makes the cache's entry of the program.
    fn cache_entry(&self) -> PathBuf {
        // A run may have started another process that makes one.
        let start = Instant::now();
        while !self.juliette(&["--build-cache-entry", "program.jl"]).status.success() {
            assert!(start.elapsed() < Duration::from_secs(30), "an entry can be made");
            std::thread::sleep(Duration::from_millis(20));
        }
        self.image("cache/juliette", "script-").expect("an entry was made")
    }

    /// Runs the program and checks what it prints; what it says on stderr.
    fn run(&self, options: &[&str]) -> String {
        let mut arguments = options.to_vec();
        arguments.push("program.jl");
        let output = self.juliette(&arguments);
        assert_eq!(String::from_utf8_lossy(&output.stdout), EXPECTED, "{output:?}");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

/// Small numbers that look random, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Where the build's hash begins in the header, and its length.
const BUILD: (usize, u64) = (16, 20);

/// Damages a sound file in one of several ways.
fn damage(path: &Path, sound: &[u8], numbers: &mut Numbers) {
    let mut bytes = sound.to_vec();
    let len = bytes.len() as u64;
    let mine = fs::metadata(path.parent().unwrap()).unwrap().uid();
    let (mut owner, mut mode) = (mine, 0o600);
    match numbers.below(8) {
        0 => bytes.truncate(numbers.below(len) as usize),
        1 => bytes[numbers.below(344) as usize] ^= 1 << numbers.below(8),
        2 => {
            let start = numbers.below(len) as usize;
            let end = (start + numbers.below(20_000) as usize + 1).min(bytes.len());
            bytes[start..end].iter_mut().for_each(|byte| *byte ^= 0x55);
        }
        3 => bytes.extend_from_slice(&[0; 4096]),
        4 => bytes[BUILD.0 + numbers.below(BUILD.1) as usize] ^= 0x55,
        // Somebody else's; who may not give files away lets others write to it.
        5 if mine == 0 => owner = 65534,
        5 => mode = 0o622,
        _ => bytes[numbers.below(len) as usize] ^= 1 << numbers.below(8),
    }
    put(path, &bytes, owner, mode);
}

/// Writes a file in place, as damage comes: it keeps its inode.
fn put(path: &Path, bytes: &[u8], owner: u32, mode: u32) {
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    chown(path, Some(owner), None).unwrap();
}

#[test]
fn a_damaged_image_is_refused_and_the_library_loaded_from_source() {
    let place = Place::new();
    assert_eq!(place.run(&["--no-cache"]), "");
    let path = place.base_image();
    let (sound, owner) = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().uid());
    let mut numbers = Numbers(1);
    for round in 0..40 {
        damage(&path, &sound, &mut numbers);
        let said = place.run(&["--no-cache"]);
        assert!(said.lines().count() == 1 && said.contains("the base image"), "round {round}: {said:?}");
    }
    put(&path, &sound, owner, 0o600);
    assert_eq!(place.run(&["--no-cache"]), "", "sound again, used again");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    assert!(place.run(&["--no-cache"]).contains("by other users"));
    fs::remove_file(&path).unwrap();
    assert_eq!(place.run(&["--no-cache"]), "", "without an image there is nothing to say");
}

#[test]
fn a_damaged_cache_entry_is_ignored_and_made_again() {
    let place = Place::new();
    let path = place.cache_entry();
    assert_eq!(place.run(&[]), "");
    let sound = fs::read(&path).unwrap();
    let mut numbers = Numbers(2);
    for _ in 0..160 {
        damage(&path, &sound, &mut numbers);
        assert_eq!(place.run(&[]), "");
    }
    place.cache_entry();
    let ways = ["script", "base"].map(|_| place.run(&[]));
    assert_eq!(ways, ["", ""]);
    fs::write(&path, b"").unwrap();
    assert_eq!(place.run(&[]), "");
}

#[test]
fn many_first_runs_leave_a_sound_cache() {
    let place = Place::new();
    let runs: Vec<_> = (0..100)
        .map(|_| {
            let mut command = place.command(&["program.jl"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), EXPECTED);
        assert!(output.stderr.is_empty(), "{output:?}");
    }
    let start = Instant::now();
    while place.image("cache/juliette", "script-").is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "an entry is made in the background");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(place.run(&[]), "");
    let info = place.juliette(&["cache", "info"]);
    assert!(String::from_utf8_lossy(&info.stdout).contains(": 1 programs"), "{info:?}");
    assert!(place.juliette(&["cache", "clear"]).status.success());
    assert!(place.image("cache/juliette", "script-").is_none());
}

#[test]
fn a_maker_killed_in_the_middle_leaves_nothing_that_is_used() {
    let place = Place::new();
    let sound = fs::read(place.base_image()).unwrap();
    // How long one takes, so that the kills fall all over it.
    let start = Instant::now();
    assert!(place.juliette(&["--build-image"]).status.success());
    let whole = start.elapsed();
    for step in 0..12 {
        let mut maker = place.command(&["--build-image"]).spawn().unwrap();
        std::thread::sleep(whole * step / 10);
        // It may have come to its end already.
        let _ = maker.kill();
        maker.wait().unwrap();
        let output = place.juliette(&["--no-cache", "program.jl"]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), EXPECTED);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "the image is the old or the new one, whole");
    }
    assert_eq!(fs::read(place.base_image()).unwrap().len(), sound.len());
    // The same for the code cache, whose entries are made by a process in the background.
    for step in 0..12 {
        let _ = fs::remove_dir_all(place.path("cache"));
        let mut run = place.command(&["program.jl"]);
        run.stdout(std::process::Stdio::null());
        let mut run = std::os::unix::process::CommandExt::process_group(&mut run, 0).spawn().unwrap();
        let group = run.id();
        run.wait().unwrap();
        std::thread::sleep(Duration::from_millis(10 * step));
        // The maker is in the group of the run that began it.
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).output();
        let output = place.juliette(&["program.jl"]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), EXPECTED);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn a_changed_program_is_not_taken_for_the_old_one() {
    let place = Place::new();
    place.cache_entry();
    assert_eq!(place.run(&[]), "");
    fs::write(place.path("program.jl"), PROGRAM.replace("p.x * k", "p.x + k")).unwrap();
    let output = place.juliette(&["program.jl"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "85 1/2\n[4, 9, 15]\n");
}

#[test]
fn without_a_place_for_caches_programs_run() {
    let place = Place::new();
    for folder in ["/dev/null", "/proc", "/nonexistent", "", "relative"] {
        let mut command = place.command(&["program.jl"]);
        command.env("XDG_CACHE_HOME", folder).env("HOME", folder);
        let output = command.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), EXPECTED, "{folder}");
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    }
    // A disk that is full: files cannot grow beyond a few kilobytes.
    let full = Command::new("sh")
        .args(["-c", "ulimit -f 8; exec ./juliette --build-cache-entry program.jl"])
        .current_dir(place.folder.path())
        .env("XDG_CACHE_HOME", place.path("cache"))
        .output()
        .unwrap();
    assert!(!full.status.success());
    assert!(place.image("cache/juliette", "script-").is_none(), "nothing half-written has its name");
    assert_eq!(place.run(&["--no-cache"]), "");
}

/// Definitions between statements, constants, macros, closures and containers: what a program of everyday is made of.
const MIXED: &str = "
using Printf
const LIMIT = 3
struct Item
    name::String
    price::Float64
end
items = Item[]
for line in split(\"apple 1.25,pear 0.5,plum 2\", ',')
    name, price = split(line)
    push!(items, Item(String(name), parse(Float64, price)))
end
dearest(list) = sort(list, by = item -> item.price, rev = true)[1:LIMIT]
for item in dearest(items)
    @printf(\"%s %.2f\\n\", item.name, item.price)
end
struct Total
    value::Float64
end
Base.show(io::IO, t::Total) = print(io, \"total \", t.value)
@show length(items)
half(item) = Item(item.name, item.price / 2)
println(Total(sum(item.price for item in half.(items))))
prices = Dict(item.name => item.price for item in items)
println([prices[key] for key in sort(collect(keys(prices)))])
";
const MIXED_EXPECTED: &str =
    "plum 2.00\napple 1.25\npear 0.50\nlength(items) = 3\ntotal 1.875\n[1.25, 0.5, 2.0]\n";

/// Statements that come upon what is defined behind them: nothing of that may be carried out before them.
const ORDER: &str = "
struct P
    x::Int
end
f(x) = 1
g(k = later()) = k
print(P(1), ' ', f(2), ' ')
Base.show(io::IO, p::P) = print(io, \"P!\")
f(x::Int) = 2
print(P(1), ' ', f(2), ' ')
r = try
    g()
catch e
    typeof(e)
end
later() = 3
print(r, ' ', g(), ' ')
h(x) = f(x) + 10
print(h(1), ' ')
f(x::Int) = 5
println(h(1))
";
const ORDER_OF_REST: &str = "P(1) 1 P! 2 0 0 12 15\n";
const ORDER_EXPECTED: &str = "P(1) 1 P! 2 UndefVarError 3 12 15\n";

#[test]
fn the_second_run_compiles_nothing() {
    let place = Place::new();
    fs::write(place.path("program.jl"), MIXED).unwrap();
    let output = place.juliette(&["program.jl"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), MIXED_EXPECTED, "{output:?}");
    let start = Instant::now();
    while place.image("cache/juliette", "script-").is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "an entry is made in the background");
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = place.juliette(&["--timings", "program.jl"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), MIXED_EXPECTED, "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("functions 0, code 0 bytes"), "{said}");
}

#[test]
fn definitions_stay_behind_statements_that_come_upon_them() {
    let place = Place::new();
    for (text, expected) in [
        (ORDER.to_owned(), ORDER_EXPECTED),
        (ORDER.replace("g(k = later()) = k\n", "").replace("g()", "0"), ORDER_OF_REST),
    ] {
        fs::write(place.path("program.jl"), text).unwrap();
        for _ in 0..3 {
            let output = place.juliette(&["program.jl"]);
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{output:?}");
            // It may be refused.
            place.juliette(&["--build-cache-entry", "program.jl"]);
        }
    }
}

/// A third of the programs of `tests/programs`, from the cache.
#[test]
fn programs_print_the_same_from_the_cache() {
    let place = Place::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut programs: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "jl"));
    // The plugin is not beside the copy of the program.
    programs.retain(|path| !fs::read_to_string(path).unwrap().contains("code_native"));
    programs.sort();
    let (mut tried, mut kept) = (0, 0);
    for program in programs.iter().step_by(3) {
        let path = program.to_string_lossy();
        let made = place.juliette(&["--build-cache-entry", &path]);
        // Those that may run code while they are lowered are not kept.
        tried += 1;
        kept += usize::from(made.status.success());
        let output = place.juliette(&[&path]);
        let expected = fs::read_to_string(program.with_extension("out")).unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{path}: {output:?}");
        place.juliette(&["cache", "clear"]);
    }
    assert!(kept * 4 > tried * 3, "{kept} of {tried} programs were kept");
}

#[test]
fn the_startup_report_has_a_row_per_step() {
    let place = Place::new();
    let output = place.juliette(&["--startup-report", "program.jl"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for row in ["dynamic linking", "base image mapped", "parse", "generate code", "exit", "whole process"] {
        assert!(report.contains(row), "no `{row}` in\n{report}");
    }
}
