//! Text that remembers where in the cell each of its characters came from.
//!
//! Repairs replace and drop characters, yet every finding must point into the cell as it was given. Text that was not
//! changed is borrowed from the cell and costs nothing. This module knows nothing of addresses.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of a cell, perhaps changed. All ranges given to its methods are byte ranges of the text, on character
/// boundaries; all ranges it gives out are byte ranges of the cell.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    text: Cow<'a, str>,
    places: Places,
}

/// Where the bytes of the text stand in the cell.
#[derive(Clone, Debug)]
enum Places {
    /// The text is the cell from this byte on.
    From(usize),
    /// The start and the end, in the cell, of the character that each byte of the text belongs to.
    Each(Vec<(u32, u32)>),
}

impl<'a> Text<'a> {
    /// Text as it stands in the cell, from byte `start` on.
    pub(super) fn at(text: &'a str, start: usize) -> Text<'a> {
        Text { text: Cow::Borrowed(text), places: Places::From(start) }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it stands in the cell and where it does, if it was not changed.
    pub(super) fn unchanged(&self) -> Option<(&'a str, usize)> {
        match (&self.text, &self.places) {
            (Cow::Borrowed(text), Places::From(start)) => Some((text, *start)),
            _ => None,
        }
    }

    pub(super) fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// Where a range of the text stands in the cell.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        match &self.places {
            Places::From(start) => start + range.start..start + range.end,
            Places::Each(places) => {
                let end_of = |byte: Option<&(u32, u32)>| byte.map_or(0, |place| place.1 as usize);
                let before = end_of(range.start.checked_sub(1).and_then(|byte| places.get(byte)));
                let start = places.get(range.start).map_or(before, |place| place.0 as usize);
                if range.is_empty() {
                    return start..start;
                }
                start..end_of(places.get(range.end - 1)).max(start)
            }
        }
    }

    /// Where the whole text stands in the cell.
    pub(super) fn whole(&self) -> Range<usize> {
        self.span(0..self.text.len())
    }

    /// A part of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> Text<'a> {
        let places = match &self.places {
            Places::From(start) => Places::From(start + range.start),
            Places::Each(places) => Places::Each(places[range.clone()].to_vec()),
        };
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        };
        Text { text, places }
    }

    /// A part of the text with some ranges left out. The gaps are in order and do not overlap.
    pub(super) fn slice_without(&self, range: Range<usize>, gaps: &[Range<usize>]) -> Text<'a> {
        if gaps.is_empty() {
            return self.slice(range);
        }
        let mut kept = TextBuilder::with_capacity(range.len());
        let mut from = range.start;
        for gap in gaps {
            if gap.start >= from && gap.end <= range.end {
                self.copy(from..gap.start, &mut kept);
                from = gap.end;
            }
        }
        self.copy(from..range.end, &mut kept);
        kept.finish()
    }

    /// Copies a range into a text that is being built, with its places.
    pub(super) fn copy(&self, range: Range<usize>, into: &mut TextBuilder) {
        for (at, c) in self.text[range.clone()].char_indices() {
            let at = range.start + at;
            into.push(c, self.span(at..at + c.len_utf8()));
        }
    }
}

/// Builds a changed text character by character.
#[derive(Default)]
pub(super) struct TextBuilder {
    text: String,
    places: Vec<(u32, u32)>,
}

impl TextBuilder {
    /// A builder for a text of about so many octets.
    pub(super) fn with_capacity(octets: usize) -> TextBuilder {
        TextBuilder { text: String::with_capacity(octets), places: Vec::with_capacity(octets) }
    }

    /// Adds a character that stands for `span` of the cell. Cells are bounded far below the range of `u32`.
    pub(super) fn push(&mut self, c: char, span: Range<usize>) {
        self.text.push(c);
        let place = (to_u32(span.start), to_u32(span.end));
        self.places.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    pub(super) fn finish<'a>(self) -> Text<'a> {
        Text { text: Cow::Owned(self.text), places: Places::Each(self.places) }
    }
}

fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_text_is_borrowed_and_knows_its_place() {
        let text = Text::at("ann@example.com", 3).slice(4..11);
        assert_eq!(text.as_str(), "example");
        assert_eq!(text.span(0..2), 7..9);
        assert_eq!(text.whole(), 7..14);
        assert!(matches!(text.into_text(), Cow::Borrowed(_)));
    }

    #[test]
    fn changed_text_points_at_the_characters_it_came_from() {
        let mut builder = TextBuilder::default();
        builder.push('a', 0..1);
        builder.push('@', 1..6);
        builder.push('é', 6..8);
        let text = builder.finish();
        assert_eq!(text.as_str(), "a@é");
        assert_eq!(text.span(1..2), 1..6);
        assert_eq!(text.span(2..4), 6..8);
        assert_eq!(text.whole(), 0..8);
        assert_eq!(text.slice(1..4).whole(), 1..8);
    }

    #[test]
    fn what_is_left_out_is_not_pointed_at() {
        let text = Text::at("ann (x) @b", 0).slice_without(0..10, &[3..4, 4..7, 7..8]);
        assert_eq!(text.as_str(), "ann@b");
        assert_eq!(text.span(0..3), 0..3);
        assert_eq!(text.span(3..4), 8..9);
        assert_eq!(text.span(5..5), 10..10);
        assert_eq!(Text::at("", 4).whole(), 4..4);
    }
}
