//! The forms of results in one table: which commands have each of them, and what makes it. To add one: its file, its variant, and its
//! row here. Help, refusals and the commands themselves read this table.

use super::checks::Checks;
use super::html::page_data::RunNote;
use super::probe::Probe;
use super::sender::Portfolio;
use super::{Style, bounce, codes, csv, github, html, human, json, junit, markdown, probe, sender};
use crate::bounce::{Bounce, Settled, Tally};
use crate::reason::Lang;
use crate::run::check::Checked;
use crate::run::clean::Cleaned;
use crate::run::gate::GateReport;

/// A form of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Human,
    Json,
    Jsonl,
    Csv,
    Github,
    Sarif,
    Junit,
    Markdown,
    Html,
    Zone,
}

/// How a form of a run over a list, or over bounces, comes about.
#[derive(Clone, Copy, Debug)]
pub enum Made<F> {
    /// At the end, of all that was found.
    AtTheEnd(F),
    /// Of each row as it comes, for lists by one of the sinks in [`super::sinks`].
    OfRows,
}

/// A cleaning, to be shown.
#[derive(Debug)]
pub struct CleanView<'v> {
    pub cleaned: &'v Cleaned,
    /// Where the results are.
    pub folder: &'v str,
    /// The report page.
    pub page: &'v str,
    pub lang: Lang,
    pub style: Style,
}

/// A gate, to be shown.
#[derive(Debug)]
pub struct GateView<'v> {
    pub report: &'v GateReport,
    /// The report page.
    pub page: &'v str,
    pub lang: Lang,
    pub style: Style,
}

/// One answer of `presend check`, to be shown.
#[derive(Debug)]
pub struct CheckView<'v> {
    pub checked: &'v Checked,
    /// The name of the input and the line, where it was not an argument.
    pub place: Option<(&'v str, u64)>,
    /// Which of the answers it is, from 1.
    pub number: u64,
    /// The record of JSON that it came in.
    pub record: Option<&'v [u8]>,
    pub lang: Lang,
    pub style: Style,
}

/// Addresses that were checked, to be shown together.
#[derive(Debug)]
pub struct ChecksView<'v> {
    pub checks: &'v Checks,
    /// The DNS was asked.
    pub asked: bool,
    pub run: &'v RunNote,
    pub lang: Lang,
    pub style: Style,
}

