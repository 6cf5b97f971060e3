//! What readers and filters see of a message: its age, subject, sender's name, parts.

use super::{Message, checks};
use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::checks::check::{Check, Status};
use crate::sender::checks::related;
use mail_parser::{MessageParser, MimeHeaders, PartType};

/// How old a Date may be when a message is sent, in seconds: filters count four days against it.
const BEHIND_MAX: i64 = 4 * 24 * 3600;
/// The text that Gmail shows without "[Message clipped]", in octets: 102 KB, at the smaller of two readings.
const SHOWN_OCTETS_MAX: usize = 102_000;
/// Larger messages are not taken apart.
const PARSED_OCTETS_MAX: usize = 64 << 20;
/// The longest display name that is looked at, in octets.
const NAME_OCTETS_MAX: usize = 4_000;

/// All checks of the content.
pub(super) fn content(message: &Message) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(age(message));
    checks.extend(subject(message));
    checks.extend(display_name(message));
    checks.extend(arc(message));
    checks.extend(parts(message));
    checks
}

fn age(message: &Message) -> Option<Check> {
    let sent_at = message.sent_at();
    let mut dates = message.fields.all("Date");
    let (value, None) = (dates.next()?, dates.next()) else { return None };
    let date = super::trace::seconds(value)?;
    let days = (sent_at - date) / (24 * 3600);
    (sent_at - date > BEHIND_MAX)
        .then(|| Check::new(Reason::SenderEmlOld, "Date", format!("Date is {days} days old: {value}")))
}

fn subject(message: &Message) -> Option<Check> {
    let seen = match message.fields.first("Subject") {
        None => "the message has no Subject field",
        Some(value) if decoded(value).chars().all(is_blank) => "the Subject of the message is empty",
        Some(_) => return None,
    };
    Some(Check::new(Reason::SenderEmlSubjectEmpty, "Subject", seen))
}

/// Blanks, and what shows nothing.
fn is_blank(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || ('\u{200b}'..='\u{200f}').contains(&char)
        || "\u{feff}\u{ad}\u{2060}\u{3164}".contains(char)
}

/// A value with its encoded words decoded (RFC 2047).
fn decoded(value: &str) -> String {
    let cut = &value[..value.floor_char_boundary(NAME_OCTETS_MAX)];
    let header = format!("Subject: {cut}\r\n\r\n");
    let parsed = MessageParser::new().parse_headers(header.as_bytes());
    parsed.as_ref().and_then(|parsed| parsed.subject()).map_or(cut.to_owned(), str::to_owned)
}

/// An address in the name that is shown, which is not the one that sends.
fn display_name(message: &Message) -> Option<Check> {
    let value = message.fields.first("From")?;
    let from = message.sole_from_domain()?;
    let address = checks::addresses(value).into_iter().next()?;
    let header = format!("From: {}\r\n\r\n", &value[..value.floor_char_boundary(NAME_OCTETS_MAX)]);
    let parsed = MessageParser::new().parse_headers(header.as_bytes())?;
    let name = parsed.from()?.first()?.name.as_deref()?.replace('\u{ff20}', "@");
    let others = name.split(|char: char| char.is_whitespace() || "<>()[],;:\"'".contains(char));
    let (other, domain) = others
        .filter_map(|word| {
            let (local_part, host) = word.rsplit_once('@')?;
            let ascii = idna::domain_to_ascii(host.trim_end_matches('.')).ok()?;
            let is_address = !local_part.is_empty() && ascii.contains('.');
            let is_other = !format!("{local_part}@{ascii}").eq_ignore_ascii_case(&address);
            (is_address && is_other).then_some((word, Domain::new(&ascii).ok()?))
        })
        .next()?;
    let observed = format!("the name in From shows {other}, and the message is from {address}");
    let check = Check::new(Reason::SenderEmlDisplayName, "From", observed);
    Some(if related(&domain, &from) { check.with(Status::Info) } else { check })
}

