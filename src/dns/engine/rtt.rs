//! How long to wait for a server before asking again: smoothed latency and its variation, as TCP does it (RFC 6298). Pure.

use std::time::Duration;

/// Before a server has answered once.
const RTO_INITIAL: Duration = Duration::from_millis(400);
/// A resolver that has to go and ask others is slower than one that remembers; asking again sooner only adds load.
const RTO_MIN: Duration = Duration::from_millis(200);
const RTO_MAX: Duration = Duration::from_millis(1500);
/// Clear answers that are held against unclear ones. At the end of a run mostly unclear ones come.
const CLEAR_MAX: i32 = 10_000;
/// A question that is not answered by then makes room for others. Shorter times are the system's own hiccups.
const ROOM_INITIAL: Duration = Duration::from_millis(200);
const ROOM_MAX: Duration = Duration::from_millis(400);
/// A reply may take at least this long before it says anything about the server.
const LATE_MIN: Duration = Duration::from_millis(25);

/// What is known of a server's latency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rtt {
    smoothed: Option<Duration>,
    variation: Duration,
    /// Answers to questions that were sent once, less those that were sent again, bounded.
    clear: i32,
}

impl Rtt {
    /// Takes a latency of a question that was sent once. Others are ambiguous (Karn's rule, RFC 6298 §3).
    pub(super) fn sample(&mut self, latency: Duration) {
        self.clear = (self.clear + 1).min(CLEAR_MAX);
        match self.smoothed {
            None => {
                self.smoothed = Some(latency);
                self.variation = latency / 2;
            }
            Some(smoothed) => {
                self.variation = (self.variation * 3 + smoothed.abs_diff(latency)) / 4;
                self.smoothed = Some((smoothed * 7 + latency) / 8);
            }
        }
    }

    /// Takes the time since the first of several sendings. Where nearly all answers come only after the question was sent
    /// again, that is the latency, and the server is merely slow.
    pub(super) fn ambiguous(&mut self, latency: Duration) {
        self.clear = (self.clear - 1).max(-100);
        if self.clear < 0 {
            self.sample(latency);
            self.clear -= 1;
        }
    }

    /// When a reply is overdue, so that the question is sent again.
    pub(super) fn timeout(&self) -> Duration {
        self.usual().map_or(RTO_INITIAL, |usual| usual.clamp(RTO_MIN, RTO_MAX))
    }

    /// When a question is slow, so that others are sent beside it.
    pub(super) fn room(&self) -> Duration {
        self.usual().map_or(ROOM_INITIAL, |usual| usual.clamp(LATE_MIN, ROOM_MAX))
    }

    /// When a reply is so late that the server, or the way to it, may be overrun. `None` when lateness says nothing,
    /// because nothing is known of the server or it is merely slow.
    pub(super) fn late(&self) -> Option<Duration> {
        self.usual().filter(|_| self.clear > 0).map(|usual| usual.max(LATE_MIN))
    }

    /// The smoothed latency.
    pub(super) fn smoothed(&self) -> Option<Duration> {
        self.smoothed
    }

    fn usual(&self) -> Option<Duration> {
        self.smoothed.map(|smoothed| smoothed + self.variation * 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(latencies_ms: &[u64], expected_ms: std::ops::RangeInclusive<u128>) {
        let mut rtt = Rtt::default();
        for &ms in latencies_ms {
            rtt.sample(Duration::from_millis(ms));
        }
        let timeout = rtt.timeout().as_millis();
        assert!(expected_ms.contains(&timeout), "{latencies_ms:?} -> {timeout} ms, not in {expected_ms:?}");
    }

    #[test]
    fn an_unknown_server_gets_the_initial_time() {
        check(&[], 400..=400);
    }

    #[test]
    fn a_fast_server_is_not_hurried_below_the_minimum() {
        check(&[1; 20], 200..=200);
    }

    #[test]
    fn a_slow_steady_server_is_waited_for_a_little_longer_than_it_takes() {
        check(&[300; 50], 300..=320);
    }

    #[test]
    fn variation_lengthens_the_wait_up_to_the_maximum() {
        check(&[50, 400, 50, 400, 50, 400], 500..=1000);
        check(&[4000; 3], 1500..=1500);
    }

    #[test]
    fn a_server_that_always_answers_after_the_second_sending_is_merely_slow() {
        let mut rtt = Rtt::default();
        (0..20).for_each(|_| rtt.ambiguous(Duration::from_secs(3)));
        assert_eq!(rtt.timeout(), RTO_MAX);
        let mut rtt = Rtt::default();
        (0..20).for_each(|_| rtt.sample(Duration::from_millis(1)));
        rtt.ambiguous(Duration::from_secs(3));
        assert_eq!(rtt.timeout(), RTO_MIN);
    }
}
