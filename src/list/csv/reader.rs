//! Rows, as the exact bytes that stood in the file.
//!
//! Reads in large blocks and hands out slices of its own buffer: nothing is copied or allocated for a row. It must never drop a
//! byte: empty lines, NUL bytes, invalid UTF-8 and broken quotes are all rows. Where rows end is decided in `split`.

use super::chunk::{Chunk, Chunks, ROW_OCTETS_MAX, Text};
use super::split::{Shape, Split, split, unquote, unquote_text};
use crate::list::unseen::{self, Judged};
use crate::list::{Encoding, Layout, ListError, NamedColumn};
use crate::reason::Reason;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// One row of a list. `raw` and `line_end` of all rows, after the byte order mark, make up the file byte for byte.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line of the file on which the row begins, from 1. A row may span several lines.
    pub line: u64,
    /// The bytes of the row without its line end, as they stand in the file.
    pub raw: &'a [u8],
    /// `\n`, `\r\n`, `\r`, `\r\r\n` (a damaged `\r\n`), or nothing at the end of the file; in the encoding of the list.
    pub line_end: &'a [u8],
    /// What `raw` says.
    pub text: RowText<'a>,
    /// Where the e-mail cell stands in `text`, quotes included; `None` when the row does not have that column. Where it says nothing,
    /// it is the first cell of the further e-mail columns that holds something like an address.
    pub cell: Option<Range<usize>>,
    /// The column of the cell, when that is not the e-mail column.
    pub column: Option<&'a NamedColumn>,
    /// Cells of further e-mail columns that hold something like an address.
    pub more: Vec<(&'a NamedColumn, Range<usize>)>,
    /// Cells of the row.
    pub columns: usize,
    /// `input.*` findings: ragged, stray_quote, encoding. A cell that is too long or empty is judged where addresses are.
    pub findings: &'a [Reason],
}

/// The text of a row.
#[derive(Clone, Copy, Debug)]
pub enum RowText<'a> {
    Text(&'a str),
    /// Meant to be UTF-8, but not all of it is.
    Bytes(&'a [u8]),
}

impl<'a> RowText<'a> {
    /// The text as bytes of UTF-8, as far as it is that.
    pub fn bytes(self) -> &'a [u8] {
        match self {
            RowText::Text(text) => text.as_bytes(),
            RowText::Bytes(bytes) => bytes,
        }
    }
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    Text(Cow<'a, str>),
    /// Not all of it is UTF-8.
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Content<'a> {
    /// Bytes that are no part of a list.
    pub fn of(bytes: &'a [u8]) -> Content<'a> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Content::Text(Cow::Borrowed(text)),
            Err(_) => Content::Bytes(Cow::Borrowed(bytes)),
        }
    }

    /// The content as bytes of UTF-8, as far as it is that.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

impl<'a> Row<'a> {
    /// The content of the e-mail cell, with CSV quoting removed. Empty when the row does not have that column.
    ///
    /// Text around a quoted part, as in `"Lee, Ann" <ann@example.org>`, makes the quotes content: the whole cell is given as it stands.
    pub fn content(&self) -> Cow<'a, [u8]> {
        match &self.cell {
            Some(cell) => unquote(&self.text.bytes()[cell.clone()]),
            None => Cow::Borrowed(&[]),
        }
    }

    /// [`Row::content`] as text, which costs no look at its bytes where the list was already seen to be text.
    #[inline]
    pub fn content_text(&self) -> Content<'a> {
        let Some(cell) = &self.cell else { return Content::Text(Cow::Borrowed("")) };
        self.text_of(cell)
    }

    /// The cells of further e-mail columns that hold something like an address.
    pub fn more_cells(&self) -> impl Iterator<Item = (&'a NamedColumn, Content<'a>)> + '_ {
        self.more.iter().map(|(column, cell)| (*column, self.text_of(cell)))
    }

    #[inline]
    fn text_of(&self, cell: &Range<usize>) -> Content<'a> {
        match self.text {
            // A cell ends at ASCII signs, so it never cuts a character.
            RowText::Text(text) => match text.get(cell.clone()) {
                Some(cell) if !cell.ends_with(['"', ' ']) => Content::Text(Cow::Borrowed(cell)),
                cell => Content::Text(unquote_text(cell.unwrap_or_default())),
            },
            RowText::Bytes(bytes) => match unquote(&bytes[cell.clone()]) {
                Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Content::Text(Cow::Borrowed(text)),
                    Err(_) => Content::Bytes(Cow::Borrowed(bytes)),
                },
                Cow::Owned(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => Content::Text(Cow::Owned(text)),
                    Err(error) => Content::Bytes(Cow::Owned(error.into_bytes())),
                },
            },
        }
    }

    /// The first octet of `raw`, from 0, that is no part of a character. Only for rows with `input.encoding`.
    pub fn first_bad_octet(&self, encoding: Encoding) -> Option<usize> {
        encoding.first_bad(self.raw)
    }
}

