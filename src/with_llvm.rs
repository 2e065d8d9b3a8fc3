//! `juliette-llvm`: the same program, linked dynamically, so that it can open LLVM's plugin. `juliette` turns into it when
//! LLVM is asked for.
#![cfg_attr(not(test), no_main)]
#![allow(unsafe_code, reason = "the C library calls the program's entry by its name")]

juliette::program!(juliette::Linking::Companion);
