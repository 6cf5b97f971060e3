//! A table of domain names that costs a row one look at memory: names stand in it as fingerprints, not as text.
//!
//! 64 bits of a fingerprint are under a random key, which nobody can aim at, and 32 more stand against chance: that two of a
//! million names are taken for one is less likely than one in 10^16.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// The smallest table, in places; always a power of two.
const PLACES_MIN: usize = 1 << 10;

/// Names, each with a number.
#[derive(Debug)]
pub(crate) struct NameTable {
    key: RandomState,
    /// Fingerprint and number; a place without a number is empty.
    places: Vec<[u32; 4]>,
    len: usize,
}

/// A name in the form in which it is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameKey {
    key: u64,
    check: u32,
}

impl Default for NameTable {
    fn default() -> NameTable {
        NameTable { key: RandomState::new(), places: vec![[0; 4]; PLACES_MIN], len: 0 }
    }
}

impl NameTable {
    pub fn key(&self, name: &str) -> NameKey {
        let mut hasher = self.key.build_hasher();
        hasher.write(name.as_bytes());
        let mut check = name.len() as u64;
        for piece in name.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            check = (check ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        }
        NameKey { key: hasher.finish(), check: check as u32 }
    }

    fn own_place(&self, key: NameKey) -> usize {
        key.key as usize & (self.places.len() - 1)
    }

    /// The first word at the place of a name, which is of no use but that it was fetched.
    pub fn glance(&self, key: NameKey) -> u32 {
        self.places[self.own_place(key)][0]
    }

    /// The number of a name.
    pub fn get(&self, key: NameKey) -> Option<u32> {
        let fingerprint = [(key.key >> 32) as u32, key.key as u32, key.check];
        let mut at = self.own_place(key);
        loop {
            let [high, low, check, number] = self.places[at];
            if number == 0 {
                return None;
            }
            if [high, low, check] == fingerprint {
                return Some(number - 1);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// A table whose fingerprints are those of another one.
    pub fn like(other: &NameTable) -> NameTable {
        NameTable { key: other.key.clone(), ..NameTable::default() }
    }

    /// Adds to the number of a name; one that is not there yet is put in with this number. Gives the number before.
    pub fn add(&mut self, key: NameKey, more: u32) -> Option<u32> {
        let fingerprint = [(key.key >> 32) as u32, key.key as u32, key.check];
        let mut at = self.own_place(key);
        loop {
            let [high, low, check, number] = self.places[at];
            if number == 0 {
                self.insert(key, more);
                return None;
            }
            if [high, low, check] == fingerprint {
                self.places[at][3] = number.saturating_add(more);
                return Some(number - 1);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// Adds the numbers of another table with the same fingerprints, those from `least` on.
    pub fn add_all(&mut self, other: &NameTable, least: u32) {
        for &[high, low, check, number] in other.places.iter().filter(|place| place[3] > least) {
            self.add(NameKey { key: u64::from(high) << 32 | u64::from(low), check }, number - 1);
        }
    }

    /// Puts a name in that is not there yet, with a number below 2^32 - 1.
    pub fn insert(&mut self, key: NameKey, number: u32) {
        if self.len * 2 >= self.places.len() {
            let larger = vec![[0; 4]; self.places.len() * 2];
            let all = std::mem::replace(&mut self.places, larger);
            all.into_iter().filter(|place| place[3] != 0).for_each(|place| self.put(place));
        }
        self.len += 1;
        self.put([(key.key >> 32) as u32, key.key as u32, key.check, number.saturating_add(1)]);
    }

    fn put(&mut self, entry: [u32; 4]) {
        let last = self.places.len() - 1;
        let mut at = entry[1] as usize & last;
        // A table of 2^32 places would have more than its own place in 32 bits; it never grows so large.
        while self.places[at][3] != 0 {
            at = (at + 1) & last;
        }
        self.places[at] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_under_their_numbers_and_others_are_not() {
        let mut table = NameTable::default();
        for number in 0..20_000u32 {
            let key = table.key(&format!("shop{number}.example"));
            assert_eq!(table.get(key), None);
            table.insert(key, number);
            assert_eq!(table.get(key), Some(number));
        }
        for number in 0..20_000u32 {
            assert_eq!(table.get(table.key(&format!("shop{number}.example"))), Some(number));
            assert_eq!(table.get(table.key(&format!("shop{number}.exampl"))), None);
        }
    }
}
