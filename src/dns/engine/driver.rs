//! Carries out what the [`Machine`] decides: one task that owns all sockets of a network, takes questions, sends,
//! receives and tells what was found out.

use super::super::Stats;
use super::super::message::Reading;
use super::batch::{self, Datagrams};
use super::machine::{Ask, LINKS, Machine, OverTcp, Told};
use crate::dns::stub_resolver::General;
use crate::facts::Failure;
use futures_util::task::AtomicWaker;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

/// Random ports are tried this often before the system chooses one.
const PORT_TRIES: usize = 8;
/// What the system is asked to keep for a socket until it is read.
const RECEIVE_OCTETS: usize = 1 << 20;
/// Batches taken from one socket before the others have their turn.
const BATCHES_MAX: usize = 4;
/// After this many rounds of work without a pause the other tasks of the thread have their turn.
const ROUNDS_MAX: u32 = 8;
/// Before a full socket, or one that reported an error, is tried again.
const RETRY: Duration = Duration::from_millis(2);
/// How old the counters may be that others see of a run.
const PUBLISH_EVERY: Duration = Duration::from_millis(50);

/// Who waits for what is found out.
#[derive(Debug)]
pub(super) enum Answer {
    One(oneshot::Sender<Told>),
    /// A desk, which knows the question by this key.
    Desk(Arc<Inbox>, u32),
}

/// What was found out for a desk and not yet taken by it.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    told: Mutex<Vec<(u32, Told)>>,
    bell: AtomicWaker,
}

impl Inbox {
    fn put(&self, key: u32, told: Told) {
        let first = {
            let mut waiting = lock(&self.told);
            waiting.push((key, told));
            waiting.len() == 1
        };
        if first {
            self.bell.wake();
        }
    }

    /// Takes all that came; pending while there is nothing. `taken` must be empty.
    pub(super) fn poll_take(&self, context: &mut Context<'_>, taken: &mut Vec<(u32, Told)>) -> Poll<()> {
        self.bell.register(context.waker());
        std::mem::swap(&mut *lock(&self.told), taken);
        if taken.is_empty() { Poll::Pending } else { Poll::Ready(()) }
    }
}

/// What the driver and those who ask share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    asked: Mutex<Asked>,
    stats: Mutex<Stats>,
    bell: Notify,
}

#[derive(Debug, Default)]
struct Asked {
    questions: Vec<Ask<Answer>>,
    over_tcp: Vec<(OverTcp, Result<Reading, Failure>)>,
    /// Questions that wait in the machine.
    backlog: usize,
    ended: bool,
}

/// A lock that a panic elsewhere does not spread through. The data behind our locks is whole at every moment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(super) fn ask(&self, ask: Ask<Answer>) {
        self.ask_all(&mut vec![ask]);
    }

    /// Takes all questions out of the list.
    pub(super) fn ask_all(&self, questions: &mut Vec<Ask<Answer>>) {
        if questions.is_empty() {
            return;
        }
        let first = {
            let mut asked = lock(&self.asked);
            let first = asked.questions.is_empty();
            asked.questions.append(questions);
            first
        };
        if first {
            self.bell.notify_one();
        }
    }

    /// Questions that were not sent yet.
    pub(super) fn backlog(&self) -> usize {
        let asked = lock(&self.asked);
        asked.backlog + asked.questions.len()
    }

    pub(super) fn stats(&self) -> Stats {
        lock(&self.stats).clone()
    }

    fn told_over_tcp(&self, asked: OverTcp, result: Result<Reading, Failure>) {
        lock(&self.asked).over_tcp.push((asked, result));
        self.bell.notify_one();
    }

    /// The driver ends when nobody can ask any more.
    pub(super) fn end(&self) {
        lock(&self.asked).ended = true;
        self.bell.notify_one();
    }
}

/// The task's own things.
pub(super) struct Driver {
    pub machine: Machine<Answer>,
    /// By server, [`LINKS`] each.
    pub sockets: Vec<UdpSocket>,
    pub addresses: Vec<SocketAddr>,
    pub shared: Arc<Shared>,
    pub general: Arc<General>,
    pub published: Instant,
}

impl Driver {
    pub(super) async fn run(mut self) {
        let mut datagrams = Datagrams::new();
        let mut ready = vec![true; self.sockets.len()];
        let mut rounds = 0;
        loop {
            if !self.take_questions() {
                return;
            }
            let received = self.receive(&mut datagrams, &mut ready);
            self.machine.step(Instant::now());
            let blocked = self.send();
            let told = self.tell();
            if received || told || ready.contains(&true) {
                rounds += 1;
                if rounds < ROUNDS_MAX {
                    continue;
                }
            }
            rounds = 0;
            if ready.contains(&true) {
                tokio::task::yield_now().await;
            } else {
                self.wait(&mut ready, blocked).await;
            }
        }
    }

    /// False when it is over.
    fn take_questions(&mut self) -> bool {
        let (questions, over_tcp) = {
            let mut asked = lock(&self.shared.asked);
            if asked.ended {
                return false;
            }
            let taken = (std::mem::take(&mut asked.questions), std::mem::take(&mut asked.over_tcp));
            asked.backlog = self.machine.backlog() + taken.0.len();
            taken
        };
        let now = Instant::now();
        for question in questions {
            self.machine.ask(question, now);
        }
        for (asked, result) in over_tcp {
            self.machine.heard_over_tcp(&asked, result, now);
        }
        true
    }

