//! A cell, judged: one part for each address in it, whatever command asks.
//!
//! First by itself, which any thread can do, and then among the cells before it: only then it is known what is a duplicate.

use crate::address::{Reading, Readings, read_cell};
use crate::judge::{
    DomainVerdict, Duplicate, Fix, OtherSuggestion, Policy, RowFinding, RowVerdict, SuggestedAddress, Verdict,
    judge_blank_row, judge_reading, judge_row_with_formula, judge_row_without_address, whole,
};
use crate::list::{Content, Layout, Row, is_formula};
use crate::reason::Reason;
use crate::run::cell::{domain_of, readings};
use crate::run::duplicates::{DuplicateIndex, Keys, Noted};
use std::ops::Range;
use std::sync::Arc;

/// One address of a row, judged.
#[derive(Debug)]
pub struct Part {
    pub verdict: RowVerdict,
    /// The address was understood.
    pub has_address: bool,
    /// The domain of an address whose verdict needs explaining.
    pub domain: Option<Box<str>>,
    /// What is put in place of the cell.
    pub fixed: Option<String>,
    /// Where it stands in the cell.
    pub span: Range<usize>,
}

/// Where verdicts on domains are looked up.
pub(crate) trait Verdicts {
    /// The verdict on the domain of this name; `None` when nobody asked for it.
    fn of(&self, name: &str) -> Option<&DomainVerdict>;
}

/// What is known of a row beside its cell.
pub(crate) struct About<'r> {
    /// The number by which later rows speak of it.
    pub number: u64,
    /// Its `input.*` findings.
    pub findings: &'r [Reason],
    /// The address may stand in another cell.
    pub elsewhere: bool,
    /// Nothing stands in the whole row.
    pub blank: bool,
    /// Another cell looks like an address, and is not judged.
    pub unseen: bool,
    /// The column of the cell, where that is not the e-mail column.
    pub column: Option<Arc<str>>,
    /// The cells of further e-mail columns.
    pub more: Vec<(Arc<str>, Content<'r>)>,
    /// Nothing is put in place of the cell.
    pub keeps_cell: bool,
}

impl<'r> About<'r> {
    pub(crate) fn of(row: &Row<'r>, number: u64, layout: &Layout) -> About<'r> {
        let unseen = row.has_unseen_address(layout);
        // In a row with too many or too few columns the address may stand elsewhere, so its cell proves nothing.
        let ragged = row.findings.contains(&Reason::InputRagged) && memchr::memchr(b'@', row.text.bytes()).is_some();
        About {
            number,
            findings: row.findings,
            elsewhere: unseen || ragged,
            blank: row.is_blank(layout),
            unseen,
            column: row.column.map(|column| column.name.clone()),
            more: row.more_cells().map(|(column, content)| (column.name.clone(), content)).collect(),
            keeps_cell: layout.keeps_cells,
        }
    }

    /// A record with one address and no columns.
    pub(crate) fn record(number: u64, findings: &'r [Reason]) -> About<'r> {
        About {
            number,
            findings,
            elsewhere: false,
            blank: false,
            unseen: false,
            column: None,
            more: Vec::new(),
            keeps_cell: false,
        }
    }
}

/// A row, judged without regard to others.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(super) parts: Vec<Part>,
    /// What each part is remembered by.
    noted: Vec<Option<Noted>>,
}

/// Judges the content of a cell without regard to other rows. One part for each address in it, and one for a cell without any.
pub(crate) fn draft_of(
    content: &Content<'_>,
    about: &About<'_>,
    verdicts: &dyn Verdicts,
    policy: &Policy,
    keys: &Keys,
) -> Draft {
    let readings = readings(content);
    let judging = Judging::of(about, content, &readings, verdicts, policy, keys);
    let is_formula = is_open_formula(content, &readings);
    if is_formula || readings.as_slice().is_empty() {
        let verdict = match (is_formula, about.blank) {
            (true, _) => judge_row_with_formula(&judging.of_row),
            (_, true) => judge_blank_row(),
            _ => judge_row_without_address(&judging.of_row),
        };
        let span = 0..content.bytes().len();
        let mut part = Part { verdict, has_address: false, domain: None, fixed: None, span };
        judging.finish(&mut part);
        return Draft { parts: vec![part], noted: vec![None] };
    }
    let (parts, noted) = readings.as_slice().iter().map(|reading| judging.part(reading, None)).unzip();
    Draft { parts, noted }
}

impl Draft {
    /// Its addresses, in order.
    pub(crate) fn noted(&self) -> impl Iterator<Item = Noted> + '_ {
        self.noted.iter().flatten().copied()
    }

    /// The parts that were there before, by their numbers. Rows are asked about in order.
    pub(super) fn duplicates(&self, seen: &mut DuplicateIndex) -> Vec<(usize, Duplicate)> {
        let noted = self.noted.iter().enumerate().filter_map(|(number, noted)| Some((number, (*noted)?)));
        noted.filter_map(|(number, noted)| Some((number, seen.note_key(noted)?))).collect()
    }

