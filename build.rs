//! Links the program at a fixed address, as a base image needs it: what an image holds points into the program. And
//! links the unwinder into it, so that a start has one library less to open and initialize.

use std::path::PathBuf;

fn main() {
    println!("cargo::rustc-link-arg-bins=-no-pie");
    println!("cargo::rustc-link-arg-bins=-Wl,--build-id=sha1");
    // Rust asks for the shared library by this name; what the linker finds first is a script that names the archive.
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(folder.join("libgcc_s.so"), "GROUP ( -lgcc_eh -lgcc -lc )\n")
        .expect("OUT_DIR can be written");
    println!("cargo::rustc-link-search=native={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
}
