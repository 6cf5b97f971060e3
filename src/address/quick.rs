//! The commonest wrappings of a plain address, without the work of the careful way.
//!
//! `Ann Lee <ann@example.com>`, white space and one mark at the ends, quotes, `mailto:`, two addresses with a separator.
//! It decides nothing of its own: what it takes, the careful way reads in exactly the same way, which a test holds.

use super::scan::{self, Kinds};
use super::{Finding, Reading, Readings};
use crate::reason::Reason;
use std::ops::Range;

/// Reads an ASCII cell that is a plain address in a common wrapping. Everything else is left to the careful way.
pub(super) fn wrapped(text: &str) -> Option<Readings<'_>> {
    let bytes = text.as_bytes();
    let kinds = Kinds::of(bytes);
    let kinds = kinds.as_ref();
    let mut ats = memchr::memchr_iter(b'@', bytes);
    let first = ats.next()?;
    match (ats.next(), ats.next()) {
        (None, _) => one(text, core_around(bytes, kinds, first)),
        (Some(second), None) => two(text, core_around(bytes, kinds, first), core_around(bytes, kinds, second)),
        _ => None,
    }
}

/// The longest run around an `@` of characters that common addresses are made of. A final dot is not part of it.
fn core_around(bytes: &[u8], kinds: Option<&Kinds>, at: usize) -> Range<usize> {
    let (start, end) = match kinds {
        Some(kinds) => kinds.run_around(at, bytes.len()),
        None => {
            let in_domain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
            let in_local = |byte: &u8| in_domain(byte) || matches!(byte, b'_' | b'+');
            let before = bytes[..at].iter().rev().take_while(|byte| in_local(byte)).count();
            (at - before, at + 1 + bytes[at + 1..].iter().take_while(|byte| in_domain(byte)).count())
        }
    };
    start..end - usize::from(bytes[end - 1] == b'.')
}

fn one(text: &str, core: Range<usize>) -> Option<Readings<'_>> {
    let (before, after) = (&text[..core.start], &text[core.end..]);
    let blank = |part: &str| part.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    let mut notes = Vec::new();
    let mut add = |reason, span: Range<usize>| notes.push(Finding { reason, span });
    let end = text.len();
    if before.is_empty() && after.is_empty() {
        return None;
    }
    if blank(before) && blank(after) {
        // One finding of a kind, from its first to its last place.
        let from = if before.is_empty() { core.end } else { 0 };
        let to = if after.is_empty() { core.start } else { end };
        add(Reason::RepairTrimmed, from..to);
    } else if before.is_empty() && matches!(after, "." | "," | ";" | "!") {
        add(Reason::RepairTrailingPunct, core.end..end);
    } else if before == "\"" && after == "\"" {
        add(Reason::RepairSmartQuote, 0..end);
    } else if before.eq_ignore_ascii_case("mailto:") && after.is_empty() {
        add(Reason::RepairMailto, 0..before.len());
    } else if after == ">" && before.ends_with('<') {
        let name = before[..before.len() - 1].trim_end_matches(' ');
        // A first word of letters makes it a name; other names are looked at with care.
        let letters = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !name.is_empty() {
            const JOINING_OCTETS_MAX: usize = 4;
            if !name.split(' ').all(letters) || name.len() <= JOINING_OCTETS_MAX {
                return None;
            }
            add(Reason::RepairDisplayName, 0..name.len());
        }
        add(Reason::RepairAngle, before.len() - 1..end);
    } else {
        return None;
    }
    reading(text, core, notes, 0..end).map(Readings::One)
}

fn two(text: &str, first: Range<usize>, second: Range<usize>) -> Option<Readings<'_>> {
    let between = text.get(first.end..second.start)?;
    // The same one twice is one, which is looked at with care.
    if text[first.clone()].eq_ignore_ascii_case(&text[second.clone()]) {
        return None;
    }
    if first.start > 0 || second.end < text.len() || !matches!(between, "," | ", " | ";" | "; " | " " | "\n") {
        return None;
    }
    let split = |core: Range<usize>| {
        let note = Finding { reason: Reason::RepairSplit, span: core.clone() };
        reading(text, core.clone(), vec![note], core)
    };
    Some(Readings::Many(vec![split(first)?, split(second)?]))
}

fn reading(text: &str, core: Range<usize>, notes: Vec<Finding>, span: Range<usize>) -> Option<Reading<'_>> {
    let address = &text[core.clone()];
    let mut reading = scan::plain_address(address.as_bytes())?.reading(address, core.start);
    reading.findings = notes;
    reading.span = span;
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::read::careful;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    #[test]
    fn common_wrappings_are_taken() {
        for cell in [
            " ann@example.com",
            "ann@example.com \r\n",
            "ann@example.com.",
            "\"ann@example.com\"",
            "Ann Lee <ann@example.com>",
            "<ann@example.com>",
            "mailto:ann@example.com",
            "ann@example.com; bob@example.com",
        ] {
            assert!(wrapped(cell).is_some(), "{cell}");
        }
    }

    #[test]
    fn what_is_taken_is_read_as_the_careful_way_reads_it() {
        const PIECES: &[&str] = &[
            "ann@example.com",
            "b@x.de",
            "Bob.Lee+a@MAIL.example.co.uk",
            "a@b",
            "@",
            "ann",
            ".",
            ",",
            ";",
            ":",
            "!",
            "\"",
            "<",
            ">",
            " ",
            "  ",
            "\n",
            "\t",
            "mailto:",
            "Ann Lee",
            "Ann Lee <",
            "and",
            "or",
            "Email",
            "-",
            "'",
            "com",
            "1",
            "..",
            ">",
            "\"",
        ];
        let mut rng = StdRng::seed_from_u64(6068);
        let mut taken = 0;
        for _ in 0..60_000 {
            let cell: String = (0..rng.random_range(1..5)).map(|_| PIECES[rng.random_range(0..PIECES.len())]).collect();
            if let Some(readings) = wrapped(&cell) {
                taken += 1;
                let carefully = careful(cell.as_bytes());
                assert_eq!(readings.as_slice(), carefully.as_slice(), "{cell:?}");
            }
        }
        assert!(taken > 1000, "only {taken} cells were taken");
    }
}
