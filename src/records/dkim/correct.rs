//! A key record with its syntax put right, around the very key that is there. A key that is cut off, too short or withdrawn cannot be mended here.

use super::super::der::{PublicKey, public_key};
use super::super::tags::Tags;
use super::super::{base64, shown};
use super::{ED25519_OCTETS, RSA_BITS_MIN};

/// The longest text that is looked through for a key.
const TEXT_OCTETS_MAX: usize = 16 * 1024;

/// The one record that the texts beneath a selector stand for. `None` without a key that can be used, and where there are several.
pub fn corrected(texts: &[Vec<u8>]) -> Option<String> {
    let mut records: Vec<(String, String)> = Vec::new();
    for text in texts.iter().filter(|text| text.len() <= TEXT_OCTETS_MAX) {
        if let Some((key, record)) = record(&shown(text)) {
            if records.iter().any(|(known, _)| *known != key) {
                return None;
            }
            records.push((key, record));
        }
    }
    records.into_iter().next().map(|(_, record)| record)
}

/// The key and the record.
fn record(text: &str) -> Option<(String, String)> {
    let text = ["\\n", "\\r", "\\t"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "));
    let text = text.replace(['\\', '"', '\'', '\u{201c}', '\u{201d}', '\u{feff}'], "");
    let text = ["BEGIN", "END"]
        .iter()
        .flat_map(|end| ["RSA PUBLIC KEY", "PUBLIC KEY"].map(|what| (end, what)))
        .fold(text, |text, (end, what)| text.replace(&format!("-----{end} {what}-----"), ""));
    let (key, algorithm) = key(&text)?;
    let tags = Tags::read(&text);
    let mut words = vec!["v=DKIM1".to_owned(), format!("k={algorithm}")];
    let has = |list: &str, wanted: &str| list.split(':').any(|each| each.trim() == wanted);
    if let Some(hashes) = tags.get("h").filter(|list| has(list, "sha256")) {
        words.push(format!("h={hashes}"));
    }
    if let Some(services) = tags.get("s").filter(|list| has(list, "email")) {
        words.push(format!("s={services}"));
    }
    // What is only tested protects nobody.
    if tags.get("t").is_some_and(|flags| has(flags, "s")) {
        words.push("t=s".to_owned());
    }
    words.push(format!("p={key}"));
    Some((key, words.join("; ")))
}

/// The key without blanks, and its algorithm.
fn key(text: &str) -> Option<(String, &'static str)> {
    let after_tag = |(at, _): (usize, &str)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c == ';' || c == ',' || c.is_whitespace()).then(|| &text[at + 2..])
    };
    let marks = ["p=", "P=", "p:"].iter().find_map(|mark| text.match_indices(mark).find_map(after_tag));
    let value = marks.unwrap_or(text);
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c) || c.is_whitespace();
    let value = value.split(|c| !is_of_key(c)).next().unwrap_or_default();
    let key: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let octets = base64::decode(&key)?;
    let algorithm = match public_key(&octets) {
        Some(PublicKey::Rsa { bits }) if bits >= RSA_BITS_MIN => "rsa",
        None if octets.len() == ED25519_OCTETS => "ed25519",
        _ => return None,
    };
    Some((key, algorithm))
}
