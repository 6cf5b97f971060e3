//! One table of `data/` as text: lines with columns between tabs, and comments that begin with `#`.
//!
//! Only reading is here; what the columns mean is said by whoever reads the table. A user may bring a table of one's own, so a
//! line that cannot be used is told with its place and with what was expected there.

use crate::reason::escape::file;
use crate::reason::{Lang, Sentence, sentence, shown_in_english};
use std::path::Path;

/// Why a line of a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TableError {
    /// The file's name.
    pub table: &'static str,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The name of the text that says what should stand there.
    pub expected: &'static str,
    /// What stands there, cut to `FOUND_CHARS_MAX` characters.
    pub found: String,
}

impl TableError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        self.within("").said(lang)
    }

    /// The same of a table in this folder, so that its place can be opened.
    pub fn within(&self, folder: impl AsRef<Path>) -> Sentence {
        let place = file(folder.as_ref().join(format!("{}:{}:{}", self.table, self.line, self.column)));
        let expected = Sentence::new(self.expected, Vec::new());
        sentence!("table-error", place = place, expected = expected, found = format!("{:?}", self.found))
    }
}

shown_in_english!(TableError);

/// As much of a wrong field as is shown, in characters.
const FOUND_CHARS_MAX: usize = 60;

/// A row of a table.
pub struct Row<'t> {
    table: &'static str,
    line: usize,
    text: &'t str,
}

/// The rows of a table, without its comments and empty lines.
pub fn rows<'t>(table: &'static str, text: &'t str) -> impl Iterator<Item = Row<'t>> {
    // Editors on Windows begin a text with a byte order mark.
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    (1..)
        .zip(lines)
        .filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'))
        .map(move |(line, text)| Row { table, line, text })
}

impl<'t> Row<'t> {
    /// The text of a column, counted from 0; empty when there is none.
    pub fn field(&self, column: usize) -> &'t str {
        self.text.split('\t').nth(column).unwrap_or_default()
    }

    /// A column that must hold a domain.
    pub fn domain(&self, column: usize) -> Result<&'t str, TableError> {
        let field = self.field(column);
        let plain = is_plain_domain(field) && field.contains('.');
        if plain { Ok(field) } else { Err(self.wrong(column, "table-expected-domain")) }
    }

    /// A column that must not be empty; `expected` is the name of a text.
    pub fn filled(&self, column: usize, expected: &'static str) -> Result<&'t str, TableError> {
        let field = self.field(column);
        if field.trim().is_empty() { Err(self.wrong(column, expected)) } else { Ok(field) }
    }

    /// A column that must hold a year, a month or a day: `2025`, `2025-03`, `2025-03-31`.
    pub fn date(&self, column: usize) -> Result<&'t str, TableError> {
        let field = self.field(column);
        if is_date(field) { Ok(field) } else { Err(self.wrong(column, "table-expected-date")) }
    }

    /// The error that says what was expected in a column, which is the name of a text.
    pub fn wrong(&self, column: usize, expected: &'static str) -> TableError {
        let before = self.text.split('\t').take(column).map(|field| field.chars().count() + 1).sum::<usize>();
        TableError {
            table: self.table,
            line: self.line,
            column: (before + 1).min(self.text.chars().count() + 1),
            expected,
            found: self.field(column).chars().take(FOUND_CHARS_MAX).collect(),
        }
    }
}

/// Lower-case letters, digits, hyphens and underscores in labels between single dots.
pub fn is_plain_domain(domain: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    domain.split('.').all(|label| !label.is_empty() && label.bytes().all(letter))
}

/// A year, with a month and a day if more is known. Whether the month has so many days is not looked at.
fn is_date(text: &str) -> bool {
    let in_range = |part: &str, digits: usize, least: u32, most: u32| {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain && part.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = parts.first().is_some_and(|part| in_range(part, 4, 1980, 2999));
    let month = parts.get(1).is_none_or(|part| in_range(part, 2, 1, 12));
    let day = parts.get(2).is_none_or(|part| in_range(part, 2, 1, 31));
    year && month && day && parts.len() <= 3
}

/// The name and its parents that still have a dot: `a.b.c`, `b.c`.
pub fn parents(name: &str) -> impl Iterator<Item = &str> {
    // Names are short, so octets are looked at one by one.
    let below = |name: &str| name.bytes().position(|octet| octet == b'.');
    std::iter::successors(Some(name), move |name| name.get(below(name)? + 1..))
        .filter(move |name| below(name).is_some())
}
