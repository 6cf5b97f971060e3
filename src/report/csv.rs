//! Every row as a line of CSV: where it is, what it says, what became of it.

use super::Style;
use super::formats::CheckView;
use super::text::redacted;
use crate::judge::RowVerdict;
use crate::list::harmless;
use crate::reason::Reason;
use std::io::{self, Write};

const COLUMNS: [&str; 7] = ["line", "raw", "verdict", "primary", "codes", "suggestion", "duplicate_of"];

/// Writes rows as CSV (RFC 4180), UTF-8, with a header. No cell begins a formula.
#[derive(Debug)]
pub struct CsvRows<W: Write> {
    output: csv::Writer<W>,
    style: Style,
}

impl<W: Write> CsvRows<W> {
    pub fn start(output: W, style: Style) -> io::Result<CsvRows<W>> {
        let mut output = csv::Writer::from_writer(output);
        output.write_record(COLUMNS).map_err(io::Error::other)?;
        Ok(CsvRows { output, style })
    }

    /// `line` is the row's first line, from 1; `cell` its e-mail cell.
    pub fn row(&mut self, line: u64, cell: &[u8], verdict: &RowVerdict) -> io::Result<()> {
        let record = record(line, cell, verdict, self.style);
        self.output.write_record(record).map_err(io::Error::other)
    }

    pub fn finish(self) -> io::Result<W> {
        self.output.into_inner().map_err(|error| error.into_error())
    }
}

/// One answer of `presend check` with its line end, and the header before the first. An argument has its place among the others for a
/// line.
pub fn checked(view: &CheckView<'_>) -> String {
    let line = view.place.map_or(view.number, |(_, line)| line);
    let mut output = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    if view.number == 1 {
        drop(output.write_record(COLUMNS));
    }
    drop(output.write_record(record(line, &view.checked.raw, &view.checked.whole(), view.style)));
    output.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The header, with its line end.
pub fn header() -> String {
    COLUMNS.join(",") + "\n"
}

fn record(line: u64, cell: &[u8], verdict: &RowVerdict, style: Style) -> [String; 7] {
    let shown = |text: &str| if style.redact { redacted(text) } else { text.to_owned() };
    let raw = shown(&String::from_utf8_lossy(cell));
    let suggestion = verdict.suggestion.as_ref().map(|s| &s.address).or(verdict.repaired.as_ref());
    let suggestion = suggestion.map(|address| shown(address)).unwrap_or_default();
    [
        line.to_string(),
        harmless(&raw).into_owned(),
        verdict.verdict.word().to_owned(),
        verdict.primary.map_or("", Reason::code).to_owned(),
        verdict.labels().join(" "),
        harmless(&suggestion).into_owned(),
        verdict.duplicate_of.map(|line| line.to_string()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::judge_row_without_address;

    #[test]
    fn no_cell_begins_a_formula_and_every_cell_stays_one() {
        let mut rows = CsvRows::start(Vec::new(), Style::default()).unwrap();
        rows.row(3, b"=cmd|'/c calc'!A0,\"x\"\ny", &judge_row_without_address(&[])).unwrap();
        let text = String::from_utf8(rows.finish().unwrap()).unwrap();
        let mut read = csv::Reader::from_reader(text.as_bytes());
        let record = read.records().next().unwrap().unwrap();
        assert_eq!(record.len(), COLUMNS.len());
        assert_eq!(&record[0], "3");
        assert!(!record[1].starts_with('=') && record[1].contains("calc"), "{text}");
    }
}
