//! The general resolver, for what is rare: PTR, TXT and TLSA, by hickory-resolver's pool of servers, and TCP after a truncated
//! answer. The pool is used without its cache, its hosts file and its search domains, so that every question is asked as it
//! stands; what the messages say is read by the same code as everywhere else. The pool drops EDNS from an absence, and with
//! it what a server says of filtering it; so TCP, which is for mail hosts too, goes without the pool.

use super::chain::{Chain, Next};
use super::counters::Counters;
use super::message::{EDNS_OCTETS, End, Reading, read, record_type, wire_name};
use super::{NetworkSettings, Question, RecordKind, Reply, tcp};
use crate::domain::Domain;
use crate::facts::{Failure, Lookup};
use hickory_proto::op::{DnsRequest, DnsRequestOptions, Edns, Message, OpCode, Query, ResponseCode};
use hickory_resolver::config::{NameServerConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::xfer::FirstAnswer;
use hickory_resolver::net::{DnsError, DnsHandle, NetError};
use hickory_resolver::{NameServerPool, PoolContext, TlsConfig};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Times that a question is asked before a failure is believed, or once of each server if there are more.
const ATTEMPTS: usize = 3;
/// The shortest time that one attempt gets, if the question still has it.
const ATTEMPT_MIN: Duration = Duration::from_millis(1000);
/// Questions over TCP at the same time: plenty for what is rare, and few connections for a server to hold open.
const TCP_MAX: usize = 24;
/// The pause after a failure, doubled each time.
const PAUSE: Duration = Duration::from_millis(60);

type Pool = NameServerPool<TokioRuntimeProvider>;

/// hickory-resolver's connections, one pool for each server, because a pool does not go on to the next server after
/// SERVFAIL or REFUSED.
pub(super) struct General {
    any: Vec<Pool>,
    servers: Vec<SocketAddr>,
    /// Which of them are trusted to say for which answers DNSSEC vouches.
    trusted: Vec<bool>,
    tcp_window: Semaphore,
    timeout: Duration,
    counters: Arc<Counters>,
}

impl std::fmt::Debug for General {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("General").field("servers", &self.any.len()).finish_non_exhaustive()
    }
}

impl General {
    pub(super) fn new(
        servers: &[SocketAddr],
        settings: &NetworkSettings,
        counters: Arc<Counters>,
    ) -> Result<General, NetError> {
        let timeout = settings.timeout;
        let is_trusted = |server: &SocketAddr| settings.dnssec_trusted || server.ip().to_canonical().is_loopback();
        let attempts = servers.len().max(ATTEMPTS) as u32;
        let each = (timeout / attempts).max(ATTEMPT_MIN).min(timeout);
        let pool = |server: &SocketAddr| {
            let mut config = NameServerConfig::udp_and_tcp(server.ip());
            config.connections.iter_mut().for_each(|connection| connection.port = server.port());
            let context = PoolContext::new(options(each), TlsConfig::new()?);
            Ok::<_, NetError>(Pool::from_config([config], Arc::new(context), TokioRuntimeProvider::default()))
        };
        Ok(General {
            any: servers.iter().map(pool).collect::<Result<_, _>>()?,
            servers: servers.to_vec(),
            trusted: servers.iter().map(is_trusted).collect(),
            tcp_window: Semaphore::new(TCP_MAX),
            timeout,
            counters,
        })
    }

    #[cfg(test)]
    pub(super) fn servers(&self) -> usize {
        self.any.len()
    }

    /// Whether there is a server that could vouch for an answer.
    pub(super) fn vouches(&self) -> bool {
        self.trusted.contains(&true)
    }

    /// Answers a question of any kind, retries and aliases included.
    pub(super) async fn ask(&self, question: Question) -> Reply {
        let began = Instant::now();
        let deadline = began + self.timeout;
        let mut chain = Chain::new(&question);
        let mut most_attempts = 0;
        let (outcome, additional) = loop {
            let (result, attempts) = self.fetch(&chain.current, question.kind, deadline).await;
            most_attempts = most_attempts.max(attempts);
            match result {
                Ok(reading) => {
                    if let Next::Done(outcome, additional) = chain.absorb(reading) {
                        break (outcome, additional);
                    }
                }
                Err(failure) => break (Lookup::Failed(failure), Vec::new()),
            }
        };
        chain.reply(outcome, additional, most_attempts, began.elapsed())
    }

