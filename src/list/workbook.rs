//! Workbooks (XLSX, XLSB, XLS, ODS): one sheet as rows of text, and as cells that can be written again.
//!
//! A workbook is held in memory, for a sheet has no more than a million rows. The text of a sheet is CSV with one line for each row of
//! the sheet, so that a line number is a row number. It must never build what the file does not hold: a sheet with
//! a cell in its last corner has one cell, not seventeen thousand million.

use super::look::{self, Look};
use super::magic::HEAD_OCTETS;
use super::{ListError, Source};
use calamine::{Data, DataRef, Reader, Sheets};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

/// The largest workbook that is read, in octets.
const WORKBOOK_OCTETS_MAX: u64 = 512 << 20;

/// The most cells that are taken from a sheet.
const CELLS_MAX: usize = 60_000_000;

/// The most octets that the text of a sheet may have.
const TEXT_OCTETS_MAX: usize = 2 << 30;

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    pub name: String,
    /// The other sheets that were not taken.
    pub others: Vec<String>,
    /// The cells of each row, from the first row of the sheet on.
    pub rows: Vec<Vec<Data>>,
}

/// Whether a file is a workbook, by its first octets.
pub(super) fn is_workbook(head: &[u8]) -> bool {
    let head = &head[..head.len().min(HEAD_OCTETS)];
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let packed = head.starts_with(b"PK\x03\x04")
        && (holds(b"opendocument.spreadsheet")
            || holds(b"[Content_Types].xml")
            || holds(b"xl/")
            || holds(b"docProps/"));
    packed || head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

impl Sheet {
    /// Reads the sheet that is wished, by name or number from 1, or else the first one with addresses.
    pub(super) fn read(source: &Source, wish: Option<&str>) -> Result<Sheet, ListError> {
        let damaged = |what: String| ListError::Workbook { name: source.name.clone(), what };
        if source.octets > WORKBOOK_OCTETS_MAX {
            return Err(damaged(format!("it is larger than {} MiB; save it as CSV", WORKBOOK_OCTETS_MAX >> 20)));
        }
        let mut bytes = Vec::new();
        source.bytes().read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(&bytes[..]))
            .map_err(|error| damaged(advice(&error.to_string(), &bytes)))?;
        let names: Vec<String> = book.sheet_names();
        let others = |name: &str| names.iter().filter(|other| *other != name).cloned().collect();
        let read = |book: &mut Sheets<Cursor<&[u8]>>, name: &str| rows(book, name).map_err(damaged);
        if let Some(wish) = wish {
            let number = wish.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?));
            let Some(name) = names.iter().find(|name| name.as_str() == wish).or(number) else {
                let sheets = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
                return Err(ListError::NoSuchSheet { wanted: wish.to_owned(), sheets });
            };
            let rows = read(&mut book, name)?;
            return Ok(Sheet { name: name.clone(), others: others(name), rows });
        }
        let mut first = None;
        for name in &names {
            let rows = read(&mut book, name)?;
            let sheet = Sheet { name: name.clone(), others: others(name), rows };
            if sheet.has_addresses() {
                return Ok(sheet);
            }
            if first.is_none() && !sheet.rows.is_empty() {
                first = Some(sheet);
            }
        }
        first.ok_or(ListError::Empty)
    }

    fn has_addresses(&self) -> bool {
        let mut cells = self.rows.iter().take(20_000).flatten();
        cells.any(|cell| matches!(cell, Data::String(text) if look::cell(text.as_bytes()) >= Look::Broken))
    }

    /// Columns of the widest row.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The sheet as CSV, one line a row.
    pub(super) fn text(&self) -> Result<Vec<u8>, ListError> {
        let mut text = String::new();
        let columns = self.columns();
        for row in &self.rows {
            // An empty row is an empty line, however wide the sheet is.
            for column in 0..if row.is_empty() { 0 } else { columns } {
                if column > 0 {
                    text.push(',');
                }
                if let Some(cell) = row.get(column) {
                    push_cell(&shown(cell), &mut text);
                }
            }
            text.push('\n');
            if text.len() > TEXT_OCTETS_MAX {
                let what = format!("sheet {:?} holds more than {} GiB of text", self.name, TEXT_OCTETS_MAX >> 30);
                return Err(ListError::Workbook { name: self.name.clone(), what });
            }
        }
        Ok(text.into_bytes())
    }
}

