//! Many questions of one run to a network: they go to the driver in batches, and come back in batches. Aliases that lead on are
//! followed here.

use super::super::bulk::OneByOne;
use super::super::chain::{Chain, Next};
use super::driver::{Answer, Inbox};
use super::machine::{Ask, Sweep, Told};
use super::{Bulk, Network, Patience, Question, RecordKind, Reply, sweep_of};
use crate::facts::Lookup;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

pub(super) struct Desk {
    network: Arc<Network>,
    inbox: Arc<Inbox>,
    /// By key.
    open: Vec<Option<Open>>,
    free: Vec<u32>,
    /// What goes to the driver next.
    asked: Vec<Ask<Answer>>,
    told: Vec<(u32, Told)>,
    /// Questions that are not for the bulk engine.
    rare: OneByOne,
}

/// A question that has no reply yet.
struct Open {
    ticket: u64,
    kind: RecordKind,
    sweep: Sweep,
    chain: Chain,
    /// What is left of its time.
    budget: Duration,
    attempts: u8,
    elapsed: Duration,
}

impl Desk {
    pub(super) fn new(network: Arc<Network>) -> Desk {
        Desk {
            rare: OneByOne::new(network.clone()),
            network,
            inbox: Arc::default(),
            open: Vec::new(),
            free: Vec::new(),
            asked: Vec::new(),
            told: Vec::new(),
        }
    }

    fn send(&mut self, key: u32, open: Open) {
        self.asked.push(Ask {
            token: Answer::Desk(self.inbox.clone(), key),
            name: open.chain.current.clone(),
            kind: open.kind,
            budget: open.budget,
            sweep: open.sweep,
        });
        self.open[key as usize] = Some(open);
    }

    /// Takes what was found out; gives the reply unless an alias leads on.
    fn take(&mut self, key: u32, told: Told) -> Option<(u64, Reply)> {
        let mut open = self.open[key as usize].take()?;
        open.attempts = open.attempts.max(told.attempts);
        open.elapsed += told.elapsed;
        open.budget = open.budget.saturating_sub(told.elapsed);
        let (outcome, additional) = match told.result.map(|reading| open.chain.absorb(reading)) {
            Ok(Next::Done(outcome, additional)) => (outcome, additional),
            Ok(Next::Ask) => {
                self.send(key, open);
                return None;
            }
            Err(failure) => (Lookup::Failed(failure), Vec::new()),
        };
        self.free.push(key);
        let Open { ticket, chain, attempts, elapsed, .. } = open;
        Some((ticket, chain.reply(outcome, additional, attempts, elapsed)))
    }
}

impl Bulk for Desk {
    fn ask(&mut self, ticket: u64, question: Question, patience: Patience) {
        if !matches!(question.kind, RecordKind::Mx | RecordKind::A | RecordKind::Aaaa) {
            return self.rare.ask(ticket, question, patience);
        }
        let key = self.free.pop().unwrap_or_else(|| {
            self.open.push(None);
            (self.open.len() - 1) as u32
        });
        let open = Open {
            ticket,
            kind: question.kind,
            sweep: sweep_of(patience),
            chain: Chain::new(&question),
            budget: self.network.settings.timeout,
            attempts: 0,
            elapsed: Duration::ZERO,
        };
        self.send(key, open);
    }

    fn poll_replies(&mut self, context: &mut Context<'_>, replies: &mut Vec<(u64, Reply)>) -> Poll<()> {
        let before = replies.len();
        self.network.shared.ask_all(&mut self.asked);
        let mut told = std::mem::take(&mut self.told);
        while self.inbox.poll_take(context, &mut told).is_ready() {
            replies.extend(told.drain(..).filter_map(|(key, told)| self.take(key, told)));
            self.network.shared.ask_all(&mut self.asked);
        }
        self.told = told;
        let rare = self.rare.poll_replies(context, replies);
        if replies.len() > before { Poll::Ready(()) } else { rare }
    }

    fn backlog(&self) -> usize {
        self.asked.len() + self.network.shared.backlog()
    }
}
