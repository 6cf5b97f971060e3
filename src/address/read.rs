//! The careful way through a cell: what is valid as it stands is taken so, the rest is repaired and then judged.
//!
//! A repair is kept only as a note beside the address; whether the repaired address is good is judged like any other.

use super::candidate::Candidate;
use super::judge::{Judged, is_sound, judge};
use super::split::candidates;
use super::text::{Text, TextBuilder};
use super::{
    CELL_OCTETS_MAX, Finding, Reading, Readings, chars, clean, common_typos, decode, in_order, leftover, mailto, note,
    obfuscated, other_addresses, proof, quick, scan, warning,
};
use crate::reason::Reason;
use std::borrow::Cow;
use std::ops::Range;

/// Reads a cell that the fast scan did not take.
pub(super) fn read(cell: &[u8]) -> Readings<'_> {
    if cell.len() > CELL_OCTETS_MAX {
        let findings = vec![Finding { reason: Reason::InputTooLong, span: 0..cell.len() }];
        return Readings::One(Reading { address: None, findings, domain_text: Cow::Borrowed(""), span: 0..cell.len() });
    }
    careful(cell)
}

/// Reads text that the fast scan did not take.
#[inline(never)]
pub(super) fn read_text(text: &str) -> Readings<'_> {
    let wrapped = || if text.len() <= CELL_OCTETS_MAX { quick::wrapped(text) } else { None };
    let readings = common_typos::read(text).or_else(wrapped).unwrap_or_else(|| read(text.as_bytes()));
    warning::note_words(text, readings)
}

/// Reads a cell of no more than [`CELL_OCTETS_MAX`] octets step by step.
pub(super) fn careful(cell: &[u8]) -> Readings<'_> {
    let mut notes = Vec::new();
    let text = chars::plain(cell, &mut notes);
    let kept = without_edges(text.as_str());
    if kept.is_empty() {
        return Readings::Many(Vec::new());
    }
    let core = if kept.len() == text.as_str().len() { text } else { text.slice(kept) };
    let has_tail = |text: &str| text.rsplit('@').next().and_then(clean::foreign_tail).is_some();
    let left_over = leftover::has_some(core.as_str()) || has_tail(core.as_str());
    let shape = if left_over { Shape::Broken } else { Shape::of(core.as_str()) };
    if !left_over && let Some(reading) = plain(&core, &[], &notes, core.whole(), 0..cell.len()) {
        return Readings::One(reading);
    }
    if shape != Shape::Broken {
        let mut findings = Vec::new();
        let judged = judge_with_proof(cell, &core, &mut findings);
        if shape == Shape::Simple || judged.address.is_some() && is_sound(&findings) {
            return Readings::One(finish(judged, findings, &[], &notes, core.whole(), 0..cell.len()));
        }
    }
    repaired(core, notes, cell)
}

/// What the characters of a text say of it at a glance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// There is nothing to repair: letters, digits and the commonest signs only. It is what it is.
    Simple,
    /// It may be valid as it stands.
    Open,
    /// It has characters that no address has outside quotes, so it needs repair.
    Broken,
}

impl Shape {
    fn of(text: &str) -> Shape {
        let (mut simple, mut broken, mut ats) = (!text.ends_with('.'), false, 0);
        for byte in text.bytes() {
            ats += u32::from(byte == b'@');
            simple &= byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@');
            broken |= matches!(byte, b' ' | b',' | b';' | b'<' | b'>' | b'(' | b')' | b'\\' | b'"');
        }
        if simple {
            Shape::Simple
        } else if !text.starts_with('"') && (broken || ats != 1) {
            Shape::Broken
        } else {
            Shape::Open
        }
    }
}

/// The reading of a text that is a plain address with some things taken away around it.
fn plain<'a>(
    core: &Text<'a>,
    around: &[Finding],
    notes: &[Finding],
    place: Range<usize>,
    span: Range<usize>,
) -> Option<Reading<'a>> {
    let (text, start) = core.unchanged()?;
    let mut reading = scan::plain_address(text.as_bytes())?.reading(text, start);
    note_repairs(&mut reading.findings, around, notes, place, &span);
    reading.span = span;
    Some(reading)
}

/// The text without white space and control characters at its ends.
fn without_edges(text: &str) -> Range<usize> {
    let is_edge = |c: char| (c.is_whitespace() || c.is_control()) && !chars::is_lost_letter(c);
    let start = text.len() - text.trim_start_matches(is_edge).len();
    start..start.max(text.trim_end_matches(is_edge).len())
}

/// Of a cell with many pieces that are no addresses so many are told.
const HALVES_MAX: usize = 100;

