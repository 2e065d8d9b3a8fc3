//! A 128-bit number that is aligned as its words are: what holds one among small things stays small.

use core::fmt;
use core::hash::{Hash, Hasher};

/// A number of 128 bits.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Bits128([u32; 4]);

impl Bits128 {
    /// The number in this form.
    #[inline]
    pub const fn new(bits: u128) -> Self {
        Self([bits as u32, (bits >> 32) as u32, (bits >> 64) as u32, (bits >> 96) as u32])
    }

    /// The number.
    #[inline]
    pub const fn get(self) -> u128 {
        let [a, b, c, d] = self.0;
        a as u128 | (b as u128) << 32 | (c as u128) << 64 | (d as u128) << 96
    }
}

impl Hash for Bits128 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.get());
    }
}

impl fmt::Debug for Bits128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
