//! Counters that many tasks add to.

use super::super::Stats;
use std::sync::atomic::{AtomicU64, Ordering};

/// One counter.
#[derive(Debug, Default)]
pub(in crate::dns) struct Counter(AtomicU64);

impl Counter {
    pub(in crate::dns) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What [`Stats`] reports.
#[derive(Debug, Default)]
pub(in crate::dns) struct Counters {
    pub queries: Counter,
    pub answers: Counter,
    pub retransmissions: Counter,
    pub timeouts: Counter,
    pub servfail: Counter,
    pub refused: Counter,
    pub tcp: Counter,
    pub stray: Counter,
    pub late: Counter,
}

impl Counters {
    /// Everything that the servers sent, asked for or not.
    pub(super) fn datagrams(&self) -> u64 {
        self.answers.get() + self.stray.get()
    }

    pub(in crate::dns) fn stats(&self) -> Stats {
        Stats {
            queries: self.queries.get(),
            answers: self.answers.get(),
            retransmissions: self.retransmissions.get(),
            timeouts: self.timeouts.get(),
            servfail: self.servfail.get(),
            refused: self.refused.get(),
            tcp: self.tcp.get(),
            stray: self.stray.get(),
            late: self.late.get(),
            cached: 0,
        }
    }
}