    /// Gets a message that is an answer, from one server after the other.
    async fn fetch(&self, name: &Domain, kind: RecordKind, deadline: Instant) -> (Result<Reading, Failure>, u8) {
        let mut last = Failure::Timeout;
        let attempts_max = self.any.len().max(ATTEMPTS);
        for attempt in 0..attempts_max {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return (Err(last), attempt as u8);
            }
            self.counters.queries.add();
            let server = attempt % self.any.len();
            match send(&self.any[server], name, kind, left).await {
                Ok(reading) => {
                    self.counters.answers.add();
                    let authenticated = reading.authenticated && self.trusted[server];
                    return (Ok(Reading { authenticated, ..reading }), attempt as u8 + 1);
                }
                Err(failure) => {
                    last = failure;
                    self.count(failure);
                }
            }
            let round = attempt as u32 / self.any.len() as u32;
            if (attempt + 1) % self.any.len() == 0 && attempt + 1 < attempts_max {
                tokio::time::sleep((PAUSE * 2u32.pow(round.min(4))).min(left)).await;
            }
        }
        (Err(last), attempts_max as u8)
    }

    fn count(&self, failure: Failure) {
        match failure {
            Failure::Timeout | Failure::Network => self.counters.timeouts.add(),
            Failure::ServFail => self.counters.servfail.add(),
            Failure::Refused => self.counters.refused.add(),
            Failure::Malformed | Failure::Filtered | Failure::NotAsked => {}
        }
        if !matches!(failure, Failure::Timeout | Failure::Network) {
            self.counters.answers.add();
        }
    }

    /// Asks one server over TCP, by its number in the list of servers.
    pub(super) async fn over_tcp(
        &self,
        server: usize,
        name: &Domain,
        kind: RecordKind,
        left: Duration,
    ) -> Result<Reading, Failure> {
        let Some(&server) = self.servers.get(server) else { return Err(Failure::Network) };
        let asking = async {
            let _turn = self.tcp_window.acquire().await;
            self.counters.queries.add();
            self.counters.tcp.add();
            tcp::ask(server, name, kind).await
        };
        tokio::time::timeout(left, asking).await.unwrap_or(Err(Failure::Timeout))
    }
}

fn options(timeout: Duration) -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = timeout;
    options.attempts = 0;
    options.edns0 = true;
    options.edns_payload_len = EDNS_OCTETS;
    options.cache_size = 0;
    options.num_concurrent_reqs = 1;
    options.try_tcp_on_error = false;
    options
}

/// One question to one server. A failure that the server itself reports is an `Err` too.
async fn send(pool: &Pool, name: &Domain, kind: RecordKind, left: Duration) -> Result<Reading, Failure> {
    let query = Query::query(wire_name(name).map_err(|_| Failure::Malformed)?, record_type(kind));
    let mut request = DnsRequestOptions::default();
    request.use_edns = true;
    request.edns_payload_len = EDNS_OCTETS;
    request.recursion_desired = true;
    let mut message = Message::query();
    message.metadata.recursion_desired = true;
    // Who does not ask for it is not told what DNSSEC vouches for (RFC 6840 §5.7).
    message.metadata.authentic_data = true;
    message.queries.push(query);
    message.edns.get_or_insert_with(Edns::new).set_max_payload(EDNS_OCTETS);
    let request = DnsRequest::new(message, request);
    let reply = match tokio::time::timeout(left, pool.send(request).first_answer()).await {
        Ok(reply) => reply,
        Err(_) => return Err(Failure::Timeout),
    };
    let message = match reply {
        Ok(response) => response.into_message(),
        Err(error) => message_of(error)?,
    };
    if message.metadata.truncation {
        return Err(Failure::Malformed);
    }
    let reading = read(&message, name, kind);
    match reading.end {
        End::Failed(failure) => Err(failure),
        _ => Ok(reading),
    }
}

/// hickory reports messages without records, and with an error code, as errors. This makes messages of them again.
fn message_of(error: NetError) -> Result<Message, Failure> {
    let mut message = Message::response(0, OpCode::Query);
    match error {
        NetError::Dns(DnsError::NoRecordsFound(none)) => {
            message.metadata.response_code = none.response_code;
            if let Some(authorities) = none.authorities {
                message.insert_authorities(authorities.to_vec());
            }
            Ok(message)
        }
        NetError::Dns(DnsError::ResponseCode(code)) => {
            message.metadata.response_code = code;
            Ok(message)
        }
        NetError::Dns(_) => {
            message.metadata.response_code = ResponseCode::ServFail;
            Ok(message)
        }
        NetError::Timeout | NetError::Busy => Err(Failure::Timeout),
        NetError::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => Err(Failure::Timeout),
        NetError::Io(_) | NetError::NoConnections => Err(Failure::Network),
        _ => Err(Failure::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_who_is_on_this_machine_or_called_trusted_vouches_for_answers() {
        let servers = ["192.0.2.1:53", "127.0.0.53:53", "[::1]:53", "[::ffff:127.0.0.1]:53", "[2001:db8::1]:53"];
        let servers = servers.map(|text| text.parse().expect("an address"));
        for (dnssec_trusted, expected) in [(false, [false, true, true, true, false]), (true, [true; 5])] {
            let settings = NetworkSettings { dnssec_trusted, ..NetworkSettings::default() };
            let general = General::new(&servers, &settings, Arc::default()).expect("pools");
            assert_eq!((general.vouches(), &general.trusted[..]), (true, &expected[..]));
            assert_eq!(
                General::new(&servers[..1], &settings, Arc::default()).expect("a pool").vouches(),
                dnssec_trusted
            );
        }
    }
}
