//! Bounces as senders' services export them: fields with names, from a CSV row or a JSON object. No service is known by name; what counts is what the
//! fields are called, for they are called much the same everywhere.

use super::day::Day;
use super::kind::{ARRIVED, Kind, UNDONE, has_word, is_deferral, kind_of};
use super::message::{given_up, kept};
use super::said::reply_code;
use super::status::Status;
use super::text::{address_in, whole_address, without_accents};
use super::weigh::{Judged, Refusal, judge};
use super::{Bounce, Class, Delivery, Evidence, Permanence, Told, Whose, drops};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The meaning of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The address that was mailed.
    Recipient,
    /// What the server said.
    Diagnostic,
    /// A number: reply code or enhanced status.
    Status,
    /// A word for what happened, or of which kind the bounce is.
    Kind,
    /// The class of a bounce, as a service numbers or calls it.
    Class,
    /// The day of the event: a date, or seconds or milliseconds since 1970.
    When,
    /// When an address was cleaned off a list for bounces (Mailchimp).
    Cleaned,
    /// When the person unsubscribed (Mailchimp).
    Unsubscribed,
    /// What a service says of it in its own words.
    Described,
    /// Whether it is what the word says.
    Flag(&'static str),
}

const TABLE: &str = include_str!("../../data/bounce/fields.tsv");

static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(field_of_line).collect()
});

fn field_of_line(line: &'static str) -> Option<(&'static str, Field)> {
    let mut cells = line.split('\t');
    let name = cells.next()?;
    let field = match cells.next()? {
        "recipient" => Field::Recipient,
        "said" => Field::Diagnostic,
        "described" => Field::Described,
        "status" => Field::Status,
        "kind" => Field::Kind,
        "class" => Field::Class,
        "when" => Field::When,
        "cleaned" => Field::Cleaned,
        "unsubscribed" => Field::Unsubscribed,
        "is hard" => Field::Flag("hard bounce"),
        "is soft" => Field::Flag("soft bounce"),
        "is bounce" => Field::Flag("bounce"),
        "is block" => Field::Flag("block"),
        "is off" => Field::Flag("unsubscribed"),
        "is complaint" => Field::Flag("complaint"),
        _ => return None,
    };
    Some((name, field))
}

/// The meaning of a field by its name, whatever its case and punctuation.
pub fn field(name: &str) -> Option<Field> {
    let name: String = without_accents(&name.to_lowercase()).chars().filter(|c| c.is_alphanumeric()).collect();
    FIELDS.get(name.as_str()).copied()
}

/// The fields of one event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    recipient: Option<String>,
    /// What the server said.
    diagnostics: Vec<String>,
    /// What the service says of it.
    descriptions: Vec<String>,
    statuses: Vec<String>,
    kinds: Vec<String>,
    day: Option<Day>,
}

/// The most values of a field that count.
const VALUES_MAX: usize = 8;

impl Event {
    /// Takes a field in. Names that mean nothing here are ignored.
    pub fn take(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let push = |values: &mut Vec<String>| push_to(values, value);
        match field(name) {
            Some(Field::Recipient) => {
                self.recipient = recipient_of(value).or(self.recipient.take());
            }
            Some(Field::Diagnostic) => push(&mut self.diagnostics),
            Some(Field::Described) => push_to(&mut self.descriptions, without_examples(value)),
            // `status` is a number for some services, a word for others, the server's answer for a few.
            Some(Field::Status) if value.bytes().all(|b| b.is_ascii_digit() || b == b'.') => push(&mut self.statuses),
            // PowerMTA: `5.1.1 (bad destination mailbox address)`, its own words for a number.
            Some(Field::Status) if value.contains(" (") && Status::at_start(value).is_some() => {
                push_to(&mut self.statuses, value.split(' ').next().unwrap_or_default());
            }
            Some(Field::Status) if value.contains(' ') => push(&mut self.diagnostics),
            Some(Field::Status | Field::Kind) => push(&mut self.kinds),
            Some(Field::Class) => push_to(&mut self.kinds, &format!("bounce class {value}")),
            Some(Field::When) => self.day = day_of(value).or(self.day),
            Some(Field::Flag(word)) => {
                let day = day_of(value);
                if is_yes(value) || day.is_some() {
                    push_to(&mut self.kinds, word);
                    self.day = day.or(self.day);
                }
            }
            Some(Field::Cleaned) => {
                push_to(&mut self.kinds, "cleaned address");
                self.day = day_of(value).or(self.day);
            }
            Some(Field::Unsubscribed) => {
                push_to(&mut self.kinds, "unsubscribed");
                self.day = day_of(value).or(self.day);
            }
            None => {}
        }
    }

