//! The sample read with one delimiter, and how well that explains it: header, e-mail column, score.
//!
//! Used by `sniff` only, which compares readings. It must never take a row with an address for a header.

use super::columns::{Columns, Evidence, Role};
use super::header::{self, Names};
use super::look::{self, Look};
use crate::list::csv::earlier;
use crate::list::csv::split::{Shape, split, unquote};
use crate::list::layout::DELIMITERS;
use crate::list::layout::{NamedColumn, columns_shown, shown};
use crate::list::{Column, LayoutOptions, LineEnd, ListError};
use memchr::memmem;
use std::borrow::Cow;
use std::collections::HashMap;

/// Rows of the sample that are looked at.
const ROWS_MAX: usize = 2_000;

/// Columns that are searched for addresses.
const COLUMNS_MAX: usize = 16_384;

/// Columns that a message names.
const NAMED_MAX: usize = 8;

/// Rows above a header, such as a title, that are put up with.
const PREAMBLE_MAX: usize = 20;

/// The sample, taken apart with one delimiter.
pub(in crate::list) struct Reading<'a> {
    pub delimiter: Option<u8>,
    /// The content of the cells of each row, header and empty rows included.
    rows: Vec<Vec<Cow<'a, [u8]>>>,
    pub line_end: LineEnd,
    /// The row that names the columns.
    pub header: Option<usize>,
    /// Whether the header holds a name for e-mail.
    header_sure: bool,
    pub columns: usize,
    /// The column that looks most like addresses; `None` when none does.
    email: Option<usize>,
    /// All columns that hold addresses, by whose they are.
    found: Columns,
    /// Two cells next to each other are quoted, as programs write them.
    quoted: bool,
    /// The last columns are those that presend added to the list before.
    pub earlier: bool,
    /// Share of rows with the right number of columns.
    consistency: f64,
    /// Share of rows whose e-mail cell looks like an address.
    pub fit: f64,
}

impl<'a> Reading<'a> {
    pub fn new(text: &'a [u8], delimiter: Option<u8>, wish: &LayoutOptions) -> Reading<'a> {
        let (mut rows, line_end) = rows(text, delimiter, 0);
        let mut columns = commonest_columns(&rows);
        if columns > 1 && memchr::memchr(b'"', text).is_some() {
            // Once the number of columns is known, stray quotes can be told from notes over several lines.
            rows = self::rows(text, delimiter, columns).0;
            columns = commonest_columns(&rows);
        }
        let mut reading = Reading {
            delimiter,
            rows,
            line_end,
            header: None,
            header_sure: false,
            columns,
            email: None,
            found: Columns::default(),
            quoted: delimiter.is_some_and(|delimiter| memmem::find(text, &[b'"', delimiter, b'"']).is_some()),
            earlier: false,
            consistency: 0.0,
            fit: 0.0,
        };
        reading.find_header(wish);
        if let Some(header) = reading.header {
            reading.columns = reading.header_columns(header);
        }
        if let Some(columns) = reading.columns_of_an_earlier_run() {
            (reading.columns, reading.earlier) = (columns, true);
        }
        reading.email = reading.find_email(reading.header.map_or(0, |header| header + 1));
        reading.weigh();
        reading
    }

    /// The columns of the header, or of the rows where nearly all have more: some programs end rows, but not the header, with a delimiter.
    fn header_columns(&self, header: usize) -> usize {
        let named = self.rows[header].len();
        let below = self.rows[header + 1..].iter().filter(|row| !empty(row));
        let (mut count, mut wider) = (0, 0);
        for row in below {
            count += 1;
            wider += usize::from(row.len() == self.columns && self.columns > named);
        }
        if wider * 10 >= count * 8 && wider >= 3 { self.columns } else { named }
    }

    fn find_header(&mut self, wish: &LayoutOptions) {
        if wish.header == Some(false) {
            return;
        }
        let first = self.first_row();
        let ours = self.rows.iter().take(PREAMBLE_MAX + 1).position(|row| earlier::are_names(row));
        self.header = ours.or_else(|| self.sure_header()).or_else(|| self.wished_header(wish));
        self.header_sure = self.header.is_some();
        if self.header.is_none() && (wish.header == Some(true) || self.likely_header(first)) {
            self.header = Some(first);
        }
    }

    /// The first row that may be a header or data: after empty lines, comments, `sep=;` and, in a table, a title.
    fn first_row(&self) -> usize {
        let passed = |row: &Vec<Cow<'_, [u8]>>| {
            let first = look::trim(&row[0]);
            let filled = row.iter().filter(|cell| !look::trim(cell).is_empty()).count();
            let excel = first.len() <= 5 && first.len() >= 4 && first[..4].eq_ignore_ascii_case(b"sep=");
            let title = self.delimiter.is_some() && self.columns > 2 && filled == 1 && row.len() == 1;
            let nothing = !row.iter().any(|cell| look::cell(cell) != Look::None);
            filled == 0 || nothing && (first.starts_with(b"#") || excel || title)
        };
        let first = self.rows.iter().take(PREAMBLE_MAX + 1).position(|row| !passed(row));
        first.or_else(|| self.rows.iter().position(|row| !empty(row))).unwrap_or(0)
    }

