//! The connections: who is asked when. Sessions run side by side, but never two at one address, and what one address said holds for
//! every host with that address, for EHLO names none. What fails is tried again later in the run, each time with more patience.

use super::findings::{self, Finding};
use super::session::{End, Failed, Heard, Session, Stage};
use super::targets::{Target, Targets};
use super::{Helo, MailHost, Probed, Settings, State, TRIES, Wanted};
use crate::dns::{Dns, Question, RecordKind};
use crate::domain::{AddressClass, Domain};
use crate::facts::{HostFacts, Lookup};
use crate::reason::Reason;
use futures_util::StreamExt;
use futures_util::stream;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout};

/// Targets in work at the same time. Most of them wait for a connection, or for their next try.
const TARGETS_IN_WORK: usize = 2_000;
/// Addresses that are tried for a target in one round, so that a domain with many dead hosts costs no more than one with a few.
const ADDRESSES_TRIED_MAX: usize = 6;
/// Addresses of one host and kind.
const ADDRESSES_A_HOST: usize = 2;
/// What part of the patience each round has, in percent.
const SHARES: [u32; TRIES as usize] = [30, 50, 100];
/// From the beginning of a round to that of the next, and from the end of one to the next, in percent of the patience.
const ROUNDS_APART: u32 = 45;
const PAUSE: u32 = 10;
/// The patience of what is tried while it is evident that no connection gets out, in percent.
const BLOCKED_SHARE: u32 = 15;
/// So many networks, all out of reach and no other one within it: then it is the port that is blocked. Told at once.
const BLOCKED_EVIDENT: usize = 8;
/// Refusals come faster than greetings, so the first moment proves nothing.
const BLOCKED_AFTER: Duration = Duration::from_millis(500);
/// The same at the end of a run, when nothing more will come.
const BLOCKED_LIKELY: usize = 3;
/// Octets that are read at once.
const READ_OCTETS: usize = 4 << 10;

/// What is told while hosts are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// No host of so many can be connected to. Told once.
    PortBlocked { hosts: usize },
    /// So many targets of all are done.
    Done { targets: usize, of: usize },
}

/// Asks the hosts of all these domains.
pub async fn probe(dns: Arc<dyn Dns>, wanted: &[Wanted], settings: &Settings, tell: &(dyn Fn(Told) + Sync)) -> Probed {
    let began = Instant::now();
    let Targets { targets, known, without_host, unknown } = Targets::of(wanted);
    let run = Run {
        dns,
        settings,
        tell,
        hosts: Mutex::new(known.into_iter().map(|(host, facts)| (host, Addresses::of(&facts))).collect()),
        places: Mutex::default(),
        states: Mutex::default(),
        permits: Semaphore::new(settings.connections.max(1)),
        port: Mutex::default(),
        no_ipv6: AtomicBool::new(false),
    };
    let mut asking = stream::iter(targets.iter().enumerate())
        .map(|(number, target)| run.target(number, target))
        .buffer_unordered(TARGETS_IN_WORK);
    let mut answered: HashSet<usize> = HashSet::new();
    let mut done = 0;
    while let Some((number, has_answered)) = asking.next().await {
        done += 1;
        answered.extend(has_answered.then_some(number));
        tell(Told::Done { targets: done, of: targets.len() });
    }
    drop(asking);
    let blocked = lock(&run.port).blocked_at_the_end();
    let states = std::mem::take(&mut *lock(&run.states));
    let mut hosts: Vec<MailHost> = states
        .into_iter()
        .map(|(host, asked)| asked.into_mail_host(host, &targets, wanted, &answered))
        .map(|host| MailHost { findings: findings::of_host(&host, blocked.is_some(), settings), ..host })
        .collect();
    hosts.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.host.cmp(&other.host)));
    Probed {
        hosts,
        findings: blocked
            .map(|hosts| Finding::of(Reason::ProbePort25Blocked, Some(hosts as u64)))
            .into_iter()
            .collect(),
        domains: wanted.len() as u64,
        without_host,
        unknown,
        elapsed: began.elapsed(),
    }
}

/// What all targets of a run share.
struct Run<'a> {
    dns: Arc<dyn Dns>,
    settings: &'a Settings,
    tell: &'a (dyn Fn(Told) + Sync),
    hosts: Mutex<HashMap<Domain, Addresses>>,
    /// One lock for each address: who holds it is the only one that speaks with it.
    places: Mutex<HashMap<IpAddr, Arc<tokio::sync::Mutex<Place>>>>,
    states: Mutex<BTreeMap<Domain, Asked>>,
    permits: Semaphore,
    port: Mutex<PortWatch>,
    /// This machine has no way to any address of IPv6.
    no_ipv6: AtomicBool,
}

