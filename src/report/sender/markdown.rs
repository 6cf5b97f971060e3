//! Checked senders in Markdown, for a pull request or the summary page of a CI job.

use super::super::Style;
use super::super::markdown::{code, head_row};
use super::super::text::safe;
use super::diff::{self, Line};
use super::{Portfolio, changes, fix, gravest, observed};
use crate::reason::Lang;
use crate::sender::Entry;
use crate::sender::checks::SenderVerdict;
use std::fmt::Write;

/// The longest text of a cell, in characters.
const CELL_WIDTH: usize = 300;
/// The longest record, in characters.
const RECORD_WIDTH: usize = 5_000;
/// GitHub takes a summary of 1 MiB and no more; what comes behind this is left out, and said so.
const OCTETS_MAX: usize = 900_000;

/// A table of the senders, then what is wrong with each, and what to publish.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let lang = portfolio.lang;
    let mut text = format!("## presend sender: {}\n\n", word(portfolio.worst(), lang));
    head_row(&mut text, lang.text("sender-markdown-domain-verdict-codes"), "|---|---|---|");
    let mut left_out = 0;
    for entry in portfolio.entries {
        if text.len() > OCTETS_MAX / 2 {
            left_out += 1;
            continue;
        }
        let mut codes: Vec<String> = gravest(entry).map(|check| format!("`{}`", check.code)).collect();
        codes.dedup();
        let _ = writeln!(text, "| {} | {} | {} |", code(&entry.name), word(entry.verdict(), lang), codes.join(" "));
    }
    for entry in portfolio.entries.iter().filter(|entry| gravest(entry).next().is_some()) {
        let part = details(entry, portfolio);
        if left_out > 0 || text.len() + part.len() > OCTETS_MAX {
            left_out += 1;
        } else {
            text.push_str(&part);
        }
    }
    text.push_str(&since(portfolio));
    if left_out > 0 {
        let _ = writeln!(text, "\n{}", lang.text("sender-markdown-the-rest-is-left-out-here"));
    }
    text
}

/// What has changed since an earlier result, as a block in which nothing is a mark.
fn since(portfolio: &Portfolio<'_>) -> String {
    let plain = Portfolio { style: Style { colour: false, ..portfolio.style }, file: None, ..*portfolio };
    let changes = changes::since(&plain);
    let Some((heading, rest)) = changes.split_once('\n') else { return String::new() };
    let lines: String = rest.lines().map(|line| format!("    {line}\n")).collect();
    format!("\n### {}\n\n{lines}", heading.trim_end_matches([':', '：']))
}

fn details(entry: &Entry, portfolio: &Portfolio<'_>) -> String {
    let lang = portfolio.lang;
    let mut text = format!("\n### {}\n\n", code(&entry.name));
    head_row(&mut text, lang.text("sender-markdown-status-code-observed-what-to-do"), "|---|---|---|---|");
    let mut records: Vec<&str> = Vec::new();
    for check in gravest(entry) {
        let status = check.status.word();
        let (seen, to_do) = (cell(&observed(check, lang)), cell(&fix(check, lang)));
        let _ = writeln!(text, "| {status} | `{}` | {seen} | {to_do} |", check.code);
        for record in &check.publish {
            if !records.contains(&record.as_str()) {
                records.push(record);
            }
        }
    }
    if portfolio.diff && !diff::of_entry(entry).is_empty() {
        text.push_str(&difference(entry, portfolio));
    } else if !records.is_empty() {
        let _ = writeln!(text, "\n{}\n", lang.text("sender-markdown-publish"));
        for record in records {
            // A block that is indented ends at no sign that could stand in a record.
            let _ = writeln!(text, "    {}", safe(record, RECORD_WIDTH));
        }
    }
    text
}

/// Old and new records in a block whose fence is longer than any run of its sign in them.
fn difference(entry: &Entry, portfolio: &Portfolio<'_>) -> String {
    let mut block = String::new();
    for line in diff::of_entry(entry).iter().flat_map(|advice| diff::lines(advice, portfolio)) {
        let _ = match line {
            Line::Why(why) => writeln!(block, "; {why}"),
            Line::Old(old) => writeln!(block, "-{old}"),
            Line::New(new) => writeln!(block, "+{new}"),
        };
    }
    let longest = block.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("\n{fence}diff\n{block}{fence}\n")
}

/// A text in a cell: what could be a link, a mention, HTML or the end of the cell is taken for what it is.
fn cell(text: &str) -> String {
    let mut shown = String::new();
    for char in safe(text, CELL_WIDTH).chars() {
        if "\\`*_{}[]<>#!|~@&".contains(char) {
            shown.push('\\');
        }
        shown.push(char);
    }
    // GitHub makes links of bare addresses, too.
    shown.replace("://", "\\://").replace("www.", "www\\.")
}

fn word(verdict: SenderVerdict, lang: Lang) -> &'static str {
    match verdict {
        SenderVerdict::Pass => lang.text("sender-markdown-pass"),
        SenderVerdict::Warn => lang.text("sender-markdown-warn"),
        SenderVerdict::Fail => lang.text("sender-markdown-fail"),
        SenderVerdict::Unknown => lang.text("sender-markdown-unknown"),
    }
}
