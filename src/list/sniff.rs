// NOTICE TO THE HELPER ON list2 (delete this before committing): another helper is finishing its own sniff.rs, samples.rs and the row
// property tests in /tmp/wt/list right now. Leave points 1 and 2 of your brief alone. Do only 3, 4 (not sniff.rs) and 5, and use
// CARGO_TARGET_DIR=/tmp/tgt-list2 (cp -a /tmp/tgt-main /tmp/tgt-list2 first) from now on.
//! What a list looks like, found from its beginning: delimiter, header, e-mail column, line ends.
//!
//! Made for mailing lists: the delimiter is the one under which the most rows hold an address in one and the same column,
//! and a list whose lines are addresses by themselves has none. A row that holds an address is never taken for a header.

use super::header::{self, Names};
use super::layout::{columns_shown, shown};
use super::look::{self, Look};
use super::reader::BOM;
use super::split::{Shape, split, unquote};
use super::{Column, Delimiter, Encoding, Layout, LayoutWish, LineEnd, ListError};
use std::borrow::Cow;
use std::collections::HashMap;

/// The first octets of a list that are looked at. A list that is no longer than this is seen whole.
pub const SAMPLE_OCTETS_MAX: usize = 1 << 20;
/// Rows that are looked at; more would tell nothing new.
const ROWS_LOOKED_AT: usize = 1_000;
/// The delimiters that are tried, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that may stand above the header, such as a title.
const PREAMBLE_MAX: usize = 5;
/// From this share of control bytes on, a file is no text, in percent.
const CONTROL_PERCENT_MAX: usize = 30;

/// Finds the layout from the first bytes of a list (`sample`), which may end in the middle of a row.
///
/// `Err` when there is no row, when no column looks like addresses, or when a wish cannot be fulfilled, such as a column
/// that does not exist; the message lists those that do.
pub fn sniff(sample: &[u8], wish: &LayoutWish) -> Result<Layout, ListError> {
    let bom = sample.starts_with(BOM);
    let text = if bom { &sample[BOM.len()..] } else { sample };
    let whole = sample.len() < SAMPLE_OCTETS_MAX;
    if text.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
        return Err(ListError::Empty);
    }
    refuse_binary(text)?;
    let table = match wish.delimiter {
        Some(Delimiter::None) => Table::read(text, whole, None),
        Some(Delimiter::Byte(b'"' | b'\r' | b'\n')) => return Err(ListError::Delimiter),
        Some(Delimiter::Byte(byte)) => Table::read(text, whole, Some(byte)),
        None => likeliest(text, whole),
    };
    let header = table.header(wish);
    let columns = header.map_or(table.columns, |at| table.rows[at].len());
    let column = table.email_column(header, columns, wish)?;
    let name = header.and_then(|at| table.rows[at].get(column)).map(|name| String::from_utf8_lossy(look::trim(name)));
    Ok(Layout {
        delimiter: table.delimiter,
        header: header.is_some(),
        preamble: header.unwrap_or(0),
        email_column: column,
        email_column_name: name.map(Cow::into_owned),
        columns,
        bom,
        line_end: commonest_line_end(text),
        encoding: encoding(text, whole),
    })
}

/// Reads the sample under every delimiter, and takes the reading that makes the most sense.
fn likeliest(text: &[u8], whole: bool) -> Table<'_> {
    let plain = Table::read(text, whole, None);
    let mut best: Option<Table> = None;
    for delimiter in DELIMITERS {
        let table = Table::read(text, whole, Some(delimiter));
        if table.columns > 1 && best.as_ref().is_none_or(|best| table.weight() > best.weight()) {
            best = Some(table);
        }
    }
    match best {
        Some(best) if best.weight() > plain.weight() => best,
        _ => plain,
    }
}

/// The rows of a sample under one delimiter.
struct Table<'a> {
    delimiter: Option<u8>,
    /// The content of each cell; empty lines left out.
    rows: Vec<Vec<Cow<'a, [u8]>>>,
    /// The number of columns that most rows have.
    columns: usize,
}

