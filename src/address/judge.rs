//! From the text of one address to its parts and what is wrong with them. Repairs nothing.

use super::text::Text;
use super::{ADDRESS_OCTETS_MAX, Address, Finding, host, local, note};
use crate::reason::{Effect, Reason};
use std::borrow::Cow;

/// What one address was judged to be.
pub(super) struct Judged<'a> {
    pub address: Option<Address<'a>>,
    pub domain_text: Cow<'a, str>,
}

/// Judges text that should be one address and nothing else.
pub(super) fn judge<'a>(core: &Text<'a>, findings: &mut Vec<Finding>) -> Judged<'a> {
    let text = core.as_str();
    let Some(at) = at_sign(text) else {
        note(findings, Reason::SyntaxNoAt, core.whole());
        return Judged { address: None, domain_text: core.clone().into_text() };
    };
    let after = at + 1;
    if let Some(last) = text[after..].rfind('@') {
        let second = text[after..].find('@').unwrap_or(last);
        note(findings, Reason::SyntaxMultipleAt, core.span(after + second..after + last + 1));
        let address = doubled_at(text, at, after + last);
        return Judged { address, domain_text: core.clone().into_text() };
    }
    if after == text.len() {
        note(findings, Reason::SyntaxEmptyDomain, core.span(at..after));
    }
    if at == 0 {
        note(findings, Reason::SyntaxEmptyLocal, core.span(0..1));
        if after == text.len() {
            return Judged { address: None, domain_text: Cow::Borrowed("") };
        }
    }
    let whole = core.whole();
    let local_part = if at == 0 { Cow::Borrowed("") } else { local::judge(core.slice(0..at), findings) };
    if after == text.len() {
        return Judged { address: None, domain_text: Cow::Borrowed("") };
    }
    let host = host::judge(core.slice(after..text.len()), findings);
    if CARRIERS_WITH_LEGACY_DOTS.contains(&host.ascii.as_ref()) {
        forgive_dots(core, at, findings);
    }
    if local_part.len() + 1 + host.ascii.len() > ADDRESS_OCTETS_MAX {
        note(findings, Reason::SyntaxAddressTooLong, whole);
    }
    let domain_text = match host.read {
        read if read.contains(char::is_whitespace) => Cow::Owned(squeezed(&read)),
        read => read,
    };
    let parts = Address { local_part, domain: host.shown, domain_ascii: host.ascii };
    Judged { address: (at > 0).then_some(parts), domain_text }
}

/// The parts of a text in which only the `@` was typed more than once: `ann@@example.com`. The others stay in the domain,
/// so that the address is shown as it was written.
pub(super) fn doubled_at(text: &str, first: usize, last: usize) -> Option<Address<'static>> {
    let only_signs = first > 0 && last + 1 < text.len() && text[first..=last].bytes().all(|byte| byte == b'@');
    only_signs.then(|| {
        let domain: Cow<'static, str> = Cow::Owned(text[first + 1..].to_lowercase());
        Address { local_part: Cow::Owned(text[..first].to_owned()), domain: domain.clone(), domain_ascii: domain }
    })
}

/// Japanese mobile carriers that let people choose a dot before the `@`, or two in a row, until 2009. Such mailboxes still
/// take mail, when they are written in quotes (RFC 5321 §4.1.2: `"ann."@` names the mailbox `ann.`).
/// Mail.ru gave out mailboxes with several dots in a row, and takes them in any number.
const CARRIERS_WITH_LEGACY_DOTS: &[&str] =
    &["docomo.ne.jp", "ezweb.ne.jp", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru"];

/// Turns findings about dots that a carrier allowed into one for review. It allowed none at the front.
fn forgive_dots(core: &Text<'_>, at: usize, findings: &mut [Finding]) {
    let front = core.span(0..1);
    let end = core.span(0..at).end;
    for finding in findings.iter_mut().filter(|finding| finding.span.end <= end && finding.span != front) {
        if matches!(finding.reason, Reason::SyntaxConsecutiveDots | Reason::SyntaxEdgeDot) {
            finding.reason = Reason::SyntaxLegacyDots;
        }
    }
}

/// Whether nothing was found that rejects.
pub(super) fn is_sound(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.reason.effect() < Effect::Reject)
}

/// Lower-case and without white space.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The `@` after the local-part: the first one that does not stand between quotes at the front.
pub(super) fn at_sign(text: &str) -> Option<usize> {
    let from = quoted_end(text).unwrap_or(0);
    memchr::memchr(b'@', &text.as_bytes()[from..]).map(|at| from + at).or_else(|| text.find('@'))
}

/// Where the quoted string ends that the text begins with, if it does.
pub(super) fn quoted_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}
