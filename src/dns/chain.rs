//! A question that leads over aliases: several messages may be needed until there is an answer. Pure.

use super::message::{CNAME_HOPS_MAX, End, Reading};
use super::{Question, Records, Reply};
use crate::domain::Domain;
use crate::facts::{Failure, Lookup};
use std::net::IpAddr;
use std::time::Duration;

/// The way from the name that was asked to the one that answers.
#[derive(Debug)]
pub(super) struct Chain {
    /// The name to ask now.
    pub current: Domain,
    hops: usize,
    canonical: Option<Domain>,
    /// The shortest TTL so far, in seconds. `None` once a message said nothing of it.
    ttl_s: Option<u32>,
    /// So far all were authenticated.
    authenticated: bool,
}

/// What follows from a reading.
#[derive(Debug)]
pub(super) enum Next {
    /// Ask again, for [`Chain::current`].
    Ask,
    Done(Lookup<Records>, Vec<(Domain, IpAddr)>),
}

impl Chain {
    pub(super) fn new(question: &Question) -> Chain {
        Chain { current: question.name.clone(), hops: 0, canonical: None, ttl_s: Some(u32::MAX), authenticated: true }
    }

    /// Takes what a message said about [`Chain::current`].
    pub(super) fn absorb(&mut self, reading: Reading) -> Next {
        self.hops += reading.hops;
        if reading.canonical.is_some() {
            self.canonical = reading.canonical;
        }
        self.ttl_s = self.ttl_s.zip(reading.ttl_s).map(|(so_far, this)| so_far.min(this));
        self.authenticated &= reading.authenticated;
        if self.hops > CNAME_HOPS_MAX {
            return Next::Done(Lookup::Failed(Failure::Malformed), Vec::new());
        }
        match reading.end {
            End::Found { records, additional } => Next::Done(Lookup::Found(records), additional),
            End::NoData => Next::Done(Lookup::NoData, Vec::new()),
            End::NxDomain => Next::Done(Lookup::NxDomain, Vec::new()),
            End::Failed(failure) => Next::Done(Lookup::Failed(failure), Vec::new()),
            End::Continue(target) => {
                self.current = target;
                Next::Ask
            }
        }
    }

    /// The reply to the question. A failure says nothing of where the aliases lead.
    pub(super) fn reply(
        self,
        outcome: Lookup<Records>,
        additional: Vec<(Domain, IpAddr)>,
        attempts: u8,
        elapsed: Duration,
    ) -> Reply {
        let canonical = if matches!(outcome, Lookup::Failed(_)) { None } else { self.canonical };
        let ttl = self.ttl_s.filter(|_| !matches!(outcome, Lookup::Failed(_))).map(|s| Duration::from_secs(s.into()));
        let authenticated = self.authenticated && !matches!(outcome, Lookup::Failed(_));
        Reply { outcome, canonical, additional, ttl, authenticated, attempts, elapsed }
    }
}
