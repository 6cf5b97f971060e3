//! From a cell that may hold names, comments and several addresses to the addresses in it.
//!
//! Decides where each address stands, not whether it is good. What could mean two things is left inside the address,
//! where the judge finds the character that may not stand there: `ann@example,com` is never taken for two things.

use super::candidate::Candidate;
use super::chunk::{Chunk, ChunkKind, chunks, joined};
use super::lex::{Kind, Token, ends_like_a_local_part, lex};
use super::names::{After, Before};
use super::{clean, host_is_complete, names};
use crate::reason::Reason;
use std::ops::Range;

/// Finds the addresses in a text that has an `@`, in order. At least one is given.
pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = list(text, 0..text.len(), 0);
    if found.is_empty() {
        found.push(Candidate::new(0..text.len()));
    }
    found.iter_mut().for_each(|candidate| clean::edges(text, candidate));
    if let [only] = found.as_mut_slice() {
        // Separators without anything between them: `ann@example.com,`.
        for edge in [0..only.span.start, only.span.end..text.len()] {
            if text[edge.clone()].contains(|c: char| !c.is_whitespace()) {
                // Several signs in a row are a mask, as in `••••lee@example.com`.
                let signs =
                    text[edge.clone()].chars().rev().take_while(|c| !c.is_ascii() && !c.is_whitespace()).count();
                let masks = edge.start == 0 && signs > 1;
                only.add_note(if masks { Reason::RepairUnsure } else { Reason::RepairTrailingPunct }, edge);
            }
        }
    }
    found
}

/// How deep addresses are looked for in quotes and parentheses: `"(ann@example.com)"` is the deepest that was seen.
const DEPTH_MAX: usize = 3;

/// Reads a list of mailboxes with separators between them.
fn list(text: &str, part: Range<usize>, depth: usize) -> Vec<Candidate> {
    let tokens = lex(text, part);
    if has_address(text, &tokens) && tokens.iter().all(|token| token.kind != Kind::Separator) {
        return mailboxes(text, &tokens, depth);
    }
    let segments: Vec<&[Token]> = tokens.split(|token| token.kind == Kind::Separator).collect();
    // For each segment, whether the next one with an address in it shows by brackets where that address is.
    let mut next_is_wrapped = vec![false; segments.len()];
    let mut wrapped = false;
    for (number, segment) in segments.iter().enumerate().rev() {
        next_is_wrapped[number] = wrapped;
        if has_address(text, segment) {
            wrapped = segment.iter().any(|token| token.kind == Kind::Open);
        }
    }
    let mut found: Vec<Candidate> = Vec::new();
    // Words without an address, waiting for the address that they belong to.
    let mut waiting: Option<Range<usize>> = None;
    for (number, segment) in segments.iter().enumerate() {
        let Some(words) = trimmed(segment) else { continue };
        if has_address(text, segment) {
            let mut mailboxes = mailboxes(text, segment, depth);
            if let (Some(first), Some(words)) = (mailboxes.first_mut(), waiting.take()) {
                put_before(text, first, words);
            }
            found.append(&mut mailboxes);
        } else if found.is_empty() || next_is_wrapped[number] {
            waiting = Some(waiting.map_or(words.start, |range| range.start)..words.end);
        } else if let Some(last) = found.last_mut() {
            put_after(text, last, words);
        }
    }
    found
}

fn trimmed(tokens: &[Token]) -> Option<Range<usize>> {
    let first = tokens.iter().find(|token| token.kind != Kind::Space)?;
    let last = tokens.iter().rfind(|token| token.kind != Kind::Space)?;
    Some(first.start..last.end)
}

fn has_address(text: &str, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == Kind::At || hides_address(text, token))
}

fn hides_address(text: &str, token: &Token) -> bool {
    matches!(token.kind, Kind::Quoted | Kind::Comment) && text[token.range()].contains('@')
}

