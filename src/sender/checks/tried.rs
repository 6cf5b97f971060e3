//! DKIM selectors that are tried when the user names none: those that services and programs use unless told otherwise (`data/selectors.tsv`). A key that
//! is found is shown. That none is found proves nothing, and that a name did not answer is passed over.

use super::SenderConfig;
use super::dkim::{KeyOf, Selector};
use super::lookups::{Lookups, all};
use crate::domain::Domain;
use crate::sender::records::dkim::{check_key, key_name};

const TABLE: &str = include_str!("../../../data/selectors.tsv");
/// A selector that nobody has: what stands there stands for every name.
pub(super) const ANY_SELECTOR: &str = "presend-any-selector";

/// What trying came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    /// How many were tried.
    pub count: usize,
    /// Those with a key that can be used.
    pub found: Vec<KeyOf>,
    /// One key stands for every name, so that finding it under these says nothing of who signs.
    pub wildcard: bool,
}

fn table() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next())
}

/// `None` while answers are missing.
pub(super) fn tried(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Tried> {
    let key = |selector: &str| {
        let selector = Selector { selector: selector.to_owned(), domain: setup.domain.clone() };
        let key = match key_name(&selector.selector, &selector.domain) {
            Ok(name) => Some(look.step(check_key(&name, look.answers()))?),
            Err(_) => None,
        };
        Some(KeyOf { selector, key })
    };
    let any = key(ANY_SELECTOR);
    let mut found = all(table().map(key))?;
    let count = found.len();
    let is_usable = |of: &KeyOf| of.key.as_ref().is_some_and(|key| key.is_usable());
    found.retain(is_usable);
    let wildcard = is_usable(&any?);
    if wildcard {
        found.truncate(1);
    }
    Some(Tried { count, found, wildcard })
}

/// The services whose names the keys are aliases of.
pub(super) fn alias_of(of: &KeyOf, look: &Lookups<'_>) -> Option<Domain> {
    let name = key_name(&of.selector.selector, &of.selector.domain).ok()?;
    look.canonical(&name, crate::facts::RecordKind::Txt).filter(|target| **target != name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_well_formed() {
        let selectors: Vec<&str> = table().collect();
        assert!(selectors.len() > 40 && selectors.windows(2).all(|pair| pair[0] < pair[1]), "not sorted");
        let domain = Domain::new("example.com").expect("a name");
        for selector in selectors {
            assert!(key_name(selector, &domain).is_ok(), "{selector}");
        }
        assert!(TABLE.lines().filter(|line| !line.starts_with('#')).all(|line| line.split('\t').count() == 3));
    }
}
