//! A list as the workbook that it came from, with one sheet changed in place: some of its rows, and three columns at their end.
//!
//! Formats, widths, the header, filters, tables and the other sheets stay, for what is not a row of the list is copied as it is.
//! Formulas of the rows become their values, as what they refer to may be gone. What is not understood is never guessed at: then
//! the caller makes a new workbook ([`super::write`]).

mod package;
mod ranges;
mod rows;
mod tables;
mod tail;
mod texts;
mod xml;

use super::read::{Sheet, SheetCell};
use super::write;
use crate::list::{ADDED_COLUMNS, Layout, Source, harmless};
use package::{Package, Part};
use quick_xml::escape::escape;
use ranges::{Corner, Kept, letters};
use rows::{NotUnderstood, Rows, SourceCell, SourceRow};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Write};
use std::sync::{Arc, Mutex, PoisonError};
use texts::{Used, copy_used};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Columns of a sheet.
const COLUMNS_MAX: usize = 1 << 14;

/// The sheet that the list is, read once for all lists that are written.
#[derive(Clone)]
pub(in crate::list) struct SharedSheet {
    about: Arc<About>,
    place: Arc<Mutex<Place>>,
}

struct About {
    /// What was read of the sheet.
    sheet: Arc<Sheet>,
    package: Package,
    head: String,
    prefix: String,
    tail: String,
    /// The rows up to that of the names of the columns, where there are such.
    header: Vec<Option<Arc<SourceRow>>>,
    /// The first of the columns that are added.
    columns: u32,
    email_column: u32,
}

struct Place {
    rows: Rows<Box<dyn BufRead + Send>>,
    last: Option<Arc<SourceRow>>,
    ended: bool,
}

impl SharedSheet {
    /// Opens the workbook of a list; nothing where it is none of the kind that can be changed in place.
    pub fn open(source: &Source, layout: &Layout) -> Option<SharedSheet> {
        SharedSheet::understood(source, layout).ok()
    }

    fn understood(source: &Source, layout: &Layout) -> Result<SharedSheet, NotUnderstood> {
        let sheet = source.sheet().ok_or(NotUnderstood)?;
        let columns = write::own_columns(Some(sheet), layout);
        if columns + ADDED_COLUMNS.len() > COLUMNS_MAX {
            return Err(NotUnderstood);
        }
        let header_rows = u32::try_from(write::header_rows(layout))?;
        let package = Package::open(source.bytes(), &sheet.name, header_rows)?;
        let mut archive = package.archive()?;
        // All of it is looked at before anything is written.
        let mut rows = Rows::open(package.stream(&mut archive, &package.sheet)?)?;
        while rows.next_row()?.is_some() {}
        let (head, prefix) = (rows.head.clone(), rows.prefix.clone());
        let tail = rows.tail()?;
        tail::check(&tail)?;
        let rows = Rows::open(package.stream(&mut archive, &package.sheet)?)?;
        let mut place = Place { rows, last: None, ended: false };
        let header = (1..=header_rows).map(|number| place.row(number)).collect::<Result<_, _>>()?;
        let (columns, email_column) = (u32::try_from(columns)?, u32::try_from(layout.email_column)?);
        let about = About { sheet: sheet.clone(), package, head, prefix, tail, header, columns, email_column };
        Ok(SharedSheet { about: Arc::new(about), place: Arc::new(Mutex::new(place)) })
    }
}

