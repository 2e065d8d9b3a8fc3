//! Runs a top-level statement without making code for it.
//!
//! Most statements of a program run once and do little themselves: they call functions and keep what those return.
//! Compiling such a statement takes longer than all that it does. So one without loops, of calls whose targets
//! are known or looked up when they run, is carried out here, instruction by instruction, on boxed values; what it
//! calls is compiled code as ever. Of an `if` only the branch that is taken is looked at. Everything else is compiled.
//!
//! Invariant: what a statement does, the stack trace of what it throws included, is the same in both ways. Nothing that
//! needs dropping is alive while a called function runs, since it may throw past these frames.

use crate::call_sites::call_once;
use crate::dynamic::Wrapper;
use crate::session::{Session, session};
use juliette_infer::{CallTarget, Inferred};
use juliette_ir::generic::{Body, GenericBlock, GenericValue, Inst, Op, Terminator};
use juliette_methods::Binding;
use juliette_runtime::exceptions::{new_error, throw, throw_message};
use juliette_runtime::object::{Ref, type_id};
use juliette_runtime::runtime::ErrorKind;
use juliette_support::{ModuleId, Symbol, sym};
use juliette_types::{Const, known};

/// Statements of more values than this are compiled.
const MAX_VALUES: usize = 256;
/// Statements of more blocks than this are compiled.
const MAX_BLOCKS: usize = 64;
/// Calls of more values than this are compiled.
const MAX_ARGUMENTS: usize = 12;

/// Whether a statement can be carried out here.
pub(crate) fn is_simple(session: &mut Session, inferred: &Inferred) -> bool {
    let body = &inferred.body;
    if body.blocks.len() != 1 || body.insts.len() > MAX_VALUES {
        return false;
    }
    body.blocks.values().all(|block| matches!(block.terminator, Terminator::Return(_)))
        && body.insts.iter().all(|(value, inst)| match inst.op {
            Op::Literal(_) | Op::Global(..) | Op::SetGlobal(..) => true,
            Op::Call(operands) => {
                let call = &inferred.calls[value];
                let is_known = match call.target {
                    CallTarget::Static(_) | CallTarget::Dynamic => true,
                    CallTarget::Intrinsic(intrinsic) => {
                        intrinsic.is_pure()
                            && inferred.values[value].constant(&mut session.program.types).is_some()
                    }
                    CallTarget::Split(_) | CallTarget::NoMethod | CallTarget::Unreached => false,
                };
                is_known && call.spliced.is_none() && body.list(operands).len() <= MAX_ARGUMENTS
            }
            Op::Param
            | Op::StaticParam(_)
            | Op::CallSplat(..)
            | Op::New(_)
            | Op::Narrow { .. }
            | Op::CheckDefined(..)
            | Op::TryEnter(_)
            | Op::TryLeave(_)
            | Op::BoundsCheck => false,
        })
}

/// Whether a statement can be carried out here without a look at its types: it calls nothing but functions by their
/// names, with literals and what such calls return, so every call can be looked up when it runs.
pub(crate) fn is_plain(session: &Session, body: &Body) -> bool {
    let is_function = |value: GenericValue| {
        let Op::Global(module, name) = body.insts[value].op else { return false };
        match session.program.modules.resolve(module, name) {
            Some(Binding::Const(value)) => {
                value.as_type().is_none() && !session.program.intrinsics.contains_key(&value.ty)
            }
            Some(Binding::Variable(_) | Binding::Alias(..)) | None => false,
        }
    };
    body.insts.len() <= MAX_VALUES
        && !has_loop(body)
        && body.insts.values().all(|inst| match inst.op {
            Op::Literal(_) | Op::Global(..) | Op::SetGlobal(..) | Op::Param | Op::Narrow { .. } => true,
            Op::Call(operands) => {
                let list = body.list(operands);
                list.len() <= MAX_ARGUMENTS && list.first().is_some_and(|&callee| is_function(callee))
            }
            Op::StaticParam(_)
            | Op::CallSplat(..)
            | Op::New(_)
            | Op::CheckDefined(..)
            | Op::TryEnter(_)
            | Op::TryLeave(_)
            | Op::BoundsCheck => false,
        })
}

/// Whether control can come back to a block, or there are too many blocks to tell.
fn has_loop(body: &Body) -> bool {
    if body.blocks.len() > MAX_BLOCKS {
        return true;
    }
    // Blocks on the way from the entry, and blocks that lead to no loop.
    let (mut active, mut done) = (0u64, 0u64);
    let entry = body.blocks.ids().next().expect("a statement has a block");
    leads_to_loop(body, entry, &mut active, &mut done)
}

fn leads_to_loop(body: &Body, block: GenericBlock, active: &mut u64, done: &mut u64) -> bool {
    let bit = 1 << block.0;
    if *done & bit != 0 {
        return false;
    }
    if *active & bit != 0 {
        return true;
    }
    *active |= bit;
    let found = body.edges(block).any(|edge| leads_to_loop(body, edge.block, active, done));
    *active &= !bit;
    *done |= bit;
    found
}

