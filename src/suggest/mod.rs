//! Did-you-mean: from a domain as it was typed to the one that was probably meant.
//!
//! The text is read in a few ways (`readings`: a comma for a dot, a mangled ending, a missing dot), near providers are looked
//! up for each (`near`), their slips are priced (`slip`, `keyboard`) and weighed against the chance that the typed domain
//! is simply somebody's own (`weigh`). Other alphabets go through `homograph`. The tables are in `data/`. Everything here
//! is pure and deterministic. It must never correct a provider or a known neighbour, and it must rather stay silent than
//! be wrong: whoever takes a suggestion sends mail to what it says.

mod at_sign;
mod ending;
mod found;
mod frequent;
mod homograph;
mod keyboard;
mod layout;
mod local_parts;
mod mail_hosts;
mod near;
mod providers;
mod quiet;
mod readings;
mod slip;
mod structure;
mod table;
mod tables;
mod weigh;

pub use frequent::{FREQUENT_ROWS_MIN, Frequent, ROWS_RATIO_MIN};
pub use local_parts::LocalPartRule;
pub use mail_hosts::{MailHost, MailHostKind, mail_host_named, mail_host_provider, name_of_mail_host};
pub use providers::{PROVIDER_OCTETS_MAX, Provider, Providers, Status, TableTexts};
pub use table::TableError;
pub use tables::{
    Lists, REPLACEABLE_TABLES, ShutDown, Tables, is_disposable, is_free, is_role, largest_providers, parking_service,
    provider, shut_down,
};

use crate::domain::DOMAIN_OCTETS_MAX;
use crate::reason::Reason;

/// How sure a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Shown only when the DNS says that the typed domain takes no mail.
    Low,
    /// Worth showing.
    Medium,
    /// Safe to fix when the user asks for it and the typed domain takes no mail.
    High,
}

impl Confidence {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// What was probably meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// One of the `typo.*` reasons.
    pub reason: Reason,
    /// The whole domain to use instead, lower-case A-labels.
    pub domain: String,
    /// The provider whose domain it is, when it is one.
    pub provider: Option<String>,
    pub confidence: Confidence,
    /// Unweighted optimal-string-alignment distance between the typed and the suggested domain.
    pub distance: usize,
    /// The slips in words, such as "t missing".
    pub edits: Vec<String>,
    /// Other domains that may have been meant, likeliest first: for when this one does not take mail.
    pub others: Vec<String>,
    /// So unsure that it is worth showing only when the DNS says that its domain takes mail.
    pub needs_proof: bool,
    /// A slip that so many people make that somebody takes mail at it, as at `gmai.com`.
    pub is_habit: bool,
}

/// Suggests a domain for what was typed after the `@`, which may be no valid domain at all (`gmail,com`, `gmailcom`).
///
/// `None` for anything that is a known provider, a known neighbour of one, or not near anything.
pub fn suggest(domain_text: &str) -> Option<Suggestion> {
    suggest_with(Providers::builtin(), domain_text)
}

/// The same, measured against tables of the caller's choice.
pub fn suggest_with(providers: &Providers, domain_text: &str) -> Option<Suggestion> {
    // A name in other letters may take more octets than the A-labels it stands for, but not many times more.
    if domain_text.len() > DOMAIN_OCTETS_MAX * 4 {
        return None;
    }
    let typed = domain_text.trim().trim_end_matches('.');
    if typed.is_empty() {
        return None;
    }
    if !typed.is_ascii() || has_a_label(typed) {
        return homograph::suggest_unicode(providers, typed);
    }
    if typed.bytes().any(|b| b.is_ascii_uppercase()) {
        return weigh::suggest_ascii(providers, &typed.to_ascii_lowercase());
    }
    weigh::suggest_ascii(providers, typed)
}

/// Whether some label is an A-label (RFC 5890 §2.3.2.1).
fn has_a_label(typed: &str) -> bool {
    typed.split('.').any(|label| label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--")))
}

#[cfg(test)]
mod tests;