impl<'a> Table<'a> {
    fn read(text: &'a [u8], whole: bool, delimiter: Option<u8>) -> Table<'a> {
        let shape = Shape { delimiter, columns: 0, email_column: 0 };
        let mut rows = Vec::new();
        let mut rest = text;
        while !rest.is_empty() && rows.len() < ROWS_LOOKED_AT {
            let mut cells = Vec::new();
            let found = split(rest, whole, shape, |number, place| {
                // A row that is cut at the end of the sample is begun anew.
                cells.truncate(number);
                cells.push(unquote(&rest[place]));
            });
            let Some(found) = found else { break };
            if found.raw > 0 {
                rows.push(cells);
            }
            rest = &rest[found.raw + found.line_end..];
        }
        let mut table = Table { delimiter, rows, columns: 1 };
        table.columns = table.commonest_columns();
        table
    }

    fn commonest_columns(&self) -> usize {
        let mut times: HashMap<usize, usize> = HashMap::new();
        for row in &self.rows {
            *times.entry(row.len()).or_default() += 1;
        }
        times.into_iter().max_by_key(|&(columns, times)| (times, columns)).map_or(1, |(columns, _)| columns)
    }

    /// How much sense the rows make under this delimiter: up to 1 for addresses, 1 for a header, a little for evenness.
    fn weight(&self) -> f64 {
        let rows = self.rows.len().max(1) as f64;
        if self.delimiter.is_none() {
            let looks = self.rows.iter().map(|row| worth(look::line(&row[0])));
            let named = self.rows.first().is_some_and(|row| header::names(&row[0]) == Names::Email);
            return looks.sum::<f64>() / rows + if named { 1.0 } else { 0.0 };
        }
        let even = self.rows.iter().filter(|row| row.len() == self.columns).count() as f64 / rows;
        let looks = |column: usize| {
            let cells = self.rows.iter().filter(|row| row.len() == self.columns).filter_map(|row| row.get(column));
            cells.map(|cell| worth(look::cell(cell))).sum::<f64>() / rows
        };
        let addresses = (0..self.columns.min(COLUMNS_LOOKED_AT)).map(looks).fold(0.0, f64::max);
        let named = if self.sure_header().is_some() { 1.0 } else { 0.0 };
        // Evenness alone makes a table only when every row agrees.
        addresses + named + if even > 0.9 && self.rows.len() > 1 { 0.1 } else { 0.0 }
    }

    /// The first row that names the columns beyond doubt, as long as nothing above it looks like data.
    fn sure_header(&self) -> Option<usize> {
        for at in 0..self.rows.len().min(PREAMBLE_MAX + 1) {
            let row = refs(&self.rows[at]);
            if header::sure(&row, &self.below(at)) {
                return Some(at);
            }
            if row.iter().any(|cell| look::cell(cell) != Look::None) || row.len() == self.columns && self.columns > 1 {
                return None;
            }
        }
        None
    }

    fn below(&self, at: usize) -> Vec<Vec<&[u8]>> {
        self.rows[at + 1..].iter().take(ROWS_COMPARED).map(|row| refs(row)).collect()
    }

    /// The row that names the columns, if there is one.
    fn header(&self, wish: &LayoutWish) -> Option<usize> {
        match wish.header {
            Some(false) => return None,
            Some(true) => return Some(self.sure_header().unwrap_or(0)),
            None => {}
        }
        if let Some(Column::Name(name)) = &wish.column {
            let wanted = header::reduced(name.as_bytes());
            let named = |row: &Vec<Cow<[u8]>>| row.iter().any(|cell| header::reduced(cell) == wanted);
            if let Some(at) = self.rows.iter().take(PREAMBLE_MAX + 1).position(named) {
                return Some(at);
            }
        }
        let first = self.rows.first()?;
        let likely = |email| header::likely(&refs(first), email, &self.below(0));
        self.sure_header().or_else(|| self.fullest(1, self.columns).is_some_and(likely).then_some(0))
    }

    /// The column with the most cells that look like addresses in the rows from `first` on, if any cell does.
    fn fullest(&self, first: usize, columns: usize) -> Option<usize> {
        self.counts(first, columns)
            .into_iter()
            .enumerate()
            .rev()
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| *count > 0)
            .map(|(column, _)| column)
    }

