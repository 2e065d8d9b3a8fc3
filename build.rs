//! Links the program at a fixed address, as a base image needs it: what an image holds points into the program.

fn main() {
    println!("cargo::rustc-link-arg-bins=-no-pie");
    println!("cargo::rustc-link-arg-bins=-Wl,--build-id=sha1");
    println!("cargo::rerun-if-changed=build.rs");
}
