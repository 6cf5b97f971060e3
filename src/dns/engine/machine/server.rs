//! One DNS server as the machine knows it: its pace, its latency, the ids in flight, and what it has shown so far. Pure.

use super::super::latency::Latency;
use super::super::pace::Pace;
use super::super::rtt::Rtt;
use super::ids::Ids;
use super::outbox::Outbox;
use super::{Limits, Sweep};
use std::time::Duration;
use tokio::time::Instant;

/// Sockets to each server. Several make its ports hard to guess.
pub(in crate::dns::engine) const LINKS: usize = 4;
/// Overdue replies in a row after which other servers are preferred.
const MISSES_MAX: u32 = 5;
/// Time after which a server that missed is tried in its turn again.
const FORGIVEN_AFTER: Duration = Duration::from_secs(5);
/// With more loss than this, one question in a hundred thousand may have been unlucky several times.
const LOSES_SOME: f64 = 0.01;
/// More loss than this, both ways together, is much; and how much one answer weighs in what is known of it.
const LOSSY: f64 = 0.06;
const LOSS_WEIGHT: f64 = 1.0 / 256.0;
/// Answers to plain questions, while none with EDNS was ever answered, after which EDNS is left away.
const PLAIN_WINS: u32 = 3;
/// So many absences that a server tells of are all held against another server; later on, one in [`ABSENCES_ONE_IN`].
const ABSENCES_FIRST: u32 = 8;
const ABSENCES_ONE_IN: u32 = 16;

/// Whether a server sends the letters of a question back as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Unknown,
    Keeps,
    Changes,
}

#[derive(Debug)]
pub(super) struct Server {
    pub pace: Pace,
    pub rtt: Rtt,
    pub latency: Latency,
    pub queries: u64,
    pub answers: u64,
    /// Questions whose answer it filtered.
    pub filtered: u64,
    pub case: Case,
    pub links: Vec<Link>,
    /// Questions whose answer is not overdue.
    pub open: usize,
    /// It denied a name that another server knows.
    pub distrusted: bool,
    edns: bool,
    edns_proven: bool,
    plain_wins: u32,
    absences: u32,
    /// The share of answers that needed a second sending, smoothed.
    lost: f64,
    /// The last answer was to a question that was sent once.
    came_at_once: bool,
    misses: u32,
    last_miss: Option<Instant>,
    next_link: usize,
}

/// One socket to a server.
#[derive(Debug)]
pub(super) struct Link {
    pub ids: Ids,
    pub outbox: Outbox,
}

impl Server {
    pub(super) fn new(limits: &Limits, now: Instant) -> Server {
        Server {
            pace: Pace::new(limits.rate, limits.window, limits.widest, now),
            rtt: Rtt::default(),
            latency: Latency::default(),
            queries: 0,
            answers: 0,
            filtered: 0,
            case: Case::Unknown,
            links: (0..LINKS).map(|_| Link { ids: Ids::new(), outbox: Outbox::default() }).collect(),
            open: 0,
            distrusted: false,
            edns: true,
            edns_proven: false,
            plain_wins: 0,
            absences: 0,
            lost: 0.0,
            came_at_once: false,
            misses: 0,
            last_miss: None,
            next_link: 0,
        }
    }

    /// The next link that has ids to give.
    pub(super) fn link(&mut self) -> usize {
        self.next_link = (self.next_link + 1) % LINKS;
        self.next_link
    }

    /// It answered. The latency is known when the question had been sent to it once only.
    pub(super) fn answered(&mut self, clear: bool, latency: Duration) {
        self.misses = 0;
        if clear {
            self.rtt.sample(latency);
            self.pace.way_takes(latency);
        } else {
            self.rtt.ambiguous(latency);
        }
        self.latency.add(latency);
    }

    /// An answer came after so many sendings. One that took more than two was slow rather than lost. Of those that took two, one counts
    /// for each that took one at most: when hardly anything is asked any more, only those that were sent again still come.
    pub(super) fn count_loss(&mut self, sends: u8) {
        let counts = sends == 1 || sends == 2 && self.came_at_once;
        self.came_at_once = sends == 1;
        if counts {
            self.lost += (f64::from(sends.saturating_sub(1)) - self.lost) * LOSS_WEIGHT;
        }
    }

