//! Lowers globals with a declared type: `x::T = v`, `global x::T`.
//!
//! The type becomes a constant beside the global. Every assignment of the global converts to it, and every use asserts
//! it, which tells inference the type. Which names are typed is found for a whole file before its first statement is
//! lowered, since a function may assign a global whose declaration follows.

use crate::context::Lowering;
use crate::emit::Emitter;
use crate::program::TopLevel;
use crate::resolution::Resolution;
use juliette_ir::generic::{Body, GenericValue};
use juliette_support::{ModuleId, Symbol};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use rustc_hash::FxHashSet;

/// The globals of all modules that have a declared type.
pub type TypedGlobals = FxHashSet<(ModuleId, Symbol)>;

/// The name and type that a top-level statement declares.
fn declaration(ast: &Ast, statement: NodeId) -> Option<(NodeId, NodeId)> {
    let args = ast.args(statement);
    let (target, is_declared) = match ast.kind(statement) {
        Kind::Expr(Head::Assign) => (args[0], true),
        Kind::Expr(Head::Global) if args.len() == 1 => match ast.kind(args[0]) {
            Kind::Expr(Head::Assign) => (ast.args(args[0])[0], true),
            _ => (args[0], true),
        },
        _ => return None,
    };
    match (ast.kind(target), ast.args(target)) {
        (Kind::Expr(Head::TypeAssert), &[name, ty]) if is_declared && ast.symbol(name).is_some() => {
            Some((name, ty))
        }
        _ => None,
    }
}

/// Adds the globals that the statements of a file, in this module, give a type.
pub fn find_typed_globals(ast: &Ast, statements: &[NodeId], module: ModuleId, into: &mut TypedGlobals) {
    for &statement in statements {
        if let Kind::Expr(Head::TopLevel | Head::Block) = ast.kind(statement) {
            find_typed_globals(ast, ast.args(statement), module, into);
        }
        let name = declaration(ast, statement).and_then(|(name, _)| ast.symbol(name));
        into.extend(name.map(|name| (module, name)));
    }
}

impl Lowering<'_> {
    /// The name of the constant that holds a typed global's type.
    pub(crate) fn type_constant(&mut self, name: Symbol) -> Symbol {
        let text = format!("{}#type", self.interner.name(name));
        self.interner.intern(&text)
    }

    pub(crate) fn is_typed_global(&self, name: Symbol) -> bool {
        self.typed_globals.is_some_and(|typed| typed.contains(&(self.module, name)))
    }

    /// The constant for the type that the statement at `node` declares, if it declares one.
    pub(crate) fn type_of_global(
        &mut self,
        node: NodeId,
        thunk: impl FnOnce(&mut Self, NodeId, &Resolution) -> Body,
        resolution: impl FnOnce(&mut Self, NodeId) -> Resolution,
    ) -> Option<TopLevel> {
        let (name, ty) = declaration(self.ast, node)?;
        let name = self.ast.symbol(name).filter(|&name| self.is_typed_global(name))?;
        let constant = self.type_constant(name);
        let resolution = resolution(self, ty);
        let body = thunk(self, ty, &resolution);
        Some(TopLevel::Const(constant, body, self.ast.span(node)))
    }
}

impl Emitter<'_, '_> {
    /// A value as a global of that name takes it.
    pub(crate) fn as_typed_global(&mut self, name: Symbol, value: GenericValue) -> GenericValue {
        if !self.lowering.is_typed_global(name) {
            return value;
        }
        let ty = self.global_type(name);
        self.converted(ty, value)
    }

    /// The value of a global, of its declared type.
    pub(crate) fn read_global(&mut self, name: Symbol) -> GenericValue {
        let module = self.lowering.module;
        let value = self.global(module, name);
        if !self.lowering.is_typed_global(name) {
            return value;
        }
        let ty = self.global_type(name);
        self.call_core("typeassert", &[value, ty])
    }

    fn global_type(&mut self, name: Symbol) -> GenericValue {
        let module = self.lowering.module;
        let constant = self.lowering.type_constant(name);
        self.global(module, constant)
    }
}
