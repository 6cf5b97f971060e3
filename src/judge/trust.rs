//! Whether the resolver of a run can be believed when it says that domains do not exist or take no mail.
//!
//! A resolver behind a closed network, or one that knows only the names of a company, denies what all the world can see.
//! Taken at its word it would have good customers rejected. So absence is not believed in a run where
//!
//! - a provider that surely takes mail is said not to: by absence, by a null MX, or by addresses of a private network alone, as
//!   ad-blockers and proxies give them;
//! - most of what is said is of that kind, and such a provider, asked about for that, is said not to take mail;
//! - a name that was found is denied when it is asked about again at the end;
//! - a name that was denied is found when it is asked about again: a sample of the denials is;
//! - nothing was found at all, and a top-level domain of the denied names is denied too, though all of them exist.

use super::DomainVerdict;
use crate::domain::Domain;
use crate::facts::{DomainFacts, Lookup, Origin};
use crate::reason::Reason;
use crate::suggest;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// At most this many names are asked about again.
const PROOFS_MAX: usize = 3;
/// From this weight on (addresses among a million on consumer lists) a provider surely takes mail.
const SURE_PROVIDER_WEIGHT: u32 = 20_000;
/// In a run of fewer domains nothing is asked about again: it is over before a resolver could change.
const LONG_RUN_DOMAINS: u64 = 100;
/// Fewer domains that take no mail are nothing unusual.
const WITHOUT_MAIL_MIN: u64 = 3;
/// Providers of the table that are asked about when most of a run takes no mail.
const PROVIDERS_ASKED: usize = 2;

/// At most this many denied names are asked about again. Where a server denies one name in a hundred at random, on a list
/// of which as many are really gone, it is caught all but surely: half of the sample are names that exist.
pub const DENIALS_MAX: usize = 64;
/// And at least this many, if so many were denied.
const DENIALS_MIN: usize = 8;
/// One for each so many domains of the run.
const DOMAINS_PER_DENIAL: u64 = 16;

/// What a run has heard from its resolver.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// A sample of the denied names: those whose hash is smallest, in order, always the same ones.
    denials: Vec<(u64, Domain)>,
    hasher: BuildHasherDefault<DefaultHasher>,
    heard: u64,
    absences: u64,
    /// Domains that exist and are said to take no mail.
    without_mail: u64,
    denied_provider: Option<Domain>,
    found: Vec<Domain>,
    denied_tlds: Vec<Domain>,
}

impl Trust {
    /// Takes note of what was answered about a domain.
    pub fn hear(&mut self, domain: &Domain, facts: &DomainFacts, allow_non_public: bool) {
        // What a zone file says is right, and what is doubted already proves nothing of others.
        if matches!(facts.cost.origin, Origin::Given | Origin::Doubted) {
            return;
        }
        self.heard += 1;
        let takes_none = facts.take_no_mail(allow_non_public);
        self.without_mail += u64::from(takes_none && facts.mx != Lookup::NxDomain);
        // A provider has MX records; without them its addresses prove nothing.
        if (takes_none || facts.mx == Lookup::NoData) && is_sure_provider(domain) {
            self.denied_provider = Some(domain.clone());
        }
        match facts.mx {
            Lookup::Found(_) => note(&mut self.found, domain.clone()),
            Lookup::NxDomain | Lookup::NoData => {
                self.absences += 1;
                if !facts.cost.cached {
                    self.sample(domain);
                }
                if let Ok(tld) = Domain::new(domain.tld())
                    && domain.tld_exists()
                {
                    note(&mut self.denied_tlds, tld);
                }
            }
            Lookup::Failed(_) => {}
        }
    }

    fn sample(&mut self, domain: &Domain) {
        let hash = self.hasher.hash_one(domain);
        let place = self.denials.partition_point(|(other, _)| *other < hash);
        if place < DENIALS_MAX {
            self.denials.insert(place, (hash, domain.clone()));
            self.denials.truncate(DENIALS_MAX);
        }
    }

    /// Names that were denied, to be asked about again before any absence is believed.
    pub fn denials(&self) -> impl Iterator<Item = &Domain> {
        // In a short run a few: twice as many questions would not make it twice as true.
        let most = usize::try_from(self.heard / DOMAINS_PER_DENIAL).unwrap_or(DENIALS_MAX).max(DENIALS_MIN);
        self.denials.iter().map(|(_, domain)| domain).take(most)
    }

    /// The provider that was said to take no mail, if there is one.
    pub fn denied_provider(&self) -> Option<&Domain> {
        self.denied_provider.as_ref()
    }

    /// Providers to be asked about, because most domains of the run are said to exist and to take no mail.
    pub fn doubts(&self) -> Vec<Domain> {
        if self.without_mail < WITHOUT_MAIL_MIN || self.without_mail * 2 < self.heard {
            return Vec::new();
        }
        suggest::largest_providers(PROVIDERS_ASKED)
    }

    /// Whether any domain of the run was found to have MX records.
    pub fn found_a_name(&self) -> bool {
        !self.found.is_empty()
    }

    /// Names that surely exist, to be asked about before any absence is believed. Empty when there is no doubt.
    pub fn proofs(&self) -> &[Domain] {
        match (self.absences, self.found.is_empty()) {
            (0, _) => &[],
            (_, true) => &self.denied_tlds,
            (_, false) if self.heard >= LONG_RUN_DOMAINS => &self.found,
            _ => &[],
        }
    }
}

