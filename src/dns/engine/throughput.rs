//! How many good answers came within the last second. Pure.

use std::time::Duration;
use tokio::time::Instant;

const BINS: usize = 20;
const BIN: Duration = Duration::from_millis(50);
/// Shorter times, in seconds, say little of a second.
const SPAN_MIN: f64 = 0.4;

/// Counts of the last second, in slices.
#[derive(Debug)]
pub(super) struct Recent {
    bins: [u32; BINS],
    began: Instant,
    newest: u64,
}

impl Recent {
    pub(super) fn new(now: Instant) -> Recent {
        Recent { bins: [0; BINS], began: now, newest: 0 }
    }

    /// One more, now.
    pub(super) fn add(&mut self, now: Instant) {
        self.turn(now);
        self.bins[(self.newest % BINS as u64) as usize] += 1;
    }

    /// How many come in a second, from the last one, or from what there has been of it.
    pub(super) fn a_second(&mut self, now: Instant) -> f64 {
        self.turn(now);
        let total: f64 = self.bins.iter().map(|&count| f64::from(count)).sum();
        total / now.saturating_duration_since(self.began).as_secs_f64().clamp(SPAN_MIN, 1.0)
    }

    fn turn(&mut self, now: Instant) {
        let bin = (now.saturating_duration_since(self.began).as_millis() / BIN.as_millis()) as u64;
        for newer in (self.newest + 1..=bin).take(BINS) {
            self.bins[(newer % BINS as u64) as usize] = 0;
        }
        self.newest = self.newest.max(bin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_a_second_is_forgotten() {
        let start = Instant::now();
        let mut recent = Recent::new(start);
        for ms in 0..2000 {
            recent.add(start + Duration::from_millis(ms));
        }
        let now = start + Duration::from_millis(1999);
        assert!((950.0..=1000.0).contains(&recent.a_second(now)));
        assert!((450.0..=500.0).contains(&recent.a_second(now + Duration::from_millis(500))));
        assert!(recent.a_second(now + Duration::from_secs(100)) == 0.0);
    }

    #[test]
    fn less_than_a_second_is_counted_up_to_one() {
        let start = Instant::now();
        let mut recent = Recent::new(start);
        (0..30).for_each(|_| recent.add(start + Duration::from_millis(40)));
        assert!((recent.a_second(start + Duration::from_millis(500)) - 60.0).abs() < 0.1);
        assert!((recent.a_second(start + Duration::from_millis(50)) - 75.0).abs() < 0.1, "but not from too little");
    }
}