/// Reads rows one after another, with memory for the longest row only.
pub struct RowReader<R> {
    chunks: Chunks<R>,
    layout: Layout,
    shape: Shape,
    chunk: Option<Chunk>,
    /// The next row in the piece.
    place: Place,
    /// Rows of the header, with what stands before it, that are still to be handed out.
    header_rows: usize,
}

/// A place in a piece of a list: the beginning of a row.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// In the text.
    at: usize,
    /// Lines of the piece that stand before it.
    lines: usize,
}

/// A row in a piece, before it is borrowed.
struct Found {
    place: Place,
    split: Split,
    cell: Option<Range<usize>>,
    /// Cells of further e-mail columns, by their place among them.
    more: Vec<(usize, Range<usize>)>,
}

impl<R: Read> RowReader<R> {
    /// Starts at the first byte of a list, byte order mark included.
    pub fn new(input: R, layout: &Layout) -> RowReader<R> {
        RowReader {
            chunks: Chunks::new(input, layout.encoding, layout.bom, layout.first_line),
            layout: layout.clone(),
            shape: shape(layout),
            chunk: None,
            place: Place::default(),
            header_rows: header_rows(layout),
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
        loop {
            if let Some(chunk) = &self.chunk {
                if let Some(found) = find(chunk, &mut self.place, rows, &self.layout, self.shape) {
                    return if found.split.raw > ROW_OCTETS_MAX { Err(self.too_long()) } else { Ok(Some(found)) };
                }
                if chunk.last {
                    return Ok(None);
                }
                self.chunks.line = chunk.line + self.place.lines as u64;
                self.chunks.keep(chunk, self.place.at)?;
            }
            self.place = Place::default();
            self.chunk = None;
            self.chunk = self.chunks.next()?;
            if self.chunk.is_none() {
                return Ok(None);
            }
        }
    }

    fn row(&mut self, found: Found, judged: bool) -> Row<'_> {
        // A row was found in a piece, so there is one; were there none, an empty row would do no harm.
        match &self.chunk {
            Some(chunk) => row(chunk, found, &self.layout, judged),
            None => {
                let (text, cell, column, more) = (RowText::Text(""), None, None, Vec::new());
                Row { line: 0, raw: b"", line_end: b"", text, cell, column, more, columns: 1, findings: &[] }
            }
        }
    }

    fn too_long(&self) -> ListError {
        self.chunks.too_long()
    }
}

/// A list in blocks of whole rows, which can be read apart from each other.
pub struct BlockReader<R> {
    chunks: Chunks<R>,
    layout: Layout,
    header_rows: usize,
}

/// Whole rows of a list.
pub struct Block {
    chunk: Chunk,
    /// Rows of the header at its beginning, which are no rows of the list.
    header_rows: usize,
}

impl<R: Read> BlockReader<R> {
    /// Starts at the first byte of a list, byte order mark included.
    pub fn new(input: R, layout: &Layout) -> BlockReader<R> {
        let chunks = Chunks::new(input, layout.encoding, layout.bom, layout.first_line);
        BlockReader { chunks, layout: layout.clone(), header_rows: header_rows(layout) }
    }

    /// The next block, or `None` at the end. Errors are those of [`RowReader::next_row`].
    pub fn next_block(&mut self) -> Result<Option<Block>, ListError> {
        let header_rows = std::mem::take(&mut self.header_rows);
        loop {
            let Some(chunk) = self.chunks.next_rows(shape(&self.layout))? else { return Ok(None) };
            // The header has to stand in one block whole.
            let mut place = Place::default();
            if header_rows == 0
                || chunk.last
                || find(&chunk, &mut place, header_rows, &self.layout, shape(&self.layout)).is_some()
            {
                return Ok(Some(Block { chunk, header_rows }));
            }
            self.chunks.line = chunk.line;
            self.chunks.keep(&chunk, 0)?;
        }
    }
}

impl Block {
    /// Its rows, in order, the header left out.
    pub fn rows<'b>(&'b self, layout: &'b Layout) -> Rows<'b> {
        let mut place = Place::default();
        let shape = shape(layout);
        if self.header_rows > 0 {
            find(&self.chunk, &mut place, self.header_rows, layout, shape);
        }
        Rows { chunk: &self.chunk, place, layout, shape }
    }
}

/// Where a row of a block begins.
#[derive(Clone, Copy, Debug)]
pub struct Mark(Place);

impl Block {
    /// The row at a mark of this block.
    pub fn row<'b>(&'b self, mark: Mark, layout: &'b Layout) -> Option<Row<'b>> {
        Rows { chunk: &self.chunk, place: mark.0, layout, shape: shape(layout) }.next()
    }

    /// Octets of its text.
    pub fn octets(&self) -> usize {
        self.chunk.text.bytes().len()
    }
}

impl Rows<'_> {
    /// Where the next row begins.
    pub fn mark(&self) -> Mark {
        Mark(self.place)
    }
}

/// The rows of a [`Block`].
pub struct Rows<'b> {
    chunk: &'b Chunk,
    place: Place,
    layout: &'b Layout,
    shape: Shape,
}

