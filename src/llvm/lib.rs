//! Op lowering to LLVM IR, pass pipelines and ORC.