/// How a form of addresses that are checked comes about.
#[derive(Clone, Copy, Debug)]
pub enum MadeOfChecks {
    /// Of each answer as it comes.
    Each(fn(&CheckView<'_>) -> String),
    /// At the end, of the counts of all and of the first ones.
    AtTheEnd(fn(&ChecksView<'_>) -> String),
}

/// Bounces in sum, to be shown.
#[derive(Debug)]
pub struct BounceView<'v> {
    pub tally: &'v Tally,
    pub totals: bounce::Totals,
    /// What the whole run changed on the suppression list, and the name of that list.
    pub list: Option<(&'v Settled, &'v str)>,
    /// Addresses that may not be mailed, those that came back last first; not all of them where there are many.
    pub kept: &'v [bounce::Kept<'v>],
    /// What was read.
    pub sources: String,
    /// Not known of a page that is made again from records.
    pub run: Option<&'v RunNote>,
    pub lang: Lang,
    pub style: Style,
}

type MakeBounce = fn(&BounceView<'_>) -> String;
type MakeClean = fn(&CleanView<'_>) -> String;
type MakeGate = fn(&GateView<'_>) -> String;

/// What makes a form, for each command that has it.
#[derive(Debug)]
pub struct Forms {
    pub format: Format,
    /// As it is written behind `--format`.
    pub name: &'static str,
    pub clean: Option<Made<MakeClean>>,
    pub gate: Option<Made<MakeGate>>,
    pub check: Option<MadeOfChecks>,
    pub sender: Option<fn(&Portfolio<'_>) -> String>,
    pub probe: Option<fn(&Probe<'_>) -> String>,
    /// Of codes that are explained.
    pub codes: Option<fn(&codes::Codes, Lang, Style) -> String>,
    /// Of one bounce that is explained.
    pub explain: Option<fn(&Bounce, Lang, Style) -> String>,
    /// Of bounces; their records are shown one after the other as they come.
    pub bounce: Option<Made<MakeBounce>>,
}

/// No command has it. Rows of the table begin with this.
const NONE: Forms = Forms {
    format: Format::Human,
    name: "",
    clean: None,
    gate: None,
    check: None,
    sender: None,
    probe: None,
    codes: None,
    explain: None,
    bounce: None,
};

/// All forms, in the order of help.
pub const FORMATS: &[Forms] = &[
    Forms {
        format: Format::Human,
        name: "human",
        clean: Some(Made::AtTheEnd(|view| human::cleaned(view.cleaned, view.folder, view.lang, view.style))),
        gate: Some(Made::AtTheEnd(|view| human::gated(view.report, view.lang, view.style))),
        check: Some(MadeOfChecks::Each(|view| human::checked(view.checked, view.lang, view.style))),
        sender: Some(sender::human::senders),
        probe: Some(probe::human::page),
        codes: Some(codes::human),
        explain: Some(bounce::explained),
        bounce: Some(Made::AtTheEnd(bounce::whole)),
    },
    Forms {
        format: Format::Json,
        name: "json",
        clean: Some(Made::AtTheEnd(|view| json::cleaned(view.cleaned))),
        gate: Some(Made::AtTheEnd(|view| json::gated(view.report))),
        check: Some(MadeOfChecks::Each(|view| {
            (if view.number == 1 { "[\n" } else { ",\n" }).to_owned() + &json::checked(view)
        })),
        sender: Some(sender::json::page),
        probe: Some(probe::json::page),
        codes: Some(|codes, lang, _| codes::json(codes, lang)),
        explain: Some(|bounce, _, style| bounce::explained_in_json(bounce, style)),
        bounce: Some(Made::OfRows),
    },
    Forms {
        format: Format::Jsonl,
        name: "jsonl",
        clean: Some(Made::OfRows),
        gate: Some(Made::OfRows),
        check: Some(MadeOfChecks::Each(|view| json::checked(view) + "\n")),
        sender: Some(sender::json::lines),
        probe: Some(probe::json::lines),
        codes: Some(|codes, lang, _| codes::jsonl(codes, lang)),
        explain: Some(|bounce, _, style| bounce::explained_in_json(bounce, style)),
        bounce: Some(Made::OfRows),
    },
    Forms {
        format: Format::Csv,
        name: "csv",
        clean: Some(Made::OfRows),
        gate: Some(Made::OfRows),
        check: Some(MadeOfChecks::Each(csv::checked)),
        sender: Some(sender::csv::senders),
        probe: Some(probe::csv::rows),
        bounce: Some(Made::OfRows),
        ..NONE
    },
    Forms {
        format: Format::Github,
        name: "github",
        clean: Some(Made::AtTheEnd(|view| github::run(&view.cleaned.summary, view.lang, view.style))),
        gate: Some(Made::AtTheEnd(|view| github::gated(view.report, view.lang, view.style))),
        sender: Some(sender::github::senders),
        ..NONE
    },
    Forms {
        format: Format::Sarif,
        name: "sarif",
        clean: Some(Made::OfRows),
        gate: Some(Made::OfRows),
        sender: Some(sender::sarif::senders),
        ..NONE
    },
    Forms {
        format: Format::Junit,
        name: "junit",
        // Only a gate can fail a test case.
        gate: Some(Made::AtTheEnd(|view| junit::gated(view.report, view.lang, view.style))),
        sender: Some(sender::junit::senders),
        ..NONE
    },
    Forms {
        format: Format::Markdown,
        name: "markdown",
        clean: Some(Made::AtTheEnd(|view| markdown::run(&view.cleaned.summary, view.lang, view.style))),
        gate: Some(Made::AtTheEnd(|view| markdown::gated(view.report, view.lang, view.style))),
        check: Some(MadeOfChecks::AtTheEnd(markdown::checked)),
        sender: Some(sender::markdown::senders),
        probe: Some(probe::markdown::page),
        codes: Some(|codes, lang, _| codes::markdown(codes, lang)),
        explain: Some(bounce::explained_in_markdown),
        bounce: Some(Made::AtTheEnd(bounce::in_markdown)),
    },
    Forms {
        format: Format::Html,
        name: "html",
        clean: Some(Made::AtTheEnd(|view| view.page.to_owned())),
        gate: Some(Made::AtTheEnd(|view| view.page.to_owned())),
        check: Some(MadeOfChecks::AtTheEnd(html::of_checks)),
        sender: Some(html::of_sender),
        probe: Some(html::of_hosts),
        bounce: Some(Made::AtTheEnd(html::of_bounces)),
        ..NONE
    },
    Forms { format: Format::Zone, name: "zone", sender: Some(sender::zone::senders), ..NONE },
];

impl Format {
    /// The form of this name.
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|forms| forms.name == name).map(|forms| forms.format)
    }

    /// Its row of the table.
    pub fn forms(self) -> &'static Forms {
        FORMATS.iter().find(|forms| forms.format == self).unwrap_or(&FORMATS[0])
    }

    /// As it is written behind `--format`.
    pub fn name(self) -> &'static str {
        self.forms().name
    }
}

/// The names of the forms that a command has, for help and refusals.
pub fn names(has: impl Fn(&Forms) -> bool) -> String {
    let names: Vec<&str> = FORMATS.iter().filter(|forms| has(forms)).map(|forms| forms.name).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_one_row_and_one_name() {
        for (number, forms) in FORMATS.iter().enumerate() {
            assert_eq!(Format::named(forms.name), Some(forms.format));
            assert_eq!(forms.format.forms().name, forms.name, "{:?} has its row", forms.format);
            assert!(FORMATS[..number].iter().all(|other| other.format != forms.format && other.name != forms.name));
        }
        assert_eq!(names(|forms| forms.check.is_some()), "human, json, jsonl, csv, markdown, html");
    }
}
