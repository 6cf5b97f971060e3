//! Rows that need attention, as many as a page can show. Where there are more, each code keeps its first rows, so that a rare code is not
//! crowded out by a common one.

use super::page_data::ShownRow;
use crate::judge::Verdict;
use crate::reason::Reason;
use std::collections::BTreeMap;

/// Rows that a page shows. How many of them fit is for the page to find out, which has a bound in octets, too.
pub const ROWS_MAX: usize = 1_000;

/// The rows so far.
#[derive(Debug, Default)]
pub struct Attention {
    by_code: BTreeMap<(Verdict, Reason), Vec<ShownRow>>,
    kept: usize,
    /// No code has more rows than this, once there is no room left.
    most: usize,
}

impl Attention {
    /// Offers a row; it is made only if it is kept.
    pub fn offer(&mut self, verdict: Verdict, reason: Reason, make: impl FnOnce() -> ShownRow) {
        let own = self.by_code.get(&(verdict, reason)).map_or(0, Vec::len);
        if self.kept >= ROWS_MAX && !self.makes_room_for(own) {
            return;
        }
        self.by_code.entry((verdict, reason)).or_default().push(make());
        self.kept += 1;
    }

    /// Drops the last row of the code with the most rows, if it has more than one that has `own` would have.
    fn makes_room_for(&mut self, own: usize) -> bool {
        // Without room the most never grows, so what was found before may only be too high.
        if self.most > 0 && own + 1 >= self.most {
            return false;
        }
        let Some(largest) = self.by_code.values_mut().max_by_key(|rows| rows.len()) else { return false };
        self.most = largest.len();
        if own + 1 >= self.most {
            return false;
        }
        largest.pop();
        self.kept -= 1;
        true
    }

    /// The rows in the order of the list.
    pub fn rows(self) -> Vec<ShownRow> {
        let mut rows: Vec<ShownRow> = self.by_code.into_values().flatten().collect();
        rows.sort_by_key(|row| row.line);
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(offers: impl IntoIterator<Item = (u64, Reason)>) -> Vec<ShownRow> {
        let mut attention = Attention::default();
        for (line, reason) in offers {
            attention.offer(Verdict::Reject, reason, || ShownRow {
                line,
                cell: String::new(),
                verdict: Verdict::Reject,
                reason,
                meant: None,
            });
        }
        attention.rows()
    }

    #[test]
    fn one_code_has_the_first_rows() {
        let lines: Vec<u64> =
            rows((1..5_000).map(|line| (line, Reason::DomainNxdomain))).iter().map(|row| row.line).collect();
        assert_eq!(lines, (1..=ROWS_MAX as u64).collect::<Vec<_>>());
    }

    #[test]
    fn a_rare_code_is_not_crowded_out() {
        let reason = |line: u64| match line {
            4_990.. => Reason::DomainNullMx,
            line if line.is_multiple_of(2) => Reason::SyntaxNoAt,
            _ => Reason::DomainNxdomain,
        };
        let rows = rows((1..5_000).map(|line| (line, reason(line))));
        let of = |reason| rows.iter().filter(|row| row.reason == reason).count();
        assert_eq!(rows.len(), ROWS_MAX);
        assert_eq!([Reason::DomainNullMx, Reason::SyntaxNoAt, Reason::DomainNxdomain].map(of), [10, 495, 495]);
        assert!(rows.is_sorted_by_key(|row| row.line));
    }
}
