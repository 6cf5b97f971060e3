//! The part before the `@`: dot-atom or quoted string (RFC 5321 §4.1.2), or internationalised (RFC 6531 §3.3).
//!
//! `email_address` decides what ASCII may stand here. This module explains its refusals by place and reason, and says
//! where it is wider or narrower than the standard. It never looks at the domain.

use super::chars::is_atext;
use super::leftover::{encoded, leftover};
use super::text::Text;
use super::{Finding, LOCAL_PART_OCTETS_MAX, note};
use crate::reason::Reason;
use email_address::EmailAddress;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::GeneralSecurityProfile;

/// The longest local-part that some host may take all the same: twice what every host must.
const LOCAL_PART_OCTETS_FAR: usize = 2 * LOCAL_PART_OCTETS_MAX;

/// Judges a local-part and gives it in Unicode NFC (RFC 6532 §3.1).
pub(super) fn judge<'a>(local: Text<'a>, findings: &mut Vec<Finding>) -> Cow<'a, str> {
    let text = local.as_str();
    let reported = findings.len();
    if is_quoted(text) {
        quoted(&local, findings);
    } else {
        dot_atom(&local, findings);
    }
    if is_masked(text) {
        note(findings, Reason::SyntaxMasked, local.whole());
    } else if let Some(length) = leftover(text) {
        note(findings, Reason::SyntaxLeftover, local.span(0..length));
    } else if let Some(place) = encoded(text) {
        note(findings, Reason::SyntaxLeftover, local.span(place));
    }
    let silent = !findings[reported..].iter().any(|finding| finding.reason.effect() == crate::reason::Effect::Reject);
    if text.is_ascii() {
        if silent && !email_address_accepts(text) {
            note(findings, Reason::SyntaxIllegalChar, local.whole());
        }
    } else {
        note(findings, Reason::SyntaxEaiLocal, local.whole());
    }
    if text.len() > LOCAL_PART_OCTETS_FAR {
        note(findings, Reason::SyntaxLocalFarTooLong, local.whole());
    } else if text.len() > LOCAL_PART_OCTETS_MAX {
        note(findings, Reason::SyntaxLocalTooLong, local.whole());
    }
    if text.is_ascii() || unicode_normalization::is_nfc(text) {
        local.into_text()
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether letters were hidden behind stars: `a***n`, `****`.
pub(super) fn is_masked(local_part: &str) -> bool {
    const STARS_MIN: usize = 2;
    !is_quoted(local_part) && memchr::memchr_iter(b'*', local_part.as_bytes()).count() >= STARS_MIN
}

/// Whether the text is all between double quotes. Whether the quotes inside are escaped is not asked here.
pub(super) fn is_quoted(text: &str) -> bool {
    text.len() >= 2 && text.starts_with('"') && text.ends_with('"')
}

/// The opinion of `email_address`, with the two exceptions that we make.
///
/// 1. Length: RFC 5321 §4.5.3.1.1 says 64 octets, and §4.5.3.1 that implementations may exceed their limits. Such
///    mailboxes exist, so they are for review. The crate is asked about the text in pieces that it would take.
/// 2. A backslash before a space in quotes: `quoted-pairSMTP = %d92 %d32-126` (RFC 5321 §4.1.2) allows it.
fn email_address_accepts(text: &str) -> bool {
    if is_quoted(text) {
        return quoted_pieces(&text[1..text.len() - 1])
            .all(|piece| EmailAddress::is_valid_local_part(&format!("\"{piece}\"")));
    }
    if text.len() <= LOCAL_PART_OCTETS_MAX {
        return EmailAddress::is_valid_local_part(text);
    }
    text.split('.').all(|atom| {
        !atom.is_empty()
            && atom
                .as_bytes()
                .chunks(LOCAL_PART_OCTETS_MAX)
                .all(|piece| std::str::from_utf8(piece).is_ok_and(EmailAddress::is_valid_local_part))
    })
}

/// Splits what stands between the quotes into pieces of whole quoted pairs and characters, without escaped spaces.
fn quoted_pieces(inner: &str) -> impl Iterator<Item = &str> {
    let mut rest = inner;
    std::iter::from_fn(move || {
        while let Some(after) = rest.strip_prefix("\\ ") {
            rest = after;
        }
        if rest.is_empty() {
            return None;
        }
        let mut end = 0;
        let bytes = rest.as_bytes();
        while end < bytes.len() && end + 4 <= LOCAL_PART_OCTETS_MAX && !rest[end..].starts_with("\\ ") {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let (piece, after) = rest.split_at(end.min(bytes.len()));
        rest = after;
        Some(piece)
    })
}

fn dot_atom(local: &Text<'_>, findings: &mut Vec<Finding>) {
    let text = local.as_str();
    let mut before = '.';
    for (at, c) in text.char_indices() {
        let span = at..at + c.len_utf8();
        if c == '.' {
            if at == 0 {
                note(findings, Reason::SyntaxEdgeDot, local.span(span));
            } else if before == '.' {
                note(findings, Reason::SyntaxConsecutiveDots, local.span(at - 1..at + 1));
            } else if at + 1 == text.len() {
                note(findings, Reason::SyntaxEdgeDot, local.span(span));
            }
        } else if let Some(reason) = refusal(c, at == 0) {
            note(findings, reason, local.span(span));
        }
        before = c;
    }
}

/// A quoted string as SMTP has it: printable ASCII and space, with `\` before `"` and `\` (RFC 5321 §4.1.2).
fn quoted(local: &Text<'_>, findings: &mut Vec<Finding>) {
    let text = local.as_str();
    let inner = &text[1..text.len() - 1];
    if inner.is_empty() {
        // RFC 5321 §4.1.2 can be read to allow `""`, but it names no mailbox, and email_address refuses it too.
        return note(findings, Reason::SyntaxEmptyLocal, local.whole());
    }
    note(findings, Reason::SyntaxQuotedLocal, local.whole());
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        let span = local.span(at + 1..at + 1 + c.len_utf8());
        match c {
            _ if c.is_control() => note(findings, Reason::SyntaxInvisibleChar, span),
            // A quoted pair hides an ASCII character (RFC 5321 §4.1.2).
            _ if escaped && c.is_ascii() => {}
            _ if escaped => note(findings, Reason::SyntaxIllegalChar, span),
            '"' => note(findings, Reason::SyntaxIllegalChar, span),
            _ if !c.is_ascii() => {
                if let Some(reason) = refusal(c, false) {
                    note(findings, reason, span);
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    if escaped {
        // The closing quote is escaped, so the string does not end.
        note(findings, Reason::SyntaxIllegalChar, local.span(text.len() - 2..text.len()));
    }
}

/// Why a character may not stand in an unquoted local-part.
fn refusal(c: char, first: bool) -> Option<Reason> {
    if c.is_ascii() {
        return if is_atext(c as u8) {
            None
        } else if c.is_ascii_control() {
            Some(Reason::SyntaxInvisibleChar)
        } else {
            Some(Reason::SyntaxIllegalChar)
        };
    }
    // RFC 6532 §3.1 allows all of Unicode. What nobody can type or see is refused all the same: controls, the
    // right-to-left override, line separators, and code points without a meaning.
    if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}') {
        return Some(Reason::SyntaxInvisibleChar);
    }
    // A mark at the front would sit on the quote or bracket before the address.
    let mark_in_front = first && is_combining_mark(c);
    // The ideographic comma stands between two things wherever people type it.
    if mark_in_front || c == '、' || c.is_whitespace() || c == char::REPLACEMENT_CHARACTER || is_meaningless(c) {
        return Some(Reason::SyntaxIllegalChar);
    }
    None
}

/// Code points that are private, unassigned or no characters at all.
fn is_meaningless(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || c.identifier_type().is_none()
}
