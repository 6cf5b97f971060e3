//! The XML of a sheet, read row by row: what stands before the rows, the rows with their cells, and what stands behind them.
//!
//! `Err` means that something in it is not understood. What is handed out keeps its text, but for what cannot be true once
//! rows are left out: numbers of rows, spans, and formulas.

use super::ranges::Corner;
use super::xml::quoted;
use crate::list::ROW_OCTETS_MAX;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::io::BufRead;

/// The most octets before the rows, and behind them.
const AROUND_OCTETS_MAX: usize = 16 << 20;

/// Rows and columns of a sheet (ECMA-376, as Excel limits it).
const ROWS_MAX: u32 = 1 << 20;
const COLUMNS_MAX: u32 = 1 << 14;

/// Something in the sheet is not understood.
#[derive(Debug)]
pub(super) struct NotUnderstood;

impl<E: std::error::Error> From<E> for NotUnderstood {
    fn from(_: E) -> NotUnderstood {
        NotUnderstood
    }
}

type Result<T> = std::result::Result<T, NotUnderstood>;

/// A row, by its number from 1.
#[derive(Debug, Default)]
pub(super) struct SourceRow {
    pub number: u32,
    /// Its attributes but number and spans, each after a space.
    pub attributes: String,
    pub cells: Vec<SourceCell>,
}

/// A cell, by the number of its column from 0.
#[derive(Debug)]
pub(super) struct SourceCell {
    pub column: u32,
    /// Its attributes but place and type, each after a space.
    pub attributes: String,
    pub kind: Option<String>,
    /// What it holds, without a formula.
    pub content: String,
    /// The number of its text in the table of texts.
    pub text: Option<usize>,
    /// It has a formula, and nothing that came out of it.
    pub is_formula: bool,
}

/// Reads the rows of a sheet.
pub(super) struct Rows<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// The last row.
    number: u32,
    /// What stands before the rows, up to the tag that begins them, without the extent of the sheet.
    pub head: String,
    /// The prefix of the names of elements, with its colon.
    pub prefix: String,
}

impl<R: BufRead> Rows<R> {
    pub fn open(input: R) -> Result<Rows<R>> {
        let mut reader = Reader::from_reader(input);
        let (mut buffer, mut head, mut skipped) = (Vec::new(), Writer::new(Vec::new()), false);
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer)?;
            match &event {
                Event::Start(tag) if tag.local_name().as_ref() == "sheetData" => {
                    let name = tag.name();
                    let prefix = name.as_ref().strip_suffix("sheetData").unwrap_or_default().to_owned();
                    head.write_event(event)?;
                    let head = String::from_utf8(head.into_inner())?;
                    return Ok(Rows { reader, buffer: Vec::new(), number: 0, head, prefix });
                }
                Event::Start(tag) if tag.local_name().as_ref() == "dimension" => skipped = true,
                Event::End(tag) if tag.local_name().as_ref() == "dimension" => skipped = false,
                Event::Empty(tag) if matches!(tag.local_name().as_ref(), "dimension" | "sheetData") => {
                    if tag.local_name().as_ref() == "sheetData" {
                        return Err(NotUnderstood);
                    }
                }
                Event::Eof | Event::DocType(_) => return Err(NotUnderstood),
                _ if skipped => {}
                _ => head.write_event(event)?,
            }
            if head.get_mut().len() > AROUND_OCTETS_MAX {
                return Err(NotUnderstood);
            }
        }
    }

    /// The next row, or `None` behind the last one.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>> {
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let mut row = begun(&tag, self.number)?;
                    self.number = row.number;
                    self.cells(&mut row)?;
                    return Ok(Some(row));
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                    let row = begun(&tag, self.number)?;
                    self.number = row.number;
                    return Ok(Some(row));
                }
                Event::End(_) => return Ok(None),
                Event::Text(_) | Event::Comment(_) => {}
                _ => return Err(NotUnderstood),
            }
        }
    }

    fn cells(&mut self, row: &mut SourceRow) -> Result<()> {
        let mut octets = 0;
        loop {
            self.buffer.clear();
            let cell = match self.reader.read_event_into(&mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                    let mut cell = cell_begun(&tag, row)?;
                    self.content(&mut cell)?;
                    cell
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => cell_begun(&tag, row)?,
                Event::End(_) => return Ok(()),
                Event::Text(_) | Event::Comment(_) => continue,
                _ => return Err(NotUnderstood),
            };
            octets += cell.content.len() + cell.attributes.len();
            if octets > ROW_OCTETS_MAX {
                return Err(NotUnderstood);
            }
            row.cells.push(cell);
        }
    }

    fn content(&mut self, cell: &mut SourceCell) -> Result<()> {
        // Kept elements are written as they stand; `depth` counts the elements within the cell.
        let (mut kept, mut depth, mut skipped) = (Writer::new(Vec::new()), 0_usize, false);
        let (mut has_formula, mut has_value) = (false, false);
        let mut value = String::new();
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer)?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) if depth == 0 => match tag.local_name().as_ref() {
                    "v" | "is" => skipped = false,
                    name @ ("f" | "extLst") => {
                        skipped = true;
                        has_formula |= name == "f";
                    }
                    _ => return Err(NotUnderstood),
                },
                Event::Text(text) if depth > 0 && !skipped && cell.kind.as_deref() == Some("s") => {
                    value.push_str(&text.xml10_content());
                }
                Event::Eof | Event::DocType(_) => return Err(NotUnderstood),
                Event::End(_) if depth == 0 => break,
                _ => {}
            }
            has_value |=
                depth > 0 && !skipped && matches!(event, Event::Text(_) | Event::GeneralRef(_) | Event::CData(_));
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Empty(_) => {}
                // Space between the elements of a cell says nothing.
                _ if depth == 0 => continue,
                _ => {}
            }
            if !skipped {
                kept.write_event(event)?;
            }
            if kept.get_mut().len() > ROW_OCTETS_MAX {
                return Err(NotUnderstood);
            }
        }
        // An empty text is a result too.
        cell.is_formula = has_formula && !has_value && cell.kind.as_deref() != Some("str");
        cell.content = String::from_utf8(kept.into_inner())?;
        if cell.kind.as_deref() == Some("s") && !cell.content.is_empty() {
            cell.text = Some(value.trim().parse()?);
        }
        Ok(())
    }

    /// What stands behind the rows and belongs to the sheet, once the rows are read.
    pub fn tail(mut self) -> Result<String> {
        let (mut tail, mut depth) = (Writer::new(Vec::new()), 0_usize);
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer)?;
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Eof | Event::DocType(_) => return Err(NotUnderstood),
                _ => {}
            }
            tail.write_event(event)?;
            if tail.get_mut().len() > AROUND_OCTETS_MAX {
                return Err(NotUnderstood);
            }
        }
        Ok(String::from_utf8(tail.into_inner())?)
    }
}