/// The addresses of a host, as far as they were asked for.
#[derive(Clone, Debug, Default)]
struct Addresses {
    v4: Option<Lookup<Vec<Ipv4Addr>>>,
    v6: Option<Lookup<Vec<Ipv6Addr>>>,
}

impl Addresses {
    fn of(facts: &HostFacts) -> Addresses {
        Addresses { v4: Some(facts.v4.clone()), v6: facts.v6.clone() }
    }

    /// Those that may be connected to, IPv4 first.
    fn usable(&self, allow_non_public: bool) -> Vec<IpAddr> {
        let may = |ip: &IpAddr| {
            let is_somebody = !ip.is_unspecified() && !ip.is_multicast() && *ip != IpAddr::V4(Ipv4Addr::BROADCAST);
            is_somebody && (allow_non_public || AddressClass::of(*ip) == AddressClass::Public)
        };
        let v4 = if let Some(Lookup::Found(list)) = &self.v4 { list.as_slice() } else { &[] };
        let v6 = if let Some(Lookup::Found(list)) = &self.v6 { list.as_slice() } else { &[] };
        let v4 = v4.iter().map(|&ip| IpAddr::from(ip)).filter(may).take(ADDRESSES_A_HOST);
        let v6 = v6.iter().map(|&ip| IpAddr::from(ip)).filter(may).take(ADDRESSES_A_HOST);
        v4.chain(v6).collect()
    }

    /// What is known of a host that has no usable address.
    fn state(&self) -> State {
        let failed = matches!(self.v4, Some(Lookup::Failed(_))) || matches!(self.v6, Some(Lookup::Failed(_)));
        let found = matches!(self.v4, Some(Lookup::Found(_))) || matches!(self.v6, Some(Lookup::Found(_)));
        match (failed, found) {
            (true, _) => State::DnsFailed,
            (_, true) => State::NotPublic,
            _ => State::NoAddress,
        }
    }
}

/// An address, and what it said.
#[derive(Debug, Default)]
struct Place {
    tries: u8,
    heard: Option<Heard>,
}

impl Place {
    /// What is known, if it is not to be asked again in this round.
    fn settled(&self, round: u8) -> Option<&Heard> {
        let heard = self.heard.as_ref()?;
        (self.tries >= round || !matches!(heard.end, End::Failed(_))).then_some(heard)
    }

    /// Of several failures the one that came furthest is kept.
    fn keep(&mut self, heard: Heard) -> Heard {
        self.tries += 1;
        let failed_earlier =
            matches!(heard.end, End::Failed(_)) && self.heard.as_ref().is_some_and(|before| before.stage > heard.stage);
        if !failed_earlier {
            self.heard = Some(heard.clone());
        }
        self.heard.clone().unwrap_or(heard)
    }
}

/// A host that was asked, or would have been.
#[derive(Debug)]
struct Asked {
    address: Option<IpAddr>,
    tries: u8,
    state: State,
    targets: BTreeSet<usize>,
}

impl Asked {
    fn into_mail_host(
        self,
        host: Domain,
        targets: &[Target],
        wanted: &[Wanted],
        answered: &HashSet<usize>,
    ) -> MailHost {
        let of_host = || self.targets.iter().filter_map(|number| targets.get(*number));
        let mut domains: Vec<Domain> =
            of_host().flat_map(|target| &target.domains).map(|&place| wanted[place].domain.clone()).collect();
        domains.sort_unstable();
        MailHost {
            host,
            address: self.address,
            domains,
            rows: of_host().map(|target| target.rows).sum(),
            tries: self.tries,
            is_stood_in_for: !self.state.answers() && self.targets.iter().all(|number| answered.contains(number)),
            state: self.state,
            findings: Vec::new(),
        }
    }
}

/// Looks out for a network that lets no connection out.
#[derive(Debug, Default)]
struct PortWatch {
    failed: HashSet<IpAddr>,
    first_failed: Option<Instant>,
    connected: bool,
    told: bool,
}

impl PortWatch {
    fn hear(&mut self, ip: IpAddr, heard: &Heard) {
        if heard.is_connected() {
            self.connected = true;
        } else if !(ip.is_ipv6() && heard.end == End::Failed(Failed::NoRoute)) {
            self.failed.insert(network(ip));
            self.first_failed.get_or_insert_with(Instant::now);
        }
    }

    fn is_evident(&self, now: Instant) -> bool {
        let is_old = self.first_failed.is_some_and(|first| now.duration_since(first) >= BLOCKED_AFTER);
        !self.connected && self.failed.len() >= BLOCKED_EVIDENT && is_old
    }

