//! Progress bars on standard error, for people who wait.

use super::terminal::Terminal;
use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};
use presend::report::text::number;
use presend::watch::{Unwatched, Watch};
use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

/// How often the bars are drawn anew while nothing happens.
const TICK: Duration = Duration::from_millis(200);

/// A pass over the list: its share in octets, the rows so far, the time left.
const OCTETS: &str = "{prefix:<10} [{bar:24}] {percent:>3} %  {msg}  {eta} left";
/// The resolving: domains done of those found so far, their rate, the time left.
const DOMAINS: &str = "{prefix:<10} [{bar:24}] {pos}/{len} domains  {rate}  {eta} left";

/// A watcher that shows bars for a list of this size, or none where nobody looks.
pub fn watcher(terminal: &Terminal, list_octets: u64) -> Arc<dyn Watch> {
    if terminal.shows_progress() { Arc::new(Bars::new(list_octets)) } else { Arc::new(Unwatched) }
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
            let style = style.progress_chars("█▌ ").with_key("rate", show_rate);
            ProgressBar::new(length).with_prefix(name).with_style(style)
        };
        let reading = bars.add(bar("reading", list_octets, OCTETS));
        let resolving = bars.add(bar("resolving", 0, DOMAINS));
        let judging = bars.add(bar("judging", list_octets, OCTETS));
        resolving.enable_steady_tick(TICK);
        Bars { reading, resolving, judging }
    }
}

/// Domains a second, in whole ones.
fn show_rate(state: &ProgressState, text: &mut dyn Write) {
    // A text that cannot be written is not shown.
    let _ = write!(text, "{}/s", number(state.per_sec() as u64));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_well_formed() {
        for template in [OCTETS, DOMAINS] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
