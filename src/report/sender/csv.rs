//! Checked senders as CSV (RFC 4180): a line for each check, so that a spreadsheet can filter by domain, code or status.

use super::super::text::safe;
use super::{Portfolio, diff, fix, is_among, observed};
use crate::list::harmless;
use crate::sender::checks::{Check, Status};
use std::borrow::Cow;

const COLUMNS: [&str; 9] = ["domain", "verdict", "status", "code", "subject", "title", "observed", "fix", "publish"];
/// Behind them, where an earlier result is compared with: whether the finding is new or known.
const SINCE: &str = "since";
/// Behind these, where it is asked for: the records whose place those to publish take.
const REPLACES: &str = "replaces";

/// The longest cell, in characters: as long as an SPF record with all its addresses may be.
const CELL_WIDTH: usize = 5_000;

/// All checks, UTF-8, with a header. No cell begins a formula.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let lang = portfolio.lang;
    let mut output = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let mut write = |record: [Cow<'_, str>; 9], since: Option<&str>, replaces: Option<String>| {
        let cells = record.iter().map(|cell| cell.as_bytes()).chain(since.map(str::as_bytes));
        drop(output.write_record(cells.chain(replaces.as_ref().map(|cell| cell.as_bytes()))));
    };
    let replaces = portfolio.diff.then(|| REPLACES.to_owned());
    write(COLUMNS.map(Cow::Borrowed), portfolio.baseline.map(|_| SINCE), replaces);
    for entry in portfolio.entries {
        let new = portfolio.new_of(entry);
        for check in entry.checks() {
            let to_do = matches!(check.status, Status::Fail | Status::Warn | Status::Unknown);
            let cell = |text: &str| Cow::Owned(harmless(&safe(text, CELL_WIDTH)).into_owned());
            let records: Vec<Cow<'_, str>> = check.publish.iter().map(|record| cell(record)).collect();
            let advice = diff::of_check(check, entry);
            let replaced: Vec<Cow<'_, str>> =
                advice.into_iter().flat_map(|advice| &advice.replaced).map(|record| cell(record)).collect();
            write(
                [
                    cell(&entry.name),
                    entry.verdict().word().into(),
                    check.status.word().into(),
                    check.code.code().into(),
                    cell(&check.subject),
                    check.code.texts(lang).title.into(),
                    cell(&observed(check, lang)),
                    if to_do { cell(&fix(check, lang)) } else { "".into() },
                    records.join("\n").into(),
                ],
                new.as_deref().map(|new| since(check, to_do, new)),
                portfolio.diff.then(|| replaced.join("\n")),
            );
        }
    }
    output.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// Whether an earlier result has the finding too.
fn since(check: &Check, to_do: bool, new: &[&Check]) -> &'static str {
    match (to_do, is_among(check, Some(new))) {
        (false, _) => "",
        (true, true) => "new",
        (true, false) => "known",
    }
}
