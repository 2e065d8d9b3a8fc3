//! Lowers control flow: conditions, loops, blocks with their own variables, and leaving them.
//!
//! Conditions are lowered to branches directly, and a local variable tested by `===`, `isa` and the like is
//! renamed on each side (`Narrow`), so that inference can narrow its type there without any flow analysis.

use crate::emit::Emitter;
use crate::form;
use crate::resolution::Meaning;
use crate::ssa::Variable;
use juliette_ir::generic::{GenericBlock, GenericValue, Literal, Op};
use juliette_support::{Symbol, sym};
use juliette_syntax::{Head, Kind, NodeId};

/// Where `break` and `continue` go.
pub(crate) struct LoopTargets {
    break_block: GenericBlock,
    continue_block: GenericBlock,
    /// The number of `try`s around the loop.
    tries: usize,
}

impl Emitter<'_, '_> {
    /// Branches on a condition. Both targets are fresh and not yet sealed; the caller seals them.
    pub(crate) fn condition(&mut self, node: NodeId, on_true: GenericBlock, on_false: GenericBlock) {
        let ast = self.ast();
        let args = ast.args(node);
        match ast.kind(node) {
            Kind::Expr(Head::AndAnd | Head::OrOr) => {
                let is_and = matches!(ast.kind(node), Kind::Expr(Head::AndAnd));
                let next = self.builder().new_block();
                if is_and {
                    self.condition(args[0], next, on_false);
                } else {
                    self.condition(args[0], on_true, next);
                }
                self.builder().seal(next);
                self.builder().switch_to(next);
                self.condition(args[1], on_true, on_false);
            }
            Kind::Expr(Head::Block) if args.len() == 1 => self.condition(args[0], on_true, on_false),
            Kind::Expr(Head::Call)
                if args.len() == 2
                    && matches!(ast.kind(args[0]), Kind::Symbol(sym::BANG))
                    && self.resolution.meaning(args[0]) == Meaning::Global =>
            {
                self.condition(args[1], on_false, on_true);
            }
            _ => {
                let condition = self.expression(node);
                let tested = self.tested_variables(node);
                if tested.is_empty() {
                    self.builder().branch(condition, on_true, on_false);
                    return;
                }
                let sides = [(true, on_true), (false, on_false)].map(|(sense, target)| {
                    let side = self.builder().new_block();
                    (sense, target, side)
                });
                self.builder().branch(condition, sides[0].2, sides[1].2);
                for (sense, target, side) in sides {
                    self.builder().seal(side);
                    self.builder().switch_to(side);
                    for &variable in &tested {
                        let value = self.builder().use_variable(variable);
                        let narrowed = self.builder().push(Op::Narrow { value, condition, sense });
                        self.builder().define(variable, narrowed);
                    }
                    self.builder().jump(target, &[]);
                }
            }
        }
    }

    /// The plain local variables whose type a test of this form may narrow.
    fn tested_variables(&self, node: NodeId) -> Vec<Variable> {
        let ast = self.ast();
        let Kind::Expr(Head::Call) = ast.kind(node) else { return Vec::new() };
        let args = ast.args(node);
        let is_test = matches!(ast.kind(args[0]), Kind::Symbol(name) if self.narrows(name));
        if !is_test {
            return Vec::new();
        }
        let variable = |&arg: &NodeId| match self.resolution.meaning(arg) {
            Meaning::Local(variable) if matches!(ast.kind(arg), Kind::Symbol(_)) => {
                let info = &self.resolution.variables[variable];
                (!info.boxed && info.function == self.context.function).then_some(variable)
            }
            _ => None,
        };
        args[1..].iter().filter_map(variable).collect()
    }

    fn narrows(&self, name: Symbol) -> bool {
        const TESTS: [Symbol; 7] =
            [sym::EGAL, sym::NOT_EGAL, sym::ISA, sym::EQ, sym::NE, sym::ISNOTHING, sym::ISMISSING];
        TESTS.contains(&name)
    }

