//! From domains to facts: which questions to ask, each of them once a run, many domains at the same time.
//!
//! MX comes first. A domain that does not exist, or whose MX cannot be found out, is asked nothing more. Without MX the
//! domain's own addresses count (RFC 5321 §5.1); with MX the exchanges are looked up in their order until one is usable.
//! What fails in the first sweep over all domains is asked again in a second one, later and more patiently, before the
//! failure is believed. Facts are collected here and never judged.

mod canary;
mod hosts;
mod second;

use self::canary::Canary;
pub(super) use self::canary::invents_names;
use self::hosts::{Denial, Effort, Hosts, addresses, came_along};
use self::second::Second;
use super::{Dns, Patience, Question, RecordKind, Reply};
use crate::domain::Domain;
use crate::facts::{Cost, DomainFacts, EXCHANGES_MAX, HostFacts, Lookup, MailExchange};
use crate::watch::Again;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::HashSet;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// While this many questions wait for their turn no more domains are taken into work.
const BACKLOG_MAX: usize = 1000;
/// How often a full backlog is looked at again, if nothing else happens.
const BACKLOG_LOOK: Duration = Duration::from_millis(5);
/// The same in the second sweep, where whoever watches wants to know how far it is.
const SECOND_LOOK: Duration = Duration::from_millis(50);
/// A domain with so few exchanges is worth a question more about each.
const FEW_EXCHANGES: usize = 3;
/// An exchange that takes longer than this is no longer waited for alone.
const EXCHANGE_PATIENCE: Duration = Duration::from_millis(1200);

/// How facts are gathered.
#[derive(Clone, Debug)]
pub struct GatherSettings {
    /// Domains in work at the same time, 1 or more. Many times the questions that a network may have in flight is good:
    /// then domains that wait for a slow server hold up nobody. No more are taken than the network sends questions for.
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

