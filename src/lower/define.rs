//! Lowers definitions: methods, closures, structs and their constructors.
//!
//! A method with default values becomes one method per number of arguments given. A closure becomes a struct
//! type whose fields are the captured variables (or their boxes), and methods of that type; creating the
//! closure is making an object of it.

use crate::context::{Context, Lowering};
use crate::emit::Emitter;
use crate::form::{self, Definition};
use crate::keyword::KeywordBody;
use crate::program::{
    FieldDefinition, MethodDefinition, MethodOwner, StaticParam, StructDefinition, TopLevel, TypeExpr,
    TypeExprKind,
};
use crate::resolution::{Function, Resolution};
use crate::scope;
use crate::typeexpr::TypeExprs;
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::{Body, GenericValue, Literal, Op};
use juliette_support::{ModuleId, Span, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};

/// What a method of a definition does.
pub(crate) enum Form {
    /// What is written.
    Plain,
    /// What is written, for keywords that are given in order, and then the function itself, whose type this is.
    Body(KeywordBody, TypeExpr),
    /// Calls the body with the keywords' defaults.
    Defaults(KeywordBody),
    /// Calls the body with what a named tuple says, and defaults for the rest.
    Sorter(KeywordBody),
}

impl Lowering<'_> {
    /// The methods that a definition at top level makes: one per number of arguments.
    pub(crate) fn methods(&mut self, node: NodeId, resolution: &Resolution) -> Vec<MethodDefinition> {
        let definition = form::definition(self.ast, node);
        let span = self.ast.span(node);
        let Some(name) = definition.name else { return Vec::new() };
        let Some(owner) = self.owner(name) else { return Vec::new() };
        self.method_family(node, &definition, owner, None, resolution, span)
    }

    /// Whose methods a definition's name means.
    fn owner(&mut self, name: NodeId) -> Option<MethodOwner> {
        let ast = self.ast;
        match ast.kind(name) {
            Kind::Symbol(name) => Some(MethodOwner::Name(name)),
            Kind::GlobalRef { module, name } => Some(MethodOwner::Global(module, name)),
            Kind::Expr(Head::Dot) if ast.args(name).len() == 2 => {
                let args = ast.args(name);
                if let (Kind::Symbol(module), Kind::Inert) = (ast.kind(args[0]), ast.kind(args[1]))
                    && let Kind::Symbol(function) = ast.kind(ast.args(args[1])[0])
                {
                    return Some(MethodOwner::Qualified(module, function));
                }
                self.diagnostics.push(crate::unsupported(ast.span(name), "this form of a method's name"));
                None
            }
            Kind::Expr(Head::Curly) => {
                let ty = self.type_expr(name)?;
                let kind = TypeExprKind::Apply(
                    Box::new(TypeExpr { kind: TypeExprKind::Name(sym::TYPE), span: ty.span }),
                    vec![ty.clone()],
                );
                Some(MethodOwner::Callable(TypeExpr { kind, span: ty.span }))
            }
            Kind::Expr(Head::TypeAssert) => {
                let args = ast.args(name);
                Some(MethodOwner::Callable(self.type_expr(*args.last()?)?))
            }
            _ => {
                let span = ast.span(name);
                self.diagnostics.push(Diagnostic::error(
                    Code::InvalidUse,
                    span,
                    "this is not a function's name",
                ));
                None
            }
        }
    }

    /// The method with all arguments, and one more for every default value that can be left out.
    fn method_family(
        &mut self,
        node: NodeId,
        definition: &Definition,
        owner: MethodOwner,
        closure: Option<Symbol>,
        resolution: &Resolution,
        span: Span,
    ) -> Vec<MethodDefinition> {
        if definition.arguments.iter().any(|argument| argument.is_keyword) {
            return self.keyword_family(node, definition, owner, closure, resolution, span);
        }
        self.method_forms(node, definition, owner, closure, resolution, span, &Form::Plain)
    }

    /// The methods of one form, for every number of positional arguments.
    #[expect(clippy::too_many_arguments, reason = "the parts of a definition, handed through")]
    pub(crate) fn method_forms(
        &mut self,
        node: NodeId,
        definition: &Definition,
        owner: MethodOwner,
        closure: Option<Symbol>,
        resolution: &Resolution,
        span: Span,
        form: &Form,
    ) -> Vec<MethodDefinition> {
        let required = definition
            .arguments
            .iter()
            .rposition(|argument| argument.default.is_none() && !argument.is_vararg)
            .map_or(0, |last| last + 1);
        let optional =
            definition.arguments[required..].iter().filter(|argument| argument.default.is_some()).count();
        let mut methods = Vec::new();
        // The body is always given all of them.
        let fewest = if matches!(form, Form::Body(..)) { required + optional } else { required };
        for given in (fewest..=required + optional).rev() {
            let is_full = given == required + optional;
            let count = if is_full { definition.arguments.len() } else { given };
            let mut body =
                Body::new(self.method_name(definition, closure), self.module, self.source_file(), 0);
            body.line = self.line_at(span.start);
            body.inline = match form {
                Form::Plain | Form::Body(..) => self.inline_hint(node),
                Form::Defaults(_) | Form::Sorter(_) => Some(true),
            };
            let function = resolution.function(node);
            body.static_params = resolution.functions[function].statics.clone();
            body.is_vararg =
                is_full && definition.arguments.last().is_some_and(|argument| argument.is_vararg);
            let mut arguments = Vec::new();
            let any = TypeExpr { kind: TypeExprKind::Name(sym::ANY), span };
            if let Form::Body(body, itself) = form {
                for keyword in &body.keywords {
                    arguments.push(match keyword.ty {
                        Some(ty) => match self.type_expr(ty) {
                            Some(ty) => ty,
                            None => return Vec::new(),
                        },
                        None => any.clone(),
                    });
                }
                arguments.push(itself.clone());
            }
            for argument in &definition.arguments[..count] {
                let ty = match argument.ty {
                    Some(ty) => self.type_expr(ty),
                    None => Some(any.clone()),
                };
                let Some(ty) = ty else { return Vec::new() };
                let is_written = matches!(ty.kind, TypeExprKind::Vararg(_) | TypeExprKind::VarargOf(..));
                arguments.push(if argument.is_vararg && !is_written {
                    TypeExpr { span: ty.span, kind: TypeExprKind::Vararg(Box::new(ty)) }
                } else {
                    ty
                });
            }
            let static_params = self.static_params(&definition.statics);
            let body = self.method_body(node, definition, body, function, count, resolution, form);
            methods.push(MethodDefinition {
                owner: owner.clone(),
                takes_keywords: matches!(form, Form::Sorter(_)),
                arguments,
                static_params,
                body,
                span,
            });
        }
        methods
    }

    pub(crate) fn method_name(&mut self, definition: &Definition, closure: Option<Symbol>) -> Symbol {
        match definition.name.map(|name| self.ast.kind(name)) {
            Some(Kind::Symbol(name) | Kind::GlobalRef { name, .. }) => name,
            Some(Kind::Expr(Head::Dot)) => {
                let args = self.ast.args(definition.name.expect("matched above"));
                match self.ast.kind(args[1]) {
                    Kind::Inert => self.ast.symbol(self.ast.args(args[1])[0]).unwrap_or(sym::EMPTY),
                    _ => sym::EMPTY,
                }
            }
            Some(Kind::Expr(Head::Curly)) => {
                let args = self.ast.args(definition.name.expect("matched above"));
                self.ast.symbol(args[0]).unwrap_or(sym::EMPTY)
            }
            Some(Kind::Expr(Head::TypeAssert)) => sym::TYPE,
            _ => closure.unwrap_or(sym::EMPTY),
        }
    }

    /// `@inline` or `@noinline` at the head of the body.
    fn inline_hint(&self, node: NodeId) -> Option<bool> {
        self.inline_hints.iter().rev().find(|&&(at, _)| at == node).map(|&(_, hint)| hint)
    }

    /// The code of a method that is given the first `count` positional arguments.
    #[expect(clippy::too_many_arguments, reason = "the parts of a definition, handed through")]
    fn method_body(
        &mut self,
        node: NodeId,
        definition: &Definition,
        mut body: Body,
        function: Function,
        count: usize,
        resolution: &Resolution,
        form: &Form,
    ) -> Body {
        let ast = self.ast;
        body.param_names.push(sym::HASH_SELF);
        let itself = match form {
            Form::Plain | Form::Defaults(_) => 0,
            Form::Sorter(_) => {
                body.param_names.extend([sym::EMPTY, sym::EMPTY]);
                2
            }
            Form::Body(of, _) => {
                let names = of.keywords.iter().map(|keyword| keyword.name.and_then(|name| ast.symbol(name)));
                body.param_names.extend(names.map(|name| name.unwrap_or(sym::EMPTY)));
                body.param_names.push(sym::EMPTY);
                of.keywords.len() + 1
            }
        };
        for argument in &definition.arguments[..count] {
            let name = argument.name.and_then(|name| ast.symbol(name)).unwrap_or(sym::EMPTY);
            body.param_names.push(name);
        }
        let params = body.param_names.len();
        let context = Context::new(body, function, self.tables.builders.pop());
        let mut emitter = Emitter { resolution, context, lowering: self };
        emitter.context.self_variable = resolution.functions[function].self_variable;
        emitter.context.itself = itself;
        let entry = emitter.context.builder.current;
        let values: Vec<GenericValue> = (0..params).map(|_| emitter.builder().value_param(entry)).collect();
        let arguments: Vec<_> = resolution
            .introduced(node)
            .iter()
            .copied()
            .filter(|&v| resolution.variables[v].is_argument)
            .collect();
        for &variable in resolution.introduced(node) {
            if !arguments.contains(&variable) || resolution.variables[variable].boxed {
                emitter.introduce_variable(variable);
            }
        }
        if let Some(name) = definition.itself {
            emitter.assign(name, values[itself]);
        }
        let mut passed = values.clone();
        if let Form::Body(of, _) = form {
            for (keyword, &value) in of.keywords.iter().zip(&values[1..]) {
                emitter.assign(keyword.name.expect("keywords have names"), value);
            }
        }
        for (i, argument) in definition.arguments.iter().enumerate() {
            if argument.is_vararg && i >= count {
                continue;
            }
            let value = match values.get(i + itself + 1) {
                Some(&value) if i < count => value,
                _ => {
                    let default = argument.default.expect("arguments that are not given have defaults");
                    let value = emitter.expression(default);
                    passed.push(value);
                    value
                }
            };
            if let Some(name) = argument.name {
                match ast.kind(name) {
                    Kind::Symbol(symbol) if symbol == sym::UNDERSCORE => {}
                    _ => emitter.assign(name, value),
                }
            }
        }
        if count < definition.arguments.iter().filter(|argument| !argument.is_vararg).count() {
            let result = emitter.builder().call(&passed);
            emitter.builder().ret(result);
            return emitter.finish();
        }
        let is_vararg = definition.arguments[..count].last().is_some_and(|argument| argument.is_vararg);
        match form {
            Form::Plain | Form::Body(..) => {
                emitter.context.return_type = definition.return_type;
                let value = match definition.condition {
                    Some(condition) => emitter.filtered_body(condition, &definition.body),
                    None => emitter.block(&definition.body),
                };
                emitter.return_value(value);
                emitter.seal_labels();
            }
            Form::Defaults(of) => {
                let result = emitter.call_body(of, None, &values, is_vararg);
                emitter.builder().ret(result);
            }
            Form::Sorter(of) => {
                let result = emitter.call_body(of, Some(values[1]), &values[2..], is_vararg);
                emitter.builder().ret(result);
            }
        }
        emitter.finish()
    }

    /// A struct definition with its constructors.
    pub(crate) fn struct_definition(
        &mut self,
        node: NodeId,
        resolution: &Resolution,
    ) -> Option<StructDefinition> {
        let ast = self.ast;
        let args = ast.args(node);
        let is_mutable = matches!(ast.kind(args[0]), Kind::Bool(true));
        let (name, params, supertype) = self.type_header(args[1])?;
        let mut definition = StructDefinition {
            name,
            params,
            supertype,
            fields: Vec::new(),
            is_mutable,
            constructors: Vec::new(),
            span: ast.span(node),
        };
        let mut has_inner = false;
        self.struct_name = Some(name);
        for &member in ast.args(args[2]) {
            let (field, is_const) = match ast.kind(member) {
                Kind::Expr(Head::Const) => (ast.args(member)[0], true),
                _ => (member, false),
            };
            match ast.kind(field) {
                Kind::Symbol(name) => definition.fields.push(FieldDefinition { name, ty: None, is_const }),
                Kind::Expr(Head::TypeAssert) => {
                    let parts = ast.args(field);
                    let name = ast.symbol(parts[0])?;
                    let ty = Some(self.type_expr(parts[1])?);
                    definition.fields.push(FieldDefinition { name, ty, is_const });
                }
                Kind::Expr(Head::Function) => {
                    has_inner = true;
                    definition.constructors.extend(self.methods(member, resolution));
                }
                Kind::Expr(Head::Assign) if form::is_call_definition(ast, ast.args(field)[0]) => {
                    has_inner = true;
                    definition.constructors.extend(self.methods(member, resolution));
                }
                Kind::String(_) => {}
                _ => {
                    let span = ast.span(member);
                    self.diagnostics.push(crate::unsupported(span, "this in a struct definition"));
                }
            }
        }
        self.struct_name = None;
        if !has_inner {
            self.default_constructors(&mut definition);
        }
        Some(definition)
    }

    /// Without inner constructors: `T(fields…)` with the declared types, and one that converts.
    fn default_constructors(&mut self, definition: &mut StructDefinition) {
        let span = definition.span;
        let any = TypeExpr { kind: TypeExprKind::Name(sym::ANY), span };
        let declared: Vec<TypeExpr> =
            definition.fields.iter().map(|field| field.ty.clone().unwrap_or_else(|| any.clone())).collect();
        let owner_name = TypeExpr { kind: TypeExprKind::Name(definition.name), span };
        if definition.params.is_empty() {
            let body = self.constructor_body(definition, false, false);
            let owner = MethodOwner::Name(definition.name);
            let all_any = definition.fields.iter().all(|field| field.ty.is_none());
            definition.constructors.push(MethodDefinition {
                owner: owner.clone(),
                takes_keywords: false,
                arguments: declared,
                static_params: Vec::new(),
                body,
                span,
            });
            if !all_any && !definition.fields.is_empty() {
                let body = self.constructor_body(definition, true, false);
                let arguments = vec![any; definition.fields.len()];
                let static_params = Vec::new();
                definition.constructors.push(MethodDefinition {
                    owner,
                    takes_keywords: false,
                    arguments,
                    static_params,
                    body,
                    span,
                });
            }
            return;
        }
        // `T{P}(fields…) where P` converts; `T(fields…)` takes the parameters from the arguments.
        let names = |kind: &StaticParam| TypeExpr { kind: TypeExprKind::Name(kind.name), span };
        let applied = TypeExpr {
            kind: TypeExprKind::Apply(Box::new(owner_name), definition.params.iter().map(names).collect()),
            span,
        };
        let type_of = TypeExprKind::Apply(
            Box::new(TypeExpr { kind: TypeExprKind::Name(sym::TYPE), span }),
            vec![applied],
        );
        let body = self.constructor_body(definition, true, false);
        definition.constructors.push(MethodDefinition {
            owner: MethodOwner::Callable(TypeExpr { kind: type_of, span }),
            takes_keywords: false,
            arguments: vec![any; definition.fields.len()],
            static_params: definition.params.clone(),
            body,
            span,
        });
        // A bound such as `V <: AbstractVector{T}` determines `T`, too.
        let bounds = definition.params.iter().filter_map(|param| param.upper.as_ref());
        let determining: Vec<&TypeExpr> = declared.iter().chain(bounds).collect();
        let mentioned = |param: &StaticParam| determining.iter().any(|ty| mentions(ty, param.name));
        if definition.params.iter().all(mentioned) {
            let body = self.constructor_body(definition, false, true);
            definition.constructors.push(MethodDefinition {
                owner: MethodOwner::Name(definition.name),
                takes_keywords: false,
                arguments: declared,
                static_params: definition.params.clone(),
                body,
                span,
            });
        }
    }

    fn constructor_body(&mut self, definition: &StructDefinition, converts: bool, applies: bool) -> Body {
        let line = self.line_at(definition.span.start);
        let mut body = Body::new(definition.name, self.module, self.source_file(), line);
        body.inline = Some(true);
        body.static_params =
            if converts && definition.params.is_empty() { Vec::new() } else { names(&definition.params) };
        body.param_names.push(sym::HASH_SELF);
        body.param_names.extend(definition.fields.iter().map(|field| field.name));
        let resolution = Resolution::default();
        let context = Context::new(body, Function(0), self.tables.builders.pop());
        let mut emitter = Emitter { resolution: &resolution, context, lowering: self };
        let entry = emitter.context.builder.current;
        let count = definition.fields.len() + 1;
        let values: Vec<GenericValue> = (0..count).map(|_| emitter.builder().value_param(entry)).collect();
        let mut ty = values[0];
        if applies {
            let mut applied = vec![ty];
            for index in 0..definition.params.len() {
                applied.push(emitter.builder().push(Op::StaticParam(index as u32)));
            }
            ty = emitter.call_core("apply_type", &applied);
        }
        let mut fields = vec![ty];
        for (i, &value) in values[1..].iter().enumerate() {
            fields.push(if converts && definition.fields[i].ty.is_some() {
                let index = emitter.integer(i as i64 + 1);
                let field = emitter.call_core("fieldtype", &[ty, index]);
                emitter.converted(field, value)
            } else {
                value
            });
        }
        let operands = emitter.builder().body.operands(&fields);
        let object = emitter.builder().push(Op::New(operands));
        emitter.builder().ret(object);
        emitter.finish()
    }
}

