//! A question on its way to a reply: aliases may lead on, so it may take several messages.

use super::super::chain::{Chain, Next};
use super::driver::Answer;
use super::machine::{Ask, Sweep, Told};
use super::{Patience, Question, RecordKind, Reply};
use crate::facts::{Failure, Lookup};
use std::time::Duration;

pub(super) struct Inquiry {
    kind: RecordKind,
    sweep: Sweep,
    chain: Chain,
    /// What is left of its time.
    budget: Duration,
    attempts: u8,
    elapsed: Duration,
}

/// What follows from what was found out.
pub(super) enum Follows {
    Ask(Inquiry),
    Reply(Reply),
}

impl Inquiry {
    /// The second sweep has as much time as the first: a name that is slow by nature needs it again.
    pub(super) fn new(question: &Question, patience: Patience, timeout: Duration) -> Inquiry {
        let sweep = match patience {
            Patience::Whole => Sweep::Only,
            Patience::First => Sweep::First,
            Patience::Rest => Sweep::Second,
        };
        let (chain, elapsed) = (Chain::new(question), Duration::ZERO);
        Inquiry { kind: question.kind, sweep, chain, budget: timeout, attempts: 0, elapsed }
    }

    /// What is to be asked now.
    pub(super) fn ask(&self, token: Answer) -> Ask<Answer> {
        let Inquiry { kind, sweep, budget, .. } = *self;
        Ask { token, name: self.chain.current.clone(), kind, budget, sweep }
    }

    pub(super) fn take(mut self, told: Told) -> Follows {
        self.attempts = self.attempts.max(told.attempts);
        self.elapsed += told.elapsed;
        self.budget = self.budget.saturating_sub(told.elapsed);
        match told.result.map(|reading| self.chain.absorb(reading)) {
            Ok(Next::Ask) => Follows::Ask(self),
            Ok(Next::Done(outcome, additional)) => {
                let reply = self.chain.reply(outcome, additional, self.attempts, self.elapsed);
                // Nobody was asked to vouch for it.
                Follows::Reply(Reply { authenticated: false, ..reply })
            }
            Err(failure) => Follows::Reply(self.failed(failure)),
        }
    }

    pub(super) fn failed(self, failure: Failure) -> Reply {
        self.chain.reply(Lookup::Failed(failure), Vec::new(), self.attempts, self.elapsed)
    }
}
