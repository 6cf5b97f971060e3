//! Checks of the message itself: size, the fields that receivers demand, and its signatures.

use super::fields::{LINE_OCTETS_MAX, longest_line};
use super::signature::verify;
use super::{Message, Signature, Verified, content, received, unsubscribe};
use crate::facts::Lookup;
use crate::reason::Reason;
use crate::sender::checks::check::{Check, Status, failure_words};
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig, receivers, related};

/// How far ahead of the clock a Date may be, in seconds.
const AHEAD_MAX: i64 = 24 * 3600;
/// The shortest RSA key that receivers take (RFC 8301 §3.2).
const RSA_BITS_MIN: usize = 1024;

/// A signature and how it came out; `None` inside when its key could not be found out.
pub type Outcome = (Signature, Option<Verified>);

/// All signatures of the message, verified with the keys that the DNS has.
pub(in crate::sender::checks) fn verified(message: &Message, look: &Lookups<'_>) -> Option<Vec<Outcome>> {
    all(message.signatures.iter().map(|signature| {
        let outcome = match signature.key_name() {
            None => Some(Verified::Fail("its selector and domain are no name")),
            Some(name) => match look.txt(&name)? {
                Lookup::Found(texts) => Some(with_keys(message, signature, texts)),
                Lookup::NoData | Lookup::NxDomain => Some(Verified::Fail("there is no key for it in the DNS")),
                Lookup::Failed(_) => None,
            },
        };
        Some((signature.clone(), outcome))
    }))
}

fn with_keys(message: &Message, signature: &Signature, texts: &[Vec<u8>]) -> Verified {
    let mut last = Verified::Fail("its key cannot be used");
    for text in texts {
        if key_bits(text).is_some_and(|bits| bits < RSA_BITS_MIN) && signature.algorithm.starts_with("rsa") {
            last = Verified::Fail("its RSA key is shorter than 1024 bits, which receivers do not accept");
            continue;
        }
        last = verify(&message.sent, signature.place, text, message.now);
        if last == Verified::Pass {
            if signature.algorithm == "rsa-sha1" {
                return Verified::Fail("it uses SHA-1, which receivers no longer accept (RFC 8301)");
            }
            return last;
        }
    }
    last
}

/// The bits of a key's number.
fn key_bits(text: &[u8]) -> Option<usize> {
    use mail_auth::common::parse::TxtRecordParser;
    let key = mail_auth::common::verify::DomainKey::parse(text).ok()?;
    Some(key.p.public_key_bits())
}

/// All checks of a message.
pub(in crate::sender::checks) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let (Some(message), true) = (&setup.message, setup.wants(Group::Eml)) else { return Some(Vec::new()) };
    let outcomes = verified(message, look)?;
    let compared = received::compared(message, &outcomes, setup, look);
    let mut checks = received::trace(message, setup);
    checks.extend(compared?);
    checks.push(size(message));
    checks.extend(from(message, setup));
    checks.extend(date(message));
    checks.extend(message_id(message));
    checks.extend(shape(message));
    checks.extend(content::content(message));
    checks.extend(signatures(message, &outcomes, setup, look));
    let passing: Vec<&Signature> =
        outcomes.iter().filter(|(_, end)| *end == Some(Verified::Pass)).map(|(signature, _)| signature).collect();
    checks.extend(unsubscribe::checks(message, &passing));
    Some(checks)
}

fn size(message: &Message) -> Check {
    let octets = message.sent.len() as u64;
    let shown = format!("{:.1} MB", octets as f64 / 1_000_000.0);
    let over: Vec<String> = receivers::lines("limit")
        .filter(|line| line.key.parse::<u64>().is_ok_and(|limit| octets > limit))
        .map(|line| format!("{} ({})", line.receiver, line.value))
        .collect();
    if over.is_empty() {
        return Check::pass(
            Reason::SenderEmlSize,
            "size",
            format!("the message has {shown}; all known receivers take it"),
        );
    }
    Check::new(Reason::SenderEmlTooLarge, "size", format!("the message has {shown}, too much for {}", over.join(", ")))
}

