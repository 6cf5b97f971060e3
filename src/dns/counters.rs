//! Counters that the tasks of the general resolver add to.

use super::Stats;
use std::sync::atomic::{AtomicU64, Ordering};

/// One counter.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the general resolver adds to [`Stats`].
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub queries: Counter,
    pub answers: Counter,
    pub timeouts: Counter,
    pub servfail: Counter,
    pub refused: Counter,
    pub tcp: Counter,
}

impl Counters {
    pub(super) fn stats(&self) -> Stats {
        Stats {
            queries: self.queries.get(),
            answers: self.answers.get(),
            timeouts: self.timeouts.get(),
            servfail: self.servfail.get(),
            refused: self.refused.get(),
            tcp: self.tcp.get(),
            ..Stats::default()
        }
    }
}
