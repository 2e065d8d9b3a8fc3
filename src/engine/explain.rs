//! `juliette explain`: one specialization of a function, by both backends, taken apart and put side by side.
//!
//! What the stencil backend tells of itself (see `src/stencil/explain.rs`) is joined with the machine-level SSA, with the
//! source lines and with LLVM's code for the same SSA. The result is plain text and numbers, for whoever shows it.

use crate::session::{Cells, Engine, EngineError, Session, session};
use juliette_ir::{Environment as _, Function, Loc, Op, Target, Value, ValueDef};
use juliette_llvm_client::{CompileOptions, Level, LlvmCompiler, SessionOptions, plugin_path};
use juliette_methods::Match;
use juliette_runtime::calls::CALLS;
use juliette_stencil::{Explanation, Filling, Made, Options, StencilCompiler, Step, register_name};
use rustc_hash::FxHashMap;

/// A function's code, explained.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The function with its arguments, as stack traces name it.
    pub name: String,
    /// Its file.
    pub file: String,
    /// LLVM's level.
    pub level: &'static str,
    /// The lines of the function that some code belongs to, ascending; 0 for code that belongs to none.
    pub lines: Vec<SourceLine>,
    /// The blocks of the machine-level SSA.
    pub blocks: Vec<ExplainedBlock>,
    /// Its instructions, in the order in which the stencil backend meets them.
    pub instructions: Vec<ExplainedInstruction>,
    /// The stencil backend's code.
    pub pieces: Vec<ExplainedPiece>,
    /// Bytes of it.
    pub stencil_bytes: u32,
    /// LLVM's code.
    pub llvm: Vec<MachineLine>,
    /// Bytes of it.
    pub llvm_bytes: u32,
    /// Where values were.
    pub values: Vec<ExplainedValue>,
    /// What was spilled and why, a sentence each.
    pub spills: Vec<String>,
}

/// A line of the source.
#[derive(Clone, Debug)]
pub struct SourceLine {
    /// Its number, 0 for none.
    pub number: u32,
    /// Its text, if the source is known.
    pub text: String,
}

/// A block of machine-level SSA.
#[derive(Clone, Debug)]
pub struct ExplainedBlock {
    /// Its name and parameters.
    pub label: String,
    /// What is in registers at its begin.
    pub held: String,
}

/// An instruction of machine-level SSA.
#[derive(Clone, Debug)]
pub struct ExplainedInstruction {
    /// Its text.
    pub text: String,
    /// Index of its block.
    pub block: usize,
    /// The line of the function that it serves.
    pub line: u32,
    /// The functions inlined there, outermost first, with their places; empty if it is of the function itself.
    pub within: String,
    /// What is in registers before it.
    pub held: String,
}

/// A piece of the stencil backend's code.
#[derive(Clone, Debug)]
pub struct ExplainedPiece {
    /// Offset of its first byte.
    pub offset: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The machine instructions.
    pub assembly: Vec<MachineLine>,
    /// The stencil's name, or what made the bytes.
    pub made: String,
    /// Whether it is a stencil's.
    pub is_stencil: bool,
    /// The holes, each as words: `sets rdx`, `constant 1`.
    pub holes: Vec<String>,
    /// The instruction that it serves.
    pub instruction: Option<usize>,
    /// The line of the function that it serves.
    pub line: u32,
    /// Whether it lies out of line.
    pub is_cold: bool,
}

/// A machine instruction.
#[derive(Clone, Debug)]
pub struct MachineLine {
    /// Its offset in the code.
    pub offset: u32,
    /// Its text.
    pub text: String,
    /// The line of the function that it serves.
    pub line: u32,
}

/// Where a value was while the stencil backend walked over the code.
#[derive(Clone, Debug)]
pub struct ExplainedValue {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: String,
    /// What defines it.
    pub definition: String,
    /// Its places: the place, the first and the last instruction before which it was there.
    pub places: Vec<(String, usize, usize)>,
}

impl Engine {
    /// The code of a function's methods for arguments of these types, by both backends. Function and types are given
    /// as for [`Engine::code`].
    ///
    /// # Errors
    /// See [`EngineError`].
    pub fn explain(
        &mut self,
        function: &str,
        types: &str,
        level: Level,
    ) -> Result<Vec<Explained>, EngineError> {
        let found = self.methods_for(function, types)?;
        let explained = found.iter().map(|one| session().explain(one, level));
        explained.collect::<Result<_, String>>().map_err(EngineError::Engine)
    }
}

