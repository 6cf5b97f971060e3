//! One question that is being asked: what was sent where, and when it is to be sent again. Pure: the time comes as an
//! argument.
//!
//! All the time that is allowed for a question it keeps its ids, so that a late answer counts whichever sending it belongs
//! to. It is sent again after longer and longer times, and a failure is retried before it is believed: at another server
//! at once, at the same one after a pause.

use super::super::super::RecordKind;
use super::super::super::message::{Query, Reading};
use super::Sweep;
use crate::domain::Domain;
use crate::facts::Failure;
use std::time::Duration;
use tokio::time::Instant;

/// Times that a question is sent at most, whatever the servers do.
pub(super) const SENDS_MAX: u8 = 12;
/// Times that a question without any reply is sent. Where few datagrams are lost, one question in a million hears
/// nothing; where many are, it is sent more often and sooner.
const SILENT_SENDS_MAX: u8 = 5;
const SILENT_SENDS_MAX_LOSSY: u8 = 9;
/// The same in the second sweep.
const SILENT_SENDS_MAX_AGAIN: u8 = 3;
/// Failures of each server that are believed, and how many while it shows a limit. Where there are two sweeps, each needs a part of
/// them: the time between the two is worth more than a pause.
pub(super) const FAILURES_BELIEVED: u8 = 4;
const FAILURES_BELIEVED_LIMITED: u8 = 10;
const FAILURES_BELIEVED_A_SWEEP: u8 = 2;
const FAILURES_BELIEVED_FIRST_LIMITED: u8 = 4;
/// Before a server that failed is asked again. One that limits its clients mostly counts by the second.
const PAUSES_MS: [u64; 4] = [80, 500, 900, 1100];

/// With less time than this left, a failure is believed.
const LEFT_MIN: Duration = Duration::from_millis(40);

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It waits for its turn to be sent.
    Queued,
    /// It was sent to this server, and its answer is not overdue.
    Open(usize),
    /// Its answer is overdue, or it failed: it holds up nobody, and will be sent again.
    Parked,
    /// It is asked over TCP.
    Tcp,
}

/// The question as it was sent to one server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub server: usize,
    pub link: usize,
    pub id: u16,
    pub first_sent: Instant,
    pub sends: u8,
    pub with_edns: bool,
    pub without_edns: bool,
}

#[derive(Debug)]
pub(super) struct Asking<T> {
    pub token: T,
    pub name: Domain,
    pub kind: RecordKind,
    pub query: Query,
    /// Whether letters are written large and small at random.
    pub mixed_case: bool,
    pub without_edns: bool,
    pub bookings: Vec<Booking>,
    pub place: Place,
    /// Of the timer that counts.
    pub stamp: u32,
    pub budget: Duration,
    pub sweep: Sweep,
    pub began: Option<Instant>,
    pub deadline: Instant,
    pub last_sent: Instant,
    pub last_server: usize,
    /// The server that is to be asked next.
    pub turn: usize,
    /// Since when it waits to be sent again.
    pub due: Instant,
    /// How long it has waited for that, all times together.
    pub waited: Duration,
    pub sends: u8,
    pub failures: u8,
    pub failure: Option<Failure>,
    pub heard: bool,
    /// Its first sending was counted as bad.
    pub blamed: bool,
    /// The servers whose pace was told of a failure, a bit for each of the first 64.
    pub told: u64,
    /// An absence that this server told of, to be held against what another says.
    pub doubted: Option<(usize, Reading)>,
    /// The server that filtered the answer. That it does so is said by EDNS only, so the question keeps its OPT record, and
    /// what this server says without one is not believed.
    pub filtered_by: Option<usize>,
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterFailure {
    AskAnother,
    AskAgain(Duration),
    /// It is believed, unless an answer that is still under way says otherwise.
    Believe,
}

impl<T> Asking<T> {
    /// When it is to be sent again if nothing is heard: after the time that this server usually takes, then after twice
    /// as long each time. `lossy` is a server of whose datagrams many are lost: there it waits twice as long at most.
    /// Never later than the deadline.
    pub(super) fn overdue_at(&self, timeout: Duration, lossy: bool, servers: usize) -> Instant {
        let round = u32::from(self.sends.saturating_sub(1)) / servers.max(1) as u32;
        let silent_max = match self.sweep {
            _ if lossy => SILENT_SENDS_MAX_LOSSY,
            Sweep::Second => SILENT_SENDS_MAX_AGAIN,
            Sweep::Only | Sweep::First => SILENT_SENDS_MAX,
        };
        let silent = self.failures == 0 && self.sends >= silent_max.max(servers as u8);
        if silent || self.sends >= SENDS_MAX {
            return self.deadline;
        }
        (self.last_sent + timeout * 2u32.pow(round.min(if lossy { 1 } else { 3 }))).min(self.deadline)
    }

    /// Takes note of a failure, and says what follows.
    pub(super) fn failed(&mut self, failure: Failure, servers: usize, limited: bool, now: Instant) -> AfterFailure {
        self.failures = self.failures.saturating_add(1);
        self.failure = Some(failure);
        let servers = servers.max(1);
        let believed = match self.sweep {
            Sweep::First if limited => FAILURES_BELIEVED_FIRST_LIMITED,
            Sweep::Only | Sweep::Second if limited => FAILURES_BELIEVED_LIMITED,
            Sweep::First | Sweep::Second => FAILURES_BELIEVED_A_SWEEP,
            Sweep::Only => FAILURES_BELIEVED,
        };
        if usize::from(self.failures) >= usize::from(believed) * servers || self.sends >= SENDS_MAX {
            return AfterFailure::Believe;
        }
        if !usize::from(self.failures).is_multiple_of(servers) {
            return AfterFailure::AskAnother;
        }
        let round = usize::from(self.failures) / servers - 1;
        let pause = Duration::from_millis(PAUSES_MS[round.min(PAUSES_MS.len() - 1)]);
        let left = self.deadline.saturating_duration_since(now);
        if left < LEFT_MIN { AfterFailure::Believe } else { AfterFailure::AskAgain(pause.min(left / 2)) }
    }

    /// Notes that the pace of a server is told of a failure. False when it was told before: it is told once of each question.
    pub(super) fn tells(&mut self, server: usize) -> bool {
        let bit = 1u64.checked_shl(server as u32).unwrap_or_default();
        let is_new = self.told & bit == 0;
        self.told |= bit;
        is_new && bit != 0
    }

    pub(super) fn booking(&mut self, server: usize) -> Option<&mut Booking> {
        self.bookings.iter_mut().find(|booking| booking.server == server)
    }
}