fn repaired<'a>(text: Text<'a>, notes: Vec<Finding>, cell: &'a [u8]) -> Readings<'a> {
    let written = other_addresses::written(&text);
    let mut readings = with_repairs(text, notes, cell);
    other_addresses::note_others(written, readings.as_mut_slice());
    readings
}

fn with_repairs<'a>(text: Text<'a>, mut notes: Vec<Finding>, cell: &'a [u8]) -> Readings<'a> {
    let text = decoded(text, &mut notes);
    let whole = 0..cell.len();
    if !text.as_str().contains('@') {
        let mut findings = Vec::new();
        let judged = judge(&text, &mut findings);
        return Readings::One(finish(judged, findings, &[], &[], text.whole(), whole));
    }
    let found = candidates(text.as_str());
    if let [only] = found.as_slice() {
        return Readings::One(reading(cell, &text, only, &notes, whole));
    }
    notes.sort_by_key(|finding| finding.span.start);
    let mut readings: Vec<Reading<'a>> = Vec::with_capacity(found.len());
    let mut halves = 0;
    for candidate in &found {
        let span = text.span(candidate.span.clone());
        let first = notes.partition_point(|finding| finding.span.start < span.start);
        let end = notes.partition_point(|finding| finding.span.start < span.end);
        let mut reading = reading(cell, &text, candidate, &notes[first..end], span.clone());
        note(&mut reading.findings, Reason::RepairSplit, span);
        in_order(&mut reading.findings);
        halves += usize::from(reading.address.is_none());
        if reading.address.is_some() || halves <= HALVES_MAX {
            readings.push(reading);
        }
    }
    if is_same_throughout(&readings)
        && let [first, ..] = found.as_slice()
    {
        let mut once = reading(cell, &text, first, &notes, whole);
        note(&mut once.findings, Reason::RepairDisplayName, text.span(first.span.end..text.as_str().len()));
        in_order(&mut once.findings);
        return Readings::One(once);
    }
    doubt_beside_half(&mut readings);
    Readings::Many(readings)
}

/// Beside half an address nothing is sure, for it may have lost a part to its neighbour: `ann@example.co,m: bob@`.
fn doubt_beside_half(readings: &mut [Reading<'_>]) {
    let is_whole = |reading: &Reading<'_>| {
        reading.address.as_ref().is_some_and(|address| !address.local_part.is_empty() && !address.domain.is_empty())
    };
    let whole: Vec<bool> = readings.iter().map(is_whole).collect();
    for (number, reading) in readings.iter_mut().enumerate() {
        let beside = [number.checked_sub(1), Some(number + 1)];
        let broken = beside.into_iter().flatten().any(|beside| whole.get(beside) == Some(&false));
        if broken && is_sound(&reading.findings) {
            reading.findings.push(Finding { reason: Reason::RepairUnsure, span: reading.span.clone() });
            in_order(&mut reading.findings);
        }
    }
}

/// Whether the same sound address was read again and again.
fn is_same_throughout(readings: &[Reading<'_>]) -> bool {
    let key = |reading: &Reading<'_>| {
        reading.address.as_ref().map(|address| (address.local_part.to_string(), address.domain_ascii.to_string()))
    };
    let Some(first) = readings.first().filter(|first| is_sound(&first.findings)) else { return false };
    let wanted = key(first);
    wanted.is_some() && readings.iter().all(|reading| key(reading) == wanted)
}

/// Undoes what web pages and careful writers do to a whole cell.
fn decoded<'a>(mut text: Text<'a>, notes: &mut Vec<Finding>) -> Text<'a> {
    // Twice, for what passed through two programs: `&amp;lt;`.
    for _ in 0..2 {
        let Some(decoded) = decode::entities(&text, notes) else { break };
        text = decoded;
    }
    if let Some(value) = decode::card_line(&text, notes) {
        text = value;
    }
    if let Some(unwrapped) = mailto::unwrap(&text, notes) {
        text = unwrapped;
    }
    let whole = 0..text.as_str().len();
    if !text.as_str().contains('@') && text.as_str().contains("%40") {
        text = decode::percent(&text, whole, notes).unwrap_or(text);
    }
    // No domain has a percent sign, so what follows the `@` was encoded: `ann@example.com%20`.
    if let Some(at) = text.as_str().rfind('@')
        && text.as_str()[at..].contains('%')
    {
        let end = text.as_str().len();
        text = decode::percent(&text, at..end, notes).unwrap_or(text);
    }
    if let Some(bare) = without_backslash(&text, notes) {
        text = bare;
    }
    if let Some(plain) = obfuscated::bracketed(&text, notes) {
        text = plain;
    }
    // One `@` may stand beside dots in words: `ann@example dot com`.
    if memchr::memchr_iter(b'@', text.as_str().as_bytes()).nth(1).is_none()
        && let Some((address, guessed)) = obfuscated::spelled_out(&text)
    {
        note(notes, Reason::RepairSpelledOut, address.whole());
        if guessed {
            note(notes, Reason::RepairUnsure, address.whole());
        }
        text = address;
    }
    text
}

