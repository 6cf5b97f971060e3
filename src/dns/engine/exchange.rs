//! Getting one message about one name: sends, waits, sends again, and asks over TCP what does not fit into a datagram, as
//! the [`Plan`] says.

use super::super::message::{End, Reading, build_query, read};
use super::super::{Patience, RecordKind};
use super::Shared;
use super::plan::{Plan, Step};
use super::socket::{Heard, Inbox, Ticket, lock};
use crate::domain::Domain;
use crate::facts::Failure;
use hickory_proto::op::{Message, ResponseCode};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::SemaphorePermit;
use tokio::time::Instant;

/// The pause when the ids of all sockets are taken.
const IDS_PAUSE: Duration = Duration::from_millis(2);

/// What the messages of one question share: its time, and its place among those in flight.
pub(super) struct Trip<'a> {
    pub patience: Patience,
    pub budget: Duration,
    /// When the first datagram went out, and when the time is over. Waiting for a turn does not count.
    pub times: Option<(Instant, Instant)>,
    pub attempts: u8,
    /// Given back when the question turns out slow, so that slow names do not hold up fast ones.
    pub permit: Option<SemaphorePermit<'a>>,
}

/// One server's part in an exchange.
#[derive(Default)]
struct Turn {
    ticket: Option<Ticket>,
    sent_at: Option<Instant>,
    /// How often the query was sent under the present ticket.
    sends: u8,
    without_edns: bool,
}

/// One message to be got.
struct Exchange<'a> {
    shared: &'a Shared,
    name: &'a Domain,
    kind: RecordKind,
    inbox: Arc<Inbox>,
    turns: Vec<Turn>,
    plan: Plan,
    last_sent: Option<usize>,
    heard: bool,
    last_failure_unreachable: bool,
}

/// Gets a message about `name` that is an answer, or the failure that remains after all attempts.
pub(super) async fn exchange(
    shared: &Shared,
    name: &Domain,
    kind: RecordKind,
    trip: &mut Trip<'_>,
) -> Result<Reading, Failure> {
    let order = shared.order();
    if trip.times.is_none() {
        if let Some(&first) = order.first() {
            wait(shared.servers[first].reserve()).await;
        }
        let now = Instant::now();
        lock(&shared.silence).asked(now);
        trip.times = Some((now, now + trip.budget));
    }
    let now = Instant::now();
    let (began, deadline) = trip.times.unwrap_or((now, now));
    let mut exchange = Exchange {
        shared,
        name,
        kind,
        inbox: Arc::default(),
        turns: shared.servers.iter().map(|_| Turn::default()).collect(),
        plan: Plan::new(order, trip.patience, now, deadline),
        last_sent: None,
        heard: false,
        last_failure_unreachable: false,
    };
    let result = exchange.run(trip).await;
    trip.attempts = trip.attempts.max(exchange.plan.sends());
    trip.times = Some((began, exchange.plan.deadline()));
    result
}

async fn wait(time: Duration) {
    // The timer has a grain of a millisecond: shorter waits would all become one.
    if time >= Duration::from_millis(1) {
        tokio::time::sleep(time).await;
    }
}

