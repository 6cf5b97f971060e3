//! Whether an address is proved by its cell: each of its characters stands there, and what was changed or left out between
//! them can mean nothing else. Whatever is not known to prove it leaves the address a guess.
//!
//! What stands beside the address is weighed in `names` and `clean`; this looks at the address itself.

use super::chars::is_invisible;
use super::host_is_complete;
use super::judge::at_sign;
use super::text::Text;
use std::ops::Range;

/// Whether the characters of an address, as they stand in the cell, cannot have been meant otherwise.
pub(super) fn is_proved(cell: &[u8], core: &Text<'_>) -> bool {
    if core.unchanged().is_some() {
        return true;
    }
    let Some(at) = at_sign(core.as_str()) else { return true };
    let letters = written(cell, core);
    let sign = letters.iter().position(|letter| letter.at == at).unwrap_or(letters.len());
    let (local_part, domain) = letters.split_at(sign);
    let is_apart = domain.iter().take(2).any(|letter| letter.gap.contains(char::is_whitespace));
    let is_said = is_apart && is_of_a_sentence(&core.as_str()[..at]);
    !is_said && is_local_part_proved(local_part) && is_domain_proved(core.as_str(), domain)
}

/// Words that stand before an `@` that is read as "at", in `call @ 5pm.today`, and that nobody is called.
#[rustfmt::skip]
const OF_A_SENTENCE: [&str; 50] = [
    "and", "am", "are", "arrive", "ask", "at", "bei", "breakfast", "call", "dinner", "drinks", "find", "found", "from", "here", "is",
    "live", "lives", "look", "lunch", "meet", "met", "not", "now", "oder", "only", "or", "ou", "park", "parking", "room", "see", "seen",
    "sits", "starts", "stay", "stays", "there", "treffen", "und", "visit", "was", "where", "with", "wohnt", "work", "works", "vive",
    "arbeitet", "appelle",
];

/// Whether a local-part with white space behind it is rather a word of a sentence.
pub(super) fn is_of_a_sentence(local_part: &str) -> bool {
    OF_A_SENTENCE.iter().any(|word| local_part.eq_ignore_ascii_case(word))
}

/// Whether no half of a pair of curly quotes touches the address. In old code pages those are letters: `‚ric@example.fr`.
pub(super) fn stands_free(cell: &[u8], place: &Range<usize>) -> bool {
    let is_quote = |c: &char| matches!(c, '‚' | '„' | '‘' | '’' | '“' | '”' | '‹' | '›' | '«' | '»' | '‛' | '‟');
    let text = |part: Option<&[u8]>| String::from_utf8_lossy(part.unwrap_or_default()).into_owned();
    const CHARACTER_OCTETS_MAX: usize = 4;
    let before = text(cell.get(place.start.saturating_sub(CHARACTER_OCTETS_MAX)..place.start));
    let after = text(cell.get(place.end..cell.len().min(place.end + CHARACTER_OCTETS_MAX)));
    let opened = before.chars().next_back().filter(is_quote);
    let closed = after.chars().next().is_some_and(|c| is_quote(&c) || matches!(c, '"' | '\''));
    opened.is_none() || closed
}

/// A character of the address, and what stands for it in the cell.
struct Letter<'c> {
    c: char,
    /// Where it stands in the address.
    at: usize,
    /// What was left out before it.
    gap: &'c str,
    written: &'c str,
}

impl Letter<'_> {
    fn is_as_written(&self) -> bool {
        let mut written = self.written.chars();
        written.next() == Some(self.c) && written.next().is_none()
    }

    /// Whether it is a sign in its full-width form, or one of the full stops of Chinese and Japanese.
    fn is_full_width(&self) -> bool {
        self.written.starts_with(is_full_width)
    }

    /// Whether an entity, an escape, a percent-encoding or a word in brackets stands for it.
    fn is_encoded(&self) -> bool {
        self.written.starts_with(['&', '\\', '%', '(', '[', '{'])
            || self.written.chars().nth(1).is_some() && matches!(self.c, '@' | '.')
    }
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '。' | '｡' | '﹒' | '﹫')
}

