//! Which addresses were seen before, and on which line.
//!
//! A row is a duplicate only of one that comes out at least as well: the good spelling of an address is never rejected for
//! a bad one above it. Addresses are kept as fingerprints under a random key, so that memory grows with their number and
//! not with their length, and nobody can prepare two addresses that collide. 96 bits of each count, so that a chance
//! collision (which would lose a customer) is out of the question: below 1 in 10^12 for a hundred million rows.
//!
//! Where the user allows less memory than a list may need, the work is done on disk, in two passes, with the same result.

mod mailboxes;
mod spill;
mod table;
mod together;

pub use together::Together;

use self::mailboxes::{Key, Mailboxes};
use self::spill::{Found, OCTETS_AN_ADDRESS, Parts};
use crate::address::{Address, alias_key, canonical_key};
use crate::judge::{Duplicate, Verdict};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io;

/// The addresses of the rows so far.
#[derive(Debug, Default)]
pub struct DuplicateIndex {
    place: Place,
    keys: Keys,
}

/// Makes keys of addresses, on any thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys([RandomState; 2]);

/// An address of a row, ready to be noted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted {
    key: Key,
    this: First,
}

/// Where the addresses are.
#[derive(Debug)]
enum Place {
    Memory(Box<Mailboxes>),
    /// The first pass of two: nothing is known yet.
    ToDisk(Parts),
    /// The second pass of two.
    FromDisk(Found),
    /// The disk failed.
    Failed(Option<io::Error>),
}

impl Default for Place {
    fn default() -> Place {
        Place::Memory(Box::default())
    }
}

/// The line of the first row with a key, and how that row came out: both in one number, for there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct First(u64);

/// The last line that can be told; those beyond it are told as this one.
const LINE_MAX: u64 = (1 << 36) - 1;

impl First {
    fn new(line: u64, verdict: Verdict) -> First {
        let rank = match verdict {
            Verdict::Ok => 0,
            Verdict::Review => 1,
            Verdict::Unknown => 2,
            Verdict::Reject => 3,
        };
        First((line.clamp(1, LINE_MAX) << 2) | rank)
    }

    /// As a number of 38 bits that is never zero.
    fn packed(self) -> u64 {
        self.0
    }

    fn line(self) -> u64 {
        self.0 >> 2
    }

    fn rank(self) -> u64 {
        self.0 & 3
    }
}

impl DuplicateIndex {
    /// For a list of so many rows, within so many octets of memory when there is a limit. If they may not be enough,
    /// [`DuplicateIndex::needs_first_pass`] tells so. `Err` when there is no place for temporary files.
    pub fn within(octets_max: Option<u64>, rows: u64) -> io::Result<DuplicateIndex> {
        let place = match octets_max {
            Some(most) if rows.saturating_mul(OCTETS_AN_ADDRESS) > most => Place::ToDisk(Parts::new(rows, most)?),
            _ => Place::default(),
        };
        Ok(DuplicateIndex { place, ..DuplicateIndex::default() })
    }

    /// Whether all addresses have to be noted once before [`DuplicateIndex::second_pass`], and then again in the same order.
    pub fn needs_first_pass(&self) -> bool {
        matches!(self.place, Place::ToDisk(_))
    }

    /// Ends the first pass.
    pub fn second_pass(&mut self) -> io::Result<()> {
        match std::mem::take(&mut self.place) {
            Place::ToDisk(parts) => self.place = Place::FromDisk(parts.work_through()?),
            Place::Failed(Some(error)) => return Err(error),
            place => self.place = place,
        }
        Ok(())
    }

    /// `Err` when the disk failed on the way; then duplicates were missed.
    pub fn finish(self) -> io::Result<()> {
        match self.place {
            Place::Failed(Some(error)) => Err(error),
            _ => Ok(()),
        }
    }

    /// What makes keys for this search.
    pub(crate) fn keys(&self) -> Keys {
        self.keys.clone()
    }

    /// Notes an address with the verdict that its row has without regard to others, and tells the earlier line with the
    /// same one, or with the same mailbox in another spelling.
    pub fn note(&mut self, address: &Address<'_>, line: u64, verdict: Verdict) -> Option<Duplicate> {
        self.note_key(self.keys.noted(address, line, verdict))
    }

    /// As [`DuplicateIndex::note`], for an address whose key was made before.
    pub(crate) fn note_key(&mut self, noted: Noted) -> Option<Duplicate> {
        let told = match &mut self.place {
            Place::Memory(mailboxes) => return mailboxes.note(noted.key, noted.this),
            Place::ToDisk(parts) => parts.note(noted.key, noted.this).map(|()| None),
            Place::FromDisk(found) => found.next_address(),
            Place::Failed(_) => return None,
        };
        told.unwrap_or_else(|error| {
            self.place = Place::Failed(Some(error));
            None
        })
    }

    /// Looks at where these will be noted, all at once: memory is slow to answer, but answers many questions as fast as one.
    pub(crate) fn warm(&self, noted: &[Noted]) {
        if let Place::Memory(mailboxes) = &self.place {
            std::hint::black_box(noted.iter().fold(0, |sum, noted| sum ^ mailboxes.glance(noted.key)));
        }
    }
}

