//! How fast rows are read, against the bare `csv` crate on the same bytes in the same run.
//!
//! `cargo bench --bench rows` reads a generated list of a million rows from memory a few times with each reader, in turn,
//! and prints the best of each.

#![allow(clippy::print_stdout)]

use presend::list::{Layout, RowReader};
use std::time::{Duration, Instant};

const ROWS: usize = 1_000_000;
const ROUNDS: usize = 5;

fn list() -> Vec<u8> {
    let mut list = b"id,name,email,phone,city\n".to_vec();
    for number in 0..ROWS {
        // One row in eight has a quoted name, as exports do.
        let name = if number % 8 == 0 { "\"Lee, Ann\"" } else { "Ann Lee" };
        let row = format!(
            "{number},{name},user{number}@example{}.org,+44 20 7946 {:04},Springfield\n",
            number % 997,
            number % 10_000
        );
        list.extend_from_slice(row.as_bytes());
    }
    list
}

/// Rows, and octets of their e-mail cells, so that both readers can be seen to have found the same.
type Found = (usize, usize);

fn with_row_reader(list: &[u8]) -> Found {
    let layout = Layout { delimiter: Some(b','), header: true, email_column: 2, columns: 5, ..Layout::plain() };
    let mut reader = RowReader::new(list, &layout);
    let mut found = (0, 0);
    while let Some(row) = reader.next_row().expect("a row") {
        found = (found.0 + 1, found.1 + row.content().len());
    }
    found
}

fn with_csv(list: &[u8]) -> Found {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(256 << 10).from_reader(list);
    let mut record = csv::ByteRecord::new();
    let mut found = (0, 0);
    while reader.read_byte_record(&mut record).expect("a record") {
        found = (found.0 + 1, found.1 + record[2].len());
    }
    found
}

fn timed(read: fn(&[u8]) -> Found, list: &[u8], expected: Found) -> Duration {
    let start = Instant::now();
    assert_eq!(read(list), expected);
    start.elapsed()
}

fn main() {
    let list = list();
    let expected = with_csv(&list);
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        ours = ours.min(timed(with_row_reader, &list, expected));
        theirs = theirs.min(timed(with_csv, &list, expected));
    }
    let rate = |time: Duration| ROWS as f64 / time.as_secs_f64() / 1e6;
    println!("{ROWS} rows, {} MB", list.len() / 1_000_000);
    println!("RowReader  {:6.2} million rows/s", rate(ours));
    println!("csv        {:6.2} million rows/s", rate(theirs));
    println!("ratio      {:6.2}", rate(ours) / rate(theirs));
}
