//! Tasks: stacks of their own for functions of the program, and going from one to another.
//!
//! The library schedules: it makes a coroutine for a task, switches to it, and says when one ends. A coroutine's stack
//! is mapped when it is first entered and used again after it ended.
//!
//! Invariant: of a coroutine that does not run, everything is on its stack from `stack_pointer` up, where the registers
//! that calls preserve lie, and in its record: the collector scans these. Handlers form a chain for each coroutine.

use crate::context::context;
use crate::evaluated::Record;
use crate::exceptions::{Handler, throw_out_of_memory};
use crate::object::Ref;
use crate::runtime::current;

/// Address space of a stack. It is backed by memory where it was touched.
const STACK_SIZE: usize = 8 << 20;
/// What lies below a stack and may not be touched.
const GUARD_SIZE: usize = 64 << 10;
/// Stacks that are kept for later.
const MAX_POOLED: usize = 64;

core::arch::global_asm!(
    // void switch(usize *saved, usize to): leaves the stack, its pointer in `saved`, for the one with the pointer `to`.
    ".globl juliette_switch_stack",
    ".hidden juliette_switch_stack",
    "juliette_switch_stack:",
    "push rbp",
    "push rbx",
    "push r12",
    "push r13",
    "push r14",
    "push r15",
    "mov [rdi], rsp",
    "mov rsp, rsi",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
);

unsafe extern "C" {
    fn juliette_switch_stack(saved: *mut usize, to: usize);
}

/// A function's own stack, or the thread's.
#[derive(Debug)]
struct Coroutine {
    /// What it calls when it is first entered.
    function: Ref,
    /// Where its stack begins and ends; both 0 before it is entered.
    bounds: (usize, usize),
    /// Its stack pointer while it does not run.
    stack_pointer: usize,
    handler: *mut Handler,
    evaluated: *mut Record,
    exception: Ref,
}

/// The coroutines by number. The thread's own stack is number 0.
#[derive(Debug, Default)]
pub struct Tasks {
    /// In boxes, because a stack pointer is saved in a record when another may be made.
    coroutines: Vec<Option<Box<Coroutine>>>,
    free: Vec<usize>,
    running: usize,
    /// The one that ended and was left last: its stack was still in use then.
    ended: Option<usize>,
    pool: Vec<(usize, usize)>,
}

impl Tasks {
    /// The ranges of addresses that the collector is to scan.
    pub(crate) fn each_root(&self, mut range: impl FnMut(usize, usize)) {
        for (number, coroutine) in self.coroutines.iter().enumerate() {
            let Some(coroutine) = coroutine else { continue };
            for field in [&raw const coroutine.function, &raw const coroutine.exception] {
                range(field as usize, field as usize + 8);
            }
            if number != self.running && coroutine.bounds.1 != 0 && self.ended != Some(number) {
                range(coroutine.stack_pointer, coroutine.bounds.1);
            }
        }
    }

    fn reap(&mut self) {
        if let Some(number) = self.ended.take()
            && let Some(coroutine) = self.coroutines[number].take()
        {
            self.free.push(number);
            if self.pool.len() < MAX_POOLED {
                self.pool.push(coroutine.bounds);
            } else {
                unmap(coroutine.bounds);
            }
        }
    }
}

fn map_stack() -> Option<(usize, usize)> {
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_STACK;
    // SAFETY: a fresh mapping is made, and its lowest part taken back.
    unsafe {
        let start = libc::mmap(core::ptr::null_mut(), STACK_SIZE, protection, flags, -1, 0);
        if start == libc::MAP_FAILED {
            return None;
        }
        if libc::mprotect(start, GUARD_SIZE, libc::PROT_NONE) != 0 {
            libc::munmap(start, STACK_SIZE);
            return None;
        }
        Some((start as usize + GUARD_SIZE, start as usize + STACK_SIZE))
    }
}

