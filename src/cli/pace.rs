//! How fast work goes, and how long it will still take: from the last seconds, for what went before says little about it. A
//! resumed run has thousands of answers at once, and the last names of a list are the slow ones. Told the time, never asks for it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The time that is looked back at.
const WINDOW: Duration = Duration::from_secs(10);
/// The least time between two marks.
const STEP: Duration = Duration::from_millis(500);
/// In so much time nothing is said yet.
const SILENCE: Duration = Duration::from_secs(5);

/// The pace of one kind of work.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    begun: Option<Instant>,
    /// When how much was done, the oldest first.
    marks: VecDeque<(Instant, u64)>,
}

impl Pace {
    /// Takes in how much is done.
    pub fn note(&mut self, now: Instant, done: u64) {
        if done == 0 {
            return;
        }
        self.begun.get_or_insert(now);
        if self.marks.back().is_none_or(|(last, _)| now.duration_since(*last) >= STEP) {
            self.marks.push_back((now, done));
        }
        while self.marks.get(1).is_some_and(|(second, _)| now.duration_since(*second) >= WINDOW) {
            self.marks.pop_front();
        }
    }

    /// How much is done a second; `None` in the first seconds.
    pub fn rate(&self, now: Instant, done: u64) -> Option<f64> {
        let (since, before) = *self.marks.front()?;
        let seconds = now.duration_since(since).as_secs_f64();
        let is_early = now.duration_since(self.begun?) < SILENCE;
        (!is_early && seconds > 0.0).then(|| done.saturating_sub(before) as f64 / seconds)
    }

    /// How long the rest takes; `None` in the first seconds, and while nothing moves.
    pub fn left(&self, now: Instant, done: u64, all: u64) -> Option<Duration> {
        let rate = self.rate(now, done).filter(|rate| *rate > 0.0)?;
        let seconds = all.saturating_sub(done) as f64 / rate;
        Duration::try_from_secs_f64(seconds).ok()
    }
}

/// A time in words: `40 s`, `3 min`, `2 h 10 min`.
pub fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..100 => format!("{seconds} s"),
        100..6_000 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The time left after work at a pace, each pair so many seconds at so much a second, of `all`.
    fn left(phases: &[(u64, u64)], all: u64) -> Option<u64> {
        let begin = Instant::now();
        let (mut pace, mut seconds, mut done) = (Pace::default(), 0, 0);
        for &(lasting, rate) in phases {
            for _ in 0..lasting {
                seconds += 1;
                done += rate;
                pace.note(begin + Duration::from_secs(seconds), done);
            }
        }
        pace.left(begin + Duration::from_secs(seconds), done, all).map(|left| left.as_secs())
    }

    #[test]
    fn the_time_left_is_that_of_the_last_seconds() {
        assert_eq!(left(&[(4, 100)], 10_000), None, "in the first seconds nothing is said");
        assert_eq!(left(&[(20, 100)], 10_000), Some(80));
        // What a store knew came at once; the rest has to be asked.
        assert_eq!(left(&[(2, 50_000), (20, 100)], 110_000), Some(80));
        // The last names are slow.
        assert_eq!(left(&[(60, 1_000), (20, 10)], 60_400), Some(20));
        assert_eq!(left(&[(20, 100), (15, 0)], 10_000), None, "nothing moves");
    }

    #[test]
    fn a_time_is_told_as_people_do() {
        for (seconds, words) in [(0, "0 s"), (99, "99 s"), (150, "3 min"), (7_800, "2 h 10 min")] {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }
}
