//! What a cell says before anything is judged: its addresses, and the domains that have to be known for them.

use crate::address::{Reading, Readings, read_cell, read_text};
use crate::judge::{Fix, Policy, domains_to_prove};
use crate::list::Content;

/// The addresses of a cell.
pub(crate) fn readings<'c>(content: &'c Content<'_>) -> Readings<'c> {
    match content {
        Content::Text(text) => read_text(text),
        Content::Bytes(bytes) => read_cell(bytes),
    }
}

/// The domain that mail to this reading would go to, when the address is not broken.
pub fn domain_of<'r>(reading: &'r Reading<'_>) -> Option<&'r str> {
    let address = reading.address.as_ref()?;
    let literal = address.domain_ascii.starts_with('[');
    (!reading.is_broken() && !literal).then_some(&*address.domain_ascii)
}

/// The domains whose verdicts are needed to judge this address: its own, and the one that it may be corrected to.
pub(crate) fn names_needed(reading: &Reading<'_>, policy: &Policy) -> Vec<String> {
    let name = domain_of(reading);
    let corrected =
        typed_domain(reading).filter(|_| policy.fix == Fix::Typos).and_then(|typed| policy.tables.suggest(typed));
    name.map(str::to_owned).into_iter().chain(corrected.map(|suggestion| suggestion.domain)).collect()
}

/// The domains that are asked, where anybody is, before one of them is suggested for that of this address.
pub(crate) fn names_to_prove(reading: &Reading<'_>, policy: &Policy) -> Vec<String> {
    let is_asked = domain_of(reading).is_some();
    typed_domain(reading).map_or_else(Vec::new, |typed| domains_to_prove(typed, is_asked, &policy.tables))
}

fn typed_domain<'r>(reading: &'r Reading<'_>) -> Option<&'r str> {
    domain_of(reading).or_else(|| reading.typed_domain())
}
