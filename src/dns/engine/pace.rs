//! How fast one server is asked. Pure: the time comes as an argument.
//!
//! Resolvers limit their clients, and tell it by dropping, refusing or failing what is too much. So the pace follows the
//! good answers: it doubles while all goes well, falls to what was answered well when the share of failures rises, and
//! then feels its way up again. A list may be full of names that fail at any pace: when slowing down does not help, the
//! failures are taken for natural and the pace recovers.

use std::time::Duration;
use tokio::time::Instant;

/// Questions a second, to begin with. An office resolver bears it.
const RATE_START: f64 = 2000.0;
const RATE_MIN: f64 = 50.0;
const RATE_MAX: f64 = 1_000_000.0;
/// The pace is judged anew after this time, and this many outcomes: soon while it still doubles, later when a limit has
/// been met, because most limits count by the second.
const EPOCH_GROWING: Duration = Duration::from_millis(200);
const EPOCH_STEADY: Duration = Duration::from_millis(1000);
const OUTCOMES_MIN: u32 = 40;
/// Epochs that tell, together with the present one, how much is answered of late.
const RECENT_EPOCHS: usize = 4;
/// A larger share of failures than this, above what is natural, slows down.
const SHARE_TOLERATED: f64 = 0.08;
/// Below this share there is room to ask a little faster.
const SHARE_OF_ROOM: f64 = 0.02;
/// How much faster it first becomes after it has met a limit.
const STEP_MIN: f64 = 0.05;
/// After a change, outcomes of what was sent before it still come in for this long.
const SETTLE: Duration = Duration::from_millis(600);
/// Slowing down this often without effect means that the failures are natural.
const CUTS_IN_VAIN: u32 = 3;
/// Questions that may be sent at once after a pause, as a share of a second.
const BURST_SECONDS: f64 = 0.02;
const BURST_MIN: f64 = 20.0;

/// The pace of one server.
#[derive(Debug)]
pub(super) struct Pace {
    rate: f64,
    ceiling: f64,
    /// Questions that may be sent at once. Below zero: promised to those who wait.
    tokens: f64,
    refilled: Instant,
    growing: bool,
    /// By how much it grows next, once it no longer doubles from the start: the longer all goes well, the more.
    step: f64,
    /// The share of failures that asking more slowly does not cure.
    natural: f64,
    cuts: u32,
    /// Pace and share of failures before the first of the present cuts.
    before: (f64, f64),
    settled: Instant,
    epoch: Epoch,
    /// Length and good answers of the epochs before it, while the pace doubled.
    recent: Vec<(Duration, u32)>,
}

#[derive(Debug)]
struct Epoch {
    began: Instant,
    sent: u32,
    good: u32,
    bad: u32,
}

impl Epoch {
    fn new(began: Instant) -> Epoch {
        Epoch { began, sent: 0, good: 0, bad: 0 }
    }
}

impl Pace {
    /// `ceiling`: the most questions a second, if the user set it.
    pub(super) fn new(ceiling: Option<u32>, now: Instant) -> Pace {
        let ceiling = ceiling.map_or(RATE_MAX, |rate| f64::from(rate.max(1)));
        let rate = RATE_START.min(ceiling);
        Pace {
            rate,
            ceiling,
            tokens: burst(rate),
            refilled: now,
            growing: true,
            step: STEP_MIN,
            natural: 0.0,
            cuts: 0,
            before: (rate, 0.0),
            settled: now,
            epoch: Epoch::new(now),
            recent: Vec::new(),
        }
    }

