//! The second pass over a list: every row judged, in order, from what the first pass found out.

use crate::address::{Reading, Readings, read_cell};
use crate::judge::{
    Duplicate, RowFinding, RowVerdict, SuggestedAddress, Verdict, judge_reading, judge_row_without_address, whole,
};
use crate::list::{Content, ListError, Row, RowReader};
use crate::policy::{Fix, Policy};
use crate::reason::Reason;
use crate::seen::Seen;
use crate::survey::{List, ROWS_BETWEEN_WORDS, Survey, domain_of, readings};
use crate::watch::Watch;
use std::borrow::Cow;
use std::ops::Range;

/// One address of a row, judged.
#[derive(Debug)]
pub struct Part {
    pub verdict: RowVerdict,
    /// The address was understood.
    pub has_address: bool,
    /// The domain of an address whose verdict needs explaining.
    pub domain: Option<Box<str>>,
    /// What `--fix` puts in place of the cell.
    pub fixed: Option<String>,
    /// Where it stands in the cell.
    pub span: Range<usize>,
}

/// A row, judged.
#[derive(Debug)]
pub struct JudgedRow<'a> {
    pub row: &'a Row<'a>,
    /// The content of the e-mail cell, without CSV quoting.
    pub content: &'a [u8],
    /// One part for each address in the cell, and one for a cell without any. Never empty.
    pub parts: Vec<Part>,
}

impl JudgedRow<'_> {
    /// One verdict for the whole row.
    pub fn whole(&self) -> Cow<'_, RowVerdict> {
        whole(&self.parts, |part| &part.verdict)
    }
}

/// Judges every row of a list, in order, and hands it on. Ends with the first error of `sink`.
pub fn judge_rows<E: From<ListError>>(
    list: &List,
    survey: &Survey,
    policy: &Policy,
    watch: &dyn Watch,
    mut sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let on_disk = |error| ListError::Duplicates { error };
    // On disk an address is looked for among those of its own list only.
    let together = list.together.as_deref().filter(|_| policy.memory_octets_max.is_none());
    let mut seen = match together.and_then(|together| together.begin(&list.source.name)) {
        Some(seen) => seen,
        None => Seen::within(policy.memory_octets_max, survey.rows).map_err(on_disk)?,
    };
    if seen.needs_first_pass() {
        note_addresses(list, survey, policy, &mut seen)?;
        seen.second_pass().map_err(on_disk)?;
    }
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    let (mut count, mut octets, mut last_line) = (0u64, 0u64, 0u64);
    while let Some(row) = rows.next_row()? {
        count += 1;
        octets += (row.raw.len() + row.line_end.len()) as u64;
        if count.is_multiple_of(ROWS_BETWEEN_WORDS) {
            watch.judged(count, octets);
        }
        last_line = row.line;
        let content = row.content_text();
        let parts = judge_cell(&content, &row, list, survey, policy, &mut seen);
        sink(&JudgedRow { row: &row, content: content.bytes(), parts })?;
    }
    watch.judged(count, octets);
    list.source.unchanged()?;
    match together {
        Some(together) => together.end(seen, last_line),
        None => seen.finish().map_err(on_disk)?,
    }
    Ok(())
}

/// A pass that only shows all addresses, in the order in which they will be judged.
fn note_addresses(list: &List, survey: &Survey, policy: &Policy, seen: &mut Seen) -> Result<(), ListError> {
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    while let Some(row) = rows.next_row()? {
        judge_cell(&row.content_text(), &row, list, survey, policy, seen);
    }
    Ok(())
}

/// What all addresses of a row share while they are judged.
struct Judging<'j> {
    line: u64,
    of_row: Vec<RowFinding>,
    /// The cell holds several addresses and stays one row.
    together: bool,
    survey: &'j Survey,
    policy: &'j Policy,
    seen: &'j mut Seen,
}

