//! Reads a table of facts in any of its forms. Tables may stand one behind the other, with the names of the columns before each.
//!
//! A table may be a stranger's: rows and their number are bounded, and what cannot be read is an error with its place.

use super::FactsError;
use super::columns::{COLUMNS, Column};
use super::row::Decoder;
use crate::facts::KnownFacts;
use crate::list::{InputFormat, Lines, Source, SourceOptions};
use crate::reason::{Sentence, sentence};
use serde_json::Value;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// The longest row, in octets: a domain with all the exchanges and addresses that answers have room for takes less.
const ROW_OCTETS_MAX: usize = 4 << 20;
/// The most rows of a table.
const ROWS_MAX: u64 = 1 << 28;
/// The mark of UTF-8 at the beginning of a file.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// What was read of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its rows.
    pub rows: u64,
}

/// Adds what a table says to what is known.
pub fn read(path: &Path, known: &mut KnownFacts) -> Result<Reading, FactsError> {
    // What is text is looked at here.
    let source = Source::open(path, &SourceOptions { jsonl: Some(false), ..SourceOptions::default() })?;
    let mut table =
        Table { name: source.name.clone(), known, decoder: Decoder::default(), reading: Reading::default() };
    let mut text = BufReader::with_capacity(1 << 17, source.read()?);
    let head = text.fill_buf().map_err(|error| table.unreadable(sentence!("facts-place-beginning"), error))?;
    let head = head.strip_prefix(UTF8_MARK).unwrap_or(head).trim_ascii_start();
    if head.starts_with(b"{") && matches!(source.form, InputFormat::Text(_)) {
        table.json_lines(Lines::new(Box::new(text)))?;
    } else {
        table.csv(text, source.form == InputFormat::Parquet)?;
    }
    Ok(table.reading)
}

/// Adds rows whose cells are texts in the order of [`COLUMNS`], numbered from 1.
pub fn read_rows<'t>(
    name: &str,
    rows: impl IntoIterator<Item = [Cow<'t, str>; COLUMNS.len()]>,
    known: &mut KnownFacts,
) -> Result<Reading, FactsError> {
    let mut table = Table { name: name.to_owned(), known, decoder: Decoder::default(), reading: Reading::default() };
    for cells in rows {
        let number = table.reading.rows + 1;
        table
            .row(|| sentence!("facts-place-row", number = number.to_string()), &cells.each_ref().map(|cell| &**cell))?;
    }
    Ok(table.reading)
}

struct Table<'k> {
    name: String,
    known: &'k mut KnownFacts,
    decoder: Decoder,
    reading: Reading,
}

