//! The tags of a DMARC record however they were written: with blanks, commas or colons where semicolons and equals signs belong, with quotes and
//! backslashes, with names and values that are nearly right (RFC 7489 §6.3).

/// Parts that are read. A record of 64 KiB could hold many thousands.
const PARTS_MAX: usize = 100;
/// Names of tags, the longer of two that begin alike first.
const NAMES: &[&str] = &["p", "sp", "np", "adkim", "aspf", "psd", "t", "pct", "rua", "ruf", "fo", "rf", "ri"];
/// Names that people write in their place.
const SLIPS: &[(&str, &str)] = &[
    ("policy", "p"),
    ("subpolicy", "sp"),
    ("rau", "rua"),
    ("ura", "rua"),
    ("ruaa", "rua"),
    ("rfu", "ruf"),
    ("percent", "pct"),
    ("dkim", "adkim"),
    ("akdim", "adkim"),
    ("adkm", "adkim"),
    ("spf", "aspf"),
    ("asfp", "aspf"),
];

/// Names and values of tags, without the version. Names are small, and each is there once.
pub(in crate::sender::checks::advice) fn tags(text: &str) -> Vec<(String, String)> {
    let text = text.replace(['\\', '"', '\'', '\u{201c}', '\u{201d}', '\u{feff}'], "");
    let mut tags: Vec<(String, String)> = Vec::new();
    let mut last: Option<String> = None;
    for part in text.split(';').flat_map(pieces).take(PARTS_MAX) {
        let Some((name, value)) = named(part) else {
            // An address that was cut off from its list.
            if part.contains('@')
                && let Some(list) = tags.iter_mut().find(|(name, _)| last.as_ref() == Some(name))
            {
                list.1 = format!("{},{}", list.1, part.trim());
            }
            // A policy without its tag.
            let is_policy = ["none", "quarantine", "reject"].iter().any(|word| word.eq_ignore_ascii_case(part.trim()));
            if is_policy && !tags.iter().any(|(name, _)| name == "p") {
                tags.push(("p".to_owned(), part.trim().to_owned()));
            }
            continue;
        };
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == ',');
        let is_tag = name != "v" && !value.is_empty() && !tags.iter().any(|(known, _)| *known == name);
        if is_tag {
            last = Some(name.clone());
            tags.push((name, value.to_owned()));
        }
    }
    tags
}

/// A part between semicolons, broken where a tag that is known begins behind a blank or a comma.
fn pieces(part: &str) -> Vec<&str> {
    let begins = |at: usize| {
        let rest = &part[at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let is_mark = rest[end..].trim_start().starts_with(['=', ':']);
        is_mark && NAMES.iter().any(|name| name.eq_ignore_ascii_case(&rest[..end]))
    };
    let mut cuts: Vec<usize> = vec![0];
    let blanks = part.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ',');
    cuts.extend(blanks.map(|(at, c)| at + c.len_utf8()).filter(|&at| begins(at)));
    cuts.push(part.len());
    cuts.windows(2).map(|pair| part[pair[0]..pair[1]].trim()).filter(|piece| !piece.is_empty()).collect()
}

/// The name of a tag and its value. `None` for what is no tag.
fn named(part: &str) -> Option<(String, &str)> {
    let part = part.trim();
    let at = part.find(['=', ':'])?;
    let name = part[..at].trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_name || name == "mailto" || name == "https" {
        return None;
    }
    let known = SLIPS.iter().find(|(slip, _)| *slip == name).map_or(name.as_str(), |(_, meant)| meant);
    // A colon stands for the mark of a tag only behind one that is known.
    let is_tag = part.as_bytes()[at] == b'=' || NAMES.contains(&known);
    is_tag.then(|| (known.to_owned(), &part[at + 1..]))
}

/// The addresses of a list, with their scheme and without blanks (RFC 7489 §6.2).
pub(in crate::sender::checks::advice) fn report_addresses(value: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for word in value.split(|c: char| c == ',' || c == ';' || c.is_whitespace()).filter(|word| word.contains('@')) {
        let (before, domain) = word.rsplit_once('@').unwrap_or(("", word));
        let local = before.rsplit([':', '/', '=']).next().unwrap_or_default().trim_start_matches('<');
        let address = format!("mailto:{local}@{}", domain.trim_end_matches(['>', '.']));
        if !local.is_empty() && !list.contains(&address) {
            list.push(address);
        }
    }
    list
}

