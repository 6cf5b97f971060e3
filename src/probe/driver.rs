//! The connections: who is asked when. Sessions run side by side, but never two at one address, and what one address said holds for
//! every host with that address, for EHLO names none. What fails is tried again later in the run, each time with more patience.

use super::findings::{self, Finding};
use super::session::{End, Failed, Heard, Session, Stage};
use super::targets::{Target, Targets};
use super::wire::{name, receive, send, why};
use super::{Helo, MailHost, Probed, Settings, State, TRIES, Wanted};
use crate::dns::{Dns, Question, RecordKind};
use crate::domain::{AddressClass, Domain};
use crate::facts::{HostFacts, Lookup};
use crate::reason::Reason;
use futures_util::StreamExt;
use futures_util::stream;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
/// The patience of what is tried while it is likely that no connection gets out, in percent.
const BLOCKED_SHARE: u32 = 15;
/// So many networks, all out of reach and no other one within it, make it likely that the port is blocked. It is evident when all
/// hosts have had their first try, or when as many again were tried and failed after that.
const BLOCKED_EVIDENT: usize = 8;
/// Refusals come faster than connections, so the first moment proves nothing.
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
        port: Mutex::new(PortWatch { untried: targets.len(), ..PortWatch::default() }),
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
    let known = std::mem::take(&mut *lock(&run.hosts)).into_iter();
    Probed {
        hosts,
        addresses: known.map(|(host, addresses)| (host, addresses.all_v4(settings.allow_non_public))).collect(),
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
        let may = |ip: &IpAddr| may_be_connected_to(*ip, allow_non_public);
        let v4 = if let Some(Lookup::Found(list)) = &self.v4 { list.as_slice() } else { &[] };
        let v6 = if let Some(Lookup::Found(list)) = &self.v6 { list.as_slice() } else { &[] };
        let v4 = v4.iter().map(|&ip| IpAddr::from(ip)).filter(may).take(ADDRESSES_A_HOST);
        let v6 = v6.iter().map(|&ip| IpAddr::from(ip)).filter(may).take(ADDRESSES_A_HOST);
        v4.chain(v6).collect()
    }

    /// All of IPv4 that may be connected to.
    fn all_v4(&self, allow_non_public: bool) -> Vec<IpAddr> {
        let Some(Lookup::Found(list)) = &self.v4 else { return Vec::new() };
        list.iter().map(|&ip| IpAddr::from(ip)).filter(|ip| may_be_connected_to(*ip, allow_non_public)).collect()
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

/// Whether an address is somebody's, and is not that of a stranger's own network.
fn may_be_connected_to(ip: IpAddr, allow_non_public: bool) -> bool {
    let is_somebody = !ip.is_unspecified() && !ip.is_multicast() && ip != IpAddr::V4(Ipv4Addr::BROADCAST);
    is_somebody && (allow_non_public || AddressClass::of(ip) == AddressClass::Public)
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
    /// When the first of them was tried.
    first_tried: Option<Instant>,
    /// Since when it is likely.
    likely: Option<Instant>,
    /// Those that were tried since then, and failed too.
    failed_since: HashSet<IpAddr>,
    connected: bool,
    /// Targets that wait for their first try.
    untried: usize,
    told: bool,
}

impl PortWatch {
    fn hear(&mut self, ip: IpAddr, heard: &Heard, began: Instant) {
        if heard.is_connected() {
            self.connected = true;
            return;
        }
        // A machine without IPv6 says nothing about the port.
        if ip.is_ipv6() && heard.end == End::Failed(Failed::NoRoute) {
            return;
        }
        self.failed.insert(network(ip));
        let now = Instant::now();
        let first = self.first_tried.map_or(began, |first| first.min(began));
        self.first_tried = Some(first);
        match self.likely {
            Some(likely) if began >= likely => drop(self.failed_since.insert(network(ip))),
            None if self.failed.len() >= BLOCKED_EVIDENT && now.duration_since(first) >= BLOCKED_AFTER => {
                self.likely = Some(now);
            }
            Some(_) | None => {}
        }
    }

    /// Whether little patience is enough, for now.
    fn is_likely(&self) -> bool {
        !self.connected && self.likely.is_some()
    }

    fn is_evident(&self) -> bool {
        let all_failed = !self.connected && self.failed.len() >= BLOCKED_EVIDENT;
        all_failed && (self.untried == 0 || self.failed_since.len() >= BLOCKED_EVIDENT)
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
            let outcome = self.round(number, target, round).await;
            if round == 1 {
                lock(&self.port).untried -= 1;
                self.is_port_blocked();
            }
            match outcome {
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
        let blocked = lock(&self.port).is_likely();
        let most = if blocked { self.settings.patience * BLOCKED_SHARE / 100 } else { patience };
        let began = Instant::now();
        let heard = talk(SocketAddr::new(ip, self.settings.port), &self.settings.helo, patience.min(most)).await;
        if ip.is_ipv6() && heard.stage == Stage::Connect && heard.end == End::Failed(Failed::NoRoute) {
            self.no_ipv6.store(true, Ordering::Relaxed);
        }
        lock(&self.port).hear(ip, &heard, began);
        self.is_port_blocked();
        let heard = place.keep(heard);
        Visit { heard, tries: place.tries, took: began.elapsed() }
    }

    /// Whether it is evident that no connection gets out. Tells it the first time.
    fn is_port_blocked(&self) -> bool {
        let hosts = {
            let mut port = lock(&self.port);
            if !port.is_evident() {
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(watch: &mut PortWatch, last: u8, began: Instant, connects: bool) {
        let failed = Heard::not_connected(Failed::Timeout, Duration::ZERO);
        let heard = if connects { Heard { stage: Stage::Greeting, ..failed } } else { failed };
        watch.hear(IpAddr::from([192, 0, 2, last]), &heard, began);
    }

    fn watch(untried: usize) -> PortWatch {
        PortWatch { untried, ..PortWatch::default() }
    }

    #[test]
    fn a_blocked_port_is_evident_when_eight_hosts_and_eight_more_cannot_be_connected_to() {
        let (mut watch, long_ago) = (watch(1_000), Instant::now() - Duration::from_secs(6));
        (1..=50).for_each(|last| tried(&mut watch, last, long_ago, false));
        assert!(watch.is_likely() && !watch.is_evident(), "the others were not tried yet");
        (51..=57).for_each(|last| tried(&mut watch, last, Instant::now(), false));
        assert!(!watch.is_evident());
        tried(&mut watch, 58, Instant::now(), false);
        assert!(watch.is_evident());
        assert_eq!(watch.blocked_at_the_end(), Some(58));
        tried(&mut watch, 99, long_ago, true);
        assert!(!watch.is_evident() && watch.blocked_at_the_end().is_none(), "one connection proves the opposite");
    }

    #[test]
    fn a_blocked_port_is_evident_when_all_hosts_had_their_first_try() {
        let mut watch = watch(1);
        (1..=8).for_each(|last| tried(&mut watch, last, Instant::now(), false));
        assert!(!watch.is_evident());
        watch.untried = 0;
        assert!(watch.is_evident());
    }

    #[test]
    fn few_hosts_one_network_and_no_ipv6_prove_nothing() {
        let mut few = watch(0);
        (1..=2).for_each(|last| tried(&mut few, last, Instant::now(), false));
        assert_eq!((few.is_evident(), few.blocked_at_the_end()), (false, None));
        let mut one = watch(0);
        let timeout = Heard::not_connected(Failed::Timeout, Duration::ZERO);
        (1..=20).for_each(|last| one.hear(IpAddr::from([198, 41, 0, last]), &timeout, Instant::now()));
        assert_eq!((one.is_evident(), one.blocked_at_the_end()), (false, None));
        let mut no_ipv6 = watch(0);
        let no_route = Heard::not_connected(Failed::NoRoute, Duration::ZERO);
        for last in 1..=20 {
            no_ipv6.hear(IpAddr::from([0x2a00, last, 0, 0, 0, 0, 0, 1]), &no_route, Instant::now());
        }
        assert_eq!((no_ipv6.is_evident(), no_ipv6.blocked_at_the_end()), (false, None));
    }

    #[test]
    fn what_an_address_said_is_asked_for_once_and_the_furthest_failure_is_kept() {
        let mut place = Place::default();
        let failed = |stage| Heard { stage, ..Heard::not_connected(Failed::Timeout, Duration::ZERO) };
        assert!(place.settled(1).is_none());
        place.keep(failed(Stage::Greeting));
        assert!(place.settled(1).is_some() && place.settled(2).is_none());
        assert_eq!(place.keep(failed(Stage::Connect)).stage, Stage::Greeting);
        assert_eq!(place.tries, 2);
        place.keep(Heard { end: End::Answered(Default::default()), ..failed(Stage::Ehlo) });
        assert!(place.settled(3).is_some_and(|heard| heard.stage == Stage::Ehlo), "an answer is final");
    }

    #[test]
    fn only_addresses_of_somebody_are_connected_to() {
        let v4 = |text: &str| text.parse::<Ipv4Addr>().expect(text);
        let all = ["127.0.0.1", "10.0.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.41.0.4", "192.0.2.1"];
        for (allow_non_public, expected) in
            [(false, vec!["198.41.0.4"]), (true, vec!["127.0.0.1", "10.0.0.1", "198.41.0.4", "192.0.2.1"])]
        {
            let seen: Vec<IpAddr> = all
                .iter()
                .flat_map(|ip| Addresses { v4: Some(Lookup::Found(vec![v4(ip)])), v6: None }.usable(allow_non_public))
                .collect();
            let expected: Vec<IpAddr> = expected.into_iter().map(|ip| v4(ip).into()).collect();
            assert_eq!(seen, expected);
            // Nor is one of the others that stand beside it.
            let beside = Addresses { v4: Some(Lookup::Found(all.map(v4).to_vec())), v6: None };
            assert_eq!(beside.all_v4(allow_non_public), expected);
        }
        let mapped = Addresses {
            v4: None,
            v6: Some(Lookup::Found(vec![
                "::ffff:10.0.0.1".parse().expect("an address"),
                "fe80::1".parse().expect("an address"),
            ])),
        };
        assert!(mapped.usable(false).is_empty());
        assert_eq!(mapped.state(), State::NotPublic);
    }
}