impl Table<'_> {
    fn unreadable(&self, place: Sentence, error: io::Error) -> FactsError {
        FactsError::Read { name: self.name.clone(), place, error }
    }

    fn wrong(&self, place: Sentence, what: Sentence) -> FactsError {
        FactsError::Row { name: self.name.clone(), place, what: Box::new(what) }
    }

    /// Takes a row, whose cells are texts in the order of the columns.
    fn row(&mut self, place: impl Fn() -> Sentence, cells: &[&str]) -> Result<(), FactsError> {
        self.reading.rows += 1;
        if self.reading.rows > ROWS_MAX {
            return Err(FactsError::TooMany { name: self.name.clone(), max: ROWS_MAX });
        }
        match self.decoder.row(cells) {
            Ok(Some((domain, known))) => self.known.add(domain, known),
            Ok(None) => {}
            Err(what) => return Err(self.wrong(place(), what)),
        }
        Ok(())
    }

    fn json_lines(&mut self, mut lines: Lines) -> Result<(), FactsError> {
        loop {
            let number = lines.number() + 1;
            let place = || sentence!("facts-place-line", number = number.to_string());
            let Some(line) = lines.next_line().map_err(|error| self.unreadable(place(), error))? else { return Ok(()) };
            if line.content.trim_ascii().is_empty() {
                continue;
            }
            if line.content.len() > ROW_OCTETS_MAX {
                return Err(self.wrong(place(), sentence!("facts-row-too-long", mebibytes = ROW_OCTETS_MAX >> 20)));
            }
            let Ok(Value::Object(record)) = serde_json::from_slice(line.content) else {
                return Err(self.wrong(place(), sentence!("facts-row-no-object")));
            };
            let texts = COLUMNS.map(|column| text_of(record.get(column.name)));
            self.row(place, &texts.each_ref().map(String::as_str))?;
        }
    }

    /// A record of Parquet stands one line above its text.
    fn csv(&mut self, text: impl Read, is_parquet: bool) -> Result<(), FactsError> {
        let left = Rc::new(Cell::new(ROW_OCTETS_MAX));
        let text = Bounded { input: text, left: left.clone() };
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mut record = csv::ByteRecord::new();
        let mut header: Option<(csv::ByteRecord, Vec<Option<usize>>)> = None;
        loop {
            left.set(ROW_OCTETS_MAX);
            let line = rows.position().line();
            let place = move || match is_parquet {
                true => sentence!("facts-place-record", number = line.saturating_sub(1).to_string()),
                false => sentence!("facts-place-line", number = line.to_string()),
            };
            match rows.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Err(self.unreadable(place(), error.into())),
            }
            let Some((names, places)) = &header else {
                header = Some((record.clone(), self.places(&record)?));
                continue;
            };
            // A table that stands behind another begins with the names again.
            if record == *names {
                continue;
            }
            if record.len() != names.len() {
                return Err(
                    self.wrong(place(), sentence!("facts-row-cells", cells = record.len(), wanted = names.len()))
                );
            }
            let Ok(cells) = record.iter().map(std::str::from_utf8).collect::<Result<Vec<_>, _>>() else {
                return Err(self.wrong(place(), sentence!("facts-row-not-utf8")));
            };
            // A mark that keeps spreadsheets from taking a name for a formula is no part of it.
            let cell = |at: Option<usize>| at.map_or("", |at| cells[at].strip_prefix('\'').unwrap_or(cells[at]));
            self.row(place, &places.iter().map(|at| cell(*at)).collect::<Vec<_>>())?;
        }
        if header.is_none() { Err(self.no_column(SCHEMA_COLUMN)) } else { Ok(()) }
    }

    /// Where each column stands in the file. A column that is not read need not be there.
    fn places(&self, names: &csv::ByteRecord) -> Result<Vec<Option<usize>>, FactsError> {
        let stands = |column: &Column| {
            let is_its_name = |name: &[u8]| name.strip_prefix(UTF8_MARK).unwrap_or(name) == column.name.as_bytes();
            match names.iter().position(is_its_name) {
                None if column.is_fact => Err(self.no_column(column.name)),
                at => Ok(at),
            }
        };
        COLUMNS.iter().map(stands).collect()
    }

    fn no_column(&self, missing: &'static str) -> FactsError {
        FactsError::NoColumn { name: self.name.clone(), missing }
    }
}

/// The column without which nothing is a table of facts.
const SCHEMA_COLUMN: &str = COLUMNS[0].name;

/// A value of JSON as the text of a cell.
fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A reader that gives no more for a row than a row may have.
struct Bounded<R> {
    input: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            let what = sentence!("facts-row-no-end", mebibytes = ROW_OCTETS_MAX >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let room = buffer.len().min(left);
        let octets = self.input.read(&mut buffer[..room])?;
        self.left.set(left - octets);
        Ok(octets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("room");
        let read = read(file.path(), &mut KnownFacts::new(false));
        let told = read.map_or_else(|error| error.to_string(), |reading| format!("{reading:?}"));
        assert!(told.contains(expected), "{text:?}: {told}");
    }

    const ROW: &str = r#"{"schema":"presend.facts.1","domain":"a.de","outcome":"nxdomain","mx":[],"hosts":[],
        "exchanges_left_out":0,"resolver_invents":false,"resolver_trust":"believed","asked_at":"2026-01-31T12:00:00Z",
        "expires_at":"2026-01-31T13:00:00Z","resolver":"zone"}"#;

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let row = ROW.replace('\n', "");
        check(&format!("{row}\n\n{row}\n"), "rows: 2");
        check(&format!("{row}\n[]\n"), "line 2 of the table of facts is of no use: it is no object");
        check(
            &format!("{row}\n{}", row.replace("facts.1", "facts.2")),
            "line 2 of the table of facts is of no use: its schema",
        );
        check(&row.replace("nxdomain", "gone"), "the outcome \"gone\" does not fit");
        check(&row.replace("13:00:00Z", "11:00:00Z"), "it expires before it was asked");
        check("", &format!("no column {SCHEMA_COLUMN}"));
        check("email\nann@example.org\n", "no column schema");
        let head = COLUMNS.map(|column| column.name).join(",");
        check(&format!("{head}\n{head}\n"), "rows: 0");
        check(&format!("{head}\npresend.facts.1,a.de\n"), "line 2 of the table of facts is of no use: it has 2 cells");
    }

    #[test]
    fn a_row_without_an_end_is_given_up() {
        let head = COLUMNS.map(|column| column.name).join(",");
        check(&format!("{head}\n\"{}", "x,".repeat(ROW_OCTETS_MAX)), "a row is longer than 4 MiB");
        check(&format!("{{\"a\":\"{}\"}}", "x".repeat(ROW_OCTETS_MAX)), "longer than 4 MiB");
    }
}
