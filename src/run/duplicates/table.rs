//! A hash table made for hundreds of millions of fingerprints: each entry is a few 32-bit words, without padding and
//! without pointers, and the tables fill to nine tenths.
//!
//! Entries stand in the order of their fingerprints, as near to their own place as there is room (linear probing, sorted).
//! So an absent one is known to be absent at the first larger one, and a table grows by copying it once from end to end.
//! There are many small tables, which grow one after the other, so that growing never doubles the memory.

use super::First;

/// How many tables there are; each fingerprint belongs to one of them.
const TABLES: usize = 64;
/// A table is full when it has this share of entries, in percent.
const FULL_PERCENT: usize = 90;
/// How much larger a full table becomes, in percent.
const GROWTH_PERCENT: usize = 125;
/// Places of the smallest table; the others begin a little larger, so that they do not all grow at the same time.
const PLACES_MIN: usize = 64;
/// Places behind the last one that a fingerprint can call its own.
const PLACES_BEYOND: usize = 64;
/// The low bits of an entry hold the line and rank; the fingerprint has the others.
const VALUE_BITS: u32 = 38;
const VALUE_MASK: u128 = (1 << VALUE_BITS) - 1;

/// Entries of `WORDS` words of 32 bits: four hold the fingerprint and its [`First`], the others what the user likes.
#[derive(Debug)]
pub(super) struct Table<const WORDS: usize> {
    tables: Vec<Small<WORDS>>,
}

#[derive(Debug)]
struct Small<const WORDS: usize> {
    entries: Vec<[u32; WORDS]>,
    /// Places that fingerprints call their own; there are [`PLACES_BEYOND`] more.
    places: usize,
    len: usize,
}

/// Where an entry stands, until the next one is put in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    table: usize,
    at: usize,
}

impl<const WORDS: usize> Default for Table<WORDS> {
    fn default() -> Self {
        Table { tables: (0..TABLES).map(Small::empty).collect() }
    }
}

impl<const WORDS: usize> Table<WORDS> {
    /// Where the entry of this fingerprint stands, or where it would.
    pub(super) fn find(&self, fingerprint: u128) -> Result<Place, Place> {
        // The table's number is taken from bits that the entry itself has no room for.
        let table = (fingerprint & (TABLES as u128 - 1)) as usize;
        let (at, found) = self.tables[table].find(fingerprint & !VALUE_MASK);
        let place = Place { table, at };
        if found { Ok(place) } else { Err(place) }
    }

    /// The first word at a fingerprint's own place, which is of no use but that it was fetched.
    pub(super) fn glance(&self, fingerprint: u128) -> u32 {
        let table = &self.tables[(fingerprint & (TABLES as u128 - 1)) as usize];
        table.entries.get(table.own_place(fingerprint)).map_or(0, |entry| entry[0])
    }

    pub(super) fn first(&self, place: Place) -> First {
        First(low(&self.tables[place.table].entries[place.at]) & VALUE_MASK as u64)
    }

    pub(super) fn set_first(&mut self, place: Place, first: First) {
        let entry = &mut self.tables[place.table].entries[place.at];
        let kept = low(entry) & !(VALUE_MASK as u64);
        let [high, least] = [(kept | first.packed()) >> 32, (kept | first.packed()) & u64::from(u32::MAX)];
        (entry[2], entry[3]) = (high as u32, least as u32);
    }

    /// A word beyond the first four.
    pub(super) fn word(&self, place: Place, number: usize) -> u32 {
        self.tables[place.table].entries[place.at][number]
    }

    pub(super) fn set_word(&mut self, place: Place, number: usize, word: u32) {
        self.tables[place.table].entries[place.at][number] = word;
    }

    /// Puts a new entry where [`Table::find`] did not find it.
    pub(super) fn insert(&mut self, place: Place, fingerprint: u128, first: First, beyond: &[u32]) {
        let mut entry = [0; WORDS];
        let packed = (fingerprint & !VALUE_MASK) | u128::from(first.packed());
        for (number, word) in entry.iter_mut().take(4).enumerate() {
            *word = (packed >> (96 - 32 * number)) as u32;
        }
        entry[4..].copy_from_slice(beyond);
        self.tables[place.table].insert(place.at, entry);
    }

    /// The memory of all tables.
    #[cfg(test)]
    pub(super) fn octets(&self) -> usize {
        self.tables.iter().map(|table| table.entries.capacity() * WORDS * 4).sum()
    }
}

impl<const WORDS: usize> Small<WORDS> {
    fn empty(number: usize) -> Small<WORDS> {
        let places = PLACES_MIN + PLACES_MIN * (GROWTH_PERCENT - 100) * number / (100 * TABLES);
        Small::with_places(places)
    }

