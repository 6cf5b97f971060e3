//! Long-lived UDP sockets that many questions share. Each question in flight has an unpredictable id of its own in the
//! table of its socket. The sockets are connected, so that the system drops what comes from another source; what comes
//! with a wrong id or a wrong question is counted and dropped here.

use super::super::message::{HEADER_OCTETS, Match, matches};
use super::counters::Counters;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::Notify;

/// Questions in flight on one socket at most: enough ids stay free for a forger to miss.
const IN_FLIGHT_MAX: usize = 16_384;
/// Random ports are tried this often before the system chooses one.
const PORT_TRIES: usize = 8;
/// The largest datagram that can come (RFC 768).
const DATAGRAM_OCTETS_MAX: usize = 65_535;

/// What came for a question.
#[derive(Debug)]
pub(super) enum Heard {
    /// A datagram with its id and its question, not looked at further.
    Datagram(Vec<u8>),
    /// The system reported that the server cannot be reached.
    Unreachable,
}

/// Where a question collects what comes for it, from however many servers it was sent to.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    heard: Mutex<Vec<(usize, Heard)>>,
    bell: Notify,
}

impl Inbox {
    fn put(&self, server: usize, heard: Heard) {
        lock(&self.heard).push((server, heard));
        self.bell.notify_one();
    }

    /// Waits until something is there.
    pub(super) async fn wait(&self) {
        self.bell.notified().await;
    }

    /// Takes what is there.
    pub(super) fn take(&self) -> Vec<(usize, Heard)> {
        std::mem::take(&mut *lock(&self.heard))
    }
}

/// A lock that a panic elsewhere does not spread through. The data behind our locks is whole at every moment.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One socket with the questions that are in flight on it.
#[derive(Debug)]
pub(super) struct Link {
    socket: UdpSocket,
    table: Mutex<HashMap<u16, Waiting>>,
}

#[derive(Debug)]
struct Waiting {
    server: usize,
    query: Arc<[u8]>,
    inbox: Arc<Inbox>,
}

/// The right to an id, given back on drop.
#[derive(Debug)]
pub(super) struct Ticket {
    link: Arc<Link>,
    id: u16,
    query: Arc<[u8]>,
}

impl Link {
    /// Opens a socket to a server. Must be called inside a tokio runtime.
    pub(super) fn open(server: SocketAddr) -> io::Result<Link> {
        let socket = bind_random_port(server)?;
        socket.set_nonblocking(true)?;
        socket.connect(server)?;
        Ok(Link { socket: UdpSocket::from_std(socket)?, table: Mutex::new(HashMap::new()) })
    }

    /// Books an id for a query. `None` while too many are in flight.
    pub(super) fn book(self: &Arc<Link>, server: usize, query: &[u8], inbox: &Arc<Inbox>) -> Option<Ticket> {
        let mut table = lock(&self.table);
        if table.len() >= IN_FLIGHT_MAX {
            return None;
        }
        // At most a quarter of the ids is taken, so this loop ends soon.
        loop {
            let id: u16 = rand::random();
            let Entry::Vacant(place) = table.entry(id) else { continue };
            let mut query = query.to_vec();
            query[..2].copy_from_slice(&id.to_be_bytes());
            let query: Arc<[u8]> = query.into();
            place.insert(Waiting { server, query: query.clone(), inbox: inbox.clone() });
            return Some(Ticket { link: self.clone(), id, query });
        }
    }

    /// Receives for as long as the network lives.
    pub(super) async fn receive(self: Arc<Link>, counters: Arc<Counters>) {
        let mut buffer = vec![0; DATAGRAM_OCTETS_MAX];
        loop {
            match self.socket.recv(&mut buffer).await {
                Ok(octets) => self.deliver(&buffer[..octets], &counters),
                Err(_) => {
                    // An ICMP message does not say which question it is about, and the server is the same for all.
                    self.give_up_all();
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
        }
    }

    fn deliver(&self, datagram: &[u8], counters: &Counters) {
        let waiting = match datagram.get(..HEADER_OCTETS) {
            Some(header) => {
                let mut table = lock(&self.table);
                match table.entry(u16::from_be_bytes([header[0], header[1]])) {
                    Entry::Occupied(place) if matches(&place.get().query, datagram) != Match::No => {
                        Some(place.remove())
                    }
                    _ => None,
                }
            }
            None => None,
        };
        match waiting {
            Some(waiting) => {
                counters.answers.add();
                waiting.inbox.put(waiting.server, Heard::Datagram(datagram.to_vec()));
            }
            None => counters.stray.add(),
        }
    }

    fn give_up_all(&self) {
        let table = std::mem::take(&mut *lock(&self.table));
        for waiting in table.into_values() {
            waiting.inbox.put(waiting.server, Heard::Unreachable);
        }
    }
}

impl Ticket {
    /// Sends the query, or sends it again: same socket, same id, so that a late answer to the first one counts.
    pub(super) async fn send(&self) -> io::Result<()> {
        match self.link.socket.send(&self.query).await {
            // A connected socket reports here what an ICMP message said about an earlier datagram.
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                self.link.socket.send(&self.query).await.map(drop)
            }
            other => other.map(drop),
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut table = lock(&self.link.table);
        if let Entry::Occupied(place) = table.entry(self.id) {
            // After a failure of the socket the id may belong to another question by now.
            if Arc::ptr_eq(&place.get().query, &self.query) {
                place.remove();
            }
        }
    }
}

/// A source port that cannot be guessed (RFC 5452 §9.2). Systems differ in how well they choose one themselves.
fn bind_random_port(server: SocketAddr) -> io::Result<std::net::UdpSocket> {
    let any = |port| match server {
        SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)),
        SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, port)),
    };
    for _ in 0..PORT_TRIES {
        if let Ok(socket) = std::net::UdpSocket::bind(any(rand::random_range(16_384..=u16::MAX))) {
            return Ok(socket);
        }
    }
    std::net::UdpSocket::bind(any(0))
}

