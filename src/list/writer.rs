//! Rows out again: their own bytes, and columns added at their end.
//!
//! The bytes of a row are never touched, but for the e-mail cell when the caller asks for a repair. What is added can never become a
//! formula in a spreadsheet, break a line, or hold a control character.
//!
//! Three cases need a decision. A plain list has no delimiter, so its added columns are separated by `,`. A row with
//! more or fewer columns than the list gets the added cells at the end of the row as it stands; nothing is filled up. A
//! row whose quote never closes gets them as any row does: a strict CSV reader takes them, like the rows after it, for the inside of that
//! cell, as it already did in the input, and a closing quote from us would change what the row says. Such a row carries
//! the finding `input.ragged`, and presend itself reads it back as it was.

use super::reader::BOM;
use super::{Layout, Row};
use std::borrow::Cow;
use std::io::{self, Write};

/// Separates the added columns of a plain list.
pub const PLAIN_DELIMITER: u8 = b',';

/// Writes rows of a list with added columns, in the list's own dialect.
pub struct RowWriter<W> {
    output: W,
    delimiter: u8,
    /// For a last row that has no line end of its own.
    line_end: &'static [u8],
}

impl<W: Write> RowWriter<W> {
    /// Writes the byte order mark and the header with the names of the added columns, where the list has them.
    pub fn start(output: W, layout: &Layout, header: Option<&Row<'_>>, added: &[&str]) -> io::Result<RowWriter<W>> {
        let delimiter = layout.delimiter.unwrap_or(PLAIN_DELIMITER);
        let mut writer = RowWriter { output, delimiter, line_end: layout.line_end.bytes() };
        if layout.bom {
            writer.output.write_all(BOM)?;
        }
        if let Some(header) = header {
            writer.row(header, None, added)?;
        }
        Ok(writer)
    }

    /// Writes a row: its bytes, the added cells, its line end. `new_content` replaces the content of the e-mail cell, and is
    /// left out when the row does not have that cell.
    pub fn row(&mut self, row: &Row<'_>, new_content: Option<&[u8]>, added: &[&str]) -> io::Result<()> {
        match (new_content, &row.cell) {
            (Some(content), Some(cell)) => {
                let was_quoted = row.content().len() < cell.len();
                self.output.write_all(&row.raw[..cell.start])?;
                self.cell(content, was_quoted)?;
                self.output.write_all(&row.raw[cell.end..])?;
            }
            _ => self.output.write_all(row.raw)?,
        }
        for text in added {
            self.output.write_all(&[self.delimiter])?;
            self.cell(harmless(text).as_bytes(), false)?;
        }
        self.output.write_all(if row.line_end.is_empty() { self.line_end } else { row.line_end })
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }

    /// Writes a cell, quoted when asked for or when its content needs it (RFC 4180 §2).
    fn cell(&mut self, content: &[u8], quoted: bool) -> io::Result<()> {
        let special = |&byte: &u8| byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if !quoted && !content.iter().any(special) {
            return self.output.write_all(content);
        }
        self.output.write_all(b"\"")?;
        for (number, part) in content.split(|&byte| byte == b'"').enumerate() {
            if number > 0 {
                self.output.write_all(b"\"\"")?;
            }
            self.output.write_all(part)?;
        }
        self.output.write_all(b"\"")
    }
}

/// Added text that no spreadsheet takes for a formula: `'` goes before a first `=`, `+`, `-` or `@`, full-width ones included, and
/// control characters become `?`.
fn harmless(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    if !formula && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let quote = if formula { "'" } else { "" };
    Cow::Owned(format!("{quote}{}", text.replace(char::is_control, "?")))
}
