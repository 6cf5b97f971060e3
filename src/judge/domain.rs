//! The verdict on a domain, reached once however many rows carry it.

use super::{DOMAIN_CHECKS, RowFinding, names, typo};
use crate::domain::Domain;
use crate::facts::DomainFacts;
use crate::policy::Policy;
use crate::reason::{Effect, Reason};
use crate::suggest::{self, Suggestion};

/// All that the rows of a domain have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DomainVerdict {
    /// What every address at this domain is told: `domain.*`, `dns.*`, `typo.*`, free and disposable.
    pub findings: Vec<Reason>,
    /// What was probably meant, when it is worth showing.
    pub suggestion: Option<Box<Suggestion>>,
    /// Whether there is evidence that the domain takes no mail.
    pub takes_no_mail: bool,
    /// Nobody was asked about any domain, so that rows are judged by how they are written.
    pub offline: bool,
}

/// Whether the DNS has to be asked about a domain.
pub fn needs_dns(domain: &Domain, policy: &Policy) -> bool {
    names::check(domain, policy).is_none()
}

/// Judges a domain that was asked.
pub fn judge_domain(domain: &Domain, facts: &DomainFacts, policy: &Policy) -> DomainVerdict {
    conclude(domain, DOMAIN_CHECKS.iter().filter_map(|check| check(facts, policy)).collect())
}

/// Judges a domain by its name alone, because the run is offline. What is written in a reserved name's place is an
/// address in good form all the same, and a list of examples or of a laboratory is full of them: so it is for review.
/// Where the DNS is asked, it is a matter of delivery, and the name alone rejects.
pub fn judge_offline(domain: &Domain, policy: &Policy) -> DomainVerdict {
    DomainVerdict { offline: true, ..judge_unasked(domain, policy) }
}

/// Judges a domain by its name alone, because the name says enough.
pub fn judge_unasked(domain: &Domain, policy: &Policy) -> DomainVerdict {
    conclude(domain, names::check(domain, policy).into_iter().collect())
}

fn conclude(domain: &Domain, mut findings: Vec<Reason>) -> DomainVerdict {
    let takes_no_mail = findings.iter().any(|reason| reason.effect() == Effect::Reject);
    let doubtful = findings.contains(&Reason::DomainImplicitMx);
    // Placeholders such as user@mail.test were not meant for anything else.
    let placeholder = findings.contains(&Reason::DomainSpecialUse);
    let suggestion: Option<Suggestion> =
        suggest::suggest(domain.as_str()).filter(|s| !placeholder && typo::worth_showing(s, takes_no_mail || doubtful));
    findings.extend(suggestion.as_ref().map(|s| s.reason));
    if suggest::is_disposable(domain.as_str()) {
        findings.push(Reason::AddressDisposable);
    }
    if suggest::is_free(domain.as_str()) {
        findings.push(Reason::AddressFree);
    }
    findings.sort_unstable();
    DomainVerdict { findings, suggestion: suggestion.map(Box::new), takes_no_mail, offline: false }
}

impl DomainVerdict {
    /// What rows of this domain are told.
    pub(super) fn row_findings(&self) -> impl Iterator<Item = RowFinding> + '_ {
        self.findings.iter().map(|&reason| {
            let finding = RowFinding::of(reason);
            match reason {
                Reason::DomainSpecialUse if self.offline => RowFinding { effect: Effect::Review, ..finding },
                _ => finding,
            }
        })
    }

    /// Whether it could not be found out if the domain takes mail.
    pub fn is_unknown(&self) -> bool {
        self.findings.iter().any(|reason| reason.effect() == Effect::Unknown)
    }
}
