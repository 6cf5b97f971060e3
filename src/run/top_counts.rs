//! The commonest of many names, counted in bounded memory: for charts and tables, however long the list is.

use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// Different names that are counted before the rare ones are dropped, so that memory is bounded.
const NAMES_COUNTED_MAX: usize = 50_000;

/// The commonest of many, with their counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Top<T> {
    /// The commonest first.
    pub shown: Vec<(T, u64)>,
    /// How many more there are.
    pub more: u64,
}

impl<T> Default for Top<T> {
    fn default() -> Self {
        Top { shown: Vec::new(), more: 0 }
    }
}

impl<T> Top<T> {
    /// The largest count, at least 1.
    pub fn largest(&self) -> u64 {
        self.shown.first().map_or(1, |(_, count)| (*count).max(1))
    }
}

/// Counts names, and keeps the commonest.
#[derive(Clone, Debug)]
pub struct TopCounter<T> {
    counts: HashMap<T, u64>,
    dropped: u64,
}

impl<T> Default for TopCounter<T> {
    fn default() -> Self {
        TopCounter { counts: HashMap::new(), dropped: 0 }
    }
}

impl<T: Eq + Hash + Ord + Clone> TopCounter<T> {
    /// Counts `rows` more of this name. When there are too many names, those met once are dropped; they would not be shown.
    pub fn add(&mut self, name: T, rows: u64) {
        if self.counts.len() >= NAMES_COUNTED_MAX && !self.counts.contains_key(&name) {
            let before = self.counts.len();
            let middle = self.median();
            self.counts.retain(|_, count| *count > middle);
            self.dropped += (before - self.counts.len()) as u64;
        }
        *self.counts.entry(name).or_default() += rows;
    }

    fn median(&self) -> u64 {
        let mut counts: Vec<u64> = self.counts.values().copied().collect();
        let middle = counts.len() / 2;
        *counts.select_nth_unstable(middle).1
    }

    /// Whether this name has been counted.
    pub fn has<Q: ?Sized + Hash + Eq>(&self, name: &Q) -> bool
    where
        T: std::borrow::Borrow<Q>,
    {
        self.counts.contains_key(name)
    }

    /// Different names, those that were dropped included.
    pub fn names(&self) -> u64 {
        self.counts.len() as u64 + self.dropped
    }

    /// All names that are still counted.
    pub fn iter(&self) -> impl Iterator<Item = (&T, u64)> {
        self.counts.iter().map(|(name, rows)| (name, *rows))
    }

    /// The commonest, ties in the order of their names.
    pub fn top(self, most: usize) -> Top<T> {
        let mut all: Vec<(T, u64)> = self.counts.into_iter().collect();
        all.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        let more = all.len().saturating_sub(most) as u64 + self.dropped;
        all.truncate(most);
        Top { shown: all, more }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_come_first_and_the_rest_is_counted() {
        let mut counter = TopCounter::default();
        for (name, rows) in [("b", 2), ("a", 2), ("c", 5), ("d", 1), ("c", 1)] {
            counter.add(name, rows);
        }
        assert_eq!(counter.top(3), Top { shown: vec![("c", 6), ("a", 2), ("b", 2)], more: 1 });
    }

    #[test]
    fn a_flood_of_names_is_bounded_and_common_ones_stay() {
        let mut counter = TopCounter::default();
        counter.add(u64::MAX, 50);
        for name in 0..(NAMES_COUNTED_MAX as u64 + 10) {
            counter.add(name, 1);
        }
        assert!(counter.counts.len() <= NAMES_COUNTED_MAX);
        let top = counter.top(1);
        assert_eq!(top.shown, [(u64::MAX, 50)]);
        assert_eq!(top.more, NAMES_COUNTED_MAX as u64 + 10);
    }
}
