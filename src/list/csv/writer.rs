//! Rows out again: their own bytes, and columns added at their end.
//!
//! The bytes of a row are never touched, but for the e-mail cell when the caller asks for a repair. What is added can never become a
//! formula in a spreadsheet, break a line, or hold a control character.
//!
//! Four cases need a decision. A plain list has no delimiter, so its added columns are separated by `,`. A row with
//! fewer columns than the list is filled up with empty cells after its own bytes, so that the added ones stand under their names; one
//! with more gets them at its end. Columns that presend added in an earlier run are replaced, not repeated. A
//! row whose quote never closes gets them as any row does: a strict CSV reader takes them, like the rows after it, for the inside of that
//! cell, as it already did in the input, and a closing quote from us would change what the row says. Such a row carries
//! the finding `input.ragged`, and presend itself reads it back as it was.

use super::earlier::Own;
use crate::list::{ADDED_COLUMNS, Encoding, Layout, Row};
use std::borrow::Cow;
use std::io::{self, Write};

/// Separates the added columns of a plain list.
pub const PLAIN_DELIMITER: u8 = b',';

/// Writes rows of a list with added columns, in the list's own dialect.
pub struct RowWriter<W> {
    output: W,
    encoding: Encoding,
    delimiter: u8,
    /// Columns of a row without ours; shorter ones are filled up. `None` for a plain list.
    columns: Option<usize>,
    /// How the list is read, if its last columns are ours, of an earlier run.
    replaces: Option<Layout>,
    /// For a last row that has no line end of its own, in the encoding of the list.
    line_end: Vec<u8>,
    /// What is being added, in UTF-8 and in the encoding of the list.
    text: String,
    bytes: Vec<u8>,
}

impl<W: Write> RowWriter<W> {
    /// Writes the byte order mark and the header with the names of the added columns, where the list has them.
    pub fn start(output: W, layout: &Layout, header: Option<&Row<'_>>, added: &[&str]) -> io::Result<RowWriter<W>> {
        let delimiter = layout.delimiter.unwrap_or(PLAIN_DELIMITER);
        let encoding = layout.encoding;
        let mut line_end = Vec::new();
        encoding.encode(layout.line_end.text(), &mut line_end);
        let (text, bytes) = (String::new(), Vec::new());
        let replaces = layout.earlier_columns.then(|| layout.clone());
        let ours = replaces.as_ref().map_or(0, |_| ADDED_COLUMNS.len());
        let columns = layout.delimiter.map(|_| layout.columns.saturating_sub(ours));
        let mut writer = RowWriter { output, encoding, delimiter, columns, replaces, line_end, text, bytes };
        if layout.bom {
            writer.output.write_all(encoding.mark())?;
        }
        if let Some(header) = header {
            writer.row(header, None, added)?;
        }
        Ok(writer)
    }

    /// Writes a row: its bytes, the added cells, its line end. `new_content` replaces the content of the e-mail cell, and is
    /// left out when the row does not have that cell.
    pub fn row(&mut self, row: &Row<'_>, new_content: Option<&str>, added: &[&str]) -> io::Result<()> {
        let (cells, kept) = self.kept(row);
        match (new_content, &row.cell) {
            (Some(content), Some(cell)) => {
                let was_quoted = row.content().len() < cell.len();
                let place = match self.encoding {
                    Encoding::Utf8 => cell.clone(),
                    other => other.place(row.raw, cell.clone()),
                };
                self.output.write_all(&row.raw[..place.start])?;
                self.cell(content, was_quoted);
                self.flush_text()?;
                self.output.write_all(row.raw.get(place.end..kept).unwrap_or_default())?;
            }
            _ => self.output.write_all(&row.raw[..kept])?,
        }
        if !added.is_empty() && self.encoding.needs_return(row.raw) {
            self.output.write_all(b"\x1b(B")?;
        }
        // Under the right names also where the row is short.
        for _ in cells..self.columns.filter(|_| !added.is_empty()).unwrap_or(0) {
            self.text.push(char::from(self.delimiter));
        }
        for text in added {
            self.text.push(char::from(self.delimiter));
            self.cell(&harmless(text), false);
        }
        self.flush_text()?;
        self.output.write_all(if row.line_end.is_empty() { &self.line_end } else { row.line_end })
    }