/// Names of the addresses that code can speak of.
type Addresses = FxHashMap<u64, String>;

impl Session {
    fn explain(&mut self, found: &Match, level: Level) -> Result<Explained, String> {
        let id = self.infer_match(found);
        let func = self.machine_ssa(id);
        let cells = Cells { slots: &self.machine.slots };
        let mut addresses = Addresses::default();
        for external in func.externals.values() {
            let (address, name) = match external.target {
                Target::Slot(slot) => (cells.slot_cell(slot), format!("entry of {}", external.name)),
                Target::Runtime(number) => (cells.runtime_address(number), external.name.clone()),
                Target::Local | Target::Indirect => continue,
            };
            addresses.insert(address, name);
        }
        for call in CALLS {
            addresses.entry(call.address() as u64).or_insert_with(|| call.name.to_owned());
        }

        // Stencils.
        let mut stencils = StencilCompiler::new(Options::default()).map_err(|error| error.to_string())?;
        let (code, explanation) = stencils
            .explain(&func, &cells, &mut self.machine.space, &[])
            .map_err(|error| error.to_string())?;
        // SAFETY: the backend just made that many bytes of code there, which stay.
        let bytes = unsafe { core::slice::from_raw_parts(code.address as *const u8, code.len) };

        // LLVM.
        let open = || LlvmCompiler::open(&plugin_path(), SessionOptions::default());
        let mut llvm = open().map_err(|error| error.to_string())?;
        let options = CompileOptions { level, positions: true };
        let batch = llvm.compile(&[&func], &Cells { slots: &self.machine.slots }, options);
        let batch = batch.map_err(|error| error.to_string())?;
        let made = batch.functions.first().ok_or("LLVM made nothing")?;
        // SAFETY: as above; the session with LLVM, which owns the code, is still open.
        let llvm_bytes =
            unsafe { core::slice::from_raw_parts(made.address as *const u8, made.size as usize) }.to_vec();
        let line_at = |offset: u32| {
            let after = made.positions.partition_point(|position| position.offset <= offset);
            // What LLVM merged has no position: it counts for what is before it.
            let own = made.positions[..after].iter().rev().find(|position| position.loc.is_some());
            own.map_or(0, |position| line_of(&func, position.loc))
        };
        let mut disassemble = |bytes: &[u8], address: u64| {
            llvm.disassemble(bytes, address)
                .map(|text| machine_lines(&text, address, bytes.len(), &addresses))
                .map_err(|error| error.to_string())
        };
        let mut llvm_lines = disassemble(&llvm_bytes, made.address)?;
        for line in &mut llvm_lines {
            line.line = line_at(line.offset);
        }
        let assembly = disassemble(bytes, code.address as u64)?;
        let mut explained = Explained {
            name: func.name.clone(),
            file: String::new(),
            level: level.name(),
            lines: Vec::new(),
            blocks: Vec::new(),
            instructions: Vec::new(),
            pieces: Vec::new(),
            stencil_bytes: code.len as u32,
            llvm: llvm_lines,
            llvm_bytes: made.size,
            values: values(&func, &explanation),
            spills: spills(&func, &explanation),
        };
        let steps = explanation.steps.iter();
        let outermost = |step: &Step| func.frames(func.loc(step.inst?)).last();
        if let Some(position) = steps.filter_map(outermost).next() {
            (*position.function).clone_into(&mut explained.name);
            (*position.file).clone_into(&mut explained.file);
        }
        explained.instructions(&func, &explanation);
        explained.pieces(&explanation, bytes, &assembly);
        explained.lines(self);
        Ok(explained)
    }
}