    pub(crate) fn conditional(&mut self, node: NodeId) -> GenericValue {
        let args = self.ast().args(node);
        let (then, otherwise, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        self.condition(args[0], then, otherwise);
        for (block, arm) in [(then, args.get(1)), (otherwise, args.get(2))] {
            self.builder().seal(block);
            self.builder().switch_to(block);
            let value = match arm {
                Some(&arm) => self.expression(arm),
                None => self.nothing(),
            };
            self.builder().jump(done, &[value]);
        }
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    /// `a && b` or `a || b` where the value matters.
    pub(crate) fn short_circuit(&mut self, node: NodeId, is_and: bool) -> GenericValue {
        let args = self.ast().args(node);
        let (next, short, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        if is_and {
            self.condition(args[0], next, short);
        } else {
            self.condition(args[0], short, next);
        }
        self.builder().seal(short);
        self.builder().switch_to(short);
        let value = self.builder().literal(Literal::Bool(!is_and));
        self.builder().jump(done, &[value]);
        self.builder().seal(next);
        self.builder().switch_to(next);
        let value = self.expression(args[1]);
        self.builder().jump(done, &[value]);
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    pub(crate) fn while_loop(&mut self, node: NodeId) -> GenericValue {
        let args = self.ast().args(node);
        let (head, body, exit) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        self.builder().jump(head, &[]);
        self.begin_loop(head, node);
        self.condition(args[0], body, exit);
        self.builder().seal(body);
        self.builder().switch_to(body);
        let tries = self.context.tries.len();
        self.context.loops.push(LoopTargets { break_block: exit, continue_block: head, tries });
        self.introduce(node);
        self.expression(args[1]);
        self.context.loops.pop();
        self.builder().jump(head, &[]);
        self.builder().seal(head);
        self.builder().seal(exit);
        self.builder().switch_to(exit);
        self.nothing()
    }

    /// Goes on at the head of the loop at `node`, which has been jumped to from outside.
    fn begin_loop(&mut self, head: GenericBlock, node: NodeId) {
        if let Some(assigned) = self.resolution.assigned_in(node) {
            self.context.builder.begin_loop(head, assigned);
        }
        self.builder().switch_to(head);
    }

    /// The loop is rotated: `iterate` is asked before the first and at the end of each iteration, so that the
    /// head of the loop carries an element and a state, never `nothing`.
    pub(crate) fn for_loop(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let specs = form::loop_specs(ast, &args[0]);
        let exit = self.builder().new_block();
        self.for_level(node, specs, args[1], exit);
        self.builder().seal(exit);
        self.builder().switch_to(exit);
        self.nothing()
    }

    /// One range of the loop; `done` is where control goes after it, and where `break` goes from any level.
    fn for_level(&mut self, node: NodeId, specs: &[NodeId], body: NodeId, done: GenericBlock) {
        let outermost = self.context.loops.last().map_or(0, |_| self.context.loops.len());
        self.for_range(node, specs, body, done, done);
        debug_assert_eq!(outermost, self.context.loops.len(), "loops are left in order");
    }

    fn for_range(
        &mut self,
        node: NodeId,
        specs: &[NodeId],
        body: NodeId,
        done: GenericBlock,
        break_block: GenericBlock,
    ) {
        let ast = self.ast();
        let spec = ast.args(specs[0]);
        let iterable = self.expression(spec[1]);
        let first = self.call_base(sym::ITERATE, &[iterable]);
        let head = self.builder().new_block();
        let pair = self.builder().value_param(head);
        let step = self.builder().new_block();
        self.iterate_or_leave(first, head, done);

        self.begin_loop(head, node);
        let (one, two) = (self.integer(1), self.integer(2));
        let element = self.call_known(sym::GETFIELD, &[pair, one]);
        let state = self.call_known(sym::GETFIELD, &[pair, two]);
        self.introduce(specs[0]);
        self.assign(spec[0], element);
        if specs.len() > 1 {
            self.for_range(node, &specs[1..], body, step, break_block);
        } else {
            let tries = self.context.tries.len();
            self.context.loops.push(LoopTargets { break_block, continue_block: step, tries });
            self.copy_loop_variables(ast.args(node)[0]);
            self.introduce(node);
            self.expression(body);
            self.context.loops.pop();
            self.builder().jump(step, &[]);
        }
        self.builder().seal(step);
        self.builder().switch_to(step);
        self.context.builder.line = self.line_of(specs[0]);
        let next = self.call_base(sym::ITERATE, &[iterable, state]);
        self.iterate_or_leave(next, head, done);
        self.builder().seal(head);
    }

    fn copy_loop_variables(&mut self, ranges: NodeId) {
        for &(variable, copy) in self.resolution.copies(ranges) {
            self.introduce_variable(copy);
            let is_plain = !self.resolution.variables[variable].boxed;
            let value = if is_plain { self.builder().use_variable(variable) } else { self.read(variable) };
            self.write(copy, value);
        }
    }

    fn iterate_or_leave(&mut self, next: GenericValue, head: GenericBlock, done: GenericBlock) {
        let nothing = self.nothing();
        let ended = self.call_known(sym::EGAL, &[next, nothing]);
        let (leave, go_on) = (self.builder().new_block(), self.builder().new_block());
        self.builder().branch(ended, leave, go_on);
        self.builder().seal(leave);
        self.builder().seal(go_on);
        self.builder().switch_to(leave);
        self.builder().jump(done, &[]);
        self.builder().switch_to(go_on);
        let pair = self.builder().push(Op::Narrow { value: next, condition: ended, sense: false });
        self.builder().jump(head, &[pair]);
    }

    /// Whether the first middle of a chain is evaluated before what stands left of it, as Julia evaluates one that is
    /// used twice and more than a name or a literal.
    pub(crate) fn middle_comes_first(&self, args: &[NodeId]) -> bool {
        args.len() > 3 && matches!(self.ast().kind(args[2]), Kind::Expr(_))
    }

    /// `a < b < c`, each evaluated once, and none behind the first comparison that fails.
    pub(crate) fn comparison(&mut self, args: &[NodeId]) -> GenericValue {
        let done = self.builder().new_block();
        let result = self.builder().value_param(done);
        let mut middle = self.middle_comes_first(args).then(|| self.expression(args[2]));
        let mut left = self.expression(args[0]);
        for (i, pair) in args[1..].chunks(2).enumerate() {
            let operator = self.expression(pair[0]);
            let right = middle.take().unwrap_or_else(|| self.expression(pair[1]));
            let holds = self.builder().call(&[operator, left, right]);
            if i * 2 + 3 == args.len() {
                self.builder().jump(done, &[holds]);
            } else {
                let next = self.builder().new_block();
                let fails = self.builder().new_block();
                self.builder().branch(holds, next, fails);
                self.builder().seal(next);
                self.builder().seal(fails);
                self.builder().switch_to(fails);
                let no = self.builder().literal(Literal::Bool(false));
                self.builder().jump(done, &[no]);
                self.builder().switch_to(next);
            }
            left = right;
        }
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    pub(crate) fn leave_loop(&mut self, node: NodeId, is_break: bool) -> GenericValue {
        let Some(targets) = self.context.loops.last() else {
            let span = self.ast().span(node);
            let word = if is_break { "break" } else { "continue" };
            self.error(span, format!("`{word}` outside of a loop"));
            return self.nothing();
        };
        let target = if is_break { targets.break_block } else { targets.continue_block };
        let tries = targets.tries;
        self.leave_tries(tries);
        let value = self.nothing();
        self.builder().jump(target, &[]);
        value
    }

    pub(crate) fn return_statement(&mut self, args: &[NodeId]) -> GenericValue {
        let value = match args.first() {
            Some(&value) => self.expression(value),
            None => self.nothing(),
        };
        self.return_value(value);
        value
    }

    /// Returns from the function, converting to its declared return type.
    pub(crate) fn return_value(&mut self, value: GenericValue) {
        let value = match self.context.return_type {
            Some(ty) if !self.context.builder.is_terminated() => {
                let ty = self.expression(ty);
                self.converted(ty, value)
            }
            _ => value,
        };
        if !self.context.builder.is_terminated() {
            self.leave_tries(0);
        }
        self.builder().ret(value);
    }

    pub(crate) fn let_block(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        for &binding in form::let_bindings(ast, &args[0]) {
            match ast.kind(binding) {
                Kind::Expr(Head::Assign) => {
                    let parts = ast.args(binding);
                    if form::is_call_definition(ast, parts[0]) {
                        self.introduce(binding);
                        self.local_definition(binding);
                    } else {
                        self.introduce(parts[1]);
                        let value = self.expression(parts[1]);
                        self.introduce(binding);
                        self.assign(parts[0], value);
                    }
                }
                _ => self.introduce(binding),
            }
        }
        self.introduce(node);
        self.block(&args[1..])
    }
}
