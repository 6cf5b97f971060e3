//! One message: is it a bounce, and which recipients failed for which reason. Fields of a report (RFC 3464) are believed before
//! headers, and headers before prose. Size and nesting are bounded before any parser sees the message.

use super::day::Day;
use super::dsn::{self, Action};
use super::prose::{self, Failed};
use super::signs::{self, Signs};
use super::text::{address_in, cut};
use super::weigh::{Judged, Refusal, judge};
use super::{Bounce, Class, Evidence, Permanence, answer, wish};
use mail_parser::{HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// The most octets of a message that are read. Reports stand before the copy of the original, so what is cut off is copy.
pub const MESSAGE_OCTETS_MAX: usize = 256 << 10;
/// The most parts that are read, counted by their Content-Type lines: parsers descend into each.
const PARTS_MAX: usize = 64;
/// Messages inside of messages, no deeper than this.
const FORWARDED_MAX: usize = 2;
/// The most octets of prose that are read.
const PROSE_OCTETS_MAX: usize = 64 << 10;
/// The most octets of a diagnostic that are kept.
const KEPT_OCTETS_MAX: usize = 600;

/// Reads one message. Always gives at least one record; a message that is no bounce gives one of [`Class::NotABounce`].
pub fn read_message(raw: &[u8]) -> Vec<Bounce> {
    read_to_depth(raw, FORWARDED_MAX)
}

/// Reads a message, and in place of one that is no bounce the bounces that it forwards as attachments.
fn read_to_depth(raw: &[u8], depth: usize) -> Vec<Bounce> {
    let raw = bounded(raw);
    let Some(message) = MessageParser::default().parse(raw) else {
        return vec![Bounce::not_a_bounce("it has no header that can be read", None)];
    };
    let day =
        message.date().and_then(|date| Day::new(i32::from(date.year), u32::from(date.month), u32::from(date.day)));
    let parts = Parts::of(&message);
    if let Some(fields) = &parts.feedback {
        return wish::from_feedback(fields, parts.original.as_deref().unwrap_or_default(), day);
    }
    if let Some(what) = parts.other_report {
        return vec![Bounce::not_a_bounce(what, day)];
    }
    let mut returned = from_fields(&parts, day);
    if returned.is_empty() {
        returned.extend(wants_off_by_mail(&message, &parts, day));
    }
    if returned.is_empty() {
        returned = match from_prose(&message, &parts, day) {
            Ok(returned) => returned,
            Err(what) => vec![Bounce::not_a_bounce(what, day)],
        };
    }
    let is_none = returned.iter().all(|one| one.judged.class == Class::NotABounce);
    let forwarded = if is_none && depth > 0 { forwarded(&message, depth) } else { Vec::new() };
    if forwarded.is_empty() { returned } else { forwarded }
}

/// The event that a service sends by mail as JSON, where the text of a message begins with one: Amazon SES by way of SNS. A line that a mail server
/// broke is put together again.
pub fn notification_in(raw: &[u8]) -> Option<String> {
    const NAMES: &[&str] = &["notificationType", "eventType"];
    let raw = bounded(raw);
    // In base64 the names cannot be seen.
    memchr::memmem::find(raw, b"amazonaws.com").or_else(|| memchr::memmem::find(raw, NAMES[0].as_bytes()))?;
    let message = MessageParser::default().parse(raw)?;
    let text = message.body_text(0)?;
    let text = text.trim_start();
    let is_one = text.starts_with('{') && NAMES.iter().any(|name| text.contains(name));
    is_one.then(|| text.replace(['\r', '\n'], ""))
}

/// The bounces that a message has as attachments.
fn forwarded(message: &Message<'_>, depth: usize) -> Vec<Bounce> {
    let attached = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner.raw_message()),
        _ => None,
    });
    let inside = attached.flat_map(|raw| read_to_depth(raw, depth - 1));
    inside.filter(|one| one.judged.class.is_bounce()).collect()
}

/// The part of a message that is handed to the parser.
fn bounded(raw: &[u8]) -> &[u8] {
    let raw = &raw[..raw.len().min(MESSAGE_OCTETS_MAX)];
    let mut parts = 0;
    for at in memchr::memchr_iter(b'\n', raw) {
        let line = &raw[at + 1..];
        if line.first().is_some_and(|b| b | 0x20 == b'c')
            && line.get(..13).is_some_and(|name| name.eq_ignore_ascii_case(b"content-type:"))
        {
            parts += 1;
            if parts > PARTS_MAX {
                return &raw[..at];
            }
        }
    }
    raw
}

