//! The fast scan: takes the plain addresses that most rows hold, and leaves everything else to the careful way.
//!
//! It never rejects. What it takes, the careful way would take too, with the same parts and no findings. [`scalar`]
//! defines what is plain; [`vector`] finds a part of the same sixteen octets at a time and is held against it.

use super::chars::is_atext;
use super::leftover::{leftover, may_begin_with_leftover};
use super::local::is_masked;
use super::{ADDRESS_OCTETS_MAX, Address, LOCAL_PART_OCTETS_MAX, Reading, Readings};
use crate::domain::{DOMAIN_OCTETS_MAX, LABEL_OCTETS_MAX};
use std::borrow::Cow;
use wide::u8x16;

/// Scans a cell that is one plain address: ASCII dot-atom, letters-digits-hyphen labels, an ending of letters.
#[inline]
pub(super) fn plain_address(cell: &[u8]) -> Option<Plain> {
    let plain = if may_begin_with_leftover(cell) { None } else { vector(cell) };
    plain.or_else(|| scalar(cell))
}

/// What a scan says of a plain address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// The place of the `@`.
    at: usize,
    /// Whether the domain has a capital letter.
    upper: bool,
}

impl Plain {
    /// The reading of the text that was scanned, which begins at `start` of the cell.
    pub(super) fn reading(self, text: &str, start: usize) -> Reading<'_> {
        if self.upper { self.lowered(text, start) } else { self.borrowed(text, start) }
    }

    /// The same for a cell that is the address. Without a branch around the making of the reading, so that it is made
    /// where the caller wants it and not copied: the copy would take a third of the time.
    #[inline(always)]
    pub(super) fn cell(self, text: &str) -> Readings<'_> {
        if self.upper {
            return self.lowered_cell(text);
        }
        Readings::One(self.borrowed(text, 0))
    }

    #[cold]
    #[inline(never)]
    fn lowered_cell(self, text: &str) -> Readings<'_> {
        Readings::One(self.lowered(text, 0))
    }

    #[inline(always)]
    fn borrowed(self, text: &str, start: usize) -> Reading<'_> {
        let (local_part, domain) = (&text[..self.at], &text[self.at + 1..]);
        let address = Address {
            local_part: Cow::Borrowed(local_part),
            domain: Cow::Borrowed(domain),
            domain_ascii: Cow::Borrowed(domain),
        };
        let span = start..start + text.len();
        Reading { address: Some(address), findings: Vec::new(), domain_text: Cow::Borrowed(domain), span }
    }

    fn lowered(self, text: &str, start: usize) -> Reading<'_> {
        let domain = text[self.at + 1..].to_ascii_lowercase();
        let address = Address {
            local_part: Cow::Borrowed(&text[..self.at]),
            domain: Cow::Owned(domain.clone()),
            domain_ascii: Cow::Owned(domain.clone()),
        };
        let span = start..start + text.len();
        Reading { address: Some(address), findings: Vec::new(), domain_text: Cow::Owned(domain), span }
    }
}

/// The scan in its plainest form, octet by octet.
fn scalar(cell: &[u8]) -> Option<Plain> {
    let at = cell.iter().take(LOCAL_PART_OCTETS_MAX + 1).position(|&byte| byte == b'@')?;
    let local_part = std::str::from_utf8(&cell[..at]).ok()?;
    if leftover(local_part).is_some() || is_masked(local_part) || may_begin_with_leftover(cell) {
        return None;
    }
    let (local_part, domain) = (&cell[..at], &cell[at + 1..]);
    // What is left over from forms and links has one of two signs and needs a closer look.
    let is_plain = |byte: u8| is_atext(byte) && byte != b'=' && byte != b'%';
    let is_atom = |atom: &[u8]| !atom.is_empty() && atom.iter().all(|&byte| is_plain(byte));
    let atoms = local_part.split(|&byte| byte == b'.').all(is_atom);
    let limits = domain.len() <= DOMAIN_OCTETS_MAX && cell.len() <= ADDRESS_OCTETS_MAX;
    let labels = atoms && limits && domain.split(|&byte| byte == b'.').all(is_plain_label);
    let ending = domain.rsplit(|&byte| byte == b'.').next()?;
    let ends_in_letters = ending.len() < domain.len() && ending.iter().all(u8::is_ascii_alphabetic);
    (labels && ends_in_letters).then(|| Plain { at, upper: domain.iter().any(u8::is_ascii_uppercase) })
}

