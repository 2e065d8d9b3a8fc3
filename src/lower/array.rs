//! Lowers array literals: vectors, concatenations, and rows of matrices.

use crate::emit::Emitter;
use crate::resolution::Function;
use juliette_ir::generic::{GenericValue, Op};
use juliette_support::sym;
use juliette_syntax::{Head, Kind, NodeId};

/// Vectors of up to so many elements are made by one call, at top level.
const SHORT_LITERAL: usize = 8;

impl Emitter<'_, '_> {
    /// `[a, b, …]`: a vector of the elements' promoted type, filled one by one.
    pub(crate) fn vector_literal(&mut self, nodes: &[NodeId]) -> GenericValue {
        let Some((values, mask)) = self.arguments(nodes) else { return self.nothing() };
        if mask != 0 {
            let vect = self.base(sym::VECT);
            let mut all = vec![vect];
            all.extend(values);
            let operands = self.builder().body.operands(&all);
            return self.builder().push(Op::CallSplat(operands, mask));
        }
        // A statement at top level runs once: what is called for it is compiled for itself, so there should be little of it.
        if (1..=SHORT_LITERAL).contains(&values.len()) && self.context.function == Function(0) {
            return self.call_base(sym::VECT, &values);
        }
        let ty = match values.is_empty() {
            true => self.core("Any"),
            false => {
                let promoted = self.lowering.interner.intern("promote_typeof");
                self.call_base(promoted, &values)
            }
        };
        let allocate = self.lowering.interner.intern("literal_vector");
        let store = self.lowering.interner.intern("literal_element!");
        let length = self.integer(values.len() as i64);
        let vector = self.call_base(allocate, &[ty, length]);
        for (i, &value) in values.iter().enumerate() {
            let index = self.integer(i as i64 + 1);
            self.call_base(store, &[vector, value, index]);
        }
        vector
    }

    /// `[a b]` or `[a; b]`.
    ///
    /// What stands first in a typed one is the type, in `[a;; b]` the dimension.
    pub(crate) fn concatenation(
        &mut self,
        node: NodeId,
        function: &str,
        first: Option<NodeId>,
        nodes: &[NodeId],
    ) -> GenericValue {
        let nodes: Vec<NodeId> = first.into_iter().chain(nodes.iter().copied()).collect();
        let Some((values, mask)) = self.arguments(&nodes) else {
            return self.unsupported(node, "this form of array");
        };
        let function = self.lowering.interner.intern(function);
        let mut all = vec![self.base(function)];
        all.extend(values);
        if mask == 0 {
            return self.builder().call(&all);
        }
        let operands = self.builder().body.operands(&all);
        self.builder().push(Op::CallSplat(operands, mask))
    }

    /// `[a b; c d]`: the rows' lengths as a tuple, then the elements row by row.
    pub(crate) fn rows(&mut self, node: NodeId, ty: Option<NodeId>, rows: &[NodeId]) -> GenericValue {
        let ast = self.ast();
        let ty = ty.map(|ty| self.expression(ty));
        let mut lengths = Vec::with_capacity(rows.len());
        let mut elements = Vec::new();
        for &row in rows {
            let parts = match ast.kind(row) {
                Kind::Expr(Head::Row) => ast.args(row),
                _ => core::slice::from_ref(&row),
            };
            if parts.iter().any(|&part| matches!(ast.kind(part), Kind::Expr(Head::Splat))) {
                return self.unsupported(node, "`...` in a row of an array");
            }
            lengths.push(self.integer(parts.len() as i64));
            elements.extend(self.expressions(parts));
        }
        let lengths = self.call_core("tuple", &lengths);
        elements.insert(0, lengths);
        if let Some(ty) = ty {
            elements.insert(0, ty);
        }
        self.call_library(if ty.is_some() { "typed_hvcat" } else { "hvcat" }, &elements)
    }

    /// Whether some parts are rows of several elements.
    pub(crate) fn has_rows(&self, parts: &[NodeId]) -> bool {
        let is_row = |&part: &NodeId| matches!(self.ast().kind(part), Kind::Expr(Head::Row | Head::NRow));
        parts.iter().any(is_row)
    }
}