/// Words before an address are its name when that is sure, and else perhaps part of it.
fn put_before(text: &str, candidate: &mut Candidate, words: Range<usize>) {
    let core = &text[candidate.core.clone()];
    let words_text = &text[words.clone()];
    if names::is_only_marks_before(words_text) {
        return candidate.add_note(Reason::RepairTrailingPunct, words);
    }
    if candidate.wrapped || core.starts_with(['[', '{', '<']) {
        return candidate.add_note(Reason::RepairDisplayName, words);
    }
    let between = &text[words.end.min(candidate.core.start)..candidate.core.start];
    let apart = between.contains(char::is_whitespace);
    match names::before(words_text, core, apart && !between.trim().is_empty()) {
        Before::Name => candidate.add_note(Reason::RepairDisplayName, words),
        Before::LikelyName => candidate.add_note(Reason::RepairUnsure, words),
        before => {
            if before == Before::TornOff && between.trim().is_empty() {
                let mut gaps = white_space(text, words.start..candidate.core.start);
                gaps.append(&mut candidate.gaps);
                candidate.gaps = gaps;
            }
            candidate.core.start = words.start;
            candidate.span.start = candidate.span.start.min(words.start);
            if apart {
                candidate.add_note(Reason::RepairUnsure, words);
            }
        }
    }
}

/// Words after an address are a remark when its domain is whole without them, and else perhaps part of it.
fn put_after(text: &str, candidate: &mut Candidate, words: Range<usize>) {
    let words_text = &text[words.clone()];
    if words_text.trim_matches('>').is_empty() {
        return candidate.add_note(Reason::RepairAngle, words);
    }
    if names::is_only_marks(words_text) {
        let reason = if is_ellipsis(words_text) { Reason::RepairUnsure } else { Reason::RepairTrailingPunct };
        return candidate.add_note(reason, words);
    }
    let after = if candidate.wrapped { After::Remark } else { names::after(&text[candidate.core.clone()], words_text) };
    if after == After::Doubtful {
        return candidate.add_note(Reason::RepairUnsure, words);
    }
    if after == After::Remark {
        let reason = if begins_a_sentence(&text[candidate.core.clone()]) {
            Reason::RepairUnsure
        } else {
            Reason::RepairDisplayName
        };
        return candidate.add_note(reason, words);
    }
    let between = candidate.core.end..words.start.max(candidate.core.end);
    let only_space = !between.is_empty() && text[between.clone()].trim().is_empty();
    match after {
        After::Glued if only_space => candidate.gaps.append(&mut white_space(text, between.start..words.end)),
        After::Dotted if only_space => candidate.dots = white_space(text, between.start..words.end),
        _ => {}
    }
    candidate.core.end = words.end;
    candidate.span.end = candidate.span.end.max(words.end);
    if text[between].contains(char::is_whitespace) {
        candidate.add_note(Reason::RepairUnsure, words);
    }
}

/// Whether marks say that something was left out.
fn is_ellipsis(marks: &str) -> bool {
    marks.contains('…') || marks.contains("...")
}

/// Whether what stands in brackets or quotes cannot belong to an address: a number or two letters might.
fn is_sure_remark(chunk: &Chunk, text: &str) -> bool {
    const LETTERS_MIN: usize = 4;
    let letters = text[chunk.range.clone()].chars().filter(|c| c.is_alphabetic()).count();
    chunk.kind != ChunkKind::Text && (letters >= LETTERS_MIN || chunk.kind == ChunkKind::Quoted && letters > 0)
}

/// Whether the last label of an address may be the first word of what follows: `ann@example.com.My phone is 5`.
fn begins_a_sentence(core: &str) -> bool {
    let Some((before, last)) = core.rsplit_once('.') else { return false };
    let domain = before.rsplit('@').next().unwrap_or_default();
    let mut letters = last.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && host_is_complete(domain)
}

/// The runs of white space in a part of a text.
fn white_space(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text[part.clone()].char_indices().filter(|(_, c)| c.is_whitespace()) {
        let place = part.start + at..part.start + at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == place.start => run.end = place.end,
            _ => runs.push(place),
        }
    }
    runs
}

