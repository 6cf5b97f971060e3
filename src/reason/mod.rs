//! Every code that presend can print, in one table.
//!
//! A [`Reason`] is a promise to users: its code is stable, and its title, explanation, remedy and source are written
//! once, here, and printed everywhere else. This room knows no other room of ours.

pub mod escape;
mod table;
mod zh;

pub use table::Reason;

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
    /// The problem in a few words.
    pub title: &'static str,
    /// Why it matters, in short plain sentences.
    pub explanation: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// The section of a standard, or the source, that the finding rests on.
    pub source: &'static str,
    /// The bounce that this finding foretells, if it foretells one.
    pub bounce: Option<BounceReason>,
}

/// A language in which presend speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The language of a locale such as `zh_CN.UTF-8`: Chinese or English.
    pub fn of_locale(locale: &str) -> Lang {
        if locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) { Lang::Zh } else { Lang::En }
    }

    /// One of two texts that say the same.
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Lang::En => english,
            Lang::Zh => chinese,
        }
    }
}

/// The texts of a reason, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    pub title: &'static str,
    pub explanation: &'static str,
    pub remedy: &'static str,
}

impl Reason {
    /// What there is to say about this reason, in this language; in English where it was not translated.
    pub fn texts(self, lang: Lang) -> Texts {
        let entry = self.entry();
        let english = Texts { title: entry.title, explanation: entry.explanation, remedy: entry.remedy };
        lang.pick(None, zh::texts(self)).unwrap_or(english)
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

    /// The problem in a few words.
    pub fn title(self) -> &'static str {
        self.entry().title
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
    fn every_text_is_there_and_ends_as_a_sentence() {
        for reason in Reason::ALL {
            let entry = reason.entry();
            assert!(!entry.title.is_empty() && !entry.title.ends_with('.'), "{reason}: title");
            assert!(entry.explanation.ends_with('.'), "{reason}: explanation");
            assert!(entry.remedy.ends_with('.'), "{reason}: remedy");
            assert!(!entry.source.is_empty(), "{reason}: source");
        }
    }

    #[test]
    fn a_code_leads_back_to_its_reason() {
        for &reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Reason::from_code("syntax.nonsense"), None);
    }
}