    /// The first row with a name for e-mail, if only rows without an address and with fewer cells stand above it.
    fn sure_header(&self) -> Option<usize> {
        for (number, row) in self.rows.iter().enumerate().take(PREAMBLE_MAX + 1) {
            let cells = first_cells(row);
            let below = &self.rows[number + 1..];
            let padded = row.len() == 1
                && header::names(cells[0]) == Names::Email
                && below.first().is_some_and(|row| look::is_meant(&row[0]));
            let wide_enough = self.delimiter.is_none()
                || self.columns == 1
                || row.len() > 1 && row.len() * 2 >= self.columns
                || padded;
            if wide_enough && self.is_name_row(&cells) && header::sure(&cells, &first_cells_of(below)) {
                return Some(number);
            }
            let title =
                row.iter().filter(|cell| !look::trim(cell).is_empty()).count() <= 1 || cells[0].starts_with(b"#");
            // A plain list has no titles that could be told from junk, only empty lines and comments.
            let passed = match self.delimiter {
                Some(_) => title,
                None => empty(row) || cells[0].starts_with(b"#"),
            };
            // A title may name who made the list: `Exported by admin@example.com`.
            let is_sentence = |cell: &&[u8]| title && look::trim(cell).contains(&b' ') && self.delimiter.is_some();
            if !passed || cells.iter().any(|cell| look::cell(cell) > Look::Mention && !is_sentence(cell)) {
                return None;
            }
        }
        None
    }

    /// In a plain list a sentence about e-mail is no header: `Email list of our customers, 2024`.
    fn is_name_row(&self, cells: &[&[u8]]) -> bool {
        self.delimiter.is_some()
            || header::names(cells[0]) == Names::Email
            || cells[0].len() <= 30 && !cells[0].iter().any(|byte| DELIMITERS.contains(byte))
    }

    /// A row among the first that holds the name of the column that the user wishes.
    fn wished_header(&self, wish: &LayoutOptions) -> Option<usize> {
        let Some(Column::Name(name)) = &wish.column else { return None };
        self.rows.iter().take(PREAMBLE_MAX + 1).position(|row| row.iter().any(|cell| is_wished(cell, name)))
    }

    fn likely_header(&mut self, first: usize) -> bool {
        let email = self.find_email(first + 1);
        let below: Vec<_> = first_cells_of(&self.rows[first + 1..])
            .into_iter()
            .filter(|row| !row.iter().all(|cell| cell.is_empty()))
            .collect();
        if below.is_empty() || self.delimiter.is_none() && below.len() < 2 || first > PREAMBLE_MAX {
            return false;
        }
        let row = &self.rows[first];
        let fits = row.len() == self.columns && earlier::own(row).len() == row.len();
        fits && header::likely(&first_cells(&self.rows[first]), email, &below)
    }

