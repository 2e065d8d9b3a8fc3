//! Every program of `tests/programs` prints what real Julia prints, with every backend and level.
//!
//! The expected outputs were made by `tests/programs/generate`. The SSA verifier looks at every function. One more run
//! of each collects garbage at every allocation, so that a reference that the collector cannot see is found at once. A
//! failure names the program and the first line that differs.

mod base_image;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The programs, in the order of their names.
fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let entries = std::fs::read_dir(&folder).expect("the programs' folder can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder's entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jl"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 40, "the programs are there");
    paths
}

/// The `juliette` that is tested.
const JULIETTE: &str = env!("CARGO_BIN_EXE_juliette");

/// Runs one program; what is wrong with what it printed.
fn check(
    juliette: &Path,
    program: &Path,
    options: &[&str],
    environment: &[(&str, &str)],
) -> Result<(), String> {
    let expected_path = program.with_extension("out");
    let expected = std::fs::read_to_string(&expected_path)
        .map_err(|error| format!("{}: {error}; run tests/programs/generate", expected_path.display()))?;
    let output = Command::new(juliette)
        .args(options)
        .arg("--verify")
        .arg(program)
        .envs(environment.iter().copied())
        .output()
        .map_err(|error| format!("juliette does not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    if printed != expected {
        let (printed, expected) = (printed.lines().collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
        let at = printed
            .iter()
            .zip(&expected)
            .position(|(a, b)| a != b)
            .unwrap_or(printed.len().min(expected.len()));
        let line =
            |lines: &[&str]| lines.get(at).map_or("(nothing more)".to_owned(), |line| format!("{line:?}"));
        return Err(format!(
            "line {} of the output differs\n    expected {}\n    printed  {}\n{errors}",
            at + 1,
            line(&expected),
            line(&printed)
        ));
    }
    if !output.status.success() || !errors.is_empty() {
        return Err(format!("{}\n{errors}", output.status));
    }
    Ok(())
}

/// Runs all programs, several at a time.
fn check_all(options: &[&str], environment: &[(&str, &str)]) {
    check_each(Path::new(JULIETTE), &programs(), options, environment);
}

fn check_each(juliette: &Path, programs: &[PathBuf], options: &[&str], environment: &[(&str, &str)]) {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, |count| count.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(reason) = check(juliette, program, options, environment) {
                        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
                        failures.lock().expect("no thread panics").push(format!("{name}: {reason}"));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no thread panics");
    failures.sort();
    assert!(
        failures.is_empty(),
        "{} of {} programs:\n{}",
        failures.len(),
        programs.len(),
        failures.join("\n")
    );
}

/// As a user runs them: what runs once is not compiled.
#[test]
fn as_given() {
    check_all(&[base_image::option()], &[]);
}

/// The program that is installed, which is linked with another C library than the one that Cargo tests, where that can
/// be. It lies where `make install` puts it and what belongs to it.
#[test]
fn as_installed() {
    let built =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/x86_64-unknown-linux-musl/release/juliette");
    let built = if built.exists() { built } else { PathBuf::from(JULIETTE) };
    let prefix = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made");
    let (programs_folder, library) = (prefix.path().join("bin"), prefix.path().join("lib/juliette"));
    let juliette = programs_folder.join("juliette");
    std::fs::create_dir_all(&programs_folder).expect("a folder can be made");
    std::fs::create_dir_all(&library).expect("a folder can be made");
    std::fs::hard_link(&built, &juliette).expect("the program is there");
    for name in ["juliette-llvm", "libjuliette_llvm_plugin.so"] {
        let built = Path::new(JULIETTE).with_file_name(name);
        std::fs::hard_link(built, library.join(name)).expect("the companion is there");
    }
    let made = Command::new(&juliette).arg("--build-image").output().expect("juliette starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    check_each(&juliette, &programs(), &[], &[]);
}

/// Every function's first call is carried out, and every loop goes on as compiled code after its first round.
#[test]
fn compiled_in_the_middle() {
    check_all(&[base_image::option(), "--compile=after-1"], &[]);
}

/// What can be carried out is never compiled.
#[test]
fn hardly_compiled() {
    check_all(&[base_image::option(), "--compile=min"], &[]);
}

#[test]
fn stencil() {
    check_all(&[base_image::option(), "--compile=all"], &[]);
}

#[test]
fn stencil_with_the_library_from_source() {
    // Loading takes most of the time, so a part of them must do.
    let programs: Vec<PathBuf> = programs().into_iter().step_by(8).collect();
    check_each(Path::new(JULIETTE), &programs, &["--image=none"], &[]);
}

#[test]
fn llvm_o0() {
    check_all(&[base_image::option(), "--backend=llvm", "-O0", "--compile=all"], &[]);
}

#[test]
fn llvm_o2() {
    check_all(&[base_image::option(), "--backend=llvm", "-O2", "--compile=all"], &[]);
}

#[test]
fn collecting_at_every_allocation() {
    check_all(&[base_image::option(), "--compile=all"], &[("JULIETTE_GC_STRESS", "1")]);
}

#[test]
fn collecting_while_it_is_carried_out() {
    check_all(&[base_image::option(), "--compile=after-40"], &[("JULIETTE_GC_STRESS", "1")]);
}