    fn blocked_at_the_end(&self) -> Option<usize> {
        (!self.connected && self.failed.len() >= BLOCKED_LIKELY).then_some(self.failed.len())
    }
}

/// The network of an address: neighbours may well be out of order together. In a laboratory all are neighbours.
fn network(ip: IpAddr) -> IpAddr {
    match ip {
        _ if AddressClass::of(ip) != AddressClass::Public => ip,
        IpAddr::V4(v4) => Ipv4Addr::from(u32::from(v4) & 0xffff_ff00).into(),
        IpAddr::V6(v6) => Ipv6Addr::from(u128::from(v6) & !(u128::MAX >> 48)).into(),
    }
}

impl Run<'_> {
    /// Asks the hosts of a target in their order until one answers, in several rounds. Gives its number, and whether one answered.
    async fn target(&self, number: usize, target: &Target) -> (usize, bool) {
        for round in 1..=TRIES {
            // What is true of the network is not tried on every host three times.
            if round > 1 && self.is_port_blocked() {
                break;
            }
            let began = Instant::now();
            match self.round(number, target, round).await {
                Round::Answered => return (number, true),
                Round::Settled => break,
                Round::Failed if round == TRIES => break,
                Round::Failed => {}
            }
            let next = began + self.settings.patience * ROUNDS_APART / 100;
            sleep_until(next.max(Instant::now() + self.settings.patience * PAUSE / 100)).await;
        }
        (number, false)
    }

    async fn round(&self, number: usize, target: &Target, round: u8) -> Round {
        let places = self.places_of(number, target, round).await;
        let mut left = self.settings.patience * SHARES[usize::from(round) - 1] / 100;
        let mut outcome = Round::Settled;
        for (tried, (host, ip)) in places.iter().enumerate() {
            // What has no time left waits for the next round, and counts as no try.
            if tried > 0 && left.is_zero() {
                return Round::Failed;
            }
            let share = left / (places.len() - tried) as u32;
            let Visit { heard, tries, took } = self.visit(*ip, round, share).await;
            left = left.saturating_sub(took);
            let failed = matches!(heard.end, End::Failed(_));
            let answered = matches!(heard.end, End::Answered(_));
            self.note(number, host, Some(*ip), tries, State::Heard(heard));
            if answered {
                return Round::Answered;
            }
            if failed {
                outcome = Round::Failed;
            }
        }
        outcome
    }

    /// The addresses to be tried, in their order, with their hosts. IPv6 is asked for where IPv4 is not enough.
    async fn places_of(&self, number: usize, target: &Target, round: u8) -> Vec<(Domain, IpAddr)> {
        let mut places: Vec<(Domain, IpAddr)> = Vec::new();
        for host in &target.hosts {
            if places.len() >= ADDRESSES_TRIED_MAX {
                break;
            }
            let addresses = self.addresses(host, round).await;
            let mut usable = addresses.usable(self.settings.allow_non_public);
            if usable.is_empty() {
                self.note(number, host, None, 0, addresses.state());
            }
            if usable.iter().any(IpAddr::is_ipv4) && self.no_ipv6.load(Ordering::Relaxed) {
                usable.retain(IpAddr::is_ipv4);
            }
            for ip in usable {
                if places.len() < ADDRESSES_TRIED_MAX && places.iter().all(|(_, known)| *known != ip) {
                    places.push((host.clone(), ip));
                }
            }
        }
        places
    }

    async fn addresses(&self, host: &Domain, round: u8) -> Addresses {
        let mut addresses = lock(&self.hosts).get(host).cloned().unwrap_or_default();
        let ask = |kind| self.dns.ask(Question { name: host.clone(), kind });
        if addresses.v4.is_none() {
            addresses.v4 = Some(ask(RecordKind::A).await.outcome.into_a());
        }
        let enough = round == 1 && !addresses.usable(self.settings.allow_non_public).is_empty();
        if addresses.v6.is_none() && !enough && addresses.v4 != Some(Lookup::NxDomain) {
            addresses.v6 = Some(ask(RecordKind::Aaaa).await.outcome.into_aaaa());
        }
        lock(&self.hosts).insert(host.clone(), addresses.clone());
        addresses
    }

    /// Speaks with an address, unless it said all that it will in this round.
    async fn visit(&self, ip: IpAddr, round: u8, patience: Duration) -> Visit {
        let place = lock(&self.places).entry(ip).or_default().clone();
        let mut place = place.lock().await;
        if let Some(heard) = place.settled(round) {
            return Visit { heard: heard.clone(), tries: place.tries, took: Duration::ZERO };
        }
        // Closed only with the run.
        let _permit = self.permits.acquire().await;
        let blocked = self.is_port_blocked();
        let most = if blocked { self.settings.patience * BLOCKED_SHARE / 100 } else { patience };
        let began = Instant::now();
        let heard = talk(SocketAddr::new(ip, self.settings.port), &self.settings.helo, patience.min(most)).await;
        if ip.is_ipv6() && heard.stage == Stage::Connect && heard.end == End::Failed(Failed::NoRoute) {
            self.no_ipv6.store(true, Ordering::Relaxed);
        }
        lock(&self.port).hear(ip, &heard);
        self.is_port_blocked();
        let heard = place.keep(heard);
        Visit { heard, tries: place.tries, took: began.elapsed() }
    }

    /// Whether it is evident that no connection gets out. Tells it the first time.
    fn is_port_blocked(&self) -> bool {
        let hosts = {
            let mut port = lock(&self.port);
            if !port.is_evident(Instant::now()) {
                return false;
            }
            if std::mem::replace(&mut port.told, true) {
                return true;
            }
            port.failed.len()
        };
        (self.tell)(Told::PortBlocked { hosts });
        true
    }

    /// Keeps what is known of a host. Of several addresses the one that says most counts.
    fn note(&self, number: usize, host: &Domain, address: Option<IpAddr>, tries: u8, state: State) {
        let mut states = lock(&self.states);
        let fresh = || Asked { address, tries, state: state.clone(), targets: BTreeSet::new() };
        let asked = states.entry(host.clone()).or_insert_with(fresh);
        asked.targets.insert(number);
        asked.tries = asked.tries.max(tries);
        if state.weight() >= asked.state.weight() {
            (asked.address, asked.state) = (address, state);
        }
    }
}

