//! Progress on standard error, for people who wait: bars on a terminal, elsewhere a line now and then, since many programs end a
//! job that says nothing for long.

use super::pace::{AgainPace, Pace, in_words};
use super::terminal::Terminal;
use indicatif::style::ProgressTracker;
use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};
use presend::dns::progress::{Again, NoProgress, Progress};
use presend::reason::{Lang, say};
use presend::report::text::number;
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
const DOMAINS: &str = "{prefix:<10} [{bar:24}] {pos}/{len} {domains}  {rate}  {left}";
/// The second sweep: what it is, and the time left.
const AGAIN: &str = "{prefix:<10} {again}  {left}";

/// A watcher that shows progress for a list of this size, or none where nobody looks.
pub fn watcher(terminal: &Terminal, list_octets: u64) -> Arc<dyn Progress> {
    if terminal.shows_progress() {
        Arc::new(Bars::new(list_octets, terminal.lang))
    } else if terminal.tells_progress() {
        Arc::new(Lines::new(list_octets, terminal.lang))
    } else {
        Arc::new(NoProgress)
    }
}

struct Bars {
    lang: Lang,
    reading: ProgressBar,
    resolving: ProgressBar,
    judging: ProgressBar,
    /// The second sweep, which takes the bar of the resolving over.
    again: Arc<Mutex<AgainPace>>,
}

impl Bars {
    fn new(list_octets: u64, lang: Lang) -> Bars {
        let bars = MultiProgress::new();
        let bar = |name: &'static str, length, template: &str| {
            let shown = |shown: Shown| Tracked { shown, lang, pace: Pace::default(), now: None };
            let domains = lang.text("cli-progress-domains");
            let style = style(template).with_key("rate", shown(Shown::Rate)).with_key("left", shown(Shown::Left));
            let style = style.with_key("domains", move |_: &ProgressState, text: &mut dyn Write| {
                let _ = text.write_str(domains);
            });
            ProgressBar::new(length).with_prefix(name).with_style(style)
        };
        let [reading, resolving, judging] = passes(lang);
        let reading = bars.add(bar(reading, list_octets, OCTETS));
        let resolving = bars.add(bar(resolving, 0, DOMAINS));
        let judging = bars.add(bar(judging, list_octets, OCTETS));
        resolving.enable_steady_tick(TICK);
        Bars { lang, reading, resolving, judging, again: Arc::default() }
    }

    /// The bar of the second sweep.
    fn again_style(&self) -> ProgressStyle {
        let (lang, again, pace) = (self.lang, self.again.clone(), self.again.clone());
        style(AGAIN)
            .with_key("again", move |_: &ProgressState, text: &mut dyn Write| {
                let told = again.lock().unwrap_or_else(PoisonError::into_inner).told();
                let _ = text.write_str(&told.map(|told| asking_again(told, lang)).unwrap_or_default());
            })
            .with_key("left", move |_: &ProgressState, text: &mut dyn Write| {
                let left = pace.lock().unwrap_or_else(PoisonError::into_inner).left(Instant::now());
                let _ = text.write_str(&left.map(|left| left_in_words(left, lang)).unwrap_or_default());
            })
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ ")
}

/// The names of the passes.
fn passes(lang: Lang) -> [&'static str; 3] {
    ["progress-reading", "progress-resolving", "progress-judging"].map(|id| lang.text(id))
}

fn rows_in_words(rows: u64, lang: Lang) -> String {
    format!("{} {}", number(rows), lang.text("cli-progress-rows"))
}

fn left_in_words(left: Duration, lang: Lang) -> String {
    let words = in_words(left, lang);
    say!(lang, "progress-left", time = words)
}

/// The second sweep, for what it is.
fn asking_again(told: Again, lang: Lang) -> String {
    say!(lang, "progress-asking-again", domains = told.domains, done = told.done)
}

/// What is shown of a pace.
#[derive(Clone, Copy)]
enum Shown {
    Rate,
    Left,
}

/// The pace of a bar.
#[derive(Clone)]
struct Tracked {
    shown: Shown,
    lang: Lang,
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
                left.map(|left| left_in_words(left, self.lang))
            }
        };
        // A text that cannot be written is not shown.
        let _ = text.write_str(&shown.unwrap_or_default());
    }
}

impl Progress for Bars {
    fn read(&self, rows: u64, octets: u64) {
        self.reading.set_position(octets);
        self.reading.set_message(rows_in_words(rows, self.lang));
    }

    fn domain_found(&self) {
        self.resolving.inc_length(1);
    }

    fn domain_resolved(&self) {
        if self.again.lock().unwrap_or_else(PoisonError::into_inner).told().is_none() {
            self.resolving.inc(1);
        }
    }

