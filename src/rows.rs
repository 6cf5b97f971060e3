//! The second pass over a list: every row judged, in order, from what the first pass found out.

use crate::address::{Reading, Readings, read_cell};
use crate::judge::{
    RowFinding, RowVerdict, SuggestedAddress, Verdict, combine, judge_reading, judge_row_without_address,
};
use crate::list::{ListError, Row, RowReader};
use crate::policy::{Fix, Policy};
use crate::seen::Seen;
use crate::survey::{List, ROWS_BETWEEN_WORDS, Survey, domain_of};
use crate::watch::Watch;
use std::borrow::Cow;

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
        match self.parts.as_slice() {
            [only] => Cow::Borrowed(&only.verdict),
            parts => Cow::Owned(combine(&parts.iter().map(|part| part.verdict.clone()).collect::<Vec<_>>())),
        }
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
    let mut seen = Seen::default();
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    let (mut count, mut octets) = (0u64, 0u64);
    while let Some(row) = rows.next_row()? {
        count += 1;
        octets += (row.raw.len() + row.line_end.len()) as u64;
        if count.is_multiple_of(ROWS_BETWEEN_WORDS) {
            watch.judged(count, octets);
        }
        let content = row.content();
        let parts = judge_cell(&content, &row, survey, policy, &mut seen);
        sink(&JudgedRow { row: &row, content: &content, parts })?;
    }
    watch.judged(count, octets);
    list.source.unchanged()?;
    Ok(())
}

fn judge_cell(content: &[u8], row: &Row<'_>, survey: &Survey, policy: &Policy, seen: &mut Seen) -> Vec<Part> {
    let of_row: Vec<RowFinding> = row.findings.iter().copied().map(RowFinding::of).collect();
    let readings = read_cell(content);
    if readings.as_slice().is_empty() {
        let verdict = judge_row_without_address(&of_row);
        return vec![Part { verdict, has_address: false, domain: None, fixed: None }];
    }
    let mut judge = |reading: &Reading<'_>| judge_part(reading, row.line, &of_row, survey, policy, seen);
    readings.as_slice().iter().map(&mut judge).collect()
}

fn judge_part(
    reading: &Reading<'_>,
    line: u64,
    of_row: &[RowFinding],
    survey: &Survey,
    policy: &Policy,
    seen: &mut Seen,
) -> Part {
    let name = domain_of(reading);
    let domain = name.and_then(|name| survey.domains.get(name));
    if policy.fix == Fix::Typos {
        let typed = judge_reading(reading, domain, None, of_row);
        if let Some(part) = typed.suggestion.and_then(|s| judge_corrected(&s, reading, line, of_row, survey, seen)) {
            return part;
        }
    }
    let sendable = reading.address.as_ref().filter(|_| name.is_some());
    let duplicate = sendable.and_then(|address| seen.note(address, line));
    let verdict = judge_reading(reading, domain, duplicate, of_row);
    let fixed = if policy.fix == Fix::None { None } else { verdict.repaired.clone() };
    Part { domain: explained_domain(reading, &verdict), verdict, has_address: reading.address.is_some(), fixed }
}

/// Judges the address that stands in place of a sure typo, if it may be corrected and the correction can be mailed.
fn judge_corrected(
    suggestion: &SuggestedAddress,
    typed: &Reading<'_>,
    line: u64,
    of_row: &[RowFinding],
    survey: &Survey,
    seen: &mut Seen,
) -> Option<Part> {
    if !suggestion.may_be_fixed {
        return None;
    }
    let Readings::One(corrected) = read_cell(suggestion.address.as_bytes()) else { return None };
    let domain = survey.domains.get(domain_of(&corrected)?)?;
    let settled = typed.findings.iter().filter(|finding| finding.reason.group() == "repair").map(|f| f.reason);
    let of_row: Vec<RowFinding> =
        of_row.iter().cloned().chain(settled.chain([suggestion.reason]).map(RowFinding::settled)).collect();
    let unread = judge_reading(&corrected, Some(domain), None, &of_row);
    if unread.verdict == Verdict::Reject {
        return None;
    }
    let duplicate = corrected.address.as_ref().and_then(|address| seen.note(address, line));
    let verdict = judge_reading(&corrected, Some(domain), duplicate, &of_row);
    let domain = explained_domain(&corrected, &verdict);
    Some(Part { verdict, has_address: true, domain, fixed: Some(suggestion.address.clone()) })
}

fn explained_domain(reading: &Reading<'_>, verdict: &RowVerdict) -> Option<Box<str>> {
    let address = reading.address.as_ref().filter(|_| verdict.primary.is_some())?;
    Some((*address.domain_ascii).into())
}