/// The addresses of a field, display names taken off, domains as A-labels in lower case.
pub(super) fn addresses(value: &str) -> Vec<String> {
    let header = format!("From: {value}\r\n\r\n");
    let Some(parsed) = mail_parser::MessageParser::new().parse_headers(header.as_bytes()) else { return Vec::new() };
    let Some(list) = parsed.from() else { return Vec::new() };
    let whole = |address: &str| {
        let (local_part, domain) = address.rsplit_once('@')?;
        let domain = idna::domain_to_ascii(domain).ok().filter(|domain| !domain.is_empty())?;
        (!local_part.is_empty()).then(|| format!("{local_part}@{domain}"))
    };
    list.iter().filter_map(|address| whole(address.address.as_deref()?)).collect()
}

fn from(message: &Message, setup: &SenderConfig) -> Vec<Check> {
    let values: Vec<&str> = message.fields.all("From").collect();
    let [value] = values[..] else {
        let (code, observed) = match values.len() {
            0 => (Reason::SenderEmlFromMissing, "the message has no From field".to_owned()),
            count => (Reason::SenderEmlFromSeveral, format!("the message has {count} From fields")),
        };
        return vec![Check::new(code, "From", observed)];
    };
    let found = addresses(value);
    let [address] = &found[..] else {
        let (code, observed) = match found.len() {
            0 => (Reason::SenderEmlFromInvalid, format!("From holds no address: {value}")),
            count => (Reason::SenderEmlFromSeveral, format!("From names {count} addresses")),
        };
        return vec![Check::new(code, "From", observed)];
    };
    let mut checks = Vec::new();
    match message.from_domain() {
        Some(domain) if related(&domain, &setup.domain) => {
            checks.push(Check::pass(Reason::SenderEmlHeader, "From", format!("From is one address at {domain}")));
        }
        Some(domain) => {
            let observed = format!("From is at {domain}, and {} was to be checked", setup.domain);
            checks.push(Check::new(Reason::SenderEmlFromOther, "From", observed));
        }
        None => checks.push(Check::new(Reason::SenderEmlFromInvalid, "From", format!("From is {address}"))),
    }
    checks
}

fn date(message: &Message) -> Vec<Check> {
    let values: Vec<&str> = message.fields.all("Date").collect();
    let [value] = values[..] else {
        let (code, observed) = match values.len() {
            0 => (Reason::SenderEmlDateMissing, "the message has no Date field".to_owned()),
            count => (Reason::SenderEmlDateInvalid, format!("the message has {count} Date fields")),
        };
        return vec![Check::new(code, "Date", observed)];
    };
    let parsed = mail_parser::DateTime::parse_rfc822(value).filter(mail_parser::DateTime::is_valid);
    let check = match parsed {
        None => Check::new(
            Reason::SenderEmlDateInvalid,
            "Date",
            format!("Date is not written as RFC 5322 wants it: {value}"),
        ),
        Some(date) if date.to_timestamp() > message.sent_at() + AHEAD_MAX => {
            Check::new(Reason::SenderEmlDateInvalid, "Date", format!("Date lies in the future: {value}"))
        }
        Some(_) => Check::pass(Reason::SenderEmlHeader, "Date", format!("Date is {value}")),
    };
    vec![check]
}

fn message_id(message: &Message) -> Vec<Check> {
    let values: Vec<&str> = message.fields.all("Message-ID").collect();
    let check = match values[..] {
        [] => Check::new(Reason::SenderEmlMessageIdMissing, "Message-ID", "the message has no Message-ID field"),
        [value] if is_message_id(value) => {
            Check::pass(Reason::SenderEmlHeader, "Message-ID", format!("Message-ID is {value}"))
        }
        [value] => {
            let observed = format!("Message-ID is not of the form <left@right>: {value}");
            Check::new(Reason::SenderEmlMessageIdInvalid, "Message-ID", observed)
        }
        [..] => {
            let observed = format!("the message has {} Message-ID fields", values.len());
            Check::new(Reason::SenderEmlMessageIdInvalid, "Message-ID", observed)
        }
    };
    vec![check]
}

/// RFC 5322 §3.6.4, as receivers read it: something on both sides of one @, in angle brackets.
fn is_message_id(value: &str) -> bool {
    let inside = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let Some((left, right)) = inside.and_then(|inside| inside.split_once('@')) else { return false };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && !b"<>@".contains(&b));
    plain(left) && plain(right)
}

