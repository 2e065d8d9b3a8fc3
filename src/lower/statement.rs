//! Lowers one top-level statement: definitions are told apart from code that runs.

use crate::context::{Context, Lowering};
use crate::emit::Emitter;
use crate::form;
use crate::program::{ModulePath, TopLevel};
use crate::resolution::{Function, Resolution};
use crate::scope;
use crate::typeexpr::TypeExprs;
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::Body;
use juliette_support::{FileId, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};

impl Lowering<'_> {
    pub(crate) fn source_file(&self) -> FileId {
        self.ast.file()
    }

    /// Lowers the statement at `node`. `is_global` tells which globals the module has by now.
    ///
    /// Diagnostics are left in `self.diagnostics`; if there are errors among them, the result is not to be run.
    pub fn statement(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool) -> Vec<TopLevel> {
        let mut out = Vec::new();
        self.add_statement(node, is_global, &mut out);
        out
    }

    fn add_statement(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool, out: &mut Vec<TopLevel>) {
        let ast = self.ast;
        let args = ast.args(node);
        let span = ast.span(node);
        let Kind::Expr(head) = ast.kind(node) else { return self.add_code(node, is_global, out) };
        let typed = self.type_of_global(node, Self::thunk, |lowering, ty| {
            *scope::resolve(lowering.ast, ty, is_global, Box::default())
        });
        out.extend(typed);
        match head {
            Head::TopLevel | Head::Block => {
                args.iter().for_each(|&arg| self.add_statement(arg, is_global, out))
            }
            Head::Function if args.len() == 1 && ast.symbol(args[0]).is_some() => {
                out.extend(ast.symbol(args[0]).map(|name| TopLevel::Function(name, span)));
            }
            Head::Function if form::has_name(ast, node) => self.add_methods(node, is_global, out),
            Head::Assign if form::is_call_definition(ast, args[0]) => self.add_methods(node, is_global, out),
            Head::Assign
                if matches!(ast.kind(args[0]), Kind::Expr(Head::Curly))
                    && matches!(ast.kind(args[1]), Kind::Expr(Head::Curly) | Kind::Symbol(_)) =>
            {
                self.add_alias(node, out);
            }
            Head::Const => self.add_const(node, is_global, out),
            Head::Struct => {
                let resolution = self.resolve(node, is_global, out);
                let definition = self.struct_definition(node, &resolution);
                out.append(&mut self.prelude);
                out.extend(definition.map(TopLevel::Struct));
            }
            Head::Abstract => {
                if let Some((name, params, supertype)) = self.type_header(args[0]) {
                    out.push(TopLevel::Abstract { name, params, supertype, span });
                }
            }
            Head::Primitive => {
                let bits = match ast.kind(args[1]) {
                    Kind::Int64(bits) => u32::try_from(bits).ok(),
                    _ => None,
                };
                match (self.type_header(args[0]), bits) {
                    (Some((name, _, supertype)), Some(bits)) => {
                        out.push(TopLevel::Primitive { name, supertype, bits, span });
                    }
                    _ => self.diagnostics.push(crate::unsupported(span, "this primitive type")),
                }
            }
            Head::Module => {
                let message = "`module` is only allowed at top level";
                self.diagnostics.push(Diagnostic::error(Code::InvalidUse, span, message));
            }
            Head::Export => {
                out.push(TopLevel::Export(args.iter().filter_map(|&arg| ast.symbol(arg)).collect()))
            }
            Head::Using | Head::Import => self.add_import(node, head == Head::Import, out),
            Head::MacroCall => self.add_macro_call(node, is_global, out),
            Head::Call
                if args.len() == 2
                    && ast.symbol(args[0]) == Some(sym::INCLUDE)
                    && matches!(ast.kind(args[1]), Kind::String(_)) =>
            {
                if let Kind::String(text) = ast.kind(args[1]) {
                    let path = self.interner.intern(&ast.text(text));
                    out.push(TopLevel::Include(path, span));
                }
            }
            Head::Call
            | Head::Tuple
            | Head::Parameters
            | Head::Kw
            | Head::Splat
            | Head::Dot
            | Head::Ref
            | Head::Curly
            | Head::Braces
            | Head::BracesCat
            | Head::Assign
            | Head::DotAssign
            | Head::Arrow
            | Head::LongArrow
            | Head::AndAnd
            | Head::OrOr
            | Head::DotAndAnd
            | Head::DotOrOr
            | Head::Comparison
            | Head::TypeAssert
            | Head::Subtype
            | Head::Supertype
            | Head::Where
            | Head::If
            | Head::ElseIf
            | Head::While
            | Head::For
            | Head::Outer
            | Head::Break
            | Head::Continue
            | Head::Return
            | Head::Let
            | Head::Local
            | Head::Global
            | Head::Function
            | Head::Macro
            | Head::Public
            | Head::As
            | Head::Colon
            | Head::Do
            | Head::Try
            | Head::Quote
            | Head::Interpolate
            | Head::AddressOf
            | Head::Adjoint
            | Head::String
            | Head::Generator
            | Head::Filter
            | Head::Flatten
            | Head::Comprehension
            | Head::TypedComprehension
            | Head::Vect
            | Head::HCat
            | Head::VCat
            | Head::Row
            | Head::NCat
            | Head::NRow
            | Head::TypedHCat
            | Head::TypedVCat
            | Head::TypedNCat
            | Head::Meta
            | Head::IsDefined
            | Head::SymbolicLabel
            | Head::SymbolicGoto
            | Head::Error
            | Head::Update(_)
            | Head::DotUpdate(_)
            | Head::OtherAssign(_) => self.add_code(node, is_global, out),
        }
    }

    /// Documentation is dropped; hints about inlining are kept for the definition behind them.
    fn add_macro_call(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool, out: &mut Vec<TopLevel>) {
        let ast = self.ast;
        let args = ast.args(node);
        let name = match ast.kind(args[0]) {
            Kind::Symbol(name) | Kind::GlobalRef { name, .. } => name,
            _ => sym::EMPTY,
        };
        let hint = match name {
            sym::AT_INLINE => Some(true),
            sym::AT_NOINLINE => Some(false),
            _ => None,
        };
        match (name, &args[1..]) {
            (sym::AT_DOC, &[_, definition]) => {
                if !matches!(ast.kind(definition), Kind::Symbol(_)) {
                    self.add_statement(definition, is_global, out);
                }
            }
            (_, &[definition]) if hint.is_some() => {
                self.inline_hints.extend(hint.map(|hint| (definition, hint)));
                self.add_statement(definition, is_global, out);
            }
            _ => self.add_code(node, is_global, out),
        }
    }

    fn resolve(
        &mut self,
        node: NodeId,
        is_global: &dyn Fn(Symbol) -> bool,
        out: &mut Vec<TopLevel>,
    ) -> Box<Resolution> {
        let spare = self.tables.resolution.take().unwrap_or_default();
        let mut resolution = scope::resolve(self.ast, node, is_global, spare);
        for (span, message) in resolution.errors.drain(..) {
            self.diagnostics.push(Diagnostic::error(Code::InvalidUse, span, message));
        }
        for (name, span) in resolution.ambiguous.drain(..) {
            let name = self.interner.name(name);
            let place = format!("{}:{}", self.source.name, self.source.line(span.start));
            out.push(TopLevel::Warning(format!(
                "Warning: Assignment to `{name}` in soft scope is ambiguous because a global variable by the same \
                 name exists: `{name}` will be treated as a new local. Disambiguate by using `local {name}` to \
                 suppress this warning or `global {name}` to assign to the existing global variable.\n@ {place}"
            )));
        }
        resolution
    }

    fn add_methods(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool, out: &mut Vec<TopLevel>) {
        let resolution = self.resolve(node, is_global, out);
        let methods = self.methods(node, &resolution);
        self.tables.resolution = Some(resolution);
        out.append(&mut self.prelude);
        out.extend(methods.into_iter().map(TopLevel::Method));
    }

    fn add_code(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool, out: &mut Vec<TopLevel>) {
        let resolution = self.resolve(node, is_global, out);
        let body = self.thunk(node, &resolution);
        self.tables.resolution = Some(resolution);
        out.append(&mut self.prelude);
        out.push(TopLevel::Run(body));
    }

    /// A statement's code: a method without arguments.
    pub(crate) fn thunk(&mut self, node: NodeId, resolution: &Resolution) -> Body {
        let line = self.line_at(self.ast.span(node).start);
        let mut body = Body::new(sym::TOP_LEVEL_SCOPE, self.module, self.source_file(), line);
        body.inline = Some(false);
        let context = Context::new(body, Function(0), self.tables.builders.pop());
        let mut emitter = Emitter { resolution, context, lowering: self };
        let value = emitter.expression(node);
        emitter.builder().ret(value);
        emitter.seal_labels();
        emitter.finish()
    }

    fn add_alias(&mut self, assignment: NodeId, out: &mut Vec<TopLevel>) {
        let ast = self.ast;
        let args = ast.args(assignment);
        let (left, params) = match ast.kind(args[0]) {
            Kind::Expr(Head::Curly) => {
                let parts = ast.args(args[0]);
                (ast.symbol(parts[0]), self.static_params(&parts[1..]))
            }
            _ => (ast.symbol(args[0]), Vec::new()),
        };
        let (Some(name), Some(ty)) = (left, self.type_expr(args[1])) else { return };
        let span = ty.span;
        let ty = if params.is_empty() {
            ty
        } else {
            crate::TypeExpr { kind: crate::TypeExprKind::Where(Box::new(ty), params), span }
        };
        out.push(TopLevel::TypeAlias(name, ty));
    }

    fn add_const(&mut self, node: NodeId, is_global: &dyn Fn(Symbol) -> bool, out: &mut Vec<TopLevel>) {
        let ast = self.ast;
        let mut assignment = ast.args(node)[0];
        if let Kind::Expr(Head::Global) = ast.kind(assignment) {
            assignment = ast.args(assignment)[0];
        }
        if !matches!(ast.kind(assignment), Kind::Expr(Head::Assign)) {
            let span = ast.span(node);
            let message = "expected an assignment after `const`";
            self.diagnostics.push(Diagnostic::error(Code::InvalidUse, span, message));
            return;
        }
        let parts = ast.args(assignment);
        let is_type = matches!(ast.kind(parts[1]), Kind::Expr(Head::Curly | Head::Where));
        match ast.kind(parts[0]) {
            Kind::Expr(Head::Curly) => self.add_alias(assignment, out),
            Kind::Symbol(_) if is_type && self.is_type_expr(parts[1]) => self.add_alias(assignment, out),
            Kind::Symbol(name) => {
                let resolution = self.resolve(parts[1], is_global, out);
                let body = self.thunk(parts[1], &resolution);
                out.append(&mut self.prelude);
                out.push(TopLevel::Const(name, body, ast.span(node)));
            }
            Kind::Expr(Head::Tuple) if matches!(ast.kind(parts[1]), Kind::Expr(Head::Tuple)) => {
                let (names, values) = (ast.args(parts[0]), ast.args(parts[1]));
                if names.len() != values.len() {
                    self.diagnostics.push(crate::unsupported(ast.span(node), "this destructuring `const`"));
                    return;
                }
                for (&name, &value) in names.iter().zip(values) {
                    let resolution = self.resolve(value, is_global, out);
                    let body = self.thunk(value, &resolution);
                    out.append(&mut self.prelude);
                    out.extend(ast.symbol(name).map(|name| TopLevel::Const(name, body, ast.span(node))));
                }
            }
            _ => self.diagnostics.push(crate::unsupported(ast.span(node), "this form of `const`")),
        }
    }

    /// Whether a type is written out, so that nothing in it has to be computed.
    fn is_type_expr(&mut self, node: NodeId) -> bool {
        let before = self.diagnostics.len();
        let is_type = self.type_expr(node).is_some();
        self.diagnostics.truncate(before);
        is_type
    }

    fn module_path(&self, node: NodeId) -> ModulePath {
        let mut path = ModulePath { dots: 0, names: Vec::new() };
        for &part in self.ast.args(node) {
            match self.ast.symbol(part) {
                Some(sym::DOT) => path.dots += 1,
                Some(name) => path.names.push(name),
                None => {}
            }
        }
        path
    }

    fn add_import(&mut self, node: NodeId, extend: bool, out: &mut Vec<TopLevel>) {
        let ast = self.ast;
        let span = ast.span(node);
        for &item in ast.args(node) {
            match ast.kind(item) {
                Kind::Expr(Head::Dot) if !extend => out.push(TopLevel::Using(self.module_path(item), span)),
                Kind::Expr(Head::Dot) => {
                    let mut path = self.module_path(item);
                    let Some(name) = path.names.pop() else { continue };
                    out.push(TopLevel::Import { path, names: vec![(name, name)], extend, span });
                }
                Kind::Expr(Head::Colon) => {
                    let parts = ast.args(item);
                    let path = self.module_path(parts[0]);
                    let mut names = Vec::new();
                    for &part in &parts[1..] {
                        let (source, target) = match ast.kind(part) {
                            Kind::Expr(Head::As) => (ast.args(part)[0], ast.symbol(ast.args(part)[1])),
                            _ => (part, None),
                        };
                        if let Some(&name) = self.module_path(source).names.last() {
                            names.push((name, target.unwrap_or(name)));
                        }
                    }
                    out.push(TopLevel::Import { path, names, extend, span });
                }
                _ => self.diagnostics.push(crate::unsupported(ast.span(item), "this form of an import")),
            }
        }
    }
}

