//! From domains to facts: which questions to ask, each of them once a run, many domains at the same time.
//!
//! MX comes first. A domain that does not exist, or whose MX cannot be found out, is asked nothing more. Without MX the
//! domain's own addresses count (RFC 5321 §5.1); with MX the exchanges are looked up in their order until one is usable.
//! What fails in the first sweep over all domains is asked again in a second one, later and more patiently, before the
//! failure is believed. Facts are collected here and never judged.
//!
//! What is asked when is decided by a [`plan`] that knows no resolver and reads no clock; the [`runner`] carries it out.

mod canary;
mod exchanges;
mod hosts;
mod known;
mod plan;
mod runner;
mod second;
mod single;
#[cfg(test)]
mod tests;
mod told;

use self::canary::Canary;
pub(super) use self::canary::invents_names;
use self::runner::Runner;
use self::second::{Failed, Second};
use self::single::Single;
pub use self::told::{Told, ToldCounts, Use};
use super::{Dns, Patience, Question, RecordKind};
use crate::dns::progress::Again;
use crate::domain::Domain;
use crate::facts::{DomainFacts, Lookup};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, Interval, MissedTickBehavior};

/// While this many questions wait for their turn no more domains are taken into work.
const BACKLOG_MAX: usize = 1000;
/// How often a full backlog is looked at again, if nothing else happens.
const BACKLOG_LOOK: Duration = Duration::from_millis(5);
/// The same in the second sweep, where whoever watches wants to know how far it is.
const SECOND_LOOK: Duration = Duration::from_millis(50);

/// How facts are gathered.
#[derive(Clone, Debug)]
pub struct GatherSettings {
    /// Domains in work at the same time, 1 or more. Many times the questions that a network may have in flight is good:
    /// then domains that wait for a slow server hold up nobody. No more are taken than the network sends questions for.
    pub concurrency: usize,
    /// Takes private and reserved addresses for usable.
    pub allow_non_public: bool,
}

/// Questions in flight where the user does not say how many.
const QUESTIONS: usize = 500;
/// Domains in work for each question in flight: most domains wait for a slow question without asking one of their own.
const DOMAINS_A_QUESTION: usize = 12;

impl GatherSettings {
    /// For a network that has so many questions in flight, or as many as it thinks best.
    pub fn for_questions(questions: Option<usize>, allow_non_public: bool) -> GatherSettings {
        GatherSettings { concurrency: questions.unwrap_or(QUESTIONS) * DOMAINS_A_QUESTION, allow_non_public }
    }
}

/// Gathers facts about domains from one resolver. Exchanges that several domains share are asked once.
pub struct Gather {
    run: Arc<Run>,
    single: Single,
    /// Facts that need not be asked for.
    told: Option<Arc<Told>>,
}

/// What all domains of a run share.
struct Run {
    dns: Arc<dyn Dns>,
    settings: GatherSettings,
    canary: Canary,
}

/// A question that follows.
struct Step {
    ticket: Ticket,
    question: Question,
    patience: Patience,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ticket {
    /// The MX records of this domain.
    Mx(u32),
    /// The addresses of this host.
    Host(u32),
}

/// A domain whose facts are whole.
struct Gathered {
    domain: Domain,
    facts: DomainFacts,
    /// The longest that one of its questions took, in the first sweep if there are two.
    longest: Duration,
}

impl Gather {
    /// Takes the resolver and the settings for all domains of a run. Asks nothing yet.
    pub fn new(dns: Arc<dyn Dns>, settings: GatherSettings) -> Gather {
        Gather {
            run: Arc::new(Run { dns, settings, canary: Canary::default() }),
            single: Single::default(),
            told: None,
        }
    }

    /// The same, which asks only for what it is not told.
    pub fn told(self, told: Arc<Told>) -> Gather {
        Gather { told: Some(told), ..self }
    }

    /// One that takes all facts from a table and asks nobody. What the table does not know could not be found out.
    pub fn of_table(told: Arc<Told>, allow_non_public: bool) -> Gather {
        let settings = GatherSettings { concurrency: 1, allow_non_public };
        Gather::new(Arc::new(told::Nobody), settings).told(told)
    }