impl About {
    /// The formula of a cell that has no value.
    fn formula(&self, number: u32, cell: &SourceCell) -> Option<&str> {
        let row = self.sheet.rows.get(number.checked_sub(1)? as usize).filter(|_| cell.is_formula)?;
        match row.get(cell.column as usize)? {
            SheetCell::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Place {
    /// The row with a number; nothing where the sheet has none. Rows are asked for in order.
    fn row(&mut self, number: u32) -> Result<Option<Arc<SourceRow>>, NotUnderstood> {
        while !self.ended && self.last.as_ref().is_none_or(|last| last.number < number) {
            match self.rows.next_row()? {
                Some(row) => self.last = Some(Arc::new(row)),
                None => self.ended = true,
            }
        }
        Ok(self.last.clone().filter(|last| last.number == number))
    }
}

/// Writes one workbook.
pub(in crate::list) struct SheetEditor {
    from: SharedSheet,
    to: ZipWriter<BufWriter<File>>,
    kept: Kept,
    used: Used,
    /// Rows whose address has a new text.
    renewed: BTreeSet<u32>,
    /// The text of a row that is being written.
    text: String,
    letters: Vec<String>,
}

fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

fn changed(_: NotUnderstood) -> io::Error {
    io::Error::other("the workbook changed meanwhile")
}

impl SheetEditor {
    /// Begins a workbook with all that does not depend on its rows, and writes the header.
    pub fn start(file: File, from: &SharedSheet) -> io::Result<SheetEditor> {
        let about = from.about.clone();
        let mut archive = about.package.archive().map_err(changed)?;
        let mut to = ZipWriter::new(BufWriter::with_capacity(1 << 16, file));
        for part in &about.package.same {
            put(&mut to, part)?;
        }
        for &place in &about.package.copied {
            to.raw_copy_file(archive.by_index_raw(place).map_err(failed)?).map_err(failed)?;
        }
        to.start_file(about.package.sheet.as_str(), SimpleFileOptions::default()).map_err(failed)?;
        to.write_all(about.head.as_bytes())?;
        let mut editor = SheetEditor {
            from: from.clone(),
            to,
            kept: Kept::default(),
            used: about.package.used.clone(),
            renewed: BTreeSet::new(),
            text: String::new(),
            letters: Vec::new(),
        };
        for (number, row) in (1..).zip(&about.header) {
            let names = if number as usize == about.header.len() { ADDED_COLUMNS } else { [""; 3] };
            let like = row.as_ref().and_then(|row| row.cells.iter().rfind(|cell| cell.column < about.columns));
            editor.put_row(number, row.as_deref(), None, names, like.map_or("", |cell| style(&cell.attributes)))?;
        }
        Ok(editor)
    }

    /// Writes the row that stands on line `line`, with new text for the address and the added cells. Lines are asked for in order.
    pub fn row(&mut self, line: u64, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        let number = u32::try_from(line).map_err(failed)?;
        let row = {
            let mut place = self.from.place.lock().unwrap_or_else(PoisonError::into_inner);
            place.row(number).map_err(changed)?
        };
        if new_content.is_some() {
            self.renewed.insert(number);
        }
        self.put_row(number, row.as_deref(), new_content, added, "")
    }

    fn put_row(
        &mut self,
        number: u32,
        row: Option<&SourceRow>,
        new_content: Option<&str>,
        added: [&str; 3],
        added_style: &str,
    ) -> io::Result<()> {
        let about = self.from.about.clone();
        let (prefix, first) = (&about.prefix, about.columns);
        let behind = first + added.len() as u32;
        let here = self.kept.push(number);
        let attributes = row.map_or("", |row| row.attributes.as_str());
        self.text.clear();
        let _ = write!(self.text, "<{prefix}row r=\"{here}\"{attributes}>");
        let cells = row.map_or(&[][..], |row| &row.cells);
        for cell in cells.iter().take_while(|cell| cell.column < first) {
            let new_content = new_content.filter(|_| cell.column == about.email_column);
            // What a formula refers to may be gone, so that it becomes text where it has no value.
            match new_content.or_else(|| about.formula(number, cell)) {
                Some(content) => self.put_text(prefix, cell.column, here, style(&cell.attributes), content),
                None => self.put_cell(prefix, cell, here)?,
            }
        }
        for (column, text) in (first..).zip(added) {
            let there = cells.iter().find(|cell| cell.column == column);
            let style = there.map_or(added_style, |cell| style(&cell.attributes));
            self.put_text(prefix, column, here, style, &harmless(text));
        }
        // Blank ones, which have a format.
        for cell in cells.iter().filter(|cell| cell.column >= behind) {
            self.put_cell(prefix, cell, here)?;
        }
        let _ = write!(self.text, "</{prefix}row>");
        self.to.write_all(self.text.as_bytes())
    }

    fn put_cell(&mut self, prefix: &str, cell: &SourceCell, row: u32) -> io::Result<()> {
        self.begin(prefix, cell.column, row, &cell.attributes);
        if cell.content.is_empty() {
            self.text.push_str("/>");
            return Ok(());
        }
        if let Some(number) = cell.text {
            self.used.insert(number).map_err(changed)?;
        }
        if let Some(kind) = &cell.kind {
            let _ = write!(self.text, " t=\"{kind}\"");
        }
        let _ = write!(self.text, ">{}</{prefix}c>", cell.content);
        Ok(())
    }

    fn put_text(&mut self, prefix: &str, column: u32, row: u32, style: &str, text: &str) {
        if text.is_empty() && style.is_empty() {
            return;
        }
        self.begin(prefix, column, row, style);
        if text.is_empty() {
            return self.text.push_str("/>");
        }
        let text = literal(text);
        let text = escape(&*text);
        let _ = write!(
            self.text,
            " t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
        );
    }

    fn begin(&mut self, prefix: &str, column: u32, row: u32, attributes: &str) {
        while self.letters.len() <= column as usize {
            self.letters.push(letters(self.letters.len() as u32));
        }
        let _ = write!(self.text, "<{prefix}c r=\"{}{row}\"{attributes}", self.letters[column as usize]);
    }

    /// Writes what stands behind the rows, and all that depends on them.
    pub fn finish(mut self) -> io::Result<()> {
        let about = self.from.about.clone();
        let is_renewed = |place: &str| {
            Corner::parse(place).is_some_and(|corner| {
                corner.column() == Some(about.email_column) && corner.row.is_some_and(|row| self.renewed.contains(&row))
            })
        };
        let tables: BTreeSet<String> = about.package.tables.iter().map(|table| table.id.clone()).collect();
        let (tail, related) = tail::tail(&about.tail, &self.kept, is_renewed, &tables).map_err(changed)?;
        let prefix = &about.prefix;
        write!(self.to, "</{prefix}sheetData>{tail}</{prefix}worksheet>")?;
        for table in &about.package.tables {
            put(&mut self.to, &table.over(&self.kept).map_err(changed)?)?;
        }
        if let Some(relations) = about.package.relations(&related.links).map_err(changed)? {
            put(&mut self.to, &relations)?;
        }
        put(&mut self.to, &about.package.book(&self.kept).map_err(changed)?)?;
        if let Some(texts) = &about.package.texts {
            let mut archive = about.package.archive().map_err(changed)?;
            let table = about.package.stream(&mut archive, texts).map_err(changed)?;
            self.to.start_file(texts.as_str(), SimpleFileOptions::default()).map_err(failed)?;
            copy_used(table, &self.used, &mut self.to).map_err(changed)?;
        }
        self.to.finish().map_err(failed)?.flush()
    }
}

fn put(to: &mut ZipWriter<BufWriter<File>>, (name, text): &Part) -> io::Result<()> {
    to.start_file(name.as_str(), SimpleFileOptions::default()).map_err(failed)?;
    to.write_all(text.as_bytes())
}

/// The attribute of a cell that says how it looks, with the space before it.
fn style(attributes: &str) -> &str {
    let Some(from) = attributes.find(" s=\"") else { return "" };
    let end = attributes[from + 4..].find('"').map_or(attributes.len(), |end| from + 4 + end + 1);
    &attributes[from..end]
}

/// Text that nobody takes for an escaped character (ECMA-376 part 1, 22.9.2.19), such as `_x0041_`.
fn literal(text: &str) -> Cow<'_, str> {
    let escapes = |place: usize| {
        let code = text.as_bytes().get(place + 2..place + 7);
        code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
    };
    if !text.match_indices("_x").any(|(place, _)| escapes(place)) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 7);
    let mut from = 0;
    for (place, _) in text.match_indices("_x").filter(|(place, _)| escapes(*place)) {
        written.push_str(&text[from..place]);
        written.push_str("_x005F");
        from = place;
    }
    written.push_str(&text[from..]);
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_found_among_attributes() {
        assert_eq!(style(" ph=\"1\" s=\"12\" vm=\"1\""), " s=\"12\"");
        assert_eq!(style(" ph=\"1\""), "");
        assert_eq!(style(" s=\"1\""), " s=\"1\"");
    }

    #[test]
    fn text_that_looks_escaped_is_escaped() {
        assert_eq!(literal("a_x0041_b_x@x"), "a_x005F_x0041_b_x@x");
        assert_eq!(literal("a_x004_b"), "a_x004_b");
    }
}
