//! The classes of mail that comes back, whose fault each is, and whether it lasts. The words here stand in JSON and in
//! suppression lists, so they never change their meaning.

use crate::reason::{BounceReason, Reason};

/// Why mail came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// There is no such mailbox, or it was closed (RFC 3463 §3.2, X.1.1).
    RecipientUnknown,
    /// The domain of the address does not exist or has no mail host (RFC 3463 §3.2, X.1.2).
    HostNotFound,
    /// The mail host could not be reached, or could not take the mail for now (RFC 3463 §3.5, X.4.1, X.4.2, X.4.7).
    Timeout,
    /// The message has more recipients than the server takes at a time (RFC 3463 §3.6, X.5.3).
    TooManyRecipients,
    /// The mailbox has no room left (RFC 3463 §3.3, X.2.2).
    MailboxFull,
    /// The message has more octets than the server or the mailbox takes (RFC 3463 §3.3, X.2.3, and §3.4, X.3.4).
    MessageTooLarge,
    /// The sender's IP address or domain is on a blocklist (RFC 5782) or of bad reputation, whoever the recipient is.
    SenderBlocked,
    /// The sender's reverse DNS, HELO name or MAIL FROM domain did not pass (RFC 3463 §3.2, X.1.8; RFC 7372 §3.3).
    SenderDns,
    /// The server takes the message for spam, or found a link, attachment or form in it that it does not let in.
    ContentRejected,
    /// A rule of the receiver forbids this mail, such as who may write to the address or relay (RFC 3463 §3.8).
    Policy,
    /// SPF, DKIM, DMARC or the sender's login failed (RFC 7372 §3, RFC 4954 §6).
    AuthFailure,
    /// The sender sent more in a short time than the receiver takes (X.7.28 of the IANA registry).
    RateLimited,
    /// The server turns unknown senders away at first, and takes the mail when it is sent again (RFC 6647).
    Greylisted,
    /// It came back, and nothing says clearly why.
    Other,
    /// No mail came back: the person called it spam.
    Complaint,
    /// No mail came back: the person asked for no more of it.
    Unsubscribed,
    /// No mail came back: a vacation reply, a newsletter, a receipt.
    NotABounce,
}

/// Who has to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whose {
    /// It lies with the address: its mailbox, its domain, or the wish of its owner.
    Recipient,
    /// It lies with the sender: set-up, reputation, content, volume, or a rule against the sender.
    Sender,
    /// It lies with a connection or a name server, or nobody knows with whom.
    Network,
}

/// Whether the same mail to the same address can arrive later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permanence {
    /// It cannot: refused for good, as with a reply of 5yz (RFC 5321 §4.2.1).
    Permanent,
    /// It can: refused for now, as with a reply of 4yz (RFC 5321 §4.2.1), or for what passes by itself, such as a full mailbox.
    Temporary,
}

impl Class {
    /// All classes, in the order of the summary.
    pub const ALL: [Class; 17] = [
        Class::RecipientUnknown,
        Class::HostNotFound,
        Class::Timeout,
        Class::TooManyRecipients,
        Class::MailboxFull,
        Class::MessageTooLarge,
        Class::SenderBlocked,
        Class::SenderDns,
        Class::ContentRejected,
        Class::Policy,
        Class::AuthFailure,
        Class::RateLimited,
        Class::Greylisted,
        Class::Other,
        Class::Complaint,
        Class::Unsubscribed,
        Class::NotABounce,
    ];

