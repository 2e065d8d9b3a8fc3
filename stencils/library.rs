//! Writes the stencil library's file; its layout is described in the format crate.

use crate::fold::Template;
use crate::spec::{Key, operands, place};
use juliette_ir::{Op, Ty};
use juliette_stencil_format::library::{
    Class, ConstantPatch, DIRECT, FIRST, HEADER_WORDS, MAGIC, NO_OPERAND, QUICK, RegisterPatch, Row, Stencil,
    TABLE_ALIGN, TABLES, VERSION,
};
use juliette_stencil_format::list::{Form, Shape};
use juliette_stencil_format::{HoleKind, Operand};

/// The bytes of a library of these stencils.
pub fn write(stencils: &[(Key, Template)]) -> Vec<u8> {
    // The first stretch is that of forms without stencils.
    let mut starts = vec![0u32; Form::COUNT as usize + 1];
    let mut stretches = 1;
    for (key, _) in stencils {
        let (form, shape) = place(*key);
        debug_assert!(shape < Shape::COUNT);
        let start = &mut starts[form as usize];
        if *start == 0 {
            *start = (stretches * Shape::COUNT) as u32;
            stretches += 1;
        }
    }
    let mut ids = vec![0u16; stretches * Shape::COUNT];
    let mut direct = Vec::new();
    for &op in Op::ALL {
        let types = Ty::ALL.iter().map(|&ty| starts[Form::of(op, ty, ty).0 as usize]);
        direct.extend(types.chain(core::iter::repeat(0)).take(DIRECT));
    }
    let mut records = Vec::new();
    let (mut patches, mut code) = (Vec::<u32>::new(), Vec::new());
    let mut rows: Vec<Row> = vec![[0; 16]; 2];
    for (key, template) in stencils {
        let (form, shape) = place(*key);
        let spot = starts[form as usize] as usize + shape;
        let len = template.bytes.len();
        let operands = operands(*key);
        let quick = quick_rows(&template.registers, &operands, &mut rows);
        let filled = only_constant(template);
        let is_quick = quick.is_some() && len <= FIRST && filled.is_some();
        let Filled { flags, constant, addend, tail, word } = filled.unwrap_or_default();
        let mut bytes = template.bytes.clone();
        for patch in &template.constants {
            bytes[patch.byte as usize..(patch.byte + patch.size) as usize].fill(0);
        }
        let rest = bytes.split_off(len.min(FIRST));
        bytes.resize(FIRST, 0);
        let record = Stencil {
            code: bytes.try_into().unwrap_or_default(),
            quick: quick.unwrap_or_default(),
            len: len as u16,
            flags: if is_quick { flags } else { Stencil::SLOW }
                | if template.taken[..] == [(len as u32).wrapping_sub(4)] { Stencil::BRANCH } else { 0 }
                | if template.is_bare_sum { Stencil::BARE_SUM } else { 0 },
            constant: constant.unwrap_or_else(|| constant_operand(&operands)),
            addend,
            tail,
            word,
            overlap: u16::from_le_bytes(template.overlap),
            int_clobbers: template.int_clobbers,
            float_clobbers: template.float_clobbers,
            patches: patches.len() as u32,
            rest: code.len() as u32,
            registers: template.registers.len() as u8,
            constants: template.constants.len() as u8,
            branches: template.taken.len() as u8,
        };
        records.push((Class::of(&record), spot, record));
        patches.extend(template.registers.iter().map(|patch| patch.encode()));
        patches.extend(template.constants.iter().map(|patch| patch.encode()));
        patches.extend(&template.taken);
        code.extend(rest);
    }
    code.extend([0; FIRST]);
    records.sort_by_key(|&(class, ..)| class);
    for (number, &(_, spot, _)) in (1..).zip(&records) {
        ids[spot] = number;
    }
    let later = [Class::Odd, Class::Slow, Class::Clobbering];
    let begins = later.map(|class| 1 + records.partition_point(|&(other, ..)| other < class) as u32);
    let records: Vec<Stencil> =
        core::iter::once(Stencil::default()).chain(records.into_iter().map(|(.., record)| record)).collect();
    let mut file = Vec::new();
    let mut header = vec![MAGIC, VERSION];
    let words = |list: &[u32]| list.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let tables: [(Vec<u8>, usize); TABLES] = [
        (words(&starts), starts.len()),
        (words(&direct), direct.len()),
        (ids.iter().flat_map(|id| id.to_le_bytes()).collect(), ids.len()),
        (records.iter().flat_map(record_bytes).collect(), records.len()),
        (words(&patches), patches.len()),
        (code.clone(), code.len()),
        (rows.iter().flatten().flat_map(|word| word.to_le_bytes()).collect(), rows.len()),
    ];
    let begin = (HEADER_WORDS * 4).next_multiple_of(TABLE_ALIGN);
    let mut body = Vec::new();
    for (bytes, len) in tables {
        header.extend([(begin + body.len()) as u32, len as u32]);
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(TABLE_ALIGN), 0);
    }
    header.extend(begins);
    file.extend(words(&header));
    file.resize(begin, 0);
    file.extend(body);
    file
}

