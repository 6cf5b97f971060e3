//! The pass over all rows of a list, on all cores.

use super::book::{AtHand, Book};
use super::{About, Draft, JudgedRow, draft, judge_content, judge_duplicate};
use crate::address::{Reading, Readings};
use crate::judge::Verdict;
use crate::list::{Block, Content, Layout, ListError, Mark, Row, RowReader, in_order};
use crate::policy::{Fix, Policy};
use crate::seen::{Keys, Noted, Seen};
use crate::survey::{List, NameKey, ROWS_BETWEEN_WORDS, Survey, domain_of, names_needed, readings};
use crate::tally::Tally;
use crate::watch::Watch;

/// Rows whose places among those seen are looked up together.
const WARMED_TOGETHER: usize = 32;

/// What a row is thought to have, to make room for the rows of a block.
const OCTETS_A_ROW: usize = 48;

/// What a pass found, beside the rows that it handed on.
#[derive(Debug, Default)]
pub struct Judged {
    pub tally: Tally,
    /// Distinct domains of the list.
    pub domains: u64,
}

/// Judges every row of a list, counts it, and hands it to `sink`, in order. Ends with the first error of `sink`.
///
/// Without a `survey` domains are judged by their names alone, as they are met. When no `wants_rows`, rows that are
/// fine in every way are only counted.
pub fn judge_rows<E: From<ListError>>(
    list: &List,
    survey: Option<&Survey>,
    policy: &Policy,
    watch: &dyn Watch,
    wants_rows: bool,
    sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<Judged, E> {
    let on_disk = |error| ListError::Duplicates { error };
    // On disk an address is looked for among those of its own list only.
    let together = list.together.as_deref().filter(|_| policy.memory_octets_max.is_none());
    let rows = survey.map_or(0, |survey| survey.rows);
    let mut seen = match together.and_then(|together| together.begin(&list.source.name)) {
        Some(seen) => seen,
        None => Seen::within(policy.memory_octets_max, rows).map_err(on_disk)?,
    };
    let (judged, last_line) = match survey {
        Some(survey) if seen.needs_first_pass() => {
            note_addresses(list, survey, policy, &mut seen)?;
            seen.second_pass().map_err(on_disk)?;
            one_by_one(list, survey, policy, watch, &mut seen, sink)?
        }
        _ => on_all_cores(list, survey, policy, watch, &mut seen, wants_rows, sink)?,
    };
    list.source.unchanged()?;
    match together {
        Some(together) => together.end(seen, last_line),
        None => seen.finish().map_err(on_disk)?,
    }
    Ok(judged)
}

/// A pass that only shows all addresses, in the order in which they will be judged.
fn note_addresses(list: &List, survey: &Survey, policy: &Policy, seen: &mut Seen) -> Result<(), ListError> {
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    while let Some(row) = rows.next_row()? {
        if policy.is_old(row.content_text().bytes()) {
            continue;
        }
        judge_content(&row.content_text(), &About::of(&row, list.number_of(row.line)), survey, policy, seen);
    }
    Ok(())
}

/// The pass on one thread, for duplicates that are found on disk. Tells the last line too.
fn one_by_one<E: From<ListError>>(
    list: &List,
    survey: &Survey,
    policy: &Policy,
    watch: &dyn Watch,
    seen: &mut Seen,
    mut sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<(Judged, u64), E> {
    let mut judged = Judged { domains: survey.domains.len() as u64, ..Judged::default() };
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    let (mut octets, mut last_line) = (0, 0);
    while let Some(row) = rows.next_row()? {
        octets += (row.raw.len() + row.line_end.len()) as u64;
        last_line = row.line;
        let content = row.content_text();
        if policy.is_old(content.bytes()) {
            judged.tally.old_rows += 1;
            continue;
        }
        let parts = judge_content(&content, &About::of(&row, list.number_of(row.line)), survey, policy, seen);
        let row = JudgedRow { row: &row, content: content.bytes(), parts, survey: Some(survey) };
        if judged.tally.add_unless_accepted(&row, policy) {
            sink(&row)?;
        }
        if judged.tally.rows.is_multiple_of(ROWS_BETWEEN_WORDS) {
            watch.judged(judged.tally.rows, octets);
        }
    }
    watch.judged(judged.tally.rows, octets);
    Ok((judged, last_line))
}

/// The rows of a block, each judged by itself.
#[derive(Default)]
struct Drafts {
    rows: Vec<(Mark, Kind)>,
    /// The addresses of all rows, in order.
    noted: Vec<Noted>,
    last_line: u64,
}

enum Kind {
    /// Nothing is to be said of the address but what is said of its domain, which is fine.
    Fine {
        domain: u32,
    },
    Other(Box<Draft>),
    /// It was there before, and is not judged.
    Old,
}

/// The pass on all cores. Tells the last line too.
fn on_all_cores<E: From<ListError>>(
    list: &List,
    survey: Option<&Survey>,
    policy: &Policy,
    watch: &dyn Watch,
    seen: &mut Seen,
    wants_rows: bool,
    mut sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<(Judged, u64), E> {
    let book = Book::new(survey, policy);
    let (keys, before) = (seen.keys(), list.number_of(0));
    let drafting = Drafting { policy, keys: &keys, before, counts_fine: !wants_rows && policy.fix != Fix::Typos };
    let mut judged = Judged::default();
    let mut fine: Vec<u64> = Vec::new();
    let (mut rows, mut octets, mut last_line) = (0, 0, 0);
    let mut settling = AtHand::new(&book);
    in_order::<_, _, E>(
        &list.source,
        &list.layout,
        || AtHand::new(&book),
        |at_hand, block| drafting.block(block, &list.layout, at_hand),
        |block, drafts| {
            octets += block.octets() as u64;
            last_line = drafts.last_line.max(last_line);
            let mut ahead = drafts.noted.chunks(WARMED_TOGETHER);
            let mut noted = drafts.noted.iter();
            rows += drafts.rows.len() as u64;
            for (number, (mark, kind)) in drafts.rows.into_iter().enumerate() {
                if number.is_multiple_of(WARMED_TOGETHER) {
                    seen.warm(ahead.next().unwrap_or_default());
                }
                let kind = match kind {
                    Kind::Fine { domain } => match noted.next().and_then(|noted| seen.note_key(*noted)) {
                        None => {
                            let domain = domain as usize;
                            if fine.len() <= domain {
                                fine.resize(domain + 1, 0);
                            }
                            fine[domain] += 1;
                            continue;
                        }
                        duplicate => Err(duplicate),
                    },
                    Kind::Old => {
                        judged.tally.old_rows += 1;
                        continue;
                    }
                    Kind::Other(draft) => {
                        draft.noted().for_each(|_| _ = noted.next());
                        Ok(draft)
                    }
                };
                let Some(row) = block.row(mark, &list.layout) else { continue };
                let (content, about) = (row.content_text(), About::of(&row, before + row.line));
                for reading in readings(&content).as_slice() {
                    names_needed(reading, policy, |name| _ = settling.meet(name));
                }
                let parts = match kind {
                    Ok(draft) => draft.settle(&content, &about, &settling, policy, seen),
                    Err(duplicate) => judge_duplicate(&content, &about, &settling, policy, &keys, duplicate),
                };
                let row = JudgedRow { row: &row, content: content.bytes(), parts, survey };
                if judged.tally.add_unless_accepted(&row, policy) {
                    sink(&row)?;
                }
            }
            watch.judged(rows, octets);
            Ok(())
        },
    )?;
    drop(settling);
    let pages = book.into_pages();
    judged.domains = survey.map_or(pages.len(), |survey| survey.domains.len()) as u64;
    for page in pages {
        if let Some(rows) = fine.get(page.number as usize).filter(|rows| **rows > 0) {
            judged.tally.add_ok(*rows, &page.codes());
        }
    }
    Ok((judged, last_line))
}

/// What all threads need to judge rows by themselves.
struct Drafting<'d> {
    policy: &'d Policy,
    keys: &'d Keys,
    /// Lines of the lists before this one.
    before: u64,
    counts_fine: bool,
}

impl Drafting<'_> {
    fn block(&self, block: &Block, layout: &Layout, at_hand: &mut AtHand<'_, '_>) -> Drafts {
        let guess = block.octets() / OCTETS_A_ROW;
        let mut drafts = Drafts { rows: Vec::with_capacity(guess), noted: Vec::with_capacity(guess), last_line: 0 };
        let mut rows = block.rows(layout);
        let mut cells: Vec<(Mark, Row<'_>, Content<'_>)> = Vec::with_capacity(WARMED_TOGETHER);
        loop {
            cells.clear();
            while cells.len() < WARMED_TOGETHER {
                let mark = rows.mark();
                let Some(row) = rows.next() else { break };
                let content = row.content_text();
                cells.push((mark, row, content));
            }
            let Some((_, last, _)) = cells.last() else { return drafts };
            drafts.last_line = last.line;
            let read: Vec<Readings<'_>> = cells.iter().map(|(_, _, content)| readings(content)).collect();
            let name =
                |readings: &Readings<'_>| only(readings).map_or_else(NameKey::default, |(_, name)| at_hand.key(name));
            let keys: Vec<NameKey> = read.iter().map(name).collect();
            at_hand.warm(&keys);
            for (((mark, row, content), readings), key) in cells.iter().zip(&read).zip(keys) {
                let kind = self.row(row, content, readings, key, at_hand, &mut drafts.noted);
                drafts.rows.push((*mark, kind));
            }
        }
    }

    fn row(
        &self,
        row: &Row<'_>,
        content: &Content<'_>,
        readings: &Readings<'_>,
        key: NameKey,
        at_hand: &mut AtHand<'_, '_>,
        noted: &mut Vec<Noted>,
    ) -> Kind {
        if self.policy.is_old(content.bytes()) {
            return Kind::Old;
        }
        let number = self.before + row.line;
        if self.counts_fine
            && let Some((reading, name)) = only(readings)
            && let Some(address) = &reading.address
            && let Some(domain) = at_hand.meet_key(key, name)
            && domain.is_fine
            && reading.findings.is_empty()
            && row.findings.is_empty()
            && !self.policy.tables.is_role(&address.local_part)
            && self.policy.suppressed(Some(address)).is_none()
        {
            noted.push(self.keys.noted(address, number, Verdict::Ok));
            return Kind::Fine { domain: domain.number };
        }
        for reading in readings.as_slice() {
            names_needed(reading, self.policy, |name| _ = at_hand.meet(name));
        }
        let draft = draft(content, &About::of(row, number), at_hand, self.policy, self.keys);
        noted.extend(draft.noted());
        Kind::Other(Box::new(draft))
    }
}

/// The address of a cell with only one, and its domain.
fn only<'r>(readings: &'r Readings<'_>) -> Option<(&'r Reading<'r>, &'r str)> {
    let [reading] = readings.as_slice() else { return None };
    Some((reading, domain_of(reading)?))
}