/// Adds a cell of CSV on one line: line breaks inside of it become spaces.
pub(super) fn push_cell(cell: &str, text: &mut String) {
    if !cell.contains([',', '"', '\n', '\r']) && !cell.starts_with(' ') && !cell.ends_with(' ') {
        return text.push_str(cell);
    }
    text.push('"');
    for c in cell.chars() {
        match c {
            '"' => text.push_str("\"\""),
            '\n' | '\r' => text.push(' '),
            c => text.push(c),
        }
    }
    text.push('"');
}

fn advice(error: &str, bytes: &[u8]) -> String {
    // An encrypted workbook is an OLE file with a stream of this name, in UTF-16.
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &mark).is_some() || error.to_ascii_lowercase().contains("password") {
        return "it is protected by a password; save it without one".to_owned();
    }
    format!("it cannot be read ({error}); open it, save it again, or export it as CSV")
}

/// The rows of a sheet.
fn rows(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<Data>>, String> {
    let mut rows: Vec<Vec<Data>> = Vec::new();
    let mut cells = 0;
    let mut put = |row: usize, column: usize, value: Data| {
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let place = &mut rows[row];
        if place.len() <= column {
            cells += column + 1 - place.len();
            place.resize(column + 1, Data::Empty);
        }
        place[column] = value;
        if cells > CELLS_MAX {
            return Err(format!("sheet {name:?} holds more than {CELLS_MAX} cells; export it as CSV"));
        }
        Ok(())
    };
    if let Sheets::Xlsx(book) = book {
        let mut reader = match book.worksheet_cells_reader(name) {
            Ok(reader) => reader,
            // A sheet of charts has no cells.
            Err(_) => return Ok(Vec::new()),
        };
        while let Some(cell) = reader.next_cell().map_err(|error| advice(&error.to_string(), b""))? {
            let (row, column) = cell.get_position();
            let value = owned(cell.get_value());
            if value != Data::Empty && value != Data::String(String::new()) {
                put(row as usize, column as usize, value)?;
            }
        }
        return Ok(rows);
    }
    let range = match book.worksheet_range(name) {
        Ok(range) => range,
        Err(error) => return Err(advice(&error.to_string(), b"")),
    };
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        put(row + top as usize, column + left as usize, value.clone())?;
    }
    Ok(rows)
}

fn owned(value: &DataRef<'_>) -> Data {
    match value {
        DataRef::SharedString(text) => Data::String((*text).to_owned()),
        other => other.clone().into(),
    }
}

/// A cell as a person reads it.
pub(super) fn shown(cell: &Data) -> Cow<'_, str> {
    match cell {
        Data::Empty => Cow::Borrowed(""),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cow::Borrowed(text),
        Data::Int(number) => Cow::Owned(number.to_string()),
        Data::Float(number) => Cow::Owned(number.to_string()),
        Data::Bool(true) => Cow::Borrowed("TRUE"),
        Data::Bool(false) => Cow::Borrowed("FALSE"),
        Data::Error(error) => Cow::Owned(error.to_string()),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let mut text = String::new();
            // A number without a day is a time; writing to a string cannot fail.
            if time.is_duration() || time.as_f64() < 1.0 {
                let hours = (time.as_f64().max(0.0) * 24.0) as u64;
                let _ = write!(text, "{hours:02}:{minute:02}:{second:02}");
                return Cow::Owned(text);
            }
            let _ = write!(text, "{year:04}-{month:02}-{day:02}");
            if time.as_f64().fract() != 0.0 {
                let _ = write!(text, " {hour:02}:{minute:02}:{second:02}");
            }
            Cow::Owned(text)
        }
    }
}