    /// Judges those parts anew, as duplicates.
    pub(super) fn mark(
        &mut self,
        duplicates: &[(usize, Duplicate)],
        content: &Content<'_>,
        about: &About<'_>,
        verdicts: &dyn Verdicts,
        policy: &Policy,
        keys: &Keys,
    ) {
        if duplicates.is_empty() {
            return;
        }
        let readings = readings(content);
        let judging = Judging::of(about, content, &readings, verdicts, policy, keys);
        for (number, duplicate) in duplicates {
            if let (Some(reading), Some(part)) = (readings.as_slice().get(*number), self.parts.get_mut(*number)) {
                *part = judging.part(reading, Some(*duplicate)).0;
            }
        }
    }
}

/// Judges the content of a cell.
pub(crate) fn judge_content(
    content: &Content<'_>,
    about: &About<'_>,
    verdicts: &dyn Verdicts,
    policy: &Policy,
    seen: &mut DuplicateIndex,
) -> Vec<Part> {
    let keys = seen.keys();
    let mut draft = draft_of(content, about, verdicts, policy, &keys);
    let duplicates = draft.duplicates(seen);
    draft.mark(&duplicates, content, about, verdicts, policy, &keys);
    draft.parts
}

/// What all addresses of a row share while they are judged.
struct Judging<'j> {
    number: u64,
    of_row: Vec<RowFinding>,
    elsewhere: bool,
    /// The column of the cell and what it holds, where that is not the e-mail column.
    column: Option<(Arc<str>, String)>,
    /// Another address stands in the row.
    has_others: bool,
    /// What is suggested for the cells of further e-mail columns.
    suggestions: Vec<OtherSuggestion>,
    /// The cell holds several addresses and stays one row.
    together: bool,
    keeps_cell: bool,
    verdicts: &'j dyn Verdicts,
    policy: &'j Policy,
    keys: &'j Keys,
}

