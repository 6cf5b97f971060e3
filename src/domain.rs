//! Domain names in the form that the DNS compares, and what can be said of a name without asking.
//!
//! A [`Domain`] is lower-case ASCII (A-labels), has no final dot and fits the limits of RFC 1035. It may hold any host
//! name that the DNS can answer with, so it is wider than what an address may have after its `@`: that is judged in
//! `address`.

mod reach;
pub(crate) mod suffix;

pub use reach::AddressClass;

use crate::reason::{Lang, Sentence, sentence, shown_in_english};
use std::borrow::Borrow;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The longest name in presentation form, without the final dot (RFC 1035 §2.3.4: 255 octets on the wire).
pub const DOMAIN_OCTETS_MAX: usize = 253;
/// The longest label (RFC 1035 §2.3.4).
pub const LABEL_OCTETS_MAX: usize = 63;

/// A domain name: lower-case A-labels, no final dot. The root is the empty string inside and prints as `.`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Domain(Arc<str>);

/// Why a text is no domain name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// There is no text; for [`Domain::of_dns`] a lone dot is none either.
    Empty,
    /// There are more than [`DOMAIN_OCTETS_MAX`] octets without the final dot.
    TooLong,
    /// Two dots stand side by side or one at the start, or a label has more than [`LABEL_OCTETS_MAX`] octets.
    Label,
    /// It has a control character, a blank where none may stand, or a letter outside of ASCII, which has to become an A-label first.
    NotAscii,
}

impl DomainError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        Sentence::from(*self).said(lang)
    }
}

impl From<DomainError> for Sentence {
    fn from(error: DomainError) -> Sentence {
        match error {
            DomainError::Empty => sentence!("domain-error-empty"),
            DomainError::TooLong => sentence!("domain-error-too-long", octets = DOMAIN_OCTETS_MAX),
            DomainError::Label => sentence!("domain-error-label", octets = LABEL_OCTETS_MAX),
            DomainError::NotAscii => sentence!("domain-error-not-ascii"),
        }
    }
}

shown_in_english!(DomainError);

impl Domain {
    /// Takes a name in ASCII presentation form, with or without its final dot. Letters are made lower-case.
    ///
    /// Only the limits of the DNS are checked here, not those of host names: `_dmarc.example.com` is a name.
    pub fn new(name: &str) -> Result<Domain, DomainError> {
        if name == "." {
            return Ok(Domain::root());
        }
        Domain::read(name, |b| b.is_ascii_graphic())
    }

    /// Takes a name to be asked for that no host can have: blanks may stand in its labels, as SPF macros write them
    /// (RFC 7208 §7.1). Letters are made lower-case.
    pub fn of_dns(name: &str) -> Result<Domain, DomainError> {
        Domain::read(name, |b| b.is_ascii_graphic() || b == b' ')
    }

    fn read(name: &str, allowed: impl Fn(u8) -> bool) -> Result<Domain, DomainError> {
        let name = name.strip_suffix('.').unwrap_or(name);
        if name.is_empty() {
            return Err(DomainError::Empty);
        }
        if name.len() > DOMAIN_OCTETS_MAX {
            return Err(DomainError::TooLong);
        }
        if !name.bytes().all(allowed) {
            return Err(DomainError::NotAscii);
        }
        if name.as_bytes().split(|octet| *octet == b'.').any(|label| label.is_empty() || label.len() > LABEL_OCTETS_MAX)
        {
            return Err(DomainError::Label);
        }
        let is_small = !name.bytes().any(|octet| octet.is_ascii_uppercase());
        Ok(Domain(if is_small { name.into() } else { name.to_ascii_lowercase().into() }))
    }

    /// The root of the DNS, which a null MX names as its exchange (RFC 7505).
    pub fn root() -> Domain {
        Domain(Arc::default())
    }

    /// Whether this is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The name without its final dot; `.` for the root.
    pub fn as_str(&self) -> &str {
        if self.is_root() { "." } else { &self.0 }
    }

    /// The name as people read it: A-labels that decode are shown as U-labels.
    pub fn to_unicode(&self) -> String {
        let (unicode, outcome) = idna::domain_to_unicode(self.as_str());
        if outcome.is_ok() { unicode } else { self.as_str().to_owned() }
    }

    /// The last label.
    pub fn tld(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }

    /// Whether the top-level domain exists.
    pub fn tld_exists(&self) -> bool {
        tld_exists(&self.0)
    }

    /// The part that somebody registered, such as `example.co.uk` of `mail.example.co.uk`; `None` for a bare suffix.
    pub fn registrable(&self) -> Option<&str> {
        let suffix = suffix::public_suffix(&self.0)?.as_bytes().len();
        let before = self.0[..self.0.len() - suffix].strip_suffix('.')?;
        let label = before.rsplit('.').next().filter(|label| !label.is_empty())?;
        Some(&self.0[before.len() - label.len()..])
    }

    /// The reserved name that this name is or stands under, with its source, if there is one.
    pub fn special_use(&self) -> Option<SpecialUse> {
        static RESERVED: LazyLock<Vec<SpecialUse>> = LazyLock::new(|| {
            let lines = SPECIAL_USE.lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| line.split_once('\t')).map(|(name, source)| SpecialUse { name, source }).collect()
        });
        let below = |parent: &str| parent.is_empty() || parent.ends_with('.');
        RESERVED.iter().find(|reserved| self.0.strip_suffix(reserved.name).is_some_and(below)).copied()
    }
}

