//! `presend gate`: the line of `clean`, ending in pass or fail instead of files.

use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::judge::Verdict;
use crate::reason::Reason;
use crate::run::limits::{Forbidden, GateLimits, Limit};
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::row::JudgedRow;
use crate::run::tally::Example;
use crate::run::{RunError, Sink, Summary, run};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a gate ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Pass,
    Fail,
    /// Too much stayed unknown to say pass or fail.
    Inconclusive,
}

/// One threshold beside its figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// `None` for rows without an address.
    pub verdict: Option<Verdict>,
    pub rows: u64,
    pub limit: Limit,
    pub exceeded: bool,
}

impl Measure {
    /// The word for what is measured.
    pub fn word(&self) -> &'static str {
        self.verdict.map_or("empty", Verdict::word)
    }

    /// Whether there is anything to say: rows without an address are told of where there are some.
    pub fn is_shown(&self) -> bool {
        self.verdict.is_some() || self.rows > 0
    }
}

/// What the gate says.
#[derive(Clone, Debug)]
pub struct GateReport {
    pub summary: Summary,
    /// Reject, unknown, review and empty, in this order.
    pub measures: [Measure; 4],
    /// How many rows have what must not occur at all.
    pub forbidden: Vec<(Forbidden, u64)>,
    /// The codes that must not occur and did, the commonest first.
    pub broken: Vec<Broken>,
    pub outcome: Outcome,
}

/// A code that must not occur, with the rows that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub reason: Reason,
    pub rows: u64,
    /// The first of them, [`FIRST_ROWS`] at most.
    pub first: Vec<Example>,
}

/// Rows that are named of each code that must not occur.
pub const FIRST_ROWS: usize = 10;

/// Judges a list and holds it against the limits. `forms` sees every row, and comes back with what it made of them.
pub async fn gate<S: Sink>(
    list: &List,
    options: &RunOptions,
    limits: &GateLimits,
    gather: Option<Gather>,
    progress: Arc<dyn Progress>,
    forms: S,
) -> Result<(GateReport, S), RunError> {
    let forbidden = limits.forbidden.iter().map(|one| (one.clone(), 0)).collect();
    let finding = Finding { forbidden, found: BTreeMap::new() };
    let (summary, (finding, forms)) = run(list, options, gather, progress, (finding, forms)).await?;
    let (forbidden, broken) = finding.into_broken();
    Ok((GateReport { forbidden, broken, ..GateReport::of(summary, limits) }, forms))
}

/// Looks for the rows that have what must not occur. A code that only is a note explains no verdict, so nobody else keeps them.
struct Finding {
    /// With how many rows have it.
    forbidden: Vec<(Forbidden, u64)>,
    found: BTreeMap<Reason, Broken>,
}

impl Sink for Finding {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        if self.forbidden.is_empty() {
            return Ok(());
        }
        let whole = judged.whole();
        for (one, rows) in &mut self.forbidden {
            *rows += u64::from(whole.codes().any(|code| one.covers(code)));
        }
        for reason in whole.codes().filter(|code| self.forbidden.iter().any(|(one, _)| one.covers(*code))) {
            let broken = self.found.entry(reason).or_insert(Broken { reason, rows: 0, first: Vec::new() });
            broken.rows += 1;
            if broken.first.len() < FIRST_ROWS {
                broken.first.push(Example::of(judged, None));
            }
        }
        Ok(())
    }

    fn wants_rows(&self) -> bool {
        !self.forbidden.is_empty()
    }
}

impl Finding {
    fn into_broken(self) -> (Vec<(Forbidden, u64)>, Vec<Broken>) {
        let mut broken: Vec<Broken> = self.found.into_values().collect();
        broken.sort_by_key(|code| (std::cmp::Reverse(code.rows), code.reason));
        (self.forbidden, broken)
    }
}

impl GateReport {
    /// Holds a run against the limits.
    pub fn of(summary: Summary, limits: &GateLimits) -> GateReport {
        let (measures, outcome) = hold_against(limits, summary.tally.filled_rows(), |verdict| {
            verdict.map_or(summary.tally.without_address.rows, |verdict| summary.tally.of(verdict))
        });
        let rows = |forbidden: &Forbidden| {
            let covered = summary.tally.codes.iter().filter(|(code, _)| forbidden.covers(**code));
            covered.map(|(_, rows)| rows).sum()
        };
        let forbidden: Vec<(Forbidden, u64)> = limits.forbidden.iter().map(|one| (one.clone(), rows(one))).collect();
        let outcome = if forbidden.iter().any(|(_, rows)| *rows > 0) { Outcome::Fail } else { outcome };
        GateReport { summary, measures, forbidden, broken: Vec::new(), outcome }
    }

    /// Whether a code that explains this verdict broke a limit; `None` stands for rows without an address.
    pub fn is_broken(&self, verdict: Option<Verdict>, reason: Reason) -> bool {
        let exceeded = self.measures.iter().any(|measure| measure.verdict == verdict && measure.exceeded);
        exceeded || self.broken.iter().any(|code| code.reason == reason)
    }

    /// The codes that must not occur and that explain no verdict, so that they are told of nowhere else.
    pub fn broken_beside(&self) -> impl Iterator<Item = &Broken> {
        let tally = &self.summary.tally;
        self.broken.iter().filter(|code| {
            let explains = tally.primaries.keys().any(|(_, reason)| *reason == code.reason);
            !explains && (code.reason != Reason::InputEmpty || tally.lacking().is_none())
        })
    }
}

/// A gate that has failed stays failed, whatever could not be found out.
pub(crate) fn hold_against(
    limits: &GateLimits,
    rows: u64,
    of: impl Fn(Option<Verdict>) -> u64,
) -> ([Measure; 4], Outcome) {
    let measure = |verdict, limit: Limit| {
        let exceeded = limit.exceeded_by(of(verdict), rows);
        Measure { verdict, rows: of(verdict), limit, exceeded }
    };
    let reject = measure(Some(Verdict::Reject), limits.reject);
    let unknown = measure(Some(Verdict::Unknown), limits.unknown);
    let review = measure(Some(Verdict::Review), limits.review);
    let empty = measure(None, limits.empty);
    let outcome = if reject.exceeded || review.exceeded || empty.exceeded {
        Outcome::Fail
    } else if unknown.exceeded {
        Outcome::Inconclusive
    } else {
        Outcome::Pass
    };
    ([reject, unknown, review, empty], outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reject: u64, unknown: u64, review: u64, expected: Outcome) {
        let of = |verdict| match verdict {
            Some(Verdict::Ok) | None => 0,
            Some(Verdict::Review) => review,
            Some(Verdict::Reject) => reject,
            Some(Verdict::Unknown) => unknown,
        };
        assert_eq!(hold_against(&GateLimits::default(), 1000, of).1, expected);
    }

    #[test]
    fn what_stays_within_the_limits_passes() {
        check(0, 0, 0, Outcome::Pass);
        check(5, 20, 50, Outcome::Pass);
    }

    #[test]
    fn too_much_rejected_or_to_be_reviewed_fails() {
        check(6, 0, 0, Outcome::Fail);
        check(0, 0, 51, Outcome::Fail);
        check(6, 500, 0, Outcome::Fail);
    }

    #[test]
    fn too_much_unknown_is_no_verdict() {
        check(0, 21, 0, Outcome::Inconclusive);
    }
}
