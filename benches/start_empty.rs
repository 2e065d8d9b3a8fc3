//! A program that does nothing: what starting a process costs. `startup` compares others with it.

fn main() {}
