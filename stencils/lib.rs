//! The build-time generator of the stencil library.
//!
//! A stencil is the machine code of one operation with holes for its registers, constants and branch target. This
//! crate makes all of them from the op table and the LLVM backend's lowering functions:
//!
//! - `spec`: the list of stencils with their holes and bodies (the list itself is in the format crate)
//! - `assign`: registers and constants for the holes, several assignments for each stencil
//! - `compile`: LLVM makes a function of each stencil under each assignment
//! - `normalize`: one encoding for an instruction whichever registers it names
//! - `fold`: the variants become one template with holes, which is checked against each of them
//! - `library`: the file
//!
//! Architecture invariant: it runs when Juliette is built and never in Juliette itself.

pub mod assign;
pub mod compile;
pub mod fold;
pub mod library;
mod lower;
pub mod normalize;
pub mod spec;

use assign::{ASSIGNMENTS, Assignment, assignment};
use fold::Template;
use normalize::Normalized;
use spec::{Key, Spec};

/// Registers that a stencil may be given to overwrite, in steps: none, rdx, rdx and rcx
const CLOBBERS: [&[u8]; 3] = [&[], &[2], &[2, 1]];
/// How many functions go into one LLVM module.
const BATCH: usize = 96;

/// What became of one stencil of the list.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Which stencil.
    pub key: Key,
    /// The template, or why there is none.
    pub template: Result<Template, String>,
}

/// Makes all stencils, on as many threads as there are processors.
pub fn generate() -> Result<Vec<Outcome>, String> {
    let specs = spec::specs(lower::body);
    let batches: Vec<&[Spec]> = specs.chunks(BATCH / ASSIGNMENTS).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(batches.len());
    // LLVM registers its target once; threads must not race for it.
    drop(compile::target_machine()?);
    let mut made: Vec<(usize, Vec<Outcome>)> = std::thread::scope(|scope| {
        let work = || -> Result<Vec<(usize, Vec<Outcome>)>, String> {
            let machine = compile::target_machine()?;
            let mut made = Vec::new();
            loop {
                let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(batch) = batches.get(index) else { return Ok(made) };
                made.push((index, make(&machine, batch)?));
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined: Vec<_> = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err("a generator thread panicked".into())))
            .collect();
        joined
            .into_iter()
            .collect::<Result<Vec<_>, String>>()
            .map(|lists| lists.into_iter().flatten().collect())
    })?;
    made.sort_by_key(|(index, _)| *index);
    Ok(made.into_iter().flat_map(|(_, outcomes)| outcomes).collect())
}

/// The library's bytes.
pub fn library(outcomes: &[Outcome]) -> Vec<u8> {
    let stencils: Vec<(Key, Template)> =
        outcomes.iter().filter_map(|outcome| Some((outcome.key, outcome.template.clone().ok()?))).collect();
    library::write(&stencils)
}

fn make(machine: &inkwell::targets::TargetMachine, specs: &[Spec]) -> Result<Vec<Outcome>, String> {
    let assignments: Vec<Vec<Assignment>> = specs
        .iter()
        .map(|spec| (0..ASSIGNMENTS).map(|number| assignment(&spec.operands, spec.range, number)).collect())
        .collect();
    let mut results: Vec<Result<Template, String>> = vec![Err(String::new()); specs.len()];
    for clobbers in CLOBBERS {
        let open: Vec<usize> = (0..specs.len()).filter(|&index| results[index].is_err()).collect();
        if open.is_empty() {
            break;
        }
        let mut jobs = Vec::new();
        for &index in &open {
            jobs.extend(assignments[index].iter().map(|assignment| (&specs[index], assignment, clobbers)));
        }
        let codes = compile::compile(machine, &jobs)?;
        let mut codes = codes.into_iter();
        for index in open {
            let variants: Vec<_> = codes.by_ref().take(ASSIGNMENTS).collect();
            results[index] = fold_variants(&specs[index], &assignments[index], variants, clobbers);
        }
    }
    Ok(specs.iter().zip(results).map(|(spec, template)| Outcome { key: spec.key, template }).collect())
}

fn fold_variants(
    spec: &Spec,
    assignments: &[Assignment],
    codes: Vec<Result<compile::Code, String>>,
    clobbers: &[u8],
) -> Result<Template, String> {
    let mut variants: Vec<(Assignment, Normalized)> = Vec::new();
    for (assignment, code) in assignments.iter().zip(codes) {
        let code = code?;
        let normalized = normalize::normalize(&code.bytes, &code.targets, |reg| assignment.operand_of(reg))?;
        variants.push((assignment.clone(), normalized));
    }
    let template = fold::fold(&spec.operands, &variants)?;
    let allowed = clobbers.iter().fold(1 << 10 | 1 << 11, |mask, reg| mask | 1u16 << reg);
    if template.int_clobbers & !allowed != 0 {
        return Err(format!("overwrites registers {:04x}", template.int_clobbers));
    }
    Ok(template)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use juliette_ir::{Op, Ty};
    use juliette_stencil_format::Branching;

    #[test]
    fn every_stencil_of_the_list_is_made_and_small() {
        let outcomes = generate().unwrap();
        let missing: Vec<String> = outcomes
            .iter()
            .filter_map(|outcome| {
                Some(format!("{}: {}", outcome.key.name(), outcome.template.as_ref().err()?))
            })
            .collect();
        assert!(missing.is_empty(), "{}", missing.join("\n"));
        assert!(outcomes.len() > 2000);
        assert!(library(&outcomes).len() < 1 << 20, "the library is to stay under 1 MB");
        for outcome in &outcomes {
            let template = outcome.template.as_ref().unwrap();
            let name = outcome.key.name();
            assert!(template.bytes.len() < 400, "{name} has {} bytes", template.bytes.len());
            // The backend chooses between a branch and its inverse after it has vacated what the one overwrites.
            let Key::Op(op, ty, from, shape) = outcome.key else { continue };
            if shape.branch == Branching::IfTrue {
                let inverse = Key::Op(op, ty, from, shape.branching(Branching::IfFalse));
                let inverse = outcomes.iter().find(|other| other.key == inverse).unwrap();
                let inverse = inverse.template.as_ref().unwrap();
                assert_eq!(template.int_clobbers, inverse.int_clobbers, "{name}");
                assert_eq!(template.float_clobbers, inverse.float_clobbers, "{name}");
            }
        }
    }

    #[test]
    fn loads_and_results_of_32_bits_are_extended_with_zeros() {
        for outcome in generate().unwrap() {
            let Key::Op(op, ty, _, _) = outcome.key else { continue };
            let loads = matches!(op, Op::Load | Op::LoadIndexed);
            if !(loads && matches!(ty, Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32) || op == Op::TypeId) {
                continue;
            }
            let template = outcome.template.unwrap();
            let writes = iced_x86::Decoder::new(64, &template.bytes, 0).into_iter().last().unwrap();
            assert_eq!(writes.op0_register().size(), 4, "{}: {writes}", outcome.key.name());
        }
    }

    #[test]
    fn a_template_serves_every_register() {
        let outcomes = generate().unwrap();
        let add = outcomes.iter().find(|outcome| outcome.key.name() == "add.i64 Tied").unwrap();
        let template = add.template.as_ref().unwrap();
        // add rdi, rsi; add r15, rax; add rbx, r12
        assert_eq!(template.patch(&[7, 6]), [0x48, 0x01, 0xf7]);
        assert_eq!(template.patch(&[15, 0]), [0x49, 0x01, 0xc7]);
        assert_eq!(template.patch(&[3, 12]), [0x4c, 0x01, 0xe3]);
    }
}
