//! Tables indexed by the ids of the function at hand, without bounds checks in release builds.
//!
//! Look-ups in these tables are most of what the backend does, and a verified function's ids are below the bounds
//! that the tables were sized by when its compilation began. Debug builds, which the tests run, check every access.

use core::ops::{Deref, DerefMut, Index, IndexMut};

/// A growable table.
#[derive(Clone, Debug)]
pub(crate) struct Table<T>(Vec<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Table<T> {
    /// Makes the table at least `len` long; what is in it stays.
    #[inline]
    pub(crate) fn grow(&mut self, len: usize, value: T) {
        if self.0.len() < len {
            self.0.resize(len, value);
        }
    }
}

impl<T> Deref for Table<T> {
    type Target = Vec<T>;
    #[inline(always)]
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Table<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;
    #[inline(always)]
    fn index(&self, index: usize) -> &T {
        debug_assert!(index < self.0.len());
        // SAFETY: the index is an id of the function that this table was sized for (see the head of this file).
        unsafe { self.0.get_unchecked(index) }
    }
}

impl<T> IndexMut<usize> for Table<T> {
    #[inline(always)]
    fn index_mut(&mut self, index: usize) -> &mut T {
        debug_assert!(index < self.0.len());
        // SAFETY: as for `index`.
        unsafe { self.0.get_unchecked_mut(index) }
    }
}
