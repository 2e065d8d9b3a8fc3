//! Lowers quotations, and what macros put into trees that the parser never makes.
//!
//! A quotation is written down as text once (`tree.rs`); at run time the library makes the `Expr` from it, with the
//! values of the interpolated expressions in their places. A quotation of a name or literal is just that value.

use crate::emit::Emitter;
use crate::resolution::Meaning;
use juliette_ir::generic::{GenericValue, Literal, Op};
use juliette_support::{ModuleId, Symbol};
use juliette_syntax::{Head, Kind, NodeId};

impl Emitter<'_, '_> {
    /// `:(…)` and `quote … end`.
    pub(crate) fn quotation(&mut self, node: NodeId) -> GenericValue {
        let inner = self.ast().args(node)[0];
        match self.ast().kind(inner) {
            Kind::Expr(_) | Kind::Inert => self.tree(inner, true),
            _ => self.quoted_leaf(inner),
        }
    }

    /// A `QuoteNode`: its value, in which nothing is interpolated.
    pub(crate) fn quoted(&mut self, node: NodeId) -> GenericValue {
        let inner = self.ast().args(node)[0];
        match self.ast().kind(inner) {
            Kind::Expr(_) | Kind::Inert => self.tree(inner, false),
            _ => self.quoted_leaf(inner),
        }
    }

    fn quoted_leaf(&mut self, leaf: NodeId) -> GenericValue {
        match self.ast().kind(leaf) {
            Kind::Symbol(name) => self.symbol(name),
            Kind::GlobalRef { .. } | Kind::Line { .. } => self.tree(leaf, false),
            _ => self.expression(leaf),
        }
    }

    fn tree(&mut self, root: NodeId, is_quotation: bool) -> GenericValue {
        let ast = self.ast();
        let lowering = &mut *self.lowering;
        let (text, interpolated) =
            crate::tree::write_tree(ast, root, lowering.source, lowering.interner, is_quotation);
        let text = self.string(&text);
        let any = self.core("Any");
        let count = self.integer(interpolated.len() as i64);
        let allocate = self.lowering.interner.intern("literal_vector");
        let store = self.lowering.interner.intern("literal_element!");
        let values = self.call_base(allocate, &[any, count]);
        for (i, node) in interpolated.into_iter().enumerate() {
            let value = self.expression(node);
            let index = self.integer(i as i64 + 1);
            self.call_base(store, &[values, value, index]);
        }
        let read = self.lowering.interner.intern("read_tree");
        self.call_base(read, &[text, values])
    }

    /// `Expr(:isdefined, x)`: whether a variable has a value.
    pub(crate) fn is_defined(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let name = ast.args(node)[0];
        let (module, symbol) = match ast.kind(name) {
            Kind::Symbol(symbol) => match self.resolution.meaning(name) {
                Meaning::Local(variable) => {
                    let value = self.variable_or_box(variable);
                    if self.resolution.variables[variable].boxed {
                        let contents = self.lowering.interner.intern("contents");
                        let contents = self.symbol(contents);
                        return self.call_core("isdefined", &[value, contents]);
                    }
                    let undefined = self.builder().literal(Literal::Undefined);
                    let is_undefined = self.call_core("===", &[value, undefined]);
                    return self.call_core("not_int", &[is_undefined]);
                }
                Meaning::Static(..) => return self.builder().literal(Literal::Bool(true)),
                Meaning::Global => (self.lowering.module, symbol),
            },
            Kind::GlobalRef { module, name } => (module, name),
            _ => return self.unsupported(node, "`@isdefined` of anything but a name"),
        };
        let module = self.module_value(module);
        let symbol = self.symbol(symbol);
        self.call_core("is_global_defined", &[module, symbol])
    }

    /// What a program may name in Core: types, and functions that mean there what they mean in Julia.
    pub(crate) fn open_core_name(&mut self, name: Symbol) -> Option<GenericValue> {
        let text = self.lowering.interner.name(name);
        match text {
            "eval" | "print" | "println" | "include" | "Expr" => Some(self.base(name)),
            "typeof" | "isa" | "throw" | "tuple" | "getfield" | "nfields" | "ifelse" => {
                Some(self.global(ModuleId::CORE, name))
            }
            "Box" => None,
            _ if text.starts_with(char::is_uppercase) => Some(self.global(ModuleId::CORE, name)),
            _ => None,
        }
    }

    /// A module as a value.
    pub(crate) fn module_value(&mut self, module: ModuleId) -> GenericValue {
        self.builder().push(Op::Literal(Literal::Module(module)))
    }
}

/// The expressions that a quotation interpolates.
pub(crate) fn interpolations(ast: &juliette_syntax::Ast, quoted: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut pending = vec![(quoted, 1u32)];
    while let Some((node, depth)) = pending.pop() {
        let inside = match ast.kind(node) {
            Kind::Expr(Head::Quote) => depth + 1,
            Kind::Expr(Head::Interpolate) if depth == 1 => {
                found.push(node);
                continue;
            }
            Kind::Expr(Head::Interpolate) => depth - 1,
            _ => depth,
        };
        pending.extend(ast.args(node).iter().rev().map(|&arg| (arg, inside)));
    }
    found
}
