//! The base image: made by loading the library and running a workload, opened at the start of a run.
//!
//! An image is the memory of a session, as it is: the allocator records while the library is loaded, so that
//! everything the session refers to lies at the addresses that images are mapped at. The workload, small programs
//! of `runtime/workload`, decides which of the library's methods are inferred and compiled in it. It runs in a
//! module of its own, which no program can name, and defines nothing that reaches beyond.
//!
//! Invariant: what belongs to a process (streams, arguments, the thread's context, the stack's bounds) is made anew by
//! [`Session::resume`].

use crate::options::Options;
use crate::session::{Engine, EngineError, Session};
use juliette_image::file::{ImageError, Segment};
use juliette_image::{allocator, file, identity, place};
use juliette_runtime::runtime::ErrorKind;
use juliette_support::ModuleId;
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The workload's programs, by name.
const WORKLOAD: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/workload.rs"));

/// Which base image to start from; without one, the library is loaded from source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImageChoice {
    /// None.
    Source,
    /// The one beside the program or in `../lib/juliette`, if there is one.
    Beside,
    /// The one at this path.
    At(String),
}

/// What was put into an image.
#[derive(Clone, Debug)]
pub struct ImageReport {
    /// The file.
    pub path: PathBuf,
    /// The file's length in bytes.
    pub bytes: u64,
    /// Bytes of the compiler's data.
    pub data: u64,
    /// Bytes of Julia objects that the collector manages.
    pub heap: u64,
    /// Bytes of code.
    pub code: u64,
    /// Functions compiled.
    pub functions: u32,
}

/// Makes a base image at the path, or beside the program in the place of those of older builds. The process is good for nothing else before or afterwards.
///
/// # Errors
/// If the library cannot be loaded, or the file not be written.
pub fn build_image(path: Option<&Path>) -> Result<ImageReport, EngineError> {
    let beside = beside_program();
    let (path, is_beside) = match path {
        Some(path) => (path.to_path_buf(), false),
        None => {
            let reason = "this program cannot have a base image beside it".to_owned();
            (beside.ok_or(EngineError::Engine(reason))?, true)
        }
    };
    allocator::start_recording().map_err(EngineError::Engine)?;
    let engine = Engine::from_source(Options::default())?;
    run_workload()?;
    let session = engine.into_session();
    // SAFETY: the engine gave it up.
    rank_methods(unsafe { &mut *session });
    let report = write(session, &path, 0o644)?;
    if is_beside {
        remove_older(&path);
    }
    Ok(report)
}

/// Compares the library's methods with each other once for all.
fn rank_methods(session: &mut Session) {
    let program = &mut session.program;
    // Comparisons make types by the thousand.
    let ranking = allocator::unrecorded(|| program.methods.compare_all(&mut program.types.clone()));
    program.methods.adopt(&ranking);
    allocator::unrecorded(|| drop(ranking));
}

/// Writes the image of a session that was recorded. The process is good for nothing else afterwards.
pub(crate) fn write(session: *mut Session, path: &Path, mode: u32) -> Result<ImageReport, EngineError> {
    // SAFETY: whoever had the session gave it up.
    let state = unsafe { &mut *session };
    let functions = state.timings.functions;
    let misplaced = || EngineError::Engine("the addresses of a base image are taken".to_owned());
    state.seal();
    state.options = Options::default();
    state.timings = crate::timing::Timings::default();
    let heap = state.machine.runtime.rest().ok_or_else(misplaced)?;
    let cells = state.machine.slots.len();
    let [cells, code] = state.machine.space.image_parts(cells).ok_or_else(misplaced)?;
    let arena = (place::ARENA, allocator::stop_recording().next_multiple_of(4096));
    let segment = |(address, len): (usize, usize), is_code: bool| Segment {
        address: address as u64,
        len: len as u64,
        is_code: u64::from(is_code),
    };
    let segments = [segment(arena, false), segment(heap, false), segment(cells, false), segment(code, true)];
    let context = juliette_runtime::context::offset();
    let bytes = file::write(path, session as usize, context, &segments, mode).map_err(EngineError::Engine)?;
    Ok(ImageReport {
        path: path.to_path_buf(),
        bytes,
        data: arena.1 as u64,
        heap: heap.1 as u64,
        code: code.1 as u64,
        functions,
    })
}

