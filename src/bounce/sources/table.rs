//! Exports as tables: CSV and its relatives, with a header that names the columns.

use super::Trouble;
use crate::bounce::{Event, Told};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The most octets of one row. A quote that never closes makes the rest of the file one row.
const ROW_OCTETS_MAX: usize = 4 << 20;

/// Calls `row` for each row with its number; the header is row 1.
pub(super) fn read(
    input: impl Read,
    delimiter: u8,
    row: &mut dyn FnMut(u64, Option<Told>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let bounded = Bounded::new(input);
    let since_row = bounded.since_row();
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    let header: Vec<String> = reader
        .byte_headers()
        .map_err(io::Error::from)?
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').to_owned())
        .collect();
    let mut record = csv::ByteRecord::new();
    let mut number = 1;
    loop {
        since_row.set(0);
        if !reader.read_byte_record(&mut record).map_err(io::Error::from)? {
            return Ok(());
        }
        number += 1;
        let mut event = Event::default();
        for (name, value) in header.iter().zip(&record) {
            event.take(name, &String::from_utf8_lossy(value));
        }
        row(number, event.told())?;
    }
}

/// Ends the reading when one row has grown too large.
pub(super) struct Bounded<R> {
    input: R,
    since_row: Rc<Cell<usize>>,
}

impl<R> Bounded<R> {
    pub(super) fn new(input: R) -> Bounded<R> {
        Bounded { input, since_row: Rc::default() }
    }

    /// Octets since the last row ended, which is for the reader of rows to say.
    pub(super) fn since_row(&self) -> Rc<Cell<usize>> {
        Rc::clone(&self.since_row)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let octets = self.input.read(buffer)?;
        let grown = self.since_row.get() + octets;
        self.since_row.set(grown);
        if grown > ROW_OCTETS_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row is too large; a quote may be left open"));
        }
        Ok(octets)
    }
}