fn unmap((start, end): (usize, usize)) {
    let start = start - GUARD_SIZE;
    // SAFETY: the range was mapped by `map_stack`, and nothing runs on it.
    unsafe { libc::munmap(start as *mut libc::c_void, end - start) };
}

/// Makes a coroutine that will call `function`, which must not return; its number.
pub(crate) unsafe extern "C" fn task_new(function: Ref) -> i64 {
    let tasks = &mut current().tasks;
    if tasks.coroutines.is_empty() {
        tasks.coroutines.push(Some(Box::new(Coroutine {
            function: core::ptr::null_mut(),
            bounds: crate::stack::bounds(),
            stack_pointer: 0,
            handler: core::ptr::null_mut(),
            evaluated: core::ptr::null_mut(),
            exception: core::ptr::null_mut(),
        })));
    }
    let coroutine = Some(Box::new(Coroutine {
        function,
        bounds: (0, 0),
        stack_pointer: 0,
        handler: core::ptr::null_mut(),
        evaluated: core::ptr::null_mut(),
        exception: core::ptr::null_mut(),
    }));
    match tasks.free.pop() {
        Some(number) => {
            tasks.coroutines[number] = coroutine;
            number as i64
        }
        None => {
            tasks.coroutines.push(coroutine);
            tasks.coroutines.len() as i64 - 1
        }
    }
}

/// Goes on with the coroutine of that number; returns when another goes on with this one. With `ends`, none may.
pub(crate) unsafe extern "C" fn task_switch(number: i64, ends: i64) {
    let runtime = current();
    let (from, to) = (runtime.tasks.running, number as usize);
    if from == to {
        return;
    }
    let context = context();
    let tasks = &mut runtime.tasks;
    let next = tasks.coroutines[to].as_mut().expect("the library switches to coroutines that it made");
    if next.bounds.1 == 0 {
        let Some(bounds) = tasks.pool.pop().or_else(map_stack) else { throw_out_of_memory() };
        next.bounds = bounds;
        let top = bounds.1 & !15;
        next.stack_pointer = top - 64;
        // SAFETY: the words lie at the end of the new stack. Zeros are popped into the registers; then comes where to go,
        // and a return address at which a walk along the frames ends.
        unsafe {
            core::ptr::write_bytes((top - 64) as *mut u8, 0, 64);
            ((top - 16) as *mut usize).write(start as *const () as usize);
        }
    }
    let (target, bounds, exception) = (next.stack_pointer, next.bounds, next.exception);
    let (handler, evaluated) = (next.handler, next.evaluated);
    if ends != 0 {
        tasks.ended = Some(from);
    }
    tasks.running = to;
    let own = tasks.coroutines[from].as_mut().expect("what runs has a record");
    let saved = &raw mut own.stack_pointer;
    // SAFETY: the context is this thread's own.
    unsafe {
        own.handler = (*context).handler;
        own.evaluated = (*context).evaluated;
        own.exception = (*context).exception;
        (*context).handler = handler;
        (*context).evaluated = evaluated;
        (*context).exception = exception;
    }
    crate::stack::set_bounds(bounds);
    // SAFETY: as above.
    unsafe { (*context).stack_limit = crate::stack::limit() };
    runtime.heap.stack_base = bounds.1;
    // SAFETY: the target is the saved pointer of a stack that was left here, or made above; the record stays where it is.
    unsafe { juliette_switch_stack(saved, target) };
    arrive();
}

/// What is first done on a stack that was just entered.
fn arrive() {
    current().tasks.reap();
}

/// The first function on a new stack.
unsafe extern "C" fn start() -> ! {
    arrive();
    let runtime = current();
    let running = runtime.tasks.running;
    let own = runtime.tasks.coroutines[running].as_mut().expect("what runs has a record");
    let function = own.function;
    let call = runtime.hooks.dynamic_call;
    // SAFETY: the function is an object that can be called.
    unsafe { call(&raw const function, 1) };
    crate::runtime::fatal("a task's function returned")
}
