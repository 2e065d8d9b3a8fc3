//! Collects the names that the statements of one scope assign or declare, those of inner scopes left out.

use crate::form;
use juliette_support::{Span, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use smallvec::SmallVec;

/// Names and where they stand; most scopes have few.
type Names = SmallVec<[(Symbol, Span); 4]>;

/// The names that a scope's own statements assign or declare.
#[derive(Default)]
pub(crate) struct Assigned {
    pub(crate) assigned: Names,
    pub(crate) locals: Names,
    pub(crate) globals: Names,
}

impl Assigned {
    pub(crate) fn collect(&mut self, ast: &Ast, node: NodeId) {
        let Kind::Expr(head) = ast.kind(node) else { return };
        let args = ast.args(node);
        match head {
            Head::Quote | Head::Arrow | Head::Generator => {}
            Head::Assign if form::is_call_definition(ast, args[0]) => self.collect_name(ast, args[0]),
            Head::Function => self.collect_name(ast, args[0]),
            Head::Assign => {
                self.collect_target(ast, args[0]);
                self.collect(ast, args[1]);
            }
            Head::Update(_) => {
                self.collect_target(ast, args[0]);
                self.collect(ast, args[1]);
            }
            Head::Local | Head::Global => {
                for &arg in args {
                    let is_method = match ast.kind(arg) {
                        Kind::Expr(Head::Function) => true,
                        Kind::Expr(Head::Assign) => form::is_call_definition(ast, ast.args(arg)[0]),
                        _ => false,
                    };
                    if is_method {
                        let name = form::definition(ast, arg).name.and_then(|name| ast.symbol(name));
                        let list = if head == Head::Local { &mut self.locals } else { &mut self.globals };
                        list.extend(name.map(|name| (name, ast.span(arg))));
                        continue;
                    }
                    let target = match ast.kind(arg) {
                        Kind::Expr(Head::Assign | Head::Update(_)) => {
                            self.collect(ast, ast.args(arg)[1]);
                            ast.args(arg)[0]
                        }
                        _ => arg,
                    };
                    let mut names = Assigned::default();
                    names.collect_target(ast, target);
                    let list = if head == Head::Local { &mut self.locals } else { &mut self.globals };
                    list.extend(names.assigned);
                }
            }
            Head::For => {
                for &spec in form::loop_specs(ast, &args[0]) {
                    self.collect(ast, ast.args(spec)[1]);
                }
            }
            Head::While => self.collect(ast, args[0]),
            Head::Let | Head::Try => {}
            Head::Kw => self.collect(ast, args[1]),
            Head::MacroCall if form::dotted_assignment(ast, node).is_some() => {
                self.collect(ast, ast.args(args[1])[1]);
            }
            Head::Tuple | Head::Parameters => {
                for &arg in args {
                    match ast.kind(arg) {
                        Kind::Expr(Head::Assign) => self.collect(ast, ast.args(arg)[1]),
                        _ => self.collect(ast, arg),
                    }
                }
            }
            Head::Do => self.collect(ast, args[0]),
            // The others open no scope: what stands in them is this scope's.
            Head::TopLevel
            | Head::Block
            | Head::Call
            | Head::Splat
            | Head::Dot
            | Head::Ref
            | Head::Curly
            | Head::Braces
            | Head::BracesCat
            | Head::DotAssign
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
            | Head::Outer
            | Head::Break
            | Head::Continue
            | Head::Return
            | Head::Const
            | Head::Macro
            | Head::Struct
            | Head::Abstract
            | Head::Primitive
            | Head::Module
            | Head::Import
            | Head::Using
            | Head::Export
            | Head::Public
            | Head::As
            | Head::Colon
            | Head::Interpolate
            | Head::AddressOf
            | Head::Adjoint
            | Head::String
            | Head::MacroCall
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
            | Head::DotUpdate(_)
            | Head::OtherAssign(_) => {
                args.iter().for_each(|&arg| self.collect(ast, arg));
            }
        }
    }

    fn collect_name(&mut self, ast: &Ast, signature: NodeId) {
        if let Some(name) = form::definition_name(ast, signature).filter(|&name| ast.symbol(name).is_some()) {
            self.collect_target(ast, name);
        }
    }

    pub(crate) fn collect_target(&mut self, ast: &Ast, target: NodeId) {
        match ast.kind(target) {
            Kind::Symbol(name) if name != sym::UNDERSCORE => self.assigned.push((name, ast.span(target))),
            Kind::Expr(Head::Tuple | Head::Parameters | Head::Splat) => {
                ast.args(target).iter().for_each(|&part| self.collect_target(ast, part));
            }
            Kind::Expr(Head::TypeAssert) if ast.args(target).len() == 2 => {
                self.collect_target(ast, ast.args(target)[0])
            }
            _ => {}
        }
    }
}
