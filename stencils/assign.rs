//! The assignments under which a stencil is compiled: registers and constants for its operands.
//!
//! The registers are taken from those of the calling convention that no instruction uses implicitly, low and high ones
//! mixed; the constants have no structure that a compiler could use, and both signs occur.

use crate::normalize::{File, Reg};
use juliette_ir::{Op, Ty};
use juliette_stencil_format::{HoleKind, Operand};

/// How many assignments a stencil is compiled under.
pub const ASSIGNMENTS: usize = 4;

/// rdi, r8, rbx, r14, rsi, r9, r15, r12.
const INTS: [u8; 8] = [7, 8, 3, 14, 6, 9, 15, 12];
const FLOATS: [u8; 6] = [1, 2, 3, 4, 5, 6];

/// What fills the holes of a stencil in one compilation: a register number or a constant for each operand.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Register number or constant of each operand.
    pub values: Vec<u64>,
    regs: Vec<Option<Reg>>,
}

impl Assignment {
    /// The operand that `reg` stands for.
    pub fn operand_of(&self, reg: Reg) -> Option<usize> {
        self.regs.iter().position(|&other| other == Some(reg))
    }

    /// The register of a register operand.
    pub fn reg(&self, operand: usize, kind: HoleKind) -> Reg {
        let file = if kind == HoleKind::Float { File::Float } else { File::Int };
        Reg(file, self.values[operand] as u8)
    }
}

/// What decides the constants of a stencil.
#[derive(Clone, Copy, Debug)]
pub struct ConstantRange {
    /// Constants of 8 bits only.
    pub small: bool,
    /// The operation, for those whose constants have a meaning (shift amounts) or that LLVM narrows.
    pub op: Option<Op>,
    /// The operation's type.
    pub ty: Ty,
    /// A 64-bit constant is wanted.
    pub wide: bool,
    /// Negative offsets only: LLVM would treat positive ones as unsigned.
    pub negative: bool,
}

/// Assignment number `number` for a stencil with these operands.
pub fn assignment(operands: &[Operand], range: ConstantRange, number: usize) -> Assignment {
    let (mut ints, mut floats) = (0, 0);
    // LLVM copies a 32-bit remainder out of edx with a 32-bit or a 64-bit move, whichever is shorter; with results in
    // high registers it is always the same.
    let (first, step) = if matches!(range.op, Some(Op::Srem | Op::Urem)) { (1, 2) } else { (0, 3) };
    let mut values = Vec::new();
    let mut regs = Vec::new();
    for (index, operand) in operands.iter().enumerate() {
        let (value, reg) = match operand.kind {
            HoleKind::Int => {
                ints += 1;
                let number = INTS[(first + ints - 1 + number * step) % INTS.len()];
                (u64::from(number), Some(Reg(File::Int, number)))
            }
            HoleKind::Float => {
                floats += 1;
                let number = FLOATS[(floats - 1 + number * 2) % FLOATS.len()];
                (u64::from(number), Some(Reg(File::Float, number)))
            }
            HoleKind::Const => (constant(operand.ty, range, number), None),
            HoleKind::Offset | HoleKind::Frame => (offset(range, number, index), None),
        };
        values.push(value);
        regs.push(reg);
    }
    Assignment { values, regs }
}

fn offset(range: ConstantRange, number: usize, index: usize) -> u64 {
    if range.small {
        // Each operand's constants differ by other amounts, so that a constant tells its operand.
        ([0x35, -0x45, 0x3b, -0x27][number] + [10, 7, 11, 5][number] * index as i64) as u64
    } else {
        // An address offset of either sign; scales need positive numbers that are no power of two.
        let value = [0x1234_5678, 0x2bcd_ef13, 0x3f1e_2d4d, 0x51a3_b5c7][number] + 0x1_0101 * index as i64;
        if range.negative { -value as u64 } else { value as u64 }
    }
}

fn constant(ty: Ty, range: ConstantRange, number: usize) -> u64 {
    if range.wide {
        return [0x1234_5678_9abc_def1, 0xfedc_ba98_7654_3217, 0x3f1e_2d4c_5b6a_7989, 0x9f1e_2d4c_5b6a_7981]
            [number];
    }
    let rotates = matches!(range.op, Some(Op::Rotl | Op::Rotr));
    if rotates || matches!(range.op, Some(Op::Shl | Op::Lshr | Op::Ashr)) {
        // No number that `lea` or a rotation the other way could do.
        return match range.ty.bits() {
            8 if rotates => [5, 4, 6, 3],
            8 => [5, 4, 6, 7],
            16 => [5, 11, 9, 13],
            _ => [13, 29, 21, 11],
        }[number];
    }
    let numbers: [i64; 4] = match ty.bits() {
        _ if range.small => [0x35, -0x45, 0x3b, -0x27],
        16 => [0x1235, -0x2bcd, 0x3f1f, -0x51a3],
        _ => [0x1234_5679, -0x2bcd_ef13, 0x3f1e_2d4d, -0x51a3_b5c7],
    };
    // LLVM makes an `and` with a positive number a 32-bit one, which is right for positive numbers only; what it makes
    // for negative numbers is right for both signs.
    let ands = range.op == Some(Op::And);
    (if ands { -numbers[number].abs() } else { numbers[number] }) as u64
}