fn judge_cell(
    content: &Content<'_>,
    row: &Row<'_>,
    list: &List,
    survey: &Survey,
    policy: &Policy,
    seen: &mut Seen,
) -> Vec<Part> {
    let of_row: Vec<RowFinding> = row.findings.iter().copied().map(RowFinding::of).collect();
    let readings = readings(content);
    let together = readings.as_slice().len() > 1 && !policy.fix.splits_cells();
    let mut parts = if readings.as_slice().is_empty() {
        let verdict = judge_row_without_address(&of_row);
        vec![Part { verdict, has_address: false, domain: None, fixed: None, span: 0..content.bytes().len() }]
    } else {
        let mut judging = Judging { line: list.number_of(row.line), of_row, together, survey, policy, seen };
        readings.as_slice().iter().map(|reading| judging.part(reading)).collect()
    };
    // In a row with too many or too few columns the address may stand elsewhere, so its cell proves nothing.
    if row.findings.contains(&Reason::InputRagged) && memchr::memchr(b'@', row.text.bytes()).is_some() {
        parts.iter_mut().for_each(|part| part.verdict.doubt_the_cell());
    }
    parts
}

impl Judging<'_> {
    fn part(&mut self, reading: &Reading<'_>) -> Part {
        let name = domain_of(reading);
        let domain = name.and_then(|name| self.survey.domains.get(name)).map(|verdict| &**verdict);
        let alone = judge_reading(reading, domain, None, &self.of_row, &self.policy.tables);
        if self.policy.fix == Fix::Typos
            && let Some(part) = alone.suggestion.as_ref().and_then(|s| self.corrected(s, reading))
        {
            return part;
        }
        let verdict = match name.and_then(|_| self.duplicate(reading, &alone)) {
            Some(duplicate) => judge_reading(reading, domain, Some(duplicate), &self.of_row, &self.policy.tables),
            None => alone,
        };
        let fixed = verdict.repaired.clone().filter(|address| self.policy.fix != Fix::None && is_no_formula(address));
        Part {
            domain: explained_domain(reading, &verdict),
            verdict,
            has_address: reading.address.is_some(),
            fixed,
            span: reading.span.clone(),
        }
    }

    /// The earlier row with this address, when that one comes out at least as well.
    fn duplicate(&mut self, reading: &Reading<'_>, alone: &RowVerdict) -> Option<Duplicate> {
        let verdict = if self.together { alone.verdict.max(Verdict::Review) } else { alone.verdict };
        self.seen.note(reading.address.as_ref()?, self.line, verdict)
    }

    /// Judges the address that stands in place of a sure typo, if it may be corrected and the correction can be mailed.
    fn corrected(&mut self, suggestion: &SuggestedAddress, typed: &Reading<'_>) -> Option<Part> {
        if !suggestion.may_be_fixed || !is_no_formula(&suggestion.address) {
            return None;
        }
        let Readings::One(corrected) = read_cell(suggestion.address.as_bytes()) else { return None };
        let domain = self.survey.domains.get(domain_of(&corrected)?)?;
        let settled = typed.findings.iter().filter(|finding| finding.reason.group() == "repair").map(|f| f.reason);
        let settled = settled.chain([suggestion.reason]).map(RowFinding::settled);
        let of_row: Vec<RowFinding> = self.of_row.iter().cloned().chain(settled).collect();
        let alone = judge_reading(&corrected, Some(domain), None, &of_row, &self.policy.tables);
        if alone.verdict == Verdict::Reject {
            return None;
        }
        let duplicate = self.duplicate(&corrected, &alone);
        let verdict = judge_reading(&corrected, Some(domain), duplicate, &of_row, &self.policy.tables);
        let domain = explained_domain(&corrected, &verdict);
        let fixed = Some(suggestion.address.clone());
        Some(Part { verdict, has_address: true, domain, fixed, span: typed.span.clone() })
    }
}

/// Whether a spreadsheet leaves the text alone. Some addresses begin like a formula; those are not written into a list
/// that did not have them so.
fn is_no_formula(address: &str) -> bool {
    !address.starts_with(['=', '+', '-', '@'])
}

fn explained_domain(reading: &Reading<'_>, verdict: &RowVerdict) -> Option<Box<str>> {
    let address = reading.address.as_ref().filter(|_| verdict.primary.is_some())?;
    Some((*address.domain_ascii).into())
}
