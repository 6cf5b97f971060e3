//! Tests of the room as a whole: a cell goes in, readings come out.

mod differential;
mod idna;
mod messy;
mod mutations;
mod properties;
mod repair;
mod strangers;
mod syntax;

use super::{Readings, read_cell};
use crate::reason::Effect;

/// What became of a cell, in words: one line a reading, `verdict address code code`.
///
/// The verdict is the strongest effect among the findings, `ok` when all are notes. Where no address could be told
/// apart, what stands where the domain should be is shown in brackets.
fn outcome(cell: &[u8]) -> Vec<String> {
    readings(&read_cell(cell))
}

fn readings(readings: &Readings<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for reading in readings.as_slice() {
        let effect = reading.findings.iter().map(|finding| finding.reason.effect()).max().unwrap_or(Effect::Note);
        let verdict = if effect == Effect::Note { "ok" } else { effect.word() };
        let address = match &reading.address {
            Some(address) => format!("{}@{}", address.local_part, address.domain),
            None => format!("[{}]", reading.domain_text),
        };
        let codes = reading.findings.iter().map(|finding| finding.reason.code());
        let words: Vec<&str> = [verdict, &address].into_iter().chain(codes).collect();
        lines.push(words.join(" "));
    }
    lines
}

/// Holds the outcome of a cell with one reading against a line of words.
fn check(cell: &str, expected: &str) {
    assert_eq!(outcome(cell.as_bytes()), [expected], "{cell:?}");
}

/// Holds the outcome of a cell with several readings against their lines.
fn check_many(cell: &str, expected: &[&str]) {
    assert_eq!(outcome(cell.as_bytes()), expected, "{cell:?}");
}
