//! Writes the stencil library's file; its layout is described in the format crate.

use crate::fold::Template;
use crate::spec::{Key, place};
use juliette_ir::{Op, Ty};
use juliette_stencil_format::library::{
    ConstantPatch, DIRECT, HEADER_WORDS, MAGIC, PADDING, QUICK, RegisterPatch, Row, Stencil, TABLES, VERSION,
};
use juliette_stencil_format::list::{Form, Shape};

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
    let mut records = vec![Stencil::default()];
    let (mut patches, mut code) = (Vec::<u32>::new(), Vec::new());
    let mut rows: Vec<Row> = vec![[0; 16]];
    for (key, template) in stencils {
        let (form, shape) = place(*key);
        ids[starts[form as usize] as usize + shape] = records.len() as u16;
        let quick = quick_rows(&template.registers, &mut rows);
        let constant = only_constant(template);
        let (constant_flag, place) = constant.map_or((0, [0; 2]), |(_, flag, place)| (flag, place));
        let is_quick = quick.is_some()
            && template.bytes.len() <= 32
            && (constant_flag != 0 || template.constants.is_empty());
        records.push(Stencil {
            code: code.len() as u32,
            patches: patches.len() as u32,
            len: template.bytes.len() as u16,
            int_clobbers: template.int_clobbers,
            float_clobbers: template.float_clobbers,
            overlap: u16::from_le_bytes(template.overlap),
            registers: template.registers.len() as u8,
            constants: template.constants.len() as u8,
            branches: template.taken.len() as u8,
            flags: if is_quick { Stencil::QUICK | constant_flag } else { 0 }
                | if template.taken[..] == [template.bytes.len() as u32 - 4] { Stencil::BRANCH } else { 0 }
                | if template.is_bare_sum { Stencil::BARE_SUM } else { 0 },
            quick: quick.unwrap_or_default(),
            constant: constant.map_or(0, |(patch, ..)| patch.operand as u8),
            addend: constant.map_or(0, |(patch, ..)| patch.addend),
            place,
        });
        patches.extend(template.registers.iter().map(|patch| patch.encode()));
        patches.extend(template.constants.iter().map(|patch| patch.encode()));
        patches.extend(&template.taken);
        let mut bytes = template.bytes.clone();
        for patch in &template.constants {
            bytes[patch.byte as usize..(patch.byte + patch.size) as usize].fill(0);
        }
        code.extend(bytes);
    }
    code.extend([0; PADDING]);
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
    let mut body = Vec::new();
    for (bytes, len) in tables {
        header.extend([(HEADER_WORDS * 4 + body.len()) as u32, len as u32]);
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(8), 0);
    }
    file.extend(words(&header));
    file.extend(body);
    file
}

/// The rows of a stencil's operands, if all its registers are in the first eight bytes and in the first operands; makes those
/// that there are not yet.
fn quick_rows(patches: &[RegisterPatch], rows: &mut Vec<Row>) -> Option<[u16; QUICK]> {
    let mut wanted: [Row; QUICK] = [[0; 16]; QUICK];
    for patch in patches {
        let row = patch.at_begin()?.row();
        for (word, bits) in wanted.get_mut(patch.operand as usize)?.iter_mut().zip(row) {
            *word ^= bits;
        }
    }
    Some(wanted.map(|row| {
        let number = rows.iter().position(|other| *other == row).unwrap_or_else(|| {
            rows.push(row);
            rows.len() - 1
        });
        (number * row.len()) as u16
    }))
}

/// The only constant of a stencil, if it is at its end or in its first eight bytes, with the flag that says so and its
/// place as the record has it.
fn only_constant(template: &Template) -> Option<(ConstantPatch, u8, [u8; 2])> {
    let [patch] = template.constants[..] else { return None };
    let end = patch.byte + patch.size;
    if patch.negate {
        None
    } else if end as usize == template.bytes.len() && patch.byte <= 255 {
        Some((patch, Stencil::TAIL, [patch.byte as u8, 0]))
    } else if end <= 8 {
        let left = 64 - 8 * patch.size;
        Some((patch, Stencil::WORD, [left as u8, (left - 8 * patch.byte) as u8]))
    } else {
        None
    }
}

fn record_bytes(record: &Stencil) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size_of::<Stencil>());
    bytes.extend(record.code.to_le_bytes());
    bytes.extend(record.patches.to_le_bytes());
    bytes.extend(record.len.to_le_bytes());
    bytes.extend(record.int_clobbers.to_le_bytes());
    bytes.extend(record.float_clobbers.to_le_bytes());
    bytes.extend(record.overlap.to_le_bytes());
    bytes.extend([record.registers, record.constants, record.branches, record.flags]);
    bytes.extend(record.quick.iter().flat_map(|word| word.to_le_bytes()));
    bytes.extend([record.constant, record.addend as u8]);
    bytes.extend(record.place);
    debug_assert_eq!(bytes.len(), size_of::<Stencil>());
    bytes
}
