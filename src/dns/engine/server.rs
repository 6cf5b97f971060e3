//! One DNS server as the engine knows it: its sockets, its pace, its latency, and what it has shown so far.

use super::counters::Counters;
use super::pace::Pace;
use super::rtt::Rtt;
use super::socket::{Inbox, Link, Ticket, lock};
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// Sockets to each server. Several spread the ids and the receiving over the machine's cores.
const SOCKETS: usize = 4;
/// Overdue replies in a row after which other servers are preferred.
const MISSES_MAX: u32 = 5;
/// Time after which a server that missed is tried in its turn again.
const FORGIVEN_AFTER: Duration = Duration::from_secs(5);

/// A server with everything that is remembered of it.
#[derive(Debug)]
pub(super) struct Server {
    links: Vec<Arc<Link>>,
    next_link: AtomicUsize,
    receivers: Vec<JoinHandle<()>>,
    pace: Mutex<Pace>,
    rtt: Mutex<Rtt>,
    /// Whether it understands EDNS.
    edns: AtomicBool,
    misses: AtomicU32,
    last_miss: Mutex<Option<Instant>>,
}

impl Server {
    /// Opens the sockets. Must be called inside a tokio runtime.
    pub(super) fn open(address: SocketAddr, rate: Option<u32>, counters: &Arc<Counters>) -> io::Result<Server> {
        let links = (0..SOCKETS).map(|_| Link::open(address).map(Arc::new)).collect::<io::Result<Vec<_>>>()?;
        let receivers = links.iter().map(|link| tokio::spawn(link.clone().receive(counters.clone()))).collect();
        Ok(Server {
            links,
            next_link: AtomicUsize::new(0),
            receivers,
            pace: Mutex::new(Pace::new(rate, Instant::now())),
            rtt: Mutex::new(Rtt::default()),
            edns: AtomicBool::new(true),
            misses: AtomicU32::new(0),
            last_miss: Mutex::new(None),
        })
    }

    /// Books an id on one of the sockets. `None` while too many questions are in flight on all of them.
    pub(super) fn book(&self, number: usize, query: &[u8], inbox: &Arc<Inbox>) -> Option<Ticket> {
        let first = self.next_link.fetch_add(1, Ordering::Relaxed);
        (0..SOCKETS).find_map(|i| self.links[(first + i) % SOCKETS].book(number, query, inbox))
    }

    /// Takes a place in the queue of this server, and says how long to wait.
    pub(super) fn reserve(&self) -> Duration {
        lock(&self.pace).reserve(Instant::now())
    }

    /// When its reply is overdue.
    pub(super) fn timeout(&self) -> Duration {
        lock(&self.rtt).timeout()
    }

    pub(super) fn understands_edns(&self) -> bool {
        self.edns.load(Ordering::Relaxed)
    }

    /// It refused a question with EDNS and answered the same without.
    pub(super) fn ask_without_edns(&self) {
        self.edns.store(false, Ordering::Relaxed);
    }

    /// It answered. The latency is known when the question had been sent to it once only.
    pub(super) fn answered(&self, latency: Option<Duration>) {
        self.misses.store(0, Ordering::Relaxed);
        lock(&self.pace).good(Instant::now());
        if let Some(latency) = latency {
            lock(&self.rtt).sample(latency);
        }
    }

    /// It replied with a failure.
    pub(super) fn failed(&self) {
        self.misses.store(0, Ordering::Relaxed);
        lock(&self.pace).bad(Instant::now());
    }

    /// Its reply is overdue, or it cannot be reached.
    pub(super) fn missed(&self) {
        self.misses.fetch_add(1, Ordering::Relaxed);
        let now = Instant::now();
        *lock(&self.last_miss) = Some(now);
        lock(&self.pace).bad(now);
    }

    /// Whether others should be asked first.
    pub(super) fn seems_down(&self) -> bool {
        self.misses.load(Ordering::Relaxed) >= MISSES_MAX
            && lock(&self.last_miss).is_some_and(|missed| missed.elapsed() < FORGIVEN_AFTER)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for receiver in &self.receivers {
            receiver.abort();
        }
    }
}
