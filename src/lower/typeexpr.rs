//! Reads the type expressions of signatures, fields and type headers.
//!
//! They are kept as small trees and evaluated by the engine when the definition is reached; anything computed
//! (a call, an interpolation) is refused.

use crate::context::Lowering;
use crate::define::literal;
use crate::emit::Emitter;
use crate::form;
use crate::program::{StaticParam, TypeExpr, TypeExprKind};
use juliette_ir::generic::GenericValue;
use juliette_support::{Symbol, sym};
use juliette_syntax::{Head, Kind, NodeId};

/// Name, parameters and supertype of a type definition's head.
pub(crate) type TypeHeader = (Symbol, Vec<StaticParam>, Option<TypeExpr>);

/// Reading of type expressions; what cannot be read is reported, and the result is `None`.
pub(crate) trait TypeExprs {
    /// A type expression.
    fn type_expr(&mut self, node: NodeId) -> Option<TypeExpr>;
    /// The parameters of a `where` or of a type.
    fn static_params(&mut self, nodes: &[NodeId]) -> Vec<StaticParam>;
    /// `Name{T} <: Super`.
    fn type_header(&mut self, node: NodeId) -> Option<TypeHeader>;
}

impl TypeExprs for Lowering<'_> {
    fn type_expr(&mut self, node: NodeId) -> Option<TypeExpr> {
        let ast = self.ast;
        let span = ast.span(node);
        let args = ast.args(node);
        let kind = match ast.kind(node) {
            Kind::Symbol(sym::VARARG) => {
                let any = TypeExprKind::Qualified(sym::CORE, self.interner.intern("Any"));
                TypeExprKind::Vararg(Box::new(TypeExpr { kind: any, span }))
            }
            Kind::Symbol(name) => TypeExprKind::Name(name),
            Kind::GlobalRef { module, name } => TypeExprKind::Global(module, name),
            Kind::Value(number) => TypeExprKind::Value(number),
            Kind::Nothing => TypeExprKind::Literal(juliette_ir::generic::Literal::Nothing),
            Kind::Expr(Head::Dot) if args.len() == 2 => {
                let name = match ast.kind(args[1]) {
                    Kind::Inert => ast.symbol(ast.args(args[1])[0]),
                    _ => None,
                };
                match (ast.symbol(args[0]), name) {
                    (Some(module), Some(name)) => TypeExprKind::Qualified(module, name),
                    _ => return self.refused(node),
                }
            }
            Kind::Expr(Head::Curly) => {
                if ast.symbol(args[0]) == Some(sym::VARARG) && args.len() == 2 {
                    TypeExprKind::Vararg(Box::new(self.type_expr(args[1])?))
                } else if ast.symbol(args[0]) == Some(sym::VARARG) && args.len() == 3 {
                    let (element, length) = (self.type_expr(args[1])?, self.type_expr(args[2])?);
                    TypeExprKind::VarargOf(Box::new(element), Box::new(length))
                } else {
                    let base = self.type_expr(args[0])?;
                    let arguments: Option<Vec<_>> =
                        args[1..].iter().map(|&arg| self.type_expr(arg)).collect();
                    TypeExprKind::Apply(Box::new(base), arguments?)
                }
            }
            Kind::Expr(Head::Where) => {
                let inner = self.type_expr(args[0])?;
                TypeExprKind::Where(Box::new(inner), self.static_params(&args[1..]))
            }
            Kind::Expr(Head::Subtype) if args.len() == 1 => {
                TypeExprKind::Below(Box::new(self.type_expr(args[0])?))
            }
            Kind::Expr(Head::Supertype) if args.len() == 1 => {
                TypeExprKind::Above(Box::new(self.type_expr(args[0])?))
            }
            Kind::Expr(Head::Call) if args.len() == 2 && ast.symbol(args[0]) == Some(sym::TYPEOF) => {
                TypeExprKind::TypeOf(Box::new(self.type_expr(args[1])?))
            }
            Kind::Expr(Head::MacroCall) if self.mime_text(node).is_some() => {
                let name = self.mime_text(node)?;
                let mime = TypeExprKind::Qualified(sym::BASE, self.interner.intern("MIME"));
                let symbol = TypeExprKind::Literal(juliette_ir::generic::Literal::Symbol(name));
                TypeExprKind::Apply(
                    Box::new(TypeExpr { kind: mime, span }),
                    vec![TypeExpr { kind: symbol, span }],
                )
            }
            Kind::Expr(Head::Splat) => TypeExprKind::Vararg(Box::new(self.type_expr(args[0])?)),
            _ => match literal(ast, node) {
                Some(literal) => TypeExprKind::Literal(literal),
                None => return self.refused(node),
            },
        };
        Some(TypeExpr { kind, span })
    }

    fn static_params(&mut self, nodes: &[NodeId]) -> Vec<StaticParam> {
        nodes.iter().filter_map(|&node| self.static_param_definition(node)).collect()
    }

    fn type_header(&mut self, node: NodeId) -> Option<TypeHeader> {
        let ast = self.ast;
        match ast.kind(node) {
            Kind::Symbol(name) => Some((name, Vec::new(), None)),
            Kind::Expr(Head::Curly) => {
                let args = ast.args(node);
                Some((ast.symbol(args[0])?, self.static_params(&args[1..]), None))
            }
            Kind::Expr(Head::Subtype) if ast.args(node).len() == 2 => {
                let args = ast.args(node);
                let (name, params, _) = self.type_header(args[0])?;
                Some((name, params, Some(self.type_expr(args[1])?)))
            }
            _ => {
                self.refused(node);
                None
            }
        }
    }
}

