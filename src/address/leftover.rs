//! What programs and pages leave at the ends of an address: bullets, arrows, emoji, escapes that lost their backslash.
//!
//! Two kinds are told apart. What no mailbox is named with is taken away. What a mailbox could be named with, but hardly
//! ever is (`#ann@`), is left where it is, for a person to look at.
//!
//! Of other scripts no list of signs is kept: whatever is neither a letter, a number nor a mark by its properties in
//! Unicode (UAX 44, `Alphabetic`, `N*`, `M*`) is a sign there.

use super::chars::is_atext;
use super::host_is_complete;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Escapes of JSON and JavaScript that lost their backslash: `<`, `>`, quotes, white space and what has no width.
const ESCAPES: &[&str] = &[
    "u003c", "u003e", "u0022", "u0026", "u0027", "u0020", "u00a0", "u200b", "u200c", "u200d", "u200e", "u200f",
    "u202a", "u202c", "u2060", "ufeff",
];

const ESCAPE_OCTETS: usize = 5;
const CELL_ESCAPE_OCTETS: usize = 7;

/// Whether text may begin with such an escape or with `www.`. Costs next to nothing.
#[inline(always)]
pub(super) fn may_begin_with_leftover(text: &[u8]) -> bool {
    matches!(text, [b'u' | b'U', b'0' | b'2' | b'f' | b'F', ..] | [b'w' | b'W', b'w' | b'W', ..] | [b'_', b'x', ..])
}

/// What is left over at an end of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rest {
    /// In octets.
    pub length: usize,
    /// It may stand for a letter, or for some that were left out, so that the address is a guess without it.
    pub unsure: bool,
}

/// What is left over at the front of an address.
pub(super) fn at_front(text: &str) -> Option<Rest> {
    let first = text.chars().next()?;
    let rest = match first {
        '\'' => {
            let behind = text.trim_start_matches('\'');
            let local_part = behind.split('@').next().unwrap_or_default();
            // `'john'smith@`: the quotes may have stood around a word.
            Rest { length: text.len() - behind.len(), unsure: local_part.contains('\'') }
        }
        '/' if text.starts_with("//") => Rest { length: 2, unsure: false },
        _ if is_sign(first) => {
            let length = text.len() - text[first.len_utf8()..].trim_start_matches(is_picture_part).len();
            let signs = text[..length].chars().filter(|c| is_sign(*c)).count();
            // Several in a row are a mask, as `••••lee@` is.
            Rest { length, unsure: signs > 1 || !is_bullet(first) }
        }
        // `u0027123` is somebody's name, and so may `u003eric` be.
        _ => Rest { length: escape_at(text)?, unsure: first != '_' },
    };
    let behind = &text[rest.length..];
    let goes_on = behind.starts_with(char::is_alphanumeric);
    let is_number = matches!(first, 'u' | 'U') && behind.starts_with(|c: char| c.is_ascii_digit());
    (goes_on && !is_number).then_some(rest)
}

/// What is left over at the end of a domain.
pub(super) fn at_end(text: &str) -> Option<Rest> {
    let last = text.chars().next_back()?;
    if !last.is_ascii() {
        let is_rest = is_sign(last) || is_picture_part(last);
        return is_rest.then(|| Rest { length: last.len_utf8(), unsure: last == '…' || completes(text, last) });
    }
    let length = if last == '_' { CELL_ESCAPE_OCTETS } else { ESCAPE_OCTETS };
    let end = text.get(text.len().checked_sub(length)?..).filter(|end| end.starts_with(['_', 'u', 'U']))?;
    Some(Rest { length: escape_at(end)?, unsure: false })
}

/// Whether a sign stands for letters with which the domain has another ending: `example.coⓜ`.
fn completes(domain: &str, last: char) -> bool {
    let letters: String = match last {
        '\u{1f1e6}'..='\u{1f1ff}' => char::from_u32(last as u32 - 0x1f1e6 + 'a' as u32).into_iter().collect(),
        _ => std::iter::once(last).nfkc().filter(|c| c.is_ascii_alphanumeric()).collect(),
    };
    let host = &domain[..domain.len() - last.len_utf8()];
    !letters.is_empty() && host_is_complete(&format!("{host}{}", letters.to_lowercase()))
}

/// Whether a sign opens an item of a list or points at something, and can be no letter in another shape.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{b7}' | '\u{2022}' | '\u{2023}' | '\u{203b}' | '\u{2043}' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}'
            | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
            | '\u{3001}'..='\u{3030}' | '\u{30fb}' | '\u{1f300}'..='\u{1faff}'
    )
}

/// Whether a sign or an escape at an end is left over, so that the text is no plain address.
pub(super) fn has_some(text: &str) -> bool {
    at_front(text).is_some() || at_end(text).is_some()
}

/// Whether text is nothing but escapes.
pub(super) fn is_only_escapes(text: &str) -> bool {
    let mut rest = text;
    while let Some(length) = escape_at(rest) {
        rest = &rest[length..];
    }
    rest.is_empty() && !text.is_empty()
}

fn escape_at(text: &str) -> Option<usize> {
    let starts = |escape: &&&str| text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape));
    ESCAPES.iter().find(starts).map(|escape| escape.len()).or_else(|| cell_escape(text))
}