/// A label without hyphens at the edges and without two hyphens in a row, which an `xn--` label would have.
fn is_plain_label(label: &[u8]) -> bool {
    let ldh = label.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let edges = label.first().is_some_and(|&byte| byte != b'-') && label.last() != Some(&b'-');
    ldh && edges && label.len() <= LABEL_OCTETS_MAX && !label.windows(2).any(|pair| pair == b"--")
}

/// Which octets of a cell of at most 64 are of which kind: bit *n* stands for octet *n*.
#[derive(Clone, Copy, Default)]
pub(super) struct Kinds {
    letter: u64,
    upper: u64,
    digit: u64,
    dot: u64,
    hyphen: u64,
    at: u64,
    /// `_` and `+`, the other characters of an atom that are common. Rarer ones are left to the scalar scan.
    atom: u64,
}

const CHUNK: usize = 16;

/// The scan for cells of 8 to 64 octets, in which no label and no local-part can be too long.
#[inline]
pub(super) fn vector(cell: &[u8]) -> Option<Plain> {
    Kinds::of(cell)?.plain(cell.len())
}

impl Kinds {
    /// Looks at a cell of 8 to 64 octets.
    #[inline(always)]
    pub(super) fn of(cell: &[u8]) -> Option<Kinds> {
        let octets = cell.len();
        if !(8..=64).contains(&octets) {
            return None;
        }
        let mut kinds = Kinds::default();
        if octets < CHUNK {
            // Two words that may overlap, put together in registers: a detour through memory costs more than the scan.
            let low = u128::from(u64::from_le_bytes(*cell.first_chunk()?));
            let high = u128::from(u64::from_le_bytes(*cell.last_chunk()?));
            let chunk = (low | high << (8 * (octets - 8))).to_le_bytes();
            kinds.add(chunk, 0);
        } else {
            // Chunks are counted from both ends, so that their number hangs on as few branches as can be. Where they
            // overlap, both say the same.
            if octets > 2 * CHUNK {
                kinds.add(*cell.get(CHUNK..)?.first_chunk()?, CHUNK);
                kinds.add(*cell.get(octets - 2 * CHUNK..)?.first_chunk()?, octets - 2 * CHUNK);
            }
            kinds.add(*cell.first_chunk()?, 0);
            kinds.add(*cell.last_chunk()?, octets - CHUNK);
        }
        Some(kinds)
    }

    /// From where to where the characters go on, before and after an `@`, that a plain address can have there.
    pub(super) fn run_around(&self, at: usize, octets: usize) -> (usize, usize) {
        let in_domain = self.letter | self.digit | self.dot | self.hyphen;
        let up_to_at = u64::MAX >> (63 - at);
        let before = !(in_domain | self.atom) & (up_to_at >> 1);
        let after = !in_domain & !up_to_at;
        ((64 - before.leading_zeros()) as usize, (after.trailing_zeros() as usize).min(octets))
    }

    #[inline(always)]
    fn add(&mut self, chunk: [u8; CHUNK], place: usize) {
        let octets = u8x16::new(chunk);
        let is = |byte: u8| u64::from(octets.simd_eq(u8x16::splat(byte)).to_bitmask()) << place;
        let within = |octets: u8x16, first: u8, last: u8| {
            let offset = octets - u8x16::splat(first);
            u64::from(offset.simd_le(u8x16::splat(last - first)).to_bitmask()) << place
        };
        self.letter |= within(octets | u8x16::splat(0x20), b'a', b'z');
        self.upper |= within(octets, b'A', b'Z');
        self.digit |= within(octets, b'0', b'9');
        self.dot |= is(b'.');
        self.hyphen |= is(b'-');
        self.at |= is(b'@');
        self.atom |= is(b'_') | is(b'+');
    }

