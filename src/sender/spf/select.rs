//! Which of a domain's TXT records is its SPF record (RFC 7208 §4.5).

use super::near_miss::{self, NearMiss};

/// The version that begins a record; upper or lower case (RFC 7208 §12).
const VERSION: &[u8] = b"v=spf1";

/// What the TXT records of a domain say about SPF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection<'a> {
    /// Exactly one record, as published.
    One(&'a [u8]),
    /// No record. Receivers see none of the nearly right ones either.
    None {
        /// Records that were meant as one, in the order of the answer. May be empty.
        nearly: Vec<NearMiss>,
    },
    /// More than one, a permerror for receivers.
    Several(Vec<&'a [u8]>),
}

/// Selects the record among the TXT records of one name, each with its strings joined.
pub fn select(texts: &[Vec<u8>]) -> Selection<'_> {
    let records: Vec<&[u8]> = texts.iter().map(Vec::as_slice).filter(|text| is_record(text)).collect();
    match records.as_slice() {
        [] => Selection::None { nearly: texts.iter().filter_map(|text| near_miss::of_record(text)).collect() },
        [one] => Selection::One(one),
        _ => Selection::Several(records),
    }
}

/// The version is followed by a blank or by nothing.
pub(super) fn is_record(text: &[u8]) -> bool {
    text.get(..VERSION.len()).is_some_and(|start| start.eq_ignore_ascii_case(VERSION))
        && text.get(VERSION.len()).is_none_or(|&next| next == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], want: &str) {
        let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
        let got = match select(&texts) {
            Selection::One(record) => String::from_utf8_lossy(record).into_owned(),
            Selection::None { nearly } => format!("none, {} nearly", nearly.len()),
            Selection::Several(records) => format!("{} records", records.len()),
        };
        assert_eq!(got, want, "{texts:?}");
    }

    #[test]
    fn a_record_begins_with_its_version_and_a_blank() {
        check(&["v=spf1 -all"], "v=spf1 -all");
        check(&["V=SPF1 -all", "google-site-verification=x"], "V=SPF1 -all");
        check(&["v=spf1"], "v=spf1");
        check(&["v=spf10 -all", "v=spf1 mx"], "v=spf1 mx");
        check(&["v=spf1 -all", "v=spf1 mx"], "2 records");
        check(&["v=spf1 -all", "v=spf1 -all"], "2 records");
        check(&["hello"], "none, 0 nearly");
        check(&[], "none, 0 nearly");
    }

    #[test]
    fn records_that_receivers_do_not_see_are_told() {
        for text in ["v=spf1; -all", "v=spf1\t-all", " v=spf1 -all", "\"v=spf1 -all\"", "v=spf -all", "spf1 -all"] {
            check(&[text], "none, 1 nearly");
        }
    }
}
