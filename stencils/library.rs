//! Writes the stencil library's file; its layout is described in the format crate.

use crate::fold::Template;
use crate::spec::{Key, place};
use juliette_stencil_format::library::{
    BARE_SUM, HEADER_WORDS, IS_QUICK, MAGIC, PADDING, QUICK, RegisterPatch, Row, Stencil, TABLES, VERSION,
};
use juliette_stencil_format::list::{Extra, Form, Shape};

/// The bytes of a library of these stencils.
pub fn write(stencils: &[(Key, Template)]) -> Vec<u8> {
    let mut shape_counts = vec![0usize; Form::COUNT as usize + 1];
    shape_counts[Form::COUNT as usize] = Extra::ALL.len() * 2;
    for (key, _) in stencils {
        let (form, shape) = place(*key);
        let count = &mut shape_counts[form as usize];
        *count = (*count).max(shape + 1);
        debug_assert!(form == Form::COUNT || shape < Shape::COUNT);
    }
    let mut starts = vec![0u32];
    for count in shape_counts {
        starts.push(starts[starts.len() - 1] + count as u32);
    }
    let mut ids = vec![0u16; starts[starts.len() - 1] as usize];
    let mut records = vec![Stencil::default()];
    let (mut patches, mut code) = (Vec::<u32>::new(), Vec::new());
    let mut rows: Vec<Row> = vec![[0; 16]];
    for (key, template) in stencils {
        let (form, shape) = place(*key);
        ids[starts[form as usize] as usize + shape] = records.len() as u16;
        let quick = quick_words(&template.registers, &mut rows);
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
            flags: u8::from(quick.is_some()) * IS_QUICK | u8::from(template.is_bare_sum) * BARE_SUM,
            quick: quick.unwrap_or_default(),
        });
        patches.extend(template.registers.iter().map(|patch| patch.encode()));
        patches.extend(template.constants.iter().map(|patch| patch.encode()));
        patches.extend(&template.taken);
        code.extend(&template.bytes);
    }
    code.extend([0; PADDING]);
    let mut file = Vec::new();
    let mut header = vec![MAGIC, VERSION];
    let words = |list: &[u32]| list.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let tables: [(Vec<u8>, usize); TABLES] = [
        (words(&starts), starts.len()),
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

/// The register words for a stencil's record, if they fit there; makes the rows that they need.
fn quick_words(patches: &[RegisterPatch], rows: &mut Vec<Row>) -> Option<[u32; QUICK]> {
    let mut words = [0; QUICK];
    if patches.len() > QUICK {
        return None;
    }
    for (word, patch) in words.iter_mut().zip(patches) {
        let row = patch.at_begin()?.row();
        let number = rows.iter().position(|other| *other == row).unwrap_or_else(|| {
            rows.push(row);
            rows.len() - 1
        });
        *word = patch.operand | ((number * row.len()) as u32) << 16;
    }
    Some(words)
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
    debug_assert_eq!(bytes.len(), size_of::<Stencil>());
    bytes
}
