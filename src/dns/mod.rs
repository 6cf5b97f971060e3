//! Asking the DNS: one trait, three backends, and the gathering of facts about many domains at once.
//!
//! [`Network`] asks real servers: the bulk engine for MX, A and AAAA, and hickory-resolver for what is rare (TCP, PTR,
//! TXT, TLSA). [`Zone`] answers from a text. [`Gather`] turns domains into facts. Everything that waits for the network lives
//! here. Nothing here judges: a failure is handed on as a failure.
//!
//! ```
//! use presend::dns::{Gather, GatherSettings, Zone};
//! use presend::domain::Domain;
//! use presend::facts::Lookup;
//! use std::sync::Arc;
//!
//! let zone = Zone::parse("example.net. MX 10 mail.example.net.\nmail.example.net. A 192.0.2.25")?;
//! let gather = Gather::new(Arc::new(zone), GatherSettings { concurrency: 10, allow_non_public: true });
//! let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//!
//! let facts = runtime.block_on(gather.domain(Domain::new("example.net")?));
//! assert!(facts.hosts[0].is_usable(true));
//! let facts = runtime.block_on(gather.domain(Domain::new("exmaple.net")?));
//! assert_eq!(facts.mx, Lookup::NxDomain);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `Network::connect(&system_servers()?, NetworkSettings::default())` in place of the zone asks the real DNS.

mod bulk;
mod chain;
mod counters;
mod engine;
mod gather;
mod message;
mod named;
#[doc(hidden)]
pub mod progress;
mod recent;
mod store;
mod stub_resolver;
mod system;
mod tcp;
mod zone;

#[doc(hidden)]
pub use bulk::Bulk;
pub use engine::{Network, NetworkError, NetworkSettings};
#[doc(hidden)]
pub use gather::{Gather, GatherSettings, Told, ToldCounts, Use};
#[doc(hidden)]
pub use named::{Named, NamedError};
#[doc(hidden)]
pub use recent::Recent;
#[doc(hidden)]
pub use store::{Job, Store, StoreError, Stored};
pub use system::{DNS_PORT, SystemError, system_servers};
pub use zone::{ZONE_OCTETS_MAX, Zone, ZoneError};

use crate::domain::Domain;
#[doc(inline)]
pub use crate::facts::{Failure, Lookup, MailExchange, Question, RecordKind, Records, Tlsa};
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

impl Lookup<Records> {
    /// Takes MX records out of an answer. A backend that answers with another type is broken, and so is its answer.
    pub(crate) fn into_mx(self) -> Lookup<Vec<MailExchange>> {
        self.into_typed(|records| if let Records::Mx(list) = records { Some(list) } else { None })
    }

    /// Takes A records out of an answer.
    pub(crate) fn into_a(self) -> Lookup<Vec<Ipv4Addr>> {
        self.into_typed(|records| if let Records::A(list) = records { Some(list) } else { None })
    }

    /// Takes AAAA records out of an answer.
    pub(crate) fn into_aaaa(self) -> Lookup<Vec<Ipv6Addr>> {
        self.into_typed(|records| if let Records::Aaaa(list) = records { Some(list) } else { None })
    }

    fn into_typed<T>(self, take: impl FnOnce(Records) -> Option<T>) -> Lookup<T> {
        match self {
            Lookup::Found(records) => take(records).map_or(Lookup::Failed(Failure::Malformed), Lookup::Found),
            Lookup::NoData => Lookup::NoData,
            Lookup::NxDomain => Lookup::NxDomain,
            Lookup::Failed(failure) => Lookup::Failed(failure),
        }
    }
}

/// An answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The records of the type that was asked for, or why there are none.
    pub outcome: Lookup<Records>,
    /// The last name of the CNAME chain, when the name is an alias.
    pub canonical: Option<Domain>,
    /// Addresses from the additional section of an MX answer, for exchanges that this answer names. May be empty.
    pub additional: Vec<(Domain, IpAddr)>,
    /// How long the answer may be kept: of records the shortest TTL on the way to them, of absence what RFC 2308 §5 says.
    /// `None` when nothing was said about it.
    pub ttl: Option<Duration>,
    /// A resolver that can be trusted with that vouches for it by DNSSEC, aliases included (RFC 6840 §5.8). Only asked for by
    /// [`Dns::ask_vouched`]; a zone file is right by definition.
    pub authenticated: bool,
    /// How many times the question was sent, 1 or more; 0 when it came out of a cache or a zone file, and when it was not
    /// sent because no server had answered anything for a while.
    pub attempts: u8,
    /// The time from the first sending to the end, retries and aliases included; zero when nothing was sent.
    pub elapsed: Duration,
}

impl Reply {
    /// A reply that only says that it could not be found out.
    pub fn failed(failure: Failure, attempts: u8, elapsed: Duration) -> Reply {
        Reply {
            outcome: Lookup::Failed(failure),
            canonical: None,
            additional: Vec::new(),
            ttl: None,
            authenticated: false,
            attempts,
            elapsed,
        }
    }
}

/// Which sweep a question belongs to. A run over many names asks what failed once more at its end, because much may have
/// changed by then; what failed only just before the end has had its time, and is not sent again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patience {
    /// Asked once. The failure is final.
    #[default]
    Whole,
    /// The first sweep: failures are asked again at the end.
    First,
    /// The second sweep. The failure is final.
    Rest,
}

/// A boxed future, so that the trait can be used as `dyn Dns`.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Reply> + Send + 'a>>;