impl Emitter<'_, '_> {
    /// A function defined inside another, or an anonymous one: makes its type, and an object of it.
    pub(crate) fn local_definition(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let definition = form::definition(ast, node);
        let name = match definition.name {
            None => None,
            Some(name) => match ast.symbol(name) {
                Some(symbol) => Some((name, symbol)),
                None => {
                    return self.unsupported(node, "a method of another module's function inside a function");
                }
            },
        };
        if let Some((at, symbol)) = name
            && self.resolution.meaning(at) == crate::resolution::Meaning::Global
        {
            // In a block of the top level, one method of a global function can be a closure that is assigned to it.
            if self.context.function != Function(0) || self.lowering.global_functions.contains(&symbol) {
                return self.unsupported(node, "a method definition that is not at top level");
            }
            self.lowering.global_functions.push(symbol);
        }
        let function = self.resolution.function(node);
        if let (Some(&first), Some((at, _))) = (self.resolution.functions[function].group.first(), name)
            && first != node
        {
            // Its method was made with the first one's.
            return self.expression(at);
        }
        let closure = self.closure(node, &definition, name.map(|(_, symbol)| symbol));
        if let Some((at, _)) = name {
            self.assign(at, closure);
        }
        closure
    }

    /// The name under which a nested function's type is known.
    pub(crate) fn closure_name(&mut self, name: Option<Symbol>, function: Function) -> Symbol {
        *self.lowering.closures += 1;
        debug_assert!(scope::number(function) > 0, "the statement itself is no closure");
        let text = match name {
            Some(name) => format!("#{}#{}", self.lowering.interner.name(name), *self.lowering.closures),
            None => format!("#{}", *self.lowering.closures),
        };
        self.lowering.interner.intern(&text)
    }