    /// The stable word for this class.
    pub fn word(self) -> &'static str {
        match self {
            Class::RecipientUnknown => "recipient_unknown",
            Class::HostNotFound => "host_not_found",
            Class::Timeout => "timeout",
            Class::TooManyRecipients => "too_many_recipients",
            Class::MailboxFull => "mailbox_full",
            Class::MessageTooLarge => "message_too_large",
            Class::SenderBlocked => "sender_blocked",
            Class::SenderDns => "sender_dns",
            Class::ContentRejected => "content_rejected",
            Class::Policy => "policy",
            Class::AuthFailure => "auth_failure",
            Class::RateLimited => "rate_limited",
            Class::Greylisted => "greylisted",
            Class::Other => "other",
            Class::Complaint => "complaint",
            Class::Unsubscribed => "unsubscribed",
            Class::NotABounce => "not_a_bounce",
        }
    }

    /// The class with this word.
    pub fn from_word(word: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.word() == word)
    }

    /// Whether mail came back.
    pub fn is_bounce(self) -> bool {
        !self.wants_off() && self != Class::NotABounce
    }

    /// Whether the person wants no more mail, which no delivery takes back.
    pub fn wants_off(self) -> bool {
        matches!(self, Class::Complaint | Class::Unsubscribed)
    }

    /// Whether an address that is only watched has this class for a doubtful refusal; else it is for soft bounces.
    pub(super) fn is_doubtful_when_watched(self) -> bool {
        matches!(self, Class::RecipientUnknown | Class::HostNotFound)
    }

    /// The code with title, explanation and remedy.
    pub fn reason(self) -> Reason {
        match self {
            Class::RecipientUnknown => Reason::BounceRecipientUnknown,
            Class::HostNotFound => Reason::BounceHostNotFound,
            Class::Timeout => Reason::BounceTimeout,
            Class::TooManyRecipients => Reason::BounceTooManyRecipients,
            Class::MailboxFull => Reason::BounceMailboxFull,
            Class::MessageTooLarge => Reason::BounceMessageTooLarge,
            Class::SenderBlocked => Reason::BounceSenderBlocked,
            Class::SenderDns => Reason::BounceSenderDns,
            Class::ContentRejected => Reason::BounceContentRejected,
            Class::Policy => Reason::BouncePolicy,
            Class::AuthFailure => Reason::BounceAuthFailure,
            Class::RateLimited => Reason::BounceRateLimited,
            Class::Greylisted => Reason::BounceGreylisted,
            Class::Other => Reason::BounceOther,
            Class::Complaint => Reason::BounceComplaint,
            Class::Unsubscribed => Reason::BounceUnsubscribed,
            Class::NotABounce => Reason::BounceNotABounce,
        }
    }

    /// Who has to mend it.
    pub fn whose(self) -> Whose {
        match self {
            Class::RecipientUnknown
            | Class::HostNotFound
            | Class::MailboxFull
            | Class::Complaint
            | Class::Unsubscribed => Whose::Recipient,
            Class::Timeout | Class::Other | Class::NotABounce => Whose::Network,
            Class::TooManyRecipients
            | Class::MessageTooLarge
            | Class::SenderBlocked
            | Class::SenderDns
            | Class::ContentRejected
            | Class::Policy
            | Class::AuthFailure
            | Class::RateLimited
            | Class::Greylisted => Whose::Sender,
        }
    }

    /// Among rules of the same strength the one with the lowest rank wins: what accuses the sender before what accuses the
    /// recipient, and what passes before what lasts, so that a doubt never costs an address.
    pub(super) fn rank(self) -> u8 {
        match self {
            Class::AuthFailure => 0,
            Class::SenderDns => 1,
            Class::SenderBlocked => 2,
            Class::Greylisted => 3,
            Class::RateLimited => 4,
            Class::ContentRejected => 5,
            Class::TooManyRecipients => 6,
            Class::MessageTooLarge => 7,
            Class::MailboxFull => 8,
            Class::Policy => 9,
            Class::HostNotFound => 10,
            Class::Timeout => 11,
            Class::RecipientUnknown => 12,
            Class::Other => 13,
            Class::Complaint => 14,
            Class::Unsubscribed => 15,
            Class::NotABounce => 16,
        }
    }

    /// Whether it passes by itself, whatever code the server gave.
    pub(super) fn always_passes(self) -> bool {
        matches!(self, Class::MailboxFull | Class::Timeout | Class::RateLimited | Class::Greylisted)
    }
}

impl From<BounceReason> for Class {
    fn from(bounce: BounceReason) -> Class {
        match bounce {
            BounceReason::RecipientUnknown => Class::RecipientUnknown,
            BounceReason::HostNotFound => Class::HostNotFound,
            BounceReason::Timeout => Class::Timeout,
            BounceReason::TooManyRecipients => Class::TooManyRecipients,
            BounceReason::MailboxFull => Class::MailboxFull,
            BounceReason::MessageTooLarge => Class::MessageTooLarge,
            BounceReason::SenderBlocked => Class::SenderBlocked,
            BounceReason::SenderDns => Class::SenderDns,
        }
    }
}

impl Whose {
    /// The stable word for it in JSON: `recipient`, `sender` or `network`.
    pub fn word(self) -> &'static str {
        match self {
            Whose::Recipient => "recipient",
            Whose::Sender => "sender",
            Whose::Network => "network",
        }
    }
}

impl Permanence {
    /// The stable word for it in JSON: `permanent` or `temporary`.
    pub fn word(self) -> &'static str {
        match self {
            Permanence::Permanent => "permanent",
            Permanence::Temporary => "temporary",
        }
    }
}
