//! The `juliette` command: linked statically where the system has what that takes, so that it starts as fast as can be.
#![cfg_attr(not(test), no_main)]
#![allow(unsafe_code, reason = "the C library calls the program's entry by its name")]

juliette::program!(if cfg!(static_program) { juliette::Linking::Static } else { juliette::Linking::Dynamic });
