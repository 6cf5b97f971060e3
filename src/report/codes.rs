//! The table of reasons, as `presend explain` and README show it.

use super::markdown::head_row;
use crate::reason::{Effect, Lang, Reason};
use std::fmt::Write;

/// One code, explained. For the terminal.
pub fn explained(reason: Reason, lang: Lang) -> String {
    let (entry, texts) = (reason.entry(), reason.texts(lang));
    let [to_do, verdict, source, foretells] =
        ["explain-to-do", "explain-verdict", "explain-source", "explain-foretells"].map(|id| lang.text(id));
    let mut text = format!("{}  {}\n\n  {}\n  {to_do}: {}\n", entry.code, texts.title, texts.explanation, texts.remedy);
    let _ = write!(text, "\n  {verdict}: {}\n  {source}: {}\n", verdict_word(reason), entry.source);
    if let Some(bounce) = entry.bounce {
        let _ = writeln!(text, "  {foretells}: {}", bounce.word());
    }
    text
}

/// What a code does to the verdict: rows of a list are rejected, and senders fail.
fn verdict_word(reason: Reason) -> &'static str {
    if reason.group() != "sender" {
        return reason.effect().word();
    }
    match reason.effect() {
        Effect::Reject => "fail",
        Effect::Review => "warn",
        Effect::Unknown => "unknown",
        Effect::Note => "info",
    }
}

/// A line for each code of the group, or for all codes.
pub fn listed(group: Option<&str>, lang: Lang) -> String {
    let mut text = String::new();
    for reason in Reason::ALL.iter().filter(|reason| group.is_none_or(|group| reason.group() == group)) {
        let _ = writeln!(text, "{:<26} {:<8} {}", reason.code(), verdict_word(*reason), reason.texts(lang).title);
    }
    text
}

/// All codes as a Markdown table, for README.
pub fn markdown(lang: Lang) -> String {
    let mut text = String::new();
    head_row(&mut text, lang.text("codes-head"), "|---|---|---|---|");
    for &reason in Reason::ALL {
        let entry = reason.entry();
        let verdict = verdict_word(reason);
        let _ = writeln!(text, "| `{}` | {verdict} | {} | {} |", entry.code, reason.texts(lang).title, entry.source);
    }
    text
}

/// The codes nearest to what was typed, for a mistyped code. At most three.
pub fn nearest(typed: &str) -> Vec<Reason> {
    let typed = typed.to_lowercase();
    let name_of = |reason: Reason| reason.code().split_once('.').map_or("", |(_, name)| name);
    let mut near: Vec<(usize, Reason)> = Reason::ALL
        .iter()
        .map(|&reason| {
            let whole = strsim::osa_distance(&typed, reason.code());
            let name = strsim::osa_distance(&typed, name_of(reason));
            (whole.min(name), reason)
        })
        .filter(|(distance, reason)| *distance <= 2.max(reason.code().len() / 4))
        .collect();
    near.sort_unstable();
    near.truncate(3);
    near.into_iter().map(|(_, reason)| reason).collect()
}

/// The groups of codes, in the order of the table.
pub fn groups() -> Vec<&'static str> {
    let mut groups: Vec<&str> = Reason::ALL.iter().map(|reason| reason.group()).collect();
    groups.dedup();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_code_leads_to_the_right_one() {
        for (typed, meant) in [
            ("domain.nxdomian", Reason::DomainNxdomain),
            ("nxdomain", Reason::DomainNxdomain),
            ("domain.nullmx", Reason::DomainNullMx),
            ("Syntax.NoAt", Reason::SyntaxNoAt),
            ("adress.role", Reason::AddressRole),
        ] {
            assert_eq!(nearest(typed).first(), Some(&meant), "{typed}");
        }
        assert!(nearest("something else entirely").is_empty());
    }
}
