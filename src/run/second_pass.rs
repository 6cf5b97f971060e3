//! The second pass over a list: every row judged, in order, from what the first pass found out.
//!
//! A row is judged by itself on any of several threads, which takes most of the time, and then settled among the others
//! on one, in order: only there it is known what came before. The result must be that of one thread.

use super::judge_cell::{About, Draft, Part, draft_of, judge_content};
use super::row::JudgedRow;
use super::verdict_cache::{LocalCache, VerdictCache};
use crate::address::{Reading, Readings};
use crate::dns::progress::Progress;
use crate::judge::{Duplicate, Fix, Policy, Verdict};
use crate::list::{Block, Content, Layout, ListError, Mark, Row, RowReader, in_order};
use crate::run::cell::{domain_of, readings};
use crate::run::collect::{Collected, NameKey, ROWS_BETWEEN_WORDS};
use crate::run::duplicates::{DuplicateIndex, Keys, Noted};
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::tally::Tally;
use std::sync::Arc;

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
/// Without `collected`, domains are judged by their names alone, as they are met. When no `wants_rows`, rows that are
/// fine in every way are only counted.
pub fn judge_rows<E: From<ListError>>(
    list: &List,
    collected: Option<&Collected>,
    options: &RunOptions,
    progress: &dyn Progress,
    wants_rows: bool,
    sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<Judged, E> {
    let on_disk = |error| ListError::Duplicates { error };
    // On disk an address is looked for among those of its own list only.
    let together = list.together.as_deref().filter(|_| options.memory_octets_max.is_none());
    let rows = collected.map_or(0, |collected| collected.rows);
    let mut seen = match together.and_then(|together| together.begin(&list.source.name)) {
        Some(seen) => seen,
        None => DuplicateIndex::within(options.memory_octets_max, rows).map_err(on_disk)?,
    };
    let (judged, last_line) = match collected {
        Some(collected) if seen.needs_first_pass() => {
            note_addresses(list, collected, options, &mut seen)?;
            seen.second_pass().map_err(on_disk)?;
            one_by_one(list, collected, options, progress, &mut seen, sink)?
        }
        _ => on_all_cores(list, collected, options, progress, &mut seen, wants_rows, sink)?,
    };
    list.source.unchanged()?;
    match together {
        Some(together) => together.end(seen, last_line),
        None => seen.finish().map_err(on_disk)?,
    }
    Ok(judged)
}

/// A pass that only shows all addresses, in the order in which they will be judged.
fn note_addresses(
    list: &List,
    collected: &Collected,
    options: &RunOptions,
    seen: &mut DuplicateIndex,
) -> Result<(), ListError> {
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    while let Some(row) = rows.next_row()? {
        if is_old(&row, options) {
            continue;
        }
        let about = About::of(&row, list.number_of(row.line), &list.layout);
        judge_content(&row.content_text(), &about, collected, &options.policy, seen);
    }
    Ok(())
}

/// The pass on one thread, for duplicates that are found on disk. Tells the last line too.
fn one_by_one<E: From<ListError>>(
    list: &List,
    collected: &Collected,
    options: &RunOptions,
    progress: &dyn Progress,
    seen: &mut DuplicateIndex,
    mut sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<(Judged, u64), E> {
    let mut judged = Judged { domains: collected.domains_in_rows() as u64, ..Judged::default() };
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    let (mut octets, mut last_line) = (0, 0);
    while let Some(row) = rows.next_row()? {
        octets += (row.raw.len() + row.line_end.len()) as u64;
        last_line = row.line;
        let content = row.content_text();
        if is_old(&row, options) {
            judged.tally.old_rows += 1;
            continue;
        }
        let about = About::of(&row, list.number_of(row.line), &list.layout);
        let parts = judge_content(&content, &about, collected, &options.policy, seen);
        let row = JudgedRow { row: &row, content: content.bytes(), parts: &parts, collected: Some(collected) };
        if judged.tally.add_unless_accepted(&row, options) {
            sink(&row)?;
        }
        if judged.tally.rows.is_multiple_of(ROWS_BETWEEN_WORDS) {
            progress.judged(judged.tally.rows, octets);
        }
    }
    progress.judged(judged.tally.rows, octets);
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
        /// The number of what there is to be said of the domain.
        kind: u16,
    },
    Other(Box<Draft>),
    /// It was there before, and is not judged.
    Old,
}

/// The pass on all cores. Tells the last line too.
fn on_all_cores<E: From<ListError>>(
    list: &List,
    collected: Option<&Collected>,
    options: &RunOptions,
    progress: &dyn Progress,
    seen: &mut DuplicateIndex,
    wants_rows: bool,
    sink: impl FnMut(&JudgedRow<'_>) -> Result<(), E>,
) -> Result<(Judged, u64), E> {
    let policy = &options.policy;
    let cache = VerdictCache::new(collected, Arc::new(policy.clone()));
    let (keys, before) = (seen.keys(), list.number_of(0));
    let drafting =
        Drafting { options, policy, layout: &list.layout, keys: &keys, before, knows_fine: policy.fix != Fix::Typos };
    let mut settling = Settling {
        collected,
        layout: &list.layout,
        options,
        policy,
        keys: &keys,
        before,
        seen,
        at_hand: LocalCache::new(&cache),
        sink: if wants_rows { Sinks::All(sink) } else { Sinks::Eventful(sink) },
        tally: Tally::default(),
        fine: Vec::new(),
        templates: Vec::new(),
        rows: 0,
        octets: 0,
        last_line: 0,
    };
    let work = |at_hand: &mut LocalCache<'_>, block: &Block| drafting.block(block, &list.layout, at_hand);
    let take = |block: &Block, drafts| {
        settling.block(block, drafts)?;
        progress.judged(settling.rows, settling.octets);
        Ok::<(), E>(())
    };
    in_order(&list.source, &list.layout, || LocalCache::new(&cache), work, take)?;
    let Settling { tally, fine, last_line, .. } = settling;
    let mut judged = Judged { tally, domains: 0 };
    let met = cache.fine(&fine, |rows, codes| judged.tally.add_ok(rows, codes));
    judged.domains = collected.map_or(met, Collected::domains_in_rows) as u64;
    Ok((judged, last_line))
}

/// Where rows go.
enum Sinks<F> {
    All(F),
    /// Rows that are fine in every way are only counted.
    Eventful(F),
}

/// The rows in order, each among those before it. All on one thread.
struct Settling<'s, F> {
    collected: Option<&'s Collected>,
    layout: &'s Layout,
    options: &'s RunOptions,
    policy: &'s Policy,
    keys: &'s Keys,
    /// Lines of the lists before this one.
    before: u64,
    seen: &'s mut DuplicateIndex,
    at_hand: LocalCache<'s>,
    sink: Sinks<F>,
    tally: Tally,
    /// Rows that are fine, by the number of their domain.
    fine: Vec<u64>,
    /// What is told of such rows, by their domain's kind.
    templates: Vec<Option<Vec<Part>>>,
    rows: u64,
    octets: u64,
    last_line: u64,
}

impl<E, F: FnMut(&JudgedRow<'_>) -> Result<(), E>> Settling<'_, F> {
    fn block(&mut self, block: &Block, drafts: Drafts) -> Result<(), E> {
        self.rows += drafts.rows.len() as u64;
        self.octets += block.octets() as u64;
        self.last_line = self.last_line.max(drafts.last_line);
        let mut ahead = drafts.noted.chunks(WARMED_TOGETHER);
        let mut noted = drafts.noted.iter();
        for (number, (mark, kind)) in drafts.rows.into_iter().enumerate() {
            if number.is_multiple_of(WARMED_TOGETHER) {
                self.seen.warm(ahead.next().unwrap_or_default());
            }
            match kind {
                Kind::Fine { domain, kind } => match noted.next().and_then(|noted| self.seen.note_key(*noted)) {
                    None => self.fine(block, mark, domain, kind)?,
                    Some(duplicate) => self.other(block, mark, None, vec![(0, duplicate)])?,
                },
                Kind::Old => self.tally.old_rows += 1,
                Kind::Other(draft) => {
                    draft.noted().for_each(|_| _ = noted.next());
                    let duplicates = draft.duplicates(self.seen);
                    self.other(block, mark, Some(draft), duplicates)?;
                }
            }
        }
        Ok(())
    }

    /// A row that is fine, and no duplicate.
    fn fine(&mut self, block: &Block, mark: Mark, domain: u32, kind: u16) -> Result<(), E> {
        let (domain, kind) = (domain as usize, usize::from(kind));
        if self.fine.len() <= domain {
            self.fine.resize(domain + 1, 0);
        }
        self.fine[domain] += 1;
        let Sinks::All(sink) = &mut self.sink else { return Ok(()) };
        let Some(row) = block.row(mark, self.layout) else { return Ok(()) };
        let content = row.content_text();
        if self.templates.len() <= kind {
            self.templates.resize_with(kind + 1, || None);
        }
        let parts = match &mut self.templates[kind] {
            Some(parts) => {
                parts.iter_mut().for_each(|part| part.span = 0..content.bytes().len());
                parts
            }
            none => {
                meet_all(&row, self.policy, &mut self.at_hand);
                let about = About::of(&row, self.before + row.line, self.layout);
                none.insert(draft_of(&content, &about, &self.at_hand, self.policy, self.keys).parts)
            }
        };
        sink(&JudgedRow { row: &row, content: content.bytes(), parts, collected: self.collected })
    }

    /// Any other row. Without a draft it was fine but for what it repeats.
    fn other(
        &mut self,
        block: &Block,
        mark: Mark,
        draft: Option<Box<Draft>>,
        duplicates: Vec<(usize, Duplicate)>,
    ) -> Result<(), E> {
        let Some(row) = block.row(mark, self.layout) else { return Ok(()) };
        let content = row.content_text();
        let about = About::of(&row, self.before + row.line, self.layout);
        if !duplicates.is_empty() {
            meet_all(&row, self.policy, &mut self.at_hand);
        }
        let mut draft = match draft {
            Some(draft) => *draft,
            None => draft_of(&content, &about, &self.at_hand, self.policy, self.keys),
        };
        draft.mark(&duplicates, &content, &about, &self.at_hand, self.policy, self.keys);
        let row = JudgedRow { row: &row, content: content.bytes(), parts: &draft.parts, collected: self.collected };
        let (Sinks::All(sink) | Sinks::Eventful(sink)) = &mut self.sink;
        if self.tally.add_unless_accepted(&row, self.options) { sink(&row) } else { Ok(()) }
    }
}

/// Looks up all domains that are needed to judge a row.
fn meet_all(row: &Row<'_>, policy: &Policy, at_hand: &mut LocalCache<'_>) {
    for content in std::iter::once(row.content_text()).chain(row.more_cells().map(|(_, content)| content)) {
        for reading in readings(&content).as_slice() {
            at_hand.meet_all(reading, policy);
        }
    }
}

/// Whether a row was there before. Where several cells of it are judged, one of them may be new.
fn is_old(row: &Row<'_>, options: &RunOptions) -> bool {
    row.more.is_empty() && options.is_old(row.content_text().bytes())
}

/// What all threads need to judge rows by themselves.
struct Drafting<'d> {
    options: &'d RunOptions,
    policy: &'d Policy,
    layout: &'d Layout,
    keys: &'d Keys,
    /// Lines of the lists before this one.
    before: u64,
    /// Rows that are fine are told apart from others.
    knows_fine: bool,
}

impl Drafting<'_> {
    fn block(&self, block: &Block, layout: &Layout, at_hand: &mut LocalCache<'_>) -> Drafts {
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
        at_hand: &mut LocalCache<'_>,
        noted: &mut Vec<Noted>,
    ) -> Kind {
        if row.more.is_empty() && self.options.is_old(content.bytes()) {
            return Kind::Old;
        }
        let number = self.before + row.line;
        if self.knows_fine
            && row.more.is_empty()
            && row.column.is_none()
            && let Some((reading, name)) = only(readings)
            && let Some(address) = &reading.address
            && row.findings.is_empty()
            && let Some(domain) = at_hand.meet_fine(key, name, reading, self.policy)
            && !row.has_unseen_address(self.layout)
        {
            noted.push(match domain.has_spellings {
                true => self.keys.noted(address, number, Verdict::Ok),
                false => self.keys.noted_alone(address, number, Verdict::Ok),
            });
            return Kind::Fine { domain: domain.number, kind: domain.kind };
        }
        meet_all(row, self.policy, at_hand);
        let draft = draft_of(content, &About::of(row, number, self.layout), at_hand, self.policy, self.keys);
        noted.extend(draft.noted());
        Kind::Other(Box::new(draft))
    }
}

/// The address of a cell with only one, and its domain.
fn only<'r>(readings: &'r Readings<'_>) -> Option<(&'r Reading<'r>, &'r str)> {
    let [reading] = readings.as_slice() else { return None };
    Some((reading, domain_of(reading)?))
}