/// The text without the backslash that some editors put before an `@`. In quotes it may belong there.
fn without_backslash<'a>(text: &Text<'a>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    let written = text.as_str();
    let at = memchr::memchr(b'@', written.as_bytes())?;
    let before = written[..at].strip_suffix('\\')?;
    if written[at + 1..].contains('@') || written.contains('"') || before.ends_with('\\') {
        return None;
    }
    note(notes, Reason::RepairTrailingPunct, text.span(before.len()..at));
    Some(text.slice_without(0..written.len(), std::slice::from_ref(&(before.len()..at))))
}

/// Judges an address, and says so where its cell does not prove it.
fn judge_with_proof<'a>(cell: &[u8], core: &Text<'a>, findings: &mut Vec<Finding>) -> Judged<'a> {
    let judged = judge(core, findings);
    if judged.address.is_some() && is_sound(findings) && !proof::is_proved(cell, core) {
        findings.push(Finding { reason: Reason::RepairUnsure, span: core.whole() });
    }
    judged
}

fn reading<'a>(
    cell: &[u8],
    text: &Text<'a>,
    candidate: &Candidate,
    notes: &[Finding],
    span: Range<usize>,
) -> Reading<'a> {
    let core = core(text, candidate);
    let place = text.span(candidate.core.clone());
    let in_cell =
        |(reason, range): &(Reason, Range<usize>)| Finding { reason: *reason, span: text.span(range.clone()) };
    let mut around: Vec<Finding> = candidate.notes.iter().map(in_cell).collect();
    if !proof::stands_free(cell, &place) {
        around.push(Finding { reason: Reason::RepairUnsure, span: place.clone() });
    }
    if let Some(reading) = plain(&core, &around, notes, place.clone(), span.clone()) {
        return reading;
    }
    let mut findings = Vec::new();
    let judged = judge_with_proof(cell, &core, &mut findings);
    finish(judged, findings, &around, notes, place, span)
}

/// The address of a candidate as one piece.
fn core<'a>(text: &Text<'a>, candidate: &Candidate) -> Text<'a> {
    let Some(first) = candidate.dots.first() else {
        return text.slice_without(candidate.core.clone(), &candidate.gaps);
    };
    let mut builder = TextBuilder::with_capacity(candidate.core.len());
    let before = text.slice_without(candidate.core.start..first.start, &candidate.gaps);
    before.copy(0..before.as_str().len(), &mut builder);
    let ends = candidate.dots.iter().skip(1).map(|dot| dot.start).chain([candidate.core.end]);
    for (dot, end) in candidate.dots.iter().zip(ends) {
        builder.push('.', text.span(dot.clone()));
        text.copy(dot.end..end.max(dot.end), &mut builder);
    }
    builder.finish()
}

fn finish<'a>(
    judged: Judged<'a>,
    mut findings: Vec<Finding>,
    around: &[Finding],
    notes: &[Finding],
    place: Range<usize>,
    span: Range<usize>,
) -> Reading<'a> {
    note_repairs(&mut findings, around, notes, place, &span);
    Reading { address: judged.address, findings, domain_text: judged.domain_text, span }
}

/// Puts the findings about an address together with the notes on what was done to get at it.
///
/// `around` is what was taken away around the address, `notes` what was changed in single characters anywhere in the
/// cell, `place` where the address stands.
fn note_repairs(
    findings: &mut Vec<Finding>,
    around: &[Finding],
    notes: &[Finding],
    place: Range<usize>,
    span: &Range<usize>,
) {
    // Full-width letters in a name beside the address were of no effect.
    let touches = |finding: &&Finding| {
        let only_letters = matches!(finding.reason, Reason::RepairFullWidth | Reason::RepairSmartQuote);
        !only_letters || finding.span.start < place.end && place.start < finding.span.end
    };
    findings.extend(notes.iter().filter(touches).cloned());
    let explained = |edge: &Range<usize>| {
        let inside = |finding: &Finding| finding.span.start < edge.end && edge.start < finding.span.end;
        around.iter().chain(notes).any(inside)
    };
    for edge in [span.start..place.start, place.end..span.end] {
        if edge.start < edge.end && !explained(&edge) {
            findings.push(Finding { reason: Reason::RepairTrimmed, span: edge });
        }
    }
    findings.extend_from_slice(around);
    in_order(findings);
}
