//! Other addresses in the words, remarks and links that a repair takes away: `bob@example.com <ann@example.com>`.
//!
//! They are told, so that none is dropped in silence. Which of the two was meant is never decided here.

use super::chars::is_atext;
use super::in_order;
use super::judge::is_sound;
use super::text::Text;
use super::{Finding, Reading, decode, host_is_complete, idn, obfuscated};
use crate::reason::Reason;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// An address of a text as it was written.
pub(super) struct Written {
    /// Where it stands, in bytes of the cell.
    span: Range<usize>,
    key: String,
}

/// The addresses of a text as it was written, if it may hold more than one.
pub(super) fn written(text: &Text<'_>) -> Vec<Written> {
    let whole = text.as_str();
    let in_words = obfuscated::in_words(whole);
    if in_words.is_none() && memchr::memchr2_iter(b'@', b'%', whole.as_bytes()).nth(1).is_none() {
        return Vec::new();
    }
    let in_signs = addresses(whole).into_iter().map(|place| {
        let address = decoded(&whole[place.clone()]).into_owned();
        (place, address)
    });
    in_signs.chain(in_words).map(|(place, address)| Written { span: text.span(place), key: key(&address) }).collect()
}

/// Notes each written address that is none of those that were read.
pub(super) fn note_others(written: Vec<Written>, readings: &mut [Reading<'_>]) {
    if written.is_empty() {
        return;
    }
    let known: HashSet<String> = readings
        .iter()
        .filter_map(|reading| reading.address.as_ref())
        .map(|address| key(&address.to_string()))
        .collect();
    let mut noted = false;
    for Written { span, key } in written {
        let is_here = |reading: &&mut Reading<'_>| reading.span.start <= span.start && span.end <= reading.span.end;
        let Some(reading) = readings.iter_mut().find(is_here) else { continue };
        let inside = |address: &super::Address<'_>| address.local_part.to_lowercase().contains(&key);
        if is_sound(&reading.findings) && !known.contains(&key) && !reading.address.as_ref().is_some_and(inside) {
            reading.findings.push(Finding { reason: Reason::SyntaxSecondAddress, span });
            noted = true;
        }
    }
    if noted {
        readings.iter_mut().for_each(|reading| in_order(&mut reading.findings));
    }
}

fn decoded(written: &str) -> Cow<'_, str> {
    let text = Text::at(written, 0);
    decode::percent(&text, 0..written.len(), &mut Vec::new()).unwrap_or(text).into_text()
}

/// The same for two spellings of an address, and without what a link or a label puts before it with a sign that a
/// local-part may have too, as `cc=`.
fn key(address: &str) -> String {
    let (local_part, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let local_part = local_part.rsplit(is_joint).next().unwrap_or_default();
    let domain = idn::to_unicode(domain).unwrap_or(Cow::Borrowed(domain));
    format!("{}@{}", local_part.nfc().collect::<String>().to_lowercase(), domain.to_lowercase())
}

/// Signs of an atom with which lists, links and quotes are built as well.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '<' | '=' | '?' | '&' | '/' | '\'' | '{' | '|' | '#' | '*' | '`' | '+')
}

/// The places of what looks like an address with a whole domain, in order.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for sign in memchr::memchr2_iter(b'@', b'%', text.as_bytes()) {
        let length = if text.as_bytes()[sign] == b'@' { 1 } else { 3 };
        if sign < from || length == 3 && !text[sign..].starts_with("%40") {
            continue;
        }
        let in_local = |c: char| !c.is_ascii() && !c.is_whitespace() || c == '.' || u8::try_from(c).is_ok_and(is_atext);
        let in_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let before = &text[from..sign];
        let start = from + before.trim_end_matches(in_local).len();
        // The fields of a link stand between `?`, `&` and `=`.
        let start = text[start..sign].rfind(['=', '?', '&']).map_or(start, |joint| start + joint + 1);
        let after = sign + length;
        let rest = &text[after..];
        let run = rest.find(|c| !in_domain(c)).unwrap_or(rest.len());
        let domain = rest[..run].trim_end_matches(['.', '-']);
        from = after + run;
        if start < sign && host_is_complete(domain) {
            found.push(start..after + domain.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::read_cell;

    fn check(cell: &str, others: &[&str]) {
        let readings = read_cell(cell.as_bytes());
        let findings = readings.as_slice().iter().flat_map(|reading| &reading.findings);
        let seconds = findings.filter(|finding| finding.reason == Reason::SyntaxSecondAddress);
        let found: Vec<&str> = seconds.map(|finding| &cell[finding.span.clone()]).collect();
        assert_eq!(found, others, "{cell}");
    }

    #[test]
    fn an_address_in_the_name_or_the_link_is_told() {
        check("bob@web.de <ann@firma.de>", &["bob@web.de"]);
        check("\"bob@web.de\" <ann@firma.de>", &["bob@web.de"]);
        check("ann@firma.de (bob@web.de)", &["bob@web.de"]);
        check("ann@firma.de bob at web dot de", &["bob at web dot de"]);
        check("ann@firma.de or bob AT mail DOT web DOT de please", &["bob AT mail DOT web DOT de"]);
        check("mailto:ann@firma.de?cc=bob@web.de", &["bob@web.de"]);
        check("mailto:ann@firma.de?cc=bob%40web.de&bcc=eva%40web.de", &["bob%40web.de", "eva%40web.de"]);
    }

    #[test]
    fn the_same_address_again_is_none() {
        for cell in [
            "ann@firma.de <ann@firma.de>",
            "ANN@Firma.DE <ann@firma.de>",
            "ann@bücher.de <ann@xn--bcher-kva.de>",
            "'ann@firma.de' <ann@firma.de>",
            "[ann@firma.de](mailto:ann@firma.de)",
            "<\"bob@web.de\"@firma.de>",
            "@annlee <ann@firma.de>",
            "ann@firma.de, bob@web.de",
            "mailto:ann@firma.de?subject=100%25@once",
            "ann@firma.de meet us at the dot",
        ] {
            check(cell, &[]);
        }
    }
}
