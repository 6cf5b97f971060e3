//! How fast rows are read, against the bare `csv` and `simd-csv` crates on the same bytes in the same run.
//!
//! `cargo bench --bench rows` reads a generated list of a million rows from memory a few times with each reader, in turn,
//! and prints the best of each. `cargo bench --bench rows -- LIST.csv COLUMN` reads the file with the bare crates, once
//! with all of its columns taken apart, to be held against `presend gate LIST.csv --offline`.

#![allow(clippy::print_stdout)]

use presend::list::{Layout, RowReader};
use std::fs::File;
use std::io::Read;
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

/// Rows, and octets of their e-mail cells, so that the readers can be seen to have found the same.
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

fn with_csv(list: impl Read, column: usize) -> Found {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(256 << 10).from_reader(list);
    let mut record = csv::ByteRecord::new();
    let mut found = (0, 0);
    while reader.read_byte_record(&mut record).expect("a record") {
        found = (found.0 + 1, found.1 + record[column].len());
    }
    found
}

fn with_simd_csv(list: impl Read, column: usize) -> Found {
    let mut reader = simd_csv::ReaderBuilder::with_capacity(256 << 10).from_reader(list);
    let mut record = simd_csv::ByteRecord::new();
    let mut found = (0, 0);
    while reader.read_byte_record(&mut record).expect("a record") {
        found = (found.0 + 1, found.1 + record[column].len());
    }
    found
}

fn timed(read: impl Fn() -> Found, expected: Found) -> Duration {
    let start = Instant::now();
    assert_eq!(read(), expected);
    start.elapsed()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [path, column] = arguments.as_slice() {
        let column = column.parse().expect("the number of a column, from 0");
        let open = || File::open(path).expect("a list");
        let expected = with_csv(open(), column);
        let rate = |time: Duration| expected.0 as f64 / time.as_secs_f64() / 1e6;
        println!("csv        {:6.2} million rows/s", rate(timed(|| with_csv(open(), column), expected)));
        println!("simd-csv   {:6.2} million rows/s", rate(timed(|| with_simd_csv(open(), column), expected)));
        return;
    }
    let list = list();
    let expected = with_csv(&list[..], 2);
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        best[0] = best[0].min(timed(|| with_row_reader(&list), expected));
        best[1] = best[1].min(timed(|| with_csv(&list[..], 2), expected));
        best[2] = best[2].min(timed(|| with_simd_csv(&list[..], 2), expected));
    }
    let [ours, csv, simd] = best.map(|time| ROWS as f64 / time.as_secs_f64() / 1e6);
    println!("{ROWS} rows, {} MB", list.len() / 1_000_000);
    println!("RowReader  {ours:6.2} million rows/s");
    println!("csv        {csv:6.2} million rows/s   ratio {:.2}", ours / csv);
    println!("simd-csv   {simd:6.2} million rows/s   ratio {:.2}", ours / simd);
}
