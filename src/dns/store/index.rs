//! Which questions the store holds answers to, by their keys, in memory: most questions of a run are new, and the file is not
//! looked into for them. Two questions may have the same key, so what stands at a number is an answer only if its record says so.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys that are held, at most. Answers beyond it are not found again.
const KEYS_MAX: usize = 1 << 23;
/// So many questions are looked for in the directory as it is. Who asks no more need not wait for a table of it.
const SCANS_MAX: u32 = 8;

/// Where the answer to each question stands.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Parts of the directory that are in no table yet, from the latest to the first.
    parts: Vec<Part>,
    /// Keys in the parts.
    count: usize,
    scans: u32,
    table: HashMap<u64, i64, BuildHasherDefault<AsItIs>>,
}

/// Eight octets a key, of answers with numbers from `first` on.
#[derive(Debug)]
struct Part {
    first: i64,
    keys: Vec<u8>,
}

impl Part {
    fn keys(&self) -> &[[u8; 8]] {
        self.keys.as_chunks().0
    }
}

impl Index {
    /// Takes the part of the directory that stands before those it has. False when it takes no more.
    pub(super) fn add_part(&mut self, first: i64, keys: &[u8]) -> bool {
        let part = Part { first, keys: keys.to_vec() };
        let count = part.keys().len();
        if self.count + count > KEYS_MAX {
            return false;
        }
        // A file that is damaged may hold any number.
        if first > 0 && first.checked_add(count as i64).is_some() {
            self.count += count;
            self.parts.push(part);
        }
        true
    }

    /// The number of the latest answer to the question with this key.
    pub(super) fn find(&mut self, key: u64) -> Option<i64> {
        if !self.parts.is_empty() && self.scans >= SCANS_MAX {
            self.make_table();
        }
        let id = self.table.get(&key).copied();
        if id.is_some() || self.parts.is_empty() {
            return id;
        }
        self.scans += 1;
        let octets = key.to_le_bytes();
        let place = |part: &Part| {
            let place = part.keys().iter().rposition(|key| *key == octets)?;
            Some(part.first + place as i64)
        };
        self.parts.iter().find_map(place)
    }

    fn make_table(&mut self) {
        self.table.reserve(self.count);
        for part in std::mem::take(&mut self.parts) {
            for (place, key) in part.keys().iter().enumerate().rev() {
                self.table.entry(u64::from_le_bytes(*key)).or_insert(part.first + place as i64);
            }
        }
    }

    /// Notes where a new answer stands.
    pub(super) fn add(&mut self, key: u64, id: i64) {
        if self.count < KEYS_MAX && self.table.insert(key, id).is_none() {
            self.count += 1;
        }
    }
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, octets: &[u8]) {
        for octet in octets {
            self.0 = self.0.rotate_left(8) ^ u64::from(*octet);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(keys: &[u64]) -> Vec<u8> {
        keys.iter().flat_map(|key| key.to_le_bytes()).collect()
    }

    #[test]
    fn the_latest_answer_to_a_question_counts_before_and_after_the_table_is_made() {
        let mut index = Index::default();
        assert!(index.add_part(10, &octets(&[7, 8, 7])));
        assert!(index.add_part(1, &octets(&[8, 9])));
        index.add(9, 20);
        for _ in 0..SCANS_MAX {
            assert_eq!([7, 8, 9, 10].map(|key| index.find(key)), [Some(12), Some(11), Some(20), None]);
        }
        assert!(index.parts.is_empty());
    }

    #[test]
    fn a_damaged_part_counts_for_nothing() {
        let mut index = Index::default();
        index.add_part(i64::MAX - 1, &octets(&[1, 2, 3]));
        index.add_part(-5, &octets(&[4]));
        index.add_part(6, &octets(&[5])[..7]);
        assert_eq!([1, 2, 3, 4, 5].map(|key| index.find(key)), [None; 5]);
    }

    #[test]
    fn no_more_keys_are_held_than_there_is_room_for() {
        let mut index = Index { count: KEYS_MAX - 2, ..Index::default() };
        assert!(index.add_part(10, &octets(&[1, 2])));
        assert!(!index.add_part(1, &octets(&[3])));
        index.add(4, 20);
        assert_eq!([1, 2, 3, 4].map(|key| index.find(key)), [Some(10), Some(11), None, None]);
    }
}
