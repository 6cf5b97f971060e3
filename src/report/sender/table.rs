//! Many checked senders for people: one table, a line each, with a sign for each kind of check.

use super::super::Style;
use super::super::text::safe;
use super::super::wrap::columns;
use super::human::{colour, sign, verdict_word};
use super::{Portfolio, gravest};
use crate::reason::say;
use crate::report::color::{BOLD, DIM, painted};
use crate::sender::Entry;
use crate::sender::checks::{Check, SenderVerdict, Status};
use std::fmt::Write;

/// The widest name, in characters. A longer one is cut.
const NAME_WIDTH: usize = 40;
/// Codes that are named in one line.
const CODES_SHOWN: usize = 2;

/// The kinds of checks: the text of their heading, and with what their codes begin behind `sender.`.
const KINDS: [(&str, &[&str]); 6] = [
    ("sender-kind-reverse", &["ptr_", "ipv6_", "iprev", "ip_", "helo"]),
    ("sender-kind-domain", &["domain", "no_", "not_a_domain", "null_mx", "implicit_mx", "mx_", "parked_mx"]),
    ("sender-kind-spf", &["spf", "parked_spf"]),
    ("sender-kind-dkim", &["dkim", "parked_dkim"]),
    ("sender-kind-dmarc", &["dmarc", "parked_dmarc"]),
    ("sender-kind-lists", &["dnsbl"]),
];

/// The table, and how the whole came out.
pub fn senders(portfolio: &Portfolio<'_>, verbose: bool) -> String {
    let (lang, style) = (portfolio.lang, portfolio.style);
    let names: Vec<String> = portfolio.entries.iter().map(|entry| safe(&entry.name, NAME_WIDTH)).collect();
    let width = names.iter().map(|name| columns(name)).max().unwrap_or_default();
    let heads: Vec<&str> = KINDS.iter().map(|(heading, _)| lang.text(heading)).collect();
    let heading = format!("    {}  {}  {}", " ".repeat(7), " ".repeat(width), heads.join("  "));
    let mut text = format!("{}\n", painted(heading.trim_end(), DIM, style));
    for (entry, name) in portfolio.entries.iter().zip(&names) {
        text.push_str(&line(entry, &padded(name, width), &heads, style));
    }
    if portfolio.entries.iter().any(|entry| entry.verdict() != SenderVerdict::Pass) && !verbose {
        let _ = writeln!(text, "{}", lang.text("sender-table-what-to-do-about-each-name"));
    }
    text + &last_line(portfolio, verbose)
}

fn line(entry: &Entry, name: &str, heads: &[&str], style: Style) -> String {
    let (word, paint) = verdict_word(entry.verdict());
    let of_verdict = match entry.verdict() {
        SenderVerdict::Pass => Status::Pass,
        SenderVerdict::Warn => Status::Warn,
        SenderVerdict::Fail => Status::Fail,
        SenderVerdict::Unknown => Status::Unknown,
    };
    let mut text =
        format!("  {} {}  {name}", painted(sign(of_verdict), paint, style), painted(&padded(word, 7), paint, style));
    for ((_, begins), head) in KINDS.iter().zip(heads) {
        let is_of_kind = |check: &&Check| {
            let name = check.code.code().trim_start_matches("sender.");
            begins.iter().any(|begin| name.starts_with(begin))
        };
        let status = entry.checks().iter().filter(is_of_kind).map(|check| check.status).max();
        let cell = status.map_or(" ".to_owned(), |status| painted(sign(status), colour(status), style));
        let _ = write!(text, "  {cell}{}", " ".repeat(columns(head).saturating_sub(1)));
    }
    let mut codes: Vec<&str> = Vec::new();
    for check in gravest(entry) {
        if !codes.contains(&check.code.code()) {
            codes.push(check.code.code());
        }
    }
    let more = codes.len().saturating_sub(CODES_SHOWN);
    codes.truncate(CODES_SHOWN);
    let _ = write!(text, "  {}", codes.join(" "));
    if more > 0 {
        let _ = write!(text, " +{more}");
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn last_line(portfolio: &Portfolio<'_>, verbose: bool) -> String {
    let style = portfolio.style;
    let counts: Vec<String> = portfolio
        .counts()
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", verdict.word()))
        .collect();
    let (word, paint) = verdict_word(portfolio.worst());
    let label = say!(portfolio.lang, "count-senders", count = portfolio.entries.len());
    let mut line = format!(
        "{}{}{}   {}",
        painted(&label, BOLD, style),
        portfolio.lang.text("sign-colon"),
        painted(word, paint, style),
        counts.join(" · ")
    );
    if verbose {
        let _ = write!(line, "   ({})", say!(portfolio.lang, "count-questions", count = portfolio.questions));
    }
    line + "\n"
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}
