//! Workbooks (XLSX, XLSB, XLS, ODS and its flat form): one sheet as rows of text, and as cells that can be written again.
//!
//! A workbook is held in memory, for a sheet has no more than a million rows. The text of a sheet is CSV with one line for each row of
//! the sheet, so that a line number is a row number. It must never build what the file does not hold: a sheet with
//! a cell in its last corner has one cell, not seventeen thousand million. The reader of workbooks is a stranger: what its panics
//! leave behind is a damaged workbook, and numbers by which it would take memory are looked at first.

use super::compound::{self, DAMAGED};
use super::flat;
use super::swollen;
use crate::list::detect::look::{self, Look};
use crate::list::detect::magic::HEAD_OCTETS;
use crate::list::formulas;
use crate::list::{ListError, ROW_OCTETS_MAX, Source};
use calamine::{Cell, Data, DataRef, Reader, Sheets};
use std::borrow::Cow;
use std::cell::Cell as Flag;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Once};

/// The largest workbook that is read, in octets.
const WORKBOOK_OCTETS_MAX: u64 = 512 << 20;

/// The most cells that are taken from a sheet.
const CELLS_MAX: usize = 60_000_000;

/// Rows and columns of a sheet (ECMA-376, as Excel limits it).
const ROWS_MAX: usize = 1 << 20;
const COLUMNS_MAX: usize = 1 << 14;

/// Cells that a sheet may have without being looked at askance, and beyond that for each octet of the file.
const CELLS_FREE: usize = 4_000_000;
const CELLS_AN_OCTET: usize = 4;

/// What the texts of a sheet may have together without being looked at askance, in octets, and how many times the size of the
/// file beyond that. One text may stand in each row.
const TEXT_OCTETS_FREE: usize = 512 << 20;
const TEXT_TIMES_MAX: usize = 250;

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    pub name: String,
    /// The other sheets that were not taken.
    pub others: Vec<String>,
    /// The cells of each row, from the first row of the sheet on.
    pub rows: Vec<Vec<SheetCell>>,
    /// Cells with a formula whose result is not in the file. They hold the formula as text.
    pub formulas: usize,
}

/// What stands in a cell. A text that stands in many is held once.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    Empty,
    Text(Arc<str>),
    Value(Data),
}

/// Whether a file is a workbook, by its first octets.
pub(in crate::list) fn is_workbook(head: &[u8]) -> bool {
    let head = &head[..head.len().min(HEAD_OCTETS)];
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let packed = head.starts_with(b"PK\x03\x04")
        && (holds(b"opendocument.spreadsheet")
            || holds(b"[Content_Types].xml")
            || holds(b"xl/")
            || holds(b"docProps/"));
    packed || head.starts_with(compound::SIGNATURE) || flat::begins(head)
}

impl Sheet {
    /// Reads the sheet that is wished, by name or number from 1, or else the first one with addresses.
    pub(in crate::list) fn read(source: &Source, wish: Option<&str>) -> Result<Sheet, ListError> {
        let damaged = |what: String| ListError::Workbook { name: source.name.clone(), what };
        if source.octets > WORKBOOK_OCTETS_MAX {
            return Err(damaged(format!("it is larger than {} MiB; save it as CSV", WORKBOOK_OCTETS_MAX >> 20)));
        }
        let mut bytes = Vec::new();
        source.bytes().read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        if flat::begins(&bytes[..bytes.len().min(HEAD_OCTETS)]) {
            bytes = flat::contained(&bytes).map_err(damaged)?;
        }
        let bytes = tamed(bytes).map_err(damaged)?;
        unharmed(|| Sheet::parse(&bytes, wish, damaged)).unwrap_or_else(|| Err(damaged(DAMAGED.to_owned())))
    }

