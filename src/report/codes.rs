//! The table of reasons, as `presend explain` and README show it: for people, as data, and in Markdown.

use super::Style;
use super::json::{to_line, to_page};
use super::markdown::head_row;
use super::wrap::wrapped;
use crate::reason::{Effect, Lang, Reason};
use serde::Serialize;
use std::fmt::Write;

/// What is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// One code, with all there is to say of it.
    One(Reason),
    /// Several codes: a group, or all.
    Several(Vec<Reason>),
}

impl Codes {
    pub fn all() -> Codes {
        Codes::Several(Reason::ALL.to_vec())
    }

    /// What somebody means who names a code, a group, a verdict, or a code without its group.
    pub fn named(name: &str) -> Option<Codes> {
        if let Some(reason) = Reason::from_code(name) {
            return Some(Codes::One(reason));
        }
        let name = name.strip_suffix(".*").unwrap_or(name).trim().to_lowercase();
        let of = |is_meant: &dyn Fn(Reason) -> bool| {
            let codes: Vec<Reason> = Reason::ALL.iter().copied().filter(|reason| is_meant(*reason)).collect();
            match *codes {
                [] => None,
                [only] => Some(Codes::One(only)),
                _ => Some(Codes::Several(codes)),
            }
        };
        let singular = name.strip_suffix('s').unwrap_or(&name);
        of(&|reason| reason.group() == name)
            .or_else(|| of(&|reason| verdict_word(reason) == name))
            .or_else(|| of(&|reason| reason.code().split_once('.').is_some_and(|(_, own)| own == name)))
            .or_else(|| of(&|reason| reason.group() == singular))
    }

    fn as_slice(&self) -> &[Reason] {
        match self {
            Codes::One(reason) => std::slice::from_ref(reason),
            Codes::Several(reasons) => reasons,
        }
    }
}

/// A code as data.
#[derive(Serialize)]
struct Record {
    schema: &'static str,
    code: &'static str,
    group: &'static str,
    /// What it does to the verdict of a row; `None` for a check of a sender.
    verdict: Option<&'static str>,
    /// The status of a sender's check that finds it; `None` for all other codes.
    status: Option<&'static str>,
    title: &'static str,
    why: &'static str,
    fix: &'static str,
    source: &'static str,
    /// The class of the bounce that it foretells.
    bounce: Option<&'static str>,
    /// The language of title, why and fix.
    lang: &'static str,
}

const SCHEMA: &str = "presend.code.1";

fn record(reason: Reason, lang: Lang) -> Record {
    let (entry, texts, word) = (reason.entry(), reason.texts(lang), verdict_word(reason));
    let is_check = reason.group() == SENDER;
    Record {
        schema: SCHEMA,
        code: entry.code,
        group: reason.group(),
        verdict: (!is_check).then_some(word),
        status: is_check.then_some(word),
        title: texts.title,
        why: texts.explanation,
        fix: texts.remedy,
        source: entry.source,
        bounce: entry.bounce.map(|bounce| bounce.word()),
        lang: lang.tag(),
    }
}

/// For the terminal: all about one code, or a line for each of several.
pub fn human(codes: &Codes, lang: Lang, style: Style) -> String {
    match codes {
        Codes::One(reason) => explained(*reason, lang, style),
        Codes::Several(reasons) => reasons.iter().map(|reason| listed(*reason, lang, style)).collect(),
    }
}

/// One JSON value: an object for one code, an array for several.
pub fn json(codes: &Codes, lang: Lang) -> String {
    match codes {
        Codes::One(reason) => to_page(&record(*reason, lang)),
        Codes::Several(reasons) => to_page(&reasons.iter().map(|reason| record(*reason, lang)).collect::<Vec<_>>()),
    }
}

/// A line of JSON for each code.
pub fn jsonl(codes: &Codes, lang: Lang) -> String {
    codes.as_slice().iter().map(|reason| to_line(&record(*reason, lang)) + "\n").collect()
}

/// A section for one code, a table for several.
pub fn markdown(codes: &Codes, lang: Lang) -> String {
    match codes {
        Codes::One(reason) => section(*reason, lang),
        Codes::Several(reasons) => table(reasons, lang),
    }
}

/// One code, explained. For the terminal.
fn explained(reason: Reason, lang: Lang, style: Style) -> String {
    let texts = reason.texts(lang);
    let [(_, fix), about @ ..] = &*named_values(reason, lang) else { return String::new() };
    let to_do = lang.text("explain-to-do");
    let colon = lang.text("sign-colon");
    let about = about.iter().map(|(name, value)| format!("  {name}{colon}{value}"));
    let named: String = [format!("  {to_do}{colon}{fix}"), String::new()]
        .into_iter()
        .chain(about)
        .map(|line| wrapped(&line, INDENT, style.width) + "\n")
        .collect();
    let why = wrapped(&format!("  {}", texts.explanation), WHY_INDENT, style.width);
    format!("{}  {}\n\n{why}\n{named}", reason.code(), texts.title)
}

