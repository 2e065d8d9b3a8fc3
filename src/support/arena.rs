//! Arenas and side tables, both indexed by typed ids.

use crate::Id;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};

/// A growing sequence of `T`, addressed by ids of type `I`. Elements are never removed.
#[derive(Clone, Debug)]
pub struct Arena<I: Id, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: PhantomData }
    }
}

impl<I: Id, T> Arena<I, T> {
    /// An empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `item` and returns its id.
    #[inline]
    pub fn push(&mut self, item: T) -> I {
        let id = I::from_index(self.items.len());
        self.items.push(item);
        id
    }

    /// The id that the next `push` will return.
    pub fn next_id(&self) -> I {
        I::from_index(self.items.len())
    }

    /// The number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The ids, in order of insertion.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }

    /// The elements, in order of insertion.
    pub fn values(&self) -> core::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Ids and elements, in order of insertion.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.items.iter().enumerate().map(|(i, item)| (I::from_index(i), item))
    }

    /// Forgets all elements, keeping the memory.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Moves all elements to memory that they just fill, and keeps that in which they were.
    pub fn take_exact(&mut self) -> Self {
        let mut items = Vec::with_capacity(self.items.len());
        items.append(&mut self.items);
        Self { items, ids: PhantomData }
    }

    /// Makes room for so many further elements.
    pub fn reserve_exact(&mut self, count: usize) {
        self.items.reserve_exact(count);
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

/// A pass's own data about the elements of an arena: every id has a value, the default until it is set.
#[derive(Clone, Debug)]
pub struct SideTable<I: Id, T: Clone> {
    items: Vec<T>,
    default: T,
    ids: PhantomData<I>,
}

impl<I: Id, T: Clone + Default> Default for SideTable<I, T> {
    fn default() -> Self {
        Self::with_default(T::default())
    }
}

impl<I: Id, T: Clone> SideTable<I, T> {
    /// A table in which every id has the value `default`.
    pub fn with_default(default: T) -> Self {
        Self { items: Vec::new(), default, ids: PhantomData }
    }

    /// Sets every id back to the default, keeping the memory.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Makes room for so many further elements.
    pub fn reserve_exact(&mut self, count: usize) {
        self.items.reserve_exact(count);
    }

    /// What was set, by the ids' numbers, and defaults in between.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Makes room for the first `count` ids at once.
    pub fn fit(&mut self, count: usize) {
        if count > self.items.len() {
            self.items.resize(count, self.default.clone());
        }
    }
}

impl<I: Id, T: Clone> Index<I> for SideTable<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        self.items.get(id.index()).unwrap_or(&self.default)
    }
}

impl<I: Id, T: Clone> IndexMut<I> for SideTable<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        let index = id.index();
        if index >= self.items.len() {
            self.items.resize(index + 1, self.default.clone());
        }
        &mut self.items[index]
    }
}
