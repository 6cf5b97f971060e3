//! Which question follows which answer, for all domains of a run. Pure: questions are handed out, replies and the time are handed
//! in, so that a domain in work is plain data.
//!
//! Exchanges are looked up in their order, up to the first usable one. After one that failed or takes long, it and the others are
//! waited for at the same time, so that a domain with many dead hosts takes no longer than one with a few.

use super::super::{Patience, Question, RecordKind, Reply};
use super::exchanges::{came_along, wanted};
use super::hosts::{Denial, Effort, Forget, Found, Hosts, Rules, Waiter};
use super::second::Failed;
use super::{Gathered, Step, Ticket};
use crate::domain::Domain;
use crate::facts::{Cost, DomainFacts, HostFacts, Lookup, MailExchange, Origin};
use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// A domain with so few exchanges is worth a question more about each.
const FEW_EXCHANGES: usize = 3;
/// An exchange that takes longer than this is no longer waited for alone.
const EXCHANGE_PATIENCE: Duration = Duration::from_millis(1200);

pub(super) struct Plan {
    rules: Rules,
    hosts: Hosts,
    /// By key.
    domains: Vec<Option<Work>>,
    free: Vec<u32>,
    /// Domains that were taken into work so far.
    count: u64,
    /// Domains whose patience ends, by key and number. All patience is equally long, so they stand in order.
    timers: VecDeque<(Instant, u32, u64)>,
    /// Whether the resolver invents names, once that is known, and the domains that wait to know it.
    lies: Option<bool>,
    wait_for_truth: Vec<u32>,
    /// What is to be asked next.
    pub steps: Vec<Step>,
    /// Domains whose facts are whole.
    pub done: Vec<Gathered>,
}

/// A domain in work.
struct Work {
    domain: Domain,
    patience: Patience,
    /// What an earlier sweep cost.
    before: Cost,
    /// The longest that a question of it took in the first sweep, if this is the second.
    longest_before: Option<Duration>,
    began: Instant,
    effort: Effort,
    mx: Lookup<Vec<MailExchange>>,
    canonical: Option<Domain>,
    additional: Vec<(Domain, IpAddr)>,
    /// The exchanges that are looked up, in their order.
    wanted: Vec<Domain>,
    left_out: usize,
    denial: Denial,
    hosts: Vec<Arc<HostFacts>>,
    /// The exchange that has its turn next.
    next: usize,
    /// Until when one host is waited for alone, or those before a usable one.
    patience_ends: Option<Instant>,
    /// Waiters and timers of the domain that was in this place before carry another number.
    number: u64,
    stage: Stage,
}

enum Stage {
    Mx,
    /// The domain itself, or one exchange.
    OneHost,
    ManyHosts(ManyHosts),
    /// All is known but whether the resolver lies.
    Truth,
}

/// Exchanges that are waited for at the same time.
struct ManyHosts {
    /// The place of the first one.
    from: usize,
    found: Vec<Option<Arc<HostFacts>>>,
    missing: usize,
    /// The first of them that is usable.
    usable: Option<usize>,
}

