//! The bulk engine: MX, A and AAAA of many names, over a few long-lived UDP sockets, to one or several servers.
//!
//! It paces each server by what that server bears, sends again what is not answered, retries failures before they are
//! believed, and notices when nobody answers at all. What to do and when is decided by small state machines that know no
//! socket and read no clock ([`plan`], [`pace`], [`rtt`], [`silence`]); the rest carries it out. What is rare goes through
//! [`General`]. It must never take a failure for absence, and never believe a datagram whose source, id and question do
//! not match.

mod counters;
mod exchange;
mod pace;
mod plan;
mod rtt;
mod server;
mod silence;
mod socket;

pub(super) use self::counters::Counters;
use self::exchange::{Trip, exchange};
use self::server::Server;
use self::silence::Silence;
use self::socket::lock;
use super::chain::{Chain, Next};
use super::general::General;
use super::{Answering, Dns, Patience, Question, RecordKind, Reply, Stats};
use crate::facts::Lookup;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// More servers than this are not used.
pub const SERVERS_MAX: usize = 16;
/// The longest time that may be allowed for one question.
pub const TIMEOUT_MAX: Duration = Duration::from_secs(600);

/// How a [`Network`] asks.
#[derive(Clone, Debug)]
pub struct NetworkSettings {
    /// The time for one question with all its attempts, over UDP and TCP, not counting the wait for its turn. At least a
    /// millisecond, at most [`TIMEOUT_MAX`].
    pub timeout: Duration,
    /// Questions in flight at the same time, 1 or more. Those that turn out slow do not count.
    pub concurrency: usize,
    /// The most questions a second to each server; `None` leaves it to what the servers show.
    pub rate: Option<u32>,
}

impl Default for NetworkSettings {
    /// Kind to the resolver of an office. A dead domain takes four seconds, and holds up nobody else.
    fn default() -> NetworkSettings {
        NetworkSettings { timeout: Duration::from_secs(4), concurrency: 500, rate: None }
    }
}

/// Why no network could be set up.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    #[error("no DNS server is named; name one with --dns ADDRESS")]
    NoServers,
    #[error("no socket to the DNS server {server} can be opened: {source}; check its address and the network")]
    Socket { server: SocketAddr, source: std::io::Error },
    #[error("the resolver for rare questions cannot be set up: {0}")]
    General(String),
    #[error("a network needs a tokio runtime around it")]
    NoRuntime,
}

/// Real DNS servers.
#[derive(Debug)]
pub struct Network {
    shared: Shared,
}

#[derive(Debug)]
struct Shared {
    servers: Vec<Server>,
    next_server: AtomicUsize,
    general: General,
    window: Semaphore,
    silence: Mutex<Silence>,
    counters: Arc<Counters>,
    settings: NetworkSettings,
}

impl Network {
    /// Opens the sockets to the servers, each named once or more, the first [`SERVERS_MAX`] of them. Sends nothing. Must be
    /// called inside a tokio runtime.
    ///
    /// Fails when no server is named, or when the system gives no socket for one of them.
    pub fn connect(servers: &[SocketAddr], settings: NetworkSettings) -> Result<Network, NetworkError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(NetworkError::NoRuntime);
        }
        let mut addresses: Vec<SocketAddr> = Vec::new();
        for &server in servers {
            if !addresses.contains(&server) && addresses.len() < SERVERS_MAX {
                addresses.push(server);
            }
        }
        if addresses.is_empty() {
            return Err(NetworkError::NoServers);
        }
        let settings = NetworkSettings {
            timeout: settings.timeout.clamp(Duration::from_millis(1), TIMEOUT_MAX),
            concurrency: settings.concurrency.clamp(1, Semaphore::MAX_PERMITS),
            rate: settings.rate,
        };
        let counters = Arc::new(Counters::default());
        let general = General::new(&addresses, settings.timeout, counters.clone())
            .map_err(|error| NetworkError::General(error.to_string()))?;
        let servers = addresses
            .into_iter()
            .map(|server| {
                Server::open(server, settings.rate, &counters).map_err(|source| NetworkError::Socket { server, source })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let shared = Shared {
            servers,
            next_server: AtomicUsize::new(0),
            general,
            window: Semaphore::new(settings.concurrency),
            silence: Mutex::default(),
            counters,
            settings,
        };
        Ok(Network { shared })
    }

    async fn bulk(&self, question: Question, patience: Patience) -> Reply {
        let shared = &self.shared;
        if let Err(failure) = lock(&shared.silence).gate(Instant::now(), shared.counters.datagrams()) {
            return Reply::failed(failure, 0, Duration::ZERO);
        }
        let permit = shared.window.acquire().await.ok();
        let mut trip = Trip { patience, budget: shared.budget(patience), times: None, attempts: 0, permit };
        let mut chain = Chain::new(&question);
        let (outcome, additional) = loop {
            match exchange(shared, &chain.current, question.kind, &mut trip).await {
                Ok(reading) => {
                    if let Next::Done(outcome, additional) = chain.absorb(reading) {
                        break (outcome, additional);
                    }
                }
                Err(failure) => break (Lookup::Failed(failure), Vec::new()),
            }
        };
        let elapsed = trip.times.map_or(Duration::ZERO, |(began, _)| began.elapsed());
        chain.reply(outcome, additional, trip.attempts, elapsed)
    }
}

impl Shared {
    /// The servers, those that seem to be down last, and each of the others first in its turn.
    fn order(&self) -> Vec<usize> {
        let count = self.servers.len();
        let first = self.next_server.fetch_add(1, Ordering::Relaxed);
        let mut order: Vec<usize> = (0..count).map(|i| (first.wrapping_add(i)) % count).collect();
        if count > 1 {
            order.sort_by_key(|&server| self.servers[server].seems_down());
        }
        order
    }

    /// Both sweeps together take the time of a question that is asked once.
    fn budget(&self, patience: Patience) -> Duration {
        match patience {
            Patience::Whole => self.settings.timeout,
            Patience::First => self.settings.timeout * 3 / 8,
            Patience::Rest => self.settings.timeout * 5 / 8,
        }
    }
}

impl Dns for Network {
    fn ask(&self, question: Question) -> Answering<'_> {
        self.ask_with(question, Patience::Whole)
    }

    fn ask_with(&self, question: Question, patience: Patience) -> Answering<'_> {
        match question.kind {
            RecordKind::Mx | RecordKind::A | RecordKind::Aaaa => Box::pin(self.bulk(question, patience)),
            RecordKind::Ptr | RecordKind::Txt => Box::pin(self.shared.general.ask(question)),
        }
    }

    fn stats(&self) -> Stats {
        self.shared.counters.stats()
    }
}
