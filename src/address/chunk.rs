//! Which tokens belong to one address: those without white space between them, and those that white space tore apart.
//!
//! Looks at tokens only. It never joins two words, for that would make an address that nobody wrote.

use super::host_is_complete;
use super::lex::{Kind, Token};
use crate::reason::Reason;
use std::ops::Range;

/// A run of tokens without white space between them, or several that belong together all the same.
pub(super) struct Chunk {
    pub range: Range<usize>,
    pub ats: usize,
    pub kind: ChunkKind,
    pub gaps: Vec<Range<usize>>,
    pub notes: Vec<(Reason, Range<usize>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ChunkKind {
    Text,
    Comment,
    Quoted,
}

/// The runs of tokens between white space, in order.
pub(super) fn chunks(text: &str, tokens: &[Token]) -> Vec<Chunk> {
    let mut found = Vec::new();
    for run in tokens.split(|token| token.kind == Kind::Space).filter(|run| !run.is_empty()) {
        let kind = match run {
            [Token { kind: Kind::Comment, .. }] => ChunkKind::Comment,
            [Token { kind: Kind::Quoted, .. }] => ChunkKind::Quoted,
            _ => ChunkKind::Text,
        };
        let mut chunk =
            Chunk { range: run[0].start..run[run.len() - 1].end, ats: 0, kind, gaps: Vec::new(), notes: Vec::new() };
        for (number, token) in run.iter().enumerate() {
            match token.kind {
                Kind::At => chunk.ats += 1,
                Kind::Comment if kind == ChunkKind::Text && stands_beside(run, number) => {
                    chunk.gaps.push(token.range());
                    chunk.notes.push((Reason::SyntaxComment, token.range()));
                    if text[token.range()].contains(char::is_control) {
                        chunk.notes.push((Reason::SyntaxInvisibleChar, token.range()));
                    }
                }
                _ => {}
            }
        }
        found.push(chunk);
    }
    found
}

/// Whether a comment stands where RFC 5322 §3.4.1 has one: at an end of the address or beside the `@`. Between two words
/// it is none, for leaving it out would make one word of two.
fn stands_beside(run: &[Token], number: usize) -> bool {
    let open = |token: Option<&Token>| token.is_none_or(|token| matches!(token.kind, Kind::At | Kind::Comment));
    open(number.checked_sub(1).and_then(|before| run.get(before))) || open(run.get(number + 1))
}

/// Joins chunks where white space beside `@` or a dot tore an address, as RFC 5322 §4.4 once allowed: `ann @example.com`.
pub(super) fn joined(text: &str, chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    let mut comments: Vec<Chunk> = Vec::new();
    for chunk in chunks {
        if chunk.kind == ChunkKind::Comment && found.last().is_some() {
            comments.push(chunk);
            continue;
        }
        match found.last_mut() {
            Some(last) if last.kind != ChunkKind::Comment && belong_together(text, last, &chunk) => {
                let mut from = last.range.end;
                for comment in comments.drain(..) {
                    last.gaps.push(from..comment.range.end);
                    last.notes.push((Reason::SyntaxComment, comment.range.clone()));
                    from = comment.range.end;
                }
                last.gaps.push(from..chunk.range.start);
                last.notes.push((Reason::RepairTrimmed, from..chunk.range.start));
                last.gaps.extend(chunk.gaps);
                last.notes.extend(chunk.notes);
                last.range.end = chunk.range.end;
                last.ats += chunk.ats;
            }
            _ => {
                found.append(&mut comments);
                found.push(chunk);
            }
        }
    }
    found.append(&mut comments);
    found
}

fn belong_together(text: &str, left: &Chunk, right: &Chunk) -> bool {
    let before = &text[left.range.clone()];
    let after = &text[right.range.clone()];
    if before.ends_with('@') && right.ats == 0 || after.starts_with('@') && left.ats == 0 {
        return left.ats + right.ats == 1;
    }
    if left.ats != 1 || right.ats != 0 || before.ends_with('@') {
        return false;
    }
    let domain = before.rsplit('@').next().unwrap_or_default();
    let is_label_next = after.strip_prefix('.').unwrap_or(after).starts_with(char::is_alphanumeric);
    let dot_before =
        domain.ends_with('.') && !domain.starts_with('.') && !host_is_complete(domain.trim_end_matches('.'));
    // A dot with white space on both sides.
    if after == "." {
        return !domain.is_empty() && !domain.ends_with('.') && !host_is_complete(domain);
    }
    is_label_next && (after.starts_with('.') && !after[1..].starts_with('.') || dot_before)
}