/// The parts of a message that matter.
#[derive(Default)]
struct Parts<'m> {
    /// Fields of delivery reports.
    fields: Vec<Cow<'m, str>>,
    /// What people read, as plain text.
    text: String,
    /// Headers or text of the original message, when it is enclosed.
    original: Option<Cow<'m, str>>,
    /// Fields of a report that somebody complained.
    feedback: Option<Cow<'m, str>>,
    /// The message is a report of another kind.
    other_report: Option<&'static str>,
}

impl<'m> Parts<'m> {
    fn of(message: &'m Message<'m>) -> Parts<'m> {
        let mut parts = Parts::default();
        let mut html = String::new();
        for part in &message.parts {
            let kind = part.content_type().map(|kind| {
                (kind.ctype().to_ascii_lowercase(), kind.subtype().unwrap_or_default().to_ascii_lowercase())
            });
            let kind = kind.as_ref().map(|(kind, subtype)| (kind.as_str(), subtype.as_str()));
            match (kind, &part.body) {
                (Some(("message", "delivery-status" | "global-delivery-status")), body) => {
                    parts.fields.extend(content(body, MESSAGE_OCTETS_MAX));
                }
                (Some(("message", "feedback-report")), body) => parts.feedback = content(body, PROSE_OCTETS_MAX),
                (Some(("message", "disposition-notification" | "global-disposition-notification")), _) => {
                    parts.other_report = Some("a receipt");
                }
                (Some(("text", "rfc822-headers" | "global-headers")), body) => {
                    parts.original = content(body, PROSE_OCTETS_MAX)
                }
                (_, PartType::Message(inner)) => {
                    let original = || String::from_utf8_lossy(cut_bytes(inner.raw_message(), 16 << 10));
                    parts.original.get_or_insert_with(original);
                }
                (_, PartType::Text(text)) => parts.add_text(&readable(text, part, message)),
                (_, PartType::Html(text)) if html.is_empty() => {
                    let text = readable(text, part, message);
                    html = mail_parser::decoders::html::html_to_text(cut(&text, PROSE_OCTETS_MAX));
                }
                _ => {}
            }
        }
        // Some reports have only a picture of words in their plain part.
        if parts.text.trim().len() < 40 || !parts.text.contains('@') && html.contains('@') {
            parts.add_text(&html);
        }
        parts
    }

    fn add_text(&mut self, text: &str) {
        if self.text.len() < PROSE_OCTETS_MAX {
            self.text.push_str(cut(text, PROSE_OCTETS_MAX));
            self.text.push('\n');
        }
    }
}

fn content<'m>(body: &'m PartType<'m>, octets_max: usize) -> Option<Cow<'m, str>> {
    match body {
        PartType::Text(text) | PartType::Html(text) => Some(Cow::Borrowed(cut(text, octets_max))),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            Some(String::from_utf8_lossy(cut_bytes(bytes, octets_max)))
        }
        PartType::Message(message) => Some(String::from_utf8_lossy(cut_bytes(message.raw_message(), octets_max))),
        PartType::Multipart(_) => None,
    }
}

/// Chinese web mailers send GB 18030 without saying so; the bytes are still there.
fn readable<'m>(text: &'m str, part: &MessagePart<'_>, message: &Message<'_>) -> Cow<'m, str> {
    if !text.contains('\u{fffd}') {
        return Cow::Borrowed(text);
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let raw = cut_bytes(raw, PROSE_OCTETS_MAX);
    let (decoded, _, broken) = encoding_rs::GB18030.decode(raw);
    if broken || raw.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(decoded.into_owned()) }
}

fn cut_bytes(bytes: &[u8], octets: usize) -> &[u8] {
    &bytes[..bytes.len().min(octets)]
}

/// The recipients that the fields of a report name.
fn from_fields(parts: &Parts<'_>, day: Option<Day>) -> Vec<Bounce> {
    let recipients: Vec<dsn::Recipient> = parts.fields.iter().flat_map(|fields| dsn::recipients(fields)).collect();
    let all_arrived = !recipients.is_empty() && recipients.iter().all(|r| r.action == Action::Arrived);
    if all_arrived {
        return vec![Bounce::not_a_bounce("a report that mail arrived", day)];
    }
    let single = recipients.iter().filter(|r| r.action != Action::Arrived).count() == 1;
    let mut returned: Vec<Bounce> = Vec::new();
    for recipient in recipients.into_iter().filter(|recipient| recipient.action != Action::Arrived) {
        let judged = judge_fields(&recipient, &parts.text, single);
        let address = recipient.address.filter(|address| address.contains('@')).or_else(|| address_in_prose(parts));
        let again = address.is_some() && returned.iter().any(|known| known.recipient == address);
        if !again {
            returned.push(Bounce {
                recipient: address,
                judged,
                diagnostic: kept(&recipient.diagnostic),
                remote_mta: recipient.remote_mta,
                day: recipient.day.or(day),
                is_over: recipient.action != Action::Delayed,
            });
        }
    }
    returned
}

