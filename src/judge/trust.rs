//! Whether the resolver of a run can be believed when it says that domains do not exist.
//!
//! A resolver behind a closed network, or one that is set up wrongly, answers NXDOMAIN to everything. Taken at its word
//! it would have every customer rejected. So: where a provider that surely exists is denied, and not one name of the run
//! was found, no denial counts.

use super::DomainVerdict;
use crate::domain::Domain;
use crate::facts::{DomainFacts, Lookup};
use crate::reason::Reason;
use crate::suggest;

/// From this weight on (addresses among a million on consumer lists) a provider surely exists.
const SURELY_EXISTS_WEIGHT: u32 = 5_000;

/// What a run has heard from its resolver.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    found_a_name: bool,
    denied_provider: Option<Domain>,
}

impl Trust {
    /// Takes note of what was answered about a domain.
    pub fn hear(&mut self, domain: &Domain, facts: &DomainFacts) {
        match facts.mx {
            Lookup::Found(_) | Lookup::NoData => self.found_a_name = true,
            Lookup::NxDomain if surely_exists(domain) => self.denied_provider = Some(domain.clone()),
            Lookup::NxDomain | Lookup::Failed(_) => {}
        }
    }

    /// The provider whose denial shows that this resolver cannot be believed, if there is one.
    pub fn denied_provider(&self) -> Option<&Domain> {
        self.denied_provider.as_ref().filter(|_| !self.found_a_name)
    }
}

fn surely_exists(domain: &Domain) -> bool {
    suggest::provider(domain.as_str()).is_some_and(|provider| provider.weight >= SURELY_EXISTS_WEIGHT)
}

/// Takes back what rests on a denial that cannot be believed.
pub fn disbelieve(verdict: &mut DomainVerdict) {
    for reason in &mut verdict.findings {
        if *reason == Reason::DomainNxdomain {
            *reason = Reason::DnsLyingResolver;
            verdict.takes_no_mail = false;
        }
    }
    verdict.findings.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Cost;

    fn heard(answers: &[(&str, Lookup<Vec<crate::facts::MailExchange>>)]) -> Option<String> {
        let mut trust = Trust::default();
        for (name, mx) in answers {
            let facts = DomainFacts {
                mx: mx.clone(),
                canonical: None,
                hosts: Vec::new(),
                exchanges_left_out: 0,
                resolver_lies: false,
                cost: Cost::default(),
            };
            trust.hear(&Domain::new(name).expect(name), &facts);
        }
        trust.denied_provider().map(|domain| domain.to_string())
    }

    #[test]
    fn a_resolver_that_denies_all_the_world_is_not_believed() {
        let denied = heard(&[("gmail.com", Lookup::NxDomain), ("shop-of-ann.com", Lookup::NxDomain)]);
        assert_eq!(denied.as_deref(), Some("gmail.com"));
    }

    #[test]
    fn one_name_that_is_found_makes_it_believable() {
        assert_eq!(heard(&[("gmail.com", Lookup::NxDomain), ("shop-of-ann.com", Lookup::NoData)]), None);
    }

    #[test]
    fn small_domains_may_well_be_gone() {
        assert_eq!(heard(&[("shop-of-ann.com", Lookup::NxDomain), ("shop-of-bob.com", Lookup::NxDomain)]), None);
    }

    #[test]
    fn what_rests_on_a_denial_is_taken_back() {
        let mut verdict = DomainVerdict {
            findings: vec![Reason::DomainNxdomain, Reason::AddressFree],
            suggestion: None,
            takes_no_mail: true,
        };
        disbelieve(&mut verdict);
        assert_eq!(verdict.findings, [Reason::DnsLyingResolver, Reason::AddressFree]);
        assert!(!verdict.takes_no_mail && verdict.is_unknown());
    }
}
