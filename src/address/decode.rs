//! Undoes the encodings that addresses pick up on web pages: HTML entities and percent-encoding.
//!
//! Decodes once. What would still be encoded after that is not guessed at.

use super::chars::plain_of;
use super::text::{Text, TextBuilder};
use super::{Finding, note};
use crate::reason::Reason;
use std::ops::Range;

/// The longest entity that is looked for, with `&` and `;`: `&#x00000040;` and `&commat;` fit.
const ENTITY_OCTETS_MAX: usize = 14;

/// Decodes the HTML entities that occur in and around addresses, and the `\u0040` of JSON. `None` when there is none.
pub(super) fn entities<'a>(text: &Text<'a>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    let written = text.as_str();
    let mut builder = TextBuilder::default();
    let mut from = 0;
    for start in memchr::memchr2_iter(b'&', b'\\', written.as_bytes()) {
        if start < from {
            continue;
        }
        if let Some((c, length)) = entity(&written[start..]).or_else(|| escape(&written[start..])) {
            text.copy(from..start, &mut builder);
            from = start + length;
            let span = text.span(start..from);
            note(notes, Reason::RepairEntityDecoded, span.clone());
            // White space and invisible characters count as what they are, however they were written.
            builder.push(plain_of(c).unwrap_or(c), span);
        }
    }
    if from == 0 {
        return None;
    }
    text.copy(from..written.len(), &mut builder);
    Some(builder.finish())
}

/// The value of a line of a vCard (RFC 6350 §6.4.2), also with a group before it: `EMAIL;TYPE=INTERNET:ann@example.com`; of
/// a calendar (RFC 5545 §3.8.4): `ATTENDEE;CN=Ann:mailto:ann@example.com`; or of a code on a card: `MECARD:N:Ann;EMAIL:ann@...;`.
pub(super) fn card_line<'a>(text: &Text<'a>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    const PROPERTIES: &[&str] = &["email", "attendee", "organizer", "matmsg:to"];
    const CARD: &str = "mecard:";
    let written = text.as_str();
    let at = memchr::memchr(b'@', written.as_bytes())?;
    if memchr::memchr(b'@', &written.as_bytes()[at + 1..]).is_some() {
        return None;
    }
    let colon = written[..at].rfind(':')?;
    let before = written[..colon].to_ascii_lowercase();
    let before = before.strip_suffix(":mailto").unwrap_or(&before);
    let card = before.starts_with(CARD) || before.starts_with("matmsg:");
    // The parts of such a code are set apart by semicolons, and so are the parameters of a property.
    let name = if card { before.rsplit(';').next()? } else { before.split(';').next()? };
    let name = name.strip_prefix(CARD).unwrap_or(name);
    let name = name.split_once('.').map_or(name, |(_, name)| name);
    let is_one_property = card || !before.contains(':') && (name != "email" || !before.contains(char::is_whitespace));
    if !PROPERTIES.contains(&name) || !is_one_property {
        return None;
    }
    let end = if card { end_of_part(written, colon)? } else { written.len() };
    note(notes, Reason::RepairDisplayName, text.span(0..colon + 1));
    if end < written.len() {
        note(notes, Reason::RepairTrailingPunct, text.span(end..written.len()));
    }
    Some(text.slice(colon + 1..end))
}

/// Where a part of a code on a card ends. What follows is another part or nothing, and never the rest of a domain.
fn end_of_part(code: &str, from: usize) -> Option<usize> {
    let Some(length) = code[from..].find(';') else { return Some(code.len()) };
    let rest = code[from + length..].trim_start_matches(';').trim();
    let is_part = rest.split_once(':').is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphabetic()));
    (rest.is_empty() || is_part).then_some(from + length)
}

/// `\u0040`, as JSON and many programming languages write a character.
fn escape(text: &str) -> Option<(char, usize)> {
    const OCTETS: usize = 6;
    let digits =
        text.get(..OCTETS)?.strip_prefix("\\u").filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((c, OCTETS))
}

