//! The LLVM backend as a shared library with one exported function, which gives the table of `client/abi.rs`.
//!
//! Everything here turns C calls into calls of [`Session`]; a panic inside ends the process with its message.
#![allow(unsafe_code, reason = "the C side of the plugin's boundary")]

use core::ffi::c_void;
use juliette_llvm::Session;
use juliette_llvm_client::abi::{CompileRequest, CompileResponse, FunctionCode, List, PluginTable, Text};
use juliette_llvm_client::{BatchId, CodePosition, SessionOptions};

/// A session and what its last call answered.
struct State {
    session: Session,
    message: String,
    functions: Vec<FunctionCode>,
    positions: Vec<CodePosition>,
}

static TABLE: PluginTable =
    PluginTable { create, destroy, compile, remove, last_object, llvm_ir, disassemble };

/// Gives the table if the program was built from the same sources as this library.
#[unsafe(no_mangle)]
pub extern "C" fn juliette_llvm_plugin(build: Text) -> *const PluginTable {
    // SAFETY: the program passes a constant of its own.
    if unsafe { build.to_string() } == juliette_ir::BUILD_HASH { &TABLE } else { core::ptr::null() }
}

/// The state behind a session pointer.
///
/// # Safety
/// The pointer must come from `create` and not have been passed to `destroy`, and no other call may be going on.
unsafe fn state<'a>(session: *mut c_void) -> &'a mut State {
    // SAFETY: `create` made it of a boxed `State`, and it is used by one call at a time.
    unsafe { &mut *session.cast::<State>() }
}

unsafe extern "C" fn create(options: &SessionOptions, session: &mut *mut c_void, message: &mut Text) -> bool {
    match Session::new(*options) {
        Ok(made) => {
            let state =
                State { session: made, message: String::new(), functions: Vec::new(), positions: Vec::new() };
            *session = Box::into_raw(Box::new(state)).cast();
            true
        }
        Err(reason) => {
            *message = Text::of(reason.leak());
            false
        }
    }
}

unsafe extern "C" fn destroy(session: *mut c_void) {
    // SAFETY: the program passes what `create` gave, once.
    drop(unsafe { Box::from_raw(session.cast::<State>()) });
}

unsafe extern "C" fn compile(
    session: *mut c_void,
    request: &CompileRequest<'_>,
    response: &mut CompileResponse,
) -> bool {
    // SAFETY: by the table's contract.
    let state = unsafe { state(session) };
    // SAFETY: the request holds a slice's begin and length.
    let functions = unsafe { core::slice::from_raw_parts(request.functions, request.count) };
    match state.session.compile(functions, request.env, request.options) {
        Ok(batch) => {
            state.functions.clear();
            state.positions.clear();
            for made in &batch.functions {
                state.functions.push(FunctionCode {
                    address: made.address,
                    size: made.size,
                    first_position: state.positions.len() as u32,
                    position_count: made.positions.len() as u32,
                });
                state.positions.extend_from_slice(&made.positions);
            }
            response.id = batch.id;
            response.link_ns = batch.link_ns;
            response.functions = List::of(&state.functions);
            response.positions = List::of(&state.positions);
            true
        }
        Err(reason) => {
            state.message = reason;
            response.message = Text::of(&state.message);
            false
        }
    }
}

unsafe extern "C" fn remove(session: *mut c_void, batch: BatchId, message: &mut Text) -> bool {
    // SAFETY: by the table's contract.
    let state = unsafe { state(session) };
    let Err(reason) = state.session.remove(batch) else { return true };
    state.message = reason;
    *message = Text::of(&state.message);
    false
}

unsafe extern "C" fn disassemble(
    session: *mut c_void,
    code: List<u8>,
    address: u64,
    text: &mut Text,
) -> bool {
    // SAFETY: by the table's contract.
    let state = unsafe { state(session) };
    // SAFETY: the bytes are the caller's.
    let code = unsafe { code.as_slice() };
    let (good, message) = match juliette_llvm::disassemble(code, address) {
        Ok(listing) => (true, listing),
        Err(reason) => (false, reason),
    };
    state.message = message;
    *text = Text::of(&state.message);
    good
}

unsafe extern "C" fn last_object(session: *mut c_void) -> List<u8> {
    // SAFETY: by the table's contract.
    let state = unsafe { state(session) };
    List::of(state.session.last_object())
}

unsafe extern "C" fn llvm_ir(session: *mut c_void, request: &CompileRequest<'_>, text: &mut Text) -> bool {
    // SAFETY: by the table's contract.
    let state = unsafe { state(session) };
    // SAFETY: the request holds a slice's begin and length.
    let functions = unsafe { core::slice::from_raw_parts(request.functions, request.count) };
    let (good, message) = match state.session.llvm_ir(functions, request.env, request.options) {
        Ok(ir) => (true, ir),
        Err(reason) => (false, reason),
    };
    state.message = message;
    *text = Text::of(&state.message);
    good
}
