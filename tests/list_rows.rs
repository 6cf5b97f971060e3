//! Rows of lists, byte for byte: whatever stands in a file, reading it loses nothing, and writing it adds columns only.

use presend::list::{BlockReader, Encoding, Layout, LineEnd, Row, RowReader, RowWriter};
use presend::reason::Reason;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt;
use std::io::{self, Read};

const BOM: &[u8] = b"\xef\xbb\xbf";
const ADDED: [&str; 3] = ["reject", "domain.nxdomain", "say \"hi\", or; a|b\tc"];

/// A row with nothing borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owned {
    line: u64,
    raw: Vec<u8>,
    line_end: Vec<u8>,
    has_cell: bool,
    content: Vec<u8>,
    columns: usize,
    findings: Vec<Reason>,
}

fn owned(row: &Row<'_>) -> Owned {
    Owned {
        line: row.line,
        raw: row.raw.to_vec(),
        line_end: row.line_end.to_vec(),
        has_cell: row.cell.is_some(),
        content: row.content().into_owned(),
        columns: row.columns,
        findings: row.findings.to_vec(),
    }
}

/// Header, if the layout has one, and all rows.
fn read(input: impl Read, layout: &Layout) -> (Option<Owned>, Vec<Owned>) {
    let mut reader = RowReader::new(input, layout);
    let header = reader.header().expect("a header").as_ref().map(owned);
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().expect("a row") {
        rows.push(owned(&row));
    }
    (header, rows)
}

/// Gives out its bytes in pieces of the given sizes, over and over.
struct Pieces<'a> {
    rest: &'a [u8],
    sizes: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes.next().map_or(1, |size| *size).min(buf.len()).min(self.rest.len());
        buf[..size].copy_from_slice(&self.rest[..size]);
        self.rest = &self.rest[size..];
        Ok(size)
    }
}