    fn parse(bytes: &[u8], wish: Option<&str>, damaged: impl Fn(String) -> ListError) -> Result<Sheet, ListError> {
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
            .map_err(|error| damaged(advice(&error.to_string())))?;
        let names: Vec<String> = book.sheet_names();
        let others = |name: &str| names.iter().filter(|other| *other != name).cloned().collect();
        if let Some(wish) = wish {
            let number = wish.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?));
            let Some(name) = names.iter().find(|name| name.as_str() == wish).or(number) else {
                let sheets = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
                return Err(ListError::NoSuchSheet { wanted: wish.to_owned(), sheets });
            };
            let Rows { rows, formulas, .. } = rows(&mut book, name, bytes.len()).map_err(&damaged)?;
            return Ok(Sheet { name: name.clone(), others: others(name), rows, formulas });
        }
        let mut first = None;
        for name in &names {
            let Rows { rows, formulas, .. } = rows(&mut book, name, bytes.len()).map_err(&damaged)?;
            let sheet = Sheet { name: name.clone(), others: others(name), rows, formulas };
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
        cells.any(|cell| matches!(cell, SheetCell::Text(text) if look::cell(text.as_bytes()) >= Look::Broken))
    }

    /// Columns of the widest row.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Adds a cell of CSV on one line: line breaks inside of it become spaces.
pub(in crate::list) fn push_cell(cell: &str, text: &mut String) {
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

fn advice(error: &str) -> String {
    if error.to_ascii_lowercase().contains("password") {
        return PROTECTED.to_owned();
    }
    format!("it cannot be read ({error}); open it, save it again, or export it as CSV")
}

const PROTECTED: &str = "it is protected by a password; save it without one";

/// The workbook without what makes its reader take memory for nothing.
fn tamed(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(compound::SIGNATURE) {
        return swollen::refused(&bytes, cells_max(bytes.len()) as u64).map_or(Ok(bytes), |what| Err(what.to_owned()));
    }
    // An encrypted workbook is a compound file with a stream of this name, in UTF-16.
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(&bytes, &mark).is_some() {
        return Err(PROTECTED.to_owned());
    }
    compound::plain(&bytes).map_err(str::to_owned)
}

thread_local! {
    /// Whether a panic of this thread is told to nobody.
    static SILENT: Flag<bool> = const { Flag::new(false) };
}

/// What `work` gives; nothing where it panics, which is told to nobody.
fn unharmed<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !SILENT.get() {
                before(what);
            }
        }));
    });
    SILENT.set(true);
    let given = panic::catch_unwind(AssertUnwindSafe(work));
    SILENT.set(false);
    given.ok()
}

/// The most cells that are taken from a sheet of a file of so many octets.
fn cells_max(file_octets: usize) -> usize {
    CELLS_FREE.max(file_octets.saturating_mul(CELLS_AN_OCTET)).min(CELLS_MAX)
}

/// The rows of a sheet, out of a file of so many octets.
fn rows<'n>(book: &mut Sheets<Cursor<&[u8]>>, name: &'n str, file_octets: usize) -> Result<Rows<'n>, String> {
    let mut rows = Rows::new(name, file_octets);
    // A sheet of charts has no cells. The other forms have no reader of single cells.
    if let Sheets::Xlsx(book) = book {
        if let Ok(mut reader) = book.worksheet_cells_reader(name) {
            while let Some(cell) = reader.next_cell().map_err(|error| advice(&error.to_string()))? {
                rows.put_cell(&cell)?;
            }
        }
        if rows.has_hollow_cells
            && let Ok(mut reader) = book.worksheet_cells_reader(name)
        {
            rows.empty_results.sort_unstable();
            while let Some(cell) = reader.next_formula().map_err(|error| advice(&error.to_string()))? {
                rows.put_formula(&cell)?;
            }
        }
        return Ok(rows);
    }
    if let Sheets::Xlsb(book) = book {
        let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(rows) };
        while let Some(cell) = reader.next_cell().map_err(|error| advice(&error.to_string()))? {
            rows.put_cell(&cell)?;
        }
        return Ok(rows);
    }
    let range = match book.worksheet_range(name) {
        Ok(range) => range,
        Err(error) => return Err(advice(&error.to_string())),
    };
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let value = match value {
            Data::String(text) => rows.own_text(text),
            other => SheetCell::Value(other.clone()),
        };
        rows.put(row + top as usize, column + left as usize, value)?;
    }
    Ok(rows)
}