    /// Makes the closure type of the definition at `node`, and an object of it.
    pub(crate) fn closure(
        &mut self,
        node: NodeId,
        definition: &Definition,
        name: Option<Symbol>,
    ) -> GenericValue {
        let span = self.ast().span(node);
        let function = self.resolution.function(node);
        let type_name = self.closure_name(name, function);
        let variables = self.captured_variables(function);
        let statics = self.resolution.functions[function].static_captures.clone();
        let mut fields: Vec<Symbol> =
            variables.iter().map(|&variable| self.resolution.variables[variable].name).collect();
        for &(owner, index) in &statics {
            fields.push(self.resolution.functions[owner].statics[index as usize]);
        }
        self.lowering.prelude.push(TopLevel::Closure { name: type_name, fields, span });
        let owner = MethodOwner::Callable(TypeExpr { kind: TypeExprKind::Closure(type_name), span });
        let mut definitions = vec![(node, definition.clone())];
        for &other in self.resolution.functions[function].group.iter().filter(|&&other| other != node) {
            definitions.push((other, form::definition(self.ast(), other)));
        }
        for (node, definition) in definitions {
            let owner = owner.clone();
            let span = self.ast().span(node);
            let methods =
                self.lowering.method_family(node, &definition, owner, Some(type_name), self.resolution, span);
            self.lowering.prelude.extend(methods.into_iter().map(TopLevel::Method));
        }

        let module = self.lowering.module;
        let mut captured: Vec<GenericValue> =
            variables.iter().map(|&variable| self.captured_value(variable)).collect();
        for &(owner, index) in &statics {
            captured.push(self.static_param(owner, index));
        }
        let mut ty = self.global(module, type_name);
        if !captured.is_empty() {
            let mut applied = vec![ty];
            for &value in &captured {
                applied.push(self.call_core("typeof", &[value]));
            }
            ty = self.call_core("apply_type", &applied);
        }
        let mut values = vec![ty];
        values.extend(captured);
        let operands = self.builder().body.operands(&values);
        self.builder().push(Op::New(operands))
    }

