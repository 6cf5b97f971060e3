//! What was probably meant by an address that is broken in one plain way: a sign typed twice, a comma for a dot, a piece of
//! a form before it.
//!
//! It is only suggested. Whoever typed two dots may have left something out between them.

use crate::address::{Address, Readings, leftover, read_cell};
use crate::domain;
use crate::reason::Reason;
use crate::suggest::{Confidence, Tables};

/// A suggested address.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestedAddress {
    pub address: String,
    pub confidence: Confidence,
    pub provider: Option<String>,
    /// Edits between the typed and the suggested domain.
    pub distance: usize,
    /// The code that it answers, mostly `typo.*`.
    pub reason: Reason,
    /// Whether `--fix typos` may put it in place of what was typed.
    pub may_be_fixed: bool,
}

/// The address without its slip, when there is one that is whole.
pub(super) fn meant(address: &Address<'_>, reason: Reason) -> Option<SuggestedAddress> {
    let mended = format!("{}@{}", local_part(&address.local_part), host(&address.domain));
    if mended == address.to_string() {
        return None;
    }
    let Readings::One(reading) = read_cell(mended.as_bytes()) else { return None };
    let whole = reading.address.as_ref()?;
    (!reading.is_broken() && domain::tld_exists(&whole.domain_ascii) && whole.to_string() == mended).then(|| {
        SuggestedAddress {
            address: mended.clone(),
            confidence: Confidence::Medium,
            provider: None,
            distance: 1,
            reason,
            may_be_fixed: false,
        }
    })
}

/// The address that was meant by a text without an `@` or with several.
pub(super) fn with_one_sign(text: &str, tables: &Tables) -> Option<SuggestedAddress> {
    let (address, confidence) = tables.address_meant(text)?;
    let Readings::One(reading) = read_cell(address.as_bytes()) else { return None };
    let provider = tables.providers().get(reading.address.as_ref()?.domain_ascii.as_ref());
    (!reading.is_broken()).then(|| SuggestedAddress {
        confidence,
        provider: provider.map(|provider| provider.name.clone()),
        distance: 1,
        reason: if text.contains('@') { Reason::SyntaxMultipleAt } else { Reason::SyntaxNoAt },
        may_be_fixed: false,
        address,
    })
}

/// The local-part without dots at its ends, with single dots inside, and without what a form left before it.
pub(super) fn local_part(written: &str) -> String {
    if written.starts_with('"') {
        return written.to_owned();
    }
    single_dots(&written[leftover(written).unwrap_or(0)..])
}

fn host(written: &str) -> String {
    single_dots(&written.trim_start_matches('@').replace([',', ';'], "."))
}

fn single_dots(text: &str) -> String {
    text.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: Option<&str>) {
        let readings = read_cell(cell.as_bytes());
        let address = readings.as_slice()[0].address.as_ref().expect(cell);
        let found = meant(address, Reason::SyntaxIllegalChar).map(|suggestion| suggestion.address);
        assert_eq!(found.as_deref(), expected, "{cell}");
    }

    #[test]
    fn one_plain_slip_is_mended() {
        for cell in [
            "ann@@firma.de",
            "ann@firma..de",
            "ann@firma,de",
            "ann@firma;de",
            "ann.@firma.de",
            ".ann@firma.de",
            "ann@.firma.de",
            "email=ann@firma.de",
            "%20ann@firma.de",
        ] {
            check(cell, Some("ann@firma.de"));
        }
        check("ann..lee@firma.de", Some("ann.lee@firma.de"));
    }

    #[test]
    fn anything_else_is_not_guessed_at() {
        for cell in [
            "ann lee@firma.de",
            "ann,lee@firma.de",
            "ann@firma",
            "ann@firma,nonsense",
            "ann@-firma.de",
            "ann@fi!rma.de",
        ] {
            check(cell, None);
        }
    }
}
