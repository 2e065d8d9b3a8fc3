//! Lowers string literals.
//!
//! Invariant: a string keeps the bytes that its literal says, valid UTF-8 or not.

use crate::emit::Emitter;
use juliette_ir::generic::GenericValue;
use juliette_syntax::NodeId;

impl Emitter<'_, '_> {
    /// A string that may be no valid UTF-8: its bytes are then made when the program runs, from one character each.
    pub(crate) fn string_bytes(&mut self, bytes: &[u8]) -> GenericValue {
        if let Ok(text) = core::str::from_utf8(bytes) {
            return self.string(text);
        }
        let characters: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        let characters = self.string(&characters);
        let name = self.lowering.interner.intern("string_of_low_bytes");
        self.call_base(name, &[characters])
    }

    /// `r"…"` and `s"…"`: a call of the library.
    pub(crate) fn string_macro(&mut self, node: NodeId, name: &str, arguments: &[NodeId]) -> GenericValue {
        let function = match name {
            "@r_str" => "Regex",
            "@s_str" => "SubstitutionString",
            _ => return self.unsupported(node, &format!("the macro `{name}`")),
        };
        let values: Vec<GenericValue> = arguments.iter().map(|&argument| self.expression(argument)).collect();
        let function = self.lowering.interner.intern(function);
        self.call_base(function, &values)
    }
}
