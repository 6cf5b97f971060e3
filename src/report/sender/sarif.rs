//! Checked senders as SARIF 2.1.0: each finding at the line of its domain.

use super::super::sarif::Sarif;
use super::{Portfolio, gravest, is_among, observed};
use crate::sender::checks::Status;

/// What is wrong, and what could not be found out. A domain of the command line stands for a file of its name.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let mut sarif = Sarif::start("", portfolio.lang, portfolio.style);
    for entry in portfolio.entries {
        let (file, line) = portfolio.place(entry).unwrap_or((&entry.name, 1));
        let new = portfolio.new_of(entry);
        for check in gravest(entry) {
            let level = match check.status {
                Status::Fail => "error",
                Status::Warn if portfolio.warnings_fail => "error",
                Status::Warn => "warning",
                _ => "note",
            };
            let said = format!("{}: {}", entry.name, observed(check, portfolio.lang));
            let state = new.as_deref().map(|new| if is_among(check, Some(new)) { "new" } else { "unchanged" });
            sarif.add_at(check.code, level, (file, line), &said, state);
        }
    }
    sarif.finish()
}
