//! Where a row ends and where its cells are. Pure: bytes in, positions out.
//!
//! This is the one place that knows what a line end, a quote and a delimiter do; the reader and the sniffer both use it,
//! so that they can never disagree. It must never lose a byte, and never let a stray quote swallow the rows after it.
//!
//! **Line ends** are `\n`, `\r\n`, a lone `\r` (old Macintosh), and `\r\r\n`, which is `\r\n` written through a Windows text
//! stream and stands for one line end, not for a row and an empty row. They may be mixed in one file.
//!
//! **A quoted cell** begins with `"`, spaces before it allowed; inside it a doubled quote stands for one quote, and
//! delimiters and line ends are content (RFC 4180 §2). Beyond the standard:
//! - A quote further inside a cell is content: `5" nails` needs no care.
//! - Text may follow the closing quote on the same line, as in `"Lee, Ann" <ann@example.org>`. The delimiters between the quotes
//!   do not split, and the content of the cell is the whole text as it stands.
//! - An opening quote is **stray**, and read as content, when its cell does not close; when the cell spans lines and
//!   text follows the closing quote, or it is longer than [`QUOTED_OCTETS_MAX`] or [`QUOTED_LINES_MAX`]; when the lines
//!   it spans read as rows of the list by themselves; or when the "closing" quote follows a delimiter and is followed by text, since
//!   then it opens the next cell. The row then ends with its line.
//!
//! The time is linear even when every quote is stray: a search for the closing quote stops at the next unpaired quote, and a
//! row can only be searched through again when it holds an unpaired quote of its own.

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter, memchr3, memmem};
use std::borrow::Cow;
use std::ops::Range;

/// The longest quoted cell that spans lines, in octets. Spreadsheets hold 32,767 characters in a cell.
pub const QUOTED_OCTETS_MAX: usize = 1 << 20;

/// The most lines that one quoted cell may span.
pub const QUOTED_LINES_MAX: usize = 1_000;

/// What must be known of a list to find its rows.
#[derive(Clone, Copy, Debug)]
pub(in crate::list) struct Shape {
    /// `None` for a plain list.
    pub delimiter: Option<u8>,
    /// Columns that a row should have, or 0 when that is not known yet.
    pub columns: usize,
    /// The column of the addresses, from 0, once it is known.
    pub email_column: Option<usize>,
}

/// One row at the beginning of a piece of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::list) struct Split {
    /// Octets of the row without its line end.
    pub raw: usize,
    /// Octets of the line end; 0 at the end of the file.
    pub line_end: usize,
    /// Lines of the file that the row spans, at least 1.
    pub lines: u64,
    pub columns: usize,
    /// Whether an opening quote was read as content.
    pub stray: bool,
}

/// Finds the first row of `buf`, and calls `each` with the number of each cell, from 0, and its place in `buf`.
///
/// `None` when the row may go on after `buf`; never when `whole` says that nothing comes after it. `each` may then have been called
/// for nothing.
pub(in crate::list) fn split(
    buf: &[u8],
    whole: bool,
    shape: Shape,
    mut each: impl FnMut(usize, Range<usize>),
) -> Option<Split> {
    let raw = match memchr3(b'\n', b'\r', b'"', buf) {
        Some(quote) if buf[quote] == b'"' => return split_quoted(buf, whole, shape, &mut each),
        Some(end) => end,
        None if whole => buf.len(),
        None => return None,
    };
    let line_end = line_end(buf, raw, whole)?;
    let mut columns = 0;
    let mut start = 0;
    if let Some(delimiter) = shape.delimiter {
        for end in memchr_iter(delimiter, &buf[..raw]) {
            each(columns, start..end);
            columns += 1;
            start = end + 1;
        }
    }
    each(columns, start..raw);
    Some(Split { raw, line_end, lines: 1, columns: columns + 1, stray: false })
}