/// Whether the last label of a lower-case name is a top-level domain of the IANA root zone. The public suffix list holds
/// nearly all of them.
pub fn tld_exists(name: &str) -> bool {
    let tld = name.rsplit('.').next().unwrap_or_default();
    let known = |name: &str| suffix::public_suffix(name).is_some_and(|suffix| suffix.is_known());
    !tld.is_empty() && (known(tld) || BESIDE_THE_LIST.contains(&tld))
}

/// Top-level domains that are no rule of the public suffix list: countries with rules for their second level only, and a
/// few that the list no longer has. Held against the 1,438 names of the IANA root zone in November 2026.
const BESIDE_THE_LIST: &[&str] =
    &["bd", "ck", "er", "fk", "goo", "helsinki", "jm", "juniper", "kh", "mm", "np", "pg", "wolterskluwer", "za"];

/// A name that is reserved and never receives mail on the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialUse {
    /// The reserved name itself, such as `invalid`.
    pub name: &'static str,
    /// The standard that reserves it.
    pub source: &'static str,
}

const SPECIAL_USE: &str = include_str!("../data/special_use.tsv");

impl Borrow<str> for Domain {
    /// The same text that is hashed, so that a map of domains can be asked with a `&str`.
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(name: &str) -> Domain {
        Domain::new(name).expect(name)
    }

    #[test]
    fn the_registrable_part_is_a_label_and_the_suffix() {
        for (name, expected) in [
            ("mail.example.co.uk", Some("example.co.uk")),
            ("example.com", Some("example.com")),
            ("a.b.example.com", Some("example.com")),
            ("co.uk", None),
            ("com", None),
            ("x.nosuchending", Some("x.nosuchending")),
            ("nosuchending", None),
            ("me.github.io", Some("me.github.io")),
        ] {
            let domain = Domain::new(name).expect("a name");
            assert_eq!(domain.registrable(), expected, "{name}");
            assert_eq!(domain.registrable(), psl::domain_str(name), "{name}: as the library says it");
        }
    }

    #[test]
    fn names_are_lower_case_and_without_final_dot() {
        assert_eq!(domain("Mail.Example.COM.").as_str(), "mail.example.com");
        assert_eq!(domain(".").as_str(), ".");
        assert!(domain(".").is_root());
    }

    #[test]
    fn names_keep_the_limits_of_the_dns() {
        assert_eq!(Domain::new(""), Err(DomainError::Empty));
        assert_eq!(Domain::new("a..b"), Err(DomainError::Label));
        assert_eq!(Domain::new(&format!("{}.com", "a".repeat(64))), Err(DomainError::Label));
        assert_eq!(Domain::new("b\u{fc}cher.de"), Err(DomainError::NotAscii));
        assert_eq!(Domain::new("a b.de"), Err(DomainError::NotAscii));
        assert_eq!(Domain::new("a.de.."), Err(DomainError::Label));
        assert_eq!(Domain::of_dns("a b.de").map(|name| name.as_str().to_owned()), Ok("a b.de".to_owned()));
        assert_eq!(Domain::of_dns("a\tb.de"), Err(DomainError::NotAscii));
        let longest = format!("{}.{}", vec!["a".repeat(63); 3].join("."), "b".repeat(61));
        assert_eq!(longest.len(), DOMAIN_OCTETS_MAX);
        assert!(Domain::new(&longest).is_ok());
        assert_eq!(Domain::new(&format!("{longest}c")), Err(DomainError::TooLong));
    }

    #[test]
    fn top_level_domains_are_known_in_their_dns_form() {
        for name in ["a.com", "a.de", "a.co.uk", "a.xn--p1ai", "a.xn--fiqs8s", "a.museum", "a.co.za", "a.np"] {
            assert!(domain(name).tld_exists(), "{name}");
        }
        for name in ["a.con", "a.lan", "a.notatld", "a.xn--zzzzzz"] {
            assert!(!domain(name).tld_exists(), "{name}");
        }
    }

    #[test]
    fn the_registrable_domain_stands_on_the_public_suffix() {
        assert_eq!(domain("mail.a.co.uk").registrable(), Some("a.co.uk"));
        assert_eq!(domain("a.com").registrable(), Some("a.com"));
        assert_eq!(domain("co.uk").registrable(), None);
    }

    #[test]
    fn reserved_names_are_found_at_label_borders_only() {
        for name in ["test", "a.test", "a.b.invalid", "localhost", "example.com", "www.example.org", "x.home.arpa"] {
            assert!(domain(name).special_use().is_some(), "{name}");
        }
        for name in ["contest", "myexample.com", "example.de", "invalid.com", "latest"] {
            assert_eq!(domain(name).special_use(), None, "{name}");
        }
    }

    #[test]
    fn a_name_is_shown_as_people_read_it() {
        assert_eq!(domain("xn--bcher-kva.de").to_unicode(), "bücher.de");
        assert_eq!(domain("plain.de").to_unicode(), "plain.de");
    }
}