impl Emitter<'_, '_> {
    /// `T where {S <: R}` as a value: each variable is made, then known to the type, which it is bound around.
    pub(crate) fn where_type(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let variables = self.resolution.introduced(node);
        let mut bound = Vec::with_capacity(variables.len());
        for (&param, &variable) in args[1..].iter().zip(variables) {
            let name = self.symbol(self.resolution.variables[variable].name);
            let [lower, upper] =
                form::static_bounds(ast, param).map(|bound| bound.map(|bound| self.expression(bound)));
            let lower = lower.unwrap_or_else(|| {
                let union = self.core("Union");
                self.call_core("apply_type", &[union])
            });
            let upper = upper.unwrap_or_else(|| self.core("Any"));
            let value = self.call_core("type_variable", &[name, lower, upper]);
            self.introduce_variable(variable);
            self.write(variable, value);
            bound.push(value);
        }
        let body = self.expression(args[0]);
        bound.iter().rev().fold(body, |body, &variable| self.call_core("union_all", &[variable, body]))
    }
}

impl Lowering<'_> {
    /// The text of `MIME"text"`.
    fn mime_text(&mut self, node: NodeId) -> Option<Symbol> {
        let ast = self.ast;
        let &[name, text] = ast.args(node) else { return None };
        let (Kind::Symbol(name), Kind::String(text)) = (ast.kind(name), ast.kind(text)) else { return None };
        if self.interner.name(name) != "@MIME_str" {
            return None;
        }
        let text = ast.text(text).into_owned();
        Some(self.interner.intern(&text))
    }

    fn refused(&mut self, node: NodeId) -> Option<TypeExpr> {
        let span = self.ast.span(node);
        self.diagnostics.push(crate::unsupported(span, "this computed type in a definition"));
        None
    }

    fn static_param_definition(&mut self, node: NodeId) -> Option<StaticParam> {
        let ast = self.ast;
        let args = ast.args(node);
        match ast.kind(node) {
            Kind::Symbol(name) => Some(StaticParam { name, lower: None, upper: None }),
            Kind::Expr(Head::Subtype) if args.len() == 2 => {
                let upper = Some(self.type_expr(args[1])?);
                Some(StaticParam { name: ast.symbol(args[0])?, lower: None, upper })
            }
            Kind::Expr(Head::Supertype) if args.len() == 2 => {
                let lower = Some(self.type_expr(args[1])?);
                Some(StaticParam { name: ast.symbol(args[0])?, lower, upper: None })
            }
            Kind::Expr(Head::Comparison) if args.len() == 5 => {
                let (lower, upper) = (self.type_expr(args[0])?, self.type_expr(args[4])?);
                Some(StaticParam { name: ast.symbol(args[2])?, lower: Some(lower), upper: Some(upper) })
            }
            _ => {
                self.refused(node);
                None
            }
        }
    }
}
