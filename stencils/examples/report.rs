//! Prints what the stencil library consists of: for each operation its variants, bytes and holes; for the operations
//! named on the command line every stencil with its disassembly. What could not be made is named with the reason.

#![allow(clippy::print_stdout, reason = "a report is printed")]

use iced_x86::{Decoder, DecoderOptions, Formatter, IntelFormatter};
use juliette_stencils::assign::ASSIGNMENTS;
use juliette_stencils::{Outcome, generate, library};

fn main() -> Result<(), String> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let start = std::time::Instant::now();
    let outcomes = generate()?;
    let elapsed = start.elapsed();
    println!("operation              variants    bytes  register holes  constants  branches");
    let mut rest = outcomes.as_slice();
    while let Some(first) = rest.first() {
        let name = operation(first);
        let count = rest.iter().take_while(|outcome| operation(outcome) == name).count();
        let (group, others) = rest.split_at(count);
        rest = others;
        let templates = || group.iter().filter_map(|outcome| outcome.template.as_ref().ok());
        println!(
            "{name:20} {:10} {:8} {:15} {:10} {:9}",
            templates().count(),
            templates().map(|template| template.bytes.len()).sum::<usize>(),
            templates().map(|template| template.registers.len()).sum::<usize>(),
            templates().map(|template| template.constants.len()).sum::<usize>(),
            templates().map(|template| template.taken.len()).sum::<usize>(),
        );
        if wanted.contains(&name) {
            group.iter().for_each(disassemble);
        }
    }
    let missing: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.template.is_err()).collect();
    for outcome in &missing {
        println!("not made: {}: {}", outcome.key.name(), outcome.template.as_ref().err().map_or("", |e| e));
    }
    let made = outcomes.len() - missing.len();
    println!(
        "{made} stencils of {}, {} bytes with index and patches, made in {:.1} s",
        outcomes.len(),
        library(&outcomes).len(),
        elapsed.as_secs_f64()
    );
    println!(
        "register variants: {} compiled, {} folded ({:.1} %)",
        outcomes.len() * ASSIGNMENTS,
        made * ASSIGNMENTS,
        100.0 * made as f64 / outcomes.len() as f64
    );
    Ok(())
}

/// The first word of a stencil's name without its types.
fn operation(outcome: &Outcome) -> String {
    let name = outcome.key.name();
    name.split(['.', ' ']).next().unwrap_or_default().to_string()
}

fn disassemble(outcome: &Outcome) {
    let Ok(template) = &outcome.template else { return };
    println!(
        "    {}: overwrites {:04x} {:04x}",
        outcome.key.name(),
        template.int_clobbers,
        template.float_clobbers
    );
    let code = template.patch(&[1, 2, 3, 6, 7, 8, 9, 10, 11, 12]);
    let mut formatter = IntelFormatter::new();
    for instruction in &mut Decoder::with_ip(64, &code, 0, DecoderOptions::NONE) {
        let mut line = String::new();
        formatter.format(&instruction, &mut line);
        println!("        {line}");
    }
}
