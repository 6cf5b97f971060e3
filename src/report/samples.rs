//! Made-up runs for the tests of the renderers.

use crate::dns::Stats;
use crate::judge::Verdict;
use crate::reason::Reason;
use crate::run::Summary;
use crate::run::gate::GateReport;
use crate::run::limits::GateLimits;
use crate::run::tally::{CodeTally, Example, Tally};
use crate::run::top_counts::TopCounter;
use std::time::Duration;

/// A run over `contacts.csv` with these codes: verdict, code, rows, the cell of the first row (on line 17).
pub fn summary(codes: &[(Verdict, Reason, u64, &str)]) -> Summary {
    let mut tally = Tally::default();
    (tally.rows, tally.addresses) = (10_000, 9_871);
    for &(verdict, reason, rows, cell) in codes {
        let example = Some(Example { line: 17, content: cell.as_bytes().to_vec(), suppressed: None });
        tally.note(verdict, reason, CodeTally { rows, example, ..CodeTally::default() });
    }
    tally.fill_up_with_ok();
    Summary {
        file: "contacts.csv".into(),
        tally,
        domains: 297,
        domains_asked: 297,
        domains_known_before: 0,
        domains_unknown: 0,
        denied: None,
        stats: Stats::default(),
        elapsed: Duration::from_millis(4200),
        mail_hosts: TopCounter::default(),
    }
}

/// What the usual limits say of it.
pub fn gate(summary: Summary) -> GateReport {
    GateReport::of(summary, &GateLimits::default())
}