/// Keeps the first few different names.
fn note(names: &mut Vec<Domain>, name: Domain) {
    if names.len() < PROOFS_MAX && !names.contains(&name) {
        names.push(name);
    }
}

fn is_sure_provider(domain: &Domain) -> bool {
    suggest::provider(domain.as_str()).is_some_and(|provider| provider.weight >= SURE_PROVIDER_WEIGHT)
}

/// Takes back what rests on answers that cannot be believed.
pub fn disbelieve(verdict: &mut DomainVerdict) {
    for reason in &mut verdict.findings {
        if matches!(
            reason,
            Reason::DomainNxdomain
                | Reason::DomainNoMailHost
                | Reason::DomainMxDangling
                | Reason::DomainMxNonPublic
                | Reason::DomainMxLocalhost
                | Reason::DomainNullMx
        ) {
            *reason = Reason::DnsLyingResolver;
            verdict.takes_no_mail = false;
        }
    }
    verdict.findings.sort_unstable();
    verdict.findings.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, HostFacts, MailExchange};
    use std::sync::Arc;

    fn trust(answers: impl IntoIterator<Item = (String, Lookup<Vec<MailExchange>>)>) -> Trust {
        let mut trust = Trust::default();
        for (name, mx) in answers {
            let hosts = Vec::new();
            let cost = Cost::default();
            let facts = DomainFacts { mx, canonical: None, hosts, exchanges_left_out: 0, resolver_lies: false, cost };
            trust.hear(&Domain::new(&name).expect("a name"), &facts, false);
        }
        trust
    }

    fn found() -> Lookup<Vec<MailExchange>> {
        Lookup::Found(vec![MailExchange { preference: 1, exchange: Domain::new("mx.a.de").expect("a name") }])
    }

    fn proofs(trust: &Trust) -> Vec<&str> {
        trust.proofs().iter().map(Domain::as_str).collect()
    }

    #[test]
    fn where_nothing_was_found_the_top_level_domains_are_asked_about() {
        let denied = ["a.com", "b.com", "c.de", "d.notatld", "e.fr", "f.it"];
        let trust = trust(denied.map(|name| (name.to_owned(), Lookup::NxDomain)));
        assert_eq!(proofs(&trust), ["com", "de", "fr"]);
        assert_eq!(trust.denied_provider(), None);
    }

    #[test]
    fn a_short_run_with_a_name_that_was_found_leaves_no_doubt() {
        let trust = trust([("a.com".to_owned(), Lookup::NxDomain), ("b.com".to_owned(), found())]);
        assert!(proofs(&trust).is_empty());
    }

    #[test]
    fn in_a_long_run_names_that_were_found_are_asked_about_again() {
        let some =
            (0..200).map(|number| (format!("a{number}.com"), if number < 50 { found() } else { Lookup::NxDomain }));
        assert_eq!(proofs(&trust(some)), ["a0.com", "a1.com", "a2.com"]);
        assert!(proofs(&trust((0..200).map(|number| (format!("a{number}.com"), found())))).is_empty());
    }

    #[test]
    fn a_sure_provider_that_is_denied_shows_a_resolver_that_cannot_be_believed() {
        for absence in [Lookup::NxDomain, Lookup::NoData] {
            let trust = trust([("gmail.com".to_owned(), absence), ("intranet.de".to_owned(), found())]);
            assert_eq!(trust.denied_provider().map(Domain::as_str), Some("gmail.com"));
        }
    }

    #[test]
    fn a_sure_provider_without_mx_records_is_denied_whatever_address_it_has() {
        let host = HostFacts {
            host: Domain::new("gmail.com").expect("a name"),
            v4: Lookup::Found(vec![[45, 80, 1, 1].into()]),
            v6: None,
            canonical: None,
        };
        let facts = DomainFacts {
            mx: Lookup::NoData,
            canonical: None,
            hosts: vec![Arc::new(host)],
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Cost::default(),
        };
        let mut trust = Trust::default();
        trust.hear(&Domain::new("gmail.com").expect("a name"), &facts, false);
        assert!(trust.denied_provider().is_some() && trust.doubts().is_empty());
    }

    #[test]
    fn where_most_take_no_mail_the_largest_providers_are_asked_about() {
        let null_mx = || Lookup::Found(vec![MailExchange { preference: 0, exchange: Domain::root() }]);
        let some = |bad: u32| (0..10).map(move |n| (format!("a{n}.com"), if n < bad { null_mx() } else { found() }));
        assert!(trust(some(4)).doubts().is_empty());
        let asked = trust(some(5)).doubts();
        assert!(asked.len() == PROVIDERS_ASKED && asked.iter().all(is_sure_provider), "{asked:?}");
        // Names that do not exist are another matter: their top-level domains are asked about.
        assert!(trust((0..9).map(|n| (format!("a{n}.com"), Lookup::NxDomain))).doubts().is_empty());
        let provider = trust([("gmail.com".to_owned(), null_mx())]);
        assert_eq!(provider.denied_provider().map(Domain::as_str), Some("gmail.com"));
    }

    #[test]
    fn what_rests_on_an_absence_is_taken_back() {
        let mut verdict = DomainVerdict {
            findings: vec![Reason::DomainNxdomain, Reason::AddressFree],
            suggestion: None,
            takes_no_mail: true,
            ..DomainVerdict::default()
        };
        disbelieve(&mut verdict);
        assert_eq!(verdict.findings, [Reason::DnsLyingResolver, Reason::AddressFree]);
        assert!(!verdict.takes_no_mail && verdict.is_unknown());
    }
}
