//! Findings that a team has accepted: a gate with a baseline counts only what is new.
//!
//! The file holds salted hashes (SHA-256, cut to 16 octets) of cell and code, never an address, so that it can be kept beside the
//! list in version control. Rows about which nothing could be found out are never accepted: that changes from run to run.
//!
//! ```text
//! presend baseline 1 salt=9f0c...
//! 00a1b2...
//! ```

use crate::reason::{Lang, Reason, say, shown_in_english};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, BufRead};

const HEAD: &str = "presend baseline 1 salt=";
/// Octets of a hash that are kept: two findings of a billion meet by chance once in 10^20 files.
const HASH_OCTETS: usize = 16;
const SALT_OCTETS: usize = 16;
/// The longest line.
const LINE_OCTETS_MAX: u64 = 200;

type Hash = [u8; HASH_OCTETS];

/// The accepted findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    salt: [u8; SALT_OCTETS],
    known: BTreeSet<Hash>,
}

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    Io(#[from] io::Error),
    Broken { line: u64 },
}

impl BaselineError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Io(_) => lang.text("baseline-error-io").to_owned(),
            Self::Broken { line } => say!(lang, "baseline-error-broken", line = line.to_string()),
        }
    }
}

shown_in_english!(BaselineError);

impl Baseline {
    /// An empty one. The salt should be random.
    pub fn new(salt: [u8; SALT_OCTETS]) -> Baseline {
        Baseline { salt, known: BTreeSet::new() }
    }

    /// What makes its hashes its own.
    pub fn salt(&self) -> [u8; SALT_OCTETS] {
        self.salt
    }

    /// Reads a baseline.
    pub fn read(mut file: impl BufRead) -> Result<Baseline, BaselineError> {
        let (mut number, mut line) = (0, String::new());
        let mut baseline: Option<Baseline> = None;
        loop {
            line.clear();
            number += 1;
            let broken = || BaselineError::Broken { line: number };
            let taken = io::Read::take(&mut file, LINE_OCTETS_MAX).read_line(&mut line);
            match taken {
                Ok(0) => return baseline.ok_or_else(broken),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(broken()),
                taken => drop(taken?),
            }
            let text = line.trim_end();
            match &mut baseline {
                None => {
                    let salt = text.strip_prefix(HEAD).and_then(octets).ok_or_else(broken)?;
                    baseline = Some(Baseline::new(salt));
                }
                Some(_) if text.is_empty() => {}
                Some(baseline) => drop(baseline.known.insert(octets(text).ok_or_else(broken)?)),
            }
        }
    }

    /// Accepts the finding of this cell.
    pub fn accept(&mut self, cell: &[u8], reason: Reason) {
        let hash = self.hash(cell, reason);
        self.known.insert(hash);
    }

    /// Whether the finding of this cell is accepted.
    pub fn knows(&self, cell: &[u8], reason: Reason) -> bool {
        !self.known.is_empty() && self.known.contains(&self.hash(cell, reason))
    }

    /// How many findings are accepted.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The file, sorted, so that a change shows as few changed lines.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}{}\n", hex(&self.salt));
        for hash in &self.known {
            let _ = writeln!(text, "{}", hex(hash));
        }
        text
    }

    /// White space around a cell and the case of ASCII letters change nothing.
    fn hash(&self, cell: &[u8], reason: Reason) -> Hash {
        let mut digest = Sha256::new();
        digest.update(self.salt);
        digest.update(reason.code());
        digest.update([0]);
        digest.update(cell.trim_ascii().to_ascii_lowercase());
        let mut hash = Hash::default();
        hash.copy_from_slice(&digest.finalize()[..HASH_OCTETS]);
        hash
    }
}

fn hex(octets: &[u8]) -> String {
    octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}

fn octets<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut octets = [0; N];
    if text.len() != 2 * N || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (octet, digits) in octets.iter_mut().zip(text.as_bytes().chunks(2)) {
        *octet = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_accepted_is_known_again_and_nothing_else() {
        let mut baseline = Baseline::new([7; SALT_OCTETS]);
        baseline.accept(b"ann@gmial.com", Reason::DomainNxdomain);
        let again = Baseline::read(baseline.to_text().as_bytes()).expect("a baseline");
        assert_eq!(again, baseline);
        assert!(again.knows(b" Ann@gmial.com ", Reason::DomainNxdomain));
        assert!(
            !again.knows(b"ann@gmial.com", Reason::DomainNullMx)
                && !again.knows(b"bob@gmial.com", Reason::DomainNxdomain)
        );
    }

    #[test]
    fn the_file_shows_no_address_and_another_salt_gives_other_hashes() {
        let text = |salt| {
            let mut baseline = Baseline::new([salt; SALT_OCTETS]);
            baseline.accept(b"ann@gmial.com", Reason::DomainNxdomain);
            baseline.to_text()
        };
        assert!(!text(1).contains("ann") && !text(1).contains("gmial"));
        assert_ne!(text(1).lines().nth(1), text(2).lines().nth(1));
    }

    #[test]
    fn another_file_is_refused_with_its_line() {
        let said = |text: &[u8]| Baseline::read(text).expect_err("no baseline").to_string();
        assert!(said(b"").starts_with("line 1"));
        assert!(said(b"email\nann@gmail.com\n").starts_with("line 1"));
        assert!(said(b"\xff\xfe").starts_with("line 1"));
        let head = Baseline::new([0; SALT_OCTETS]).to_text();
        assert!(said(format!("{head}ann@gmail.com\n").as_bytes()).starts_with("line 2"));
        assert!(said(format!("{head}{}\n", "0".repeat(100_000)).as_bytes()).starts_with("line 2"));
    }
}
