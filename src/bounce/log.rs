//! Lines of mail logs: Postfix, Exim and sendmail, with the prefixes of syslog, rsyslog and journald. A line that tells of no
//! failed delivery gives nothing.

use super::day::{Day, month};
use super::message::{given_up, kept};
use super::status::Status;
use super::text::{DIAGNOSTIC_OCTETS_MAX, cut, mailbox_name, whole_address};
use super::weigh::{Refusal, judge};
use super::{Bounce, Delivery, Evidence, Permanence, Told};

/// A day of a log. The syslog of old has no year in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogDay {
    /// A day with its year, as ISO dates have it.
    Full(Day),
    /// Month and day.
    NoYear(u32, u32),
}

impl LogDay {
    /// The day, where a year is missing the last such day that is not after `today`.
    pub fn by(self, today: Day) -> Option<Day> {
        match self {
            LogDay::Full(day) => Some(day),
            LogDay::NoYear(month, day) => {
                let (year, _, _) = today.civil();
                // A log may be a day ahead, by its time zone.
                [year, year - 1]
                    .into_iter()
                    .filter_map(|year| Day::new(year, month, day))
                    .find(|day| *day <= today.plus(1))
            }
        }
    }
}

/// Whether a line comes from a mail log, of whatever is told in it.
pub fn is_log_line(line: &str) -> bool {
    postfix_event(line).is_some()
        || exim_event(line).is_some()
        || line.contains(" postfix/")
        || (day_of(line).is_some()
            && [" => ", " <= ", " Completed", " ** ", " == "].iter().any(|mark| line.contains(mark)))
}

/// The delivery that a line tells of, whether it failed or not.
pub fn read_log_line(line: &str, today: Day) -> Option<Told> {
    let line = cut(line, 4 * DIAGNOSTIC_OCTETS_MAX);
    let mut told = postfix_event(line).flatten().or_else(|| exim_event(line).flatten())?;
    let day = day_of(line).and_then(|day| day.by(today));
    match &mut told {
        Told::Bounce(returned) => returned.day = day,
        Told::Delivered(delivery) => delivery.day = day,
    }
    Some(told)
}

/// Postfix and sendmail: `to=<x>, orig_to=<y>, relay=r, ..., dsn=5.1.1, status=bounced (words)`. The inner `None` is a line of
/// neither.
fn postfix_event(line: &str) -> Option<Option<Told>> {
    let to = value(line, " to=").or_else(|| value(line, "\tto="))?;
    let (outcome, words) = match line.find("status=") {
        Some(at) => {
            let rest = &line[at + "status=".len()..];
            let (outcome, words) = rest.split_once(' ').unwrap_or((rest, ""));
            (outcome, words.trim())
        }
        None => {
            let at = line.find("stat=")?;
            let words = &line[at + "stat=".len()..];
            let outcome = if words.starts_with("Sent") {
                "sent"
            } else if words.starts_with("Deferred") {
                "deferred"
            } else {
                "bounced"
            };
            (outcome, words)
        }
    };
    // The address that was mailed, before aliases.
    let written = value(line, " orig_to=").filter(|to| to.contains('@')).unwrap_or(to);
    let lasting = match outcome.trim_end_matches(',') {
        "bounced" | "expired" | "undeliverable" => None,
        "deferred" | "SOFTBOUNCE" => Some(Permanence::Temporary),
        "sent" => return Some(delivered(written)),
        _ => return Some(None),
    };
    let words = words.strip_prefix('(').map_or(words, |inner| inner.strip_suffix(')').unwrap_or(inner));
    let status = value(line, "dsn=").and_then(|dsn| Status::at_start(dsn).map(|(status, _)| status));
    let relay = value(line, " relay=").filter(|relay| *relay != "none").map(str::to_owned);
    Some(returned([written, to], words, status, lasting, relay))
}

