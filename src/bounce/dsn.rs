//! The fields of a delivery status notification (RFC 3464 §2, internationalised recipients RFC 6533 §3): blocks of
//! fields, one for the message and one for each recipient. Reads what real servers write, which is often a little off.

use super::day::Day;
use super::status::Status;
use super::text::{address_in, quoted_local};

/// The most recipients of one report that are read. A report on a message to more than RFC 5321 §4.5.3.1.8 asks every server
/// to take (100) exists; ten times that is no report any more.
pub(super) const RECIPIENTS_MAX: usize = 1000;

/// What happened to one recipient (RFC 3464 §2.3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Action {
    #[default]
    Failed,
    Delayed,
    /// Delivered, relayed or expanded: nothing came back.
    Arrived,
}

/// The block of one recipient.
#[derive(Clone, Debug, Default)]
pub(super) struct Recipient {
    /// The address as the sender wrote it, where the report tells; otherwise the final one.
    pub(super) address: Option<String>,
    /// The other addresses under which the report knows it.
    pub(super) also: Vec<String>,
    pub(super) action: Action,
    pub(super) status: Option<Status>,
    pub(super) diagnostic: String,
    pub(super) remote_mta: Option<String>,
    pub(super) day: Option<Day>,
}

/// The recipients of the part `message/delivery-status`.
pub(super) fn recipients(part: &str) -> Vec<Recipient> {
    let mut all = Vec::new();
    let mut block = Block::default();
    let mut day_of_message = None;
    let mut field = String::new();
    for line in part.lines().chain([""]) {
        let continues = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        if continues {
            if field.len() + line.len() < super::text::DIAGNOSTIC_OCTETS_MAX {
                field.push(' ');
                field.push_str(line.trim());
            }
            continue;
        }
        // Some servers leave out the blank line between the blocks.
        let name = line.split(':').next().unwrap_or_default().trim();
        block.take(&field);
        field.clear();
        let begins_again = block.has(name);
        if line.trim().is_empty() || begins_again {
            day_of_message = block.arrival.or(day_of_message);
            let finished = std::mem::take(&mut block);
            if let Some(mut recipient) = finished.recipient()
                && all.len() < RECIPIENTS_MAX
            {
                recipient.day = recipient.day.or(day_of_message);
                all.push(recipient);
            }
        }
        field.push_str(super::text::cut(line, super::text::DIAGNOSTIC_OCTETS_MAX));
    }
    all
}

#[derive(Default)]
struct Block {
    original: Option<String>,
    last: Option<String>,
    actual: Option<String>,
    action: Option<Action>,
    status: Option<Status>,
    status_text: String,
    diagnostic: String,
    remote_mta: Option<String>,
    arrival: Option<Day>,
    attempt: Option<Day>,
}

impl Block {
    /// Whether the field that follows opens the block of another recipient.
    fn has(&self, name: &str) -> bool {
        (name.eq_ignore_ascii_case("final-recipient") && self.last.is_some())
            || (name.eq_ignore_ascii_case("original-recipient") && self.original.is_some() && self.last.is_some())
    }

    fn take(&mut self, field: &str) {
        let Some((name, value)) = field.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "original-recipient" => self.original = address(value),
            "final-recipient" => self.last = address(value),
            "x-actual-recipient" => self.actual = address(value),
            "action" => {
                let word = value.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty());
                self.action = Some(match word.unwrap_or_default().to_ascii_lowercase().as_str() {
                    "delayed" => Action::Delayed,
                    "delivered" | "relayed" | "expanded" | "deliverable" => Action::Arrived,
                    _ => Action::Failed,
                });
            }
            "status" => {
                self.status = Status::find(value);
                value.clone_into(&mut self.status_text);
            }
            // Some reports have the words a second time, shorter; keep the longer.
            "diagnostic-code" | "x-diagnostic-code" | "x-supplementary-info" | "smtp-remote-reason" => {
                let said = without_type(value);
                if said.len() > self.diagnostic.len() {
                    said.clone_into(&mut self.diagnostic);
                }
            }
            "remote-mta" => self.remote_mta = Some(without_type(value).to_owned()),
            "arrival-date" => self.arrival = Day::from_mail_date(value),
            "last-attempt-date" => self.attempt = Day::from_mail_date(value),
            _ => {}
        }
    }

    fn recipient(self) -> Option<Recipient> {
        let whole = |address: &Option<String>| address.as_ref().is_some_and(|address| address.contains('@'));
        let written = [&self.original, &self.last, &self.actual].into_iter().find(|address| whole(address)).cloned();
        let also = [&self.original, &self.last, &self.actual].into_iter().flatten().cloned().collect();
        let address = written.flatten().or(self.last).or(self.original);
        if address.is_none() && (self.status.is_none() || self.action.is_none()) {
            return None;
        }
        let diagnostic = if self.diagnostic.is_empty() { self.status_text } else { self.diagnostic };
        Some(Recipient {
            address,
            also,
            action: self.action.unwrap_or_default(),
            status: self.status,
            diagnostic,
            remote_mta: self.remote_mta,
            day: self.attempt.or(self.arrival),
        })
    }
}