/// As [`split`], for a row that may hold quotes.
fn split_quoted(buf: &[u8], whole: bool, shape: Shape, each: &mut impl FnMut(usize, Range<usize>)) -> Option<Split> {
    let mut start = 0;
    let mut columns = 0;
    let mut lines = 1;
    let mut stray = false;
    let mut next_break = 0;
    loop {
        if next_break <= start {
            next_break = start + memchr2(b'\n', b'\r', &buf[start..]).unwrap_or(buf.len() - start);
        }
        let cell = match plainly_quoted(buf, start, next_break, shape) {
            Some(end) => Cell { end, breaks: 0, stray: false },
            None => cell(buf, start, whole, shape, columns)?,
        };
        each(columns, start..cell.end);
        columns += 1;
        lines += cell.breaks;
        stray |= cell.stray;
        if buf.get(cell.end).is_some_and(|&byte| Some(byte) == shape.delimiter) {
            start = cell.end + 1;
        } else {
            return Some(Split { raw: cell.end, line_end: line_end(buf, cell.end, whole)?, lines, columns, stray });
        }
    }
}

/// The end of a cell in the commonest form of quoting: closed on its line, nothing doubled, nothing around the quotes.
/// `None` says that [`cell`] must look; it would find the same here, but more slowly.
fn plainly_quoted(buf: &[u8], start: usize, next_break: usize, shape: Shape) -> Option<usize> {
    let [b'"', inside @ ..] = &buf[start..next_break] else { return None };
    let end = start + memchr(b'"', inside)? + 2;
    let &after = buf.get(end)?;
    (Some(after) == shape.delimiter || end == next_break).then_some(end)
}

/// Octets of the line end at `at`: 0 at the end of the file, `None` when what follows `buf` decides.
fn line_end(buf: &[u8], at: usize, whole: bool) -> Option<usize> {
    match &buf[at..] {
        [b'\r', b'\n', ..] => Some(2),
        [b'\r', b'\r', b'\n', ..] => Some(3),
        [b'\r'] | [b'\r', b'\r'] => whole.then_some(1),
        [] => whole.then_some(0),
        _ => Some(1),
    }
}

struct Cell {
    /// Where the cell ends: at a delimiter, a line end, or the end of the file.
    end: usize,
    /// Line ends inside the cell.
    breaks: u64,
    stray: bool,
}

/// The cell that begins at `start`, which is number `column` of its row.
fn cell(buf: &[u8], start: usize, whole: bool, shape: Shape, column: usize) -> Option<Cell> {
    let open = start + spaces(&buf[start..]);
    let mut stray = false;
    if buf.get(open) == Some(&b'"') {
        match closing(buf, open, whole, shape, column)? {
            // After spaces a quote opens only a cell that closes on its line: that is how people write, programs do not.
            Closing::At { end, breaks } if breaks == 0 || open == start => {
                return Some(Cell { end, breaks, stray: false });
            }
            _ => stray = true,
        }
    }
    let end = cell_end(buf, start, whole, shape)?;
    Some(Cell { end, breaks: 0, stray })
}

/// The end of an unquoted cell: the next delimiter or line end from `from` on.
fn cell_end(buf: &[u8], from: usize, whole: bool, shape: Shape) -> Option<usize> {
    let found = match shape.delimiter {
        Some(delimiter) => memchr3(delimiter, b'\n', b'\r', &buf[from..]),
        None => memchr2(b'\n', b'\r', &buf[from..]),
    };
    match found {
        Some(end) => Some(from + end),
        None => whole.then_some(buf.len()),
    }
}

enum Closing {
    /// The quote closes, and the cell ends at `end` after `breaks` line ends.
    At { end: usize, breaks: u64 },
    /// The quote is content.
    Stray,
}

