//! Which cell of a row is its address, which further cells are judged with it, and whether another cell holds an address that nobody
//! would look at. It must never judge an address, and never look twice at a row without an `@` outside of its e-mail cell.

use super::csv::earlier::Own;
use super::csv::split::{Shape, split, unquote};
use super::detect::look;
use super::{Layout, NamedColumn, Row};
use std::ops::Range;

/// The cells of a row that are judged.
#[derive(Debug, Default)]
pub(super) struct Judged<'l> {
    pub cell: Option<Range<usize>>,
    /// The column of the cell, where that is not the e-mail column.
    pub column: Option<&'l NamedColumn>,
    pub more: Vec<(&'l NamedColumn, Range<usize>)>,
}

/// Takes the first cell that says something as that of the row, and the others with something like an address beside it. `more` are
/// the cells of [`Layout::more_columns`] by their place there.
pub(super) fn judged<'l>(
    text: &[u8],
    layout: &'l Layout,
    cell: Option<Range<usize>>,
    more: Vec<(usize, Range<usize>)>,
) -> Judged<'l> {
    let content = |place: &Range<usize>| unquote(text.get(place.clone()).unwrap_or_default());
    let is_meant = |place: &Range<usize>| {
        let content = content(place);
        look::is_meant(&content) || look::is_attempt(&content)
    };
    let more = more.into_iter().filter(|(_, place)| is_meant(place));
    let mut judged = Judged { cell, column: None, more: Vec::new() };
    judged.more = more.filter_map(|(column, place)| Some((layout.more_columns.get(column)?, place))).collect();
    let says_nothing = judged.cell.as_ref().is_none_or(|cell| look::is_nothing(&content(cell)));
    if says_nothing && !judged.more.is_empty() {
        let (column, place) = judged.more.remove(0);
        (judged.cell, judged.column) = (Some(place), Some(column));
    }
    judged
}

impl Row<'_> {
    /// Whether nothing stands in any cell of the row.
    pub fn is_blank(&self, layout: &Layout) -> bool {
        let nothing =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | 0) || Some(*byte) == layout.delimiter;
        self.text.bytes().iter().all(nothing)
    }

    /// Whether a cell that is not judged looks like the address of a person. Columns that are somebody else's do not count, nor does
    /// anything where the user named the columns.
    pub fn has_unseen_address(&self, layout: &Layout) -> bool {
        let (Some(delimiter), false) = (layout.delimiter, layout.columns_named) else { return false };
        let text = self.text.bytes();
        let cell = self.cell.clone().unwrap_or(0..0);
        let outside = |part: Option<&[u8]>| part.is_some_and(|part| memchr::memchr(b'@', part).is_some());
        if !outside(text.get(..cell.start)) && !outside(text.get(cell.end..)) {
            return false;
        }
        let ours = if layout.earlier_columns { Own::of(self, layout).cells } else { usize::MAX };
        let left_alone = |column: usize| column >= ours || layout.left_alone.iter().any(|other| other.place == column);
        let seen: Vec<_> = std::iter::once(&cell).chain(self.more.iter().map(|(_, place)| place)).collect();
        let shape =
            Shape { delimiter: Some(delimiter), columns: layout.columns, email_column: Some(layout.email_column) };
        let mut unseen = false;
        split(text, true, shape, |column, place| {
            if unseen
                || seen.contains(&&place)
                || left_alone(column)
                || memchr::memchr(b'@', &text[place.clone()]).is_none()
            {
                return;
            }
            let content = unquote(&text[place]);
            let again = || {
                seen.iter().any(|place| {
                    let judged = unquote(text.get((*place).clone()).unwrap_or_default());
                    look::trim(&judged).eq_ignore_ascii_case(look::trim(&content))
                })
            };
            unseen = look::is_somebodys(&content) && !again();
        });
        unseen
    }
}
