//! The texts of the table in Simplified Chinese. A code that stands in the table and not here is shown in English, and a test
//! names it.

mod bounce;
mod list;
mod probe;
mod sender;

use super::{Reason, Texts};

/// The Chinese texts of this reason, if there are any.
pub(super) fn texts(reason: Reason) -> Option<Texts> {
    let code = reason.code();
    let row = all().find(|row| row.0 == code)?;
    Some(Texts { title: row.1, explanation: row.2, remedy: row.3 })
}

fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str, &'static str)> {
    [list::TEXTS, sender::TEXTS, bounce::TEXTS, probe::TEXTS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_told_in_chinese() {
        let missing: Vec<&str> =
            Reason::ALL.iter().filter(|&&reason| texts(reason).is_none()).map(|reason| reason.code()).collect();
        assert!(missing.is_empty(), "no Chinese texts for {missing:?}");
    }

    #[test]
    fn every_chinese_text_belongs_to_a_code_and_ends_as_a_sentence() {
        for (code, title, explanation, remedy) in all() {
            assert!(Reason::from_code(code).is_some(), "{code} is no code");
            assert!(!title.ends_with('。') && explanation.ends_with('。') && remedy.ends_with('。'), "{code}");
        }
    }
}