    /// For each column, the cells that look like addresses, whole ones counting twice.
    fn counts(&self, first: usize, columns: usize) -> Vec<usize> {
        let mut counts = vec![0; columns];
        for row in self.rows.iter().skip(first) {
            for (cell, count) in row.iter().zip(&mut counts) {
                *count += (worth(look::cell(cell)) * 2.0) as usize;
            }
        }
        counts
    }

    fn email_column(&self, header: Option<usize>, columns: usize, wish: &LayoutWish) -> Result<usize, ListError> {
        let names: Option<Vec<&[u8]>> = header.map(|at| refs(&self.rows[at]));
        let columns_told = || columns_shown(names.as_deref(), columns);
        match &wish.column {
            Some(Column::Number(number)) => {
                let missing = || ListError::NoSuchColumn { wanted: number.to_string(), columns: columns_told() };
                return number.checked_sub(1).filter(|&column| column < columns).ok_or_else(missing);
            }
            Some(Column::Name(name)) => {
                let wanted = header::reduced(name.as_bytes());
                let place = names.iter().flatten().position(|name| header::reduced(name) == wanted);
                let missing = || ListError::NoSuchColumn { wanted: shown(name.as_bytes()), columns: columns_told() };
                return place.ok_or_else(missing);
            }
            None if self.delimiter.is_none() => return Ok(0),
            None => {}
        }
        let counts = self.counts(header.map_or(0, |at| at + 1), columns);
        let most = counts.iter().copied().max().unwrap_or(0);
        let named = |column: usize| {
            names.as_ref().and_then(|names| names.get(column)).map_or(Names::Nothing, |name| header::names(name))
        };
        // As full as the fullest, or nearly: then the name decides.
        let full = |&column: &usize| counts[column] * 10 >= most * 9;
        let best = (0..columns).filter(full).rev().max_by_key(|&column| (named(column), counts[column]));
        best.filter(|&column| most > 0 || named(column) > Names::Nothing)
            .ok_or_else(|| ListError::NoEmailColumn { columns: columns_told() })
    }
}

/// Columns that are looked at for addresses; no list has more.
const COLUMNS_LOOKED_AT: usize = 512;
/// Rows that a header is compared with.
const ROWS_COMPARED: usize = 100;

/// What a cell that looks so adds to the sense of a column.
fn worth(look: Look) -> f64 {
    match look {
        Look::Address => 1.0,
        Look::Broken => 0.5,
        Look::Mention | Look::None => 0.0,
    }
}

fn refs<'r>(row: &'r [Cow<'_, [u8]>]) -> Vec<&'r [u8]> {
    row.iter().map(AsRef::as_ref).collect()
}

fn refuse_binary(text: &[u8]) -> Result<(), ListError> {
    let text = &text[..text.len().min(1 << 16)];
    let control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\r' | b'\n');
    let percent = text.iter().filter(control).count() * 100 / text.len();
    if percent > CONTROL_PERCENT_MAX { Err(ListError::Binary { percent }) } else { Ok(()) }
}

fn commonest_line_end(text: &[u8]) -> LineEnd {
    let (mut lf, mut crlf, mut cr) = (0usize, 0usize, 0usize);
    for at in memchr::memchr2_iter(b'\n', b'\r', text) {
        match (text[at], text.get(at + 1), at.checked_sub(1).map(|before| text[before])) {
            (b'\r', Some(b'\n'), _) => crlf += 1,
            (b'\r', _, _) => cr += 1,
            (_, _, Some(b'\r')) => {}
            _ => lf += 1,
        }
    }
    if crlf > lf && crlf >= cr {
        LineEnd::CrLf
    } else if cr > lf {
        LineEnd::Cr
    } else {
        LineEnd::Lf
    }
}

fn encoding(text: &[u8], whole: bool) -> Encoding {
    match std::str::from_utf8(text) {
        Ok(_) => Encoding::Utf8,
        // A sample may end inside a character.
        Err(error) if !whole && error.error_len().is_none() => Encoding::Utf8,
        Err(_) => Encoding::Other,
    }
}