/// Columns before lines that go on: of what has a name, and of why it matters.
const INDENT: usize = 4;
const WHY_INDENT: usize = 2;

/// What there is to say of a code beside its title and why it matters, each with its name; what to do comes first.
fn named_values(reason: Reason, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let entry = reason.entry();
    let mut values = vec![
        (lang.text("explain-to-do"), reason.texts(lang).remedy),
        (lang.text("explain-verdict"), verdict_word(reason)),
        (lang.text("explain-source"), entry.source),
    ];
    values.extend(entry.bounce.map(|bounce| (lang.text("explain-foretells"), bounce.word())));
    values
}

fn section(reason: Reason, lang: Lang) -> String {
    let texts = reason.texts(lang);
    let values = named_values(reason, lang).into_iter();
    let lines: String = values.map(|(name, value)| format!("- **{name}:** {value}\n")).collect();
    format!("### `{}` {}\n\n{}\n\n{lines}", reason.code(), texts.title, texts.explanation)
}

/// The group of checks of a sender, which pass and fail.
const SENDER: &str = "sender";

/// What a code does to the verdict: rows of a list are rejected, and senders fail.
fn verdict_word(reason: Reason) -> &'static str {
    if reason.group() != SENDER {
        return reason.effect().word();
    }
    match reason.effect() {
        Effect::Reject => "fail",
        Effect::Review => "warn",
        Effect::Unknown => "unknown",
        Effect::Note => "info",
    }
}

/// One of several codes, in a line. For the terminal.
fn listed(reason: Reason, lang: Lang, style: Style) -> String {
    let line = format!("{:<26} {:<8} {}", reason.code(), verdict_word(reason), reason.texts(lang).title);
    wrapped(&line, LISTED_INDENT, style.width) + "\n"
}

/// Columns before the title of a listed code.
const LISTED_INDENT: usize = 36;

fn table(reasons: &[Reason], lang: Lang) -> String {
    let mut text = String::new();
    head_row(&mut text, lang.text("codes-head"), "|---|---|---|---|");
    for reason in reasons {
        let (code, verdict, source) = (reason.code(), verdict_word(*reason), reason.entry().source);
        let _ = writeln!(text, "| `{code}` | {verdict} | {} | {source} |", reason.texts(lang).title);
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
    fn a_code_is_an_object_and_several_are_an_array() {
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let one = read(&json(&Codes::named("domain.null_mx").unwrap(), Lang::De));
        assert_eq!(one["verdict"], "reject");
        assert_eq!(one["status"], serde_json::Value::Null);
        assert_eq!(one["bounce"], "host_not_found");
        assert_eq!(one["why"], Reason::DomainNullMx.texts(Lang::De).explanation);
        assert_eq!(one["lang"], "de");
        let all = read(&json(&Codes::all(), Lang::En));
        let codes: Vec<&str> = all.as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap()).collect();
        assert_eq!(codes, Reason::ALL.iter().map(|reason| reason.code()).collect::<Vec<_>>());
        let senders = Codes::named("sender.*").unwrap();
        for line in jsonl(&senders, Lang::En).lines() {
            let code = read(line);
            assert_eq!((&code["group"], &code["verdict"]), (&"sender".into(), &serde_json::Value::Null), "{line}");
            assert!(["fail", "warn", "info", "unknown"].contains(&code["status"].as_str().unwrap()), "{line}");
        }
    }

    #[test]
    fn a_verdict_a_name_and_a_plural_lead_somewhere() {
        assert_eq!(Codes::named("nxdomain"), Some(Codes::One(Reason::DomainNxdomain)));
        assert_eq!(Codes::named("typos"), Codes::named("typo"));
        let Some(Codes::Several(rejecting)) = Codes::named("reject") else { panic!("several codes reject") };
        assert!(rejecting.contains(&Reason::DomainNxdomain) && !rejecting.contains(&Reason::TypoTld));
        assert_eq!(Codes::named("nonsense"), None);
    }

    #[test]
    fn what_is_explained_fits_the_screen() {
        let narrow = Style { width: 40, ..Style::default() };
        for lang in Lang::ALL {
            for reason in Reason::ALL {
                let text = human(&Codes::One(*reason), *lang, narrow);
                let wide = |line: &&str| crate::report::wrap::columns(line) > 40 && line.trim().contains(' ');
                assert_eq!(text.lines().skip(1).filter(wide).count(), 0, "{text}");
            }
        }
    }

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
