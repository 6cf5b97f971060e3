//! A key record with its syntax put right, around the very key that is there. A key that is cut off, too short or withdrawn cannot be mended here.

use super::{ED25519_OCTETS, RSA_BITS_MIN};
use crate::sender::records::der::{PublicKey, public_key};
use crate::sender::records::tags::Tags;
use crate::sender::records::{base64, shown};

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
    let text = text.replace(['<', '>', '(', ')', '[', ']', '{', '}'], " ").replace(" =", "=");
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
    let after_tag = |(at, mark): (usize, &str)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c == ';' || c == ',' || c.is_whitespace()).then(|| &text[at + mark.len()..])
    };
    let marks = ["p=", "P=", "p:", "key=", "pk="].iter().find_map(|mark| text.match_indices(mark).find_map(after_tag));
    let value = marks.unwrap_or(text).trim_start_matches("p=").trim_start_matches('=');
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c) || c.is_whitespace();
    let value = value.split(|c| !is_of_key(c)).next().unwrap_or_default();
    let bare: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    // What fills up the last group says nothing, and is written too often or not at all.
    let bare = bare.trim_end_matches('=');
    let key = format!("{bare}{}", "=".repeat(bare.len().wrapping_neg() % 4));
    let octets = base64::decode(&key)?;
    let algorithm = match public_key(&octets) {
        Some(PublicKey::Rsa { bits }) if bits >= RSA_BITS_MIN => "rsa",
        None if octets.len() == ED25519_OCTETS => "ed25519",
        _ => return None,
    };
    Some((key, algorithm))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    #[track_caller]
    fn check(texts: &[&str], expected: Option<&str>) {
        let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.replace("<key>", KEY).into_bytes()).collect();
        assert_eq!(corrected(&texts), expected.map(|text| text.replace("<key>", KEY)), "{texts:?}");
    }

    #[test]
    fn the_key_that_is_there_is_kept() {
        let right = Some("v=DKIM1; k=ed25519; p=<key>");
        for text in [
            "v=DKIM1; k=ed25519; p=<key>",
            "p=<key>",
            "<key>",
            "v=DKIM1 k=rsa p=\"<key>\"",
            "v=DKIM1; k=ed25519; key=<key>",
            "v==DKIM1; k==ed25519; p==<key>",
            "(v = DKIM1; p = [<key>])",
            "k=ed25519; P=<key>; v=DKIM1",
            "v=DKIM1\\; k=ed25519\\; p=<key>\\n",
            "v=DKIM1; t=y; h=sha1; s=web; p=-----BEGIN PUBLIC KEY-----<key>-----END PUBLIC KEY-----",
        ] {
            check(&[text], right);
        }
        check(
            &["v=DKIM1; t=y:s; h=sha1:sha256; s=email; p=<key>"],
            Some("v=DKIM1; k=ed25519; h=sha1:sha256; s=email; t=s; p=<key>"),
        );
        check(&["v=DKIM1; p=", "v=DKIM1; p=<key>", "p=<key>"], right);
    }

    #[test]
    fn no_key_is_made_out_of_nothing() {
        for text in ["", "v=DKIM1; p=", "v=DKIM1; p=AAAA", "v=spf1 -all", "v=DKIM1; p=<key>A"] {
            check(&[text], None);
        }
        let other = "p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        check(&["p=<key>", other], None);
    }

    proptest::proptest! {
        // Where a failure would be kept, no folder belongs.
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn no_text_makes_it_panic(any: String, close in "[vkptDKIM1=:; \"é+/a-z]{0,60}") {
            corrected(&[any.into_bytes(), close.into_bytes()]);
        }
    }
}
