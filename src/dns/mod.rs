//! Asking the DNS: one trait, three backends, and the gathering of facts about many domains at once.
//!
//! Everything that waits for the network lives here. Nothing here judges: a failure is handed on as a failure.

mod gather;
mod zone;

pub use gather::{Gather, GatherSettings};
pub use zone::{Zone, ZoneError};

use crate::domain::Domain;
use crate::facts::{Lookup, MailExchange};
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::pin::Pin;
use std::time::Duration;

/// The record types that presend asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    Mx,
    A,
    Aaaa,
    Ptr,
    Txt,
}

/// What is asked: all records of one type at one name. Search domains are never appended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub name: Domain,
    pub kind: RecordKind,
}

/// Records of the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    Mx(Vec<MailExchange>),
    A(Vec<Ipv4Addr>),
    Aaaa(Vec<Ipv6Addr>),
    Ptr(Vec<Domain>),
    /// Each record's character-strings joined, as RFC 7208 §3.3 wants it.
    Txt(Vec<Vec<u8>>),
}

/// An answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub outcome: Lookup<Records>,
    /// The last name of the CNAME chain, when the name is an alias.
    pub canonical: Option<Domain>,
    /// Addresses from the additional section of an MX answer, for exchanges that this answer names. May be empty.
    pub additional: Vec<(Domain, IpAddr)>,
    /// How many times the question was sent, 1 or more; 0 when it came out of a cache or a zone file.
    pub attempts: u8,
    pub elapsed: Duration,
}

/// A boxed future, so that the trait can be used as `dyn Dns`.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Reply> + Send + 'a>>;

/// Something that answers DNS questions. Never gives up silently: what cannot be found out is `Lookup::Failed`.
pub trait Dns: Send + Sync {
    /// Answers one question, retries and time limits included.
    fn ask(&self, question: Question) -> Answering<'_>;

    /// What was done so far, for the summary.
    fn stats(&self) -> Stats {
        Stats::default()
    }
}

/// Counters of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Questions sent over the network, retransmissions included.
    pub queries: u64,
}

impl Stats {
    /// All counters with their names, for `summary.json`.
    pub fn counters(&self) -> [(&'static str, u64); 1] {
        [("queries", self.queries)]
    }
}
