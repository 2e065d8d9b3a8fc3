//! Prints the stencils: for each its bytes and holes, the disassembly on request, and what could not be made.

#![allow(clippy::print_stdout, reason = "a report is printed")]

use iced_x86::{Decoder, DecoderOptions, Formatter, IntelFormatter};
use juliette_stencils::{generate, library};

fn main() -> Result<(), String> {
    let filter: Vec<String> = std::env::args().skip(1).collect();
    let start = std::time::Instant::now();
    let outcomes = generate()?;
    let elapsed = start.elapsed();
    let (mut made, mut missing, mut bytes, mut holes) = (0, Vec::new(), 0, 0);
    for outcome in &outcomes {
        let name = outcome.key.name();
        match &outcome.template {
            Ok(template) => {
                made += 1;
                bytes += template.bytes.len();
                holes += template.registers.len();
                if !filter.iter().all(|word| name.contains(word.as_str())) {
                    continue;
                }
                println!(
                    "{name}: {} bytes, {} register holes, {} constants, {} branches, clobbers {:04x} {:04x}, overlap {:02x?}",
                    template.bytes.len(),
                    template.registers.len(),
                    template.constants.len(),
                    template.taken.len(),
                    template.int_clobbers,
                    template.float_clobbers,
                    template.overlap,
                );
                let values: Vec<u64> = [1, 2, 3, 6, 7, 8, 9, 10, 11, 12].to_vec();
                let code = template.patch(&values);
                let mut decoder = Decoder::with_ip(64, &code, 0, DecoderOptions::NONE);
                let mut formatter = IntelFormatter::new();
                for instruction in &mut decoder {
                    let mut line = String::new();
                    formatter.format(&instruction, &mut line);
                    println!("    {line}");
                }
            }
            Err(error) => missing.push((name, error.clone())),
        }
    }
    println!("\nnot made:");
    for (name, error) in &missing {
        println!("    {name}: {error}");
    }
    println!(
        "{made} stencils, {} not made, {bytes} bytes of code, {holes} register holes, library {} bytes, {:.1} s",
        missing.len(),
        library(&outcomes).len(),
        elapsed.as_secs_f64()
    );
    Ok(())
}