fn begun(tag: &BytesStart<'_>, last: u32) -> Result<SourceRow> {
    let mut row = SourceRow { number: last + 1, ..SourceRow::default() };
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        match attribute.key.as_ref() {
            "r" => row.number = attribute.value.trim().parse()?,
            "spans" => {}
            name => push(name, &attribute.value, &mut row.attributes),
        }
    }
    if row.number <= last || row.number > ROWS_MAX { Err(NotUnderstood) } else { Ok(row) }
}

fn cell_begun(tag: &BytesStart<'_>, row: &SourceRow) -> Result<SourceCell> {
    let next = row.cells.last().map_or(0, |cell| cell.column + 1);
    let mut cell = SourceCell {
        column: next,
        attributes: String::new(),
        kind: None,
        content: String::new(),
        text: None,
        is_formula: false,
    };
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        match attribute.key.as_ref() {
            "r" => {
                let place = Corner::parse(attribute.value.trim()).filter(|place| place.row == Some(row.number));
                cell.column = place.and_then(|place| place.column()).ok_or(NotUnderstood)?;
            }
            "t" => cell.kind = Some(quoted(&attribute.value).into_owned()),
            // Says that its formula fills cells beside it.
            "cm" => {}
            name => push(name, &attribute.value, &mut cell.attributes),
        }
    }
    if cell.column < next || cell.column >= COLUMNS_MAX { Err(NotUnderstood) } else { Ok(cell) }
}

fn push(name: &str, value: &str, attributes: &mut String) {
    attributes.push(' ');
    attributes.push_str(name);
    attributes.push_str("=\"");
    attributes.push_str(&quoted(value));
    attributes.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sheet: &str) -> Result<(Vec<SourceRow>, String, String)> {
        let mut rows = Rows::open(sheet.as_bytes())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next_row()? {
            found.push(row);
        }
        let head = rows.head.clone();
        Ok((found, head, rows.tail()?))
    }

    #[test]
    fn rows_keep_their_text() {
        let (rows, head, tail) = read(
            "<worksheet a='1'><dimension ref='A1'/><cols/><sheetData>\n<row r=\"2\" spans=\"1:2\" ht='9'>\
             <c r=\"B2\" s=\"3\" t=\"s\"><f>A1+1</f> <v>7</v></c><c t=\"inlineStr\"><is><t> x &amp; y</t></is></c></row>\
             <row/></sheetData><pageMargins/></worksheet>",
        )
        .expect("a sheet");
        assert_eq!((head.as_str(), tail.as_str()), ("<worksheet a='1'><cols/><sheetData>", "<pageMargins/>"));
        assert_eq!((rows[0].number, rows[0].attributes.as_str(), rows[1].number), (2, " ht=\"9\"", 3));
        let [first, second] = &rows[0].cells[..] else { panic!("{rows:?}") };
        assert_eq!((first.column, first.attributes.as_str(), first.text), (1, " s=\"3\"", Some(7)));
        assert_eq!(first.content, "<v>7</v>");
        assert_eq!((second.column, second.kind.as_deref()), (2, Some("inlineStr")));
        assert_eq!(second.content, "<is><t> x &amp; y</t></is>");
    }

    #[test]
    fn what_is_out_of_order_is_not_understood() {
        for rows in [
            "<row r=\"2\"/><row r=\"2\"/>",
            "<row r=\"0\"/>",
            "<row r=\"1048577\"/>",
            "<row r=\"1\"><c r=\"A2\"/></row>",
            "<row><c r=\"B1\"/><c r=\"A1\"/></row>",
            "<row><c r=\"XFE1\"/></row>",
            "<row><x/></row>",
            "<x/>",
            "<row><c t=\"s\"><v>x</v></c></row>",
            "<row><c><x/></c></row>",
        ] {
            assert!(read(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")).is_err(), "{rows}");
        }
        assert!(read("<worksheet><sheetData/></worksheet>").is_err());
        assert!(read("<worksheet><sheetData><row></sheetData></worksheet>").is_err());
    }
}