fn beside_program() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.with_file_name(file::file_name()?))
}

/// Removes the images beside this one that are older than the program, so of other builds; what is younger may be the
/// image of this program's companion.
fn remove_older(image: &Path) {
    let modified = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let Some(program) = std::env::current_exe().ok().and_then(|program| modified(&program)) else { return };
    let entries = image.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    for entry in entries.into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_older = modified(&entry.path()).is_some_and(|time| time < program);
        if name.starts_with("juliette-") && name.ends_with(".image") && is_older {
            // One that cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Runs the workload, each program in the module of workloads, without output.
fn run_workload() -> Result<(), EngineError> {
    let session = crate::session::session();
    session.backend.open().map_err(EngineError::Engine)?;
    let closures = session.closures;
    let name = session.program.interner.intern("#workload");
    let module = session.program.modules.add(name, name, None);
    session.program.modules.add_using(module, ModuleId::CORE);
    session.program.modules.add_using(module, ModuleId::BASE);
    session.machine.runtime.streams.capture = Some(Vec::new());
    for (name, text) in WORKLOAD {
        crate::load::run_in(module, name, (*text).to_owned(), None)?;
    }
    crate::call_sites::prepare_found(crate::session::session(), module);
    // The handler of signals throws these without allocating.
    for kind in [ErrorKind::StackOverflow, ErrorKind::Divide, ErrorKind::Interrupt] {
        juliette_runtime::exceptions::new_error(kind, &[]);
    }
    crate::session::session().closures = closures;
    Ok(())
}

/// Whether the library is to be loaded from a folder, so that what was made of the one in the program is of no use.
pub(crate) fn is_library_elsewhere() -> bool {
    std::env::var_os("JULIETTE_LIBRARY").is_some()
}

/// Maps the image beside the program, if there is one.
pub(crate) fn map_beside() -> Option<file::Mapped> {
    let path = CString::new(beside_program()?.as_os_str().as_bytes()).ok()?;
    file::map(&path, juliette_runtime::context::offset()).ok()
}

/// The session of the chosen image; none if the library is to be loaded from source. Says on stderr why an image that
/// is there is not used.
pub(crate) fn open(choice: &ImageChoice) -> Option<*mut Session> {
    let paths = match choice {
        ImageChoice::Source => return None,
        ImageChoice::At(path) => vec![PathBuf::from(path)],
        ImageChoice::Beside => {
            if is_library_elsewhere() {
                return None;
            }
            let name = file::file_name()?;
            // As a rule it lies where the program was started from, which needs no question to the system.
            if let Some(folder) = identity::started_from()
                && let Ok(path) = CString::new(folder.join(&name).as_os_str().as_bytes())
                && let Ok(mapped) = file::map(&path, juliette_runtime::context::offset())
            {
                return Some(mapped.root as *mut Session);
            }
            let program = std::env::current_exe().ok()?;
            let folder = program.parent()?;
            vec![folder.join(&name), folder.join("../lib/juliette").join(&name)]
        }
    };
    for path in paths {
        let path = CString::new(path.as_os_str().as_bytes()).ok()?;
        match file::map(&path, juliette_runtime::context::offset()) {
            Ok(mapped) => return Some(mapped.root as *mut Session),
            Err(ImageError::Absent) => {}
            Err(ImageError::Refused(reason)) => {
                eprintln!("juliette: {reason}");
                return None;
            }
        }
    }
    if let ImageChoice::At(path) = choice {
        eprintln!("juliette: there is no base image {path}");
    }
    None
}