    /// The words that count: those of the server, or the longest of all where none has a code. A service has words of its own for each kind,
    /// which outweigh a reason of one word only.
    fn said(&self) -> Vec<String> {
        let is_said = |text: &String| has_code(text) || text.contains(' ');
        let services_own = if self.diagnostics.iter().any(is_said) { &[] } else { self.descriptions.as_slice() };
        self.diagnostics.iter().chain(services_own).cloned().collect()
    }

    /// Whether a field gave an address. Without one [`Event::told`] gives `None`.
    pub fn has_recipient(&self) -> bool {
        self.recipient.is_some()
    }

    /// What the event tells. `None` for mail that was opened and the like.
    pub fn told(&self) -> Option<Told> {
        let kinds = self.kinds.join(" ").to_lowercase().replace(['_', '-', '/'], " ");
        if UNDONE.iter().any(|word| kinds.contains(word)) {
            return None;
        }
        if kind_of(&kinds) == Kind::Arrived && drops::taken_over(&kinds, &[]).is_none() {
            let delivered = has_word(&kinds, ARRIVED) || kinds.split(' ').any(|word| word.starts_with("deliver"));
            let recipient = self.recipient.clone().filter(|_| delivered)?;
            return Some(Told::Delivered(Delivery { recipient, day: self.day }));
        }
        self.returned().map(Told::Bounce)
    }

    fn returned(&self) -> Option<Bounce> {
        let recipient = self.recipient.clone()?;
        let kinds = self.kinds.join(" ").to_lowercase().replace(['_', '-', '/'], " ");
        let kind = kind_of(&kinds);
        if kind == Kind::Complaint {
            let is_wrong = kinds.contains("not spam");
            let what = if is_wrong { "a report that a message is no spam" } else { "a complaint" };
            let other = Bounce::not_a_bounce(what, self.day);
            let complaint = || Bounce::left_out(Class::Complaint, Some(recipient), what, self.day);
            return Some(if is_wrong { other } else { complaint() });
        }
        let says_off = |word: &String| ["unsubscribe", "unsubscribed"].contains(&&*word.to_lowercase());
        if kind == Kind::Unsubscribed || self.kinds.iter().any(says_off) {
            let what = self.kinds.join(" ");
            return Some(Bounce::left_out(Class::Unsubscribed, Some(recipient), &kept(&what), self.day));
        }
        let said = self.said();
        if let Some(class) = drops::taken_over(&kinds, &said) {
            let what = if said.is_empty() { self.kinds.join(" ") } else { longest(&said) };
            return Some(Bounce::left_out(class, Some(recipient), &kept(&what), self.day));
        }
        if kind == Kind::Unsaid && said.is_empty() && self.statuses.is_empty() {
            return None;
        }
        let diagnostic = longest(&said);
        let status = self.statuses.iter().find_map(|text| Status::find(text));
        let code = self.statuses.iter().find(|text| text.len() == 3).map(String::as_str).unwrap_or_default();
        let text = if reply_code(&diagnostic).is_some() { diagnostic.clone() } else { format!("{code} {diagnostic}") };
        let judged = judge(&Refusal { text: &text, status, recipients: &[&recipient], ..Refusal::default() });
        // A description without any number is the service's own.
        let is_said = judged.code.is_some() || Status::find(&diagnostic).is_some();
        let is_own = !is_said && self.statuses.iter().any(|number| is_own_number(number));
        let mut judged = by_kind(of_service(judged, &kinds, is_own), &kinds, kind, is_said || is_own);
        if self.descriptions.iter().any(|text| text.to_lowercase().contains("temporar")) {
            judged.permanence = Permanence::Temporary;
        }
        let shown = if diagnostic.is_empty() { self.kinds.join(" ") } else { diagnostic };
        Some(Bounce {
            recipient: Some(recipient),
            judged,
            diagnostic: kept(&shown),
            remote_mta: None,
            day: self.day,
            is_over: kind != Kind::Unsaid && !is_deferral(&kinds),
        })
    }
}

