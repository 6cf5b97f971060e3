//! Many questions of one run to a resolver with a store before it: what the store has is answered at once, the rest goes on in
//! bulk.

use super::super::bulk::{self, Bulk, OneByOne};
use super::super::{Patience, Question, RecordKind, Reply};
use super::{Source, Stored};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

pub(super) struct Desk {
    stored: Arc<Stored>,
    inner: Box<dyn Bulk>,
    /// Questions that `inner` was asked, for what is learned.
    asked: HashMap<u64, Question, RandomState>,
    /// Replies out of the store.
    found: Vec<(u64, Reply)>,
    /// Those that first have to wait until it is known whether the resolver, or an interrupted run, can be believed.
    doubtful: OneByOne,
}

impl Desk {
    pub(super) fn new(stored: Arc<Stored>) -> Desk {
        Desk {
            inner: bulk::of(&stored.inner),
            doubtful: OneByOne::new(stored.clone()),
            stored,
            asked: HashMap::default(),
            found: Vec::new(),
        }
    }
}

impl Bulk for Desk {
    fn ask(&mut self, ticket: u64, question: Question, patience: Patience) {
        let stored = &self.stored;
        // What comes of asking is kept without more ado.
        let is_kept = match question.kind {
            RecordKind::Mx => true,
            RecordKind::A | RecordKind::Aaaa => stored.invents_nothing.initialized(),
            RecordKind::Ptr | RecordKind::Txt | RecordKind::Tlsa => {
                return self.doubtful.ask(ticket, question, patience);
            }
        };
        match stored.store.find(&question) {
            Some((reply, source)) if source != Source::Interrupted || stored.interrupted_holds.get() == Some(&true) => {
                stored.cached.fetch_add(1, Ordering::Relaxed);
                self.found.push((ticket, reply));
            }
            Some(_) if !stored.interrupted_holds.initialized() => self.doubtful.ask(ticket, question, patience),
            _ if !is_kept => self.doubtful.ask(ticket, question, patience),
            _ => {
                self.asked.insert(ticket, question.clone());
                self.inner.ask(ticket, question, patience);
            }
        }
    }

    fn poll_replies(&mut self, context: &mut Context<'_>, replies: &mut Vec<(u64, Reply)>) -> Poll<()> {
        let before = replies.len();
        replies.append(&mut self.found);
        let first_asked = replies.len();
        let _ = self.inner.poll_replies(context, replies);
        for (ticket, reply) in &replies[first_asked..] {
            let Some(question) = self.asked.remove(ticket) else { continue };
            let keeps = question.kind == RecordKind::Mx || self.stored.invents_nothing.get() == Some(&true);
            if keeps {
                self.stored.store.learn(&question, reply);
            }
        }
        let _ = self.doubtful.poll_replies(context, replies);
        if replies.len() > before { Poll::Ready(()) } else { Poll::Pending }
    }

    fn backlog(&self) -> usize {
        self.inner.backlog()
    }
}
