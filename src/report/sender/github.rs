//! Annotations for GitHub Actions: one a code, with the domains that have it. Of more GitHub shows ten of a kind.

use super::super::github::{Kind, Note, notes};
use super::super::text::safe;
use super::human::verdict_word;
use super::{Portfolio, diff, fix, gravest, is_among, observed};
use crate::sender::Entry;
use crate::sender::checks::{Check, Status};
use std::fmt::Write;

/// Domains that are named in one annotation.
const NAMES_SHOWN: usize = 20;
/// The longest text, in characters.
const WIDTH: usize = 500;

/// The annotations, of what is new where there is an earlier result, and how the whole came out as a line of the log.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let mut groups: Vec<(&Check, Vec<&Entry>)> = Vec::new();
    for entry in portfolio.entries {
        let new = portfolio.new_of(entry);
        for check in gravest(entry).filter(|check| is_among(check, new.as_deref())) {
            match groups.iter_mut().find(|(first, _)| (first.code, first.status) == (check.code, check.status)) {
                Some((_, entries)) if entries.last().is_some_and(|last| std::ptr::eq(*last, entry)) => {}
                Some((_, entries)) => entries.push(entry),
                None => groups.push((check, vec![entry])),
            }
        }
    }
    let all = groups.iter().map(|(check, entries)| note(portfolio, check, entries)).collect();
    let mut text = notes(all, portfolio.lang);
    let counts = portfolio.counts().map(|(verdict, count)| format!("{count} {}", verdict.word()));
    let _ = writeln!(text, "presend sender: {}   {}", verdict_word(portfolio.worst()).0, counts.join(" · "));
    text
}

fn note(portfolio: &Portfolio<'_>, check: &Check, entries: &[&Entry]) -> Note {
    let kind = match check.status {
        Status::Fail => Kind::Error,
        Status::Warn if portfolio.warnings_fail => Kind::Error,
        Status::Warn => Kind::Warning,
        _ => Kind::Notice,
    };
    let names: Vec<String> = entries.iter().take(NAMES_SHOWN).map(|entry| safe(&entry.name, WIDTH)).collect();
    let more = entries.len() - names.len();
    let mut message = format!("{}: {}", check.code.texts(portfolio.lang).title, names.join(", "));
    if more > 0 {
        let _ = write!(message, " +{more}");
    }
    let _ = write!(
        message,
        "\n{}\n{}",
        safe(&observed(check, portfolio.lang), WIDTH),
        safe(&fix(check, portfolio.lang), WIDTH)
    );
    if let [entry] = entries {
        for record in diff::published(check, entry, portfolio) {
            let _ = write!(message, "\n{}", safe(&record, 10 * WIDTH));
        }
    }
    let place = entries.first().and_then(|entry| portfolio.place(entry));
    let place = place.map(|(file, line)| (safe(file, WIDTH), Some(line)));
    Note { kind, code: check.code, place, message }
}
