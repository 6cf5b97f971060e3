//! What words beside an address are: a name or a label, or a piece that white space tore off the address itself.
//!
//! A wrong guess mails a stranger (`John smith@example.com` may be one address with a space in it). So only what no
//! local-part and no domain can hold is taken away for sure; of everything else only a suggestion is made.

use super::chars::is_atext;
use super::judge::at_sign;
use super::{host_is_complete, leftover};
use crate::domain::suffix::public_suffix;
use unicode_normalization::UnicodeNormalization;

/// What words before a bare address are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// No part of the address: a sign that no local-part has stands between them, or a label says what follows.
    Name,
    /// Probably a name or a telephone number, but a local-part may have been torn.
    LikelyName,
    /// Probably the first part of the local-part: `138 0013 8000@`, `jean- pierre@`.
    TornOff,
    Unclear,
}

/// What the words before a bare address are. `separated` says that a comma or semicolon stands between them.
pub(super) fn before(words: &str, address: &str, separated: bool) -> Before {
    let words = words.trim();
    let (local_part, domain) = at_sign(address).map_or(("", ""), |at| (&address[..at], &address[at + 1..]));
    if before_a_number(words, local_part) {
        return if is_torn_off(words, local_part) { Before::TornOff } else { Before::LikelyName };
    }
    if ends_by_itself(words) || is_foreign(words, local_part) || is_link(words, domain) {
        return Before::Name;
    }
    let numbered = is_numbered(words);
    let joined =
        words.ends_with(['-', '–', '—', '=', '/', '~', '*', '#', '+', '&']) && words.contains(char::is_whitespace);
    let likely =
        numbered || joined || leads_to_an_address(words) || is_phone_number(words) || is_name(words, local_part);
    if separated && has_words_only(words) && is_name(words, local_part) || is_label(words) {
        Before::Name
    } else if !numbered && is_torn_off(words, local_part) {
        Before::TornOff
    } else if likely {
        Before::LikelyName
    } else {
        Before::Unclear
    }
}

/// Whether a number in any writing stands before a local-part that begins with one: `138 - 0013@`, `(138) 0013@`. Both may be
/// parts of one.
fn before_a_number(words: &str, local_part: &str) -> bool {
    let is_digit = |c: char| c.is_numeric() || "〇零一二三四五六七八九十百千".contains(c);
    let is_part =
        |c: char| is_digit(c) || c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '–' | '—' | '−');
    let counts = words.strip_suffix([')', '、', '.', ':']).is_some_and(is_count);
    local_part.starts_with(is_digit) && words.contains(is_digit) && words.chars().all(is_part) && !counts
}

/// Whether words end with a sign that no local-part has there: a colon, a closing bracket, a dash between white space. Before such
/// a dash stands a whole name: `jean - luc@` may be one local-part.
fn ends_by_itself(words: &str) -> bool {
    const JOINTS: [char; 9] = ['-', '–', '—', '=', '/', '~', '*', '#', '|'];
    let is_alone = |rest: &str| rest.is_empty() || rest.ends_with(char::is_whitespace);
    let is_whole = |rest: &str| {
        let words = rest.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        is_label(rest) || words != 1 || rest.contains(|c: char| c.is_alphabetic() && c >= '\u{250}')
    };
    let stroke = words.strip_suffix('|').is_some_and(is_alone);
    let dash = words.strip_suffix(JOINTS);
    let alone = stroke || dash.is_some_and(|rest| is_alone(rest) && is_whole(rest));
    let closes = words.ends_with([':', '：', '•', '·']) || words.ends_with(['–', '—']) && dash.is_some_and(is_whole);
    let marks = is_only_marks(words) && !is_numbered(words);
    closes || is_enclosed(words) || leftover::is_only_escapes(words) || alone || marks
}

/// Whether words stand in quotes or brackets, all of them.
fn is_enclosed(words: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('"', '"'), ('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    words.len() > 1
        && PAIRS.iter().any(|&(open, close)| {
            words.starts_with(open) && words.ends_with(close) && !words[1..words.len() - 1].contains([open, close])
        })
}

/// Whether words are in letters that no part of an ASCII local-part can be.
pub(super) fn is_foreign(words: &str, local_part: &str) -> bool {
    const LETTERS_MIN: usize = 2;
    let is_latin = |c: char| c.is_ascii_alphanumeric() || ('\u{aa}'..'\u{250}').contains(&c) && c.is_alphabetic();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    local_part.is_ascii() && letters >= LETTERS_MIN && !words.contains(is_latin)
}

/// Whether words have a word of the local-part in them, or look like the name of a person.
fn is_name(words: &str, local_part: &str) -> bool {
    const LETTERS_MIN: usize = 3;
    let folded = local_part.to_lowercase();
    let mut count = 0;
    let mut all_capital = true;
    for word in words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.contains(char::is_alphabetic)) {
        if word.chars().count() >= LETTERS_MIN && folded.contains(&word.to_lowercase()) {
            return true;
        }
        count += 1;
        all_capital &= word.starts_with(char::is_uppercase);
    }
    count >= 2 && all_capital && !local_part.starts_with(char::is_uppercase)
}

