//! Whether a suggestion may be shown: only when its own domain takes mail, where the DNS can be asked.

use crate::domain::{Domain, tld_exists};
use crate::suggest::{Suggestion, Tables};

/// The domains that have to be asked before a suggestion for a typed domain is shown. A provider's takes mail. The typed one is among
/// them where it is not asked anyway (`is_asked`), for it may be a good one behind a broken local-part.
pub fn domains_to_prove(typed: &str, is_asked: bool, tables: &Tables) -> Vec<String> {
    let Some(suggestion) = tables.suggest(typed) else { return Vec::new() };
    let domains = std::iter::once(suggestion.domain).chain(suggestion.others);
    let domains = domains.filter(|domain| tables.providers().get(domain).is_none());
    let own = (!is_asked && tld_exists(typed) && Domain::new(typed).is_ok()).then(|| typed.to_owned());
    domains.chain(own).collect()
}

/// The suggestion with the likeliest domain that takes mail. Where that of a domain is not known, because nobody was asked,
/// only a suggestion that needs no proof stands.
pub(super) fn proven(
    suggestion: Suggestion,
    tables: &Tables,
    takes_mail: impl Fn(&str) -> Option<bool>,
) -> Option<Suggestion> {
    let takes_mail = |domain: &str| match tables.providers().get(domain) {
        Some(_) => Some(true),
        None => takes_mail(domain),
    };
    match takes_mail(&suggestion.domain) {
        Some(true) => return Some(suggestion),
        None if !suggestion.needs_proof => return Some(suggestion),
        _ => {}
    }
    let other = suggestion.others.iter().find(|domain| takes_mail(domain) == Some(true))?.clone();
    Some(Suggestion { provider: None, domain: other, ..suggestion })
}
