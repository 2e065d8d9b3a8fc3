//! Lowers the macros that stand for literals or for a way of indexing: wide integers, MIME types, `@view`, `@views`.

use crate::emit::Emitter;
use juliette_ir::generic::{GenericValue, Literal, Op};
use juliette_syntax::{Head, Kind, NodeId};

impl Emitter<'_, '_> {
    /// The value of such a macro's call; none if it is another macro.
    pub(crate) fn known_macro(
        &mut self,
        node: NodeId,
        name: &str,
        arguments: &[NodeId],
    ) -> Option<GenericValue> {
        Some(match (name, arguments) {
            ("@int128_str", &[digits]) => self.wide_literal(node, digits),
            ("@uint128_str", &[digits]) => self.wide_unsigned_literal(node, digits),
            ("@big_str", &[digits]) => {
                let text = self.expression(digits);
                self.call_library("big_literal", &[text])
            }
            ("@MIME_str", &[text]) => {
                let ty = self.mime_type(text);
                let operands = self.builder().body.operands(&[ty]);
                self.builder().push(Op::New(operands))
            }
            ("@view", &[inner]) => match self.ast().kind(inner) {
                Kind::Expr(Head::Ref) => {
                    let view = self.lowering.interner.intern("view");
                    self.index(inner, view)
                }
                _ => {
                    let span = self.ast().span(inner);
                    let message =
                        "Invalid use of @view macro: argument must be a reference expression A[...].";
                    self.error(span, format!("ArgumentError: {message}"));
                    self.nothing()
                }
            },
            ("@views", &[inner]) => {
                let outside = core::mem::replace(&mut self.context.views, true);
                let value = self.expression(inner);
                self.context.views = outside;
                value
            }
            _ => return None,
        })
    }

    /// `MIME{Symbol(text)}`.
    fn mime_type(&mut self, text: NodeId) -> GenericValue {
        let symbol = match self.ast().kind(text) {
            Kind::String(text) => {
                let text = self.ast().text(text).into_owned();
                self.lowering.interner.intern(&text)
            }
            _ => return self.unsupported(text, "this MIME type"),
        };
        let mime = self.lowering.interner.intern("MIME");
        let mime = self.base(mime);
        let symbol = self.symbol(symbol);
        self.call_core("apply_type", &[mime, symbol])
    }

    fn wide_unsigned_literal(&mut self, node: NodeId, digits: NodeId) -> GenericValue {
        if let Kind::String(text) = self.ast().kind(digits) {
            let text = self.ast().text(text).replace('_', "");
            let parsed = match text.get(..2) {
                Some("0x") => u128::from_str_radix(&text[2..], 16),
                Some("0o") => u128::from_str_radix(&text[2..], 8),
                Some("0b") => u128::from_str_radix(&text[2..], 2),
                _ => text.parse(),
            };
            if let Ok(value) = parsed {
                return self.builder().literal(Literal::unsigned(128, value));
            }
        }
        self.unsupported(node, "this integer literal")
    }

    fn wide_literal(&mut self, node: NodeId, digits: NodeId) -> GenericValue {
        if let Kind::String(text) = self.ast().kind(digits)
            && let Ok(value) = self.ast().text(text).replace('_', "").parse::<i128>()
        {
            return self.builder().literal(Literal::signed(128, value));
        }
        self.unsupported(node, "this integer literal")
    }
}
