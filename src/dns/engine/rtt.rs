//! How long to wait for a server before asking again: smoothed latency and its variation, as TCP does it (RFC 6298). Pure.

use std::time::Duration;

/// Before a server has answered once.
const RTO_INITIAL: Duration = Duration::from_millis(400);
/// A resolver that has to go and ask others is slower than one that remembers; asking again sooner only adds load.
const RTO_MIN: Duration = Duration::from_millis(200);
const RTO_MAX: Duration = Duration::from_millis(1000);

/// What is known of a server's latency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rtt {
    smoothed: Option<Duration>,
    variation: Duration,
}

impl Rtt {
    /// Takes a latency of a question that was sent once. Others are ambiguous (Karn's rule, RFC 6298 §3).
    pub(super) fn sample(&mut self, latency: Duration) {
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

    /// When a reply is overdue.
    pub(super) fn timeout(&self) -> Duration {
        self.smoothed.map_or(RTO_INITIAL, |smoothed| (smoothed + self.variation * 4).clamp(RTO_MIN, RTO_MAX))
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
        check(&[4000; 3], 1000..=1000);
    }
}
