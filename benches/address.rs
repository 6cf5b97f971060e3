//! How fast cells are read: `cargo bench --bench address`.
//!
//! One run measures three things on the same rows, each as the best of several rounds on one core: the bare reading of
//! the CSV, `email_address::is_valid`, and the whole check of presend (fast scan, repair, judgement). The rows are a
//! realistic mix in which 5 % are odd.

use email_address::EmailAddress;
use presend::address::{read_cell, read_text};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROWS: usize = 200_000;
const ROUNDS: usize = 40;

const FIRST: &[&str] = &[
    "anna", "bob", "maria", "wei", "john", "fatima", "lukas", "olga", "sofia", "jose", "mohammed", "li", "emily",
    "noah",
];
const LAST: &[&str] = &[
    "smith",
    "mueller",
    "garcia",
    "zhang",
    "rossi",
    "ivanova",
    "kim",
    "nguyen",
    "silva",
    "brown",
    "andersson",
    "okafor",
];
const DOMAINS: &[&str] = &[
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "qq.com",
    "163.com",
    "web.de",
    "orange.fr",
    "icloud.com",
    "mail.example-company.co.uk",
    "university.ac.jp",
    "the-little-shop.com.br",
    "consulting.example.org",
    "x.io",
];

/// An address as most rows hold it.
fn plain(rng: &mut StdRng) -> String {
    let (first, last) = (FIRST.choose(rng).unwrap_or(&"a"), LAST.choose(rng).unwrap_or(&"b"));
    let domain = DOMAINS.choose(rng).unwrap_or(&"x.io");
    match rng.random_range(0..8) {
        0 => format!("{first}{}@{domain}", rng.random_range(1..9999)),
        1 => format!("{first}_{last}@{domain}"),
        2 => format!("{}{last}@{domain}", &first[..1]),
        3 => format!("{first}@{domain}"),
        4 => format!("{first}.{last}+news@{domain}"),
        _ => format!("{first}.{last}@{domain}"),
    }
}

/// A cell as one row in twenty holds it.
fn odd(rng: &mut StdRng) -> String {
    let address = plain(rng);
    match rng.random_range(0..20) {
        0..4 => format!(" {address}"),
        4..6 => format!("{address} "),
        6 => address.replace('@', "@MAIL.").replace(".com", ".COM"),
        7 => address.replace('@', ""),
        8 => address.replace('.', ".."),
        9 => address.replace(".com", ",com"),
        10 => format!("{address}."),
        11 => format!("Anna Lee <{address}>"),
        12 => format!("mailto:{address}"),
        13 => format!("{address};{}", plain(rng)),
        14 => address.replace('@', "＠"),
        15 => address.replace('@', "@bücher."),
        16 => address.replace('@', " @"),
        17 => format!("\"{address}\""),
        18 => address.replace('@', "@@"),
        _ => "n/a".to_owned(),
    }
}

/// The best time of several rounds.
fn best(mut round: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        round();
        best = best.min(start.elapsed());
    }
    best
}

fn per_second(time: Duration, rows: usize) -> f64 {
    rows as f64 / time.as_secs_f64() / 1e6
}

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn report(name: &str, time: Duration, rows: usize) {
    let nanoseconds = time.as_secs_f64() * 1e9 / rows as f64;
    println!("{name:<34} {:>7.2} M/s {nanoseconds:>7.1} ns each", per_second(time, rows));
}

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn main() {
    let mut rng = StdRng::seed_from_u64(7);
    let mix: Vec<String> =
        (0..ROWS).map(|_| if rng.random_range(0..20) == 0 { odd(&mut rng) } else { plain(&mut rng) }).collect();
    let odd_only: Vec<String> = (0..ROWS / 10).map(|_| odd(&mut rng)).collect();
    let plain_only: Vec<String> = (0..ROWS).map(|_| plain(&mut rng)).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    for cell in &mix {
        csv.write_record([cell.as_str()]).expect("memory takes every row");
    }
    let csv = csv.into_inner().expect("memory takes every row");
    // One buffer, as a reader has it: the cells lie one behind the other.
    let buffer: String = mix.concat();
    let mut cells = Vec::with_capacity(ROWS);
    let mut start = 0;
    for cell in &mix {
        cells.push(&buffer[start..start + cell.len()]);
        start += cell.len();
    }

    let check = |cells: &[&str]| {
        best(|| {
            for cell in cells {
                black_box(&read_text(black_box(cell)));
            }
        })
    };
    let as_str = |cells: &'static [String]| cells.iter().map(String::as_str).collect::<Vec<_>>();
    let read = best(|| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            black_box(record.get(0));
        }
    });
    let crate_alone = best(|| {
        for cell in &cells {
            black_box(EmailAddress::is_valid(black_box(cell)));
        }
    });
    let whole = check(&cells);
    let from_bytes = best(|| {
        for cell in &cells {
            black_box(&read_cell(black_box(cell.as_bytes())));
        }
    });
    let plain_only = check(&as_str(plain_only.leak()));
    let odd_rows = odd_only.len();
    let odd_only = check(&as_str(odd_only.leak()));

    println!("{ROWS} rows, 5 % odd, {:.1} octets each", buffer.len() as f64 / ROWS as f64);
    report("csv read of the rows", read, ROWS);
    report("email_address::is_valid", crate_alone, ROWS);
    report("presend: whole check", whole, ROWS);
    report("presend: the same from bytes", from_bytes, ROWS);
    report("presend: plain rows only", plain_only, ROWS);
    report("presend: odd rows only", odd_only, odd_rows);
    let times = |time: Duration| crate_alone.as_secs_f64() / time.as_secs_f64();
    println!("whole check / email_address: {:.2} times; from bytes: {:.2} times", times(whole), times(from_bytes));
}
