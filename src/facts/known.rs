//! Facts that were learned before, as a table holds them: of each domain one row, the best of all that were read. Pure.
//!
//! A failure is kept as one, so that it is known what was tried; it never takes the place of an answer. Of two answers the newer counts. An
//! answer that does not say all that a verdict would rest on is none.

use super::{DomainFacts, Failure, HostFacts, Lookup, Origin};
use crate::domain::Domain;
use std::collections::HashMap;
use std::sync::Arc;

/// No answer is kept longer than a day, in seconds, whatever its zone says.
pub const KEPT_MAX_S: u64 = 24 * 3600;
/// Absence is believed no longer than three hours, in seconds (RFC 2308 §5).
pub const ABSENT_MAX_S: u64 = 3 * 3600;
/// How long an answer is kept of which nothing was said, as those of zone files.
const UNSAID_S: u64 = 3600;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What was answered.
    pub facts: Arc<DomainFacts>,
    /// Since when it is known: when the run began that asked. Seconds since 1970.
    pub asked_s: u64,
    /// From when on it is asked again. Of a failure no later than `asked_s`.
    pub expires_s: u64,
    /// Who said so, for people.
    pub resolver: Arc<str>,
}

impl Known {
    /// What a run that began at `asked_s` has learned of a domain.
    pub fn learned(
        domain: &Domain,
        facts: Arc<DomainFacts>,
        asked_s: u64,
        resolver: Arc<str>,
        allow_non_public: bool,
    ) -> Known {
        let most = if facts.take_no_mail(allow_non_public) { ABSENT_MAX_S } else { KEPT_MAX_S };
        let kept = facts.cost.ttl.map_or(UNSAID_S, |ttl| ttl.as_secs()).min(most);
        let expires_s = if facts.settle(domain, allow_non_public) { asked_s.saturating_add(kept) } else { asked_s };
        Known { facts, asked_s, expires_s, resolver }
    }
}

/// Facts about many domains.
#[derive(Debug, Default)]
pub struct KnownFacts {
    allow_non_public: bool,
    domains: HashMap<Domain, Known>,
}

impl KnownFacts {
    /// None yet, for a run that takes private addresses for usable or does not.
    pub fn new(allow_non_public: bool) -> KnownFacts {
        KnownFacts { allow_non_public, domains: HashMap::new() }
    }

    /// Adds a row. The newest answer counts, and a failure only where there is no answer. Of two that are equally old the first counts.
    pub fn add(&mut self, domain: Domain, known: Known) {
        let rank = |known: &Known| (known.facts.settle(&domain, self.allow_non_public), known.asked_s);
        match self.domains.get(&domain) {
            Some(before) if rank(before) >= rank(&known) => {}
            _ => drop(self.domains.insert(domain, known)),
        }
    }

    /// The row of a domain.
    pub fn get(&self, domain: &Domain) -> Option<&Known> {
        self.domains.get(domain)
    }

    /// The domains in it, in no order.
    pub fn domains(&self) -> impl Iterator<Item = &Domain> {
        self.domains.keys()
    }

    /// Whether an answer about a domain is in it that says all that has to be known.
    pub fn settles(&self, domain: &Domain, known: &Known) -> bool {
        known.facts.settle(domain, self.allow_non_public)
    }

    /// Whether private addresses are taken for usable.
    pub fn allows_non_public(&self) -> bool {
        self.allow_non_public
    }

    /// How many domains are in it.
    pub fn len(&self) -> usize {
        self.domains.len()
    }

    /// Whether there is no domain in it.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }
}

impl DomainFacts {
    /// Whether no failure and no lie keeps a domain from being judged by them.
    pub fn settle(&self, domain: &Domain, allow_non_public: bool) -> bool {
        if !self.are_whole(domain, allow_non_public) || matches!(self.mx, Lookup::Failed(_)) {
            return false;
        }
        let is_usable = self.hosts.iter().any(|host| host.is_usable(allow_non_public));
        let failed = !is_usable && self.hosts.iter().any(|host| host.failure().is_some());
        let invented = self.resolver_lies
            && self.mx == Lookup::NoData
            && self.hosts.iter().any(|host| host.addresses().next().is_some());
        let doubted = self.cost.origin == Origin::Doubted && self.take_no_mail(allow_non_public);
        !(failed || invented || doubted)
    }

