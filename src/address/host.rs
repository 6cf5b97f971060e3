//! The part after the `@`: a domain of at least two labels, or an IP literal (RFC 5321 §4.1.2, §4.1.3).
//!
//! Judges the form of the name only. Whether its ending exists, whether it is reserved and whether it takes mail is
//! said elsewhere.

use super::text::Text;
use super::{Finding, idn, note};
use crate::domain::{AddressClass, DOMAIN_OCTETS_MAX, LABEL_OCTETS_MAX};
use crate::reason::{Effect, Reason};
use email_address::EmailAddress;
use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A domain in the forms that an address shows.
pub(super) struct Host<'a> {
    /// Lower-case, Unicode where it was written so.
    pub shown: Cow<'a, str>,
    /// Lower-case A-labels, or the shown text when there is no such form.
    pub ascii: Cow<'a, str>,
    /// Lower-case and Unicode throughout, for did-you-mean.
    pub read: Cow<'a, str>,
}

/// Judges what stands after the `@`. It is not empty.
pub(super) fn judge<'a>(domain: Text<'a>, findings: &mut Vec<Finding>) -> Host<'a> {
    let text = domain.as_str();
    if text.starts_with('[') {
        ip_literal(&domain, findings);
        return same(lower(domain));
    }
    if !text.is_ascii() {
        return international(domain, findings);
    }
    let reported = findings.len();
    labels(&domain, text, Coding::Written, findings);
    let shown = lower(domain.clone());
    if !has_coded_label(&shown) {
        return same(shown);
    }
    let Some(read) = idn::to_unicode(&shown).map(Cow::into_owned) else {
        // Each label is good by itself, but together they break the rule for right-to-left names (RFC 5893 §2).
        if findings[reported..].iter().all(|finding| finding.reason.effect() < Effect::Reject) {
            note(findings, Reason::SyntaxIdnInvalid, domain.whole());
        }
        return same(shown);
    };
    unusual_labels(&domain, &read, findings);
    Host { ascii: shown.clone(), shown, read: Cow::Owned(read) }
}

fn same(shown: Cow<'_, str>) -> Host<'_> {
    Host { ascii: shown.clone(), read: shown.clone(), shown }
}

fn lower(domain: Text<'_>) -> Cow<'_, str> {
    match domain.into_text() {
        text if text.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Owned(text.to_ascii_lowercase()),
        text => text,
    }
}

fn has_coded_label(domain: &str) -> bool {
    domain.split('.').any(is_coded)
}

/// Whether a label claims to be an A-label.
fn is_coded(label: &str) -> bool {
    label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
}

fn international<'a>(domain: Text<'a>, findings: &mut Vec<Finding>) -> Host<'a> {
    let text = domain.as_str();
    let forms = idn::to_ascii(text).map(Cow::into_owned).zip(idn::to_unicode(text).map(Cow::into_owned));
    let Some((ascii, shown)) = forms else {
        explain_invalid(&domain, findings);
        return same(Cow::Owned(text.to_lowercase()));
    };
    labels(&domain, &ascii, Coding::Ours, findings);
    unusual_labels(&domain, &shown, findings);
    if changed_beyond_case(text, &shown) {
        note(findings, Reason::RepairFullWidth, domain.whole());
        if text.chars().any(is_compatible_sign) {
            note(findings, Reason::RepairUnsure, domain.whole());
        }
    }
    Host { ascii: Cow::Owned(ascii), read: Cow::Owned(shown.clone()), shown: Cow::Owned(shown) }
}

/// Whether the mapping of UTS 46 did more than to lower the case: circled letters, ligatures and the like.
fn changed_beyond_case(written: &str, shown: &str) -> bool {
    let lower = || written.chars().flat_map(char::to_lowercase);
    !lower().eq(shown.chars()) && !lower().nfc().eq(shown.chars())
}