/// Whether text has nothing but words, as names have them: `Lee`, `O'Neil-Smith`, `Dr.`. One or two letters at its end may
/// be the first ones of a local-part.
fn has_words_only(words: &str) -> bool {
    const LETTERS_MIN: usize = 3;
    if words.chars().rev().take_while(|c| c.is_alphabetic()).count() < LETTERS_MIN {
        return false;
    }
    words.split_whitespace().all(|word| {
        let word = word.strip_suffix('.').unwrap_or(word);
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
    })
}

/// Whether white space probably tore the words off a local-part: a number from a number, or a word from the mark that
/// joined it to the next.
fn is_torn_off(words: &str, local_part: &str) -> bool {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if words.split_whitespace().all(is_number) {
        return is_number(local_part) && !local_part.is_empty();
    }
    const TITLE_OCTETS_MAX: usize = 5;
    const MARKS: [char; 5] = ['.', '-', '_', '+', '\''];
    let is_title = words.ends_with('.') && words.len() <= TITLE_OCTETS_MAX && words.starts_with(char::is_uppercase);
    let one_word = !words.contains(char::is_whitespace) && words.bytes().all(|byte| byte == b'.' || is_atext(byte));
    one_word && !is_title && (words.ends_with(MARKS) || local_part.starts_with(MARKS))
}

const LABELS: &[&str] = &["email", "e-mail", "mailto", "emails", "correo", "courriel"];

fn is_one_of(word: &str, listed: &[&str]) -> bool {
    listed.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether words are a label and nothing else: `E-mail`, `email address`.
fn is_label(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let label = words.next().is_some_and(|word| is_one_of(word, LABELS));
    label && words.next().is_none_or(|word| is_one_of(word, &["address", "addr", "adresse"])) && words.next().is_none()
}

/// Whether the words end as a label or a sentence does before an address: `my email`, `please write to`.
fn leads_to_an_address(words: &str) -> bool {
    const PREPOSITIONS: &[&str] = &["at", "to", "is", "via", "by", "unter", "ist", "à", "est", "en", "es"];
    let mut before = words.rsplit(char::is_whitespace);
    let last = before.next().unwrap_or_default();
    is_one_of(last, LABELS)
        || is_one_of(last, PREPOSITIONS) && before.any(|word| word.contains(char::is_alphabetic))
        || is_one_of(last, &["address", "addr", "adresse", "mail"]) && before.next().is_some()
}

/// Whether text is a telephone number, with or without a word that says so. A number without any sign of one may be half
/// of a local-part.
fn is_phone_number(words: &str) -> bool {
    const DIGITS_MIN: usize = 7;
    /// Numbers of mobile telephones are written in one piece in China and elsewhere.
    const WHOLE_DIGITS_MIN: usize = 10;
    const LABELS: &[&str] = &[
        "tel",
        "telephone",
        "telefon",
        "téléphone",
        "teléfono",
        "phone",
        "ph",
        "fon",
        "fone",
        "mobile",
        "mobil",
        "móvil",
        "cell",
        "handy",
        "fax",
        "t",
        "m",
        "p",
    ];
    let number = words.trim_start_matches(|c: char| c.is_alphabetic());
    let label = &words[..words.len() - number.len()];
    let number = number.trim_start_matches(['.', ':', ' ']);
    let labelled = !label.is_empty() && LABELS.iter().any(|known| *known == label.to_lowercase());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let shaped =
        number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '/' | '.' | '(' | ')' | ','));
    let grouped = number.starts_with(['0', '+', '(']) || number.trim().contains([' ', '-', '/', '(']);
    let grouped = grouped || digits >= WHOLE_DIGITS_MIN && number.trim().len() == digits;
    shaped && digits >= DIGITS_MIN && (labelled || label.is_empty() && grouped)
}

