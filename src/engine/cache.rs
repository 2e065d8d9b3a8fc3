//! The code cache: a program's second run begins where its first statement does.
//!
//! A cache entry is an image like the base image, of a session that has gone further: the program is parsed and
//! lowered, its leading definitions are carried out, and what its statements call, as far as their types tell, is
//! inferred and compiled. It is made by a process of its own, in the background, after a run that had to compile
//! something. It is found by a hash of the program's text, its path as it was given, and the build of the compiler.
//!
//! Invariant: nothing of a program runs while its entry is made; what comes before the first statement with an effect is the
//! same in every run, so beginning behind it changes nothing but the time. A program that includes other files is
//! kept up to the first `include`.

use crate::ahead::{Moves, Reach, has_any, taken_names, uncertain_names};
use crate::load::{Failure, Step, note_defined, read_program, run_read};
use crate::options::Options;
use crate::session::{EngineError, Session, session};
use juliette_image::stamp::cache_folder;
use juliette_image::{allocator, file, identity};
use juliette_infer::{CallTarget, Inference};
use juliette_ir::generic::{Body, Op};
use juliette_lower::TopLevel;
use juliette_support::{FileId, ModuleId, Shared};
use juliette_types::TypeId;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Entries are removed, the oldest first, when they take more than this.
const MAX_BYTES: u64 = 256 << 20;
/// No more functions are compiled for an entry.
const MAX_FUNCTIONS: usize = 4000;
/// Programs beyond this are not kept.
const MAX_TEXT: usize = 4 << 20;

/// A program whose leading definitions were carried out.
pub(crate) struct Prepared {
    /// The name that it was given.
    pub(crate) name: String,
    /// Its file.
    pub(crate) file: FileId,
    /// What is left to be carried out.
    pub(crate) steps: Vec<Step>,
}

/// Where the entry of a program is, or would be.
pub(crate) fn entry_path(name: &str, text: &[u8]) -> Option<PathBuf> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let build = identity::build()?;
    // What a relative path means depends on the folder, and code may hold the absolute one.
    let folder = if Path::new(name).is_absolute() { PathBuf::new() } else { std::env::current_dir().ok()? };
    let folder = folder.as_os_str().as_bytes();
    let hash = file::hash_of(&[&build, folder, &[0], name.as_bytes(), &[0], text]);
    Some(cache_folder()?.join(format!("script-{hash:032x}.image")))
}

/// The session of a program's entry, if there is a sound one.
pub(crate) fn open(name: &str, text: &[u8]) -> Option<*mut Session> {
    let path = CString::new(entry_path(name, text)?.as_os_str().as_bytes()).ok()?;
    let mapped = file::map(&path, juliette_runtime::context::offset()).ok()?;
    Some(mapped.root as *mut Session)
}

/// Makes the entry of the program in a file. `told` is what an earlier run of it told
/// ([`told`]). The process is good for nothing else before or afterwards.
///
/// # Errors
/// If there is no base image, the program is refused, or the entry cannot be written.
pub fn build_entry(name: &str, told: &str) -> Result<(), EngineError> {
    let failed = |reason: &str| EngineError::Engine(reason.to_owned());
    let text = crate::load::read(name)?;
    // Macros run while a program is lowered, and nothing of it may run here.
    if ["macro ", "eval", "@generated"].iter().any(|word| text.contains(word)) {
        return Err(failed("a program with code that runs while it is lowered is not kept"));
    }
    let path = entry_path(name, text.as_bytes()).ok_or_else(|| failed("there is no place for caches"))?;
    let folder = path.parent().ok_or_else(|| failed("there is no place for caches"))?;
    // One entry is made at a time; the lock goes with the process.
    let _lock = file::lock(&folder.join("lock")).ok_or_else(|| failed("another entry is being made"))?;
    if file::is_sound(&path, juliette_runtime::context::offset()) {
        return Ok(());
    }
    let mapped = crate::image::map_beside().ok_or_else(|| failed("there is no base image"))?;
    allocator::continue_recording(mapped.first_len).map_err(EngineError::Engine)?;
    let root = mapped.root as *mut Session;
    crate::session::enter(root);
    session().resume(Options::default())?;
    let cells_before = session().machine.slots.len();
    // A copy lies in the image.
    let (ending, told) = told.split_once('\n').unwrap_or((told, ""));
    prepare(name, text.as_str().to_owned(), ending == THROWN)?;
    session().program.modules.reads_are_ignored = true;
    prepare_calls(told);
    precompile(cells_before)?;
    session().program.modules.reads_are_ignored = false;
    crate::session::leave();
    crate::image::write(root, &path, 0o600)?;
    make_room(folder, &path);
    Ok(())
}