    /// The columns of addresses in the rows from `from` on, and the one that the list is about.
    fn find_email(&mut self, from: usize) -> Option<usize> {
        if self.delimiter.is_none() {
            return Some(0);
        }
        let mut cells: Vec<Evidence> = Vec::new();
        // Cells beyond the columns of the header belong to none.
        let widest = if self.header.is_some() { self.columns.min(COLUMNS_MAX) } else { COLUMNS_MAX };
        for row in self.rows.get(from..)? {
            let row = if self.earlier { earlier::own(row) } else { row };
            if cells.len() < row.len().min(widest) {
                cells.resize_with(row.len().min(widest), Evidence::default);
            }
            cells.iter_mut().zip(row).for_each(|(evidence, cell)| evidence.add(cell));
        }
        let header = self.header.map(|header| &self.rows[header]);
        let name = |column: usize| header.and_then(|header| header.get(column)).map_or(&b""[..], |name| name);
        self.found = Columns::find(&cells, name);
        let named = |wanted| header?.iter().position(|name| header::names(name) == wanted);
        // Handles and notes with an `@` are not worth a name.
        let mentions = (0..cells.len()).filter(|&column| cells[column].mentions > 0);
        self.found
            .email
            .or_else(|| named(Names::Email))
            .or_else(|| named(Names::Related))
            .or_else(|| mentions.max_by_key(|&column| (cells[column].mentions, usize::MAX - column)))
    }

    /// The other columns with this role. In a plain list there are none.
    pub fn others(&self, role: Role, taken: usize) -> Vec<NamedColumn> {
        if self.delimiter.is_none() {
            return Vec::new();
        }
        self.found.others(role, taken).map(|column| self.named_column(column)).collect()
    }

    pub fn named_column(&self, place: usize) -> NamedColumn {
        let name = self.header.and_then(|header| self.rows[header].get(place)).map(|name| look::trim(name));
        let name = name.filter(|name| !name.is_empty());
        let name = name.map_or_else(|| (place + 1).to_string(), |name| shown(name).trim_matches('"').to_owned());
        NamedColumn { place, name: name.into() }
    }

    /// Measures how well the reading explains the sample.
    fn weigh(&mut self) {
        let data = self.rows.iter().skip(self.header.map_or(0, |header| header + 1)).filter(|row| !empty(row));
        let (mut count, mut consistent, mut fit) = (0.0, 0.0, 0.0);
        for row in data {
            count += 1.0;
            if row.len() == self.columns {
                consistent += 1.0;
            }
            let look = match (self.delimiter, self.email.and_then(|email| row.get(email))) {
                (None, _) => look::line(&row[0]),
                (Some(_), Some(cell)) => look::cell(cell),
                (Some(_), None) => Look::None,
            };
            fit += match look {
                Look::Address => 1.0,
                Look::Broken => 0.4,
                Look::Mention | Look::None => 0.0,
            };
        }
        if count > 0.0 {
            (self.consistency, self.fit) = (consistent / count, fit / count);
        }
    }

    pub fn score(&self) -> f64 {
        self.fit
            + self.consistency * 0.5
            + if self.header_sure { 0.25 } else { 0.0 }
            + if self.earlier { 1.0 } else { 0.0 }
    }

    /// Whether a delimiter that hardly any list has explains this one so well that it must be it.
    pub fn is_sure(&self) -> bool {
        self.fit >= 0.8 && self.consistency >= 0.95 && (self.rows.len() > 1 || self.delimiter != Some(b' '))
    }

