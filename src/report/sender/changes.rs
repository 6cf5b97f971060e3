//! What has changed since an earlier result, for people.

use super::super::text::safe;
use super::baseline::{ChangedRecord, Changes};
use super::human::{colour, sign};
use super::{Portfolio, observed};
use crate::reason::{Lang, say};
use crate::report::color::{BOLD, painted};
use std::fmt::Write;

/// The longest line, in characters: as long as an SPF record with all its addresses may be.
const WIDTH: usize = 5_000;
/// The longest text of a check, in characters.
const SEEN_WIDTH: usize = 300;

/// The changes of all senders, those without any left out; empty where nothing is compared.
pub fn since(portfolio: &Portfolio<'_>) -> String {
    let Some(baseline) = portfolio.baseline else { return String::new() };
    let (lang, style) = (portfolio.lang, portfolio.style);
    let mut text = format!("{}\n", painted(lang.text("sender-changes-since-the-earlier-result"), BOLD, style));
    let (mut new, mut quiet) = (0, 0_usize);
    for entry in portfolio.entries {
        let changes = baseline.changes(entry);
        new += changes.new.len();
        if changes.is_empty() {
            quiet += 1;
            continue;
        }
        let first = if changes.is_new_domain { lang.text("sender-changes-not-in-the-earlier-result") } else { "" };
        let _ = writeln!(text, "  {}{first}", safe(&entry.name, WIDTH));
        for check in &changes.new {
            let sign = painted(sign(check.status), colour(check.status), style);
            let seen = safe(&observed(check, lang), SEEN_WIDTH);
            let _ = writeln!(text, "    {} {sign} {}   {seen}", lang.text("sender-changes-new"), check.code.code());
        }
        for line in lines(&changes, lang) {
            let _ = writeln!(text, "    {line}");
        }
    }
    for name in baseline.left_out(portfolio.entries) {
        let _ = writeln!(text, "  {} {}", safe(name, WIDTH), lang.text("sender-changes-is-no-longer-among-them"));
    }
    let _ = writeln!(text, "  {}", say!(lang, "sender-changes-in-sum", new = new, quiet = quiet));
    text
}

/// Everything but what is new, a line each.
pub(super) fn lines(changes: &Changes<'_>, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for past in &changes.gone {
        let (code, subject) = (safe(&past.code, WIDTH), safe(&past.subject, SEEN_WIDTH));
        lines.push(format!("{} {code} ({subject})", lang.text("sender-changes-gone")));
    }
    for past in &changes.unseen {
        let (code, subject) = (safe(&past.code, WIDTH), safe(&past.subject, SEEN_WIDTH));
        lines.push(format!("{} {code} ({subject})", lang.text("sender-changes-not-seen-now-which-proves-nothing")));
    }
    for ChangedRecord { name, before, after } in &changes.records {
        lines.push(format!("{} {}", lang.text("sender-changes-changed"), safe(name, SEEN_WIDTH)));
        lines.extend(before.iter().map(|record| format!("  - {}", safe(record, WIDTH))));
        lines.extend(after.iter().map(|record| format!("  + {}", safe(record, WIDTH))));
    }
    lines
}