/// Whether UTS 46 takes a character for others that only resemble it: `™` for `tm`, `²` for `2`. Full-width forms, ligatures
/// and the forms of Arabic and Hebrew letters are the same letters in another shape.
fn is_compatible_sign(c: char) -> bool {
    let is_shape = matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{ff01}'..='\u{ffef}' | '。');
    let one = std::iter::once(c);
    !is_shape && !one.clone().nfkc().eq(one.nfc())
}

/// Who made the A-labels of a name. Ours are known to encode back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Ours,
    Written,
}

/// Where the label with this number stands in the written domain; all of it when the labels do not correspond.
fn label_span(domain: &Text<'_>, number: usize) -> Range<usize> {
    let mut start = 0;
    for (at, label) in domain.as_str().split('.').enumerate() {
        if at == number {
            return domain.span(start..start + label.len());
        }
        start += label.len() + 1;
    }
    domain.whole()
}

/// The checks that every name must pass in its ASCII form: octets, letters-digits-hyphen, at least two labels.
fn labels(domain: &Text<'_>, ascii: &str, coding: Coding, findings: &mut Vec<Finding>) {
    let reported = findings.len();
    // Of other letters the ASCII form may be as long by chance.
    let as_written = domain.as_str().is_ascii() && domain.as_str().len() == ascii.len();
    let count = ascii.split('.').count();
    let mut start = 0;
    for (number, label) in ascii.split('.').enumerate() {
        let end = start + label.len();
        let span = |range: Range<usize>| {
            if as_written { domain.span(start + range.start..start + range.end) } else { label_span(domain, number) }
        };
        if label.is_empty() {
            let edge = number == 0 || number + 1 == count;
            let reason = if edge { Reason::SyntaxEdgeDot } else { Reason::SyntaxConsecutiveDots };
            let dot = if number == 0 { 0..1.min(ascii.len()) } else { start - 1..start };
            note(findings, reason, if as_written { domain.span(dot) } else { domain.whole() });
        } else {
            judge_label(label, span, number + 1 == count, coding, findings);
        }
        start = end + 1;
    }
    if ascii.len() > DOMAIN_OCTETS_MAX {
        note(findings, Reason::SyntaxDomainTooLong, domain.whole());
    }
    let silent = findings[reported..].iter().all(|finding| finding.reason.effect() < Effect::Reject);
    // `b,com` has its dot, as a comma: then the comma is what is wrong.
    if count < 2 && silent {
        return note(findings, Reason::SyntaxDomainNoDot, domain.whole());
    }
    if silent && !EmailAddress::is_valid_domain(ascii) {
        note(findings, Reason::SyntaxIllegalChar, domain.whole());
    }
}

fn judge_label(
    label: &str,
    span: impl Fn(Range<usize>) -> Range<usize>,
    last: bool,
    coding: Coding,
    findings: &mut Vec<Finding>,
) {
    let bytes = label.as_bytes();
    for (at, c) in label.char_indices() {
        // An underscore at the edge of a label or in the ending is in no name that takes mail, and email_address
        // refuses it there; inside a label it has been seen (RFC 2181 §11 lets the DNS hold it).
        let inside = at > 0 && at + 1 < bytes.len() && !last;
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => {}
            '_' if inside => note(findings, Reason::SyntaxUnderscore, span(at..at + 1)),
            _ if c.is_ascii_control() => note(findings, Reason::SyntaxInvisibleChar, span(at..at + 1)),
            _ => note(findings, Reason::SyntaxIllegalChar, span(at..at + c.len_utf8())),
        }
    }
    if bytes[0] == b'-' {
        note(findings, Reason::SyntaxHyphenEdge, span(0..1));
    }
    if bytes.len() > 1 && bytes[bytes.len() - 1] == b'-' {
        note(findings, Reason::SyntaxHyphenEdge, span(bytes.len() - 1..bytes.len()));
    }
    if bytes.len() > LABEL_OCTETS_MAX {
        note(findings, Reason::SyntaxLabelTooLong, span(0..bytes.len()));
    }
    // RFC 5890 §2.3.1 keeps hyphens in the third and fourth place for A-labels. The DNS holds a few other such names
    // all the same (hosts of content networks are named so), so plain letters-digits-hyphen is for review, while an
    // A-label that is none can never have been meant.
    if is_coded(label) {
        if coding == Coding::Written && !idn::round_trips(label) {
            note(findings, Reason::SyntaxIdnInvalid, span(0..bytes.len()));
        }
    } else if bytes.get(2..4) == Some(b"--") {
        note(findings, Reason::SyntaxReservedHyphens, span(0..bytes.len()));
    }
    if last && bytes.iter().all(u8::is_ascii_digit) {
        note(findings, Reason::SyntaxNumericTld, span(0..bytes.len()));
    }
}