    /// Whether datagrams are lost at all, so that silence may have been bad luck.
    pub(super) fn loses_some(&self) -> bool {
        self.lost > LOSES_SOME
    }

    /// Whether so many datagrams are lost that a question has to be sent more often to be sure of an answer. What a limit
    /// drops is not lost: sending more often would only make it worse.
    pub(super) fn is_lossy(&self, now: Instant) -> bool {
        self.lost > LOSSY && !self.pace.is_limited(now)
    }

    /// Tells the pace that the first sending of a question was late or failed. Of names that were chosen for having failed that says
    /// nothing.
    pub(super) fn blame(&mut self, sweep: Sweep, now: Instant) {
        if sweep != Sweep::Second {
            self.pace.bad(now, self.rtt.smoothed());
        }
    }

    /// It said something, if only that it failed.
    pub(super) fn alive(&mut self) {
        self.misses = 0;
    }

    /// Its reply is overdue, or it cannot be reached.
    pub(super) fn missed(&mut self, now: Instant) {
        self.misses = self.misses.saturating_add(1);
        self.last_miss = Some(now);
    }

    /// Whether others should be asked first.
    pub(super) fn seems_down(&self, now: Instant) -> bool {
        self.misses >= MISSES_MAX
            && self.last_miss.is_some_and(|missed| now.saturating_duration_since(missed) < FORGIVEN_AFTER)
    }

    /// Whether a question goes out with EDNS when it is sent for the time with this number, from 0. Servers are known
    /// that refuse it, and others, or what stands before them, that drop it without a word.
    pub(super) fn wants_edns(&self, sends: u8) -> bool {
        self.edns && if self.edns_proven { sends < 2 || sends.is_multiple_of(2) } else { sends.is_multiple_of(2) }
    }

    /// It answered a question that had gone out with EDNS, without, or both ways; `told` when the answer itself had EDNS.
    pub(super) fn heard_edns(&mut self, with: bool, without: bool, told: bool) {
        if told || (with && !without) {
            self.edns_proven = true;
        } else if without && !self.edns_proven {
            self.plain_wins += 1;
            self.edns &= self.plain_wins < PLAIN_WINS;
        }
    }

    /// It refused a question with EDNS, and answered the same without.
    pub(super) fn refused_edns(&mut self) {
        self.edns = false;
    }

    /// Whether an absence that it tells of is to be held against what another server says.
    pub(super) fn doubt(&mut self) -> bool {
        self.absences = self.absences.wrapping_add(1);
        self.distrusted || self.absences <= ABSENCES_FIRST || self.absences.is_multiple_of(ABSENCES_ONE_IN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> (Server, Instant) {
        let now = Instant::now();
        let limits = Limits { servers: 1, timeout: Duration::from_secs(4), window: 100, widest: 1.0, rate: None };
        (Server::new(&limits, now), now)
    }

    #[test]
    fn a_server_that_misses_often_is_asked_last_until_it_is_forgiven() {
        let (mut server, now) = server();
        (0..MISSES_MAX).for_each(|_| server.missed(now));
        assert!(server.seems_down(now));
        assert!(!server.seems_down(now + FORGIVEN_AFTER));
        server.alive();
        assert!(!server.seems_down(now));
    }

    #[test]
    fn where_only_plain_questions_are_answered_edns_is_left_away() {
        let (mut server, _) = server();
        assert!(server.wants_edns(0) && !server.wants_edns(1));
        (0..PLAIN_WINS).for_each(|_| server.heard_edns(true, true, false));
        assert!(!server.wants_edns(0));
    }

    #[test]
    fn where_edns_was_answered_a_lost_question_does_not_take_it_away() {
        let (mut server, _) = server();
        server.heard_edns(true, false, false);
        assert!(server.wants_edns(1));
        (0..9).for_each(|_| server.heard_edns(true, true, false));
        assert!(server.wants_edns(0));
    }
}