    fn captured_value(&mut self, variable: crate::ssa::Variable) -> GenericValue {
        if self.resolution.variables[variable].boxed {
            self.variable_or_box(variable)
        } else {
            self.read(variable)
        }
    }

    /// `f(args) do x … end`: the function is the first argument.
    pub(crate) fn do_block(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let call = ast.args(args[0]);
        let callee = self.expression(call[0]);
        let definition = form::definition(ast, args[1]);
        let closure = self.closure(args[1], &definition, None);
        let Some((arguments, mask, keywords)) = self.all_arguments(&call[1..]) else {
            return self.unsupported(node, "keyword arguments of this form");
        };
        let mut values = vec![callee, closure];
        values.extend(arguments);
        self.call_with(&values, mask << 1, keywords)
    }
}

fn names(params: &[StaticParam]) -> Vec<Symbol> {
    params.iter().map(|param| param.name).collect()
}

fn mentions(ty: &TypeExpr, name: Symbol) -> bool {
    match &ty.kind {
        TypeExprKind::Name(other) => *other == name,
        TypeExprKind::Global(..)
        | TypeExprKind::Value(_)
        | TypeExprKind::Qualified(..)
        | TypeExprKind::Literal(_)
        | TypeExprKind::Closure(_) => false,
        TypeExprKind::Apply(base, arguments) => {
            mentions(base, name) || arguments.iter().any(|argument| mentions(argument, name))
        }
        TypeExprKind::VarargOf(element, length) => mentions(element, name) || mentions(length, name),
        TypeExprKind::Where(inner, _)
        | TypeExprKind::Below(inner)
        | TypeExprKind::Above(inner)
        | TypeExprKind::TypeOf(inner)
        | TypeExprKind::Vararg(inner) => mentions(inner, name),
    }
}

/// The literal that a node is, for type parameters.
pub(crate) fn literal(ast: &Ast, node: NodeId) -> Option<Literal> {
    match ast.kind(node) {
        Kind::Int64(value) => Some(Literal::int64(value)),
        Kind::Bool(value) => Some(Literal::Bool(value)),
        Kind::Inert => ast.symbol(ast.args(node)[0]).map(Literal::Symbol),
        _ => None,
    }
}

/// The root modules that can be named in a path without being imported.
pub(crate) fn root_module(name: Symbol) -> Option<ModuleId> {
    match name {
        sym::CORE => Some(ModuleId::CORE),
        sym::BASE => Some(ModuleId::BASE),
        sym::MAIN => Some(ModuleId::MAIN),
        _ => None,
    }
}
