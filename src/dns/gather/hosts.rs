//! The addresses of mail hosts, each asked once a run however many domains name it. Domains that ask for a host at the
//! same time wait for one answer. Pure: questions are handed out, replies are handed in.

use super::super::message::is_sinkhole;
use super::super::{Patience, Question, RecordKind, Records, Reply};
use super::known::{KnownHosts, Place};
use super::{Step, Ticket};
use crate::domain::Domain;
use crate::facts::{Failure, HostFacts, Lookup};
use std::sync::Arc;
use std::time::Duration;

/// What it took to learn something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// The most attempts that one of the questions took.
    pub attempts: u8,
    /// The longest that one of the questions took, from its first sending on.
    pub longest: Duration,
    /// The shortest time for which one of the answers may be kept, in seconds, if anything was said of it.
    pub ttl_s: Option<u32>,
}

impl Effort {
    pub(super) fn add(&mut self, reply: &Reply) {
        let ttl_s = reply.ttl.map(|ttl| u32::try_from(ttl.as_secs()).unwrap_or(u32::MAX));
        self.join(Effort { attempts: reply.attempts, longest: reply.elapsed, ttl_s });
    }

    pub(super) fn join(&mut self, other: Effort) {
        self.attempts = self.attempts.max(other.attempts);
        self.longest = self.longest.max(other.longest);
        self.ttl_s = [self.ttl_s, other.ttl_s].into_iter().flatten().min();
    }
}

/// What an NXDOMAIN for A says about AAAA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    Believed,
    Doubted,
}

/// What one look-up of a host found, and what it took.
pub(super) type Found = (Arc<HostFacts>, Effort);

/// Who waits for a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiter {
    pub domain: u32,
    /// The domain's number, for its place may be another's by then.
    pub number: u64,
    /// Which of the domain's hosts it is.
    pub place: usize,
}

/// A host that is being looked up.
struct LookUp {
    /// What is asked for just now.
    kind: RecordKind,
    facts: HostFacts,
    effort: Effort,
    patience: Patience,
    denial: Denial,
    /// Whether other domains may ask for it too.
    is_shared: bool,
    waiters: Vec<Waiter>,
}

/// What a run that has no end no longer believes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forget {
    Failures,
    All,
}

/// How hosts are looked up in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Takes private and reserved addresses for usable.
    pub allow_non_public: bool,
    /// The resolver is right by definition.
    pub whole_world: bool,
}

/// All hosts of a run.
pub(super) struct Hosts {
    rules: Rules,
    known: KnownHosts,
    looking: Vec<Option<LookUp>>,
    free: Vec<u32>,
}

impl Hosts {
    pub(super) fn new(rules: Rules) -> Hosts {
        Hosts { rules, known: KnownHosts::default(), looking: Vec::new(), free: Vec::new() }
    }

    /// Whether the first sweep has failed to find out about this host.
    pub(super) fn failed_before(&mut self, host: &Domain) -> bool {
        self.known.first.found(host).is_some_and(|(facts, _)| facts.failure().is_some())
    }

    /// Lets go of what was found out longer ago than it holds, in a run that has no end.
    pub(super) fn forget(&mut self, what: Forget) {
        match what {
            Forget::Failures => self.known.first.forget_failures(),
            Forget::All => self.known.first.forget_all(),
        }
    }

    /// Hosts that are known or being looked up.
    pub(super) fn known(&self) -> usize {
        self.known.first.len()
    }

    /// What is known of a host; or else it is looked up, and `waiter` is told. It is told too when it no longer waits for it.
    pub(super) fn look_up(
        &mut self,
        host: &Domain,
        patience: Patience,
        denial: Denial,
        waiter: Waiter,
        out: &mut Vec<Step>,
    ) -> Option<Found> {
        if patience == Patience::Rest
            && let Some(found) = self.known.first.found(host)
            // A failure of the first sweep is not believed in the second, which looks again.
            && found.0.failure().is_none()
            && suffices(&found, denial)
        {
            return Some(found);
        }
        match self.known.of(patience).place(host) {
            Place::Known(found) if suffices(&found, denial) => return Some(found),
            Place::Open(key) => {
                if let Some(Some(look_up)) = self.looking.get_mut(key as usize) {
                    look_up.waiters.push(waiter);
                    if denial == Denial::Doubted {
                        look_up.denial = denial;
                    }
                }
            }
            Place::New | Place::Known(_) => {
                let key = self.begin(host, patience, denial, true, waiter, out);
                self.known.of(patience).opened(host, key);
            }
        }
        None
    }

