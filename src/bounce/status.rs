//! The numbers of a refusal: SMTP reply codes (RFC 5321 §4.2) and enhanced status codes (RFC 3463, RFC 5248 and the IANA
//! registry that it began). Numbers alone are weak evidence, because servers use them loosely; words decide before them.

use super::class::Class;
use std::fmt;

/// An enhanced status code such as 5.1.1 (RFC 3463 §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status {
    /// 2, 4 or 5.
    pub class: u8,
    /// What it is about, 0 to 999: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy (RFC 3463 §2).
    pub subject: u16,
    /// The condition within its subject, 0 to 999; 0 says nothing more (RFC 3463 §3).
    pub detail: u16,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Status {
    /// Reads `5.1.1` at the start of a text. RFC 3463 §2 gives subject and detail up to three digits each.
    pub fn at_start(text: &str) -> Option<(Status, usize)> {
        let bytes = text.as_bytes();
        let class = match bytes.first()? {
            b'2' => 2,
            b'4' => 4,
            b'5' => 5,
            _ => return None,
        };
        let (subject, after_subject) = number_after_dot(bytes, 1)?;
        let (detail, end) = number_after_dot(bytes, after_subject)?;
        // 5.1.1.9 is no status code but an address or a version.
        let goes_on = bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric())
            || (bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit));
        (!goes_on).then_some((Status { class, subject, detail }, end))
    }

    /// The first status code anywhere in a text.
    pub fn find(text: &str) -> Option<Status> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(dot) = memchr::memchr(b'.', &bytes[at..]).map(|dot| dot + at) {
            at = dot + 1;
            let Some(start) = dot.checked_sub(1) else { continue };
            let free = start == 0 || !(bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'.');
            if free
                && text.is_char_boundary(start)
                && let Some((status, _)) = Status::at_start(&text[start..])
                && status.class != 2
            {
                return Some(status);
            }
        }
        None
    }

    /// Security or policy (RFC 3463 §3.8), routing, protocol or content: not the address.
    pub(super) fn is_of_policy(self) -> bool {
        self.subject >= 3
    }

    /// The sender could not sign in (RFC 4954 §6; RFC 5248: X.7.13 is an account that may not sign in).
    pub(super) fn is_of_login(self) -> bool {
        self.subject == 7 && matches!(self.detail, 8 | 9 | 11..=14)
    }

    /// The mailbox takes no mail (RFC 3463 §3.3, X.2.1): for good, or for now.
    pub(super) fn is_of_disabled(self) -> bool {
        (self.subject, self.detail) == (2, 1)
    }

    /// Something is wrong with the address (RFC 3463 §3.2, X.1.0).
    pub(super) fn is_of_address(self) -> bool {
        (self.subject, self.detail) == (1, 0)
    }

    /// What the code says by itself, and whether it says it clearly.
    pub(super) fn class_of_bounce(self) -> Option<(Class, Trust)> {
        use Trust::{Clear, Vague};
        let known = match (self.subject, self.detail) {
            // RFC 3463 §3.2: addressing.
            (1, 1 | 6) => (Class::RecipientUnknown, Clear),
            (1, 10) if self.class == 5 => (Class::RecipientUnknown, Clear),
            (1, 3) => (Class::RecipientUnknown, Clear),
            (1, 0 | 4 | 5) => (Class::RecipientUnknown, Vague),
            (1, 2) => (Class::HostNotFound, Clear),
            (1, 7) => (Class::SenderDns, Vague),
            (1, 8) => (Class::SenderDns, Clear),
            // RFC 3463 §3.3: mailbox.
            (2, 1) => (Class::RecipientUnknown, Vague),
            (2, 2) => (Class::MailboxFull, Clear),
            (2, 3) => (Class::MessageTooLarge, Clear),
            (2, 4) => (Class::Policy, Vague),
            // RFC 3463 §3.4: mail system.
            (3, 4) => (Class::MessageTooLarge, Clear),
            // RFC 3463 §3.5: network and routing.
            // Exchange says 5.4.1 of every address that it refuses.
            (4, 1) if self.class == 5 => (Class::Timeout, Vague),
            (4, 1 | 2 | 7 | 9) => (Class::Timeout, Clear),
            (4, 3 | 4) => (Class::HostNotFound, Vague),
            (4, 0 | 5 | 6) => (Class::Timeout, Vague),
            // RFC 3463 §3.6: protocol.
            (5, 3) => (Class::TooManyRecipients, Clear),
            // RFC 3463 §3.8 and RFC 7372: security and policy.
            (7, 1) => (Class::Policy, Vague),
            (7, 20 | 21 | 22 | 23 | 24 | 26 | 30 | 509 | 515) => (Class::AuthFailure, Clear),
            (7, 8 | 9) => (Class::AuthFailure, Vague),
            // RFC 7293 §5: the mailbox has another owner now.
            (7, 17) => (Class::RecipientUnknown, Clear),
            (7, 25) => (Class::SenderDns, Clear),
            (7, 27) => (Class::SenderDns, Clear),
            (7, 28) => (Class::RateLimited, Clear),
            (7, 606 | 607 | 708 | 750) => (Class::SenderBlocked, Clear),
            (7, 0 | 2 | 3 | 4 | 5 | 6 | 7) => (Class::Policy, Vague),
            (6, _) => (Class::ContentRejected, Vague),
            _ => return None,
        };
        Some(known)
    }
}

