//! Gives LLVM's code one encoding per instruction, whichever registers it names.
//!
//! x86-64 encodes the same instruction in different lengths depending on its registers: a REX prefix for
//! r8–r15 and for the byte registers of rsi and rdi, a SIB byte for r12 as a base, a displacement for
//! r13, the short or the long VEX prefix. This pass rewrites each instruction to the longest of these: REX
//! always present, VEX always of three bytes, a SIB byte and a displacement with every base that is a hole (but for
//! the sum of two registers by `lea`, which would take twice as long: there the base cannot be r13 or rbp). After
//! it a register is nothing but bits at fixed places, so one template serves all registers. What the
//! pass does is checked from outside: the template patched for other registers must equal, byte for byte,
//! what this pass makes of LLVM's code for those registers (`fold.rs`).
//!
//! Example: `add esi, edi` (01 fe) becomes `40 01 fe`; with r8d and r9d LLVM emits `45 01 c8`: same shape.

use iced_x86::{
    Decoder, DecoderOptions, FlowControl, Instruction, InstructionInfoFactory, Mnemonic, OpAccess,
    OpCodeOperandKind as Kind, OpKind, Register,
};

/// A register file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum File {
    /// General purpose.
    Int,
    /// SSE.
    Float,
}

/// A register: file and hardware number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Reg(pub File, pub u8);

/// Bits that name a register: the high bit at `high`, the low three from `low` upwards, counted from bit 0 of
/// byte `byte`. Inverted where a VEX prefix holds them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RegisterField {
    /// The register that LLVM put there.
    pub reg: Reg,
    /// First byte of the eight-byte window.
    pub byte: u32,
    /// Bit position of the number's high bit in the window.
    pub high: u32,
    /// Bit position of the number's low three bits in the window.
    pub low: u32,
}

/// A constant in the code: an immediate or a displacement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConstantField {
    /// Offset in bytes.
    pub byte: u32,
    /// Length in bytes.
    pub size: u32,
    /// The value found, sign-extended.
    pub value: i64,
}

/// What an instruction does to registers, for the checks.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    /// Registers read.
    pub reads: Vec<Reg>,
    /// Registers written.
    pub writes: Vec<Reg>,
    /// Registers that the instruction names without a field (implicitly).
    pub implicit: Vec<Reg>,
}

/// Normalized code.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The code; branches to the continuation at the end are dropped, `taken` displacements are zero.
    pub bytes: Vec<u8>,
    /// Where registers are named.
    pub registers: Vec<RegisterField>,
    /// Where constants are.
    pub constants: Vec<ConstantField>,
    /// Where the 32-bit displacement of each branch to `taken` is.
    pub taken: Vec<u32>,
    /// Register use of each instruction, in order.
    pub usage: Vec<Usage>,
    /// Whether there is a branch inside (so that order is not execution order).
    pub branches: bool,
    /// Whether operands 1 and 2 are summed by `lea` without a displacement, the first of them as its base.
    pub is_bare_sum: bool,
}

/// Where a relocation of the object points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// The code after the stencil.
    Next,
    /// The branch target hole.
    Taken,
}

enum Place {
    Here(usize),
    End,
}