fn layouts() -> impl Strategy<Value = Layout> {
    let delimiter = select(vec![None, Some(b','), Some(b';'), Some(b'\t'), Some(b'|')]);
    (delimiter, any::<bool>(), 0..3usize, 0..4usize, 0..5usize, any::<bool>()).prop_map(
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

/// Bytes in which everything that matters to rows is frequent.
fn crowded_bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"\"",
        b"\"",
        b"\"\"",
        b"\"\"\"",
        b",",
        b",",
        b";",
        b"\t",
        b"|",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"\r\r\n",
        b" ",
        b"a",
        b"ann@example.org",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        "é".as_bytes(),
    ];
    vec(select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

/// Line ends in a text, counted without the reader: each kind is replaced by one byte, the longest first.
fn lines_in(text: &[u8]) -> u64 {
    const MARK: &str = "\u{1}";
    let text = String::from_utf8_lossy(text).replace(MARK, "");
    ["\r\r\n", "\r\n", "\r", "\n"].iter().fold(text, |text, end| text.replace(end, MARK)).matches(MARK).count() as u64
}

fn check_that_rows_are_the_file(file: &[u8], layout: &Layout, sizes: &[usize]) {
    let (header, rows) = read(file, layout);
    let after_bom = if layout.bom { file.strip_prefix(BOM).unwrap_or(file) } else { file };
    let mut sum: Vec<u8> = Vec::new();
    for row in header.iter().chain(&rows) {
        assert_eq!(row.line, lines_in(&sum) + 1, "the line of {row:?}");
        assert!(row.has_cell || row.content.is_empty());
        sum.extend_from_slice(&row.raw);
        sum.extend_from_slice(&row.line_end);
    }
    assert_eq!(sum, after_bom);
    let in_pieces = read(Pieces { rest: file, sizes: sizes.iter().cycle() }, layout);
    assert_eq!(in_pieces, (header, rows.clone()), "the size of reads must not matter");
    let mut blocks = BlockReader::new(Pieces { rest: file, sizes: sizes.iter().cycle() }, layout);
    let mut in_blocks = Vec::new();
    while let Some(block) = blocks.next_block().expect("a block") {
        in_blocks.extend(block.rows(layout).map(|row| owned(&row)));
    }
    assert_eq!(in_blocks, rows, "rows in blocks are the same rows");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn rows_of_crowded_bytes_are_the_file(file in crowded_bytes(), layout in layouts(), sizes in vec(1..9usize, 1..4)) {
        check_that_rows_are_the_file(&file, &layout, &sizes);
    }

    #[test]
    fn rows_of_any_bytes_are_the_file(file in vec(any::<u8>(), 0..300), layout in layouts(), sizes in vec(1..50usize, 1..4)) {
        check_that_rows_are_the_file(&file, &layout, &sizes);
    }
}

/// A cell as it stands in the file, and what it says.
#[derive(Clone, Debug)]
struct Cell {
    written: Vec<u8>,
    content: Vec<u8>,
}

fn cells(delimiter: Option<u8>, line_breaks: bool) -> impl Strategy<Value = Cell> {
    let as_is = |text: &[u8]| Cell { written: text.to_vec(), content: text.to_vec() };
    let quoted = |text: &str, delimiter: Option<u8>| {
        let text = text.replace('D', &char::from(delimiter.unwrap_or(b',')).to_string());
        Cell { written: format!("\"{}\"", text.replace('"', "\"\"")).into_bytes(), content: text.into_bytes() }
    };
    let mut all: Vec<Cell> = [
        &b"ann"[..],
        b"",
        b" spaced ",
        b"5\" nails",
        b"nul\0nul",
        b"latin \xe9\xff",
        "张伟".as_bytes(),
        b"ann@example.org",
    ]
    .into_iter()
    .map(as_is)
    .collect();
    for text in ["", "ann", "LeeD Ann", "say \"\"hi\"\"", "\"", "a\"Db", "ann@example.org", "DD"] {
        all.push(quoted(text, delimiter));
    }
    if line_breaks {
        for text in
            ["two\nlines", "two\r\nlinesD really", "\n", "\r", "a\n\n\nb", "say \"hi\"\nD\"ho\"", "Main St 1\nTown"]
        {
            all.push(quoted(text, delimiter));
        }
    }
    select(all)
}

#[derive(Clone)]
struct List {
    layout: Layout,
    rows: Vec<Vec<Cell>>,
    line_ends: Vec<&'static [u8]>,
    last_line_end: bool,
}

impl List {
    fn raw(&self, row: &[Cell]) -> Vec<u8> {
        let written: Vec<&[u8]> = row.iter().map(|cell| cell.written.as_slice()).collect();
        written.join(&self.layout.delimiter.unwrap_or(b','))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = if self.layout.bom { BOM.to_vec() } else { Vec::new() };
        for (number, row) in self.rows.iter().enumerate() {
            bytes.extend(self.raw(row));
            if number + 1 < self.rows.len() || self.last_line_end {
                bytes.extend(self.line_ends[number % self.line_ends.len()]);
            }
        }
        bytes
    }
}

/// Shown as the file that it is, since a list of cells in numbers cannot be read.
impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} with {:?}", self.bytes().escape_ascii().to_string(), self.layout)
    }
}

