//! The interner: one id per distinct name, so that names are compared and hashed as integers.

use crate::LayeredTable;
use crate::sym::{KNOWN, Symbol};
use core::hash::Hasher;
use rustc_hash::FxHasher;

/// Room for so many further names is kept when the interner is sealed.
const SPARE: usize = 1024;

/// Maps names to [`Symbol`]s and back. The names listed in [`crate::sym`] are there from the start.
#[derive(Clone, Debug)]
pub struct Interner {
    /// Where each symbol's text ends in `text`; it begins where the one before ends.
    ends: Vec<u32>,
    text: String,
    table: LayeredTable<Symbol>,
}

impl Default for Interner {
    fn default() -> Self {
        let mut interner = Self { ends: Vec::new(), text: String::new(), table: LayeredTable::default() };
        for name in KNOWN {
            interner.intern(name);
        }
        debug_assert_eq!(interner.ends.len(), KNOWN.len(), "a known name is listed twice");
        interner
    }
}

impl Interner {
    /// An interner that holds the known names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The symbol spelled `name`.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let hash = hash(name);
        let (ends, text) = (&self.ends, &self.text);
        if let Some(&found) = self.table.find(hash, |&s| slice(ends, text, s) == name) {
            return found;
        }
        let symbol = Symbol(u32::try_from(self.ends.len()).expect("fewer than 2^32 symbols"));
        self.text.push_str(name);
        self.ends.push(u32::try_from(self.text.len()).expect("names take less than 4 GiB"));
        let (ends, text) = (&self.ends, &self.text);
        self.table.insert_unique(hash, symbol, |&s| self::hash(slice(ends, text, s)));
        symbol
    }

    /// The symbol spelled `name`, if it was interned before.
    pub fn lookup(&self, name: &str) -> Option<Symbol> {
        self.table.find(hash(name), |&s| self.name(s) == name).copied()
    }

    /// Makes all names the base of a process to come.
    pub fn seal(&mut self) {
        let (ends, text) = (&self.ends, &self.text);
        self.table.seal(|&s| self::hash(slice(ends, text, s)));
        self.ends.reserve_exact(SPARE);
        self.text.reserve_exact(16 * SPARE);
    }

    /// The number of names; symbols are below it.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never: the known names are always there.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether the name begins with this ASCII character.
    pub fn begins_with(&self, symbol: Symbol, character: u8) -> bool {
        let i = symbol.0 as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        start < self.ends[i] && self.text.as_bytes()[start as usize] == character
    }

    /// How `symbol` is spelled.
    pub fn name(&self, symbol: Symbol) -> &str {
        slice(&self.ends, &self.text, symbol)
    }
}

#[inline]
fn slice<'a>(ends: &[u32], text: &'a str, symbol: Symbol) -> &'a str {
    let i = symbol.0 as usize;
    let start = if i == 0 { 0 } else { ends[i - 1] as usize };
    &text[start..ends[i] as usize]
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sym;

    #[test]
    fn known_names_have_their_constants() {
        let interner = Interner::new();
        assert_eq!(interner.name(sym::ITERATE), "iterate");
        assert_eq!(interner.lookup("iterate"), Some(sym::ITERATE));
        assert_eq!(interner.lookup("no such name yet"), None);
    }

    #[test]
    fn one_symbol_per_spelling() {
        let mut interner = Interner::new();
        let symbols: Vec<_> = (0..1000).map(|i| interner.intern(&format!("name{i}"))).collect();
        for (i, &symbol) in symbols.iter().enumerate() {
            assert_eq!(interner.name(symbol), format!("name{i}"));
            assert_eq!(interner.intern(&format!("name{i}")), symbol);
        }
    }
}
