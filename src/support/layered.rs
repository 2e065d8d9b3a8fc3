//! Hash tables in two layers: what an image holds, which is only read, and what a process adds.
//!
//! A table that lies in a mapped image costs a copied page for nearly every entry that is added to it, since hashing
//! scatters them. So before an image is written its tables are *sealed*: from then on additions go to a small table
//! beside, and look-ups ask both. The rejected alternative, tables ordered by time of insertion, would keep additions
//! together but needs a second structure to find them by anyway.
//!
//! Invariant: after [`LayeredMap::seal`] no operation but another `seal` writes to the memory of the base layer, except
//! where a method says so.

use core::hash::Hash;
use hashbrown::{Equivalent, HashMap, HashTable};
use rustc_hash::FxBuildHasher;

/// Room for so many entries is made at once for what a process adds, which is rarely just one.
const FIRST: usize = 28;

/// A map in two layers.
#[derive(Clone, Debug)]
pub struct LayeredMap<K, V> {
    base: HashMap<K, V, FxBuildHasher>,
    /// What was added since the base was sealed; none where an entry of the base was removed.
    own: HashMap<K, Option<V>, FxBuildHasher>,
    is_sealed: bool,
}

impl<K, V> Default for LayeredMap<K, V> {
    fn default() -> Self {
        Self { base: HashMap::default(), own: HashMap::default(), is_sealed: false }
    }
}

impl<K: Hash + Eq, V> LayeredMap<K, V> {
    /// The value of a key.
    #[inline]
    pub fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<&V> {
        if !self.own.is_empty()
            && let Some(found) = self.own.get(key)
        {
            return found.as_ref();
        }
        self.base.get(key)
    }

    /// Whether the key has a value.
    pub fn contains_key<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> bool {
        self.get(key).is_some()
    }

    /// Gives a key a value.
    #[inline]
    pub fn insert(&mut self, key: K, value: V) {
        if self.is_sealed {
            if self.own.capacity() == 0 {
                self.own.reserve(FIRST);
            }
            self.own.insert(key, Some(value));
        } else {
            self.base.insert(key, value);
        }
    }

    /// Takes a key's value away.
    pub fn remove(&mut self, key: &K)
    where
        K: Clone,
    {
        if !self.is_sealed {
            self.base.remove(key);
        } else if self.base.contains_key(key) {
            self.own.insert(key.clone(), None);
        } else {
            self.own.remove(key);
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.own.clear();
        if self.is_sealed {
            // Its memory is the image's: nothing is freed, and entries are not looked at one by one.
            core::mem::forget(core::mem::take(&mut self.base));
            self.is_sealed = false;
        } else {
            self.base.clear();
        }
    }

    /// Keys and values, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let base = self.base.iter().filter(|&(key, _)| self.own.is_empty() || !self.own.contains_key(key));
        base.chain(self.own.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))))
    }

    /// The keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// Makes all of it the base of a process to come.
    pub fn seal(&mut self) {
        for (key, value) in core::mem::take(&mut self.own) {
            match value {
                Some(value) => drop(self.base.insert(key, value)),
                None => drop(self.base.remove(&key)),
            }
        }
        self.is_sealed = true;
    }
}

/// A set of ids in two layers, found by a hash of what they stand for, which lies elsewhere.
#[derive(Clone, Debug)]
pub struct LayeredTable<T> {
    base: HashTable<T>,
    own: HashTable<T>,
    is_sealed: bool,
}

impl<T> Default for LayeredTable<T> {
    fn default() -> Self {
        Self { base: HashTable::new(), own: HashTable::new(), is_sealed: false }
    }
}

impl<T> LayeredTable<T> {
    /// The element of this hash for which `is_equal` holds.
    #[inline]
    pub fn find(&self, hash: u64, mut is_equal: impl FnMut(&T) -> bool) -> Option<&T> {
        match self.base.find(hash, &mut is_equal) {
            None if !self.own.is_empty() => self.own.find(hash, is_equal),
            found => found,
        }
    }

    /// Adds an element that is not there yet; `hash_of` gives any element's hash.
    #[inline]
    pub fn insert_unique(&mut self, hash: u64, element: T, hash_of: impl Fn(&T) -> u64) {
        let table = if self.is_sealed { &mut self.own } else { &mut self.base };
        if table.capacity() == 0 {
            table.reserve(FIRST, &hash_of);
        }
        table.insert_unique(hash, element, hash_of);
    }

    /// Makes all of it the base of a process to come.
    pub fn seal(&mut self, hash_of: impl Fn(&T) -> u64) {
        for element in core::mem::take(&mut self.own) {
            self.base.insert_unique(hash_of(&element), element, &hash_of);
        }
        self.is_sealed = true;
    }
}