/// Normalizes one function's code. `targets` gives relocated 32-bit fields by offset; `operand_of` says for which
/// operand a register stands, if for one.
pub fn normalize(
    code: &[u8],
    targets: &[(u32, Target)],
    operand_of: impl Fn(Reg) -> Option<usize>,
) -> Result<Normalized, String> {
    let mut out = Normalized::default();
    let mut info = InstructionInfoFactory::new();
    let mut starts: Vec<(u64, usize)> = Vec::new();
    let mut fixes: Vec<(usize, usize, Place)> = Vec::new();
    let mut decoder = Decoder::with_ip(64, code, 0, DecoderOptions::NONE);
    let mut instruction = Instruction::default();
    while decoder.can_decode() {
        decoder.decode_out(&mut instruction);
        if instruction.is_invalid() {
            return Err(format!("undecodable code at {}", instruction.ip()));
        }
        starts.push((instruction.ip(), out.bytes.len()));
        let start = instruction.ip() as usize;
        let raw = &code[start..start + instruction.len()];
        let relocation = targets.iter().find(|(at, _)| (start..start + raw.len()).contains(&(*at as usize)));
        match instruction.flow_control() {
            FlowControl::Next => {
                if relocation.is_some() {
                    return Err(format!("`{instruction:?}` refers to a section"));
                }
                let offsets = decoder.get_constant_offsets(&instruction);
                normalize_plain(&instruction, raw, offsets, &operand_of, &mut out)?;
                out.usage.push(usage(&instruction, &mut info)?);
            }
            FlowControl::UnconditionalBranch => {
                let last = start + raw.len() == code.len();
                match relocation {
                    Some((_, Target::Next)) if last => {}
                    Some((_, target)) => jump(&mut out, &mut fixes, &[0xe9], *target),
                    None => {
                        out.branches = true;
                        out.bytes.push(0xe9);
                        fixes.push((out.bytes.len(), 4, Place::Here(instruction.near_branch64() as usize)));
                        out.bytes.extend([0; 4]);
                    }
                }
            }
            FlowControl::ConditionalBranch => {
                let condition = if raw[0] == 0x0f { raw[1] & 15 } else { raw[0] & 15 };
                match relocation {
                    Some((_, target)) => jump(&mut out, &mut fixes, &[0x0f, 0x80 | condition], *target),
                    None => {
                        out.branches = true;
                        out.bytes.push(0x70 | condition);
                        fixes.push((out.bytes.len(), 1, Place::Here(instruction.near_branch64() as usize)));
                        out.bytes.push(0);
                    }
                }
            }
            FlowControl::Exception => {
                out.bytes.extend(raw);
                out.usage.push(Usage::default());
            }
            other => return Err(format!("{other:?} inside a stencil")),
        }
    }
    for (at, size, place) in fixes {
        let to = match place {
            Place::End => out.bytes.len(),
            Place::Here(old) => {
                let found = starts.iter().find(|(ip, _)| *ip == old as u64);
                found.ok_or("branch into the middle of an instruction")?.1
            }
        };
        let displacement = to as i64 - (at + size) as i64;
        if size == 1 {
            out.bytes[at] = i8::try_from(displacement).map_err(|_| "short branch out of reach")? as u8;
        } else {
            out.bytes[at..at + 4].copy_from_slice(&(displacement as i32).to_le_bytes());
        }
    }
    Ok(out)
}

fn jump(out: &mut Normalized, fixes: &mut Vec<(usize, usize, Place)>, opcode: &[u8], target: Target) {
    out.bytes.extend(opcode);
    match target {
        Target::Taken => out.taken.push(out.bytes.len() as u32),
        Target::Next => {
            out.branches = true;
            fixes.push((out.bytes.len(), 4, Place::End));
        }
    }
    out.bytes.extend([0; 4]);
}

fn file_of(register: Register) -> Option<Reg> {
    if register.is_gpr() {
        Some(Reg(File::Int, register.full_register().number() as u8))
    } else if register.is_vector_register() {
        Some(Reg(File::Float, register.number() as u8))
    } else {
        None
    }
}

fn usage(instruction: &Instruction, info: &mut InstructionInfoFactory) -> Result<Usage, String> {
    let mut usage = Usage::default();
    let mut named = Vec::new();
    for operand in 0..instruction.op_count() {
        if instruction.op_kind(operand) == OpKind::Register {
            named.extend(file_of(instruction.op_register(operand)));
        }
    }
    named.extend(file_of(instruction.memory_base()));
    named.extend(file_of(instruction.memory_index()));
    for used in info.info(instruction).used_registers() {
        let Some(reg) = file_of(used.register()) else { continue };
        let (reads, writes) = match used.access() {
            OpAccess::Read | OpAccess::CondRead => (true, false),
            OpAccess::Write => (false, true),
            OpAccess::CondWrite | OpAccess::ReadWrite | OpAccess::ReadCondWrite => (true, true),
            OpAccess::None | OpAccess::NoMemAccess => (false, false),
        };
        if reg == Reg(File::Int, 4) {
            return Err(format!("`{instruction:?}` uses the stack"));
        }
        // A zeroing idiom reads nothing, though it names its register as a source.
        if reads {
            usage.reads.push(reg);
        }
        if writes {
            usage.writes.push(reg);
        }
        if !named.contains(&reg) {
            usage.implicit.push(reg);
        }
    }
    Ok(usage)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Reg,
    Rm,
    Opcode,
    Vvvv,
    Memory,
    /// The upper half of a trailing byte.
    Trailing,
    None,
}