    #[inline(always)]
    fn plain(self, octets: usize) -> Option<Plain> {
        let all = u64::MAX >> (64 - octets);
        let last = 1 << (octets - 1);
        if !self.at.is_power_of_two() || self.at == 1 || self.at == last {
            return None;
        }
        let domain = all & !(self.at | (self.at - 1));
        let known = self.letter | self.digit | self.dot | self.hyphen | self.at | self.atom;
        // Octets whose neighbours are an end, the `@` or, for hyphens of the domain, a dot.
        let beside_edge = 1 | last | self.at << 1 | self.at >> 1;
        let beside_dot = self.dot << 1 | self.dot >> 1;
        let hyphens = self.hyphen & domain;
        // What begins with a mark is nearly always left over from something else.
        let wrong = (all & !known)
            | ((self.hyphen | self.atom) & 1)
            | (self.atom & domain)
            | (self.dot & (beside_edge | self.dot << 1))
            | (hyphens & (beside_edge | beside_dot | hyphens << 1));
        let dots = self.dot & domain;
        if wrong != 0 || dots == 0 {
            return None;
        }
        let ending = domain & (u64::MAX << (63 - dots.leading_zeros())) & !dots;
        let ends_in_letters = ending & !self.letter == 0;
        ends_in_letters.then(|| Plain { at: self.at.trailing_zeros() as usize, upper: self.upper & domain != 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    /// What the vector scan takes, the scalar scan takes in the same way.
    fn check_agreement(cell: &[u8]) {
        if let Some(found) = vector(cell) {
            assert_eq!(Some(found), scalar(cell), "{:?}", String::from_utf8_lossy(cell));
        }
    }

    #[test]
    fn both_scans_take_common_addresses() {
        for cell in ["ann@example.com", "ann_lee+x@mail.example.co.uk", "a.b-c@x-y.de", "Ann@EXAMPLE.com", "a1@163.com"]
        {
            assert!(vector(cell.as_bytes()).is_some(), "{cell}");
            check_agreement(cell.as_bytes());
        }
    }

    #[test]
    fn the_vector_scan_never_takes_what_the_scalar_scan_leaves() {
        const OCTETS: &[u8] = b"aZ09.-_+@@..--m !\"(),:;<>[]\\`{~\x00\x7f\x80\xff/'\xc3";
        let mut rng = StdRng::seed_from_u64(821);
        let mut taken = 0;
        for round in 0..60_000 {
            let octets = rng.random_range(0..70);
            // Few kinds of octets in most rounds, so that many cells are plain or nearly so.
            let kinds = if round % 8 == 0 { OCTETS.len() } else { 5 };
            let mut cell: Vec<u8> = (0..octets).map(|_| OCTETS[rng.random_range(0..kinds)]).collect();
            if round % 4 > 0 && octets > 8 {
                let at = rng.random_range(0..octets);
                cell[at] = b'@';
                let end = cell.len();
                cell[end - 4..].copy_from_slice(b".com");
            }
            taken += usize::from(vector(&cell).is_some());
            check_agreement(&cell);
        }
        assert!(taken > 1000, "only {taken} cells were taken");
    }

    #[test]
    fn each_octet_at_each_place_is_judged_alike() {
        let cell = *b"ann.lee@ex-am.ple.com";
        for place in 0..cell.len() {
            for octet in 0..=255 {
                let mut changed = cell;
                changed[place] = octet;
                check_agreement(&changed);
                // Both scans agree in both directions except for the rarer characters of an atom.
                let common = place > 0 && matches!(octet, b'_' | b'+' | b'-');
                let rare = is_atext(octet) && !octet.is_ascii_alphanumeric() && !common;
                if !rare {
                    assert_eq!(vector(&changed), scalar(&changed), "{:?}", String::from_utf8_lossy(&changed));
                }
            }
        }
    }

    #[test]
    fn limits_are_held_to_the_octet() {
        let plain =
            |local: usize, label: usize| scalar(format!("{}@{}.com", "a".repeat(local), "b".repeat(label)).as_bytes());
        assert!(plain(64, 63).is_some());
        assert!(plain(65, 63).is_none());
        assert!(plain(64, 64).is_none());
        let long = |octets: usize| format!("a@{}com", "abcdefghi.".repeat(30)[..octets - 5].to_owned());
        assert_eq!(long(254).len(), 254);
        assert!(scalar(long(255).as_bytes()).is_none());
    }
}