/// Reads what stands between two separators: `Name <address>`, an address in quotes or parentheses, or bare ones.
fn mailboxes(text: &str, tokens: &[Token], depth: usize) -> Vec<Candidate> {
    if let Some(found) = angled(text, tokens) {
        return found;
    }
    if tokens.iter().any(|token| token.kind == Kind::At) {
        return bare(text, tokens);
    }
    let mut found = Vec::new();
    let mut waiting: Option<Range<usize>> = None;
    for (number, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind != Kind::Space) {
        let goes_on = tokens.get(number + 1).is_some_and(|next| next.kind == Kind::Word);
        if depth < DEPTH_MAX && hides_address(text, token) && !is_slip(text, token, waiting.as_ref()) {
            let mut inner = list(text, token.start + 1..token.end - 1, depth + 1);
            let wrapper =
                if token.kind == Kind::Quoted { Reason::RepairSmartQuote } else { Reason::RepairTrailingPunct };
            inner.iter_mut().for_each(|candidate| candidate.wrapped = !goes_on);
            if let Some(first) = inner.first_mut() {
                first.add_note(wrapper, token.range());
                if let Some(words) = waiting.take() {
                    put_before(text, first, words);
                }
            }
            found.append(&mut inner);
        } else {
            waiting = Some(waiting.map_or(token.start, |range| range.start)..token.end);
        }
    }
    if let (Some(last), Some(words)) = (found.last_mut(), waiting) {
        put_after(text, last, words);
    }
    found
}

/// Whether a bracket that follows a word at once may be a slip inside an address: `ann(lee@example.com, home)`.
fn is_slip(text: &str, token: &Token, before: Option<&Range<usize>>) -> bool {
    let glued = before.is_some_and(|words| words.end == token.start && ends_like_a_local_part(&text[words.clone()]));
    glued && text[token.range()].contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
}

/// `Name <address>`, also several, also without the closing bracket. `None` when no bracket holds an `@`.
fn angled(text: &str, tokens: &[Token]) -> Option<Vec<Candidate>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind != Kind::Open {
            at += 1;
            continue;
        }
        let inner_start = at + 1;
        let length = tokens[inner_start..].iter().position(|token| matches!(token.kind, Kind::Open | Kind::Close));
        let inner = &tokens[inner_start..length.map_or(tokens.len(), |length| inner_start + length)];
        at = inner_start + inner.len();
        if !inner.iter().any(|token| token.kind == Kind::At) {
            continue;
        }
        let outer = &tokens[from..inner_start - 1];
        // In `wes<king@example.com` the bracket may be a slip for a dot: taking it for one would mail somebody else.
        let glued = outer.last().is_some_and(|token| token.kind != Kind::Space);
        if glued && tokens.get(at).is_none_or(|token| token.kind != Kind::Close) {
            continue;
        }
        let closed = tokens.get(at).is_some_and(|token| token.kind == Kind::Close);
        // In `ann@firma.co>m` the bracket may be a slip as well.
        let goes_on = tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Word);
        let mut mailboxes = bare(text, inner);
        mailboxes.iter_mut().for_each(|candidate| candidate.wrapped = closed && !goes_on);
        // One address before the brackets is a display name, as mail programs write it (RFC 5322 §3.4). Several, or one
        // with a name behind it, are a list whose separators were lost.
        if let Some(place) = name_after_address(outer) {
            found.append(&mut bare(text, &outer[..place]));
            if let (Some(first), Some(words)) = (mailboxes.first_mut(), trimmed(&outer[place..])) {
                first.add_note(Reason::RepairDisplayName, words);
            }
        } else if outer.iter().filter(|token| token.kind == Kind::At).count() > 1 {
            found.append(&mut bare(text, outer));
        } else if let (Some(first), Some(words)) = (mailboxes.first_mut(), trimmed(outer)) {
            let outer_text = &text[words.clone()];
            let reason = if outer_text.trim_matches('<').is_empty() {
                Reason::RepairAngle
            } else if names::joins(outer_text) {
                Reason::RepairTrailingPunct
            } else {
                Reason::RepairDisplayName
            };
            first.add_note(reason, words);
        }
        if let Some(first) = mailboxes.first_mut() {
            let end = if closed { tokens[at].end } else { inner.last().map_or(first.core.end, |token| token.end) };
            first.add_note(Reason::RepairAngle, tokens[inner_start - 1].start..end);
        }
        at += usize::from(closed);
        from = at;
        found.append(&mut mailboxes);
    }
    let rest = &tokens[from.min(tokens.len())..];
    let last = found.last_mut()?;
    if rest.iter().any(|token| token.kind == Kind::At) {
        found.append(&mut bare(text, rest));
    } else if let Some(words) = trimmed(rest) {
        put_after(text, last, words);
    }
    Some(found)
}

