//! The engine's decisions: which question goes to which server when, what a datagram means for it, and when it is given
//! up. Pure: it knows no socket and reads no clock. Datagrams and the time are handed in; datagrams to send, replies and
//! the time of the next decision are handed out. So a whole run can be simulated.
//!
//! It must never take a failure for absence, and never believe a datagram whose server, id and question do not match.

mod asking;
mod ids;
mod outbox;
mod probes;
mod server;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
mod wheel;

pub(super) use self::outbox::Outbox;
pub(super) use self::server::LINKS;

use self::asking::{AfterFailure, Asking, Booking, Place};
use self::probes::Probes;
use self::server::{Case, Server};
use self::wheel::{Timer, Wheel};
use super::super::message::{End, HEADER_OCTETS, Match, Query, Reading, matches, read, read_common};
use super::super::{RecordKind, Records, ServerStats, Stats};
use super::outage::Silence;
use crate::domain::Domain;
use crate::facts::{AddressClass, Failure};
use foldhash::{HashMap, HashMapExt};
use hickory_proto::op::{Message, ResponseCode};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::time::Instant;

/// Slow questions that may wait beside the window, as a multiple of it.
const PARKED_PER_WINDOW: usize = 32;
const PARKED_MIN: usize = 1000;
/// Failures of the first sweep that are remembered.
const FAILED_MAX: usize = 100_000;

/// How the machine asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub servers: usize,
    /// For one question with all its attempts.
    pub timeout: Duration,
    /// Open questions at the same time, those that are slow not counted.
    pub window: usize,
    /// How many times more they may be where the way to the server is long.
    pub widest: f64,
    /// Questions a second to each server.
    pub rate: Option<u32>,
}

/// A question for the machine.
#[derive(Debug)]
pub(super) struct Ask<T> {
    /// Handed back with what was found out.
    pub token: T,
    pub name: Domain,
    pub kind: RecordKind,
    pub budget: Duration,
    pub sweep: Sweep,
}

/// In a run that has two sweeps, the first one gives a question all its time. The second one is for what failed long
/// before its end: what has just failed would only fail again, unless datagrams are being lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sweep {
    Only,
    First,
    Second,
}

/// What was found out about a question.
#[derive(Debug)]
pub(super) struct Told {
    pub result: Result<Reading, Failure>,
    /// How often it was sent to the server that was asked most.
    pub attempts: u8,
    /// From the first sending, without the time in which it waited for its turn to be sent again.
    pub elapsed: Duration,
}

/// A question whose answer did not fit into a datagram.
#[derive(Debug)]
pub(super) struct OverTcp {
    pub key: u32,
    pub stamp: u32,
    pub server: usize,
    pub name: Domain,
    pub kind: RecordKind,
    pub left: Duration,
}

/// All questions and servers of a network.
#[derive(Debug)]
pub(super) struct Machine<T> {
    limits: Limits,
    servers: Vec<Server>,
    askings: Vec<Option<Asking<Option<T>>>>,
    free: Vec<u32>,
    /// Probes have no token.
    fresh: VecDeque<Ask<Option<T>>>,
    probes: Probes,
    again: VecDeque<u32>,
    fresh_has_turn: bool,
    wheel: Wheel,
    stamp: u32,
    parked: usize,
    turn: usize,
    silence: Silence,
    failed: HashMap<(Domain, RecordKind), (Failure, Instant)>,
    dice: StdRng,
    /// When sending can go on, if it had to stop for the pace.
    paced: Option<Instant>,
    pub stats: Stats,
    pub done: Vec<(T, Told)>,
    pub over_tcp: Vec<OverTcp>,
}

impl<T> Machine<T> {
    /// `seed` is for ids and letter cases, and must be unpredictable outside of tests.
    pub(super) fn new(limits: Limits, seed: [u8; 32], now: Instant) -> Machine<T> {
        Machine {
            servers: (0..limits.servers).map(|_| Server::new(&limits, now)).collect(),
            silence: Silence::new(limits.timeout),
            limits,
            askings: Vec::new(),
            free: Vec::new(),
            fresh: VecDeque::new(),
            probes: Probes::default(),
            again: VecDeque::new(),
            fresh_has_turn: true,
            wheel: Wheel::new(now),
            stamp: 0,
            parked: 0,
            turn: 0,
            failed: HashMap::new(),
            dice: StdRng::from_seed(seed),
            paced: None,
            stats: Stats::default(),
            done: Vec::new(),
            over_tcp: Vec::new(),
        }
    }

