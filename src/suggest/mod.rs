//! Did-you-mean: from a domain as it was typed to the one that was probably meant. Pure; the tables are in `data/`.

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
}

/// Suggests a domain for what was typed after the `@`, which may be no valid domain at all (`gmail,com`, `gmailcom`).
///
/// `None` for anything that is a known provider, a known neighbour of one, or not near anything.
pub fn suggest(domain_text: &str) -> Option<Suggestion> {
    let _ = domain_text;
    None
}

/// Whether the local-part names a role, such as `info` or `postmaster` (RFC 2142), rather than a person.
pub fn is_role(local_part: &str) -> bool {
    let _ = local_part;
    false
}

/// Whether the domain gives out throw-away mailboxes.
pub fn is_disposable(domain: &str) -> bool {
    let _ = domain;
    false
}

/// Whether the domain is that of a mail provider that anyone can use.
pub fn is_free(domain: &str) -> bool {
    let _ = domain;
    false
}
