//! Folds the code of one stencil under several assignments into one template with holes, and proves the fold.
//!
//! Each stencil is compiled several times, each time with other registers for its operands and other values for
//! its constants. The first compilation becomes the template: a register that stands for an operand becomes a
//! register hole, a constant that differs between compilations becomes a constant hole. Then the template is
//! patched for each of the other assignments, and must equal the code that LLVM made for it, byte for
//! byte. What does not is an error value: the stencil is not taken, and the report says why.
//!
//! Checked besides: only result registers and declared scratch registers are written, operands are not written,
//! the stack is not touched, and which operands' registers a result may take over.

use crate::assign::Assignment;
use crate::normalize::{File, Normalized, Reg};
use juliette_stencil_format::library::{ConstantPatch, RegisterPatch};
use juliette_stencil_format::{FLOAT_SCRATCH, HoleKind, INT_SCRATCH, Operand, Role};

/// A stencil with holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Code with register 0 in every register hole and zeros in every constant hole.
    pub bytes: Vec<u8>,
    /// Register holes.
    pub registers: Vec<RegisterPatch>,
    /// Constant holes.
    pub constants: Vec<ConstantPatch>,
    /// Offsets of 32-bit branch displacements.
    pub taken: Vec<u32>,
    /// Integer registers overwritten beside results and rax.
    pub int_clobbers: u16,
    /// Float registers overwritten beside results and the scratch ones.
    pub float_clobbers: u16,
    /// Per result: which operands' registers it may take over.
    pub overlap: [u8; 2],
    /// Whether it sums operands 1 and 2 in a way in which operand 1 can be neither r13 nor rbp.
    pub is_bare_sum: bool,
    /// Instructions, for the report.
    pub instructions: usize,
}

impl Template {
    /// The code with its holes filled: a register number or a constant for each operand.
    pub fn patch(&self, values: &[u64]) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes.extend([0; 8]);
        for patch in &self.registers {
            let at = patch.byte as usize;
            let bits = patch.bits(values[patch.operand as usize]).to_le_bytes();
            for (byte, bits) in bytes[at..at + 8].iter_mut().zip(bits) {
                *byte ^= bits;
            }
        }
        for patch in &self.constants {
            let (at, size) = (patch.byte as usize, patch.size as usize);
            let value = patch.value(values[patch.operand as usize]).to_le_bytes();
            bytes[at..at + size].copy_from_slice(&value[..size]);
        }
        bytes.truncate(self.bytes.len());
        bytes
    }
}

