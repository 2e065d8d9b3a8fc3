//! Lowers assignments of every form: names, indices, fields, destructuring, and `op=`.

use crate::emit::Emitter;
use crate::form;
use crate::resolution::Meaning;
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::{GenericValue, Op};
use juliette_support::{Symbol, sym};
use juliette_syntax::{Head, Kind, NodeId};

impl Emitter<'_, '_> {
    /// Assigns to any form of left side.
    pub(crate) fn assign(&mut self, target: NodeId, value: GenericValue) {
        let ast = self.ast();
        match ast.kind(target) {
            Kind::Symbol(sym::UNDERSCORE) => {}
            Kind::Symbol(name) => match self.resolution.meaning(target) {
                Meaning::Local(variable) => self.write(variable, value),
                Meaning::Static(..) => {
                    let span = ast.span(target);
                    self.error(span, "cannot assign a static parameter".into());
                }
                Meaning::Global => {
                    let module = self.lowering.module;
                    let value = self.as_typed_global(name, value);
                    self.builder().push(Op::SetGlobal(module, name, value));
                }
            },
            Kind::GlobalRef { module, name } => {
                self.builder().push(Op::SetGlobal(module, name, value));
            }
            Kind::Expr(Head::Ref) => {
                let args = ast.args(target);
                let collection = self.expression(args[0]);
                self.store_index(target, collection, &args[1..], value);
            }
            Kind::Expr(Head::Dot) if ast.args(target).len() == 2 => {
                let args = ast.args(target);
                let object = self.expression(args[0]);
                let field = self.expression(args[1]);
                self.call_base(sym::SETPROPERTY, &[object, field, value]);
            }
            Kind::Expr(Head::TypeAssert) if ast.args(target).len() == 2 => {
                let inner = ast.args(target)[0];
                if let Kind::Symbol(name) = ast.kind(inner) {
                    if self.resolution.meaning(inner) == Meaning::Global
                        && !self.lowering.is_typed_global(name)
                    {
                        self.unsupported(target, "a typed global that is not declared at top level");
                    }
                    self.assign(inner, value);
                } else {
                    self.unsupported(target, "a typed assignment of this form");
                }
            }
            Kind::Expr(Head::Tuple) => self.destructure(target, value),
            Kind::Expr(Head::Outer) => self.assign(ast.args(target)[0], value),
            Kind::Expr(_) => {
                self.unsupported(target, "an assignment to this form");
            }
            Kind::Inert
            | Kind::String(_)
            | Kind::Char(_)
            | Kind::Int64(_)
            | Kind::UInt8(_)
            | Kind::UInt16(_)
            | Kind::UInt32(_)
            | Kind::UInt64(_)
            | Kind::Float64(_)
            | Kind::Float32(_)
            | Kind::Bool(_)
            | Kind::Nothing
            | Kind::Value(_)
            | Kind::Line { .. }
            | Kind::Verbatim(_) => {
                let span = ast.span(target);
                let diagnostic =
                    Diagnostic::error(Code::InvalidAssignment, span, "this cannot be assigned to");
                self.lowering
                    .diagnostics
                    .push(diagnostic.hint("the left side of `=` is a name, an index or a field"));
            }
        }
    }

    fn store_index(
        &mut self,
        node: NodeId,
        collection: GenericValue,
        indices: &[NodeId],
        value: GenericValue,
    ) {
        match self.indices(collection, indices) {
            Some((values, mask)) => {
                let mut all = vec![self.base(sym::SETINDEX), collection, value];
                all.extend(values);
                self.call_spliced(&all, mask << 2);
            }
            None => {
                self.unsupported(node, "keywords in an indexed assignment");
            }
        }
    }

    /// `a, b = value` by the iteration protocol, one element a name; `a, b... = value` gives the last name the rest,
    /// `(; a, b) = value` takes properties.
    fn destructure(&mut self, target: NodeId, value: GenericValue) {
        let ast = self.ast();
        let parts = ast.args(target);
        let mut state = None;
        for (i, &part) in parts.iter().enumerate() {
            match ast.kind(part) {
                Kind::Expr(Head::Parameters) => {
                    self.take_properties(ast.args(part), value);
                    continue;
                }
                Kind::Expr(Head::Splat) => {
                    let behind = parts.len() - 1 - i;
                    let mut arguments = vec![value];
                    if behind == 0 {
                        arguments.extend(state);
                        let rest = self.call_library("rest", &arguments);
                        self.assign(ast.args(part)[0], rest);
                        return;
                    }
                    arguments.push(self.integer(behind as i64));
                    arguments.extend(state);
                    let both = self.call_library("split_rest", &arguments);
                    let (one, two) = (self.integer(1), self.integer(2));
                    let middle = self.call_known(sym::GETFIELD, &[both, one]);
                    let last = self.call_known(sym::GETFIELD, &[both, two]);
                    self.assign(ast.args(part)[0], middle);
                    return self.take_elements(&parts[i + 1..], last);
                }
                _ => {}
            }
            let index = self.integer(i as i64 + 1);
            let mut arguments = vec![value, index];
            arguments.extend(state);
            let pair = self.call_base(sym::INDEXED_ITERATE, &arguments);
            let (one, two) = (self.integer(1), self.integer(2));
            let element = self.call_known(sym::GETFIELD, &[pair, one]);
            if i + 1 < parts.len() {
                state = Some(self.call_known(sym::GETFIELD, &[pair, two]));
            }
            self.assign(part, element);
        }
    }