/// Lists by key, in two layers: what is added to a list of the base lies beside it.
#[derive(Clone, Debug)]
pub struct LayeredLists<K, V> {
    base: HashMap<K, Vec<V>, FxBuildHasher>,
    own: HashMap<K, Vec<V>, FxBuildHasher>,
    is_sealed: bool,
}

impl<K, V> Default for LayeredLists<K, V> {
    fn default() -> Self {
        Self { base: HashMap::default(), own: HashMap::default(), is_sealed: false }
    }
}

impl<K: Hash + Eq, V> LayeredLists<K, V> {
    /// A key's elements, in the order in which they were added.
    pub fn get<'a>(&'a self, key: &K) -> impl DoubleEndedIterator<Item = &'a V> + use<'a, K, V> {
        self.base.get(key).into_iter().flatten().chain(self.own.get(key).into_iter().flatten())
    }

    /// A key's elements, in two parts.
    #[inline]
    pub fn parts(&self, key: &K) -> [&[V]; 2] {
        let own = if self.own.is_empty() { None } else { self.own.get(key) };
        [self.base.get(key), own].map(|list| list.map_or(&[][..], Vec::as_slice))
    }

    /// Adds an element to a key's list.
    pub fn push(&mut self, key: K, value: V) {
        let lists = if self.is_sealed { &mut self.own } else { &mut self.base };
        lists.entry(key).or_default().push(value);
    }

    /// Adds an element to a key's list unless it was the last that this process added.
    pub fn push_new(&mut self, key: K, value: V)
    where
        V: PartialEq,
    {
        let lists = if self.is_sealed { &mut self.own } else { &mut self.base };
        let list = lists.entry(key).or_default();
        if list.last() != Some(&value) {
            list.push(value);
        }
    }

    /// Keeps of a key's list what `keep` wants. Writes to the base if it holds such a list.
    pub fn retain(&mut self, key: &K, keep: impl Fn(&V) -> bool) {
        for lists in [&mut self.base, &mut self.own] {
            if let Some(list) = lists.get_mut(key)
                && !list.iter().all(&keep)
            {
                list.retain(&keep);
            }
        }
    }

    /// Takes a key's list away. Writes to the base if it holds such a list.
    pub fn take(&mut self, key: &K) -> Vec<V> {
        let mut taken = self.base.get_mut(key).map(core::mem::take).unwrap_or_default();
        taken.append(&mut self.own.remove(key).unwrap_or_default());
        taken
    }

    /// The keys that have a list, in no order; one that has elements in both layers comes twice.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.base.keys().chain(self.own.keys())
    }

    /// Every list, in no order; a key's may be in two parts.
    pub fn lists(&self) -> impl Iterator<Item = (&K, &Vec<V>)> {
        self.base.iter().chain(self.own.iter())
    }

    /// Makes all of it the base of a process to come.
    pub fn seal(&mut self) {
        for (key, mut list) in core::mem::take(&mut self.own) {
            self.base.entry(key).or_default().append(&mut list);
        }
        self.is_sealed = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_and_removals_shadow_the_base() {
        let mut map = LayeredMap::default();
        (0..100).for_each(|i| map.insert(i, i));
        map.seal();
        map.insert(5, 50);
        map.insert(200, 1);
        map.remove(&7);
        assert_eq!(
            (map.get(&5), map.get(&7), map.get(&8), map.get(&200)),
            (Some(&50), None, Some(&8), Some(&1))
        );
        assert_eq!(map.iter().count(), 100);
        map.seal();
        assert_eq!((map.get(&5), map.get(&7), map.iter().count()), (Some(&50), None, 100));
        map.clear();
        assert_eq!(map.get(&8), None);
        map.insert(8, 9);
        assert_eq!(map.get(&8), Some(&9));
    }

    #[test]
    fn lists_go_on_beside_the_base() {
        let mut lists = LayeredLists::default();
        lists.push("a", 1);
        lists.seal();
        lists.push("a", 2);
        lists.push("b", 3);
        assert_eq!(lists.get(&"a").copied().collect::<Vec<_>>(), [1, 2]);
        lists.retain(&"a", |&value| value == 2);
        assert_eq!(lists.get(&"a").copied().collect::<Vec<_>>(), [2]);
        assert_eq!(lists.take(&"b"), [3]);
        assert_eq!(lists.get(&"b").count(), 0);
    }

    #[test]
    fn tables_find_in_both_layers() {
        let hash = |&value: &u64| value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut table = LayeredTable::default();
        (0..50).for_each(|i| table.insert_unique(hash(&i), i, hash));
        table.seal(hash);
        table.insert_unique(hash(&70), 70, hash);
        for value in [3, 70] {
            assert_eq!(table.find(hash(&value), |&other| other == value), Some(&value));
        }
        assert_eq!(table.find(hash(&71), |&other| other == 71), None);
        table.seal(hash);
        assert_eq!(table.find(hash(&70), |&other| other == 70), Some(&70));
    }
}