/// Whether a branch of an `if` at the top level defines a type, a constant, a macro or a method, or imports names:
/// what no code of a function can do.
pub fn defines_in_branches(ast: &Ast, node: NodeId) -> bool {
    ast.args(node)[1..].iter().any(|&branch| defines(ast, branch))
}

fn defines(ast: &Ast, node: NodeId) -> bool {
    let args = ast.args(node);
    let Kind::Expr(head) = ast.kind(node) else { return false };
    match head {
        Head::Block => args.iter().any(|&arg| defines(ast, arg)),
        Head::If | Head::ElseIf => defines_in_branches(ast, node),
        Head::Struct | Head::Abstract | Head::Primitive | Head::Const | Head::Macro => true,
        Head::Using | Head::Import | Head::Export => true,
        Head::Function => form::definition(ast, node).name.is_some(),
        Head::Assign => form::is_call_definition(ast, args[0]),
        Head::MacroCall => args[1..].iter().any(|&arg| defines(ast, arg)),
        Head::TopLevel
        | Head::Call
        | Head::Tuple
        | Head::Parameters
        | Head::Kw
        | Head::Splat
        | Head::Dot
        | Head::Ref
        | Head::Curly
        | Head::Braces
        | Head::BracesCat
        | Head::DotAssign
        | Head::Arrow
        | Head::LongArrow
        | Head::AndAnd
        | Head::OrOr
        | Head::DotAndAnd
        | Head::DotOrOr
        | Head::Comparison
        | Head::TypeAssert
        | Head::Subtype
        | Head::Supertype
        | Head::Where
        | Head::While
        | Head::For
        | Head::Outer
        | Head::Break
        | Head::Continue
        | Head::Return
        | Head::Let
        | Head::Local
        | Head::Global
        | Head::Module
        | Head::Public
        | Head::As
        | Head::Colon
        | Head::Do
        | Head::Try
        | Head::Quote
        | Head::Interpolate
        | Head::AddressOf
        | Head::Adjoint
        | Head::String
        | Head::Generator
        | Head::Filter
        | Head::Flatten
        | Head::Comprehension
        | Head::TypedComprehension
        | Head::Vect
        | Head::HCat
        | Head::VCat
        | Head::Row
        | Head::NCat
        | Head::NRow
        | Head::TypedHCat
        | Head::TypedVCat
        | Head::TypedNCat
        | Head::Meta
        | Head::IsDefined
        | Head::SymbolicLabel
        | Head::SymbolicGoto
        | Head::Error
        | Head::Update(_)
        | Head::DotUpdate(_)
        | Head::OtherAssign(_) => false,
    }
}

/// A module in a branch of an `if`, where none may stand.
pub fn module_in_branches(ast: &Ast, node: NodeId) -> Option<NodeId> {
    ast.args(node).iter().copied().find_map(|arg| match ast.kind(arg) {
        Kind::Expr(Head::Module) => Some(arg),
        Kind::Expr(Head::Block | Head::If | Head::ElseIf) => module_in_branches(ast, arg),
        _ => None,
    })
}

/// The globals that the branches of an `if` at the top level assign.
pub fn assigned_in_branches(ast: &Ast, node: NodeId, found: &mut rustc_hash::FxHashSet<Symbol>) {
    for &arg in ast.args(node) {
        match ast.kind(arg) {
            Kind::Expr(Head::Block | Head::If | Head::ElseIf) => assigned_in_branches(ast, arg, found),
            Kind::Expr(Head::Assign) => found.extend(ast.symbol(ast.args(arg)[0])),
            _ => {}
        }
    }
}