/// The rows of a stencil's operands, if all its registers are in the first eight bytes and in the first operands; makes those
/// that there are not yet.
fn quick_rows(patches: &[RegisterPatch], operands: &[Operand], rows: &mut Vec<Row>) -> Option<[u16; QUICK]> {
    let mut wanted: [Row; QUICK] = [[0; 16]; QUICK];
    for patch in patches {
        let row = patch.at_begin()?.row();
        for (word, bits) in wanted.get_mut(patch.operand as usize)?.iter_mut().zip(row) {
            *word ^= bits;
        }
    }
    let mut quick = [0; QUICK];
    for (place, (row, operand)) in quick.iter_mut().zip(wanted.iter().zip(operands)) {
        let base = match operand.kind {
            HoleKind::Int => 0,
            HoleKind::Float => row.len(),
            HoleKind::Frame | HoleKind::Const | HoleKind::Offset => continue,
        };
        // The first two do nothing, and stand for what is no register.
        let known = rows[2..].iter().position(|other| other == row);
        let number = known.map_or(rows.len(), |at| at + 2);
        if known.is_none() {
            rows.push(*row);
        }
        *place = u16::try_from(number * row.len() - base).expect("the rows' words have numbers of 16 bits");
    }
    Some(quick)
}

/// The number of the only operand that is a constant or a place in the frame.
fn constant_operand(operands: &[Operand]) -> u8 {
    let is_constant = |operand: &Operand| !matches!(operand.kind, HoleKind::Int | HoleKind::Float);
    match operands.iter().filter(|operand| is_constant(operand)).count() {
        1 => operands.iter().position(is_constant).map_or(NO_OPERAND, |at| at as u8),
        _ => NO_OPERAND,
    }
}

/// What a record says of a stencil's constant.
#[derive(Default)]
struct Filled {
    flags: u8,
    constant: Option<u8>,
    addend: i8,
    tail: u8,
    word: [u8; 2],
}

/// That of a stencil with no constant, or with one that is at its end or in its first eight bytes.
fn only_constant(template: &Template) -> Option<Filled> {
    let len = template.bytes.len();
    let filled = Filled { tail: u8::try_from(len).ok()?, ..Filled::default() };
    let patch: ConstantPatch = match template.constants[..] {
        [] => return Some(filled),
        [patch] => patch,
        _ => return None,
    };
    let negated = if patch.negate { Stencil::NEGATED } else { 0 };
    let adjusted = if patch.negate || patch.addend != 0 { Stencil::ADJUSTED } else { 0 };
    let (flags, constant) = (negated | adjusted, Some(patch.operand as u8));
    let filled = Filled { flags, constant, addend: patch.addend, ..filled };
    let end = patch.byte + patch.size;
    if end as usize == len {
        Some(Filled { tail: patch.byte as u8, ..filled })
    } else if end <= 8 {
        let left = 64 - 8 * patch.size;
        let word = [left as u8, (left - 8 * patch.byte) as u8];
        Some(Filled { flags: flags | Stencil::WORD, word, ..filled })
    } else {
        None
    }
}

fn record_bytes(record: &Stencil) -> Vec<u8> {
    let mut bytes = record.code.to_vec();
    bytes.extend(record.quick.iter().flat_map(|word| word.to_le_bytes()));
    bytes.extend(record.len.to_le_bytes());
    bytes.extend([record.flags, record.constant, record.tail, record.addend as u8]);
    bytes.extend(record.word);
    bytes.extend(record.overlap.to_le_bytes());
    bytes.extend(record.int_clobbers.to_le_bytes());
    bytes.extend(record.float_clobbers.to_le_bytes());
    bytes.extend(record.patches.to_le_bytes());
    bytes.extend(record.rest.to_le_bytes());
    bytes.extend([record.registers, record.constants, record.branches]);
    debug_assert_eq!(bytes.len(), core::mem::offset_of!(Stencil, branches) + 1);
    bytes.resize(size_of::<Stencil>(), 0);
    bytes
}