fn slot_of(kind: Kind) -> Result<Slot, String> {
    Ok(match kind {
        Kind::r8_reg | Kind::r16_reg | Kind::r32_reg | Kind::r64_reg | Kind::xmm_reg => Slot::Reg,
        Kind::r8_or_mem
        | Kind::r16_or_mem
        | Kind::r32_or_mem
        | Kind::r64_or_mem
        | Kind::xmm_or_mem
        | Kind::r16_rm
        | Kind::r32_rm
        | Kind::r64_rm
        | Kind::xmm_rm => Slot::Rm,
        Kind::r8_opcode | Kind::r16_opcode | Kind::r32_opcode | Kind::r64_opcode => Slot::Opcode,
        Kind::r32_vvvv | Kind::r64_vvvv | Kind::xmm_vvvv => Slot::Vvvv,
        Kind::mem => Slot::Memory,
        Kind::xmm_is4 => Slot::Trailing,
        Kind::None
        | Kind::al
        | Kind::cl
        | Kind::ax
        | Kind::dx
        | Kind::eax
        | Kind::rax
        | Kind::imm8
        | Kind::imm8_const_1
        | Kind::imm8sex16
        | Kind::imm8sex32
        | Kind::imm8sex64
        | Kind::imm16
        | Kind::imm32
        | Kind::imm32sex64
        | Kind::imm64 => Slot::None,
        other => return Err(format!("operand kind {other:?} is not known")),
    })
}

/// An instruction taken apart.
struct Parts {
    legacy: Vec<u8>,
    rex: Option<u8>,
    vex: Option<[u8; 2]>,
    opcode: Vec<u8>,
    modrm: Option<u8>,
    sib: Option<u8>,
    tail: Vec<u8>,
}

fn take_apart(raw: &[u8], has_modrm: bool) -> Result<Parts, String> {
    let mut at = raw.iter().take_while(|byte| matches!(**byte, 0x66 | 0xf2 | 0xf3 | 0x64 | 0x65)).count();
    let legacy = raw[..at].to_vec();
    let (mut rex, mut vex, mut opcode) = (None, None, Vec::new());
    match raw[at] {
        0xc5 => {
            vex = Some([raw[at + 1] & 0x80 | 0x61, raw[at + 1] & 0x7f]);
            opcode.push(raw[at + 2]);
            at += 3;
        }
        0xc4 => {
            vex = Some([raw[at + 1], raw[at + 2]]);
            opcode.push(raw[at + 3]);
            at += 4;
        }
        0x62 => return Err("EVEX prefix".into()),
        first => {
            if first & 0xf0 == 0x40 {
                rex = Some(first);
                at += 1;
            }
            let len = match (raw[at], raw.get(at + 1)) {
                (0x0f, Some(0x38 | 0x3a)) => 3,
                (0x0f, _) => 2,
                _ => 1,
            };
            opcode.extend(&raw[at..at + len]);
            at += len;
        }
    }
    let (mut modrm, mut sib) = (None, None);
    if has_modrm {
        let byte = raw[at];
        modrm = Some(byte);
        at += 1;
        if byte >> 6 != 3 && byte & 7 == 4 {
            sib = Some(raw[at]);
            at += 1;
        }
    }
    Ok(Parts { legacy, rex, vex, opcode, modrm, sib, tail: raw[at..].to_vec() })
}

