//! How fast work goes, and how long it will still take: from the last seconds, for what went before says little about it. A
//! resumed run has thousands of answers at once, and the last names of a list are the slow ones. Told the time, never asks for it.

use presend::dns::progress::Again;
use presend::reason::Lang;
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

/// In so much of the second sweep nothing is said of the time left, unless all is sent: the first questions leave at once, and
/// say nothing of how the others will.
const SENDING_MIN: Duration = Duration::from_secs(2);
/// The time that is looked back at to see whether questions are being sent.
const SENDING_WINDOW: Duration = Duration::from_millis(800);

/// The pace of the second sweep. It is over when the last question that was sent has had its time: a server that is silent is
/// waited for as long again as the first time, however many names it is silent about.
#[derive(Clone, Debug, Default)]
pub struct AgainPace {
    begun: Option<Instant>,
    told: Again,
    /// When how many questions had been sent, the oldest first.
    marks: VecDeque<(Instant, u64)>,
    sent_all: Option<Instant>,
}

impl AgainPace {
    /// Takes in how far it is.
    pub fn note(&mut self, now: Instant, told: Again) {
        self.begun.get_or_insert(now);
        let sent = told.domains.saturating_sub(told.unsent);
        if self.marks.back().is_none_or(|(last, _)| now.duration_since(*last) >= SENDING_WINDOW / 8) {
            self.marks.push_back((now, sent));
        }
        while self.marks.get(1).is_some_and(|(second, _)| now.duration_since(*second) >= SENDING_WINDOW) {
            self.marks.pop_front();
        }
        match told.unsent {
            0 => _ = self.sent_all.get_or_insert(now),
            _ => self.sent_all = None,
        }
        self.told = told;
    }

    /// How far it is; `None` before it begins and when it is over.
    pub fn told(&self) -> Option<Again> {
        (self.begun.is_some() && self.told.done < self.told.domains).then_some(self.told)
    }

    /// How long the rest takes; `None` in the first second, and when the time that it should have taken is over.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        let longest = self.told.longest;
        if let Some(sent_all) = self.sent_all {
            return longest.checked_sub(now.duration_since(sent_all));
        }
        let elapsed = now.duration_since(self.begun?);
        let sent = self.told.domains.saturating_sub(self.told.unsent) as f64;
        if elapsed < SENDING_MIN {
            return None;
        }
        let (since, before) = *self.marks.front()?;
        let lately = (sent - before as f64) / now.duration_since(since).as_secs_f64();
        let a_second = match lately {
            _ if elapsed >= longest => sent / elapsed.as_secs_f64(),
            0.0 => {
                // As many are open as may be, and the next are sent when these have had their time.
                sent / longest.as_secs_f64()
            }
            lately => lately,
        };
        let sending = Duration::try_from_secs_f64(self.told.unsent as f64 / a_second).ok()?;
        Some(sending + longest)
    }
}

/// A time in words: `40 s`, `3 min`, `2 h 10 min`.
pub fn in_words(time: Duration, lang: Lang) -> String {
    let seconds = time.as_secs();
    let [s, min, h] = ["time-s", "time-min", "time-h"].map(|id| lang.text(id));
    match seconds {
        0..100 => format!("{seconds} {s}"),
        100..6_000 => format!("{} {min}", (seconds + 30) / 60),
        _ => format!("{} {h} {} {min}", seconds / 3600, seconds % 3600 / 60),
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
            assert_eq!(in_words(Duration::from_secs(seconds), Lang::En), words);
        }
        assert_eq!(in_words(Duration::from_secs(7_800), Lang::Zh), "2 小时 10 分钟");
    }

    /// A second sweep over so many names that each take so long, of which so many a second can be sent, and so many be open.
    /// Looks every 100 ms, and holds what is said of the time left against the truth.
    fn sweep(names: u64, took_ms: u64, a_second: u64, open_max: u64) {
        const STEP_MS: u64 = 100;
        let begin = Instant::now();
        let mut sent_at: VecDeque<u64> = VecDeque::new();
        let (mut unsent, mut done, mut said) = (names, 0, Vec::new());
        let (mut pace, mut now_ms) = (AgainPace::default(), 0);
        while done < names {
            while sent_at.front().is_some_and(|sent| sent + took_ms <= now_ms) {
                sent_at.pop_front();
                done += 1;
            }
            let room = open_max - sent_at.len() as u64;
            let sends = (a_second * STEP_MS / 1000).min(unsent).min(room);
            unsent -= sends;
            sent_at.extend((0..sends).map(|_| now_ms));
            let longest = Duration::from_millis(if done == names { 0 } else { took_ms });
            let now = begin + Duration::from_millis(now_ms);
            pace.note(now, Again { domains: names, done, unsent, longest });
            said.push((now_ms, pace.left(now)));
            now_ms += STEP_MS;
        }
        let over_ms = now_ms - STEP_MS;
        for (at_ms, left) in said {
            let true_ms = over_ms - at_ms;
            if at_ms < 2000 || true_ms < 500 {
                continue;
            }
            let left_ms = left.expect("a time").as_millis() as u64;
            let near = true_ms / 2..=true_ms * 2;
            assert!(near.contains(&left_ms), "after {at_ms} ms of {over_ms}: {left_ms} instead of {true_ms}");
        }
        assert_eq!(pace.told(), None, "it is over");
    }

    #[test]
    fn what_is_said_of_the_second_sweep_is_true_within_a_factor_of_two() {
        let many = 1_000_000;
        sweep(2_140, 5_000, many, many);
        sweep(2_140, 5_000, 200, many);
        sweep(3, 2_000, many, many);
        sweep(500, 1_500, 50, many);
        sweep(20_000, 5_000, 50_000, 4_000);
        sweep(100_000, 5_000, 10_000, 8_000);
        sweep(400, 2_500, 1_000, 30);
    }

    #[test]
    fn when_the_slow_ones_are_done_the_rest_is_short() {
        let (begin, ms) = (Instant::now(), Duration::from_millis);
        let mut pace = AgainPace::default();
        assert_eq!((pace.told(), pace.left(begin)), (None, None), "it has not begun");
        pace.note(begin, Again { domains: 10, done: 0, unsent: 0, longest: ms(5000) });
        assert_eq!(pace.left(begin + ms(1000)), Some(ms(4000)));
        pace.note(begin + ms(1000), Again { domains: 10, done: 7, unsent: 0, longest: ms(1500) });
        assert_eq!(pace.left(begin + ms(1000)), Some(ms(500)));
        assert_eq!(pace.left(begin + ms(2000)), None, "it takes longer than it should");
    }
}