    fn told_of(&self, domain: &Domain) -> Option<DomainFacts> {
        self.told.as_ref().and_then(|told| told.of(domain))
    }

    /// The resolver that it asks.
    pub fn dns(&self) -> Arc<dyn Dns> {
        self.run.dns.clone()
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

    /// The first of these names, which surely take mail, of which the resolver says that they do not.
    pub async fn first_without_mail(&self, names: &[Domain]) -> Option<Domain> {
        for name in names {
            let facts = self.domain(name.clone()).await;
            if facts.take_no_mail(self.run.settings.allow_non_public) {
                return Some(name.clone());
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

    /// Gathers the facts of one domain. Must be called inside a tokio runtime.
    pub async fn domain(&self, domain: Domain) -> DomainFacts {
        match self.told_of(&domain) {
            Some(facts) => facts,
            None => self.single.domain(&self.run, domain).await,
        }
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
        let mut failed: Vec<Failed> = Vec::new();
        let mut runner = Runner::new(&self.run);
        let mut open = true;
        let mut look_again = every(BACKLOG_LOOK);
        poll_fn(|context| {
            loop {
                while open && runner.has_room() {
                    match domains.poll_recv(context) {
                        Poll::Ready(Some(domain)) => match self.told_of(&domain) {
                            Some(facts) => done(domain, facts),
                            None => runner.plan.begin(domain, Patience::First, Instant::now()),
                        },
                        Poll::Ready(None) => open = false,
                        Poll::Pending => break,
                    }
                }
                if runner.poll_work(context).is_ready() {
                    for gathered in runner.plan.done.drain(..) {
                        if self.run.rests_on_a_failure(&gathered.facts) {
                            failed.push(gathered.into());
                        } else {
                            done(gathered.domain, gathered.facts);
                        }
                    }
                } else if !open && runner.plan.working() == 0 {
                    return Poll::Ready(());
                } else if !open || runner.has_room() || look_again.poll_tick(context).is_pending() {
                    return Poll::Pending;
                }
            }
        })
        .await;
        self.second_sweep(runner, failed, done, again).await;
    }

    /// Asks once more what failed.
    async fn second_sweep(
        &self,
        mut runner: Runner,
        failed: Vec<Failed>,
        mut done: impl FnMut(Domain, DomainFacts),
        mut again: impl FnMut(Again),
    ) {
        if failed.is_empty() {
            return;
        }
        let mut second = Second::new(failed.iter().map(|failed| failed.longest));
        let mut waiting = failed.into_iter();
        // While all is silent too, questions are sent.
        let mut look_again = every(SECOND_LOOK);
        poll_fn(|context| {
            loop {
                while runner.has_room()
                    && let Some(next) = waiting.next()
                {
                    runner.plan.begin_again(next, Instant::now());
                }
                again(second.told(waiting.len() + runner.backlog()));
                if runner.poll_work(context).is_ready() {
                    for gathered in runner.plan.done.drain(..) {
                        second.done(gathered.longest);
                        done(gathered.domain, gathered.facts);
                    }
                } else if runner.plan.working() + waiting.len() == 0 {
                    return Poll::Ready(());
                } else if look_again.poll_tick(context).is_pending() {
                    return Poll::Pending;
                }
            }
        })
        .await;
        again(second.told(0));
    }
}

impl Run {
    /// Whether a failure keeps the domain from being judged. One that another exchange makes up for does not.
    fn rests_on_a_failure(&self, facts: &DomainFacts) -> bool {
        let allow = self.settings.allow_non_public;
        matches!(facts.mx, Lookup::Failed(_))
            || (facts.hosts.iter().any(|host| host.failure().is_some())
                && !facts.hosts.iter().any(|host| host.is_usable(allow)))
    }
}

impl From<Gathered> for Failed {
    fn from(gathered: Gathered) -> Failed {
        Failed { domain: gathered.domain, cost: gathered.facts.cost, longest: gathered.longest }
    }
}

fn every(period: Duration) -> Interval {
    let mut interval = tokio::time::interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
