//! The bulk engine: MX, A and AAAA of many names, over a few long-lived UDP sockets, to one or several servers.
//!
//! It paces each server by what that server bears, sends again what is not answered, retries failures before they are
//! believed, and notices when nobody answers at all. What to do and when is decided by a [`machine`] that knows no socket
//! and reads no clock; the [`driver`] carries it out. What is rare goes through [`General`]. It must never take a failure
//! for absence, and never believe a datagram whose source, id and question do not match.

mod batch;
mod desk;
mod driver;
mod inquiry;
mod latency;
mod machine;
mod outage;
mod pace;
mod rtt;
mod throughput;

use self::desk::Desk;
use self::driver::{Answer, Driver, Shared};
use self::inquiry::{Follows, Inquiry};
use self::machine::{Limits, Machine};
use super::counters::Counters;
use super::stub_resolver::General;
use super::{Answering, Bulk, Dns, Patience, Question, RecordKind, Reply, Stats};
use crate::facts::{Failure, Lookup};
use crate::reason::{Lang, refusal, say, shown_in_english};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::oneshot;
use tokio::time::Instant;

/// More servers than this are not used.
const SERVERS_MAX: usize = 16;
/// The longest time that may be allowed for one question.
const TIMEOUT_MAX: Duration = Duration::from_secs(600);
/// Questions in flight where nobody says how many, and how many times more where the way to the server is long.
const WINDOW: usize = 500;
const WIDER_MAX: f64 = 4.0;
/// The most questions in flight: beyond it the ids of the sockets would run out.
const WINDOW_MAX: usize = 20_000;

/// How a [`Network`] asks.
#[derive(Clone, Debug)]
pub struct NetworkSettings {
    /// The time for one question with all its attempts, over UDP and TCP, not counting the wait for its turn. At least a
    /// millisecond, at most ten minutes.
    pub timeout: Duration,
    /// Questions in flight at the same time, 1 or more. Those that turn out slow do not count. `None` is 500, and up to four times
    /// as many to a server from which even the quickest answers take more than five milliseconds.
    pub concurrency: Option<usize>,
    /// The most questions a second to each server; `None` leaves it to what the servers show.
    pub rate: Option<u32>,
    /// The servers, and the way to them, are trusted to say for which answers DNSSEC vouches. Those on loopback always are.
    pub dnssec_trusted: bool,
}

impl Default for NetworkSettings {
    /// Kind to the resolver of an office. A dead domain takes four seconds, and holds up nobody else.
    fn default() -> NetworkSettings {
        NetworkSettings { timeout: Duration::from_secs(4), concurrency: None, rate: None, dnssec_trusted: false }
    }
}

/// Why no network could be set up.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// [`Network::connect`] was given no address.
    NoServers,
    /// The system gave no socket for any server.
    Socket {
        /// The first server that was tried.
        server: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// hickory-resolver, which asks for PTR, TXT and TLSA and over TCP, could not be set up; the text is its own.
    General(String),
    /// [`Network::connect`] was called outside of a tokio runtime.
    NoRuntime,
}

impl NetworkError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NoServers => lang.text("network-error-no-servers").to_owned(),
            Self::Socket { server, error } => {
                say!(lang, "network-error-socket", server = server.to_string(), error = refusal(error, lang))
            }
            Self::General(error) => say!(lang, "network-error-general", error = error),
            Self::NoRuntime => lang.text("network-error-no-runtime").to_owned(),
        }
    }
}

shown_in_english!(NetworkError);

/// Real DNS servers.
#[derive(Debug)]
pub struct Network {
    shared: Arc<Shared>,
    general: Arc<General>,
    counters: Arc<Counters>,
    settings: NetworkSettings,
}