fn entity(text: &str) -> Option<(char, usize)> {
    if !text.starts_with('&') {
        return None;
    }
    let window = &text.as_bytes()[..text.len().min(ENTITY_OCTETS_MAX)];
    let end = memchr::memchr(b';', window)?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => match name.to_ascii_lowercase().as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" | "ldquo" | "rdquo" | "laquo" | "raquo" => '"',
            "apos" | "lsquo" | "rsquo" => '\'',
            "nbsp" => ' ',
            "commat" => '@',
            "period" => '.',
            "comma" => ',',
            "semi" => ';',
            "colon" => ':',
            "lowbar" => '_',
            "hyphen" | "dash" => '-',
            "plus" => '+',
            "num" => '#',
            "shy" | "zwnj" | "zwj" | "lrm" | "rlm" => ' ',
            _ => return None,
        },
    };
    Some((c, end + 1))
}

/// Decodes percent-encoding (RFC 3986 §2.1). `None` when there is none, or it does not stand for UTF-8 text.
pub(super) fn percent<'a>(text: &Text<'a>, part: Range<usize>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    let written = text.as_str();
    let bytes = written.as_bytes();
    let mut builder = TextBuilder::default();
    text.copy(0..part.start, &mut builder);
    let mut from = part.start;
    let mut at = part.start;
    let mut seen = Vec::new();
    while at < part.end {
        let Some(end) = encoded_run(bytes, at..part.end) else {
            at += 1;
            continue;
        };
        text.copy(from..at, &mut builder);
        let decoded: Vec<u8> = bytes[at..end].chunks(3).filter_map(|triple| octet(triple, 0)).collect();
        let span = text.span(at..end);
        for c in std::str::from_utf8(&decoded).ok()?.chars() {
            builder.push(plain_of(c).unwrap_or(c), span.clone());
        }
        seen.push(span);
        at = end;
        from = end;
    }
    text.copy(from..written.len(), &mut builder);
    if seen.is_empty() {
        return None;
    }
    seen.into_iter().for_each(|span| note(notes, Reason::RepairPercentDecoded, span));
    Some(builder.finish())
}

/// The end of a run of `%XX` that begins here.
fn encoded_run(bytes: &[u8], part: Range<usize>) -> Option<usize> {
    let mut end = part.start;
    while end + 3 <= part.end && octet(bytes, end).is_some() {
        end += 3;
    }
    (end > part.start).then_some(end)
}

fn octet(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |place: usize| bytes.get(place).and_then(|&byte| (byte as char).to_digit(16));
    if bytes.get(at) != Some(&b'%') {
        return None;
    }
    u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_every_spelling_are_decoded() {
        let mut notes = Vec::new();
        for (written, decoded) in [
            ("a&#64;b", "a@b"),
            ("a&#x40;b", "a@b"),
            ("a&commat;b", "a@b"),
            ("a&amp;b", "a&b"),
            ("&lt;a@b&gt;", "<a@b>"),
            ("a&nbsp;", "a "),
            ("a\\u0040b", "a@b"),
        ] {
            let text = entities(&Text::at(written, 0), &mut notes).expect(written);
            assert_eq!(text.as_str(), decoded);
        }
        for written in ["a&b;", "&;", "&#;", "&#x110000;", "a&amp", "&toolongtobeanentity;"] {
            assert!(entities(&Text::at(written, 0), &mut notes).is_none(), "{written}");
        }
    }

    #[test]
    fn percent_signs_are_decoded_when_they_stand_for_text() {
        let mut notes = Vec::new();
        for (written, decoded) in [("ann%40x.de", "ann@x.de"), ("%E4%BE%8B", "例"), ("a%2Bb%zz", "a+b%zz")] {
            let text = Text::at(written, 0);
            let decoded_text = percent(&text, 0..written.len(), &mut notes).expect(written);
            assert_eq!(decoded_text.as_str(), decoded);
        }
        for written in ["100%", "%4", "%ff%fe", "a%zz"] {
            assert!(percent(&Text::at(written, 0), 0..written.len(), &mut notes).is_none(), "{written}");
        }
    }
}
