//! Takes away what stands around an address: brackets, quotes, labels, link prefixes, punctuation.
//!
//! Only what may not begin or end an address is taken, so an address that is valid as it stands is never touched.

use super::candidate::Candidate;
use super::chars::is_lost_letter;
use super::judge::{at_sign, quoted_end};
use super::leftover::Rest;
use super::{host_is_complete, leftover, names};
use crate::reason::Reason;

/// Narrows a candidate to its address, and notes what was taken away.
pub(super) fn edges(text: &str, candidate: &mut Candidate) {
    while front(text, candidate) {}
    remarks(text, candidate);
    while back(text, candidate) {}
    cut_foreign_tail(text, candidate);
    candidate.gaps.retain(|gap| gap.start >= candidate.core.start && gap.end <= candidate.core.end);
}

/// Takes one thing away at the front, if there is one.
fn front(text: &str, candidate: &mut Candidate) -> bool {
    let start = candidate.core.start;
    let core = &text[candidate.core.clone()];
    let Some(first) = core.chars().next() else { return false };
    let (length, reason) = match first {
        '\'' | '`' if quotes_local_part(core, first) => {
            let at = start + at_sign(core).unwrap_or(core.len());
            candidate.gaps.push(at - 1..at);
            candidate.gaps.sort_by_key(|gap| gap.start);
            (1, Some(Reason::RepairUnsure))
        }
        '<' => (1, Some(Reason::RepairAngle)),
        '(' if let Some(gap) = candidate.gaps.iter().find(|gap| gap.start == start) => {
            // A comment, which is told already.
            candidate.core.start = gap.end;
            return true;
        }
        '(' | '[' => match label_in_brackets(core, first) {
            Some(length) => (length, Some(Reason::RepairUnsure)),
            None => (1, Some(Reason::RepairTrailingPunct)),
        },
        '>' => (1, Some(Reason::RepairTrailingPunct)),
        ')' | ']' | '}' => (1, Some(Reason::RepairUnsure)),
        '{' | '*' if closes(text, candidate, if first == '{' { '}' } else { '*' }) => {
            (1, Some(Reason::RepairTrailingPunct))
        }
        '\\' if core[1..].starts_with(['"', '\'', '<']) => (1, Some(Reason::RepairTrailingPunct)),
        '"' if !quoted_end(core).is_some_and(|end| core[end..].starts_with('@')) => (1, Some(Reason::RepairSmartQuote)),
        '\'' | '`' if closes(text, candidate, first) => (1, Some(Reason::RepairSmartQuote)),
        '|' if ends_like(core, first) => (1, Some(Reason::RepairTrailingPunct)),
        ',' | ';' | ':' => (first.len_utf8(), Some(Reason::RepairTrailingPunct)),
        _ if is_lost_letter(first) => (first.len_utf8(), Some(Reason::RepairUnsure)),
        _ if first.is_whitespace() || first.is_control() => (first.len_utf8(), None),
        // The byte order mark of UTF-8, read in another encoding.
        _ if core.starts_with("ï»¿") => ("ï»¿".len(), Some(Reason::RepairTrailingPunct)),
        _ => match leftover::at_front(core)
            .map(Label::Sign)
            .or_else(|| label(core).map(Label::Word))
            .or_else(|| short_label(core))
        {
            Some(Label::Unsure(length) | Label::Sign(Rest { length, unsure: true })) => {
                (length, Some(Reason::RepairUnsure))
            }
            Some(Label::Sign(Rest { length, .. })) if first == '\'' => (length, Some(Reason::RepairSmartQuote)),
            Some(Label::Sign(Rest { length, .. })) => (length, Some(Reason::RepairTrailingPunct)),
            Some(Label::Word(length)) => {
                let label = core.get(..length).unwrap_or_default().to_ascii_lowercase();
                let link = ["mailto:", "http:", "https:"].iter().any(|scheme| label.starts_with(scheme));
                (length, Some(if link { Reason::RepairMailto } else { Reason::RepairDisplayName }))
            }
            None => return false,
        },
    };
    candidate.core.start += length;
    candidate.notes.extend(reason.map(|reason| (reason, start..start + length)));
    true
}

/// The length of a name or a number in brackets that the local-part is written on to: `[1]ann@`, `【张三】12345678@`.
fn label_in_brackets(core: &str, opening: char) -> Option<usize> {
    let at = at_sign(core)?;
    let end = core[..at].find(if opening == '(' { ')' } else { ']' })?;
    (end > 1 && end + 1 < at).then_some(end + 1)
}

/// Whether quotes stand around the local-part and nothing else. What follows the `@` may belong to another mailbox then.
fn quotes_local_part(core: &str, quote: char) -> bool {
    at_sign(core).is_some_and(|at| at > 2 && core[..at].ends_with(quote))
}

/// What stands before a local-part, by its length.
enum Label {
    Sign(Rest),
    Word(usize),
    /// It may be the first part of the local-part, with a slip for what stood between: `to:bias@example.com`.
    Unsure(usize),
}

