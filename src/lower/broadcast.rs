//! Lowers broadcasting: `f.(x)`, dotted operators, `.=` and its kin, and `@.`.
//!
//! Nested dotted calls are fused: each becomes a call of `broadcasted`, which only describes it, and the outermost one
//! is carried out by `materialize`, or by `materialize!` into what stands left of `.=`. See `base/broadcast.jl`.

use crate::emit::Emitter;
use juliette_ir::generic::GenericValue;
use juliette_support::{Symbol, sym};
use juliette_syntax::{Head, Kind, NodeId};

/// The function behind a dotted operator: `+` of `.+`; `..` and `...` are other operators.
fn undotted(name: &str) -> Option<&str> {
    let rest = name.strip_prefix('.')?;
    (!rest.is_empty() && !rest.starts_with('.')).then_some(rest)
}

impl Emitter<'_, '_> {
    /// The operator that a call of this function applies to each element, if it is a dotted one.
    pub(crate) fn dotted_operator(&mut self, callee: NodeId) -> Option<Symbol> {
        let Kind::Symbol(name) = self.ast().kind(callee) else { return None };
        if !self.lowering.interner.begins_with(name, b'.') {
            return None;
        }
        let plain = undotted(self.lowering.interner.name(name))?.to_owned();
        Some(self.lowering.interner.intern(&plain))
    }

    /// Whether the expression at `node` is one that fuses with a dotted call around it.
    fn is_dotted(&mut self, node: NodeId) -> bool {
        let ast = self.ast();
        let args = ast.args(node);
        let all = self.context.dots_all;
        match ast.kind(node) {
            Kind::Expr(Head::Call) => {
                self.dotted_operator(args[0]).is_some() || (all && !self.is_plain_call(args[0]))
            }
            Kind::Expr(Head::Dot) => args.len() == 2 && matches!(ast.kind(args[1]), Kind::Expr(Head::Tuple)),
            Kind::Expr(Head::Comparison) => {
                all || args.iter().skip(1).step_by(2).any(|&op| self.dotted_operator(op).is_some())
            }
            Kind::Expr(Head::DotAndAnd | Head::DotOrOr) => true,
            Kind::Expr(Head::AndAnd | Head::OrOr | Head::Adjoint) => all,
            _ => false,
        }
    }

    /// `@.` leaves ranges alone, and calls of `$f`.
    fn is_plain_call(&self, callee: NodeId) -> bool {
        self.ast().symbol(callee) == Some(sym::COLON)
            || matches!(self.ast().kind(callee), Kind::Expr(Head::Interpolate))
    }

    /// A dotted expression, carried out; none if it is not dotted.
    pub(crate) fn broadcast(&mut self, node: NodeId) -> Option<GenericValue> {
        if !self.is_dotted(node) {
            return None;
        }
        let lazy = self.lazy(node);
        let line = self.line_of(node);
        self.context.builder.line = line;
        Some(self.call_library("materialize", &[lazy]))
    }

    /// A dotted expression as a description, anything else as its value.
    fn lazy(&mut self, node: NodeId) -> GenericValue {
        if !self.is_dotted(node) {
            return self.expression(node);
        }
        let ast = self.ast();
        let args = ast.args(node);
        match ast.kind(node) {
            Kind::Expr(Head::Call) => self.lazy_call(node),
            Kind::Expr(Head::Dot) => {
                let function = self.expression(args[0]);
                self.lazy_apply(function, ast.args(args[1]))
            }
            Kind::Expr(Head::Comparison) => self.lazy_comparison(args),
            Kind::Expr(head @ (Head::DotAndAnd | Head::DotOrOr | Head::AndAnd | Head::OrOr)) => {
                let is_and = matches!(head, Head::DotAndAnd | Head::AndAnd);
                let name = self.lowering.interner.intern(if is_and { "and_then" } else { "or_else" });
                let function = self.base(name);
                self.lazy_apply(function, args)
            }
            Kind::Expr(Head::Adjoint) => {
                let name = self.lowering.interner.intern("adjoint");
                let function = self.base(name);
                self.lazy_apply(function, args)
            }
            _ => self.expression(node),
        }
    }

    fn lazy_call(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let operator = self.dotted_operator(args[0]);
        let name = operator.or_else(|| ast.symbol(args[0]));
        if name == Some(sym::CARET)
            && let [_, base, exponent] = *args
            && let Kind::Int64(power) = ast.kind(exponent)
        {
            // `x .^ 2` is `literal_pow.(^, x, Val(2))`.
            let literal_pow = self.base(sym::LITERAL_POW);
            let module = self.lowering.module;
            let caret = self.global(module, sym::CARET);
            let base = self.lazy(base);
            let power = self.val_of(power);
            return self.call_library("broadcasted", &[literal_pow, caret, base, power]);
        }
        let function = match operator {
            Some(operator) => {
                let module = self.lowering.module;
                self.global(module, operator)
            }
            None => self.expression(args[0]),
        };
        self.lazy_apply(function, &args[1..])
    }