/// Who wants no more mail, told by a message that is no report.
fn wants_off_by_mail(message: &Message<'_>, parts: &Parts<'_>, day: Option<Day>) -> Option<Bounce> {
    let complaint = parts.original.as_deref().and_then(|original| wish::from_original(original, day));
    complaint.or_else(|| {
        let by_apple = message.header("X-Apple-Unsubscribe").is_some();
        wish::from_subject(message.subject().unwrap_or_default(), by_apple, &from_address(message), day)
    })
}

fn judge_fields(recipient: &dsn::Recipient, text: &str, single: bool) -> Judged {
    let names: Vec<&str> = recipient.also.iter().map(String::as_str).collect();
    let refusal = Refusal { status: recipient.status, recipients: &names, ..Refusal::default() };
    let mut judged = judge(&Refusal { text: &recipient.diagnostic, ..refusal });
    // A bare number in the fields; the words are in the text for people.
    if single && judged.words.is_none() {
        let prose = judge(&Refusal { text: prose::before_the_original(text), ..refusal });
        let unclear = judged.evidence == Evidence::None || judged.class == Class::Other;
        if prose.words.is_some() && prose.class != Class::Other && unclear {
            judged = Judged { code: judged.code.or(prose.code), status: judged.status.or(prose.status), ..prose };
        }
    }
    if recipient.action == Action::Delayed { delayed(judged) } else { given_up(judged) }
}

/// Nobody tries any more: a mailbox that was full all the time is full for good.
pub(super) fn given_up(judged: Judged) -> Judged {
    let is_full = judged.class == Class::MailboxFull && judged.words.is_some();
    Judged { evidence: if is_full { Evidence::Clear } else { judged.evidence }, ..judged }
}

/// The server still tries: nothing lasts yet.
fn delayed(judged: Judged) -> Judged {
    let class = if judged.class == Class::Other { Class::Timeout } else { judged.class };
    Judged { class, permanence: Permanence::Temporary, evidence: Evidence::None, ..judged }
}

fn address_in_prose(parts: &Parts<'_>) -> Option<String> {
    prose::failed(&parts.text, &[], &[]).into_iter().next().map(|failed| failed.address)
}

/// The recipients that headers and text name.
fn from_prose(message: &Message<'_>, parts: &Parts<'_>, day: Option<Day>) -> Result<Vec<Bounce>, &'static str> {
    let header = |name: &'static str| message.header_raw(name).unwrap_or_default();
    let known: Vec<String> = addresses_of(header("X-Failed-Recipients"));
    let subject = message.subject().unwrap_or_default();
    let from = from_header(message);
    let signs = Signs {
        from: &from,
        subject,
        text: &parts.text,
        null_return_path: header("Return-Path").trim() == "<>",
        failed_recipients: !known.is_empty(),
        auto_submitted: header("Auto-Submitted"),
        from_a_responder: ["X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Vacation"]
            .iter()
            .any(|name| message.header(*name).is_some())
            || header("Precedence").trim().eq_ignore_ascii_case("auto_reply"),
        from_a_list: ["List-Unsubscribe", "List-Post"].iter().any(|name| message.header(*name).is_some()),
    };
    if let Err(what) = signs::is_bounce(&signs) {
        let is_gone = signs::is_automatic(&signs) && answer::says_gone(&format!("{subject}. {}", parts.text));
        return if is_gone { Ok(vec![gone(message, parts, day)]) } else { Err(what) };
    }
    let own = addresses_of(&format!("{} {} {}", header("To"), header("From"), header("Reply-To")));
    let mut failed = prose::failed(&parts.text, &own, &known);
    if failed.is_empty() {
        let address = verp(&own).or_else(|| original_recipient(parts, &own));
        let words = prose::before_the_original(&parts.text).split_whitespace().collect::<Vec<_>>().join(" ");
        failed.extend(address.map(|address| Failed { address, words: words.clone() }));
        if failed.is_empty() {
            let judged = judge(&Refusal { text: &words, ..Refusal::default() });
            let says_nothing = judged.class == Class::Other && judged.code.is_none() && judged.status.is_none();
            if says_nothing && !signs::is_surely_one(&signs) {
                return Err("not a report that mail came back");
            }
            return Ok(vec![Bounce {
                recipient: None,
                judged,
                diagnostic: kept(&words),
                remote_mta: None,
                day,
                is_over: false,
            }]);
        }
    }
    let still_tries = signs::still_tries(subject, &parts.text);
    let whole = prose::before_the_original(&parts.text);
    let judge_one = |Failed { address, words }: Failed| {
        let mut judged = judge(&Refusal { text: &words, recipients: &[&address], ..Refusal::default() });
        if judged.words.is_none() || judged.class == Class::Other {
            let all = judge(&Refusal { text: whole, recipients: &[&address], ..Refusal::default() });
            let subject = judge(&Refusal { text: subject, recipients: &[&address], ..Refusal::default() });
            judged = [all, subject]
                .into_iter()
                .find(|other| other.words.is_some() && other.class != Class::Other)
                .unwrap_or(judged);
        }
        judged = if still_tries { delayed(judged) } else { given_up(judged) };
        let is_over = !still_tries;
        Bounce { recipient: Some(address), judged, diagnostic: kept(&words), remote_mta: None, day, is_over }
    };
    Ok(failed.into_iter().map(judge_one).collect())
}

