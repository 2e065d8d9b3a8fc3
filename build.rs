//! Links the programs at a fixed address, as a base image needs it: what an image holds points into the program. Links the
//! unwinder into them, so that a start has one library less to open and initialize; and links `juliette` statically, if
//! the C library's archives are there, its functions in the order in which they are first called.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The libraries that Rust asks the linker for by name, as shared ones.
const LIBRARIES: [&str; 6] = ["c", "m", "rt", "pthread", "util", "dl"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(static_program)");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    if std::env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "musl") {
        println!("cargo::rustc-link-arg-bins=--build-id=sha1");
        order_functions(&folder, "");
        println!("cargo::rustc-cfg=static_program");
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    println!("cargo::rustc-link-arg-bins=-Wl,--build-id=sha1");
    // What the linker finds first by a library's name is a script that names the archive.
    write(&folder.join("libgcc_s.so"), "GROUP ( -lgcc_eh -lgcc -lc )\n");
    println!("cargo::rustc-link-search=native={}", folder.display());
    order_functions(&folder, "-Wl,");
    if LIBRARIES.iter().all(|name| has_archive(name)) {
        let archives = folder.join("archives");
        std::fs::create_dir_all(&archives).expect("OUT_DIR can be written");
        for name in LIBRARIES {
            write(&archives.join(format!("lib{name}.so")), &format!("GROUP ( -l:lib{name}.a )\n"));
        }
        println!("cargo::rustc-link-arg-bin=juliette=-Wl,--no-dynamic-linker");
        println!("cargo::rustc-link-arg-bin=juliette=-L{}", archives.display());
        println!("cargo::rustc-cfg=static_program");
    }
}

/// Lets `juliette` be linked in the order that `juliette-link-order` found, if it did. `prefix` comes before what is for the
/// linker alone.
fn order_functions(folder: &Path, prefix: &str) {
    // OUT_DIR is `build/juliette-HASH/out` in the folder that programs are built into.
    let list = folder.ancestors().nth(3).expect("OUT_DIR lies three folders deep").join("link-order.txt");
    // Cargo would take a list that is not there for one that has changed.
    if !list.exists() {
        write(&list, "");
    }
    println!("cargo::rerun-if-changed={}", list.display());
    if std::fs::read(&list).is_ok_and(|text| !text.is_empty()) {
        println!("cargo::rustc-link-arg-bin=juliette={prefix}--symbol-ordering-file={}", list.display());
        println!("cargo::rustc-link-arg-bin=juliette={prefix}--no-warn-symbol-ordering");
    }
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("OUT_DIR can be written");
}

/// Whether the C compiler's driver, which links, knows the library's archive.
fn has_archive(name: &str) -> bool {
    let file = format!("lib{name}.a");
    let output = Command::new("cc").arg(format!("-print-file-name={file}")).output();
    // It repeats the name of a file that it does not know.
    output.is_ok_and(|output| output.status.success() && output.stdout.trim_ascii() != file.as_bytes())
}
