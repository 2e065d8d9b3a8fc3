//! Which of two methods is the more specific, told ahead for methods that are there to stay.
//!
//! A comparison of signatures takes some microseconds, and a call with several candidates needs several. Comparing all
//! methods of a table with each other once gives an order of them, in which the more specific ones come first; from
//! then on two numbers decide, for pairs that have arguments in common and are not among the few exceptions.

use crate::table::{Key, MethodId, Methods};
use juliette_types::{Types, known};

/// What [`Methods::compare_all`] finds.
#[derive(Default)]
pub struct Ranking {
    /// Places in the order of each table, from 1.
    ranks: Vec<(MethodId, u32)>,
    /// Whether the first is more specific than the second, where the order does not say.
    exceptions: Vec<(MethodId, MethodId, bool)>,
}

/// How two methods of a table compare.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// The first is more specific.
    Before,
    /// The second is.
    Behind,
    /// Neither is, though both apply to some arguments.
    Ambiguous,
    /// They have no arguments in common, as far as can be told.
    Apart,
}

impl Methods {
    /// Compares the methods of each table. Types are made on the way that nobody needs afterwards.
    pub fn compare_all(&self, types: &mut Types) -> Ranking {
        let mut ranking = Ranking::default();
        for (_, ids) in self.tables.lists() {
            self.compare(types, ids, &mut ranking);
        }
        ranking
    }

    /// Decides by this ranking from now on. What was found out before about pairs of a table is forgotten.
    pub fn adopt(&mut self, ranking: &Ranking) {
        for &(id, rank) in &ranking.ranks {
            (self.quick[id].rank, self.quick[id].is_clear) = (rank, true);
        }
        for &(a, b, _) in &ranking.exceptions {
            (self.quick[a].is_clear, self.quick[b].is_clear) = (false, false);
        }
        let keys: Vec<Key> = self.tables.keys().copied().collect();
        for key in keys {
            let mut ids = self.tables.take(&key);
            ids.sort_by_key(|&id| self.quick[id].rank);
            for id in ids {
                self.tables.push(key, id);
            }
        }
        let before = core::mem::take(&mut self.more_specific);
        for (&(a, b), &known) in before.iter() {
            if self.methods[a].key != self.methods[b].key {
                self.more_specific.insert((a, b), known);
            }
        }
        for &(a, b, known) in &ranking.exceptions {
            self.more_specific.insert((a, b), known);
        }
    }

    /// Whether `a` is more specific than `b`, if both have a rank in the same table.
    pub(crate) fn by_rank(&self, a: MethodId, b: MethodId) -> Option<bool> {
        let (a, b) = (&self.quick[a], &self.quick[b]);
        (a.rank != 0 && b.rank != 0 && a.key == b.key).then_some(a.rank < b.rank)
    }

    /// Whether a method whose arguments include those of a call is more specific than another one that may apply to it,
    /// by their ranks, and ambiguous with none that has a rank.
    pub(crate) fn shadows(&self, best: MethodId, other: MethodId) -> bool {
        self.quick[best].is_clear && self.by_rank(best, other) == Some(true)
    }

    fn compare(&self, types: &mut Types, ids: &[MethodId], ranking: &mut Ranking) {
        let count = ids.len();
        let mut relations = vec![Relation::Apart; count * count];
        // How many methods are more specific than each one.
        let mut above = vec![0; count];
        for i in 0..count {
            for j in 0..i {
                let relation = self.relation(types, ids[i], ids[j]);
                relations[i * count + j] = relation;
                match relation {
                    Relation::Before => above[j] += 1,
                    Relation::Behind => above[i] += 1,
                    Relation::Ambiguous => {
                        ranking.exceptions.push((ids[i], ids[j], false));
                        ranking.exceptions.push((ids[j], ids[i], false));
                    }
                    Relation::Apart => {}
                }
            }
        }
        let is_before = |i: usize, j: usize| match i > j {
            true => relations[i * count + j] == Relation::Before,
            false => relations[j * count + i] == Relation::Behind,
        };
        // Whatever has nothing more specific left comes next. Where each of some has, for the relation is not
        // transitive in all cases, the first of them does.
        let mut places = vec![0; count];
        for place in 1..=count as u32 {
            let left = || (0..count).filter(|&i| places[i] == 0);
            let next = left().find(|&i| above[i] == 0).or_else(|| left().next());
            let next = next.expect("one is left for each place");
            places[next] = place;
            ranking.ranks.push((ids[next], place));
            for (other, above) in above.iter_mut().enumerate() {
                if other != next && is_before(next, other) {
                    *above -= 1;
                }
            }
        }
        for i in 0..count {
            for j in (0..count).filter(|&j| j != i && is_before(i, j) && places[j] < places[i]) {
                ranking.exceptions.push((ids[i], ids[j], true));
                ranking.exceptions.push((ids[j], ids[i], false));
            }
        }
    }

    fn relation(&self, types: &mut Types, a: MethodId, b: MethodId) -> Relation {
        let (a, b) = (&self.methods[a], &self.methods[b]);
        if types.intersect(a.signature, b.signature) == known::BOTTOM {
            return Relation::Apart;
        }
        if types.more_specific(a.signature, b.signature) {
            Relation::Before
        } else if types.more_specific(b.signature, a.signature) {
            Relation::Behind
        } else {
            Relation::Ambiguous
        }
    }
}
