//! Lowers generators and comprehensions.
//!
//! The body of a generator is a closure of the loop variables. With several ranges side by side it is called with the
//! elements of their product; a `for` behind another is a generator of generators, flattened. A condition becomes part
//! of the closure, which gives the value in a tuple, or nothing.

use crate::emit::Emitter;
use crate::form::{self, Definition};
use juliette_ir::generic::GenericValue;
use juliette_syntax::{Head, Kind, NodeId};

impl Emitter<'_, '_> {
    /// `[x for i in r]` collects a generator; `T[…]` converts each element.
    pub(crate) fn comprehension(&mut self, ty: Option<NodeId>, generator: NodeId) -> GenericValue {
        let ty = ty.map(|ty| self.expression(ty));
        let generator = self.generator(generator);
        match ty {
            Some(ty) => self.call_library("comprehension", &[ty, generator]),
            None => self.call_library("collect", &[generator]),
        }
    }

    /// A generator of any form, as a value.
    pub(crate) fn generator(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        if let Kind::Expr(Head::Flatten) = ast.kind(node) {
            let outer = self.generator(ast.args(node)[0]);
            return self.call_library("iter_flatten", &[outer]);
        }
        let definition = form::definition(ast, node);
        if definition.is_identity {
            let [range] = *definition.outer.as_slice() else { unreachable!("the identity has one argument") };
            return self.identity_generator(node, &definition, range);
        }
        let mut closure = self.closure(node, &definition, None);
        let ranges = self.expressions(&definition.outer);
        let iterated = match *ranges.as_slice() {
            [range] => range,
            _ => {
                closure = self.call_library("Spread", &[closure]);
                self.call_library("iter_product", &ranges)
            }
        };
        let kind = if definition.condition.is_some() { "Filtered" } else { "Generator" };
        self.call_library(kind, &[closure, iterated])
    }

    /// `x for x in range if …`: what the range gives, where the condition holds.
    fn identity_generator(&mut self, node: NodeId, definition: &Definition, range: NodeId) -> GenericValue {
        let has_condition = definition.body[0] != self.ast().args(node)[0];
        let closure = has_condition.then(|| self.closure(node, definition, None));
        let mut iterated = self.expression(range);
        if let Some(closure) = closure {
            iterated = self.call_library("Filter", &[closure, iterated]);
        }
        let identity = self.lowering.interner.intern("identity");
        let identity = self.base(identity);
        self.call_library("Generator", &[identity, iterated])
    }

    /// The closure's code where there is a condition.
    pub(crate) fn filtered_body(&mut self, condition: NodeId, body: &[NodeId]) -> GenericValue {
        let (keep, skip, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        self.condition(condition, keep, skip);
        self.builder().seal(keep);
        self.builder().seal(skip);
        self.builder().switch_to(keep);
        let value = self.block(body);
        let value = self.call_core("tuple", &[value]);
        self.builder().jump(done, &[value]);
        self.builder().switch_to(skip);
        let nothing = self.nothing();
        self.builder().jump(done, &[nothing]);
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }
}
