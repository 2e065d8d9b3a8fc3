//! Lowers `@label` and `@goto`.
//!
//! A label is a block that is sealed only when the function ends, since jumps to it may come from anywhere in the
//! function. Jumps into or out of a `try` are refused: handlers would have to be entered and left on the way.

use crate::emit::Emitter;
use juliette_ir::generic::{GenericBlock, GenericValue};
use juliette_support::Symbol;
use juliette_syntax::NodeId;

/// A label that was placed or jumped to.
pub(crate) struct Label {
    name: Symbol,
    block: GenericBlock,
    /// The number of `try`s around it.
    tries: usize,
    is_placed: bool,
    /// Where it was named first.
    node: NodeId,
}

impl Emitter<'_, '_> {
    /// The index of a label of the function, made now if it was not named before.
    fn label(&mut self, node: NodeId) -> Option<usize> {
        let Some(name) = self.ast().symbol(self.ast().args(node)[0]) else {
            self.unsupported(node, "a label that is no name");
            return None;
        };
        let tries = self.context.tries.len();
        if let Some(index) = self.context.labels.iter().position(|label| label.name == name) {
            if self.context.labels[index].tries != tries {
                self.unsupported(node, "`@goto` into or out of a `try`");
                return None;
            }
            return Some(index);
        }
        let block = self.builder().new_block();
        self.context.labels.push(Label { name, block, tries, is_placed: false, node });
        Some(self.context.labels.len() - 1)
    }

    /// `@label name`.
    pub(crate) fn place_label(&mut self, node: NodeId) -> GenericValue {
        if let Some(index) = self.label(node) {
            let label = &mut self.context.labels[index];
            let (block, was_placed) = (label.block, core::mem::replace(&mut label.is_placed, true));
            if was_placed {
                let span = self.ast().span(node);
                let text = self.lowering.interner.name(self.context.labels[index].name).to_owned();
                self.error(span, format!("label \"{text}\" defined multiple times"));
            } else {
                self.builder().jump(block, &[]);
                self.builder().switch_to(block);
            }
        }
        self.nothing()
    }

    /// `@goto name`.
    pub(crate) fn go_to_label(&mut self, node: NodeId) -> GenericValue {
        let value = self.nothing();
        if let Some(index) = self.label(node) {
            let block = self.context.labels[index].block;
            self.builder().jump(block, &[]);
        }
        value
    }

    /// At the end of the function: every jump to its labels has been made.
    pub(crate) fn seal_labels(&mut self) {
        for label in core::mem::take(&mut self.context.labels) {
            self.builder().seal(label.block);
            if !label.is_placed {
                let span = self.ast().span(label.node);
                let text = self.lowering.interner.name(label.name).to_owned();
                self.error(span, format!("label \"{text}\" referenced but not defined"));
            }
        }
    }
}