/// The length of a label such as `mailto:` or `E-mail:` before the local-part.
///
/// An unquoted local-part has no colon, but a slip of the finger may have put one there (`ann:lee@example.com`), so
/// only what is surely a label is taken: long words for mail, words outside ASCII, and anything with white space after it.
fn label(core: &str) -> Option<usize> {
    const LABELS: &[&str] =
        &["mailto", "e-mail", "email", "smtp", "reply-to", "correo", "courriel", "e-post", "epost", "internet"];
    if core.starts_with('"') {
        return None;
    }
    let at = at_sign(core)?;
    let colon = core[..at].find(':')?;
    let (word, rest) = (&core[..colon], &core[colon + 1..at]);
    // Spreadsheets and forms put `http://` before whatever should be a link.
    let web = word.eq_ignore_ascii_case("http") || word.eq_ignore_ascii_case("https");
    if web && rest.starts_with("//") && !rest[2..].contains(['/', ':']) && rest.len() > 2 {
        return Some(colon + 3);
    }
    let usual = LABELS.iter().any(|label| label.eq_ignore_ascii_case(word.trim()));
    if !(usual || names::is_foreign(word, rest) || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let strokes = if word.eq_ignore_ascii_case("mailto") { rest.bytes().take_while(|&b| b == b'/').count() } else { 0 };
    Some(colon + 1 + strokes)
}

/// A short word that people and programs put before an address, with nothing behind its colon: `e:ann@example.com`.
/// The name of the person may stand there as well, when the local-part tells it is one: `Kim:kim@example.com`.
fn short_label(core: &str) -> Option<Label> {
    const LABELS: &[&str] = &[
        "e",
        "m",
        "mail",
        "to",
        "cc",
        "bcc",
        "from",
        "work",
        "home",
        "office",
        "private",
        "privat",
        "contact",
        "address",
        "name",
        "user",
        "qq",
        "msn",
        "skype",
        "gtalk",
        "icq",
        "jabber",
        "xmpp",
        "wechat",
        "weixin",
        "line",
        "paypal",
        "web",
        "tel",
        "sip",
        "login",
        "id",
        "uid",
        "account",
        "organizer",
        "attendee",
    ];
    let at = at_sign(core)?;
    let digits = core.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(mark) = core[digits..at].chars().next().filter(|mark| digits > 0 && matches!(mark, ')' | '、')) {
        return Some(Label::Unsure(digits + mark.len_utf8()));
    }
    let colon = core[..at].find(':')?;
    let (word, local_part) = (core[..colon].trim(), core[colon + 1..at].to_lowercase());
    let is_label = word.split('/').any(|word| LABELS.iter().any(|label| label.eq_ignore_ascii_case(word)));
    let is_label = is_label || names::is_count(word) || word.chars().count() == 1 && !word.is_ascii();
    let mut names = word.split_whitespace().map(str::to_lowercase);
    let is_name = word.chars().all(|c| c.is_alphabetic() || c == ' ') && names.any(|name| local_part.contains(&name));
    (is_label || is_name).then_some(Label::Unsure(colon + 1))
}

/// Cuts off what cannot be part of a domain and says so itself: the parameters of a link that lost its `mailto:`, as in
/// `ann@example.com?subject=hi` (RFC 6068 §2), and a remark in brackets, as in `ann@example.com[work]`.
fn remarks(text: &str, candidate: &mut Candidate) {
    let core = &text[candidate.core.clone()];
    let Some(at) = at_sign(core) else { return };
    let closed = core.trim_end_matches(['.', ',', ';', ':', '>', '"', '\'', ')']).ends_with(']');
    let Some(place) = core[at..].find(['?', '[']).map(|place| at + place) else { return };
    let name = core[place + 1..].split('=').next().unwrap_or_default();
    let host = core[at + 1..place].trim_end_matches('.');
    let reason = if core[place..].starts_with('[') && closed {
        let doubtful = names::is_ending_in_disguise(host, &core[place..]);
        if doubtful { Reason::RepairUnsure } else { Reason::RepairDisplayName }
    } else if ["subject", "body", "cc", "bcc", "to"].iter().any(|known| known.eq_ignore_ascii_case(name)) {
        Reason::RepairMailto
    } else {
        return;
    };
    if host_is_complete(&core[at + 1..place]) {
        let start = candidate.core.start + place;
        candidate.notes.push((reason, start..candidate.core.end));
        candidate.core.end = start;
    }
}

/// Cuts off words in letters that no ending has, written on without a space: `ann@example.com様`, `ann@example.com。谢谢`.
fn cut_foreign_tail(text: &str, candidate: &mut Candidate) {
    let core = &text[candidate.core.clone()];
    let Some(at) = at_sign(core) else { return };
    if let Some(length) = foreign_tail(&core[at + 1..]) {
        let end = candidate.core.end;
        candidate.core.end -= length;
        candidate.notes.push((Reason::RepairUnsure, end - length..end));
    }
}

/// The length of what is written on behind a domain in another script than its own.
pub(super) fn foreign_tail(domain: &str) -> Option<usize> {
    // Small letters of western Europe are in many names.
    let is_foreign = |c: char| !c.is_ascii() && !('\u{e0}'..'\u{250}').contains(&c);
    if !domain.ends_with(is_foreign) {
        return None;
    }
    let host = domain.trim_end_matches(is_foreign).trim_end_matches(['.', '/', '-', ':', '(', '|', '_']);
    (host.is_ascii() && !host_is_complete(domain) && host_is_complete(host)).then_some(domain.len() - host.len())
}

/// Whether a character at the front of a candidate is closed by another: at the end of the candidate, or around all
/// candidates at the end of the text.
fn closes(text: &str, candidate: &Candidate, wanted: char) -> bool {
    let around_all = candidate.core.start == text.len() - text.trim_start().len();
    ends_like(&text[candidate.core.clone()], wanted) || around_all && ends_like(text, wanted)
}

/// Whether the text ends in a character, seen past other punctuation.
fn ends_like(core: &str, wanted: char) -> bool {
    core.trim_end_matches(['.', ',', ';', ':', '!', '?', ' ', ')', ']', '>', '"']).ends_with(wanted)
}

/// Takes one character away at the end, if it may not stand there.
fn back(text: &str, candidate: &mut Candidate) -> bool {
    let core = &text[candidate.core.clone()];
    let Some(last) = core.chars().next_back() else { return false };
    let Some(at) = at_sign(core) else { return false };
    let domain = &core[at + 1..];
    if let Some(length) = written_out_line_end(domain) {
        let end = candidate.core.end;
        candidate.core.end -= length;
        candidate.notes.push((Reason::RepairTrimmed, end - length..end));
        return true;
    }
    let rest = leftover::at_end(domain);
    if let Some(opened) = opened_in_local_part(&core[..at], last) {
        // `john{smith@example.com}`: what stands before the bracket is a name, or not.
        let (start, end) = (candidate.core.start, candidate.core.end);
        candidate.core = start + opened..end - last.len_utf8();
        candidate.notes.push((Reason::RepairUnsure, start..end));
        return true;
    }
    let reason = match last {
        _ if core.ends_with("...") || core.ends_with("..") && may_be_cut(domain) => Some(Reason::RepairUnsure),
        _ if is_lost_letter(last) => Some(Reason::RepairUnsure),
        _ if last.is_whitespace() || last.is_control() => None,
        _ if domain.is_empty() => return false,
        '>' | '<' => Some(Reason::RepairAngle),
        ']' if domain.starts_with('[') && domain.find(']') == Some(domain.len() - 1) => return false,
        ')' if candidate.gaps.iter().any(|gap| gap.end == candidate.core.end) => return false,
        '"' | '\'' | '`' => Some(Reason::RepairSmartQuote),
        '.' | ',' | ';' | ':' | '!' | '?' | '*' | '/' | '\\' | '|' | ')' | ']' | '}' | '(' => {
            Some(Reason::RepairTrailingPunct)
        }
        _ => match rest {
            Some(Rest { unsure: true, .. }) => Some(Reason::RepairUnsure),
            Some(_) => Some(Reason::RepairTrailingPunct),
            None => return false,
        },
    };
    let length = rest.map_or(last.len_utf8(), |rest| rest.length);
    let end = candidate.core.end;
    candidate.core.end -= length;
    candidate.notes.extend(reason.map(|reason| (reason, candidate.core.end..end)));
    true
}

/// Whether an ending may be the front of another one, which was cut off: `example.co..`.
fn may_be_cut(domain: &str) -> bool {
    let host = domain.trim_end_matches('.');
    let ending = host.rsplit('.').next().unwrap_or_default();
    ["com", "net", "org", "info"].iter().any(|long| long.len() > ending.len() && long.starts_with(ending))
}

/// Where a local-part goes on behind the sign that is closed by `last` at the end of the domain.
fn opened_in_local_part(local_part: &str, last: char) -> Option<usize> {
    let opening = match last {
        '}' => '{',
        '\'' | '`' => last,
        _ => return None,
    };
    let place = local_part.rfind(opening).filter(|&place| place > 0)?;
    (place + 1 < local_part.len()).then_some(place + 1)
}

/// The length of the `\n`, `\r` and `\t` in letters at the end of a domain that is whole without them.
fn written_out_line_end(domain: &str) -> Option<usize> {
    let mut host = domain;
    while let Some(shorter) = [r"\n", r"\r", r"\t"].iter().find_map(|escape| host.strip_suffix(escape)) {
        host = shorter;
    }
    (host.len() < domain.len() && host_is_complete(host)).then_some(domain.len() - host.len())
}