/// Something that answers DNS questions. Never gives up silently: what cannot be found out is `Lookup::Failed`.
pub trait Dns: Send + Sync {
    /// Answers one question, retries and time limits included.
    fn ask(&self, question: Question) -> Answering<'_>;

    /// Answers one question of a run that has two sweeps. Backends that never wait need not tell the sweeps apart.
    fn ask_with(&self, question: Question, patience: Patience) -> Answering<'_> {
        let _ = patience;
        self.ask(question)
    }

    /// Answers one question without what is remembered of earlier runs.
    fn ask_anew(&self, question: Question, patience: Patience) -> Answering<'_> {
        self.ask_with(question, patience)
    }

    /// Answers one question, and asks whether DNSSEC vouches for the answer. Where nobody can be trusted to say so, nobody vouches.
    fn ask_vouched(&self, question: Question) -> Answering<'_> {
        self.ask(question)
    }

    /// A way to ask many questions for MX, A and AAAA at the same time that costs less than a future for each; `None` where
    /// there is none.
    fn in_bulk(self: Arc<Self>) -> Option<Box<dyn Bulk>> {
        None
    }

    /// The run is at its end. What it learned is worth remembering only if its answers could be `believed`.
    fn settle(&self, believed: bool) {
        let _ = believed;
    }

    /// Whether what it does not name does not exist by definition, as with a zone file of the user's.
    fn is_whole_world(&self) -> bool {
        false
    }

    /// Questions that wait for their turn: while there are some, asking more only fills memory.
    fn backlog(&self) -> usize {
        0
    }

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
    /// Replies that belong to a question, whatever they say. Zero after a run means that no server answers at all.
    pub answers: u64,
    /// Questions sent again because no reply had come.
    pub retransmissions: u64,
    /// Questions that were given up without a reply.
    pub timeouts: u64,
    /// Replies with SERVFAIL or another code that only says that the server could not answer.
    pub servfail: u64,
    /// Replies with REFUSED or NOTAUTH.
    pub refused: u64,
    /// Questions whose answer a server filtered, once for each server and sweep.
    pub filtered: u64,
    /// Questions asked again over TCP, because the reply was truncated.
    pub tcp: u64,
    /// Datagrams that belong to no open question: garbage, forgeries, duplicates, and what came after giving up.
    pub stray: u64,
    /// Answers that came after their question had been sent again, and still counted.
    pub late: u64,
    /// Questions that needed not be sent, because an earlier run had the answer.
    pub cached: u64,
    /// Each server of the bulk engine for itself, in the order in which they were named.
    pub servers: Vec<ServerStats>,
}

/// What one server did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerStats {
    /// Its address and port, as it was named.
    pub server: SocketAddr,
    /// Questions sent to it, retransmissions included.
    pub queries: u64,
    /// Its replies that belong to a question, whatever they say.
    pub answers: u64,
    /// Questions whose answer it filtered, once in each sweep.
    pub filtered: u64,
    /// Half of the answers that say something of the name took no longer than this, from the first sending on. An eighth
    /// too long at most; zero without any answer.
    pub median: Duration,
    /// The same of 99 in 100 answers.
    pub percentile_99: Duration,
}

impl std::ops::Add for Stats {
    type Output = Stats;

    fn add(self, other: Stats) -> Stats {
        Stats {
            queries: self.queries + other.queries,
            answers: self.answers + other.answers,
            retransmissions: self.retransmissions + other.retransmissions,
            timeouts: self.timeouts + other.timeouts,
            servfail: self.servfail + other.servfail,
            refused: self.refused + other.refused,
            filtered: self.filtered + other.filtered,
            tcp: self.tcp + other.tcp,
            stray: self.stray + other.stray,
            late: self.late + other.late,
            cached: self.cached + other.cached,
            servers: [self.servers, other.servers].concat(),
        }
    }
}

/// A server that filtered fewer questions than this is not named for it: it may have met a few broken zones.
const FILTERED_MIN: u64 = 5;
/// Nor is one that filtered no more than one in so many of its answers.
const ANSWERS_PER_FILTERED: u64 = 1000;

impl ServerStats {
    /// Whether it filters so often that people should know of it.
    pub fn filters(&self) -> bool {
        self.filtered >= FILTERED_MIN && self.filtered.saturating_mul(ANSWERS_PER_FILTERED) > self.answers
    }
}

impl Stats {
    /// The servers that filter often, each with the questions that it filtered.
    pub fn filtering(&self) -> impl Iterator<Item = &ServerStats> {
        self.servers.iter().filter(|server| server.filters())
    }

    /// What each server did, in a line for people.
    pub fn server_lines(&self) -> impl Iterator<Item = String> + '_ {
        self.servers.iter().map(|one| {
            let ms = |time: Duration| time.as_secs_f64() * 1000.0;
            format!(
                "{}: queries {}, answers {}, median {:.1} ms, 99 % within {:.1} ms",
                one.server,
                one.queries,
                one.answers,
                ms(one.median),
                ms(one.percentile_99)
            )
        })
    }

    /// All counters of the whole with their names, for `summary.json`.
    pub fn counters(&self) -> [(&'static str, u64); 11] {
        [
            ("queries", self.queries),
            ("answers", self.answers),
            ("retransmissions", self.retransmissions),
            ("timeouts", self.timeouts),
            ("servfail", self.servfail),
            ("refused", self.refused),
            ("filtered", self.filtered),
            ("tcp", self.tcp),
            ("stray", self.stray),
            ("late", self.late),
            ("cached", self.cached),
        ]
    }
}