/// Lists whose quotes are right. Everything else may be odd: ragged rows, empty lines, NUL, bytes that are no UTF-8.
fn lists() -> impl Strategy<Value = List> {
    let delimiter = select(vec![None, Some(b','), Some(b';'), Some(b'\t'), Some(b'|')]);
    delimiter.prop_flat_map(|delimiter| {
        let columns = if delimiter.is_some() { 1..5usize } else { 1..2 };
        columns.prop_flat_map(move |columns| {
            let even = vec(cells(delimiter, delimiter.is_some()), columns);
            // A line break in a ragged row could as well be the end of a row: two rows of the right length are then the better reading.
            let ragged = vec(cells(delimiter, false), if delimiter.is_some() { 1..7usize } else { 1..2 });
            let row = prop_oneof![6 => even, 2 => ragged, 1 => Just(Vec::new())];
            let ends = select(vec![vec![&b"\n"[..]], vec![b"\r\n"], vec![b"\r"], vec![b"\n", b"\r\n", b"\r\r\n"]]);
            (vec(row, 1..12), ends, any::<[bool; 3]>(), 0..columns).prop_map(
                move |(mut rows, line_ends, [bom, header, last_line_end], email_column)| {
                    // A last row without any byte and without a line end is no row.
                    let last_line_end = last_line_end
                        || rows.last().is_some_and(|row| row.iter().all(|c| c.written.is_empty()) && row.len() < 2);
                    if header {
                        let name =
                            |at: usize| Cell { written: format!("c{at}").into(), content: format!("c{at}").into() };
                        rows.insert(0, (0..columns).map(name).collect());
                    }
                    let line_end = match line_ends[0] {
                        b"\r\n" => LineEnd::CrLf,
                        b"\r" => LineEnd::Cr,
                        _ => LineEnd::Lf,
                    };
                    let layout = Layout { delimiter, header, email_column, columns, bom, line_end, ..Layout::plain() };
                    List { layout, rows, line_ends, last_line_end }
                },
            )
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_generated_list_is_read_as_it_was_made(list in lists()) {
        let (header, rows) = read(&list.bytes()[..], &list.layout);
        let all: Vec<&Owned> = header.iter().chain(&rows).collect();
        prop_assert_eq!(all.len(), list.rows.len());
        for (number, (row, made)) in all.iter().zip(&list.rows).enumerate() {
            prop_assert_eq!(&row.raw, &list.raw(made));
            let content = made.get(list.layout.email_column).map(|cell| cell.content.clone());
            prop_assert_eq!(&row.content, &content.unwrap_or_default());
            let judged = !(number == 0 && header.is_some());
            let ragged = judged && list.layout.delimiter.is_some() && !row.raw.is_empty() && made.len() != list.layout.columns;
            prop_assert_eq!(row.findings.contains(&Reason::InputRagged), ragged, "{:?}", row);
            prop_assert_eq!(row.findings.contains(&Reason::InputEncoding), std::str::from_utf8(&row.raw).is_err());
        }
    }

    #[test]
    fn a_written_list_without_its_added_columns_is_the_list(list in lists()) {
        check_that_writing_adds_columns_only(&list.bytes(), &list.layout);
    }

    #[test]
    fn any_bytes_are_written_row_by_row(file in crowded_bytes(), layout in layouts()) {
        let (_, written) = write(&file, &layout);
        let (header, rows) = read(&file[..], &layout);
        let mut rest = if layout.bom { written.strip_prefix(BOM).expect("a byte order mark") } else { &written[..] };
        for row in header.iter().chain(&rows) {
            let row_out = [&row.raw[..], &added_bytes(row, &layout), end_of(row, &layout)].concat();
            prop_assert!(rest.starts_with(&row_out), "{:?} in {:?}", row, String::from_utf8_lossy(&written));
            rest = &rest[row_out.len()..];
        }
        prop_assert!(rest.is_empty());
    }
}

/// Reads a list and writes all of its rows with the added cells; the header gets the same ones.
fn write(file: &[u8], layout: &Layout) -> (Layout, Vec<u8>) {
    let mut reader = RowReader::new(file, layout);
    let header = reader.header().expect("a header");
    let mut writer = RowWriter::start(Vec::new(), layout, header.as_ref(), &ADDED).expect("room");
    while let Some(row) = reader.next_row().expect("a row") {
        writer.row(&row, None, &ADDED).expect("room");
    }
    let delimiter = layout.delimiter.or(Some(b','));
    let columns = layout.columns + ADDED.len();
    (Layout { delimiter, columns, ..layout.clone() }, writer.finish().expect("room"))
}

/// The added cells as they must stand in the file, quoted by hand.
fn added_bytes(row: &Owned, layout: &Layout) -> Vec<u8> {
    // The tab inside the third added text is a control character, which is never passed on.
    let text = ",reject,domain.nxdomain,\"say \"\"hi\"\", or; a|b?c\"".to_string();
    let delimiter = char::from(layout.delimiter.unwrap_or(b','));
    let mut bytes = text.into_bytes();
    for at in [0, 7, 23] {
        bytes[at] = delimiter as u8;
    }
    // A short row is filled up first.
    let filling = if layout.delimiter.is_some() { layout.columns.saturating_sub(row.columns) } else { 0 };
    bytes.splice(0..0, vec![delimiter as u8; filling]);
    bytes
}

fn end_of<'a>(row: &'a Owned, layout: &Layout) -> &'a [u8] {
    if row.line_end.is_empty() { layout.line_end.text().as_bytes() } else { &row.line_end }
}

fn check_that_writing_adds_columns_only(file: &[u8], layout: &Layout) {
    let (wider, written) = write(file, layout);
    let (header, rows) = read(file, layout);
    let (header_out, rows_out) = read(&written[..], &wider);
    let all: Vec<&Owned> = header.iter().chain(&rows).collect();
    let all_out: Vec<&Owned> = header_out.iter().chain(&rows_out).collect();
    assert_eq!(all.len(), all_out.len(), "{}", String::from_utf8_lossy(&written));
    for (row, out) in all.iter().zip(&all_out) {
        let stripped = out.raw.strip_suffix(&added_bytes(row, layout)[..]);
        assert_eq!(stripped, Some(&row.raw[..]), "{}", String::from_utf8_lossy(&written));
        assert_eq!(&out.line_end[..], end_of(row, layout));
        if row.has_cell {
            assert_eq!(out.content, row.content);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// What the `csv` crate writes is well formed; it and we must then see the same cells.
    #[test]
    fn well_formed_lists_have_the_cells_that_the_csv_crate_sees(
        texts in vec(vec(select(vec![
            "ann", "", "Lee, Ann", "a;b", "tab\there", "a|b", "say \"hi\"", "\"", "\"\"", "two\nlines", "a, b\nc, d\ne", "\r\n",
            "  ", "é张", "5\" nail", "x\rx", ",\n,", "\"\n\"",
        ]), 3), 1..10),
        delimiter in select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
        always in any::<bool>(),
        column in 0..4usize,
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .from_writer(Vec::new());
        for (number, row) in texts.iter().enumerate() {
            writer.write_record([row[0], row[1], row[2], &format!("u{number}@example.org")]).expect("room");
        }
        let file = writer.into_inner().expect("room");
        let layout = Layout { delimiter: Some(delimiter), columns: 4, email_column: column, ..Layout::plain() };
        let (_, rows) = read(&file[..], &layout);
        let theirs: Vec<csv::ByteRecord> = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(&file[..])
            .into_byte_records()
            .collect::<Result<_, _>>()
            .expect("a well-formed file");
        prop_assert_eq!(rows.len(), theirs.len());
        for (row, record) in rows.iter().zip(&theirs) {
            prop_assert_eq!(row.content.as_slice(), &record[column]);
            prop_assert!(row.findings.is_empty(), "{:?}", row);
        }
    }
}

fn comma(columns: usize, email_column: usize) -> Layout {
    Layout { delimiter: Some(b','), columns, email_column, ..Layout::plain() }
}

#[test]
fn a_line_of_ten_megabytes_is_one_row() {
    let mut file = b"ann@example.org,".to_vec();
    file.resize(10 << 20, b'x');
    file.extend_from_slice(b"\nbob@example.org,short\n");
    let (_, rows) = read(&file[..], &comma(2, 0));
    assert_eq!(
        rows.iter().map(|row| row.content.as_slice()).collect::<Vec<_>>(),
        [b"ann@example.org", b"bob@example.org"]
    );
    assert_eq!((rows[0].raw.len(), rows[1].line), (10 << 20, 2));
    check_that_writing_adds_columns_only(&file, &comma(2, 0));
}

#[test]
fn a_line_of_ten_megabytes_with_an_open_quote_is_one_row() {
    let mut file = b"ann@example.org,\"".to_vec();
    file.resize(10 << 20, b'x');
    file.extend_from_slice(b"\nbob@example.org,short\n");
    let (_, rows) = read(&file[..], &comma(2, 0));
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].findings, [Reason::InputStrayQuote]);
}

/// Reads a file of many rows with stray quotes, which must take time in proportion to its length.
///
/// Were it to grow with the square, a megabyte would take minutes and the runner would stop the test; no time is asserted here.
fn check_stray(piece: &[u8], delimiter: Option<u8>) {
    let file = piece.repeat((1 << 20) / piece.len());
    let layout = Layout { delimiter, columns: 2, ..Layout::plain() };
    let (_, rows) = read(&file[..], &layout);
    let sum: Vec<u8> = rows.iter().flat_map(|row| [&row.raw[..], &row.line_end].concat()).collect();
    assert!(sum == file, "rows of {:?} are not the file", String::from_utf8_lossy(piece));
}

#[test]
fn a_file_of_stray_quotes_is_read_in_linear_time() {
    for piece in [
        "\"",
        "\"\n",
        "a,\"\n",
        "\"a\n",
        "\"\"\"\n",
        ",\"",
        "\"a\"\n\"",
        " \"",
        "\"a,b\nc\"d\n",
        "x\"\n",
        "\"\"\n\"",
        "\" ,",
    ] {
        check_stray(piece.as_bytes(), Some(b','));
        check_stray(piece.as_bytes(), None);
    }
}

#[test]
fn a_quote_that_never_closes_costs_its_own_row_only() {
    for rows_after in [2, 30_000, 120_000] {
        let mut file = b"ann@example.org,Ann\nbob@example.org,\"Bob\n".to_vec();
        for number in 0..rows_after {
            file.extend_from_slice(format!("u{number}@example.org,U\n").as_bytes());
        }
        let (_, rows) = read(&file[..], &comma(2, 0));
        assert_eq!(rows.len(), rows_after + 2);
        assert_eq!(rows[1].findings, [Reason::InputStrayQuote]);
        assert_eq!(rows[1].content, b"bob@example.org");
        assert!(rows.iter().enumerate().all(|(at, row)| at == 1 || row.findings.is_empty()));
        assert!(rows.iter().all(|row| row.content.ends_with(b"@example.org")));
    }
}

#[test]
fn two_stray_quotes_do_not_hide_the_rows_between_them() {
    let file = b"ann@example.org,\"Ann\nbob@example.org,Bob\ncem@example.org,Cem\"\ndee@example.org,Dee\n";
    let (_, rows) = read(&file[..], &comma(2, 0));
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2].content, b"cem@example.org");
    assert_eq!(rows[0].findings, [Reason::InputStrayQuote]);
}

