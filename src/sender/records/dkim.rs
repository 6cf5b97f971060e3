//! The key record of a DKIM selector (RFC 6376 §3.6.1, RFC 8301, RFC 8463).

mod correct;

pub use correct::corrected;

use super::der::{PublicKey, public_key};
use super::tags::{Tags, cut};
use super::{Weight, base64, shown, texts};
use crate::domain::{Domain, DomainError};
use crate::facts::{Answers, Lookup, Poll};

/// Verifiers must not use shorter RSA keys (RFC 8301 §3.2).
pub const RSA_BITS_MIN: u32 = 1024;
/// Signers should use RSA keys of this length or more (RFC 8301 §3.2).
pub const RSA_BITS_ADVISED: u32 = 2048;
/// Verifiers need not know longer RSA keys (RFC 8301 §3.2).
pub const RSA_BITS_MAX: u32 = 4096;
/// The octets of an Ed25519 key (RFC 8463 §3, RFC 8032 §5.1.5).
pub const ED25519_OCTETS: usize = 32;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Rsa { bits: u32 },
    Ed25519,
}

/// The kinds of findings about a key record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The selector has no TXT record.
    Missing,
    /// The DNS did not answer.
    Unanswered,
    /// More than one key under one selector (RFC 6376 §3.6.2.2).
    Several,
    /// Other TXT records stand beside the key.
    Company,
    /// `p=` is empty: the key was withdrawn (RFC 6376 §3.6.1).
    Revoked,
    /// The record breaks the grammar, has no `p`, or its version is wrong or not first.
    Malformed,
    /// `p=` is no base64, or no key of its algorithm.
    BadKey,
    /// `k=` names an algorithm that verifiers do not know.
    UnknownAlgorithm,
    /// RSA with fewer than 1024 bits.
    TooShort,
    /// RSA with 1024 to 2047 bits.
    Short,
    /// RSA with more than 4096 bits.
    TooLong,
    /// `h=` does not allow SHA-256.
    NoSha256,
    /// `s=` does not allow e-mail.
    NotForEmail,
    /// `t=y`: verifiers treat the signature as if it were not there.
    Testing,
    /// `t=s`: `i=` may not name a subdomain.
    Strict,
    /// An Ed25519 key, which many receivers cannot verify.
    Ed25519,
    /// `g=` of RFC 4871, which the present standard no longer has.
    Granularity,
}

impl Kind {
    /// How bad it is.
    pub fn weight(self) -> Weight {
        match self {
            Kind::Missing | Kind::Several | Kind::Revoked | Kind::Malformed | Kind::BadKey => Weight::Fail,
            Kind::UnknownAlgorithm | Kind::TooShort | Kind::NoSha256 | Kind::NotForEmail => Weight::Fail,
            Kind::Unanswered => Weight::Unknown,
            Kind::Short | Kind::TooLong | Kind::Testing | Kind::Ed25519 => Weight::Warn,
            Kind::Company | Kind::Strict | Kind::Granularity => Weight::Info,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    /// What was observed, in one sentence without a final stop.
    pub observed: String,
}

/// What stands under a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name that was asked: `selector._domainkey.domain`.
    pub name: Domain,
    /// The record, when there is one. What is no text in it is replaced.
    pub text: Option<String>,
    /// The key, when it can be used.
    pub algorithm: Option<Algorithm>,
    /// Empty when nothing is to be said.
    pub findings: Vec<Finding>,
}

impl Key {
    /// Whether verifiers can use the key.
    pub fn is_usable(&self) -> bool {
        self.algorithm.is_some() && self.findings.iter().all(|finding| finding.kind.weight() < Weight::Unknown)
    }

    fn find(&mut self, kind: Kind, observed: impl Into<String>) {
        self.findings.push(Finding { kind, observed: observed.into() });
    }
}

/// Where the key of a selector stands (RFC 6376 §3.6.2.1).
pub fn key_name(selector: &str, domain: &Domain) -> Result<Domain, DomainError> {
    Domain::new(&format!("{selector}._domainkey.{domain}"))
}

/// Looks the key of a selector up and reads it. `name` is what [`key_name`] gives.
pub fn check_key(name: &Domain, answers: &Answers) -> Poll<Key> {
    let mut missing = Vec::new();
    let mut key = Key { name: name.clone(), text: None, algorithm: None, findings: Vec::new() };
    match texts(answers, name, &mut missing) {
        None => return Poll::Ask(missing),
        Some(Lookup::Found(list)) => key.choose(list),
        Some(Lookup::NoData) => key.find(Kind::Missing, format!("{name} has no TXT record")),
        Some(Lookup::NxDomain) => key.find(Kind::Missing, format!("{name} does not exist")),
        Some(Lookup::Failed(_)) => key.find(Kind::Unanswered, format!("the DNS did not answer for {name}")),
    }
    Poll::Done(key)
}

impl Key {
    fn choose(&mut self, list: &[Vec<u8>]) {
        let mut keys: Vec<String> =
            list.iter().map(|bytes| shown(bytes)).filter(|text| is_meant_as_key(text)).collect();
        match keys.len() {
            0 if list.iter().all(|text| text.to_ascii_lowercase().starts_with(b"v=spf1")) => {
                let observed = format!("{} has only an SPF record, perhaps from a wildcard, and no key", self.name);
                self.find(Kind::Missing, observed);
            }
            0 => {
                let text = list.first().map(|bytes| shown(bytes)).unwrap_or_default();
                self.find(Kind::Malformed, format!("\"{}\" is no key record: it has no p=", cut(&text)));
                self.text = Some(text);
            }
            1 => {
                if list.len() > 1 {
                    let observed = format!("{} other TXT records stand beside the key", list.len() - 1);
                    self.find(Kind::Company, observed);
                }
                let text = keys.remove(0);
                self.read(&text);
                self.text = Some(text);
            }
            count => self.find(Kind::Several, format!("{} has {count} key records, and may have one", self.name)),
        }
    }

