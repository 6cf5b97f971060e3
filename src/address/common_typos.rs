//! The commonest slips inside a single address, without the work of the careful way.
//!
//! No `@` or two, a comma or a doubled dot in the domain, a space or a full-width sign for the `@`, and domains in the
//! letters of western Europe, which are no slips at all. It decides nothing of its own: what it takes, the careful way
//! reads in exactly the same way, which a test holds.

use super::judge::{doubled_at, judge};
use super::proof::is_of_a_sentence;
use super::text::Text;
use super::{Address, Finding, Reading, Readings, leftover, scan};
use crate::domain::LABEL_OCTETS_MAX;
use crate::reason::Reason;
use std::borrow::Cow;

/// In a cell of so many octets no local-part and no ASCII label is too long to be accepted or explained here.
const OCTETS_MAX: usize = 64;

/// Reads a cell in which there is nothing but one address with one common slip, or a word. Everything else is left.
pub(super) fn read(text: &str) -> Option<Readings<'_>> {
    if text.is_empty() || text.len() > OCTETS_MAX || leftover::has_some(text) {
        return None;
    }
    let kinds = text.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)]);
    let reading = match kinds {
        _ if kinds & !(NAME | MARK | AT) == 0 => without_wrapping(text, kinds),
        _ if kinds == NAME | AT | SPACE => spaced(text),
        _ if kinds == NAME | AT | COMMA => comma(text),
        _ if kinds & !(NAME | WIDE) == 0 => full_width_at(text),
        _ if kinds == NAME | AT | WIDE => western(text),
        _ => None,
    };
    reading.map(Readings::One)
}

/// A letter, a digit, or one of `.` `_` `-`.
const NAME: u8 = 1;
/// `+` and `/`, which need another look when there is an `@`.
const MARK: u8 = 2;
const AT: u8 = 4;
const SPACE: u8 = 8;
const COMMA: u8 = 16;
/// Part of a character outside ASCII.
const WIDE: u8 = 32;
const OTHER: u8 = 64;

const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => NAME,
            b'+' | b'/' => MARK,
            b'@' => AT,
            b' ' => SPACE,
            b',' => COMMA,
            0x80.. => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
};

fn without_wrapping(text: &str, kinds: u8) -> Option<Reading<'_>> {
    let whole = 0..text.len();
    let nothing = |reason, span, domain_text| {
        Some(Reading { address: None, findings: vec![Finding { reason, span }], domain_text, span: 0..text.len() })
    };
    if text.ends_with('.') {
        return None;
    }
    let Some(first) = memchr::memchr(b'@', text.as_bytes()) else {
        return nothing(Reason::SyntaxNoAt, whole, Cow::Borrowed(text));
    };
    if kinds & MARK != 0 {
        return None;
    }
    let last = memchr::memrchr(b'@', text.as_bytes())?;
    if first < last {
        let second = first + 1 + memchr::memchr(b'@', &text.as_bytes()[first + 1..])?;
        let span = second..last + 1;
        let mut reading = nothing(Reason::SyntaxMultipleAt, span, Cow::Borrowed(text))?;
        reading.address = doubled_at(text, first, last);
        return Some(reading);
    }
    let mut findings = Vec::new();
    let judged = judge(&Text::at(text, 0), &mut findings);
    super::in_order(&mut findings);
    Some(Reading { address: judged.address, findings, domain_text: judged.domain_text, span: whole })
}

/// `ann @example.com`
fn spaced(text: &str) -> Option<Reading<'_>> {
    let at = memchr::memchr(b'@', text.as_bytes())?;
    let (local_part, domain) = (&text[..at], &text[at + 1..]);
    let (local_part, domain, gap) = match (local_part.strip_suffix(' '), domain.strip_prefix(' ')) {
        (Some(local_part), None) => (local_part, domain, at - 1),
        (None, Some(domain)) => (local_part, domain, at + 1),
        _ => return None,
    };
    plain_pair(local_part, domain)?;
    if is_of_a_sentence(local_part) {
        return None;
    }
    Some(noted(text, local_part, domain, Finding { reason: Reason::RepairTrimmed, span: gap..gap + 1 }))
}

/// `ann@example,com`. With a dot before the comma, what follows may be a remark.
fn comma(text: &str) -> Option<Reading<'_>> {
    let (before, after) = text.split_once(',')?;
    let (local_part, name) = before.split_once('@')?;
    if name.contains('.') {
        return None;
    }
    // With a dot for the comma it is a plain address, so the comma is all that is wrong.
    let mut dotted = Padded::new();
    dotted.push(before.as_bytes())?;
    dotted.push(b".")?;
    dotted.push(after.as_bytes())?;
    scan::plain_address(dotted.as_bytes())?;
    let span = before.len()..before.len() + 1;
    Some(noted(text, local_part, &text[local_part.len() + 1..], Finding { reason: Reason::SyntaxIllegalChar, span }))
}

/// `ann＠example.com`
fn full_width_at(text: &str) -> Option<Reading<'_>> {
    const SIGN: &str = "＠";
    let (local_part, domain) = text.split_once(SIGN)?;
    plain_pair(local_part, domain)?;
    let span = local_part.len()..local_part.len() + SIGN.len();
    Some(noted(text, local_part, domain, Finding { reason: Reason::RepairFullWidth, span }))
}