/// `smtp; 550 no` without `smtp;`.
fn without_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, rest))
            if kind.trim().len() <= 20 && kind.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
        {
            rest.trim()
        }
        _ => value.trim(),
    }
}

/// `rfc822; ann@example.com` as an address; `utf-8` and xtext forms decoded (RFC 6533 §3, RFC 3461 §4).
fn address(value: &str) -> Option<String> {
    let kind = value.split_once(';').map(|(kind, _)| kind.trim().to_ascii_lowercase());
    let text = without_type(value);
    if let Some(address) = of_x400(value) {
        return Some(address);
    }
    let mut text = if text.contains("\\x{") { decoded_utf8(text) } else { text.to_owned() };
    if kind.as_deref() == Some("rfc822") && !text.contains('@') && text.contains("+40") {
        text = decoded_xtext(&text);
    }
    if let Some(quoted) = quoted_local(&text) {
        return Some(quoted);
    }
    let word = text.split_whitespace().find(|word| word.contains('@')).or_else(|| text.split_whitespace().next())?;
    match address_in(word) {
        Some((start, end)) => Some(word[start..end].to_owned()),
        None => {
            let bare = word.trim_matches(['<', '>', '"', '\'', '(', ')', ',', ';']);
            (!bare.is_empty()).then(|| bare.to_owned())
        }
    }
}

/// The address of the Internet inside of one of X.400: `dda:RFC-822=ann(a)example.com;`, `/DD.RFC-822=ann(a)example.com/` (RFC 2156 §4.3).
fn of_x400(value: &str) -> Option<String> {
    let at = value.to_ascii_uppercase().find("RFC-822=")? + "RFC-822=".len();
    let written = value[at..].split(['/', ';']).next()?.replace("(a)", "@").replace("(A)", "@");
    let (start, end) = address_in(&written)?;
    Some(written[start..end].to_owned())
}

fn decoded_utf8(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\x{") {
        out.push_str(&rest[..at]);
        rest = &rest[at + 3..];
        let Some(end) = rest.find('}').filter(|end| *end <= 6) else { continue };
        out.extend(u32::from_str_radix(&rest[..end], 16).ok().and_then(char::from_u32));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

fn decoded_xtext(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('+') {
        out.push_str(&rest[..at]);
        let hex =
            rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(u8::is_ascii_graphic);
        match hex {
            Some(byte) => {
                out.push(char::from(byte));
                rest = &rest[at + 3..];
            }
            None => {
                out.push('+');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: &str, expected: &[(&str, Action, &str)]) {
        let found = recipients(part);
        let shown: Vec<(&str, Action, &str)> =
            found.iter().map(|r| (r.address.as_deref().unwrap_or("-"), r.action, r.diagnostic.as_str())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_block_for_the_message_and_one_for_each_recipient() {
        check(
            "Reporting-MTA: dns; mx.example.net\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0000\n\n\
             Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\n\
             Diagnostic-Code: smtp; 550 5.1.1 <ann@example.com>:\n    User unknown\n\n\
             Final-Recipient: rfc822;bob@example.com\nAction: delayed\nStatus: 4.4.1\n",
            &[
                ("ann@example.com", Action::Failed, "550 5.1.1 <ann@example.com>: User unknown"),
                ("bob@example.com", Action::Delayed, "4.4.1"),
            ],
        );
    }

    #[test]
    fn the_address_as_the_sender_wrote_it_comes_first() {
        check(
            "Original-Recipient: rfc822;ann@old.example\nFinal-Recipient: rfc822;ann@new.example\nAction: failed\nStatus: 5.0.0",
            &[("ann@old.example", Action::Failed, "5.0.0")],
        );
        check(
            "Original-Recipient: rfc822;root\nFinal-Recipient: LOCAL;<cid@example.com>\nAction: failed\nStatus: 5.0.0 (no)",
            &[("cid@example.com", Action::Failed, "5.0.0 (no)")],
        );
    }

    #[test]
    fn addresses_in_other_letters_are_decoded() {
        check(
            "Final-Recipient: utf-8; \\x{7528}\\x{6237}@example.com\nAction: failed\nStatus: 5.1.1",
            &[("用户@example.com", Action::Failed, "5.1.1")],
        );
        check(
            "Original-Recipient: rfc822;ann+40example.com\nFinal-Recipient: x-local; ann\nAction: failed\nStatus: 5.1.1",
            &[("ann@example.com", Action::Failed, "5.1.1")],
        );
    }

    #[test]
    fn blocks_without_a_blank_line_between_are_told_apart() {
        check(
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; c@d.example\nAction: relayed\nStatus: 2.0.0",
            &[("a@b.example", Action::Failed, "5.1.1"), ("c@d.example", Action::Arrived, "2.0.0")],
        );
    }

    #[test]
    fn nonsense_gives_nothing_and_does_not_fail() {
        check("", &[]);
        check("\n\n::\n;;;\nFinal-Recipient:\nAction", &[]);
        check("Final-Recipient: rfc822; \\x{\nStatus: 5", &[]);
    }
}
