//! When words beside an address are surely not part of it: names, labels, joining words, bullets.
//!
//! A wrong guess mails a stranger (`John smith@example.com` may be one address with a space in it), so a doubt means no.

use super::judge::at_sign;
use super::{host_is_complete, idn};

/// Whether the words before a bare address are surely a name or a label, and no torn-off part of the local-part.
pub(super) fn surely_a_name(words: &str, local_part: &str) -> bool {
    let words = words.trim();
    if words.ends_with([':', '-', '–', '—', '=', '|', '"', ')', '：', '>']) || is_only_marks(words) {
        return true;
    }
    if local_part.is_ascii() && words.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
        return true;
    }
    let folded = local_part.to_lowercase();
    let mut count = 0;
    let mut all_capital = true;
    for word in words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.contains(char::is_alphabetic)) {
        const LETTERS_MIN: usize = 3;
        if word.chars().count() >= LETTERS_MIN && folded.contains(&word.to_lowercase()) {
            return true;
        }
        count += 1;
        all_capital &= word.starts_with(char::is_uppercase);
    }
    count >= 2 && all_capital && !local_part.starts_with(char::is_uppercase)
}

/// Whether text has nothing that could be read: no letter and no digit, or only a number that counts items.
pub(super) fn is_only_marks(text: &str) -> bool {
    let text = text.trim();
    let numbering = text.strip_suffix(['.', ')', '、']).unwrap_or("");
    let is_number = (1..=4).contains(&numbering.len()) && numbering.bytes().all(|b| b.is_ascii_digit());
    is_number || !text.contains(|c: char| c.is_alphanumeric() || c == char::REPLACEMENT_CHARACTER)
}

/// Whether a word only joins two addresses.
pub(super) fn joins(word: &str) -> bool {
    const JOINING: &[&str] =
        &["and", "or", "und", "oder", "et", "ou", "y", "e", "o", "和", "或", "与", "及", "и", "или"];
    is_only_marks(word) || JOINING.iter().any(|joining| joining.eq_ignore_ascii_case(word))
}

/// Whether words after an address could be the rest of its domain, as `com` in `ann@yahoo com`.
///
/// A whole domain before them does not settle it: `ann@yahoo.co uk`.
pub(super) fn may_be_rest_of_domain(address: &str, words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ',', ';']);
    if is_only_marks(words) {
        return false;
    }
    let Some(at) = at_sign(address) else { return true };
    let domain = address[at + 1..].trim_end_matches(['.', ',', ';', ':', '>', '"', '\'', ')', ']']);
    if !host_is_complete(domain) {
        return true;
    }
    let one_word = !words.contains(char::is_whitespace) && !words.contains(['(', '"']);
    one_word && idn::to_ascii(words).is_some_and(|ascii| host_is_complete(&format!("a.{}", ascii.trim_matches('.'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cannot_be_meant_otherwise_are_names() {
        for (words, local_part) in [
            ("Ann Lee", "al77"),
            ("ann", "ann.lee"),
            ("张三", "zhangsan"),
            ("E-mail:", "bob"),
            ("Work -", "bob"),
            ("1.", "bob"),
            ("•", "bob"),
        ] {
            assert!(surely_a_name(words, local_part), "{words} {local_part}");
        }
    }

    #[test]
    fn words_that_may_be_torn_off_are_not_names() {
        for (words, local_part) in
            [("John", "smith"), ("john", "smith"), ("Mary Ann", "Smith"), ("a b", "c"), ("Dr.", "lee")]
        {
            assert!(!surely_a_name(words, local_part), "{words} {local_part}");
        }
    }

    #[test]
    fn endings_that_were_torn_off_are_seen() {
        for (address, words) in
            [("a@gmail", "com"), ("a@yahoo.co", "uk"), ("a@x.com", "br"), ("a@gmail", "whatever it is")]
        {
            assert!(may_be_rest_of_domain(address, words), "{address} {words}");
        }
        for (address, words) in
            [("a@x.com", "John"), ("a@x.com", "(work)"), ("a@x.com", "in the office"), ("a@x.com", "-")]
        {
            assert!(!may_be_rest_of_domain(address, words), "{address} {words}");
        }
    }
}