#[cfg(test)]
mod tests {
    use super::super::super::RecordKind;
    use super::super::super::message::build_query;
    use super::*;
    use crate::domain::Domain;
    use std::collections::HashSet;

    struct Fixture {
        link: Arc<Link>,
        server: std::net::UdpSocket,
        inbox: Arc<Inbox>,
        query: Vec<u8>,
        counters: Counters,
    }

    fn fixture() -> Fixture {
        let server = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        let link = Arc::new(Link::open(server.local_addr().expect("its address")).expect("a link"));
        let name = Domain::new("asked.com").expect("a name");
        let query = build_query(0, &name, RecordKind::Mx, true).expect("a query");
        Fixture { link, server, inbox: Arc::default(), query, counters: Counters::default() }
    }

    fn book(fixture: &Fixture) -> Option<Ticket> {
        fixture.link.book(7, &fixture.query, &fixture.inbox)
    }

    fn open_questions(fixture: &Fixture) -> usize {
        lock(&fixture.link.table).len()
    }

    /// The query of a ticket as an empty answer.
    fn answer(ticket: &Ticket) -> Vec<u8> {
        let mut datagram = ticket.query.to_vec();
        datagram[2] |= 0x80;
        datagram
    }

    #[tokio::test]
    async fn ids_are_distinct_and_given_back() {
        let fixture = fixture();
        let tickets: Vec<Ticket> = (0..2000).map(|_| book(&fixture).expect("an id")).collect();
        let ids: HashSet<u16> = tickets.iter().map(|ticket| ticket.id).collect();
        assert_eq!((ids.len(), open_questions(&fixture)), (2000, 2000));
        drop(tickets);
        assert_eq!(open_questions(&fixture), 0);
    }

    #[tokio::test]
    async fn no_more_questions_are_taken_than_leave_most_ids_free() {
        let fixture = fixture();
        let tickets: Vec<Ticket> = std::iter::from_fn(|| book(&fixture)).collect();
        assert_eq!(tickets.len(), IN_FLIGHT_MAX);
        drop(tickets);
        assert!(book(&fixture).is_some());
    }

    #[tokio::test]
    async fn an_answer_goes_to_its_question_once() {
        let fixture = fixture();
        let (one, other) = (book(&fixture).expect("an id"), book(&fixture).expect("an id"));
        fixture.link.deliver(&answer(&one), &fixture.counters);
        fixture.link.deliver(&answer(&one), &fixture.counters);
        let heard = fixture.inbox.take();
        assert!(matches!(&heard[..], [(7, Heard::Datagram(datagram))] if *datagram == answer(&one)), "{heard:?}");
        let stats = fixture.counters.stats();
        assert_eq!((stats.answers, stats.stray, open_questions(&fixture)), (1, 1, 1));
        drop((one, other));
        assert_eq!(open_questions(&fixture), 0);
    }

    #[tokio::test]
    async fn a_question_that_was_given_up_hears_nothing() {
        let fixture = fixture();
        let ticket = book(&fixture).expect("an id");
        let late = answer(&ticket);
        drop(ticket);
        fixture.link.deliver(&late, &fixture.counters);
        assert!(fixture.inbox.take().is_empty());
        assert_eq!(fixture.counters.stats().stray, 1);
    }

    #[tokio::test]
    async fn an_unreachable_server_is_told_to_all_and_old_tickets_take_no_new_ids_away() {
        let fixture = fixture();
        let old: Vec<Ticket> = (0..100).map(|_| book(&fixture).expect("an id")).collect();
        fixture.link.give_up_all();
        let heard = fixture.inbox.take();
        assert_eq!(heard.iter().filter(|(_, heard)| matches!(heard, Heard::Unreachable)).count(), 100);
        let new: Vec<Ticket> = (0..IN_FLIGHT_MAX).map(|_| book(&fixture).expect("an id")).collect();
        drop(old);
        assert_eq!(open_questions(&fixture), new.len());
    }

    #[tokio::test]
    async fn a_query_goes_out_with_its_id() {
        let fixture = fixture();
        let ticket = book(&fixture).expect("an id");
        ticket.send().await.expect("sent");
        let mut buffer = [0; 512];
        let octets = fixture.server.recv(&mut buffer).expect("a datagram");
        assert_eq!((&buffer[..2], &buffer[2..octets]), (&ticket.id.to_be_bytes()[..], &fixture.query[2..]));
    }
}
