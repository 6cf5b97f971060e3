//! Rows, as the exact bytes that stood in the file.
//!
//! Reads in large blocks and hands out slices of its own buffer: nothing is copied or allocated for a row. It must never drop a
//! byte: empty lines, NUL bytes, invalid UTF-8 and broken quotes are all rows. Where rows end is decided in `split`.

use super::split::{Shape, Split, split, unquote};
use super::{Layout, ListError};
use crate::reason::Reason;
use std::borrow::Cow;
use std::io::{ErrorKind, Read};
use std::ops::Range;

/// The longest row, in octets. A list with a longer one is refused, so that memory stays bounded.
pub const ROW_OCTETS_MAX: usize = 64 << 20;

/// Octets asked of the input at a time.
const BLOCK_OCTETS: usize = 256 << 10;

/// The UTF-8 byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// One row of a list. `raw` and `line_end` of all rows, after the byte order mark, make up the file byte for byte.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line of the file on which the row begins, from 1. A row may span several lines.
    pub line: u64,
    /// The bytes of the row without its line end.
    pub raw: &'a [u8],
    /// `\n`, `\r\n`, `\r`, `\r\r\n` (a damaged `\r\n`), or nothing at the end of the file.
    pub line_end: &'a [u8],
    /// Where the e-mail cell stands in `raw`, quotes included; `None` when the row does not have that column.
    pub cell: Option<Range<usize>>,
    /// `input.*` findings: ragged, stray_quote, encoding. A cell that is too long or empty is judged where addresses are.
    pub findings: &'a [Reason],
}

impl<'a> Row<'a> {
    /// The content of the e-mail cell, with CSV quoting removed. Empty when the row does not have that column.
    ///
    /// Text around a quoted part, as in `"Lee, Ann" <ann@example.org>`, makes the quotes content: the whole cell is given as it stands.
    pub fn content(&self) -> Cow<'a, [u8]> {
        match &self.cell {
            Some(cell) => unquote(&self.raw[cell.clone()]),
            None => Cow::Borrowed(&[]),
        }
    }
}

/// Reads rows one after another, with memory for the longest row only.
pub struct RowReader<R> {
    input: R,
    layout: Layout,
    shape: Shape,
    buffer: Vec<u8>,
    /// What is read and not yet handed out: `buffer[start..end]`.
    start: usize,
    end: usize,
    /// The input has ended.
    whole: bool,
    /// The byte order mark has been looked for.
    begun: bool,
    /// Rows of the header, with what stands before it, that are still to be handed out.
    header_rows: usize,
    /// The line of the next row, from 1.
    line: u64,
}

/// A row in the buffer, before it is borrowed.
struct Found {
    start: usize,
    split: Split,
    cell: Option<Range<usize>>,
}

impl<R: Read> RowReader<R> {
    /// Starts at the first byte of a list, byte order mark included.
    pub fn new(input: R, layout: &Layout) -> RowReader<R> {
        RowReader {
            input,
            layout: layout.clone(),
            shape: Shape {
                delimiter: layout.delimiter,
                columns: layout.columns,
                email_column: Some(layout.email_column),
            },
            buffer: Vec::new(),
            start: 0,
            end: 0,
            whole: false,
            begun: false,
            header_rows: if layout.header { layout.preamble + 1 } else { 0 },
            line: 1,
        }
    }