impl Explained {
    fn instructions(&mut self, func: &Function, explanation: &Explanation) {
        let mut last_block = None;
        for step in &explanation.steps {
            let Some(inst) = step.inst else { continue };
            let Some(block) = func.inst_block(inst) else { continue };
            let held = held(func, step);
            if last_block != Some(block) {
                last_block = Some(block);
                let params: Vec<String> =
                    func.params(block).iter().map(|&param| format!("{param}: {}", func.ty(param))).collect();
                let params =
                    if params.is_empty() { String::new() } else { format!("({})", params.join(", ")) };
                self.blocks.push(ExplainedBlock { label: format!("{block}{params}"), held: held.clone() });
            }
            let loc = func.loc(inst);
            let frames: Vec<_> = func.frames(loc).collect();
            let inner = frames.iter().rev().skip(1);
            let within: Vec<String> =
                inner.map(|frame| format!("{} ({}:{})", frame.function, frame.file, frame.line)).collect();
            let text = func.show_inst(inst).to_string();
            let text = text.rsplit_once(" !").map_or(text.as_str(), |(text, _)| text).to_owned();
            self.instructions.push(ExplainedInstruction {
                text,
                block: self.blocks.len() - 1,
                line: line_of(func, loc),
                within: within.join(" → "),
                held,
            });
        }
    }

    fn pieces(&mut self, explanation: &Explanation, bytes: &[u8], assembly: &[MachineLine]) {
        let mut number = 0;
        let numbers: Vec<Option<usize>> = explanation
            .steps
            .iter()
            .map(|step| {
                step.inst.map(|_| {
                    number += 1;
                    number - 1
                })
            })
            .collect();
        for piece in explanation.pieces.iter().filter(|piece| piece.len > 0) {
            let range = piece.offset..piece.offset + piece.len;
            let (made, is_stencil, holes) = match &piece.made {
                Made::ByHand => ("by hand".to_owned(), false, Vec::new()),
                Made::Repeated => {
                    ("the loop's header, repeated with its branch inverted".to_owned(), false, Vec::new())
                }
                Made::Stencil { name, holes } => {
                    let holes = holes.iter().map(|hole| format!("{} {}", hole.role, filling(hole.filling)));
                    (name.clone(), true, holes.collect())
                }
            };
            let instruction = numbers[piece.step];
            let line = instruction.map_or(0, |number| self.instructions[number].line);
            let lines = assembly.iter().filter(|line| range.contains(&line.offset));
            self.pieces.push(ExplainedPiece {
                offset: piece.offset,
                bytes: bytes[range.start as usize..range.end as usize].to_vec(),
                assembly: lines.map(|one| MachineLine { line, ..one.clone() }).collect(),
                made,
                is_stencil,
                holes,
                instruction,
                line,
                is_cold: piece.is_cold,
            });
        }
    }