/// Whether a reply code is about signing in (RFC 4954 §6).
pub(super) fn is_of_login(code: u16) -> bool {
    matches!(code, 432 | 454 | 530 | 534 | 535 | 538)
}

/// How much a number proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Servers use it for this and seldom for anything else.
    Clear,
    /// Servers use it for many things.
    Vague,
}

fn number_after_dot(bytes: &[u8], at: usize) -> Option<(u16, usize)> {
    if bytes.get(at) != Some(&b'.') {
        return None;
    }
    let digits = bytes[at + 1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let end = at + 1 + digits;
    let number = bytes[at + 1..end].iter().fold(0u16, |number, b| number * 10 + u16::from(b - b'0'));
    Some((number, end))
}

/// The reply code at the start of a text: three digits, the first 4 or 5, and no letter or digit behind them.
pub fn reply_code_at_start(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    let [first @ (b'4' | b'5'), second, third, rest @ ..] = bytes else { return None };
    if !second.is_ascii_digit() || !third.is_ascii_digit() {
        return None;
    }
    let follows = rest.first();
    if follows.is_some_and(|b| b.is_ascii_digit() || b.is_ascii_alphabetic() || *b == b'@' || *b == b'_')
        || (follows == Some(&b'.') && rest.get(1).is_some_and(u8::is_ascii_digit))
        || *second > b'5'
    {
        return None;
    }
    Some(u16::from(first - b'0') * 100 + u16::from(second - b'0') * 10 + u16::from(third - b'0'))
}

/// What a bare reply code says (RFC 5321 §4.2.3). Weak evidence.
pub(super) fn class_of_reply(code: u16) -> Option<Class> {
    match code {
        552 => Some(Class::MailboxFull),
        421 | 450 | 452 => Some(Class::Timeout),
        530 | 534 | 535 | 538 => Some(Class::AuthFailure),
        556 => Some(Class::HostNotFound),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_codes_are_found_and_look_alikes_are_not() {
        for (text, expected) in [
            ("550 5.1.1 User unknown", Some("5.1.1")),
            ("smtp; 550-5.7.26 unauthenticated", Some("5.7.26")),
            ("(#5.1.1)", Some("5.1.1")),
            ("4.2.2", Some("4.2.2")),
            ("host 5.1.1.9 said", None),
            ("192.5.1.1", None),
            ("v5.1.1", None),
            ("2.0.0 Ok", None),
            ("5.1234.1", None),
            ("", None),
            ("5.", None),
            ("é.1.1", None),
        ] {
            assert_eq!(Status::find(text).map(|s| s.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reply_codes_are_three_digits_that_stand_alone() {
        for (text, expected) in [
            ("550 no", Some(550)),
            ("550-5.1.1", Some(550)),
            ("421", Some(421)),
            ("5501", None),
            ("550x", None),
            ("550.1", None),
            ("250 ok", None),
            ("592 x", None),
            ("55", None),
        ] {
            assert_eq!(reply_code_at_start(text), expected, "{text}");
        }
    }
}
