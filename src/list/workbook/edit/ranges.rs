//! References to cells (ECMA-376 part 1, 18.18.62 and 18.18.76), and where they point when only some rows are kept.

/// The rows of a sheet that are kept, by their numbers from 1, in order. One may be kept several times.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<u32>);

impl Kept {
    /// Keeps one more row, and gives its new number.
    pub fn push(&mut self, row: u32) -> u32 {
        debug_assert!(self.0.last().is_none_or(|last| *last <= row));
        self.0.push(row);
        self.0.len() as u32
    }

    /// The new numbers of the rows from one to another; nothing where none is kept.
    fn rows(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let before = self.0.partition_point(|row| *row < first) as u32;
        let end = self.0.partition_point(|row| *row <= last) as u32;
        (before < end).then_some((before + 1, end))
    }

    /// A reference such as `B5`, `$A$2:C9` or `D:D` as it is now; nothing where none of its rows is kept, or it is no reference.
    pub fn reference(&self, text: &str) -> Option<String> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last) = (Corner::parse(first)?, Corner::parse(last)?);
        let (top, bottom) = match (first.row, last.row) {
            (Some(top), Some(bottom)) if top <= bottom => self.rows(top, bottom)?,
            (None, None) => return Some(text.to_owned()),
            _ => return None,
        };
        let first = first.at(top);
        Some(if text.contains(':') { format!("{first}:{}", last.at(bottom)) } else { first })
    }

    /// References with spaces between them.
    pub fn references(&self, text: &str) -> Option<String> {
        let kept: Vec<_> = text.split_ascii_whitespace().filter_map(|one| self.reference(one)).collect();
        (!kept.is_empty()).then(|| kept.join(" "))
    }
}

/// One corner of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corner<'t> {
    /// Its letters, with a `$` where there is one.
    letters: &'t str,
    fixed: bool,
    pub row: Option<u32>,
}

impl<'t> Corner<'t> {
    pub fn parse(text: &'t str) -> Option<Corner<'t>> {
        let digits = text.trim_start_matches(|c: char| c == '$' || c.is_ascii_alphabetic());
        let letters = &text[..text.len() - digits.len()];
        let (letters, fixed) = match letters.strip_suffix('$') {
            Some(letters) if !digits.is_empty() => (letters, true),
            _ => (letters, false),
        };
        let row = if digits.is_empty() { None } else { Some(digits.parse().ok().filter(|row| *row > 0)?) };
        let plain = letters.strip_prefix('$').unwrap_or(letters);
        let empty = plain.is_empty() && row.is_none();
        (!empty && !plain.contains('$') && plain.len() <= 3).then_some(Corner { letters, fixed, row })
    }

    /// The number of its column, from 0.
    pub fn column(&self) -> Option<u32> {
        let letters = self.letters.trim_start_matches('$');
        let number = letters.bytes().fold(0, |n, letter| n * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        number.checked_sub(1)
    }

    /// The cell below it.
    pub fn below(&self) -> String {
        self.at(self.row.map_or(1, |row| row.saturating_add(1)))
    }

    fn at(&self, row: u32) -> String {
        format!("{}{}{row}", self.letters, if self.fixed { "$" } else { "" })
    }
}

/// The letters of a column, by its number from 0.
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (column % 26) as u8);
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => break,
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), expected);
            assert_eq!(Corner::parse(expected).and_then(|corner| corner.column()), Some(column));
        }
    }

    #[test]
    fn references_follow_their_rows() {
        let mut kept = Kept::default();
        for row in [1, 2, 5, 9] {
            kept.push(row);
        }
        for (reference, expected) in [
            ("A1", Some("A1")),
            ("B5", Some("B3")),
            ("$B$5", Some("$B$3")),
            ("B6", None),
            ("A1:D9", Some("A1:D4")),
            ("A3:D8", Some("A3:D3")),
            ("A6:D8", None),
            ("$A$1:$D$100", Some("$A$1:$D$4")),
            ("A:C", Some("A:C")),
            ("$1:$2", Some("$1:$2")),
            ("5:9", Some("3:4")),
            ("A9:B1", None),
            ("", None),
            ("A0", None),
            ("A1:", None),
            ("é5", None),
            ("A99999999999", None),
        ] {
            assert_eq!(kept.reference(reference).as_deref(), expected, "{reference}");
        }
        assert_eq!(kept.references("A3:A4 B5:B9  C1").as_deref(), Some("B3:B4 C1"));
        assert_eq!(kept.references("A3:A4"), None);
    }
}
