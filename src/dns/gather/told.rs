//! Facts that a run is told before it asks: from a table that an earlier run made.
//!
//! A run that may ask takes only answers that have not expired, and asks for the others. A run that asks nobody takes all that is there,
//! however old, so that what comes out hangs on the table and never on the clock; what is not there could not be found out.

use super::super::{Answering, Dns, Question, Reply};
use crate::domain::Domain;
use crate::facts::{DomainFacts, Failure, KnownFacts, Origin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What a run does with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Nobody is asked, whatever the table leaves open.
    Alone {
        /// Seconds since 1970, for counting what is old.
        now_s: u64,
    },
    /// Answers that are good at this time are used, and everything else is asked.
    Fresh {
        /// Seconds since 1970.
        now_s: u64,
    },
}

/// What a run has found in a table, in domains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToldCounts {
    /// They were wanted and are not in it.
    pub missing: u64,
    /// Their answers had expired, and were used all the same.
    pub expired: u64,
    /// Their answers come from a resolver that was caught denying what exists.
    pub doubted: u64,
}

/// A table in use.
#[derive(Debug)]
pub struct Told {
    known: Arc<KnownFacts>,
    wish: Use,
    missing: AtomicU64,
    expired: AtomicU64,
    doubted: AtomicU64,
}

impl Told {
    /// A table, and what may be taken from it.
    pub fn new(known: Arc<KnownFacts>, wish: Use) -> Told {
        Told { known, wish, missing: AtomicU64::new(0), expired: AtomicU64::new(0), doubted: AtomicU64::new(0) }
    }

    /// What was wanted of it since this was asked last.
    pub fn take_counts(&self) -> ToldCounts {
        let [missing, expired, doubted] =
            [&self.missing, &self.expired, &self.doubted].map(|count| count.swap(0, Ordering::Relaxed));
        ToldCounts { missing, expired, doubted }
    }

    /// The facts of a domain; `None` where it has to be asked.
    pub(super) fn of(&self, domain: &Domain) -> Option<DomainFacts> {
        let found = self.known.get(domain);
        match self.wish {
            Use::Fresh { now_s } => {
                // One from the future is of a clock that was wrong, then or now.
                let is_fresh = |asked_s, expires_s| asked_s <= now_s && now_s < expires_s;
                let fresh = found.filter(|known| is_fresh(known.asked_s, known.expires_s))?;
                self.known.settles(domain, fresh).then(|| DomainFacts::clone(&fresh.facts))
            }
            Use::Alone { now_s } => {
                let whole = found.filter(|known| known.facts.are_whole(domain, self.known.allows_non_public()));
                let Some(known) = whole else {
                    self.missing.fetch_add(1, Ordering::Relaxed);
                    return Some(DomainFacts::not_asked());
                };
                let is_old = known.expires_s <= now_s && self.known.settles(domain, known);
                self.expired.fetch_add(u64::from(is_old), Ordering::Relaxed);
                let is_doubted = known.facts.cost.origin == Origin::Doubted;
                self.doubted.fetch_add(u64::from(is_doubted), Ordering::Relaxed);
                Some(DomainFacts::clone(&known.facts))
            }
        }
    }
}

/// Stands in the place of a resolver where nobody is to be asked.
pub(super) struct Nobody;

impl Dns for Nobody {
    fn ask(&self, _: Question) -> Answering<'_> {
        Box::pin(async { Reply::failed(Failure::NotAsked, 0, Duration::ZERO) })
    }
}