/// The person has left, by an automatic answer: watched as a soft bounce is, because the mail did arrive, and because somebody else
/// may be meant.
fn gone(message: &Message<'_>, parts: &Parts<'_>, day: Option<Day>) -> Bounce {
    let said = Bounce::not_a_bounce(&kept(prose::before_the_original(&parts.text)), day);
    let recipient = Some(from_address(message)).filter(|address| !address.is_empty());
    let class = Class::RecipientUnknown;
    let judged = Judged {
        class,
        whose: class.whose(),
        permanence: Permanence::Temporary,
        evidence: Evidence::Doubtful,
        ..said.judged
    };
    Bounce { recipient, judged, is_over: true, ..said }
}

/// The address of the sender.
fn from_address(message: &Message<'_>) -> String {
    let from = match message.header("From") {
        Some(HeaderValue::Address(address)) => address.first().and_then(|one| one.address()),
        _ => None,
    };
    from.unwrap_or_default().to_owned()
}

/// Name and address of the sender, decoded.
fn from_header(message: &Message<'_>) -> String {
    match message.header("From") {
        Some(HeaderValue::Address(address)) => address
            .iter()
            .map(|one| format!("{} <{}>", one.name().unwrap_or_default(), one.address().unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(", "),
        _ => message.header_raw("From").unwrap_or_default().trim().to_owned(),
    }
}

fn addresses_of(header: &str) -> Vec<String> {
    let words = cut(header, 8 << 10).split([',', ';', ' ', '\t', '\r', '\n']);
    words.filter_map(|word| address_in(word).map(|(start, end)| word[start..end].to_owned())).collect()
}

/// A return path that names the recipient in itself: `list-bounces+ann=example.com@sender.example` (VERP).
fn verp(own: &[String]) -> Option<String> {
    own.iter().find_map(|address| {
        let (local, _) = address.rsplit_once('@')?;
        let (before, domain) = local.rsplit_once('=')?;
        let user = before.rsplit_once(['+', '-']).map_or(before, |(_, user)| user);
        // `prvs=1234=list@sender.example` is a signed address (BATV), and names nobody.
        let signed = local.to_ascii_lowercase().starts_with("prvs=");
        (!signed && domain.contains('.') && !user.is_empty()).then(|| format!("{user}@{domain}"))
    })
}

/// The only recipient of the enclosed original message.
fn original_recipient(parts: &Parts<'_>, own: &[String]) -> Option<String> {
    let in_text = &parts.text[prose::before_the_original(&parts.text).len()..];
    let original = parts.original.as_deref().unwrap_or(in_text);
    let to = original.lines().find_map(|line| {
        let named = line.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("to:"));
        named.then(|| addresses_of(&line[3..]))
    })?;
    let mut to = to.into_iter().filter(|address| !own.iter().any(|own| own.eq_ignore_ascii_case(address)));
    to.next().filter(|_| to.next().is_none())
}

/// The form in which a diagnostic is kept: one line, bounded.
pub(super) fn kept(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() + 1 > KEPT_OCTETS_MAX {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