    fn asking_again(&self, again: Again) {
        let begins = {
            let mut pace = self.again.lock().unwrap_or_else(PoisonError::into_inner);
            let begins = pace.told().is_none();
            pace.note(Instant::now(), again);
            begins
        };
        if begins {
            self.resolving.set_style(self.again_style());
        }
        self.resolving.set_length(again.domains);
        self.resolving.set_position(again.done);
    }

    fn judged(&self, rows: u64, octets: u64) {
        self.judging.set_position(octets);
        self.judging.set_message(rows_in_words(rows, self.lang));
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
    lang: Lang,
    list_octets: u64,
    rows_read: AtomicU64,
    octets_read: AtomicU64,
    domains_found: AtomicU64,
    domains_resolved: AtomicU64,
    rows_judged: AtomicU64,
    octets_judged: AtomicU64,
    paces: Mutex<[Pace; 3]>,
    again: Mutex<AgainPace>,
}

impl Lines {
    fn new(list_octets: u64, lang: Lang) -> Lines {
        let done = Arc::new(Done { lang, list_octets, ..Done::default() });
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
                    super::terminal::note(&seen.line(now), seen.lang);
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
        let (mut line, left) = self.pass(now);
        if let Some(left) = left {
            let words = in_words(left, self.lang);
            line += &say!(self.lang, "progress-about-left", time = words);
        }
        line
    }

    /// What is being done, and the time that it still takes.
    fn pass(&self, now: Instant) -> (String, Option<Duration>) {
        let lang = self.lang;
        let paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        let [reading, resolving, judging] = self.counts();
        let names = passes(lang);
        let colon = lang.text("sign-colon");
        let comma = lang.text("sign-comma");
        let rows = |name: &str, count: &AtomicU64, (done, all): (u64, u64)| {
            let rows = rows_in_words(count.load(Ordering::Relaxed), lang);
            let share = (done * 100).checked_div(all).unwrap_or_default().min(100);
            format!("{name}{colon}{rows}{comma}{share} %")
        };
        let left = |pace: &Pace, (done, all)| pace.left(now, done, all);
        if judging.0 > 0 {
            return (rows(names[2], &self.rows_judged, judging), left(&paces[2], judging));
        }
        if let Some(told) = again.told() {
            return (asking_again(told, lang), again.left(now));
        }
        if reading.0 < reading.1 || resolving.1 == 0 {
            return (rows(names[0], &self.rows_read, reading), left(&paces[0], reading));
        }
        let rate = paces[1].rate(now, resolving.0).map(|rate| format!("{comma}{}/s", number(rate as u64)));
        let of = say!(lang, "progress-of-domains", done = resolving.0, all = resolving.1);
        (format!("{}{colon}{of}{}", names[1], rate.unwrap_or_default()), left(&paces[1], resolving))
    }
}

impl Progress for Lines {
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

    fn asking_again(&self, again: Again) {
        self.done.again.lock().unwrap_or_else(PoisonError::into_inner).note(Instant::now(), again);
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
        for template in [OCTETS, DOMAINS, AGAIN] {
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
        let again = Again { domains: 2_140, done: 12, unsent: 0, longest: Duration::from_secs(5) };
        done.again.lock().expect("the pace").note(now, again);
        let later = now + Duration::from_secs(2);
        assert_eq!(done.line(later), "asking 2,140 slow or failing domains again, 12 done, about 3 s left");
        done.again.lock().expect("the pace").note(later, Again { done: 2_140, ..again });
        assert_eq!(done.line(now), "resolving: 2,000 of 4,000 domains, 100/s, about 20 s left");
        done.rows_judged.store(10, Ordering::Relaxed);
        done.octets_judged.store(10, Ordering::Relaxed);
        assert_eq!(done.line(now), "judging: 10 rows, 1 %");
    }

    #[test]
    fn a_line_speaks_chinese() {
        let done = Done { lang: Lang::Zh, list_octets: 1_000, ..Done::default() };
        let now = Instant::now();
        done.rows_read.store(4_096, Ordering::Relaxed);
        done.octets_read.store(500, Ordering::Relaxed);
        assert_eq!(done.line(now), "读取：4,096 行，50 %");
        done.octets_read.store(1_000, Ordering::Relaxed);
        done.domains_found.store(4_000, Ordering::Relaxed);
        assert_eq!(done.line(now), "解析：0/4,000 个域名");
        let again = Again { domains: 2_140, done: 12, unsent: 0, longest: Duration::from_secs(5) };
        done.again.lock().expect("the pace").note(now, again);
        assert_eq!(done.line(now), "再次询问 2,140 个缓慢或失败的域名，已完成 12 个，约剩 5 秒");
    }
}
