//! What values are called in a copy of a block.

use juliette_ir::{Function, Value};
use juliette_support::Id;

/// Names for values, one block's at a time.
#[derive(Default)]
pub(crate) struct Names {
    /// By value: its name, or none.
    table: Vec<Value>,
    /// The values with names.
    renamed: Vec<Value>,
}

impl Names {
    /// Forgets all names, and makes room for the values of `func` as it is now.
    pub(crate) fn begin(&mut self, func: &Function) {
        self.renamed.clear();
        self.table.clear();
        self.table.resize(func.value_bound(), Value::NONE);
    }

    /// Gives a value a name. Values made after [`Names::begin`] have none but their own.
    pub(crate) fn set(&mut self, value: Value, name: Value) {
        if let Some(place) = self.table.get_mut(value.index()) {
            *place = name;
            self.renamed.push(value);
        }
    }

    /// A value's name: its own if it was given none.
    #[inline]
    pub(crate) fn renamed(&self, value: Value) -> Value {
        match self.table.get(value.index()) {
            Some(&name) if name != Value::NONE => name,
            _ => value,
        }
    }

    /// Forgets all names.
    pub(crate) fn forget(&mut self) {
        for value in self.renamed.drain(..) {
            self.table[value.index()] = Value::NONE;
        }
    }
}
