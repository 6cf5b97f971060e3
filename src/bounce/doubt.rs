//! What a text speaks of beside the words that somebody is not there: a sender, a link, a group, a rate. The words of such a text may be about that, so
//! they prove nothing without a clear number that agrees with them. The words stand in `data/bounce/doubts.tsv`.

use super::rules::folded;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

const DOUBTS: &str = include_str!("../../data/bounce/doubts.tsv");

struct Word {
    text: &'static str,
    /// Whether it is the beginning of words.
    is_stem: bool,
    /// Whether a doubtful word in it is none: `your message`.
    is_fine: bool,
}

struct Table {
    words: Vec<Word>,
    matcher: AhoCorasick,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let words: Vec<Word> = DOUBTS.lines().filter_map(word_of_line).collect();
    // The table is our own; were there no matcher, nothing would be doubted, and the tests would say so.
    let matcher = AhoCorasick::new(words.iter().map(|word| word.text))
        .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")));
    Table { words, matcher }
});

fn word_of_line(line: &'static str) -> Option<Word> {
    let mut fields = line.split('\t').filter(|_| !line.starts_with('#'));
    let words = fields.next()?;
    let is_fine = match fields.next()? {
        "doubt" => false,
        "fine" => true,
        _ => return None,
    };
    let stem = words.strip_suffix('*');
    Some(Word { text: folded(stem.unwrap_or(words)), is_stem: stem.is_some(), is_fine })
}

/// Whether a text speaks of something else too, outside of the words that decided, whose pieces stand at `decided`.
pub(super) fn speaks_of_more(text: &str, decided: &[Range<usize>]) -> bool {
    let found = || {
        TABLE.matcher.find_overlapping_iter(text).map(|found| {
            let word = &TABLE.words[found.pattern().as_usize()];
            (word, found.start()..found.end())
        })
    };
    let fine: Vec<Range<usize>> = found().filter(|(word, _)| word.is_fine).map(|(_, at)| at).take(FINE_MAX).collect();
    let is_apart = |at: &Range<usize>| decided.iter().all(|piece| at.end <= piece.start || at.start >= piece.end);
    let is_within = |at: &Range<usize>| fine.iter().any(|fine| fine.start <= at.start && at.end <= fine.end);
    found()
        .filter(|(word, _)| !word.is_fine)
        .any(|(word, at)| is_apart(&at) && !is_within(&at) && is_word(text, &at, word.is_stem) && is_meant(text, &at))
}

/// The most words of one text that take a doubt away.
const FINE_MAX: usize = 32;

/// Whether a match begins and ends where a word does. Names of hosts and addresses of pages are no words; scripts without spaces have no such places.
fn is_word(text: &str, at: &Range<usize>, is_stem: bool) -> bool {
    const CJK: char = '\u{2e80}';
    if text[at.start..].starts_with(|c| c >= CJK) {
        return true;
    }
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, behind) = (text[..at.start].chars().next_back(), text[at.end..].chars().next());
    !is_part(before) && (is_stem || !is_part(behind)) && !is_of_name(text, at)
}

/// Whether a match stands in the name of a host or in the address of a page: `spamfilter.example`, `https://a.example/link`.
fn is_of_name(text: &str, at: &Range<usize>) -> bool {
    let begin = text[..at.start].rfind(' ').map_or(0, |space| space + 1);
    let end = text[at.end..].find(' ').map_or(text.len(), |space| at.end + space);
    let word = text[begin..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut labels = word.split('.').skip(1);
    word.contains("://") || labels.any(|label| label.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether it is spoken of: not so in `returned to sender`, `sender ok`.
fn is_meant(text: &str, at: &Range<usize>) -> bool {
    let (before, behind) = (text[..at.start].trim_end(), &text[at.end..]);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let is_addressed =
        TOWARDS.iter().any(|word| before.ends_with(word)) || GIVEN.iter().any(|word| behind.starts_with(word));
    !is_addressed && !IN_ORDER.iter().any(|word| behind.starts_with(word))
}

/// Before whom something is sent back to.
const TOWARDS: &[&str] = &[
    " to",
    " by",
    " an den",
    " zum",
    " al",
    " ao",
    " au",
    " a l'",
    "vuelve a",
    "wraca do",
    "zwrocona do",
    "kontakt z",
    " naar",
    "退回",
    "退回给",
    "退回給",
    "返回",
];
/// Behind what is in order.
const IN_ORDER: &[&str] = &[
    " ok",
    " accepted",
    " accepte",
    " akzeptiert",
    " aceptado",
    " aceito",
    " wird informiert",
    " informed",
    " is informed",
    " notified",
    " was notified",
];
/// Behind him, in languages with endings.
const GIVEN: &[&str] = &["に", "へ", "에게", "ю"];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_of_the_table_is_read_and_stands_once() {
        let lines: Vec<&str> = DOUBTS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.iter().all(|line| word_of_line(line).is_some() && line.split('\t').count() == 3));
        assert_eq!(lines.iter().collect::<HashSet<_>>().len(), lines.len());
    }

    #[test]
    fn words_are_found_whole_and_outside_of_what_decided() {
        for (text, decided, expected) in [
            ("550 link leads nowhere: user unknown", 24..36, true),
            ("550 user unknown, see https://a.example/filter", 4..16, false),
            ("550 user unknown, returned to sender", 4..16, false),
            ("550 user unknown at blinkers", 4..16, false),
            ("550 user unknown at spamfilter.example", 4..16, false),
            ("550 user unknown, spam. see above", 4..16, true),
            ("550 sender unknown", 4..18, false),
            ("550 user unknown, so your message comes back", 4..16, false),
            ("550 user unknown, says your host", 4..16, true),
        ] {
            assert_eq!(speaks_of_more(text, std::slice::from_ref(&decided)), expected, "{text}");
        }
    }
}
