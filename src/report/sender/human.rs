//! A checked sender, for people: faults first, with what to do; then what is well, in one line each.

use super::super::Style;
use super::super::text::{duration, safe};
use super::super::wrap::wrapped;
use super::{Portfolio, changes, diff, table};
use super::{fix, observed, why};
use crate::reason::say;
use crate::reason::{Lang, Reason};
use crate::report::color::{BLUE, BOLD, DIM, GREEN, RED, YELLOW, painted};
use crate::sender::Entry;
use crate::sender::SenderReport;
use crate::sender::checks::{Check, Owner, SenderVerdict, Status};
use std::fmt::Write;

/// The longest line of a check, in characters. Texts of strangers are cut there.
const WIDTH: usize = 1_000;
/// The same of a record, which is copied: as long as an SPF record with all its addresses may be.
const RECORD_WIDTH: usize = 5_000;
/// How far records stand in among what to do next; nothing else does so, and they are not broken over lines.
const RECORD_INDENT: usize = 7;

/// One sender whole, several as a table; then what is to be published and what has changed.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let whole = |report| sender(report, portfolio.verbose, portfolio.lang, portfolio.style);
    let reports = portfolio.entries.iter().filter_map(Entry::report);
    let mut text: String = match portfolio.is_one {
        true => reports.map(whole).collect(),
        false => {
            let shown: String = reports.filter(|_| portfolio.verbose).map(|report| whole(report) + "\n").collect();
            shown + &table::senders(portfolio, portfolio.verbose)
        }
    };
    text.push_str(&diff::records(portfolio));
    text.push_str(&changes::since(portfolio));
    text
}

/// Everything about a sender. With `verbose`, what was asked, and how long it took.
pub fn sender(report: &SenderReport, verbose: bool, lang: Lang, style: Style) -> String {
    let mut text = head(report, style);
    let mut told: Vec<Reason> = Vec::new();
    for status in Status::ALL {
        for check in report.judged.checks.iter().filter(|check| check.status == status) {
            // Why it matters is said once, however many addresses it concerns.
            let again = told.contains(&check.code);
            told.push(check.code);
            text.push_str(&shown(check, again, verbose, lang, style));
        }
    }
    text.push_str(&next_actions(report, lang, style));
    text.push_str(&last_line(report, verbose, lang, style));
    let line = |line: &str| {
        let inner = line.trim_start();
        // A record to publish is copied as it stands.
        let is_record = line.len() - inner.len() == RECORD_INDENT;
        let whole = is_record || inner.starts_with(lang.text("sender-human-publish"));
        let indent = line.len() - inner.len() + indent_of(line);
        (if whole { line.to_owned() } else { wrapped(line, indent, style.width) }) + "\n"
    };
    text.lines().map(line).collect()
}

/// How far the second line of a paragraph stands in. Paragraphs beneath a check are set flush.
fn indent_of(line: &str) -> usize {
    match line.len() - line.trim_start().len() {
        6 => 0,
        _ => 4,
    }
}

fn head(report: &SenderReport, style: Style) -> String {
    let setup = &report.setup;
    let mut parts = vec![format!("sender {}", painted(&safe(setup.domain.as_str(), 253), BOLD, style))];
    parts.extend(setup.ips.iter().map(ToString::to_string));
    parts.extend(setup.helo.as_ref().map(|helo| format!("HELO {}", safe(helo, 253))));
    if let Some((_, domain)) = &setup.mail_from {
        parts.push(format!("MAIL FROM …@{}", safe(domain.as_str(), 253)));
    }
    format!("{}\n", parts.join("   "))
}

fn shown(check: &Check, again: bool, verbose: bool, lang: Lang, style: Style) -> String {
    let sign = painted(sign(check.status), colour(check.status), style);
    let observed = safe(&observed(check, lang), WIDTH);
    let mut text = String::new();
    match check.status {
        Status::Fail | Status::Warn | Status::Unknown => {
            let code = painted(check.code.code(), colour(check.status), style);
            let _ = writeln!(text, "  {sign} {code}   {observed}");
            if !again {
                let _ = writeln!(text, "      {}", safe(&why(check, lang), WIDTH));
                let _ = writeln!(text, "      {}", safe(&fix(check, lang), WIDTH));
                // Whom to ask for a PTR record already stands in what to do.
                if check.owner != Owner::AddressProvider {
                    let _ =
                        writeln!(text, "      {}{}", lang.text("sender-human-who-can-do-it"), who(check.owner, lang));
                }
            }
            for record in &check.publish {
                let _ = writeln!(
                    text,
                    "      {}  {}",
                    lang.text("sender-human-publish"),
                    painted(&safe(record, RECORD_WIDTH), BOLD, style)
                );
            }
        }
        Status::Pass | Status::Info | Status::Skip => {
            let title =
                painted(check.code.texts(lang).title, if check.status == Status::Pass { "" } else { DIM }, style);
            let _ = writeln!(text, "  {sign} {title}   {observed}");
        }
    }
    if verbose || matches!(check.status, Status::Fail | Status::Unknown) {
        for line in &check.evidence {
            let _ = writeln!(text, "      {}", painted(&safe(line, WIDTH), DIM, style));
        }
    }
    text
}