/// The address of a cell; of several the first.
fn recipient_of(value: &str) -> Option<String> {
    let first = || address_in(value).map(|(start, end)| value[start..end].to_owned());
    if value.matches('@').count() > 1 && !value.starts_with('"') { first() } else { whole_address(value) }
}

/// A description without its examples: `(ex: unknown user, mailbox not found)` stands in each of its kind.
fn without_examples(text: &str) -> &str {
    let end =
        ["(ex:", "(e.g.", "(eg.", "(for example", "(i.e.", "(ie:"].iter().filter_map(|mark| text.find(mark)).min();
    text[..end.unwrap_or(text.len())].trim_end()
}

fn is_yes(value: &str) -> bool {
    let is_number = value.parse::<f64>().is_ok_and(|number| number > 0.0);
    is_number
        || ["true", "yes", "y", "t", "x", "ja", "oui", "si", "sim", "sì", "да", "是"].contains(&&*value.to_lowercase())
}

/// Whether a number is none that SMTP has: Mailgun's 498 and 602 are its own.
fn is_own_number(number: &str) -> bool {
    number.len() == 3 && !number.starts_with('2') && reply_code(number).is_none()
}

/// A service's own refusals, and what it calls a block, say nothing of a mailbox.
fn of_service(judged: Judged, kinds: &str, is_own: bool) -> Judged {
    let is_own = is_own || kinds == "error" || OWN.iter().any(|word| kinds.contains(word));
    let is_block = kinds.split(' ').any(|word| word.starts_with("block"));
    match judged.class {
        Class::RecipientUnknown | Class::HostNotFound | Class::MailboxFull if is_own => {
            Judged { class: Class::Other, evidence: Evidence::None, whose: Whose::Network, ..judged }
        }
        Class::RecipientUnknown | Class::HostNotFound if is_block => Judged { evidence: Evidence::None, ..judged },
        _ => judged,
    }
}

/// Words of services for what they did not try to send.
const OWN: &[&str] =
    &["generation failure", "generation rejection", "policy rejection", "rendering", "smtpapierror", "smtp api error"];

fn push_to(values: &mut Vec<String>, value: &str) {
    if values.len() < VALUES_MAX {
        values.push(value.to_owned());
    }
}

/// Where the server's own words say nothing, the service's word for it counts.
fn by_kind(judged: Judged, kinds: &str, kind: Kind, is_said: bool) -> Judged {
    let mut judged = judged;
    if judged.class == Class::Other || (judged.words.is_none() && judged.evidence == Evidence::None) {
        let squeezed = squeezed(kinds);
        let named = KINDS.iter().find(|(word, _)| squeezed.contains(word)).map(|(_, class)| *class);
        // What the server said and what says nothing of a mailbox is no absence, whatever the service calls it.
        let is_hard = kind == Kind::Hard && judged.class == Class::Other && !is_said;
        let class = named.or(is_hard.then_some(Class::RecipientUnknown));
        if let Some(class) = class {
            judged.class = class;
            judged.evidence = if named.is_some() && !is_said { Evidence::Clear } else { Evidence::Doubtful };
            judged.whose = class.whose();
            judged.permanence = if class.always_passes() { Permanence::Temporary } else { Permanence::Permanent };
        }
    }
    if judged.class == Class::MailboxFull
        && matches!(kind, Kind::Hard | Kind::Soft | Kind::Failed)
        && !is_deferral(kinds)
    {
        judged = given_up(judged);
    }
    // Postmark says itself that its `DnsError` passes.
    if (kind == Kind::Soft && judged.words.is_none()) || squeezed(kinds).contains("dnserror") {
        judged.permanence = Permanence::Temporary;
    }
    judged
}

