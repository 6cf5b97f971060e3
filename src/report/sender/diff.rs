//! The advised records beside those whose place they take, as lines of a zone file with `-` and `+`, and why.

use super::super::text::safe;
use super::Portfolio;
use crate::report::color::{BOLD, DIM, GREEN, RED, painted};
use crate::sender::Entry;
use crate::sender::checks::{Advice, Check};
use std::fmt::Write;

/// The longest line, in characters: an SPF record with all its addresses, and more.
const WIDTH: usize = 20_000;
/// Faults that are named of one advice.
const REASONS_SHOWN: usize = 5;

/// A line of the difference.
pub(super) enum Line {
    Why(String),
    Old(String),
    New(String),
}

/// What is advised of a sender.
pub(super) fn of_entry(entry: &Entry) -> &[Advice] {
    entry.report().map_or(&[], |report| &report.judged.advice)
}

/// Why, then what goes, then what comes.
pub(super) fn lines(advice: &Advice, portfolio: &Portfolio<'_>) -> Vec<Line> {
    let mut because: Vec<String> = Vec::new();
    for (code, subject) in &advice.because {
        let why = format!("{}: {} ({subject})", code.code(), code.texts(portfolio.lang).title);
        if !because.contains(&why) {
            because.push(why);
        }
    }
    let more = because.len().saturating_sub(REASONS_SHOWN);
    because.truncate(REASONS_SHOWN);
    let mut lines: Vec<Line> = because.iter().map(|why| Line::Why(safe(why, WIDTH))).collect();
    if more > 0 {
        lines.push(Line::Why(format!("+{more}")));
    }
    lines.extend(advice.replaced.iter().map(|line| Line::Old(safe(line, WIDTH))));
    lines.extend(advice.records.iter().map(|record| Line::New(safe(&record.to_string(), WIDTH))));
    lines
}

/// For people: all records of all senders; empty where it is not asked for.
pub fn records(portfolio: &Portfolio<'_>) -> String {
    let style = portfolio.style;
    if !portfolio.diff {
        return String::new();
    }
    let heading = portfolio.lang.text("sender-diff-records-old-and-new");
    let mut text = format!("{}\n", painted(heading, BOLD, style));
    let mut is_empty = true;
    for advice in portfolio.entries.iter().flat_map(of_entry) {
        is_empty = false;
        for line in lines(advice, portfolio) {
            let _ = match line {
                Line::Why(why) => writeln!(text, "{}", painted(&format!("; {why}"), DIM, style)),
                Line::Old(old) => writeln!(text, "{}", painted(&format!("-{old}"), RED, style)),
                Line::New(new) => writeln!(text, "{}", painted(&format!("+{new}"), GREEN, style)),
            };
        }
    }
    if is_empty {
        let _ = writeln!(text, "  {}", portfolio.lang.text("sender-diff-no-record-is-advised"));
    }
    text
}

/// The records to publish for a check, with those whose place they take where that is asked for.
pub(super) fn published(check: &Check, entry: &Entry, portfolio: &Portfolio<'_>) -> Vec<String> {
    let advice = if portfolio.diff { of_check(check, entry) } else { None };
    let Some(advice) = advice else { return check.publish.clone() };
    let old = advice.replaced.iter().map(|line| format!("-{line}"));
    old.chain(advice.records.iter().map(|record| format!("+{record}"))).collect()
}

/// The advice that mends a check.
pub(super) fn of_check<'a>(check: &Check, entry: &'a Entry) -> Option<&'a Advice> {
    let is_of = |advice: &&Advice| {
        advice.because.iter().any(|(code, subject)| *code == check.code && *subject == check.subject)
    };
    of_entry(entry).iter().find(is_of).filter(|_| !check.publish.is_empty())
}