/// Labels that are valid names and yet unusual: mixed scripts, symbols.
fn unusual_labels(domain: &Text<'_>, read: &str, findings: &mut Vec<Finding>) {
    let last = read.split('.').count() - 1;
    for (number, label) in read.split('.').enumerate().filter(|(_, label)| !label.is_ascii()) {
        if idn::mixes_scripts(label) {
            note(findings, Reason::SyntaxMixedScript, label_span(domain, number));
        }
        if idn::has_symbol(label) {
            // The root zone holds IDNA2008 names only, so no ending has a symbol.
            let reason = if number == last { Reason::SyntaxIdnInvalid } else { Reason::SyntaxIdnSymbol };
            note(findings, reason, label_span(domain, number));
        }
    }
}

/// Says why a domain outside ASCII has no form for the DNS: by character where one is to blame, else by label.
fn explain_invalid(domain: &Text<'_>, findings: &mut Vec<Finding>) {
    let reported = findings.len();
    let text = domain.as_str();
    let mut start = 0;
    for (number, label) in text.split('.').enumerate() {
        let before = findings.len();
        for (at, c) in label.char_indices() {
            let span = domain.span(start + at..start + at + c.len_utf8());
            if c.is_control() || matches!(c, '\u{202e}') {
                note(findings, Reason::SyntaxInvisibleChar, span);
            } else if c.is_whitespace() || c == char::REPLACEMENT_CHARACTER || is_ascii_outside_names(c) {
                note(findings, Reason::SyntaxIllegalChar, span);
            }
        }
        let blamed = findings.len() > before;
        if !blamed && !label.is_empty() && idn::to_ascii(label).is_none() {
            note(findings, Reason::SyntaxIdnInvalid, label_span(domain, number));
        }
        start += label.len() + 1;
    }
    if findings.len() == reported {
        // Each label is good by itself, but together they break the rule for right-to-left names (RFC 5893).
        note(findings, Reason::SyntaxIdnInvalid, domain.whole());
    }
}

fn is_ascii_outside_names(c: char) -> bool {
    c.is_ascii() && !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// `[192.0.2.1]` or `[IPv6:2001:db8::1]`. No other kind of literal was ever registered (RFC 5321 §4.1.3).
fn ip_literal(domain: &Text<'_>, findings: &mut Vec<Finding>) {
    let inner = domain.as_str().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let ip = inner.and_then(|inner| match inner.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => inner[5..].parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        _ => ipv4(inner).map(IpAddr::V4),
    });
    let reason = match ip.map(AddressClass::of) {
        Some(AddressClass::Public) => Reason::SyntaxIpLiteral,
        Some(AddressClass::Loopback | AddressClass::NonPublic) => Reason::SyntaxIpLiteralNonPublic,
        None => Reason::SyntaxIllegalChar,
    };
    note(findings, reason, domain.whole());
}

/// Four numbers to 255 of one to three digits: `Snum` may have leading zeros (RFC 5321 §4.1.3).
fn ipv4(text: &str) -> Option<Ipv4Addr> {
    let snum = |part: &str| {
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u8>().ok()).flatten()
    };
    let octets: Vec<u8> = text.split('.').map(snum).collect::<Option<_>>()?;
    <[u8; 4]>::try_from(octets).ok().map(Ipv4Addr::from)
}
