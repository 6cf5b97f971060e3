//! Many questions of one run to a network: they go to the driver in batches, and come back in batches.

use super::super::bulk::OneByOne;
use super::driver::{Answer, Inbox};
use super::inquiry::{Follows, Inquiry};
use super::machine::{Ask, Told};
use super::{Bulk, Network, Patience, Question, RecordKind, Reply};
use std::sync::Arc;
use std::task::{Context, Poll};

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
    inquiry: Inquiry,
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
        self.asked.push(open.inquiry.ask(Answer::Desk(self.inbox.clone(), key)));
        self.open[key as usize] = Some(open);
    }

    /// Takes what was found out; gives the reply unless an alias leads on.
    fn take(&mut self, key: u32, told: Told) -> Option<(u64, Reply)> {
        let Open { ticket, inquiry } = self.open[key as usize].take()?;
        match inquiry.take(told) {
            Follows::Ask(inquiry) => {
                self.send(key, Open { ticket, inquiry });
                None
            }
            Follows::Reply(reply) => {
                self.free.push(key);
                Some((ticket, reply))
            }
        }
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
        let inquiry = Inquiry::new(&question, patience, self.network.settings.timeout);
        self.send(key, Open { ticket, inquiry });
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
