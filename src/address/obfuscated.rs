//! Addresses written so that programs should not find them: `ann (at) example (dot) com`, `ann at example dot com`.
//!
//! Only a text that is such an address and nothing else is read; words in a sentence are left alone.

use super::text::{Text, TextBuilder};
use super::{Finding, host_is_complete, note};
use crate::reason::Reason;
use std::ops::Range;

/// Far more words than any address has; a longer text is a sentence.
const WORDS_MAX: usize = 64;

enum Part {
    Word,
    At,
    Dot,
}

/// The address with signs for words, and whether it is a guess, or `None` when the text is anything else.
///
/// Without brackets the word `at` proves nothing: `works at example.com` is a sentence.
pub(super) fn spelled_out<'a>(text: &Text<'a>) -> Option<(Text<'a>, bool)> {
    let written = text.as_str();
    let parts = parts(written)?;
    let ats = parts.iter().filter(|(part, _, _)| matches!(part, Part::At)).count();
    let words =
        parts.iter().filter(|(part, start, end)| !matches!(part, Part::Word) && &written[*start..*end] != "@").count();
    if ats > 1 || words == 0 {
        return None;
    }
    let mut builder = TextBuilder::default();
    for (part, start, end) in &parts {
        match part {
            Part::Word => text.copy(*start..*end, &mut builder),
            Part::At => builder.push('@', text.span(*start..*end)),
            Part::Dot => builder.push('.', text.span(*start..*end)),
        }
    }
    let address = builder.finish();
    let (local_part, domain) = address.as_str().split_once('@')?;
    // Brackets and dashes around the word say that it stands for a sign, and so does a dot in words before it.
    let sign = parts.iter().position(|(part, _, _)| matches!(part, Part::At));
    let guessed = sign.is_some_and(|sign| {
        let (_, start, end) = parts[sign];
        sign == 1 && written[start..end].chars().all(char::is_alphabetic)
    });
    (!local_part.is_empty() && host_is_complete(domain)).then_some((address, guessed))
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}

/// Cuts into words and signs. Brackets around `at`, `dot`, `@` and `.` need no space beside them.
fn parts(written: &str) -> Option<Vec<(Part, usize, usize)>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let is_edge = |c: char| c.is_whitespace() || is_opening(c) || is_closing(c);
    let mut opened = None;
    for (at, c) in written.char_indices().chain([(written.len(), ' ')]) {
        if !is_edge(c) {
            continue;
        }
        if start < at {
            let word = &written[start..at];
            let bracketed = opened.is_some() && (is_closing(c) || c == ' ');
            let part = sign(word, bracketed).unwrap_or(Part::Word);
            // Words and signs take turns: two words in a row are a sentence.
            if matches!(part, Part::Word) != (parts.len() % 2 == 0) {
                return None;
            }
            let wrapped = !matches!(part, Part::Word) && written[..start].ends_with(is_opening) && is_closing(c);
            parts.push(if wrapped { (part, start - 1, at + 1) } else { (part, start, at) });
        }
        match c {
            _ if is_opening(c) => opened = Some(c),
            _ if is_closing(c) => opened = None,
            _ => {}
        }
        start = at + c.len_utf8();
        if parts.len() > WORDS_MAX {
            return None;
        }
    }
    Some(parts)
}

fn sign(word: &str, bracketed: bool) -> Option<Part> {
    let bare = word.trim_matches(['-', '_', '*', '|', '.']);
    let is = |words: &[&str]| {
        words.iter().any(|known| known.eq_ignore_ascii_case(if bare.is_empty() { word } else { bare }))
    };
    const AT: &[&str] = &[
        "@",
        "at",
        "arroba",
        "arobase",
        "chiocciola",
        "snabel-a",
        "snabela",
        "snabel",
        "apenstaartje",
        "małpa",
        "malpa",
        "zavináč",
        "zavinac",
        "собака",
        "klammeraffe",
        "kukac",
        "艾特",
        "アットマーク",
        "골뱅이",
    ];
    const DOT: &[&str] =
        &["dot", "punkt", "punto", "point", "ponto", "punt", "kropka", "tečka", "tecka", "точка", "点", "ドット", "점"];
    if is(AT) || bracketed && is(&["a", "ät"]) {
        Some(Part::At)
    } else if is(DOT) || bracketed && is(&["."]) {
        Some(Part::Dot)
    } else {
        None
    }
}