/// Exim: `1a2b3c-... ** x R=dnslookup T=remote_smtp H=host [ip]: words`; `==` for what is tried again, `=>` and `->` for what arrived.
fn exim_event(line: &str) -> Option<Option<Told>> {
    let (at, mark) = [" ** ", " == ", " => ", " -> "]
        .into_iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, mark)))
        .min()
        .filter(|(at, _)| line[..*at].rsplit(' ').next().is_some_and(is_exim_id))?;
    let lasting = (mark == " == ").then_some(Permanence::Temporary);
    let event = &line[at + mark.len()..];
    let address = event.split([' ', ':']).next().unwrap_or_default();
    let fields = event.find(" R=").or_else(|| event.find(" T=")).unwrap_or(address.len());
    // `final@x <written@y>`: the one in brackets was mailed.
    let parent = event[..fields].find('<').and_then(|at| event[at + 1..fields].split('>').next());
    let written = parent.filter(|parent| parent.contains('@')).unwrap_or(address);
    if matches!(mark, " => " | " -> ") {
        return Some(delivered(written));
    }
    let words = event[fields.min(event.len())..].find(": ").map_or("", |at| &event[fields + at + 2..]);
    let relay = value(event, " H=").map(str::to_owned);
    Some(returned([written, address], words, None, lasting, relay))
}

fn is_exim_id(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    matches!(parts.as_slice(), [a, b, c] if a.len() == 6 && (6..=11).contains(&b.len()) && (2..=4).contains(&c.len()))
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// What came back. The address was mailed as the first of the two, and became the second by an alias of one's own server.
fn returned(
    [written, last]: [&str; 2],
    words: &str,
    status: Option<Status>,
    lasting: Option<Permanence>,
    remote_mta: Option<String>,
) -> Option<Told> {
    let recipient = whole_address(written)?;
    let mut judged = judge(&Refusal { text: words, status, recipients: &[written, last], ..Refusal::default() });
    match lasting {
        // The server still tries: nothing lasts yet.
        Some(permanence) => (judged.permanence, judged.evidence) = (permanence, Evidence::None),
        // Where another name stands behind it, it may be an alias for several, and one of them says nothing of the others.
        None if mailbox_name(written) != mailbox_name(last) => judged.evidence = Evidence::None,
        None => judged = given_up(judged),
    }
    Some(Told::Bounce(Bounce {
        recipient: Some(recipient),
        judged,
        diagnostic: kept(words),
        remote_mta,
        day: None,
        is_over: lasting.is_none(),
    }))
}

fn delivered(written: &str) -> Option<Told> {
    Some(Told::Delivered(Delivery { recipient: whole_address(written)?, day: None }))
}

/// The value after a name, without angle brackets, up to a comma or space.
fn value<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let at = line.find(name)?;
    let rest = &line[at + name.len()..];
    let value = match rest.strip_prefix('<') {
        // `to=<mary jones@example.com>, relay=`: up to the bracket, whatever stands inside.
        Some(inner) => inner.split('>').next(),
        None => rest.split([',', ' ', '\t']).next(),
    }?;
    (!value.is_empty()).then_some(value)
}