/// What breaks the shape of a message: doubled fields, raw bytes, long lines.
fn shape(message: &Message) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut wrong = |observed: String| checks.push(Check::new(Reason::SenderEmlMalformed, "header", observed));
    for name in ["To", "Cc", "Subject", "Reply-To", "Sender", "In-Reply-To", "References"] {
        let count = message.fields.all(name).count();
        if count > 1 {
            wrong(format!("the message has {count} {name} fields, and may have one"));
        }
    }
    if let Some(stray) = message.fields.strays.first() {
        wrong(format!("a line of the header is no field: {}", stray.chars().take(60).collect::<String>()));
    }
    if message.fields.non_ascii {
        wrong("the header has bytes outside ASCII; only hosts with SMTPUTF8 take it".to_owned());
    }
    let longest = longest_line(&message.sent);
    if longest > LINE_OCTETS_MAX {
        wrong(format!("a line has {longest} bytes, and may have {LINE_OCTETS_MAX}"));
    }
    checks
}

fn signatures(message: &Message, outcomes: &[Outcome], setup: &SenderConfig, look: &Lookups<'_>) -> Vec<Check> {
    const SUBJECT: &str = "DKIM-Signature";
    let from = message.from_domain().unwrap_or_else(|| setup.domain.clone());
    if outcomes.is_empty() && message.signatures_broken == 0 {
        return vec![Check::new(Reason::SenderEmlDkimNone, SUBJECT, "the message has no DKIM signature")];
    }
    let mut checks = Vec::new();
    let aligned = |signature: &Signature| {
        crate::domain::Domain::new(&signature.domain).is_ok_and(|domain| related(&domain, &from))
    };
    let good = |(signature, end): &&Outcome| *end == Some(Verified::Pass) && aligned(signature);
    let has_good = outcomes.iter().any(|outcome| good(&outcome));
    if message.signatures_broken > 0 {
        let observed = format!("{} of the signatures cannot be read", message.signatures_broken);
        checks.push(spoiled(Check::new(Reason::SenderEmlDkimFail, SUBJECT, observed), has_good));
    }
    for (signature, end) in outcomes {
        let name = format!("{} of {}", signature.selector, signature.domain);
        checks.push(match end {
            Some(Verified::Pass) if aligned(signature) => {
                let observed = format!("the signature by {name} holds and is aligned with From");
                Check::pass(Reason::SenderEmlDkim, &name, observed)
            }
            Some(Verified::Pass) => {
                let observed = format!("the signature by {name} holds, but its domain is not that of From ({from})");
                let check = Check::new(Reason::SenderEmlDkimNotAligned, &name, observed);
                if has_good { check.with(Status::Info) } else { check }
            }
            Some(Verified::Fail(why)) => {
                let observed = format!("the signature by {name} does not hold: {why}");
                // Where it held when the message came, the copy was changed since, or the key was.
                let held = received::held_when_received(message, signature);
                spoiled(Check::new(Reason::SenderEmlDkimFail, &name, observed), has_good || held)
            }
            None => {
                let failed = signature.key_name().and_then(|key| look.txt(&key));
                let why = if let Some(Lookup::Failed(failure)) = failed { failure_words(failure) } else { "no answer" };
                let check = Check::new(Reason::SenderEmlDkimError, &name, format!("the key of {name}: {why}"));
                if has_good { check.indecisive() } else { check }
            }
        });
        if *end == Some(Verified::Pass) {
            checks.extend(weaknesses(signature, &name));
        }
    }
    checks
}

/// A signature that does not hold does less harm beside one that does.
fn spoiled(check: Check, has_good: bool) -> Check {
    if has_good { check.with(Status::Warn) } else { check }
}

fn weaknesses(signature: &Signature, name: &str) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(octets) = signature.body_octets {
        let observed = match octets {
            0 => format!(
                "the signature by {name} covers nothing of the body (l=0): anybody may put another in its place"
            ),
            octets => format!("the signature by {name} covers {octets} bytes of the body only (l=)"),
        };
        checks.push(Check::new(Reason::SenderEmlDkimBodyLength, name, observed));
    }
    let uncovered: Vec<&str> =
        ["From", "To", "Subject", "Date"].into_iter().filter(|field| !signature.covers(field)).collect();
    if !uncovered.is_empty() {
        let observed = format!("the signature by {name} does not cover {}", uncovered.join(", "));
        checks.push(Check::new(Reason::SenderEmlDkimUncovered, name, observed));
    }
    checks
}
