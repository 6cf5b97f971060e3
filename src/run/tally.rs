//! Counts of a run: rows by verdict and by code, with an example of each.

use crate::judge::{RowVerdict, Verdict};
use crate::reason::Reason;
use crate::run::judge_cell::Part;
use crate::run::options::RunOptions;
use crate::run::row::JudgedRow;
use std::collections::{BTreeMap, HashSet};

/// How many rows had what. Verdicts and codes are counted by the rows that come out, which are more than those that went
/// in where cells are split.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows that were judged, with those whose findings are accepted.
    pub rows: u64,
    /// Rows whose findings are accepted; they have no verdict here.
    pub accepted: u64,
    /// Rows that were there before, and were not judged.
    pub old_rows: u64,
    /// Addresses that were understood; a row may have several.
    pub addresses: u64,
    /// Rows that come out as ok with a cell that has to be repaired before it can be mailed.
    pub ok_unrepaired: u64,
    /// Rows in which nothing stands. They have no verdict here, and count in no share.
    pub blank_rows: u64,
    /// Rows that came out beyond one for each that came in, where cells are split.
    pub more_rows: u64,
    /// Rows without an address. They have no verdict here: there is nothing to send to.
    pub without_address: CodeTally,
    verdicts: BTreeMap<Verdict, u64>,
    /// Rows by the code that explains their verdict.
    pub primaries: BTreeMap<(Verdict, Reason), CodeTally>,
    /// Rows by every code they have.
    pub codes: BTreeMap<Reason, u64>,
}

/// Rows with one primary code.
#[derive(Clone, Debug, Default)]
pub struct CodeTally {
    pub rows: u64,
    /// The distinct domains of these rows.
    pub domains: HashSet<Box<str>>,
    pub example: Option<Example>,
}

/// The first row with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The content of its e-mail cell, cut to [`EXAMPLE_OCTETS_MAX`]; not UTF-8 for certain, and not safe to print as it is.
    pub content: Vec<u8>,
    /// Why and since when it is suppressed, for an address that is.
    pub suppressed: Option<String>,
}

/// As much of a cell is kept as an example.
pub const EXAMPLE_OCTETS_MAX: usize = 320;

impl Example {
    pub(crate) fn of(row: &JudgedRow<'_>, suppressed: Option<String>) -> Example {
        let content = row.content[..row.content.len().min(EXAMPLE_OCTETS_MAX)].to_vec();
        Example { line: row.row.line, content, suppressed }
    }
}

impl Tally {
    /// The rows that shares are shares of: all but blank ones.
    pub fn filled_rows(&self) -> u64 {
        self.rows - self.blank_rows.min(self.rows) + self.more_rows
    }

    /// Rows without an address, and their code, if there are any.
    pub fn lacking(&self) -> Option<(Reason, &CodeTally)> {
        (self.without_address.rows > 0).then_some((Reason::InputEmpty, &self.without_address))
    }

    /// Counts a row as it comes out: once, or once for each address where cells are split.
    pub fn add(&mut self, row: &JudgedRow<'_>, split: bool) {
        self.rows += 1;
        self.addresses += row.parts.iter().filter(|part| part.has_address).count() as u64 + row.row.more.len() as u64;
        if split {
            self.more_rows += row.parts.len().saturating_sub(1) as u64;
            for part in row.parts {
                self.add_output(row, &part.verdict, std::slice::from_ref(part));
            }
        } else {
            self.add_output(row, &row.whole(), row.parts);
        }
    }

    /// Counts rows that came out as ok with one address, none of them in need of repair, and all with these codes.
    pub fn add_ok(&mut self, rows: u64, codes: &[Reason]) {
        self.rows += rows;
        self.addresses += rows;
        *self.verdicts.entry(Verdict::Ok).or_default() += rows;
        for code in codes {
            *self.codes.entry(*code).or_default() += rows;
        }
    }

    /// Counts a row, and tells whether it is to be handed on. One whose finding the baseline knows is only counted.
    pub fn add_unless_accepted(&mut self, row: &JudgedRow<'_>, options: &RunOptions) -> bool {
        if options.accepts(row.content, row.whole().primary) {
            self.rows += 1;
            self.accepted += 1;
            return false;
        }
        self.add(row, options.policy.split);
        true
    }

    fn add_output(&mut self, row: &JudgedRow<'_>, whole: &RowVerdict, parts: &[Part]) {
        for code in whole.codes() {
            *self.codes.entry(code).or_default() += 1;
        }
        if whole.primary == Some(Reason::InputBlank) {
            self.blank_rows += 1;
            return;
        }
        if whole.verdict == Verdict::Reject && whole.primary == Some(Reason::InputEmpty) {
            self.without_address.rows += 1;
            self.without_address.example.get_or_insert_with(|| Example::of(row, None));
            return;
        }
        *self.verdicts.entry(whole.verdict).or_default() += 1;
        let unrepaired = parts.iter().any(|part| part.verdict.repaired.is_some() && part.fixed.is_none());
        self.ok_unrepaired += u64::from(whole.verdict == Verdict::Ok && unrepaired);
        let Some(primary) = whole.primary else { return };
        let code = self.primaries.entry((whole.verdict, primary)).or_default();
        code.rows += 1;
        code.example.get_or_insert_with(|| Example::of(row, whole.suppressed.as_ref().map(|entry| entry.why())));
        for domain in parts.iter().filter_map(|part| part.domain.as_deref()) {
            if !code.domains.contains(domain) {
                code.domains.insert(domain.into());
            }
        }
    }

    /// Adds rows with one primary code, as a made-up run has them.
    #[cfg(test)]
    pub fn note(&mut self, verdict: Verdict, reason: Reason, code: CodeTally) {
        *self.verdicts.entry(verdict).or_default() += code.rows;
        *self.codes.entry(reason).or_default() += code.rows;
        self.primaries.insert((verdict, reason), code);
    }

    /// Makes ok what has no verdict yet.
    #[cfg(test)]
    pub fn fill_up_with_ok(&mut self) {
        let judged: u64 = self.verdicts.values().sum();
        *self.verdicts.entry(Verdict::Ok).or_default() += self.rows.saturating_sub(judged);
    }

    /// Rows with this verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.verdicts.get(&verdict).copied().unwrap_or_default()
    }

    /// The codes that explain this verdict, the commonest first.
    pub fn explaining(&self, verdict: Verdict) -> Vec<(Reason, &CodeTally)> {
        let mut codes: Vec<_> = self
            .primaries
            .iter()
            .filter(|((v, _), _)| *v == verdict)
            .map(|((_, code), tally)| (*code, tally))
            .collect();
        codes.sort_by_key(|(code, tally)| (std::cmp::Reverse(tally.rows), *code));
        codes
    }
}
