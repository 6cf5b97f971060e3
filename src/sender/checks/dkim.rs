//! The DKIM keys of the selectors that the user named, and of those that sign the message. Which selectors a domain has
//! cannot be found out from the DNS, so where none is named nothing is said to be missing.

use super::check::{Check, Status};
use super::lookups::{Lookups, all};
use super::tried::{Tried, alias_of, tried};
use super::{Group, SenderConfig, domain, related};
use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::records::dkim::{Algorithm, Key, Kind, check_key, key_name};

/// Selectors that are looked at. Nobody has so many keys in use.
const SELECTORS_MAX: usize = 64;

/// A selector and the domain that it signs for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    pub selector: String,
    pub domain: Domain,
}

/// A selector with what stands under it; `None` when selector and domain together are no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOf {
    pub selector: Selector,
    pub key: Option<Key>,
}

impl SenderConfig {
    /// The selectors that were named, and those of the message's signatures, each once.
    pub(super) fn selectors(&self) -> Vec<Selector> {
        let mut selectors = self.dkim.clone();
        for signature in self.message.iter().flat_map(|message| &message.signatures) {
            let Ok(domain) = Domain::new(&signature.domain) else { continue };
            selectors.push(Selector { selector: signature.selector.to_ascii_lowercase(), domain });
        }
        let mut seen: Vec<Selector> = Vec::new();
        for selector in selectors {
            if !seen.contains(&selector) && seen.len() < SELECTORS_MAX {
                seen.push(selector);
            }
        }
        seen
    }
}

/// The keys of all selectors. `None` until all answers are there.
pub(super) fn keys(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<KeyOf>> {
    all(setup.selectors().into_iter().map(|selector| {
        let key = match key_name(&selector.selector, &selector.domain) {
            Ok(name) => Some(look.step(check_key(&name, look.answers()))?),
            Err(_) => None,
        };
        Some(KeyOf { selector, key })
    }))
}

/// All checks of DKIM keys.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Dkim) {
        return Some(Vec::new());
    }
    if setup.wants(Group::Domain) && domain::is_missing(&setup.domain, look)? {
        let observed = format!("{} does not exist", setup.domain);
        return Some(vec![Check::skip(Reason::SenderDkim, &setup.domain, observed)]);
    }
    let keys = keys(setup, look)?;
    if keys.is_empty() {
        return Some(of_tried(&tried(setup, look)?, setup));
    }
    let has_rsa = keys.iter().any(|of| {
        of.key.as_ref().is_some_and(|key| key.is_usable() && matches!(key.algorithm, Some(Algorithm::Rsa { .. })))
    });
    let mut checks = Vec::new();
    for of in &keys {
        let is_ours = related(&of.selector.domain, &setup.domain);
        let alias = if is_ours { alias_of(of, look) } else { None };
        for check in of_key(of, has_rsa) {
            checks.push(if is_ours { how_to_make(check, of, alias.as_ref()) } else { check });
        }
    }
    Some(checks)
}

/// A key that is not there or too short is made by whoever signs; behind an alias that is whoever runs the other name.
fn how_to_make(check: Check, of: &KeyOf, alias: Option<&Domain>) -> Check {
    let Selector { selector, domain } = &of.selector;
    let name = match check.code {
        Reason::SenderDkimMissing => selector.clone(),
        Reason::SenderDkimRevoked | Reason::SenderDkimTooShort | Reason::SenderDkimShort => format!("{selector}-2048"),
        _ => return check,
    };
    // It is copied to where commands are typed.
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
        return check;
    }
    let how = match alias {
        Some(target) => format!("The name is an alias (CNAME) of {target}: ask whoever runs that."),
        None => format!(
            "Where you sign yourself, opendkim-genkey -b 2048 -s {name} -d {domain} makes the key and its record."
        ),
    };
    let remedy = check.code.remedy();
    check.fix(format!("{remedy} {how}"))
}

/// What was found without being named. Which selectors sign is not known by that.
fn of_tried(tried: &Tried, setup: &SenderConfig) -> Vec<Check> {
    const ADD: &str = "add --dkim SELECTOR (s= of a DKIM-Signature that you send)";
    if tried.found.is_empty() {
        let observed = format!(
            "not determinable: no selector was named, and none of {} well-known ones has a key, which proves nothing; {ADD}",
            tried.count
        );
        return vec![Check::skip(Reason::SenderDkim, &setup.domain, observed)];
    }
    if tried.wildcard {
        let observed = format!("every selector of {} leads to one key; {ADD}", setup.domain);
        return vec![Check::skip(Reason::SenderDkim, &setup.domain, observed)];
    }
    tried.found.iter().flat_map(|of| of_key(of, true)).collect()
}

fn of_key(of: &KeyOf, has_rsa: bool) -> Vec<Check> {
    let subject = format!("{}._domainkey.{}", of.selector.selector, of.selector.domain);
    let Some(key) = &of.key else {
        let observed = format!("\"{}\" is no selector: the DNS cannot hold such a name", of.selector.selector);
        return vec![Check::new(Reason::SenderDkimMissing, subject, observed)];
    };
    let mut checks = Vec::new();
    for finding in &key.findings {
        let check = Check::new(code_of(finding.kind), &subject, &finding.observed);
        let check = match &key.text {
            Some(text) => check.evidence(format!("{subject} TXT → {}", text.chars().take(160).collect::<String>())),
            None => check,
        };
        // Beside an RSA key, an Ed25519 key only adds.
        checks.push(if finding.kind == Kind::Ed25519 && has_rsa { check.with(Status::Info) } else { check });
    }
    if let (Some(algorithm), true) = (key.algorithm, key.is_usable()) {
        let kind = match algorithm {
            Algorithm::Rsa { bits } => format!("RSA with {bits} bits"),
            Algorithm::Ed25519 => "Ed25519".to_owned(),
        };
        checks.insert(0, Check::pass(Reason::SenderDkim, &subject, format!("{subject} holds a key: {kind}")));
    }
    checks
}

fn code_of(kind: Kind) -> Reason {
    match kind {
        Kind::Missing => Reason::SenderDkimMissing,
        Kind::Unanswered => Reason::SenderDkimError,
        Kind::Several => Reason::SenderDkimSeveral,
        Kind::Company => Reason::SenderDkimCompany,
        Kind::Revoked => Reason::SenderDkimRevoked,
        Kind::Malformed => Reason::SenderDkimMalformed,
        Kind::BadKey => Reason::SenderDkimBadKey,
        Kind::UnknownAlgorithm => Reason::SenderDkimUnknownAlgorithm,
        Kind::TooShort => Reason::SenderDkimTooShort,
        Kind::Short => Reason::SenderDkimShort,
        Kind::TooLong => Reason::SenderDkimTooLong,
        Kind::NoSha256 => Reason::SenderDkimNoSha256,
        Kind::NotForEmail => Reason::SenderDkimNotForEmail,
        Kind::Testing => Reason::SenderDkimTesting,
        Kind::Strict => Reason::SenderDkimStrict,
        Kind::Ed25519 => Reason::SenderDkimEd25519Only,
        Kind::Granularity => Reason::SenderDkimGranularity,
    }
}
