//! Domains that come one at a time, from many askers: one task gathers for all of them, so that hosts are shared.

use super::hosts::Forget;
use super::plan::Plan;
use super::runner::Runner;
use super::{Patience, Run};
use crate::domain::Domain;
use crate::facts::{DomainFacts, Failure};
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

/// After so long a failure is no longer believed of a host, nor anything else after so long, nor of so many hosts. A list comes to an
/// end before; a stream may go on for months.
const FAILURES_HOLD: Duration = Duration::from_secs(10);
const HOSTS_HOLD: Duration = Duration::from_secs(300);
const HOSTS_MAX: usize = 100_000;

/// A domain, and who wants to know of it.
type Wish = (Domain, oneshot::Sender<DomainFacts>);

/// The way to the task, which is begun with the first domain.
#[derive(Default)]
pub(super) struct Single(Mutex<Option<mpsc::UnboundedSender<Wish>>>);

impl Single {
    pub(super) async fn domain(&self, run: &Arc<Run>, domain: Domain) -> DomainFacts {
        let (tell, told) = oneshot::channel();
        self.wish((domain, tell), run);
        // The task lives as long as this, unless the whole runtime ends.
        told.await.unwrap_or_else(|_| DomainFacts::unknown(Failure::Network))
    }

    fn wish(&self, wish: Wish, run: &Arc<Run>) {
        let mut way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wish = match &*way {
            Some(open) => match open.send(wish) {
                Ok(()) => return,
                // It was begun in a runtime that has ended.
                Err(mpsc::error::SendError(wish)) => wish,
            },
            None => wish,
        };
        let (sender, wishes) = mpsc::unbounded_channel();
        tokio::spawn(gather(Runner::new(run), wishes));
        let _ = sender.send(wish);
        *way = Some(sender);
    }
}

/// Gathers until nobody can ask any more.
async fn gather(mut runner: Runner, mut wishes: mpsc::UnboundedReceiver<Wish>) {
    let mut waiting: HashMap<Domain, Vec<oneshot::Sender<DomainFacts>>> = HashMap::new();
    let mut memory = Memory::new(Instant::now());
    poll_fn(|context| {
        loop {
            loop {
                match wishes.poll_recv(context) {
                    Poll::Ready(Some((domain, tell))) => {
                        let same = waiting.entry(domain.clone()).or_default();
                        if same.is_empty() {
                            memory.fade(&mut runner.plan, Instant::now());
                            runner.plan.begin(domain, Patience::Whole, Instant::now());
                        }
                        same.push(tell);
                    }
                    Poll::Ready(None) => return Poll::Ready(()),
                    Poll::Pending => break,
                }
            }
            if runner.poll_work(context).is_pending() {
                return Poll::Pending;
            }
            for gathered in runner.plan.done.drain(..) {
                for tell in waiting.remove(&gathered.domain).unwrap_or_default() {
                    // Who asked may have gone.
                    let _ = tell.send(gathered.facts.clone());
                }
            }
        }
    })
    .await;
}

/// Since when what is known of hosts is believed.
struct Memory {
    failures: Instant,
    hosts: Instant,
}

impl Memory {
    fn new(now: Instant) -> Memory {
        Memory { failures: now, hosts: now }
    }

    fn fade(&mut self, plan: &mut Plan, now: Instant) {
        if now.saturating_duration_since(self.hosts) >= HOSTS_HOLD || plan.known_hosts() > HOSTS_MAX {
            plan.forget_hosts(Forget::All);
            *self = Memory::new(now);
        } else if now.saturating_duration_since(self.failures) >= FAILURES_HOLD {
            plan.forget_hosts(Forget::Failures);
            self.failures = now;
        }
    }
}