/// How a round over a target's hosts came out.
enum Round {
    Answered,
    /// None answered, and none will.
    Settled,
    /// Another try may help.
    Failed,
}

struct Visit {
    heard: Heard,
    tries: u8,
    took: Duration,
}

/// Connects, and carries out a session. Ends within `patience` and the time for a farewell.
async fn talk(to: SocketAddr, helo: &Helo, patience: Duration) -> Heard {
    let began = Instant::now();
    let stream = match timeout(patience, TcpStream::connect(to)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Heard::not_connected(why(&error), began.elapsed()),
        Err(_) => return Heard::not_connected(Failed::Timeout, began.elapsed()),
    };
    let mut session = Session::begin(&name(helo, &stream), began.elapsed(), patience);
    let mut buffer = [0; READ_OCTETS];
    while !session.is_over() {
        let output = session.take_output();
        let waits = session.due().saturating_sub(began.elapsed());
        if !output.is_empty() {
            match timeout(waits, send(&stream, &output)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => session.broke(began.elapsed()),
                Err(_) => session.tick(began.elapsed().max(session.due())),
            }
            continue;
        }
        match timeout(waits, receive(&stream, &mut buffer)).await {
            Ok(Ok(0)) => session.closed(began.elapsed()),
            Ok(Ok(octets)) => session.received(&buffer[..octets], began.elapsed()),
            Ok(Err(_)) => session.broke(began.elapsed()),
            Err(_) => session.tick(began.elapsed().max(session.due())),
        }
        // A host that never stops talking does not wait for a time-out of the system.
        session.tick(began.elapsed());
    }
    let nothing = Heard::not_connected(Failed::Broken, began.elapsed());
    session.into_heard().unwrap_or(nothing)
}

/// What to say in EHLO over this connection.
fn name(helo: &Helo, stream: &TcpStream) -> String {
    match helo {
        Helo::Name(name) => name.clone(),
        Helo::Literal => match stream.local_addr().map(|address| address.ip()) {
            Ok(IpAddr::V6(v6)) => format!("[IPv6:{v6}]"),
            Ok(IpAddr::V4(v4)) => format!("[{v4}]"),
            Err(_) => "[127.0.0.1]".to_owned(),
        },
    }
}

async fn send(stream: &TcpStream, mut octets: &[u8]) -> std::io::Result<()> {
    while !octets.is_empty() {
        stream.writable().await?;
        match stream.try_write(octets) {
            Ok(sent) => octets = &octets[sent..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn receive(stream: &TcpStream, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        stream.readable().await?;
        match stream.try_read(buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            result => return result,
        }
    }
}

fn why(error: &std::io::Error) -> Failed {
    match error.kind() {
        ErrorKind::ConnectionRefused => Failed::ConnectionRefused,
        ErrorKind::TimedOut => Failed::Timeout,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => Failed::NoRoute,
        _ => Failed::Broken,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
