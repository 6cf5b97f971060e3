//! Lists out: in the form they came in, or in another one that is asked for.
//!
//! Text keeps its bytes, a workbook its looks and other sheets, a Parquet file its types; the columns that presend adds come last. What changes its
//! form becomes text cells. No row may be left out because a form cannot hold it: that is an error.

use super::compression::Packed;
use super::csv::earlier;
use super::csv::split::{Shape, split, unquote};
use super::json::copier::{LineCopier, SharedLines};
use super::json::elements::Frame;
use super::parquet::recopy::{RecordCopier, SharedRecords};
use super::parquet::write::{RecordMaker, properties};
use super::workbook::edit::{SharedSheet, SheetEditor};
use super::workbook::write::SheetWriter;
use super::{ADDED_COLUMNS, InputFormat, Layout, ListError, Packing, Row, RowWriter, Source, harmless};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};

/// The form in which lists are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// The text that the list is, or CSV.
    Csv(Packing),
    Xlsx,
    Parquet,
    Jsonl(Packing),
    /// An array of records.
    Json(Packing),
}

impl OutputFormat {
    /// The form that a list came in, or the nearest one that can be written: XLS and ODS become XLSX.
    pub fn of(source: &Source) -> OutputFormat {
        match source.form {
            InputFormat::Text(packing) | InputFormat::Made(_, packing) => OutputFormat::Csv(packing),
            InputFormat::Table => OutputFormat::Csv(Packing::None),
            InputFormat::Workbook => OutputFormat::Xlsx,
            InputFormat::Parquet => OutputFormat::Parquet,
            InputFormat::Jsonl(packing) => OutputFormat::Jsonl(packing),
            InputFormat::Json(packing) => OutputFormat::Json(packing),
        }
    }

    /// What the names of its files end with.
    pub fn ending(self) -> &'static str {
        match self {
            OutputFormat::Csv(Packing::None) => "csv",
            OutputFormat::Csv(Packing::Gzip | Packing::Bzip2 | Packing::Xz) => "csv.gz",
            OutputFormat::Csv(Packing::Zstd) => "csv.zst",
            OutputFormat::Xlsx => "xlsx",
            OutputFormat::Parquet => "parquet",
            OutputFormat::Jsonl(Packing::None) => "jsonl",
            OutputFormat::Jsonl(Packing::Gzip | Packing::Bzip2 | Packing::Xz) => "jsonl.gz",
            OutputFormat::Jsonl(Packing::Zstd) => "jsonl.zst",
            OutputFormat::Json(Packing::None) => "json",
            OutputFormat::Json(Packing::Gzip | Packing::Bzip2 | Packing::Xz) => "json.gz",
            OutputFormat::Json(Packing::Zstd) => "json.zst",
        }
    }
}

/// One list that is written.
pub struct ListWriter(Kind);

enum Kind {
    Text(RowWriter<Packed>),
    Sheet(Box<SheetWriter>, Cells),
    Edited(Box<SheetEditor>),
    Copied(Box<RecordCopier>),
    Made(Box<RecordMaker>, Cells),
    Objects(Packed, Frame, Cells),
    Lines(Box<LineCopier<Packed>>),
}

impl ListWriter {
    /// Begins one list in each file, with its header.
    pub fn start_all(
        files: Vec<File>,
        form: OutputFormat,
        source: &Source,
        layout: &Layout,
        header: Option<&Row<'_>>,
    ) -> Result<Vec<ListWriter>, ListError> {
        let failed = |error| ListError::Write { error };
        let records = match (form, source.form) {
            (OutputFormat::Parquet, InputFormat::Parquet) => Some(SharedRecords::open(source)?),
            _ => None,
        };
        let lines = match (form, source.form) {
            (OutputFormat::Jsonl(_) | OutputFormat::Json(_), InputFormat::Jsonl(_) | InputFormat::Json(_)) => {
                Some(SharedLines::open(source)?)
            }
            _ => None,
        };
        let book = match (form, source.form) {
            (OutputFormat::Xlsx, InputFormat::Workbook) => SharedSheet::open(source, layout),
            _ => None,
        };
        let mut writers = Vec::new();
        for file in files {
            let cells = || Cells::new(layout, header);
            writers.push(ListWriter(match form {
                OutputFormat::Csv(packing) => {
                    let packed = Packed::new(file, packing).map_err(failed)?;
                    Kind::Text(RowWriter::start(packed, layout, header, &ADDED_COLUMNS).map_err(failed)?)
                }
                OutputFormat::Xlsx => match &book {
                    Some(book) => Kind::Edited(Box::new(SheetEditor::start(file, book).map_err(failed)?)),
                    None => {
                        let cells = cells();
                        let mut sheet = SheetWriter::new(file, source.sheet().cloned(), layout);
                        sheet.start(&cells.names).map_err(failed)?;
                        Kind::Sheet(Box::new(sheet), cells)
                    }
                },
                OutputFormat::Parquet => match &records {
                    Some(records) => Kind::Copied(Box::new(RecordCopier::new(file, records, layout, properties())?)),
                    None => {
                        let cells = cells();
                        Kind::Made(Box::new(RecordMaker::new(file, &cells.unique_names()).map_err(failed)?), cells)
                    }
                },
                OutputFormat::Jsonl(packing) | OutputFormat::Json(packing) => {
                    let frame = if matches!(form, OutputFormat::Json(_)) { Frame::ARRAY } else { Frame::Lines };
                    let packed = Packed::new(file, packing).map_err(failed)?;
                    match &lines {
                        Some(lines) => Kind::Lines(Box::new(LineCopier::new(packed, frame, lines, layout))),
                        None => {
                            // Of two values of one name parsers keep the last.
                            let mut cells = cells();
                            cells.names = cells.unique_names();
                            Kind::Objects(packed, frame, cells)
                        }
                    }
                }
            }));
        }
        Ok(writers)
    }