fn written<'c>(cell: &'c [u8], core: &Text<'_>) -> Vec<Letter<'c>> {
    let part =
        |from: usize, to: usize| cell.get(from..to).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or("\0");
    let mut end = None;
    let mut letters = Vec::new();
    for (at, c) in core.as_str().char_indices() {
        let span = core.span(at..at + c.len_utf8());
        // Characters of one encoded run share their place.
        let gap = end.filter(|&end| end < span.start).map_or("", |end| part(end, span.start));
        letters.push(Letter { c, at, gap, written: part(span.start, span.end) });
        end = Some(span.end);
    }
    letters
}

/// Between the words of a local-part nothing may have been left out, for that makes one name of two.
fn is_local_part_proved(letters: &[Letter<'_>]) -> bool {
    let wide = letters.iter().filter(|letter| letter.is_full_width()).count();
    let is_letter = |number: Option<usize>| {
        number.and_then(|number| letters.get(number)).is_some_and(|letter| letter.c.is_alphanumeric())
    };
    letters.iter().enumerate().all(|(number, letter)| {
        let inside = is_letter(number.checked_sub(1)) && is_letter(Some(number + 1));
        let changed = letter.is_as_written()
            || letter.is_encoded()
            || match letter.written {
                // An input method writes all of a word so, or goes back to its narrow signs behind the first one.
                _ if letter.is_full_width() => {
                    wide == letters.len() || number > 0 && (letter.c.is_alphanumeric() || letter.c == '_')
                }
                // The apostrophe and the hyphens of word processors. Dashes part two things.
                "’" => inside,
                "\u{2010}" | "\u{2011}" | "\u{fe63}" => true,
                // Quotes around all of it.
                _ => letter.c == '"' || letter.written == "\u{212a}",
            };
        // No local-part begins with a dot, so what stands before one belongs to it.
        let before_dot = letter.c == '.' && has_no_width(letter.gap);
        let spelled = letter.c == '.' && letter.is_encoded() || spelled_before(letters, letter);
        let untorn = letter.gap.is_empty() || is_comment(letter.gap);
        changed && (untorn || before_dot || spelled && is_blank(letter.gap))
    })
}

/// A domain has a dot, so what tears it before that dot is no end of it. Behind a whole domain anything may be.
fn is_domain_proved(address: &str, letters: &[Letter<'_>]) -> bool {
    let Some((sign, domain)) = letters.split_first() else { return true };
    let start = sign.at + sign.c.len_utf8();
    let dots = || domain.iter().filter(|letter| letter.c == '.');
    let stop = dots().next().map_or("", |dot| dot.written);
    let one_kind_of_dot = dots().all(|dot| dot.written == stop);
    let mut before = '@';
    let mut is_proved = is_blank(sign.gap.strip_suffix('\\').unwrap_or(sign.gap)) || is_comment(sign.gap);
    is_proved &= sign.is_as_written() || sign.is_full_width() || sign.is_encoded();
    for letter in domain {
        let whole = || host_is_complete(address[start..letter.at].trim_end_matches('.'));
        is_proved &= match letter.c {
            _ if letter.is_as_written() || letter.is_encoded() || letter.written == "\u{212a}" => true,
            '.' => one_kind_of_dot || !whole(),
            '-' => !whole(),
            _ => letter.is_full_width() || !letter.c.is_ascii(),
        };
        let beside_sign = matches!(before, '@' | '.') || letter.c == '.';
        let spelled = letter.c == '.' && letter.is_encoded();
        is_proved &= letter.gap.is_empty()
            || is_comment(letter.gap)
            || is_blank(letter.gap)
                && (spelled || before == '@' || (beside_sign || has_no_width(letter.gap)) && !whole())
            || spelled_before(letters, letter);
        before = letter.c;
    }
    is_proved
}

/// Whether the sign before a character is spelled out, so that white space behind it belongs to it.
fn spelled_before(letters: &[Letter<'_>], letter: &Letter<'_>) -> bool {
    let before = letters.iter().take_while(|other| other.at < letter.at).last();
    before.is_some_and(|sign| matches!(sign.c, '@' | '.') && sign.is_encoded())
}

/// White space and what has no width.
fn is_blank(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// What shows no break between two letters. A soft hyphen is what is left of a hyphen in text that was copied from a page.
fn has_no_width(gap: &str) -> bool {
    gap.chars().all(|c| is_invisible(c) && c != '\u{ad}')
}

/// A comment beside the `@` or at an end, which `syntax.comment` tells.
fn is_comment(gap: &str) -> bool {
    gap.trim_start().starts_with('(') && gap.trim_end().ends_with(')')
}
