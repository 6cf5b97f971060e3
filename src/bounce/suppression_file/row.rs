//! One row of a suppression list, as it stands in the file. It is taken apart without a copy, since most rows of a list are looked
//! at once and never asked for.

use super::{COLUMNS, SuppressError};
use crate::bounce::{Class, Day, Entry, Until};
use csv::StringRecord;
use std::io::Read;
use std::path::Path;

/// What a row says.
pub(super) enum Row<'r> {
    /// The salt of the hashes that follow.
    Salt(&'r str),
    Entry(Fields<'r>),
}

/// An entry, its address still as it was written.
pub(super) struct Fields<'r> {
    pub written: &'r str,
    class: Class,
    first_seen: Day,
    last_seen: Day,
    count: u32,
    until: Until,
}

impl<'r> Row<'r> {
    /// Takes a row apart; `Err` names the text that says what is wrong with it.
    pub fn of(record: &'r StringRecord) -> Result<Row<'r>, &'static str> {
        Row::of_cells(|place| record.get(place).unwrap_or_default())
    }

    /// Takes a line without quotes apart, as most rows of a list are.
    pub fn of_line(line: &'r str) -> Result<Row<'r>, &'static str> {
        let mut cells = [""; COLUMNS.len()];
        cells.iter_mut().zip(line.split(',')).for_each(|(cell, text)| *cell = text);
        Row::of_cells(|place| cells[place])
    }

    fn of_cells(cell: impl Fn(usize) -> &'r str) -> Result<Row<'r>, &'static str> {
        let cell = |place: usize| cell(place).trim();
        let written = cell(0).strip_prefix('\'').unwrap_or(cell(0));
        if let Some(salt) = written.strip_prefix("salt:") {
            return Ok(Row::Salt(salt));
        }
        let first_seen = Day::from_iso(cell(2)).ok_or("suppression-row-first-seen")?;
        let last_seen = Day::from_iso(cell(3)).ok_or("suppression-row-last-seen")?;
        let until = Until::from_cell(cell(5)).ok_or("suppression-row-until")?;
        Ok(Row::Entry(Fields {
            written,
            class: Class::from_word(cell(1)).ok_or("suppression-row-class")?,
            first_seen,
            last_seen: last_seen.max(first_seen),
            count: cell(4).parse().map_err(|_| "suppression-row-count")?,
            until,
        }))
    }
}

impl Fields<'_> {
    pub fn entry(&self) -> Entry {
        Entry {
            address: self.written.to_owned(),
            class: self.class,
            first_seen: self.first_seen,
            last_seen: self.last_seen,
            count: self.count,
            until: self.until,
        }
    }
}

/// The rows of a list, behind its header.
pub(super) fn rows<R: Read>(input: R, path: &Path) -> Result<csv::Reader<R>, SuppressError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let wrong = || SuppressError::Header { path: path.into() };
    let header = reader.headers().map_err(|_| wrong())?;
    let names = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase());
    if names.eq(COLUMNS) { Ok(reader) } else { Err(wrong()) }
}