    /// Writes a row with the cells of [`ADDED_COLUMNS`]. `new_content` replaces the content of the e-mail cell.
    pub fn row(&mut self, row: &Row<'_>, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        match &mut self.0 {
            Kind::Text(writer) => writer.row(row, new_content, &added),
            Kind::Sheet(writer, cells) => {
                let taken = if writer.copies() { Vec::new() } else { cells.of(row, new_content) };
                writer.row(row.line, new_content, &taken, added)
            }
            Kind::Edited(writer) => writer.row(row.line, new_content, added),
            Kind::Copied(writer) => writer.row(row.line, new_content, added),
            Kind::Lines(writer) => writer.row(row.line, new_content, added),
            Kind::Made(writer, cells) => writer.row(cells.of(row, new_content), added),
            Kind::Objects(writer, frame, cells) => {
                let mut text = String::from("{");
                let values = cells.of(row, new_content);
                for (number, value) in values.iter().enumerate() {
                    let name = cells.names.get(number).map_or_else(|| format!("column_{}", number + 1), Clone::clone);
                    push_pair(&name, value, &mut text);
                }
                for (name, value) in ADDED_COLUMNS.iter().zip(added) {
                    push_pair(name, &harmless(value), &mut text);
                }
                text.push_str("}\n");
                let (before, record) = frame.around(text.as_bytes());
                writer.write_all(before)?;
                writer.write_all(record)
            }
        }
    }

    /// Writes what is left.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::Text(writer) => writer.finish()?.finish(),
            Kind::Sheet(writer, _) => writer.finish(),
            Kind::Edited(writer) => writer.finish(),
            Kind::Copied(writer) => writer.finish(),
            Kind::Made(writer, _) => writer.finish(),
            Kind::Objects(mut writer, frame, _) => {
                writer.write_all(frame.end())?;
                writer.finish()
            }
            Kind::Lines(writer) => writer.finish()?.finish(),
        }
    }
}

/// Takes rows of text apart into cells.
struct Cells {
    shape: Shape,
    email_column: usize,
    columns: usize,
    /// Rows end with the columns of an earlier run.
    earlier: bool,
    names: Vec<String>,
}

impl Cells {
    fn new(layout: &Layout, header: Option<&Row<'_>>) -> Cells {
        let ours = if layout.earlier_columns { ADDED_COLUMNS.len() } else { 0 };
        let columns = layout.columns - ours.min(layout.columns);
        let shape =
            Shape { delimiter: layout.delimiter, columns: layout.columns, email_column: Some(layout.email_column) };
        let mut cells = Cells {
            shape,
            email_column: layout.email_column,
            columns,
            earlier: layout.earlier_columns,
            names: Vec::new(),
        };
        // The header stands below what is above it.
        let text = header.map_or(&b""[..], |row| row.text.bytes());
        let mut from = 0;
        while from < text.len() {
            let mut names = Vec::new();
            let Some(found) = split(&text[from..], true, shape, |_, cell| {
                names.push(String::from_utf8_lossy(&unquote(&text[from..][cell])).trim().to_owned());
            }) else {
                break;
            };
            cells.names = names;
            from += found.raw + found.line_end;
        }
        cells.names.truncate(columns);
        if header.is_none() {
            let name = |column| {
                if column == layout.email_column { "email".to_owned() } else { format!("column_{}", column + 1) }
            };
            cells.names = (0..columns).map(name).collect();
        }
        cells
    }

    /// Names of columns that are all there and all different.
    fn unique_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for column in 0..self.columns {
            let name = self.names.get(column).filter(|name| !name.is_empty()).cloned();
            let mut name = name.unwrap_or_else(|| format!("column_{}", column + 1));
            while names.contains(&name) {
                let _ = write!(name, "_{}", column + 1);
            }
            names.push(name);
        }
        names
    }

    /// The contents of a row.
    fn of<'r>(&self, row: &Row<'r>, new_content: Option<&'r str>) -> Vec<Cow<'r, str>> {
        let text = row.text.bytes();
        let mut cells: Vec<Cow<'r, str>> = Vec::with_capacity(self.columns);
        split(text, true, self.shape, |_, cell| {
            cells.push(match unquote(&text[cell]) {
                Cow::Borrowed(cell) => String::from_utf8_lossy(cell),
                Cow::Owned(cell) => Cow::Owned(String::from_utf8_lossy(&cell).into_owned()),
            });
        });
        if self.earlier {
            let own = if row.columns == self.shape.columns {
                self.columns
            } else {
                earlier::own(&cells.iter().map(|cell| cell.as_bytes()).collect::<Vec<_>>()).len()
            };
            cells.truncate(own);
        }
        if let (Some(content), Some(cell)) = (new_content, cells.get_mut(self.email_column)) {
            *cell = Cow::Borrowed(content);
        }
        cells
    }
}

/// Adds `"name":"value"` to an object of JSON.
fn push_pair(name: &str, value: &str, text: &mut String) {
    if text.len() > 1 {
        text.push(',');
    }
    for (part, end) in [(name, ":"), (value, "")] {
        text.push('"');
        for c in part.chars() {
            match c {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\t' => text.push_str("\\t"),
                // Writing to a string cannot fail.
                c if c < ' ' => _ = write!(text, "\\u{:04x}", u32::from(c)),
                c => text.push(c),
            }
        }
        text.push('"');
        text.push_str(end);
    }
}