/// What the quote at `open` does, being the first of cell number `column`.
fn closing(buf: &[u8], open: usize, whole: bool, shape: Shape, column: usize) -> Option<Closing> {
    let Some(close) = unpaired_quote(buf, open + 1, whole) else {
        let inside = &buf[open + 1..];
        let spans_lines = memchr2(b'\n', b'\r', inside).is_some();
        let too_long = spans_lines && (inside.len() > QUOTED_OCTETS_MAX || line_breaks(inside) > QUOTED_LINES_MAX);
        return if whole || too_long { Some(Closing::Stray) } else { None };
    };
    let inside = &buf[open + 1..close];
    let after = close + 1 + spaces(&buf[close + 1..]);
    let ends_cell = match buf.get(after) {
        Some(&byte) => byte == b'\n' || byte == b'\r' || Some(byte) == shape.delimiter,
        None if whole => true,
        None => return None,
    };
    if memchr2(b'\n', b'\r', inside).is_none() {
        if ends_cell {
            return Some(Closing::At { end: after, breaks: 0 });
        }
        if inside.last().is_some_and(|&byte| Some(byte) == shape.delimiter) {
            return Some(Closing::Stray);
        }
        return Some(Closing::At { end: cell_end(buf, close + 1, whole, shape)?, breaks: 0 });
    }
    if !ends_cell || inside.len() > QUOTED_OCTETS_MAX {
        return Some(Closing::Stray);
    }
    let breaks = line_breaks(inside);
    if breaks > QUOTED_LINES_MAX || lines_are_rows(buf, open + 1..close, whole, shape, column)? {
        return Some(Closing::Stray);
    }
    Some(Closing::At { end: after, breaks: breaks as u64 })
}

/// The first quote from `from` on that is not doubled.
fn unpaired_quote(buf: &[u8], from: usize, whole: bool) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr(b'"', &buf[at..])?;
        match buf.get(at + 1) {
            Some(b'"') => at += 2,
            None if !whole => return None,
            _ => return Some(at),
        }
    }
}

/// Whether the lines that a quoted cell spans are rows of the list when its quotes are read as content.
///
/// Two stray quotes, one on each of two rows, look like one cell that closes properly, and everything between them
/// would vanish from the list's rows. In a delimited list the lines then all have the right number of columns, and all but the
/// first have an `@` in the e-mail column; the lines of an address or a note have not. In a plain list more than one line holds an `@`.
/// A quote that is doubled inside of a text was written by a program, which closes its cells.
fn lines_are_rows(buf: &[u8], inside: Range<usize>, whole: bool, shape: Shape, column: usize) -> Option<bool> {
    if has_doubled_quote(&buf[inside.clone()], shape.delimiter) {
        return Some(false);
    }
    let Some(delimiter) = shape.delimiter else {
        let text = &buf[inside];
        return Some(lines(text).filter(|line| memchr(b'@', line).is_some()).count() > 1);
    };
    if shape.columns < 2 {
        return Some(false);
    }
    let rest = match memchr2(b'\n', b'\r', &buf[inside.end..]) {
        Some(end) => inside.end + end,
        None if whole => buf.len(),
        None => return None,
    };
    let mut lines = lines(&buf[inside.start..rest]);
    let first = lines.next().unwrap_or_default();
    // Where a program quotes the cells of a row, it quotes those of the next one.
    let quotes = column > 0 && buf.first() == Some(&b'"');
    let is_row = |line: &[u8]| {
        let cells = line.split(|&byte| byte == delimiter);
        let email = shape.email_column.map_or(Some(line), |column| cells.clone().nth(column));
        let as_quoted = !quotes || line.first() == Some(&b'"');
        as_quoted && email.is_some_and(|cell| memchr(b'@', cell).is_some()) && cells.count() == shape.columns
    };
    Some(column + memchr_iter(delimiter, first).count() + 1 == shape.columns && lines.all(is_row))
}

/// Whether a quote is doubled in the content of a quoted cell, other than as an empty cell of its own.
fn has_doubled_quote(inside: &[u8], delimiter: Option<u8>) -> bool {
    let borders =
        |byte: Option<&u8>| byte.is_some_and(|&byte| matches!(byte, b'\r' | b'\n') || Some(byte) == delimiter);
    memmem::find_iter(inside, b"\"\"")
        .any(|at| !borders(at.checked_sub(1).and_then(|before| inside.get(before))) || !borders(inside.get(at + 2)))
}