/// A policy by its first letter, for a slip behind it changes nothing of what was meant. `None` for another word.
pub(super) fn policy(written: &str) -> Option<&'static str> {
    match written
        .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
        .bytes()
        .next()
        .map(|byte| byte.to_ascii_lowercase())
    {
        Some(b'q') => Some("quarantine"),
        Some(b'r') => Some("reject"),
        Some(b'n') => Some("none"),
        _ => None,
    }
}

/// A value that receivers read, of a tag other than the policies and the lists of addresses. `None` where the tag is better left out.
pub(super) fn value(name: &str, written: &str) -> Option<String> {
    let lower = written.to_ascii_lowercase();
    match name {
        "adkim" | "aspf" => match lower.as_str() {
            "s" | "strict" => Some("s".to_owned()),
            "r" => Some("r".to_owned()),
            _ => None,
        },
        "pct" => {
            let digits = lower.trim_end_matches(['%', ' ']);
            digits.parse::<u8>().ok().filter(|percent| *percent < 100).map(|percent| percent.to_string())
        }
        "fo" => {
            let known: Vec<&str> =
                lower.split([':', ',']).map(str::trim).filter(|each| ["0", "1", "d", "s"].contains(each)).collect();
            (!known.is_empty()).then(|| known.join(":"))
        }
        "psd" => ["y", "n", "u"].contains(&lower.as_str()).then_some(lower),
        "t" | "rf" | "ri" => Some(written.to_owned()),
        // Nobody reads it.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = tags(text);
        assert_eq!(found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tags_are_read_however_they_are_written() {
        let expected =
            [("p", "Reject"), ("sp", "none"), ("adkim", "s"), ("rua", "mailto:a@b.example,mailto:c@d.example!10m")];
        check("v=dmarc1;p=Reject ; sp = none;adkim=s;;rua=mailto:a@b.example,mailto:c@d.example!10m", &expected);
        let short = [("p", "reject"), ("rua", "mailto:a@b.example")];
        check("v=DMARC1 p=reject rua=mailto:a@b.example", &short);
        check("v=DMARC1, p=reject, rua=mailto:a@b.example", &short);
        check("v=DMARC1; p:reject; rua:mailto:a@b.example", &short);
        check("v=DMARC1\\; policy=reject\\; rau=mailto:a@b.example", &short);
        check(
            "v=DMARC1; p=reject; x=1; rua=a@b.example; mailto:c@b.example",
            &[("p", "reject"), ("x", "1"), ("rua", "a@b.example,mailto:c@b.example")],
        );
        check("v=DMARC1; reject; *sp*=none; p=none", &[("p", "reject"), ("sp", "none")]);
        check("", &[]);
    }

    proptest::proptest! {
        // Where a failure would be kept, no folder belongs.
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn no_text_makes_it_panic(any: String, close in "[vpsrua=:;, @é\"\\\\a-z.-]{0,60}") {
            for text in [any, format!("v=DMARC1; p={close}"), close] {
                for (name, written) in tags(&text) {
                    assert!(report_addresses(&written).iter().all(|address| address.starts_with("mailto:")));
                    let _ = (policy(&written), value(&name, &written));
                }
            }
        }
    }

    #[test]
    fn addresses_and_values_are_put_right() {
        for (written, expected) in [
            ("a@b.example, mailto:c@d.example", "mailto:a@b.example,mailto:c@d.example"),
            ("mailto: a@b.example", "mailto:a@b.example"),
            ("mailto://a@b.example!10m mailto:a@b.example!10m", "mailto:a@b.example!10m"),
            ("mail:a@b.example;mailto=c@d.example", "mailto:a@b.example,mailto:c@d.example"),
            ("https://b.example/x", ""),
        ] {
            assert_eq!(report_addresses(written).join(","), expected, "{written}");
        }
        assert_eq!(value("adkim", "Strict").as_deref(), Some("s"));
        assert_eq!(value("pct", "100%"), None);
        assert_eq!(value("fo", "1:2"), Some("1".to_owned()));
        assert_eq!((policy("Quarentine"), policy("block")), (Some("quarantine"), None));
    }
}
