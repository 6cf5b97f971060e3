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
const SERVERS_MAX: usize = 16;
/// The longest time that may be allowed for one question.
const TIMEOUT_MAX: Duration = Duration::from_secs(600);

/// How a [`Network`] asks.
#[derive(Clone, Debug)]
pub struct NetworkSettings {
    /// The time for one question with all its attempts, over UDP and TCP, not counting the wait for its turn. At least a
    /// millisecond, at most ten minutes.
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
    /// Opens the sockets to the servers, the first sixteen different ones. Sends nothing. Must be called inside a
    /// tokio runtime. A server that the system cannot reach at all, such as one with an IPv6 address on a machine without
    /// IPv6, is passed over as long as there is another.
    ///
    /// Fails when no server is named, or when the system gives a socket for none of them.
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
        let (addresses, servers) = open(&addresses, settings.rate, &counters)?;
        let general = General::new(&addresses, settings.timeout, counters.clone())
            .map_err(|error| NetworkError::General(error.to_string()))?;
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

/// Opens what can be opened, and fails with the first error when that is nothing.
fn open(
    addresses: &[SocketAddr],
    rate: Option<u32>,
    counters: &Arc<Counters>,
) -> Result<(Vec<SocketAddr>, Vec<Server>), NetworkError> {
    let mut opened = (Vec::new(), Vec::new());
    let mut first_error = None;
    for &server in addresses {
        match Server::open(server, rate, counters) {
            Ok(open) => {
                opened.0.push(server);
                opened.1.push(open);
            }
            Err(source) => {
                first_error.get_or_insert(NetworkError::Socket { server, source });
            }
        }
    }
    match first_error {
        Some(error) if opened.0.is_empty() => Err(error),
        _ => Ok(opened),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The system refuses a socket to the broadcast address to those who have not asked for one.
    const UNUSABLE: ([u8; 4], u16) = ([255; 4], 53);
    const USABLE: ([u8; 4], u16) = ([127, 0, 0, 1], 53);

    fn connect(servers: &[([u8; 4], u16)]) -> Result<Network, NetworkError> {
        let servers: Vec<SocketAddr> = servers.iter().map(|&server| server.into()).collect();
        Network::connect(&servers, NetworkSettings::default())
    }

    #[tokio::test]
    async fn a_network_needs_a_server_that_can_be_reached() {
        assert!(matches!(connect(&[]), Err(NetworkError::NoServers)));
        let error = connect(&[UNUSABLE]).expect_err("no socket").to_string();
        assert!(error.contains("255.255.255.255:53"), "{error}");
    }

    #[tokio::test]
    async fn a_server_that_cannot_be_reached_is_passed_over_when_there_is_another() {
        let network = connect(&[UNUSABLE, USABLE, USABLE]).expect("one server");
        assert_eq!(network.shared.servers.len(), 1);
    }

    #[test]
    fn a_network_outside_a_runtime_is_an_error_and_no_panic() {
        assert!(matches!(connect(&[USABLE]), Err(NetworkError::NoRuntime)));
    }

    #[tokio::test]
    async fn both_sweeps_together_take_the_time_of_one_question() {
        let shared = connect(&[USABLE]).expect("a network").shared;
        let both = shared.budget(Patience::First) + shared.budget(Patience::Rest);
        assert_eq!(both, shared.budget(Patience::Whole));
    }
}
