//! Finds, among thousands of names, the few that are at most two slips away, without measuring each of them.
//!
//! Two texts within optimal-string-alignment distance 2 share a text that each of them becomes by dropping at most two
//! of its bytes: a missing or extra letter is dropped on one side, a wrong letter on both, and of two swapped letters one
//! is dropped on both. So the index keeps a hash of every such remainder of every name, and a question is asked with the
//! remainders of the text. Equal hashes may be an accident, so what is found must still be measured; what is not found
//! is surely farther away. Hashes are over bytes, and so are the slips: names are ASCII.

/// How many slips the index covers.
pub const SLIPS_MAX: usize = 2;

/// Multiplier of the polynomial hash: odd, with well-mixed bits.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The index over a list of names, which are known by their place in it.
pub struct NearIndex {
    /// One bit per hash value modulo its size: most questions end here.
    filter: Vec<u64>,
    /// Where the entries of each bucket end; they start where the bucket before ends.
    ends: Vec<u32>,
    /// Remainder hash and name, grouped by bucket.
    entries: Vec<(u64, u32)>,
    /// Length of the longest name; a text that is longer by more than two is near none.
    longest: usize,
}

impl NearIndex {
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> NearIndex {
        let mut all = Vec::new();
        let mut longest = 0;
        for (name, number) in names.zip(0u32..) {
            longest = longest.max(name.len());
            let start = all.len();
            for_each_remainder(name.as_bytes(), |hash| all.push((hash, number)));
            // Dropping either of two equal letters leaves the same remainder, which is needed once only.
            all[start..].sort_unstable();
            let mut kept = start;
            for at in start..all.len() {
                if at == start || all[at] != all[kept - 1] {
                    all[kept] = all[at];
                    kept += 1;
                }
            }
            all.truncate(kept);
        }
        let buckets = (all.len() * 2).next_power_of_two().max(64);
        let mut filter = vec![0u64; (buckets * 16 / 64).max(1)];
        let mut ends = vec![0u32; buckets];
        for &(hash, _) in &all {
            ends[bucket(hash, buckets)] += 1;
            let bit = filter_bit(hash, &filter);
            filter[bit / 64] |= 1 << (bit % 64);
        }
        let mut total = 0;
        for end in &mut ends {
            // For now the start of the bucket; filling it moves this to its end.
            let count = *end;
            *end = total;
            total += count;
        }
        let mut entries = vec![(0, 0); all.len()];
        for entry in all {
            let place = &mut ends[bucket(entry.0, buckets)];
            entries[*place as usize] = entry;
            *place += 1;
        }
        NearIndex { filter, ends, entries, longest }
    }

    /// Calls `candidate` once with each name that may be within [`SLIPS_MAX`] slips of `text`, in the order of the list. It is
    /// never left out when it is.
    pub fn visit(&self, text: &str, mut candidate: impl FnMut(u32)) {
        if text.len() > self.longest + SLIPS_MAX {
            return;
        }
        let mut found: Vec<u32> = Vec::new();
        for_each_remainder(text.as_bytes(), |hash| {
            let bit = filter_bit(hash, &self.filter);
            if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
                return;
            }
            let bucket = bucket(hash, self.ends.len());
            let start = if bucket == 0 { 0 } else { self.ends[bucket - 1] };
            for &(known, name) in &self.entries[start as usize..self.ends[bucket] as usize] {
                if known == hash {
                    found.push(name);
                }
            }
        });
        found.sort_unstable();
        found.dedup();
        for name in found {
            candidate(name);
        }
    }
}

/// Calls `each` with the hash of the text and of everything left of it after dropping one or two bytes.
fn for_each_remainder(text: &[u8], mut each: impl FnMut(u64)) {
    let value = |at: usize| u64::from(text[at]) + 1;
    // The hash of a text is the value of a polynomial. `tails[i]` is that of the text from place i on, and `powers[i]`
    // what a head must be multiplied by to stand before it; so a remainder costs a few operations, not a pass.
    let count = text.len();
    let mut tails = [0u64; STACK];
    let mut powers = [1u64; STACK];
    if count >= STACK {
        return;
    }
    let mut power = 1u64;
    for at in (0..count).rev() {
        tails[at] = value(at).wrapping_mul(power).wrapping_add(tails[at + 1]);
        power = power.wrapping_mul(BASE);
        powers[count - at] = power;
    }
    each(tails[0]);
    let mut head = 0u64;
    for first in 0..count {
        // Drop `first`, then perhaps a later one.
        let rest = count - first - 1;
        each(head.wrapping_mul(powers[rest]).wrapping_add(tails[first + 1]));
        let mut middle = head;
        for second in first + 1..count {
            let rest = count - second - 1;
            each(middle.wrapping_mul(powers[rest]).wrapping_add(tails[second + 1]));
            middle = middle.wrapping_mul(BASE).wrapping_add(value(second));
        }
        head = head.wrapping_mul(BASE).wrapping_add(value(first));
    }
}

/// More than the longest provider (40 octets) and two slips; longer texts are near none.
const STACK: usize = 64;

fn bucket(hash: u64, buckets: usize) -> usize {
    (mix(hash) as usize) & (buckets - 1)
}

fn filter_bit(hash: u64, filter: &[u64]) -> usize {
    (mix(hash) >> 24) as usize & (filter.len() * 64 - 1)
}

/// The low bits of a polynomial hash know only the low bits of the bytes.
fn mix(hash: u64) -> u64 {
    (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(names: &[String], text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        NearIndex::new(names.iter().map(String::as_str)).visit(text, |name| found.push(name));
        found
    }

    fn near_by_brute_force(names: &[String], text: &str) -> Vec<u32> {
        let distance = |name: &String| strsim::osa_distance(name, text);
        names.iter().zip(0..).filter(|(name, _)| distance(name) <= SLIPS_MAX).map(|(_, at)| at).collect()
    }

    proptest! {
        // A failing case is printed, and then written down as a test by hand.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_name_within_two_slips_is_ever_lost(names in prop::collection::vec("[abc.]{0,9}", 1..20), text in "[abc.]{0,9}") {
            let found = found(&names, &text);
            for name in near_by_brute_force(&names, &text) {
                prop_assert!(found.contains(&name), "{:?} of {:?} was not found for {:?}", names[name as usize], names, text);
            }
        }
    }

    #[test]
    fn what_is_found_is_mostly_near() {
        let names: Vec<String> = ["hotmail.com", "gmail.com", "web.de", "yahoo.co.uk"].map(String::from).to_vec();
        for text in ["homail.com", "gmial.con", "wbe.de", "yahoo.co.uk", "example.org", "", "x"] {
            assert_eq!(found(&names, text), near_by_brute_force(&names, text), "{text}");
        }
    }

    #[test]
    fn a_text_of_any_length_is_answered() {
        let names = vec!["a.b".to_owned()];
        assert!(found(&names, &"a".repeat(10_000)).is_empty());
        assert!(found(&names, &"a".repeat(STACK)).is_empty());
        assert_eq!(found(&names, "a.b"), [0]);
    }
}
