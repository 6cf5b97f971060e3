//! Message tracking logs of Exchange: CSV without a header, but with comments, one of which names the columns: `#Fields: date-time,client-ip,...`.
//! Several logs one after the other are one.

use super::Trouble;
use super::table::Bounded;
use crate::bounce::{Told, Tracked, read_tracked};
use std::io::{self, Read};

/// How the comment that names the columns begins.
const FIELDS: &str = "#Fields:";

/// Whether a line names the columns of such a log.
pub(super) fn names_columns(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    line.starts_with(FIELDS) && line.contains("event-id") && line.contains("recipient-address")
}

/// Calls `row` for what each row tells, with its number; comments count too.
pub(super) fn read(
    input: impl Read,
    row: &mut dyn FnMut(u64, Option<Told>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let bounded = Bounded::new(input);
    let since_row = bounded.since_row();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bounded);
    let mut columns = Columns::default();
    let mut record = csv::ByteRecord::new();
    let mut number = 0;
    loop {
        since_row.set(0);
        if !reader.read_byte_record(&mut record).map_err(io::Error::from)? {
            return Ok(());
        }
        number += 1;
        let first = String::from_utf8_lossy(record.get(0).unwrap_or_default());
        let first = first.trim_start_matches('\u{feff}');
        if let Some(name) = first.strip_prefix(FIELDS) {
            columns = Columns::of(name, &record);
        }
        if first.starts_with('#') {
            continue;
        }
        let field = |place: Option<usize>| {
            String::from_utf8_lossy(place.and_then(|place| record.get(place)).unwrap_or_default())
        };
        let (when, event) = (field(columns.when), field(columns.event));
        let (recipients, states) = (field(columns.recipients), field(columns.states));
        let told = read_tracked(&Tracked { when: &when, event: &event, recipients: &recipients, states: &states });
        if told.is_empty() {
            row(number, None)?;
        }
        told.into_iter().try_for_each(|one| row(number, Some(one)))?;
    }
}

/// Where the fields that count stand.
#[derive(Default)]
struct Columns {
    when: Option<usize>,
    event: Option<usize>,
    recipients: Option<usize>,
    states: Option<usize>,
}

impl Columns {
    /// From the names; the first one stands behind `#Fields:`.
    fn of(first: &str, record: &csv::ByteRecord) -> Columns {
        let names = std::iter::once(first.as_bytes()).chain(record.iter().skip(1));
        let names: Vec<Vec<u8>> = names.map(|name| name.trim_ascii().to_ascii_lowercase()).collect();
        let place = |name: &[u8]| names.iter().position(|one| one == name);
        Columns {
            when: place(b"date-time"),
            event: place(b"event-id"),
            recipients: place(b"recipient-address"),
            states: place(b"recipient-status"),
        }
    }
}