impl Plan {
    pub(super) fn new(rules: Rules) -> Plan {
        Plan {
            rules,
            hosts: Hosts::new(rules),
            domains: Vec::new(),
            free: Vec::new(),
            count: 0,
            timers: VecDeque::new(),
            lies: None,
            wait_for_truth: Vec::new(),
            steps: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Domains in work.
    pub(super) fn working(&self) -> usize {
        self.domains.len() - self.free.len()
    }

    /// Takes a domain into work.
    pub(super) fn begin(&mut self, domain: Domain, patience: Patience, now: Instant) {
        self.take_on(domain, patience, Cost::default(), None, now);
    }

    /// Takes a domain of the first sweep, which failed, into work again. What that cost is part of the bill.
    pub(super) fn begin_again(&mut self, failed: Failed, now: Instant) {
        let Failed { domain, cost, longest } = failed;
        self.take_on(domain, Patience::Rest, cost, Some(longest), now);
    }

    fn take_on(
        &mut self,
        domain: Domain,
        patience: Patience,
        before: Cost,
        longest_before: Option<Duration>,
        now: Instant,
    ) {
        self.count += 1;
        let question = Question { name: domain.clone(), kind: RecordKind::Mx };
        let work = Work {
            domain,
            patience,
            before,
            longest_before,
            began: now,
            effort: Effort::default(),
            mx: Lookup::NoData,
            canonical: None,
            additional: Vec::new(),
            wanted: Vec::new(),
            left_out: 0,
            denial: Denial::Doubted,
            hosts: Vec::new(),
            next: 0,
            patience_ends: None,
            number: self.count,
            stage: Stage::Mx,
        };
        let key = self.free.pop().unwrap_or_else(|| {
            self.domains.push(None);
            (self.domains.len() - 1) as u32
        });
        self.domains[key as usize] = Some(work);
        self.steps.push(Step { ticket: Ticket::Mx(key), question, patience });
    }

    /// Lets go of what is known of hosts, in a run that has no end.
    pub(super) fn forget_hosts(&mut self, what: Forget) {
        self.hosts.forget(what);
    }

    /// Hosts that are known or being looked up.
    pub(super) fn known_hosts(&self) -> usize {
        self.hosts.known()
    }

    /// Whether domains wait to know if the resolver invents names.
    pub(super) fn wants_truth(&self) -> bool {
        !self.wait_for_truth.is_empty()
    }

    /// Whether the resolver was caught inventing names.
    pub(super) fn told_truth(&mut self, lies: bool, now: Instant) {
        self.lies = Some(lies);
        for key in std::mem::take(&mut self.wait_for_truth) {
            self.complete(key, lies, now);
        }
    }

    /// Takes the reply to one of its questions.
    pub(super) fn answered(&mut self, ticket: Ticket, reply: Reply, now: Instant) {
        match ticket {
            Ticket::Mx(key) => self.mx_answered(key, reply, now),
            Ticket::Host(key) => {
                let Some((found, waiters)) = self.hosts.answered(key, reply, &mut self.steps) else { return };
                for waiter in waiters {
                    self.host_found(waiter, found.clone(), now);
                }
            }
        }
    }

    /// When [`late`](Plan::late) is to be called.
    pub(super) fn next_timer(&self) -> Option<Instant> {
        self.timers.front().map(|(due, ..)| *due)
    }

    /// Does what is due: hosts that take long are no longer waited for alone.
    pub(super) fn late(&mut self, now: Instant) {
        while let Some(&(due, key, number)) = self.timers.front()
            && due <= now
        {
            self.timers.pop_front();
            let Some(Some(work)) = self.domains.get_mut(key as usize) else { continue };
            if work.number != number || work.patience_ends.is_none_or(|end| end > now) {
                continue;
            }
            match work.stage {
                // The slow one is the first of those that are waited for now.
                Stage::OneHost => self.all_at_once(key, true, now),
                Stage::ManyHosts(_) => self.enough(key, now),
                Stage::Mx | Stage::Truth => {}
            }
        }
    }

    fn mx_answered(&mut self, key: u32, reply: Reply, now: Instant) {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        work.effort.add(&reply);
        let Reply { outcome, canonical, additional, .. } = reply;
        work.mx = outcome.into_mx();
        (work.canonical, work.additional) = (canonical, additional);
        match &mut work.mx {
            Lookup::Found(list) => {
                list.sort_unstable();
                (work.wanted, work.left_out) = wanted(list);
                if work.wanted.len() > FEW_EXCHANGES {
                    work.denial = Denial::Believed;
                }
                self.in_turn(key, now);
            }
            Lookup::NoData => {
                work.stage = Stage::OneHost;
                let waiter = Waiter { domain: key, number: work.number, place: 0 };
                self.hosts.look_up_itself(&work.domain, work.patience, waiter, &mut self.steps);
            }
            Lookup::NxDomain | Lookup::Failed(_) => self.hosts_known(key, now),
        }
    }

    /// Goes on with the exchanges, one after the other.
    fn in_turn(&mut self, key: u32, now: Instant) {
        loop {
            let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
            let Some(host) = work.wanted.get(work.next) else { return self.hosts_known(key, now) };
            if work.patience == Patience::Rest && self.hosts.failed_before(host) {
                return self.all_at_once(key, false, now);
            }
            let place = work.next;
            work.next += 1;
            let Some(found) = self.look_up(key, place) else {
                let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
                work.stage = Stage::OneHost;
                if work.next < work.wanted.len() {
                    self.timers.push_back(work.be_patient(key, now));
                }
                return;
            };
            if self.took(key, found, now) {
                return;
            }
        }
    }

    /// What is known of an exchange, by what came along with its name or from before; or else it is looked up.
    fn look_up(&mut self, key: u32, place: usize) -> Option<Found> {
        let work = self.domains.get(key as usize)?.as_ref()?;
        let host = work.wanted.get(place)?;
        if let Some(facts) = came_along(&work.domain, host, &work.additional, self.rules.allow_non_public) {
            return Some((Arc::new(facts), Effort::default()));
        }
        let waiter = Waiter { domain: key, number: work.number, place };
        self.hosts.look_up(host, work.patience, work.denial, waiter, &mut self.steps)
    }

    /// Takes a host that had its turn. True when the next one is not to have its turn: the domain is done, or all others are
    /// asked at once.
    fn took(&mut self, key: u32, (facts, effort): Found, now: Instant) -> bool {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return true };
        work.patience_ends = None;
        work.effort.join(effort);
        let (usable, failed) = (facts.is_usable(self.rules.allow_non_public), facts.failure().is_some());
        work.hosts.push(facts);
        if usable {
            self.hosts_known(key, now);
        } else if failed {
            self.all_at_once(key, false, now);
        }
        usable || failed
    }

    /// A host that a domain waits for, or waited for.
    fn host_found(&mut self, waiter: Waiter, found: Found, now: Instant) {
        let key = waiter.domain;
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        if work.number != waiter.number {
            return;
        }
        match work.stage {
            Stage::OneHost => {
                if !self.took(key, found, now) {
                    self.in_turn(key, now);
                }
            }
            Stage::ManyHosts(_) => self.one_of_many(key, waiter.place, found, now),
            Stage::Mx | Stage::Truth => {}
        }
    }

    /// Asks all exchanges that are left at the same time, with the one that is being asked if that takes long.
    fn all_at_once(&mut self, key: u32, with_slow: bool, now: Instant) {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        let from = work.next - usize::from(with_slow);
        let missing = work.wanted.len() - from;
        if missing == 0 {
            return self.hosts_known(key, now);
        }
        work.patience_ends = None;
        work.stage = Stage::ManyHosts(ManyHosts { from, found: vec![None; missing], missing, usable: None });
        for place in work.next..work.wanted.len() {
            let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
            if !matches!(work.stage, Stage::ManyHosts(_)) {
                return;
            }
            if let Some(found) = self.look_up(key, place) {
                self.one_of_many(key, place, found, now);
            }
        }
    }

    /// They are kept in their order, up to the first usable one. Once one is usable, those before it are not waited for much longer.
    fn one_of_many(&mut self, key: u32, place: usize, (facts, effort): Found, now: Instant) {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        let Stage::ManyHosts(many) = &mut work.stage else { return };
        let Some(slot) = place.checked_sub(many.from).and_then(|at| many.found.get_mut(at)) else { return };
        work.effort.join(effort);
        let usable = facts.is_usable(self.rules.allow_non_public);
        *slot = Some(facts);
        many.missing -= 1;
        let at = place - many.from;
        let is_better = usable && many.usable.is_none_or(|first| at < first);
        if is_better {
            many.usable = Some(at);
        }
        let all_before = many.usable.is_some_and(|first| many.found[..first].iter().all(Option::is_some));
        if many.missing == 0 || all_before {
            self.enough(key, now);
        } else if is_better {
            self.timers.push_back(work.be_patient(key, now));
        }
    }

    fn enough(&mut self, key: u32, now: Instant) {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        let Stage::ManyHosts(many) = std::mem::replace(&mut work.stage, Stage::Truth) else { return };
        let found = &many.found[..many.usable.map_or(many.found.len(), |first| first + 1)];
        work.hosts.extend(found.iter().flatten().cloned());
        self.hosts_known(key, now);
    }

    /// The facts of a domain are whole, unless it has to be known whether the resolver lies.
    fn hosts_known(&mut self, key: u32, now: Instant) {
        let Some(Some(work)) = self.domains.get_mut(key as usize) else { return };
        let on_address_alone =
            work.mx == Lookup::NoData && work.hosts.iter().any(|host| host.addresses().next().is_some());
        match self.lies {
            None if on_address_alone => {
                work.stage = Stage::Truth;
                self.wait_for_truth.push(key);
            }
            lies => self.complete(key, lies.unwrap_or(false), now),
        }
    }

    fn complete(&mut self, key: u32, resolver_lies: bool, now: Instant) {
        let Some(work) = self.domains.get_mut(key as usize).and_then(Option::take) else { return };
        self.free.push(key);
        let Work { mx, hosts, effort, before, .. } = work;
        let failed = matches!(mx, Lookup::Failed(_)) || hosts.iter().any(|host| host.failure().is_some());
        let attempts = effort.attempts.saturating_add(before.attempts);
        let elapsed = now.saturating_duration_since(work.began) + before.elapsed;
        let cached = effort.attempts == 0 && !failed && !self.rules.whole_world;
        let facts = DomainFacts {
            mx,
            canonical: work.canonical,
            hosts,
            exchanges_left_out: work.left_out,
            resolver_lies,
            cost: Cost {
                attempts,
                elapsed,
                cached,
                ttl: effort.ttl_s.map(|ttl_s| Duration::from_secs(ttl_s.into())),
                origin: Origin::Asked,
            },
        };
        let longest = work.longest_before.unwrap_or(effort.longest);
        self.done.push(Gathered { domain: work.domain, facts, longest });
    }
}

impl Work {
    /// Begins to be patient. Gives the timer for its end.
    fn be_patient(&mut self, key: u32, now: Instant) -> (Instant, u32, u64) {
        let end = now + EXCHANGE_PATIENCE;
        self.patience_ends = Some(end);
        (end, key, self.number)
    }
}