/// The lines of a text, without their line ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = memchr2(b'\n', b'\r', text) else {
            rest = None;
            return Some(text);
        };
        rest = Some(&text[end + line_end(text, end, true)?..]);
        Some(&text[..end])
    })
}

/// Line ends in a text. All kinds but the lone `\r` hold one `\n`, so that each of the four counts once.
pub(in crate::list) fn line_breaks(text: &[u8]) -> usize {
    if memchr(b'\r', text).is_none() {
        return memchr_iter(b'\n', text).count();
    }
    memchr2_iter(b'\n', b'\r', text).filter(|&at| line_end(text, at, true) == Some(1)).count()
}

/// Where the last row ends of those that stand whole in `buf`, line end included; 0 when none does. More follows `buf`.
///
/// Rows without a quote end where their lines end, so only those with one are looked at.
pub(in crate::list) fn rows_end(buf: &[u8], shape: Shape) -> usize {
    let mut from = 0;
    loop {
        let quote = memchr(b'"', &buf[from..]).map_or(buf.len(), |quote| from + quote);
        // The row with the quote begins after the last line end before it.
        let row = match last_line_end(&buf[from..quote]) {
            Some(end) => from + end,
            None => from,
        };
        if quote == buf.len() {
            return row;
        }
        match split(&buf[row..], false, shape, |_, _| {}) {
            Some(found) => from = row + found.raw + found.line_end,
            None => return row,
        }
    }
}

/// The end of the last line end that nothing after `buf` can make longer.
fn last_line_end(buf: &[u8]) -> Option<usize> {
    if let Some(end) = memchr::memrchr(b'\n', buf) {
        return Some(end + 1);
    }
    let mut rest = buf;
    while let Some(end) = memchr::memrchr(b'\r', rest) {
        // A run of `\r` may be the beginning of `\r\r\n`.
        if buf.len() > end + 1 && buf[end + 1] != b'\r' {
            return Some(end + 1);
        }
        rest = &buf[..end];
    }
    None
}

fn spaces(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| byte == b' ').count()
}

/// As [`unquote`], for text.
pub(in crate::list) fn unquote_text(cell: &str) -> Cow<'_, str> {
    match unquote(cell.as_bytes()) {
        Cow::Borrowed(content) if content.len() == cell.len() => Cow::Borrowed(cell),
        Cow::Borrowed(content) => {
            let before = cell.len() - cell.trim_start_matches(' ').len() + 1;
            Cow::Borrowed(cell.get(before..before + content.len()).unwrap_or_default())
        }
        // Quotes taken out of text leave text.
        Cow::Owned(content) => Cow::Owned(String::from_utf8(content).unwrap_or_default()),
    }
}

