//! The key record of a selector of the sender's own with its syntax put right, or at the name where it belongs. It is always the key that is there:
//! a new one is made by whoever signs.

use super::{Advice, ZoneRecord, without_appended};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig, related};
use crate::sender::records::Weight;
use crate::sender::records::dkim::{Kind, check_key, corrected, key_name};

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Advice>> {
    let own = setup.selectors().into_iter().filter(|selector| related(&selector.domain, &setup.domain));
    let each = all(own.map(|selector| {
        let Ok(owner) = key_name(&selector.selector, &selector.domain) else { return Some(None) };
        let key = look.step(check_key(&owner, look.answers()))?;
        let is_faulty = key.findings.iter().any(|finding| matches!(finding.kind.weight(), Weight::Fail | Weight::Warn));
        let text = if key.findings.iter().any(|finding| finding.kind == Kind::Missing) {
            misplaced(&selector.selector, &selector.domain, look)?
        } else if let (true, Lookup::Found(texts)) = (is_faulty, look.txt(&owner)?) {
            corrected(texts)
        } else {
            None
        };
        let text = text.filter(|text| key.text.as_ref() != Some(text)).map(|text| ZoneRecord::txt(owner.clone(), text));
        let record = if key.is_usable() { text } else { text.or(alias(&owner, &selector.domain, look)?) };
        Some(record.map(|record| Advice::new(&[Group::Dkim], vec![record])))
    }))?;
    Some(each.into_iter().flatten().collect())
}

/// The alias without the domain that a missing final dot put behind the name that it is of, or made of a text that is such a name, if that has a key.
fn alias(owner: &Domain, domain: &Domain, look: &Lookups<'_>) -> Option<Option<ZoneRecord>> {
    let texts = look.txt(owner)?;
    let Some(meant) = without_appended(owner, domain, look).or_else(|| named(&texts)) else { return Some(None) };
    let key = look.step(check_key(&meant, look.answers()))?;
    Some(key.is_usable().then(|| ZoneRecord::alias(owner.clone(), meant)))
}

/// The name that the one text consists of.
fn named(texts: &Lookup<&[Vec<u8>]>) -> Option<Domain> {
    let Lookup::Found([text]) = texts else { return None };
    let text = std::str::from_utf8(text).ok()?.trim().trim_matches('"').trim_end_matches('.');
    Domain::new(text).ok().filter(|_| text.contains('.'))
}

/// The key at a name that was written twice, as forms of providers make it, or without its underscore, its dot or all of `_domainkey`.
fn misplaced(selector: &str, domain: &Domain, look: &Lookups<'_>) -> Option<Option<String>> {
    let names = [
        format!("{selector}._domainkey.{domain}.{domain}"),
        format!("{selector}.domainkey.{domain}"),
        format!("{selector}._domainkey.{selector}._domainkey.{domain}"),
        format!("{selector}._domainkey._domainkey.{domain}"),
        format!("{selector}._domainkey.{domain}._domainkey.{domain}"),
        format!("{selector}_domainkey.{domain}"),
        format!("{selector}-_domainkey.{domain}"),
        format!("{selector}.{domain}"),
        format!("{selector}._domainkey.www.{domain}"),
    ];
    let found = all(names.iter().filter_map(|name| Domain::new(name).ok()).map(|name| look.txt(&name)))?;
    let texts =
        found.into_iter().filter_map(|answer| if let Lookup::Found(texts) = answer { Some(texts) } else { None });
    Some(texts.into_iter().find_map(corrected))
}