/// Rows that are being filled.
struct Rows<'b> {
    name: &'b str,
    rows: Vec<Vec<SheetCell>>,
    cells: usize,
    cells_max: usize,
    text_octets: usize,
    text_octets_max: usize,
    /// The texts of the workbook that were met, by where they stand.
    shared: HashMap<(usize, usize), Arc<str>>,
    /// Texts that stand in the cells themselves.
    own: HashSet<Arc<str>>,
    /// Cells without a value were met, which may have a format, or a formula.
    has_hollow_cells: bool,
    /// Cells in which a formula left an empty text.
    empty_results: Vec<(u32, u32)>,
    formulas: usize,
}

impl<'b> Rows<'b> {
    fn new(name: &'b str, file_octets: usize) -> Rows<'b> {
        Rows {
            name,
            rows: Vec::new(),
            cells: 0,
            cells_max: cells_max(file_octets),
            text_octets: 0,
            text_octets_max: TEXT_OCTETS_FREE.max(file_octets.saturating_mul(TEXT_TIMES_MAX)),
            shared: HashMap::new(),
            own: HashSet::new(),
            has_hollow_cells: false,
            empty_results: Vec::new(),
            formulas: 0,
        }
    }

    fn put_cell(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), String> {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => {
                self.has_hollow_cells = true;
                return Ok(());
            }
            DataRef::String(text) if text.is_empty() => {
                self.empty_results.push((row, column));
                return Ok(());
            }
            DataRef::SharedString(text) => {
                let place = (text.as_ptr() as usize, text.len());
                SheetCell::Text(Arc::clone(self.shared.entry(place).or_insert_with(|| Arc::from(*text))))
            }
            DataRef::String(text) => self.own_text(text),
            other => SheetCell::Value(other.clone().into()),
        };
        self.put(row as usize, column as usize, value)
    }

    fn put_formula(&mut self, cell: &Cell<String>) -> Result<(), String> {
        let place = cell.get_position();
        let (row, column) = (place.0 as usize, place.1 as usize);
        let there = self.rows.get(row).and_then(|row| row.get(column));
        let is_known = there.is_some_and(|there| *there != SheetCell::Empty);
        if cell.get_value().is_empty() || is_known || self.empty_results.binary_search(&place).is_ok() {
            return Ok(());
        }
        self.formulas += 1;
        let text = self.own_text(&formulas::typed(cell.get_value()));
        self.put(row, column, text)
    }

    fn own_text(&mut self, text: &str) -> SheetCell {
        if let Some(text) = self.own.get(text) {
            return SheetCell::Text(Arc::clone(text));
        }
        let text: Arc<str> = Arc::from(text);
        self.own.insert(Arc::clone(&text));
        SheetCell::Text(text)
    }

    fn put(&mut self, row: usize, column: usize, value: SheetCell) -> Result<(), String> {
        match &value {
            SheetCell::Empty | SheetCell::Value(Data::Empty) => return Ok(()),
            SheetCell::Text(text) if text.is_empty() => return Ok(()),
            SheetCell::Text(text) => self.text_octets += text.len(),
            SheetCell::Value(_) => {}
        }
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(DAMAGED.to_owned());
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let place = &mut self.rows[row];
        if place.len() <= column {
            self.cells += column + 1 - place.len();
            place.resize(column + 1, SheetCell::Empty);
        }
        place[column] = value;
        let name = self.name;
        if self.cells > self.cells_max {
            return Err(format!("sheet {name:?} holds more than {} cells; export it as CSV", self.cells_max));
        }
        if self.text_octets > self.text_octets_max {
            let most = self.text_octets_max >> 20;
            return Err(format!("sheet {name:?} holds more than {most} MiB of text; export it as CSV"));
        }
        Ok(())
    }
}