impl Exchange<'_> {
    async fn run(&mut self, trip: &mut Trip<'_>) -> Result<Reading, Failure> {
        loop {
            match self.plan.step(Instant::now()) {
                Step::GiveUp(failure) => return Err(self.give_up(failure)),
                Step::Send(server) => {
                    if self.plan.sends() > 0 {
                        trip.permit = None;
                    }
                    self.send(server).await;
                }
                Step::Wait(until) => {
                    let _ = tokio::time::timeout_at(until, self.inbox.wait()).await;
                    for (server, heard) in self.inbox.take() {
                        if let Some(reading) = self.hear(server, heard).await {
                            return Ok(reading);
                        }
                    }
                }
            }
        }
    }

    fn give_up(&self, failure: Failure) -> Failure {
        if !self.heard {
            self.shared.counters.timeouts.add();
            let failure = if self.last_failure_unreachable { Failure::Network } else { Failure::Timeout };
            lock(&self.shared.silence).gave_up(failure);
        }
        failure
    }

    async fn send(&mut self, number: usize) {
        let server = &self.shared.servers[number];
        let again = self.turns[number].ticket.is_some();
        let overdue = self.last_sent.filter(|&last| self.turns[last].ticket.is_some());
        if let Some(last) = overdue {
            self.shared.servers[last].missed();
        }
        if self.plan.sends() > 0 {
            let turn = server.reserve();
            // A retransmission is paid for and not waited for, because its answer may come at any moment.
            if overdue.is_none() {
                wait(turn).await;
                self.plan.postpone(turn);
            }
        }
        if !again {
            let edns = server.understands_edns() && !self.turns[number].without_edns;
            let Ok(query) = build_query(0, self.name, self.kind, edns) else {
                self.plan.sent(number, Instant::now(), Duration::ZERO);
                self.plan.failed(number, Failure::Malformed, Instant::now());
                return;
            };
            match server.book(number, &query, &self.inbox) {
                Some(ticket) => {
                    self.turns[number].ticket = Some(ticket);
                    self.turns[number].sends = 0;
                }
                None => return tokio::time::sleep(IDS_PAUSE).await,
            }
        }
        let turn = &mut self.turns[number];
        let Some(ticket) = &turn.ticket else { return };
        let sent = ticket.send().await;
        self.shared.counters.queries.add();
        let now = Instant::now();
        if overdue.is_some() {
            self.shared.counters.retransmissions.add();
        }
        self.last_sent = Some(number);
        turn.sent_at = Some(now);
        turn.sends = turn.sends.saturating_add(1);
        self.plan.sent(number, now, server.timeout());
        if sent.is_err() {
            self.unreachable(number);
        }
    }

    fn unreachable(&mut self, number: usize) {
        self.turns[number].ticket = None;
        self.shared.servers[number].missed();
        self.last_failure_unreachable = true;
        self.plan.failed(number, Failure::Network, Instant::now());
    }

    /// Takes what came from a server. Returns what answers the question.
    async fn hear(&mut self, number: usize, heard: Heard) -> Option<Reading> {
        let Heard::Datagram(datagram) = heard else {
            self.unreachable(number);
            return None;
        };
        self.heard = true;
        lock(&self.shared.silence).heard();
        self.turns[number].ticket = None;
        if self.turns[number].sends > 1 || self.last_sent != Some(number) {
            self.shared.counters.late.add();
        }
        let Ok(message) = Message::from_vec(&datagram) else {
            self.fail(number, Failure::Malformed);
            return None;
        };
        if self.wants_no_edns(number, message.metadata.response_code) {
            self.turns[number].without_edns = true;
            self.plan.again(number, Instant::now());
            return None;
        }
        let reading = if message.metadata.truncation {
            let left = self.plan.deadline().saturating_duration_since(Instant::now());
            match self.shared.general.over_tcp(number, self.name, self.kind, left).await {
                Ok(reading) => reading,
                Err(failure) => {
                    self.fail(number, failure);
                    return None;
                }
            }
        } else {
            read(&message, self.name, self.kind)
        };
        if let End::Failed(failure) = reading.end {
            self.fail(number, failure);
            return None;
        }
        let turn = &self.turns[number];
        if turn.without_edns {
            self.shared.servers[number].ask_without_edns();
        }
        let latency = if turn.sends == 1 { turn.sent_at.map(|sent| sent.elapsed()) } else { None };
        self.shared.servers[number].answered(latency);
        Some(reading)
    }

    /// Whether the server may have stumbled over EDNS (RFC 6891 §7), which was in the question.
    fn wants_no_edns(&self, number: usize, code: ResponseCode) -> bool {
        let with_edns = !self.turns[number].without_edns && self.shared.servers[number].understands_edns();
        with_edns && matches!(code, ResponseCode::FormErr | ResponseCode::NotImp | ResponseCode::BADVERS)
    }

    fn fail(&mut self, number: usize, failure: Failure) {
        match failure {
            Failure::ServFail => self.shared.counters.servfail.add(),
            Failure::Refused => self.shared.counters.refused.add(),
            Failure::Timeout | Failure::Network | Failure::Malformed => {}
        }
        self.shared.servers[number].failed();
        self.plan.failed(number, failure, Instant::now());
    }
}
