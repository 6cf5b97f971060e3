//! Many questions in work at the same time, without a task or a lock for each of them.
//!
//! A resolver that was made for it brings its own [`Bulk`]; for all others [`OneByOne`] asks through [`Dns::ask_with`].

use super::{Dns, Patience, Question, Reply};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Asks for one run. What is left open when it is dropped is answered to nobody.
pub trait Bulk: Send {
    /// Takes a question on. Its reply comes with the ticket, which no other open question may have.
    fn ask(&mut self, ticket: u64, question: Question, patience: Patience);

    /// Sends off what was taken on, and hands out the replies that have come. Pending while there are none.
    fn poll_replies(&mut self, context: &mut Context<'_>, replies: &mut Vec<(u64, Reply)>) -> Poll<()>;

    /// Questions that wait for their turn: while there are some, asking more only fills memory.
    fn backlog(&self) -> usize;
}

type Asking = Pin<Box<dyn Future<Output = (u64, Reply)> + Send>>;

/// Any resolver, asked one question at a time.
pub(super) struct OneByOne {
    dns: Arc<dyn Dns>,
    asking: FuturesUnordered<Asking>,
}

impl OneByOne {
    pub(super) fn new(dns: Arc<dyn Dns>) -> OneByOne {
        OneByOne { dns, asking: FuturesUnordered::new() }
    }
}

impl Bulk for OneByOne {
    fn ask(&mut self, ticket: u64, question: Question, patience: Patience) {
        let dns = self.dns.clone();
        self.asking.push(Box::pin(async move { (ticket, dns.ask_with(question, patience).await) }));
    }

    fn poll_replies(&mut self, context: &mut Context<'_>, replies: &mut Vec<(u64, Reply)>) -> Poll<()> {
        let before = replies.len();
        while let Poll::Ready(Some(reply)) = self.asking.poll_next_unpin(context) {
            replies.push(reply);
        }
        if replies.len() > before { Poll::Ready(()) } else { Poll::Pending }
    }

    fn backlog(&self) -> usize {
        self.dns.backlog()
    }
}

/// The way to ask a resolver many questions that suits it best.
pub(super) fn of(dns: &Arc<dyn Dns>) -> Box<dyn Bulk> {
    dns.clone().in_bulk().unwrap_or_else(|| Box::new(OneByOne::new(dns.clone())))
}