/// Who can do something about it, as a sentence.
fn who(owner: Owner, lang: Lang) -> &'static str {
    lang.text(match owner {
        Owner::AddressProvider => "owner-address-provider",
        Owner::DomainDns => "owner-domain-dns",
        Owner::MailServer => "owner-mail-server",
        Owner::Message => "owner-message",
        Owner::Resolver => "owner-resolver",
        Owner::MailHost => "owner-mail-host",
    })
}

/// What to do, in the order in which it helps: faults before warnings, in the order of the checks.
fn next_actions(report: &SenderReport, lang: Lang, style: Style) -> String {
    let mut actions: Vec<String> = Vec::new();
    let mut told: Vec<(&[String], usize)> = Vec::new();
    for status in [Status::Fail, Status::Warn] {
        for check in report.judged.checks.iter().filter(|check| check.status == status) {
            let what = match told.iter().find(|(records, _)| *records == check.publish) {
                _ if check.publish.is_empty() => safe(&fix(check, lang), WIDTH),
                Some((_, number)) => say!(lang, "sender-the-records-of", number = *number),
                None => {
                    told.push((&check.publish, actions.len() + 1));
                    let lines = check.publish.iter().map(|record| safe(record, RECORD_WIDTH));
                    let lines: String =
                        lines.map(|record| format!("\n{}{record}", " ".repeat(RECORD_INDENT))).collect();
                    format!("{}{lines}", lang.text("sender-human-publish-2"))
                }
            };
            let title = check.code.texts(lang).title;
            let title = safe(&say!(lang, "in-brackets", text = title, note = &check.subject), WIDTH);
            let action = format!("{title}{}{what}", lang.text("sign-colon"));
            if !actions.contains(&action) {
                actions.push(action);
            }
        }
    }
    if actions.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", painted(lang.text("sender-human-what-to-do-next"), BOLD, style));
    for (number, action) in actions.iter().enumerate() {
        let _ = writeln!(text, "  {}. {action}", number + 1);
    }
    if let Some(after) = report.after {
        let after = after.word().to_uppercase();
        let _ = writeln!(text, "  {}", say!(lang, "sender-then-result", after = after));
    }
    text
}

fn last_line(report: &SenderReport, verbose: bool, lang: Lang, style: Style) -> String {
    let (word, colour) = verdict_word(report.verdict);
    let counts: Vec<String> = Status::ALL
        .iter()
        .map(|&status| (status, report.judged.checks.iter().filter(|check| check.status == status).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {}", status.word()))
        .collect();
    let (colon, counts) = (lang.text("sign-colon"), counts.join(" · "));
    let mut line = format!("sender{colon}{}   {counts}", painted(word, colour, style));
    if verbose {
        let questions = say!(lang, "count-questions", count = report.questions);
        let _ = write!(line, "   ({questions}, {})", duration(report.elapsed));
    }
    line.push('\n');
    line
}

/// The word for a verdict, and its colour.
pub(super) fn verdict_word(verdict: SenderVerdict) -> (&'static str, &'static str) {
    match verdict {
        SenderVerdict::Pass => ("PASS", GREEN),
        SenderVerdict::Warn => ("WARN", YELLOW),
        SenderVerdict::Fail => ("FAIL", RED),
        SenderVerdict::Unknown => ("UNKNOWN", BLUE),
    }
}

pub(super) fn sign(status: Status) -> &'static str {
    match status {
        Status::Pass => "✓",
        Status::Info => "i",
        Status::Warn => "!",
        Status::Fail => "✗",
        Status::Unknown => "…",
        Status::Skip => "-",
    }
}

pub(super) fn colour(status: Status) -> &'static str {
    match status {
        Status::Pass => GREEN,
        Status::Warn => YELLOW,
        Status::Fail => RED,
        Status::Unknown => BLUE,
        Status::Info | Status::Skip => DIM,
    }
}