    /// Looks up a domain as its own mail host. Not shared: nobody else asks for it.
    pub(super) fn look_up_itself(&mut self, domain: &Domain, patience: Patience, waiter: Waiter, out: &mut Vec<Step>) {
        self.begin(domain, patience, Denial::Doubted, false, waiter, out);
    }

    fn begin(
        &mut self,
        host: &Domain,
        patience: Patience,
        denial: Denial,
        is_shared: bool,
        waiter: Waiter,
        out: &mut Vec<Step>,
    ) -> u32 {
        let facts = HostFacts { host: host.clone(), v4: Lookup::NoData, v6: None, canonical: None };
        let (kind, effort) = (RecordKind::A, Effort::default());
        let look_up = LookUp { kind, facts, effort, patience, denial, is_shared, waiters: vec![waiter] };
        let key = self.free.pop().unwrap_or_else(|| {
            self.looking.push(None);
            (self.looking.len() - 1) as u32
        });
        self.looking[key as usize] = Some(look_up);
        ask(key, host, kind, patience, out);
        key
    }

    /// Takes a reply. Gives what was found, and who waits for it, when nothing more is to be asked: A first, and AAAA only when A
    /// gives nothing usable.
    pub(super) fn answered(&mut self, key: u32, reply: Reply, out: &mut Vec<Step>) -> Option<(Found, Vec<Waiter>)> {
        let rules = self.rules;
        let look_up = self.looking.get_mut(key as usize)?.as_mut()?;
        look_up.effort.add(&reply);
        let outcome = rules.reachable(reply.outcome);
        let facts = &mut look_up.facts;
        facts.canonical = facts.canonical.take().or(reply.canonical);
        if look_up.kind == RecordKind::Aaaa {
            facts.v6 = Some(outcome.into_aaaa());
        } else {
            facts.v4 = outcome.into_a();
            if look_up.has_more_to_learn(rules.allow_non_public) {
                look_up.kind = RecordKind::Aaaa;
                ask(key, &look_up.facts.host, look_up.kind, look_up.patience, out);
                return None;
            }
        }
        let LookUp { facts, effort, patience, is_shared, waiters, .. } = self.looking[key as usize].take()?;
        self.free.push(key);
        let found = (Arc::new(facts), effort);
        if is_shared {
            self.known.of(patience).found_out(&found, waiters.len() > 1);
        }
        Some((found, waiters))
    }
}

/// Whether what is known of a host is enough for a domain: who has few hosts does not rest on a denial that was believed for one with
/// many.
fn suffices((facts, _): &Found, denial: Denial) -> bool {
    denial == Denial::Believed || facts.v4 != Lookup::NxDomain || facts.v6.is_some()
}

impl LookUp {
    /// Whether AAAA is worth asking after what A said.
    fn has_more_to_learn(&self, allow_non_public: bool) -> bool {
        match &self.facts.v4 {
            Lookup::Found(_) => !self.facts.is_usable(allow_non_public),
            Lookup::NoData => true,
            // RFC 8020: where the name does not exist there is no AAAA either. But servers are known that deny a name for one
            // type and answer for another, and where a domain has few hosts it hangs on it.
            Lookup::NxDomain => self.denial == Denial::Doubted,
            // A server that was silent about A just now would most likely be so about AAAA, and cost the same time again.
            Lookup::Failed(Failure::Timeout | Failure::Network) => false,
            // One that failed on A may know AAAA all the same; only the last sweep asks for it.
            Lookup::Failed(_) => self.patience != Patience::First,
        }
    }
}

impl Rules {
    /// Nobody runs a mail host at 0.0.0.0 or `::`. Whoever answers so, a resolver that the caller brought too, has put it in place
    /// of another address; only in a zone file of the user's it stands because somebody published it.
    fn reachable(self, outcome: Lookup<Records>) -> Lookup<Records> {
        match outcome {
            Lookup::Found(records) if is_sinkhole(&records) && !self.whole_world => Lookup::Failed(Failure::Filtered),
            outcome => outcome,
        }
    }
}

fn ask(key: u32, host: &Domain, kind: RecordKind, patience: Patience, out: &mut Vec<Step>) {
    out.push(Step { ticket: Ticket::Host(key), question: Question { name: host.clone(), kind }, patience });
}
