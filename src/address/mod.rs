//! The bytes of a cell -> the addresses in it, with what was repaired and what is wrong.
//!
//! Pure and total: any bytes give a reading, never an error and never a panic. Whether a domain exists is not known
//! here; it is asked in `dns` and judged in `judge`.

mod candidate;
mod chars;
mod chunk;
mod clean;
mod common_typos;
mod decode;
mod findings;
mod host;
mod idn;
mod judge;
mod key;
mod leftover;
mod lex;
mod local;
mod mailto;
mod names;
mod obfuscated;
mod other_addresses;
mod proof;
mod quick;
mod read;
mod scan;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod typed_domain;
mod warning;

pub use key::{alias_key, canonical_key};
#[doc(hidden)]
pub use leftover::leftover;
#[doc(hidden)]
pub use typed_domain::domain_as_typed;

use findings::{in_order, note};

use crate::domain::Domain;
use crate::reason::Reason;
use std::borrow::Cow;
use std::ops::Range;

/// The longest cell that is read. An address has at most 254 octets (RFC 5321 §4.5.3.1.3); the rest is for names and
/// for cells with many addresses.
pub const CELL_OCTETS_MAX: usize = 64 * 1024;
/// The longest local-part that every host must take (RFC 5321 §4.5.3.1.1).
pub const LOCAL_PART_OCTETS_MAX: usize = 64;
/// The longest address: a path of 256 octets without its angle brackets (RFC 5321 §4.5.3.1.3, RFC 3696 erratum 1690).
pub const ADDRESS_OCTETS_MAX: usize = 254;

/// Something noticed in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was noticed, be it a repair or a fault; its row in the table of reasons says how severe it is.
    pub reason: Reason,
    /// Where, in bytes of the cell as it was given. Inside the cell and on character boundaries when it is UTF-8.
    pub span: Range<usize>,
}

/// An address that was understood, after repair. Borrowed from the cell where nothing had to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The part before the `@`, in Unicode NFC, case kept, quotes kept.
    pub local_part: Cow<'a, str>,
    /// The domain as it is shown: lower-case, Unicode where it was written so.
    pub domain: Cow<'a, str>,
    /// The domain as the DNS knows it: lower-case A-labels. The text `[192.0.2.1]` for an IP literal.
    pub domain_ascii: Cow<'a, str>,
}

impl Address<'_> {
    /// The same address, on its own.
    pub fn into_owned(self) -> Address<'static> {
        Address {
            local_part: Cow::Owned(self.local_part.into_owned()),
            domain: Cow::Owned(self.domain.into_owned()),
            domain_ascii: Cow::Owned(self.domain_ascii.into_owned()),
        }
    }
}

impl std::fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.local_part, self.domain)
    }
}

/// One address, or what stands where one was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The address, also when it has findings that reject it, as long as both of its parts could be told apart.
    pub address: Option<Address<'a>>,
    /// All that was noticed, in order of place.
    pub findings: Vec<Finding>,
    /// What stands in the place of the domain, repaired but perhaps invalid (`gmail,com`, `gmail`), for did-you-mean. The
    /// whole text where it is not clear which part of it that is: without an `@`, or with several.
    pub domain_text: Cow<'a, str>,
    /// The part of the cell that this reading speaks of.
    pub span: Range<usize>,
}

impl Reading<'_> {
    /// What was typed as the domain, unless the signs of the address do not tell which part that is.
    pub fn typed_domain(&self) -> Option<&str> {
        (!self.has_wrong_signs()).then_some(&*self.domain_text)
    }

    /// Whether the `@` is missing or stands more than once.
    pub fn has_wrong_signs(&self) -> bool {
        self.findings.iter().any(|finding| matches!(finding.reason, Reason::SyntaxNoAt | Reason::SyntaxMultipleAt))
    }

    /// Whether something is so wrong with it that nothing can be mailed to it as it stands.
    pub fn is_broken(&self) -> bool {
        !judge::is_sound(&self.findings)
    }

    /// Whether the address is a guess: what stands beside it may belong to it.
    pub fn is_unsure(&self) -> bool {
        self.findings.iter().any(|finding| finding.reason == Reason::RepairUnsure)
    }
}

/// Reads the content of a cell (quoting of the file format already undone). Most cells hold one address; an empty cell
/// gives none.
///
/// A cell with several addresses gives one reading for each, marked `repair.split`. A cell of more than
/// [`CELL_OCTETS_MAX`] octets is not read and gives `input.too_long`.
#[inline]
pub fn read_cell(cell: &[u8]) -> Readings<'_> {
    // What the scan takes is ASCII. Saying so again by sixteen octets at a time costs far less than to look for UTF-8.
    if !leftover::may_begin_with_leftover(cell)
        && let Some(plain) = scan::vector(cell)
        && let Cow::Borrowed(text) = encoding_rs::mem::decode_latin1(cell)
    {
        return plain.cell(text);
    }
    read_other(cell)
}

/// Reads a cell that the fast scan did not take.
#[inline(never)]
fn read_other(cell: &[u8]) -> Readings<'_> {
    match std::str::from_utf8(cell) {
        Ok(text) => read::read_text(text),
        Err(_) => read::read(cell),
    }
}

/// [`read_cell`] for a cell that is known to be text, which spares looking for octets that are none.
#[inline]
pub fn read_text(cell: &str) -> Readings<'_> {
    match scan::vector(cell.as_bytes()) {
        Some(plain) if !leftover::may_begin_with_leftover(cell.as_bytes()) => plain.cell(cell),
        _ => read::read_text(cell),
    }
}

/// Whether a domain is whole: at least two labels, and an ending that exists.
fn host_is_complete(domain: &str) -> bool {
    domain.contains('.')
        && idn::to_ascii(domain).and_then(|ascii| Domain::new(&ascii).ok()).is_some_and(|domain| domain.tld_exists())
}

/// The readings of a cell, without allocation for the usual single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readings<'a> {
    /// The only reading of the cell: an address, or what stands in its place.
    One(Reading<'a>),
    /// One reading for each of several addresses; none for an empty cell.
    Many(Vec<Reading<'a>>),
}

impl<'a> Readings<'a> {
    /// All readings, in order of place.
    pub fn as_slice(&self) -> &[Reading<'a>] {
        match self {
            Readings::One(reading) => std::slice::from_ref(reading),
            Readings::Many(readings) => readings,
        }
    }

    fn as_mut_slice(&mut self) -> &mut [Reading<'a>] {
        match self {
            Readings::One(reading) => std::slice::from_mut(reading),
            Readings::Many(readings) => readings,
        }
    }
}