    /// The description of a call of `function`, whose keywords are evaluated behind the other arguments.
    fn lazy_apply(&mut self, function: GenericValue, arguments: &[NodeId]) -> GenericValue {
        let ast = self.ast();
        let name = self.lowering.interner.intern("broadcasted");
        let mut values = vec![self.base(name), function];
        let mut mask = 0;
        let (positional, keywords) = self.split_keywords(arguments);
        for &argument in &positional {
            let node = match ast.kind(argument) {
                Kind::Expr(Head::Splat) => {
                    if values.len() > 60 {
                        return self.unsupported(argument, "`...` behind so many arguments");
                    }
                    mask |= 1 << (values.len() - 1);
                    ast.args(argument)[0]
                }
                _ => argument,
            };
            let value = self.lazy(node);
            values.push(value);
        }
        if let Some(keywords) = self.keywords(&keywords, &[]) {
            values[1] = self.call_library("WithKeywords", &[function, keywords.tuple]);
        }
        self.call_spliced(&values, mask)
    }

    /// `a .< b .< c` is `(a .< b) .& (b .< c)`, `b` evaluated once.
    fn lazy_comparison(&mut self, args: &[NodeId]) -> GenericValue {
        let module = self.lowering.module;
        let mut middle = self.middle_comes_first(args).then(|| self.lazy(args[2]));
        let mut left = self.lazy(args[0]);
        let mut all: Option<GenericValue> = None;
        for pair in args[1..].chunks(2) {
            let operator = self.dotted_operator(pair[0]);
            let is_dotted = operator.is_some() || self.context.dots_all;
            let function = match operator {
                Some(operator) => self.global(module, operator),
                None => self.expression(pair[0]),
            };
            let right = middle.take().unwrap_or_else(|| self.lazy(pair[1]));
            let holds = if is_dotted {
                self.call_library("broadcasted", &[function, left, right])
            } else {
                self.call_value(function, &[left, right])
            };
            all = Some(match all {
                Some(before) => {
                    let and = self.base(sym::AMPERSAND);
                    self.call_library("broadcasted", &[and, before, holds])
                }
                None => holds,
            });
            left = right;
        }
        all.unwrap_or(left)
    }

    /// `target .= value`, or `target .op= value`.
    pub(crate) fn broadcast_assignment(&mut self, node: NodeId, operator: Option<Symbol>) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let (target, operand) = (args[0], args[1]);
        let destination = match ast.kind(target) {
            Kind::Expr(Head::Ref) => {
                let parts = ast.args(target);
                let collection = self.expression(parts[0]);
                let Some((indices, mask)) = self.indices(collection, &parts[1..]) else {
                    return self.unsupported(node, "keywords in an index");
                };
                let name = self.lowering.interner.intern("dotview");
                let mut all = vec![self.base(name), collection];
                all.extend(&indices);
                self.call_spliced(&all, mask << 1)
            }
            Kind::Symbol(_) | Kind::Expr(_) => self.expression(target),
            _ => return self.unsupported(node, "a broadcast assignment to this form"),
        };
        let mut value = self.lazy(operand);
        if let Some(operator) = operator {
            let module = self.lowering.module;
            let function = self.global(module, operator);
            value = self.call_library("broadcasted", &[function, destination, value]);
        }
        let line = self.line_of(node);
        self.context.builder.line = line;
        self.call_library("materialize!", &[destination, value])
    }

    /// `@. expression`: every call and operator in it is dotted.
    pub(crate) fn dotted_everywhere(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let outside = core::mem::replace(&mut self.context.dots_all, true);
        let value = match ast.kind(node) {
            Kind::Expr(Head::Assign)
                if matches!(
                    ast.kind(ast.args(node)[0]),
                    Kind::Symbol(_) | Kind::Expr(Head::Ref | Head::Dot)
                ) =>
            {
                self.broadcast_assignment(node, None)
            }
            Kind::Expr(Head::Update(operator) | Head::DotUpdate(operator)) => {
                self.broadcast_assignment(node, Some(operator))
            }
            _ => self.expression(node),
        };
        self.context.dots_all = outside;
        value
    }

    /// `$x` under `@.`: not dotted.
    pub(crate) fn undotted(&mut self, node: NodeId) -> Option<GenericValue> {
        if !self.context.dots_all {
            return None;
        }
        let outside = core::mem::replace(&mut self.context.dots_all, false);
        let value = self.expression(self.ast().args(node)[0]);
        self.context.dots_all = outside;
        Some(value)
    }
}
