//! Lowers `try`: handlers, and what must happen on every way out.
//!
//! A handler is a record in the frame that `TryEnter` installs; when something is thrown, control comes back there
//! with `true`. Whatever leaves the `try` by `return`, `break` or `continue` removes the handlers on its way and runs
//! the `finally` blocks, innermost first; so a `finally` block is lowered once for each way out.
//!
//! Variables that a `try` assigns live in boxes (see `scope.rs`): the handler finds what was assigned last.

use crate::emit::Emitter;
use juliette_ir::generic::{GenericValue, Op};
use juliette_syntax::{Kind, NodeId};

/// A `try` around the current place.
#[derive(Clone, Copy)]
pub(crate) struct Attempt {
    handler: u32,
    finally: Option<NodeId>,
}

impl Emitter<'_, '_> {
    /// `try … catch … else … finally … end`.
    pub(crate) fn try_block(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        // A body that installs handlers is not put into another one.
        self.context.builder.body.inline = Some(false);
        let part = |index: usize| {
            args.get(index).copied().filter(|&part| !matches!(ast.kind(part), Kind::Bool(false)))
        };
        match part(3) {
            Some(finally) => self.with_finally(node, finally),
            None => self.with_catch(node),
        }
    }

    fn enter(&mut self, finally: Option<NodeId>) -> (Attempt, GenericValue) {
        let handler = self.context.handlers;
        self.context.handlers += 1;
        let thrown = self.builder().push(Op::TryEnter(handler));
        (Attempt { handler, finally }, thrown)
    }

    fn with_catch(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let has_catch = args.len() > 2 && !matches!(ast.kind(args[2]), Kind::Bool(false));
        if !has_catch {
            self.introduce(args[0]);
            return self.expression(args[0]);
        }
        let (attempt, thrown) = self.enter(None);
        let (body, handler, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        self.builder().branch(thrown, handler, body);
        self.builder().seal(body);
        self.builder().seal(handler);
        self.builder().switch_to(body);
        self.context.tries.push(attempt);
        self.introduce(args[0]);
        let mut value = self.expression(args[0]);
        self.context.tries.pop();
        if !self.builder().is_terminated() {
            self.builder().push(Op::TryLeave(attempt.handler));
            if let Some(&otherwise) = args.get(4) {
                self.introduce(otherwise);
                value = self.expression(otherwise);
            }
        }
        self.builder().jump(done, &[value]);
        self.builder().switch_to(handler);
        self.introduce(args[2]);
        if let Kind::Symbol(_) = ast.kind(args[1]) {
            let exception = self.caught_exception();
            self.introduce(args[1]);
            self.assign(args[1], exception);
        }
        let value = self.expression(args[2]);
        self.builder().jump(done, &[value]);
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    fn with_finally(&mut self, node: NodeId, finally: NodeId) -> GenericValue {
        let (attempt, thrown) = self.enter(Some(finally));
        let (body, handler) = (self.builder().new_block(), self.builder().new_block());
        self.builder().branch(thrown, handler, body);
        self.builder().seal(body);
        self.builder().seal(handler);
        self.builder().switch_to(handler);
        let exception = self.caught_exception();
        self.run_finally(finally);
        // A `finally` block that leaves on its own lets the exception fall.
        if !self.builder().is_terminated() {
            self.rethrow(exception);
        }
        self.builder().switch_to(body);
        self.context.tries.push(attempt);
        let value = self.with_catch(node);
        self.context.tries.pop();
        if !self.builder().is_terminated() {
            self.builder().push(Op::TryLeave(attempt.handler));
            self.run_finally(finally);
        }
        value
    }

    fn rethrow(&mut self, exception: GenericValue) {
        let name = self.lowering.interner.intern("rethrow");
        let name = self.symbol(name);
        let never = self.core("Union");
        let never = self.call_core("apply_type", &[never]);
        self.call_core("runtime", &[name, never, exception]);
        self.builder().unreachable();
    }

    fn run_finally(&mut self, finally: NodeId) {
        self.introduce(finally);
        self.expression(finally);
    }

    fn caught_exception(&mut self) -> GenericValue {
        let name = self.lowering.interner.intern("current_exception");
        let name = self.symbol(name);
        let any = self.core("Any");
        self.call_core("runtime", &[name, any])
    }

    /// Removes the handlers of all `try`s inside the outermost `keep`, running their `finally` blocks.
    pub(crate) fn leave_tries(&mut self, keep: usize) {
        let all = self.context.tries.clone();
        for index in (keep..all.len()).rev() {
            let attempt = all[index];
            // What is thrown from here on is for the `try`s outside.
            self.context.tries.truncate(index);
            self.builder().push(Op::TryLeave(attempt.handler));
            if let Some(finally) = attempt.finally {
                self.run_finally(finally);
            }
        }
        self.context.tries = all;
    }
}
