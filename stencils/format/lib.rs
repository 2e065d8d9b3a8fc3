//! What the stencil generator and the stencil backend both know: the list of stencils and the file format.
//!
//! The list follows from the op table: [`shapes`] says for each form of an operation (its types) in which shapes
//! it is compiled, and [`operands`] which holes a shape has. The generator compiles the list; the backend
//! indexes the same list. No LLVM here and no allocation at run time.

pub mod library;
pub mod list;

pub use library::Stencil;
pub use list::{Base, Branching, Extra, Form, HoleKind, Operand, Role, Shape, operands, shapes};

/// The integer registers that hold values, by hardware number: all but rsp, rbp (frame) and rax (scratch).
pub const INT_REGISTERS: u16 = !(1 | 1 << 4 | 1 << 5);
/// The integer register that stencils and moves may always overwrite: rax.
pub const INT_SCRATCH: u8 = 0;
/// The float registers that hold values.
pub const FLOAT_REGISTERS: u16 = 0x3fff;
/// The float registers that stencils and moves may always overwrite: xmm15, then xmm14.
pub const FLOAT_SCRATCH: [u8; 2] = [15, 14];
/// Integer registers that a C call keeps: rbx, r12–r15.
pub const CALL_SAVED: u16 = 1 << 3 | 0xf000;
/// CPU features that stencils use, in the spelling of `is_x86_feature_detected!`.
pub const CPU_FEATURES: [&str; 8] = ["avx", "bmi1", "bmi2", "f16c", "fma", "lzcnt", "popcnt", "sse4.2"];
