//! From domains to facts: which questions to ask, each of them once a run, many domains at the same time.
//!
//! MX comes first. A domain that does not exist, or whose MX cannot be found out, is asked nothing more. Without MX the
//! domain's own addresses count (RFC 5321 §5.1); with MX the exchanges are looked up in their order until one is usable.
//! What fails in the first sweep over all domains is asked again in a second one, later and more patiently, before the
//! failure is believed. Facts are collected here and never judged.

mod canary;
mod hosts;

use self::canary::Canary;
use self::hosts::{Effort, Hosts, addresses, came_along};
use super::{Dns, Patience, Question, RecordKind, Reply};
use crate::domain::Domain;
use crate::facts::{Cost, DomainFacts, EXCHANGES_MAX, HostFacts, Lookup, MailExchange};
use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

/// How facts are gathered.
#[derive(Clone, Debug)]
pub struct GatherSettings {
    /// Domains in work at the same time, 1 or more. A few times the questions that a network may have in flight is good:
    /// then domains that wait for a slow server hold up nobody.
    pub concurrency: usize,
    /// Takes private and reserved addresses for usable.
    pub allow_non_public: bool,
}

/// Gathers facts about domains from one resolver. Exchanges that several domains share are asked once.
pub struct Gather {
    run: Arc<Run>,
}

/// What all domains of a run share.
struct Run {
    dns: Arc<dyn Dns>,
    settings: GatherSettings,
    hosts: Hosts,
    canary: Canary,
}

impl Gather {
    pub fn new(dns: Arc<dyn Dns>, settings: GatherSettings) -> Gather {
        Gather { run: Arc::new(Run { dns, settings, hosts: Hosts::default(), canary: Canary::default() }) }
    }

    /// Whether the resolver is right by definition, as a zone file of the user's is.
    pub fn is_whole_world(&self) -> bool {
        self.run.dns.is_whole_world()
    }

    /// The first of these names that the resolver says does not exist, or, where they are known to have MX records, that
    /// they have none.
    pub async fn first_denied(&self, names: &[Domain], known_to_have_mx: bool) -> Option<Domain> {
        for name in names {
            let question = Question { name: name.clone(), kind: RecordKind::Mx };
            match self.run.dns.ask_anew(question, Patience::Whole).await.outcome {
                Lookup::NxDomain => return Some(name.clone()),
                Lookup::NoData if known_to_have_mx => return Some(name.clone()),
                Lookup::NoData | Lookup::Found(_) | Lookup::Failed(_) => {}
            }
        }
        None
    }

    /// The run is at its end. What was learned is remembered only if the answers could be `believed`, and if the
    /// resolver was not caught inventing any.
    pub fn settle(&self, believed: bool) {
        self.run.dns.settle(believed && !self.run.canary.known_to_lie());
    }

    /// What the resolver did so far.
    pub fn stats(&self) -> super::Stats {
        self.run.dns.stats()
    }

    /// Gathers the facts of one domain.
    pub async fn domain(&self, domain: Domain) -> DomainFacts {
        self.run.domain(&domain, Patience::Whole).await
    }

    /// Gathers the facts of all domains that arrive, in any order, until the sender is closed. `done` is called once for
    /// each. The caller sends each domain once.
    pub async fn all(&self, mut domains: mpsc::Receiver<Domain>, mut done: impl FnMut(Domain, DomainFacts)) {
        let concurrency = self.run.settings.concurrency.max(1);
        let mut failed = Vec::new();
        let mut tasks = JoinSet::new();
        let mut open = true;
        while open || !tasks.is_empty() {
            tokio::select! {
                next = domains.recv(), if open && tasks.len() < concurrency => match next {
                    Some(domain) => self.spawn(&mut tasks, domain, Patience::First),
                    None => open = false,
                },
                Some(ended) = tasks.join_next(), if !tasks.is_empty() => {
                    let Some((domain, facts)) = whole(ended) else { continue };
                    if self.rests_on_a_failure(&facts) { failed.push((domain, facts.cost)) } else { done(domain, facts) }
                }
            }
        }
        let mut waiting = failed.into_iter();
        loop {
            while tasks.len() < concurrency {
                let Some((domain, cost)) = waiting.next() else { break };
                self.spawn_again(&mut tasks, domain, cost);
            }
            let Some(ended) = tasks.join_next().await else { break };
            if let Some((domain, facts)) = whole(ended) {
                done(domain, facts);
            }
        }
    }

    fn spawn(&self, tasks: &mut JoinSet<(Domain, DomainFacts)>, domain: Domain, patience: Patience) {
        let run = self.run.clone();
        tasks.spawn(async move {
            let facts = run.domain(&domain, patience).await;
            (domain, facts)
        });
    }

    /// The second sweep. What the first one cost is part of the bill.
    fn spawn_again(&self, tasks: &mut JoinSet<(Domain, DomainFacts)>, domain: Domain, earlier: Cost) {
        let run = self.run.clone();
        tasks.spawn(async move {
            let mut facts = run.domain(&domain, Patience::Rest).await;
            facts.cost.attempts = facts.cost.attempts.saturating_add(earlier.attempts);
            facts.cost.elapsed += earlier.elapsed;
            (domain, facts)
        });
    }

    /// Whether a failure keeps the domain from being judged. One that another exchange makes up for does not.
    fn rests_on_a_failure(&self, facts: &DomainFacts) -> bool {
        let allow = self.run.settings.allow_non_public;
        matches!(facts.mx, Lookup::Failed(_))
            || (facts.hosts.iter().any(|host| host.failure().is_some())
                && !facts.hosts.iter().any(|host| host.is_usable(allow)))
    }
}

