//! Our judgement held against the strict form of `email_address`, string by string.
//!
//! `ADDRESS_DIFFERENTIAL=1000000 cargo test --release differential` runs a million strings; without the variable fewer
//! are run, so that a debug build stays quick.

use crate::address::{LOCAL_PART_OCTETS_MAX, Reading, read_cell};
use crate::reason::{Effect, Reason};
use email_address::{EmailAddress, Options};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::str::FromStr;

const STRINGS_IN_A_QUICK_RUN: usize = 100_000;

/// ASCII that is near an address: random pieces around an `@`.
fn generated(rng: &mut StdRng) -> String {
    const PIECES: &[&str] = &[
        "a",
        "b",
        "Z",
        "0",
        "9",
        "ann",
        "lee",
        ".",
        ".",
        "-",
        "_",
        "+",
        "@",
        "@",
        "com",
        "de",
        ".com",
        ".co.uk",
        "xn--",
        "\"",
        "\\",
        " ",
        "\t",
        "(",
        ")",
        "<",
        ">",
        "[",
        "]",
        "192.0.2.1",
        "IPv6:::1",
        ",",
        ":",
        ";",
        "!",
        "#",
        "%",
        "'",
        "/",
        "=",
        "?",
        "{",
        "}",
        "|",
        "~",
        "\0",
        "\x7f",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];
    let mut text = String::new();
    for _ in 0..rng.random_range(1..6) {
        text.push_str(PIECES[rng.random_range(0..PIECES.len())]);
    }
    if rng.random_range(0..4) > 0 {
        text.push('@');
        for _ in 0..rng.random_range(1..4) {
            text.push_str(PIECES[rng.random_range(0..PIECES.len())]);
        }
        text.push_str([".com", ".de", "", ".x1", ".a-b", "]"][rng.random_range(0..6)]);
    }
    text
}

/// The strict form: an address and nothing else, with an ending.
fn strict(text: &str) -> bool {
    let options = Options::default().without_display_text().with_minimum_sub_domains(2);
    EmailAddress::parse_with_options(text, options).is_ok()
}

/// The exceptions that we make, each with its section.
fn is_exception(reading: &Reading<'_>) -> bool {
    let Some(address) = &reading.address else { return false };
    // RFC 5321 §4.5.3.1: implementations may exceed the limit of 64 octets; for review, not accepted.
    let long = address.local_part.len() > LOCAL_PART_OCTETS_MAX;
    // RFC 5321 §4.1.2: quoted-pairSMTP is a backslash and any character from space to tilde.
    let escaped_space = address.local_part.starts_with('"') && address.local_part.contains("\\ ");
    long || escaped_space
}

#[test]
fn nothing_is_accepted_that_the_strict_form_of_email_address_refuses() {
    let count = std::env::var("ADDRESS_DIFFERENTIAL").ok().and_then(|text| text.parse().ok());
    let mut rng = StdRng::seed_from_u64(5321);
    let (mut taken, mut excepted) = (0, 0);
    for _ in 0..count.unwrap_or(STRINGS_IN_A_QUICK_RUN) {
        let text = generated(&mut rng);
        for reading in read_cell(text.as_bytes()).as_slice() {
            let rejected = reading.findings.iter().any(|finding| finding.reason.effect() == Effect::Reject);
            let (false, Some(address)) = (rejected, &reading.address) else { continue };
            taken += 1;
            let repaired = format!("{}@{}", address.local_part, address.domain_ascii);
            if !strict(&repaired) {
                assert!(is_exception(reading), "{text:?} was taken as {repaired:?}");
                excepted += 1;
            }
        }
    }
    assert!(taken > 1000, "only {taken} strings were taken, so little was compared");
    assert!(excepted * 10 < taken, "{excepted} of {taken} are exceptions");
}

#[test]
fn what_the_strict_form_takes_and_we_do_not_has_a_reason() {
    let mut rng = StdRng::seed_from_u64(5322);
    for _ in 0..STRINGS_IN_A_QUICK_RUN / 4 {
        let text = generated(&mut rng);
        if !strict(&text) || EmailAddress::from_str(&text).is_err() {
            continue;
        }
        let readings = read_cell(text.as_bytes());
        for finding in readings.as_slice().iter().flat_map(|reading| &reading.findings) {
            let ours = matches!(
                finding.reason,
                Reason::SyntaxIllegalChar
                    | Reason::SyntaxInvisibleChar
                    | Reason::SyntaxNumericTld
                    | Reason::SyntaxIdnInvalid
                    | Reason::SyntaxDomainTooLong
                    | Reason::SyntaxAddressTooLong
            );
            assert!(ours || finding.reason.effect() < Effect::Reject, "{text:?} {finding:?}");
        }
    }
}
