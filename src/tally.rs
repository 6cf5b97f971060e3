//! Counts of a run: rows by verdict and by code, with an example of each.

use crate::judge::Verdict;
use crate::reason::Reason;
use crate::rows::JudgedRow;
use std::collections::{BTreeMap, HashSet};

/// How many rows had what.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub rows: u64,
    /// Addresses that were understood; a row may have several.
    pub addresses: u64,
    /// Rows that a safe repair would change, or did.
    pub repaired: u64,
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
}

/// As much of a cell is kept as an example.
pub const EXAMPLE_OCTETS_MAX: usize = 320;

impl Tally {
    /// Counts a row under one verdict.
    pub fn add(&mut self, row: &JudgedRow<'_>) {
        let whole = row.whole();
        self.rows += 1;
        self.addresses += row.parts.iter().filter(|part| part.has_address).count() as u64;
        self.repaired += u64::from(row.parts.iter().any(|part| part.verdict.repaired.is_some()));
        *self.verdicts.entry(whole.verdict).or_default() += 1;
        for code in whole.codes() {
            *self.codes.entry(code).or_default() += 1;
        }
        let Some(primary) = whole.primary else { return };
        let code = self.primaries.entry((whole.verdict, primary)).or_default();
        code.rows += 1;
        code.example.get_or_insert_with(|| Example {
            line: row.row.line,
            content: row.content[..row.content.len().min(EXAMPLE_OCTETS_MAX)].to_vec(),
        });
        for domain in row.parts.iter().filter_map(|part| part.domain.as_deref()) {
            if !code.domains.contains(domain) {
                code.domains.insert(domain.into());
            }
        }
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