impl Drop for Network {
    fn drop(&mut self) {
        self.shared.end();
    }
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
            concurrency: settings.concurrency.map(|questions| questions.clamp(1, WINDOW_MAX)),
            rate: settings.rate,
            dnssec_trusted: settings.dnssec_trusted,
        };
        let counters = Arc::new(Counters::default());
        let (addresses, sockets) = open(&addresses)?;
        let general = General::new(&addresses, &settings, counters.clone())
            .map_err(|error| NetworkError::General(error.to_string()))?;
        let general = Arc::new(general);
        let limits = Limits {
            servers: addresses.len(),
            timeout: settings.timeout,
            window: settings.concurrency.unwrap_or(WINDOW),
            widest: if settings.concurrency.is_none() { WIDER_MAX } else { 1.0 },
            rate: settings.rate,
        };
        let shared = Arc::new(Shared::default());
        let now = Instant::now();
        let machine = Machine::new(limits, rand::random(), now);
        let (published, driven) = (now, shared.clone());
        let driver = Driver { machine, sockets, addresses, shared: driven, general: general.clone(), published };
        tokio::spawn(driver.run());
        Ok(Network { shared, general, counters, settings })
    }

    async fn bulk(&self, question: Question, patience: Patience) -> Reply {
        let mut inquiry = Inquiry::new(&question, patience, self.settings.timeout);
        loop {
            let (answer, told) = oneshot::channel();
            self.shared.ask(inquiry.ask(Answer::One(answer)));
            // The driver lives as long as the network, unless the whole runtime ends.
            let Ok(told) = told.await else { return inquiry.failed(Failure::Network) };
            match inquiry.take(told) {
                Follows::Ask(next) => inquiry = next,
                Follows::Reply(reply) => return reply,
            }
        }
    }
}

/// Opens what can be opened, and fails with the first error when that is nothing. The sockets of all servers stand one
/// behind the other.
fn open(addresses: &[SocketAddr]) -> Result<(Vec<SocketAddr>, Vec<UdpSocket>), NetworkError> {
    let mut opened = (Vec::new(), Vec::new());
    let mut first_error = None;
    for &server in addresses {
        match driver::open(server) {
            Ok(sockets) => {
                opened.0.push(server);
                opened.1.extend(sockets);
            }
            Err(error) => {
                first_error.get_or_insert(NetworkError::Socket { server, error });
            }
        }
    }
    match first_error {
        Some(error) if opened.0.is_empty() => Err(error),
        _ => Ok(opened),
    }
}

impl Dns for Network {
    fn ask(&self, question: Question) -> Answering<'_> {
        self.ask_with(question, Patience::Whole)
    }

    fn ask_with(&self, question: Question, patience: Patience) -> Answering<'_> {
        match question.kind {
            RecordKind::Mx | RecordKind::A | RecordKind::Aaaa => Box::pin(self.bulk(question, patience)),
            RecordKind::Ptr | RecordKind::Txt | RecordKind::Tlsa => Box::pin(self.general.ask(question)),
        }
    }

    fn ask_vouched(&self, question: Question) -> Answering<'_> {
        Box::pin(async move {
            let reply = self.ask(question.clone()).await;
            // What goes in bulk asks for no word of DNSSEC.
            let is_open = !reply.authenticated && matches!(reply.outcome, Lookup::Found(_)) && self.general.vouches();
            if !is_open || !matches!(question.kind, RecordKind::Mx | RecordKind::A | RecordKind::Aaaa) {
                return reply;
            }
            let vouched = self.general.ask(question).await;
            let is_same = (&vouched.outcome, &vouched.canonical) == (&reply.outcome, &reply.canonical);
            Reply { authenticated: vouched.authenticated && is_same, ..reply }
        })
    }

    fn in_bulk(self: Arc<Self>) -> Option<Box<dyn Bulk>> {
        Some(Box::new(Desk::new(self)))
    }

    fn stats(&self) -> Stats {
        self.shared.stats() + self.counters.stats()
    }

    fn backlog(&self) -> usize {
        self.shared.backlog()
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
        assert_eq!(network.general.servers(), 1);
    }

    #[test]
    fn a_network_outside_a_runtime_is_an_error_and_no_panic() {
        assert!(matches!(connect(&[USABLE]), Err(NetworkError::NoRuntime)));
    }
}
