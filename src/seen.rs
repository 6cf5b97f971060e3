//! Which addresses were seen before, and on which line.
//!
//! A row is a duplicate only of one that comes out at least as well: the good spelling of an address is never rejected for
//! a bad one above it. Keys are kept as 128-bit fingerprints under a random key, so that memory grows with addresses and not with their
//! length, nobody can prepare two addresses that collide, and a chance collision (which would lose a customer) is out of
//! the question: below 1 in 10^20 for a hundred million rows.

use crate::address::{Address, alias_key, canonical_key};
use crate::judge::{Duplicate, Verdict};
use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::BuildHasher;

/// The addresses of the rows so far.
#[derive(Debug, Default)]
pub struct Seen {
    exact: HashMap<u128, First>,
    alias: HashMap<u128, First>,
    halves: [RandomState; 2],
}

/// The line of the first row with a key, and how that row came out: both in one number, for there are many.
#[derive(Clone, Copy, Debug)]
struct First(u64);

impl First {
    fn new(line: u64, verdict: Verdict) -> First {
        let rank = match verdict {
            Verdict::Ok => 0,
            Verdict::Review => 1,
            Verdict::Unknown => 2,
            Verdict::Reject => 3,
        };
        First((line << 2) | rank)
    }

    fn line(self) -> u64 {
        self.0 >> 2
    }

    fn rank(self) -> u64 {
        self.0 & 3
    }
}

impl Seen {
    /// Notes an address with the verdict that its row has without regard to others, and tells the earlier line with the
    /// same one, or with the same mailbox in another spelling.
    pub fn note(&mut self, address: &Address<'_>, line: u64, verdict: Verdict) -> Option<Duplicate> {
        let this = First::new(line, verdict);
        let key = self.fingerprint(&canonical_key(address));
        if let Some(line) = first_with(&mut self.exact, key, this) {
            return Some(Duplicate { line, exact: true });
        }
        let alias = self.fingerprint(&alias_key(address)?);
        first_with(&mut self.alias, alias, this).map(|line| Duplicate { line, exact: false })
    }

    fn fingerprint(&self, key: &str) -> u128 {
        let [high, low] = self.halves.each_ref().map(|half| u128::from(half.hash_one(key)));
        (high << 64) | low
    }
}

/// The line of an earlier row with this key that came out at least as well. Otherwise this row takes its place.
fn first_with(seen: &mut HashMap<u128, First>, key: u128, this: First) -> Option<u64> {
    match seen.entry(key) {
        Entry::Occupied(first) if first.get().rank() <= this.rank() => Some(first.get().line()),
        Entry::Occupied(mut first) => {
            first.insert(this);
            None
        }
        Entry::Vacant(place) => {
            place.insert(this);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn address(local_part: &'static str, domain: &'static str) -> Address<'static> {
        let domain = Cow::Borrowed(domain);
        Address { local_part: Cow::Borrowed(local_part), domain: domain.clone(), domain_ascii: domain }
    }

    #[test]
    fn the_same_address_is_a_duplicate_of_the_first() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&address("Ann", "a.de"), 2, Verdict::Ok), None);
        assert_eq!(seen.note(&address("bob", "a.de"), 3, Verdict::Ok), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 4, Verdict::Ok), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ANN", "a.de"), 5, Verdict::Ok), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ann", "b.de"), 6, Verdict::Ok), None);
    }

    #[test]
    fn another_spelling_of_a_mailbox_is_no_exact_duplicate() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&address("ann.lee", "gmail.com"), 2, Verdict::Ok), None);
        assert_eq!(
            seen.note(&address("annlee+news", "gmail.com"), 3, Verdict::Ok),
            Some(Duplicate { line: 2, exact: false })
        );
        assert_eq!(
            seen.note(&address("annlee+news", "gmail.com"), 4, Verdict::Ok),
            Some(Duplicate { line: 3, exact: true })
        );
    }

    #[test]
    fn a_good_row_is_no_duplicate_of_a_bad_one() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&address("ann", "a.de"), 2, Verdict::Review), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 3, Verdict::Ok), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 4, Verdict::Ok), Some(Duplicate { line: 3, exact: true }));
        assert_eq!(seen.note(&address("ann", "a.de"), 5, Verdict::Reject), Some(Duplicate { line: 3, exact: true }));
    }
}