/// The day at the start of a line: `Nov 23 10:00:00`, `2026-11-23T10:00:00`, `2026-11-23 10:00:00`.
fn day_of(line: &str) -> Option<LogDay> {
    // rsyslog may put a priority such as <22> before the date.
    let line = line.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or(line, |(_, rest)| rest).trim_start();
    if line.as_bytes().first()?.is_ascii_digit() {
        return Day::from_iso(line).map(LogDay::Full);
    }
    let mut words = line.split_whitespace();
    let month = month(words.next().filter(|word| word.len() == 3)?)?;
    let day = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    words.next().filter(|time| time.contains(':')).map(|_| LogDay::NoYear(month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str, &str, &str)>) {
        let found = read_log_line(line, Day::new(2026, 12, 1).expect("a day"));
        let returned = match &found {
            Some(Told::Bounce(returned)) => Some(returned),
            _ => None,
        };
        let shown = returned.map(|r| {
            let day = r.day.map(|day| day.to_string()).unwrap_or_default();
            (r.recipient.clone().unwrap_or_default(), r.judged.class.word(), r.judged.permanence.word(), day)
        });
        let shown = shown.as_ref().map(|(a, b, c, d)| (a.as_str(), *b, *c, d.as_str()));
        assert_eq!(shown, expected, "{line}");
        assert!(is_log_line(line), "{line}");
    }

    #[test]
    fn postfix_tells_with_any_prefix() {
        let event = "postfix/smtp[1234]: 4ABC: to=<ann@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))";
        for prefix in ["Nov 23 10:00:00 mail ", "2026-11-23T10:00:00.123456+01:00 mail ", "<22>Nov 23 10:00:00 mail "] {
            check(
                &format!("{prefix}{event}"),
                Some(("ann@example.com", "recipient_unknown", "permanent", "2026-11-23")),
            );
        }
        check(
            "Dec 24 10:00:00 mail postfix/smtp[1]: 4: to=<b@c.example>, orig_to=<ann@example.com>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.com[192.0.2.1]:25: Connection timed out)",
            Some(("ann@example.com", "timeout", "temporary", "2025-12-24")),
        );
        check(
            "Nov 23 10:00:00 mail postfix/smtp[1]: 4: to=<b@c.example>, relay=x, dsn=2.0.0, status=sent (250 ok)",
            None,
        );
        check("Nov 23 10:00:00 mail postfix/qmgr[1]: 4ABC: removed", None);
    }

    #[test]
    fn exim_and_sendmail_tell_too() {
        check(
            "2026-11-23 10:00:00 1tEabc-0001Ab-2C ** ann@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1] X=TLS1.3: SMTP error from remote mail server after RCPT TO:<ann@example.com>: 552 5.2.2 mailbox full",
            Some(("ann@example.com", "mailbox_full", "temporary", "2026-11-23")),
        );
        check(
            "2026-11-23 10:00:00 1tEabc-0001Ab-2C ** bob@real.example <ann@example.com> F=<x@y.example> R=dnslookup T=remote_smtp: Unrouteable address",
            Some(("ann@example.com", "recipient_unknown", "permanent", "2026-11-23")),
        );
        check(
            "2026-11-23 10:00:00 1tEabc-00000001AbC-2CdE == ann@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out",
            Some(("ann@example.com", "timeout", "temporary", "2026-11-23")),
        );
        check("2026-11-23 10:00:00 1tEabc-0001Ab-2C Completed", None);
        check(
            "Nov 23 10:00:00 mx sm-mta[12]: 4AN: to=<ann@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com. [192.0.2.1], dsn=5.1.1, stat=User unknown",
            Some(("ann@example.com", "recipient_unknown", "permanent", "2026-11-23")),
        );
    }

    #[track_caller]
    fn check_delivered(line: &str, recipient: &str) {
        let day = Day::new(2026, 11, 23);
        let expected = Told::Delivered(Delivery { recipient: recipient.to_owned(), day });
        assert_eq!(read_log_line(line, Day::new(2026, 12, 1).expect("a day")), Some(expected), "{line}");
    }

    #[test]
    fn what_arrived_is_told_too() {
        check_delivered(
            "Nov 23 10:00:00 mail postfix/smtp[1]: 4: to=<b@c.example>, orig_to=<ann@example.com>, relay=x, dsn=2.0.0, status=sent (250 ok)",
            "ann@example.com",
        );
        check_delivered(
            "2026-11-23 10:00:00 1tEabc-0001Ab-2C => ann@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1] C=\"250 OK\"",
            "ann@example.com",
        );
        check_delivered(
            "2026-11-23 10:00:00 1tEabc-0001Ab-2C -> bob@real.example <ann@example.com> R=r T=t",
            "ann@example.com",
        );
        check_delivered(
            "Nov 23 10:00:00 mx sm-mta[12]: 4AN: to=<ann@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com., dsn=2.0.0, stat=Sent (ok)",
            "ann@example.com",
        );
    }

    #[test]
    fn other_lines_are_no_log() {
        for line in ["550 5.1.1 User unknown", "", " ** ", "to= stat=", "ann@example.com"] {
            assert_eq!(read_log_line(line, Day(0)), None, "{line}");
        }
    }
}