fn squeezed(kinds: &str) -> String {
    kinds.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Words of services for kinds of bounces, without spaces.
const KINDS: &[(&str, Class)] = &[
    ("mailboxfull", Class::MailboxFull),
    ("overquota", Class::MailboxFull),
    ("quota", Class::MailboxFull),
    ("noemail", Class::RecipientUnknown),
    ("bademailaddress", Class::RecipientUnknown),
    ("invalidaddress", Class::RecipientUnknown),
    ("invalidrecipient", Class::RecipientUnknown),
    ("unknownuser", Class::RecipientUnknown),
    ("badmailbox", Class::RecipientUnknown),
    ("inactive", Class::RecipientUnknown),
    ("dnserror", Class::HostNotFound),
    ("baddomain", Class::HostNotFound),
    ("messagetoolarge", Class::MessageTooLarge),
    ("toolarge", Class::MessageTooLarge),
    ("contentrejected", Class::ContentRejected),
    ("attachmentrejected", Class::ContentRejected),
    ("spamnotification", Class::ContentRejected),
    ("spamcontent", Class::ContentRejected),
    ("spamrelated", Class::ContentRejected),
    ("virus", Class::ContentRejected),
    ("content", Class::ContentRejected),
    ("dmarc", Class::AuthFailure),
    ("blocked", Class::SenderBlocked),
    ("reputation", Class::SenderBlocked),
    ("policyrelated", Class::Policy),
    ("policy", Class::Policy),
    ("ratelimit", Class::RateLimited),
    ("throttl", Class::RateLimited),
    ("noanswerfromhost", Class::Timeout),
    ("timeout", Class::Timeout),
    ("routingerrors", Class::HostNotFound),
];

/// The longest text, of those in which a server speaks with its code, where there are any.
fn longest(texts: &[String]) -> String {
    texts.iter().max_by_key(|text| (has_code(text), text.len())).cloned().unwrap_or_default()
}

fn has_code(text: &str) -> bool {
    reply_code(text).is_some() || Status::find(text).is_some()
}

/// ISO dates, dates of mail, `28.11.2026`, `11/28/2026`, and seconds or milliseconds since 1970.
fn day_of(value: &str) -> Option<Day> {
    const SECONDS_A_DAY: f64 = 86_400.0;
    if let Some(day) = Day::from_iso(value).or_else(|| Day::from_mail_date(value)).or_else(|| Day::from_local(value)) {
        return Some(day);
    }
    let seconds: f64 = value.parse().ok()?;
    let seconds = if seconds > 1e11 { seconds / 1000.0 } else { seconds };
    (1e8..1e11).contains(&seconds).then(|| Day((seconds / SECONDS_A_DAY) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fields: &[(&str, &str)], expected: Option<(&str, &str)>) {
        let mut event = Event::default();
        fields.iter().for_each(|(name, value)| event.take(name, value));
        let returned = match event.told() {
            Some(Told::Bounce(returned)) => Some(returned),
            _ => None,
        };
        let shown = returned.as_ref().map(|r| (r.recipient.as_deref().unwrap_or("-"), r.judged.class.word()));
        assert_eq!(shown, expected, "{fields:?}: {returned:?}");
    }

    #[test]
    fn events_of_many_services_are_understood() {
        let ann = "ann@example.com";
        check(
            &[("email", ann), ("event", "bounce"), ("reason", "550 5.1.1 no such user"), ("status", "5.1.1")],
            Some((ann, "recipient_unknown")),
        );
        check(
            &[("Email", ann), ("Type", "HardBounce"), ("Description", "The server was unable to deliver your message")],
            Some((ann, "recipient_unknown")),
        );
        check(
            &[("recipient", ann), ("severity", "permanent"), ("code", "552"), ("message", "Mailbox full")],
            Some((ann, "mailbox_full")),
        );
        check(
            &[("emailAddress", ann), ("bounceType", "Transient"), ("bounceSubType", "MailboxFull")],
            Some((ann, "mailbox_full")),
        );
        check(
            &[("rcpt_to", ann), ("type", "bounce"), ("raw_reason", "550 5.7.1 blocked using zen.spamhaus.org")],
            Some((ann, "sender_blocked")),
        );
        check(&[("email", ann), ("event", "spamreport")], Some((ann, "complaint")));
        check(&[("email", ann), ("event", "delivered"), ("response", "250 ok")], None);
        check(
            &[("Email Address", ann), ("CLEAN_TIME", "2026-11-23 10:00:00"), ("CLEAN_CAMPAIGN_TITLE", "News")],
            Some((ann, "recipient_unknown")),
        );
        check(&[("Email Address", ann), ("UNSUB_TIME", "2026-11-23 10:00:00")], Some((ann, "unsubscribed")));
        check(&[("email", ann), ("reason", "hard-bounce"), ("detail", "550 no")], Some((ann, "recipient_unknown")));
        check(&[("email", ann), ("event", "open")], None);
        check(&[("event", "bounce")], None);
        check(&[("email", ann), ("event", "not bounced"), ("reason", "user unknown")], None);
        check(
            &[("email", "mary jones@example.com"), ("event", "bounce"), ("reason", "550 5.1.1 no such user")],
            Some(("\"mary jones\"@example.com", "recipient_unknown")),
        );
    }

    #[test]
    fn what_a_service_calls_it_is_no_word_of_the_server() {
        let ann = "ann@example.com";
        let fixed = "The server was unable to deliver your message (ex: unknown user, mailbox not found).";
        for (fields, expected) in [
            (
                vec![("Type", "HardBounce"), ("Description", fixed), ("Details", "smtp;550 5.7.1 we do not like you")],
                "no",
            ),
            (
                vec![("Type", "HardBounce"), ("Description", fixed), ("Details", "smtp;550 5.1.1 no such user")],
                "forever",
            ),
            (
                vec![("Type", "DnsError"), ("Description", "A temporary DNS error."), ("Details", "host not found")],
                "no",
            ),
            (vec![("type", "generation_failure"), ("reason", "substitution value 'user' not found")], "no"),
            (vec![("event", "bounce"), ("type", "blocked"), ("reason", "550 5.7.1 user unknown to our filter")], "no"),
            (vec![("event", "error"), ("reason", "no such user")], "no"),
            (vec![("event", "failed"), ("code", "602"), ("description", "Not delivering: domain is disabled")], "no"),
            (vec![("event", "failed"), ("severity", "permanent"), ("code", "498"), ("message", "No MX for a.b")], "no"),
            (vec![("event", "dropped"), ("reason", "User over Package Quota")], "no"),
            (
                vec![("Type", "SoftBounce"), ("Description", "Unable to deliver (i.e. mailbox full, no such user).")],
                "no",
            ),
            (vec![("RecordType", "Bounce"), ("Type", "Unsubscribe"), ("Description", "Remove request.")], "forever"),
            (vec![("type", "bounce"), ("bounce_class", "90"), ("raw_reason", "")], "forever"),
            (vec![("type", "bounce"), ("bounce_class", "90"), ("raw_reason", "550 stop")], "forever"),
            (vec![("type", "bounce"), ("bounce_class", "50"), ("raw_reason", "550 5.7.1 no")], "no"),
            (vec![("Bounce hart", "nein"), ("Abgemeldet am", "20.11.2026")], "forever"),
            (vec![("Beschwerde", "ja")], "forever"),
            (vec![("Gesperrt", "ja")], "no"),
            (vec![("event", "spam"), ("state", "spam")], "forever"),
            (
                vec![("Grund", "550 5.1.1 Benutzer unbekannt"), ("Status", "Hardbounce"), ("Datum", "28.11.2026")],
                "forever",
            ),
            (vec![("hard_bounce", "0"), ("unsubscribed", "1")], "forever"),
            (vec![("Status", "nicht zugestellt"), ("Nachricht", "550 5.1.1 Benutzer unbekannt")], "forever"),
            (vec![("event", "failed"), ("reason", "suppress-unsubscribe")], "forever"),
            (vec![("Bounced", "true")], "no"),
        ] {
            let mut event = Event::default();
            event.take("Email", ann);
            fields.iter().for_each(|(name, value)| event.take(name, value));
            let Some(Told::Bounce(returned)) = event.told() else { panic!("{fields:?}") };
            let is_kept = returned.suppression() == crate::bounce::Suppression::No;
            assert_eq!(is_kept, expected == "no", "{fields:?} {returned:?}");
        }
    }

    #[test]
    fn every_line_of_the_table_of_fields_is_read_once() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), FIELDS.len());
        for line in lines {
            let name = line.split('\t').next().unwrap_or_default();
            assert!(field_of_line(line).is_some() && line.split('\t').count() == 3, "{line}");
            assert_eq!(field(name), field_of_line(line).map(|(_, field)| field), "{line}");
        }
    }

    #[test]
    fn times_are_read_in_all_forms() {
        for text in
            ["2026-11-23T10:00:00Z", "1795428000", "1795428000.123", "1795428000000", "Mon, 23 Nov 2026 10:00:00 GMT"]
        {
            assert_eq!(day_of(text), Day::new(2026, 11, 23), "{text}");
        }
        assert_eq!(day_of("12"), None);
    }
}