    /// Lists the lines that code belongs to, with their texts.
    fn lines(&mut self, session: &Session) {
        let instructions = self.instructions.iter().map(|instruction| instruction.line);
        let pieces = self.pieces.iter().map(|piece| piece.line);
        let mut numbers: Vec<u32> =
            instructions.chain(pieces).chain(self.llvm.iter().map(|line| line.line)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let source = session.sources.find(&self.file);
        for number in numbers {
            let range = source.and_then(|file| file.line_range(number));
            let text = source.zip(range).map_or("", |(file, range)| file.text[range].trim_end());
            self.lines.push(SourceLine { number, text: text.to_owned() });
        }
    }
}

/// The line of the function itself, not of one that was inlined.
fn line_of(func: &Function, loc: Loc) -> u32 {
    func.frames(loc).last().map_or(0, |frame| frame.line)
}

/// The registers' contents, as words.
fn held(func: &Function, step: &Step) -> String {
    let held: Vec<String> = step
        .held
        .iter()
        .map(|&(register, value)| format!("{}={}", register_name(register), shown(func, value)))
        .collect();
    held.join(" ")
}

/// A value's name, and a constant's content.
fn shown(func: &Function, value: Value) -> String {
    let constant = func.def_inst(value).filter(|&inst| func.op(inst) == Op::Const);
    match constant {
        Some(inst) => {
            let text = func.show_inst(inst).to_string();
            let content = text.split_whitespace().nth(3).unwrap_or_default().to_owned();
            format!("{value}({content})")
        }
        None => value.to_string(),
    }
}

fn place(displacement: i32) -> String {
    if displacement < 0 {
        format!("[rbp - {}]", displacement.unsigned_abs())
    } else {
        format!("[rbp + {displacement}]")
    }
}

fn filling(filling: Filling) -> String {
    match filling {
        Filling::Register(register) => register_name(register).to_owned(),
        Filling::Frame(displacement) => place(displacement),
        Filling::Constant(number) if number.unsigned_abs() > 0xffff => format!("{number:#x}"),
        Filling::Constant(number) => number.to_string(),
        Filling::Target(offset) => format!("{offset:x}"),
    }
}

/// The stories of all values that were anywhere.
fn values(func: &Function, explanation: &Explanation) -> Vec<ExplainedValue> {
    let mut values = Vec::new();
    for value in (0..func.value_bound() as u32).map(Value) {
        let mut places: Vec<(String, usize, usize)> = Vec::new();
        let mut number = 0;
        for step in &explanation.steps {
            if step.inst.is_none() {
                continue;
            }
            let (register, slot) = step.places_of(value);
            let at = match (register, slot) {
                (Some(register), Some(slot)) => {
                    Some(format!("{} and {}", register_name(register), place(slot)))
                }
                (Some(register), None) => Some(register_name(register).to_owned()),
                (None, Some(slot)) => Some(place(slot)),
                (None, None) => None,
            };
            if let Some(at) = at {
                match places.last_mut() {
                    Some((last, _, to)) if *last == at && *to + 1 == number => *to = number,
                    _ => places.push((at, number, number)),
                }
            }
            number += 1;
        }
        if places.is_empty() {
            continue;
        }
        let definition = match func.def(value) {
            ValueDef::Param(block, _) if block == func.entry() => "argument".to_owned(),
            ValueDef::Param(block, _) => format!("parameter of {block}"),
            ValueDef::Result(inst, _) => func.op(inst).name().to_owned(),
            ValueDef::Alias(_) | ValueDef::None => String::new(),
        };
        let ty = func.ty(value).to_string();
        values.push(ExplainedValue { name: shown(func, value), ty, definition, places });
    }
    values
}

fn spills(func: &Function, explanation: &Explanation) -> Vec<String> {
    let mut out = Vec::new();
    for spill in &explanation.spills {
        let number = explanation.steps[..spill.step].iter().filter(|step| step.inst.is_some()).count();
        let at = match explanation.steps[spill.step].inst {
            Some(inst) => format!("at {number} ({})", func.op(inst).name()),
            None => "at the function's begin".to_owned(),
        };
        out.push(format!(
            "{} goes from {} to {} {at}: {}",
            shown(func, spill.value),
            register_name(spill.register),
            place(spill.slot),
            spill.reason
        ));
    }
    out
}

/// The disassembler's lines, with targets of jumps as offsets and addresses by name.
fn machine_lines(text: &str, address: u64, len: usize, addresses: &Addresses) -> Vec<MachineLine> {
    let mut lines: Vec<MachineLine> = Vec::new();
    for line in text.lines() {
        let Some((offset, text)) = line.trim_start().split_once("  ") else { continue };
        let Ok(offset) = u32::from_str_radix(offset, 16) else { continue };
        lines.push(MachineLine { offset, text: text.to_owned(), line: 0 });
    }
    for at in 0..lines.len() {
        let next = lines.get(at + 1).map_or(len as i64, |line| i64::from(line.offset));
        let text = &lines[at].text;
        let (name, operand) = text.split_once(' ').unwrap_or((text, ""));
        let relative = operand.parse::<i64>().ok();
        let mut spoken = None;
        let mut rewritten = None;
        if let Some(relative) = relative
            && (name.starts_with('j') || name == "call")
        {
            let target = next + relative;
            if (0..len as i64).contains(&target) {
                rewritten = Some(format!("{name} {target:x}"));
            } else {
                spoken = Some(address.wrapping_add_signed(target));
                rewritten = Some(format!("{name} {:#x}", address.wrapping_add_signed(target)));
            }
        } else if let Some((_, rest)) = operand.split_once("[rip ") {
            let number = rest.trim_end_matches(']').replace(' ', "");
            if let Ok(displacement) = number.parse::<i64>() {
                spoken = Some(address.wrapping_add_signed(next + displacement));
            }
        } else if let Some((_, number)) = operand.rsplit_once(", ") {
            spoken = number.parse::<u64>().ok();
        }
        let named = spoken.and_then(|address| addresses.get(&address));
        if let Some(name) = named {
            let text = rewritten.unwrap_or_else(|| lines[at].text.clone());
            rewritten = Some(format!("{text} ; {name}"));
        }
        if let Some(text) = rewritten {
            lines[at].text = text;
        }
    }
    lines
}