impl Keys {
    /// An address with the line and verdict of its row.
    pub(crate) fn noted(&self, address: &Address<'_>, line: u64, verdict: Verdict) -> Noted {
        Noted { key: self.key(address), this: First::new(line, verdict) }
    }

    /// As [`Keys::noted`], for an address of which it is known that its mailbox has no other spelling.
    pub(crate) fn noted_alone(&self, address: &Address<'_>, line: u64, verdict: Verdict) -> Noted {
        Noted { key: self.key_alone(address), this: First::new(line, verdict) }
    }

    fn key_alone(&self, address: &Address<'_>) -> Key {
        if is_its_own_key(&address.local_part) {
            return Key::Address(self.fingerprint(&[&*address.local_part, "@", &*address.domain_ascii]));
        }
        Key::Address(self.fingerprint(&[&canonical_key(address)]))
    }

    fn key(&self, address: &Address<'_>) -> Key {
        match alias_key(address) {
            None => self.key_alone(address),
            Some(mailbox) => {
                // Within one mailbox 32 bits tell its few spellings apart.
                let tag = (hash(&self.0[0], &[&canonical_key(address)]) >> 32) as u32;
                Key::Spelling { mailbox: self.fingerprint(&[&mailbox]), tag }
            }
        }
    }

    /// The same for the same text, however it is cut into pieces.
    fn fingerprint(&self, pieces: &[&str]) -> u128 {
        let [high, low] = self.0.each_ref().map(|half| u128::from(hash(half, pieces)));
        (high << 64) | low
    }
}

fn hash(half: &RandomState, pieces: &[&str]) -> u64 {
    let mut hasher = half.build_hasher();
    pieces.iter().for_each(|piece| hasher.write(piece.as_bytes()));
    hasher.finish()
}

/// Whether folding would leave a local-part as it is: small letters, digits, and signs that have no other form.
fn is_its_own_key(local_part: &str) -> bool {
    local_part.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn address(local_part: &'static str, domain: &'static str) -> Address<'static> {
        let domain = Cow::Borrowed(domain);
        Address { local_part: Cow::Borrowed(local_part), domain: domain.clone(), domain_ascii: domain }
    }

    #[test]
    fn the_same_address_is_a_duplicate_of_the_first() {
        let mut seen = DuplicateIndex::default();
        assert_eq!(seen.note(&address("Ann", "a.de"), 2, Verdict::Ok), None);
        assert_eq!(seen.note(&address("bob", "a.de"), 3, Verdict::Ok), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 4, Verdict::Ok), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ANN", "a.de"), 5, Verdict::Ok), Some(Duplicate { line: 2, exact: true }));
        assert_eq!(seen.note(&address("ann", "b.de"), 6, Verdict::Ok), None);
    }

    #[test]
    fn another_spelling_of_a_mailbox_is_no_exact_duplicate() {
        let mut seen = DuplicateIndex::default();
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
        let mut seen = DuplicateIndex::default();
        assert_eq!(seen.note(&address("ann", "a.de"), 2, Verdict::Review), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 3, Verdict::Ok), None);
        assert_eq!(seen.note(&address("ann", "a.de"), 4, Verdict::Ok), Some(Duplicate { line: 3, exact: true }));
        assert_eq!(seen.note(&address("ann", "a.de"), 5, Verdict::Reject), Some(Duplicate { line: 3, exact: true }));
    }

    /// All duplicates of a list of addresses, within so much memory.
    fn all(octets_max: Option<u64>, rows: &[(String, usize)]) -> Vec<Option<Duplicate>> {
        let mut seen = DuplicateIndex::within(octets_max, rows.len() as u64).expect("room");
        let pass = |seen: &mut DuplicateIndex| -> Vec<Option<Duplicate>> {
            let note = |(line, (address, verdict)): (u64, &(String, usize))| {
                let (local_part, domain) = address.split_once('@').expect("an address");
                let domain = Cow::Borrowed(domain);
                let address =
                    Address { local_part: Cow::Borrowed(local_part), domain: domain.clone(), domain_ascii: domain };
                seen.note(&address, line, Verdict::ALL[*verdict])
            };
            (2..).zip(rows).map(note).collect()
        };
        if seen.needs_first_pass() {
            assert!(pass(&mut seen).iter().all(Option::is_none));
            seen.second_pass().expect("room");
        }
        let found = pass(&mut seen);
        seen.finish().expect("room");
        found
    }

    #[test]
    fn the_work_goes_to_disk_only_where_memory_may_not_do() {
        assert!(!DuplicateIndex::within(None, u64::MAX).expect("memory").needs_first_pass());
        assert!(!DuplicateIndex::within(Some(64 << 20), 1_000_000).expect("memory").needs_first_pass());
        assert!(DuplicateIndex::within(Some(64 << 20), 10_000_000).expect("disk").needs_first_pass());
    }

    proptest! {
        #[test]
        fn the_result_is_the_same_on_disk(rows in prop::collection::vec(
            ("(a|b|a[.]b|A|ab[+]x|ab)@(gmail[.]com|googlemail[.]com|a[.]de|b[.]de)", 0usize..4), 1..120)) {
            prop_assert_eq!(all(Some(64), &rows), all(None, &rows));
        }
    }
}
