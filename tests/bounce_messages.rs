//! Whole messages as mail servers and web mailers write them: who failed and why, and what is no bounce at all. Each message says in
//! a field of its own, X-Expect, what is to be read from it.

use presend::bounce::sources::{BounceReader, SourcedBounce};
use presend::bounce::{Day, Told};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Reads an mbox of tests/bounce, and gives for each message what is expected of it and what was read.
fn read(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bounce").join(name);
    let raw = fs::read(&path).expect(name);
    let text = String::from_utf8_lossy(&raw).into_owned();
    let expected = text.lines().filter_map(|line| line.strip_prefix("X-Expect: ")).map(str::to_owned);
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut sink = |one: SourcedBounce| {
        let number = one.source.rsplit(':').next().and_then(|number| number.parse().ok()).expect("a number");
        let Told::Bounce(returned) = &one.told else { return Ok(()) };
        let address = returned.recipient.as_deref().unwrap_or("-");
        found.entry(number).or_default().push(format!("{address} {}", returned.judged.class.word()));
        Ok(())
    };
    let mut bag = BounceReader::new(Day::new(2026, 12, 1).expect("a day"), &mut sink);
    bag.read(&path).expect("it can be read");
    drop(bag);
    expected
        .enumerate()
        .map(|(at, expected)| (expected, found.remove(&(at + 1)).unwrap_or_default().join("; ")))
        .collect()
}

#[test]
fn every_report_names_who_failed_and_why() {
    let messages = read("returned.mbox");
    assert!(messages.len() >= 60, "{}", messages.len());
    for (number, (expected, found)) in messages.iter().enumerate() {
        assert_eq!(found, expected, "message {}", number + 1);
    }
}

#[test]
fn answers_receipts_and_talk_about_bounces_are_none() {
    let messages = read("no_bounces.mbox");
    assert!(messages.len() >= 90, "{}", messages.len());
    for (number, (expected, found)) in messages.iter().enumerate() {
        assert_eq!(found, expected, "message {}", number + 1);
    }
}
