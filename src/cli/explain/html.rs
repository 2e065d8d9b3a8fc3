//! An explanation as one page that needs nothing else: no script, no network.

use super::{NO_LINE, code_of_line, sizes};
use crate::cli::compare::html::escape;
use crate::{Explained, ExplainedPiece};
use std::fmt::Write as _;

const STYLE: &str = concat!(include_str!("../compare/report.css"), include_str!("explain.css"));

/// The page.
pub(super) fn render(explained: &[Explained]) -> String {
    let title = explained.first().map_or_else(String::new, |one| escape(&one.name));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}: code explained</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    for one in explained {
        let _ = writeln!(
            page,
            "<h1>{}</h1>\n<p>{}</p>\n<p class=\"lead\">{}</p>",
            escape(&one.name),
            escape(&one.file),
            escape(&sizes(one))
        );
        side_by_side(one, &mut page);
        in_order(one, &mut page);
        values(one, &mut page);
        spills(one, &mut page);
    }
    let _ =
        write!(page, "<footer>Juliette {}</footer>\n</main>\n</body>\n</html>\n", env!("CARGO_PKG_VERSION"));
    page
}

fn side_by_side(one: &Explained, page: &mut String) {
    page.push_str("<section><h2>Line by line</h2>\n");
    for line in &one.lines {
        let title = if line.number == 0 {
            format!("<span>{NO_LINE}</span>")
        } else {
            format!("<b>{}</b><code>{}</code>", line.number, escape(&line.text))
        };
        let _ = writeln!(page, "<div class=\"source\">{title}</div>\n<div class=\"trio\">");
        let code = code_of_line(one, line.number);
        page.push_str("<div><h3>SSA</h3><pre>");
        let mut block = None;
        for number in code.instructions {
            let instruction = &one.instructions[number];
            if block != Some(instruction.block) {
                block = Some(instruction.block);
                let _ = writeln!(page, "<em>{}</em>", escape(&one.blocks[instruction.block].label));
            }
            let _ = writeln!(page, "<u>{number:>3}</u> {}", escape(&instruction.text));
        }
        page.push_str("</pre></div>\n<div><h3>stencils</h3><pre>");
        let mut last = None;
        for number in code.pieces {
            gap(&mut last, number, page);
            let piece = &one.pieces[number];
            let class = if piece.is_stencil { "st" } else { "hand" };
            let title = escape(&format!("{} {}", piece.made, piece.holes.join(", ")));
            for line in &piece.assembly {
                let _ = writeln!(
                    page,
                    "<span class=\"{class}\" title=\"{title}\"><u>{:>3x}</u> {}</span>",
                    line.offset,
                    escape(&line.text)
                );
            }
        }
        let _ = write!(page, "</pre></div>\n<div><h3>LLVM {}</h3><pre>", one.level);
        let mut last = None;
        for number in code.llvm {
            gap(&mut last, number, page);
            let line = &one.llvm[number];
            let _ = writeln!(page, "<u>{:>3x}</u> {}", line.offset, escape(&line.text));
        }
        page.push_str("</pre></div>\n</div>\n");
    }
    page.push_str("</section>\n");
}

fn gap(last: &mut Option<usize>, number: usize, page: &mut String) {
    if last.is_some_and(|last| last + 1 != number) {
        page.push_str("<i class=\"gap\">…</i>\n");
    }
    *last = Some(number);
}

fn in_order(one: &Explained, page: &mut String) {
    page.push_str(
        "<section><h2>The stencils in order</h2>\n<p>Each piece of code with the stencil it was copied from and what its \
         holes were filled with, under the instruction it serves.</p>\n<div class=\"scroll\"><table class=\"pieces\">\n",
    );
    let (mut last, mut block, mut cold) = (None, None, false);
    for piece in &one.pieces {
        if piece.is_cold && !cold {
            cold = true;
            page.push_str("<tr class=\"block\"><th colspan=\"4\">out of line</th></tr>\n");
        }
        if piece.instruction != last || piece.offset == 0 {
            last = piece.instruction;
            match piece.instruction {
                Some(number) => {
                    let instruction = &one.instructions[number];
                    if block != Some(instruction.block) {
                        block = Some(instruction.block);
                        let of = &one.blocks[instruction.block];
                        let _ = writeln!(
                            page,
                            "<tr class=\"block\"><th colspan=\"4\">{} <small>{}</small></th></tr>",
                            escape(&of.label),
                            escape(&of.held)
                        );
                    }
                    let within = if instruction.within.is_empty() {
                        String::new()
                    } else {
                        format!(" → {}", instruction.within)
                    };
                    let _ = writeln!(
                        page,
                        "<tr class=\"inst\"><th colspan=\"4\"><u>{number}</u> {} <small>line {}{}</small></th></tr>",
                        escape(&instruction.text),
                        instruction.line,
                        escape(&within)
                    );
                }
                None => {
                    let _ = writeln!(page, "<tr class=\"inst\"><th colspan=\"4\">{NO_LINE}</th></tr>");
                }
            }
        }
        show_piece(piece, page);
    }
    page.push_str("</table></div></section>\n");
}

fn show_piece(piece: &ExplainedPiece, page: &mut String) {
    let bytes: Vec<String> = piece.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let assembly: Vec<String> = piece.assembly.iter().map(|line| escape(&line.text)).collect();
    let holes: Vec<String> = piece.holes.iter().map(|hole| format!("<b>{}</b>", escape(hole))).collect();
    let class = if piece.is_stencil { "st" } else { "hand" };
    let _ = writeln!(
        page,
        "<tr><td>{:x}</td><td class=\"asm\">{}</td><td class=\"{class}\">{} {}</td><td class=\"bytes\">{}</td></tr>",
        piece.offset,
        assembly.join("<br>"),
        escape(&piece.made),
        holes.join(" "),
        bytes.join(" ")
    );
}

fn values(one: &Explained, page: &mut String) {
    page.push_str(
        "<section><h2>Where values were</h2>\n<p>Registers and places in the frame, from instruction to instruction.</p>\n\
         <div class=\"scroll\"><table class=\"values\">\n<thead><tr><th>value</th><th>type</th><th>from</th>\
         <th>places</th></tr></thead>\n<tbody>\n",
    );
    let end = one.instructions.len().max(1);
    for value in &one.values {
        let mut bar = String::new();
        let mut words = Vec::new();
        for (place, from, to) in &value.places {
            let (left, width) =
                (*from as f64 * 100.0 / end as f64, (to - from + 1) as f64 * 100.0 / end as f64);
            let class = if place.starts_with('[') { "frame" } else { "reg" };
            let _ =
                write!(bar, "<span class=\"{class}\" style=\"left:{left:.2}%;width:{width:.2}%\"></span>");
            words.push(format!("{} <small>{from}–{to}</small>", escape(place)));
        }
        let _ = writeln!(
            page,
            "<tr><th>{}</th><td>{}</td><td>{}</td><td><div class=\"life\">{bar}</div>{}</td></tr>",
            escape(&value.name),
            value.ty,
            escape(&value.definition),
            words.join(", ")
        );
    }
    page.push_str("</tbody></table></div></section>\n");
}

fn spills(one: &Explained, page: &mut String) {
    page.push_str("<section><h2>What was spilled, and why</h2>\n");
    if one.spills.is_empty() {
        page.push_str("<p>Nothing.</p>");
    } else {
        page.push_str("<ul>\n");
        for spill in &one.spills {
            let _ = writeln!(page, "<li>{}</li>", escape(spill));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</section>\n");
}