/// An address in words among other ones, and where it stands: `or bob at example dot com please`.
pub(super) fn in_words(text: &str) -> Option<(Range<usize>, String)> {
    let places = words(text);
    let word = |number: usize| places.get(number).map(|place| &text[place.clone()]);
    let is_at = |number: usize| matches!(word(number).and_then(|word| sign(word, false)), Some(Part::At));
    let is_dot = |number: usize| matches!(word(number).and_then(|word| sign(word, false)), Some(Part::Dot));
    for at in (1..places.len()).filter(|&at| is_at(at)) {
        let mut host = word(at + 1)?.trim_matches(is_mark).to_owned();
        let mut last = at + 1;
        while is_dot(last + 1) && last + 2 < places.len() {
            last += 2;
            host = format!("{host}.{}", word(last)?.trim_matches(is_mark));
        }
        if last > at + 1 && host_is_complete(&host) {
            let mut first = at - 1;
            let mut local_part = word(first)?.trim_matches(is_mark).to_owned();
            while first > 1 && is_dot(first - 1) {
                first -= 2;
                local_part = format!("{}.{local_part}", word(first)?.trim_matches(is_mark));
            }
            return Some((places[first].start..places[last].end, format!("{local_part}@{host}")));
        }
    }
    None
}

/// Where the first words of a text stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut places = Vec::new();
    while start < text.len() && places.len() < WORDS_MAX {
        let rest = &text[start..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if length > 0 {
            places.push(start..start + length);
        }
        start += length + rest[length..].chars().next().map_or(0, char::len_utf8);
    }
    places
}

/// Marks that sentences are built with.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '\'')
}

/// The text with signs for the words `(at)` and `[dot]` in brackets, which mean nothing else, wherever an address then
/// stands there. `None` when there are none.
pub(super) fn bracketed<'a>(text: &Text<'a>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    let written = text.as_str();
    let mut builder = TextBuilder::default();
    let mut spans = Vec::new();
    let mut from = 0;
    for open in memchr::memchr3_iter(b'(', b'[', b'{', written.as_bytes()) {
        let Some((sign, length)) = bracketed_sign(&written[open..]) else { continue };
        let before = written[..open].trim_end_matches(' ').len();
        let after = open + length;
        let end = written.len() - written[after..].trim_start_matches(' ').len();
        // White space to the next sign may be counted already.
        text.copy(from..before.max(from), &mut builder);
        builder.push(sign, text.span(open..after));
        spans.push(text.span(open..after));
        from = end;
    }
    if spans.is_empty() {
        return None;
    }
    text.copy(from..written.len(), &mut builder);
    let plain = builder.finish();
    let ats = memchr::memchr_iter(b'@', plain.as_str().as_bytes());
    let mut any = false;
    for at in ats {
        let rest = &plain.as_str()[at + 1..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        if !host_is_complete(rest[..end].trim_end_matches('.')) {
            return None;
        }
        any = true;
    }
    if !any {
        return None;
    }
    spans.into_iter().for_each(|span| note(notes, Reason::RepairSpelledOut, span));
    Some(plain)
}

/// `(at)` and the like at the front of a text: the sign, and the length in octets.
fn bracketed_sign(text: &str) -> Option<(char, usize)> {
    const OCTETS_MAX: usize = 12;
    let closing = match text.as_bytes().first()? {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    };
    let window = &text.as_bytes()[..text.len().min(OCTETS_MAX)];
    let end = memchr::memchr(closing, window)?;
    match sign(text.get(1..end)?.trim(), true)? {
        Part::At => Some(('@', end + 1)),
        Part::Dot => Some(('.', end + 1)),
        Part::Word => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, address: Option<&str>) {
        let found = spelled_out(&Text::at(written, 0));
        assert_eq!(found.as_ref().map(|(text, _)| text.as_str()), address, "{written}");
    }

    #[test]
    fn addresses_in_words_are_read() {
        for written in [
            "ann at example dot com",
            "ann AT example DOT com",
            "ann (at) example (dot) com",
            "ann[at]example[dot]com",
            "ann {at} example.com",
            "ann [@] example [.] com",
            "ann at example.com",
            "ann (a) example.com",
        ] {
            check(written, Some("ann@example.com"));
        }
        check("ann dot lee at mail dot example dot co dot uk", Some("ann.lee@mail.example.co.uk"));
    }

    #[test]
    fn a_bare_word_is_a_guess() {
        for (written, guessed) in [
            ("works at example.com", true),
            ("ann at example dot com", true),
            ("ann dot lee at example dot com", false),
            ("ann (at) example dot com", false),
            ("ann@example dot com", false),
        ] {
            let found = spelled_out(&Text::at(written, 0));
            assert_eq!(found.map(|(_, guessed)| guessed), Some(guessed), "{written}");
        }
    }

    #[test]
    fn sentences_are_left_alone() {
        for written in [
            "meet me at example.com",
            "at dot com",
            "ann at work",
            "ann at",
            "cat example dot com",
            "dot",
            "ann @ example.com",
        ] {
            check(written, None);
        }
    }
}