    /// Takes a question on.
    pub(super) fn ask(&mut self, ask: Ask<T>, now: Instant) {
        if ask.sweep == Sweep::Second
            && let Some((failure, ended)) = self.failed.remove(&(ask.name.clone(), ask.kind))
            && now.saturating_duration_since(ended) < self.limits.timeout
            && !self.servers.iter().any(Server::loses_some)
        {
            let told = Told { result: Err(failure), attempts: 0, elapsed: Duration::ZERO };
            self.done.push((ask.token, told));
            return;
        }
        let Ask { token, name, kind, budget, sweep } = ask;
        self.fresh.push_back(Ask { token: Some(token), name, kind, budget, sweep });
    }

    /// Questions that wait for their turn.
    pub(super) fn backlog(&self) -> usize {
        self.fresh.len()
    }

    /// Decides all that is to be decided now: fills the outboxes, gives up what is over.
    pub(super) fn step(&mut self, now: Instant) {
        let mut rung = Vec::new();
        self.wheel.ring(now, &mut rung);
        for timer in rung {
            self.ring(timer, now);
        }
        self.paced = None;
        self.send_all(now);
    }

    /// When [`step`](Machine::step) is to be called again if nothing happens before.
    pub(super) fn next_step(&self) -> Option<Instant> {
        match (self.paced, self.wheel.next()) {
            (Some(paced), Some(timer)) => Some(paced.min(timer)),
            (paced, timer) => paced.or(timer),
        }
    }

    /// What is to leave through a socket.
    pub(super) fn outbox(&mut self, server: usize, link: usize) -> &mut Outbox {
        &mut self.servers[server].links[link].outbox
    }

    /// What the server behind this address did.
    pub(super) fn server_stats(&self, number: usize, server: SocketAddr) -> ServerStats {
        let Server { latency, queries, answers, filtered, .. } = &self.servers[number];
        let (median, percentile_99) = (latency.quantile(0.5), latency.quantile(0.99));
        ServerStats { server, queries: *queries, answers: *answers, filtered: *filtered, median, percentile_99 }
    }

    /// Whether no question is open.
    pub(super) fn is_idle(&self) -> bool {
        self.fresh.is_empty() && self.askings.len() == self.free.len()
    }

    fn ring(&mut self, timer: Timer, now: Instant) {
        let Some(asking) = self.askings[timer.key as usize].as_mut().filter(|asking| asking.stamp == timer.stamp)
        else {
            return;
        };
        match asking.place {
            Place::Open(number) => {
                let server = &self.servers[number];
                let due = asking.overdue_at(server.rtt.timeout(), server.is_lossy(now), self.servers.len());
                self.blame_if_late(timer.key, now);
                self.park(timer.key);
                self.set_timer(timer.key, due);
            }
            Place::Parked if now >= asking.deadline => {
                let failure = asking.failure.unwrap_or(Failure::Timeout);
                self.give_up(timer.key, failure, now);
            }
            Place::Parked => {
                let overdue = asking.bookings.iter().any(|booking| booking.server == asking.last_server);
                if overdue {
                    self.servers[asking.last_server].missed(now);
                    self.blame_if_late(timer.key, now);
                }
                self.queue(timer.key, now);
            }
            Place::Tcp => self.give_up(timer.key, Failure::Timeout, now),
            Place::Queued => {}
        }
    }