/// Carries out the definitions that can be carried out before all statements, and keeps the rest.
fn prepare(name: &str, text: String, was_thrown: bool) -> Result<(), EngineError> {
    let state = session();
    state.folder = Some(Path::new(name).parent().map(Path::to_path_buf).unwrap_or_default());
    let moves = Moves::of(&text, was_thrown);
    let may_expand = !text.contains("@static");
    let (file, steps) = read_program(state, ModuleId::MAIN, name, text)?;
    let rest = carry_out_ahead(file, steps, moves, may_expand)?;
    let state = session();
    state.folder = None;
    state.prepared = Some(Prepared { name: name.to_owned(), file, steps: rest });
    Ok(())
}

/// Carries out definitions; what is left.
fn carry_out_ahead(
    file: FileId,
    steps: Vec<Step>,
    moves: Moves,
    may_expand: bool,
) -> Result<Vec<Step>, EngineError> {
    let failed = |reason: &str| EngineError::Engine(reason.to_owned());
    let mut steps: VecDeque<Step> = steps.into();
    let mut reach = Reach::new(moves);
    let (mut rest, mut known, mut uncertain) = (Vec::new(), FxHashSet::default(), FxHashSet::default());
    while let Some(step) = steps.pop_front() {
        let state = session();
        if let Some((ast, node)) = step.late() {
            // Which names have a value decides what is a local variable.
            let may_expand = may_expand && !has_any(ast, node, &uncertain);
            let outer = (state.file, state.module);
            (state.file, state.module) = (file, ModuleId::MAIN);
            let expanded = if may_expand { crate::code::expand(ast, node, &known).ok() } else { None };
            let state = session();
            (state.file, state.module) = outer;
            match expanded.filter(|steps| steps.iter().all(|step| step.item().is_some())) {
                Some(expanded) => {
                    for inner in expanded.into_iter().rev() {
                        steps.push_front(inner.at_line_of(&step));
                    }
                    continue;
                }
                None => {
                    steps.push_front(step);
                    break;
                }
            }
        }
        if step.opens_module() && !reach.is_past_statement() {
            let mut whole = vec![step];
            whole.extend(steps.drain(..module_len(&steps)));
            let is_admitted = whole.iter().all(|step| match step.item() {
                Some(TopLevel::Const(_, body, _)) => is_constant(state, body),
                Some(item) => reach.admit(state, item),
                None => step.bounds_module(),
            });
            if !is_admitted {
                whole.into_iter().rev().for_each(|step| steps.push_front(step));
                break;
            }
            carry_out(file, whole)?;
            continue;
        }
        let Some(item) = step.item() else {
            steps.push_front(step);
            break;
        };
        match item {
            TopLevel::Run(body) => {
                for name in taken_names(state, &step) {
                    // What is inferred ahead of the assignment would read the other module's thing.
                    if reach.is_mentioned(name)
                        || state.program.modules.variable(ModuleId::MAIN, name).is_none()
                    {
                        return Err(failed("a program that takes a name of another module is not kept"));
                    }
                }
                reach.pass(body);
                uncertain_names(body, &mut uncertain);
                note_defined(item, &mut known);
                rest.push(step);
            }
            TopLevel::Const(name, body, _) if !is_constant(state, body) => {
                if !reach.pass_const(*name, body) {
                    return Err(failed("a program with code that is made before its constants is not kept"));
                }
                note_defined(item, &mut known);
                rest.push(step);
            }
            TopLevel::Warning(_) => rest.push(step),
            _ if reach.admit(state, item) => carry_out(file, vec![step])?,
            _ => {
                steps.push_front(step);
                break;
            }
        }
    }
    // What is left may give names a meaning that is not an assignment's, which code made now would not see.
    if !steps.is_empty() && reach.awaits(session(), &known) {
        return Err(failed("a program whose functions are made before what they name is not kept"));
    }
    rest.extend(steps);
    Ok(rest)
}

fn carry_out(file: FileId, steps: Vec<Step>) -> Result<(), EngineError> {
    match run_read(ModuleId::MAIN, file, steps, true) {
        Ok(_) => Ok(()),
        Err(Failure::Engine(error)) => Err(error),
        Err(Failure::Thrown(_)) => Err(EngineError::Uncaught),
    }
}

/// How many steps there are up to the end of the module that was opened.
fn module_len(steps: &VecDeque<Step>) -> usize {
    let mut depth = 1;
    for (number, step) in steps.iter().enumerate() {
        if step.opens_module() {
            depth += 1;
        } else if step.bounds_module() {
            depth -= 1;
        }
        if depth == 0 {
            return number + 1;
        }
    }
    steps.len()
}

/// Whether a constant's value can be told without running anything.
fn is_constant(state: &mut Session, body: &Body) -> bool {
    let inferred = Inference::new(&mut state.program).statement(Shared::new(body.clone()));
    inferred.is_pure && inferred.result.constant(&mut state.program.types).is_some()
}

/// How a run tells that an exception ended it.
const THROWN: &str = "thrown";

