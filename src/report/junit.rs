//! JUnit XML: one case a threshold, and one a code, for the test pages of CI systems.

use super::Style;
use super::text::{percent, redacted, safe};
use crate::judge::Verdict;
use crate::reason::{Lang, say};
use crate::run::gate::{GateReport, Measure, Outcome};
use crate::run::limits::Forbidden;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 100;

/// What a gate found. A threshold that is exceeded is a failure; too much unknown is an error, as nothing was decided.
pub fn gated(report: &GateReport, lang: Lang, style: Style) -> String {
    let mut junit = Report::new("presend");
    junit.set_time(report.summary.elapsed);
    let mut thresholds = TestSuite::new(lang.text("junit-thresholds"));
    for measure in report.measures.iter().filter(|measure| measure.is_shown()) {
        thresholds.add_test_case(threshold(measure, report, lang));
    }
    for (what, rows) in &report.forbidden {
        let mut status = TestCaseStatus::success();
        if *rows > 0 {
            status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(say!(lang, "junit-must-not-occur", rows = *rows, what = what.to_string()));
            status.set_description(rows_with(what, report, lang, style));
        }
        let mut case = TestCase::new(say!(lang, "junit-no", what = what.to_string()), status);
        case.set_classname("presend.thresholds");
        thresholds.add_test_case(case);
    }
    let mut codes = TestSuite::new(lang.text("junit-codes"));
    for measure in &report.measures {
        codes.add_test_cases(code_cases(measure, report, lang, style));
    }
    junit.add_test_suite(thresholds);
    if !codes.test_cases.is_empty() {
        junit.add_test_suite(codes);
    }
    junit.to_string().unwrap_or_default()
}

/// The first rows that have what must not occur, one a line.
fn rows_with(what: &Forbidden, report: &GateReport, lang: Lang, style: Style) -> String {
    let file = safe(&report.summary.file, 300);
    let mut lines = Vec::new();
    for code in report.broken.iter().filter(|code| what.covers(code.reason)) {
        for example in &code.first {
            let cell = String::from_utf8_lossy(&example.content);
            let cell = safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH);
            lines.push(format!("{file}:{} {} {cell}", example.line, code.reason));
        }
        let more = code.rows - code.first.len() as u64;
        if more > 0 {
            lines.push(say!(lang, "junit-more-with", rows = more, what = code.reason.code()));
        }
    }
    lines.join("\n")
}

fn threshold(measure: &Measure, report: &GateReport, lang: Lang) -> TestCase {
    let rows = report.summary.tally.filled_rows();
    let name = say!(lang, "junit-at-most", what = measure.word(), limit = measure.limit.to_string());
    let figure = say!(lang, "junit-figure", rows = measure.rows, all = rows, share = percent(measure.rows, rows));
    let mut status = status(measure, report);
    if measure.exceeded {
        let limit = measure.limit.to_string();
        status.set_message(say!(lang, "junit-more-than", what = measure.word(), figure = &figure, limit = limit));
    }
    let mut case = TestCase::new(name, status);
    case.set_classname("presend.thresholds");
    case.set_system_out(figure);
    case
}

fn code_cases(measure: &Measure, report: &GateReport, lang: Lang, style: Style) -> Vec<TestCase> {
    let case = |(reason, code): (crate::reason::Reason, &crate::run::tally::CodeTally)| {
        let texts = reason.texts(lang);
        let counted = say!(lang, "rows-with-title", rows = code.rows, title = texts.title);
        let mut shown = format!("{counted}\n{}", texts.remedy);
        if let Some(example) = &code.example {
            let cell = String::from_utf8_lossy(&example.content);
            let cell = safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH);
            shown = format!("{shown}\n{}:{} {cell}", safe(&report.summary.file, 300), example.line);
        }
        let mut status = status(measure, report);
        if measure.exceeded {
            status.set_message(counted);
            status.set_description(shown.clone());
        }
        let mut case = TestCase::new(reason.code(), status);
        case.set_classname(format!("presend.{}", measure.word()));
        case.set_system_out(shown);
        case
    };
    let tally = &report.summary.tally;
    let codes =
        measure.verdict.map_or_else(|| tally.lacking().into_iter().collect(), |verdict| tally.explaining(verdict));
    codes.into_iter().map(case).collect()
}

fn status(measure: &Measure, report: &GateReport) -> TestCaseStatus {
    match (measure.exceeded, measure.verdict) {
        (false, _) => TestCaseStatus::success(),
        (true, Some(Verdict::Unknown)) if report.outcome == Outcome::Inconclusive => {
            TestCaseStatus::non_success(NonSuccessKind::Error)
        }
        (true, _) => TestCaseStatus::non_success(NonSuccessKind::Failure),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{gate, summary};
    use super::*;
    use crate::reason::Reason;

    #[test]
    fn what_exceeds_fails_and_the_rest_passes() {
        let report = gate(summary(&[
            (Verdict::Reject, Reason::DomainNxdomain, 181, "john@example-gone.com"),
            (Verdict::Review, Reason::AddressRole, 3, "info@example.com"),
        ]));
        let text = gated(&report, Lang::En, Style::default());
        let read = Report::deserialize_from_str(&text).expect("JUnit");
        assert_eq!((read.tests, read.failures, read.errors), (5, 2, 0), "{text}");
        assert!(text.contains("contacts.csv:17 john@example-gone.com"));
    }

    #[test]
    fn too_much_unknown_is_an_error_and_no_failure() {
        let report = gate(summary(&[(Verdict::Unknown, Reason::DnsTimeout, 500, "a@slow.example")]));
        let read = Report::deserialize_from_str(&gated(&report, Lang::En, Style::default())).expect("JUnit");
        assert_eq!((read.failures, read.errors), (0, 2));
    }

    #[test]
    fn signs_that_xml_forbids_do_not_get_in() {
        let cell = "a\u{0}\u{1b}]]><x y=\"\u{ffff}&amp;@b.c";
        let report = gate(summary(&[(Verdict::Reject, Reason::SyntaxNoAt, 5_000, cell)]));
        let text = gated(&report, Lang::En, Style::default());
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{ffff}'), "{text}");
        Report::deserialize_from_str(&text).expect("JUnit");
    }
}
