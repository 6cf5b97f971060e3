//! People who want no more mail: reports of complaints (RFC 5965) and mails to the address of List-Unsubscribe. What they want holds for ever,
//! and no delivery takes it back.

use super::class::Class;
use super::day::Day;
use super::text::{address_in, cut};
use super::{Bounce, answer};

/// The most people that one report names.
const PEOPLE_MAX: usize = 1000;

/// Reads a feedback report: its fields, and the headers of the message that it is about.
pub(super) fn from_feedback(fields: &str, original: &str, day: Option<Day>) -> Vec<Bounce> {
    let kind = values(fields, "Feedback-Type").next().unwrap_or_default().to_ascii_lowercase();
    let (class, what) = match kind.as_str() {
        "not-spam" => return vec![Bounce::not_a_bounce("a report that a message is no spam", day)],
        "auth-failure" | "dmarc" => return vec![Bounce::not_a_bounce("a report on authentication", day)],
        "opt-out" | "opt-out-list" | "unsubscribe" => (Class::Unsubscribed, "a report that the person unsubscribed"),
        _ => (Class::Complaint, "a complaint (feedback report)"),
    };
    let people = complained(fields, original);
    if people.is_empty() {
        return vec![Bounce::left_out(class, None, what, day)];
    }
    people.into_iter().map(|address| Bounce::left_out(class, Some(address), what, day)).collect()
}

/// The complaint that Microsoft sends without a report: the original, with a header that names who complained.
pub(super) fn from_original(original: &str, day: Option<Day>) -> Option<Bounce> {
    let named = values(headers(original), "X-HmXmrOriginalRecipient").next()?;
    let (start, end) = address_in(named)?;
    Some(Bounce::left_out(Class::Complaint, Some(named[start..end].to_owned()), "a complaint", day))
}

/// Who asks by mail to be off the list. `by_apple` is what Apple's programs set when they unsubscribe.
pub(super) fn from_subject(subject: &str, by_apple: bool, from: &str, day: Option<Day>) -> Option<Bounce> {
    if !by_apple && !answer::asks_to_be_off(subject) {
        return None;
    }
    let (start, end) = address_in(from)?;
    Some(Bounce::left_out(Class::Unsubscribed, Some(from[start..end].to_owned()), "a mail that unsubscribes", day))
}

/// Who complained: the fields of the report are believed before the headers of the original.
fn complained(fields: &str, original: &str) -> Vec<String> {
    let original = headers(original);
    let of_report = ["Original-Rcpt-To", "Removal-Recipient", "Final-Recipient"].map(|name| (fields, name));
    let of_headers = ["X-HmXmrOriginalRecipient", "X-Original-To", "Delivered-To", "To"].map(|name| (original, name));
    let sender: Vec<&str> = values(original, "From").chain(values(fields, "Original-Mail-From")).collect();
    for (text, name) in of_report.into_iter().chain(of_headers) {
        let mut people: Vec<String> = Vec::new();
        for value in values(text, name) {
            for word in value.split([',', ' ', ';']).take(PEOPLE_MAX) {
                let Some((start, end)) = address_in(word) else { continue };
                let address = &word[start..end];
                let is_sender = sender.iter().any(|sender| sender.contains(address));
                if !is_sender && !is_redacted(address) && !people.iter().any(|known| known == address) {
                    people.push(address.to_owned());
                }
            }
        }
        // The header To of the original may name many who did not complain.
        if !people.is_empty() && (people.len() == 1 || name != "To") {
            people.truncate(PEOPLE_MAX);
            return people;
        }
    }
    Vec::new()
}

/// Some providers leave the domain and hide the rest (RFC 6590).
fn is_redacted(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    local.contains("redacted") || local.bytes().all(|b| b == b'x' || b == b'*')
}

/// The headers of a message, without its text.
fn headers(message: &str) -> &str {
    let end = message.find("\n\n").or_else(|| message.find("\n\r\n")).unwrap_or(message.len());
    cut(message, end)
}

/// The values of the fields with this name, in their first lines.
fn values<'t>(text: &'t str, name: &'static str) -> impl Iterator<Item = &'t str> {
    text.lines().filter_map(move |line| {
        let (named, value) = line.split_once(':')?;
        named.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fields: &str, original: &str, expected: &[(&str, &str)]) {
        let found = from_feedback(fields, original, None);
        let shown: Vec<(&str, &str)> =
            found.iter().map(|one| (one.recipient.as_deref().unwrap_or("-"), one.judged.class.word())).collect();
        assert_eq!(shown, expected, "{fields}");
    }

    #[test]
    fn a_report_names_who_complained() {
        let original = "From: news@us.example\nTo: Ann <ann@a.example>\n\nhi\n";
        check("Feedback-Type: abuse\nOriginal-Rcpt-To: <pia@a.example>\n", original, &[("pia@a.example", "complaint")]);
        check("Feedback-Type: abuse\n", original, &[("ann@a.example", "complaint")]);
        check("Feedback-Type: opt-out\nRemoval-Recipient: a@a.example\n", "", &[("a@a.example", "unsubscribed")]);
        check("Feedback-Type: not-spam\nOriginal-Rcpt-To: a@a.example\n", original, &[("-", "not_a_bounce")]);
        check("Feedback-Type: auth-failure\n", original, &[("-", "not_a_bounce")]);
        check("Feedback-Type: abuse\n", "From: a@us.example\nTo: a@x.example, b@x.example\n", &[("-", "complaint")]);
        check("Feedback-Type: abuse\nOriginal-Rcpt-To: redacted@a.example\n", "", &[("-", "complaint")]);
        check(
            "Feedback-Type: abuse\nOriginal-Rcpt-To: a@a.example\nOriginal-Rcpt-To: b@a.example\n",
            "",
            &[("a@a.example", "complaint"), ("b@a.example", "complaint")],
        );
    }

    #[test]
    fn a_complaint_without_a_report_is_known_by_its_header() {
        let original = "X-HmXmrOriginalRecipient: pia@a.example\nFrom: news@us.example\n\nhi\n";
        let found = from_original(original, None).expect("a complaint");
        assert_eq!(found.recipient.as_deref(), Some("pia@a.example"));
        assert!(from_original("From: x@y.example\n\nX-HmXmrOriginalRecipient: pia@a.example\n", None).is_none());
    }
}
