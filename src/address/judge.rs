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
        return Judged { address: None, domain_text: Cow::Borrowed("") };
    };
    let after = at + 1;
    if let Some(last) = text[after..].rfind('@') {
        let second = text[after..].find('@').unwrap_or(last);
        note(findings, Reason::SyntaxMultipleAt, core.span(after + second..after + last + 1));
        let domain_text = Cow::Owned(squeezed(&text[after + last + 1..]));
        return Judged { address: None, domain_text };
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
