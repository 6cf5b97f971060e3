//! JSON Lines in: each line a string, or an object with `address`.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

/// The address of a record, as bytes. An address that is null is empty; a record without one is an error.
pub fn address(line: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    // Told apart by hand: serde would take a list for an object's values.
    if line.trim_ascii_start().starts_with(b"{") {
        let record: Record = serde_json::from_slice(line)?;
        return Ok(record.address.0.map(|Bytes(bytes)| bytes).unwrap_or_default());
    }
    serde_json::from_slice(line).map(|Bytes(bytes)| bytes)
}

#[derive(serde::Deserialize)]
struct Record {
    address: Nullable,
}

/// Serde takes an absent field for a null one unless its type has another name than `Option`.
#[derive(serde::Deserialize)]
struct Nullable(Option<Bytes>);

/// A JSON string that need not be text: a lone surrogate from `\udc80` to `\udcff` stands for the byte 0x80 to 0xff, as
/// Python's `surrogateescape` writes it.
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Bytes, D::Error> {
        struct Taking;
        impl Visitor<'_> for Taking {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(without_surrogates(bytes)))
            }
        }
        input.deserialize_bytes(Taking)
    }
}

/// Turns U+DC80 to U+DCFF, in the three bytes that UTF-8 would have for them, into single bytes.
fn without_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, others)) = rest.split_first() {
        match rest {
            [0xed, high @ 0xb2..=0xb3, low, ..] if *high == 0xb3 || *low >= 0x80 => {
                plain.push(((high & 0x03) << 6) | (low & 0x3f));
                rest = &rest[3..];
            }
            _ => {
                plain.push(first);
                rest = others;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[u8]) {
        assert_eq!(address(line.as_bytes()).expect(line), expected, "{line}");
    }

    #[test]
    fn a_record_is_a_string_or_an_object() {
        check(r#""a@b.de""#, b"a@b.de");
        check(r#"  {"id": 7, "address": "a@b.de", "more": [1]}"#, b"a@b.de");
        check(r#"{"address": null}"#, b"");
        check(r#""\u0000\ud83d\ude00""#, "\0😀".as_bytes());
    }

    #[test]
    fn any_bytes_can_be_asked_about() {
        check(r#""\udcd5\udcc5 <a@b.de>""#, b"\xd5\xc5 <a@b.de>");
        check(r#""\udc80\udcff""#, b"\x80\xff");
    }

    #[test]
    fn anything_else_is_an_error() {
        for line in ["", "17", "{\"id\": 1}", "[\"a\"]", "{\"address\": 3}", "\"open", "a@b.de"] {
            assert!(address(line.as_bytes()).is_err(), "{line}");
        }
    }
}
