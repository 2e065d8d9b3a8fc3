//! An explanation as plain text.

use super::{NO_LINE, code_of_line, sizes};
use crate::{Explained, ExplainedPiece};
use std::fmt::Write as _;

/// The widest that a column but the last becomes.
const WIDEST: usize = 56;

/// The whole text.
pub(super) fn render(explained: &[Explained]) -> String {
    let mut out = String::new();
    for one in explained {
        let _ = writeln!(out, "{}\n{}\n{}\n", one.name, one.file, sizes(one));
        side_by_side(one, &mut out);
        in_order(one, &mut out);
        values(one, &mut out);
        spills(one, &mut out);
    }
    out
}

fn heading(title: &str, out: &mut String) {
    let _ = writeln!(out, "{title}\n{}", "=".repeat(title.len()));
}

fn side_by_side(one: &Explained, out: &mut String) {
    heading("Line by line: SSA, stencils, LLVM", out);
    for line in &one.lines {
        let title =
            if line.number == 0 { NO_LINE.to_owned() } else { format!("{} | {}", line.number, line.text) };
        let _ = writeln!(out, "\n{title}");
        let code = code_of_line(one, line.number);
        let mut columns: [Vec<String>; 3] = Default::default();
        let mut block = None;
        for number in code.instructions {
            let instruction = &one.instructions[number];
            if block != Some(instruction.block) {
                block = Some(instruction.block);
                columns[0].push(format!("{}:", one.blocks[instruction.block].label));
            }
            columns[0].push(format!("{number:>4} {}", instruction.text));
        }
        let mut last = None;
        for number in code.pieces {
            let piece = &one.pieces[number];
            if last.is_some_and(|last| last + 1 != number) {
                columns[1].push("   …".to_owned());
            }
            last = Some(number);
            columns[1].extend(piece.assembly.iter().map(|line| format!("{:>4x} {}", line.offset, line.text)));
        }
        let mut last = None;
        for number in code.llvm {
            if last.is_some_and(|last| last + 1 != number) {
                columns[2].push("   …".to_owned());
            }
            last = Some(number);
            columns[2].push(format!("{:>4x} {}", one.llvm[number].offset, one.llvm[number].text));
        }
        beside(&columns, out);
    }
    out.push('\n');
}

fn beside(columns: &[Vec<String>; 3], out: &mut String) {
    let width = |column: &Vec<String>| {
        column.iter().map(|text| text.chars().count()).max().unwrap_or(0).clamp(12, WIDEST)
    };
    let (first, second) = (width(&columns[0]), width(&columns[1]));
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        let cell = |column: usize| columns[column].get(row).map_or("", String::as_str);
        let text = format!("    {:<first$}  │ {:<second$}  │ {}", cell(0), cell(1), cell(2));
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

fn in_order(one: &Explained, out: &mut String) {
    heading("The stencils in order", out);
    let mut last = None;
    let mut block = None;
    let mut cold = false;
    for piece in &one.pieces {
        if piece.is_cold && !cold {
            cold = true;
            let _ = writeln!(out, "\nout of line");
        }
        if piece.instruction != last || piece.offset == 0 {
            last = piece.instruction;
            match piece.instruction {
                Some(number) => {
                    let instruction = &one.instructions[number];
                    if block != Some(instruction.block) {
                        block = Some(instruction.block);
                        let label = &one.blocks[instruction.block].label;
                        let _ = writeln!(out, "\n{label}:    {}", one.blocks[instruction.block].held);
                    }
                    let _ = write!(out, "  {number} {}    line {}", instruction.text, instruction.line);
                    if !instruction.within.is_empty() {
                        let _ = write!(out, " → {}", instruction.within);
                    }
                    out.push('\n');
                }
                None => {
                    let _ = writeln!(out, "  {NO_LINE}");
                }
            }
        }
        show_piece(piece, out);
    }
    out.push('\n');
}

fn show_piece(piece: &ExplainedPiece, out: &mut String) {
    let holes = piece.holes.join(", ");
    let made = if piece.is_stencil { format!("[{}] {holes}", piece.made) } else { piece.made.clone() };
    let mut notes = vec![made];
    for (at, line) in piece.assembly.iter().enumerate() {
        let start = (line.offset - piece.offset) as usize;
        let end = piece
            .assembly
            .get(at + 1)
            .map_or(piece.bytes.len(), |next| (next.offset - piece.offset) as usize);
        let bytes: Vec<String> = piece.bytes[start..end].iter().map(|byte| format!("{byte:02x}")).collect();
        let note = notes.pop().unwrap_or_default();
        let text = format!("    {:>5x}  {:<30} {:<34} {note}", line.offset, bytes.join(" "), line.text);
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

fn values(one: &Explained, out: &mut String) {
    heading("Where values were, from instruction to instruction", out);
    for value in &one.values {
        let places: Vec<String> =
            value.places.iter().map(|(place, from, to)| format!("{place} {from}–{to}")).collect();
        let _ = writeln!(
            out,
            "  {:<12} {:<4} {:<22} {}",
            value.name,
            value.ty,
            value.definition,
            places.join(", ")
        );
    }
    out.push('\n');
}

fn spills(one: &Explained, out: &mut String) {
    heading("What was spilled, and why", out);
    for spill in &one.spills {
        let _ = writeln!(out, "  {spill}");
    }
    if one.spills.is_empty() {
        let _ = writeln!(out, "  nothing");
    }
    out.push('\n');
}
