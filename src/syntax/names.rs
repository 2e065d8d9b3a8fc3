//! Names: normalization, as Julia does it, and a small memory of those that came last.
//!
//! A program names a few things again and again. What is short and came lately is found by a comparison of its bytes as
//! one number, without the interner's hashing.

use juliette_support::{Interner, Symbol, sym};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How many names are remembered.
const REMEMBERED: usize = 64;

/// The bits of such a number that only characters beyond ASCII have.
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// The interner, and what was interned lately.
pub(crate) struct Names<'a> {
    pub(crate) interner: &'a mut Interner,
    /// By their bytes, each where a hash of these leads; 0 where nothing is.
    recent: [(u64, Symbol); REMEMBERED],
}

impl<'a> Names<'a> {
    pub(crate) fn new(interner: &'a mut Interner) -> Self {
        Self { interner, recent: [(0, sym::EMPTY); REMEMBERED] }
    }

    /// The symbol of the name between `start` and `end` in `text`: in normalization form C, with some look-alikes
    /// replaced.
    #[inline]
    pub(crate) fn name(&mut self, text: &str, start: u32, end: u32) -> Symbol {
        if let Some(key) = short(text.as_bytes(), start as usize, end as usize)
            && key & NOT_ASCII == 0
        {
            return self.remembered(key, text, start, end);
        }
        let name = &text[start as usize..end as usize];
        if name.is_ascii() { self.interner.intern(name) } else { self.interner.intern(&normalize(name)) }
    }

    /// The symbol of what is between `start` and `end` in `text`.
    #[inline]
    pub(crate) fn symbol(&mut self, text: &str, start: u32, end: u32) -> Symbol {
        match short(text.as_bytes(), start as usize, end as usize) {
            Some(key) => self.remembered(key, text, start, end),
            None => self.interner.intern(&text[start as usize..end as usize]),
        }
    }

    #[inline]
    fn remembered(&mut self, key: u64, text: &str, start: u32, end: u32) -> Symbol {
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as usize % REMEMBERED;
        let (known, symbol) = self.recent[place];
        if known == key {
            return symbol;
        }
        let symbol = self.interner.intern(&text[start as usize..end as usize]);
        self.recent[place] = (key, symbol);
        symbol
    }
}

/// The bytes from `start` to `end` and their number as one number, if they are few.
#[inline]
fn short(text: &[u8], start: usize, end: usize) -> Option<u64> {
    let length = end.wrapping_sub(start);
    let bytes = text.get(start..)?.first_chunk::<8>()?;
    if length == 0 || length > 7 {
        return None;
    }
    let bytes = u64::from_le_bytes(*bytes) & (u64::MAX >> (64 - 8 * length));
    Some(bytes | (length as u64) << 56)
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
