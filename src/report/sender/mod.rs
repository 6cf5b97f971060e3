//! What is shown of checked senders: the parts that the forms share. Nothing here judges.

pub mod baseline;
pub mod changes;
pub mod csv;
pub mod diff;
pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;
pub mod table;
pub(super) mod translated;
pub mod zone;

use super::Style;
use crate::reason::{Lang, say};
use crate::sender::Entry;
use crate::sender::checks::{Check, SenderVerdict, Status, receivers};
use std::borrow::Cow;

/// Senders to be shown, one or many, and how.
#[derive(Debug)]
pub struct Portfolio<'a> {
    pub entries: &'a [Entry],
    /// The file in which they stand, each at its line.
    pub file: Option<Cow<'a, str>>,
    /// How many different questions were asked.
    pub questions: usize,
    /// A warning fails the run.
    pub warnings_fail: bool,
    /// An earlier result: only what is new fails the run.
    pub baseline: Option<&'a baseline::Baseline>,
    /// One sender was named, alone.
    pub is_one: bool,
    /// Everything is shown of each.
    pub verbose: bool,
    /// Records to publish are shown with those whose place they take.
    pub diff: bool,
    pub lang: Lang,
    pub style: Style,
}

impl Portfolio<'_> {
    /// How many senders came out so, the gravest first.
    fn counts(&self) -> [(SenderVerdict, usize); 4] {
        [SenderVerdict::Fail, SenderVerdict::Unknown, SenderVerdict::Warn, SenderVerdict::Pass]
            .map(|verdict| (verdict, self.entries.iter().filter(|entry| entry.verdict() == verdict).count()))
    }

    /// The gravest verdict.
    fn worst(&self) -> SenderVerdict {
        let found = self.counts().into_iter().find(|(_, count)| *count > 0);
        found.map_or(SenderVerdict::Unknown, |(verdict, _)| verdict)
    }

    /// The findings of a sender that an earlier result does not have; all of them where there is none to compare with.
    fn new_of<'e>(&self, entry: &'e Entry) -> Option<Vec<&'e Check>> {
        self.baseline.map(|baseline| baseline.changes(entry).new)
    }

    /// File and line of a sender that stands in a file.
    fn place(&self, entry: &Entry) -> Option<(&str, u64)> {
        Some((self.file.as_deref()?, entry.line?))
    }
}

/// What is wrong with a sender, and what could not be found out, the gravest first.
fn gravest(entry: &Entry) -> impl Iterator<Item = &Check> {
    let all = [Status::Fail, Status::Unknown, Status::Warn].into_iter();
    all.flat_map(|status| entry.checks().iter().filter(move |check| check.status == status))
}

/// Whether a check is among those that are new.
fn is_among(check: &Check, new: Option<&[&Check]>) -> bool {
    new.is_none_or(|new| new.iter().any(|one| std::ptr::eq(*one, check)))
}

/// What was seen.
fn observed(check: &Check, lang: Lang) -> Cow<'_, str> {
    translated::seen(&check.observed, Some(check.code), lang)
}

/// Receivers' answers shown for one fault.
const ANSWERS_SHOWN: usize = 2;

/// Why the check matters, with what receivers say, in their own words.
fn why(check: &Check, lang: Lang) -> String {
    let mut text = check.code.texts(lang).explanation.to_owned();
    for line in receivers::answers_to(check.code, &check.subject).take(ANSWERS_SHOWN) {
        let who = receiver(line.receiver, lang);
        text.push_str(&if is_several(line.receiver) {
            say!(lang, "receivers-answer", who = who, answer = line.value)
        } else {
            say!(lang, "receiver-answers", who = who, answer = line.value)
        });
    }
    text
}

/// The names of receivers in the language of the reader.
fn receiver(names: &str, lang: Lang) -> String {
    if let Some(software) = names.strip_suffix(" servers") {
        return say!(lang, "receiver-servers", software = software);
    }
    let name = |name| match name {
        "NetEase" => lang.text("receiver-netease"),
        "QQ Mail" => lang.text("receiver-qq-mail"),
        name => name,
    };
    names.split(" and ").map(name).collect::<Vec<_>>().join(lang.text("sign-and"))
}

fn is_several(names: &str) -> bool {
    names.ends_with("servers") || names.contains(" and ")
}

/// What to do about it, for this very case where that was said.
fn fix(check: &Check, lang: Lang) -> Cow<'_, str> {
    let remedy = check.code.texts(lang).remedy;
    match &check.fix {
        None => remedy.into(),
        Some(exactly) => translated::to_do(exactly, check.code, lang),
    }
}

/// Where all this is written.
fn refs(check: &Check) -> Vec<String> {
    let code = check.code;
    let mut refs: Vec<String> = Vec::new();
    let mut standard = "";
    for part in code.entry().source.split(", ") {
        // "RFC 5321 §2.3.5, §5.1" are two places of one standard.
        if let Some((name, _)) = part.split_once(" §") {
            standard = name;
        }
        refs.push(if part.starts_with('§') { format!("{standard} {part}") } else { part.to_owned() });
    }
    for line in receivers::answers_to(code, &check.subject) {
        if !refs.iter().any(|known| known == line.source) {
            refs.push(line.source.to_owned());
        }
    }
    refs
}