/// What a run tells the maker of its program's entry: whether an exception ended it, then the image's entry slots that it made code for, then the calls that it
/// looked up, each on a line.
pub(crate) fn told(session: &mut Session, was_thrown: bool) -> String {
    let slots: Vec<String> = session.filled_slots.iter().map(u32::to_string).collect();
    let ending = if was_thrown { THROWN } else { "" };
    format!("{ending}\n{}\n{}", slots.join(" "), crate::call_sites::found_here(session))
}

/// Makes ready for calls with types that an earlier run of the program told, if its definitions give them a meaning, and
/// makes the code that it made.
fn prepare_calls(told: &str) {
    let state = session();
    let mut lines = told.lines();
    for slot in lines.next().unwrap_or("").split(' ').filter_map(|slot| slot.parse().ok()) {
        if (slot as usize) < state.first_slot
            && state.machine.slots.target(slot) == state.machine.slots.stub(slot)
        {
            state.compile(slot);
        }
    }
    let reader = crate::keys::Reader::new(state);
    for line in lines {
        if let Some(types) = reader.line(state, line)
            && types.iter().all(|&ty| {
                state.program.types.is_concrete(ty) || state.program.types.type_parameter(ty).is_some()
            })
        {
            crate::call_sites::prepare(state, &types);
        }
    }
}

/// Infers and compiles what the statements left call, and what that calls.
fn precompile(first_slot: usize) -> Result<(), EngineError> {
    let state = session();
    let Some(mut prepared) = state.prepared.take() else { return Ok(()) };
    let mut is_defined = true;
    for step in &mut prepared.steps {
        // Behind a definition it would not hold, and it could name what has no meaning yet.
        is_defined &= matches!(step.item(), Some(TopLevel::Run(_) | TopLevel::Warning(_)));
        if is_defined {
            step.make_ready(state);
        }
        let Some(TopLevel::Run(body)) = step.item() else { continue };
        let inferred = Inference::new(&mut state.program).statement(Shared::new(body.clone()));
        for (value, inst) in inferred.body.insts.iter() {
            let Op::Call(operands) = inst.op else { continue };
            let types: Vec<TypeId> = inferred
                .body
                .list(operands)
                .iter()
                .map(|&operand| inferred.values[operand].dispatch_type(&mut state.program.types))
                .collect();
            let is_leaf = |&ty: &TypeId| {
                state.program.types.is_concrete(ty) || state.program.types.type_parameter(ty).is_some()
            };
            if types.iter().all(is_leaf) {
                crate::call_sites::prepare(state, &types);
            }
            if let CallTarget::Static(callee) = inferred.calls[value].target {
                state.machine.wrapper_slot_of(callee);
            }
        }
    }
    state.prepared = Some(prepared);
    let mut slot = first_slot;
    while slot < state.machine.slots.len().min(first_slot + MAX_FUNCTIONS) {
        let number = slot as u32;
        if state.machine.slots.target(number) == state.machine.slots.stub(number) {
            state.compile(number);
        }
        slot += 1;
    }
    Ok(())
}

/// Removes the oldest entries until the rest is small enough; the one just made stays.
fn make_room(folder: &Path, newest: &Path) {
    let mut entries = entries(folder);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.modified));
    let mut total = 0;
    for entry in entries {
        total += entry.bytes;
        if total > MAX_BYTES && entry.path != newest {
            // Another process may have removed it.
            let _ = std::fs::remove_file(&entry.path);
        }
    }
}

/// An entry of the cache.
struct Entry {
    path: PathBuf,
    bytes: u64,
    modified: std::time::SystemTime,
}

fn entries(folder: &Path) -> Vec<Entry> {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let entry = |entry: std::fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let data = entry.metadata().ok()?;
        (name.starts_with("script-") && data.is_file()).then(|| Entry {
            path: entry.path(),
            bytes: data.blocks() * 512,
            modified: data.modified().unwrap_or(std::time::UNIX_EPOCH),
        })
    };
    found.flatten().filter_map(entry).collect()
}

/// The cache's folder, how many programs it keeps, and the bytes that they take. None if there is no place for one.
pub fn cache_info() -> Option<(PathBuf, usize, u64)> {
    let folder = cache_folder()?;
    let entries = entries(&folder);
    let bytes = entries.iter().map(|entry| entry.bytes).sum();
    Some((folder, entries.len(), bytes))
}

/// Removes everything from the cache's folder that is the cache's; returns how many files that were.
pub fn clear_cache() -> usize {
    let Some(folder) = cache_folder() else { return 0 };
    let Ok(found) = std::fs::read_dir(&folder) else { return 0 };
    let is_ours = |name: &str| name.starts_with("script-") || name.starts_with("image-") || name == "lock";
    found
        .flatten()
        .filter(|entry| is_ours(&entry.file_name().to_string_lossy()))
        .filter(|entry| std::fs::remove_file(entry.path()).is_ok())
        .count()
}
