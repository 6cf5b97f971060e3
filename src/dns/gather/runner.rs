//! Carries out what a [`Plan`] decides: asks its questions, and hands it the replies and the time.

use super::super::Reply;
use super::super::bulk::{self, Bulk};
use super::hosts::Rules;
use super::plan::Plan;
use super::{BACKLOG_MAX, Run, Ticket};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::time::{Instant, Sleep, sleep_until};

pub(super) struct Runner {
    run: Arc<Run>,
    pub plan: Plan,
    bulk: Box<dyn Bulk>,
    replies: Vec<(u64, Reply)>,
    timer: Pin<Box<Sleep>>,
    /// Finds out whether the resolver invents names.
    truth: Option<Pin<Box<dyn Future<Output = bool> + Send>>>,
}

impl Runner {
    /// Must be called inside a tokio runtime.
    pub(super) fn new(run: &Arc<Run>) -> Runner {
        let rules = Rules { allow_non_public: run.settings.allow_non_public, whole_world: run.dns.is_whole_world() };
        Runner {
            run: run.clone(),
            plan: Plan::new(rules),
            bulk: bulk::of(&run.dns),
            replies: Vec::new(),
            timer: Box::pin(sleep_until(Instant::now())),
            truth: None,
        }
    }

    pub(super) fn backlog(&self) -> usize {
        self.bulk.backlog() + self.plan.steps.len()
    }

    /// Whether one more domain can be taken into work.
    pub(super) fn has_room(&self) -> bool {
        self.plan.working() < self.run.settings.concurrency.max(1) && self.backlog() < BACKLOG_MAX
    }

    /// Goes on until domains are done; pending when all wait for the resolver or the clock.
    pub(super) fn poll_work(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            for step in self.plan.steps.drain(..) {
                self.bulk.ask(step.ticket.number(), step.question, step.patience);
            }
            let went_on = self.takes_replies(context) | self.learns_truth(context) | self.rings(context);
            if !self.plan.done.is_empty() {
                return Poll::Ready(());
            }
            if !went_on {
                return Poll::Pending;
            }
        }
    }

    fn takes_replies(&mut self, context: &mut Context<'_>) -> bool {
        if self.bulk.poll_replies(context, &mut self.replies).is_pending() {
            return false;
        }
        let now = Instant::now();
        for (number, reply) in self.replies.drain(..) {
            self.plan.answered(Ticket::of(number), reply, now);
        }
        true
    }

    fn learns_truth(&mut self, context: &mut Context<'_>) -> bool {
        if !self.plan.wants_truth() {
            return false;
        }
        let run = &self.run;
        let truth = self.truth.get_or_insert_with(|| {
            let run = run.clone();
            Box::pin(async move { run.canary.resolver_lies(run.dns.as_ref()).await })
        });
        let Poll::Ready(lies) = truth.as_mut().poll(context) else { return false };
        self.truth = None;
        self.plan.told_truth(lies, Instant::now());
        true
    }

    fn rings(&mut self, context: &mut Context<'_>) -> bool {
        let Some(due) = self.plan.next_timer() else { return false };
        if self.timer.deadline() != due {
            self.timer.as_mut().reset(due);
        }
        if self.timer.as_mut().poll(context).is_pending() {
            return false;
        }
        self.plan.late(Instant::now());
        true
    }
}

/// The bit that tells hosts from domains in the number of a ticket.
const HOST: u64 = 1 << 32;

impl Ticket {
    fn number(self) -> u64 {
        match self {
            Ticket::Mx(key) => key.into(),
            Ticket::Host(key) => HOST | u64::from(key),
        }
    }

    fn of(number: u64) -> Ticket {
        let key = number as u32;
        if number & HOST == 0 { Ticket::Mx(key) } else { Ticket::Host(key) }
    }
}