impl<'b> Iterator for Rows<'b> {
    type Item = Row<'b>;

    #[inline]
    fn next(&mut self) -> Option<Row<'b>> {
        let found = find_whole(self.chunk, &mut self.place, 1, self.layout, self.shape, true)?;
        Some(row(self.chunk, found, self.layout, true))
    }
}

fn shape(layout: &Layout) -> Shape {
    Shape { delimiter: layout.delimiter, columns: layout.columns, email_column: Some(layout.email_column) }
}

fn header_rows(layout: &Layout) -> usize {
    if layout.header { layout.preamble + 1 } else { 0 }
}

#[inline]
fn find(chunk: &Chunk, place: &mut Place, rows: usize, layout: &Layout, shape: Shape) -> Option<Found> {
    find_whole(chunk, place, rows, layout, shape, chunk.last)
}

/// The next `rows` rows of a piece as one, with the e-mail cell of the last, and steps over them. `None` when the piece does not
/// hold them; `whole` says that rows do not go on behind it.
#[inline]
fn find_whole(
    chunk: &Chunk,
    place: &mut Place,
    rows: usize,
    layout: &Layout,
    shape: Shape,
    whole: bool,
) -> Option<Found> {
    let buf = &chunk.text.bytes()[place.at..];
    if buf.is_empty() {
        return None;
    }
    let column = layout.email_column;
    let (mut cell, mut more) = (None, Vec::new());
    let several = !layout.more_columns.is_empty();
    let mut last = split(buf, whole, shape, |at, place| {
        if at == column {
            cell = Some(place);
        } else if several && let Some(number) = layout.more_columns.iter().position(|more| more.place == at) {
            more.push((number, place));
        }
    })?;
    for _ in 1..rows {
        let from = last.raw + last.line_end;
        if from == buf.len() && whole {
            break;
        }
        (cell, more) = (None, Vec::new());
        let next = split(&buf[from..], whole, shape, |at, place| {
            if at == column {
                cell = Some(from + place.start..from + place.end);
            }
        })?;
        last = Split { raw: from + next.raw, lines: last.lines + next.lines, ..next };
    }
    more.sort_by_key(|(number, _)| *number);
    let found = Found { place: *place, split: last, cell, more };
    place.at += last.raw + last.line_end;
    place.lines += last.lines as usize;
    Some(found)
}

/// Borrows a row that was found.
#[inline]
fn row<'c>(chunk: &'c Chunk, found: Found, layout: &'c Layout, judged: bool) -> Row<'c> {
    let Found { place, split, cell, more } = found;
    let line = chunk.line + place.lines as u64;
    let (start, end) = (place.at, place.at + split.raw);
    let with_end = end + split.line_end;
    let (raw, line_end, text, bad) = match &chunk.text {
        Text::Utf8(all) => {
            let text = all.get(start..end).unwrap_or_default();
            (text.as_bytes(), &all.as_bytes()[end..with_end], RowText::Text(text), false)
        }
        Text::Bytes(all) => {
            let raw = &all[start..end];
            let text = std::str::from_utf8(raw);
            (raw, &all[end..with_end], text.map_or(RowText::Bytes(raw), RowText::Text), text.is_err())
        }
        Text::Decoded { text, bytes, lines } => {
            let before = place.lines.checked_sub(1).map_or(0, |line| lines[line].bytes_end);
            let lines = &lines[place.lines..place.lines + split.lines as usize];
            let after = lines.last().map_or(before, |line| line.bytes_end);
            let raw_end = after - split.line_end * layout.encoding.unit();
            let bad = lines.iter().any(|line| line.bad);
            let text = RowText::Text(text.get(start..end).unwrap_or_default());
            (&bytes[before..raw_end], &bytes[raw_end..after], text, bad)
        }
    };
    let other_columns = layout.delimiter.is_some() && split.columns != layout.columns;
    let ragged = judged && split.raw > 0 && other_columns;
    let stray = judged && split.stray;
    let findings: &[Reason] = match (ragged, stray, bad) {
        (false, false, false) => &[],
        (true, false, false) => &[Reason::InputRagged],
        (false, true, false) => &[Reason::InputStrayQuote],
        (true, true, false) => &[Reason::InputRagged, Reason::InputStrayQuote],
        (false, false, true) => &[Reason::InputEncoding],
        (true, false, true) => &[Reason::InputRagged, Reason::InputEncoding],
        (false, true, true) => &[Reason::InputStrayQuote, Reason::InputEncoding],
        (true, true, true) => &[Reason::InputRagged, Reason::InputStrayQuote, Reason::InputEncoding],
    };
    let Judged { cell, column, more } = match more.is_empty() {
        true => Judged { cell, ..Judged::default() },
        false => unseen::judged(text.bytes(), layout, cell, more),
    };
    Row { line, raw, line_end, text, cell, column, more, columns: split.columns, findings }
}

#[cfg(test)]
pub(in crate::list) mod tests {
    use super::*;
    use crate::list::encoding::UTF8_MARK as BOM;
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