    /// The header row, if the layout has one. To be called before the first [`RowReader::next_row`], which skips it otherwise.
    ///
    /// Lines that stand above the header, such as a title or `sep=;`, are handed out with it as one row.
    pub fn header(&mut self) -> Result<Option<Row<'_>>, ListError> {
        let rows = std::mem::take(&mut self.header_rows);
        let found = if rows == 0 { None } else { self.find(rows)? };
        Ok(found.map(|found| self.row(found, false)))
    }

    /// The next row, or `None` at the end. An empty line is a row; a line end at the end of the file begins none.
    ///
    /// `Err` when the input cannot be read, or when a row is longer than [`ROW_OCTETS_MAX`].
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, ListError> {
        if self.header_rows > 0 {
            self.header()?;
        }
        let found = self.find(1)?;
        Ok(found.map(|found| self.row(found, true)))
    }

    /// Finds the next `rows` rows, taken together as one, and steps over them.
    fn find(&mut self, rows: usize) -> Result<Option<Found>, ListError> {
        if !self.begun {
            self.skip_bom()?;
        }
        loop {
            if self.start < self.end
                && let Some((split, cell)) = self.split(rows)
            {
                if split.raw > ROW_OCTETS_MAX {
                    return Err(self.too_long());
                }
                let start = self.start;
                self.start += split.raw + split.line_end;
                return Ok(Some(Found { start, split, cell }));
            }
            if self.whole {
                return Ok(None);
            }
            if self.end - self.start > ROW_OCTETS_MAX {
                return Err(self.too_long());
            }
            self.fill()?;
        }
    }

    /// The next `rows` rows in the buffer as one, with the e-mail cell of the last; `None` when the buffer does not hold them yet.
    fn split(&self, rows: usize) -> Option<(Split, Option<Range<usize>>)> {
        let buf = &self.buffer[self.start..self.end];
        let column = self.layout.email_column;
        let mut cell = None;
        let mut last = split(buf, self.whole, self.shape, |at, place| {
            if at == column {
                cell = Some(place);
            }
        })?;
        for _ in 1..rows {
            let from = last.raw + last.line_end;
            if from == buf.len() && self.whole {
                break;
            }
            cell = None;
            let next = split(&buf[from..], self.whole, self.shape, |at, place| {
                if at == column {
                    cell = Some(from + place.start..from + place.end);
                }
            })?;
            last = Split { raw: from + next.raw, lines: last.lines + next.lines, ..next };
        }
        Some((last, cell))
    }

    /// Borrows a row that was found, and counts its lines.
    fn row(&mut self, found: Found, judged: bool) -> Row<'_> {
        let Found { start, split, cell } = found;
        let line = self.line;
        self.line += split.lines;
        let raw = &self.buffer[start..start + split.raw];
        let line_end = &self.buffer[start + split.raw..start + split.raw + split.line_end];
        let other_columns = self.layout.delimiter.is_some() && split.columns != self.layout.columns;
        let ragged = judged && !raw.is_empty() && other_columns;
        let stray = judged && split.stray;
        let findings: &[Reason] = match (ragged, stray, std::str::from_utf8(raw).is_err()) {
            (false, false, false) => &[],
            (true, false, false) => &[Reason::InputRagged],
            (false, true, false) => &[Reason::InputStrayQuote],
            (true, true, false) => &[Reason::InputRagged, Reason::InputStrayQuote],
            (false, false, true) => &[Reason::InputEncoding],
            (true, false, true) => &[Reason::InputRagged, Reason::InputEncoding],
            (false, true, true) => &[Reason::InputStrayQuote, Reason::InputEncoding],
            (true, true, true) => &[Reason::InputRagged, Reason::InputStrayQuote, Reason::InputEncoding],
        };
        Row { line, raw, line_end, cell, findings }
    }

    fn skip_bom(&mut self) -> Result<(), ListError> {
        while self.end < BOM.len() && !self.whole {
            self.fill()?;
        }
        if self.layout.bom && self.buffer[..self.end].starts_with(BOM) {
            self.start = BOM.len();
        }
        self.begun = true;
        Ok(())
    }

    /// Reads more. A row that is already long is read on by half its length at least, so that looking at it again after
    /// each read stays linear in its length.
    fn fill(&mut self) -> Result<(), ListError> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let held = self.end;
        let wanted = if held < BLOCK_OCTETS { 1 } else { held / 2 };
        let room = held + BLOCK_OCTETS.max(held);
        if self.buffer.len() < room {
            self.buffer.resize(room, 0);
        }
        while self.end < held + wanted {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.whole = true;
                    break;
                }
                Ok(count) => self.end += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(ListError::ReadRow { line: self.line, error }),
            }
        }
        Ok(())
    }

    fn too_long(&self) -> ListError {
        ListError::RowTooLong { line: self.line, octets_max: ROW_OCTETS_MAX }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn delimited(columns: usize) -> Layout {
        Layout { delimiter: Some(b','), columns, email_column: 1, ..Layout::plain() }
    }

    type Seen = (u64, String, String, Vec<Reason>);

    /// All rows: line, raw, content of the e-mail cell, findings.
    fn check(text: &[u8], layout: &Layout, expected: &[(u64, &str, &str, &[Reason])]) {
        let mut reader = RowReader::new(text, layout);
        let mut seen: Vec<Seen> = Vec::new();
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        while let Some(row) = reader.next_row().expect("rows") {
            seen.push((row.line, string(row.raw), string(&row.content()), row.findings.to_vec()));
        }
        let expected: Vec<Seen> = expected
            .iter()
            .map(|(line, raw, content, findings)| (*line, raw.to_string(), content.to_string(), findings.to_vec()))
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn rows_come_with_their_lines_cells_and_findings() {
        use Reason::{InputEncoding, InputRagged, InputStrayQuote};
        check(
            b"1,\"a\nb\"\n\n2,c,d\n3\n4,\xff\n5,\"e\n6,f",
            &delimited(2),
            &[
                (1, "1,\"a\nb\"", "a\nb", &[]),
                (3, "", "", &[]),
                (4, "2,c,d", "c", &[InputRagged]),
                (5, "3", "", &[InputRagged]),
                (6, "4,\u{fffd}", "\u{fffd}", &[InputEncoding]),
                (7, "5,\"e", "\"e", &[InputStrayQuote]),
                (8, "6,f", "f", &[]),
            ],
        );
    }

    #[test]
    fn a_plain_list_is_never_ragged_and_every_line_is_a_row() {
        check(
            b"\xef\xbb\xbfann@example.org\r\n\r\n\"bob@example.org\"\r\nLee, Ann <ann@example.org>\0",
            &Layout { bom: true, ..Layout::plain() },
            &[
                (1, "ann@example.org", "ann@example.org", &[]),
                (2, "", "", &[]),
                (3, "\"bob@example.org\"", "bob@example.org", &[]),
                (4, "Lee, Ann <ann@example.org>\0", "Lee, Ann <ann@example.org>\0", &[]),
            ],
        );
    }

    #[test]
    fn the_header_is_skipped_unless_asked_for_and_holds_what_stands_above_it() {
        let layout = Layout { header: true, preamble: 1, ..delimited(2) };
        let text = b"sep=,\nname,email\nann,ann@example.org\n";
        check(text, &layout, &[(3, "ann,ann@example.org", "ann@example.org", &[])]);
        let mut reader = RowReader::new(&text[..], &layout);
        let header = reader.header().expect("rows").expect("a header");
        assert_eq!((header.line, header.raw, header.line_end), (1, &b"sep=,\nname,email"[..], &b"\n"[..]));
        assert_eq!(header.content(), &b"email"[..]);
        assert!(reader.header().expect("rows").is_none());
        check(b"", &layout, &[]);
        check(b"name,email", &layout, &[]);
    }

    #[test]
    fn a_row_of_ten_megabytes_is_read() {
        let long = "x".repeat(10 << 20);
        let text = format!("1,{long},\"{long}\n");
        let mut reader = RowReader::new(text.as_bytes(), &delimited(3));
        let row = reader.next_row().expect("rows").expect("a row");
        assert_eq!((row.raw.len(), row.content().len()), (text.len() - 1, long.len()));
        assert!(reader.next_row().expect("rows").is_none());
    }

    #[test]
    fn an_endless_row_is_refused_with_its_line() {
        let endless = (&b"1,a\n"[..]).chain(std::io::repeat(b'x'));
        let mut reader = RowReader::new(endless, &delimited(2));
        assert!(reader.next_row().expect("rows").is_some());
        let error = reader.next_row().expect_err("endless");
        assert!(matches!(error, ListError::RowTooLong { line: 2, octets_max: ROW_OCTETS_MAX }), "{error}");
    }

    #[test]
    fn a_list_full_of_stray_quotes_is_read_in_one_pass() {
        // 200,000 rows, no quote of which closes: searching to the bound for each would take minutes.
        let text = "\"a,b,c\n".repeat(100_000) + &"a,\"\"b,c\n".repeat(100_000);
        let mut reader = RowReader::new(text.as_bytes(), &delimited(3));
        let mut rows = 0;
        while reader.next_row().expect("rows").is_some() {
            rows += 1;
        }
        assert_eq!(rows, 200_000);
    }

    /// Gives its bytes in pieces of a few octets, as a slow pipe does.
    struct Dribble<'a>(&'a [u8], usize);

    impl Read for Dribble<'_> {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buf.len());
            buf[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    /// Bytes that matter to a list, more often than others.
    pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            8 => proptest::sample::select(b"ab@.,;\t|\"\n\r =".to_vec()),
            1 => any::<u8>(),
        ];
        proptest::collection::vec(byte, 0..200)
    }

    /// Any layout at all, fitting or not.
    pub(crate) fn layout() -> impl Strategy<Value = Layout> {
        let delimiter = proptest::option::of(proptest::sample::select(b",;\t|".to_vec()));
        (delimiter, any::<bool>(), 0_usize..3, 0_usize..4, 0_usize..5, any::<bool>()).prop_map(
            |(delimiter, header, preamble, email_column, columns, bom)| Layout {
                delimiter,
                header,
                preamble,
                email_column,
                columns,
                bom,
                ..Layout::plain()
            },
        )
    }

    proptest! {
        #[test]
        fn the_rows_of_any_bytes_make_up_the_file(bytes in bytes(), layout in layout(), piece in 1_usize..9) {
            let mut file = if layout.bom { BOM.to_vec() } else { Vec::new() };
            file.extend_from_slice(&bytes);
            let mut reader = RowReader::new(Dribble(&file, piece), &layout);
            let mut again = if layout.bom { BOM.to_vec() } else { Vec::new() };
            let mut line = 1;
            let header = reader.header().expect("rows").map(|row| [row.raw, row.line_end].concat());
            again.extend(header.into_iter().flatten());
            while let Some(row) = reader.next_row().expect("rows") {
                prop_assert!(row.line >= line);
                line = row.line + 1;
                prop_assert!(row.cell.clone().is_none_or(|cell| cell.end <= row.raw.len()));
                prop_assert!(row.content().len() <= row.raw.len());
                again.extend_from_slice(row.raw);
                again.extend_from_slice(row.line_end);
            }
            prop_assert_eq!(again, file);
        }
    }
}