    /// Assigns the elements of a tuple of as many.
    fn take_elements(&mut self, targets: &[NodeId], tuple: GenericValue) {
        for (i, &target) in targets.iter().enumerate() {
            let index = self.integer(i as i64 + 1);
            let element = self.call_known(sym::GETFIELD, &[tuple, index]);
            self.assign(target, element);
        }
    }

    fn take_properties(&mut self, names: &[NodeId], value: GenericValue) {
        let ast = self.ast();
        for &target in names {
            let name = match ast.kind(target) {
                Kind::Expr(Head::TypeAssert) => ast.symbol(ast.args(target)[0]),
                _ => ast.symbol(target),
            };
            let Some(name) = name else {
                let span = ast.span(target);
                self.error(span, "only names can be taken from properties".into());
                continue;
            };
            let name = self.symbol(name);
            let property = self.call_base(sym::GETPROPERTY, &[value, name]);
            self.assign(target, property);
        }
    }

    /// `x op= y`, each part of `x` evaluated once.
    /// `object.field = value`, where the object is more than a name: it is evaluated first.
    pub(crate) fn assign_field(&mut self, object: NodeId, field: NodeId, value: NodeId) -> GenericValue {
        let object = self.expression(object);
        let value = self.expression(value);
        let field = self.expression(field);
        self.call_base(sym::SETPROPERTY, &[object, field, value]);
        value
    }

    pub(crate) fn update(&mut self, node: NodeId, operator: Symbol) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let (target, operand) = (args[0], args[1]);
        let module = self.lowering.module;
        match ast.kind(target) {
            Kind::Symbol(_) => {
                let function = self.global(module, operator);
                let old = self.expression(target);
                let operand = self.expression(operand);
                let value = self.call_value(function, &[old, operand]);
                self.assign(target, value);
                value
            }
            Kind::Expr(Head::Ref) => {
                let parts = ast.args(target);
                let collection = self.expression(parts[0]);
                let Some((indices, mask)) = self.indices(collection, &parts[1..]) else {
                    return self.unsupported(node, "keywords in an indexed assignment");
                };
                let function = self.global(module, operator);
                let mut read = vec![self.base(sym::GETINDEX), collection];
                read.extend(&indices);
                let old = self.call_spliced(&read, mask << 1);
                let operand = self.expression(operand);
                let value = self.call_value(function, &[old, operand]);
                let mut write = vec![self.base(sym::SETINDEX), collection, value];
                write.extend(&indices);
                self.call_spliced(&write, mask << 2);
                value
            }
            Kind::Expr(Head::Dot) if ast.args(target).len() == 2 => {
                let parts = ast.args(target);
                let object = self.expression(parts[0]);
                let field = self.expression(parts[1]);
                let function = self.global(module, operator);
                let old = self.call_base(sym::GETPROPERTY, &[object, field]);
                let operand = self.expression(operand);
                let value = self.call_value(function, &[old, operand]);
                self.call_base(sym::SETPROPERTY, &[object, field, value]);
                value
            }
            _ => self.unsupported(node, "an updating assignment to this form"),
        }
    }

    pub(crate) fn local_declaration(&mut self, args: &[NodeId]) -> GenericValue {
        let ast = self.ast();
        let mut last = None;
        for &arg in args {
            if let Kind::Expr(Head::Assign) = ast.kind(arg) {
                let parts = ast.args(arg);
                let value = self.expression(parts[1]);
                self.assign(parts[0], value);
                last = Some(value);
            }
        }
        match last {
            Some(value) => value,
            None => self.nothing(),
        }
    }

    pub(crate) fn global_declaration(&mut self, node: NodeId, args: &[NodeId]) -> GenericValue {
        let ast = self.ast();
        let mut last = None;
        for &arg in args {
            match ast.kind(arg) {
                Kind::Symbol(_) | Kind::GlobalRef { .. } => {}
                Kind::Expr(Head::TypeAssert)
                    if ast
                        .symbol(ast.args(arg)[0])
                        .is_some_and(|name| self.lowering.is_typed_global(name)) => {}
                Kind::Expr(Head::Assign) if !form::is_call_definition(ast, ast.args(arg)[0]) => {
                    let parts = ast.args(arg);
                    let value = self.expression(parts[1]);
                    self.assign(parts[0], value);
                    last = Some(value);
                }
                Kind::Expr(Head::Update(_) | Head::Function | Head::Assign) => {
                    last = Some(self.expression(arg));
                }
                _ => {
                    self.unsupported(node, "this form of `global`");
                }
            }
        }
        match last {
            Some(value) => value,
            None => self.nothing(),
        }
    }
}
