//! What was heard of domains, and what follows from all of it together.

use super::shared_hosts::SharedHosts;
use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::domain::Domain;
use crate::facts::{DomainFacts, Origin};
use crate::judge::{Asked, DomainVerdict, Policy, Trust, disbelieve, judge_domain};
use crate::run::top_counts::TopCounter;
use crate::run::trust::denied;
use crate::suggest::name_of_mail_host;
use foldhash::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Different verdicts that are shared.
const ALIKE_MAX: usize = 256;

/// The verdicts on domains whose facts were heard so far.
pub(super) struct Heard<'p> {
    policy: &'p Policy,
    /// Everything that the DNS said is kept, which takes much more memory.
    keep_facts: bool,
    pub answered: HashMap<Domain, Arc<DomainVerdict>>,
    pub facts: HashMap<Domain, Arc<DomainFacts>>,
    /// Domains by the service, or the registrable domain, of the mail host that they prefer.
    pub mail_hosts: TopCounter<String>,
    /// Those of them that are unknown all the same.
    pub unknown_mail_hosts: TopCounter<String>,
    /// A table says that the resolver it was made with was caught denying what exists.
    pub doubted: bool,
    alike: Alike,
    trust: Trust,
    shared: SharedHosts,
}

impl<'p> Heard<'p> {
    pub fn new(policy: &'p Policy, keep_facts: bool) -> Heard<'p> {
        Heard {
            policy,
            keep_facts,
            answered: HashMap::default(),
            facts: HashMap::default(),
            mail_hosts: TopCounter::default(),
            unknown_mail_hosts: TopCounter::default(),
            doubted: false,
            alike: Alike::default(),
            trust: Trust::default(),
            shared: SharedHosts::default(),
        }
    }

    /// Asks about all that arrives, and judges it. A name that surely exists and that the resolver denies, if there is one: then no absence
    /// that it tells of is believed.
    pub async fn hear_all(
        &mut self,
        gather: &Gather,
        asked: mpsc::Receiver<Domain>,
        progress: &dyn Progress,
    ) -> Option<Domain> {
        let judge = |domain: Domain, facts: DomainFacts| {
            self.hear(domain, facts);
            progress.domain_resolved();
        };
        gather.all_watched(asked, judge, |again| progress.asking_again(again)).await;
        self.conclude(gather).await
    }

    /// Judges a domain by itself.
    fn hear(&mut self, domain: Domain, facts: DomainFacts) {
        self.trust.hear(&domain, &facts, self.policy.allow_non_public);
        self.doubted |= facts.cost.origin == Origin::Doubted;
        let verdict = judge_domain(&domain, Asked::Dns(&facts), self.policy);
        if let Some(host) = facts.mail_host() {
            let name = name_of_mail_host(host);
            if verdict.is_unknown() {
                self.unknown_mail_hosts.add(name.clone(), 1);
            }
            self.mail_hosts.add(name, 1);
        }
        self.shared.hear(&domain, &facts, self.policy);
        if self.keep_facts {
            self.facts.insert(domain.clone(), Arc::new(facts));
        }
        self.answered.insert(domain, self.alike.keep(verdict));
    }

    /// Judges the domains by what was heard of all of them.
    async fn conclude(&mut self, gather: &Gather) -> Option<Domain> {
        for domain in std::mem::take(&mut self.shared).throw_away() {
            if let Some(verdict) = self.answered.get_mut(&domain) {
                *verdict = self.alike.keep(verdict.as_disposable());
            }
        }
        let denied = denied(gather, &self.trust).await;
        if denied.is_some() {
            for verdict in self.answered.values_mut() {
                let mut doubted = (**verdict).clone();
                disbelieve(&mut doubted);
                *verdict = self.alike.keep(doubted);
            }
        }
        denied
    }
}

/// Verdicts that were reached before. Most domains of a list have one of a few, and share it.
#[derive(Default)]
struct Alike {
    kept: Vec<Arc<DomainVerdict>>,
}

impl Alike {
    fn keep(&mut self, verdict: DomainVerdict) -> Arc<DomainVerdict> {
        if verdict.suggestion.is_some() {
            return Arc::new(verdict);
        }
        if let Some(same) = self.kept.iter().find(|kept| ***kept == verdict) {
            return same.clone();
        }
        let verdict = Arc::new(verdict);
        if self.kept.len() < ALIKE_MAX {
            self.kept.push(verdict.clone());
        }
        verdict
    }
}