/// The content of a cell. Quotes around the whole cell, and spaces outside of them, are taken away and doubled quotes made single;
/// anything else is content as it stands.
pub(in crate::list) fn unquote(cell: &[u8]) -> Cow<'_, [u8]> {
    let end = cell.len() - cell.iter().rev().take_while(|&&byte| byte == b' ').count();
    let quoted = &cell[spaces(cell).min(end)..end];
    let [b'"', inside @ .., b'"'] = quoted else {
        return Cow::Borrowed(cell);
    };
    let Some(first) = memchr(b'"', inside) else {
        return Cow::Borrowed(inside);
    };
    let mut content = inside[..first].to_vec();
    let mut rest = &inside[first..];
    while let Some(quote) = memchr(b'"', rest) {
        if rest.get(quote + 1) != Some(&b'"') {
            // An unpaired quote inside: these quotes do not belong to the notation.
            return Cow::Borrowed(cell);
        }
        content.extend_from_slice(&rest[..=quote]);
        rest = &rest[quote + 2..];
    }
    content.extend_from_slice(rest);
    Cow::Owned(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Splits a text of three columns into rows, written as `cell|cell/line end`.
    fn check(text: &str, rows: &[&str]) {
        check_shape(text, Shape { delimiter: Some(b','), columns: 3, email_column: None }, rows);
    }

    fn check_plain(text: &str, rows: &[&str]) {
        check_shape(text, Shape { delimiter: None, columns: 1, email_column: None }, rows);
    }

    fn check_shape(text: &str, shape: Shape, rows: &[&str]) {
        let found: Vec<String> = all(text.as_bytes(), shape).into_iter().map(|(_, cells)| cells.join("|")).collect();
        assert_eq!(found, rows, "{text:?}");
    }

    fn all(text: &[u8], shape: Shape) -> Vec<(Split, Vec<String>)> {
        let mut rows = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let mut cells = Vec::new();
            let found = split(rest, true, shape, |number, cell| {
                assert_eq!(number, cells.len());
                cells.push(String::from_utf8_lossy(&unquote(&rest[cell])).into_owned());
            });
            let found = found.expect("a whole text always has a row");
            assert_eq!(found.columns, cells.len());
            assert_eq!(found.lines as usize, line_breaks(&rest[..found.raw]) + 1);
            rest = &rest[found.raw + found.line_end..];
            rows.push((found, cells));
        }
        rows
    }

    #[test]
    fn all_line_ends_end_a_row_and_may_be_mixed() {
        check("a\nb\r\nc\rd", &["a", "b", "c", "d"]);
        check("a\r\r\nb\r\r\n", &["a", "b"]);
        check("\n\n\r\r", &["", "", "", ""]);
        check("a\n", &["a"]);
    }

    #[test]
    fn quotes_hide_delimiters_and_line_ends() {
        check("\"a,b\",c,d\n", &["a,b|c|d"]);
        check("\"a\r\nb\",c,d\n", &["a\r\nb|c|d"]);
        check("\"a\"\"b\",\"\",\"\"\"\"", &["a\"b||\""]);
    }

    #[test]
    fn quotes_inside_a_cell_are_content() {
        check("5\" nail,c\"d\"e,f\n", &["5\" nail|c\"d\"e|f"]);
        check("\"Lee, Ann\" <a@b.c>,d,e\n", &["\"Lee, Ann\" <a@b.c>|d|e"]);
        check("\"john doe\"@b.c,d,e\n", &["\"john doe\"@b.c|d|e"]);
    }

    #[test]
    fn spaces_may_stand_outside_the_quotes() {
        check("a, \"b, c\" ,d\n", &["a|b, c|d"]);
        check("a, \"b\nc\",d,e\n", &["a| \"b", "c\"|d|e"]);
    }

    #[test]
    fn a_stray_quote_ends_with_its_line() {
        check("1,\"abc,x\n2,def,y\n3,ghi,z\n", &["1|\"abc|x", "2|def|y", "3|ghi|z"]);
        check("1,\"abc,x\n2,\"def\",y\n", &["1|\"abc|x", "2|def|y"]);
        check("1,\"abc,x\n2,\"\",y\n3,\"a\",z\n", &["1|\"abc|x", "2||y", "3|a|z"]);
        check("\"abc,\"Doe, Jane\",x\n", &["\"abc|Doe, Jane|x"]);
        check("a,b,\"", &["a|b|\""]);
    }

    #[test]
    fn two_stray_quotes_do_not_swallow_the_rows_between_them() {
        check("1,\"a,x\n2,b@c,y\n3,d@e\",z\n", &["1|\"a|x", "2|b@c|y", "3|d@e\"|z"]);
        // In a row of quoted cells no line without quotes is another row.
        check("\"1\",\"a@b\",\"x\n2,c@d,y\"\n", &["1|a@b|x\n2,c@d,y"]);
        // Who doubles a quote closes the cell.
        check("1,\"a \"\"x,\n2,b@c,y\n3,d@e\",z\n", &["1|a \"x,\n2,b@c,y\n3,d@e|z"]);
        check("1,\"a,x\n2,\"\",b@c\n3,d@e\",z\n", &["1|\"a|x", "2||b@c", "3|d@e\"|z"]);
        // A note over three lines does not read as rows, and stays one cell.
        check("1,\"a, b\nc\nd\",z\n", &["1|a, b\nc\nd|z"]);
    }

    #[test]
    fn in_a_plain_list_a_quoted_cell_over_lines_holds_one_address_at_most() {
        check_plain("\"a@b.c\n\"\nd@e.f\n", &["a@b.c\n", "d@e.f"]);
        check_plain("\"a@b.c\nd@e.f\nx\"\n", &["\"a@b.c", "d@e.f", "x\""]);
    }

    #[test]
    fn a_quoted_cell_over_too_many_lines_is_stray() {
        let fits = format!("\"{}\",b,c\nd,e,f\n", "x\n".repeat(QUOTED_LINES_MAX));
        assert_eq!(all(fits.as_bytes(), Shape { delimiter: Some(b','), columns: 3, email_column: None }).len(), 2);
        let over = format!("\"{}\",b,c\nd,e,f\n", "x\n".repeat(QUOTED_LINES_MAX + 1));
        assert_eq!(
            all(over.as_bytes(), Shape { delimiter: Some(b','), columns: 3, email_column: None }).len(),
            QUOTED_LINES_MAX + 3
        );
        let long = format!("\"x\n{}\",b,c\n", "y".repeat(QUOTED_OCTETS_MAX));
        assert_eq!(all(long.as_bytes(), Shape { delimiter: Some(b','), columns: 3, email_column: None }).len(), 2);
        let one_line = format!("\"{}\",b,c\n", ",".repeat(QUOTED_OCTETS_MAX + 9));
        assert_eq!(
            all(one_line.as_bytes(), Shape { delimiter: Some(b','), columns: 3, email_column: None })[0].0.columns,
            3
        );
    }

    #[test]
    fn a_stray_quote_is_told() {
        let rows = all(b"a,\"b,c\n\"a\",\"b\",c\n", Shape { delimiter: Some(b','), columns: 3, email_column: None });
        assert_eq!(rows.iter().map(|row| row.0.stray).collect::<Vec<_>>(), [true, false]);
    }

    proptest! {
        /// What is seen of a piece of a file is what is seen of the whole, or "more is needed".
        #[test]
        fn a_piece_of_a_file_never_misleads(text in "[a,\"\n\r @]{0,60}", cut in 0_usize..60, columns in 0_usize..4) {
            let shape = Shape { delimiter: Some(b','), columns, email_column: None };
            let cut = cut.min(text.len());
            if let Some(early) = split(&text.as_bytes()[..cut], false, shape, |_, _| {}) {
                prop_assert_eq!(split(text.as_bytes(), true, shape, |_, _| {}), Some(early));
            }
        }

        /// On well-formed CSV the cells are those of the `csv` crate, which only skips empty lines.
        #[test]
        fn well_formed_cells_are_those_of_the_csv_crate(
            rows in proptest::collection::vec(proptest::collection::vec("[a-c,;\"\n\r é]{0,6}", 3), 0..8),
            delimiter in proptest::sample::select(b",;\t|".to_vec()),
            crlf: bool,
            always: bool,
        ) {
            let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer =
                csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).quote_style(style).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("three cells");
            }
            let text = writer.into_inner().expect("a vector");
            let found = all(&text, Shape { delimiter: Some(delimiter), columns: 0, email_column: None });
            let found: Vec<Vec<String>> = found.into_iter().map(|(_, cells)| cells).collect();
            // Blanks outside quotes belong to the cell for `csv`; here they are kept unless quotes follow, and a writer quotes then.
            prop_assert_eq!(found, rows);
        }
    }
}