/// Whether each word is the address of a web page that no local-part can be part of: one with its scheme, or that of the
/// domain itself.
fn is_link(words: &str, domain: &str) -> bool {
    let starts =
        |word: &str, prefix: &str| word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    words.split_whitespace().all(|word| {
        let site = if starts(word, "www.") { &word[4..] } else { word };
        starts(word, "http://") || starts(word, "https://") || site.eq_ignore_ascii_case(domain)
    })
}

/// Whether text has nothing that could be read: no letter and no digit, or only a number that counts items.
pub(super) fn is_only_marks(text: &str) -> bool {
    let text = text.trim();
    text.strip_suffix([')', '、', '.']).is_some_and(is_count)
        || !text.contains(|c: char| c.is_alphanumeric() || c == char::REPLACEMENT_CHARACTER)
}

/// Whether words are the number of an item with its full stop, which a local-part may begin with: `2.`.
fn is_numbered(words: &str) -> bool {
    words.strip_suffix('.').is_some_and(is_count)
}

/// Whether text is a number that counts items.
pub(super) fn is_count(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether words before an address are marks without meaning. `2.` is none: `2. lee@` may be `2.lee@`.
pub(super) fn is_only_marks_before(words: &str) -> bool {
    is_only_marks(words) && !words.trim().ends_with('.')
        || !words.contains(char::is_alphanumeric) && is_only_marks(words)
}

/// Whether a word only joins two addresses.
pub(super) fn joins(word: &str) -> bool {
    const JOINING: &[&str] =
        &["and", "or", "und", "oder", "et", "ou", "y", "e", "o", "和", "或", "与", "及", "и", "или"];
    is_only_marks(word) || JOINING.iter().any(|joining| joining.eq_ignore_ascii_case(word))
}

/// What words after an address are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// No part of the address: its domain is whole without them, and no other domain with them.
    Remark,
    /// Perhaps the rest of the domain, which is whole with the white space left out: `ann@firma.c om`.
    Glued,
    /// It may be the rest of an ending in disguise. The domain is whole without it.
    Doubtful,
    /// Perhaps the rest of the domain, which is whole with a dot for white space: `ann@yahoo.co uk`.
    Dotted,
    /// Perhaps the rest of the domain, and no domain comes of it.
    Unclear,
}

/// What the words after an address are. A whole domain before them does not settle it: `ann@yahoo.co uk`.
pub(super) fn after(address: &str, words: &str) -> After {
    let words = words.trim().trim_end_matches(['.', ',', ';']);
    if is_only_marks(words) {
        return After::Remark;
    }
    let Some(at) = at_sign(address) else { return After::Unclear };
    let domain = address[at + 1..].trim_end_matches(['.', ',', ';', ':', '>', '"', '\'', ')', ']']);
    let rest = words.trim_start_matches('.').to_ascii_lowercase();
    if is_ending_in_disguise(domain, &rest) {
        return After::Doubtful;
    }
    let mut pieces = rest.split_whitespace().filter(|piece| !is_enclosed(piece) && !is_only_marks(piece));
    let first = pieces.next().unwrap_or_default();
    let first = first.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).next().unwrap_or_default();
    // Words in another script are no part of an ASCII ending.
    let ascii = first.find(|c: char| !c.is_ascii()).map_or(first, |end| &first[..end]);
    let first = if ascii.is_empty() { first } else { ascii }.trim_end_matches(['.', '-']);
    if first.is_empty() && host_is_complete(domain) {
        return After::Remark;
    }
    let whole = |between: &str, rest: &str| host_is_complete(&format!("{domain}{between}{rest}"));
    if host_is_complete(domain) {
        let glued = whole("", first)
            && !first.starts_with("www.")
            && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        let dotted = usual_ending(domain, first);
        return match (glued, dotted, pieces.next()) {
            (true, _, None) => After::Glued,
            (false, Some(_), None) => After::Dotted,
            (true, _, Some(_)) | (false, Some(Ending::OfTwo), Some(_)) => After::Unclear,
            (false, None, _) | (false, Some(Ending::OfOne), Some(_)) => After::Remark,
        };
    }
    const PIECES_MAX: usize = 3;
    if rest.split_whitespace().count() > PIECES_MAX {
        return After::Unclear;
    }
    let (glued, dotted) =
        (rest.split_whitespace().collect::<String>(), rest.split_whitespace().collect::<Vec<_>>().join("."));
    if whole("", &glued) {
        After::Glued
    } else if whole(".", &dotted) {
        After::Dotted
    } else {
        After::Unclear
    }
}

