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

use crate::load::{Failure, Step, read_program, run_read};
use crate::session::{EngineError, Options, Session, session};
use juliette_image::stamp::cache_folder;
use juliette_image::{allocator, file, identity};
use juliette_infer::{CallTarget, Inference};
use juliette_ir::generic::Op;
use juliette_lower::TopLevel;
use juliette_support::{FileId, ModuleId, Shared};
use juliette_types::TypeId;
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

/// Makes the entry of the program in a file. `calls` is what an earlier run of it told
/// ([`crate::Engine::calls_for_cache`]). The process is good for nothing else before or afterwards.
///
/// # Errors
/// If there is no base image, the program is refused, or the entry cannot be written.
pub fn build_entry(name: &str, calls: &str) -> Result<(), EngineError> {
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
    prepare(name, text.as_str().to_owned())?;
    session().program.modules.reads_are_ignored = true;
    calls.lines().for_each(prepare_call);
    precompile(cells_before)?;
    session().program.modules.reads_are_ignored = false;
    crate::session::leave();
    crate::image::write(root, &path, 0o600)?;
    make_room(folder, &path);
    Ok(())
}

/// Carries out the definitions at a program's beginning, and keeps the rest.
fn prepare(name: &str, text: String) -> Result<(), EngineError> {
    let state = session();
    state.folder = Some(Path::new(name).parent().map(Path::to_path_buf).unwrap_or_default());
    let (file, mut steps) = read_program(state, ModuleId::MAIN, name, text)?;
    let count = steps.iter().position(|step| !step.item().is_some_and(is_definition)).unwrap_or(steps.len());
    let rest = steps.split_off(count);
    if rest.iter().any(takes_a_name) {
        return Err(EngineError::Engine(
            "a program that takes a name of another module is not kept".to_owned(),
        ));
    }
    match run_read(ModuleId::MAIN, file, steps, true) {
        Ok(_) => {}
        Err(Failure::Engine(error)) => return Err(error),
        Err(Failure::Thrown(_)) => return Err(EngineError::Uncaught),
    }
    let state = session();
    state.folder = None;
    state.prepared = Some(Prepared { name: name.to_owned(), file, steps: rest });
    Ok(())
}

/// Whether a step assigns a name that means another module's thing so far. What is inferred ahead of it would read that.
fn takes_a_name(step: &Step) -> bool {
    let Some(TopLevel::Run(body)) = step.item() else { return false };
    let modules = &session().program.modules;
    body.insts.iter().any(|(_, inst)| match inst.op {
        Op::SetGlobal(module, name, _) => {
            modules.own(module, name).is_none() && modules.home(module, name).is_some()
        }
        _ => false,
    })
}

/// Makes ready for a call with these types, if the program's definitions give them a meaning.
fn prepare_call(types: &str) {
    // The types are read as those of a method's arguments; the method is not added.
    let types: Vec<String> = types.split(" ; ").map(|ty| format!("::{ty}")).collect();
    let text = format!("f({}) = nothing", types.join(", "));
    let state = session();
    let Ok((_, steps)) = read_program(state, ModuleId::MAIN, "none", text) else { return };
    for step in &steps {
        if let Some(TopLevel::Method(definition)) = step.item()
            && let Some(types) = state.argument_types(definition)
            && types.iter().all(|&ty| {
                state.program.types.is_concrete(ty) || state.program.types.type_parameter(ty).is_some()
            })
        {
            crate::call_sites::prepare(state, &types);
        }
    }
}

/// Whether a step is the same in every run.
fn is_definition(item: &TopLevel) -> bool {
    match item {
        TopLevel::TypeAlias(..)
        | TopLevel::Function(..)
        | TopLevel::Method(_)
        | TopLevel::Struct(_)
        | TopLevel::Closure { .. }
        | TopLevel::Abstract { .. }
        | TopLevel::Primitive { .. }
        | TopLevel::Export(_) => true,
        TopLevel::Run(_)
        | TopLevel::Const(..)
        | TopLevel::Include(..)
        | TopLevel::Using(..)
        | TopLevel::Import { .. }
        | TopLevel::Warning(_) => false,
    }
}

/// Infers and compiles what the statements left call, and what that calls.
fn precompile(first_slot: usize) -> Result<(), EngineError> {
    let state = session();
    let Some(prepared) = state.prepared.take() else { return Ok(()) };
    for step in &prepared.steps {
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