    /// Takes the next place in the queue, and says how long to wait for it.
    pub(super) fn reserve(&mut self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.refilled).as_secs_f64();
        self.refilled = self.refilled.max(now);
        self.tokens = (self.tokens + passed * self.rate).min(burst(self.rate)) - 1.0;
        self.epoch.sent += 1;
        Duration::from_secs_f64((-self.tokens / self.rate).max(0.0))
    }

    /// A question was answered.
    pub(super) fn good(&mut self, now: Instant) {
        self.epoch.good += 1;
        self.judge(now);
    }

    /// A question was dropped, refused or failed.
    pub(super) fn bad(&mut self, now: Instant) {
        self.epoch.bad += 1;
        self.judge(now);
    }

    fn judge(&mut self, now: Instant) {
        if now < self.settled {
            self.epoch = Epoch::new(now);
            return;
        }
        let outcomes = self.epoch.good + self.epoch.bad;
        let lasted = now.saturating_duration_since(self.epoch.began);
        let epoch = if self.growing { EPOCH_GROWING } else { EPOCH_STEADY };
        if lasted < epoch || outcomes < OUTCOMES_MIN {
            return;
        }
        let share = f64::from(self.epoch.bad) / f64::from(outcomes);
        if share > self.natural + SHARE_TOLERATED {
            self.slow_down(share, now);
        } else {
            self.cuts = 0;
            if share <= self.natural + SHARE_OF_ROOM {
                self.speed_up(f64::from(self.epoch.sent) / lasted.as_secs_f64());
            } else {
                self.step = STEP_MIN;
            }
            self.natural = self.natural.min(share);
        }
        if self.recent.len() == RECENT_EPOCHS {
            self.recent.remove(0);
        }
        self.recent.push((lasted, self.epoch.good));
        self.epoch = Epoch::new(now);
    }

    /// Good answers a second, of late.
    fn answered_rate(&self, now: Instant) -> f64 {
        let present = (now.saturating_duration_since(self.epoch.began), self.epoch.good);
        let (time, good) = self
            .recent
            .iter()
            .chain([&present])
            .fold((Duration::ZERO, 0), |(time, good), (more_time, more)| (time + *more_time, good + more));
        f64::from(good) / time.as_secs_f64().max(0.001)
    }

    fn slow_down(&mut self, share: f64, now: Instant) {
        let answered_rate = self.answered_rate(now);
        // While the pace doubled it may have gone far beyond the limit.
        let floor = if self.growing { 0.1 } else { 0.5 };
        self.growing = false;
        self.recent.clear();
        self.step = STEP_MIN;
        if self.cuts == 0 {
            self.before = (self.rate, share);
        }
        let (rate_before, share_before) = self.before;
        if self.cuts >= CUTS_IN_VAIN && share > 0.7 * share_before {
            self.natural = share;
            self.rate = rate_before;
            self.cuts = 0;
        } else {
            self.rate =
                (answered_rate * 0.95).clamp(self.rate * floor, self.rate * 0.9).max(RATE_MIN.min(self.ceiling));
            self.cuts += 1;
        }
        self.settled = now + SETTLE;
    }

    /// Only a pace that was made use of says that more is possible.
    fn speed_up(&mut self, sent_rate: f64) {
        if sent_rate < 0.6 * self.rate {
            return;
        }
        let factor = if self.growing { 2.0 } else { 1.0 + self.step };
        self.rate = (self.rate * factor).min(self.ceiling);
        self.step = (self.step * 2.0).min(1.0);
    }
}

fn burst(rate: f64) -> f64 {
    (rate * BURST_SECONDS).max(BURST_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks as fast as the pace allows for `seconds`; `answer` says for each question, by its place in the present
    /// second, whether it goes well. Returns the questions sent and answered well in the last second.
    fn run(pace: &mut Pace, start: Instant, seconds: u64, answer: impl Fn(u32, u32) -> bool) -> (u32, u32) {
        let mut now = start;
        let (mut second, mut sent, mut good, mut number) = (0, 0, 0, 0);
        let mut last = (0, 0);
        while second < seconds {
            now += pace.reserve(now).max(Duration::from_micros(20));
            let this = now.duration_since(start).as_secs();
            if this != second {
                last = (sent, good);
                (second, sent, good) = (this, 0, 0);
            }
            sent += 1;
            number += 1;
            if answer(sent, number) {
                good += 1;
                pace.good(now);
            } else {
                pace.bad(now);
            }
        }
        last
    }

    fn pace(ceiling: Option<u32>) -> (Pace, Instant) {
        let now = Instant::now();
        (Pace::new(ceiling, now), now)
    }

    #[test]
    fn a_willing_server_is_asked_faster_and_faster() {
        let (mut pace, start) = pace(None);
        let (sent, _) = run(&mut pace, start, 2, |_, _| true);
        assert!(sent > 10_000, "{sent}");
    }

    #[test]
    fn the_rate_that_the_user_allows_is_kept() {
        let (mut pace, start) = pace(Some(300));
        let (sent, _) = run(&mut pace, start, 3, |_, _| true);
        assert!((280..=330).contains(&sent), "{sent}");
    }

    #[test]
    fn a_server_with_a_limit_is_asked_about_as_fast_as_it_allows() {
        let (mut pace, start) = pace(None);
        let (sent, good) = run(&mut pace, start, 20, |in_second, _| in_second <= 1500);
        assert!((1200..=1900).contains(&sent), "{sent} sent");
        assert!(good > 1200, "{good} good");
    }

    #[test]
    fn a_passing_trouble_is_forgotten_soon() {
        let (mut pace, start) = pace(None);
        run(&mut pace, start, 1, |_, number| number < 1000);
        assert!(!pace.growing, "it was slowed down");
        let (sent, _) = run(&mut pace, start + Duration::from_secs(2), 10, |_, _| true);
        assert!(sent > 8000, "{sent}");
    }

    #[test]
    fn names_that_fail_at_any_pace_do_not_slow_the_run_for_ever() {
        let (mut pace, start) = pace(None);
        let (sent, _) = run(&mut pace, start, 12, |_, number| number % 10 >= 4);
        assert!(sent > 1500, "{sent}");
    }
}
