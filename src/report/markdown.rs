//! A summary in Markdown, for a pull request or the summary page of a CI job.

use super::Style;
use super::text::{counted, duration, number, percent, redacted, safe};
use crate::judge::Verdict;
use crate::reason::say;
use crate::reason::{Lang, Reason};
use crate::run::Summary;
use crate::run::gate::{GateReport, Outcome};
use crate::run::tally::Example;
use std::fmt::Write;

/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 80;

/// What a gate found.
pub fn gated(report: &GateReport, lang: Lang, style: Style) -> String {
    let word = match report.outcome {
        Outcome::Pass => lang.text("markdown-passed"),
        Outcome::Fail => lang.text("markdown-failed"),
        Outcome::Inconclusive => lang.text("markdown-inconclusive"),
    };
    let mut text = format!("## presend gate: {word}\n\n");
    head(&mut text, &report.summary);
    head_row(&mut text, lang.text("markdown-threshold-rows-share-limit"), "|---|--:|--:|--:|---|");
    let rows = report.summary.tally.filled_rows();
    for measure in report.measures.iter().filter(|measure| measure.is_shown()) {
        let sign = if measure.exceeded { "❌" } else { "✅" };
        let share = percent(measure.rows, rows);
        let _ =
            writeln!(text, "| {} | {} | {share} | {} | {sign} |", measure.word(), number(measure.rows), measure.limit);
    }
    for (what, found) in &report.forbidden {
        let sign = if *found > 0 { "❌" } else { "✅" };
        let _ = writeln!(text, "| {what} | {} | {} | 0 | {sign} |", number(*found), percent(*found, rows));
    }
    let beside: Vec<_> = report.broken_beside().map(|code| (code.reason, code.rows, code.first.first())).collect();
    codes(&mut text, &report.summary, &beside, lang, style);
    text
}

/// What a run found.
pub fn run(summary: &Summary, lang: Lang, style: Style) -> String {
    let mut text = String::from("## presend\n\n");
    head(&mut text, summary);
    head_row(&mut text, lang.text("markdown-verdict-rows-share"), "|---|--:|--:|");
    for verdict in Verdict::ALL {
        let rows = summary.tally.of(verdict);
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            verdict.word(),
            number(rows),
            percent(rows, summary.tally.filled_rows())
        );
    }
    if let Some((_, lacking)) = summary.tally.lacking() {
        let (word, share) =
            (lang.text("markdown-without-an-address"), percent(lacking.rows, summary.tally.filled_rows()));
        let _ = writeln!(text, "| {word} | {} | {share} |", number(lacking.rows));
    }
    codes(&mut text, summary, &[], lang, style);
    text
}

fn head(text: &mut String, summary: &Summary) {
    let rows = counted(summary.tally.rows, "row");
    let domains = counted(summary.domains, "domain");
    let _ = writeln!(text, "{} · {rows} · {domains} · {}\n", code(&summary.file), duration(summary.elapsed));
}

/// A line for each code that explains a verdict. `beside` are codes that explain none, and must not occur.
fn codes(text: &mut String, summary: &Summary, beside: &[(Reason, u64, Option<&Example>)], lang: Lang, style: Style) {
    let lacking = summary.tally.lacking().map(|(reason, code)| ("empty", reason, code.rows, code.example.as_ref()));
    let all: Vec<_> = [Verdict::Reject, Verdict::Unknown, Verdict::Review]
        .into_iter()
        .flat_map(|verdict| {
            let codes = summary.tally.explaining(verdict).into_iter();
            codes.map(move |(reason, code)| (verdict.word(), reason, code.rows, code.example.as_ref()))
        })
        .chain(lacking)
        .chain(beside.iter().map(|(reason, rows, example)| ("fail-on", *reason, *rows, *example)))
        .collect();
    if all.is_empty() {
        return;
    }
    text.push('\n');
    head_row(text, lang.text("markdown-code-verdict-rows-what-it-means"), "|---|---|--:|---|---|");
    for (word, reason, rows, example) in all {
        let first = example.map_or(String::new(), |example| {
            let cell = String::from_utf8_lossy(&example.content);
            let shown = if style.redact { redacted(&cell) } else { cell.into_owned() };
            let line = example.line;
            format!("{} {}", say!(lang, "at-line", line = line.to_string()), code(&shown))
        });
        let title = reason.texts(lang).title;
        let _ = writeln!(text, "| `{reason}` | {word} | {} | {title} | {first} |", number(rows));
    }
}

/// The head of a table, and how its columns are set.
pub(in crate::report) fn head_row(text: &mut String, head: &str, columns: &str) {
    let _ = writeln!(text, "{head}\n{columns}");
}

/// A stranger's text as inline code: nothing in it is a link, a mention, HTML or the end of a table cell.
pub(in crate::report) fn code(text: &str) -> String {
    let shown = safe(text, CELL_WIDTH).replace('|', "\\|").replace('`', "'");
    if shown.trim().is_empty() { String::new() } else { format!("`{shown}`") }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{gate, summary};
    use super::*;

    #[test]
    fn thresholds_stand_beside_their_figures() {
        let report = gate(summary(&[(Verdict::Reject, Reason::DomainNxdomain, 181, "john@example-gone.com")]));
        let text = gated(&report, Lang::En, Style::default());
        assert!(text.starts_with("## presend gate: ❌ failed\n"), "{text}");
        assert!(text.contains("| reject | 181 | 1.81 % | 0.50 % | ❌ |"), "{text}");
        assert!(text.contains(
            "| `domain.nxdomain` | reject | 181 | Domain does not exist | line 17 `john@example-gone.com` |"
        ));
    }

    #[test]
    fn a_hostile_cell_stays_inside_its_cell() {
        let cell = "`<script>`|\n| **x** | @team [a](http://b)";
        let text = run(&summary(&[(Verdict::Reject, Reason::SyntaxNoAt, 1, cell)]), Lang::Zh, Style::default());
        let line = text.lines().find(|line| line.contains("syntax.no_at")).unwrap();
        let cells = line.replace("\\|", "").matches('|').count();
        assert_eq!(cells, 6, "{line}");
        assert_eq!(line.matches('`').count(), 4, "{line}");
    }
}