    fn with_places(places: usize) -> Small<WORDS> {
        Small { entries: vec![[0; WORDS]; places + PLACES_BEYOND], places, len: 0 }
    }

    /// The place that a fingerprint calls its own: larger ones have later places.
    fn own_place(&self, fingerprint: u128) -> usize {
        let high = (fingerprint >> 64) as u64;
        ((u128::from(high) * self.places as u128) >> 64) as usize
    }

    fn find(&self, fingerprint: u128) -> (usize, bool) {
        let mut at = self.own_place(fingerprint);
        while let Some(entry) = self.entries.get(at) {
            let there = packed(entry);
            // An entry always has a line, so one of zeros is an empty place.
            if there == 0 || there & !VALUE_MASK > fingerprint {
                return (at, false);
            }
            if there & !VALUE_MASK == fingerprint {
                return (at, true);
            }
            at += 1;
        }
        (at, false)
    }

    /// Puts an entry at its place and moves what stands there and behind it by one, up to the next empty place.
    fn insert(&mut self, mut at: usize, entry: [u32; WORDS]) {
        if self.len * 100 >= self.places * FULL_PERCENT {
            self.grow();
            at = self.find(packed(&entry) & !VALUE_MASK).0;
        }
        let until = match self.entries[at..].iter().position(|entry| packed(entry) == 0) {
            Some(empty) => at + empty,
            None => {
                // No larger table would help those that crowd at its end.
                let end = self.entries.len();
                self.entries.resize(end + PLACES_BEYOND, [0; WORDS]);
                end
            }
        };
        self.entries.copy_within(at..until, at + 1);
        self.entries[at] = entry;
        self.len += 1;
    }

    fn grow(&mut self) {
        let mut larger = Small::with_places(self.places * GROWTH_PERCENT / 100);
        let mut next = 0;
        for entry in self.entries.iter().filter(|entry| packed(entry) != 0) {
            let at = larger.own_place(packed(entry) & !VALUE_MASK).max(next);
            if at >= larger.entries.len() {
                larger.entries.resize(at + PLACES_BEYOND, [0; WORDS]);
            }
            larger.entries[at] = *entry;
            next = at + 1;
        }
        larger.len = self.len;
        *self = larger;
    }
}

fn packed<const WORDS: usize>(entry: &[u32; WORDS]) -> u128 {
    entry.iter().take(4).fold(0, |packed, word| (packed << 32) | u128::from(*word))
}

fn low<const WORDS: usize>(entry: &[u32; WORDS]) -> u64 {
    (u64::from(entry[2]) << 32) | u64::from(entry[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Verdict;
    use std::collections::HashMap;

    /// Numbers that look random, the same in every run.
    fn numbers() -> impl Iterator<Item = u128> {
        let mut state = 1u128;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(1);
            state.rotate_left(64)
        })
    }

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let mut table = Table::<5>::default();
        let mut truth: HashMap<u128, (u64, u32)> = HashMap::new();
        for (line, number) in (1u64..).zip(numbers().take(50_000)) {
            let place = table.find(number).expect_err("not there yet");
            table.insert(place, number, First::new(line, Verdict::Ok), &[line as u32 ^ 7]);
            truth.insert(number, (line, line as u32 ^ 7));
            if line % 3 == 0 {
                let place = table.find(number).expect("just put in");
                table.set_first(place, First::new(line + 5, Verdict::Reject));
                table.set_word(place, 4, 1);
                truth.insert(number, (line + 5, 1));
            }
        }
        for (number, (line, word)) in truth {
            let place = table.find(number).expect("put in");
            assert_eq!((table.first(place).line(), table.word(place, 4)), (line, word));
        }
        assert!(numbers().skip(50_000).take(50_000).all(|number| table.find(number).is_err()));
    }

    #[test]
    fn fingerprints_that_crowd_at_either_end_find_room() {
        let mut table = Table::<4>::default();
        let crowd: Vec<u128> = (0..1000u128).flat_map(|n| [n << VALUE_BITS, u128::MAX - (n << VALUE_BITS)]).collect();
        for &number in crowd.iter().rev() {
            let place = table.find(number).expect_err("not there yet");
            table.insert(place, number, First::new(1, Verdict::Ok), &[]);
        }
        assert!(crowd.iter().all(|&number| table.find(number).is_ok()));
    }

    #[test]
    fn an_entry_takes_little_more_than_its_own_octets() {
        let mut table = Table::<4>::default();
        let mut most = 0.0f64;
        for (count, number) in (1..=300_000u32).zip(numbers()) {
            let place = table.find(number).expect_err("not there yet");
            table.insert(place, number, First::new(1, Verdict::Ok), &[]);
            if count > 100_000 {
                most = most.max(table.octets() as f64 / f64::from(count));
            }
        }
        assert!(most < 22.0, "{most} octets an entry");
    }
}
