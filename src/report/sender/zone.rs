//! The advised records of checked senders, and nothing else, as lines of a zone file (RFC 1035 §5.1).

use super::super::text::safe;
use super::Portfolio;
use super::diff::{self, Line};
use std::collections::HashSet;
use std::fmt::Write;

/// The longest line, in characters: an SPF record with all its addresses, and more.
const WIDTH: usize = 20_000;

/// Each record once. Comments say of which sender they are, and how it then comes out.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let (lang, mut text, mut told) = (portfolio.lang, String::new(), HashSet::new());
    for entry in portfolio.entries {
        let name = safe(&entry.name, WIDTH);
        let mut lines: Vec<String> = Vec::new();
        for advice in diff::of_entry(entry) {
            if portfolio.diff {
                lines.extend(diff::lines(advice, portfolio).into_iter().map(|line| match line {
                    Line::Why(why) => format!("; {why}"),
                    Line::Old(old) => format!("; - {old}"),
                    Line::New(new) => new,
                }));
            } else {
                lines.extend(advice.records.iter().map(|record| safe(&record.to_string(), WIDTH)));
            }
        }
        let Some(after) = entry.report().and_then(|report| report.after).filter(|_| !lines.is_empty()) else {
            let none = lang.text("sender-zone-no-record-is-advised");
            let _ = writeln!(text, "; {name}: {} ({none})", entry.verdict().word());
            continue;
        };
        let then = lang.text("sender-zone-with-these-in-place-of-what");
        let _ = writeln!(text, "; {name}: {}, {then}: {}", entry.verdict().word(), after.word());
        for line in lines {
            if told.insert(line.clone()) {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}