/// `ann@bücher.example`: small letters of Latin-1, which UTS 46 leaves as they are and every check of it lets pass.
fn western(text: &str) -> Option<Reading<'_>> {
    let (local_part, domain) = text.split_once('@')?;
    // The structure is that of the name with an ASCII letter for each of the others.
    let mut bare = Padded::new();
    bare.push(local_part.as_bytes())?;
    bare.push(b"@")?;
    let mut rest = domain.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = match (byte, after) {
            (..0x80, _) => {
                bare.push(&[byte])?;
                after
            }
            // From U+00E0 on, without the sign of division.
            (0xc3, &[second @ 0xa0..=0xbf, ref after @ ..]) if second != 0xb7 => {
                bare.push(b"a")?;
                after
            }
            _ => return None,
        };
    }
    scan::plain_address(bare.as_bytes())?;
    let shown = lower(domain);
    let mut ascii = String::with_capacity(domain.len() + 16);
    for label in shown.split('.') {
        if !ascii.is_empty() {
            ascii.push('.');
        }
        let start = ascii.len();
        if label.is_ascii() {
            ascii.push_str(label);
        } else {
            ascii.push_str("xn--");
            ascii.push_str(&idna::punycode::encode_str(label)?);
        }
        if ascii.len() - start > LABEL_OCTETS_MAX {
            return None;
        }
    }
    let address =
        Address { local_part: Cow::Borrowed(local_part), domain: shown.clone(), domain_ascii: Cow::Owned(ascii) };
    Some(Reading { address: Some(address), findings: Vec::new(), domain_text: shown, span: 0..text.len() })
}

fn noted<'a>(text: &str, local_part: &'a str, domain: &'a str, finding: Finding) -> Reading<'a> {
    let domain = lower(domain);
    let address =
        Address { local_part: Cow::Borrowed(local_part), domain: domain.clone(), domain_ascii: domain.clone() };
    Reading { address: Some(address), findings: vec![finding], domain_text: domain, span: 0..text.len() }
}

/// Whether two parts would make a plain address with an `@` between them.
fn plain_pair(local_part: &str, domain: &str) -> Option<()> {
    let mut joined = Padded::new();
    joined.push(local_part.as_bytes())?;
    joined.push(b"@")?;
    joined.push(domain.as_bytes())?;
    scan::plain_address(joined.as_bytes()).map(drop)
}

fn lower(domain: &str) -> Cow<'_, str> {
    if domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(domain.to_ascii_lowercase())
    } else {
        Cow::Borrowed(domain)
    }
}

/// A few octets put together without allocation.
struct Padded {
    octets: [u8; OCTETS_MAX],
    length: usize,
}

impl Padded {
    fn new() -> Padded {
        Padded { octets: [0; OCTETS_MAX], length: 0 }
    }

    fn push(&mut self, piece: &[u8]) -> Option<()> {
        let end = self.length + piece.len();
        self.octets.get_mut(self.length..end)?.copy_from_slice(piece);
        self.length = end;
        Some(())
    }

    fn as_bytes(&self) -> &[u8] {
        &self.octets[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::read::careful;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    fn check(cell: &str) -> bool {
        let Some(readings) = read(cell) else { return false };
        assert_eq!(readings.as_slice(), careful(cell.as_bytes()).as_slice(), "{cell:?}");
        true
    }

    #[test]
    fn common_slips_are_taken() {
        for cell in [
            "n/a",
            "ann.example.com",
            "ann@@example.com",
            "ann@EXAMPLE..com",
            "ann @example.com",
            "ann@ example.com",
            "ann@example,com",
            "ann@Example,co.uk",
            "ann＠example.com",
            "ann@bücher.example.com",
            "ann@Café-Olé.fr",
        ] {
            assert!(check(cell), "{cell}");
        }
    }

    #[test]
    fn what_is_taken_is_read_as_the_careful_way_reads_it() {
        const PIECES: &[&str] = &[
            "ann",
            "@",
            "@",
            "@",
            "example",
            ".com",
            ".co.uk",
            ".",
            "..",
            ",",
            ",com",
            " ",
            " ",
            "＠",
            "ü",
            "É",
            "é",
            "÷",
            "ß",
            "e\u{301}",
            "-",
            "--",
            "xn--",
            "+",
            "/",
            "_",
            "1",
            "com",
            "uk",
            "de",
            "at",
            "dot",
            "X",
            "MAIL.",
            "and",
            "c/o",
            "ł",
            "a.b",
            "mailto",
            "@x.de",
            "b@y.org",
            "www.",
            "http",
            "。",
            "。com",
            "n/a",
            "xn--bcher-kva",
        ];
        let mut rng = StdRng::seed_from_u64(4711);
        let mut taken = [0; 2];
        for _ in 0..60_000 {
            let cell: String = (0..rng.random_range(1..8)).map(|_| PIECES[rng.random_range(0..PIECES.len())]).collect();
            taken[usize::from(cell.contains('@'))] += usize::from(check(&cell));
        }
        assert!(taken.iter().all(|&taken| taken > 1000), "only {taken:?} cells were taken");
    }

    #[test]
    fn one_slip_at_each_place_is_read_as_the_careful_way_reads_it() {
        for address in ["ann.lee@mail.example.co.uk", "a@x-y.de", "ann_lee@bücher.example.com", "Ann@1and1.com"] {
            for (place, _) in address.char_indices() {
                for slip in [" ", ",", ".", "@", "＠", "-", "_", "/", "+", "é", "ÿ", "÷", "ß", "ā", "À", "1", "A", "\t"]
                {
                    let (before, after) = address.split_at(place);
                    check(&format!("{before}{slip}{after}"));
                    let next = after.chars().next().map_or(0, char::len_utf8);
                    check(&format!("{before}{slip}{}", &after[next..]));
                }
            }
        }
    }
}