/// Where the name begins that stands behind one bare address: `ann@example.com Bob` before `<bob@example.org>`.
fn name_after_address(outer: &[Token]) -> Option<usize> {
    let at = outer.iter().position(|token| token.kind == Kind::At)?;
    let end = at + 1 + outer[at + 1..].iter().position(|token| token.kind == Kind::Space)?;
    let words = &outer[end..];
    let named = words.iter().any(|token| matches!(token.kind, Kind::Word | Kind::Quoted));
    let single = !words.iter().any(|token| token.kind == Kind::At);
    let bare = outer[..at].iter().all(|token| token.kind != Kind::Space) && at > 0;
    (named && single && bare).then_some(end)
}

/// Addresses without brackets: words and addresses with white space between them.
fn bare(text: &str, tokens: &[Token]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut waiting: Option<(Range<usize>, bool)> = None;
    for chunk in joined(text, chunks(text, tokens)) {
        if chunk.ats == 0 {
            let sure = is_sure_remark(&chunk, text);
            waiting = Some(match waiting {
                Some((words, all_sure)) => (words.start..chunk.range.end, all_sure && sure),
                None => (chunk.range, sure),
            });
            continue;
        }
        let mut mailboxes = torn(text, chunk);
        if let (Some(first), Some((words, sure))) = (mailboxes.first_mut(), waiting.take()) {
            if sure {
                first.add_note(Reason::RepairDisplayName, words);
            } else if !found.is_empty() && names::joins(&text[words.clone()]) {
                // A word that joins two addresses belongs to neither.
            } else {
                put_before(text, first, words);
            }
        }
        found.append(&mut mailboxes);
    }
    if let (Some(last), Some((words, sure))) = (found.last_mut(), waiting) {
        if sure {
            last.add_note(Reason::RepairDisplayName, words);
        } else {
            put_after(text, last, words);
        }
    }
    found
}

/// One address, or several with only a stroke or the like between them: `ann@example.com/bob@example.com`.
fn torn(text: &str, chunk: Chunk) -> Vec<Candidate> {
    let one = |chunk: Chunk| {
        let mut candidate = Candidate::new(chunk.range);
        candidate.gaps = chunk.gaps;
        candidate.notes = chunk.notes;
        vec![candidate]
    };
    if chunk.ats < 2 || !chunk.gaps.is_empty() {
        return one(chunk);
    }
    let written = &text[chunk.range.clone()];
    for separator in ['/', '|', '\\', '&', ':', '+', '>', '<', '"', '・', '･', '·', '•', '–', '—'] {
        let whole = |piece: &str| {
            let piece = piece.trim_start_matches("mailto:");
            piece.split_once('@').is_some_and(|(local_part, domain)| {
                !local_part.is_empty() && !domain.contains('@') && host_is_complete(domain)
            })
        };
        let pieces = pieces_between(written, separator);
        // `\n` between two addresses may be a line end that a program wrote out, or the first letter of the second.
        let escape = |piece: &Range<usize>| separator == '\\' && written[piece.clone()].starts_with(['n', 'r', 't']);
        if pieces.iter().skip(1).any(escape) {
            continue;
        }
        if pieces.len() > 1 && pieces.iter().all(|piece| whole(&written[piece.clone()])) {
            let start = chunk.range.start;
            return pieces.iter().map(|piece| Candidate::new(start + piece.start..start + piece.end)).collect();
        }
    }
    one(chunk)
}

/// The places of the pieces between separators, without empty ones.
fn pieces_between(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for piece in text.split(separator) {
        if !piece.is_empty() {
            pieces.push(start..start + piece.len());
        }
        start += piece.len() + separator.len_utf8();
    }
    pieces
}