    /// What of a row stays, in cells and octets: all but the columns that an earlier run added.
    fn kept(&self, row: &Row<'_>) -> (usize, usize) {
        let Some(layout) = &self.replaces else { return (row.columns, row.raw.len()) };
        let own = Own::of(row, layout);
        let octets = match self.encoding {
            _ if own.cells == row.columns => row.raw.len(),
            Encoding::Utf8 => own.end,
            other => other.place(row.raw, own.end..own.end).start,
        };
        (own.cells, octets)
    }

    /// Writes the text that was put together.
    fn flush_text(&mut self) -> io::Result<()> {
        if self.encoding == Encoding::Utf8 {
            self.output.write_all(self.text.as_bytes())?;
        } else {
            self.bytes.clear();
            self.encoding.encode(&self.text, &mut self.bytes);
            self.output.write_all(&self.bytes)?;
        }
        self.text.clear();
        Ok(())
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }

    /// Adds a cell to the text, quoted when asked for or when its content needs it (RFC 4180 §2).
    fn cell(&mut self, content: &str, quoted: bool) {
        let special = |byte: u8| byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if !quoted && !content.bytes().any(special) {
            return self.text.push_str(content);
        }
        self.text.push('"');
        for (number, part) in content.split('"').enumerate() {
            if number > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        self.text.push('"');
    }
}

/// Added text that no spreadsheet takes for a formula: `'` goes before a first `=`, `+`, `-` or `@`, full-width ones included, and
/// control characters become `?`.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    if !formula && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let quote = if formula { "'" } else { "" };
    Cow::Owned(format!("{quote}{}", text.replace(char::is_control, "?")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::RowReader;
    use crate::list::csv::reader::tests::{bytes, layout};
    use crate::list::encoding::UTF8_MARK as BOM;
    use proptest::prelude::*;

    fn list(delimiter: Option<u8>, header: bool) -> Layout {
        let column = usize::from(delimiter.is_some());
        Layout { delimiter, header, columns: column + 1, email_column: column, ..Layout::plain() }
    }

    /// Copies a list with the cells `added` on each row, and `content` in place of the e-mail cell.
    fn copy(text: &[u8], layout: &Layout, content: Option<&str>, added: &[&str]) -> Vec<u8> {
        let mut reader = RowReader::new(text, layout);
        let header = reader.header().expect("rows");
        let mut writer =
            RowWriter::start(Vec::new(), layout, header.as_ref(), &["v", "c"][..added.len()]).expect("room");
        while let Some(row) = reader.next_row().expect("rows") {
            writer.row(&row, content, added).expect("room");
        }
        writer.finish().expect("room")
    }

    fn check(text: &str, layout: Layout, content: Option<&str>, added: &[&str], expected: &str) {
        let written = copy(text.as_bytes(), &layout, content, added);
        assert_eq!(String::from_utf8_lossy(&written), expected, "{text:?}");
    }

    #[test]
    fn rows_keep_their_bytes_and_line_ends() {
        check(
            "\u{feff}n;\"E\"\r\n1;a\n\n2;\"b\"\r3;c;d;e",
            Layout { bom: true, line_end: crate::list::LineEnd::CrLf, ..list(Some(b';'), true) },
            None,
            &["ok", ""],
            "\u{feff}n;\"E\";v;c\r\n1;a;ok;\n;;ok;\n2;\"b\";ok;\r3;c;d;e;ok;\r\n",
        );
    }

    #[test]
    fn plain_lists_get_commas() {
        check("email\na@b.c\n\n", list(None, true), None, &["ok", "x"], "email,v,c\na@b.c,ok,x\n,ok,x\n");
        check("a@b.c", list(None, false), None, &["ok"], "a@b.c,ok\n");
    }

    #[test]
    fn added_cells_are_quoted_when_needed_only() {
        check("1,a\n", list(Some(b','), false), None, &["x,y", "x;y"], "1,a,\"x,y\",x;y\n");
        check("1;a\n", list(Some(b';'), false), None, &["x,y", "x\"y"], "1;a;x,y;\"x\"\"y\"\n");
    }

    #[test]
    fn added_cells_are_never_formulas_or_control_characters() {
        for formula in ["=1+1", "+1", "-1", "@x", "＝1"] {
            check("1,a\n", list(Some(b','), false), None, &[formula], &format!("1,a,'{formula}\n"));
        }
        check("1,a\n", list(Some(b','), false), None, &["\t=1", "a\r\n\0b"], "1,a,'?=1,a???b\n");
    }

    #[test]
    fn a_new_content_takes_the_place_of_the_cell_and_keeps_its_quotes() {
        check("1, \"a\" ,x\n2,b\n3\n", list(Some(b','), false), Some("n@b.c"), &[], "1,\"n@b.c\",x\n2,n@b.c\n3\n");
        check("1,b\n", list(Some(b','), false), Some("\"n,m\"@b.c"), &[], "1,\"\"\"n,m\"\"@b.c\"\n");
        check("1,\"b,c\n", list(Some(b','), false), Some("n@b.c"), &["ok"], "1,n@b.c,c,ok\n");
        check("<a@b.c>\n", list(None, false), Some("a@b.c"), &["ok"], "a@b.c,ok\n");
        check("\"<a@b.c>\"\n", list(None, false), Some("a@b.c"), &["ok"], "\"a@b.c\",ok\n");
    }

    #[test]
    fn a_row_whose_quote_never_closes_is_not_closed_for_it() {
        check("1,\"a\n2,b\n", list(Some(b','), false), None, &["ok"], "1,\"a,ok\n2,b,ok\n");
    }

    #[test]
    fn columns_of_an_earlier_run_are_replaced_on_rows_of_any_width() {
        let ours = Layout { columns: 5, earlier_columns: true, ..list(Some(b','), true) };
        let names = "n,E,presend_verdict,presend_codes,presend_suggestion\n";
        let rows = "1,a,ok,,\n2,b,x,y,review,input.ragged,\n3\n4,c,x\n5,d,seen,by,me\n";
        let expected = "n,E,v,c\n1,a,new,\n2,b,x,y,new,\n3,,new,\n4,c,x,new,\n5,d,new,\n";
        check(&format!("{names}{rows}"), ours, None, &["new", ""], expected);
    }

    proptest! {
        /// Take the added columns off each written row, and the row's own bytes are left, in order.
        #[test]
        fn written_rows_are_their_own_bytes_with_columns_added(bytes in bytes(), layout in layout()) {
            let mut file = if layout.bom { BOM.to_vec() } else { Vec::new() };
            file.extend_from_slice(&bytes);
            let mut written = &copy(&file, &layout, None, &["ok", "a.b c.d"])[..];
            let delimiter = layout.delimiter.unwrap_or(PLAIN_DELIMITER);
            let filling = |row: &Row<'_>| match layout.delimiter {
                Some(delimiter) => vec![delimiter; layout.columns.saturating_sub(row.columns)],
                None => Vec::new(),
            };
            let mut reader = RowReader::new(&file[..], &layout);
            if layout.bom {
                written = written.strip_prefix(BOM).expect("the mark is passed on");
            }
            if let Some(header) = reader.header().expect("rows") {
                let names = [&filling(&header)[..], &[delimiter], &b"v"[..], &[delimiter], b"c"].concat();
                let end = if header.line_end.is_empty() { b"\n" } else { header.line_end };
                let expected = [header.raw, &names, end].concat();
                prop_assert!(written.starts_with(&expected));
                written = &written[expected.len()..];
            }
            while let Some(row) = reader.next_row().expect("rows") {
                let cells = [&filling(&row)[..], &[delimiter], &b"ok"[..], &[delimiter], b"a.b c.d"].concat();
                let end = if row.line_end.is_empty() { b"\n" } else { row.line_end };
                let expected = [row.raw, &cells, end].concat();
                prop_assert!(written.starts_with(&expected), "{:?} in {:?}", row, written);
                written = &written[expected.len()..];
            }
            prop_assert!(written.is_empty());
        }
    }
}