/// Whether words behind a whole domain are nothing but the rest of its ending, in brackets, behind a dash, or in letters that
/// look like it: `ann@example.co [.uk]`.
pub(super) fn is_ending_in_disguise(domain: &str, words: &str) -> bool {
    const LETTERS_MAX: usize = 3;
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let letters: String = bare.nfkc().collect();
    let is_short = !letters.is_empty() && letters.chars().count() <= LETTERS_MAX;
    if !is_short || !host_is_complete(domain) || letters.is_ascii() && letters.len() == words.len() {
        return false;
    }
    let mixed = letters.contains(|c: char| c.is_ascii_alphabetic() || ('\u{370}'..'\u{530}').contains(&c))
        && !letters.is_ascii();
    mixed || usual_ending(domain, &letters).is_some() || host_is_complete(&format!("{domain}{letters}"))
}

/// What ending a word makes behind a whole domain.
enum Ending {
    /// By itself: `com`.
    OfOne,
    /// With the last label of the domain: `br` behind `com`.
    OfTwo,
}

/// The ending that a word behind a whole domain may be. Many words are endings by now (`work`, `foo`). Only those are taken
/// for one that people know as endings, and those with which names are registered.
fn usual_ending(domain: &str, word: &str) -> Option<Ending> {
    if word.starts_with("www.") || !host_is_complete(&format!("a.{word}")) {
        return None;
    }
    let last = domain.rsplit('.').next().unwrap_or_default();
    let suffix = format!("a.{}.{word}", last.to_ascii_lowercase());
    if public_suffix(&suffix).is_some_and(|suffix| suffix.as_bytes().contains(&b'.')) {
        Some(Ending::OfTwo)
    } else if word.contains('.') || word.len() == 2 || ["com", "net", "org"].contains(&word) {
        Some(Ending::OfOne)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_before(address: &str, expected: Before, words: &[&str]) {
        for words in words {
            assert_eq!(before(words, address, false), expected, "{words} {address}");
        }
    }

    #[test]
    fn names_that_cannot_be_meant_otherwise_are_names() {
        let words =
            ["张三", "Анна", "E-mail:", "E-mail", "email address", "Ann Lee -", "•", "x.de", "www.x.de", "(Ann Lee)"];
        check_before("bob@x.de", Before::Name, &words);
        check_before("bob@x.de", Before::Name, &["https://example.org/contact", "\"Ann Lee\"", "1)", "Ann Lee:"]);
        assert_eq!(before("Ann Lee", "ann@x.de", true), Before::Name);
    }

    #[test]
    fn words_that_may_be_torn_off_are_only_likely_to_be_names() {
        check_before(
            "ann.lee@x.de",
            Before::LikelyName,
            &["ann", "Ann Lee", "my email is", "please write to", "R &", "Work -"],
        );
        check_before("bob@x.de", Before::LikelyName, &["0171 1234567", "+49 171/123 45 67", "Tel. 1234567"]);
        check_before(
            "smith@x.de",
            Before::Unclear,
            &["John", "john", "a b", "Dr.", "at", "12345678", "y.de", "josé", "а"],
        );
    }

    #[test]
    fn pieces_of_a_local_part_are_told_by_digits_and_marks() {
        check_before("8000@163.com", Before::TornOff, &["138 0013", "138"]);
        check_before("pierre@x.de", Before::TornOff, &["jean-", "jean.", "jean_"]);
        check_before("lee@x.de", Before::LikelyName, &["2."]);
        check_before("-pierre@x.de", Before::TornOff, &["jean"]);
    }

    #[test]
    fn endings_that_were_torn_off_are_seen() {
        for (address, words, expected) in [
            ("a@gmail", "com", After::Dotted),
            ("a@yahoo.co", "uk", After::Dotted),
            ("a@x.com", "br", After::Dotted),
            ("a@yahoo", "co uk", After::Dotted),
            ("a@kitab.co", "m", After::Glued),
            ("a@kitab.c", "om", After::Glued),
            ("a@fir", "ma.de", After::Glued),
            ("a@kitab.co", "m thanks", After::Unclear),
            ("a@gmail", "whatever it is to be", After::Unclear),
            ("a@x.com", "John", After::Remark),
            ("a@x.com", "(work)", After::Remark),
            ("a@x.com", "is mine", After::Remark),
            ("a@x.com", "-", After::Remark),
            ("a@x.com", "work", After::Remark),
            ("a@x.com", "www.x.com", After::Remark),
        ] {
            assert_eq!(after(address, words), expected, "{address} {words}");
        }
    }
}