impl<'j> Judging<'j> {
    fn of(
        about: &About<'_>,
        content: &Content<'_>,
        readings: &Readings<'_>,
        verdicts: &'j dyn Verdicts,
        policy: &'j Policy,
        keys: &'j Keys,
    ) -> Judging<'j> {
        let unseen = about.unseen.then_some(Reason::InputOtherAddress);
        let mut judging = Judging {
            number: about.number,
            of_row: about.findings.iter().copied().chain(unseen).map(RowFinding::of).collect(),
            elsewhere: about.elsewhere,
            column: about.column.clone().map(|column| (column, String::from_utf8_lossy(content.bytes()).into_owned())),
            has_others: about.unseen || about.more.iter().any(|(_, other)| !is_same(content, other)),
            suggestions: Vec::new(),
            together: readings.as_slice().len() > 1 && (!policy.split || about.keeps_cell),
            keeps_cell: about.keeps_cell,
            verdicts,
            policy,
            keys,
        };
        about.more.iter().for_each(|(column, content)| judging.add_column(column, content));
        judging
    }

    /// Judges a cell of a further e-mail column. What is said of it is said of the row.
    fn add_column(&mut self, column: &Arc<str>, content: &Content<'_>) {
        let readings = readings(content);
        if is_open_formula(content, &readings) {
            return self.of_row.push(RowFinding::of(Reason::InputFormula));
        }
        let domain = |reading: &Reading<'_>| domain_of(reading).and_then(|name| self.verdicts.of(name));
        let judged: Vec<RowVerdict> =
            readings.as_slice().iter().map(|reading| self.judge(reading, domain(reading), None, &[])).collect();
        if judged.is_empty() {
            return;
        }
        let mut cell = whole(&judged, |verdict| verdict).into_owned();
        cell.name_column(column, &String::from_utf8_lossy(content.bytes()));
        self.suggestions.append(&mut cell.other_suggestions);
        self.of_row.extend(cell.into_row_findings());
    }

    /// An address, as a duplicate or for itself, and what it is remembered by.
    fn part(&self, reading: &Reading<'_>, duplicate: Option<Duplicate>) -> (Part, Option<Noted>) {
        let (mut part, noted) = self.judged(reading, duplicate);
        self.finish(&mut part);
        (part, noted)
    }

    /// What the rest of the row does to the verdict on an address, and what the verdict to its repair.
    fn finish(&self, part: &mut Part) {
        if self.elsewhere {
            part.verdict.doubt_the_cell();
        }
        if let Some((column, typed)) = &self.column {
            part.verdict.name_column(column, typed);
            // Only what stands in the e-mail column is changed.
            part.fixed = None;
        }
        let is_repair = part.fixed == part.verdict.repaired;
        let is_written = match part.verdict.verdict {
            Verdict::Ok => true,
            // The verdict on a corrected typo is that on the correction.
            Verdict::Review | Verdict::Unknown => !is_repair,
            Verdict::Reject => false,
        };
        if self.together || self.keeps_cell || !is_written {
            part.fixed = None;
        }
        if self.has_others || part.verdict.findings.iter().any(|found| found.reason == Reason::SyntaxSecondAddress) {
            part.verdict.keep_for_the_others();
        }
        part.verdict.other_suggestions.extend(self.suggestions.iter().cloned());
    }

    fn judged(&self, reading: &Reading<'_>, duplicate: Option<Duplicate>) -> (Part, Option<Noted>) {
        let name = domain_of(reading);
        let domain = name.and_then(|name| self.verdicts.of(name));
        let alone = self.judge(reading, domain, None, &self.of_row);
        if self.policy.fix == Fix::Typos
            && self.column.is_none()
            && !self.together
            && let Some(corrected) = alone.suggestion.as_ref().and_then(|s| self.corrected(s, reading, duplicate))
        {
            return corrected;
        }
        // A guess at an address makes no row a duplicate.
        let noted = name.filter(|_| !reading.is_unsure()).and_then(|_| self.noted(reading, &alone));
        let verdict = match duplicate {
            Some(_) => self.judge(reading, domain, duplicate, &self.of_row),
            None => alone,
        };
        let fixed = verdict.repaired.clone().filter(|address| self.policy.fix != Fix::None && is_no_formula(address));
        let part = Part {
            domain: explained_domain(reading, &verdict),
            verdict,
            has_address: reading.address.is_some(),
            fixed,
            span: reading.span.clone(),
        };
        (part, noted)
    }

    /// What the address says, what its domain says, and what came back from it before.
    fn judge(
        &self,
        reading: &Reading<'_>,
        domain: Option<&DomainVerdict>,
        duplicate: Option<Duplicate>,
        of_row: &[RowFinding],
    ) -> RowVerdict {
        let takes_mail = |name: &str| self.verdicts.of(name)?.takes_mail();
        judge_reading(reading, domain, duplicate, of_row, self.policy, takes_mail)
    }

    /// What an address with this verdict is remembered by.
    fn noted(&self, reading: &Reading<'_>, alone: &RowVerdict) -> Option<Noted> {
        let verdict = if self.together { alone.verdict.max(Verdict::Review) } else { alone.verdict };
        Some(self.keys.noted(reading.address.as_ref()?, self.number, verdict))
    }

    /// Judges the address that stands in place of a sure typo, if it may be corrected and the correction can be mailed.
    fn corrected(
        &self,
        suggestion: &SuggestedAddress,
        typed: &Reading<'_>,
        duplicate: Option<Duplicate>,
    ) -> Option<(Part, Option<Noted>)> {
        if !suggestion.may_be_fixed || !is_no_formula(&suggestion.address) {
            return None;
        }
        let Readings::One(corrected) = read_cell(suggestion.address.as_bytes()) else { return None };
        let domain = self.verdicts.of(domain_of(&corrected)?)?;
        let settled = typed.findings.iter().filter(|finding| finding.reason.group() == "repair").map(|f| f.reason);
        let settled = settled.chain([suggestion.reason]).map(RowFinding::settled);
        let of_row: Vec<RowFinding> = self.of_row.iter().cloned().chain(settled).collect();
        let alone = self.judge(&corrected, Some(domain), None, &of_row);
        if alone.verdict == Verdict::Reject {
            return None;
        }
        let noted = self.noted(&corrected, &alone);
        let verdict = self.judge(&corrected, Some(domain), duplicate, &of_row);
        let domain = explained_domain(&corrected, &verdict);
        let fixed = Some(suggestion.address.clone());
        Some((Part { verdict, has_address: true, domain, fixed, span: typed.span.clone() }, noted))
    }
}

fn is_same(one: &Content<'_>, other: &Content<'_>) -> bool {
    one.bytes().trim_ascii().eq_ignore_ascii_case(other.bytes().trim_ascii())
}

/// Whether a cell holds a formula in which no address stands that is surely meant, as one does behind the `mailto:` of a link.
fn is_open_formula(content: &Content<'_>, readings: &Readings<'_>) -> bool {
    let is_sure = |reading: &Reading<'_>| {
        reading.address.is_some()
            && !reading.is_unsure()
            && reading.findings.iter().all(|finding| finding.reason.group() != "syntax")
    };
    is_formula(content.bytes()) && !readings.as_slice().iter().any(is_sure)
}

/// Whether a spreadsheet leaves the text alone. Some addresses begin like a formula; those are not written into a list
/// that did not have them so.
pub(crate) fn is_no_formula(address: &str) -> bool {
    !address.starts_with(['=', '+', '-', '@'])
}

fn explained_domain(reading: &Reading<'_>, verdict: &RowVerdict) -> Option<Box<str>> {
    let address = reading.address.as_ref().filter(|_| verdict.primary.is_some())?;
    Some((*address.domain_ascii).into())
}
