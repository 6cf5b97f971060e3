//! The fast scan: takes the plain addresses that most rows hold, and leaves everything else to the careful way.
//!
//! It never rejects. What it takes, the careful way would take too, with the same parts and no findings.

use super::local::is_atext;
use super::{Address, LOCAL_PART_OCTETS_MAX, Reading};
use crate::domain::{DOMAIN_OCTETS_MAX, LABEL_OCTETS_MAX};
use std::borrow::Cow;

/// Reads a cell that is one plain address: ASCII dot-atom, letters-digits-hyphen labels, an ending of letters.
pub(super) fn plain_address(cell: &[u8]) -> Option<Reading<'_>> {
    let found = scalar(cell)?;
    let text = std::str::from_utf8(cell).ok()?;
    let (local_part, domain) = (text.get(..found.at)?, text.get(found.at + 1..)?);
    let lower = || if found.upper { Cow::Owned(domain.to_ascii_lowercase()) } else { Cow::Borrowed(domain) };
    let address = Address { local_part: Cow::Borrowed(local_part), domain: lower(), domain_ascii: lower() };
    Some(Reading { address: Some(address), findings: Vec::new(), domain_text: lower(), span: 0..cell.len() })
}

/// What a scan says of a plain address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plain {
    /// The place of the `@`.
    at: usize,
    /// Whether the domain has a capital letter.
    upper: bool,
}

/// The scan in its plainest form, byte by byte. It defines what is plain.
fn scalar(cell: &[u8]) -> Option<Plain> {
    let at = cell.iter().take(LOCAL_PART_OCTETS_MAX + 1).position(|&byte| byte == b'@')?;
    let (local_part, domain) = (&cell[..at], &cell[at + 1..]);
    let atoms =
        local_part.split(|&byte| byte == b'.').all(|atom| !atom.is_empty() && atom.iter().all(|&b| is_atext(b)));
    // An address of 64 + 1 + 189 octets has 254, and no plain domain is that long.
    let limits = domain.len() <= DOMAIN_OCTETS_MAX && cell.len() <= super::ADDRESS_OCTETS_MAX;
    let labels = domain.split(|&byte| byte == b'.').all(is_plain_label);
    let ending = domain.rsplit(|&byte| byte == b'.').next()?;
    let ends_in_letters = ending.len() < domain.len() && ending.iter().all(u8::is_ascii_alphabetic);
    (atoms && limits && labels && ends_in_letters)
        .then(|| Plain { at, upper: domain.iter().any(u8::is_ascii_uppercase) })
}

/// A label without hyphens at the edges and without two hyphens in a row, which an `xn--` label would have.
fn is_plain_label(label: &[u8]) -> bool {
    let ldh = label.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let edges = label.first().is_some_and(|&byte| byte != b'-') && label.last() != Some(&b'-');
    ldh && edges && label.len() <= LABEL_OCTETS_MAX && !label.windows(2).any(|pair| pair == b"--")
}