    /// Tells the pace, once, that the answer to the first sending is late, if that says anything.
    fn blame_if_late(&mut self, key: u32, now: Instant) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let server = &mut self.servers[asking.last_server];
        let waited = now.saturating_duration_since(asking.last_sent);
        if !asking.blamed && asking.sends == 1 && server.rtt.late().is_some_and(|late| waited >= late) {
            asking.blamed = true;
            asking.tells(asking.last_server);
            server.blame(asking.sweep, now);
        }
    }

    fn set_timer(&mut self, key: u32, due: Instant) {
        self.stamp = self.stamp.wrapping_add(1);
        if let Some(asking) = &mut self.askings[key as usize] {
            asking.stamp = self.stamp;
            self.wheel.set(due, Timer { key, stamp: self.stamp });
        }
    }

    /// Takes a question out of the window of its server, or from wherever it stands, and puts it aside.
    fn park(&mut self, key: u32) {
        self.set_place(key, Place::Parked);
    }

    fn queue(&mut self, key: u32, now: Instant) {
        self.set_place(key, Place::Queued);
        self.stamp = self.stamp.wrapping_add(1);
        if let Some(asking) = &mut self.askings[key as usize] {
            asking.due = now;
            asking.stamp = self.stamp;
            self.again.push_back(key);
        }
    }

    fn set_place(&mut self, key: u32, place: Place) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let before = std::mem::replace(&mut asking.place, place);
        self.leave(before);
        match place {
            Place::Open(server) => self.servers[server].open += 1,
            Place::Parked | Place::Queued | Place::Tcp => self.parked += 1,
        }
    }

    fn leave(&mut self, place: Place) {
        match place {
            Place::Open(server) => self.servers[server].open -= 1,
            Place::Parked | Place::Queued | Place::Tcp => self.parked -= 1,
        }
    }

    /// Sends what may be sent. New questions and those that are sent again take turns: where the pace is slow, names that fail
    /// again and again do not hold up the others.
    fn send_all(&mut self, now: Instant) {
        let (mut again_goes_on, mut fresh_goes_on) = (true, true);
        while again_goes_on || fresh_goes_on {
            let fresh = fresh_goes_on && (self.fresh_has_turn || !again_goes_on);
            let goes_on = if fresh { self.send_fresh(now) } else { self.send_again(now) };
            if goes_on {
                self.fresh_has_turn = !fresh;
            } else if fresh {
                fresh_goes_on = false;
            } else {
                again_goes_on = false;
            }
        }
    }

    /// Sends a question again. False when none waits for it, or none may be sent now.
    fn send_again(&mut self, now: Instant) -> bool {
        while let Some(&key) = self.again.front() {
            let Some(asking) = self.askings[key as usize].as_ref().filter(|asking| asking.place == Place::Queued)
            else {
                self.again.pop_front();
                continue;
            };
            let turn = asking.turn;
            let Some(server) = self.choose(turn, false, now) else { return false };
            if !self.send(key, server, now) {
                self.paced = Some(now + Duration::from_millis(1));
                return false;
            }
            self.again.pop_front();
            return true;
        }
        false
    }

    /// Sends a new question, or a probe before it. False when there is none, or none may be sent now.
    fn send_fresh(&mut self, now: Instant) -> bool {
        if self.fresh.is_empty() {
            return false;
        }
        if let Some((name, kind)) = self.probes.next() {
            let budget = self.limits.timeout;
            self.fresh.push_front(Ask { token: None, name, kind, budget, sweep: Sweep::Only });
        }
        if let Err(failure) = self.silence.gate(now) {
            let Some(ask) = self.fresh.pop_front() else { return false };
            self.tell(ask.token, Told { result: Err(failure), attempts: 0, elapsed: Duration::ZERO });
            return true;
        }
        if self.parked >= PARKED_MIN.max(self.limits.window * PARKED_PER_WINDOW) {
            return false;
        }
        let turn = self.turn;
        let Some(server) = self.choose(turn, true, now) else { return false };
        self.turn = (self.turn + 1) % self.servers.len().max(1);
        let Some(ask) = self.fresh.pop_front() else { return false };
        let Some(query) = Query::new(&ask.name, ask.kind, self.dice.random()) else {
            let told = Told { result: Err(Failure::Malformed), attempts: 0, elapsed: Duration::ZERO };
            self.tell(ask.token, told);
            return true;
        };
        if ask.sweep == Sweep::Second {
            self.servers[server].pace.only_probes_tell();
            self.probes.chosen_was_asked();
        }
        let key = self.begin(ask, query, now);
        if !self.send(key, server, now) {
            self.queue(key, now);
            return false;
        }
        true
    }

    /// Hands back what was found out. Nobody waits for what a probe was told.
    fn tell(&mut self, token: Option<T>, told: Told) {
        self.done.extend(token.map(|token| (token, told)));
    }

    fn begin(&mut self, ask: Ask<Option<T>>, query: Query, now: Instant) -> u32 {
        let asking = Asking {
            token: ask.token,
            name: ask.name,
            kind: ask.kind,
            query,
            mixed_case: true,
            without_edns: false,
            bookings: Vec::with_capacity(1),
            place: Place::Queued,
            stamp: 0,
            budget: ask.budget,
            sweep: ask.sweep,
            began: None,
            deadline: now,
            last_sent: now,
            last_server: 0,
            turn: 0,
            due: now,
            waited: Duration::ZERO,
            sends: 0,
            failures: 0,
            failure: None,
            heard: false,
            blamed: false,
            told: 0,
            doubted: None,
            filtered_by: None,
        };
        self.parked += 1;
        match self.free.pop() {
            Some(key) => {
                self.askings[key as usize] = Some(asking);
                key
            }
            None => {
                self.askings.push(Some(asking));
                (self.askings.len() - 1) as u32
            }
        }
    }

    /// A server that may be sent a question now, in turn, those that seem to be down last. Takes the leave to send it. A question that
    /// is sent again waits for the server whose turn it is: another may be the one that failed.
    fn choose(&mut self, turn: usize, fresh: bool, now: Instant) -> Option<usize> {
        let count = self.servers.len();
        let mut wait: Option<Duration> = None;
        for down in [false, true] {
            for server in (0..count).map(|i| (turn + i) % count) {
                let server_state = &mut self.servers[server];
                if server_state.seems_down(now) != down || (fresh && server_state.open >= server_state.pace.window()) {
                    continue;
                }
                if server_state.pace.take(now) {
                    return Some(server);
                }
                let more = server_state.pace.wait();
                wait = Some(wait.map_or(more, |wait| wait.min(more)));
                if !fresh {
                    break;
                }
            }
            if wait.is_some() {
                break;
            }
        }
        if let Some(wait) = wait {
            self.paced = Some(now + wait);
        }
        None
    }

    /// Puts a question into an outbox. False when all ids of the server are taken.
    fn send(&mut self, key: u32, number: usize, now: Instant) -> bool {
        let servers = self.servers.len();
        let server = &mut self.servers[number];
        let Some(asking) = &mut self.askings[key as usize] else { return true };
        if asking.booking(number).is_none() {
            let mut booked = None;
            for _ in 0..LINKS {
                let link = server.link();
                booked = server.links[link].ids.book(key, &mut self.dice).map(|id| (link, id));
                if booked.is_some() {
                    break;
                }
            }
            let Some((link, id)) = booked else { return false };
            asking.bookings.push(Booking {
                server: number,
                link,
                id,
                first_sent: now,
                sends: 0,
                with_edns: false,
                without_edns: false,
            });
        } else {
            self.stats.retransmissions += 1;
        }
        let edns = asking.filtered_by.is_some() || !asking.without_edns && server.wants_edns(asking.sends);
        let first = asking.began.is_none();
        if first {
            asking.began = Some(now);
            asking.deadline = now + asking.budget;
            self.silence.asked(now);
            server.pace.asked();
        } else {
            // It had to wait for its turn, and that time does not count.
            let waited = now.saturating_duration_since(asking.due);
            asking.deadline += waited;
            asking.waited += waited;
        }
        asking.sends = asking.sends.saturating_add(1);
        asking.last_sent = now;
        asking.last_server = number;
        asking.turn = number + 1;
        let due = asking.overdue_at(server.rtt.timeout(), server.is_lossy(now), servers);
        if let Some(booking) = asking.bookings.iter_mut().find(|booking| booking.server == number) {
            booking.sends = booking.sends.saturating_add(1);
            booking.with_edns |= edns;
            booking.without_edns |= !edns;
            let (link, id) = (booking.link, booking.id);
            let query = &asking.query;
            server.links[link].outbox.put(|octets| query.write(id, edns, octets));
        }
        self.stats.queries += 1;
        server.queries += 1;
        if first {
            let due = due.min(now + server.rtt.room());
            self.set_place(key, Place::Open(number));
            self.set_timer(key, due);
        } else {
            self.park(key);
            self.set_timer(key, due);
        }
        true
    }

    /// Takes what came through a socket from a server.
    pub(super) fn heard(&mut self, number: usize, link: usize, datagram: &[u8], now: Instant) {
        self.silence.heard();
        let owner = match datagram.get(..HEADER_OCTETS) {
            Some(header) => self.servers[number].links[link].ids.owner(u16::from_be_bytes([header[0], header[1]])),
            None => None,
        };
        let Some(key) = owner else {
            self.stats.stray += 1;
            return;
        };
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let server = &mut self.servers[number];
        match matches(asking.query.question(), datagram) {
            Match::No => {
                self.stats.stray += 1;
                return;
            }
            Match::Answer if asking.mixed_case && server.case == Case::Unknown => {
                let letters = |octet: &u8| octet.is_ascii_uppercase();
                if asking.query.question().iter().any(letters) {
                    server.case = Case::Keeps;
                }
            }
            Match::Answer | Match::BareError => {}
            Match::OtherCase if server.case == Case::Keeps => {
                self.stats.stray += 1;
                // A forger may have guessed the id; or one of several machines behind this address keeps no case. So it
                // is asked once more with another id, and in letters that everybody keeps.
                if asking.mixed_case && asking.place != Place::Tcp {
                    asking.mixed_case = false;
                    if let Some(query) = Query::new(&asking.name, asking.kind, 0) {
                        asking.query = query;
                    }
                    self.release(key, None);
                    self.queue(key, now);
                }
                return;
            }
            Match::OtherCase => server.case = Case::Changes,
        }
        self.stats.answers += 1;
        server.answers += 1;
        self.answered(key, number, datagram, now);
    }

    /// A datagram that belongs to a question.
    fn answered(&mut self, key: u32, number: usize, datagram: &[u8], now: Instant) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        asking.heard = true;
        let Some(booking) = asking.booking(number).copied() else { return };
        if asking.sends > 1 && (booking.sends > 1 || asking.last_server != number) {
            self.stats.late += 1;
        }
        self.servers[number].alive();
        let understood = understand(datagram, asking);
        self.release(key, Some(number));
        match understood {
            Understood::Truncated => self.ask_over_tcp(key, number, now),
            Understood::NoEdns if booking.with_edns && !booking.without_edns => {
                if let Some(asking) = &mut self.askings[key as usize] {
                    asking.without_edns = true;
                    asking.turn = number;
                }
                self.queue(key, now);
            }
            Understood::NoEdns => self.fail(key, number, Failure::ServFail, now),
            Understood::Failed(failure) => self.fail(key, number, failure, now),
            Understood::Says(reading, told_edns) => {
                let server = &mut self.servers[number];
                server.count_loss(booking.sends);
                server.heard_edns(booking.with_edns, booking.without_edns, told_edns);
                server.answered(booking.sends == 1, now.saturating_duration_since(booking.first_sent));
                self.conclude(key, number, reading, now);
            }
        }
    }

    fn ask_over_tcp(&mut self, key: u32, number: usize, now: Instant) {
        self.good(key, number, now);
        self.set_place(key, Place::Tcp);
        let Some(asking) = &self.askings[key as usize] else { return };
        let left = asking.deadline.saturating_duration_since(now);
        let (name, kind) = (asking.name.clone(), asking.kind);
        self.set_timer(key, now + left + Duration::from_secs(1));
        let stamp = self.stamp;
        self.over_tcp.push(OverTcp { key, stamp, server: number, name, kind, left });
    }

    /// Takes what was found out over TCP.
    pub(super) fn heard_over_tcp(&mut self, asked: &OverTcp, result: Result<Reading, Failure>, now: Instant) {
        let open = self.askings[asked.key as usize].as_ref().is_some_and(|asking| asking.stamp == asked.stamp);
        match result {
            _ if !open => {}
            Ok(reading) => self.conclude(asked.key, asked.server, reading, now),
            Err(failure) => self.fail(asked.key, asked.server, failure, now),
        }
    }

    /// Tells the pace that a question was answered.
    fn good(&mut self, key: u32, number: usize, now: Instant) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let server = &mut self.servers[number];
        match asking.place {
            Place::Tcp => {}
            _ if asking.sweep == Sweep::Second => server.pace.good_of_chosen(now),
            Place::Parked | Place::Queued if asking.sends == 1 && asking.blamed && asking.failures == 0 => {
                server.pace.redeem(now);
            }
            _ => server.pace.good(now, server.rtt.smoothed()),
        }
    }

    /// A server answered. An absence may have to be held against what another server says.
    fn conclude(&mut self, key: u32, number: usize, reading: Reading, now: Instant) {
        let absent = matches!(reading.end, End::NxDomain | End::NoData);
        let non_public = self.servers.len() > 1 && is_non_public(&reading.end);
        let unusable = absent || non_public;
        let filtered_by = self.askings[key as usize].as_ref().and_then(|asking| asking.filtered_by);
        if absent && filtered_by == Some(number) {
            return self.fail(key, number, Failure::Filtered, now);
        }
        self.good(key, number, now);
        let refused_edns = self.askings[key as usize].as_ref().is_some_and(|asking| asking.without_edns);
        if refused_edns {
            self.servers[number].refused_edns();
        }
        let doubted = self.askings[key as usize].as_mut().and_then(|asking| asking.doubted.take());
        match doubted {
            Some((other, _)) if other != number && !unusable => {
                self.servers[other].distrusted = true;
                self.finish(key, Ok(reading), now);
            }
            // Two say that it is absent. That the name exists is the more careful of two absences.
            Some((_, told)) if absent && told.end == End::NoData => self.finish(key, Ok(told), now),
            // Another server has to say so too before addresses are believed that cannot be reached from everywhere.
            None if non_public && !self.other_is_up(number, now) => self.fail(key, number, Failure::Filtered, now),
            Some((other, _)) if non_public && other == number => self.fail(key, number, Failure::Filtered, now),
            None if non_public
                || absent
                    && self.servers.len() > 1
                    && self.other_is_up(number, now)
                    && self.servers[number].doubt() =>
            {
                if let Some(asking) = &mut self.askings[key as usize] {
                    asking.doubted = Some((number, reading));
                    asking.turn = number + 1;
                    let soon = self.servers[number].rtt.timeout() * 4;
                    asking.deadline = asking.deadline.min(now + soon);
                }
                self.queue(key, now);
            }
            _ => self.finish(key, Ok(reading), now),
        }
    }

    fn other_is_up(&self, number: usize, now: Instant) -> bool {
        self.servers.iter().enumerate().any(|(other, server)| other != number && !server.seems_down(now))
    }

    /// A server answered with a failure, or cannot be reached.
    fn fail(&mut self, key: u32, number: usize, failure: Failure, now: Instant) {
        match failure {
            Failure::ServFail => self.stats.servfail += 1,
            Failure::Refused => self.stats.refused += 1,
            Failure::Timeout | Failure::Network | Failure::Malformed | Failure::Filtered | Failure::NotAsked => {}
        }
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let server = &mut self.servers[number];
        if failure == Failure::Filtered && asking.filtered_by.replace(number) != Some(number) {
            server.filtered += 1;
            self.stats.filtered += 1;
        }
        if asking.tells(number) {
            asking.blamed |= asking.failures == 0;
            server.blame(asking.sweep, now);
        }
        let limited = server.pace.is_limited(now);
        let after = asking.failed(failure, self.servers.len(), limited, now);
        let (deadline, bookings) = (asking.deadline, asking.bookings.len());
        match after {
            AfterFailure::AskAnother => self.queue(key, now),
            AfterFailure::AskAgain(pause) => {
                self.park(key);
                self.set_timer(key, now + pause);
            }
            AfterFailure::Believe if bookings == 0 => self.give_up(key, failure, now),
            AfterFailure::Believe => {
                self.park(key);
                self.set_timer(key, deadline);
                if let Some(asking) = &mut self.askings[key as usize] {
                    asking.sends = asking::SENDS_MAX;
                }
            }
        }
    }

    /// The system reports that a server cannot be reached through this socket.
    pub(super) fn unreachable(&mut self, number: usize, link: usize, now: Instant) {
        let mut keys: Vec<u32> = self.servers[number].links[link].ids.owners().collect();
        keys.sort_unstable();
        for key in keys {
            self.release(key, Some(number));
            self.servers[number].missed(now);
            self.fail(key, number, Failure::Network, now);
        }
    }

    fn give_up(&mut self, key: u32, failure: Failure, now: Instant) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        if let Some((server, reading)) = asking.doubted.take()
            && !self.servers[server].distrusted
            && !is_non_public(&reading.end)
        {
            return self.finish(key, Ok(reading), now);
        }
        let Some(asking) = &mut self.askings[key as usize] else { return };
        if !asking.heard {
            self.stats.timeouts += 1;
            self.silence.gave_up(failure);
        }
        let is_sure = asking.failures == 0 || asking.failures >= asking::FAILURES_BELIEVED;
        let limited = self.servers[asking.last_server].pace.is_limited(now);
        if asking.sweep == Sweep::First && is_sure && !limited && self.failed.len() < FAILED_MAX {
            self.failed.insert((asking.name.clone(), asking.kind), (failure, now));
        }
        self.finish(key, Err(failure), now);
    }

    fn finish(&mut self, key: u32, result: Result<Reading, Failure>, now: Instant) {
        self.release(key, None);
        let Some(asking) = self.askings[key as usize].take() else { return };
        self.leave(asking.place);
        self.free.push(key);
        let servers = self.servers.len().max(1) as u8;
        let attempts = asking.sends.min(asking::SENDS_MAX).div_ceil(servers);
        let since_began = asking.began.map_or(Duration::ZERO, |began| now.saturating_duration_since(began));
        let elapsed = since_began.saturating_sub(asking.waited);
        if result.is_ok() && asking.sweep != Sweep::Second {
            self.probes.remember(&asking.name, asking.kind, &mut self.dice);
        }
        self.tell(asking.token, Told { result, attempts, elapsed });
    }

    /// Gives the ids of a question back, at one server or at all.
    fn release(&mut self, key: u32, only: Option<usize>) {
        let Some(asking) = &mut self.askings[key as usize] else { return };
        let servers = &mut self.servers;
        asking.bookings.retain(|booking| {
            let goes = only.is_none_or(|only| only == booking.server);
            if goes {
                servers[booking.server].links[booking.link].ids.free(booking.id);
            }
            !goes
        });
    }

    /// Questions that have an id, all sockets together.
    #[cfg(test)]
    pub(super) fn ids_taken(&self) -> usize {
        self.servers.iter().flat_map(|server| &server.links).map(|link| link.ids.taken()).sum()
    }
}