/// A sheet as CSV, one line a row, as it is read.
pub(in crate::list) struct SheetText {
    sheet: Arc<Sheet>,
    columns: usize,
    row: usize,
    text: String,
    at: usize,
}

impl SheetText {
    pub fn new(sheet: Arc<Sheet>) -> SheetText {
        SheetText { columns: sheet.columns(), sheet, row: 0, text: String::new(), at: 0 }
    }

    fn push_row(&mut self) -> io::Result<bool> {
        let Some(row) = self.sheet.rows.get(self.row) else { return Ok(false) };
        self.row += 1;
        // An empty row is an empty line, however wide the sheet is.
        for column in 0..if row.is_empty() { 0 } else { self.columns } {
            if column > 0 {
                self.text.push(',');
            }
            if let Some(cell) = row.get(column) {
                push_cell(&shown(cell), &mut self.text);
            }
            if self.text.len() > ROW_OCTETS_MAX {
                let what = format!("row {} holds more than {} MiB", self.row, ROW_OCTETS_MAX >> 20);
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
        self.text.push('\n');
        Ok(true)
    }
}

impl Read for SheetText {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if !self.push_row()? {
                return Ok(0);
            }
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text.as_bytes()[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// A cell as a person reads it.
pub(in crate::list) fn shown(cell: &SheetCell) -> Cow<'_, str> {
    match cell {
        SheetCell::Empty => Cow::Borrowed(""),
        SheetCell::Text(text) => Cow::Borrowed(text),
        SheetCell::Value(value) => shown_value(value),
    }
}

pub(in crate::list) fn shown_value(value: &Data) -> Cow<'_, str> {
    match value {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn packed(members: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            archive.start_file(*name, SimpleFileOptions::default()).expect("room");
            archive.write_all(text.as_bytes()).expect("room");
        }
        archive.finish().expect("room").into_inner()
    }

    /// A workbook with one cell, which stands in `place`, and a table of `texts` texts.
    fn xlsx(place: &str, texts: u64) -> Vec<u8> {
        const SPACE: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        packed(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                &format!(
                    "<Relationships {PACKAGE}><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &format!(
                    "<Relationships {PACKAGE}><Relationship Id=\"s\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                &format!(
                    "<workbook {SPACE} xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"L\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
                ),
            ),
            ("xl/sharedStrings.xml", &format!("<sst {SPACE} uniqueCount=\"{texts}\"><si><t>a@b.com</t></si></sst>")),
            (
                "xl/worksheets/sheet1.xml",
                &format!(
                    "<worksheet {SPACE}><sheetData><row><c r=\"{place}\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
                ),
            ),
        ])
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, expected: Result<usize, &str>) {
        let damaged = |what| ListError::Workbook { name: "list".to_owned(), what };
        let read = tamed(bytes).map_err(damaged).and_then(|bytes| Sheet::parse(&bytes, None, damaged));
        match (read, expected) {
            (Ok(sheet), Ok(rows)) => assert_eq!(sheet.rows.len(), rows),
            (Err(error), Err(what)) => assert!(error.to_string().contains(what), "{error}"),
            (read, _) => panic!("{read:?}"),
        }
    }

    #[test]
    fn numbers_in_a_workbook_take_no_memory() {
        check(xlsx("A2", 1), Ok(2));
        check(xlsx("A2", 1 << 31), Err(DAMAGED));
        check(xlsx("A2147483648", 1), Err(DAMAGED));
    }

    #[test]
    fn an_ods_whose_elements_do_not_end_is_damaged() {
        let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        let cut =
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"L\"><table:table-row>";
        check(packed(&[kind, ("META-INF/manifest.xml", "<manifest/>"), ("content.xml", cut)]), Err(DAMAGED));
    }

    #[test]
    fn a_panic_of_the_reader_is_caught_and_told_to_nobody() {
        assert_eq!(unharmed(|| 1), Some(1));
        assert_eq!(unharmed(|| -> u8 { panic!("damaged") }), None);
    }
}