/// Carries out a simple or plain statement and returns its value; of a plain one nothing was inferred.
pub(crate) fn evaluate(body: &Body, inferred: Option<&Inferred>) -> Ref {
    let mut values = [core::ptr::null_mut(); MAX_VALUES];
    let mut block = body.blocks.ids().next().expect("a statement has a block");
    loop {
        for &value in &body.blocks[block].insts {
            values[value.0 as usize] = instruction(body, inferred, value, &values);
        }
        let edge = match body.blocks[block].terminator {
            Terminator::Return(result) => return values[result.0 as usize],
            Terminator::Jump(edge) => edge,
            Terminator::Branch(condition, on_true, on_false) => {
                if is_true(values[condition.0 as usize]) {
                    on_true
                } else {
                    on_false
                }
            }
            Terminator::Unreachable => unreachable!("evaluate: a call before this does not return"),
        };
        block = edge.block;
        // An argument may be a parameter of the same block only in a loop.
        for (&param, &argument) in body.blocks[block].params.iter().zip(body.list(edge.arguments)) {
            values[param.0 as usize] = values[argument.0 as usize];
        }
    }
}

/// Whether a condition holds; throws if it is no `Bool`.
fn is_true(condition: Ref) -> bool {
    // SAFETY: values are objects; that of a `Bool` is one byte.
    unsafe {
        if type_id(condition) == known::BOOL.0 {
            return condition.read() & 1 == 1;
        }
    }
    let session = session();
    let function = session.program.interner.intern("if");
    let expected = session.program.types.type_const(known::BOOL);
    let function = object(session, Const::symbol(function));
    let context = object(session, Const::text(sym::EMPTY));
    let expected = object(session, expected);
    throw(new_error(ErrorKind::Type, &[function, context, expected, condition]))
}

fn instruction(body: &Body, inferred: Option<&Inferred>, value: GenericValue, values: &[Ref]) -> Ref {
    let inst = &body.insts[value];
    match inst.op {
        Op::Literal(literal) => {
            let session = session();
            let constant = session.program.literal(literal);
            object(session, constant)
        }
        Op::Global(module, name) => {
            session().statement_line = inst.line;
            global(module, name)
        }
        Op::SetGlobal(module, name, from) => {
            let object = values[from.0 as usize];
            set_global(module, name, object);
            object
        }
        Op::Narrow { value, .. } => values[value.0 as usize],
        Op::Call(operands) => {
            let mut arguments = [core::ptr::null_mut(); MAX_ARGUMENTS];
            let list = body.list(operands);
            for (argument, &from) in arguments.iter_mut().zip(list) {
                *argument = values[from.0 as usize];
            }
            call(inferred, value, inst, &arguments[..list.len()])
        }
        Op::Param
        | Op::StaticParam(_)
        | Op::CallSplat(..)
        | Op::New(_)
        | Op::CheckDefined(..)
        | Op::TryEnter(_)
        | Op::TryLeave(_)
        | Op::BoundsCheck => unreachable!("evaluate: only simple statements come here"),
    }
}

fn call(inferred: Option<&Inferred>, value: GenericValue, inst: &Inst, arguments: &[Ref]) -> Ref {
    let session = session();
    session.statement_line = inst.line;
    let Some(inferred) = inferred else {
        // SAFETY: the arguments are references to objects.
        return unsafe { call_once(arguments) };
    };
    match inferred.calls[value].target {
        CallTarget::Static(callee) => {
            let slot = session.machine.wrapper_slot_of(callee);
            // SAFETY: the slot leads to the wrapper of a method for arguments of these types.
            unsafe {
                if let Some(result) = crate::direct::call_directly(slot, arguments) {
                    return result;
                }
                let wrapper: Wrapper = core::mem::transmute(session.machine.slots.target(slot));
                wrapper(arguments.as_ptr())
            }
        }
        // SAFETY: the arguments are references to objects.
        CallTarget::Dynamic => unsafe { call_once(arguments) },
        CallTarget::Intrinsic(_) | CallTarget::Split(_) | CallTarget::NoMethod | CallTarget::Unreached => {
            let constant = inferred.values[value].constant(&mut session.program.types);
            object(session, constant.expect("evaluate: of Core's functions only constants come here"))
        }
    }
}

fn object(session: &mut Session, constant: Const) -> Ref {
    crate::objects::constant_object(&mut session.machine, &mut session.program, constant)
}

fn global(module: ModuleId, name: Symbol) -> Ref {
    let session = session();
    session.program.modules.note_read(module, name);
    let global = match session.program.modules.resolve(module, name) {
        Some(Binding::Const(constant)) => return object(session, constant),
        Some(Binding::Variable(global)) => Some(global),
        Some(Binding::Alias(..)) | None => session.program.modules.variable(module, name),
    };
    if let Some(global) = global {
        // SAFETY: cells live as long as the session.
        let found = unsafe { session.machine.cell(global).read() };
        if found != 0 {
            return found as Ref;
        }
    }
    let name = session.machine.runtime.symbol(session.program.interner.name(name).as_bytes());
    throw(new_error(ErrorKind::UndefVar, &[name]))
}

/// Whether the module's own constant of that name has this very value.
fn is_own_constant(session: &mut Session, module: ModuleId, name: Symbol, object: Ref) -> bool {
    let Some(Binding::Const(constant)) = session.program.modules.own(module, name) else { return false };
    let own = self::object(session, constant);
    // SAFETY: both are objects.
    unsafe { juliette_runtime::egal::egal(own, object) }
}

fn set_global(module: ModuleId, name: Symbol, object: Ref) {
    let session = session();
    match session.program.modules.variable(module, name) {
        // SAFETY: cells live as long as the session.
        Some(global) => unsafe { session.machine.cell(global).write(object as usize) },
        // The same value again is no change.
        None if is_own_constant(session, module, name, object) => {}
        None => {
            // The text is interned, because it could not be dropped.
            let program = &session.program;
            let text = program.modules.assignment_error(module, name, &program.interner);
            let text = session.program.interner.intern(&text);
            throw_message(ErrorKind::Error, session.program.interner.name(text).as_bytes())
        }
    }
}
