//! Drop lists of sending services: what a service did not send, because the person bounced, complained or unsubscribed there before, is taken over.
//! The words are data, `data/bounce/drops.tsv`; this file must know none itself but the one-word reasons below.

use super::class::Class;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/bounce/drops.tsv");

static WORDS: LazyLock<Vec<(&str, Class)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, Class::from_word(fields.next()?)?))
        })
        .collect()
});

/// Reasons that are one word, of a message that was rejected or dropped (Mandrill, SendGrid).
const SINGLE: &[(&str, Class)] = &[
    ("hard bounce", Class::RecipientUnknown),
    ("invalid", Class::RecipientUnknown),
    ("bounced", Class::RecipientUnknown),
    ("unsub", Class::Unsubscribed),
    ("unsubscribed", Class::Unsubscribed),
    ("spam", Class::Complaint),
];

/// What put an address on a service's drop list. `kinds` and `reasons` are what the service calls it.
pub(super) fn taken_over(kinds: &str, reasons: &[String]) -> Option<Class> {
    let reasons: Vec<String> = reasons.iter().map(|reason| plain(reason)).collect();
    // A list of rejects has only a reason.
    let is_dropped =
        kinds.is_empty() || kinds.split(' ').any(|word| word.starts_with("drop") || word.starts_with("reject"));
    let by_words = |text: &str| WORDS.iter().find(|(words, _)| text.contains(words)).map(|(_, class)| *class);
    let single = |text: &str| SINGLE.iter().find(|(word, _)| *word == text).map(|(_, class)| *class);
    reasons
        .iter()
        .find_map(|reason| by_words(reason).or_else(|| single(reason).filter(|_| is_dropped)))
        .or_else(|| by_words(kinds))
}

fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_services_own_list_is_taken_over() {
        for (kinds, reason, expected) in [
            ("dropped", "Bounced Address", Some(Class::RecipientUnknown)),
            ("dropped", "Unsubscribed Address", Some(Class::Unsubscribed)),
            ("dropped", "Spam Reporting Address", Some(Class::Complaint)),
            ("dropped", "Spam Content", None),
            ("failed permanent", "Not delivering to previously bounced address", Some(Class::RecipientUnknown)),
            ("reject", "hard-bounce", Some(Class::RecipientUnknown)),
            ("reject", "unsub", Some(Class::Unsubscribed)),
            ("reject", "soft-bounce", None),
            ("", "hard-bounce", Some(Class::RecipientUnknown)),
            ("", "unsub", Some(Class::Unsubscribed)),
            ("bounce permanent onaccountsuppressionlist", "", Some(Class::RecipientUnknown)),
            ("bounce", "spam", None),
            ("bounce", "550 5.1.1 User unknown", None),
        ] {
            assert_eq!(taken_over(kinds, &[reason.to_owned()]), expected, "{kinds} {reason}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.clone().count(), WORDS.len());
        for line in lines {
            let words = line.split('\t').next().unwrap_or_default();
            assert_eq!(plain(words), words, "{line}");
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
    }
}
