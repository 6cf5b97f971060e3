//! Checked senders as JUnit XML: a suite for each, a case for each check.

use super::super::text::safe;
use super::{Portfolio, diff, fix, is_among, observed};
use crate::sender::Entry;
use crate::sender::checks::{Check, Status};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The longest text of a case, in characters.
const WIDTH: usize = 1_000;

/// A fault is a failure; what matters and could not be found out is an error, as nothing was decided.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let mut junit = Report::new("presend");
    for entry in portfolio.entries {
        let name = safe(&entry.name, WIDTH);
        let mut suite = TestSuite::new(format!("presend sender: {name}"));
        let new = portfolio.new_of(entry);
        for check in entry.checks() {
            let is_new = is_among(check, new.as_deref());
            let mut case = TestCase::new(
                safe(&format!("{} {}", check.code, check.subject), WIDTH),
                if is_new { status(check, entry, portfolio) } else { known(check) },
            );
            case.set_classname(format!("presend.sender.{name}"));
            case.set_system_out(safe(&observed(check, portfolio.lang), WIDTH));
            suite.add_test_case(case);
        }
        junit.add_test_suite(suite);
    }
    junit.to_string().unwrap_or_default()
}

/// What an earlier result has already fails nothing.
fn known(check: &Check) -> TestCaseStatus {
    if check.status == Status::Skip { TestCaseStatus::skipped() } else { TestCaseStatus::success() }
}

fn status(check: &Check, entry: &Entry, portfolio: &Portfolio<'_>) -> TestCaseStatus {
    let kind = match check.status {
        Status::Skip => return TestCaseStatus::skipped(),
        Status::Fail => NonSuccessKind::Failure,
        Status::Warn if portfolio.warnings_fail => NonSuccessKind::Failure,
        Status::Unknown if check.decisive => NonSuccessKind::Error,
        _ => return TestCaseStatus::success(),
    };
    let mut status = TestCaseStatus::non_success(kind);
    let texts = check.code.texts(portfolio.lang);
    status.set_message(safe(&format!("{}: {}", texts.title, observed(check, portfolio.lang)), WIDTH));
    let records = diff::published(check, entry, portfolio).into_iter().map(|record| safe(&record, 5 * WIDTH));
    let lines: Vec<String> = std::iter::once(safe(&fix(check, portfolio.lang), WIDTH)).chain(records).collect();
    status.set_description(lines.join("\n"));
    status
}