    /// The first of these names, all of which were denied, for which the resolver finds MX records now. They are asked
    /// about at the same time.
    pub async fn first_found(&self, names: impl IntoIterator<Item = &Domain>) -> Option<Domain> {
        let mut asking: FuturesUnordered<_> = names
            .into_iter()
            .map(|name| async move {
                let question = Question { name: name.clone(), kind: RecordKind::Mx };
                let reply = self.run.dns.ask_anew(question, Patience::First).await;
                matches!(reply.outcome, Lookup::Found(_)).then(|| name.clone())
            })
            .collect();
        while let Some(found) = asking.next().await {
            if found.is_some() {
                return found;
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
        self.run.domain(&domain, Patience::Whole).await.0
    }

    /// Gathers the facts of all domains that arrive, in any order, until the sender is closed. `done` is called once for
    /// each. The caller sends each domain once.
    pub async fn all(&self, domains: mpsc::Receiver<Domain>, done: impl FnMut(Domain, DomainFacts)) {
        self.all_watched(domains, done, |_| {}).await;
    }

    /// As [`Gather::all`], and tells how far the second sweep is, if there is one.
    pub async fn all_watched(
        &self,
        mut domains: mpsc::Receiver<Domain>,
        mut done: impl FnMut(Domain, DomainFacts),
        again: impl FnMut(Again),
    ) {
        let concurrency = self.run.settings.concurrency.max(1);
        let mut failed: Vec<Failed> = Vec::new();
        let mut working = FuturesUnordered::new();
        let mut open = true;
        let mut look_again = tokio::time::interval(BACKLOG_LOOK);
        while open || !working.is_empty() {
            let room = working.len() < concurrency && self.run.dns.backlog() < BACKLOG_MAX;
            tokio::select! {
                next = domains.recv(), if open && room => match next {
                    Some(domain) => working.push(self.work(domain, Patience::First)),
                    None => open = false,
                },
                Some((domain, facts, longest)) = working.next(), if !working.is_empty() => {
                    if self.rests_on_a_failure(&facts) {
                        failed.push(Failed { domain, cost: facts.cost, longest });
                    } else {
                        done(domain, facts);
                    }
                }
                _ = look_again.tick(), if open && !room => {}
            }
        }
        self.second_sweep(failed, done, again).await;
    }

    /// Asks once more what failed.
    async fn second_sweep(
        &self,
        failed: Vec<Failed>,
        mut done: impl FnMut(Domain, DomainFacts),
        mut again: impl FnMut(Again),
    ) {
        if failed.is_empty() {
            return;
        }
        let concurrency = self.run.settings.concurrency.max(1);
        let mut second = Second::new(failed.iter().map(|failed| failed.longest));
        let mut waiting = failed.into_iter();
        let mut working = FuturesUnordered::new();
        // While all is silent too, questions are sent.
        let mut look_again = tokio::time::interval(SECOND_LOOK);
        while working.len() + waiting.len() > 0 {
            while working.len() < concurrency && self.run.dns.backlog() < BACKLOG_MAX {
                let Some(next) = waiting.next() else { break };
                working.push(self.work_again(next));
            }
            again(second.told(waiting.len() + self.run.dns.backlog()));
            tokio::select! {
                Some((domain, facts, longest)) = working.next(), if !working.is_empty() => {
                    second.done(longest);
                    done(domain, facts);
                }
                _ = look_again.tick() => {}
            }
        }
        again(second.told(0));
    }

    fn work(&self, domain: Domain, patience: Patience) -> Work {
        let run = self.run.clone();
        Box::pin(async move {
            let (facts, longest) = run.domain(&domain, patience).await;
            (domain, facts, longest)
        })
    }

    /// The second sweep. What the first one cost is part of the bill. Comes back with the longest that a question took in the
    /// first one.
    fn work_again(&self, failed: Failed) -> Work {
        let run = self.run.clone();
        Box::pin(async move {
            let Failed { domain, cost: earlier, longest } = failed;
            let (mut facts, _) = run.domain(&domain, Patience::Rest).await;
            facts.cost.attempts = facts.cost.attempts.saturating_add(earlier.attempts);
            facts.cost.elapsed += earlier.elapsed;
            (domain, facts, longest)
        })
    }

    /// Whether a failure keeps the domain from being judged. One that another exchange makes up for does not.
    fn rests_on_a_failure(&self, facts: &DomainFacts) -> bool {
        let allow = self.run.settings.allow_non_public;
        matches!(facts.mx, Lookup::Failed(_))
            || (facts.hosts.iter().any(|host| host.failure().is_some())
                && !facts.hosts.iter().any(|host| host.is_usable(allow)))
    }
}

/// A domain that is asked again.
struct Failed {
    domain: Domain,
    cost: Cost,
    /// The longest that one of its questions took.
    longest: Duration,
}

/// A domain in work, with the longest that one of its questions took.
type Work = Pin<Box<dyn Future<Output = (Domain, DomainFacts, Duration)> + Send>>;
/// An exchange that is being looked up.
type Looking = Pin<Box<dyn Future<Output = (Arc<HostFacts>, Effort)> + Send>>;

/// The exchanges of a domain that were looked up.
#[derive(Default)]
struct Looked {
    hosts: Vec<Arc<HostFacts>>,
    left_out: usize,
}

impl Run {
    async fn domain(self: &Arc<Run>, domain: &Domain, patience: Patience) -> (DomainFacts, Duration) {
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
        let facts = DomainFacts {
            mx,
            canonical,
            hosts: looked.hosts,
            exchanges_left_out: looked.left_out,
            resolver_lies,
            cost: Cost { attempts: effort.attempts, elapsed: began.elapsed(), cached },
        };
        (facts, effort.longest)
    }

    /// The domain as its own mail host. Not shared: nobody else asks for it.
    async fn itself(&self, domain: &Domain, patience: Patience, effort: &mut Effort) -> Arc<HostFacts> {
        let allow = self.settings.allow_non_public;
        Arc::new(addresses(self.dns.as_ref(), domain, patience, allow, Denial::Doubted, effort).await)
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
        let denial = if wanted.len() <= FEW_EXCHANGES { Denial::Doubted } else { Denial::Believed };
        let mut hosts: Vec<Arc<HostFacts>> = Vec::new();
        let mut pending = wanted.into_iter().peekable();
        let mut slow = None;
        while let Some(host) = pending.peek().copied() {
            if patience == Patience::Rest && self.hosts.failed_before(host) {
                break;
            }
            pending.next();
            let facts = match came_along(domain, host, additional, allow) {
                Some(facts) => Arc::new(facts),
                None => match self.first_in_turn(host, patience, denial, pending.peek().is_some()).await {
                    Ok((facts, took)) => {
                        effort.join(took);
                        facts
                    }
                    Err(looking) => {
                        slow = Some(looking);
                        break;
                    }
                },
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
        let rest: Vec<Looking> =
            slow.into_iter().chain(pending.map(|host| self.looking(host.clone(), patience, denial))).collect();
        if !rest.is_empty() {
            Box::pin(rest_at_once(rest, allow, effort, &mut hosts)).await;
        }
        Looked { hosts, left_out }
    }

    /// An exchange that is waited for alone, unless there are others and it takes long; then it comes back unfinished.
    async fn first_in_turn(
        self: &Arc<Run>,
        host: &Domain,
        patience: Patience,
        denial: Denial,
        others: bool,
    ) -> Result<(Arc<HostFacts>, Effort), Looking> {
        if let Some(known) = self.hosts.known(host, patience) {
            return Ok(known);
        }
        let mut looking = self.looking(host.clone(), patience, denial);
        if !others {
            return Ok(looking.await);
        }
        match tokio::time::timeout(EXCHANGE_PATIENCE, &mut looking).await {
            Ok(looked) => Ok(looked),
            Err(_) => Err(looking),
        }
    }

    fn looking(self: &Arc<Run>, host: Domain, patience: Patience, denial: Denial) -> Looking {
        let run = self.clone();
        Box::pin(async move {
            let allow = run.settings.allow_non_public;
            run.hosts.look_up(&run.dns, &host, patience, allow, denial).await
        })
    }
}

/// After an exchange that failed or takes long, in this sweep or the one before, it and the others are waited for at the
/// same time, so that a domain with many dead hosts takes no longer than one with a few. They are kept in their order, up
/// to the first usable one. Once one is usable, those before it are not waited for much longer.
async fn rest_at_once(rest: Vec<Looking>, allow: bool, effort: &mut Effort, hosts: &mut Vec<Arc<HostFacts>>) {
    let mut found: Vec<Option<Arc<HostFacts>>> = vec![None; rest.len()];
    let mut working: FuturesUnordered<_> = rest
        .into_iter()
        .enumerate()
        .map(|(place, looking)| async move {
            let (facts, took) = looking.await;
            (place, facts, took)
        })
        .collect();
    let mut enough = pin!(tokio::time::sleep(Duration::MAX));
    let mut usable_at = usize::MAX;
    loop {
        tokio::select! {
            next = working.next() => {
                let Some((place, facts, took)) = next else { break };
                effort.join(took);
                if facts.is_usable(allow) && place < usable_at {
                    usable_at = place;
                    enough.as_mut().reset(Instant::now() + EXCHANGE_PATIENCE);
                }
                found[place] = Some(facts);
                if found.iter().take(usable_at).all(Option::is_some) && usable_at != usize::MAX {
                    break;
                }
            }
            () = &mut enough => break,
        }
    }
    for facts in found.into_iter().flatten() {
        let usable = facts.is_usable(allow);
        hosts.push(facts);
        if usable {
            break;
        }
    }
}

/// Whether an exchange can be looked up: the root is no host (RFC 7505), the text of an IP address is no name, and a
/// backslash stands for a name that could not be read.
fn is_host_name(exchange: &Domain) -> bool {
    let name = exchange.as_str();
    !exchange.is_root() && !name.starts_with('\\') && (!ends_like_ip(name) || name.parse::<IpAddr>().is_err())
}

/// Whether it is worth a closer look if a text is an IP address.
fn ends_like_ip(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_hexdigit()) || name.contains(':')
}
