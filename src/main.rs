//! The `juliette` command.
fn main() {}