    /// Receives from all sockets that may have something. True when something came.
    fn receive(&mut self, datagrams: &mut Datagrams, ready: &mut [bool]) -> bool {
        let mut received = false;
        for (number, socket) in self.sockets.iter().enumerate() {
            if !std::mem::take(&mut ready[number]) {
                continue;
            }
            for batch in 1..=BATCHES_MAX {
                let more = datagrams.receive(socket);
                let now = Instant::now();
                for datagram in datagrams.all() {
                    received = true;
                    self.machine.heard(number / LINKS, number % LINKS, datagram, now);
                }
                match more {
                    Ok(true) => ready[number] = batch == BATCHES_MAX,
                    Ok(false) => break,
                    Err(_) => {
                        // An ICMP message does not say which question it is about, and the server is the same for all.
                        self.machine.unreachable(number / LINKS, number % LINKS, now);
                        received = true;
                        break;
                    }
                }
            }
        }
        received
    }

    /// Sends all that waits. True when a socket takes no more for now.
    fn send(&mut self) -> bool {
        let mut blocked = false;
        for (number, socket) in self.sockets.iter().enumerate() {
            let outbox = self.machine.outbox(number / LINKS, number % LINKS);
            while !outbox.is_empty() {
                match batch::send(socket, outbox) {
                    Ok(true) => {}
                    Ok(false) => {
                        blocked = true;
                        break;
                    }
                    // A connected socket reports here what an ICMP message said about an earlier datagram.
                    Err(_) => {
                        outbox.clear();
                        self.machine.unreachable(number / LINKS, number % LINKS, Instant::now());
                        break;
                    }
                }
            }
        }
        blocked
    }

    /// Hands out what was found out. True when there was something.
    fn tell(&mut self) -> bool {
        for asked in std::mem::take(&mut self.machine.over_tcp) {
            let (general, shared) = (self.general.clone(), self.shared.clone());
            tokio::spawn(async move {
                let result = general.over_tcp(asked.server, &asked.name, asked.kind, asked.left).await;
                shared.told_over_tcp(asked, result);
            });
        }
        self.publish();
        if self.machine.done.is_empty() {
            return false;
        }
        lock(&self.shared.asked).backlog = self.machine.backlog();
        for (answer, told) in self.machine.done.drain(..) {
            match answer {
                // Who asked may have gone.
                Answer::One(answer) => drop(answer.send(told)),
                Answer::Desk(inbox, key) => inbox.put(key, told),
            }
        }
        true
    }

    /// Lets others see the counters: now and then, and whenever nothing is left to do.
    fn publish(&mut self) {
        let now = Instant::now();
        if !self.machine.is_idle() && now.saturating_duration_since(self.published) < PUBLISH_EVERY {
            return;
        }
        self.published = now;
        let addresses = self.addresses.iter().enumerate();
        let servers = addresses.map(|(number, &server)| self.machine.server_stats(number, server)).collect();
        *lock(&self.shared.stats) = Stats { servers, ..self.machine.stats.clone() };
    }

    /// Waits for a question, a datagram, or the time of the next decision.
    async fn wait(&mut self, ready: &mut [bool], blocked: bool) {
        let next = self.machine.next_step();
        let next = if blocked { Some(next.unwrap_or_else(Instant::now).min(Instant::now() + RETRY)) } else { next };
        let sockets = &self.sockets;
        let datagram = std::future::poll_fn(|context| {
            for (socket, ready) in sockets.iter().zip(&mut *ready) {
                *ready |= socket.poll_recv_ready(context).is_ready();
            }
            if ready.contains(&true) { Poll::Ready(()) } else { Poll::Pending }
        });
        let timer = async {
            match next {
                Some(next) => tokio::time::sleep_until(next).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = datagram => {}
            () = self.shared.bell.notified() => {}
            () = timer => {}
        }
    }
}

/// Opens the sockets to a server. Each is connected, so that the system drops what comes from another source, and has an
/// unpredictable port (RFC 5452 §9.2). Must be called inside a tokio runtime.
pub(super) fn open(server: SocketAddr) -> io::Result<Vec<UdpSocket>> {
    (0..LINKS)
        .map(|_| {
            let socket = bind_random_port(server)?;
            // More is better, and what the system grants is enough.
            let _ = socket2::SockRef::from(&socket).set_recv_buffer_size(RECEIVE_OCTETS);
            socket.set_nonblocking(true)?;
            socket.connect(server)?;
            UdpSocket::from_std(socket)
        })
        .collect()
}

fn bind_random_port(server: SocketAddr) -> io::Result<std::net::UdpSocket> {
    let any = |port: u16| -> SocketAddr {
        match server {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, port).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, port).into(),
        }
    };
    for _ in 0..PORT_TRIES {
        if let Ok(socket) = std::net::UdpSocket::bind(any(rand::random_range(16_384..=u16::MAX))) {
            return Ok(socket);
        }
    }
    std::net::UdpSocket::bind(any(0))
}
