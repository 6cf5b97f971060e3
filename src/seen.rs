//! Which addresses were seen before, and on which line.
//!
//! Keys are kept as 128-bit fingerprints under a random key, so that memory grows with addresses and not with their
//! length, nobody can prepare two addresses that collide, and a chance collision (which would lose a customer) is out of
//! the question: below 1 in 10^20 for a hundred million rows.

use crate::address::{Address, alias_key, canonical_key};
use crate::judge::Duplicate;
use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::BuildHasher;

/// The addresses of the rows so far.
#[derive(Debug, Default)]
pub struct Seen {
    exact: HashMap<u128, u64>,
    alias: HashMap<u128, u64>,
    halves: [RandomState; 2],
}

impl Seen {
    /// Notes an address, and tells the earlier line with the same one, or with the same mailbox in another spelling.
    pub fn note(&mut self, address: &Address<'_>, line: u64) -> Option<Duplicate> {
        let key = self.fingerprint(&canonical_key(address));
        match self.exact.entry(key) {
            Entry::Occupied(first) => return Some(Duplicate { line: *first.get(), exact: true }),
            Entry::Vacant(place) => place.insert(line),
        };
        let alias = self.fingerprint(&alias_key(address)?);
        match self.alias.entry(alias) {
            Entry::Occupied(first) => Some(Duplicate { line: *first.get(), exact: false }),
            Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }

    fn fingerprint(&self, key: &str) -> u128 {
        let [high, low] = self.halves.each_ref().map(|half| u128::from(half.hash_one(key)));
        (high << 64) | low
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
        assert_eq!(seen.note(&address("Ann", "a.de"), 2), None);
        assert_eq!(seen.note(&address("bob", "a.de"), 3), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 4), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ANN", "a.de"), 5), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ann", "b.de"), 6), None);
    }

    #[test]
    fn another_spelling_of_a_mailbox_is_no_exact_duplicate() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(&address("ann.lee", "gmail.com"), 2), None);
        assert_eq!(seen.note(&address("annlee+news", "gmail.com"), 3), Some(Duplicate { line: 2, exact: false }));
        assert_eq!(seen.note(&address("annlee+news", "gmail.com"), 4), Some(Duplicate { line: 3, exact: true }));
    }
}