/// Whether an answer gives addresses and none of them can be reached from everywhere. Whoever filters answers so too, so that it is
/// doubted like an absence.
fn is_non_public(end: &End) -> bool {
    let non_public = |ip: IpAddr| AddressClass::of(ip) != AddressClass::Public;
    match end {
        End::Found { records: Records::A(list), .. } => list.iter().all(|&ip| non_public(ip.into())),
        End::Found { records: Records::Aaaa(list), .. } => list.iter().all(|&ip| non_public(ip.into())),
        _ => false,
    }
}

/// What a datagram says.
enum Understood {
    Says(Reading, bool),
    Failed(Failure),
    Truncated,
    /// The server may have stumbled over EDNS (RFC 6891 §7).
    NoEdns,
}

fn understand<T>(datagram: &[u8], asking: &Asking<T>) -> Understood {
    let question_end = HEADER_OCTETS + asking.query.question().len();
    let (flags, code) = (datagram[2], datagram[3] & 0x0f);
    match code {
        0 | 3 if flags & 0x02 != 0 => return Understood::Truncated,
        0 | 3 => {}
        1 | 4 => return Understood::NoEdns,
        5 | 9 => return Understood::Failed(Failure::Refused),
        // SERVFAIL, YXDOMAIN and the rest say that the server could not answer, and nothing of the name.
        _ => return Understood::Failed(Failure::ServFail),
    }
    if let Some((reading, edns)) = read_common(datagram, question_end, asking.kind) {
        return match reading.end {
            End::Failed(failure) => Understood::Failed(failure),
            _ => Understood::Says(reading, edns),
        };
    }
    let Ok(message) = Message::from_vec(datagram) else { return Understood::Failed(Failure::Malformed) };
    if message.metadata.response_code == ResponseCode::BADVERS {
        return Understood::NoEdns;
    }
    let reading = read(&message, &asking.name, asking.kind);
    match reading.end {
        End::Failed(failure) => Understood::Failed(failure),
        _ => Understood::Says(reading, message.edns.is_some()),
    }
}
