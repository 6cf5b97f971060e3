//! Annotations for GitHub Actions: workflow commands, one a code.
//!
//! GitHub shows ten errors and ten warnings of a step and drops the rest in silence, so no more are printed, and a notice
//! says what was left out. <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::text::{redacted, safe};
use super::{Style, human};
use crate::judge::Verdict;
use crate::reason::{Lang, Reason, say};
use crate::run::Summary;
use crate::run::gate::GateReport;
use crate::run::tally::Example;
use std::fmt::Write;

/// Annotations of one kind that GitHub shows for a step.
const ANNOTATIONS_MAX: usize = 10;
/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 100;

/// The annotations of a gate, and its verdict as a line of the log. Errors are what broke a limit.
pub fn gated(report: &GateReport, lang: Lang, style: Style) -> String {
    let mut found = found(&report.summary, |verdict, reason| report.is_broken(verdict, reason));
    let beside = report.broken_beside().map(|code| Found {
        kind: Kind::Error,
        reason: code.reason,
        rows: code.rows,
        example: code.first.first(),
    });
    found.extend(beside);
    let mut text = annotations(&report.summary, found, lang, style);
    text.push_str(&human::verdict_line(report, lang, Style { colour: false, width: usize::MAX, ..style }));
    text
}

/// The annotations of a run, which has no limits to break.
pub fn run(summary: &Summary, lang: Lang, style: Style) -> String {
    annotations(summary, found(summary, |_, _| false), lang, style)
}

/// How loud an annotation is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Error,
    Warning,
    Notice,
}

impl Kind {
    const ALL: [(Kind, &'static str); 3] =
        [(Kind::Error, "error"), (Kind::Warning, "warning"), (Kind::Notice, "notice")];
}

/// A code with its rows.
struct Found<'s> {
    kind: Kind,
    reason: Reason,
    rows: u64,
    example: Option<&'s Example>,
}

fn found(summary: &Summary, is_broken: impl Fn(Option<Verdict>, Reason) -> bool) -> Vec<Found<'_>> {
    let all = [Some(Verdict::Reject), Some(Verdict::Unknown), Some(Verdict::Review), None];
    let codes = all.into_iter().flat_map(|verdict| {
        let codes = match verdict {
            Some(verdict) => summary.tally.explaining(verdict),
            None => summary.tally.lacking().into_iter().collect(),
        };
        codes.into_iter().map(move |(reason, code)| (verdict, reason, code))
    });
    let kind = |verdict, reason| match verdict {
        _ if is_broken(verdict, reason) => Kind::Error,
        Some(Verdict::Reject) => Kind::Warning,
        _ => Kind::Notice,
    };
    codes
        .map(|(verdict, reason, code)| Found {
            kind: kind(verdict, reason),
            reason,
            rows: code.rows,
            example: code.example.as_ref(),
        })
        .collect()
}

fn annotations(summary: &Summary, found: Vec<Found<'_>>, lang: Lang, style: Style) -> String {
    notes(found.iter().map(|code| note(summary, code, lang, style)).collect(), lang)
}

/// An annotation before it is written.
pub(super) struct Note {
    pub kind: Kind,
    pub code: Reason,
    /// File and line.
    pub place: Option<(String, Option<u64>)>,
    /// Of strangers' texts only what is safe.
    pub message: String,
}

/// All that GitHub shows of these, and what is left out.
pub(super) fn notes(notes: Vec<Note>, lang: Lang) -> String {
    let (mut text, mut cut) = (String::new(), Vec::new());
    for (kind, word) in Kind::ALL {
        // One notice more says what is left out.
        let most = if kind == Kind::Notice { ANNOTATIONS_MAX - 1 } else { ANNOTATIONS_MAX };
        for (number, note) in notes.iter().filter(|note| note.kind == kind).enumerate() {
            if number >= most {
                cut.push(note.code.code());
                continue;
            }
            let _ = write!(text, "::{word} ");
            if let Some((file, line)) = &note.place {
                let _ = write!(text, "file={},", property(file));
                if let Some(line) = line {
                    let _ = write!(text, "line={line},");
                }
            }
            let _ = writeln!(text, "title={}::{}", property(note.code.code()), data(&note.message));
        }
    }
    if !cut.is_empty() {
        let what = lang.text("github-github-shows-ten-annotations-of-a");
        let _ = writeln!(
            text,
            "::notice title=presend::{}",
            data(&format!("{what}{}{}", lang.text("sign-colon"), cut.join(" ")))
        );
    }
    text
}

fn note(summary: &Summary, code: &Found<'_>, lang: Lang, style: Style) -> Note {
    let (reason, texts) = (code.reason, code.reason.texts(lang));
    let mut message = say!(lang, "rows-with-title", rows = code.rows, title = texts.title);
    if let Some(example) = code.example {
        let cell = String::from_utf8_lossy(&example.content);
        let shown = safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH);
        let _ = write!(message, ". {} {shown}", lang.text("github-first"));
    }
    let _ = write!(message, "\n{}", texts.remedy);
    let place = Some((safe(&summary.file, 300), code.example.map(|example| example.line)));
    Note { kind: code.kind, code: reason, place, message }
}

/// The text of a command: its end and its escapes are the only signs with a meaning.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{gate, summary};
    use super::*;

    #[test]
    fn a_code_is_one_annotation_at_its_first_row() {
        let report = gate(summary(&[(Verdict::Reject, Reason::DomainNxdomain, 181, "john@example-gone.com")]));
        let text = gated(&report, Lang::En, Style { redact: true, colour: true, ..Style::default() });
        assert!(text.starts_with(
            "::error file=contacts.csv,line=17,title=domain.nxdomain::181 rows: Domain does not exist. First: j***@example-gone.com%0A"
        ), "{text}");
        assert!(text.ends_with("(exit 1)\n") && text.lines().count() == 2, "{text}");
    }

    #[test]
    fn only_what_broke_a_limit_is_an_error() {
        let codes = [
            (Verdict::Reject, Reason::DomainNxdomain, 3, "john@example-gone.com"),
            (Verdict::Review, Reason::AddressRole, 900, "info@example.com"),
            (Verdict::Unknown, Reason::DnsTimeout, 3, "ann@example.com"),
        ];
        let text = gated(&gate(summary(&codes)), Lang::En, Style::default());
        for (kind, code) in [("warning", "domain.nxdomain"), ("error", "address.role"), ("notice", "dns.timeout")] {
            let line = text.lines().find(|line| line.contains(code)).unwrap();
            assert!(line.starts_with(&format!("::{kind} ")), "{line}");
        }
    }

    #[test]
    fn a_hostile_cell_starts_no_command_of_its_own() {
        let cell = "a\n::error file=x::y\r%0A::set-output name=z::1@b.c";
        let text = run(&summary(&[(Verdict::Review, Reason::AddressRole, 1, cell)]), Lang::En, Style::default());
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("%250A"), "{text}");
    }

    #[test]
    fn what_github_would_drop_is_said() {
        let all: Vec<_> = Reason::ALL.iter().take(25).map(|&reason| (Verdict::Reject, reason, 1, "x")).collect();
        let text = run(&summary(&all), Lang::En, Style::default());
        assert_eq!(text.matches("::warning ").count(), 10);
        let notice = text.lines().last().unwrap();
        let (_, names) = notice.rsplit_once(": ").unwrap();
        assert!(notice.starts_with("::notice ") && names.split(' ').count() == 15, "{notice}");
    }
}