/// RFC 8617 §4.1: each server that changes a message adds a set with the next number.
fn arc(message: &Message) -> Option<Check> {
    let instance = |value: &str| {
        let tags = value.split(';').filter_map(|tag| tag.split_once('='));
        tags.map(|(key, value)| (key.trim(), value.trim()))
            .find(|(key, _)| *key == "i")
            .and_then(|(_, n)| n.parse().ok())
    };
    let sets = |name: &str| {
        let mut sets: Vec<u32> = message.fields.all(name).map(|value| instance(value).unwrap_or_default()).collect();
        sets.sort_unstable();
        sets
    };
    let all = ["ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"].map(sets);
    let count = all.iter().map(Vec::len).max().unwrap_or_default();
    if count == 0 {
        return None;
    }
    let whole: Vec<u32> = (1..).take(count).collect();
    if all.iter().all(|sets| *sets == whole) && count <= 50 {
        return Some(Check::new(Reason::SenderEmlArc, "ARC", format!("the message has an ARC chain, sets: {count}")));
    }
    let observed = format!("the ARC chain of the message is broken: of {count} sets, some lack a field or a number");
    // Those of a received copy may be its receiver's.
    let status = if message.trace.is_received { Status::Info } else { Status::Warn };
    Some(Check::new(Reason::SenderEmlArc, "ARC", observed).with(status))
}

/// What its MIME parts are (RFC 2045, RFC 2046).
fn parts(message: &Message) -> Vec<Check> {
    let mut checks = Vec::new();
    let has = |name: &str| message.fields.first(name).is_some();
    if !has("MIME-Version") {
        let body = message.sent.get(message.fields.body_at..).unwrap_or_default();
        let needs_it = has("Content-Type") || has("Content-Transfer-Encoding") || !body.is_ascii();
        let observed = "the message has no MIME-Version field";
        let check = Check::new(Reason::SenderEmlMimeMissing, "MIME-Version", observed);
        checks.push(if needs_it { check } else { check.with(Status::Info) });
    }
    if message.sent.len() > PARSED_OCTETS_MAX {
        return checks;
    }
    let Some(parsed) = MessageParser::new().parse(message.sent.as_slice()) else { return checks };
    let kind = parsed
        .content_type()
        .map(|kind| (kind.ctype().to_ascii_lowercase(), kind.subtype().unwrap_or_default().to_ascii_lowercase()));
    let is_sealed = kind.is_some_and(|(kind, of)| {
        kind == "application" || kind == "multipart" && ["encrypted", "report"].contains(&of.as_str())
    });
    let shown = parsed.parts.iter().filter(|part| !part.content_disposition().is_some_and(|how| how.is_attachment()));
    let (mut html, mut text) = (None::<usize>, None::<usize>);
    let mut text_shows = false;
    for part in shown {
        match &part.body {
            PartType::Html(content) => html = Some(html.unwrap_or_default() + content.len()),
            PartType::Text(content) => {
                text = Some(text.unwrap_or_default() + content.len());
                text_shows |= !content.chars().all(is_blank);
            }
            _ => {}
        }
    }
    if let Some(octets) = html.or(text).filter(|octets| *octets > SHOWN_OCTETS_MAX) {
        let observed = format!("the text has {} KB, and Gmail shows the first 102 KB", octets / 1000);
        checks.push(Check::new(Reason::SenderEmlClipped, "text", observed));
    }
    if !is_sealed && html.is_some() && !text_shows {
        let observed =
            if text.is_some() { "its text part is empty beside the HTML" } else { "it has HTML and no text part" };
        checks.push(Check::new(Reason::SenderEmlTextMissing, "text", observed));
    } else if !is_sealed && html.is_none() && text.is_none() {
        checks.push(Check::new(Reason::SenderEmlTextMissing, "text", "it has no text to read"));
    }
    checks
}
