//! Progress on standard error, for people who wait: bars on a terminal, elsewhere a line now and then, since many programs end a
//! job that says nothing for long.

use super::pace::{Pace, in_words};
use super::terminal::Terminal;
use indicatif::style::ProgressTracker;
use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};
use presend::report::text::number;
use presend::watch::{Unwatched, Watch};
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

/// How often the bars are drawn anew while nothing happens.
const TICK: Duration = Duration::from_millis(200);

/// How often a line is written where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(30);

/// A pass over the list: its share in octets, the rows so far, the time left.
const OCTETS: &str = "{prefix:<10} [{bar:24}] {percent:>3} %  {msg}  {left}";
/// The resolving: domains done of those found so far, their rate, the time left.
const DOMAINS: &str = "{prefix:<10} [{bar:24}] {pos}/{len} domains  {rate}  {left}";

/// A watcher that shows progress for a list of this size, or none where nobody looks.
pub fn watcher(terminal: &Terminal, list_octets: u64) -> Arc<dyn Watch> {
    if terminal.shows_progress() {
        Arc::new(Bars::new(list_octets))
    } else if terminal.tells_progress() {
        Arc::new(Lines::new(list_octets))
    } else {
        Arc::new(Unwatched)
    }
}

struct Bars {
    reading: ProgressBar,
    resolving: ProgressBar,
    judging: ProgressBar,
}

impl Bars {
    fn new(list_octets: u64) -> Bars {
        let bars = MultiProgress::new();
        let bar = |name: &'static str, length, template: &str| {
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            let style = style
                .progress_chars("█▌ ")
                .with_key("rate", Shown::Rate.tracked())
                .with_key("left", Shown::Left.tracked());
            ProgressBar::new(length).with_prefix(name).with_style(style)
        };
        let reading = bars.add(bar("reading", list_octets, OCTETS));
        let resolving = bars.add(bar("resolving", 0, DOMAINS));
        let judging = bars.add(bar("judging", list_octets, OCTETS));
        resolving.enable_steady_tick(TICK);
        Bars { reading, resolving, judging }
    }
}

/// What is shown of a pace.
#[derive(Clone, Copy)]
enum Shown {
    Rate,
    Left,
}

impl Shown {
    fn tracked(self) -> Tracked {
        Tracked { shown: self, pace: Pace::default(), now: None }
    }
}

/// The pace of a bar.
#[derive(Clone)]
struct Tracked {
    shown: Shown,
    pace: Pace,
    now: Option<Instant>,
}

impl ProgressTracker for Tracked {
    fn clone_box(&self) -> Box<dyn ProgressTracker> {
        Box::new(self.clone())
    }

    fn tick(&mut self, state: &ProgressState, now: Instant) {
        self.pace.note(now, state.pos());
        self.now = Some(now);
    }

    fn reset(&mut self, _state: &ProgressState, _now: Instant) {
        (self.pace, self.now) = (Pace::default(), None);
    }

    fn write(&self, state: &ProgressState, text: &mut dyn Write) {
        let Some(now) = self.now else { return };
        let shown = match self.shown {
            Shown::Rate => self.pace.rate(now, state.pos()).map(|rate| format!("{}/s", number(rate as u64))),
            Shown::Left => {
                let left = self.pace.left(now, state.pos(), state.len().unwrap_or_default());
                left.map(|left| format!("{} left", in_words(left)))
            }
        };
        // A text that cannot be written is not shown.
        let _ = text.write_str(&shown.unwrap_or_default());
    }
}

impl Watch for Bars {
    fn read(&self, rows: u64, octets: u64) {
        self.reading.set_position(octets);
        self.reading.set_message(format!("{} rows", number(rows)));
    }

    fn domain_found(&self) {
        self.resolving.inc_length(1);
    }

    fn domain_resolved(&self) {
        self.resolving.inc(1);
    }

    fn judged(&self, rows: u64, octets: u64) {
        self.judging.set_position(octets);
        self.judging.set_message(format!("{} rows", number(rows)));
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        for bar in [&self.reading, &self.resolving, &self.judging] {
            bar.finish_and_clear();
        }
    }
}