/// Folds `variants` (assignment and code) of a stencil with these operands.
pub fn fold(operands: &[Operand], variants: &[(Assignment, Normalized)]) -> Result<Template, String> {
    let (assignment, first) = &variants[0];
    let mut template = Template {
        bytes: first.bytes.clone(),
        taken: first.taken.clone(),
        is_bare_sum: first.is_bare_sum,
        instructions: first.usage.len() + first.taken.len(),
        ..Template::default()
    };
    let scratch = scratch_names(assignment, first);
    fold_registers(assignment, first, &scratch, &mut template);
    fold_constants(operands, variants, &mut template)?;
    for (index, (assignment, code)) in variants.iter().enumerate() {
        let renamed = rename_scratch(assignment, code);
        let patched = template.patch(&assignment.values);
        if patched != renamed || template.taken != code.taken {
            return Err(format!(
                "assignment {index} does not fold: {} instead of {}",
                hex(&renamed),
                hex(&patched)
            ));
        }
    }
    check_usage(operands, assignment, first, &scratch, &mut template)?;
    Ok(template)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Scratch float registers are renamed from the top, so that the low ones keep their values. Gives for each
/// register that LLVM chose as scratch the one that it becomes.
fn scratch_names(assignment: &Assignment, code: &Normalized) -> Vec<(Reg, Reg)> {
    let mut names: Vec<(Reg, Reg)> = Vec::new();
    for field in &code.registers {
        let reg = field.reg;
        if reg.0 == File::Float
            && assignment.operand_of(reg).is_none()
            && !names.iter().any(|name| name.0 == reg)
        {
            let new = FLOAT_SCRATCH.get(names.len()).copied().unwrap_or(15 - names.len() as u8);
            names.push((reg, Reg(File::Float, new)));
        }
    }
    names
}

fn set_register(bytes: &mut [u8], byte: u32, high: u32, low: u32, from: Reg, to: u8) {
    let patch = RegisterPatch { operand: 0, byte, high, low };
    let bits = (patch.bits(u64::from(from.1)) ^ patch.bits(u64::from(to))).to_le_bytes();
    for (byte, bits) in bytes[byte as usize..].iter_mut().zip(bits) {
        *byte ^= bits;
    }
}

fn rename_scratch(assignment: &Assignment, code: &Normalized) -> Vec<u8> {
    let names = scratch_names(assignment, code);
    let mut bytes = code.bytes.clone();
    for field in &code.registers {
        if let Some((_, new)) = names.iter().find(|name| name.0 == field.reg) {
            set_register(&mut bytes, field.byte, field.high, field.low, field.reg, new.1);
        }
    }
    bytes
}

fn fold_registers(
    assignment: &Assignment,
    code: &Normalized,
    scratch: &[(Reg, Reg)],
    template: &mut Template,
) {
    for field in &code.registers {
        if let Some(operand) = assignment.operand_of(field.reg) {
            set_register(&mut template.bytes, field.byte, field.high, field.low, field.reg, 0);
            // Windows at multiples of eight bytes where possible: the code of a short stencil is one word then.
            let inside = field.byte % 8;
            let aligned = inside * 8 + field.high.max(field.low + 2) < 64;
            let (byte, by) = if aligned { (field.byte - inside, inside * 8) } else { (field.byte, 0) };
            let (high, low) = (field.high + by, field.low + by);
            template.registers.push(RegisterPatch { operand: operand as u32, byte, high, low });
        } else if let Some((_, new)) = scratch.iter().find(|name| name.0 == field.reg) {
            set_register(&mut template.bytes, field.byte, field.high, field.low, field.reg, new.1);
        }
    }
}

fn fold_constants(
    operands: &[Operand],
    variants: &[(Assignment, Normalized)],
    template: &mut Template,
) -> Result<(), String> {
    let (assignment, first) = &variants[0];
    let (other, second) = &variants[1];
    if first.constants.len() != second.constants.len() {
        return Err("LLVM chose other instructions for other operands".into());
    }
    let mut used = vec![false; operands.len()];
    for (a, b) in first.constants.iter().zip(&second.constants) {
        if (a.byte, a.size) != (b.byte, b.size) {
            return Err("LLVM chose other encodings for other operands".into());
        }
        if a.value == b.value {
            continue;
        }
        let unused = 64 - 8 * a.size;
        let narrow = |value: i64| value << unused >> unused;
        let mut found = None;
        for (index, operand) in operands.iter().enumerate() {
            if !matches!(operand.kind, HoleKind::Frame | HoleKind::Const | HoleKind::Offset) {
                continue;
            }
            let (x, y) = (assignment.values[index] as i64, other.values[index] as i64);
            for negate in [false, true] {
                let sign = if negate { -1 } else { 1i64 };
                let addend = narrow(a.value.wrapping_sub(sign.wrapping_mul(x)));
                if addend == narrow(b.value.wrapping_sub(sign.wrapping_mul(y)))
                    && let Ok(addend) = i8::try_from(addend)
                {
                    found = found.or(Some((index, negate, addend)));
                }
            }
        }
        let Some((operand, negate, addend)) = found else {
            return Err(format!("constant {:#x} at {} is no operand's", a.value, a.byte));
        };
        used[operand] = true;
        let (at, size) = (a.byte as usize, a.size as usize);
        template.bytes[at..at + size].fill(0);
        template.constants.push(ConstantPatch {
            operand: operand as u32,
            byte: a.byte,
            size: a.size,
            negate,
            addend,
        });
    }
    for (index, operand) in operands.iter().enumerate() {
        if matches!(operand.kind, HoleKind::Const | HoleKind::Offset) && !used[index] {
            return Err(format!("constant operand {index} does not occur in the code"));
        }
    }
    Ok(())
}

/// Who may write what; fills in clobbers and which operands a result may take over.
fn check_usage(
    operands: &[Operand],
    assignment: &Assignment,
    code: &Normalized,
    scratch: &[(Reg, Reg)],
    template: &mut Template,
) -> Result<(), String> {
    for usage in &code.usage {
        for &reg in &usage.writes {
            if let Some(operand) = assignment.operand_of(reg) {
                if operands[operand].role == Role::Use {
                    return Err(format!("operand {operand} is overwritten"));
                }
                continue;
            }
            match reg {
                Reg(File::Int, INT_SCRATCH) => {}
                Reg(File::Int, 4 | 5) => return Err("the frame pointer is overwritten".into()),
                Reg(File::Int, number) => template.int_clobbers |= 1 << number,
                Reg(File::Float, _) => {
                    let new = scratch.iter().find(|name| name.0 == reg).map_or(reg.1, |name| name.1.1);
                    if !FLOAT_SCRATCH.contains(&new) {
                        template.float_clobbers |= 1 << new;
                    }
                }
            }
        }
        // An operand in a register that an instruction names implicitly would be a wrong fold.
        for &reg in usage.implicit.iter().chain(&usage.reads) {
            if usage.implicit.contains(&reg) {
                if assignment.operand_of(reg).is_some() {
                    return Err(format!("operand in {reg:?}, which is used implicitly"));
                }
                if let Reg(File::Int, number) = reg
                    && !matches!(number, INT_SCRATCH | 5)
                {
                    template.int_clobbers |= 1 << number;
                }
            }
        }
    }
    let mut results = 0;
    for (index, operand) in operands.iter().enumerate() {
        if !matches!(operand.role, Role::Def | Role::Tied)
            || !matches!(operand.kind, HoleKind::Int | HoleKind::Float)
        {
            if matches!(operand.role, Role::Def | Role::Tied) {
                results += 1;
            }
            continue;
        }
        let reg = assignment.reg(index, operand.kind);
        let first_write = code.usage.iter().position(|usage| usage.writes.contains(&reg));
        let mut mask = 0;
        for (other, use_operand) in operands.iter().enumerate() {
            if use_operand.role != Role::Use || use_operand.kind != operand.kind {
                continue;
            }
            let read = assignment.reg(other, use_operand.kind);
            let last_read = code.usage.iter().rposition(|usage| usage.reads.contains(&read));
            let free = match (first_write, last_read) {
                (Some(write), Some(read)) => read < write || read == write && !code.branches,
                (None, _) | (_, None) => false,
            };
            if free && !code.branches && operand.role == Role::Def {
                mask |= 1 << other;
            }
        }
        if results < 2 {
            template.overlap[results] = mask;
        }
        results += 1;
    }
    Ok(())
}
