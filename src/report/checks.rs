//! Addresses that were checked, gathered for the forms that are made at the end: all of them are counted, and the first are kept. There may be
//! more of them than memory holds, as standard input need not end.

use super::Style;
use super::text::{redacted, safe};
use crate::judge::{Verdict, evidence};
use crate::reason::Reason;
use crate::run::check::Checked;
use std::collections::BTreeMap;

/// Addresses that are kept. The others are counted.
pub const CHECKS_KEPT_MAX: usize = 1_000;
/// As much of a text is kept, in characters.
const CELL_CHARS_MAX: usize = 200;
/// Codes of an address that are kept.
const CODES_MAX: usize = 20;
/// Lines of what the DNS said of an address that are kept, and the characters of each.
const EVIDENCE_MAX: usize = 6;
const EVIDENCE_WIDTH: usize = 160;

/// What was found so far.
#[derive(Debug, Default)]
pub struct Checks {
    /// The counts by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 4],
    /// Addresses by the code that explains their verdict.
    pub primary: BTreeMap<Reason, u64>,
    /// The first ones, in order.
    pub first: Vec<Check>,
}

/// A checked address, as a table shows it.
#[derive(Debug)]
pub struct Check {
    /// The line of standard input; none for an argument.
    pub line: Option<u64>,
    cell: String,
    pub verdict: Verdict,
    /// The codes, the one that explains the verdict first.
    pub codes: Vec<Reason>,
    meant: Option<String>,
    /// What the DNS said, where the address is not ok.
    pub evidence: Vec<String>,
}

impl Checks {
    /// Counts an answer, and keeps it if it is among the first. `line` is where it stood.
    pub fn add(&mut self, checked: &Checked, line: Option<u64>) {
        let whole = checked.whole();
        for (verdict, count) in Verdict::ALL.into_iter().zip(&mut self.verdicts) {
            *count += u64::from(verdict == whole.verdict);
        }
        if let Some(reason) = whole.primary {
            *self.primary.entry(reason).or_default() += 1;
        }
        if self.first.len() >= CHECKS_KEPT_MAX {
            return;
        }
        let cut = |text: &str| -> String { text.chars().take(CELL_CHARS_MAX).collect() };
        let others = whole.codes().filter(|code| whole.primary != Some(*code));
        let meant = checked.parts.iter().find_map(|part| part.verdict.suggestion.as_ref());
        // Of a text with several addresses the octets are shown as they came.
        let repaired = match checked.parts.as_slice() {
            [only] => only.address.as_ref().map(ToString::to_string),
            _ => None,
        };
        let facts =
            checked.parts.iter().filter(|_| whole.verdict != Verdict::Ok).filter_map(|part| part.facts.as_deref());
        self.first.push(Check {
            line,
            cell: cut(&repaired.map_or_else(|| String::from_utf8_lossy(&checked.raw), Into::into)),
            verdict: whole.verdict,
            codes: whole.primary.into_iter().chain(others).take(CODES_MAX).collect(),
            meant: meant.map(|suggestion| cut(&suggestion.address)),
            evidence: facts.flat_map(evidence).take(EVIDENCE_MAX).map(|line| safe(&line, EVIDENCE_WIDTH)).collect(),
        });
    }

    /// All that were checked.
    pub fn all(&self) -> u64 {
        self.verdicts.iter().sum()
    }

    /// Whether they stood on lines of an input.
    pub fn have_lines(&self) -> bool {
        self.first.iter().any(|check| check.line.is_some())
    }
}

impl Check {
    /// The address, or the text in which none was found.
    pub fn cell(&self, width: usize, style: Style) -> String {
        shown(&self.cell, width, style)
    }

    /// The address that was probably meant.
    pub fn meant(&self, width: usize, style: Style) -> Option<String> {
        self.meant.as_ref().map(|meant| shown(meant, width, style))
    }
}

fn shown(text: &str, width: usize, style: Style) -> String {
    safe(&if style.redact { redacted(text) } else { text.to_owned() }, width)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::judge::RowVerdict;
    use crate::run::check::CheckedPart;

    /// An answer to a text in which no address was found, with these codes.
    pub fn answer(raw: &str, reasons: &[Reason]) -> Checked {
        let part = CheckedPart { address: None, verdict: RowVerdict::of(reasons), span: 0..raw.len(), facts: None };
        Checked { raw: raw.into(), parts: vec![part] }
    }

    #[test]
    fn all_are_counted_and_the_first_are_kept() {
        let mut checks = Checks::default();
        for line in 1..=1_500 {
            let reasons: &[Reason] = if line % 2 == 0 { &[Reason::AddressFree, Reason::DomainNxdomain] } else { &[] };
            checks.add(&answer(&"a".repeat(5_000), reasons), Some(line));
        }
        assert_eq!((checks.all(), checks.verdicts), (1_500, [750, 0, 750, 0]));
        assert_eq!(checks.primary, BTreeMap::from([(Reason::DomainNxdomain, 750)]));
        assert_eq!((checks.first.len(), checks.first[1].line), (CHECKS_KEPT_MAX, Some(2)));
        assert_eq!(checks.first[1].codes, [Reason::DomainNxdomain, Reason::AddressFree]);
        assert_eq!(checks.first[1].cell(9_000, Style::default()).len(), CELL_CHARS_MAX);
        assert_eq!(checks.first[1].cell(80, Style { redact: true, ..Style::default() }), "a***");
    }
}
