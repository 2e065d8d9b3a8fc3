//! Names: normalization, as Julia does it.

use juliette_support::{Interner, Symbol};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The symbol of a name: in normalization form C, with some look-alikes replaced.
pub(crate) fn intern(name: &str, interner: &mut Interner) -> Symbol {
    if name.is_ascii() { interner.intern(name) } else { interner.intern(&normalize(name)) }
}

fn normalize(name: &str) -> Cow<'_, str> {
    let mapped = if name.contains(['ɛ', 'µ']) {
        Cow::Owned(name.replace('ɛ', "ε").replace('µ', "μ"))
    } else {
        Cow::Borrowed(name)
    };
    match is_nfc_quick(mapped.chars()) {
        IsNormalized::Yes => mapped,
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(mapped.nfc().collect()),
    }
}