    /// Whether they say all that a run would have asked for. A run that takes private addresses for usable asks less than another, and a
    /// table of a stranger's may leave out what speaks for a domain: that such a domain takes no mail is not shown.
    pub fn are_whole(&self, domain: &Domain, allow_non_public: bool) -> bool {
        if self.hosts.iter().any(|host| host.is_usable(allow_non_public)) {
            return true;
        }
        let is_asked_in_full = |host: &HostFacts| match &host.v4 {
            Lookup::Found(_) | Lookup::NoData => host.v6.is_some(),
            // Nothing more is asked of a host that does not exist or did not answer.
            Lookup::NxDomain | Lookup::Failed(_) => true,
        };
        let hosts_are_whole = self.hosts.iter().all(|host| is_asked_in_full(host));
        match &self.mx {
            Lookup::NxDomain | Lookup::Failed(_) => true,
            Lookup::NoData => hosts_are_whole && self.hosts.first().is_some_and(|host| host.host == *domain),
            Lookup::Found(_) => hosts_are_whole,
        }
    }

    /// Facts about a domain of which a table says nothing.
    pub fn not_asked() -> DomainFacts {
        DomainFacts {
            mx: Lookup::Failed(Failure::NotAsked),
            canonical: None,
            hosts: Vec::new(),
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Default::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, MailExchange};
    use std::net::Ipv4Addr;
    use std::time::Duration;

    fn name(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn host(v4: Lookup<Vec<Ipv4Addr>>, v6: Option<Lookup<Vec<std::net::Ipv6Addr>>>) -> Vec<Arc<HostFacts>> {
        vec![Arc::new(HostFacts { host: name("a.de"), v4, v6, canonical: None })]
    }

    fn facts(mx: Lookup<Vec<MailExchange>>, hosts: Vec<Arc<HostFacts>>) -> DomainFacts {
        DomainFacts { mx, hosts, ..DomainFacts::not_asked() }
    }

    fn known(facts: DomainFacts, asked_s: u64) -> Known {
        Known::learned(&name("a.de"), Arc::new(facts), asked_s, "zone".into(), false)
    }

    fn good() -> DomainFacts {
        facts(Lookup::NoData, host(Lookup::Found(vec![[20, 0, 0, 1].into()]), None))
    }

    #[track_caller]
    fn check(rows: &[(DomainFacts, u64)], kept: usize) {
        let mut table = KnownFacts::new(false);
        rows.iter().for_each(|(facts, asked_s)| table.add(name("a.de"), known(facts.clone(), *asked_s)));
        assert_eq!(table.get(&name("a.de")), Some(&known(rows[kept].0.clone(), rows[kept].1)));
    }

    #[test]
    fn the_newest_answer_counts_and_a_failure_only_where_there_is_none() {
        let failed = || facts(Lookup::Failed(Failure::ServFail), Vec::new());
        check(&[(good(), 10), (facts(Lookup::NxDomain, Vec::new()), 20)], 1);
        check(&[(facts(Lookup::NxDomain, Vec::new()), 20), (good(), 10)], 0);
        check(&[(good(), 10), (failed(), 20)], 0);
        check(&[(failed(), 20), (good(), 10)], 1);
        check(&[(failed(), 10), (failed(), 20)], 1);
        let doubted = Cost { origin: Origin::Doubted, ..Cost::default() };
        check(&[(good(), 10), (DomainFacts { cost: doubted, ..facts(Lookup::NxDomain, Vec::new()) }, 20)], 0);
    }

    #[test]
    fn facts_that_leave_out_what_would_have_been_asked_settle_nothing() {
        let private = || Lookup::Found(vec![[10, 0, 0, 1].into()]);
        for left_out in [
            facts(Lookup::NoData, Vec::new()),
            facts(Lookup::NoData, host(private(), None)),
            facts(Lookup::NoData, host(Lookup::NoData, None)),
        ] {
            assert!(!left_out.settle(&name("a.de"), false), "{left_out:?}");
        }
        assert!(facts(Lookup::NoData, host(private(), None)).settle(&name("a.de"), true));
        assert!(facts(Lookup::NoData, host(private(), Some(Lookup::NoData))).settle(&name("a.de"), false));
        let of_another = facts(Lookup::NoData, host(Lookup::NoData, Some(Lookup::NoData)));
        assert!(!of_another.settle(&name("b.de"), false));
    }

    #[test]
    fn an_answer_is_kept_as_long_as_its_zone_allows_within_bounds_and_a_failure_not_at_all() {
        let lasting = |facts: DomainFacts, ttl_s: Option<u64>| {
            let cost = Cost { ttl: ttl_s.map(Duration::from_secs), ..Cost::default() };
            let known = known(DomainFacts { cost, ..facts }, 1000);
            known.expires_s - known.asked_s
        };
        assert_eq!(lasting(good(), Some(60)), 60);
        assert_eq!(lasting(good(), Some(1 << 30)), KEPT_MAX_S);
        assert_eq!(lasting(good(), None), UNSAID_S);
        assert_eq!(lasting(facts(Lookup::NxDomain, Vec::new()), Some(1 << 30)), ABSENT_MAX_S);
        assert_eq!(lasting(facts(Lookup::Failed(Failure::Timeout), Vec::new()), Some(60)), 0);
    }
}
