//! The `juliette` command.
//!
//! The C library enters `main` directly: Rust's own start reads /proc to find the stack, and sets up signal handlers
//! that the run-time system would replace.
#![cfg_attr(not(test), no_main)]
#![cfg_attr(test, allow(dead_code, reason = "tests have an entry of their own"))]
#![allow(unsafe_code, reason = "the C library calls the program's entry by its name")]

mod cli;

/// The program's entry. The arguments are those that the C library keeps for Rust.
#[cfg(not(test))]
#[unsafe(no_mangle)]
extern "C" fn main() -> std::os::raw::c_int {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    juliette::ignore_closed_pipes();
    juliette::grow_in_large_steps();
    let status = std::panic::catch_unwind(|| cli::main(&arguments) as i32);
    // What Rust's own end would do: tell of a panic by the status.
    juliette::end_process(status.unwrap_or(101))
}

/// The power function that a library for progress bars asks the C library for. With one of our own, the program needs
/// no `libm`, which every start would open, map and bind.
#[cfg(not(test))]
#[unsafe(no_mangle)]
extern "C" fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}