#[test]
fn a_quoted_cell_whose_lines_hold_delimiters_is_one_cell() {
    let file = b"ann@example.org,\"12 High St\nSpringfield, IL\"\nbob@example.org,\"a, b\nc, d\"\n";
    let (_, rows) = read(&file[..], &comma(2, 0));
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3]);
    assert!(rows.iter().all(|row| row.findings.is_empty()));
}

#[test]
fn the_repaired_cell_takes_the_place_of_the_old_one_and_nothing_else_changes() {
    let file = b"1,\" ann@example.org \",\"x, y\"\r\n2,bob@example.org,\"\"\r\n3\r\n4,,z";
    let layout = Layout { line_end: LineEnd::CrLf, encoding: Encoding::Utf8, ..comma(3, 1) };
    let mut reader = RowReader::new(&file[..], &layout);
    let mut writer = RowWriter::start(Vec::new(), &layout, None, &[]).expect("room");
    while let Some(row) = reader.next_row().expect("a row") {
        writer.row(&row, Some("a,\"b\"@x"), &["ok"]).expect("room");
    }
    let written = String::from_utf8(writer.finish().expect("room")).expect("text");
    let new = "\"a,\"\"b\"\"@x\"";
    assert_eq!(written, format!("1,{new},\"x, y\",ok\r\n2,{new},\"\",ok\r\n3,,,ok\r\n4,{new},z,ok\r\n"));
}
