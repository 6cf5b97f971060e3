//! The cells that an earlier run of presend added to a row, so that a list that it wrote is never given them twice.
//!
//! They are the last three of a row, whatever it holds before them: a row with more cells than the list has columns got them behind its
//! own. It must never take a row's own cells for them.

use super::split::{Shape, split, unquote};
use crate::list::{ADDED_COLUMNS, Layout, Row};
use std::ops::Range;

/// Whether these cells are what presend writes behind a row: a verdict, codes and a suggestion.
pub(in crate::list) fn is_added(cells: &[impl AsRef<[u8]>]) -> bool {
    let [verdict, codes, _] = cells else { return false };
    let (verdict, codes) = (verdict.as_ref(), codes.as_ref());
    [&b"ok"[..], b"review", b"reject", b"unknown"].contains(&verdict)
        && codes.split(|&byte| byte == b' ').all(|code| code.is_empty() && verdict == b"ok" || code.contains(&b'.'))
}

/// The cells of a row that are its own.
pub(in crate::list) fn own<C: AsRef<[u8]>>(row: &[C]) -> &[C] {
    match row.len().checked_sub(ADDED_COLUMNS.len()) {
        Some(own @ 1..) if is_added(&row[own..]) => &row[..own],
        _ => row,
    }
}

/// Whether these are the names of the columns of a list that presend wrote.
pub(in crate::list) fn are_names(row: &[impl AsRef<[u8]>]) -> bool {
    row.len() > ADDED_COLUMNS.len()
        && row[row.len() - ADDED_COLUMNS.len()..]
            .iter()
            .zip(ADDED_COLUMNS)
            .all(|(cell, name)| cell.as_ref() == name.as_bytes())
}

/// What of a row is its own.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::list) struct Own {
    pub cells: usize,
    /// Where its own cells end in the text of the row.
    pub end: usize,
}

impl Own {
    /// Of a row in a list with the columns of an earlier run. A row as wide as the list has them, whatever stands there now.
    pub fn of(row: &Row<'_>, layout: &Layout) -> Own {
        let text = row.text.bytes();
        let whole = Own { cells: row.columns, end: text.len() };
        if row.columns <= ADDED_COLUMNS.len() || layout.delimiter.is_none() {
            return whole;
        }
        let shape =
            Shape { delimiter: layout.delimiter, columns: layout.columns, email_column: Some(layout.email_column) };
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut from = 0;
        // A header may stand below other lines; its own is the last.
        while let Some(found) = split(&text[from..], true, shape, |column, place| {
            if column == 0 {
                places.clear();
            }
            places.push(from + place.start..from + place.end);
        }) {
            from += found.raw + found.line_end;
            if from >= text.len() {
                break;
            }
        }
        let Some(cells) = places.len().checked_sub(ADDED_COLUMNS.len()) else { return whole };
        let added: Vec<_> = places[cells..].iter().map(|place| unquote(&text[place.clone()])).collect();
        if row.columns == layout.columns || is_added(&added) {
            Own { cells, end: places[cells].start.saturating_sub(1) }
        } else {
            whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_presend_adds_is_a_verdict_with_codes() {
        for (cells, expected) in [
            (["ok", "", ""], true),
            (["ok", "address.free", "x"], true),
            (["reject", "syntax.no_at input.ragged", ""], true),
            (["review", "typo.provider(E-Mail_2)", "a@b.com"], true),
            (["reject", "", ""], false),
            (["review", "soon", ""], false),
            (["", "", ""], false),
            (["OK", "", ""], false),
        ] {
            assert_eq!(is_added(&cells), expected, "{cells:?}");
            assert_eq!(own(&[&["a"], &cells[..]].concat()).len(), if expected { 1 } else { 4 });
        }
        assert_eq!(own(&["ok", "", ""]).len(), 3, "a row has a cell of its own");
    }

    #[test]
    fn names_stand_last() {
        let names = ["email", "presend_verdict", "presend_codes", "presend_suggestion"];
        assert!(are_names(&names));
        assert!(!are_names(&names[1..]));
        assert!(!are_names(&[&names[..], &["x"]].concat()));
    }
}