/// A task ends early by a panic, which is a defect of presend and must not be taken for an answer, or because the whole
/// runtime ends, and this code with it.
fn whole<T>(ended: Result<T, JoinError>) -> Option<T> {
    match ended {
        Ok(value) => Some(value),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => None,
        },
    }
}

/// The exchanges of a domain that were looked up.
#[derive(Default)]
struct Looked {
    hosts: Vec<Arc<HostFacts>>,
    left_out: usize,
}

impl Run {
    async fn domain(self: &Arc<Run>, domain: &Domain, patience: Patience) -> DomainFacts {
        let began = Instant::now();
        let mut effort = Effort::default();
        let question = Question { name: domain.clone(), kind: RecordKind::Mx };
        let reply = self.dns.ask_with(question, patience).await;
        effort.add(&reply);
        let Reply { outcome, canonical, additional, .. } = reply;
        let mut mx = outcome.into_mx();
        if let Lookup::Found(list) = &mut mx {
            list.sort_unstable();
        }
        let looked = match &mx {
            Lookup::Found(exchanges) => self.exchanges(domain, exchanges, &additional, patience, &mut effort).await,
            Lookup::NoData => Looked { hosts: vec![self.itself(domain, patience, &mut effort).await], left_out: 0 },
            Lookup::NxDomain | Lookup::Failed(_) => Looked::default(),
        };
        let on_address_alone =
            mx == Lookup::NoData && looked.hosts.iter().any(|host| host.addresses().next().is_some());
        let resolver_lies = if on_address_alone {
            self.canary.resolver_lies(self.dns.as_ref()).await
        } else {
            self.canary.known_to_lie()
        };
        let failed = matches!(mx, Lookup::Failed(_)) || looked.hosts.iter().any(|host| host.failure().is_some());
        let cached = effort.attempts == 0 && !failed && !self.dns.is_whole_world();
        DomainFacts {
            mx,
            canonical,
            hosts: looked.hosts,
            exchanges_left_out: looked.left_out,
            resolver_lies,
            cost: Cost { attempts: effort.attempts, elapsed: began.elapsed(), cached },
        }
    }

    /// The domain as its own mail host. Not shared: nobody else asks for it.
    async fn itself(&self, domain: &Domain, patience: Patience, effort: &mut Effort) -> Arc<HostFacts> {
        let allow = self.settings.allow_non_public;
        Arc::new(addresses(self.dns.as_ref(), domain, patience, allow, effort).await)
    }

    /// Looks up exchanges in their order, up to the first usable one.
    async fn exchanges(
        self: &Arc<Run>,
        domain: &Domain,
        exchanges: &[MailExchange],
        additional: &[(Domain, IpAddr)],
        patience: Patience,
        effort: &mut Effort,
    ) -> Looked {
        let allow = self.settings.allow_non_public;
        let mut seen = HashSet::new();
        let mut wanted: Vec<&Domain> =
            exchanges.iter().map(|mx| &mx.exchange).filter(|host| is_host_name(host)).collect();
        wanted.retain(|host| seen.insert(*host));
        let left_out = wanted.len().saturating_sub(EXCHANGES_MAX);
        wanted.truncate(EXCHANGES_MAX);
        let mut hosts: Vec<Arc<HostFacts>> = Vec::new();
        let mut pending = wanted.into_iter().peekable();
        while let Some(host) = pending.peek().copied() {
            if patience == Patience::Rest && self.hosts.failed_before(host) {
                break;
            }
            pending.next();
            let facts = match came_along(domain, host, additional, allow) {
                Some(facts) => Arc::new(facts),
                None => self.host(host, patience, effort).await,
            };
            let (usable, failed) = (facts.is_usable(allow), facts.failure().is_some());
            hosts.push(facts);
            if usable {
                return Looked { hosts, left_out };
            }
            if failed {
                break;
            }
        }
        self.rest_at_once(pending.cloned(), patience, effort, &mut hosts).await;
        Looked { hosts, left_out }
    }

    /// After a failure, in this sweep or the one before, the other exchanges are asked at the same time, so that a domain with many dead hosts takes no longer
    /// than one with a few. They are kept in their order, up to the first usable one.
    async fn rest_at_once(
        self: &Arc<Run>,
        rest: impl Iterator<Item = Domain>,
        patience: Patience,
        effort: &mut Effort,
        hosts: &mut Vec<Arc<HostFacts>>,
    ) {
        let mut tasks = JoinSet::new();
        let mut found = Vec::new();
        for (place, host) in rest.enumerate() {
            let run = self.clone();
            found.push(None);
            tasks.spawn(async move {
                let mut took = Effort::default();
                let facts = run.host(&host, patience, &mut took).await;
                (place, facts, took)
            });
        }
        while let Some(ended) = tasks.join_next().await {
            if let Some((place, facts, took)) = whole(ended) {
                effort.join(took);
                found[place] = Some(facts);
            }
        }
        for facts in found.into_iter().flatten() {
            let usable = facts.is_usable(self.settings.allow_non_public);
            hosts.push(facts);
            if usable {
                break;
            }
        }
    }

    async fn host(&self, host: &Domain, patience: Patience, effort: &mut Effort) -> Arc<HostFacts> {
        let allow = self.settings.allow_non_public;
        let (facts, took) = self.hosts.look_up(self.dns.as_ref(), host, patience, allow).await;
        effort.join(took);
        facts
    }
}

/// Whether an exchange can be looked up: the root is no host (RFC 7505), and the text of an IP address is no name.
fn is_host_name(exchange: &Domain) -> bool {
    !exchange.is_root() && exchange.as_str().parse::<IpAddr>().is_err()
}
