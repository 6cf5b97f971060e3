//! Every code that presend can print, in one table, and what presend says to people, in every language.
//!
//! A [`Reason`] is a promise to users: its code is stable. Its title, explanation and remedy are written once a language, in `data/texts/`,
//! and printed everywhere else. This room knows no other room of ours.

pub mod escape;
mod sentence;
mod system;
mod table;
pub mod texts;

pub use sentence::{Saying, Sentence, sentence, shown_in_english};
pub use system::refusal;
pub use table::Reason;
pub use texts::{Lang, say};

use std::fmt;

/// What a finding does to the verdict of its row. A row takes the strongest effect among its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Worth saying; changes nothing.
    Note,
    /// The row can probably be mailed, but a person should look.
    Review,
    /// It could not be found out now. Never evidence against an address.
    Unknown,
    /// The row will bounce, or must not be mailed again.
    Reject,
}

impl Effect {
    /// The word for this effect in explanations and README.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Note => "note",
            Effect::Review => "review",
            Effect::Unknown => "unknown",
            Effect::Reject => "reject",
        }
    }
}

/// The bounce that a finding foretells: the eight classes of bulk mail that comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BounceReason {
    RecipientUnknown,
    HostNotFound,
    Timeout,
    TooManyRecipients,
    MailboxFull,
    MessageTooLarge,
    SenderBlocked,
    SenderDns,
}

impl BounceReason {
    /// The name used in JSON and in the bounce classes of README.
    pub fn word(self) -> &'static str {
        match self {
            BounceReason::RecipientUnknown => "recipient_unknown",
            BounceReason::HostNotFound => "host_not_found",
            BounceReason::Timeout => "timeout",
            BounceReason::TooManyRecipients => "too_many_recipients",
            BounceReason::MailboxFull => "mailbox_full",
            BounceReason::MessageTooLarge => "message_too_large",
            BounceReason::SenderBlocked => "sender_blocked",
            BounceReason::SenderDns => "sender_dns",
        }
    }
}

/// One row of the table: everything there is to say about a code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The stable code, `group.name`.
    pub code: &'static str,
    /// What the finding does to a row's verdict unless a policy says otherwise.
    pub effect: Effect,
    /// The section of a standard, or the source, that the finding rests on.
    pub source: &'static str,
    /// The bounce that this finding foretells, if it foretells one.
    pub bounce: Option<BounceReason>,
}

/// The texts of a reason, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    pub title: &'static str,
    pub explanation: &'static str,
    pub remedy: &'static str,
}

impl Reason {
    /// What there is to say about this reason, in this language.
    pub fn texts(self, lang: Lang) -> Texts {
        lang.of_code(self)
    }

    /// The stable code, `group.name`.
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The part of the code before the dot.
    pub fn group(self) -> &'static str {
        self.code().split('.').next().unwrap_or_default()
    }

    /// What the finding does to a row's verdict unless a policy says otherwise.
    pub fn effect(self) -> Effect {
        self.entry().effect
    }

    /// The problem in a few words, in English.
    pub fn title(self) -> &'static str {
        self.texts(Lang::En).title
    }

    /// What to do about it, in English.
    pub fn remedy(self) -> &'static str {
        self.texts(Lang::En).remedy
    }

    /// Finds a reason by its code; case does not matter.
    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|reason| reason.code().eq_ignore_ascii_case(code.trim()))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_unique_dotted_and_lower_case() {
        let mut seen = HashSet::new();
        for reason in Reason::ALL {
            let code = reason.code();
            assert!(seen.insert(code), "{code} stands twice");
            let (group, name) = code.split_once('.').expect("a code has a group and a name");
            for part in [group, name] {
                assert!(!part.is_empty(), "{code}");
                assert!(part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{code}");
            }
        }
    }

    #[test]
    fn every_code_says_where_it_is_written() {
        assert!(Reason::ALL.iter().all(|reason| !reason.entry().source.is_empty()));
    }

    #[test]
    fn a_code_leads_back_to_its_reason() {
        for &reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Reason::from_code("syntax.nonsense"), None);
    }
}