/// `_x000D_`, as workbooks write a character that XML cannot hold (ECMA-376 part 1, §22.9.2.19).
fn cell_escape(text: &str) -> Option<usize> {
    let digits = text.get(..CELL_ESCAPE_OCTETS)?.strip_prefix("_x")?.strip_suffix('_')?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(CELL_ESCAPE_OCTETS)
}

/// Whether a character outside ASCII is a sign, which no mailbox begins and no domain ends with.
fn is_sign(c: char) -> bool {
    let numbered = matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32ff}' | '\u{1f110}'..='\u{1f1ff}');
    let meaningless = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{200c}' | '\u{200d}' | '\u{202e}');
    let of_a_word = c.is_alphanumeric() || is_combining_mark(c);
    !c.is_ascii() && c != char::REPLACEMENT_CHARACTER && !meaningless && (numbered || !of_a_word)
}

/// Whether a character belongs to the sign before it, as in most emoji.
fn is_picture_part(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' | '\u{200d}') || is_sign(c)
}

/// The length of what a web form, a link or a writer left before a local-part and what a mailbox could be named with:
/// `email=ann`, `%20ann`, `#ann`. Something follows it.
pub fn leftover(local_part: &str) -> Option<usize> {
    const PIECES: &[&str] =
        &["www.", "email=", "e-mail=", "mail=", "mailto=", "to=", "cc=", "%20", "%3c", "%22", "%27", "%0a", "%09"];
    let starts = |piece: &&&str| local_part.get(..piece.len()).is_some_and(|start| start.eq_ignore_ascii_case(piece));
    let is_mark = |byte: &u8| is_atext(*byte) && !byte.is_ascii_alphanumeric() && *byte != b'_';
    let marks = local_part.bytes().take_while(is_mark).count();
    let length = PIECES.iter().find(starts).map_or(marks, |piece| piece.len());
    (length > 0 && length < local_part.len()).then_some(length)
}

/// Where a character stands in percent-encoding (RFC 3986 §2.1) or quoted-printable (RFC 2045 §6.7) that the other side of a
/// copy never undid: `bob%20kim`, `bob=20kim`. Only white space and the signs that are usually encoded count: `prvs=2041`
/// is a local-part.
pub(super) fn encoded(local_part: &str) -> Option<Range<usize>> {
    const CODES: &[&str] = &[
        "%20", "%0a", "%0d", "%09", "%22", "%27", "%2b", "%2c", "%2e", "%3a", "%3b", "%3c", "%3e", "=20", "=2e", "=3d",
    ];
    let is_code = |at: &usize| {
        local_part.get(*at..*at + 3).is_some_and(|code| CODES.iter().any(|known| known.eq_ignore_ascii_case(code)))
    };
    // Return paths with a tag (BATV) have a number there.
    if local_part.starts_with("prvs=") {
        return None;
    }
    let at = memchr::memchr2_iter(b'%', b'=', local_part.as_bytes()).find(is_code)?;
    Some(at..at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_mailbox_is_named_with_is_left_over() {
        let sure = |length| Some(Rest { length, unsure: false });
        for before in ["'", "''", "//", "_x000D_", "•", "→", "📧", "✉\u{fe0f}", "①", "※"] {
            assert_eq!(at_front(&format!("{before}ann@x.de")), sure(before.len()), "{before}");
        }
        for after in ["u003e", "_x000D_", "_x000a_", "•", "®", "™", "†", "।", "۔", "؟", "📧", "。"] {
            assert_eq!(at_end(&format!("ann@x.de{after}")), sure(after.len()), "{after}");
        }
    }

    #[test]
    fn what_may_stand_for_letters_leaves_a_guess() {
        for before in ["u003c", "U003C", "u200b", "••••", "××", "ⓙ", "🇯", "€", "©", "™", "…"] {
            let rest = at_front(&format!("{before}ann@x.de"));
            assert_eq!(rest, Some(Rest { length: before.len(), unsure: true }), "{before}");
        }
        for after in ["ⓜ", "🇲", "…"] {
            assert_eq!(at_end(&format!("x.co{after}")), Some(Rest { length: after.len(), unsure: true }), "{after}");
        }
        assert_eq!(at_front("u0027123@x.de"), None);
    }

    #[test]
    fn what_a_mailbox_may_be_named_with_is_not() {
        for text in
            ["ann@x.de", "u2000@x.de", "ürsel@x.de", "张三@x.de", "_ann@x.de", "'@x.de", "u003c@x.de", "a\u{301}@x.de"]
        {
            assert!(!has_some(text), "{text}");
        }
        for text in ["#ann", "*ann", "-ann", "+ann", "=ann", "{ann", "!!ann", "email=ann", "%20ann"] {
            assert!(leftover(text).is_some(), "{text}");
        }
        for text in ["ann", "_ann", "#", "a#b"] {
            assert_eq!(leftover(text), None, "{text}");
        }
        for (text, place) in [("bob%20kim", Some(3..6)), ("bob=20kim", Some(3..6)), ("a%2Eb", Some(1..4))] {
            assert_eq!(encoded(text), place, "{text}");
        }
        for text in ["prvs=2041abc", "a%zz", "50%off", "a=b", "user%host.de"] {
            assert_eq!(encoded(text), None, "{text}");
        }
    }
}