    /// Reads a key record.
    fn read(&mut self, text: &str) {
        let tags = Tags::read(text);
        self.grammar(text, &tags);
        let algorithm = tags.get("k").unwrap_or("rsa");
        match tags.get("p") {
            None => self.find(Kind::Malformed, "the tag p=, which holds the key, is missing"),
            Some(key) if key.bytes().all(|b| b.is_ascii_whitespace()) => {
                self.find(Kind::Revoked, "p= is empty, which says that the key is withdrawn");
            }
            Some(key) => match algorithm {
                "rsa" => self.rsa(key),
                "ed25519" => self.ed25519(key),
                other => self.find(Kind::UnknownAlgorithm, format!("k={} is no known algorithm", cut(other))),
            },
        }
        self.restrictions(&tags);
    }

    fn grammar(&mut self, text: &str, tags: &Tags<'_>) {
        if let Some(fault) = tags.faults.first() {
            self.find(Kind::Malformed, fault.clone());
        }
        match (tags.position("v"), tags.get("v")) {
            (None, _) | (Some(0), Some("DKIM1")) => {}
            (_, Some("DKIM1")) => self.find(Kind::Malformed, "v=DKIM1 must be the first tag"),
            (_, version) => {
                let observed = if text.contains('\\') {
                    "the record holds backslashes; its semicolons must stand without them".to_owned()
                } else {
                    format!("the version is \"{}\", and must be DKIM1 in capitals", cut(version.unwrap_or_default()))
                };
                self.find(Kind::Malformed, observed);
            }
        }
    }

    fn rsa(&mut self, key: &str) {
        let Some(octets) = self.decoded(key) else { return };
        match public_key(&octets) {
            Some(PublicKey::Rsa { bits }) => {
                self.algorithm = Some(Algorithm::Rsa { bits });
                if bits < RSA_BITS_MIN {
                    self.find(
                        Kind::TooShort,
                        format!("the RSA key has {bits} bits; under {RSA_BITS_MIN} it is not used"),
                    );
                } else if bits < RSA_BITS_ADVISED {
                    self.find(Kind::Short, format!("the RSA key has {bits} bits; {RSA_BITS_ADVISED} are the advice"));
                } else if bits > RSA_BITS_MAX {
                    let observed =
                        format!("the RSA key has {bits} bits; verifiers need not know more than {RSA_BITS_MAX}");
                    self.find(Kind::TooLong, observed);
                }
            }
            Some(PublicKey::Other) => self.find(Kind::BadKey, "p= holds a key of another algorithm than RSA"),
            None if octets.len() == ED25519_OCTETS => {
                self.find(Kind::BadKey, "p= holds what looks like an Ed25519 key, and k=ed25519 is missing");
            }
            None => self.find(Kind::BadKey, "p= is no RSA key; perhaps its end was cut off"),
        }
    }

    fn ed25519(&mut self, key: &str) {
        let Some(octets) = self.decoded(key) else { return };
        if octets.len() == ED25519_OCTETS {
            self.algorithm = Some(Algorithm::Ed25519);
            self.find(Kind::Ed25519, "the key is Ed25519, and many receivers can verify RSA only");
        } else {
            let observed = format!("the Ed25519 key has {} bytes, and must have {ED25519_OCTETS}", octets.len());
            self.find(Kind::BadKey, observed);
        }
    }

    fn decoded(&mut self, key: &str) -> Option<Vec<u8>> {
        let octets = base64::decode(key);
        if octets.is_none() {
            let why = if key.contains("BEGIN") {
                "p= holds the lines that frame a key file; only the letters between them belong here"
            } else if key.contains(['"', '\'']) {
                "p= holds quotes; the parts of a long key are put together without them"
            } else {
                "p= is no base64; a character is foreign, or its end was cut off"
            };
            self.find(Kind::BadKey, why);
        }
        octets
    }

    fn restrictions(&mut self, tags: &Tags<'_>) {
        let has = |list: &str, wanted: &[&str]| list.split(':').any(|each| wanted.contains(&each.trim()));
        if let Some(hashes) = tags.get("h").filter(|list| !has(list, &["sha256"])) {
            self.find(Kind::NoSha256, format!("h={} does not allow sha256, and signers must use it", cut(hashes)));
        }
        if let Some(services) = tags.get("s").filter(|list| !has(list, &["*", "email"])) {
            self.find(Kind::NotForEmail, format!("s={} does not allow e-mail", cut(services)));
        }
        if tags.get("t").is_some_and(|flags| has(flags, &["y"])) {
            self.find(
                Kind::Testing,
                "t=y says that the domain only tests DKIM, and verifiers may ignore the signature",
            );
        }
        if tags.get("t").is_some_and(|flags| has(flags, &["s"])) {
            self.find(Kind::Strict, "t=s: the signature's i= must name exactly this domain");
        }
        if tags.get("g").is_some_and(|granularity| granularity != "*") {
            self.find(Kind::Granularity, "g= belongs to the old standard, and present verifiers ignore it");
        }
    }
}

/// Whether a text under a selector is meant as a key: it has a `p`, or says that it is DKIM.
fn is_meant_as_key(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    Tags::read(text).get("p").is_some() || lower.contains("dkim") || lower.contains("k=rsa")
}

#[cfg(test)]
mod tests;
