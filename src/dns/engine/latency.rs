//! How long a server's answers take: counts in steps of an eighth of a doubling, enough for a median. Pure.

use std::time::Duration;

const STEPS: u32 = 8;
/// From a microsecond to over a minute.
const BUCKETS: usize = 27 * STEPS as usize;

/// Latencies of one server.
#[derive(Clone, Debug)]
pub(super) struct Latency {
    counts: Box<[u32; BUCKETS]>,
    total: u64,
}

impl Default for Latency {
    fn default() -> Latency {
        Latency { counts: Box::new([0; BUCKETS]), total: 0 }
    }
}

impl Latency {
    pub(super) fn add(&mut self, latency: Duration) {
        let micros = u32::try_from(latency.as_micros()).unwrap_or(u32::MAX).max(STEPS);
        let doublings = micros.ilog2();
        let step = (micros >> (doublings - STEPS.ilog2())) - STEPS;
        let bucket = ((doublings - STEPS.ilog2()) * STEPS + step) as usize;
        let last = BUCKETS - 1;
        self.counts[bucket.min(last)] = self.counts[bucket.min(last)].saturating_add(1);
        self.total += 1;
    }

    /// The latency that this share of the answers did not exceed, an eighth too long at most. Zero when there were none.
    pub(super) fn quantile(&self, share: f64) -> Duration {
        let wanted = (self.total as f64 * share).ceil() as u64;
        let mut seen = 0;
        for (bucket, &count) in self.counts.iter().enumerate() {
            seen += u64::from(count);
            if seen >= wanted && seen > 0 {
                let (doublings, step) = (bucket as u32 / STEPS, bucket as u32 % STEPS);
                return Duration::from_micros(u64::from(STEPS + step + 1) << doublings);
            }
        }
        Duration::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_right_to_an_eighth() {
        let mut latency = Latency::default();
        assert_eq!(latency.quantile(0.5), Duration::ZERO);
        for ms in 1..=1000 {
            latency.add(Duration::from_millis(ms));
        }
        for (share, ms) in [(0.5, 500.0), (0.99, 990.0), (1.0, 1000.0)] {
            let told = latency.quantile(share).as_secs_f64() * 1000.0;
            assert!((ms..=ms * 1.13).contains(&told), "{share}: {told}");
        }
    }

    #[test]
    fn the_shortest_and_the_longest_times_are_counted() {
        let mut latency = Latency::default();
        latency.add(Duration::ZERO);
        latency.add(Duration::from_secs(100_000));
        assert!(latency.quantile(0.5) < Duration::from_micros(20));
        assert!(latency.quantile(1.0) > Duration::from_secs(60));
    }
}