/// Lines, written by a thread of their own: also while nothing is answered.
struct Lines {
    done: Arc<Done>,
    /// Its end tells the thread to end.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// How much was done so far.
#[derive(Default)]
struct Done {
    list_octets: u64,
    rows_read: AtomicU64,
    octets_read: AtomicU64,
    domains_found: AtomicU64,
    domains_resolved: AtomicU64,
    rows_judged: AtomicU64,
    octets_judged: AtomicU64,
    paces: Mutex<[Pace; 3]>,
}

impl Lines {
    fn new(list_octets: u64) -> Lines {
        let done = Arc::new(Done { list_octets, ..Done::default() });
        let (end, ended) = channel();
        let seen = done.clone();
        let thread = Builder::new().name("presend-progress".to_owned()).spawn(move || {
            const LOOK: Duration = Duration::from_secs(1);
            let mut said = Instant::now();
            while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let now = Instant::now();
                seen.note(now);
                if now.duration_since(said) >= BETWEEN_LINES {
                    said = now;
                    super::terminal::note(&seen.line(now));
                }
            }
        });
        // Without the thread there are no lines, and nothing else is missing.
        Lines { done, end: Some(end), thread: thread.ok() }
    }
}

impl Done {
    /// What was done of each pass, and all that there is.
    fn counts(&self) -> [(u64, u64); 3] {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        [
            (of(&self.octets_read), self.list_octets),
            (of(&self.domains_resolved), of(&self.domains_found)),
            (of(&self.octets_judged), self.list_octets),
        ]
    }

    fn note(&self, now: Instant) {
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        for (pace, (done, _)) in paces.iter_mut().zip(self.counts()) {
            pace.note(now, done);
        }
    }

    fn line(&self, now: Instant) -> String {
        let paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let [reading, resolving, judging] = self.counts();
        let rows = |count: &AtomicU64| number(count.load(Ordering::Relaxed));
        let share = |(done, all): (u64, u64)| (done * 100).checked_div(all).unwrap_or_default().min(100);
        let (mut line, pace, (done, all)) = if judging.0 > 0 {
            (format!("judging: {} rows, {} %", rows(&self.rows_judged), share(judging)), &paces[2], judging)
        } else if reading.0 < reading.1 || resolving.1 == 0 {
            (format!("reading: {} rows, {} %", rows(&self.rows_read), share(reading)), &paces[0], reading)
        } else {
            let rate = paces[1].rate(now, resolving.0).map(|rate| format!(", {}/s", number(rate as u64)));
            let of = format!("resolving: {} of {} domains", number(resolving.0), number(resolving.1));
            (of + &rate.unwrap_or_default(), &paces[1], resolving)
        };
        if let Some(left) = pace.left(now, done, all) {
            let _ = write!(line, ", about {} left", in_words(left));
        }
        line
    }
}

impl Watch for Lines {
    fn read(&self, rows: u64, octets: u64) {
        self.done.rows_read.store(rows, Ordering::Relaxed);
        self.done.octets_read.store(octets, Ordering::Relaxed);
    }

    fn domain_found(&self) {
        self.done.domains_found.fetch_add(1, Ordering::Relaxed);
    }

    fn domain_resolved(&self) {
        self.done.domains_resolved.fetch_add(1, Ordering::Relaxed);
    }

    fn judged(&self, rows: u64, octets: u64) {
        self.done.rows_judged.store(rows, Ordering::Relaxed);
        self.done.octets_judged.store(octets, Ordering::Relaxed);
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_well_formed() {
        for template in [OCTETS, DOMAINS] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn a_line_says_what_is_being_done() {
        let done = Done { list_octets: 1_000, ..Done::default() };
        let begin = Instant::now();
        done.rows_read.store(4_096, Ordering::Relaxed);
        done.octets_read.store(500, Ordering::Relaxed);
        assert_eq!(done.line(begin), "reading: 4,096 rows, 50 %");
        done.octets_read.store(1_000, Ordering::Relaxed);
        done.domains_found.store(4_000, Ordering::Relaxed);
        for second in 1..=20 {
            done.domains_resolved.store(second * 100, Ordering::Relaxed);
            done.note(begin + Duration::from_secs(second));
        }
        let now = begin + Duration::from_secs(20);
        assert_eq!(done.line(now), "resolving: 2,000 of 4,000 domains, 100/s, about 20 s left");
        done.rows_judged.store(10, Ordering::Relaxed);
        done.octets_judged.store(10, Ordering::Relaxed);
        assert_eq!(done.line(now), "judging: 10 rows, 1 %");
    }
}
