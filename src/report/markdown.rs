//! A summary in Markdown, for a pull request or the summary page of a CI job.

use super::Style;
use super::checks::Checks;
use super::formats::ChecksView;
use super::text::{duration, number, percent, redacted, safe};
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
    head(&mut text, &report.summary, lang);
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
    head(&mut text, summary, lang);
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

/// Addresses that `presend check` shows. All are in CSV.
const CHECKS_SHOWN_MAX: usize = 200;

/// Addresses that were checked: how many came out how, a line for each of the first, and what to do.
pub fn checked(view: &ChecksView<'_>) -> String {
    let (lang, checks) = (view.lang, view.checks);
    let mut text = format!("## presend check\n\n{}\n", checks_counted(checks, lang));
    let shown = &checks.first[..checks.first.len().min(CHECKS_SHOWN_MAX)];
    if !shown.is_empty() {
        text.push('\n');
        head_row(&mut text, lang.text("markdown-line-address-verdict-codes-meant"), "|--:|---|---|---|---|");
    }
    for (place, check) in shown.iter().enumerate() {
        let line = check.line.unwrap_or(place as u64 + 1);
        let codes: Vec<String> = check.codes.iter().map(|reason| format!("`{reason}`")).collect();
        let [cell, meant] =
            [check.cell(CELL_WIDTH, view.style), check.meant(CELL_WIDTH, view.style).unwrap_or_default()]
                .map(|text| code(&text));
        let _ = writeln!(text, "| {line} | {cell} | {} | {} | {meant} |", check.verdict.word(), codes.join(" "));
    }
    let more = checks.all() - shown.len() as u64;
    if more > 0 {
        let (shown, all) = (shown.len() as u64, checks.all());
        let _ = writeln!(text, "\n{}", say!(lang, "check-page-shown", shown = shown, all = all));
    }
    for (place, (reason, _)) in checks.primary.iter().enumerate() {
        let texts = reason.texts(lang);
        let gap = if place == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}- `{reason}` {}{}{}", texts.title, lang.text("sign-colon"), texts.remedy);
    }
    text
}

/// `3 addresses · ok 1 · reject 2`.
fn checks_counted(checks: &Checks, lang: Lang) -> String {
    let counted = Verdict::ALL.into_iter().zip(checks.verdicts).filter(|(_, count)| *count > 0);
    let counted = counted.map(|(verdict, count)| format!("{} {}", verdict.word(), number(count)));
    std::iter::once(say!(lang, "count-addresses", count = checks.all())).chain(counted).collect::<Vec<_>>().join(" · ")
}

fn head(text: &mut String, summary: &Summary, lang: Lang) {
    let rows = say!(lang, "count-rows", count = summary.tally.rows);
    let domains = say!(lang, "count-domains", count = summary.domains);
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
    use super::super::checks::tests::answer;
    use super::super::html::page_data::RunNote;
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

    #[test]
    fn checked_addresses_have_a_line_each_and_those_that_have_none_are_counted() {
        let mut checks = Checks::default();
        for line in 1..=300 {
            checks.add(&answer("ann|`b`@x.example", &[Reason::DomainNxdomain]), Some(line));
        }
        let run = RunNote::default();
        let view = ChecksView { checks: &checks, asked: true, run: &run, lang: Lang::En, style: Style::default() };
        let text = checked(&view);
        assert!(text.starts_with("## presend check\n\n300 addresses · reject 300\n"), "{text}");
        assert!(text.contains("\n| 7 | `ann\\|'b'@x.example` | reject | `domain.nxdomain` |  |\n"), "{text}");
        assert!(text.contains("\n200 of 300 addresses are shown"), "{text}");
        assert!(text.contains("\n- `domain.nxdomain` Domain does not exist: "), "{text}");
    }
}
