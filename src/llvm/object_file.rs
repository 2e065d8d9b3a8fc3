//! What must be read from LLVM's object files: where functions are in the code, and their source positions.
//!
//! Code lies in one section, so one address gives all. The line table's lines are positions' numbers plus 1 (see
//! `emit.rs`), so nothing else of the debug information is read.

use gimli::{DebugLine, DebugLineOffset, LittleEndian};
use juliette_ir::Loc;
use juliette_llvm_client::CodePosition;
use object::read::elf::ElfFile64;
use object::{Object, ObjectSection, ObjectSymbol, RelocationTarget};

/// Where a function lies in the code section.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) size: u64,
}

/// An object file's code.
pub(crate) struct Code {
    /// Each function's place, by number.
    pub(crate) places: Vec<Place>,
    /// Positions by offset in the code section, ascending.
    pub(crate) positions: Vec<(u64, Loc)>,
}

/// Reads an object file with functions `prefix0`, `prefix1`, ….
pub(crate) fn read(bytes: &[u8], prefix: &str, count: usize, with_lines: bool) -> Result<Code, String> {
    let file: ElfFile64<'_, object::LittleEndian> = ElfFile64::parse(bytes).map_err(|e| e.to_string())?;
    let mut places = vec![Place::default(); count];
    for symbol in file.symbols() {
        let number =
            symbol.name().ok().and_then(|name| name.strip_prefix(prefix)).and_then(|n| n.parse().ok());
        if let Some(place) = number.and_then(|number: usize| places.get_mut(number)) {
            *place = Place { offset: symbol.address(), size: symbol.size() };
        }
    }
    let positions = if with_lines { read_lines(&file)? } else { Vec::new() };
    Ok(Code { places, positions })
}

fn read_lines(file: &ElfFile64<'_, object::LittleEndian>) -> Result<Vec<(u64, Loc)>, String> {
    let Some(section) = file.section_by_name(".debug_line") else { return Ok(Vec::new()) };
    let mut data = section.uncompressed_data().map_err(|e| e.to_string())?.into_owned();
    // The addresses in the table are relocations against the code section.
    for (place, relocation) in section.relocations() {
        if let RelocationTarget::Symbol(symbol) = relocation.target()
            && let (Ok(symbol), 64) = (file.symbol_by_index(symbol), relocation.size())
        {
            let value = symbol.address().wrapping_add_signed(relocation.addend());
            let place = place as usize;
            data[place..place + 8].copy_from_slice(&value.to_le_bytes());
        }
    }
    let mut positions = Vec::new();
    let table = DebugLine::new(&data, LittleEndian);
    let program = table.program(DebugLineOffset(0), 8, None, None).map_err(|e| e.to_string())?;
    let mut rows = program.rows();
    while let Some((_, row)) = rows.next_row().map_err(|e| e.to_string())? {
        let line = row.line().map_or(0, |line| line.get());
        let loc = if line == 0 || row.end_sequence() { Loc::NONE } else { Loc(line as u32 - 1) };
        positions.push((row.address(), loc));
    }
    positions.sort_by_key(|&(address, _)| address);
    Ok(positions)
}

impl Code {
    /// The positions of one function, by offset from its begin.
    pub(crate) fn positions_of(&self, place: Place, out: &mut Vec<CodePosition>) {
        let first = self.positions.partition_point(|&(address, _)| address < place.offset);
        for &(address, loc) in &self.positions[first..] {
            if address >= place.offset + place.size {
                break;
            }
            out.push(CodePosition { offset: (address - place.offset) as u32, loc });
        }
    }
}