    /// Whether this delimited reading is better than the plain one.
    pub fn beats(&self, plain: &Reading) -> bool {
        if self.earlier {
            return true;
        }
        // A header that falls apart into names is no line of a plain list.
        let header_only = self.header.is_some_and(|header| self.rows[header + 1..].iter().all(|row| empty(row)));
        if header_only {
            return self.header_sure && !plain.header_sure;
        }
        if plain.fit == 0.0 && self.fit == 0.0 {
            // No addresses either way: a table without them if it is as even as one, otherwise a list of junk.
            let rows = self.rows.iter().filter(|row| !empty(row)).count();
            return self.header_sure || self.consistency > 0.8 && rows >= 3;
        }
        self.is_table() || self.score() > plain.score() + 0.001
    }

    /// Whether the rows are surely those of a table, though every line of it could be one of pasted addresses: a header names the
    /// columns, or each of several rows has as many addresses, with nothing between them but the delimiter.
    fn is_table(&self) -> bool {
        let Some(email) = self.found.email.filter(|_| self.columns > 1 && self.consistency >= 0.8) else {
            return false;
        };
        if let Some(header) = self.header {
            let names = self.rows[header].iter().filter(|name| !look::trim(name).is_empty()).count();
            return names > 1;
        }
        let rows = self.rows.iter().filter(|row| !empty(row));
        let spaced = rows.clone().filter(|row| row.iter().skip(1).any(|cell| cell.starts_with(b" "))).count();
        let elses = self.found.others(Role::Elses, email).next().is_some();
        let several = elses || self.found.others(Role::People, email).next().is_some();
        let even = self.consistency == 1.0 && (rows.count() > 2 || self.quoted);
        spaced == 0 && several && (elses || even)
    }

    /// The e-mail columns as wished, or the one that was found.
    pub fn columns(&self, wish: &LayoutOptions) -> Result<Vec<usize>, ListError> {
        match &wish.column {
            None => Ok(vec![self.email.ok_or_else(|| ListError::NoEmailColumn { columns: self.columns_listed() })?]),
            Some(Column::Number(number)) => Ok(vec![self.numbered(*number)?]),
            Some(Column::Name(name)) => match (self.column_called(name), name.contains(',')) {
                (Some(column), _) => Ok(vec![column]),
                (None, true) => name.split(',').map(|name| self.one_wished(name)).collect(),
                (None, false) => Ok(vec![self.one_wished(name)?]),
            },
        }
    }

    /// The column with this name, or with this number where none has the name.
    fn one_wished(&self, wanted: &str) -> Result<usize, ListError> {
        if let Some(column) = self.column_called(wanted) {
            return Ok(column);
        }
        match wanted.trim().parse() {
            Ok(number) => self.numbered(number),
            Err(_) => Err(ListError::NoSuchColumn { wanted: shown(wanted.as_bytes()), columns: self.columns_listed() }),
        }
    }

    fn numbered(&self, number: usize) -> Result<usize, ListError> {
        if (1..=self.widest()).contains(&number) {
            return Ok(number - 1);
        }
        Err(ListError::NoSuchColumn { wanted: number.to_string(), columns: self.columns_listed() })
    }

    fn column_called(&self, name: &str) -> Option<usize> {
        self.rows[self.header?].iter().position(|cell| same_name(cell, name))
    }

    fn columns_listed(&self) -> String {
        let names = self.header.map(|header| borrowed(&self.rows[header]));
        columns_shown(names.as_deref(), self.widest())
    }

    /// Refuses columns that the user named when others hold addresses and these hold none.
    pub fn refuse_columns_without_addresses(&self, wished: &[usize]) -> Result<(), ListError> {
        let holding = &self.found.holding;
        let cut = self.rows.len() >= ROWS_MAX;
        if self.delimiter.is_none() || cut || holding.is_empty() || wished.iter().any(|column| holding.contains(column))
        {
            return Ok(());
        }
        let told = |columns: &[usize]| {
            let told = columns.iter().take(NAMED_MAX).map(|&column| self.told(column));
            told.collect::<Vec<_>>().join(", ")
        };
        Err(ListError::ColumnWithoutAddresses { wanted: told(wished), others: told(holding) })
    }