fn normalize_plain(
    instruction: &Instruction,
    raw: &[u8],
    offsets: iced_x86::ConstantOffsets,
    operand_of: &impl Fn(Reg) -> Option<usize>,
    out: &mut Normalized,
) -> Result<(), String> {
    let start = out.bytes.len() as u32;
    let is_hole = |reg: Reg| operand_of(reg).is_some();
    let code = instruction.op_code();
    let mut slots = Vec::new();
    for operand in 0..instruction.op_count() {
        let slot = slot_of(code.op_kind(operand))?;
        if instruction.op_kind(operand) == OpKind::Register {
            let register = instruction.op_register(operand);
            if matches!(register, Register::AH | Register::BH | Register::CH | Register::DH) {
                return Err(format!("`{instruction:?}` names the second byte of a register"));
            }
            if let (Some(reg), true) = (file_of(register), slot != Slot::None) {
                slots.push((slot, reg));
            }
        }
    }
    let has_memory = (0..instruction.op_count()).any(|i| instruction.op_kind(i) == OpKind::Memory);
    let kinds: Vec<Slot> =
        (0..instruction.op_count()).map(|i| slot_of(code.op_kind(i))).collect::<Result<_, _>>()?;
    let has_modrm = kinds.iter().any(|slot| matches!(slot, Slot::Reg | Slot::Rm | Slot::Memory));
    let mut parts = take_apart(raw, has_modrm)?;
    let mut base = file_of(instruction.memory_base()).filter(|_| has_memory);
    let mut index = file_of(instruction.memory_index()).filter(|_| has_memory);
    if has_memory && instruction.is_ip_rel_memory_operand() {
        return Err(format!("`{instruction:?}` refers to a constant pool"));
    }
    let base_is_hole = base.is_some_and(is_hole);
    let holes = slots.iter().any(|(_, reg)| is_hole(*reg)) || base_is_hole || index.is_some_and(is_hole);
    if holes && parts.vex.is_none() && parts.rex.is_none() {
        parts.rex = Some(0x40);
    }
    let mut added_displacement = false;
    if let (true, Some(modrm)) = (base_is_hole, parts.modrm) {
        if parts.sib.is_none() {
            parts.sib = Some(0x20 | modrm & 7);
            parts.modrm = Some(modrm & !7 | 4);
        }
        let sums = modrm >> 6 == 0
            && instruction.mnemonic() == Mnemonic::Lea
            && instruction.memory_index_scale() == 1;
        let terms = [base, index].map(|reg| reg.and_then(operand_of));
        if sums && (terms == [Some(1), Some(2)] || terms == [Some(2), Some(1)]) {
            out.is_bare_sum = true;
            if terms[0] == Some(2) {
                (base, index) = (index, base);
                let sib = parts.sib.unwrap_or(0);
                parts.sib = Some(sib >> 3 & 7 | (sib & 7) << 3);
                let rex = parts.rex.unwrap_or(0);
                parts.rex = Some(rex & !3 | rex >> 1 & 1 | (rex & 1) << 1);
            }
        } else if modrm >> 6 == 0 {
            parts.modrm = Some(parts.modrm.unwrap_or(0) | 0x40);
            parts.tail.insert(0, 0);
            added_displacement = true;
        }
    }
    // Put it together again, noting where the parts are.
    let bytes = &mut out.bytes;
    bytes.extend(&parts.legacy);
    let prefix = bytes.len() as u32;
    if let Some(vex) = parts.vex {
        bytes.extend([0xc4, vex[0], vex[1]]);
    } else {
        bytes.extend(parts.rex);
    }
    bytes.extend(&parts.opcode);
    let modrm_at = bytes.len() as u32;
    bytes.extend(parts.modrm);
    let sib_at = bytes.len() as u32;
    bytes.extend(parts.sib);
    let tail_at = bytes.len() as u32;
    bytes.extend(&parts.tail);
    let vex = parts.vex.is_some();
    let prefixed = vex || parts.rex.is_some();
    let bit = |byte: u32, bit: u32| (byte - prefix) * 8 + bit;
    // The place of the prefix bit called R, X or B: in REX bits 2, 1, 0; in VEX bits 7, 6, 5 of the second byte.
    let high = |rxb: u32| if vex { bit(prefix + 1, 5 + rxb) } else { bit(prefix, rxb) };
    let trailing = bytes.len() as u32 - 1;
    if let Some((_, reg)) = slots.iter().find(|(slot, _)| *slot == Slot::Trailing) {
        out.registers.push(RegisterField { reg: *reg, byte: trailing, high: 7, low: 4 });
    }
    let mut field = |reg: Reg, high: u32, low: u32| {
        if prefixed {
            out.registers.push(RegisterField { reg, byte: prefix, high, low });
        }
    };
    for (slot, reg) in slots {
        match slot {
            Slot::Reg => field(reg, high(2), bit(modrm_at, 3)),
            Slot::Rm => field(reg, high(0), bit(modrm_at, 0)),
            Slot::Opcode => field(reg, high(0), bit(modrm_at - 1, 0)),
            Slot::Vvvv => field(reg, bit(prefix + 2, 6), bit(prefix + 2, 3)),
            Slot::Memory | Slot::Trailing | Slot::None => {}
        }
    }
    if let Some(base) = base {
        let at = if parts.sib.is_some() { sib_at } else { modrm_at };
        field(base, high(0), bit(at, 0));
    }
    if let Some(index) = index {
        field(index, high(1), bit(sib_at, 3));
    }
    // Constants keep their distance from the end of the instruction.
    let end = start + (out.bytes.len() as u32 - start);
    let mut constant = |offset: usize, size: usize| {
        if size != 0 {
            let byte = end - (raw.len() - offset) as u32;
            let mut value = [0; 8];
            value[..size].copy_from_slice(&raw[offset..offset + size]);
            let unused = 64 - 8 * size as u32;
            let value = i64::from_le_bytes(value) << unused >> unused;
            out.constants.push(ConstantField { byte, size: size as u32, value });
        }
    };
    constant(offsets.displacement_offset(), offsets.displacement_size());
    constant(offsets.immediate_offset(), offsets.immediate_size());
    debug_assert!(!added_displacement || offsets.displacement_size() == 0);
    debug_assert!(tail_at <= end);
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn bytes(code: &[u8]) -> Result<Vec<u8>, String> {
        let operand_of = |reg: Reg| match reg.1 {
            0 => None,
            6 => Some(1),
            3 => Some(2),
            _ => Some(0),
        };
        normalize(code, &[], operand_of).map(|normalized| normalized.bytes)
    }

    #[test]
    fn prefixes_are_made_uniform() {
        // add esi, edi; add r8d, r9d
        assert_eq!(bytes(&[0x01, 0xfe]).unwrap(), [0x40, 0x01, 0xfe]);
        assert_eq!(bytes(&[0x45, 0x01, 0xc8]).unwrap(), [0x45, 0x01, 0xc8]);
        // vaddsd xmm1, xmm2, xmm3 in its short form
        assert_eq!(bytes(&[0xc5, 0xeb, 0x58, 0xcb]).unwrap(), [0xc4, 0xe1, 0x6b, 0x58, 0xcb]);
    }

    #[test]
    fn addresses_get_a_sib_byte_and_a_displacement() {
        // mov rdi, [rsi]; mov rdi, [r13 + 0]; mov rdi, [r12]
        assert_eq!(bytes(&[0x48, 0x8b, 0x3e]).unwrap(), [0x48, 0x8b, 0x7c, 0x26, 0x00]);
        assert_eq!(bytes(&[0x49, 0x8b, 0x7d, 0x00]).unwrap(), [0x49, 0x8b, 0x7c, 0x25, 0x00]);
        assert_eq!(bytes(&[0x49, 0x8b, 0x3c, 0x24]).unwrap(), [0x49, 0x8b, 0x7c, 0x24, 0x00]);
    }

    #[test]
    fn sums_of_registers_get_no_displacement() {
        // lea rdi, [rsi + rbx]; lea rdi, [rbx + rsi], which becomes the first; lea rdi, [rsi + 2 * rbx]
        assert_eq!(bytes(&[0x48, 0x8d, 0x3c, 0x1e]).unwrap(), [0x48, 0x8d, 0x3c, 0x1e]);
        assert_eq!(bytes(&[0x48, 0x8d, 0x3c, 0x33]).unwrap(), [0x48, 0x8d, 0x3c, 0x1e]);
        assert_eq!(bytes(&[0x48, 0x8d, 0x3c, 0x5e]).unwrap(), [0x48, 0x8d, 0x7c, 0x5e, 0x00]);
    }

    #[test]
    fn what_cannot_be_a_stencil_is_refused() {
        // push rdi; call +0; ret; movzx edi, ah; mov rdi, [rip + 0]
        assert!(bytes(&[0x57]).is_err());
        assert!(bytes(&[0xe8, 0, 0, 0, 0]).is_err());
        assert!(bytes(&[0xc3]).is_err());
        assert!(bytes(&[0x0f, 0xb6, 0xfc]).is_err());
        assert!(bytes(&[0x48, 0x8b, 0x3d, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn short_branches_keep_their_targets() {
        // je over the add; add esi, edi; nop — the add grows by a byte.
        let code = normalize(&[0x74, 0x02, 0x01, 0xfe, 0x90], &[], |_| Some(0)).unwrap();
        assert_eq!(code.bytes, [0x74, 0x03, 0x40, 0x01, 0xfe, 0x90]);
    }
}
