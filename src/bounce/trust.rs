//! What a refusal is judged by, in the order of trust. `data/bounce/trust.tsv` has the order as a table, with examples and sources.
//! What stands higher outweighs what stands below; among equals the sender is
//! accused before the recipient, and what passes goes before what lasts, so that a doubt never costs an address.
//!
//! Only words about this mailbox or its domain, the reason number of a provider, and an enhanced code for an address (X.1.1 and the like)
//! suppress. Frames and reply codes name a class where nothing else does, and suppress nobody.

use super::class::Class;
use memchr::memmem;

/// By what a refusal is judged, from the least to the most trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    Nothing,
    ReplyCode,
    VagueStatus,
    /// The fixed words of a server's program around a reason, and words that are a mere hint.
    Frame,
    ClearStatus,
    /// Words that servers use for more than one thing.
    UsualWords,
    ProviderNumber,
    Words,
    /// Words that overrule all others.
    DecisiveWords,
}

impl Basis {
    /// Of words, by the strength that the tables give them.
    pub(super) fn of_words(strength: u8) -> Basis {
        match strength {
            0 | 1 => Basis::Frame,
            2 => Basis::UsualWords,
            3 => Basis::Words,
            _ => Basis::DecisiveWords,
        }
    }
}

/// How much is proved about this mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Nothing: a frame, a bare reply code, a hint, or words about somebody else.
    None,
    /// Servers say so too when it passes: believed when it comes a second time.
    Doubtful,
    /// Servers say so only when it is so: believed at once.
    Clear,
}

/// The reason number of a provider: the last number of its code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    pub(super) prefixes: &'static [&'static str],
    pub(super) provider: &'static str,
    /// Number, class.
    pub(super) reasons: &'static [(u16, Class)],
}

/// Providers whose codes end in the number of the reason: OFR004_104 is reason 104 at server 004.
pub(super) const NUMBERED: &[Numbered] = &[
    // Orange, "Messages d'erreur SMTP" (postmaster pages); La Poste uses the same gateway and numbers.
    Numbered {
        prefixes: &["ofr", "lpn", "wan"],
        provider: "Orange, La Poste",
        reasons: &[
            (100, Class::SenderBlocked),
            (101, Class::SenderBlocked),
            (102, Class::RateLimited),
            (103, Class::SenderBlocked),
            (104, Class::RateLimited),
            (105, Class::SenderBlocked),
            (106, Class::SenderBlocked),
            (108, Class::RateLimited),
            (109, Class::RateLimited),
            (402, Class::RateLimited),
            (416, Class::RecipientUnknown),
            (417, Class::MailboxFull),
            (504, Class::ContentRejected),
            (506, Class::ContentRejected),
            (999, Class::ContentRejected),
        ],
    },
];

/// What the last number of a provider's code says.
pub(super) fn numbered(text: &str) -> Option<(Class, &'static str)> {
    NUMBERED.iter().find_map(|codes| {
        let word = codes.prefixes.iter().find_map(|prefix| code_with(text, prefix))?;
        let last = word.rsplit(['_', '-']).next()?.parse::<u16>().ok()?;
        let (_, class) = codes.reasons.iter().find(|(number, _)| *number == last)?;
        Some((*class, codes.provider))
    })
}

/// `ofr004_104` behind a prefix: digits, perhaps parted by `_`.
fn code_with<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut from = 0;
    while let Some(at) = memmem::find(&text.as_bytes()[from..], prefix.as_bytes()).map(|at| at + from) {
        let code = &text[at + prefix.len()..];
        let end = code.find(|c: char| !(c.is_ascii_digit() || matches!(c, '_' | '-'))).unwrap_or(code.len());
        let code = code[..end].trim_end_matches(['_', '-']);
        if code.len() >= 3 && !text[..at].ends_with(char::is_alphanumeric) {
            return Some(code);
        }
        from = at + prefix.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Refusal, Suppression};

    /// The order, with an example of each.
    const ORDER: &str = include_str!("../../data/bounce/trust.tsv");

    #[test]
    fn the_order_that_is_written_down_is_the_one_that_is_kept() {
        let mut last = Basis::DecisiveWords;
        let mut found = Vec::new();
        for line in ORDER.lines().filter(|line| !line.starts_with('#')) {
            let [name, says, example, class, suppress, source] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("six fields: {line}");
            };
            let (judged, basis) =
                crate::bounce::weigh::judge_with_basis(&Refusal { text: example, ..Refusal::default() });
            let suppression = match judged.suppression() {
                Suppression::Forever => "forever",
                Suppression::SecondStrike => "two strikes",
                Suppression::ForAWhile => "for a while",
                Suppression::No => "no",
            };
            assert_eq!(
                (format!("{basis:?}"), judged.class.word(), suppression),
                (name.to_owned(), class, suppress),
                "{line}"
            );
            assert!(basis <= last, "{name} stands too low");
            assert!(!says.is_empty() && !source.is_empty());
            last = basis;
            found.push(basis);
        }
        found.dedup();
        assert_eq!(found.len(), 9, "every step of the order has an example: {found:?}");
    }

    #[test]
    fn the_reason_is_the_last_number() {
        for (text, expected) in [
            ("ofr004_104", Some(Class::RateLimited)),
            ("lpn007_416 [416]", Some(Class::RecipientUnknown)),
            ("ofr_417", Some(Class::MailboxFull)),
            ("ofr004_777", None),
            ("ofr", None),
            ("profr_416", None),
        ] {
            assert_eq!(numbered(text).map(|(class, _)| class), expected, "{text}");
        }
    }
}