    /// A column by its number, and its name where it has one.
    fn told(&self, column: usize) -> String {
        let name = self.named_column(column).name;
        let number = (column + 1).to_string();
        if *name == *number { number } else { format!("{number} \"{name}\"") }
    }

    /// The name of a column, where the header has one.
    pub fn name_of(&self, column: usize) -> Option<String> {
        let name = look::trim(self.rows[self.header?].get(column)?);
        (!name.is_empty()).then(|| String::from_utf8_lossy(name).into_owned())
    }

    /// The columns of a list that presend wrote, with those that it added. Rows with more cells have the added ones behind them.
    fn columns_of_an_earlier_run(&self) -> Option<usize> {
        match self.header {
            Some(header) => earlier::are_names(&self.rows[header]).then(|| self.rows[header].len()),
            None => {
                let rows = || self.rows.iter().filter(|row| !empty(row));
                let all_ours = self.delimiter.is_some() && rows().all(|row| earlier::own(row).len() < row.len());
                rows().map(Vec::len).min().filter(|_| all_ours)
            }
        }
    }

    /// Columns of the widest row.
    fn widest(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(1)
    }
}

/// The rows of a sample, as the content of their cells, and their commonest line end.
fn rows(text: &[u8], delimiter: Option<u8>, columns: usize) -> (Vec<Vec<Cow<'_, [u8]>>>, LineEnd) {
    let mut rows = Vec::new();
    let mut ends = [0_usize; 3];
    let mut rest = text;
    while !rest.is_empty() && rows.len() < ROWS_MAX {
        let mut row = Vec::new();
        let Some(split) = split(rest, true, Shape { delimiter, columns, email_column: None }, |_, cell| {
            row.push(unquote(&rest[cell]))
        }) else {
            break;
        };
        match &rest[split.raw..split.raw + split.line_end] {
            b"\n" => ends[0] += 1,
            b"\r" => ends[2] += 1,
            b"" => {}
            _ => ends[1] += 1,
        }
        rest = &rest[split.raw + split.line_end..];
        // The sample may end within its last row.
        if split.line_end > 0 || rows.len() < 10 {
            rows.push(row);
        }
    }
    let [lf, crlf, cr] = ends;
    let line_end = if lf >= crlf && lf >= cr {
        LineEnd::Lf
    } else if crlf >= cr {
        LineEnd::CrLf
    } else {
        LineEnd::Cr
    };
    (rows, line_end)
}

/// The number of columns that most rows have; of two as common, the greater.
fn commonest_columns(rows: &[Vec<Cow<'_, [u8]>>]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for row in rows.iter().filter(|row| !empty(row)) {
        *counts.entry(row.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(columns, count)| (count, columns)).map_or(1, |(columns, _)| columns)
}

fn empty(row: &[Cow<'_, [u8]>]) -> bool {
    row.iter().all(|cell| look::trim(cell).is_empty())
}

fn borrowed<'r>(row: &'r [Cow<'_, [u8]>]) -> Vec<&'r [u8]> {
    row.iter().map(|cell| cell.as_ref()).collect()
}

/// As many cells of a row as are looked at for a header.
fn first_cells<'r>(row: &'r [Cow<'_, [u8]>]) -> Vec<&'r [u8]> {
    borrowed(&row[..row.len().min(COLUMNS_MAX)])
}

fn first_cells_of<'r>(rows: &'r [Vec<Cow<'_, [u8]>>]) -> Vec<Vec<&'r [u8]>> {
    rows.iter().map(|row| first_cells(row)).collect()
}

/// Whether a header cell has the name that the user gave, or one of several.
fn is_wished(cell: &[u8], names: &str) -> bool {
    same_name(cell, names) || names.split(',').any(|name| same_name(cell, name))
}

/// Whether a header cell has the name that the user gave, apart from case and surrounding space.
fn same_name(cell: &[u8], name: &str) -> bool {
    let cell = String::from_utf8_lossy(look::trim(cell)).to_lowercase();
    cell == name.trim().trim_start_matches('\u{feff}').to_lowercase()
}
